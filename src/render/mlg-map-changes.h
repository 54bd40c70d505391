/* What is new, gone, changed or stronger on the map, with the signs of the graph. */

#pragma once

#include "render/mlg-map-draw.h"

G_BEGIN_DECLS

/* « Nouveau ». Not of SAME. */
const char *mlg_map_change_get_name    (MlgSpotChange     change);
void        mlg_map_change_draw_sign   (cairo_t          *cr,
                                        const MlgInk     *ink,
                                        MlgSpotChange     change,
                                        double            x,
                                        double            y);
/* Whoever has changed, in the order of the scene. Array of guint. */
GArray     *mlg_map_scene_list_changed (MlgMapScene      *scene);

/* Over the marks. */
void        mlg_map_draw_changes       (cairo_t          *cr,
                                        MlgMapLayout     *layout,
                                        const MlgMapLook *look);

G_END_DECLS
