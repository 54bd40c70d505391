/* Names for the widgets that GTK 4.8 leaves without one, so that a screen reader says what has the focus. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For every drop-down, menu and row of a list that is shown from now on. */
void mlg_spoken_names_start (void);

G_END_DECLS
