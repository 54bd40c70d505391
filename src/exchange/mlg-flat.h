/* Records of JSON as rows of a sheet. Columns come into being as they are named, in that order;
 * a member that is itself an object gives one column for each of its members (« siege.siret »),
 * a list one cell with bars between its elements.
 *
 * Thread: one at a time.
 */

#pragma once

#include "exchange/mlg-json-tree.h"
#include "exchange/mlg-sheet.h"
#include "model/mlg-schema.h"

G_BEGIN_DECLS

typedef struct _MlgFlat MlgFlat;

MlgFlat    *mlg_flat_new        (const char        *name);      /* of the sheet; may be NULL */
void        mlg_flat_free       (MlgFlat           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgFlat, mlg_flat_free)

/* A cell of the row being filled; nothing for NULL and "". A second value for a column that has
 * one goes to a column of its own, « name (2) »: nothing is lost, nothing replaced. */
void        mlg_flat_set        (MlgFlat           *self,
                                 const char        *column,
                                 const char        *text,
                                 MlgSheetKind       kind);
/* Whatever @node is; must outlive the sheet's making. NULL: nothing. */
void        mlg_flat_set_node   (MlgFlat           *self,
                                 const char        *column,
                                 const MlgJsonNode *node);
/* Every member of @object under its own name, but those in @except (NULL-terminated, or NULL). */
void        mlg_flat_set_members (MlgFlat          *self,
                                 const MlgJsonNode *object,
                                 const char *const *except);
/* Of the row being filled; NULL if empty. */
const char *mlg_flat_get        (MlgFlat           *self,
                                 const char        *column);
/* Where a column goes; see mlg_sheet_set_target. Of a column that never comes: forgotten. */
void        mlg_flat_set_target (MlgFlat           *self,
                                 const char        *column,
                                 const char        *target);
typedef struct { const char *column, *target; } MlgFlatTarget;
void        mlg_flat_set_targets (MlgFlat             *self,
                                  const MlgFlatTarget *targets,
                                  guint                n_targets);
/* Columns that are called like a field or a part of @entity are that, as in our own exports. */
void        mlg_flat_set_own_targets (MlgFlat           *self,
                                      const MlgEntity   *entity);
/* The day of "02/05/2018" or "2018-05-02T10:00:00" as a date; any other text as it is. */
void        mlg_flat_set_day    (MlgFlat           *self,
                                 const char        *column,
                                 const char        *text);
char       *mlg_flat_dup_day    (const char        *text);
void        mlg_flat_end_row    (MlgFlat           *self,
                                 guint              line);
void        mlg_flat_drop_row   (MlgFlat           *self);     /* what was set since the last end of a row */
guint       mlg_flat_get_n_rows (MlgFlat           *self);

/* Frees @self. The names of the columns are the first row. */
MlgSheet   *mlg_flat_finish     (MlgFlat           *self,
                                 const char        *entity,     /* static; or NULL */
                                 GError           **error);

/* « name: value; name: value », lists with bars: what has no column of its own. NULL if empty. */
char       *mlg_flat_dup_text   (const MlgJsonNode *node);

G_END_DECLS
