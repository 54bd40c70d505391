/* Is the file sound? SQLite's own check sees one flipped bit in six: it does not know our words.
 * The journal does: each operation carries its checksum, and the tables are computed again
 * from the operations, row by row, and compared. What differs can be put right.
 */

#include "store/mlg-check-kinds.h"
#include "store/mlg-history-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A file with more wrong than this is told in one more sentence. */
#define MAX_SENTENCES 200

#define ROWS_PER_LOOK 256

typedef struct
{
  MlgStore     *self;
  GPtrArray    *problems;       /* sentences */
  gboolean      repair;
  GCancellable *cancellable;
  GHashTable   *rows;           /* table → GUINT: rows the journal makes */
  GHashTable   *in_table;       /* table → MlgRowState, used again: as it stands */
  GHashTable   *in_journal;     /* table → MlgRowState: as it should */
  guint         n_conflicts;    /* that follow from the journal */
  gboolean      links_only;     /* first round of a repair: owners follow their elements */
  guint         n_looked;
} Check;

static void G_GNUC_PRINTF (2, 3)
complain (Check      *check,
          const char *format,
          ...)
{
  va_list args;

  if (check->problems->len > MAX_SENTENCES)
    return;
  if (check->problems->len == MAX_SENTENCES)
    {
      g_ptr_array_add (check->problems, g_strdup (_("There are more problems than can be listed.")));
      return;
    }
  va_start (args, format);
  g_ptr_array_add (check->problems, g_strdup_vprintf (format, args));
  va_end (args);
}

static void
state_free (gpointer data)
{
  mlg_row_state_clear (data);
  g_free (data);
}

static MlgRowState *
get_state (GHashTable     *states,
           const MlgTable *table)
{
  MlgRowState *state = g_hash_table_lookup (states, table);

  if (state == NULL)
    {
      state = g_new (MlgRowState, 1);
      mlg_row_state_init (state, table);
      g_hash_table_insert (states, (gpointer) table, state);
    }
  return state;
}

static gboolean
check_pages (Check   *check,
             GError **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (check->self->db, "PRAGMA integrity_check (20)", error);
  g_autoptr(GError) local_error = NULL;

  if (stmt == NULL)
    return FALSE;
  while (mlg_db_next (check->self->db, stmt, &local_error))
    {
      const char *said = (const char *) sqlite3_column_text (stmt, 0);

      if (g_strcmp0 (said, "ok") != 0)
        complain (check, _("The file is damaged: %s"), said);
    }
  if (local_error != NULL)
    complain (check, _("The file is damaged: %s"), local_error->message);
  return TRUE;
}

/* Who wrote, and what the file says about itself. */
static void
check_facts (Check *check)
{
  sqlite3_stmt *stmt = mlg_db_prepare (check->self->db, "SELECT sid, author, app, started, sum FROM site", NULL);

  while (stmt != NULL && mlg_db_next (check->self->db, stmt, NULL))
    if (sqlite3_column_int64 (stmt, 4) != mlg_site_sum (sqlite3_column_int64 (stmt, 0),
                                                        (const char *) sqlite3_column_text (stmt, 1),
                                                        (const char *) sqlite3_column_text (stmt, 2),
                                                        sqlite3_column_int64 (stmt, 3)))
      complain (check, _("The name of a writer is damaged: its checksum does not match."));

  stmt = mlg_db_prepare (check->self->db, "SELECT k, v, sum FROM meta", NULL);
  while (stmt != NULL && mlg_db_next (check->self->db, stmt, NULL))
    if (sqlite3_column_int64 (stmt, 2) != mlg_meta_sum ((const char *) sqlite3_column_text (stmt, 0),
                                                        (const char *) sqlite3_column_text (stmt, 1)))
      complain (check, _("What the file says about itself is damaged: its checksum does not match."));

  /* These two tables have no index to miss their rows: an empty page in their place is sound to SQLite. */
  if (mlg_db_get_number (check->self->db, "SELECT EXISTS (SELECT 1 FROM op WHERE sid NOT IN (SELECT sid FROM site))", 1))
    complain (check, _("The name of a writer is missing."));
  if (mlg_db_get_number (check->self->db, "SELECT count(*) FROM meta WHERE k IN ('doc_id', 'created')", 0) != 2)
    complain (check, _("What the file says about itself is missing."));
}

