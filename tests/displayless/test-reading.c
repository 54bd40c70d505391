/* Readings of the graph: on small graphs with answers found by hand, and on the demonstration territory
 * (docs/domain.md §4.3 and stories 3, 8, 9).
 */

#include "analysis/mlg-graph-walk.h"
#include "exchange/mlg-demo.h"
#include "exchange/mlg-project-graph.h"
#include "exchange/mlg-reading.h"
#include "exchange/mlg-time-slice.h"
#include "model/mlg-date.h"
#include "model/mlg-text.h"

#include "../project-fixture.h"

/* ---- small graphs */

/* "A-B B-C D~E": a dash is a fact, a tilde a wish; a lone letter is an actor alone. */
static MlgGraph *
draw (const char *text)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  GArray *nodes = g_array_new (FALSE, TRUE, sizeof (MlgGraphNode));
  GArray *edges = g_array_new (FALSE, TRUE, sizeof (MlgGraphEdge));
  guint n = 0;

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isupper (*c))
      n = MAX (n, (guint) (*c - 'A') + 1);
  for (guint i = 0; i < n; i++)
    {
      MlgGraphNode node = { .name = g_strdup_printf ("%c", 'A' + i), .category = G_MAXUINT };

      node.id.bytes[0] = 1;
      node.id.bytes[15] = i + 1;
      g_array_append_val (nodes, node);
    }
  for (guint i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) == 3)
      {
        MlgGraphEdge edge = { .a = words[i][0] - 'A', .b = words[i][2] - 'A', .established = words[i][1] == '-', .n_axes = 1 };

        edge.id.bytes[0] = 2;
        edge.id.bytes[15] = i + 1;
        g_array_append_val (edges, edge);
      }

  return mlg_graph_new (nodes, edges);
}

static char *
join_nodes (GArray *nodes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < nodes->len; i++)
    g_string_append_c (text, 'A' + g_array_index (nodes, guint, i));
  return g_string_free (text, FALSE);
}

static void
test_distances (void)
{
  g_autoptr(MlgGraph) graph = draw ("A-B B-C C~D D-E F");
  g_autofree guint *all = mlg_graph_dup_distances (graph, MLG_LAYER_ALL, 0, G_MAXUINT);
  g_autofree guint *two = mlg_graph_dup_distances (graph, MLG_LAYER_ALL, 0, 2);
  g_autofree guint *facts = mlg_graph_dup_distances (graph, MLG_LAYER_ALL | MLG_LAYER_FACTS_ONLY, 0, G_MAXUINT);
  static const guint expected[] = { 0, 1, 2, 3, 4, G_MAXUINT };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_cmpuint (all[i], ==, expected[i]);
      g_assert_cmpuint (two[i], ==, expected[i] <= 2 ? expected[i] : G_MAXUINT);
      g_assert_cmpuint (facts[i], ==, expected[i] <= 2 ? expected[i] : G_MAXUINT);
    }
}

/* Without B: A alone, C with D and E, and F. */
static void
test_parts (void)
{
  g_autoptr(MlgGraph) graph = draw ("A-B B-C C-D C-E B~F");
  g_autoptr(GPtrArray) parts = mlg_graph_dup_parts (graph, MLG_LAYER_ALL, 1);
  static const char *const expected[] = { "CDE", "A", "F" };

  g_assert_cmpuint (parts->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *part = join_nodes (parts->pdata[i]);

      g_assert_cmpstr (part, ==, expected[i]);
    }
}

static void
test_sides (void)
{
  g_autoptr(MlgGraph) graph = draw ("A-B B-C A-C C-D D-E");
  g_autoptr(GArray) side_a = NULL, side_b = NULL;

  mlg_graph_dup_sides (graph, MLG_LAYER_ALL, 3, &side_a, &side_b);
  g_assert_cmpuint (side_a->len, ==, 3);
  g_assert_cmpuint (side_b->len, ==, 2);
}

static gboolean
is_not (const MlgId *id,
        gpointer     data)
{
  return !mlg_id_equal (id, data);
}

