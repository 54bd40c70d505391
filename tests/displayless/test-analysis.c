/* Measures of graphs: the demonstration's own values (docs/domain.md §4.3) are checked through
 * the file in test-analysis-demo; here, small graphs one can check by eye, and random ones
 * against the definitions themselves, taken literally.
 */

#include "analysis/mlg-measures.h"

/* Nodes are letters: "AB BC" is A–B–C. A capital pair is established, "ab" is a wish. */
static MlgGraph *
graph_from_text (guint       n_nodes,
                 const char *text)
{
  GArray *nodes = g_array_new (FALSE, TRUE, sizeof (MlgGraphNode));
  GArray *edges = g_array_new (FALSE, TRUE, sizeof (MlgGraphEdge));
  g_auto(GStrv) pairs = g_strsplit (text, " ", -1);

  for (guint i = 0; i < n_nodes; i++)
    {
      MlgGraphNode node = { .id = mlg_id_new (), .name = g_strdup_printf ("%c", 'A' + i), .category = G_MAXUINT };

      g_array_append_val (nodes, node);
    }
  for (guint i = 0; pairs[i] != NULL; i++)
    if (pairs[i][0] != '\0')
      {
        MlgGraphEdge edge = { .id = mlg_id_new (), .a = g_ascii_toupper (pairs[i][0]) - 'A',
                              .b = g_ascii_toupper (pairs[i][1]) - 'A', .kind = MLG_TIE_PARTNERSHIP,
                              .established = g_ascii_isupper (pairs[i][0]), .n_axes = 1 };

        g_array_append_val (edges, edge);
      }

  return mlg_graph_new (nodes, edges);
}

static char *
name_all (GArray *nodes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < nodes->len; i++)
    g_string_append_c (text, 'A' + g_array_index (nodes, guint, i));

  return g_string_free (text, FALSE);
}

static void
test_islands_from_large_to_small (void)
{
  g_autoptr(MlgGraph) graph = graph_from_text (8, "DE AB BC DF GE");
  g_autoptr(MlgMeasures) measures = mlg_measures_new (graph, MLG_LAYER_ALL, MLG_MEASURE_BASIC);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *isolates = name_all (measures->isolates);

  g_assert_cmpuint (measures->islands->len, ==, 2);
  first = name_all (g_ptr_array_index (measures->islands, 0));
  second = name_all (g_ptr_array_index (measures->islands, 1));
  g_assert_cmpstr (first, ==, "DEFG");
  g_assert_cmpstr (second, ==, "ABC");
  g_assert_cmpstr (isolates, ==, "H");
  g_assert_cmpuint (measures->island[0], ==, 1);
  g_assert_cmpuint (measures->island[7], ==, G_MAXUINT);
}

/*  A, C and D hang on B; E–F–G–E is a ring that hangs on D. */
static void
test_bridging_actors_say_how_many_islands_more (void)
{
  g_autoptr(MlgGraph) graph = graph_from_text (7, "AB CB BD DE EF FG GE");
  g_autoptr(MlgMeasures) measures = mlg_measures_new (graph, MLG_LAYER_ALL, MLG_MEASURE_BASIC);
  const MlgArticulation *found = (const MlgArticulation *) (gpointer) measures->articulations->data;

  g_assert_cmpuint (measures->articulations->len, ==, 3);
  g_assert_cmpuint (found[0].node, ==, 1);
  g_assert_cmpuint (found[0].n_more, ==, 2);
  g_assert_cmpuint (found[1].node, ==, 4);    /* three links, so before D */
  g_assert_cmpuint (found[1].n_more, ==, 1);
  g_assert_cmpuint (found[2].node, ==, 3);
  g_assert_cmpuint (measures->bridges->len, ==, 4);
}

