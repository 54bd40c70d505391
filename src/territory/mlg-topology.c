/* Areas that share their borders.
 *
 * Where the neighbours of a point differ from one ring to the next, borders meet: rings are cut
 * there into arcs, and an arc seen twice is one border with an area on each side.
 */

#include "territory/mlg-topology.h"

#include <string.h>

#include "territory/mlg-simplify.h"

typedef struct
{
  guint area;
  guint first, n;            /* in ring_points; not closed */
} Ring;

typedef struct
{
  guint left, right;
  guint first, n;            /* in arc_points */
} Arc;

struct _MlgTopology
{
  guint       n_areas;
  GHashTable *ids;           /* place of a point, packed → number + 1 */
  GArray     *points;        /* MlgMercator, by number */
  GArray     *ring_points;   /* guint */
  GArray     *rings;
  GArray     *arc_points;    /* guint */
  GArray     *arcs;
  guint8     *junctions;     /* by number */
};

/* Places are even in their low bits: mix them. */
static guint
hash_place (gconstpointer key)
{
  guint64 x = GPOINTER_TO_SIZE (key) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);

  return (guint) (x >> 32);
}

static guint
number_of (MlgTopology *self,
           MlgMercator  point)
{
  gpointer key = GSIZE_TO_POINTER ((gsize) (guint32) point.x << 32 | (guint32) point.y);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->ids, key));

  if (number == 0)
    {
      g_array_append_val (self->points, point);
      number = self->points->len;
      g_hash_table_insert (self->ids, key, GUINT_TO_POINTER (number));
    }
  return number - 1;
}

MlgTopology *
mlg_topology_new (void)
{
  MlgTopology *self = g_new0 (MlgTopology, 1);

  G_STATIC_ASSERT (sizeof (gpointer) == 8);
  self->ids = g_hash_table_new (hash_place, g_direct_equal);
  self->points = g_array_new (FALSE, FALSE, sizeof (MlgMercator));
  self->ring_points = g_array_new (FALSE, FALSE, sizeof (guint));
  self->rings = g_array_new (FALSE, FALSE, sizeof (Ring));
  self->arc_points = g_array_new (FALSE, FALSE, sizeof (guint));
  self->arcs = g_array_new (FALSE, FALSE, sizeof (Arc));
  return self;
}

void
mlg_topology_free (MlgTopology *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->ids);
  g_array_unref (self->points);
  g_array_unref (self->ring_points);
  g_array_unref (self->rings);
  g_array_unref (self->arc_points);
  g_array_unref (self->arcs);
  g_free (self->junctions);
  g_free (self);
}

guint
mlg_topology_add_area (MlgTopology *self)
{
  return self->n_areas++;
}

guint
mlg_topology_get_n_areas (MlgTopology *self)
{
  return self->n_areas;
}

double
mlg_ring_get_surface (const MlgMercator *points,
                      guint              n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      const MlgMercator *a = &points[i], *b = &points[(i + 1) % n];

      sum += ((double) a->x - points[0].x) * ((double) b->y - points[0].y) -
             ((double) b->x - points[0].x) * ((double) a->y - points[0].y);
    }
  return sum / 2;
}

void
mlg_topology_add_ring (MlgTopology       *self,
                       guint              area,
                       const MlgMercator *points,
                       guint              n,
                       gboolean           hole)
{
  Ring ring = { area, self->ring_points->len, 0 };
  gboolean backwards;

  if (n > 1 && memcmp (&points[0], &points[n - 1], sizeof *points) == 0)
    n--;
  if (n < 3)
    return;

  /* Files do not agree on which way round: here outer rings turn one way, holes the other. */
  backwards = (mlg_ring_get_surface (points, n) < 0) != hole;
  for (guint i = 0; i < n; i++)
    {
      guint number = number_of (self, points[backwards ? n - 1 - i : i]);
      guint last = self->ring_points->len > ring.first ? g_array_index (self->ring_points, guint, self->ring_points->len - 1)
                                                       : G_MAXUINT;

      if (number != last)
        g_array_append_val (self->ring_points, number);
    }
  ring.n = self->ring_points->len - ring.first;
  if (ring.n > 1 && g_array_index (self->ring_points, guint, ring.first) ==
                    g_array_index (self->ring_points, guint, self->ring_points->len - 1))
    g_array_set_size (self->ring_points, ring.first + --ring.n);

  if (ring.n < 3)
    g_array_set_size (self->ring_points, ring.first);
  else
    g_array_append_val (self->rings, ring);
}

/* ---- arcs */

