/* The saved placements of the same actors: nobody is left out, each placement says what it says, and
 * each keeps its own places in the file.
 */

#include "../own-project-fixture.h"

#include "analysis/mlg-arrangement.h"
#include "exchange/mlg-project-arrangement.h"
#include "exchange/mlg-project-graph.h"
#include "exchange/mlg-project-groups.h"
#include "exchange/mlg-project-positions.h"
#include "render/mlg-graph-scene.h"

#include <math.h>

#define ONION "onion:i-polelaine"

typedef struct
{
  MlgGraph       *graph;
  MlgGraphScene  *scene;
  MlgArrangement *arrangement;
  MlgPoint       *points;
  guint8         *placements;
  MlgLayout       layout;
  GPtrArray      *guides;
} Drawing;

static void
prepare (Drawing    *d,
         MlgProject *project,
         const char *placement)
{
  MlgPlacementChoice choice;
  g_autoptr(GError) error = NULL;
  guint n;

  mlg_placement_parse (project, placement, &choice, &error);
  g_assert_no_error (error);
  d->graph = mlg_project_graph_new (project, MLG_GRAPH_PARTNERSHIPS);
  d->scene = mlg_graph_scene_new (d->graph, MLG_LAYER_ALL, MLG_SIZE_BY_DEGREE);
  d->arrangement = mlg_project_arrangement_new (project, d->graph, &choice);
  n = mlg_graph_get_n_nodes (d->graph);
  d->points = g_new0 (MlgPoint, n + 1);
  d->placements = g_new0 (guint8, n + 1);
  d->layout = mlg_graph_scene_get_layout (d->scene, d->points, d->placements);
  d->layout.aspect = 1.5;
}

static void
draw (Drawing    *d,
      MlgProject *project,
      const char *placement)
{
  prepare (d, project, placement);
  g_assert_true (mlg_arrangement_arrange (d->arrangement, &d->layout, &d->guides));
}

static void
clear_drawing (Drawing *d)
{
  mlg_graph_scene_free (d->scene);
  mlg_graph_unref (d->graph);
  mlg_arrangement_free (d->arrangement);
  g_free (d->points);
  g_free (d->placements);
  g_clear_pointer (&d->guides, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drawing, clear_drawing)

static const char *const placements[] = {
  "free", "category", "territory", "network", "geographic", ONION, "grid", "stage",
};

/* So that the grid has something to show. */
static void
note_influence (MlgProject *project)
{
  const MlgEntity *entity = mlg_schema_find ("involvement");
  g_autoptr(MlgGraph) graph = mlg_project_graph_new (project, MLG_GRAPH_PARTNERSHIPS);
  const MlgGraphNode *nodes = mlg_graph_get_nodes (graph);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree const char **values = g_new0 (const char *, entity->n_fields + 1);
      char id[MLG_ID_TEXT_LENGTH + 1];
      g_autofree char *who = g_strconcat ("actor:", mlg_id_write (&nodes[i].id, id), NULL);
      g_autofree char *influence = g_strdup_printf ("%u", 1 + i % 5);
      g_autofree char *interest = g_strdup_printf ("%u", 1 + i / 4 % 5);
      g_autoptr(GError) error = NULL;
      MlgId initiative, made = { { 0 } };
      char initiative_text[MLG_ID_TEXT_LENGTH + 1];

      g_assert_true (mlg_project_resolve (project, mlg_schema_find ("initiative"), "i-polelaine", &initiative, NULL));
      values[mlg_entity_find_field (entity, "initiative")->index] = mlg_id_write (&initiative, initiative_text);
      values[mlg_entity_find_field (entity, "stakeholder")->index] = who;
      values[mlg_entity_find_field (entity, "influence")->index] = influence;
      values[mlg_entity_find_field (entity, "interest_level")->index] = interest;
      mlg_project_add (project, entity, values, &made, &error);
      g_assert_no_error (error);
    }
}

/* ---- */

