/* A merge looked at in a thread: what a copy of 50 000 records would bring takes seconds to work out.
 *
 *     mlg_merge_reading_start  ─►  thread: merge aside, compare, group, find duplicates  ─►  mlg_merge_reading_finish
 *
 * Thread: that of the project.
 */

#pragma once

#include "exchange/mlg-merge-plan.h"

G_BEGIN_DECLS

typedef struct _MlgMergeReading MlgMergeReading;

/* NULL with an error: there is nothing to read. @callback comes once, cancelled or not; then
 * mlg_merge_reading_finish frees what was started. */
MlgMergeReading *mlg_merge_reading_start  (MlgProject           *project,
                                           const char           *path,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              data,
                                           GError              **error);
/* How far it is, from 0 to 1, and in words; lent, translated. */
double           mlg_merge_reading_get_progress (MlgMergeReading *self,
                                           const char          **words);
/* NULL with an error. *plan is about the preview: free it first. */
MlgMergePreview *mlg_merge_reading_finish (GAsyncResult         *result,
                                           MlgMergePlan        **plan,
                                           GError              **error);

G_END_DECLS
