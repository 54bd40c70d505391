/* A merge looked at before it is made. */

#include "store/mlg-merge-preview.h"

#include "store/mlg-disk.h"
#include "store/mlg-project-private.h"
#include "store/mlg-publish.h"
#include "store/mlg-snapshot.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

static gboolean
conflict_is_known (MlgProject        *project,
                   const MlgConflict *conflict)
{
  sqlite3_stmt *stmt = NULL;
  gboolean known = FALSE;

  if (sqlite3_prepare_v2 (mlg_store_get_handle (project->store), "SELECT 1 FROM conflict WHERE row = ?1 AND col = ?2", -1,
                          &stmt, NULL) == SQLITE_OK)
    {
      sqlite3_bind_blob (stmt, 1, conflict->id.bytes, sizeof conflict->id.bytes, SQLITE_STATIC);
      sqlite3_bind_int (stmt, 2, conflict->field != NULL ? conflict->field->number : -1);
      known = sqlite3_step (stmt) == SQLITE_ROW;
    }
  sqlite3_finalize (stmt);
  return known;
}

static gboolean
find_conflicts (MlgMergePreview  *self,
                MlgProject       *project,
                GError          **error)
{
  self->conflicts = mlg_store_conflicts (self->merged->store, error);
  for (guint i = self->conflicts != NULL ? self->conflicts->len : 0; i-- > 0;)
    if (conflict_is_known (project, g_ptr_array_index (self->conflicts, i)))
      g_ptr_array_remove_index (self->conflicts, i);

  return self->conflicts != NULL;
}

/* In the scratch copy, which then is opened to be read. */
static gboolean
merge_aside (MlgMergePreview  *self,
             MlgProject       *project,
             GError          **error)
{
  g_autoptr(MlgStore) store = mlg_store_open (self->scratch, 0, error);
  g_autoptr(MlgStore) other = NULL;

  if (store == NULL)
    return FALSE;

  other = mlg_store_open (self->fetched, MLG_STORE_READ_ONLY, error);
  self->report = other != NULL ? mlg_store_merge (store, other, FALSE, NULL, error) : NULL;
  if (self->report == NULL)
    return FALSE;

  g_clear_pointer (&store, mlg_store_free);
  self->merged = mlg_project_new_at (self->path);
  self->merged->store = mlg_store_open (self->scratch, MLG_STORE_READ_ONLY, error);
  if (self->merged->store == NULL)
    return FALSE;

  mlg_project_read_properties (self->merged);
  return TRUE;
}

MlgMergePreview *
mlg_merge_preview_new (MlgProject  *project,
                       const char  *path,
                       GError     **error)
{
  g_autoptr(MlgMergePreview) self = NULL;
  MlgPast before;
  MlgStamp stamp;

  g_return_val_if_fail (MLG_IS_PROJECT (project) && path != NULL, NULL);

  if (!mlg_project_check_writable (project, error))
    return NULL;

  mlg_project_stop_publishing (project);
  self = g_new0 (MlgMergePreview, 1);
  self->path = mlg_disk_canonical (path);
  self->fetched = g_build_filename (project->copy->folder, "preview-other.maillage", NULL);
  self->scratch = g_build_filename (project->copy->folder, "preview.db", NULL);
  mlg_disk_remove_database (self->scratch);
  self->before = mlg_version_read (project->store);
  if (g_str_equal (self->path, project->path))
    {
      mlg_store_error_say (error, MLG_STORE_ERROR_INVALID, _("This is the file that is open already."));
      return NULL;
    }
  if (!mlg_project_fetch_to_merge (self->path, self->fetched, &stamp, error) ||
      !mlg_publish_make_copy (project->copy->database, self->scratch, error) ||
      !merge_aside (self, project, error) ||
      !find_conflicts (self, project, error))
    return NULL;

  before = (MlgPast) { .known = self->before };
  self->changes = mlg_store_compare (self->merged->store, &before, NULL, error);
  return self->changes != NULL ? g_steal_pointer (&self) : NULL;
}

void
mlg_merge_preview_free (MlgMergePreview *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->merged);
  if (self->scratch != NULL)
    mlg_disk_remove_database (self->scratch);
  if (self->fetched != NULL)
    mlg_disk_remove_database (self->fetched);
  g_clear_pointer (&self->report, mlg_merge_report_free);
  g_clear_pointer (&self->before, mlg_version_free);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  g_free (self->path);
  g_free (self->fetched);
  g_free (self->scratch);
  g_free (self);
}

void
mlg_merge_decision_free (MlgMergeDecision *decision)
{
  g_free (decision->value);
  g_free (decision);
}

/* ---- doing it */

static gboolean
write_decision (MlgGesture              *gesture,
                const MlgPast           *past,
                const MlgMergeDecision  *decision,
                GError                 **error)
{
  MlgScope scope = { decision->entity, &decision->id, decision->field };

  switch (decision->what)
    {
    case MLG_MERGE_VALUE:
      return mlg_gesture_set (gesture, decision->entity, &decision->id, decision->field, decision->value, error);
    case MLG_MERGE_DELETE:
      return mlg_gesture_delete (gesture, decision->entity, &decision->id, error);
    case MLG_MERGE_RESTORE:
      return mlg_gesture_restore (gesture, decision->entity, &decision->id, error);
    case MLG_MERGE_AS_OURS:
    default:
      return mlg_gesture_bring_back (gesture, past, &scope, NULL, error);
    }
}

static gboolean
decide (MlgMergePreview  *self,
        MlgProject       *project,
        GPtrArray        *decisions,
        GError          **error)
{
  g_autoptr(MlgVersion) merged = mlg_version_read (project->store);
  MlgPast past = { .known = self->before, .since = merged };
  g_autoptr(MlgGesture) gesture = NULL;

  if (decisions == NULL || decisions->len == 0)
    return TRUE;

  gesture = mlg_store_begin (project->store, N_("Merge a copy"), error);
  if (gesture == NULL)
    return FALSE;
  for (guint i = 0; i < decisions->len; i++)
    if (!write_decision (gesture, &past, g_ptr_array_index (decisions, i), error))
      return FALSE;
  return mlg_gesture_commit (gesture, NULL, error);
}

MlgMergeReport *
mlg_merge_preview_apply (MlgMergePreview  *self,
                         MlgProject       *project,
                         GPtrArray        *decisions,
                         GError          **error)
{
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(MlgVersion) before = NULL;
  gint64 position;

  g_return_val_if_fail (self != NULL && MLG_IS_PROJECT (project), NULL);

  if (!mlg_project_check_writable (project, error))
    return NULL;

  mlg_project_stop_publishing (project);
  if (!mlg_snapshot_take (project->copy->database, project->copy->doc_id, error))
    return NULL;

  position = mlg_project_get_position (project);
  before = mlg_version_read (project->store);
  report = mlg_project_merge_fetched (project, self->fetched, error);
  if (report == NULL || !decide (self, project, decisions, error))
    {
      mlg_project_tell_everyone (project, NULL);
      return NULL;
    }

  return mlg_project_end_merge (project, before, position, report, error) ? g_steal_pointer (&report) : NULL;
}
