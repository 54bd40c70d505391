/* The journal: operations enter here, and nowhere else. */

#include "store/mlg-store-private.h"

#include "model/mlg-value.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#define APP_NAME "maillage"

/* Never derived from the machine nor kept in the file: a copied file that went on with its
 * writer's id would give one name to two operations, and one of them would be lost. */
static gint64
make_sid (void)
{
  gint64 sid = 0;

  while (sid <= 0)
    {
      if (getrandom (&sid, sizeof sid, 0) != sizeof sid && errno != EINTR)
        sid = (gint64) ((guint64) g_random_int () << 32 | g_random_int ());
      sid &= G_MAXINT64;
    }
  return sid;
}

static gboolean
write_site (MlgStore  *self,
            GError   **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, "INSERT INTO site (sid, author, app, started, sum) "
                                       "VALUES (?1, ?2, ?3, ?4, ?5)", error);
  gint64 started = mlg_store_get_now (self);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, self->sid);
  if (self->author != NULL)
    sqlite3_bind_text (stmt, 2, self->author, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 3, APP_NAME, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 4, started);
  sqlite3_bind_int64 (stmt, 5, mlg_site_sum (self->sid, self->author, APP_NAME, started));
  return mlg_db_run (self->db, stmt, error);
}

/* @n < 0: all that is left. FALSE: there was nothing left. */
static gboolean
read_clock (MlgStore *self,
            gint64    n)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, "SELECT max(hlc), max(n) FROM (SELECT hlc, n FROM op WHERE n > ?1 "
                                       "ORDER BY n LIMIT ?2)", NULL);
  gboolean some;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, self->clock_n);
  sqlite3_bind_int64 (stmt, 2, n);
  some = sqlite3_step (stmt) == SQLITE_ROW && sqlite3_column_type (stmt, 1) != SQLITE_NULL;
  if (some)
    {
      self->clock_hlc = MAX (self->clock_hlc, sqlite3_column_int64 (stmt, 0));
      self->clock_n = sqlite3_column_int64 (stmt, 1);
    }
  sqlite3_reset (stmt);
  return some;
}

gboolean
mlg_store_read_clock (MlgStore *self,
                      guint     n_operations)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->hlc != 0 || self->gesture != NULL || !read_clock (self, n_operations);
}

/* A hybrid clock (Kulkarni and others, 2014): never behind what was seen, whatever the machine says. */
static gint64
tick (MlgStore *self)
{
  gint64 now = CLAMP (mlg_store_get_now (self), 0, MLG_HLC_MAX >> 16) << 16;

  if (self->hlc == 0)
    {
      read_clock (self, -1);
      self->hlc = self->clock_hlc;
    }
  self->hlc = MAX (now, self->hlc + 1);
  return self->hlc;
}

gboolean
mlg_journal_insert (MlgStore  *self,
                    MlgOp     *op,
                    GError   **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, "INSERT INTO op (sid, seq, hlc, txn, tbl, row, col, st, sup, sum, "
                                       "cmd, par, val) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, ?10, ?11, ?12)",
                                       error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, op->dot.sid);
  sqlite3_bind_int64 (stmt, 2, op->dot.seq);
  sqlite3_bind_int64 (stmt, 3, op->hlc);
  sqlite3_bind_int64 (stmt, 4, op->txn);
  sqlite3_bind_int64 (stmt, 5, op->tbl);
  sqlite3_bind_blob (stmt, 6, op->row.bytes, sizeof op->row.bytes, SQLITE_STATIC);
  sqlite3_bind_int (stmt, 7, op->col);
  sqlite3_bind_int (stmt, 8, op->st);
  sqlite3_bind_int64 (stmt, 9, op->sum);
  if (op->cmd != NULL)
    sqlite3_bind_text (stmt, 10, op->cmd, -1, SQLITE_STATIC);
  if (op->n_par > 0)
    sqlite3_bind_blob (stmt, 11, op->par, (int) (op->n_par * MLG_DOT_BYTES), SQLITE_STATIC);
  if (op->val != NULL && op->col > 0)
    sqlite3_bind_text (stmt, 12, op->val, (int) op->val_size, SQLITE_STATIC);
  else if (op->val != NULL)
    sqlite3_bind_blob (stmt, 12, op->val, (int) op->val_size, SQLITE_STATIC);
  return mlg_db_run (self->db, stmt, error);
}

