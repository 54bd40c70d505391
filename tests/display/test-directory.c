/* The directory: what is typed exists at once, the list follows, one undo takes back. */

#include "project-fixture.h"

#include "ui/common/mlg-completion.h"
#include "ui/common/mlg-slots.h"
#include "ui/common/mlg-view.h"
#include "ui/directory/mlg-directory-view.h"
#include "ui/directory/mlg-entry-chips.h"
#include "ui/directory/mlg-entry-line.h"
#include "ui/table/mlg-record-table.h"
#include "ui/table/mlg-table-commands.h"

typedef struct
{
  MlgProject *project;
  MlgFocus   *focus;
  GtkWidget  *window;
  GtkWidget  *view;
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
  g_autofree char *path = fixture_path ("annuaire.maillage");

  f->project = create_project (path);
  add_actor (f->project, "Ateliers de la Bruyère");
  add_actor (f->project, "Épicerie coopérative du Haut-Bréau");
  add_actor (f->project, "L’Œuvre aux Halles");

  f->focus = mlg_focus_new (f->project);
  f->view = g_object_new (MLG_TYPE_DIRECTORY_VIEW, NULL);
  mlg_view_set_focus (MLG_VIEW (f->view), f->focus);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1000, 600);
  gtk_window_set_child (GTK_WINDOW (f->window), f->view);
  gtk_window_present (GTK_WINDOW (f->window));
  run_until_idle ();
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  run_until_idle ();
  g_assert_finalize_object (f->focus);
  close_project (&f->project);
}

static GtkWidget *
find_widget (GtkWidget *parent,
             GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (parent, type))
    return parent;

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkSelectionModel *
get_rows (Fixture *f)
{
  return gtk_column_view_get_model (GTK_COLUMN_VIEW (find_widget (f->view, GTK_TYPE_COLUMN_VIEW)));
}

static MlgRecord *
dup_record (Fixture *f,
            guint    position)
{
  g_autoptr(MlgSlot) slot = g_list_model_get_item (G_LIST_MODEL (get_rows (f)), position);

  return g_object_ref (mlg_slot_get_record (slot));
}

static char *
dup_shown (Fixture *f)
{
  GListModel *rows = G_LIST_MODEL (get_rows (f));
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    g_ptr_array_add (records, dup_record (f, i));
  return join_titles (records);
}

static GtkWidget *
get_name_entry (Fixture *f)
{
  return find_widget (find_widget (f->view, MLG_TYPE_ENTRY_LINE), GTK_TYPE_ENTRY);
}

static void
type_and_enter (Fixture    *f,
                const char *text)
{
  GtkWidget *entry = get_name_entry (f);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  run_until_idle ();
}

static void
test_typed_name_exists_at_once (Fixture       *f,
                                gconstpointer  data)
{
  g_autofree char *shown = NULL;
  g_autofree char *title = NULL;

  type_and_enter (f, "Fromagerie du Mézenc");

  shown = dup_shown (f);
  g_assert_nonnull (strstr (shown, "Fromagerie du Mézenc"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_name_entry (f))), ==, "");

  /* And it is what one looks at. */
  title = mlg_project_dup_title (f->project, mlg_focus_get_entity (f->focus), mlg_focus_get_id (f->focus));
  g_assert_cmpstr (title, ==, "Fromagerie du Mézenc");
}

