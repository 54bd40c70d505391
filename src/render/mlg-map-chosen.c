/* The selection made ready to be drawn. */

#include "render/mlg-map-chosen.h"

struct _MlgMapChosen
{
  GArray  *spots;          /* guint */
  guint8  *is_chosen;      /* of each spot of the scene */
  guint    n_spots;
  guint32 *before;         /* in the order of the index: how many are chosen before that place */
  guint32 *classes;        /* of each group: a bit for each class of which somebody is chosen */
  guint    n_groups;
};

static void
note_group (MlgMapChosen *self,
            guint         group,
            guint         class)
{
  if (group < self->n_groups)
    self->classes[group] |= 1u << class;
}

/* One that acts in several areas is in several groups. */
static void
note_groups (MlgMapChosen *self,
             MlgMapIndex  *index,
             guint         spot)
{
  guint class = mlg_spot_get_class (&g_array_index (mlg_map_index_get_scene (index)->spots, MlgSpot, spot));
  GArray *groups = mlg_map_index_find_groups (index, spot);

  note_group (self, mlg_map_index_find_group (index, spot), class);
  for (guint i = 0; groups != NULL && i < groups->len; i++)
    note_group (self, g_array_index (groups, guint, i), class);
}

static void
add_up (MlgMapChosen *self,
        MlgMapIndex  *index)
{
  guint n;
  const guint32 *order = mlg_map_index_get_order (index, &n);

  self->before = g_new (guint32, n + 1);
  self->before[0] = 0;
  for (guint i = 0; i < n; i++)
    self->before[i + 1] = self->before[i] + self->is_chosen[order[i]];
}

MlgMapChosen *
mlg_map_chosen_new (MlgMapIndex *index,
                    const guint *spots,
                    guint        n)
{
  MlgMapChosen *self;

  G_STATIC_ASSERT (MLG_MAP_CATEGORIES <= 32);
  if (n == 0)
    return NULL;

  self = g_new0 (MlgMapChosen, 1);
  self->spots = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);
  self->n_spots = mlg_map_index_get_scene (index)->spots->len;
  self->is_chosen = g_new0 (guint8, MAX (self->n_spots, 1));
  self->n_groups = mlg_map_index_get_groups (index)->len;
  self->classes = g_new0 (guint32, MAX (self->n_groups, 1));
  g_array_append_vals (self->spots, spots, n);
  for (guint i = 0; i < n; i++)
    if (spots[i] < self->n_spots)
      {
        self->is_chosen[spots[i]] = TRUE;
        note_groups (self, index, spots[i]);
      }
  add_up (self, index);
  return self;
}

void
mlg_map_chosen_free (MlgMapChosen *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->spots);
  g_free (self->is_chosen);
  g_free (self->before);
  g_free (self->classes);
  g_free (self);
}

GArray *
mlg_map_chosen_get_spots (const MlgMapChosen *self)
{
  return self->spots;
}

gboolean
mlg_map_chosen_has (const MlgMapChosen *self,
                    guint               spot)
{
  return self != NULL && spot < self->n_spots && self->is_chosen[spot];
}

gboolean
mlg_map_chosen_has_in (const MlgMapChosen  *self,
                       const MlgMapCluster *cluster)
{
  return self != NULL && self->before[cluster->first_spot + cluster->n] > self->before[cluster->first_spot];
}

gboolean
mlg_map_chosen_has_group (const MlgMapChosen *self,
                          guint               group)
{
  return self != NULL && group < self->n_groups && self->classes[group] != 0;
}

gboolean
mlg_map_chosen_has_class (const MlgMapChosen *self,
                          guint               group,
                          guint               class)
{
  return self != NULL && group < self->n_groups && (self->classes[group] & 1u << class) != 0;
}
