/* The graph as a list: its actors, under each its links, under each link its axes. For those who do not
 * see the drawing, and for who looks for a name; the selection is the one of the drawing.
 */

#pragma once

#include <gtk/gtk.h>
#include "analysis/mlg-graph.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

#define MLG_TYPE_GRAPH_LIST (mlg_graph_list_get_type ())
G_DECLARE_FINAL_TYPE (MlgGraphList, mlg_graph_list, MLG, GRAPH_LIST, GtkWidget)

/* Signals, with what is meant (MlgId *):
 *   "actor-chosen", "link-chosen"      the user came to the line
 *   "actor-opened", "link-opened"      Enter, or a double click
 */

void mlg_graph_list_fill         (MlgGraphList *self,
                                  MlgProject   *project,
                                  MlgGraph     *graph);
/* NULL: nothing is selected. */
void mlg_graph_list_select_actor (MlgGraphList *self,
                                  const MlgId  *actor);
/* Its line, where its actor is unfolded. */
void mlg_graph_list_select_link  (MlgGraphList *self,
                                  const MlgId  *link);

G_END_DECLS
