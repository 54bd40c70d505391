/* Everyone whose mark stands within a line drawn by hand: what is seen inside is chosen, a disc with all it
 * counts. Thread: that of the layout.
 */

#pragma once

#include "render/mlg-map-layout.h"

G_BEGIN_DECLS

typedef struct
{
  double x, y;               /* pixels of the frame */
} MlgMapPoint;

/* The line closes by itself; where it crosses itself, what is circled an odd number of times. Array of guint. */
GArray *mlg_map_lasso_list (MlgMapLayout      *layout,
                            const MlgMapPoint *line,
                            guint              n);

/* The mark that a step in this direction leads to, from there: near, and rather straight ahead. @dx, @dy: of
 * length 1; @except: a mark, or MLG_MAP_NONE. MLG_MAP_NONE: none in sight. */
guint   mlg_map_lasso_step (MlgMapLayout      *layout,
                            double             x,
                            double             y,
                            double             dx,
                            double             dy,
                            guint              except);

G_END_DECLS
