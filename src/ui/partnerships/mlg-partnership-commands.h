/* The commands of the partnership graph; each is one undo step. */

#pragma once

#include "analysis/mlg-layout.h"
#include "exchange/mlg-quick-entry.h"

G_BEGIN_DECLS

/* Two actors have one partnership, whichever of them is named first. FALSE: none yet. @id may be NULL. */
gboolean         mlg_partnership_find          (MlgProject        *project,
                                                const MlgId       *a,
                                                const MlgId       *b,
                                                MlgId             *id);

/* A partnership between @a and @b, a fact or a wish, with an axis of each of @kinds (terms of
 * partnership_axis; NULL-terminated; NULL: none). @id: may be NULL. */
gboolean         mlg_partnership_add           (MlgProject        *project,
                                                const MlgId       *a,
                                                const MlgId       *b,
                                                gboolean           established,
                                                const char *const *kinds,
                                                MlgId             *id,
                                                GError           **error);

/* A wish becomes a fact, a fact a wish; what it is already stays as it is. */
gboolean         mlg_partnership_set_fact      (MlgProject        *project,
                                                MlgRecord         *partnership,
                                                gboolean           fact,
                                                GError           **error);

/* @kind: a term, or NULL with @words, for an axis that the list does not have. */
gboolean         mlg_partnership_add_axis      (MlgProject        *project,
                                                const MlgId       *partnership,
                                                const char        *kind,
                                                const char        *words,
                                                GError           **error);

/* The economy that an axis of this kind has in the sources; NULL: to be qualified. */
const char      *mlg_axis_usual_economy        (const char        *kind);

typedef enum
{
  MLG_AXIS_BOTH_WAYS,
  MLG_AXIS_FROM_A,
  MLG_AXIS_FROM_B,
  MLG_N_AXIS_DIRECTIONS,
} MlgAxisDirection;

/* Of an axis of @partnership; one end is enough to tell. */
MlgAxisDirection mlg_axis_get_direction        (MlgRecord         *axis,
                                                MlgRecord         *partnership);
gboolean         mlg_axis_set_direction        (MlgProject        *project,
                                                MlgRecord         *axis,
                                                MlgRecord         *partnership,
                                                MlgAxisDirection   direction,
                                                GError           **error);

/* Where and beside whom an actor is entered on the drawing. */
typedef struct
{
  const MlgPoint *place;        /* of a new one, in units of the scene; NULL: the layout finds one */
  const MlgId    *partner;      /* it gets a partnership with this one; NULL: none */
  gboolean        wished;       /* … which is a wish */
} MlgActorEntry;

/* What was typed, as one command: the actor, new or known, its place, its partnership. @partnership: null
 * where there is no partner; it may have been there. */
gboolean         mlg_actor_enter               (MlgProject          *project,
                                                MlgQuickEntry       *entry,
                                                gboolean             anyway,
                                                const MlgActorEntry *how,
                                                MlgId               *actor,
                                                MlgId               *partnership,
                                                GError             **error);

/* An array of MlgId, and what hangs on them. */
gboolean         mlg_actors_delete             (MlgProject        *project,
                                                GArray            *actors,
                                                GError           **error);

G_END_DECLS
