/* One sentence over the screen, until it is answered or no longer true. */

#include "ui/window/mlg-banner.h"

#include <glib/gi18n-lib.h>

struct _MlgBanner
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  GtkLabel      *label;
  GtkButton     *button;

  struct
  {
    char        *sentence;       /* NULL: nothing to say */
    char        *button;
    char        *action;
  }              said[MLG_BANNER_ERROR + 1];
  MlgBannerKind  kind;           /* the one that is shown */
};

G_DEFINE_FINAL_TYPE (MlgBanner, mlg_banner, GTK_TYPE_WIDGET)


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

static void
forget (MlgBanner     *self,
        MlgBannerKind  kind)
{
  g_clear_pointer (&self->said[kind].sentence, g_free);
  g_clear_pointer (&self->said[kind].button, g_free);
  g_clear_pointer (&self->said[kind].action, g_free);
}

/* The gravest of what there is to say: a piece of news does not hide a full disk. */
static void
show (MlgBanner *self)
{
  static const char *const classes[] = { "notice", "state", "error" };
  int kind = MLG_BANNER_ERROR;

  while (kind >= 0 && self->said[kind].sentence == NULL)
    kind--;
  gtk_widget_set_visible (GTK_WIDGET (self), kind >= 0);
  if (kind < 0)
    return;

  gtk_widget_remove_css_class (GTK_WIDGET (self), classes[self->kind]);
  self->kind = kind;
  gtk_widget_add_css_class (GTK_WIDGET (self), classes[kind]);
  gtk_label_set_label (self->label, self->said[kind].sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->said[kind].sentence, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->button), self->said[kind].button != NULL);
  if (self->said[kind].button != NULL)
    {
      gtk_button_set_label (self->button, self->said[kind].button);
      set_action (GTK_ACTIONABLE (self->button), self->said[kind].action);
    }
}

static void
close_cb (MlgBanner *self)
{
  forget (self, self->kind);
  show (self);
}

static void
mlg_banner_dispose (GObject *object)
{
  MlgBanner *self = MLG_BANNER (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_banner_parent_class)->dispose (object);
}

static void
mlg_banner_finalize (GObject *object)
{
  for (guint kind = 0; kind <= MLG_BANNER_ERROR; kind++)
    forget (MLG_BANNER (object), kind);

  G_OBJECT_CLASS (mlg_banner_parent_class)->finalize (object);
}

static void
mlg_banner_class_init (MlgBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mlg_banner_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_banner_finalize;

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

void
mlg_banner_say (MlgBanner     *self,
                MlgBannerKind  kind,
                const char    *sentence,
                const char    *label,
                const char    *action)
{
  g_return_if_fail (MLG_IS_BANNER (self));
  g_return_if_fail (sentence != NULL);

  forget (self, kind);
  self->said[kind].sentence = g_strdup (sentence);
  self->said[kind].button = g_strdup (label);
  self->said[kind].action = g_strdup (action);
  show (self);
}

void
mlg_banner_unsay (MlgBanner     *self,
                  MlgBannerKind  kind)
{
  g_return_if_fail (MLG_IS_BANNER (self));

  forget (self, kind);
  show (self);
}
