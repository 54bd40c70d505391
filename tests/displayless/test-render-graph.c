/* The layout of the partnership graph, its names, its picture. */

#include "render/mlg-graph-draw.h"
#include "render/mlg-graph-export.h"
#include "render/mlg-graph-names.h"

#include <math.h>
#include <string.h>

/* ---- Graphs */

static MlgGraphNode
new_node (guint i)
{
  return (MlgGraphNode) { .id = mlg_id_new (), .category = i % 7 < 5 ? i % 7 : G_MAXUINT,
                          .name = g_strdup_printf ("Épicerie coopérative n° %u du Val d’Œuvre", i) };
}

static MlgGraphEdge
new_edge (guint    a,
          guint    b,
          gboolean established)
{
  return (MlgGraphEdge) { .id = mlg_id_new (), .a = a, .b = b, .kind = MLG_TIE_PARTNERSHIP,
                          .established = established, .n_axes = 1, .n_unqualified = 1 };
}

/* Groups round facilitators, a few ways between them, one actor in twelve isolated. */
static MlgGraph *
new_territory (GRand *rand,
               guint  n)
{
  GArray *nodes = g_array_new (FALSE, TRUE, sizeof (MlgGraphNode));
  GArray *edges = g_array_new (FALSE, TRUE, sizeof (MlgGraphEdge));

  for (guint i = 0; i < n; i++)
    {
      MlgGraphNode node = new_node (i);

      g_array_append_val (nodes, node);
      if (i == 0 || i % 12 == 11)
        continue;
      for (guint k = 0; k < 1 + (g_rand_int (rand) % 4 == 0); k++)
        {
          guint other = g_rand_int (rand) % 3 == 0 ? (guint) g_rand_int_range (rand, 0, i) : i / 9 * 9;

          if (other != i && other % 12 != 11)
            {
              MlgGraphEdge edge = new_edge (other, i, k == 0);

              g_array_append_val (edges, edge);
            }
        }
    }

  return mlg_graph_new (nodes, edges);
}

typedef struct
{
  MlgGraph      *graph;
  MlgGraphScene *scene;
  MlgPoint      *points;
  guint8        *placements;
  MlgLayout      layout;
} Drawing;

static void
draw (Drawing  *d,
      MlgGraph *graph)
{
  guint n = mlg_graph_get_n_nodes (graph);

  d->graph = graph;
  d->scene = mlg_graph_scene_new (graph, MLG_LAYER_ALL, MLG_SIZE_BY_DEGREE);
  d->points = g_new0 (MlgPoint, n + 1);
  d->placements = g_new0 (guint8, n + 1);
  d->layout = mlg_graph_scene_get_layout (d->scene, d->points, d->placements);
  g_assert_true (mlg_layout_arrange (&d->layout));
  mlg_graph_scene_place (d->scene, d->points, d->placements, &d->layout.tray);
}

static void
drawing_clear (Drawing *d)
{
  mlg_graph_scene_free (d->scene);
  mlg_graph_unref (d->graph);
  g_free (d->points);
  g_free (d->placements);
}

static GRand *
new_rand (void)
{
  const char *given = g_getenv ("MLG_SEED");
  guint32 seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();

  g_test_message ("MLG_SEED=%u", seed);

  return g_rand_new_with_seed (seed);
}

/* ---- Layout */

static void
test_nobody_is_dropped_or_thrown_away (void)
{
  g_autoptr(GRand) rand = new_rand ();
  Drawing d = { 0 };
  MlgExtent all;

  draw (&d, new_territory (rand, 120));
  all = mlg_graph_scene_get_extent (d.scene);

  for (guint i = 0; i < 120; i++)
    {
      gboolean isolated = mlg_graph_scene_get_nodes (d.scene)[i].island == G_MAXUINT;

      g_assert_true (isfinite (d.points[i].x) && isfinite (d.points[i].y));
      g_assert_cmpint (d.placements[i], ==, isolated ? MLG_IN_TRAY : MLG_PLACED);
      if (isolated)
        {
          g_assert_cmpfloat (d.points[i].y, >, d.layout.tray.y0);
          g_assert_cmpfloat (d.points[i].y, <, d.layout.tray.y1);
        }
      else
        {
          g_assert_cmpfloat (d.points[i].y, <, d.layout.tray.y0);
        }
    }

  /* 120 actors of 132 × 60 points do not need more than six times their own room. */
  g_assert_cmpfloat ((all.x1 - all.x0) * (all.y1 - all.y0), <, 6.0 * 120 * 132 * 60);
  drawing_clear (&d);
}

