/* The actors that are linked with nobody, by name: a list with the selection of the graph. */

#pragma once

#include <gtk/gtk.h>
#include "render/mlg-graph-scene.h"

G_BEGIN_DECLS

#define MLG_TYPE_ISOLATED_LIST (mlg_isolated_list_get_type ())
G_DECLARE_FINAL_TYPE (MlgIsolatedList, mlg_isolated_list, MLG, ISOLATED_LIST, GtkWidget)

/* Signal "chosen" (guint node) when the user chooses a line. */

/* The isolated of @scene's measures; @scene is read until the next call. */
void mlg_isolated_list_fill   (MlgIsolatedList *self,
                               MlgGraphScene   *scene,
                               const MlgInk    *ink);
/* Shows @node as selected, if it is in the list. */
void mlg_isolated_list_select (MlgIsolatedList *self,
                               guint            node);

G_END_DECLS
