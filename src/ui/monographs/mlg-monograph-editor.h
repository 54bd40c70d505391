/* A monograph being written: who writes and how it stands, then each section under its rubrique. */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_MONOGRAPH_EDITOR (mlg_monograph_editor_get_type ())
G_DECLARE_FINAL_TYPE (MlgMonographEditor, mlg_monograph_editor, MLG, MONOGRAPH_EDITOR, GtkWidget)

/* Signals: "report" (GError *), "toast" (char *), "outline-kept" (char *id). Property "previewing": the pages are shown. */

void mlg_monograph_editor_set_focus    (MlgMonographEditor *self,
                                        MlgFocus           *focus);
/* NULL: none. What was being typed in the one before is kept. */
void mlg_monograph_editor_set_record   (MlgMonographEditor *self,
                                        MlgRecord          *monograph);
void mlg_monograph_editor_refresh      (MlgMonographEditor *self);
void mlg_monograph_editor_commit       (MlgMonographEditor *self);
/* Puts the caret in the text of a section. */
void mlg_monograph_editor_go_to        (MlgMonographEditor *self,
                                        const MlgId        *section);
/* No room for text and pages side by side. */
void mlg_monograph_editor_set_narrow   (MlgMonographEditor *self,
                                        gboolean            narrow);
/* Nothing but the text is wanted. */
gboolean mlg_monograph_editor_is_alone (MlgMonographEditor *self);

G_END_DECLS
