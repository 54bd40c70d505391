/* How src/store makes records and keeps them current. */

#pragma once

#include "store/mlg-record.h"

G_BEGIN_DECLS

/* @values: one per field of @entity; copied. */
MlgRecord *mlg_record_new          (const MlgEntity   *entity,
                                    const MlgId       *id);
typedef struct
{
  gboolean    deleted;
  gboolean    has_conflict;
  gint64      created, updated;    /* ms */
  const char *author;              /* NULL: nobody said */
} MlgRecordFacts;
void       mlg_record_update       (MlgRecord         *self,
                                    const char *const *values,
                                    const MlgRecordFacts *facts);     /* emits "changed" if anything differs */

G_END_DECLS
