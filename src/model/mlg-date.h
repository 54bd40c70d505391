/* Fuzzy dates: a partial ISO date, and the words somebody used (docs/domain.md §2.1, finding 9). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int year;    /* 0: unknown */
  int month;   /* 1–12, 0: unknown */
  int day;     /* 1–31, 0: unknown */
} MlgDate;

/* "1985", "1985-06", "1985-06-17", "17/06/1985", "17 juin 1985", "juin 1985". FALSE: none of these. */
gboolean  mlg_date_parse       (const char    *text,
                                MlgDate       *date);
/* Partial ISO: "1985-06". */
char     *mlg_date_to_iso      (const MlgDate *date);
/* In the user's language: "juin 1985". */
char     *mlg_date_to_display  (const MlgDate *date);

/* First and last day it may be, as days since 1970-01-01. */
int       mlg_date_first_day   (const MlgDate *date);
int       mlg_date_last_day    (const MlgDate *date);

G_END_DECLS
