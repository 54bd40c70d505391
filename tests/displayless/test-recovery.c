/* The bad day: snapshots with limits, returning to one, work that was never written, repair from the journal. */

#include "../project-fixture.h"

#include "store/mlg-recovery.h"
#include "store/mlg-snapshot.h"
#include "store/mlg-workcopy.h"

#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

static void
save (MlgProject *project)
{
  g_autoptr(GError) error = NULL;

  mlg_project_save (project, &error);
  g_assert_no_error (error);
}

static void
test_one_snapshot_a_day_is_made_by_saving (void)
{
  g_autofree char *path = fixture_path ("quotidien.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(MlgProject) copy = NULL;
  g_autoptr(GError) error = NULL;

  add_actor (project, "Un");
  save (project);
  add_actor (project, "Deux");
  save (project);
  list = mlg_recovery_list_snapshots (project);
  g_assert_cmpuint (list->len, ==, 1);

  /* A sound file like any other. */
  copy = mlg_project_open_read_only (((MlgRecoverable *) g_ptr_array_index (list, 0))->path, &error);
  g_assert_no_error (error);
  close_project (&copy);
  close_project (&project);
}

/* Ten of the last, one a day for a month; larger files, fewer, but never under three. */
static void
test_snapshots_have_limits (void)
{
  const char *doc_id = "01a2037e-83fb-7000-ba97-000000000001";
  g_autofree char *folder = mlg_workcopy_snapshots (doc_id);
  g_autofree char *path = fixture_path ("limites.maillage");
  g_autofree char *database = NULL;
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(GPtrArray) left = NULL;
  g_autoptr(GPtrArray) few = NULL;
  g_autoptr(GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  for (int day = 1; day <= 60; day++)
    for (int hour = 8; hour < 10; hour++)
      {
        g_autofree char *name = g_strdup_printf ("%s/20%02d-%02d-%02d-%02d0000-000000.maillage", folder,
                                                 25, 1 + (day - 1) / 28, 1 + (day - 1) % 28, hour);

        g_assert_true (g_file_set_contents (name, "x", 1, NULL));
      }
  database = mlg_store_dup_path (mlg_project_get_store (project));
  mlg_snapshot_take (database, doc_id, &error);
  g_assert_no_error (error);
  left = mlg_snapshot_list (doc_id);
  /* Ten of the last (six days of them), then one for each of the other days of thirty. */
  g_assert_cmpuint (left->len, ==, 10 + (30 - 6) + 0);

  for (guint i = 0; i < left->len; i++)
    {
      FILE *stream = fopen (g_ptr_array_index (left, i), "r+");

      g_assert_cmpint (ftruncate (fileno (stream), (goffset) 300 << 20), ==, 0);
      fclose (stream);
    }
  mlg_snapshot_take (database, doc_id, &error);
  g_assert_no_error (error);
  few = mlg_snapshot_list (doc_id);
  g_assert_cmpuint (few->len, ==, 3);
  close_project (&project);
}

static void
test_returning_to_a_snapshot_can_be_undone (void)
{
  g_autofree char *path = fixture_path ("retour.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(MlgRecord) record = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *doc_id = mlg_store_dup_meta (mlg_project_get_store (project), "doc_id");
  g_autofree char *snapshot = NULL;
  MlgRestored restored = { 0 };
  MlgId id = add_actor (project, "Tel qu’alors");

  /* That of the file just made, without the actor, goes. */
  mlg_snapshot_purge (doc_id);
  save (project);
  list = mlg_recovery_list_snapshots (project);
  g_assert_cmpuint (list->len, ==, 1);
  snapshot = g_strdup (((MlgRecoverable *) g_ptr_array_index (list, 0))->path);

  set_actor (project, &id, "name", "Abîmé par mégarde");
  add_actor (project, "De trop");
  mlg_recovery_return_to (project, snapshot, &restored, &error);
  g_assert_no_error (error);
  record = mlg_project_get_record (project, entity_actor (), &id);
  g_assert_cmpstr (mlg_record_get_named (record, "name"), ==, "Tel qu’alors");
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 1);

  mlg_project_undo (project, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mlg_record_get_named (record, "name"), ==, "Abîmé par mégarde");
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 2);
  g_clear_object (&record);
  close_project (&project);
}

static guint
count_unpublished (const char *path,
                   gboolean    is_gone)
{
  g_autoptr(GPtrArray) list = mlg_recovery_list_unpublished ();
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const MlgRecoverable *item = g_ptr_array_index (list, i);

      n += g_str_equal (item->path, path) && item->is_gone == is_gone;
    }
  return n;
}

static void
test_work_never_written_is_found_and_taken_up (void)
{
  g_autofree char *folder = fixture_path ("clé-perdue");
  g_autofree char *given = g_build_filename (folder, "atelier.maillage", NULL);
  g_autofree char *elsewhere = fixture_path ("retrouvé.maillage");
  g_autofree char *path = NULL;
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(GError) error = NULL;

  g_mkdir (folder, 0755);
  project = create_project (given);
  path = g_strdup (mlg_project_get_path (project));
  add_actor (project, "Saisi, jamais écrit");
  /* Somebody has it open: it is nobody's leftover. */
  g_assert_cmpuint (count_unpublished (path, FALSE), ==, 0);
  drop_project (&project);
  g_assert_cmpuint (count_unpublished (path, FALSE), ==, 1);

  g_unlink (path);
  g_rmdir (folder);
  g_assert_cmpuint (count_unpublished (path, TRUE), ==, 1);
  project = open_project (path);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 1);
  mlg_project_save_as (project, elsewhere, &error);
  g_assert_no_error (error);
  close_project (&project);
  g_assert_cmpuint (count_unpublished (path, TRUE), ==, 0);
}

/* As a failing disk, or another program, would leave it. */
static void
break_tables (const char *database)
{
  sqlite3 *handle;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (database, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, "UPDATE actor SET name = 'Autre chose'", NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (handle);
}

static void
test_tables_are_made_again_from_the_journal (void)
{
  g_autofree char *path = fixture_path ("réparé.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autofree char *database = mlg_store_dup_path (mlg_project_get_store (project));
  g_autoptr(MlgRecord) record = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;
  guint n_problems = 0;
  MlgId id = add_actor (project, "Ce que dit le journal");

  save (project);
  break_tables (database);
  mlg_recovery_repair (project, &n_problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_problems, >, 0);
  record = mlg_project_get_record (project, entity_actor (), &id);
  g_assert_cmpstr (mlg_record_get_named (record, "name"), ==, "Ce que dit le journal");
  found = mlg_project_search (project, entity_actor (), "journal", 5);
  g_assert_cmpuint (found->len, ==, 1);
  g_clear_pointer (&found, g_ptr_array_unref);
  mlg_recovery_repair (project, &n_problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_problems, ==, 0);
  g_clear_object (&record);
  close_project (&project);
}

int
main (int    argc,
      char **argv)
{
  int result;

  fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recovery/one-snapshot-a-day-is-made-by-saving", test_one_snapshot_a_day_is_made_by_saving);
  g_test_add_func ("/recovery/snapshots-have-limits", test_snapshots_have_limits);
  g_test_add_func ("/recovery/returning-to-a-snapshot-can-be-undone", test_returning_to_a_snapshot_can_be_undone);
  g_test_add_func ("/recovery/work-never-written-is-found-and-taken-up", test_work_never_written_is_found_and_taken_up);
  g_test_add_func ("/recovery/tables-are-made-again-from-the-journal", test_tables_are_made_again_from_the_journal);

  result = g_test_run ();
  fixture_end ();
  return result;
}
