/* A text view as high as its text, among others in one scrolled page, of which GTK lays out and
 * draws only what is seen.
 *
 * GtkTextView draws all the lines of its height at each blink of the caret. Here it is given the
 * room that is seen, and scrolled inside as far as its top is hidden; the page scrolls when the
 * view does.
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MLG_TYPE_LONG_TEXT (mlg_long_text_get_type ())
G_DECLARE_FINAL_TYPE (MlgLongText, mlg_long_text, MLG, LONG_TEXT, GtkWidget)

GtkWidget *mlg_long_text_new (GtkTextView *text);

G_END_DECLS
