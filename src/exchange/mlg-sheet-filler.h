/* What the readers of spreadsheets share: a row under construction, whose cells may come in any
 * order and be repeated, and the bounds of the whole file. For exchange alone.
 *
 * Thread: one at a time.
 */

#pragma once

#include "exchange/mlg-sheet-marks.h"
#include "exchange/mlg-sheet.h"
#include "exchange/mlg-source.h"

G_BEGIN_DECLS

typedef struct _MlgSheetFiller MlgSheetFiller;

MlgSheetFiller *mlg_sheet_filler_new        (void);
void            mlg_sheet_filler_free       (MlgSheetFiller *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgSheetFiller, mlg_sheet_filler_free)

void            mlg_sheet_filler_begin      (MlgSheetFiller *self,
                                             const char     *name);
/* In the row being filled, columns from 0. Empty text: nothing. FALSE: over a bound. */
gboolean        mlg_sheet_filler_set        (MlgSheetFiller *self,
                                             guint           column,
                                             const char     *text,
                                             gsize           length,
                                             MlgSheetKind    kind,
                                             GError        **error);
/* The row is line @line of its sheet and comes @n_times; rows with nothing in them are left out. */
gboolean        mlg_sheet_filler_end_row    (MlgSheetFiller *self,
                                             guint           line,
                                             guint           n_times,
                                             GError        **error);
/* What is said beside the cells of the sheet being filled; lent. */
MlgSheetMarks  *mlg_sheet_filler_get_marks  (MlgSheetFiller *self);
/* The sheet filled since begin, its marks applied, to be freed. NULL: none was begun. */
MlgSheet       *mlg_sheet_filler_take       (MlgSheetFiller *self);
/* Tells what was done with the cells of all the sheets. */
void            mlg_sheet_filler_add_remarks (MlgSheetFiller *self,
                                              MlgSource      *source);

/* One of our own files, by what we wrote into it: sheets named after what they hold, whose first cell is
 * "id". Says so to @sheet. */
void            mlg_sheet_recognise_own     (MlgSheet       *sheet);
/* Adds the sheets that hold something, the shown ones; says which hidden ones were left out. */
void            mlg_source_add_sheets       (MlgSource      *source,
                                             GPtrArray      *shown,      /* MlgSheet, taken from the array */
                                             GPtrArray      *hidden);

/* A number as a spreadsheet keeps it ("1.2345678901234E+13", "44.960000000000001") as the model
 * writes it: all its figures, no exponent, nothing that is only noise of the machine. */
char           *mlg_sheet_dup_number        (const char     *text,
                                             gsize           length);   /* NULL: not a number */

G_END_DECLS
