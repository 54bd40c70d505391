/* A screen: one child, the focus it was given, and two ways to speak. */

#include "ui/common/mlg-view.h"
#include "store/mlg-error.h"
#include "ui/common/mlg-keyboard.h"
#include "ui/common/mlg-wrap-layout.h"

typedef struct
{
  GtkWidget *child;
  MlgFocus  *focus;
} MlgViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (MlgView, mlg_view, GTK_TYPE_WIDGET)

enum { REPORT, TOAST, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
mlg_view_dispose (GObject *object)
{
  MlgViewPrivate *priv = mlg_view_get_instance_private (MLG_VIEW (object));

  g_clear_pointer (&priv->child, gtk_widget_unparent);
  g_clear_object (&priv->focus);

  G_OBJECT_CLASS (mlg_view_parent_class)->dispose (object);
}

static void
mlg_view_class_init (MlgViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_view_dispose;

  g_type_ensure (MLG_TYPE_WRAP_LAYOUT);      /* their templates name it */
  GTK_WIDGET_CLASS (klass)->focus = mlg_keyboard_move;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  /* "report" (char *sentence), "toast" (char *text): for the window. */
  signals[REPORT] = g_signal_new ("report", MLG_TYPE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TOAST] = g_signal_new ("toast", MLG_TYPE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mlg_view_init (MlgView *self)
{
}

void
mlg_view_set_child (MlgView   *self,
                    GtkWidget *child)
{
  MlgViewPrivate *priv = mlg_view_get_instance_private (self);

  g_return_if_fail (MLG_IS_VIEW (self));

  g_clear_pointer (&priv->child, gtk_widget_unparent);
  priv->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

void
mlg_view_set_focus (MlgView  *self,
                    MlgFocus *focus)
{
  MlgViewPrivate *priv = mlg_view_get_instance_private (self);

  g_return_if_fail (MLG_IS_VIEW (self));
  g_return_if_fail (priv->focus == NULL);

  priv->focus = g_object_ref (focus);
  if (MLG_VIEW_GET_CLASS (self)->focus_set != NULL)
    MLG_VIEW_GET_CLASS (self)->focus_set (self);
}

MlgFocus *
mlg_view_get_focus (MlgView *self)
{
  MlgViewPrivate *priv = mlg_view_get_instance_private (self);

  return priv->focus;
}

MlgProject *
mlg_view_get_project (MlgView *self)
{
  MlgViewPrivate *priv = mlg_view_get_instance_private (self);

  return priv->focus != NULL ? mlg_focus_get_project (priv->focus) : NULL;
}

void
mlg_view_report (MlgView      *self,
                 const GError *error)
{
  g_autofree char *sentence = mlg_store_error_describe (error);

  g_signal_emit (self, signals[REPORT], 0, sentence);
}

void
mlg_view_toast (MlgView    *self,
                const char *text)
{
  g_signal_emit (self, signals[TOAST], 0, text);
}
