/* A graph of too many actors opens as its groups and leads in and out; the placements of the screen. */

#include <gtk/gtk.h>
#include <glib/gstdio.h>

#include "exchange/mlg-demo.h"
#include "exchange/mlg-project-positions.h"
#include "ui/common/mlg-focus.h"
#include "ui/partnerships/mlg-graph-canvas.h"
#include "ui/partnerships/mlg-graph-choices.h"
#include "ui/partnerships/mlg-graph-lens.h"
#include "ui/partnerships/mlg-partnerships-view.h"

#define N_GROUPS  6
#define PER_GROUP 300

typedef struct
{
  char       *folder;
  MlgProject *project;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  f->folder = g_dir_make_tmp ("maillage-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (f->folder, "pays.maillage", NULL);
  f->project = mlg_project_create (path, "Pays de Saugues", &error);
  g_assert_no_error (error);
  mlg_demo_build (f->project, &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *path)
{
  g_autoptr(GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_folder (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  mlg_project_close (f->project, &error);
  g_assert_no_error (error);
  g_clear_object (&f->project);
  remove_folder (f->folder);
  g_free (f->folder);
}

/* ---- The lens */

static void
add_edge (GArray *edges,
          guint   a,
          guint   b)
{
  MlgGraphEdge edge = { .id = mlg_id_new (), .a = a, .b = b, .kind = MLG_TIE_PARTNERSHIP, .established = TRUE, .n_axes = 1, .n_unqualified = 1 };

  g_array_append_val (edges, edge);
}

/* Groups round a hub each, the hubs in a ring, and one actor in ten alone. */
static MlgGraph *
new_large (guint per_group)
{
  GArray *nodes = g_array_new (FALSE, TRUE, sizeof (MlgGraphNode));
  GArray *edges = g_array_new (FALSE, TRUE, sizeof (MlgGraphEdge));

  for (guint g = 0; g < N_GROUPS; g++)
    for (guint i = 0; i < per_group; i++)
      {
        MlgGraphNode node = { .id = mlg_id_new (), .name = g_strdup_printf ("Acteur %u de %u", i, g), .category = g % 5 };

        g_array_append_val (nodes, node);
        if (i > 0 && i % 10 != 9)
          add_edge (edges, g * per_group, g * per_group + i);
      }
  for (guint g = 0; g < N_GROUPS; g++)
    add_edge (edges, g * per_group, (g + 1) % N_GROUPS * per_group);

  return mlg_graph_new (nodes, edges);
}

static guint
count_actors (MlgGraph *graph)
{
  const MlgGraphNode *nodes = mlg_graph_get_nodes (graph);
  guint n = 0;

  for (guint i = 0; i < mlg_graph_get_n_nodes (graph); i++)
    n += MAX (nodes[i].n_actors, 1);

  return n;
}

static void
count_changes (MlgGraphLens *lens,
               guint        *n)
{
  (*n)++;
}

static void
test_in_and_out (Fixture       *f,
                 gconstpointer  data)
{
  MlgGraphLens *lens = g_object_ref_sink (g_object_new (MLG_TYPE_GRAPH_LENS, NULL));
  g_autoptr(MlgGraph) graph = new_large (PER_GROUP);
  g_autoptr(MlgGraph) groups = mlg_graph_lens_apply (lens, f->project, graph);
  g_autoptr(MlgGraph) inside = NULL;
  g_autoptr(MlgGraph) around = NULL;
  g_autoptr(MlgGraph) again = NULL;
  g_autofree char *whole_name = mlg_graph_lens_dup_name (lens);
  g_autofree char *part_name = NULL;
  guint n_changes = 0, n_in_first = 0;

  g_signal_connect (lens, "changed", G_CALLBACK (count_changes), &n_changes);
  g_assert_true (mlg_graph_lens_has_groups (lens));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (lens)));
  g_assert_cmpuint (mlg_graph_get_n_nodes (groups), ==, N_GROUPS + 1);      /* and the isolated actors */
  g_assert_cmpuint (count_actors (groups), ==, N_GROUPS * PER_GROUP);

  /* Whoever is asked for is in one of the groups: the one that will be opened. */
  g_assert_true (mlg_graph_lens_get_grouped (lens) == graph);
  for (guint i = 0; i < mlg_graph_get_n_nodes (graph); i++)
    {
      guint group = mlg_graph_lens_find (lens, groups, &mlg_graph_get_nodes (graph)[i].id);

      g_assert_cmpuint (group, <, mlg_graph_get_n_nodes (groups));
      n_in_first += group == 0;
    }
  g_assert_cmpuint (n_in_first, ==, mlg_graph_get_nodes (groups)[0].n_actors);
  g_assert_cmpuint (mlg_graph_lens_find (lens, groups, &mlg_graph_get_nodes (groups)[0].id), ==, G_MAXUINT);

  mlg_graph_lens_open (lens, 0);
  g_assert_cmpuint (n_changes, ==, 1);
  inside = mlg_graph_lens_apply (lens, f->project, graph);
  g_assert_false (mlg_graph_lens_has_groups (lens));
  g_assert_null (mlg_graph_lens_get_grouped (lens));
  g_assert_cmpuint (mlg_graph_lens_find (lens, inside, &mlg_graph_get_nodes (inside)[3].id), ==, 3);
  g_assert_cmpuint (mlg_graph_get_n_nodes (inside), ==, mlg_graph_get_nodes (groups)[0].n_actors);
  g_assert_cmpuint (mlg_graph_get_nodes (inside)[0].n_actors, ==, 0);
  part_name = mlg_graph_lens_dup_name (lens);
  g_assert_cmpstr (part_name, !=, whole_name);
  g_assert_cmpstr (part_name, !=, MLG_PLACEMENT_FREE);

  g_assert_true (mlg_graph_lens_leave (lens));
  g_assert_false (mlg_graph_lens_leave (lens));
  again = mlg_graph_lens_apply (lens, f->project, graph);
  g_assert_cmpuint (mlg_graph_get_n_nodes (again), ==, mlg_graph_get_n_nodes (groups));
  /* The same groups are the same the next time. */
  g_assert_cmpint (mlg_id_compare (&mlg_graph_get_nodes (again)[0].id, &mlg_graph_get_nodes (groups)[0].id), ==, 0);
  g_object_unref (lens);
}

static void
test_few_actors_need_no_lens (Fixture       *f,
                              gconstpointer  data)
{
  MlgGraphLens *lens = g_object_ref_sink (g_object_new (MLG_TYPE_GRAPH_LENS, NULL));
  g_autoptr(MlgGraph) graph = new_large (MLG_LENS_LIMIT / N_GROUPS);
  g_autoptr(MlgGraph) shown = mlg_graph_lens_apply (lens, f->project, graph);
  g_autofree char *name = mlg_graph_lens_dup_name (lens);

  g_assert_cmpuint (mlg_graph_get_n_nodes (shown), ==, MLG_LENS_LIMIT);
  g_assert_false (mlg_graph_lens_has_groups (lens));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (lens)));
  g_assert_cmpstr (name, ==, MLG_PLACEMENT_FREE);
  g_object_unref (lens);
}

