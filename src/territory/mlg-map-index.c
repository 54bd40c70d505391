/* The spots of a scene made ready to be shown at any zoom.
 *
 * Clusters are nested: those of a level are made of those of the next nearer one, by taking, from
 * west to east, each one left and all within CLUSTER_PIXELS of it.
 *
 *     level 15   a b  c     d          a, b, c, d alone
 *     level 9    (ab) c     d
 *     level 5    (  abc )   d
 */

#include "territory/mlg-map-index-private.h"

#include <math.h>
#include <string.h>

#define CLUSTER_PIXELS 34.0

typedef struct
{
  MlgMapCluster cluster;
  double        x, y;                 /* sums, for the middle */
  guint         counts[MLG_MAP_CATEGORIES];
  guint         seed;                 /* where it stood before sorting */
} Heap;

static guint
category_of (const MlgSpot *spot)
{
  return mlg_spot_get_class (spot);
}

/* ---- clusters */

static int
compare_heaps (gconstpointer a,
               gconstpointer b)
{
  const Heap *x = a, *y = b;

  if (x->cluster.at.x != y->cluster.at.x)
    return x->cluster.at.x < y->cluster.at.x ? -1 : 1;
  if (x->cluster.at.y != y->cluster.at.y)
    return x->cluster.at.y < y->cluster.at.y ? -1 : 1;
  return x->cluster.spot < y->cluster.spot ? -1 : x->cluster.spot > y->cluster.spot;
}

static void
swallow (Heap       *heap,
         const Heap *other)
{
  heap->x += other->x;
  heap->y += other->y;
  heap->cluster.n += other->cluster.n;
  heap->cluster.exact &= other->cluster.exact;
  for (guint i = 0; i < MLG_MAP_CATEGORIES; i++)
    heap->counts[i] += other->counts[i];
}

/* Moves the middle, and says how far the farthest member of @members may be from it. */
static void
settle (Heap *heap)
{
  heap->cluster.at.x = (gint32) round (heap->x / heap->cluster.n);
  heap->cluster.at.y = (gint32) round (heap->y / heap->cluster.n);
  for (guint i = 0; i < MLG_MAP_CATEGORIES; i++)
    heap->cluster.shares[i] = heap->counts[i] == 0 ? 0 : MAX (1, heap->counts[i] * 255ull / heap->cluster.n);
}

static double
distance (MlgMercator a,
          MlgMercator b)
{
  return hypot ((double) a.x - b.x, (double) a.y - b.y);
}

/* What is asked most often: no square root. */
static gboolean
is_within (MlgMercator a,
           MlgMercator b,
           double      radius)
{
  double dx = (double) a.x - b.x, dy = (double) a.y - b.y;

  return dx * dx + dy * dy <= radius * radius;
}

/* @finer is sorted; @parents receives, for each of it, the heap that holds it. */
static GArray *
merge (GArray  *finer,
       double   radius,
       guint32 *parents)
{
  GArray *heaps = g_array_sized_new (FALSE, FALSE, sizeof (Heap), finer->len);

  for (guint i = 0; i < finer->len; i++)
    parents[i] = MLG_MAP_NONE;

  for (guint i = 0; i < finer->len; i++)
    {
      const Heap *seed = &g_array_index (finer, Heap, i);
      Heap heap = *seed;

      if (parents[i] != MLG_MAP_NONE)
        continue;
      parents[i] = heaps->len;
      for (guint k = i + 1; k < finer->len; k++)
        {
          const Heap *other = &g_array_index (finer, Heap, k);

          if ((double) other->cluster.at.x - seed->cluster.at.x > radius)
            break;
          if (parents[k] == MLG_MAP_NONE && is_within (seed->cluster.at, other->cluster.at, radius))
            {
              parents[k] = heaps->len;
              swallow (&heap, other);
            }
        }
      settle (&heap);
      heap.cluster.extent = 0;
      heap.seed = heaps->len;
      g_array_append_val (heaps, heap);
    }

  for (guint i = 0; i < finer->len; i++)
    {
      const MlgMapCluster *member = &g_array_index (finer, Heap, i).cluster;
      MlgMapCluster *heap = &g_array_index (heaps, Heap, parents[i]).cluster;
      double reach = distance (member->at, heap->at) + member->extent;

      heap->extent = MAX (heap->extent, (guint32) MIN (reach, G_MAXINT32));
    }
  return heaps;
}

