/* What an import would do, row by row. */

#include "exchange/mlg-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-monograph-progress.h"
#include "model/mlg-value.h"

typedef struct
{
  MlgList         *list;
  GArray          *rows;         /* MlgRowValues */
  GArray          *records;      /* guint: of the matcher; G_MAXUINT: a new one */
  MlgMatcher      *matcher;
  GHashTable      *named;        /* id texts that accepted rows refer to */
  guint            done, total;  /* rows, of all sheets */
  GCancellable    *cancellable;
  MlgProgressFunc  progress;
  gpointer         data;
} Work;

gboolean
mlg_import_go_on (GCancellable     *cancellable,
                  MlgProgressFunc   progress,
                  gpointer          data,
                  guint             done,
                  guint             total,
                  GError          **error)
{
  gboolean stop = g_cancellable_is_cancelled (cancellable);

  if (!stop && progress != NULL && (done % MLG_ROWS_PER_STEP == 0 || done == total))
    stop = !progress (done, total, data);
  if (!stop)
    return TRUE;

  g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_CANCELLED, _("The import was stopped; nothing was written."));
  return FALSE;
}

static void
clear_missing (gpointer data)
{
  g_free (((MlgMissing *) data)->name);
}

void
mlg_import_forget (MlgImport *self)
{
  for (guint i = 0; i < self->lists->len; i++)
    mlg_list_forget (self->lists->pdata[i]);

  g_clear_pointer (&self->missing, g_array_unref);
  self->compared = FALSE;
}

static void
add_target (MlgList        *self,
            const MlgField *field)
{
  if (field != NULL && !g_ptr_array_find (self->targets, field, NULL))
    g_ptr_array_add (self->targets, (gpointer) field);
}

static void
list_targets (MlgList *self)
{
  const MlgField *note = mlg_entity_find_number (self->entity, MLG_FIELD_NOTE);
  const MlgField *siret = mlg_entity_find_field (self->entity, "siret");

  self->targets = g_ptr_array_new ();
  for (guint i = 0; i < self->columns->len; i++)
    {
      const MlgImportColumn *column = mlg_list_get_column (self, i);

      if (column->use != MLG_COLUMN_FIELD || column->field == note)
        continue;
      add_target (self, column->field);
      /* A column of SIRET holds the SIREN alone now and then. */
      if (column->field == siret)
        add_target (self, mlg_entity_find_field (self->entity, "siren"));
    }

  /* The note last: it gathers what the other fields refuse. */
  add_target (self, note);
}

/* ---- reading. Rows are read on their own, so that several threads may share them, unless cells
 * name records: those are looked up in the project, which belongs to the main thread. */
#define ROWS_WORTH_THREADS 4000
#define MAX_THREADS        4

typedef struct
{
  Work  *work;
  guint  first, last;       /* first ≤ row < last */
} Share;

static gint64
hash_row (MlgList *self,
          guint    row)
{
  guint n = g_array_index (self->rows, MlgSheetRow, row).n_cells;
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (guint i = 0; i < n; i++)
    {
      const MlgSheetCell *cell = mlg_list_get_cell (self, row, i);

      for (guint j = 0; j < cell->length; j++)
        hash = (hash ^ (guchar) cell->text[j]) * G_GUINT64_CONSTANT (1099511628211);
      hash = (hash ^ 0x1f) * G_GUINT64_CONSTANT (1099511628211);
    }

  return (gint64) hash;
}

static gpointer
read_share (gpointer data)
{
  Share *share = data;
  Work *work = share->work;
  g_autoptr(MlgRowReader) reader = mlg_row_reader_new (work->list);

  for (guint row = share->first; row < share->last; row++)
    {
      MlgRowValues *values = &g_array_index (work->rows, MlgRowValues, row);

      if (g_cancellable_is_cancelled (work->cancellable))
        break;
      mlg_row_reader_read (reader, row, values);
      values->hash = hash_row (work->list, row);
    }
  return NULL;
}

static gboolean
names_records (MlgList *self)
{
  for (guint i = 0; i < self->targets->len; i++)
    if (mlg_field_is_reference (g_ptr_array_index (self->targets, i)))
      return TRUE;

  return FALSE;
}

