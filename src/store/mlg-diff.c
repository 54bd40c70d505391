/* What changed between two moments: each row touched in between, as it stood at each end. */

#include "store/mlg-history-private.h"

#include <string.h>

typedef struct
{
  MlgStore   *self;
  gint64      from, to;         /* clocks, both included in the past they end */
  MlgOpList  *all, *slice;
  MlgRowState before, after;
  GPtrArray  *entries;
} Diff;

/* The operations of the row up to a moment, with what was superseded then. A clock never runs
 * behind what its author had seen, so that parents stand before their children in time. */
static void
cut (Diff   *diff,
     gint64  until)
{
  g_autoptr(GHashTable) named = g_hash_table_new_full (mlg_dot_hash, mlg_dot_equal_func, g_free, NULL);

  g_array_set_size (diff->slice->ops, 0);
  for (guint i = 0; i < diff->all->ops->len; i++)
    {
      MlgOp *op = mlg_op_list_nth (diff->all, i);

      if (op->hlc > until)
        continue;
      g_array_append_vals (diff->slice->ops, op, 1);
      for (guint p = 0; p < op->n_par; p++)
        {
          MlgDot parent = mlg_dot_read (op->par + p * MLG_DOT_BYTES);

          g_hash_table_add (named, g_memdup2 (&parent, sizeof parent));
        }
    }
  for (guint i = 0; i < diff->slice->ops->len; i++)
    {
      MlgOp *op = mlg_op_list_nth (diff->slice, i);

      op->sup = op->col != MLG_COL_INSERT && g_hash_table_contains (named, &op->dot);
    }
}

static gboolean
compute_at (Diff         *diff,
            gint64        until,
            const MlgId  *id,
            MlgRowState  *state,
            GError      **error)
{
  cut (diff, until);
  state->is_past = TRUE;
  return mlg_row_compute_from (diff->self, diff->slice, id, state, error);
}

static MlgHistoryEntry *
tell (Diff            *diff,
      const MlgEntity *entity,
      const MlgId     *id,
      MlgRowState     *state)
{
  MlgHistoryEntry *entry = mlg_history_append (diff->entries, entity, id);

  entry->sid = state->sid;
  entry->date = state->hlc >> 16;
  entry->author = mlg_history_get_author (diff->self, state->sid);
  return entry;
}

static gboolean
was_erased_between (Diff *diff)
{
  for (guint i = 0; i < diff->all->ops->len; i++)
    {
      const MlgOp *op = mlg_op_list_nth (diff->all, i);

      if (op->col == MLG_COL_ERASE && op->hlc > diff->from && op->hlc <= diff->to)
        return TRUE;
    }
  return FALSE;
}

/* The author of a cell's change is that of its head, not of the row's last change. */
static void
sign (Diff            *diff,
      MlgHistoryEntry *entry,
      int              col)
{
  const MlgOp *last = NULL;

  for (guint i = 0; i < diff->all->ops->len; i++)
    {
      const MlgOp *op = mlg_op_list_nth (diff->all, i);

      if (op->col == col && op->hlc <= diff->to && (last == NULL || mlg_op_compare (op, last) > 0))
        last = op;
    }
  if (last == NULL)
    return;
  entry->sid = last->dot.sid;
  entry->seq = last->dot.seq;
  entry->txn = last->txn;
  entry->date = last->hlc >> 16;
  entry->author = mlg_history_get_author (diff->self, last->dot.sid);
}

static void
tell_row (Diff *diff)
{
  MlgRowState *before = &diff->before, *after = &diff->after;
  const MlgEntity *entity = after->table->entity;
  gboolean was_live = before->exists && !before->deleted;
  gboolean is_live = after->exists && !after->deleted;
  MlgHistoryEntry *entry;

  for (guint i = 0; was_live && is_live && i < after->table->n_fields; i++)
    {
      if (g_strcmp0 (before->values->pdata[i], after->values->pdata[i]) == 0)
        continue;
      entry = tell (diff, entity, &after->id, after);
      entry->kind = MLG_CHANGE_SET;
      entry->field = &entity->fields[i];
      entry->before = g_strdup (before->values->pdata[i]);
      entry->after = g_strdup (after->values->pdata[i]);
      sign (diff, entry, entity->fields[i].number);
    }

  if (!was_live && is_live)
    {
      entry = tell (diff, entity, &after->id, after);
      entry->kind = before->exists ? MLG_CHANGE_RESTORED : MLG_CHANGE_ADDED;
      entry->after = mlg_history_dup_title (after);
    }
  else if (was_live && !is_live && after->exists)
    {
      entry = tell (diff, entity, &before->id, before);
      entry->kind = MLG_CHANGE_DELETED;
      entry->before = mlg_history_dup_title (before);
      sign (diff, entry, MLG_COL_DELETE);
    }
  else if (!after->exists && was_erased_between (diff))
    {
      entry = tell (diff, entity, &after->id, after);
      entry->kind = MLG_CHANGE_ERASED;
      sign (diff, entry, MLG_COL_ERASE);
    }
}

