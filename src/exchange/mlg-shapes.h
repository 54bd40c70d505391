/* Outlines in the files of others: GeoJSON, TopoJSON, GeoPackage. One callback a feature.
 * Thread: any.
 */

#pragma once

#include <gio/gio.h>

#include "territory/mlg-topology.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_SHAPE_POINTS,
  MLG_SHAPE_LINES,
  MLG_SHAPE_RINGS,
} MlgShapeKind;

/* Lent until the callback returns. */
typedef struct
{
  const char   *layer;         /* "communes"; "" where the file has but one */
  GHashTable   *properties;    /* name, lower-case letters and digits only → text; "id" is that of the feature */
  MlgShapeKind  kind;
  GArray       *rings;         /* MlgRing: of points, of lines or of surfaces */
  GArray       *holes;         /* guint8, for each ring: is it a hole? */
} MlgShape;

/* FALSE: enough. */
typedef gboolean (*MlgShapeFunc) (const MlgShape *shape, gpointer data);

/* By content, whatever the name. What is neither gives an error (MLG_EXCHANGE_ERROR or G_IO_ERROR).
 * Coordinates are WGS 84 degrees, or metres of one of the French grids; others are an error with a sentence. */
gboolean    mlg_shapes_read           (const char    *path,
                                       GCancellable  *cancellable,
                                       MlgShapeFunc   func,
                                       gpointer       data,
                                       GError       **error);
gboolean    mlg_shapes_read_bytes     (GBytes        *bytes,          /* GeoJSON or TopoJSON */
                                       GCancellable  *cancellable,
                                       MlgShapeFunc   func,
                                       gpointer       data,
                                       GError       **error);
/* "code_INSEE" → "codeinsee". Owned. */
char       *mlg_shapes_fold_name      (const char    *name);

G_END_DECLS
