/* The records of one entity as a table: columns to choose, order and measure, sorted by any of
 * them, several rows chosen and changed at once, cells typed in place, copied and pasted.
 *
 * The same for every entity. It follows the focus and leads it; who uses it narrows its list
 * (mlg_record_table_get_list) by searching and by facets.
 */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-record-list.h"
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_RECORD_TABLE (mlg_record_table_get_type ())
G_DECLARE_FINAL_TYPE (MlgRecordTable, mlg_record_table, MLG, RECORD_TABLE, GtkWidget)

/* Signal "changed": other rows are shown, or other columns. */

/* Once. Actors are narrowed by the filters of the focus. */
void           mlg_record_table_set_focus   (MlgRecordTable *self, MlgFocus *focus, const MlgEntity *entity);

MlgRecordList *mlg_record_table_get_list    (MlgRecordTable *self);       /* lent */
GtkColumnView *mlg_record_table_get_view    (MlgRecordTable *self);
/* A popover for a menu button: which columns, in which order, sorted by which. */
GtkWidget     *mlg_record_table_new_menu    (MlgRecordTable *self);
/* After another search: read from the top. */
void           mlg_record_table_go_to_top   (MlgRecordTable *self);

/* What an export of the list takes: MlgId of all the rows shown, in order; const MlgField of the
 * columns, in order, the title's own field first (derived ones: see store/mlg-derived.h). */
GArray        *mlg_record_table_dup_ids     (MlgRecordTable *self);
GPtrArray     *mlg_record_table_dup_columns (MlgRecordTable *self);
GArray        *mlg_record_table_dup_chosen  (MlgRecordTable *self);       /* MlgId, in the order of the rows */

/* Chosen rows, or all when none is, as text for a spreadsheet: a heading, tabs between. */
char          *mlg_record_table_dup_text    (MlgRecordTable *self);
/* Asks the window to export the rows and columns as they are shown. */
void           mlg_record_table_export      (MlgRecordTable *self);
/* As Ctrl+V does with what the clipboard holds. */
void           mlg_record_table_paste_text  (MlgRecordTable *self, const char *text);

G_END_DECLS
