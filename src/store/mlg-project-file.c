/* Making, opening, resuming and letting go of a file.
 *
 *   the file ──┬─ as our clean leftover knows it ──────────────► go on with the leftover
 *              ├─ as a leftover ahead of it knows it (crash) ──► resume the leftover
 *              ├─ another version ──► fetch it, merge every leftover that was ahead
 *              └─ gone ──► resume the leftover that is ahead, and say so
 *
 * Several leftovers may be ahead: two windows, two crashes. All are merged; none is lost.
 */

#include "store/mlg-project-private.h"

#include "store/mlg-db.h"
#include "store/mlg-disk.h"
#include "store/mlg-draft.h"
#include "store/mlg-guard.h"
#include "store/mlg-migrate.h"
#include "store/mlg-publish.h"
#include "store/mlg-snapshot.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* A file is replaced while it is being copied: try again, but not for ever. */
#define MAX_FETCHES  20

/* Replaying the journal of a larger file takes longer than people wait for a window. */
#define REPLAY_BYTES (12 << 20)

/* ---- helpers */

static char *
read_doc_id (const char *database)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  char *doc_id = NULL;

  if (sqlite3_open_v2 (database, &handle, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
      sqlite3_prepare_v2 (handle, "SELECT v FROM meta WHERE k = 'doc_id'", -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    doc_id = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (handle);

  return doc_id;
}

static const char *
get_author (void)
{
  const char *author = g_getenv ("MAILLAGE_AUTHOR");

  if (author != NULL)
    return author;

  author = g_get_real_name ();
  return g_strcmp0 (author, "Unknown") != 0 ? author : g_get_user_name ();
}

static gboolean
open_store (MlgProject    *self,
            MlgStoreFlags  flags,
            GError       **error)
{
  self->store = mlg_store_open (self->copy->database, flags, error);
  if (self->store == NULL)
    return FALSE;

  mlg_store_set_author (self->store, get_author ());
  return TRUE;
}

static gboolean
fetch (const char  *path,
       const char  *copy_path,
       gboolean     to_merge,
       MlgStamp    *stamp,
       GError     **error)
{
  gboolean (*check) (const char *, MlgGuardDepth, guint *, GCancellable *, GError **) =
    to_merge ? mlg_guard_check_to_merge : mlg_guard_check;
  g_autoptr(GError) local_error = NULL;
  MlgStamp before;
  guint format = 0;

  /* Ten gigabytes of somebody's holidays are not copied to find out that they are not ours. */
  if (!check (path, MLG_GUARD_HEADER, NULL, NULL, error))
    return FALSE;

  for (guint i = 0; i < MAX_FETCHES; i++)
    {
      if (!mlg_stamp_read (path, &before, error) ||
          !mlg_disk_copy (path, copy_path, error) ||
          !mlg_stamp_read (path, stamp, error))
        return FALSE;
      if (mlg_stamp_equal (&before, stamp))
        break;
    }

  if (!check (copy_path, stamp->size <= REPLAY_BYTES ? MLG_GUARD_REPLAY : MLG_GUARD_INTEGRITY, &format, NULL, &local_error))
    {
      g_unlink (copy_path);
      /* The user knows the file, not our copy of it. */
      if (g_error_matches (local_error, MLG_STORE_ERROR, MLG_STORE_ERROR_DAMAGED))
        return mlg_guard_refuse (error, MLG_STORE_ERROR_DAMAGED, path);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (format < MLG_FORMAT)
    {
      g_autofree char *doc_id = read_doc_id (copy_path);
      g_autofree char *folder = mlg_workcopy_snapshots (doc_id);

      return mlg_migrate (copy_path, folder, error);
    }

  return format == MLG_FORMAT || mlg_migrate_adopt_journal (copy_path, error);
}

gboolean
mlg_project_fetch_to_merge (const char  *path,
                            const char  *copy_path,
                            MlgStamp    *stamp,
                            GError     **error)
{
  return fetch (path, copy_path, TRUE, stamp, error);
}

/* ---- opening */

static MlgWorkcopy *
take_copy (GPtrArray *leftovers,
           guint      index)
{
  return g_ptr_array_steal_index (leftovers, index);
}

/* The leftover that knows the file as it is now: there is nothing to fetch. */
static MlgWorkcopy *
find_leftover_of (GPtrArray      *leftovers,
                  const MlgStamp *stamp)
{
  for (guint i = 0; i < leftovers->len; i++)
    {
      MlgWorkcopy *copy = leftovers->pdata[i];

      if (mlg_stamp_equal (&copy->seen, stamp))
        return take_copy (leftovers, i);
    }

  return NULL;
}

static MlgWorkcopy *
find_leftover_ahead (GPtrArray *leftovers)
{
  for (guint i = 0; i < leftovers->len; i++)
    if (mlg_workcopy_is_ahead (leftovers->pdata[i]))
      return take_copy (leftovers, i);

  return NULL;
}

/* ---- what takes too long to wait for */

typedef struct
{
  char     *path;
  GWeakRef  project;
} Replay;

static void
replay_free (gpointer data)
{
  Replay *replay = data;

  g_weak_ref_clear (&replay->project);
  g_free (replay->path);
  g_free (replay);
}

static void
replay_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Replay *replay = task_data;
  GError *error = NULL;

  if (mlg_guard_check (replay->path, MLG_GUARD_REPLAY, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
replay_done_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Replay *replay = g_task_get_task_data (G_TASK (result));
  g_autoptr(MlgProject) project = g_weak_ref_get (&replay->project);
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) && project != NULL &&
      g_error_matches (error, MLG_STORE_ERROR, MLG_STORE_ERROR_DAMAGED))
    mlg_project_set_problem (project, error->message);
}

static void
replay_aside (MlgProject *self)
{
  g_autoptr(GTask) task = NULL;
  Replay *replay = g_new0 (Replay, 1);

  replay->path = g_strdup (self->path);
  g_weak_ref_init (&replay->project, self);
  self->replay = g_cancellable_new ();
  task = g_task_new (NULL, self->replay, replay_done_cb, NULL);
  g_task_set_task_data (task, replay, replay_free);
  g_task_run_in_thread (task, replay_thread);
}

static gboolean
fetch_published (MlgProject  *self,
                 GError     **error)
{
  g_autoptr(MlgWorkcopy) copy = mlg_workcopy_new (self->path, error);
  g_autofree char *doc_id = NULL;
  MlgStamp stamp;

  if (copy == NULL)
    return FALSE;

  if (fetch (self->path, copy->database, FALSE, &stamp, error) &&
      (doc_id = read_doc_id (copy->database)) != NULL &&
      mlg_workcopy_settle (copy, doc_id, error))
    {
      self->copy = g_steal_pointer (&copy);
      if (open_store (self, 0, error) &&
          mlg_workcopy_remember (self->copy, &stamp, mlg_project_get_position (self), error))
        {
          if (stamp.size > REPLAY_BYTES)
            replay_aside (self);
          return TRUE;
        }

      g_clear_pointer (&self->store, mlg_store_free);
      mlg_workcopy_remove (self->copy);
      g_clear_pointer (&self->copy, mlg_workcopy_free);
      return FALSE;
    }

  mlg_workcopy_remove (copy);
  return FALSE;
}

/* FALSE: it could not be merged, and stays where it is for a better day. */
static gboolean
merge_leftover (MlgProject  *self,
                MlgWorkcopy *leftover)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgStore) other = mlg_store_open (leftover->database, 0, &error);
  g_autoptr(MlgMergeReport) report = NULL;

  if (other != NULL)
    report = mlg_store_merge (self->store, other, FALSE, NULL, &error);
  if (report == NULL)
    {
      g_warning ("%s: %s", leftover->folder, error->message);
      return FALSE;
    }

  self->resumed = TRUE;
  return TRUE;
}

