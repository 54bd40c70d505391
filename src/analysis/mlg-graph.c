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
  g_free (((MlgGraphNode *) data)->short_name);
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

MlgGraph *
mlg_graph_new_part (MlgGraph     *graph,
                    MlgGraphKeep  keeps,
                    gpointer      data)
{
  const MlgGraphNode *nodes = mlg_graph_get_nodes (graph);
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);
  guint n_nodes = mlg_graph_get_n_nodes (graph);
  g_autofree guint *place = g_new (guint, n_nodes + 1);
  GArray *kept_nodes = g_array_new (FALSE, FALSE, sizeof (MlgGraphNode));
  GArray *kept_edges = g_array_new (FALSE, FALSE, sizeof (MlgGraphEdge));

  for (guint i = 0; i < n_nodes; i++)
    {
      MlgGraphNode node = nodes[i];

      place[i] = keeps (&node.id, data) ? kept_nodes->len : G_MAXUINT;
      if (place[i] == G_MAXUINT)
        continue;
      node.name = g_strdup (node.name);
      node.short_name = g_strdup (node.short_name);
      g_array_append_val (kept_nodes, node);
    }
  for (guint i = 0; i < mlg_graph_get_n_edges (graph); i++)
    {
      MlgGraphEdge edge = edges[i];

      if (place[edge.a] == G_MAXUINT || place[edge.b] == G_MAXUINT || !keeps (&edge.id, data))
        continue;
      edge.a = place[edge.a];
      edge.b = place[edge.b];
      edge.status = g_strdup (edge.status);
      g_array_append_val (kept_edges, edge);
    }

  return mlg_graph_new (kept_nodes, kept_edges);
}

int
mlg_graph_compare_parts (gconstpointer one,
                         gconstpointer other)
{
  const GArray *p = *(GArray *const *) one;
  const GArray *q = *(GArray *const *) other;

  if (p->len != q->len)
    return p->len > q->len ? -1 : 1;

  return g_array_index (p, guint, 0) < g_array_index (q, guint, 0) ? -1 : 1;
}
