/* The live rows of an entity as a list model. */

#include "store/mlg-record-list-private.h"

#include "model/mlg-value.h"
#include "store/mlg-record-private.h"

/* Several screens of rows, so that scrolling back and forth makes none anew. */
#define N_RECENT 256

static void mlg_record_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MlgRecordList, mlg_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, mlg_record_list_model_init))

static void
facet_free (gpointer data)
{
  Facet *facet = data;

  g_strfreev (facet->wanted);
  g_free (facet);
}

GArray *
mlg_record_list_numbers_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (guint32));
}

/* ---- rows and records */

static MlgRecord *
make_record (MlgRecordList *self,
             guint32        number)
{
  MlgCache *cache = self->project->store != NULL ? mlg_project_get_cache (self->project) : NULL;
  MlgRecord *record = NULL;
  MlgId id = { { 0 } };

  if (cache != NULL && mlg_cache_id (cache, MLG_ROW_OF (self->entity, number), &id))
    record = mlg_project_get_record (self->project, self->entity, &id);

  /* Gone, and this list not yet told: a model never answers NULL for a row it has. */
  return record != NULL ? record : mlg_record_new (self->entity, &id);
}

static void
keep_recent (MlgRecordList *self,
             MlgRecord     *record)
{
  if (self->recent->len < N_RECENT)
    {
      g_ptr_array_add (self->recent, g_object_ref (record));
      return;
    }

  g_object_unref (self->recent->pdata[self->next_recent]);
  self->recent->pdata[self->next_recent] = g_object_ref (record);
  self->next_recent = (self->next_recent + 1) % N_RECENT;
}

static MlgColumn *
get_column (MlgRecordList  *self,
            const MlgField *field)
{
  MlgColumn *column = g_hash_table_lookup (self->columns, field);

  if (column == NULL)
    {
      column = mlg_column_load (mlg_store_get_handle (self->project->store), self->entity, field);
      g_hash_table_insert (self->columns, (gpointer) field, column);
    }

  return column;
}

/* ---- order */

/* Rows with equal values keep the order of their titles: counted into place, not compared. */
static void
sort_by_column (MlgRecordList *self)
{
  MlgColumn *column = get_column (self, self->sort);
  MlgTitles *titles = mlg_titles_new (mlg_store_get_handle (self->project->store));
  g_autofree guint32 *ranks = mlg_column_rank (column, titles, self->descending);
  guint n_ranks = column->values->len + 1;
  g_autofree guint32 *starts = g_new0 (guint32, n_ranks + 1);
  GArray *sorted = mlg_record_list_numbers_new ();

  g_array_set_size (sorted, self->order->len);
  for (guint i = 0; i < self->order->len; i++)
    starts[ranks[mlg_column_code (column, MLG_NUMBER (self->order, i))] + 1]++;
  for (guint i = 1; i <= n_ranks; i++)
    starts[i] += starts[i - 1];
  for (guint i = 0; i < self->order->len; i++)
    {
      guint32 number = MLG_NUMBER (self->order, i);

      MLG_NUMBER (sorted, starts[ranks[mlg_column_code (column, number)]]++) = number;
    }

  g_array_unref (self->order);
  self->order = sorted;
  mlg_titles_free (titles);
}

static void
reverse (GArray *numbers)
{
  for (guint i = 0, j = numbers->len; i + 1 < j; i++)
    {
      guint32 number = MLG_NUMBER (numbers, i);

      MLG_NUMBER (numbers, i) = MLG_NUMBER (numbers, --j);
      MLG_NUMBER (numbers, j) = number;
    }
}

void
mlg_record_list_make_order (MlgRecordList *self)
{
  g_autoptr(GArray) rows = NULL;

  g_array_set_size (self->order, 0);
  if (self->project->store == NULL)
    return;

  rows = mlg_cache_list (mlg_project_get_cache (self->project), self->entity);
  g_array_set_size (self->order, rows->len);
  for (guint i = 0; i < rows->len; i++)
    MLG_NUMBER (self->order, i) = MLG_ROW_NUMBER (g_array_index (rows, MlgRow, i));

  if (self->sort != NULL)
    sort_by_column (self);
  else if (self->descending)
    reverse (self->order);
}

/* ---- search */

void
mlg_record_list_make_matched (MlgRecordList *self)
{
  g_autofree char *words = NULL;

  g_clear_pointer (&self->matched, g_free);
  if (self->search == NULL || self->project->store == NULL)
    return;

  words = mlg_cache_normalise (self->search);
  self->matched = mlg_names_match (mlg_cache_get_names (mlg_project_get_cache (self->project), self->entity),
                                   words, &self->n_bits);
}

static inline gboolean
is_matched (MlgRecordList *self,
            guint32        number)
{
  return self->matched == NULL ||
         (number < self->n_bits && (self->matched[number / 8] & (1 << (number % 8))) != 0);
}

