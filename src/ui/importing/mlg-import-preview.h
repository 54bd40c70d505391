/* What an import would do, line by line. */

#pragma once

#include <gtk/gtk.h>
#include "exchange/mlg-import.h"

G_BEGIN_DECLS

#define MLG_TYPE_IMPORT_PREVIEW (mlg_import_preview_get_type ())
G_DECLARE_FINAL_TYPE (MlgImportPreview, mlg_import_preview, MLG, IMPORT_PREVIEW, GtkWidget)

/* @import, compared, is lent and must outlive the next call; NULL empties. */
void mlg_import_preview_set_import (MlgImportPreview *self, MlgProject *project, MlgImport *import);

G_END_DECLS
