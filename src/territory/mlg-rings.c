/* Rings out of borders: each border that has the inside on one side only is followed so that the
 * inside is always on the same hand; where several start, any will do, since as many come as go. */

#include "territory/mlg-topology.h"

#include <string.h>

#include "territory/mlg-simplify.h"

typedef struct
{
  guint64 start, end;
  guint   border;
  guint8  backwards, used;
} Directed;

static guint64
pack_place (MlgMercator point)
{
  return (guint64) (guint32) point.x << 32 | (guint32) point.y;
}

static int
compare_directed (gconstpointer a,
                  gconstpointer b)
{
  const Directed *x = a, *y = b;

  return x->start != y->start ? (x->start < y->start ? -1 : 1) : (x->border > y->border) - (x->border < y->border);
}

static Directed *
find_next (GArray  *directed,
           guint64  start)
{
  guint low = 0, high = directed->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (directed, Directed, middle).start < start)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < directed->len && g_array_index (directed, Directed, low).start == start; low++)
    if (!g_array_index (directed, Directed, low).used)
      return &g_array_index (directed, Directed, low);

  return NULL;
}

static void
append_points (GArray          *ring,
               const MlgBorder *border,
               gboolean         backwards)
{
  for (guint i = ring->len == 0 ? 0 : 1; i < border->n; i++)
    g_array_append_val (ring, border->points[backwards ? border->n - 1 - i : i]);
}

static GArray *
direct (const MlgBorder *borders,
        const guint8    *sides,
        guint            n)
{
  GArray *directed = g_array_new (FALSE, FALSE, sizeof (Directed));

  for (guint i = 0; i < n; i++)
    if (sides[i] != 0 && borders[i].n >= 2)
      {
        gboolean backwards = sides[i] == 2;
        guint64 first = pack_place (borders[i].points[0]), last = pack_place (borders[i].points[borders[i].n - 1]);
        Directed one = { backwards ? last : first, backwards ? first : last, i, backwards, 0 };

        g_array_append_val (directed, one);
      }
  g_array_sort (directed, compare_directed);
  return directed;
}

GArray *
mlg_borders_chain (const MlgBorder *borders,
                   const guint8    *sides,
                   guint            n)
{
  g_autoptr(GArray) directed = direct (borders, sides, n);
  GArray *rings = mlg_rings_new ();

  for (guint i = 0; i < directed->len; i++)
    {
      Directed *step = &g_array_index (directed, Directed, i);
      guint64 start = step->start;
      GArray *points = step->used ? NULL : g_array_new (FALSE, FALSE, sizeof (MlgMercator));
      MlgRing ring;

      if (points == NULL)
        continue;
      while (step != NULL)
        {
          step->used = 1;
          append_points (points, &borders[step->border], step->backwards);
          step = step->end == start ? NULL : find_next (directed, step->end);
        }
      /* A line that does not come back is closed by a straight one. */
      if (points->len >= 3 && memcmp (points->data, &g_array_index (points, MlgMercator, points->len - 1),
                                      sizeof (MlgMercator)) != 0)
        {
          MlgMercator first = g_array_index (points, MlgMercator, 0);

          g_array_append_val (points, first);
        }
      ring.n = points->len;
      ring.points = (MlgMercator *) g_array_free (points, ring.n < 4);
      if (ring.n >= 4)
        g_array_append_val (rings, ring);
    }
  return rings;
}
