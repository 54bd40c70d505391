/* A live block in the text: what the file says now, drawn, with its caption; and what it shows,
 * to be chosen. It stands at an anchor of a rich view.
 */

#pragma once

#include "ui/common/mlg-focus.h"
#include "ui/monographs/mlg-rich-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_FIGURE_CARD (mlg_figure_card_get_type ())
G_DECLARE_FINAL_TYPE (MlgFigureCard, mlg_figure_card, MLG, FIGURE_CARD, GtkBox)

GtkWidget *mlg_figure_card_new (MlgFocus           *focus,
                                const MlgId        *monograph,
                                MlgRichView        *view,
                                GtkTextChildAnchor *anchor);

G_END_DECLS
