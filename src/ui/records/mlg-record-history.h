/* Who changed what in a record, and when; read when it is unfolded. */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-project.h"

G_BEGIN_DECLS

#define MLG_TYPE_RECORD_HISTORY (mlg_record_history_get_type ())
G_DECLARE_FINAL_TYPE (MlgRecordHistory, mlg_record_history, MLG, RECORD_HISTORY, GtkWidget)

void mlg_record_history_set_project (MlgRecordHistory *self, MlgProject *project);
void mlg_record_history_set_record  (MlgRecordHistory *self, MlgRecord  *record);
void mlg_record_history_refresh     (MlgRecordHistory *self);

G_END_DECLS
