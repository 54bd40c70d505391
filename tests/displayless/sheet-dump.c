/* sheet-dump FILE: what a reader of spreadsheets, of cards or of calendars makes of a file, as text.
 * For tests in other languages. A line a row: the cells between bars, each with a letter for what it
 * is; a failure is a sentence after "!".
 */

#include <locale.h>

#include "exchange/mlg-source.h"

static void
print_sheet (MlgSheet *sheet)
{
  gboolean header;

  g_print ("# %s", mlg_sheet_get_name (sheet));
  if (mlg_sheet_get_entity (sheet) != NULL)
    g_print (" [%s]", mlg_sheet_get_entity (sheet));
  g_print ("%s\n", mlg_sheet_get_header (sheet, &header) && header ? " header" : "");

  for (guint r = 0; r < mlg_sheet_get_n_rows (sheet); r++)
    {
      const MlgSheetRow *row = mlg_sheet_get_row (sheet, r);

      g_print ("%u%s", row->line, row->torn ? "!" : "");
      for (guint c = 0; c < row->n_cells; c++)
        {
          const MlgSheetCell *cell = mlg_sheet_get_cell (sheet, r, c);
          g_autofree char *text = g_strndup (cell->text, cell->length);

          g_print ("|%c:%s", "TNDYE"[cell->kind], g_strdelimit (text, "\n", '~'));
        }
      g_print ("\n");
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *data = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(MlgSource) source = NULL;
  const MlgReader *reader;
  gsize length;

  setlocale (LC_ALL, "");
  if (argc != 2 || !g_file_get_contents (argv[1], &data, &length, &error))
    {
      g_printerr ("%s\n", error == NULL ? "sheet-dump FILE" : error->message);
      return 2;
    }

  bytes = g_bytes_new_take (g_steal_pointer (&data), length);
  reader = mlg_source_guess_reader (argv[1], bytes);
  g_print ("reader %s\n", reader == NULL ? "none" : reader->name);
  if (reader == NULL)
    return 1;

  source = mlg_source_read (reader, bytes, NULL, &error);
  if (source == NULL)
    {
      g_print ("!%s\n", error->message);
      return 1;
    }

  for (guint i = 0; mlg_source_get_remarks (source)[i] != NULL; i++)
    g_print ("? %s\n", mlg_source_get_remarks (source)[i]);
  for (guint i = 0; i < mlg_source_get_n_sheets (source); i++)
    print_sheet (mlg_source_get_sheet (source, i));
  return 0;
}
