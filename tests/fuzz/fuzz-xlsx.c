/* Any bytes as a workbook of Excel; what is no archive is put into one, as a part whose name its first
 * letter chooses, since damage to an archive seldom reaches what is inside.
 */

#include "fuzz-source.h"

#include <string.h>

#include "exchange/mlg-zip.h"

static GBytes *
wrap (const uint8_t *data,
      size_t         size)
{
  static const char *const parts[] = { "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml" };
  static const char *const others[] = {
    "<worksheet><sheetData><row><c t=\"s\" s=\"1\"><v>0</v></c><c s=\"1\"><v>41776.5</v></c></row></sheetData></worksheet>",
    "<sst><si><t>un</t></si></sst>", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>",
    "<workbook><sheets><sheet name=\"a\"/></sheets></workbook>",
  };
  g_autoptr(MlgZipWriter) writer = mlg_zip_writer_new ();
  const char *p = (const char *) data;
  guint chosen = memmem (p, size, "<sst", 4) != NULL ? 1 : memmem (p, size, "<styleSheet", 11) != NULL ? 2
                 : memmem (p, size, "<workbook", 9) != NULL ? 3 : 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    mlg_zip_writer_add (writer, parts[i], i == chosen ? g_string_new_len (p, size) : g_string_new (others[i]), TRUE);
  return mlg_zip_writer_finish (writer, NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = size >= 2 && memcmp (data, "PK", 2) == 0 ? g_bytes_new_static (data, size) : wrap (data, size);

  mlg_reader_xlsx.detect ("a.xlsx", bytes);
  try_reader (&mlg_reader_xlsx, bytes);
  return 0;
}