static void
test_nobody_is_left_out (Fixture       *f,
                         gconstpointer  data)
{
  note_influence (f->project);
  for (guint k = 0; k < G_N_ELEMENTS (placements); k++)
    {
      g_auto(Drawing) d = { 0 };

      draw (&d, f->project, placements[k]);
      g_assert_cmpuint (d.layout.n_nodes, ==, 71);
      for (guint i = 0; i < d.layout.n_nodes; i++)
        {
          g_assert_cmpuint (d.placements[i], !=, MLG_UNPLACED);
          g_assert_true (isfinite (d.points[i].x) && isfinite (d.points[i].y));
        }
    }
}

static void
test_the_same_file_gives_the_same_places (Fixture       *f,
                                          gconstpointer  data)
{
  for (guint k = 0; k < G_N_ELEMENTS (placements); k++)
    {
      g_auto(Drawing) one = { 0 };
      g_auto(Drawing) other = { 0 };

      draw (&one, f->project, placements[k]);
      draw (&other, f->project, placements[k]);
      g_assert_cmpmem (one.points, 71 * sizeof (MlgPoint), other.points, 71 * sizeof (MlgPoint));
    }
}

static void
test_pins_stay_in_every_placement (Fixture       *f,
                                   gconstpointer  data)
{
  for (guint k = 0; k < G_N_ELEMENTS (placements); k++)
    {
      g_auto(Drawing) d = { 0 };

      prepare (&d, f->project, placements[k]);
      d.points[7] = (MlgPoint) { 1234, -567 };
      d.placements[7] = MLG_PINNED;
      g_assert_true (mlg_arrangement_arrange (d.arrangement, &d.layout, &d.guides));
      g_assert_cmpfloat (d.points[7].x, ==, 1234);
      g_assert_cmpfloat (d.points[7].y, ==, -567);
      g_assert_cmpuint (d.placements[7], ==, MLG_PINNED);
    }
}

static const MlgGuide *
find_guide (GPtrArray    *guides,
            MlgGuideKind  kind,
            const char   *text)
{
  for (guint i = 0; i < guides->len; i++)
    {
      const MlgGuide *guide = g_ptr_array_index (guides, i);

      if (guide->kind == kind && g_strcmp0 (guide->text, text) == 0)
        return guide;
    }

  return NULL;
}

static void
test_each_stands_in_its_box (Fixture       *f,
                             gconstpointer  data)
{
  static const char *const boxed[] = { "category", "territory", "network" };

  for (guint k = 0; k < G_N_ELEMENTS (boxed); k++)
    {
      g_auto(Drawing) d = { 0 };

      draw (&d, f->project, boxed[k]);
      for (guint i = 0; i < d.layout.n_nodes; i++)
        {
          guint group = d.arrangement->groups->of[i];
          const MlgGuide *box = find_guide (d.guides, MLG_GUIDE_BOX,
                                            group == G_MAXUINT ? d.arrangement->groups->none : d.arrangement->groups->names[group]);

          g_assert_nonnull (box);
          g_assert_cmpfloat (d.points[i].x, >, box->at.x0);
          g_assert_cmpfloat (d.points[i].x, <, box->at.x1);
          g_assert_cmpfloat (d.points[i].y, >, box->at.y0);
          g_assert_cmpfloat (d.points[i].y, <, box->at.y1);
        }
      for (guint i = 0; i < d.guides->len; i++)
        for (guint j = 0; j < i; j++)
          {
            const MlgGuide *a = g_ptr_array_index (d.guides, i), *b = g_ptr_array_index (d.guides, j);

            if (a->kind == MLG_GUIDE_BOX && b->kind == MLG_GUIDE_BOX)
              g_assert_true (a->at.x1 <= b->at.x0 || b->at.x1 <= a->at.x0 || a->at.y1 <= b->at.y0 || b->at.y1 <= a->at.y0);
          }
    }
}

static void
test_rings_go_outwards (Fixture       *f,
                        gconstpointer  data)
{
  g_auto(Drawing) d = { 0 };
  double inner = -1;
  guint n_around = 0;

  draw (&d, f->project, ONION);
  g_assert_cmpuint (d.arrangement->groups->n, >=, 2);
  for (guint ring = 0; ring < d.arrangement->groups->n; ring++)
    {
      GArray *members = g_ptr_array_index (d.arrangement->groups->members, ring);
      double farthest = 0;

      for (guint i = 0; i < members->len; i++)
        {
          MlgPoint at = d.points[g_array_index (members, guint, i)];

          g_assert_cmpfloat (hypot (at.x, at.y), >, inner);
          farthest = MAX (farthest, hypot (at.x, at.y));
        }
      inner = farthest;
      n_around += members->len;
    }
  for (guint i = 0; i < d.layout.n_nodes; i++)
    n_around += d.placements[i] == MLG_IN_TRAY;
  g_assert_cmpuint (n_around, ==, 71);
}

