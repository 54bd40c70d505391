/* Beside the text of a monograph: pasting, spelling, searching, reading over, moving sections. */

#include "project-fixture.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>

#include "exchange/mlg-project-template.h"
#include "ui/monographs/mlg-find-bar.h"
#include "ui/monographs/mlg-monograph-commands.h"
#include "exchange/mlg-monograph-progress.h"
#include "ui/monographs/mlg-monograph-editor.h"
#include "ui/monographs/mlg-monographs-view.h"
#include "ui/monographs/mlg-rich-buffer.h"
#include "ui/monographs/mlg-section-editor.h"
#include "ui/monographs/mlg-spelling.h"
#include "ui/monographs/mlg-template-card.h"
#include "ui/monographs/mlg-templates-page.h"
#include "ui/records/mlg-field-editor.h"
#include "ui/table/mlg-table-commands.h"

typedef struct
{
  MlgProject *project;
  MlgFocus   *focus;
  GtkWidget  *window;
  GtkWidget  *view;
  MlgId       monograph;
} Fixture;

static void
run_until_idle (void)
{
  while (g_main_context_iteration (NULL, FALSE));
}

static MlgId
add_row (MlgProject        *project,
         const char        *entity_name,
         const char *const *pairs)
{
  const MlgEntity *entity = mlg_schema_find (entity_name);
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId id = { { 0 } };

  for (guint i = 0; pairs[i] != NULL; i += 2)
    values[mlg_entity_find_field (entity, pairs[i])->index] = pairs[i + 1];
  mlg_project_add (project, entity, values, &id, &error);
  g_assert_no_error (error);
  return id;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *path = fixture_path ("outils.maillage");
  g_autoptr(GError) error = NULL;

  f->project = create_project (path);
  g_assert_true (mlg_monograph_create (f->project, NULL, &f->monograph, &error));
  f->focus = mlg_focus_new (f->project);
  f->window = gtk_window_new ();
  f->view = mlg_monographs_view_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1200, 700);
  gtk_window_set_child (GTK_WINDOW (f->window), f->view);
  mlg_view_set_focus (MLG_VIEW (f->view), f->focus);
  gtk_window_present (GTK_WINDOW (f->window));
  run_until_idle ();
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  run_until_idle ();
  g_clear_object (&f->focus);
  close_project (&f->project);
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
get_widget (Fixture *f,
            GType    type,
            guint    number)
{
  GtkWidget *found = find_type (f->view, type, &number);

  g_assert_nonnull (found);
  return found;
}

static MlgSectionEditor *
get_section (Fixture *f,
             guint    number)
{
  return MLG_SECTION_EDITOR (get_widget (f, MLG_TYPE_SECTION_EDITOR, number));
}

static char *
markdown_of (MlgSectionEditor *section)
{
  g_autoptr(MlgRichText) text = mlg_rich_view_dup_text (mlg_section_editor_get_text (section));

  return mlg_rich_text_to_markdown (text);
}

static void
write_section (Fixture    *f,
               guint       number,
               const char *markdown)
{
  g_autoptr(GError) error = NULL;

  mlg_monograph_write (f->project, mlg_record_get_id (mlg_section_editor_get_section (get_section (f, number))), markdown, &error);
  g_assert_no_error (error);
  run_until_idle ();
}

/* ---- */

static void
test_pasted_html_is_structure_and_one_step (Fixture       *f,
                                            gconstpointer  data)
{
  static const char html[] = "<html><body><h2>Titre</h2><p style='color:red'>Un <b>mot</b></p><ul><li>a<li>b</ul></body></html>";
  MlgSectionEditor *section = get_section (f, 0);
  MlgRichView *text = mlg_section_editor_get_text (section);
  g_autoptr(GBytes) bytes = g_bytes_new_static (html, sizeof html - 1);
  g_autoptr(GdkContentProvider) content = gdk_content_provider_new_for_bytes ("text/html", bytes);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (text));
  g_autofree char *pasted = NULL;
  g_autofree char *undone = NULL;

  write_section (f, 0, "Avant");
  gtk_widget_grab_focus (GTK_WIDGET (text));
  gdk_clipboard_set_content (clipboard, content);
  g_signal_emit_by_name (text, "move-cursor", GTK_MOVEMENT_BUFFER_ENDS, 1, FALSE);
  g_signal_emit_by_name (text, "paste-clipboard");
  for (guint i = 0; i < 500 && (pasted == NULL || strstr (pasted, "- b") == NULL); i++)
    {
      g_main_context_iteration (NULL, TRUE);
      g_free (pasted);
      pasted = markdown_of (section);
    }
  g_assert_cmpstr (pasted, ==, "AvantTitre\n\nUn **mot**\n\n- a\n- b");

  gtk_widget_activate_action (GTK_WIDGET (text), "typing.undo", NULL);
  undone = markdown_of (section);
  g_assert_cmpstr (undone, ==, "Avant");
}

