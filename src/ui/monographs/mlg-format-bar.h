/* The buttons that give words and paragraphs their looks, for the text one writes in. */

#pragma once

#include "ui/monographs/mlg-rich-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_FORMAT_BAR (mlg_format_bar_get_type ())
G_DECLARE_FINAL_TYPE (MlgFormatBar, mlg_format_bar, MLG, FORMAT_BAR, GtkWidget)

/* NULL: no text, the buttons sleep. */
void mlg_format_bar_set_text (MlgFormatBar *self,
                              MlgRichView  *text);

G_END_DECLS
