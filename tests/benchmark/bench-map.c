/* The map with 100 000 actors: processor per frame while it is panned, the index behind it, and the
 * gazetteer between two keys. The background comes from its tiles, copied, as on screen.
 */

#include <cairo.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "render/mlg-map-background.h"
#include "render/mlg-map-draw.h"
#include "render/mlg-map-lasso.h"
#include "territory/mlg-ground.h"

#define N_ACTORS  100000
#define N_FRAMES  60
#define WIDTH     1200
#define HEIGHT    760
#define PAN       8             /* pixels a frame */

static double
processor_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1000.0 + now.tv_nsec / 1e6;
}

static void
print_figure (const char *name,
              double      value,
              const char *unit,
              double      hold)
{
  if (hold > 0)
    printf ("{\"name\": \"%s\", \"value\": %.4f, \"unit\": \"%s\", \"hold\": %g}\n", name, value, unit, hold);
  else
    printf ("{\"name\": \"%s\", \"value\": %.4f, \"unit\": \"%s\"}\n", name, value, unit);
}

/* As people live: around towns, the larger the more. */
static MlgMapScene *
make_scene (void)
{
  MlgMapScene *scene = mlg_map_scene_new ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (20200113);
  guint n_towns;
  const MlgPlace *const *towns = mlg_gazetteer_get_towns (&n_towns);

  for (guint i = 0; i < N_ACTORS; i++)
    {
      const MlgPlace *town = towns[(guint) (n_towns * pow (g_rand_double (rand), 2))];
      MlgSpot spot = { .id = mlg_id_new (), .name = g_strdup_printf ("Acteur %u", i), .category = g_rand_int_range (rand, 0, 6),
                       .kind = MLG_SPOT_EXACT, .lat = town->lat + g_rand_double_range (rand, -0.05, 0.05),
                       .lon = town->lon + g_rand_double_range (rand, -0.05, 0.05) };

      g_array_append_val (scene->spots, spot);
    }
  return scene;
}

static double
pan (MlgMapIndex *index,
     double       zoom,
     double      *drawn_without_index)
{
  const MlgInk *ink = mlg_ink_get (MLG_INK_LIGHT);
  MlgMapFrame frame = { .zoom = zoom, .width = WIDTH, .height = HEIGHT };
  cairo_surface_t *tiles = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_surface_t *screen = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *background = cairo_create (tiles);
  cairo_t *cr = cairo_create (screen);
  g_autoptr(MlgMapText) text = mlg_map_text_new (ink, TRUE, 1);
  double start = 0;

  frame.x = mlg_mercator_project (46.5, 2.8).x;
  frame.y = mlg_mercator_project (46.5, 2.8).y;
  mlg_map_draw_background (background, ink, &frame);
  start = processor_ms ();
  mlg_map_draw_background (background, ink, &frame);
  *drawn_without_index = processor_ms () - start;

  /* The first frames make the pictures of words. */
  for (guint i = 0; i < N_FRAMES + 5; i++)
    {
      g_autoptr(MlgMapLayout) layout = NULL;
      MlgMapLook look = { .ink = ink, .text = text, .show_ties = TRUE, .show_names = TRUE,
                          .hovered = MLG_MAP_NONE, .hovered_group = MLG_MAP_NONE };

      if (i == 5)
        start = processor_ms ();
      cairo_set_source_surface (cr, tiles, 0, 0);
      cairo_paint (cr);
      layout = mlg_map_layout_new (index, &frame, ink);
      mlg_map_draw_records (cr, layout, &look);
      frame.x += PAN / mlg_map_frame_get_scale (&frame);
    }
  start = (processor_ms () - start) / N_FRAMES;

  cairo_destroy (cr);
  cairo_destroy (background);
  cairo_surface_destroy (tiles);
  cairo_surface_destroy (screen);
  return start;
}

