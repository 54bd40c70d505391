/* What of an entity is shown, and how much each choice would leave. */

#include "store/mlg-record-list-private.h"

#include "model/mlg-value.h"

#include <sqlite3.h>
#include <string.h>

void
mlg_list_filter_free (gpointer data)
{
  MlgListFilter *filter = data;

  g_free (filter->name);
  g_hash_table_unref (filter->wanted);
  g_free (filter);
}

/* ---- filters */

static GHashTable *
copy_set (GHashTable *set)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    g_hash_table_add (copy, g_strdup (value));

  return copy;
}

static gboolean
set_equals (GHashTable *a,
            GHashTable *b)
{
  GHashTableIter iter;
  gpointer value;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    if (!g_hash_table_contains (b, value))
      return FALSE;

  return TRUE;
}

static MlgListFilter *
find_filter (MlgRecordList *self,
             const char    *name,
             guint         *index)
{
  for (guint i = 0; i < self->filters->len; i++)
    if (g_str_equal (((MlgListFilter *) self->filters->pdata[i])->name, name))
      {
        *index = i;
        return self->filters->pdata[i];
      }

  return NULL;
}

void
mlg_record_list_narrow (MlgRecordList         *self,
                        const char            *name,
                        const MlgField *const *fields,
                        guint                  n_fields,
                        GHashTable            *wanted)
{
  MlgListFilter *filter;
  guint index;

  g_return_if_fail (MLG_IS_RECORD_LIST (self));
  g_return_if_fail (name != NULL && n_fields <= MLG_FILTER_FIELDS);

  filter = find_filter (self, name, &index);
  if (filter == NULL && wanted == NULL)
    return;
  if (filter != NULL && wanted != NULL && set_equals (filter->wanted, wanted))
    return;

  if (filter != NULL)
    g_ptr_array_remove_index (self->filters, index);
  if (wanted != NULL)
    {
      filter = g_new0 (MlgListFilter, 1);
      filter->name = g_strdup (name);
      memcpy (filter->fields, fields, n_fields * sizeof *fields);
      filter->n_fields = n_fields;
      filter->wanted = copy_set (wanted);
      g_ptr_array_add (self->filters, filter);
    }
  mlg_record_list_make_shown (self);
}

void
mlg_record_list_set_facet (MlgRecordList      *self,
                           const MlgField     *field,
                           const char *const  *wanted)
{
  g_autoptr(GHashTable) set = NULL;

  g_return_if_fail (MLG_IS_RECORD_LIST (self));
  g_return_if_fail (field != NULL);

  for (guint i = 0; wanted != NULL && wanted[i] != NULL; i++)
    {
      if (set == NULL)
        set = g_hash_table_new (g_str_hash, g_str_equal);
      g_hash_table_add (set, (gpointer) wanted[i]);
    }
  mlg_record_list_narrow (self, field->name, &field, 1, set);
}

/* ---- which rows pass */

/* One filter, ready to be asked of every row. */
typedef struct
{
  guint      n;
  MlgColumn *columns[MLG_FILTER_FIELDS];
  gboolean  *wants[MLG_FILTER_FIELDS];
} Sieve;

static Sieve *
sieves_new (MlgRecordList *self)
{
  Sieve *sieves = g_new0 (Sieve, MAX (1, self->filters->len));

  for (guint i = 0; i < self->filters->len; i++)
    {
      MlgListFilter *filter = self->filters->pdata[i];

      sieves[i].n = filter->n_fields;
      for (guint f = 0; f < filter->n_fields; f++)
        {
          sieves[i].columns[f] = mlg_record_list_get_column (self, filter->fields[f]);
          sieves[i].wants[f] = mlg_column_wants (sieves[i].columns[f], filter->wanted);
        }
    }

  return sieves;
}

static void
sieves_free (MlgRecordList *self,
             Sieve         *sieves)
{
  for (guint i = 0; i < self->filters->len; i++)
    for (guint f = 0; f < sieves[i].n; f++)
      g_free (sieves[i].wants[f]);
  g_free (sieves);
}

static inline gboolean
sieve_passes (const Sieve *sieve,
              guint32      number)
{
  for (guint f = 0; f < sieve->n; f++)
    if (sieve->wants[f][mlg_column_code (sieve->columns[f], number)])
      return TRUE;

  return FALSE;
}

static gboolean
filter_lets_through (MlgRecordList *self,
                     guint32        number)
{
  g_autoptr(MlgRecord) record = NULL;

  if (self->filter == NULL)
    return TRUE;

  record = mlg_record_list_make_record (self, number);
  return self->filter (record, self->filter_data);
}

