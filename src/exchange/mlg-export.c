/* What leaves the file for other programs: the formats, and tables of typed cells. */

#include "exchange/mlg-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-csv.h"
#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-export-records.h"
#include "exchange/mlg-zip.h"
#include "model/mlg-privacy.h"

#define SHEET_NAME_MAX 31    /* characters: what spreadsheets accept */

static const MlgExporter exporters[] = {
  { MLG_EXPORT_CSV, "csv", ".csv", N_("Table for a spreadsheet (CSV)"),
    N_("Opens in Excel and LibreOffice; can be brought back after corrections."), NULL, FALSE, TRUE, mlg_write_csv },
  { MLG_EXPORT_CSV_PLAIN, "csv-plain", ".csv", N_("Table, plain (CSV with commas)"),
    N_("For other programs and online forms."), NULL, FALSE, TRUE, mlg_write_csv },
  { MLG_EXPORT_XLSX, "xlsx", ".xlsx", N_("Excel workbook"),
    N_("One sheet for each kind of record; codes keep their zeros."), NULL, TRUE, TRUE, mlg_write_xlsx },
  { MLG_EXPORT_ODS, "ods", ".ods", N_("LibreOffice spreadsheet"),
    N_("One sheet for each kind of record; codes keep their zeros."), NULL, TRUE, TRUE, mlg_write_ods },
  { MLG_EXPORT_VCARD, "vcard", ".vcf", N_("Cards for an address book (vCard)"),
    N_("Actors and persons, for a telephone or a mail program."), "|actor|person|", TRUE, FALSE, mlg_write_vcard },
  { MLG_EXPORT_ICALENDAR, "icalendar", ".ics", N_("Calendar (iCalendar)"),
    N_("The agenda, for every calendar program."), "|event|", TRUE, FALSE, mlg_write_icalendar },
  { MLG_EXPORT_GEOJSON, "geojson", ".geojson", N_("Points for an online map (GeoJSON)"),
    N_("For uMap, QGIS and other maps."), NULL, FALSE, FALSE, mlg_write_geojson },
  { MLG_EXPORT_JSON, "json", ".json", N_("Everything, for another program"),
    N_("Every record with all its links, as Maillage writes them."), NULL, TRUE, FALSE, mlg_write_json },
  { MLG_EXPORT_GOGOCARTO, "gogocarto", ".json", N_("For a GoGoCarto map"),
    N_("Its fields under its own names, all the others as custom fields."), "|actor|", FALSE, FALSE, mlg_write_gogocarto },
  { MLG_EXPORT_YESWIKI, "yeswiki", ".csv", N_("For a form of YesWiki"),
    N_("A table that the import of a YesWiki form takes."), "|actor|", FALSE, FALSE, mlg_write_yeswiki },
  { MLG_EXPORT_KUMU, "kumu", ".json", N_("For a Kumu map"),
    N_("Actors and partnerships, with what goes through them."), "|actor|", FALSE, FALSE, mlg_write_kumu },
  { MLG_EXPORT_GRAPHML, "graphml", ".graphml", N_("Network for yEd or Cytoscape (GraphML)"),
    N_("Actors and partnerships as they are drawn, with all their fields."), "|actor|", FALSE, FALSE, mlg_write_graphml },
  { MLG_EXPORT_GEXF, "gexf", ".gexf", N_("Network for Gephi (GEXF)"),
    N_("Actors and partnerships with their dates, colours and positions."), "|actor|", FALSE, FALSE, mlg_write_gexf },
  { MLG_EXPORT_JSON_LD, "json-ld", ".jsonld", N_("Linked data (PAIR)"),
    N_("For SemApps, Archipelago and other programs of that family."),
    "|actor|territory|person|initiative|network|", TRUE, FALSE, mlg_write_json_ld },
  { MLG_EXPORT_HTML, "html", ".html", N_("Page to read without the program"),
    N_("Directory, map, partnerships and monographs in one page that needs no network; for any computer or telephone."),
    "|actor|", TRUE, FALSE, mlg_write_html },
  { MLG_EXPORT_GEOPACKAGE, "geopackage", ".gpkg", N_("Layers for QGIS (GeoPackage)"),
    N_("Actors as points, partnerships as lines, areas of intervention as surfaces, everything else as tables."),
    NULL, TRUE, FALSE, mlg_write_geopackage },
  { MLG_EXPORT_CSV_SET, "csv-set", ".zip", N_("One table for each kind of record (CSV, in an archive)"),
    N_("Everything, for any program; with the words of the screen if you choose."), NULL, TRUE, TRUE, mlg_write_csv_set },
};

