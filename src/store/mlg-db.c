/* One SQLite connection: opened with every safety set, statements prepared once, and its
 * thread remembered.
 */

#include "store/mlg-db.h"

#include <errno.h>
#include <string.h>

/* Pages of 4 kB kept in memory: an import of 50 000 rows fits, so that its random index
 * pages are not written twice. */
#define CACHE_KIBIBYTES "65536"

/* Pages of the log before a command copies them into the tables by itself. Publishing does it
 * aside, some seconds after, so that nobody waits for it. */
#define LOG_PAGES "16384"

/* Another window of ours may be publishing; nobody else touches a working copy. */
#define BUSY_MS 2000

struct _MlgDb
{
  sqlite3    *handle;
  GThread    *owner;
  gboolean    read_only;
  GHashTable *statements;   /* address of the SQL → sqlite3_stmt */
};

/* SQLite knows one full disk; the system knows quotas and limits too. */
static MlgStoreError
error_from_system (int errsv)
{
  switch (errsv)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return MLG_STORE_ERROR_FULL;
    case EROFS:
    case EACCES:
    case EPERM:
      return MLG_STORE_ERROR_READ_ONLY;
    default:
      return MLG_STORE_ERROR_FAILED;
    }
}

static MlgStoreError
error_from_sqlite (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return MLG_STORE_ERROR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
      return MLG_STORE_ERROR_DAMAGED;
    case SQLITE_NOTADB:
      return MLG_STORE_ERROR_NOT_OURS;
    case SQLITE_FULL:
      return MLG_STORE_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return MLG_STORE_ERROR_READ_ONLY;
    case SQLITE_CANTOPEN:
      return MLG_STORE_ERROR_NOT_FOUND;
    case SQLITE_CONSTRAINT:
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
      return MLG_STORE_ERROR_INVALID;
    case SQLITE_INTERRUPT:
    case SQLITE_ABORT:
      return MLG_STORE_ERROR_CANCELLED;
    default:
      return MLG_STORE_ERROR_FAILED;
    }
}

void
mlg_db_set_error (sqlite3  *handle,
                  int       code,
                  GError  **error)
{
  /* A file that ended before its time reads as an input/output error. */
  MlgStoreError ours = error_from_sqlite (code);

  if ((code & 0xff) == SQLITE_IOERR && handle != NULL)
    ours = error_from_system (sqlite3_system_errno (handle));
  /* By then the system's own word may be lost. What cannot be written, on a disk that does not
   * fail otherwise, has no room: a quota, a limit on files. */
  if ((code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_SHMSIZE) &&
      (handle == NULL || sqlite3_system_errno (handle) != EIO))
    ours = MLG_STORE_ERROR_FULL;
  if (code == SQLITE_IOERR_SHORT_READ || code == SQLITE_IOERR_CORRUPTFS)
    ours = MLG_STORE_ERROR_DAMAGED;
  g_set_error (error, MLG_STORE_ERROR, ours, "SQLite %d: %s", code,
               handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (code));
}

static char *
make_uri (const char *path,
          MlgDbFlags  flags,
          GError    **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, error);

  if (uri == NULL)
    return NULL;
  return g_strconcat (uri, (flags & MLG_DB_READ_ONLY) ? "?immutable=1" : "", NULL);
}

