/* Ids, places and words of the rows of a list. */

#include "store/mlg-record-list-private.h"

#include "model/mlg-value.h"

#include <sqlite3.h>
#include <string.h>

/* Up to so many rows are asked one by one. */
#define MANY 64

const MlgEntity *
mlg_record_list_get_entity (MlgRecordList *self)
{
  g_return_val_if_fail (MLG_IS_RECORD_LIST (self), NULL);

  return self->entity;
}

const char *
mlg_record_list_get_search (MlgRecordList *self)
{
  g_return_val_if_fail (MLG_IS_RECORD_LIST (self), NULL);

  return self->search;
}

/* ---- places and ids */

GArray *
mlg_record_list_find_many (MlgRecordList *self,
                           GArray        *ids)
{
  GArray *positions = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GHashTable) numbers = g_hash_table_new (NULL, NULL);
  MlgCache *cache;

  g_return_val_if_fail (MLG_IS_RECORD_LIST (self), positions);

  if (self->project->store == NULL || ids->len == 0)
    return positions;

  cache = mlg_project_get_cache (self->project);
  for (guint i = 0; i < ids->len; i++)
    {
      MlgRow row = mlg_cache_row (cache, &g_array_index (ids, MlgId, i));

      if (row != 0 && mlg_row_entity (row) == self->entity)
        g_hash_table_add (numbers, GUINT_TO_POINTER (MLG_ROW_NUMBER (row)));
    }

  for (guint i = 0; i < self->shown->len && positions->len < g_hash_table_size (numbers); i++)
    if (g_hash_table_contains (numbers, GUINT_TO_POINTER (MLG_NUMBER (self->shown, i))))
      g_array_append_val (positions, i);
  return positions;
}

guint
mlg_record_list_find (MlgRecordList *self,
                      const MlgId   *id)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  g_autoptr(GArray) positions = NULL;

  g_return_val_if_fail (MLG_IS_RECORD_LIST (self), G_MAXUINT);
  g_return_val_if_fail (id != NULL, G_MAXUINT);

  g_array_append_vals (ids, id, 1);
  positions = mlg_record_list_find_many (self, ids);
  return positions->len > 0 ? g_array_index (positions, guint, 0) : G_MAXUINT;
}

GArray *
mlg_record_list_dup_ids (MlgRecordList *self,
                         GArray        *positions)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  g_autofree MlgId *all = NULL;
  MlgCache *cache;
  guint n, n_numbers = 0;

  g_return_val_if_fail (MLG_IS_RECORD_LIST (self), ids);

  if (self->project->store == NULL)
    return ids;

  cache = mlg_project_get_cache (self->project);
  n = positions != NULL ? positions->len : self->shown->len;
  if (n > MANY)
    all = mlg_cache_dup_ids (cache, self->entity, &n_numbers);

  for (guint i = 0; i < n; i++)
    {
      guint position = positions != NULL ? g_array_index (positions, guint, i) : i;
      guint32 number;
      MlgId id;

      if (position >= self->shown->len)
        continue;
      number = MLG_NUMBER (self->shown, position);
      if (all != NULL && number < n_numbers)
        g_array_append_val (ids, all[number]);
      else if (mlg_cache_id (cache, MLG_ROW_OF (self->entity, number), &id))
        g_array_append_val (ids, id);
    }

  return ids;
}

/* ---- words */

char *
mlg_record_list_suggest (MlgRecordList *self)
{
  g_return_val_if_fail (MLG_IS_RECORD_LIST (self), NULL);

  if (self->search == NULL || self->project->store == NULL)
    return NULL;

  if (!self->is_suggested)
    self->suggestion = mlg_cache_suggest (mlg_project_get_cache (self->project), self->entity, self->search);
  self->is_suggested = TRUE;
  return g_strdup (self->suggestion);
}

char *
mlg_record_list_dup_value (MlgRecordList  *self,
                           MlgRecord      *record,
                           const MlgField *field)
{
  MlgColumn *column;
  MlgRow row;

  g_return_val_if_fail (MLG_IS_RECORD_LIST (self), NULL);

  if (!mlg_field_is_derived (field))
    return g_strdup (mlg_record_get (record, field));
  if (self->project->store == NULL)
    return NULL;

  column = mlg_record_list_get_column (self, field);
  row = mlg_cache_row (mlg_project_get_cache (self->project), mlg_record_get_id (record));
  return row != 0 ? g_strdup (column->values->pdata[mlg_column_code (column, MLG_ROW_NUMBER (row))]) : NULL;
}

char *
mlg_record_list_display (MlgRecordList  *self,
                         const MlgField *field,
                         const char     *value)
{
  g_return_val_if_fail (MLG_IS_RECORD_LIST (self), g_strdup (""));

  return mlg_field_is_derived (field) ? mlg_derived_display (field, value)
                                      : mlg_project_display (self->project, field, value);
}

char *
mlg_record_list_dup_text (MlgRecordList  *self,
                          MlgRecord      *record,
                          const MlgField *field)
{
  g_autofree char *value = NULL;

  g_return_val_if_fail (MLG_IS_RECORD_LIST (self), g_strdup (""));

  if (field == NULL)
    return mlg_project_dup_title (self->project, self->entity, mlg_record_get_id (record));

  value = mlg_record_list_dup_value (self, record, field);
  return value != NULL ? mlg_record_list_display (self, field, value) : g_strdup ("");
}
