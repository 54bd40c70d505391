/* Spreadsheets of LibreOffice (OpenDocument 1.3). */

#include "exchange/mlg-export.h"

#include <string.h>

#include "exchange/mlg-sheet-writer.h"
#include "exchange/mlg-zip.h"

#define MIME      "application/vnd.oasis.opendocument.spreadsheet"
#define NS        "urn:oasis:names:tc:opendocument:xmlns:"
#define XML_START "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define NAMESPACES " xmlns:office=\"" NS "office:1.0\" xmlns:table=\"" NS "table:1.0\" xmlns:text=\"" NS "text:1.0\"" \
                   " xmlns:style=\"" NS "style:1.0\" xmlns:fo=\"" NS "xsl-fo-compatible:1.0\" xmlns:number=\"" NS "datastyle:1.0\"" \
                   " office:version=\"1.3\""
/* Centimetres of one character. */
#define CHARACTER 0.2

static void
append_spaces (GString *xml,
               guint    n)
{
  if (n == 1)
    g_string_append (xml, "<text:s/>");
  else if (n > 1)
    g_string_append_printf (xml, "<text:s text:c=\"%u\"/>", n);
}

/* White space in XML is one space; what is more of it has elements of its own. */
static void
append_line (GString    *xml,
             const char *line,
             gsize       length)
{
  const char *end = line + length;
  const char *plain = line;

  g_string_append (xml, "<text:p>");
  for (const char *p = line; p < end;)
    {
      const char *start = p;

      if (*p == '\t')
        {
          mlg_xml_append (xml, plain, p - plain, NULL);
          g_string_append (xml, "<text:tab/>");
          plain = ++p;
          continue;
        }
      if (*p != ' ')
        {
          p++;
          continue;
        }

      while (p < end && *p == ' ')
        p++;
      /* One between words is itself. */
      if (p - start == 1 && start > line && p < end && start[-1] != '\t')
        continue;
      mlg_xml_append (xml, plain, start - plain, NULL);
      append_spaces (xml, p - start);
      plain = p;
    }
  mlg_xml_append (xml, plain, end - plain, NULL);
  g_string_append (xml, "</text:p>");
}

static void
append_paragraphs (GString            *xml,
                   const MlgSheetCell *cell)
{
  const char *end = cell->text + cell->length;
  const char *line = cell->text;

  for (const char *p = line; p <= end; p++)
    {
      if (p < end && *p != '\n')
        continue;
      append_line (xml, line, p - line);
      line = p + 1;
    }
}

static void
write_empty (GString *xml,
             guint    n)
{
  if (n == 1)
    g_string_append (xml, "<table:table-cell/>");
  else if (n > 1)
    g_string_append_printf (xml, "<table:table-cell table:number-columns-repeated=\"%u\"/>", n);
}

static void
write_cell (GString            *xml,
            const MlgSheetCell *cell,
            gboolean            header,
            gboolean            codes)
{
  guint serial;

  g_string_append (xml, "<table:table-cell");
  if (!header && cell->kind == MLG_SHEET_NUMBER && mlg_sheet_writer_is_number (cell))
    {
      g_string_append (xml, " office:value-type=\"float\" office:value=\"");
      g_string_append_len (xml, cell->text, cell->length);
      g_string_append (xml, "\">");
    }
  else if (!header && cell->kind == MLG_SHEET_DATE && mlg_sheet_writer_get_serial (cell, &serial))
    {
      g_string_append (xml, " table:style-name=\"date\" office:value-type=\"date\" office:date-value=\"");
      g_string_append_len (xml, cell->text, cell->length);
      g_string_append (xml, "\">");
    }
  else if (!header && cell->kind == MLG_SHEET_YES_NO)
    g_string_append (xml, *cell->text == '1' ? " table:style-name=\"boolean\" office:value-type=\"boolean\" office:boolean-value=\"true\">"
                                             : " table:style-name=\"boolean\" office:value-type=\"boolean\" office:boolean-value=\"false\">");
  else
    {
      const char *style = header ? "header" : codes || strchr ("=+-@", *cell->text) != NULL ? "code" : NULL;

      if (style != NULL)
        g_string_append_printf (xml, " table:style-name=\"%s\"", style);
      g_string_append (xml, " office:value-type=\"string\">");
    }
  append_paragraphs (xml, cell);
  g_string_append (xml, "</table:table-cell>");
}

