/* The columns of the directory: one for each field of an actor, most of them hidden at first. */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-record-list.h"
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

/* Adds the columns to @view. Clicking a header sorts @list. */
void       mlg_directory_columns_add      (GtkColumnView *view,
                                           MlgFocus      *focus,
                                           MlgRecordList *list);
/* A popover to choose which are shown. */
GtkWidget *mlg_directory_columns_new_menu (GtkColumnView *view);

G_END_DECLS
