/* The window: a file, its state in words, its screens, the sheet, undo. */

#include "project-fixture.h"
#include "screens.h"

#include <gtk/gtk.h>

#include "ui/common/mlg-view.h"
#include "ui/common/mlg-settings.h"
#include "ui/window/mlg-sidebar.h"
#include "ui/window/mlg-theme.h"
#include "ui/window/mlg-toast.h"
#include "ui/window/mlg-window.h"

#define MOST_STEPS 2000

typedef struct
{
  MlgWindow *window;
  char      *path;
  MlgId      actor;
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
  MlgProject *project;

  f->path = fixture_path ("pays.maillage");
  project = create_project (f->path);
  f->actor = add_actor (project, "Ateliers de la Bruyère");
  close_project (&project);

  f->window = mlg_window_new (NULL);
  gtk_window_present (GTK_WINDOW (f->window));
  g_assert_true (mlg_window_open (f->window, f->path));
  run_until_idle ();
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  run_until_idle ();
  g_free (f->path);
}

/* Every widget below, depth first, given to @func until it says TRUE. */
static GtkWidget *
find_where (GtkWidget  *parent,
            gboolean  (*func) (GtkWidget *, gpointer),
            gpointer    data)
{
  if (func (parent, data))
    return parent;

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_where (child, func, data);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
has_label (GtkWidget *widget,
           gpointer   text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL;
}

static gboolean
shows_words (Fixture    *f,
             const char *words)
{
  GtkWidget *label = find_where (GTK_WIDGET (f->window), has_label, (gpointer) words);

  return label != NULL && gtk_widget_get_mapped (label);
}

static gboolean
run_action (Fixture    *f,
            const char *name)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (f->window), name);

  if (!g_action_get_enabled (action))
    return FALSE;
  g_action_activate (action, NULL);
  run_until_idle ();
  return TRUE;
}

static MlgProject *
get_project (Fixture *f)
{
  return mlg_focus_get_project (mlg_window_get_focus (f->window));
}

static void
test_state_is_said_in_words (Fixture       *f,
                             gconstpointer  data)
{
  g_assert_true (shows_words (f, "pays.maillage — Saved"));

  add_actor (get_project (f), "Recyclerie des Sucs");
  run_until_idle ();
  g_assert_true (shows_words (f, "to be saved"));

  g_assert_true (run_action (f, "save"));
  g_assert_true (shows_words (f, "Saved"));
}

static void
test_every_entity_has_a_screen (Fixture       *f,
                                gconstpointer  data)
{
  guint n;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n);

  for (guint i = 0; i < n; i++)
    {
      if (entities[i]->stage == MLG_STAGE_INSIDE)
        continue;
      g_test_message ("%s", entities[i]->name);
      g_assert_nonnull (mlg_screen_get_label (entities[i]->name));
      mlg_window_show_screen (f->window, entities[i]->name);
      run_until_idle ();
      g_assert_cmpstr (mlg_window_get_screen (f->window), ==, entities[i]->name);
    }

  mlg_window_show_screen (f->window, "no such screen");
  g_assert_cmpstr (mlg_window_get_screen (f->window), !=, "no such screen");
}

static void
test_undo_and_redo_follow_the_file (Fixture       *f,
                                    gconstpointer  data)
{
  g_assert_false (run_action (f, "undo"));

  add_actor (get_project (f), "Recyclerie des Sucs");
  run_until_idle ();
  g_assert_true (run_action (f, "undo"));
  g_assert_cmpuint (mlg_project_count (get_project (f), entity_actor ()), ==, 1);
  g_assert_true (run_action (f, "redo"));
  g_assert_cmpuint (mlg_project_count (get_project (f), entity_actor ()), ==, 2);
}

static void
test_closing_writes_the_file (Fixture       *f,
                              gconstpointer  data)
{
  MlgProject *project;
  GtkWindow *window = GTK_WINDOW (f->window);

  add_actor (get_project (f), "Recyclerie des Sucs");
  run_until_idle ();
  g_object_ref (window);
  gtk_window_close (window);
  run_until_idle ();

  project = open_project (f->path);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 2);
  close_project (&project);
  g_object_unref (window);

  f->window = mlg_window_new (NULL);     /* for tear_down */
}

