/* Where a monograph stands and what the next step waits for; the remarks of those it speaks of. */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_REVIEW_PAGE (mlg_review_page_get_type ())
G_DECLARE_FINAL_TYPE (MlgReviewPage, mlg_review_page, MLG, REVIEW_PAGE, GtkBox)

/* Signals: "report" (GError *); "go-to" (char *id of a section); "reading-copy". */

GtkWidget *mlg_review_page_new           (void);
void       mlg_review_page_set_focus     (MlgReviewPage *self,
                                          MlgFocus      *focus);
void       mlg_review_page_show          (MlgReviewPage *self,
                                          MlgRecord     *monograph);
/* New remarks are about it; NULL: about the whole. */
void       mlg_review_page_set_section   (MlgReviewPage *self,
                                          MlgRecord     *section);

G_END_DECLS