static void
test_no_name_covers_another_at_natural_size (void)
{
  g_autoptr(GRand) rand = new_rand ();
  Drawing d = { 0 };
  const MlgBox *boxes;

  draw (&d, new_territory (rand, 100));
  boxes = mlg_graph_scene_get_boxes (d.scene);

  for (guint i = 0; i < 100; i++)
    for (guint j = i + 1; j < 100; j++)
      {
        double over_x = boxes[i].half_width + boxes[j].half_width - fabs (d.points[i].x - d.points[j].x);
        double over_y = MIN (d.points[i].y + boxes[i].down, d.points[j].y + boxes[j].down) -
                        MAX (d.points[i].y - boxes[i].up, d.points[j].y - boxes[j].up);

        g_assert_false (over_x > 0.5 && over_y > 0.5);
      }
  drawing_clear (&d);
}

static void
test_same_graph_same_places (void)
{
  g_autoptr(GRand) rand = new_rand ();
  MlgGraph *graph = new_territory (rand, 80);
  Drawing once = { 0 };
  Drawing again = { 0 };

  draw (&once, mlg_graph_ref (graph));
  draw (&again, graph);
  g_assert_cmpmem (once.points, 80 * sizeof (MlgPoint), again.points, 80 * sizeof (MlgPoint));
  drawing_clear (&once);
  drawing_clear (&again);
}

static void
test_pins_stay (void)
{
  g_autoptr(GRand) rand = new_rand ();
  Drawing d = { 0 };
  MlgPoint here = { 1234, -567 };
  MlgPoint there = { -40, 80 };

  draw (&d, new_territory (rand, 60));
  d.points[3] = here;
  d.points[11] = there;            /* isolated */
  d.placements[3] = d.placements[11] = MLG_PINNED;
  g_assert_true (mlg_layout_arrange (&d.layout));

  g_assert_cmpfloat (d.points[3].x, ==, here.x);
  g_assert_cmpfloat (d.points[3].y, ==, here.y);
  g_assert_cmpfloat (d.points[11].x, ==, there.x);
  g_assert_cmpint (d.placements[11], ==, MLG_PINNED);
  drawing_clear (&d);
}

static void
test_cancelling_stops_the_layout (void)
{
  g_autoptr(GRand) rand = new_rand ();
  MlgGraph *graph = new_territory (rand, 400);
  g_autoptr(MlgGraphScene) scene = mlg_graph_scene_new (graph, MLG_LAYER_ALL, MLG_SIZE_BY_DEGREE);
  g_autofree MlgPoint *points = g_new0 (MlgPoint, 401);
  g_autofree guint8 *placements = g_new0 (guint8, 401);
  MlgLayout layout = mlg_graph_scene_get_layout (scene, points, placements);
  gint cancelled = 1;

  layout.cancelled = &cancelled;
  g_assert_false (mlg_layout_arrange (&layout));
  mlg_graph_unref (graph);
}

static int
compare_doubles (gconstpointer one,
                 gconstpointer other)
{
  double p = *(const double *) one;
  double q = *(const double *) other;

  return p < q ? -1 : p > q;
}

static double
median_link (const Drawing *d)
{
  g_autofree double *lengths = g_new (double, d->layout.n_links);

  for (guint i = 0; i < d->layout.n_links; i++)
    lengths[i] = hypot (d->points[d->layout.links[i].a].x - d->points[d->layout.links[i].b].x,
                        d->points[d->layout.links[i].a].y - d->points[d->layout.links[i].b].y);
  qsort (lengths, d->layout.n_links, sizeof (double), compare_doubles);

  return lengths[d->layout.n_links / 2];
}

