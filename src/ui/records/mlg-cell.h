/* One field of one record in a table: read as text, changed in place. A click, Enter or a letter
 * begins; Enter keeps, Escape takes back, Tab keeps and goes on. What is chosen rather than typed
 * opens beneath. A change is one command of the project.
 */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_CELL (mlg_cell_get_type ())
G_DECLARE_FINAL_TYPE (MlgCell, mlg_cell, MLG, CELL, GtkWidget)

/* @hint: an empty cell says the name of its field. */
GtkWidget      *mlg_cell_new        (MlgFocus       *focus,
                                     const MlgField *field,
                                     gboolean        hint);
void            mlg_cell_set_record (MlgCell        *self,
                                     MlgRecord      *record);
/* The record changed: show it, unless the user is typing here. */
void            mlg_cell_refresh    (MlgCell        *self);
const MlgField *mlg_cell_get_field  (MlgCell        *self);
MlgRecord      *mlg_cell_get_record (MlgCell        *self);
/* What a click does. */
void            mlg_cell_edit       (MlgCell        *self);
gboolean        mlg_cell_is_edited  (MlgCell        *self);

/* « berger, tondeur » ↔ two words. Commas part words, semicolons when a word has a comma. Full. */
char           *mlg_words_to_line   (const char     *value);
char           *mlg_words_from_line (const char     *line);

/* A term as tables show it: the degree of involvement with its mark, ●●○○○. Full. */
char           *mlg_cell_dup_text   (MlgProject     *project,
                                     const MlgField *field,
                                     const char     *value);

G_END_DECLS
