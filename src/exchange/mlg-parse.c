/* What a person wrote for a field of a record. */

#include "exchange/mlg-parse.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/mlg-text.h"
#include "model/mlg-value.h"

/* Names alike are few; the search stops there. */
#define MAX_FOUND 20

static gboolean
find_by_title (MlgProject       *project,
               const MlgEntity  *entity,
               const char       *text,
               MlgId            *id,
               const MlgEntity **found_entity,
               GError          **error)
{
  g_autoptr(GPtrArray) found = mlg_project_search (project, entity, text, MAX_FOUND);
  g_autofree char *folded = mlg_fold (text);
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    {
      MlgRecord *record = g_ptr_array_index (found, i);
      g_autofree char *title = mlg_record_dup_title (record);
      g_autofree char *folded_title = mlg_fold (title);

      if (strcmp (folded_title, folded) != 0)
        continue;
      *id = *mlg_record_get_id (record);
      *found_entity = mlg_record_get_entity (record);
      n++;
    }

  if (n == 1)
    return TRUE;

  g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_NOT_FOUND,
               n == 0 && !mlg_project_key_is_shared (project, entity, text) ? _("There is no record “%s”.") : _("Several records are called “%s”: give the identifier of one."), text);
  return FALSE;
}

char *
mlg_parse_reference (MlgProject      *project,
                     const MlgField  *field,
                     const char      *text,
                     GError         **error)
{
  const MlgEntity *entity = field->target == NULL ? NULL : mlg_schema_find (field->target);
  const MlgEntity *found = entity;
  const char *colon = strchr (text, ':');
  char id_text[MLG_ID_TEXT_LENGTH + 1];
  MlgId id;

  if (field->type == MLG_TYPE_ANY && colon != NULL)
    {
      g_autofree char *prefix = g_strndup (text, colon - text);

      entity = mlg_schema_find (prefix);
      if (entity != NULL)
        text = colon + 1;
      found = entity;
    }

  if (!mlg_project_resolve (project, entity, text, &id, &found) && !find_by_title (project, entity, text, &id, &found, error))
    return NULL;

  mlg_id_write (&id, id_text);
  return field->type == MLG_TYPE_ANY ? g_strdup_printf ("%s:%s", found->name, id_text) : g_strdup (id_text);
}

static char *
parse_references (MlgProject      *project,
                  const MlgField  *field,
                  const char      *text,
                  GError         **error)
{
  g_auto(GStrv) pieces = g_strsplit_set (text, ";|", -1);
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      char *id;

      if (*g_strstrip (pieces[i]) == '\0')
        continue;
      id = mlg_parse_reference (project, field, pieces[i], error);
      if (id == NULL)
        return NULL;
      g_ptr_array_add (ids, id);
    }

  g_ptr_array_add (ids, NULL);
  return mlg_value_join ((const char *const *) ids->pdata);
}

gboolean
mlg_parse_assignment (MlgProject       *project,
                      const MlgEntity  *entity,
                      const char       *name,
                      const char       *text,
                      char            **values,
                      const MlgField  **changed,
                      GError          **error)
{
  guint part;
  const MlgField *field = mlg_entity_find_field (entity, name);
  gboolean whole = field != NULL && mlg_field_is_composite (field);
  const MlgField *owner = mlg_entity_find_part (entity, name, &part);
  g_autoptr(GError) local_error = NULL;
  char *value = NULL;

  /* "founded" is the field and its first part: what fits one fits the other. */
  if (owner != NULL)
    field = owner;
  whole = whole && owner == NULL;

  if (field == NULL || (field->flags & MLG_FIELD_GONE))
    {
      g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_INVALID, _("There is no field “%s” there."), name);
      return FALSE;
    }

  if (*text == '\0' && (whole || !mlg_field_is_composite (field)))
    value = NULL;
  else if (mlg_field_is_reference (field))
    value = mlg_field_is_multiple (field) ? parse_references (project, field, text, &local_error)
                                          : mlg_parse_reference (project, field, text, &local_error);
  else if (whole || !mlg_field_is_composite (field))
    mlg_value_parse (field, text, &value, &local_error);
  else
    mlg_value_parse_part (field, part, values[field->index], text, &value, &local_error);

  if (local_error != NULL)
    {
      g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_INVALID, _("Field “%s”: %s"), name, local_error->message);
      return FALSE;
    }

  g_free (values[field->index]);
  values[field->index] = value;
  if (changed != NULL)
    *changed = field;
  return TRUE;
}
