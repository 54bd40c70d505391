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

char *
mlg_graph_words_summary (MlgGraphScene *scene,
                         gboolean       facts_only)
{
  MlgMeasures *measures = mlg_graph_scene_get_measures (scene);
  GString *text = g_string_new (NULL);
  guint n, n_established;

  count_partnerships (mlg_graph_scene_get_graph (scene), &n, &n_established);

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

/* ---- Bridges */

/* The part of the graph that @start is in when @gone is not there. */
static GArray *
collect_part (MlgGraphScene *scene,
              MlgLayers      layers,
              guint          gone,
              guint          start,
              guint8        *seen)
{
  MlgGraph *graph = mlg_graph_scene_get_graph (scene);
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);
  GArray *part = g_array_new (FALSE, FALSE, sizeof (guint));

  seen[start] = TRUE;
  g_array_append_val (part, start);
  for (guint head = 0; head < part->len; head++)
    for (guint i = 0; i < mlg_graph_get_n_edges (graph); i++)
      {
        guint at = g_array_index (part, guint, head);
        guint other = edges[i].a == at ? edges[i].b : edges[i].b == at ? edges[i].a : gone;

        if (other != gone && !seen[other] && mlg_graph_edge_is_in (&edges[i], layers))
          {
            seen[other] = TRUE;
            g_array_append_val (part, other);
          }
      }

  return part;
}

static int
compare_parts (gconstpointer one,
               gconstpointer other)
{
  const GArray *p = *(GArray *const *) one;
  const GArray *q = *(GArray *const *) other;

  return p->len > q->len ? -1 : p->len < q->len;
}

static GPtrArray *
collect_parts (MlgGraphScene *scene,
               MlgLayers      layers,
               guint          gone)
{
  MlgGraph *graph = mlg_graph_scene_get_graph (scene);
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);
  g_autofree guint8 *seen = g_new0 (guint8, mlg_graph_get_n_nodes (graph));
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  seen[gone] = TRUE;
  for (guint i = 0; i < mlg_graph_get_n_edges (graph); i++)
    {
      guint other = edges[i].a == gone ? edges[i].b : edges[i].b == gone ? edges[i].a : gone;

      if (other != gone && !seen[other] && mlg_graph_edge_is_in (&edges[i], layers))
        g_ptr_array_add (parts, collect_part (scene, layers, gone, other, seen));
    }
  g_ptr_array_sort (parts, compare_parts);

  return parts;
}

/* By its best linked actor: « MES et 11 autres ». */
static char *
name_part (MlgGraphScene *scene,
           GArray        *part)
{
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (scene);
  guint best = g_array_index (part, guint, 0);
  guint n_others = part->len - 1;

  for (guint i = 1; i < part->len; i++)
    if (nodes[g_array_index (part, guint, i)].order < nodes[best].order)
      best = g_array_index (part, guint, i);

  if (n_others == 0)
    return g_strdup (nodes[best].name);

  return g_strdup_printf (ngettext ("%s and %u other", "%s and %u others", n_others), nodes[best].name, n_others);
}

char *
mlg_graph_words_bridge (MlgGraphScene *scene,
                        guint          node,
                        gboolean       facts_only)
{
  MlgLayers layers = MLG_LAYER_ALL | (facts_only ? MLG_LAYER_FACTS_ONLY : 0);
  g_autoptr(GPtrArray) parts = collect_parts (scene, layers, node);
  g_autoptr(GString) names = g_string_new (NULL);
  const char *name = mlg_graph_scene_get_nodes (scene)[node].name;

  for (guint i = 0; i < MIN (parts->len, MAX_PARTS_NAMED); i++)
    {
      g_autofree char *part = name_part (scene, g_ptr_array_index (parts, i));

      g_string_append_printf (names, "%s%s", i > 0 ? " ; " : "", part);
    }
  if (parts->len > MAX_PARTS_NAMED)
    g_string_append (names, "…");

  if (parts->len == 2)
    return g_strdup_printf (_("Without %s, the group falls in two: %s"), name, names->str);
  if (parts->len == 3)
    return g_strdup_printf (_("Without %s, the group falls in three: %s"), name, names->str);

  return g_strdup_printf (_("Without %s, the group falls in %u: %s"), name, parts->len, names->str);
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
