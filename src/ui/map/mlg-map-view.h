/* The map: every actor where it stands, or over the area where it acts. */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_MAP_VIEW (mlg_map_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgMapView, mlg_map_view, MLG, MAP_VIEW, MlgView)

G_END_DECLS