/* Numbers of the rows that a shared screen does not show; NULL: it is not shared. */
static GHashTable *
find_hidden_numbers (MlgRecordList *self)
{
  GHashTable *hidden = mlg_project_get_hidden (self->project);
  GHashTable *numbers;
  GHashTableIter iter;
  gpointer id;

  if (hidden == NULL || g_hash_table_size (hidden) == 0)
    return NULL;

  numbers = g_hash_table_new (NULL, NULL);
  g_hash_table_iter_init (&iter, hidden);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      MlgRow row = mlg_cache_row (mlg_project_get_cache (self->project), id);

      if (row != 0 && mlg_row_entity (row) == self->entity)
        g_hash_table_add (numbers, GUINT_TO_POINTER (MLG_ROW_NUMBER (row)));
    }
  return numbers;
}

GArray *
mlg_record_list_select_rows (MlgRecordList *self)
{
  GArray *rows = mlg_record_list_numbers_new ();
  Sieve *sieves = sieves_new (self);
  g_autoptr(GHashTable) hidden = find_hidden_numbers (self);
  guint n = 0;

  g_array_set_size (rows, self->order->len);
  for (guint i = 0; i < self->order->len; i++)
    {
      guint32 number = MLG_NUMBER (self->order, i);
      gboolean wanted = mlg_record_list_is_matched (self, number) &&
                        (hidden == NULL || !g_hash_table_contains (hidden, GUINT_TO_POINTER (number)));

      for (guint s = 0; wanted && s < self->filters->len; s++)
        wanted = sieve_passes (&sieves[s], number);
      if (wanted && filter_lets_through (self, number))
        MLG_NUMBER (rows, n++) = number;
    }

  sieves_free (self, sieves);
  g_array_set_size (rows, n);
  return rows;
}

/* ---- counts */

#define PASSES_ALL  G_MAXUINT
#define FAILS_MANY  (G_MAXUINT - 1)

/* The only filter the row does not pass. */
static inline guint
find_failed (MlgRecordList *self,
             const Sieve   *sieves,
             guint32        number)
{
  guint failed = PASSES_ALL;

  for (guint s = 0; s < self->filters->len; s++)
    if (!sieve_passes (&sieves[s], number))
      {
        if (failed != PASSES_ALL)
          return FAILS_MANY;
        failed = s;
      }

  return failed;
}

/* The filter that is the choice made among the values of @field themselves. */
static guint
find_own_filter (MlgRecordList  *self,
                 const MlgField *field)
{
  for (guint i = 0; i < self->filters->len; i++)
    {
      MlgListFilter *filter = self->filters->pdata[i];

      if (filter->n_fields == 1 && filter->fields[0] == field)
        return i;
    }

  return FAILS_MANY;
}

static void
add_count (GHashTable *counts,
           const char *value,
           guint       n)
{
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (counts, value));

  g_hash_table_insert (counts, g_strdup (value), GUINT_TO_POINTER (before + n));
}

static GHashTable *
count_values (MlgColumn   *column,
              const guint *by_code)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (by_code[0] > 0)
    add_count (counts, "", by_code[0]);
  for (guint i = 1; i < column->values->len; i++)
    {
      g_auto(GStrv) elements = NULL;

      if (by_code[i] == 0)
        continue;
      if (!mlg_field_is_multiple (column->field))
        {
          add_count (counts, column->values->pdata[i], by_code[i]);
          continue;
        }
      elements = mlg_value_split (column->values->pdata[i]);
      for (guint e = 0; elements[e] != NULL; e++)
        add_count (counts, elements[e], by_code[i]);
    }

  return counts;
}

typedef struct
{
  MlgColumn *column;
  guint      own;
  guint     *by_code;
} Count;

static void
count_rows (MlgRecordList *self,
            Count         *counts,
            guint          n_counts)
{
  Sieve *sieves = sieves_new (self);

  for (guint i = 0; i < self->order->len; i++)
    {
      guint32 number = MLG_NUMBER (self->order, i);
      guint failed;

      if (!mlg_record_list_is_matched (self, number))
        continue;
      failed = find_failed (self, sieves, number);
      if (failed == FAILS_MANY || !filter_lets_through (self, number))
        continue;
      for (guint c = 0; c < n_counts; c++)
        if (failed == PASSES_ALL || failed == counts[c].own)
          counts[c].by_code[mlg_column_code (counts[c].column, number)]++;
    }

  sieves_free (self, sieves);
}

GPtrArray *
mlg_record_list_count_facets (MlgRecordList         *self,
                              const MlgField *const *fields,
                              guint                  n_fields)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  g_autofree Count *counts = g_new0 (Count, MAX (1, n_fields));

  g_return_val_if_fail (MLG_IS_RECORD_LIST (self), tables);

  if (self->project->store == NULL)
    {
      for (guint i = 0; i < n_fields; i++)
        g_ptr_array_add (tables, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL));
      return tables;
    }

  for (guint i = 0; i < n_fields; i++)
    {
      counts[i].column = mlg_record_list_get_column (self, fields[i]);
      counts[i].own = find_own_filter (self, fields[i]);
      counts[i].by_code = g_new0 (guint, counts[i].column->values->len);
    }
  count_rows (self, counts, n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      g_ptr_array_add (tables, count_values (counts[i].column, counts[i].by_code));
      g_free (counts[i].by_code);
    }

  return tables;
}

