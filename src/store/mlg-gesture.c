/* What the user calls one action: one transaction, one undo step. */

#include "store/mlg-gesture.h"

#include "model/mlg-value.h"
#include "store/mlg-redact.h"
#include "store/mlg-stage-changes.h"
#include "store/mlg-store-private.h"

#include <string.h>

struct _MlgGesture
{
  MlgStore *store;
  char     *label;
  gint64    txn;           /* 0: nothing written yet */
  gint64    first_sid;     /* where the writer stood before */
  gint64    first_seq;
  gboolean  is_broken;     /* a write failed half-way: only leaving is left */
  MlgStageChanges *stages; /* NULL: none was touched */
};

static void
take_back (MlgGesture *self)
{
  MlgStore *store = self->store;

  mlg_db_rollback (store->db);
  store->sid = self->first_sid;
  store->next_seq = self->first_seq;
  store->site_is_written = store->sid != 0;
  g_clear_pointer (&store->erased, g_hash_table_unref);
  mlg_store_settle_changes (store, FALSE);
  store->gesture = NULL;
}

MlgGesture *
mlg_store_begin (MlgStore    *store,
                 const char  *label,
                 GError     **error)
{
  MlgGesture *self;

  g_return_val_if_fail (store != NULL && label != NULL, NULL);
  g_return_val_if_fail (store->gesture == NULL, NULL);
  mlg_db_assert_thread (store->db);

  if (mlg_db_is_read_only (store->db))
    {
      g_set_error_literal (error, MLG_STORE_ERROR, MLG_STORE_ERROR_READ_ONLY, "The store was opened to read");
      return NULL;
    }
  if (!mlg_db_exec (store->db, "BEGIN IMMEDIATE", error))
    return NULL;

  self = g_new0 (MlgGesture, 1);
  self->store = store;
  self->label = g_strdup (label);
  self->first_sid = store->sid;
  self->first_seq = store->next_seq;
  store->gesture = self;
  return self;
}

void
mlg_gesture_free (MlgGesture *self)
{
  if (self == NULL)
    return;

  if (self->store->gesture == self)
    take_back (self);
  mlg_stage_changes_free (self->stages);
  g_free (self->label);
  g_free (self);
}

MlgStore *
mlg_gesture_get_store (MlgGesture *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->store;
}

gboolean
mlg_gesture_follow (MlgGesture  *self,
                    GError     **error)
{
  g_return_val_if_fail (self != NULL && self->store->gesture == self, FALSE);

  return self->is_broken || mlg_stage_changes_write (self->stages, self, error);
}

gboolean
mlg_gesture_commit (MlgGesture  *self,
                    gint64      *txn,
                    GError     **error)
{
  MlgStore *store;

  g_return_val_if_fail (self != NULL && self->store->gesture == self, FALSE);
  store = self->store;
  mlg_db_assert_thread (store->db);

  if (txn != NULL)
    *txn = self->txn;
  if (self->is_broken)
    {
      take_back (self);
      g_set_error_literal (error, MLG_STORE_ERROR, MLG_STORE_ERROR_FAILED, "A write of this command had failed");
      return FALSE;
    }
  if (self->txn == 0)
    {
      take_back (self);
      return TRUE;
    }
  if (!mlg_db_exec (store->db, "COMMIT", error))
    {
      take_back (self);
      return FALSE;
    }

  store->gesture = NULL;
  mlg_store_settle_changes (store, TRUE);
  return TRUE;
}

/* After half a write nothing of the command may be kept. */
static gboolean
close_write (MlgGesture *self,
             gboolean    done)
{
  self->is_broken |= !done;
  return done;
}

gboolean
mlg_gesture_append (MlgGesture  *self,
                    MlgOp       *op,
                    GError     **error)
{
  op->txn = self->txn;
  op->cmd = self->txn == 0 ? self->label : NULL;
  if (!mlg_journal_append (self->store, op, error))
    return close_write (self, FALSE);

  self->txn = op->txn;
  return TRUE;
}