static void
test_pasted_lines_are_one_undo_step (Fixture       *f,
                                     gconstpointer  data)
{
  GString *lines = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  GtkWidget *entry = get_name_entry (f);

  for (int i = 1; i <= 20; i++)
    g_string_append_printf (lines, "%sAtelier numéro %d", i > 1 ? "\r\n" : "", i);

  gtk_editable_insert_text (GTK_EDITABLE (entry), lines->str, -1, &(int) { 0 });
  run_until_idle ();
  g_assert_cmpuint (mlg_project_count (f->project, entity_actor ()), ==, 23);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");

  g_assert_true (mlg_project_undo (f->project, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (mlg_project_count (f->project, entity_actor ()), ==, 3);
  g_string_free (lines, TRUE);
}

static void
test_arrow_links_two_actors (Fixture       *f,
                             gconstpointer  data)
{
  const MlgEntity *partnership = mlg_schema_find (MLG_ENTITY_PARTNERSHIP);
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;

  /* One is there under another spelling, the other is new. */
  type_and_enter (f, "ateliers de la bruyere → Recyclerie des Sucs ?");

  g_assert_cmpuint (mlg_project_count (f->project, entity_actor ()), ==, 4);
  g_assert_cmpuint (mlg_project_count (f->project, partnership), ==, 1);
  found = mlg_project_referring (f->project, partnership, "a", mlg_focus_get_id (f->focus));
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (mlg_record_get_named (found->pdata[0], "state"), ==, "wished");

  g_assert_true (mlg_project_undo (f->project, &error));
  g_assert_cmpuint (mlg_project_count (f->project, entity_actor ()), ==, 3);
  g_assert_cmpuint (mlg_project_count (f->project, partnership), ==, 0);
}

static void
test_actor_is_not_its_own_partner (Fixture       *f,
                                   gconstpointer  data)
{
  type_and_enter (f, "L’Œuvre aux Halles -> l'oeuvre aux halles");

  g_assert_cmpuint (mlg_project_count (f->project, mlg_schema_find (MLG_ENTITY_PARTNERSHIP)), ==, 0);
  /* The text stays, to be corrected. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_name_entry (f))), !=, "");
}

static GtkWidget *
get_hint (Fixture *f)
{
  GtkWidget *box = gtk_widget_get_first_child (find_widget (f->view, MLG_TYPE_ENTRY_LINE));
  GtkWidget *hint_box = gtk_widget_get_next_sibling (gtk_widget_get_first_child (box));

  return find_widget (hint_box, GTK_TYPE_LABEL);
}

static void
type_slowly (Fixture    *f,
             const char *text)
{
  GtkEditable *entry = GTK_EDITABLE (get_name_entry (f));
  int position = gtk_editable_get_position (entry);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gtk_editable_insert_text (entry, c, (int) (g_utf8_next_char (c) - c), &position);
      gtk_editable_set_position (entry, position);
      run_until_idle ();
    }
}

static void
test_known_actor_is_said_then_shown (Fixture       *f,
                                     gconstpointer  data)
{
  g_autofree char *title = NULL;

  type_slowly (f, "ATELIERS DE LA BRUYERE");
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (get_hint (f))), "already in the file"));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (get_hint (f)), GTK_ACCESSIBLE_ROLE_STATUS);

  g_signal_emit_by_name (get_name_entry (f), "activate");
  run_until_idle ();
  title = mlg_project_dup_title (f->project, entity_actor (), mlg_focus_get_id (f->focus));
  g_assert_cmpstr (title, ==, "Ateliers de la Bruyère");
  g_assert_cmpuint (mlg_project_count (f->project, entity_actor ()), ==, 3);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_name_entry (f))), ==, "");
}

static void
test_completion_never_stands_before_enter (Fixture       *f,
                                           gconstpointer  data)
{
  MlgCompletion *completion = MLG_COMPLETION (find_widget (get_name_entry (f), MLG_TYPE_COMPLETION));

  /* Communes are listed; Enter enters all the same. */
  type_slowly (f, "Terres, raci");
  g_assert_false (mlg_completion_is_lit (completion));
  g_signal_emit_by_name (get_name_entry (f), "activate");
  run_until_idle ();
  g_assert_cmpuint (mlg_project_count (f->project, entity_actor ()), ==, 4);

  /* What Tab does. */
  type_slowly (f, "Mairie, saugu");
  g_assert_cmpuint (mlg_completion_get_n (completion), >=, 1);
  g_assert_true (mlg_completion_choose (completion, TRUE));
  run_until_idle ();
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_name_entry (f))), ==, "Mairie, Saugues");
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (get_hint (f))), "Haute-Loire"));
}

