/* Files of every format that was released open for ever.
 *
 * tests/fault/frozen/<format>.sql is a file as that version wrote it, as SQL text. A frozen file is
 * never changed. To freeze the present format, once, when it is released:
 *
 *   test-fault-frozen --freeze tests/fault/frozen/<format>.sql
 */

#include "../project-fixture.h"

#include "store/mlg-guard.h"
#include "store/mlg-migrate.h"
#include "store/mlg-table.h"

#include <sqlite3.h>
#include <stdlib.h>

#define N_ACTORS 8

static const char *const names[N_ACTORS] = {
  "Épicerie du Cœur", "L’Œuvrière", "Les Jardins de N’Diaye", "Café de l’Île", "Ressourcerie d’à côté",
  "Régie des Quatre-Chemins", "Foyer rural de Saint-Ignace", "Coopérative « Le Levain »",
};

/* ---- writing one */

static void
write_rows (sqlite3    *handle,
            const char *table,
            GString    *sql)
{
  g_autofree char *select = g_strdup_printf ("SELECT * FROM \"%s\"", table);
  sqlite3_stmt *rows = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, select, -1, &rows, NULL), ==, SQLITE_OK);
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      g_string_append_printf (sql, "INSERT INTO \"%s\" VALUES (", table);
      for (int i = 0; i < sqlite3_column_count (rows); i++)
        {
          sqlite3_stmt *quote = NULL;

          sqlite3_prepare_v2 (handle, "SELECT quote (?1)", -1, &quote, NULL);
          sqlite3_bind_value (quote, 1, sqlite3_column_value (rows, i));
          sqlite3_step (quote);
          g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", (const char *) sqlite3_column_text (quote, 0));
          sqlite3_finalize (quote);
        }
      g_string_append (sql, ");\n");
    }
  sqlite3_finalize (rows);
}

static char *
write_sql (const char *path)
{
  GString *sql = g_string_new (NULL);
  sqlite3 *handle = NULL;
  sqlite3_stmt *schema = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_string_append_printf (sql, "PRAGMA application_id = %d;\nPRAGMA user_version = %d;\nBEGIN;\n",
                          MLG_APPLICATION_ID, MLG_FORMAT);
  sqlite3_prepare_v2 (handle, "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid", -1,
                      &schema, NULL);
  while (sqlite3_step (schema) == SQLITE_ROW)
    {
      g_string_append_printf (sql, "%s;\n", (const char *) sqlite3_column_text (schema, 2));
      if (g_str_equal (sqlite3_column_text (schema, 0), "table"))
        write_rows (handle, (const char *) sqlite3_column_text (schema, 1), sql);
    }
  g_string_append (sql, "COMMIT;\n");
  sqlite3_finalize (schema);
  sqlite3_close (handle);

  return g_string_free (sql, FALSE);
}