static char *
name_row (MlgRowState *state)
{
  g_autofree char *title = mlg_history_dup_title (state);
  char text[MLG_ID_TEXT_LENGTH + 1];

  return g_strdup_printf (_("%s “%s”"), _(state->table->entity->label),
                          title != NULL ? title : mlg_id_write (&state->id, text));
}

/* The derived mark of each operation, from the parents named by all others of the row. */
static gboolean
check_marks (Check      *check,
             MlgOpList  *ops,
             GHashTable *named,
             GError    **error)
{
  static const char mark[] = "UPDATE op SET sup = ?3 WHERE sid = ?1 AND seq = ?2";

  for (guint i = 0; i < ops->ops->len; i++)
    {
      MlgOp *op = mlg_op_list_nth (ops, i);
      gpointer col;
      gboolean sup = g_hash_table_lookup_extended (named, &op->dot, NULL, &col) && GPOINTER_TO_INT (col) == op->col;
      sqlite3_stmt *stmt;

      if (sup == op->sup)
        continue;
      complain (check, _("In the journal, what replaces what is noted wrongly."));
      op->sup = sup;
      if (!check->repair)
        continue;
      stmt = mlg_db_prepare (check->self->db, mark, error);
      if (stmt == NULL)
        return FALSE;
      sqlite3_bind_int64 (stmt, 1, op->dot.sid);
      sqlite3_bind_int64 (stmt, 2, op->dot.seq);
      sqlite3_bind_int (stmt, 3, sup);
      if (!mlg_db_run (check->self->db, stmt, error))
        return FALSE;
    }
  return TRUE;
}

static GHashTable *
collect_named (Check     *check,
               MlgOpList *ops)
{
  GHashTable *named = g_hash_table_new_full (mlg_dot_hash, mlg_dot_equal_func, g_free, NULL);
  guint n_named = 0, n_found = 0;

  for (guint i = 0; i < ops->ops->len; i++)
    {
      const MlgOp *op = mlg_op_list_nth (ops, i);

      for (guint p = 0; p < op->n_par; p++)
        {
          MlgDot parent = mlg_dot_read (op->par + p * MLG_DOT_BYTES);
          gpointer col = NULL;

          /* An insert is named by many cells and superseded by none. */
          if (!g_hash_table_lookup_extended (named, &parent, NULL, &col))
            g_hash_table_insert (named, g_memdup2 (&parent, sizeof parent), GINT_TO_POINTER (op->col));
        }
    }
  n_named = g_hash_table_size (named);
  for (guint i = 0; i < ops->ops->len; i++)
    n_found += g_hash_table_contains (named, &mlg_op_list_nth (ops, i)->dot);
  if (n_found != n_named && !check->links_only)
    complain (check, _("The journal names operations it does not hold (%u)."), n_named - n_found);
  return named;
}

static gboolean
conflicts_match (Check        *check,
                 MlgRowState  *state)
{
  sqlite3_stmt *stmt = mlg_db_prepare (check->self->db, "SELECT col, kind, tbl FROM conflict WHERE row = ?1", NULL);
  guint n_expected = 0, n_matching = 0, n_stored = 0;

  if (state->exists && !state->deleted)
    {
      for (guint i = 0; i < state->table->n_fields; i++)
        n_expected += state->kinds[i] != 0;
      n_expected += state->revived;
    }
  check->n_conflicts += n_expected;
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 1, state->id.bytes, sizeof state->id.bytes, SQLITE_STATIC);
  while (mlg_db_next (check->self->db, stmt, NULL))
    {
      int col = sqlite3_column_int (stmt, 0), kind = sqlite3_column_int (stmt, 1);
      const MlgField *field = mlg_table_find_field (state->table, col);

      n_stored++;
      if (sqlite3_column_int (stmt, 2) != state->table->entity->number)
        continue;
      n_matching += field != NULL ? state->kinds[field->index] == kind + 1
                                  : col == MLG_COL_DELETE && kind == MLG_CONFLICT_DELETED && state->revived;
    }
  return n_stored == n_expected && n_matching == n_expected;
}

static void
complain_of_cell (Check          *check,
                  MlgRowState    *journal,
                  const MlgField *field,
                  const char     *in_table,
                  const char     *in_journal)
{
  g_autofree char *row = name_row (journal);

  complain (check, _("%s, field “%s”: the table says “%s”, the journal says “%s”."), row, _(field->label),
            in_table != NULL ? in_table : "", in_journal != NULL ? in_journal : "");
}

