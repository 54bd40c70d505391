/* A monograph being written. */

#include "ui/monographs/mlg-monograph-editor.h"

#include "exchange/mlg-project-live.h"
#include "exchange/mlg-project-template.h"
#include "model/mlg-text.h"
#include "ui/common/mlg-file-dialog.h"
#include "ui/monographs/mlg-clamp.h"
#include "ui/monographs/mlg-compare-view.h"
#include "ui/monographs/mlg-find-bar.h"
#include "ui/monographs/mlg-format-bar.h"
#include "ui/monographs/mlg-monograph-commands.h"
#include "ui/monographs/mlg-monograph-progress.h"
#include "ui/monographs/mlg-preview.h"
#include "ui/monographs/mlg-section-editor.h"
#include "ui/monographs/mlg-section-insert.h"
#include "ui/monographs/mlg-spelling.h"
#include "ui/monographs/mlg-writing-panel.h"
#include "ui/records/mlg-field-editor.h"

#include <glib/gi18n-lib.h>

struct _MlgMonographEditor
{
  GtkWidget    parent_instance;

  /* Template */
  GtkWidget   *content;
  GtkWidget   *text_side;
  GtkWidget   *format;
  GtkWidget   *words;
  GtkWidget   *scroller;
  GtkWidget   *title_place;
  GtkWidget   *details;
  GtkWidget   *roles;
  GtkWidget   *roles_box;
  GtkWidget   *sections;
  GtkWidget   *spelling;
  GtkWidget   *find;
  GtkWidget   *insert_popover;
  GtkWidget   *compared;
  GtkWidget   *panel_line;
  GtkWidget   *panel;
  GtkWidget   *panel_button;
  GtkWidget   *alone_button;
  GtkWidget   *insert_button;
  GtkWidget   *optional;
  GtkWidget   *line;
  GtkWidget   *preview;
  GtkWidget   *preview_button;
  GMenu       *optional_menu;

  MlgFocus    *focus;
  MlgRecord   *monograph;
  GPtrArray   *fields;         /* MlgFieldEditor, borrowed */
  GPtrArray   *editors;        /* MlgSectionEditor, borrowed */
  char        *shown_sections; /* their ids, to see when the list changes */
  MlgSectionEditor *writing;   /* borrowed: the last that had the keyboard */
  char        *progress;       /* « 6 questions sur 7 » */
  guint        plan_due;
  gboolean     narrow;
  gboolean     previewing;
  gboolean     comparing;
};

G_DEFINE_FINAL_TYPE (MlgMonographEditor, mlg_monograph_editor, GTK_TYPE_WIDGET)

/* The plan follows typing at this distance. */
#define PLAN_MS 600
/* Read aloud in the head. */
#define WORDS_PER_MINUTE 230

enum { PROP_0, PROP_PREVIEWING, PROP_PANEL_SHOWN, N_PROPS };
static GParamSpec *properties[N_PROPS];

enum { REPORT, TOAST, N_SIGNALS };
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

static MlgProject *
get_project (MlgMonographEditor *self)
{
  return mlg_focus_get_project (self->focus);
}

static void
report_cb (MlgMonographEditor *self,
           const GError       *error)
{
  g_signal_emit (self, signals[REPORT], 0, error);
}

static void
toast_cb (MlgMonographEditor *self,
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
  g_autofree char *state = mlg_step_dup_name (get_project (self), mlg_monograph_get_step (self->monograph));
  g_autofree char *answers = mlg_monograph_describe_answers (get_project (self), mlg_record_get_id (self->monograph));

  g_free (self->progress);
  self->progress = g_strdup_printf ("%s · %s", state, answers);
}

/* ---- beside the text */

