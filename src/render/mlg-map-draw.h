/* The actors on the map: areas of intervention, partnerships, plates, marks and their names. The
 * same for screen, projector and paper. Thread: the one of the cairo context. */

#pragma once

#include "render/mlg-map-chosen.h"
#include "render/mlg-map-layout.h"
#include "render/mlg-map-names.h"
#include "render/mlg-map-text.h"

G_BEGIN_DECLS

/* Where somebody who is chosen acts, whose mark stands elsewhere. */
typedef struct
{
  MlgArea    area;
  MlgMapSign sign;
} MlgMapLit;

typedef struct
{
  const MlgInk *ink;
  MlgMapText   *text;
  gboolean      show_ties;
  gboolean      show_names;            /* of actors */
  const MlgMapChosen *chosen;          /* NULL: nobody is selected */
  const MlgMapChosen *changed;         /* between two moments; NULL: nobody */
  const MlgMapLit *lit;
  guint         n_lit;
  const MlgMapRect *reserved;          /* where no name shall be written */
  guint         n_reserved;
  guint         hovered;               /* a mark, by index; MLG_MAP_NONE */
  guint         hovered_group;         /* whose outline is lit; MLG_MAP_NONE */
  gboolean      ground_is_named;       /* by its pictures: its names are not written again */
  double        times;                 /* so much wider than a window is what is drawn, and so many more names has it; 0: 1 */
} MlgMapLook;

/* Layers of outlines, then areas of intervention, over the background: with it they may be kept as tiles. */
void  mlg_map_draw_areas     (cairo_t           *cr,
                              const MlgInk      *ink,
                              const MlgMapFrame *frame,
                              MlgMapIndex       *index);

/* All the rest, over both: the marks with what binds them, then the words where nothing stands yet. */
void  mlg_map_draw_records   (cairo_t           *cr,
                              MlgMapLayout      *layout,
                              const MlgMapLook  *look);
/* As many as can be drawn in @microseconds (G_MAXUINT: all), from @n_drawn on, which is told; TRUE: those were the last. */
gboolean mlg_map_draw_marks  (cairo_t           *cr,
                              MlgMapLayout      *layout,
                              const MlgMapLook  *look,
                              guint             *n_drawn,
                              guint              microseconds);
void  mlg_map_draw_words     (cairo_t           *cr,
                              MlgMapLayout      *layout,
                              const MlgMapLook  *look);

/* A length of 1, 2 or 5 times a power of ten that is at most @max_width pixels wide, from there to
 * the right, on its baseline. */
void  mlg_map_draw_scale_bar (cairo_t           *cr,
                              MlgMapText        *text,
                              const MlgInk      *ink,
                              const MlgMapFrame *frame,
                              double             x,
                              double             y,
                              double             max_width);

/* « 71 acteurs : 12 placés, 44 par aire d’intervention, 15 sans lieu précis ». */
char *mlg_map_describe       (MlgMapIndex       *index);

/* What must be said beside the map, of its ground and of its layers; @index may be NULL. */
char *mlg_map_dup_attribution (MlgMapIndex       *index);
/* The same in fewer words, when that names every source all the same. */
char *mlg_map_dup_brief_attribution (MlgMapIndex *index);

G_END_DECLS
