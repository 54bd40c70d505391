/* Monographs on screen: writing with structure, sections, what is still to be asked. */

#include "project-fixture.h"

#include <gtk/gtk.h>

#include "document/mlg-document.h"
#include "exchange/mlg-project-monograph.h"
#include "ui/monographs/mlg-monograph-commands.h"
#include "ui/monographs/mlg-monographs-view.h"
#include "ui/monographs/mlg-rich-buffer.h"
#include "ui/monographs/mlg-rich-view.h"
#include "ui/monographs/mlg-section-editor.h"

static void
run_until_idle (void)
{
  while (g_main_context_iteration (NULL, FALSE));
}

/* ---- the text view alone */

static MlgRichView *
new_text (const char *markdown)
{
  MlgRichView *view = g_object_ref_sink (MLG_RICH_VIEW (mlg_rich_view_new ("")));
  g_autoptr(MlgRichText) text = mlg_rich_text_from_markdown (markdown);

  mlg_rich_view_set_text (view, text);
  return view;
}

static char *
markdown_of (MlgRichView *view)
{
  g_autoptr(MlgRichText) text = mlg_rich_view_dup_text (view);

  return mlg_rich_text_to_markdown (text);
}

/* What stands in the buffer, not what the view remembers of it. */
static char *
markdown_of_buffer (MlgRichView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autoptr(MlgRichText) text = mlg_rich_text_new ();

  for (int i = 0; i < gtk_text_buffer_get_line_count (buffer); i++)
    mlg_rich_buffer_read_line (buffer, i, MLG_PARAGRAPH_TEXT, 0, text);
  mlg_rich_text_normalise (text);
  return mlg_rich_text_to_markdown (text);
}

static void
assert_markdown (MlgRichView *view,
                 const char  *wanted)
{
  g_autofree char *markdown = markdown_of (view);
  g_autofree char *standing = markdown_of_buffer (view);

  g_assert_cmpstr (markdown, ==, wanted);
  g_assert_cmpstr (standing, ==, wanted);
}

static void
put_caret (MlgRichView *view,
           int          offset)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset);
  gtk_text_buffer_place_cursor (buffer, &iter);
}

static void
type (MlgRichView *view,
      const char  *words)
{
  gtk_text_buffer_insert_interactive_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), words, -1, TRUE);
}

/* As the keyboard would: our own handler first, then GTK's. */
static void
press (MlgRichView *view,
       guint        key)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (view));
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
    }

  if (!handled && key == GDK_KEY_Return)
    type (view, "\n");
  if (!handled && key == GDK_KEY_BackSpace)
    g_signal_emit_by_name (view, "backspace");
}

static guint32
choose_seed (void)
{
  const char *given = g_getenv ("MLG_SEED");
  guint32 seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();

  g_test_message ("MLG_SEED=%u", seed);
  return seed;
}

static char *
random_markdown (GRand *random)
{
  static const char *const scraps[] = {
    "laine", "l’épicerie", "**gras**", "_italique_", "**_les deux_**", "[lien](https://exemple.test)", "[^1]", "« mot »", " ",
    "\n\n", "\n\n", "\n\n- ", "\n  - ", "\n\n1. ", "\n\n> ", "\n\n## ", "\n\n# ", "\\\n", "🙂", "2*3", "a_b",
  };
  GString *markdown = g_string_new (NULL);
  guint n = g_rand_int_range (random, 0, 40);

  for (guint i = 0; i < n; i++)
    g_string_append (markdown, scraps[g_rand_int_range (random, 0, G_N_ELEMENTS (scraps))]);
  g_string_append (markdown, "\n\n[^1]: Une note.\n");
  return g_string_free (markdown, FALSE);
}

static void
test_any_text_survives_the_editor (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (choose_seed ());
  MlgRichView *view = new_text ("");

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *source = random_markdown (random);
      g_autoptr(MlgRichText) text = mlg_rich_text_from_markdown (source);
      g_autofree char *wanted = mlg_rich_text_to_markdown (text);

      mlg_rich_view_set_text (view, text);
      assert_markdown (view, wanted);
    }

  g_assert_finalize_object (view);
}

