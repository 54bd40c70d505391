/* The rows that hang on a record, changed in place: one cell a field, a line at the bottom to add
 * one. Made from the schema. Wide, it is a table; narrow (in a sheet), each row is a line of
 * cells that wraps.
 */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_CHILD_TABLE (mlg_child_table_get_type ())
G_DECLARE_FINAL_TYPE (MlgChildTable, mlg_child_table, MLG, CHILD_TABLE, GtkWidget)

/* @columns: names of fields, NULL-terminated; NULL: those the schema shows as columns.
 * @parent_field: the reference by which the rows hang; NULL: every row of the entity.
 *
 * Signal "changed": its rows are others. */
GtkWidget *mlg_child_table_new         (MlgFocus          *focus,
                                        const MlgEntity   *entity,
                                        const char        *parent_field,
                                        const char *const *columns,
                                        gboolean           narrow);
void       mlg_child_table_set_columns (MlgChildTable     *self,
                                        const char *const *columns);
void       mlg_child_table_set_heading (MlgChildTable     *self,
                                        const char        *field,
                                        const char        *words);
/* @record: whose rows; NULL: none. Also when the file changed. */
void       mlg_child_table_set_record  (MlgChildTable     *self,
                                        MlgRecord         *record);
void       mlg_child_table_refresh     (MlgChildTable     *self);
/* Only rows that have this value; those added get it. */
void       mlg_child_table_keep_only   (MlgChildTable     *self,
                                        const char        *field,
                                        const char        *value);
/* Only rows whose name holds these words; "" for all. */
void       mlg_child_table_set_search  (MlgChildTable     *self,
                                        const char        *words);
/* What a row added gets besides. */
void       mlg_child_table_set_default (MlgChildTable     *self,
                                        const char        *field,
                                        const char        *value);
/* Which field the bottom line fills, and what it says when empty. */
void       mlg_child_table_set_adding  (MlgChildTable     *self,
                                        const char        *field,
                                        const char        *words);
void       mlg_child_table_hide_adding (MlgChildTable     *self);
/* A row added copies what its record says of the same things: trades, skills, family. */
void       mlg_child_table_copy_from_picked (MlgChildTable *self);
guint      mlg_child_table_get_n_rows  (MlgChildTable     *self);
/* A new row with @field set, one command. FALSE: said under the table. */
gboolean   mlg_child_table_add         (MlgChildTable     *self,
                                        const char        *field,
                                        const char        *value);

G_END_DECLS
