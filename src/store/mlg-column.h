/* One field of every row of an entity, small enough to be looked through between two keys:
 * each different value once, and its number for each row.
 *
 *     row     1  2  3  4  5        values   0 (unknown)  1 "market"  2 "market␞non_market"
 *     code    1  0  2  1  1
 *
 * Filters, counts and orders are then arithmetic on small numbers.
 */

#pragma once

#include "store/mlg-cache.h"
#include "store/mlg-derived.h"
#include "store/mlg-title.h"

G_BEGIN_DECLS

typedef struct
{
  const MlgField *field;
  GArray         *codes;       /* guint32, by row number of the working copy */
  GPtrArray      *values;      /* char *, canonical; the first is NULL */
  GHashTable     *known;       /* value → code */
  guint32        *ranks;       /* by code, ascending; NULL: not worked out, or no longer so */
} MlgColumn;

MlgColumn *mlg_column_load     (struct sqlite3   *document,
                                const MlgEntity  *entity,
                                const MlgField   *field);
/* Several at once: reading the rows of a wide table is what takes time. Array of MlgColumn. */
GPtrArray *mlg_columns_load    (struct sqlite3         *document,
                                const MlgEntity        *entity,
                                const MlgField *const  *fields,
                                guint                   n_fields);
void       mlg_column_free     (MlgColumn        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgColumn, mlg_column_free)

static inline guint32
mlg_column_code (MlgColumn *self,
                 guint32    row)
{
  return row < self->codes->len ? g_array_index (self->codes, guint32, row) : 0;
}
/* @value NULL: unknown, or the row is gone. */
void       mlg_column_put      (MlgColumn        *self,
                                guint32           row,
                                const char       *value);

/* By code: is one of @wanted among its elements? "" wants the unknown ones. Free it. */
gboolean  *mlg_column_wants    (MlgColumn         *self,
                                GHashTable        *wanted);
/* By code: its place in French order, unknown last; kept until a value comes. */
const guint32 *mlg_column_rank (MlgColumn         *self,
                                MlgTitles         *titles);
/* When what references are called may have changed. */
void       mlg_column_forget_rank (MlgColumn      *self);

G_END_DECLS
