/* Partnerships: the graph of actors, its axes, facts and wishes, isolated actors always visible. */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_PARTNERSHIPS_VIEW (mlg_partnerships_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgPartnershipsView, mlg_partnerships_view, MLG, PARTNERSHIPS_VIEW, MlgView)

GtkWidget *mlg_partnerships_view_new (void);

G_END_DECLS
