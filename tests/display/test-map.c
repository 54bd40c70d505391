/* The map's screen: it says what it shows, its list and its marks follow the one selection, and an
 * actor that is put somewhere is there, until it is undone.
 */

#include "project-fixture.h"

#include <math.h>

#include "model/mlg-value.h"
#include "ui/map/mlg-map-tools.h"

typedef struct
{
  MlgProject *project;
  MlgFocus   *focus;
  GtkWidget  *window;
  MlgMapView *view;
  MlgId       placed, somewhere;
} Fixture;

static void
run_until_idle (void)
{
  while (g_main_context_iteration (NULL, FALSE));
}

static gboolean
is_framed (gpointer data)
{
  MlgMapLayout *layout = mlg_map_canvas_get_layout (((MlgMapView *) data)->canvas);

  return ((MlgMapView *) data)->framed && layout != NULL;
}

/* Until the frame clock has drawn it; a test that never gets there is ended by meson. */
static void
wait_until_drawn (MlgMapView *view)
{
  while (!is_framed (view))
    g_main_context_iteration (NULL, TRUE);
  run_until_idle ();
}

static MlgId
add_placed (MlgProject *project,
            const char *name,
            const char *place)
{
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  g_autofree const char **values = g_new0 (const char *, actor->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId id = { 0 };

  values[mlg_entity_find_field (actor, "name")->index] = name;
  values[mlg_entity_find_field (actor, "place")->index] = place;
  mlg_project_add (project, actor, values, &id, &error);
  g_assert_no_error (error);
  return id;
}

static void
open_view (Fixture *f)
{
  f->focus = mlg_focus_new (f->project);
  f->view = g_object_new (MLG_TYPE_MAP_VIEW, NULL);
  mlg_view_set_focus (MLG_VIEW (f->view), f->focus);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1100, 700);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->view));
  gtk_window_present (GTK_WINDOW (f->window));
  wait_until_drawn (f->view);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *path = fixture_path ("carte.maillage");

  f->project = create_project (path);
  if (data == NULL)
    {
      f->placed = add_placed (f->project, "Épicerie du Haut-Bréau", "44.96\0373.547\037exact");
      f->somewhere = add_placed (f->project, "Mouvement de nulle part", NULL);
    }
  open_view (f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  run_until_idle ();
  g_assert_finalize_object (f->focus);
  close_project (&f->project);
}

static MlgId
get_chosen (Fixture *f)
{
  const MlgId *id = mlg_focus_get_id (f->focus);

  return id != NULL ? *id : (MlgId) { 0 };
}

static char *
get_place (Fixture     *f,
           const MlgId *id)
{
  g_autoptr(MlgRecord) record = mlg_project_get_record (f->project, mlg_schema_find (MLG_ENTITY_ACTOR), id);

  return g_strdup (mlg_record_get_named (record, "place"));
}

static void
test_it_says_what_it_shows (Fixture       *f,
                            gconstpointer  data)
{
  const char *sentence = "2 actors: 1 placed, 1 without a precise place";

  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (f->view->summary)), ==, sentence);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (f->view->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL, "Map of the actors");
  while (f->view->tools->tell_source != 0)
    g_main_context_iteration (NULL, TRUE);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (f->view->canvas), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "2 actors: 1 placed, 1 without a precise place. In sight: 1. Selected: nobody.");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (f->view->canvas), GTK_ACCESSIBLE_ROLE_IMG);
  g_assert_false (gtk_widget_get_visible (f->view->empty));
}

static void
test_an_empty_file_says_what_to_do (Fixture       *f,
                                    gconstpointer  data)
{
  MlgMapFrame frame;

  g_assert_true (gtk_widget_get_visible (f->view->empty));
  /* And it shows France meanwhile. */
  mlg_map_canvas_get_frame (f->view->canvas, &frame);
  g_assert_cmpfloat_with_epsilon (frame.zoom, 5.5, 1);
}

