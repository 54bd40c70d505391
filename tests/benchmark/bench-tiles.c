/* The territory pack: how long it takes to build, what it weighs, and the slowest of the 256-pixel tiles
 * drawn from it at each zoom, over towns, mountains and coasts. Nothing is printed where the official
 * data is absent.
 */

#include <cairo.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "exchange/mlg-territory-build.h"
#include "render/mlg-map-background.h"

#define SIDE 256

static double
processor_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1000.0 + now.tv_nsec / 1e6;
}

static double
draw_tile (double lat,
           double lon,
           int    zoom)
{
  MlgMercator point = mlg_mercator_project (lat, lon);
  double units = (double) MLG_MERCATOR_SIZE / (1 << zoom);
  MlgMapFrame frame = { .x = (floor (point.x / units) + 0.5) * units, .y = (floor (point.y / units) + 0.5) * units,
                        .zoom = zoom, .width = SIDE, .height = SIDE };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIDE, SIDE);
  cairo_t *cr = cairo_create (surface);
  double begin = processor_ms (), took;

  mlg_map_draw_background (cr, mlg_ink_get (MLG_INK_LIGHT), &frame);
  cairo_surface_flush (surface);
  took = processor_ms () - begin;
  if (g_getenv ("MLG_TILES") != NULL)
    {
      g_autofree char *path = g_strdup_printf ("%s/%d-%.2f-%.2f.png", g_getenv ("MLG_TILES"), zoom, lat, lon);

      cairo_surface_write_to_png (surface, path);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return took;
}

int
main (void)
{
  static const struct { double lat, lon; } places[] = {
    { 48.86, 2.35 }, { 44.96, 3.55 }, { 48.39, -4.49 }, { 43.30, 5.37 }, { 45.19, 5.72 }, { 42.70, 2.89 }, { 50.63, 3.06 },
    { 47.22, -1.55 }, { 48.58, 7.75 }, { 41.93, 8.74 }, { -20.88, 55.45 }, { 16.24, -61.53 }, { 4.94, -52.33 }, { 46.5, 2.5 },
  };
  const char *shared = g_getenv ("MLG_SHARED");
  g_autofree char *source = g_build_filename (shared != NULL ? shared : "../shared", "territory", NULL);
  g_autofree char *folder = g_dir_make_tmp ("mlg-tiles-XXXXXX", NULL);
  g_autofree char *pack = g_build_filename (folder, "france.pack", NULL);
  g_autoptr(GError) error = NULL;
  double begin = processor_ms (), slowest_of_all = 0;
  GStatBuf info;

  if (!g_file_test (source, G_FILE_TEST_IS_DIR))
    return 0;
  if (!mlg_territory_build (source, pack, NULL, NULL, NULL, &error) || g_stat (pack, &info) != 0)
    g_error ("%s", error->message);

  printf ("{\"name\": \"build the territory pack\", \"value\": %.2f, \"unit\": \"s\", \"hold\": 30}\n", (processor_ms () - begin) / 1000);
  printf ("{\"name\": \"size of the territory pack\", \"value\": %.1f, \"unit\": \"MB\", \"hold\": 35}\n", info.st_size / 1e6);

  g_setenv ("MAILLAGE_TERRITORY", pack, TRUE);
  draw_tile (places[0].lat, places[0].lon, 10);
  draw_tile (places[11].lat, places[11].lon, 6);
  for (int zoom = 6; zoom <= 16; zoom++)
    {
      double slowest = 0, sum = 0;

      for (guint i = 0; i < G_N_ELEMENTS (places); i++)
        {
          double took = draw_tile (places[i].lat, places[i].lon, zoom);

          slowest = MAX (slowest, took);
          sum += took;
        }
      fprintf (stderr, "zoom %2d: mean %.2f ms, slowest %.2f ms\n", zoom, sum / G_N_ELEMENTS (places), slowest);
      slowest_of_all = MAX (slowest_of_all, slowest);
    }
  printf ("{\"name\": \"256-pixel tile of the pack, slowest of 154, zooms 6 to 16\", \"value\": %.2f, \"unit\": \"ms\", \"hold\": 10}\n",
          slowest_of_all);
  g_remove (pack);
  g_rmdir (folder);
  return 0;
}
