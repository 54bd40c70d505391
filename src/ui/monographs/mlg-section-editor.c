/* One section of a monograph: question, text, verbatims, what is still to be asked. */

#include "ui/monographs/mlg-section-editor.h"

#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "ui/monographs/mlg-monograph-commands.h"
#include "ui/monographs/mlg-to-ask-editor.h"

#include <glib/gi18n-lib.h>

/* A pause this long, and what is typed is kept; sooner when the keyboard leaves. */
#define PAUSE_SECONDS 2
#define EXCERPT_CHARACTERS 110

struct _MlgSectionEditor
{
  GtkWidget      parent_instance;

  /* Template */
  GtkWidget     *content;
  GtkWidget     *question;
  GtkWidget     *text_place;
  GtkWidget     *verbatims;
  GtkWidget     *insert_popover;
  GtkWidget     *insert_list;
  GtkWidget     *words;
  GtkWidget     *to_ask;

  /* Owned by the template's boxes */
  MlgRichView   *text;
  GtkWidget     *to_complete;

  MlgFocus      *focus;
  MlgRecord     *monograph;
  MlgRecord     *section;
  char          *shown;          /* the Markdown on screen as the project has it */
  char          *shown_verbatims;
  guint          n_words;
  guint          pause;
  gboolean       dirty;
};

G_DEFINE_FINAL_TYPE (MlgSectionEditor, mlg_section_editor, GTK_TYPE_WIDGET)

enum { REPORT, WORDS_CHANGED, WRITING, N_SIGNALS };
static guint signals[N_SIGNALS];

static MlgProject *
get_project (MlgSectionEditor *self)
{
  return mlg_focus_get_project (self->focus);
}

static void
report (MlgSectionEditor *self,
        const GError     *error)
{
  g_signal_emit (self, signals[REPORT], 0, error);
}

/* ---- words */

static void
count_words (MlgSectionEditor *self)
{
  g_autoptr(MlgRichText) text = mlg_rich_view_dup_text (self->text);
  g_autofree char *plain = mlg_rich_text_to_plain (text);
  g_autofree char *count = NULL;
  g_autofree char *label = NULL;

  self->n_words = mlg_count_words (plain);
  count = mlg_format_count (self->n_words);
  label = g_strdup_printf (ngettext ("%s word", "%s words", self->n_words), count);
  gtk_label_set_text (GTK_LABEL (self->words), self->n_words > 0 ? label : "");
  g_signal_emit (self, signals[WORDS_CHANGED], 0);
}

/* ---- keeping what is typed */

void
mlg_section_editor_commit (MlgSectionEditor *self)
{
  g_autoptr(MlgRichText) text = NULL;
  g_autofree char *markdown = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (MLG_IS_SECTION_EDITOR (self));

  g_clear_handle_id (&self->pause, g_source_remove);
  if (!self->dirty)
    return;

  self->dirty = FALSE;
  text = mlg_rich_view_dup_text (self->text);
  markdown = mlg_rich_text_to_markdown (text);
  if (g_strcmp0 (markdown, self->shown) == 0)
    return;

  g_free (self->shown);
  self->shown = g_strdup (markdown);
  if (!mlg_monograph_write (get_project (self), mlg_record_get_id (self->section), markdown, &error))
    {
      /* The words stay on screen and are tried again at the next pause. */
      self->dirty = TRUE;
      g_clear_pointer (&self->shown, g_free);
      report (self, error);
      return;
    }

  /* From here on it is a command of the file, and undone as one. */
  mlg_rich_view_forget_steps (self->text);
}

static gboolean
pause_cb (gpointer data)
{
  MlgSectionEditor *self = MLG_SECTION_EDITOR (data);

  self->pause = 0;
  mlg_section_editor_commit (self);
  return G_SOURCE_REMOVE;
}

static void
edited_cb (MlgSectionEditor *self)
{
  self->dirty = TRUE;
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add_seconds (PAUSE_SECONDS, pause_cb, self);
  count_words (self);
}

static void
nothing_to_undo_cb (MlgSectionEditor *self,
                    gboolean          redo)
{
  g_autoptr(GError) error = NULL;
  gboolean can;

  /* What was typed here came first; now what was done in the file. */
  mlg_section_editor_commit (self);
  g_object_get (get_project (self), redo ? "can-redo" : "can-undo", &can, NULL);
  if (can && !(redo ? mlg_project_redo (get_project (self), &error) : mlg_project_undo (get_project (self), &error)))
    report (self, error);
}

