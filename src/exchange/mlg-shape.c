/* One shape, as it is being read, and its places. */

#include "exchange/mlg-shapes-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "exchange/mlg-exchange-error.h"

char *
mlg_shapes_fold_name (const char *name)
{
  GString *folded = g_string_new (NULL);

  for (const char *c = name; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (folded, g_ascii_tolower (*c));
  return g_string_free (folded, FALSE);
}

gboolean
mlg_shapes_project (MlgGrid       grid,
                    double        x,
                    double        y,
                    MlgMercator  *point,
                    GError      **error)
{
  double lat = y, lon = x;

  if (grid != MLG_GRID_DEGREES && !mlg_grid_to_degrees (grid, x, y, &lat, &lon))
    {
      g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT,
                   _("The coordinates %.0f, %.0f are outside what %s is made for: export this file again in WGS 84."),
                   x, y, mlg_grid_get_label (grid));
      return FALSE;
    }
  /* What lies across the 180th meridian is sometimes written beyond it. */
  if (!(fabs (lon) <= MLG_SHAPES_MAX_LONGITUDE && fabs (lat) <= 90.0001))
    {
      g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT,
                   _("The coordinates %g, %g are not degrees of longitude and latitude: export this file again in WGS 84."),
                   lon, lat);
      return FALSE;
    }

  *point = mlg_mercator_project (CLAMP (lat, -85.05, 85.05), CLAMP (lon, -180, 180));
  return TRUE;
}

void
mlg_shape_init (MlgShape *shape)
{
  *shape = (MlgShape) { .layer = "" };
  shape->properties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  shape->rings = mlg_rings_new ();
  shape->holes = g_array_new (FALSE, FALSE, sizeof (guint8));
}

void
mlg_shape_clear (MlgShape *shape)
{
  g_clear_pointer (&shape->properties, g_hash_table_unref);
  g_clear_pointer (&shape->rings, g_array_unref);
  g_clear_pointer (&shape->holes, g_array_unref);
}

void
mlg_shape_take_ring (MlgShape *shape,
                     GArray   *points,
                     gboolean  hole)
{
  MlgRing ring = { points->len, (MlgMercator *) points->data };
  guint8 flag = hole != FALSE;

  /* Nothing, as some programs write it. */
  if (points->len == 0)
    {
      g_array_unref (points);
      return;
    }

  g_array_free (points, FALSE);
  g_array_append_val (shape->rings, ring);
  g_array_append_val (shape->holes, flag);
}
