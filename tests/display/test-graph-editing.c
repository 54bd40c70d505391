/* Drawing partnerships: each gesture does what it says, in one command that is undone in one. */

#include <gtk/gtk.h>

#include "exchange/mlg-demo.h"
#include "exchange/mlg-project-positions.h"
#include "ui/common/mlg-focus.h"
#include "ui/partnerships/mlg-actor-popover.h"
#include "ui/partnerships/mlg-axis-row.h"
#include "ui/partnerships/mlg-graph-canvas.h"
#include "ui/partnerships/mlg-graph-list.h"
#include "ui/partnerships/mlg-graph-row.h"
#include "ui/partnerships/mlg-partnership-commands.h"
#include "ui/partnerships/mlg-partnership-popover.h"
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
settle (void)
{
  for (guint i = 0; i < 40; i++)
    while (g_main_context_iteration (NULL, FALSE))
      ;
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

  f->window = gtk_window_new ();
  f->view = mlg_partnerships_view_new ();
  f->canvas = MLG_GRAPH_CANVAS (gtk_widget_get_template_child (f->view, MLG_TYPE_PARTNERSHIPS_VIEW, "canvas"));
  mlg_view_set_focus (MLG_VIEW (f->view), f->focus);
  gtk_window_set_child (GTK_WINDOW (f->window), f->view);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1200, 760);
  gtk_window_present (GTK_WINDOW (f->window));
  while (gtk_widget_get_width (f->view) == 0)
    g_main_context_iteration (NULL, TRUE);
  settle ();
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  gtk_window_destroy (GTK_WINDOW (f->window));
  settle ();
  g_assert_finalize_object (f->focus);
  mlg_project_close (f->project, &error);
  g_assert_no_error (error);
  g_object_unref (f->project);
  g_free (f->folder);
}

static guint64
count (Fixture    *f,
       const char *entity)
{
  return mlg_project_count (f->project, mlg_schema_find (entity));
}

static void
undo (Fixture *f)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (mlg_project_undo (f->project, &error));
  g_assert_no_error (error);
  settle ();
}

static MlgGraph *
get_graph (Fixture *f)
{
  return mlg_graph_scene_get_graph (mlg_graph_canvas_get_scene (f->canvas));
}

static guint
find_named (Fixture    *f,
            const char *name)
{
  const MlgGraphNode *nodes = mlg_graph_get_nodes (get_graph (f));

  for (guint i = 0; i < mlg_graph_get_n_nodes (get_graph (f)); i++)
    if (g_strcmp0 (nodes[i].name, name) == 0)
      return i;

  return G_MAXUINT;
}

