/* An archive of tables, as « everything » leaves in CSV: each is a sheet, called as its file is. What else the
 * archive holds is left aside, and said.
 */

#include "exchange/mlg-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-csv.h"
#include "exchange/mlg-encoding.h"
#include "exchange/mlg-sheet-filler.h"
#include "exchange/mlg-zip.h"

static gboolean
is_table (const char *name)
{
  g_autofree char *lower = name == NULL ? NULL : g_ascii_strdown (name, -1);
  g_autofree char *base = name == NULL ? NULL : g_path_get_basename (name);

  /* "._liste.csv" is what a Mac keeps beside. */
  return lower != NULL && *base != '.' &&
         (g_str_has_suffix (lower, ".csv") || g_str_has_suffix (lower, ".tsv") || g_str_has_suffix (lower, ".txt"));
}

/* « donnees/actor.csv » → "actor" */
static char *
dup_title (const char *name)
{
  char *title = g_path_get_basename (name), *dot = strrchr (title, '.');

  if (dot != NULL)
    *dot = '\0';
  return title;
}

static gboolean
add_cells (MlgSheet      *sheet,
           const char    *text,
           gsize          length,
           guint64       *n_cells,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(MlgCsvReader) reader = mlg_csv_reader_new (text, length, 0);

  for (guint row = 0; mlg_csv_reader_next (reader); row++)
    {
      const MlgCell *cells = mlg_csv_reader_get_cells (reader);
      guint n = MIN (mlg_csv_reader_get_n_cells (reader), MLG_SHEET_MAX_COLUMNS);

      if (row % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      *n_cells += n;
      if (*n_cells > MLG_SHEET_MAX_CELLS || row > MLG_SHEET_MAX_ROWS)
        {
          g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE,
                               _("This file unpacks into far more than a list can hold. It was not read."));
          return FALSE;
        }
      for (guint i = 0; i < n; i++)
        mlg_sheet_add (sheet, cells[i].text, cells[i].length, MLG_SHEET_TEXT);
      mlg_sheet_end_row (sheet, mlg_csv_reader_get_line (reader), mlg_csv_reader_is_torn (reader));
    }

  return TRUE;
}

static MlgSheet *
read_table (MlgZip        *zip,
            const char    *name,
            guint64       *n_cells,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autofree char *title = dup_title (name), *text = NULL;
  g_autoptr(GBytes) bytes = mlg_zip_read (zip, name, cancellable, error);
  g_autoptr(MlgSheet) sheet = NULL;
  const char *data;
  gsize length;

  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &length);
  text = mlg_encoding_to_utf8 (mlg_encoding_guess (data, length), data, length, &length, NULL);
  sheet = mlg_sheet_new (title);
  return add_cells (sheet, text, length, n_cells, cancellable, error) ? g_steal_pointer (&sheet) : NULL;
}

static gboolean
read_tables (MlgSource     *source,
             GBytes        *bytes,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(MlgZip) zip = mlg_zip_open (bytes, error);
  g_autoptr(GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_sheet_free);
  g_autoptr(GPtrArray) hidden = g_ptr_array_new ();
  g_autoptr(GString) others = g_string_new (NULL);
  guint64 n_cells = 0;

  if (zip == NULL)
    return FALSE;

  for (guint i = 0; i < mlg_zip_get_n_parts (zip); i++)
    {
      const char *name = mlg_zip_get_name (zip, i);

      if (is_table (name) && sheets->len < MLG_SHEET_MAX_SHEETS)
        {
          MlgSheet *sheet = read_table (zip, name, &n_cells, cancellable, error);

          if (sheet == NULL)
            return FALSE;
          g_ptr_array_add (sheets, sheet);
        }
      else if (name != NULL && !g_str_has_suffix (name, "/") && others->len < 200)
        g_string_append_printf (others, "%s%s", others->len > 0 ? ", " : "", name);
    }

  mlg_source_add_sheets (source, sheets, hidden);
  if (mlg_source_get_n_sheets (source) == 0)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, _("This file holds no list that could be read."));
      return FALSE;
    }
  if (others->len > 0)
    {
      g_autofree char *sentence = g_strdup_printf (_("Of this archive only the tables were read, not: %s."), others->str);

      mlg_source_add_remark (source, sentence);
    }
  return TRUE;
}

static guint
detect (const char *name,
        GBytes     *bytes)
{
  g_autoptr(MlgZip) zip = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (length < 4 || memcmp (data, "PK\3\4", 4) != 0)
    return 0;

  zip = mlg_zip_open (bytes, NULL);
  if (zip == NULL || mlg_zip_has (zip, "[Content_Types].xml") || mlg_zip_has (zip, "content.xml"))
    return 0;
  for (guint i = 0; i < mlg_zip_get_n_parts (zip); i++)
    if (is_table (mlg_zip_get_name (zip, i)))
      return 70;
  return 0;
}

const MlgReader mlg_reader_tables = { "csv-set", N_("Tables in an archive (CSV)"), detect, read_tables };
