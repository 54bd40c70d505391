/* « Doublons probables »: pairs of records that may be one, to merge or to tell apart. */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_DUPLICATES_VIEW (mlg_duplicates_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgDuplicatesView, mlg_duplicates_view, MLG, DUPLICATES_VIEW, MlgView)

GtkWidget *mlg_duplicates_view_new (void);

G_END_DECLS
