/* What an import would do, row by row; and doing it. */

#include "exchange/mlg-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-csv.h"
#include "model/mlg-text.h"
#include "model/mlg-value.h"

/* How often a long work says where it is. */
#define ROWS_PER_STEP 500

typedef struct
{
  MlgImport       *import;
  GArray          *rows;         /* MlgRowValues */
  GArray          *records;      /* guint: of the matcher; G_MAXUINT: a new one */
  MlgMatcher      *matcher;
  GCancellable    *cancellable;
  MlgProgressFunc  progress;
  gpointer         data;
} Work;

static void
clear_result (gpointer data)
{
  MlgRowResult *result = data;

  g_free (result->reason);
  g_free (result->remark);
  /* Arrays with holes: lengths are those of the targets, freed in forget. */
}

void
mlg_import_forget (MlgImport *self)
{
  guint n_targets = self->targets == NULL ? 0 : self->targets->len;

  for (guint i = 0; self->results != NULL && i < self->results->len; i++)
    {
      MlgRowResult *result = &g_array_index (self->results, MlgRowResult, i);

      for (guint t = 0; t < n_targets; t++)
        {
          if (result->values != NULL)
            g_free (result->values[t]);
          if (result->before != NULL)
            g_free (result->before[t]);
        }
      g_free (result->values);
      g_free (result->before);
      clear_result (result);
    }

  g_clear_pointer (&self->results, g_array_unref);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  memset (self->counts, 0, sizeof self->counts);
}

static void
list_targets (MlgImport *self)
{
  const MlgField *note = mlg_entity_find_number (self->entity, MLG_FIELD_NOTE);

  self->targets = g_ptr_array_new ();
  for (guint i = 0; i < self->columns->len; i++)
    {
      const MlgImportColumn *column = mlg_import_get_column (self, i);

      if (column->use == MLG_COLUMN_FIELD && !g_ptr_array_find (self->targets, column->field, NULL))
        g_ptr_array_add (self->targets, (gpointer) column->field);
    }

  /* The note last: it gathers what the other fields refuse. */
  g_ptr_array_remove (self->targets, (gpointer) note);
  if (note != NULL)
    g_ptr_array_add (self->targets, (gpointer) note);
}

static gboolean
go_on (Work   *work,
       guint   done,
       guint   total,
       GError **error)
{
  gboolean stop = g_cancellable_is_cancelled (work->cancellable);

  if (!stop && work->progress != NULL && (done % ROWS_PER_STEP == 0 || done == total))
    stop = !work->progress (done, total, work->data);
  if (!stop)
    return TRUE;

  g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_CANCELLED, _("The import was stopped; nothing was written."));
  return FALSE;
}

/* ---- lines that stand twice in the list */

static gint64
hash_row (MlgImport *self,
          guint      row)
{
  const MlgSourceRow *source = &g_array_index (self->rows, MlgSourceRow, row);
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (guint i = 0; i < source->n_cells; i++)
    {
      const MlgSourceCell *cell = mlg_import_get_cell (self, row, i);

      for (guint j = 0; j < cell->length; j++)
        hash = (hash ^ (guchar) cell->text[j]) * G_GUINT64_CONSTANT (1099511628211);
      hash = (hash ^ 0x1f) * G_GUINT64_CONSTANT (1099511628211);
    }

  return (gint64) hash;
}

static gboolean
is_same_row (MlgImport *self,
             guint      a,
             guint      b)
{
  const MlgSourceRow *source = &g_array_index (self->rows, MlgSourceRow, a);

  if (source->n_cells != g_array_index (self->rows, MlgSourceRow, b).n_cells)
    return FALSE;

  for (guint i = 0; i < source->n_cells; i++)
    {
      const MlgSourceCell *x = mlg_import_get_cell (self, a, i), *y = mlg_import_get_cell (self, b, i);

      if (x->length != y->length || memcmp (x->text, y->text, x->length) != 0)
        return FALSE;
    }

  return TRUE;
}

