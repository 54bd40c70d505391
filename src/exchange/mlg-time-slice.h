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

/* Every date there is, read once: what a slider asks again and again. Immutable; may cross threads. */
typedef struct _MlgTimeline MlgTimeline;

/* Thread: that of @store. */
MlgTimeline  *mlg_timeline_new            (MlgStore          *store);
void          mlg_timeline_free           (MlgTimeline       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgTimeline, mlg_timeline_free)

/* From the first to the last day anything is dated; FALSE: nothing is. */
gboolean      mlg_timeline_get_extent     (MlgTimeline       *self,
                                           MlgDayRange       *extent);
/* The first days of what begins, ascending and each once: the steps of a replay. Array of int; lent. */
GArray       *mlg_timeline_get_beginnings (MlgTimeline       *self);

/* Two actors are linked as long as one of their partnerships lasts. */
MlgTimeSlice *mlg_timeline_slice          (MlgTimeline       *self,
                                           const MlgDayRange *period);
/* For one period alone. */
MlgTimeSlice *mlg_time_slice_new          (MlgStore          *store,
                                           const MlgDayRange *period);
void          mlg_time_slice_free         (MlgTimeSlice      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgTimeSlice, mlg_time_slice_free)

/* The graph of that time. */
MlgGraph     *mlg_time_slice_cut          (MlgTimeSlice      *self,
                                           MlgGraph          *graph);

G_END_DECLS
