/* Where actors stand in the saved placements, for files of other programs. */

#pragma once

#include "exchange/mlg-export.h"

G_BEGIN_DECLS

/* One actor in one placement. */
typedef struct
{
  char    *placement;         /* "graph" is the free one */
  char    *x, *y;             /* down is more, as on a screen */
  char    *id;                /* of the row */
  char    *pinned;            /* "1", "0"; or NULL */
} MlgWrittenPlace;

/* Id text of an actor → GPtrArray of MlgWrittenPlace, one for each placement, in the order of their names.
 * Who has how much influence, and who is close to an initiative, leaves with a complete copy only. */
GHashTable *mlg_write_places_read (MlgProject *project,
                                   MlgLevel    level);

G_END_DECLS
