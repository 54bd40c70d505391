/* Asking the window to export a list: any list hands what it shows, and the window opens the screen
 * where format, columns and level are chosen.
 */

#pragma once

#include <gtk/gtk.h>
#include "model/mlg-id.h"
#include "model/mlg-schema.h"

G_BEGIN_DECLS

/* What a list handed over. All but the entity may be NULL. */
typedef struct
{
  const MlgEntity *entity;
  GArray          *shown;       /* MlgId, in the order of the list */
  GArray          *selected;
  char           **columns;     /* names as in MlgColumn, or of whole fields */
} MlgExportRequest;

/* Activates "win.export-list" of the window of @from. @shown: the rows as they stand, filters and search
 * applied; NULL when all are shown. @columns: names of the fields shown; NULL: not known. */
void              mlg_export_request_send (GtkWidget          *from,
                                           const MlgEntity    *entity,
                                           GArray             *shown,
                                           GArray             *selected,
                                           const char *const  *columns);

/* The window's side: the parameter of "win.export-list", of this type. NULL: not understood. */
#define MLG_EXPORT_REQUEST_TYPE "(sayayas)"
MlgExportRequest *mlg_export_request_new  (GVariant           *parameter);
void              mlg_export_request_free (MlgExportRequest   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgExportRequest, mlg_export_request_free)

G_END_DECLS
