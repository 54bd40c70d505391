/* Live blocks that are drawings: map extract, partnerships, timeline, radar, photograph. */

#include "exchange/mlg-project-live-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "exchange/mlg-project-graph.h"
#include "exchange/mlg-project-map.h"
#include "model/mlg-date.h"
#include "model/mlg-value.h"
#include "model/mlg-vocabulary.h"

#define LONG_NAME       34       /* letters */
#define MAX_NEIGHBOURS  60       /* more are no longer an extract */

/* A long name would be cut on a drawing: its acronym, or the shortest other name somebody gave it. */
static char *
dup_short_name (MlgRecord *actor)
{
  const char *acronym = mlg_record_get_named (actor, "acronym");
  g_auto(GStrv) aliases = mlg_value_split (mlg_record_get_named (actor, "aliases"));
  char *name = mlg_record_dup_title (actor);

  if (g_utf8_strlen (name, -1) <= LONG_NAME)
    return name;
  for (guint i = 0; aliases[i] != NULL; i++)
    if (acronym == NULL && g_utf8_strlen (aliases[i], -1) < g_utf8_strlen (name, -1) && g_utf8_strlen (aliases[i], -1) >= 12)
      {
        g_free (name);
        name = g_strdup (aliases[i]);
      }
  if (acronym != NULL)
    {
      g_free (name);
      name = g_strdup (acronym);
    }
  return name;
}

/* ---- the map */

void
mlg_live_fill_map (MlgLiveResolver *self)
{
  g_autoptr(GPtrArray) actors = mlg_live_get_actors (self);
  guint n_placed = 0;

  self->live->hide_names = g_strcmp0 (mlg_live_block_get_option (self->block, "names"), "no") == 0;
  for (guint i = 0; i < actors->len; i++)
    {
      MlgSpot spot = { 0 };
      MlgLiveSpot shown = { 0 };

      mlg_project_map_spot (self->project, actors->pdata[i], &spot);
      shown.name = dup_short_name (actors->pdata[i]);
      shown.category = mlg_user_category_index (mlg_record_get_named (actors->pdata[i], "category"));
      shown.kind = spot.kind;
      shown.lat = spot.lat;
      shown.lon = spot.lon;
      shown.approximate = spot.approximate;
      shown.area_kind = g_strdup (spot.area_kind);
      shown.area_code = g_strdup (spot.area_code);
      shown.area_name = g_strdup (spot.area_name);
      n_placed += spot.kind != MLG_SPOT_NOWHERE;
      g_array_append_val (self->live->spots, shown);
      mlg_project_map_clear_spot (&spot);
    }
  if (n_placed == 0)
    mlg_live_fail (self, _("No actor of this monograph has a place yet."));
  mlg_live_set_caption (self, g_strdup (_("Where the actors are and act")));
}

/* ---- partnerships */

typedef struct
{
  MlgGraph *graph;
  guint    *number;        /* node of the graph → node of the block + 1; 0: left out */
  GArray   *chosen;        /* guint: nodes of the graph, in order */
} Extract;

static void
choose_node (Extract *extract,
             guint    node)
{
  if (node == G_MAXUINT || extract->number[node] != 0)
    return;
  g_array_append_val (extract->chosen, node);
  extract->number[node] = extract->chosen->len;
}

/* One step further along the ties. */
static void
choose_neighbours (Extract *extract)
{
  const MlgGraphEdge *edges = mlg_graph_get_edges (extract->graph);
  guint n_before = extract->chosen->len;

  for (guint i = 0; i < mlg_graph_get_n_edges (extract->graph) && extract->chosen->len < n_before + MAX_NEIGHBOURS; i++)
    {
      gboolean a = extract->number[edges[i].a] != 0 && extract->number[edges[i].a] <= n_before;
      gboolean b = extract->number[edges[i].b] != 0 && extract->number[edges[i].b] <= n_before;

      if (a != b)
        choose_node (extract, a ? edges[i].b : edges[i].a);
    }
}

