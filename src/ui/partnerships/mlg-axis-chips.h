/* What can pass between two actors, as chips: the five axes of the worked example, pressed when they
 * are there; and a line for any other, from the list or in one's own words. Each is one command.
 */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_AXIS_CHIPS (mlg_axis_chips_get_type ())
G_DECLARE_FINAL_TYPE (MlgAxisChips, mlg_axis_chips, MLG, AXIS_CHIPS, GtkBox)

/* Errors go to @view, which outlives the widget. */
GtkWidget *mlg_axis_chips_new         (MlgView      *view,
                                       MlgRecord    *partnership);
/* @axes: of MlgRecord, those the partnership has now. */
void       mlg_axis_chips_update      (MlgAxisChips *self,
                                       GPtrArray    *axes);
void       mlg_axis_chips_grab_first  (MlgAxisChips *self);

G_END_DECLS
