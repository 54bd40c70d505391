/* What can be saved of a damaged file, in a new one. */

#include "store/mlg-rescue.h"

#include "store/mlg-disk.h"
#include "store/mlg-publish.h"
#include "store/mlg-store-private.h"
#include "store/mlg-workcopy.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <sys/stat.h>

/* An operation takes at least as much room: how many there may be where the last cannot be read. */
#define MIN_OPERATION_BYTES 64

/* Beyond a page that cannot be read, the search for the next operation that can. */
#define MAX_UNREADABLE      1000000

typedef struct
{
  sqlite3  *damaged;
  MlgStore *store;
  gint64    last;            /* of the operations there may be */
  guint64   n_saved, n_lost;
} Rescue;

/* ---- reading what is left */

static sqlite3 *
open_damaged (const char  *path,
              GError     **error)
{
  g_autofree char *canonical = mlg_disk_canonical (path);
  g_autofree char *escaped = g_uri_escape_string (canonical, "/", FALSE);
  g_autofree char *uri = g_strdup_printf ("file:%s?mode=ro&immutable=1", escaped);
  sqlite3 *handle = NULL;

  if (sqlite3_open_v2 (uri, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
    {
      sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
      sqlite3_db_config (handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
      sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
      sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
      sqlite3_limit (handle, SQLITE_LIMIT_LENGTH, 64 << 20);
      sqlite3_exec (handle, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0", NULL, NULL, NULL);
      return handle;
    }

  mlg_db_set_error (handle, sqlite3_extended_errcode (handle), error);
  sqlite3_close (handle);
  return NULL;
}

static gint64
find_last (sqlite3    *handle,
           const char *path)
{
  sqlite3_stmt *statement = NULL;
  struct stat st;
  gint64 last = -1;

  if (sqlite3_prepare_v2 (handle, "SELECT max(n) FROM op", -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    last = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  if (last < 0 && stat (path, &st) == 0)
    last = st.st_size / MIN_OPERATION_BYTES;
  return MIN (last, G_MAXINT32);
}

static gboolean
meta_is_sound (sqlite3_stmt *row)
{
  return sqlite3_column_int64 (row, 2) == mlg_meta_sum ((const char *) sqlite3_column_text (row, 0),
                                                        (const char *) sqlite3_column_text (row, 1));
}

static gboolean
site_is_sound (sqlite3_stmt *row)
{
  return sqlite3_column_int64 (row, 4) == mlg_site_sum (sqlite3_column_int64 (row, 0),
                                                        (const char *) sqlite3_column_text (row, 1),
                                                        (const char *) sqlite3_column_text (row, 2),
                                                        sqlite3_column_int64 (row, 3));
}

/* Which document it is, and who wrote in it. */
static void
save_meta (Rescue *rescue)
{
  static const struct { const char *from, *into; gboolean (*is_sound) (sqlite3_stmt *); } tables[] = {
    { "SELECT k, v, sum FROM meta",
      "INSERT INTO meta (k, v, sum) VALUES (?1, ?2, ?3) ON CONFLICT (k) DO UPDATE SET v = ?2, sum = ?3", meta_is_sound },
    { "SELECT sid, author, app, started, sum FROM site",
      "INSERT OR IGNORE INTO site (sid, author, app, started, sum) VALUES (?1, ?2, ?3, ?4, ?5)", site_is_sound },
  };
  sqlite3 *ours = mlg_store_get_handle (rescue->store);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      sqlite3_stmt *from = NULL, *into = NULL;

      if (sqlite3_prepare_v2 (rescue->damaged, tables[i].from, -1, &from, NULL) == SQLITE_OK &&
          sqlite3_prepare_v2 (ours, tables[i].into, -1, &into, NULL) == SQLITE_OK)
        while (sqlite3_step (from) == SQLITE_ROW)
          {
            if (!tables[i].is_sound (from))
              continue;
            for (int c = 0; c < sqlite3_bind_parameter_count (into); c++)
              sqlite3_bind_value (into, c + 1, sqlite3_column_value (from, c));
            sqlite3_step (into);
            sqlite3_reset (into);
          }
      sqlite3_finalize (from);
      sqlite3_finalize (into);
    }
}

/* ---- the journal */

static gboolean
save_operation (Rescue        *rescue,
                sqlite3_stmt  *statement,
                GError       **error)
{
  g_autoptr(GError) local_error = NULL;
  MlgOp op;

  if (!mlg_op_from_row (&op, statement) || mlg_op_sum (&op) != op.sum)
    {
      rescue->n_lost++;
      return TRUE;
    }

  if (mlg_journal_insert (rescue->store, &op, &local_error))
    {
      rescue->n_saved++;
      return TRUE;
    }
  /* Twice the same name: a page that is there twice. */
  if (g_error_matches (local_error, MLG_STORE_ERROR, MLG_STORE_ERROR_INVALID))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* One by one: behind a page that cannot be read there are others that can. */
static gboolean
save_operations (Rescue  *rescue,
                 GError **error)
{
  sqlite3_stmt *statement = NULL;
  guint n_unreadable = 0;
  gboolean done = TRUE;

  if (sqlite3_prepare_v2 (rescue->damaged, "SELECT " MLG_OP_COLUMNS " FROM op WHERE n = ?1", -1,
                          &statement, NULL) != SQLITE_OK)
    {
      mlg_store_error_say (error, MLG_STORE_ERROR_DAMAGED,
                           _("Nothing of this file can be read any more."));
      return FALSE;
    }

  for (gint64 n = 1; done && n <= rescue->last && n_unreadable < MAX_UNREADABLE; n++)
    {
      int code;

      sqlite3_reset (statement);
      sqlite3_bind_int64 (statement, 1, n);
      code = sqlite3_step (statement);
      if (code == SQLITE_ROW)
        done = save_operation (rescue, statement, error);
      else if (code != SQLITE_DONE)
        {
          n_unreadable++;
          rescue->n_lost++;
        }
    }
  sqlite3_finalize (statement);

  return done;
}

static gboolean
save_all (Rescue  *rescue,
          GError **error)
{
  g_autoptr(GPtrArray) problems = NULL;

  if (!mlg_db_exec (rescue->store->db, "BEGIN IMMEDIATE", error))
    return FALSE;

  save_meta (rescue);
  if (!save_operations (rescue, error) || !mlg_db_exec (rescue->store->db, "COMMIT", error))
    {
      mlg_db_rollback (rescue->store->db);
      return FALSE;
    }

  problems = mlg_store_check (rescue->store, TRUE, NULL, error);
  return problems != NULL;
}

/* ---- a journal with holes */

typedef struct
{
  MlgGesture      *gesture;
  const MlgEntity *entity;
  GError          *error;
} Transcript;

static gboolean
write_row (const MlgId        *id,
           const char *const  *values,
           gpointer            data)
{
  Transcript *transcript = data;
  MlgId same = *id;

  return mlg_gesture_insert (transcript->gesture, transcript->entity, &same, values, &transcript->error);
}

/* Where operations are missing, those that name them would be damage for ever, and other copies of
 * the document would never give them again. So the rows as they stand now begin a new document. */
static gboolean
transcribe (MlgStore    *holed,
            const char  *database,
            GError     **error)
{
  g_autoptr(MlgStore) store = mlg_store_open (database, MLG_STORE_CREATE, error);
  g_autoptr(MlgGesture) gesture = store != NULL ? mlg_store_begin (store, N_("Rescue"), error) : NULL;
  Transcript transcript = { gesture };

  if (gesture == NULL)
    return FALSE;

  for (guint i = 0; i < mlg_table_get_count (); i++)
    {
      transcript.entity = mlg_table_nth (i)->entity;
      if (g_str_equal (transcript.entity->name, MLG_ENTITY_LINK))
        continue;
      if (!mlg_store_foreach (holed, transcript.entity, write_row, &transcript, error))
        return FALSE;
      if (transcript.error != NULL)
        {
          g_propagate_error (error, transcript.error);
          return FALSE;
        }
    }

  return mlg_gesture_commit (gesture, NULL, error);
}

static gboolean
has_holes (MlgStore *store)
{
  g_autoptr(GPtrArray) problems = mlg_store_check (store, FALSE, NULL, NULL);

  return problems == NULL || problems->len > 0;
}

static gboolean
rescue_into (Rescue       *rescue,
             const char   *path,
             MlgWorkcopy  *copy,
             const char   *target,
             GError      **error)
{
  g_autofree char *fresh = g_build_filename (copy->folder, "fresh.db", NULL);
  const char *database = copy->database;
  MlgStamp stamp;
  gboolean saved;

  rescue->damaged = open_damaged (path, error);
  if (rescue->damaged == NULL)
    return FALSE;

  rescue->last = find_last (rescue->damaged, path);
  rescue->store = mlg_store_open (copy->database, MLG_STORE_CREATE, error);
  saved = rescue->store != NULL && save_all (rescue, error);
  if (saved && has_holes (rescue->store))
    {
      saved = transcribe (rescue->store, fresh, error);
      database = fresh;
    }
  g_clear_pointer (&rescue->store, mlg_store_free);
  sqlite3_close (rescue->damaged);

  return saved && mlg_publish (database, copy->folder, target, &stamp, error);
}

gboolean
mlg_rescue (const char  *damaged,
            const char  *target,
            guint64     *n_saved,
            guint64     *n_lost,
            GError     **error)
{
  g_autofree char *canonical = mlg_disk_canonical (target);
  g_autoptr(MlgWorkcopy) copy = NULL;
  Rescue rescue = { 0 };
  gboolean done;

  g_return_val_if_fail (damaged != NULL, FALSE);
  g_return_val_if_fail (target != NULL, FALSE);

  if (g_file_test (canonical, G_FILE_TEST_EXISTS))
    {
      mlg_store_error_say (error, MLG_STORE_ERROR_INVALID,
                           _("“%s” exists already. Choose another name."), target);
      return FALSE;
    }

  copy = mlg_workcopy_new (canonical, error);
  if (copy == NULL)
    return FALSE;

  done = rescue_into (&rescue, damaged, copy, canonical, error);
  mlg_workcopy_remove (copy);
  if (n_saved != NULL)
    *n_saved = rescue.n_saved;
  if (n_lost != NULL)
    *n_lost = rescue.n_lost;
  return done;
}
