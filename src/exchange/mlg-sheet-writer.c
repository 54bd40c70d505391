/* What the writers of spreadsheets share. */

#include "exchange/mlg-sheet-writer.h"

#include <string.h>

#define NAME_MAX_LENGTH  31      /* characters: what Excel accepts */
#define WIDTH_MIN        9
#define WIDTH_MAX        48
#define ROWS_MEASURED    500

/* 1899-12-30 as GLib counts days. */
#define DAY_0            693594
/* Before 1 March 1900 spreadsheets do not agree with each other. */
#define FIRST_SERIAL     61

/* What Excel accepts. @number: for a sheet without a name. */
static char *
dup_clean_name (const char *given,
                guint       number)
{
  g_autofree char *name = g_utf8_make_valid (given == NULL ? "" : given, -1);
  char *cut;

  g_strdelimit (name, "[]:*?/\\\n\r\t", '-');
  for (char *p = name; *p == '\'' || *p == ' '; p++)
    *p = ' ';
  while (g_str_has_suffix (name, "'"))
    name[strlen (name) - 1] = '\0';
  g_strstrip (name);

  cut = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), NAME_MAX_LENGTH));
  if (*cut != '\0')
    return cut;
  g_free (cut);
  return g_strdup_printf ("%u", number);
}

char **
mlg_sheet_writer_dup_names (GPtrArray *sheets)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char **names = g_new0 (char *, sheets->len + 1);

  for (guint i = 0; i < sheets->len; i++)
    {
      g_autofree char *name = dup_clean_name (mlg_sheet_get_name (sheets->pdata[i]), i + 1);
      g_autofree char *start = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), NAME_MAX_LENGTH - 6));

      names[i] = g_strdup (name);
      for (guint n = 2; !g_hash_table_add (taken, g_utf8_casefold (names[i], -1)); n++)
        {
          g_free (names[i]);
          names[i] = g_strdup_printf ("%s %u", start, n);
        }
    }

  return names;
}

static gboolean
looks_like_number (const MlgSheetCell *cell)
{
  gsize n_digits = 0;

  for (guint i = 0; i < cell->length; i++)
    {
      if (g_ascii_isdigit (cell->text[i]))
        n_digits++;
      else if (strchr ("+-.,Ee /", cell->text[i]) == NULL)
        return FALSE;
    }

  return n_digits > 0;
}

/* Characters of the longest line. */
static guint
measure_cell (const MlgSheetCell *cell)
{
  guint longest = 0, n = 0;

  for (guint i = 0; i < cell->length; i++)
    {
      if (cell->text[i] == '\n')
        n = 0;
      else if ((cell->text[i] & 0xc0) != 0x80)
        n++;
      longest = MAX (longest, n);
    }

  return longest;
}

GArray *
mlg_sheet_writer_measure (MlgSheet *sheet)
{
  GArray *columns = g_array_new (FALSE, TRUE, sizeof (MlgSheetColumn));
  guint n_rows = mlg_sheet_get_n_rows (sheet);

  for (guint r = 0; r < n_rows; r++)
    {
      guint n_cells = mlg_sheet_get_row (sheet, r)->n_cells;

      if (n_cells > columns->len)
        g_array_set_size (columns, n_cells);

      for (guint c = 0; c < n_cells; c++)
        {
          const MlgSheetCell *cell = mlg_sheet_get_cell (sheet, r, c);
          MlgSheetColumn *column = &g_array_index (columns, MlgSheetColumn, c);

          if (r < ROWS_MEASURED)
            column->width = MAX (column->width, measure_cell (cell) * 1.1 + 2);
          if (r > 0 && !column->codes && cell->kind == MLG_SHEET_TEXT)
            column->codes = looks_like_number (cell);
        }
    }

  for (guint c = 0; c < columns->len; c++)
    {
      MlgSheetColumn *column = &g_array_index (columns, MlgSheetColumn, c);

      column->width = CLAMP (column->width, WIDTH_MIN, WIDTH_MAX);
    }
  return columns;
}

gboolean
mlg_sheet_writer_get_serial (const MlgSheetCell *cell,
                             guint              *serial)
{
  char text[11];
  guint year, month, day;
  GDate date;

  if (cell->length != 10)
    return FALSE;
  memcpy (text, cell->text, 10);
  text[10] = '\0';
  if (text[4] != '-' || text[7] != '-' || strspn (text, "0123456789-") != 10)
    return FALSE;

  year = (guint) g_ascii_strtoull (text, NULL, 10);
  month = (guint) g_ascii_strtoull (text + 5, NULL, 10);
  day = (guint) g_ascii_strtoull (text + 8, NULL, 10);
  if (!g_date_valid_dmy (day, month, year))
    return FALSE;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  *serial = g_date_get_julian (&date) - DAY_0;
  return g_date_get_julian (&date) >= DAY_0 + FIRST_SERIAL;
}

const char *
mlg_sheet_writer_name_column (guint  column,
                              char  *name)
{
  guint n = 0;

  if (column >= 26 + 26 * 26)
    name[n++] = 'A' + (column - 26 - 26 * 26) / (26 * 26);
  if (column >= 26)
    name[n++] = 'A' + (column - 26) / 26 % 26;
  name[n++] = 'A' + column % 26;
  name[n] = '\0';
  return name;
}

/* Fifteen figures are what a spreadsheet keeps; "007" and "1e5" are no numbers of ours. */
gboolean
mlg_sheet_writer_is_number (const MlgSheetCell *cell)
{
  const char *p = cell->text, *end = cell->text + cell->length;
  guint n_digits = 0;
  gboolean point = FALSE;

  if (p < end && *p == '-')
    p++;
  if (end - p > 1 && *p == '0' && p[1] != '.')
    return FALSE;

  for (; p < end; p++)
    {
      if (g_ascii_isdigit (*p))
        n_digits += n_digits > 0 || *p != '0';
      else if (*p == '.' && !point && p + 1 < end)
        point = TRUE;
      else
        return FALSE;
    }

  return cell->length > 0 && g_ascii_isdigit (end[-1]) && n_digits <= 15;
}
