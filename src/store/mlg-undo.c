/* Undo: the inverse of each operation of a command, written as a new command. There is no
 * undo code per feature, and redo is the undo of the undo.
 *
 * An operation is taken back only where it still stands: it is the one head of its cell, or the
 * head is an undo that brought its value back. What somebody changed since is left alone.
 */

#include "store/mlg-store-private.h"

#include <string.h>

typedef struct
{
  MlgGesture *gesture;
  MlgStore   *store;
  MlgDot      txn;
  guint       done;
  guint       skipped;
} Undo;

/* The single head of the cell, in store->others; NULL: none or several. An error counts as none. */
static const MlgOp *
find_single_head (Undo        *undo,
                  const MlgOp *op)
{
  const MlgTable *table = mlg_table_get_number (op->tbl);
  g_autoptr(GArray) heads = g_array_new (FALSE, FALSE, sizeof (MlgHead));

  if (!mlg_row_read_ops (undo->store, &op->row, undo->store->others, NULL))
    return NULL;
  mlg_row_collect_heads (undo->store->others, table, op->col, heads);
  return heads->len == 1 ? g_array_index (heads, MlgHead, 0).op : NULL;
}

static gboolean
comes_from_undo (MlgStore    *store,
                 const MlgOp *op)
{
  return g_strcmp0 (mlg_journal_get_label (store, op->dot.sid, op->txn), MLG_UNDO_LABEL) == 0;
}

static gboolean
same_value (const MlgOp *a,
            const MlgOp *b)
{
  /* Two deletions say the same whatever each had seen. */
  if (a->col == MLG_COL_DELETE)
    return a->val_size > 0 && b->val_size > 0 && a->val[0] == b->val[0];
  return a->val_size == b->val_size && (a->val == NULL) == (b->val == NULL) &&
         (a->val == NULL || memcmp (a->val, b->val, a->val_size) == 0);
}

static gboolean
still_stands (Undo        *undo,
              const MlgOp *op)
{
  const MlgOp *head = find_single_head (undo, op);

  if (MLG_IS_MUTANT (UNDO_BLIND))
    return TRUE;
  return head != NULL &&
         (mlg_dot_equal (&head->dot, &op->dot) ||
          (same_value (head, op) && comes_from_undo (undo->store, head)));
}

/* Nobody but this command, or undos of what followed it, has a head in the row. */
static gboolean
row_is_untouched (Undo        *undo,
                  const MlgOp *insert)
{
  static const char heads_of_row[] =
    "SELECT " MLG_OP_COLUMNS " FROM op WHERE row = ?1 AND sup = 0 UNION ALL "
    "SELECT op.sid, op.seq, op.hlc, op.txn, op.tbl, op.row, op.col, op.st, op.sup, op.sum, op.cmd, op.par, op.val "
    "FROM link JOIN op ON op.row = link._id WHERE link.owner = ?2 AND op.sup = 0";
  g_autoptr(MlgOpList) heads = mlg_op_list_new ();
  char text[MLG_ID_TEXT_LENGTH + 1];
  sqlite3_stmt *stmt = mlg_db_prepare (undo->store->db, heads_of_row, NULL);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 1, insert->row.bytes, sizeof insert->row.bytes, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 2, mlg_id_write (&insert->row, text), -1, SQLITE_STATIC);
  if (!mlg_op_list_read (heads, undo->store->db, stmt, NULL))
    return FALSE;
  if (MLG_IS_MUTANT (UNDO_BLIND))
    return TRUE;

  for (guint i = 0; i < heads->ops->len; i++)
    {
      const MlgOp *head = mlg_op_list_nth (heads, i);

      if (!(head->dot.sid == undo->txn.sid && head->txn == undo->txn.seq) && !comes_from_undo (undo->store, head))
        return FALSE;
    }
  return TRUE;
}

static gboolean
undo_op (Undo         *undo,
         const MlgOp  *op,
         GError      **error)
{
  const MlgTable *table = mlg_table_get_number (op->tbl);
  const MlgField *field = table != NULL ? mlg_table_find_field (table, op->col) : NULL;
  g_autofree char *before = NULL;
  gboolean was_deleted = op->val_size > 0 && op->val[0] == 1;

  if (table == NULL || op->st != MLG_ST_VALUE || (op->col > 0 && field == NULL) || op->col < MLG_COL_ERASE)
    {
      undo->skipped++;
      return TRUE;
    }
  if (op->col == MLG_COL_INSERT ? !row_is_untouched (undo, op) : !still_stands (undo, op))
    {
      undo->skipped++;
      return TRUE;
    }

  undo->done++;
  if (op->col == MLG_COL_INSERT)
    return mlg_gesture_write_delete (undo->gesture, table, &op->row, TRUE, error);
  if (op->col == MLG_COL_DELETE)
    return mlg_gesture_write_delete (undo->gesture, table, &op->row, !was_deleted, error);
  return mlg_journal_value_before (undo->store, op, &before, error) &&
         mlg_gesture_write_cell (undo->gesture, table, &op->row, field,
                                 MLG_IS_MUTANT (UNDO_EMPTIES) ? NULL : before, error);
}

gboolean
mlg_store_undo (MlgStore  *self,
                gint64     sid,
                gint64     txn,
                guint     *skipped,
                gint64    *new_txn,
                GError   **error)
{
  g_autoptr(MlgOpList) ops = mlg_op_list_new ();
  g_autoptr(MlgGesture) gesture = NULL;
  Undo undo = { .store = self, .txn = { sid, txn } };
  sqlite3_stmt *stmt;

  g_return_val_if_fail (self != NULL, FALSE);
  mlg_db_assert_thread (self->db);

  stmt = mlg_db_prepare (self->db, "SELECT " MLG_OP_COLUMNS " FROM op WHERE sid = ?1 AND seq >= ?2 AND txn = ?2 "
                         "ORDER BY seq DESC", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, sid);
  sqlite3_bind_int64 (stmt, 2, txn);
  if (!mlg_op_list_read (ops, self->db, stmt, error))
    return FALSE;
  if (ops->ops->len == 0)
    {
      g_set_error_literal (error, MLG_STORE_ERROR, MLG_STORE_ERROR_NOT_FOUND, "There is no such command");
      return FALSE;
    }

  gesture = mlg_store_begin (self, MLG_UNDO_LABEL, error);
  if (gesture == NULL)
    return FALSE;
  undo.gesture = gesture;
  for (guint i = 0; i < ops->ops->len; i++)
    if (!undo_op (&undo, mlg_op_list_nth (ops, i), error))
      return FALSE;

  if (skipped != NULL)
    *skipped = undo.skipped;
  if (undo.done == 0)
    {
      g_set_error_literal (error, MLG_STORE_ERROR, MLG_STORE_ERROR_CHANGED, "All of it was changed since");
      return FALSE;
    }
  return mlg_gesture_commit (gesture, new_txn, error);
}
