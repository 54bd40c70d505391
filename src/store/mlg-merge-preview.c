/* A merge looked at before it is made. */

#include "store/mlg-merge-preview.h"

#include "store/mlg-disk.h"
#include "store/mlg-project-private.h"
#include "store/mlg-publish.h"
#include "store/mlg-snapshot.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

MlgMergeStep
mlg_merge_preview_get_step (MlgMergePreview *self)
{
  return (MlgMergeStep) g_atomic_int_get (&self->step);
}

void
mlg_merge_preview_set_step (MlgMergePreview *self,
                            MlgMergeStep     step)
{
  g_atomic_int_set (&self->step, (gint) step);
}

static gboolean
conflict_is_known (MlgStore          *ours,
                   const MlgConflict *conflict)
{
  sqlite3_stmt *stmt = NULL;
  gboolean known = FALSE;

  if (sqlite3_prepare_v2 (mlg_store_get_handle (ours), "SELECT 1 FROM conflict WHERE row = ?1 AND col = ?2", -1,
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
                GError          **error)
{
  self->conflicts = mlg_store_conflicts (self->merged->store, error);
  for (guint i = self->conflicts != NULL ? self->conflicts->len : 0; i-- > 0;)
    if (conflict_is_known (self->ours->store, g_ptr_array_index (self->conflicts, i)))
      g_ptr_array_remove_index (self->conflicts, i);

  return self->conflicts != NULL;
}

/* A project of this thread, to be read. */
static MlgProject *
open_aside (const char     *path,
            const char     *database,
            MlgStoreFlags   flags,
            GError        **error)
{
  g_autoptr(MlgProject) project = mlg_project_new_at (path);

  project->store = mlg_store_open (database, flags, error);
  if (project->store == NULL)
    return NULL;

  mlg_project_read_properties (project);
  return g_steal_pointer (&project);
}

/* In the scratch copy, which then is opened to be read. */
static gboolean
merge_aside (MlgMergePreview  *self,
             GCancellable     *cancellable,
             GError          **error)
{
  g_autoptr(MlgStore) store = mlg_store_open (self->scratch, 0, error);
  g_autoptr(MlgStore) other = NULL;

  if (store == NULL)
    return FALSE;

  other = mlg_store_open (self->fetched, MLG_STORE_READ_ONLY, error);
  self->report = other != NULL ? mlg_store_merge (store, other, FALSE, cancellable, error) : NULL;
  return self->report != NULL;
}

MlgMergePreview *
mlg_merge_preview_prepare (MlgProject  *project,
                           const char  *path,
                           GError     **error)
{
  static guint n_previews;
  g_autoptr(MlgMergePreview) self = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (MLG_IS_PROJECT (project) && path != NULL, NULL);

  if (!mlg_project_check_writable (project, error))
    return NULL;

  mlg_project_stop_publishing (project);
  self = g_new0 (MlgMergePreview, 1);
  self->path = mlg_disk_canonical (path);
  if (g_str_equal (self->path, project->path))
    {
      mlg_store_error_say (error, MLG_STORE_ERROR_INVALID, _("This is the file that is open already."));
      return NULL;
    }

  /* One that was given up may still be at work in its own files. */
  name = g_strdup_printf ("%s/preview-%u", project->copy->folder, ++n_previews);
  self->fetched = g_strconcat (name, ".maillage", NULL);
  self->scratch = g_strconcat (name, ".db", NULL);
  self->database = g_strdup (project->copy->database);
  self->before = mlg_version_read (project->store);
  mlg_disk_remove_database (self->scratch);
  return g_steal_pointer (&self);
}

static gboolean
go_on (MlgMergePreview  *self,
       MlgMergeStep      step,
       GCancellable     *cancellable,
       GError          **error)
{
  mlg_merge_preview_set_step (self, step);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

gboolean
mlg_merge_preview_read (MlgMergePreview  *self,
                        GCancellable     *cancellable,
                        GError          **error)
{
  MlgPast before = { .known = self->before };
  MlgStamp stamp;

  if (!go_on (self, MLG_MERGE_STEP_FETCH, cancellable, error) ||
      !mlg_project_fetch_to_merge (self->path, self->fetched, &stamp, error) ||
      !go_on (self, MLG_MERGE_STEP_COPY, cancellable, error) ||
      !mlg_publish_make_copy (self->database, self->scratch, error) ||
      !go_on (self, MLG_MERGE_STEP_MERGE, cancellable, error) ||
      !merge_aside (self, cancellable, error) ||
      !go_on (self, MLG_MERGE_STEP_COMPARE, cancellable, error))
    return FALSE;

  self->ours = open_aside (self->path, self->database, MLG_STORE_BESIDE, error);
  self->merged = self->ours != NULL ? open_aside (self->path, self->scratch, MLG_STORE_READ_ONLY, error) : NULL;
  if (self->merged == NULL || !find_conflicts (self, error))
    return FALSE;

  self->changes = mlg_store_compare (self->merged->store, &before, NULL, error);
  return self->changes != NULL && go_on (self, MLG_MERGE_STEP_GROUP, cancellable, error);
}

void
mlg_merge_preview_let_go (MlgMergePreview *self)
{
  g_clear_object (&self->merged);
  g_clear_object (&self->ours);
}

gboolean
mlg_merge_preview_settle (MlgMergePreview  *self,
                          GError          **error)
{
  g_clear_object (&self->ours);
  if (self->merged == NULL)
    self->merged = open_aside (self->path, self->scratch, MLG_STORE_READ_ONLY, error);
  return self->merged != NULL;
}

MlgMergePreview *
mlg_merge_preview_new (MlgProject  *project,
                       const char  *path,
                       GError     **error)
{
  g_autoptr(MlgMergePreview) self = mlg_merge_preview_prepare (project, path, error);

  return self != NULL && mlg_merge_preview_read (self, NULL, error) && mlg_merge_preview_settle (self, error)
         ? g_steal_pointer (&self) : NULL;
}

void
mlg_merge_preview_free (MlgMergePreview *self)
{
  if (self == NULL)
    return;

  mlg_merge_preview_let_go (self);
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
  g_free (self->database);
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

  return mlg_project_end_merge (project, self->path, before, position, error) ? g_steal_pointer (&report) : NULL;
}