static gboolean
read_names_cb (gpointer user_data)
{
  MlgRecordList *self = MLG_RECORD_LIST (user_data);

  self->idle = 0;
  if (self->project->store != NULL)
    mlg_cache_prepare_search (mlg_project_get_cache (self->project), self->entity);
  return G_SOURCE_REMOVE;
}

/* ---- what is shown */

static gboolean
filter_lets_through (MlgRecordList *self,
                     guint32        number)
{
  g_autoptr(MlgRecord) record = NULL;

  if (self->filter == NULL)
    return TRUE;

  record = make_record (self, number);
  return self->filter (record, self->filter_data);
}

GArray *
mlg_record_list_select_rows (MlgRecordList  *self,
                             const MlgField *but)
{
  GArray *rows = mlg_record_list_numbers_new ();
  guint n = 0;
  g_autoptr(GPtrArray) columns = g_ptr_array_new ();
  g_autoptr(GPtrArray) wants = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->facets->len; i++)
    {
      Facet *facet = self->facets->pdata[i];

      if (facet->field == but)
        continue;
      g_ptr_array_add (columns, get_column (self, facet->field));
      g_ptr_array_add (wants, mlg_column_wants (columns->pdata[columns->len - 1],
                                                (const char *const *) facet->wanted));
    }

  g_array_set_size (rows, self->order->len);
  for (guint i = 0; i < self->order->len; i++)
    {
      guint32 number = MLG_NUMBER (self->order, i);
      gboolean wanted = is_matched (self, number);

      for (guint c = 0; wanted && c < columns->len; c++)
        wanted = ((gboolean *) wants->pdata[c])[mlg_column_code (columns->pdata[c], number)];
      if (wanted && filter_lets_through (self, number))
        MLG_NUMBER (rows, n++) = number;
    }

  g_array_set_size (rows, n);
  return rows;
}

/* All away, then all there: for one signal with both, GTK 4.8 looks at every row. */
void
mlg_record_list_show_anew (MlgRecordList *self,
                           GArray        *rows)
{
  guint n_before = self->shown->len;

  g_array_set_size (self->shown, 0);
  if (n_before > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, 0);

  g_array_unref (self->shown);
  self->shown = rows;
  if (rows->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, rows->len);
}

static void
make_shown (MlgRecordList *self)
{
  mlg_record_list_show_anew (self, mlg_record_list_select_rows (self, NULL));
}

/* ---- GListModel */

static GType
mlg_record_list_get_item_type (GListModel *model)
{
  return MLG_TYPE_RECORD;
}

static guint
mlg_record_list_get_n_items (GListModel *model)
{
  return MLG_RECORD_LIST (model)->shown->len;
}

static gpointer
mlg_record_list_get_item (GListModel *model,
                          guint       position)
{
  MlgRecordList *self = MLG_RECORD_LIST (model);
  MlgRecord *record;

  if (position >= self->shown->len)
    return NULL;

  record = make_record (self, MLG_NUMBER (self->shown, position));
  keep_recent (self, record);
  return record;
}

static void
mlg_record_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = mlg_record_list_get_item_type;
  iface->get_n_items = mlg_record_list_get_n_items;
  iface->get_item = mlg_record_list_get_item;
}

/* ---- GObject */

static void
clear_filter (MlgRecordList *self)
{
  GDestroyNotify destroy = g_steal_pointer (&self->filter_destroy);

  self->filter = NULL;
  if (destroy != NULL)
    destroy (self->filter_data);
  self->filter_data = NULL;
}

static void
mlg_record_list_dispose (GObject *object)
{
  MlgRecordList *self = MLG_RECORD_LIST (object);

  clear_filter (self);
  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->project != NULL)
    g_signal_handlers_disconnect_by_data (self->project, self);
  g_ptr_array_set_size (self->recent, 0);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (mlg_record_list_parent_class)->dispose (object);
}

static void
mlg_record_list_finalize (GObject *object)
{
  MlgRecordList *self = MLG_RECORD_LIST (object);

  g_free (self->search);
  g_free (self->matched);
  g_array_unref (self->order);
  g_array_unref (self->shown);
  g_ptr_array_unref (self->facets);
  g_ptr_array_unref (self->recent);
  g_hash_table_unref (self->columns);

  G_OBJECT_CLASS (mlg_record_list_parent_class)->finalize (object);
}

static void
mlg_record_list_class_init (MlgRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mlg_record_list_dispose;
  object_class->finalize = mlg_record_list_finalize;
}

static void
mlg_record_list_init (MlgRecordList *self)
{
  self->order = mlg_record_list_numbers_new ();
  self->shown = mlg_record_list_numbers_new ();
  self->facets = g_ptr_array_new_with_free_func (facet_free);
  self->recent = g_ptr_array_new_with_free_func (g_object_unref);
  self->columns = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) mlg_column_free);
}

