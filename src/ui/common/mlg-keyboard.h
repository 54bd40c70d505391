/* The keyboard on its way through the widgets. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* `focus` for the class of a widget with one child, that hands its keyboard on in `grab_focus`: GTK asks for it once more when
 * Shift+Tab leaves the first of the children, which then would have the keyboard again, for ever. */
gboolean mlg_keyboard_move (GtkWidget        *widget,
                            GtkDirectionType  direction);

/* Tab in a row of a list goes to what comes after the list, not through its 200 000 rows, as GTK 4.8 does (4.12 lets one choose):
 * FALSE when the keyboard is not on such a row, or there is nothing else. */
gboolean mlg_keyboard_leave_list (GtkWindow        *window,
                                  GtkDirectionType  direction);

G_END_DECLS