static void
keep_extract (MlgLiveResolver *self,
              Extract         *extract,
              guint            n_seeds)
{
  const MlgGraphNode *nodes = mlg_graph_get_nodes (extract->graph);
  const MlgGraphEdge *edges = mlg_graph_get_edges (extract->graph);

  for (guint i = 0; i < extract->chosen->len; i++)
    {
      const MlgGraphNode *from = &nodes[g_array_index (extract->chosen, guint, i)];
      g_autofree char *id = mlg_id_dup_text (&from->id);
      g_autoptr(MlgRecord) actor = mlg_live_get (self, MLG_ENTITY_ACTOR, id);
      MlgLiveNode node = { actor != NULL ? dup_short_name (actor) : g_strdup (from->name), from->category, from->headcount, i < n_seeds };

      g_array_append_val (self->live->nodes, node);
    }
  for (guint i = 0; i < mlg_graph_get_n_edges (extract->graph); i++)
    {
      const MlgGraphEdge *from = &edges[i];
      MlgLiveEdge edge = { extract->number[from->a] - 1, extract->number[from->b] - 1, from->kind, from->established,
                           NULL, { from->n_market, from->n_non_market, from->n_non_monetary, from->n_unqualified } };

      if (extract->number[from->a] == 0 || extract->number[from->b] == 0)
        continue;
      edge.status = g_strdup (from->status);
      g_array_append_val (self->live->edges, edge);
    }
}

/* What is kept for the group leaves the drawing before anything is chosen along it. */
static gboolean
node_may_show (MlgLiveResolver    *self,
               const MlgGraphNode *node)
{
  g_autofree char *id = mlg_id_dup_text (&node->id);
  g_autoptr(MlgRecord) actor = mlg_live_get (self, MLG_ENTITY_ACTOR, id);

  return actor != NULL;
}

static void
drop_hidden (MlgLiveResolver *self,
             Extract         *extract)
{
  const MlgGraphNode *nodes = mlg_graph_get_nodes (extract->graph);
  guint kept = 0;

  for (guint i = 0; i < extract->chosen->len; i++)
    {
      guint node = g_array_index (extract->chosen, guint, i);

      extract->number[node] = 0;
      if (!node_may_show (self, &nodes[node]))
        continue;
      g_array_index (extract->chosen, guint, kept++) = node;
      extract->number[node] = kept;
    }
  g_array_set_size (extract->chosen, kept);
}

void
mlg_live_fill_graph (MlgLiveResolver *self)
{
  g_autoptr(GPtrArray) actors = mlg_live_get_actors (self);
  MlgGraphLayers layers = (mlg_live_wants (self, "facts") ? MLG_GRAPH_FACTS_ONLY : 0) |
                          (mlg_live_wants (self, "members") ? MLG_GRAPH_MEMBERSHIPS : 0);
  g_autoptr(MlgGraph) graph = mlg_project_graph_new (self->project, layers);
  g_autofree guint *number = g_new0 (guint, mlg_graph_get_n_nodes (graph) + 1);
  g_autoptr(GArray) chosen = g_array_new (FALSE, FALSE, sizeof (guint));
  Extract extract = { graph, number, chosen };
  const char *steps_text = mlg_live_block_get_option (self->block, "steps");
  guint steps = steps_text != NULL ? (guint) MIN (g_ascii_strtoull (steps_text, NULL, 10), 3) : 0;
  guint n_seeds;

  if (steps_text == NULL && mlg_live_is_about (self, MLG_ENTITY_ACTOR))
    steps = 1;
  for (guint i = 0; i < actors->len; i++)
    choose_node (&extract, mlg_graph_find (graph, mlg_record_get_id (actors->pdata[i])));
  n_seeds = chosen->len;
  for (guint i = 0; i < steps; i++)
    choose_neighbours (&extract);
  drop_hidden (self, &extract);
  keep_extract (self, &extract, n_seeds);
  if (self->live->nodes->len == 0)
    mlg_live_fail (self, _("No actor of this monograph is in the file yet."));
  mlg_live_set_caption (self, g_strdup (layers & MLG_GRAPH_FACTS_ONLY ? _("Established partnerships between the actors")
                                                                      : _("Partnerships between the actors")));
}

/* ---- the timeline */

