/* The ground as the installed territory pack tells it: neighbours, land, built-up land, water, and the
 * borders that the zoom calls for. Thread: any; each keeps a reader of its own.
 */

#pragma once

#include "render/mlg-ink.h"
#include "territory/mlg-pack.h"
#include "territory/mlg-projection.h"

G_BEGIN_DECLS

/* Does the pack say all there is to see in @frame, so that nothing coarser need be under it? */
gboolean mlg_map_pack_covers    (MlgPack              *pack,
                                 const MlgMapFrame    *frame);
/* Over the sea. */
void     mlg_map_draw_pack      (cairo_t              *cr,
                                 const MlgInk         *ink,
                                 const MlgMapFrame    *frame,
                                 MlgPack              *pack);
/* The surface of a place as a path; its border is the same. */
void     mlg_map_add_outline    (cairo_t              *cr,
                                 const MlgPackOutline *outline,
                                 const MlgMapFrame    *frame);

G_END_DECLS