/* ---- Placements */

static void
settle (MlgGraphCanvas *canvas,
        MlgGraphScene  *before)
{
  for (guint i = 0; i < 2000 && mlg_graph_canvas_get_scene (canvas) == before; i++)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static void
test_placements_are_chosen_and_left (Fixture       *f,
                                     gconstpointer  data)
{
  static const MlgArrangementKind kinds[] = { MLG_ARRANGE_CATEGORY, MLG_ARRANGE_GEOGRAPHIC, MLG_ARRANGE_ONION, MLG_ARRANGE_STAGE };
  g_autoptr(MlgFocus) focus = mlg_focus_new (f->project);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = mlg_partnerships_view_new ();
  MlgGraphCanvas *canvas = MLG_GRAPH_CANVAS (gtk_widget_get_template_child (view, MLG_TYPE_PARTNERSHIPS_VIEW, "canvas"));
  MlgGraphChoices *choices = MLG_GRAPH_CHOICES (gtk_widget_get_template_child (view, MLG_TYPE_PARTNERSHIPS_VIEW, "choices"));

  mlg_view_set_focus (MLG_VIEW (view), focus);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 700);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (view) == 0)
    g_main_context_iteration (NULL, TRUE);
  settle (canvas, NULL);
  g_assert_null (mlg_graph_scene_get_guides (mlg_graph_canvas_get_scene (canvas)));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      MlgGraphScene *before = mlg_graph_canvas_get_scene (canvas);

      g_assert_true (mlg_graph_choices_set_kind (choices, kinds[i]));
      settle (canvas, before);
      g_assert_cmpint (mlg_graph_choices_get_placement (choices)->kind, ==, kinds[i]);
      g_assert_nonnull (mlg_graph_scene_get_guides (mlg_graph_canvas_get_scene (canvas)));
      g_assert_cmpuint (mlg_graph_scene_get_n_nodes (mlg_graph_canvas_get_scene (canvas)), ==, 71);
    }

  /* Influence is not for the wall. */
  mlg_graph_choices_set_projected (choices, TRUE);
  g_assert_false (mlg_graph_choices_set_kind (choices, MLG_ARRANGE_GRID));
  g_assert_true (mlg_graph_choices_set_kind (choices, MLG_ARRANGE_FREE));
  settle (canvas, NULL);
  g_assert_null (mlg_graph_scene_get_guides (mlg_graph_canvas_get_scene (canvas)));
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

