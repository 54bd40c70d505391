/* The export screen: what a list hands over leaves, as it was chosen, and nothing more. */

#include "../project-fixture.h"

#include <gtk/gtk.h>

#include "ui/common/mlg-focus.h"
#include "ui/exporting/mlg-export-view.h"

typedef struct
{
  MlgProject *project;
  MlgFocus   *focus;
  GtkWidget  *window;
  GtkWidget  *view;
  GVariant   *asked;
} Fixture;

static void
export_list_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  g_object_set_data_full (G_OBJECT (gtk_widget_get_root (widget)), "asked", g_variant_ref (parameter), (GDestroyNotify) g_variant_unref);
}

static void
list_activated_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  export_list_cb (data, NULL, parameter);
}

static void
setup (Fixture       *f,
       gconstpointer  data)
{
  static const GActionEntry entries[] = { { "export-list", list_activated_cb, MLG_EXPORT_REQUEST_TYPE } };
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autofree char *path = fixture_path ("pays.maillage");

  f->project = create_project (path);
  f->focus = mlg_focus_new (f->project);
  f->window = gtk_window_new ();
  f->view = g_object_new (MLG_TYPE_EXPORT_VIEW, NULL);
  gtk_window_set_child (GTK_WINDOW (f->window), f->view);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, 1, f->window);
  gtk_widget_insert_action_group (f->window, "win", G_ACTION_GROUP (actions));
  mlg_view_set_focus (MLG_VIEW (f->view), f->focus);
  gtk_widget_show (f->window);
}

static void
teardown (Fixture       *f,
          gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (f->focus);
  close_project (&f->project);
}

static GtkWidget *
find_check (GtkWidget  *widget,
            const char *text)
{
  if (GTK_IS_CHECK_BUTTON (widget) && gtk_widget_get_visible (widget) &&
      g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), text) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_check (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
choose (Fixture    *f,
        const char *text)
{
  GtkWidget *check = find_check (f->view, text);

  g_assert_nonnull (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
}

static char *
save (Fixture    *f,
      const char *name)
{
  g_autofree char *path = fixture_path (name);
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_assert_true (mlg_export_view_save (MLG_EXPORT_VIEW (f->view), path));
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_no_error (error);
  return text;
}

static void
test_what_a_list_shows_leaves (Fixture       *f,
                               gconstpointer  data)
{
  static const char *const columns[] = { "name", "acronym", NULL };
  g_autoptr(GArray) shown = g_array_new (FALSE, FALSE, sizeof (MlgId)), selected = g_array_new (FALSE, FALSE, sizeof (MlgId));
  MlgId four = add_actor (f->project, "Four"), pont = add_actor (f->project, "Pont"), lavoir = add_actor (f->project, "Lavoir");
  char four_id[MLG_ID_TEXT_LENGTH + 1], pont_id[MLG_ID_TEXT_LENGTH + 1];
  g_autofree char *wanted = NULL, *text = NULL, *all = NULL;

  g_array_append_val (shown, pont);
  g_array_append_val (shown, four);
  g_array_append_val (selected, lavoir);
  mlg_export_request_send (f->view, entity_actor (), shown, selected, columns);
  mlg_export_view_ask (MLG_EXPORT_VIEW (f->view), mlg_export_request_new (g_object_get_data (G_OBJECT (f->window), "asked")), "map");

  /* One chosen record is the sheet one looks at: what is shown comes first. */
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (find_check (f->view, "The 2 shown records"))));
  g_assert_nonnull (find_check (f->view, "The 1 chosen record"));
  choose (f, "Table for a spreadsheet (CSV)");
  choose (f, "Those of the list");
  text = save (f, "liste.csv");
  wanted = g_strdup_printf ("\xef\xbb\xbfid;Name;Acronym\r\n%s;Pont;\r\n%s;Four;\r\n", mlg_id_write (&pont, pont_id), mlg_id_write (&four, four_id));
  g_assert_cmpstr (text, ==, wanted);

  choose (f, "All (3)");
  all = save (f, "liste.csv");
  g_assert_nonnull (strstr (all, "Lavoir"));
}

static void
test_the_level_holds (Fixture       *f,
                      gconstpointer  data)
{
  MlgId id = add_actor (f->project, "Four");
  g_autofree char *complete = NULL, *public = NULL;

  set_actor (f->project, &id, "note", "entre nous");
  choose (f, "Table, plain (CSV with commas)");
  choose (f, "For myself — complete");
  complete = save (f, "a.csv");
  choose (f, "Public");
  public = save (f, "b.csv");
  g_assert_nonnull (strstr (complete, "entre nous"));
  g_assert_null (strstr (public, "entre nous"));
  g_assert_nonnull (strstr (public, "Four"));
}

/* What was chosen once is chosen the next time. */
static void
test_the_last_choice_is_remembered (Fixture       *f,
                                    gconstpointer  data)
{
  GtkWidget *again;

  choose (f, "Points for an online map (GeoJSON)");
  choose (f, "Public");
  g_free (save (f, "a.geojson"));

  again = g_object_ref_sink (g_object_new (MLG_TYPE_EXPORT_VIEW, NULL));
  mlg_view_set_focus (MLG_VIEW (again), f->focus);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (find_check (again, "Points for an online map (GeoJSON)"))));
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (find_check (again, "Public"))));
  g_object_unref (again);
}

#define ADD(name, func) g_test_add ("/exporting/" name, Fixture, NULL, setup, func, teardown)

int
main (int    argc,
      char **argv)
{
  int status;

  g_setenv ("GTK_A11Y", "test", TRUE);
  if (!gtk_init_check ())
    return 77;
  g_test_init (&argc, &argv, NULL);
  fixture_begin ();
  g_setenv ("XDG_CONFIG_HOME", fixture_folder, TRUE);

  ADD ("what-a-list-shows-leaves", test_what_a_list_shows_leaves);
  ADD ("the-level-holds", test_the_level_holds);
  ADD ("the-last-choice-is-remembered", test_the_last_choice_is_remembered);

  status = g_test_run ();
  fixture_end ();
  return status;
}
