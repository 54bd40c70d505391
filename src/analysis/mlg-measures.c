/* Measures of a graph. The only file that knows igraph; it compiles with 0.10 and with 1.0.
 *
 * igraph's own error handler ends the process. Ours says nothing and lets the return code
 * speak; it is set at each entry because igraph keeps it per thread.
 */

#include "analysis/mlg-measures.h"

#include <igraph.h>
#include <string.h>

#if IGRAPH_VERSION_MAJOR >= 1
typedef igraph_int_t Int;
#define BETWEENNESS(graph, result) \
  igraph_betweenness (graph, NULL, result, igraph_vss_all (), IGRAPH_UNDIRECTED, false)
#else
typedef igraph_integer_t Int;
#define BETWEENNESS(graph, result) \
  igraph_betweenness (graph, result, igraph_vss_all (), IGRAPH_UNDIRECTED, NULL)
#endif

typedef igraph_error_t Result;

/* ---- From our graph to a simple one */

typedef struct
{
  guint32 a, b;       /* a < b */
  guint   edge;       /* the first tie of this pair */
} Pair;

static int
compare_pairs (gconstpointer one,
               gconstpointer other)
{
  const Pair *p = one;
  const Pair *q = other;

  if (p->a != q->a)
    return p->a < q->a ? -1 : 1;
  if (p->b != q->b)
    return p->b < q->b ? -1 : 1;

  return p->edge < q->edge ? -1 : p->edge > q->edge;
}

static GArray *
collect_pairs (MlgGraph  *graph,
               MlgLayers  layers)
{
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  guint n = 0;

  for (guint i = 0; i < mlg_graph_get_n_edges (graph); i++)
    {
      Pair pair = { MIN (edges[i].a, edges[i].b), MAX (edges[i].a, edges[i].b), i };

      if (mlg_graph_edge_is_in (&edges[i], layers) && pair.a != pair.b)
        g_array_append_val (pairs, pair);
    }

  g_array_sort (pairs, compare_pairs);

  for (guint i = 0; i < pairs->len; i++)
    {
      Pair pair = g_array_index (pairs, Pair, i);
      Pair *last = n > 0 ? &g_array_index (pairs, Pair, n - 1) : NULL;

      if (last == NULL || last->a != pair.a || last->b != pair.b)
        g_array_index (pairs, Pair, n++) = pair;
    }
  g_array_set_size (pairs, n);

  return pairs;
}

static Result
make_igraph (igraph_t *graph,
             guint     n_nodes,
             GArray   *pairs)
{
  igraph_vector_int_t ends;
  Result result = igraph_vector_int_init (&ends, 2 * (Int) pairs->len);

  if (result != IGRAPH_SUCCESS)
    return result;

  for (guint i = 0; i < pairs->len; i++)
    {
      VECTOR (ends)[2 * i] = g_array_index (pairs, Pair, i).a;
      VECTOR (ends)[2 * i + 1] = g_array_index (pairs, Pair, i).b;
    }

  result = igraph_create (graph, &ends, n_nodes, IGRAPH_UNDIRECTED);
  igraph_vector_int_destroy (&ends);

  return result;
}

/* ---- Islands */

static void
sort_members (MlgMeasures *self,
              GPtrArray   *members)
{
  for (guint i = 0; i < members->len; i++)
    {
      GArray *group = g_ptr_array_index (members, i);

      if (group->len == 1)
        g_array_append_vals (self->isolates, group->data, 1);
      else if (group->len > 1)
        g_ptr_array_add (self->islands, g_array_ref (group));
    }

  g_ptr_array_sort (self->islands, mlg_graph_compare_parts);

  for (guint i = 0; i < self->islands->len; i++)
    {
      GArray *island = g_ptr_array_index (self->islands, i);

      for (guint j = 0; j < island->len; j++)
        self->island[g_array_index (island, guint, j)] = i;
    }
}

static Result
measure_islands (MlgMeasures    *self,
                 const igraph_t *graph)
{
  igraph_vector_int_t component;
  Int n_components = 0;
  Result result = igraph_vector_int_init (&component, 0);

  if (result != IGRAPH_SUCCESS)
    return result;

  result = igraph_connected_components (graph, &component, NULL, &n_components, IGRAPH_WEAK);
  if (result == IGRAPH_SUCCESS)
    {
      g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

      for (Int i = 0; i < n_components; i++)
        g_ptr_array_add (members, g_array_new (FALSE, FALSE, sizeof (guint)));
      for (guint i = 0; i < self->n_nodes; i++)
        g_array_append_val ((GArray *) g_ptr_array_index (members, VECTOR (component)[i]), i);

      sort_members (self, members);
    }
  igraph_vector_int_destroy (&component);

  return result;
}

