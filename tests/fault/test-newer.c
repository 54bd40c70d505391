/* A file from a newer minor version is merged: what we do not know travels on untouched, through us and
 * through whoever merges ours. The crafted file has an entity, a field, an element, a kind of operation and
 * a table that no Maillage of today knows.
 */

#include "../project-fixture.h"

#include "store/mlg-op.h"

#include <sqlite3.h>

#define FUTURE_SID    0x1234567890abcdef
#define FUTURE_ENTITY 4000
#define FUTURE_FIELD  250
#define FUTURE_KIND   (-7)

static sqlite3 *
open_raw (const char *path)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  return handle;
}

static void
run_raw (sqlite3    *handle,
         const char *sql)
{
  char *message = NULL;

  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

static void
write_site (sqlite3 *handle)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO site (sid, author, app, started, sum) VALUES (%" G_GINT64_FORMAT
                                          ", 'Zoé', 'Maillage 1.9', 1000, %" G_GINT64_FORMAT ")", (gint64) FUTURE_SID,
                                          mlg_site_sum (FUTURE_SID, "Zoé", "Maillage 1.9", 1000));

  run_raw (handle, sql);
}

static void
write_op (sqlite3     *handle,
          guint        seq,
          guint        tbl,
          const MlgId *row,
          int          col,
          const void  *value,
          gsize        size)
{
  MlgOp op = { .dot = { FUTURE_SID, seq }, .hlc = ((g_get_real_time () / 1000) << 16) + seq, .txn = 1, .tbl = tbl,
               .row = *row, .col = col, .st = MLG_ST_VALUE, .cmd = seq == 1 ? "Tomorrow" : NULL,
               .val = value, .val_size = size };
  sqlite3_stmt *stmt;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, "INSERT INTO op (sid, seq, hlc, txn, tbl, row, col, st, sum, cmd, val) "
                                       "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)", -1, &stmt, NULL), ==, SQLITE_OK);
  sqlite3_bind_int64 (stmt, 1, op.dot.sid);
  sqlite3_bind_int64 (stmt, 2, op.dot.seq);
  sqlite3_bind_int64 (stmt, 3, op.hlc);
  sqlite3_bind_int64 (stmt, 4, op.txn);
  sqlite3_bind_int (stmt, 5, (int) op.tbl);
  sqlite3_bind_blob (stmt, 6, op.row.bytes, sizeof op.row.bytes, SQLITE_STATIC);
  sqlite3_bind_int (stmt, 7, op.col);
  sqlite3_bind_int (stmt, 8, op.st);
  sqlite3_bind_int64 (stmt, 9, mlg_op_sum (&op));
  sqlite3_bind_text (stmt, 10, op.cmd, -1, SQLITE_STATIC);
  if (col > 0)
    sqlite3_bind_text (stmt, 11, value, (int) size, SQLITE_STATIC);
  else
    sqlite3_bind_blob (stmt, 11, value, (int) size, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
  sqlite3_finalize (stmt);
}

static void
write_packed (sqlite3     *handle,
              guint        seq,
              guint        tbl,
              const MlgId *row,
              const char *const *values,
              const guint *numbers)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();

  for (guint i = 0; values[i] != NULL; i++)
    mlg_pack_append (bytes, numbers[i], values[i]);
  write_op (handle, seq, tbl, row, MLG_COL_INSERT, bytes->data, bytes->len);
}

/* As a Maillage of tomorrow would leave the file: known things changed, unknown ones added. */
static void
work_tomorrow (const char  *path,
               const MlgId *actor,
               const char  *more)
{
  static const char *const values[] = { "quelque chose", "…et sa suite", NULL };
  static const guint numbers[] = { 20, 21 };
  g_autofree char *owner = mlg_id_dup_text (actor);
  g_autofree char *actor_number = g_strdup_printf ("%u", entity_actor ()->number);
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %d", MLG_FORMAT + 1);
  const char *link[] = { owner, actor_number, "250", "valeur d’un champ multiple", NULL };
  static const guint link_numbers[] = { 20, 21, 22, 23 };
  const MlgEntity *links = mlg_schema_find (MLG_ENTITY_LINK);
  MlgId thing = mlg_id_new (), element = mlg_id_new ();
  sqlite3 *handle = open_raw (path);
  char website[] = "https://demain.example/";

  write_site (handle);
  write_packed (handle, 1, FUTURE_ENTITY, &thing, values, numbers);
  write_op (handle, 2, FUTURE_ENTITY, &thing, 22, "réglé", strlen ("réglé"));
  write_op (handle, 3, entity_actor ()->number, actor, FUTURE_FIELD, "ce que nous ignorons", strlen ("ce que nous ignorons"));
  write_op (handle, 4, entity_actor ()->number, actor, FUTURE_KIND, "\0\1\2\377", 4);
  write_packed (handle, 5, links->number, &element, link, link_numbers);
  write_op (handle, 6, entity_actor ()->number, actor, actor_field ("website")->number, website, strlen (website));
  run_raw (handle, "CREATE TABLE thing (_rid INTEGER PRIMARY KEY, _id BLOB NOT NULL, title TEXT); "
                   "CREATE INDEX thing_title ON thing (title); ALTER TABLE actor ADD COLUMN tomorrow TEXT");
  if (more != NULL)
    run_raw (handle, more);
  run_raw (handle, mark);
  sqlite3_close (handle);
}

