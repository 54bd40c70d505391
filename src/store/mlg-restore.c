/* Bringing the present back to a state that is no more: the difference, written as ordinary operations. Taking
 * a whole merge back, refusing a part of it, and returning to a named moment are this same thing.
 *
 * Nothing leaves the journal: what is taken back can be brought back again, and whoever merges this file
 * later gets the decision like any other edit.
 *
 *   1  rows that were not there then, to be deleted, are found: their elements go with them
 *   2  elements, then rows, get the operations that make them equal to what they were
 *   3  what was to be deleted is deleted last, so that the deletion has seen everything
 */

#include "store/mlg-past-private.h"

#include <string.h>

typedef struct
{
  MlgGesture     *gesture;
  MlgStore       *store;
  const MlgPast  *past;
  const MlgField *field;       /* NULL: whole rows */
  MlgPastRow      row;
  GHashTable     *leaving;     /* MlgId: rows to be deleted */
  MlgRestored    *restored;
} Restore;

/* A row as it was and as it is; values of the past only, those of the present do not last. */
typedef struct
{
  const MlgTable *table;
  MlgId           id;
  MlgRowState     before;
  gboolean        was_live, is_live, is_revived, is_erased;
  gboolean        changed_since;
  GArray         *cells;       /* guint: fields that differ */
} Pair;

/* What the file notes of itself is not undone by returning to a moment. */
static gboolean
is_note (const MlgTable *table)
{
  return g_str_equal (table->entity->name, "handover") || g_str_equal (table->entity->name, "snapshot");
}

/* Somebody has worked on it since the operations that are to be forgotten. */
static gboolean
find_later_work (Restore        *restore,
                 const MlgTable *table)
{
  if (restore->past->since == NULL)
    return FALSE;

  for (guint i = 0; i < restore->row.all->ops->len; i++)
    {
      const MlgOp *op = mlg_op_list_nth (restore->row.all, i);

      if (op->tbl == table->entity->number && op->col >= 0 &&
          !mlg_version_has (restore->past->since, op->dot.sid, op->dot.seq))
        return TRUE;
    }
  return FALSE;
}

static gboolean
was_erased (Restore *restore)
{
  for (guint i = 0; i < restore->row.all->ops->len; i++)
    if (mlg_op_list_nth (restore->row.all, i)->st == MLG_ST_ERASED)
      return TRUE;
  return FALSE;
}

static void
compare_cells (Pair              *pair,
               const MlgRowState *now)
{
  for (guint i = 0; i < pair->table->n_fields; i++)
    {
      const MlgField *field = &pair->table->entity->fields[i];
      gboolean same = g_strcmp0 (pair->before.values->pdata[i], now->values->pdata[i]) == 0;

      /* A value kept against another: the same is shown, and it is decided. */
      if (!mlg_field_is_multiple (field) && (!same || (now->kinds[i] != 0 && pair->before.kinds[i] == 0)))
        g_array_append_val (pair->cells, i);
    }
}

static gboolean
pair_read (Restore         *restore,
           Pair            *pair,
           const MlgTable  *table,
           const MlgId     *id,
           GError         **error)
{
  MlgRowState now;
  gboolean done;

  pair->table = table;
  pair->id = *id;
  pair->cells = g_array_new (FALSE, FALSE, sizeof (guint));
  mlg_row_state_init (&pair->before, table);
  mlg_row_state_init (&now, table);
  done = mlg_past_row_read (&restore->row, id, error) &&
         mlg_past_row_compute (&restore->row, restore->past, id, &pair->before, error) &&
         mlg_row_compute (restore->store, id, &now, error);
  if (done)
    {
      pair->was_live = pair->before.exists && !pair->before.deleted;
      pair->is_live = now.exists && !now.deleted;
      pair->is_revived = now.revived && !pair->before.revived;
      pair->is_erased = was_erased (restore);
      pair->changed_since = find_later_work (restore, table);
      if (pair->before.exists && now.exists)
        compare_cells (pair, &now);
    }
  mlg_row_state_clear (&now);
  return done;
}

