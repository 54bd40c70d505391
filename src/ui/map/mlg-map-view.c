/* The map: every actor where it stands, or over the area where it acts. */

#include "ui/map/mlg-map-view.h"

struct _MlgMapView
{
  MlgView parent_instance;
};

G_DEFINE_FINAL_TYPE (MlgMapView, mlg_map_view, MLG_TYPE_VIEW)

static void
mlg_map_view_class_init (MlgMapViewClass *klass)
{
}

static void
mlg_map_view_init (MlgMapView *self)
{
}
