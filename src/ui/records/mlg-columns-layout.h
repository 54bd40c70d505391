/* Children in as many columns as fit, line by line; those that ask for it take a whole line.
 * Thread: GTK.
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MLG_TYPE_COLUMNS_LAYOUT (mlg_columns_layout_get_type ())
G_DECLARE_FINAL_TYPE (MlgColumnsLayout, mlg_columns_layout, MLG, COLUMNS_LAYOUT, GtkLayoutManager)

/* @least: width of a column in pixels; @spacing: between columns and lines. */
GtkLayoutManager *mlg_columns_layout_new       (int        least,
                                                int        most_columns,
                                                int        spacing);
void              mlg_columns_layout_take_line (GtkWidget *child);

G_END_DECLS
