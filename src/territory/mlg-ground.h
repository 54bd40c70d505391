/* Distances and surfaces on the ground, on the sphere: within half a percent of the ellipsoid, which is
 * less than a hand on a map. Thread: any.
 */

#pragma once

#include "territory/mlg-map-index.h"

G_BEGIN_DECLS

/* Kilometres between two points, in degrees. */
double  mlg_ground_distance (double             lat,
                             double             lon,
                             double             other_lat,
                             double             other_lon);
double  mlg_ground_between  (MlgMercator        a,
                             MlgMercator        b);
/* Square kilometres within a ring, closed or not. */
double  mlg_ground_surface  (const MlgMercator *points,
                             guint              n);
/* @n points of the circle of @km around there, clockwise from north. */
void    mlg_ground_circle   (MlgMercator        centre,
                             double             km,
                             MlgMercator       *points,
                             guint              n);

typedef struct
{
  guint  spot;
  double km;
} MlgNearby;

/* Those placed at @km or less, the nearest first; areas of intervention have no distance. Array of MlgNearby. */
GArray *mlg_ground_list_near (MlgMapIndex      *index,
                              MlgMercator       centre,
                              double            km);

/* The town in which a point lies: by the outlines of the pack; without one the nearest, and then
 * @is_sure is FALSE. NULL: none near. */
const MlgPlace *mlg_ground_find_town (double    lat,
                                      double    lon,
                                      gboolean *is_sure);

G_END_DECLS
