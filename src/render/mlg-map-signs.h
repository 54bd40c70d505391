/* The sign of each record of the map: the shape and colour of its class, a house round it for a
 * place, a star for an initiative, a leaf of the calendar for an event. No two classes have the
 * same shape: colour is never alone.
 */

#pragma once

#include "render/mlg-ink.h"
#include "territory/mlg-map-scene.h"

G_BEGIN_DECLS

typedef struct
{
  MlgMapBy    by;
  guint       class;           /* of MLG_MAP_CATEGORIES */
  MlgSpotSort sort;
} MlgMapSign;

MlgMapSign       mlg_map_sign_of             (const MlgMapScene *scene,
                                              const MlgSpot     *spot);
/* That of many: of a class alone. */
MlgMapSign       mlg_map_sign_of_class       (const MlgMapScene *scene,
                                              guint              class);

const MlgColour *mlg_map_sign_get_colour     (const MlgInk      *ink,
                                              MlgMapSign         sign);
/* A path: its outer form. */
void             mlg_map_sign_add_shape      (cairo_t           *cr,
                                              MlgMapSign         sign,
                                              double             x,
                                              double             y,
                                              double             radius);
/* Filled, with a rim of paper. @hollow: only about there. */
void             mlg_map_sign_draw           (cairo_t           *cr,
                                              const MlgInk      *ink,
                                              MlgMapSign         sign,
                                              double             x,
                                              double             y,
                                              double             radius);
/* Without its filling, on a ground of paper: known to the commune only; its rim is broken when the
 * commune itself is only about there. */
void             mlg_map_sign_draw_hollow    (cairo_t           *cr,
                                              const MlgInk      *ink,
                                              MlgMapSign         sign,
                                              gboolean           approximate,
                                              double             x,
                                              double             y,
                                              double             radius);
/* The ring round a selected one. */
void             mlg_map_sign_draw_selection (cairo_t           *cr,
                                              const MlgInk      *ink,
                                              MlgMapSign         sign,
                                              double             x,
                                              double             y,
                                              double             radius);

/* What a class is called, without what brackets add. */
char            *mlg_map_sign_dup_name       (const MlgMapScene *scene,
                                              guint              class);

G_END_DECLS
