/* Taking in a colleague's copy: what would change is said first, then one click, and one to take it back.
 */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_MERGE_VIEW (mlg_merge_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgMergeView, mlg_merge_view, MLG, MERGE_VIEW, MlgView)

/* Reads @path and says what would change. */
void       mlg_merge_view_open (MlgMergeView *self, const char *path);

G_END_DECLS
