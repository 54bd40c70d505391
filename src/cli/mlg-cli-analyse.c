/* maillage-cli analyse: islands, bridges, relays, groups, gaps and what could fill them. */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cli/mlg-cli-analyse.h"
#include "exchange/mlg-duplicates.h"
#include "exchange/mlg-project-graph.h"
#include "exchange/mlg-time-slice.h"

const char *
mlg_analysis_name_id (MlgAnalysis *analysis,
                      const char  *entity,
                      const MlgId *id,
                      char        *text)
{
  return mlg_keys_name (analysis->keys, mlg_schema_find (entity), mlg_id_write (id, text));
}

static const char *
name_node (MlgAnalysis *analysis,
           guint     node,
           char     *text)
{
  return mlg_analysis_name_id (analysis, MLG_ENTITY_ACTOR, &mlg_graph_get_nodes (analysis->graph)[node].id, text);
}

static void
write_node (MlgJsonWriter *writer,
            MlgAnalysis      *analysis,
            guint          node)
{
  char text[MLG_ID_TEXT_LENGTH + 1];

  mlg_json_writer_string (writer, name_node (analysis, node, text));
}

static void
write_nodes (MlgJsonWriter *writer,
             MlgAnalysis      *analysis,
             GArray        *nodes)
{
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < nodes->len; i++)
    write_node (writer, analysis, g_array_index (nodes, guint, i));
  mlg_json_writer_close (writer);
}

static void
write_bridges (MlgJsonWriter *writer,
               MlgAnalysis      *analysis)
{
  const MlgGraphEdge *edges = mlg_graph_get_edges (analysis->graph);

  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < analysis->measures->bridges->len; i++)
    {
      const MlgGraphEdge *edge = &edges[g_array_index (analysis->measures->bridges, guint, i)];

      mlg_json_writer_open (writer, '[');
      write_node (writer, analysis, edge->a);
      write_node (writer, analysis, edge->b);
      mlg_json_writer_close (writer);
    }
  mlg_json_writer_close (writer);
}

static void
write_articulations (MlgJsonWriter *writer,
                     MlgAnalysis      *analysis)
{
  char text[MLG_ID_TEXT_LENGTH + 1];

  mlg_json_writer_name (writer, "articulations");
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < analysis->measures->articulations->len; i++)
    write_node (writer, analysis, g_array_index (analysis->measures->articulations, MlgArticulation, i).node);
  mlg_json_writer_close (writer);

  /* The same, with how many islands more there are without them. */
  mlg_json_writer_name (writer, "cuts");
  mlg_json_writer_open (writer, '{');
  for (guint i = 0; i < analysis->measures->articulations->len; i++)
    {
      const MlgArticulation *articulation = &g_array_index (analysis->measures->articulations, MlgArticulation, i);

      mlg_json_writer_add_int (writer, name_node (analysis, articulation->node, text), articulation->n_more);
    }
  mlg_json_writer_close (writer);
}

static void
write_relays (MlgJsonWriter *writer,
              MlgAnalysis      *analysis)
{
  g_autoptr(GArray) relays = mlg_measures_dup_relays (analysis->measures);

  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < relays->len; i++)
    {
      guint node = g_array_index (relays, guint, i);

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_name (writer, "id");
      write_node (writer, analysis, node);
      mlg_json_writer_add_string (writer, "name", mlg_graph_get_nodes (analysis->graph)[node].name);
      mlg_json_writer_name (writer, "betweenness");
      mlg_json_writer_double (writer, analysis->measures->betweenness[node]);
      mlg_json_writer_close (writer);
    }
  mlg_json_writer_close (writer);
}

static void
write_degrees (MlgJsonWriter *writer,
               MlgAnalysis      *analysis)
{
  char text[MLG_ID_TEXT_LENGTH + 1];

  mlg_json_writer_open (writer, '{');
  for (guint node = 0; node < mlg_graph_get_n_nodes (analysis->graph); node++)
    mlg_json_writer_add_int (writer, name_node (analysis, node, text), analysis->measures->degree[node]);
  mlg_json_writer_close (writer);
}

static void
write_asset (MlgJsonWriter  *writer,
             MlgAnalysis       *analysis,
             const MlgAsset *asset)
{
  char text[MLG_ID_TEXT_LENGTH + 1];
  const char *colon = asset->holder == NULL ? NULL : strchr (asset->holder, ':');

  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_string (writer, "id", mlg_analysis_name_id (analysis, "resource", &asset->id, text));
  mlg_json_writer_add_string (writer, "label", asset->label);
  mlg_json_writer_add_string (writer, "kind", asset->kind);
  if (colon != NULL)
    {
      g_autofree char *entity = g_strndup (asset->holder, colon - asset->holder);

      mlg_json_writer_add_string (writer, entity, mlg_keys_name (analysis->keys, mlg_schema_find (entity), colon + 1));
    }
  mlg_json_writer_close (writer);
}

