/* Distances and surfaces on the ground. */

#include "territory/mlg-ground.h"

#include <math.h>

#define EARTH_RADIUS 6371.0088         /* km, mean */
#define RADIANS      (G_PI / 180)

double
mlg_ground_distance (double lat,
                     double lon,
                     double other_lat,
                     double other_lon)
{
  double down = sin ((other_lat - lat) * RADIANS / 2), across = sin ((other_lon - lon) * RADIANS / 2);
  double h = down * down + cos (lat * RADIANS) * cos (other_lat * RADIANS) * across * across;

  return 2 * EARTH_RADIUS * asin (sqrt (MIN (h, 1)));
}

double
mlg_ground_between (MlgMercator a,
                    MlgMercator b)
{
  double lat, lon, other_lat, other_lon;

  mlg_mercator_unproject (a, &lat, &lon);
  mlg_mercator_unproject (b, &other_lat, &other_lon);
  return mlg_ground_distance (lat, lon, other_lat, other_lon);
}

double
mlg_ground_surface (const MlgMercator *points,
                    guint              n)
{
  double sum = 0, lat, lon;

  if (n < 3)
    return 0;

  mlg_mercator_unproject (points[n - 1], &lat, &lon);
  for (guint i = 0; i < n; i++)
    {
      double next_lat, next_lon;

      mlg_mercator_unproject (points[i], &next_lat, &next_lon);
      sum += (next_lon - lon) * RADIANS * (2 + sin (lat * RADIANS) + sin (next_lat * RADIANS));
      lat = next_lat;
      lon = next_lon;
    }
  return fabs (sum) * EARTH_RADIUS * EARTH_RADIUS / 2;
}

void
mlg_ground_circle (MlgMercator  centre,
                   double       km,
                   MlgMercator *points,
                   guint        n)
{
  double lat, lon, reach = km / EARTH_RADIUS;

  mlg_mercator_unproject (centre, &lat, &lon);
  for (guint i = 0; i < n; i++)
    {
      double bearing = 2 * G_PI * i / n;
      double sine = sin (lat * RADIANS) * cos (reach) + cos (lat * RADIANS) * sin (reach) * cos (bearing);
      double across = atan2 (sin (bearing) * sin (reach) * cos (lat * RADIANS), cos (reach) - sin (lat * RADIANS) * sine);

      points[i] = mlg_mercator_project (asin (CLAMP (sine, -1, 1)) / RADIANS, lon + across / RADIANS);
    }
}

/* ---- who is near */

static int
compare_nearby (gconstpointer a,
                gconstpointer b)
{
  const MlgNearby *x = a, *y = b;

  return x->km < y->km ? -1 : x->km > y->km ? 1 : (x->spot > y->spot) - (x->spot < y->spot);
}

GArray *
mlg_ground_list_near (MlgMapIndex *index,
                      MlgMercator  centre,
                      double       km)
{
  GArray *nearby = g_array_new (FALSE, FALSE, sizeof (MlgNearby));
  guint n = mlg_map_index_get_scene (index)->spots->len;
  MlgMercatorBox box = MLG_MERCATOR_BOX_EMPTY;
  MlgMercator around[32];

  mlg_ground_circle (centre, km * 1.01, around, G_N_ELEMENTS (around));
  for (guint i = 0; i < G_N_ELEMENTS (around); i++)
    mlg_mercator_box_add (&box, around[i]);

  for (guint i = 0; i < n; i++)
    {
      const MlgMercator *point = mlg_map_index_get_point (index, i);
      MlgNearby near = { i, 0 };

      if (point == NULL || point->x < box.x0 || point->x > box.x1 || point->y < box.y0 || point->y > box.y1 ||
          mlg_map_index_find_group (index, i) != MLG_MAP_NONE)
        continue;
      near.km = mlg_ground_between (centre, *point);
      if (near.km <= km)
        g_array_append_val (nearby, near);
    }
  g_array_sort (nearby, compare_nearby);
  return nearby;
}

/* ---- in which town */

typedef struct
{
  MlgMercator point;
  char       *commune;
} Standing;

/* By the rule of the odd number of crossings, over all rings at once: holes are left out. */
static void
stand_in (const MlgPackShape *shape,
          gpointer            data)
{
  Standing *standing = data;
  MlgMercator at = standing->point;
  gboolean inside = FALSE;

  if (standing->commune != NULL || *shape->commune == '\0')
    return;

  for (guint r = 0, first = 0; r < shape->n_rings; first = shape->ends[r++])
    for (guint i = first, k = shape->ends[r] - 1; i < shape->ends[r]; k = i++)
      {
        MlgMercator a = shape->points[i], b = shape->points[k];

        if ((a.y > at.y) != (b.y > at.y) && at.x < (double) (b.x - a.x) * ((double) at.y - a.y) / ((double) b.y - a.y) + a.x)
          inside = !inside;
      }
  if (inside)
    standing->commune = g_strdup (shape->commune);
}

const MlgPlace *
mlg_ground_find_town (double    lat,
                      double    lon,
                      gboolean *is_sure)
{
  MlgPack *pack = mlg_pack_get_installed ();
  MlgPackReader *reader = pack != NULL ? mlg_pack_get_reader (pack) : NULL;
  Standing standing = { mlg_mercator_project (lat, lon), NULL };
  const MlgPlace *town = NULL;

  *is_sure = FALSE;
  if (reader != NULL)
    {
      MlgMercatorBox box = { standing.point.x, standing.point.y, standing.point.x, standing.point.y };

      mlg_pack_foreach_area (reader, MLG_PACK_DETAILS - 1, &box, stand_in, &standing);
    }
  if (standing.commune != NULL)
    town = mlg_gazetteer_lookup_commune (standing.commune);
  *is_sure = town != NULL;
  g_free (standing.commune);
  return town != NULL ? town : mlg_gazetteer_nearest (lat, lon);
}
