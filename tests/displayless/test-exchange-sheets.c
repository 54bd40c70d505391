/* What is promised of workbooks: read as they are shown, written so that they come back as they were,
 * refused with a sentence when they want to do harm.
 */

#include "../project-fixture.h"
#include "../sheet-fixture.h"

#include <sys/resource.h>

#include "exchange/mlg-demo.h"
#include "exchange/mlg-export.h"
#include "exchange/mlg-import.h"
#include "exchange/mlg-sheet-filler.h"
#include "exchange/mlg-sheet-writer.h"
#include "exchange/mlg-zip.h"

#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define ODS_START "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"" \
  " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"" \
  " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\"><office:body><office:spreadsheet>"
#define ODS_END "</office:spreadsheet></office:body></office:document-content>"

static GBytes *
finish (MlgZipWriter *writer)
{
  g_autoptr(GError) error = NULL;
  GBytes *bytes = mlg_zip_writer_finish (writer, &error);

  g_assert_no_error (error);
  return bytes;
}

/* Of parts that may be NULL; @rows: what stands in sheetData. */
static GBytes *
make_xlsx (const char *rows,
           const char *strings,
           const char *styles,
           const char *workbook)
{
  g_autoptr(MlgZipWriter) writer = mlg_zip_writer_new ();
  GString *sheet = g_string_new ("<worksheet " MAIN "><sheetData>");

  g_string_append (sheet, rows);
  g_string_append (sheet, "</sheetData></worksheet>");
  mlg_zip_writer_add (writer, "xl/workbook.xml", g_string_new (workbook != NULL ? workbook
    : "<workbook " MAIN "><sheets><sheet name=\"Liste\" sheetId=\"1\"/></sheets></workbook>"), FALSE);
  mlg_zip_writer_add (writer, "xl/worksheets/sheet1.xml", sheet, FALSE);
  if (strings != NULL)
    mlg_zip_writer_add (writer, "xl/sharedStrings.xml", g_string_new (strings), FALSE);
  if (styles != NULL)
    mlg_zip_writer_add (writer, "xl/styles.xml", g_string_new (styles), FALSE);
  return finish (writer);
}

static GBytes *
make_ods (const char *tables)
{
  g_autoptr(MlgZipWriter) writer = mlg_zip_writer_new ();
  GString *content = g_string_new (ODS_START);

  g_string_append (content, tables);
  g_string_append (content, ODS_END);
  mlg_zip_writer_add (writer, "mimetype", g_string_new ("application/vnd.oasis.opendocument.spreadsheet"), TRUE);
  mlg_zip_writer_add (writer, "content.xml", content, FALSE);
  return finish (writer);
}

static MlgSource *
read_bytes (GBytes *bytes)
{
  g_autoptr(GError) error = NULL;
  const MlgReader *reader = mlg_source_guess_reader ("liste", bytes);
  MlgSource *source;

  g_assert_nonnull (reader);
  source = mlg_source_read (reader, bytes, NULL, &error);
  g_assert_no_error (error);
  return source;
}

static void
assert_reads (GBytes     *taken,
              const char *wanted)
{
  g_autoptr(GBytes) bytes = taken;
  g_autoptr(MlgSource) source = read_bytes (bytes);
  g_autofree char *shown = show_source (source);

  g_assert_cmpstr (shown, ==, wanted);
}

static void
assert_refused (GBytes           *taken,
                MlgExchangeError  code)
{
  g_autoptr(GBytes) bytes = taken;
  g_autoptr(GError) error = NULL;
  const MlgReader *reader = mlg_source_guess_reader ("liste.xlsx", bytes);
  g_autoptr(MlgSource) source = NULL;

  g_assert_nonnull (reader);
  source = mlg_source_read (reader, bytes, NULL, &error);
  g_assert_null (source);
  g_assert_error (error, MLG_EXCHANGE_ERROR, (int) code);
  g_assert_cmpuint (strlen (error->message), >, 20);
}

/* ---- reading */

