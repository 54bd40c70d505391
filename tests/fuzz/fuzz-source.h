/* What every reader of a source owes to any bytes: sheets with cells inside, in valid text, or a sentence. */

#pragma once

#include "fuzz.h"

#include "exchange/mlg-source.h"

/* Cells that a file of a few thousand bytes may unfold into. */
#define MAX_CELLS_OF_A_SMALL_FILE 12000000

static void
check_sheet (MlgSheet *sheet)
{
  guint64 n = 0;

  for (guint r = 0; r < mlg_sheet_get_n_rows (sheet); r++)
    {
      const MlgSheetRow *row = mlg_sheet_get_row (sheet, r);

      n += row->n_cells;
      for (guint c = 0; c < row->n_cells && n < 10000; c++)
        {
          const MlgSheetCell *cell = mlg_sheet_get_cell (sheet, r, c);

          g_assert_true (g_utf8_validate_len (cell->text, cell->length, NULL));
          g_assert_cmpuint (cell->kind, <=, MLG_SHEET_ERROR);
        }
    }

  g_assert_cmpuint (n, <, MAX_CELLS_OF_A_SMALL_FILE);
}

static void
try_reader (const MlgReader *reader,
            GBytes          *bytes)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgSource) source = mlg_source_read (reader, bytes, NULL, &error);

  g_assert_true ((source == NULL) == (error != NULL));
  if (source == NULL)
    {
      g_assert_true (error->domain == MLG_EXCHANGE_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }

  for (guint i = 0; i < mlg_source_get_n_sheets (source); i++)
    check_sheet (mlg_source_get_sheet (source, i));
  for (guint i = 0; mlg_source_get_remarks (source)[i] != NULL; i++)
    g_assert_true (g_utf8_validate (mlg_source_get_remarks (source)[i], -1, NULL));
}
