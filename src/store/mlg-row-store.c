/* From the state of a row to its table: the only place where domain tables are written. */

#include "store/mlg-store-private.h"

#include <string.h>

static void
bind_text (sqlite3_stmt *stmt,
           guint         index,
           const char   *text)
{
  if (text != NULL)
    sqlite3_bind_text (stmt, (int) index, text, -1, SQLITE_STATIC);
}

static void
bind_id (sqlite3_stmt *stmt,
         guint         index,
         const MlgId  *id)
{
  sqlite3_bind_blob (stmt, (int) index, id->bytes, sizeof id->bytes, SQLITE_STATIC);
}

static gboolean
write_row (MlgStore     *self,
           MlgRowState  *state,
           GError      **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, state->table->write, error);

  if (stmt == NULL)
    return FALSE;
  bind_id (stmt, 1, &state->id);
  sqlite3_bind_int (stmt, 2, state->deleted);
  sqlite3_bind_int64 (stmt, 3, state->made);
  sqlite3_bind_int64 (stmt, 4, state->hlc);
  sqlite3_bind_int64 (stmt, 5, state->sid);
  for (guint i = 0; i < state->table->n_fields; i++)
    if (state->table->by_number[state->table->entity->fields[i].number] != 0)
      bind_text (stmt, MLG_COLUMN_FIRST_FIELD + i, state->values->pdata[i]);
  return mlg_db_run (self->db, stmt, error);
}

static gboolean
remove_row (MlgStore     *self,
            MlgRowState  *state,
            GError      **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, state->table->remove, error);

  if (stmt == NULL)
    return FALSE;
  bind_id (stmt, 1, &state->id);
  return mlg_db_run (self->db, stmt, error);
}

static gboolean
write_conflict (MlgStore     *self,
                MlgRowState  *state,
                int           col,
                int           kind,
                GError      **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, "INSERT INTO conflict (row, col, tbl, kind) VALUES (?1, ?2, ?3, ?4)",
                                       error);

  if (stmt == NULL)
    return FALSE;
  bind_id (stmt, 1, &state->id);
  sqlite3_bind_int (stmt, 2, col);
  sqlite3_bind_int (stmt, 3, state->table->entity->number);
  sqlite3_bind_int (stmt, 4, kind);
  return mlg_db_run (self->db, stmt, error);
}

static gboolean
forget_conflicts (MlgStore     *self,
                  MlgRowState  *state,
                  GError      **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, "DELETE FROM conflict WHERE row = ?1", error);

  if (stmt == NULL)
    return FALSE;
  bind_id (stmt, 1, &state->id);
  return mlg_db_run (self->db, stmt, error);
}

/* A deleted row asks nothing of anybody; elements agree by themselves. */
static gboolean
write_conflicts (MlgStore     *self,
                 MlgRowState  *state,
                 GError      **error)
{
  if (!state->is_new && !forget_conflicts (self, state, error))
    return FALSE;
  if (!state->exists || state->deleted || state->table == mlg_table_get_links ()->table)
    return TRUE;

  for (guint i = 0; i < state->table->n_fields; i++)
    if (state->kinds[i] != 0 &&
        !write_conflict (self, state, state->table->entity->fields[i].number, state->kinds[i] - 1, error))
      return FALSE;
  return !state->revived || write_conflict (self, state, MLG_COL_DELETE, MLG_CONFLICT_DELETED, error);
}

gboolean
mlg_row_store (MlgStore     *self,
               MlgRowState  *state,
               GError      **error)
{
  gboolean done;

  self->writing++;
  done = (state->exists ? write_row (self, state, error) : remove_row (self, state, error)) &&
         write_conflicts (self, state, error);
  self->writing--;

  if (done && state->table != mlg_table_get_links ()->table)
    mlg_store_note_change (self, state->table->entity, &state->id);
  return done;
}

static void
join_element (GString    *joined,
              const char *element)
{
  if (joined->len > 0)
    g_string_append_c (joined, '\x1e');
  g_string_append (joined, element);
}

static void
close_field (MlgRowState    *state,
             const MlgField *field,
             GString        *joined)
{
  if (field != NULL && mlg_field_is_multiple (field) && joined->len > 0)
    state->values->pdata[field->index] = (gpointer) mlg_row_state_keep (state, joined->str, (gssize) joined->len);
  g_string_truncate (joined, 0);
}

