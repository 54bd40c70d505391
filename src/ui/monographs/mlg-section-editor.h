/* One section of a monograph: its guiding question, its text, what was said, what is still to
 * be asked.
 */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"
#include "ui/monographs/mlg-rich-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_SECTION_EDITOR (mlg_section_editor_get_type ())
G_DECLARE_FINAL_TYPE (MlgSectionEditor, mlg_section_editor, MLG, SECTION_EDITOR, GtkWidget)

/* Signals: "report" (GError *); "words-changed"; "writing" when the text takes the keyboard. */

GtkWidget   *mlg_section_editor_new         (MlgFocus         *focus,
                                             MlgRecord        *monograph,
                                             MlgRecord        *section);
MlgRecord   *mlg_section_editor_get_section (MlgSectionEditor *self);
MlgRichView *mlg_section_editor_get_text    (MlgSectionEditor *self);
/* Its question, as shown. */
const char  *mlg_section_editor_get_title   (MlgSectionEditor *self);
guint        mlg_section_editor_get_n_words (MlgSectionEditor *self);
/* What is typed becomes a command now. */
void         mlg_section_editor_commit      (MlgSectionEditor *self);
/* The project changed: show it, unless one is writing here. */
void         mlg_section_editor_refresh     (MlgSectionEditor *self);
/* Words of somebody, in the style of the sources, after the caret's paragraph. */
void              mlg_section_editor_quote       (MlgSectionEditor  *self,
                                                  MlgRecord         *verbatim);
/* Paragraphs after the caret's. */
void              mlg_section_editor_insert      (MlgSectionEditor  *self,
                                                  const MlgRichText *text);

G_END_DECLS
