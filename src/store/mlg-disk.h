/* Files as a careful program handles them: written whole, forced to the disk, locked, and
 * every failure told as one of our errors. Thread: any.
 */

#pragma once

#include <glib.h>
#include <glib/gstdio.h>

G_BEGIN_DECLS

/* A file descriptor which closes itself: g_auto(MlgFd) fd = open (…). */
typedef int MlgFd;
static inline void
mlg_fd_close (MlgFd fd)
{
  if (fd >= 0)
    g_close (fd, NULL);
}
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (MlgFd, mlg_fd_close, -1)

/* One of MlgStoreError for the system's @errsv, with a sentence which names @path. */
void     mlg_disk_set_error     (GError     **error,
                                 int          errsv,
                                 const char  *path);

/* The path which names the file however one came to it: links followed, as far as it exists. */
char    *mlg_disk_canonical     (const char  *path);

gboolean mlg_disk_make_folder   (const char  *path,
                                 GError     **error);
/* Files of the folder and one level of folders in it, then the folder. */
void     mlg_disk_remove_folder (const char  *path);
/* A database that nobody has open, and what SQLite put beside it. */
void     mlg_disk_remove_database (const char *path);

/* @source → @target.part → @target, forced to the disk, and read again. What was at @target
 * is whole until the new one is. */
gboolean mlg_disk_publish       (const char  *source,
                                 const char  *target,
                                 GError     **error);
/* A plain local copy. */
gboolean mlg_disk_copy          (const char  *source,
                                 const char  *target,
                                 GError     **error);

/* An exclusive lock on @path, which is made if needed. Waits up to @wait_ms. Returns a
 * descriptor to close, or -1 with @error; MLG_STORE_ERROR_BUSY when somebody holds it. */
int      mlg_disk_lock          (const char  *path,
                                 guint        wait_ms,
                                 GError     **error);
/* Gives the lock back and takes its file away. */
void     mlg_disk_unlock        (const char  *path,
                                 int          fd);

G_END_DECLS