/* After sorting, where each went. */
static guint32 *
sort_heaps (GArray *heaps)
{
  guint32 *places = g_new (guint32, heaps->len);

  g_array_sort (heaps, compare_heaps);
  for (guint i = 0; i < heaps->len; i++)
    places[g_array_index (heaps, Heap, i).seed] = i;
  return places;
}

static GArray *
keep_clusters (GArray *heaps)
{
  GArray *clusters = g_array_sized_new (FALSE, FALSE, sizeof (MlgMapCluster), heaps->len);

  for (guint i = 0; i < heaps->len; i++)
    {
      MlgMapCluster cluster = g_array_index (heaps, Heap, i).cluster;

      cluster.parent = MLG_MAP_NONE;
      cluster.n_children = 0;
      g_array_append_val (clusters, cluster);
    }
  return clusters;
}

/* @names: what the finer ones are called, for each; @parents: where each went. */
static guint32 *
gather_children (GArray        *clusters,
                 const guint32 *parents,
                 const guint32 *names,
                 guint          n_finer)
{
  guint32 *children = g_new (guint32, MAX (n_finer, 1));
  guint32 at = 0;

  for (guint i = 0; i < n_finer; i++)
    g_array_index (clusters, MlgMapCluster, parents[i]).n_children++;
  for (guint i = 0; i < clusters->len; i++)
    {
      MlgMapCluster *cluster = &g_array_index (clusters, MlgMapCluster, i);

      cluster->first_child = at;
      at += cluster->n_children;
      cluster->n_children = 0;
    }
  for (guint i = 0; i < n_finer; i++)
    {
      MlgMapCluster *cluster = &g_array_index (clusters, MlgMapCluster, parents[i]);

      children[cluster->first_child + cluster->n_children++] = names[i];
    }
  return children;
}

static GArray *
make_seeds (MlgMapIndex  *self,
            const guint8 *shown)
{
  GArray *seeds = g_array_new (FALSE, FALSE, sizeof (Heap));

  for (guint i = 0; i < self->scene->spots->len; i++)
    {
      const MlgSpot *spot = &g_array_index (self->scene->spots, MlgSpot, i);
      MlgMercator at = self->points[i];
      Heap heap = { .cluster = { .at = at, .n = 1, .spot = i, .exact = spot->kind == MLG_SPOT_EXACT }, .x = at.x, .y = at.y };

      if ((shown != NULL && !shown[i]) || (spot->kind != MLG_SPOT_EXACT && spot->kind != MLG_SPOT_COMMUNE))
        continue;
      heap.counts[category_of (spot)] = 1;
      g_array_append_val (seeds, heap);
    }
  g_array_sort (seeds, compare_heaps);
  return seeds;
}

/* As one walks down the tree, so that each cluster, of whatever level, is a stretch of the same order. */
static void
arrange (MlgMapIndex *self,
         guint        n)
{
  guint32 at = 0;

  self->order = g_new (guint32, MAX (n, 1));
  for (guint i = 0; i < self->levels[0]->len; i++)
    {
      MlgMapCluster *cluster = &g_array_index (self->levels[0], MlgMapCluster, i);

      cluster->first_spot = at;
      at += cluster->n;
    }

  for (guint level = 0; level < N_LEVELS; level++)
    {
      for (guint i = 0; i < self->levels[level]->len; i++)
        {
          const MlgMapCluster *cluster = &g_array_index (self->levels[level], MlgMapCluster, i);

          at = cluster->first_spot;
          for (guint k = cluster->first_child; k < cluster->first_child + cluster->n_children; k++)
            if (level == N_LEVELS - 1)
              self->order[at++] = self->children[level][k];
            else
              {
                MlgMapCluster *child = &g_array_index (self->levels[level + 1], MlgMapCluster, self->children[level][k]);

                child->first_spot = at;
                at += child->n;
              }
        }
      g_clear_pointer (&self->children[level], g_free);
    }
}

