/* « Doublons probables »: two records side by side, a choice, one record. */

#include "../project-fixture.h"

#include <gtk/gtk.h>

#include "exchange/mlg-combine.h"
#include "ui/common/mlg-focus.h"
#include "ui/duplicates/mlg-duplicates-view.h"
#include "ui/duplicates/mlg-side-by-side.h"

typedef struct
{
  MlgProject *project;
  MlgFocus   *focus;
  GtkWidget  *window;
  GtkWidget  *view;
  MlgId       a, b, x, y;
} Fixture;

static GtkWidget *
find_below (GtkWidget *widget,
            gboolean (*is_it) (GtkWidget *, const char *),
            const char *what)
{
  if (is_it (widget, what))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_below (child, is_it, what);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_button (GtkWidget  *widget,
           const char *label)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static gboolean
is_choice (GtkWidget  *widget,
           const char *label)
{
  GtkWidget *beside = GTK_IS_CHECK_BUTTON (widget) ? gtk_widget_get_next_sibling (widget) : NULL;

  return beside != NULL && GTK_IS_LABEL (beside) && g_str_equal (gtk_label_get_text (GTK_LABEL (beside)), label);
}

static gboolean
is_list (GtkWidget  *widget,
         const char *unused)
{
  return GTK_IS_LIST_VIEW (widget);
}

static gboolean
is_stack (GtkWidget  *widget,
          const char *unused)
{
  return GTK_IS_STACK (widget);
}

static GtkSelectionModel *
get_pairs (Fixture *f)
{
  return gtk_list_view_get_model (GTK_LIST_VIEW (find_below (f->view, is_list, NULL)));
}

/* The finder works in a thread: until it shows @n pairs. */
static void
wait_for_pairs (Fixture *f,
                guint    n)
{
  gint64 end = g_get_monotonic_time () + 120 * G_TIME_SPAN_SECOND;
  GtkWidget *stack = find_below (f->view, is_stack, NULL);

  while (g_get_monotonic_time () < end &&
         (g_list_model_get_n_items (G_LIST_MODEL (get_pairs (f))) != n ||
          !g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (stack)), n > 0 ? "list" : "empty")))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_pairs (f))), ==, n);
}

static void
press (Fixture    *f,
       const char *label)
{
  GtkWidget *button = find_below (f->view, is_button, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
tick (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *path = fixture_path ("doublons.maillage");

  f->project = create_project (path);
  f->a = add_actor (f->project, "Foyer rural de Saint-Agrève");
  f->b = add_actor (f->project, "Foyer Rural St-Agrève");
  f->x = add_actor (f->project, "Moulin de la Dolce Via");
  f->y = add_actor (f->project, "Association Le Moulin de la Dolce Via");
  set_actor (f->project, &f->a, "contact_phone", "04 75 00 00 01");
  set_actor (f->project, &f->b, "contact_phone", "04 75 00 00 02");
  set_actor (f->project, &f->b, "contact_email", "foyer@exemple.fr");

  f->focus = mlg_focus_new (f->project);
  f->window = gtk_window_new ();
  f->view = mlg_duplicates_view_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 900, 640);
  gtk_window_set_child (GTK_WINDOW (f->window), f->view);
  mlg_view_set_focus (MLG_VIEW (f->view), f->focus);
  gtk_window_present (GTK_WINDOW (f->window));
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (f->focus);
  close_project (&f->project);
}

static void
test_a_stopped_comparison_is_taken_up_again (Fixture       *f,
                                             gconstpointer  data)
{
  GtkWidget *stack = find_below (f->view, is_stack, NULL);

  wait_for_pairs (f, 2);
  press (f, "Compare again");
  press (f, "Stop");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "stopped");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "stopped");

  press (f, "Compare again");
  wait_for_pairs (f, 2);
}

