/* The inside of MlgProject, shared by the files that implement it:
 *
 *   mlg-project.c         the object: properties, undo, commands, who is told
 *   mlg-project-file.c    making, opening, resuming, letting go
 *   mlg-project-publish.c saving, by hand and by itself; merging; erasing
 *   mlg-project-record.c  live records, titles, search
 */

#pragma once

#include "store/mlg-cache.h"
#include "store/mlg-past.h"
#include "store/mlg-project.h"
#include "store/mlg-redact.h"
#include "store/mlg-title.h"
#include "store/mlg-workcopy.h"

G_BEGIN_DECLS

struct _MlgProject
{
  GObject       parent_instance;

  char         *path;            /* canonical */
  char         *title;
  MlgStore     *store;           /* NULL once closed */
  MlgWorkcopy  *copy;            /* NULL: read-only */
  MlgCache     *cache;           /* made when first asked for */

  MlgSaveState  save_state;
  gboolean      resumed;
  char         *problem;
  gboolean      is_replaced;     /* another thing stands in the place of our file */
  GCancellable *replay;          /* of a large file, under way in a thread; or NULL */
  guint         n_conflicts;
  guint         timer;           /* publishes by itself while a main loop runs */
  gpointer      publication;     /* what a thread is publishing for the timer; see mlg-project-publish.c */

  GPtrArray    *undo, *redo;     /* Step */
  const char   *label;           /* of the gesture that is open; interned */

  GHashTable   *live;            /* MlgId → MlgRecord somebody holds; not owned */
  MlgTitles    *titles;          /* made when first asked for; emptied at each change */
  GHashTable   *hidden;          /* MlgId: of the shared screen; NULL: not read yet, or it is not shared */
};

MlgProject *mlg_project_new_at           (const char *path);
/* After anything was written: records, titles, properties, signals. @label may be NULL. */
void        mlg_project_tell_everyone    (MlgProject *self, const char *label);
void        mlg_project_set_save_state   (MlgProject *self, MlgSaveState state);
void        mlg_project_read_properties  (MlgProject *self);
void        mlg_project_clear_steps      (MlgProject *self);
/* What came since @before, all of it, is one step of undo. */
void        mlg_project_push_merge       (MlgProject *self, const MlgVersion *before);
void        mlg_project_set_problem      (MlgProject *self, const char *problem);
gboolean    mlg_project_check_writable   (MlgProject *self, GError **error);

/* mlg-project-file.c */
void        mlg_project_let_go           (MlgProject *self);
/* A private copy of the file @path as it is now, looked at, of the present format or at least with a journal
 * that can be merged. *stamp: which version it is. */
gboolean    mlg_project_fetch_to_merge   (const char *path, const char *copy_path, MlgStamp *stamp, GError **error);

/* mlg-project-publish.c */
void        mlg_project_schedule_publish (MlgProject *self);
/* In a thread, told by the main loop: what the timer does. */
void        mlg_project_publish_aside    (MlgProject *self);
/* Waits for the thread, if any. */
void        mlg_project_stop_publishing  (MlgProject *self);
gboolean    mlg_project_publish          (MlgProject *self, GError **error);
gint64      mlg_project_get_position     (MlgProject *self);     /* of the journal */
gboolean    mlg_project_is_ahead         (MlgProject *self);     /* of the published file */
/* A private copy of another file, looked at already. */
MlgMergeReport *mlg_project_merge_fetched (MlgProject *self, const char *fetched, GError **error);
/* After what came from the copy @path: one step of undo, a note of it, everyone told, what was erased elsewhere erased here. */
gboolean    mlg_project_end_merge        (MlgProject *self, const char *path, const MlgVersion *before, gint64 position, GError **error);
gboolean    mlg_project_scrub            (MlgProject *self, GError **error);

/* mlg-draft.c */
/* What was being typed in an erased record goes; elsewhere the name is blacked out. @redactor may be NULL. */
void        mlg_draft_forget             (MlgProject *self, MlgRedactor *redactor);

/* mlg-mask.c */
/* Lent; NULL: the screen is not shared. */
GHashTable *mlg_project_get_hidden       (MlgProject *self);
void        mlg_project_follow_hidden    (MlgProject *self, MlgChanges *changes);

/* mlg-project-record.c */
void        mlg_project_init_records     (MlgProject *self);
/* The record that describes the file itself. FALSE: none yet, and @id is the one to give it. */
gboolean    mlg_project_find_info        (MlgProject *self, MlgId *id);
void        mlg_project_refresh_records  (MlgProject *self, MlgChanges *changes);
void        mlg_project_forget_records   (MlgProject *self);
/* Never NULL while the project is open: in memory when the disk refuses. Up to date. */
MlgCache   *mlg_project_get_cache        (MlgProject *self);

G_END_DECLS
