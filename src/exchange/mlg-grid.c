/* Lambert conformal conic, transverse Mercator and web Mercator, backwards.
 *
 * Formulas and constants: IGN, « Projection cartographique conique conforme de Lambert »
 * (NTG 71, algorithms ALG0002 and ALG0004) and « Changement de système géodésique » (NTG 80);
 * transverse Mercator by Krüger's series, good to a millimetre in a zone. RGF93 and the
 * overseas systems are WGS 84 within a decimetre.
 */

#include "exchange/mlg-grid.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define DEGREE (G_PI / 180)

typedef struct
{
  double a, f;             /* half the great axis, flattening */
} Ellipsoid;

static const Ellipsoid grs80 = { 6378137, 1 / 298.257222101 };
static const Ellipsoid clarke = { 6378249.2, 1 / 293.466021293626936 };

/* From NTF to RGF93, metres. */
static const double ntf_shift[3] = { -168, -60, 320 };

/* The meridian of Paris. */
#define PARIS 2.33722917

static const char *const labels[MLG_N_GRIDS] = {
  [MLG_GRID_DEGREES]      = N_("Degrees (longitude and latitude)"),
  [MLG_GRID_LAMBERT_93]   = N_("Lambert-93"),
  [MLG_GRID_LAMBERT_2]    = N_("Lambert II extended"),
  [MLG_GRID_CC42]         = N_("Conic, zone 42"),
  [MLG_GRID_CC43]         = N_("Conic, zone 43"),
  [MLG_GRID_CC44]         = N_("Conic, zone 44"),
  [MLG_GRID_CC45]         = N_("Conic, zone 45"),
  [MLG_GRID_CC46]         = N_("Conic, zone 46"),
  [MLG_GRID_CC47]         = N_("Conic, zone 47"),
  [MLG_GRID_CC48]         = N_("Conic, zone 48"),
  [MLG_GRID_CC49]         = N_("Conic, zone 49"),
  [MLG_GRID_CC50]         = N_("Conic, zone 50"),
  [MLG_GRID_UTM_20N]      = N_("UTM 20 North (West Indies)"),
  [MLG_GRID_UTM_22N]      = N_("UTM 22 North (French Guiana)"),
  [MLG_GRID_UTM_40S]      = N_("UTM 40 South (Réunion)"),
  [MLG_GRID_UTM_38S]      = N_("UTM 38 South (Mayotte)"),
  [MLG_GRID_WEB_MERCATOR] = N_("Web Mercator"),
};

const char *
mlg_grid_get_label (MlgGrid grid)
{
  g_return_val_if_fail (grid < MLG_N_GRIDS, "");

  return _(labels[grid]);
}

/* ---- Lambert */

typedef struct
{
  const Ellipsoid *ellipsoid;
  double           lat0, lat1, lat2;    /* of the origin, and the two standard parallels; degrees */
  double           lon0;
  double           x0, y0;              /* of the origin, metres */
  double           scale;               /* on a single standard parallel */
} Lambert;

static double
get_eccentricity (const Ellipsoid *ellipsoid)
{
  return sqrt (ellipsoid->f * (2 - ellipsoid->f));
}

/* ALG0001: the isometric latitude. */
static double
isometric (double lat,
           double e)
{
  return log (tan (G_PI / 4 + lat / 2) * pow ((1 - e * sin (lat)) / (1 + e * sin (lat)), e / 2));
}

/* ALG0002: and back. */
static double
from_isometric (double isometric_lat,
                double e)
{
  double lat = 2 * atan (exp (isometric_lat)) - G_PI / 2, before;
  guint n = 0;

  do
    {
      before = lat;
      lat = 2 * atan (pow ((1 + e * sin (lat)) / (1 - e * sin (lat)), e / 2) * exp (isometric_lat)) - G_PI / 2;
    }
  while (fabs (lat - before) > 1e-12 && ++n < 50);

  return lat;
}

/* Radius of the ellipse across the meridian. */
static double
get_normal (const Ellipsoid *ellipsoid,
            double           lat)
{
  double e = get_eccentricity (ellipsoid);

  return ellipsoid->a / sqrt (1 - e * e * sin (lat) * sin (lat));
}

