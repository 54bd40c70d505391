/* Values of fields: from what people and files write to the one text that is kept. */

#include "model/mlg-value.h"

#include "model/mlg-date.h"
#include "model/mlg-value-private.h"
#include "model/mlg-vocabulary.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define N_PARTS_MAX 6

static const char part_separator[] = { MLG_PART_SEPARATOR, '\0' };
static const char element_separator[] = { MLG_ELEMENT_SEPARATOR, '\0' };

/* Blank: *value NULL and TRUE, as every parser here. */
static gboolean
parse_scalar (const MlgScalar  *scalar,
              const char       *input,
              char            **value,
              GError          **error)
{
  g_autofree char *trimmed = NULL;
  gsize length = input != NULL ? strlen (input) : 0;

  *value = NULL;
  if (length > 0 && mlg_scalar_is_settled (scalar, input, length) && g_utf8_validate_len (input, length, NULL))
    {
      *value = g_strndup (input, length);
      return TRUE;
    }

  trimmed = g_strstrip (g_strdup (input != NULL ? input : ""));
  if (*trimmed == '\0')
    return TRUE;

  *value = mlg_scalar_parse (scalar, trimmed, error);
  if (*value == NULL)
    return FALSE;
  if (**value == '\0')
    g_clear_pointer (value, g_free);
  return TRUE;
}

/* The only year of four digits in "vers 1985", or 0. */
static int
find_year (const char *words)
{
  int year = 0;

  for (const char *at = words; *at != '\0';)
    {
      gsize digits = strspn (at, "0123456789");

      if (digits == 4)
        {
          int found = (int) g_ascii_strtoull (at, NULL, 10);

          if (found >= 1000 && found < 3000)
            {
              if (year != 0)
                return 0;
              year = found;
            }
        }
      at += digits > 0 ? digits : 1;
    }
  return year;
}