static void
test_part_of_graph (void)
{
  g_autoptr(MlgGraph) graph = draw ("A-B B-C C-D");
  MlgId gone = mlg_graph_get_nodes (graph)[1].id;
  g_autoptr(MlgGraph) part = mlg_graph_new_part (graph, is_not, &gone);

  g_assert_cmpuint (mlg_graph_get_n_nodes (part), ==, 3);
  g_assert_cmpuint (mlg_graph_get_n_edges (part), ==, 1);
  g_assert_cmpstr (mlg_graph_get_nodes (part)[mlg_graph_get_edges (part)[0].a].name, ==, "C");
  g_assert_cmpstr (mlg_graph_get_nodes (part)[mlg_graph_get_edges (part)[0].b].name, ==, "D");
}

/* A fact is walked before a wish of the same length. */
static void
test_path_prefers_facts (void)
{
  g_autoptr(MlgGraph) graph = draw ("A~B B~D A-C C-D");
  g_autoptr(GArray) path = mlg_graph_find_path (graph, MLG_LAYER_ALL, 0, 3);

  g_assert_cmpuint (path->len, ==, 2);
  g_assert_cmpuint (g_array_index (path, guint, 0), ==, 2);
  g_assert_cmpuint (g_array_index (path, guint, 1), ==, 3);
}

/* ---- the demonstration */

static MlgProject *project;

static MlgId
find (const char *key)
{
  MlgId id = { { 0 } };

  g_assert_true (mlg_project_resolve (project, NULL, key, &id, NULL));
  return id;
}

static MlgReading *
ask (MlgGraphLayers      layers,
     MlgReadingQuestion *question)
{
  g_autoptr(MlgGraph) graph = mlg_project_graph_new (project, layers);

  question->layers |= MLG_LAYER_ALL;
  return mlg_reading_new (graph, mlg_project_get_store (project), question);
}

static const char *
get_text (MlgReading *reading,
          guint       line)
{
  g_assert_cmpuint (line, <, reading->lines->len);
  return ((MlgReadingLine *) reading->lines->pdata[line])->text;
}

/* Story 3: the wished step is told from the others. */
static void
test_path (void)
{
  MlgReadingQuestion question = { .kind = MLG_READING_PATH, .from = find ("a-rtes"), .to = find ("a-generateur") };
  g_autoptr(MlgReading) reading = ask (MLG_GRAPH_MEMBERSHIPS, &question);
  MlgId mes = find ("a-mes"), pesad = find ("a-pesad21");
  MlgReadingStep *steps;

  g_assert_nonnull (reading->steps);
  g_assert_cmpuint (reading->steps->len, ==, 3);
  steps = (MlgReadingStep *) (gpointer) reading->steps->data;
  g_assert_true (mlg_id_equal (&steps[0].to, &mes));
  g_assert_false (steps[0].established);
  g_assert_cmpstr (steps[0].state, ==, "to_mobilise");
  g_assert_true (mlg_id_equal (&steps[1].to, &pesad));
  g_assert_cmpint (steps[1].kind, ==, MLG_TIE_MEMBERSHIP);
  g_assert_true (steps[1].established);
  g_assert_cmpint (steps[2].kind, ==, MLG_TIE_PARTNERSHIP);
  g_assert_true (steps[2].established);

  g_assert_cmpstr (get_text (reading, 0), ==, "Start: RTES");
  g_assert_true (g_str_has_prefix (get_text (reading, 1), "RTES ⇢ MES: à mobiliser, apport d’expertise"));
  g_assert_cmpstr (get_text (reading, 2), ==, "MES → PESAD 21: membership");
  g_assert_true (g_str_has_prefix (get_text (reading, 3), "PESAD 21 → Générateur Bourgogne Franche-Comté: partnership"));
  g_assert_cmpstr (reading->sentence, ==,
                   "From RTES to Générateur Bourgogne Franche-Comté in 3 steps, of which 1 is only wished for.");
}

static void
test_no_path (void)
{
  MlgReadingQuestion question = { .kind = MLG_READING_PATH, .from = find ("a-rtes"), .to = find ("a-incroyables") };
  g_autoptr(MlgReading) reading = ask (MLG_GRAPH_MEMBERSHIPS, &question);

  g_assert_null (reading->steps);
  g_assert_cmpstr (reading->sentence, ==, "No way from RTES to Incroyables Comestibles de Clermont-Ferrand.");

  /* Nor is there one along facts alone: MES has only been wished for. */
  question = (MlgReadingQuestion) { .kind = MLG_READING_PATH, .from = find ("a-rtes"), .to = find ("a-generateur"),
                                    .layers = MLG_LAYER_FACTS_ONLY };
  g_clear_pointer (&reading, mlg_reading_free);
  reading = ask (MLG_GRAPH_MEMBERSHIPS, &question);
  g_assert_null (reading->steps);
}

