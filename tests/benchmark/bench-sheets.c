/* A workbook of 50 000 rows of five cells, written and read; beside openpyxl, which reads the same file. */

#include <string.h>

#include "exchange/mlg-sheet-writer.h"
#include "exchange/mlg-source.h"

#define N_ROWS 50000

static GPtrArray *
make_sheets (void)
{
  GPtrArray *sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_sheet_free);
  MlgSheet *sheet = mlg_sheet_new ("Acteurs");

  for (guint i = 0; i <= N_ROWS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Atelier des Œillets n° %u", i);
      g_autofree char *siret = g_strdup_printf ("0%013u", i * 31);
      g_autofree char *town = g_strdup_printf ("Commune %u", i % 1000);
      g_autofree char *lat = g_strdup_printf ("4%u.%06u", i % 9, i);
      g_autofree char *day = g_strdup_printf ("20%02u-%02u-%02u", i % 26, i % 12 + 1, i % 28 + 1);

      mlg_sheet_add (sheet, name, -1, MLG_SHEET_TEXT);
      mlg_sheet_add (sheet, siret, -1, MLG_SHEET_TEXT);
      mlg_sheet_add (sheet, town, -1, MLG_SHEET_TEXT);
      mlg_sheet_add (sheet, lat, -1, MLG_SHEET_NUMBER);
      mlg_sheet_add (sheet, day, -1, MLG_SHEET_DATE);
      mlg_sheet_end_row (sheet, i + 1, FALSE);
    }

  g_ptr_array_add (sheets, sheet);
  return sheets;
}

static double
seconds_since (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1e6;
}

/* -1: no such library here. */
static double
time_openpyxl (GBytes     *bytes,
               const char *folder)
{
  static const char script[] = "import sys, time, openpyxl\nt = time.monotonic()\nn = 0\n"
    "for row in openpyxl.load_workbook(sys.argv[1], read_only=True).active.iter_rows(values_only=True):\n    n += 1\n"
    "print(time.monotonic() - t)\n";
  g_autofree char *path = g_build_filename (folder, "list.xlsx", NULL);
  g_autofree char *out = NULL;
  char *argv[] = { (char *) "python3", (char *) "-c", (char *) script, path, NULL };
  int status;

  if (!g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL) ||
      !g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL, &status, NULL) || status != 0)
    return -1;
  return g_ascii_strtod (out, NULL);
}

static void
print_figure (const char *name,
              double      seconds,
              double      peer)
{
  char value[G_ASCII_DTOSTR_BUF_SIZE], other[G_ASCII_DTOSTR_BUF_SIZE];

  g_print ("{\"name\": \"%s\", \"value\": %s, \"unit\": \"s\", \"hold\": 1.0", name, g_ascii_formatd (value, sizeof value, "%.3f", seconds));
  if (peer > 0)
    g_print (", \"peer\": %s, \"peer_name\": \"openpyxl\"", g_ascii_formatd (other, sizeof other, "%.3f", peer));
  g_print ("}\n");
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("mlg-bench-XXXXXX", NULL);
  g_autoptr(GPtrArray) sheets = make_sheets ();
  static const struct { const char *name; const MlgReader *reader; GBytes *(*write) (GPtrArray *, const char *, GError **); } formats[] = {
    { "XLSX", &mlg_reader_xlsx, mlg_sheets_to_xlsx },
    { "ODS", &mlg_reader_ods, mlg_sheets_to_ods },
  };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(MlgSource) source = NULL;
      g_autofree char *written = g_strdup_printf ("%s of 50 000 x 5 cells, written", formats[i].name);
      g_autofree char *read = g_strdup_printf ("%s of 50 000 x 5 cells, read", formats[i].name);
      gint64 start = g_get_monotonic_time ();

      bytes = formats[i].write (sheets, "Banc", &error);
      g_assert_no_error (error);
      print_figure (written, seconds_since (start), -1);

      start = g_get_monotonic_time ();
      source = mlg_source_read (formats[i].reader, bytes, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (mlg_sheet_get_n_rows (mlg_source_get_sheet (source, 0)), ==, N_ROWS + 1);
      print_figure (read, seconds_since (start), i == 0 ? time_openpyxl (bytes, folder) : -1);
    }

  return 0;
}
