/* The list under (or over) a line in which one types: what fits, to be chosen with the arrows,
 * with Tab, or with a click, while the keyboard stays in the line.
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MLG_TYPE_COMPLETION (mlg_completion_get_type ())
G_DECLARE_FINAL_TYPE (MlgCompletion, mlg_completion, MLG, COMPLETION, GtkPopover)

/* Signals: "chosen" (gpointer item), before which the list is hidden; "asked", when Down is
 * pressed and nothing is shown. */

/* @entry: where one types; the list is its child, and must be unparented before it ends. */
GtkWidget *mlg_completion_new         (GtkWidget       *entry,
                                       GtkPositionType  side);
/* Details stand behind the label; or else beneath it. */
void       mlg_completion_set_beneath (MlgCompletion   *self,
                                       gboolean         beneath);
/* Stands where the caret is; or else under the whole line. */
void       mlg_completion_set_at_caret (MlgCompletion  *self,
                                       gboolean         at_caret);
/* Shown instead of a list when there is none. */
void       mlg_completion_set_nothing (MlgCompletion   *self,
                                       GtkWidget       *nothing);

void       mlg_completion_clear       (MlgCompletion   *self);
/* @detail may be NULL. Takes @item. */
void       mlg_completion_add         (MlgCompletion   *self,
                                       const char      *label,
                                       const char      *detail,
                                       gpointer         item,
                                       GDestroyNotify   free_item);
guint      mlg_completion_get_n       (MlgCompletion   *self);
/* Without anything added: hides it, or shows what there is instead. @lit: the first is what
 * Enter takes. */
void       mlg_completion_show        (MlgCompletion   *self,
                                       gboolean         lit);
void       mlg_completion_hide        (MlgCompletion   *self);

/* Takes the one that is lit; with @first, the first when none is. FALSE: there is none. */
gboolean   mlg_completion_choose      (MlgCompletion   *self,
                                       gboolean         first);
gboolean   mlg_completion_is_lit      (MlgCompletion   *self);

G_END_DECLS
