/* Which version of a published file this is. */

#include "store/mlg-stamp.h"

#include "store/mlg-disk.h"
#include "store/mlg-error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where SQLite keeps the change counter, and its copy (fileformat2 §1.3). */
#define COUNTER_OFFSET       24
#define COUNTER_COPY_OFFSET  92

gboolean
mlg_stamp_read (const char  *path,
                MlgStamp    *stamp,
                GError     **error)
{
  g_auto(MlgFd) fd = open (path, O_RDONLY | O_CLOEXEC);
  struct stat st;
  guint32 number = 0;

  if (fd < 0 || fstat (fd, &st) != 0)
    {
      mlg_disk_set_error (error, errno, path);
      return FALSE;
    }

  if (pread (fd, &number, sizeof number, COUNTER_OFFSET) < 0)
    {
      mlg_disk_set_error (error, errno, path);
      return FALSE;
    }

  stamp->device = st.st_dev;
  stamp->inode = st.st_ino;
  stamp->size = st.st_size;
  stamp->written = (gint64) st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
  stamp->number = GUINT32_FROM_BE (number);
  return TRUE;
}

gboolean
mlg_stamp_equal (const MlgStamp *a,
                 const MlgStamp *b)
{
  return a->device == b->device && a->inode == b->inode && a->size == b->size &&
         a->written == b->written && a->number == b->number;
}

gboolean
mlg_stamp_put_number (const char  *path,
                      GError     **error)
{
  g_auto(MlgFd) fd = open (path, O_RDWR | O_CLOEXEC);
  guint32 number = g_random_int ();

  if (fd < 0 ||
      pwrite (fd, &number, sizeof number, COUNTER_OFFSET) != sizeof number ||
      pwrite (fd, &number, sizeof number, COUNTER_COPY_OFFSET) != sizeof number)
    {
      mlg_disk_set_error (error, errno, path);
      return FALSE;
    }

  return TRUE;
}

char *
mlg_stamp_to_text (const MlgStamp *stamp)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %u",
                          stamp->device, stamp->inode, stamp->size, stamp->written, stamp->number);
}

gboolean
mlg_stamp_from_text (const char *text,
                     MlgStamp   *stamp)
{
  return text != NULL &&
         sscanf (text, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %u",
                 &stamp->device, &stamp->inode, &stamp->size, &stamp->written, &stamp->number) == 5;
}
