/* Networks: formal or not, their members, their charter, their bodies. */

#pragma once

#include "ui/records/mlg-pair-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_NETWORKS_VIEW (mlg_networks_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgNetworksView, mlg_networks_view, MLG, NETWORKS_VIEW, MlgPairView)


G_END_DECLS