/* One walk over the elements of the row, field by field; the last change of any dates the row. */
gboolean
mlg_row_read_links (MlgStore     *self,
                    MlgRowState  *state,
                    GError      **error)
{
  static const char ordered[] =
    "SELECT field, value, _del, _hlc, _sid FROM link WHERE owner = ?1 "
    "ORDER BY field, coalesce(position, ''), value, _id";
  static const char unordered[] =
    "SELECT field, value, _del, _hlc, _sid FROM link WHERE owner = ?1 ORDER BY field, _rid";
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GString) joined = NULL;
  char text[MLG_ID_TEXT_LENGTH + 1];
  const MlgField *field = NULL;
  sqlite3_stmt *stmt;

  if (!state->table->has_multiple)
    return TRUE;
  stmt = mlg_db_prepare (self->db, MLG_IS_MUTANT (LINKS_UNORDERED) ? unordered : ordered, error);
  if (stmt == NULL)
    return FALSE;

  joined = g_string_new (NULL);
  sqlite3_bind_text (stmt, 1, mlg_id_write (&state->id, text), -1, SQLITE_STATIC);
  while (mlg_db_next (self->db, stmt, &local_error))
    {
      const char *number = (const char *) sqlite3_column_text (stmt, 0);
      const char *value = (const char *) sqlite3_column_text (stmt, 1);
      gint64 hlc = sqlite3_column_int64 (stmt, 3), sid = sqlite3_column_int64 (stmt, 4);
      const MlgField *next = number != NULL ? mlg_table_find_field (state->table, atoi (number)) : NULL;

      if (next != field)
        close_field (state, field, joined);
      field = next;
      if (value != NULL && !sqlite3_column_int (stmt, 2))
        join_element (joined, value);
      if (hlc > state->hlc || (hlc == state->hlc && sid > state->sid))
        {
          state->hlc = hlc;
          state->sid = sid;
        }
    }
  close_field (state, field, joined);

  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
mlg_row_load (MlgStore     *self,
              const MlgId  *id,
              MlgRowState  *state,
              GError      **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, state->table->select_row, error);
  g_autoptr(GError) local_error = NULL;

  mlg_row_state_reset (state, id);
  if (stmt == NULL)
    return FALSE;
  bind_id (stmt, 1, id);
  if (!mlg_db_next (self->db, stmt, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  state->exists = TRUE;
  state->deleted = sqlite3_column_int (stmt, 2) != 0;
  state->made = sqlite3_column_int64 (stmt, 3);
  state->hlc = sqlite3_column_int64 (stmt, 4);
  state->sid = sqlite3_column_int64 (stmt, 5);
  for (guint i = 0; i < state->table->n_fields; i++)
    {
      const char *value = (const char *) sqlite3_column_text (stmt, (int) (MLG_COLUMN_FIRST_FIELD + i));

      if (value != NULL)
        state->values->pdata[i] = (gpointer) mlg_row_state_keep (state, value, -1);
    }
  sqlite3_reset (stmt);
  return TRUE;
}

static gboolean
refresh_owner (MlgStore     *self,
               MlgRowState  *link,
               GError      **error)
{
  const MlgLinkTable *links = mlg_table_get_links ();
  const char *number = link->values->pdata[links->owner_entity];
  const MlgTable *owner = number != NULL ? mlg_table_get_number ((guint) atoi (number)) : NULL;
  MlgId id;

  if (owner == NULL || owner == links->table || !mlg_id_parse (link->values->pdata[links->owner], &id))
    return TRUE;
  return mlg_row_refresh (self, owner, &id, error);
}

gboolean
mlg_row_refresh (MlgStore        *self,
                 const MlgTable  *table,
                 const MlgId     *id,
                 GError         **error)
{
  MlgRowState state;
  gboolean done;

  mlg_row_state_init (&state, table);
  done = mlg_row_compute (self, id, &state, error) &&
         mlg_row_store (self, &state, error) &&
         (table != mlg_table_get_links ()->table || !state.exists || refresh_owner (self, &state, error));
  mlg_row_state_clear (&state);
  return done;
}

void
mlg_store_note_change (MlgStore        *self,
                       const MlgEntity *entity,
                       const MlgId     *id)
{
  if (self->pending == NULL)
    {
      self->pending = g_new0 (MlgChanges, 1);
      self->pending->rows = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
    }
  if (self->pending->everything)
    return;
  if (g_hash_table_size (self->pending->rows) >= MLG_CHANGES_MAX)
    {
      self->pending->everything = TRUE;
      g_hash_table_remove_all (self->pending->rows);
      return;
    }
  g_hash_table_replace (self->pending->rows, mlg_id_copy (id), (gpointer) entity);
}

void
mlg_store_settle_changes (MlgStore *self,
                          gboolean  committed)
{
  g_autoptr(MlgChanges) pending = g_steal_pointer (&self->pending);
  GHashTableIter iter;
  gpointer id, entity;

  if (!committed || pending == NULL)
    return;
  if (self->changes == NULL)
    {
      self->changes = g_steal_pointer (&pending);
      return;
    }

  self->pending = g_steal_pointer (&self->changes);
  g_hash_table_iter_init (&iter, pending->rows);
  while (g_hash_table_iter_next (&iter, &id, &entity))
    mlg_store_note_change (self, entity, id);
  if (pending->everything)
    {
      self->pending->everything = TRUE;
      g_hash_table_remove_all (self->pending->rows);
    }
  self->changes = g_steal_pointer (&self->pending);
}
