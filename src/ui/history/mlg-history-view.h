/* « Historique »: what changed since a moment, by whom; and the way back, for a field, a record or everything. */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_HISTORY_VIEW (mlg_history_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgHistoryView, mlg_history_view, MLG, HISTORY_VIEW, MlgView)

G_END_DECLS
