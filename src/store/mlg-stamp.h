/* Which version of a published file this is, without opening it: where it lies, how long it is,
 * when it was written, and the random number each publishing puts in its header.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 device;
  guint64 inode;
  guint64 size;
  gint64  written;     /* mtime, ns since 1970 */
  guint32 number;      /* SQLite's change counter; ours is random (see mlg_stamp_put_number) */
} MlgStamp;

/* FALSE with MLG_STORE_ERROR_NOT_FOUND when there is no such file. */
gboolean mlg_stamp_read       (const char     *path,
                               MlgStamp       *stamp,
                               GError        **error);
gboolean mlg_stamp_equal      (const MlgStamp *a,
                               const MlgStamp *b);

/* A fresh random change counter in the header of the closed database @path. Inodes are
 * used again at once and clocks tick slowly: without it two files published within a
 * tick could look the same. */
gboolean mlg_stamp_put_number (const char     *path,
                               GError        **error);

char    *mlg_stamp_to_text    (const MlgStamp *stamp);
gboolean mlg_stamp_from_text  (const char     *text,
                               MlgStamp       *stamp);

G_END_DECLS