static void
show_panel (MlgMonographEditor *self)
{
  MlgWritingPanel *panel = MLG_WRITING_PANEL (self->panel);

  if (self->monograph == NULL || !gtk_widget_get_visible (self->panel))
    return;

  switch (mlg_writing_panel_get_page (panel))
    {
    case MLG_PANEL_OUTLINE:
      mlg_outline_show (mlg_writing_panel_get_outline (panel), get_project (self), self->editors);
      break;
    case MLG_PANEL_VERBATIMS:
      mlg_verbatims_page_show (mlg_writing_panel_get_verbatims (panel), self->focus, self->monograph);
      break;
    case MLG_PANEL_REVIEW:
      mlg_review_page_show (mlg_writing_panel_get_review (panel), self->monograph);
      break;
    case MLG_PANEL_VERSIONS:
    default:
      mlg_versions_page_show (mlg_writing_panel_get_versions (panel), get_project (self), self->monograph);
      break;
    }
}

static gboolean
plan_due_cb (gpointer data)
{
  MlgMonographEditor *self = MLG_MONOGRAPH_EDITOR (data);

  self->plan_due = 0;
  if (mlg_writing_panel_get_page (MLG_WRITING_PANEL (self->panel)) == MLG_PANEL_OUTLINE)
    show_panel (self);
  return G_SOURCE_REMOVE;
}

static void
text_edited_cb (MlgMonographEditor *self)
{
  if (self->plan_due == 0 && gtk_widget_get_visible (self->panel))
    self->plan_due = g_timeout_add (PLAN_MS, plan_due_cb, self);
  mlg_find_bar_refresh (MLG_FIND_BAR (self->find));
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
static MlgSectionEditor *
get_writing (MlgMonographEditor *self)
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
  double top;

  if (!gtk_widget_translate_coordinates (widget, gtk_widget_get_first_child (self->scroller), x, y, &x, &top))
    return;
  top += gtk_adjustment_get_value (vertical);
  height = MIN (height, gtk_adjustment_get_page_size (vertical) - 36);
  gtk_adjustment_clamp_page (vertical, top - 12, top + height + 24);
}

/* A text view alone in a long page: GTK follows the keyboard focus, not the caret. */
static void
follow_caret_cb (MlgMonographEditor *self,
                 GtkTextView        *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter caret;
  GdkRectangle at;

  if (!gtk_widget_has_focus (GTK_WIDGET (view)))
    return;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (view, &caret, &at);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, at.x, at.y, &at.x, &at.y);
  scroll_to (self, GTK_WIDGET (view), at.x, at.y, at.height);
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
  text = mlg_project_display (get_project (self), mlg_entity_find_field (mlg_record_get_entity (section), "heading"), value);
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "section");
  gtk_widget_add_css_class (label, "rubrique");
  gtk_box_append (GTK_BOX (self->sections), label);
}

/* A record opens in its sheet, a page in the browser. */
static void
open_address_cb (MlgMonographEditor *self,
                 const char         *address)
{
  g_autofree char *entity_name = NULL;
  g_autofree char *id_text = NULL;
  const MlgEntity *entity;
  MlgId id;

  if (!mlg_record_address_parse (address, &entity_name, &id_text))
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), address, GDK_CURRENT_TIME);
  else if ((entity = mlg_schema_find (entity_name)) != NULL && mlg_project_resolve (get_project (self), entity, id_text, &id, NULL))
    mlg_focus_select (self->focus, entity, &id);
}