static void
refuse_twin (Work         *work,
             GHashTable   *seen,
             guint         row,
             MlgRowValues *values)
{
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (seen, &values->hash));

  if (first == 0)
    g_hash_table_insert (seen, &values->hash, GUINT_TO_POINTER (row + 1));
  else if (values->reason == NULL && is_same_row (work->import, first - 1, row))
    values->reason = g_strdup_printf (_("This line is the same as line %u."), mlg_import_get_line (work->import, first - 1));
}

/* With a key chosen by the user, or ids, a second line about the same record is not another record. */
static void
refuse_second (Work         *work,
               GHashTable   *seen,
               guint         row,
               MlgRowValues *values,
               guint         target,
               guint         part)
{
  g_autofree char *key = NULL;
  guint first;

  if (values->reason != NULL)
    return;

  if (values->has_id)
    key = mlg_id_dup_text (&values->id);
  else if (target != G_MAXUINT && values->values[target] != NULL)
    {
      const MlgField *field = g_ptr_array_index (work->import->targets, target);

      key = mlg_field_is_composite (field) ? mlg_value_dup_part (values->values[target], part) : g_strdup (values->values[target]);
    }

  if (key == NULL)
    {
      if (target != G_MAXUINT)
        values->reason = g_strdup_printf (_("“%s” is empty, and tells the lines apart."), work->import->key);
      return;
    }

  first = GPOINTER_TO_UINT (g_hash_table_lookup (seen, key));
  if (first == 0)
    g_hash_table_insert (seen, g_steal_pointer (&key), GUINT_TO_POINTER (row + 1));
  else
    values->reason = g_strdup_printf (_("“%s” stands on line %u already."), key, mlg_import_get_line (work->import, first - 1));
}

/* One establishment on several lines, such as a list of its grants: the first line is the actor. */
static void
refuse_again (Work         *work,
              GHashTable   *seen,
              guint         row,
              MlgRowValues *values)
{
  guint siret = mlg_import_find_target (work->import, "siret"), name = mlg_import_find_target (work->import, "name");
  guint address = mlg_import_find_target (work->import, "address");
  g_autofree char *core = NULL, *key = NULL;
  guint first;

  if (values->reason != NULL || values->has_id || siret == G_MAXUINT || name == G_MAXUINT || values->values[siret] == NULL ||
      work->import->key != NULL)
    return;

  core = mlg_name_core (values->values[name]);
  key = g_strjoin ("\x1f", values->values[siret], core,
                   address == G_MAXUINT || values->values[address] == NULL ? "" : values->values[address], NULL);
  first = GPOINTER_TO_UINT (g_hash_table_lookup (seen, key));
  if (first == 0)
    g_hash_table_insert (seen, g_steal_pointer (&key), GUINT_TO_POINTER (row + 1));
  else
    values->reason = g_strdup_printf (_("The same actor stands on line %u already."), mlg_import_get_line (work->import, first - 1));
}

/* ---- comparing */

/* Rows are read on their own, so that several threads may share them, unless cells name
 * records: those are looked up in the project, which belongs to the main thread. */
#define ROWS_WORTH_THREADS 4000
#define MAX_THREADS        4

typedef struct
{
  MlgImport *import;
  GArray    *rows;          /* MlgRowValues */
  guint      first, last;   /* first ≤ row < last */
} Share;

static gpointer
read_share (gpointer data)
{
  Share *share = data;
  g_autoptr(MlgRowReader) reader = mlg_row_reader_new (share->import);

  for (guint row = share->first; row < share->last; row++)
    {
      MlgRowValues *values = &g_array_index (share->rows, MlgRowValues, row);

      mlg_row_reader_read (reader, row, values);
      values->hash = hash_row (share->import, row);
    }
  return NULL;
}

