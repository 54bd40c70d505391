/* What libshumate asks of a map: its projection and its zooms. Never drawn, never fetched. */

#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define MLG_TYPE_MAP_SOURCE (mlg_map_source_get_type ())
G_DECLARE_FINAL_TYPE (MlgMapSource, mlg_map_source, MLG, MAP_SOURCE, ShumateMapSource)

ShumateMapSource *mlg_map_source_new (void);

G_END_DECLS
