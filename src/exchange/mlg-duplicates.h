/* Records that are probably the same one twice: shown to the user, never merged by themselves.
 *
 * Said by numbers (SIRET, RNA), by ways to reach them (e-mail, telephone, site), by names (spelling,
 * legal form, order of the words, acronym and other names aside), and confirmed or contradicted by
 * where they are. Pairs that somebody told apart are never proposed again.
 */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef struct
{
  const MlgEntity *entity;      /* actor or person */
  MlgId            a, b;        /* a: the older, when their ids tell */
  guint            confidence;  /* of 100: for the order of the list, never shown */
  char            *reason;      /* « même nom, à 200 m »: translated */
} MlgDuplicate;

void       mlg_duplicate_free       (MlgDuplicate *duplicate);

/* Actors and persons, each pair once, the surest first. Array of MlgDuplicate. */
GPtrArray *mlg_duplicates_find      (MlgProject   *project);

/* Same, for a window: rows are read here, compared in a thread. @progress: how far, of MLG_DUPLICATES_WHOLE, to be
 * read with g_atomic_int_get; of g_atomic_rc_box, the thread keeps it; or NULL. */
#define MLG_DUPLICATES_WHOLE 1000
void       mlg_duplicates_find_async  (MlgProject          *project,
                                       gint                *progress,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             data);
GPtrArray *mlg_duplicates_find_finish (GAsyncResult        *result,
                                       GError             **error);

/* Who is already known that a record with these values (one per entity->fields, NULL for unknown;
 * "name" alone is enough) would probably be? Surest first, @b says who; @a is @self, the record
 * itself if it has one, or null. Answers between two keys: what it has read of the project is kept
 * and follows its changes. */
GPtrArray *mlg_duplicates_find_for  (MlgProject        *project,
                                     const MlgEntity   *entity,
                                     const char *const *values,
                                     const MlgId       *self);

/* « Ce ne sont pas les mêmes »: one command. The row has the same id whoever says it. */
gboolean   mlg_duplicates_tell_apart (MlgProject       *project,
                                      const MlgEntity  *entity,
                                      const MlgId      *a,
                                      const MlgId      *b,
                                      const char       *reason,
                                      GError          **error);

G_END_DECLS