static gboolean
configure (MlgDb   *self,
           GError **error)
{
  static const struct { int option, value; } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
    { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    { SQLITE_DBCONFIG_ENABLE_FKEY, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },
    { SQLITE_DBCONFIG_DQS_DML, 0 },
  };

  sqlite3_extended_result_codes (self->handle, TRUE);
  sqlite3_busy_timeout (self->handle, BUSY_MS);
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    sqlite3_db_config (self->handle, options[i].option, options[i].value, NULL);

  if (!mlg_db_exec (self,
                    "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA foreign_keys = OFF;"
                    "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -" CACHE_KIBIBYTES, error))
    return FALSE;
  if (self->read_only)
    return mlg_db_exec (self, "PRAGMA query_only = ON", error);

  /* WAL on purpose: this is the private working copy. What travels on sticks and shared
   * folders is published whole, without a -wal file. Erased values must leave the pages. */
  return mlg_db_exec (self, "PRAGMA secure_delete = ON; PRAGMA journal_mode = WAL;"
                      "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = " LOG_PAGES, error);
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

MlgDb *
mlg_db_open (const char  *path,
             MlgDbFlags   flags,
             GError     **error)
{
  g_autoptr(MlgDb) self = g_new0 (MlgDb, 1);
  g_autofree char *uri = make_uri (path, flags, error);
  int mode = SQLITE_OPEN_URI | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX;
  int code;

  if (uri == NULL)
    return NULL;

  self->owner = g_thread_self ();
  self->read_only = (flags & (MLG_DB_READ_ONLY | MLG_DB_BESIDE)) != 0;
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);

  mode |= self->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (flags & MLG_DB_CREATE)
    mode |= SQLITE_OPEN_CREATE;

  code = sqlite3_open_v2 (uri, &self->handle, mode, NULL);
  if (code != SQLITE_OK)
    {
      mlg_db_set_error (self->handle, code, error);
      return NULL;
    }

  return configure (self, error) ? g_steal_pointer (&self) : NULL;
}

void
mlg_db_free (MlgDb *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->statements, g_hash_table_unref);
  if (sqlite3_close (self->handle) != SQLITE_OK)
    g_critical ("A statement outlives its connection: %s", sqlite3_errmsg (self->handle));
  g_free (self);
}

sqlite3 *
mlg_db_get_handle (MlgDb *self)
{
  return self->handle;
}

gboolean
mlg_db_is_read_only (MlgDb *self)
{
  return self->read_only;
}

void
mlg_db_assert_thread (MlgDb *self)
{
  if (G_UNLIKELY (self->owner != g_thread_self ()))
    g_error ("A connection was used in another thread than the one that opened it");
}

gboolean
mlg_db_exec (MlgDb       *self,
             const char  *sql,
             GError     **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  mlg_db_set_error (self->handle, code, error);
  return FALSE;
}

sqlite3_stmt *
mlg_db_prepare (MlgDb       *self,
                const char  *sql,
                GError     **error)
{
  sqlite3_stmt *stmt = g_hash_table_lookup (self->statements, sql);
  int code;

  if (stmt != NULL)
    {
      sqlite3_reset (stmt);
      sqlite3_clear_bindings (stmt);
      return stmt;
    }

  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
  if (code != SQLITE_OK)
    {
      mlg_db_set_error (self->handle, code, error);
      return NULL;
    }
  g_hash_table_insert (self->statements, (gpointer) sql, stmt);
  return stmt;
}

gboolean
mlg_db_next (MlgDb         *self,
             sqlite3_stmt  *stmt,
             GError       **error)
{
  int code = sqlite3_step (stmt);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    mlg_db_set_error (self->handle, code, error);
  sqlite3_reset (stmt);
  return FALSE;
}

gboolean
mlg_db_run (MlgDb         *self,
            sqlite3_stmt  *stmt,
            GError       **error)
{
  int code;

  do
    code = sqlite3_step (stmt);
  while (code == SQLITE_ROW);

  if (code != SQLITE_DONE)
    mlg_db_set_error (self->handle, code, error);
  sqlite3_reset (stmt);
  return code == SQLITE_DONE;
}

gint64
mlg_db_get_number (MlgDb      *self,
                   const char *sql,
                   gint64      otherwise)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self, sql, NULL);
  gint64 number = otherwise;

  if (stmt != NULL && sqlite3_step (stmt) == SQLITE_ROW)
    number = sqlite3_column_int64 (stmt, 0);
  if (stmt != NULL)
    sqlite3_reset (stmt);
  return number;
}

sqlite3_stmt *
mlg_db_hold (sqlite3 *handle)
{
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (handle, "SELECT 1 FROM sqlite_schema", -1, &stmt, NULL) == SQLITE_OK)
    sqlite3_step (stmt);
  return stmt;
}

void
mlg_db_release (sqlite3_stmt *stmt)
{
  sqlite3_finalize (stmt);
}

void
mlg_db_rollback (MlgDb *self)
{
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}
