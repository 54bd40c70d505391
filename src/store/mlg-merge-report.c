/* What a merge changes here, told before and after it is done. */

#include "store/mlg-history-private.h"

MlgMergeReport *
mlg_merge_report_new (void)
{
  MlgMergeReport *report = g_new0 (MlgMergeReport, 1);

  report->entries = mlg_history_array_new ();
  return report;
}

void
mlg_merge_report_free (MlgMergeReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->entries);
  g_free (report);
}

static gboolean
conflict_was_known (MlgStore    *self,
                    const MlgId *id,
                    int          col)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, "SELECT 1 FROM conflict WHERE row = ?1 AND col = ?2", NULL);
  gboolean known;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 1, id->bytes, sizeof id->bytes, SQLITE_STATIC);
  sqlite3_bind_int (stmt, 2, col);
  known = sqlite3_step (stmt) == SQLITE_ROW;
  sqlite3_reset (stmt);
  return known;
}

static guint
count_new_conflicts (MlgStore    *self,
                     MlgRowState *after)
{
  guint n = 0;

  if (!after->exists || after->deleted)
    return 0;
  for (guint i = 0; i < after->table->n_fields; i++)
    if (after->kinds[i] != 0)
      n += !conflict_was_known (self, &after->id, after->table->entity->fields[i].number);
  return n + (after->revived && !conflict_was_known (self, &after->id, MLG_COL_DELETE));
}

static MlgHistoryEntry *
tell (MlgMergeReport *report,
      MlgStore       *self,
      MlgRowState    *state)
{
  MlgHistoryEntry *entry = mlg_history_append (report->entries, state->table->entity, &state->id);

  entry->sid = state->sid;
  entry->date = state->hlc >> 16;
  entry->author = mlg_history_get_author (self, state->sid);
  return entry;
}

static void
tell_cells (MlgMergeReport *report,
            MlgStore       *self,
            MlgRowState    *before,
            MlgRowState    *after)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < after->table->n_fields; i++)
    {
      const char *was = before->values->pdata[i], *is = after->values->pdata[i];
      MlgHistoryEntry *entry;

      if (g_strcmp0 (was, is) == 0)
        continue;
      changed = TRUE;
      entry = tell (report, self, after);
      entry->kind = MLG_CHANGE_SET;
      entry->field = &after->table->entity->fields[i];
      entry->before = g_strdup (was);
      entry->after = g_strdup (is);
    }
  report->changed += changed;
}

void
mlg_merge_report_compare (MlgMergeReport *report,
                          MlgStore       *self,
                          MlgRowState    *before,
                          MlgRowState    *after)
{
  gboolean was_live = before->exists && !before->deleted;
  gboolean is_live = after->exists && !after->deleted;
  MlgHistoryEntry *entry;

  report->conflicts += count_new_conflicts (self, after);
  if (was_live && is_live)
    {
      tell_cells (report, self, before, after);
      return;
    }
  if (!was_live && !is_live)
    return;

  entry = tell (report, self, is_live ? after : before);
  if (is_live)
    {
      report->added++;
      entry->kind = before->exists ? MLG_CHANGE_RESTORED : MLG_CHANGE_ADDED;
      entry->after = mlg_history_dup_title (after);
    }
  else
    {
      report->deleted++;
      entry->kind = after->exists ? MLG_CHANGE_DELETED : MLG_CHANGE_ERASED;
      entry->before = after->exists ? mlg_history_dup_title (before) : NULL;
    }
}
