/* Who is missing around the table: families present among those that matter, empty seats to call,
 * postures nobody holds.
 */

#pragma once

#include <gtk/gtk.h>
#include "exchange/mlg-project-stakeholders.h"
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_SEATS (mlg_seats_get_type ())
G_DECLARE_FINAL_TYPE (MlgSeats, mlg_seats, MLG, SEATS, GtkWidget)

/* Signal "called" (char *family): a seat was clicked. */
GtkWidget *mlg_seats_new  (MlgFocus      *focus);
/* @initiative: whose @table it is. */
void       mlg_seats_show (MlgSeats      *self,
                           MlgRoundTable *table,
                           MlgRecord     *initiative);

G_END_DECLS