static void
test_influence_is_up_and_interest_right (Fixture       *f,
                                         gconstpointer  data)
{
  g_auto(Drawing) d = { 0 };

  note_influence (f->project);
  draw (&d, f->project, "grid");
  for (guint i = 0; i < 20; i++)
    for (guint k = 0; k < 20; k++)
      {
        if (d.arrangement->where[i].x < d.arrangement->where[k].x)
          g_assert_cmpfloat (d.points[i].x, <, d.points[k].x);
        if (d.arrangement->where[i].y < d.arrangement->where[k].y)
          g_assert_cmpfloat (d.points[i].y, >, d.points[k].y);
      }
  for (guint i = 20; i < 71; i++)
    g_assert_cmpuint (d.placements[i], ==, MLG_IN_TRAY);
}

static void
test_north_is_up (Fixture       *f,
                  gconstpointer  data)
{
  g_auto(Drawing) d = { 0 };
  guint n_far = 0;

  draw (&d, f->project, "geographic");
  for (guint i = 0; i < d.layout.n_nodes; i++)
    for (guint k = 0; k < d.layout.n_nodes; k++)
      if (d.arrangement->known[i] && d.arrangement->known[k] && d.arrangement->where[i].y > d.arrangement->where[k].y + 2.5)
        {
          g_assert_cmpfloat (d.points[i].y, <, d.points[k].y);
          n_far++;
        }
  g_assert_cmpuint (n_far, >, 50);
}

static void
test_stages_follow_each_other (Fixture       *f,
                               gconstpointer  data)
{
  g_auto(Drawing) d = { 0 };
  double last = -G_MAXDOUBLE;

  draw (&d, f->project, "stage");
  for (guint i = 0; i < d.arrangement->groups->n; i++)
    {
      const MlgGuide *column = find_guide (d.guides, MLG_GUIDE_BOX, d.arrangement->groups->names[i]);

      g_assert_nonnull (column);
      g_assert_cmpfloat (column->at.x0, >, last);
      last = column->at.x1;
    }
}

/* ---- In the file */

static void
put_as (Fixture      *f,
        MlgGraph     *graph,
        const char   *placement,
        guint         node,
        MlgPoint      at,
        MlgPlacement  state)
{
  g_autofree MlgPoint *points = g_new0 (MlgPoint, 72);
  g_autofree guint8 *states = g_new0 (guint8, 72);
  g_autoptr(GArray) nodes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GError) error = NULL;

  points[node] = at;
  states[node] = state;
  g_array_append_val (nodes, node);
  mlg_project_positions_write (f->project, "Move an actor in the graph", placement, graph, nodes, points, states, &error);
  g_assert_no_error (error);
}

static void
put (Fixture    *f,
     MlgGraph   *graph,
     const char *placement,
     guint       node,
     MlgPoint    at)
{
  put_as (f, graph, placement, node, at, MLG_PINNED);
}

static guint
get (Fixture    *f,
     MlgGraph   *graph,
     const char *placement,
     guint       node,
     MlgPoint   *at)
{
  g_autofree MlgPoint *points = g_new0 (MlgPoint, 72);
  g_autofree guint8 *states = g_new0 (guint8, 72);
  guint n = mlg_project_positions_read (f->project, placement, graph, points, states);

  *at = points[node];

  return n;
}