static void
test_the_chosen_values_are_kept (Fixture       *f,
                                 gconstpointer  data)
{
  g_autoptr(MlgRecord) kept = NULL;
  g_autoptr(GError) error = NULL;

  wait_for_pairs (f, 2);
  gtk_selection_model_select_item (get_pairs (f), 0, TRUE);
  kept = mlg_project_get_record (f->project, entity_actor (), &f->a);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_below (f->view, is_choice, "04 75 00 00 02")), TRUE);
  press (f, "_Merge the records");
  wait_for_pairs (f, 1);

  g_assert_cmpstr (mlg_record_get_named (kept, "name"), ==, "Foyer rural de Saint-Agrève");
  g_assert_cmpstr (mlg_record_get_named (kept, "aliases"), ==, "Foyer Rural St-Agrève");
  g_assert_cmpstr (mlg_record_get_named (kept, "contact_phone"), ==, "04 75 00 00 02");
  g_assert_cmpstr (mlg_record_get_named (kept, "contact_email"), ==, "foyer@exemple.fr");
  g_assert_cmpuint (mlg_project_count (f->project, entity_actor ()), ==, 3);

  g_assert_true (mlg_project_undo (f->project, &error));
  wait_for_pairs (f, 2);
}

static void
test_told_apart_they_are_gone (Fixture       *f,
                               gconstpointer  data)
{
  wait_for_pairs (f, 2);
  press (f, "They are _not the same");
  wait_for_pairs (f, 1);
  press (f, "They are _not the same");
  wait_for_pairs (f, 0);
  g_assert_cmpuint (mlg_project_count (f->project, entity_actor ()), ==, 4);
}

static void
test_put_off_goes_to_the_end (Fixture       *f,
                              gconstpointer  data)
{
  g_autoptr(GObject) first = NULL, last = NULL;

  wait_for_pairs (f, 2);
  first = g_list_model_get_item (G_LIST_MODEL (get_pairs (f)), 0);
  press (f, "_Later");
  last = g_list_model_get_item (G_LIST_MODEL (get_pairs (f)), 1);
  g_assert_true (first == last);
  g_assert_true (gtk_selection_model_is_selected (get_pairs (f), 0));
}

static void
test_two_selected_records_come_first (Fixture       *f,
                                      gconstpointer  data)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));

  wait_for_pairs (f, 2);
  g_array_append_val (ids, f->a);
  g_array_append_val (ids, f->x);
  mlg_focus_select_many (f->focus, entity_actor (), ids);
  wait_for_pairs (f, 3);
  g_assert_true (gtk_selection_model_is_selected (get_pairs (f), 0));
  press (f, "_Merge the records");
  g_assert_cmpuint (mlg_project_count (f->project, entity_actor ()), ==, 3);
}

static void
test_nothing_private_on_the_projector (Fixture       *f,
                                       gconstpointer  data)
{
  wait_for_pairs (f, 2);
  g_assert_nonnull (find_below (f->view, is_choice, "04 75 00 00 02"));
  g_object_set (f->focus, "projector", TRUE, NULL);
  g_assert_null (find_below (f->view, is_choice, "04 75 00 00 02"));
}

static void
test_choices_say_field_and_value (Fixture       *f,
                                  gconstpointer  data)
{
  wait_for_pairs (f, 2);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_below (f->view, is_choice, "04 75 00 00 02")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Telephone: 04 75 00 00 02");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_below (f->view, is_list, NULL)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Probable duplicates");
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_setenv ("GTK_A11Y", "test", TRUE);
  fixture_begin ();
  if (!gtk_init_check ())
    return 77;      /* no display */
  g_test_init (&argc, &argv, NULL);
  g_timeout_add (50, tick, NULL);

#define ADD(name, function) g_test_add ("/duplicates/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("a-stopped-comparison-is-taken-up-again", test_a_stopped_comparison_is_taken_up_again);
  ADD ("the-chosen-values-are-kept", test_the_chosen_values_are_kept);
  ADD ("told-apart-they-are-gone", test_told_apart_they_are_gone);
  ADD ("put-off-goes-to-the-end", test_put_off_goes_to_the_end);
  ADD ("two-selected-records-come-first", test_two_selected_records_come_first);
  ADD ("nothing-private-on-the-projector", test_nothing_private_on_the_projector);
  ADD ("choices-say-field-and-value", test_choices_say_field_and_value);
#undef ADD

  result = g_test_run ();
  fixture_end ();
  return result;
}
