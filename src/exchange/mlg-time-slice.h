/* What of a file is of a time: actors by their foundation, partnerships and memberships by their period
 * (docs/domain.md §2.1, F54). Immutable; may cross threads.
 */

#pragma once

#include "analysis/mlg-graph.h"
#include "model/mlg-day-range.h"
#include "store/mlg-store.h"

G_BEGIN_DECLS

typedef struct
{
  GHashTable *outside;      /* MlgId: of another time */
  GHashTable *undated;      /* MlgId: nobody said when; shown at all times, with a mark */
} MlgTimeSlice;

/* Two actors are linked as long as one of their partnerships lasts. Thread: that of @store. */
MlgTimeSlice *mlg_time_slice_new    (MlgStore          *store,
                                     const MlgDayRange *period);
void          mlg_time_slice_free   (MlgTimeSlice      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgTimeSlice, mlg_time_slice_free)

/* The graph of that time. */
MlgGraph     *mlg_time_slice_cut    (MlgTimeSlice      *self,
                                     MlgGraph          *graph);

/* From the first to the last day anything of the above is dated; FALSE: nothing is. */
gboolean      mlg_time_extent       (MlgStore          *store,
                                     MlgDayRange       *extent);
/* The first days of what begins, ascending and each once: the steps of a replay. Array of int. */
GArray       *mlg_time_beginnings   (MlgStore          *store);

G_END_DECLS
