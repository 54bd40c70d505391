/* The actors of a graph in groups, and the graph of these groups. */

#include "analysis/mlg-grouping.h"

#include <stdlib.h>
#include <string.h>

/* ---- Groups */

typedef struct
{
  GArray *members;
  char   *name;
  guint   number;              /* as it came */
} Set;

static int
compare_sets (gconstpointer a,
              gconstpointer b)
{
  const Set *p = a;
  const Set *q = b;

  if (p->members->len != q->members->len)
    return p->members->len > q->members->len ? -1 : 1;

  return p->number < q->number ? -1 : p->number > q->number;
}

MlgGrouping *
mlg_grouping_new (guint       n_nodes,
                  GPtrArray  *sets,
                  GPtrArray  *names,
                  gboolean    ordered,
                  const char *none)
{
  MlgGrouping *self = g_atomic_rc_box_new0 (MlgGrouping);
  g_autofree Set *sorted = g_new0 (Set, sets->len + 1);

  self->members = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->names = g_new0 (char *, sets->len + 1);
  self->of = g_new (guint, n_nodes + 1);
  self->ordered = ordered;
  self->none = g_strdup (none);
  memset (self->of, 0xff, (n_nodes + 1) * sizeof (guint));

  for (guint i = 0; i < sets->len; i++)
    sorted[i] = (Set) { g_ptr_array_index (sets, i), g_ptr_array_index (names, i), i };
  if (!ordered)
    qsort (sorted, sets->len, sizeof (Set), compare_sets);

  for (guint i = 0; i < sets->len; i++)
    if (sorted[i].members->len > 0)
      {
        for (guint k = 0; k < sorted[i].members->len; k++)
          {
            guint node = g_array_index (sorted[i].members, guint, k);

            if (self->of[node] == G_MAXUINT)
              self->of[node] = self->n;
          }
        self->names[self->n++] = g_strdup (sorted[i].name);
        g_ptr_array_add (self->members, g_array_ref (sorted[i].members));
      }
  g_ptr_array_unref (sets);
  g_ptr_array_unref (names);

  return self;
}