static void
test_a_number_keeps_all_its_figures (void)
{
  assert_reads (make_xlsx ("<row r=\"1\"><c r=\"A1\"><v>12345678901234</v></c><c r=\"B1\"><v>1.2345678901234E+13</v></c>"
                           "<c r=\"C1\"><v>44.960000000000001</v></c><c r=\"D1\"><v>1.5E-7</v></c><c r=\"E1\"><v>123456789012345678</v></c>"
                           "<c r=\"F1\"><v>-0.5</v></c><c r=\"G1\"><v>2.5e3</v></c></row>", NULL, NULL, NULL),
                "n:12345678901234|n:12345678901234|n:44.96|n:0.00000015|n:123456789012345678|n:-0.5|n:2500");
}

/* A merged cell is that of all its lines; an address behind words, in a column of its own, unless the words say it. */
static void
test_merged_cells_and_links_are_not_lost (void)
{
  static const char shown[] = "Liste||/Type|Nom|Nom (link)/Réseau|Le Mat|https://lemat.fr//Réseau|Ardelaine|/Lieu|a@b.fr|";
  g_autoptr(MlgZipWriter) writer = mlg_zip_writer_new ();

  mlg_zip_writer_add (writer, "xl/workbook.xml", g_string_new ("<workbook " MAIN "><sheets><sheet name=\"L\" sheetId=\"1\"/></sheets></workbook>"), FALSE);
  mlg_zip_writer_add (writer, "xl/worksheets/_rels/sheet1.xml.rels", g_string_new (
    "<Relationships><Relationship Id=\"r1\" Target=\"https://lemat.fr/\" TargetMode=\"External\"/>"
    "<Relationship Id=\"r2\" Target=\"mailto:a@b.fr\" TargetMode=\"External\"/></Relationships>"), FALSE);
  mlg_zip_writer_add (writer, "xl/worksheets/sheet1.xml", g_string_new (
    "<worksheet " MAIN "><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>Liste</v></c></row>"
    "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>Type</v></c><c r=\"B2\" t=\"str\"><v>Nom</v></c></row>"
    "<row r=\"4\"><c r=\"A4\" t=\"str\"><v>Réseau</v></c><c r=\"B4\" t=\"str\"><v>Le Mat</v></c></row>"
    "<row r=\"5\"><c r=\"B5\" t=\"str\"><v>Ardelaine</v></c></row>"
    "<row r=\"6\"><c r=\"A6\" t=\"str\"><v>Lieu</v></c><c r=\"B6\" t=\"str\"><v>a@b.fr</v></c></row></sheetData>"
    "<mergeCells><mergeCell ref=\"A4:A6\"/><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A1:ZZZZZZ99999999999\"/><mergeCell ref=\"?\"/></mergeCells>"
    "<hyperlinks><hyperlink ref=\"B4\" id=\"r1\"/><hyperlink ref=\"B6\" id=\"r2\"/><hyperlink ref=\"Z99\" id=\"r1\"/>"
    "<hyperlink ref=\"B5\" id=\"none\"/></hyperlinks></worksheet>"), FALSE);
  assert_reads (finish (writer), shown);

  assert_reads (make_ods ("<table:table table:name=\"L\"><table:table-row><table:table-cell table:number-columns-spanned=\"2\"><text:p>Liste</text:p>"
                          "</table:table-cell><table:covered-table-cell/></table:table-row><table:table-row><table:table-cell><text:p>Type</text:p></table:table-cell>"
                          "<table:table-cell><text:p>Nom</text:p></table:table-cell></table:table-row><table:table-row>"
                          "<table:table-cell table:number-rows-spanned=\"2\"><text:p>Réseau</text:p></table:table-cell>"
                          "<table:table-cell><text:p><text:a href=\"https://lemat.fr/\">Le Mat</text:a></text:p></table:table-cell></table:table-row>"
                          "<table:table-row><table:covered-table-cell/><table:table-cell><text:p>Ardelaine</text:p></table:table-cell></table:table-row>"
                          "<table:table-row><table:table-cell><text:p>Lieu</text:p></table:table-cell>"
                          "<table:table-cell><text:p><text:a href=\"mailto:a@b.fr\">a@b.fr</text:a></text:p></table:table-cell></table:table-row></table:table>"),
                shown);
}

