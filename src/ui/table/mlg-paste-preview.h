/* What a paste would change, cell by cell, before anything is written. */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-project.h"

G_BEGIN_DECLS

/* @changes: of MlgCellChange. @n_too_many: lines for which there was no row. */
void mlg_paste_preview_open (GtkWidget *over, MlgProject *project, const MlgEntity *entity,
                             GPtrArray *changes, guint n_too_many);

G_END_DECLS
