/* The verbatims that go with a section, and the button to attach more. */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_SECTION_VERBATIMS (mlg_section_verbatims_get_type ())
G_DECLARE_FINAL_TYPE (MlgSectionVerbatims, mlg_section_verbatims, MLG, SECTION_VERBATIMS, GtkBox)

/* Signals: "report" (GError *); "quote" (MlgRecord *): these words, in the text. */

GtkWidget *mlg_section_verbatims_new        (MlgFocus            *focus,
                                             MlgRecord           *monograph,
                                             MlgRecord           *section);
/* To be placed elsewhere; floating at first. */
GtkWidget *mlg_section_verbatims_get_button (MlgSectionVerbatims *self);
void       mlg_section_verbatims_refresh    (MlgSectionVerbatims *self);

G_END_DECLS
