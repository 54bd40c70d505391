/* How a file is read: format, sheets, encoding, separator, header, records, key – each guessed,
 * shown, and changeable. Only what means something for the file is shown.
 */

#pragma once

#include <gtk/gtk.h>
#include "exchange/mlg-import.h"

G_BEGIN_DECLS

#define MLG_TYPE_IMPORT_CHOICES (mlg_import_choices_get_type ())
G_DECLARE_FINAL_TYPE (MlgImportChoices, mlg_import_choices, MLG, IMPORT_CHOICES, GtkWidget)

/* Signals: "read-again": the columns are others now; "compare-again": they are not, the outcome is;
 * "failed" (GError *): the file is not of that format. */

/* @import is lent and must outlive the next call; NULL empties. */
void mlg_import_choices_set_import (MlgImportChoices *self, MlgImport *import);
/* The columns have changed: so have the keys that may be chosen. */
void mlg_import_choices_update     (MlgImportChoices *self);

G_END_DECLS
