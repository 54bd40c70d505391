/* A monograph being written. */

#include "ui/monographs/mlg-monograph-editor-private.h"

#include "model/mlg-text.h"
#include "ui/common/mlg-label.h"
#include "ui/monographs/mlg-clamp.h"
#include "ui/monographs/mlg-compare-view.h"
#include "ui/monographs/mlg-find-bar.h"
#include "ui/monographs/mlg-format-bar.h"
#include "ui/monographs/mlg-insert-popover.h"
#include "ui/monographs/mlg-monograph-commands.h"
#include "exchange/mlg-monograph-progress.h"
#include "ui/monographs/mlg-preview.h"
#include "ui/monographs/mlg-spelling.h"
#include "ui/monographs/mlg-writing-panel.h"
#include "ui/records/mlg-field-editor.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (MlgMonographEditor, mlg_monograph_editor, GTK_TYPE_WIDGET)

/* Read aloud in the head. */
#define WORDS_PER_MINUTE 230

enum { PROP_0, PROP_PREVIEWING, PROP_PANEL_SHOWN, N_PROPS };
static GParamSpec *properties[N_PROPS];

enum { REPORT, TOAST, OUTLINE_KEPT, N_SIGNALS };
static guint signals[N_SIGNALS];

/* The rubriques that may be left out (docs/domain.md §2.14). */
static const char *const optional_titles[] = {
  N_("Landmarks"),
  N_("Ways of working"),
  N_("Stakeholders and partnerships"),
  N_("Associative project and economic model"),
  N_("What links us, what sets us apart"),
  N_("What it changes"),
  N_("To know more"),
};

MlgProject *
mlg_monograph_editor_get_project (MlgMonographEditor *self)
{
  return mlg_focus_get_project (self->focus);
}

void
mlg_monograph_editor_report (MlgMonographEditor *self,
                             const GError       *error)
{
  g_signal_emit (self, signals[REPORT], 0, error);
}

void
mlg_monograph_editor_toast (MlgMonographEditor *self,
                            const char         *text)
{
  g_signal_emit (self, signals[TOAST], 0, text);
}

/* ---- fields */

static void
add_field (MlgMonographEditor *self,
           const char         *name,
           const char         *css_class,
           GtkWidget          *parent,
           int                 column,
           int                 row)
{
  const MlgField *field = mlg_entity_find_field (mlg_schema_find ("monograph"), name);
  GtkWidget *editor = mlg_field_editor_new (self->focus, field);

  if (css_class != NULL)
    gtk_widget_add_css_class (editor, css_class);
  gtk_widget_set_hexpand (editor, TRUE);
  g_ptr_array_add (self->fields, editor);
  if (GTK_IS_GRID (parent))
    gtk_grid_attach (GTK_GRID (parent), editor, column, row, 1, 1);
  else
    gtk_box_append (GTK_BOX (parent), editor);
}

static void
add_fields (MlgMonographEditor *self)
{
  add_field (self, "title", "monograph-title", self->title_place, 0, 0);
  self->title_words = mlg_label_new ("", "title", -1);
  gtk_widget_set_visible (self->title_words, FALSE);
  gtk_box_append (GTK_BOX (self->title_place), self->title_words);
  add_field (self, "author_mode", NULL, self->details, 0, 0);
  add_field (self, "licence", NULL, self->details, 1, 0);
  add_field (self, "authors", NULL, self->details, 0, 1);
  add_field (self, "based_on", NULL, self->details, 1, 1);
  add_field (self, "writers", NULL, self->roles, 0, 0);
  add_field (self, "initiators", NULL, self->roles, 1, 0);
  add_field (self, "reviewers", NULL, self->roles, 0, 1);
  add_field (self, "initiative", NULL, self->roles, 1, 1);
  add_field (self, "actors", NULL, self->roles, 0, 2);
  add_field (self, "territories", NULL, self->roles, 1, 2);
}

/* ---- sections */

