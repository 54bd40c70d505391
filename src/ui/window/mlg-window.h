/* A window: one file, its screens, its sheet. */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_WINDOW (mlg_window_get_type ())
G_DECLARE_FINAL_TYPE (MlgWindow, mlg_window, MLG, WINDOW, GtkApplicationWindow)

MlgWindow  *mlg_window_new         (GtkApplication *application);

/* Opens @path instead of what is open; a failure is a sentence in the banner. TRUE: it is
 * open, or on its way when it is large and new here. */
gboolean    mlg_window_open        (MlgWindow      *self,
                                    const char     *path);
/* Makes @path; with @demo, the demonstration territory in it. */
gboolean    mlg_window_create      (MlgWindow      *self,
                                    const char     *path,
                                    gboolean        demo);
const char *mlg_window_get_path    (MlgWindow      *self);      /* open, or being opened; NULL: no file */
MlgFocus   *mlg_window_get_focus   (MlgWindow      *self);      /* open, or being opened; NULL: no file */

/* "directory", "map", "partnerships", "monographs", or the name of an entity. */
void        mlg_window_show_screen (MlgWindow      *self,
                                    const char     *screen);
const char *mlg_window_get_screen  (MlgWindow      *self);
/* Chooses @record and shows a screen where it is to be seen. */
void        mlg_window_go_to       (MlgWindow      *self,
                                    MlgRecord      *record);

void        mlg_window_report      (MlgWindow      *self,
                                    const GError   *error);
void        mlg_window_toast       (MlgWindow      *self,
                                    const char     *text);

G_END_DECLS
