/* The sheet made from the schema: what is typed is kept, what is wrong is said in place. */

#include <glib/gstdio.h>
#include <gtk/gtk.h>

#include "model/mlg-value.h"
#include "store/mlg-project.h"
#include "ui/common/mlg-focus.h"
#include "ui/common/mlg-wrap-layout.h"
#include "ui/records/mlg-field-editor.h"
#include "ui/records/mlg-record-form.h"
#include "ui/records/mlg-records-view.h"
#include "ui/records/mlg-related.h"

typedef struct
{
  char            *folder;
  MlgProject      *project;
  MlgFocus        *focus;
  const MlgEntity *actor;
  MlgId            id;
} Fixture;

static void
setup (Fixture       *f,
       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  f->folder = g_dir_make_tmp ("maillage-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (f->folder, "pays.maillage", NULL);
  f->project = mlg_project_create (path, "Pays de Saugues", &error);
  g_assert_no_error (error);

  f->actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  g_autofree const char **values = g_new0 (const char *, f->actor->n_fields);
  values[mlg_entity_find_field (f->actor, "name")->index] = "Épicerie du Gévaudan";
  mlg_project_add (f->project, f->actor, values, &f->id, &error);
  g_assert_no_error (error);

  f->focus = mlg_focus_new (f->project);
  mlg_focus_select (f->focus, f->actor, &f->id);
}

static void
teardown (Fixture       *f,
          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_finalize_object (f->focus);
  mlg_project_close (f->project, &error);
  g_assert_no_error (error);
  g_object_unref (f->project);
  g_free (f->folder);
}

/* Depth first: the editor of a field below @widget. */
static MlgFieldEditor *
find_editor (GtkWidget  *widget,
             const char *field)
{
  if (MLG_IS_FIELD_EDITOR (widget) &&
      g_str_equal (mlg_field_editor_get_field (MLG_FIELD_EDITOR (widget))->name, field))
    return MLG_FIELD_EDITOR (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      MlgFieldEditor *found = find_editor (child, field);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_below (GtkWidget *widget,
            GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_below (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
show_form (Fixture *f)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), mlg_record_form_new (f->focus));
  return window;
}

static char *
dup_value (Fixture    *f,
           const char *field)
{
  g_autoptr(MlgRecord) record = mlg_project_get_record (f->project, f->actor, &f->id);

  return g_strdup (mlg_record_get_named (record, field));
}

static void
type_in (GtkWidget  *window,
         const char *field,
         const char *text)
{
  GtkWidget *entry = find_below (GTK_WIDGET (find_editor (window, field)), GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
}

static void
test_every_field_has_its_editor (Fixture       *f,
                                 gconstpointer  data)
{
  GtkWidget *window = show_form (f);

  for (guint i = 0; i < f->actor->n_fields; i++)
    {
      const MlgField *field = &f->actor->fields[i];

      if (field->flags & (MLG_FIELD_HIDDEN | MLG_FIELD_GONE) || field->number == MLG_FIELD_KEY)
        continue;
      if (find_editor (window, field->name) == NULL)
        g_error ("no editor for %s", field->name);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_what_is_typed_is_kept_and_undone (Fixture       *f,
                                       gconstpointer  data)
{
  GtkWidget *window = show_form (f);
  g_autoptr(GError) error = NULL;
  g_autofree char *typed = NULL, *undone = NULL;

  type_in (window, "acronym", "EDG");
  typed = dup_value (f, "acronym");
  g_assert_cmpstr (typed, ==, "EDG");

  mlg_project_undo (f->project, &error);
  g_assert_no_error (error);
  undone = dup_value (f, "acronym");
  g_assert_null (undone);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_below (GTK_WIDGET (find_editor (window, "acronym")), GTK_TYPE_ENTRY))), ==, "");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_wrong_number_is_said_in_place_and_not_kept (Fixture       *f,
                                                   gconstpointer  data)
{
  GtkWidget *window = show_form (f);
  MlgFieldEditor *editor = find_editor (window, "headcount");
  g_autofree char *value = NULL;

  type_in (window, "headcount", "beaucoup");
  value = dup_value (f, "headcount");
  g_assert_null (value);
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_last_child (GTK_WIDGET (editor))));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_several_words_make_several_elements (Fixture       *f,
                                          gconstpointer  data)
{
  GtkWidget *window = show_form (f);
  g_autofree char *value = NULL;
  g_auto(GStrv) elements = NULL;

  type_in (window, "aliases", "L’Épicerie");
  type_in (window, "aliases", "Le Gévaudan");
  value = dup_value (f, "aliases");
  elements = mlg_value_split (value);
  g_assert_cmpuint (g_strv_length (elements), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *) elements, "Le Gévaudan"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_plain_list_adds_from_its_line (Fixture       *f,
                                      gconstpointer  data)
{
  const MlgEntity *need = mlg_schema_find ("need");
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = mlg_records_view_new (need);
  GtkWidget *entry;

  gtk_window_set_child (GTK_WINDOW (window), view);
  mlg_view_set_focus (MLG_VIEW (view), f->focus);
  entry = find_below (view, GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "mobilité des chercheurs d’emploi");
  g_signal_emit_by_name (entry, "activate");

  g_assert_cmpuint (mlg_project_count (f->project, need), ==, 1);
  g_assert_true (mlg_focus_get_entity (f->focus) == need);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Chips stand side by side, and go to a second line rather than out of the sheet. */
static void
test_children_wrap (Fixture       *f,
                    gconstpointer  data)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  GtkWidget *children[3];
  graphene_rect_t bounds[3];
  int min, natural;

  gtk_widget_set_layout_manager (box, mlg_wrap_layout_new (4));
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      children[i] = gtk_drawing_area_new ();
      gtk_widget_set_size_request (children[i], 100, 20);
      gtk_box_append (GTK_BOX (box), children[i]);
    }

  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &min, &natural, NULL, NULL);
  g_assert_cmpint (min, ==, 100);
  g_assert_cmpint (natural, ==, 308);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 308, &min, &natural, NULL, NULL);
  g_assert_cmpint (natural, ==, 20);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 210, &min, &natural, NULL, NULL);
  g_assert_cmpint (natural, ==, 44);

  gtk_widget_size_allocate (box, &(GtkAllocation) { 0, 0, 210, 44 }, -1);
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    g_assert_true (gtk_widget_compute_bounds (children[i], box, &bounds[i]));
  g_assert_cmpfloat (bounds[1].origin.x, ==, 104);
  g_assert_cmpfloat (bounds[1].origin.y, ==, 0);
  g_assert_cmpfloat (bounds[2].origin.x, ==, 0);
  g_assert_cmpfloat (bounds[2].origin.y, ==, 24);

  g_object_unref (box);
}

