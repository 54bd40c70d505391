/* Walks along the ties of a graph. */

#include "analysis/mlg-graph-walk.h"
#include "analysis/mlg-graph-ties.h"

#include <string.h>

#define NOWHERE G_MAXUINT

/* Everybody who can be reached from @start, which comes first; neither through @gone nor along @cut. */
static GArray *
collect (const MlgGraphTies *ties,
         guint               start,
         guint               gone,
         guint               cut,
         guint8             *seen)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  seen[start] = TRUE;
  g_array_append_val (found, start);
  for (guint head = 0; head < found->len; head++)
    {
      guint at = g_array_index (found, guint, head);

      for (guint i = ties->first[at]; i < ties->first[at + 1]; i++)
        {
          guint other = mlg_graph_ties_other (ties, i, at);

          if (other == gone || ties->edge[i] == cut || seen[other])
            continue;
          seen[other] = TRUE;
          g_array_append_val (found, other);
        }
    }

  return found;
}

guint *
mlg_graph_dup_distances (MlgGraph  *graph,
                         MlgLayers  layers,
                         guint      from,
                         guint      max)
{
  g_autoptr(MlgGraphTies) ties = mlg_graph_ties_new (graph, layers);
  guint n_nodes = mlg_graph_get_n_nodes (graph);
  guint *distance = g_new (guint, n_nodes + 1);
  g_autofree guint *queue = g_new (guint, n_nodes + 1);
  guint head = 0, tail = 0;

  g_return_val_if_fail (from < n_nodes, distance);

  memset (distance, 0xff, (n_nodes + 1) * sizeof *distance);
  distance[from] = 0;
  queue[tail++] = from;
  while (head < tail)
    {
      guint at = queue[head++];

      for (guint i = ties->first[at]; i < ties->first[at + 1] && distance[at] < max; i++)
        {
          guint other = mlg_graph_ties_other (ties, i, at);

          if (distance[other] == NOWHERE)
            {
              distance[other] = distance[at] + 1;
              queue[tail++] = other;
            }
        }
    }

  return distance;
}

/* ---- Parts */

static int
compare_links (gconstpointer one,
               gconstpointer other,
               gpointer      data)
{
  const MlgGraphTies *ties = data;
  guint p = *(const guint *) one, q = *(const guint *) other;
  guint n_p = ties->first[p + 1] - ties->first[p], n_q = ties->first[q + 1] - ties->first[q];

  if (n_p != n_q)
    return n_p > n_q ? -1 : 1;
  return p < q ? -1 : p > q;
}

GPtrArray *
mlg_graph_dup_parts (MlgGraph  *graph,
                     MlgLayers  layers,
                     guint      node)
{
  g_autoptr(MlgGraphTies) ties = mlg_graph_ties_new (graph, layers);
  g_autofree guint8 *seen = g_new0 (guint8, mlg_graph_get_n_nodes (graph) + 1);
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  g_return_val_if_fail (node < mlg_graph_get_n_nodes (graph), parts);

  seen[node] = TRUE;
  for (guint i = ties->first[node]; i < ties->first[node + 1]; i++)
    {
      guint other = mlg_graph_ties_other (ties, i, node);

      if (!seen[other])
        {
          GArray *part = collect (ties, other, node, NOWHERE, seen);

          g_array_sort_with_data (part, compare_links, ties);
          g_ptr_array_add (parts, part);
        }
    }
  g_ptr_array_sort (parts, mlg_graph_compare_parts);

  return parts;
}

void
mlg_graph_dup_sides (MlgGraph  *graph,
                     MlgLayers  layers,
                     guint      edge,
                     GArray   **side_a,
                     GArray   **side_b)
{
  g_autoptr(MlgGraphTies) ties = mlg_graph_ties_new (graph, layers);
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);
  g_autofree guint8 *seen = g_new0 (guint8, mlg_graph_get_n_nodes (graph) + 1);

  /* Other ties of the same two would join the sides: those are held back with it. */
  *side_a = collect (ties, edges[edge].a, edges[edge].b, edge, seen);
  memset (seen, 0, mlg_graph_get_n_nodes (graph));
  *side_b = collect (ties, edges[edge].b, edges[edge].a, edge, seen);
}
