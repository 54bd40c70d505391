/* Texts that a spreadsheet spoiled, or that hold more than one value: what can be told is kept in
 * the field with a sentence, and nothing of the rest is lost.
 */

#include "exchange/mlg-import-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "model/mlg-identifier.h"
#include "model/mlg-number.h"

/* Days between the two beginnings: a spreadsheet counts from 30 December 1899. */
#define SERIAL_FIRST 18264      /* 1950 */
#define SERIAL_LAST  73050      /* 2099 */

void
mlg_repair_clear (MlgRepair *self)
{
  g_free (self->text);
  g_free (self->remark);
  g_free (self->rest);
  *self = (MlgRepair) { 0 };
}

static char *
dup_spoiled (const char *before,
             const char *after)
{
  return g_strdup_printf (_("“%s” was spoiled by a spreadsheet, read as “%s”."), before, after);
}

/* ---- codes */

/* "43170.0", "43170,00": a code that went through a column of numbers. */
static char *
dup_without_decimals (const char *text)
{
  gsize n = strspn (text, "0123456789");

  if (n == 0 || (text[n] != '.' && text[n] != ',') || text[n + 1] == '\0' || strspn (text + n + 1, "0") != strlen (text + n + 1))
    return NULL;

  return g_strndup (text, n);
}

static MlgRepair
repair_code (MlgIdentifierKind  kind,
             const char        *text)
{
  MlgRepair repair = { 0 };
  g_autofree char *whole = dup_without_decimals (text), *value = NULL, *sentence = NULL;
  MlgIdentifierVerdict verdict = mlg_identifier_settle (kind, whole != NULL ? whole : text, &value, &sentence);

  if (verdict == MLG_IDENTIFIER_REFUSED || value == NULL)
    {
      repair.remark = g_steal_pointer (&sentence);
      repair.rest = g_strdup (text);
      repair.text = g_strdup ("");
      return repair;
    }

  if (verdict == MLG_IDENTIFIER_DOUBTFUL)
    repair.remark = g_steal_pointer (&sentence);
  else if (whole != NULL || verdict == MLG_IDENTIFIER_RESTORED)
    repair.remark = dup_spoiled (text, value);
  if (strcmp (value, text) != 0)
    repair.text = g_steal_pointer (&value);
  return repair;
}

/* ---- several in one cell */

typedef gboolean (*FitsFunc) (const char *text, char **value);

static gboolean
fits_email (const char  *text,
            char       **value)
{
  g_autofree char *inside = NULL;
  const char *open = strchr (text, '<'), *close = open == NULL ? NULL : strchr (open, '>');

  /* « Nom <nom@exemple.fr> » */
  if (close != NULL)
    text = inside = g_strndup (open + 1, close - open - 1);
  return mlg_identifier_settle (MLG_IDENTIFIER_EMAIL, text, value, NULL) < MLG_IDENTIFIER_REFUSED && *value != NULL;
}

static guint
count_digits (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += g_ascii_isdigit (*text);
  return n;
}

static gboolean
is_phone_character (gunichar c)
{
  return g_ascii_isdigit (c) || c == ' ' || c == '+' || c == '.' || c == '-' || c == '(' || c == ')' || c == 0xa0 || c == 0x202f ||
         c == 0x2009 || c == 0x2011;
}

