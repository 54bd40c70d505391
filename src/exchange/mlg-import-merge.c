/* What a list says put over what the file holds: parts and elements are added, nothing is taken
 * away; what the list keeps in the note stands there under its label.
 */

#include "exchange/mlg-import-private.h"

#include <string.h>

#include "model/mlg-number.h"
#include "model/mlg-value.h"

static gboolean
is_same_label (const char *line,
               const char *other)
{
  const char *end = strstr (line, MLG_NOTE_MIDDLE);

  return end != NULL && g_str_has_prefix (line, MLG_NOTE_START) && strncmp (line, other, end - line + strlen (MLG_NOTE_MIDDLE)) == 0;
}

/* "0,94" from one program and "0.94" from another. */
static gboolean
is_same_number (const char *line,
                const char *other)
{
  const char *value = strstr (line, MLG_NOTE_MIDDLE), *other_value = strstr (other, MLG_NOTE_MIDDLE);
  g_autofree char *number = NULL, *other_number = NULL;

  if (value == NULL || other_value == NULL)
    return FALSE;

  number = mlg_number_parse (value + strlen (MLG_NOTE_MIDDLE));
  other_number = mlg_number_parse (other_value + strlen (MLG_NOTE_MIDDLE));
  return number != NULL && g_strcmp0 (number, other_number) == 0;
}

char *
mlg_import_merge_note (const char *old,
                       const char *new)
{
  g_autoptr(GPtrArray) lines = NULL;
  g_auto(GStrv) old_lines = NULL, new_lines = NULL;

  if (old == NULL || new == NULL)
    return g_strdup (old != NULL ? old : new);

  old_lines = g_strsplit (old, "\n", -1);
  new_lines = g_strsplit (new, "\n", -1);
  lines = g_ptr_array_new ();
  for (guint i = 0; old_lines[i] != NULL; i++)
    g_ptr_array_add (lines, old_lines[i]);

  for (guint i = 0; new_lines[i] != NULL; i++)
    {
      guint at = 0;

      if (g_ptr_array_find_with_equal_func (lines, new_lines[i], g_str_equal, NULL))
        continue;
      while (at < lines->len && !is_same_label (new_lines[i], g_ptr_array_index (lines, at)))
        at++;
      if (at == lines->len)
        g_ptr_array_add (lines, new_lines[i]);
      else if (!is_same_number (g_ptr_array_index (lines, at), new_lines[i]))
        lines->pdata[at] = new_lines[i];
    }

  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

char *
mlg_import_join_notes (const char *old,
                       const char *new)
{
  g_auto(GStrv) old_lines = NULL, new_lines = NULL;
  GString *joined;

  if (old == NULL || new == NULL)
    return g_strdup (old != NULL ? old : new);

  old_lines = g_strsplit (old, "\n", -1);
  new_lines = g_strsplit (new, "\n", -1);
  joined = g_string_new (old);
  for (guint i = 0; new_lines[i] != NULL; i++)
    {
      if (!g_strv_contains ((const char *const *) old_lines, new_lines[i]))
        g_string_append_printf (joined, "\n%s", new_lines[i]);
    }

  return g_string_free (joined, FALSE);
}

static char *
merge_elements (const char *old,
                const char *new)
{
  g_auto(GStrv) old_elements = mlg_value_split (old), new_elements = mlg_value_split (new);
  g_autoptr(GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; old_elements[i] != NULL; i++)
    g_ptr_array_add (all, old_elements[i]);
  for (guint i = 0; new_elements[i] != NULL; i++)
    {
      if (!g_ptr_array_find_with_equal_func (all, new_elements[i], g_str_equal, NULL))
        g_ptr_array_add (all, new_elements[i]);
    }

  g_ptr_array_add (all, NULL);
  return mlg_value_join ((const char *const *) all->pdata);
}

/* The parts of @new where it has any, else those of @old. */
static char *
merge_parts (const MlgField *field,
             const char     *old,
             const char     *new)
{
  g_auto(GStrv) parts = g_new0 (char *, field->n_parts + 1);

  for (guint i = 0; i < field->n_parts; i++)
    {
      parts[i] = mlg_value_dup_part (new, i);
      if (parts[i] == NULL)
        parts[i] = mlg_value_dup_part (old, i);
      if (parts[i] == NULL)
        parts[i] = g_strdup ("");
    }

  return mlg_value_join_parts ((const char *const *) parts, field->n_parts);
}

static gboolean
is_same_point (const char *old,
               const char *new)
{
  double lat, lon, new_lat, new_lon;

  return mlg_value_get_place (old, &lat, &lon, NULL) && mlg_value_get_place (new, &new_lat, &new_lon, NULL) &&
         lat == new_lat && lon == new_lon;
}

char *
mlg_import_merge_value (const MlgField *field,
                        const char     *old,
                        const char     *new)
{
  if (old == NULL || new == NULL)
    return g_strdup (new != NULL ? new : old);
  if (field->number == MLG_FIELD_NOTE)
    return mlg_import_merge_note (old, new);
  if (mlg_field_is_multiple (field))
    return merge_elements (old, new);
  /* How precise an older point was says nothing of another one. */
  if (field->type == MLG_TYPE_PLACE && !is_same_point (old, new))
    return g_strdup (new);
  if (mlg_field_is_composite (field))
    return merge_parts (field, old, new);

  return g_strdup (new);
}
