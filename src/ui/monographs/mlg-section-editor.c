/* One section of a monograph: question, text, verbatims, what is still to be asked. */

#include "ui/monographs/mlg-section-editor.h"

#include "model/mlg-text.h"
#include "store/mlg-draft.h"
#include "store/mlg-text-merge.h"
#include "ui/monographs/mlg-figure-card.h"
#include "ui/monographs/mlg-long-text.h"
#include "ui/monographs/mlg-monograph-commands.h"
#include "ui/monographs/mlg-section-menu.h"
#include "ui/monographs/mlg-section-text.h"
#include "ui/monographs/mlg-section-verbatims.h"
#include "ui/monographs/mlg-to-ask-editor.h"
#include "ui/monographs/mlg-typing-draft.h"

#include <glib/gi18n-lib.h>

/* A pause this long, and what is typed becomes a command of the file; sooner when the keyboard
 * leaves; and however fast one types, at least so often. */
#define PAUSE_SECONDS 2
#define LONGEST_US    (30 * G_USEC_PER_SEC)
/* The number of words follows typing at this distance. */
#define COUNT_MS      300
/* What a crash may cost. */
#define DRAFT_MS      1000

struct _MlgSectionEditor
{
  GtkWidget      parent_instance;

  /* Template */
  GtkWidget     *content;
  GtkWidget     *head;
  GtkWidget     *question;
  GtkWidget     *menu;
  GtkWidget     *text_place;
  GtkWidget     *verbatims;
  GtkWidget     *insert_place;
  GtkWidget     *words;
  GtkWidget     *to_ask;

  /* Owned by the template's boxes */
  MlgRichView   *text;
  MlgSectionVerbatims *cards;
  GtkWidget     *to_complete;

  MlgFocus      *focus;
  MlgProject    *project;
  MlgRecord     *monograph;
  MlgRecord     *section;
  MlgTypingDraft *draft;
  char          *shown;          /* the Markdown on screen as the project has it */
  char          *shown_body;     /* the field it was read from */
  gboolean       follows;        /* it names records, whose names may change */
  guint          n_words;
  guint          count_due;
  guint          pause;
  guint          draft_due;
  gint64         since;          /* typing that is no command yet began; 0: none */
  gboolean       dirty;
};

G_DEFINE_FINAL_TYPE (MlgSectionEditor, mlg_section_editor, GTK_TYPE_WIDGET)

enum { REPORT, WORDS_CHANGED, WRITING, N_SIGNALS };
static guint signals[N_SIGNALS];

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
  guint n_words = mlg_rich_view_count_words (self->text);
  g_autofree char *count = NULL;
  g_autofree char *label = NULL;

  if (self->n_words == n_words)
    return;

  self->n_words = n_words;
  count = mlg_format_count (n_words);
  label = g_strdup_printf (ngettext ("%s word", "%s words", n_words), count);
  gtk_label_set_text (GTK_LABEL (self->words), n_words > 0 ? label : "");
  g_signal_emit (self, signals[WORDS_CHANGED], 0);
}

static gboolean
count_due_cb (gpointer data)
{
  MlgSectionEditor *self = MLG_SECTION_EDITOR (data);

  self->count_due = 0;
  count_words (self);
  return G_SOURCE_REMOVE;
}

/* ---- showing */

static gboolean
is_projected (MlgSectionEditor *self)
{
  return mlg_focus_is_projector (self->focus);
}

static void
show_body (MlgSectionEditor *self,
           gboolean          anew)
{
  const char *body = mlg_record_get_named (self->section, "body");
  g_autoptr(MlgRichText) text = NULL;
  g_autofree char *markdown = NULL;

  if (self->dirty || (!anew && !self->follows && self->shown != NULL && g_strcmp0 (body, self->shown_body) == 0))
    return;

  text = mlg_section_text_read (self->project, body, is_projected (self), &self->follows);
  markdown = mlg_rich_text_to_stored (text);
  g_free (self->shown_body);
  self->shown_body = g_strdup (body);
  if (g_strcmp0 (markdown, self->shown) == 0)
    return;

  g_free (self->shown);
  self->shown = g_steal_pointer (&markdown);
  mlg_rich_view_set_text (self->text, text);
  self->n_words = G_MAXUINT;
  count_words (self);
}

/* ---- keeping what is typed: a draft each second, a command at each pause */

/* The words of somebody else may have come into the file since one began to type here. FALSE: none did. */
static gboolean
take_in_others (MlgSectionEditor *self,
                char            **markdown)
{
  const char *body = mlg_record_get_named (self->section, "body");
  g_autoptr(MlgRichText) text = NULL;
  g_autofree char *present = NULL;
  char *together;
  gboolean follows;

  if (self->shown == NULL || g_strcmp0 (body, self->shown_body) == 0)
    return FALSE;

  text = mlg_section_text_read (self->project, body, FALSE, &follows);
  present = mlg_rich_text_to_stored (text);
  together = mlg_text_put_together (self->shown, *markdown, present);
  g_free (*markdown);
  *markdown = together;
  return TRUE;
}

