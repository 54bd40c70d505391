/* What changed between two moments: each row touched in between, as it stood at each end. */

#include "store/mlg-history-private.h"
#include "store/mlg-past-private.h"


typedef struct
{
  MlgStore      *self;
  const MlgPast *from, *to;     /* to NULL: now */
  MlgPastRow     row;
  MlgRowState    before, after;
  GHashTable    *owners;        /* MlgId → was there before, for elements */
  GPtrArray     *entries;
} Diff;

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
op_is_in (const MlgPast *past,
          const MlgOp   *op)
{
  return mlg_past_has (past, op->hlc, op->dot.sid, op->dot.seq);
}

static gboolean
was_erased_between (Diff *diff)
{
  for (guint i = 0; i < diff->row.all->ops->len; i++)
    {
      const MlgOp *op = mlg_op_list_nth (diff->row.all, i);

      if (op->col == MLG_COL_ERASE && !op_is_in (diff->from, op) && op_is_in (diff->to, op))
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

  for (guint i = 0; i < diff->row.all->ops->len; i++)
    {
      const MlgOp *op = mlg_op_list_nth (diff->row.all, i);

      if (op->col == col && op_is_in (diff->to, op) && (last == NULL || mlg_op_compare (op, last) > 0))
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
  gpointer was_there;
  MlgPastRow row;
  MlgRowState state;

  if (g_hash_table_lookup_extended (diff->owners, owner, NULL, &was_there))
    return !GPOINTER_TO_INT (was_there);

  mlg_past_row_init (&row, diff->self);
  mlg_row_state_init (&state, table);
  was_there = GINT_TO_POINTER (mlg_past_row_read (&row, owner, NULL) &&
                               mlg_past_row_compute (&row, diff->from, owner, &state, NULL) && state.exists && !state.deleted);
  mlg_row_state_clear (&state);
  mlg_past_row_clear (&row);
  g_hash_table_insert (diff->owners, mlg_id_copy (owner), was_there);
  return !GPOINTER_TO_INT (was_there);
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
  sign (diff, entry, is_live && !diff->before.exists ? MLG_COL_INSERT : MLG_COL_DELETE);
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
  done = mlg_past_row_read (&diff->row, id, error) &&
         mlg_past_row_compute (&diff->row, diff->from, id, &diff->before, error) &&
         mlg_past_row_compute (&diff->row, diff->to, id, &diff->after, error);
  if (done && table == mlg_table_get_links ()->table)
    tell_element (diff);
  else if (done)
    tell_row (diff);
  mlg_row_state_clear (&diff->before);
  mlg_row_state_clear (&diff->after);
  return done;
}

GPtrArray *
mlg_store_compare (MlgStore       *self,
                   const MlgPast  *from,
                   const MlgPast  *to,
                   GError        **error)
{
  g_autoptr(GPtrArray) entries = mlg_history_array_new ();
  g_autoptr(GHashTable) owners = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  g_autoptr(GArray) touched = NULL;
  Diff diff = { .self = self, .from = from, .to = to, .owners = owners, .entries = entries };
  gboolean done = TRUE;

  g_return_val_if_fail (self != NULL && from != NULL, NULL);
  mlg_db_assert_thread (self->db);

  touched = mlg_past_find_touched (self, from, to, error);
  if (touched == NULL)
    return NULL;

  mlg_past_row_init (&diff.row, self);
  for (guint i = 0; done && i < touched->len; i++)
    {
      const MlgPastTouched *row = &g_array_index (touched, MlgPastTouched, i);
      const MlgTable *table = mlg_table_get_number (row->tbl);

      done = table == NULL || compare_row (&diff, table, &row->row, error);
    }
  mlg_past_row_clear (&diff.row);

  return done ? g_steal_pointer (&entries) : NULL;
}

GPtrArray *
mlg_store_diff (MlgStore  *self,
                gint64     from,
                gint64     to,
                GError   **error)
{
  /* A moment before everything is still a moment. */
  MlgPast before = { .until = MAX (from, 1) };
  MlgPast after = { .until = to };

  return mlg_store_compare (self, &before, to == 0 ? NULL : &after, error);
}