/* ---- Many actors are read beside the window */

static void
add_actors (MlgProject *project,
            guint       n)
{
  const MlgEntity *entity = mlg_schema_find (MLG_ENTITY_ACTOR);
  g_autoptr(GError) error = NULL;
  MlgGesture *gesture = mlg_project_begin (project, "Add actors", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      g_autofree const char **values = g_new0 (const char *, entity->n_fields + 1);
      g_autofree char *name = g_strdup_printf ("Acteur %u", i);
      MlgId id = { { 0 } };

      values[mlg_entity_find_field (entity, "name")->index] = name;
      g_assert_true (mlg_gesture_insert (gesture, entity, &id, values, &error));
    }
  g_assert_true (mlg_project_commit (project, gesture, &error));
  g_assert_no_error (error);
}

static GtkWidget *
open_view (MlgFocus        *focus,
           GtkWidget      **view,
           MlgGraphCanvas **canvas)
{
  GtkWidget *window = gtk_window_new ();

  *view = mlg_partnerships_view_new ();
  *canvas = MLG_GRAPH_CANVAS (gtk_widget_get_template_child (*view, MLG_TYPE_PARTNERSHIPS_VIEW, "canvas"));
  mlg_view_set_focus (MLG_VIEW (*view), focus);
  gtk_window_set_child (GTK_WINDOW (window), *view);
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 700);

  return window;
}

static void
test_many_are_read_in_a_thread (Fixture       *f,
                                gconstpointer  data)
{
  g_autoptr(MlgFocus) focus = NULL;
  GtkWidget *window, *view, *working;
  MlgGraphCanvas *canvas;

  add_actors (f->project, MLG_LENS_LIMIT);
  focus = mlg_focus_new (f->project);
  window = open_view (focus, &view, &canvas);
  working = GTK_WIDGET (gtk_widget_get_template_child (view, MLG_TYPE_PARTNERSHIPS_VIEW, "working"));

  /* The window goes on; progress and « Annuler » are there. */
  g_assert_null (mlg_graph_canvas_get_scene (canvas));
  g_assert_true (gtk_widget_get_visible (working));
  settle (canvas, NULL);
  g_assert_cmpuint (count_actors (mlg_graph_scene_get_graph (mlg_graph_canvas_get_scene (canvas))), ==, MLG_LENS_LIMIT + 71);
  g_assert_cmpuint (mlg_graph_scene_get_n_nodes (mlg_graph_canvas_get_scene (canvas)), <, 200);
  g_assert_false (gtk_widget_get_visible (working));

  /* What changes while the thread reads is read again. */
  add_actors (f->project, 1);
  add_actors (f->project, 1);
  settle (canvas, mlg_graph_canvas_get_scene (canvas));
  while (gtk_widget_get_visible (working))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_actors (mlg_graph_scene_get_graph (mlg_graph_canvas_get_scene (canvas))), ==, MLG_LENS_LIMIT + 73);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static GtkWidget *
find_button (GtkWidget *in)
{
  GtkWidget *child = gtk_widget_get_first_child (in);

  while (child != NULL && !GTK_IS_BUTTON (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static void
test_reading_many_is_given_up (Fixture       *f,
                               gconstpointer  data)
{
  g_autoptr(MlgFocus) focus = NULL;
  GtkWidget *window, *view, *working;
  MlgGraphCanvas *canvas;

  add_actors (f->project, MLG_LENS_LIMIT);
  focus = mlg_focus_new (f->project);
  window = open_view (focus, &view, &canvas);
  working = GTK_WIDGET (gtk_widget_get_template_child (view, MLG_TYPE_PARTNERSHIPS_VIEW, "working"));
  g_signal_emit_by_name (find_button (working), "clicked");
  while (gtk_widget_get_visible (working))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (mlg_graph_canvas_get_scene (canvas));

  /* Coming to the screen asks again. */
  gtk_window_present (GTK_WINDOW (window));
  settle (canvas, NULL);
  g_assert_cmpuint (count_actors (mlg_graph_scene_get_graph (mlg_graph_canvas_get_scene (canvas))), ==, MLG_LENS_LIMIT + 71);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("maillage-home-XXXXXX", NULL);
  int result;

  g_setenv ("GTK_A11Y", "test", TRUE);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", home, TRUE);
  gtk_test_init (&argc, &argv, NULL);

#define TEST(name) g_test_add ("/graph-lens/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  TEST (in_and_out);
  TEST (few_actors_need_no_lens);
  TEST (placements_are_chosen_and_left);
  TEST (many_are_read_in_a_thread);
  TEST (reading_many_is_given_up);
#undef TEST

  result = g_test_run ();
  remove_folder (home);

  return result;
}
