/* Two copies of one file, written apart and merged: nothing is lost, and people decide. */

#include "../store-fixture.h"

#include "store/mlg-op.h"

static void
test_two_people_on_one_field_keep_both_values (Fixture       *f,
                                               gconstpointer  data)
{
  MlgId id = add_actor (f, f->store, "Ardelaine");
  g_autoptr(MlgStore) hers = copy_store (f, "b.db");
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(MlgMergeReport) again = NULL;
  g_autoptr(MlgMergeReport) back = NULL;
  g_autoptr(GPtrArray) conflicts = NULL;
  const MlgConflict *conflict;

  mlg_store_set_author (hers, "Léa");
  set_field (f, f->store, &id, "acronym", "A1");
  set_field (f, hers, &id, "acronym", "B1");
  set_field (f, hers, &id, "website", "https://exemple.fr/");
  report = merge (f->store, hers);
  g_assert_true (report->related);
  g_assert_cmpuint (report->changed, ==, 1);
  g_assert_cmpuint (report->conflicts, ==, 1);
  g_assert_cmpuint (report->operations, ==, 2);
  assert_field (f, f->store, &id, "acronym", "B1");
  assert_field (f, f->store, &id, "website", "https://exemple.fr/");

  conflicts = mlg_store_conflicts (f->store, NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  conflict = g_ptr_array_index (conflicts, 0);
  g_assert_cmpint (conflict->kind, ==, MLG_CONFLICT_VALUES);
  g_assert_cmpuint (conflict->heads->len, ==, 2);
  g_assert_cmpstr (((MlgHistoryEntry *) g_ptr_array_index (conflict->heads, 0))->after, ==, "B1");
  g_assert_cmpstr (((MlgHistoryEntry *) g_ptr_array_index (conflict->heads, 0))->author, ==, "Léa");
  g_assert_cmpstr (((MlgHistoryEntry *) g_ptr_array_index (conflict->heads, 1))->after, ==, "A1");
  assert_sound (f->store);

  again = merge (f->store, hers);
  g_assert_cmpuint (again->operations + again->changed + again->conflicts, ==, 0);

  set_field (f, f->store, &id, "acronym", "A1");
  g_assert_cmpuint (mlg_store_count_conflicts (f->store), ==, 0);
  back = merge (hers, f->store);
  g_assert_cmpuint (mlg_store_count_conflicts (hers), ==, 0);
  assert_field (f, hers, &id, "acronym", "A1");
  assert_sound (hers);
}

static void
test_a_dry_run_of_a_merge_changes_nothing (Fixture       *f,
                                           gconstpointer  data)
{
  MlgId id = add_actor (f, f->store, "Ardelaine");
  g_autoptr(MlgStore) hers = copy_store (f, "b.db");
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(MlgChanges) before = mlg_store_take_changes (f->store);
  g_autoptr(MlgChanges) after = NULL;

  set_field (f, hers, &id, "acronym", "B1");
  report = mlg_store_merge (f->store, hers, TRUE, NULL, NULL);
  g_assert_cmpuint (report->changed, ==, 1);
  assert_field (f, f->store, &id, "acronym", NULL);
  after = mlg_store_take_changes (f->store);
  g_assert_cmpuint (g_hash_table_size (after->rows), ==, 0);
  assert_sound (f->store);
}


static void
act_on (Fixture     *f,
        MlgStore    *store,
        gboolean   (*act) (MlgGesture *, const MlgEntity *, const MlgId *, GError **),
        const MlgId *id)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgGesture) gesture = mlg_store_begin (store, "Act", &error);

  act (gesture, f->actor, id, &error);
  g_assert_no_error (error);
  g_assert_true (mlg_gesture_commit (gesture, NULL, &error));
}

