/* The table of stakeholders: cells changed in place, seats called, gaps typed; the store knows. */

#include <gtk/gtk.h>

#include "exchange/mlg-demo.h"
#include "model/mlg-value.h"
#include "tests/project-fixture.h"
#include "ui/common/mlg-focus.h"
#include "ui/records/mlg-cell.h"
#include "ui/records/mlg-child-table.h"
#include "ui/records/mlg-picker.h"
#include "ui/stakeholders/mlg-seats.h"
#include "ui/stakeholders/mlg-stakeholders-view.h"

static MlgProject *project;

typedef struct
{
  MlgFocus  *focus;
  GtkWidget *window;
  GtkWidget *view;
  MlgId      initiative;
} Fixture;

static MlgId
find (const char *entity,
      const char *key)
{
  MlgId id = { { 0 } };

  g_assert_true (mlg_project_resolve (project, mlg_schema_find (entity), key, &id, NULL));
  return id;
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
setup (Fixture       *f,
       gconstpointer  data)
{
  f->initiative = find ("initiative", "i-polelaine");
  f->focus = mlg_focus_new (project);
  mlg_focus_select (f->focus, mlg_schema_find ("initiative"), &f->initiative);
  f->view = mlg_stakeholders_view_new ();
  mlg_view_set_focus (MLG_VIEW (f->view), f->focus);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1200, 760);
  gtk_window_set_child (GTK_WINDOW (f->window), f->view);
  gtk_window_present (GTK_WINDOW (f->window));
  settle ();
}

static void
teardown (Fixture       *f,
          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  gtk_window_destroy (GTK_WINDOW (f->window));
  settle ();
  g_assert_finalize_object (f->focus);
  while (mlg_project_undo (project, &error))
    ;
  g_clear_error (&error);
}

static GtkWidget *
find_below (GtkWidget *widget,
            gboolean (*wanted) (GtkWidget *, gconstpointer),
            gconstpointer data)
{
  if (wanted (widget, data))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_below (child, wanted, data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_a (GtkWidget     *widget,
      gconstpointer  type)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), GPOINTER_TO_SIZE (type));
}

typedef struct { const MlgId *id; const char *field; } Wanted;

static gboolean
is_cell (GtkWidget     *widget,
         gconstpointer  data)
{
  const Wanted *wanted = data;

  return MLG_IS_CELL (widget) && g_str_equal (mlg_cell_get_field (MLG_CELL (widget))->name, wanted->field) &&
         mlg_id_equal (mlg_record_get_id (mlg_cell_get_record (MLG_CELL (widget))), wanted->id);
}

static MlgCell *
find_cell (Fixture     *f,
           const MlgId *row,
           const char  *field)
{
  Wanted wanted = { row, field };
  GtkWidget *cell = find_below (f->view, is_cell, &wanted);

  g_assert_nonnull (cell);
  return MLG_CELL (cell);
}

static char *
dup_value (const char  *entity,
           const MlgId *id,
           const char  *field)
{
  g_autoptr(MlgRecord) record = mlg_project_get_record (project, mlg_schema_find (entity), id);

  return g_strdup (mlg_record_get_named (record, field));
}

static void
type_in_cell (MlgCell    *cell,
              const char *text)
{
  GtkWidget *entry;

  mlg_cell_edit (cell);
  entry = find_below (GTK_WIDGET (cell), is_a, GSIZE_TO_POINTER (GTK_TYPE_ENTRY));
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  settle ();
}

static void
test_four_columns_come_first (Fixture       *f,
                              gconstpointer  data)
{
  static const char *const first[] = { "trades", "stakeholder", "skills", "degree" };
  MlgId row = find ("involvement", "i-polelaine/p-lafont");

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    {
      int left;

      gtk_grid_query_child (GTK_GRID (gtk_widget_get_parent (GTK_WIDGET (find_cell (f, &row, first[i])))),
                            GTK_WIDGET (find_cell (f, &row, first[i])), &left, NULL, NULL, NULL);
      g_assert_cmpint (left, ==, i);
    }
}

static void
test_words_are_typed_in_place_and_undone_once (Fixture       *f,
                                               gconstpointer  data)
{
  MlgId row = find ("involvement", "i-polelaine/p-lafont");
  g_autoptr(GError) error = NULL;

  type_in_cell (find_cell (f, &row, "skills"), "feutrage, teinture , feutrage");

  g_autofree char *kept = dup_value ("involvement", &row, "skills");
  g_assert_cmpstr (kept, ==, "feutrage\x1e" "teinture");

  g_assert_true (mlg_project_undo (project, &error));
  g_autofree char *undone = dup_value ("involvement", &row, "skills");
  g_assert_null (undone);
}

