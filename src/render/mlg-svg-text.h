/* Pictures in SVG whose words are text: they can be searched, copied, read aloud and corrected
 * with a drawing program. Cairo (1.16) writes the outline of each letter.
 *
 * The drawing shows its words with mlg_text_show() and is otherwise as for any other surface. On
 * a surface made here the words are noted and a speck stands in the stream for them; finishing
 * puts a <text> where each speck is, so that what covers what stays as drawn. On all other
 * surfaces (screen, PDF, PNG, printer) the words are shown at once.
 *
 *   GByteArray *bytes = g_byte_array_new ();
 *   cairo_surface_t *surface = mlg_svg_surface_new (bytes, width, height);
 *   cairo_t *cr = cairo_create (surface);
 *   … draw …
 *   cairo_destroy (cr);
 *   status = mlg_svg_surface_finish (surface, bytes, title, described);
 *
 * What cairo cannot write in SVG (operators other than OVER) it turns into pixels together with
 * all that stands there: a drawing with words keeps to OVER.
 */

#pragma once

#include "render/mlg-ink.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Writes to @svg, which must outlive it. Lengths: points. */
cairo_surface_t *mlg_svg_surface_new    (GByteArray      *svg,
                                         double           width,
                                         double           height);
/* Takes @surface, whose contexts are gone. @title, @described: the picture in words; NULL: none. */
cairo_status_t   mlg_svg_surface_finish (cairo_surface_t *surface,
                                         GByteArray      *svg,
                                         const char      *title,
                                         const char      *described);

/* Shows @layout at the current point, in the current colour. On any surface. */
void             mlg_text_show          (cairo_t         *cr,
                                         PangoLayout     *layout);
/* The same on a rim of @halo, @width on each side of a letter. */
void             mlg_text_show_on_halo  (cairo_t         *cr,
                                         PangoLayout     *layout,
                                         const MlgColour *halo,
                                         double           alpha,
                                         double           width);

G_END_DECLS
