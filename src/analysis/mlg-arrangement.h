/* Placements of the actors of a graph that say something by themselves: in boxes by category,
 * territory or network, on the map, in rings around an initiative, on the grid of influence and
 * interest, in columns by stage. The links are the same in all of them; who has no place in one
 * stands in the rows below, never dropped.
 *
 * The same input always gives the same output. Thread: any.
 */

#pragma once

#include "analysis/mlg-grouping.h"
#include "analysis/mlg-layout.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_ARRANGE_FREE,            /* by the links alone (mlg-layout.h) */
  MLG_ARRANGE_CATEGORY,
  MLG_ARRANGE_TERRITORY,
  MLG_ARRANGE_NETWORK,
  MLG_ARRANGE_GEOGRAPHIC,
  MLG_ARRANGE_ONION,           /* rings of involvement around an initiative */
  MLG_ARRANGE_GRID,            /* interest across, influence up */
  MLG_ARRANGE_STAGE,
  MLG_N_ARRANGEMENTS,
} MlgArrangementKind;

/* What is drawn under the actors so that their places can be read. */
typedef enum
{
  MLG_GUIDE_BOX,
  MLG_GUIDE_RING,              /* the circle that @at holds */
  MLG_GUIDE_LINE,              /* from (x0, y0) to (x1, y1) */
  MLG_GUIDE_WORDS,             /* centred in @at */
  MLG_GUIDE_TRAY,              /* what those in the rows below have in common */
} MlgGuideKind;

typedef struct
{
  MlgGuideKind kind;
  MlgExtent    at;
  char        *text;           /* or NULL */
} MlgGuide;

typedef struct
{
  MlgArrangementKind kind;
  MlgGrouping       *groups;   /* boxes, rings, columns; else NULL */
  MlgPoint          *where;    /* per node: longitude and latitude, or interest and influence from 1 to 5; else NULL */
  guint8            *known;    /* per node: is @where known? */
  char              *across, *up;      /* names of the two axes; else NULL */
  char              *corners[4];       /* of the grid: what one does with these; top left, top right, bottom left, bottom right */
  char              *rest;     /* what those without a place have in common */
} MlgArrangement;

MlgArrangement *mlg_arrangement_new     (MlgArrangementKind    kind);
void            mlg_arrangement_free    (MlgArrangement       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgArrangement, mlg_arrangement_free)

/* Places everybody but the pinned. @guides (out): GPtrArray of MlgGuide. FALSE: cancelled. */
gboolean        mlg_arrangement_arrange (const MlgArrangement *self,
                                         MlgLayout            *layout,
                                         GPtrArray           **guides);

G_END_DECLS
