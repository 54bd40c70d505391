/* Walks along the ties of a graph: how far, and what falls apart when somebody is gone. Nodes and edges
 * are positions in the MlgGraph. Time grows with the size of the graph. Thread: any.
 */

#pragma once

#include "analysis/mlg-measures.h"

G_BEGIN_DECLS

/* Steps from @from to each node, G_MAXUINT: not within @max steps. Free it. */
guint     *mlg_graph_dup_distances (MlgGraph     *graph,
                                    MlgLayers     layers,
                                    guint         from,
                                    guint         max);

/* The parts an island falls into without @node, the largest first; in each the best linked first.
 * Array of GArray of guint. */
GPtrArray *mlg_graph_dup_parts     (MlgGraph     *graph,
                                    MlgLayers     layers,
                                    guint         node);

/* The two sides of a bridging link: those who hang on its end @a, then those on its end @b. */
void       mlg_graph_dup_sides     (MlgGraph     *graph,
                                    MlgLayers     layers,
                                    guint         edge,
                                    GArray      **side_a,
                                    GArray      **side_b);

G_END_DECLS
