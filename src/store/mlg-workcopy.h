/* A private working copy of a user's file: a folder of $XDG_DATA_HOME/maillage/work which one
 * process holds locked, with the database, what is known of the published file, and how far
 * of the journal that file has.
 *
 *   work/<doc_id>-<hash of path>[-n]/lock  doc.db  state
 *
 * A folder nobody holds is a leftover: of a clean closing (then it equals its file, and saves
 * copying it again) or of a crash (then it is ahead of it, and is resumed).
 */

#pragma once

#include <glib.h>
#include "store/mlg-stamp.h"

struct sqlite3;

G_BEGIN_DECLS

typedef struct
{
  char     *folder;
  char     *database;
  char     *path;          /* of the published file, canonical */
  char     *doc_id;
  char     *generation;    /* names this copy for the cache: other numbers of rows, other name */
  MlgStamp  seen;          /* the published file when the two were equal… */
  gint64    position;      /* …and our last operation then; -1: never published */
  int       lock;
} MlgWorkcopy;

/* Where things live. */
char        *mlg_workcopy_folder     (void);                  /* $XDG_DATA_HOME/maillage/work */
char        *mlg_workcopy_snapshots  (const char *doc_id);    /* $XDG_DATA_HOME/maillage/snapshots/<doc_id> */
char        *mlg_workcopy_cache      (MlgWorkcopy *self);     /* $XDG_CACHE_HOME/maillage/<generation>.db */

/* Every leftover for @path, locked by us from now on. Array of MlgWorkcopy. */
GPtrArray   *mlg_workcopy_take_leftovers (const char *path, GError **error);
/* Leftovers of document @doc_id, whatever their path, that are clean: for erasure. */
void         mlg_workcopy_forget     (const char *doc_id);

/* Leftovers that hold work their file has not, and that no window has open. Array of MlgWorkcopy, not locked:
 * for looking at only. */
GPtrArray   *mlg_workcopy_list_ahead (void);

/* Clean leftovers of files that are no more. */
void         mlg_workcopy_sweep      (void);

/* An empty folder, locked; put a database at ->database, then settle it. */
MlgWorkcopy *mlg_workcopy_new        (const char *path, GError **error);
/* Gives the folder its name. The database must be closed. */
gboolean     mlg_workcopy_settle     (MlgWorkcopy *self, const char *doc_id, GError **error);
/* Writes down that the file published as @stamp holds our journal up to @position. */
gboolean     mlg_workcopy_remember   (MlgWorkcopy *self, const MlgStamp *stamp, gint64 position, GError **error);
gboolean     mlg_workcopy_set_path   (MlgWorkcopy *self, const char *path, GError **error);
/* Does its journal go beyond the published file? The database must not be open. */
gboolean     mlg_workcopy_is_ahead   (MlgWorkcopy *self);

/* Does its journal hold operations that @other (of the same document) does not? */
gboolean     mlg_workcopy_knows_more (MlgWorkcopy *self, struct sqlite3 *other);

/* What a crash, a preview or a publishing left beside the copy goes. */
void         mlg_workcopy_tidy       (MlgWorkcopy *self);
/* Folder and cache go. */
void         mlg_workcopy_remove     (MlgWorkcopy *self);
/* Lets go; the folder stays. */
void         mlg_workcopy_free       (MlgWorkcopy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgWorkcopy, mlg_workcopy_free)

G_END_DECLS
