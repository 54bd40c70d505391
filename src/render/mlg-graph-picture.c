/* A drawing of a graph that is moved under the hand. */

#include "render/mlg-graph-picture.h"

#include <math.h>

#define MARGIN 0.35          /* of the width and the height, on each side */

struct _MlgGraphPicture
{
  cairo_surface_t *surface;   /* NULL: nothing is kept */
  MlgGraphScene   *scene;     /* lent: whose picture it is */
  MlgGraphView     view;      /* of the surface: larger than what is seen */
};

MlgGraphPicture *
mlg_graph_picture_new (void)
{
  return g_new0 (MlgGraphPicture, 1);
}

void
mlg_graph_picture_forget (MlgGraphPicture *self)
{
  g_clear_pointer (&self->surface, cairo_surface_destroy);
}

void
mlg_graph_picture_free (MlgGraphPicture *self)
{
  if (self == NULL)
    return;

  mlg_graph_picture_forget (self);
  g_free (self);
}

static gboolean
is_kept (const MlgGraphPicture *self,
         MlgGraphScene         *scene,
         const MlgGraphView    *view)
{
  return self->surface != NULL && self->scene == scene && self->view.zoom == view->zoom &&
         self->view.x - view->x >= 0 && self->view.x - view->x + view->width <= self->view.width &&
         self->view.y - view->y >= 0 && self->view.y - view->y + view->height <= self->view.height;
}

static void
keep (MlgGraphPicture    *self,
      MlgGraphScene      *scene,
      const MlgGraphView *view,
      const MlgGraphLook *look,
      double              scale)
{
  double margin_x = ceil (view->width * MARGIN);
  double margin_y = ceil (view->height * MARGIN);
  cairo_t *cr;

  mlg_graph_picture_forget (self);
  self->scene = scene;
  self->view = *view;
  self->view.x += margin_x;
  self->view.y += margin_y;
  self->view.width += 2 * margin_x;
  self->view.height += 2 * margin_y;
  self->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (self->view.width * scale),
                                              (int) ceil (self->view.height * scale));
  cairo_surface_set_device_scale (self->surface, scale, scale);
  cr = cairo_create (self->surface);
  mlg_ink_set_colour (cr, &look->ink->paper, 1);
  cairo_paint (cr);
  mlg_graph_draw (cr, scene, &self->view, look);
  cairo_destroy (cr);
}

/* On whole pixels, so that it is copied and not resampled. */
void
mlg_graph_picture_draw (MlgGraphPicture    *self,
                        cairo_t            *cr,
                        MlgGraphScene      *scene,
                        const MlgGraphView *view,
                        const MlgGraphLook *look,
                        double              scale)
{
  if (!is_kept (self, scene, view))
    keep (self, scene, view, look, scale);

  cairo_save (cr);
  cairo_set_source_surface (cr, self->surface, round ((view->x - self->view.x) * scale) / scale,
                            round ((view->y - self->view.y) * scale) / scale);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_rectangle (cr, 0, 0, view->width, view->height);
  cairo_fill (cr);
  cairo_restore (cr);
}
