/* One random history: a few copies of a file, each written by somebody whose clock lies, merged
 * now and then, in any direction. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NULL: every promise held. Else which one did not; free it. */
char    *history_run     (guint64      seed);

/* What happened in all histories so far, to know that something did. */
typedef struct
{
  guint n_operations, n_merges, n_undos, n_skipped, n_conflicts, n_deleted, n_erased, n_texts_merged;
} HistoryCounts;
extern HistoryCounts history_counts;

/* Where the files are made; removed at the end. */
void     history_set_up    (void);
void     history_tear_down (void);

G_END_DECLS
