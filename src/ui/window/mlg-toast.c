/* A short message at the bottom that leaves by itself. */

#include "ui/window/mlg-toast.h"

#include <glib/gi18n-lib.h>

#define SECONDS_SHOWN 6

struct _MlgToast
{
  GtkWidget    parent_instance;

  GtkRevealer *revealer;
  GtkLabel    *label;
  GtkButton   *undo;

  guint        timeout;
};

G_DEFINE_FINAL_TYPE (MlgToast, mlg_toast, GTK_TYPE_WIDGET)

static gboolean
time_is_up_cb (gpointer user_data)
{
  MlgToast *self = MLG_TOAST (user_data);

  self->timeout = 0;
  mlg_toast_hide (self);
  return G_SOURCE_REMOVE;
}

static void
revealed_cb (MlgToast *self)
{
  /* Gone for good: else it would cover what lies below. */
  if (!gtk_revealer_get_child_revealed (self->revealer) && !gtk_revealer_get_reveal_child (self->revealer))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
mlg_toast_dispose (GObject *object)
{
  MlgToast *self = MLG_TOAST (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (child != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (mlg_toast_parent_class)->dispose (object);
}

static void
mlg_toast_class_init (MlgToastClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mlg_toast_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "toast");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/maillage/Maillage/window/mlg-toast.ui");
  gtk_widget_class_bind_template_child (widget_class, MlgToast, revealer);
  gtk_widget_class_bind_template_child (widget_class, MlgToast, label);
  gtk_widget_class_bind_template_child (widget_class, MlgToast, undo);
  gtk_widget_class_bind_template_callback (widget_class, mlg_toast_hide);
  gtk_widget_class_bind_template_callback (widget_class, revealed_cb);
}

static void
mlg_toast_init (MlgToast *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
mlg_toast_say (MlgToast   *self,
               const char *text,
               gboolean    undo)
{
  g_return_if_fail (MLG_IS_TOAST (self));

  g_clear_handle_id (&self->timeout, g_source_remove);
  gtk_label_set_label (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->undo), undo);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  self->timeout = g_timeout_add_seconds (SECONDS_SHOWN, time_is_up_cb, self);
}

void
mlg_toast_hide (MlgToast *self)
{
  g_return_if_fail (MLG_IS_TOAST (self));

  g_clear_handle_id (&self->timeout, g_source_remove);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}
