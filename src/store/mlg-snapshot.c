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

/* Beyond the last ones, the newest of each day. */
static void
prune (const char *doc_id)
{
  g_autoptr(GPtrArray) paths = mlg_snapshot_list (doc_id);
  g_autofree char *day = NULL;
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
      if (i >= N_LAST && (!new_day || n_days > N_DAYS))
        g_unlink (paths->pdata[i]);
    }
}

gboolean
mlg_snapshot_take (const char  *database,
                   const char  *doc_id,
                   GError     **error)
{
  g_autofree char *folder = mlg_workcopy_snapshots (doc_id);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d-%H%M%S-%f");
  g_autofree char *path = g_strdup_printf ("%s/%s.maillage", folder, date);

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
