/* The background and the areas of intervention, drawn by threads into squares that are kept, so
 * that moving the map only copies them. Main thread.
 */

#pragma once

#include <gtk/gtk.h>
#include "render/mlg-ink.h"
#include "territory/mlg-coverage-map.h"
#include "territory/mlg-map-index.h"
#include "territory/mlg-mbtiles.h"
#include "territory/mlg-projection.h"

G_BEGIN_DECLS

typedef struct _MlgMapTiles MlgMapTiles;

/* @redraw is called in the main thread when something new can be drawn. */
MlgMapTiles *mlg_map_tiles_new         (void        (*redraw) (gpointer data),
                                        gpointer      data);
/* Threads may still be drawing: they let go by themselves. */
void         mlg_map_tiles_free        (MlgMapTiles  *self);

/* What to draw; @index may be NULL. The squares of before are shown until the new ones are there. */
void         mlg_map_tiles_set_content (MlgMapTiles  *self,
                                        const MlgInk *ink,
                                        MlgMapIndex  *index,
                                        const MlgCoverageMap *coverage);   /* or NULL */
/* Pictures over the ground, under the areas; NULL: none. */
void         mlg_map_tiles_set_raster  (MlgMapTiles  *self,
                                        MlgMbtiles   *raster,
                                        double        opacity);
/* @settled: the zoom is not changing; only then are new squares asked for. The frame must be
 * snapped to the pixels of the device. */
void         mlg_map_tiles_draw        (MlgMapTiles  *self,
                                        cairo_t      *cr,
                                        const MlgMapFrame *frame,
                                        int           device_scale,
                                        gboolean      settled);

G_END_DECLS