static void
make_levels (MlgMapIndex  *self,
             const guint8 *shown)
{
  g_autoptr(GArray) finer = make_seeds (self, shown);
  g_autofree guint32 *parents = g_new (guint32, MAX (finer->len, 1));
  g_autofree guint32 *names = g_new (guint32, MAX (finer->len, 1));

  for (guint i = 0; i < finer->len; i++)
    names[i] = g_array_index (finer, Heap, i).cluster.spot;

  for (int level = N_LEVELS - 1; level >= 0; level--)
    {
      double radius = CLUSTER_PIXELS * MLG_MERCATOR_SIZE / (256 * exp2 (level + FIRST_LEVEL));
      g_autoptr(GArray) heaps = merge (finer, radius, parents);
      g_autofree guint32 *places = sort_heaps (heaps);

      for (guint i = 0; i < finer->len; i++)
        {
          parents[i] = places[parents[i]];
          if (level == N_LEVELS - 1)
            self->cluster_of[names[i]] = parents[i];
          else
            g_array_index (self->levels[level + 1], MlgMapCluster, i).parent = parents[i];
        }
      self->levels[level] = keep_clusters (heaps);
      self->children[level] = gather_children (self->levels[level], parents, names, finer->len);
      g_array_unref (finer);
      finer = g_steal_pointer (&heaps);
      for (guint i = 0; i < finer->len; i++)
        names[i] = i;
    }
  arrange (self, self->scene->spots->len);
}

/* ---- groups */

static int
compare_names (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const MlgMapScene *scene = data;

  return g_utf8_collate (g_array_index (scene->spots, MlgSpot, *(const guint *) a).name,
                         g_array_index (scene->spots, MlgSpot, *(const guint *) b).name);
}

static void
group_free (gpointer data)
{
  MlgMapGroup *group = data;

  g_free (group->name);
  g_free (group->kind);
  g_array_unref (group->spots);
  g_free (group);
}

static guint
find_or_add_group (MlgMapIndex       *self,
                   GHashTable        *by_key,
                   const MlgSpotArea *area)
{
  g_autofree char *key = g_strdup_printf ("%s|%s|%s|%.4f|%.4f", area->kind, area->code, area->name, area->lat, area->lon);
  gpointer found;
  MlgMapGroup *group;

  if (g_hash_table_lookup_extended (by_key, key, NULL, &found))
    return GPOINTER_TO_UINT (found);

  group = g_new0 (MlgMapGroup, 1);
  group->name = g_strdup (area->name != NULL ? area->name : "");
  group->kind = g_strdup (area->kind);
  group->spots = g_array_new (FALSE, FALSE, sizeof (guint));
  mlg_area_resolve (area->kind, area->code, area->name, area->lat, area->lon, &group->area);
  g_ptr_array_add (self->groups, group);
  g_hash_table_insert (by_key, g_steal_pointer (&key), GUINT_TO_POINTER (self->groups->len - 1));
  return self->groups->len - 1;
}

static void
join_group (MlgMapIndex       *self,
            GHashTable        *by_key,
            guint              spot,
            const MlgSpotArea *area)
{
  guint at = find_or_add_group (self, by_key, area);
  MlgMapGroup *group = g_ptr_array_index (self->groups, at);
  GArray *all = g_hash_table_lookup (self->all_groups, GUINT_TO_POINTER (spot + 1));

  /* The same territory twice. */
  if (group->spots->len > 0 && g_array_index (group->spots, guint, group->spots->len - 1) == spot)
    return;

  g_array_append_val (group->spots, spot);
  group->counts[category_of (&g_array_index (self->scene->spots, MlgSpot, spot))]++;
  if (self->group_of[spot] == MLG_MAP_NONE)
    {
      self->group_of[spot] = at;
      return;
    }

  if (all == NULL)
    {
      all = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val (all, self->group_of[spot]);
      g_hash_table_insert (self->all_groups, GUINT_TO_POINTER (spot + 1), all);
    }
  g_array_append_val (all, at);
}

