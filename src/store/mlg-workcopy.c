/* A private working copy of a user's file. */

#include "store/mlg-workcopy.h"

#include "store/mlg-disk.h"
#include "store/mlg-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define DATABASE_NAME    "doc.db"
#define STATE_NAME       "state"
#define LOCK_NAME        "lock"
#define REGISTER_NAME    ".lock"      /* held while folders are named or looked for */
#define UNSETTLED        "new-"
#define STATE_GROUP      "Working copy"
#define REGISTER_WAIT_MS 10000
#define MAX_COPIES       1000

/* ---- where things live */

char *
mlg_workcopy_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "maillage", "work", NULL);
}

char *
mlg_workcopy_snapshots (const char *doc_id)
{
  return g_build_filename (g_get_user_data_dir (), "maillage", "snapshots", doc_id, NULL);
}

char *
mlg_workcopy_cache (MlgWorkcopy *self)
{
  g_autofree char *name = g_strconcat (self->generation, ".db", NULL);

  return g_build_filename (g_get_user_cache_dir (), "maillage", name, NULL);
}

static int
lock_register (GError **error)
{
  g_autofree char *folder = mlg_workcopy_folder ();
  g_autofree char *path = g_build_filename (folder, REGISTER_NAME, NULL);

  if (!mlg_disk_make_folder (folder, error))
    return -1;

  return mlg_disk_lock (path, REGISTER_WAIT_MS, error);
}

/* ---- one folder */

static void
set_folder (MlgWorkcopy *self,
            const char  *folder)
{
  g_free (self->folder);
  g_free (self->database);
  self->folder = g_strdup (folder);
  self->database = g_build_filename (folder, DATABASE_NAME, NULL);
}

static int
try_lock_folder (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, LOCK_NAME, NULL);
  g_auto(MlgFd) fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  int result;

  if (fd < 0 || flock (fd, LOCK_EX | LOCK_NB) != 0)
    return -1;

  result = fd;
  fd = -1;
  return result;
}

static GKeyFile *
read_state (const char *folder)
{
  g_autoptr(GKeyFile) state = g_key_file_new ();
  g_autofree char *path = g_build_filename (folder, STATE_NAME, NULL);

  if (!g_key_file_load_from_file (state, path, G_KEY_FILE_NONE, NULL))
    return NULL;

  return g_steal_pointer (&state);
}

static gboolean
load_state (MlgWorkcopy *self,
            GKeyFile    *state)
{
  g_autofree char *stamp = g_key_file_get_string (state, STATE_GROUP, "published", NULL);

  self->path = g_key_file_get_string (state, STATE_GROUP, "path", NULL);
  self->doc_id = g_key_file_get_string (state, STATE_GROUP, "document", NULL);
  self->generation = g_key_file_get_string (state, STATE_GROUP, "generation", NULL);
  self->position = g_key_file_get_int64 (state, STATE_GROUP, "position", NULL);
  if (!mlg_stamp_from_text (stamp, &self->seen))
    memset (&self->seen, 0, sizeof self->seen);

  return self->path != NULL && self->doc_id != NULL && self->generation != NULL;
}

static gboolean
save_state (MlgWorkcopy  *self,
            GError      **error)
{
  g_autoptr(GKeyFile) state = g_key_file_new ();
  g_autofree char *path = g_build_filename (self->folder, STATE_NAME, NULL);
  g_autofree char *stamp = mlg_stamp_to_text (&self->seen);
  g_autofree char *data = NULL;
  gsize length;
  g_autoptr(GError) local_error = NULL;

  g_key_file_set_string (state, STATE_GROUP, "path", self->path);
  g_key_file_set_string (state, STATE_GROUP, "document", self->doc_id);
  g_key_file_set_string (state, STATE_GROUP, "generation", self->generation);
  g_key_file_set_string (state, STATE_GROUP, "published", stamp);
  g_key_file_set_int64 (state, STATE_GROUP, "position", self->position);
  data = g_key_file_to_data (state, &length, NULL);

  if (!g_file_set_contents_full (path, data, length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &local_error))
    {
      g_set_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_FULL, "%s", local_error->message);
      return FALSE;
    }

  return TRUE;
}

/* ---- the folder of folders */

typedef gboolean (*FolderFunc) (const char *folder,
                                const char *name,
                                gpointer    data);

static void
foreach_folder (FolderFunc func,
                gpointer   data)
{
  g_autofree char *base = mlg_workcopy_folder ();
  g_autoptr(GDir) dir = g_dir_open (base, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (base, name, NULL);

      if (name[0] != '.' && g_file_test (folder, G_FILE_TEST_IS_DIR))
        func (folder, name, data);
    }
}

