/* Who wrote what and when: the journal, told cell by cell. */

#include "store/mlg-history-private.h"

#include "model/mlg-value.h"

#include <string.h>

#define OPS_OF_ALL \
  "SELECT " MLG_OP_COLUMNS " FROM op ORDER BY hlc DESC, sid DESC, seq DESC LIMIT ?3"
#define OPS_OF_LINKS \
  "SELECT " MLG_OP_COLUMNS " FROM op WHERE sup = 0 AND row IN (SELECT _id FROM link WHERE owner = ?1) " \
  "ORDER BY hlc DESC, sid DESC, seq DESC"
#define OPS_OF_RECORD \
  "SELECT " MLG_OP_COLUMNS " FROM op WHERE row = ?1 OR row IN (SELECT _id FROM link WHERE owner = ?2) " \
  "ORDER BY hlc DESC, sid DESC, seq DESC LIMIT ?3"

static void
entry_free (gpointer data)
{
  MlgHistoryEntry *entry = data;

  g_free (entry->before);
  g_free (entry->after);
  g_free (entry);
}

GPtrArray *
mlg_history_array_new (void)
{
  return g_ptr_array_new_with_free_func (entry_free);
}

MlgHistoryEntry *
mlg_history_append (GPtrArray       *entries,
                    const MlgEntity *entity,
                    const MlgId     *id)
{
  MlgHistoryEntry *entry = g_new0 (MlgHistoryEntry, 1);

  entry->entity = entity;
  entry->id = *id;
  entry->author = "";
  g_ptr_array_add (entries, entry);
  return entry;
}

const char *
mlg_history_get_author (MlgStore *self,
                        gint64    sid)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, "SELECT author FROM site WHERE sid = ?1", NULL);
  const char *author = NULL;

  if (stmt == NULL)
    return "";
  sqlite3_bind_int64 (stmt, 1, sid);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    author = g_intern_string ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_reset (stmt);
  return author != NULL ? author : "";
}

char *
mlg_history_dup_title (const MlgRowState *state)
{
  for (guint i = 0; i < state->table->n_fields; i++)
    {
      const MlgField *field = &state->table->entity->fields[i];

      if ((field->flags & MLG_FIELD_TITLE) && state->values->pdata[i] != NULL)
        return mlg_value_to_display (field, state->values->pdata[i]);
    }
  return NULL;
}

static MlgHistoryEntry *
append_op (MlgStore        *self,
           GPtrArray       *entries,
           const MlgEntity *entity,
           const MlgId     *id,
           const MlgOp     *op)
{
  MlgHistoryEntry *entry = mlg_history_append (entries, entity, id);

  entry->sid = op->dot.sid;
  entry->seq = op->dot.seq;
  entry->txn = op->txn;
  entry->date = op->hlc >> 16;
  entry->author = mlg_history_get_author (self, op->dot.sid);
  entry->label = mlg_journal_get_label (self, op->dot.sid, op->txn);
  return entry;
}

static gboolean
op_deletes (const MlgOp *op)
{
  return op->val_size > 0 && op->val[0] == 1;
}

