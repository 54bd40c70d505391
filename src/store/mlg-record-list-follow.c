/* Following the project: a command touches a few rows, and the others do not notice. */

#include "store/mlg-record-list-private.h"

#include <sqlite3.h>
#include <string.h>

/* A command touches a few rows, and must keep scroll and selection where they are. */
#define MAX_MOVES 16

/* More than so many changed rows are read again all together. */
#define MAX_PUT 5000

static gboolean
is_among (const guint32 *numbers,
          guint          n,
          guint32        number)
{
  for (guint i = 0; i < n; i++)
    if (numbers[i] == number)
      return TRUE;

  return FALSE;
}

/* Are the two the same but for the rows of @moved? */
static gboolean
others_are_same (GArray *before,
                 GArray *after,
                 GArray *moved)
{
  const guint32 *numbers = (const guint32 *) moved->data;
  guint i = 0, j = 0;

  for (;;)
    {
      while (i < before->len && is_among (numbers, moved->len, MLG_NUMBER (before, i)))
        i++;
      while (j < after->len && is_among (numbers, moved->len, MLG_NUMBER (after, j)))
        j++;
      if (i == before->len || j == after->len)
        return i == before->len && j == after->len;
      if (MLG_NUMBER (before, i++) != MLG_NUMBER (after, j++))
        return FALSE;
    }
}

/* One row at a time: the others do not notice. */
static void
move_rows (MlgRecordList *self,
           GArray        *after,
           GArray        *moved)
{
  const guint32 *numbers = (const guint32 *) moved->data;

  for (guint i = self->shown->len; i-- > 0; )
    if (is_among (numbers, moved->len, MLG_NUMBER (self->shown, i)))
      {
        g_array_remove_index (self->shown, i);
        g_list_model_items_changed (G_LIST_MODEL (self), i, 1, 0);
      }

  for (guint i = 0; i < after->len; i++)
    if (is_among (numbers, moved->len, MLG_NUMBER (after, i)))
      {
        g_array_insert_val (self->shown, i, MLG_NUMBER (after, i));
        g_list_model_items_changed (G_LIST_MODEL (self), i, 0, 1);
      }
}

/* Takes @after. */
static void
show_after_change (MlgRecordList *self,
                   GArray        *after,
                   GArray        *moved)
{
  if (after->len == self->shown->len &&
      (after->len == 0 || memcmp (after->data, self->shown->data, after->len * sizeof (guint32)) == 0))
    {
      g_array_unref (after);
    }
  else if (moved != NULL && moved->len <= MAX_MOVES && others_are_same (self->shown, after, moved))
    {
      move_rows (self, after, moved);
      g_array_unref (after);
    }
  else
    {
      mlg_record_list_show_anew (self, after);
    }
}

/* TRUE: in the column by which the list is sorted it stands elsewhere. */
static gboolean
put_in_columns (MlgRecordList *self,
                guint32        number,
                MlgRecord     *record)
{
  gboolean has_moved = FALSE;
  GHashTableIter iter;
  gpointer field, column;

  g_hash_table_iter_init (&iter, self->columns);
  while (g_hash_table_iter_next (&iter, &field, &column))
    {
      guint32 before = mlg_column_code (column, number);

      if (mlg_field_is_derived (field))
        continue;
      mlg_column_put (column, number, record != NULL ? mlg_record_get (record, field) : NULL);
      has_moved |= field == (gpointer) self->sort && mlg_column_code (column, number) != before;
    }

  return has_moved;
}

/* The number of a row whose record is deleted; 0: it is gone for good. */
static guint32
find_number (MlgRecordList *self,
             const MlgId   *id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT _rid FROM \"%s\" WHERE _id = ?1", self->entity->name);
  sqlite3_stmt *statement = NULL;
  guint32 number = 0;

  if (sqlite3_prepare_v2 (mlg_store_get_handle (self->project->store), sql, -1, &statement, NULL) != SQLITE_OK)
    return 0;

  sqlite3_bind_blob (statement, 1, id->bytes, sizeof id->bytes, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_ROW)
    number = (guint32) sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  return number;
}

static gboolean
is_derived_cb (gpointer field,
               gpointer column,
               gpointer data)
{
  return mlg_field_is_derived (field);
}

static gboolean
is_derived_from_cb (gpointer field,
                    gpointer column,
                    gpointer data)
{
  MlgChanges *changes = data;
  const char *source = mlg_field_is_derived (field) ? mlg_derived_depends_on (field) : NULL;
  GHashTableIter iter;
  gpointer entity;

  if (source == NULL)
    return mlg_field_is_derived (field);

  g_hash_table_iter_init (&iter, changes->rows);
  while (g_hash_table_iter_next (&iter, NULL, &entity))
    if (g_str_equal (((const MlgEntity *) entity)->name, source))
      return TRUE;
  return FALSE;
}

static guint
count_ours (MlgRecordList *self,
            MlgChanges    *changes)
{
  GHashTableIter iter;
  gpointer entity;
  guint n = 0;

  g_hash_table_iter_init (&iter, changes->rows);
  while (g_hash_table_iter_next (&iter, NULL, &entity))
    n += entity == self->entity;

  return n;
}

/* Puts what changed into the columns, and names the rows. NULL: they cannot all be named, or are
 * too many to move one by one. *have_moved: by the column that sorts the list. */
