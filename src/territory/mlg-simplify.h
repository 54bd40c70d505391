/* Fewer points for a line, the same to the eye. Thread: any. */

#pragma once

#include "territory/mlg-projection.h"

G_BEGIN_DECLS

/* What is left of @points when no point moves farther than @tolerance units from the line (Douglas and
 * Peucker, 1973). Both ends stay; those of a closed line are the same point. @n >= 1. Owned. */
MlgMercator *mlg_simplify_line (const MlgMercator *points,
                                guint              n,
                                double             tolerance,
                                guint             *n_left);

G_END_DECLS
