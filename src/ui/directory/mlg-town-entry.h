/* A field for a commune: a few letters of its name, its postal code or its INSEE code. */

#pragma once

#include <gtk/gtk.h>
#include "territory/mlg-gazetteer.h"

G_BEGIN_DECLS

#define MLG_TYPE_TOWN_ENTRY (mlg_town_entry_get_type ())
G_DECLARE_FINAL_TYPE (MlgTownEntry, mlg_town_entry, MLG, TOWN_ENTRY, GtkWidget)

/* Signal "chosen" (gpointer: const MlgPlace *). Enter takes the first answer. */

void mlg_town_entry_clear (MlgTownEntry *self);

G_END_DECLS
