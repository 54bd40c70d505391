/* Between the files of mlg-shapes. */

#pragma once

#include "exchange/mlg-shapes.h"

G_BEGIN_DECLS

void     mlg_shape_init              (MlgShape      *shape);
void     mlg_shape_clear             (MlgShape      *shape);
/* Takes @points, of MlgMercator. */
void     mlg_shape_take_ring         (MlgShape      *shape,
                                      GArray        *points,
                                      gboolean       hole);
/* FALSE and a sentence when these are not degrees. */
gboolean mlg_shapes_project          (double         lon,
                                      double         lat,
                                      MlgMercator   *point,
                                      GError       **error);
gboolean mlg_shapes_read_geopackage  (const char    *path,
                                      GCancellable  *cancellable,
                                      MlgShapeFunc   func,
                                      gpointer       data,
                                      GError       **error);

G_END_DECLS