/* An element added or taken away is a change of its owner's field. */
static gboolean
tell_link (MlgStore     *self,
           const MlgOp  *op,
           GPtrArray    *entries,
           GError      **error)
{
  const MlgLinkTable *links = mlg_table_get_links ();
  g_autoptr(GError) local_error = NULL;
  const MlgTable *table;
  const MlgField *field;
  MlgRowState state;
  MlgId owner;

  if (op->col > 0 || op->col < MLG_COL_ERASE)
    return TRUE;    /* its place in a list; or written by a newer version */

  mlg_row_state_init (&state, links->table);
  if (mlg_row_load (self, &op->row, &state, &local_error) &&
      mlg_id_parse (state.values->pdata[links->owner], &owner) &&
      state.values->pdata[links->owner_entity] != NULL && state.values->pdata[links->field] != NULL)
    {
      table = mlg_table_get_number ((guint) atoi (state.values->pdata[links->owner_entity]));
      field = table != NULL ? mlg_table_find_field (table, atoi (state.values->pdata[links->field])) : NULL;
      if (field != NULL)
        {
          MlgHistoryEntry *entry = append_op (self, entries, table->entity, &owner, op);

          entry->kind = MLG_CHANGE_SET;
          entry->field = field;
          if (op->col == MLG_COL_DELETE && op_deletes (op))
            entry->before = g_strdup (state.values->pdata[links->value]);
          else
            entry->after = g_strdup (state.values->pdata[links->value]);
        }
    }
  mlg_row_state_clear (&state);

  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static char *
dup_packed_title (const MlgTable *table,
                  const MlgOp    *op)
{
  for (guint i = 0; i < table->n_fields; i++)
    {
      const MlgField *field = &table->entity->fields[i];
      const char *value = (field->flags & MLG_FIELD_TITLE) ? mlg_op_find_packed (op, field->number) : NULL;

      if (value != NULL)
        return mlg_value_to_display (field, value);
    }
  return NULL;
}

static gboolean
tell_op (MlgStore     *self,
         const MlgOp  *op,
         GPtrArray    *entries,
         GError      **error)
{
  const MlgTable *table = mlg_table_get_number (op->tbl);
  const MlgField *field = table != NULL ? mlg_table_find_field (table, op->col) : NULL;
  MlgHistoryEntry *entry;

  if (table == NULL || (op->col > 0 && field == NULL) || op->col < MLG_COL_ERASE)
    return TRUE;    /* written by a newer version */
  if (table == mlg_table_get_links ()->table)
    return tell_link (self, op, entries, error);

  entry = append_op (self, entries, table->entity, &op->row, op);
  entry->field = field;
  switch (op->col)
    {
    case MLG_COL_INSERT:
      entry->kind = MLG_CHANGE_ADDED;
      entry->after = dup_packed_title (table, op);
      return TRUE;
    case MLG_COL_DELETE:
      entry->kind = op_deletes (op) ? MLG_CHANGE_DELETED : MLG_CHANGE_RESTORED;
      return TRUE;
    case MLG_COL_ERASE:
      entry->kind = MLG_CHANGE_ERASED;
      return TRUE;
    default:
      entry->kind = MLG_CHANGE_SET;
      entry->after = g_strdup (op->val);
      return op->st != MLG_ST_VALUE || mlg_journal_value_before (self, op, &entry->before, error);
    }
}

GPtrArray *
mlg_store_history (MlgStore     *self,
                   const MlgId  *id,
                   guint         limit,
                   GError      **error)
{
  g_autoptr(GPtrArray) entries = mlg_history_array_new ();
  g_autoptr(MlgOpList) ops = mlg_op_list_new ();
  char text[MLG_ID_TEXT_LENGTH + 1];
  sqlite3_stmt *stmt;

  g_return_val_if_fail (self != NULL, NULL);
  mlg_db_assert_thread (self->db);

  stmt = mlg_db_prepare (self->db, id != NULL ? OPS_OF_RECORD : OPS_OF_ALL, error);
  if (stmt == NULL)
    return NULL;
  if (id != NULL)
    {
      sqlite3_bind_blob (stmt, 1, id->bytes, sizeof id->bytes, SQLITE_STATIC);
      sqlite3_bind_text (stmt, 2, mlg_id_write (id, text), -1, SQLITE_STATIC);
    }
  sqlite3_bind_int64 (stmt, 3, limit > 0 ? (gint64) limit : -1);
  if (!mlg_op_list_read (ops, self->db, stmt, error))
    return NULL;

  for (guint i = 0; i < ops->ops->len; i++)
    if (!tell_op (self, mlg_op_list_nth (ops, i), entries, error))
      return NULL;
  return g_steal_pointer (&entries);
}

/* ---- conflicts: each value with who wrote it and when */

static void
conflict_free (gpointer data)
{
  MlgConflict *conflict = data;

  g_ptr_array_unref (conflict->heads);
  g_free (conflict);
}

static void
tell_head (MlgStore       *self,
           MlgConflict    *conflict,
           const MlgHead  *head)
{
  MlgHistoryEntry *entry = append_op (self, conflict->heads, conflict->entity, &conflict->id, head->op);

  entry->field = conflict->field;
  entry->kind = head->op->col == MLG_COL_DELETE
              ? (op_deletes (head->op) ? MLG_CHANGE_DELETED : MLG_CHANGE_RESTORED)
              : MLG_CHANGE_SET;
  if (head->op->col != MLG_COL_DELETE)
    entry->after = g_strdup (head->value);
}

/* Elements added or taken away without knowing of the deletion. */
static gboolean
tell_unseen_links (MlgStore     *self,
                   MlgConflict  *conflict,
                   GArray       *deletions,
                   GError      **error)
{
  g_autoptr(MlgOpList) ops = mlg_op_list_new ();
  char text[MLG_ID_TEXT_LENGTH + 1];
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, OPS_OF_LINKS, error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, mlg_id_write (&conflict->id, text), -1, SQLITE_STATIC);
  if (!mlg_op_list_read (ops, self->db, stmt, error))
    return FALSE;
  for (guint i = 0; i < ops->ops->len; i++)
    {
      const MlgOp *op = mlg_op_list_nth (ops, i);

      if (!mlg_row_is_seen (deletions, &op->dot) && !tell_link (self, op, conflict->heads, error))
        return FALSE;
    }
  return TRUE;
}

