/* A figure as a file of its own: for texts that other programs open. */

#include "document/mlg-document-private.h"

#include <math.h>

#include "render/mlg-svg-text.h"

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *data,
              unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
mlg_figure_to_svg (const MlgFigure *figure)
{
  GByteArray *svg = g_byte_array_new ();
  cairo_surface_t *surface = mlg_svg_surface_new (svg, figure->width, figure->height);
  cairo_t *cr = cairo_create (surface);

  figure->draw (cr, figure->width, figure->height, figure->data);
  cairo_destroy (cr);
  mlg_svg_surface_finish (surface, svg, NULL, NULL);
  return g_byte_array_free_to_bytes (svg);
}

GBytes *
mlg_figure_to_png (const MlgFigure *figure,
                   double           dpi)
{
  GByteArray *png = g_byte_array_new ();
  double scale = dpi / 72;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (figure->width * scale),
                                                         (int) ceil (figure->height * scale));
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  figure->draw (cr, figure->width, figure->height, figure->data);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, append_bytes, png);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (png);
}
