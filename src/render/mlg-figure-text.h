/* Words on figures: the hand of the map and the graph, measured without a surface.
 * Thread: any, that of the cairo context.
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

double mlg_figure_text_width  (const char *text,
                               double      size,
                               gboolean    bold);
/* With its top left corner there, wrapped at @width; @width <= 0: one line. Returns the height. */
double mlg_figure_text_draw   (cairo_t    *cr,
                               const char *text,
                               double      size,
                               gboolean    bold,
                               double      x,
                               double      y,
                               double      width);
/* The same, each line centred on @x. */
double mlg_figure_text_centre (cairo_t    *cr,
                               const char *text,
                               double      size,
                               gboolean    bold,
                               double      x,
                               double      y,
                               double      width);
double mlg_figure_text_height (const char *text,
                               double      size,
                               gboolean    bold,
                               double      width);

G_END_DECLS
