/* Copies of a file that a synchronising program left beside it: « conflicted copy », « copie », « conflit »… They
 * are pointed out, never merged by themselves. Thread: any.
 */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

/* Does @name look like a copy of @original made by somebody's program? Names without their folder. */
gboolean   mlg_sibling_is_copy_name (const char *original,
                                     const char *name);

/* Paths of files beside @path that look like copies of it, are the same document (@doc_id), and hold
 * operations that @database has not. Array of char *. */
GPtrArray *mlg_siblings_find        (const char *path,
                                     const char *doc_id,
                                     const char *database);

/* The same for the file that is open, in a thread. */
void       mlg_siblings_find_async  (MlgProject          *project,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             data);
GPtrArray *mlg_siblings_find_finish (GAsyncResult        *result,
                                     GError             **error);

G_END_DECLS
