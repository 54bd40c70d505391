/* The figures of live blocks: each measures itself for a width, then draws. */

#pragma once

#include "analysis/mlg-graph.h"
#include "render/mlg-figure-live.h"
#include "render/mlg-graph-draw.h"
#include "territory/mlg-map-index.h"

G_BEGIN_DECLS

struct _MlgLiveDrawing
{
  const MlgLive *live;
  const MlgInk  *ink;
  double         text_size;
  double         width, height;        /* as measured last */

  /* Made at the first measure. */
  MlgGraphScene *scene;
  MlgMapIndex   *index;
  cairo_surface_t *picture;
  GArray        *columns;              /* double: their widths */
  GArray        *heights;              /* double: of rows, heading first */
};

double mlg_figure_graph_measure    (MlgLiveDrawing *self, double width);
void   mlg_figure_graph_draw       (MlgLiveDrawing *self, cairo_t *cr);
double mlg_figure_map_measure      (MlgLiveDrawing *self, double width);
void   mlg_figure_map_draw         (MlgLiveDrawing *self, cairo_t *cr);
double mlg_figure_timeline_measure (MlgLiveDrawing *self, double width);
void   mlg_figure_timeline_draw    (MlgLiveDrawing *self, cairo_t *cr);
double mlg_figure_radar_measure    (MlgLiveDrawing *self, double width);
void   mlg_figure_radar_draw       (MlgLiveDrawing *self, cairo_t *cr);
double mlg_figure_photo_measure    (MlgLiveDrawing *self, double width);
void   mlg_figure_photo_draw       (MlgLiveDrawing *self, cairo_t *cr);
double mlg_figure_table_measure    (MlgLiveDrawing *self, double width);
void   mlg_figure_table_draw_cell  (MlgLiveDrawing *self, cairo_t *cr, guint row, guint column);
void   mlg_figure_table_draw_rule  (MlgLiveDrawing *self, cairo_t *cr, guint row);
void   mlg_figure_table_draw_row   (MlgLiveDrawing *self, cairo_t *cr, guint row);

G_END_DECLS
