/* The sheets made by hand: stages with their history, what is fresh, the logbook, leads for what
 * is missing, lists that say where each record stands.
 */

#include <gtk/gtk.h>

#include "exchange/mlg-demo.h"
#include "tests/project-fixture.h"
#include "ui/common/mlg-focus.h"
#include "ui/needs/mlg-needs-view.h"
#include "ui/records/mlg-field-editor.h"
#include "ui/records/mlg-freshness.h"
#include "ui/records/mlg-journal-line.h"
#include "ui/records/mlg-record-form.h"
#include "ui/records/mlg-sections.h"
#include "ui/records/mlg-stage-editor.h"
#include "ui/resources/mlg-leads.h"

static MlgProject *project;

typedef struct
{
  MlgFocus  *focus;
  GtkWidget *window;
} Fixture;

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
  f->focus = mlg_focus_new (project);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 900, 760);
}

static void
show (Fixture   *f,
      GtkWidget *child)
{
  gtk_window_set_child (GTK_WINDOW (f->window), child);
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

static MlgId
find (const char *entity,
      const char *key)
{
  MlgId id = { { 0 } };

  g_assert_true (mlg_project_resolve (project, mlg_schema_find (entity), key, &id, NULL));
  return id;
}

static MlgRecord *
choose (Fixture    *f,
        const char *entity,
        const char *key)
{
  MlgId id = find (entity, key);

  mlg_focus_select (f->focus, mlg_schema_find (entity), &id);
  return mlg_project_get_record (project, mlg_schema_find (entity), &id);
}

typedef gboolean (*Wanted) (GtkWidget *widget, gconstpointer data);

static GtkWidget *
find_below (GtkWidget     *widget,
            Wanted         wanted,
            gconstpointer  data)
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

static GtkWidget *
find_type (GtkWidget *widget,
           GType      type)
{
  GtkWidget *found = find_below (widget, is_a, GSIZE_TO_POINTER (type));

  g_assert_nonnull (found);
  return found;
}

static gboolean
is_editor_of (GtkWidget     *widget,
              gconstpointer  field)
{
  return MLG_IS_FIELD_EDITOR (widget) && g_str_equal (mlg_field_editor_get_field (MLG_FIELD_EDITOR (widget))->name, field);
}

static gboolean
is_shown (Fixture    *f,
          const char *field)
{
  GtkWidget *editor = find_below (f->window, is_editor_of, field);

  g_assert_nonnull (editor);
  return gtk_widget_get_visible (editor);
}

static void
test_a_stage_is_changed_with_its_reason_in_one_command (Fixture       *f,
                                                        gconstpointer  data)
{
  g_autoptr(MlgRecord) initiative = choose (f, "initiative", "i-polelaine");
  const MlgEntity *history = mlg_schema_find ("stage_history");
  g_autofree char *before = g_strdup (mlg_record_get_named (initiative, "stage"));
  guint64 n = mlg_project_count (project, history);
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *editor, *stages, *why;

  show (f, mlg_record_form_new_wide (f->focus, mlg_schema_find ("initiative")));
  editor = find_type (f->window, MLG_TYPE_STAGE_EDITOR);
  stages = find_type (editor, GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (stages), gtk_drop_down_get_selected (GTK_DROP_DOWN (stages)) == 7 ? 6 : 7);
  settle ();

  /* Chosen, not yet kept: the question is asked first. */
  g_assert_cmpstr (mlg_record_get_named (initiative, "stage"), ==, before);
  g_assert_cmpuint (mlg_project_count (project, history), ==, n);

  why = GTK_WIDGET (gtk_root_get_focus (GTK_ROOT (f->window)));
  why = gtk_widget_get_ancestor (why, GTK_TYPE_ENTRY);
  g_assert_nonnull (why);
  gtk_editable_set_text (GTK_EDITABLE (why), "un atelier de plus à Langeac");
  g_signal_emit_by_name (why, "activate");
  settle ();

  g_assert_cmpstr (mlg_record_get_named (initiative, "stage"), !=, before);
  rows = mlg_project_referring (project, history, "initiative", mlg_record_get_id (initiative));
  g_assert_cmpuint (rows->len, ==, n + 1);
  g_assert_cmpstr (mlg_record_get_named (rows->pdata[0], "from"), ==, before);
  g_assert_cmpstr (mlg_record_get_named (rows->pdata[0], "to"), ==, mlg_record_get_named (initiative, "stage"));
  g_assert_cmpstr (mlg_record_get_named (rows->pdata[0], "why"), ==, "un atelier de plus à Langeac");
  g_assert_nonnull (mlg_record_get_named (rows->pdata[0], "date"));

  g_assert_true (mlg_project_undo (project, &error));
  g_assert_cmpstr (mlg_record_get_named (initiative, "stage"), ==, before);
  g_assert_cmpuint (mlg_project_count (project, history), ==, n);
}

static void
test_still_true_is_today (Fixture       *f,
                          gconstpointer  data)
{
  g_autoptr(MlgRecord) actor = choose (f, "actor", "a-ardelaine");
  g_autoptr(GDateTime) before = g_date_time_new_now_local ();
  g_autoptr(GDateTime) after = NULL;
  g_autofree char *today = g_date_time_format (before, "%Y-%m-%d");
  g_autofree char *tomorrow = NULL;
  GtkWidget *freshness;

  show (f, mlg_record_form_new (f->focus));
  g_assert_null (mlg_record_get_named (actor, "last_seen"));
  freshness = find_type (f->window, MLG_TYPE_FRESHNESS);
  g_signal_emit_by_name (find_type (freshness, GTK_TYPE_BUTTON), "clicked");
  settle ();

  /* Midnight may pass meanwhile. */
  after = g_date_time_new_now_local ();
  tomorrow = g_date_time_format (after, "%Y-%m-%d");
  if (g_strcmp0 (mlg_record_get_named (actor, "last_seen"), today) != 0)
    g_assert_cmpstr (mlg_record_get_named (actor, "last_seen"), ==, tomorrow);
}

static void
test_a_group_asks_for_its_headcount (Fixture       *f,
                                     gconstpointer  data)
{
  g_autoptr(MlgRecord) group = choose (f, "actor", "a-g-23collectivites");

  show (f, mlg_record_form_new (f->focus));
  g_assert_cmpstr (mlg_record_get_named (group, "kind"), ==, "group");
  g_assert_true (is_shown (f, "headcount"));
  g_assert_true (is_shown (f, "headcount_op"));

  g_autoptr(MlgRecord) organisation = choose (f, "actor", "a-ardelaine");
  settle ();
  g_assert_cmpstr (mlg_record_get_named (organisation, "kind"), ==, "organisation");
  g_assert_false (is_shown (f, "headcount"));
  g_assert_false (is_shown (f, "place_kind"));
}

static void
test_nothing_personal_on_the_projector (Fixture       *f,
                                        gconstpointer  data)
{
  g_autoptr(MlgRecord) person = choose (f, "person", "p-depalle-b");

  show (f, mlg_record_form_new (f->focus));
  g_assert_true (is_shown (f, "consent"));
  g_object_set (f->focus, "projector", TRUE, NULL);
  settle ();
  g_assert_false (is_shown (f, "consent"));
  g_assert_false (is_shown (f, "first_name"));
  g_assert_true (is_shown (f, "trades"));
}

static void
test_the_logbook_takes_a_line (Fixture       *f,
                               gconstpointer  data)
{
  g_autoptr(MlgRecord) actor = choose (f, "actor", "a-ardelaine");
  const MlgEntity *journal = mlg_schema_find ("journal_entry");
  GtkWidget *line, *text;
  g_autoptr(GPtrArray) rows = NULL;

  show (f, mlg_record_form_new (f->focus));
  line = find_type (f->window, MLG_TYPE_JOURNAL_LINE);
  text = gtk_widget_get_last_child (gtk_widget_get_first_child (line));
  while (!GTK_IS_ENTRY (text))
    text = gtk_widget_get_prev_sibling (text);
  gtk_editable_set_text (GTK_EDITABLE (text), "Rencontre à la foire de Saugues");
  g_signal_emit_by_name (text, "activate");
  settle ();

  rows = mlg_project_referring (project, journal, "target", mlg_record_get_id (actor));
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (mlg_record_get_named (rows->pdata[0], "text"), ==, "Rencontre à la foire de Saugues");
  g_assert_cmpstr (mlg_record_get_named (rows->pdata[0], "kind"), ==, "change");
  g_assert_nonnull (mlg_record_get_named (rows->pdata[0], "date"));
}

static gboolean
has_lead (GtkWidget     *widget,
          gconstpointer  data)
{
  return GTK_IS_DROP_DOWN (widget) && g_object_get_data (G_OBJECT (widget), "mlg-lead") != NULL;
}

static void
test_a_lead_is_kept_when_somebody_speaks_of_it (Fixture       *f,
                                                gconstpointer  data)
{
  const MlgEntity *match = mlg_schema_find ("resource_match");
  guint64 before = mlg_project_count (project, match);
  GtkWidget *leads = mlg_leads_new (f->focus), *choice;

  show (f, leads);
  g_assert_cmpuint (before, ==, 0);      /* proposed, never applied */
  choice = find_below (leads, has_lead, NULL);
  g_assert_nonnull (choice);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 1);
  settle ();
  g_assert_cmpuint (mlg_project_count (project, match), ==, 1);

  /* Now first of its gap, and changed in place rather than added again. */
  choice = find_below (leads, has_lead, NULL);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (choice)), ==, 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 0);
  settle ();
  g_assert_cmpuint (mlg_project_count (project, match), ==, 1);
}

