/* Which names are written, and where: none covers another. render only. */

#pragma once

#include "render/mlg-graph-draw.h"

G_BEGIN_DECLS

typedef struct
{
  guint  node;
  double x, y, width, height;      /* on the surface */
  PangoAlignment align;
  gboolean brief;                  /* the shorter of its names */
} MlgNamePlace;

/* In order of weight: below, above, beside the mark or at a corner, as there is room. The heaviest may
 * cover lesser marks. Array of MlgNamePlace. */
GArray *mlg_graph_place_names (MlgGraphScene      *scene,
                               const MlgGraphView *view,
                               const MlgGraphLook *look);

G_END_DECLS
