/* The search of the header bar: any record of the file, by a few letters of its name. */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-project.h"

G_BEGIN_DECLS

#define MLG_TYPE_FINDER (mlg_finder_get_type ())
G_DECLARE_FINAL_TYPE (MlgFinder, mlg_finder, MLG, FINDER, GtkWidget)

/* Signal "chosen" (MlgRecord *). */

void mlg_finder_set_project (MlgFinder  *self,
                             MlgProject *project);      /* NULL: no file */

G_END_DECLS