static void
test_two_ties_of_one_pair_are_one_link (void)
{
  g_autoptr(MlgGraph) graph = graph_from_text (3, "AB BA BC CC");
  g_autoptr(MlgMeasures) measures = mlg_measures_new (graph, MLG_LAYER_ALL, MLG_MEASURE_BASIC);

  g_assert_cmpuint (measures->n_links, ==, 2);
  g_assert_cmpuint (measures->degree[1], ==, 2);
  g_assert_cmpuint (measures->degree[2], ==, 1);
  g_assert_cmpuint (measures->bridges->len, ==, 2);
  g_assert_cmpuint (g_array_index (measures->bridges, guint, 0), ==, 0);
}

static void
test_facts_leave_wishes_out (void)
{
  g_autoptr(MlgGraph) graph = graph_from_text (4, "AB bc CD");
  g_autoptr(MlgMeasures) all = mlg_measures_new (graph, MLG_LAYER_ALL, MLG_MEASURE_BASIC);
  g_autoptr(MlgMeasures) facts = mlg_measures_new (graph, MLG_LAYER_ALL | MLG_LAYER_FACTS_ONLY, MLG_MEASURE_BASIC);

  g_assert_cmpuint (all->islands->len, ==, 1);
  g_assert_cmpuint (facts->islands->len, ==, 2);
  g_assert_cmpuint (facts->n_links, ==, 2);
}

static void
test_relays_lie_on_the_shortest_ways (void)
{
  g_autoptr(MlgGraph) graph = graph_from_text (5, "AB BC CD BE");
  g_autoptr(MlgMeasures) measures = mlg_measures_new (graph, MLG_LAYER_ALL,
                                                      MLG_MEASURE_BETWEENNESS | MLG_MEASURE_CORE | MLG_MEASURE_COMMUNITY);
  g_autoptr(GArray) relays = mlg_measures_dup_relays (measures);
  g_autofree char *names = name_all (relays);

  g_assert_cmpstr (names, ==, "BC");
  g_assert_cmpfloat_with_epsilon (measures->betweenness[1], 5, 1e-9);   /* A–C A–D A–E C–E D–E */
  g_assert_cmpfloat_with_epsilon (measures->betweenness[2], 3, 1e-9);   /* A–D B–D E–D */
  g_assert_cmpuint (measures->core[0], ==, 1);
  g_assert_cmpuint (measures->n_communities, >=, 1);
}

static void
test_shortest_way_prefers_facts (void)
{
  g_autoptr(MlgGraph) graph = graph_from_text (6, "ab BC AB CD");
  g_autoptr(GArray) path = mlg_graph_find_path (graph, MLG_LAYER_ALL, 0, 3);
  g_autoptr(GArray) none = mlg_graph_find_path (graph, MLG_LAYER_ALL, 0, 5);
  g_autoptr(GArray) here = mlg_graph_find_path (graph, MLG_LAYER_ALL, 2, 2);

  g_assert_nonnull (path);
  g_assert_cmpuint (path->len, ==, 3);
  g_assert_cmpuint (g_array_index (path, guint, 0), ==, 2);     /* AB, not the wish ab */
  g_assert_cmpuint (g_array_index (path, guint, 2), ==, 3);
  g_assert_null (none);
  g_assert_nonnull (here);
  g_assert_cmpuint (here->len, ==, 0);
}

static void
test_empty_graph_is_measured (void)
{
  g_autoptr(MlgGraph) graph = graph_from_text (0, "");
  g_autoptr(MlgMeasures) measures = mlg_measures_new (graph, MLG_LAYER_ALL, MLG_MEASURE_BETWEENNESS | MLG_MEASURE_COMMUNITY);

  g_assert_cmpuint (measures->n_links, ==, 0);
  g_assert_cmpuint (measures->islands->len, ==, 0);
}

/* ---- Random graphs, against the definitions */

/* Groups of linked nodes, without @gone_node and without @gone_pair. */
static guint
count_groups (guint           n,
              const gboolean *linked,
              guint           gone_node,
              guint           gone_a,
              guint           gone_b)
{
  g_autofree guint *stack = g_new (guint, n * n + 1);
  g_autofree gboolean *seen = g_new0 (gboolean, n);
  guint n_groups = 0;

  for (guint start = 0; start < n; start++)
    {
      guint depth = 0;

      if (seen[start] || start == gone_node)
        continue;
      n_groups++;
      seen[start] = TRUE;
      stack[depth++] = start;
      while (depth > 0)
        {
          guint at = stack[--depth];

          for (guint to = 0; to < n; to++)
            if (linked[at * n + to] && !seen[to] && to != gone_node &&
                !(at == gone_a && to == gone_b) && !(at == gone_b && to == gone_a))
              {
                seen[to] = TRUE;
                stack[depth++] = to;
              }
        }
    }

  return n_groups;
}