/* TRUE: they agree. Else said, cell by cell. */
static gboolean
compare_states (Check       *check,
                MlgRowState *table,
                MlgRowState *journal)
{
  g_autofree char *row = NULL;
  gboolean agree = TRUE;

  if (table->exists != journal->exists)
    {
      row = name_row (journal->exists ? journal : table);
      complain (check, journal->exists ? _("%s is in the journal and missing from its table.")
                                       : _("%s is in its table and not in the journal."), row);
      return FALSE;
    }
  if (!journal->exists)
    return TRUE;

  for (guint i = 0; i < journal->table->n_fields; i++)
    if (g_strcmp0 (table->values->pdata[i], journal->values->pdata[i]) != 0)
      {
        complain_of_cell (check, journal, &journal->table->entity->fields[i],
                          table->values->pdata[i], journal->values->pdata[i]);
        agree = FALSE;
      }
  if (table->deleted != journal->deleted || table->made != journal->made ||
      table->hlc != journal->hlc || table->sid != journal->sid)
    {
      row = name_row (journal);
      complain (check, _("%s: its dates, author or deletion do not follow from the journal."), row);
      agree = FALSE;
    }
  return agree;
}

static gboolean
check_row (Check           *check,
           const MlgTable  *table,
           const MlgId     *id,
           MlgOpList       *ops,
           GError         **error)
{
  MlgRowState *journal = get_state (check->in_journal, table);
  MlgRowState *stands = get_state (check->in_table, table);
  gboolean is_link = table == mlg_table_get_links ()->table;
  g_autoptr(GError) local_error = NULL;
  gboolean agree;

  if (!mlg_row_compute_from (check->self, ops, id, journal, error) ||
      (journal->exists && !mlg_row_read_links (check->self, journal, error)))
    return FALSE;
  mlg_row_load (check->self, id, stands, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (journal->exists)
    g_hash_table_insert (check->rows, (gpointer) table,
                         GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (check->rows, table)) + 1));
  agree = compare_states (check, stands, journal);
  if (!is_link && !conflicts_match (check, journal))
    {
      g_autofree char *row = name_row (journal);

      complain (check, _("%s: its conflicts do not follow from the journal."), row);
      agree = FALSE;
    }
  return agree || !check->repair || mlg_row_store (check->self, journal, error);
}

static gboolean
check_group (Check      *check,
             MlgOpList  *ops,
             GError    **error)
{
  const MlgOp *first = mlg_op_list_nth (ops, 0);
  const MlgTable *table = mlg_table_get_number (first->tbl);
  g_autoptr(GHashTable) named = NULL;
  MlgId id = first->row;

  if (check->links_only && table != mlg_table_get_links ()->table)
    return TRUE;
  for (guint i = 0; i < ops->ops->len && !check->links_only; i++)
    {
      const MlgOp *op = mlg_op_list_nth (ops, i);

      if (op->sum != mlg_op_sum (op))
        complain (check, _("Change %u of a writer is damaged: its checksum does not match."), (guint) op->dot.seq);
    }

  named = collect_named (check, ops);
  if (!check_marks (check, ops, named, error))
    return FALSE;
  return table == NULL || check_row (check, table, &id, ops, error);
}

static gboolean
look_at_cancellable (Check   *check,
                     GError **error)
{
  if (++check->n_looked % ROWS_PER_LOOK != 0 || !g_cancellable_is_cancelled (check->cancellable))
    return TRUE;
  g_set_error_literal (error, MLG_STORE_ERROR, MLG_STORE_ERROR_CANCELLED, "The check was given up");
  return FALSE;
}