static void
write_gaps (MlgJsonWriter *writer,
            MlgAnalysis      *analysis)
{
  const MlgMatches *matches = analysis->matches;
  char text[MLG_ID_TEXT_LENGTH + 1];

  mlg_json_writer_name (writer, "gaps");
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < matches->gaps->len; i++)
    write_asset (writer, analysis, &g_array_index (matches->gaps, MlgAsset, i));
  mlg_json_writer_close (writer);

  mlg_json_writer_name (writer, "matches");
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < matches->matches->len; i++)
    {
      const MlgAssetMatch *match = &g_array_index (matches->matches, MlgAssetMatch, i);

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_string (writer, "gap", mlg_analysis_name_id (analysis, "resource", &g_array_index (matches->gaps, MlgAsset, match->gap).id, text));
      mlg_json_writer_add_string (writer, "resource", mlg_analysis_name_id (analysis, "resource", &g_array_index (matches->assets, MlgAsset, match->asset).id, text));
      mlg_json_writer_add_string (writer, "reason", match->n_words > 0 ? "words" : "kind");
      if (match->territory != NULL)
        mlg_json_writer_add_string (writer, "territory", match->territory);
      if (!isnan (match->km))
        {
          mlg_json_writer_name (writer, "km");
          mlg_json_writer_double (writer, round (match->km * 10) / 10);
        }
      mlg_json_writer_close (writer);
    }
  mlg_json_writer_close (writer);
}

static void
count_partnerships (MlgAnalysis *analysis,
                    guint    *n,
                    guint    *n_established)
{
  const MlgGraphEdge *edges = mlg_graph_get_edges (analysis->graph);

  *n = *n_established = 0;
  for (guint i = 0; i < mlg_graph_get_n_edges (analysis->graph); i++)
    {
      *n += edges[i].kind == MLG_TIE_PARTNERSHIP;
      *n_established += edges[i].kind == MLG_TIE_PARTNERSHIP && edges[i].established;
    }
}

static void
write_cores (MlgJsonWriter *writer,
             MlgAnalysis   *analysis)
{
  char text[MLG_ID_TEXT_LENGTH + 1];

  mlg_json_writer_open (writer, '{');
  for (guint node = 0; node < mlg_graph_get_n_nodes (analysis->graph); node++)
    mlg_json_writer_add_int (writer, name_node (analysis, node, text), analysis->measures->core[node]);
  mlg_json_writer_close (writer);
}

/* Those of two actors or more. */
static void
write_communities (MlgJsonWriter *writer,
                   MlgAnalysis   *analysis)
{
  const MlgMeasures *measures = analysis->measures;
  g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < measures->n_communities; i++)
    g_ptr_array_add (members, g_array_new (FALSE, FALSE, sizeof (guint)));
  for (guint node = 0; node < measures->n_nodes; node++)
    g_array_append_val ((GArray *) members->pdata[measures->community[node]], node);

  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < members->len; i++)
    if (((GArray *) members->pdata[i])->len > 1)
      write_nodes (writer, analysis, members->pdata[i]);
  mlg_json_writer_close (writer);
}

static void
print_json (MlgAnalysis                *analysis,
            const MlgAnalysisQuestions *questions)
{
  g_autoptr(GPtrArray) duplicates = mlg_duplicates_find (analysis->project);
  g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();
  const MlgMeasures *measures = analysis->measures;
  guint n, n_established;

  count_partnerships (analysis, &n, &n_established);
  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_int (writer, "actors", mlg_graph_get_n_nodes (analysis->graph));
  mlg_json_writer_add_int (writer, "partnerships", n);
  mlg_json_writer_add_int (writer, "established", n_established);
  mlg_json_writer_add_int (writer, "links", measures->n_links);
  mlg_json_writer_add_int (writer, "components", measures->islands->len + measures->isolates->len);

  mlg_json_writer_name (writer, "isolates");
  write_nodes (writer, analysis, measures->isolates);
  mlg_json_writer_name (writer, "islands");
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < measures->islands->len; i++)
    write_nodes (writer, analysis, g_ptr_array_index (measures->islands, i));
  mlg_json_writer_close (writer);

  mlg_json_writer_name (writer, "bridges");
  write_bridges (writer, analysis);
  write_articulations (writer, analysis);
  mlg_json_writer_name (writer, "relays");
  write_relays (writer, analysis);
  mlg_json_writer_name (writer, "degree");
  write_degrees (writer, analysis);
  mlg_json_writer_name (writer, "core");
  write_cores (writer, analysis);
  mlg_json_writer_name (writer, "communities");
  write_communities (writer, analysis);
  mlg_analysis_write_questions (writer, analysis, questions);
  write_gaps (writer, analysis);
  mlg_json_writer_add_int (writer, "duplicates", duplicates->len);
  mlg_json_writer_close (writer);
  mlg_cli_print_json (writer);
}

static char *
join_names (MlgAnalysis *analysis,
            GArray   *nodes)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < nodes->len; i++)
    g_ptr_array_add (names, mlg_graph_get_nodes (analysis->graph)[g_array_index (nodes, guint, i)].name);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static void