static void
merge_leftovers (MlgProject *self,
                 GPtrArray  *leftovers)
{
  for (guint i = 0; i < leftovers->len; i++)
    {
      MlgWorkcopy *leftover = leftovers->pdata[i];
      gboolean ahead = mlg_workcopy_is_ahead (leftover);

      gboolean related = g_str_equal (leftover->doc_id, self->copy->doc_id);

      /* Another document once had this path: its unpublished work is not ours to mix in. */
      if (ahead && (!related || !merge_leftover (self, leftover)))
        continue;
      if (related && mlg_draft_take_all (self, leftover->folder))
        self->resumed = TRUE;

      /* Somebody put an older version in the place of what we had published: theirs to decide,
       * and ours to keep what it does not have. */
      if (!ahead && related && mlg_workcopy_knows_more (leftover, mlg_store_get_handle (self->store)) &&
          !mlg_snapshot_take (leftover->database, leftover->doc_id, NULL))
        continue;

      mlg_workcopy_remove (leftover);
    }
}

static gboolean
open_leftover (MlgProject  *self,
               MlgWorkcopy *leftover,
               GError     **error)
{
  self->copy = leftover;
  return open_store (self, 0, error);
}

static gboolean
open_copy (MlgProject  *self,
           GPtrArray   *leftovers,
           GError     **error)
{
  g_autoptr(GError) local_error = NULL;
  MlgWorkcopy *leftover;
  MlgStamp stamp;

  if (!mlg_stamp_read (self->path, &stamp, &local_error))
    {
      leftover = g_error_matches (local_error, MLG_STORE_ERROR, MLG_STORE_ERROR_NOT_FOUND)
                 ? find_leftover_ahead (leftovers) : NULL;
      if (leftover != NULL)
        return open_leftover (self, leftover, error);

      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  leftover = find_leftover_of (leftovers, &stamp);
  if (leftover != NULL && open_leftover (self, leftover, &local_error))
    return TRUE;

  /* A working copy that cannot be opened is kept aside for whoever can repair it. */
  if (leftover != NULL)
    {
      g_warning ("%s: %s", leftover->folder, local_error->message);
      g_clear_pointer (&self->copy, mlg_workcopy_free);
    }

  return fetch_published (self, error);
}

static void
settle_state (MlgProject *self)
{
  mlg_changes_free (mlg_store_take_changes (self->store));
  mlg_project_read_properties (self);
  if (mlg_project_is_ahead (self))
    {
      self->save_state = MLG_TO_SAVE;
      mlg_project_schedule_publish (self);
    }
}

MlgProject *
mlg_project_open (const char  *path,
                  GError     **error)
{
  g_autofree char *canonical = mlg_disk_canonical (path);
  g_autoptr(MlgProject) self = mlg_project_new_at (canonical);
  g_autoptr(GPtrArray) leftovers = mlg_workcopy_take_leftovers (canonical, error);

  if (leftovers == NULL || !open_copy (self, leftovers, error))
    return NULL;

  self->resumed = mlg_project_is_ahead (self);
  if (mlg_draft_take_all (self, self->copy->folder))
    self->resumed = TRUE;
  merge_leftovers (self, leftovers);
  settle_state (self);
  return g_steal_pointer (&self);
}

/* ---- opening aside */

static gboolean
has_cache (MlgWorkcopy *copy)
{
  g_autofree char *path = mlg_workcopy_cache (copy);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

gboolean
mlg_project_is_slow_to_open (const char *path)
{
  g_autofree char *canonical = NULL;
  g_autoptr(GPtrArray) leftovers = NULL;
  MlgStamp stamp;

  g_return_val_if_fail (path != NULL, FALSE);

  canonical = mlg_disk_canonical (path);
  if (!mlg_stamp_read (canonical, &stamp, NULL) || stamp.size <= REPLAY_BYTES)
    return FALSE;

  leftovers = mlg_workcopy_take_leftovers (canonical, NULL);
  for (guint i = 0; leftovers != NULL && i < leftovers->len; i++)
    {
      MlgWorkcopy *copy = leftovers->pdata[i];

      /* Work to be merged is for the thread that will go on with it. */
      if (mlg_workcopy_is_ahead (copy))
        return FALSE;
      /* Known, but what one searches in must be made: the command line wrote it, or the cache was swept away. */
      if (mlg_stamp_equal (&copy->seen, &stamp))
        return !has_cache (copy);
    }
  return leftovers != NULL;
}

/* Leaves a clean copy that knows the file, with its cache. */
static void
open_thread (GTask        *task,
             gpointer      source,
             gpointer      path,
             GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr(MlgProject) project = mlg_project_open (path, &error);

  if (project == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (!g_cancellable_is_cancelled (cancellable))
    mlg_cache_prepare_search (mlg_project_get_cache (project), mlg_schema_find (MLG_ENTITY_ACTOR));
  /* Let go before the other thread takes it. */
  g_clear_object (&project);
  g_task_return_boolean (task, TRUE);
}

void
mlg_project_open_async (const char          *path,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_return_if_fail (path != NULL);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, open_thread);
}

MlgProject *
mlg_project_open_finish (GAsyncResult  *result,
                         GError       **error)
{
  GTask *task = G_TASK (result);
  MlgProject *project;

  if (!g_task_propagate_boolean (task, error))
    return NULL;

  project = mlg_project_open (g_task_get_task_data (task), error);
  if (project != NULL && project->replay == NULL)
    replay_aside (project);
  return project;
}

MlgProject *
mlg_project_open_read_only (const char  *path,
                            GError     **error)
{
  g_autofree char *canonical = mlg_disk_canonical (path);
  g_autoptr(MlgProject) self = mlg_project_new_at (canonical);

  self->store = mlg_guard_open (canonical, MLG_GUARD_INTEGRITY, NULL, error);
  if (self->store == NULL)
    return NULL;

  mlg_project_read_properties (self);
  return g_steal_pointer (&self);
}

/* ---- making */

static gboolean
make_document (MlgProject  *self,
               GError     **error)
{
  g_autofree char *doc_id = NULL;

  self->copy = mlg_workcopy_new (self->path, error);
  if (self->copy == NULL || !open_store (self, MLG_STORE_CREATE, error))
    return FALSE;

  /* Closed while its folder takes its name. */
  doc_id = mlg_store_dup_meta (self->store, "doc_id");
  g_clear_pointer (&self->store, mlg_store_free);

  return mlg_workcopy_settle (self->copy, doc_id, error) && open_store (self, 0, error);
}

MlgProject *
mlg_project_create (const char  *path,
                    const char  *title,
                    GError     **error)
{
  g_autofree char *canonical = mlg_disk_canonical (path);
  g_autoptr(MlgProject) self = mlg_project_new_at (canonical);

  if (g_file_test (canonical, G_FILE_TEST_EXISTS))
    {
      mlg_store_error_say (error, MLG_STORE_ERROR_INVALID,
                   _("“%s” exists already. Choose another name."), path);
      return NULL;
    }

  if (make_document (self, error) &&
      (title == NULL || *title == '\0' || mlg_project_set_title (self, title, error)) &&
      mlg_project_publish (self, error))
    {
      mlg_project_clear_steps (self);
      mlg_project_read_properties (self);
      mlg_workcopy_sweep ();
      return g_steal_pointer (&self);
    }

  g_clear_pointer (&self->store, mlg_store_free);
  if (self->copy != NULL)
    mlg_workcopy_remove (self->copy);
  return NULL;
}

/* ---- letting go */

void
mlg_project_let_go (MlgProject *self)
{
  if (self->replay != NULL)
    g_cancellable_cancel (self->replay);
  g_clear_object (&self->replay);
  mlg_project_stop_publishing (self);
  mlg_project_forget_records (self);
  g_clear_pointer (&self->cache, mlg_cache_free);
  g_clear_pointer (&self->store, mlg_store_free);
  g_clear_pointer (&self->copy, mlg_workcopy_free);
}

gboolean
mlg_project_close (MlgProject  *self,
                   GError     **error)
{
  gboolean saved = TRUE;

  g_return_val_if_fail (MLG_IS_PROJECT (self), FALSE);

  if (self->store != NULL && self->copy != NULL && mlg_project_is_ahead (self))
    saved = mlg_project_publish (self, error);

  mlg_project_let_go (self);
  return saved;
}