/* The one widget of @type under @widget, or the one with that text; NULL: none. */
static GtkWidget *
find_widget (GtkWidget  *widget,
             GType       type,
             const char *label)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) &&
      (label == NULL || (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
get_open (Fixture *f,
          GType    type)
{
  settle ();
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (f->canvas)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (G_TYPE_CHECK_INSTANCE_TYPE (child, type) && gtk_widget_get_visible (child))
      return child;

  return NULL;
}

static void
type_name (Fixture    *f,
           const char *name)
{
  GtkWidget *popover = get_open (f, MLG_TYPE_ACTOR_POPOVER);
  GtkWidget *entry;

  g_assert_nonnull (popover);
  entry = find_widget (popover, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  g_signal_emit_by_name (entry, "activate");
  settle ();
}

static void
close_open (Fixture *f,
            GType    type)
{
  gtk_popover_popdown (GTK_POPOVER (get_open (f, type)));
  settle ();
}

static guint
read_placement (Fixture    *f,
                const char *name)
{
  guint n_nodes = mlg_graph_get_n_nodes (get_graph (f));
  g_autofree MlgPoint *points = g_new0 (MlgPoint, n_nodes + 1);
  g_autofree guint8 *placements = g_new0 (guint8, n_nodes + 1);

  mlg_project_positions_read (f->project, MLG_PLACEMENT_FREE, get_graph (f), points, placements);

  return placements[find_named (f, name)];
}

/* ---- Entering */

static void
test_a_double_click_enters_an_actor_there (Fixture       *f,
                                           gconstpointer  data)
{
  MlgPoint wanted = mlg_graph_canvas_to_scene (f->canvas, 300, 200);
  MlgPoint at;

  g_signal_emit_by_name (f->canvas, "empty", 300.0, 200.0);
  type_name (f, "Épicerie du Gévaudan");

  g_assert_cmpuint (count (f, "actor"), ==, 72);
  at = mlg_graph_scene_get_nodes (mlg_graph_canvas_get_scene (f->canvas))[find_named (f, "Épicerie du Gévaudan")].at;
  g_assert_cmpfloat_with_epsilon (at.x, wanted.x, 0.06);
  g_assert_cmpfloat_with_epsilon (at.y, wanted.y, 0.06);
  g_assert_cmpuint (mlg_graph_canvas_get_node (f->canvas), ==, find_named (f, "Épicerie du Gévaudan"));

  undo (f);
  g_assert_cmpuint (count (f, "actor"), ==, 71);
  g_assert_cmpuint (count (f, "position"), ==, 0);
}

static void
test_a_known_name_is_taken_not_doubled (Fixture       *f,
                                        gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_object_get (f->project, "undo-label", &before, NULL);
  g_signal_emit_by_name (f->canvas, "empty", 300.0, 200.0);
  type_name (f, "ardelaine");
  g_object_get (f->project, "undo-label", &after, NULL);

  g_assert_cmpuint (count (f, "actor"), ==, 71);
  g_assert_cmpuint (mlg_graph_canvas_get_node (f->canvas), ==, find_named (f, "Ardelaine"));
  /* Nothing was written, so there is nothing to undo. */
  g_assert_cmpstr (after, ==, before);
}

static void
test_a_link_to_the_empty_is_somebody_new (Fixture       *f,
                                          gconstpointer  data)
{
  MlgId id;

  g_signal_emit_by_name (f->canvas, "linked-out", find_named (f, "CGDD"), 250.0, 150.0);
  type_name (f, "Régie de quartier");
  g_assert_cmpuint (count (f, "actor"), ==, 72);
  g_assert_cmpuint (count (f, "partnership"), ==, 53);
  g_assert_true (mlg_partnership_find (f->project, &mlg_graph_get_nodes (get_graph (f))[find_named (f, "Régie de quartier")].id,
                                       &mlg_graph_get_nodes (get_graph (f))[find_named (f, "CGDD")].id, &id));
  /* What passes between the two is asked next. */
  close_open (f, MLG_TYPE_PARTNERSHIP_POPOVER);

  undo (f);
  g_assert_cmpuint (count (f, "actor"), ==, 71);
  g_assert_cmpuint (count (f, "partnership"), ==, 52);
}

static void
test_a_wish_is_a_wish (Fixture       *f,
                       gconstpointer  data)
{
  GtkWidget *popover;

  g_signal_emit_by_name (f->canvas, "linked-out", find_named (f, "CGDD"), 250.0, 150.0);
  popover = get_open (f, MLG_TYPE_ACTOR_POPOVER);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_widget (popover, GTK_TYPE_TOGGLE_BUTTON, "It is wished for")), TRUE);
  type_name (f, "UFISC");
  g_assert_cmpuint (count (f, "actor"), ==, 71);
  for (guint i = 0; i < mlg_graph_get_n_edges (get_graph (f)); i++)
    {
      const MlgGraphEdge *edge = &mlg_graph_get_edges (get_graph (f))[i];

      if (edge->a == find_named (f, "CGDD") || edge->b == find_named (f, "CGDD"))
        g_assert_cmpstr (edge->status, ==, "wished");
    }
  close_open (f, MLG_TYPE_PARTNERSHIP_POPOVER);
}

/* ---- Axes */

/* User story 7, chip by chip: 5 axes, 2 market and 3 non-monetary, one undo each. */
static void
test_each_chip_is_an_axis_and_a_step (Fixture       *f,
                                      gconstpointer  data)
{
  GtkWidget *popover;
  GtkWidget *chip;
  const MlgGraphEdge *edge = NULL;

  g_signal_emit_by_name (f->canvas, "linked", find_named (f, "CGDD"), find_named (f, "UFISC"));
  popover = get_open (f, MLG_TYPE_PARTNERSHIP_POPOVER);
  g_assert_nonnull (popover);
  g_assert_cmpuint (count (f, "partnership"), ==, 53);

  chip = gtk_window_get_focus (GTK_WINDOW (f->window));
  for (guint i = 0; i < 5; i++)
    {
      g_assert_true (GTK_IS_TOGGLE_BUTTON (chip));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
      settle ();
      g_assert_cmpuint (count (f, "partnership_axis"), ==, 56 + i + 1);
      chip = gtk_widget_get_next_sibling (chip);
    }

  for (guint i = 0; i < mlg_graph_get_n_edges (get_graph (f)); i++)
    if (mlg_graph_get_edges (get_graph (f))[i].a == find_named (f, "CGDD") ||
        mlg_graph_get_edges (get_graph (f))[i].b == find_named (f, "CGDD"))
      edge = &mlg_graph_get_edges (get_graph (f))[i];
  g_assert_cmpuint (edge->n_axes, ==, 5);
  g_assert_cmpuint (edge->n_market, ==, 2);
  g_assert_cmpuint (edge->n_non_monetary, ==, 3);

  for (guint i = 5; i > 0; i--)
    {
      undo (f);
      g_assert_cmpuint (count (f, "partnership_axis"), ==, 56 + i - 1);
      g_assert_nonnull (get_open (f, MLG_TYPE_PARTNERSHIP_POPOVER));
    }
  undo (f);
  g_assert_cmpuint (count (f, "partnership"), ==, 52);
  g_assert_null (get_open (f, MLG_TYPE_PARTNERSHIP_POPOVER));
}

static void
test_two_actors_have_one_partnership (Fixture       *f,
                                      gconstpointer  data)
{
  g_signal_emit_by_name (f->canvas, "linked", find_named (f, "Le Mat Drôme"), find_named (f, "Ardelaine"));
  g_assert_nonnull (get_open (f, MLG_TYPE_PARTNERSHIP_POPOVER));
  g_assert_cmpuint (count (f, "partnership"), ==, 52);
  close_open (f, MLG_TYPE_PARTNERSHIP_POPOVER);
}

static void
test_an_axis_is_turned (Fixture       *f,
                        gconstpointer  data)
{
  g_autoptr(GPtrArray) axes = NULL;
  g_autoptr(MlgRecord) partnership = NULL;
  g_autoptr(GError) error = NULL;
  MlgId a = mlg_graph_get_nodes (get_graph (f))[find_named (f, "CGDD")].id;
  MlgId b = mlg_graph_get_nodes (get_graph (f))[find_named (f, "UFISC")].id;
  static const char *const kinds[] = { "funding", NULL };
  MlgRecord *axis;
  MlgId id;

  g_assert_true (mlg_partnership_add (f->project, &a, &b, TRUE, kinds, &id, &error));
  partnership = mlg_project_get_record (f->project, mlg_schema_find ("partnership"), &id);
  axes = mlg_project_referring (f->project, mlg_schema_find ("partnership_axis"), "partnership", &id);
  axis = g_ptr_array_index (axes, 0);
  g_assert_cmpint (mlg_axis_get_direction (axis, partnership), ==, MLG_AXIS_BOTH_WAYS);

  for (MlgAxisDirection direction = MLG_AXIS_FROM_A; direction <= MLG_AXIS_FROM_B; direction++)
    {
      g_assert_true (mlg_axis_set_direction (f->project, axis, partnership, direction, &error));
      g_assert_cmpint (mlg_axis_get_direction (axis, partnership), ==, direction);
    }
  g_assert_cmpstr (mlg_record_get_named (axis, "from"), ==, mlg_record_get_named (partnership, "b"));
  undo (f);
  g_assert_cmpint (mlg_axis_get_direction (axis, partnership), ==, MLG_AXIS_FROM_A);
  undo (f);
  g_assert_cmpint (mlg_axis_get_direction (axis, partnership), ==, MLG_AXIS_BOTH_WAYS);
}

/* ---- Several at once */

static void
pick (Fixture    *f,
      const char *one,
      const char *other)
{
  g_autoptr(GArray) nodes = g_array_new (FALSE, FALSE, sizeof (guint));
  guint both[] = { find_named (f, one), find_named (f, other) };

  g_array_append_vals (nodes, both, 2);
  g_signal_emit_by_name (f->canvas, "picked", nodes);
  settle ();
}

static void
test_several_are_pinned_and_deleted_together (Fixture       *f,
                                              gconstpointer  data)
{
  g_autoptr(GArray) selected = NULL;

  pick (f, "MES", "Apeas");
  selected = mlg_graph_canvas_dup_nodes (f->canvas);
  g_assert_cmpuint (selected->len, ==, 2);

  gtk_widget_activate_action (f->view, "graph.pin", NULL);
  g_assert_cmpuint (read_placement (f, "MES"), ==, MLG_PINNED);
  g_assert_cmpuint (read_placement (f, "Apeas"), ==, MLG_PINNED);
  gtk_widget_activate_action (f->view, "graph.unpin", NULL);
  g_assert_cmpuint (read_placement (f, "MES"), ==, MLG_PLACED);
  undo (f);
  undo (f);
  g_assert_cmpuint (count (f, "position"), ==, 0);

  pick (f, "MES", "Apeas");
  g_signal_emit_by_name (f->canvas, "removed");
  settle ();
  g_assert_cmpuint (count (f, "actor"), ==, 69);
  undo (f);
  g_assert_cmpuint (count (f, "actor"), ==, 71);
  g_assert_cmpuint (count (f, "partnership"), ==, 52);
}

static void
test_several_move_together (Fixture       *f,
                            gconstpointer  data)
{
  MlgPoint at;

  pick (f, "MES", "Apeas");
  at = mlg_graph_scene_get_nodes (mlg_graph_canvas_get_scene (f->canvas))[find_named (f, "MES")].at;
  g_signal_emit_by_name (f->canvas, "moved", find_named (f, "MES"), at.x + 40, at.y);
  g_assert_cmpuint (read_placement (f, "MES"), ==, MLG_PINNED);
  g_assert_cmpuint (read_placement (f, "Apeas"), ==, MLG_PINNED);
  undo (f);
  g_assert_cmpuint (count (f, "position"), ==, 0);
}

static void
test_an_actor_gets_another_name (Fixture       *f,
                                 gconstpointer  data)
{
  g_signal_emit_by_name (f->canvas, "chosen", find_named (f, "CGDD"));
  gtk_widget_activate_action (f->view, "graph.rename", NULL);
  type_name (f, "Commissariat général au développement durable");
  g_assert_cmpuint (find_named (f, "CGDD"), ==, G_MAXUINT);
  undo (f);
  g_assert_cmpuint (find_named (f, "CGDD"), !=, G_MAXUINT);
}

/* ---- The keyboard, the list */

static void
test_tab_walks_along_the_links_and_leaves (Fixture       *f,
                                           gconstpointer  data)
{
  guint mes = find_named (f, "MES");
  GHashTable *seen = g_hash_table_new (NULL, NULL);
  guint n = 0;

  g_signal_emit_by_name (f->canvas, "chosen", mes);
  gtk_widget_grab_focus (GTK_WIDGET (f->canvas));
  while (gtk_widget_child_focus (GTK_WIDGET (f->canvas), GTK_DIR_TAB_FORWARD))
    {
      guint edge = mlg_graph_canvas_get_edge (f->canvas);

      g_assert_true (mlg_graph_get_edges (get_graph (f))[edge].a == mes || mlg_graph_get_edges (get_graph (f))[edge].b == mes);
      g_hash_table_add (seen, GUINT_TO_POINTER (edge));
      g_assert_cmpuint (++n, <=, 11);
    }
  g_assert_cmpuint (n, ==, 11);
  g_assert_cmpuint (g_hash_table_size (seen), ==, 11);
  g_hash_table_unref (seen);
}

static MlgGraphRow *
find_row (GListModel *rows,
          const char *start)
{
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr(MlgGraphRow) row = g_list_model_get_item (rows, i);
      g_autofree char *text = NULL;

      g_object_get (row, "text", &text, NULL);
      if (g_str_has_prefix (text, start))
        return row;
    }

  return NULL;
}

