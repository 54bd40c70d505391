/* Bringing files of older formats to the present one.
 *
 * The journal is what a file is; its tables follow. So a new entity or field needs no step of its
 * own: raise MLG_FORMAT, put the fingerprint of the schema that was (the test "frozen" prints it) in
 * `released`, add a step with mlg_migrate_remake_tables, freeze a file of the new format in
 * tests/fault/frozen. The files frozen there are opened by every later version.
 */

#include "store/mlg-migrate.h"

#include "store/mlg-disk.h"
#include "store/mlg-store.h"
#include "store/mlg-table.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

/* What sqlite_schema held in each format that was released, as SHA-256. The present one is
 * computed from the description. */
static const struct { guint format; const char *fingerprint; } released[] = {
  { 1000, "6686d1be1fd7a355f0aaa227b43135f1b2447891d49227459969926a84237119" },
  { 0, NULL },
};

/* meta, site, op, conflict, blob, and the indexes op_dot, op_cell, op_erased. */
#define N_JOURNAL_OBJECTS 8

static const MlgMigrationStep present_steps[] = {
  { 1000, 1001, mlg_migrate_remake_tables },
  { 0, 0, NULL },
};

const MlgMigrationStep *
mlg_migrate_get_steps (guint *n_steps)
{
  *n_steps = 0;
  while (present_steps[*n_steps].run != NULL)
    (*n_steps)++;

  return present_steps;
}

static const char *
get_present_schema (void)
{
  static const char *schema;

  if (g_once_init_enter (&schema))
    g_once_init_leave (&schema, mlg_store_dup_expected_schema (MLG_FORMAT));

  return schema;
}

gboolean
mlg_migrate_schema_is (const char *schema,
                       guint       format)
{
  if (format == MLG_FORMAT)
    return g_strcmp0 (schema, get_present_schema ()) == 0;

  for (guint i = 0; released[i].fingerprint != NULL; i++)
    if (released[i].format == format)
      {
        g_autofree char *fingerprint = g_compute_checksum_for_string (G_CHECKSUM_SHA256, schema, -1);

        return g_str_equal (fingerprint, released[i].fingerprint);
      }

  return FALSE;
}

