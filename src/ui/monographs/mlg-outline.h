/* The plan of a monograph: rubriques, questions, headings; a click goes there. */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-project.h"

G_BEGIN_DECLS

#define MLG_TYPE_OUTLINE (mlg_outline_get_type ())
G_DECLARE_FINAL_TYPE (MlgOutline, mlg_outline, MLG, OUTLINE, GtkBox)

/* Signal "go-to" (MlgSectionEditor *, int line). */

GtkWidget *mlg_outline_new  (void);
/* @editors: MlgSectionEditor, in order. */
void       mlg_outline_show (MlgOutline *self,
                             MlgProject *project,
                             GPtrArray  *editors);

G_END_DECLS
