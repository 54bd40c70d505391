/* The ties of each node, one after the other. analysis only. */

#pragma once

#include "analysis/mlg-measures.h"

G_BEGIN_DECLS

/* Those of node i stand at first[i] … first[i + 1] − 1 of edge: established ones first, so that a walk
 * meets them first. */
typedef struct
{
  const MlgGraphEdge *edges;     /* lent by the graph */
  guint              *first;
  guint              *edge;
} MlgGraphTies;

MlgGraphTies *mlg_graph_ties_new  (MlgGraph     *graph,
                                   MlgLayers     layers);
void          mlg_graph_ties_free (MlgGraphTies *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgGraphTies, mlg_graph_ties_free)

static inline guint
mlg_graph_ties_other (const MlgGraphTies *self,
                      guint               tie,
                      guint               node)
{
  const MlgGraphEdge *edge = &self->edges[self->edge[tie]];

  return edge->a == node ? edge->b : edge->a;
}

G_END_DECLS
