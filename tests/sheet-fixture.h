/* What a reader made of a file, in one line: cells between "|", rows between "/", sheets between "#". */

#pragma once

#include <string.h>

#include "exchange/mlg-source.h"

/* What the cell is, before its text; of a text nothing. */
G_GNUC_UNUSED static char *
show_sheet (MlgSheet *sheet)
{
  static const char *const kinds[] = { "", "n:", "d:", "y:", "e:" };
  GString *shown = g_string_new (NULL);

  for (guint r = 0; r < mlg_sheet_get_n_rows (sheet); r++)
    {
      const MlgSheetRow *row = mlg_sheet_get_row (sheet, r);

      g_string_append (shown, r > 0 ? "/" : "");
      g_string_append (shown, row->torn ? "!" : "");
      for (guint c = 0; c < row->n_cells; c++)
        {
          const MlgSheetCell *cell = mlg_sheet_get_cell (sheet, r, c);

          g_string_append_printf (shown, "%s%s%.*s", c > 0 ? "|" : "", kinds[cell->kind], (int) cell->length, cell->text);
        }
    }

  return g_string_free (shown, FALSE);
}

G_GNUC_UNUSED static char *
show_source (MlgSource *source)
{
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < mlg_source_get_n_sheets (source); i++)
    {
      g_autofree char *sheet = show_sheet (mlg_source_get_sheet (source, i));

      g_string_append_printf (shown, "%s%s", i > 0 ? "#" : "", sheet);
    }
  return g_string_free (shown, FALSE);
}

/* The value under the header @column in row @row, from 1; NULL: no such column. */
G_GNUC_UNUSED static char *
get_cell (MlgSheet   *sheet,
          guint       row,
          const char *column)
{
  for (guint c = 0; c < mlg_sheet_get_row (sheet, 0)->n_cells; c++)
    {
      const MlgSheetCell *head = mlg_sheet_get_cell (sheet, 0, c);
      const MlgSheetCell *cell = mlg_sheet_get_cell (sheet, row, c);
      g_autofree char *name = g_strndup (head->text, head->length);
      const char *target = mlg_sheet_get_target (sheet, name);

      if (strcmp (name, column) == 0 || g_strcmp0 (target, column) == 0)
        return cell == NULL ? g_strdup ("") : g_strndup (cell->text, cell->length);
    }

  return NULL;
}

#define assert_cell(sheet, row, column, wanted) G_STMT_START { \
    g_autofree char *found_ = get_cell (sheet, row, column); \
    g_assert_cmpstr (found_, ==, wanted); } G_STMT_END

G_GNUC_UNUSED static MlgSource *
read_text (const MlgReader *reader,
           const char      *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  MlgSource *source;

  g_assert_true (mlg_source_guess_reader (NULL, bytes) == reader);
  source = mlg_source_read (reader, bytes, NULL, &error);
  g_assert_no_error (error);
  return source;
}