static void
focus_enter_cb (MlgSectionEditor *self)
{
  g_signal_emit (self, signals[WRITING], 0);
}

/* ---- verbatims */

/* What is personal is never thrown on a wall. */
static gboolean
may_be_shown (MlgSectionEditor *self,
              const MlgField   *field)
{
  gboolean projector;

  g_object_get (self->focus, "projector", &projector, NULL);
  return !projector || (field->flags & MLG_FIELD_PERSONAL) == 0;
}

/* « Pascal LAFONT, directeur des Ateliers… » */
static char *
describe_verbatim (MlgSectionEditor *self,
                   MlgRecord        *verbatim)
{
  static const char *const fields[] = { "speaker", "function", "structure", "date" };
  const MlgEntity *entity = mlg_record_get_entity (verbatim);
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const MlgField *field = mlg_entity_find_field (entity, fields[i]);
      const char *value = mlg_record_get (verbatim, field);
      g_autofree char *text = NULL;

      if (value == NULL || !may_be_shown (self, field))
        continue;
      text = mlg_project_display (get_project (self), field, value);
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", text);
    }
  return g_strdup (words->str);
}

static char *
describe_consent (MlgSectionEditor *self,
                  MlgRecord        *verbatim)
{
  const MlgField *field = mlg_entity_find_field (mlg_record_get_entity (verbatim), "consent");
  const char *consent = mlg_record_get (verbatim, field);

  return consent != NULL ? mlg_project_display (get_project (self), field, consent) : g_strdup (_("Consent not stated"));
}

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_consent_label (MlgSectionEditor *self,
                   MlgRecord        *verbatim)
{
  g_autofree char *consent = describe_consent (self, verbatim);
  const char *id = mlg_record_get_named (verbatim, "consent");
  GtkWidget *label = new_label (consent, "consent");

  if (id == NULL || g_str_equal (id, "to_ask") || g_str_equal (id, "refused"))
    gtk_widget_add_css_class (label, "missing");
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  return label;
}

static void
take_out_cb (MlgSectionEditor *self,
             GtkWidget        *button)
{
  const char *id = g_object_get_data (G_OBJECT (button), "mlg-verbatim");
  g_autoptr(GError) error = NULL;

  if (!mlg_monograph_attach (get_project (self), mlg_record_get_id (self->section), id, FALSE, &error))
    report (self, error);
}

static GtkWidget *
new_verbatim (MlgSectionEditor *self,
              MlgRecord        *verbatim,
              const char       *id)
{
  const char *text = mlg_record_get_named (verbatim, "text");
  g_autofree char *quoted = g_strdup_printf ("«\xe2\x80\xaf%s\xe2\x80\xaf»", text != NULL ? text : "");
  g_autofree char *who = describe_verbatim (self, verbatim);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *speaker = new_label (who, "dim");
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-delete-symbolic");

  gtk_widget_add_css_class (box, "verbatim");
  gtk_widget_set_hexpand (speaker, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Take this verbatim out"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Take this verbatim out"), -1);
  g_object_set_data_full (G_OBJECT (button), "mlg-verbatim", g_strdup (id), g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (take_out_cb), self);

  gtk_box_append (GTK_BOX (foot), speaker);
  if (may_be_shown (self, mlg_entity_find_field (mlg_record_get_entity (verbatim), "consent")))
    gtk_box_append (GTK_BOX (foot), new_consent_label (self, verbatim));
  gtk_box_append (GTK_BOX (foot), button);
  gtk_box_append (GTK_BOX (box), new_label (quoted, "words"));
  gtk_box_append (GTK_BOX (box), foot);
  return box;
}

static void
show_verbatims (MlgSectionEditor *self)
{
  const char *value = mlg_record_get_named (self->section, "verbatims");
  g_auto(GStrv) ids = mlg_value_split (value);
  GtkWidget *child;

  if (self->shown_verbatims != NULL && g_strcmp0 (self->shown_verbatims, value != NULL ? value : "") == 0)
    return;

  g_free (self->shown_verbatims);
  self->shown_verbatims = g_strdup (value != NULL ? value : "");
  while ((child = gtk_widget_get_first_child (self->verbatims)) != NULL)
    gtk_box_remove (GTK_BOX (self->verbatims), child);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr(MlgRecord) verbatim = NULL;
      MlgId id;

      if (mlg_id_parse (ids[i], &id))
        verbatim = mlg_project_get_record (get_project (self), mlg_schema_find ("verbatim"), &id);
      if (verbatim != NULL && !mlg_record_is_deleted (verbatim))
        gtk_box_append (GTK_BOX (self->verbatims), new_verbatim (self, verbatim, ids[i]));
    }
  gtk_widget_set_visible (self->verbatims, gtk_widget_get_first_child (self->verbatims) != NULL);
}

