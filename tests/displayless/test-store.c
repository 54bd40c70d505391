/* The working copy: what is written is there, what is refused leaves no trace. */

#include "../store-fixture.h"

static void
test_what_is_written_is_there_after_reopening (Fixture       *f,
                                               gconstpointer  data)
{
  MlgId id = add_actor (f, f->store, "L’Œuvre à Ardelaine");

  set_field (f, f->store, &id, "description", "Une filature.\n\nEt un musée.");
  mlg_store_free (f->store);
  f->store = open_store (f, "a.db", 0);
  assert_field (f, f->store, &id, "name", "L’Œuvre à Ardelaine");
  assert_field (f, f->store, &id, "description", "Une filature.\n\nEt un musée.");
  g_assert_cmpuint (mlg_store_count (f->store, f->actor), ==, 1);
  g_assert_true (mlg_store_entity_of (f->store, &id) == f->actor);
}

static void
test_a_gesture_left_without_commit_never_happened (Fixture       *f,
                                                   gconstpointer  data)
{
  g_autoptr(MlgChanges) changes = NULL;
  MlgId id = { 0 };

  {
    g_autoptr(MlgGesture) gesture = mlg_store_begin (f->store, "Add actor", NULL);

    g_assert_true (mlg_gesture_insert (gesture, f->actor, &id, NULL, NULL));
  }
  g_assert_cmpuint (mlg_store_count (f->store, f->actor), ==, 0);
  changes = mlg_store_take_changes (f->store);
  g_assert_cmpuint (g_hash_table_size (changes->rows), ==, 0);
  add_actor (f, f->store, "Apeas");
  g_assert_cmpuint (mlg_store_count (f->store, f->actor), ==, 1);
}

static void
test_undo_and_redo_bring_values_back (Fixture       *f,
                                      gconstpointer  data)
{
  MlgId id = add_actor (f, f->store, "Apeas");
  gint64 sid = mlg_store_get_sid (f->store), undone, redone;
  gint64 first, second;
  guint skipped = 9;

  first = set_field (f, f->store, &id, "acronym", "A");
  second = set_field (f, f->store, &id, "acronym", "B");
  g_assert_true (mlg_store_undo (f->store, sid, second, &skipped, &undone, NULL));
  g_assert_cmpuint (skipped, ==, 0);
  assert_field (f, f->store, &id, "acronym", "A");
  g_assert_true (mlg_store_undo (f->store, sid, first, NULL, NULL, NULL));
  assert_field (f, f->store, &id, "acronym", NULL);
  g_assert_true (mlg_store_undo (f->store, sid, 1, NULL, &undone, NULL));
  g_assert_true (is_deleted (f, f->store, &id));
  g_assert_true (mlg_store_undo (f->store, sid, undone, NULL, &redone, NULL));
  g_assert_false (is_deleted (f, f->store, &id));
}

static void
test_elements_keep_their_order_and_come_joined (Fixture       *f,
                                                gconstpointer  data)
{
  MlgId id = add_actor (f, f->store, "Apeas");

  set_field (f, f->store, &id, "aliases", "Zoé\x1e" "Apéas Paca");
  assert_field (f, f->store, &id, "aliases", "Zoé\x1e" "Apéas Paca");
  set_field (f, f->store, &id, "aliases", "Zoé\x1e" "milieu\x1e" "Apéas Paca\x1e" "fin");
  assert_field (f, f->store, &id, "aliases", "Zoé\x1e" "milieu\x1e" "Apéas Paca\x1e" "fin");
  set_field (f, f->store, &id, "aliases", "fin\x1e" "Zoé");
  assert_field (f, f->store, &id, "aliases", "fin\x1e" "Zoé");
  set_field (f, f->store, &id, "aliases", NULL);
  assert_field (f, f->store, &id, "aliases", NULL);
}


/* ---- families, elements, references */