/* One more actor, linked with @n_links others; returns how far the others moved on average, in links. */
static double
add_one (Drawing *before,
         GRand   *rand,
         guint    n_links)
{
  guint n = mlg_graph_get_n_nodes (before->graph);
  GArray *nodes = g_array_new (FALSE, TRUE, sizeof (MlgGraphNode));
  GArray *edges = g_array_new (FALSE, TRUE, sizeof (MlgGraphEdge));
  Drawing after = { 0 };
  MlgGraphNode newcomer = new_node (n);
  double moved = 0;

  for (guint i = 0; i < n; i++)
    {
      MlgGraphNode node = mlg_graph_get_nodes (before->graph)[i];

      node.name = g_strdup (node.name);
      g_array_append_val (nodes, node);
    }
  g_array_append_val (nodes, newcomer);
  g_array_append_vals (edges, mlg_graph_get_edges (before->graph), mlg_graph_get_n_edges (before->graph));
  for (guint k = 0; k < n_links; k++)
    {
      MlgGraphEdge edge = new_edge (g_rand_int_range (rand, 0, n), n, TRUE);

      g_array_append_val (edges, edge);
    }

  after.graph = mlg_graph_new (nodes, edges);
  after.scene = mlg_graph_scene_new (after.graph, MLG_LAYER_ALL, MLG_SIZE_BY_DEGREE);
  after.points = g_new0 (MlgPoint, n + 2);
  after.placements = g_new0 (guint8, n + 2);
  memcpy (after.points, before->points, n * sizeof (MlgPoint));
  memcpy (after.placements, before->placements, n);
  after.layout = mlg_graph_scene_get_layout (after.scene, after.points, after.placements);
  after.layout.tray = before->layout.tray;
  mlg_layout_insert (&after.layout);

  g_assert_cmpint (after.placements[n], ==, n_links > 0 ? MLG_PLACED : MLG_IN_TRAY);
  for (guint i = 0; i < n; i++)
    if (before->placements[i] == MLG_PLACED)
      moved += hypot (after.points[i].x - before->points[i].x, after.points[i].y - before->points[i].y);
    else if (before->placements[i] == MLG_PINNED)
      g_assert_cmpmem (&after.points[i], sizeof (MlgPoint), &before->points[i], sizeof (MlgPoint));
  moved /= n * median_link (before);

  drawing_clear (before);
  *before = after;

  return moved;
}

static void
test_a_newcomer_hardly_moves_the_others (void)
{
  g_autoptr(GRand) rand = new_rand ();
  Drawing d = { 0 };

  draw (&d, new_territory (rand, 300));
  for (guint i = 0; i < 300; i += 7)
    if (d.placements[i] == MLG_PLACED)
      d.placements[i] = MLG_PINNED;
  for (guint i = 0; i < 20; i++)
    {
      double moved = add_one (&d, rand, i % 5);

      g_test_message ("%u links: %.5f", i % 5, moved);
      g_assert_cmpfloat (moved, <=, 0.01);
      if (i % 5 == 0)
        g_assert_cmpfloat (moved, ==, 0);
    }
  drawing_clear (&d);
}

static void
test_who_gets_a_link_leaves_the_tray (void)
{
  GArray *nodes = g_array_new (FALSE, TRUE, sizeof (MlgGraphNode));
  GArray *edges = g_array_new (FALSE, TRUE, sizeof (MlgGraphEdge));
  MlgGraphEdge edge = new_edge (0, 1, TRUE);
  MlgLink links[2] = { { 0, 1 }, { 1, 3 } };
  Drawing d = { 0 };
  MlgPoint other;

  for (guint i = 0; i < 5; i++)
    {
      MlgGraphNode node = new_node (i);

      g_array_append_val (nodes, node);
    }
  g_array_append_val (edges, edge);
  draw (&d, mlg_graph_new (nodes, edges));
  g_assert_cmpint (d.placements[3], ==, MLG_IN_TRAY);
  other = d.points[4];

  d.layout.links = links;
  d.layout.n_links = 2;
  mlg_layout_insert (&d.layout);
  g_assert_cmpint (d.placements[3], ==, MLG_PLACED);
  g_assert_cmpfloat (d.points[3].y, <, d.layout.tray.y0);
  g_assert_cmpfloat (d.points[4].x, ==, other.x);
  drawing_clear (&d);
}