static guint
count_misspelt (MlgRichView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), MLG_RICH_MISSPELT);
  GtkTextIter at;
  guint n = 0;

  gtk_text_buffer_get_start_iter (buffer, &at);
  n = gtk_text_iter_starts_tag (&at, tag);
  while (gtk_text_iter_forward_to_tag_toggle (&at, tag))
    n += gtk_text_iter_starts_tag (&at, tag);
  return n;
}

static void
test_unknown_words_are_underlined_until_learnt (Fixture       *f,
                                                gconstpointer  data)
{
  MlgSectionEditor *section = get_section (f, 1);
  MlgRichView *text = mlg_section_editor_get_text (section);
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) suggestions = NULL;
  g_autofree char *markdown = NULL;

  if (!mlg_spelling_is_available ())
    {
      g_test_skip ("no French dictionary");
      return;
    }

  write_section (f, 1, "L’atelier et l’épicerie ont **zorglubé** aujourd’hui des fotes en 2019, à la CRESS.");
  g_assert_cmpuint (count_misspelt (text), ==, 2);
  /* It is no part of the text. */
  markdown = markdown_of (section);
  g_assert_cmpstr (markdown, ==, "L’atelier et l’épicerie ont **zorglubé** aujourd’hui des fotes en 2019, à la CRESS.");

  suggestions = mlg_spelling_suggest ("fotes", 6);
  g_assert_cmpuint (g_strv_length (suggestions), >, 0);
  g_assert_true (mlg_spelling_learn ("zorglubé", &error));
  write_section (f, 1, "Zorglubé, des fotes.");
  g_assert_cmpuint (count_misspelt (text), ==, 1);
}

static void
test_all_is_replaced_in_one_command (Fixture       *f,
                                     gconstpointer  data)
{
  MlgFindBar *bar = MLG_FIND_BAR (get_widget (f, MLG_TYPE_FIND_BAR, 0));
  GtkWidget *needle, *replacement, *button;
  guint skip = 0;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *undone = NULL;
  g_autoptr(GError) error = NULL;

  write_section (f, 0, "La laine et la **Laine**.");
  write_section (f, 2, "- laine");
  mlg_find_bar_open (bar);
  needle = find_type (GTK_WIDGET (bar), GTK_TYPE_SEARCH_ENTRY, &skip);
  skip = 0;
  replacement = find_type (GTK_WIDGET (bar), GTK_TYPE_ENTRY, &skip);
  gtk_editable_set_text (GTK_EDITABLE (needle), "laine");
  g_signal_emit_by_name (needle, "search-changed");
  gtk_editable_set_text (GTK_EDITABLE (replacement), "soie");
  button = gtk_widget_get_prev_sibling (gtk_widget_get_last_child (GTK_WIDGET (bar)));
  g_signal_emit_by_name (button, "clicked");
  run_until_idle ();

  first = markdown_of (get_section (f, 0));
  second = markdown_of (get_section (f, 2));
  g_assert_cmpstr (first, ==, "La soie et la **soie**.");
  g_assert_cmpstr (second, ==, "- soie");
  g_assert_true (mlg_project_undo (f->project, &error));
  run_until_idle ();
  undone = markdown_of (get_section (f, 2));
  g_assert_cmpstr (undone, ==, "- laine");
}

static gboolean
is_named (GPtrArray  *obstacles,
          const char *words,
          gboolean    blocks)
{
  for (guint i = 0; i < obstacles->len; i++)
    {
      const MlgObstacle *obstacle = g_ptr_array_index (obstacles, i);

      if (strstr (obstacle->words, words) != NULL && obstacle->blocks == blocks)
        return TRUE;
    }
  return FALSE;
}

