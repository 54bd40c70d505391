/* The open file: the user's .maillage, its private working copy, its cache, undo, and the
 * records as the window and the command line see them. Views know the project and the focus.
 *
 * Thread: main, except where said.
 */

#pragma once

#include <gio/gio.h>
#include "store/mlg-store.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_SAVED,             /* Enregistré */
  MLG_TO_SAVE,           /* à enregistrer: in the working copy, not yet published */
  MLG_TARGET_GONE,       /* stick unplugged, folder vanished: kept in the working copy */
  MLG_TARGET_READ_ONLY,
  MLG_TARGET_FULL,
  MLG_TARGET_REPLACED,   /* another file stands in its place, or half of one: kept in the working copy */
} MlgSaveState;

#define MLG_TYPE_PROJECT (mlg_project_get_type ())
G_DECLARE_FINAL_TYPE (MlgProject, mlg_project, MLG, PROJECT, GObject)

/* Properties (all with notify, read-only): "path", "title", "save-state" (int), "can-undo", "can-redo",
 * "undo-label", "redo-label" (translated names of commands), "n-conflicts", "resumed", "problem" (a
 * sentence: the journal of a large file, replayed while one works, is not what its tables say; or NULL).
 *
 * Signals:
 *   "changed" (MlgChanges *)                 after a commit, an undo, a merge; once
 *   "done"    (const char *translated_label) after a command of the user: for the toast with « Annuler »
 */

/* Makes FILE (published at once). Fails if it exists. */
MlgProject *mlg_project_create        (const char *path, const char *title, GError **error);
/* Guarded open; resumes a working copy ahead of its file; merges if both moved. */
MlgProject *mlg_project_open          (const char *path, GError **error);
/* A large file that nobody opened here since it changed is checked and read for seconds: that is done in
 * a thread, and opening it then is as quick as any. The finish gives the project to the thread of the
 * main loop. */