static gboolean
names_records (MlgImport *self)
{
  for (guint i = 0; i < self->targets->len; i++)
    if (mlg_field_is_reference (g_ptr_array_index (self->targets, i)))
      return TRUE;

  return FALSE;
}

static void
read_rows (Work *work)
{
  guint n_rows = work->import->rows->len;
  guint n_threads = n_rows < ROWS_WORTH_THREADS || names_records (work->import) ? 1 : MIN (g_get_num_processors (), MAX_THREADS);
  Share shares[MAX_THREADS];
  GThread *threads[MAX_THREADS];

  g_array_set_size (work->rows, n_rows);
  for (guint i = 0; i < n_threads; i++)
    shares[i] = (Share) { work->import, work->rows, (guint64) n_rows * i / n_threads, (guint64) n_rows * (i + 1) / n_threads };
  for (guint i = 1; i < n_threads; i++)
    threads[i] = g_thread_new ("read rows", read_share, &shares[i]);
  read_share (&shares[0]);
  for (guint i = 1; i < n_threads; i++)
    g_thread_join (threads[i]);
}

static gboolean
read_all (Work    *work,
          GError **error)
{
  MlgImport *self = work->import;
  g_autoptr(GHashTable) twins = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) actors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint part = 0;
  const MlgField *key = self->key == NULL ? NULL : mlg_entity_find_part (self->entity, self->key, &part);
  guint target = key == NULL ? G_MAXUINT : mlg_import_find_target (self, key->name);

  if (key != NULL && target == G_MAXUINT)
    {
      g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_INVALID,
                   _("No column of this list holds “%s”, which is to tell the lines apart."), self->key);
      return FALSE;
    }

  read_rows (work);
  for (guint row = 0; row < self->rows->len; row++)
    {
      MlgRowValues *values;

      if (!go_on (work, row, self->rows->len, error))
        return FALSE;

      values = &g_array_index (work->rows, MlgRowValues, row);
      refuse_twin (work, twins, row, values);
      refuse_second (work, keys, row, values, target, part);
      refuse_again (work, actors, row, values);
    }

  return TRUE;
}

static void
claim_records (Work     *work,
               gboolean  sure)
{
  for (guint row = 0; row < work->rows->len; row++)
    {
      MlgRowValues *values = &g_array_index (work->rows, MlgRowValues, row);
      guint *record = &g_array_index (work->records, guint, row);

      if (values->reason == NULL && *record == G_MAXUINT)
        mlg_matcher_claim (work->matcher, values, sure, record);
    }
}

/* An id of a source that another record has already cannot name this one too. */
static void
set_key_aside (Work         *work,
               MlgRowValues *values,
               guint         record)
{
  MlgImport *self = work->import;
  guint key = mlg_import_find_target (self, "key"), note = mlg_import_find_target (self, "note");
  g_autofree char *line = NULL;
  char *merged;

  if (key == G_MAXUINT || note == G_MAXUINT || values->values[key] == NULL || g_strcmp0 (self->key, "key") == 0 ||
      !mlg_matcher_key_is_taken (work->matcher, values->values[key], record))
    return;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const MlgImportColumn *column = mlg_import_get_column (self, i);

      if (column->use == MLG_COLUMN_FIELD && column->field->number == MLG_FIELD_KEY)
        line = g_strconcat (MLG_NOTE_START, column->name, MLG_NOTE_MIDDLE, values->values[key], NULL);
    }

  merged = mlg_import_merge_note (values->values[note], line);
  g_free (values->values[note]);
  values->values[note] = merged;
  g_clear_pointer (&values->values[key], g_free);
}

