/* The rows of the monographs' side: each monograph with its state and its progress, and what is
 * still to be asked.
 */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-project.h"

G_BEGIN_DECLS

/* @actor: when it is among the monograph's, the row says so; may be NULL. */
GtkWidget   *mlg_monograph_row_new      (MlgProject  *project,
                                         MlgRecord   *monograph,
                                         const MlgId *actor);
const MlgId *mlg_monograph_row_get_id   (GtkListBoxRow *row);

/* One row per question to ask: unanswered guiding questions, then what each section still wants
 * to know. Returns how many. */
guint        mlg_monograph_fill_to_ask  (MlgProject  *project,
                                         const MlgId *monograph,
                                         GtkListBox  *list);


G_END_DECLS