gboolean
mlg_journal_mark_parents (MlgStore     *self,
                          const MlgOp  *op,
                          GError      **error)
{
  if (MLG_IS_MUTANT (NO_SUP))
    return TRUE;

  for (guint i = 0; i < op->n_par; i++)
    {
      MlgDot parent = mlg_dot_read (op->par + i * MLG_DOT_BYTES);
      sqlite3_stmt *stmt = mlg_db_prepare (self->db, "UPDATE op SET sup = 1 WHERE sid = ?1 AND seq = ?2 "
                                           "AND col = ?3 AND row = ?4 AND sup = 0", error);

      if (stmt == NULL)
        return FALSE;
      sqlite3_bind_int64 (stmt, 1, parent.sid);
      sqlite3_bind_int64 (stmt, 2, parent.seq);
      sqlite3_bind_int (stmt, 3, op->col);
      sqlite3_bind_blob (stmt, 4, op->row.bytes, sizeof op->row.bytes, SQLITE_STATIC);
      if (!mlg_db_run (self->db, stmt, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
mlg_journal_append (MlgStore  *self,
                    MlgOp     *op,
                    GError   **error)
{
  if (self->sid == 0 && MLG_IS_MUTANT (SESSION_REUSED))
    {
      self->sid = mlg_db_get_number (self->db, "SELECT sid FROM op ORDER BY n DESC LIMIT 1", 0);
      self->next_seq = mlg_db_get_number (self->db, "SELECT max(seq) + 1 FROM op WHERE sid = "
                                          "(SELECT sid FROM op ORDER BY n DESC LIMIT 1)", 1);
      self->site_is_written = self->sid != 0;
    }
  if (self->sid == 0)
    {
      self->sid = make_sid ();
      self->next_seq = 1;
      self->site_is_written = FALSE;
    }
  if (!self->site_is_written)
    {
      if (!write_site (self, error))
        return FALSE;
      self->site_is_written = TRUE;
    }

  op->dot = (MlgDot) { self->sid, self->next_seq };
  op->hlc = tick (self);
  if (op->txn == 0)
    op->txn = op->dot.seq;
  op->sum = mlg_op_sum (op);
  if (!mlg_journal_insert (self, op, error) || !mlg_journal_mark_parents (self, op, error))
    return FALSE;

  self->next_seq++;
  return TRUE;
}

static gboolean
blank_op (MlgStore  *self,
          MlgOp     *op,
          GError   **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, "UPDATE op SET st = 2, val = NULL, sum = ?3 "
                                       "WHERE sid = ?1 AND seq = ?2", error);

  if (stmt == NULL)
    return FALSE;
  op->st = MLG_ST_ERASED;
  op->val = NULL;
  op->val_size = 0;
  sqlite3_bind_int64 (stmt, 1, op->dot.sid);
  sqlite3_bind_int64 (stmt, 2, op->dot.seq);
  sqlite3_bind_int64 (stmt, 3, mlg_op_sum (op));
  return mlg_db_run (self->db, stmt, error);
}

gboolean
mlg_journal_scrub_row (MlgStore     *self,
                       const MlgId  *id,
                       GError      **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, "SELECT " MLG_OP_COLUMNS " FROM op WHERE row = ?1 AND st < 2", error);
  g_autoptr(MlgOpList) ops = mlg_op_list_new ();

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 1, id->bytes, sizeof id->bytes, SQLITE_STATIC);
  if (!mlg_op_list_read (ops, self->db, stmt, error))
    return FALSE;

  for (guint i = 0; i < ops->ops->len; i++)
    if (!blank_op (self, mlg_op_list_nth (ops, i), error))
      return FALSE;
  if (self->erased != NULL)
    g_hash_table_add (self->erased, mlg_id_copy (id));
  return TRUE;
}

static gboolean
scrub_links (MlgStore     *self,
             const MlgId  *owner,
             GError      **error)
{
  const MlgTable *table = mlg_table_get_links ()->table;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  g_autoptr(GError) local_error = NULL;
  char text[MLG_ID_TEXT_LENGTH + 1];
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, "SELECT _id FROM link WHERE owner = ?1", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, mlg_id_write (owner, text), -1, SQLITE_STATIC);
  while (mlg_db_next (self->db, stmt, &local_error))
    if (sqlite3_column_bytes (stmt, 0) == sizeof (MlgId))
      g_array_append_vals (ids, sqlite3_column_blob (stmt, 0), 1);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  for (guint i = 0; i < ids->len; i++)
    {
      const MlgId *id = &g_array_index (ids, MlgId, i);

      if (!mlg_journal_scrub_row (self, id, error) || !mlg_row_refresh (self, table, id, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
mlg_journal_scrub (MlgStore        *self,
                   const MlgTable  *table,
                   const MlgId     *id,
                   GError         **error)
{
  if (!mlg_journal_scrub_row (self, id, error))
    return FALSE;
  if (table == NULL)
    return TRUE;
  return scrub_links (self, id, error) && mlg_row_refresh (self, table, id, error);
}

static void
read_erased (MlgStore *self)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, "SELECT DISTINCT row FROM op WHERE st = 2", NULL);

  self->erased = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  while (stmt != NULL && mlg_db_next (self->db, stmt, NULL))
    if (sqlite3_column_bytes (stmt, 0) == sizeof (MlgId))
      g_hash_table_add (self->erased, g_memdup2 (sqlite3_column_blob (stmt, 0), sizeof (MlgId)));
}

gboolean
mlg_journal_is_erased (MlgStore    *self,
                       const MlgId *id)
{
  if (self->erased == NULL)
    read_erased (self);
  return g_hash_table_contains (self->erased, id);
}

gboolean
mlg_journal_read (MlgStore      *self,
                  const MlgDot  *dot,
                  MlgOpList     *into,
                  GError       **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, "SELECT " MLG_OP_COLUMNS " FROM op WHERE sid = ?1 AND seq = ?2", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, dot->sid);
  sqlite3_bind_int64 (stmt, 2, dot->seq);
  return mlg_op_list_read (into, self->db, stmt, error);
}

gboolean
mlg_journal_value_before (MlgStore     *store,
                          const MlgOp  *op,
                          char        **value,
                          GError      **error)
{
  g_autoptr(MlgOpList) parents = mlg_op_list_new ();
  const MlgOp *shown = NULL;

  *value = NULL;
  for (guint i = 0; i < op->n_par; i++)
    {
      MlgDot dot = mlg_dot_read (op->par + i * MLG_DOT_BYTES);

      if (!mlg_journal_read (store, &dot, parents, error))
        return FALSE;
    }
  for (guint i = 0; i < parents->ops->len; i++)
    {
      const MlgOp *parent = mlg_op_list_nth (parents, i);

      /* A new row that said nothing of the cell did not show anything there. */
      if (parent->col == MLG_COL_INSERT && mlg_op_find_packed (parent, (guint) op->col) == NULL)
        continue;
      if (parent->st == MLG_ST_VALUE && (shown == NULL || mlg_op_compare (parent, shown) > 0))
        shown = parent;
    }
  if (shown == NULL)
    return TRUE;

  if (shown->col == MLG_COL_INSERT)
    *value = g_strdup (mlg_op_find_packed (shown, (guint) op->col));
  else
    *value = g_strndup (shown->val, shown->val_size);
  if (*value != NULL && shown->val == NULL)
    g_clear_pointer (value, g_free);
  return TRUE;
}

const char *
mlg_journal_get_label (MlgStore *self,
                       gint64    sid,
                       gint64    txn)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, "SELECT cmd FROM op WHERE sid = ?1 AND seq = ?2", NULL);
  const char *label = NULL;

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, sid);
  sqlite3_bind_int64 (stmt, 2, txn);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    label = g_intern_string ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_reset (stmt);
  return label;
}

gboolean
mlg_journal_check_value (const MlgField  *field,
                         const char      *value,
                         GError         **error)
{
  if (value == NULL)
    return TRUE;
  if (strlen (value) > MLG_VALUE_MAX || !mlg_value_is_valid (field, value))
    {
      g_set_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_INVALID,
                   "Field \"%s\" cannot hold \"%.80s\"", field->name, value);
      return FALSE;
    }
  return TRUE;
}