/* What @values would change in the record; TRUE if anything. */
static gboolean
find_changes (Work         *work,
              MlgRowValues *values,
              guint         record,
              MlgRowResult *result)
{
  MlgImport *self = work->import;
  const char *const *old = mlg_matcher_get_values (work->matcher, record);
  gboolean changed = FALSE;

  result->values = g_new0 (char *, self->targets->len);
  result->before = g_new0 (char *, self->targets->len);

  for (guint i = 0; i < self->targets->len; i++)
    {
      const MlgField *field = g_ptr_array_index (self->targets, i);
      g_autofree char *merged = NULL;

      if (values->values[i] == NULL)
        continue;
      /* Others may use the key. */
      if (old[i] != NULL && field->number == MLG_FIELD_KEY)
        continue;

      merged = mlg_import_merge_value (field, old[i], values->values[i]);
      if (g_strcmp0 (merged, old[i]) == 0)
        continue;

      result->values[i] = g_steal_pointer (&merged);
      result->before[i] = g_strdup (old[i]);
      changed = TRUE;
    }

  return changed;
}

static void
conclude_row (Work *work,
              guint row)
{
  MlgImport *self = work->import;
  MlgRowValues *values = &g_array_index (work->rows, MlgRowValues, row);
  MlgRowResult *result = &g_array_index (self->results, MlgRowResult, row);
  guint record = g_array_index (work->records, guint, row);

  if (values->remark != NULL && values->reason == NULL)
    result->remark = g_strdup (values->remark->str);

  if (values->reason != NULL)
    {
      result->outcome = MLG_ROW_REJECTED;
      result->reason = g_steal_pointer (&values->reason);
    }
  else if (record == G_MAXUINT)
    {
      set_key_aside (work, values, record);
      result->outcome = MLG_ROW_ADDED;
      result->has_id = values->has_id;
      result->id = values->id;
      result->values = g_steal_pointer (&values->values);
    }
  else
    {
      set_key_aside (work, values, record);
      result->has_id = TRUE;
      result->id = *mlg_matcher_get_id (work->matcher, record);
      result->outcome = find_changes (work, values, record, result)
                      ? MLG_ROW_CHANGED : MLG_ROW_UNCHANGED;
    }

  self->counts[result->outcome]++;
}

static void
conclude (Work *work)
{
  MlgImport *self = work->import;

  self->results = g_array_new (FALSE, TRUE, sizeof (MlgRowResult));
  g_array_set_size (self->results, work->rows->len);
  for (guint row = 0; row < work->rows->len; row++)
    conclude_row (work, row);
}

static gboolean
match_rows (Work    *work,
            GError **error)
{
  guint none = G_MAXUINT;

  work->matcher = mlg_matcher_new (work->import, error);
  if (work->matcher == NULL)
    return FALSE;

  for (guint i = 0; i < work->rows->len; i++)
    g_array_append_val (work->records, none);

  claim_records (work, TRUE);
  claim_records (work, FALSE);
  return TRUE;
}

gboolean
mlg_import_compare (MlgImport        *self,
                    GCancellable     *cancellable,
                    MlgProgressFunc   progress,
                    gpointer          data,
                    GError          **error)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, TRUE, sizeof (MlgRowValues));
  g_autoptr(GArray) records = g_array_new (FALSE, FALSE, sizeof (guint));
  Work work = { self, rows, records, NULL, cancellable, progress, data };
  gboolean done;

  g_return_val_if_fail (self != NULL, FALSE);

  mlg_import_forget (self);
  list_targets (self);

  done = read_all (&work, error) && match_rows (&work, error);
  if (done)
    conclude (&work);

  for (guint i = 0; i < rows->len; i++)
    mlg_row_values_clear (&g_array_index (rows, MlgRowValues, i), self->targets->len);
  mlg_matcher_free (work.matcher);
  if (!done)
    mlg_import_forget (self);
  return done;
}

/* ---- what was found */

guint
mlg_import_count (MlgImport     *self,
                  MlgRowOutcome  outcome)
{
  g_return_val_if_fail (outcome < MLG_N_ROW_OUTCOMES, 0);

  return self->counts[outcome];
}

