/* Thousands of links and marks, drawn straight into pixels: cairo takes fifty times as long. Thin
 * lines and small marks only; a drawing that can be read is cairo's. render only.
 */

#pragma once

#include "render/mlg-graph-draw.h"

G_BEGIN_DECLS

/* Paints links and marks of @scene; @scale: pixels per unit of the surface. */
void mlg_graph_raster_draw (cairo_t            *cr,
                            MlgGraphScene      *scene,
                            const MlgGraphView *view,
                            const MlgGraphLook *look,
                            double              scale);

G_END_DECLS
