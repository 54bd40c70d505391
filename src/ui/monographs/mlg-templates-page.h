/* The outlines of monographs: those that come with the program, those the file keeps, which are changed
 * here, shared with a colleague, and offered when a monograph is begun.
 */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_TEMPLATES_PAGE (mlg_templates_page_get_type ())
G_DECLARE_FINAL_TYPE (MlgTemplatesPage, mlg_templates_page, MLG, TEMPLATES_PAGE, GtkBox)

/* Signals: "report" (GError *); "toast" (char *); "begin" (char *id): a monograph of this outline. */

void mlg_templates_page_set_focus (MlgTemplatesPage *self,
                                   MlgFocus         *focus);
/* When it is seen, or the project changed. */
void mlg_templates_page_refresh   (MlgTemplatesPage *self);
/* By id, as mlg_project_templates_list tells it. */
void mlg_templates_page_choose    (MlgTemplatesPage *self,
                                   const char       *template_id);

G_END_DECLS
