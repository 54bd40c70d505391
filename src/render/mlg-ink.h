/* How thick and what colour: one set for screen, dark screen, projector and paper
 * (docs/look.md). Colour is never alone: each category also has a shape, each state of a
 * partnership a line.
 *
 * All inks are constant and may be read from any thread.
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MLG_INK_LIGHT,
  MLG_INK_DARK,
  MLG_INK_PROJECTOR_BLACK,     /* light figures on black */
  MLG_INK_PROJECTOR_WHITE,
  MLG_INK_PRINT,               /* white paper; works in grey */
} MlgInkTheme;

typedef struct
{
  double r, g, b;              /* 0–1 */
} MlgColour;

typedef enum
{
  MLG_SHAPE_CIRCLE,            /* porteurs de projets */
  MLG_SHAPE_SQUARE,            /* collectivités */
  MLG_SHAPE_HEXAGON,           /* groupements, réseaux */
  MLG_SHAPE_DIAMOND,           /* études et recherche */
  MLG_SHAPE_TRIANGLE,          /* services de l'État et territoriaux */
  MLG_SHAPE_RING,              /* hors catégories, à qualifier */
} MlgShape;

#define MLG_N_CATEGORIES 6     /* the five of user_category, in its order, then none */

typedef enum
{
  MLG_ECONOMY_MARKET,
  MLG_ECONOMY_NON_MARKET,
  MLG_ECONOMY_NON_MONETARY,
  MLG_ECONOMY_UNQUALIFIED,
  MLG_N_ECONOMIES,
} MlgEconomy;

typedef enum
{
  MLG_LINE_SOLID,              /* actif, privilégié */
  MLG_LINE_DOUBLE,             /* formalisé */
  MLG_LINE_DASHED,             /* souhaité, à mobiliser */
  MLG_LINE_DOTTED,             /* co-présence */
  MLG_LINE_THIN,               /* adhésion */
} MlgLine;

typedef struct
{
  MlgInkTheme theme;
  double      line_scale;      /* 1, or 1.8 on the projector */
  double      text_size;       /* of a name, in points (pixels at 96 dpi on screen) */

  MlgColour   paper;           /* background */
  MlgColour   text;            /* 4.5:1 on paper, 7:1 on the projector */
  MlgColour   faint_text;      /* 4.5:1 on paper */
  MlgColour   hairline;
  MlgColour   selection;       /* ring round what is selected */
  MlgColour   selection_edge;  /* hairline outside of that ring, so that it also stands on light paper */
  MlgColour   categories[MLG_N_CATEGORIES];    /* 3:1 on paper */
  MlgColour   economies[MLG_N_ECONOMIES];      /* 3:1 on paper */
  MlgColour   islands[8];      /* tints, used at a low opacity */

  /* The map. */
  MlgColour   sea, land, neighbour, water;
  MlgColour   region_border, departement_border, commune_border;
  MlgColour   town_name;
} MlgInk;

const MlgInk    *mlg_ink_get           (MlgInkTheme      theme);

/* @category: index in user_category; anything above is "none". */
MlgShape         mlg_ink_get_shape     (guint            category);
const MlgColour *mlg_ink_get_category  (const MlgInk    *ink,
                                        guint            category);

void             mlg_ink_set_colour    (cairo_t         *cr,
                                        const MlgColour *colour,
                                        double           alpha);

/* A path. Every shape of one @radius looks as large as a circle of that radius. */
void             mlg_ink_add_shape     (cairo_t         *cr,
                                        MlgShape         shape,
                                        double           x,
                                        double           y,
                                        double           radius);

/* The mark of an actor: filled with its category's colour, with a rim of the paper's colour;
 * a ring when it has none. */
void             mlg_ink_draw_mark     (cairo_t         *cr,
                                        const MlgInk    *ink,
                                        guint            category,
                                        double           x,
                                        double           y,
                                        double           radius);

/* Strokes the current path and clears it; colour as set. Restores width and dash. */
void             mlg_ink_stroke        (cairo_t         *cr,
                                        const MlgInk    *ink,
                                        MlgLine          line,
                                        double           width);

/* Contrast of two colours, 1–21 (WCAG 2.1, relative luminance). */
double           mlg_ink_contrast      (const MlgColour *a,
                                        const MlgColour *b);

G_END_DECLS
