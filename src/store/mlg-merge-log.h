/* The merges of a file: any of them can be taken back whole, a year later, without what was written since.
 * Kept beside the journal, not in it: who merges what is no fact of the territory, and must not differ
 * between copies.
 */

#pragma once

#include "store/mlg-moment.h"

G_BEGIN_DECLS

typedef struct
{
  char      *name;          /* of the copy, as its file was called */
  MlgMoment *moment;        /* the present without what came with it */
} MlgMergeNote;

/* Of MlgMergeNote, newest first; the last ones. */
GPtrArray *mlg_merge_log_list (MlgProject        *project);

/* After a merge. @before: what the file knew. */
gboolean   mlg_merge_log_add  (MlgProject        *project,
                               const char        *path,
                               const MlgVersion  *before,
                               GError           **error);

G_END_DECLS
