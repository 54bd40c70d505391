/* What leaves the file for other programs. Every value asks mlg_level_allows first. The file is
 * written whole or not at all. One writer a format: a line in the table of mlg-export.c.
 */

#pragma once

#include "exchange/mlg-sheet.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_EXPORT_CSV,          /* one entity; for French spreadsheets: ";", CRLF, BOM */
  MLG_EXPORT_CSV_PLAIN,    /* one entity; "," without BOM */
  MLG_EXPORT_XLSX,         /* one sheet an entity */
  MLG_EXPORT_ODS,          /* one sheet an entity */
  MLG_EXPORT_GEOJSON,      /* RFC 7946; one entity, null geometry for the unlocated */
  MLG_EXPORT_GOGOCARTO,
  MLG_EXPORT_YESWIKI,
  MLG_EXPORT_KUMU,         /* actors and their partnerships */
  MLG_EXPORT_GRAPHML,      /* the same, for yEd, Gephi, Cytoscape */
  MLG_EXPORT_GEXF,
  MLG_EXPORT_VCARD,
  MLG_EXPORT_ICALENDAR,
  MLG_EXPORT_JSON_LD,
  MLG_EXPORT_JSON,         /* every entity, or one */
  MLG_EXPORT_HTML,         /* a page that needs neither program nor network */
  MLG_EXPORT_GEOPACKAGE,   /* layers for QGIS, with areas and lines */
  MLG_EXPORT_CSV_SET,      /* an archive with one table an entity */
  MLG_N_EXPORT_FORMATS,
} MlgExportFormat;

/* Somebody waits for it. Told a few times a second how far the reading of the records is, @total 0 once they
 * are being written; may run the main loop. FALSE: cancel, and nothing is written. */
typedef gboolean (*MlgExportFunc) (guint done, guint total, gpointer data);

typedef struct
{
  MlgExportFunc func;
  gpointer      data;
  gboolean      cancelled;     /* the rest is for the export itself */
  gboolean      shared;        /* the screen is */
  gint64        told;          /* when, last */
  guint         n_asked;
} MlgExportWork;

/* What of the file, and how. All but format and level may be left zero. */
typedef struct
{
  MlgExportFormat    format;
  MlgLevel           level;
  const MlgEntity   *entity;     /* NULL: actors, or all that the format can hold */
  GArray            *ids;        /* MlgId: these records, in this order; NULL: all */
  const char *const *columns;    /* names as in MlgColumn, or "id", or of a whole composite field, in this
                                  * order; NULL: the id and all that somebody filled */
  gboolean           labels;     /* headers and terms in the words of the screen, rather than keys */
  MlgExportWork     *work;       /* NULL: nobody waits */
} MlgExportOptions;

/* Writers of one format (mlg-write-<format>.c). */
typedef GBytes *(*MlgWriteFunc) (MlgProject *project, const MlgExportOptions *options, GError **error);

typedef struct
{
  MlgExportFormat  format;
  const char      *name;         /* "xlsx": --format of the command line */
  const char      *ending;       /* ".xlsx" */
  const char      *label;        /* N_(), on the screen */
  const char      *help;         /* N_(), one line: what it is for */
  const char      *entities;     /* "|actor|event|"; NULL: any */
  gboolean         many;         /* entity NULL means all of them, not actors alone */
  gboolean         table;        /* columns and labels may be chosen */
  MlgWriteFunc     write;
} MlgExporter;

/* In the order of the screen; a format that nobody writes yet is not among them. */
const MlgExporter *mlg_export_get_exporters (guint            *n_exporters);
const MlgExporter *mlg_export_find_exporter (MlgExportFormat   format);      /* NULL: nobody writes it */
gboolean           mlg_exporter_can_hold    (const MlgExporter *exporter,
                                             const MlgEntity   *entity);     /* NULL: all of the file */

/* By name ("csv", "xlsx"…) or, if @name is NULL, by the end of @path. */
gboolean  mlg_export_format_find (const char       *name,
                                  const char       *path,
                                  MlgExportFormat  *format);

/* The records and columns that may leave, as a table: a header, then a line for each record. Numbers, full
 * dates and yes or no keep their kind, codes are text. @options->entity NULL: actors. The name of the sheet
 * is that of the entity, in the words chosen. */
MlgSheet *mlg_export_sheet       (MlgProject              *project,
                                  const MlgExportOptions  *options,
                                  GError                 **error);
/* The same, for formats that hold several tables: of MlgSheet, one for @options->entity, or one for each
 * entity that has records. Never empty: of actors, be there none. */
GPtrArray *mlg_export_sheets     (MlgProject              *project,
                                  const MlgExportOptions  *options,
                                  GError                 **error);

GBytes   *mlg_export_with_options_to_bytes (MlgProject              *project,
                                            const MlgExportOptions  *options,
                                            GError                 **error);
gboolean  mlg_export_with_options_to_file  (MlgProject              *project,
                                            const char              *path,
                                            const MlgExportOptions  *options,
                                            GError                 **error);

/* Everything of @entity, in the keys of the schema. */
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

/* The writers; each is its line in the table. */
GBytes   *mlg_write_csv          (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_geojson      (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_json         (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_xlsx         (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_ods          (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_vcard        (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_icalendar    (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_gogocarto    (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_yeswiki      (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_kumu         (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_graphml      (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_gexf         (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_json_ld      (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_html         (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_geopackage   (MlgProject *project, const MlgExportOptions *options, GError **error);
GBytes   *mlg_write_csv_set      (MlgProject *project, const MlgExportOptions *options, GError **error);

G_END_DECLS