/* A copy that was never given its name holds nothing that was ever acknowledged. */
static void
sweep_unsettled (const char *folder)
{
  g_auto(MlgFd) lock = try_lock_folder (folder);

  if (lock >= 0)
    mlg_disk_remove_folder (folder);
}

typedef struct
{
  const char *path;
  GPtrArray  *found;
} Leftovers;

static gboolean
take_if_leftover (const char *folder,
                  const char *name,
                  gpointer    data)
{
  Leftovers *leftovers = data;
  g_autoptr(GKeyFile) state = read_state (folder);
  g_autoptr(MlgWorkcopy) copy = NULL;

  if (g_str_has_prefix (name, UNSETTLED))
    {
      sweep_unsettled (folder);
      return TRUE;
    }
  if (state == NULL)
    return TRUE;

  copy = g_new0 (MlgWorkcopy, 1);
  copy->lock = -1;
  set_folder (copy, folder);
  if (!load_state (copy, state) || !g_str_equal (copy->path, leftovers->path))
    return TRUE;

  copy->lock = try_lock_folder (folder);
  if (copy->lock >= 0)
    g_ptr_array_add (leftovers->found, g_steal_pointer (&copy));
  return TRUE;
}

GPtrArray *
mlg_workcopy_take_leftovers (const char  *path,
                             GError     **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_workcopy_free);
  Leftovers leftovers = { path, found };
  g_auto(MlgFd) lock = lock_register (error);

  if (lock < 0)
    return NULL;

  foreach_folder (take_if_leftover, &leftovers);
  return g_steal_pointer (&found);
}

/* Locked by us when it is nobody else's and equals its file; else NULL. */
static MlgWorkcopy *
take_if_clean (const char *folder)
{
  g_autoptr(GKeyFile) state = read_state (folder);
  g_autoptr(MlgWorkcopy) copy = g_new0 (MlgWorkcopy, 1);

  copy->lock = -1;
  set_folder (copy, folder);
  if (state == NULL || !load_state (copy, state))
    return NULL;

  copy->lock = try_lock_folder (folder);
  if (copy->lock < 0 || mlg_workcopy_is_ahead (copy))
    return NULL;

  return g_steal_pointer (&copy);
}

static gboolean
forget_if_clean (const char *folder,
                 const char *name,
                 gpointer    data)
{
  g_autoptr(MlgWorkcopy) copy = g_str_has_prefix (name, data) ? take_if_clean (folder) : NULL;

  if (copy != NULL)
    mlg_workcopy_remove (copy);
  return TRUE;
}

void
mlg_workcopy_forget (const char *doc_id)
{
  g_auto(MlgFd) lock = lock_register (NULL);

  if (lock >= 0)
    foreach_folder (forget_if_clean, (gpointer) doc_id);
}

static gboolean
list_if_ahead (const char *folder,
               const char *name,
               gpointer    data)
{
  g_autoptr(GKeyFile) state = read_state (folder);
  g_autoptr(MlgWorkcopy) copy = g_new0 (MlgWorkcopy, 1);

  copy->lock = -1;
  set_folder (copy, folder);
  if (state == NULL || !load_state (copy, state))
    return TRUE;
  copy->lock = try_lock_folder (folder);
  if (copy->lock < 0 || !mlg_workcopy_is_ahead (copy))
    return TRUE;

  close (copy->lock);
  copy->lock = -1;
  g_ptr_array_add (data, g_steal_pointer (&copy));
  return TRUE;
}

GPtrArray *
mlg_workcopy_list_ahead (void)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_workcopy_free);
  g_auto(MlgFd) lock = lock_register (NULL);

  if (lock >= 0)
    foreach_folder (list_if_ahead, found);
  return g_steal_pointer (&found);
}

static gboolean
sweep_if_orphan (const char *folder,
                 const char *name,
                 gpointer    data)
{
  g_autoptr(MlgWorkcopy) copy = take_if_clean (folder);

  if (copy != NULL && !g_file_test (copy->path, G_FILE_TEST_EXISTS))
    mlg_workcopy_remove (copy);
  return TRUE;
}

void
mlg_workcopy_sweep (void)
{
  g_auto(MlgFd) lock = lock_register (NULL);

  if (lock >= 0)
    foreach_folder (sweep_if_orphan, NULL);
}

/* ---- life */

MlgWorkcopy *
mlg_workcopy_new (const char  *path,
                  GError     **error)
{
  g_autoptr(MlgWorkcopy) self = g_new0 (MlgWorkcopy, 1);
  g_autofree char *base = mlg_workcopy_folder ();
  g_autofree char *folder = NULL;
  g_auto(MlgFd) lock = lock_register (error);

  self->lock = -1;
  if (lock < 0)
    return NULL;

  self->path = g_strdup (path);
  self->generation = g_uuid_string_random ();
  self->position = -1;
  folder = g_strdup_printf ("%s/" UNSETTLED "%s", base, self->generation);
  set_folder (self, folder);

  if (!mlg_disk_make_folder (folder, error))
    return NULL;

  self->lock = try_lock_folder (folder);
  if (self->lock < 0)
    {
      mlg_disk_set_error (error, errno, folder);
      return NULL;
    }

  return g_steal_pointer (&self);
}

