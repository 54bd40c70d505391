/* A stretch of days, and what fuzzy dates have to do with it. */

#include "model/mlg-day-range.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-date.h"
#include "model/mlg-value.h"

#define DAYS_TO_1970 719163      /* of GDate, which counts from the first day of year 1 */

/* Parts of an interval: since, since in words, until, until in words. */
enum { SINCE = 0, UNTIL = 2 };

gboolean
mlg_day_range_equal (const MlgDayRange *one,
                     const MlgDayRange *other)
{
  if (one == NULL || other == NULL)
    return one == other;

  return one->first == other->first && one->last == other->last;
}

MlgDayRange *
mlg_day_range_copy (const MlgDayRange *self)
{
  return g_memdup2 (self, sizeof *self);
}

static gboolean
read_part (const char  *value,
           guint        part,
           MlgDayRange *days)
{
  g_autofree char *text = value != NULL ? mlg_value_dup_part (value, part) : NULL;
  MlgDate date;

  if (text == NULL || !mlg_date_parse (text, &date))
    return FALSE;

  days->first = mlg_date_first_day (&date);
  days->last = mlg_date_last_day (&date);
  return TRUE;
}

gboolean
mlg_day_range_read_interval (const char *interval,
                             int        *since,
                             int        *until)
{
  MlgDayRange begins, ends;
  gboolean has_since = read_part (interval, SINCE, &begins);
  gboolean has_until = read_part (interval, UNTIL, &ends);

  if (has_since)
    *since = begins.first;
  if (has_until)
    *until = ends.last;
  return has_since || has_until;
}

MlgTime
mlg_day_range_place_interval (const MlgDayRange *self,
                              const char        *interval)
{
  int since = G_MININT, until = G_MAXINT;

  if (!mlg_day_range_read_interval (interval, &since, &until))
    return MLG_TIME_UNDATED;

  return since > self->last || until < self->first ? MLG_TIME_OUTSIDE : MLG_TIME_INSIDE;
}

MlgTime
mlg_day_range_place_start (const MlgDayRange *self,
                           const char        *date)
{
  MlgDayRange start;

  if (!read_part (date, SINCE, &start))
    return MLG_TIME_UNDATED;

  return start.first > self->last ? MLG_TIME_OUTSIDE : MLG_TIME_INSIDE;
}

gboolean
mlg_day_range_of_interval (const char  *interval,
                           MlgDayRange *range)
{
  MlgDayRange since, until;
  gboolean has_since = read_part (interval, SINCE, &since);
  gboolean has_until = read_part (interval, UNTIL, &until);

  if (!has_since && !has_until)
    return FALSE;

  if (!has_since)
    since = until;
  if (!has_until)
    until = since;
  range->first = MIN (since.first, until.first);
  range->last = MAX (since.last, until.last);
  return TRUE;
}

gboolean
mlg_day_range_of_date (const char  *date,
                       MlgDayRange *range)
{
  return read_part (date, SINCE, range);
}

/* ---- in words */

static void
to_calendar (int    day,
             GDate *date)
{
  /* Within what GDate can say, whatever a slider asks. */
  g_date_clear (date, 1);
  g_date_set_julian (date, (guint32) CLAMP (day + DAYS_TO_1970, 1, 3650000));
}

static char *
display_day (const GDate *date)
{
  MlgDate day = { g_date_get_year (date), (int) g_date_get_month (date), g_date_get_day (date) };

  return mlg_date_to_display (&day);
}

char *
mlg_day_range_to_display (const MlgDayRange *self)
{
  GDate first, last;
  g_autofree char *from = NULL, *to = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  to_calendar (self->first, &first);
  to_calendar (self->last, &last);

  /* Whole years are told as years. */
  if (g_date_get_day_of_year (&first) == 1 && g_date_get_month (&last) == G_DATE_DECEMBER && g_date_get_day (&last) == 31)
    {
      if (g_date_get_year (&first) == g_date_get_year (&last))
        return g_strdup_printf (_("in %d"), g_date_get_year (&first));
      return g_strdup_printf (_("from %d to %d"), g_date_get_year (&first), g_date_get_year (&last));
    }

  from = display_day (&first);
  if (self->first == self->last)
    return g_strdup_printf (C_("day", "on %s"), from);
  to = display_day (&last);
  return g_strdup_printf (C_("days", "from %s to %s"), from, to);
}
