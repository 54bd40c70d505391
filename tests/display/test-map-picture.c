/* The picture that is moved while the map is panned shows, pixel for pixel, what a new one would; it is drawn
 * again where it does not reach, and when what it shows has changed. While it is zoomed it costs one part a frame at
 * most, leaves nothing of the window bare, and shows each thing where it is. */

#include <math.h>
#include <string.h>

#include "ui/map/mlg-map-picture.h"

#define REACH  40
#define WIDTH  200
#define HEIGHT 120

static guint n_draws;

/* A pattern that belongs to the ground: no two places look alike. */
static gboolean
draw_cb (cairo_t           *cr,
         const MlgMapFrame *frame,
         MlgMapPart         part,
         gpointer           data)
{
  double scale = mlg_map_frame_get_scale (frame);
  double left = frame->x * scale - frame->width / 2, top = frame->y * scale - frame->height / 2;

  if (part != MLG_MAP_PART_GROUND)
    return TRUE;

  n_draws++;
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  for (int i = (int) left / 16 - 1; i * 16 < left + frame->width; i++)
    for (int k = (int) top / 16 - 1; k * 16 < top + frame->height; k++)
      {
        cairo_set_source_rgb (cr, (i * 37 & 255) / 255.0, (k * 59 & 255) / 255.0, ((i ^ k) & 7) / 7.0);
        cairo_rectangle (cr, i * 16 - left, k * 16 - top, 9, 9);
        cairo_fill (cr);
      }
  return TRUE;
}

static MlgMapFrame
frame_at (int x,
          int y)
{
  MlgMapFrame frame = { .zoom = 9, .width = WIDTH, .height = HEIGHT };
  double scale = mlg_map_frame_get_scale (&frame);

  frame.x = (60000 + x) / scale;
  frame.y = (40000 + y) / scale;
  return frame;
}

/* As the canvas shows it. */
static cairo_surface_t *
show (MlgMapPicture *picture,
      int            dx,
      int            dy,
      int            scale,
      gboolean       wide)
{
  MlgMapFrame frame = frame_at (dx, dy);
  cairo_surface_t *window = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH * scale, HEIGHT * scale);
  cairo_t *cr;

  mlg_map_picture_ready (picture, &frame, scale, wide);
  cairo_surface_set_device_scale (window, scale, scale);
  cr = cairo_create (window);
  mlg_map_picture_show (picture, cr);
  cairo_destroy (cr);
  cairo_surface_flush (window);
  return window;
}

static void
check_moved (MlgMapPicture *picture,
             int            dx,
             int            dy,
             int            scale,
             guint          draws)
{
  MlgMapPicture *fresh = mlg_map_picture_new (REACH, draw_cb, NULL);
  guint before = n_draws;
  cairo_surface_t *moved = show (picture, dx, dy, scale, TRUE), *wanted;

  g_assert_cmpuint (n_draws - before, ==, draws);
  wanted = show (fresh, dx, dy, scale, FALSE);
  g_assert_cmpmem (cairo_image_surface_get_data (moved), (gsize) cairo_image_surface_get_stride (moved) * HEIGHT * scale,
                   cairo_image_surface_get_data (wanted), (gsize) cairo_image_surface_get_stride (wanted) * HEIGHT * scale);
  cairo_surface_destroy (moved);
  cairo_surface_destroy (wanted);
  mlg_map_picture_free (fresh);
}

static void
test_moved (gconstpointer data)
{
  int scale = GPOINTER_TO_INT (data);
  MlgMapPicture *picture = mlg_map_picture_new (REACH, draw_cb, NULL);

  check_moved (picture, 0, 0, scale, 1);
  g_assert_false (mlg_map_picture_is_moved (picture));
  check_moved (picture, 17, -9, scale, 0);
  g_assert_true (mlg_map_picture_is_moved (picture));
  check_moved (picture, REACH, REACH, scale, 0);
  check_moved (picture, -REACH, 0, scale, 0);
  /* One pixel too far. */
  check_moved (picture, REACH + 1, 0, scale, 1);
  check_moved (picture, 2 * REACH + 1, 0, scale, 0);

  mlg_map_picture_forget (picture);
  check_moved (picture, 2 * REACH + 1, 0, scale, 1);
  mlg_map_picture_free (picture);
}

/* ---- zoomed */

typedef struct
{
  cairo_surface_t *window;
  guint            n_parts;          /* of pictures; not the ground around one that shrinks */
  MlgMapFrame      at;               /* where the mark is: in its middle */
} Zoomed;

/* Green ground, with one red mark. */
static gboolean
draw_zoomed (cairo_t           *cr,
             const MlgMapFrame *frame,
             MlgMapPart         part,
             gpointer           data)
{
  Zoomed *zoomed = data;
  double scale = mlg_map_frame_get_scale (frame);

  zoomed->n_parts += cairo_get_target (cr) != zoomed->window;
  if (part == MLG_MAP_PART_GROUND)
    {
      cairo_set_source_rgb (cr, 0, 1, 0);
      cairo_paint (cr);
    }
  else if (part == MLG_MAP_PART_MARKS)
    {
      cairo_set_source_rgb (cr, 1, 0, 0);
      cairo_rectangle (cr, (zoomed->at.x - frame->x) * scale + frame->width / 2 - 6, (zoomed->at.y - frame->y) * scale + frame->height / 2 - 6, 12, 12);
      cairo_fill (cr);
    }
  return TRUE;
}

static guint32
get_pixel (const Zoomed *zoomed,
           double        x,
           double        y)
{
  const guint8 *row = cairo_image_surface_get_data (zoomed->window) + (gsize) y * cairo_image_surface_get_stride (zoomed->window);
  guint32 pixel;

  memcpy (&pixel, row + 4 * (gsize) x, 4);
  return pixel & 0xffffff;
}

