/* The saved placements of the actors of a graph, as the file knows what they need: groups, places on
 * the map, rings around an initiative, levels of influence and interest.
 */

#pragma once

#include "analysis/mlg-arrangement.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

/* Which placement is looked at. Its text stands in the field "placement" of the positions. */
typedef struct
{
  MlgArrangementKind kind;
  MlgId              initiative;       /* of MLG_ARRANGE_ONION, and of MLG_ARRANGE_GRID when not null */
} MlgPlacementChoice;

/* "graph", "category", "onion:0192…": as the field "placement" has it. */
char           *mlg_placement_dup_text      (const MlgPlacementChoice *choice);
/* The same, and "free"; what follows the colon may be an id, a key or a name. FALSE and @error: no such. */
gboolean        mlg_placement_parse         (MlgProject               *project,
                                             const char               *text,
                                             MlgPlacementChoice       *choice,
                                             GError                  **error);
/* What a kind of placement is called on screen: « En rond autour d’une initiative ». */
const char     *mlg_placement_kind_get_name (MlgArrangementKind        kind);

/* Thread: main; the result may go to any thread. */
MlgArrangement *mlg_project_arrangement_new (MlgProject               *project,
                                             MlgGraph                 *graph,
                                             const MlgPlacementChoice *choice);

G_END_DECLS