static void
test_the_list_follows_and_leads (Fixture       *f,
                                 gconstpointer  data)
{
  guint row;
  MlgId chosen;

  /* Two headings and two actors; first those without a place. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->view->chosen)), ==, 4);

  mlg_focus_select (f->focus, mlg_schema_find (MLG_ENTITY_ACTOR), &f->placed);
  g_assert_cmpuint (gtk_single_selection_get_selected (f->view->chosen), ==, 3);
  g_assert_true (mlg_map_canvas_is_selected (f->view->canvas, 0) || mlg_map_canvas_is_selected (f->view->canvas, 1));

  row = 1;
  gtk_single_selection_set_selected (f->view->chosen, row);
  chosen = get_chosen (f);
  g_assert_true (mlg_id_equal (&chosen, &f->somewhere));
}

static void
test_what_is_chosen_elsewhere_comes_into_sight (Fixture       *f,
                                                gconstpointer  data)
{
  MlgMapFrame frame = { .zoom = 10 };
  MlgMercator far_away = mlg_mercator_project (48.4, -4.5);
  MlgMercator there = mlg_mercator_project (44.96, 3.547);
  double x, y;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  frame.x = far_away.x;
  frame.y = far_away.y;
  mlg_map_canvas_look_at (f->view->canvas, &frame, FALSE);
  mlg_focus_select (f->focus, mlg_schema_find (MLG_ENTITY_ACTOR), &f->placed);

  mlg_map_canvas_get_frame (f->view->canvas, &frame);
  mlg_map_frame_to_screen (&frame, there, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, frame.width / 2, 3);
  g_assert_cmpfloat_with_epsilon (y, frame.height / 2, 3);
}

static void
test_an_actor_is_placed_and_taken_back (Fixture       *f,
                                        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *before = get_place (f, &f->placed);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  const char *precision;
  MlgMapFrame frame;
  double lat, lon, x, y;

  g_assert_true (mlg_map_place_actor (f->view, &f->placed, 400, 300));
  after = get_place (f, &f->placed);
  g_assert_true (mlg_value_get_place (after, &lat, &lon, &precision));
  g_assert_cmpstr (precision, ==, "exact");
  mlg_map_canvas_get_frame (f->view->canvas, &frame);
  mlg_map_frame_to_screen (&frame, mlg_mercator_project (lat, lon), &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 400, 1);
  g_assert_cmpfloat_with_epsilon (y, 300, 1);

  g_assert_true (mlg_project_undo (f->project, &error));
  undone = get_place (f, &f->placed);
  g_assert_cmpstr (undone, ==, before);
}

/* Wherever it is: also where the degrees are round, and at the other side of Greenwich. */
static void
test_anywhere_can_be_a_place (Fixture       *f,
                              gconstpointer  data)
{
  for (guint i = 0; i < 60; i++)
    g_assert_true (mlg_map_place_actor (f->view, &f->placed, 20 + 11 * i, 30 + 9 * i));
}

static void
test_a_new_actor_is_on_the_map_at_once (Fixture       *f,
                                        gconstpointer  data)
{
  add_placed (f->project, "Fournil du Pont", "48.85\0372.35\037exact");
  while (mlg_map_index_count (mlg_map_canvas_get_index (f->view->canvas), MLG_SPOT_EXACT) != 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_str_has_prefix (gtk_label_get_label (GTK_LABEL (f->view->summary)), "3 actors: 2 placed"));
}

static void
test_popovers_close_with_the_window (Fixture       *f,
                                     gconstpointer  data)
{
  mlg_map_popover_place (f->view, 300, 200);
  g_assert_nonnull (f->view->popover);
  mlg_map_popover_close (f->view);
  mlg_map_popover_place (f->view, 200, 200);
  /* tear_down ends it while it is open. */
}

/* ---- tools and keys */

/* What a key does, as the map's own controller hears it. */
static gboolean
press (Fixture         *f,
       guint            keyval,
       GdkModifierType  state)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (f->view->map));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) && !handled)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
    }
  return handled;
}

/* Until what is drawn is what the camera looks at. */
static void
redraw (Fixture *f)
{
  MlgMapFrame frame;

  mlg_map_canvas_get_frame (f->view->canvas, &frame);
  while (fabs (mlg_map_canvas_get_layout (f->view->canvas)->frame.x - frame.x) * mlg_map_frame_get_scale (&frame) > 2)
    g_main_context_iteration (NULL, TRUE);
}

