/* One piece of a value: checked, explained when wrong, and brought to its canonical form. */

#include "model/mlg-value-private.h"

#include "model/mlg-date.h"
#include "model/mlg-id.h"
#include "model/mlg-number.h"
#include "model/mlg-text.h"
#include "model/mlg-vocabulary.h"

#include <glib/gi18n-lib.h>

#include <string.h>

G_DEFINE_QUARK (mlg-value-error-quark, mlg_value_error)

MlgScalar
mlg_scalar_of_field (const MlgField *field)
{
  switch (field->type)
    {
    case MLG_TYPE_TERMS:
      return (MlgScalar) { MLG_TYPE_TERM, field->target };
    case MLG_TYPE_REFERENCES:
      return (MlgScalar) { MLG_TYPE_REFERENCE, field->target };
    case MLG_TYPE_WORDS:
      return (MlgScalar) { MLG_TYPE_TEXT, NULL };
    default:
      return (MlgScalar) { field->type, field->target };
    }
}

MlgScalar
mlg_scalar_of_part (const MlgField *field,
                    guint           part)
{
  static const MlgScalar dates[] = {
    { MLG_TYPE_DATE_POINT }, { MLG_TYPE_TEXT }, { MLG_TYPE_YES_NO },
  };
  static const MlgScalar intervals[] = {
    { MLG_TYPE_DATE_POINT }, { MLG_TYPE_TEXT }, { MLG_TYPE_DATE_POINT }, { MLG_TYPE_TEXT }, { MLG_TYPE_YES_NO },
  };
  static const MlgScalar places[] = {
    { MLG_TYPE_LATITUDE }, { MLG_TYPE_LONGITUDE }, { MLG_TYPE_TERM, "precision" },
  };
  static const MlgScalar addresses[] = {
    { MLG_TYPE_TEXT }, { MLG_TYPE_TEXT }, { MLG_TYPE_CODE }, { MLG_TYPE_TEXT }, { MLG_TYPE_CODE }, { MLG_TYPE_TEXT },
  };

  g_return_val_if_fail (part < MAX (field->n_parts, 1), ((MlgScalar) { MLG_TYPE_TEXT }));

  switch (field->type)
    {
    case MLG_TYPE_DATE:     return dates[MIN (part, 2)];
    case MLG_TYPE_INTERVAL: return intervals[MIN (part, 4)];
    case MLG_TYPE_PLACE:    return places[MIN (part, 2)];
    case MLG_TYPE_ADDRESS:  return addresses[MIN (part, 5)];
    default:                return mlg_scalar_of_field (field);
    }
}

static char *
invalid (GError    **error,
         const char *sentence,
         const char *input)
{
  g_autofree char *start = g_utf8_strlen (input, -1) > 60 ? g_utf8_substring (input, 0, 59) : NULL;
  g_autofree char *shown = start != NULL ? g_strconcat (start, "…", NULL) : g_strdup (input);
  g_autofree char *message = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  message = g_strdup_printf (sentence, shown);
#pragma GCC diagnostic pop
  g_set_error_literal (error, MLG_VALUE_ERROR, MLG_VALUE_ERROR_INVALID, message);
  return NULL;
}

static char *
damaged (GError    **error,
         const char *input)
{
  return invalid (error, _("“%s” was shortened by a spreadsheet and digits are lost: "
                           "format the column as text, and export it again."), input);
}

/* One line: any run of blanks becomes a space, what cannot be printed goes. */
static char *
clean_line (const char *input)
{
  GString *line;
  gboolean space = FALSE;

  line = g_string_sized_new (strlen (input));
  for (const char *at = input; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == ' ' || c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029)
        {
          space = space || c != 0x7f;
          continue;
        }
      if (space && line->len > 0)
        g_string_append_c (line, ' ');
      space = FALSE;
      g_string_append_len (line, at, g_utf8_next_char (at) - at);
    }
  return g_string_free (line, FALSE);
}

/* Paragraphs: line ends of every system become one, no blank at the end. */
static char *
clean_paragraphs (const char *input)
{
  GString *text = g_string_sized_new (strlen (input));

  for (const char *at = input; *at != '\0'; at++)
    {
      guchar c = (guchar) *at;

      if (c == '\r')
        {
          if (at[1] != '\n')
            g_string_append_c (text, '\n');
        }
      else if (c == '\n' || c == '\t' || (c >= 0x20 && c != 0x7f))
        g_string_append_c (text, (char) c);
    }
  return g_strstrip (g_string_free (text, FALSE));
}

