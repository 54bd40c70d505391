/* The demonstration territory, measured: docs/domain.md §4.3, value for value. */

#include "../own-project-fixture.h"

#include "analysis/mlg-measures.h"
#include "exchange/mlg-project-graph.h"

#include <glib/gstdio.h>

typedef struct
{
  const char     *name;
  MlgGraphLayers  layers;
  guint           n_links;
  guint           n_isolates;
  const char     *sizes;
} Expected;

static const Expected expected[] = {
  { "partnerships", MLG_GRAPH_PARTNERSHIPS, 52, 9, "19, 8, 7, 7, 4, 4, 4, 3, 2, 2, 2" },
  { "established", MLG_GRAPH_FACTS_ONLY, 35, 24, "8, 7, 5, 4, 4, 4, 4, 3, 2, 2, 2, 2" },
  { "memberships", MLG_GRAPH_MEMBERSHIPS, 57, 9, "38, 8, 7, 4, 3, 2" },
  { "copresence", MLG_GRAPH_MEMBERSHIPS | MLG_GRAPH_COPRESENCE, 81, 6, "41, 8, 7, 4, 3, 2" },
};

static char *
list_sizes (MlgMeasures *measures)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < measures->islands->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? ", " : "",
                            ((GArray *) g_ptr_array_index (measures->islands, i))->len);

  return g_string_free (text, FALSE);
}

static void
test_islands_of_each_layer (Fixture       *f,
                            gconstpointer  data)
{
  const Expected *it = data;
  g_autoptr(MlgGraph) graph = mlg_project_graph_new (f->project, it->layers);
  g_autoptr(MlgMeasures) measures = mlg_measures_new (graph, MLG_LAYER_ALL, MLG_MEASURE_BASIC);
  g_autofree char *sizes = list_sizes (measures);

  g_assert_cmpuint (measures->n_nodes, ==, 71);
  g_assert_cmpuint (measures->n_links, ==, it->n_links);
  g_assert_cmpuint (measures->isolates->len, ==, it->n_isolates);
  g_assert_cmpstr (sizes, ==, it->sizes);
}

/* The same from one graph with everything in it, as the window has it. */
static void
test_facts_are_a_layer_too (Fixture       *f,
                            gconstpointer  data)
{
  g_autoptr(MlgGraph) graph = mlg_project_graph_new (f->project, MLG_GRAPH_PARTNERSHIPS);
  g_autoptr(MlgMeasures) measures = mlg_measures_new (graph, MLG_LAYER_ALL | MLG_LAYER_FACTS_ONLY, MLG_MEASURE_BASIC);
  g_autofree char *sizes = list_sizes (measures);

  g_assert_cmpstr (sizes, ==, expected[1].sizes);
  g_assert_cmpuint (measures->isolates->len, ==, 24);
}

static guint
find_named (MlgGraph   *graph,
            const char *name)
{
  for (guint i = 0; i < mlg_graph_get_n_nodes (graph); i++)
    if (g_strcmp0 (mlg_graph_get_nodes (graph)[i].name, name) == 0)
      return i;

  g_error ("no actor %s", name);
}

static void
test_isolated_actors_by_name (Fixture       *f,
                              gconstpointer  data)
{
  static const char *const names[] = {
    "Cheminements-Solidaires", "ESS France", "CGDD", "WikiRésilience", "Incroyables Comestibles de Clermont-Ferrand",
    "UFISC", "UNADEL", "Chemins de la Transition", "MSH",
  };
  g_autoptr(MlgGraph) graph = mlg_project_graph_new (f->project, MLG_GRAPH_PARTNERSHIPS);
  g_autoptr(MlgMeasures) measures = mlg_measures_new (graph, MLG_LAYER_ALL, MLG_MEASURE_BASIC);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpuint (measures->island[find_named (graph, names[i])], ==, G_MAXUINT);
}

static void
test_degrees (Fixture       *f,
              gconstpointer  data)
{
  static const struct { const char *name; guint degree; } cases[] = {
    { "MES", 11 }, { "Cré-sol", 7 }, { "Apeas", 6 }, { "Pôle Laine du Pays de Saugues", 5 }, { "APES", 4 },
    { "Agglomération de Béthunes-Bruet", 3 },
  };
  g_autoptr(MlgGraph) graph = mlg_project_graph_new (f->project, MLG_GRAPH_PARTNERSHIPS);
  g_autoptr(MlgMeasures) measures = mlg_measures_new (graph, MLG_LAYER_ALL, MLG_MEASURE_BASIC);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (measures->degree[find_named (graph, cases[i].name)], ==, cases[i].degree);
}