static void
test_the_list_says_everything_and_stays (Fixture       *f,
                                         gconstpointer  data)
{
  g_autoptr(GListStore) rows = g_list_store_new (MLG_TYPE_GRAPH_ROW);
  g_autoptr(MlgGraphRow) wilo = NULL;
  MlgGraphRow *link;
  GListModel *links, *axes;
  g_autoptr(GError) error = NULL;

  mlg_graph_rows_update (rows, f->project, get_graph (f));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 71);
  g_assert_nonnull (find_row (G_LIST_MODEL (rows), "CGDD: isolated"));
  g_set_object (&wilo, find_row (G_LIST_MODEL (rows), "WILO INTEC: 1 link"));
  g_assert_nonnull (wilo);
  links = mlg_graph_row_get_children (wilo, f->project, get_graph (f));
  link = find_row (links, "WILO INTEC – Entraide du Bassin d’Emploi d’Aubigny-Belleville: 5 axes, established");
  g_assert_nonnull (link);
  axes = mlg_graph_row_get_children (link, f->project, get_graph (f));
  g_assert_cmpuint (g_list_model_get_n_items (axes), ==, 5);

  /* One axis less: the same lines, other words. */
  g_assert_true (mlg_partnership_add_axis (f->project, mlg_graph_row_get_id (link), NULL, "Prêt de salle", &error));
  settle ();
  mlg_graph_rows_update (rows, f->project, get_graph (f));
  g_assert_true (find_row (links, "WILO INTEC – Entraide du Bassin d’Emploi d’Aubigny-Belleville: 6 axes") == link);
  g_assert_nonnull (find_row (axes, "Prêt de salle: WILO INTEC ⇄ "));
  g_assert_true (find_row (G_LIST_MODEL (rows), "WILO INTEC") == wilo);
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

#define DEMO(path, function) g_test_add ("/graph-editing/" path, Fixture, "demo", set_up, function, tear_down)
  DEMO ("double-click-enters", test_a_double_click_enters_an_actor_there);
  DEMO ("known-name-is-taken", test_a_known_name_is_taken_not_doubled);
  DEMO ("link-to-the-empty", test_a_link_to_the_empty_is_somebody_new);
  DEMO ("a-wish", test_a_wish_is_a_wish);
  DEMO ("chips-are-steps", test_each_chip_is_an_axis_and_a_step);
  DEMO ("one-partnership", test_two_actors_have_one_partnership);
  DEMO ("axis-turned", test_an_axis_is_turned);
  DEMO ("several-pinned-deleted", test_several_are_pinned_and_deleted_together);
  DEMO ("several-move", test_several_move_together);
  DEMO ("renamed", test_an_actor_gets_another_name);
  DEMO ("tab-walks", test_tab_walks_along_the_links_and_leaves);
  DEMO ("list", test_the_list_says_everything_and_stays);
#undef DEMO

  return g_test_run ();
}
