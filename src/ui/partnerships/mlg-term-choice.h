/* A drop-down for one term of one record, that follows the record and writes to it. */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

/* @none: words for no term, or NULL when there must be one. @left_out: a term that nobody types, or NULL.
 * Errors go to @view, which outlives the widget. */
GtkWidget *mlg_term_choice_new (MlgView    *view,
                                MlgRecord  *record,
                                const char *field,
                                const char *none,
                                const char *left_out);

G_END_DECLS