MlgGrouping *
mlg_grouping_ref (MlgGrouping *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_grouping (gpointer data)
{
  MlgGrouping *self = data;

  g_strfreev (self->names);
  g_ptr_array_unref (self->members);
  g_free (self->of);
  g_free (self->none);
}

void
mlg_grouping_unref (MlgGrouping *self)
{
  g_atomic_rc_box_release_full (self, clear_grouping);
}

/* ---- Communities */

MlgGrouping *
mlg_grouping_new_communities (MlgGraph   *graph,
                              MlgLayers   layers,
                              const char *name_of,
                              const char *none)
{
  g_autoptr(MlgMeasures) measures = mlg_measures_new (graph, layers, MLG_MEASURE_COMMUNITY);
  const MlgGraphNode *nodes = mlg_graph_get_nodes (graph);
  GPtrArray *sets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autofree guint *heads = g_new (guint, measures->n_communities + 1);

  for (guint i = 0; i < measures->n_communities; i++)
    {
      g_ptr_array_add (sets, g_array_new (FALSE, FALSE, sizeof (guint)));
      heads[i] = G_MAXUINT;
    }
  for (guint i = 0; measures->community != NULL && i < measures->n_nodes; i++)
    if (measures->degree[i] > 0)
      {
        guint community = measures->community[i];

        g_array_append_val ((GArray *) g_ptr_array_index (sets, community), i);
        if (heads[community] == G_MAXUINT || measures->degree[i] > measures->degree[heads[community]])
          heads[community] = i;
      }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  for (guint i = 0; i < measures->n_communities; i++)
    g_ptr_array_add (names, g_strdup_printf (name_of, heads[i] == G_MAXUINT ? "" :
                                             nodes[heads[i]].short_name != NULL ? nodes[heads[i]].short_name : nodes[heads[i]].name));
#pragma GCC diagnostic pop

  return mlg_grouping_new (measures->n_nodes, sets, names, FALSE, none);
}

/* ---- The graph of the groups */

typedef struct
{
  MlgGraph    *graph;
  GArray      *nodes, *edges;
  GHashTable  *pairs;          /* both nodes in one number → edge + 1 */
  const guint *node_of;
} Joining;

static void
add_up (MlgGraphEdge       *sum,
        const MlgGraphEdge *edge,
        gboolean            turned)
{
  const guint *forth = turned ? edge->n_back : edge->n_forth;
  const guint *back = turned ? edge->n_forth : edge->n_back;

  if (!sum->established && (edge->established || sum->status == NULL))
    {
      g_free (sum->status);
      sum->status = g_strdup (edge->status);
    }
  sum->established |= edge->established;
  sum->n_axes++;
  sum->n_market += edge->n_market;
  sum->n_non_market += edge->n_non_market;
  sum->n_non_monetary += edge->n_non_monetary;
  sum->n_unqualified += edge->n_unqualified;
  for (guint e = 0; e < MLG_N_TIE_ECONOMIES; e++)
    {
      sum->n_forth[e] += forth[e];
      sum->n_back[e] += back[e];
    }
}

static void
join_edges (Joining *joining)
{
  const MlgGraphEdge *edges = mlg_graph_get_edges (joining->graph);

  for (guint i = 0; i < mlg_graph_get_n_edges (joining->graph); i++)
    {
      guint a = joining->node_of[edges[i].a];
      guint b = joining->node_of[edges[i].b];
      gint64 key = (gint64) MIN (a, b) << 33 | (gint64) MAX (a, b) << 2 | edges[i].kind;
      guint found = GPOINTER_TO_UINT (g_hash_table_lookup (joining->pairs, &key));

      if (a == b)
        continue;
      if (found == 0)
        {
          MlgGraphEdge edge = { .id = edges[i].id, .a = MIN (a, b), .b = MAX (a, b), .kind = edges[i].kind };

          g_array_append_val (joining->edges, edge);
          found = joining->edges->len;
          g_hash_table_insert (joining->pairs, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (found));
        }
      add_up (&g_array_index (joining->edges, MlgGraphEdge, found - 1), &edges[i], a > b);
    }
}

/* The same group has the same id the next time, so that it is found where it stood. */
static guint
add_group (Joining    *joining,
           const char *name,
           guint       category)
{
  static const MlgId space = { { 0x6d, 0x6c, 0x67, 0x67, 0x72, 0x6f, 0x75, 0x70, 0x70, 0x6f, 0x75, 0x70, 0x67, 0x6c, 0x6d, 0x01 } };
  MlgGraphNode node = { .id = mlg_id_derive (&space, name, strlen (name)), .name = g_strdup (name), .category = category };

  g_array_append_val (joining->nodes, node);

  return joining->nodes->len - 1;
}

static void
enter (Joining *joining,
       guint   *node_of,
       guint    actor,
       guint    group)
{
  MlgGraphNode *node = &g_array_index (joining->nodes, MlgGraphNode, group);
  const MlgGraphNode *nodes = mlg_graph_get_nodes (joining->graph);

  node_of[actor] = group;
  node->n_actors++;
  node->headcount++;
  /* A group of one category has its colour. */
  node->category = node->n_actors == 1 ? nodes[actor].category : node->category == nodes[actor].category ? node->category : G_MAXUINT;
}

MlgGraph *
mlg_graph_new_of_groups (MlgGraph           *graph,
                         const MlgGrouping  *groups,
                         guint               max,
                         const char         *others,
                         guint             **node_of)
{
  guint n_nodes = mlg_graph_get_n_nodes (graph);
  guint n_shown = MIN (groups->n, max);
  g_autoptr(GHashTable) pairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree guint *own = g_new0 (guint, n_nodes + 1);
  Joining joining = { graph, g_array_new (FALSE, TRUE, sizeof (MlgGraphNode)),
                      g_array_new (FALSE, TRUE, sizeof (MlgGraphEdge)), pairs, own };
  guint rest = G_MAXUINT, none = G_MAXUINT;

  for (guint i = 0; i < n_shown; i++)
    add_group (&joining, groups->names[i], G_MAXUINT);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  if (groups->n > n_shown)
    {
      g_autofree char *name = g_strdup_printf (others, groups->n - n_shown);

      rest = add_group (&joining, name, G_MAXUINT);
    }
#pragma GCC diagnostic pop

  for (guint i = 0; i < n_nodes; i++)
    {
      guint group = groups->of[i];

      if (group == G_MAXUINT && none == G_MAXUINT)
        none = add_group (&joining, groups->none != NULL ? groups->none : "", G_MAXUINT);
      enter (&joining, own, i, group == G_MAXUINT ? none : group < n_shown ? group : rest);
    }
  join_edges (&joining);
  if (node_of != NULL)
    *node_of = g_steal_pointer (&own);

  return mlg_graph_new (joining.nodes, joining.edges);
}

/* ---- Parts */

MlgGraph *
mlg_graph_new_of_nodes (MlgGraph *graph,
                        GArray   *nodes)
{
  guint n_nodes = mlg_graph_get_n_nodes (graph);
  const MlgGraphNode *all = mlg_graph_get_nodes (graph);
  const MlgGraphEdge *ties = mlg_graph_get_edges (graph);
  g_autofree guint *number = g_new (guint, n_nodes + 1);
  GArray *part = g_array_new (FALSE, TRUE, sizeof (MlgGraphNode));
  GArray *edges = g_array_new (FALSE, TRUE, sizeof (MlgGraphEdge));

  memset (number, 0xff, (n_nodes + 1) * sizeof (guint));
  for (guint i = 0; i < nodes->len; i++)
    {
      guint from = g_array_index (nodes, guint, i);
      MlgGraphNode node = all[from];

      node.name = g_strdup (node.name);
      node.short_name = g_strdup (node.short_name);
      number[from] = part->len;
      g_array_append_val (part, node);
    }
  for (guint i = 0; i < mlg_graph_get_n_edges (graph); i++)
    if (number[ties[i].a] != G_MAXUINT && number[ties[i].b] != G_MAXUINT)
      {
        MlgGraphEdge edge = ties[i];

        edge.a = number[edge.a];
        edge.b = number[edge.b];
        edge.status = g_strdup (edge.status);
        g_array_append_val (edges, edge);
      }

  return mlg_graph_new (part, edges);
}

GArray *
mlg_graph_list_around (MlgGraph *graph,
                       guint     node,
                       guint     steps,
                       guint     max)
{
  guint n_nodes = mlg_graph_get_n_nodes (graph);
  guint n_edges = mlg_graph_get_n_edges (graph);
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);
  g_autofree guint *first = g_new0 (guint, n_nodes + 3);
  g_autofree guint *others = g_new (guint, 2 * n_edges + 1);
  g_autofree guint8 *seen = g_new0 (guint8, n_nodes + 1);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  guint from = 0;

  for (guint i = 0; i < n_edges; i++)
    {
      first[edges[i].a + 2]++;
      first[edges[i].b + 2]++;
    }
  for (guint i = 2; i < n_nodes + 2; i++)
    first[i] += first[i - 1];
  for (guint i = 0; i < n_edges; i++)
    {
      others[first[edges[i].a + 1]++] = edges[i].b;
      others[first[edges[i].b + 1]++] = edges[i].a;
    }

  g_array_append_val (found, node);
  seen[node] = TRUE;
  for (guint step = 0; step < steps && found->len < max; step++)
    {
      guint end = found->len;

      for (; from < end; from++)
        for (guint k = first[g_array_index (found, guint, from)]; k < first[g_array_index (found, guint, from) + 1] && found->len < max; k++)
          if (!seen[others[k]])
            {
              seen[others[k]] = TRUE;
              g_array_append_val (found, others[k]);
            }
    }

  return found;
}
