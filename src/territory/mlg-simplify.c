/* Fewer points for a line, the same to the eye. */

#include "territory/mlg-simplify.h"

#include <math.h>

typedef struct
{
  guint first, last;
} Stretch;

static double
distance_to_chord (MlgMercator p,
                   MlgMercator a,
                   MlgMercator b)
{
  double dx = (double) b.x - a.x, dy = (double) b.y - a.y;
  double px = (double) p.x - a.x, py = (double) p.y - a.y;
  double square = dx * dx + dy * dy;
  double t = square > 0 ? CLAMP ((px * dx + py * dy) / square, 0, 1) : 0;

  return hypot (px - t * dx, py - t * dy);
}

static guint
find_farthest (const MlgMercator *points,
               Stretch            stretch,
               double            *distance)
{
  guint at = stretch.first;

  *distance = -1;
  for (guint i = stretch.first + 1; i < stretch.last; i++)
    {
      double d = distance_to_chord (points[i], points[stretch.first], points[stretch.last]);

      if (d > *distance)
        {
          *distance = d;
          at = i;
        }
    }
  return at;
}

/* A stack rather than recursion: the coast of a country is a long line. */
static void
mark_kept (const MlgMercator *points,
           guint              n,
           double             tolerance,
           guint8            *kept)
{
  g_autoptr(GArray) stack = g_array_new (FALSE, FALSE, sizeof (Stretch));
  Stretch whole = { 0, n - 1 };

  kept[0] = kept[n - 1] = 1;
  g_array_append_val (stack, whole);
  while (stack->len > 0)
    {
      Stretch stretch = g_array_index (stack, Stretch, stack->len - 1);
      double distance;
      guint at = find_farthest (points, stretch, &distance);

      g_array_set_size (stack, stack->len - 1);
      if (distance > tolerance)
        {
          Stretch before = { stretch.first, at }, after = { at, stretch.last };

          kept[at] = 1;
          g_array_append_val (stack, before);
          g_array_append_val (stack, after);
        }
    }
}

MlgMercator *
mlg_simplify_line (const MlgMercator *points,
                   guint              n,
                   double             tolerance,
                   guint             *n_left)
{
  g_autofree guint8 *kept = g_new0 (guint8, n);
  MlgMercator *left = g_new (MlgMercator, n);
  guint count = 0;

  mark_kept (points, n, tolerance, kept);
  for (guint i = 0; i < n; i++)
    if (kept[i])
      left[count++] = points[i];

  *n_left = count;
  return g_renew (MlgMercator, left, count);
}
