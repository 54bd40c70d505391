/* Beside the drawing: one reading of the graph in words. What was asked, the answer in a sentence, and the
 * actors it names, that can be chosen.
 */

#pragma once

#include <gtk/gtk.h>
#include "exchange/mlg-reading.h"
#include "render/mlg-ink.h"
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_READING_PANEL (mlg_reading_panel_get_type ())
G_DECLARE_FINAL_TYPE (MlgReadingPanel, mlg_reading_panel, MLG, READING_PANEL, GtkWidget)

/* Signals:
 *   "asked"                          an end of the way or the number of steps was chosen here
 *   "line"   (guint line)            a line was chosen; G_MAXUINT: none any more
 *   "actor"  (MlgId *actor)          a name was chosen
 *   "closed" */

void  mlg_reading_panel_set_focus   (MlgReadingPanel  *self,
                                     MlgFocus         *focus);      /* once */
/* What is asked: title and the controls that go with it. */
void  mlg_reading_panel_open        (MlgReadingPanel  *self,
                                     MlgReadingKind    kind,
                                     const char       *title);
/* The answer; NULL: it is being looked for. Read until the next call. */
void  mlg_reading_panel_show        (MlgReadingPanel  *self,
                                     const MlgReading *reading,
                                     const MlgInk     *ink);
/* Controls of one's own between title and answer (for a comparison); NULL: none. Lines come by
 * mlg_reading_panel_show. */
void  mlg_reading_panel_set_controls (MlgReadingPanel *self,
                                      GtkWidget       *controls);

/* The ends of a way. The null id: not chosen yet. */
void  mlg_reading_panel_set_ends    (MlgReadingPanel  *self,
                                     const MlgId      *from,
                                     const MlgId      *to);
MlgId mlg_reading_panel_get_from    (MlgReadingPanel  *self);
MlgId mlg_reading_panel_get_to      (MlgReadingPanel  *self);
guint mlg_reading_panel_get_steps   (MlgReadingPanel  *self);
const char *mlg_reading_panel_get_sentence (MlgReadingPanel *self);

G_END_DECLS
