/* Everyone whose mark stands within a line. */

#include "render/mlg-map-lasso.h"

#include <math.h>

#define ASIDE 2.0            /* how much farther a mark seems for being aside rather than ahead */

static gboolean
is_within (const MlgMapPoint *line,
           guint              n,
           double             x,
           double             y)
{
  gboolean inside = FALSE;

  for (guint i = 0, k = n - 1; i < n; k = i++)
    if ((line[i].y > y) != (line[k].y > y) &&
        x < (line[k].x - line[i].x) * (y - line[i].y) / (line[k].y - line[i].y) + line[i].x)
      inside = !inside;
  return inside;
}

/* An actor of several territories is on a plate of each. */
static void
drop_repeated (GArray *spots,
               guint   n_spots)
{
  g_autofree guint8 *seen = g_new0 (guint8, MAX (n_spots, 1));
  guint n_kept = 0;

  for (guint i = 0; i < spots->len; i++)
    {
      guint spot = g_array_index (spots, guint, i);

      if (!seen[spot])
        g_array_index (spots, guint, n_kept++) = spot;
      seen[spot] = TRUE;
    }
  g_array_set_size (spots, n_kept);
}

GArray *
mlg_map_lasso_list (MlgMapLayout      *layout,
                    const MlgMapPoint *line,
                    guint              n)
{
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (guint));
  double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;

  if (n < 3)
    return spots;

  for (guint i = 0; i < n; i++)
    {
      left = MIN (left, line[i].x);
      right = MAX (right, line[i].x);
      top = MIN (top, line[i].y);
      bottom = MAX (bottom, line[i].y);
    }
  for (guint i = 0; i < layout->marks->len; i++)
    {
      const MlgMapMark *mark = &g_array_index (layout->marks, MlgMapMark, i);

      if (mark->x < left || mark->x > right || mark->y < top || mark->y > bottom || !is_within (line, n, mark->x, mark->y))
        continue;
      if (mark->kind == MLG_MARK_SPOT)
        g_array_append_val (spots, mark->spot);
      else if (mark->kind == MLG_MARK_CLUSTER)
        mlg_map_index_append (layout->index, mark->cluster, spots);
      else
        {
          g_autoptr(GArray) here = mlg_map_layout_list (layout, mark);

          g_array_append_vals (spots, here->data, here->len);
        }
    }
  if (layout->plates->len > 0)
    drop_repeated (spots, mlg_map_index_get_scene (layout->index)->spots->len);
  return spots;
}

guint
mlg_map_lasso_step (MlgMapLayout *layout,
                    double        x,
                    double        y,
                    double        dx,
                    double        dy,
                    guint         except)
{
  guint best = MLG_MAP_NONE;
  double shortest = INFINITY;

  for (guint i = 0; i < layout->marks->len; i++)
    {
      const MlgMapMark *mark = &g_array_index (layout->marks, MlgMapMark, i);
      double ahead = (mark->x - x) * dx + (mark->y - y) * dy;
      double aside = fabs ((mark->x - x) * dy - (mark->y - y) * dx);

      if (i == except || ahead < 1 || aside > 2 * ahead || mark->x < 0 || mark->y < 0 ||
          mark->x > layout->frame.width || mark->y > layout->frame.height)
        continue;
      if (ahead + ASIDE * aside < shortest)
        {
          shortest = ahead + ASIDE * aside;
          best = i;
        }
    }
  return best;
}
