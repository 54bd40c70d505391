/* What is done to a whole section. */

#include "ui/monographs/mlg-section-menu.h"

#include "ui/monographs/mlg-monograph-commands.h"

#include <glib/gi18n-lib.h>

struct _MlgSectionMenu
{
  GtkBox      parent_instance;

  GtkWidget  *popover;
  GtkWidget  *title;

  MlgProject *project;
  MlgRecord  *section;
};

G_DEFINE_FINAL_TYPE (MlgSectionMenu, mlg_section_menu, GTK_TYPE_BOX)

enum { REPORT, ABOUT_TO_CHANGE, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
move (MlgSectionMenu *self,
      int             step)
{
  g_autoptr(GError) error = NULL;

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[ABOUT_TO_CHANGE], 0);
  if (!mlg_monograph_move_section (self->project, self->section, step, &error))
    g_signal_emit (self, signals[REPORT], 0, error);
}

static void
up_cb (MlgSectionMenu *self)
{
  move (self, -1);
}

static void
down_cb (MlgSectionMenu *self)
{
  move (self, 1);
}

static void
remove_cb (MlgSectionMenu *self)
{
  g_autoptr(MlgProject) project = g_object_ref (self->project);
  g_autoptr(MlgRecord) section = g_object_ref (self->section);
  g_autoptr(GError) error = NULL;

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[ABOUT_TO_CHANGE], 0);
  if (!mlg_project_delete (project, mlg_record_get_entity (section), mlg_record_get_id (section), &error))
    g_signal_emit (self, signals[REPORT], 0, error);
}

static void
title_activated_cb (MlgSectionMenu *self)
{
  const MlgField *field = mlg_entity_find_field (mlg_record_get_entity (self->section), "title");
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title))));
  g_autoptr(GError) error = NULL;

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (!mlg_project_set (self->project, mlg_record_get_entity (self->section), mlg_record_get_id (self->section), field,
                        *title != '\0' ? title : NULL, &error))
    g_signal_emit (self, signals[REPORT], 0, error);
}

static void
shown_cb (MlgSectionMenu *self)
{
  const char *title = mlg_record_get_named (self->section, "title");

  gtk_editable_set_text (GTK_EDITABLE (self->title), title != NULL ? title : "");
}

/* ---- life */

static void
mlg_section_menu_dispose (GObject *object)
{
  MlgSectionMenu *self = MLG_SECTION_MENU (object);

  g_clear_object (&self->project);
  g_clear_object (&self->section);

  G_OBJECT_CLASS (mlg_section_menu_parent_class)->dispose (object);
}

static void
mlg_section_menu_class_init (MlgSectionMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_section_menu_dispose;

  signals[REPORT] = g_signal_new ("report", MLG_TYPE_SECTION_MENU, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[ABOUT_TO_CHANGE] = g_signal_new ("about-to-change", MLG_TYPE_SECTION_MENU, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_button (MlgSectionMenu *self,
            GtkWidget      *box,
            const char     *label,
            GCallback       clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (box), button);
}

static void
mlg_section_menu_init (MlgSectionMenu *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->popover = gtk_popover_new ();
  self->title = gtk_entry_new ();
  gtk_widget_set_size_request (self->title, 280, -1);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->title), _("Title of the section, then Enter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Title of the section"), -1);
  g_signal_connect_swapped (self->title, "activate", G_CALLBACK (title_activated_cb), self);
  gtk_box_append (GTK_BOX (box), self->title);
  add_button (self, box, _("Move up"), G_CALLBACK (up_cb));
  add_button (self, box, _("Move down"), G_CALLBACK (down_cb));
  add_button (self, box, _("Take the section out"), G_CALLBACK (remove_cb));
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (shown_cb), self);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), self->popover);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _("Title, place, taking out"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("This section"), -1);
  gtk_box_append (GTK_BOX (self), button);
}

GtkWidget *
mlg_section_menu_new (MlgProject *project,
                      MlgRecord  *section)
{
  MlgSectionMenu *self = g_object_new (MLG_TYPE_SECTION_MENU, NULL);

  self->project = g_object_ref (project);
  self->section = g_object_ref (section);
  /* The words of a guiding question are not ours to change. */
  gtk_widget_set_visible (self->title, mlg_record_get_named (section, "question") == NULL);
  return GTK_WIDGET (self);
}
