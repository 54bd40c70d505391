/* Numbers as text, from what people type to what they read. */

#include "model/mlg-number.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* Spaces of every width, and the Swiss apostrophe. */
static gboolean
groups_thousands (gunichar c)
{
  return c == '\'' || c == 0x2019 || g_unichar_isspace (c) || c == 0xa0 || c == 0x202f || c == 0x2009;
}

/* Digits, points and commas only, the sign aside; NULL if anything else is there. */
static char *
keep_digits (const char *text,
             gboolean   *negative)
{
  g_autoptr(GString) kept = g_string_new (NULL);

  *negative = FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (groups_thousands (c))
        continue;
      if ((c == '-' || c == 0x2212) && kept->len == 0 && !*negative)
        *negative = TRUE;
      else if (c == '+' && kept->len == 0)
        continue;
      else if (c < 0x80 && (g_ascii_isdigit ((char) c) || c == '.' || c == ','))
        g_string_append_c (kept, (char) c);
      else
        return NULL;
    }
  return g_string_free (g_steal_pointer (&kept), FALSE);
}

static guint
count (const char *text,
       char        c)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == c;
  return n;
}

/* Where the decimals start: the last of the signs used once; NULL if there is none. */
static const char *
find_decimals (const char *digits)
{
  const char *point = strrchr (digits, '.');
  const char *comma = strrchr (digits, ',');

  if (point != NULL && comma != NULL)
    return point > comma ? point : comma;
  if (point != NULL)
    return count (digits, '.') == 1 ? point : NULL;
  if (comma != NULL)
    return count (digits, ',') == 1 ? comma : NULL;
  return NULL;
}

static void
append_whole (GString    *number,
              const char *from,
              const char *to)
{
  gsize start = number->len;

  for (; from < to; from++)
    if (g_ascii_isdigit (*from) && (*from != '0' || number->len > start))
      g_string_append_c (number, *from);
  if (number->len == start)
    g_string_append_c (number, '0');
}

char *
mlg_number_parse (const char *text)
{
  g_autoptr(GString) number = g_string_new (NULL);
  g_autofree char *digits = NULL;
  const char *decimals;
  const char *end;
  gboolean negative;

  digits = keep_digits (text, &negative);
  if (digits == NULL || strpbrk (digits, "0123456789") == NULL)
    return NULL;

  end = digits + strlen (digits);
  decimals = find_decimals (digits);
  append_whole (number, digits, decimals != NULL ? decimals : end);

  if (decimals != NULL)
    {
      while (end > decimals + 1 && end[-1] == '0')
        end--;
      if (end > decimals + 1)
        {
          g_string_append_c (number, '.');
          g_string_append_len (number, decimals + 1, end - decimals - 1);
        }
    }

  if (negative && strcmp (number->str, "0") != 0)
    g_string_prepend_c (number, '-');
  return g_string_free (g_steal_pointer (&number), FALSE);
}

char *
mlg_number_parse_whole (const char *text)
{
  g_autofree char *number = mlg_number_parse (text);

  return number != NULL && strchr (number, '.') == NULL ? g_steal_pointer (&number) : NULL;
}

/* The currency goes; "k" and "M" before it move the point. */
static char *
drop_currency (const char *text,
               guint      *zeros)
{
  static const char *const currencies[] = { "€", "euros", "euro", "eur", NULL };
  g_autofree char *left = g_strstrip (g_utf8_strdown (text, -1));

  *zeros = 0;
  for (const char *const *currency = currencies; *currency != NULL; currency++)
    if (g_str_has_suffix (left, *currency))
      {
        left[strlen (left) - strlen (*currency)] = '\0';
        break;
      }
  for (char *end = left + strlen (left); end > left; *end = '\0')
    {
      end = g_utf8_prev_char (end);
      if (!groups_thousands (g_utf8_get_char (end)))
        break;
    }

  if (g_str_has_suffix (left, "k"))
    *zeros = 3;
  else if (g_str_has_suffix (left, "m"))
    *zeros = 6;
  if (*zeros > 0)
    left[strlen (left) - 1] = '\0';
  return g_steal_pointer (&left);
}

/* The point moved @zeros to the right, two decimals or none. NULL beyond cents. */
static char *
shift_money (const char *number,
             guint       zeros)
{
  const char *point = strchr (number, '.');
  GString *digits = g_string_new_len (number, point != NULL ? point - number : (gssize) strlen (number));
  gsize whole = digits->len + zeros;
  g_autofree char *shifted = NULL;

  if (point != NULL)
    g_string_append (digits, point + 1);
  while (digits->len < whole)
    g_string_append_c (digits, '0');
  if (digits->len > whole)
    g_string_insert_c (digits, whole, '.');

  shifted = mlg_number_parse (digits->str);
  g_string_free (digits, TRUE);
  point = strchr (shifted, '.');
  if (point == NULL)
    return g_steal_pointer (&shifted);
  if (strlen (point + 1) > 2)
    return NULL;
  return strlen (point + 1) == 1 ? g_strconcat (shifted, "0", NULL) : g_steal_pointer (&shifted);
}

char *
mlg_number_parse_money (const char *text)
{
  guint zeros;
  g_autofree char *amount = drop_currency (text, &zeros);
  g_autofree char *number = mlg_number_parse (amount);

  return number != NULL ? shift_money (number, zeros) : NULL;
}

gboolean
mlg_number_is_damaged (const char *text)
{
  const char *at = text;

  if (*at == '-')
    at++;
  if (!g_ascii_isdigit (*at))
    return FALSE;
  at += strspn (at, "0123456789.,");
  if (*at != 'E' && *at != 'e')
    return FALSE;
  at++;
  if (*at != '+' && *at != '-')
    return FALSE;
  at++;
  return *at != '\0' && at[strspn (at, "0123456789")] == '\0';
}

char *
mlg_number_to_display (const char *canonical)
{
  const char *thousands = C_("thousands separator", ",");
  gboolean negative = *canonical == '-';
  const char *digits = negative ? canonical + 1 : canonical;
  gsize whole = strcspn (digits, ".");
  GString *text = g_string_new (negative ? "−" : NULL);

  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append (text, thousands);
      g_string_append_c (text, digits[i]);
    }
  if (digits[whole] == '.')
    {
      g_string_append (text, C_("decimal separator", "."));
      g_string_append (text, digits + whole + 1);
    }
  return g_string_free (text, FALSE);
}
