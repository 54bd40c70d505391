/* The stages of the work and the screens of each: icon and word, or icons alone. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MLG_TYPE_SIDEBAR (mlg_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (MlgSidebar, mlg_sidebar, MLG, SIDEBAR, GtkWidget)

/* Property "folded": icons alone. Each row activates "win.screen" with the name of a screen:
 * "directory", "map", "partnerships", "monographs", or the name of an entity. */

void        mlg_sidebar_set_folded   (MlgSidebar *self,
                                      gboolean    folded);
/* Unfolds the list where @screen is, if it was folded. */
void        mlg_sidebar_show_screen  (MlgSidebar *self,
                                      const char *screen);

/* The word for a screen, in the user's language; NULL if there is no such screen. */
const char *mlg_screen_get_label     (const char *screen);
/* Names of the screens whose word is @text, or begins with it; borrowed. */
GPtrArray  *mlg_screens_find         (const char *text);

G_END_DECLS
