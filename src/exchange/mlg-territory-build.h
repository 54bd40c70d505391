/* A territory pack out of a folder of official open data: codes and names (CSV, or the JSON of
 * @etalab/decoupage-administratif), outlines of communes (GeoJSON, TopoJSON, GeoPackage), and what is
 * drawn behind them: rivers, lakes, neighbours. Files are told by what they hold, then by their name.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  guint n_communes;          /* with a name */
  guint n_outlines;          /* of communes */
  guint n_epci, n_departments, n_regions;
  guint n_former;
  guint n_features;
} MlgTerritoryReport;

/* @what: what is being done, translated. @share: 0 to 1. Called in the thread of the build. FALSE: stop. */
typedef gboolean (*MlgTerritoryProgress) (const char *what, double share, gpointer data);

/* Writes @path, whole or not at all. Errors: MLG_EXCHANGE_ERROR, G_IO_ERROR, G_FILE_ERROR. Thread: any; it
 * takes some seconds. */
gboolean mlg_territory_build (const char            *folder,
                              const char            *path,
                              MlgTerritoryProgress   progress,
                              gpointer               data,
                              MlgTerritoryReport    *report,
                              GError               **error);

G_END_DECLS
