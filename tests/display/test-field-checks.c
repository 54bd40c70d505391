/* Numbers and addresses typed in a sheet: refused with a sentence, restored and said, kept and marked. */

#include "../project-fixture.h"

#include <gtk/gtk.h>

#include "model/mlg-value.h"
#include "ui/common/mlg-focus.h"
#include "ui/records/mlg-field-editor.h"

typedef struct
{
  MlgProject *project;
  MlgFocus   *focus;
  MlgRecord  *record;
  GtkWidget  *window;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *path = fixture_path ("champs.maillage");
  MlgId id;

  f->project = create_project (path);
  id = add_actor (f->project, "La Passerelle");
  f->record = mlg_project_get_record (f->project, entity_actor (), &id);
  f->focus = mlg_focus_new (f->project);
  f->window = gtk_window_new ();
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&f->record);
  g_assert_finalize_object (f->focus);
  close_project (&f->project);
}

static MlgFieldEditor *
show_field (Fixture    *f,
            const char *field)
{
  GtkWidget *editor = mlg_field_editor_new (f->focus, actor_field (field));

  gtk_window_set_child (GTK_WINDOW (f->window), editor);
  mlg_field_editor_set_record (MLG_FIELD_EDITOR (editor), f->record);
  return MLG_FIELD_EDITOR (editor);
}

static GtkWidget *
find_entry (GtkWidget *widget,
            guint     *skip)
{
  if (GTK_IS_ENTRY (widget) && (*skip)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_entry (child, skip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The sentences shown below the control; "" if none. */
static char *
dup_said (MlgFieldEditor *editor)
{
  GString *said = g_string_new (NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (editor)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child) && gtk_widget_get_visible (child) &&
        (gtk_widget_has_css_class (child, "field-error") || gtk_widget_has_css_class (child, "field-doubt")))
      g_string_append (said, gtk_label_get_text (GTK_LABEL (child)));
  return g_string_free (said, FALSE);
}

static void
type_in (MlgFieldEditor *editor,
         guint           entry,
         const char     *text)
{
  GtkWidget *widget = find_entry (GTK_WIDGET (editor), &entry);

  gtk_editable_set_text (GTK_EDITABLE (widget), text);
  g_signal_emit_by_name (widget, "activate");
}

static void
test_typed_identifiers_are_looked_at (Fixture       *f,
                                      gconstpointer  data)
{
  static const struct { const char *field, *typed, *kept; gboolean said; } cases[] = {
    { "siret", "732 829 320 00074", "73282932000074", FALSE },
    { "siret", "7,3282932E+13", "73282932000074", TRUE },      /* refused: what was there stays */
    { "siret", "ABC", "73282932000074", TRUE },
    { "siret", "73282932000075", "73282932000075", TRUE },     /* doubtful: kept, and marked */
    { "siret", "73282932000074.0", "73282932000074", TRUE },   /* restored, and said */
    { "siret", "", NULL, FALSE },
    { "naf", "9499z", "94.99Z", FALSE },
    { "naf", "nov-01", "94.99Z", TRUE },
    { "contact_email", "jeanne.exemple.fr", NULL, TRUE },
    { "contact_email", "jeanne@exemple.fr", "jeanne@exemple.fr", FALSE },
    { "contact_phone", "475356000", "0475356000", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MlgFieldEditor *editor = show_field (f, cases[i].field);
      g_autofree char *said = NULL;

      type_in (editor, 0, cases[i].typed);
      said = dup_said (editor);
      g_test_message ("%s %s: %s", cases[i].field, cases[i].typed, said);
      g_assert_cmpstr (mlg_record_get_named (f->record, cases[i].field), ==, cases[i].kept);
      g_assert_true ((*said != '\0') == cases[i].said);
    }
}

static void
test_a_doubt_is_marked_whenever_it_is_shown (Fixture       *f,
                                             gconstpointer  data)
{
  g_autofree char *said = NULL;

  set_actor (f->project, mlg_record_get_id (f->record), "siret", "73282932000075");
  said = dup_said (show_field (f, "siret"));
  g_assert_nonnull (strstr (said, "73282932000075"));
}

static void
test_codes_of_an_address_are_looked_at_in_france (Fixture       *f,
                                                  gconstpointer  data)
{
  MlgFieldEditor *editor = show_field (f, "address");
  g_autofree char *said = NULL, *kept = NULL, *abroad = NULL;

  type_in (editor, 2, "7190");
  said = dup_said (editor);
  g_assert_nonnull (strstr (said, "07190"));
  kept = mlg_value_dup_part (mlg_record_get_named (f->record, "address"), 2);
  g_assert_cmpstr (kept, ==, "07190");

  type_in (editor, 5, "Belgique");
  type_in (editor, 2, "1000");
  abroad = mlg_value_dup_part (mlg_record_get_named (f->record, "address"), 2);
  g_assert_cmpstr (abroad, ==, "1000");
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

#define ADD(name, function) g_test_add ("/field-checks/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("typed-identifiers-are-looked-at", test_typed_identifiers_are_looked_at);
  ADD ("a-doubt-is-marked-whenever-it-is-shown", test_a_doubt_is_marked_whenever_it_is_shown);
  ADD ("codes-of-an-address-are-looked-at-in-france", test_codes_of_an_address_are_looked_at_in_france);
#undef ADD

  result = g_test_run ();
  fixture_end ();
  return result;
}
