/* What is written to several records at once. */

#include "ui/table/mlg-table-commands.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-monograph-progress.h"
#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "store/mlg-error.h"

/* ---- the same to all */

static gboolean
change_elements (MlgGesture       *gesture,
                 const MlgEntity  *entity,
                 const MlgId      *id,
                 const MlgField   *field,
                 MlgChangeMode     mode,
                 char            **elements,
                 GError          **error)
{
  for (guint i = 0; elements[i] != NULL; i++)
    if (!(mode == MLG_CHANGE_ADD ? mlg_gesture_add_element (gesture, entity, id, field, elements[i], error)
                                 : mlg_gesture_remove_element (gesture, entity, id, field, elements[i], error)))
      return FALSE;

  return TRUE;
}

gboolean
mlg_table_command_set (MlgProject       *project,
                       const MlgEntity  *entity,
                       GArray           *ids,
                       const MlgField   *field,
                       MlgChangeMode     mode,
                       const char       *value,
                       GError          **error)
{
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, N_("Change several records"), error);
  g_auto(GStrv) elements = mlg_value_split (value);

  if (gesture == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      const MlgId *id = &g_array_index (ids, MlgId, i);

      if (!mlg_monograph_check_change (project, entity, id, field, value, error))
        return FALSE;
      if (mode == MLG_CHANGE_REPLACE ? !mlg_gesture_set (gesture, entity, id, field, value, error)
                                     : !change_elements (gesture, entity, id, field, mode, elements, error))
        return FALSE;
    }

  return mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

gboolean
mlg_table_command_delete (MlgProject       *project,
                          const MlgEntity  *entity,
                          GArray           *ids,
                          GError          **error)
{
  gboolean is_actor = g_str_equal (entity->name, MLG_ENTITY_ACTOR);
  const char *label = is_actor ? (ids->len == 1 ? N_("Delete an actor") : N_("Delete several actors"))
                               : (ids->len == 1 ? N_("Delete a record") : N_("Delete several records"));
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, label, error);

  if (gesture == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    if (!mlg_gesture_delete (gesture, entity, &g_array_index (ids, MlgId, i), error))
      return FALSE;

  return mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

/* ---- each its own */

static void
cell_change_free (gpointer data)
{
  MlgCellChange *change = data;

  g_free (change->before);
  g_free (change->after);
  g_free (change->refused);
  g_free (change->typed);
  g_free (change);
}

GPtrArray *
mlg_cell_changes_new (void)
{
  return g_ptr_array_new_with_free_func (cell_change_free);
}

gboolean
mlg_table_command_fill (MlgProject       *project,
                        const MlgEntity  *entity,
                        GPtrArray        *changes,
                        GError          **error)
{
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, N_("Paste into the list"), error);

  if (gesture == NULL)
    return FALSE;

  for (guint i = 0; i < changes->len; i++)
    {
      MlgCellChange *change = changes->pdata[i];

      if (change->refused == NULL && g_strcmp0 (change->before, change->after) != 0 &&
          (!mlg_monograph_check_change (project, entity, &change->id, change->field, change->after, error) ||
           !mlg_gesture_set (gesture, entity, &change->id, change->field, change->after, error)))
        return FALSE;
    }

  return mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

/* ---- words to values */

/* The one live record that bears exactly this name, whatever its accents. */
static gboolean
find_named (MlgProject      *project,
            const MlgEntity *target,
            const char      *name,
            MlgId           *id)
{
  g_autoptr(GPtrArray) found = mlg_project_search (project, target, name, 20);
  g_autofree char *wanted = mlg_fold (name);
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *title = mlg_record_dup_title (found->pdata[i]);
      g_autofree char *folded = mlg_fold (title);

      if (g_str_equal (folded, wanted) && n++ == 0)
        *id = *mlg_record_get_id (found->pdata[i]);
    }

  return n == 1;
}

static gboolean
parse_reference (MlgProject       *project,
                 const MlgField   *field,
                 const char       *name,
                 GPtrArray        *elements,
                 GError          **error)
{
  const MlgEntity *target = field->target != NULL ? mlg_schema_find (field->target) : NULL;
  MlgId id;

  if (target == NULL ||
      (!mlg_project_resolve (project, target, name, &id, NULL) && !find_named (project, target, name, &id)))
    {
      g_set_error (error, MLG_VALUE_ERROR, MLG_VALUE_ERROR_INVALID,
                   _("Nothing here is called “%s”, or several are."), name);
      return FALSE;
    }

  g_ptr_array_add (elements, mlg_id_dup_text (&id));
  return TRUE;
}