static void
test_series_keeps_its_town (Fixture       *f,
                            gconstpointer  data)
{
  GtkWidget *chips = find_widget (f->view, MLG_TYPE_ENTRY_CHIPS);
  GtkWidget *keep = find_widget (chips, GTK_TYPE_TOGGLE_BUTTON);
  GtkEditable *entry = GTK_EDITABLE (get_name_entry (f));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (keep), TRUE);
  type_and_enter (f, "Mairie de Saugues, Saugues #2");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, ", Saugues #2");
  g_assert_cmpint (gtk_editable_get_position (entry), ==, 0);

  /* A list pasted there is all in that town. */
  gtk_editable_insert_text (entry, "Un\nDeux\n", -1, &(int) { 0 });
  run_until_idle ();
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GPtrArray) found = mlg_project_search (f->project, entity_actor (), i == 0 ? "Un" : "Deux", 1);

      g_assert_cmpuint (found->len, ==, 1);
      g_assert_nonnull (strstr (mlg_record_get_named (found->pdata[0], "address"), "43234"));
      g_assert_cmpstr (mlg_record_get_named (found->pdata[0], "category"), ==, "local_authorities");
    }
}

static void
test_pasted_doubles_are_named (Fixture       *f,
                               gconstpointer  data)
{
  const char *said;

  gtk_editable_insert_text (GTK_EDITABLE (get_name_entry (f)), "• Un\n• L’œuvre aux halles\n• Deux", -1, &(int) { 0 });
  run_until_idle ();
  said = gtk_label_get_label (GTK_LABEL (get_hint (f)));
  g_assert_cmpuint (mlg_project_count (f->project, entity_actor ()), ==, 5);
  g_assert_nonnull (strstr (said, "2 actors entered."));
  g_assert_nonnull (strstr (said, "“L’Œuvre aux Halles”"));
}

static void
test_search_ignores_accents_and_case (Fixture       *f,
                                      gconstpointer  data)
{
  GtkWidget *search = find_widget (f->view, GTK_TYPE_SEARCH_ENTRY);
  g_autofree char *shown = NULL;

  gtk_editable_set_text (GTK_EDITABLE (search), "OEUVRE");
  g_signal_emit_by_name (search, "search-changed");
  run_until_idle ();

  shown = dup_shown (f);
  g_assert_cmpstr (shown, ==, "L’Œuvre aux Halles");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Search the directory");
}

static void
test_selection_and_focus_follow_each_other (Fixture       *f,
                                            gconstpointer  data)
{
  GtkSelectionModel *rows = get_rows (f);
  g_autoptr(MlgRecord) second = dup_record (f, 1);
  g_autoptr(MlgRecord) third = dup_record (f, 2);

  gtk_selection_model_select_item (rows, 1, TRUE);
  g_assert_true (mlg_id_equal (mlg_focus_get_id (f->focus), mlg_record_get_id (second)));

  mlg_focus_select (f->focus, entity_actor (), mlg_record_get_id (third));
  run_until_idle ();
  g_assert_false (gtk_selection_model_is_selected (rows, 1));
  g_assert_true (gtk_selection_model_is_selected (rows, 2));
}

static void
test_selection_survives_a_change_of_the_list (Fixture       *f,
                                              gconstpointer  data)
{
  GtkSelectionModel *rows = get_rows (f);
  g_autoptr(MlgRecord) last = dup_record (f, 2);
  MlgId id = *mlg_record_get_id (last);

  mlg_focus_select (f->focus, entity_actor (), &id);
  run_until_idle ();
  add_actor (f->project, "Abattoir mobile");       /* now the first line */
  run_until_idle ();

  g_assert_true (mlg_id_equal (mlg_focus_get_id (f->focus), &id));
  g_assert_true (gtk_selection_model_is_selected (rows, 3));
}