static GArray *
take_changes (MlgRecordList *self,
              MlgChanges    *changes,
              gboolean      *have_moved)
{
  MlgCache *cache = mlg_project_get_cache (self->project);
  g_autoptr(GArray) moved = mlg_record_list_numbers_new ();
  gboolean all_known = TRUE;
  GHashTableIter iter;
  gpointer id, entity;

  if (count_ours (self, changes) > MAX_PUT)
    {
      g_hash_table_remove_all (self->columns);
      *have_moved = TRUE;
      return NULL;
    }

  g_hash_table_iter_init (&iter, changes->rows);
  while (g_hash_table_iter_next (&iter, &id, &entity))
    {
      g_autoptr(MlgRecord) record = NULL;
      MlgRow row;
      guint32 number;

      if (entity != self->entity)
        continue;
      row = mlg_cache_row (cache, id);
      number = row != 0 ? MLG_ROW_NUMBER (row) : find_number (self, id);
      all_known &= number != 0;
      if (number == 0 || g_hash_table_size (self->columns) == 0)
        {
          if (number != 0)
            g_array_append_val (moved, number);
          continue;
        }

      record = mlg_project_get_record (self->project, self->entity, id);
      *have_moved |= put_in_columns (self, number, record);
      g_array_append_val (moved, number);
    }
  /* Numbers of partnerships stay when neither a partnership nor who there is has changed. */
  if (mlg_cache_get_generation (cache) == self->generation)
    g_hash_table_foreach_remove (self->columns, is_derived_from_cb, changes);
  else
    g_hash_table_foreach_remove (self->columns, is_derived_cb, NULL);

  return all_known && moved->len <= MAX_MOVES ? g_steal_pointer (&moved) : NULL;
}

/* By the title alone a moved row finds its place among the others without sorting them again. */
static void
move_in_order (MlgRecordList *self,
               GArray        *moved)
{
  MlgCache *cache = mlg_project_get_cache (self->project);
  guint kept = 0;

  for (guint i = 0; i < self->order->len; i++)
    if (!is_among ((const guint32 *) moved->data, moved->len, MLG_NUMBER (self->order, i)))
      MLG_NUMBER (self->order, kept++) = MLG_NUMBER (self->order, i);
  g_array_set_size (self->order, kept);

  self->generation = mlg_cache_get_generation (cache);
  for (guint i = 0; i < moved->len; i++)
    {
      MlgRow row = MLG_ROW_OF (self->entity, MLG_NUMBER (moved, i));
      MlgId id;
      guint low = 0, high = self->order->len;

      if (!mlg_cache_id (cache, row, &id))
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;
          int order = mlg_cache_compare (cache, MLG_ROW_OF (self->entity, MLG_NUMBER (self->order, middle)), row);

          if ((self->descending ? -order : order) < 0)
            low = middle + 1;
          else
            high = middle;
        }
      g_array_insert_val (self->order, low, MLG_NUMBER (moved, i));
    }
}

static gboolean
is_named_after_others (const MlgEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (mlg_field_is_reference (&entity->fields[i]) && mlg_title_uses (&entity->fields[i]))
      return TRUE;

  return FALSE;
}

/* Does what we show or sort by follow from rows of @entity? */
static gboolean
decides_about_us (MlgRecordList   *self,
                  const MlgEntity *entity)
{
  GHashTableIter iter;
  gpointer key;

  if (self->sort != NULL && mlg_field_is_reference (self->sort) &&
      (self->sort->target == NULL || g_str_equal (self->sort->target, entity->name)))
    return TRUE;

  g_hash_table_iter_init (&iter, self->columns);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_strcmp0 (mlg_derived_depends_on (key), entity->name) == 0)
      return TRUE;

  return FALSE;
}

/* What references are called may have changed. */
static void
forget_ranks_of_references (MlgRecordList *self)
{
  GHashTableIter iter;
  gpointer field, column;

  g_hash_table_iter_init (&iter, self->columns);
  while (g_hash_table_iter_next (&iter, &field, &column))
    if (mlg_field_is_reference (field))
      mlg_column_forget_rank (column);
}

static gboolean
concerns_us (MlgRecordList *self,
             MlgChanges    *changes)
{
  GHashTableIter iter;
  gpointer entity;

  if (changes->everything || is_named_after_others (self->entity) || self->filter != NULL)
    return TRUE;

  g_hash_table_iter_init (&iter, changes->rows);
  while (g_hash_table_iter_next (&iter, NULL, &entity))
    if (entity == self->entity || decides_about_us (self, entity))
      return TRUE;

  return FALSE;
}

/* Most commands change what rows hold, neither which there are nor where they stand. */
static gboolean
keeps_order (MlgRecordList *self,
             MlgChanges    *changes,
             gboolean       have_moved)
{
  return !changes->everything && !have_moved &&
         (self->sort == NULL || (!mlg_field_is_derived (self->sort) && !mlg_field_is_reference (self->sort))) &&
         mlg_cache_get_generation (mlg_project_get_cache (self->project)) == self->generation;
}

void
mlg_record_list_follow (MlgRecordList *self,
                        MlgChanges    *changes)
{
  g_autoptr(GArray) moved = NULL;
  gboolean have_moved = FALSE;

  if (self->project->store == NULL)
    return;

  forget_ranks_of_references (self);
  if (!concerns_us (self, changes))
    return;

  if (changes->everything)
    g_hash_table_remove_all (self->columns);
  else
    moved = take_changes (self, changes, &have_moved);

  if (keeps_order (self, changes, have_moved))
    {
      show_after_change (self, mlg_record_list_select_rows (self), moved);
      return;
    }
  if (moved != NULL && self->sort == NULL && !is_named_after_others (self->entity))
    move_in_order (self, moved);
  else
    mlg_record_list_make_order (self);
  mlg_record_list_make_matched (self);
  show_after_change (self, mlg_record_list_select_rows (self), moved);
}
