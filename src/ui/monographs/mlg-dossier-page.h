/* Several monographs chosen to make one document, « dossier thématique ». */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-project.h"

G_BEGIN_DECLS

#define MLG_TYPE_DOSSIER_PAGE (mlg_dossier_page_get_type ())
G_DECLARE_FINAL_TYPE (MlgDossierPage, mlg_dossier_page, MLG, DOSSIER_PAGE, GtkBox)

/* Signals: "report" (GError *), "toast" (char *). */

GtkWidget *mlg_dossier_page_new (MlgProject *project);

G_END_DECLS