static void
read_in_threads (Work *work)
{
  guint n_rows = work->rows->len, n_threads = MIN (g_get_num_processors (), MAX_THREADS);
  Share shares[MAX_THREADS];
  GThread *threads[MAX_THREADS];

  for (guint i = 0; i < n_threads; i++)
    shares[i] = (Share) { work, (guint64) n_rows * i / n_threads, (guint64) n_rows * (i + 1) / n_threads };
  for (guint i = 1; i < n_threads; i++)
    threads[i] = g_thread_new ("read rows", read_share, &shares[i]);
  read_share (&shares[0]);
  for (guint i = 1; i < n_threads; i++)
    g_thread_join (threads[i]);
}

static gboolean
read_rows (Work    *work,
           GError **error)
{
  guint n_rows = work->list->rows->len, step = MLG_ROWS_PER_STEP;

  g_array_set_size (work->rows, n_rows);
  if (n_rows >= ROWS_WORTH_THREADS && !names_records (work->list))
    {
      read_in_threads (work);
      return mlg_import_go_on (work->cancellable, work->progress, work->data, work->done, work->total, error);
    }

  for (guint row = 0; row < n_rows; row += step)
    {
      Share share = { work, row, MIN (row + step, n_rows) };

      read_share (&share);
      if (!mlg_import_go_on (work->cancellable, work->progress, work->data, work->done + row, work->total, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- whose rows they are */

static void
claim_records (Work     *work,
               gboolean  sure)
{
  for (guint row = 0; row < work->rows->len; row++)
    {
      MlgRowValues *values = &g_array_index (work->rows, MlgRowValues, row);
      guint *record = &g_array_index (work->records, guint, row);

      if (values->reason == NULL && values->leader == row && *record == G_MAXUINT &&
          mlg_matcher_claim (work->matcher, values, sure, record) && mlg_matcher_is_by_name (work->matcher, *record))
        mlg_row_values_remark (values, NULL, _("Recognised by its name alone: make sure that it is the same."));
    }
}

static gboolean
has_pending (Work *work)
{
  for (guint row = 0; row < work->rows->len; row++)
    if (g_array_index (work->rows, MlgRowValues, row).pending != NULL)
      return TRUE;

  return FALSE;
}

/* Every accepted row gets the id of its record where others may refer to it; else the store makes
 * one, and has nothing to look up. */
static void
name_records (Work *work)
{
  MlgList *list = work->list;
  gboolean referred = list->import->lists->len > 1 || has_pending (work);

  for (guint row = 0; row < work->rows->len; row++)
    {
      MlgRowValues *values = &g_array_index (work->rows, MlgRowValues, row);
      guint record = g_array_index (work->records, guint, values->leader);
      MlgReferences *references = list->import->references;

      if (values->reason != NULL)
        continue;
      if (values->has_id && list->foreign_ids)
        {
          char text[MLG_ID_TEXT_LENGTH + 1];
          MlgId id = record == G_MAXUINT ? values->id : *mlg_matcher_get_id (work->matcher, record);

          mlg_references_add (references, list->entity, &id, mlg_id_write (&values->id, text));
          values->id = id;
        }
      if (record != G_MAXUINT)
        values->id = *mlg_matcher_get_id (work->matcher, record);
      else if (values->leader != row)
        values->id = g_array_index (work->rows, MlgRowValues, values->leader).id;
      else if (!values->has_id && referred)
        values->id = mlg_id_new ();
    }
}

static void
add_names (Work *work)
{
  MlgList *list = work->list;

  for (guint i = 0; i < list->targets->len; i++)
    {
      const MlgField *field = g_ptr_array_index (list->targets, i);

      if (mlg_field_is_reference (field) || !(field->number == MLG_FIELD_KEY || (field->flags & MLG_FIELD_TITLE)))
        continue;
      for (guint row = 0; row < work->rows->len; row++)
        {
          const MlgRowValues *values = &g_array_index (work->rows, MlgRowValues, row);

          if (values->reason == NULL)
            mlg_references_add (list->import->references, list->entity, &values->id, values->values[i]);
        }
    }
}

/* References between rows of one sheet, and to those of the sheets before it. */
static void
settle_references (Work *work)
{
  g_autoptr(MlgRowReader) reader = NULL;
  gboolean pending = has_pending (work);

  if (pending || work->list->import->lists->len > 1)
    add_names (work);
  if (!pending)
    return;

  reader = mlg_row_reader_new (work->list);
  for (guint row = 0; row < work->rows->len; row++)
    {
      MlgRowValues *values = &g_array_index (work->rows, MlgRowValues, row);

      if (values->pending != NULL && values->reason == NULL)
        mlg_row_reader_settle (reader, row, values);
    }
}

/* ---- what would change */

/* An id of a source that another record has already cannot name this one too. */
static void
set_key_aside (Work         *work,
               MlgRowValues *values,
               guint         record)
{
  MlgList *self = work->list;
  guint key = mlg_list_find_target (self, "key"), note = mlg_list_find_target (self, "note");

  if (key == G_MAXUINT || note == G_MAXUINT || values->values[key] == NULL || g_strcmp0 (self->key, "key") == 0 ||
      !mlg_matcher_key_is_taken (work->matcher, values->values[key], record))
    return;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const MlgImportColumn *column = mlg_list_get_column (self, i);

      if (column->use == MLG_COLUMN_FIELD && column->field->number == MLG_FIELD_KEY)
        mlg_row_values_keep (values, note, column->name, values->values[key]);
    }
  g_clear_pointer (&values->values[key], g_free);
}

typedef enum { FRESH, SEEN_BEFORE, CONTESTED } Verdict;

/* Was the value edited by hand since an import last wrote it? */
static Verdict
judge_change (Work           *work,
              MlgLastImport **last,
              const MlgId    *id,
              const MlgField *field,
              const char     *old,
              const char     *new)
{
  g_autofree char *written = NULL, *again = NULL;

  if (*last == NULL)
    *last = mlg_last_import_new (work->list->project, id);
  if (!mlg_last_import_find (*last, field, old, &written) || g_strcmp0 (written, old) == 0)
    return FRESH;

  /* The source says what it said last time: the edit stays. */
  again = written == NULL ? NULL : mlg_import_merge_value (field, written, new);
  if (written != NULL && g_strcmp0 (again, written) == 0)
    return SEEN_BEFORE;

  return old == NULL || field->number == MLG_FIELD_NOTE || mlg_field_is_multiple (field) ? FRESH : CONTESTED;
}

static void
say_contested (Work           *work,
               const MlgField *field,
               const char     *value,
               MlgRowValues   *values)
{
  g_autofree char *shown = mlg_field_is_reference (field) ? mlg_project_display (work->list->project, field, value)
                                                          : mlg_value_to_display (field, value);
  g_autofree char *sentence = g_strdup_printf (_("“%s” was edited here since the last import, and the list changed too (“%s”): what is here is kept."),
                                               g_dgettext (GETTEXT_PACKAGE, field->label), shown);

  mlg_row_values_remark (values, NULL, sentence);
}

/* A monograph that still waits for somebody’s consent is not published by a list either: said, and left
 * as it is.
 */
static gboolean
has_to_wait (Work           *work,
             const MlgId    *id,
             const MlgField *field,
             const char     *value,
             MlgRowValues   *values)
{
  g_autoptr(GError) error = NULL;

  if (mlg_monograph_check_change (work->list->project, work->list->entity, id, field, value, &error))
    return FALSE;
  mlg_row_values_remark (values, NULL, error->message);
  return TRUE;
}

/* What @values would change in the record; TRUE if anything. */
static gboolean
find_changes (Work         *work,
              MlgRowValues *values,
              guint         record,
              MlgRowResult *result)
{
  MlgList *self = work->list;
  const char *const *old = mlg_matcher_get_values (work->matcher, record);
  g_autoptr(MlgLastImport) last = NULL;
  gboolean changed = FALSE;

  result->values = g_new0 (char *, self->targets->len);
  result->before = g_new0 (char *, self->targets->len);

  for (guint i = 0; i < self->targets->len; i++)
    {
      const MlgField *field = g_ptr_array_index (self->targets, i);
      g_autofree char *merged = NULL;
      Verdict verdict;

      if (values->values[i] == NULL)
        continue;
      /* Others may use the key. */
      if (old[i] != NULL && field->number == MLG_FIELD_KEY)
        continue;

      merged = mlg_import_merge_value (field, old[i], values->values[i]);
      if (g_strcmp0 (merged, old[i]) == 0 || has_to_wait (work, &result->id, field, merged, values))
        continue;

      verdict = judge_change (work, &last, &result->id, field, old[i], values->values[i]);
      if (verdict == SEEN_BEFORE)
        continue;
      if (verdict == CONTESTED)
        {
          if (result->states == NULL)
            result->states = g_new0 (guint8, self->targets->len);
          result->states[i] = MLG_VALUE_CONTESTED_LEFT;
          say_contested (work, field, merged, values);
        }

      result->values[i] = g_steal_pointer (&merged);
      result->before[i] = g_strdup (old[i]);
      changed |= verdict == FRESH;
    }

  return changed;
}

/* The number of somebody else who is here already. */
static void
check_siret (Work         *work,
             MlgRowValues *values)
{
  guint siret = mlg_list_find_target (work->list, "siret");
  const char *name = siret == G_MAXUINT ? NULL : mlg_matcher_find_siret (work->matcher, values->values[siret], G_MAXUINT);
  g_autofree char *sentence = name == NULL ? NULL : g_strdup_printf (_("“%s” has the same SIRET: a probable duplicate."), name);

  if (sentence != NULL)
    mlg_row_values_remark (values, NULL, sentence);
}

/* What accepted rows refer to. */
static void
collect_references (Work               *work,
                    const MlgRowResult *result)
{
  for (guint i = 0; i < work->list->targets->len; i++)
    {
      const MlgField *field = g_ptr_array_index (work->list->targets, i);
      const char *colon;

      if (!mlg_field_is_reference (field) || result->values == NULL || result->values[i] == NULL)
        continue;
      colon = strrchr (result->values[i], ':');
      g_hash_table_add (work->named, g_strdup (colon == NULL ? result->values[i] : colon + 1));
    }
}

static void
conclude_leader (Work         *work,
                 guint         row,
                 MlgRowValues *values,
                 MlgRowResult *result)
{
  guint record = g_array_index (work->records, guint, row);

  result->has_id = TRUE;
  result->id = values->id;
  set_key_aside (work, values, record);
  if (record == G_MAXUINT)
    {
      check_siret (work, values);
      result->outcome = MLG_ROW_ADDED;
      result->is_new = TRUE;
      result->values = g_steal_pointer (&values->values);
    }
  else
    result->outcome = find_changes (work, values, record, result) ? MLG_ROW_CHANGED : MLG_ROW_UNCHANGED;

  if (work->list->import->missing->len > 0 && result->outcome != MLG_ROW_UNCHANGED)
    collect_references (work, result);
}

static void
conclude_row (Work *work,
              guint row)
{
  MlgList *self = work->list;
  MlgRowValues *values = &g_array_index (work->rows, MlgRowValues, row);
  MlgRowResult *result = &g_array_index (self->results, MlgRowResult, row);
  const MlgRowResult *leader = &g_array_index (self->results, MlgRowResult, values->leader);

  if (values->reason == NULL && values->leader != row && leader->outcome == MLG_ROW_REJECTED)
    values->reason = g_strdup (leader->reason);

  if (values->reason != NULL)
    {
      result->outcome = MLG_ROW_REJECTED;
      result->reason = g_steal_pointer (&values->reason);
      self->n_absent += values->absent != NULL;
      self->absent = values->absent != NULL ? values->absent : self->absent;
    }
  else if (values->leader != row)
    {
      result->follows = result->has_id = TRUE;
      result->is_new = leader->is_new;
      result->id = leader->id;
      /* Counted once, with its first line: « changed » are the records that were here before. */
      result->outcome = MLG_ROW_UNCHANGED;
    }
  else
    conclude_leader (work, row, values, result);

  if (values->remark != NULL && result->outcome != MLG_ROW_REJECTED)
    result->remark = g_strdup (values->remark->str);
  self->counts[result->outcome]++;
}

static gboolean
conclude (Work    *work,
          GError **error)
{
  MlgList *self = work->list;

  self->results = g_array_new (FALSE, TRUE, sizeof (MlgRowResult));
  g_array_set_size (self->results, work->rows->len);
  for (guint row = 0; row < work->rows->len; row++)
    {
      if (row % MLG_ROWS_PER_STEP == 0 &&
          !mlg_import_go_on (work->cancellable, work->progress, work->data, work->done + row, work->total, error))
        return FALSE;
      conclude_row (work, row);
    }

  return TRUE;
}

/* Both ends of a partnership: before it gets a name by which its axes would find it. */
static void
check_ends (Work         *work,
            MlgRowValues *values)
{
  guint a = mlg_list_find_target (work->list, "a"), b = mlg_list_find_target (work->list, "b");
  g_autofree char *shown = NULL, *sentence = NULL;

  if (values->reason != NULL || strcmp (work->list->entity->name, MLG_ENTITY_PARTNERSHIP) != 0 || a == G_MAXUINT || b == G_MAXUINT ||
      values->values[a] == NULL || g_strcmp0 (values->values[a], values->values[b]) != 0)
    return;

  sentence = g_strdup (_("A partnership is between two actors: both are the same here."));
  mlg_row_values_refuse (values, NULL, sentence);
}

static gboolean
match_rows (Work    *work,
            GError **error)
{
  guint none = G_MAXUINT;

  work->matcher = mlg_matcher_new (work->list, error);
  if (work->matcher == NULL)
    return FALSE;

  for (guint i = 0; i < work->rows->len; i++)
    g_array_append_val (work->records, none);
  for (guint i = 0; i < work->rows->len; i++)
    check_ends (work, &g_array_index (work->rows, MlgRowValues, i));

  claim_records (work, TRUE);
  claim_records (work, FALSE);
  name_records (work);
  return TRUE;
}

/* ---- sheet by sheet */

/* The cells of the columns that a row cannot do without. */
static gboolean
knows_somebody (Work *work)
{
  MlgList *list = work->list;
  char id_text[MLG_ID_TEXT_LENGTH + 1];

  for (guint i = 0; i < list->columns->len; i++)
    {
      const MlgImportColumn *column = mlg_list_get_column (list, i);
      const MlgEntity *entity = column->field == NULL || column->field->target == NULL ? NULL : mlg_schema_find (column->field->target);

      if (entity == NULL || !(column->field->flags & MLG_FIELD_REQUIRED) || column->field->type == MLG_TYPE_ANY)
        continue;
      for (guint row = 0; row < list->rows->len; row++)
        {
          const MlgSheetCell *cell = mlg_list_get_cell (list, row, i);
          g_autofree char *text = cell == NULL ? NULL : mlg_import_dup_clean (cell);

          if (text != NULL && mlg_references_find (list->import->references, entity, text, id_text) != MLG_REFERENCE_NONE)
            return TRUE;
        }
    }

  return FALSE;
}

/* A list of links that knows nobody here is a network of its own: its actors come with it, else nothing
 * would be left of it. When it knows some, the others may be misspelt, and it is for the user to say. */
static void
choose_missing (Work *work)
{
  MlgList *list = work->list;

  if (!list->missing_chosen)
    list->create_missing = strcmp (list->entity->name, MLG_ENTITY_PARTNERSHIP) == 0 && !knows_somebody (work);
}

static gboolean
compare_list (Work    *work,
              GError **error)
{
  MlgList *list = work->list;
  g_autoptr(GArray) rows = g_array_new (FALSE, TRUE, sizeof (MlgRowValues));
  g_autoptr(GArray) records = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean done;

  work->rows = rows;
  work->records = records;
  work->matcher = NULL;
  list_targets (list);
  choose_missing (work);

  done = read_rows (work, error) && mlg_list_group_rows (list, rows, error) && match_rows (work, error);
  if (done)
    {
      settle_references (work);
      done = conclude (work, error);
    }

  for (guint i = 0; i < rows->len; i++)
    mlg_row_values_clear (&g_array_index (rows, MlgRowValues, i), list->targets->len);
  mlg_matcher_free (work->matcher);
  work->done += rows->len;
  return done;
}

static void
mark_needed (MlgImport  *self,
             GHashTable *named)
{
  for (guint i = 0; i < self->missing->len; i++)
    {
      MlgMissing *missing = &g_array_index (self->missing, MlgMissing, i);
      char text[MLG_ID_TEXT_LENGTH + 1];

      missing->needed = g_hash_table_contains (named, mlg_id_write (&missing->id, text));
    }
}

gboolean
mlg_import_compare (MlgImport        *self,
                    GCancellable     *cancellable,
                    MlgProgressFunc   progress,
                    gpointer          data,
                    GError          **error)
{
  g_autoptr(GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(MlgReferences) references = NULL;
  Work work = { .named = named, .cancellable = cancellable, .progress = progress, .data = data };
  gboolean done = TRUE;

  g_return_val_if_fail (self != NULL, FALSE);

  mlg_import_forget (self);
  self->references = references = mlg_references_new (self->project);
  self->missing = g_array_new (FALSE, TRUE, sizeof (MlgMissing));
  g_array_set_clear_func (self->missing, clear_missing);

  for (guint i = 0; i < self->lists->len; i++)
    work.total += ((MlgList *) self->lists->pdata[i])->used ? ((MlgList *) self->lists->pdata[i])->rows->len : 0;
  for (guint i = 0; i < self->lists->len && done; i++)
    {
      work.list = self->lists->pdata[i];
      done = !work.list->used || compare_list (&work, error);
    }

  self->references = NULL;
  if (done)
    mark_needed (self, named);
  else
    mlg_import_forget (self);
  self->compared = done;
  return done;
}