static guint
stated_more (MlgMeasures *measures,
             guint        node)
{
  for (guint i = 0; i < measures->articulations->len; i++)
    if (g_array_index (measures->articulations, MlgArticulation, i).node == node)
      return g_array_index (measures->articulations, MlgArticulation, i).n_more;

  return 0;
}

/* Ways of least length between any two, and how many there are. */
static void
count_ways (guint           n,
            const gboolean *linked,
            guint          *length,
            double         *ways)
{
  for (guint from = 0; from < n; from++)
    {
      for (guint to = 0; to < n; to++)
        {
          length[from * n + to] = to == from ? 0 : G_MAXUINT;
          ways[from * n + to] = to == from;
        }
      for (guint steps = 0; steps < n; steps++)
        for (guint at = 0; at < n; at++)
          for (guint to = 0; length[from * n + at] == steps && to < n; to++)
            if (linked[at * n + to] && length[from * n + to] > steps)
              {
                length[from * n + to] = steps + 1;
                ways[from * n + to] += ways[from * n + at];
              }
    }
}

/* For each pair, the part of its shortest ways that goes through @node. */
static double
sum_betweenness (guint         n,
                 const guint  *length,
                 const double *ways,
                 guint         node)
{
  double sum = 0;

  for (guint a = 0; a < n; a++)
    for (guint b = a + 1; b < n; b++)
      if (a != node && b != node && length[a * n + b] != G_MAXUINT && length[a * n + node] != G_MAXUINT &&
          length[node * n + b] != G_MAXUINT && length[a * n + node] + length[node * n + b] == length[a * n + b])
        sum += ways[a * n + node] * ways[node * n + b] / ways[a * n + b];

  return sum;
}

/* Those who have fewer than @k links leave, again and again: does @node stay? */
static gboolean
is_in_core (guint           n,
            const gboolean *linked,
            guint           k,
            guint           node)
{
  g_autofree gboolean *gone = g_new0 (gboolean, n);
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < n; i++)
        {
          guint degree = 0;

          for (guint j = 0; j < n; j++)
            degree += linked[i * n + j] && !gone[j];
          if (!gone[i] && degree < k)
            gone[i] = again = TRUE;
        }
    }

  return !gone[node];
}

static void
check_measures (guint           n,
                const gboolean *linked,
                MlgMeasures    *measures)
{
  g_autofree guint *length = g_new (guint, n * n);
  g_autofree double *ways = g_new (double, n * n);

  count_ways (n, linked, length, ways);
  for (guint i = 0; i < n; i++)
    {
      guint degree = 0;

      for (guint j = 0; j < n; j++)
        degree += linked[i * n + j];
      g_assert_cmpuint (measures->degree[i], ==, degree);
      g_assert_cmpfloat_with_epsilon (measures->betweenness[i], sum_betweenness (n, length, ways, i), 1e-6);
      g_assert_true (is_in_core (n, linked, measures->core[i], i));
      g_assert_false (is_in_core (n, linked, measures->core[i] + 1, i));
      /* A group of its own is no tie between islands. */
      for (guint j = 0; j < n; j++)
        if (measures->community[i] == measures->community[j])
          g_assert_cmpuint (length[i * n + j], !=, G_MAXUINT);
    }
}

