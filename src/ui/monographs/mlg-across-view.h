/* Across the monographs: all the answers to one question side by side, a search in the texts, what
 * was said by theme, and the interviews to come.
 */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_ACROSS_VIEW (mlg_across_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgAcrossView, mlg_across_view, MLG, ACROSS_VIEW, GtkBox)

/* Signals: "go-to" (char *id of a section); "report" (GError *); "toast" (char *). */

void mlg_across_view_set_focus (MlgAcrossView *self,
                                MlgFocus      *focus);
/* When it is seen, or the project changed. */
void mlg_across_view_refresh   (MlgAcrossView *self);

G_END_DECLS