GHashTable *
mlg_record_list_count_facet (MlgRecordList  *self,
                             const MlgField *field)
{
  g_autoptr(GPtrArray) tables = mlg_record_list_count_facets (self, &field, 1);
  GHashTable *counts = g_hash_table_ref (tables->pdata[0]);

  g_hash_table_remove (counts, "");
  return counts;
}

/* ---- columns read aside */

static int
asked_to_stop (gpointer data)
{
  return g_atomic_int_get (&((MlgPreparation *) data)->stop);
}

static gint64
read_position (sqlite3 *handle)
{
  sqlite3_stmt *statement = NULL;
  gint64 position = -1;

  if (sqlite3_prepare_v2 (handle, "SELECT max(n) FROM op", -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    position = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  return position;
}

static gboolean take_preparation_cb (gpointer data);

/* With a connection of its own. */
static gpointer
prepare_thread (gpointer data)
{
  MlgPreparation *preparation = data;
  MlgTitles *titles;
  sqlite3 *handle = NULL;

  if (sqlite3_open_v2 (preparation->path, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
      sqlite3_exec (handle, "PRAGMA query_only = 1; BEGIN", NULL, NULL, NULL) == SQLITE_OK)
    {
      sqlite3_progress_handler (handle, 10000, asked_to_stop, preparation);
      preparation->position = read_position (handle);
      preparation->columns = mlg_columns_load (handle, preparation->list->entity, preparation->fields,
                                               preparation->n_fields);
      titles = mlg_titles_new (handle);
      for (guint i = 0; i < preparation->n_fields && !asked_to_stop (preparation); i++)
        mlg_column_rank (preparation->columns->pdata[i], titles);
      mlg_titles_free (titles);
    }
  sqlite3_close (handle);

  g_idle_add (take_preparation_cb, preparation);
  return NULL;
}

static void
preparation_free (MlgPreparation *preparation)
{
  g_clear_pointer (&preparation->columns, g_ptr_array_unref);
  g_free (preparation->fields);
  g_free (preparation->path);
  g_free (preparation);
}

/* What was read is good only if nothing was written since. */
static gboolean
take_preparation_cb (gpointer data)
{
  MlgPreparation *preparation = data;
  MlgRecordList *self = preparation->list;
  guint n = preparation->columns != NULL ? preparation->columns->len : 0;

  g_thread_join (preparation->thread);
  self->preparation = NULL;
  if (!asked_to_stop (preparation) && self->project->store != NULL &&
      read_position (mlg_store_get_handle (self->project->store)) == preparation->position)
    while (n-- > 0)
      {
        MlgColumn *column = g_ptr_array_steal_index_fast (preparation->columns, n);

        if (g_hash_table_contains (self->columns, column->field))
          mlg_column_free (column);
        else
          g_hash_table_insert (self->columns, (gpointer) column->field, column);
      }

  preparation_free (preparation);
  return G_SOURCE_REMOVE;
}

void
mlg_record_list_prepare (MlgRecordList         *self,
                         const MlgField *const *fields,
                         guint                  n_fields)
{
  const char *path;
  MlgPreparation *preparation;

  g_return_if_fail (MLG_IS_RECORD_LIST (self));

  if (self->preparation != NULL || self->project->store == NULL)
    return;
  path = sqlite3_db_filename (mlg_store_get_handle (self->project->store), "main");
  if (path == NULL || *path == '\0')
    return;

  preparation = g_new0 (MlgPreparation, 1);
  preparation->list = self;
  preparation->path = g_strdup (path);
  preparation->fields = g_new (const MlgField *, MAX (1, n_fields));
  for (guint i = 0; i < n_fields; i++)
    if (!g_hash_table_contains (self->columns, fields[i]))
      preparation->fields[preparation->n_fields++] = fields[i];
  if (preparation->n_fields == 0)
    {
      preparation_free (preparation);
      return;
    }

  self->preparation = preparation;
  preparation->thread = g_thread_new ("columns", prepare_thread, preparation);
}

void
mlg_record_list_stop_preparing (MlgRecordList *self)
{
  MlgPreparation *preparation = g_steal_pointer (&self->preparation);

  if (preparation == NULL)
    return;

  g_atomic_int_set (&preparation->stop, TRUE);
  g_thread_join (preparation->thread);
  g_source_remove_by_user_data (preparation);
  preparation_free (preparation);
}
