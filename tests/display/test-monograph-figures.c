/* A figure in the text of a monograph: what its popover says and changes, and the thematic file. */

#include "../own-project-fixture.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>

#include "ui/monographs/mlg-across-view.h"
#include "ui/monographs/mlg-dossier-page.h"
#include "ui/monographs/mlg-figure-card.h"
#include "ui/monographs/mlg-monograph-commands.h"
#include "ui/monographs/mlg-monograph-editor.h"
#include "ui/monographs/mlg-monographs-view.h"
#include "ui/monographs/mlg-section-editor.h"
#include "ui/monographs/mlg-writing-panel.h"

typedef struct
{
  Fixture    own;
  MlgFocus  *focus;
  GtkWidget *window;
  GtkWidget *view;
} Shown;

static void
run_until_idle (void)
{
  while (g_main_context_iteration (NULL, FALSE));
}

static void
set_up_shown (Shown         *f,
              gconstpointer  data)
{
  MlgId id = { 0 };

  set_up_demo (&f->own, NULL);
  g_assert_true (mlg_project_resolve (f->own.project, mlg_schema_find ("monograph"), "mo-laine", &id, NULL));
  f->focus = mlg_focus_new (f->own.project);
  mlg_focus_select (f->focus, mlg_schema_find ("monograph"), &id);
  f->window = gtk_window_new ();
  f->view = mlg_monographs_view_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1200, 700);
  gtk_window_set_child (GTK_WINDOW (f->window), f->view);
  mlg_view_set_focus (MLG_VIEW (f->view), f->focus);
  gtk_window_present (GTK_WINDOW (f->window));
  run_until_idle ();
}

static void
tear_down_shown (Shown         *f,
                 gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  run_until_idle ();
  g_clear_object (&f->focus);
  tear_down (&f->own, NULL);
}

static GtkWidget *
find_type (GtkWidget *parent,
           GType      type,
           guint     *skip)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (parent, type) && (*skip)-- == 0)
    return parent;
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type, skip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
get_nth (GtkWidget *parent,
         GType      type,
         guint      number)
{
  GtkWidget *found = find_type (parent, type, &number);

  g_assert_nonnull (found);
  return found;
}

/* The first section holds one figure and a sentence. */
static MlgSectionEditor *
show_figure (Shown      *f,
             const char *address)
{
  MlgSectionEditor *section = MLG_SECTION_EDITOR (get_nth (f->view, MLG_TYPE_SECTION_EDITOR, 0));
  g_autofree char *body = g_strdup_printf ("![](<%s>)\n\nAprès.", address);
  g_autoptr(GError) error = NULL;

  g_assert_true (mlg_monograph_write (f->own.project, mlg_record_get_id (mlg_section_editor_get_section (section)), body, &error));
  run_until_idle ();
  return section;
}

static const char *
kept (MlgSectionEditor *section)
{
  mlg_section_editor_commit (section);
  run_until_idle ();
  return mlg_record_get_named (mlg_section_editor_get_section (section), "body");
}

static GtkWidget *
open_popover (MlgSectionEditor *section)
{
  GtkWidget *card = get_nth (GTK_WIDGET (section), MLG_TYPE_FIGURE_CARD, 0);
  GtkWidget *button = get_nth (card, GTK_TYPE_MENU_BUTTON, 0);

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  run_until_idle ();
  return GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
}

static void
close_popover (GtkWidget *popover)
{
  gtk_popover_popdown (GTK_POPOVER (popover));
  run_until_idle ();
}

static void
test_the_popover_of_a_figure_says_about_whom_and_changes_it (Shown         *f,
                                                             gconstpointer  data)
{
  MlgSectionEditor *section = show_figure (f, "maillage:map/");
  GtkWidget *popover = open_popover (section);
  GtkWidget *choice = get_nth (popover, GTK_TYPE_DROP_DOWN, 0);
  GListModel *words = gtk_drop_down_get_model (GTK_DROP_DOWN (choice));

  g_assert_cmpuint (g_list_model_get_n_items (words), ==, 4);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (choice)), ==, 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 3);
  close_popover (popover);
  g_assert_nonnull (strstr (kept (section), "![](<maillage:map/?of=territory>)"));

  popover = open_popover (section);
  choice = get_nth (popover, GTK_TYPE_DROP_DOWN, 0);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (choice)), ==, 3);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 0);
  close_popover (popover);
  g_assert_nonnull (strstr (kept (section), "![](<maillage:map/>)"));
}

