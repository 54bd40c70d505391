/* The live rows of an entity as a list model. */

#include "store/mlg-record-list-private.h"

#include "model/mlg-value.h"
#include "store/mlg-record-private.h"

/* Several screens of rows, so that scrolling back and forth makes none anew. */
#define N_RECENT 256

/* Some milliseconds. */
#define NAMES_AT_ONCE      4000
#define OPERATIONS_AT_ONCE 40000

static void mlg_record_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MlgRecordList, mlg_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, mlg_record_list_model_init))

GArray *
mlg_record_list_numbers_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (guint32));
}

/* ---- rows and records */

MlgRecord *
mlg_record_list_make_record (MlgRecordList *self,
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

MlgColumn *
mlg_record_list_get_column (MlgRecordList  *self,
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

/* The unknown last, whichever way. */
static inline guint32
place_of (const guint32 *ranks,
          guint32        n,
          guint32        code,
          gboolean       descending)
{
  return code == 0 ? n : descending ? n - 1 - ranks[code] : ranks[code];
}

/* Rows with equal values keep the order of their titles: counted into place, not compared. */
static void
sort_by_column (MlgRecordList *self)
{
  MlgColumn *column = mlg_record_list_get_column (self, self->sort);
  g_autoptr(MlgTitles) titles = mlg_titles_new (mlg_store_get_handle (self->project->store));
  const guint32 *ranks = mlg_column_rank (column, titles);
  guint n = column->values->len;
  g_autofree guint32 *starts = g_new0 (guint32, n + 2);
  GArray *sorted = mlg_record_list_numbers_new ();

  g_array_set_size (sorted, self->order->len);
  for (guint i = 0; i < self->order->len; i++)
    starts[place_of (ranks, n, mlg_column_code (column, MLG_NUMBER (self->order, i)), self->descending) + 1]++;
  for (guint i = 1; i <= n + 1; i++)
    starts[i] += starts[i - 1];
  for (guint i = 0; i < self->order->len; i++)
    {
      guint32 number = MLG_NUMBER (self->order, i);
      guint32 place = place_of (ranks, n, mlg_column_code (column, number), self->descending);

      MLG_NUMBER (sorted, starts[place]++) = number;
    }

  g_array_unref (self->order);
  self->order = sorted;
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

/* Every other order begins with that of the titles. */
static void
order_by_title (MlgRecordList *self)
{
  MlgCache *cache = mlg_project_get_cache (self->project);
  g_autoptr(GArray) rows = NULL;

  self->generation = mlg_cache_get_generation (cache);
  if (self->titled == self->generation)
    return;

  rows = mlg_cache_list (cache, self->entity);
  g_array_set_size (self->by_title, rows->len);
  for (guint i = 0; i < rows->len; i++)
    MLG_NUMBER (self->by_title, i) = MLG_ROW_NUMBER (g_array_index (rows, MlgRow, i));
  self->titled = self->generation;
}

void
mlg_record_list_make_order (MlgRecordList *self)
{
  g_array_set_size (self->order, 0);
  if (self->project->store == NULL)
    return;

  order_by_title (self);
  g_array_append_vals (self->order, self->by_title->data, self->by_title->len);

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
  g_clear_pointer (&self->suggestion, g_free);
  self->is_suggested = FALSE;
  if (self->search == NULL || self->project->store == NULL)
    return;

  words = mlg_cache_normalise (self->search);
  self->matched = mlg_names_match (mlg_cache_get_names (mlg_project_get_cache (self->project), self->entity),
                                   words, &self->n_bits);
}

/* What the first key and the first command need, read while nobody waits. */
static gboolean
read_ahead_cb (gpointer user_data)
{
  MlgRecordList *self = MLG_RECORD_LIST (user_data);

  if (self->project->store != NULL)
    {
      if (!mlg_cache_read_names (mlg_project_get_cache (self->project), self->entity, NAMES_AT_ONCE) ||
          !mlg_store_read_clock (self->project->store, OPERATIONS_AT_ONCE))
        return G_SOURCE_CONTINUE;
      mlg_cache_prepare_search (mlg_project_get_cache (self->project), self->entity);
    }

  self->idle = 0;
  return G_SOURCE_REMOVE;
}

/* ---- what is shown */

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

void
mlg_record_list_make_shown (MlgRecordList *self)
{
  self->stale = self->frozen > 0;
  if (!self->stale)
    mlg_record_list_show_anew (self, mlg_record_list_select_rows (self));
}

void
mlg_record_list_freeze (MlgRecordList *self)
{
  g_return_if_fail (MLG_IS_RECORD_LIST (self));

  self->frozen++;
}

void
mlg_record_list_thaw (MlgRecordList *self)
{
  g_return_if_fail (MLG_IS_RECORD_LIST (self));
  g_return_if_fail (self->frozen > 0);

  if (--self->frozen == 0 && self->stale)
    mlg_record_list_make_shown (self);
}

void
mlg_record_list_hold (MlgRecordList *self)
{
  g_return_if_fail (MLG_IS_RECORD_LIST (self));
  g_return_if_fail (self->held[0] == NULL);

  if (self->project->store == NULL)
    return;
  self->held[0] = mlg_db_hold (mlg_store_get_handle (self->project->store));
  self->held[1] = mlg_db_hold (mlg_cache_get_handle (mlg_project_get_cache (self->project)));
}

void
mlg_record_list_release (MlgRecordList *self)
{
  g_return_if_fail (MLG_IS_RECORD_LIST (self));

  for (guint i = 0; i < G_N_ELEMENTS (self->held); i++)
    g_clear_pointer (&self->held[i], mlg_db_release);
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

  record = mlg_record_list_make_record (self, MLG_NUMBER (self->shown, position));
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

  mlg_record_list_stop_preparing (self);
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
  g_free (self->suggestion);
  g_array_unref (self->order);
  g_array_unref (self->by_title);
  g_array_unref (self->shown);
  g_ptr_array_unref (self->filters);
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
  self->by_title = mlg_record_list_numbers_new ();
  self->shown = mlg_record_list_numbers_new ();
  self->filters = g_ptr_array_new_with_free_func (mlg_list_filter_free);
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
  mlg_record_list_make_shown (self);
  self->idle = g_idle_add_full (G_PRIORITY_LOW, read_ahead_cb, self, NULL);
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
  mlg_record_list_make_shown (self);
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
  mlg_record_list_make_shown (self);
}

const MlgField *
mlg_record_list_get_sort (MlgRecordList *self,
                          gboolean      *descending)
{
  g_return_val_if_fail (MLG_IS_RECORD_LIST (self), NULL);

  *descending = self->descending;
  return self->sort;
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
  mlg_record_list_make_shown (self);
}

guint
mlg_record_list_get_total (MlgRecordList *self)
{
  g_return_val_if_fail (MLG_IS_RECORD_LIST (self), 0);

  return self->order->len;
}
