/* What points at the answer of a reading in the drawing: marks and who is faint. The time looked at and two
 * moments compared are pointed at in the same way.
 */

#include "ui/partnerships/mlg-graph-reading-private.h"

static guint
find_node (MlgGraphReading *self,
           MlgGraph        *graph,
           const MlgId     *actor)
{
  return mlg_graph_lens_find (self->view->lens, graph, actor);
}

/* A group is there as long as somebody in it is. */
static void
mark_time_of_groups (MlgGraphReading *self,
                     MlgGraph        *graph,
                     MlgGraph        *grouped)
{
  const MlgGraphNode *nodes = mlg_graph_get_nodes (grouped);
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);
  guint n_groups = mlg_graph_get_n_nodes (graph);
  g_autofree guint8 *inside = g_new0 (guint8, n_groups + 1);

  for (guint i = 0; i < mlg_graph_get_n_nodes (grouped); i++)
    {
      guint group = find_node (self, graph, &nodes[i].id);

      if (group != G_MAXUINT && !g_hash_table_contains (self->slice->outside, &nodes[i].id))
        inside[group] = TRUE;
    }
  for (guint i = 0; i < n_groups; i++)
    if (!inside[i])
      self->marks->nodes[i] |= MLG_MARK_HIDDEN;
  for (guint i = 0; i < mlg_graph_get_n_edges (graph); i++)
    if (!inside[edges[i].a] || !inside[edges[i].b])
      self->marks->edges[i] |= MLG_MARK_HIDDEN;
}

static void
mark_time (MlgGraphReading *self,
           MlgGraph        *graph)
{
  const MlgGraphNode *nodes = mlg_graph_get_nodes (graph);
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);

  if (self->slice == NULL)
    return;
  if (mlg_graph_lens_get_grouped (self->view->lens) != NULL)
    {
      mark_time_of_groups (self, graph, mlg_graph_lens_get_grouped (self->view->lens));
      return;
    }

  for (guint i = 0; i < mlg_graph_get_n_nodes (graph); i++)
    {
      if (g_hash_table_contains (self->slice->outside, &nodes[i].id))
        self->marks->nodes[i] |= MLG_MARK_HIDDEN;
      if (g_hash_table_contains (self->slice->undated, &nodes[i].id))
        self->marks->nodes[i] |= MLG_MARK_UNDATED;
    }
  for (guint i = 0; i < mlg_graph_get_n_edges (graph); i++)
    {
      if (g_hash_table_contains (self->slice->outside, &edges[i].id) ||
          (self->marks->nodes[edges[i].a] & MLG_MARK_HIDDEN) || (self->marks->nodes[edges[i].b] & MLG_MARK_HIDDEN))
        self->marks->edges[i] |= MLG_MARK_HIDDEN;
      if (g_hash_table_contains (self->slice->undated, &edges[i].id))
        self->marks->edges[i] |= MLG_MARK_UNDATED;
    }
}

static guint
mark_of (MlgDifference difference)
{
  switch (difference)
    {
    case MLG_DIFFERENCE_NEW: return MLG_MARK_NEW;
    case MLG_DIFFERENCE_GONE: return MLG_MARK_GONE;
    case MLG_DIFFERENCE_CHANGED: return MLG_MARK_CHANGED;
    case MLG_DIFFERENCE_STRENGTHENED: return MLG_MARK_STRONGER;
    case MLG_DIFFERENCE_LATER: return MLG_MARK_HIDDEN;
    case MLG_DIFFERENCE_NONE:
    default: return MLG_MARK_NONE;
    }
}

/* The links that are no more, between actors that still are. */
static void
mark_ghosts (MlgGraphReading *self,
             MlgGraph        *graph,
             MlgComparison   *comparison)
{
  const MlgEntity *entity = mlg_schema_find (MLG_ENTITY_PARTNERSHIP);
  g_autoptr(GPtrArray) list = mlg_comparison_list (comparison, entity);
  MlgStore *store = mlg_project_get_store (mlg_view_get_project (MLG_VIEW (self->view)));

  for (guint i = 0; i < list->len; i++)
    {
      const MlgDifferenceOf *difference = list->pdata[i];
      g_autoptr(MlgRecord) record = difference->difference == MLG_DIFFERENCE_GONE ? mlg_store_read (store, entity, &difference->id, NULL) : NULL;
      const char *a = record != NULL ? mlg_record_get_named (record, "a") : NULL;
      const char *b = record != NULL ? mlg_record_get_named (record, "b") : NULL;
      MlgId id_a, id_b;
      MlgGhost ghost;

      if (a == NULL || b == NULL || !mlg_id_parse (a, &id_a) || !mlg_id_parse (b, &id_b))
        continue;
      ghost = (MlgGhost) { mlg_graph_find (graph, &id_a), mlg_graph_find (graph, &id_b) };
      if (ghost.a != G_MAXUINT && ghost.b != G_MAXUINT)
        g_array_append_val (self->marks->ghosts, ghost);
    }
}

