/* The live rows of an entity as a GListModel of MlgRecord: an array of row numbers and a small
 * cache of records, so that 200 000 rows cost under a megabyte (docs/storage.md §3.5).
 * Follows the project. Changes are told in two steps (remove all, add all): GTK 4.8 takes
 * seconds for one items-changed with both.
 */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

#define MLG_TYPE_RECORD_LIST (mlg_record_list_get_type ())
G_DECLARE_FINAL_TYPE (MlgRecordList, mlg_record_list, MLG, RECORD_LIST, GObject)

MlgRecordList *mlg_record_list_new         (MlgProject *project, const MlgEntity *entity);
/* Folded prefixes of each word, in names and searched fields; NULL: all. Uses the cache index. */
void           mlg_record_list_set_search  (MlgRecordList *self, const char *text);
/* French order of @field (NULL: title). */
void           mlg_record_list_set_sort    (MlgRecordList *self, const MlgField *field, gboolean descending);
/* Values wanted for a facet field: elements of @wanted (canonical), NULL or empty: no filter.
 * Facets combine with and; values of one facet with or. */
void           mlg_record_list_set_facet   (MlgRecordList *self, const MlgField *field, const char *const *wanted);
/* Any other filter; called once per row when the list is made again. */
void           mlg_record_list_set_filter  (MlgRecordList *self, gboolean (*func) (MlgRecord *, gpointer), gpointer data, GDestroyNotify destroy);
/* value → count among the rows shown, this facet's own choice left out. Keys and counts owned. */
GHashTable    *mlg_record_list_count_facet (MlgRecordList *self, const MlgField *field);
guint          mlg_record_list_get_total   (MlgRecordList *self);     /* before search and filters */
/* GTK_INVALID_LIST_POSITION-like G_MAXUINT when not shown. */
guint          mlg_record_list_find        (MlgRecordList *self, const MlgId *id);

G_END_DECLS
