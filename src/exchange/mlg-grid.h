/* The grids in which French files give places, in metres, and the way back to degrees.
 * Thread: any.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MLG_GRID_DEGREES,         /* none: longitude and latitude */
  MLG_GRID_LAMBERT_93,
  MLG_GRID_LAMBERT_2,       /* Lambert II étendu, before 2000 */
  MLG_GRID_CC42,            /* Lambert-93 in nine zones */
  MLG_GRID_CC43,
  MLG_GRID_CC44,
  MLG_GRID_CC45,
  MLG_GRID_CC46,
  MLG_GRID_CC47,
  MLG_GRID_CC48,
  MLG_GRID_CC49,
  MLG_GRID_CC50,
  MLG_GRID_UTM_20N,         /* Guadeloupe, Martinique */
  MLG_GRID_UTM_22N,         /* Guyane */
  MLG_GRID_UTM_40S,         /* La Réunion */
  MLG_GRID_UTM_38S,         /* Mayotte */
  MLG_GRID_WEB_MERCATOR,
  MLG_N_GRIDS,
} MlgGrid;

/* As the assistant names it: « Lambert-93 ». Translated. */
const char *mlg_grid_get_label   (MlgGrid  grid);

/* Metres → degrees WGS 84. FALSE: outside what the grid is made for. */
gboolean    mlg_grid_to_degrees  (MlgGrid  grid,
                                  double   x,
                                  double   y,
                                  double  *lat,
                                  double  *lon);

/* "urn:ogc:def:crs:EPSG::2154", "EPSG:2154", "2154". FALSE: none of ours. */
gboolean    mlg_grid_find_named  (const char *name,
                                  MlgGrid *grid);

/* The grid in which this point is in France, the likeliest first; MLG_GRID_DEGREES if none. */
MlgGrid     mlg_grid_guess       (double   x,
                                  double   y);

G_END_DECLS