static void
show_words (MlgMonographEditor *self)
{
  guint n_words = 0, n_minutes;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  g_autofree char *count = NULL;
  g_autofree char *time = NULL;

  if (self->monograph == NULL || self->progress == NULL)
    return;

  for (guint i = 0; i < self->editors->len; i++)
    n_words += mlg_section_editor_get_n_words (g_ptr_array_index (self->editors, i));

  n_minutes = (n_words + WORDS_PER_MINUTE - 1) / WORDS_PER_MINUTE;
  number = mlg_format_count (n_words);
  count = g_strdup_printf (ngettext ("%s word", "%s words", n_words), number);
  time = g_strdup_printf (ngettext ("%u minute to read", "%u minutes to read", n_minutes), n_minutes);
  text = n_words > 0 ? g_strdup_printf ("%s · %s · %s", self->progress, count, time)
                     : g_strdup_printf ("%s · %s", self->progress, count);
  gtk_label_set_text (GTK_LABEL (self->words), text);
}

static void
read_progress (MlgMonographEditor *self)
{
  g_autofree char *state = mlg_step_dup_name (mlg_monograph_editor_get_project (self), mlg_monograph_get_step (self->monograph));
  g_autofree char *answers = mlg_monograph_describe_answers (mlg_monograph_editor_get_project (self), mlg_record_get_id (self->monograph));

  g_free (self->progress);
  self->progress = g_strdup_printf ("%s · %s", state, answers);
}

static void
show_title (MlgMonographEditor *self)
{
  g_autofree char *title = mlg_record_dup_title (self->monograph);
  g_autofree char *typeset = mlg_typeset (title);

  gtk_label_set_text (GTK_LABEL (self->title_words), typeset);
  gtk_widget_set_tooltip_text (self->title_place, typeset);
}

static void
writing_cb (MlgMonographEditor *self,
            MlgSectionEditor   *editor)
{
  self->writing = editor;
  mlg_format_bar_set_text (MLG_FORMAT_BAR (self->format), mlg_section_editor_get_text (editor));
  mlg_review_page_set_section (mlg_writing_panel_get_review (MLG_WRITING_PANEL (self->panel)), mlg_section_editor_get_section (editor));
}

/* Where one writes, or the first section. */
MlgSectionEditor *
mlg_monograph_editor_get_writing (MlgMonographEditor *self)
{
  if (self->writing != NULL)
    return self->writing;
  return self->editors->len > 0 ? g_ptr_array_index (self->editors, 0) : NULL;
}

/* What lies @y below the top of @widget, and @height more, comes into view. */
static void
scroll_to (MlgMonographEditor *self,
           GtkWidget          *widget,
           double              x,
           double              y,
           double              height)
{
  GtkAdjustment *vertical = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  GtkWidget *viewport = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->scroller));
  double top;

  /* In what scrolls, not in what is seen of it: where that stands is known at the next picture only. */
  if (!gtk_widget_translate_coordinates (widget, gtk_viewport_get_child (GTK_VIEWPORT (viewport)), x, y, &x, &top))
    return;
  height = MIN (height, gtk_adjustment_get_page_size (vertical) - 36);
  gtk_adjustment_clamp_page (vertical, top - 12, top + height + 24);
}

/* A text view alone in a long page: GTK follows the keyboard focus, not the caret. Once the key
 * did all it does: to ask where the caret is, its paragraph must be wrapped.
 */
static gboolean
follow_caret_cb (gpointer data)
{
  MlgMonographEditor *self = MLG_MONOGRAPH_EDITOR (data);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkTextIter caret;
  GdkRectangle at;

  self->follow_due = 0;
  if (!MLG_IS_RICH_VIEW (focus) || !gtk_widget_is_ancestor (focus, self->sections))
    return G_SOURCE_REMOVE;

  view = GTK_TEXT_VIEW (focus);
  buffer = gtk_text_view_get_buffer (view);
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (view, &caret, &at);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, at.x, at.y, &at.x, &at.y);
  scroll_to (self, GTK_WIDGET (view), at.x, at.y, at.height);
  return G_SOURCE_REMOVE;
}

