/* Exporting a list: which rows, for which program, in which words, for whom; then a file. */

#pragma once

#include "ui/common/mlg-export-request.h"
#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_EXPORT_VIEW (mlg_export_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgExportView, mlg_export_view, MLG, EXPORT_VIEW, MlgView)

/* What a list hands over: taken. NULL: nothing in particular. @back: the screen to go back to; NULL: the
 * list of what is exported. */
void mlg_export_view_ask  (MlgExportView *self, MlgExportRequest *request, const char *back);
/* Writes what is chosen, as if the user had named the file. */
gboolean mlg_export_view_save (MlgExportView *self, const char *path);

G_END_DECLS
