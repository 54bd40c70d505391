/* What a copy brings, record by record: one line each, with a tick to take it; narrowed by kind. */

#pragma once

#include <gtk/gtk.h>
#include "exchange/mlg-merge-plan.h"

G_BEGIN_DECLS

#define MLG_TYPE_MERGE_LIST (mlg_merge_list_get_type ())
G_DECLARE_FINAL_TYPE (MlgMergeList, mlg_merge_list, MLG, MERGE_LIST, GtkWidget)

/* Signal: "chosen" (gpointer MlgMergeGroup, or NULL). "changed": a choice was made here. */

/* Lent until the next call. NULL: empty. */
void       mlg_merge_list_set_plan (MlgMergeList  *self,
                                    MlgMergePlan  *plan);
/* After choices made elsewhere. */
void       mlg_merge_list_refresh  (MlgMergeList  *self);

G_END_DECLS
