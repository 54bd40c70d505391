/* The parts of a poster: its numbers, its index, its pages. */

#pragma once

#include <pango/pangocairo.h>

#include "render/mlg-map-draw.h"
#include "render/mlg-map-export.h"
#include "render/mlg-map-legend.h"

G_BEGIN_DECLS

/* Where part of the index stands: pixels of a page. */
typedef struct
{
  guint  page;
  double x, y, height;
} MlgIndexColumn;

typedef struct
{
  guint    spot;               /* MLG_MAP_NONE: a heading, or whom a letter stands for */
  guint    number;             /* 0: none */
  char    *text;               /* of a heading, or of a letter */
  gboolean heading;
  double   height;
  guint    page;               /* where it was set */
  double   x, y;
} MlgIndexItem;

/* A number, or several, beside what they are of. */
typedef struct
{
  char  *text;
  double x, y, width, height;
  double mark_x, mark_y;       /* what a line leads to, when it stands away; else NAN */
} MlgNumberTag;

struct _MlgMapPoster
{
  MlgMapSheet   sheet;         /* with its own copies */
  MlgMapIndex  *index;
  MlgMercatorBox box;
  MlgArea       territory;
  const MlgInk *ink;
  char         *attribution;   /* with the licence and who made it */
  char         *described;
  double        unit;          /* points for one pixel */
  double        width, height; /* pixels */
  double        top, bottom;   /* between heading and foot */
  double        map_x, map_y, map_width, map_height;
  double        legend_x, legend_y, nowhere_x, nowhere_y, nowhere_bottom;
  MlgMapFrame   frame;
  MlgMapLayout *layout;
  guint        *numbers;       /* for each spot; 0: none */
  GArray       *tags;          /* MlgNumberTag */
  GArray       *items;         /* MlgIndexItem */
  GPtrArray    *letters;       /* « A : 3, 7, 12 » */
  gboolean      index_here;    /* on the first page */
  guint         n_pages;
};

#define MLG_POSTER_COLUMN 230.0      /* of the legend, of the index */
#define MLG_POSTER_GUTTER 22.0

double mlg_map_poster_measure       (const char    *text,
                                     double         size,
                                     PangoWeight    weight,
                                     double         width);
double mlg_map_poster_draw_legend   (MlgMapPoster  *self,
                                     cairo_t       *cr,      /* NULL: only measured */
                                     double         x,
                                     double         y);

/* Numbers who is in sight, by name, and finds room for the numbers. */
void   mlg_map_poster_number        (MlgMapPoster  *self);
void   mlg_map_poster_draw_tags     (MlgMapPoster  *self,
                                     cairo_t       *cr);

/* What the index says, with heights; then where it stands. FALSE: the columns are too few. */
void   mlg_map_poster_list          (MlgMapPoster  *self);
gboolean mlg_map_poster_set_items   (MlgMapPoster  *self,
                                     const MlgIndexColumn *columns,
                                     guint          n_columns);
void   mlg_map_poster_draw_items    (MlgMapPoster  *self,
                                     cairo_t       *cr,
                                     guint          page);

G_END_DECLS
