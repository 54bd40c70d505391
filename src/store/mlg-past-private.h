/* Computing a row as it stood: shared by comparing and by restoring. */

#pragma once

#include "store/mlg-past.h"
#include "store/mlg-store-private.h"

G_BEGIN_DECLS

/* Memory for one row after another. */
typedef struct
{
  MlgStore  *store;
  MlgOpList *all;        /* every operation of the row read last */
  MlgOpList *slice;      /* those of the past; its pointers point into ->all */
} MlgPastRow;

void     mlg_past_row_init    (MlgPastRow     *self,
                               MlgStore       *store);
void     mlg_past_row_clear   (MlgPastRow     *self);
gboolean mlg_past_row_read    (MlgPastRow     *self,
                               const MlgId    *id,
                               GError        **error);
/* @past NULL: with all of them. @state lives until the next row is read. */
gboolean mlg_past_row_compute (MlgPastRow     *self,
                               const MlgPast  *past,
                               const MlgId    *id,
                               MlgRowState    *state,
                               GError        **error);

typedef struct
{
  gint64 n;              /* of its first operation that is not in both */
  guint  tbl;
  MlgId  row;
} MlgPastTouched;

/* Rows with an operation that is not in both: of MlgPastTouched, in the order they came. @to NULL: now. */
GArray  *mlg_past_find_touched (MlgStore      *store,
                                const MlgPast *from,
                                const MlgPast *to,
                                GError       **error);

G_END_DECLS