static void
find_junctions (MlgTopology *self)
{
  guint n_points = self->points->len;
  g_autofree guint *low = g_new (guint, n_points), *high = g_new (guint, n_points);

  self->junctions = g_new0 (guint8, n_points);
  if (n_points > 0)
    memset (low, 0xff, n_points * sizeof *low);
  for (guint r = 0; r < self->rings->len; r++)
    {
      const Ring *ring = &g_array_index (self->rings, Ring, r);
      const guint *points = &g_array_index (self->ring_points, guint, ring->first);

      for (guint i = 0; i < ring->n; i++)
        {
          guint at = points[i], before = points[(i + ring->n - 1) % ring->n], after = points[(i + 1) % ring->n];
          guint a = MIN (before, after), b = MAX (before, after);

          if (low[at] == G_MAXUINT)
            {
              low[at] = a;
              high[at] = b;
            }
          else if (low[at] != a || high[at] != b)
            self->junctions[at] = 1;
        }
    }
}

typedef struct
{
  const guint *points;
  guint        n;
} Key;

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;

  return key->points[0] * 31u + key->points[1] * 17u + key->points[key->n - 1] * 7u + key->n;
}

static gboolean
equal_keys (gconstpointer a,
            gconstpointer b)
{
  const Key *x = a, *y = b;

  return x->n == y->n && memcmp (x->points, y->points, x->n * sizeof (guint)) == 0;
}

/* One arc has one direction: from its smaller end, or if it is closed towards its smaller neighbour. */
static gboolean
is_backwards (const guint *points,
              guint        n)
{
  return points[0] != points[n - 1] ? points[0] > points[n - 1] : points[1] > points[n - 2];
}

static void
add_arc (MlgTopology *self,
         GHashTable  *known,          /* Key → arc + 1 */
         guint        area,
         const guint *points,
         guint        n)
{
  gboolean backwards = is_backwards (points, n);
  g_autofree guint *turned = g_new (guint, n);
  Key key = { turned, n };
  Arc *arc;
  guint found;

  for (guint i = 0; i < n; i++)
    turned[i] = points[backwards ? n - 1 - i : i];

  found = GPOINTER_TO_UINT (g_hash_table_lookup (known, &key));
  if (found == 0)
    {
      Arc new_arc = { G_MAXUINT, G_MAXUINT, self->arc_points->len, n };
      Key *kept = g_new (Key, 1);

      g_array_append_vals (self->arc_points, turned, n);
      g_array_append_val (self->arcs, new_arc);
      *kept = (Key) { g_steal_pointer (&turned), n };
      found = self->arcs->len;
      g_hash_table_insert (known, kept, GUINT_TO_POINTER (found));
    }

  arc = &g_array_index (self->arcs, Arc, found - 1);
  if (backwards ? arc->right == G_MAXUINT : arc->left != G_MAXUINT)
    arc->right = area;
  else
    arc->left = area;
}

static void
free_key (gpointer data)
{
  Key *key = data;

  g_free ((gpointer) key->points);
  g_free (key);
}

/* From a junction round to it again; a ring nobody else touches from its smallest point. */
static guint
find_start (MlgTopology *self,
            const guint *points,
            guint        n)
{
  guint smallest = 0;

  for (guint i = 0; i < n; i++)
    {
      if (self->junctions[points[i]])
        return i;
      if (points[i] < points[smallest])
        smallest = i;
    }
  return smallest;
}

void
mlg_topology_close (MlgTopology *self)
{
  g_autoptr(GHashTable) known = g_hash_table_new_full (hash_key, equal_keys, free_key, NULL);
  g_autoptr(GArray) piece = g_array_new (FALSE, FALSE, sizeof (guint));

  find_junctions (self);
  for (guint r = 0; r < self->rings->len; r++)
    {
      const Ring *ring = &g_array_index (self->rings, Ring, r);
      const guint *points = &g_array_index (self->ring_points, guint, ring->first);
      guint start = find_start (self, points, ring->n);

      g_array_set_size (piece, 0);
      for (guint i = 0; i <= ring->n; i++)
        {
          guint point = points[(start + i) % ring->n];

          g_array_append_val (piece, point);
          if (i == 0 || (i < ring->n && !self->junctions[point]))
            continue;
          add_arc (self, known, ring->area, (const guint *) piece->data, piece->len);
          g_array_set_size (piece, 0);
          g_array_append_val (piece, point);
        }
    }
}

/* ---- dissolving */

typedef struct
{
  guint    arc;
  gboolean backwards;
} Step;

/* The ends of the arcs that are left, sorted by point. */
typedef struct
{
  guint point;
  guint arc;
  guint at_end;              /* 0: its first point, 1: its last */
} End;

static int
compare_ends (gconstpointer a,
              gconstpointer b)
{
  const End *x = a, *y = b;

  return x->point != y->point ? (x->point < y->point ? -1 : 1) : (int) x->arc - (int) y->arc;
}

