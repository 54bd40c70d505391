/* Fuzzy dates: a year, perhaps a month, perhaps a day, as people write them. */

#include "model/mlg-date.h"

#include "model/mlg-text.h"

#include <glib/gi18n-lib.h>

#include <stdio.h>
#include <string.h>

#define YEAR_MIN 1000
#define YEAR_MAX 2999

/* Folded beginnings that are enough to know a month, French then English. */
static const struct
{
  const char *beginning;
  int         month;
} month_beginnings[] = {
  { "jan", 1 }, { "fev", 2 }, { "mar", 3 }, { "avr", 4 }, { "mai", 5 }, { "juin", 6 }, { "juil", 7 },
  { "aou", 8 }, { "sep", 9 }, { "oct", 10 }, { "nov", 11 }, { "dec", 12 },
  { "feb", 2 }, { "apr", 4 }, { "may", 5 }, { "jun", 6 }, { "jul", 7 }, { "aug", 8 },
};

static const char *const month_names[] = {
  "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
  "novembre", "decembre", "january", "february", "march", "april", "june", "july", "august",
  "september", "october", "november", "december", "may", "janv", "fevr", "avr", "juil", "sept", "oct",
  "nov", "dec", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "fev",
};

/* A whole month name or a usual abbreviation of it; 0 if none. */
static int
parse_month (const char *word)
{
  for (guint n = 0; n < G_N_ELEMENTS (month_names); n++)
    if (strcmp (month_names[n], word) == 0)
      for (guint i = 0; i < G_N_ELEMENTS (month_beginnings); i++)
        if (g_str_has_prefix (word, month_beginnings[i].beginning))
          return month_beginnings[i].month;
  return 0;
}

/* All digits, between @min_length and @max_length of them; −1 otherwise. */
static int
parse_digits (const char *word,
              gsize       min_length,
              gsize       max_length)
{
  gsize length = strspn (word, "0123456789");
  int value = 0;

  if (word[length] != '\0' || length < min_length || length > max_length)
    return -1;
  for (gsize i = 0; i < length; i++)
    value = value * 10 + (word[i] - '0');
  return value;
}

static gboolean
set_date (MlgDate *date,
          int      year,
          int      month,
          int      day)
{
  if (year < YEAR_MIN || year > YEAR_MAX || month < 0 || month > 12)
    return FALSE;
  if (day != 0 && (month == 0 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year)))
    return FALSE;

  *date = (MlgDate) { year, month, day };
  return TRUE;
}

/* "T10:30:00+02:00", " 10 h 30", "T00Z": nothing else may be left aside. */
static gboolean
is_time (const char *text)
{
  return strpbrk (text, "T:hH") != NULL && strpbrk (text, "0123456789") != NULL &&
         text[strspn (text, "T 0123456789:.,hHmnsZUTC+-")] == '\0';
}

/* "1985-06-17", "17/06/1985", "06/1985", "17.06.1985", a time after it left aside. */
static gboolean
parse_numeric (const char *text,
               MlgDate    *date)
{
  g_autofree char *copy = g_strdup (text);
  g_auto(GStrv) pieces = NULL;
  int numbers[3] = { 0, 0, 0 };
  gsize end = strcspn (copy, "T ");
  guint n;

  if (copy[end] != '\0' && !is_time (copy + end))
    return FALSE;
  copy[end] = '\0';
  pieces = g_strsplit_set (copy, "-/.", 4);
  n = g_strv_length (pieces);
  if (n < 1 || n > 3)
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      numbers[i] = parse_digits (pieces[i], 1, 4);
      /* A zero is not a month nor a day. */
      if (numbers[i] <= 0)
        return FALSE;
    }

  if (strlen (pieces[0]) == 4)
    {
      if ((n > 1 && strlen (pieces[1]) > 2) || (n > 2 && strlen (pieces[2]) > 2))
        return FALSE;
      return set_date (date, numbers[0], numbers[1], numbers[2]);
    }
  if (n > 1 && strlen (pieces[n - 1]) == 4)
    return n == 2 ? set_date (date, numbers[1], numbers[0], 0)
                  : set_date (date, numbers[2], numbers[1], numbers[0]);
  return FALSE;
}

/* "17 juin 1985", "1er juin 1985", "juin 1985", "le 17 juin 1985" */
static gboolean
parse_words (const char *text,
             MlgDate    *date)
{
  g_autofree char *folded = mlg_fold (text);
  g_auto(GStrv) words = g_strsplit (folded, " ", 6);
  char **word = words;
  int day = 0, month, year;

  if (*word != NULL && (strcmp (*word, "le") == 0 || strcmp (*word, "en") == 0))
    word++;
  if (*word == NULL)
    return FALSE;

  if (strcmp (*word, "1er") == 0)
    day = 1;
  else
    day = parse_digits (*word, 1, 2);
  if (day > 0)
    word++;
  else
    day = 0;

  if (word[0] == NULL || word[1] == NULL || word[2] != NULL)
    return FALSE;
  month = parse_month (word[0]);
  year = parse_digits (word[1], 4, 4);
  return month > 0 && year > 0 && set_date (date, year, month, day);
}

gboolean
mlg_date_parse (const char *text,
                MlgDate    *date)
{
  g_autofree char *trimmed = NULL;

  if (text == NULL)
    return FALSE;

  trimmed = g_strstrip (g_strdup (text));
  return parse_numeric (trimmed, date) || parse_words (trimmed, date);
}

char *
mlg_date_to_iso (const MlgDate *date)
{
  if (date->day > 0)
    return g_strdup_printf ("%04d-%02d-%02d", date->year, date->month, date->day);
  if (date->month > 0)
    return g_strdup_printf ("%04d-%02d", date->year, date->month);
  return g_strdup_printf ("%04d", date->year);
}

static const char *
month_name (int month)
{
  switch (month)
    {
    case 1: return C_("month", "January");
    case 2: return C_("month", "February");
    case 3: return C_("month", "March");
    case 4: return C_("month", "April");
    case 5: return C_("month", "May");
    case 6: return C_("month", "June");
    case 7: return C_("month", "July");
    case 8: return C_("month", "August");
    case 9: return C_("month", "September");
    case 10: return C_("month", "October");
    case 11: return C_("month", "November");
    default: return C_("month", "December");
    }
}

char *
mlg_date_to_display (const MlgDate *date)
{
  g_autofree char *day = NULL;

  if (date->month == 0)
    return g_strdup_printf ("%d", date->year);
  if (date->day == 0)
    /* Translators: month and year. */
    return g_strdup_printf (C_("date", "%s %d"), month_name (date->month), date->year);

  day = date->day == 1 ? g_strdup (C_("day of the month", "1")) : g_strdup_printf ("%d", date->day);
  /* Translators: day, month and year. */
  return g_strdup_printf (C_("date", "%s %s %d"), day, month_name (date->month), date->year);
}

static int
days_since_1970 (int year,
                 int month,
                 int day)
{
  GDate date, epoch;

  g_date_clear (&date, 1);
  g_date_clear (&epoch, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  g_date_set_dmy (&epoch, 1, G_DATE_JANUARY, 1970);
  return g_date_days_between (&epoch, &date);
}

int
mlg_date_first_day (const MlgDate *date)
{
  return days_since_1970 (date->year, MAX (date->month, 1), MAX (date->day, 1));
}

int
mlg_date_last_day (const MlgDate *date)
{
  int month = date->month > 0 ? date->month : 12;
  int day = date->day > 0 ? date->day
                          : g_date_get_days_in_month ((GDateMonth) month, (GDateYear) date->year);

  return days_since_1970 (date->year, month, day);
}
