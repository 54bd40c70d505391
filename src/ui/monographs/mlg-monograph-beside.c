/* What stands beside the text of a monograph: the panel, the comparison, the search, and what is
 * inserted from the file.
 */

#include "ui/monographs/mlg-monograph-editor-private.h"

#include "exchange/mlg-project-live.h"
#include "exchange/mlg-project-template.h"
#include "ui/common/mlg-file-dialog.h"
#include "ui/monographs/mlg-compare-view.h"
#include "ui/monographs/mlg-find-bar.h"
#include "ui/monographs/mlg-monograph-commands.h"
#include "ui/monographs/mlg-note-numbers.h"
#include "ui/monographs/mlg-preview.h"
#include "ui/monographs/mlg-section-insert.h"
#include "ui/monographs/mlg-spelling.h"
#include "ui/monographs/mlg-writing-panel.h"

#include <glib/gi18n-lib.h>

/* The plan follows typing at this distance. */
#define PLAN_MS 600
/* And the numbers of notes, once one stops. */
#define NOTES_MS 350

void
mlg_monograph_beside_show (MlgMonographEditor *self)
{
  MlgWritingPanel *panel = MLG_WRITING_PANEL (self->panel);

  if (self->monograph == NULL || !gtk_widget_get_visible (self->panel))
    return;

  switch (mlg_writing_panel_get_page (panel))
    {
    case MLG_PANEL_OUTLINE:
      mlg_outline_show (mlg_writing_panel_get_outline (panel), mlg_monograph_editor_get_project (self), self->editors);
      break;
    case MLG_PANEL_VERBATIMS:
      mlg_verbatims_page_show (mlg_writing_panel_get_verbatims (panel), self->focus, self->monograph);
      break;
    case MLG_PANEL_REVIEW:
      mlg_review_page_show (mlg_writing_panel_get_review (panel), self->monograph);
      break;
    case MLG_PANEL_VERSIONS:
    default:
      mlg_versions_page_show (mlg_writing_panel_get_versions (panel), mlg_monograph_editor_get_project (self), self->monograph);
      break;
    }
}

static gboolean
plan_due_cb (gpointer data)
{
  MlgMonographEditor *self = MLG_MONOGRAPH_EDITOR (data);

  self->plan_due = 0;
  if (mlg_writing_panel_get_page (MLG_WRITING_PANEL (self->panel)) == MLG_PANEL_OUTLINE)
    mlg_monograph_beside_show (self);
  return G_SOURCE_REMOVE;
}

/* The file changed. */
void
mlg_monograph_beside_number_notes (MlgMonographEditor *self)
{
  g_hash_table_remove_all (self->n_sources);
  mlg_note_numbers_show (mlg_monograph_editor_get_project (self), self->editors, self->n_sources);
}

static gboolean
notes_due_cb (gpointer data)
{
  MlgMonographEditor *self = MLG_MONOGRAPH_EDITOR (data);

  self->notes_due = 0;
  mlg_note_numbers_show (mlg_monograph_editor_get_project (self), self->editors, self->n_sources);
  return G_SOURCE_REMOVE;
}

void
mlg_monograph_beside_edited (MlgMonographEditor *self)
{
  g_clear_handle_id (&self->notes_due, g_source_remove);
  self->notes_due = g_timeout_add (NOTES_MS, notes_due_cb, self);
  if (self->plan_due == 0 && gtk_widget_get_visible (self->panel))
    self->plan_due = g_timeout_add (PLAN_MS, plan_due_cb, self);
  mlg_find_bar_refresh (MLG_FIND_BAR (self->find));
}

static void
panel_toggled_cb (MlgMonographEditor *self)
{
  mlg_monograph_editor_show_sides (self);
  mlg_monograph_beside_show (self);
  g_object_notify (G_OBJECT (self), "panel-shown");
}

