/* The outline of an area of intervention as closed rings, for formats that know surfaces. Thread: any. */

#pragma once

#include "territory/mlg-outlines.h"
#include "territory/mlg-topology.h"

G_BEGIN_DECLS

/* Array of MlgRing: surfaces one way round, holes the other. Empty when nobody knows the outline. @zoom: how
 * fine, as on screen. */
GArray     *mlg_area_rings_new     (const MlgArea *area,
                                    double         zoom);
/* For each ring, the surface it is a hole of; G_MAXUINT: it is a surface itself. Array of guint. */
GArray     *mlg_area_rings_find_holes (GArray     *rings);

G_END_DECLS
