/* What is printed at the foot of what leaves a project on paper. */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

/* « Réseau des Relais Locaux · Pays de Saugues · 22 novembre 2026 »: the structure, never the person,
 * then the file and today. Never NULL. Thread: main. */
char *mlg_project_map_dup_signature (MlgProject *project);
/* What others may do with it, as the file says; NULL if it does not. */
char *mlg_project_map_dup_licence   (MlgProject *project);

G_END_DECLS
