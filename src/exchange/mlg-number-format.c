/* How spreadsheets show the numbers they keep. */

#include "exchange/mlg-number-format.h"

#include <math.h>
#include <string.h>

/* 1899-12-30 and 1904-01-01 as GLib counts days. */
#define DAY_0_OF_1900  693594
#define DAY_0_OF_1904  695056
/* The end of 9999. */
#define LAST_SERIAL    2958465

int
mlg_number_format_builtin (guint id)
{
  switch (id)
    {
    case 0 ... 13:
    case 37 ... 44:
    case 48:
    case 49:
      return MLG_NUMBER_PLAIN;
    case 14:
    case 15:
    case 16:      /* the year is not shown, but it is known */
    case 27 ... 31:
    case 36:
    case 50 ... 54:
    case 57:
    case 58:
      return MLG_NUMBER_YEAR | MLG_NUMBER_MONTH | MLG_NUMBER_DAY;
    case 17:
      return MLG_NUMBER_YEAR | MLG_NUMBER_MONTH;
    case 18 ... 21:
    case 32 ... 35:
    case 55:
    case 56:
      return MLG_NUMBER_HOUR;
    case 22:
      return MLG_NUMBER_YEAR | MLG_NUMBER_MONTH | MLG_NUMBER_DAY | MLG_NUMBER_HOUR;
    case 45:
    case 46:
    case 47:
      return MLG_NUMBER_LASTS;
    default:
      return -1;
    }
}

/* The first section of @code, without what is only written beside the number: letters, figures and
 * signs that mean something remain; what is shown as it stands becomes '\1'. */
static char *
dup_meaning (const char *code,
             gboolean   *lasts)
{
  GString *meaning = g_string_new (NULL);

  for (const char *p = code; *p != '\0' && *p != ';'; p++)
    {
      const char *end;

      switch (*p)
        {
        case '"':
          end = strchr (p + 1, '"');
          if (end == NULL)
            return g_string_free (meaning, FALSE);
          g_string_append_c (meaning, '\1');
          p = end;
          break;
        case '\\':
        case '_':
        case '*':
          if (p[1] != '\0')
            p++;
          g_string_append_c (meaning, '\1');
          break;
        case '[':
          end = strchr (p, ']');
          if (end == NULL)
            return g_string_free (meaning, FALSE);
          if (end - p <= 3 && strchr ("hHmMsS", p[1]) != NULL)
            *lasts = TRUE;
          p = end;
          break;
        case ' ':
        case '-':
        case '(':
        case ')':
          g_string_append_c (meaning, '\1');
          break;
        default:
          g_string_append_c (meaning, g_ascii_tolower (*p));
          break;
        }
    }

  return g_string_free (meaning, FALSE);
}

static gboolean
shows_digits (const char *meaning)
{
  const char *first = strchr (meaning, '0');
  guint n = 0;
  gboolean cut = FALSE;

  if (strspn (meaning, "0#?\1") != strlen (meaning) || first == NULL)
    return FALSE;

  /* What stands between the placeholders counts, not what stands around them. */
  for (const char *p = first; *p != '\0'; p++)
    {
      n += *p != '\1';
      cut |= *p == '\1' && strpbrk (p, "0#?") != NULL;
    }
  return n >= 2 || cut;
}

MlgNumberLook
mlg_number_format_look (const char *code)
{
  gboolean lasts = FALSE;
  g_autofree char *meaning = dup_meaning (code, &lasts);
  MlgNumberLook look = MLG_NUMBER_PLAIN;
  char *half;
  gboolean has_time;

  if (lasts)
    return MLG_NUMBER_LASTS;
  if (g_str_has_prefix (meaning, "general") || g_str_has_prefix (meaning, "standard") || strchr (meaning, '@') != NULL)
    return MLG_NUMBER_PLAIN;
  if (shows_digits (meaning))
    return MLG_NUMBER_DIGITS;
  if (strpbrk (meaning, "0#?") != NULL && strpbrk (meaning, "ydj") == NULL && strpbrk (meaning, "hs") == NULL)
    return MLG_NUMBER_PLAIN;

  /* Half of a day is no day, nor a month. */
  half = strstr (meaning, "am/pm");
  if (half != NULL)
    memset (half, '\1', 5);

  has_time = strpbrk (meaning, "hs") != NULL;
  if (strchr (meaning, 'y') != NULL || (strstr (meaning, "aa") != NULL && strpbrk (meaning, "jm") != NULL))
    look |= MLG_NUMBER_YEAR;
  if (strpbrk (meaning, "dj") != NULL)
    look |= MLG_NUMBER_DAY;
  if (strchr (meaning, 'm') != NULL && (!has_time || look != 0))
    look |= MLG_NUMBER_MONTH;
  if (has_time)
    look |= MLG_NUMBER_HOUR;
  return look;
}

/* What @code shows from left to right: places for figures as they stand, the rest with the sign '\1'
 * before each byte. */
