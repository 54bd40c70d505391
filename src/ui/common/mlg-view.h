/* A screen. It knows the project and the focus and no other view. */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_VIEW (mlg_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (MlgView, mlg_view, MLG, VIEW, GtkWidget)

struct _MlgViewClass
{
  GtkWidgetClass parent_class;

  /* The focus (and with it the project) was set: connect, fill. Called once. */
  void (*focus_set) (MlgView *self);
};

/* The view takes one child widget through mlg_view_set_child and gives it all its room. */
void        mlg_view_set_child    (MlgView *self, GtkWidget *child);
void        mlg_view_set_focus    (MlgView *self, MlgFocus *focus);   /* the window, once */
MlgFocus   *mlg_view_get_focus    (MlgView *self);
MlgProject *mlg_view_get_project  (MlgView *self);

/* A sentence where the eye is; never a dialog. The window shows it as a banner. */
void        mlg_view_report       (MlgView *self, const GError *error);
/* A short message at the bottom. */
void        mlg_view_toast        (MlgView *self, const char *text);

G_END_DECLS