/* « A, B » — a name may hold a comma: the whole first. */
static gboolean
parse_references (MlgProject       *project,
                  const MlgField   *field,
                  const char       *text,
                  char            **value,
                  GError          **error)
{
  g_autoptr(GPtrArray) elements = g_ptr_array_new_with_free_func (g_free);
  g_auto(GStrv) names = NULL;

  if (parse_reference (project, field, text, elements, NULL))
    {
      *value = g_strdup (elements->pdata[0]);
      return TRUE;
    }

  names = mlg_field_is_multiple (field) ? g_strsplit_set (text, strchr (text, ';') != NULL ? ";\n" : ",\n", -1)
                                        : g_strsplit (text, "\n", 1);
  for (guint i = 0; names[i] != NULL; i++)
    if (*g_strstrip (names[i]) != '\0' && !parse_reference (project, field, names[i], elements, error))
      return FALSE;

  g_ptr_array_add (elements, NULL);
  *value = mlg_value_join ((const char *const *) elements->pdata);
  return TRUE;
}

gboolean
mlg_table_parse (MlgProject       *project,
                 const MlgField   *field,
                 const char       *text,
                 char            **value,
                 GError          **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  *value = NULL;
  if (*trimmed == '\0')
    return TRUE;
  if (mlg_field_is_reference (field))
    return parse_references (project, field, trimmed, value, error);
  if (mlg_field_is_composite (field) && field->type != MLG_TYPE_DATE)
    {
      g_set_error (error, MLG_VALUE_ERROR, MLG_VALUE_ERROR_INVALID,
                   _("“%s” has several parts: write it in the record, or import a list."), _(field->label));
      return FALSE;
    }

  return mlg_value_parse (field, trimmed, value, error);
}

/* ---- text of spreadsheets */

static void
end_cell (GPtrArray *row,
          GString   *cell)
{
  g_ptr_array_add (row, g_strdup (cell->str));
  g_string_truncate (cell, 0);
}

static void
end_row (GPtrArray  *rows,
         GPtrArray **row)
{
  g_ptr_array_add (*row, NULL);
  g_ptr_array_add (rows, g_ptr_array_free (*row, FALSE));
  *row = g_ptr_array_new ();
}

/* After an opening quote; where the cell goes on. A quote that is never closed was only a letter. */
static const char *
take_quoted (const char *at,
             GString    *cell)
{
  const char *start = at;

  while (*at != '\0' && (*at != '"' || at[1] == '"'))
    {
      g_string_append_c (cell, *at);
      at += *at == '"' ? 2 : 1;
    }
  if (*at == '"')
    return at + 1;

  g_string_assign (cell, "\"");
  return start;
}

GPtrArray *
mlg_table_split_text (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  GPtrArray *row = g_ptr_array_new ();
  g_autoptr(GString) cell = g_string_new (NULL);

  for (const char *at = text; *at != '\0';)
    if (*at == '"' && cell->len == 0)
      at = take_quoted (at + 1, cell);
    else if (*at == '\t')
      {
        end_cell (row, cell);
        at++;
      }
    else if (*at == '\n' || *at == '\r')
      {
        at += *at == '\r' && at[1] == '\n' ? 2 : 1;
        end_cell (row, cell);
        end_row (rows, &row);
      }
    else
      g_string_append_c (cell, *at++);

  /* Spreadsheets end with a line break; others do not. */
  if (cell->len > 0 || row->len > 0)
    {
      end_cell (row, cell);
      end_row (rows, &row);
    }
  g_ptr_array_free (row, TRUE);
  return rows;
}

void
mlg_table_append_cell (GString    *text,
                       const char *cell)
{
  if (strpbrk (cell, "\t\n\r\"") == NULL)
    {
      g_string_append (text, cell);
      return;
    }

  g_string_append_c (text, '"');
  for (const char *at = cell; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *at);
    }
  g_string_append_c (text, '"');
}
