/* Which ties count, and the shortest way along them. */

#include "analysis/mlg-measures.h"

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

/* The ties of each node, one after the other: those of node i stand at first[i] … first[i + 1] − 1. */
static guint *
sort_ties (MlgGraph  *graph,
           MlgLayers  layers,
           guint    **ties)
{
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

  *ties = g_new (guint, first[n_nodes + 1] + 1);

  /* Established ties first, so that the walk meets them first. */
  for (guint wished = 0; wished < 2; wished++)
    for (guint i = 0; i < n_edges; i++)
      if (mlg_graph_edge_is_in (&edges[i], layers) && edges[i].established == (wished == 0))
        {
          (*ties)[first[edges[i].a + 1]++] = i;
          (*ties)[first[edges[i].b + 1]++] = i;
        }

  return first;
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
  g_autofree guint *ties = NULL;
  g_autofree guint *first = sort_ties (graph, layers, &ties);
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

      for (guint i = first[node]; i < first[node + 1]; i++)
        {
          guint other = edges[ties[i]].a == node ? edges[ties[i]].b : edges[ties[i]].a;

          if (came_by[other] == G_MAXUINT)
            {
              came_by[other] = ties[i];
              queue[tail++] = other;
            }
        }
    }

  return came_by[to] != G_MAXUINT ? walk_back (edges, came_by, from, to) : NULL;
}