static GString *
make_mask (const char *code,
           guint      *n_places,
           guint      *n_wanted)
{
  GString *mask = g_string_new (NULL);
  gboolean quoted = FALSE;

  *n_places = *n_wanted = 0;
  for (const char *p = code; *p != '\0' && (quoted || *p != ';'); p++)
    {
      if (*p == '"')
        quoted = !quoted;
      else if (!quoted && *p == '[' && strchr (p, ']') != NULL)
        p = strchr (p, ']');
      else if (!quoted && (*p == '_' || *p == '*'))
        p += p[1] != '\0';
      else if (!quoted && strchr ("0#?", *p) != NULL)
        {
          g_string_append_c (mask, *p);
          (*n_places)++;
          *n_wanted += *p == '0' || *n_wanted > 0;
        }
      else
        {
          p += !quoted && *p == '\\' && p[1] != '\0';
          g_string_append_c (mask, '\1');
          g_string_append_c (mask, *p);
        }
    }

  return mask;
}

/* Figures of @text put where the format has places for them, from the right. */
static char *
dup_digits (const char *code,
            const char *text)
{
  gsize left = strlen (text);
  guint n_wanted, n_places;
  g_autoptr(GString) mask = NULL;
  GString *shown;

  if (strspn (text, "0123456789") != left)
    return NULL;

  mask = make_mask (code, &n_places, &n_wanted);
  shown = g_string_new (NULL);
  for (gssize i = (gssize) mask->len - 1; i >= 0; i--)
    {
      gboolean needed = left > 0 || n_wanted > 0 || n_places == 0;

      if (i > 0 && mask->str[i - 1] == '\1')
        {
          if (needed)
            g_string_prepend_c (shown, mask->str[i]);
          i--;
          continue;
        }

      n_places--;
      if (needed)
        g_string_prepend_c (shown, left > 0 ? text[--left] : '0');
      n_wanted -= n_wanted > 0;
      /* The first place takes all that is left. */
      for (; n_places == 0 && left > 0; left--)
        g_string_prepend_c (shown, text[left - 1]);
    }

  return g_strstrip (g_string_free (shown, FALSE));
}

static char *
dup_date (MlgNumberLook look,
          gboolean      since_1904,
          double        serial)
{
  guint day_number;
  double days = floor (serial + 0.5 / 86400);
  int seconds = (int) ((serial - days) * 86400 + 0.5);
  GDate date;

  /* The 29 February 1900, which spreadsheets believe in, never was. */
  if (!since_1904 && days < 60)
    days++;
  day_number = (guint) days + (since_1904 ? DAY_0_OF_1904 : DAY_0_OF_1900);
  g_date_clear (&date, 1);
  g_date_set_julian (&date, day_number);

  /* « May 2014 » is kept as its first day. */
  if (!(look & (MLG_NUMBER_DAY | MLG_NUMBER_HOUR)) && g_date_get_day (&date) == 1)
    {
      if (look & MLG_NUMBER_MONTH)
        return g_strdup_printf ("%04d-%02d", g_date_get_year (&date), g_date_get_month (&date));
      if (g_date_get_month (&date) == G_DATE_JANUARY)
        return g_strdup_printf ("%04d", g_date_get_year (&date));
    }

  if ((look & MLG_NUMBER_HOUR) && seconds > 0)
    return seconds % 60 == 0 ? g_strdup_printf ("%04d-%02d-%02dT%02d:%02d", g_date_get_year (&date), g_date_get_month (&date),
                                                g_date_get_day (&date), seconds / 3600, seconds / 60 % 60)
                             : g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d", g_date_get_year (&date), g_date_get_month (&date),
                                                g_date_get_day (&date), seconds / 3600, seconds / 60 % 60, seconds % 60);

  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

static char *
dup_time (double serial)
{
  guint64 seconds = (guint64) (serial * 86400 + 0.5);

  if (seconds % 60 == 0)
    return g_strdup_printf ("%02u:%02u", (guint) (seconds / 3600), (guint) (seconds / 60 % 60));
  return g_strdup_printf ("%02u:%02u:%02u", (guint) (seconds / 3600), (guint) (seconds / 60 % 60), (guint) (seconds % 60));
}

char *
mlg_number_format_show (MlgNumberLook  look,
                        const char    *code,
                        gboolean       since_1904,
                        const char    *text,
                        MlgSheetKind  *kind)
{
  double serial;

  if (look == MLG_NUMBER_PLAIN)
    return NULL;

  if (look == MLG_NUMBER_DIGITS)
    {
      char *shown = dup_digits (code, text);

      if (shown != NULL)
        *kind = MLG_SHEET_TEXT;
      return shown;
    }

  serial = g_ascii_strtod (text, NULL);
  if (!(serial >= 0 && serial < LAST_SERIAL + 1))
    return NULL;

  if (look == MLG_NUMBER_LASTS || (look == MLG_NUMBER_HOUR) || (serial < 1 && (look & MLG_NUMBER_HOUR)))
    {
      *kind = MLG_SHEET_TEXT;
      return dup_time (look == MLG_NUMBER_HOUR ? serial - floor (serial) : serial);
    }

  *kind = MLG_SHEET_DATE;
  return dup_date (look, since_1904, serial);
}
