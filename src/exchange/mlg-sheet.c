/* A table of cells: three arrays and a chunk of text. */

#include "exchange/mlg-sheet.h"

#include <string.h>

struct _MlgSheet
{
  char         *name;
  GStringChunk *chunk;
  GArray       *cells;       /* MlgSheetCell */
  GArray       *rows;        /* MlgSheetRow */
  guint         first;       /* of the row being filled, in cells */
  guint         dropped;     /* rows in front that do not count */
  int           header;      /* -1: not known */
  const char   *entity;
  GHashTable   *targets;     /* column → target; or NULL */
};

MlgSheet *
mlg_sheet_new (const char *name)
{
  MlgSheet *self = g_new0 (MlgSheet, 1);

  self->name = g_strdup (name);
  self->chunk = g_string_chunk_new (65536);
  self->cells = g_array_new (FALSE, FALSE, sizeof (MlgSheetCell));
  self->rows = g_array_new (FALSE, FALSE, sizeof (MlgSheetRow));
  self->header = -1;
  return self;
}

void
mlg_sheet_free (MlgSheet *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_string_chunk_free (self->chunk);
  g_array_unref (self->cells);
  g_array_unref (self->rows);
  g_clear_pointer (&self->targets, g_hash_table_unref);
  g_free (self);
}

const char *
mlg_sheet_get_name (MlgSheet *self)
{
  return self->name;
}

void
mlg_sheet_add_lent (MlgSheet     *self,
                    const char   *text,
                    gsize         length,
                    MlgSheetKind  kind)
{
  MlgSheetCell cell = { text, (guint) MIN (length, G_MAXUINT), kind };

  g_array_append_val (self->cells, cell);
}

void
mlg_sheet_add (MlgSheet     *self,
               const char   *text,
               gssize        length,
               MlgSheetKind  kind)
{
  gsize n = text == NULL ? 0 : length < 0 ? strlen (text) : (gsize) length;

  mlg_sheet_add_lent (self, n == 0 ? "" : g_string_chunk_insert_len (self->chunk, text, n), n, kind);
}

void
mlg_sheet_end_row (MlgSheet *self,
                   guint     line,
                   gboolean  torn)
{
  MlgSheetRow row = { line, self->first, self->cells->len - self->first, torn };

  g_array_append_val (self->rows, row);
  self->first = self->cells->len;
}

void
mlg_sheet_set_header (MlgSheet *self,
                      gboolean  header)
{
  self->header = header != FALSE;
}

gboolean
mlg_sheet_get_header (MlgSheet *self,
                      gboolean *header)
{
  if (self->header < 0)
    return FALSE;

  *header = self->header;
  return TRUE;
}

void
mlg_sheet_set_entity (MlgSheet   *self,
                      const char *entity)
{
  self->entity = entity;
}

const char *
mlg_sheet_get_entity (MlgSheet *self)
{
  return self->entity;
}

void
mlg_sheet_set_target (MlgSheet   *self,
                      const char *column,
                      const char *target)
{
  if (self->targets == NULL)
    self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_replace (self->targets, g_strdup (column), g_strdup (target));
}

const char *
mlg_sheet_get_target (MlgSheet   *self,
                      const char *column)
{
  return self->targets == NULL ? NULL : g_hash_table_lookup (self->targets, column);
}

guint
mlg_sheet_get_n_rows (MlgSheet *self)
{
  return self->rows->len - self->dropped;
}

const MlgSheetRow *
mlg_sheet_get_row (MlgSheet *self,
                   guint     row)
{
  return &g_array_index (self->rows, MlgSheetRow, row + self->dropped);
}

const MlgSheetCell *
mlg_sheet_get_cell (MlgSheet *self,
                    guint     row,
                    guint     column)
{
  const MlgSheetRow *found = mlg_sheet_get_row (self, row);

  return column < found->n_cells ? &g_array_index (self->cells, MlgSheetCell, found->first_cell + column) : NULL;
}

const MlgSheetCell *
mlg_sheet_get_cells (MlgSheet *self)
{
  return (const MlgSheetCell *) (gpointer) self->cells->data;
}

guint
mlg_sheet_get_n_cells (MlgSheet *self)
{
  return self->cells->len;
}
