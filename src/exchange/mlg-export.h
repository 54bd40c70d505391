/* What leaves the file for other programs: CSV, GeoJSON, our own JSON. Every value asks
 * mlg_level_allows first. The file is written whole or not at all.
 */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_EXPORT_CSV,          /* one entity; for spreadsheets */
  MLG_EXPORT_CSV_PLAIN,    /* one entity; "," without BOM */
  MLG_EXPORT_GEOJSON,      /* RFC 7946; one entity, null geometry for the unlocated */
  MLG_EXPORT_JSON,         /* every entity, or one */
} MlgExportFormat;

/* By name ("csv", "csv-plain", "geojson", "json") or, if @name is NULL, by the end of @path. */
gboolean  mlg_export_format_find (const char       *name,
                                  const char       *path,
                                  MlgExportFormat  *format);

/* @entity NULL: actors for CSV and GeoJSON, everything for JSON. */
GBytes   *mlg_export_to_bytes    (MlgProject       *project,
                                  MlgExportFormat   format,
                                  const MlgEntity  *entity,
                                  MlgLevel          level,
                                  GError          **error);
gboolean  mlg_export_to_file     (MlgProject       *project,
                                  const char       *path,
                                  MlgExportFormat   format,
                                  const MlgEntity  *entity,
                                  MlgLevel          level,
                                  GError          **error);

G_END_DECLS
