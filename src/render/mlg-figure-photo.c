/* A photograph: on paper its own bytes, as they are in the file. */

#include "render/mlg-figure-private.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "render/mlg-figure-text.h"

#define MAX_HEIGHT 0.9       /* of the width */

static GdkPixbuf *
decode (GBytes *bytes)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  GdkPixbuf *pixbuf;

  /* Both: a loader that is not closed complains, whatever it was given. */
  if ((!gdk_pixbuf_loader_write_bytes (loader, bytes, NULL)) | (!gdk_pixbuf_loader_close (loader, NULL)))
    return NULL;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  return pixbuf != NULL ? g_object_ref (pixbuf) : NULL;
}

static void
copy_row (const guchar *from,
          guint32      *to,
          int           width,
          gboolean      alpha)
{
  for (int x = 0; x < width; x++, from += alpha ? 4 : 3)
    {
      guint a = alpha ? from[3] : 255;

      to[x] = a << 24 | (from[0] * a / 255) << 16 | (from[1] * a / 255) << 8 | from[2] * a / 255;
    }
}

static cairo_surface_t *
surface_of (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  gboolean alpha = gdk_pixbuf_get_has_alpha (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, width, height);

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    return surface;
  for (int y = 0; y < height; y++)
    copy_row (gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf),
              (guint32 *) (cairo_image_surface_get_data (surface) + (gsize) y * cairo_image_surface_get_stride (surface)), width, alpha);
  cairo_surface_mark_dirty (surface);
  return surface;
}

static void
load (MlgLiveDrawing *self)
{
  g_autoptr(GdkPixbuf) pixbuf = self->live->image != NULL ? decode (self->live->image) : NULL;
  gsize length;
  const guchar *bytes;

  if (pixbuf == NULL)
    return;
  self->picture = surface_of (pixbuf);
  bytes = g_bytes_get_data (self->live->image, &length);
  if (g_strcmp0 (self->live->media_type, "image/jpeg") == 0)
    cairo_surface_set_mime_data (self->picture, CAIRO_MIME_TYPE_JPEG, bytes, length, (cairo_destroy_func_t) g_bytes_unref,
                                 g_bytes_ref (self->live->image));
}

/* The size it is shown at. */
static double
photo_width (MlgLiveDrawing *self,
             double          width)
{
  double w = cairo_image_surface_get_width (self->picture), h = cairo_image_surface_get_height (self->picture);
  double wanted = width * (self->live->width > 0 ? self->live->width : 1);

  if (self->live->width <= 0)
    wanted = MIN (wanted, w * 0.75);
  return MAX (1, MIN (wanted, width * MAX_HEIGHT * w / h));
}

double
mlg_figure_photo_measure (MlgLiveDrawing *self,
                          double          width)
{
  if (self->picture == NULL)
    load (self);
  if (self->picture == NULL || cairo_surface_status (self->picture) != CAIRO_STATUS_SUCCESS)
    return self->text_size * 3;
  return photo_width (self, width) * cairo_image_surface_get_height (self->picture) / cairo_image_surface_get_width (self->picture);
}

void
mlg_figure_photo_draw (MlgLiveDrawing *self,
                       cairo_t        *cr)
{
  double shown, scale;

  if (self->picture == NULL || cairo_surface_status (self->picture) != CAIRO_STATUS_SUCCESS)
    {
      mlg_ink_set_colour (cr, &self->ink->faint_text, 1);
      mlg_figure_text_draw (cr, _("This photograph cannot be read."), self->text_size, FALSE, 0, self->text_size, self->width);
      return;
    }

  shown = photo_width (self, self->width);
  scale = shown / cairo_image_surface_get_width (self->picture);
  cairo_translate (cr, (self->width - shown) / 2, 0);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, self->picture, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_paint (cr);
}
