/* One record of a merge: each field as it is here and as it is in the copy, side by side, with who wrote it and
 * when, and which to keep.
 */

#pragma once

#include <gtk/gtk.h>
#include "exchange/mlg-merge-plan.h"

G_BEGIN_DECLS

typedef void (*MlgMergeDetailsFunc) (gpointer data);

/* Empties @box and fills it. @changed: called after each choice; @data must outlive what is in @box. */
void mlg_merge_details_fill (GtkBox              *box,
                             MlgProject          *project,
                             MlgMergeGroup       *group,      /* NULL: nothing to show */
                             MlgMergeDetailsFunc  changed,
                             gpointer             data);

G_END_DECLS
