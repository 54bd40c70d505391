/* What an import would do, line by line, before anything is written. */

#pragma once

#include <gtk/gtk.h>
#include "exchange/mlg-import.h"

G_BEGIN_DECLS

#define MLG_TYPE_IMPORT_PREVIEW (mlg_import_preview_get_type ())
G_DECLARE_FINAL_TYPE (MlgImportPreview, mlg_import_preview, MLG, IMPORT_PREVIEW, GtkWidget)

/* Signal "changed": the user left out a line, or took it again; the counts are others. */

/* @import, compared, is lent and must outlive the next call; NULL empties. Shows the current sheet. */
void  mlg_import_preview_set_import (MlgImportPreview *self, MlgProject *project, MlgImport *import);
/* « 12 nouvelles fiches » */
char *mlg_import_outcome_dup_label  (MlgRowOutcome outcome, guint n);

G_END_DECLS
