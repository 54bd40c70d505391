/* What a person wrote for a field of a record, references by key, id or name: FIELD=VALUE of
 * the command line.
 */

#pragma once

#include "exchange/mlg-exchange-error.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

/* @name: a field or a part. @values: one for each field of @entity, canonical; the one of the
 * field is replaced (of a composite field, the part). Empty @text: nothing.
 * @changed: the field, may be NULL. */
gboolean mlg_parse_assignment (MlgProject       *project,
                               const MlgEntity  *entity,
                               const char       *name,
                               const char       *text,
                               char            **values,
                               const MlgField  **changed,
                               GError          **error);

/* One reference: key, id or title; several records with that title are an error. */
char    *mlg_parse_reference  (MlgProject       *project,
                               const MlgField   *field,
                               const char       *text,
                               GError          **error);

G_END_DECLS
