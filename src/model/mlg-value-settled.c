/* Values that are canonical at sight, in one pass and without a copy: nearly all those of a list.
 *
 * Only a yes means something: what is not recognised here is parsed, and compared.
 */

#include "model/mlg-value-private.h"

#include <string.h>

/* Letters below U+0300 (C2 to CB) are in composed form, and so are the dashes, quotes and narrow
 * spaces of U+2010–203A: nearly all that French is written with. The two line ends among them
 * (A8, A9) are blanks. */
static gboolean
is_common_character (const guchar *at,
                     const guchar *end)
{
  return *at < 0xcc || (end - at > 2 && at[0] == 0xe2 && at[1] == 0x80 && at[2] >= 0x90 && at[2] <= 0xba &&
                        at[2] != 0xa8 && at[2] != 0xa9);
}

/* Blanks where they belong, letters in composed form. */
static gboolean
is_settled_line (const char *text,
                 gsize       length)
{
  const guchar *at = (const guchar *) text, *end = at + length;
  guchar before = ' ';

  for (; at < end; before = *at++)
    if (*at < 0x20 || *at == 0x7f || (*at == ' ' && before == ' ') || !is_common_character (at, end))
      return FALSE;
  return before != ' ';
}

static gboolean
is_settled_text (const char *text,
                 gsize       length)
{
  const guchar *at = (const guchar *) text, *end = at + length;

  if (length == 0 || g_ascii_isspace (text[0]) || g_ascii_isspace (text[length - 1]))
    return FALSE;
  for (; at < end; at++)
    if ((*at < 0x20 && *at != '\n' && *at != '\t') || *at == 0x7f || !is_common_character (at, end))
      return FALSE;
  return TRUE;
}

static gsize
count_digits (const char *text,
              gsize       length)
{
  gsize n = 0;

  while (n < length && g_ascii_isdigit (text[n]))
    n++;
  return n;
}

/* No letter: no exponent of a spreadsheet, no "tel:". */
static gboolean
is_settled_phone (const char *text,
                  gsize       length)
{
  guint n_digits = 0;

  for (gsize i = 0; i < length; i++)
    if (g_ascii_isdigit (text[i]))
      n_digits++;
    else if (strchr (" +.()", text[i]) == NULL)
      return FALSE;
  return n_digits >= 2 && is_settled_line (text, length);
}

static gboolean
is_settled_email (const char *text,
                  gsize       length)
{
  gsize at = length, point = length;

  for (gsize i = 0; i < length; i++)
    if (text[i] == '@' && at < length)
      return FALSE;
    else if (text[i] == '@')
      at = i;
    else if (text[i] == '.' && at < length && point == length)
      point = i;
    else if (!g_ascii_isalnum (text[i]) && strchr ("._+-", text[i]) == NULL)
      return FALSE;
  return at > 0 && point > at + 1 && point + 1 < length;
}

static gboolean
is_settled_url (const char *text,
                gsize       length)
{
  static const char scheme[] = "https://";

  if (length <= strlen (scheme) || memcmp (text, scheme, strlen (scheme)) != 0)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (text[i] <= 0x20 || text[i] == 0x7f)
      return FALSE;
  return TRUE;
}

/* "44.96", "-0.5"; neither "044", "44.960" nor "-0". */
static gboolean
is_settled_degrees (const char *text,
                    gsize       length,
                    guint       limit)
{
  gboolean negative = length > 0 && text[0] == '-';
  const char *number = text + negative;
  gsize rest = length - negative, whole = count_digits (number, rest);

  if (whole == 0 || whole > 2 || (whole == 2 && number[0] == '0'))
    return FALSE;
  if (g_ascii_strtoull (number, NULL, 10) >= limit)
    return FALSE;
  if (rest == whole)
    return !negative || number[0] != '0';
  return number[whole] == '.' && whole + 1 < rest && count_digits (number + whole + 1, rest - whole - 1) == rest - whole - 1 &&
         number[rest - 1] != '0';
}

gboolean
mlg_scalar_is_settled (const MlgScalar *scalar,
                       const char      *text,
                       gsize            length)
{
  switch ((int) scalar->type)
    {
    case MLG_TYPE_TEXT:       return is_settled_line (text, length);
    case MLG_TYPE_LONG_TEXT:
    case MLG_TYPE_MARKDOWN:   return is_settled_text (text, length);
    case MLG_TYPE_CODE:       return length > 0 && count_digits (text, length) == length;
    case MLG_TYPE_PHONE:      return is_settled_phone (text, length);
    case MLG_TYPE_EMAIL:      return is_settled_email (text, length);
    case MLG_TYPE_URL:        return is_settled_url (text, length);
    case MLG_TYPE_LATITUDE:   return is_settled_degrees (text, length, 90);
    case MLG_TYPE_LONGITUDE:  return is_settled_degrees (text, length, 180);
    default:                  return FALSE;
    }
}

/* Parts that are empty are so everywhere but at the end. */
static gboolean
are_parts_settled (const MlgField *field,
                   const char     *value)
{
  for (guint i = 0; i < field->n_parts; i++)
    {
      const char *end = strchrnul (value, MLG_PART_SEPARATOR);
      MlgScalar scalar = mlg_scalar_of_part (field, i);

      if (end > value && !mlg_scalar_is_settled (&scalar, value, (gsize) (end - value)))
        return FALSE;
      if (*end == '\0')
        return end > value;
      value = end + 1;
    }
  return FALSE;
}

gboolean
mlg_value_is_settled (const MlgField *field,
                      const char     *value)
{
  MlgScalar scalar;

  if (mlg_field_is_multiple (field))
    return FALSE;
  if (mlg_field_is_composite (field))
    return are_parts_settled (field, value);

  scalar = mlg_scalar_of_field (field);
  return mlg_scalar_is_settled (&scalar, value, strlen (value));
}
