/* Copies kept on this machine for a bad day. */

#include "store/mlg-snapshot.h"

#include "store/mlg-disk.h"
#include "store/mlg-publish.h"
#include "store/mlg-workcopy.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_LAST      10
#define N_DAYS      30
#define DAY_LENGTH  10       /* "2026-11-22" begins the name */
#define MAX_BYTES   (G_GUINT64_CONSTANT (512) << 20)
#define N_ALWAYS    3        /* however large */

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  return -strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
mlg_snapshot_list (const char *doc_id)
{
  g_autofree char *folder = mlg_workcopy_snapshots (doc_id);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".maillage"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));

  g_ptr_array_sort (paths, compare_newest_first);
  return paths;
}

static guint64
size_of (const char *path)
{
  GStatBuf st;

  return g_stat (path, &st) == 0 ? (guint64) st.st_size : 0;
}

/* Beyond the last ones, the newest of each day; and no more than there is room for. */
static void
prune (const char *doc_id)
{
  g_autoptr(GPtrArray) paths = mlg_snapshot_list (doc_id);
  g_autofree char *day = NULL;
  guint64 n_bytes = 0;
  guint n_days = 0;

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = g_path_get_basename (paths->pdata[i]);
      gboolean new_day = day == NULL || strncmp (name, day, DAY_LENGTH) != 0;

      if (new_day)
        {
          n_days++;
          g_free (day);
          day = g_strndup (name, DAY_LENGTH);
        }
      n_bytes += size_of (paths->pdata[i]);
      if (i >= N_ALWAYS && ((i >= N_LAST && (!new_day || n_days > N_DAYS)) || n_bytes > MAX_BYTES))
        {
          n_bytes -= size_of (paths->pdata[i]);
          g_unlink (paths->pdata[i]);
        }
    }
}

static char *
make_path (const char *doc_id)
{
  g_autofree char *folder = mlg_workcopy_snapshots (doc_id);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d-%H%M%S-%f");

  return g_strdup_printf ("%s/%s.maillage", folder, date);
}

void
mlg_snapshot_take_daily (const char *published,
                         const char *doc_id)
{
  g_autoptr(GPtrArray) paths = mlg_snapshot_list (doc_id);
  g_autofree char *folder = mlg_workcopy_snapshots (doc_id);
  g_autofree char *path = make_path (doc_id);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *today = g_path_get_basename (path);
  g_autofree char *last = paths->len > 0 ? g_path_get_basename (paths->pdata[0]) : NULL;

  if (last != NULL && strncmp (last, today, DAY_LENGTH) == 0)
    return;

  /* Under another name until it is whole: a kill must not leave half a copy among the good ones. */
  if (mlg_disk_make_folder (folder, NULL) && mlg_disk_copy (published, part, NULL) && g_rename (part, path) == 0)
    prune (doc_id);
  else
    g_unlink (part);
}

gboolean
mlg_snapshot_take (const char  *database,
                   const char  *doc_id,
                   GError     **error)
{
  g_autofree char *folder = mlg_workcopy_snapshots (doc_id);
  g_autofree char *path = make_path (doc_id);

  if (!mlg_disk_make_folder (folder, error) || !mlg_publish_make_copy (database, path, error))
    return FALSE;

  prune (doc_id);
  return TRUE;
}

void
mlg_snapshot_purge (const char *doc_id)
{
  g_autofree char *folder = mlg_workcopy_snapshots (doc_id);

  mlg_disk_remove_folder (folder);
}
