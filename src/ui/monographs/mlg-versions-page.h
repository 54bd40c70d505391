/* The versions of a monograph: freeze one, compare two, go back to one. */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-project.h"

G_BEGIN_DECLS

#define MLG_TYPE_VERSIONS_PAGE (mlg_versions_page_get_type ())
G_DECLARE_FINAL_TYPE (MlgVersionsPage, mlg_versions_page, MLG, VERSIONS_PAGE, GtkBox)

/* Signals: "report" (GError *); "about-to-read": what is typed must be kept first;
 * "compare" (char *id of a version). */

GtkWidget *mlg_versions_page_new  (void);
void       mlg_versions_page_show (MlgVersionsPage *self,
                                   MlgProject      *project,
                                   MlgRecord       *monograph);

/* Versions, newest first. Array of MlgRecord. */
GPtrArray *mlg_monograph_dup_versions (MlgProject      *project,
                                       const MlgId     *monograph);
/* « Version 3 — Après l’entretien ». */
char      *mlg_version_describe       (MlgRecord       *version);

G_END_DECLS