#define STYLES "<styleSheet " MAIN "><numFmts><numFmt numFmtId=\"164\" formatCode=\"00000\"/>" \
  "<numFmt numFmtId=\"165\" formatCode=\"[$-40C]jj/mm/aaaa\"/><numFmt numFmtId=\"166\" formatCode=\"0#&quot; &quot;##&quot; &quot;##&quot; &quot;##&quot; &quot;##\"/>" \
  "<numFmt numFmtId=\"167\" formatCode=\"#,##0.00\\ &quot;dj&quot;\"/><numFmt numFmtId=\"168\" formatCode=\"yyyy\"/>" \
  "<numFmt numFmtId=\"169\" formatCode=\"dddd\\ d\\ mmmm\\ yyyy\\ hh:mm\"/></numFmts><cellXfs><xf numFmtId=\"0\"/>" \
  "<xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"167\"/><xf numFmtId=\"168\"/><xf numFmtId=\"169\"/>" \
  "<xf numFmtId=\"14\"/><xf numFmtId=\"17\"/><xf numFmtId=\"20\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>"

static void
test_what_a_cell_shows_is_read (void)
{
  assert_reads (make_xlsx ("<row><c s=\"1\"><v>1200</v></c><c s=\"2\"><v>41776</v></c><c s=\"3\"><v>475000000</v></c>"
                           "<c s=\"4\"><v>41776</v></c><c s=\"5\"><v>41640</v></c><c s=\"6\"><v>41776.770833333336</v></c>"
                           "<c s=\"7\"><v>1</v></c><c s=\"8\"><v>41760</v></c><c s=\"9\"><v>0.38541666666666669</v></c>"
                           "<c s=\"10\"><v>0.25</v></c><c s=\"7\"><v>-3</v></c><c s=\"1\"><v>1.5</v></c></row>", NULL, STYLES, NULL),
                "01200|d:2014-05-17|04 75 00 00 00|n:41776|d:2014|d:2014-05-17T18:30|d:1900-01-01|d:2014-05|09:15|n:0.25|n:-3|n:1.5");
}

static void
test_days_counted_since_1904_are_the_same_days (void)
{
  assert_reads (make_xlsx ("<row><c s=\"7\"><v>40314</v></c></row>", NULL, STYLES,
                           "<workbook " MAIN "><workbookPr date1904=\"1\"/><sheets><sheet name=\"a\"/></sheets></workbook>"), "d:2014-05-17");
}

static void
test_cells_may_be_sparse_or_say_nothing_of_their_place (void)
{
  g_autoptr(GBytes) bytes = make_xlsx ("<row r=\"2\"><c r=\"B2\"><v>1</v></c><c><v>2</v></c><c r=\"F2\"><v>3</v></c><c r=\"H2\" s=\"1\"/></row>"
                                       "<row r=\"9\"/><row><c><v>4</v></c></row>", NULL, NULL, NULL);
  g_autoptr(MlgSource) source = read_bytes (bytes);
  MlgSheet *sheet = mlg_source_get_sheet (source, 0);
  g_autofree char *shown = show_sheet (sheet);

  g_assert_cmpstr (shown, ==, "|n:1|n:2|||n:3/n:4");
  g_assert_cmpuint (mlg_sheet_get_row (sheet, 0)->line, ==, 2);
  g_assert_cmpuint (mlg_sheet_get_row (sheet, 1)->line, ==, 10);
}

static void
test_texts_keep_their_spaces_and_lose_their_dress (void)
{
  assert_reads (make_xlsx ("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c>"
                           "<c t=\"inlineStr\"><is><r><t>en</t></r><r><t> ligne</t></r></is></c><c t=\"str\"><f>A1&amp;B1</f><v>résultat</v></c>"
                           "<c t=\"s\"><v>99</v></c><c t=\"s\"><v>3</v></c></row>",
                           "<sst " MAIN "><si><t xml:space=\"preserve\"> deux  espaces </t></si>"
                           "<si><r><rPr><b/></rPr><t>Le </t></r><r><t>Relais</t></r><rPh sb=\"0\" eb=\"1\"><t>LECTURE</t></rPh></si>"
                           "<si><t>a_x000D__x000A_b _x005F_x000D_ &amp;amp; &#233;t\xe2\x80\xaf!</t></si><si><t>x\ny</t></si></sst>", NULL, NULL),
                " deux  espaces |Le Relais|a\r\nb _x000D_ &amp; ét\xe2\x80\xaf!|en ligne|résultat||x\ny");
}

