/* How spreadsheets show the numbers they keep: dates, times, codes with their zeros in front.
 * What is shown is what its author means; a number keeps all its figures all the same.
 *
 * Thread: any.
 */

#pragma once

#include "exchange/mlg-sheet.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_NUMBER_PLAIN,
  MLG_NUMBER_DIGITS = 1 << 0,    /* "00000", "00 00 00 00 00": figures with zeros in front or signs between */
  MLG_NUMBER_YEAR   = 1 << 1,
  MLG_NUMBER_MONTH  = 1 << 2,
  MLG_NUMBER_DAY    = 1 << 3,
  MLG_NUMBER_HOUR   = 1 << 4,    /* or minutes, or seconds */
  MLG_NUMBER_LASTS  = 1 << 5,    /* "[h]:mm": a duration, not a time */
} MlgNumberLook;

/* Of a format code as files keep it: "dd/mm/yyyy", "[$-40C]jj/mm/aaaa", "00000", "# ##0,00 €". */
MlgNumberLook  mlg_number_format_look    (const char    *code);
/* Of a format every spreadsheet knows by number; -1: none of them. */
int            mlg_number_format_builtin (guint          id);

/* The number @text (as mlg_sheet_dup_number gives it) as it is shown: @kind tells what it has become.
 * NULL: as it is. @code is needed for MLG_NUMBER_DIGITS. */
char          *mlg_number_format_show    (MlgNumberLook  look,
                                          const char    *code,
                                          gboolean       since_1904,
                                          const char    *text,
                                          MlgSheetKind  *kind);

G_END_DECLS
