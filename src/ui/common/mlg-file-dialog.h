/* Asking for a file. The one place that knows GTK's file chooser of 4.8. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Called only when a file was chosen. */
typedef void (*MlgFileFunc) (const char *path,
                             gpointer    data);

/* @pattern: "*.maillage", several separated by ";", or NULL for every file; "Lists|*.csv;*.xlsx" gives
 * them a name, and offers every file besides. @data must outlive
 * @parent. */
void mlg_file_dialog_open (GtkWindow   *parent,
                           const char  *title,
                           const char  *pattern,
                           MlgFileFunc  func,
                           gpointer     data);
/* @name: proposed. Asks before writing over a file. A name without the ending of a single @pattern is given it. */
void mlg_file_dialog_save (GtkWindow   *parent,
                           const char  *title,
                           const char  *name,
                           const char  *pattern,
                           MlgFileFunc  func,
                           gpointer     data);

void mlg_file_dialog_folder (GtkWindow   *parent,
                             const char  *title,
                             MlgFileFunc  func,
                             gpointer     data);

/* The folder that holds @path, in the file manager of the desk. */
void mlg_file_dialog_show_folder (GtkWindow  *parent,
                                  const char *path);

G_END_DECLS
