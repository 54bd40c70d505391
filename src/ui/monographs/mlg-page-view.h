/* One page of a document, as wide as there is room: the drawing of the paper. */

#pragma once

#include <gtk/gtk.h>
#include "document/mlg-document.h"

G_BEGIN_DECLS

#define MLG_TYPE_PAGE_VIEW (mlg_page_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgPageView, mlg_page_view, MLG, PAGE_VIEW, GtkWidget)

GtkWidget *mlg_page_view_new  (guint        page);
/* Lent: whoever owns the document shows another one, or NULL, before freeing it. */
void       mlg_page_view_show (MlgPageView *self,
                               MlgDocument *document);

G_END_DECLS