static const MlgMapMark *
find_mark (Fixture     *f,
           const MlgId *id)
{
  MlgMapLayout *layout;

  redraw (f);
  layout = mlg_map_canvas_get_layout (f->view->canvas);
  for (guint i = 0; i < layout->marks->len; i++)
    {
      const MlgMapMark *mark = &g_array_index (layout->marks, MlgMapMark, i);

      if (mlg_id_equal (&mlg_map_view_get_spot (f->view, mark->spot)->id, id))
        return mark;
    }
  return NULL;
}

static void
test_a_lasso_chooses_who_is_inside (Fixture       *f,
                                    gconstpointer  data)
{
  const MlgMapMark *mark = find_mark (f, &f->placed);
  double x = mark->x, y = mark->y;
  g_autoptr(GArray) chosen = NULL;
  g_autoptr(GArray) kept = NULL;

  /* With Alt held; the tool need not be taken. */
  g_assert_true (mlg_map_tools_begin_drag (f->view, x - 30, y - 30, GDK_ALT_MASK));
  mlg_map_tools_drag (f->view, x + 30, y - 30);
  mlg_map_tools_drag (f->view, x + 30, y + 30);
  mlg_map_tools_drag (f->view, x - 30, y + 30);
  mlg_map_tools_end_drag (f->view);
  chosen = mlg_focus_dup_selection (f->focus);
  g_assert_cmpuint (chosen->len, ==, 1);
  g_assert_true (mlg_id_equal (&g_array_index (chosen, MlgId, 0), &f->placed));

  /* Escape in the middle: nothing is chosen anew. */
  g_assert_true (mlg_map_tools_begin_drag (f->view, x + 200, y, GDK_ALT_MASK));
  mlg_map_tools_drag (f->view, x + 260, y + 40);
  g_assert_true (press (f, GDK_KEY_Escape, 0));
  mlg_map_tools_end_drag (f->view);
  kept = mlg_focus_dup_selection (f->focus);
  g_assert_cmpuint (kept->len, ==, 1);
  /* Without the tool nor Alt the map is panned. */
  g_assert_false (mlg_map_tools_begin_drag (f->view, x, y, 0));
}

static void
test_a_circle_by_the_keyboard (Fixture       *f,
                               gconstpointer  data)
{
  MlgMercator there = mlg_mercator_project (44.96, 3.547);
  MlgMapFrame frame;
  MlgId chosen;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  mlg_map_canvas_get_frame (f->view->canvas, &frame);
  frame.x = there.x;
  frame.y = there.y;
  mlg_map_canvas_look_at (f->view->canvas, &frame, FALSE);
  redraw (f);

  g_assert_true (press (f, GDK_KEY_l, 0));
  g_assert_true (press (f, GDK_KEY_plus, 0));
  g_assert_true (press (f, GDK_KEY_minus, 0));
  g_assert_true (press (f, GDK_KEY_Return, 0));
  chosen = get_chosen (f);
  g_assert_true (mlg_id_equal (&chosen, &f->placed));
  g_assert_cmpint (f->view->tools->tool, ==, MLG_MAP_TOOL_HAND);
  g_assert_true (press (f, GDK_KEY_Escape, 0));
  g_assert_null (mlg_focus_get_id (f->focus));
}

static void
test_marks_by_the_keyboard (Fixture       *f,
                            gconstpointer  data)
{
  MlgId chosen;

  redraw (f);
  g_assert_true (press (f, GDK_KEY_Tab, 0));
  /* Where one is, is said; nothing is chosen yet. */
  g_assert_true (g_str_has_prefix (gtk_label_get_label (GTK_LABEL (f->view->summary)), "Épicerie du Haut-Bréau"));
  g_assert_null (mlg_focus_get_id (f->focus));
  g_assert_true (press (f, GDK_KEY_Return, 0));
  chosen = get_chosen (f);
  g_assert_true (mlg_id_equal (&chosen, &f->placed));
  /* Space takes it back, and Tab leaves after the last. */
  g_assert_true (press (f, GDK_KEY_space, 0));
  g_assert_null (mlg_focus_get_id (f->focus));
  g_assert_false (press (f, GDK_KEY_Tab, 0));
  g_assert_true (g_str_has_prefix (gtk_label_get_label (GTK_LABEL (f->view->summary)), "2 actors"));
}