static void
choose_range (GRand         *random,
              GtkTextBuffer *buffer)
{
  int n = gtk_text_buffer_get_char_count (buffer) + 1;
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, g_rand_int_range (random, 0, n));
  end = start;
  if (g_rand_boolean (random))
    gtk_text_iter_forward_chars (&end, g_rand_int_range (random, 0, 40));
  gtk_text_buffer_select_range (buffer, &start, &end);
}

static void
change_anything (GRand       *random,
                 MlgRichView *view)
{
  static const char *const typed[] = { "a", "mot", " ", "deux\nlignes", "zorglubé ", "\n", "2*3" };
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autofree char *source = random_markdown (random);
  g_autoptr(MlgRichText) text = mlg_rich_text_from_markdown (source);

  choose_range (random, buffer);
  switch (g_rand_int_range (random, 0, 9))
    {
    case 0: case 1: case 2:
      gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
      type (view, typed[g_rand_int_range (random, 0, G_N_ELEMENTS (typed))]);
      break;
    case 3: gtk_text_buffer_delete_selection (buffer, TRUE, TRUE); break;
    case 4: mlg_rich_view_toggle_style (view, g_rand_boolean (random) ? MLG_STYLE_BOLD : MLG_STYLE_ITALIC); break;
    case 5: mlg_rich_view_set_kind (view, g_rand_int_range (random, MLG_PARAGRAPH_TEXT, MLG_PARAGRAPH_FIGURE), g_rand_int_range (random, 0, 3)); break;
    case 6: mlg_rich_view_insert_text (view, text); break;
    case 7: press (view, g_rand_boolean (random) ? GDK_KEY_Return : GDK_KEY_BackSpace); break;
    default: gtk_widget_activate_action (GTK_WIDGET (view), g_rand_boolean (random) ? "typing.undo" : "typing.redo", NULL); break;
    }
}

/* The view remembers lines as it read them: whatever is done, they are those of the buffer. */
static void
test_what_is_remembered_is_what_stands (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (choose_seed ());

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *source = random_markdown (random);
      MlgRichView *view = new_text (source);

      for (guint k = 0; k < 40; k++)
        {
          g_autofree char *remembered = NULL;
          g_autofree char *standing = NULL;

          change_anything (random, view);
          remembered = markdown_of (view);
          standing = markdown_of_buffer (view);
          g_assert_cmpstr (remembered, ==, standing);
          if (k % 10 == 0)
            run_until_idle ();
        }
      g_assert_finalize_object (view);
    }
}

/* A text that comes from elsewhere takes the place of another, whatever both have in common. */
static void
test_any_text_takes_the_place_of_any_other (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (choose_seed ());
  MlgRichView *view = new_text ("");

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *source = random_markdown (random);
      g_autofree char *shared = random_markdown (random);
      g_autofree char *both = g_rand_boolean (random) ? g_strconcat (source, "\n\n", shared, NULL) : g_strconcat (shared, "\n\n", source, NULL);
      g_autoptr(MlgRichText) a = mlg_rich_text_from_markdown (shared);
      g_autoptr(MlgRichText) b = mlg_rich_text_from_markdown (both);
      g_autofree char *wanted = mlg_rich_text_to_markdown (b);

      mlg_rich_view_set_text (view, a);
      mlg_rich_view_set_text (view, b);
      assert_markdown (view, wanted);
    }
  g_assert_finalize_object (view);
}

static void
test_no_mark_is_ever_seen (void)
{
  MlgRichView *view = new_text ("## Titre\n\n- **un**\n- _deux_\n\n> dit[^1]\n\n[^1]: Source.");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autofree char *seen = NULL;

  g_object_get (buffer, "text", &seen, NULL);
  g_assert_cmpstr (seen, ==, "Titre\nun\ndeux\ndit†");
  g_assert_finalize_object (view);
}

