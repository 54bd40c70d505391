/* « Récupérer »: copies kept on this computer, work never written, a damaged file. */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-project.h"

G_BEGIN_DECLS

/* @project: of the window @parent; NULL: none is open. @damaged: a file that could not be opened, or NULL. */
void mlg_recover_window_show (GtkWindow  *parent,
                              MlgProject *project,
                              const char *damaged);

G_END_DECLS
