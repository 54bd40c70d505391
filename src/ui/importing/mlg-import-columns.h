/* The columns of a list and what becomes of each. */

#pragma once

#include <gtk/gtk.h>
#include "exchange/mlg-import.h"

G_BEGIN_DECLS

#define MLG_TYPE_IMPORT_COLUMNS (mlg_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (MlgImportColumns, mlg_import_columns, MLG, IMPORT_COLUMNS, GtkWidget)

/* Signal "changed": the user chose another target. */

/* @import is lent and must outlive the next call; NULL empties. */
void mlg_import_columns_set_import (MlgImportColumns *self, MlgImport *import);

G_END_DECLS