/* ---- Bridges: links and actors */

static int
compare_numbers (gconstpointer one,
                 gconstpointer other)
{
  guint p = *(const guint *) one;
  guint q = *(const guint *) other;

  return p < q ? -1 : p > q;
}

static Result
measure_bridges (MlgMeasures    *self,
                 const igraph_t *graph,
                 GArray         *pairs)
{
  igraph_vector_int_t bridges;
  Result result = igraph_vector_int_init (&bridges, 0);

  if (result != IGRAPH_SUCCESS)
    return result;

  result = igraph_bridges (graph, &bridges);
  for (Int i = 0; result == IGRAPH_SUCCESS && i < igraph_vector_int_size (&bridges); i++)
    g_array_append_val (self->bridges, g_array_index (pairs, Pair, VECTOR (bridges)[i]).edge);
  g_array_sort (self->bridges, compare_numbers);
  igraph_vector_int_destroy (&bridges);

  return result;
}

static int
compare_articulations (gconstpointer one,
                       gconstpointer other,
                       gpointer      data)
{
  const MlgArticulation *p = one;
  const MlgArticulation *q = other;
  const guint *degree = data;

  if (p->n_more != q->n_more)
    return p->n_more > q->n_more ? -1 : 1;
  if (degree[p->node] != degree[q->node])
    return degree[p->node] > degree[q->node] ? -1 : 1;

  return p->node < q->node ? -1 : p->node > q->node;
}

static void
add_articulations (MlgMeasures *self,
                   const guint *n_blocks)
{
  for (guint i = 0; i < self->n_nodes; i++)
    if (n_blocks[i] > 1)
      {
        MlgArticulation articulation = { i, n_blocks[i] - 1 };

        g_array_append_val (self->articulations, articulation);
      }

  g_array_sort_with_data (self->articulations, compare_articulations, self->degree);
}

/* An actor joins as many parts as there are biconnected blocks that meet in it: taken away,
 * they part, and there is one island more for each block after the first.
 */
static Result
measure_articulations (MlgMeasures    *self,
                       const igraph_t *graph)
{
  igraph_vector_int_list_t blocks;
  Int n_blocks = 0;
  Result result = igraph_vector_int_list_init (&blocks, 0);

  if (result != IGRAPH_SUCCESS)
    return result;

  result = igraph_biconnected_components (graph, &n_blocks, NULL, NULL, &blocks, NULL);
  if (result == IGRAPH_SUCCESS)
    {
      g_autofree guint *counts = g_new0 (guint, self->n_nodes + 1);

      for (Int i = 0; i < igraph_vector_int_list_size (&blocks); i++)
        {
          const igraph_vector_int_t *block = igraph_vector_int_list_get_ptr (&blocks, i);

          for (Int j = 0; j < igraph_vector_int_size (block); j++)
            counts[VECTOR (*block)[j]]++;
        }
      add_articulations (self, counts);
    }
  igraph_vector_int_list_destroy (&blocks);

  return result;
}

/* ---- What is only measured when asked for */

static Result
measure_betweenness (MlgMeasures    *self,
                     const igraph_t *graph)
{
  igraph_vector_t values;
  Result result = igraph_vector_init (&values, 0);

  if (result != IGRAPH_SUCCESS)
    return result;

  result = BETWEENNESS (graph, &values);
  if (result == IGRAPH_SUCCESS)
    {
      self->betweenness = g_new0 (double, self->n_nodes + 1);
      for (guint i = 0; i < self->n_nodes; i++)
        self->betweenness[i] = VECTOR (values)[i];
    }
  igraph_vector_destroy (&values);

  return result;
}

static guint *
dup_numbers (const igraph_vector_int_t *values,
             guint                      n)
{
  guint *numbers = g_new0 (guint, n + 1);

  for (guint i = 0; i < n; i++)
    numbers[i] = VECTOR (*values)[i];

  return numbers;
}

static Result
measure_core (MlgMeasures    *self,
              const igraph_t *graph)
{
  igraph_vector_int_t values;
  Result result = igraph_vector_int_init (&values, 0);

  if (result != IGRAPH_SUCCESS)
    return result;

  result = igraph_coreness (graph, &values, IGRAPH_ALL);
  if (result == IGRAPH_SUCCESS)
    self->core = dup_numbers (&values, self->n_nodes);
  igraph_vector_int_destroy (&values);

  return result;
}

