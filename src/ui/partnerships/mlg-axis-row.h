/* One axis of a partnership: what it is, who gives to whom, its economy, its importance, what it makes
 * possible, and the sentences that tell of it. All of it is changed in place; each change is one command.
 */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_AXIS_ROW (mlg_axis_row_get_type ())
G_DECLARE_FINAL_TYPE (MlgAxisRow, mlg_axis_row, MLG, AXIS_ROW, GtkBox)

/* Signal "resized": it was unfolded or folded. Errors go to @view, which outlives the widget. */
GtkWidget   *mlg_axis_row_new       (MlgView    *view,
                                     MlgRecord  *partnership,
                                     MlgRecord  *axis);
const MlgId *mlg_axis_row_get_id    (MlgAxisRow *self);
/* Other records changed. */
void         mlg_axis_row_refresh   (MlgAxisRow *self);

/* « WILO → Entraide », « WILO ⇄ Entraide ». Full. */
char        *mlg_axis_dup_direction (MlgProject *project,
                                     MlgRecord  *partnership,
                                     MlgRecord  *axis);
/* What an axis is called: its kind, else its own words. Full. */
char        *mlg_axis_dup_name      (MlgProject *project,
                                     MlgRecord  *axis);

/* The sentences of the sources about @record, each with its document: to be read. */
void         mlg_axis_append_quotes (MlgView    *view,
                                     GtkWidget  *box,
                                     MlgRecord  *record);

G_END_DECLS
