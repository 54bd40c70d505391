/* Pictures of a file of tiles as a ground: decoded and stretched in the thread that draws. */

#pragma once

#include <cairo.h>

#include "territory/mlg-mbtiles.h"

G_BEGIN_DECLS

/* Over what is drawn already; where there is no picture, that stays. Zooms beyond those of the file are
 * stretched, never blank. Thread: any. */
void mlg_map_raster_draw (cairo_t           *cr,
                          MlgMbtiles        *tiles,
                          const MlgMapFrame *frame,
                          int                device_scale,
                          double             opacity);

/* What is no picture, or one too large for a tile, gives NULL. */
cairo_surface_t *mlg_map_raster_decode (GBytes *bytes);

G_END_DECLS
