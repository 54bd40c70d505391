/* The records and values that an export may show. */

#include "exchange/mlg-export-records.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-exchange-error.h"
#include "model/mlg-privacy.h"

#define ASKED_PER_LOOK   256
#define US_BETWEEN_WORDS 60000

static gboolean
collect_id (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  g_array_append_val ((GArray *) data, *id);
  return TRUE;
}

void
mlg_export_records_clear (MlgExportRecords *self)
{
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  if (self->own_keys)
    mlg_keys_free (self->keys);
  self->keys = NULL;
}

/* A column by its name, or all those of a composite field by the field's. */
static gboolean
choose_columns (MlgExportRecords   *self,
                const char *const  *names,
                GError            **error)
{
  g_autoptr(GArray) all = g_steal_pointer (&self->columns);

  self->columns = g_array_new (FALSE, FALSE, sizeof (MlgColumn));
  self->with_id = FALSE;
  self->chosen = TRUE;

  for (; *names != NULL; names++)
    {
      gboolean found = strcmp (*names, "id") == 0;

      self->with_id |= found;
      for (guint pass = 0; pass < 2 && !found; pass++)
        {
          for (guint i = 0; i < all->len; i++)
            {
              const MlgColumn *column = &g_array_index (all, MlgColumn, i);

              if (strcmp (pass == 0 ? column->name : column->field->name, *names) != 0)
                continue;
              g_array_append_val (self->columns, *column);
              found = TRUE;
            }
        }

      if (!found)
        {
          g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_INVALID, _("There is no field “%s” there."), *names);
          return FALSE;
        }
    }

  return TRUE;
}

gboolean
mlg_export_work_go_on (MlgExportWork *work,
                       guint          done,
                       guint          total)
{
  gint64 now;

  if (work == NULL)
    return TRUE;
  if (work->cancelled || ++work->n_asked % ASKED_PER_LOOK != 0)
    return !work->cancelled;

  now = g_get_monotonic_time ();
  if (now - work->told < US_BETWEEN_WORDS)
    return TRUE;

  /* What leaves is judged by its level, but what is drawn meanwhile is still seen by the room. */
  work->told = now;
  mlg_privacy_share_screen (work->shared);
  work->cancelled = !work->func (done, total, work->data);
  work->shared = mlg_privacy_is_screen_shared ();
  mlg_privacy_share_screen (FALSE);
  return !work->cancelled;
}

gboolean
mlg_export_records_read (MlgExportRecords        *self,
                         MlgProject              *project,
                         const MlgExportOptions  *options,
                         const MlgEntity         *entity,
                         MlgKeys                 *keys,
                         GError                 **error)
{
  g_autoptr(GArray) ids = options->ids == NULL ? g_array_new (FALSE, FALSE, sizeof (MlgId)) : g_array_ref (options->ids);

  if (entity == NULL)
    entity = options->entity != NULL ? options->entity : mlg_schema_find (MLG_ENTITY_ACTOR);

  *self = (MlgExportRecords) { project, options->level, entity, keys, keys == NULL, TRUE };
  self->work = options->work;
  if (keys == NULL)
    self->keys = mlg_keys_new (project, options->level);
  self->columns = mlg_columns_new (entity);
  self->records = g_ptr_array_new_with_free_func (g_object_unref);

  if (options->columns != NULL && !choose_columns (self, options->columns, error))
    return FALSE;
  if (options->ids == NULL && !mlg_store_foreach (mlg_project_get_store (project), entity, collect_id, ids, error))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(MlgRecord) record = NULL;

      if (!mlg_export_work_go_on (self->work, i, ids->len))
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
          return FALSE;
        }
      record = mlg_project_get_record (project, entity, &g_array_index (ids, MlgId, i));
      if (record != NULL && !mlg_record_is_deleted (record) && mlg_keys_may_leave (self->keys, record))
        g_ptr_array_add (self->records, g_steal_pointer (&record));
    }

  return TRUE;
}

const char *
mlg_export_records_get (MlgExportRecords *self,
                        MlgRecord        *record,
                        const MlgField   *field)
{
  const char *value;

  /* What is cancelled is written to its end with nothing in it, and thrown away. */
  if (!mlg_export_work_go_on (self->work, 0, 0))
    return NULL;

  value = mlg_record_get (record, field);
  if (value == NULL || !mlg_level_allows (self->level, record, field))
    return NULL;
  if (field->number == MLG_FIELD_KEY && !mlg_keys_are_open (self->keys))
    return NULL;

  return value;
}
