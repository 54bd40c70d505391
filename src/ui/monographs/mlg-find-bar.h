/* Find, and replace, in all the sections of a monograph. */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-project.h"

G_BEGIN_DECLS

#define MLG_TYPE_FIND_BAR (mlg_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (MlgFindBar, mlg_find_bar, MLG, FIND_BAR, GtkBox)

/* Signals: "go-to" (MlgSectionEditor *, int line); "report" (GError *). The closing button has the
 * action "monograph.find-close". */

/* @editors: MlgSectionEditor, in order; borrowed until the next call; NULL: none. */
void mlg_find_bar_set_editors (MlgFindBar *self,
                               MlgProject *project,
                               GPtrArray  *editors);
void mlg_find_bar_open        (MlgFindBar *self);
/* Marks go. */
void mlg_find_bar_close       (MlgFindBar *self);
/* A text changed. */
void mlg_find_bar_refresh     (MlgFindBar *self);

G_END_DECLS
