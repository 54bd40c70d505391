/* The buttons under the entry line: the categories, the signs of its grammar, and « keep ». */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MLG_TYPE_ENTRY_CHIPS (mlg_entry_chips_get_type ())
G_DECLARE_FINAL_TYPE (MlgEntryChips, mlg_entry_chips, MLG, ENTRY_CHIPS, GtkWidget)

/* Signals: "category" (guint: 1 … 5 as on its button, 0: outside the categories),
 * "sign" (const char *: "#", "@", "→", "+"). */

/* The id of the category to show as chosen; NULL: none. */
void     mlg_entry_chips_show_category (MlgEntryChips *self, const char *category);
/* Town and themes stay in the line for the next actor. */
gboolean mlg_entry_chips_get_keep      (MlgEntryChips *self);

G_END_DECLS
