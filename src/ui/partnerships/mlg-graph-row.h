/* A line of the list beside the graph: an actor, one of its links, or an axis of a link. Lines know what
 * they hang on and say it in words; they stay the same objects while the file changes under them.
 */

#pragma once

#include <gio/gio.h>
#include "analysis/mlg-graph.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_ROW_ACTOR,
  MLG_ROW_LINK,
  MLG_ROW_AXIS,
} MlgGraphRowKind;

#define MLG_TYPE_GRAPH_ROW (mlg_graph_row_get_type ())
G_DECLARE_FINAL_TYPE (MlgGraphRow, mlg_graph_row, MLG, GRAPH_ROW, GObject)

/* Property "text": what is read. */

MlgGraphRowKind  mlg_graph_row_get_kind     (MlgGraphRow *self);
/* Of an actor: itself; of a link and its axes: the partnership, or the membership. */
const MlgId     *mlg_graph_row_get_id       (MlgGraphRow *self);

/* What hangs on it, in words of its own; made at the first call. NULL: nothing ever does. */
GListModel      *mlg_graph_row_get_children (MlgGraphRow *self,
                                             MlgProject  *project,
                                             MlgGraph    *graph);

/* Brings @rows (of actors) up to date, and what was made of them. */
void             mlg_graph_rows_update      (GListStore  *rows,
                                             MlgProject  *project,
                                             MlgGraph    *graph);

G_END_DECLS
