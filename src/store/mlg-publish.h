/* From the working copy to the user's file, whole or not at all (docs/storage.md §2.4):
 * VACUUM INTO a local file → looked at → copied beside the target → forced to the disk →
 * renamed. A synchronising client, a pulled stick or a kill -9 sees the old file or the new.
 */

#pragma once

#include "store/mlg-stamp.h"
#include "store/mlg-store.h"

G_BEGIN_DECLS

/* One compact, sound file @copy with what is committed in @database. Thread: any. */
gboolean mlg_publish_make_copy (const char    *database,
                                const char    *copy,
                                GError       **error);

/* @database → @target, through @folder. @stamp: how the new file is known. Thread: any.
 * The caller holds the lock of @target. */
gboolean mlg_publish           (const char    *database,
                                const char    *folder,
                                const char    *target,
                                MlgStamp      *stamp,
                                GError       **error);

/* Held while merging with and replacing @target: ".~lock.<name>#" beside it, which sync clients
 * know to leave alone. */
char    *mlg_publish_lock_path (const char    *target);

G_END_DECLS
