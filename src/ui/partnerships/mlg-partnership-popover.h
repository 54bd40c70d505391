/* A partnership, seen from its line in the graph: fact or wish, what passes between the two, who gives
 * what, the economy of each axis, and the sentences that tell of it. All of it is changed in place.
 */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_PARTNERSHIP_POPOVER (mlg_partnership_popover_get_type ())
G_DECLARE_FINAL_TYPE (MlgPartnershipPopover, mlg_partnership_popover, MLG, PARTNERSHIP_POPOVER, GtkPopover)

/* Pops up at @at of @parent; who had the keyboard gets it back; follows the partnership until it is closed.
 * @fresh: the two were just linked, the chips have the keyboard. NULL: it is not a partnership. */
GtkWidget *mlg_partnership_popover_show (MlgView            *view,
                                         GtkWidget          *parent,
                                         const GdkRectangle *at,
                                         const MlgId        *partnership,
                                         gboolean            fresh);

G_END_DECLS