/* ---- Scene */

static void
test_what_is_under_the_pointer (void)
{
  g_autoptr(GRand) rand = new_rand ();
  Drawing d = { 0 };
  const MlgSceneNode *nodes;
  const MlgSceneEdge *edge;
  MlgPoint middle;

  draw (&d, new_territory (rand, 30));
  nodes = mlg_graph_scene_get_nodes (d.scene);
  edge = &mlg_graph_scene_get_edges (d.scene)[0];
  middle = (MlgPoint) { (nodes[edge->a].at.x + nodes[edge->b].at.x) / 2, (nodes[edge->a].at.y + nodes[edge->b].at.y) / 2 };

  for (guint i = 0; i < 30; i++)
    g_assert_cmpuint (mlg_graph_scene_pick_node (d.scene, nodes[i].at, 4), ==, i);
  g_assert_cmpuint (mlg_graph_scene_pick_edge (d.scene, middle, 1), !=, G_MAXUINT);
  g_assert_cmpuint (mlg_graph_scene_pick_node (d.scene, (MlgPoint) { 99999, 99999 }, 8), ==, G_MAXUINT);
  g_assert_cmpuint (mlg_graph_scene_pick_edge (d.scene, (MlgPoint) { 99999, 99999 }, 8), ==, G_MAXUINT);
  drawing_clear (&d);
}

static void
test_names_shown_do_not_touch (void)
{
  g_autoptr(GRand) rand = new_rand ();
  Drawing d = { 0 };
  MlgGraphLook look = MLG_GRAPH_LOOK_INIT;

  draw (&d, new_territory (rand, 150));
  look.ink = mlg_ink_get (MLG_INK_LIGHT);

  for (guint step = 0; step < 5; step++)
    {
      MlgGraphView view = mlg_graph_view_fit (d.scene, 700 + 300 * step, 500 + 200 * step, 20, 2);
      g_autoptr(GArray) names = NULL;

      look.text_size = mlg_graph_text_size (look.ink, view.zoom);
      names = mlg_graph_place_names (d.scene, &view, &look);
      g_assert_cmpuint (names->len, >, 10);
      for (guint i = 0; i < names->len; i++)
        for (guint j = i + 1; j < names->len; j++)
          {
            const MlgNamePlace *a = &g_array_index (names, MlgNamePlace, i);
            const MlgNamePlace *b = &g_array_index (names, MlgNamePlace, j);

            g_assert_false (a->x < b->x + b->width && b->x < a->x + a->width &&
                            a->y < b->y + b->height && b->y < a->y + a->height);
          }
    }
  drawing_clear (&d);
}

/* ---- Ink */

static void
test_inks_can_be_told_apart (void)
{
  for (guint t = MLG_INK_LIGHT; t <= MLG_INK_PRINT; t++)
    {
      const MlgInk *ink = mlg_ink_get (t);
      gboolean projector = ink->line_scale > 1;

      g_assert_cmpfloat (mlg_ink_contrast (&ink->text, &ink->paper), >=, 7);
      g_assert_cmpfloat (mlg_ink_contrast (&ink->faint_text, &ink->paper), >=, projector ? 7 : 4.5);
      g_assert_cmpfloat (mlg_ink_contrast (&ink->town_name, &ink->land), >=, projector ? 7 : 4.5);
      for (guint i = 0; i < MLG_N_CATEGORIES; i++)
        {
          g_assert_cmpfloat (mlg_ink_contrast (&ink->categories[i], &ink->paper), >=, 3);
          g_assert_cmpfloat (mlg_ink_contrast (&ink->categories[i], &ink->land), >=, 3);
        }
      for (guint i = 0; i < MLG_N_ECONOMIES; i++)
        g_assert_cmpfloat (mlg_ink_contrast (&ink->economies[i], &ink->paper), >=, 3);
      /* The ring, or the hairline outside of it. */
      g_assert_cmpfloat (MAX (mlg_ink_contrast (&ink->selection, &ink->paper),
                              mlg_ink_contrast (&ink->selection_edge, &ink->paper)), >=, 3);
    }
}

