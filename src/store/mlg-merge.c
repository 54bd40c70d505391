/* Merge: the union of two journals, then each touched row computed again from its operations.
 * What is shown follows from the set of operations alone, so that any order of merges, any
 * number of times, ends in the same file.
 *
 *   1  operations of each writer beyond the last we have, checked, are copied
 *   2  operations they name as parents are marked superseded
 *   3  rows erased on either side lose their values, and texts the names of whom they were about
 *   4  elements first, then rows, are computed and compared with what stood there
 */

#include "store/mlg-store-private.h"

#include "store/mlg-foreign-op.h"
#include "store/mlg-history-private.h"
#include "store/mlg-merge-names.h"

#include <string.h>

/* How often somebody who gave up is listened to. */
#define ROWS_PER_LOOK 256

typedef struct
{
  MlgStore       *self;
  MlgStore       *other;
  GCancellable   *cancellable;
  MlgMergeReport *report;
  gint64          last_n;        /* operations after this one are new */
  GArray         *links;         /* MlgId: touched elements */
  GArray         *rows;          /* TouchedRow */
  GHashTable     *known;         /* MlgId (row, table folded in) already in links or rows */
  GArray         *to_scrub;      /* TouchedRow */
  GHashTable     *states;        /* table → Pair, used again */
  MlgMergeNames  *names;         /* of persons erased on one side; NULL: of nobody */
  guint           n_looked;
} Merge;

typedef struct
{
  guint tbl;
  MlgId row;
} TouchedRow;

typedef struct
{
  MlgRowState before, after;
} Pair;

static guint
touched_hash (gconstpointer key)
{
  const TouchedRow *touched = key;

  return mlg_id_hash (&touched->row) ^ touched->tbl;
}

static gboolean
touched_equal (gconstpointer a,
               gconstpointer b)
{
  const TouchedRow *x = a, *y = b;

  return x->tbl == y->tbl && mlg_id_equal (&x->row, &y->row);
}

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  mlg_row_state_clear (&pair->before);
  mlg_row_state_clear (&pair->after);
  g_free (pair);
}

static Pair *
get_pair (Merge          *merge,
          const MlgTable *table)
{
  Pair *pair = g_hash_table_lookup (merge->states, table);

  if (pair == NULL)
    {
      pair = g_new (Pair, 1);
      mlg_row_state_init (&pair->before, table);
      mlg_row_state_init (&pair->after, table);
      g_hash_table_insert (merge->states, (gpointer) table, pair);
    }
  return pair;
}

static void
touch (Merge       *merge,
       guint        tbl,
       const MlgId *row)
{
  TouchedRow touched = { tbl, *row };

  if (g_hash_table_contains (merge->known, &touched))
    return;
  g_hash_table_add (merge->known, g_memdup2 (&touched, sizeof touched));
  if (tbl == mlg_table_get_links ()->table->entity->number)
    g_array_append_val (merge->links, *row);
  else if (mlg_table_get_number (tbl) != NULL)
    g_array_append_val (merge->rows, touched);
}

static gboolean
look_at_cancellable (Merge   *merge,
                     GError **error)
{
  if (++merge->n_looked % ROWS_PER_LOOK != 0 || !g_cancellable_is_cancelled (merge->cancellable))
    return TRUE;
  g_set_error_literal (error, MLG_STORE_ERROR, MLG_STORE_ERROR_CANCELLED, "The merge was given up");
  return FALSE;
}

