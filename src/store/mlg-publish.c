/* From the working copy to the user's file, whole or not at all. */

#include "store/mlg-publish.h"

#include "store/mlg-db.h"
#include "store/mlg-disk.h"
#include "store/mlg-guard.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define COPY_NAME "publish.maillage"

static gboolean
vacuum_into (const char  *database,
             const char  *copy,
             GError     **error)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_open_v2 (database, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  /* The writer may be between two commands: its lock lasts milliseconds. */
  sqlite3_busy_timeout (handle, 5000);
  if (code == SQLITE_OK)
    code = sqlite3_prepare_v2 (handle, "VACUUM INTO ?1", -1, &statement, NULL);
  if (code == SQLITE_OK)
    {
      sqlite3_bind_text (statement, 1, copy, -1, SQLITE_STATIC);
      code = sqlite3_step (statement);
    }
  if (code != SQLITE_DONE)
    mlg_db_set_error (handle, sqlite3_extended_errcode (handle), error);

  sqlite3_finalize (statement);
  /* As much of the log as can go into the tables without anybody waiting. */
  if (code == SQLITE_DONE)
    sqlite3_wal_checkpoint_v2 (handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  sqlite3_close (handle);
  return code == SQLITE_DONE;
}

gboolean
mlg_publish_make_copy (const char  *database,
                       const char  *copy,
                       GError     **error)
{
  g_autofree char *journal = g_strconcat (copy, "-journal", NULL);

  /* What a killed process left there. */
  g_unlink (copy);
  g_unlink (journal);

  if (vacuum_into (database, copy, error) &&
      mlg_stamp_put_number (copy, error) &&
      mlg_guard_check (copy, MLG_GUARD_INTEGRITY, NULL, NULL, error))
    return TRUE;

  g_unlink (copy);
  g_unlink (journal);
  return FALSE;
}

gboolean
mlg_publish (const char  *database,
             const char  *folder,
             const char  *target,
             MlgStamp    *stamp,
             GError     **error)
{
  g_autofree char *copy = g_build_filename (folder, COPY_NAME, NULL);
  gboolean done = mlg_publish_make_copy (database, copy, error) &&
                  mlg_disk_publish (copy, target, error) &&
                  mlg_stamp_read (target, stamp, error);

  g_unlink (copy);
  return done;
}

char *
mlg_publish_lock_path (const char *target)
{
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *name = g_path_get_basename (target);

  return g_strdup_printf ("%s/.~lock.%s#", folder, name);
}
