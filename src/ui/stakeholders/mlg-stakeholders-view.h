/* The table of stakeholders of an initiative: trades, persons, skills, degree of involvement, then
 * the rest; who is missing; what is missing.
 */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_STAKEHOLDERS_VIEW (mlg_stakeholders_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgStakeholdersView, mlg_stakeholders_view, MLG, STAKEHOLDERS_VIEW, MlgView)

GtkWidget *mlg_stakeholders_view_new            (void);
/* Chooses whose table is shown. */
void       mlg_stakeholders_view_set_initiative (MlgStakeholdersView *self,
                                                 const MlgId         *initiative);

G_END_DECLS
