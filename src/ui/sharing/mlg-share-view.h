/* Handing over: a copy of the file at one of three levels, or a list for another program.
 */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_SHARE_VIEW (mlg_share_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgShareView, mlg_share_view, MLG, SHARE_VIEW, MlgView)

/* Makes the copy that is chosen, without asking where. */
gboolean   mlg_share_view_give (MlgShareView *self, const char *path);

G_END_DECLS