/* The first run of figures long enough to be called. */
static gboolean
fits_phone (const char  *text,
            char       **value)
{
  for (const char *p = text; *p != '\0';)
    {
      const char *end = p;
      guint digits;

      while (is_phone_character (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      if (end == p)
        {
          p = g_utf8_next_char (p);
          continue;
        }

      g_autofree char *run = g_strndup (p, end - p);

      /* « 04 75 00 00 00 (Paul) » */
      for (gsize n = strlen (run); n > 0 && !g_ascii_isdigit (run[n - 1]); n--)
        run[n - 1] = '\0';
      memmove (run, run + strcspn (run, "+(0123456789"), strlen (run + strcspn (run, "+(0123456789")) + 1);

      digits = count_digits (run);
      if (digits >= 9 && digits <= 15 && mlg_identifier_settle (MLG_IDENTIFIER_PHONE, run, value, NULL) < MLG_IDENTIFIER_REFUSED && *value != NULL)
        return TRUE;
      g_clear_pointer (value, g_free);
      p = end;
    }

  return FALSE;
}

static gboolean
fits_url (const char  *text,
          char       **value)
{
  gboolean fits = strchr (text, '.') != NULL && strpbrk (text, " \n\t") == NULL && strchr (text, '@') == NULL;

  *value = fits ? g_strdup (text) : NULL;
  return fits;
}

/* The first piece that fits; the whole cell goes to the note beside it. */
static MlgRepair
take_first (const char *text,
            const char *cuts,
            FitsFunc    fits)
{
  MlgRepair repair = { 0 };
  g_auto(GStrv) pieces = g_strsplit_set (text, cuts, -1);

  for (guint i = 0; pieces[i] != NULL && repair.text == NULL; i++)
    {
      char *value = NULL;

      if (*g_strstrip (pieces[i]) != '\0' && fits (pieces[i], &value))
        repair.text = value;
    }

  if (repair.text != NULL)
    {
      repair.rest = g_strdup (text);
      repair.remark = g_strdup_printf (_("only “%s” was taken; the whole is kept in the note."), repair.text);
    }
  return repair;
}

static MlgRepair
repair_email (const char *text)
{
  MlgRepair repair = { 0 };
  char *value = NULL;

  if (strpbrk (text, " ,;|/\n<") == NULL)
    {
      if (fits_email (text, &value))
        repair.text = value;
      return repair;
    }
  return take_first (text, " ,;|/\n", fits_email);
}

static MlgRepair
repair_phone (const char *text)
{
  MlgRepair repair = { 0 };
  g_autofree char *whole = dup_without_decimals (text), *sentence = NULL;
  const char *number = whole != NULL ? whole : text;
  guint digits = count_digits (number);
  gboolean plain = TRUE;
  char *value = NULL;

  for (const char *p = number; *p != '\0' && plain; p = g_utf8_next_char (p))
    plain = is_phone_character (g_utf8_get_char (p));

  if (!plain || digits > 15)
    {
      repair = take_first (text, ";,/|\n", fits_phone);
      if (repair.text == NULL && digits >= 4)
        {
          repair.text = g_strdup ("");
          repair.rest = g_strdup (text);
          repair.remark = g_strdup_printf (_("“%s” is not a telephone number."), text);
        }
      return repair;
    }

  /* "475000000": its first zero went, as with every number. */
  if (digits == 9 && *number >= '1' && *number <= '9')
    {
      repair.text = g_strconcat ("0", number, NULL);
      repair.remark = dup_spoiled (text, repair.text);
      return repair;
    }

  switch (mlg_identifier_settle (MLG_IDENTIFIER_PHONE, number, &value, &sentence))
    {
    case MLG_IDENTIFIER_REFUSED:
      repair.text = g_strdup ("");
      repair.rest = g_strdup (text);
      repair.remark = g_steal_pointer (&sentence);
      break;
    case MLG_IDENTIFIER_RESTORED:
    case MLG_IDENTIFIER_DOUBTFUL:
      repair.remark = g_steal_pointer (&sentence);
      G_GNUC_FALLTHROUGH;
    default:
      repair.text = g_steal_pointer (&value);
      break;
    }
  g_free (value);
  return repair;
}

/* ---- dates */

static char *
dup_serial (const char *text)
{
  gsize n = strspn (text, "0123456789");
  guint64 days = g_ascii_strtoull (text, NULL, 10);
  GDate date;

  /* "41776", "41776.5": the hour goes. */
  if (n != 5 || (text[n] != '\0' && text[n] != '.' && text[n] != ',') || days < SERIAL_FIRST || days > SERIAL_LAST)
    return NULL;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 30, G_DATE_DECEMBER, 1899);
  g_date_add_days (&date, (guint) days);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

/* "17/05/14", "17-5-98": of this century unless that is to come. */
static char *
dup_with_century (const char *text)
{
  g_auto(GStrv) pieces = g_strsplit_set (text, "/-.", -1);
  guint n = g_strv_length (pieces), year;
  g_autoptr(GDateTime) now = NULL;

  if (n < 2 || n > 3)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      gsize length = strlen (pieces[i]);

      if (length == 0 || length > 2 || strspn (pieces[i], "0123456789") != length || (i == n - 1 && length != 2))
        return NULL;
    }
  /* "05/14" may be the fifth of a month. */
  if (n == 2)
    return NULL;

  now = g_date_time_new_now_local ();
  year = (guint) atoi (pieces[2]);
  year += year <= (guint) g_date_time_get_year (now) % 100 ? 2000 : 1900;
  return g_strdup_printf ("%s/%s/%u", pieces[0], pieces[1], year);
}

gboolean
mlg_import_is_odd_date (const char *text)
{
  g_autofree char *serial = dup_serial (text), *century = dup_with_century (text);

  return serial != NULL || century != NULL;
}

/* « lundi 12 mars 2009 » is the 12th, whatever the day of the week. */
static char *
dup_without_weekday (const char *text)
{
  static const char *const days[] = { "lundi ", "mardi ", "mercredi ", "jeudi ", "vendredi ", "samedi ", "dimanche ", NULL };

  for (guint i = 0; days[i] != NULL; i++)
    if (g_ascii_strncasecmp (text, days[i], strlen (days[i])) == 0)
      return g_strdup (text + strlen (days[i]));

  return NULL;
}

static MlgRepair
repair_date (const MlgSheetCell *cell,
             const char         *text)
{
  MlgRepair repair = { 0 };
  g_autofree char *year = dup_without_decimals (text);

  /* What databases write for nothing. */
  if (g_str_has_prefix (text, "0001-01-01") || g_str_has_prefix (text, "0000-00-00") || strcmp (text, "00/00/0000") == 0)
    {
      repair.text = g_strdup ("");
      return repair;
    }
  if (year != NULL && strlen (year) == 4)
    {
      repair.text = g_steal_pointer (&year);
      return repair;
    }

  repair.text = dup_without_weekday (text);
  if (repair.text != NULL)
    return repair;

  repair.text = dup_serial (text);
  if (repair.text == NULL)
    repair.text = dup_with_century (text);
  if (repair.text != NULL)
    repair.remark = g_strdup_printf (_("“%s” is read as “%s”."), text, repair.text);
  return repair;
}

/* ---- precision, as geocoders and we name it */

const char *
mlg_import_find_precision (const char *text)
{
  static const struct { const char *theirs, *ours; } words[] = {
    { "housenumber", "exact" }, { "street", "approximate" }, { "locality", "approximate" }, { "municipality", "commune" },
    { "rooftop", "exact" }, { "city", "commune" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i].theirs) == 0)
      return words[i].ours;

  return NULL;
}