/* Letters below U+0300 (C2 to CB) are in composed form, and so are the dashes, quotes and narrow
 * spaces of U+2010–203A: nearly all that French is written with. Others are looked at closely. */
static gboolean
is_surely_composed (const char *text)
{
  const guchar *at = (const guchar *) text;

  for (; *at != '\0'; at++)
    if (*at >= 0xcc && !(at[0] == 0xe2 && at[1] == 0x80 && at[2] >= 0x90 && at[2] <= 0xba))
      return FALSE;
  return TRUE;
}

/* "é" is one character whoever typed it: what a Mac writes as two is joined. */
static char *
compose (char *text)
{
  char *composed;

  if (is_surely_composed (text))
    return text;
  composed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  if (composed == NULL)
    return text;
  g_free (text);
  return composed;
}

static char *
parse_code (const char *input,
            GError    **error)
{
  if (mlg_number_is_damaged (input))
    return damaged (error, input);
  return compose (clean_line (input));
}

static char *
parse_number (MlgType     type,
              const char *input,
              GError    **error)
{
  char *number;

  if (mlg_number_is_damaged (input))
    return damaged (error, input);

  switch (type)
    {
    case MLG_TYPE_INTEGER:
      number = mlg_number_parse_whole (input);
      return number != NULL ? number : invalid (error, _("“%s” is not a whole number."), input);
    case MLG_TYPE_MONEY:
      number = mlg_number_parse_money (input);
      return number != NULL ? number : invalid (error, _("“%s” is not an amount in euros."), input);
    default:
      number = mlg_number_parse (input);
      return number != NULL ? number : invalid (error, _("“%s” is not a number."), input);
    }
}

static char *
parse_yes_no (const char *input,
              GError    **error)
{
  static const char *const yes[] = { "1", "oui", "o", "yes", "y", "vrai", "true", "x", NULL };
  static const char *const no[] = { "0", "non", "n", "no", "faux", "false", NULL };
  g_autofree char *folded = mlg_fold (input);

  if (g_strv_contains (yes, folded))
    return g_strdup ("1");
  if (g_strv_contains (no, folded))
    return g_strdup ("0");
  return invalid (error, _("“%s” is neither yes nor no."), input);
}

static char *
parse_date_point (const char *input,
                  GError    **error)
{
  MlgDate date;

  if (!mlg_date_parse (input, &date))
    return invalid (error, _("“%s” is not a date: write a year, a month and a year, or a full date."), input);
  return mlg_date_to_iso (&date);
}

static char *
parse_degrees (const char *input,
               double      limit,
               GError    **error)
{
  g_autofree char *number = mlg_number_is_damaged (input) ? NULL : mlg_number_parse (input);
  double degrees = number != NULL ? g_ascii_strtod (number, NULL) : 0;

  if (number == NULL)
    return invalid (error, _("“%s” is not a coordinate: write degrees, such as 44.96."), input);
  if (degrees < -limit || degrees > limit)
    return invalid (error, _("“%s” is not a coordinate on the Earth: latitude and longitude may be swapped, "
                             "or not be in degrees."), input);
  return g_steal_pointer (&number);
}

/* An open list takes new words as they are. */
static char *
parse_term (const char *target,
            const char *input,
            GError    **error)
{
  const MlgVocabulary *vocabulary = mlg_vocabulary_find (target);
  const MlgTerm *term = mlg_vocabulary_match (vocabulary, input);
  g_autofree char *sentence = NULL;

  if (term != NULL)
    return g_strdup (term->id);
  if (vocabulary != NULL && vocabulary->open)
    return compose (clean_line (input));

  sentence = g_strdup_printf (_("“%%s” is not in the list “%s”."), vocabulary != NULL ? vocabulary->title : target);
  return invalid (error, sentence, input);
}

static char *
parse_reference (const char *input,
                 GError    **error)
{
  MlgId id;

  if (!mlg_id_parse (input, &id))
    return invalid (error, _("“%s” is not the identifier of a record."), input);
  return mlg_id_dup_text (&id);
}

