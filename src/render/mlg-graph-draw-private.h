/* The parts of the drawing of a graph. render only. */

#pragma once

#include "render/mlg-graph-draw.h"

G_BEGIN_DECLS

#define MLG_GRAPH_FAINT 0.16        /* opacity of what is only wished when facts are looked at */

static inline gboolean
mlg_graph_is_faint (const MlgGraphLook *look,
                    guint               node)
{
  return look->faint != NULL && look->faint[node];
}

/* ---- mlg-graph-draw.c */
void mlg_graph_add_rounded      (cairo_t            *cr,
                                 double              x,
                                 double              y,
                                 double              width,
                                 double              height,
                                 double              radius);
/* @cr NULL: measures only. */
void mlg_graph_draw_text        (cairo_t            *cr,
                                 const char         *text,
                                 const MlgColour    *colour,
                                 double              x,
                                 double              y,
                                 double              size,
                                 gboolean            bold,
                                 double             *width,
                                 double             *height);

/* ---- mlg-graph-ground.c */
/* All that lies under the links: guides of the placement, island tints, networks, the tray. */
void mlg_graph_draw_ground      (cairo_t            *cr,
                                 MlgGraphScene      *scene,
                                 const MlgGraphView *view,
                                 const MlgGraphLook *look);

/* Of the words of guides, on the surface. */
double mlg_graph_guide_text_size (const MlgGraphView *view,
                                  const MlgGraphLook *look);
/* A round place of a network, for the legend. */
void mlg_graph_draw_hull_sample (cairo_t            *cr,
                                 const MlgInk       *ink,
                                 guint               network,
                                 double              x,
                                 double              y,
                                 double              radius);

/* ---- mlg-graph-links.c */
void mlg_graph_draw_edge        (cairo_t            *cr,
                                 MlgGraphScene      *scene,
                                 const MlgGraphView *view,
                                 const MlgGraphLook *look,
                                 guint               index);

/* ---- mlg-graph-marks.c */
void mlg_graph_draw_mark        (cairo_t            *cr,
                                 const MlgInk       *ink,
                                 MlgMapSign          form,
                                 MlgMapSign          colour,
                                 double              x,
                                 double              y,
                                 double              radius);
void mlg_graph_draw_node        (cairo_t            *cr,
                                 const MlgSceneNode *node,
                                 const MlgInk       *ink,
                                 double              x,
                                 double              y,
                                 double              radius);

G_END_DECLS