static void
test_yes_no_errors_and_strict_dates_keep_their_kind (void)
{
  assert_reads (make_xlsx ("<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><v>#N/A</v></c>"
                           "<c t=\"d\"><v>2014-05-17T00:00:00.000</v></c><c t=\"d\"><v>2014-05-17T18:30:00Z</v></c></row>", NULL, NULL, NULL),
                "y:1|y:0|e:#N/A|d:2014-05-17|d:2014-05-17T18:30");
}

static void
test_a_formula_without_result_is_said (void)
{
  g_autoptr(GBytes) bytes = make_xlsx ("<row><c><f>1+1</f></c><c><f>1+1</f><v>2</v></c><c t=\"str\"><f>A1</f><v></v></c></row>", NULL, NULL, NULL);
  g_autoptr(MlgSource) source = read_bytes (bytes);
  g_autofree char *shown = show_source (source);

  g_assert_cmpstr (shown, ==, "|n:2");
  g_assert_true (g_str_has_prefix (mlg_source_get_remarks (source)[0], "1 formula "));
}

static void
test_a_hidden_sheet_is_left_out_and_named (void)
{
  g_autoptr(MlgZipWriter) writer = mlg_zip_writer_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(MlgSource) source = NULL;

  mlg_zip_writer_add (writer, "xl/workbook.xml", g_string_new ("<x:workbook xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheets>"
    "<x:sheet name=\"Listes de choix\" state=\"veryHidden\"/><x:sheet name=\"Acteurs &amp; co\"/></x:sheets></x:workbook>"), FALSE);
  for (guint i = 1; i <= 2; i++)
    {
      g_autofree char *name = g_strdup_printf ("xl/worksheets/sheet%u.xml", i);

      mlg_zip_writer_add (writer, name, g_string_new ("<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData>"
        "<x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"), FALSE);
    }
  bytes = finish (writer);
  source = read_bytes (bytes);

  g_assert_cmpuint (mlg_source_get_n_sheets (source), ==, 1);
  g_assert_cmpstr (mlg_sheet_get_name (mlg_source_get_sheet (source, 0)), ==, "Acteurs & co");
  g_assert_nonnull (strstr (mlg_source_get_remarks (source)[0], "Listes de choix"));
}

static void
test_cells_of_libreoffice_are_read_as_they_are_shown (void)
{
  assert_reads (make_ods ("<table:table table:name=\"a\"><table:table-row>"
    "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>remarque</text:p></office:annotation>"
    "<text:p>un<text:s text:c=\"2\"/>deux</text:p><text:p>trois<text:tab/><text:span>x</text:span></text:p></table:table-cell>"
    "<table:table-cell office:value-type=\"float\" office:value=\"1200\"><text:p>01200</text:p></table:table-cell>"
    "<table:table-cell office:value-type=\"float\" office:value=\"1.2345678901234E13\"><text:p>1,23E+13</text:p></table:table-cell>"
    "<table:table-cell office:value-type=\"date\" office:date-value=\"2014-05-17\"><text:p>17/05/14</text:p></table:table-cell>"
    "<table:table-cell office:value-type=\"date\" office:date-value=\"2014-05-01\"><text:p>mai 2014</text:p></table:table-cell>"
    "<table:table-cell office:value-type=\"date\" office:date-value=\"2014-05-17T18:30:00\"><text:p>x</text:p></table:table-cell>"
    "<table:table-cell office:value-type=\"percentage\" office:value=\"0.25\"><text:p>25 %</text:p></table:table-cell>"
    "<table:table-cell office:value-type=\"currency\" office:value=\"12.5\"><text:p>12,50 €</text:p></table:table-cell>"
    "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>VRAI</text:p></table:table-cell>"
    "<table:table-cell office:value-type=\"time\" office:time-value=\"PT09H15M00S\"><text:p>09:15</text:p></table:table-cell>"
    "<table:covered-table-cell office:value-type=\"string\"><text:p>couvert</text:p></table:covered-table-cell>"
    "<table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"7\"><text:p>7</text:p></table:table-cell>"
    "<table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>"
    "<table:table-row table:number-rows-repeated=\"1000000000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>"
    "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"string\"><text:p>fin</text:p></table:table-cell></table:table-row>"
    "</table:table>"),
    "un  deux\ntrois\tx|01200|n:12345678901234|d:2014-05-17|d:2014-05|d:2014-05-17T18:30|n:0.25|n:12.5|y:1|09:15||n:7|n:7/fin/fin");
}