static gboolean
is_list (GtkWidget     *widget,
         gconstpointer  data)
{
  return GTK_IS_LIST_VIEW (widget) && gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER) == NULL;
}

static guint
count_needs (GtkWidget *view)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (find_below (view, is_list, NULL)))));
}

static void
test_needs_to_complete_and_without_initiative (Fixture       *f,
                                               gconstpointer  data)
{
  GtkWidget *view = mlg_needs_view_new (), *filter;
  const MlgEntity *need = mlg_schema_find ("need");
  g_autofree const char **values = g_new0 (const char *, need->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId id = { { 0 } };

  mlg_view_set_focus (MLG_VIEW (view), f->focus);
  show (f, view);
  g_assert_cmpuint (count_needs (view), ==, 11);
  filter = find_type (view, GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (filter), 1);
  settle ();
  g_assert_cmpuint (count_needs (view), ==, 11);      /* seven with one T, four with two */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (filter), 2);
  settle ();
  g_assert_cmpuint (count_needs (view), ==, 0);

  values[mlg_entity_find_field (need, "label")->index] = "garder les enfants le soir";
  mlg_project_add (project, need, values, &id, &error);
  g_assert_no_error (error);
  settle ();
  g_assert_cmpuint (count_needs (view), ==, 1);
}

