/* The screen of partnerships: what it says, what the hand can do, and that all of it is undone. */

#include <gtk/gtk.h>

#include "exchange/mlg-demo.h"
#include "exchange/mlg-project-graph.h"
#include "exchange/mlg-project-positions.h"
#include "ui/common/mlg-focus.h"
#include "ui/partnerships/mlg-graph-canvas.h"
#include "ui/partnerships/mlg-graph-words.h"
#include "ui/partnerships/mlg-partnership-commands.h"
#include "ui/partnerships/mlg-partnerships-view.h"

typedef struct
{
  char           *folder;
  MlgProject     *project;
  MlgFocus       *focus;
  GtkWidget      *window;
  GtkWidget      *view;
  MlgGraphCanvas *canvas;
} Fixture;

static void
show_view (Fixture *f)
{
  f->window = gtk_window_new ();
  f->view = mlg_partnerships_view_new ();
  f->canvas = MLG_GRAPH_CANVAS (gtk_widget_get_template_child (f->view, MLG_TYPE_PARTNERSHIPS_VIEW, "canvas"));
  mlg_view_set_focus (MLG_VIEW (f->view), f->focus);
  gtk_window_set_child (GTK_WINDOW (f->window), f->view);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1100, 700);
  gtk_window_present (GTK_WINDOW (f->window));
  while (gtk_widget_get_width (f->view) == 0)
    g_main_context_iteration (NULL, TRUE);
}

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
  if (data != NULL)
    mlg_demo_build (f->project, &error);
  g_assert_no_error (error);
  f->focus = mlg_focus_new (f->project);
  show_view (f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  gtk_window_destroy (GTK_WINDOW (f->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (f->focus);
  mlg_project_close (f->project, &error);
  g_assert_no_error (error);
  g_object_unref (f->project);
  g_free (f->folder);
}

static MlgMeasures *
get_measures (Fixture *f)
{
  return mlg_graph_scene_get_measures (mlg_graph_canvas_get_scene (f->canvas));
}

static guint
find_named (Fixture    *f,
            const char *name)
{
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (f->canvas);

  for (guint i = 0; i < mlg_graph_scene_get_n_nodes (scene); i++)
    if (g_strcmp0 (mlg_graph_scene_get_nodes (scene)[i].name, name) == 0)
      return i;

  g_error ("no actor %s", name);
}

static MlgId
get_id (Fixture *f,
        guint    node)
{
  return mlg_graph_get_nodes (mlg_graph_scene_get_graph (mlg_graph_canvas_get_scene (f->canvas)))[node].id;
}

static MlgPoint
get_place (Fixture *f,
           guint    node)
{
  return mlg_graph_scene_get_nodes (mlg_graph_canvas_get_scene (f->canvas))[node].at;
}

static void
test_the_picture_is_said_in_words (Fixture       *f,
                                   gconstpointer  data)
{
  g_autofree char *words = mlg_graph_words_summary (mlg_graph_scene_get_graph (mlg_graph_canvas_get_scene (f->canvas)), get_measures (f), FALSE);

  g_assert_cmpstr (words, ==, "71 actors · 52 partnerships · 35 of them established · 9 isolated actors · 11 islands");
  gtk_test_accessible_assert_role (f->canvas, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (f->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL, "Partnership graph");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (f->canvas), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words);
}

static void
test_facts_only_isolates_and_says_so (Fixture       *f,
                                      gconstpointer  data)
{
  g_autofree char *words = NULL;

  mlg_focus_set_facts_only (f->focus, TRUE);
  words = mlg_graph_words_summary (mlg_graph_scene_get_graph (mlg_graph_canvas_get_scene (f->canvas)), get_measures (f), TRUE);
  g_assert_cmpuint (get_measures (f)->isolates->len, ==, 24);
  g_assert_nonnull (strstr (words, "17 partnerships that are wished for are faint"));
  g_assert_true (mlg_graph_canvas_get_look (f->canvas)->facts_only);

  mlg_focus_set_facts_only (f->focus, FALSE);
  g_assert_cmpuint (get_measures (f)->isolates->len, ==, 9);
}

/* User story 7: five axes, width 5, 2 market and 3 non-monetary. */
static void
test_a_link_with_its_axes_is_one_undo_step (Fixture       *f,
                                            gconstpointer  data)
{
  static const char *const kinds[] = { "purchase", "local_labour", "staff_exchange", "material_gifts", "joint_event", NULL };
  guint a = find_named (f, "CGDD");
  guint b = find_named (f, "UFISC");
  MlgId id_a = get_id (f, a);
  MlgId id_b = get_id (f, b);
  MlgPoint mes = get_place (f, find_named (f, "MES"));
  g_autoptr(GError) error = NULL;
  const MlgSceneEdge *edge;

  g_assert_true (mlg_partnership_add (f->project, &id_a, &id_b, FALSE, kinds, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (get_measures (f)->n_links, ==, 53);
  g_assert_cmpuint (get_measures (f)->isolates->len, ==, 7);

  edge = &mlg_graph_scene_get_edges (mlg_graph_canvas_get_scene (f->canvas))[mlg_graph_scene_get_n_edges (
            mlg_graph_canvas_get_scene (f->canvas)) - 1];
  for (guint i = 0; i < mlg_graph_scene_get_n_edges (mlg_graph_canvas_get_scene (f->canvas)); i++)
    {
      const MlgSceneEdge *it = &mlg_graph_scene_get_edges (mlg_graph_canvas_get_scene (f->canvas))[i];

      if (MIN (it->a, it->b) == MIN (a, b) && MAX (it->a, it->b) == MAX (a, b))
        edge = it;
    }
  g_assert_true (edge->wish);
  g_assert_cmpint (edge->line, ==, MLG_LINE_DASHED);
  g_assert_cmpuint (edge->n_axes[MLG_ECONOMY_MARKET], ==, 2);
  g_assert_cmpuint (edge->n_axes[MLG_ECONOMY_NON_MONETARY], ==, 3);

  /* Nobody else moved. */
  g_assert_cmpfloat (get_place (f, find_named (f, "MES")).x, ==, mes.x);

  g_assert_true (mlg_project_undo (f->project, &error));
  g_assert_cmpuint (get_measures (f)->n_links, ==, 52);
  g_assert_cmpuint (get_measures (f)->isolates->len, ==, 9);
}

static void
test_a_drag_is_kept_and_undone (Fixture       *f,
                                gconstpointer  data)
{
  guint node = find_named (f, "Apeas");
  MlgPoint before = get_place (f, node);
  g_autoptr(GError) error = NULL;

  g_signal_emit_by_name (f->canvas, "moved", node, before.x + 50, before.y - 30);
  g_assert_cmpfloat_with_epsilon (get_place (f, node).x, before.x + 50, 0.06);

  /* Another window on the same file shows the same. */
  gtk_window_destroy (GTK_WINDOW (f->window));
  show_view (f);
  g_assert_cmpfloat_with_epsilon (get_place (f, node).x, before.x + 50, 0.06);
  g_assert_cmpfloat_with_epsilon (get_place (f, node).y, before.y - 30, 0.06);

  g_assert_true (mlg_project_undo (f->project, &error));
  g_assert_cmpfloat_with_epsilon (get_place (f, node).x, before.x, 1e-9);
}

static void
test_a_new_actor_appears_at_once (Fixture       *f,
                                  gconstpointer  data)
{
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  g_autofree const char **values = g_new0 (const char *, actor->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId id = { { 0 } };
  guint node;

  values[mlg_entity_find_field (actor, "name")->index] = "Épicerie du Gévaudan";
  g_assert_true (mlg_project_add (f->project, actor, values, &id, &error));
  g_assert_cmpuint (get_measures (f)->isolates->len, ==, 10);
  node = find_named (f, "Épicerie du Gévaudan");
  g_assert_true (mlg_graph_scene_get_nodes (mlg_graph_canvas_get_scene (f->canvas))[node].in_tray);

  mlg_focus_select (f->focus, actor, &id);
  g_assert_cmpuint (mlg_graph_canvas_get_node (f->canvas), ==, node);
}

static void
test_delete_takes_what_is_selected (Fixture       *f,
                                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  mlg_graph_canvas_select_edge (f->canvas, 0);
  g_signal_emit_by_name (f->canvas, "removed");
  g_assert_cmpuint (get_measures (f)->n_links, ==, 51);
  g_assert_true (mlg_project_undo (f->project, &error));
  g_assert_cmpuint (get_measures (f)->n_links, ==, 52);

  g_signal_emit_by_name (f->canvas, "chosen", find_named (f, "MES"));
  g_signal_emit_by_name (f->canvas, "removed");
  g_assert_cmpuint (get_measures (f)->n_nodes, ==, 70);
  g_assert_cmpuint (get_measures (f)->n_links, ==, 41);
  g_assert_true (mlg_project_undo (f->project, &error));
  g_assert_cmpuint (get_measures (f)->n_links, ==, 52);
}

static void
test_tidying_up_is_a_command (Fixture       *f,
                              gconstpointer  data)
{
  GtkWidget *tidy = GTK_WIDGET (gtk_widget_get_template_child (f->view, MLG_TYPE_PARTNERSHIPS_VIEW, "tidy"));
  g_autoptr(GError) error = NULL;

  g_signal_emit_by_name (tidy, "clicked");
  g_assert_cmpuint (mlg_project_count (f->project, mlg_schema_find ("position")), ==, 62);
  g_assert_true (mlg_project_undo (f->project, &error));
  g_assert_cmpuint (mlg_project_count (f->project, mlg_schema_find ("position")), ==, 0);
}

static void
test_an_empty_file_says_what_the_screen_is_for (Fixture       *f,
                                                gconstpointer  data)
{
  GtkStack *pages = GTK_STACK (gtk_widget_get_template_child (f->view, MLG_TYPE_PARTNERSHIPS_VIEW, "pages"));

  g_assert_cmpstr (gtk_stack_get_visible_child_name (pages), ==, "empty");
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("maillage-home-XXXXXX", NULL);

  g_setenv ("GTK_A11Y", "test", TRUE);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", home, TRUE);
  gtk_test_init (&argc, &argv, NULL);

#define DEMO(path, function) g_test_add ("/partnerships/" path, Fixture, "demo", set_up, function, tear_down)
  DEMO ("said-in-words", test_the_picture_is_said_in_words);
  DEMO ("facts-only", test_facts_only_isolates_and_says_so);
  DEMO ("link-is-one-step", test_a_link_with_its_axes_is_one_undo_step);
  DEMO ("drag-is-kept", test_a_drag_is_kept_and_undone);
  DEMO ("new-actor-at-once", test_a_new_actor_appears_at_once);
  DEMO ("delete", test_delete_takes_what_is_selected);
  DEMO ("tidy", test_tidying_up_is_a_command);
#undef DEMO
  g_test_add ("/partnerships/empty", Fixture, NULL, set_up, test_an_empty_file_says_what_the_screen_is_for, tear_down);

  return g_test_run ();
}