static double
year_of_day (int day)
{
  return 1970 + day / 365.2425;
}

/* @date_value: canonical date (iso, words, deduced). */
static void
add_moment (MlgLiveResolver *self,
            const char      *iso,
            const char      *until_iso,
            const char      *words,
            char            *what,
            gboolean         wish)
{
  MlgLiveMoment moment = { NULL, NAN, NAN, what, wish };
  MlgDate date, until;

  if (what == NULL || (iso == NULL && words == NULL))
    {
      g_free (what);
      return;
    }
  if (iso != NULL && mlg_date_parse (iso, &date))
    {
      moment.from = year_of_day (mlg_date_first_day (&date));
      moment.to = year_of_day (mlg_date_last_day (&date) + 1);
      moment.when = words != NULL ? g_strdup (words) : mlg_date_to_display (&date);
      if (until_iso != NULL && mlg_date_parse (until_iso, &until))
        moment.to = MAX (moment.to, year_of_day (mlg_date_last_day (&until) + 1));
    }
  else
    moment.when = g_strdup (words);
  g_array_append_val (self->live->moments, moment);
}

static void
add_dated (MlgLiveResolver *self,
           MlgRecord       *record,
           const char      *field,
           char            *what)
{
  const char *value = mlg_record_get_named (record, field);
  g_autofree char *iso = mlg_value_dup_part (value, 0);
  g_autofree char *words = mlg_value_dup_part (value, 1);

  if (!mlg_live_may_show (self, record))
    g_clear_pointer (&what, g_free);
  add_moment (self, iso, NULL, words, what, FALSE);
}

/* Intervals: since, its words, until, its words. */
static void
add_period (MlgLiveResolver *self,
            MlgRecord       *record,
            const char      *field,
            char            *what,
            gboolean         wish)
{
  const char *value = mlg_record_get_named (record, field);
  g_autofree char *from = mlg_value_dup_part (value, 0);
  g_autofree char *from_words = mlg_value_dup_part (value, 1);
  g_autofree char *until = mlg_value_dup_part (value, 2);

  if (!mlg_live_may_show (self, record))
    g_clear_pointer (&what, g_free);
  add_moment (self, from, until, from_words, what, wish);
}

static void
add_story_of_initiative (MlgLiveResolver *self,
                         MlgRecord       *initiative)
{
  const MlgId *id = mlg_record_get_id (initiative);
  g_autoptr(GPtrArray) stages = mlg_project_referring (self->project, mlg_schema_find ("stage_history"), "initiative", id);
  g_autoptr(GPtrArray) events = mlg_project_referring (self->project, mlg_schema_find ("event"), "initiative", id);
  g_autoptr(GPtrArray) entries = mlg_project_referring (self->project, mlg_schema_find ("journal_entry"), "target", id);

  add_period (self, initiative, "period", mlg_record_dup_title (initiative), FALSE);
  for (guint i = 0; i < stages->len; i++)
    {
      g_autofree char *stage = mlg_live_display (self, stages->pdata[i], "to");

      add_dated (self, stages->pdata[i], "date", stage != NULL ? g_strdup_printf (_("Stage: %s"), stage) : NULL);
    }
  for (guint i = 0; i < events->len; i++)
    add_period (self, events->pdata[i], "period", mlg_record_dup_title (events->pdata[i]), FALSE);
  for (guint i = 0; i < entries->len; i++)
    add_dated (self, entries->pdata[i], "date", g_strdup (mlg_record_get_named (entries->pdata[i], "text")));
}

static gboolean
has_moment (MlgLiveResolver *self,
            const char      *what)
{
  for (guint i = 0; i < self->live->moments->len; i++)
    if (g_strcmp0 (g_array_index (self->live->moments, MlgLiveMoment, i).what, what) == 0)
      return TRUE;
  return FALSE;
}