static gboolean
is_field_of_name (GtkWidget *widget,
                  gpointer   data)
{
  return GTK_IS_TEXT (widget) && gtk_widget_get_mapped (widget) &&
         g_str_equal (gtk_editable_get_text (GTK_EDITABLE (widget)), "Ateliers de la Bruyère");
}

static void
type_in_sheet (Fixture    *f,
               const char *words)
{
  GtkWidget *field;

  mlg_focus_select (mlg_window_get_focus (f->window), entity_actor (), &f->actor);
  run_until_idle ();
  field = find_where (GTK_WIDGET (f->window), is_field_of_name, NULL);
  g_assert_nonnull (field);
  gtk_widget_grab_focus (field);
  gtk_editable_set_text (GTK_EDITABLE (field), words);
}

/* Without leaving the field: the window is closed from the bar of the desk, the file saved by its key. */
static void
test_words_in_a_field_are_kept (Fixture       *f,
                                gconstpointer  data)
{
  MlgProject *project;
  MlgRecord *actor = mlg_project_get_record (get_project (f), entity_actor (), &f->actor);

  type_in_sheet (f, "Ateliers du Genêt");
  g_assert_true (run_action (f, "save"));
  g_assert_cmpstr (mlg_record_get_named (actor, "name"), ==, "Ateliers du Genêt");
  g_object_unref (actor);

  gtk_editable_set_text (GTK_EDITABLE (gtk_window_get_focus (GTK_WINDOW (f->window))), "Ateliers du Lotus");
  gtk_window_close (GTK_WINDOW (f->window));
  run_until_idle ();

  project = open_project (f->path);
  actor = mlg_project_get_record (project, entity_actor (), &f->actor);
  g_assert_cmpstr (mlg_record_get_named (actor, "name"), ==, "Ateliers du Lotus");
  g_object_unref (actor);
  close_project (&project);
  f->window = mlg_window_new (NULL);     /* for tear_down */
}

static void
test_file_that_cannot_be_opened_is_a_sentence (Fixture       *f,
                                               gconstpointer  data)
{
  g_autofree char *path = fixture_path ("poème.maillage");

  g_assert_true (g_file_set_contents (path, "Sous le pont Mirabeau coule la Seine", -1, NULL));
  g_assert_false (mlg_window_open (f->window, path));
  run_until_idle ();

  /* What was open still is. */
  g_assert_cmpstr (mlg_window_get_path (f->window), ==, f->path);
}

static void
test_projector_hides_all_but_the_view (Fixture       *f,
                                       gconstpointer  data)
{
  gboolean projector;

  g_assert_true (shows_words (f, "Directory"));
  g_action_group_change_action_state (G_ACTION_GROUP (f->window), "projector", g_variant_new_boolean (TRUE));
  run_until_idle ();
  g_object_get (mlg_window_get_focus (f->window), "projector", &projector, NULL);
  g_assert_true (projector);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (f->window), "projector"));
  g_assert_true (shows_words (f, "F11 leaves"));

  g_action_group_change_action_state (G_ACTION_GROUP (f->window), "projector", g_variant_new_boolean (FALSE));
  run_until_idle ();
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (f->window), "projector"));
}

static gboolean
is_icon_button (GtkWidget *widget,
                gpointer   data)
{
  GtkWidget *child;

  if (!GTK_IS_BUTTON (widget) && !GTK_IS_MENU_BUTTON (widget))
    return FALSE;
  if (g_str_has_prefix (G_OBJECT_TYPE_NAME (gtk_widget_get_root (widget)), "Mlg") &&
      gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL)
    return FALSE;
  /* Those inside a GtkSpinButton, a field with a name, are GTK's own: Up and Down do the same. */
  if (gtk_widget_get_ancestor (widget, GTK_TYPE_SPIN_BUTTON) != NULL)
    return FALSE;
  /* The button inside a GtkMenuButton speaks through it. */
  if (gtk_widget_get_parent (widget) != NULL && GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)))
    return FALSE;

  child = gtk_widget_get_first_child (widget);
  if (GTK_IS_MENU_BUTTON (widget))
    return gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (widget)) != NULL && gtk_widget_get_tooltip_text (widget) == NULL;
  return GTK_IS_IMAGE (child) && gtk_widget_get_tooltip_text (widget) == NULL;
}

