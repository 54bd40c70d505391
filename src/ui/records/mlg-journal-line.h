/* One line to write down what happened to a record: when, of what kind, in words. */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_JOURNAL_LINE (mlg_journal_line_get_type ())
G_DECLARE_FINAL_TYPE (MlgJournalLine, mlg_journal_line, MLG, JOURNAL_LINE, GtkWidget)

GtkWidget *mlg_journal_line_new (MlgFocus  *focus,
                                 MlgRecord *about);

G_END_DECLS