void
mlg_section_editor_commit (MlgSectionEditor *self)
{
  g_autoptr(MlgRichText) text = NULL;
  g_autofree char *markdown = NULL;
  g_autoptr(GError) error = NULL;
  gboolean others;

  g_return_if_fail (MLG_IS_SECTION_EDITOR (self));

  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_handle_id (&self->draft_due, g_source_remove);
  if (!self->dirty || self->project == NULL)
    return;
  g_clear_handle_id (&self->count_due, g_source_remove);
  count_words (self);

  text = mlg_rich_view_dup_text (self->text);
  markdown = mlg_rich_text_to_stored (text);
  others = take_in_others (self, &markdown);
  self->dirty = FALSE;
  self->since = 0;
  if (g_strcmp0 (markdown, self->shown) != 0 &&
      !mlg_monograph_write (self->project, mlg_record_get_id (self->section), markdown, &error))
    {
      /* The words stay on screen and in the draft, and are tried again at the next pause. */
      self->dirty = TRUE;
      report (self, error);
      return;
    }

  if (others)
    show_body (self, TRUE);
  else
    {
      g_free (self->shown);
      self->shown = g_steal_pointer (&markdown);
      g_free (self->shown_body);
      self->shown_body = g_strdup (mlg_record_get_named (self->section, "body"));
    }
  mlg_typing_draft_drop (self->draft);
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

static gboolean
draft_cb (gpointer data)
{
  MlgSectionEditor *self = MLG_SECTION_EDITOR (data);

  self->draft_due = 0;
  if (self->dirty)
    mlg_typing_draft_keep (self->draft, self->shown_body != NULL ? self->shown_body : "", mlg_rich_view_share_text (self->text));
  return G_SOURCE_REMOVE;
}

static void
edited_cb (MlgSectionEditor *self)
{
  gint64 now = g_get_monotonic_time ();

  self->dirty = TRUE;
  if (self->since == 0)
    self->since = now;
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = now - self->since > LONGEST_US ? g_idle_add (pause_cb, self) : g_timeout_add_seconds (PAUSE_SECONDS, pause_cb, self);
  if (self->draft_due == 0)
    self->draft_due = g_timeout_add (DRAFT_MS, draft_cb, self);
  g_clear_handle_id (&self->count_due, g_source_remove);
  self->count_due = g_timeout_add (COUNT_MS, count_due_cb, self);
}

static void
nothing_to_undo_cb (MlgSectionEditor *self,
                    gboolean          redo)
{
  g_autoptr(GError) error = NULL;
  gboolean can;

  /* What was typed here came first; now what was done in the file. */
  mlg_section_editor_commit (self);
  g_object_get (self->project, redo ? "can-redo" : "can-undo", &can, NULL);
  if (can && !(redo ? mlg_project_redo (self->project, &error) : mlg_project_undo (self->project, &error)))
    report (self, error);
}

static void
focus_enter_cb (MlgSectionEditor *self)
{
  g_signal_emit (self, signals[WRITING], 0);
}

/* ---- the rest of a section */

static void
show_question (MlgSectionEditor *self)
{
  static const char *const fields[] = { "question", "title", "heading" };
  g_autofree char *text = NULL;

  for (guint i = 0; text == NULL && i < G_N_ELEMENTS (fields); i++)
    {
      const char *value = mlg_record_get_named (self->section, fields[i]);

      if (value != NULL)
        text = mlg_project_display (self->project, mlg_entity_find_field (mlg_record_get_entity (self->section), fields[i]), value);
    }

  if (text != NULL)
    {
      g_autofree char *typeset = mlg_typeset (text);

      gtk_label_set_text (GTK_LABEL (self->question), typeset);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, typeset, -1);
    }
}

void
mlg_section_editor_refresh (MlgSectionEditor *self)
{
  g_return_if_fail (MLG_IS_SECTION_EDITOR (self));

  show_question (self);
  show_body (self, FALSE);
  mlg_section_verbatims_refresh (self->cards);
  mlg_to_ask_editor_refresh (MLG_TO_ASK_EDITOR (self->to_complete));
}

static void
show_tools (MlgSectionEditor *self)
{
  gboolean projected = is_projected (self);

  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->text), !projected);
  gtk_widget_set_visible (self->insert_place, !projected);
  gtk_widget_set_visible (self->menu, !projected);
  gtk_widget_set_visible (self->to_ask, !projected);
}

/* On a wall one reads: what may not be seen there is not in the text, so nothing of it is written. */
static void
projector_cb (MlgSectionEditor *self)
{
  mlg_section_editor_commit (self);
  if (self->dirty)
    return;
  show_tools (self);
  show_body (self, TRUE);
  mlg_section_verbatims_refresh (self->cards);
}

static GtkWidget *
make_figure (GtkTextChildAnchor *anchor,
             gpointer            data)
{
  MlgSectionEditor *self = MLG_SECTION_EDITOR (data);

  return mlg_figure_card_new (self->focus, mlg_record_get_id (self->monograph), self->text, anchor);
}

