/* The two layers that marks add to a drawing of the graph. render only. */

#pragma once

#include "render/mlg-graph-draw.h"

G_BEGIN_DECLS

/* Below links and actors: lights, and links that are no more. */
void mlg_graph_marks_draw_under (cairo_t *cr, MlgGraphScene *scene, const MlgGraphView *view, const MlgGraphLook *look);
/* Above them, below the names: rings and signs. */
void mlg_graph_marks_draw_over  (cairo_t *cr, MlgGraphScene *scene, const MlgGraphView *view, const MlgGraphLook *look);

G_END_DECLS
