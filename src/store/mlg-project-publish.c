/* Saving, by hand and by itself; merging; erasing.
 *
 * Publishing has three parts: under the lock, what the file has that we have not is merged (here,
 * in the main thread); the new file is made and put in place (any thread); what happened is
 * written down (here again).
 */

#include "store/mlg-project-private.h"

#include "store/mlg-db.h"
#include "store/mlg-disk.h"
#include "store/mlg-guard.h"
#include "store/mlg-merge-log.h"
#include "store/mlg-op.h"
#include "store/mlg-publish.h"
#include "store/mlg-snapshot.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#define PUBLISH_SECONDS 30
#define LOCK_WAIT_MS    10000
#define LOCK_WAIT_ASIDE_MS 100     /* nobody waits for it: rather try again later */

/* One publishing, begun and not finished. */
typedef struct
{
  char     *database, *folder, *target, *doc_id;
  char     *lock_path;
  int       lock;
  gint64    position;        /* what the new file will have, at least */
  MlgStamp  stamp;
  GThread  *thread;          /* NULL: in the caller's */
  MlgProject *project;       /* for its address alone: to be given back in the main thread */
  guint     source;          /* tells the main loop that the thread is done */
  GError   *error;
} Publication;

static void
publication_free (Publication *self)
{
  if (self == NULL)
    return;

  mlg_disk_unlock (self->lock_path, self->lock);
  g_free (self->database);
  g_free (self->folder);
  g_free (self->target);
  g_free (self->doc_id);
  g_free (self->lock_path);
  g_clear_error (&self->error);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Publication, publication_free)

/* ---- how far we are */