/* Before the next picture. */
static void
caret_moved_cb (MlgMonographEditor *self,
                GtkWidget          *text)
{
  if (self->follow_due == 0 && gtk_widget_has_focus (text))
    self->follow_due = g_idle_add_full (G_PRIORITY_HIGH_IDLE, follow_caret_cb, self, NULL);
}

static void
add_heading (MlgMonographEditor *self,
             MlgRecord          *section,
             char              **heading)
{
  const char *value = mlg_record_get_named (section, "heading");
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (value == NULL || g_strcmp0 (value, *heading) == 0)
    return;

  g_free (*heading);
  *heading = g_strdup (value);
  text = mlg_project_display (mlg_monograph_editor_get_project (self), mlg_entity_find_field (mlg_record_get_entity (section), "heading"), value);
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "section");
  gtk_widget_add_css_class (label, "rubrique");
  gtk_box_append (GTK_BOX (self->sections), label);
}

static void
add_section (MlgMonographEditor *self,
             MlgRecord          *section)
{
  GtkWidget *editor = mlg_section_editor_new (self->focus, self->monograph, section);
  MlgRichView *text = mlg_section_editor_get_text (MLG_SECTION_EDITOR (editor));

  g_signal_connect_swapped (editor, "report", G_CALLBACK (mlg_monograph_editor_report), self);
  g_signal_connect_swapped (editor, "words-changed", G_CALLBACK (show_words), self);
  g_signal_connect_swapped (editor, "writing", G_CALLBACK (writing_cb), self);
  g_signal_connect_object (text, "edited", G_CALLBACK (mlg_monograph_beside_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (text, "open-address", G_CALLBACK (mlg_monograph_beside_open), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (text, "state-changed", G_CALLBACK (caret_moved_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->editors, editor);
  gtk_box_append (GTK_BOX (self->sections), editor);
}

static char *
list_ids (GPtrArray *sections)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < sections->len; i++)
    {
      char text[MLG_ID_TEXT_LENGTH + 1];

      g_string_append (ids, mlg_id_write (mlg_record_get_id (g_ptr_array_index (sections, i)), text));
    }
  return g_string_free (ids, FALSE);
}

static void
remove_sections (MlgMonographEditor *self)
{
  GtkWidget *child;

  mlg_format_bar_set_text (MLG_FORMAT_BAR (self->format), NULL);
  mlg_find_bar_set_editors (MLG_FIND_BAR (self->find), NULL, NULL);
  self->writing = NULL;
  g_ptr_array_set_size (self->editors, 0);
  while ((child = gtk_widget_get_first_child (self->sections)) != NULL)
    gtk_box_remove (GTK_BOX (self->sections), child);
}

static void
fill_sections (MlgMonographEditor *self,
               GPtrArray          *sections)
{
  g_autofree char *heading = NULL;

  remove_sections (self);
  for (guint i = 0; i < sections->len; i++)
    {
      MlgRecord *section = g_ptr_array_index (sections, i);

      add_heading (self, section, &heading);
      add_section (self, section);
    }
  mlg_find_bar_set_editors (MLG_FIND_BAR (self->find), mlg_monograph_editor_get_project (self), self->editors);
}

static void
refresh_sections (MlgMonographEditor *self)
{
  g_autoptr(GPtrArray) sections = mlg_monograph_dup_sections (mlg_monograph_editor_get_project (self), mlg_record_get_id (self->monograph));
  g_autofree char *ids = list_ids (sections);

  if (g_strcmp0 (ids, self->shown_sections) != 0)
    {
      g_free (self->shown_sections);
      self->shown_sections = g_steal_pointer (&ids);
      fill_sections (self, sections);
    }
  else
    for (guint i = 0; i < self->editors->len; i++)
      mlg_section_editor_refresh (g_ptr_array_index (self->editors, i));

  mlg_monograph_beside_number_notes (self);
  read_progress (self);
  show_words (self);
}

void
mlg_monograph_editor_refresh (MlgMonographEditor *self)
{
  g_return_if_fail (MLG_IS_MONOGRAPH_EDITOR (self));

  if (self->monograph == NULL)
    return;

  for (guint i = 0; i < self->fields->len; i++)
    mlg_field_editor_refresh (g_ptr_array_index (self->fields, i));
  show_title (self);
  refresh_sections (self);
  mlg_preview_refresh (MLG_PREVIEW (self->preview));
  if (mlg_writing_panel_get_page (MLG_WRITING_PANEL (self->panel)) != MLG_PANEL_VERBATIMS)
    mlg_monograph_beside_show (self);
  if (self->comparing)
    mlg_compare_view_refresh (MLG_COMPARE_VIEW (self->compared));
}

void
mlg_monograph_editor_commit (MlgMonographEditor *self)
{
  g_return_if_fail (MLG_IS_MONOGRAPH_EDITOR (self));

  for (guint i = 0; i < self->editors->len; i++)
    mlg_section_editor_commit (g_ptr_array_index (self->editors, i));
}

/* ---- room: text, what stands beside it, the pages; or the comparison */

void
mlg_monograph_editor_show_sides (MlgMonographEditor *self)
{
  gboolean from_button = gtk_widget_has_focus (self->preview_button);
  gboolean panel = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->panel_button)) && !self->comparing;

  gtk_widget_set_visible (self->compared, self->comparing);
  gtk_widget_set_visible (self->text_side, !self->comparing && (!self->previewing || !self->narrow));
  gtk_widget_set_visible (self->panel, panel && (!self->previewing || !self->narrow));
  gtk_widget_set_visible (self->panel_line, gtk_widget_get_visible (self->panel));
  gtk_widget_set_visible (self->line, self->previewing && !self->narrow && !self->comparing);
  gtk_widget_set_visible (self->preview, self->previewing && !self->comparing);
  gtk_widget_set_visible (self->preview_button, !self->previewing);      /* the pages close themselves */

  /* Else GTK would jump to the title, and the page with it. */
  if (self->previewing && from_button)
    gtk_widget_child_focus (self->preview, GTK_DIR_TAB_FORWARD);
}

