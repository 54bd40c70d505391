/* What hangs on a record: its own parts (axes of a partnership, sections of a monograph), then
 * the records that name it. Found by walking the schema.
 */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

/* A box of groups, empty when nothing hangs on @record. */
GtkWidget *mlg_related_new (MlgFocus *focus, MlgRecord *record);

G_END_DECLS
