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
#include "store/mlg-title.h"

G_BEGIN_DECLS

typedef struct
{
  const MlgField *field;
  GArray         *codes;       /* guint32, by row number of the working copy */
  GPtrArray      *values;      /* char *, canonical; the first is NULL */
  GHashTable     *known;       /* value → code */
} MlgColumn;

MlgColumn *mlg_column_load     (struct sqlite3   *document,
                                const MlgEntity  *entity,
                                const MlgField   *field);
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
                                const char *const *wanted);
/* By code: its place in French order, unknown last. Free it. */
guint32   *mlg_column_rank     (MlgColumn         *self,
                                MlgTitles         *titles,
                                gboolean           descending);

G_END_DECLS