/* What one record has leaves no choice. */
static void
test_a_figure_of_one_record_offers_no_choice (Shown         *f,
                                              gconstpointer  data)
{
  static const char *const addresses[] = { "maillage:axes/pt-01", "maillage:stakeholders/", "maillage:radar/" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      GtkWidget *popover = open_popover (show_figure (f, addresses[i]));
      guint skip = 0;

      g_assert_null (find_type (popover, GTK_TYPE_DROP_DOWN, &skip));
      close_popover (popover);
    }
}

static void
test_words_of_a_figure_are_kept_when_its_popover_closes (Shown         *f,
                                                         gconstpointer  data)
{
  MlgSectionEditor *section = show_figure (f, "maillage:graph/");
  GtkWidget *popover = open_popover (section);

  gtk_editable_set_text (GTK_EDITABLE (get_nth (popover, GTK_TYPE_ENTRY, 0)), "Qui travaille avec qui");
  gtk_editable_set_text (GTK_EDITABLE (get_nth (popover, GTK_TYPE_ENTRY, 1)), "Sept acteurs autour du Pôle Laine.");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_nth (popover, GTK_TYPE_CHECK_BUTTON, 0)), TRUE);
  close_popover (popover);
  g_assert_nonnull (strstr (kept (section), "![Sept acteurs autour du Pôle Laine.]"));
  g_assert_nonnull (strstr (kept (section), "caption=Qui"));
  g_assert_nonnull (strstr (kept (section), "facts=yes"));
  g_assert_true (g_str_has_suffix (kept (section), "Après."));
}

static void
test_a_figure_is_taken_out_and_comes_back (Shown         *f,
                                           gconstpointer  data)
{
  MlgSectionEditor *section = show_figure (f, "maillage:timeline/");
  GtkWidget *popover = open_popover (section);
  GtkWidget *remove = gtk_widget_get_last_child (gtk_popover_get_child (GTK_POPOVER (popover)));

  g_signal_emit_by_name (remove, "clicked");
  run_until_idle ();
  g_assert_null (strstr (kept (section), "maillage:timeline"));
  g_assert_nonnull (strstr (kept (section), "Après."));
  g_assert_true (mlg_project_undo (f->own.project, NULL));
  run_until_idle ();
  g_assert_nonnull (strstr (kept (section), "maillage:timeline"));
}

/* A long list of verbatims behind a short page does not make the window wider than the wall. */
static void
test_pages_beside_the_text_stay_narrow (Shown         *f,
                                        gconstpointer  data)
{
  GtkWidget *editor = get_nth (f->view, MLG_TYPE_MONOGRAPH_EDITOR, 0), *panel = get_nth (f->view, MLG_TYPE_WRITING_PANEL, 0);

  g_object_set (editor, "panel-shown", TRUE, NULL);
  run_until_idle ();
  for (guint page = MLG_PANEL_OUTLINE; page <= MLG_PANEL_VERSIONS; page++)
    {
      int least;

      mlg_writing_panel_set_page (MLG_WRITING_PANEL (panel), MLG_PANEL_VERBATIMS);
      run_until_idle ();
      mlg_writing_panel_set_page (MLG_WRITING_PANEL (panel), page);
      run_until_idle ();
      gtk_widget_measure (panel, GTK_ORIENTATION_HORIZONTAL, 600, &least, NULL, NULL, NULL);
      g_assert_cmpint (least, <, 400);
    }
}

/* One document of several: nothing to save until something is ticked. */
static void
test_a_thematic_file_needs_a_monograph (Shown         *f,
                                        gconstpointer  data)
{
  GtkWidget *page = g_object_ref_sink (mlg_dossier_page_new (f->own.project));
  GtkWidget *first = get_nth (page, GTK_TYPE_CHECK_BUTTON, 0), *save = get_nth (page, GTK_TYPE_BUTTON, 0);

  g_assert_false (gtk_widget_get_sensitive (save));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
  g_assert_true (gtk_widget_get_sensitive (save));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (first), FALSE);
  g_assert_false (gtk_widget_get_sensitive (save));
  g_object_unref (page);
}

#define ADD(name) g_test_add ("/monograph-figures/" #name, Shown, NULL, set_up_shown, test_##name, tear_down_shown)

int
main (int    argc,
      char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  if (!gtk_init_check ())
    return 77;      /* no display */
  g_test_init (&argc, &argv, NULL);
  /* A text view lays its figures out when it is drawn, which nobody waits for here: GDK complains that
   * their popovers have nowhere to stand.
   */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);

  ADD (the_popover_of_a_figure_says_about_whom_and_changes_it);
  ADD (a_figure_of_one_record_offers_no_choice);
  ADD (words_of_a_figure_are_kept_when_its_popover_closes);
  ADD (a_figure_is_taken_out_and_comes_back);
  ADD (pages_beside_the_text_stay_narrow);
  ADD (a_thematic_file_needs_a_monograph);
  return g_test_run ();
}
