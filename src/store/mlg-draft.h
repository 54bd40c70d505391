/* What is being typed and is no command yet: kept beside the working copy every second, so that
 * the journal does not grow with each keystroke and a crash loses none of it. A project that
 * opens after a crash takes drafts up as one command.
 */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

/* Where the draft of this cell is kept; NULL: a project that is not written. */
char     *mlg_draft_dup_path (MlgProject      *project,
                              const MlgEntity *entity,
                              const MlgId     *id,
                              const MlgField  *field);
/* @before: what the cell held when typing began. Thread: any. */
gboolean  mlg_draft_write    (const char      *path,
                              const char      *before,
                              const char      *value,
                              GError         **error);
void      mlg_draft_remove   (const char      *path);

/* src/store: what a crash left in the folder of a working copy becomes part of @project. */
gboolean  mlg_draft_take_all (MlgProject      *project,
                              const char      *folder);

G_END_DECLS
