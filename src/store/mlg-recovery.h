/* The bad day: what there is to go back to, and how. Nothing here writes over anything.
 *
 *   the file is as it was an hour ago, wrongly   → a snapshot: looked at, merged, or returned to
 *   the stick is lost, the file is gone          → the work kept here, saved elsewhere
 *   the file is damaged                          → its journal, read operation by operation (mlg-rescue)
 *   its tables are not what its journal says     → repaired in place
 */

#pragma once

#include "store/mlg-past.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef struct
{
  char    *path;         /* of a snapshot; or of the user's file that lacks the work */
  gint64   date;         /* ms */
  guint64  size;
  gboolean is_gone;      /* of unpublished work: the place of its file is away */
} MlgRecoverable;

/* Of the file that is open, newest first. Array of MlgRecoverable. */
GPtrArray *mlg_recovery_list_snapshots   (MlgProject  *project);
/* Work that was never written where it belongs, of any file that no window has open. */
GPtrArray *mlg_recovery_list_unpublished (void);

/* Everything as the snapshot has it; can be undone. */
gboolean   mlg_recovery_return_to        (MlgProject  *project,
                                          const char  *snapshot,
                                          MlgRestored *restored,
                                          GError     **error);
/* A plain copy, under a name that nothing has yet. */
gboolean   mlg_recovery_copy             (const char  *snapshot,
                                          const char  *target,
                                          GError     **error);
/* The tables of the open file made again from its journal, then published. @n_problems: what was wrong. */
gboolean   mlg_recovery_repair           (MlgProject  *project,
                                          guint       *n_problems,
                                          GError     **error);

G_END_DECLS
