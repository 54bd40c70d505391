/* One line of the preview: what it is, what it changes, and whether it is taken. */

#pragma once

#include <gtk/gtk.h>
#include "exchange/mlg-import.h"

G_BEGIN_DECLS

#define MLG_TYPE_IMPORT_LINE (mlg_import_line_get_type ())
G_DECLARE_FINAL_TYPE (MlgImportLine, mlg_import_line, MLG, IMPORT_LINE, GtkWidget)

/* Signal "changed": the user left it out or took it, whole or in part. */

GtkWidget *mlg_import_line_new  (void);
/* @import lent; NULL empties. */
void       mlg_import_line_show (MlgImportLine *self, MlgProject *project, MlgImport *import, guint row);

G_END_DECLS
