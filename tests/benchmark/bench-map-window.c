/* The map in a real window, drawn by software: 100 000 actors over background and labels, panned and zoomed
 * by the frame clock; and the peer, one ShumateMarker each for ten times fewer, in the same run.
 *
 * Skipped without a display, unless xvfb-run gives one. With a zoom and a number of frames (9 600), only pans
 * there, without the peer: for perf and callgrind. With 0 and a number of frames, only zooms.
 */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "ui/common/mlg-memory.h"
#include "ui/map/mlg-map-canvas.h"
#include "ui/map/mlg-map-source.h"

#define N_ACTORS   100000
#define N_PEER     10000
#define WIDTH      1200
#define HEIGHT     760
#define PAN        8             /* pixels a frame */
#define N_FRAMES   60
#define PEER_FRAMES 20
#define LEG        30            /* frames before it turns back */
#define MAX_FRAMES 2000

typedef struct
{
  ShumateViewport *viewport;
  double           zoom;         /* levels a frame; 0: it pans */
  guint            frame, n_frames;
  double           start, cpu;
  double           costs[MAX_FRAMES];   /* of each frame, of the processor */
  double           last;
  double           wall_start, wall;
  gboolean         done;
} Ride;

static double
now_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return now.tv_sec * 1000.0 + now.tv_nsec / 1e6;
}

static double
resident_mb (void)
{
  g_autofree char *text = NULL;
  gulong pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*s %lu", &pages);
  return pages * (double) sysconf (_SC_PAGESIZE) / (1 << 20);
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
  fflush (stdout);
}

/* As people live: around towns, the larger the more. */
static void
pick_place (GRand  *rand,
            double *lat,
            double *lon)
{
  guint n_towns;
  const MlgPlace *const *towns = mlg_gazetteer_get_towns (&n_towns);
  const MlgPlace *town = towns[(guint) (n_towns * pow (g_rand_double (rand), 2))];

  *lat = town->lat + g_rand_double_range (rand, -0.05, 0.05);
  *lon = town->lon + g_rand_double_range (rand, -0.05, 0.05);
}

static MlgMapScene *
make_scene (void)
{
  MlgMapScene *scene = mlg_map_scene_new ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (20200113);

  for (guint i = 0; i < N_ACTORS; i++)
    {
      MlgSpot spot = { .id = mlg_id_new (), .name = g_strdup_printf ("Acteur %u", i), .category = g_rand_int_range (rand, 0, 6),
                       .kind = MLG_SPOT_EXACT };

      pick_place (rand, &spot.lat, &spot.lon);
      g_array_append_val (scene->spots, spot);
    }
  return scene;
}

/* ---- a window with a map */

static GtkWidget *
open_window (ShumateMap **map)
{
  g_autoptr(ShumateMapSource) source = mlg_map_source_new ();
  GtkWidget *window = gtk_window_new ();

  *map = shumate_map_new ();
  shumate_viewport_set_reference_map_source (shumate_map_get_viewport (*map), source);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (*map));
  return window;
}

static void
look_at (ShumateViewport *viewport,
         double           zoom)
{
  shumate_viewport_set_zoom_level (viewport, zoom);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), 46.5, 2.8);
}

static void
painted_cb (GdkFrameClock *clock,
            gpointer       data)
{
  *(gboolean *) data = TRUE;
}