static void
write_row (GString  *xml,
           MlgSheet *sheet,
           guint     row,
           GArray   *columns)
{
  guint n_cells = mlg_sheet_get_row (sheet, row)->n_cells;
  guint n_empty = 0;

  g_string_append (xml, "<table:table-row>");
  for (guint c = 0; c < n_cells; c++)
    {
      const MlgSheetCell *cell = mlg_sheet_get_cell (sheet, row, c);

      if (cell->length == 0)
        {
          n_empty++;
          continue;
        }
      write_empty (xml, n_empty);
      n_empty = 0;
      write_cell (xml, cell, row == 0, g_array_index (columns, MlgSheetColumn, c).codes);
    }
  write_empty (xml, n_cells == 0 ? 1 : n_empty);
  g_string_append (xml, "</table:table-row>");
}

/* Widths are styles, one for each whole number of characters. */
static void
write_table (GString    *xml,
             MlgSheet   *sheet,
             const char *name)
{
  g_autoptr(GArray) columns = mlg_sheet_writer_measure (sheet);

  g_string_append (xml, "<table:table table:name=\"");
  mlg_xml_append (xml, name, strlen (name), NULL);
  g_string_append (xml, "\">");

  for (guint c = 0; c < columns->len; c++)
    {
      const MlgSheetColumn *column = &g_array_index (columns, MlgSheetColumn, c);

      g_string_append_printf (xml, "<table:table-column table:style-name=\"w%d\"%s/>", (int) column->width,
                              column->codes ? " table:default-cell-style-name=\"code\"" : "");
    }
  if (columns->len == 0)
    g_string_append (xml, "<table:table-column/>");

  for (guint r = 0; r < mlg_sheet_get_n_rows (sheet); r++)
    write_row (xml, sheet, r, columns);
  if (mlg_sheet_get_n_rows (sheet) == 0)
    g_string_append (xml, "<table:table-row><table:table-cell/></table:table-row>");
  g_string_append (xml, "</table:table>");
}

static guint
count_columns (MlgSheet *sheet)
{
  guint n = 0;

  for (guint r = 0; r < mlg_sheet_get_n_rows (sheet); r++)
    n = MAX (n, mlg_sheet_get_row (sheet, r)->n_cells);
  return n;
}

/* What carries the arrows that filter. */
static void
write_filters (GString   *xml,
               GPtrArray *sheets,
               char     **names)
{
  g_string_append (xml, "<table:database-ranges>");
  for (guint i = 0; i < sheets->len; i++)
    {
      const char *name = names[i];
      g_auto(GStrv) halves = g_strsplit (name, "'", -1);
      g_autofree char *quoted = g_strjoinv ("''", halves);
      guint n_columns = count_columns (sheets->pdata[i]);
      char last[8];

      if (n_columns == 0)
        continue;
      g_string_append_printf (xml, "<table:database-range table:name=\"__Anonymous_Sheet_DB__%u\" table:target-range-address=\"'", i);
      mlg_xml_append (xml, quoted, strlen (quoted), NULL);
      g_string_append (xml, "'.A1:'");
      mlg_xml_append (xml, quoted, strlen (quoted), NULL);
      g_string_append_printf (xml, "'.%s%u\" table:display-filter-buttons=\"true\"/>",
                              mlg_sheet_writer_name_column (n_columns - 1, last), mlg_sheet_get_n_rows (sheets->pdata[i]));
    }
  g_string_append (xml, "</table:database-ranges>");
}

