/* The widths Pango keeps of each font, to know how near the end of a line it must look closely. It takes
 * them the first time a line is broken in the font, and behind a mark all threads share: of two threads that
 * take them at once one gets none, keeps that, and breaks some lines elsewhere. Here they are taken one at
 * a time, before any line is broken.
 * Thread: any, that of the layout.
 */

#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/* Those of every font of @layout, which has its text, its font and its attributes, but no lines yet. */
void              mlg_font_metrics_learn (PangoLayout *layout);

/* pango_context_get_metrics(), one thread at a time. */
PangoFontMetrics *mlg_font_metrics_get   (PangoContext               *context,
                                          const PangoFontDescription *font);

G_END_DECLS
