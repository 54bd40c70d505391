/* The working copy: journal of operations and the tables that follow from it (DESIGN §5,
 * docs/storage.md §1.3). Knows nothing of the user's file, of publishing nor of caches:
 * MlgProject puts these together.
 *
 * An operation is named (sid, seq): the writer's random id and its number there. It names its
 * parents: the operations of the cell its author saw. Several heads of one cell with
 * different values are a conflict; all values are kept, the greatest (clock, sid, seq) shown.
 */

#pragma once

#include <gio/gio.h>
#include "model/mlg-id.h"
#include "model/mlg-schema.h"
#include "store/mlg-error.h"
#include "store/mlg-gesture.h"
#include "store/mlg-record.h"

G_BEGIN_DECLS

#define MLG_APPLICATION_ID  0x4D4C4C47   /* "MLLG" */
#define MLG_FORMAT_MAJOR    1
#define MLG_FORMAT_MINOR    1
#define MLG_FORMAT          (MLG_FORMAT_MAJOR * 1000 + MLG_FORMAT_MINOR)   /* PRAGMA user_version */

typedef enum
{
  MLG_STORE_CREATE    = 1 << 0,  /* make the file; fails if it exists and is not empty */
  MLG_STORE_READ_ONLY = 1 << 1,  /* mode=ro, immutable: a guarded, published file */
  MLG_STORE_BESIDE    = 1 << 2,  /* to read in a thread what another connection of this process writes */
} MlgStoreFlags;

/* @path: a database only this process writes. WAL, synchronous=FULL unless READ_ONLY. */
MlgStore   *mlg_store_open             (const char     *path,
                                        MlgStoreFlags   flags,
                                        GError        **error);
void        mlg_store_free             (MlgStore       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgStore, mlg_store_free)

/* Of the database itself, for MLG_STORE_BESIDE; NULL: it has none. */
char       *mlg_store_dup_path         (MlgStore       *self);
struct sqlite3 *mlg_store_get_handle   (MlgStore       *self);       /* src/store only */

/* Who writes from now on: the name put beside a fresh random writer id at the first gesture. */
void        mlg_store_set_author       (MlgStore       *self, const char *author);
/* Tests: a clock that lies. NULL for the real one. Returns ms since 1970. */
void        mlg_store_set_clock        (MlgStore *self, gint64 (*clock) (gpointer), gpointer data);
void        mlg_store_new_session      (MlgStore       *self);       /* a fresh writer id at the next gesture */

char       *mlg_store_dup_meta         (MlgStore *self, const char *key);      /* "doc_id", "created" */
/* About the file, not about the territory: neither journaled nor merged. */
gboolean    mlg_store_set_meta         (MlgStore *self, const char *key, const char *value, GError **error);

/* ---- reading */
MlgRecord  *mlg_store_read             (MlgStore *self, const MlgEntity *entity, const MlgId *id, GError **error);  /* deleted rows too; NULL without error: none */
/* Brings a record up to date, which then emits "changed"; FALSE without error: the row is no more. */
gboolean    mlg_store_read_into        (MlgStore *self, MlgRecord *record, GError **error);
typedef gboolean (*MlgRowFunc) (const MlgId *id, const char *const *values, gpointer data);   /* FALSE: stop */
/* Live rows, values in the order of entity->fields. The fast way to read many. */
gboolean    mlg_store_foreach          (MlgStore *self, const MlgEntity *entity, MlgRowFunc func, gpointer data, GError **error);
guint64     mlg_store_count            (MlgStore *self, const MlgEntity *entity);
/* Live rows of @entity whose @field (reference or references) is @target. Array of MlgId. */
GArray     *mlg_store_find_referring   (MlgStore *self, const MlgEntity *entity, const MlgField *field, const MlgId *target);
/* Which entity a row belongs to; NULL if unknown. */
const MlgEntity *mlg_store_entity_of   (MlgStore *self, const MlgId *id);