static void
test_each_placement_keeps_its_places (Fixture       *f,
                                      gconstpointer  data)
{
  g_autoptr(MlgGraph) graph = mlg_project_graph_new (f->project, MLG_GRAPH_PARTNERSHIPS);
  g_autoptr(GError) error = NULL;
  MlgPoint at;

  put (f, graph, "graph", 3, (MlgPoint) { 10, 20 });
  put (f, graph, "category", 3, (MlgPoint) { -5, 7.5 });
  g_assert_cmpuint (get (f, graph, "graph", 3, &at), ==, 1);
  g_assert_cmpfloat (at.x, ==, 10);
  g_assert_cmpuint (get (f, graph, "category", 3, &at), ==, 1);
  g_assert_cmpfloat (at.y, ==, 7.5);
  g_assert_cmpuint (get (f, graph, "stage", 3, &at), ==, 0);

  g_assert_true (mlg_project_undo (f->project, &error));
  g_assert_cmpuint (get (f, graph, "category", 3, &at), ==, 0);
  g_assert_cmpuint (get (f, graph, "graph", 3, &at), ==, 1);
}

static void
test_places_where_nobody_would_be_found_are_none (Fixture       *f,
                                                  gconstpointer  data)
{
  g_autoptr(MlgGraph) graph = mlg_project_graph_new (f->project, MLG_GRAPH_PARTNERSHIPS);
  MlgPoint at;

  put_as (f, graph, "graph", 3, (MlgPoint) { 10, 20 }, MLG_PLACED);
  put (f, graph, "graph", 4, (MlgPoint) { 1e9, 0 });
  put_as (f, graph, "graph", 5, (MlgPoint) { 10, 20 }, MLG_PLACED);      /* on somebody else, to the point */
  put (f, graph, "graph", 6, (MlgPoint) { 10, 21 });
  g_assert_cmpuint (get (f, graph, "graph", 6, &at), ==, 2);
  g_assert_cmpfloat (at.y, ==, 21);
}

static void
test_placements_are_read_back (Fixture       *f,
                               gconstpointer  data)
{
  static const char *const wrong[] = { "spiral", "onion", "onion:nobody", "" };

  for (guint i = 0; i < G_N_ELEMENTS (placements); i++)
    {
      MlgPlacementChoice choice, again;
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL;

      g_assert_true (mlg_placement_parse (f->project, placements[i], &choice, &error));
      text = mlg_placement_dup_text (&choice);
      g_assert_true (mlg_placement_parse (f->project, text, &again, &error));
      g_assert_cmpint (again.kind, ==, choice.kind);
      g_assert_cmpint (mlg_id_compare (&again.initiative, &choice.initiative), ==, 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      MlgPlacementChoice choice;
      g_autoptr(GError) error = NULL;

      g_assert_false (mlg_placement_parse (f->project, wrong[i], &choice, &error));
      g_assert_nonnull (error);
    }
}

/* ---- Groups */

static guint
count_group (const MlgGrouping *groups,
             const char        *name)
{
  for (guint i = 0; i < groups->n; i++)
    if (strcmp (groups->names[i], name) == 0)
      return ((GArray *) g_ptr_array_index (groups->members, i))->len;

  return 0;
}

static void
test_groups_are_those_of_the_file (Fixture       *f,
                                   gconstpointer  data)
{
  g_autoptr(MlgGraph) graph = mlg_project_graph_new (f->project, MLG_GRAPH_PARTNERSHIPS);
  g_autoptr(MlgGrouping) categories = mlg_project_grouping_new (f->project, graph, MLG_GROUP_BY_CATEGORY, NULL, 0);
  g_autoptr(MlgGrouping) networks = mlg_project_grouping_new (f->project, graph, MLG_GROUP_BY_NETWORK, NULL, 0);
  guint n_none = 0;

  /* docs/domain.md §4.3: 30, 12, 12, 6, and 11 outside. */
  g_assert_cmpuint (categories->n, ==, 4);
  for (guint i = 0; i < 71; i++)
    n_none += categories->of[i] == G_MAXUINT;
  g_assert_cmpuint (n_none, ==, 11);
  g_assert_cmpuint (count_group (networks, "Réseau Cré-sol"), ==, 1);
  /* Of eleven, one has neither members nor an actor of its own: it is no group. */
  g_assert_cmpuint (networks->n, ==, 10);
}

static void
test_the_graph_of_groups_leaves_nobody_out (Fixture       *f,
                                            gconstpointer  data)
{
  g_autoptr(MlgGraph) graph = mlg_project_graph_new (f->project, MLG_GRAPH_PARTNERSHIPS);
  g_autoptr(MlgGrouping) groups = mlg_project_grouping_new (f->project, graph, MLG_GROUP_BY_COMMUNITY, NULL, 0);
  g_autofree guint *node_of = NULL;
  g_autoptr(MlgGraph) of_groups = mlg_graph_new_of_groups (graph, groups, 5, "%u smaller groups", &node_of);
  guint n_actors = 0, n_ties = 0, n_between = 0;

  g_assert_cmpuint (mlg_graph_get_n_nodes (of_groups), ==, 7);      /* five, the smaller ones, the isolated */
  for (guint i = 0; i < mlg_graph_get_n_nodes (of_groups); i++)
    n_actors += mlg_graph_get_nodes (of_groups)[i].n_actors;
  g_assert_cmpuint (n_actors, ==, 71);
  for (guint i = 0; i < mlg_graph_get_n_edges (of_groups); i++)
    n_ties += mlg_graph_get_edges (of_groups)[i].n_axes;
  for (guint i = 0; i < mlg_graph_get_n_edges (graph); i++)
    n_between += node_of[mlg_graph_get_edges (graph)[i].a] != node_of[mlg_graph_get_edges (graph)[i].b];
  g_assert_cmpuint (n_ties, ==, n_between);
}

static void
test_directions_of_axes_are_read (Fixture       *f,
                                  gconstpointer  data)
{
  g_autoptr(MlgGraph) graph = mlg_project_graph_new (f->project, MLG_GRAPH_PARTNERSHIPS);
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);
  const MlgGraphEdge *widest = &edges[0];

  for (guint i = 0; i < mlg_graph_get_n_edges (graph); i++)
    if (edges[i].n_axes > widest->n_axes)
      widest = &edges[i];

  /* WILO and Entraide: two market axes, one each way; of three non-monetary ones one is a gift. */
  g_assert_cmpuint (widest->n_axes, ==, 5);
  g_assert_cmpuint (widest->n_forth[0], ==, 1);
  g_assert_cmpuint (widest->n_back[0], ==, 1);
  g_assert_cmpuint (widest->n_forth[2] + widest->n_back[2], ==, 1);
  g_assert_cmpuint (widest->n_non_monetary, ==, 3);
}

