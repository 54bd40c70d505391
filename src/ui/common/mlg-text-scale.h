/* How large the text is, against what the screens were drawn for. Thread: GTK. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 1.0: 96 dots per inch; 2.0: text twice as large. A width below which a screen folds something is multiplied by it. */
double mlg_text_scale_get (void);
/* @percent of the size the screens were drawn for; 0: as the computer says. */
void   mlg_text_scale_set (int percent);

G_END_DECLS
