/* Who wrote one field of a record, and when: a small window beside its label. */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-project.h"

G_BEGIN_DECLS

/* Opens beside @button and goes away by itself. */
void mlg_field_history_open (GtkWidget      *button,
                             MlgProject     *project,
                             MlgRecord      *record,
                             const MlgField *field);

G_END_DECLS
