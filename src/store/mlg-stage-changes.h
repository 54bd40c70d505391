/* A stage that changes leaves a line: when, from what, to what. Whatever writes it – a cell, a paste,
 * an import, the command line – the line comes with it, in the same command and the same undo; a
 * screen that asks why writes its own line, and none is added to it.
 */

#pragma once

#include "store/mlg-gesture.h"

G_BEGIN_DECLS

/* What one command does to stages. NULL until it does something. */
typedef struct _MlgStageChanges MlgStageChanges;

void     mlg_stage_changes_free     (MlgStageChanges *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgStageChanges, mlg_stage_changes_free)

/* A row is made: its first stage is no change, and a line written by hand is enough. */
void     mlg_stage_changes_see_new  (MlgStageChanges   **self,
                                     const MlgEntity    *entity,
                                     const MlgId        *id,
                                     const char *const  *values);
/* A cell is about to go from @before to @after. */
void     mlg_stage_changes_see_cell (MlgStageChanges   **self,
                                     const MlgEntity    *entity,
                                     const MlgId        *id,
                                     const MlgField     *field,
                                     const char         *before,
                                     const char         *after);
/* The lines that are lacking, dated today. @self may be NULL. */
gboolean mlg_stage_changes_write    (MlgStageChanges    *self,
                                     MlgGesture         *gesture,
                                     GError            **error);

G_END_DECLS