static void
pair_clear (Pair *pair)
{
  mlg_row_state_clear (&pair->before);
  g_array_unref (pair->cells);
}

static gboolean
write_cells (Restore  *restore,
             Pair     *pair,
             GError  **error)
{
  for (guint i = 0; i < pair->cells->len; i++)
    {
      guint index = g_array_index (pair->cells, guint, i);
      const MlgField *field = &pair->table->entity->fields[index];

      if (restore->field != NULL && restore->field != field && pair->table != mlg_table_get_links ()->table)
        continue;
      if (!mlg_gesture_write_cell (restore->gesture, pair->table, &pair->id, field,
                                   pair->before.values->pdata[index], error))
        return FALSE;
      restore->restored->n_changed++;
    }
  return TRUE;
}

static gboolean
write_life (Restore   *restore,
            Pair      *pair,
            gboolean   deleted,
            GError   **error)
{
  restore->restored->n_changed++;
  return mlg_gesture_write_delete (restore->gesture, pair->table, &pair->id, deleted, error);
}

static gboolean
bring_back (Restore         *restore,
            const MlgTable  *table,
            const MlgId     *id,
            GError         **error)
{
  gboolean is_element = table == mlg_table_get_links ()->table;
  gboolean life = restore->field == NULL || is_element;
  gboolean done;
  Pair pair;

  done = pair_read (restore, &pair, table, id, error);
  if (!done || pair.is_erased)
    restore->restored->n_left += done;
  else if (!pair.was_live && pair.is_live && life)
    {
      if (pair.changed_since)
        restore->restored->n_left++;
      else
        done = write_life (restore, &pair, TRUE, error);
    }
  else if (pair.was_live)
    done = (!life || (pair.is_live && !pair.is_revived) || write_life (restore, &pair, FALSE, error)) &&
           write_cells (restore, &pair, error);
  pair_clear (&pair);
  return done;
}

/* ---- which rows */

/* Elements of a record that goes need no operation of their own. */
static gboolean
owner_leaves (Restore     *restore,
              const MlgId *element)
{
  const MlgLinkTable *links = mlg_table_get_links ();
  MlgRowState state;
  gboolean leaves;
  MlgId owner;

  mlg_row_state_init (&state, links->table);
  leaves = mlg_row_load (restore->store, element, &state, NULL) &&
           mlg_id_parse (state.values->pdata[links->owner], &owner) && g_hash_table_contains (restore->leaving, &owner);
  mlg_row_state_clear (&state);
  return leaves;
}

