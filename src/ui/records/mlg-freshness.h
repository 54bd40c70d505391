/* When somebody last made sure that a record is still true, and a button to say that it is. */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_FRESHNESS (mlg_freshness_get_type ())
G_DECLARE_FINAL_TYPE (MlgFreshness, mlg_freshness, MLG, FRESHNESS, GtkWidget)

GtkWidget *mlg_freshness_new        (MlgFocus     *focus);
/* Hides itself for a record that cannot say so. */
void       mlg_freshness_set_record (MlgFreshness *self,
                                     MlgRecord    *record);
void       mlg_freshness_refresh    (MlgFreshness *self);

G_END_DECLS
