/* A project as others may see it. */

#include "exchange/mlg-leaving-copy.h"

#include <glib/gstdio.h>

#define COPY_NAME "copy.maillage"

static void
remove_folder (gpointer data)
{
  g_autofree char *folder = data;
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

/* A file only looked at has no working copy to construct from: one is taken of it first. */
static gboolean
share_read_only (MlgProject  *project,
                 const char  *folder,
                 const char  *path,
                 MlgLevel     level,
                 GError     **error)
{
  g_autofree char *original = g_build_filename (folder, "original.maillage", NULL);
  g_autoptr(GFile) from = g_file_new_for_path (mlg_project_get_path (project));
  g_autoptr(GFile) to = g_file_new_for_path (original);
  g_autoptr(MlgProject) own = NULL;

  if (!g_file_copy (from, to, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, error))
    return FALSE;

  own = mlg_project_open (original, error);
  return own != NULL && mlg_project_share (own, path, level, error) && mlg_project_close (own, error);
}

MlgProject *
mlg_leaving_copy_open (MlgProject  *project,
                       MlgLevel     level,
                       GError     **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  gboolean shared;
  MlgProject *copy;

  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);

  if (level == MLG_LEVEL_COMPLETE)
    return g_object_ref (project);

  folder = g_dir_make_tmp ("maillage-XXXXXX", error);
  if (folder == NULL)
    return NULL;

  path = g_build_filename (folder, COPY_NAME, NULL);
  shared = mlg_project_is_read_only (project) ? share_read_only (project, folder, path, level, error)
                                              : mlg_project_share (project, path, level, error);
  copy = shared ? mlg_project_open_read_only (path, error) : NULL;
  if (copy == NULL)
    remove_folder (g_steal_pointer (&folder));
  else
    g_object_set_data_full (G_OBJECT (copy), "mlg-leaving-copy", g_steal_pointer (&folder), remove_folder);

  return copy;
}
