/* Who is missing here, as a layer: each area shaded by how many actors it has, and hatched where
 * there is none. */

#pragma once

#include <cairo.h>

#include "render/mlg-ink.h"
#include "territory/mlg-coverage-map.h"
#include "territory/mlg-projection.h"

G_BEGIN_DECLS

/* Are the outlines of this level known here? Communes and EPCI need a territory pack. */
gboolean        mlg_map_coverage_is_known  (MlgPlaceKind          level);

/* Over the background. */
void            mlg_map_draw_coverage      (cairo_t              *cr,
                                            const MlgInk         *ink,
                                            const MlgMapFrame    *frame,
                                            const MlgCoverageMap *coverage);
/* What the shades mean; returns where it ended. */
double          mlg_map_draw_coverage_legend (cairo_t            *cr,
                                            const MlgInk         *ink,
                                            const MlgCoverageMap *coverage,
                                            double                x,
                                            double                y,
                                            double                width);

G_END_DECLS
