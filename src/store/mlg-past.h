/* A state of the file that is no more, said as the set of operations that made it: those dated until then,
 * or those the file had then. The second is the true one: what a colleague wrote on Monday and was merged
 * on Friday was not here on Wednesday.
 */

#pragma once

#include "store/mlg-store.h"

G_BEGIN_DECLS

/* What a file knows: the last operation of each writer. Operations of one writer come all or up to one. */
typedef struct _MlgVersion MlgVersion;

MlgVersion *mlg_version_read    (MlgStore         *store);
/* "sid:seq sid:seq", hexadecimal. NULL: not such a text. */
MlgVersion *mlg_version_parse   (const char       *text);
char       *mlg_version_print   (const MlgVersion *self);
MlgVersion *mlg_version_copy    (const MlgVersion *self);
void        mlg_version_free    (MlgVersion       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgVersion, mlg_version_free)
gboolean    mlg_version_has     (const MlgVersion *self,
                                 gint64            sid,
                                 gint64            seq);
/* Does it have all that @other has? */
gboolean    mlg_version_covers  (const MlgVersion *self,
                                 const MlgVersion *other);

typedef struct
{
  gint64            until;      /* ms since 1970: later operations are left out; 0: whenever */
  const MlgVersion *known;      /* operations it does not have are left out; NULL: none */
  const MlgVersion *since;      /* …but those it does not have either count again; NULL: no */
} MlgPast;

gboolean    mlg_past_has        (const MlgPast    *self,
                                 gint64            hlc,
                                 gint64            sid,
                                 gint64            seq);

/* Cells that differ from one state to another, each signed by who made it so. @to NULL: now. */
GPtrArray  *mlg_store_compare   (MlgStore         *store,
                                 const MlgPast    *from,
                                 const MlgPast    *to,
                                 GError          **error);

/* What to bring back; all NULL: everything. */
typedef struct
{
  const MlgEntity *entity;
  const MlgId     *id;
  const MlgField  *field;       /* NULL: the record, and what hangs on it */
} MlgScope;

typedef struct
{
  guint n_changed;              /* cells, rows deleted or back again */
  guint n_left;                 /* changed since by somebody, or erased for good: left as they are */
} MlgRestored;

/* Writes whatever makes the present like the past. @restored is added to. */
gboolean    mlg_gesture_bring_back (MlgGesture     *gesture,
                                    const MlgPast  *past,
                                    const MlgScope *scope,
                                    MlgRestored    *restored,
                                    GError        **error);

G_END_DECLS
