/* How the graph is drawn: the placement of the actors, what colours, sizes and shapes say.
 *
 * Signals:
 *   "changed"   another placement, colour, size, shape, or way to draw memberships
 *   "unpin"     all actors that are held where they were put are to be let go
 */

#pragma once

#include <gtk/gtk.h>
#include "exchange/mlg-project-arrangement.h"
#include "exchange/mlg-project-groups.h"
#include "render/mlg-graph-options.h"

G_BEGIN_DECLS

#define MLG_TYPE_GRAPH_CHOICES (mlg_graph_choices_get_type ())
G_DECLARE_FINAL_TYPE (MlgGraphChoices, mlg_graph_choices, MLG, GRAPH_CHOICES, GtkBox)

/* The initiatives to choose from are read when a list is opened. */
void                      mlg_graph_choices_set_project   (MlgGraphChoices    *self,
                                                           MlgProject         *project);
const MlgPlacementChoice *mlg_graph_choices_get_placement (MlgGraphChoices    *self);
/* FALSE: it cannot be chosen: no initiative to turn around, or influence is not for the wall. */
gboolean                  mlg_graph_choices_set_kind      (MlgGraphChoices    *self,
                                                           MlgArrangementKind  kind);
/* Influence and interest are sensitive: not on the projector. */
void                      mlg_graph_choices_set_projected (MlgGraphChoices    *self,
                                                           gboolean            projected);
/* Opens the list of placements, for the keyboard. */
void                      mlg_graph_choices_open          (MlgGraphChoices    *self);

MlgGroupBy                mlg_graph_choices_get_colour    (MlgGraphChoices    *self);
MlgSceneSize              mlg_graph_choices_get_size      (MlgGraphChoices    *self);
MlgSceneForm              mlg_graph_choices_get_form      (MlgGraphChoices    *self);
gboolean                  mlg_graph_choices_get_hulls     (MlgGraphChoices    *self);

G_END_DECLS
