/* Children side by side at their own width, on as many lines as it takes. Thread: GTK. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MLG_TYPE_WRAP_LAYOUT (mlg_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (MlgWrapLayout, mlg_wrap_layout, MLG, WRAP_LAYOUT, GtkLayoutManager)

/* @spacing: between children and between lines, in pixels. */
GtkLayoutManager *mlg_wrap_layout_new (int spacing);

G_END_DECLS
