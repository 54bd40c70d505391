/* The menu « Lire le graphe »: every question, what it is for, and its key. */

#pragma once

#include "ui/partnerships/mlg-graph-reading.h"

G_BEGIN_DECLS

/* Fills @button, which stays as long as @view does. */
void mlg_reading_menu_attach (GtkMenuButton       *button,
                              MlgPartnershipsView *view);

G_END_DECLS