static void
test_what_stands_in_the_way_is_named (Fixture       *f,
                                      gconstpointer  data)
{
  MlgId person = add_row (f->project, "person", (const char *[]) { "display_name", "Inès Çelik", "last_name", "Çelik", NULL });
  g_autofree char *person_id = mlg_id_dup_text (&person);
  MlgId verbatim = add_row (f->project, "verbatim", (const char *[]) { "text", "On s’est aidés.", "speaker", person_id, "consent", "to_ask", NULL });
  g_autofree char *verbatim_id = mlg_id_dup_text (&verbatim);
  g_autofree char *body = g_strdup_printf ("Oui.\n\n> « On s’est aidés. »\n>\n> — [Inès](<maillage:verbatim/%s>)", verbatim_id);
  g_autoptr(MlgRecord) monograph = mlg_project_get_record (f->project, mlg_schema_find ("monograph"), &f->monograph);
  const MlgEntity *entity = mlg_schema_find ("verbatim");
  g_autoptr(GPtrArray) before = mlg_monograph_dup_obstacles (f->project, monograph, MLG_STEP_REVIEW);
  g_autoptr(GPtrArray) obstacles = NULL;
  g_autoptr(GPtrArray) after = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (mlg_obstacles_block (before));      /* nothing is written */
  write_section (f, 0, body);
  g_assert_true (mlg_monograph_add_remark (f->project, &f->monograph, NULL, "Et les élus ?", person_id, &error));
  obstacles = mlg_monograph_dup_obstacles (f->project, monograph, MLG_STEP_PUBLISHED);
  g_assert_true (is_named (obstacles, "Inès Çelik", TRUE));
  g_assert_true (is_named (obstacles, "Et les élus", TRUE));
  g_assert_true (is_named (obstacles, "licence", FALSE));
  g_assert_true (is_named (obstacles, "Comment définir", FALSE));

  g_assert_true (mlg_project_set (f->project, entity, &verbatim, mlg_entity_find_field (entity, "consent"), "given", &error));
  after = mlg_monograph_dup_obstacles (f->project, monograph, MLG_STEP_PUBLISHED);
  g_assert_false (is_named (after, "Inès Çelik", TRUE));
}

/* Somebody else’s words come in with a merge, while one types. */
static void
test_words_that_come_in_while_one_types_stay (Fixture       *f,
                                              gconstpointer  data)
{
  MlgSectionEditor *section = get_section (f, 0);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (mlg_section_editor_get_text (section)));
  GtkTextIter start;
  g_autofree char *markdown = NULL;

  write_section (f, 0, "Un.\n\nDeux.");
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert (buffer, &start, "Ana : ", -1);
  gtk_text_buffer_end_user_action (buffer);
  write_section (f, 0, "Un.\n\nDeux.\n\nTrois, par Bo.");
  mlg_section_editor_commit (section);
  run_until_idle ();

  markdown = markdown_of (section);
  g_assert_cmpstr (markdown, ==, "Ana : Un.\n\nDeux.\n\nTrois, par Bo.");
  g_assert_cmpstr (mlg_record_get_named (mlg_section_editor_get_section (section), "body"), ==, markdown);
}

/* The sheet, the list and the editor ask the same question. */
static void
test_the_sheet_does_not_publish_what_waits_for_consent (Fixture       *f,
                                                        gconstpointer  data)
{
  MlgId person = add_row (f->project, "person", (const char *[]) { "display_name", "Inès Çelik", "last_name", "Çelik", NULL });
  g_autofree char *person_id = mlg_id_dup_text (&person);
  MlgId verbatim = add_row (f->project, "verbatim", (const char *[]) { "text", "On s’est aidés.", "speaker", person_id, "consent", "to_ask", NULL });
  g_autofree char *verbatim_id = mlg_id_dup_text (&verbatim);
  g_autofree char *body = g_strdup_printf ("Oui.\n\n> « On s’est aidés. »\n>\n> — [Inès](<maillage:verbatim/%s>)", verbatim_id);
  const MlgEntity *entity = mlg_schema_find ("monograph"), *verbatims = mlg_schema_find ("verbatim");
  const MlgField *state = mlg_entity_find_field (entity, "state");
  g_autoptr(MlgRecord) monograph = mlg_project_get_record (f->project, entity, &f->monograph);
  GtkWidget *editor = g_object_ref_sink (mlg_field_editor_new (f->focus, state));
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  g_autoptr(GError) error = NULL;

  write_section (f, 0, body);
  mlg_field_editor_set_record (MLG_FIELD_EDITOR (editor), monograph);
  g_assert_false (mlg_field_editor_commit (MLG_FIELD_EDITOR (editor), "published"));
  g_assert_cmpstr (mlg_record_get (monograph, state), ==, "draft");

  g_array_append_val (ids, f->monograph);
  g_assert_false (mlg_table_command_set (f->project, entity, ids, state, MLG_CHANGE_REPLACE, "published", &error));
  g_assert_nonnull (strstr (error->message, "Inès Çelik"));
  g_assert_true (mlg_field_editor_commit (MLG_FIELD_EDITOR (editor), "review"));

  g_assert_true (mlg_project_set (f->project, verbatims, &verbatim, mlg_entity_find_field (verbatims, "consent"), "given", NULL));
  g_assert_true (mlg_field_editor_commit (MLG_FIELD_EDITOR (editor), "published"));
  g_assert_cmpstr (mlg_record_get (monograph, state), ==, "published");
  g_object_unref (editor);
}

