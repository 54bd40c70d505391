/* Lists as spreadsheets read them.
 *
 * A quote that opens a cell closes at a quote followed by a separator or an end of line; two
 * quotes are one; any other quote inside is a character. A cell that runs over a line end and
 * meets such a stray quote, or never closes, was not quoted at all: its line is read as it
 * stands and marked as torn, so that one forgotten quote costs one line and not the file.
 */

#include "exchange/mlg-csv.h"

#include <string.h>

/* What the separator is guessed from. */
#define SAMPLE_BYTES 65536
#define SAMPLE_ROWS  60
/* No table is wider: a line of separators alone must not cost sixteen bytes for each. */
#define MAX_ROW_CELLS 65536

struct _MlgCsvReader
{
  const char *at;
  const char *end;
  char        separator;

  GArray     *cells;        /* MlgCell */
  guint       line;         /* of the row that cells hold */
  guint       next_line;
  gboolean    torn;

  GString    *unquoted;     /* cells whose doubled quotes were taken out */
  GArray     *pending;      /* guint: cells whose text is an offset in unquoted */
};

static gboolean
is_separator (char c)
{
  return c == ';' || c == ',' || c == '\t' || c == '|';
}

/* "sep=;" alone on the first line: Excel's own way to tell. */
static void
read_sep_line (MlgCsvReader *self)
{
  if (self->end - self->at < 5 || g_ascii_strncasecmp (self->at, "sep=", 4) != 0 || !is_separator (self->at[4]))
    return;

  const char *p = self->at + 5;

  if (p < self->end && *p != '\r' && *p != '\n')
    return;

  if (self->separator == 0)
    self->separator = self->at[4];
  if (p < self->end && *p == '\r')
    p++;
  if (p < self->end && *p == '\n')
    p++;
  self->at = p;
  self->next_line = 2;
}

static MlgCsvReader *
reader_new (const char *text,
            gsize       length,
            char        separator)
{
  MlgCsvReader *self = g_new0 (MlgCsvReader, 1);

  self->at = text;
  self->end = text + length;
  self->separator = separator;
  self->next_line = 1;
  self->cells = g_array_new (FALSE, FALSE, sizeof (MlgCell));
  self->unquoted = g_string_new (NULL);
  self->pending = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

MlgCsvReader *
mlg_csv_reader_new (const char *text,
                    gsize       length,
                    char        separator)
{
  MlgCsvReader *self;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (separator == 0 || is_separator (separator), NULL);

  self = reader_new (text, length, separator);
  read_sep_line (self);
  if (self->separator == 0)
    self->separator = mlg_csv_guess_separator (self->at, self->end - self->at);
  return self;
}

void
mlg_csv_reader_free (MlgCsvReader *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->cells);
  g_array_unref (self->pending);
  g_string_free (self->unquoted, TRUE);
  g_free (self);
}

static void
add_cell (MlgCsvReader *self,
          const char   *from,
          const char   *to)
{
  MlgCell cell = { from, to - from };

  g_array_append_val (self->cells, cell);
}

/* The cell from @from to @to, of which the part before @run is in the buffer already, its
 * doubled quotes taken out, from @offset on. */
static void
add_unquoted_cell (MlgCsvReader *self,
                   const char   *from,
                   const char   *run,
                   const char   *to,
                   gsize         offset)
{
  guint index = self->cells->len;

  if (run == from)
    {
      add_cell (self, from, to);
      return;
    }

  g_string_append_len (self->unquoted, run, to - run);
  /* The buffer may still move: an address later, when the row is read. */
  add_cell (self, NULL, NULL);
  g_array_index (self->cells, MlgCell, index).length = self->unquoted->len - offset;
  g_array_append_val (self->pending, index);
}

/* From the character after the opening quote. FALSE: this is not a quoted cell. */
static gboolean
read_quoted_cell (MlgCsvReader  *self,
                  const char    *from,
                  const char   **after)
{
  const char *run = from, *p = from;
  gsize offset = self->unquoted->len;
  guint n_lines = 0, n_stray = 0;

  while (p < self->end)
    {
      char c = *p;

      if (c == '\n' || (c == '\r' && (p + 1 == self->end || p[1] != '\n')))
        {
          if (n_stray > 0)
            return FALSE;
          n_lines++;
        }

      /* Balanced at a separator: `"Le Relais" et amis;` was never quoted as a whole. */
      if (c == self->separator && n_stray % 2 != 0)
        return FALSE;

      if (c != '"')
        {
          p++;
          continue;
        }

      if (p + 1 < self->end && p[1] == '"')
        {
          g_string_append_len (self->unquoted, run, p + 1 - run);
          run = p = p + 2;
          continue;
        }

      *after = p + 1;
      while (*after < self->end && **after == ' ')
        (*after)++;

      if (*after == self->end || **after == self->separator || **after == '\r' || **after == '\n')
        {
          add_unquoted_cell (self, from, run, p, offset);
          self->next_line += n_lines;
          return TRUE;
        }

      n_stray++;
      if (n_lines > 0)
        return FALSE;
      p++;
    }

  return FALSE;
}

