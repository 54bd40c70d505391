/* What can be done on the drawing, by mouse, keyboard or menu: each is one command of the project, on what
 * is selected unless said otherwise. Within the partnership screen only.
 *
 *   mlg-graph-hands.c    the commands, and what the canvas tells
 *   mlg-graph-menu.c     the menu of an actor, a link, the empty; the actions "graph.*"
 */

#pragma once

#include "ui/partnerships/mlg-partnerships-view-private.h"

G_BEGIN_DECLS

void     mlg_graph_hands_attach        (MlgPartnershipsView *self);
/* A key without Ctrl nor Alt. FALSE: it is not one of ours. */
gboolean mlg_graph_hands_key           (MlgPartnershipsView *self,
                                        guint                key);

/* A line for a name opens; @partner: a node to link with, or G_MAXUINT. */
void     mlg_graph_hands_enter         (MlgPartnershipsView *self);
void     mlg_graph_hands_enter_at      (MlgPartnershipsView *self,
                                        double               x,
                                        double               y,
                                        guint                partner);
void     mlg_graph_hands_link          (MlgPartnershipsView *self,
                                        guint                a,
                                        guint                b);
void     mlg_graph_hands_link_selected (MlgPartnershipsView *self);
void     mlg_graph_hands_open_edge     (MlgPartnershipsView *self,
                                        guint                edge,
                                        double               x,
                                        double               y);
void     mlg_graph_hands_rename        (MlgPartnershipsView *self);
void     mlg_graph_hands_pin           (MlgPartnershipsView *self,
                                        gboolean             pin);
gboolean mlg_graph_hands_is_pinned     (MlgPartnershipsView *self);
void     mlg_graph_hands_set_fact      (MlgPartnershipsView *self,
                                        gboolean             fact);
void     mlg_graph_hands_delete        (MlgPartnershipsView *self);

/* mlg-graph-menu.c */
void     mlg_graph_menu_attach         (MlgPartnershipsView *self);

G_END_DECLS
