/* The rows that make one with a record and are changed in its sheet: its sentences of sources, its
 * logbook, its functions, its memberships… Those that a section of the sheet shows are left out.
 */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"
#include "ui/records/mlg-child-table.h"

G_BEGIN_DECLS

GtkWidget *mlg_parts_new     (MlgFocus       *focus,
                              MlgRecord      *record,
                              gboolean        wide);
/* Other records changed. */
void       mlg_parts_refresh (GtkWidget      *parts);
/* What the bottom line of a table asks for, when its entity's own name would say little. */
void       mlg_parts_name_adding (MlgChildTable   *table,
                                  const MlgEntity *own,
                                  const MlgEntity *entity);
/* Are rows of @entity that hang by @field shown so? */
gboolean   mlg_parts_show    (const MlgEntity *own,
                              const MlgEntity *entity,
                              const MlgField  *field);

G_END_DECLS