static void
mark_group_of (MlgGraphReading *self,
               MlgGraph        *graph,
               const MlgId     *actor)
{
  guint group = find_node (self, graph, actor);

  if (group != G_MAXUINT)
    self->marks->nodes[group] |= MLG_MARK_CHANGED;
}

/* A group is marked as changed by whatever changed in it. */
static void
mark_changed_groups (MlgGraphReading *self,
                     MlgGraph        *graph,
                     MlgGraph        *grouped,
                     MlgComparison   *comparison)
{
  const MlgGraphNode *nodes = mlg_graph_get_nodes (grouped);
  const MlgGraphEdge *edges = mlg_graph_get_edges (grouped);

  for (guint i = 0; i < mlg_graph_get_n_nodes (grouped); i++)
    if ((mark_of (mlg_comparison_get (comparison, &nodes[i].id)) & ~MLG_MARK_HIDDEN) != 0)
      mark_group_of (self, graph, &nodes[i].id);
  for (guint i = 0; i < mlg_graph_get_n_edges (grouped); i++)
    if ((mark_of (mlg_comparison_get (comparison, &edges[i].id)) & ~MLG_MARK_HIDDEN) != 0)
      {
        mark_group_of (self, graph, &nodes[edges[i].a].id);
        mark_group_of (self, graph, &nodes[edges[i].b].id);
      }
}

static void
mark_comparison (MlgGraphReading *self,
                 MlgGraph        *graph)
{
  MlgComparison *comparison = mlg_focus_get_comparison (mlg_view_get_focus (MLG_VIEW (self->view)));
  MlgGraph *grouped = mlg_graph_lens_get_grouped (self->view->lens);
  const MlgGraphNode *nodes = mlg_graph_get_nodes (graph);
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);

  if (comparison == NULL)
    return;

  if (grouped != NULL)
    {
      mark_changed_groups (self, graph, grouped, comparison);
      return;
    }
  for (guint i = 0; i < mlg_graph_get_n_nodes (graph); i++)
    self->marks->nodes[i] |= mark_of (mlg_comparison_get (comparison, &nodes[i].id));
  for (guint i = 0; i < mlg_graph_get_n_edges (graph); i++)
    {
      self->marks->edges[i] |= mark_of (mlg_comparison_get (comparison, &edges[i].id));
      if ((self->marks->nodes[edges[i].a] & MLG_MARK_HIDDEN) || (self->marks->nodes[edges[i].b] & MLG_MARK_HIDDEN))
        self->marks->edges[i] |= MLG_MARK_HIDDEN;
    }
  mark_ghosts (self, graph, comparison);
}

/* Lines of the answer that are lit: the chosen one, or all. */
static gboolean
wants_line (MlgGraphReading *self,
            guint            line)
{
  return self->line == G_MAXUINT || self->line == line;
}

static guint
choose_mark (MlgGraphReading *self)
{
  if (self->line != G_MAXUINT)
    return MLG_MARK_LIT;

  switch (self->kind)
    {
    case MLG_READING_ISOLATES:
    case MLG_READING_BRIDGES:
      return MLG_MARK_RINGED;
    case MLG_READING_RELAYS:
      return MLG_MARK_RELAY;
    case MLG_READING_PATH:
    case MLG_READING_STRANGERS:
      return MLG_MARK_LIT;
    case MLG_READING_NONE:
    case MLG_READING_ISLANDS:
    case MLG_READING_AROUND:
    case MLG_READING_ECONOMY:
    case MLG_N_READINGS:
    default:
      return MLG_MARK_NONE;
    }
}

/* What the answer names stays as it is; the rest is faint. */
static gboolean
answer_dims (MlgGraphReading *self)
{
  if (self->answer == NULL || self->answer->lines->len == 0)
    return FALSE;

  return self->line != G_MAXUINT || self->kind == MLG_READING_PATH || self->kind == MLG_READING_AROUND ||
         self->kind == MLG_READING_STRANGERS;
}

static gint64
make_key (guint a,
          guint b)
{
  return (gint64) MIN (a, b) << 32 | MAX (a, b);
}