/* Nearly all cells are as they should be: "04 75 00 00 00", "nom@exemple.fr". */
static gboolean
is_plain_phone (const char *text)
{
  guint n = 0;

  if (text[0] != '0' || text[1] < '1' || text[1] > '9')
    return FALSE;
  for (; *text != '\0'; text++)
    {
      if (g_ascii_isdigit (*text))
        n++;
      else if (*text != ' ' || n % 2 != 0 || text[1] == ' ')
        return FALSE;
    }
  return n == 10;
}

static gboolean
is_plain_email (const char *text)
{
  const char *at = strchr (text, '@');
  const char *point = at == NULL ? NULL : strchr (at + 2, '.');

  if (at == NULL || at == text || at[1] == '\0' || point == NULL || !g_ascii_isalpha (point[1]) || !g_ascii_isalpha (point[2]))
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && p != at && !((*p == '-' || *p == '_' || *p == '.') && p > text && g_ascii_isalnum (p[-1]) && g_ascii_isalnum (p[1])))
        return FALSE;
    }
  return TRUE;
}

/* "26400": of a département of the mainland. */
static gboolean
is_plain_postal_code (const char *text)
{
  return strlen (text) == 5 && strspn (text, "0123456789") == 5 && strncmp (text, "01", 2) >= 0 && strncmp (text, "95999", 5) <= 0;
}

/* ---- a date where there can be none */