static void
test_isolates (void)
{
  MlgReadingQuestion question = { .kind = MLG_READING_ISOLATES };
  g_autoptr(MlgReading) reading = ask (MLG_GRAPH_PARTNERSHIPS, &question);
  g_autoptr(MlgReading) facts = NULL;
  MlgId mes = find ("a-mes");
  gboolean found = FALSE;

  g_assert_cmpuint (reading->lines->len, ==, 9);
  g_assert_cmpstr (get_text (reading, 0), ==, "CGDD");

  question.layers = MLG_LAYER_FACTS_ONLY;
  facts = ask (MLG_GRAPH_PARTNERSHIPS, &question);
  g_assert_cmpuint (facts->lines->len, ==, 24);
  for (guint i = 0; i < facts->lines->len; i++)
    found |= mlg_id_equal (&mes, &g_array_index (((MlgReadingLine *) facts->lines->pdata[i])->actors, MlgId, 0));
  g_assert_true (found);
}

static void
test_islands (void)
{
  MlgReadingQuestion question = { .kind = MLG_READING_ISLANDS };
  g_autoptr(MlgReading) reading = ask (MLG_GRAPH_PARTNERSHIPS, &question);
  static const guint sizes[] = { 19, 8, 7, 7, 4, 4, 4, 3, 2, 2, 2 };

  g_assert_cmpuint (reading->lines->len, ==, G_N_ELEMENTS (sizes));
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    g_assert_cmpuint (((MlgReadingLine *) reading->lines->pdata[i])->actors->len, ==, sizes[i]);
}

static void
test_bridges (void)
{
  MlgReadingQuestion question = { .kind = MLG_READING_BRIDGES };
  gboolean found = FALSE;
  g_autoptr(MlgReading) reading = ask (MLG_GRAPH_PARTNERSHIPS, &question);

  /* MES +10: eleven parts. */
  g_assert_true (g_str_has_prefix (get_text (reading, 0), "Without MES, the group falls in 11: "));
  g_assert_true (g_str_has_prefix (get_text (reading, 1), "Without Cré-sol, the group falls in 6: "));
  for (guint i = 0; i < reading->lines->len; i++)
    found |= g_str_equal (get_text (reading, i), "Without Communauté de Communes (Pays de Saugues), the group falls in two: "
                                                 "Pôle Laine du Pays de Saugues and 4 others ; ISARA");
  g_assert_true (found);
}

/* Relays are named in alphabetical order, and no figure says how much. */
static void
test_relays (void)
{
  MlgReadingQuestion question = { .kind = MLG_READING_RELAYS };
  g_autoptr(MlgReading) reading = ask (MLG_GRAPH_PARTNERSHIPS, &question);
  gboolean has_mes = FALSE;

  for (guint i = 0; i < reading->lines->len; i++)
    {
      g_autofree char *before = i > 0 ? mlg_sort_key (get_text (reading, i - 1)) : NULL;
      g_autofree char *here = mlg_sort_key (get_text (reading, i));

      g_assert_true (before == NULL || strcmp (before, here) < 0);
      has_mes |= g_str_has_prefix (get_text (reading, i), "MES, linked with 11 actors");
    }
  g_assert_true (has_mes);
  g_assert_cmpuint (reading->lines->len, ==, 8);
}

static void
test_around (void)
{
  MlgReadingQuestion question = { .kind = MLG_READING_AROUND, .from = find ("a-wilo"), .n_steps = 2 };
  g_autoptr(MlgReading) reading = ask (MLG_GRAPH_PARTNERSHIPS, &question);

  /* WILO and Entraide are an island of two. */
  g_assert_cmpstr (reading->sentence, ==, "1 actor within 2 steps of WILO INTEC.");
  g_assert_cmpuint (reading->distances->len, ==, 1);
  g_assert_cmpuint (g_array_index (reading->distances, guint, 0), ==, 1);
}