static MlgId
add_row (MlgStore   *store,
         const char *entity_name,
         const char *field_name,
         const char *value)
{
  const MlgEntity *entity = mlg_schema_find (entity_name);
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgGesture) gesture = mlg_store_begin (store, "Add", &error);
  MlgId id = { 0 };

  values[mlg_entity_find_field (entity, field_name)->index] = value;
  mlg_gesture_insert (gesture, entity, &id, values, &error);
  g_assert_no_error (error);
  g_assert_true (mlg_gesture_commit (gesture, NULL, &error));
  return id;
}

typedef gboolean (*RowAct) (MlgGesture *, const MlgEntity *, const MlgId *, GError **);

static gint64
act_on (MlgStore        *store,
        RowAct           act,
        const MlgEntity *entity,
        const MlgId     *id)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgGesture) gesture = mlg_store_begin (store, "Act", &error);
  gint64 txn = 0;

  act (gesture, entity, id, &error);
  g_assert_no_error (error);
  g_assert_true (mlg_gesture_commit (gesture, &txn, &error));
  return txn;
}

static void
test_deleting_takes_the_children_and_restoring_brings_the_same_back (Fixture       *f,
                                                                     gconstpointer  data)
{
  const MlgEntity *monograph = mlg_schema_find ("monograph"), *section = mlg_schema_find ("monograph_section");
  MlgId whole = add_row (f->store, "monograph", "title", "Ardelaine");
  g_autofree char *text = mlg_id_dup_text (&whole);
  MlgId kept = add_row (f->store, "monograph_section", "monograph", text);
  MlgId gone = add_row (f->store, "monograph_section", "monograph", text);
  gint64 txn;

  act_on (f->store, mlg_gesture_delete, section, &gone);
  txn = act_on (f->store, mlg_gesture_delete, monograph, &whole);
  g_assert_cmpuint (mlg_store_count (f->store, section), ==, 0);
  act_on (f->store, mlg_gesture_restore, monograph, &whole);
  g_assert_cmpuint (mlg_store_count (f->store, monograph), ==, 1);
  g_assert_cmpuint (mlg_store_count (f->store, section), ==, 1);

  /* The same by undo: one command took all of it. */
  g_assert_cmpint (txn, >, 0);
  txn = act_on (f->store, mlg_gesture_delete, monograph, &whole);
  g_assert_cmpuint (mlg_store_count (f->store, section), ==, 0);
  g_assert_true (mlg_store_undo (f->store, mlg_store_get_sid (f->store), txn, NULL, NULL, NULL));
  g_assert_cmpuint (mlg_store_count (f->store, section), ==, 1);
  g_assert_true (mlg_store_entity_of (f->store, &kept) == section);
  assert_sound (f->store);
}

static void
test_who_refers_to_a_record_is_found (Fixture       *f,
                                      gconstpointer  data)
{
  MlgId territory = add_row (f->store, MLG_ENTITY_TERRITORY, "name", "Éloyes");
  MlgId actor = add_actor (f, f->store, "Le Mât");
  MlgId other = add_actor (f, f->store, "Apeas");
  g_autofree char *text = mlg_id_dup_text (&territory);
  g_autofree char *any = NULL;
  g_autofree char *actor_text = mlg_id_dup_text (&actor);
  const MlgEntity *partnership = mlg_schema_find (MLG_ENTITY_PARTNERSHIP);
  const MlgEntity *entry = mlg_schema_find ("journal_entry");
  g_autoptr(GArray) areas = NULL;
  g_autoptr(GArray) ends = NULL;
  g_autoptr(GArray) notes = NULL;
  g_autoptr(GArray) after = NULL;

  set_field (f, f->store, &actor, "territories", text);
  add_row (f->store, MLG_ENTITY_PARTNERSHIP, "a", actor_text);
  any = g_strconcat ("actor:", actor_text, NULL);
  add_row (f->store, "journal_entry", "target", any);

  areas = mlg_store_find_referring (f->store, f->actor, field_of (f, "territories"), &territory);
  g_assert_cmpuint (areas->len, ==, 1);
  g_assert_true (mlg_id_equal (&g_array_index (areas, MlgId, 0), &actor));
  ends = mlg_store_find_referring (f->store, partnership, mlg_entity_find_field (partnership, "a"), &actor);
  g_assert_cmpuint (ends->len, ==, 1);
  notes = mlg_store_find_referring (f->store, entry, mlg_entity_find_field (entry, "target"), &actor);
  g_assert_cmpuint (notes->len, ==, 1);

  act_on (f->store, mlg_gesture_delete, f->actor, &actor);
  after = mlg_store_find_referring (f->store, f->actor, field_of (f, "territories"), &territory);
  g_assert_cmpuint (after->len, ==, 0);
  g_assert_false (is_deleted (f, f->store, &other));
}

