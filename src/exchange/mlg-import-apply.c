/* What compare found, and doing it. */

#include "exchange/mlg-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/mlg-text.h"

guint
mlg_import_count (MlgImport     *self,
                  MlgRowOutcome  outcome)
{
  guint n = 0;

  g_return_val_if_fail (outcome < MLG_N_ROW_OUTCOMES, 0);

  for (guint i = 0; i < self->lists->len; i++)
    n += ((MlgList *) self->lists->pdata[i])->counts[outcome];
  return n;
}

guint
mlg_import_count_sheet (MlgImport     *self,
                        MlgRowOutcome  outcome)
{
  g_return_val_if_fail (outcome < MLG_N_ROW_OUTCOMES, 0);

  return mlg_import_get_list (self)->counts[outcome];
}

guint
mlg_import_get_n_missing (MlgImport *self)
{
  guint n = 0;

  for (guint i = 0; self->missing != NULL && i < self->missing->len; i++)
    n += g_array_index (self->missing, MlgMissing, i).needed;
  return n;
}

char *
mlg_import_dup_absent (MlgImport *self)
{
  const MlgList *first = NULL;
  g_autofree char *count = NULL;
  guint n = 0;

  for (guint i = 0; i < self->lists->len; i++)
    {
      MlgList *list = self->lists->pdata[i];

      first = list->n_absent > 0 && first == NULL ? list : first;
      n += list->n_absent;
    }
  if (first == NULL)
    return NULL;

  count = mlg_format_count (n);
  if (strcmp (first->absent->name, MLG_ENTITY_ACTOR) != 0)
    return g_strdup_printf (ngettext ("%s line names a record that is not in the file.", "%s lines name records that are not in the file.", n), count);
  if (strcmp (first->entity->name, MLG_ENTITY_PARTNERSHIP) == 0)
    return g_strdup_printf (ngettext ("%s partnership names an actor that is not in the file.",
                                      "%s partnerships name actors that are not in the file.", n), count);
  return g_strdup_printf (ngettext ("%s line names an actor that is not in the file.", "%s lines name actors that are not in the file.", n), count);
}

void
mlg_import_create_absent (MlgImport *self)
{
  for (guint i = 0; i < self->lists->len; i++)
    {
      MlgList *list = self->lists->pdata[i];

      list->create_missing |= list->n_absent > 0;
      list->missing_chosen |= list->n_absent > 0;
    }
  mlg_import_forget (self);
}

static MlgRowResult *
get_result (MlgImport *self,
            guint      row)
{
  MlgList *list = mlg_import_get_list (self);

  /* A sheet that is not used was not compared. */
  if (list->results == NULL)
    return NULL;
  g_return_val_if_fail (row < list->results->len, NULL);

  return &g_array_index (list->results, MlgRowResult, row);
}

MlgRowOutcome
mlg_import_get_outcome (MlgImport *self,
                        guint      row)
{
  const MlgRowResult *result = get_result (self, row);

  return result == NULL ? MLG_ROW_REJECTED : result->outcome;
}

const MlgId *
mlg_import_get_match (MlgImport *self,
                      guint      row)
{
  const MlgRowResult *result = get_result (self, row);

  return result != NULL && (result->outcome == MLG_ROW_CHANGED || result->outcome == MLG_ROW_UNCHANGED) && !result->is_new
       ? &result->id : NULL;
}

const char *
mlg_import_get_reason (MlgImport *self,
                       guint      row)
{
  const MlgRowResult *result = get_result (self, row);

  return result == NULL ? NULL : result->reason;
}

const char *
mlg_import_get_remark (MlgImport *self,
                       guint      row)
{
  const MlgRowResult *result = get_result (self, row);

  return result == NULL ? NULL : result->remark;
}