/* Story 7: 2 marchande + 3 non monétaire. */
static void
test_economy (void)
{
  g_autoptr(GArray) chosen = g_array_new (FALSE, FALSE, sizeof (MlgId));
  MlgId ids[] = { find ("a-wilo"), find ("a-entraide") };
  MlgReadingQuestion question = { .kind = MLG_READING_ECONOMY, .chosen = chosen };
  g_autoptr(MlgReading) reading = NULL;
  g_autoptr(MlgReading) all = NULL;

  g_array_append_vals (chosen, ids, G_N_ELEMENTS (ids));
  reading = ask (MLG_GRAPH_PARTNERSHIPS, &question);
  g_assert_cmpuint (reading->counts[0], ==, 2);
  g_assert_cmpuint (reading->counts[1], ==, 0);
  g_assert_cmpuint (reading->counts[2], ==, 3);
  g_assert_cmpuint (reading->counts[3], ==, 0);
  g_assert_cmpuint (((MlgReadingLine *) reading->lines->pdata[0])->ties->len, ==, 2);

  /* §4.3: of 56 axes, market 2, non-market 3, non-monetary 4. */
  question.chosen = NULL;
  all = ask (MLG_GRAPH_PARTNERSHIPS, &question);
  g_assert_cmpuint (all->counts[0], ==, 2);
  g_assert_cmpuint (all->counts[1], ==, 3);
  g_assert_cmpuint (all->counts[2], ==, 4);
  g_assert_cmpuint (all->counts[3], ==, 47);
}

/* F54: in 1990 there is no RRL; in 2013 it is there; those nobody dated always are. */
static void
test_time (void)
{
  MlgDate then = { 1990, 0, 0 }, later = { 2013, 0, 0 };
  MlgDayRange range = { mlg_date_first_day (&then), mlg_date_last_day (&then) };
  MlgId rrl = find ("a-rrl"), mes = find ("a-mes"), rrl_tie = find ("pt-17");
  g_autoptr(MlgGraph) graph = mlg_project_graph_new (project, MLG_GRAPH_PARTNERSHIPS);
  g_autoptr(MlgTimeSlice) slice = mlg_time_slice_new (mlg_project_get_store (project), &range);
  g_autoptr(MlgGraph) of_then = mlg_time_slice_cut (slice, graph);
  g_autoptr(MlgGraph) of_later = NULL;
  g_autoptr(MlgTimeline) timeline = mlg_timeline_new (mlg_project_get_store (project));
  MlgDayRange extent;

  g_assert_cmpuint (mlg_graph_find (of_then, &rrl), ==, G_MAXUINT);
  g_assert_cmpuint (mlg_graph_find (of_then, &mes), !=, G_MAXUINT);
  g_assert_true (g_hash_table_contains (slice->undated, &mes));
  g_assert_true (g_hash_table_contains (slice->outside, &rrl_tie));

  range = (MlgDayRange) { mlg_date_first_day (&later), mlg_date_last_day (&later) };
  g_clear_pointer (&slice, mlg_time_slice_free);
  slice = mlg_time_slice_new (mlg_project_get_store (project), &range);
  of_later = mlg_time_slice_cut (slice, graph);
  g_assert_cmpuint (mlg_graph_find (of_later, &rrl), !=, G_MAXUINT);
  g_assert_false (g_hash_table_contains (slice->outside, &rrl_tie));

  g_assert_true (mlg_timeline_get_extent (timeline, &extent));
  then.year = 1987;
  g_assert_cmpint (extent.first, ==, mlg_date_first_day (&then));
  g_assert_cmpint (extent.last, ==, mlg_date_last_day (&later));
  g_assert_cmpuint (mlg_timeline_get_beginnings (timeline)->len, ==, 3);      /* 1987, 2011, 2013 */
}

