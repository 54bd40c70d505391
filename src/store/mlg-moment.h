/* Moments of the file that can be returned to: named by somebody (entity "snapshot"), or found by a date. And
 * the way back: a record, a field or everything, as one command that can be undone.
 */

#pragma once

#include "model/mlg-day-range.h"
#include "store/mlg-past.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef struct
{
  gint64      date;          /* ms since 1970 */
  MlgVersion *version;       /* what the file knew; NULL: all that is dated until then */
  MlgVersion *since;         /* …and what came after this counts too: the present without a merge; NULL: no */
  MlgDayRange *days;         /* not of the file but of the territory: what the dates in the file say of then; NULL: no */
} MlgMoment;

MlgMoment *mlg_moment_new      (gint64            date);
/* What there was on @days, as far as dates were entered, whenever that was. */
MlgMoment *mlg_moment_new_days (const MlgDayRange *days);
/* From a record "snapshot". NULL: it does not say when. */
MlgMoment *mlg_moment_read     (MlgRecord        *snapshot);
/* Before a merge: @version is taken. */
MlgMoment *mlg_moment_new_version (gint64         date,
                                   MlgVersion    *version);
MlgMoment *mlg_moment_copy     (const MlgMoment  *self);
void       mlg_moment_free     (MlgMoment        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMoment, mlg_moment_free)
/* Lent: lives as long as @self. */
MlgPast    mlg_moment_get_past (const MlgMoment  *self);

/* Gives the present a name. @workshop: of which workshop it is the state, or NULL. */
gboolean   mlg_moment_name     (MlgProject       *project,
                                const char       *title,
                                const MlgId      *workshop,
                                MlgId            *id,
                                GError          **error);
/* One command: « Revenir à un moment », or « Reprendre une fusion ». @scope NULL: everything. Nothing to change is no error. */
gboolean   mlg_moment_restore  (MlgProject       *project,
                                const MlgMoment  *moment,
                                const MlgScope   *scope,
                                MlgRestored      *restored,
                                GError          **error);
/* What differs: of MlgHistoryEntry. @to NULL: now. */
GPtrArray *mlg_moment_compare  (MlgProject       *project,
                                const MlgMoment  *from,
                                const MlgMoment  *to,
                                GError          **error);

G_END_DECLS
