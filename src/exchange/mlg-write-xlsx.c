/* Workbooks of Excel. */

#include "exchange/mlg-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-sheet-writer.h"
#include "exchange/mlg-zip.h"

#define NS_MAIN      "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define NS_RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define NS_PACKAGE   "http://schemas.openxmlformats.org/package/2006"
#define NS_TYPES     "application/vnd.openxmlformats-officedocument.spreadsheetml."
#define XML_START    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/* Cell styles, as write_styles declares them. */
enum
{
  STYLE_PLAIN,
  STYLE_HEADER,
  STYLE_DATE,
  STYLE_CODE,        /* text, even if somebody writes figures there */
  STYLE_LINES,       /* several lines */
  STYLE_QUOTED,      /* begins like a formula: text for ever */
};

typedef struct
{
  GHashTable *indices;      /* text → its number + 1 */
  GString    *xml;
  guint       n_strings;
  guint64     n_uses;
} Strings;

/* A sign that XML cannot hold. */
static void
append_control (GString  *xml,
                gunichar  c)
{
  g_string_append_printf (xml, "_x%04X_", c);
}

/* Letters that would be read as such a sign get their underscore written as one. */
static void
append_text (GString    *xml,
             const char *text,
             gsize       length)
{
  const char *end = text + length;
  const char *p;

  while ((p = g_strstr_len (text, end - text, "_x")) != NULL)
    {
      gboolean like = end - p >= 7 && p[6] == '_';

      for (guint i = 2; like && i < 6; i++)
        like = g_ascii_isxdigit (p[i]);
      mlg_xml_append (xml, text, p - text, append_control);
      g_string_append (xml, like ? "_x005F_x" : "_x");
      text = p + 2;
    }

  mlg_xml_append (xml, text, end - text, append_control);
}

static guint
add_string (Strings            *strings,
            const MlgSheetCell *cell)
{
  char *text = g_strndup (cell->text, cell->length);
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (strings->indices, text));

  strings->n_uses++;
  if (known > 0)
    {
      g_free (text);
      return known - 1;
    }

  g_string_append (strings->xml, "<si><t xml:space=\"preserve\">");
  append_text (strings->xml, cell->text, cell->length);
  g_string_append (strings->xml, "</t></si>");
  g_hash_table_insert (strings->indices, text, GUINT_TO_POINTER (++strings->n_strings));
  return strings->n_strings - 1;
}

static void
append_uint (GString *xml,
             guint    number)
{
  char digits[12];
  guint n = sizeof digits;

  do
    digits[--n] = '0' + number % 10;
  while ((number /= 10) > 0);
  g_string_append_len (xml, digits + n, sizeof digits - n);
}

/* <c r="B3" s="2" … without its end. */
static void
open_cell (GString *xml,
           guint    row,
           guint    column,
           guint    style)
{
  char name[8];

  g_string_append (xml, "<c r=\"");
  g_string_append (xml, mlg_sheet_writer_name_column (column, name));
  append_uint (xml, row + 1);
  if (style != STYLE_PLAIN)
    {
      g_string_append (xml, "\" s=\"");
      append_uint (xml, style);
    }
  g_string_append_c (xml, '"');
}

static guint
choose_style (const MlgSheetCell *cell,
              gboolean            codes)
{
  if (strchr ("=+-@", *cell->text) != NULL)
    return STYLE_QUOTED;
  if (memchr (cell->text, '\n', cell->length) != NULL)
    return STYLE_LINES;
  return codes ? STYLE_CODE : STYLE_PLAIN;
}

static void
write_cell (GString            *xml,
            Strings            *strings,
            const MlgSheetCell *cell,
            guint               row,
            guint               column,
            gboolean            codes)
{
  guint serial;

  if (cell->length == 0)
    return;

  if (row > 0 && cell->kind == MLG_SHEET_NUMBER && mlg_sheet_writer_is_number (cell))
    {
      open_cell (xml, row, column, STYLE_PLAIN);
      g_string_append (xml, "><v>");
      g_string_append_len (xml, cell->text, cell->length);
    }
  else if (row > 0 && cell->kind == MLG_SHEET_DATE && mlg_sheet_writer_get_serial (cell, &serial))
    {
      open_cell (xml, row, column, STYLE_DATE);
      g_string_append (xml, "><v>");
      append_uint (xml, serial);
    }
  else if (row > 0 && cell->kind == MLG_SHEET_YES_NO)
    {
      open_cell (xml, row, column, STYLE_PLAIN);
      g_string_append (xml, *cell->text == '1' ? " t=\"b\"><v>1" : " t=\"b\"><v>0");
    }
  else
    {
      open_cell (xml, row, column, row == 0 ? STYLE_HEADER : choose_style (cell, codes));
      g_string_append (xml, " t=\"s\"><v>");
      append_uint (xml, add_string (strings, cell));
    }
  g_string_append (xml, "</v></c>");
}