static void
test_words_take_the_looks_of_their_place (void)
{
  MlgRichView *view = new_text ("la **laine**");

  put_caret (view, 8);
  type (view, "s");
  assert_markdown (view, "la **laines**");

  gtk_widget_activate_action (GTK_WIDGET (view), "typing.bold", NULL);
  type (view, " du");
  type (view, " pays");
  assert_markdown (view, "la **laines** du pays");

  gtk_widget_activate_action (GTK_WIDGET (view), "typing.italic", NULL);
  type (view, " vert");
  assert_markdown (view, "la **laines** du pays _vert_");
  g_assert_finalize_object (view);
}

static void
test_enter_goes_on_with_a_list_and_ends_it (void)
{
  MlgRichView *view = new_text ("- un");

  put_caret (view, 2);
  press (view, GDK_KEY_Return);
  type (view, "deux");
  press (view, GDK_KEY_Return);
  assert_markdown (view, "- un\n- deux");

  press (view, GDK_KEY_Return);
  type (view, "fin");
  assert_markdown (view, "- un\n- deux\n\nfin");

  mlg_rich_view_set_kind (view, MLG_PARAGRAPH_HEADING, 1);
  press (view, GDK_KEY_Return);
  type (view, "suite");
  assert_markdown (view, "- un\n- deux\n\n# fin\n\nsuite");
  g_assert_finalize_object (view);
}

static void
test_tab_and_backspace_change_the_level (void)
{
  MlgRichView *view = new_text ("1. un\n2. deux");

  put_caret (view, 3);
  press (view, GDK_KEY_Tab);
  assert_markdown (view, "1. un\n   1. deux");
  press (view, GDK_KEY_ISO_Left_Tab);
  assert_markdown (view, "1. un\n2. deux");
  press (view, GDK_KEY_BackSpace);
  assert_markdown (view, "1. un\n\ndeux");
  g_assert_finalize_object (view);
}

static void
test_undo_brings_words_and_looks_back (void)
{
  MlgRichView *view = new_text ("la **laine** du pays");

  put_caret (view, 0);
  type (view, "Ici, ");
  assert_markdown (view, "Ici, la **laine** du pays");
  gtk_widget_activate_action (GTK_WIDGET (view), "typing.undo", NULL);
  assert_markdown (view, "la **laine** du pays");
  gtk_widget_activate_action (GTK_WIDGET (view), "typing.redo", NULL);
  assert_markdown (view, "Ici, la **laine** du pays");
  g_assert_finalize_object (view);
}

static void
test_notes_and_links_are_kept (void)
{
  MlgRichView *view = new_text ("la laine");

  put_caret (view, 8);
  mlg_rich_view_insert_note (view, "Entretien du 3 mai.");
  type (view, ", voir ");
  mlg_rich_view_set_link (view, "https://exemple.test");
  assert_markdown (view, "la laine[^1], voir [https://exemple.test](<https://exemple.test>)\n\n[^1]: Entretien du 3 mai.");
  g_assert_finalize_object (view);
}

static void
type_letters (MlgRichView *view,
              const char  *words)
{
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *letter = g_strndup (p, g_utf8_next_char (p) - p);

      type (view, letter);
    }
}

static void
test_french_is_set_while_typing (void)
{
  MlgRichView *view = new_text ("");

  type_letters (view, "Qu'est-ce ? \"Rien\"; voir https://a.fr/?x=1 a 10:30...");
  assert_markdown (view, "Qu’est-ce\xe2\x80\xaf? «\xe2\x80\xafRien\xe2\x80\xaf»\xe2\x80\xaf; voir https://a.fr/?x=1 a 10:30…");
  g_assert_finalize_object (view);
}

