/* A line of the directory pulled onto the map: the actor stands there, is chosen, and one undo takes it back; on the
 * way the button of a screen opens it. By keyboard: chosen in the directory, placed from the menu of the map.
 */

#include "project-fixture.h"

#include "ui/common/mlg-carried.h"
#include "ui/directory/mlg-directory-view.h"
#include "ui/map/mlg-map-view-private.h"
#include "ui/window/mlg-sidebar.h"

typedef struct
{
  MlgProject *project;
  MlgFocus   *focus;
  GtkWidget  *window, *directory;
  MlgMapView *view;
  MlgId       actor;
} Fixture;

static void
run_until_idle (void)
{
  while (g_main_context_iteration (NULL, FALSE));
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *path = fixture_path ("carte.maillage");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  f->project = create_project (path);
  f->actor = add_actor (f->project, "Fromagerie du Gévaudan");
  f->focus = mlg_focus_new (f->project);
  f->directory = g_object_new (MLG_TYPE_DIRECTORY_VIEW, NULL);
  f->view = g_object_new (MLG_TYPE_MAP_VIEW, NULL);
  mlg_view_set_focus (MLG_VIEW (f->directory), f->focus);
  mlg_view_set_focus (MLG_VIEW (f->view), f->focus);
  gtk_widget_set_hexpand (GTK_WIDGET (f->view), TRUE);
  gtk_box_append (GTK_BOX (box), f->directory);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->view));
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1250, 700);
  gtk_window_set_child (GTK_WINDOW (f->window), box);
  gtk_window_present (GTK_WINDOW (f->window));
  while (!f->view->framed || mlg_map_canvas_get_layout (f->view->canvas) == NULL)
    g_main_context_iteration (NULL, TRUE);
  run_until_idle ();
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

/* The first that takes up what @widget or a child of it offers. */
static gpointer
find_controller (GtkWidget *widget,
                 GType      type)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find_controller (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* That of actors, among those for files and layers. */
static GtkDropTarget *
find_target (MlgMapView *view)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (view->map));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller) &&
          gdk_content_formats_contain_gtype (gtk_drop_target_get_formats (GTK_DROP_TARGET (controller)), MLG_TYPE_CARRIED))
        return GTK_DROP_TARGET (controller);
    }
  return NULL;
}

/* Of the first line that may be pulled; a heading may not. */
static GdkContentProvider *
take_line (GtkWidget *widget)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);
  GdkContentProvider *carried = NULL;

  for (guint i = 0; carried == NULL && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DRAG_SOURCE (controller))
        g_signal_emit_by_name (controller, "prepare", 3.0, 3.0, &carried);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); carried == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    carried = take_line (child);
  return carried;
}

/* What a hand does, without one: take it from @list, let go of it at @x, @y. */
static gboolean
pull (GtkWidget  *list,
      MlgMapView *view,
      double      x,
      double      y)
{
  GtkDropTarget *target = find_target (view);
  g_autoptr(GdkContentProvider) carried = take_line (list);
  g_auto(GValue) value = G_VALUE_INIT;
  g_autoptr(GError) error = NULL;
  GdkDragAction action = 0;
  gboolean dropped = FALSE;

  g_assert_nonnull (target);
  g_assert_nonnull (carried);
  g_value_init (&value, MLG_TYPE_CARRIED);
  g_assert_true (gdk_content_provider_get_value (carried, &value, &error));
  g_signal_emit_by_name (target, "motion", x, y, &action);
  g_assert_cmpint (action, ==, GDK_ACTION_COPY);
  g_signal_emit_by_name (target, "drop", &value, x, y, &dropped);
  return dropped;
}

static void
check_place (Fixture *f,
             double   x,
             double   y)
{
  g_autoptr(MlgRecord) record = mlg_project_get_record (f->project, mlg_schema_find (MLG_ENTITY_ACTOR), &f->actor);
  const char *place = mlg_record_get_named (record, "place");
  MlgMapFrame frame;
  double lat, lon, wanted_lat, wanted_lon;

  mlg_map_canvas_get_frame (f->view->canvas, &frame);
  mlg_mercator_unproject (mlg_map_frame_from_screen (&frame, x, y), &wanted_lat, &wanted_lon);
  g_assert_nonnull (place);
  g_assert_true (g_str_has_suffix (place, "exact"));
  lat = g_ascii_strtod (place, NULL);
  lon = g_ascii_strtod (strchr (place, '\037') + 1, NULL);
  g_assert_cmpfloat_with_epsilon (lat, wanted_lat, 1e-3);
  g_assert_cmpfloat_with_epsilon (lon, wanted_lon, 1e-3);
}