static void
add_section (MlgMonographEditor *self,
             MlgRecord          *section)
{
  GtkWidget *editor = mlg_section_editor_new (self->focus, self->monograph, section);
  MlgRichView *text = mlg_section_editor_get_text (MLG_SECTION_EDITOR (editor));

  g_signal_connect_swapped (editor, "report", G_CALLBACK (report_cb), self);
  g_signal_connect_swapped (editor, "words-changed", G_CALLBACK (show_words), self);
  g_signal_connect_swapped (editor, "writing", G_CALLBACK (writing_cb), self);
  g_signal_connect_object (text, "edited", G_CALLBACK (text_edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (text, "open-address", G_CALLBACK (open_address_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (text, "state-changed", G_CALLBACK (follow_caret_cb), self, G_CONNECT_SWAPPED);
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
  mlg_find_bar_set_editors (MLG_FIND_BAR (self->find), get_project (self), self->editors);
}

static void
refresh_sections (MlgMonographEditor *self)
{
  g_autoptr(GPtrArray) sections = mlg_monograph_dup_sections (get_project (self), mlg_record_get_id (self->monograph));
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
  refresh_sections (self);
  mlg_preview_refresh (MLG_PREVIEW (self->preview));
  if (mlg_writing_panel_get_page (MLG_WRITING_PANEL (self->panel)) != MLG_PANEL_VERBATIMS)
    show_panel (self);
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

static void
show_sides (MlgMonographEditor *self)
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

static void
panel_toggled_cb (MlgMonographEditor *self)
{
  show_sides (self);
  show_panel (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PANEL_SHOWN]);
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
  mlg_spelling_set_project (get_project (self));
  mlg_insert_popover_set_monograph (MLG_INSERT_POPOVER (self->insert_popover), monograph);
  mlg_review_page_set_section (mlg_writing_panel_get_review (MLG_WRITING_PANEL (self->panel)), NULL);
  g_clear_pointer (&self->shown_sections, g_free);
  g_set_object (&self->monograph, monograph);
  for (guint i = 0; i < self->fields->len; i++)
    mlg_field_editor_set_record (g_ptr_array_index (self->fields, i), monograph);
  mlg_preview_set_monograph (MLG_PREVIEW (self->preview), monograph != NULL ? mlg_record_get_id (monograph) : NULL);
  mlg_monograph_editor_refresh (self);
  show_panel (self);
  show_sides (self);

  vertical = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  gtk_adjustment_set_value (vertical, 0);
}

static void
go_to_line (MlgMonographEditor *self,
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

static void
go_to_section_cb (MlgMonographEditor *self,
                  const char         *id_text)
{
  MlgId id;

  if (mlg_id_parse (id_text, &id))
    mlg_monograph_editor_go_to (self, &id);
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
        go_to_line (self, editor, -1);
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
  show_sides (self);
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
      !mlg_monograph_add_optional (get_project (self), mlg_record_get_id (self->monograph),
                                   g_variant_get_string (parameter, NULL), &error))
    report_cb (self, error);
}

/* The same questions for other monographs: kept in the file, under the title of this one. */
static void
keep_outline_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  MlgMonographEditor *self = MLG_MONOGRAPH_EDITOR (widget);
  g_autofree char *title = self->monograph != NULL ? mlg_record_dup_title (self->monograph) : NULL;
  g_autofree char *kept = title != NULL ? g_strdup_printf (_("Outline of “%s”"), title) : NULL;
  g_autofree char *words = NULL;
  g_autoptr(GError) error = NULL;
  MlgId id;

  if (kept == NULL)
    return;
  if (!mlg_project_template_keep (get_project (self), mlg_record_get_id (self->monograph), kept, &id, &error))
    {
      report_cb (self, error);
      return;
    }
  words = g_strdup_printf (_("Kept: %s"), kept);
  toast_cb (self, words);
}

static void
close_panel_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (MLG_MONOGRAPH_EDITOR (widget)->panel_button), FALSE);
}

static void
close_compare_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  MlgMonographEditor *self = MLG_MONOGRAPH_EDITOR (widget);

  self->comparing = FALSE;
  show_sides (self);
}

static void
compare_cb (MlgMonographEditor *self,
            const char         *version)
{
  self->comparing = TRUE;
  show_sides (self);
  mlg_compare_view_show (MLG_COMPARE_VIEW (self->compared), get_project (self), self->monograph, version);
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  MlgMonographEditor *self = MLG_MONOGRAPH_EDITOR (widget);

  if (g_str_equal (name, "monograph.find"))
    mlg_find_bar_open (MLG_FIND_BAR (self->find));
  else
    mlg_find_bar_close (MLG_FIND_BAR (self->find));
}

/* ---- nothing but the text: to write alone, or to read on a wall */

static void
show_tools (MlgMonographEditor *self)
{
  gboolean alone = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->alone_button));
  gboolean projector;

  g_object_get (self->focus, "projector", &projector, NULL);
  gtk_widget_set_visible (self->details, !alone && !projector);
  gtk_widget_set_visible (self->roles_box, !alone && !projector);
  gtk_widget_set_visible (self->format, !projector);
  gtk_widget_set_visible (self->insert_button, !projector);
  gtk_widget_set_visible (self->alone_button, !projector);
  gtk_widget_set_visible (self->optional, !alone && !projector);
  if (alone)
    gtk_widget_add_css_class (GTK_WIDGET (self), "alone");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "alone");
}

