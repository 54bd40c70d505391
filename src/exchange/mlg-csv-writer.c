/* Lists as spreadsheets write them, with nothing in them that a spreadsheet would run. */

#include "exchange/mlg-csv.h"

#include <string.h>

struct _MlgCsvWriter
{
  GString     *text;
  const char  *line_end;
  char         separator;
  gboolean     in_line;
};

MlgCsvWriter *
mlg_csv_writer_new (MlgCsvStyle style)
{
  MlgCsvWriter *self = g_new0 (MlgCsvWriter, 1);

  self->separator = style & MLG_CSV_PLAIN ? ',' : ';';
  self->line_end = style & MLG_CSV_PLAIN ? "\n" : "\r\n";
  self->text = g_string_new (style & MLG_CSV_PLAIN ? "" : "\xef\xbb\xbf");
  return self;
}

static gboolean
starts_formula (char c)
{
  return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r';
}

/* "-1,5", "+33 4 75 00 00 00": a sign, then nothing but digits and what stands between them. */
static gboolean
is_signed_number (const char *cell)
{
  if ((*cell != '+' && *cell != '-') || !g_ascii_isdigit (cell[1]))
    return FALSE;

  return strspn (cell + 1, "0123456789 .,()") == strlen (cell + 1);
}

char *
mlg_csv_guard (const char *cell)
{
  const char *p = cell + strspn (cell, "'");

  if (!starts_formula (*p) || (p == cell && is_signed_number (cell)))
    return NULL;

  return g_strconcat ("'", cell, NULL);
}

const char *
mlg_csv_unguard (const char *cell)
{
  if (*cell == '\'' && starts_formula (cell[strspn (cell, "'")]))
    return cell + 1;

  return cell;
}

void
mlg_csv_writer_add (MlgCsvWriter *self,
                    const char   *cell)
{
  g_autofree char *guarded = NULL;

  g_return_if_fail (self != NULL);

  if (self->in_line)
    g_string_append_c (self->text, self->separator);
  self->in_line = TRUE;

  if (cell == NULL || *cell == '\0')
    return;

  guarded = mlg_csv_guard (cell);
  if (guarded != NULL)
    cell = guarded;

  if (strpbrk (cell, "\"\r\n;,\t|") == NULL && *cell != ' ')
    {
      g_string_append (self->text, cell);
      return;
    }

  g_string_append_c (self->text, '"');
  for (const char *p = cell; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (self->text, '"');
      g_string_append_c (self->text, *p);
    }
  g_string_append_c (self->text, '"');
}

void
mlg_csv_writer_end_line (MlgCsvWriter *self)
{
  g_return_if_fail (self != NULL);

  g_string_append (self->text, self->line_end);
  self->in_line = FALSE;
}

GBytes *
mlg_csv_writer_finish (MlgCsvWriter *self)
{
  GBytes *bytes;

  g_return_val_if_fail (self != NULL, NULL);

  bytes = g_string_free_to_bytes (self->text);
  g_free (self);
  return bytes;
}
