/* A partnership, seen from its line in the graph: its state, its axes with who gives what, the
 * economy of each, and the sentences that tell of it.
 */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_PARTNERSHIP_POPOVER (mlg_partnership_popover_get_type ())
G_DECLARE_FINAL_TYPE (MlgPartnershipPopover, mlg_partnership_popover, MLG, PARTNERSHIP_POPOVER, GtkPopover)

/* Pops up at @at of @parent; follows the partnership until it is closed. */
void mlg_partnership_popover_show (MlgView            *view,
                                   GtkWidget          *parent,
                                   const GdkRectangle *at,
                                   const MlgId        *partnership);

G_END_DECLS
