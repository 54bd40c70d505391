/* Where the user put the actors of the partnership graph: rows of "position".
 *
 * A row is never changed: a new place is a new row and the old one is deleted. Two copies of a
 * file whose actors were both moved then merge without a question; the latest place is shown.
 */

#pragma once

#include "analysis/mlg-graph.h"
#include "analysis/mlg-layout.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

/* The free placement, as the field "placement" names it. */
#define MLG_PLACEMENT_FREE "graph"

/* @placement: which drawing of the same actors (mlg-project-arrangement.h). Fills @points and @placements (MLG_PLACED, MLG_PINNED, else MLG_UNPLACED), one per node.
 * Returns how many have a place. */
guint     mlg_project_positions_read  (MlgProject      *project,
                                       const char      *placement,
                                       MlgGraph        *graph,
                                       MlgPoint        *points,
                                       guint8          *placements);

/* One command, named @label (N_()): the places of @nodes (guint). MLG_UNPLACED: none is kept. */
gboolean  mlg_project_positions_write (MlgProject      *project,
                                       const char      *label,
                                       const char      *placement,
                                       MlgGraph        *graph,
                                       GArray          *nodes,
                                       const MlgPoint  *points,
                                       const guint8    *placements,
                                       GError         **error);

/* The place of a new actor, within a gesture of the caller. */
gboolean  mlg_project_positions_place (MlgGesture      *gesture,
                                       const char      *placement,
                                       const MlgId     *actor,
                                       MlgPoint         point,
                                       gboolean         pinned,
                                       GError         **error);

G_END_DECLS