/* The whole journal, row after row. */
static gboolean
walk_journal (Check   *check,
              GError **error)
{
  static const char rows[] = "SELECT DISTINCT row FROM op ORDER BY row";
  g_autoptr(MlgOpList) ops = mlg_op_list_new ();
  g_autoptr(GError) local_error = NULL;
  sqlite3_stmt *stmt = mlg_db_prepare (check->self->db, rows, error);

  if (stmt == NULL)
    return FALSE;
  while (local_error == NULL && mlg_db_next (check->self->db, stmt, &local_error))
    {
      MlgId id;

      if (sqlite3_column_bytes (stmt, 0) != sizeof id)
        {
          complain (check, _("The journal holds an operation on no record."));
          continue;
        }
      memcpy (&id, sqlite3_column_blob (stmt, 0), sizeof id);
      if (!mlg_row_read_ops (check->self, &id, ops, &local_error))
        {
          if (g_error_matches (local_error, MLG_STORE_ERROR, MLG_STORE_ERROR_DAMAGED))
            {
              complain (check, _("The file is damaged: %s"), local_error->message);
              g_clear_error (&local_error);
            }
          continue;
        }
      if (ops->ops->len > 0 && check_group (check, ops, &local_error))
        look_at_cancellable (check, &local_error);
    }
  sqlite3_reset (stmt);

  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Rows nobody wrote. */
static gboolean
check_strangers (Check           *check,
                 const MlgTable  *table,
                 GError         **error)
{
  g_autofree char *count = g_strdup_printf ("SELECT count(*) FROM \"%s\"", table->entity->name);
  g_autofree char *remove = g_strdup_printf ("DELETE FROM \"%s\" WHERE _id NOT IN (SELECT row FROM op)", table->entity->name);
  guint expected = GPOINTER_TO_UINT (g_hash_table_lookup (check->rows, table));
  gint64 found = mlg_db_get_number (check->self->db, g_intern_string (count), -1);
  gboolean done = TRUE;

  if (found == expected || (check->repair && found < expected))
    return TRUE;
  complain (check, _("%s: %u records in the table, %u in the journal."),
            _(table->entity->plural), (guint) found, expected);
  if (check->repair)
    {
      check->self->writing++;
      done = mlg_db_exec (check->self->db, remove, error);
      check->self->writing--;
    }
  return done;
}

static gboolean
check_conflict_count (Check   *check,
                      GError **error)
{
  gint64 stored = mlg_db_get_number (check->self->db, "SELECT count(*) FROM conflict", -1);

  if (stored == check->n_conflicts || check->links_only)
    return TRUE;
  complain (check, _("%u conflicts are noted, %u follow from the journal."), (guint) stored, check->n_conflicts);
  return !check->repair ||
         mlg_db_exec (check->self->db, "DELETE FROM conflict WHERE row NOT IN (SELECT row FROM op)", error);
}

static gboolean
check_kinds (Check   *check,
             GError **error)
{
  guint n_wrong = mlg_check_kinds (check->self, check->repair, error);

  if (n_wrong == G_MAXUINT)
    return FALSE;
  if (n_wrong > 0)
    complain (check, ngettext ("%u line is kept in another way than it was written.",
                               "%u lines are kept in another way than they were written.", n_wrong), n_wrong);
  return TRUE;
}

static gboolean
run (Check   *check,
     GError **error)
{
  if (!check_kinds (check, error))
    return FALSE;

  /* Elements first: what their owners show follows from them. */
  if (check->repair)
    {
      check->links_only = TRUE;
      if (!walk_journal (check, error))
        return FALSE;
      check->links_only = FALSE;
      g_hash_table_remove_all (check->rows);
    }
  check_facts (check);
  if (!walk_journal (check, error))
    return FALSE;
  for (guint i = 0; i < mlg_table_get_count (); i++)
    if (!check_strangers (check, mlg_table_nth (i), error))
      return FALSE;
  return check_conflict_count (check, error);
}

GPtrArray *
mlg_store_check (MlgStore      *self,
                 gboolean       repair,
                 GCancellable  *cancellable,
                 GError       **error)
{
  Check check = { .self = self, .repair = repair, .cancellable = cancellable };
  gboolean done;

  g_return_val_if_fail (self != NULL && self->gesture == NULL, NULL);
  mlg_db_assert_thread (self->db);

  if (repair && !mlg_db_exec (self->db, "BEGIN IMMEDIATE", error))
    return NULL;

  check.problems = g_ptr_array_new_with_free_func (g_free);
  check.rows = g_hash_table_new (NULL, NULL);
  check.in_table = g_hash_table_new_full (NULL, NULL, NULL, state_free);
  check.in_journal = g_hash_table_new_full (NULL, NULL, NULL, state_free);

  done = check_pages (&check, error) && run (&check, error);
  if (repair)
    {
      done = done && mlg_db_exec (self->db, "COMMIT", error);
      if (!done)
        mlg_db_rollback (self->db);
      mlg_store_settle_changes (self, done);
    }

  g_hash_table_unref (check.rows);
  g_hash_table_unref (check.in_table);
  g_hash_table_unref (check.in_journal);
  if (!done)
    g_clear_pointer (&check.problems, g_ptr_array_unref);
  return check.problems;
}
