/* Our own JSON back into a file: what mlg_export_to_bytes wrote, what data/demo/demo.json holds.
 *
 *   {"format": "maillage", "version": 1, "title": …,
 *    "records": {"actor": [{"id": UUID, "key": …, "name": …, "territories": ["t-fr"], …}], …}}
 *
 * Two readings: the first names every record, the second writes them, so that a reference may
 * come before what it refers to.
 */

#pragma once

#include "exchange/mlg-exchange-error.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef struct
{
  guint      added, changed, unchanged;
  GPtrArray *rejections;    /* MlgJsonRejection */
  char      *title;         /* of the source; or NULL */
} MlgJsonReport;

typedef struct
{
  guint  line;              /* in the source, from 1 */
  char  *reason;            /* translated */
} MlgJsonRejection;

MlgJsonReport *mlg_import_json      (MlgProject    *project,
                                     GBytes        *bytes,
                                     const char    *label,       /* N_() name of the gesture */
                                     gboolean       dry_run,
                                     GError       **error);
void           mlg_json_report_free (MlgJsonReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgJsonReport, mlg_json_report_free)

/* Does the text begin like ours? */
gboolean       mlg_import_json_is_ours (GBytes     *bytes);

G_END_DECLS
