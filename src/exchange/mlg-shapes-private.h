/* Between the files of mlg-shapes. */

#pragma once

#include "exchange/mlg-grid.h"
#include "exchange/mlg-shapes.h"

G_BEGIN_DECLS

#define MLG_SHAPES_MAX_LONGITUDE 190.0      /* degrees: what lies across the 180th meridian may be written beyond it */

void     mlg_shape_init              (MlgShape      *shape);
void     mlg_shape_clear             (MlgShape      *shape);
/* Takes @points, of MlgMercator. */
void     mlg_shape_take_ring         (MlgShape      *shape,
                                      GArray        *points,
                                      gboolean       hole);
/* FALSE and a sentence when these are no place of @grid. */
gboolean mlg_shapes_project          (MlgGrid        grid,
                                      double         x,
                                      double         y,
                                      MlgMercator   *point,
                                      GError       **error);
gboolean mlg_shapes_read_geopackage  (const char    *path,
                                      GCancellable  *cancellable,
                                      MlgShapeFunc   func,
                                      gpointer       data,
                                      GError       **error);

G_END_DECLS