gint64
mlg_project_get_position (MlgProject *self)
{
  sqlite3_stmt *statement = NULL;
  gint64 position = 0;

  if (sqlite3_prepare_v2 (mlg_store_get_handle (self->store), "SELECT max(n) FROM op", -1,
                          &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    position = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  return position;
}

gboolean
mlg_project_is_ahead (MlgProject *self)
{
  return self->copy != NULL && mlg_project_get_position (self) != self->copy->position;
}

static void
set_state_of_failure (MlgProject   *self,
                      const GError *error)
{
  MlgSaveState state = MLG_TO_SAVE;

  if (self->is_replaced)
    state = MLG_TARGET_REPLACED;
  else if (g_error_matches (error, MLG_STORE_ERROR, MLG_STORE_ERROR_FULL))
    state = MLG_TARGET_FULL;
  else if (g_error_matches (error, MLG_STORE_ERROR, MLG_STORE_ERROR_READ_ONLY))
    state = MLG_TARGET_READ_ONLY;
  else if (g_error_matches (error, MLG_STORE_ERROR, MLG_STORE_ERROR_NOT_FOUND))
    state = MLG_TARGET_GONE;

  mlg_project_set_save_state (self, state);
}

/* ---- what must not linger */

/* What was erased leaves the pages, the snapshots, the cache and the leftovers; with the next
 * publishing, the file. Sticks and colleagues' copies are out of reach. */
static gboolean
purge (MlgProject  *self,
       GError     **error)
{
  sqlite3 *handle = mlg_store_get_handle (self->store);
  g_autofree char *cache = mlg_workcopy_cache (self->copy);
  int code;

  g_clear_pointer (&self->cache, mlg_cache_free);
  mlg_disk_remove_database (cache);
  mlg_workcopy_tidy (self->copy);
  mlg_draft_forget (self, NULL);
  mlg_snapshot_purge (self->copy->doc_id);
  mlg_workcopy_forget (self->copy->doc_id);

  code = sqlite3_wal_checkpoint_v2 (handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_exec (handle, "VACUUM", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_wal_checkpoint_v2 (handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;

  mlg_db_set_error (handle, code, error);
  return FALSE;
}

/* An erasure that came with a merge is an erasure here too. */
static gboolean
purge_if_erased_since (MlgProject  *self,
                       gint64       position,
                       GError     **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean erased = FALSE;

  if (sqlite3_prepare_v2 (mlg_store_get_handle (self->store), "SELECT 1 FROM op WHERE n > ?1 AND col = ?2 LIMIT 1", -1,
                          &statement, NULL) == SQLITE_OK)
    {
      sqlite3_bind_int64 (statement, 1, position);
      sqlite3_bind_int (statement, 2, MLG_COL_ERASE);
      erased = sqlite3_step (statement) == SQLITE_ROW;
    }
  sqlite3_finalize (statement);
  if (!erased)
    return TRUE;

  mlg_project_clear_steps (self);
  return purge (self, error);
}

/* ---- what the file has that we have not */

static MlgMergeReport *
merge_file (MlgProject   *self,
            const char   *path,
            gboolean      same_document,
            gboolean      dry_run,
            MlgStamp     *stamp,
            GError      **error)
{
  g_autofree char *fetched = g_build_filename (self->copy->folder, "other.maillage", NULL);
  g_autoptr(MlgStore) other = NULL;
  g_autofree char *doc_id = NULL;
  MlgMergeReport *report = NULL;

  if (!mlg_project_fetch_to_merge (path, fetched, stamp, error))
    return NULL;

  other = mlg_store_open (fetched, MLG_STORE_READ_ONLY, error);
  if (other != NULL)
    {
      doc_id = mlg_store_dup_meta (other, "doc_id");
      if (same_document && g_strcmp0 (doc_id, self->copy->doc_id) != 0)
        mlg_store_error_say (error, MLG_STORE_ERROR_CHANGED,
                             _("Another file has taken this one’s place. Save yours under another name."));
      else
        report = mlg_store_merge (self->store, other, dry_run, NULL, error);
    }

  g_clear_pointer (&other, mlg_store_free);
  g_unlink (fetched);
  return report;
}

/* The file is missing: may it be made again, or is its disk away? A stick that was pulled
 * out leaves an empty folder where it was. */
static gboolean
folder_is_the_same (MlgProject  *self,
                    GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  struct stat st;

  if (stat (folder, &st) == 0 &&
      (self->copy->position < 0 || self->copy->seen.device == 0 || self->copy->seen.device == st.st_dev))
    return TRUE;

  mlg_disk_set_error (error, ENOENT, self->path);
  return FALSE;
}

/* Something is written over our file that we cannot read. What is typed is not in danger, and that is what
 * the user wants to know; a synchronisation often ends by putting the whole file there. */
static void
explain_replaced (MlgProject  *self,
                  GError     **error)
{
  g_autofree char *name = g_filename_display_basename (self->path);

  self->is_replaced = TRUE;
  if (g_error_matches (*error, MLG_STORE_ERROR, MLG_STORE_ERROR_DAMAGED))
    {
      g_clear_error (error);
      mlg_store_error_say (error, MLG_STORE_ERROR_DAMAGED,
                           _("“%s” was replaced from outside by a file that cannot be read. Your work is safe on this computer, and is "
                             "saved as soon as the file is whole again; or save it under another name."), name);
    }
  else if (g_error_matches (*error, MLG_STORE_ERROR, MLG_STORE_ERROR_NOT_OURS))
    {
      g_clear_error (error);
      mlg_store_error_say (error, MLG_STORE_ERROR_NOT_OURS,
                           _("Another file has taken this one’s place. Save yours under another name."));
    }
  else if (g_error_matches (*error, MLG_STORE_ERROR, MLG_STORE_ERROR_TOO_NEW))
    {
      g_clear_error (error);
      mlg_store_error_say (error, MLG_STORE_ERROR_TOO_NEW,
                           _("“%s” was saved meanwhile by a newer Maillage. Your work is safe on this computer: install the newer version, "
                             "or save it under another name."), name);
    }
  else
    self->is_replaced = g_error_matches (*error, MLG_STORE_ERROR, MLG_STORE_ERROR_CHANGED);
}

static gboolean
merge_published (MlgProject  *self,
                 GError     **error)
{
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(GError) local_error = NULL;
  gint64 position = mlg_project_get_position (self);
  MlgStamp stamp;

  self->is_replaced = FALSE;
  if (!mlg_stamp_read (self->path, &stamp, &local_error))
    {
      if (g_error_matches (local_error, MLG_STORE_ERROR, MLG_STORE_ERROR_NOT_FOUND))
        return folder_is_the_same (self, error);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (mlg_stamp_equal (&stamp, &self->copy->seen))
    return TRUE;

  report = merge_file (self, self->path, TRUE, FALSE, &stamp, &local_error);
  if (report == NULL)
    {
      explain_replaced (self, &local_error);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (report->operations == 0)
    return TRUE;

  mlg_project_tell_everyone (self, NULL);
  return purge_if_erased_since (self, position, error);
}

/* ---- the three parts */

static Publication *
begin_publication (MlgProject  *self,
                   guint        wait_ms,
                   GError     **error)
{
  g_autoptr(Publication) publication = g_new0 (Publication, 1);

  publication->lock_path = mlg_publish_lock_path (self->path);
  publication->lock = mlg_disk_lock (publication->lock_path, wait_ms, error);
  if (publication->lock < 0 || !merge_published (self, error))
    return NULL;

  publication->database = g_strdup (self->copy->database);
  publication->folder = g_strdup (self->copy->folder);
  publication->target = g_strdup (self->path);
  publication->doc_id = g_strdup (self->copy->doc_id);
  publication->position = mlg_project_get_position (self);
  return g_steal_pointer (&publication);
}

static gpointer
run_publication (gpointer data)
{
  Publication *publication = data;

  if (mlg_publish (publication->database, publication->folder, publication->target,
                   &publication->stamp, &publication->error))
    mlg_snapshot_take_daily (publication->target, publication->doc_id);
  return NULL;
}

static gboolean
end_publication (MlgProject   *self,
                 Publication  *publication,
                 GError      **error)
{
  if (publication->error != NULL)
    {
      set_state_of_failure (self, publication->error);
      g_propagate_error (error, g_steal_pointer (&publication->error));
      return FALSE;
    }

  if (!mlg_workcopy_remember (self->copy, &publication->stamp, publication->position, error))
    return FALSE;

  mlg_project_set_save_state (self, mlg_project_is_ahead (self) ? MLG_TO_SAVE : MLG_SAVED);
  return TRUE;
}

gboolean
mlg_project_publish (MlgProject  *self,
                     GError     **error)
{
  g_autoptr(Publication) publication = NULL;
  g_autoptr(GError) local_error = NULL;

  mlg_project_stop_publishing (self);

  publication = begin_publication (self, LOCK_WAIT_MS, &local_error);
  if (publication == NULL)
    {
      set_state_of_failure (self, local_error);
      g_propagate_error (error, g_steal_pointer (&local_error));
      mlg_project_schedule_publish (self);
      return FALSE;
    }

  run_publication (publication);
  if (end_publication (self, publication, error))
    return TRUE;

  mlg_project_schedule_publish (self);
  return FALSE;
}

/* ---- by itself */

static gboolean
publication_ready_cb (gpointer user_data)
{
  MlgProject *self = MLG_PROJECT (user_data);
  g_autoptr(Publication) publication = g_steal_pointer (&self->publication);
  g_autoptr(GError) error = NULL;

  g_thread_join (publication->thread);
  if (!end_publication (self, publication, &error))
    g_message ("%s: %s", self->path, error->message);

  mlg_project_schedule_publish (self);
  return G_SOURCE_REMOVE;
}

static gpointer
publish_thread (gpointer data)
{
  Publication *publication = data;

  run_publication (publication);
  publication->source = g_idle_add (publication_ready_cb, publication->project);
  return NULL;
}

/* What is to be merged is merged here; the rest, which may take a second, elsewhere. */
void
mlg_project_publish_aside (MlgProject *self)
{
  Publication *publication;
  g_autoptr(GError) error = NULL;

  if (self->publication != NULL || !mlg_project_is_ahead (self))
    return;

  publication = begin_publication (self, LOCK_WAIT_ASIDE_MS, &error);
  if (publication == NULL)
    {
      g_message ("%s: %s", self->path, error->message);
      set_state_of_failure (self, error);
      mlg_project_schedule_publish (self);
      return;
    }

  self->publication = publication;
  publication->project = self;
  publication->thread = g_thread_new ("publish", publish_thread, publication);
}

static gboolean
publish_timer_cb (gpointer user_data)
{
  MlgProject *self = MLG_PROJECT (user_data);

  self->timer = 0;
  mlg_project_publish_aside (self);
  return G_SOURCE_REMOVE;
}

/* Nothing happens where no main loop runs: there, closing publishes. */
void
mlg_project_schedule_publish (MlgProject *self)
{
  if (self->copy == NULL || !mlg_project_is_ahead (self))
    return;

  if (self->save_state == MLG_SAVED)
    mlg_project_set_save_state (self, MLG_TO_SAVE);
  if (self->timer == 0 && self->publication == NULL)
    self->timer = g_timeout_add_seconds (PUBLISH_SECONDS, publish_timer_cb, self);
}

void
mlg_project_stop_publishing (MlgProject *self)
{
  g_autoptr(Publication) publication = g_steal_pointer (&self->publication);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (publication == NULL)
    return;

  g_thread_join (publication->thread);
  g_clear_handle_id (&publication->source, g_source_remove);
  end_publication (self, publication, NULL);
}

/* ---- by hand */

gboolean
mlg_project_file_has_changed (MlgProject *self)
{
  MlgStamp stamp;

  g_return_val_if_fail (MLG_IS_PROJECT (self), FALSE);

  return self->copy != NULL && self->publication == NULL && mlg_stamp_read (self->path, &stamp, NULL) &&
         !mlg_stamp_equal (&stamp, &self->copy->seen);
}

gboolean
mlg_project_save (MlgProject  *self,
                  GError     **error)
{
  MlgStamp stamp;

  g_return_val_if_fail (MLG_IS_PROJECT (self), FALSE);

  if (!mlg_project_check_writable (self, error))
    return FALSE;

  mlg_project_stop_publishing (self);
  if (!mlg_project_is_ahead (self) && mlg_stamp_read (self->path, &stamp, NULL) &&
      mlg_stamp_equal (&stamp, &self->copy->seen))
    {
      mlg_project_set_save_state (self, MLG_SAVED);
      return TRUE;
    }

  return mlg_project_publish (self, error);
}

gboolean
mlg_project_save_as (MlgProject  *self,
                     const char  *path,
                     GError     **error)
{
  g_autofree char *canonical = mlg_disk_canonical (path);
  g_autofree char *lock_path = mlg_publish_lock_path (canonical);
  MlgStamp stamp;
  int lock;
  gboolean done;

  g_return_val_if_fail (MLG_IS_PROJECT (self), FALSE);

  if (!mlg_project_check_writable (self, error))
    return FALSE;
  if (g_str_equal (canonical, self->path))
    return mlg_project_save (self, error);

  mlg_project_stop_publishing (self);
  lock = mlg_disk_lock (lock_path, LOCK_WAIT_MS, error);
  if (lock < 0)
    return FALSE;

  done = mlg_publish (self->copy->database, self->copy->folder, canonical, &stamp, error) &&
         mlg_workcopy_set_path (self->copy, canonical, error) &&
         mlg_workcopy_remember (self->copy, &stamp, mlg_project_get_position (self), error);
  mlg_disk_unlock (lock_path, lock);
  if (!done)
    return FALSE;

  g_free (self->path);
  self->path = g_steal_pointer (&canonical);
  g_object_notify (G_OBJECT (self), "path");
  mlg_project_read_properties (self);
  mlg_project_set_save_state (self, MLG_SAVED);
  return TRUE;
}

/* ---- merging and erasing */

MlgMergeReport *
mlg_project_merge_fetched (MlgProject  *self,
                           const char  *fetched,
                           GError     **error)
{
  g_autoptr(MlgStore) other = mlg_store_open (fetched, MLG_STORE_READ_ONLY, error);

  return other != NULL ? mlg_store_merge (self->store, other, FALSE, NULL, error) : NULL;
}

gboolean
mlg_project_end_merge (MlgProject        *self,
                       const char        *path,
                       const MlgVersion  *before,
                       gint64             position,
                       GError           **error)
{
  if (mlg_project_get_position (self) == position)
    return TRUE;

  if (!mlg_merge_log_add (self, path, before, error))
    return FALSE;

  mlg_project_push_merge (self, before);
  mlg_project_tell_everyone (self, N_("Copy merged"));
  return purge_if_erased_since (self, position, error);
}

MlgMergeReport *
mlg_project_merge (MlgProject   *self,
                   const char   *other_path,
                   gboolean      dry_run,
                   GError      **error)
{
  g_autofree char *canonical = mlg_disk_canonical (other_path);
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(MlgVersion) before = NULL;
  gint64 position;
  MlgStamp stamp;

  g_return_val_if_fail (MLG_IS_PROJECT (self), NULL);

  if (!mlg_project_check_writable (self, error))
    return NULL;

  mlg_project_stop_publishing (self);
  if (!dry_run && !mlg_snapshot_take (self->copy->database, self->copy->doc_id, error))
    return NULL;

  position = mlg_project_get_position (self);
  before = mlg_version_read (self->store);
  report = merge_file (self, canonical, FALSE, dry_run, &stamp, error);
  if (report == NULL || dry_run)
    return g_steal_pointer (&report);

  return mlg_project_end_merge (self, canonical, before, position, error) ? g_steal_pointer (&report) : NULL;
}

gboolean
mlg_project_scrub (MlgProject  *self,
                   GError     **error)
{
  mlg_project_stop_publishing (self);
  return purge (self, error) && mlg_project_publish (self, error);
}
