/* Files as a careful program handles them. */

#include "store/mlg-disk.h"

#include "store/mlg-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define COPY_BUFFER     (256 * 1024)
#define LOCK_PAUSE_US   5000

/* ---- errors */

void
mlg_disk_set_error (GError     **error,
                    int          errsv,
                    const char  *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  /* The lock is our business: what cannot be written is the file. */
  if (g_str_has_prefix (name, ".~lock.") && g_str_has_suffix (name, "#"))
    {
      g_autofree char *lock = g_steal_pointer (&name);

      name = g_strndup (lock + strlen (".~lock."), strlen (lock) - strlen (".~lock.#"));
    }

  switch (errsv)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      mlg_store_error_say (error, MLG_STORE_ERROR_FULL,
                   _("There is no room left to write “%s”. Free some space; nothing you entered is lost."), name);
      break;
    case EROFS:
    case EACCES:
    case EPERM:
      mlg_store_error_say (error, MLG_STORE_ERROR_READ_ONLY,
                   _("“%s” cannot be written here: the folder is read-only."), name);
      break;
    case ENOENT:
    case ENOTDIR:
    case ENODEV:
    case ENXIO:
    case ESTALE:
    case ENOTCONN:
    case ELOOP:
      mlg_store_error_say (error, MLG_STORE_ERROR_NOT_FOUND,
                   _("“%s” was not found. Was the stick removed, or the folder moved?"), name);
      break;
    case EISDIR:
      mlg_store_error_say (error, MLG_STORE_ERROR_NOT_OURS, _("“%s” is a folder."), name);
      break;
    default:
      g_set_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_FAILED, "%s: %s", name, g_strerror (errsv));
    }
}

static gboolean
fail (GError     **error,
      const char  *path)
{
  mlg_disk_set_error (error, errno, path);
  return FALSE;
}

/* ---- names and folders */

char *
mlg_disk_canonical (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  char *resolved = realpath (absolute, NULL);
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *above = NULL;

  if (resolved != NULL)
    {
      char *result = g_strdup (resolved);

      free (resolved);
      return result;
    }

  folder = g_path_get_dirname (absolute);
  if (g_str_equal (folder, absolute))
    return g_steal_pointer (&absolute);

  name = g_path_get_basename (absolute);
  above = mlg_disk_canonical (folder);
  return g_build_filename (above, name, NULL);
}

gboolean
mlg_disk_make_folder (const char  *path,
                      GError     **error)
{
  return g_mkdir_with_parents (path, 0700) == 0 || fail (error, path);
}

static void
remove_folder (const char *path,
               guint       depth)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_unlink (child) != 0 && errno == EISDIR && depth > 0)
        remove_folder (child, depth - 1);
    }

  g_rmdir (path);
}

void
mlg_disk_remove_folder (const char *path)
{
  remove_folder (path, 1);
}

void
mlg_disk_remove_database (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      g_unlink (file);
    }
}

static gboolean
sync_folder_of (const char  *path,
                GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_auto(MlgFd) fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  /* Some file systems (FAT, network) do not know how to force a folder. */
  if (fd < 0 || (fsync (fd) != 0 && errno != EINVAL && errno != ENOTSUP && errno != EBADF))
    return fail (error, folder);

  return TRUE;
}

/* ---- bytes */

static gboolean
write_all (int         fd,
           const char *bytes,
           gsize       length)
{
  while (length > 0)
    {
      gssize n = write (fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          if (n == 0)
            errno = ENOSPC;
          return FALSE;
        }
      bytes += n;
      length -= n;
    }

  return TRUE;
}

static gssize
read_some (int    fd,
           char  *buffer,
           gsize  size)
{
  gsize filled = 0;

  while (filled < size)
    {
      gssize n = read (fd, buffer + filled, size - filled);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -1;
      if (n == 0)
        break;
      filled += n;
    }

  return filled;
}

static gboolean
copy_bytes (int          from,
            int          to,
            const char  *source,
            const char  *target,
            GError     **error)
{
  g_autofree char *buffer = g_malloc (COPY_BUFFER);
  gssize n;

  while ((n = read_some (from, buffer, COPY_BUFFER)) > 0)
    if (!write_all (to, buffer, n))
      return fail (error, target);

  return n == 0 || fail (error, source);
}

/* A stick may take the bytes and not keep them: what was written is read again before the
 * working copy is believed to be published. */
