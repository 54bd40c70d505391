/* What a section still wants to know: one line each, and a line to add. */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-project.h"

G_BEGIN_DECLS

#define MLG_TYPE_TO_ASK_EDITOR (mlg_to_ask_editor_get_type ())
G_DECLARE_FINAL_TYPE (MlgToAskEditor, mlg_to_ask_editor, MLG, TO_ASK_EDITOR, GtkBox)

/* Signal "report" (GError *). */

GtkWidget *mlg_to_ask_editor_new     (MlgProject     *project,
                                      MlgRecord      *section);
/* The project changed: show it, unless one is typing here. */
void       mlg_to_ask_editor_refresh (MlgToAskEditor *self);

G_END_DECLS
