/* The line at the foot of the directory where actors are typed, one after the other. */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_ENTRY_LINE (mlg_entry_line_get_type ())
G_DECLARE_FINAL_TYPE (MlgEntryLine, mlg_entry_line, MLG, ENTRY_LINE, GtkWidget)

void mlg_entry_line_set_focus (MlgEntryLine *self,
                               MlgFocus     *focus);

G_END_DECLS
