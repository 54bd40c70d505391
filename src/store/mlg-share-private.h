/* Between the files that decide what leaves and make it:
 *
 *   mlg-level.c          the rule, record by record and value by value
 *   mlg-share-leaving.c  which records leave; what was held back and why
 *   mlg-share.c          the copy, constructed; the note of it
 */

#pragma once

#include "store/mlg-project-private.h"
#include "store/mlg-share.h"

G_BEGIN_DECLS

MlgHeldReason mlg_level_judge_row     (MlgLevel            level,
                                       const MlgEntity    *entity,
                                       const char *const  *values);
/* Of a row that leaves. */
gboolean      mlg_level_allows_value  (MlgLevel            level,
                                       const MlgEntity    *entity,
                                       const char *const  *values,
                                       const MlgField     *field);

/* Is this a record that the file keeps for itself, without form nor list? */
gboolean      mlg_share_skips         (const MlgEntity    *entity);

/* MlgId of every record that leaves, what hangs on one that stays left out. @held: of MlgHeldRecord, or NULL. */
GHashTable   *mlg_share_find_leaving  (MlgStore           *store,
                                       MlgLevel            level,
                                       GArray             *held,
                                       GError            **error);
gboolean      mlg_share_reference_leaves (GHashTable      *leaving,
                                       const MlgField     *field,
                                       const char         *value);

G_END_DECLS
