/* The picture that is moved while the map is panned shows, pixel for pixel, what a new one would; it is drawn
 * again where it does not reach, and when what it shows has changed. */

#include <string.h>

#include "ui/map/mlg-map-picture.h"

#define REACH 40

static guint n_draws;

/* A pattern that belongs to the ground: no two places look alike. */
static void
draw_cb (cairo_t           *cr,
         const MlgMapFrame *frame,
         gpointer           data)
{
  double scale = mlg_map_frame_get_scale (frame);
  double left = frame->x * scale - frame->width / 2, top = frame->y * scale - frame->height / 2;

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
}

static MlgMapFrame
frame_at (int x,
          int y)
{
  MlgMapFrame frame = { .zoom = 9, .width = 200, .height = 120 };
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
  cairo_surface_t *window = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 200 * scale, 120 * scale);
  cairo_t *cr;
  double x, y;
  cairo_surface_t *surface = mlg_map_picture_get (picture, &frame, scale, wide, &x, &y);

  cairo_surface_set_device_scale (window, scale, scale);
  cr = cairo_create (window);
  cairo_set_source_surface (cr, surface, -x, -y);
  cairo_paint (cr);
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
  g_assert_cmpmem (cairo_image_surface_get_data (moved), (gsize) cairo_image_surface_get_stride (moved) * 120 * scale,
                   cairo_image_surface_get_data (wanted), (gsize) cairo_image_surface_get_stride (wanted) * 120 * scale);
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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/map-picture/moved", GINT_TO_POINTER (1), test_moved);
  g_test_add_data_func ("/map-picture/moved-on-a-fine-screen", GINT_TO_POINTER (2), test_moved);
  return g_test_run ();
}
