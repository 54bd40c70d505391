/* Any bytes, given to every reader of JSON and of the lists that go with it: what comes out is valid
 * text in rows that the sheet really has, or an error with a sentence. */

#include "fuzz.h"

#include <string.h>

#include "exchange/mlg-source.h"

static void
check_sheet (MlgSheet *sheet)
{
  guint n_rows = mlg_sheet_get_n_rows (sheet);

  g_assert_cmpuint (n_rows, >, 0);
  for (guint row = 0; row < n_rows; row++)
    {
      guint n_cells = mlg_sheet_get_row (sheet, row)->n_cells;

      for (guint i = 0; i < n_cells; i++)
        {
          const MlgSheetCell *cell = mlg_sheet_get_cell (sheet, row, i);

          g_assert_true (g_utf8_validate_len (cell->text, cell->length, NULL));
        }
      g_assert_null (mlg_sheet_get_cell (sheet, row, n_cells));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static const MlgReader *const readers[] = {
    &mlg_reader_gogocarto, &mlg_reader_gogocarto_taxonomy, &mlg_reader_yeswiki, &mlg_reader_kumu, &mlg_reader_geojson,
    &mlg_reader_records,
  };
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(MlgSource) source = NULL;

      g_assert_cmpuint (readers[i]->detect ("essai.json", bytes), <=, 100);
      source = mlg_source_read (readers[i], bytes, NULL, &error);
      g_assert_true ((source == NULL) == (error != NULL));
      g_assert_true (error == NULL || *error->message != '\0');
      for (guint j = 0; source != NULL && j < mlg_source_get_n_sheets (source); j++)
        check_sheet (mlg_source_get_sheet (source, j));
    }

  return 0;
}
