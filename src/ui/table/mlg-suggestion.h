/* « Vouliez-vous dire … »: a line to press when what is typed finds little or nothing. */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-record-list.h"

G_BEGIN_DECLS

#define MLG_TYPE_SUGGESTION (mlg_suggestion_get_type ())
G_DECLARE_FINAL_TYPE (MlgSuggestion, mlg_suggestion, MLG, SUGGESTION, GtkWidget)

/* Signal "chosen" (char *words). */

/* After each search: shows itself or not. */
void mlg_suggestion_update (MlgSuggestion *self, MlgRecordList *list);

G_END_DECLS
