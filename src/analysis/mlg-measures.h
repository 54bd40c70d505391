/* What the shape of a graph says: who stands alone, which groups hold together, who joins them.
 *
 * All measures are taken on the simple graph: several ties between the same two actors count
 * as one link, a tie of an actor with itself as none. Nodes and edges are named by their
 * position in the MlgGraph. Thread: any.
 *
 *     A ── B ── C     D ── E     F       islands {A B C} {D E}; isolated: F
 *                                        bridging actor: B (without it, A and C part: one island more)
 *                                        bridging links: A–B, B–C, D–E
 */

#pragma once

#include "analysis/mlg-graph.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_LAYER_PARTNERSHIPS = 1 << 0,
  MLG_LAYER_MEMBERSHIPS  = 1 << 1,
  MLG_LAYER_COPRESENCE   = 1 << 2,
  MLG_LAYER_FACTS_ONLY   = 1 << 3,   /* of the partnerships, the established ones alone */
  MLG_LAYER_ALL          = MLG_LAYER_PARTNERSHIPS | MLG_LAYER_MEMBERSHIPS | MLG_LAYER_COPRESENCE,
} MlgLayers;

/* Is this tie in these layers? */
gboolean     mlg_graph_edge_is_in      (const MlgGraphEdge *edge,
                                        MlgLayers           layers);

typedef struct
{
  guint   node;
  guint   n_more;        /* islands (and isolated actors) more when it is gone */
} MlgArticulation;

typedef struct
{
  guint       n_nodes;
  guint       n_links;           /* pairs of actors that are linked */

  GArray     *isolates;          /* guint nodes, in the order of the graph */
  GPtrArray  *islands;           /* GArray of guint nodes, two or more; the largest first */
  guint      *island;            /* per node: index in islands, G_MAXUINT: isolated */
  guint      *degree;            /* per node: how many others it is linked with */
  GArray     *bridges;           /* guint edges (the first of its pair) whose removal adds an island; ascending */
  GArray     *articulations;     /* MlgArticulation, most islands first, then by degree, then by order */
  double     *betweenness;       /* per node; pairs counted once; NULL unless asked for */
  guint      *core;              /* per node: the largest k of a k-core it is in; NULL unless asked for */
  guint      *community;         /* per node: number of its community (modularity, Louvain); NULL unless asked for */
  guint       n_communities;
} MlgMeasures;

typedef enum
{
  MLG_MEASURE_BASIC       = 0,         /* all but the following */
  MLG_MEASURE_BETWEENNESS = 1 << 0,    /* exact: 60 ms at 1 000 actors, 8 s at 10 000 */
  MLG_MEASURE_CORE        = 1 << 1,
  MLG_MEASURE_COMMUNITY   = 1 << 2,
} MlgMeasureFlags;

MlgMeasures *mlg_measures_new          (MlgGraph           *graph,
                                        MlgLayers           layers,
                                        MlgMeasureFlags     flags);
void         mlg_measures_free         (MlgMeasures        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMeasures, mlg_measures_free)

/* The relays: nodes by betweenness, highest first, those at 0 left out. Array of guint. */
GArray      *mlg_measures_dup_relays   (MlgMeasures        *self);

/* The shortest way from @from to @to: edges of the graph, one per step; NULL: no way. Among the
 * ties of one pair an established one is named first. */
GArray      *mlg_graph_find_path       (MlgGraph           *graph,
                                        MlgLayers           layers,
                                        guint               from,
                                        guint               to);

G_END_DECLS