/* Words, or a doubt: not a date that is wrong. */
static gboolean
has_words (const char *text)
{
  if (strpbrk (text, "?~") != NULL)
    return TRUE;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalpha (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* "vers 1985" into a date (1985), its words and, when there is room for it, the mark that it was deduced. */
static gboolean
parse_fuzzy_date (const char  *input,
                  char       **iso,
                  char       **words,
                  gboolean    *deduced,
                  GError     **error)
{
  const MlgScalar point = { MLG_TYPE_DATE_POINT };
  const MlgScalar text = { MLG_TYPE_TEXT };
  MlgDate date = { 0 };

  *iso = *words = NULL;
  *deduced = FALSE;
  if (!g_utf8_validate (input, -1, NULL) || mlg_date_parse (input, &date) || !has_words (input))
    return parse_scalar (&point, input, iso, error);

  date.year = find_year (input);
  if (date.year != 0)
    {
      *iso = mlg_date_to_iso (&date);
      *deduced = TRUE;
    }
  return parse_scalar (&text, input, words, error);
}

/* The pieces of @value put in @parts, which own them. */
static void
split_parts (const char *value,
             char      **parts,
             guint       n_parts)
{
  for (guint i = 0; i < n_parts; i++)
    parts[i] = value != NULL ? mlg_value_dup_part (value, i) : NULL;
}

static void
clear_parts (char  **parts,
             guint   n_parts)
{
  for (guint i = 0; i < n_parts; i++)
    g_clear_pointer (&parts[i], g_free);
}

static gboolean
is_date_part (const MlgField *field,
              guint           part)
{
  return (int) mlg_scalar_of_part (field, part).type == MLG_TYPE_DATE_POINT;
}

/* A fuzzy date written where only the date part stands fills its words too. */
static gboolean
replace_date_part (const MlgField  *field,
                   guint            part,
                   const char      *input,
                   char           **parts,
                   GError         **error)
{
  g_autofree char *iso = NULL;
  g_autofree char *words = NULL;
  gboolean deduced;

  if (!parse_fuzzy_date (input, &iso, &words, &deduced, error))
    return FALSE;

  g_free (parts[part]);
  parts[part] = g_steal_pointer (&iso);
  if (words != NULL)
    {
      g_free (parts[part + 1]);
      parts[part + 1] = g_steal_pointer (&words);
      if (field->type == MLG_TYPE_DATE)
        {
          g_free (parts[2]);
          parts[2] = deduced ? g_strdup ("1") : NULL;
        }
    }
  return TRUE;
}

static gboolean
replace_part (const MlgField  *field,
              guint            part,
              const char      *input,
              char           **parts,
              GError         **error)
{
  MlgScalar scalar = mlg_scalar_of_part (field, part);
  char *parsed;

  if (input != NULL && is_date_part (field, part))
    return replace_date_part (field, part, input, parts, error);

  if (!parse_scalar (&scalar, input, &parsed, error))
    return FALSE;
  /* "not deduced" and "deduced: unknown" are one. */
  if (parsed != NULL && scalar.type == MLG_TYPE_YES_NO && strcmp (parsed, "0") == 0)
    g_clear_pointer (&parsed, g_free);
  g_free (parts[part]);
  parts[part] = parsed;
  return TRUE;
}

static gboolean
parse_all_parts (const MlgField  *field,
                 const char      *input,
                 char           **value,
                 GError         **error)
{
  g_auto(GStrv) inputs = g_strsplit (input, part_separator, -1);
  char *parts[N_PARTS_MAX] = { NULL };
  gboolean ok = TRUE;

  if (g_strv_length (inputs) > field->n_parts)
    {
      g_set_error_literal (error, MLG_VALUE_ERROR, MLG_VALUE_ERROR_INVALID, _("This value has too many parts."));
      return FALSE;
    }
  for (guint i = 0; ok && inputs[i] != NULL; i++)
    ok = replace_part (field, i, inputs[i], parts, error);

  if (ok)
    *value = mlg_value_join_parts ((const char *const *) parts, field->n_parts);
  clear_parts (parts, N_PARTS_MAX);
  return ok;
}

/* "44.96, 3.547" and "44,96 ; 3,547": two numbers, or NULL. */
static char *
split_coordinates (const char *input)
{
  static const char *const separators[] = { ";", ", ", " ", ",", NULL };

  for (const char *const *separator = separators; *separator != NULL; separator++)
    {
      g_auto(GStrv) pieces = g_strsplit (input, *separator, -1);

      if (g_strv_length (pieces) == 2 && strpbrk (pieces[0], "0123456789") != NULL
          && strpbrk (pieces[1], "0123456789") != NULL)
        return g_strjoin (part_separator, g_strstrip (pieces[0]), g_strstrip (pieces[1]), NULL);
    }
  return NULL;
}

/* "2013 – 2015", "de 2013 à 2015": two dates, or NULL. */
static char *
split_interval (const char *input)
{
  static const char *const separators[] = { " – ", " - ", " à ", " au ", "/", "–", NULL };

  for (const char *const *separator = separators; *separator != NULL; separator++)
    {
      g_auto(GStrv) pieces = g_strsplit (input, *separator, -1);
      const char *from;
      MlgDate date;

      if (g_strv_length (pieces) != 2)
        continue;
      from = g_strstrip (pieces[0]);
      if (g_str_has_prefix (from, "de ") || g_str_has_prefix (from, "du "))
        from += 3;
      if (mlg_date_parse (from, &date) && mlg_date_parse (pieces[1], &date))
        return g_strjoin (part_separator, from, "", g_strstrip (pieces[1]), NULL);
    }
  return NULL;
}

static gboolean
parse_composite (const MlgField  *field,
                 const char      *input,
                 char           **value,
                 GError         **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (input));
  g_autofree char *split = NULL;

  if (strchr (input, MLG_PART_SEPARATOR) != NULL)
    return parse_all_parts (field, input, value, error);
  if (field->type == MLG_TYPE_PLACE)
    split = split_coordinates (trimmed);
  else if (field->type == MLG_TYPE_INTERVAL)
    split = split_interval (trimmed);
  return parse_all_parts (field, split != NULL ? split : trimmed, value, error);
}

static gboolean
parse_element (const MlgScalar  *scalar,
               const char       *input,
               GPtrArray        *elements,
               GError          **error)
{
  g_autofree char *element = NULL;

  if (!parse_scalar (scalar, input, &element, error))
    return FALSE;
  if (element != NULL && !g_ptr_array_find_with_equal_func (elements, element, g_str_equal, NULL))
    g_ptr_array_add (elements, g_steal_pointer (&element));
  return TRUE;
}

/* "laine, mobilité": only when each piece is a word of the list, for some words hold a comma. */
static char **
split_known_terms (const char *target,
                   const char *input)
{
  const MlgVocabulary *vocabulary = mlg_vocabulary_find (target);
  g_auto(GStrv) pieces = g_strsplit (input, ",", -1);

  if (strpbrk (input, ";|\n") != NULL || mlg_vocabulary_match (vocabulary, input) != NULL)
    return NULL;
  for (char **piece = pieces; *piece != NULL; piece++)
    if (mlg_vocabulary_match (vocabulary, g_strstrip (*piece)) == NULL)
      return NULL;
  return g_steal_pointer (&pieces);
}

/* Split at U+001E alone when there is one (a last one is enough); else as people write lists. */
static char **
split_input (const MlgField *field,
             const char     *input)
{
  char **terms;

  if (strchr (input, MLG_ELEMENT_SEPARATOR) != NULL)
    return g_strsplit (input, element_separator, -1);
  if (field->type == MLG_TYPE_TERMS && g_utf8_validate (input, -1, NULL)
      && (terms = split_known_terms (field->target, input)) != NULL)
    return terms;
  if (field->type == MLG_TYPE_REFERENCES)
    return g_strsplit_set (input, ";|, \n\t", -1);
  return g_strsplit_set (input, ";|\n", -1);
}

static gboolean
parse_multiple (const MlgField  *field,
                const char      *input,
                char           **value,
                GError         **error)
{
  g_auto(GStrv) inputs = split_input (field, input);
  g_autoptr(GPtrArray) elements = g_ptr_array_new_with_free_func (g_free);
  MlgScalar scalar = mlg_scalar_of_field (field);

  for (char **each = inputs; *each != NULL; each++)
    if (!parse_element (&scalar, *each, elements, error))
      return FALSE;

  g_ptr_array_add (elements, NULL);
  *value = mlg_value_join ((const char *const *) elements->pdata);
  return TRUE;
}

gboolean
mlg_value_parse (const MlgField  *field,
                 const char      *input,
                 char           **value,
                 GError         **error)
{
  MlgScalar scalar;

  g_return_val_if_fail (field != NULL && value != NULL, FALSE);

  *value = NULL;
  if (input == NULL || *input == '\0')
    return TRUE;

  if (mlg_field_is_composite (field))
    return parse_composite (field, input, value, error);
  if (mlg_field_is_multiple (field))
    return parse_multiple (field, input, value, error);

  scalar = mlg_scalar_of_field (field);
  return parse_scalar (&scalar, input, value, error);
}

gboolean
mlg_value_parse_part (const MlgField  *field,
                      guint            part,
                      const char      *old,
                      const char      *input,
                      char           **value,
                      GError         **error)
{
  char *parts[N_PARTS_MAX] = { NULL };
  gboolean ok;

  g_return_val_if_fail (field != NULL && value != NULL, FALSE);

  if (!mlg_field_is_composite (field))
    return mlg_value_parse (field, input, value, error);
  g_return_val_if_fail (part < field->n_parts, FALSE);

  *value = NULL;
  split_parts (old, parts, field->n_parts);
  ok = replace_part (field, part, input, parts, error);
  if (ok)
    *value = mlg_value_join_parts ((const char *const *) parts, field->n_parts);
  clear_parts (parts, N_PARTS_MAX);
  return ok;
}

gboolean
mlg_value_is_valid (const MlgField *field,
                    const char     *value)
{
  g_autofree char *parsed = NULL;
  g_autofree char *marked = NULL;

  if (value == NULL)
    return TRUE;
  if (*value == '\0' || !g_utf8_validate (value, -1, NULL))
    return FALSE;

  /* Nine values in ten of a list: an import of 50 000 rows asks this a million times. */
  if (mlg_value_is_settled (field, value))
    return TRUE;

  /* A single element is not split again. */
  if (mlg_field_is_multiple (field))
    marked = g_strconcat (value, element_separator, NULL);
  else if (mlg_field_is_composite (field) && strchr (value, MLG_PART_SEPARATOR) == NULL)
    marked = g_strconcat (value, part_separator, NULL);
  return mlg_value_parse (field, marked != NULL ? marked : value, &parsed, NULL)
      && g_strcmp0 (parsed, value) == 0;
}

char *
mlg_value_dup_part (const char *value,
                    guint       part)
{
  const char *end;

  if (value == NULL)
    return NULL;
  for (; part > 0; part--)
    {
      value = strchr (value, MLG_PART_SEPARATOR);
      if (value == NULL)
        return NULL;
      value++;
    }

  end = strchrnul (value, MLG_PART_SEPARATOR);
  return end > value ? g_strndup (value, end - value) : NULL;
}

char *
mlg_value_join_parts (const char *const *parts,
                      guint              n_parts)
{
  GString *value;

  while (n_parts > 0 && (parts[n_parts - 1] == NULL || *parts[n_parts - 1] == '\0'))
    n_parts--;
  if (n_parts == 0)
    return NULL;

  value = g_string_new (parts[0]);
  for (guint i = 1; i < n_parts; i++)
    {
      g_string_append_c (value, MLG_PART_SEPARATOR);
      if (parts[i] != NULL)
        g_string_append (value, parts[i]);
    }
  return g_string_free (value, FALSE);
}

char **
mlg_value_split (const char *value)
{
  g_autoptr(GPtrArray) elements = g_ptr_array_new ();

  while (value != NULL && *value != '\0')
    {
      const char *end = strchrnul (value, MLG_ELEMENT_SEPARATOR);

      if (end > value)
        g_ptr_array_add (elements, g_strndup (value, end - value));
      value = *end != '\0' ? end + 1 : NULL;
    }
  g_ptr_array_add (elements, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&elements), FALSE);
}

char *
mlg_value_join (const char *const *elements)
{
  GString *value = NULL;

  for (; elements != NULL && *elements != NULL; elements++)
    {
      if (**elements == '\0')
        continue;
      if (value == NULL)
        value = g_string_new (*elements);
      else
        {
          g_string_append_c (value, MLG_ELEMENT_SEPARATOR);
          g_string_append (value, *elements);
        }
    }
  return value != NULL ? g_string_free (value, FALSE) : NULL;
}

gboolean
mlg_value_get_place (const char  *value,
                     double      *lat,
                     double      *lon,
                     const char **precision)
{
  char *end;
  double north, east;

  if (value == NULL)
    return FALSE;

  north = g_ascii_strtod (value, &end);
  if (end == value || *end != MLG_PART_SEPARATOR)
    return FALSE;
  value = end + 1;
  east = g_ascii_strtod (value, &end);
  if (end == value || (*end != MLG_PART_SEPARATOR && *end != '\0'))
    return FALSE;

  *lat = north;
  *lon = east;
  if (precision != NULL)
    *precision = *end != '\0' ? end + 1 : NULL;
  return TRUE;
}