static void
test_a_measure (Fixture       *f,
                gconstpointer  data)
{
  MlgMapTools *tools = f->view->tools;
  const MlgMercator *points;
  double km, pixels = 100, lat, lon;
  MlgMapFrame frame;

  mlg_map_tools_take (f->view, MLG_MAP_TOOL_MEASURE);
  g_assert_true (mlg_map_tools_click (f->view, 300, 300, FALSE));
  g_assert_true (mlg_map_tools_click (f->view, 300 + pixels, 300, TRUE));
  g_assert_cmpuint (tools->measured->len, ==, 2);
  points = (const MlgMercator *) tools->measured->data;
  km = mlg_ground_between (points[0], points[1]);
  mlg_map_canvas_get_frame (f->view->canvas, &frame);
  mlg_mercator_unproject (points[0], &lat, &lon);
  g_assert_cmpfloat_with_epsilon (km, pixels / mlg_map_frame_get_scale (&frame) / mlg_mercator_per_km (lat), km / 100);

  g_assert_true (mlg_map_tools_click (f->view, 300, 400, FALSE));
  g_assert_true (mlg_map_tools_click (f->view, 302, 302, FALSE));
  g_assert_true (tools->is_closed);
  g_assert_cmpuint (tools->measured->len, ==, 3);
  g_assert_true (press (f, GDK_KEY_Escape, 0));
  g_assert_cmpuint (tools->measured->len, ==, 0);
  g_assert_false (mlg_map_tools_click (f->view, 300, 300, FALSE));

  /* By the keyboard: the middle, moved by the arrows. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_assert_true (press (f, GDK_KEY_m, 0));
  g_assert_true (press (f, GDK_KEY_Return, 0));
  g_assert_true (press (f, GDK_KEY_Right, 0));
  g_assert_true (press (f, GDK_KEY_Return, 0));
  g_assert_cmpuint (tools->measured->len, ==, 2);
  g_assert_true (press (f, GDK_KEY_BackSpace, 0));
  g_assert_cmpuint (tools->measured->len, ==, 1);
}

static void
test_who_is_near (Fixture       *f,
                  gconstpointer  data)
{
  MlgMapTools *tools = f->view->tools;
  g_autoptr(MlgMapRow) row = NULL;
  g_autoptr(GArray) chosen = NULL;
  double first;

  mlg_map_tools_take (f->view, MLG_MAP_TOOL_NEAR);
  mlg_map_near_set_middle (f->view, mlg_mercator_project (45.043, 3.885), "Le Puy");
  mlg_map_near_set_km (f->view, 40);
  run_until_idle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (tools->near_rows)), ==, 1);
  row = g_list_model_get_item (G_LIST_MODEL (tools->near_rows), 0);
  g_assert_cmpfloat_with_epsilon (mlg_map_row_get_km (row), 28.2, 0.5);
  g_signal_emit_by_name (tools->near_all, "clicked");
  chosen = mlg_focus_dup_selection (f->focus);
  g_assert_cmpuint (chosen->len, ==, 1);

  /* Smaller, by a key, until it is outside. */
  first = tools->km;
  while (tools->km > 20)
    g_assert_true (press (f, GDK_KEY_Page_Down, 0));
  g_assert_cmpfloat (tools->km, <, first);
  run_until_idle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (tools->near_rows)), ==, 0);
  g_assert_true (press (f, GDK_KEY_Escape, 0));
  g_assert_false (gtk_widget_get_visible (tools->near_box));
}