/* A line drawn round all that is in sight, 400 points long, and a hit test under every pixel of a row. */
static void
circle_and_pick (MlgMapIndex *index,
                 double       zoom)
{
  MlgMapFrame frame = { .zoom = zoom, .width = WIDTH, .height = HEIGHT };
  g_autoptr(MlgMapLayout) layout = NULL;
  g_autofree char *lasso = g_strdup_printf ("map: lasso round 100 000 actors, zoom %g", zoom);
  g_autofree char *hit = g_strdup_printf ("map: hit test, zoom %g", zoom);
  MlgMapPoint line[400];
  double start;
  guint n = 0;

  frame.x = mlg_mercator_project (46.5, 2.8).x;
  frame.y = mlg_mercator_project (46.5, 2.8).y;
  layout = mlg_map_layout_new (index, &frame, mlg_ink_get (MLG_INK_LIGHT));
  for (guint i = 0; i < G_N_ELEMENTS (line); i++)
    line[i] = (MlgMapPoint) { WIDTH / 2.0 + WIDTH / 2.0 * cos (2 * G_PI * i / 400), HEIGHT / 2.0 + HEIGHT / 2.0 * sin (2 * G_PI * i / 400) };

  start = processor_ms ();
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr(GArray) spots = mlg_map_lasso_list (layout, line, G_N_ELEMENTS (line));

      n += spots->len;
    }
  print_figure (lasso, (processor_ms () - start) / 20, "ms", 1);

  start = processor_ms ();
  for (guint x = 0; x < WIDTH; x++)
    n += mlg_map_layout_pick (layout, x, HEIGHT / 2.0, 5) != NULL;
  print_figure (hit, (processor_ms () - start) / WIDTH, "ms", 1);
  if (n == 0)
    exit (1);
}

static void
list_near (MlgMapIndex *index)
{
  double start = processor_ms ();

  for (guint i = 0; i < 20; i++)
    g_array_unref (mlg_ground_list_near (index, mlg_mercator_project (48.85, 2.35), 30));
  print_figure ("map: who is near, 30 km round Paris of 100 000 actors", (processor_ms () - start) / 20, "ms", 10);
}

static double
type_names (void)
{
  static const char *const names[] = { "saugues", "saint-flour", "clermont-ferrand", "l'hay les roses", "aubigny sur nere", "75011" };
  guint n = 0;
  double start;

  g_ptr_array_unref (mlg_gazetteer_find ("a", MLG_PLACES_ALL, 8));
  start = processor_ms ();
  for (guint i = 0; i < G_N_ELEMENTS (names) * 20; i++)
    for (guint length = 1; names[i % G_N_ELEMENTS (names)][length - 1] != '\0'; length++, n++)
      {
        g_autofree char *typed = g_strndup (names[i % G_N_ELEMENTS (names)], length);

        g_ptr_array_unref (mlg_gazetteer_find (typed, MLG_PLACES_ALL, 8));
      }
  return (processor_ms () - start) / n;
}

int
main (void)
{
  static const double zooms[] = { 6, 9, 12 };
  g_autoptr(MlgMapScene) scene = make_scene ();
  g_autoptr(MlgMapIndex) index = NULL;
  double start, background;

  mlg_outlines_get ();
  start = processor_ms ();
  index = mlg_map_index_new (scene, NULL);
  print_figure ("map: index of 100 000 actors", processor_ms () - start, "ms", 0);

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      g_autofree char *name = g_strdup_printf ("map: frame of 100 000 actors, zoom %g", zooms[i]);
      g_autofree char *tiles = g_strdup_printf ("map: background drawn afresh, zoom %g (in threads)", zooms[i]);

      print_figure (name, pan (index, zooms[i], &background), "ms", 10);
      print_figure (tiles, background, "ms", 0);
      circle_and_pick (index, zooms[i]);
    }
  list_near (index);
  print_figure ("gazetteer: one key", type_names (), "ms", 1);
  return 0;
}
