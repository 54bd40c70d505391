/* Drawing of the partnership graph: the same picture for window, projector and paper. */

#pragma once

#include "render/mlg-graph-marks.h"
#include "render/mlg-graph-scene.h"

G_BEGIN_DECLS

/* Where the scene stands on the surface: surface = scene · zoom + (x, y). */
typedef struct
{
  double zoom, x, y;
  double width, height;            /* of the surface */
} MlgGraphView;

typedef struct
{
  const MlgInk *ink;
  double        text_size;         /* of a name, on the surface */
  gboolean      facts_only;        /* wishes are faint */
  gboolean      tint_islands;
  gboolean      show_bridges;      /* actors without whom a group parts are ringed */
  gboolean      moving;            /* while something moves: names only for the first ones */

  const guint8 *selected;          /* per node, or NULL */
  const guint8 *faint;             /* per node: left out by a filter; or NULL */
  const MlgGraphMarks *marks;      /* what a reading points at; or NULL */
  guint         hovered;           /* node, or G_MAXUINT */
  guint         selected_edge;     /* G_MAXUINT: none */
  guint         link_from;         /* a link is being drawn from this node… */
  MlgPoint      link_to;           /* … to here (on the surface) */
  double        raster;            /* pixels per unit: links and marks may be drawn as pixels when they are
                                    * too many for cairo; 0: never (paper) */
  double        glow;              /* of selected nodes, 0–1: what was just added */
} MlgGraphLook;

#define MLG_GRAPH_LOOK_INIT { .hovered = G_MAXUINT, .selected_edge = G_MAXUINT, .link_from = G_MAXUINT }

MlgPoint      mlg_graph_view_to_surface (const MlgGraphView *view, MlgPoint scene);
MlgPoint      mlg_graph_view_to_scene   (const MlgGraphView *view, MlgPoint surface);
/* The whole scene in a surface of this size, with a margin; never larger than @max_zoom. */
MlgGraphView  mlg_graph_view_fit        (MlgGraphScene *scene, double width, double height,
                                         double margin, double max_zoom);

/* How large names are on screen at this zoom: with the drawing, but always legible. */
double        mlg_graph_text_size       (const MlgInk *ink, double zoom);

void          mlg_graph_draw            (cairo_t            *cr,
                                         MlgGraphScene      *scene,
                                         const MlgGraphView *view,
                                         const MlgGraphLook *look);

/* The mark of one actor of the scene, for lists beside it. */
void          mlg_graph_draw_node_mark  (cairo_t            *cr,
                                         const MlgInk       *ink,
                                         MlgGraphScene      *scene,
                                         guint               node,
                                         double              x,
                                         double              y,
                                         double              radius);

/* What the marks and lines mean, in a column from (x, y); only what occurs in the scene.
 * Returns the size it takes; @cr NULL: measures only. */
void          mlg_graph_draw_legend     (cairo_t            *cr,
                                         MlgGraphScene      *scene,
                                         const MlgGraphLook *look,
                                         double              x,
                                         double              y,
                                         double              text_size,
                                         double             *width,
                                         double             *height);

G_END_DECLS
