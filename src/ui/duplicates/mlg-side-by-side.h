/* Two records side by side: what differs, to choose; what will be kept of both; what is the same,
 * folded away.
 */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_SIDE_BY_SIDE (mlg_side_by_side_get_type ())
G_DECLARE_FINAL_TYPE (MlgSideBySide, mlg_side_by_side, MLG, SIDE_BY_SIDE, GtkBox)

GtkWidget *mlg_side_by_side_new      (MlgFocus    *focus);
/* The choices made so far stay if it is the same pair. NULL, NULL: nothing. */
void       mlg_side_by_side_show     (MlgSideBySide *self,
                                   MlgRecord   *a,
                                   MlgRecord   *b,
                                   const char  *reason);
/* Fields whose value is that of the second record: one for each field. */
gboolean  *mlg_side_by_side_dup_take (MlgSideBySide *self);
/* Where the keyboard goes to choose; FALSE: nothing to choose. */
gboolean   mlg_side_by_side_grab     (MlgSideBySide *self);

G_END_DECLS