gboolean
mlg_gesture_write_cell (MlgGesture      *self,
                        const MlgTable  *table,
                        const MlgId     *id,
                        const MlgField  *field,
                        const char      *value,
                        GError         **error)
{
  g_autoptr(GByteArray) parents = g_byte_array_new ();
  MlgOp op = { .tbl = table->entity->number, .row = *id, .col = field->number, .st = MLG_ST_VALUE,
               .val = value, .val_size = value != NULL ? strlen (value) : 0 };

  if (!mlg_row_append_heads (self->store, id, field->number, parents, error))
    return close_write (self, FALSE);
  op.par = parents->data;
  op.n_par = parents->len / MLG_DOT_BYTES;
  return mlg_gesture_append (self, &op, error) &&
         close_write (self, mlg_row_refresh (self->store, table, id, error));
}

gboolean
mlg_gesture_write_delete (MlgGesture      *self,
                          const MlgTable  *table,
                          const MlgId     *id,
                          gboolean         deleted,
                          GError         **error)
{
  g_autoptr(GByteArray) parents = g_byte_array_new ();
  g_autoptr(GByteArray) context = g_byte_array_new ();
  MlgOp op = { .tbl = table->entity->number, .row = *id, .col = MLG_COL_DELETE, .st = MLG_ST_VALUE };

  g_byte_array_append (context, (const guint8 *) (deleted ? "\1" : "\0"), 1);
  if (!mlg_row_append_heads (self->store, id, MLG_COL_DELETE, parents, error) ||
      (deleted && !mlg_row_append_context (self->store, table, id, context, error)))
    return close_write (self, FALSE);

  op.par = parents->data;
  op.n_par = parents->len / MLG_DOT_BYTES;
  op.val = (const char *) context->data;
  op.val_size = context->len;
  return mlg_gesture_append (self, &op, error) &&
         close_write (self, mlg_row_refresh (self->store, table, id, error));
}