/* ---- outlines */

static GtkWidget *
find_named (GtkWidget  *parent,
            GType       type,
            const char *name)
{
  GtkWidget *found;

  for (guint i = 0;; i++)
    {
      guint skip = i;
      g_autofree char *problem = NULL;

      found = find_type (parent, type, &skip);
      g_assert_nonnull (found);
      problem = gtk_test_accessible_check_property (GTK_ACCESSIBLE (found), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
      if (problem == NULL)
        return found;
    }
}

static void
click (GtkWidget *button)
{
  g_signal_emit_by_name (button, "clicked");
  run_until_idle ();
}

static void
type_in (GtkWidget  *entry,
         const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  run_until_idle ();
}

static MlgMonographOutline *
read_kept (Fixture *f)
{
  g_autoptr(GPtrArray) infos = mlg_project_templates_list (f->project);
  const MlgTemplateInfo *info = g_ptr_array_index (infos, 0);

  g_assert_true (info->in_file);
  return mlg_project_template_read (f->project, info->id, NULL);
}

static const MlgOutlineSection *
nth (const MlgMonographOutline *outline,
     guint                      i)
{
  g_assert_cmpuint (i, <, outline->sections->len);
  return g_ptr_array_index (outline->sections, i);
}

static void
test_an_outline_is_made_from_a_monograph_and_changed (Fixture       *f,
                                                      gconstpointer  data)
{
  GtkWidget *editor = get_widget (f, MLG_TYPE_MONOGRAPH_EDITOR, 0), *page;
  g_autoptr(MlgMonographOutline) kept = NULL;
  g_autoptr(MlgMonographOutline) changed = NULL;
  g_autoptr(MlgMonographOutline) undone = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *card;

  gtk_widget_activate_action (editor, "monograph.keep-outline", NULL);
  run_until_idle ();
  page = get_widget (f, MLG_TYPE_TEMPLATES_PAGE, 0);
  g_assert_true (gtk_widget_get_mapped (page));
  kept = read_kept (f);
  g_assert_cmpuint (kept->sections->len, ==, 7);

  type_in (find_named (page, GTK_TYPE_ENTRY, _("Name of the outline")), "Notre trame");
  card = find_type (page, MLG_TYPE_TEMPLATE_CARD, &(guint) { 1 });
  type_in (find_named (card, GTK_TYPE_ENTRY, _("Add a question to ask")), "Avec quels voisins ?");
  click (find_named (card, GTK_TYPE_BUTTON, _("Move up")));
  card = find_type (page, MLG_TYPE_TEMPLATE_CARD, &(guint) { 2 });
  click (find_named (card, GTK_TYPE_BUTTON, _("Take the section out")));

  changed = read_kept (f);
  g_assert_cmpstr (changed->title, ==, "Notre trame");
  g_assert_cmpuint (changed->sections->len, ==, 6);
  g_assert_cmpstr (nth (changed, 0)->question, ==, "leeway");
  g_assert_cmpstr (g_ptr_array_index (nth (changed, 0)->ask, 0), ==, "Avec quels voisins ?");
  g_assert_cmpstr (nth (changed, 1)->question, ==, "origin");
  g_assert_cmpstr (nth (changed, 2)->question, ==, "innovation_source");

  /* Each was one command; the page shows what is left, wherever the keyboard is. */
  card = find_type (page, MLG_TYPE_TEMPLATE_CARD, &(guint) { 0 });
  gtk_widget_grab_focus (find_type (card, GTK_TYPE_ENTRY, &(guint) { 0 }));
  run_until_idle ();
  for (guint i = 0; i < 4; i++)
    g_assert_true (mlg_project_undo (f->project, &error));
  run_until_idle ();
  undone = read_kept (f);
  g_assert_cmpuint (undone->sections->len, ==, 7);
  card = find_type (page, MLG_TYPE_TEMPLATE_CARD, &(guint) { 6 });
  g_assert_nonnull (card);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_named (page, GTK_TYPE_ENTRY, _("Name of the outline")))), ==, undone->title);
}

