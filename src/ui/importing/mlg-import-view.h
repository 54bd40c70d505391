/* Importing a list: the guesses shown and changeable, what would happen line by line, then one
 * command, one undo. Nothing is written before « Importer ».
 */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_IMPORT_VIEW (mlg_import_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgImportView, mlg_import_view, MLG, IMPORT_VIEW, MlgView)

GtkWidget *mlg_import_view_new       (void);
/* Reads @path and shows the preview; says why not in place. */
void       mlg_import_view_open      (MlgImportView *self, const char *path);
/* A table that was copied in another program, as text. */
void       mlg_import_view_open_text (MlgImportView *self, const char *text);

G_END_DECLS