/* ---- harm */

static char *
repeat (const char *text,
        guint       n)
{
  GString *repeated = g_string_sized_new (strlen (text) * n);

  while (n-- > 0)
    g_string_append (repeated, text);
  return g_string_free (repeated, FALSE);
}

static void
test_a_file_that_unpacks_without_end_is_refused (void)
{
  g_autofree char *much = repeat ("<row><c><v>1</v></c></row>", 3000000);
  struct rusage before, after;
  g_autoptr(GBytes) bytes = make_xlsx (much, NULL, NULL, NULL);

  g_clear_pointer (&much, g_free);
  getrusage (RUSAGE_SELF, &before);
  assert_refused (g_steal_pointer (&bytes), MLG_EXCHANGE_ERROR_TOO_LARGE);
  getrusage (RUSAGE_SELF, &after);
  g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 100 << 10);
}

static void
test_a_cell_without_end_is_refused (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  GString *cell = g_string_new ("<row><c t=\"inlineStr\"><is><t>");

  while (cell->len < 3 << 20)
    g_string_append_c (cell, 'a' + g_rand_int_range (rand, 0, 26));
  g_string_append (cell, "</t></is></c></row>");
  assert_refused (make_xlsx (cell->str, NULL, NULL, NULL), MLG_EXCHANGE_ERROR_TOO_LARGE);
  g_string_free (cell, TRUE);
}

static void
test_entities_are_not_unfolded (void)
{
  assert_refused (make_xlsx ("", "<!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><sst><si><t>&b;</t></si></sst>",
                             NULL, NULL), MLG_EXCHANGE_ERROR_FORMAT);
  assert_refused (make_xlsx ("", "<!DOCTYPE sst SYSTEM \"file:///etc/passwd\"><sst/>", NULL, NULL), MLG_EXCHANGE_ERROR_FORMAT);
}

static void
test_rows_repeated_a_thousand_million_times_are_refused (void)
{
  assert_refused (make_ods ("<table:table><table:table-row table:number-rows-repeated=\"1000000000\"><table:table-cell office:value-type=\"string\">"
                            "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"), MLG_EXCHANGE_ERROR_TOO_LARGE);
  assert_refused (make_ods ("<table:table><table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell office:value-type=\"string\""
                            " table:number-columns-repeated=\"16000\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>"),
                  MLG_EXCHANGE_ERROR_TOO_LARGE);
  assert_refused (make_ods ("<table:table><table:table-row><table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"4000000000\">"
                            "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"), MLG_EXCHANGE_ERROR_TOO_LARGE);
}

static void
test_an_archive_of_too_many_parts_is_refused (void)
{
  g_autoptr(MlgZipWriter) writer = mlg_zip_writer_new ();

  for (guint i = 0; i <= MLG_ZIP_MAX_ENTRIES; i++)
    {
      g_autofree char *name = g_strdup_printf ("xl/workbook.%u", i);

      mlg_zip_writer_add (writer, name, g_string_new ("x"), TRUE);
    }
  assert_refused (finish (writer), MLG_EXCHANGE_ERROR_TOO_LARGE);
}

static void
test_a_path_of_the_archive_reads_nothing_outside_it (void)
{
  g_autoptr(MlgZipWriter) writer = mlg_zip_writer_new ();

  mlg_zip_writer_add (writer, "_rels/.rels", g_string_new ("<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\""
    " Target=\"../../../../../../etc/passwd\"/></Relationships>"), FALSE);
  mlg_zip_writer_add (writer, "xl/workbook.xml", g_string_new ("<workbook/>"), FALSE);
  assert_refused (finish (writer), MLG_EXCHANGE_ERROR_FORMAT);
}

