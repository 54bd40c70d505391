/* A row as it follows from its operations.
 *
 * The heads of a cell are the operations nobody has superseded: an operation supersedes those
 * it names as parents. One head, or several that agree: that is the value. Several that differ:
 * a conflict; all are kept, the latest by (clock, writer, number) is shown. Two texts changed
 * from the same one are merged by paragraph, when their changes do not touch.
 *
 *     insert ── "Ardelaine" ──┬── "Ardelaine SCOP"      (Ana, Monday)
 *                             └── "SCOP Ardelaine"      (Bob, Tuesday; had not seen Monday)
 *
 * The new row is one operation holding all its first values: it is a head of each cell that
 * nobody has changed since.
 */

#include "store/mlg-store-private.h"

#include "store/mlg-text-merge.h"

#include <string.h>

#define SELECT_HEADS "SELECT " MLG_OP_COLUMNS " FROM op WHERE row = ?1 AND sup = 0"
#define SELECT_ROW   "SELECT " MLG_OP_COLUMNS " FROM op WHERE row = ?1"

void
mlg_row_state_init (MlgRowState    *state,
                    const MlgTable *table)
{
  memset (state, 0, sizeof *state);
  state->table = table;
  state->values = g_ptr_array_sized_new (table->n_fields);
  g_ptr_array_set_size (state->values, (int) table->n_fields);
  state->kinds = g_new0 (guint8, table->n_fields);
  state->owned = g_ptr_array_new_with_free_func (g_free);
}

void
mlg_row_state_reset (MlgRowState *state,
                     const MlgId *id)
{
  state->id = *id;
  state->exists = state->deleted = state->revived = state->is_new = FALSE;
  state->made = state->hlc = state->sid = 0;
  memset (state->values->pdata, 0, state->table->n_fields * sizeof (gpointer));
  memset (state->kinds, 0, state->table->n_fields);
  g_ptr_array_set_size (state->owned, 0);
}

void
mlg_row_state_clear (MlgRowState *state)
{
  g_clear_pointer (&state->values, g_ptr_array_unref);
  g_clear_pointer (&state->kinds, g_free);
  g_clear_pointer (&state->owned, g_ptr_array_unref);
}

const char *
mlg_row_state_keep (MlgRowState *state,
                    const char  *value,
                    gssize       size)
{
  char *kept = g_strndup (value, size >= 0 ? (gsize) size : strlen (value));

  g_ptr_array_add (state->owned, kept);
  return kept;
}

static gboolean
read_ops (MlgStore    *self,
          const char  *sql,
          const MlgId *id,
          MlgOpList   *into,
          GError     **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, sql, error);

  if (stmt == NULL)
    return FALSE;
  mlg_op_list_clear (into);
  sqlite3_bind_blob (stmt, 1, id->bytes, sizeof id->bytes, SQLITE_STATIC);
  return mlg_op_list_read (into, self->db, stmt, error);
}

gboolean
mlg_row_read_ops (MlgStore     *self,
                  const MlgId  *id,
                  MlgOpList    *into,
                  GError      **error)
{
  return read_ops (self, SELECT_ROW, id, into, error);
}

static guint
count_inserts (MlgOpList      *ops,
               const MlgTable *table)
{
  guint n = 0;

  for (guint i = 0; i < ops->ops->len; i++)
    n += mlg_op_list_nth (ops, i)->col == MLG_COL_INSERT &&
         mlg_op_list_nth (ops, i)->tbl == table->entity->number;
  return n;
}

/* Somebody changed this cell knowing this insert. */
static gboolean
insert_is_named (MlgOpList   *ops,
                 const MlgOp *insert,
                 int          col)
{
  for (guint i = 0; i < ops->ops->len; i++)
    {
      const MlgOp *op = mlg_op_list_nth (ops, i);

      if (op->col == col && op->tbl == insert->tbl && mlg_op_has_parent (op, &insert->dot))
        return TRUE;
    }
  return FALSE;
}

static int
compare_heads (gconstpointer a,
               gconstpointer b)
{
  if (MLG_IS_MUTANT (TIE_BY_ARRIVAL))
    return 0;
  return mlg_op_compare (((const MlgHead *) a)->op, ((const MlgHead *) b)->op);
}