static gboolean
is_month (const char *text,
          gsize       length)
{
  static const char *const months[] = { "janv", "jan", "févr", "fevr", "feb", "mars", "mar", "avr", "apr", "mai", "may", "juin", "jun", "juil",
                                        "jul", "août", "aout", "aug", "sept", "sep", "oct", "nov", "déc", "dec", NULL };
  g_autofree char *word = g_strndup (text, length);
  g_autofree char *lower = g_utf8_strdown (word, -1);

  return g_strv_contains (months, lower);
}

/* « 02-janv », « janv-02 », « 01/02/2024 »: what a spreadsheet makes of « 1-2 » or « 2/1 ». */
static gboolean
is_made_a_date (const MlgSheetCell *cell,
                const char         *text)
{
  gsize digits = strspn (text, "0123456789"), rest;
  const char *word = text + digits;
  guint day, month, year;
  char end;

  if (cell->kind == MLG_SHEET_DATE)
    return TRUE;
  if (sscanf (text, "%2u/%2u/%4u%c", &day, &month, &year, &end) == 3 || sscanf (text, "%4u-%2u-%2u%c", &year, &month, &day, &end) == 3)
    return day >= 1 && day <= 31 && month >= 1 && month <= 12 && year >= 1900;
  if (digits > 2)
    return FALSE;

  word += digits > 0 && (*word == '-' || *word == '.') ? 1 : 0;
  rest = strcspn (word, "-.0123456789 ");
  if (digits > 0 && word > text + digits)
    return is_month (word, rest) && (word[rest] == '\0' || (word[rest] == '.' && word[rest + 1] == '\0'));
  return digits == 0 && is_month (word, rest) && (word[rest] == '-' || word[rest] == '.') &&
         strspn (word + rest, "-.") + strspn (word + rest + strspn (word + rest, "-."), "0123456789") == strlen (word + rest) &&
         g_ascii_isdigit (word[strlen (word) - 1]);
}

static MlgRepair
set_date_aside (const char *text)
{
  return (MlgRepair) {
    .text = g_strdup (""),
    .rest = g_strdup (text),
    .remark = g_strdup_printf (_("“%s” is a date that a spreadsheet put in the place of something like “1-2”: it is kept in the note, to be corrected."), text),
  };
}

MlgRepair
mlg_import_repair (const MlgEntity    *entity,
                   const MlgField     *field,
                   guint               part,
                   const MlgSheetCell *cell,
                   const char         *text)
{
  MlgRepair repair = { 0 };
  MlgIdentifierKind kind;
  gboolean is_part = mlg_field_is_composite (field) && part != MLG_WHOLE_FIELD;
  const char *name = is_part ? field->parts[part].name : field->name;

  /* Figures that are lost: the row is refused, with the reason. */
  if (mlg_number_is_damaged (text))
    return repair;

  if (cell->kind == MLG_SHEET_YES_NO && field->type != MLG_TYPE_YES_NO)
    repair.text = g_strdup (*text == '1' ? _("yes") : _("no"));
  else if (field->type == MLG_TYPE_PLACE && part == 2 && mlg_import_find_precision (text) != NULL)
    repair.text = g_strdup (mlg_import_find_precision (text));
  else if ((field->type == MLG_TYPE_INTEGER || (field->type == MLG_TYPE_ADDRESS && part < 2)) && is_made_a_date (cell, text))
    repair = set_date_aside (text);
  else if (field->type == MLG_TYPE_EMAIL)
    repair = is_plain_email (text) ? repair : repair_email (text);
  else if (field->type == MLG_TYPE_PHONE)
    repair = is_plain_phone (text) ? repair : repair_phone (text);
  else if (field->type == MLG_TYPE_URL && strpbrk (text, " ;,|\n") != NULL)
    repair = take_first (text, " ;,|\n", fits_url);
  else if ((field->type == MLG_TYPE_DATE || field->type == MLG_TYPE_INTERVAL) && is_part &&
           strstr (name, "_text") == NULL && strstr (name, "_deduced") == NULL)
    repair = repair_date (cell, text);
  else if ((field->type == MLG_TYPE_CODE || field->type == MLG_TYPE_ADDRESS) && mlg_identifier_find (entity, field, is_part ? part : 0, &kind))
    repair = kind == MLG_IDENTIFIER_POSTAL_CODE && is_plain_postal_code (text) ? repair : repair_code (kind, text);

  return repair;
}
