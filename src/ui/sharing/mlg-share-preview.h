/* What leaves with a copy and what stays, in words and counts. */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-share.h"

G_BEGIN_DECLS

/* Empties @box and fills it. @mentions: see mlg_share_find_mentions. */
void mlg_share_preview_fill  (GtkBox          *box,
                              MlgProject      *project,
                              MlgShareSummary *summary,
                              GPtrArray       *mentions);

/* The copies handed over until now, latest first. Returns how many. */
guint mlg_share_handovers_fill (GtkBox        *box,
                                MlgProject    *project);

G_END_DECLS