static void
go_to_section_cb (MlgMonographEditor *self,
                  const char         *id_text)
{
  MlgId id;

  if (mlg_id_parse (id_text, &id))
    mlg_monograph_editor_go_to (self, &id);
}

/* A record opens in its sheet, a page in the browser. */
void
mlg_monograph_beside_open (MlgMonographEditor *self,
                           const char         *address)
{
  g_autofree char *entity_name = NULL;
  g_autofree char *id_text = NULL;
  const MlgEntity *entity;
  MlgId id;

  if (!mlg_record_address_parse (address, &entity_name, &id_text))
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), address, GDK_CURRENT_TIME);
  else if ((entity = mlg_schema_find (entity_name)) != NULL && mlg_project_resolve (mlg_monograph_editor_get_project (self), entity, id_text, &id, NULL))
    mlg_focus_select (self->focus, entity, &id);
}

static void
close_panel_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (MLG_MONOGRAPH_EDITOR (widget)->panel_button), FALSE);
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
  g_autofree char *id_text = NULL;
  g_autoptr(GError) error = NULL;
  MlgId id;

  if (kept == NULL)
    return;
  if (!mlg_project_template_keep (mlg_monograph_editor_get_project (self), mlg_record_get_id (self->monograph), kept, &id, &error))
    {
      mlg_monograph_editor_report (self, error);
      return;
    }
  id_text = mlg_id_dup_text (&id);
  g_signal_emit_by_name (self, "outline-kept", id_text);
}

static void
compare_cb (MlgMonographEditor *self,
            const char         *version)
{
  self->comparing = TRUE;
  mlg_monograph_editor_show_sides (self);
  mlg_compare_view_show (MLG_COMPARE_VIEW (self->compared), mlg_monograph_editor_get_project (self), self->monograph, version);
}

static void
close_compare_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  MlgMonographEditor *self = MLG_MONOGRAPH_EDITOR (widget);

  self->comparing = FALSE;
  mlg_monograph_editor_show_sides (self);
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
    {
      MlgSectionEditor *editor = mlg_monograph_editor_get_writing (self);

      mlg_find_bar_close (MLG_FIND_BAR (self->find));
      /* One goes on writing where one was, or where what was looked for is. */
      if (editor != NULL)
        gtk_widget_grab_focus (GTK_WIDGET (mlg_section_editor_get_text (editor)));
    }
}

static void
reading_copy_cb (MlgMonographEditor *self)
{
  mlg_preview_show_reading_copy (MLG_PREVIEW (self->preview));
  g_object_set (self, "previewing", TRUE, NULL);
}

/* ---- nothing but the text: to write alone, or to read on a wall */

static void
show_tools (MlgMonographEditor *self)
{
  gboolean alone = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->alone_button));
  gboolean projector = mlg_focus_is_projector (self->focus);

  gtk_widget_set_visible (g_ptr_array_index (self->fields, 0), !projector);
  gtk_widget_set_visible (self->title_words, projector);
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
  g_object_notify (G_OBJECT (self), "panel-shown");
}

static void
alone_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GtkToggleButton *button = GTK_TOGGLE_BUTTON (MLG_MONOGRAPH_EDITOR (widget)->alone_button);

  gtk_toggle_button_set_active (button, g_str_equal (name, "monograph.alone") && !gtk_toggle_button_get_active (button));
}

/* ---- inserting */

