/* Actors and partnerships as a graph: an immutable snapshot that may cross threads. */

#include "analysis/mlg-graph.h"

struct _MlgGraph
{
  GArray     *nodes;
  GArray     *edges;
  GHashTable *index;      /* MlgId (in nodes) → position + 1 */
};

static void
clear_node (gpointer data)
{
  g_free (((MlgGraphNode *) data)->name);
}

static void
clear_edge (gpointer data)
{
  g_free (((MlgGraphEdge *) data)->status);
}

MlgGraph *
mlg_graph_new (GArray *nodes,
               GArray *edges)
{
  MlgGraph *self = g_atomic_rc_box_new0 (MlgGraph);

  g_array_set_clear_func (nodes, clear_node);
  g_array_set_clear_func (edges, clear_edge);
  self->nodes = nodes;
  self->edges = edges;
  self->index = g_hash_table_new (mlg_id_hash, mlg_id_equal);

  for (guint i = 0; i < nodes->len; i++)
    g_hash_table_insert (self->index, &g_array_index (nodes, MlgGraphNode, i).id,
                         GUINT_TO_POINTER (i + 1));

  return self;
}

MlgGraph *
mlg_graph_ref (MlgGraph *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_graph (gpointer data)
{
  MlgGraph *self = data;

  g_hash_table_unref (self->index);
  g_array_unref (self->nodes);
  g_array_unref (self->edges);
}

void
mlg_graph_unref (MlgGraph *self)
{
  g_atomic_rc_box_release_full (self, clear_graph);
}

guint
mlg_graph_get_n_nodes (MlgGraph *self)
{
  return self->nodes->len;
}

guint
mlg_graph_get_n_edges (MlgGraph *self)
{
  return self->edges->len;
}

const MlgGraphNode *
mlg_graph_get_nodes (MlgGraph *self)
{
  return (const MlgGraphNode *) (gpointer) self->nodes->data;
}

const MlgGraphEdge *
mlg_graph_get_edges (MlgGraph *self)
{
  return (const MlgGraphEdge *) (gpointer) self->edges->data;
}

guint
mlg_graph_find (MlgGraph    *self,
                const MlgId *id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->index, id)) - 1;
}
