/* What can be found again from the working copy, kept to find it faster: names, full text,
 * French order, places (docs/storage.md §3). A database of its own, never in the shared file:
 * it holds words of erased records, and depends on this machine.
 *
 * It remembers how far of the journal it has read. Ahead of it, only the rows touched since
 * are read again; a damaged or foreign cache is made anew.
 *
 * Rows are named by a number: entity << 40 | row number of the working copy.
 * Thread: that of the store.
 */

#pragma once

#include <glib.h>
#include "model/mlg-id.h"
#include "model/mlg-schema.h"
#include "store/mlg-names.h"

struct sqlite3;

G_BEGIN_DECLS

typedef struct _MlgCache MlgCache;

/* @path NULL: in memory. @document: the connection of the store; must outlive the cache. */
MlgCache   *mlg_cache_open         (const char      *path,
                                    struct sqlite3  *document);
void        mlg_cache_free         (MlgCache        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgCache, mlg_cache_free)

struct sqlite3 *mlg_cache_get_handle (MlgCache       *self);       /* src/store only */
/* Reads what the journal has since. Called by every question below too. */
void        mlg_cache_catch_up     (MlgCache        *self);

typedef gint64 MlgRow;
MlgRow      mlg_cache_row          (MlgCache *self, const MlgId *id);       /* 0: none */
gboolean    mlg_cache_id           (MlgCache *self, MlgRow row, MlgId *id);
/* By row number, for all of @entity at once; *n: one more than the greatest. Free it. */
MlgId      *mlg_cache_dup_ids (MlgCache *self, const MlgEntity *entity, guint *n);
const MlgEntity *mlg_row_entity    (MlgRow row);
#define MLG_ROW_NUMBER(row) ((guint32) ((row) & 0xffffffff))
#define MLG_ROW_OF(ent, n) ((MlgRow) (ent)->number << 40 | (MlgRow) (n))

/* The names of @entity by word, rows by their number; read the first time, kept up to date.
 * Lent until the next question. */
MlgNames   *mlg_cache_get_names    (MlgCache *self, const MlgEntity *entity);
/* A part of them, about @n rows more: FALSE as long as there are others. */
gboolean    mlg_cache_read_names   (MlgCache *self, const MlgEntity *entity, guint n);
/* So that the first key finds everything ready: half a second for 200 000, the first time. */
void        mlg_cache_prepare_search (MlgCache *self, const MlgEntity *entity);
/* Another number: since, a row came, went, or was called otherwise. */
guint64     mlg_cache_get_generation (MlgCache *self);
/* Which comes first in French order; < 0: @a. */
int         mlg_cache_compare      (MlgCache *self, MlgRow a, MlgRow b);
/* What is typed, as names are indexed. */
char       *mlg_cache_normalise    (const char *text);

/* Arrays of MlgRow. */
/* All of @entity in the French order of their titles. */
GArray     *mlg_cache_list         (MlgCache *self, const MlgEntity *entity);
/* Each word of @text begins a word of the names; best first: the name itself, names that begin
 * so, the others. @entity NULL: any. @limit 0: all that are ranked. */
GArray     *mlg_cache_search       (MlgCache *self, const MlgEntity *entity, const char *text, guint limit);
/* Every text of the records, notes included; best first. */
GArray     *mlg_cache_search_text  (MlgCache *self, const char *text, guint limit);
/* Records with a place in the box. */
GArray     *mlg_cache_find_places  (MlgCache *self, const MlgEntity *entity,
                                    double south, double west, double north, double east);
/* The nearest words known among @entity (NULL: any), other names and acronyms too; NULL when there
 * are none better. A word that names one or two records gives way to one that many have. */
char       *mlg_cache_suggest      (MlgCache *self, const MlgEntity *entity, const char *text);

G_END_DECLS