/* Zoomed by @levels around a point that stays, in one frame; how many parts that took. */
static guint
zoom_to (MlgMapPicture     *picture,
         Zoomed            *zoomed,
         const MlgMapFrame *start,
         double             zoom,
         gboolean           settled,
         MlgMapFrame       *frame)
{
  double anchor_x = 150, anchor_y = 40, before = mlg_map_frame_get_scale (start), after;
  guint n_parts = zoomed->n_parts;
  cairo_t *cr = cairo_create (zoomed->window);

  *frame = *start;
  frame->zoom = zoom;
  after = mlg_map_frame_get_scale (frame);
  frame->x = start->x + (anchor_x - start->width / 2) * (1 / before - 1 / after);
  frame->y = start->y + (anchor_y - start->height / 2) * (1 / before - 1 / after);

  cairo_set_source_rgb (cr, 0, 0, 1);
  cairo_paint (cr);
  mlg_map_picture_ready (picture, frame, 1, settled);
  mlg_map_picture_show (picture, cr);
  cairo_destroy (cr);
  cairo_surface_flush (zoomed->window);
  return zoomed->n_parts - n_parts;
}

/* Nothing of the blue window is left, and the mark is where it belongs. */
static void
check_shown (const Zoomed      *zoomed,
             const MlgMapFrame *frame)
{
  double scale = mlg_map_frame_get_scale (frame);
  double x = (zoomed->at.x - frame->x) * scale + frame->width / 2, y = (zoomed->at.y - frame->y) * scale + frame->height / 2;

  for (guint i = 0; i < WIDTH; i++)
    for (guint k = 0; k < HEIGHT; k++)
      g_assert_cmphex (get_pixel (zoomed, i, k) & 0xff, ==, 0);
  if (x > 0 && x < WIDTH && y > 0 && y < HEIGHT)
    g_assert_cmphex (get_pixel (zoomed, x, y), ==, 0xff0000);
}

static void
test_zoomed (gconstpointer data)
{
  double step = GPOINTER_TO_INT (data) / 100.0;
  MlgMapFrame start = frame_at (0, 0), frame;
  Zoomed zoomed = { cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT), .at = start };
  MlgMapPicture *picture = mlg_map_picture_new (REACH, draw_zoomed, &zoomed);
  guint n_parts = 0;

  g_assert_cmpuint (zoom_to (picture, &zoomed, &start, 9, TRUE, &frame), ==, MLG_MAP_N_PARTS);
  for (guint i = 1; i <= 20; i++)
    {
      guint n = zoom_to (picture, &zoomed, &start, 9 + i * step, FALSE, &frame);

      g_assert_cmpuint (n, <=, 1);
      n_parts += n;
      check_shown (&zoomed, &frame);
    }
  /* It is not the first picture that is stretched ever more. */
  g_assert_cmpuint (n_parts, >=, MLG_MAP_N_PARTS);
  /* As the canvas does when the zoom comes to rest. */
  mlg_map_picture_forget (picture);
  g_assert_cmpuint (zoom_to (picture, &zoomed, &start, 9 + 20 * step, TRUE, &frame), ==, MLG_MAP_N_PARTS);
  check_shown (&zoomed, &frame);

  /* At rest the mark has its own size. */
  g_assert_cmpuint (zoom_to (picture, &zoomed, &start, 9, TRUE, &frame), ==, MLG_MAP_N_PARTS);
  g_assert_cmphex (get_pixel (&zoomed, WIDTH / 2 - 6, HEIGHT / 2 - 6), ==, 0xff0000);
  g_assert_cmphex (get_pixel (&zoomed, WIDTH / 2 - 7, HEIGHT / 2), ==, 0x00ff00);
  g_assert_cmphex (get_pixel (&zoomed, WIDTH / 2 + 6, HEIGHT / 2), ==, 0x00ff00);

  mlg_map_picture_free (picture);
  cairo_surface_destroy (zoomed.window);
}

/* Another place, another zoom: what was shown says nothing of it. */
static void
test_jump (void)
{
  MlgMapFrame start = frame_at (0, 0), frame;
  Zoomed zoomed = { cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT), .at = start };
  MlgMapPicture *picture = mlg_map_picture_new (REACH, draw_zoomed, &zoomed);

  zoom_to (picture, &zoomed, &start, 9, TRUE, &frame);
  g_assert_cmpuint (zoom_to (picture, &zoomed, &start, 9.5, FALSE, &frame), ==, MLG_MAP_N_PARTS);
  start = frame_at (3 * WIDTH, 0);
  g_assert_cmpuint (zoom_to (picture, &zoomed, &start, 9.6, FALSE, &frame), ==, MLG_MAP_N_PARTS);
  mlg_map_picture_forget (picture);
  g_assert_cmpuint (zoom_to (picture, &zoomed, &start, 9.7, FALSE, &frame), ==, MLG_MAP_N_PARTS);
  mlg_map_picture_free (picture);
  cairo_surface_destroy (zoomed.window);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/map-picture/moved", GINT_TO_POINTER (1), test_moved);
  g_test_add_data_func ("/map-picture/moved-on-a-fine-screen", GINT_TO_POINTER (2), test_moved);
  g_test_add_data_func ("/map-picture/zoomed-in", GINT_TO_POINTER (10), test_zoomed);
  g_test_add_data_func ("/map-picture/zoomed-out", GINT_TO_POINTER (-10), test_zoomed);
  g_test_add_data_func ("/map-picture/zoomed-slowly", GINT_TO_POINTER (2), test_zoomed);
  g_test_add_func ("/map-picture/jump", test_jump);
  return g_test_run ();
}