static guint
read_format (sqlite3 *handle)
{
  sqlite3_stmt *statement = NULL;
  guint format = 0;

  if (sqlite3_prepare_v2 (handle, "PRAGMA user_version", -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    format = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);

  return format;
}

static gboolean
run (sqlite3     *handle,
     const char  *sql,
     GError     **error)
{
  if (sqlite3_exec (handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  g_set_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_FAILED, "%s: %s", sql, sqlite3_errmsg (handle));
  return FALSE;
}

static gboolean
take_step (sqlite3                 *handle,
           const MlgMigrationStep  *step,
           GError                 **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %u", step->to);

  if (run (handle, "BEGIN IMMEDIATE", error) &&
      step->run (handle, error) &&
      run (handle, mark, error) &&
      run (handle, "COMMIT", error))
    return TRUE;

  if (!sqlite3_get_autocommit (handle))
    sqlite3_exec (handle, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/* What no operation makes: these are carried from format to format by steps of their own. */
static gboolean
is_of_the_journal (const char *table)
{
  static const char *const kept[] = { "meta", "site", "op", "conflict", "blob", NULL };

  return g_strv_contains (kept, table) || g_str_has_prefix (table, "sqlite_");
}

gboolean
mlg_migrate_remake_tables (sqlite3  *handle,
                           GError  **error)
{
  g_autoptr(GPtrArray) drops = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (handle, "SELECT name FROM sqlite_schema WHERE type = 'table'", -1, &statement,
                          NULL) == SQLITE_OK)
    while (sqlite3_step (statement) == SQLITE_ROW)
      {
        const char *table = (const char *) sqlite3_column_text (statement, 0);

        if (!is_of_the_journal (table))
          g_ptr_array_add (drops, g_strdup_printf ("DROP TABLE \"%s\"", table));
      }
  sqlite3_finalize (statement);

  for (guint i = 0; i < drops->len; i++)
    if (!run (handle, drops->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < mlg_table_get_count (); i++)
    if (!run (handle, mlg_table_nth (i)->ddl, error))
      return FALSE;

  return TRUE;
}

/* From the journal into the tables: also what an older program could not yet understand. */
static gboolean
fill_tables (const char  *path,
             GError     **error)
{
  g_autoptr(MlgStore) store = mlg_store_open (path, 0, error);
  g_autoptr(GPtrArray) problems = store != NULL ? mlg_store_check (store, TRUE, NULL, error) : NULL;

  return problems != NULL;
}

static gboolean
back_up (const char  *path,
         const char  *folder,
         guint        format,
         GError     **error)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d-%H%M%S");
  g_autofree char *copy = g_strdup_printf ("%s/%s-format-%u.maillage", folder, date, format);

  return mlg_disk_make_folder (folder, error) && mlg_disk_copy (path, copy, error);
}

static gboolean
take_steps (sqlite3                 *handle,
            const MlgMigrationStep  *steps,
            guint                    n_steps,
            guint                    target,
            GError                 **error)
{
  for (guint i = 0; i < n_steps; i++)
    if (steps[i].from == read_format (handle) && !take_step (handle, &steps[i], error))
      return FALSE;

  if (read_format (handle) == target)
    return TRUE;

  mlg_store_error_say (error, MLG_STORE_ERROR_NOT_OURS,
               _("This file has a format that no version of Maillage ever wrote. It was left as it is."));
  return FALSE;
}

gboolean
mlg_migrate_with (const char              *path,
                  const char              *backup_folder,
                  const MlgMigrationStep  *steps,
                  guint                    n_steps,
                  guint                    target,
                  GError                 **error)
{
  sqlite3 *handle = NULL;
  gboolean done = FALSE;
  guint format;

  if (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    {
      g_set_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_FAILED, "%s", sqlite3_errmsg (handle));
      sqlite3_close (handle);
      return FALSE;
    }

  format = read_format (handle);
  if (format == target)
    {
      sqlite3_close (handle);
      return TRUE;
    }

  done = back_up (path, backup_folder, format, error) &&
         take_steps (handle, steps, n_steps, target, error);
  sqlite3_close (handle);

  return done && fill_tables (path, error);
}

gboolean
mlg_migrate (const char  *path,
             const char  *backup_folder,
             GError     **error)
{
  guint n_steps;
  const MlgMigrationStep *steps = mlg_migrate_get_steps (&n_steps);

  return mlg_migrate_with (path, backup_folder, steps, n_steps, MLG_FORMAT, error);
}

/* ---- a newer minor version */

static char *
dup_sql (sqlite3    *handle,
         const char *type,
         const char *name)
{
  sqlite3_stmt *statement = NULL;
  char *sql = NULL;

  if (sqlite3_prepare_v2 (handle, "SELECT sql FROM sqlite_schema WHERE type = ?1 AND name = ?2", -1, &statement, NULL) == SQLITE_OK)
    {
      sqlite3_bind_text (statement, 1, type, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 2, name, -1, SQLITE_STATIC);
      if (sqlite3_step (statement) == SQLITE_ROW)
        sql = g_strdup ((const char *) sqlite3_column_text (statement, 0));
    }
  sqlite3_finalize (statement);

  return sql;
}

static gboolean
is_same_in (sqlite3    *ours,
            sqlite3    *theirs,
            const char *type,
            const char *name)
{
  g_autofree char *expected = dup_sql (ours, type, name);
  g_autofree char *found = dup_sql (theirs, type, name);

  return expected != NULL && g_strcmp0 (expected, found) == 0;
}

/* Nothing that runs by itself, and the journal to the letter. */
static gboolean
objects_are_sound (sqlite3 *ours,
                   sqlite3 *theirs)
{
  sqlite3_stmt *statement = NULL;
  gboolean sound = TRUE;
  guint n_ours = 0;

  if (sqlite3_prepare_v2 (theirs, "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema", -1, &statement,
                          NULL) != SQLITE_OK)
    return FALSE;
  while (sound && sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *type = (const char *) sqlite3_column_text (statement, 0);
      const char *name = (const char *) sqlite3_column_text (statement, 1);
      const char *table = (const char *) sqlite3_column_text (statement, 2);
      const char *sql = (const char *) sqlite3_column_text (statement, 3);

      sound = type != NULL && name != NULL && table != NULL &&
              (g_str_equal (type, "table") || g_str_equal (type, "index")) &&
              g_ascii_strncasecmp (sql, "CREATE VIRTUAL", strlen ("CREATE VIRTUAL")) != 0;
      /* An index that SQLite made for itself has no text. */
      if (sound && is_of_the_journal (table) && *sql != '\0')
        {
          sound = is_same_in (ours, theirs, type, name);
          n_ours++;
        }
    }
  sqlite3_finalize (statement);

  return sound && n_ours >= N_JOURNAL_OBJECTS;
}

gboolean
mlg_migrate_has_our_journal (sqlite3 *handle)
{
  sqlite3 *memory = NULL;
  gboolean has = sqlite3_open_v2 (":memory:", &memory, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL) == SQLITE_OK &&
                 sqlite3_exec (memory, mlg_schema_get_script (MLG_FORMAT), NULL, NULL, NULL) == SQLITE_OK &&
                 objects_are_sound (memory, handle);

  sqlite3_close (memory);
  return has;
}

gboolean
mlg_migrate_adopt_journal (const char  *path,
                           GError     **error)
{
  const MlgMigrationStep step = { 0, MLG_FORMAT, mlg_migrate_remake_tables };
  sqlite3 *handle = NULL;
  gboolean done = FALSE;

  if (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
    done = take_step (handle, &step, error);
  else
    g_set_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_FAILED, "%s", sqlite3_errmsg (handle));
  sqlite3_close (handle);

  return done;
}
