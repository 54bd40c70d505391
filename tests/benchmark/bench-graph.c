/* The partnership graph at workshop size and far above: layout beside Graphviz, a full redraw,
 * one newcomer. Figures to hold: DESIGN §9.
 */

#include "render/mlg-graph-picture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TEXT_WIDTH  1600
#define TEXT_HEIGHT 900

static double
cpu_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return now.tv_sec + now.tv_nsec / 1e9;
}

static void
report (const char *name,
        double      value,
        const char *unit,
        double      hold,
        double      peer)
{
  printf ("{\"name\": \"%s\", \"value\": %.6g, \"unit\": \"%s\"", name, value, unit);
  if (hold > 0)
    printf (", \"hold\": %.6g", hold);
  if (peer > 0)
    printf (", \"peer\": %.6g, \"peer_name\": \"sfdp\"", peer);
  printf ("}\n");
  fflush (stdout);
}

/* ---- A territory: villages round facilitators, networks across, friends of friends. */

static void
add_edge (GArray     *edges,
          GHashTable *seen,
          guint       a,
          guint       b)
{
  MlgGraphEdge edge = { .a = MIN (a, b), .b = MAX (a, b), .kind = MLG_TIE_PARTNERSHIP, .n_axes = 1 };

  if (a == b || !g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize) edge.a << 32 | edge.b)))
    return;
  edge.id = mlg_id_new ();
  edge.established = (a + b) % 3 != 0;
  edge.n_market = (a + b) % 4 == 0;
  edge.n_unqualified = 1 - edge.n_market;
  g_array_append_val (edges, edge);
}

static MlgGraph *
new_territory (guint n,
               guint n_edges)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  GArray *nodes = g_array_new (FALSE, TRUE, sizeof (MlgGraphNode));
  GArray *edges = g_array_new (FALSE, TRUE, sizeof (MlgGraphEdge));

  for (guint i = 0; i < n; i++)
    {
      MlgGraphNode node = { .id = mlg_id_new (), .category = i % 6, .name = g_strdup_printf ("Acteur %u du pays", i) };

      g_array_append_val (nodes, node);
    }
  for (guint i = 1; i < n; i++)
    if (i % 17 != 0)
      {
        guint facilitator = i / 17 * 17 + 1 + (guint) g_rand_int_range (rand, 0, 4);

        add_edge (edges, seen, i, MIN (n - 1, facilitator));
      }
  while (edges->len < n_edges)
    {
      guint a = g_rand_int_range (rand, 0, n);
      guint kind = g_rand_int_range (rand, 0, 10);
      int around = (int) a + g_rand_int_range (rand, -60, 61);
      guint near = (guint) CLAMP (around, 0, (int) n - 1);

      if (a % 17 != 0 && near % 17 != 0 && kind < 9)
        add_edge (edges, seen, a, near);
      else if (a % 17 != 0)
        add_edge (edges, seen, a, g_rand_int_range (rand, 0, (int) n / 17) * 17 + 1);
    }

  return mlg_graph_new (nodes, edges);
}

/* ---- Crossings: of a sample of pairs of links, scaled up; per link. */

static gboolean
links_cross (const MlgPoint *points,
             const MlgLink  *p,
             const MlgLink  *q)
{
  MlgPoint a = points[p->a], b = points[p->b], c = points[q->a], d = points[q->b];
  double abc = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  double abd = (b.x - a.x) * (d.y - a.y) - (b.y - a.y) * (d.x - a.x);
  double cda = (d.x - c.x) * (a.y - c.y) - (d.y - c.y) * (a.x - c.x);
  double cdb = (d.x - c.x) * (b.y - c.y) - (d.y - c.y) * (b.x - c.x);

  if (p->a == q->a || p->a == q->b || p->b == q->a || p->b == q->b)
    return FALSE;

  return abc * abd < 0 && cda * cdb < 0;
}

static double
count_crossings (const MlgPoint *points,
                 const MlgLink  *links,
                 guint           n_links)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);
  guint64 n = 0;
  const guint n_samples = 4000000;

  if ((guint64) n_links * n_links / 2 <= n_samples)
    {
      for (guint i = 0; i < n_links; i++)
        for (guint j = i + 1; j < n_links; j++)
          n += links_cross (points, &links[i], &links[j]);
      return (double) n / n_links;
    }

  for (guint i = 0; i < n_samples; i++)
    n += links_cross (points, &links[g_rand_int_range (rand, 0, n_links)], &links[g_rand_int_range (rand, 0, n_links)]);

  return (double) n / n_samples * n_links / 2;
}

