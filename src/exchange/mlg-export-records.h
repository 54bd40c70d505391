/* The records and values that an export may show: what every writer reads from.
 *
 *   g_auto(MlgExportRecords) records = { 0 };
 *   if (!mlg_export_records_read (&records, project, options, entity, NULL, error)) return NULL;
 *   … records.records, mlg_export_records_get (&records, record, field) …
 */

#pragma once

#include "exchange/mlg-columns.h"
#include "exchange/mlg-export.h"

G_BEGIN_DECLS

typedef struct
{
  MlgProject      *project;
  MlgLevel         level;
  const MlgEntity *entity;
  MlgKeys         *keys;
  gboolean         own_keys;
  gboolean         with_id;     /* the id is asked for */
  gboolean         chosen;      /* the columns are those that were asked for */
  GArray          *columns;     /* MlgColumn */
  GPtrArray       *records;     /* MlgRecord: those that may leave */
  MlgExportWork   *work;        /* lent; or NULL */
} MlgExportRecords;

/* @entity: NULL for that of the options, actors if none. @keys: lent, so that several entities
 * share them; NULL: made. */
gboolean    mlg_export_records_read  (MlgExportRecords        *self,
                                      MlgProject              *project,
                                      const MlgExportOptions  *options,
                                      const MlgEntity         *entity,
                                      MlgKeys                 *keys,
                                      GError                 **error);
void        mlg_export_records_clear (MlgExportRecords        *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlgExportRecords, mlg_export_records_clear)

/* FALSE: it was cancelled. */
gboolean    mlg_export_work_go_on    (MlgExportWork           *work,
                                      guint                    done,
                                      guint                    total);
/* The canonical value of @field in @record, if it may leave; NULL otherwise. */
const char *mlg_export_records_get   (MlgExportRecords        *self,
                                      MlgRecord               *record,
                                      const MlgField          *field);

G_END_DECLS