static void
join_groups (MlgMapIndex *self,
             GHashTable  *by_key,
             guint        spot)
{
  const MlgSpot *joining = &g_array_index (self->scene->spots, MlgSpot, spot);
  MlgSpotArea only = { joining->area_kind, joining->area_code, joining->area_name, joining->lat, joining->lon };

  for (guint i = 0; joining->areas != NULL && i < joining->areas->len; i++)
    join_group (self, by_key, spot, &g_array_index (joining->areas, MlgSpotArea, i));
  if (joining->areas == NULL)
    join_group (self, by_key, spot, &only);
}

/* An area is of the colour of most of its actors; of its initiatives or events if it has none. */
static guint
find_most_frequent (const guint counts[MLG_MAP_CATEGORIES])
{
  guint best = 0;

  for (guint i = 1; i < MLG_MAP_INITIATIVES; i++)
    if (counts[i] > counts[best])
      best = i;
  if (counts[best] > 0)
    return best;
  return counts[MLG_MAP_INITIATIVES] > 0 ? MLG_MAP_INITIATIVES : MLG_MAP_EVENTS;
}

static void
make_groups (MlgMapIndex  *self,
             const guint8 *shown)
{
  g_autoptr(GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->scene->spots->len; i++)
    {
      const MlgSpot *spot = &g_array_index (self->scene->spots, MlgSpot, i);

      if (shown != NULL && !shown[i])
        continue;
      /* Who is no more is shown, not counted. */
      self->counts[spot->kind] += spot->sort <= MLG_SPOT_PLACE && spot->change != MLG_SPOT_GONE;
      self->class_counts[category_of (spot)] += spot->change != MLG_SPOT_GONE;
      if (spot->kind == MLG_SPOT_NOWHERE && spot->change != MLG_SPOT_GONE)
        g_array_append_val (self->nowhere, i);
      if (spot->kind == MLG_SPOT_AREA)
        join_groups (self, by_key, i);
    }

  g_array_sort_with_data (self->nowhere, compare_names, self->scene);
  for (guint i = 0; i < self->groups->len; i++)
    {
      MlgMapGroup *group = g_ptr_array_index (self->groups, i);

      g_array_sort_with_data (group->spots, mlg_map_index_compare_spots, self->scene);
      group->category = find_most_frequent (group->counts);
    }
}

/* ---- life */

MlgMapIndex *
mlg_map_index_new (MlgMapScene  *scene,
                   const guint8 *shown)
{
  MlgMapIndex *self = g_new0 (MlgMapIndex, 1);
  guint n = scene->spots->len;

  g_atomic_ref_count_init (&self->ref_count);
  self->scene = mlg_map_scene_ref (scene);
  self->points = g_new (MlgMercator, MAX (n, 1));
  self->cluster_of = g_new (guint32, MAX (n, 1));
  self->group_of = g_new (guint32, MAX (n, 1));
  self->groups = g_ptr_array_new_with_free_func (group_free);
  self->all_groups = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self->nowhere = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n; i++)
    {
      const MlgSpot *spot = &g_array_index (scene->spots, MlgSpot, i);

      self->points[i] = spot->kind != MLG_SPOT_NOWHERE ? mlg_mercator_project (spot->lat, spot->lon) : (MlgMercator) { 0, 0 };
      self->cluster_of[i] = self->group_of[i] = MLG_MAP_NONE;
    }

  make_levels (self, shown);
  make_groups (self, shown);
  return self;
}

MlgMapIndex *
mlg_map_index_ref (MlgMapIndex *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
mlg_map_index_unref (MlgMapIndex *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < N_LEVELS; i++)
    g_array_unref (self->levels[i]);
  g_free (self->order);
  g_ptr_array_unref (self->groups);
  g_hash_table_unref (self->all_groups);
  g_array_unref (self->nowhere);
  g_free (self->by_name);
  g_free (self->points);
  g_free (self->cluster_of);
  g_free (self->group_of);
  mlg_map_scene_free (self->scene);
  g_free (self);
}
