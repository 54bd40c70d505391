/* Somebody's words on a card: who, function, structure, date, occasion, consent. */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

/* On the projector, words without consent make no card: NULL. Floating. */
GtkWidget *mlg_verbatim_card_new        (MlgFocus   *focus,
                                         MlgRecord  *verbatim);
/* A button at the foot; @clicked gets (data, button), whose "mlg-verbatim" is the id text. */
void       mlg_verbatim_card_add_button (GtkWidget  *card,
                                         const char *label,
                                         const char *tooltip,
                                         GCallback   clicked,
                                         gpointer    data);

G_END_DECLS