/* ---- Graphviz, when it is there */

static gboolean
run_sfdp (const MlgLayout *layout,
          MlgPoint        *points,
          double          *seconds)
{
  g_autofree char *program = g_find_program_in_path ("sfdp");
  g_autofree char *folder = NULL;
  g_autofree char *in = NULL;
  g_autofree char *command = NULL;
  g_autofree char *out = NULL;
  g_auto(GStrv) lines = NULL;
  GString *dot;
  double before = 0;
  int status;

  if (program == NULL || (folder = g_dir_make_tmp ("mlg-sfdp-XXXXXX", NULL)) == NULL)
    return FALSE;

  dot = g_string_new ("graph {\n");
  for (guint i = 0; i < layout->n_nodes; i++)
    g_string_append_printf (dot, "%u\n", i);
  for (guint i = 0; i < layout->n_links; i++)
    g_string_append_printf (dot, "%u--%u\n", layout->links[i].a, layout->links[i].b);
  g_string_append (dot, "}\n");
  in = g_build_filename (folder, "graph.dot", NULL);
  g_file_set_contents (in, dot->str, -1, NULL);
  g_string_free (dot, TRUE);

  /* Its own processor time, as the shell counts it; the text it writes is part of what one waits for. */
  command = g_strdup_printf ("sh -c '%s -Tplain %s 2>/dev/null > %s/out; times > %s/times'", program, in, folder, folder);
  before = g_get_monotonic_time () / 1e6;
  if (!g_spawn_command_line_sync (command, NULL, NULL, &status, NULL) || status != 0)
    return FALSE;
  *seconds = g_get_monotonic_time () / 1e6 - before;
  {
    g_autofree char *times_path = g_build_filename (folder, "times", NULL);
    g_autofree char *times = NULL;
    double minutes = 0, user = 0;

    if (g_file_get_contents (times_path, &times, NULL, NULL) && strchr (times, '\n') != NULL &&
        sscanf (strchr (times, '\n') + 1, "%lfm%lfs", &minutes, &user) == 2)
      *seconds = minutes * 60 + user;
  }

  g_free (in);
  in = g_build_filename (folder, "out", NULL);
  g_file_get_contents (in, &out, NULL, NULL);
  lines = g_strsplit (out != NULL ? out : "", "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      unsigned node;
      double x, y;

      if (sscanf (lines[i], "node %u %lf %lf", &node, &x, &y) == 3 && node < layout->n_nodes)
        points[node] = (MlgPoint) { x, y };
    }
  g_free (command);
  command = g_strdup_printf ("rm -rf %s", folder);
  g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);

  return TRUE;
}

/* ---- The figures */

static void
measure_layout (MlgLayout  *layout,
                const char *size)
{
  g_autofree MlgPoint *theirs = g_new0 (MlgPoint, layout->n_nodes + 1);
  g_autofree char *time_name = g_strdup_printf ("graph layout, %s, processor", size);
  g_autofree char *crossings_name = g_strdup_printf ("graph layout, %s, crossings per link", size);
  double before = cpu_now ();
  double seconds, their_seconds = 0, their_crossings = 0;

  mlg_layout_arrange (layout);
  seconds = cpu_now () - before;
  if (run_sfdp (layout, theirs, &their_seconds))
    their_crossings = count_crossings (theirs, layout->links, layout->n_links);

  report (time_name, seconds, "s", their_seconds, their_seconds);
  report (crossings_name, count_crossings (layout->points, layout->links, layout->n_links), "", their_crossings,
          their_crossings);
}

static void
measure_redraw (MlgGraphScene *scene,
                const char    *size,
                double         hold)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, TEXT_WIDTH, TEXT_HEIGHT);
  MlgGraphView view = mlg_graph_view_fit (scene, TEXT_WIDTH, TEXT_HEIGHT, 20, 2);
  MlgGraphLook look = MLG_GRAPH_LOOK_INIT;
  g_autofree char *name = g_strdup_printf ("graph full redraw, %s, processor", size);
  double before = 0;
  const guint n_frames = 20;

  look.ink = mlg_ink_get (MLG_INK_LIGHT);
  look.raster = 1;
  look.text_size = mlg_graph_text_size (look.ink, view.zoom);

  /* The first frame also measures names; the others are what one feels. */
  for (guint i = 0; i <= n_frames; i++)
    {
      cairo_t *cr = cairo_create (surface);

      if (i == 1)
        before = cpu_now ();
      mlg_ink_set_colour (cr, &look.ink->paper, 1);
      cairo_paint (cr);
      mlg_graph_draw (cr, scene, &view, &look);
      cairo_destroy (cr);
    }
  report (name, (cpu_now () - before) / n_frames * 1000, "ms", hold, 0);
  if (g_getenv ("MLG_BENCHMARK_PICTURE") != NULL)
    cairo_surface_write_to_png (surface, g_getenv ("MLG_BENCHMARK_PICTURE"));
  cairo_surface_destroy (surface);
}