static Result
measure_community (MlgMeasures    *self,
                   const igraph_t *graph)
{
  igraph_vector_int_t values;
  Result result = igraph_vector_int_init (&values, 0);

  if (result != IGRAPH_SUCCESS)
    return result;

  /* The same file always gives the same communities. */
  igraph_rng_seed (igraph_rng_default (), 1);
  result = igraph_community_multilevel (graph, NULL, 1, &values, NULL, NULL);
  if (result == IGRAPH_SUCCESS)
    {
      self->community = dup_numbers (&values, self->n_nodes);
      for (guint i = 0; i < self->n_nodes; i++)
        self->n_communities = MAX (self->n_communities, self->community[i] + 1);
    }
  igraph_vector_int_destroy (&values);

  return result;
}

/* ---- */

static Result
measure (MlgMeasures     *self,
         const igraph_t  *graph,
         GArray          *pairs,
         MlgMeasureFlags  flags)
{
  Result result = measure_islands (self, graph);

  if (result == IGRAPH_SUCCESS)
    result = measure_bridges (self, graph, pairs);
  if (result == IGRAPH_SUCCESS)
    result = measure_articulations (self, graph);
  if (result == IGRAPH_SUCCESS && (flags & MLG_MEASURE_BETWEENNESS))
    result = measure_betweenness (self, graph);
  if (result == IGRAPH_SUCCESS && (flags & MLG_MEASURE_CORE))
    result = measure_core (self, graph);
  if (result == IGRAPH_SUCCESS && (flags & MLG_MEASURE_COMMUNITY))
    result = measure_community (self, graph);

  return result;
}

static MlgMeasures *
allocate (guint n_nodes)
{
  MlgMeasures *self = g_new0 (MlgMeasures, 1);

  self->n_nodes = n_nodes;
  self->isolates = g_array_new (FALSE, FALSE, sizeof (guint));
  self->islands = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->bridges = g_array_new (FALSE, FALSE, sizeof (guint));
  self->articulations = g_array_new (FALSE, FALSE, sizeof (MlgArticulation));
  self->degree = g_new0 (guint, n_nodes + 1);
  self->island = g_new (guint, n_nodes + 1);
  memset (self->island, 0xff, (n_nodes + 1) * sizeof (guint));

  return self;
}

MlgMeasures *
mlg_measures_new (MlgGraph        *graph,
                  MlgLayers        layers,
                  MlgMeasureFlags  flags)
{
  g_autoptr(GArray) pairs = collect_pairs (graph, layers);
  MlgMeasures *self = allocate (mlg_graph_get_n_nodes (graph));
  igraph_t simple;
  Result result;

  igraph_set_error_handler (igraph_error_handler_ignore);
  igraph_set_warning_handler (igraph_warning_handler_ignore);

  self->n_links = pairs->len;
  for (guint i = 0; i < pairs->len; i++)
    {
      self->degree[g_array_index (pairs, Pair, i).a]++;
      self->degree[g_array_index (pairs, Pair, i).b]++;
    }

  result = make_igraph (&simple, self->n_nodes, pairs);
  if (result == IGRAPH_SUCCESS)
    {
      result = measure (self, &simple, pairs, flags);
      igraph_destroy (&simple);
    }

  /* Nothing here fails but for want of memory. */
  if (result != IGRAPH_SUCCESS)
    g_warning ("igraph: %s", igraph_strerror (result));

  return self;
}

void
mlg_measures_free (MlgMeasures *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->isolates);
  g_ptr_array_unref (self->islands);
  g_array_unref (self->bridges);
  g_array_unref (self->articulations);
  g_free (self->degree);
  g_free (self->island);
  g_free (self->betweenness);
  g_free (self->core);
  g_free (self->community);
  g_free (self);
}

static int
compare_relays (gconstpointer one,
                gconstpointer other,
                gpointer      data)
{
  const double *betweenness = data;
  guint p = *(const guint *) one;
  guint q = *(const guint *) other;

  if (betweenness[p] != betweenness[q])
    return betweenness[p] > betweenness[q] ? -1 : 1;

  return p < q ? -1 : p > q;
}

GArray *
mlg_measures_dup_relays (MlgMeasures *self)
{
  GArray *relays = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; self->betweenness != NULL && i < self->n_nodes; i++)
    if (self->betweenness[i] > 0)
      g_array_append_val (relays, i);

  g_array_sort_with_data (relays, compare_relays, self->betweenness);

  return relays;
}
