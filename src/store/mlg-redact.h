/* The names of somebody who is erased, blacked out wherever the journal holds them: « █████ ».
 *
 * Only letters change, one for one, so that two copies in which different persons were erased join into the
 * same text whoever merges first: a letter that one of them blacked out is black.
 *
 *     full names, addresses and numbers     in every text, everywhere
 *     the last name alone                   in records that are about her, and in their keys
 *
 * Thread: that of the store.
 */

#pragma once

#include "store/mlg-store-private.h"

G_BEGIN_DECLS

typedef struct _MlgRedactor MlgRedactor;

/* Of the row @id, as the journal of @store still knows it. NULL: nobody's name is there. */
MlgRedactor *mlg_redactor_new      (MlgStore           *store,
                                    const MlgId        *id);
void         mlg_redactor_free     (MlgRedactor        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgRedactor, mlg_redactor_free)

/* NULL: she is not named. Free it. */
char        *mlg_redactor_dup_text (MlgRedactor        *self,
                                    const char         *text);
gboolean     mlg_redactor_is_author (MlgRedactor       *self,
                                    const char         *author);

/* TRUE: @op had her name; its value now points into @bytes, and its sum is right. An element of a
 * multiple field cannot change its value, which names it: it is erased. */
gboolean     mlg_redactor_apply    (MlgRedactor        *self,
                                    MlgOp              *op,
                                    GByteArray         *bytes);

/* What was blacked out, to be told to other copies. */
typedef struct
{
  MlgDot   dot;
  guint    tbl;
  MlgId    row;
  gboolean is_erased;          /* the whole row, an element */
} MlgRedacted;

/* In the whole journal of @store, writers' names too; the tables are not brought up to date. Appends to
 * @redacted. */
gboolean     mlg_redactor_run      (MlgRedactor        *self,
                                    MlgStore           *store,
                                    GArray             *redacted,
                                    GError            **error);

/* The same as a part of the command that erases her: what it changed travels with it. */
gboolean     mlg_gesture_redact    (MlgGesture         *gesture,
                                    MlgRedactor        *redactor,
                                    GError            **error);

/* ---- between copies */

/* One value that two copies blacked out differently. NULL stands for a value taken away. Free it. */
char        *mlg_redact_join       (const char         *a,
                                    const char         *b);
/* Whose an element is. FALSE: of a record this version does not know. */
gboolean     mlg_redact_find_owner (MlgStore           *store,
                                    const MlgId        *element,
                                    const MlgTable    **table,
                                    MlgId              *owner);
/* Joins the operation named @dot of @other into ours. */
gboolean     mlg_redact_join_op    (MlgStore           *store,
                                    MlgStore           *other,
                                    const MlgDot       *dot,
                                    const MlgId        *row,
                                    GError            **error);

G_END_DECLS
