/* A GeoPackage (OGC 12-128r18) made in memory: tables with or without shapes, in degrees WGS 84, with
 * the words of the screen beside the names of columns. Knows nothing of projects.
 *
 *   g_autoptr(MlgGeopackage) package = mlg_geopackage_new (error);
 *   mlg_geopackage_begin (package, "acteurs", "Acteurs", columns, n, "POINT", error) …
 *   mlg_geopackage_add_row (package, values, mlg_shape_point (lat, lon), error) …
 *   bytes = mlg_geopackage_finish (package, error);
 *
 * Thread: one at a time.
 */

#pragma once

#include <glib.h>

#include "territory/mlg-topology.h"

G_BEGIN_DECLS

typedef struct _MlgGeopackage MlgGeopackage;

typedef struct
{
  const char *name;
  const char *words;           /* of the screen; NULL: the same */
  const char *type;            /* "TEXT", "INTEGER", "DOUBLE", "BOOLEAN" */
} MlgGeopackageColumn;

MlgGeopackage *mlg_geopackage_new       (GError                     **error);
void           mlg_geopackage_free      (MlgGeopackage               *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgGeopackage, mlg_geopackage_free)

/* Rows go there from now on. @name: of the table, made another if there is one already; @geometry: "POINT",
 * "LINESTRING", "MULTIPOLYGON", or NULL for a table without shapes. */
gboolean       mlg_geopackage_begin     (MlgGeopackage               *self,
                                         const char                  *name,
                                         const char                  *title,
                                         const MlgGeopackageColumn   *columns,
                                         guint                        n_columns,
                                         const char                  *geometry,
                                         GError                     **error);
/* @values: one a column, NULL for nothing. Takes @shape, which may be NULL. */
gboolean       mlg_geopackage_add_row   (MlgGeopackage               *self,
                                         const char *const           *values,
                                         GByteArray                  *shape,
                                         GError                     **error);
GBytes        *mlg_geopackage_finish    (MlgGeopackage               *self,
                                         GError                     **error);

/* "Aires d’intervention" → "aires_d_intervention". Owned. */
char          *mlg_geopackage_dup_name  (const char                  *words);

GByteArray    *mlg_shape_point          (double                       lat,
                                         double                       lon);
GByteArray    *mlg_shape_line           (double                       lat,
                                         double                       lon,
                                         double                       other_lat,
                                         double                       other_lon);
/* @rings: of MlgRing. NULL when there is none. */
GByteArray    *mlg_shape_surface        (GArray                      *rings);

G_END_DECLS