void
mlg_monograph_editor_set_record (MlgMonographEditor *self,
                                 MlgRecord          *monograph)
{
  GtkAdjustment *vertical;

  g_return_if_fail (MLG_IS_MONOGRAPH_EDITOR (self));

  if (self->monograph == monograph)
    return;

  mlg_monograph_editor_commit (self);
  self->comparing = FALSE;
  remove_sections (self);
  mlg_spelling_set_project (mlg_monograph_editor_get_project (self));
  mlg_insert_popover_set_monograph (MLG_INSERT_POPOVER (self->insert_popover), monograph);
  mlg_review_page_set_section (mlg_writing_panel_get_review (MLG_WRITING_PANEL (self->panel)), NULL);
  g_clear_pointer (&self->shown_sections, g_free);
  g_set_object (&self->monograph, monograph);
  for (guint i = 0; i < self->fields->len; i++)
    mlg_field_editor_set_record (g_ptr_array_index (self->fields, i), monograph);
  mlg_preview_set_monograph (MLG_PREVIEW (self->preview), monograph != NULL ? mlg_record_get_id (monograph) : NULL);
  mlg_monograph_editor_refresh (self);
  mlg_monograph_beside_show (self);
  mlg_monograph_editor_show_sides (self);

  vertical = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  gtk_adjustment_set_value (vertical, 0);
}