static gboolean
is_same (const char  *source,
         const char  *target,
         GError     **error)
{
  g_auto(MlgFd) a = open (source, O_RDONLY | O_CLOEXEC);
  g_auto(MlgFd) b = open (target, O_RDONLY | O_CLOEXEC);
  g_autofree char *left = g_malloc (COPY_BUFFER);
  g_autofree char *right = g_malloc (COPY_BUFFER);

  if (a < 0)
    return fail (error, source);
  if (b < 0)
    return fail (error, target);

  posix_fadvise (b, 0, 0, POSIX_FADV_DONTNEED);
  for (;;)
    {
      gssize n = read_some (a, left, COPY_BUFFER);
      gssize m = read_some (b, right, COPY_BUFFER);

      if (n < 0 || m < 0)
        return fail (error, n < 0 ? source : target);
      if (n != m || memcmp (left, right, n) != 0)
        {
          mlg_store_error_say (error, MLG_STORE_ERROR_DAMAGED,
                       _("“%s” is not what was written: the disk or stick may be failing."), target);
          return FALSE;
        }
      if (n == 0)
        return TRUE;
    }
}

gboolean
mlg_disk_copy (const char  *source,
               const char  *target,
               GError     **error)
{
  g_auto(MlgFd) from = open (source, O_RDONLY | O_CLOEXEC);
  g_auto(MlgFd) to = -1;

  if (from < 0)
    return fail (error, source);

  to = open (target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (to < 0)
    return fail (error, target);

  return copy_bytes (from, to, source, target, error);
}

static gboolean
write_part (const char  *source,
            const char  *target,
            const char  *part,
            GError     **error)
{
  g_auto(MlgFd) from = open (source, O_RDONLY | O_CLOEXEC);
  g_auto(MlgFd) to = -1;
  struct stat before;

  if (from < 0)
    return fail (error, source);

  to = open (part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (to < 0)
    return fail (error, target);

  /* As readable as the file it replaces; a file system without permissions may refuse. */
  if (stat (target, &before) == 0 && fchmod (to, before.st_mode & 07777) != 0)
    g_debug ("%s: %s", part, g_strerror (errno));

  if (!copy_bytes (from, to, source, target, error))
    return FALSE;

  return fsync (to) == 0 || fail (error, target);
}

gboolean
mlg_disk_publish (const char  *source,
                  const char  *target,
                  GError     **error)
{
  g_autofree char *part = g_strconcat (target, ".part", NULL);

  if (!write_part (source, target, part, error) || !is_same (source, part, error))
    {
      g_unlink (part);
      return FALSE;
    }

  if (g_rename (part, target) != 0)
    {
      mlg_disk_set_error (error, errno, target);
      g_unlink (part);
      return FALSE;
    }

  return sync_folder_of (target, error);
}

/* ---- locks */

/* The lock's file may have been taken away between our opening and our locking it: then
 * somebody else may hold a new one of the same name. */
static gboolean
is_still (const char *path,
          int         fd)
{
  struct stat ours, there;

  return fstat (fd, &ours) == 0 && stat (path, &there) == 0 &&
         ours.st_dev == there.st_dev && ours.st_ino == there.st_ino;
}

int
mlg_disk_lock (const char  *path,
               guint        wait_ms,
               GError     **error)
{
  gint64 end = g_get_monotonic_time () + wait_ms * G_TIME_SPAN_MILLISECOND;

  for (;;)
    {
      g_auto(MlgFd) fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

      if (fd < 0)
        {
          mlg_disk_set_error (error, errno, path);
          return -1;
        }

      /* A network folder may know no locks: renaming whole files keeps us safe, if not fast. */
      if (flock (fd, LOCK_EX | LOCK_NB) == 0 || (errno != EWOULDBLOCK && errno != EINTR))
        {
          if (is_still (path, fd))
            {
              int result = fd;

              fd = -1;
              return result;
            }
        }
      else if (g_get_monotonic_time () >= end)
        {
          mlg_store_error_say (error, MLG_STORE_ERROR_BUSY,
                       _("Another Maillage is writing this file. Try again in a moment."));
          return -1;
        }
      else
        {
          g_usleep (LOCK_PAUSE_US);
        }
    }
}

void
mlg_disk_unlock (const char *path,
                 int         fd)
{
  if (fd < 0)
    return;

  g_unlink (path);
  g_close (fd, NULL);
}
