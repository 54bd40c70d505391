/* What libshumate asks of a map: its projection and its zooms. */

#include "ui/map/mlg-map-source.h"

struct _MlgMapSource
{
  ShumateMapSource parent_instance;
};

G_DEFINE_FINAL_TYPE (MlgMapSource, mlg_map_source, SHUMATE_TYPE_MAP_SOURCE)

static void
mlg_map_source_class_init (MlgMapSourceClass *klass)
{
}

static void
mlg_map_source_init (MlgMapSource *self)
{
}

ShumateMapSource *
mlg_map_source_new (void)
{
  return g_object_new (MLG_TYPE_MAP_SOURCE, "id", "maillage", "tile-size", 256, "min-zoom-level", 0, "max-zoom-level", 19,
                       "projection", SHUMATE_MAP_PROJECTION_MERCATOR, NULL);
}
