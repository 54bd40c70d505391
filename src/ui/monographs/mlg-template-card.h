/* One section of an outline, to be changed: its title or guiding question, what it asks, what the file
 * fills in. Writes into the section it was given; whoever made it keeps the whole.
 */

#pragma once

#include <gtk/gtk.h>

#include "exchange/mlg-monograph-outline.h"

G_BEGIN_DECLS

#define MLG_TYPE_TEMPLATE_CARD (mlg_template_card_get_type ())
G_DECLARE_FINAL_TYPE (MlgTemplateCard, mlg_template_card, MLG, TEMPLATE_CARD, GtkBox)

typedef enum
{
  MLG_CARD_UP,
  MLG_CARD_DOWN,
  MLG_CARD_REMOVE,
} MlgCardMove;

/* Signals: "changed"; "moved" (int MlgCardMove). @section is lent, and outlives the card. */
GtkWidget *mlg_template_card_new   (MlgOutlineSection *section,
                                    guint              number,
                                    gboolean           editable);
/* The keyboard goes to the button of @move, or to the title. */
void       mlg_template_card_focus (MlgTemplateCard   *self,
                                    int                move);

G_END_DECLS