const MlgExporter *
mlg_export_get_exporters (guint *n_exporters)
{
  *n_exporters = G_N_ELEMENTS (exporters);
  return exporters;
}

const MlgExporter *
mlg_export_find_exporter (MlgExportFormat format)
{
  for (guint i = 0; i < G_N_ELEMENTS (exporters); i++)
    {
      if (exporters[i].format == format)
        return &exporters[i];
    }

  return NULL;
}

gboolean
mlg_exporter_can_hold (const MlgExporter *exporter,
                       const MlgEntity   *entity)
{
  g_autofree char *wanted = NULL;

  if (entity == NULL)
    return exporter->many;
  if (exporter->entities == NULL)
    return TRUE;

  wanted = g_strconcat ("|", entity->name, "|", NULL);
  return strstr (exporter->entities, wanted) != NULL;
}

gboolean
mlg_export_format_find (const char      *name,
                        const char      *path,
                        MlgExportFormat *format)
{
  g_autofree char *lower = path == NULL ? NULL : g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (exporters); i++)
    {
      if (name != NULL ? strcmp (name, exporters[i].name) == 0 : lower != NULL && g_str_has_suffix (lower, exporters[i].ending))
        {
          *format = exporters[i].format;
          return TRUE;
        }
    }

  return FALSE;
}

/* ---- tables */

/* Leaves out the columns that nobody filled. */
static void
drop_empty_columns (MlgExportRecords *self)
{
  for (guint c = self->columns->len; c-- > 0;)
    {
      const MlgColumn *column = &g_array_index (self->columns, MlgColumn, c);
      gboolean filled = (column->field->flags & (MLG_FIELD_TITLE | MLG_FIELD_REQUIRED)) != 0;

      for (guint r = 0; !filled && r < self->records->len; r++)
        {
          const char *value = mlg_export_records_get (self, g_ptr_array_index (self->records, r), column->field);
          g_autofree char *text = mlg_column_dup_text (column, value, self->keys);

          filled = text != NULL;
        }

      if (!filled)
        g_array_remove_index (self->columns, c);
    }
}

static gboolean
is_full_date (const char *text)
{
  return strlen (text) == 10 && text[4] == '-' && text[7] == '-' && strspn (text, "0123456789-") == 10;
}

static MlgSheetKind
get_kind (const MlgColumn *column,
          const char      *text)
{
  gboolean is_date = (column->field->type == MLG_TYPE_DATE && column->part == 0) ||
                     (column->field->type == MLG_TYPE_INTERVAL && column->part % 2 == 0);

  if (mlg_column_is_number (column) && mlg_json_is_number (text))
    return MLG_SHEET_NUMBER;
  if (mlg_column_is_yes_no (column))
    return MLG_SHEET_YES_NO;
  return is_date && is_full_date (text) ? MLG_SHEET_DATE : MLG_SHEET_TEXT;
}

static void
add_header (MlgExportRecords *self,
            gboolean          labels,
            MlgSheet         *sheet)
{
  if (self->with_id)
    mlg_sheet_add (sheet, "id", -1, MLG_SHEET_TEXT);

  for (guint c = 0; c < self->columns->len; c++)
    {
      const MlgColumn *column = &g_array_index (self->columns, MlgColumn, c);
      g_autofree char *label = labels ? mlg_column_dup_label (column, self->entity) : g_strdup (column->name);

      mlg_sheet_add (sheet, label, -1, MLG_SHEET_TEXT);
    }
  mlg_sheet_end_row (sheet, 1, FALSE);
}

