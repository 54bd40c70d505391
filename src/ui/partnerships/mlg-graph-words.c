/* What the graph says, in sentences. */

#include "ui/partnerships/mlg-graph-words.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"

#define MAX_PARTS_NAMED 4
#define LONG_NAME       28     /* characters; a longer one is said by its acronym */

static void
add_count (GString    *text,
           const char *words,
           guint       n)
{
  g_autofree char *count = mlg_format_count (n);

  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append_printf (text, "%s %s", count, words);
}

static void
count_partnerships (MlgGraph *graph,
                    guint    *n,
                    guint    *n_established)
{
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);

  *n = *n_established = 0;
  for (guint i = 0; i < mlg_graph_get_n_edges (graph); i++)
    if (edges[i].kind == MLG_TIE_PARTNERSHIP)
      {
        (*n)++;
        *n_established += edges[i].established;
      }
}

/* Of a graph of groups. */
static void
count_groups (MlgGraph *graph,
              guint    *n_groups,
              guint    *n_actors)
{
  const MlgGraphNode *nodes = mlg_graph_get_nodes (graph);

  *n_groups = *n_actors = 0;
  for (guint i = 0; i < mlg_graph_get_n_nodes (graph); i++)
    {
      *n_groups += nodes[i].n_actors > 0;
      *n_actors += nodes[i].n_actors;
    }
}

char *
mlg_graph_words_summary (MlgGraph          *graph,
                         const MlgMeasures *measures,
                         gboolean           facts_only)
{
  GString *text = g_string_new (NULL);
  guint n, n_established, n_actors, n_groups;

  count_partnerships (graph, &n, &n_established);
  count_groups (graph, &n_groups, &n_actors);
  if (n_groups > 0)
    {
      add_count (text, ngettext ("actor", "actors", n_actors), n_actors);
      add_count (text, ngettext ("group", "groups", n_groups), n_groups);
      return g_string_free (text, FALSE);
    }

  add_count (text, ngettext ("actor", "actors", measures->n_nodes), measures->n_nodes);
  if (facts_only)
    {
      add_count (text, ngettext ("established partnership", "established partnerships", n_established), n_established);
    }
  else
    {
      add_count (text, ngettext ("partnership", "partnerships", n), n);
      if (n > 0)
        add_count (text, ngettext ("of them established", "of them established", n_established), n_established);
    }
  add_count (text, ngettext ("isolated actor", "isolated actors", measures->isolates->len), measures->isolates->len);
  add_count (text, ngettext ("island", "islands", measures->islands->len), measures->islands->len);

  if (facts_only && n > n_established)
    g_string_append_printf (text, ngettext (" — facts only: %u partnership that is wished for is faint",
                                            " — facts only: %u partnerships that are wished for are faint",
                                            n - n_established), n - n_established);

  return g_string_free (text, FALSE);
}

char *
mlg_graph_words_short_name (MlgProject *project,
                            const char *id_text)
{
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  g_autoptr(MlgRecord) record = NULL;
  g_autofree char *title = NULL;
  const char *acronym;
  MlgId id;

  if (id_text == NULL || !mlg_id_parse (id_text, &id))
    return g_strdup (_("unknown"));

  record = mlg_project_get_record (project, actor, &id);
  title = mlg_project_dup_title (project, actor, &id);
  acronym = record != NULL ? mlg_record_get_named (record, "acronym") : NULL;

  return g_utf8_strlen (title, -1) > LONG_NAME && acronym != NULL ? g_strdup (acronym) : g_steal_pointer (&title);
}
