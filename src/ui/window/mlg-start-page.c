/* What is seen without a file: the first gestures, and the files opened last. */

#include "ui/window/mlg-start-page.h"

#include <glib/gi18n-lib.h>

#include "ui/common/mlg-settings.h"

struct _MlgStartPage
{
  GtkWidget  parent_instance;

  GtkWidget *scroller;
  GtkWidget *recent_box;
  GtkBox    *recent;
};

G_DEFINE_FINAL_TYPE (MlgStartPage, mlg_start_page, GTK_TYPE_WIDGET)

static GtkWidget *
new_recent_row (const char *path)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  GtkWidget *first = gtk_label_new (name);
  GtkWidget *second = gtk_label_new (folder);

  gtk_label_set_xalign (GTK_LABEL (first), 0);
  gtk_label_set_ellipsize (GTK_LABEL (first), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (second), 0);
  gtk_label_set_ellipsize (GTK_LABEL (second), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (second, "dim");
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-path");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", path);

  return button;
}

static void
mlg_start_page_dispose (GObject *object)
{
  g_clear_pointer (&MLG_START_PAGE (object)->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_start_page_parent_class)->dispose (object);
}

static void
mlg_start_page_class_init (MlgStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mlg_start_page_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "startpage");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/maillage/Maillage/window/mlg-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MlgStartPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, MlgStartPage, recent_box);
  gtk_widget_class_bind_template_child (widget_class, MlgStartPage, recent);
}

static void
mlg_start_page_init (MlgStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mlg_start_page_refresh (self);
}

void
mlg_start_page_refresh (MlgStartPage *self)
{
  g_auto(GStrv) paths = mlg_settings_dup_recent ();
  GtkWidget *row;

  g_return_if_fail (MLG_IS_START_PAGE (self));

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->recent))) != NULL)
    gtk_box_remove (self->recent, row);

  for (guint i = 0; paths[i] != NULL; i++)
    gtk_box_append (self->recent, new_recent_row (paths[i]));

  gtk_widget_set_visible (self->recent_box, paths[0] != NULL);
}
