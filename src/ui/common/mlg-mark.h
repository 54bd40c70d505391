/* The mark of a category, as on the map and among the partnerships: its colour and its shape. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MLG_TYPE_MARK (mlg_mark_get_type ())
G_DECLARE_FINAL_TYPE (MlgMark, mlg_mark, MLG, MARK, GtkWidget)

/* @category: index in user_category; G_MAXUINT: none. */
GtkWidget  *mlg_mark_new                 (guint    category);
void        mlg_mark_set_category        (MlgMark *self,
                                          guint    category);

guint       mlg_category_find            (const char *term);    /* G_MAXUINT if none */
/* « Porteurs de projets »: where the words of the vocabulary are too long. */
const char *mlg_category_get_short_label (guint       category);

G_END_DECLS