static void
test_facts_only_hides_the_wished (Fixture       *f,
                                  gconstpointer  data)
{
  g_autofree char *shown = NULL;
  g_autofree char *words = NULL;
  MlgId id = add_actor (f->project, "Tiers-lieu rêvé");

  set_actor (f->project, &id, "fact_status", "wish");
  mlg_focus_set_facts_only (f->focus, TRUE);
  run_until_idle ();

  shown = dup_shown (f);
  g_assert_null (strstr (shown, "Tiers-lieu rêvé"));
  words = mlg_focus_describe (f->focus);
  g_assert_cmpstr (words, ==, "3 actors of 4 — facts only");
}

static gboolean
press_delete (Fixture *f)
{
  GtkWidget *view = find_widget (f->view, GTK_TYPE_COLUMN_VIEW);
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (view);

  /* What the key would do, without a keyboard. */
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          g_autofree char *keys = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

          if (strstr (keys, "Delete") != NULL)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, view, NULL);
        }
    }

  return FALSE;
}

static void
test_several_are_deleted_in_one_step (Fixture       *f,
                                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  gtk_selection_model_select_item (get_rows (f), 0, TRUE);
  gtk_selection_model_select_item (get_rows (f), 2, FALSE);
  g_assert_true (press_delete (f));
  run_until_idle ();
  g_assert_cmpuint (mlg_project_count (f->project, entity_actor ()), ==, 1);
  g_assert_null (mlg_focus_get_id (f->focus));

  g_assert_true (mlg_project_undo (f->project, &error));
  run_until_idle ();
  g_assert_cmpuint (mlg_project_count (f->project, entity_actor ()), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_rows (f))), ==, 3);
}

static void
test_filters_say_what_they_hide (Fixture       *f,
                                 gconstpointer  data)
{
  const MlgEntity *overlap = mlg_schema_find ("territory_overlap"), *territory = mlg_schema_find (MLG_ENTITY_TERRITORY);
  g_autofree const char **values = g_new0 (const char *, MAX (territory->n_fields, overlap->n_fields));
  g_autofree char *shown = NULL;
  g_autofree char *words = NULL;
  char parent[MLG_ID_TEXT_LENGTH + 1], child[MLG_ID_TEXT_LENGTH + 1];
  MlgId region = { { 0 } }, town = { { 0 } }, link = { { 0 } }, actor;

  values[mlg_entity_find_field (territory, "name")->index] = "Auvergne";
  g_assert_true (mlg_project_add (f->project, territory, values, &region, NULL));
  values[mlg_entity_find_field (territory, "name")->index] = "Saugues";
  g_assert_true (mlg_project_add (f->project, territory, values, &town, NULL));
  memset (values, 0, sizeof *values * territory->n_fields);
  values[mlg_entity_find_field (overlap, "parent")->index] = mlg_id_write (&region, parent);
  values[mlg_entity_find_field (overlap, "child")->index] = mlg_id_write (&town, child);
  values[mlg_entity_find_field (overlap, "kind")->index] = "contains";
  g_assert_true (mlg_project_add (f->project, overlap, values, &link, NULL));
  actor = add_actor (f->project, "Pôle Laine");
  set_actor (f->project, &actor, "territories", child);

  /* What lies in a territory counts. */
  mlg_focus_set_territory (f->focus, &region);
  run_until_idle ();
  shown = dup_shown (f);
  g_assert_cmpstr (shown, ==, "Pôle Laine");
  words = mlg_focus_describe (f->focus);
  g_assert_cmpstr (words, ==, "1 actor of 4 — Auvergne");

  mlg_focus_clear_filters (f->focus);
  run_until_idle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_rows (f))), ==, 4);
}

/* ---- the table */

