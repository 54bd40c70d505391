/* Layers and grounds on the map's screen: a file becomes a layer of the project and is taken back; a file of
 * pictures is the ground, remembered; what is wrong is reported and changes nothing.
 */

#include "project-fixture.h"

#include <sqlite3.h>

#include "ui/common/mlg-settings.h"
#include "ui/map/mlg-map-layers.h"

static const char pays[] =
  "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"nom\":\"Pays\"},\"geometry\":"
  "{\"type\":\"Polygon\",\"coordinates\":[[[3,45],[4,45],[4,46],[3,46],[3,45]]]}}]}";

typedef struct
{
  MlgProject *project;
  MlgFocus   *focus;
  GtkWidget  *window;
  MlgMapView *view;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *path = fixture_path ("carte.maillage");

  f->project = create_project (path);
  f->focus = mlg_focus_new (f->project);
  f->view = g_object_new (MLG_TYPE_MAP_VIEW, NULL);
  mlg_view_set_focus (MLG_VIEW (f->view), f->focus);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1100, 700);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->view));
  gtk_window_present (GTK_WINDOW (f->window));
  while (mlg_map_canvas_get_index (f->view->canvas) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (g_main_context_iteration (NULL, FALSE));
  g_assert_finalize_object (f->focus);
  close_project (&f->project);
}

static guint
count_drawn (Fixture *f)
{
  return mlg_map_index_get_scene (mlg_map_canvas_get_index (f->view->canvas))->layers->len;
}

static void
wait_drawn (Fixture *f,
            guint    n)
{
  while (count_drawn (f) != n)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_a_layer (Fixture       *f,
              gconstpointer  data)
{
  g_autofree char *path = fixture_path ("pays.geojson");
  g_autoptr(GPtrArray) lines = NULL;
  g_autoptr(GError) error = NULL;
  const MlgEntity *entity = mlg_schema_find ("map_layer");

  g_assert_true (g_file_set_contents (path, pays, -1, NULL));
  mlg_map_layers_add_file (f->view, path);
  wait_drawn (f, 1);

  lines = mlg_project_list_layers (f->project);
  mlg_project_set (f->project, entity, &((MlgLayerLine *) lines->pdata[0])->id, mlg_entity_find_field (entity, "attribution"), "© Pays d’essai", &error);
  g_assert_no_error (error);
  while (strstr (gtk_label_get_label (GTK_LABEL (f->view->attribution)), "© Pays d’essai") == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (mlg_project_undo (f->project, &error));
  g_assert_true (mlg_project_undo (f->project, &error));
  wait_drawn (f, 0);
}

/* The stop button of the card that says what is being read. */
static GtkWidget *
find_stop (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "Stop") == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_stop (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A file that takes long is said to be read, and may be stopped; what is said goes away with it. */
static void
test_a_long_file (Fixture       *f,
                  gconstpointer  data)
{
  g_autofree char *path = fixture_path ("longue.geojson"), *short_path = fixture_path ("pays.geojson");
  GString *text = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");
  GtkWidget *stop;

  for (guint i = 0; i < 2000; i++)
    {
      g_string_append_printf (text, "%s{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[3,45]", i > 0 ? "," : "");
      for (guint k = 0; k < 1000; k++)
        g_string_append_printf (text, ",[%u.%u,45.%u]", 3 + k % 2, k, i);
      g_string_append (text, "]}}");
    }
  g_string_append (text, "]}");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  g_string_free (text, TRUE);

  mlg_map_layers_add_file (f->view, path);
  while ((stop = find_stop (f->view->overlay)) == NULL && count_drawn (f) == 0)
    g_main_context_iteration (NULL, TRUE);
  /* On a fast machine there may have been nothing to say. */
  if (stop != NULL)
    {
      g_signal_emit_by_name (stop, "clicked");
      while (find_stop (f->view->overlay) != NULL)
        g_main_context_iteration (NULL, TRUE);
    }
  else
    {
      g_assert_true (mlg_project_undo (f->project, NULL));
      wait_drawn (f, 0);
    }

  /* The next one is read as ever. */
  g_assert_true (g_file_set_contents (short_path, pays, -1, NULL));
  mlg_map_layers_add_file (f->view, short_path);
  wait_drawn (f, 1);
  g_assert_null (find_stop (f->view->overlay));
}

static char *
make_pictures (void)
{
  char *path = fixture_path ("images.mbtiles");
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "CREATE TABLE metadata (name, value); INSERT INTO metadata VALUES ('attribution', '© Images');"
                                     "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);"
                                     "INSERT INTO tiles VALUES (5, 16, 20, x'89504e470d0a1a0a00')", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  return path;
}

static void
test_a_ground (Fixture       *f,
               gconstpointer  data)
{
  g_autofree char *path = make_pictures (), *wrong = fixture_path ("faux.mbtiles"), *kept = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (mlg_map_ground_open (f->view, path, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (f->view->attribution)), "© Images"));
  kept = mlg_settings_dup_text ("map-tiles-current");
  g_assert_cmpstr (kept, ==, path);

  g_assert_true (g_file_set_contents (wrong, "rien", -1, NULL));
  g_assert_false (mlg_map_ground_open (f->view, wrong, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (mlg_mbtiles_get_path (f->view->layers->tiles), ==, path);
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
  g_test_add ("/map-layers-panel/a-layer", Fixture, NULL, set_up, test_a_layer, tear_down);
  g_test_add ("/map-layers-panel/a-long-file", Fixture, NULL, set_up, test_a_long_file, tear_down);
  g_test_add ("/map-layers-panel/a-ground", Fixture, NULL, set_up, test_a_ground, tear_down);
  result = g_test_run ();
  fixture_end ();
  return result;
}
