/* The open file: published, resumed, merged, undone, searched; nothing lost. */

#include "../project-fixture.h"

#include "store/mlg-project-private.h"
#include "store/mlg-snapshot.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

static void
test_file_is_there_at_once (void)
{
  g_autofree char *path = fixture_path ("neuf.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpstr (mlg_project_get_title (project), ==, "Territoire d’épreuve");
  g_assert_cmpint (mlg_project_get_save_state (project), ==, MLG_SAVED);
  close_project (&project);

  g_assert_null (mlg_project_create (path, NULL, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_INVALID);
}

static void
test_closing_publishes (void)
{
  g_autofree char *path = fixture_path ("ferme.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(GError) error = NULL;
  MlgId id = add_actor (project, "Épicerie Cœur d’Ardèche");

  g_assert_cmpint (mlg_project_get_save_state (project), ==, MLG_TO_SAVE);
  close_project (&project);

  project = mlg_project_open_read_only (path, &error);
  g_assert_no_error (error);
  {
    g_autoptr(MlgRecord) record = mlg_project_get_record (project, entity_actor (), &id);

    g_assert_cmpstr (mlg_record_get_named (record, "name"), ==, "Épicerie Cœur d’Ardèche");
    g_assert_true (mlg_project_is_read_only (project));
    g_assert_null (mlg_project_begin (project, "Add", &error));
    g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_READ_ONLY);
  }
  close_project (&project);
}

static void
test_unpublished_work_is_resumed (void)
{
  g_autofree char *path = fixture_path ("reprise.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  gboolean resumed;

  add_actor (project, "Avant la panne");
  drop_project (&project);

  project = open_project (path);
  g_object_get (project, "resumed", &resumed, NULL);
  g_assert_true (resumed);
  g_assert_cmpint (mlg_project_get_save_state (project), ==, MLG_TO_SAVE);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 1);
  close_project (&project);

  project = open_project (path);
  g_object_get (project, "resumed", &resumed, NULL);
  g_assert_false (resumed);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 1);
  close_project (&project);
}

/* Two windows on one file, both killed: the work of both is there. */
static void
test_every_leftover_is_resumed (void)
{
  g_autofree char *path = fixture_path ("deux.maillage");
  g_autoptr(MlgProject) first = create_project (path);
  g_autoptr(MlgProject) second = open_project (path);
  g_autoptr(MlgProject) third = open_project (path);

  add_actor (first, "Première fenêtre");
  add_actor (second, "Deuxième fenêtre");
  add_actor (third, "Troisième fenêtre");
  drop_project (&first);
  drop_project (&second);
  close_project (&third);

  first = open_project (path);
  g_assert_cmpuint (mlg_project_count (first, entity_actor ()), ==, 3);
  close_project (&first);
}

static void
test_second_publishing_merges_the_first (void)
{
  g_autofree char *path = fixture_path ("fusion.maillage");
  g_autoptr(MlgProject) first = create_project (path);
  MlgId id = add_actor (first, "Le Mat Drôme");
  g_autoptr(MlgProject) second = NULL;
  g_autoptr(GError) error = NULL;

  mlg_project_save (first, &error);
  g_assert_no_error (error);
  second = open_project (path);

  set_actor (first, &id, "name", "Le Mât Drôme");
  set_actor (second, &id, "acronym", "LMD");
  mlg_project_save (first, &error);
  g_assert_no_error (error);
  mlg_project_save (second, &error);
  g_assert_no_error (error);

  {
    g_autoptr(MlgRecord) record = mlg_project_get_record (second, entity_actor (), &id);

    g_assert_cmpstr (mlg_record_get_named (record, "name"), ==, "Le Mât Drôme");
    g_assert_cmpstr (mlg_record_get_named (record, "acronym"), ==, "LMD");
  }
  close_project (&first);
  close_project (&second);
}

/* A synchronising client that puts yesterday's file back: it is what is shown, and what we had
 * published is still in a snapshot. */
static void
test_replaced_file_is_respected_and_ours_kept (void)
{
  g_autofree char *path = fixture_path ("remplacé.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autofree char *yesterday = NULL;
  g_autofree char *doc_id = NULL;
  g_autoptr(GPtrArray) snapshots = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  add_actor (project, "Hier");
  close_project (&project);
  g_file_get_contents (path, &yesterday, &length, NULL);
  project = open_project (path);
  add_actor (project, "Aujourd’hui");
  doc_id = mlg_store_dup_meta (mlg_project_get_store (project), "doc_id");
  close_project (&project);

  g_file_set_contents (path, yesterday, length, NULL);
  project = open_project (path);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 1);
  close_project (&project);

  snapshots = mlg_snapshot_list (doc_id);
  /* That of the day, and ours: the newest. */
  g_assert_cmpuint (snapshots->len, ==, 2);
  project = mlg_project_open_read_only (snapshots->pdata[0], &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 2);
  close_project (&project);
}

static void
test_vanished_folder_keeps_the_work (void)
{
  g_autofree char *folder = fixture_path ("cle-usb");
  g_autofree char *away = fixture_path ("debranchee");
  g_autofree char *path = g_build_filename (folder, "atelier.maillage", NULL);
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(GError) error = NULL;

  g_mkdir (folder, 0755);
  project = create_project (path);
  add_actor (project, "Noté pendant l’atelier");
  g_rename (folder, away);

  g_assert_false (mlg_project_save (project, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_NOT_FOUND);
  g_assert_cmpint (mlg_project_get_save_state (project), ==, MLG_TARGET_GONE);
  drop_project (&project);

  /* Without the stick: what was not published can still be seen. */
  project = open_project (path);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 1);
  drop_project (&project);

  g_rename (away, folder);
  project = open_project (path);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 1);
  close_project (&project);
  project = open_project (path);
  g_assert_cmpint (mlg_project_get_save_state (project), ==, MLG_SAVED);
  close_project (&project);
}