static void
test_the_degree_is_chosen_from_words_with_a_mark (Fixture       *f,
                                                  gconstpointer  data)
{
  MlgId row = find ("involvement", "i-polelaine/p-lafont");
  MlgCell *cell = find_cell (f, &row, "degree");
  GtkWidget *list;

  mlg_cell_edit (cell);
  settle ();
  list = find_below (GTK_WIDGET (cell), is_a, GSIZE_TO_POINTER (GTK_TYPE_LIST_BOX));
  g_assert_nonnull (list);
  g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 7));     /* nothing, and 0 to 5 */
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 5));
  settle ();

  g_autofree char *kept = dup_value ("involvement", &row, "degree");
  g_assert_cmpstr (kept, ==, "privileged");
  g_autofree char *text = mlg_cell_dup_text (project, mlg_cell_get_field (cell), kept);
  g_assert_true (g_str_has_prefix (text, "●●●●○"));
  g_assert_false (mlg_cell_is_edited (cell));
}

/* That of stakeholders is a picker. */
static gboolean
is_add_line (GtkWidget     *widget,
             gconstpointer  data)
{
  return GTK_IS_ENTRY (widget) && gtk_widget_has_css_class (widget, "add-line");
}

static void
test_a_gap_typed_below_is_a_missing_resource (Fixture       *f,
                                              gconstpointer  data)
{
  guint64 before = mlg_project_count (project, mlg_schema_find ("resource"));
  GtkWidget *entry = find_below (f->view, is_add_line, NULL);
  g_autoptr(GPtrArray) resources = NULL;
  gboolean found = FALSE;

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "un lavoir à laine");
  g_signal_emit_by_name (entry, "activate");
  settle ();

  g_assert_cmpuint (mlg_project_count (project, mlg_schema_find ("resource")), ==, before + 1);
  resources = mlg_project_referring (project, mlg_schema_find ("resource"), "initiative", &f->initiative);
  for (guint i = 0; i < resources->len; i++)
    found |= g_strcmp0 (mlg_record_get_named (resources->pdata[i], "label"), "un lavoir à laine") == 0 &&
             g_strcmp0 (mlg_record_get_named (resources->pdata[i], "direction"), "missing") == 0;
  g_assert_true (found);
}

static gboolean
is_seat_of (GtkWidget     *widget,
            gconstpointer  family)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (g_object_get_data (G_OBJECT (widget), "mlg-family"), family) == 0;
}

static void
test_a_seat_clicked_becomes_a_row (Fixture       *f,
                                   gconstpointer  data)
{
  GtkWidget *seat = find_below (f->view, is_seat_of, "consular_chambers");
  g_autoptr(GPtrArray) rows = NULL;
  MlgRecord *added = NULL;

  g_assert_nonnull (seat);
  g_signal_emit_by_name (seat, "clicked");
  settle ();

  rows = mlg_project_referring (project, mlg_schema_find ("involvement"), "initiative", &f->initiative);
  g_assert_cmpuint (rows->len, ==, 5);
  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (mlg_record_get_named (rows->pdata[i], "family"), "consular_chambers") == 0)
      added = rows->pdata[i];
  g_assert_nonnull (added);
  g_assert_cmpstr (mlg_record_get_named (added, "state"), ==, "to_mobilise");
  g_assert_null (find_below (f->view, is_seat_of, "consular_chambers"));
  find_cell (f, mlg_record_get_id (added), "stakeholder");
}

static void
test_a_person_picked_brings_what_the_file_knows (Fixture       *f,
                                                 gconstpointer  data)
{
  MlgId wool = find ("initiative", "i-incroyables"), person = find ("person", "p-depalle-b");
  g_autofree char *id = mlg_id_dup_text (&person);
  g_autofree char *reference = g_strconcat ("person:", id, NULL);
  GtkWidget *picker;
  g_autoptr(GPtrArray) rows = NULL;

  mlg_stakeholders_view_set_initiative (MLG_STAKEHOLDERS_VIEW (f->view), &wool);
  settle ();
  picker = find_below (f->view, is_a, GSIZE_TO_POINTER (MLG_TYPE_PICKER));
  g_signal_emit_by_name (picker, "picked", reference);
  settle ();

  rows = mlg_project_referring (project, mlg_schema_find ("involvement"), "initiative", &wool);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (mlg_record_get_named (rows->pdata[0], "stakeholder"), ==, reference);

  g_autofree char *trades = dup_value ("person", &person, "trades");
  g_assert_nonnull (trades);
  g_assert_cmpstr (mlg_record_get_named (rows->pdata[0], "trades"), ==, trades);
}