void
mlg_monograph_editor_go_to_line (MlgMonographEditor *self,
                                 MlgSectionEditor   *editor,
                                 int                 line)
{
  GtkTextView *text = GTK_TEXT_VIEW (mlg_section_editor_get_text (editor));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (text);
  GtkTextIter start, end;
  GdkRectangle at;

  if (line < 0)
    {
      gtk_widget_grab_focus (GTK_WIDGET (text));
      scroll_to (self, GTK_WIDGET (editor), 0, 0, gtk_widget_get_height (GTK_WIDGET (editor)));
      return;
    }

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  if (!gtk_text_buffer_get_selection_bounds (buffer, &end, NULL) || gtk_text_iter_get_line (&end) != line)
    gtk_text_buffer_place_cursor (buffer, &start);
  gtk_widget_grab_focus (GTK_WIDGET (text));
  gtk_text_view_get_iter_location (text, &start, &at);
  gtk_text_view_buffer_to_window_coords (text, GTK_TEXT_WINDOW_WIDGET, at.x, at.y, &at.x, &at.y);
  scroll_to (self, GTK_WIDGET (text), at.x, at.y, at.height * 4);
}

void
mlg_monograph_editor_go_to (MlgMonographEditor *self,
                            const MlgId        *section)
{
  g_return_if_fail (MLG_IS_MONOGRAPH_EDITOR (self));

  for (guint i = 0; i < self->editors->len; i++)
    {
      MlgSectionEditor *editor = g_ptr_array_index (self->editors, i);

      if (mlg_id_equal (mlg_record_get_id (mlg_section_editor_get_section (editor)), section))
        mlg_monograph_editor_go_to_line (self, editor, -1);
    }
}

void
mlg_monograph_editor_set_narrow (MlgMonographEditor *self,
                                 gboolean            narrow)
{
  g_return_if_fail (MLG_IS_MONOGRAPH_EDITOR (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  mlg_monograph_editor_show_sides (self);
}

/* ---- actions */

static void
add_section_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  MlgMonographEditor *self = MLG_MONOGRAPH_EDITOR (widget);
  g_autoptr(GError) error = NULL;

  if (self->monograph != NULL &&
      !mlg_monograph_add_optional (mlg_monograph_editor_get_project (self), mlg_record_get_id (self->monograph),
                                   g_variant_get_string (parameter, NULL), &error))
    mlg_monograph_editor_report (self, error);
}

gboolean
mlg_monograph_editor_is_alone (MlgMonographEditor *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->alone_button));
}

static void
close_preview_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  g_object_set (widget, "previewing", FALSE, NULL);
}

/* ---- life */

static void
mlg_monograph_editor_get_property (GObject    *object,
                                   guint       property,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  MlgMonographEditor *self = MLG_MONOGRAPH_EDITOR (object);

  g_value_set_boolean (value, property == PROP_PREVIEWING ? self->previewing
                              : gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->panel_button)));
}

static void
mlg_monograph_editor_set_property (GObject      *object,
                                   guint         property,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  MlgMonographEditor *self = MLG_MONOGRAPH_EDITOR (object);

  if (property == PROP_PANEL_SHOWN)
    {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->panel_button), g_value_get_boolean (value));
      return;
    }
  if (self->previewing == g_value_get_boolean (value))
    return;

  self->previewing = g_value_get_boolean (value);
  mlg_monograph_editor_show_sides (self);
  g_object_notify_by_pspec (object, pspec);
}

/* Another screen has its window whole. */
static void
mlg_monograph_editor_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mlg_monograph_editor_parent_class)->unmap (widget);

  if (gtk_widget_get_root (widget) != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (MLG_MONOGRAPH_EDITOR (widget)->alone_button), FALSE);
}

static void
mlg_monograph_editor_dispose (GObject *object)
{
  MlgMonographEditor *self = MLG_MONOGRAPH_EDITOR (object);

  g_clear_handle_id (&self->plan_due, g_source_remove);
  g_clear_handle_id (&self->notes_due, g_source_remove);
  g_clear_handle_id (&self->follow_due, g_source_remove);
  if (self->find != NULL)
    mlg_find_bar_set_editors (MLG_FIND_BAR (self->find), NULL, NULL);
  self->find = NULL;
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->monograph);
  g_clear_object (&self->focus);

  G_OBJECT_CLASS (mlg_monograph_editor_parent_class)->dispose (object);
}