static void
projector_cb (MlgSectionEditor *self)
{
  g_clear_pointer (&self->shown_verbatims, g_free);
  show_verbatims (self);
}

static char *
excerpt (const char *text)
{
  g_autofree char *start = NULL;

  if (text == NULL || g_utf8_strlen (text, -1) <= EXCERPT_CHARACTERS)
    return g_strdup_printf ("«\xe2\x80\xaf%s\xe2\x80\xaf»", text != NULL ? text : "");
  start = g_utf8_substring (text, 0, EXCERPT_CHARACTERS);
  return g_strdup_printf ("«\xe2\x80\xaf%s…\xe2\x80\xaf»", start);
}

static void
add_choice (MlgSectionEditor *self,
            MlgRecord        *verbatim)
{
  g_autofree char *words = excerpt (mlg_record_get_named (verbatim, "text"));
  g_autofree char *who = describe_verbatim (self, verbatim);
  g_autofree char *consent = describe_consent (self, verbatim);
  g_autofree char *foot = g_strdup_printf ("%s · %s", who, consent);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = new_label (words, NULL);
  GtkWidget *second = new_label (foot, "dim");
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_max_width_chars (GTK_LABEL (first), 56);
  gtk_label_set_max_width_chars (GTK_LABEL (second), 60);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, "choice");
  g_object_set_data_full (G_OBJECT (row), "mlg-verbatim", mlg_id_dup_text (mlg_record_get_id (verbatim)), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->insert_list), row);
}

static void
fill_choices_cb (MlgSectionEditor *self)
{
  g_autoptr(GPtrArray) verbatims = mlg_monograph_dup_verbatims (get_project (self), self->monograph);
  const char *attached = mlg_record_get_named (self->section, "verbatims");
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->insert_list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->insert_list), child);

  for (guint i = 0; i < verbatims->len; i++)
    {
      MlgRecord *verbatim = g_ptr_array_index (verbatims, i);
      g_autofree char *id = mlg_id_dup_text (mlg_record_get_id (verbatim));

      if (attached == NULL || g_strstr_len (attached, -1, id) == NULL)
        add_choice (self, verbatim);
    }

  if (gtk_widget_get_first_child (self->insert_list) == NULL)
    {
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), new_label (_("No other verbatim in this file. Add one under “Verbatims”."), "dim"));
      gtk_list_box_append (GTK_LIST_BOX (self->insert_list), row);
    }
}

static void
insert_row_activated_cb (MlgSectionEditor *self,
                         GtkListBoxRow    *row)
{
  const char *id = g_object_get_data (G_OBJECT (row), "mlg-verbatim");
  g_autoptr(GError) error = NULL;

  gtk_popover_popdown (GTK_POPOVER (self->insert_popover));
  if (id != NULL && !mlg_monograph_attach (get_project (self), mlg_record_get_id (self->section), id, TRUE, &error))
    report (self, error);
}

/* ---- showing */

static void
show_body (MlgSectionEditor *self)
{
  const char *body = mlg_record_get_named (self->section, "body");
  g_autoptr(MlgRichText) text = mlg_rich_text_from_markdown (body);
  g_autofree char *markdown = mlg_rich_text_to_markdown (text);

  if (self->dirty || g_strcmp0 (markdown, self->shown) == 0)
    return;

  g_free (self->shown);
  self->shown = g_steal_pointer (&markdown);
  mlg_rich_view_set_text (self->text, text);
  count_words (self);
}

void
mlg_section_editor_refresh (MlgSectionEditor *self)
{
  g_return_if_fail (MLG_IS_SECTION_EDITOR (self));

  show_body (self);
  show_verbatims (self);
  mlg_to_ask_editor_refresh (MLG_TO_ASK_EDITOR (self->to_complete));
}

static void
show_question (MlgSectionEditor *self)
{
  static const char *const fields[] = { "question", "title", "heading" };
  g_autofree char *text = NULL;

  for (guint i = 0; text == NULL && i < G_N_ELEMENTS (fields); i++)
    {
      const char *value = mlg_record_get_named (self->section, fields[i]);

      if (value != NULL)
        text = mlg_project_display (get_project (self), mlg_entity_find_field (mlg_record_get_entity (self->section), fields[i]), value);
    }

  if (text != NULL)
    {
      g_autofree char *typeset = mlg_typeset (text);

      gtk_label_set_text (GTK_LABEL (self->question), typeset);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, typeset, -1);
    }
}

