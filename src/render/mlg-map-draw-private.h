/* The parts of drawing the actors, from the back:
 *
 *   mlg-map-areas.c    areas of intervention, and those that are lit
 *   mlg-map-ties.c     partnerships
 *   mlg-map-draw.c     plates, marks, what is selected, names
 *   mlg-map-beside.c   the scale, what the map says in words
 */

#pragma once

#include "render/mlg-map-draw.h"

G_BEGIN_DECLS

void       mlg_map_light_areas   (cairo_t          *cr,
                                  MlgMapLayout     *layout,
                                  const MlgMapLook *look);
void       mlg_map_draw_ties     (cairo_t          *cr,
                                  MlgMapLayout     *layout,
                                  const MlgMapLook *look);
MlgMapSign mlg_map_sign_of_group (MlgMapLayout     *layout,
                                  guint             group);

G_END_DECLS