static gboolean
check_values (const MlgTable     *table,
              const char *const  *values,
              GError            **error)
{
  for (guint i = 0; values != NULL && i < table->n_fields; i++)
    if (!mlg_journal_check_value (&table->entity->fields[i], values[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
write_new_row (MlgGesture         *self,
               const MlgTable     *table,
               const MlgId        *id,
               const char *const  *values,
               GError            **error)
{
  g_autoptr(GByteArray) pack = g_byte_array_new ();
  MlgOp op = { .tbl = table->entity->number, .row = *id, .col = MLG_COL_INSERT, .st = MLG_ST_VALUE };
  gboolean has_elements = FALSE, changed;
  MlgRowState state;

  for (guint i = 0; values != NULL && i < table->n_fields; i++)
    if (values[i] == NULL)
      continue;
    else if (mlg_field_is_multiple (&table->entity->fields[i]))
      has_elements = TRUE;
    else
      mlg_pack_append (pack, table->entity->fields[i].number, values[i]);
  op.val = pack->len > 0 ? (const char *) pack->data : "";
  op.val_size = pack->len;
  if (!mlg_gesture_append (self, &op, error))
    return FALSE;

  for (guint i = 0; has_elements && i < table->n_fields; i++)
    if (values[i] != NULL && mlg_field_is_multiple (&table->entity->fields[i]) &&
        !mlg_elements_set (self, table, id, &table->entity->fields[i], values[i], TRUE, &changed, error))
      return close_write (self, FALSE);

  /* What mlg_row_compute would find, known already. */
  mlg_row_state_init (&state, table);
  mlg_row_state_reset (&state, id);
  state.exists = state.is_new = TRUE;
  state.made = op.hlc >> 16;
  state.hlc = op.hlc;
  state.sid = op.dot.sid;
  for (guint i = 0; values != NULL && i < table->n_fields; i++)
    if (!mlg_field_is_multiple (&table->entity->fields[i]))
      state.values->pdata[i] = (gpointer) values[i];
  close_write (self, (!has_elements || mlg_row_read_links (self->store, &state, error)) &&
                     mlg_row_store (self->store, &state, error));
  mlg_row_state_clear (&state);
  return !self->is_broken;
}

/* TRUE: it stands and can be changed. */
static gboolean
find_row (MlgGesture      *self,
          const MlgTable  *table,
          const MlgId     *id,
          MlgRowState     *state,
          GError         **error)
{
  g_autoptr(GError) local_error = NULL;

  if (mlg_row_load (self->store, id, state, &local_error) && !state->deleted)
    return TRUE;
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_NOT_FOUND, "There is no such %s", table->entity->name);
  return FALSE;
}

/* A list imported again after its rows were deleted: the same rows come back, as the list says. */
static gboolean
insert_again (MlgGesture         *self,
              const MlgTable     *table,
              const MlgId        *id,
              const char *const  *values,
              GError            **error)
{
  if (!mlg_gesture_write_delete (self, table, id, FALSE, error))
    return FALSE;
  for (guint i = 0; values != NULL && i < table->n_fields; i++)
    if (!mlg_gesture_set (self, table->entity, id, &table->entity->fields[i], values[i], error))
      return FALSE;
  return TRUE;
}

gboolean
mlg_gesture_insert (MlgGesture         *self,
                    const MlgEntity    *entity,
                    MlgId              *id,
                    const char *const  *values,
                    GError            **error)
{
  const MlgTable *table = mlg_table_get (entity);
  g_autoptr(GError) local_error = NULL;
  MlgRowState state;
  gboolean is_there, is_deleted;

  g_return_val_if_fail (self != NULL && id != NULL, FALSE);
  g_return_val_if_fail (table != mlg_table_get_links ()->table, FALSE);
  mlg_db_assert_thread (self->store->db);

  if (!check_values (table, values, error))
    return FALSE;
  if (mlg_id_is_null (id))
    {
      *id = mlg_id_new ();
      mlg_stage_changes_see_new (&self->stages, entity, id, values);
      return write_new_row (self, table, id, values, error);
    }

  mlg_stage_changes_see_new (&self->stages, entity, id, values);
  if (mlg_journal_is_erased (self->store, id))
    {
      g_set_error_literal (error, MLG_STORE_ERROR, MLG_STORE_ERROR_INVALID, "This record was erased for good");
      return FALSE;
    }
  mlg_row_state_init (&state, table);
  is_there = mlg_row_load (self->store, id, &state, &local_error);
  is_deleted = state.deleted;
  mlg_row_state_clear (&state);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (is_there && is_deleted)
    return insert_again (self, table, id, values, error);
  if (is_there || mlg_store_entity_of (self->store, id) != NULL)
    {
      g_set_error_literal (error, MLG_STORE_ERROR, MLG_STORE_ERROR_INVALID, "This record is there already");
      return FALSE;
    }
  return write_new_row (self, table, id, values, error);
}

static gboolean
cell_has_conflict (MlgStore       *store,
                   const MlgId    *id,
                   const MlgField *field)
{
  sqlite3_stmt *stmt = mlg_db_prepare (store->db, "SELECT 1 FROM conflict WHERE row = ?1 AND col = ?2", NULL);
  gboolean has;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 1, id->bytes, sizeof id->bytes, SQLITE_STATIC);
  sqlite3_bind_int (stmt, 2, field->number);
  has = sqlite3_step (stmt) == SQLITE_ROW;
  sqlite3_reset (stmt);
  return has;
}

static gboolean
set_elements (MlgGesture      *self,
              const MlgTable  *table,
              const MlgId     *id,
              const MlgField  *field,
              const char      *value,
              GError         **error)
{
  gboolean changed = FALSE;

  if (!mlg_elements_set (self, table, id, field, value, FALSE, &changed, error))
    return close_write (self, FALSE);
  return !changed || close_write (self, mlg_row_refresh (self->store, table, id, error));
}

gboolean
mlg_gesture_set (MlgGesture       *self,
                 const MlgEntity  *entity,
                 const MlgId      *id,
                 const MlgField   *field,
                 const char       *value,
                 GError          **error)
{
  const MlgTable *table = mlg_table_get (entity);
  MlgRowState state;
  gboolean found, same;

  g_return_val_if_fail (self != NULL && id != NULL, FALSE);
  g_return_val_if_fail (mlg_table_find_field (table, field->number) == field, FALSE);
  mlg_db_assert_thread (self->store->db);

  if (!mlg_journal_check_value (field, value, error))
    return FALSE;
  mlg_row_state_init (&state, table);
  found = find_row (self, table, id, &state, error);
  same = found && g_strcmp0 (state.values->pdata[field->index], value) == 0;
  if (found && !same)
    mlg_stage_changes_see_cell (&self->stages, entity, id, field, state.values->pdata[field->index], value);
  mlg_row_state_clear (&state);
  if (!found)
    return FALSE;
  if (mlg_field_is_multiple (field))
    return same || set_elements (self, table, id, field, value, error);
  if (same && !cell_has_conflict (self->store, id, field))
    return TRUE;
  return mlg_gesture_write_cell (self, table, id, field, value, error);
}

static gboolean
change_element (MlgGesture       *self,
                const MlgEntity  *entity,
                const MlgId      *id,
                const MlgField   *field,
                const char       *element,
                gboolean          add,
                GError          **error)
{
  const MlgTable *table = mlg_table_get (entity);
  g_autofree char *position = NULL;
  gboolean changed = FALSE, done;
  MlgRowState state;

  g_return_val_if_fail (self != NULL && element != NULL && mlg_field_is_multiple (field), FALSE);
  mlg_db_assert_thread (self->store->db);

  if (add && !mlg_journal_check_value (field, element, error))
    return FALSE;
  mlg_row_state_init (&state, table);
  done = find_row (self, table, id, &state, error);
  mlg_row_state_clear (&state);
  if (!done)
    return FALSE;

  if (add && field->type == MLG_TYPE_WORDS)
    position = mlg_elements_dup_last_position (self->store, id, field);
  done = add ? mlg_elements_add (self, table, id, field, element, position, &changed, error)
             : mlg_elements_remove (self, table, id, field, element, &changed, error);
  return close_write (self, done && (!changed || mlg_row_refresh (self->store, table, id, error)));
}

gboolean
mlg_gesture_add_element (MlgGesture       *self,
                         const MlgEntity  *entity,
                         const MlgId      *id,
                         const MlgField   *field,
                         const char       *element,
                         GError          **error)
{
  return change_element (self, entity, id, field, element, TRUE, error);
}

gboolean
mlg_gesture_remove_element (MlgGesture       *self,
                            const MlgEntity  *entity,
                            const MlgId      *id,
                            const MlgField   *field,
                            const char       *element,
                            GError          **error)
{
  return change_element (self, entity, id, field, element, FALSE, error);
}

static gboolean
delete_row (MlgGesture      *self,
            const MlgTable  *table,
            const MlgId     *id,
            gpointer         data,
            GError         **error)
{
  /* Itself first: a circle of parents ends there. */
  return mlg_gesture_write_delete (self, table, id, TRUE, error) &&
         mlg_family_foreach (self, table, id, FALSE, delete_row, NULL, error);
}

gboolean
mlg_gesture_delete (MlgGesture       *self,
                    const MlgEntity  *entity,
                    const MlgId      *id,
                    GError          **error)
{
  const MlgTable *table = mlg_table_get (entity);
  MlgRowState state;
  gboolean found;

  g_return_val_if_fail (self != NULL && id != NULL, FALSE);
  mlg_db_assert_thread (self->store->db);

  mlg_row_state_init (&state, table);
  found = find_row (self, table, id, &state, error);
  mlg_row_state_clear (&state);
  return found && delete_row (self, table, id, NULL, error);
}

/* The command that deleted the row. */
static MlgDot
find_deletion (MlgStore    *store,
               const MlgId *id)
{
  sqlite3_stmt *stmt = mlg_db_prepare (store->db, "SELECT sid, txn FROM op WHERE row = ?1 AND col = -1 AND sup = 0 "
                                       "ORDER BY hlc DESC, sid DESC, seq DESC LIMIT 1", NULL);
  MlgDot txn = { 0, 0 };

  if (stmt == NULL)
    return txn;
  sqlite3_bind_blob (stmt, 1, id->bytes, sizeof id->bytes, SQLITE_STATIC);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    txn = (MlgDot) { sqlite3_column_int64 (stmt, 0), sqlite3_column_int64 (stmt, 1) };
  sqlite3_reset (stmt);
  return txn;
}

static gboolean
restore_row (MlgGesture      *self,
             const MlgTable  *table,
             const MlgId     *id,
             gpointer         data,
             GError         **error)
{
  MlgDot *with = data;
  MlgDot txn = find_deletion (self->store, id);

  /* A child deleted on its own before stays so. */
  if (with != NULL && !mlg_dot_equal (with, &txn))
    return TRUE;
  return mlg_gesture_write_delete (self, table, id, FALSE, error) &&
         mlg_family_foreach (self, table, id, TRUE, restore_row, &txn, error);
}

gboolean
mlg_gesture_restore (MlgGesture       *self,
                     const MlgEntity  *entity,
                     const MlgId      *id,
                     GError          **error)
{
  const MlgTable *table = mlg_table_get (entity);
  MlgRowState state;
  gboolean found, nothing;

  g_return_val_if_fail (self != NULL && id != NULL, FALSE);
  mlg_db_assert_thread (self->store->db);

  mlg_row_state_init (&state, table);
  found = mlg_row_load (self->store, id, &state, NULL);
  nothing = found && !state.deleted && find_deletion (self->store, id).sid == 0;
  mlg_row_state_clear (&state);
  if (!found)
    {
      g_set_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_NOT_FOUND, "There is no such %s", entity->name);
      return FALSE;
    }
  return nothing || restore_row (self, table, id, NULL, error);
}

static gboolean
erase_row (MlgGesture      *self,
           const MlgTable  *table,
           const MlgId     *id,
           gpointer         data,
           GError         **error)
{
  MlgOp op = { .tbl = table->entity->number, .row = *id, .col = MLG_COL_ERASE, .st = MLG_ST_ERASED };

  if (mlg_journal_is_erased (self->store, id))
    return TRUE;
  /* Its children are found by its id: after the operation, before the tables forget. */
  return mlg_gesture_append (self, &op, error) &&
         close_write (self, mlg_journal_scrub (self->store, table, id, error)) &&
         mlg_family_foreach (self, table, id, FALSE, erase_row, NULL, error) &&
         mlg_family_foreach (self, table, id, TRUE, erase_row, NULL, error);
}

gboolean
mlg_gesture_erase (MlgGesture       *self,
                   const MlgEntity  *entity,
                   const MlgId      *id,
                   GError          **error)
{
  g_autoptr(MlgRedactor) redactor = NULL;

  g_return_val_if_fail (self != NULL && id != NULL, FALSE);
  mlg_db_assert_thread (self->store->db);

  if (mlg_store_entity_of (self->store, id) != entity)
    {
      g_set_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_NOT_FOUND, "There is no such %s", entity->name);
      return FALSE;
    }

  /* Her names are read while they are there, and looked for in what is left. */
  redactor = mlg_redactor_new (self->store, id);
  return erase_row (self, mlg_table_get (entity), id, NULL, error) &&
         (redactor == NULL || close_write (self, mlg_gesture_redact (self, redactor, error)));
}
