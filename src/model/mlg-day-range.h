/* A stretch of days, and what fuzzy dates have to do with it (docs/domain.md §2.1, finding 9): a
 * date that may fall in it does, and what nobody dated is of all times, told apart by a mark.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Days since 1970-01-01, both included. */
typedef struct
{
  int first;
  int last;
} MlgDayRange;

typedef enum
{
  MLG_TIME_UNDATED,        /* shown always, with a mark */
  MLG_TIME_INSIDE,
  MLG_TIME_OUTSIDE,
} MlgTime;

gboolean     mlg_day_range_equal          (const MlgDayRange *one,
                                           const MlgDayRange *other);       /* NULL: all times */
MlgDayRange *mlg_day_range_copy           (const MlgDayRange *self);        /* NULL gives NULL; g_free */

/* Values of fields, canonical. An interval that has only one end is open at the other; one that may
 * overlap does. Of what begins at a date (a foundation, an entry) and has no end. */
MlgTime      mlg_day_range_place_interval (const MlgDayRange *self,
                                           const char        *interval);
MlgTime      mlg_day_range_place_start    (const MlgDayRange *self,
                                           const char        *date);
/* The same in days: when it begins at the earliest and ends at the latest; an open end is left as it is.
 * FALSE: nobody said. */
gboolean     mlg_day_range_read_interval  (const char        *interval,
                                           int               *since,
                                           int               *until);
/* First and last day named by an interval or a date, for the ends of a slider; FALSE: none. */
gboolean     mlg_day_range_of_interval    (const char        *interval,
                                           MlgDayRange       *range);
gboolean     mlg_day_range_of_date        (const char        *date,
                                           MlgDayRange       *range);

/* « de 2011 à 2013 », « en 2011 », « du 3 mars 2019 au 4 juin 2020 ». */
char        *mlg_day_range_to_display     (const MlgDayRange *self);

G_END_DECLS