static const MlgRowResult *
get_result (MlgImport *self,
            guint      row)
{
  g_return_val_if_fail (self->results != NULL && row < self->results->len, NULL);

  return &g_array_index (self->results, MlgRowResult, row);
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

  return result != NULL && (result->outcome == MLG_ROW_CHANGED || result->outcome == MLG_ROW_UNCHANGED) ? &result->id : NULL;
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
  const MlgRowResult *result = get_result (self, row);
  GPtrArray *changes = g_ptr_array_new_with_free_func (free_change);

  for (guint i = 0; result != NULL && result->values != NULL && i < self->targets->len; i++)
    {
      MlgImportChange *change;

      if (result->values[i] == NULL)
        continue;

      change = g_new0 (MlgImportChange, 1);
      change->field = g_ptr_array_index (self->targets, i);
      change->before = result->before == NULL ? NULL : g_strdup (result->before[i]);
      change->after = g_strdup (result->values[i]);
      g_ptr_array_add (changes, change);
    }

  return changes;
}

GBytes *
mlg_import_dup_rejects (MlgImport *self)
{
  MlgCsvWriter *writer = mlg_csv_writer_new (MLG_CSV_EXCEL);

  mlg_csv_writer_add (writer, _("reason"));
  for (guint i = 0; i < self->columns->len; i++)
    mlg_csv_writer_add (writer, mlg_import_get_column (self, i)->name);
  mlg_csv_writer_end_line (writer);

  for (guint row = 0; self->results != NULL && row < self->results->len; row++)
    {
      const MlgRowResult *result = get_result (self, row);

      if (result->outcome != MLG_ROW_REJECTED)
        continue;

      mlg_csv_writer_add (writer, result->reason);
      for (guint i = 0; i < g_array_index (self->rows, MlgSourceRow, row).n_cells; i++)
        {
          g_autofree char *cell = mlg_import_dup_cell (self, row, i);

          mlg_csv_writer_add (writer, cell);
        }
      mlg_csv_writer_end_line (writer);
    }

  return mlg_csv_writer_finish (writer);
}

/* ---- doing it */

static gboolean
write_row (MlgImport           *self,
           MlgGesture          *gesture,
           const MlgRowResult  *result,
           const char         **values,
           GError             **error)
{
  MlgId id = { 0 };

  if (result->outcome == MLG_ROW_ADDED)
    {
      for (guint i = 0; i < self->targets->len; i++)
        values[((const MlgField *) g_ptr_array_index (self->targets, i))->index] = result->values[i];
      if (result->has_id)
        id = result->id;
      return mlg_gesture_insert (gesture, self->entity, &id, values, error);
    }

  for (guint i = 0; result->outcome == MLG_ROW_CHANGED && i < self->targets->len; i++)
    {
      if (result->values[i] != NULL &&
          !mlg_gesture_set (gesture, self->entity, &result->id, g_ptr_array_index (self->targets, i), result->values[i], error))
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
  Work work = { .import = self, .cancellable = cancellable, .progress = progress, .data = data };
  g_autoptr(MlgGesture) gesture = NULL;
  g_autofree const char **values = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->results == NULL && !mlg_import_compare (self, cancellable, NULL, NULL, error))
    return FALSE;
  if (self->counts[MLG_ROW_ADDED] == 0 && self->counts[MLG_ROW_CHANGED] == 0)
    return TRUE;

  gesture = mlg_project_begin (self->project, N_("Import a list"), error);
  if (gesture == NULL)
    return FALSE;

  values = g_new0 (const char *, self->entity->n_fields);
  for (guint row = 0; row < self->results->len; row++)
    {
      if (!go_on (&work, row, self->results->len, error) ||
          !write_row (self, gesture, &g_array_index (self->results, MlgRowResult, row), values, error))
        return FALSE;
    }

  return mlg_project_commit (self->project, g_steal_pointer (&gesture), error);
}
