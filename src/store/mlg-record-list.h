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
/* French order of @field (NULL: title), derived ones (store/mlg-derived.h) too. */
void           mlg_record_list_set_sort    (MlgRecordList *self, const MlgField *field, gboolean descending);
const MlgField *mlg_record_list_get_sort   (MlgRecordList *self, gboolean *descending);
/* Values wanted for a facet field: elements of @wanted (canonical), NULL or empty: no filter.
 * Facets combine with and; values of one facet with or. */
void           mlg_record_list_set_facet   (MlgRecordList *self, const MlgField *field, const char *const *wanted);
/* The same for a set of values (keys), wanted in any of @fields, 3 at most; "" wants the unknown ones.
 * Replaces the one that had this @name; @wanted NULL: none. */
void           mlg_record_list_narrow      (MlgRecordList *self, const char *name,
                                            const MlgField *const *fields, guint n_fields, GHashTable *wanted);
/* Between these two nothing is shown anew. */
void           mlg_record_list_freeze      (MlgRecordList *self);
void           mlg_record_list_thaw        (MlgRecordList *self);
/* Between these two, records are read under one lock: for many at once, in one go. */
void           mlg_record_list_hold        (MlgRecordList *self);
void           mlg_record_list_release     (MlgRecordList *self);
/* Any other filter; called once per row when the list is made again. */
void           mlg_record_list_set_filter  (MlgRecordList *self, gboolean (*func) (MlgRecord *, gpointer), gpointer data, GDestroyNotify destroy);
/* value → count among the rows shown, this facet's own choice left out. Keys and counts owned. */
GHashTable    *mlg_record_list_count_facet (MlgRecordList *self, const MlgField *field);
/* Several, in one walk; "" counts the unknown. Array of GHashTable. */
GPtrArray     *mlg_record_list_count_facets (MlgRecordList *self, const MlgField *const *fields, guint n_fields);
/* Reads these aside, in a thread, so that the first sort or count finds them ready. */
void           mlg_record_list_prepare     (MlgRecordList *self, const MlgField *const *fields, guint n_fields);
guint          mlg_record_list_get_total   (MlgRecordList *self);     /* before search and filters */
/* GTK_INVALID_LIST_POSITION-like G_MAXUINT when not shown. */
guint          mlg_record_list_find        (MlgRecordList *self, const MlgId *id);
/* Positions (guint, ascending) of those of @ids (MlgId) that are shown. */
GArray        *mlg_record_list_find_many   (MlgRecordList *self, GArray *ids);
/* MlgId of the rows at @positions (guint), NULL: of all that are shown; no record is made. */
GArray        *mlg_record_list_dup_ids     (MlgRecordList *self, GArray *positions);

const MlgEntity *mlg_record_list_get_entity (MlgRecordList *self);
const char    *mlg_record_list_get_search  (MlgRecordList *self);             /* NULL: none */
/* « Vouliez-vous dire »: nearest known words for what is searched; NULL: none better. Free it. */
char          *mlg_record_list_suggest     (MlgRecordList *self);
/* Of a derived field too. */
char          *mlg_record_list_dup_value   (MlgRecordList *self, MlgRecord *record, const MlgField *field);
/* For people; @field NULL: the title. Never NULL. */
char          *mlg_record_list_dup_text    (MlgRecordList *self, MlgRecord *record, const MlgField *field);
/* Any value of @field for people. Never NULL. */
char          *mlg_record_list_display     (MlgRecordList *self, const MlgField *field, const char *value);

G_END_DECLS
