/* A line over the drawing in which an actor is named: a new one where the hand pointed, or the other end
 * of a link. Who is already there is listed while one types; who looks like it is said. Nothing asks.
 */

#pragma once

#include "analysis/mlg-layout.h"
#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_ACTOR_POPOVER (mlg_actor_popover_get_type ())
G_DECLARE_FINAL_TYPE (MlgActorPopover, mlg_actor_popover, MLG, ACTOR_POPOVER, GtkPopover)

/* Signal "entered" (MlgId *actor, MlgId *partnership): one command, done; @partnership: null when none. */

/* Pops up at @at of @parent; who had the keyboard gets it back. @partner: whom to link with, or NULL.
 * @place: of a new actor, in units of the scene; or NULL. Errors are said in the popover. */
GtkWidget *mlg_actor_popover_show (MlgView            *view,
                                   GtkWidget          *parent,
                                   const GdkRectangle *at,
                                   const MlgId        *partner,
                                   const MlgPoint     *place);

/* A line to give an actor another name. */
GtkWidget *mlg_rename_popover_show (MlgView            *view,
                                    GtkWidget          *parent,
                                    const GdkRectangle *at,
                                    const MlgId        *actor);

G_END_DECLS
