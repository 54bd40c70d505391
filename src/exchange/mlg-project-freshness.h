/* How old what a record says is: the day somebody last saw it or, if nobody said so, of its last change. */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

/* The field that says when the record was last seen; NULL: this entity has none. */
const MlgField *mlg_freshness_field   (const MlgEntity *entity);
/* Days since 1970-01-01. */
int             mlg_record_find_known_day (MlgRecord   *record);
/* Known for more than a year before @today (days since 1970-01-01). */
gboolean        mlg_record_is_stale   (MlgRecord       *record,
                                       int              today);

G_END_DECLS
