/* Words that take several lines where there is no room for one. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Starts at the left, wraps. @css_class: or NULL. @max_chars: where a line ends at the latest; -1: where the room does. */
GtkWidget *mlg_label_new (const char *text,
                          const char *css_class,
                          int         max_chars);

G_END_DECLS