static void
test_sections_name_fields_that_exist (void)
{
  guint n;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n);

  for (guint i = 0; i < n; i++)
    {
      const MlgSection *sections = mlg_sections_of (entities[i]);

      for (; sections != NULL && sections->name != NULL; sections++)
        {
          for (guint j = 0; sections->fields[j] != NULL; j++)
            if (mlg_entity_find_field (entities[i], sections->fields[j]) == NULL)
              g_error ("%s has no field %s", entities[i]->name, sections->fields[j]);
          for (guint j = 0; sections->children[j] != NULL; j++)
            if (mlg_schema_find (sections->children[j]) == NULL)
              g_error ("no entity %s", sections->children[j]);
        }
    }
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

#define ADD(name, test) g_test_add ("/sheets/" name, Fixture, NULL, setup, test, teardown)
  ADD ("a-stage-is-changed-with-its-reason-in-one-command", test_a_stage_is_changed_with_its_reason_in_one_command);
  ADD ("still-true-is-today", test_still_true_is_today);
  ADD ("a-group-asks-for-its-headcount", test_a_group_asks_for_its_headcount);
  ADD ("nothing-personal-on-the-projector", test_nothing_personal_on_the_projector);
  ADD ("the-logbook-takes-a-line", test_the_logbook_takes_a_line);
  ADD ("a-lead-is-kept-when-somebody-speaks-of-it", test_a_lead_is_kept_when_somebody_speaks_of_it);
  ADD ("needs-to-complete-and-without-initiative", test_needs_to_complete_and_without_initiative);
  g_test_add_func ("/sheets/sections-name-fields-that-exist", test_sections_name_fields_that_exist);
  status = g_test_run ();

  close_project (&project);
  fixture_end ();
  return status;
}