static char *
parse_any (const char *input,
           GError    **error)
{
  const char *colon = strchr (input, ':');
  g_autofree char *name = colon != NULL ? g_strndup (input, colon - input) : NULL;
  const MlgEntity *entity = mlg_schema_find (name);
  MlgId id;

  if (entity == NULL || !mlg_id_parse (colon + 1, &id))
    return invalid (error, _("“%s” is not the identifier of a record."), input);

  char text[MLG_ID_TEXT_LENGTH + 1];

  return g_strconcat (entity->name, ":", mlg_id_write (&id, text), NULL);
}

/* A scheme is added to "www.example.org"; what a browser would run is refused. */
static char *
parse_url (const char *input,
           GError    **error)
{
  static const char *const schemes[] = { "http", "https", "ftp", "sftp", "geo", "file", NULL };
  g_autofree char *url = compose (clean_line (input));
  g_autofree char *scheme = g_uri_parse_scheme (url);

  if (strchr (url, ' ') != NULL)
    return invalid (error, _("“%s” is not the address of a site."), input);
  if (scheme != NULL && g_strv_contains (schemes, scheme))
    return g_steal_pointer (&url);
  if (scheme == NULL && strchr (url, '.') != NULL && url[0] != '.' && !g_str_has_suffix (url, "."))
    return g_strconcat ("https://", url, NULL);
  return invalid (error, _("“%s” is not the address of a site."), input);
}

static char *
parse_email (const char *input,
             GError    **error)
{
  const char *address = g_str_has_prefix (input, "mailto:") ? input + strlen ("mailto:") : input;
  const char *at = strchr (address, '@');
  const char *point = at != NULL ? strchr (at, '.') : NULL;

  if (at == NULL || at == address || strchr (at + 1, '@') != NULL || point == NULL || point == at + 1
      || point[1] == '\0' || strpbrk (address, " ,;<>\t\n") != NULL)
    return invalid (error, _("“%s” is not an e-mail address."), input);
  return compose (clean_line (address));
}

static char *
parse_phone (const char *input,
             GError    **error)
{
  const char *number = g_str_has_prefix (input, "tel:") ? input + strlen ("tel:") : input;
  guint digits = 0;

  if (mlg_number_is_damaged (number))
    return damaged (error, input);
  for (const char *at = number; *at != '\0'; at++)
    digits += g_ascii_isdigit (*at);
  if (digits < 2)
    return invalid (error, _("“%s” is not a telephone number."), input);
  return compose (clean_line (number));
}

static char *
parse_typed (const MlgScalar *scalar,
             const char      *input,
             GError         **error)
{
  switch ((int) scalar->type)
    {
    case MLG_TYPE_LONG_TEXT:
    case MLG_TYPE_MARKDOWN:   return compose (clean_paragraphs (input));
    case MLG_TYPE_INTEGER:
    case MLG_TYPE_NUMBER:
    case MLG_TYPE_MONEY:      return parse_number (scalar->type, input, error);
    case MLG_TYPE_YES_NO:     return parse_yes_no (input, error);
    case MLG_TYPE_TERM:       return parse_term (scalar->target, input, error);
    case MLG_TYPE_REFERENCE:  return parse_reference (input, error);
    case MLG_TYPE_ANY:        return parse_any (input, error);
    case MLG_TYPE_URL:        return parse_url (input, error);
    case MLG_TYPE_EMAIL:      return parse_email (input, error);
    case MLG_TYPE_PHONE:      return parse_phone (input, error);
    case MLG_TYPE_CODE:       return parse_code (input, error);
    case MLG_TYPE_DATE_POINT: return parse_date_point (input, error);
    case MLG_TYPE_LATITUDE:   return parse_degrees (input, 90, error);
    case MLG_TYPE_LONGITUDE:  return parse_degrees (input, 180, error);
    default:                  return compose (clean_line (input));
    }
}

char *
mlg_scalar_parse (const MlgScalar *scalar,
                  const char      *input,
                  GError         **error)
{
  if (!g_utf8_validate (input, -1, NULL))
    {
      g_set_error_literal (error, MLG_VALUE_ERROR, MLG_VALUE_ERROR_INVALID,
                           _("This text is in an unknown encoding."));
      return NULL;
    }
  return parse_typed (scalar, input, error);
}