/* A little of everything: texts, elements, a place, a deleted row, an undone command, a conflict. */
static void
freeze (const char *target)
{
  g_autofree char *path = fixture_path ("à-geler.maillage");
  g_autofree char *other = fixture_path ("collègue.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(MlgProject) colleague = NULL;
  g_autofree char *sql = NULL;
  MlgId ids[N_ACTORS];

  for (guint i = 0; i < N_ACTORS; i++)
    {
      g_autofree char *key = g_strdup_printf ("a-%u", i);

      ids[i] = add_actor (project, names[i]);
      set_actor (project, &ids[i], "key", key);
    }
  set_actor (project, &ids[0], "place", "44.82\x1f" "4.48\x1f" "commune");
  set_actor (project, &ids[0], "aliases", "Au Bon Cœur\x1e" "L’Épicerie");
  set_actor (project, &ids[0], "note", "Une note.\n\nEn deux paragraphes.");
  mlg_project_delete (project, entity_actor (), &ids[7], NULL);
  set_actor (project, &ids[1], "name", "Nom d’un instant");
  mlg_project_undo (project, NULL);

  mlg_project_share (project, other, MLG_LEVEL_COMPLETE, NULL);
  colleague = open_project (other);
  set_actor (colleague, &ids[2], "name", "Jardins Ndiaye");
  close_project (&colleague);
  set_actor (project, &ids[2], "name", "Jardins de N’Diaye");
  mlg_merge_report_free (mlg_project_merge (project, other, FALSE, NULL));
  close_project (&project);

  sql = write_sql (path);
  g_assert_true (g_file_set_contents (target, sql, -1, NULL));
}

/* ---- reading them */

static char *
thaw (const char *frozen)
{
  char *path = fixture_path ("dégelé.maillage");
  g_autofree char *sql = NULL;
  g_autoptr(GError) error = NULL;
  sqlite3 *handle = NULL;

  g_file_get_contents (frozen, &sql, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  return path;
}

static void
assert_first_version (const char *path)
{
  g_autoptr(MlgProject) project = open_project (path);
  g_autoptr(MlgRecord) first = NULL;
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(GPtrArray) history = NULL;
  g_autoptr(GError) error = NULL;
  MlgId id;

  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, N_ACTORS - 1);
  for (guint i = 0; i < N_ACTORS - 1; i++)
    {
      g_autofree char *key = g_strdup_printf ("a-%u", i);
      g_autofree char *title = NULL;

      g_assert_true (mlg_project_resolve (project, entity_actor (), key, &id, NULL));
      title = mlg_project_dup_title (project, entity_actor (), &id);
      if (i != 2)
        g_assert_cmpstr (title, ==, names[i]);
    }
  g_assert_false (mlg_project_resolve (project, entity_actor (), "a-7", &id, NULL));
  g_assert_cmpuint (mlg_store_count_conflicts (mlg_project_get_store (project)), ==, 1);

  g_assert_true (mlg_project_resolve (project, entity_actor (), "a-0", &id, NULL));
  first = mlg_project_get_record (project, entity_actor (), &id);
  g_assert_cmpstr (mlg_record_get_named (first, "place"), ==, "44.82\x1f" "4.48\x1f" "commune");
  g_assert_cmpstr (mlg_record_get_named (first, "note"), ==, "Une note.\n\nEn deux paragraphes.");
  g_assert_nonnull (strstr (mlg_record_get_named (first, "aliases"), "Au Bon Cœur"));

  history = mlg_store_history (mlg_project_get_store (project), NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, >, N_ACTORS * 2);
  problems = mlg_store_check (mlg_project_get_store (project), FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);

  set_actor (project, &id, "name", "Encore modifiable");
  g_clear_object (&first);
  close_project (&project);
}

static void
test_every_released_format_opens (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "fault", "frozen", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *frozen = g_build_filename (folder, name, NULL);
      g_autofree char *path = NULL;

      if (!g_str_has_suffix (name, ".sql"))
        continue;
      g_test_message ("%s", name);
      path = thaw (frozen);
      assert_first_version (path);
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

/* A schema that changes without its format: files already made would be refused as damaged. */
static void
test_schema_is_that_of_its_format (void)
{
  g_autofree char *name = g_strdup_printf ("%d.sql", MLG_FORMAT);
  g_autofree char *frozen = g_test_build_filename (G_TEST_DIST, "fault", "frozen", name, NULL);
  g_autofree char *path = thaw (frozen);
  g_autofree char *expected = mlg_store_dup_expected_schema (MLG_FORMAT);
  g_autofree char *fingerprint = g_compute_checksum_for_string (G_CHECKSUM_SHA256, expected, -1);
  g_autofree char *actual = NULL;
  sqlite3 *handle = NULL;

  sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL);
  actual = mlg_store_dup_actual_schema (handle, NULL);
  sqlite3_close (handle);

  g_test_message ("format %d: %s", MLG_FORMAT, fingerprint);
  if (g_strcmp0 (actual, expected) != 0)
    g_printerr ("The schema is no longer that of format %d: see the head of src/store/mlg-migrate.c.\n", MLG_FORMAT);
  g_assert_true (g_strcmp0 (actual, expected) == 0);
}

/* ---- steps */

static char *
make_older (guint format)
{
  char *path = fixture_path ("ancien.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autofree char *sql = g_strdup_printf ("ALTER TABLE actor DROP COLUMN opening; DROP TABLE attachment;"
                                          "CREATE TABLE bygone (x); PRAGMA user_version = %u", format);
  sqlite3 *handle = NULL;
  MlgId id = add_actor (project, "Café de l’Île");

  /* As if a newer Maillage had written it: the journal holds what the old tables cannot. */
  set_actor (project, &id, "opening", "Le jeudi");
  close_project (&project);
  sqlite3_open (path, &handle);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  return path;
}

static void
test_grown_description_is_filled_from_the_journal (void)
{
  static const MlgMigrationStep steps[] = { { 998, 999, mlg_migrate_remake_tables },
                                            { 999, MLG_FORMAT, mlg_migrate_remake_tables } };
  g_autofree char *path = make_older (998);
  g_autofree char *backups = fixture_path ("copies");
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = NULL;
  sqlite3 *handle = NULL;

  mlg_migrate_with (path, backups, steps, G_N_ELEMENTS (steps), MLG_FORMAT, &error);
  g_assert_no_error (error);
  dir = g_dir_open (backups, 0, NULL);
  g_assert_nonnull (g_dir_read_name (dir));

  /* Out of WAL, as published. */
  sqlite3_open (path, &handle);
  sqlite3_exec (handle, "PRAGMA journal_mode = DELETE; VACUUM", NULL, NULL, NULL);
  sqlite3_close (handle);
  mlg_guard_check (path, MLG_GUARD_REPLAY, NULL, NULL, &error);
  g_assert_no_error (error);

  project = open_project (path);
  found = mlg_project_search (project, entity_actor (), "ile", 5);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (mlg_record_get_named (found->pdata[0], "opening"), ==, "Le jeudi");
  g_clear_pointer (&found, g_ptr_array_unref);
  close_project (&project);
}

static gboolean
fail_half_way (sqlite3  *handle,
               GError  **error)
{
  sqlite3_exec (handle, "DELETE FROM op", NULL, NULL, NULL);
  g_set_error_literal (error, MLG_STORE_ERROR, MLG_STORE_ERROR_FAILED, "half way");
  return FALSE;
}

static void
test_failed_step_leaves_the_file_as_it_was (void)
{
  static const MlgMigrationStep steps[] = { { 998, MLG_FORMAT, fail_half_way } };
  g_autofree char *path = make_older (998);
  g_autofree char *backups = fixture_path ("copies");
  g_autofree char *before = write_sql (path);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (mlg_migrate_with (path, backups, steps, 1, MLG_FORMAT, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_FAILED);
  after = write_sql (path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_unknown_format_is_refused (void)
{
  g_autofree char *path = make_older (17);
  g_autoptr(GError) error = NULL;

  g_assert_null (mlg_project_open (path, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  int result;

  fixture_begin ();
  if (argc == 3 && g_str_equal (argv[1], "--freeze"))
    {
      freeze (argv[2]);
      fixture_end ();
      return 0;
    }
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/frozen/every-released-format-opens", test_every_released_format_opens);
  g_test_add_func ("/frozen/schema-is-that-of-its-format", test_schema_is_that_of_its_format);
  g_test_add_func ("/frozen/grown-description-is-filled-from-the-journal",
                   test_grown_description_is_filled_from_the_journal);
  g_test_add_func ("/frozen/failed-step-leaves-the-file-as-it-was", test_failed_step_leaves_the_file_as_it_was);
  g_test_add_func ("/frozen/unknown-format-is-refused", test_unknown_format_is_refused);

  result = g_test_run ();
  fixture_end ();
  return result;
}