static void
add_record (MlgExportRecords *self,
            gboolean          labels,
            MlgRecord        *record,
            MlgSheet         *sheet)
{
  char id[MLG_ID_TEXT_LENGTH + 1];

  if (self->with_id)
    mlg_sheet_add (sheet, mlg_id_write (mlg_record_get_id (record), id), -1, MLG_SHEET_TEXT);

  for (guint c = 0; c < self->columns->len; c++)
    {
      const MlgColumn *column = &g_array_index (self->columns, MlgColumn, c);
      const char *value = mlg_export_records_get (self, record, column->field);
      g_autofree char *text = labels ? mlg_column_dup_words (column, value, self->keys)
                                     : mlg_column_dup_text (column, value, self->keys);

      mlg_sheet_add (sheet, text, -1, text == NULL ? MLG_SHEET_TEXT : get_kind (column, text));
    }
}

static MlgSheet *
make_sheet (MlgExportRecords *self,
            gboolean          labels)
{
  const char *plural = g_dgettext (GETTEXT_PACKAGE, self->entity->plural);
  gboolean fits = labels && g_utf8_strlen (plural, -1) <= SHEET_NAME_MAX && strpbrk (plural, "[]:*?/\\") == NULL;
  MlgSheet *sheet = mlg_sheet_new (fits ? plural : self->entity->name);

  mlg_sheet_set_header (sheet, TRUE);
  mlg_sheet_set_entity (sheet, self->entity->name);
  if (!self->chosen)
    drop_empty_columns (self);

  add_header (self, labels, sheet);
  for (guint r = 0; r < self->records->len; r++)
    {
      add_record (self, labels, g_ptr_array_index (self->records, r), sheet);
      mlg_sheet_end_row (sheet, r + 2, FALSE);
    }

  return sheet;
}

MlgSheet *
mlg_export_sheet (MlgProject              *project,
                  const MlgExportOptions  *options,
                  GError                 **error)
{
  g_auto(MlgExportRecords) records = { 0 };

  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);

  return mlg_export_records_read (&records, project, options, NULL, NULL, error) ? make_sheet (&records, options->labels) : NULL;
}

GPtrArray *
mlg_export_sheets (MlgProject              *project,
                   const MlgExportOptions  *options,
                   GError                 **error)
{
  g_autoptr(GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_sheet_free);
  g_autoptr(MlgKeys) keys = NULL;
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);

  keys = mlg_keys_new (project, options->level);
  for (guint i = 0; i < n_entities; i++)
    {
      g_auto(MlgExportRecords) records = { 0 };

      /* Links are inside the records that own them. */
      if (options->entity != NULL ? options->entity != entities[i] : strcmp (entities[i]->name, MLG_ENTITY_LINK) == 0)
        continue;
      if (!mlg_export_records_read (&records, project, options, entities[i], keys, error))
        return NULL;
      if (options->entity != NULL || records.records->len > 0)
        g_ptr_array_add (sheets, make_sheet (&records, options->labels));
    }

  /* A workbook without any sheet is none: the actors, be there none, then. */
  if (sheets->len == 0)
    {
      MlgSheet *sheet = mlg_export_sheet (project, options, error);

      if (sheet == NULL)
        return NULL;
      g_ptr_array_add (sheets, sheet);
    }

  return g_steal_pointer (&sheets);
}

/* ---- CSV */

/* A cell as a French spreadsheet shows it. */
static char *
dup_french (const MlgSheetCell *cell)
{
  g_autofree char *text = g_strndup (cell->text, cell->length);

  if (cell->kind == MLG_SHEET_YES_NO)
    return g_strdup (strcmp (text, "1") == 0 ? C_("in a table", "yes") : C_("in a table", "no"));
  if (cell->kind == MLG_SHEET_NUMBER)
    g_strdelimit (text, ".", ',');
  return g_steal_pointer (&text);
}

static GBytes *
sheet_to_csv (MlgSheet *sheet,
              gboolean  plain,
              gboolean  french)
{
  MlgCsvWriter *writer = mlg_csv_writer_new (plain ? MLG_CSV_PLAIN : MLG_CSV_EXCEL);

  for (guint r = 0; r < mlg_sheet_get_n_rows (sheet); r++)
    {
      for (guint c = 0; c < mlg_sheet_get_row (sheet, r)->n_cells; c++)
        {
          const MlgSheetCell *cell = mlg_sheet_get_cell (sheet, r, c);
          g_autofree char *text = french && cell->kind != MLG_SHEET_TEXT ? dup_french (cell) : g_strndup (cell->text, cell->length);

          mlg_csv_writer_add (writer, text);
        }
      mlg_csv_writer_end_line (writer);
    }

  return mlg_csv_writer_finish (writer);
}

