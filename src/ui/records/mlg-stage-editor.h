/* The stage of an initiative. Changing it asks when and why beside it, and the change and its
 * line in the history are one command.
 */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_STAGE_EDITOR (mlg_stage_editor_get_type ())
G_DECLARE_FINAL_TYPE (MlgStageEditor, mlg_stage_editor, MLG, STAGE_EDITOR, GtkWidget)

GtkWidget *mlg_stage_editor_new        (MlgFocus       *focus);
void       mlg_stage_editor_set_record (MlgStageEditor *self,
                                        MlgRecord      *record);
void       mlg_stage_editor_refresh    (MlgStageEditor *self);

G_END_DECLS