static void
test_passwords_and_old_formats_are_told_apart (void)
{
  static const char envelope[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ... ";
  static const char encrypted[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
  g_autoptr(GBytes) old = g_bytes_new_static (envelope, sizeof envelope);
  g_autoptr(GBytes) locked = g_bytes_new_static (encrypted, sizeof encrypted);
  g_autoptr(GError) old_error = NULL, locked_error = NULL;

  g_assert_null (mlg_source_read (mlg_source_guess_reader ("a.xls", old), old, NULL, &old_error));
  g_assert_null (mlg_source_read (mlg_source_guess_reader ("a.xlsx", locked), locked, NULL, &locked_error));
  g_assert_nonnull (strstr (old_error->message, ".xlsx"));
  g_assert_nonnull (strstr (locked_error->message, "password"));
}

static void
test_a_file_cut_anywhere_is_a_sentence (void)
{
  g_autoptr(GBytes) whole = make_xlsx ("<row><c><v>1</v></c></row>", NULL, STYLES, NULL);
  gsize length = g_bytes_get_size (whole);

  for (gsize n = 4; n < length; n += 7)
    {
      g_autoptr(GBytes) cut = g_bytes_new (g_bytes_get_data (whole, NULL), n);
      g_autoptr(GError) error = NULL;

      g_assert_null (mlg_source_read (&mlg_reader_xlsx, cut, NULL, &error));
      g_assert_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT);
    }
}

/* ---- writing */

static MlgSheet *
make_sheet (const char *name)
{
  static const char *const texts[] = {
    "=SOMME(A1:A9)", "+33 4 75", "-12", "@home", "01200", "00012345678901", "26400", "  deux  espaces ", "ligne 1\nligne 2\n\nligne 4",
    "narrow\xe2\x80\xaf: \xc2\xa0!", "_x000D_ et _x", "a & b < c > \"d\"", "\ttabulation", "…", "2014", "TRUE", "#N/A", "1e5", "😀 animateur·rice", "'"
  };
  MlgSheet *sheet = mlg_sheet_new (name);

  mlg_sheet_add (sheet, "Texte", -1, MLG_SHEET_TEXT);
  mlg_sheet_add (sheet, "Nombre", -1, MLG_SHEET_TEXT);
  mlg_sheet_add (sheet, "Date", -1, MLG_SHEET_TEXT);
  mlg_sheet_add (sheet, "Oui", -1, MLG_SHEET_TEXT);
  mlg_sheet_end_row (sheet, 1, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      mlg_sheet_add (sheet, texts[i], -1, MLG_SHEET_TEXT);
      mlg_sheet_add (sheet, i % 3 == 0 ? "44.96" : i % 3 == 1 ? NULL : "-30000", -1, MLG_SHEET_NUMBER);
      mlg_sheet_add (sheet, i % 2 == 0 ? "2014-05-17" : "1901-03-04", -1, MLG_SHEET_DATE);
      mlg_sheet_add (sheet, i % 2 == 0 ? "1" : "0", -1, MLG_SHEET_YES_NO);
      mlg_sheet_end_row (sheet, i + 2, FALSE);
    }
  return sheet;
}

static GPtrArray *
make_sheets (void)
{
  GPtrArray *sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_sheet_free);

  g_ptr_array_add (sheets, make_sheet ("Acteurs d’ici & d’ailleurs [2026]"));
  g_ptr_array_add (sheets, make_sheet ("acteurs d’ici & d’ailleurs (2026)"));
  g_ptr_array_add (sheets, make_sheet ("'un nom bien plus long que ce qu’Excel accepte'"));
  return sheets;
}