MlgRecordList *
mlg_record_list_new (MlgProject      *project,
                     const MlgEntity *entity)
{
  MlgRecordList *self;

  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);
  g_return_val_if_fail (entity != NULL, NULL);

  self = g_object_new (MLG_TYPE_RECORD_LIST, NULL);
  self->project = g_object_ref (project);
  self->entity = entity;
  g_signal_connect_swapped (project, "changed", G_CALLBACK (mlg_record_list_follow), self);

  mlg_record_list_make_order (self);
  make_shown (self);
  self->idle = g_idle_add_full (G_PRIORITY_LOW, read_names_cb, self, NULL);
  return self;
}

/* ---- what one wants to see */

void
mlg_record_list_set_search (MlgRecordList *self,
                            const char    *text)
{
  g_return_if_fail (MLG_IS_RECORD_LIST (self));

  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (text, self->search) == 0)
    return;

  g_free (self->search);
  self->search = g_strdup (text);
  mlg_record_list_make_matched (self);
  make_shown (self);
}

void
mlg_record_list_set_sort (MlgRecordList  *self,
                          const MlgField *field,
                          gboolean        descending)
{
  g_return_if_fail (MLG_IS_RECORD_LIST (self));

  if (field == self->sort && descending == self->descending)
    return;

  self->sort = field;
  self->descending = descending;
  mlg_record_list_make_order (self);
  make_shown (self);
}

static Facet *
find_facet (MlgRecordList  *self,
            const MlgField *field,
            guint          *index)
{
  for (guint i = 0; i < self->facets->len; i++)
    if (((Facet *) self->facets->pdata[i])->field == field)
      {
        *index = i;
        return self->facets->pdata[i];
      }

  return NULL;
}

void
mlg_record_list_set_facet (MlgRecordList      *self,
                           const MlgField     *field,
                           const char *const  *wanted)
{
  Facet *facet;
  guint index;

  g_return_if_fail (MLG_IS_RECORD_LIST (self));
  g_return_if_fail (field != NULL);

  if (wanted != NULL && wanted[0] == NULL)
    wanted = NULL;

  facet = find_facet (self, field, &index);
  if (facet == NULL && wanted == NULL)
    return;
  if (facet != NULL && wanted != NULL && g_strv_equal ((const char *const *) facet->wanted, wanted))
    return;

  if (facet != NULL)
    g_ptr_array_remove_index (self->facets, index);
  if (wanted != NULL)
    {
      facet = g_new (Facet, 1);
      facet->field = field;
      facet->wanted = g_strdupv ((char **) wanted);
      g_ptr_array_add (self->facets, facet);
    }
  make_shown (self);
}

void
mlg_record_list_set_filter (MlgRecordList  *self,
                            gboolean      (*func) (MlgRecord *, gpointer),
                            gpointer        data,
                            GDestroyNotify  destroy)
{
  g_return_if_fail (MLG_IS_RECORD_LIST (self));

  clear_filter (self);
  self->filter = func;
  self->filter_data = data;
  self->filter_destroy = destroy;
  make_shown (self);
}

static void
add_count (GHashTable *counts,
           const char *value,
           guint       n)
{
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (counts, value));

  g_hash_table_insert (counts, g_strdup (value), GUINT_TO_POINTER (before + n));
}

GHashTable *
mlg_record_list_count_facet (MlgRecordList  *self,
                             const MlgField *field)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GArray) rows = NULL;
  g_autofree guint *by_code = NULL;
  MlgColumn *column;

  g_return_val_if_fail (MLG_IS_RECORD_LIST (self), counts);
  g_return_val_if_fail (field != NULL, counts);

  if (self->project->store == NULL)
    return counts;

  column = get_column (self, field);
  rows = mlg_record_list_select_rows (self, field);
  by_code = g_new0 (guint, column->values->len);
  for (guint i = 0; i < rows->len; i++)
    by_code[mlg_column_code (column, MLG_NUMBER (rows, i))]++;

  for (guint i = 1; i < column->values->len; i++)
    {
      g_auto(GStrv) elements = NULL;

      if (by_code[i] == 0)
        continue;
      if (!mlg_field_is_multiple (field))
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

guint
mlg_record_list_get_total (MlgRecordList *self)
{
  g_return_val_if_fail (MLG_IS_RECORD_LIST (self), 0);

  return self->order->len;
}

guint
mlg_record_list_find (MlgRecordList *self,
                      const MlgId   *id)
{
  MlgRow row;

  g_return_val_if_fail (MLG_IS_RECORD_LIST (self), G_MAXUINT);
  g_return_val_if_fail (id != NULL, G_MAXUINT);

  if (self->project->store == NULL)
    return G_MAXUINT;

  row = mlg_cache_row (mlg_project_get_cache (self->project), id);
  if (row == 0 || mlg_row_entity (row) != self->entity)
    return G_MAXUINT;

  for (guint i = 0; i < self->shown->len; i++)
    if (MLG_NUMBER (self->shown, i) == MLG_ROW_NUMBER (row))
      return i;

  return G_MAXUINT;
}