static gboolean
note_leaving (Restore  *restore,
              GArray   *rows,
              GError  **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const MlgPastTouched *row = &g_array_index (rows, MlgPastTouched, i);
      const MlgTable *table = mlg_table_get_number (row->tbl);
      gboolean done;
      Pair pair;

      if (table == NULL || table == mlg_table_get_links ()->table)
        continue;
      done = pair_read (restore, &pair, table, &row->row, error);
      if (done && !pair.was_live && pair.is_live && !pair.changed_since)
        g_hash_table_add (restore->leaving, mlg_id_copy (&row->row));
      pair_clear (&pair);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

static gboolean
bring_rows_back (Restore   *restore,
                 GArray    *rows,
                 gboolean   elements,
                 gboolean   leaving,
                 GError   **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const MlgPastTouched *row = &g_array_index (rows, MlgPastTouched, i);
      const MlgTable *table = mlg_table_get_number (row->tbl);

      if (table == NULL || (table == mlg_table_get_links ()->table) != elements)
        continue;
      if (elements ? owner_leaves (restore, &row->row)
                   : g_hash_table_contains (restore->leaving, &row->row) != leaving)
        continue;
      if (!bring_back (restore, table, &row->row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
bring_all_back (Restore  *restore,
                GArray   *rows,
                GError  **error)
{
  return note_leaving (restore, rows, error) &&
         bring_rows_back (restore, rows, TRUE, FALSE, error) &&
         bring_rows_back (restore, rows, FALSE, FALSE, error) &&
         bring_rows_back (restore, rows, FALSE, TRUE, error);
}

static void
add_row (GArray      *rows,
         guint        tbl,
         const MlgId *id)
{
  MlgPastTouched row = { 0, tbl, *id };

  g_array_append_val (rows, row);
}

/* @field NULL: of any. */
static gboolean
add_elements (Restore         *restore,
              GArray          *rows,
              const MlgId     *id,
              const MlgField  *field,
              GError         **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (restore->store->db, "SELECT _id, field FROM link WHERE owner = ?1", error);
  g_autoptr(GError) local_error = NULL;
  char text[MLG_ID_TEXT_LENGTH + 1];
  MlgId element;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, mlg_id_write (id, text), -1, SQLITE_STATIC);
  while (mlg_db_next (restore->store->db, stmt, &local_error))
    if (sqlite3_column_bytes (stmt, 0) == sizeof element && (field == NULL || sqlite3_column_int (stmt, 1) == field->number))
      {
        memcpy (&element, sqlite3_column_blob (stmt, 0), sizeof element);
        add_row (rows, mlg_table_get_links ()->table->entity->number, &element);
      }
  sqlite3_reset (stmt);

  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

typedef struct
{
  Restore *restore;
  GArray  *rows;
} Family;

static gboolean
add_family (MlgGesture      *gesture,
            const MlgTable  *table,
            const MlgId     *id,
            gpointer         data,
            GError         **error)
{
  Family *family = data;

  /* A circle of parents ends there. */
  for (guint i = 0; i < family->rows->len; i++)
    if (mlg_id_equal (&g_array_index (family->rows, MlgPastTouched, i).row, id))
      return TRUE;

  add_row (family->rows, table->entity->number, id);
  return add_elements (family->restore, family->rows, id, NULL, error) &&
         mlg_family_foreach (gesture, table, id, FALSE, add_family, family, error) &&
         mlg_family_foreach (gesture, table, id, TRUE, add_family, family, error);
}

static GArray *
find_rows (Restore         *restore,
           const MlgScope  *scope,
           GError         **error)
{
  g_autoptr(GArray) rows = NULL;
  Family family = { restore };

  if (scope == NULL || scope->id == NULL)
    {
      rows = mlg_past_find_touched (restore->store, restore->past, NULL, error);
      /* A merge taken back takes everything back; a moment leaves the notes. */
      for (guint i = rows != NULL && restore->past->since == NULL ? rows->len : 0; i-- > 0;)
        {
          const MlgTable *table = mlg_table_get_number (g_array_index (rows, MlgPastTouched, i).tbl);

          if (table != NULL && is_note (table))
            g_array_remove_index (rows, i);
        }
      return g_steal_pointer (&rows);
    }

  rows = family.rows = g_array_new (FALSE, FALSE, sizeof (MlgPastTouched));
  if (scope->field == NULL)
    return add_family (restore->gesture, mlg_table_get (scope->entity), scope->id, &family, error)
           ? g_steal_pointer (&rows) : NULL;

  if (!mlg_field_is_multiple (scope->field))
    add_row (rows, scope->entity->number, scope->id);
  else if (!add_elements (restore, rows, scope->id, scope->field, error))
    return NULL;
  return g_steal_pointer (&rows);
}

gboolean
mlg_gesture_bring_back (MlgGesture      *gesture,
                        const MlgPast   *past,
                        const MlgScope  *scope,
                        MlgRestored     *restored,
                        GError         **error)
{
  MlgRestored ignored = { 0 };
  Restore restore = { .gesture = gesture, .past = past, .restored = restored != NULL ? restored : &ignored };
  g_autoptr(GArray) rows = NULL;
  gboolean done;

  g_return_val_if_fail (gesture != NULL && past != NULL, FALSE);

  restore.store = mlg_gesture_get_store (gesture);
  mlg_db_assert_thread (restore.store->db);
  restore.field = scope != NULL ? scope->field : NULL;
  rows = find_rows (&restore, scope, error);
  if (rows == NULL)
    return FALSE;

  mlg_past_row_init (&restore.row, restore.store);
  restore.leaving = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  done = bring_all_back (&restore, rows, error);
  g_hash_table_unref (restore.leaving);
  mlg_past_row_clear (&restore.row);
  return done;
}