/* Radians on its own ellipsoid. */
static void
from_lambert (const Lambert *lambert,
              double         x,
              double         y,
              double        *lat,
              double        *lon)
{
  double e = get_eccentricity (lambert->ellipsoid);
  double lat0 = lambert->lat0 * DEGREE, lat1 = lambert->lat1 * DEGREE, lat2 = lambert->lat2 * DEGREE;
  double n, c, ys, r, gamma;

  if (lat1 == lat2)
    n = sin (lat1);
  else
    n = log (get_normal (lambert->ellipsoid, lat2) * cos (lat2) / (get_normal (lambert->ellipsoid, lat1) * cos (lat1))) /
        (isometric (lat1, e) - isometric (lat2, e));
  c = lambert->scale * get_normal (lambert->ellipsoid, lat1) * cos (lat1) / n * exp (n * isometric (lat1, e));
  ys = lambert->y0 + c * exp (-n * isometric (lat0, e));

  r = hypot (x - lambert->x0, y - ys);
  gamma = atan2 (x - lambert->x0, ys - y);
  *lon = lambert->lon0 * DEGREE + gamma / n;
  *lat = from_isometric (-log (r / c) / n, e);
}

/* ---- from one ellipsoid to the other */

static void
from_ntf (double *lat,
          double *lon)
{
  double e = get_eccentricity (&clarke), n = get_normal (&clarke, *lat);
  double x = n * cos (*lat) * cos (*lon) + ntf_shift[0];
  double y = n * cos (*lat) * sin (*lon) + ntf_shift[1];
  double z = n * (1 - e * e) * sin (*lat) + ntf_shift[2];
  double p = hypot (x, y), to_e = get_eccentricity (&grs80);

  *lon = atan2 (y, x);
  *lat = atan2 (z, p * (1 - to_e * to_e));
  for (guint i = 0; i < 8; i++)
    *lat = atan2 (z + to_e * to_e * get_normal (&grs80, *lat) * sin (*lat), p);
}

/* ---- transverse Mercator */

static void
from_utm (gint    zone,       /* negative: south */
          double  x,
          double  y,
          double *lat,
          double *lon)
{
  double n = grs80.f / (2 - grs80.f), e = get_eccentricity (&grs80);
  double a = grs80.a / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64) * 0.9996;
  double beta[3] = {
    n / 2 - 2 * n * n / 3 + 37 * n * n * n / 96,
    n * n / 48 + n * n * n / 15,
    17 * n * n * n / 480,
  };
  double xi = (y - (zone < 0 ? 1e7 : 0)) / a, eta = (x - 500000) / a;
  double xi0 = xi, eta0 = eta;

  for (guint i = 0; i < 3; i++)
    {
      xi0 -= beta[i] * sin (2 * (i + 1) * xi) * cosh (2 * (i + 1) * eta);
      eta0 -= beta[i] * cos (2 * (i + 1) * xi) * sinh (2 * (i + 1) * eta);
    }

  *lon = ((ABS (zone) - 1) * 6 - 177) * DEGREE + atan2 (sinh (eta0), cos (xi0));
  *lat = from_isometric (atanh (sin (xi0) / cosh (eta0)), e);
}

/* ---- which */

static const Lambert lambert_93 = { &grs80, 46.5, 44, 49, 3, 700000, 6600000, 1 };
static const Lambert lambert_2 = { &clarke, 46.8, 46.8, 46.8, PARIS, 600000, 2200000, 0.99987742 };

gboolean
mlg_grid_to_degrees (MlgGrid  grid,
                     double   x,
                     double   y,
                     double  *lat,
                     double  *lon)
{
  static const gint8 zones[MLG_N_GRIDS] = {
    [MLG_GRID_UTM_20N] = 20, [MLG_GRID_UTM_22N] = 22, [MLG_GRID_UTM_40S] = -40, [MLG_GRID_UTM_38S] = -38,
  };

  if (!isfinite (x) || !isfinite (y) || fabs (x) > 2.1e7 || fabs (y) > 2.1e7)
    return FALSE;

  if (grid == MLG_GRID_DEGREES)
    {
      *lat = y;
      *lon = x;
      return fabs (y) <= 90 && fabs (x) <= 180;
    }

  if (grid == MLG_GRID_LAMBERT_93)
    from_lambert (&lambert_93, x, y, lat, lon);
  else if (grid == MLG_GRID_LAMBERT_2)
    {
      from_lambert (&lambert_2, x, y, lat, lon);
      from_ntf (lat, lon);
    }
  else if (grid >= MLG_GRID_CC42 && grid <= MLG_GRID_CC50)
    {
      guint zone = grid - MLG_GRID_CC42;
      Lambert cc = { &grs80, 42 + zone, 41.25 + zone, 42.75 + zone, 3, 1700000, 1200000 + 1e6 * zone, 1 };

      from_lambert (&cc, x, y, lat, lon);
    }
  else if (grid == MLG_GRID_WEB_MERCATOR)
    {
      *lon = x / grs80.a;
      *lat = 2 * atan (exp (y / grs80.a)) - G_PI / 2;
    }
  else
    from_utm (zones[grid], x, y, lat, lon);

  *lat /= DEGREE;
  *lon /= DEGREE;
  return fabs (*lat) <= 90 && fabs (*lon) <= 180;
}

