/* One person: why the file holds her name, what it knows of her, how she leaves it. A part of the screen
 * of personal data.
 */

#pragma once

#include "model/mlg-monograph.h"
#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_PERSON_PANEL (mlg_person_panel_get_type ())
G_DECLARE_FINAL_TYPE (MlgPersonPanel, mlg_person_panel, MLG, PERSON_PANEL, GtkWidget)

/* @view: what reports for it, and whose project it shows; it holds the panel. */
GtkWidget *mlg_person_panel_new     (MlgView        *view);
/* NULL: nobody. */
void       mlg_person_panel_show    (MlgPersonPanel *self,
                                     const MlgId    *person);
/* The record may have changed. */
void       mlg_person_panel_refresh (MlgPersonPanel *self);

/* Writes @text where the user says, as its ending says; a toast tells. Takes @text. */
void       mlg_privacy_save         (MlgView        *view,
                                     const char     *title,
                                     const char     *name,
                                     MlgMonograph   *text);

G_END_DECLS
