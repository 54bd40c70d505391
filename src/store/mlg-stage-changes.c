/* The stages that one command changes. */

#include "store/mlg-stage-changes.h"

#include <string.h>

typedef struct
{
  MlgId     id;          /* of the initiative; first, for the table */
  char     *before;      /* as the command found it */
  char     *after;
  gboolean  is_new;      /* made by this command */
  gboolean  is_told;     /* a line was written by hand */
  char     *told;        /* the stage it leads to */
} StageChange;

struct _MlgStageChanges
{
  GHashTable *by_id;     /* StageChange, its own key */
  GPtrArray  *order;     /* the same, as they came; owns */
};

static void
free_change (gpointer data)
{
  StageChange *change = data;

  g_free (change->before);
  g_free (change->after);
  g_free (change->told);
  g_free (change);
}

void
mlg_stage_changes_free (MlgStageChanges *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->order);
  g_free (self);
}

static StageChange *
get_change (MlgStageChanges **self,
            const MlgId      *id)
{
  StageChange *change;

  if (*self == NULL)
    {
      *self = g_new0 (MlgStageChanges, 1);
      (*self)->by_id = g_hash_table_new (mlg_id_hash, mlg_id_equal);
      (*self)->order = g_ptr_array_new_with_free_func (free_change);
    }

  change = g_hash_table_lookup ((*self)->by_id, id);
  if (change == NULL)
    {
      change = g_new0 (StageChange, 1);
      change->id = *id;
      g_hash_table_insert ((*self)->by_id, &change->id, change);
      g_ptr_array_add ((*self)->order, change);
    }
  return change;
}

void
mlg_stage_changes_see_new (MlgStageChanges   **self,
                           const MlgEntity    *entity,
                           const MlgId        *id,
                           const char *const  *values)
{
  const char *initiative;
  StageChange *change;
  MlgId owner;

  if (strcmp (entity->name, "initiative") == 0)
    get_change (self, id)->is_new = TRUE;
  if (strcmp (entity->name, "stage_history") != 0 || values == NULL)
    return;

  initiative = values[mlg_entity_find_field (entity, "initiative")->index];
  if (initiative == NULL || !mlg_id_parse (initiative, &owner))
    return;
  change = get_change (self, &owner);
  change->is_told = TRUE;
  g_free (change->told);
  change->told = g_strdup (values[mlg_entity_find_field (entity, "to")->index]);
}

void
mlg_stage_changes_see_cell (MlgStageChanges   **self,
                            const MlgEntity    *entity,
                            const MlgId        *id,
                            const MlgField     *field,
                            const char         *before,
                            const char         *after)
{
  StageChange *change;

  if (strcmp (field->name, "stage") != 0 || strcmp (entity->name, "initiative") != 0)
    return;

  change = get_change (self, id);
  if (change->after == NULL && change->before == NULL)
    change->before = g_strdup (before);
  g_free (change->after);
  change->after = g_strdup (after);
}

gboolean
mlg_stage_changes_write (MlgStageChanges  *self,
                         MlgGesture       *gesture,
                         GError          **error)
{
  const MlgEntity *entity = mlg_schema_find ("stage_history");
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree const char **values = NULL;

  if (self == NULL || entity == NULL)
    return TRUE;

  values = g_new0 (const char *, entity->n_fields);
  values[mlg_entity_find_field (entity, "date")->index] = today;
  for (guint i = 0; i < self->order->len; i++)
    {
      const StageChange *change = self->order->pdata[i];
      char owner[MLG_ID_TEXT_LENGTH + 1];
      MlgId id = { { 0 } };

      if (change->is_new || g_strcmp0 (change->before, change->after) == 0 ||
          (change->is_told && g_strcmp0 (change->told, change->after) == 0))
        continue;
      values[mlg_entity_find_field (entity, "initiative")->index] = mlg_id_write (&change->id, owner);
      values[mlg_entity_find_field (entity, "from")->index] = change->before;
      values[mlg_entity_find_field (entity, "to")->index] = change->after;
      if (!mlg_gesture_insert (gesture, entity, &id, values, error))
        return FALSE;
    }

  return TRUE;
}
