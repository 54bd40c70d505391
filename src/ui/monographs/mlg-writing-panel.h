/* Beside the text: its plan, the verbatims, the reading over, the versions; one at a time. */

#pragma once

#include "ui/monographs/mlg-outline.h"
#include "ui/monographs/mlg-review-page.h"
#include "ui/monographs/mlg-verbatims-page.h"
#include "ui/monographs/mlg-versions-page.h"

G_BEGIN_DECLS

#define MLG_TYPE_WRITING_PANEL (mlg_writing_panel_get_type ())
G_DECLARE_FINAL_TYPE (MlgWritingPanel, mlg_writing_panel, MLG, WRITING_PANEL, GtkBox)

typedef enum
{
  MLG_PANEL_OUTLINE,
  MLG_PANEL_VERBATIMS,
  MLG_PANEL_REVIEW,
  MLG_PANEL_VERSIONS,
} MlgPanelPage;

/* Signal "page-changed". The closing button has the action "monograph.close-panel". */

MlgOutline       *mlg_writing_panel_get_outline   (MlgWritingPanel *self);
MlgVerbatimsPage *mlg_writing_panel_get_verbatims (MlgWritingPanel *self);
MlgReviewPage    *mlg_writing_panel_get_review    (MlgWritingPanel *self);
MlgVersionsPage  *mlg_writing_panel_get_versions  (MlgWritingPanel *self);
MlgPanelPage      mlg_writing_panel_get_page      (MlgWritingPanel *self);
void              mlg_writing_panel_set_page      (MlgWritingPanel *self,
                                                   MlgPanelPage     page);

G_END_DECLS