/* Where France is in each grid: degrees, and for the zones what they are made for. */
static const struct
{
  MlgGrid grid;
  double  south, west, north, east;
} areas[] = {
  { MLG_GRID_LAMBERT_93,   41.2, -5.3, 51.2, 9.7 },
  { MLG_GRID_LAMBERT_2,    41.2, -5.3, 51.2, 9.7 },
  { MLG_GRID_CC42,         41.0, 7.5, 43.2, 9.8 },
  { MLG_GRID_CC43,         41.9, -2.0, 44.1, 9.8 },
  { MLG_GRID_CC44,         42.9, -2.0, 45.1, 8.0 },
  { MLG_GRID_CC45,         43.9, -2.0, 46.1, 8.0 },
  { MLG_GRID_CC46,         44.9, -2.5, 47.1, 8.0 },
  { MLG_GRID_CC47,         45.9, -5.0, 48.1, 8.0 },
  { MLG_GRID_CC48,         46.9, -5.3, 49.1, 8.5 },
  { MLG_GRID_CC49,         47.9, -5.3, 50.1, 8.5 },
  { MLG_GRID_CC50,         48.9, -2.5, 51.3, 8.5 },
  { MLG_GRID_WEB_MERCATOR, 41.2, -5.3, 51.2, 9.7 },
  { MLG_GRID_UTM_40S,     -21.5, 55.1, -20.8, 55.9 },
  { MLG_GRID_UTM_38S,     -13.1, 44.9, -12.5, 45.4 },
  { MLG_GRID_UTM_20N,      14.3, -63.2, 18.2, -60.7 },
  { MLG_GRID_UTM_22N,       2.1, -54.7, 5.9, -51.5 },
};

MlgGrid
mlg_grid_guess (double x,
                double y)
{
  /* Degrees are no metres. */
  if (fabs (x) < 1000 && fabs (y) < 1000)
    return MLG_GRID_DEGREES;

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      double lat, lon;

      if (mlg_grid_to_degrees (areas[i].grid, x, y, &lat, &lon) && lat >= areas[i].south && lat <= areas[i].north &&
          lon >= areas[i].west && lon <= areas[i].east)
        return areas[i].grid;
    }

  return MLG_GRID_DEGREES;
}

gboolean
mlg_grid_find_named (const char *name,
                     MlgGrid    *grid)
{
  /* WGS 84, RGF93 and the overseas systems in degrees are one within a metre. */
  static const struct { const char *code; MlgGrid grid; } known[] = {
    { "CRS84", MLG_GRID_DEGREES }, { "4326", MLG_GRID_DEGREES }, { "4171", MLG_GRID_DEGREES }, { "4258", MLG_GRID_DEGREES },
    { "4979", MLG_GRID_DEGREES }, { "9777", MLG_GRID_DEGREES }, { "5489", MLG_GRID_DEGREES }, { "4624", MLG_GRID_DEGREES },
    { "4627", MLG_GRID_DEGREES }, { "4470", MLG_GRID_DEGREES }, { "4463", MLG_GRID_DEGREES },
    { "2154", MLG_GRID_LAMBERT_93 }, { "9794", MLG_GRID_LAMBERT_93 }, { "27572", MLG_GRID_LAMBERT_2 },
    { "3857", MLG_GRID_WEB_MERCATOR }, { "900913", MLG_GRID_WEB_MERCATOR },
    { "3942", MLG_GRID_CC42 }, { "3943", MLG_GRID_CC43 }, { "3944", MLG_GRID_CC44 }, { "3945", MLG_GRID_CC45 },
    { "3946", MLG_GRID_CC46 }, { "3947", MLG_GRID_CC47 }, { "3948", MLG_GRID_CC48 }, { "3949", MLG_GRID_CC49 },
    { "3950", MLG_GRID_CC50 }, { "5490", MLG_GRID_UTM_20N }, { "2972", MLG_GRID_UTM_22N }, { "2975", MLG_GRID_UTM_40S },
    { "4471", MLG_GRID_UTM_38S },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      gsize length = strlen (name), n = strlen (known[i].code);

      if (!g_str_has_suffix (name, known[i].code) || (length > n && g_ascii_isdigit (name[length - n - 1])))
        continue;
      *grid = known[i].grid;
      return TRUE;
    }

  return FALSE;
}
