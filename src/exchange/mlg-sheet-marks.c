/* Merged cells and addresses behind words. */

#include "exchange/mlg-sheet-marks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-zip.h"

/* More than any list has; a file with more is read without them. */
#define MAX_MARKS 200000u

typedef struct
{
  guint column, first, last;
} Merge;

typedef struct
{
  guint  column, line;
  char  *address;
} Link;

struct _MlgSheetMarks
{
  GArray     *merges;     /* Merge */
  GArray     *links;      /* Link */

  GHashTable *filled;     /* place of a cell → const MlgSheetCell *, of the sheet being made plain */
  GHashTable *addresses;  /* place of a cell → const char * */
  GArray     *columns;    /* guint: those that get one of addresses behind them, in their order */
  guint       width;      /* of the sheet */
};

static void
clear_link (gpointer data)
{
  g_free (((Link *) data)->address);
}

MlgSheetMarks *
mlg_sheet_marks_new (void)
{
  MlgSheetMarks *self = g_new0 (MlgSheetMarks, 1);

  self->merges = g_array_new (FALSE, FALSE, sizeof (Merge));
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
  g_array_set_clear_func (self->links, clear_link);
  self->filled = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->addresses = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
mlg_sheet_marks_free (MlgSheetMarks *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->merges);
  g_array_unref (self->links);
  g_hash_table_unref (self->filled);
  g_hash_table_unref (self->addresses);
  g_array_unref (self->columns);
  g_free (self);
}

void
mlg_sheet_marks_merge (MlgSheetMarks *self,
                       guint          column,
                       guint          first,
                       guint          last)
{
  Merge merge = { column, first, last };

  if (last > first && column < MLG_SHEET_MAX_COLUMNS && self->merges->len < MAX_MARKS)
    g_array_append_val (self->merges, merge);
}

void
mlg_sheet_marks_link (MlgSheetMarks *self,
                      guint          column,
                      guint          line,
                      const char    *address)
{
  Link link = { column, line };

  if (column >= MLG_SHEET_MAX_COLUMNS || self->links->len >= MAX_MARKS)
    return;

  link.address = g_strdup (g_str_has_prefix (address, "mailto:") ? address + strlen ("mailto:") : address);
  g_array_append_val (self->links, link);
}

/* ---- where they stand */

static gint64
get_place (guint row,
           guint column)
{
  return (gint64) row * MLG_SHEET_MAX_COLUMNS + column;
}

static gpointer
find_at (GHashTable *table,
         guint       row,
         guint       column)
{
  gint64 place = get_place (row, column);

  return g_hash_table_lookup (table, &place);
}

static void
put_at (GHashTable    *table,
        guint          row,
        guint          column,
        gconstpointer  value)
{
  gint64 place = get_place (row, column);

  g_hash_table_insert (table, g_memdup2 (&place, sizeof place), (gpointer) value);
}