static void
collect_rows (GtkWidget *widget,
              GPtrArray *rows)
{
  if (gtk_widget_has_css_class (widget, "related-row"))
    g_ptr_array_add (rows, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_rows (child, rows);
}

static void
add_partnership (Fixture    *f,
                 const char *a,
                 const char *b)
{
  const MlgEntity *partnership = mlg_schema_find (MLG_ENTITY_PARTNERSHIP);
  g_autofree const char **values = g_new0 (const char *, partnership->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId id = { 0 };

  values[mlg_entity_find_field (partnership, "a")->index] = a;
  values[mlg_entity_find_field (partnership, "b")->index] = b;
  mlg_project_add (f->project, partnership, values, &id, &error);
  g_assert_no_error (error);
}

/* An actor is at one end of a partnership or at the other: one group tells both, each row has a name. */
static void
test_partnerships_of_both_sides_are_one_group (Fixture       *f,
                                               gconstpointer  data)
{
  g_autofree const char **values = g_new0 (const char *, f->actor->n_fields);
  g_autofree char *own = mlg_id_dup_text (&f->id), *other = NULL;
  g_autoptr(MlgRecord) record = mlg_project_get_record (f->project, f->actor, &f->id);
  g_autoptr(GPtrArray) rows = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  GtkWidget *related;
  MlgId id = { 0 };

  values[mlg_entity_find_field (f->actor, "name")->index] = "Moulin";
  mlg_project_add (f->project, f->actor, values, &id, &error);
  g_assert_no_error (error);
  other = mlg_id_dup_text (&id);
  add_partnership (f, own, other);
  add_partnership (f, other, own);

  related = g_object_ref_sink (mlg_related_new (f->focus, record));
  collect_rows (related, rows);
  g_assert_cmpuint (rows->len, ==, 2);
  for (guint i = 0; i < rows->len; i++)
    {
      g_assert_true (gtk_widget_get_parent (rows->pdata[i]) == gtk_widget_get_parent (rows->pdata[0]));
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (rows->pdata[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           gtk_widget_get_tooltip_text (rows->pdata[i]));
    }
  g_object_unref (related);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("maillage-home-XXXXXX", NULL);

  g_setenv ("GTK_A11Y", "test", TRUE);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", home, TRUE);
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/records/" path, Fixture, NULL, setup, function, teardown)
  ADD ("every-field", test_every_field_has_its_editor);
  ADD ("typed-and-undone", test_what_is_typed_is_kept_and_undone);
  ADD ("wrong-number", test_a_wrong_number_is_said_in_place_and_not_kept);
  ADD ("several-words", test_several_words_make_several_elements);
  ADD ("plain-list", test_a_plain_list_adds_from_its_line);
  ADD ("children-wrap", test_children_wrap);
  ADD ("both-sides", test_partnerships_of_both_sides_are_one_group);
  return g_test_run ();
}