static void
write_columns (GString *xml,
               GArray  *columns)
{
  g_string_append (xml, "<cols>");
  for (guint c = 0; c < columns->len; c++)
    {
      const MlgSheetColumn *column = &g_array_index (columns, MlgSheetColumn, c);
      char width[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (xml, "<col min=\"%u\" max=\"%u\" width=\"%s\" customWidth=\"1\"%s/>", c + 1, c + 1,
                              g_ascii_formatd (width, sizeof width, "%.1f", column->width), column->codes ? " style=\"3\"" : "");
    }
  g_string_append (xml, "</cols>");
}

static GString *
make_sheet (MlgSheet *sheet,
            Strings  *strings,
            gboolean  first)
{
  guint n_rows = mlg_sheet_get_n_rows (sheet);
  GString *xml = g_string_sized_new (4096 + (gsize) n_rows * 256);
  g_autoptr(GArray) columns = mlg_sheet_writer_measure (sheet);
  char last[8];

  g_string_append (xml, XML_START "<worksheet xmlns=\"" NS_MAIN "\">");
  g_string_append_printf (xml, "<sheetViews><sheetView workbookViewId=\"0\"%s><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\""
                          " state=\"frozen\"/><selection pane=\"bottomLeft\" activeCell=\"A2\" sqref=\"A2\"/></sheetView></sheetViews>",
                          first ? " tabSelected=\"1\"" : "");
  g_string_append (xml, "<sheetFormatPr defaultRowHeight=\"15\"/>");
  if (columns->len > 0)
    write_columns (xml, columns);

  g_string_append (xml, "<sheetData>");
  for (guint r = 0; r < n_rows; r++)
    {
      guint n_cells = mlg_sheet_get_row (sheet, r)->n_cells;

      g_string_append (xml, "<row r=\"");
      append_uint (xml, r + 1);
      g_string_append (xml, "\">");
      for (guint c = 0; c < n_cells; c++)
        write_cell (xml, strings, mlg_sheet_get_cell (sheet, r, c), r, c, g_array_index (columns, MlgSheetColumn, c).codes);
      g_string_append (xml, "</row>");
    }
  g_string_append (xml, "</sheetData>");

  if (columns->len > 0 && n_rows > 0)
    g_string_append_printf (xml, "<autoFilter ref=\"A1:%s%u\"/>", mlg_sheet_writer_name_column (columns->len - 1, last), n_rows);
  g_string_append (xml, "</worksheet>");
  return xml;
}

/* ---- what stands around the sheets */

static GString *
make_styles (void)
{
  return g_string_new (XML_START
    "<styleSheet xmlns=\"" NS_MAIN "\">"
    "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font></fonts>"
    "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
    "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFECE9E2\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>"
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
    "<cellXfs count=\"6\">"
    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\">"
    "<alignment vertical=\"center\"/></xf>"
    "<xf numFmtId=\"14\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\" applyNumberFormat=\"1\"/>"
    "</cellXfs>"
    "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
    "</styleSheet>");
}

static GString *
make_workbook (GPtrArray *sheets,
               char     **names)
{
  GString *xml = g_string_new (XML_START "<workbook xmlns=\"" NS_MAIN "\" xmlns:r=\"" NS_RELATIONS "\"><sheets>");

  for (guint i = 0; i < sheets->len; i++)
    {
      const char *name = names[i];

      g_string_append (xml, "<sheet name=\"");
      mlg_xml_append (xml, name, strlen (name), NULL);
      g_string_append_printf (xml, "\" sheetId=\"%u\" r:id=\"rId%u\"/>", i + 1, i + 1);
    }
  g_string_append (xml, "</sheets><definedNames>");

  /* Excel finds the filters of a sheet by this name. */
  for (guint i = 0; i < sheets->len; i++)
    {
      const char *name = names[i];
      g_auto(GStrv) halves = g_strsplit (name, "'", -1);
      g_autofree char *quoted = g_strjoinv ("''", halves);
      guint n_rows = mlg_sheet_get_n_rows (sheets->pdata[i]), n_columns = 0;
      char last[8];

      for (guint r = 0; r < n_rows; r++)
        n_columns = MAX (n_columns, mlg_sheet_get_row (sheets->pdata[i], r)->n_cells);
      if (n_columns == 0)
        continue;

      g_string_append_printf (xml, "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"%u\" hidden=\"1\">'", i);
      mlg_xml_append (xml, quoted, strlen (quoted), NULL);
      g_string_append_printf (xml, "'!$A$1:$%s$%u</definedName>", mlg_sheet_writer_name_column (n_columns - 1, last), n_rows);
    }

  if (g_str_has_suffix (xml->str, "<definedNames>"))
    g_string_truncate (xml, xml->len - strlen ("<definedNames>"));
  else
    g_string_append (xml, "</definedNames>");
  g_string_append (xml, "</workbook>");
  return xml;
}

static GString *
make_workbook_relations (guint n_sheets)
{
  GString *xml = g_string_new (XML_START "<Relationships xmlns=\"" NS_PACKAGE "/relationships\">");

  for (guint i = 1; i <= n_sheets; i++)
    g_string_append_printf (xml, "<Relationship Id=\"rId%u\" Type=\"" NS_RELATIONS "/worksheet\" Target=\"worksheets/sheet%u.xml\"/>", i, i);
  g_string_append_printf (xml, "<Relationship Id=\"rId%u\" Type=\"" NS_RELATIONS "/styles\" Target=\"styles.xml\"/>"
                          "<Relationship Id=\"rId%u\" Type=\"" NS_RELATIONS "/sharedStrings\" Target=\"sharedStrings.xml\"/>"
                          "</Relationships>", n_sheets + 1, n_sheets + 2);
  return xml;
}

static GString *
make_types (guint n_sheets)
{
  GString *xml = g_string_new (XML_START "<Types xmlns=\"" NS_PACKAGE "/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" NS_TYPES "sheet.main+xml\"/>"
    "<Override PartName=\"/xl/styles.xml\" ContentType=\"" NS_TYPES "styles+xml\"/>"
    "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"" NS_TYPES "sharedStrings+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>");

  for (guint i = 1; i <= n_sheets; i++)
    g_string_append_printf (xml, "<Override PartName=\"/xl/worksheets/sheet%u.xml\" ContentType=\"" NS_TYPES "worksheet+xml\"/>", i);
  g_string_append (xml, "</Types>");
  return xml;
}

static GString *
make_properties (const char *title)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *when = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  GString *xml = g_string_new (XML_START "<cp:coreProperties xmlns:cp=\"" NS_PACKAGE "/metadata/core-properties\""
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
    " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");

  if (title != NULL)
    mlg_xml_append (xml, title, strlen (title), NULL);
  g_string_append_printf (xml, "</dc:title><dc:creator>Maillage</dc:creator>"
                          "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%s</dcterms:created>"
                          "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">%s</dcterms:modified></cp:coreProperties>", when, when);
  return xml;
}

static GString *
make_strings (Strings *strings)
{
  GString *xml = g_string_sized_new (strings->xml->len + 512);

  g_string_append_printf (xml, XML_START "<sst xmlns=\"" NS_MAIN "\" count=\"%" G_GUINT64_FORMAT "\" uniqueCount=\"%u\">",
                          strings->n_uses, strings->n_strings);
  g_string_append_len (xml, strings->xml->str, strings->xml->len);
  g_string_append (xml, "</sst>");
  return xml;
}

GBytes *
mlg_sheets_to_xlsx (GPtrArray   *sheets,
                    const char  *title,
                    GError     **error)
{
  g_autoptr(MlgZipWriter) writer = mlg_zip_writer_new ();
  g_auto(GStrv) names = mlg_sheet_writer_dup_names (sheets);
  g_autoptr(GHashTable) indices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GString) xml = g_string_new (NULL);
  Strings strings = { indices, xml };

  mlg_zip_writer_add (writer, "[Content_Types].xml", make_types (sheets->len), FALSE);
  mlg_zip_writer_add (writer, "_rels/.rels", g_string_new (XML_START "<Relationships xmlns=\"" NS_PACKAGE "/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" NS_RELATIONS "/officeDocument\" Target=\"xl/workbook.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" NS_PACKAGE "/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
    "<Relationship Id=\"rId3\" Type=\"" NS_RELATIONS "/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>"), FALSE);
  mlg_zip_writer_add (writer, "docProps/core.xml", make_properties (title), FALSE);
  mlg_zip_writer_add (writer, "docProps/app.xml", g_string_new (XML_START "<Properties xmlns=\"http://schemas.openxmlformats.org/"
    "officeDocument/2006/extended-properties\"><Application>Maillage</Application></Properties>"), FALSE);
  mlg_zip_writer_add (writer, "xl/workbook.xml", make_workbook (sheets, names), FALSE);
  mlg_zip_writer_add (writer, "xl/_rels/workbook.xml.rels", make_workbook_relations (sheets->len), FALSE);
  mlg_zip_writer_add (writer, "xl/styles.xml", make_styles (), FALSE);

  for (guint i = 0; i < sheets->len; i++)
    {
      g_autofree char *part = g_strdup_printf ("xl/worksheets/sheet%u.xml", i + 1);

      mlg_zip_writer_add (writer, part, make_sheet (sheets->pdata[i], &strings, i == 0), FALSE);
    }
  mlg_zip_writer_add (writer, "xl/sharedStrings.xml", make_strings (&strings), FALSE);

  return mlg_zip_writer_finish (writer, error);
}

GBytes *
mlg_write_xlsx (MlgProject              *project,
                const MlgExportOptions  *options,
                GError                 **error)
{
  g_autoptr(GPtrArray) sheets = mlg_export_sheets (project, options, error);

  return sheets == NULL ? NULL : mlg_sheets_to_xlsx (sheets, mlg_project_get_title (project), error);
}
