/* The layers of other people's outlines: over the ground, under the actors. The same for screen and paper. */

#pragma once

#include "render/mlg-map-names.h"
#include "territory/mlg-map-layer.h"

G_BEGIN_DECLS

/* @layers: MlgMapLayer, from the lowest. Thread: that of @cr. */
void mlg_map_draw_layers      (cairo_t           *cr,
                               const MlgInk      *ink,
                               const MlgMapFrame *frame,
                               GPtrArray         *layers);
/* The names of what they show, where there is room for them. */
void mlg_map_draw_layer_names (cairo_t           *cr,
                               MlgMapText        *text,
                               const MlgInk      *ink,
                               const MlgMapFrame *frame,
                               GPtrArray         *layers,
                               MlgMapRoom        *room);

/* The colour of a layer as it is on this ink: lighter on a dark ground. */
void mlg_map_get_layer_colour (const MlgInk      *ink,
                               const MlgMapLayer *layer,
                               MlgColour         *colour);

G_END_DECLS
