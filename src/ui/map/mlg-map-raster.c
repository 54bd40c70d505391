/* Pictures of a file of tiles as a ground.
 *
 * Each picture is put on whole pixels of the device, its edges shared with its neighbours: no seam shows.
 */

#include "ui/map/mlg-map-raster.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>

#define MAX_SIDE   2048
#define SHARPER    0.3         /* a picture may be stretched by that much of a zoom before the next is taken */

typedef struct
{
  cairo_t         *cr;
  MlgMbtiles      *tiles;
  double           left, top, side;    /* pixels: of the plane, of one tile */
  int              device_scale;
  /* The last that was decoded: several tiles may be parts of it. */
  guint            zoom, x, y;
  cairo_surface_t *picture;
} Pen;

/* ---- bytes to pixels */

static void
size_cb (GdkPixbufLoader *loader,
         int              width,
         int              height,
         gpointer         data)
{
  /* A file may claim anything: what is no tile is not made. */
  if (width > MAX_SIDE || height > MAX_SIDE)
    gdk_pixbuf_loader_set_size (loader, 1, 1);
}

static cairo_surface_t *
convert (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int channels = gdk_pixbuf_get_n_channels (pixbuf), rowstride = gdk_pixbuf_get_rowstride (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  const guchar *pixels = gdk_pixbuf_read_pixels (pixbuf);
  guchar *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  for (int y = 0; y < height && data != NULL; y++)
    {
      const guchar *from = pixels + (gsize) y * rowstride;
      guint32 *to = (guint32 *) (data + (gsize) y * stride);

      for (int x = 0; x < width; x++, from += channels)
        {
          guint32 alpha = channels == 4 ? from[3] : 255;

          to[x] = alpha << 24 | (from[0] * alpha / 255) << 16 | (from[1] * alpha / 255) << 8 | (from[2] * alpha / 255);
        }
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

cairo_surface_t *
mlg_map_raster_decode (GBytes *bytes)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  GdkPixbuf *pixbuf;
  gboolean done;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_cb), NULL);
  done = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  done = gdk_pixbuf_loader_close (loader, NULL) && done;
  pixbuf = done ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  return pixbuf != NULL && gdk_pixbuf_get_width (pixbuf) > 1 ? convert (pixbuf) : NULL;
}

/* ---- on the frame */

static double
to_pixel (const Pen *pen,
          double     at)
{
  return round (at * pen->device_scale) / pen->device_scale;
}

/* The picture of a tile, or of what contains it. */
static cairo_surface_t *
fetch (Pen   *pen,
       guint  zoom,
       guint  x,
       guint  y,
       guint *found)
{
  g_autoptr(GBytes) bytes = mlg_mbtiles_find (pen->tiles, zoom, x, y, found);
  guint up;

  if (bytes == NULL)
    return NULL;

  up = zoom - *found;
  if (pen->picture == NULL || pen->zoom != *found || pen->x != x >> up || pen->y != y >> up)
    {
      g_clear_pointer (&pen->picture, cairo_surface_destroy);
      pen->picture = mlg_map_raster_decode (bytes);
      pen->zoom = *found;
      pen->x = x >> up;
      pen->y = y >> up;
    }
  return pen->picture;
}

static void
draw_tile (Pen   *pen,
           guint  zoom,
           guint  x,
           guint  y)
{
  guint found = 0;
  cairo_surface_t *picture = fetch (pen, zoom, x, y, &found);
  double x0 = to_pixel (pen, x * pen->side - pen->left), x1 = to_pixel (pen, (x + 1) * pen->side - pen->left);
  double y0 = to_pixel (pen, y * pen->side - pen->top), y1 = to_pixel (pen, (y + 1) * pen->side - pen->top);
  guint parts, column, row;

  if (picture == NULL)
    return;

  parts = 1u << (zoom - found);
  column = x & (parts - 1);
  row = y & (parts - 1);
  cairo_save (pen->cr);
  cairo_rectangle (pen->cr, x0, y0, x1 - x0, y1 - y0);
  cairo_clip (pen->cr);
  cairo_translate (pen->cr, x0 - column * (x1 - x0), y0 - row * (y1 - y0));
  cairo_scale (pen->cr, (x1 - x0) * parts / cairo_image_surface_get_width (picture), (y1 - y0) * parts / cairo_image_surface_get_height (picture));
  cairo_set_source_surface (pen->cr, picture, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (pen->cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter (cairo_get_source (pen->cr), CAIRO_FILTER_BILINEAR);
  cairo_paint (pen->cr);
  cairo_restore (pen->cr);
}

void
mlg_map_raster_look (MlgMapRasterView  *view,
                     const MlgMapFrame *frame,
                     int                device_scale,
                     guint              last)
{
  double units = 1 / mlg_map_frame_get_scale (frame);
  double limit;

  view->zoom = (guint) CLAMP (ceil (frame->zoom + log2 (device_scale) - SHARPER), 0, last);
  view->side = 256 * exp2 (frame->zoom - view->zoom);
  view->left = frame->x / units - frame->width / 2;
  view->top = frame->y / units - frame->height / 2;
  limit = exp2 (view->zoom);
  view->x0 = (guint) CLAMP (floor (view->left / view->side), 0, limit);
  view->y0 = (guint) CLAMP (floor (view->top / view->side), 0, limit);
  view->x1 = (guint) CLAMP (ceil ((view->left + frame->width) / view->side), 0, limit);
  view->y1 = (guint) CLAMP (ceil ((view->top + frame->height) / view->side), 0, limit);
}

void
mlg_map_raster_draw (cairo_t           *cr,
                     MlgMbtiles        *tiles,
                     const MlgMapFrame *frame,
                     int                device_scale,
                     double             opacity)
{
  Pen pen = { cr, tiles, .device_scale = device_scale };
  MlgMapRasterView view;
  guint first, last;

  mlg_mbtiles_get_zooms (tiles, &first, &last);
  mlg_map_raster_look (&view, frame, device_scale, last);
  pen.side = view.side;
  pen.left = view.left;
  pen.top = view.top;

  cairo_push_group (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  for (guint y = view.y0; y < view.y1; y++)
    for (guint x = view.x0; x < view.x1; x++)
      draw_tile (&pen, view.zoom, x, y);
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, opacity);
  g_clear_pointer (&pen.picture, cairo_surface_destroy);
}