static void
alone_toggled_cb (MlgMonographEditor *self)
{
  gboolean alone = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->alone_button));

  if (alone)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->panel_button), FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.alone", NULL);
  show_tools (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PANEL_SHOWN]);
}

static void
alone_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GtkToggleButton *button = GTK_TOGGLE_BUTTON (MLG_MONOGRAPH_EDITOR (widget)->alone_button);

  gtk_toggle_button_set_active (button, g_str_equal (name, "monograph.alone") && !gtk_toggle_button_get_active (button));
}

gboolean
mlg_monograph_editor_is_alone (MlgMonographEditor *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->alone_button));
}

/* ---- inserting */

static void
insert (MlgMonographEditor *self,
        MlgInsertKind       kind,
        const char         *what)
{
  MlgSectionEditor *editor = get_writing (self);
  g_autoptr(GError) error = NULL;

  if (editor != NULL && !mlg_section_insert (editor, get_project (self), kind, what, &error))
    report_cb (self, error);
}

static void
photo_chosen (const char *path,
              gpointer    data)
{
  MlgMonographEditor *self = MLG_MONOGRAPH_EDITOR (data);
  g_autoptr(GError) error = NULL;
  g_autofree char *id_text = NULL;
  g_autofree char *address = NULL;
  MlgId id;

  if (!mlg_project_photo_add (get_project (self), mlg_schema_find ("monograph"), mlg_record_get_id (self->monograph), path, NULL, &id, &error))
    {
      report_cb (self, error);
      return;
    }
  id_text = mlg_id_dup_text (&id);
  address = mlg_record_address_new ("photo", id_text);
  insert (self, MLG_INSERT_PHOTO, address);
}

static void
insert_chosen_cb (MlgMonographEditor *self,
                  int                 kind,
                  const char         *what)
{
  if (kind == MLG_INSERT_PHOTO)
    mlg_file_dialog_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Choose a photograph"),
                          "*.jpg;*.jpeg;*.png;*.webp;*.JPG;*.JPEG;*.PNG", photo_chosen, self);
  else
    insert (self, kind, what);
}

static void
quote_cb (MlgMonographEditor *self,
          MlgRecord          *verbatim)
{
  g_autofree char *id = mlg_id_dup_text (mlg_record_get_id (verbatim));

  insert (self, MLG_INSERT_VERBATIM, id);
}

static void
attach_cb (MlgMonographEditor *self,
           MlgRecord          *verbatim)
{
  MlgSectionEditor *editor = get_writing (self);
  g_autofree char *id = mlg_id_dup_text (mlg_record_get_id (verbatim));
  g_autoptr(GError) error = NULL;

  if (editor != NULL &&
      !mlg_monograph_attach (get_project (self), mlg_record_get_id (mlg_section_editor_get_section (editor)), id, TRUE, &error))
    report_cb (self, error);
}

