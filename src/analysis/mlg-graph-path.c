/* Which ties count, and the shortest way along them. */

#include "analysis/mlg-graph-ties.h"

gboolean
mlg_graph_edge_is_in (const MlgGraphEdge *edge,
                      MlgLayers           layers)
{
  switch (edge->kind)
    {
    case MLG_TIE_PARTNERSHIP:
      return (layers & MLG_LAYER_PARTNERSHIPS) != 0 &&
             (edge->established || (layers & MLG_LAYER_FACTS_ONLY) == 0);
    case MLG_TIE_MEMBERSHIP:
      return (layers & MLG_LAYER_MEMBERSHIPS) != 0;
    case MLG_TIE_COPRESENCE:
      return (layers & MLG_LAYER_COPRESENCE) != 0;
    default:
      return FALSE;
    }
}

/* What exists: a membership is no wish. */
static gboolean
is_fact (const MlgGraphEdge *edge)
{
  return edge->kind != MLG_TIE_PARTNERSHIP || edge->established;
}

MlgGraphTies *
mlg_graph_ties_new (MlgGraph  *graph,
                    MlgLayers  layers)
{
  MlgGraphTies *self = g_new (MlgGraphTies, 1);
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);
  guint n_nodes = mlg_graph_get_n_nodes (graph);
  guint n_edges = mlg_graph_get_n_edges (graph);
  guint *first = g_new0 (guint, n_nodes + 2);

  for (guint i = 0; i < n_edges; i++)
    if (mlg_graph_edge_is_in (&edges[i], layers))
      {
        first[edges[i].a + 2]++;
        first[edges[i].b + 2]++;
      }
  for (guint i = 2; i < n_nodes + 2; i++)
    first[i] += first[i - 1];

  self->edges = edges;
  self->first = first;
  self->edge = g_new (guint, first[n_nodes + 1] + 1);

  for (guint wished = 0; wished < 2; wished++)
    for (guint i = 0; i < n_edges; i++)
      if (mlg_graph_edge_is_in (&edges[i], layers) && is_fact (&edges[i]) == (wished == 0))
        {
          self->edge[first[edges[i].a + 1]++] = i;
          self->edge[first[edges[i].b + 1]++] = i;
        }

  return self;
}

void
mlg_graph_ties_free (MlgGraphTies *self)
{
  g_free (self->first);
  g_free (self->edge);
  g_free (self);
}

static GArray *
walk_back (const MlgGraphEdge *edges,
           const guint        *came_by,
           guint               from,
           guint               to)
{
  GArray *path = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint node = to; node != from;)
    {
      guint edge = came_by[node];

      g_array_prepend_val (path, edge);
      node = edges[edge].a == node ? edges[edge].b : edges[edge].a;
    }

  return path;
}

GArray *
mlg_graph_find_path (MlgGraph  *graph,
                     MlgLayers  layers,
                     guint      from,
                     guint      to)
{
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);
  guint n_nodes = mlg_graph_get_n_nodes (graph);
  g_autoptr(MlgGraphTies) ties = mlg_graph_ties_new (graph, layers);
  g_autofree guint *came_by = g_new (guint, n_nodes + 1);
  g_autofree guint *queue = g_new (guint, n_nodes + 1);
  guint head = 0;
  guint tail = 0;

  g_return_val_if_fail (from < n_nodes && to < n_nodes, NULL);

  for (guint i = 0; i < n_nodes; i++)
    came_by[i] = G_MAXUINT;
  queue[tail++] = from;
  came_by[from] = G_MAXUINT - 1;

  while (head < tail && came_by[to] == G_MAXUINT)
    {
      guint node = queue[head++];

      for (guint i = ties->first[node]; i < ties->first[node + 1]; i++)
        {
          guint other = mlg_graph_ties_other (ties, i, node);

          if (came_by[other] == G_MAXUINT)
            {
              came_by[other] = ties->edge[i];
              queue[tail++] = other;
            }
        }
    }

  return came_by[to] != G_MAXUINT ? walk_back (edges, came_by, from, to) : NULL;
}
