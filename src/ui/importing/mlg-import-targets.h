/* Where a column may go: the fields of the records, in groups, found by typing. */

#pragma once

#include <gtk/gtk.h>
#include "exchange/mlg-import.h"

G_BEGIN_DECLS

typedef struct
{
  MlgColumnUse    use;
  const MlgField *field;
  guint           part;
} MlgImportTarget;

#define MLG_TYPE_IMPORT_TARGETS (mlg_import_targets_get_type ())
G_DECLARE_FINAL_TYPE (MlgImportTargets, mlg_import_targets, MLG, IMPORT_TARGETS, GtkPopover)

/* Signal "chosen" (gpointer MlgImportTarget, lent). */

GtkWidget *mlg_import_targets_new        (void);
void       mlg_import_targets_set_entity (MlgImportTargets *self, const MlgEntity *entity);
/* Opens with nothing typed and @column's target chosen. */
void       mlg_import_targets_show       (MlgImportTargets *self, const MlgImportColumn *column);

/* « Adresse › Code postal » */
char      *mlg_import_target_dup_label   (const MlgImportTarget *target);

G_END_DECLS