static MlgRecordTable *
get_table (Fixture *f)
{
  return MLG_RECORD_TABLE (find_widget (f->view, MLG_TYPE_RECORD_TABLE));
}

static GArray *
dup_all_ids (Fixture *f)
{
  return mlg_record_table_dup_ids (get_table (f));
}

static char *
dup_named (Fixture    *f,
           guint       position,
           const char *field)
{
  g_autoptr(MlgRecord) record = dup_record (f, position);

  return g_strdup (mlg_record_get_named (record, field));
}

static void
test_several_are_changed_in_one_step (Fixture       *f,
                                      gconstpointer  data)
{
  g_autoptr(GArray) ids = dup_all_ids (f);
  g_autoptr(GError) error = NULL;

  g_assert_true (mlg_table_command_set (f->project, entity_actor (), ids, actor_field ("aliases"),
                                        MLG_CHANGE_REPLACE, "Le Moulin", &error));
  g_assert_true (mlg_table_command_set (f->project, entity_actor (), ids, actor_field ("aliases"),
                                        MLG_CHANGE_ADD, "La Halle", &error));
  g_assert_no_error (error);
  run_until_idle ();
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *aliases = dup_named (f, i, "aliases");

      g_assert_nonnull (strstr (aliases, "Le Moulin"));
      g_assert_nonnull (strstr (aliases, "La Halle"));
    }

  g_assert_true (mlg_project_undo (f->project, &error));
  g_assert_true (mlg_table_command_set (f->project, entity_actor (), ids, actor_field ("aliases"),
                                        MLG_CHANGE_REMOVE, "Le Moulin", &error));
  run_until_idle ();
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *aliases = dup_named (f, i, "aliases");

      g_assert_null (aliases);
    }
}

static void
test_filters_of_several_terms_are_shared (Fixture       *f,
                                          gconstpointer  data)
{
  static const char *const wanted[] = { "met", MLG_FOCUS_NO_TERM, NULL };
  g_autoptr(GArray) ids = dup_all_ids (f);
  g_autofree char *shown = NULL;
  g_autoptr(MlgRecord) hidden = NULL;

  set_actor (f->project, &g_array_index (ids, MlgId, 0), "state", "met");
  set_actor (f->project, &g_array_index (ids, MlgId, 1), "state", "spotted");
  mlg_focus_set_terms (f->focus, "state", wanted);
  run_until_idle ();

  shown = dup_shown (f);
  g_assert_cmpstr (shown, ==, "Ateliers de la Bruyère|L’Œuvre aux Halles");
  hidden = mlg_project_get_record (f->project, entity_actor (), &g_array_index (ids, MlgId, 1));
  g_assert_false (mlg_focus_accepts (f->focus, hidden));
}

static void
test_what_is_copied_comes_back (Fixture       *f,
                                gconstpointer  data)
{
  g_autofree char *copied = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  char **second;

  add_actor (f->project, "Le \"Bon\" Coin d’en bas");
  run_until_idle ();
  copied = mlg_record_table_dup_text (get_table (f));
  rows = mlg_table_split_text (copied);
  g_assert_cmpuint (rows->len, ==, 5);
  g_assert_cmpstr (((char **) rows->pdata[0])[0], ==, "Name");
  second = rows->pdata[1];
  g_assert_cmpstr (second[0], ==, "Ateliers de la Bruyère");
}

static void
test_cells_with_quotes_are_one_cell (void)
{
  g_autoptr(GPtrArray) rows = mlg_table_split_text ("a\t\"b\nc \"\"d\"\"\"\r\n\te\n5\" large\tx");
  char **first = rows->pdata[0], **second = rows->pdata[1], **third = rows->pdata[2];

  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstr (first[1], ==, "b\nc \"d\"");
  g_assert_cmpstr (second[0], ==, "");
  g_assert_cmpstr (second[1], ==, "e");
  g_assert_cmpstr (third[0], ==, "5\" large");
}