/* The ties between actors that are drawn as groups are in the line between their groups. */
static void
index_grouped (MlgGraphReading *self,
               MlgGraph        *graph,
               MlgGraph        *grouped,
               GHashTable      *index)
{
  g_autoptr(GHashTable) lines = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  const MlgGraphEdge *drawn = mlg_graph_get_edges (graph), *edges = mlg_graph_get_edges (grouped);
  const MlgGraphNode *nodes = mlg_graph_get_nodes (grouped);

  for (guint i = 0; i < mlg_graph_get_n_edges (graph); i++)
    {
      gint64 key = make_key (drawn[i].a, drawn[i].b);

      g_hash_table_insert (lines, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < mlg_graph_get_n_edges (grouped); i++)
    {
      gint64 key = make_key (find_node (self, graph, &nodes[edges[i].a].id), find_node (self, graph, &nodes[edges[i].b].id));
      gpointer line = g_hash_table_lookup (lines, &key);

      if (line != NULL)
        g_hash_table_insert (index, (gpointer) &edges[i].id, line);
    }
}

static GHashTable *
index_edges (MlgGraphReading *self,
             MlgGraph        *graph)
{
  GHashTable *index = g_hash_table_new (mlg_id_hash, mlg_id_equal);
  MlgGraph *grouped = mlg_graph_lens_get_grouped (self->view->lens);
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);

  if (grouped != NULL)
    index_grouped (self, graph, grouped, index);
  for (guint i = 0; grouped == NULL && i < mlg_graph_get_n_edges (graph); i++)
    g_hash_table_insert (index, (gpointer) &edges[i].id, GUINT_TO_POINTER (i + 1));

  return index;
}

static void
mark_line (MlgGraphReading      *self,
           MlgGraph             *graph,
           GHashTable           *index,
           const MlgReadingLine *line,
           guint8               *kept)
{
  guint mark = choose_mark (self);

  for (guint i = 0; i < line->actors->len; i++)
    {
      guint node = find_node (self, graph, &g_array_index (line->actors, MlgId, i));

      if (node == G_MAXUINT)
        continue;
      /* The ends of a link that holds two groups together are no bridges by that. */
      if (line->ties->len == 0 || mark == MLG_MARK_LIT)
        self->marks->nodes[node] |= mark;
      kept[node] = TRUE;
    }
  for (guint i = 0; i < line->ties->len; i++)
    {
      guint edge = GPOINTER_TO_UINT (g_hash_table_lookup (index, &g_array_index (line->ties, MlgId, i)));
      const MlgGraphEdge *edges = mlg_graph_get_edges (graph);

      if (edge == 0)
        continue;
      if (mark == MLG_MARK_LIT || self->kind == MLG_READING_BRIDGES)
        self->marks->edges[edge - 1] |= MLG_MARK_LIT;
      if (self->kind != MLG_READING_AROUND)
        kept[edges[edge - 1].a] = kept[edges[edge - 1].b] = TRUE;
    }
}

static void
mark_ends (MlgGraphReading *self,
           MlgGraph        *graph)
{
  MlgId ends[2] = { mlg_reading_panel_get_from (self->panel), mlg_reading_panel_get_to (self->panel) };
  guint n = self->kind == MLG_READING_PATH ? 2 : self->kind == MLG_READING_AROUND ? 1 : 0;

  for (guint i = 0; i < n; i++)
    {
      guint node = mlg_id_is_null (&ends[i]) ? G_MAXUINT : find_node (self, graph, &ends[i]);

      if (node != G_MAXUINT)
        self->marks->nodes[node] |= MLG_MARK_END;
    }
}

static void
mark_answer (MlgGraphReading *self,
             MlgGraph        *graph,
             const guint8    *faint)
{
  guint n_nodes = mlg_graph_get_n_nodes (graph);
  g_autoptr(GHashTable) index = NULL;
  g_autofree guint8 *kept = NULL;

  mark_ends (self, graph);
  if (self->answer == NULL)
    return;

  index = index_edges (self, graph);
  kept = g_new0 (guint8, n_nodes + 1);
  for (guint i = 0; i < self->answer->lines->len; i++)
    if (wants_line (self, i))
      mark_line (self, graph, index, self->answer->lines->pdata[i], kept);

  if (!answer_dims (self))
    return;
  self->faint = g_new0 (guint8, n_nodes + 1);
  for (guint i = 0; i < n_nodes; i++)
    self->faint[i] = !kept[i] || (faint != NULL && faint[i]);
}

void
mlg_graph_reading_mark (MlgGraphReading *self,
                        const guint8    *faint)
{
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (self->view->canvas);
  MlgGraphLook *look = mlg_graph_canvas_get_look (self->view->canvas);
  MlgGraph *graph;

  look->marks = NULL;
  look->faint = faint;
  g_clear_pointer (&self->marks, mlg_graph_marks_free);
  g_clear_pointer (&self->faint, g_free);
  if (scene == NULL)
    return;

  graph = mlg_graph_scene_get_graph (scene);
  self->marks = mlg_graph_marks_new (mlg_graph_get_n_nodes (graph), mlg_graph_get_n_edges (graph));
  mark_time (self, graph);
  mark_comparison (self, graph);
  mark_answer (self, graph, faint);
  look->marks = self->marks;
  if (self->faint != NULL)
    look->faint = self->faint;
  look->tint_islands = self->kind == MLG_READING_ISLANDS && self->slice == NULL && self->line == G_MAXUINT;
}