static void
free_change (gpointer data)
{
  MlgImportChange *change = data;

  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

GPtrArray *
mlg_import_dup_changes (MlgImport *self,
                        guint      row)
{
  MlgList *list = mlg_import_get_list (self);
  const MlgRowResult *result = get_result (self, row);
  GPtrArray *changes = g_ptr_array_new_with_free_func (free_change);

  for (guint i = 0; result != NULL && result->values != NULL && i < list->targets->len; i++)
    {
      MlgImportChange *change;

      if (result->values[i] == NULL)
        continue;

      change = g_new0 (MlgImportChange, 1);
      change->field = g_ptr_array_index (list->targets, i);
      change->before = result->before == NULL ? NULL : g_strdup (result->before[i]);
      change->after = g_strdup (result->values[i]);
      change->contested = result->states != NULL && result->states[i] != MLG_VALUE_PLAIN;
      change->left = result->left || (result->states != NULL && result->states[i] == MLG_VALUE_CONTESTED_LEFT);
      g_ptr_array_add (changes, change);
    }

  return changes;
}

/* ---- leaving some of it */

static gboolean
writes_any (MlgList            *list,
            const MlgRowResult *result)
{
  for (guint i = 0; i < list->targets->len; i++)
    {
      if (result->values[i] != NULL && (result->states == NULL || result->states[i] != MLG_VALUE_CONTESTED_LEFT))
        return TRUE;
    }

  return FALSE;
}

void
mlg_import_leave (MlgImport      *self,
                  guint           row,
                  const MlgField *field,
                  gboolean        left)
{
  MlgList *list = mlg_import_get_list (self);
  MlgRowResult *result = get_result (self, row);
  guint target = 0;

  if (result == NULL || result->values == NULL || result->follows || result->outcome == MLG_ROW_REJECTED)
    return;

  list->counts[result->outcome]--;
  if (field == NULL)
    result->left = left;
  else if (g_ptr_array_find (list->targets, field, &target) && result->values[target] != NULL && result->before != NULL)
    {
      if (result->states == NULL)
        result->states = g_new0 (guint8, list->targets->len);
      result->states[target] = left ? MLG_VALUE_CONTESTED_LEFT : MLG_VALUE_CONTESTED_TAKEN;
    }

  if (result->left)
    result->outcome = MLG_ROW_UNCHANGED;
  else if (result->is_new)
    result->outcome = MLG_ROW_ADDED;
  else
    result->outcome = writes_any (list, result) ? MLG_ROW_CHANGED : MLG_ROW_UNCHANGED;
  list->counts[result->outcome]++;
}

/* ---- the rejected rows */

/* Columns of all sheets that reject something, by name: their sheet may not be the same. */
static GPtrArray *
list_reject_columns (MlgImport *self)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < self->lists->len; i++)
    {
      MlgList *list = self->lists->pdata[i];

      for (guint j = 0; list->counts[MLG_ROW_REJECTED] > 0 && j < list->columns->len; j++)
        {
          const char *name = mlg_list_get_column (list, j)->name;

          /* Two columns of one name in one sheet stay two. */
          if (self->lists->len == 1 || !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
            g_ptr_array_add (names, (gpointer) name);
        }
    }

  return names;
}

static void
write_reject (MlgCsvWriter *writer,
              MlgList      *list,
              guint         row,
              GPtrArray    *names)
{
  guint n_cells = g_array_index (list->rows, MlgSheetRow, row).n_cells;
  gboolean alone = list->import->lists->len == 1;

  mlg_csv_writer_add (writer, g_array_index (list->results, MlgRowResult, row).reason);
  for (guint i = 0; i < MAX (names->len, alone ? n_cells : 0); i++)
    {
      g_autofree char *cell = NULL;
      guint column = i;

      for (column = alone ? i : 0; !alone && column < list->columns->len; column++)
        if (strcmp (mlg_list_get_column (list, column)->name, names->pdata[i]) == 0)
          break;
      if (column < n_cells)
        cell = mlg_import_dup_clean (mlg_list_get_cell (list, row, column));
      mlg_csv_writer_add (writer, cell);
    }
  mlg_csv_writer_end_line (writer);
}

GBytes *
mlg_import_dup_rejects (MlgImport *self)
{
  MlgCsvWriter *writer = mlg_csv_writer_new (MLG_CSV_EXCEL);
  g_autoptr(GPtrArray) names = list_reject_columns (self);

  mlg_csv_writer_add (writer, _("reason"));
  for (guint i = 0; i < names->len; i++)
    mlg_csv_writer_add (writer, names->pdata[i]);
  mlg_csv_writer_end_line (writer);

  for (guint i = 0; i < self->lists->len; i++)
    {
      MlgList *list = self->lists->pdata[i];

      for (guint row = 0; list->results != NULL && row < list->results->len; row++)
        if (g_array_index (list->results, MlgRowResult, row).outcome == MLG_ROW_REJECTED)
          write_reject (writer, list, row, names);
    }

  return mlg_csv_writer_finish (writer);
}