static void
test_from_the_directory (Fixture       *f,
                         gconstpointer  data)
{
  g_autoptr(MlgRecord) after = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (pull (f->directory, f->view, 210, 160));
  check_place (f, 210, 160);
  g_assert_true (mlg_focus_is_selected (f->focus, &f->actor));

  g_assert_true (mlg_project_undo (f->project, &error));
  after = mlg_project_get_record (f->project, mlg_schema_find (MLG_ENTITY_ACTOR), &f->actor);
  g_assert_null (mlg_record_get_named (after, "place"));
}

/* Those without a place are listed there for that. */
static void
test_from_the_list_beside (Fixture       *f,
                           gconstpointer  data)
{
  g_assert_true (pull (f->view->list, f->view, 120, 90));
  check_place (f, 120, 90);
}

static void
opened_cb (GSimpleAction *action,
           GVariant      *screen,
           gpointer       data)
{
  g_free (*(char **) data);
  *(char **) data = g_variant_dup_string (screen, NULL);
}

static void
test_a_screen_opens_under_what_is_carried (Fixture       *f,
                                           gconstpointer  data)
{
  static const GActionEntry entries[] = { { "screen", opened_cb, "s", "''", NULL } };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget *sidebar = g_object_new (MLG_TYPE_SIDEBAR, NULL);
  GtkWidget *window = gtk_window_new ();
  g_autofree char *opened = NULL;
  GtkEventController *controller;

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, 1, &opened);
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
  gtk_window_set_child (GTK_WINDOW (window), sidebar);
  gtk_window_present (GTK_WINDOW (window));
  run_until_idle ();
  controller = find_controller (sidebar, GTK_TYPE_DROP_CONTROLLER_MOTION);
  g_assert_nonnull (controller);

  /* Passing by opens nothing. */
  g_signal_emit_by_name (controller, "enter", 5.0, 5.0);
  g_signal_emit_by_name (controller, "leave");
  g_assert_null (g_object_get_data (G_OBJECT (controller), "rest"));
  g_signal_emit_by_name (controller, "enter", 5.0, 5.0);
  while (opened == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (opened, !=, "");
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *part)
{
  if (GTK_IS_LABEL (widget) && GTK_IS_BUTTON (gtk_widget_get_parent (widget)) &&
      strstr (gtk_label_get_label (GTK_LABEL (widget)), part) != NULL)
    return gtk_widget_get_parent (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, part);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_by_the_keyboard (Fixture       *f,
                      gconstpointer  data)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (f->view->map));
  gboolean handled = FALSE;
  GtkWidget *place;

  mlg_focus_select (f->focus, mlg_schema_find (MLG_ENTITY_ACTOR), &f->actor);
  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Menu, 0, 0, &handled);
    }
  g_assert_true (handled);
  run_until_idle ();
  g_assert_nonnull (f->view->popover);
  place = find_button (f->view->popover, "Fromagerie du Gévaudan");
  g_assert_nonnull (place);
  g_signal_emit_by_name (place, "clicked");
  run_until_idle ();
  check_place (f, gtk_widget_get_width (GTK_WIDGET (f->view->canvas)) / 2.0, gtk_widget_get_height (GTK_WIDGET (f->view->canvas)) / 2.0);
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
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add ("/map-drop/from-the-directory", Fixture, NULL, set_up, test_from_the_directory, tear_down);
  g_test_add ("/map-drop/from-the-list-beside", Fixture, NULL, set_up, test_from_the_list_beside, tear_down);
  g_test_add ("/map-drop/a-screen-opens-under-what-is-carried", Fixture, NULL, set_up, test_a_screen_opens_under_what_is_carried, tear_down);
  g_test_add ("/map-drop/by-the-keyboard", Fixture, NULL, set_up, test_by_the_keyboard, tear_down);
  result = g_test_run ();
  fixture_end ();
  return result;
}
