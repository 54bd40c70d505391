/* What the map asks of its index. */

#include "territory/mlg-map-index-private.h"

#include <math.h>
#include <string.h>

int
mlg_map_index_compare_spots (gconstpointer a,
                             gconstpointer b,
                             gpointer      data)
{
  const MlgMapScene *scene = data;
  const MlgSpot *x = &g_array_index (scene->spots, MlgSpot, *(const guint *) a);
  const MlgSpot *y = &g_array_index (scene->spots, MlgSpot, *(const guint *) b);

  int order = (int) mlg_spot_get_class (x) - (int) mlg_spot_get_class (y);

  return order != 0 ? order : g_utf8_collate (x->name, y->name);
}

MlgMapScene *
mlg_map_index_get_scene (MlgMapIndex *self)
{
  return self->scene;
}

guint
mlg_map_index_count (MlgMapIndex *self,
                     MlgSpotKind  kind)
{
  return self->counts[kind];
}

static gboolean
is_placed (MlgMapIndex *self,
           guint        spot)
{
  return self->cluster_of[spot] != MLG_MAP_NONE || self->group_of[spot] != MLG_MAP_NONE;
}

static gboolean
holds (const MlgMercatorBox *box,
       MlgMercator           point)
{
  return box == NULL || (point.x >= box->x0 && point.x <= box->x1 && point.y >= box->y0 && point.y <= box->y1);
}

/* Of what stands in @within; NULL: of all. */
static MlgMercatorBox
measure (MlgMapIndex          *self,
         const MlgMercatorBox *within,
         guint                *n_inside)
{
  MlgMercatorBox box = MLG_MERCATOR_BOX_EMPTY;

  *n_inside = 0;
  for (guint i = 0; i < self->scene->spots->len; i++)
    if (is_placed (self, i) && holds (within, self->points[i]))
      {
        mlg_mercator_box_add (&box, self->points[i]);
        (*n_inside)++;
      }
  for (guint i = 0; i < self->groups->len; i++)
    {
      const MlgMapGroup *group = g_ptr_array_index (self->groups, i);

      if (group->area.outline != NULL && holds (within, group->area.centre))
        {
          mlg_mercator_box_add (&box, (MlgMercator) { group->area.outline->box.x0, group->area.outline->box.y0 });
          mlg_mercator_box_add (&box, (MlgMercator) { group->area.outline->box.x1, group->area.outline->box.y1 });
        }
    }
  return box;
}

MlgMercatorBox
mlg_map_index_get_box (MlgMapIndex *self)
{
  guint n;

  return measure (self, NULL, &n);
}

MlgMercatorBox
mlg_map_index_get_main_box (MlgMapIndex *self,
                            guint       *n_outside)
{
  guint n, n_inside;
  MlgMercatorBox box = measure (self, NULL, &n);
  MlgMercatorBox main = measure (self, &mlg_outlines_find (MLG_PLACE_COUNTRY, "FR")->box, &n_inside);
  gboolean is_main = n_inside * 2 > n;

  if (n_outside != NULL)
    *n_outside = is_main ? n - n_inside : 0;
  return is_main ? main : box;
}

const MlgMercator *
mlg_map_index_get_point (MlgMapIndex *self,
                         guint        spot)
{
  return spot < self->scene->spots->len && is_placed (self, spot) ? &self->points[spot] : NULL;
}

guint
mlg_map_index_level (double zoom)
{
  return (guint) CLAMP (floor (zoom + 0.01), FIRST_LEVEL, LAST_LEVEL) - FIRST_LEVEL;
}

static guint
first_from (GArray *clusters,
            gint32  x)
{
  guint low = 0, high = clusters->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (clusters, MlgMapCluster, middle).at.x < x)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
mlg_map_index_foreach (MlgMapIndex          *self,
                       guint                 level,
                       const MlgMercatorBox *box,
                       void                (*func) (const MlgMapCluster *cluster, gpointer data),
                       gpointer              data)
{
  GArray *clusters = self->levels[MIN (level, N_LEVELS - 1)];

  for (guint i = first_from (clusters, box->x0); i < clusters->len; i++)
    {
      const MlgMapCluster *cluster = &g_array_index (clusters, MlgMapCluster, i);

      if (cluster->at.x > box->x1)
        break;
      if (cluster->at.y >= box->y0 && cluster->at.y <= box->y1)
        func (cluster, data);
    }
}

static guint32
climb (MlgMapIndex *self,
       guint        level,
       guint        spot)
{
  guint32 at = self->cluster_of[spot];

  for (guint i = N_LEVELS - 1; at != MLG_MAP_NONE && i > level; i--)
    at = g_array_index (self->levels[i], MlgMapCluster, at).parent;
  return at;
}

const MlgMapCluster *
mlg_map_index_find (MlgMapIndex *self,
                    guint        level,
                    guint        spot)
{
  guint32 at = spot < self->scene->spots->len ? climb (self, level, spot) : MLG_MAP_NONE;

  return at != MLG_MAP_NONE ? &g_array_index (self->levels[MIN (level, N_LEVELS - 1)], MlgMapCluster, at) : NULL;
}

void
mlg_map_index_append (MlgMapIndex         *self,
                      const MlgMapCluster *cluster,
                      GArray              *spots)
{
  g_array_append_vals (spots, self->order + cluster->first_spot, cluster->n);
}

GArray *
mlg_map_index_list (MlgMapIndex         *self,
                    guint                level,
                    const MlgMapCluster *cluster)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));

  mlg_map_index_append (self, cluster, list);
  g_array_sort_with_data (list, mlg_map_index_compare_spots, self->scene);
  return list;
}

GPtrArray *
mlg_map_index_get_groups (MlgMapIndex *self)
{
  return self->groups;
}

guint
mlg_map_index_find_group (MlgMapIndex *self,
                          guint        spot)
{
  return spot < self->scene->spots->len ? self->group_of[spot] : MLG_MAP_NONE;
}

GArray *
mlg_map_index_find_groups (MlgMapIndex *self,
                           guint        spot)
{
  return g_hash_table_lookup (self->all_groups, GUINT_TO_POINTER (spot + 1));
}

void
mlg_map_index_count_classes (MlgMapIndex *self,
                             guint        counts[MLG_MAP_CATEGORIES])
{
  memcpy (counts, self->class_counts, sizeof self->class_counts);
}

GArray *
mlg_map_index_get_nowhere (MlgMapIndex *self)
{
  return self->nowhere;
}

const guint32 *
mlg_map_index_get_order (MlgMapIndex *self,
                         guint       *n)
{
  GArray *widest = self->levels[0];

  *n = 0;
  for (guint i = 0; i < widest->len; i++)
    *n += g_array_index (widest, MlgMapCluster, i).n;
  return self->order;
}

static int
compare_keys (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  char *const *keys = data;

  return strcmp (keys[*(const guint32 *) a], keys[*(const guint32 *) b]);
}

const guint32 *
mlg_map_index_get_by_name (MlgMapIndex *self)
{
  guint n = self->scene->spots->len;
  g_auto(GStrv) keys = NULL;

  if (self->by_name != NULL)
    return self->by_name;

  keys = g_new0 (char *, n + 1);
  self->by_name = g_new (guint32, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      keys[i] = g_utf8_collate_key (g_array_index (self->scene->spots, MlgSpot, i).name, -1);
      self->by_name[i] = i;
    }
  g_qsort_with_data (self->by_name, (int) n, sizeof (guint32), compare_keys, keys);
  return self->by_name;
}