void
mlg_row_collect_heads (MlgOpList      *ops,
                       const MlgTable *table,
                       int             col,
                       GArray         *heads)
{
  gboolean has_changes = FALSE, is_single = count_inserts (ops, table) == 1;

  g_array_set_size (heads, 0);
  for (guint i = 0; i < ops->ops->len; i++)
    {
      const MlgOp *op = mlg_op_list_nth (ops, i);

      if (op->col == col && op->tbl == table->entity->number)
        {
          MlgHead head = { op, op->st == MLG_ST_VALUE ? op->val : NULL };

          has_changes = TRUE;
          if (!op->sup)
            g_array_append_val (heads, head);
        }
    }
  for (guint i = 0; col > 0 && i < ops->ops->len; i++)
    {
      const MlgOp *op = mlg_op_list_nth (ops, i);
      MlgHead head = { op, NULL };

      if (op->col != MLG_COL_INSERT || op->tbl != table->entity->number)
        continue;
      /* Whoever changed the cell had seen the row's one insert; of several, perhaps not all. */
      if (has_changes && !MLG_IS_MUTANT (INSERT_IS_HEAD) && (is_single || insert_is_named (ops, op, col)))
        continue;
      head.value = mlg_op_find_packed (op, (guint) col);
      if (head.value != NULL)
        g_array_append_val (heads, head);
    }
  if (heads->len > 1)
    g_array_sort (heads, compare_heads);
}

/* The one text all heads were changed from; NULL if there is no such. */
static gboolean
find_base (MlgStore     *self,
           GArray       *heads,
           int           col,
           char        **base,
           GError      **error)
{
  g_autoptr(MlgOpList) list = NULL;
  const MlgOp *first = g_array_index (heads, MlgHead, 0).op;
  const MlgOp *found;
  const char *value = NULL;
  MlgDot parent;

  *base = NULL;
  for (guint i = 0; i < heads->len; i++)
    {
      const MlgOp *op = g_array_index (heads, MlgHead, i).op;

      if (op->n_par != 1 || memcmp (op->par, first->par, MLG_DOT_BYTES) != 0)
        return TRUE;
    }

  list = mlg_op_list_new ();
  parent = mlg_dot_read (first->par);
  if (!mlg_journal_read (self, &parent, list, error))
    return FALSE;
  if (list->ops->len != 1)
    return TRUE;

  found = mlg_op_list_nth (list, 0);
  if (found->st == MLG_ST_VALUE && found->col == MLG_COL_INSERT)
    value = mlg_op_find_packed (found, (guint) col);
  else if (found->st == MLG_ST_VALUE && found->col == col)
    value = found->val;
  *base = g_strdup (value != NULL ? value : "");
  return TRUE;
}

/* Changes of all heads to their common text, one after the other; NULL: they touch each other. */
static char *
merge_texts (const char *base,
             GArray     *heads)
{
  g_autofree char *merged = NULL;

  for (guint i = 0; i < heads->len; i++)
    {
      const char *value = g_array_index (heads, MlgHead, i).value;
      char *next;

      if (value == NULL)
        value = "";
      if (merged == NULL)
        {
          merged = g_strdup (value);
          continue;
        }
      next = mlg_text_merge (base, merged, value);
      if (next == NULL)
        return NULL;
      g_free (merged);
      merged = next;
    }
  return g_steal_pointer (&merged);
}

static gboolean
decide_conflict (MlgStore       *self,
                 const MlgField *field,
                 GArray         *heads,
                 MlgRowState    *state,
                 GError        **error)
{
  g_autofree char *base = NULL;
  char *merged = NULL;

  state->kinds[field->index] = 1 + MLG_CONFLICT_VALUES;
  if (field->type != MLG_TYPE_LONG_TEXT && field->type != MLG_TYPE_MARKDOWN)
    return TRUE;
  if (!find_base (self, heads, field->number, &base, error))
    return FALSE;
  if (base != NULL)
    merged = merge_texts (base, heads);
  if (merged == NULL)
    return TRUE;

  state->kinds[field->index] = 1 + MLG_CONFLICT_TEXT_MERGED;
  g_ptr_array_add (state->owned, merged);
  state->values->pdata[field->index] = merged[0] != '\0' ? merged : NULL;
  return TRUE;
}

static gboolean
compute_cell (MlgStore       *self,
              MlgOpList      *ops,
              const MlgField *field,
              GArray         *heads,
              MlgRowState    *state,
              GError        **error)
{
  const MlgHead *shown;
  gboolean differ = MLG_IS_MUTANT (EQUAL_CONFLICTS);

  mlg_row_collect_heads (ops, state->table, field->number, heads);
  if (heads->len == 0)
    return TRUE;

  shown = &g_array_index (heads, MlgHead, heads->len - 1);
  state->values->pdata[field->index] = (gpointer) shown->value;
  if (heads->len == 1)
    return TRUE;

  for (guint i = 0; i + 1 < heads->len; i++)
    differ |= g_strcmp0 (g_array_index (heads, MlgHead, i).value, shown->value) != 0;
  return !differ || decide_conflict (self, field, heads, state, error);
}

