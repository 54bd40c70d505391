/* Rows of a project with the fields asked for by name. */

#include "exchange/mlg-rows.h"

#include "model/mlg-privacy.h"

#define MAX_FIELDS 16

typedef struct
{
  const MlgEntity *entity;
  guint        columns[MAX_FIELDS];
  guint        n_columns;
  MlgRowsFunc  func;
  gpointer     data;
} Choice;

static const char *
get_value (gpointer        values,
           const MlgField *field)
{
  return ((const char *const *) values)[field->index];
}

/* On a shared screen nothing confidential is drawn, and no personal field of the rest. */
static gboolean
is_hidden (Choice            *choice,
           const char *const *values)
{
  return mlg_privacy_is_screen_shared () &&
         g_str_equal (mlg_privacy_of_record (choice->entity, get_value, (gpointer) values), "private");
}

static gboolean
row_read (const MlgId       *id,
          const char *const *values,
          gpointer           data)
{
  Choice *choice = data;
  const char *chosen[MAX_FIELDS];

  if (is_hidden (choice, values))
    return TRUE;

  for (guint i = 0; i < choice->n_columns; i++)
    chosen[i] = mlg_privacy_masks (&choice->entity->fields[choice->columns[i]]) ? NULL : values[choice->columns[i]];

  choice->func (id, chosen, choice->data);
  return TRUE;
}

void
mlg_rows_read (MlgStore          *store,
               const char        *entity_name,
               const char *const *fields,
               MlgRowsFunc        func,
               gpointer           data)
{
  const MlgEntity *entity = mlg_schema_find (entity_name);
  Choice choice = { .entity = entity, .func = func, .data = data };
  g_autoptr(GError) error = NULL;

  g_return_if_fail (entity != NULL);

  for (; fields[choice.n_columns] != NULL; choice.n_columns++)
    {
      const MlgField *field = mlg_entity_find_field (entity, fields[choice.n_columns]);

      g_return_if_fail (choice.n_columns < MAX_FIELDS && field != NULL);
      choice.columns[choice.n_columns] = field->index;
    }

  if (!mlg_store_foreach (store, entity, row_read, &choice, &error))
    g_warning ("Cannot read %s: %s", entity_name, error->message);
}

void
mlg_rows_foreach (MlgProject        *project,
                  const char        *entity_name,
                  const char *const *fields,
                  MlgRowsFunc        func,
                  gpointer           data)
{
  g_return_if_fail (MLG_IS_PROJECT (project));

  mlg_rows_read (mlg_project_get_store (project), entity_name, fields, func, data);
}