/* Two rings of three that one link joins: two groups, whoever measures. */
static void
test_close_groups (void)
{
  g_autoptr(MlgGraph) graph = graph_from_text (7, "AB BC CA CD DE EF FD");
  g_autoptr(MlgMeasures) measures = mlg_measures_new (graph, MLG_LAYER_ALL, MLG_MEASURE_COMMUNITY | MLG_MEASURE_CORE);
  g_autoptr(MlgMeasures) again = mlg_measures_new (graph, MLG_LAYER_ALL, MLG_MEASURE_COMMUNITY);
  static const guint cores[] = { 2, 2, 2, 2, 2, 2, 0 };

  g_assert_cmpuint (measures->n_communities, ==, 3);
  g_assert_cmpuint (measures->community[0], ==, measures->community[1]);
  g_assert_cmpuint (measures->community[0], ==, measures->community[2]);
  g_assert_cmpuint (measures->community[3], ==, measures->community[4]);
  g_assert_cmpuint (measures->community[3], ==, measures->community[5]);
  g_assert_cmpuint (measures->community[0], !=, measures->community[3]);
  for (guint i = 0; i < G_N_ELEMENTS (cores); i++)
    {
      g_assert_cmpuint (measures->core[i], ==, cores[i]);
      g_assert_cmpuint (measures->community[i], ==, again->community[i]);
    }
}

static void
check_against_definitions (GRand *rand)
{
  guint n = g_rand_int_range (rand, 2, 20);
  guint n_pairs = g_rand_int_range (rand, 0, 2 * n);
  g_autofree gboolean *linked = g_new0 (gboolean, n * n);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(MlgGraph) graph = NULL;
  g_autoptr(MlgMeasures) measures = NULL;
  guint n_groups;

  for (guint i = 0; i < n_pairs; i++)
    {
      guint a = g_rand_int_range (rand, 0, n);
      guint b = g_rand_int_range (rand, 0, n);

      g_string_append_printf (text, "%c%c ", 'A' + a, 'A' + b);
      if (a != b)
        linked[a * n + b] = linked[b * n + a] = TRUE;
    }
  graph = graph_from_text (n, text->str);
  measures = mlg_measures_new (graph, MLG_LAYER_ALL, MLG_MEASURE_BETWEENNESS | MLG_MEASURE_CORE | MLG_MEASURE_COMMUNITY);
  check_measures (n, linked, measures);
  n_groups = count_groups (n, linked, n, n, n);

  g_assert_cmpuint (measures->isolates->len + measures->islands->len, ==, n_groups);
  for (guint i = 0; i < n; i++)
    {
      guint without = count_groups (n, linked, i, n, n);

      g_assert_cmpuint (stated_more (measures, i), ==, without > n_groups ? without - n_groups : 0);
    }
  for (guint i = 0; i < measures->bridges->len; i++)
    {
      const MlgGraphEdge *edge = &mlg_graph_get_edges (graph)[g_array_index (measures->bridges, guint, i)];

      g_assert_cmpuint (count_groups (n, linked, n, edge->a, edge->b), ==, n_groups + 1);
    }
}

static void
test_random_graphs_agree_with_the_definitions (void)
{
  const char *given = g_getenv ("MLG_SEED");
  guint32 seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("MLG_SEED=%u", seed);
  for (guint i = 0; i < 400; i++)
    check_against_definitions (rand);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/islands-from-large-to-small", test_islands_from_large_to_small);
  g_test_add_func ("/analysis/bridging-actors-say-how-many-islands-more", test_bridging_actors_say_how_many_islands_more);
  g_test_add_func ("/analysis/two-ties-of-one-pair-are-one-link", test_two_ties_of_one_pair_are_one_link);
  g_test_add_func ("/analysis/facts-leave-wishes-out", test_facts_leave_wishes_out);
  g_test_add_func ("/analysis/relays-lie-on-the-shortest-ways", test_relays_lie_on_the_shortest_ways);
  g_test_add_func ("/analysis/shortest-way-prefers-facts", test_shortest_way_prefers_facts);
  g_test_add_func ("/analysis/empty-graph-is-measured", test_empty_graph_is_measured);
  g_test_add_func ("/analysis/close-groups", test_close_groups);
  g_test_add_func ("/analysis/random-graphs-agree-with-the-definitions", test_random_graphs_agree_with_the_definitions);

  return g_test_run ();
}