static void
test_one_backspace_takes_a_correction_back (void)
{
  MlgRichView *view = new_text ("");

  type_letters (view, "oui!");
  assert_markdown (view, "oui\xe2\x80\xaf!");
  press (view, GDK_KEY_BackSpace);
  assert_markdown (view, "oui!");
  type_letters (view, "!");
  assert_markdown (view, "oui!!");

  type_letters (view, " non?");
  assert_markdown (view, "oui!! non\xe2\x80\xaf?");
  gtk_widget_activate_action (GTK_WIDGET (view), "typing.undo", NULL);
  assert_markdown (view, "oui!! non?");
  g_assert_finalize_object (view);
}

static void
test_many_changes_are_undone_one_by_one (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (choose_seed ());
  MlgRichView *view = new_text ("un\n\n- deux\n- trois\n\n> quatre");
  g_autoptr(GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *source = random_markdown (random);
      g_autoptr(MlgRichText) text = mlg_rich_text_from_markdown (source);

      g_ptr_array_add (states, markdown_of (view));
      put_caret (view, g_rand_int_range (random, 0, gtk_text_buffer_get_char_count (buffer) + 1));
      if (text->paragraphs->len == 0)
        mlg_rich_view_insert_note (view, "Une note.");
      else
        mlg_rich_view_insert_text (view, text);
    }
  for (guint i = states->len; i > 0; i--)
    {
      gtk_widget_activate_action (GTK_WIDGET (view), "typing.undo", NULL);
      assert_markdown (view, g_ptr_array_index (states, i - 1));
    }
  g_assert_finalize_object (view);
}

static void
test_a_figure_stands_alone (void)
{
  MlgRichView *view = new_text ("avant\n\n![Carte du pays](<maillage:map/>)\n\naprès");

  assert_markdown (view, "avant\n\n![Carte du pays](<maillage:map/>)\n\naprès");
  put_caret (view, 7);          /* just after the figure, on its line */
  type (view, "x");
  assert_markdown (view, "avant\n\n![Carte du pays](<maillage:map/>)\n\nx\n\naprès");

  put_caret (view, 6);          /* just before it */
  type (view, "d");
  type (view, "e");
  type (view, "ux");
  assert_markdown (view, "avant\n\ndeux\n\n![Carte du pays](<maillage:map/>)\n\nx\n\naprès");
  g_assert_finalize_object (view);
}

/* ---- the screen */

typedef struct
{
  MlgProject *project;
  MlgFocus   *focus;
  GtkWidget  *window;
  GtkWidget  *view;
  MlgId       monograph;
} Fixture;

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
  g_autofree char *path = fixture_path ("récit.maillage");
  g_autoptr(GError) error = NULL;
  MlgId initiative;

  f->project = create_project (path);
  initiative = add_row (f->project, "initiative", (const char *[]) { "name", "Pôle Laine", NULL });
  g_assert_true (mlg_monograph_create (f->project, &initiative, &f->monograph, &error));
  g_assert_no_error (error);

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

static void
collect (GtkWidget *parent,
         GType      type,
         GPtrArray *found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (parent, type))
    g_ptr_array_add (found, parent);
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static GPtrArray *
find_all (Fixture *f,
          GType    type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (f->view, type, found);
  return found;
}

static MlgSectionEditor *
get_section (Fixture *f,
             guint    number)
{
  g_autoptr(GPtrArray) sections = find_all (f, MLG_TYPE_SECTION_EDITOR);

  g_assert_cmpuint (number, <, sections->len);
  return g_ptr_array_index (sections, number);
}