typedef struct
{
  MlgTopology *topology;
  guint       *left, *right;       /* group of each arc's sides */
  guint8      *taken;              /* arcs that are used, or between nothing */
  GArray      *ends;               /* End */
  guint       *first_end;          /* by point: index in ends; G_MAXUINT */
} Dissolver;

static guint
get_end (Dissolver *self,
         guint      arc,
         gboolean   last)
{
  const Arc *found = &g_array_index (self->topology->arcs, Arc, arc);

  return g_array_index (self->topology->arc_points, guint, found->first + (last ? found->n - 1 : 0));
}

static void
find_ends (Dissolver *self)
{
  MlgTopology *topology = self->topology;

  for (guint i = 0; i < topology->arcs->len; i++)
    for (guint k = 0; k < 2 && !self->taken[i]; k++)
      {
        End end = { get_end (self, i, k), i, k };

        g_array_append_val (self->ends, end);
      }
  g_array_sort (self->ends, compare_ends);

  if (topology->points->len > 0)
    memset (self->first_end, 0xff, topology->points->len * sizeof (guint));
  for (guint i = self->ends->len; i-- > 0;)
    self->first_end[g_array_index (self->ends, End, i).point] = i;
}

/* The one other arc between the same two groups that goes on from there. FALSE: none, or a crossing. */
static gboolean
go_on (Dissolver *self,
       guint      point,
       guint      arc,
       Step      *next)
{
  guint first = self->first_end[point], n = 0;
  const End *other = NULL;

  for (guint i = first; i < self->ends->len && g_array_index (self->ends, End, i).point == point; i++, n++)
    if (g_array_index (self->ends, End, i).arc != arc)
      other = &g_array_index (self->ends, End, i);

  if (n != 2 || other == NULL || self->taken[other->arc])
    return FALSE;
  if (MIN (self->left[arc], self->right[arc]) != MIN (self->left[other->arc], self->right[other->arc]) ||
      MAX (self->left[arc], self->right[arc]) != MAX (self->left[other->arc], self->right[other->arc]))
    return FALSE;

  *next = (Step) { other->arc, other->at_end == 1 };
  return TRUE;
}

static void
follow (Dissolver *self,
        Step       from,
        GArray    *steps)
{
  Step step = from;

  do
    {
      guint point = get_end (self, step.arc, !step.backwards);

      self->taken[step.arc] = 1;
      g_array_append_val (steps, step);
      if (!go_on (self, point, step.arc, &step))
        break;
    }
  while (TRUE);
}

/* All the way back first, so that a border is one from end to end; then forward. */
static void
collect_steps (Dissolver *self,
               guint      arc,
               GArray    *steps)
{
  g_autoptr(GArray) back = g_array_new (FALSE, FALSE, sizeof (Step));

  follow (self, (Step) { arc, TRUE }, back);
  for (guint i = back->len; i-- > 0;)
    {
      Step step = g_array_index (back, Step, i);

      step.backwards = !step.backwards;
      g_array_append_val (steps, step);
    }
  {
    Step last = g_array_index (steps, Step, steps->len - 1), next;

    if (go_on (self, get_end (self, last.arc, !last.backwards), last.arc, &next))
      follow (self, next, steps);
  }
}

static MlgMercator *
join_points (Dissolver *self,
             GArray    *steps,
             guint     *n_points)
{
  MlgTopology *topology = self->topology;
  GArray *joined = g_array_new (FALSE, FALSE, sizeof (MlgMercator));

  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = &g_array_index (steps, Step, i);
      const Arc *arc = &g_array_index (topology->arcs, Arc, step->arc);
      const guint *points = &g_array_index (topology->arc_points, guint, arc->first);

      for (guint k = i == 0 ? 0 : 1; k < arc->n; k++)
        g_array_append_val (joined, g_array_index (topology->points, MlgMercator,
                                                   points[step->backwards ? arc->n - 1 - k : k]));
    }
  *n_points = joined->len;
  return (MlgMercator *) g_array_free (joined, FALSE);
}

static void
clear_border (gpointer data)
{
  g_free (((MlgBorder *) data)->points);
}

static void
clear_ring (gpointer data)
{
  g_free (((MlgRing *) data)->points);
}

GArray *
mlg_rings_new (void)
{
  GArray *rings = g_array_new (FALSE, FALSE, sizeof (MlgRing));

  g_array_set_clear_func (rings, clear_ring);
  return rings;
}

