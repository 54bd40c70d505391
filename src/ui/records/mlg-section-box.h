/* A part of a sheet: a heading that folds it, its fields, the rows that hang on the record, and
 * the fields nobody has filled behind « Autres champs ». What is folded is remembered.
 */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"
#include "ui/records/mlg-sections.h"

G_BEGIN_DECLS

#define MLG_TYPE_SECTION_BOX (mlg_section_box_get_type ())
G_DECLARE_FINAL_TYPE (MlgSectionBox, mlg_section_box, MLG, SECTION_BOX, GtkWidget)

/* @section: constant. @wide: rows are tables. */
GtkWidget *mlg_section_box_new        (MlgFocus         *focus,
                                       const MlgEntity  *entity,
                                       const MlgSection *section,
                                       gboolean          wide);
/* A field it did not name: of the last section. */
void       mlg_section_box_add_field  (MlgSectionBox    *self,
                                       const MlgField   *field);
void       mlg_section_box_set_record (MlgSectionBox    *self,
                                       MlgRecord        *record);
/* @rows_too: other records may have changed. */
void       mlg_section_box_refresh    (MlgSectionBox    *self,
                                       gboolean          rows_too);

G_END_DECLS