/* Until the frame that follows has been painted. */
static void
wait_for_frame (GtkWidget *window)
{
  gboolean painted = FALSE;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gtk_widget_queue_draw (window);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

/* Until the threads have drawn what is in sight. */
static void
rest (GtkWidget *window,
      guint      milliseconds)
{
  double until = now_ms (CLOCK_MONOTONIC) + milliseconds;

  while (now_ms (CLOCK_MONOTONIC) < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
}

/* ---- a ride */

static int
compare_costs (gconstpointer a,
               gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Of a hundred frames, 95 take less. */
static double
find_p95 (const Ride *ride)
{
  guint n = MIN (ride->n_frames, MAX_FRAMES);
  g_autofree double *sorted = g_memdup2 (ride->costs, n * sizeof (double));

  qsort (sorted, n, sizeof (double), compare_costs);
  return sorted[(n * 95 + 99) / 100 - 1];
}

static gboolean
ride_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  Ride *ride = data;
  gboolean back = (ride->frame / LEG) % 2 == 1;
  double lat = shumate_location_get_latitude (SHUMATE_LOCATION (ride->viewport));
  double lon = shumate_location_get_longitude (SHUMATE_LOCATION (ride->viewport));
  double zoom = shumate_viewport_get_zoom_level (ride->viewport);

  if (ride->frame == 0)
    {
      ride->start = now_ms (CLOCK_PROCESS_CPUTIME_ID);
      ride->wall_start = now_ms (CLOCK_MONOTONIC);
    }
  else if (ride->frame <= MAX_FRAMES)
    ride->costs[ride->frame - 1] = now_ms (CLOCK_PROCESS_CPUTIME_ID) - ride->last;
  ride->last = now_ms (CLOCK_PROCESS_CPUTIME_ID);
  if (ride->frame++ == ride->n_frames)
    {
      ride->cpu = (now_ms (CLOCK_PROCESS_CPUTIME_ID) - ride->start) / ride->n_frames;
      ride->wall = (now_ms (CLOCK_MONOTONIC) - ride->wall_start) / ride->n_frames;
      ride->done = TRUE;
      return G_SOURCE_REMOVE;
    }

  if (ride->zoom != 0)
    shumate_viewport_set_zoom_level (ride->viewport, zoom + (back ? -ride->zoom : ride->zoom));
  else
    shumate_location_set_location (SHUMATE_LOCATION (ride->viewport), lat,
                                   lon + (back ? -PAN : PAN) * 360.0 / (256 * exp2 (zoom)));
  return G_SOURCE_CONTINUE;
}

static Ride
ride_on (GtkWidget       *widget,
         ShumateViewport *viewport,
         double           zoom,
         guint            n_frames)
{
  Ride ride = { .viewport = viewport, .zoom = zoom, .n_frames = n_frames };

  gtk_widget_add_tick_callback (widget, ride_cb, &ride, NULL);
  while (!ride.done)
    g_main_context_iteration (NULL, TRUE);
  return ride;
}

/* ---- ours */

static void
measure_zoom (GtkWidget       *window,
              MlgMapCanvas    *canvas,
              ShumateViewport *viewport,
              double           zoom,
              double          *cpu)
{
  g_autofree char *pan = g_strdup_printf ("map in a window: 100 000 actors, panned at zoom %g, processor per frame", zoom);
  g_autofree char *frame = g_strdup_printf ("map in a window: time between two frames at zoom %g", zoom);
  Ride ride;

  look_at (viewport, zoom);
  rest (window, 600);
  /* Over and back once, so that the ground is drawn: threads do that. */
  ride_on (GTK_WIDGET (canvas), viewport, 0, 2 * LEG);
  rest (window, 400);
  ride = ride_on (GTK_WIDGET (canvas), viewport, 0, N_FRAMES);
  print_figure (pan, ride.cpu, "ms", 10);
  print_figure (frame, ride.wall, "ms", 0);
  *cpu = ride.cpu;
}

static void
measure_ours (double *cpus)
{
  static const double zooms[] = { 6, 9, 12 };
  g_autoptr(MlgMapScene) scene = make_scene ();
  g_autoptr(MlgMapIndex) index = NULL;
  double before = resident_mb (), start = now_ms (CLOCK_MONOTONIC);
  ShumateMap *map;
  GtkWidget *window = open_window (&map);
  ShumateViewport *viewport = shumate_map_get_viewport (map);
  MlgMapCanvas *canvas = mlg_map_canvas_new (viewport);
  Ride ride;

  /* As the screen does it: the ground first, the actors as soon as a thread has clustered them. */
  shumate_map_add_layer (map, SHUMATE_LAYER (canvas));
  look_at (viewport, 6);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_frame (window);
  print_figure ("map in a window: first frame", now_ms (CLOCK_MONOTONIC) - start, "ms", 500);
  index = mlg_map_index_new (scene, NULL);
  mlg_map_canvas_set_index (canvas, index);
  wait_for_frame (window);
  print_figure ("map in a window: until 100 000 actors are there", now_ms (CLOCK_MONOTONIC) - start, "ms", 0);

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    measure_zoom (window, canvas, viewport, zooms[i], &cpus[i]);
  look_at (viewport, 7.5);
  rest (window, 600);
  ride = ride_on (GTK_WIDGET (canvas), viewport, 0.1, N_FRAMES);
  print_figure ("map in a window: 100 000 actors, zoomed from 7.5 to 10.5 and back, processor per frame", ride.cpu, "ms", 10);
  print_figure ("map in a window: 100 000 actors, zoomed, 95 of 100 frames take less than", find_p95 (&ride), "ms", 0);
  print_figure ("map in a window: memory of the process", resident_mb (), "MB", 160);
  print_figure ("map in a window: of which before the map", before, "MB", 0);
  gtk_window_destroy (GTK_WINDOW (window));
  rest (NULL, 100);
}

/* Nothing but frames, for who counts their instructions. */
static void
ride_only (double zoom,
           guint  n_frames)
{
  g_autoptr(MlgMapScene) scene = make_scene ();
  g_autoptr(MlgMapIndex) index = mlg_map_index_new (scene, NULL);
  ShumateMap *map;
  GtkWidget *window = open_window (&map);
  ShumateViewport *viewport = shumate_map_get_viewport (map);
  MlgMapCanvas *canvas = mlg_map_canvas_new (viewport);
  Ride ride;

  shumate_map_add_layer (map, SHUMATE_LAYER (canvas));
  mlg_map_canvas_set_index (canvas, index);
  look_at (viewport, zoom > 0 ? zoom : 7.5);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_frame (window);
  rest (window, 600);
  if (zoom > 0)
    ride_on (GTK_WIDGET (canvas), viewport, 0, 2 * LEG);
  rest (window, 400);
  ride = ride_on (GTK_WIDGET (canvas), viewport, zoom > 0 ? 0 : 0.1, n_frames);
  print_figure ("map in a window: processor per frame", ride.cpu, "ms", 0);
  print_figure ("map in a window: 95 of 100 frames take less than", find_p95 (&ride), "ms", 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* ---- the peer */

static void
measure_peer (const double *ours)
{
  static const double zooms[] = { 6, 9 };
  g_autoptr(GRand) rand = g_rand_new_with_seed (20200113);
  ShumateMap *map;
  GtkWidget *window = open_window (&map);
  ShumateViewport *viewport = shumate_map_get_viewport (map);
  ShumateMarkerLayer *layer = shumate_marker_layer_new (viewport);
  double start = now_ms (CLOCK_MONOTONIC);
  Ride ride;

  for (guint i = 0; i < N_PEER; i++)
    {
      ShumateMarker *marker = shumate_marker_new ();
      GtkWidget *point = gtk_image_new_from_icon_name ("media-record-symbolic");
      double lat, lon;

      pick_place (rand, &lat, &lon);
      shumate_marker_set_child (marker, point);
      shumate_location_set_location (SHUMATE_LOCATION (marker), lat, lon);
      shumate_marker_layer_add_marker (layer, marker);
    }
  shumate_map_add_layer (map, SHUMATE_LAYER (layer));
  look_at (viewport, 6);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_frame (window);
  print_figure ("map in a window: the peer's first frame, 10 000 markers", now_ms (CLOCK_MONOTONIC) - start, "ms", 0);

  /* All of them in sight, then the country only in part. */
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      look_at (viewport, zooms[i]);
      wait_for_frame (window);
      ride = ride_on (GTK_WIDGET (layer), viewport, 0, PEER_FRAMES);
      printf ("{\"name\": \"map in a window: a frame of 100 000 actors at zoom %g, beside 10 000 markers\", \"value\": %.4f, \"unit\": \"ms\", "
              "\"hold\": %.4f, \"peer\": %.4f, \"peer_name\": \"ShumateMarker\"}\n", zooms[i], ours[i], ride.cpu / 5, ride.cpu);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *xvfb = NULL;
  double ours[3];

  mlg_memory_tune ();       /* as the program does */
  xvfb = g_find_program_in_path ("xvfb-run");

  if (g_getenv ("DISPLAY") == NULL)
    {
      if (xvfb == NULL)
        return 77;
      execl (xvfb, xvfb, "-a", "-s", "-screen 0 1280x800x24", argv[0], argc > 2 ? argv[1] : NULL, argc > 2 ? argv[2] : NULL, (char *) NULL);
      return 77;
    }

  g_setenv ("GDK_BACKEND", "x11", TRUE);
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  g_setenv ("GDK_DEBUG", "gl-disable", TRUE);
  gtk_init ();
  if (argc == 3)
    {
      ride_only (g_ascii_strtod (argv[1], NULL), (guint) atoi (argv[2]));
      return 0;
    }
  measure_ours (ours);
  measure_peer (ours);
  return 0;
}
