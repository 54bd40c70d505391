/* Copies kept on this machine for a bad day: the last ten, and one a day for a month, of half a gigabyte in
 * all but never fewer than three. Made before each merge, and of the file once a day; purged by each erasure.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean   mlg_snapshot_take  (const char  *database,
                               const char  *doc_id,
                               GError     **error);
/* Of a sound file just published, when none was made today. A failure is no harm. */
void       mlg_snapshot_take_daily (const char *published,
                               const char  *doc_id);
/* Paths, newest first. */
GPtrArray *mlg_snapshot_list  (const char  *doc_id);
void       mlg_snapshot_purge (const char  *doc_id);

G_END_DECLS
