/* « Affiche et impression »: the map of the screen on paper, with a picture of what comes out. */

#pragma once

#include <gtk/gtk.h>
#include "render/mlg-map-export.h"

G_BEGIN_DECLS

#define MLG_TYPE_POSTER_DIALOG (mlg_poster_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MlgPosterDialog, mlg_poster_dialog, MLG, POSTER_DIALOG, GtkWindow)

/* @sheet: what the screen shows; copied. @name: proposed for the file, without its ending. */
GtkWidget *mlg_poster_dialog_new   (GtkWindow         *parent,
                                    MlgMapIndex       *index,
                                    const MlgMapSheet *sheet,
                                    const char        *name);

/* The screen shows pictures as its ground: the dialog says that they are not on the poster. */
void       mlg_poster_dialog_set_pictured (MlgPosterDialog *self,
                                           gboolean         pictured);

/* Prints; @path: not on a printer but into that file, without asking (PDF). */
gboolean   mlg_poster_print        (MlgMapPoster      *poster,
                                    double             width,
                                    double             height,
                                    const char        *name,
                                    GtkWindow         *parent,
                                    const char        *path,
                                    GError           **error);

G_END_DECLS
