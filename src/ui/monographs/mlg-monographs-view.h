/* The monographs screen: the list, the text under its guiding questions, the pages to come. */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_MONOGRAPHS_VIEW (mlg_monographs_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgMonographsView, mlg_monographs_view, MLG, MONOGRAPHS_VIEW, MlgView)

GtkWidget *mlg_monographs_view_new (void);

G_END_DECLS
