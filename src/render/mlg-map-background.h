/* What lies under the actors: sea, neighbours, land, borders. No names: they are placed for a
 * whole view at once (mlg-map-labels.h). Thread: any. */

#pragma once

#include "render/mlg-ink.h"
#include "territory/mlg-outlines.h"
#include "territory/mlg-projection.h"

G_BEGIN_DECLS

/* Covers the whole frame, whose top left corner is at 0, 0. */
void mlg_map_draw_background (cairo_t           *cr,
                              const MlgInk      *ink,
                              const MlgMapFrame *frame);

/* The surface of a group of départements, as a path without seams; and its border. */
void mlg_map_add_surface     (cairo_t           *cr,
                              const MlgOutline  *outline,
                              const MlgMapFrame *frame);
void mlg_map_add_border      (cairo_t           *cr,
                              const MlgOutline  *outline,
                              const MlgMapFrame *frame);

G_END_DECLS