static void
test_what_is_written_comes_back_as_it_was (gconstpointer data)
{
  gboolean xlsx = GPOINTER_TO_INT (data);
  g_autoptr(GPtrArray) sheets = make_sheets ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = xlsx ? mlg_sheets_to_xlsx (sheets, "Titre & co", &error) : mlg_sheets_to_ods (sheets, "Titre & co", &error);
  g_autoptr(MlgSource) source = NULL;

  g_assert_no_error (error);
  source = read_bytes (bytes);
  g_assert_cmpuint (mlg_source_get_n_sheets (source), ==, sheets->len);
  for (guint i = 0; i < sheets->len; i++)
    {
      g_autofree char *before = show_sheet (sheets->pdata[i]);
      g_autofree char *after = show_sheet (mlg_source_get_sheet (source, i));
      /* An empty number is an empty cell. */
      g_auto(GStrv) parts = g_strsplit (before, "n:|", -1);
      g_autofree char *wanted = g_strjoinv ("|", parts);

      g_assert_cmpstr (after, ==, wanted);
      g_assert_cmpint (g_utf8_strlen (mlg_sheet_get_name (mlg_source_get_sheet (source, i)), -1), <=, 31);
    }
}

static void
test_a_control_character_survives_in_a_workbook_of_excel (void)
{
  g_autoptr(GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_sheet_free);
  MlgSheet *sheet = mlg_sheet_new ("a");
  g_autoptr(GBytes) bytes = NULL;

  mlg_sheet_add (sheet, "vertical\x0btab \xef\xbf\xbf", -1, MLG_SHEET_TEXT);
  mlg_sheet_end_row (sheet, 1, FALSE);
  g_ptr_array_add (sheets, sheet);
  bytes = mlg_sheets_to_xlsx (sheets, NULL, NULL);
  assert_reads (g_bytes_ref (bytes), "vertical\x0btab \xef\xbf\xbf");
}

static void
test_the_demonstration_goes_out_and_comes_back_unchanged (gconstpointer data)
{
  MlgExportFormat format = GPOINTER_TO_INT (data);
  g_autofree char *path = fixture_path ("territoire.maillage");
  g_autoptr(GError) error = NULL;
  MlgProject *project = create_project (path);
  MlgExportOptions options = { .format = format, .level = MLG_LEVEL_COMPLETE };
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(MlgImport) import = NULL;

  g_assert_true (mlg_demo_build (project, &error));
  bytes = mlg_export_with_options_to_bytes (project, &options, &error);
  g_assert_no_error (error);
  import = mlg_import_new_for_bytes (project, "tout", bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mlg_import_get_n_sheets (import), >, 20);
  mlg_import_compare (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mlg_import_count (import, MLG_ROW_UNCHANGED), >, 1000);
  g_assert_cmpuint (mlg_import_count (import, MLG_ROW_ADDED), ==, 0);
  g_assert_cmpuint (mlg_import_count (import, MLG_ROW_CHANGED), ==, 0);
  g_assert_cmpuint (mlg_import_count (import, MLG_ROW_REJECTED), ==, 0);
  g_clear_pointer (&import, mlg_import_free);
  close_project (&project);
}