static void
test_a_territory_is_outlined (Fixture       *f,
                              gconstpointer  data)
{
  const MlgEntity *territory = mlg_schema_find ("territory");
  g_autofree const char **values = g_new0 (const char *, territory->n_fields);
  g_autoptr(GError) error = NULL;
  MlgMapFrame before, after;
  MlgId id = { 0 };

  values[mlg_entity_find_field (territory, "name")->index] = "Finistère";
  values[mlg_entity_find_field (territory, "kind")->index] = "department";
  values[mlg_entity_find_field (territory, "insee_code")->index] = "29";
  g_assert_true (mlg_project_add (f->project, territory, values, &id, &error));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  mlg_map_canvas_get_frame (f->view->canvas, &before);

  mlg_focus_select (f->focus, territory, &id);
  mlg_map_canvas_get_frame (f->view->canvas, &after);
  g_assert_true (f->view->tools->has_area);
  g_assert_nonnull (f->view->tools->area.outline);
  /* Brittany is in the west. */
  g_assert_cmpfloat (after.x, <, before.x);
  wait_until_drawn (f->view);

  mlg_focus_select (f->focus, NULL, NULL);
  g_assert_false (f->view->tools->has_area);
  /* As a filter too. */
  mlg_focus_set_territory (f->focus, &id);
  g_assert_true (f->view->tools->has_area);
  mlg_focus_set_territory (f->focus, NULL);
  g_assert_false (f->view->tools->has_area);
}

/* Until the main loop has made the index anew. */
static void
choose_shown (Fixture   *f,
              GtkWidget *check,
              gboolean   shown)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), shown);
  run_until_idle ();
}

static guint
count_shown (Fixture *f)
{
  MlgMapIndex *index = mlg_map_canvas_get_index (f->view->canvas);
  guint counts[MLG_MAP_CATEGORIES], n = 0;

  mlg_map_index_count_classes (index, counts);
  for (guint i = 0; i < MLG_MAP_CATEGORIES; i++)
    n += counts[i];
  return n;
}

static void
test_it_shows_what_is_chosen (Fixture       *f,
                              gconstpointer  data)
{
  g_assert_cmpuint (count_shown (f), ==, 2);
  choose_shown (f, f->view->show_actors, FALSE);
  g_assert_cmpuint (count_shown (f), ==, 0);
  choose_shown (f, f->view->show_actors, TRUE);
  g_assert_cmpuint (count_shown (f), ==, 2);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (f->view->by), MLG_MAP_BY_STATE);
  run_until_idle ();
  g_assert_cmpint (mlg_map_index_get_scene (mlg_map_canvas_get_index (f->view->canvas))->by, ==, MLG_MAP_BY_STATE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (f->view->by), MLG_MAP_BY_CATEGORY);
  run_until_idle ();
}

static guint
count_headings (GListModel *rows)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr(MlgMapRow) row = g_list_model_get_item (rows, i);

      n += mlg_map_row_get_heading (row) != NULL;
    }
  return n;
}

/* Everybody is in the list in each order, once; a heading folds what is under it, also by a key. */
static void
test_the_list_has_an_order_and_folds (Fixture       *f,
                                      gconstpointer  data)
{
  GListModel *rows = G_LIST_MODEL (f->view->rows);
  guint n;

  mlg_map_rows_set_order (f->view->rows, MLG_MAP_ROWS_BY_NAME);
  g_assert_cmpuint (count_headings (rows), ==, 1);
  n = g_list_model_get_n_items (rows) - 1;
  for (guint i = 2; i <= n; i++)
    {
      g_autoptr(MlgMapRow) before = g_list_model_get_item (rows, i - 1);
      g_autoptr(MlgMapRow) row = g_list_model_get_item (rows, i);

      g_assert_cmpint (g_utf8_collate (mlg_map_row_get_name (before), mlg_map_row_get_name (row)), <=, 0);
    }
  mlg_map_rows_set_order (f->view->rows, MLG_MAP_ROWS_BY_CLASS);
  g_assert_cmpuint (g_list_model_get_n_items (rows) - count_headings (rows), ==, n);

  mlg_map_rows_set_order (f->view->rows, MLG_MAP_ROWS_BY_NAME);
  g_signal_emit_by_name (f->view->list, "activate", 0);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 1);
  g_signal_emit_by_name (f->view->list, "activate", 0);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, n + 1);
}

