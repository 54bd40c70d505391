/* Two moments of a file compared: what is new, gone, changed or strengthened, told by the journal
 * (DESIGN §5: comparison comes for free). Immutable; may cross threads.
 */

#pragma once

#include "model/mlg-day-range.h"
#include "store/mlg-past.h"
#include "store/mlg-store.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_DIFFERENCE_NONE,
  MLG_DIFFERENCE_NEW,
  MLG_DIFFERENCE_GONE,
  MLG_DIFFERENCE_CHANGED,
  MLG_DIFFERENCE_STRENGTHENED,   /* a partnership: one axis more, more weight, or nearer to an agreement */
  MLG_DIFFERENCE_LATER,          /* made after both moments */
} MlgDifference;

typedef struct
{
  const MlgEntity *entity;
  MlgId            id;
  MlgDifference    difference;
  char            *title;        /* as it stood at the last of both moments, if it says so by itself; or NULL */
  GPtrArray       *fields;       /* const MlgField that differ; NULL: none */
} MlgDifferenceOf;

typedef struct _MlgComparison MlgComparison;   /* atomically reference counted */

/* @from, @to: ms since 1970, the earlier first or not; @to 0: now. Thread: that of @store. */
MlgComparison         *mlg_comparison_new      (MlgStore        *store,
                                                gint64           from,
                                                gint64           to,
                                                GError         **error);
/* The same between two states of the file; @to NULL: now. */
MlgComparison         *mlg_comparison_new_past (MlgStore        *store,
                                                const MlgPast   *from,
                                                const MlgPast   *to,
                                                GError         **error);
/* What was on two stretches of days, as the dates in the file say: founded, begun, ended; whenever that was
 * entered. What nobody dated is no difference. */
MlgComparison         *mlg_comparison_new_dates (MlgStore          *store,
                                                 const MlgDayRange *from,
                                                 const MlgDayRange *to);
MlgComparison         *mlg_comparison_ref      (MlgComparison   *self);
void                   mlg_comparison_unref    (MlgComparison   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgComparison, mlg_comparison_unref)

MlgDifference          mlg_comparison_get      (MlgComparison   *self,
                                                const MlgId     *id);
const MlgDifferenceOf *mlg_comparison_find     (MlgComparison   *self,
                                                const MlgId     *id);        /* NULL: none */
/* Of one entity (NULL: all), in the order of the journal. Array of const MlgDifferenceOf, free it. */
GPtrArray             *mlg_comparison_list     (MlgComparison   *self,
                                                const MlgEntity *entity);

G_END_DECLS