/* Two bakers of one town who never met, and one who works with the first. */
static void
test_strangers (void)
{
  g_autofree char *path = fixture_path ("inconnus.maillage");
  MlgProject *file = create_project (path);
  const MlgEntity *territory = mlg_schema_find ("territory"), *partnership = mlg_schema_find ("partnership");
  g_autofree const char **values = g_new0 (const char *, territory->n_fields);
  g_autofree const char **tie = g_new0 (const char *, partnership->n_fields);
  MlgId town = { { 0 } }, a = add_actor (file, "Ardelaine"), b = add_actor (file, "Biocoop"), c = add_actor (file, "Coopérative"), id;
  MlgReadingQuestion question = { .kind = MLG_READING_STRANGERS, .layers = MLG_LAYER_ALL };
  g_autoptr(MlgGraph) graph = NULL;
  g_autoptr(MlgReading) reading = NULL;
  g_autofree char *place = NULL, *one = mlg_id_dup_text (&a), *other = mlg_id_dup_text (&b);
  const MlgReadingLine *line;
  g_autoptr(GError) error = NULL;

  values[mlg_entity_find_field (territory, "name")->index] = "Saugues";
  values[mlg_entity_find_field (territory, "kind")->index] = "commune";
  mlg_project_add (file, territory, values, &town, NULL);
  place = mlg_id_dup_text (&town);
  for (guint i = 0; i < 3; i++)
    {
      const MlgId *actor = (const MlgId *[]) { &a, &b, &c }[i];

      set_actor (file, actor, "territories", place);
      set_actor (file, actor, "themes", "wool");
    }
  tie[mlg_entity_find_field (partnership, "a")->index] = one;
  tie[mlg_entity_find_field (partnership, "b")->index] = other;
  id = (MlgId) { { 0 } };
  mlg_project_add (file, partnership, tie, &id, &error);
  g_assert_no_error (error);

  graph = mlg_project_graph_new (file, MLG_GRAPH_MEMBERSHIPS | MLG_GRAPH_COPRESENCE);
  reading = mlg_reading_new (graph, mlg_project_get_store (file), &question);
  g_assert_cmpuint (reading->lines->len, ==, 1);
  line = reading->lines->pdata[0];
  g_assert_true (g_str_has_prefix (line->text, "Saugues — "));
  g_assert_cmpuint (line->actors->len, ==, 3);

  /* Once they all know each other, nobody is named. */
  g_clear_pointer (&reading, mlg_reading_free);
  g_clear_pointer (&graph, mlg_graph_unref);
  g_free (other);
  other = mlg_id_dup_text (&c);
  tie[mlg_entity_find_field (partnership, "b")->index] = other;
  id = (MlgId) { { 0 } };
  mlg_project_add (file, partnership, tie, &id, &error);
  g_assert_no_error (error);
  g_free (one);
  one = mlg_id_dup_text (&b);
  tie[mlg_entity_find_field (partnership, "a")->index] = one;
  id = (MlgId) { { 0 } };
  mlg_project_add (file, partnership, tie, &id, &error);
  g_assert_no_error (error);
  graph = mlg_project_graph_new (file, MLG_GRAPH_MEMBERSHIPS | MLG_GRAPH_COPRESENCE);
  reading = mlg_reading_new (graph, mlg_project_get_store (file), &question);
  g_assert_cmpuint (reading->lines->len, ==, 0);
  close_project (&file);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  int result;

  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  fixture_begin ();
  g_test_init (&argc, &argv, NULL);
  path = fixture_path ("demo.maillage");
  project = create_project (path);
  mlg_demo_build (project, &error);
  g_assert_no_error (error);

  g_test_add_func ("/reading/distances", test_distances);
  g_test_add_func ("/reading/parts", test_parts);
  g_test_add_func ("/reading/sides", test_sides);
  g_test_add_func ("/reading/part-of-graph", test_part_of_graph);
  g_test_add_func ("/reading/path-prefers-facts", test_path_prefers_facts);
  g_test_add_func ("/reading/path", test_path);
  g_test_add_func ("/reading/no-path", test_no_path);
  g_test_add_func ("/reading/isolates", test_isolates);
  g_test_add_func ("/reading/islands", test_islands);
  g_test_add_func ("/reading/bridges", test_bridges);
  g_test_add_func ("/reading/relays", test_relays);
  g_test_add_func ("/reading/around", test_around);
  g_test_add_func ("/reading/economy", test_economy);
  g_test_add_func ("/reading/time", test_time);
  g_test_add_func ("/reading/strangers", test_strangers);

  result = g_test_run ();
  close_project (&project);
  fixture_end ();
  return result;
}