/* ---- On paper */

static void
test_pictures_hold_what_they_say (void)
{
  static const struct { MlgPictureFormat format; const char *start; } cases[] = {
    { MLG_PICTURE_PDF, "%PDF-" }, { MLG_PICTURE_SVG, "<?xml" }, { MLG_PICTURE_PNG, "\x89PNG" },
  };
  g_autoptr(GRand) rand = new_rand ();
  g_autoptr(MlgGraph) graph = new_territory (rand, 40);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MlgGraphExport options = { .format = cases[i].format, .theme = MLG_INK_PRINT, .title = "Pays de Saugues",
                                 .tint_islands = TRUE, .show_bridges = TRUE };
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = mlg_graph_export_to_bytes (graph, NULL, NULL, &options, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), >, 2000);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), strlen (cases[i].start), cases[i].start, strlen (cases[i].start));
    }
}

static void
test_empty_graph_is_a_sheet (void)
{
  g_autoptr(MlgGraph) graph = mlg_graph_new (g_array_new (FALSE, TRUE, sizeof (MlgGraphNode)),
                                             g_array_new (FALSE, TRUE, sizeof (MlgGraphEdge)));
  MlgGraphExport options = { .format = MLG_PICTURE_PDF, .theme = MLG_INK_PRINT };
  g_autoptr(GBytes) bytes = mlg_graph_export_to_bytes (graph, NULL, NULL, &options, NULL);

  g_assert_nonnull (bytes);
}

static void
test_sizes_of_paper (void)
{
  double width = 0;
  double height = 0;

  g_assert_true (mlg_picture_parse_size ("a4", &width, &height));
  g_assert_cmpfloat_with_epsilon (width, 841.89, 0.01);
  g_assert_true (mlg_picture_parse_size ("800x600", &width, &height));
  g_assert_cmpfloat (height, ==, 600);
  g_assert_false (mlg_picture_parse_size ("0x600", &width, &height));
  g_assert_false (mlg_picture_parse_size ("800x", &width, &height));
  g_assert_false (mlg_picture_parse_size ("800x1e99", &width, &height));
  g_assert_false (mlg_picture_parse_size ("nanxnan", &width, &height));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define TEST(name, func) g_test_add_func ("/render-graph/" name, func)
  TEST ("nobody-is-dropped-or-thrown-away", test_nobody_is_dropped_or_thrown_away);
  TEST ("no-name-covers-another-at-natural-size", test_no_name_covers_another_at_natural_size);
  TEST ("same-graph-same-places", test_same_graph_same_places);
  TEST ("pins-stay", test_pins_stay);
  TEST ("cancelling-stops-the-layout", test_cancelling_stops_the_layout);
  TEST ("a-newcomer-hardly-moves-the-others", test_a_newcomer_hardly_moves_the_others);
  TEST ("who-gets-a-link-leaves-the-tray", test_who_gets_a_link_leaves_the_tray);
  TEST ("what-is-under-the-pointer", test_what_is_under_the_pointer);
  TEST ("names-shown-do-not-touch", test_names_shown_do_not_touch);
  TEST ("inks-can-be-told-apart", test_inks_can_be_told_apart);
  TEST ("pictures-hold-what-they-say", test_pictures_hold_what_they_say);
  TEST ("empty-graph-is-a-sheet", test_empty_graph_is_a_sheet);
  TEST ("sizes-of-paper", test_sizes_of_paper);
#undef TEST

  return g_test_run ();
}