/* ---- life */

static void
mlg_section_editor_unmap (GtkWidget *widget)
{
  mlg_section_editor_commit (MLG_SECTION_EDITOR (widget));

  GTK_WIDGET_CLASS (mlg_section_editor_parent_class)->unmap (widget);
}

static void
mlg_section_editor_dispose (GObject *object)
{
  MlgSectionEditor *self = MLG_SECTION_EDITOR (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->focus);
  g_clear_object (&self->monograph);
  g_clear_object (&self->section);

  G_OBJECT_CLASS (mlg_section_editor_parent_class)->dispose (object);
}

static void
mlg_section_editor_finalize (GObject *object)
{
  MlgSectionEditor *self = MLG_SECTION_EDITOR (object);

  g_free (self->shown);
  g_free (self->shown_verbatims);

  G_OBJECT_CLASS (mlg_section_editor_parent_class)->finalize (object);
}

static void
mlg_section_editor_class_init (MlgSectionEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mlg_section_editor_dispose;
  object_class->finalize = mlg_section_editor_finalize;
  widget_class->unmap = mlg_section_editor_unmap;

  signals[REPORT] = g_signal_new ("report", MLG_TYPE_SECTION_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[WORDS_CHANGED] = g_signal_new ("words-changed", MLG_TYPE_SECTION_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
  signals[WRITING] = g_signal_new ("writing", MLG_TYPE_SECTION_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/maillage/Maillage/monographs/mlg-section-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, MlgSectionEditor, content);
  gtk_widget_class_bind_template_child (widget_class, MlgSectionEditor, question);
  gtk_widget_class_bind_template_child (widget_class, MlgSectionEditor, text_place);
  gtk_widget_class_bind_template_child (widget_class, MlgSectionEditor, verbatims);
  gtk_widget_class_bind_template_child (widget_class, MlgSectionEditor, insert_popover);
  gtk_widget_class_bind_template_child (widget_class, MlgSectionEditor, insert_list);
  gtk_widget_class_bind_template_child (widget_class, MlgSectionEditor, words);
  gtk_widget_class_bind_template_child (widget_class, MlgSectionEditor, to_ask);
  gtk_widget_class_bind_template_callback (widget_class, insert_row_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "section");
}

static void
mlg_section_editor_init (MlgSectionEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->text = MLG_RICH_VIEW (mlg_rich_view_new (_("to complete")));
  gtk_widget_set_hexpand (GTK_WIDGET (self->text), TRUE);
  gtk_box_append (GTK_BOX (self->text_place), GTK_WIDGET (self->text));

  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_enter_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (mlg_section_editor_commit), self);
  gtk_widget_add_controller (GTK_WIDGET (self->text), focus);
  g_signal_connect_swapped (self->text, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->text, "nothing-to-undo", G_CALLBACK (nothing_to_undo_cb), self);
  g_signal_connect_swapped (self->insert_popover, "show", G_CALLBACK (fill_choices_cb), self);
}

GtkWidget *
mlg_section_editor_new (MlgFocus  *focus,
                        MlgRecord *monograph,
                        MlgRecord *section)
{
  MlgSectionEditor *self = g_object_new (MLG_TYPE_SECTION_EDITOR, NULL);

  self->focus = g_object_ref (focus);
  self->monograph = g_object_ref (monograph);
  self->section = g_object_ref (section);
  self->to_complete = mlg_to_ask_editor_new (get_project (self), section);
  g_signal_connect_swapped (self->to_complete, "report", G_CALLBACK (report), self);
  gtk_box_append (GTK_BOX (self->to_ask), self->to_complete);

  g_signal_connect_object (focus, "notify::projector", G_CALLBACK (projector_cb), self, G_CONNECT_SWAPPED);
  show_question (self);
  mlg_section_editor_refresh (self);
  return GTK_WIDGET (self);
}

MlgRecord *
mlg_section_editor_get_section (MlgSectionEditor *self)
{
  return self->section;
}

MlgRichView *
mlg_section_editor_get_text (MlgSectionEditor *self)
{
  return self->text;
}

guint
mlg_section_editor_get_n_words (MlgSectionEditor *self)
{
  return self->n_words;
}