/* Elements of a record made in between come with it. */
static gboolean
owner_is_new (Diff           *diff,
              const MlgTable *table,
              const MlgId    *owner)
{
  MlgRowState state;
  gboolean is_new;

  mlg_row_state_init (&state, table);
  is_new = !mlg_row_load (diff->self, owner, &state, NULL) || state.made > diff->from >> 16;
  mlg_row_state_clear (&state);
  return is_new;
}

static void
tell_element (Diff *diff)
{
  const MlgLinkTable *links = mlg_table_get_links ();
  MlgRowState *known = diff->after.exists ? &diff->after : &diff->before;
  gboolean was_live = diff->before.exists && !diff->before.deleted;
  gboolean is_live = diff->after.exists && !diff->after.deleted;
  const char *entity = known->values->pdata[links->owner_entity];
  const char *number = known->values->pdata[links->field];
  const char *value = known->values->pdata[links->value];
  const MlgTable *table = entity != NULL ? mlg_table_get_number ((guint) atoi (entity)) : NULL;
  const MlgField *field = table != NULL && number != NULL ? mlg_table_find_field (table, atoi (number)) : NULL;
  MlgHistoryEntry *entry;
  MlgId owner;

  if (was_live == is_live || field == NULL || !mlg_id_parse (known->values->pdata[links->owner], &owner) ||
      owner_is_new (diff, table, &owner))
    return;
  entry = tell (diff, table->entity, &owner, known);
  entry->kind = MLG_CHANGE_SET;
  entry->field = field;
  *(is_live ? &entry->after : &entry->before) = g_strdup (value);
}

static gboolean
compare_row (Diff            *diff,
             const MlgTable  *table,
             const MlgId     *id,
             GError         **error)
{
  gboolean done;

  mlg_row_state_init (&diff->before, table);
  mlg_row_state_init (&diff->after, table);
  done = mlg_row_read_ops (diff->self, id, diff->all, error) &&
         compute_at (diff, diff->from, id, &diff->before, error) &&
         compute_at (diff, diff->to, id, &diff->after, error);
  if (done && table == mlg_table_get_links ()->table)
    tell_element (diff);
  else if (done)
    tell_row (diff);
  mlg_row_state_clear (&diff->before);
  mlg_row_state_clear (&diff->after);
  return done;
}

GPtrArray *
mlg_store_diff (MlgStore  *self,
                gint64     from,
                gint64     to,
                GError   **error)
{
  g_autoptr(GPtrArray) entries = mlg_history_array_new ();
  g_autoptr(MlgOpList) all = mlg_op_list_new ();
  g_autoptr(MlgOpList) slice = mlg_op_list_new ();
  g_autoptr(GError) local_error = NULL;
  Diff diff = { .self = self, .all = all, .slice = slice, .entries = entries };
  sqlite3_stmt *stmt;

  g_return_val_if_fail (self != NULL, NULL);
  mlg_db_assert_thread (self->db);

  /* To the last tick of the millisecond asked for. */
  diff.from = (CLAMP (from, 0, MLG_HLC_MAX >> 16) << 16) | 0xffff;
  diff.to = to == 0 ? G_MAXINT64 : (CLAMP (to, 0, MLG_HLC_MAX >> 16) << 16) | 0xffff;
  stmt = mlg_db_prepare (self->db, "SELECT tbl, row, min(n) FROM op WHERE hlc > ?1 AND hlc <= ?2 "
                         "GROUP BY tbl, row ORDER BY min(n)", error);
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, diff.from);
  sqlite3_bind_int64 (stmt, 2, diff.to);
  while (local_error == NULL && mlg_db_next (self->db, stmt, &local_error))
    {
      const MlgTable *table = mlg_table_get_number ((guint) sqlite3_column_int (stmt, 0));
      MlgId id;

      if (table == NULL || sqlite3_column_bytes (stmt, 1) != sizeof id)
        continue;
      memcpy (&id, sqlite3_column_blob (stmt, 1), sizeof id);
      compare_row (&diff, table, &id, &local_error);
    }
  sqlite3_reset (stmt);

  if (local_error == NULL)
    return g_steal_pointer (&entries);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