static void
mlg_monograph_editor_finalize (GObject *object)
{
  MlgMonographEditor *self = MLG_MONOGRAPH_EDITOR (object);

  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->editors);
  g_hash_table_unref (self->n_sources);
  g_free (self->shown_sections);
  g_free (self->progress);

  G_OBJECT_CLASS (mlg_monograph_editor_parent_class)->finalize (object);
}

static void
mlg_monograph_editor_class_init (MlgMonographEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (MLG_TYPE_CLAMP);
  g_type_ensure (MLG_TYPE_COMPARE_VIEW);
  g_type_ensure (MLG_TYPE_FIND_BAR);
  g_type_ensure (MLG_TYPE_INSERT_POPOVER);
  g_type_ensure (MLG_TYPE_WRITING_PANEL);
  g_type_ensure (MLG_TYPE_FORMAT_BAR);
  g_type_ensure (MLG_TYPE_PREVIEW);

  object_class->get_property = mlg_monograph_editor_get_property;
  object_class->set_property = mlg_monograph_editor_set_property;
  object_class->dispose = mlg_monograph_editor_dispose;
  object_class->finalize = mlg_monograph_editor_finalize;
  widget_class->unmap = mlg_monograph_editor_unmap;

  properties[PROP_PREVIEWING] = g_param_spec_boolean ("previewing", NULL, NULL, FALSE,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_PANEL_SHOWN] = g_param_spec_boolean ("panel-shown", NULL, NULL, FALSE,
                                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[REPORT] = g_signal_new ("report", MLG_TYPE_MONOGRAPH_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[TOAST] = g_signal_new ("toast", MLG_TYPE_MONOGRAPH_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[OUTLINE_KEPT] = g_signal_new ("outline-kept", MLG_TYPE_MONOGRAPH_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "monograph.add-section", "s", add_section_action);
  gtk_widget_class_install_action (widget_class, "monograph.close-preview", NULL, close_preview_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/maillage/Maillage/monographs/mlg-monograph-editor.ui");
  mlg_monograph_beside_class_init (klass);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, content);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, text_side);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, format);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, words);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, scroller);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, title_place);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, details);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, roles);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, roles_box);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, sections);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, spelling);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, find);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, insert_popover);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, compared);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, panel_line);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, panel);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, panel_button);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, optional);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, insert_button);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, alone_button);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, line);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, preview);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, preview_button);
  gtk_widget_class_bind_template_child (widget_class, MlgMonographEditor, optional_menu);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mlg_monograph_editor_init (MlgMonographEditor *self)
{
  self->fields = g_ptr_array_new ();
  self->editors = g_ptr_array_new ();
  self->n_sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (optional_titles); i++)
    {
      g_autoptr(GMenuItem) item = g_menu_item_new (_(optional_titles[i]), NULL);

      g_menu_item_set_action_and_target (item, "monograph.add-section", "s", _(optional_titles[i]));
      g_menu_append_item (self->optional_menu, item);
    }

  mlg_monograph_beside_init (self);
  g_signal_connect_swapped (self->preview, "report", G_CALLBACK (mlg_monograph_editor_report), self);
  g_signal_connect_swapped (self->preview, "toast", G_CALLBACK (mlg_monograph_editor_toast), self);
  g_signal_connect_swapped (self->preview, "about-to-read", G_CALLBACK (mlg_monograph_editor_commit), self);
}

void
mlg_monograph_editor_set_focus (MlgMonographEditor *self,
                                MlgFocus           *focus)
{
  g_return_if_fail (MLG_IS_MONOGRAPH_EDITOR (self));
  g_return_if_fail (self->focus == NULL);

  self->focus = g_object_ref (focus);
  mlg_preview_set_project (MLG_PREVIEW (self->preview), mlg_focus_get_project (focus));
  add_fields (self);
  mlg_monograph_beside_set_focus (self);
}