static void
check_bridges (MlgGraph    *graph,
               const char **names,
               const guint *n_more,
               guint        n)
{
  g_autoptr(MlgMeasures) measures = mlg_measures_new (graph, MLG_LAYER_ALL, MLG_MEASURE_BASIC);
  guint last = G_MAXUINT;

  g_assert_cmpuint (measures->articulations->len, >=, n);
  for (guint i = 0; i < n; i++)
    {
      guint node = find_named (graph, names[i]);
      gboolean found = FALSE;

      for (guint j = 0; j < measures->articulations->len; j++)
        {
          const MlgArticulation *it = &g_array_index (measures->articulations, MlgArticulation, j);

          if (it->node == node)
            {
              g_assert_cmpuint (it->n_more, ==, n_more[i]);
              found = TRUE;
            }
        }
      g_assert_true (found);
    }
  for (guint j = 0; j < measures->articulations->len; j++)
    {
      guint more = g_array_index (measures->articulations, MlgArticulation, j).n_more;

      g_assert_cmpuint (more, <=, last);
      last = more;
    }
}

static void
test_bridges (Fixture       *f,
              gconstpointer  data)
{
  const char *all[] = { "MES", "Cré-sol", "Apeas", "Pôle Laine du Pays de Saugues", "APES",
                        "Réseau des Relais Locaux de l’Économie Solidaire en Occitanie" };
  const guint all_more[] = { 10, 5, 5, 4, 3, 2 };
  const char *facts[] = { "Apeas", "Pôle Laine du Pays de Saugues",
                          "Réseau des Relais Locaux de l’Économie Solidaire en Occitanie", "MIRAMAP",
                          "Générateur Bourgogne Franche-Comté", "Cré-sol" };
  const guint facts_more[] = { 5, 4, 2, 2, 2, 2 };
  g_autoptr(MlgGraph) partnerships = mlg_project_graph_new (f->project, MLG_GRAPH_PARTNERSHIPS);
  g_autoptr(MlgGraph) established = mlg_project_graph_new (f->project, MLG_GRAPH_FACTS_ONLY);

  check_bridges (partnerships, all, all_more, G_N_ELEMENTS (all));
  check_bridges (established, facts, facts_more, G_N_ELEMENTS (facts));
}

/* User story 3: RTES ⇢ MES (wished) → PESAD 21 (membership) → Générateur; no way to Incroyables Comestibles. */
static void
test_way_to_an_actor (Fixture       *f,
                      gconstpointer  data)
{
  g_autoptr(MlgGraph) graph = mlg_project_graph_new (f->project, MLG_GRAPH_MEMBERSHIPS);
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);
  g_autoptr(GArray) way = mlg_graph_find_path (graph, MLG_LAYER_ALL, find_named (graph, "RTES"),
                                               find_named (graph, "Générateur Bourgogne Franche-Comté"));

  g_assert_nonnull (way);
  g_assert_cmpuint (way->len, ==, 3);
  g_assert_false (edges[g_array_index (way, guint, 0)].established);
  g_assert_cmpint (edges[g_array_index (way, guint, 1)].kind, ==, MLG_TIE_MEMBERSHIP);
  g_assert_cmpint (edges[g_array_index (way, guint, 2)].kind, ==, MLG_TIE_PARTNERSHIP);
  g_assert_null (mlg_graph_find_path (graph, MLG_LAYER_ALL, find_named (graph, "RTES"),
                                      find_named (graph, "Incroyables Comestibles de Clermont-Ferrand")));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *path = g_strconcat ("/analysis-demo/islands-of-", expected[i].name, NULL);

      g_test_add (path, Fixture, &expected[i], set_up_demo, test_islands_of_each_layer, tear_down);
    }
#define TEST(name, func) g_test_add ("/analysis-demo/" name, Fixture, NULL, set_up_demo, func, tear_down)
  TEST ("facts-are-a-layer-too", test_facts_are_a_layer_too);
  TEST ("isolated-actors-by-name", test_isolated_actors_by_name);
  TEST ("degrees", test_degrees);
  TEST ("bridges", test_bridges);
  TEST ("way-to-an-actor", test_way_to_an_actor);
#undef TEST

  return g_test_run ();
}