/* A hand that pushes the sheet 240 pixels, 4 at a time: the worst frame, as that is what one sees. */
static void
measure_pan (MlgGraphScene *scene,
             const char    *size,
             double         hold)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, TEXT_WIDTH, TEXT_HEIGHT);
  g_autoptr(MlgGraphPicture) picture = mlg_graph_picture_new ();
  MlgGraphView view = mlg_graph_view_fit (scene, TEXT_WIDTH, TEXT_HEIGHT, 20, 2);
  MlgGraphLook look = MLG_GRAPH_LOOK_INIT;
  g_autofree char *name = g_strdup_printf ("graph pan, %s, frame, processor", size);
  g_autofree char *first_name = g_strdup_printf ("graph pan, %s, first frame, processor", size);
  double worst = 0;

  look.ink = mlg_ink_get (MLG_INK_LIGHT);
  look.raster = 1;
  look.text_size = mlg_graph_text_size (look.ink, view.zoom);
  for (guint i = 0; i <= 60; i++)
    {
      cairo_t *cr = cairo_create (surface);
      double before = cpu_now ();

      mlg_graph_picture_draw (picture, cr, scene, &view, &look, 1);
      cairo_destroy (cr);
      if (i == 0)
        report (first_name, (cpu_now () - before) * 1000, "ms", 0, 0);
      else
        worst = MAX (worst, cpu_now () - before);
      view.x += 4;
    }
  report (name, worst * 1000, "ms", hold, 0);
  cairo_surface_destroy (surface);
}

static void
measure_newcomer (const MlgLayout *before,
                  const char      *size,
                  double           hold)
{
  guint n = before->n_nodes;
  g_autofree MlgPoint *points = g_new0 (MlgPoint, n + 1);
  g_autofree guint8 *placements = g_new0 (guint8, n + 1);
  g_autofree MlgLink *links = g_new0 (MlgLink, before->n_links + 3);
  g_autofree char *moved_name = g_strdup_printf ("graph, one newcomer, %s: others move, links", size);
  g_autofree char *time_name = g_strdup_printf ("graph, one newcomer, %s, processor", size);
  MlgLayout layout = *before;
  double moved = 0, seconds;

  memcpy (points, before->points, n * sizeof (MlgPoint));
  memcpy (placements, before->placements, n);
  memcpy (links, before->links, before->n_links * sizeof (MlgLink));
  for (guint k = 0; k < 3; k++)
    links[before->n_links + k] = (MlgLink) { 1 + 17 * k + k, n };
  layout.n_nodes = n + 1;
  layout.n_links += 3;
  layout.links = links;
  layout.boxes = NULL;
  layout.points = points;
  layout.placements = placements;

  seconds = cpu_now ();
  mlg_layout_insert (&layout);
  seconds = cpu_now () - seconds;
  for (guint i = 0; i < n; i++)
    moved += hypot (points[i].x - before->points[i].x, points[i].y - before->points[i].y);

  report (moved_name, moved / n / MLG_LINK_LENGTH, "", hold, 0);
  report (time_name, seconds * 1000, "ms", 0, 0);
}

static void
measure (guint       n,
         guint       n_edges,
         const char *size)
{
  g_autoptr(MlgGraph) graph = new_territory (n, n_edges);
  g_autoptr(MlgGraphScene) scene = mlg_graph_scene_new (graph, MLG_LAYER_ALL, MLG_SIZE_BY_DEGREE);
  g_autofree MlgPoint *points = g_new0 (MlgPoint, n + 1);
  g_autofree guint8 *placements = g_new0 (guint8, n + 1);
  MlgLayout layout = mlg_graph_scene_get_layout (scene, points, placements);

  measure_layout (&layout, size);
  mlg_graph_scene_place (scene, points, placements, &layout.tray);
  measure_redraw (scene, size, n >= 10000 ? 20 : 0);
  measure_pan (scene, size, n >= 10000 ? 16.6 : 0);
  measure_newcomer (&layout, size, n == 300 ? 0.01 : 0);
}

int
main (int    argc,
      char **argv)
{
  measure (300, 900, "300 actors");
  measure (1000, 3000, "1000 actors");
  measure (10000, 30000, "10000 actors");

  return 0;
}