/* Fields as the single insert wrote them; cells changed since are computed after. */
static void
unpack_row (const MlgOp *insert,
            MlgRowState *state)
{
  gsize at = 0, size;
  const char *value;
  guint number;

  while (mlg_pack_next (insert, &at, &number, &value, &size))
    {
      const MlgField *field = mlg_table_find_field (state->table, (int) number);

      if (field != NULL && !mlg_field_is_multiple (field))
        state->values->pdata[field->index] = (gpointer) value;
    }
}

static gboolean
compute_cells (MlgStore    *self,
               MlgOpList   *ops,
               guint        n_inserts,
               MlgRowState *state,
               GError     **error)
{
  g_autoptr(GArray) heads = NULL;
  guint64 touched[4] = { 0 };

  for (guint i = 0; i < ops->ops->len; i++)
    {
      const MlgOp *op = mlg_op_list_nth (ops, i);

      if (op->tbl != state->table->entity->number)
        continue;
      if (op->col == MLG_COL_INSERT)
        unpack_row (op, state);
      else if (op->col > 0 && op->col < 256)
        touched[op->col / 64] |= G_GUINT64_CONSTANT (1) << (op->col % 64);
    }

  for (guint i = 0; i < state->table->n_fields; i++)
    {
      const MlgField *field = &state->table->entity->fields[i];
      gboolean is_touched = (touched[field->number / 64] >> (field->number % 64)) & 1;

      if ((!is_touched && n_inserts == 1) || mlg_field_is_multiple (field) ||
          mlg_table_find_field (state->table, field->number) == NULL)
        continue;
      if (heads == NULL)
        heads = g_array_new (FALSE, FALSE, sizeof (MlgHead));
      state->values->pdata[i] = NULL;
      if (!compute_cell (self, ops, field, heads, state, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
mlg_row_is_seen (GArray       *deletions,
                 const MlgDot *dot)
{
  for (guint i = 0; i < deletions->len; i++)
    {
      const MlgOp *op = g_array_index (deletions, MlgHead, i).op;

      for (gsize at = 1; op->val_size > 0 && op->val[0] == 1 && at + MLG_DOT_BYTES <= op->val_size; at += MLG_DOT_BYTES)
        {
          MlgDot seen = mlg_dot_read ((const guint8 *) op->val + at);

          if (mlg_dot_equal (&seen, dot))
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
links_are_seen (MlgStore    *self,
                const MlgId *id,
                GArray      *deletions,
                gboolean    *seen,
                GError     **error)
{
  g_autoptr(GByteArray) dots = g_byte_array_new ();
  g_autoptr(GError) local_error = NULL;
  char text[MLG_ID_TEXT_LENGTH + 1];
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, "SELECT op.sid, op.seq FROM link JOIN op ON op.row = link._id "
                                       "WHERE link.owner = ?1 AND op.sup = 0", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, mlg_id_write (id, text), -1, SQLITE_STATIC);
  while (mlg_db_next (self->db, stmt, &local_error))
    {
      MlgDot dot = { sqlite3_column_int64 (stmt, 0), sqlite3_column_int64 (stmt, 1) };

      *seen = *seen && mlg_row_is_seen (deletions, &dot);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Deleted when every head of the deletion cell says so, and together they have seen every
 * head of the row. An edit made without knowing of the deletion brings the row back:
 * throwing away somebody's work is worse than showing it twice. */
static gboolean
compute_deletion (MlgStore    *self,
                  MlgOpList   *ops,
                  MlgRowState *state,
                  GError     **error)
{
  g_autoptr(GArray) deletions = NULL;
  gboolean some_back = FALSE, seen = TRUE;
  guint n_deleting = 0;

  for (guint i = 0; i < ops->ops->len; i++)
    n_deleting += mlg_op_list_nth (ops, i)->col == MLG_COL_DELETE;
  if (n_deleting == 0)
    return TRUE;

  deletions = g_array_new (FALSE, FALSE, sizeof (MlgHead));
  mlg_row_collect_heads (ops, state->table, MLG_COL_DELETE, deletions);
  n_deleting = 0;
  for (guint i = 0; i < deletions->len; i++)
    {
      const MlgOp *op = g_array_index (deletions, MlgHead, i).op;

      if (op->val_size > 0 && op->val[0] == 1)
        n_deleting++;
      else
        some_back = TRUE;
    }
  if (n_deleting == 0)
    return TRUE;

  for (guint i = 0; i < ops->ops->len; i++)
    {
      const MlgOp *op = mlg_op_list_nth (ops, i);

      if (op->col >= 0 && !op->sup && op->tbl == state->table->entity->number)
        seen = seen && mlg_row_is_seen (deletions, &op->dot);
    }
  if (seen && state->table->has_multiple && !state->is_past && !links_are_seen (self, &state->id, deletions, &seen, error))
    return FALSE;

  state->deleted = !some_back && (seen || MLG_IS_MUTANT (DELETE_BLIND));
  state->revived = !state->deleted;
  return TRUE;
}

gboolean
mlg_row_compute_from (MlgStore     *self,
                      MlgOpList    *ops,
                      const MlgId  *id,
                      MlgRowState  *state,
                      GError      **error)
{
  guint n_inserts = count_inserts (ops, state->table);

  mlg_row_state_reset (state, id);
  state->made = G_MAXINT64;
  for (guint i = 0; i < ops->ops->len; i++)
    {
      const MlgOp *op = mlg_op_list_nth (ops, i);

      if (op->tbl != state->table->entity->number)
        continue;
      if (op->st == MLG_ST_ERASED)
        return TRUE;
      if (op->col == MLG_COL_INSERT)
        state->made = MIN (state->made, op->hlc >> 16);
      if (!op->sup && (op->hlc > state->hlc || (op->hlc == state->hlc && op->dot.sid > state->sid)))
        {
          state->hlc = op->hlc;
          state->sid = op->dot.sid;
        }
    }
  if (n_inserts == 0)
    return TRUE;

  state->exists = TRUE;
  return compute_cells (self, ops, n_inserts, state, error) &&
         compute_deletion (self, ops, state, error);
}

gboolean
mlg_row_compute (MlgStore     *self,
                 const MlgId  *id,
                 MlgRowState  *state,
                 GError      **error)
{
  if (!read_ops (self, SELECT_HEADS, id, self->heads, error))
    return FALSE;
  /* The same row made twice: which insert was seen by whom stands in superseded operations too. */
  if (count_inserts (self->heads, state->table) > 1 &&
      !read_ops (self, SELECT_ROW, id, self->heads, error))
    return FALSE;

  return mlg_row_compute_from (self, self->heads, id, state, error) &&
         (!state->exists || mlg_row_read_links (self, state, error));
}

gboolean
mlg_row_append_heads (MlgStore     *self,
                      const MlgId  *id,
                      int           col,
                      GByteArray   *dots,
                      GError      **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, "SELECT col, sid, seq FROM op WHERE row = ?1 AND sup = 0 "
                                       "AND col IN (0, ?2) ORDER BY col DESC, sid, seq", error);
  g_autoptr(GError) local_error = NULL;
  guint n_changes = 0, n_inserts = 0;
  guint before = dots->len;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 1, id->bytes, sizeof id->bytes, SQLITE_STATIC);
  sqlite3_bind_int (stmt, 2, col);
  while (mlg_db_next (self->db, stmt, &local_error))
    {
      MlgDot dot = { sqlite3_column_int64 (stmt, 1), sqlite3_column_int64 (stmt, 2) };

      if (sqlite3_column_int (stmt, 0) == col)
        n_changes++;
      else if (col < 0)
        continue;
      else
        n_inserts++;
      mlg_dot_append (dots, &dot);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (MLG_IS_MUTANT (ONE_PARENT) && dots->len > before)
    g_byte_array_set_size (dots, before + MLG_DOT_BYTES);
  /* The change before saw the one insert already. With two inserts, say all that was seen. */
  else if (n_changes > 0 && n_inserts == 1)
    g_byte_array_set_size (dots, before + n_changes * MLG_DOT_BYTES);
  return TRUE;
}

static gboolean
append_dots (MlgStore      *self,
             sqlite3_stmt  *stmt,
             GByteArray    *dots,
             GError       **error)
{
  g_autoptr(GError) local_error = NULL;

  while (mlg_db_next (self->db, stmt, &local_error))
    {
      MlgDot dot = { sqlite3_column_int64 (stmt, 0), sqlite3_column_int64 (stmt, 1) };

      mlg_dot_append (dots, &dot);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
mlg_row_append_context (MlgStore        *self,
                        const MlgTable  *table,
                        const MlgId     *id,
                        GByteArray      *dots,
                        GError         **error)
{
  char text[MLG_ID_TEXT_LENGTH + 1];
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, "SELECT sid, seq FROM op WHERE row = ?1 AND sup = 0 AND col >= 0 "
                                       "ORDER BY sid, seq", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 1, id->bytes, sizeof id->bytes, SQLITE_STATIC);
  if (!append_dots (self, stmt, dots, error))
    return FALSE;
  if (!table->has_multiple)
    return TRUE;

  stmt = mlg_db_prepare (self->db, "SELECT op.sid, op.seq FROM link JOIN op ON op.row = link._id "
                         "WHERE link.owner = ?1 AND op.sup = 0 ORDER BY op.sid, op.seq", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, mlg_id_write (id, text), -1, SQLITE_STATIC);
  return append_dots (self, stmt, dots, error);
}