/* Who says where the file is at home is asked nothing: the map opens there, and « near me » begins there. */
static void
test_it_opens_at_home (Fixture       *f,
                       gconstpointer  data)
{
  const MlgEntity *territory = mlg_schema_find ("territory"), *info = mlg_schema_find ("file_info");
  g_autofree const char **values = g_new0 (const char *, territory->n_fields);
  g_autofree const char **about = g_new0 (const char *, info->n_fields);
  g_autofree char *home = NULL, *name = NULL;
  g_autoptr(GError) error = NULL;
  double lat, lon;
  MlgArea area;
  MlgId id = { 0 }, about_id = { 0 };

  g_assert_false (mlg_map_find_home (f->view, &area, &name));
  values[mlg_entity_find_field (territory, "name")->index] = "Haute-Loire";
  values[mlg_entity_find_field (territory, "kind")->index] = "department";
  values[mlg_entity_find_field (territory, "insee_code")->index] = "43";
  g_assert_true (mlg_project_add (f->project, territory, values, &id, &error));
  home = mlg_id_dup_text (&id);
  about[mlg_entity_find_field (info, "territory")->index] = home;
  g_assert_true (mlg_project_add (f->project, info, about, &about_id, &error));
  g_assert_no_error (error);

  g_assert_true (mlg_map_find_home (f->view, &area, &name));
  g_assert_cmpstr (name, ==, "Haute-Loire");
  mlg_map_tools_take (f->view, MLG_MAP_TOOL_NEAR);
  g_assert_true (f->view->tools->has_middle);
  mlg_mercator_unproject (f->view->tools->middle, &lat, &lon);
  g_assert_cmpfloat_with_epsilon (lat, 45.1, 0.3);
  g_assert_cmpfloat_with_epsilon (lon, 3.8, 0.4);
}

int
main (int    argc,
      char **argv)
{
  int result;

  if (g_getenv ("DISPLAY") == NULL)
    return 77;

  fixture_begin ();
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/map-view/it-opens-at-home", Fixture, NULL, set_up, test_it_opens_at_home, tear_down);
  g_test_add ("/map-view/the-list-has-an-order-and-folds", Fixture, NULL, set_up, test_the_list_has_an_order_and_folds, tear_down);
  g_test_add ("/map-view/it-says-what-it-shows", Fixture, NULL, set_up, test_it_says_what_it_shows, tear_down);
  g_test_add ("/map-view/an-empty-file-says-what-to-do", Fixture, "empty", set_up, test_an_empty_file_says_what_to_do, tear_down);
  g_test_add ("/map-view/the-list-follows-and-leads", Fixture, NULL, set_up, test_the_list_follows_and_leads, tear_down);
  g_test_add ("/map-view/what-is-chosen-elsewhere-comes-into-sight", Fixture, NULL, set_up,
              test_what_is_chosen_elsewhere_comes_into_sight, tear_down);
  g_test_add ("/map-view/an-actor-is-placed-and-taken-back", Fixture, NULL, set_up, test_an_actor_is_placed_and_taken_back, tear_down);
  g_test_add ("/map-view/a-new-actor-is-on-the-map-at-once", Fixture, NULL, set_up, test_a_new_actor_is_on_the_map_at_once, tear_down);
  g_test_add ("/map-view/popovers-close-with-the-window", Fixture, NULL, set_up, test_popovers_close_with_the_window, tear_down);
  g_test_add ("/map-view/anywhere-can-be-a-place", Fixture, NULL, set_up, test_anywhere_can_be_a_place, tear_down);
  g_test_add ("/map-view/a-lasso-chooses-who-is-inside", Fixture, NULL, set_up, test_a_lasso_chooses_who_is_inside, tear_down);
  g_test_add ("/map-view/a-circle-by-the-keyboard", Fixture, NULL, set_up, test_a_circle_by_the_keyboard, tear_down);
  g_test_add ("/map-view/marks-by-the-keyboard", Fixture, NULL, set_up, test_marks_by_the_keyboard, tear_down);
  g_test_add ("/map-view/a-measure", Fixture, NULL, set_up, test_a_measure, tear_down);
  g_test_add ("/map-view/who-is-near", Fixture, NULL, set_up, test_who_is_near, tear_down);
  g_test_add ("/map-view/a-territory-is-outlined", Fixture, NULL, set_up, test_a_territory_is_outlined, tear_down);
  g_test_add ("/map-view/it-shows-what-is-chosen", Fixture, NULL, set_up, test_it_shows_what_is_chosen, tear_down);
  result = g_test_run ();
  fixture_end ();
  return result;
}
