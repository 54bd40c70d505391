/* Names of persons whom one of two copies erased and the other still knows: neither keeps them. */

#pragma once

#include "store/mlg-redact.h"

G_BEGIN_DECLS

typedef struct _MlgMergeNames MlgMergeNames;

/* Before anything is copied: afterwards nobody knows the names. NULL: nobody to forget. */
MlgMergeNames *mlg_merge_names_new        (MlgStore       *self,
                                           MlgStore       *other);
void           mlg_merge_names_free       (MlgMergeNames  *names);

gboolean       mlg_merge_names_has_author (MlgMergeNames  *names,
                                           const char     *author);
/* An operation that comes in. TRUE: it changed; its value lives until the next call. */
gboolean       mlg_merge_names_apply      (MlgMergeNames  *names,
                                           MlgOp          *op);
/* After the copy: our own operations, and those that the other says it blacked out. Appends MlgRedacted. */
gboolean       mlg_merge_names_run        (MlgMergeNames  *names,
                                           gint64          last_n,
                                           GArray         *redacted,
                                           GError        **error);

G_END_DECLS
