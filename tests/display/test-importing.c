/* The import assistant on a messy list: what was understood is shown, changed, looked at, done and
 * taken back. The words are those of the program without translation.
 */

#include "../project-fixture.h"

#include <gtk/gtk.h>

#include "ui/common/mlg-focus.h"
#include "ui/importing/mlg-import-line.h"
#include "ui/importing/mlg-import-view.h"

typedef struct
{
  MlgProject *project;
  MlgFocus   *focus;
  GtkWidget  *window;
  GtkWidget  *view;
} Fixture;

static void
setup (Fixture       *f,
       gconstpointer  data)
{
  g_autofree char *path = fixture_path ("pays.maillage");
  MlgId id;

  f->project = create_project (path);
  id = add_actor (f->project, "Atelier du Pont");
  set_actor (f->project, &id, "acronym", "ADP");
  set_actor (f->project, &id, "description", "Ancienne");

  f->focus = mlg_focus_new (f->project);
  f->window = gtk_window_new ();
  f->view = mlg_import_view_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), f->view);
  mlg_view_set_focus (MLG_VIEW (f->view), f->focus);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1060, 700);
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

/* The words on or under a widget, joined. */
static void
append_words (GtkWidget *widget,
              GString   *words)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (words, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_child_visible (child) && gtk_widget_get_visible (child))
      append_words (child, words);
}

static char *
dup_words (GtkWidget *widget)
{
  GString *words = g_string_new (NULL);

  append_words (widget, words);
  return g_string_free (words, FALSE);
}

static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  g_autofree char *words = dup_words (widget);

  return strstr (words, text) != NULL;
}