print_text (MlgAnalysis                *analysis,
            const MlgAnalysisQuestions *questions)
{
  const MlgMeasures *measures = analysis->measures;
  const MlgGraphNode *nodes = mlg_graph_get_nodes (analysis->graph);
  g_autofree char *isolates = join_names (analysis, measures->isolates);
  guint n, n_established;

  count_partnerships (analysis, &n, &n_established);
  mlg_cli_print (ngettext ("%u actor", "%u actors", measures->n_nodes), measures->n_nodes);
  mlg_cli_print (_("%u partnerships, of which %u are established"), n, n_established);
  mlg_cli_print (ngettext ("%u isolated actor: %s", "%u isolated actors: %s", measures->isolates->len), measures->isolates->len, isolates);

  for (guint i = 0; i < measures->islands->len; i++)
    {
      GArray *island = g_ptr_array_index (measures->islands, i);
      g_autofree char *names = join_names (analysis, island);

      mlg_cli_print (_("Island of %u actors: %s"), island->len, names);
    }
  for (guint i = 0; i < measures->articulations->len; i++)
    {
      const MlgArticulation *articulation = &g_array_index (measures->articulations, MlgArticulation, i);

      mlg_cli_print (ngettext ("Bridge: %s (without it, %u island more)", "Bridge: %s (without it, %u islands more)", articulation->n_more),
                     nodes[articulation->node].name, articulation->n_more);
    }
  for (guint i = 0; i < analysis->matches->gaps->len; i++)
    mlg_cli_print (_("Missing: %s"), g_array_index (analysis->matches->gaps, MlgAsset, i).label);
  mlg_analysis_print_questions (analysis, questions);
}

static gboolean
read_layers (MlgCli          *cli,
             MlgGraphLayers  *layers,
             GError         **error)
{
  GPtrArray *given = mlg_cli_values (cli, "option");

  *layers = mlg_cli_has (cli, "facts-only") ? MLG_GRAPH_FACTS_ONLY : MLG_GRAPH_PARTNERSHIPS;
  for (guint i = 0; given != NULL && i < given->len; i++)
    {
      g_autofree char *name = NULL;
      const char *value;
      MlgGraphLayers layer;

      if (!mlg_cli_split (g_ptr_array_index (given, i), &name, &value, error))
        return FALSE;
      if (strcmp (name, "memberships") == 0)
        layer = MLG_GRAPH_MEMBERSHIPS;
      else if (strcmp (name, "copresence") == 0)
        layer = MLG_GRAPH_COPRESENCE;
      else
        return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("The option “%s” is not known."), name);

      if (strcmp (value, "yes") != 0 && strcmp (value, "no") != 0)
        return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("An option is yes or no, not “%s”."), value);
      if (strcmp (value, "yes") == 0)
        *layers |= layer;
      else
        *layers &= ~layer;
    }

  return TRUE;
}

static MlgGraph *
new_graph (MlgProject                 *project,
           MlgGraphLayers              layers,
           const MlgAnalysisQuestions *questions)
{
  g_autoptr(MlgGraph) graph = mlg_project_graph_new (project, layers);
  g_autoptr(MlgTimeSlice) slice = NULL;

  if (!questions->has_period)
    return g_steal_pointer (&graph);

  slice = mlg_time_slice_new (mlg_project_get_store (project), &questions->period);
  return mlg_time_slice_cut (slice, graph);
}

static gboolean
run_analyse (MlgCli  *cli,
             GError **error)
{
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(MlgGraph) graph = NULL;
  g_autoptr(MlgMeasures) measures = NULL;
  g_autoptr(MlgMatches) matches = NULL;
  g_autoptr(MlgKeys) keys = NULL;
  MlgGraphLayers layers;
  g_auto(MlgAnalysisQuestions) questions = { 0 };
  MlgAnalysis analysis;

  if (!read_layers (cli, &layers, error) || (project = mlg_cli_open_to_read (cli, error)) == NULL ||
      !mlg_analysis_read_questions (cli, project, &questions, error))
    return FALSE;

  graph = new_graph (project, layers, &questions);
  measures = mlg_measures_new (graph, MLG_LAYER_ALL, MLG_MEASURE_BETWEENNESS | MLG_MEASURE_CORE | MLG_MEASURE_COMMUNITY);
  matches = mlg_project_matches_new (project);
  keys = mlg_keys_new (project, MLG_LEVEL_COMPLETE);
  analysis = (MlgAnalysis) { project, layers, mlg_cli_values (cli, "option") != NULL, graph, measures, matches, keys };

  if (mlg_cli_has (cli, "json"))
    print_json (&analysis, &questions);
  else
    print_text (&analysis, &questions);
  return mlg_cli_close (project, error);
}

const MlgCliCommand mlg_cli_analyse_commands[] = {
  { "analyse", "FILE [--facts-only] [--path FROM TO] [--around ACTOR] [--steps N] [--since DATE] [--until DATE]"
    " [--from DATE|MOMENT] [--to DATE|MOMENT]"
    " [--option memberships=yes|no] [--option copresence=yes|no]",
    N_("Islands, bridges, relays, ways, what is missing and what could fill it."), 1, 2,
    "facts-only option= path= around= steps= since= until= from= to=", run_analyse },
  { NULL }
};
