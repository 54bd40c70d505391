/* Needs: how many of the 3 T are told, where each stands, who answers it. */

#pragma once

#include "ui/records/mlg-pair-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_NEEDS_VIEW (mlg_needs_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgNeedsView, mlg_needs_view, MLG, NEEDS_VIEW, MlgPairView)

GtkWidget *mlg_needs_view_new (void);

G_END_DECLS