/* A button, check or toggle that says @text, below @widget. */
static GtkWidget *
find_button (GtkWidget  *widget,
             const char *text)
{
  gboolean pressed = GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget);

  if (pressed && gtk_widget_get_visible (widget) && says (widget, text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_child_visible (child) && gtk_widget_get_visible (child) ? find_button (child, text) : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_type (GtkWidget *widget,
           GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The main loop turns until the view says so: no clock. */
static void
wait_for (Fixture    *f,
          const char *text)
{
  while (!says (f->view, text))
    g_main_context_iteration (NULL, TRUE);
}

static void
press (Fixture    *f,
       const char *text)
{
  GtkWidget *button = find_button (f->view, text);

  if (button == NULL)
    {
      g_autofree char *words = dup_words (f->view);

      g_error ("There is no “%s” in:\n%s", text, words);
    }
  if (GTK_IS_CHECK_BUTTON (button))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (button), !gtk_check_button_get_active (GTK_CHECK_BUTTON (button)));
  else if (GTK_IS_TOGGLE_BUTTON (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  else
    g_signal_emit_by_name (button, "clicked");
}

static void
open_list (Fixture    *f,
           const char *text)
{
  g_autofree char *path = fixture_path ("liste.csv");
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, &error));
  g_assert_no_error (error);
  mlg_import_view_open (MLG_IMPORT_VIEW (f->view), path);
}

/* Windows-1252, a shortened SIRET, a line without a name, one record that is there. */
static const char messy[] =
  "Structure;Sigle;Ville;CP;SIRET;Pr\xe9sentation;Couleur\r\n"
  "Atelier du Pont;ADP;;;;Nouvelle;bleu\r\n"
  "\xc9picerie;EP;Die;26150;;\xc0 c\xf4t\xe9;rouge\r\n"
  "Moulin;MO;Die;26150;1,23E+13;;\r\n"
  ";;Crest;26400;;;\r\n";

static void
test_everything_is_shown_before (Fixture       *f,
                                 gconstpointer  data)
{
  open_list (f, messy);
  wait_for (f, "2 refused");

  g_assert_true (says (f->view, "1 new"));
  g_assert_true (says (f->view, "1 completed"));
  g_assert_true (says (f->view, "Import 2 lines"));
  g_assert_true (says (f->view, "Line 4 — Moulin"));
  g_assert_true (says (f->view, "Windows"));
  g_assert_true (says (f->view, "Address › Postal code"));
  g_assert_true (says (f->view, "recognised by its name"));
  g_assert_true (says (f->view, "Keep in the notes"));
  g_assert_nonnull (find_button (f->view, "Save the refused lines…"));

  press (f, "1 completed");
  wait_for (f, "Line 2 — Atelier du Pont");
  g_assert_true (says (f->view, "Presentation: Ancienne → Nouvelle"));
  g_assert_cmpuint (mlg_project_count (f->project, entity_actor ()), ==, 1);
}

static void
test_done_and_taken_back (Fixture       *f,
                          gconstpointer  data)
{
  open_list (f, messy);
  wait_for (f, "Import 2 lines");
  press (f, "Import 2 lines");
  wait_for (f, "The list is imported");
  g_assert_cmpuint (mlg_project_count (f->project, entity_actor ()), ==, 2);

  /* Something else is done meanwhile: it stays. */
  add_actor (f->project, "Lavoir");
  press (f, "Undo the import");
  wait_for (f, "Choose a file…");
  g_assert_cmpuint (mlg_project_count (f->project, entity_actor ()), ==, 2);

  g_autoptr(GPtrArray) found = mlg_project_search (f->project, entity_actor (), "Épicerie", 0);

  g_assert_cmpuint (found->len, ==, 0);
}

static void
test_an_undo_from_elsewhere_leaves_no_page_that_lies (Fixture       *f,
                                                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  open_list (f, messy);
  wait_for (f, "Import 2 lines");
  press (f, "Import 2 lines");
  wait_for (f, "The list is imported");
  g_assert_true (mlg_project_undo (f->project, &error));
  wait_for (f, "Choose a file…");
  g_assert_cmpuint (mlg_project_count (f->project, entity_actor ()), ==, 1);
}

static void
test_cancel_leaves_no_trace (Fixture       *f,
                             gconstpointer  data)
{
  gboolean can_undo_before, can_undo;

  g_object_get (f->project, "can-undo", &can_undo_before, NULL);
  open_list (f, messy);
  wait_for (f, "Import 2 lines");
  press (f, "Cancel");
  wait_for (f, "Choose a file…");
  g_object_get (f->project, "can-undo", &can_undo, NULL);
  g_assert_cmpint (can_undo, ==, can_undo_before);
  g_assert_cmpuint (mlg_project_count (f->project, entity_actor ()), ==, 1);
}

static void
test_another_reading_is_another_preview (Fixture       *f,
                                         gconstpointer  data)
{
  open_list (f, messy);
  wait_for (f, "Import 2 lines");
  press (f, "The first line names the columns");
  wait_for (f, "Column 1");
  wait_for (f, "5 lines");
}

static void
test_a_pasted_table_is_a_list (Fixture       *f,
                               gconstpointer  data)
{
  mlg_import_view_open_text (MLG_IMPORT_VIEW (f->view), "Nom\tVille\nFour\tSaou\nLavoir\tDie\n");
  wait_for (f, "2 new");
  g_assert_true (says (f->view, "Pasted table"));
  g_assert_true (says (f->view, "Address › Town"));
}

static void
test_a_line_is_left_out (Fixture       *f,
                         gconstpointer  data)
{
  GtkWidget *line;

  mlg_import_view_open_text (MLG_IMPORT_VIEW (f->view), "Nom\tVille\nFour\tSaou\nLavoir\tDie\n");
  wait_for (f, "Line 2 — Four");

  /* The mark stands before the words it is about. */
  line = find_type (f->view, MLG_TYPE_IMPORT_LINE);
  g_assert_true (says (line, "Line 2 — Four"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_type (line, GTK_TYPE_CHECK_BUTTON)), FALSE);
  wait_for (f, "Import 1 line");
  press (f, "Import 1 line");
  wait_for (f, "The list is imported");

  g_autoptr(GPtrArray) found = mlg_project_search (f->project, entity_actor (), "Four", 0);

  g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpuint (mlg_project_count (f->project, entity_actor ()), ==, 2);
}

#define ADD(name, func) g_test_add ("/importing/" name, Fixture, NULL, setup, func, teardown)

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

  ADD ("everything-is-shown-before", test_everything_is_shown_before);
  ADD ("done-and-taken-back", test_done_and_taken_back);
  ADD ("an-undo-from-elsewhere-leaves-no-page-that-lies", test_an_undo_from_elsewhere_leaves_no_page_that_lies);
  ADD ("cancel-leaves-no-trace", test_cancel_leaves_no_trace);
  ADD ("another-reading-is-another-preview", test_another_reading_is_another_preview);
  ADD ("a-pasted-table-is-a-list", test_a_pasted_table_is_a_list);
  ADD ("a-line-is-left-out", test_a_line_is_left_out);

  status = g_test_run ();
  fixture_end ();
  return status;
}
