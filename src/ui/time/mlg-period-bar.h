/* The time looked at, under a drawing: a slider over the dates of the file, the period in words, and the
 * replay of how the circle widened. Whoever shares the focus follows.
 */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_PERIOD_BAR (mlg_period_bar_get_type ())
G_DECLARE_FINAL_TYPE (MlgPeriodBar, mlg_period_bar, MLG, PERIOD_BAR, GtkWidget)

/* Signal "closed": its cross was clicked; all times are looked at again. */

GtkWidget *mlg_period_bar_new       (void);
void       mlg_period_bar_set_focus (MlgPeriodBar *self,
                                     MlgFocus     *focus);     /* once */
/* Goes through the file from its first date to its last; the second call waits where it is. */
void       mlg_period_bar_play      (MlgPeriodBar *self);
void       mlg_period_bar_step      (MlgPeriodBar *self,
                                     int           steps);
gboolean   mlg_period_bar_is_playing (MlgPeriodBar *self);

G_END_DECLS
