/* Sheets as the files of spreadsheets, and what their writers share. The first row is a header: it is
 * bold, stays in sight and carries filters. A text is never a formula, whatever it begins with.
 *
 * Thread: any.
 */

#pragma once

#include "exchange/mlg-sheet.h"

G_BEGIN_DECLS

/* @sheets: of MlgSheet. @title: what the document says of itself. */
GBytes   *mlg_sheets_to_xlsx          (GPtrArray     *sheets,
                                       const char    *title,
                                       GError       **error);
GBytes   *mlg_sheets_to_ods           (GPtrArray     *sheets,
                                       const char    *title,
                                       GError       **error);

/* Names that every spreadsheet accepts, each its own. NULL-terminated. */
char    **mlg_sheet_writer_dup_names  (GPtrArray     *sheets);

typedef struct
{
  double    width;       /* in characters */
  gboolean  codes;       /* texts that look like numbers: they must be told that they are text */
} MlgSheetColumn;

/* Of MlgSheetColumn: as wide as what they hold, within reason. */
GArray   *mlg_sheet_writer_measure    (MlgSheet      *sheet);
/* Days since 1899-12-30; FALSE: not a full date that spreadsheets know. */
gboolean  mlg_sheet_writer_get_serial (const MlgSheetCell *cell,
                                       guint         *serial);
/* "A", "AB". @name: of at least 4 bytes. */
const char *mlg_sheet_writer_name_column (guint column, char *name);
/* Written as a number, would it come back as it is? */
gboolean  mlg_sheet_writer_is_number  (const MlgSheetCell *cell);

G_END_DECLS