static gboolean
copy_site (Merge         *merge,
           sqlite3_stmt  *from,
           GError       **error)
{
  gint64 sid = sqlite3_column_int64 (from, 0), started = sqlite3_column_int64 (from, 3);
  const char *author = (const char *) sqlite3_column_text (from, 1);
  const char *app = (const char *) sqlite3_column_text (from, 2);
  gint64 sum = sqlite3_column_int64 (from, 4);
  sqlite3_stmt *into;

  if (sid <= 0 || sqlite3_column_int64 (from, 4) != mlg_site_sum (sid, author, app, started))
    {
      g_set_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_DAMAGED, "Writer %" G_GINT64_FORMAT " is damaged", sid);
      return FALSE;
    }

  if (merge->names != NULL && mlg_merge_names_has_author (merge->names, author))
    {
      author = NULL;
      sum = mlg_site_sum (sid, author, app, started);
    }
  into = mlg_db_prepare (merge->self->db, "INSERT INTO site (sid, author, app, started, sum) "
                         "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (sid) DO NOTHING", error);
  if (into == NULL)
    return FALSE;
  sqlite3_bind_int64 (into, 1, sid);
  sqlite3_bind_text (into, 2, author, -1, SQLITE_STATIC);
  sqlite3_bind_text (into, 3, app, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (into, 4, started);
  sqlite3_bind_int64 (into, 5, sum);
  return mlg_db_run (merge->self->db, into, error);
}

