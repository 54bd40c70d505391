/* « Installer un fond de territoire… » : the outlines of communes, EPCI, départements and régions, out of a
 * folder of official open data, or a pack that a colleague made. Main thread; the work is done in another.
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The window it opens; it goes by itself. */
GtkWidget *mlg_territory_assistant_open (GtkWindow  *parent);
/* As if the user had chosen it: a folder is built from, a file is installed. */
void       mlg_territory_assistant_take (GtkWidget  *assistant,
                                         const char *path);

G_END_DECLS