static const char *
read_plain_cell (MlgCsvReader *self,
                 const char   *from)
{
  const char *p = from;

  while (p < self->end && *p != self->separator && *p != '\n' && *p != '\r')
    p++;

  add_cell (self, from, p);
  return p;
}

static const char *
read_cell (MlgCsvReader *self,
           const char   *p)
{
  const char *start = p;
  const char *after;
  gsize before = self->unquoted->len;

  while (start < self->end && *start == ' ')
    start++;

  if (start < self->end && *start == '"')
    {
      if (read_quoted_cell (self, start + 1, &after))
        return after;

      /* `"Le Relais" et amis`: closed on its own line, a stray quote only; else torn. */
      const char *line_end = start + 1;
      guint n_quotes = 1;

      while (line_end < self->end && *line_end != '\n' && *line_end != '\r' && *line_end != self->separator)
        n_quotes += *line_end++ == '"';
      self->torn |= n_quotes % 2 != 0;
      g_string_truncate (self->unquoted, before);
    }

  return read_plain_cell (self, p);
}

/* Cells kept as offsets get their addresses, now that the buffer does not grow any more. */
static void
settle_cells (MlgCsvReader *self)
{
  gsize offset = 0;

  for (guint i = 0; i < self->pending->len; i++)
    {
      MlgCell *cell = &g_array_index (self->cells, MlgCell, g_array_index (self->pending, guint, i));

      cell->text = self->unquoted->str + offset;
      offset += cell->length;
    }
}

static void
read_row (MlgCsvReader *self)
{
  const char *p = self->at;

  g_array_set_size (self->cells, 0);
  g_array_set_size (self->pending, 0);
  g_string_truncate (self->unquoted, 0);
  self->torn = FALSE;
  self->line = self->next_line;

  p = read_cell (self, p);
  while (p < self->end && *p == self->separator && self->cells->len < MAX_ROW_CELLS)
    p = read_cell (self, p + 1);
  if (p < self->end && *p == self->separator)
    {
      self->torn = TRUE;
      while (p < self->end && *p != '\n' && *p != '\r')
        p++;
    }

  if (p < self->end && *p == '\r')
    p++;
  if (p < self->end && *p == '\n')
    p++;

  self->next_line++;
  self->at = p;
  settle_cells (self);
}

static gboolean
row_is_empty (MlgCsvReader *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      const MlgCell *cell = &g_array_index (self->cells, MlgCell, i);

      for (gsize j = 0; j < cell->length; j++)
        {
          if (!g_ascii_isspace (cell->text[j]))
            return FALSE;
        }
    }

  return TRUE;
}

gboolean
mlg_csv_reader_next (MlgCsvReader *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  while (self->at < self->end)
    {
      read_row (self);
      if (!row_is_empty (self))
        return TRUE;
    }

  return FALSE;
}

guint
mlg_csv_reader_get_n_cells (MlgCsvReader *self)
{
  return self->cells->len;
}

const MlgCell *
mlg_csv_reader_get_cells (MlgCsvReader *self)
{
  return (const MlgCell *) (gpointer) self->cells->data;
}

guint
mlg_csv_reader_get_line (MlgCsvReader *self)
{
  return self->line;
}

gboolean
mlg_csv_reader_is_torn (MlgCsvReader *self)
{
  return self->torn;
}

char
mlg_csv_reader_get_separator (MlgCsvReader *self)
{
  return self->separator;
}

/* How well @separator explains the sample: the share of rows that have as many cells as the
 * first one, times how many cells that makes (a list of coordinates with decimal commas is
 * also even in commas, but less cut by them than by its semicolons). */
static double
score_separator (const char *text,
                 gsize       length,
                 char        separator)
{
  g_autoptr(MlgCsvReader) reader = reader_new (text, length, separator);
  guint n_first = 0, n_rows = 0, n_same = 0, n_near = 0;

  while (n_rows < SAMPLE_ROWS && mlg_csv_reader_next (reader))
    {
      guint n_cells = reader->cells->len;

      /* The last row of the sample may be cut short. */
      if (n_rows > 0 && reader->at == reader->end)
        break;
      if (n_rows++ == 0)
        n_first = n_cells;
      n_same += n_cells == n_first;
      n_near += n_cells > 1;
    }

  if (n_first < 2)
    {
      /* A title above the table: the rows below must agree all the more. */
      return n_rows > 2 && n_near + 1 >= n_rows ? 0.3 : 0;
    }
  return ((double) n_same + 0.5 * n_near) / n_rows * (2.0 - 2.0 / n_first);
}

char
mlg_csv_guess_separator (const char *text,
                         gsize       length)
{
  static const char candidates[] = { ';', '\t', ',', '|' };
  double best = 0;
  char separator = ';';

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      double score = score_separator (text, MIN (length, SAMPLE_BYTES), candidates[i]);

      if (score > best)
        {
          best = score;
          separator = candidates[i];
        }
    }

  return separator;
}
