/* What is worth bringing home from another file, opened beside to be read and never written: an example
 * of an initiative, an actor, a resource, with the sentence and the file it comes from. Thread: main.
 */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

/* May records of @entity be brought? Initiatives, actors, resources. */
gboolean   mlg_beside_can_copy (const MlgEntity  *entity);
/* Up to @limit records of the other file that answer @text, or the first by name; nothing confidential. @entity:
 * NULL for all that can be brought. Array of MlgRecord. */
GPtrArray *mlg_beside_search   (MlgProject       *other,
                                const MlgEntity  *entity,
                                const char       *text,
                                guint             limit);
/* The sentence that supports a record: quoted from its source, or what it says of itself. NULL: none. */
char      *mlg_beside_dup_quote (MlgProject      *other,
                                MlgRecord        *record);
/* In a command of one's own: where @copy comes from – the other file as a document, and the sentence. */
gboolean   mlg_beside_add_source (MlgGesture     *gesture,
                                MlgProject       *project,
                                MlgProject       *other,
                                MlgRecord        *record,
                                const MlgId      *copy,
                                GError          **error);
/* One command: the record without what is personal, said to come from elsewhere, and its source. @copy may be NULL. */
gboolean   mlg_beside_copy     (MlgProject       *project,
                                MlgProject       *other,
                                MlgRecord        *record,
                                MlgId            *copy,
                                GError          **error);

G_END_DECLS