static void
add_story_of_actor (MlgLiveResolver *self,
                    MlgRecord       *actor)
{
  const MlgId *id = mlg_record_get_id (actor);
  g_autoptr(GPtrArray) events = mlg_project_referring (self->project, mlg_schema_find ("event"), "organisers", id);
  g_autofree char *name = mlg_record_dup_title (actor);
  gboolean has_event = FALSE;

  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *title = mlg_record_dup_title (events->pdata[i]);

      has_event |= g_strcmp0 (mlg_record_get_named (events->pdata[i], "kind"), "milestone") == 0;
      if (!has_moment (self, title))
        add_period (self, events->pdata[i], "period", g_steal_pointer (&title), FALSE);
    }
  if (!has_event)
    add_dated (self, actor, "founded", g_strdup_printf (_("Creation of %s"), name));
}

static void
add_partnerships (MlgLiveResolver *self)
{
  g_autoptr(GPtrArray) partnerships = mlg_live_get_partnerships (self);

  for (guint i = 0; i < partnerships->len; i++)
    {
      g_autofree char *a = mlg_live_titles (self, MLG_ENTITY_ACTOR, mlg_record_get_named (partnerships->pdata[i], "a"));
      g_autofree char *b = mlg_live_titles (self, MLG_ENTITY_ACTOR, mlg_record_get_named (partnerships->pdata[i], "b"));

      if (a != NULL && b != NULL)
        add_period (self, partnerships->pdata[i], "period", g_strdup_printf (_("Partnership between %s and %s"), a, b),
                    !mlg_partnership_is_established (mlg_record_get_named (partnerships->pdata[i], "state")));
    }
}

/* Those nobody can date come last, in the order of the file. */
static int
compare_moments (gconstpointer a,
                 gconstpointer b)
{
  const MlgLiveMoment *x = a, *y = b;

  if (isnan (x->from) || isnan (y->from))
    return isnan (x->from) - isnan (y->from);
  return x->from != y->from ? (x->from < y->from ? -1 : 1) : g_strcmp0 (x->what, y->what);
}

void
mlg_live_fill_timeline (MlgLiveResolver *self)
{
  g_autoptr(GPtrArray) actors = mlg_live_get_actors (self);
  g_autoptr(MlgRecord) initiative = mlg_live_get_initiative (self);

  if (initiative != NULL)
    add_story_of_initiative (self, initiative);
  for (guint i = 0; i < actors->len; i++)
    add_story_of_actor (self, actors->pdata[i]);
  add_partnerships (self);
  g_array_sort (self->live->moments, compare_moments);
  if (self->live->moments->len == 0)
    mlg_live_fail (self, _("No dated event is in the file yet."));
  mlg_live_set_caption (self, g_strdup (_("Timeline")));
}

/* ---- the radar */

static char *
date_of (MlgRecord *record)
{
  g_autofree char *iso = mlg_value_dup_part (mlg_record_get_named (record, "date"), 0);

  return iso != NULL ? g_steal_pointer (&iso) : g_strdup ("");
}

static int
compare_assessments (gconstpointer a,
                     gconstpointer b)
{
  g_autofree char *x = date_of (*(MlgRecord **) a);
  g_autofree char *y = date_of (*(MlgRecord **) b);
  int order = strcmp (x, y);

  return order != 0 ? order : mlg_id_compare (mlg_record_get_id (*(MlgRecord **) a), mlg_record_get_id (*(MlgRecord **) b));
}

/* Of one grid, the oldest first: of the grid asked for, else of the latest. */
static GPtrArray *
get_assessments (MlgLiveResolver *self)
{
  g_autoptr(MlgRecord) initiative = mlg_live_get_initiative (self);
  MlgRecord *target = initiative != NULL ? initiative : self->subject;
  const char *wanted = mlg_live_block_get_option (self->block, "grid");
  g_autofree char *grid = NULL;
  GPtrArray *found;
  MlgId id;

  if (mlg_live_is_about (self, "assessment"))
    {
      found = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (found, g_object_ref (self->subject));
      return found;
    }

  found = mlg_project_referring (self->project, mlg_schema_find ("assessment"), "target", mlg_record_get_id (target));
  g_ptr_array_sort (found, compare_assessments);
  if (wanted != NULL && mlg_project_resolve (self->project, mlg_schema_find ("grid"), wanted, &id, NULL))
    grid = mlg_id_dup_text (&id);
  else if (found->len > 0)
    grid = g_strdup (mlg_record_get_named (found->pdata[found->len - 1], "grid"));
  for (guint i = found->len; i > 0; i--)
    if (g_strcmp0 (mlg_record_get_named (found->pdata[i - 1], "grid"), grid) != 0 || !mlg_live_may_show (self, found->pdata[i - 1]))
      g_ptr_array_remove_index (found, i - 1);
  while (found->len > 2)
    g_ptr_array_remove_index (found, 0);
  return found;
}