static GString *
make_content (GPtrArray *sheets,
              char     **names)
{
  GString *xml = g_string_sized_new (1 << 20);

  g_string_append (xml, XML_START "<office:document-content" NAMESPACES "><office:automatic-styles>"
    "<number:date-style style:name=\"iso\" number:automatic-order=\"true\"><number:day number:style=\"long\"/><number:text>/</number:text>"
    "<number:month number:style=\"long\"/><number:text>/</number:text><number:year number:style=\"long\"/></number:date-style>"
    "<number:text-style style:name=\"text\"><number:text-content/></number:text-style>"
    "<number:boolean-style style:name=\"yesno\"><number:boolean/></number:boolean-style>"
    "<style:style style:name=\"header\" style:family=\"table-cell\"><style:table-cell-properties fo:background-color=\"#ece9e2\""
    " style:vertical-align=\"middle\"/><style:text-properties fo:font-weight=\"bold\"/></style:style>"
    "<style:style style:name=\"date\" style:family=\"table-cell\" style:data-style-name=\"iso\"/>"
    "<style:style style:name=\"code\" style:family=\"table-cell\" style:data-style-name=\"text\"/>"
    "<style:style style:name=\"boolean\" style:family=\"table-cell\" style:data-style-name=\"yesno\"/>");

  for (guint width = 1; width <= 50; width++)
    {
      char centimetres[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (xml, "<style:style style:name=\"w%u\" style:family=\"table-column\"><style:table-column-properties"
                              " style:column-width=\"%scm\"/></style:style>", width,
                              g_ascii_formatd (centimetres, sizeof centimetres, "%.2f", width * CHARACTER));
    }
  g_string_append (xml, "</office:automatic-styles><office:body><office:spreadsheet>");

  for (guint i = 0; i < sheets->len; i++)
    {
      write_table (xml, sheets->pdata[i], names[i]);
    }
  write_filters (xml, sheets, names);

  g_string_append (xml, "</office:spreadsheet></office:body></office:document-content>");
  return xml;
}

/* The header stays in sight. */
static GString *
make_settings (GPtrArray *sheets,
               char     **names)
{
  GString *xml = g_string_new (XML_START "<office:document-settings xmlns:office=\"" NS "office:1.0\" xmlns:config=\"" NS "config:1.0\""
    " office:version=\"1.3\"><office:settings><config:config-item-set config:name=\"ooo:view-settings\">"
    "<config:config-item-map-indexed config:name=\"Views\"><config:config-item-map-entry>"
    "<config:config-item config:name=\"ViewId\" config:type=\"string\">view1</config:config-item>"
    "<config:config-item-map-named config:name=\"Tables\">");

  for (guint i = 0; i < sheets->len; i++)
    {
      const char *name = names[i];

      g_string_append (xml, "<config:config-item-map-entry config:name=\"");
      mlg_xml_append (xml, name, strlen (name), NULL);
      g_string_append (xml, "\"><config:config-item config:name=\"VerticalSplitMode\" config:type=\"short\">2</config:config-item>"
        "<config:config-item config:name=\"VerticalSplitPosition\" config:type=\"int\">1</config:config-item>"
        "<config:config-item config:name=\"ActiveSplitRange\" config:type=\"short\">2</config:config-item>"
        "<config:config-item config:name=\"PositionTop\" config:type=\"int\">0</config:config-item>"
        "<config:config-item config:name=\"PositionBottom\" config:type=\"int\">1</config:config-item>"
        "</config:config-item-map-entry>");
    }

  g_string_append (xml, "</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>"
    "</config:config-item-set></office:settings></office:document-settings>");
  return xml;
}

static GString *
make_meta (const char *title)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *when = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  GString *xml = g_string_new (XML_START "<office:document-meta xmlns:office=\"" NS "office:1.0\" xmlns:meta=\"" NS "meta:1.0\""
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\"><office:meta><meta:generator>Maillage</meta:generator><dc:title>");

  if (title != NULL)
    mlg_xml_append (xml, title, strlen (title), NULL);
  g_string_append_printf (xml, "</dc:title><meta:creation-date>%s</meta:creation-date></office:meta></office:document-meta>", when);
  return xml;
}

GBytes *
mlg_sheets_to_ods (GPtrArray   *sheets,
                   const char  *title,
                   GError     **error)
{
  g_autoptr(MlgZipWriter) writer = mlg_zip_writer_new ();
  g_auto(GStrv) names = mlg_sheet_writer_dup_names (sheets);

  /* First and as it is: that is how the file is recognised. */
  mlg_zip_writer_add (writer, "mimetype", g_string_new (MIME), TRUE);
  mlg_zip_writer_add (writer, "content.xml", make_content (sheets, names), FALSE);
  mlg_zip_writer_add (writer, "settings.xml", make_settings (sheets, names), FALSE);
  mlg_zip_writer_add (writer, "meta.xml", make_meta (title), FALSE);
  mlg_zip_writer_add (writer, "META-INF/manifest.xml", g_string_new (XML_START
    "<manifest:manifest xmlns:manifest=\"" NS "manifest:1.0\" manifest:version=\"1.3\">"
    "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"" MIME "\"/>"
    "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>"
    "<manifest:file-entry manifest:full-path=\"settings.xml\" manifest:media-type=\"text/xml\"/>"
    "<manifest:file-entry manifest:full-path=\"meta.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>"), FALSE);
  return mlg_zip_writer_finish (writer, error);
}

GBytes *
mlg_write_ods (MlgProject              *project,
               const MlgExportOptions  *options,
               GError                 **error)
{
  g_autoptr(GPtrArray) sheets = mlg_export_sheets (project, options, error);

  return sheets == NULL ? NULL : mlg_sheets_to_ods (sheets, mlg_project_get_title (project), error);
}