static gboolean
shows_words (Fixture    *f,
             const char *words)
{
  g_autoptr(GPtrArray) labels = find_all (f, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (labels, i);

      if (gtk_widget_get_mapped (label) && strstr (gtk_label_get_text (GTK_LABEL (label)), words) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
test_new_monograph_asks_seven_questions_in_one_command (Fixture       *f,
                                                        gconstpointer  data)
{
  g_autoptr(GPtrArray) sections = find_all (f, MLG_TYPE_SECTION_EDITOR);
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (sections->len, ==, 7);
  g_assert_true (shows_words (f, "Comment définir l’innovation sociale"));
  g_assert_true (shows_words (f, "0 questions of 7") || shows_words (f, "0 question of 7"));

  g_assert_true (mlg_project_undo (f->project, &error));
  run_until_idle ();
  g_assert_cmpuint (mlg_project_count (f->project, mlg_schema_find ("monograph")), ==, 0);
  g_assert_cmpuint (mlg_project_count (f->project, mlg_schema_find ("monograph_section")), ==, 0);
  g_assert_true (shows_words (f, "Tell the story of an initiative"));
}

static void
test_what_is_typed_is_one_command (Fixture       *f,
                                   gconstpointer  data)
{
  MlgSectionEditor *section = get_section (f, 2);
  MlgRecord *record = mlg_section_editor_get_section (section);
  g_autoptr(GError) error = NULL;

  type (mlg_section_editor_get_text (section), "Une");
  type (mlg_section_editor_get_text (section), " réponse");
  g_assert_null (mlg_record_get_named (record, "body"));
  mlg_section_editor_commit (section);
  run_until_idle ();

  g_assert_cmpstr (mlg_record_get_named (record, "body"), ==, "Une réponse");
  g_assert_true (shows_words (f, "1 question of 7"));
  g_assert_true (shows_words (f, "2 words"));

  g_assert_true (mlg_project_undo (f->project, &error));
  run_until_idle ();
  g_assert_null (mlg_record_get_named (record, "body"));
  g_assert_true (mlg_rich_view_is_empty (mlg_section_editor_get_text (section)));
}

/* Ctrl+Z again and again goes back, never forth: typing, then the command, then the one before. */
static void
add_source (MlgProject *project,
            const char *document,
            const char *target)
{
  const MlgEntity *entity = mlg_schema_find ("source_link");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId id = { { 0 } };

  values[mlg_entity_find_field (entity, "document")->index] = document;
  values[mlg_entity_find_field (entity, "target")->index] = target;
  g_assert_true (mlg_project_add (project, entity, values, &id, &error));
}

static char *
add_document (MlgProject *project)
{
  const MlgEntity *entity = mlg_schema_find ("document");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId id = { { 0 } };

  values[mlg_entity_find_field (entity, "title")->index] = "Rapport annuel";
  g_assert_true (mlg_project_add (project, entity, values, &id, &error));
  return mlg_id_dup_text (&id);
}

static char *
dup_page (Fixture *f)
{
  g_autoptr(GError) error = NULL;
  MlgRecord *section = mlg_section_editor_get_section (get_section (f, 0));
  g_autoptr(MlgMonograph) read = NULL;
  g_autoptr(MlgDocument) document = NULL;
  MlgId monograph;

  g_assert_true (mlg_id_parse (mlg_record_get_named (section, "monograph"), &monograph));
  read = mlg_project_monograph_new (f->project, &monograph, TRUE, &error);
  g_assert_no_error (error);
  document = mlg_document_new (read);
  return mlg_document_to_html (document);
}

/* The notes of sources, which nobody typed, count where the pages put them. */
static void
test_notes_have_the_numbers_of_the_pages (Fixture       *f,
                                          gconstpointer  data)
{
  const MlgId *first = mlg_record_get_id (mlg_section_editor_get_section (get_section (f, 0)));
  const MlgId *second = mlg_record_get_id (mlg_section_editor_get_section (get_section (f, 1)));
  MlgId actor = add_actor (f->project, "Laine du pays");
  g_autofree char *document = add_document (f->project);
  g_autofree char *actor_id = mlg_id_dup_text (&actor);
  g_autofree char *first_id = mlg_id_dup_text (first);
  g_autofree char *of_actor = g_strconcat ("actor:", actor_id, NULL);
  g_autofree char *of_section = g_strconcat ("monograph_section:", first_id, NULL);
  g_autofree char *body = g_strdup_printf ("Avec [Laine](<maillage:actor/%s>), [Laine](<maillage:actor/%s>) et[^1].\n\n[^1]: La dernière.", actor_id, actor_id);
  g_autofree char *page = NULL;
  const char *note;
  g_autoptr(GError) error = NULL;

  add_source (f->project, document, of_actor);
  add_source (f->project, document, of_section);
  g_assert_true (mlg_monograph_write (f->project, first, "Un[^1] et deux[^2].\n\n[^1]: Premier.\n\n[^2]: Second.", &error));
  g_assert_true (mlg_monograph_write (f->project, second, body, &error));
  run_until_idle ();

  page = dup_page (f);
  note = strstr (page, "id=\"note-5\"");
  g_assert_nonnull (note);
  g_assert_true (strstr (note, "La dernière.") != NULL && strstr (note, "Second.") == NULL);
  g_assert_cmpuint (mlg_rich_view_get_note_number (mlg_section_editor_get_text (get_section (f, 0)), 0), ==, 1);
  g_assert_cmpuint (mlg_rich_view_get_note_number (mlg_section_editor_get_text (get_section (f, 0)), 1), ==, 2);
  g_assert_cmpuint (mlg_rich_view_get_note_number (mlg_section_editor_get_text (get_section (f, 1)), 0), ==, 5);
}

static void
test_undo_goes_from_typing_to_commands (Fixture       *f,
                                        gconstpointer  data)
{
  MlgSectionEditor *section = get_section (f, 0);
  MlgRichView *text = mlg_section_editor_get_text (section);
  MlgId section_id = *mlg_record_get_id (mlg_section_editor_get_section (section));
  g_autoptr(GError) error = NULL;

  g_assert_true (mlg_monograph_write (f->project, &section_id, "avant", &error));
  run_until_idle ();
  put_caret (text, 5);
  type (text, " milieu");
  mlg_section_editor_commit (section);
  run_until_idle ();
  type (text, " fin");
  assert_markdown (text, "avant milieu fin");

  gtk_widget_activate_action (GTK_WIDGET (text), "typing.undo", NULL);
  run_until_idle ();
  assert_markdown (text, "avant milieu");
  gtk_widget_activate_action (GTK_WIDGET (text), "typing.undo", NULL);
  run_until_idle ();
  assert_markdown (text, "avant");
  gtk_widget_activate_action (GTK_WIDGET (text), "typing.undo", NULL);
  run_until_idle ();
  assert_markdown (text, "");
  gtk_widget_activate_action (GTK_WIDGET (text), "typing.redo", NULL);
  run_until_idle ();
  assert_markdown (text, "avant");
}

static void
test_change_elsewhere_leaves_what_is_being_typed (Fixture       *f,
                                                  gconstpointer  data)
{
  MlgSectionEditor *typed = get_section (f, 0);
  MlgSectionEditor *other = get_section (f, 1);
  g_autoptr(GError) error = NULL;

  type (mlg_section_editor_get_text (typed), "en cours");
  g_assert_true (mlg_monograph_write (f->project, mlg_record_get_id (mlg_section_editor_get_section (other)), "**venu** d’ailleurs", &error));
  run_until_idle ();

  assert_markdown (mlg_section_editor_get_text (other), "**venu** d’ailleurs");
  assert_markdown (mlg_section_editor_get_text (typed), "en cours");
  g_assert_true (get_section (f, 0) == typed);
}

static void
test_leaving_the_screen_keeps_what_is_typed (Fixture       *f,
                                             gconstpointer  data)
{
  MlgSectionEditor *section = get_section (f, 0);
  g_autoptr(MlgRecord) record = g_object_ref (mlg_section_editor_get_section (section));

  type (mlg_section_editor_get_text (section), "à garder");
  gtk_widget_set_visible (f->view, FALSE);
  g_assert_cmpstr (mlg_record_get_named (record, "body"), ==, "à garder");
}

static void
test_words_without_consent_stop_publication (Fixture       *f,
                                             gconstpointer  data)
{
  MlgSectionEditor *section = get_section (f, 0);
  MlgId person = add_row (f->project, "person", (const char *[]) { "first_name", "Inès", "last_name", "Çelik", "display_name", "Inès Çelik", NULL });
  g_autofree char *person_id = mlg_id_dup_text (&person);
  MlgId verbatim = add_row (f->project, "verbatim", (const char *[]) { "text", "On s’est aidés.", "speaker", person_id, "consent", "to_ask", NULL });
  g_autofree char *verbatim_id = mlg_id_dup_text (&verbatim);
  g_autoptr(MlgMonograph) monograph = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (mlg_monograph_attach (f->project, mlg_record_get_id (mlg_section_editor_get_section (section)), verbatim_id, TRUE, &error));
  run_until_idle ();
  g_assert_true (shows_words (f, "On s’est aidés."));
  g_assert_true (shows_words (f, "Inès Çelik"));
  g_assert_true (shows_words (f, "À demander"));

  /* Neither these words nor that name go on the wall. */
  g_object_set (f->focus, "projector", TRUE, NULL);
  run_until_idle ();
  g_assert_false (shows_words (f, "On s’est aidés."));
  g_assert_false (shows_words (f, "Inès Çelik"));
  g_object_set (f->focus, "projector", FALSE, NULL);
  run_until_idle ();
  g_assert_true (shows_words (f, "On s’est aidés."));

  monograph = mlg_project_monograph_new (f->project, &f->monograph, FALSE, &error);
  g_assert_null (monograph);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "Inès Çelik"));
}

static void
test_actor_chosen_elsewhere_is_named_in_the_list (Fixture       *f,
                                                  gconstpointer  data)
{
  MlgId actor = add_actor (f->project, "Ateliers de la Bruyère");
  g_autofree char *id = mlg_id_dup_text (&actor);
  const MlgEntity *entity = mlg_schema_find ("monograph");
  g_autoptr(GError) error = NULL;

  g_assert_true (mlg_project_set (f->project, entity, &f->monograph, mlg_entity_find_field (entity, "actors"), id, &error));
  mlg_focus_select (f->focus, entity_actor (), &actor);
  run_until_idle ();
  g_assert_true (shows_words (f, "Speaks of Ateliers de la Bruyère"));
}

static void
test_every_text_is_named_by_its_question (Fixture       *f,
                                          gconstpointer  data)
{
  MlgRichView *text = mlg_section_editor_get_text (get_section (f, 2));

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Comment définir l’innovation sociale\xe2\x80\xaf?");
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

#define ADD_TEXT(name) g_test_add_func ("/monographs/text/" #name, test_##name)
  ADD_TEXT (any_text_survives_the_editor);
  ADD_TEXT (no_mark_is_ever_seen);
  ADD_TEXT (words_take_the_looks_of_their_place);
  ADD_TEXT (enter_goes_on_with_a_list_and_ends_it);
  ADD_TEXT (tab_and_backspace_change_the_level);
  ADD_TEXT (undo_brings_words_and_looks_back);
  ADD_TEXT (notes_and_links_are_kept);
  ADD_TEXT (french_is_set_while_typing);
  ADD_TEXT (one_backspace_takes_a_correction_back);
  ADD_TEXT (many_changes_are_undone_one_by_one);
  ADD_TEXT (a_figure_stands_alone);

  ADD_TEXT (what_is_remembered_is_what_stands);
  ADD_TEXT (any_text_takes_the_place_of_any_other);
#define ADD(name) g_test_add ("/monographs/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (new_monograph_asks_seven_questions_in_one_command);
  ADD (what_is_typed_is_one_command);
  ADD (notes_have_the_numbers_of_the_pages);
  ADD (undo_goes_from_typing_to_commands);
  ADD (change_elsewhere_leaves_what_is_being_typed);
  ADD (leaving_the_screen_keeps_what_is_typed);
  ADD (words_without_consent_stop_publication);
  ADD (actor_chosen_elsewhere_is_named_in_the_list);
  ADD (every_text_is_named_by_its_question);

  result = g_test_run ();
  fixture_end ();
  return result;
}
