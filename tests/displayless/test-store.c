/* The working copy: what is written is there, what is refused leaves no trace. */

#include "store/mlg-store.h"

#include "model/mlg-value.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

typedef struct
{
  char     *folder;
  char     *path;
  MlgStore *store;
  gint64    now;
  const MlgEntity *actor;
  const MlgField  *name;
} Fixture;

static gint64
tell_time (gpointer data)
{
  Fixture *f = data;

  return f->now += 1000;
}

static MlgStore *
open_store (Fixture       *f,
            const char    *name,
            MlgStoreFlags  flags)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr(GError) error = NULL;
  MlgStore *store = mlg_store_open (path, flags, &error);

  g_assert_no_error (error);
  mlg_store_set_clock (store, tell_time, f);
  return store;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->folder = g_dir_make_tmp ("maillage-store-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "a.db", NULL);
  f->now = 1700000000000;
  f->store = open_store (f, "a.db", MLG_STORE_CREATE);
  f->actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  f->name = mlg_entity_find_field (f->actor, "name");
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *entry;

  mlg_store_free (f->store);
  while ((entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, entry, NULL);

      g_remove (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static const MlgField *
field_of (Fixture    *f,
          const char *name)
{
  const MlgField *field = mlg_entity_find_field (f->actor, name);

  g_assert_nonnull (field);
  return field;
}

static MlgId
add_actor (Fixture    *f,
           MlgStore   *store,
           const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgGesture) gesture = mlg_store_begin (store, "Add actor", &error);
  g_autofree const char **values = g_new0 (const char *, f->actor->n_fields);
  MlgId id = { 0 };

  g_assert_no_error (error);
  values[f->name->index] = name;
  g_assert_true (mlg_gesture_insert (gesture, f->actor, &id, values, &error));
  g_assert_true (mlg_gesture_commit (gesture, NULL, &error));
  return id;
}

static gint64
set_field (Fixture     *f,
           MlgStore    *store,
           const MlgId *id,
           const char  *field,
           const char  *value)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgGesture) gesture = mlg_store_begin (store, "Set field", &error);
  gint64 txn;

  g_assert_true (mlg_gesture_set (gesture, f->actor, id, field_of (f, field), value, &error));
  g_assert_true (mlg_gesture_commit (gesture, &txn, &error));
  return txn;
}

static void
assert_field (Fixture     *f,
              MlgStore    *store,
              const MlgId *id,
              const char  *field,
              const char  *value)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgRecord) record = mlg_store_read (store, f->actor, id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (record);
  g_assert_cmpstr (mlg_record_get_named (record, field), ==, value);
}

static gboolean
is_deleted (Fixture     *f,
            MlgStore    *store,
            const MlgId *id)
{
  g_autoptr(MlgRecord) record = mlg_store_read (store, f->actor, id, NULL);

  g_assert_nonnull (record);
  return mlg_record_is_deleted (record);
}

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

/* A colleague's copy: the same file, another writer, her own clock. */
static MlgStore *
copy_store (Fixture    *f,
            const char *name)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autofree char *sql = g_strdup_printf ("VACUUM INTO '%s'", path);

  g_assert_cmpint (sqlite3_exec (mlg_store_get_handle (f->store), sql, NULL, NULL, NULL), ==, SQLITE_OK);
  return open_store (f, name, 0);
}

static MlgMergeReport *
merge (MlgStore *into,
       MlgStore *from)
{
  g_autoptr(GError) error = NULL;
  MlgMergeReport *report = mlg_store_merge (into, from, FALSE, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static void
assert_sound (MlgStore *store)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) problems = mlg_store_check (store, FALSE, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
}

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

#define ADD(name) g_test_add ("/store/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD (what_is_written_is_there_after_reopening);
  ADD (a_gesture_left_without_commit_never_happened);
  ADD (undo_and_redo_bring_values_back);
  ADD (elements_keep_their_order_and_come_joined);
  ADD (two_people_on_one_field_keep_both_values);
  ADD (a_dry_run_of_a_merge_changes_nothing);
  return g_test_run ();
}
