/* The names of rivers and lakes, when a territory pack has them. */

#pragma once

#include "render/mlg-map-names.h"

G_BEGIN_DECLS

/* Each at most once in a picture, along its course, where there is room; where it was in the last picture first. */
void mlg_map_write_waters (cairo_t           *cr,
                           MlgMapText        *text,
                           const MlgMapFrame *frame,
                           MlgMapRoom        *room);

G_END_DECLS
