/* What passes between two actors that were just linked: chips, and fact or wish. */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_LINK_POPOVER (mlg_link_popover_get_type ())
G_DECLARE_FINAL_TYPE (MlgLinkPopover, mlg_link_popover, MLG, LINK_POPOVER, GtkPopover)

/* Pops up at @at of @parent. Errors go to @view. */
void mlg_link_popover_show (MlgView            *view,
                            GtkWidget          *parent,
                            const GdkRectangle *at,
                            const MlgId        *a,
                            const MlgId        *b);

G_END_DECLS
