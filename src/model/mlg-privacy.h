/* What is confidential without anybody having to say so: hidden experts, frictions, the informal
 * economy (docs/domain.md §2.1); who opposed; and for the group alone, who is an actor by herself.
 * Thread: any.
 */

#pragma once

#include "model/mlg-schema.h"

G_BEGIN_DECLS

/* The value of @field in whatever holds a record; NULL: unknown. */
typedef const char *(*MlgFieldGetter) (gpointer        record,
                                       const MlgField *field);

/* "public", "group" or "private": what was chosen, else what the record tells calls for. */
const char *mlg_privacy_of_record  (const MlgEntity *entity,
                                    MlgFieldGetter   get,
                                    gpointer         record);

/* This value stays at home even when its record leaves, unless the record was made public on purpose. */
gboolean    mlg_privacy_holds_back (const MlgEntity *entity,
                                    const MlgField  *field,
                                    const char      *value);

/* May a key of this entity be made of the name of a person, as "p-lafont" or "i-wool/p-lafont"? */
gboolean    mlg_privacy_key_tells  (const MlgEntity *entity);

/* The screen of this program is seen by a room: what is personal is not drawn, whatever draws it. One
 * window that is shared shares them all. */
void        mlg_privacy_share_screen     (gboolean         shared);
gboolean    mlg_privacy_is_screen_shared (void);
/* May this value not be drawn now? */
gboolean    mlg_privacy_masks            (const MlgField  *field);

G_END_DECLS