/* What was changed without knowing of the deletion, latest first. */
static void
tell_unseen (MlgStore       *self,
             MlgConflict    *conflict,
             const MlgTable *table,
             MlgOpList      *ops,
             GArray         *deletions)
{
  for (guint i = ops->ops->len; i-- > 0;)
    {
      const MlgOp *op = mlg_op_list_nth (ops, i);
      MlgHistoryEntry *entry;

      if (op->col < 0 || op->sup || op->tbl != table->entity->number || mlg_row_is_seen (deletions, &op->dot))
        continue;
      entry = append_op (self, conflict->heads, conflict->entity, &conflict->id, op);
      entry->field = op->col > 0 ? mlg_table_find_field (table, op->col) : NULL;
      entry->kind = op->col > 0 ? MLG_CHANGE_SET : MLG_CHANGE_ADDED;
      entry->after = op->col > 0 ? g_strdup (op->val) : dup_packed_title (table, op);
    }
}

static gboolean
tell_conflict (MlgStore     *self,
               GPtrArray    *conflicts,
               const MlgId  *id,
               int           col,
               const MlgTable *table,
               int           kind,
               GError      **error)
{
  g_autoptr(MlgOpList) ops = mlg_op_list_new ();
  g_autoptr(GArray) heads = g_array_new (FALSE, FALSE, sizeof (MlgHead));
  MlgConflict *conflict;

  if (!mlg_row_read_ops (self, id, ops, error))
    return FALSE;

  conflict = g_new0 (MlgConflict, 1);
  conflict->entity = table->entity;
  conflict->id = *id;
  conflict->field = mlg_table_find_field (table, col);
  conflict->kind = kind;
  conflict->heads = mlg_history_array_new ();
  g_ptr_array_add (conflicts, conflict);

  mlg_row_collect_heads (ops, table, col, heads);
  for (guint i = heads->len; i-- > 0;)
    tell_head (self, conflict, &g_array_index (heads, MlgHead, i));
  if (col != MLG_COL_DELETE)
    return TRUE;
  tell_unseen (self, conflict, table, ops, heads);
  return !table->has_multiple || tell_unseen_links (self, conflict, heads, error);
}

GPtrArray *
mlg_store_conflicts (MlgStore  *self,
                     GError   **error)
{
  g_autoptr(GPtrArray) conflicts = g_ptr_array_new_with_free_func (conflict_free);
  g_autoptr(GError) local_error = NULL;
  sqlite3_stmt *stmt;

  g_return_val_if_fail (self != NULL, NULL);
  mlg_db_assert_thread (self->db);

  stmt = mlg_db_prepare (self->db, "SELECT row, col, tbl, kind FROM conflict ORDER BY tbl, row, col", error);
  if (stmt == NULL)
    return NULL;
  while (local_error == NULL && mlg_db_next (self->db, stmt, &local_error))
    {
      const MlgTable *table = mlg_table_get_number ((guint) sqlite3_column_int (stmt, 2));
      MlgId id;

      if (table == NULL || sqlite3_column_bytes (stmt, 0) != sizeof id)
        continue;
      memcpy (&id, sqlite3_column_blob (stmt, 0), sizeof id);
      tell_conflict (self, conflicts, &id, sqlite3_column_int (stmt, 1), table,
                     sqlite3_column_int (stmt, 3), &local_error);
    }
  sqlite3_reset (stmt);

  if (local_error == NULL)
    return g_steal_pointer (&conflicts);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

guint
mlg_store_count_conflicts (MlgStore *self)
{
  g_return_val_if_fail (self != NULL, 0);
  mlg_db_assert_thread (self->db);

  return (guint) mlg_db_get_number (self->db, "SELECT count(*) FROM conflict", 0);
}