gboolean    mlg_project_is_slow_to_open (const char *path);
void        mlg_project_open_async    (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MlgProject *mlg_project_open_finish   (GAsyncResult *result, GError **error);
/* Look only: no working copy, no writer. */
MlgProject *mlg_project_open_read_only (const char *path, GError **error);
/* Publish now: lock → merge if the file changed meanwhile → VACUUM INTO → verify → copy → rename. */
gboolean    mlg_project_save          (MlgProject *self, GError **error);
gboolean    mlg_project_save_as       (MlgProject *self, const char *path, GError **error);
/* Publishes if needed, then lets go. After a failure the working copy stays and will be resumed. */
gboolean    mlg_project_close         (MlgProject *self, GError **error);

/* Somebody wrote in the file since we last did: the next publishing merges it. */
gboolean    mlg_project_file_has_changed (MlgProject *self);

MlgStore   *mlg_project_get_store     (MlgProject *self);
const char *mlg_project_get_path      (MlgProject *self);
const char *mlg_project_get_title     (MlgProject *self);
MlgSaveState mlg_project_get_save_state (MlgProject *self);
gboolean    mlg_project_is_read_only  (MlgProject *self);

/* ---- records */
/* The live record (one object per row while somebody holds it); NULL: none. Full reference. */
MlgRecord  *mlg_project_get_record    (MlgProject *self, const MlgEntity *entity, const MlgId *id);
/* By id text, or by the field "key"; FALSE if none, or if several have that key: nobody is picked by
 * chance. @entity may be NULL: any. @found may be NULL. */
gboolean    mlg_project_resolve       (MlgProject *self, const MlgEntity *entity, const char *text, MlgId *id, const MlgEntity **found);
gboolean    mlg_project_key_is_shared (MlgProject *self, const MlgEntity *entity, const char *key);
/* The name to show for a reference; « (supprimé) » for a dead one. Never NULL. */
char       *mlg_project_dup_title     (MlgProject *self, const MlgEntity *entity, const MlgId *id);
/* Display text of any value, references resolved to titles. Never NULL. */
char       *mlg_project_display       (MlgProject *self, const MlgField *field, const char *value);
guint64     mlg_project_count         (MlgProject *self, const MlgEntity *entity);
/* Children and referrers: live records of @entity whose @field refers to @id. Array of MlgRecord. */
GPtrArray  *mlg_project_referring     (MlgProject *self, const MlgEntity *entity, const char *field, const MlgId *id);

/* ---- search (cache): names of every entity, folded prefixes; best first. Array of MlgRecord. */
GPtrArray  *mlg_project_search        (MlgProject *self, const MlgEntity *entity /* NULL: all */, const char *text, guint limit);
/* Full text, notes included. Array of MlgRecord. */
GPtrArray  *mlg_project_search_text   (MlgProject *self, const char *text, guint limit);
/* « Vouliez-vous dire »: the nearest known words, or NULL. */
char       *mlg_project_suggest       (MlgProject *self, const char *text);
/* Records of @entity (NULL: all) with a place in the box, degrees. Array of MlgRecord. */
GPtrArray  *mlg_project_find_in_box   (MlgProject *self, const MlgEntity *entity, double south, double west, double north, double east);

/* ---- writing */
MlgGesture *mlg_project_begin         (MlgProject *self, const char *label /* N_() */, GError **error);
/* Takes @gesture. Commits, pushes the undo step, brings cache and records up to date, tells everyone. */
gboolean    mlg_project_commit        (MlgProject *self, MlgGesture *gesture, GError **error);
gboolean    mlg_project_undo          (MlgProject *self, GError **error);
gboolean    mlg_project_redo          (MlgProject *self, GError **error);
/* Takes back any command of the journal (see mlg_store_history); it can be undone in its turn. */
gboolean    mlg_project_undo_transaction (MlgProject *self, gint64 sid, gint64 txn, guint *skipped, GError **error);

/* The commands of every record; each is one gesture. */
gboolean    mlg_project_add           (MlgProject *self, const MlgEntity *entity, const char *const *values /* per field, or NULL */, MlgId *id, GError **error);
gboolean    mlg_project_set           (MlgProject *self, const MlgEntity *entity, const MlgId *id, const MlgField *field, const char *value, GError **error);
gboolean    mlg_project_delete        (MlgProject *self, const MlgEntity *entity, const MlgId *id, GError **error);
gboolean    mlg_project_erase         (MlgProject *self, const MlgEntity *entity, const MlgId *id, GError **error);   /* then vacuum, publish, purge */
gboolean    mlg_project_set_title     (MlgProject *self, const char *title, GError **error);

/* Guarded open of @other_path, snapshot of ours, merge, tell everyone. */
MlgMergeReport *mlg_project_merge     (MlgProject *self, const char *other_path, gboolean dry_run, GError **error);

/* A copy made for others: constructed with the allowed columns, no journal, new doc_id (complete: VACUUM INTO). */
typedef enum { MLG_LEVEL_COMPLETE, MLG_LEVEL_PARTNERS, MLG_LEVEL_PUBLIC } MlgLevel;
gboolean    mlg_project_share         (MlgProject *self, const char *path, MlgLevel level, GError **error);
/* May this value leave at this level? The one rule, used by share and by every export. */
gboolean    mlg_level_allows          (MlgLevel level, MlgRecord *record, const MlgField *field /* NULL: the record itself */);

/* ---- the shared screen: what is confidential, and what hangs on it, is in no list, no search, no title */
/* Tells everyone that all has changed. */
void        mlg_project_share_screen  (MlgProject *self, gboolean shared);
/* Is the screen shared, and this record not to be seen on it? */
gboolean    mlg_project_hides         (MlgProject *self, const MlgId *id);

/* Where working copies, caches and snapshots live: $XDG_DATA_HOME/maillage, $XDG_CACHE_HOME/maillage. */

G_END_DECLS