/* What the timer does: without the window standing still, and whatever happens meanwhile. */
static void
test_publishing_aside (void)
{
  g_autofree char *path = fixture_path ("minuterie.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(GError) error = NULL;

  add_actor (project, "Premier");
  mlg_project_publish_aside (project);
  add_actor (project, "Entré pendant ce temps");
  g_assert_cmpint (mlg_project_get_save_state (project), ==, MLG_TO_SAVE);
  while (project->publication != NULL)
    g_main_context_iteration (NULL, TRUE);

  mlg_project_publish_aside (project);
  while (project->publication != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (mlg_project_get_save_state (project), ==, MLG_SAVED);

  /* Closed, or dropped, while it is at work. */
  add_actor (project, "Deuxième");
  mlg_project_publish_aside (project);
  close_project (&project);
  project = open_project (path);
  add_actor (project, "Troisième");
  mlg_project_publish_aside (project);
  drop_project (&project);

  project = mlg_project_open_read_only (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 4);
  close_project (&project);
}

/* Too large to be replayed before it is shown: replayed while it is, and what is wrong is told. */
static void
test_large_file_is_replayed_aside (void)
{
  g_autofree char *path = fixture_path ("grand.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autofree char *text = g_strnfill (5 << 20, 'x');
  g_autofree char *problem = NULL;
  sqlite3 *handle = NULL;
  MlgId id = add_actor (project, "Grand");

  set_actor (project, &id, "description", text);
  text[0] = 'y';
  set_actor (project, &id, "description", text);
  close_project (&project);
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "UPDATE actor SET name = 'Petit'", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);

  project = open_project (path);
  while (problem == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (project, "problem", &problem, NULL);
    }
  close_project (&project);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static MlgProject *
open_aside (const char  *path,
            GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  mlg_project_open_async (path, NULL, opened_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return mlg_project_open_finish (result, error);
}

/* What is slow is done in a thread: checked, made ready, then opened here and replayed. */
static void
test_large_file_is_opened_aside (void)
{
  g_autofree char *path = fixture_path ("recu.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autofree char *text = g_strnfill (5 << 20, 'x');
  g_autofree char *problem = NULL, *content = NULL;
  g_autoptr(MlgRecord) record = NULL;
  g_autoptr(GError) error = NULL;
  sqlite3 *handle = NULL;
  gsize length;
  MlgId id = add_actor (project, "Reçu");

  g_assert_false (mlg_project_is_slow_to_open (path));
  set_actor (project, &id, "description", text);
  text[0] = 'y';
  set_actor (project, &id, "description", text);
  close_project (&project);
  /* Nobody searched in it yet: that is made aside too. */
  g_assert_true (mlg_project_is_slow_to_open (path));
  project = open_aside (path, &error);
  g_assert_no_error (error);
  close_project (&project);
  g_assert_false (mlg_project_is_slow_to_open (path));

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "UPDATE actor SET name = 'Petit'", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  g_assert_true (mlg_project_is_slow_to_open (path));

  project = open_aside (path, &error);
  g_assert_no_error (error);
  record = mlg_project_get_record (project, entity_actor (), &id);
  g_assert_cmpstr (mlg_record_get_named (record, "name"), ==, "Petit");
  while (problem == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (project, "problem", &problem, NULL);
    }
  g_clear_object (&record);
  close_project (&project);
  g_assert_false (mlg_project_is_slow_to_open (path));

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  memset (content + length / 2, 0xff, 65536);
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
  g_assert_true (mlg_project_is_slow_to_open (path));
  g_assert_null (open_aside (path, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_DAMAGED);
}

/* ---- undo */

static void
count_done_cb (MlgProject *project,
               const char *label,
               guint      *n)
{
  g_assert_nonnull (label);
  (*n)++;
}

static void
test_undo_and_redo (void)
{
  g_autofree char *path = fixture_path ("annuler.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(GError) error = NULL;
  guint n_done = 0;
  gboolean can_undo, can_redo;
  MlgId id;

  g_signal_connect (project, "done", G_CALLBACK (count_done_cb), &n_done);
  g_object_get (project, "can-undo", &can_undo, NULL);
  g_assert_false (can_undo);

  id = add_actor (project, "Cré-sol");
  set_actor (project, &id, "name", "Cré’Sol");
  g_assert_cmpuint (n_done, ==, 2);
  {
    g_autoptr(MlgRecord) record = mlg_project_get_record (project, entity_actor (), &id);

    mlg_project_undo (project, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (mlg_record_get_named (record, "name"), ==, "Cré-sol");
    mlg_project_undo (project, &error);
    g_assert_no_error (error);
    g_assert_true (mlg_record_is_deleted (record));
    g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 0);

    mlg_project_redo (project, &error);
    g_assert_no_error (error);
    mlg_project_redo (project, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (mlg_record_get_named (record, "name"), ==, "Cré’Sol");
  }
  g_object_get (project, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  g_assert_true (can_undo);
  g_assert_false (can_redo);
  g_assert_false (mlg_project_redo (project, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_NOT_FOUND);
  close_project (&project);
}

static void
test_refused_gesture_leaves_no_trace (void)
{
  g_autofree char *path = fixture_path ("refus.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(GError) error = NULL;
  gboolean can_undo;
  MlgId id = { { 0 } };

  {
    g_autoptr(MlgGesture) gesture = mlg_project_begin (project, "Add", &error);

    g_assert_true (mlg_gesture_insert (gesture, entity_actor (), &id, NULL, &error));
  }
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 0);
  g_object_get (project, "can-undo", &can_undo, NULL);
  g_assert_false (can_undo);
  g_assert_cmpint (mlg_project_get_save_state (project), ==, MLG_SAVED);
  close_project (&project);
}

/* ---- finding */

static void
test_records_are_found_by_key_and_id (void)
{
  g_autofree char *path = fixture_path ("cles.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  MlgId id = add_actor (project, "Ardelaine");
  char text[MLG_ID_TEXT_LENGTH + 1];
  const MlgEntity *found = NULL;
  MlgId result;

  set_actor (project, &id, "key", "a-ardelaine");
  g_assert_true (mlg_project_resolve (project, NULL, "a-ardelaine", &result, &found));
  g_assert_true (mlg_id_equal (&result, &id));
  g_assert_true (found == entity_actor ());
  g_assert_true (mlg_project_resolve (project, NULL, mlg_id_write (&id, text), &result, NULL));
  g_assert_false (mlg_project_resolve (project, NULL, "a-inconnu", &result, NULL));
  g_assert_false (mlg_project_resolve (project, mlg_schema_find ("territory"), "a-ardelaine", &result, NULL));
  close_project (&project);
}

static void
test_titles_follow_the_records (void)
{
  g_autofree char *path = fixture_path ("titres.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  const MlgEntity *partnership = mlg_schema_find (MLG_ENTITY_PARTNERSHIP);
  g_autofree const char **values = g_new0 (const char *, partnership->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId a = add_actor (project, "La Passerelle");
  MlgId b = add_actor (project, "Ville de Crest");
  g_autofree char *a_text = mlg_id_dup_text (&a);
  g_autofree char *b_text = mlg_id_dup_text (&b);
  g_autoptr(GPtrArray) found = NULL;
  MlgId id = { { 0 } };
  char *title;

  values[mlg_entity_find_field (partnership, "a")->index] = a_text;
  values[mlg_entity_find_field (partnership, "b")->index] = b_text;
  mlg_project_add (project, partnership, values, &id, &error);
  g_assert_no_error (error);

  title = mlg_project_dup_title (project, partnership, &id);
  g_assert_cmpstr (title, ==, "La Passerelle – Ville de Crest");
  g_free (title);

  found = mlg_project_search (project, partnership, "crest", 10);
  g_assert_cmpuint (found->len, ==, 1);
  g_clear_pointer (&found, g_ptr_array_unref);

  set_actor (project, &b, "name", "Commune de Crest");
  title = mlg_project_dup_title (project, partnership, &id);
  g_assert_cmpstr (title, ==, "La Passerelle – Commune de Crest");
  g_free (title);
  found = mlg_project_search (project, partnership, "commune", 10);
  g_assert_cmpuint (found->len, ==, 1);
  close_project (&project);
}

static void
assert_search (MlgProject *project,
               const char *text,
               const char *expected)
{
  g_autoptr(GPtrArray) found = mlg_project_search (project, entity_actor (), text, 20);
  g_autofree char *titles = join_titles (found);

  g_assert_cmpstr (titles, ==, expected);
}

static void
test_search_finds_what_is_meant (void)
{
  g_autofree char *path = fixture_path ("recherche.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autofree char *suggestion = NULL;
  g_autofree char *none = NULL;
  MlgId id;

  add_actor (project, "L’Œuvrière de N’Diaye");
  add_actor (project, "Épicerie solidaire");
  add_actor (project, "Solidaire");
  add_actor (project, "Solidaires des Îles d’Yeu");
  id = add_actor (project, "Réseau \"d’échanges\" (RERS)");

  assert_search (project, "oeuvr", "L’Œuvrière de N’Diaye");
  assert_search (project, "ndiaye", "L’Œuvrière de N’Diaye");
  assert_search (project, "EPICERIE SOL", "Épicerie solidaire");
  assert_search (project, "solidaire", "Solidaire|Solidaires des Îles d’Yeu|Épicerie solidaire");
  assert_search (project, "rers", "Réseau \"d’échanges\" (RERS)");
  assert_search (project, "\"* OR (", "");
  assert_search (project, "zzz", "");

  suggestion = mlg_project_suggest (project, "épiserie");
  g_assert_cmpstr (suggestion, ==, "epicerie");
  none = mlg_project_suggest (project, "épicerie");
  g_assert_null (none);

  /* The cache follows each command, and survives the closing. */
  set_actor (project, &id, "name", "Réseau d’échanges réciproques");
  assert_search (project, "rers", "");
  assert_search (project, "recip", "Réseau d’échanges réciproques");
  close_project (&project);
  project = open_project (path);
  assert_search (project, "recip", "Réseau d’échanges réciproques");
  close_project (&project);
}

static void
test_full_text_reads_the_notes (void)
{
  g_autofree char *path = fixture_path ("texte.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  MlgId id = add_actor (project, "Boulangerie");
  g_autoptr(GPtrArray) found = NULL;

  set_actor (project, &id, "note", "A parlé d’un **four banal** à remettre en marche.");
  found = mlg_project_search_text (project, "four banal", 10);
  g_assert_cmpuint (found->len, ==, 1);
  g_clear_pointer (&found, g_ptr_array_unref);

  set_actor (project, &id, "note", "Rien.");
  found = mlg_project_search_text (project, "banal", 10);
  g_assert_cmpuint (found->len, ==, 0);
  close_project (&project);
}

static void
test_places_are_found_in_a_box (void)
{
  g_autofree char *path = fixture_path ("lieux.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  MlgId inside = add_actor (project, "Saint-Pierreville");
  MlgId outside = add_actor (project, "Brest");
  g_autoptr(GPtrArray) found = NULL;
  g_autofree char *titles = NULL;

  set_actor (project, &inside, "place", "44.82\x1f" "4.48\x1f" "commune");
  set_actor (project, &outside, "place", "48.39\x1f" "-4.49\x1f" "commune");
  found = mlg_project_find_in_box (project, entity_actor (), 44, 4, 45, 5);
  titles = join_titles (found);
  g_assert_cmpstr (titles, ==, "Saint-Pierreville");
  close_project (&project);
}

/* ---- other files */

static void
test_merge_tells_and_can_be_tried (void)
{
  g_autofree char *path = fixture_path ("a.maillage");
  g_autofree char *copy = fixture_path ("collegue.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(MlgProject) other = NULL;
  g_autoptr(MlgMergeReport) tried = NULL;
  g_autoptr(MlgMergeReport) merged = NULL;
  g_autoptr(MlgMergeReport) again = NULL;
  g_autoptr(GError) error = NULL;

  add_actor (project, "Commun");
  mlg_project_share (project, copy, MLG_LEVEL_COMPLETE, &error);
  g_assert_no_error (error);
  other = open_project (copy);
  add_actor (other, "Ajouté par le collègue");
  close_project (&other);

  tried = mlg_project_merge (project, copy, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tried->added, ==, 1);
  g_assert_true (tried->related);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 1);

  merged = mlg_project_merge (project, copy, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (merged->added, ==, 1);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 2);
  again = mlg_project_merge (project, copy, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->operations, ==, 0);
  close_project (&project);
}

static void
test_foreign_files_are_left_alone (void)
{
  static const struct { const char *content; MlgStoreError code; } cases[] = {
    { "", MLG_STORE_ERROR_DAMAGED },
    { "nom;commune\nLa Passerelle;Crest\n", MLG_STORE_ERROR_NOT_OURS },
    { "SQLite format 3", MLG_STORE_ERROR_DAMAGED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = fixture_path ("autre.maillage");
      g_autoptr(GError) error = NULL;
      g_autofree char *after = NULL;

      g_file_set_contents (path, cases[i].content, -1, NULL);
      g_assert_null (mlg_project_open (path, &error));
      g_assert_error (error, MLG_STORE_ERROR, (int) cases[i].code);
      g_file_get_contents (path, &after, NULL, NULL);
      g_assert_cmpstr (after, ==, cases[i].content);
    }
}

static void
test_file_from_the_future_is_refused (void)
{
  g_autofree char *path = fixture_path ("futur.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(GError) error = NULL;
  guint32 format = GUINT32_TO_BE (MLG_FORMAT + 1000);
  int fd;

  close_project (&project);
  fd = g_open (path, O_RDWR, 0);
  g_assert_cmpint (pwrite (fd, &format, 4, 60), ==, 4);
  close (fd);

  g_assert_null (mlg_project_open (path, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_TOO_NEW);
}

static void
test_save_as_goes_on_elsewhere (void)
{
  g_autofree char *path = fixture_path ("ici.maillage");
  g_autofree char *other = fixture_path ("ailleurs.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(GError) error = NULL;

  add_actor (project, "Premier");
  mlg_project_save_as (project, other, &error);
  g_assert_no_error (error);
  add_actor (project, "Second");
  drop_project (&project);

  project = open_project (other);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 2);
  close_project (&project);
  project = open_project (path);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 0);
  close_project (&project);
}

/* ---- a stage that changes leaves a line, whoever writes it */

static guint
count_lines (MlgProject  *project,
             const MlgId *initiative,
             const char  *from,
             const char  *to)
{
  g_autoptr(GPtrArray) lines = mlg_project_referring (project, mlg_schema_find ("stage_history"), "initiative", initiative);
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    n += g_strcmp0 (mlg_record_get_named (lines->pdata[i], "from"), from) == 0 &&
         g_strcmp0 (mlg_record_get_named (lines->pdata[i], "to"), to) == 0;
  return n;
}

static guint
count_all_lines (MlgProject *project)
{
  return mlg_project_count (project, mlg_schema_find ("stage_history"));
}

static MlgId
add_initiative (MlgProject *project,
                const char *stage)
{
  const MlgEntity *entity = mlg_schema_find ("initiative");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId id = { { 0 } };

  values[mlg_entity_find_field (entity, "name")->index] = "Four à pain";
  values[mlg_entity_find_field (entity, "stage")->index] = stage;
  mlg_project_add (project, entity, values, &id, &error);
  g_assert_no_error (error);
  return id;
}

static void
set_stage (MlgProject  *project,
           const MlgId *id,
           const char  *stage)
{
  const MlgEntity *entity = mlg_schema_find ("initiative");
  g_autoptr(GError) error = NULL;

  mlg_project_set (project, entity, id, mlg_entity_find_field (entity, "stage"), stage, &error);
  g_assert_no_error (error);
}

static void
test_a_stage_that_changes_leaves_a_line (void)
{
  g_autofree char *path = fixture_path ("stades.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  const MlgEntity *entity = mlg_schema_find ("initiative");
  g_autoptr(GError) error = NULL;
  MlgId id = add_initiative (project, "emergence");

  g_assert_cmpuint (count_all_lines (project), ==, 0);
  set_stage (project, &id, "emergence");
  g_assert_cmpuint (count_all_lines (project), ==, 0);
  mlg_project_set (project, entity, &id, mlg_entity_find_field (entity, "pitch"), "Du pain", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_all_lines (project), ==, 0);

  set_stage (project, &id, "consolidation");
  g_assert_cmpuint (count_lines (project, &id, "emergence", "consolidation"), ==, 1);
  mlg_project_undo (project, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_all_lines (project), ==, 0);
  mlg_project_redo (project, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_all_lines (project), ==, 1);

  set_stage (project, &id, NULL);
  set_stage (project, &id, "dormant");
  g_assert_cmpuint (count_lines (project, &id, "consolidation", NULL), ==, 1);
  g_assert_cmpuint (count_lines (project, &id, NULL, "dormant"), ==, 1);
  close_project (&project);
}

static void
test_one_command_leaves_one_line (void)
{
  g_autofree char *path = fixture_path ("stade.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  const MlgEntity *entity = mlg_schema_find ("initiative"), *history = mlg_schema_find ("stage_history");
  const MlgField *stage = mlg_entity_find_field (entity, "stage");
  g_autofree const char **values = g_new0 (const char *, history->n_fields);
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgGesture) gesture = NULL;
  g_autofree char *owner = NULL;
  MlgId id = add_initiative (project, "emergence"), line = { { 0 } };

  /* Through two stages at once: from the first to the last. */
  gesture = mlg_project_begin (project, "Several", &error);
  g_assert_true (mlg_gesture_set (gesture, entity, &id, stage, "dormant", &error));
  g_assert_true (mlg_gesture_set (gesture, entity, &id, stage, "consolidation", &error));
  g_assert_true (mlg_project_commit (project, g_steal_pointer (&gesture), &error));
  g_assert_cmpuint (count_all_lines (project), ==, 1);
  g_assert_cmpuint (count_lines (project, &id, "emergence", "consolidation"), ==, 1);

  /* There and back: nothing changed. */
  gesture = mlg_project_begin (project, "Several", &error);
  g_assert_true (mlg_gesture_set (gesture, entity, &id, stage, "dormant", &error));
  g_assert_true (mlg_gesture_set (gesture, entity, &id, stage, "consolidation", &error));
  g_assert_true (mlg_project_commit (project, g_steal_pointer (&gesture), &error));
  g_assert_cmpuint (count_all_lines (project), ==, 1);

  /* A line written by hand, with its reason, is enough. */
  owner = mlg_id_dup_text (&id);
  values[mlg_entity_find_field (history, "initiative")->index] = owner;
  values[mlg_entity_find_field (history, "to")->index] = "dormant";
  values[mlg_entity_find_field (history, "why")->index] = "Plus de farine";
  gesture = mlg_project_begin (project, "With its reason", &error);
  g_assert_true (mlg_gesture_set (gesture, entity, &id, stage, "dormant", &error));
  g_assert_true (mlg_gesture_insert (gesture, history, &line, values, &error));
  g_assert_true (mlg_project_commit (project, g_steal_pointer (&gesture), &error));
  g_assert_cmpuint (count_all_lines (project), ==, 2);
  close_project (&project);
}

int
main (int    argc,
      char **argv)
{
  int result;

  fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/project/file-is-there-at-once", test_file_is_there_at_once);
  g_test_add_func ("/project/closing-publishes", test_closing_publishes);
  g_test_add_func ("/project/unpublished-work-is-resumed", test_unpublished_work_is_resumed);
  g_test_add_func ("/project/every-leftover-is-resumed", test_every_leftover_is_resumed);
  g_test_add_func ("/project/second-publishing-merges-the-first", test_second_publishing_merges_the_first);
  g_test_add_func ("/project/replaced-file-is-respected-and-ours-kept", test_replaced_file_is_respected_and_ours_kept);
  g_test_add_func ("/project/vanished-folder-keeps-the-work", test_vanished_folder_keeps_the_work);
  g_test_add_func ("/project/publishing-aside", test_publishing_aside);
  g_test_add_func ("/project/large-file-is-replayed-aside", test_large_file_is_replayed_aside);
  g_test_add_func ("/project/large-file-is-opened-aside", test_large_file_is_opened_aside);
  g_test_add_func ("/project/undo-and-redo", test_undo_and_redo);
  g_test_add_func ("/project/refused-gesture-leaves-no-trace", test_refused_gesture_leaves_no_trace);
  g_test_add_func ("/project/records-are-found-by-key-and-id", test_records_are_found_by_key_and_id);
  g_test_add_func ("/project/titles-follow-the-records", test_titles_follow_the_records);
  g_test_add_func ("/project/search-finds-what-is-meant", test_search_finds_what_is_meant);
  g_test_add_func ("/project/full-text-reads-the-notes", test_full_text_reads_the_notes);
  g_test_add_func ("/project/places-are-found-in-a-box", test_places_are_found_in_a_box);
  g_test_add_func ("/project/merge-tells-and-can-be-tried", test_merge_tells_and_can_be_tried);
  g_test_add_func ("/project/foreign-files-are-left-alone", test_foreign_files_are_left_alone);
  g_test_add_func ("/project/file-from-the-future-is-refused", test_file_from_the_future_is_refused);
  g_test_add_func ("/project/save-as-goes-on-elsewhere", test_save_as_goes_on_elsewhere);
  g_test_add_func ("/project/a-stage-that-changes-leaves-a-line", test_a_stage_that_changes_leaves_a_line);
  g_test_add_func ("/project/one-command-leaves-one-line", test_one_command_leaves_one_line);

  result = g_test_run ();
  fixture_end ();
  return result;
}
