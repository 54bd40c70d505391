/* Copies kept on this machine for a bad day: the last ten, and one a day for a month. Made
 * before each merge; purged by each erasure.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean   mlg_snapshot_take  (const char  *database,
                               const char  *doc_id,
                               GError     **error);
/* Paths, newest first. */
GPtrArray *mlg_snapshot_list  (const char  *doc_id);
void       mlg_snapshot_purge (const char  *doc_id);

G_END_DECLS
