/* A drawing of a graph that is moved under the hand: drawn once, larger than what is seen, then only
 * copied until its margin is used up. A drawing of thousands of links takes longer than a frame.
 */

#pragma once

#include "render/mlg-graph-draw.h"

G_BEGIN_DECLS

typedef struct _MlgGraphPicture MlgGraphPicture;

MlgGraphPicture *mlg_graph_picture_new    (void);
void             mlg_graph_picture_free   (MlgGraphPicture    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgGraphPicture, mlg_graph_picture_free)

/* Something else than the place of the view changed. */
void             mlg_graph_picture_forget (MlgGraphPicture    *self);
/* As mlg_graph_draw on its paper, from what is kept when it can be. @scale: pixels per unit. */
void             mlg_graph_picture_draw   (MlgGraphPicture    *self,
                                           cairo_t            *cr,
                                           MlgGraphScene      *scene,
                                           const MlgGraphView *view,
                                           const MlgGraphLook *look,
                                           double              scale);

G_END_DECLS
