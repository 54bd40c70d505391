/* The door for files that come from elsewhere: a stick, a colleague, a synchronised folder, an
 * attacker (docs/storage.md §2.6). Nothing is believed before it was looked at, and nothing is
 * ever written. Thread: any.
 */

#pragma once

#include "store/mlg-store.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_GUARD_HEADER,      /* magic, size, whose file, which format */
  MLG_GUARD_SCHEMA,      /* …and its tables are exactly ours */
  MLG_GUARD_INTEGRITY,   /* …and its pages are sound */
  MLG_GUARD_REPLAY,      /* …and its tables are what its journal says */
} MlgGuardDepth;

/* @format: its format, when the header could be read; may be NULL. Errors: NOT_FOUND, NOT_OURS,
 * TOO_NEW, DAMAGED, each with a sentence. */
gboolean    mlg_guard_check (const char     *path,
                             MlgGuardDepth   depth,
                             guint          *format,
                             GCancellable   *cancellable,
                             GError        **error);

/* The same, for a file that is to be merged: one of a newer minor version passes too. Its journal is of a shape
 * we know, and holds more than we understand; its tables are not looked at. */
gboolean    mlg_guard_check_to_merge (const char    *path,
                             MlgGuardDepth   depth,
                             guint          *format,
                             GCancellable   *cancellable,
                             GError        **error);

/* The same, then opened to be read. Only files of the present format: older ones are migrated first. */
MlgStore   *mlg_guard_open  (const char     *path,
                             MlgGuardDepth   depth,
                             GCancellable   *cancellable,
                             GError        **error);

/* The sentence for a file that is refused; FALSE. */
gboolean    mlg_guard_refuse (GError        **error,
                              MlgStoreError   code,
                              const char     *path);

G_END_DECLS
