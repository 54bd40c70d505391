/* What the map shows, drawn somewhat wider than its window. */

#include "ui/map/mlg-map-picture.h"

#include <math.h>

struct _MlgMapPicture
{
  int               reach;
  MlgMapPictureDraw draw;
  gpointer          data;
  cairo_surface_t  *surfaces[2];     /* by turns: GTK still holds the one of the frame before */
  guint             turn;
  MlgMapFrame       frame;           /* of what is drawn; no width: nothing is */
  int               device_scale;
  gboolean          moved;
};

MlgMapPicture *
mlg_map_picture_new (int               reach,
                     MlgMapPictureDraw draw,
                     gpointer          data)
{
  MlgMapPicture *self = g_new0 (MlgMapPicture, 1);

  self->reach = reach;
  self->draw = draw;
  self->data = data;
  return self;
}

static void
drop_surfaces (MlgMapPicture *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->surfaces); i++)
    g_clear_pointer (&self->surfaces[i], cairo_surface_destroy);
}

void
mlg_map_picture_free (MlgMapPicture *self)
{
  if (self == NULL)
    return;

  drop_surfaces (self);
  g_free (self);
}

void
mlg_map_picture_forget (MlgMapPicture *self)
{
  self->frame.width = 0;
}

gboolean
mlg_map_picture_is_moved (MlgMapPicture *self)
{
  return self->moved;
}

/* Where @frame begins in the picture; FALSE: it does not hold it whole. */
static gboolean
find (MlgMapPicture     *self,
      const MlgMapFrame *frame,
      double            *x,
      double            *y)
{
  double scale = mlg_map_frame_get_scale (frame);

  *x = (frame->x - self->frame.x) * scale + (self->frame.width - frame->width) / 2;
  *y = (frame->y - self->frame.y) * scale + (self->frame.height - frame->height) / 2;
  /* Both stand on whole pixels of the device. */
  *x = round (*x * self->device_scale) / self->device_scale;
  *y = round (*y * self->device_scale) / self->device_scale;
  return *x >= 0 && *y >= 0 && *x + frame->width <= self->frame.width && *y + frame->height <= self->frame.height;
}

/* Of one size, however wide what is drawn: a zoom, which needs no margin, would leave holes in memory. */
static cairo_surface_t *
next_surface (MlgMapPicture     *self,
              const MlgMapFrame *frame)
{
  int width = (int) (frame->width + 2 * self->reach) * self->device_scale;
  int height = (int) (frame->height + 2 * self->reach) * self->device_scale;
  cairo_surface_t **surface = &self->surfaces[self->turn ^= 1];

  if (*surface != NULL && (cairo_image_surface_get_width (*surface) != width || cairo_image_surface_get_height (*surface) != height))
    drop_surfaces (self);
  if (*surface == NULL)
    *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_surface_set_device_scale (*surface, self->device_scale, self->device_scale);
  return *surface;
}

cairo_surface_t *
mlg_map_picture_get (MlgMapPicture     *self,
                     const MlgMapFrame *frame,
                     int                device_scale,
                     gboolean           wide,
                     double            *x,
                     double            *y)
{
  cairo_surface_t *surface = self->surfaces[self->turn];
  int margin = wide ? self->reach : 0;
  cairo_t *cr;

  if (surface != NULL && self->frame.width > 0 && self->frame.zoom == frame->zoom && self->device_scale == device_scale &&
      find (self, frame, x, y))
    {
      self->moved = self->frame.x != frame->x || self->frame.y != frame->y;
      return surface;
    }

  self->device_scale = device_scale;
  self->frame = *frame;
  self->frame.width += 2 * margin;
  self->frame.height += 2 * margin;
  self->moved = FALSE;
  *x = *y = margin;
  surface = next_surface (self, frame);
  cr = cairo_create (surface);
  cairo_rectangle (cr, 0, 0, self->frame.width, self->frame.height);
  cairo_clip (cr);
  self->draw (cr, &self->frame, self->data);
  cairo_destroy (cr);
  return surface;
}
