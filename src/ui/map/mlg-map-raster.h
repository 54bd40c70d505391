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

/* The pictures a frame is made of: those of one zoom, x0 ≤ x < x1, y0 ≤ y < y1. */
typedef struct
{
  guint  zoom, x0, y0, x1, y1;
  double left, top, side;        /* pixels: of the frame in the plane, of one picture */
} MlgMapRasterView;

void mlg_map_raster_look (MlgMapRasterView  *view,
                          const MlgMapFrame *frame,
                          int                device_scale,
                          guint              last);     /* the finest zoom there is */

/* What is no picture, or one too large for a tile, gives NULL. */
cairo_surface_t *mlg_map_raster_decode (GBytes *bytes);

G_END_DECLS