/* Every operation of tomorrow's writer, byte by byte. */
static char *
read_future (const char *path)
{
  sqlite3 *handle = open_raw (path);
  sqlite3_stmt *stmt;
  GString *text = g_string_new (NULL);

  g_assert_cmpint (sqlite3_prepare_v2 (handle, "SELECT seq, hlc, txn, tbl, hex(row), col, st, sum, cmd, hex(val), typeof(val) "
                                       "FROM op WHERE sid = ?1 ORDER BY seq", -1, &stmt, NULL), ==, SQLITE_OK);
  sqlite3_bind_int64 (stmt, 1, FUTURE_SID);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        g_string_append_printf (text, "%s|", (const char *) sqlite3_column_text (stmt, i));
      g_string_append_c (text, '\n');
    }
  sqlite3_finalize (stmt);
  sqlite3_close (handle);
  return g_string_free (text, FALSE);
}

static MlgProject *
make_pair (const char *path,
           const char *copy,
           MlgId      *actor)
{
  g_autoptr(GError) error = NULL;
  MlgProject *project = create_project (path);

  *actor = add_actor (project, "Connue");
  mlg_project_share (project, copy, MLG_LEVEL_COMPLETE, &error);
  g_assert_no_error (error);
  return project;
}

static void
merge (MlgProject *project,
       const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgMergeReport) report = mlg_project_merge (project, path, FALSE, &error);
  g_autoptr(GPtrArray) problems = NULL;

  g_assert_no_error (error);
  g_assert_true (report->related);
  problems = mlg_store_check (mlg_project_get_store (project), FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_what_we_do_not_know_travels_on (void)
{
  g_autofree char *path = fixture_path ("aujourd’hui.maillage");
  g_autofree char *newer = fixture_path ("demain.maillage");
  g_autofree char *third_path = fixture_path ("troisième.maillage");
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(MlgProject) third = NULL;
  g_autoptr(MlgRecord) record = NULL;
  g_autoptr(GPtrArray) history = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *sent = NULL;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  guint skipped = 0;
  MlgId actor;

  project = make_pair (path, newer, &actor);
  mlg_project_share (project, third_path, MLG_LEVEL_COMPLETE, &error);
  g_assert_no_error (error);
  work_tomorrow (newer, &actor, NULL);
  sent = read_future (newer);
  g_assert_cmpuint (strlen (sent), >, 200);

  /* To open it, the newer program is needed; and nothing is written. */
  g_assert_null (mlg_project_open (newer, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_TOO_NEW);
  g_clear_error (&error);

  merge (project, newer);
  record = mlg_project_get_record (project, entity_actor (), &actor);
  g_assert_cmpstr (mlg_record_get_named (record, "website"), ==, "https://demain.example/");
  g_clear_object (&record);
  /* Work goes on over it: history, an edit of the same record, an undo of what can be undone. */
  history = mlg_store_history (mlg_project_get_store (project), NULL, 0, &error);
  g_assert_no_error (error);
  set_actor (project, &actor, "acronym", "C");
  mlg_project_undo_transaction (project, FUTURE_SID, 1, &skipped, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (skipped, ==, 4);
  close_project (&project);
  here = read_future (path);
  g_assert_cmpstr (here, ==, sent);

  /* Through us to somebody who has never seen the newer program. */
  third = open_project (third_path);
  merge (third, path);
  close_project (&third);
  there = read_future (third_path);
  g_assert_cmpstr (there, ==, sent);
}

/* What a newer version may not bring: anything that runs by itself, another journal, another major version. */
static void
test_hostile_newer_files_are_refused (void)
{
  static const struct { const char *sql; MlgStoreError code; } cases[] = {
    { "CREATE TRIGGER t AFTER INSERT ON op BEGIN DELETE FROM site; END", MLG_STORE_ERROR_DAMAGED },
    { "CREATE VIEW v AS SELECT * FROM op", MLG_STORE_ERROR_DAMAGED },
    { "ALTER TABLE op ADD COLUMN more TEXT", MLG_STORE_ERROR_DAMAGED },
    { "DROP INDEX op_erased", MLG_STORE_ERROR_DAMAGED },
    { "CREATE VIRTUAL TABLE f USING fts5(x)", MLG_STORE_ERROR_DAMAGED },
    { "UPDATE op SET val = 'autre chose' WHERE sid = 1311768467294899695 AND seq = 2", MLG_STORE_ERROR_DAMAGED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = fixture_path ("ici.maillage");
      g_autofree char *newer = fixture_path ("hostile.maillage");
      g_autoptr(GError) error = NULL;
      g_autoptr(MlgMergeReport) report = NULL;
      MlgId actor;
      g_autoptr(MlgProject) project = make_pair (path, newer, &actor);

      g_test_message ("%s", cases[i].sql);
      work_tomorrow (newer, &actor, cases[i].sql);
      report = mlg_project_merge (project, newer, FALSE, &error);
      g_assert_null (report);
      g_assert_error (error, MLG_STORE_ERROR, (int) cases[i].code);
      close_project (&project);
    }
}

int
main (int    argc,
      char **argv)
{
  int result;

  fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/newer/what-we-do-not-know-travels-on", test_what_we_do_not_know_travels_on);
  g_test_add_func ("/newer/hostile-newer-files-are-refused", test_hostile_newer_files_are_refused);

  result = g_test_run ();
  fixture_end ();
  return result;
}