static void
reading_copy_cb (MlgMonographEditor *self)
{
  mlg_preview_show_reading_copy (MLG_PREVIEW (self->preview));
  g_object_set (self, "previewing", TRUE, NULL);
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
  show_sides (self);
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

  gtk_widget_class_install_action (widget_class, "monograph.add-section", "s", add_section_action);
  gtk_widget_class_install_action (widget_class, "monograph.close-preview", NULL, close_preview_action);
  gtk_widget_class_install_action (widget_class, "monograph.alone", NULL, alone_action);
  gtk_widget_class_install_action (widget_class, "monograph.not-alone", NULL, alone_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "monograph.alone", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "monograph.not-alone", NULL);
  gtk_widget_class_install_action (widget_class, "monograph.keep-outline", NULL, keep_outline_action);
  gtk_widget_class_install_action (widget_class, "monograph.close-panel", NULL, close_panel_action);
  gtk_widget_class_install_action (widget_class, "monograph.close-compare", NULL, close_compare_action);
  gtk_widget_class_install_action (widget_class, "monograph.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "monograph.find-close", NULL, find_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, GDK_CONTROL_MASK, "monograph.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "monograph.find", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/maillage/Maillage/monographs/mlg-monograph-editor.ui");
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
  gtk_widget_class_bind_template_callback (widget_class, panel_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, alone_toggled_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
connect_panel (MlgMonographEditor *self)
{
  MlgWritingPanel *panel = MLG_WRITING_PANEL (self->panel);
  GObject *review = G_OBJECT (mlg_writing_panel_get_review (panel));
  GObject *versions = G_OBJECT (mlg_writing_panel_get_versions (panel));
  GObject *verbatims = G_OBJECT (mlg_writing_panel_get_verbatims (panel));

  g_signal_connect_swapped (panel, "page-changed", G_CALLBACK (show_panel), self);
  g_signal_connect_swapped (mlg_writing_panel_get_outline (panel), "go-to", G_CALLBACK (go_to_line), self);
  g_signal_connect_swapped (review, "report", G_CALLBACK (report_cb), self);
  g_signal_connect_swapped (review, "go-to", G_CALLBACK (go_to_section_cb), self);
  g_signal_connect_swapped (review, "reading-copy", G_CALLBACK (reading_copy_cb), self);
  g_signal_connect_swapped (versions, "report", G_CALLBACK (report_cb), self);
  g_signal_connect_swapped (versions, "about-to-read", G_CALLBACK (mlg_monograph_editor_commit), self);
  g_signal_connect_swapped (versions, "compare", G_CALLBACK (compare_cb), self);
  g_signal_connect_swapped (verbatims, "quote", G_CALLBACK (quote_cb), self);
  g_signal_connect_swapped (verbatims, "attach", G_CALLBACK (attach_cb), self);
  g_signal_connect_swapped (self->find, "go-to", G_CALLBACK (go_to_line), self);
  g_signal_connect_swapped (self->find, "report", G_CALLBACK (report_cb), self);
  g_signal_connect_swapped (self->insert_popover, "chosen", G_CALLBACK (insert_chosen_cb), self);
}

static void
mlg_monograph_editor_init (MlgMonographEditor *self)
{
  g_autoptr(GMenu) outline = g_menu_new ();

  self->fields = g_ptr_array_new ();
  self->editors = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (optional_titles); i++)
    {
      g_autoptr(GMenuItem) item = g_menu_item_new (_(optional_titles[i]), NULL);

      g_menu_item_set_action_and_target (item, "monograph.add-section", "s", _(optional_titles[i]));
      g_menu_append_item (self->optional_menu, item);
    }
  g_menu_append (outline, _("Keep this outline for other monographs"), "monograph.keep-outline");
  g_menu_append_section (self->optional_menu, NULL, G_MENU_MODEL (outline));

  connect_panel (self);
  g_signal_connect_swapped (self->preview, "report", G_CALLBACK (report_cb), self);
  g_signal_connect_swapped (self->preview, "toast", G_CALLBACK (toast_cb), self);
  g_signal_connect_swapped (self->preview, "about-to-read", G_CALLBACK (mlg_monograph_editor_commit), self);
}

void
mlg_monograph_editor_set_focus (MlgMonographEditor *self,
                                MlgFocus           *focus)
{
  g_return_if_fail (MLG_IS_MONOGRAPH_EDITOR (self));
  g_return_if_fail (self->focus == NULL);

  self->focus = g_object_ref (focus);
  g_signal_connect_object (focus, "notify::projector", G_CALLBACK (show_tools), self, G_CONNECT_SWAPPED);
  mlg_preview_set_project (MLG_PREVIEW (self->preview), mlg_focus_get_project (focus));
  mlg_insert_popover_set_focus (MLG_INSERT_POPOVER (self->insert_popover), focus);
  mlg_review_page_set_focus (mlg_writing_panel_get_review (MLG_WRITING_PANEL (self->panel)), focus);
  {
    g_autofree char *words = mlg_spelling_describe ();

    gtk_label_set_text (GTK_LABEL (self->spelling), words);
    gtk_widget_set_visible (self->spelling, !mlg_spelling_is_available ());
  }
  add_fields (self);
}
