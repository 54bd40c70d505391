/* Rows of a project with the fields asked for by name: for exchange alone. */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

/* @values: one for each name in @fields, canonical. */
typedef void (*MlgRowsFunc) (const MlgId       *id,
                             const char *const *values,
                             gpointer           data);

/* Live rows of @entity. @fields: NULL-terminated. A file that cannot be read gives no rows and
 * a warning. */
void mlg_rows_read    (MlgStore          *store,
                       const char        *entity,
                       const char *const *fields,
                       MlgRowsFunc        func,
                       gpointer           data);
void mlg_rows_foreach (MlgProject        *project,
                       const char        *entity,
                       const char *const *fields,
                       MlgRowsFunc        func,
                       gpointer           data);

G_END_DECLS