static void
insert (MlgMonographEditor *self,
        MlgInsertKind       kind,
        const char         *what)
{
  MlgSectionEditor *editor = mlg_monograph_editor_get_writing (self);
  g_autoptr(GError) error = NULL;

  if (editor != NULL && !mlg_section_insert (editor, mlg_monograph_editor_get_project (self), kind, what, &error))
    mlg_monograph_editor_report (self, error);
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

  if (!mlg_project_photo_add (mlg_monograph_editor_get_project (self), mlg_schema_find ("monograph"), mlg_record_get_id (self->monograph), path, NULL, &id, &error))
    {
      mlg_monograph_editor_report (self, error);
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
                          "*.jpg;*.jpeg;*.png;*.webp;*.heic;*.JPG;*.JPEG;*.PNG;*.HEIC", photo_chosen, self);
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
  MlgSectionEditor *editor = mlg_monograph_editor_get_writing (self);
  g_autofree char *id = mlg_id_dup_text (mlg_record_get_id (verbatim));
  g_autoptr(GError) error = NULL;

  if (editor != NULL &&
      !mlg_monograph_attach (mlg_monograph_editor_get_project (self), mlg_record_get_id (mlg_section_editor_get_section (editor)), id, TRUE, &error))
    mlg_monograph_editor_report (self, error);
}

/* ---- life */

static void
connect_panel (MlgMonographEditor *self)
{
  MlgWritingPanel *panel = MLG_WRITING_PANEL (self->panel);
  GObject *review = G_OBJECT (mlg_writing_panel_get_review (panel));
  GObject *versions = G_OBJECT (mlg_writing_panel_get_versions (panel));
  GObject *verbatims = G_OBJECT (mlg_writing_panel_get_verbatims (panel));

  g_signal_connect_swapped (panel, "page-changed", G_CALLBACK (mlg_monograph_beside_show), self);
  g_signal_connect_swapped (mlg_writing_panel_get_outline (panel), "go-to", G_CALLBACK (mlg_monograph_editor_go_to_line), self);
  g_signal_connect_swapped (review, "report", G_CALLBACK (mlg_monograph_editor_report), self);
  g_signal_connect_swapped (review, "go-to", G_CALLBACK (go_to_section_cb), self);
  g_signal_connect_swapped (review, "reading-copy", G_CALLBACK (reading_copy_cb), self);
  g_signal_connect_swapped (versions, "report", G_CALLBACK (mlg_monograph_editor_report), self);
  g_signal_connect_swapped (versions, "about-to-read", G_CALLBACK (mlg_monograph_editor_commit), self);
  g_signal_connect_swapped (versions, "compare", G_CALLBACK (compare_cb), self);
  g_signal_connect_swapped (verbatims, "quote", G_CALLBACK (quote_cb), self);
  g_signal_connect_swapped (verbatims, "attach", G_CALLBACK (attach_cb), self);
  g_signal_connect_swapped (self->find, "go-to", G_CALLBACK (mlg_monograph_editor_go_to_line), self);
  g_signal_connect_swapped (self->find, "report", G_CALLBACK (mlg_monograph_editor_report), self);
  g_signal_connect_swapped (self->insert_popover, "chosen", G_CALLBACK (insert_chosen_cb), self);
}

void
mlg_monograph_beside_class_init (MlgMonographEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

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
  gtk_widget_class_bind_template_callback (widget_class, panel_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, alone_toggled_cb);
}

void
mlg_monograph_beside_init (MlgMonographEditor *self)
{
  g_autoptr(GMenu) outline = g_menu_new ();

  g_menu_append (outline, _("Keep this outline for other monographs"), "monograph.keep-outline");
  g_menu_append_section (self->optional_menu, NULL, G_MENU_MODEL (outline));
  connect_panel (self);
}

void
mlg_monograph_beside_set_focus (MlgMonographEditor *self)
{
  g_autofree char *words = mlg_spelling_describe ();

  mlg_insert_popover_set_focus (MLG_INSERT_POPOVER (self->insert_popover), self->focus);
  mlg_review_page_set_focus (mlg_writing_panel_get_review (MLG_WRITING_PANEL (self->panel)), self->focus);
  gtk_label_set_text (GTK_LABEL (self->spelling), words);
  gtk_widget_set_visible (self->spelling, !mlg_spelling_is_available ());
  g_signal_connect_object (self->focus, "notify::projector", G_CALLBACK (show_tools), self, G_CONNECT_SWAPPED);
  show_tools (self);
}
