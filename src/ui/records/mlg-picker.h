/* A line in which one types to choose among terms or records: what fits is listed beneath,
 * Down and Enter or a click choose.
 */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_PICKER (mlg_picker_get_type ())
G_DECLARE_FINAL_TYPE (MlgPicker, mlg_picker, MLG, PICKER, GtkBox)

/* Signals:
 *   "picked" (char *element)                the canonical element chosen, or the typed words themselves
 *                                           for a field of words
 *   "create" (char *entity, char *name)     nothing fits: a record of that name is wanted; only offered
 *                                           once mlg_picker_offer_creation was called */

GtkWidget *mlg_picker_new            (MlgFocus *focus, const MlgField *field);
void       mlg_picker_offer_creation (MlgPicker *self);
void       mlg_picker_set_placeholder (MlgPicker *self, const char *text);

G_END_DECLS
