/* Two records side by side: what differs, to choose; what will be kept of both; what is the same,
 * folded away.
 */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_PAIR_VIEW (mlg_pair_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgPairView, mlg_pair_view, MLG, PAIR_VIEW, GtkBox)

GtkWidget *mlg_pair_view_new      (MlgFocus    *focus);
/* The choices made so far stay if it is the same pair. NULL, NULL: nothing. */
void       mlg_pair_view_show     (MlgPairView *self,
                                   MlgRecord   *a,
                                   MlgRecord   *b,
                                   const char  *reason);
/* Fields whose value is that of the second record: one for each field. */
gboolean  *mlg_pair_view_dup_take (MlgPairView *self);
/* Where the keyboard goes to choose; FALSE: nothing to choose. */
gboolean   mlg_pair_view_grab     (MlgPairView *self);

G_END_DECLS
