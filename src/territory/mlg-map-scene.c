/* What stands on the map: plain shapes that already know where they are. */

#include "territory/mlg-map-scene.h"

static void
clear_area (gpointer data)
{
  MlgSpotArea *area = data;

  g_free (area->kind);
  g_free (area->code);
  g_free (area->name);
}

void
mlg_spot_clear (MlgSpot *spot)
{
  g_clear_pointer (&spot->name, g_free);
  g_clear_pointer (&spot->area_kind, g_free);
  g_clear_pointer (&spot->area_code, g_free);
  g_clear_pointer (&spot->area_name, g_free);
  g_clear_pointer (&spot->areas, g_array_unref);
  g_clear_pointer (&spot->actors, g_array_unref);
  g_clear_pointer (&spot->when, g_free);
}

void
mlg_spot_add_area (MlgSpot    *spot,
                   const char *kind,
                   const char *code,
                   const char *name,
                   double      lat,
                   double      lon)
{
  MlgSpotArea area = { g_strdup (kind), g_strdup (code), g_strdup (name), lat, lon };

  if (spot->areas == NULL)
    {
      spot->areas = g_array_new (FALSE, FALSE, sizeof (MlgSpotArea));
      g_array_set_clear_func (spot->areas, clear_area);
    }
  g_array_append_val (spot->areas, area);
}

guint
mlg_spot_get_class (const MlgSpot *spot)
{
  if (spot->sort == MLG_SPOT_INITIATIVE)
    return MLG_MAP_INITIATIVES;
  if (spot->sort == MLG_SPOT_EVENT)
    return MLG_MAP_EVENTS;

  return MIN (spot->category, MLG_MAP_UNKNOWN);
}

static void
clear_scene (gpointer data)
{
  MlgMapScene *self = data;

  g_array_unref (self->spots);
  g_array_unref (self->ties);
  for (guint i = 0; i < MLG_MAP_CLASSES; i++)
    g_free (self->classes[i]);
  g_ptr_array_unref (self->layers);
}

MlgMapScene *
mlg_map_scene_new (void)
{
  MlgMapScene *self = g_atomic_rc_box_new0 (MlgMapScene);

  self->spots = g_array_new (FALSE, TRUE, sizeof (MlgSpot));
  g_array_set_clear_func (self->spots, (GDestroyNotify) mlg_spot_clear);
  self->ties = g_array_new (FALSE, TRUE, sizeof (MlgSpotTie));
  self->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_map_layer_unref);
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
