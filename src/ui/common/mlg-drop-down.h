/* A GtkDropDown whose words give way: GTK 4.8 makes its button as wide as the longest line of its list. Thread: GTK. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The model holds GtkStringObject. In the button what is chosen is cut to the room there is, wishing for @in_button characters
 * (-1: all of it), with the whole of it as a tooltip; in the list lines are cut at @in_list (-1: never). */
void mlg_drop_down_shorten (GtkDropDown *self,
                            int          in_button,
                            int          in_list);

G_END_DECLS
