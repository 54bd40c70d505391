/* Two moments of the file to be compared: named ones, before and after a workshop, or any date. */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_MOMENT_CHOOSER (mlg_moment_chooser_get_type ())
G_DECLARE_FINAL_TYPE (MlgMomentChooser, mlg_moment_chooser, MLG, MOMENT_CHOOSER, GtkWidget)

/* What is chosen is compared in the focus at once. */
GtkWidget *mlg_moment_chooser_new (MlgFocus *focus);

G_END_DECLS
