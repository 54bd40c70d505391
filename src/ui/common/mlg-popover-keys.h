/* While a popover is open, GTK gives the keys to nothing behind it: not even to what the whole window
 * answers to. In front of a room Ctrl+Z must work there too.
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Undo, redo and save work in @popover as they do in the window. Once. */
void mlg_popover_keep_keys (GtkWidget *popover);

G_END_DECLS
