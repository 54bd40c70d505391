/* The names of countries, seas, régions, départements and towns, as many as there is room for. */

#pragma once

#include "render/mlg-map-layout.h"
#include "render/mlg-map-text.h"

G_BEGIN_DECLS

/* What is taken on the picture: first come, first served. */
typedef struct
{
  double x, y, width, height;
} MlgMapRect;

typedef struct
{
  GArray *taken;          /* MlgMapRect */
  double  times;          /* how many times the names of a window may be written; 0: once */
} MlgMapRoom;

void     mlg_map_room_block (MlgMapRoom        *room,
                             double             x,
                             double             y,
                             double             width,
                             double             height);
/* FALSE, and nothing taken, when something is there already. */
gboolean mlg_map_room_take  (MlgMapRoom        *room,
                             double             x,
                             double             y,
                             double             width,
                             double             height);

/* @layout may be NULL; what its plates name is not named again. */
void     mlg_map_draw_names (cairo_t           *cr,
                             MlgMapText        *text,
                             const MlgInk      *ink,
                             const MlgMapFrame *frame,
                             MlgMapLayout      *layout,
                             MlgMapRoom        *room);

G_END_DECLS