static void
test_a_row_deleted_here_and_changed_there_comes_back_and_is_told (Fixture       *f,
                                                                  gconstpointer  data)
{
  MlgId id = add_actor (f, f->store, "Ardelaine");
  g_autoptr(MlgStore) hers = copy_store (f, "b.db");
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(GPtrArray) conflicts = NULL;
  const MlgConflict *conflict;

  act_on (f, f->store, mlg_gesture_delete, &id);
  set_field (f, hers, &id, "acronym", "B");
  report = merge (f->store, hers);
  g_assert_cmpuint (report->added, ==, 1);
  g_assert_false (is_deleted (f, f->store, &id));
  assert_field (f, f->store, &id, "acronym", "B");

  conflicts = mlg_store_conflicts (f->store, NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  conflict = g_ptr_array_index (conflicts, 0);
  g_assert_cmpint (conflict->kind, ==, MLG_CONFLICT_DELETED);
  g_assert_null (conflict->field);
  g_assert_cmpuint (conflict->heads->len, ==, 2);

  /* Keeping it is one way to decide, deleting it again the other. */
  act_on (f, f->store, mlg_gesture_restore, &id);
  g_assert_cmpuint (mlg_store_count_conflicts (f->store), ==, 0);
  act_on (f, f->store, mlg_gesture_delete, &id);
  g_assert_true (is_deleted (f, f->store, &id));
  assert_sound (f->store);
}

static void
test_an_element_added_elsewhere_brings_its_deleted_owner_back (Fixture       *f,
                                                               gconstpointer  data)
{
  MlgId id = add_actor (f, f->store, "Ardelaine");
  g_autoptr(MlgStore) hers = copy_store (f, "b.db");
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(GPtrArray) conflicts = NULL;
  const MlgConflict *conflict;

  act_on (f, f->store, mlg_gesture_delete, &id);
  set_field (f, hers, &id, "aliases", "La filature");
  report = merge (f->store, hers);
  g_assert_false (is_deleted (f, f->store, &id));
  assert_field (f, f->store, &id, "aliases", "La filature");

  /* Told with both: the deletion, and what was added beside it. */
  conflicts = mlg_store_conflicts (f->store, NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  conflict = g_ptr_array_index (conflicts, 0);
  g_assert_cmpuint (conflict->heads->len, ==, 2);
  g_assert_cmpstr (((MlgHistoryEntry *) g_ptr_array_index (conflict->heads, 1))->after, ==, "La filature");
  assert_sound (f->store);
}

static void
test_the_same_element_added_by_two_people_is_one (Fixture       *f,
                                                  gconstpointer  data)
{
  MlgId id = add_actor (f, f->store, "Ardelaine");
  g_autoptr(MlgStore) hers = copy_store (f, "b.db");
  g_autoptr(MlgMergeReport) report = NULL;

  set_field (f, f->store, &id, "aliases", "La filature\x1e" "Le musée");
  set_field (f, hers, &id, "aliases", "La filature");
  report = merge (f->store, hers);
  assert_field (f, f->store, &id, "aliases", "La filature\x1e" "Le musée");
  g_assert_cmpuint (report->conflicts, ==, 0);
  assert_sound (f->store);
}

static void
test_texts_changed_in_different_paragraphs_are_put_together_and_told (Fixture       *f,
                                                                      gconstpointer  data)
{
  MlgId id = add_actor (f, f->store, "Ardelaine");
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(GPtrArray) conflicts = NULL;
  MlgStore *hers;

  set_field (f, f->store, &id, "description", "Une filature.\n\nUn musée.\n\nUne librairie.");
  hers = copy_store (f, "b.db");
  set_field (f, f->store, &id, "description", "Une filature rouverte.\n\nUn musée.\n\nUne librairie.");
  set_field (f, hers, &id, "description", "Une filature.\n\nUn musée.\n\nUne librairie et un café.");
  report = merge (f->store, hers);
  assert_field (f, f->store, &id, "description", "Une filature rouverte.\n\nUn musée.\n\nUne librairie et un café.");
  conflicts = mlg_store_conflicts (f->store, NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_cmpint (((MlgConflict *) g_ptr_array_index (conflicts, 0))->kind, ==, MLG_CONFLICT_TEXT_MERGED);

  /* Read over, and kept as it is: an ordinary edit, even with the same words. */
  set_field (f, f->store, &id, "description", "Une filature rouverte.\n\nUn musée.\n\nUne librairie et un café.");
  g_assert_cmpuint (mlg_store_count_conflicts (f->store), ==, 0);
  mlg_store_free (hers);
}

static void
test_what_somebody_changed_since_is_not_undone (Fixture       *f,
                                                gconstpointer  data)
{
  MlgId id = add_actor (f, f->store, "Ardelaine");
  gint64 txn = set_field (f, f->store, &id, "acronym", "A"), sid = mlg_store_get_sid (f->store);
  g_autoptr(MlgStore) hers = copy_store (f, "b.db");
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(GError) error = NULL;

  set_field (f, hers, &id, "acronym", "B");
  report = merge (f->store, hers);
  g_assert_false (mlg_store_undo (f->store, sid, txn, NULL, NULL, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_CHANGED);
  assert_field (f, f->store, &id, "acronym", "B");
}

/* The same list imported on both sides: one row, made twice. */
static void
test_undo_in_a_row_made_twice_gives_back_what_was_shown (Fixture       *f,
                                                         gconstpointer  data)
{
  g_autoptr(MlgStore) hers = copy_store (f, "b.db");
  g_autofree const char **values = g_new0 (const char *, f->actor->n_fields);
  g_autoptr(MlgMergeReport) report = NULL;
  MlgId id = mlg_id_new ();
  gint64 txn;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(MlgGesture) gesture = mlg_store_begin (i == 0 ? f->store : hers, "Import", NULL);

      values[f->name->index] = "Ardelaine";
      values[field_of (f, "acronym")->index] = i == 0 ? "A" : NULL;
      g_assert_true (mlg_gesture_insert (gesture, f->actor, &id, values, NULL));
      g_assert_true (mlg_gesture_commit (gesture, NULL, NULL));
    }
  report = merge (f->store, hers);
  g_assert_cmpuint (report->conflicts, ==, 0);
  assert_field (f, f->store, &id, "acronym", "A");
  txn = set_field (f, f->store, &id, "acronym", "X");
  g_assert_true (mlg_store_undo (f->store, mlg_store_get_sid (f->store), txn, NULL, NULL, NULL));
  assert_field (f, f->store, &id, "acronym", "A");
  assert_sound (f->store);
}

/* ---- erasure */

static gboolean
file_holds (const char *path,
            const char *text)
{
  g_autofree char *bytes = NULL;
  gsize size;

  return g_file_get_contents (path, &bytes, &size, NULL) && memmem (bytes, size, text, strlen (text)) != NULL;
}

static void
test_an_erased_person_leaves_no_trace_and_never_comes_back (Fixture       *f,
                                                            gconstpointer  data)
{
  MlgId id = add_actor (f, f->store, "Zéphyrine Quelconque");
  g_autofree char *wal = g_strconcat (f->path, "-wal", NULL);
  g_autoptr(MlgStore) hers = NULL;
  g_autoptr(MlgMergeReport) one = NULL;
  g_autoptr(MlgMergeReport) two = NULL;
  g_autoptr(MlgRecord) record = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(MlgGesture) gesture = NULL;
  g_autoptr(GError) error = NULL;

  set_field (f, f->store, &id, "aliases", "Surnom Singulier");
  set_field (f, f->store, &id, "contact_email", "zephyrine@exemple.fr");
  hers = copy_store (f, "b.db");
  set_field (f, hers, &id, "contact_name", "Zéphyrine encore");
  set_field (f, hers, &id, "aliases", "Surnom Singulier\x1e" "Autre Surnom");

  act_on (f, f->store, mlg_gesture_erase, &id);
  one = merge (f->store, hers);
  record = mlg_store_read (f->store, f->actor, &id, &error);
  g_assert_null (record);
  g_assert_no_error (error);
  assert_sound (f->store);

  sqlite3_wal_checkpoint_v2 (mlg_store_get_handle (f->store), NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  g_assert_cmpint (sqlite3_exec (mlg_store_get_handle (f->store), "VACUUM", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_wal_checkpoint_v2 (mlg_store_get_handle (f->store), NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  g_assert_false (file_holds (f->path, "phyrine"));
  g_assert_false (file_holds (f->path, "Surnom"));
  g_assert_false (file_holds (wal, "phyrine"));

  /* Her copy learns of it, keeps nothing, and tells nobody. */
  two = merge (hers, f->store);
  g_assert_cmpuint (two->deleted, ==, 1);
  g_assert_null (mlg_store_read (hers, f->actor, &id, NULL));
  assert_sound (hers);
  entries = mlg_store_history (hers, &id, 0, NULL);
  for (guint i = 0; i < entries->len; i++)
    g_assert_null (((MlgHistoryEntry *) g_ptr_array_index (entries, i))->after);

  gesture = mlg_store_begin (hers, "Add", NULL);
  g_assert_false (mlg_gesture_insert (gesture, f->actor, &id, NULL, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_INVALID);
}

/* ---- what another file may bring */

static void
test_a_newer_file_s_fields_are_kept_for_the_day_they_are_known (Fixture       *f,
                                                                gconstpointer  data)
{
  MlgId id = add_actor (f, f->store, "Ardelaine");
  g_autoptr(MlgStore) hers = copy_store (f, "b.db");
  g_autoptr(MlgMergeReport) report = NULL;
  sqlite3_stmt *stmt;
  MlgOp op = { .dot = { 77, 1 }, .hlc = (gint64) 1800000000000 << 16, .txn = 1, .tbl = f->actor->number, .row = id,
               .col = 250, .st = MLG_ST_VALUE, .val = "de demain", .val_size = 9 };

  for (guint i = 0; i < 2; i++, op.dot.seq++, op.tbl = 9999)
    {
      sqlite3_prepare_v2 (mlg_store_get_handle (hers), "INSERT INTO op (sid, seq, hlc, txn, tbl, row, col, st, sum, val) "
                          "VALUES (?1, ?2, ?3, 1, ?4, ?5, 250, 1, ?6, ?7)", -1, &stmt, NULL);
      sqlite3_bind_int64 (stmt, 1, op.dot.sid);
      sqlite3_bind_int64 (stmt, 2, op.dot.seq);
      sqlite3_bind_int64 (stmt, 3, op.hlc);
      sqlite3_bind_int64 (stmt, 4, op.tbl);
      sqlite3_bind_blob (stmt, 5, id.bytes, 16, SQLITE_STATIC);
      sqlite3_bind_int64 (stmt, 6, mlg_op_sum (&op));
      sqlite3_bind_text (stmt, 7, op.val, -1, SQLITE_STATIC);
      g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
      sqlite3_finalize (stmt);
    }
  report = merge (f->store, hers);
  g_assert_cmpuint (report->operations, ==, 2);
  assert_field (f, f->store, &id, "name", "Ardelaine");
}

static void
test_a_file_that_lies_is_refused_whole (Fixture       *f,
                                        gconstpointer  data)
{
  static const char *const lies[] = {
    "UPDATE op SET val = 'Autre' WHERE col = 21",
    "UPDATE op SET sum = sum + 1 WHERE col = 0",
    "UPDATE op SET hlc = 9223372036854775807 WHERE col = 21",
    "UPDATE op SET row = x'00' WHERE col = 21",
    "UPDATE op SET par = x'00' WHERE col = 21",
    "UPDATE op SET val = 7 WHERE col = 21",
    "UPDATE site SET author = 'Autre'",
    "DELETE FROM op WHERE col = 0",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autofree char *name = g_strdup_printf ("lie-%u.db", i);
      MlgStore *liar = open_store (f, name, MLG_STORE_CREATE);
      MlgId id = add_actor (f, liar, "Menteur");
      g_autoptr(GError) error = NULL;

      set_field (f, liar, &id, "acronym", "M");
      g_assert_cmpint (sqlite3_exec (mlg_store_get_handle (liar), lies[i], NULL, NULL, NULL), ==, SQLITE_OK);
      g_assert_null (mlg_store_merge (f->store, liar, FALSE, NULL, &error));
      g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_DAMAGED);
      g_assert_cmpuint (mlg_store_count (f->store, f->actor), ==, 0);
      assert_sound (f->store);
      mlg_store_free (liar);
    }
}

static void
test_a_merge_given_up_changes_nothing (Fixture       *f,
                                       gconstpointer  data)
{
  g_autoptr(MlgStore) hers = copy_store (f, "b.db");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(MlgGesture) gesture = mlg_store_begin (hers, "Import", NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 2000; i++)
    {
      MlgId id = { 0 };

      g_assert_true (mlg_gesture_insert (gesture, f->actor, &id, NULL, NULL));
    }
  g_assert_true (mlg_gesture_commit (gesture, NULL, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_null (mlg_store_merge (f->store, hers, FALSE, cancellable, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_CANCELLED);
  g_assert_cmpuint (mlg_store_count (f->store, f->actor), ==, 0);
  assert_sound (f->store);
}

static void
test_a_store_opened_to_read_writes_nothing (Fixture       *f,
                                            gconstpointer  data)
{
  g_autoptr(MlgStore) reader = NULL;
  g_autoptr(GError) error = NULL;
  MlgId id = add_actor (f, f->store, "Ardelaine");

  mlg_store_free (copy_store (f, "b.db"));
  reader = open_store (f, "b.db", MLG_STORE_READ_ONLY);
  assert_field (f, reader, &id, "name", "Ardelaine");
  g_assert_null (mlg_store_begin (reader, "Add", &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_null (mlg_store_merge (reader, f->store, FALSE, NULL, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_READ_ONLY);
  assert_sound (reader);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD (two_people_on_one_field_keep_both_values);
  ADD (a_dry_run_of_a_merge_changes_nothing);
  ADD (a_row_deleted_here_and_changed_there_comes_back_and_is_told);
  ADD (an_element_added_elsewhere_brings_its_deleted_owner_back);
  ADD (the_same_element_added_by_two_people_is_one);
  ADD (texts_changed_in_different_paragraphs_are_put_together_and_told);
  ADD (what_somebody_changed_since_is_not_undone);
  ADD (undo_in_a_row_made_twice_gives_back_what_was_shown);
  ADD (an_erased_person_leaves_no_trace_and_never_comes_back);
  ADD (a_newer_file_s_fields_are_kept_for_the_day_they_are_known);
  ADD (a_file_that_lies_is_refused_whole);
  ADD (a_merge_given_up_changes_nothing);
  ADD (a_store_opened_to_read_writes_nothing);
  return g_test_run ();
}
