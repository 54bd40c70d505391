/* Children side by side on as many lines as it takes, as words in a paragraph: what a row of tools does when the text is
 * large or the window narrow. Those that expand share what is left of their line. Thread: GTK.
 *
 * In a template: <property name="layout-manager"><object class="MlgWrapLayout"/></property>; every
 * view may.
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MLG_TYPE_WRAP_LAYOUT (mlg_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (MlgWrapLayout, mlg_wrap_layout, MLG, WRAP_LAYOUT, GtkLayoutManager)

/* @spacing: between children and between lines, in pixels; 6 in a template. */
GtkLayoutManager *mlg_wrap_layout_new (int spacing);

G_END_DECLS
