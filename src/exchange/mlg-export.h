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

/* What of the file, and how. All but format and level may be left zero. */
typedef struct
{
  MlgExportFormat    format;
  MlgLevel           level;
  const MlgEntity   *entity;     /* NULL: actors, or all that the format can hold */
  GArray            *ids;        /* MlgId: these records, in this order; NULL: all */
  const char *const *columns;    /* names as in MlgColumn, in this order; NULL: all */
  gboolean           labels;     /* headers and terms in the words of the screen, rather than keys */
} MlgExportOptions;

/* Writers of one format (mlg-write-<format>.c). */
typedef GBytes *(*MlgWriteFunc) (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_xlsx         (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_ods          (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_vcard        (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_icalendar    (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_gogocarto    (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_yeswiki      (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_kumu         (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_json_ld      (MlgProject *project, const MlgExportOptions *options, GError **error);

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
