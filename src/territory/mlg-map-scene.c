/* What stands on the map: plain shapes that already know where they are. */

#include "territory/mlg-map-scene.h"

static void
clear_spot (gpointer data)
{
  MlgSpot *spot = data;

  g_free (spot->name);
  g_free (spot->area_kind);
  g_free (spot->area_code);
  g_free (spot->area_name);
}

static void
clear_scene (gpointer data)
{
  MlgMapScene *self = data;

  g_array_unref (self->spots);
  g_array_unref (self->ties);
}

MlgMapScene *
mlg_map_scene_new (void)
{
  MlgMapScene *self = g_atomic_rc_box_new0 (MlgMapScene);

  self->spots = g_array_new (FALSE, TRUE, sizeof (MlgSpot));
  g_array_set_clear_func (self->spots, clear_spot);
  self->ties = g_array_new (FALSE, TRUE, sizeof (MlgSpotTie));
  return self;
}

MlgMapScene *
mlg_map_scene_ref (MlgMapScene *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
mlg_map_scene_free (MlgMapScene *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_scene);
}
