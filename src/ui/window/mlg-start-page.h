/* What is seen without a file: the first gestures, and the files opened last. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MLG_TYPE_START_PAGE (mlg_start_page_get_type ())
G_DECLARE_FINAL_TYPE (MlgStartPage, mlg_start_page, MLG, START_PAGE, GtkWidget)

/* Reads the list of recent files again. Its rows activate "win.open-path". */
void mlg_start_page_refresh (MlgStartPage *self);

G_END_DECLS