/* Where nothing is yet, what others refer to must come first. */
static void
test_the_demonstration_fills_an_empty_file (gconstpointer data)
{
  MlgExportFormat format = GPOINTER_TO_INT (data);
  g_autofree char *path = fixture_path ("plein.maillage"), *other = fixture_path ("vide.maillage");
  g_autoptr(GError) error = NULL;
  MlgProject *project = create_project (path), *empty = create_project (other);
  MlgExportOptions options = { .format = format, .level = MLG_LEVEL_COMPLETE };
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(MlgImport) import = NULL;
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  g_assert_true (mlg_demo_build (project, &error));
  bytes = mlg_export_with_options_to_bytes (project, &options, &error);
  g_assert_no_error (error);
  import = mlg_import_new_for_bytes (empty, "tout", bytes, &error);
  g_assert_no_error (error);
  mlg_import_apply (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mlg_import_count (import, MLG_ROW_REJECTED), ==, 0);
  for (guint i = 0; i < n_entities; i++)
    {
      g_test_message ("%s", entities[i]->name);
      if (strcmp (entities[i]->name, "file_info") != 0)
        g_assert_cmpuint (mlg_project_count (empty, entities[i]), ==, mlg_project_count (project, entities[i]));
    }

  g_clear_pointer (&import, mlg_import_free);
  close_project (&project);
  close_project (&empty);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  fixture_begin ();

  g_test_add_func ("/sheets/a-number-keeps-all-its-figures", test_a_number_keeps_all_its_figures);
  g_test_add_func ("/sheets/merged-cells-and-links-are-not-lost", test_merged_cells_and_links_are_not_lost);
  g_test_add_func ("/sheets/what-a-cell-shows-is-read", test_what_a_cell_shows_is_read);
  g_test_add_func ("/sheets/days-counted-since-1904-are-the-same-days", test_days_counted_since_1904_are_the_same_days);
  g_test_add_func ("/sheets/cells-may-be-sparse-or-say-nothing-of-their-place", test_cells_may_be_sparse_or_say_nothing_of_their_place);
  g_test_add_func ("/sheets/texts-keep-their-spaces-and-lose-their-dress", test_texts_keep_their_spaces_and_lose_their_dress);
  g_test_add_func ("/sheets/yes-no-errors-and-strict-dates-keep-their-kind", test_yes_no_errors_and_strict_dates_keep_their_kind);
  g_test_add_func ("/sheets/a-formula-without-result-is-said", test_a_formula_without_result_is_said);
  g_test_add_func ("/sheets/a-hidden-sheet-is-left-out-and-named", test_a_hidden_sheet_is_left_out_and_named);
  g_test_add_func ("/sheets/cells-of-libreoffice-are-read-as-they-are-shown", test_cells_of_libreoffice_are_read_as_they_are_shown);
  g_test_add_func ("/sheets/a-file-that-unpacks-without-end-is-refused", test_a_file_that_unpacks_without_end_is_refused);
  g_test_add_func ("/sheets/a-cell-without-end-is-refused", test_a_cell_without_end_is_refused);
  g_test_add_func ("/sheets/entities-are-not-unfolded", test_entities_are_not_unfolded);
  g_test_add_func ("/sheets/rows-repeated-a-thousand-million-times-are-refused", test_rows_repeated_a_thousand_million_times_are_refused);
  g_test_add_func ("/sheets/an-archive-of-too-many-parts-is-refused", test_an_archive_of_too_many_parts_is_refused);
  g_test_add_func ("/sheets/a-path-of-the-archive-reads-nothing-outside-it", test_a_path_of_the_archive_reads_nothing_outside_it);
  g_test_add_func ("/sheets/passwords-and-old-formats-are-told-apart", test_passwords_and_old_formats_are_told_apart);
  g_test_add_func ("/sheets/a-file-cut-anywhere-is-a-sentence", test_a_file_cut_anywhere_is_a_sentence);
  g_test_add_data_func ("/sheets/what-is-written-comes-back-as-it-was/xlsx", GINT_TO_POINTER (TRUE), test_what_is_written_comes_back_as_it_was);
  g_test_add_data_func ("/sheets/what-is-written-comes-back-as-it-was/ods", GINT_TO_POINTER (FALSE), test_what_is_written_comes_back_as_it_was);
  g_test_add_func ("/sheets/a-control-character-survives-in-a-workbook-of-excel", test_a_control_character_survives_in_a_workbook_of_excel);
  g_test_add_data_func ("/sheets/the-demonstration-goes-out-and-comes-back-unchanged/xlsx", GINT_TO_POINTER (MLG_EXPORT_XLSX),
                        test_the_demonstration_goes_out_and_comes_back_unchanged);
  g_test_add_data_func ("/sheets/the-demonstration-goes-out-and-comes-back-unchanged/ods", GINT_TO_POINTER (MLG_EXPORT_ODS),
                        test_the_demonstration_goes_out_and_comes_back_unchanged);

  g_test_add_data_func ("/sheets/the-demonstration-fills-an-empty-file/xlsx", GINT_TO_POINTER (MLG_EXPORT_XLSX),
                        test_the_demonstration_fills_an_empty_file);
  g_test_add_data_func ("/sheets/the-demonstration-fills-an-empty-file/ods", GINT_TO_POINTER (MLG_EXPORT_ODS),
                        test_the_demonstration_fills_an_empty_file);

  result = g_test_run ();
  fixture_end ();
  return result;
}
