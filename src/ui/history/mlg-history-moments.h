/* The moments one can look back to: some days ago, the workshops, those somebody named; and naming this one. */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-moment.h"

G_BEGIN_DECLS

#define MLG_TYPE_HISTORY_MOMENTS (mlg_history_moments_get_type ())
G_DECLARE_FINAL_TYPE (MlgHistoryMoments, mlg_history_moments, MLG, HISTORY_MOMENTS, GtkWidget)

/* Signal: "chosen". */

/* Fills the list; keeps the choice when it still stands. */
void             mlg_history_moments_refresh     (MlgHistoryMoments *self,
                                                  MlgProject        *project);
/* Lent until the next refresh; NULL: none is chosen. */
const MlgMoment *mlg_history_moments_get_chosen  (MlgHistoryMoments *self);
/* « Atelier du 3 mars »; lent. */
const char      *mlg_history_moments_get_title   (MlgHistoryMoments *self);
/* The record "snapshot" of the choice; NULL: it is no named moment. */
const MlgId     *mlg_history_moments_get_record  (MlgHistoryMoments *self);

G_END_DECLS
