/* Any bytes as a separated text: every cell is inside, valid text, and no line is lost. */

#include "fuzz.h"

#include "exchange/mlg-csv.h"
#include "exchange/mlg-encoding.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  MlgEncoding encoding = size == 0 ? MLG_ENCODING_UTF8 : mlg_encoding_guess ((const char *) data, size);
  gsize length;
  guint n_lost, last = 0;
  g_autofree char *text = mlg_encoding_to_utf8 (encoding, (const char *) data, size, &length, &n_lost);
  g_autoptr(MlgCsvReader) reader = NULL;

  g_assert_true (g_utf8_validate_len (text, length, NULL));
  reader = mlg_csv_reader_new (text, length, 0);
  while (mlg_csv_reader_next (reader))
    {
      const MlgCell *cells = mlg_csv_reader_get_cells (reader);

      g_assert_cmpuint (mlg_csv_reader_get_line (reader), >, last);
      last = mlg_csv_reader_get_line (reader);
      for (guint i = 0; i < mlg_csv_reader_get_n_cells (reader); i++)
        {
          g_assert_cmpuint (cells[i].length, <=, length);
          g_assert_true (g_utf8_validate_len (cells[i].text, cells[i].length, NULL));
        }
    }

  return 0;
}