gboolean
mlg_workcopy_settle (MlgWorkcopy  *self,
                     const char   *doc_id,
                     GError      **error)
{
  g_autofree char *base = mlg_workcopy_folder ();
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->path, -1);
  g_auto(MlgFd) lock = lock_register (error);

  if (lock < 0)
    return FALSE;

  g_free (self->doc_id);
  self->doc_id = g_strdup (doc_id);
  hash[16] = '\0';
  if (!save_state (self, error))
    return FALSE;

  for (guint n = 1; n < MAX_COPIES; n++)
    {
      g_autofree char *suffix = n > 1 ? g_strdup_printf ("-%u", n) : g_strdup ("");
      g_autofree char *folder = g_strdup_printf ("%s/%s-%s%s", base, doc_id, hash, suffix);

      if (g_file_test (folder, G_FILE_TEST_EXISTS))
        continue;
      if (g_rename (self->folder, folder) != 0)
        break;

      set_folder (self, folder);
      return TRUE;
    }

  mlg_disk_set_error (error, errno, self->folder);
  return FALSE;
}

gboolean
mlg_workcopy_remember (MlgWorkcopy     *self,
                       const MlgStamp  *stamp,
                       gint64           position,
                       GError         **error)
{
  self->seen = *stamp;
  self->position = position;
  return save_state (self, error);
}

gboolean
mlg_workcopy_set_path (MlgWorkcopy  *self,
                       const char   *path,
                       GError      **error)
{
  g_free (self->path);
  self->path = g_strdup (path);
  return save_state (self, error);
}

gboolean
mlg_workcopy_is_ahead (MlgWorkcopy *self)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  gboolean ahead = TRUE;

  if (sqlite3_open_v2 (self->database, &handle, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
      sqlite3_prepare_v2 (handle, "SELECT ifnull(max(n), 0) FROM op", -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    ahead = sqlite3_column_int64 (statement, 0) != self->position;

  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return ahead;
}

static sqlite3_stmt *
select_writers (sqlite3 *handle)
{
  sqlite3_stmt *statement = NULL;

  sqlite3_prepare_v2 (handle, "SELECT sid, max(seq) FROM op GROUP BY sid ORDER BY sid", -1, &statement, NULL);
  return statement;
}

gboolean
mlg_workcopy_knows_more (MlgWorkcopy *self,
                         sqlite3     *other)
{
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  sqlite3_stmt *statement = select_writers (other);
  sqlite3 *handle = NULL;
  gboolean more = FALSE;

  while (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    {
      gint64 writer = sqlite3_column_int64 (statement, 0);
      gint64 last = sqlite3_column_int64 (statement, 1);

      g_hash_table_insert (known, g_memdup2 (&writer, sizeof writer), g_memdup2 (&last, sizeof last));
    }
  sqlite3_finalize (statement);

  sqlite3_open_v2 (self->database, &handle, SQLITE_OPEN_READWRITE, NULL);
  statement = select_writers (handle);
  while (statement != NULL && !more && sqlite3_step (statement) == SQLITE_ROW)
    {
      gint64 writer = sqlite3_column_int64 (statement, 0);
      gint64 *last = g_hash_table_lookup (known, &writer);

      more = last == NULL || *last < sqlite3_column_int64 (statement, 1);
    }
  sqlite3_finalize (statement);
  sqlite3_close (handle);

  return more;
}

/* The copy itself, and what is being typed. */
static gboolean
is_needed (const char *name)
{
  return g_str_has_prefix (name, DATABASE_NAME) || g_str_has_prefix (name, "draft-") ||
         g_str_equal (name, STATE_NAME) || g_str_equal (name, LOCK_NAME);
}

void
mlg_workcopy_tidy (MlgWorkcopy *self)
{
  g_autoptr(GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      if (!is_needed (name))
        g_unlink (path);
    }
}

void
mlg_workcopy_remove (MlgWorkcopy *self)
{
  if (self->generation != NULL)
    {
      g_autofree char *cache = mlg_workcopy_cache (self);

      mlg_disk_remove_database (cache);
    }
  mlg_disk_remove_folder (self->folder);
}

void
mlg_workcopy_free (MlgWorkcopy *self)
{
  if (self == NULL)
    return;

  mlg_fd_close (self->lock);
  g_free (self->folder);
  g_free (self->database);
  g_free (self->path);
  g_free (self->doc_id);
  g_free (self->generation);
  g_free (self);
}