static void
quote_cb (MlgSectionEditor *self,
          MlgRecord        *verbatim)
{
  mlg_section_editor_quote (self, verbatim);
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
  g_clear_handle_id (&self->draft_due, g_source_remove);
  g_clear_handle_id (&self->count_due, g_source_remove);
  g_clear_pointer (&self->draft, mlg_typing_draft_free);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->focus);
  g_clear_object (&self->project);
  g_clear_object (&self->monograph);
  g_clear_object (&self->section);

  G_OBJECT_CLASS (mlg_section_editor_parent_class)->dispose (object);
}

static void
mlg_section_editor_finalize (GObject *object)
{
  MlgSectionEditor *self = MLG_SECTION_EDITOR (object);

  g_free (self->shown);
  g_free (self->shown_body);

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
  gtk_widget_class_bind_template_child (widget_class, MlgSectionEditor, head);
  gtk_widget_class_bind_template_child (widget_class, MlgSectionEditor, question);
  gtk_widget_class_bind_template_child (widget_class, MlgSectionEditor, text_place);
  gtk_widget_class_bind_template_child (widget_class, MlgSectionEditor, verbatims);
  gtk_widget_class_bind_template_child (widget_class, MlgSectionEditor, insert_place);
  gtk_widget_class_bind_template_child (widget_class, MlgSectionEditor, words);
  gtk_widget_class_bind_template_child (widget_class, MlgSectionEditor, to_ask);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "section");
}

static void
mlg_section_editor_init (MlgSectionEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *long_text;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->text = MLG_RICH_VIEW (mlg_rich_view_new (_("to complete")));
  long_text = mlg_long_text_new (GTK_TEXT_VIEW (self->text));
  gtk_widget_set_hexpand (long_text, TRUE);
  gtk_box_append (GTK_BOX (self->text_place), long_text);

  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_enter_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (mlg_section_editor_commit), self);
  gtk_widget_add_controller (GTK_WIDGET (self->text), focus);
  g_signal_connect_swapped (self->text, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->text, "nothing-to-undo", G_CALLBACK (nothing_to_undo_cb), self);
}

GtkWidget *
mlg_section_editor_new (MlgFocus  *focus,
                        MlgRecord *monograph,
                        MlgRecord *section)
{
  MlgSectionEditor *self = g_object_new (MLG_TYPE_SECTION_EDITOR, NULL);
  const MlgEntity *entity = mlg_record_get_entity (section);
  g_autofree char *path = NULL;

  self->focus = g_object_ref (focus);
  self->project = g_object_ref (mlg_focus_get_project (focus));
  self->monograph = g_object_ref (monograph);
  self->section = g_object_ref (section);
  self->to_complete = mlg_to_ask_editor_new (self->project, section);
  g_signal_connect_swapped (self->to_complete, "report", G_CALLBACK (report), self);
  gtk_box_append (GTK_BOX (self->to_ask), self->to_complete);

  mlg_rich_view_set_figure_maker (self->text, make_figure, self);
  path = mlg_draft_dup_path (self->project, entity, mlg_record_get_id (section), mlg_entity_find_field (entity, "body"));
  self->draft = mlg_typing_draft_new (path);
  self->cards = MLG_SECTION_VERBATIMS (mlg_section_verbatims_new (focus, monograph, section));
  g_signal_connect_swapped (self->cards, "report", G_CALLBACK (report), self);
  g_signal_connect_swapped (self->cards, "quote", G_CALLBACK (quote_cb), self);
  gtk_box_append (GTK_BOX (self->verbatims), GTK_WIDGET (self->cards));
  gtk_box_append (GTK_BOX (self->insert_place), mlg_section_verbatims_get_button (self->cards));
  self->menu = mlg_section_menu_new (self->project, section);
  g_signal_connect_swapped (self->menu, "report", G_CALLBACK (report), self);
  g_signal_connect_swapped (self->menu, "about-to-change", G_CALLBACK (mlg_section_editor_commit), self);
  gtk_box_append (GTK_BOX (self->head), self->menu);
  show_tools (self);

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

void
mlg_section_editor_quote (MlgSectionEditor *self,
                          MlgRecord        *verbatim)
{
  g_autoptr(MlgRichText) quotation = NULL;

  g_return_if_fail (MLG_IS_SECTION_EDITOR (self));

  quotation = mlg_section_text_quote (self->project, verbatim);
  mlg_section_editor_insert (self, quotation);
}

void
mlg_section_editor_insert (MlgSectionEditor  *self,
                           const MlgRichText *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  GtkTextIter caret;

  g_return_if_fail (MLG_IS_SECTION_EDITOR (self));

  /* Paragraphs stand on their own, after the one the caret is in. */
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  if (!gtk_text_iter_ends_line (&caret))
    gtk_text_iter_forward_to_line_end (&caret);
  gtk_text_buffer_place_cursor (buffer, &caret);
  if (!gtk_text_iter_starts_line (&caret))
    gtk_text_buffer_insert_at_cursor (buffer, "\n", 1);
  mlg_rich_view_insert_text (self->text, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

const char *
mlg_section_editor_get_title (MlgSectionEditor *self)
{
  return gtk_label_get_text (GTK_LABEL (self->question));
}