/* ---- writing */
/* @label: N_() English template, kept in the journal as the name of the command. */
MlgGesture *mlg_store_begin            (MlgStore *self, const char *label, GError **error);

/* Writes, in a gesture of its own, the inverse of transaction (@sid, @txn). Cells changed since
 * by somebody are left alone and counted in @skipped (may be NULL). @new_txn: for redo. */
gboolean    mlg_store_undo             (MlgStore *self, gint64 sid, gint64 txn, guint *skipped, gint64 *new_txn, GError **error);
/* The first command asks for the latest of all clocks: 80 ms for 200 000 actors. Read before, a few
 * operations at a time; FALSE: there are more. */
gboolean    mlg_store_read_clock       (MlgStore *self, guint n_operations);
gint64      mlg_store_get_sid          (MlgStore *self);             /* 0 before the first gesture */

/* ---- what changed since the last call: for the cache and for views. */
typedef struct
{
  gboolean    everything;              /* too many to name */
  GHashTable *rows;                    /* MlgId → const MlgEntity * */
} MlgChanges;
MlgChanges *mlg_store_take_changes     (MlgStore *self);
void        mlg_changes_free           (MlgChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgChanges, mlg_changes_free)

/* ---- history */
typedef struct
{
  gint64           sid, seq, txn;
  gint64           date;               /* ms since 1970 as the author's clock said */
  const char      *author;             /* owned by the array */
  const MlgEntity *entity;
  MlgId            id;
  const MlgField  *field;              /* NULL for a whole row */
  enum { MLG_CHANGE_ADDED, MLG_CHANGE_SET, MLG_CHANGE_DELETED, MLG_CHANGE_RESTORED, MLG_CHANGE_ERASED } kind;
  char            *before, *after;
  const char      *label;              /* of the command; may be NULL */
} MlgHistoryEntry;
/* Newest first. @id NULL: whole file. @limit 0: all. */
GPtrArray  *mlg_store_history          (MlgStore *self, const MlgId *id, guint limit, GError **error);
/* Net difference between two moments (ms; @to 0: now): cells whose shown value differs. */
GPtrArray  *mlg_store_diff             (MlgStore *self, gint64 from, gint64 to, GError **error);

/* ---- conflicts */
typedef struct
{
  const MlgEntity *entity;
  MlgId            id;
  const MlgField  *field;              /* NULL: deleted here, changed there */
  enum { MLG_CONFLICT_VALUES, MLG_CONFLICT_DELETED, MLG_CONFLICT_TEXT_MERGED } kind;
  GPtrArray       *heads;              /* MlgHistoryEntry: each value, who, when; the shown one first */
} MlgConflict;
GPtrArray  *mlg_store_conflicts        (MlgStore *self, GError **error);
guint       mlg_store_count_conflicts  (MlgStore *self);
/* Resolving is an ordinary mlg_gesture_set. */

/* ---- merge: union of operations, then recomputation. Commutative, associative, idempotent. */
typedef struct
{
  guint      added, changed, deleted, conflicts;   /* rows; conflicts: new ones */
  guint      operations;                           /* taken from the other file */
  gboolean   related;                              /* same doc_id */
  GPtrArray *entries;                              /* MlgHistoryEntry of what changes here */
} MlgMergeReport;
/* @other: a guarded, read-only store. @dry_run: everything is computed, then rolled back. */
MlgMergeReport *mlg_store_merge        (MlgStore *self, MlgStore *other, gboolean dry_run, GCancellable *cancellable, GError **error);
void        mlg_merge_report_free      (MlgMergeReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMergeReport, mlg_merge_report_free)

/* ---- checking: integrity_check, checksum of each operation, replay of the journal against the tables.
 * Returns sentences (empty array: sound). @repair: rewrite the tables from the journal. */
GPtrArray  *mlg_store_check            (MlgStore *self, gboolean repair, GCancellable *cancellable, GError **error);

G_END_DECLS
