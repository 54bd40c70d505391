/* The filters every view shares, and what they hide, in words. */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_FILTER_BAR (mlg_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (MlgFilterBar, mlg_filter_bar, MLG, FILTER_BAR, GtkWidget)

void mlg_filter_bar_set_focus (MlgFilterBar *self,
                               MlgFocus     *focus);     /* NULL: no file */

G_END_DECLS