static void
test_somebody_new_is_one_command (Fixture       *f,
                                  gconstpointer  data)
{
  guint64 persons = mlg_project_count (project, mlg_schema_find ("person"));
  guint64 rows = mlg_project_count (project, mlg_schema_find ("involvement"));
  GtkWidget *picker = find_below (f->view, is_a, GSIZE_TO_POINTER (MLG_TYPE_PICKER));
  g_autoptr(GError) error = NULL;

  g_signal_emit_by_name (picker, "create", "person", "Jeanne Vidal");
  settle ();
  g_assert_cmpuint (mlg_project_count (project, mlg_schema_find ("person")), ==, persons + 1);
  g_assert_cmpuint (mlg_project_count (project, mlg_schema_find ("involvement")), ==, rows + 1);

  g_assert_true (mlg_project_undo (project, &error));
  g_assert_cmpuint (mlg_project_count (project, mlg_schema_find ("person")), ==, persons);
  g_assert_cmpuint (mlg_project_count (project, mlg_schema_find ("involvement")), ==, rows);
}

static void
test_words_on_a_line (void)
{
  static const struct { const char *value, *line; } cases[] = {
    { "berger", "berger" },
    { "berger\x1e" "tondeur", "berger, tondeur" },
    { "berger, l’hiver\x1e" "tondeur", "berger, l’hiver; tondeur" },
    { "berger, l’hiver", "berger, l’hiver;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = mlg_words_to_line (cases[i].value);
      g_autofree char *back = mlg_words_from_line (line);

      g_assert_cmpstr (line, ==, cases[i].line);
      g_assert_cmpstr (back, ==, cases[i].value);
    }
  g_assert_null (mlg_words_from_line (" , "));
}

static void
test_without_initiative_it_says_where_to_begin (void)
{
  g_autofree char *path = fixture_path ("neuf.maillage");
  MlgProject *fresh = create_project (path);
  MlgFocus *focus = mlg_focus_new (fresh);
  GtkWidget *window = gtk_window_new (), *view = mlg_stakeholders_view_new (), *stack;

  mlg_view_set_focus (MLG_VIEW (view), focus);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  settle ();
  stack = find_below (view, is_a, GSIZE_TO_POINTER (GTK_TYPE_STACK));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "empty");

  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
  g_assert_finalize_object (focus);
  close_project (&fresh);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  int status;

  fixture_begin ();
  g_setenv ("XDG_CONFIG_HOME", fixture_folder, TRUE);
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  path = fixture_path ("demo.maillage");
  project = create_project (path);
  if (!mlg_demo_build (project, &error))
    g_error ("%s", error->message);
  close_project (&project);
  project = open_project (path);

#define ADD(name, test) g_test_add ("/stakeholders/" name, Fixture, NULL, setup, test, teardown)
  ADD ("four-columns-come-first", test_four_columns_come_first);
  ADD ("words-are-typed-in-place-and-undone-once", test_words_are_typed_in_place_and_undone_once);
  ADD ("the-degree-is-chosen-from-words-with-a-mark", test_the_degree_is_chosen_from_words_with_a_mark);
  ADD ("a-gap-typed-below-is-a-missing-resource", test_a_gap_typed_below_is_a_missing_resource);
  ADD ("a-seat-clicked-becomes-a-row", test_a_seat_clicked_becomes_a_row);
  ADD ("a-person-picked-brings-what-the-file-knows", test_a_person_picked_brings_what_the_file_knows);
  ADD ("somebody-new-is-one-command", test_somebody_new_is_one_command);
  g_test_add_func ("/stakeholders/without-initiative-it-says-where-to-begin", test_without_initiative_it_says_where_to_begin);
  g_test_add_func ("/cell/words-on-a-line", test_words_on_a_line);
  status = g_test_run ();

  close_project (&project);
  fixture_end ();
  return status;
}
