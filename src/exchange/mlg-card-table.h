/* A table whose columns appear as its rows are read: cards, events, anything that names its values
 * one by one. For exchange alone.
 *
 * Thread: one at a time.
 */

#pragma once

#include "exchange/mlg-source.h"

G_BEGIN_DECLS

typedef struct _MlgCardTable MlgCardTable;

/* @name, @entity: of the sheet. */
MlgCardTable *mlg_card_table_new     (const char   *name,
                                      const char   *entity);
void          mlg_card_table_free    (MlgCardTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgCardTable, mlg_card_table_free)

/* A column of known meaning, in the order of these calls. @label as people read it; @target as
 * mlg_sheet_set_target takes it, which is also how mlg_card_table_set knows it. */
void          mlg_card_table_declare (MlgCardTable *self,
                                      const char   *target,
                                      const char   *label);

/* A new row, which begins at @line of the file. */
void          mlg_card_table_begin   (MlgCardTable *self,
                                      guint         line);
/* In the last row. @column: a target, or any name: then it goes to the note under this name.
 * A second text in one cell comes after @between. Empty and NULL: nothing. */
void          mlg_card_table_set     (MlgCardTable *self,
                                      const char   *column,
                                      const char   *text,
                                      const char   *between);
const char   *mlg_card_table_get     (MlgCardTable *self,
                                      const char   *column);
void          mlg_card_table_tear    (MlgCardTable *self);

/* As a sheet of @source, without the columns that nothing fills; no sheet without rows. */
void          mlg_card_table_finish  (MlgCardTable *self,
                                      MlgSource    *source);

/* How sure it is that @bytes begin with one of @starts, in capitals and NULL at the end, or that the file is
 * called as one of @suffixes: a mark out of 100, for MlgReader. */
guint mlg_card_table_detect (const char *name, GBytes *bytes, const char *const *starts, const char *const *suffixes);

G_END_DECLS