static gboolean
copy_sites (Merge   *merge,
            GError **error)
{
  sqlite3_stmt *from = mlg_db_prepare (merge->other->db, "SELECT sid, author, app, started, sum FROM site ORDER BY sid", error);
  g_autoptr(GError) local_error = NULL;

  if (from == NULL)
    return FALSE;
  while (local_error == NULL && mlg_db_next (merge->other->db, from, &local_error))
    copy_site (merge, from, &local_error);
  sqlite3_reset (from);

  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gint64
last_seq (MlgStore *store,
          gint64    sid)
{
  sqlite3_stmt *stmt = mlg_db_prepare (store->db, "SELECT max(seq) FROM op WHERE sid = ?1", NULL);
  gint64 seq = 0;

  if (stmt == NULL)
    return 0;
  sqlite3_bind_int64 (stmt, 1, sid);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    seq = sqlite3_column_int64 (stmt, 0);
  sqlite3_reset (stmt);
  return seq;
}

static gboolean
take_op (Merge   *merge,
         MlgOp   *op,
         GError **error)
{
  if (!mlg_foreign_op_check (op, error))
    return FALSE;

  if (op->st == MLG_ST_ERASED)
    {
      TouchedRow touched = { op->tbl, op->row };

      g_array_append_val (merge->to_scrub, touched);
    }
  else if (!MLG_IS_MUTANT (ERASE_WEAK) && mlg_journal_is_erased (merge->self, &op->row))
    {
      op->st = MLG_ST_ERASED;
      op->val = NULL;
      op->val_size = 0;
      op->sum = mlg_op_sum (op);
    }
  else if (merge->names != NULL && mlg_merge_names_apply (merge->names, op) && op->st == MLG_ST_ERASED)
    {
      TouchedRow touched = { op->tbl, op->row };

      g_array_append_val (merge->to_scrub, touched);
    }

  touch (merge, op->tbl, &op->row);
  merge->report->operations++;
  merge->self->hlc = merge->self->hlc != 0 ? MAX (merge->self->hlc, op->hlc) : 0;
  return mlg_journal_insert (merge->self, op, error) && look_at_cancellable (merge, error);
}

static gboolean
copy_writer (Merge   *merge,
             gint64   sid,
             GError **error)
{
  gint64 known = last_seq (merge->self, sid);
  sqlite3_stmt *stmt;
  g_autoptr(GError) local_error = NULL;

  if (last_seq (merge->other, sid) <= known)
    return TRUE;
  if (MLG_IS_MUTANT (VECTOR_OFF_BY_ONE) && known > 0)
    known++;

  stmt = mlg_db_prepare (merge->other->db, "SELECT " MLG_OP_COLUMNS " FROM op WHERE sid = ?1 AND seq > ?2 ORDER BY seq", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, sid);
  sqlite3_bind_int64 (stmt, 2, known);
  while (mlg_db_next (merge->other->db, stmt, &local_error))
    {
      MlgOp op;

      if (!mlg_op_from_row (&op, stmt))
        {
          g_set_error (&local_error, MLG_STORE_ERROR, MLG_STORE_ERROR_DAMAGED,
                       "Operation %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " is malformed", op.dot.sid, op.dot.seq);
          break;
        }
      if (!take_op (merge, &op, &local_error))
        break;
    }
  sqlite3_reset (stmt);

  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* One jump of the index per writer, however many operations each has. */
static gboolean
copy_ops (Merge   *merge,
          GError **error)
{
  gint64 sid = 0;

  for (;;)
    {
      sqlite3_stmt *stmt = mlg_db_prepare (merge->other->db, "SELECT min(sid) FROM op WHERE sid > ?1", error);
      gboolean at_end;

      if (stmt == NULL)
        return FALSE;
      sqlite3_bind_int64 (stmt, 1, sid);
      if (sqlite3_step (stmt) != SQLITE_ROW)
        {
          mlg_db_set_error (mlg_db_get_handle (merge->other->db), sqlite3_reset (stmt), error);
          return FALSE;
        }
      at_end = sqlite3_column_type (stmt, 0) == SQLITE_NULL;
      sid = sqlite3_column_int64 (stmt, 0);
      sqlite3_reset (stmt);
      if (at_end)
        return TRUE;
      if (!copy_writer (merge, sid, error))
        return FALSE;
    }
}

/* A parent is an operation of the same cell, or the new row it belongs to. */
static gboolean
mark_parent (Merge         *merge,
             const MlgDot  *parent,
             const MlgId   *row,
             int            col,
             GError       **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (merge->self->db, "SELECT n, row, col, sup FROM op WHERE sid = ?1 AND seq = ?2", error);
  gboolean sound = FALSE, to_mark = FALSE;
  gint64 n = 0;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, parent->sid);
  sqlite3_bind_int64 (stmt, 2, parent->seq);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    {
      int parent_col = sqlite3_column_int (stmt, 2);

      n = sqlite3_column_int64 (stmt, 0);
      sound = sqlite3_column_bytes (stmt, 1) == sizeof row->bytes &&
              memcmp (sqlite3_column_blob (stmt, 1), row->bytes, sizeof row->bytes) == 0 &&
              (parent_col == col || parent_col == MLG_COL_INSERT);
      to_mark = parent_col == col && !sqlite3_column_int (stmt, 3);
    }
  sqlite3_reset (stmt);

  if (!sound)
    {
      if (MLG_IS_MUTANT (VECTOR_OFF_BY_ONE))
        return TRUE;
      g_set_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_DAMAGED,
                   "Operation %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " is named and missing", parent->sid, parent->seq);
      return FALSE;
    }
  if (!to_mark || MLG_IS_MUTANT (NO_SUP))
    return TRUE;

  stmt = mlg_db_prepare (merge->self->db, "UPDATE op SET sup = 1 WHERE n = ?1", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, n);
  return mlg_db_run (merge->self->db, stmt, error);
}

static gboolean
mark_parents (Merge   *merge,
              GError **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (merge->self->db, "SELECT row, col, par FROM op WHERE n > ?1 AND par IS NOT NULL", error);
  g_autoptr(GError) local_error = NULL;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, merge->last_n);
  while (local_error == NULL && mlg_db_next (merge->self->db, stmt, &local_error))
    {
      int n_par = sqlite3_column_bytes (stmt, 2) / MLG_DOT_BYTES;
      const guint8 *par = sqlite3_column_blob (stmt, 2);
      MlgId row;

      memcpy (row.bytes, sqlite3_column_blob (stmt, 0), sizeof row.bytes);
      for (int i = 0; i < n_par && local_error == NULL; i++)
        {
          MlgDot parent = mlg_dot_read (par + i * MLG_DOT_BYTES);

          mark_parent (merge, &parent, &row, sqlite3_column_int (stmt, 1), &local_error);
        }
    }
  sqlite3_reset (stmt);

  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
scrub_erased (Merge   *merge,
              GError **error)
{
  for (guint i = 0; i < merge->to_scrub->len; i++)
    {
      const TouchedRow *touched = &g_array_index (merge->to_scrub, TouchedRow, i);
      const MlgTable *table = mlg_table_get_number (touched->tbl);
      Pair *pair;

      if (table == NULL || table == mlg_table_get_links ()->table)
        {
          const MlgTable *owner_table;
          MlgId owner;

          /* An element that was a name: its owner is shown without it. */
          if (table != NULL && mlg_redact_find_owner (merge->self, &touched->row, &owner_table, &owner))
            touch (merge, owner_table->entity->number, &owner);
          if (!mlg_journal_scrub_row (merge->self, &touched->row, error))
            return FALSE;
          continue;
        }

      pair = get_pair (merge, table);
      if (mlg_row_load (merge->self, &touched->row, &pair->before, NULL) && !pair->before.deleted)
        {
          mlg_row_state_reset (&pair->after, &touched->row);
          mlg_merge_report_compare (merge->report, merge->self, &pair->before, &pair->after);
        }
      if (!mlg_journal_scrub (merge->self, table, &touched->row, error))
        return FALSE;
    }
  return TRUE;
}

/* An element of somebody erased is erased, whoever added it and whenever. */
static gboolean
settle_link (Merge        *merge,
             const MlgId  *id,
             GError      **error)
{
  const MlgLinkTable *links = mlg_table_get_links ();
  MlgRowState *state = &get_pair (merge, links->table)->after;
  const MlgTable *owner_table;
  const char *number;
  MlgId owner;

  if (!mlg_row_compute (merge->self, id, state, error))
    return FALSE;
  number = state->values->pdata[links->owner_entity];
  if (state->exists && mlg_id_parse (state->values->pdata[links->owner], &owner))
    {
      owner_table = number != NULL ? mlg_table_get_number ((guint) g_ascii_strtoull (number, NULL, 10)) : NULL;
      if (mlg_journal_is_erased (merge->self, &owner) && !MLG_IS_MUTANT (ERASE_WEAK))
        {
          if (!mlg_journal_scrub_row (merge->self, id, error))
            return FALSE;
          state->exists = FALSE;
        }
      else if (owner_table != NULL && owner_table != links->table)
        touch (merge, owner_table->entity->number, &owner);
    }
  return mlg_row_store (merge->self, state, error);
}

static gboolean
settle_row (Merge             *merge,
            const TouchedRow  *touched,
            GError           **error)
{
  const MlgTable *table = mlg_table_get_number (touched->tbl);
  Pair *pair = get_pair (merge, table);
  g_autoptr(GError) local_error = NULL;
  gboolean was_there;

  was_there = mlg_row_load (merge->self, &touched->row, &pair->before, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (!mlg_row_compute (merge->self, &touched->row, &pair->after, error))
    return FALSE;
  /* Erased before it came here, or operations of a row whose beginning a newer version wrote. */
  if (!was_there && !pair->after.exists)
    return TRUE;

  pair->after.is_new = !was_there;
  mlg_merge_report_compare (merge->report, merge->self, &pair->before, &pair->after);
  return mlg_row_store (merge->self, &pair->after, error);
}

static gboolean
settle (Merge   *merge,
        GError **error)
{
  for (guint i = 0; i < merge->links->len; i++)
    if (!settle_link (merge, &g_array_index (merge->links, MlgId, i), error) ||
        !look_at_cancellable (merge, error))
      return FALSE;
  for (guint i = 0; i < merge->rows->len; i++)
    if (!settle_row (merge, &g_array_index (merge->rows, TouchedRow, i), error) ||
        !look_at_cancellable (merge, error))
      return FALSE;
  return TRUE;
}

/* Persons erased by one of us are named by none of us any more. */
static gboolean
blacken_names (Merge   *merge,
               GError **error)
{
  g_autoptr(GArray) redacted = g_array_new (FALSE, FALSE, sizeof (MlgRedacted));

  if (!mlg_merge_names_run (merge->names, merge->last_n, redacted, error))
    return FALSE;
  for (guint i = 0; i < redacted->len; i++)
    {
      const MlgRedacted *one = &g_array_index (redacted, MlgRedacted, i);
      TouchedRow touched = { one->tbl, one->row };

      touch (merge, one->tbl, &one->row);
      if (one->is_erased)
        g_array_append_val (merge->to_scrub, touched);
    }
  return TRUE;
}

static gboolean
run (Merge   *merge,
     GError **error)
{
  merge->last_n = mlg_db_get_number (merge->self->db, "SELECT max(n) FROM op", 0);
  merge->names = mlg_merge_names_new (merge->self, merge->other);
  return copy_sites (merge, error) &&
         copy_ops (merge, error) &&
         (merge->report->operations == 0 ||
          (mark_parents (merge, error) && blacken_names (merge, error) && scrub_erased (merge, error) && settle (merge, error)));
}

static void
merge_init (Merge        *merge,
            MlgStore     *self,
            MlgStore     *other,
            GCancellable *cancellable)
{
  g_autofree char *mine = mlg_store_dup_meta (self, "doc_id");
  g_autofree char *theirs = mlg_store_dup_meta (other, "doc_id");

  *merge = (Merge) { .self = self, .other = other, .cancellable = cancellable };
  merge->report = mlg_merge_report_new ();
  merge->report->related = mine != NULL && g_strcmp0 (mine, theirs) == 0;
  merge->links = g_array_new (FALSE, FALSE, sizeof (MlgId));
  merge->rows = g_array_new (FALSE, FALSE, sizeof (TouchedRow));
  merge->to_scrub = g_array_new (FALSE, FALSE, sizeof (TouchedRow));
  merge->known = g_hash_table_new_full (touched_hash, touched_equal, g_free, NULL);
  merge->states = g_hash_table_new_full (NULL, NULL, NULL, pair_free);
}

static void
merge_clear (Merge *merge)
{
  g_array_unref (merge->links);
  g_array_unref (merge->rows);
  g_array_unref (merge->to_scrub);
  g_hash_table_unref (merge->known);
  g_hash_table_unref (merge->states);
  mlg_merge_names_free (merge->names);
}

MlgMergeReport *
mlg_store_merge (MlgStore      *self,
                 MlgStore      *other,
                 gboolean       dry_run,
                 GCancellable  *cancellable,
                 GError       **error)
{
  Merge merge;
  gboolean done, kept = FALSE;

  g_return_val_if_fail (self != NULL && other != NULL && self != other, NULL);
  g_return_val_if_fail (self->gesture == NULL && other->gesture == NULL, NULL);
  mlg_db_assert_thread (self->db);
  mlg_db_assert_thread (other->db);

  if (mlg_db_is_read_only (self->db) && !dry_run)
    {
      g_set_error_literal (error, MLG_STORE_ERROR, MLG_STORE_ERROR_READ_ONLY, "The store was opened to read");
      return NULL;
    }
  if (!mlg_db_exec (self->db, "BEGIN IMMEDIATE", error))
    return NULL;

  merge_init (&merge, self, other, cancellable);
  done = run (&merge, error);
  if (done && !dry_run)
    {
      kept = mlg_db_exec (self->db, "COMMIT", error);
      done = kept;
    }
  if (!kept)
    {
      mlg_db_rollback (self->db);
      g_clear_pointer (&self->erased, g_hash_table_unref);
      self->hlc = self->clock_hlc = self->clock_n = 0;
    }
  mlg_store_settle_changes (self, kept);
  merge_clear (&merge);

  if (!done)
    g_clear_pointer (&merge.report, mlg_merge_report_free);
  return merge.report;
}