static void
test_around_an_actor (Fixture       *f,
                      gconstpointer  data)
{
  g_autoptr(MlgGraph) graph = mlg_project_graph_new (f->project, MLG_GRAPH_PARTNERSHIPS);
  MlgId mes;
  g_autoptr(GArray) one = NULL;
  g_autoptr(GArray) few = NULL;
  g_autoptr(MlgGraph) part = NULL;

  g_assert_true (mlg_project_resolve (f->project, mlg_schema_find (MLG_ENTITY_ACTOR), "a-mes", &mes, NULL));
  one = mlg_graph_list_around (graph, mlg_graph_find (graph, &mes), 1, 100);
  few = mlg_graph_list_around (graph, mlg_graph_find (graph, &mes), 3, 6);
  part = mlg_graph_new_of_nodes (graph, one);

  g_assert_cmpuint (one->len, ==, 12);
  g_assert_cmpuint (few->len, ==, 6);
  g_assert_cmpuint (mlg_graph_get_n_nodes (part), ==, 12);
  g_assert_cmpuint (mlg_graph_get_n_edges (part), >=, 11);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define TEST(name) g_test_add ("/placements/" #name, Fixture, NULL, set_up_demo, test_##name, tear_down)
  TEST (nobody_is_left_out);
  TEST (the_same_file_gives_the_same_places);
  TEST (pins_stay_in_every_placement);
  TEST (each_stands_in_its_box);
  TEST (rings_go_outwards);
  TEST (influence_is_up_and_interest_right);
  TEST (north_is_up);
  TEST (stages_follow_each_other);
  TEST (each_placement_keeps_its_places);
  TEST (places_where_nobody_would_be_found_are_none);
  TEST (placements_are_read_back);
  TEST (groups_are_those_of_the_file);
  TEST (the_graph_of_groups_leaves_nobody_out);
  TEST (directions_of_axes_are_read);
  TEST (around_an_actor);
#undef TEST

  return g_test_run ();
}
