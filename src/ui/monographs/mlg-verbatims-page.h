/* The verbatims of the file beside the text, the nearest to the monograph first. */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_VERBATIMS_PAGE (mlg_verbatims_page_get_type ())
G_DECLARE_FINAL_TYPE (MlgVerbatimsPage, mlg_verbatims_page, MLG, VERBATIMS_PAGE, GtkBox)

/* Signals: "quote" (MlgRecord *): in the text; "attach" (MlgRecord *): to the section. */

GtkWidget *mlg_verbatims_page_new  (void);
void       mlg_verbatims_page_show (MlgVerbatimsPage *self,
                                    MlgFocus         *focus,
                                    MlgRecord        *monograph);

G_END_DECLS
