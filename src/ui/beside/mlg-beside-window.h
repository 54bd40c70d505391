/* Another file opened beside this one, to look for examples and resources in it. It is only read; what is
 * copied goes into this file, with its source, in one command.
 */

#pragma once

#include <gtk/gtk.h>

#include "store/mlg-project.h"

G_BEGIN_DECLS

/* Asks which file, then shows it. */
void mlg_beside_window_open (GtkWindow   *parent,
                             MlgProject  *project);
/* FALSE: @path cannot be read; @error says why. */
gboolean mlg_beside_window_show (GtkWindow   *parent,
                                 MlgProject  *project,
                                 const char  *path,
                                 GError     **error);

G_END_DECLS
