/* Initiatives: at which stage each is, and all that is known of it. */

#pragma once

#include "ui/records/mlg-pair-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_INITIATIVES_VIEW (mlg_initiatives_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgInitiativesView, mlg_initiatives_view, MLG, INITIATIVES_VIEW, MlgPairView)


G_END_DECLS