static void
test_an_outline_of_ours_is_copied_before_it_is_changed (Fixture       *f,
                                                        gconstpointer  data)
{
  GtkWidget *page;
  g_autoptr(MlgMonographOutline) kept = NULL;

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_named (f->view, GTK_TYPE_TOGGLE_BUTTON, _("Outlines of monographs"))), TRUE);
  run_until_idle ();
  page = get_widget (f, MLG_TYPE_TEMPLATES_PAGE, 0);
  g_assert_false (gtk_widget_is_sensitive (find_named (page, GTK_TYPE_ENTRY, _("Name of the outline"))));
  click (find_named (page, GTK_TYPE_BUTTON, _("Copy to change it")));
  kept = read_kept (f);
  g_assert_cmpuint (kept->sections->len, ==, 14);
  g_assert_true (gtk_widget_is_sensitive (find_named (page, GTK_TYPE_ENTRY, _("Name of the outline"))));

  click (find_named (page, GTK_TYPE_BUTTON, _("Delete")));
  g_assert_cmpuint (mlg_project_count (f->project, mlg_schema_find ("monograph_template")), ==, 0);
  g_assert_true (mlg_project_undo (f->project, NULL));
  run_until_idle ();
  g_assert_cmpuint (mlg_project_count (f->project, mlg_schema_find ("monograph_template")), ==, 1);
}

static void
test_a_link_follows_the_name_of_its_record (Fixture       *f,
                                            gconstpointer  data)
{
  MlgId actor = add_actor (f->project, "Ardelaine");
  g_autofree char *id = mlg_id_dup_text (&actor);
  g_autofree char *body = g_strdup_printf ("Avec [Ardelaine](<maillage:actor/%s>).", id);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (mlg_section_editor_get_text (get_section (f, 0))));
  g_autofree char *seen = NULL;
  g_autoptr(GError) error = NULL;

  write_section (f, 0, body);
  g_assert_true (mlg_project_set (f->project, entity_actor (), &actor, mlg_entity_find_field (entity_actor (), "name"), "SCOP Ardelaine", &error));
  run_until_idle ();
  g_object_get (buffer, "text", &seen, NULL);
  g_assert_cmpstr (seen, ==, "Avec SCOP Ardelaine.");
}

static void
test_a_section_moves_and_comes_back (Fixture       *f,
                                     gconstpointer  data)
{
  g_autoptr(MlgRecord) first = g_object_ref (mlg_section_editor_get_section (get_section (f, 0)));
  g_autoptr(GError) error = NULL;

  g_assert_true (mlg_monograph_move_section (f->project, first, -1, &error));     /* it is the first already */
  g_assert_true (mlg_monograph_move_section (f->project, first, 1, &error));
  run_until_idle ();
  g_assert_true (mlg_section_editor_get_section (get_section (f, 1)) == first);
  g_assert_true (mlg_project_undo (f->project, &error));
  run_until_idle ();
  g_assert_true (mlg_section_editor_get_section (get_section (f, 0)) == first);
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

#define ADD(name) g_test_add ("/monograph-tools/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (pasted_html_is_structure_and_one_step);
  ADD (unknown_words_are_underlined_until_learnt);
  ADD (all_is_replaced_in_one_command);
  ADD (what_stands_in_the_way_is_named);
  ADD (an_outline_is_made_from_a_monograph_and_changed);
  ADD (an_outline_of_ours_is_copied_before_it_is_changed);
  ADD (words_that_come_in_while_one_types_stay);
  ADD (the_sheet_does_not_publish_what_waits_for_consent);
  ADD (a_link_follows_the_name_of_its_record);
  ADD (a_section_moves_and_comes_back);

  result = g_test_run ();
  fixture_end ();
  return result;
}