static void
test_no_icon_stands_without_words (Fixture       *f,
                                   gconstpointer  data)
{
  static const char *const screens[] = { "directory", "map", "partnerships", "monographs", "need" };

  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    {
      GtkWidget *mute;

      mlg_window_show_screen (f->window, screens[i]);
      run_until_idle ();
      mute = find_where (GTK_WIDGET (f->window), is_icon_button, NULL);
      if (mute != NULL)
        g_error ("%s: a button shows %s without a word", screens[i],
                 gtk_button_get_icon_name (GTK_BUTTON (mute)));
    }
}

static void
test_recent_files_are_remembered (Fixture       *f,
                                  gconstpointer  data)
{
  g_auto(GStrv) recent = mlg_settings_dup_recent ();

  g_assert_cmpstr (recent[0], ==, f->path);
  g_remove (f->path);
  g_strfreev (recent);
  recent = mlg_settings_dup_recent ();
  g_assert_true (recent[0] == NULL || !g_str_equal (recent[0], f->path));
}

/* Tab and Shift+Tab get out of everything they get into: each step goes elsewhere, and the last one says so. */
static void
walk (Fixture          *f,
      const char       *screen,
      GtkDirectionType  direction)
{
  GtkWindow *window = GTK_WINDOW (f->window);
  GtkWidget *first, *at = NULL;
  guint n = 0;

  /* Round the window, back to where it starts. */
  gtk_window_set_focus (window, NULL);
  g_signal_emit_by_name (window, "move-focus", direction);
  first = gtk_window_get_focus (window);
  while (TRUE)
    {
      GtkWidget *now;

      g_signal_emit_by_name (window, "move-focus", direction);
      now = gtk_window_get_focus (window);
      if (now == first)
        break;
      if (now == at || n++ == MOST_STEPS)
        g_error ("%s, %s: the keyboard cannot leave a %s in a %s", screen, direction == GTK_DIR_TAB_FORWARD ? "Tab" : "Shift+Tab", G_OBJECT_TYPE_NAME (at),
                 G_OBJECT_TYPE_NAME (gtk_widget_get_parent (at)));
      at = now;
    }
}

static void
test_the_keyboard_leaves_every_part (Fixture       *f,
                                     gconstpointer  data)
{
  g_autoptr(GPtrArray) screens = list_screens ();

  /* With its sheet. */
  mlg_focus_select (mlg_window_get_focus (f->window), entity_actor (), &f->actor);
  for (guint i = 0; i < screens->len; i++)
    {
      mlg_window_show_screen (f->window, screens->pdata[i]);
      run_until_idle ();
      walk (f, screens->pdata[i], GTK_DIR_TAB_FORWARD);
      walk (f, screens->pdata[i], GTK_DIR_TAB_BACKWARD);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *config = NULL;
  int result;

  g_setenv ("GTK_A11Y", "test", TRUE);
  fixture_begin ();
  config = g_build_filename (fixture_folder, "config", NULL);
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  if (!gtk_init_check ())
    return 77;      /* no display */
  g_test_init (&argc, &argv, NULL);
  mlg_theme_start ("light");

#define ADD(name) g_test_add ("/window/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (state_is_said_in_words);
  ADD (every_entity_has_a_screen);
  ADD (undo_and_redo_follow_the_file);
  ADD (closing_writes_the_file);
  ADD (words_in_a_field_are_kept);
  ADD (file_that_cannot_be_opened_is_a_sentence);
  ADD (projector_hides_all_but_the_view);
  ADD (no_icon_stands_without_words);
  ADD (recent_files_are_remembered);
  ADD (the_keyboard_leaves_every_part);

  result = g_test_run ();
  fixture_end ();
  return result;
}