/* ---- what is refused */

static void
test_a_value_its_field_cannot_hold_is_refused_and_the_rest_is_kept (Fixture       *f,
                                                                    gconstpointer  data)
{
  MlgId id = add_actor (f, f->store, "Ardelaine");
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgGesture) gesture = mlg_store_begin (f->store, "Set", NULL);

  g_assert_true (mlg_gesture_set (gesture, f->actor, &id, field_of (f, "acronym"), "ARD", NULL));
  g_assert_false (mlg_gesture_set (gesture, f->actor, &id, field_of (f, "headcount"), "beaucoup", &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (mlg_gesture_commit (gesture, NULL, &error));
  assert_field (f, f->store, &id, "acronym", "ARD");
  assert_field (f, f->store, &id, "headcount", NULL);
}

static void
test_a_deleted_or_unknown_record_cannot_be_written (Fixture       *f,
                                                    gconstpointer  data)
{
  MlgId id = add_actor (f, f->store, "Ardelaine"), unknown = mlg_id_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgGesture) gesture = NULL;

  act_on (f->store, mlg_gesture_delete, f->actor, &id);
  gesture = mlg_store_begin (f->store, "Set", NULL);
  g_assert_false (mlg_gesture_set (gesture, f->actor, &id, f->name, "Autre", &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (mlg_gesture_set (gesture, f->actor, &unknown, f->name, "Autre", &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_NOT_FOUND);
}

static void
test_the_same_value_again_writes_nothing (Fixture       *f,
                                          gconstpointer  data)
{
  MlgId id = add_actor (f, f->store, "Ardelaine");

  g_assert_cmpint (set_field (f, f->store, &id, "name", "Ardelaine"), ==, 0);
  g_assert_cmpint (set_field (f, f->store, &id, "name", "Ardelaine SCOP"), >, 0);
}

static void
test_a_list_imported_again_brings_its_deleted_rows_back (Fixture       *f,
                                                         gconstpointer  data)
{
  MlgId id = add_actor (f, f->store, "Ardelaine");
  g_autofree const char **values = g_new0 (const char *, f->actor->n_fields);
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgGesture) gesture = NULL;

  act_on (f->store, mlg_gesture_delete, f->actor, &id);
  values[f->name->index] = "Ardelaine SCOP";
  gesture = mlg_store_begin (f->store, "Import", NULL);
  g_assert_true (mlg_gesture_insert (gesture, f->actor, &id, values, &error));
  g_assert_false (mlg_gesture_insert (gesture, f->actor, &id, values, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_INVALID);
  g_assert_true (mlg_gesture_commit (gesture, NULL, NULL));
  assert_field (f, f->store, &id, "name", "Ardelaine SCOP");
}

static void
test_files_of_others_and_of_the_future_are_left_alone (Fixture       *f,
                                                       gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->folder, "other.db", NULL);
  g_autoptr(GError) error = NULL;
  sqlite3 *handle = NULL;

  g_assert_null (mlg_store_open (path, 0, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  sqlite3_open (path, &handle);
  sqlite3_exec (handle, "CREATE TABLE theirs (x)", NULL, NULL, NULL);
  g_assert_null (mlg_store_open (path, 0, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_NOT_OURS);
  g_clear_error (&error);
  g_assert_null (mlg_store_open (path, MLG_STORE_CREATE, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_INVALID);
  g_clear_error (&error);

  sqlite3_exec (handle, "PRAGMA application_id = 0x4D4C4C47; PRAGMA user_version = 2000", NULL, NULL, NULL);
  sqlite3_close (handle);
  g_assert_null (mlg_store_open (path, 0, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_TOO_NEW);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, "pas une base du tout, mais assez long pour qu’on y croie un peu", -1, NULL));
  g_assert_null (mlg_store_open (path, 0, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_NOT_OURS);
}

static void
test_each_error_has_a_sentence_that_says_what_to_do (Fixture       *f,
                                                     gconstpointer  data)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = MLG_STORE_ERROR_FAILED; code <= MLG_STORE_ERROR_CANCELLED; code++)
    {
      g_autoptr(GError) error = g_error_new_literal (MLG_STORE_ERROR, code, "SQLite 266: for the log");
      char *sentence = mlg_store_error_describe (error);

      g_assert_null (strstr (sentence, "SQLite"));
      g_assert_true (g_str_has_suffix (sentence, "."));
      g_assert_true (g_hash_table_add (seen, sentence));
    }
}

/* ---- history */

static MlgHistoryEntry *
entry_at (GPtrArray *entries,
          guint      i)
{
  g_assert_cmpuint (i, <, entries->len);
  return g_ptr_array_index (entries, i);
}

static void
test_history_tells_who_wrote_what_newest_first (Fixture       *f,
                                                gconstpointer  data)
{
  MlgId id;
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GPtrArray) last = NULL;

  mlg_store_set_author (f->store, "Ana");
  id = add_actor (f, f->store, "Ardelaine");
  mlg_store_set_author (f->store, "Bob");
  set_field (f, f->store, &id, "acronym", "A");
  set_field (f, f->store, &id, "aliases", "La filature");
  act_on (f->store, mlg_gesture_delete, f->actor, &id);

  entries = mlg_store_history (f->store, &id, 0, NULL);
  g_assert_cmpuint (entries->len, ==, 4);
  g_assert_cmpint (entry_at (entries, 0)->kind, ==, MLG_CHANGE_DELETED);
  g_assert_true (entry_at (entries, 1)->field == field_of (f, "aliases"));
  g_assert_cmpstr (entry_at (entries, 1)->after, ==, "La filature");
  g_assert_cmpint (entry_at (entries, 2)->kind, ==, MLG_CHANGE_SET);
  g_assert_cmpstr (entry_at (entries, 2)->before, ==, NULL);
  g_assert_cmpstr (entry_at (entries, 2)->after, ==, "A");
  g_assert_cmpstr (entry_at (entries, 2)->author, ==, "Bob");
  g_assert_cmpstr (entry_at (entries, 2)->label, ==, "Set field");
  g_assert_cmpint (entry_at (entries, 3)->kind, ==, MLG_CHANGE_ADDED);
  g_assert_cmpstr (entry_at (entries, 3)->after, ==, "Ardelaine");
  g_assert_cmpstr (entry_at (entries, 3)->author, ==, "Ana");
  g_assert_cmpint (entry_at (entries, 3)->date, <, entry_at (entries, 0)->date);

  last = mlg_store_history (f->store, NULL, 1, NULL);
  g_assert_cmpuint (last->len, ==, 1);
}

static void
test_two_moments_are_compared_cell_by_cell (Fixture       *f,
                                            gconstpointer  data)
{
  MlgId id = add_actor (f, f->store, "Ardelaine"), gone = add_actor (f, f->store, "Éphémère"), new_one;
  gint64 middle, end;
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GPtrArray) nothing = NULL;

  set_field (f, f->store, &id, "acronym", "A");
  set_field (f, f->store, &id, "opening", "Le lundi");
  middle = f->now;
  set_field (f, f->store, &id, "acronym", "B");
  set_field (f, f->store, &id, "acronym", "C");
  set_field (f, f->store, &id, "opening", "Le mardi");
  set_field (f, f->store, &id, "opening", "Le lundi");
  set_field (f, f->store, &id, "aliases", "La filature");
  act_on (f->store, mlg_gesture_delete, f->actor, &gone);
  new_one = add_actor (f, f->store, "Nouveau");
  end = f->now;
  set_field (f, f->store, &id, "acronym", "D");

  entries = mlg_store_diff (f->store, middle, end, NULL);
  g_assert_cmpuint (entries->len, ==, 4);
  g_assert_true (entry_at (entries, 0)->field == field_of (f, "acronym"));
  g_assert_cmpstr (entry_at (entries, 0)->before, ==, "A");
  g_assert_cmpstr (entry_at (entries, 0)->after, ==, "C");
  g_assert_true (entry_at (entries, 1)->field == field_of (f, "aliases"));
  g_assert_cmpint (entry_at (entries, 2)->kind, ==, MLG_CHANGE_DELETED);
  g_assert_cmpstr (entry_at (entries, 2)->before, ==, "Éphémère");
  g_assert_cmpint (entry_at (entries, 3)->kind, ==, MLG_CHANGE_ADDED);
  g_assert_true (mlg_id_equal (&entry_at (entries, 3)->id, &new_one));

  nothing = mlg_store_diff (f->store, f->now, 0, NULL);
  g_assert_cmpuint (nothing->len, ==, 0);
}

static void
test_a_clock_put_back_does_not_hide_what_is_written_next (Fixture       *f,
                                                          gconstpointer  data)
{
  MlgId id = add_actor (f, f->store, "Ardelaine");

  f->now -= 86400000 * (gint64) 365;
  set_field (f, f->store, &id, "acronym", "A");
  mlg_store_new_session (f->store);
  set_field (f, f->store, &id, "acronym", "B");
  assert_field (f, f->store, &id, "acronym", "B");
  g_assert_cmpuint (mlg_store_count_conflicts (f->store), ==, 0);
  assert_sound (f->store);
}

static void
test_changes_name_the_rows_then_say_everything (Fixture       *f,
                                                gconstpointer  data)
{
  MlgId id = add_actor (f, f->store, "Ardelaine");
  g_autoptr(MlgChanges) first = mlg_store_take_changes (f->store);
  g_autoptr(MlgChanges) second = NULL;
  g_autoptr(MlgChanges) third = NULL;

  g_assert_false (first->everything);
  g_assert_true (g_hash_table_lookup (first->rows, &id) == f->actor);
  set_field (f, f->store, &id, "aliases", "La filature");
  second = mlg_store_take_changes (f->store);
  g_assert_cmpuint (g_hash_table_size (second->rows), ==, 1);
  for (guint i = 0; i < 1100; i++)
    add_actor (f, f->store, "Beaucoup");
  third = mlg_store_take_changes (f->store);
  g_assert_true (third->everything);
}

/* ---- damage */

static void
change_behind (Fixture    *f,
               const char *sql)
{
  sqlite3 *handle = NULL;

  mlg_store_free (f->store);
  g_assert_cmpint (sqlite3_open (f->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  f->store = open_store (f, "a.db", 0);
}

static void
test_a_changed_table_is_told_by_cell_and_put_right_from_the_journal (Fixture       *f,
                                                                     gconstpointer  data)
{
  static const char *const harms[] = {
    "UPDATE actor SET acronym = 'X'",
    "DELETE FROM actor",
    "DELETE FROM link",
    "UPDATE actor SET _del = 1",
    "UPDATE op SET sup = 1 - sup WHERE col = 21",
    "INSERT INTO conflict (row, col, tbl, kind) SELECT _id, 21, 2, 0 FROM actor",
    "INSERT INTO actor (_id, _del, _made, _hlc, _sid, name) VALUES (x'00112233445566778899aabbccddeeff', 0, 1, 1, 1, 'Intrus')",
  };
  MlgId id = add_actor (f, f->store, "Ardelaine");

  set_field (f, f->store, &id, "acronym", "A");
  set_field (f, f->store, &id, "acronym", "B");
  set_field (f, f->store, &id, "aliases", "La filature\x1e" "Le musée");
  assert_sound (f->store);
  for (guint i = 0; i < G_N_ELEMENTS (harms); i++)
    {
      g_autoptr(GPtrArray) problems = NULL;
      g_autoptr(GPtrArray) repaired = NULL;

      change_behind (f, harms[i]);
      problems = mlg_store_check (f->store, FALSE, NULL, NULL);
      g_assert_cmpuint (problems->len, >, 0);
      if (i == 0)
        g_assert_nonnull (strstr (g_ptr_array_index (problems, 0), "Ardelaine"));
      repaired = mlg_store_check (f->store, TRUE, NULL, NULL);
      g_assert_cmpuint (repaired->len, >, 0);
      assert_sound (f->store);
      assert_field (f, f->store, &id, "acronym", "B");
      assert_field (f, f->store, &id, "aliases", "La filature\x1e" "Le musée");
    }
}

static void
test_a_changed_operation_is_seen_by_its_checksum (Fixture       *f,
                                                  gconstpointer  data)
{
  static const char *const harms[] = {
    "UPDATE op SET val = 'B' WHERE col = 21", "UPDATE op SET hlc = hlc + 1 WHERE col = 21", "UPDATE op SET txn = txn - 1 WHERE col = 21",
    "UPDATE op SET sum = sum + 1 WHERE col = 21", "UPDATE site SET author = 'Autre'", "UPDATE meta SET v = 'x'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (harms); i++)
    {
      g_autoptr(GPtrArray) problems = NULL;
      MlgId id = add_actor (f, f->store, "Ardelaine");

      set_field (f, f->store, &id, "acronym", "A");
      change_behind (f, harms[i]);
      problems = mlg_store_check (f->store, FALSE, NULL, NULL);
      g_assert_cmpuint (problems->len, >, i);    /* those before stay */
    }
}

/* ---- mistakes of programmers */

static void
test_a_table_changed_without_an_operation_stops_a_debug_build (Fixture       *f,
                                                               gconstpointer  data)
{
#ifdef MLG_DEBUG
  if (g_test_subprocess ())
    {
      add_actor (f, f->store, "Ardelaine");
      sqlite3_exec (mlg_store_get_handle (f->store), "UPDATE actor SET name = 'Autre'", NULL, NULL, NULL);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*changed without an operation*");
#else
  g_test_skip ("not a debug build");
#endif
}

static gpointer
count_elsewhere (gpointer data)
{
  Fixture *f = data;

  mlg_store_count (f->store, f->actor);
  return NULL;
}

static void
test_a_store_belongs_to_its_thread (Fixture       *f,
                                    gconstpointer  data)
{
  if (g_test_subprocess ())
    {
      g_thread_join (g_thread_new ("other", count_elsewhere, f));
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*another thread*");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD (what_is_written_is_there_after_reopening);
  ADD (a_gesture_left_without_commit_never_happened);
  ADD (undo_and_redo_bring_values_back);
  ADD (elements_keep_their_order_and_come_joined);
  ADD (deleting_takes_the_children_and_restoring_brings_the_same_back);
  ADD (who_refers_to_a_record_is_found);
  ADD (a_value_its_field_cannot_hold_is_refused_and_the_rest_is_kept);
  ADD (a_deleted_or_unknown_record_cannot_be_written);
  ADD (the_same_value_again_writes_nothing);
  ADD (a_list_imported_again_brings_its_deleted_rows_back);
  ADD (files_of_others_and_of_the_future_are_left_alone);
  ADD (each_error_has_a_sentence_that_says_what_to_do);
  ADD (history_tells_who_wrote_what_newest_first);
  ADD (two_moments_are_compared_cell_by_cell);
  ADD (a_clock_put_back_does_not_hide_what_is_written_next);
  ADD (changes_name_the_rows_then_say_everything);
  ADD (a_changed_table_is_told_by_cell_and_put_right_from_the_journal);
  ADD (a_changed_operation_is_seen_by_its_checksum);
  ADD (a_table_changed_without_an_operation_stops_a_debug_build);
  ADD (a_store_belongs_to_its_thread);
  return g_test_run ();
}
