/* The sheet of a record of any entity: every field, what hangs on it, its sources, its
 * history. Made from the schema.
 */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_RECORD_FORM (mlg_record_form_get_type ())
G_DECLARE_FINAL_TYPE (MlgRecordForm, mlg_record_form, MLG, RECORD_FORM, GtkWidget)

/* Follows the selection of @focus by itself. */
GtkWidget *mlg_record_form_new      (MlgFocus        *focus);
/* Follows the selection only when it is of @entity; its rows are tables: for the middle of a screen. */
GtkWidget *mlg_record_form_new_wide (MlgFocus        *focus,
                                     const MlgEntity *entity);
/* @record: NULL for nothing. */
void       mlg_record_form_show     (MlgRecordForm   *self,
                                     MlgRecord       *record);

G_END_DECLS
