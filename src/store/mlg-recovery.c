/* The bad day: what there is to go back to, and how. */

#include "store/mlg-recovery.h"

#include "store/mlg-disk.h"
#include "store/mlg-guard.h"
#include "store/mlg-moment.h"
#include "store/mlg-project-private.h"
#include "store/mlg-snapshot.h"

#include <glib/gi18n-lib.h>

static void
recoverable_free (gpointer data)
{
  MlgRecoverable *self = data;

  g_free (self->path);
  g_free (self);
}

/* @measured: the file that says when and how much. */
static void
add (GPtrArray  *list,
     const char *path,
     const char *measured)
{
  MlgRecoverable *self = g_new0 (MlgRecoverable, 1);
  GStatBuf st;

  self->path = g_strdup (path);
  if (g_stat (measured, &st) == 0)
    {
      self->date = (gint64) st.st_mtime * 1000;
      self->size = (guint64) st.st_size;
    }
  self->is_gone = !g_file_test (path, G_FILE_TEST_EXISTS);
  g_ptr_array_add (list, self);
}

GPtrArray *
mlg_recovery_list_snapshots (MlgProject *project)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (recoverable_free);
  g_autofree char *doc_id = NULL;
  g_autoptr(GPtrArray) paths = NULL;

  g_return_val_if_fail (MLG_IS_PROJECT (project), list);

  doc_id = mlg_store_dup_meta (project->store, "doc_id");
  paths = mlg_snapshot_list (doc_id);
  for (guint i = 0; i < paths->len; i++)
    add (list, g_ptr_array_index (paths, i), g_ptr_array_index (paths, i));
  return list;
}

GPtrArray *
mlg_recovery_list_unpublished (void)
{
  g_autoptr(GPtrArray) copies = mlg_workcopy_list_ahead ();
  GPtrArray *list = g_ptr_array_new_with_free_func (recoverable_free);

  for (guint i = 0; i < copies->len; i++)
    {
      const MlgWorkcopy *copy = g_ptr_array_index (copies, i);

      add (list, copy->path, copy->database);
    }
  return list;
}

gboolean
mlg_recovery_return_to (MlgProject   *project,
                        const char   *snapshot,
                        MlgRestored  *restored,
                        GError      **error)
{
  g_autoptr(MlgStore) store = NULL;
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(MlgMoment) moment = NULL;

  g_return_val_if_fail (MLG_IS_PROJECT (project) && snapshot != NULL, FALSE);

  /* A snapshot may know what the file has lost: somebody put an older one in its place. */
  report = mlg_project_merge (project, snapshot, FALSE, error);
  if (report == NULL)
    return FALSE;
  store = mlg_guard_open (snapshot, MLG_GUARD_SCHEMA, NULL, error);
  if (store == NULL)
    return FALSE;

  moment = mlg_moment_new_version (0, mlg_version_read (store));
  return mlg_moment_restore (project, moment, NULL, restored, error);
}

gboolean
mlg_recovery_copy (const char  *snapshot,
                   const char  *target,
                   GError     **error)
{
  g_return_val_if_fail (snapshot != NULL && target != NULL, FALSE);

  if (g_file_test (target, G_FILE_TEST_EXISTS))
    {
      mlg_store_error_say (error, MLG_STORE_ERROR_INVALID, _("“%s” exists already. Choose another name."), target);
      return FALSE;
    }
  return mlg_guard_check (snapshot, MLG_GUARD_INTEGRITY, NULL, NULL, error) && mlg_disk_copy (snapshot, target, error);
}

gboolean
mlg_recovery_repair (MlgProject  *project,
                     guint       *n_problems,
                     GError     **error)
{
  g_autoptr(GPtrArray) problems = NULL;
  g_autofree char *cache = NULL;

  g_return_val_if_fail (MLG_IS_PROJECT (project), FALSE);

  if (!mlg_project_check_writable (project, error))
    return FALSE;

  mlg_project_stop_publishing (project);
  problems = mlg_store_check (project->store, TRUE, NULL, error);
  if (problems == NULL)
    return FALSE;
  if (n_problems != NULL)
    *n_problems = problems->len;

  /* It followed tables that were wrong. */
  cache = mlg_workcopy_cache (project->copy);
  g_clear_pointer (&project->cache, mlg_cache_free);
  mlg_disk_remove_database (cache);
  mlg_project_set_problem (project, NULL);
  mlg_project_tell_everyone (project, NULL);
  return mlg_project_publish (project, error);
}