static GArray *
join_arcs (MlgTopology *topology,
           const guint *groups)
{
  guint n_arcs = topology->arcs->len;
  g_autofree guint *left = g_new (guint, n_arcs), *right = g_new (guint, n_arcs);
  g_autofree guint8 *taken = g_new0 (guint8, n_arcs);
  g_autofree guint *first_end = g_new (guint, topology->points->len);
  g_autoptr(GArray) ends = g_array_new (FALSE, FALSE, sizeof (End));
  g_autoptr(GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));
  Dissolver self = { topology, left, right, taken, ends, first_end };
  GArray *borders = g_array_new (FALSE, FALSE, sizeof (MlgBorder));

  g_array_set_clear_func (borders, clear_border);
  for (guint i = 0; i < n_arcs; i++)
    {
      const Arc *arc = &g_array_index (topology->arcs, Arc, i);

      left[i] = arc->left == G_MAXUINT ? G_MAXUINT : groups[arc->left];
      right[i] = arc->right == G_MAXUINT ? G_MAXUINT : groups[arc->right];
      taken[i] = left[i] == right[i];
    }
  find_ends (&self);
  for (guint i = 0; i < n_arcs; i++)
    if (!taken[i])
      {
        MlgBorder border;
        const Step *first;

        g_array_set_size (steps, 0);
        collect_steps (&self, i, steps);
        first = &g_array_index (steps, Step, 0);
        border.left = first->backwards ? right[first->arc] : left[first->arc];
        border.right = first->backwards ? left[first->arc] : right[first->arc];
        border.points = join_points (&self, steps, &border.n);
        g_array_append_val (borders, border);
      }
  return borders;
}

static void
simplify_border (MlgBorder *border,
                 double     tolerance)
{
  MlgMercator *points;

  if (tolerance <= 0)
    return;

  points = mlg_simplify_line (border->points, border->n, tolerance, &border->n);
  g_free (border->points);
  border->points = points;
}

/* Of each group: which borders, and on which side. */
static GArray **
list_borders (GArray *borders,
              guint   n_groups)
{
  GArray **lists = g_new (GArray *, MAX (n_groups, 1));

  for (guint g = 0; g < n_groups; g++)
    lists[g] = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < borders->len; i++)
    {
      const MlgBorder *border = &g_array_index (borders, MlgBorder, i);

      if (border->left < n_groups)
        g_array_append_val (lists[border->left], i);
      if (border->right < n_groups)
        g_array_append_val (lists[border->right], i);
    }
  return lists;
}

static GArray *
chain_group (GArray *borders,
             GArray *list,
             guint   group)
{
  g_autofree MlgBorder *own = g_new (MlgBorder, list->len);
  g_autofree guint8 *sides = g_new (guint8, list->len);

  for (guint i = 0; i < list->len; i++)
    {
      own[i] = g_array_index (borders, MlgBorder, g_array_index (list, guint, i));
      sides[i] = own[i].left == group ? 1 : 2;
    }
  return mlg_borders_chain (own, sides, list->len);
}

/* An island of which nothing would be left keeps its outline when its group has nothing else. */
static void
rescue_groups (MlgPartition *partition,
               GArray      **lists,
               GArray       *whole)
{
  for (guint g = 0; g < partition->n_groups; g++)
    if (partition->rings[g]->len == 0 && lists[g]->len > 0)
      {
        g_array_unref (partition->rings[g]);
        partition->rings[g] = chain_group (whole, lists[g], g);
      }
}

static GArray *
copy_borders (GArray *borders)
{
  GArray *copies = g_array_new (FALSE, FALSE, sizeof (MlgBorder));

  g_array_set_clear_func (copies, clear_border);
  for (guint i = 0; i < borders->len; i++)
    {
      MlgBorder copy = g_array_index (borders, MlgBorder, i);

      copy.points = g_memdup2 (copy.points, copy.n * sizeof *copy.points);
      g_array_append_val (copies, copy);
    }
  return copies;
}

MlgPartition *
mlg_topology_dissolve (MlgTopology *self,
                       const guint *groups,
                       guint        n_groups,
                       double       tolerance)
{
  MlgPartition *partition = g_new0 (MlgPartition, 1);
  g_autoptr(GArray) whole = join_arcs (self, groups);
  GArray **lists;

  partition->borders = copy_borders (whole);
  for (guint i = 0; i < whole->len; i++)
    simplify_border (&g_array_index (partition->borders, MlgBorder, i), tolerance);

  lists = list_borders (partition->borders, n_groups);
  partition->n_groups = n_groups;
  partition->rings = g_new (GArray *, MAX (n_groups, 1));
  for (guint g = 0; g < n_groups; g++)
    partition->rings[g] = chain_group (partition->borders, lists[g], g);
  rescue_groups (partition, lists, whole);

  for (guint g = 0; g < n_groups; g++)
    g_array_unref (lists[g]);
  g_free (lists);
  return partition;
}

void
mlg_partition_free (MlgPartition *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->borders);
  for (guint g = 0; g < self->n_groups; g++)
    g_array_unref (self->rings[g]);
  g_free (self->rings);
  g_free (self);
}