/* The first row whose line is @line or after it. */
static guint
find_row (MlgSheet *sheet,
          guint     line)
{
  guint from = 0, to = mlg_sheet_get_n_rows (sheet);

  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (mlg_sheet_get_row (sheet, middle)->line < line)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

static const MlgSheetCell *
get_filled_cell (MlgSheet *sheet,
                 guint     row,
                 guint     column)
{
  const MlgSheetCell *cell = row < mlg_sheet_get_n_rows (sheet) ? mlg_sheet_get_cell (sheet, row, column) : NULL;

  return cell != NULL && cell->length > 0 ? cell : NULL;
}

/* ---- merged cells */

static guint
spread (MlgSheetMarks *self,
        MlgSheet      *sheet,
        const Merge   *merge)
{
  guint first = find_row (sheet, merge->first), n_rows = mlg_sheet_get_n_rows (sheet), n = 0;
  const MlgSheetCell *cell = get_filled_cell (sheet, first, merge->column);

  if (cell == NULL || mlg_sheet_get_row (sheet, first)->line != merge->first)
    return 0;

  for (guint row = first + 1; row < n_rows && mlg_sheet_get_row (sheet, row)->line <= merge->last &&
       g_hash_table_size (self->filled) < MLG_SHEET_MAX_ROWS; row++)
    if (get_filled_cell (sheet, row, merge->column) == NULL && find_at (self->filled, row, merge->column) == NULL)
      {
        put_at (self->filled, row, merge->column, cell);
        n++;
      }
  return n;
}

/* ---- addresses */

/* Not when the words are the address: "www.exemple.fr" that leads to "https://www.exemple.fr/". */
static gboolean
says_it (const MlgSheetCell *cell,
         const char         *address)
{
  const char *bare = strstr (address, "://") != NULL ? strstr (address, "://") + 3 : address;
  gsize length = strlen (bare);
  g_autofree char *words = g_strndup (cell->text, cell->length), *lower = g_ascii_strdown (words, -1), *wanted = NULL;

  while (length > 0 && bare[length - 1] == '/')
    length--;
  wanted = g_ascii_strdown (bare, (gssize) length);
  return *wanted == '\0' || strstr (lower, wanted) != NULL;
}

static void
note_address (MlgSheetMarks *self,
              MlgSheet      *sheet,
              const Link    *link)
{
  guint row = find_row (sheet, link->line);
  const MlgSheetCell *cell = get_filled_cell (sheet, row, link->column);
  guint at = 0;

  if (cell == NULL || mlg_sheet_get_row (sheet, row)->line != link->line || says_it (cell, link->address))
    return;

  put_at (self->addresses, row, link->column, link->address);
  while (at < self->columns->len && g_array_index (self->columns, guint, at) < link->column)
    at++;
  if (at == self->columns->len || g_array_index (self->columns, guint, at) != link->column)
    g_array_insert_val (self->columns, at, link->column);
}

/* What stands above the first address of @column names it. */
static guint
find_heading (MlgSheetMarks *self,
              MlgSheet      *sheet,
              guint          column)
{
  guint first = 0, n_rows = mlg_sheet_get_n_rows (sheet);

  while (first < n_rows && find_at (self->addresses, first, column) == NULL)
    first++;
  for (guint row = first; row-- > 0;)
    if (get_filled_cell (sheet, row, column) != NULL)
      return row;
  return G_MAXUINT;
}

/* ---- the plain table */

static void
add_row (MlgSheetMarks *self,
         MlgSheet      *sheet,
         MlgSheet      *plain,
         const guint   *headings,
         guint          row)
{
  for (guint c = 0; c < self->width; c++)
    {
      const MlgSheetCell *cell = find_at (self->filled, row, c);

      if (cell == NULL)
        cell = get_filled_cell (sheet, row, c);
      mlg_sheet_add (plain, cell != NULL ? cell->text : NULL, cell != NULL ? (gssize) cell->length : 0, cell != NULL ? cell->kind : MLG_SHEET_TEXT);
    }

  for (guint i = 0; i < self->columns->len; i++)
    {
      guint column = g_array_index (self->columns, guint, i);
      const MlgSheetCell *heading = headings[i] == row ? get_filled_cell (sheet, row, column) : NULL;
      /* Translators: name of the column of addresses that the words of another one lead to: « Nom (lien) ». */
      g_autofree char *name = heading != NULL ? g_strdup_printf (_("%.*s (link)"), (int) heading->length, heading->text) : NULL;

      mlg_sheet_add (plain, name != NULL ? name : find_at (self->addresses, row, column), -1, MLG_SHEET_TEXT);
    }
  mlg_sheet_end_row (plain, mlg_sheet_get_row (sheet, row)->line, mlg_sheet_get_row (sheet, row)->torn);
}

static MlgSheet *
make_plain (MlgSheetMarks *self,
            MlgSheet      *sheet)
{
  MlgSheet *plain = mlg_sheet_new (mlg_sheet_get_name (sheet));
  g_autofree guint *headings = g_new (guint, self->columns->len + 1);
  guint n_rows = mlg_sheet_get_n_rows (sheet);

  self->width = 0;
  for (guint row = 0; row < n_rows; row++)
    self->width = MAX (self->width, mlg_sheet_get_row (sheet, row)->n_cells);
  for (guint i = 0; i < self->columns->len; i++)
    headings[i] = find_heading (self, sheet, g_array_index (self->columns, guint, i));
  for (guint row = 0; row < n_rows; row++)
    add_row (self, sheet, plain, headings, row);
  return plain;
}

MlgSheet *
mlg_sheet_marks_apply (MlgSheetMarks *self,
                       MlgSheet      *sheet,
                       guint         *n_merged)
{
  MlgSheet *plain = sheet;

  *n_merged = 0;
  for (guint i = 0; i < self->merges->len; i++)
    *n_merged += spread (self, sheet, &g_array_index (self->merges, Merge, i));
  for (guint i = 0; i < self->links->len; i++)
    note_address (self, sheet, &g_array_index (self->links, Link, i));

  if (g_hash_table_size (self->filled) + g_hash_table_size (self->addresses) > 0)
    {
      plain = make_plain (self, sheet);
      mlg_sheet_free (sheet);
    }

  g_hash_table_remove_all (self->filled);
  g_hash_table_remove_all (self->addresses);
  g_array_set_size (self->columns, 0);
  g_array_set_size (self->merges, 0);
  g_array_set_size (self->links, 0);
  return plain;
}
