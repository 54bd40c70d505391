/* What two people wrote in the same place: both values side by side, until one is chosen.
 */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_CONFLICTS_VIEW (mlg_conflicts_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgConflictsView, mlg_conflicts_view, MLG, CONFLICTS_VIEW, MlgView)


G_END_DECLS