static int
compare_positions (gconstpointer a,
                   gconstpointer b)
{
  const char *x = mlg_record_get_named (*(MlgRecord **) a, "position");
  const char *y = mlg_record_get_named (*(MlgRecord **) b, "position");
  gint64 p = x != NULL ? g_ascii_strtoll (x, NULL, 10) : G_MAXINT;
  gint64 q = y != NULL ? g_ascii_strtoll (y, NULL, 10) : G_MAXINT;

  return p != q ? (p < q ? -1 : 1) : mlg_id_compare (mlg_record_get_id (*(MlgRecord **) a), mlg_record_get_id (*(MlgRecord **) b));
}

static int
level_of (GPtrArray *scores,
          MlgRecord *criterion)
{
  g_autofree char *id = mlg_id_dup_text (mlg_record_get_id (criterion));

  for (guint i = 0; i < scores->len; i++)
    if (g_strcmp0 (mlg_record_get_named (scores->pdata[i], "criterion"), id) == 0)
      {
        const char *level = mlg_record_get_named (scores->pdata[i], "level");

        return level != NULL ? (int) g_ascii_strtoll (level, NULL, 10) : -1;
      }
  return -1;
}

static void
add_series (MlgLiveResolver *self,
            MlgRecord       *assessment,
            GPtrArray       *criteria)
{
  g_autoptr(GPtrArray) scores = mlg_project_referring (self->project, mlg_schema_find ("score"), "assessment",
                                                       mlg_record_get_id (assessment));
  MlgLiveSeries series = { mlg_live_display (self, assessment, "date"), g_array_new (FALSE, FALSE, sizeof (int)) };

  if (series.label == NULL)
    series.label = g_strdup (g_strcmp0 (mlg_record_get_named (assessment, "example"), "1") == 0 ? _("Example") : _("Undated"));
  for (guint i = 0; i < criteria->len; i++)
    {
      int level = level_of (scores, criteria->pdata[i]);

      g_array_append_val (series.levels, level);
    }
  g_array_append_val (self->live->series, series);
}

void
mlg_live_fill_radar (MlgLiveResolver *self)
{
  g_autoptr(GPtrArray) assessments = get_assessments (self);
  g_autoptr(GPtrArray) criteria = NULL;
  g_autoptr(MlgRecord) grid = NULL;
  g_autofree char *title = NULL;
  const MlgVocabulary *levels = mlg_vocabulary_find ("score_level");

  if (assessments->len == 0)
    {
      mlg_live_fail (self, _("No evaluation of this is in the file yet."));
      return;
    }
  grid = mlg_live_get (self, "grid", mlg_record_get_named (assessments->pdata[0], "grid"));
  if (grid == NULL)
    {
      mlg_live_fail (self, _("The grid of this evaluation is no longer in the file."));
      return;
    }

  criteria = mlg_project_referring (self->project, mlg_schema_find ("criterion"), "grid", mlg_record_get_id (grid));
  g_ptr_array_sort (criteria, compare_positions);
  for (guint i = 0; i < criteria->len; i++)
    g_ptr_array_add (self->live->criteria, mlg_record_dup_title (criteria->pdata[i]));
  for (guint i = 0; levels != NULL && i < levels->n_terms; i++)
    g_ptr_array_add (self->live->levels, g_strdup (levels->terms[i].ui_label));
  for (guint i = 0; i < assessments->len; i++)
    add_series (self, assessments->pdata[i], criteria);
  if (criteria->len < 3)
    mlg_live_fail (self, _("This grid has too few criteria to be drawn."));
  title = mlg_record_dup_title (grid);
  mlg_live_set_caption (self, g_strdup (title));
}
