/* One sentence over the screen, until it is answered or no longer true. */

#include "ui/window/mlg-banner.h"

#include <glib/gi18n-lib.h>

struct _MlgBanner
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  GtkLabel      *label;
  GtkButton     *button;

  MlgBannerKind  kind;
};

G_DEFINE_FINAL_TYPE (MlgBanner, mlg_banner, GTK_TYPE_WIDGET)

static void
close_cb (MlgBanner *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
mlg_banner_dispose (GObject *object)
{
  MlgBanner *self = MLG_BANNER (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_banner_parent_class)->dispose (object);
}

static void
mlg_banner_class_init (MlgBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mlg_banner_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "banner");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/maillage/Maillage/window/mlg-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, MlgBanner, box);
  gtk_widget_class_bind_template_child (widget_class, MlgBanner, label);
  gtk_widget_class_bind_template_child (widget_class, MlgBanner, button);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
mlg_banner_init (MlgBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* The target first: GTK 4.8 complains of an action that waits for its target, and
 * gtk_actionable_set_detailed_action_name() lets it wait. */
static void
set_action (GtkActionable *actionable,
            const char    *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;

  gtk_actionable_set_action_name (actionable, NULL);
  if (!g_action_parse_detailed_name (detailed, &name, &target, NULL))
    return;
  gtk_actionable_set_action_target_value (actionable, target);
  gtk_actionable_set_action_name (actionable, name);
}

void
mlg_banner_say (MlgBanner     *self,
                MlgBannerKind  kind,
                const char    *sentence,
                const char    *label,
                const char    *action)
{
  static const char *const classes[] = { "notice", "state", "error" };

  g_return_if_fail (MLG_IS_BANNER (self));
  g_return_if_fail (sentence != NULL);

  gtk_widget_remove_css_class (GTK_WIDGET (self), classes[self->kind]);
  self->kind = kind;
  gtk_widget_add_css_class (GTK_WIDGET (self), classes[kind]);

  gtk_label_set_label (self->label, sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
  if (label != NULL)
    {
      gtk_button_set_label (self->button, label);
      set_action (GTK_ACTIONABLE (self->button), action);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
mlg_banner_unsay (MlgBanner     *self,
                  MlgBannerKind  kind)
{
  g_return_if_fail (MLG_IS_BANNER (self));

  if (self->kind == kind)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
