/* What a spreadsheet says beside its cells: which stand for several lines (merged cells), and the addresses that words
 * lead to. A table has neither: the value comes again in each line, an address in a column of its own.
 *
 * Thread: one at a time.
 */

#pragma once

#include "exchange/mlg-sheet.h"

G_BEGIN_DECLS

typedef struct _MlgSheetMarks MlgSheetMarks;

MlgSheetMarks *mlg_sheet_marks_new   (void);
void           mlg_sheet_marks_free  (MlgSheetMarks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgSheetMarks, mlg_sheet_marks_free)

/* The cell of @column in line @first (from 1, as in the source) is that of all lines until @last. */
void           mlg_sheet_marks_merge (MlgSheetMarks *self, guint column, guint first, guint last);
/* The words of a cell lead to @address. */
void           mlg_sheet_marks_link  (MlgSheetMarks *self, guint column, guint line, const char *address);
/* Takes @sheet, gives it as a plain table, and forgets the marks. *@n_merged: cells that were filled. */
MlgSheet      *mlg_sheet_marks_apply (MlgSheetMarks *self, MlgSheet *sheet, guint *n_merged);

G_END_DECLS
