/* A short message at the bottom that leaves by itself, with « Annuler » when something was done. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MLG_TYPE_TOAST (mlg_toast_get_type ())
G_DECLARE_FINAL_TYPE (MlgToast, mlg_toast, MLG, TOAST, GtkWidget)

/* Replaces the message before it. With @undo, a button activates "win.undo". */
void mlg_toast_say  (MlgToast   *self,
                     const char *text,
                     gboolean    undo);
void mlg_toast_hide (MlgToast   *self);

G_END_DECLS
