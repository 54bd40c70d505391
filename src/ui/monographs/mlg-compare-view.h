/* Two versions of a monograph side by side: what went, what came. */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-project.h"

G_BEGIN_DECLS

#define MLG_TYPE_COMPARE_VIEW (mlg_compare_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgCompareView, mlg_compare_view, MLG, COMPARE_VIEW, GtkBox)

/* The closing button has the action "monograph.close-compare". */

/* @version beside the text of today. */
void mlg_compare_view_show (MlgCompareView *self,
                            MlgProject     *project,
                            MlgRecord      *monograph,
                            const char     *version);
/* The text of today changed. */
void mlg_compare_view_refresh (MlgCompareView *self);

G_END_DECLS