/* ---- doing it */

static gboolean
write_row (MlgList             *list,
           MlgGesture          *gesture,
           const MlgRowResult  *result,
           const char         **values,
           GError             **error)
{
  MlgId id = result->id;

  if (result->follows || result->left)
    return TRUE;
  if (result->outcome == MLG_ROW_ADDED)
    {
      for (guint i = 0; i < list->targets->len; i++)
        values[((const MlgField *) g_ptr_array_index (list->targets, i))->index] = result->values[i];
      return mlg_gesture_insert (gesture, list->entity, &id, values, error);
    }

  for (guint i = 0; result->outcome == MLG_ROW_CHANGED && i < list->targets->len; i++)
    {
      if (result->values[i] != NULL && (result->states == NULL || result->states[i] != MLG_VALUE_CONTESTED_LEFT) &&
          !mlg_gesture_set (gesture, list->entity, &result->id, g_ptr_array_index (list->targets, i), result->values[i], error))
        return FALSE;
    }

  return TRUE;
}

/* The records that rows only name come before the rows. */
static gboolean
write_missing (MlgImport   *self,
               MlgList     *list,
               MlgGesture  *gesture,
               GError     **error)
{
  for (guint i = 0; i < self->missing->len; i++)
    {
      MlgMissing *missing = &g_array_index (self->missing, MlgMissing, i);
      const MlgField *name = mlg_entity_find_field (missing->entity, "name");
      g_autofree const char **values = g_new0 (const char *, missing->entity->n_fields);
      MlgId id = missing->id;

      if (missing->list != list || !missing->needed)
        continue;
      values[name->index] = missing->name;
      if (!mlg_gesture_insert (gesture, missing->entity, &id, values, error))
        return FALSE;
    }

  return TRUE;
}

typedef struct
{
  guint            done, total;
  GCancellable    *cancellable;
  MlgProgressFunc  progress;
  gpointer         data;
} Steps;

static gboolean
write_list (MlgImport   *self,
            MlgList     *list,
            MlgGesture  *gesture,
            Steps       *steps,
            GError     **error)
{
  g_autofree const char **values = g_new0 (const char *, list->entity->n_fields);

  if (!write_missing (self, list, gesture, error))
    return FALSE;

  for (guint row = 0; row < list->results->len; row++)
    {
      if (!mlg_import_go_on (steps->cancellable, steps->progress, steps->data, steps->done++, steps->total, error) ||
          !write_row (list, gesture, &g_array_index (list->results, MlgRowResult, row), values, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
mlg_import_apply (MlgImport        *self,
                  GCancellable     *cancellable,
                  MlgProgressFunc   progress,
                  gpointer          data,
                  GError          **error)
{
  g_autoptr(MlgGesture) gesture = NULL;
  Steps steps = { 0, 0, cancellable, progress, data };

  g_return_val_if_fail (self != NULL, FALSE);

  if (!self->compared && !mlg_import_compare (self, cancellable, NULL, NULL, error))
    return FALSE;
  for (guint i = 0; i < self->lists->len; i++)
    {
      MlgList *list = self->lists->pdata[i];

      steps.total += list->results == NULL ? 0 : list->results->len;
      if (list->used)
        mlg_list_remember (list);
    }
  if (mlg_import_count (self, MLG_ROW_ADDED) == 0 && mlg_import_count (self, MLG_ROW_CHANGED) == 0)
    return TRUE;

  gesture = mlg_project_begin (self->project, N_("Import a list"), error);
  if (gesture == NULL)
    return FALSE;

  for (guint i = 0; i < self->lists->len; i++)
    {
      MlgList *list = self->lists->pdata[i];

      if (list->results != NULL && !write_list (self, list, gesture, &steps, error))
        return FALSE;
    }

  return mlg_project_commit (self->project, g_steal_pointer (&gesture), error);
}