static void
test_one_value_is_pasted_into_all_chosen (Fixture       *f,
                                          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GtkSelectionModel *rows = get_rows (f);
  MlgChangeMode mode = MLG_CHANGE_REPLACE;
  g_autoptr(GArray) ids = dup_all_ids (f);
  g_autofree char *value = NULL;
  g_autofree char *refused = NULL;

  /* The words of the screen are understood. */
  g_assert_true (mlg_table_parse (f->project, actor_field ("founded"), "vers 1985", &value, &error));
  g_assert_no_error (error);
  g_assert_true (mlg_table_command_set (f->project, entity_actor (), ids, actor_field ("founded"), mode, value, &error));
  g_assert_false (mlg_table_parse (f->project, actor_field ("territories"), "Nulle-Part", &refused, &error));
  g_assert_nonnull (strstr (error->message, "Nulle-Part"));

  /* In the first column, that of the name. */
  gtk_selection_model_select_item (rows, 1, TRUE);
  run_until_idle ();
  mlg_record_table_paste_text (get_table (f), "Épicerie d’en haut\n");
  run_until_idle ();
  g_clear_pointer (&value, g_free);
  value = dup_named (f, 1, "name");
  g_assert_cmpstr (value, ==, "Épicerie d’en haut");
}

static void
test_columns_are_remembered (Fixture       *f,
                             gconstpointer  data)
{
  GtkColumnView *view = mlg_record_table_get_view (get_table (f));
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr(GtkColumnViewColumn) second = g_list_model_get_item (columns, 1);
  g_autoptr(GPtrArray) before = mlg_record_table_dup_columns (get_table (f)), after = NULL;
  GtkWidget *window = gtk_window_new (), *again = g_object_new (MLG_TYPE_DIRECTORY_VIEW, NULL);

  gtk_column_view_remove_column (view, second);
  gtk_column_view_sort_by_column (view, g_list_model_get_item (columns, 0), GTK_SORT_DESCENDING);
  /* Kept at the latest when the screen goes. */
  g_object_add_weak_pointer (G_OBJECT (f->view), (gpointer *) &f->view);
  gtk_window_set_child (GTK_WINDOW (f->window), NULL);
  while (f->view != NULL)
    g_main_context_iteration (NULL, TRUE);

  mlg_view_set_focus (MLG_VIEW (again), f->focus);
  gtk_window_set_child (GTK_WINDOW (window), again);
  after = mlg_record_table_dup_columns (MLG_RECORD_TABLE (find_widget (again, MLG_TYPE_RECORD_TABLE)));
  g_assert_cmpuint (after->len, ==, before->len - 1);
  g_assert_true (after->pdata[1] == before->pdata[2]);
  gtk_window_destroy (GTK_WINDOW (window));
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

#define ADD(name) g_test_add ("/directory/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (typed_name_exists_at_once);
  ADD (pasted_lines_are_one_undo_step);
  ADD (arrow_links_two_actors);
  ADD (actor_is_not_its_own_partner);
  ADD (known_actor_is_said_then_shown);
  ADD (completion_never_stands_before_enter);
  ADD (series_keeps_its_town);
  ADD (pasted_doubles_are_named);
  ADD (search_ignores_accents_and_case);
  ADD (selection_and_focus_follow_each_other);
  ADD (selection_survives_a_change_of_the_list);
  ADD (facts_only_hides_the_wished);
  ADD (several_are_deleted_in_one_step);
  ADD (filters_say_what_they_hide);
  ADD (several_are_changed_in_one_step);
  ADD (filters_of_several_terms_are_shared);
  ADD (what_is_copied_comes_back);
  ADD (one_value_is_pasted_into_all_chosen);
  g_test_add_func ("/directory/cells_with_quotes_are_one_cell", test_cells_with_quotes_are_one_cell);
  ADD (columns_are_remembered);

  result = g_test_run ();
  fixture_end ();
  return result;
}