GBytes *
mlg_write_csv (MlgProject              *project,
               const MlgExportOptions  *options,
               GError                 **error)
{
  g_autoptr(MlgSheet) sheet = mlg_export_sheet (project, options, error);
  gboolean plain = options->format == MLG_EXPORT_CSV_PLAIN;

  return sheet == NULL ? NULL : sheet_to_csv (sheet, plain, options->labels && !plain);
}

GBytes *
mlg_write_csv_set (MlgProject              *project,
                   const MlgExportOptions  *options,
                   GError                 **error)
{
  g_autoptr(GPtrArray) sheets = mlg_export_sheets (project, options, error);
  g_autoptr(MlgZipWriter) writer = NULL;

  if (sheets == NULL)
    return NULL;

  writer = mlg_zip_writer_new ();
  for (guint i = 0; i < sheets->len; i++)
    {
      MlgSheet *sheet = g_ptr_array_index (sheets, i);
      g_autoptr(GBytes) table = sheet_to_csv (sheet, FALSE, options->labels);
      g_autofree char *name = g_strconcat (mlg_sheet_get_entity (sheet), ".csv", NULL);
      gsize length;
      const char *data = g_bytes_get_data (table, &length);

      mlg_zip_writer_add (writer, name, g_string_new_len (data, (gssize) length), FALSE);
    }

  return mlg_zip_writer_finish (writer, error);
}

/* ---- writing */

GBytes *
mlg_export_with_options_to_bytes (MlgProject              *project,
                                  const MlgExportOptions  *options,
                                  GError                 **error)
{
  const MlgExporter *exporter = mlg_export_find_exporter (options->format);
  gboolean shared;
  GBytes *bytes;

  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);
  g_return_val_if_fail (exporter != NULL, NULL);

  if (options->entity != NULL && !mlg_exporter_can_hold (exporter, options->entity))
    {
      g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_INVALID, _("This format cannot hold records of this kind: %s."),
                   g_dgettext (GETTEXT_PACKAGE, options->entity->plural));
      return NULL;
    }

  /* What leaves is judged by its level, not by who looks at the screen meanwhile. */
  shared = mlg_privacy_is_screen_shared ();
  if (options->work != NULL)
    options->work->shared = shared;
  mlg_privacy_share_screen (FALSE);
  bytes = exporter->write (project, options, error);
  mlg_privacy_share_screen (options->work != NULL ? options->work->shared : shared);
  if (options->work == NULL || !options->work->cancelled)
    return bytes;

  g_clear_pointer (&bytes, g_bytes_unref);
  g_clear_error (error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  return NULL;
}

gboolean
mlg_export_with_options_to_file (MlgProject              *project,
                                 const char              *path,
                                 const MlgExportOptions  *options,
                                 GError                 **error)
{
  g_autoptr(GBytes) bytes = mlg_export_with_options_to_bytes (project, options, error);
  const char *data;
  gsize length;

  if (bytes == NULL)
    return FALSE;

  data = g_bytes_get_data (bytes, &length);
  return g_file_set_contents_full (path, data, length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0666, error);
}

GBytes *
mlg_export_to_bytes (MlgProject       *project,
                     MlgExportFormat   format,
                     const MlgEntity  *entity,
                     MlgLevel          level,
                     GError          **error)
{
  MlgExportOptions options = { .format = format, .level = level, .entity = entity };

  return mlg_export_with_options_to_bytes (project, &options, error);
}

gboolean
mlg_export_to_file (MlgProject       *project,
                    const char       *path,
                    MlgExportFormat   format,
                    const MlgEntity  *entity,
                    MlgLevel          level,
                    GError          **error)
{
  MlgExportOptions options = { .format = format, .level = level, .entity = entity };

  return mlg_export_with_options_to_file (project, path, &options, error);
}
