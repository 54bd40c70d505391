/* « Doublon probable : La Passerelle (même nom) »: a line of the sheet that leads to both records. */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_TWIN (mlg_twin_get_type ())
G_DECLARE_FINAL_TYPE (MlgTwin, mlg_twin, MLG, TWIN, GtkBox)

GtkWidget *mlg_twin_new        (MlgFocus  *focus);
/* NULL: nothing. Looked for when the sheet has been still for a moment. */
void       mlg_twin_set_record (MlgTwin   *self,
                                MlgRecord *record);

G_END_DECLS
