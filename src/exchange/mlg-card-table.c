/* A table whose columns appear as its rows are read. */

#include "exchange/mlg-card-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Names that cards invent; beyond, they share a column. */
#define MAX_COLUMNS 200

typedef struct
{
  char     *target;       /* what rows know it by */
  char     *label;
  gboolean  known;        /* a field of ours; else a line of the note */
  gboolean  filled;
} Column;

typedef struct
{
  guint      line;
  gboolean   torn;
  GPtrArray *cells;       /* GString * or NULL, by column */
} Row;

struct _MlgCardTable
{
  char       *name;
  const char *entity;
  GPtrArray  *columns;
  GHashTable *indices;    /* target → index */
  GPtrArray  *rows;
};

static void
free_column (gpointer data)
{
  Column *column = data;

  g_free (column->target);
  g_free (column->label);
  g_free (column);
}

static void
free_cell (gpointer data)
{
  if (data != NULL)
    g_string_free (data, TRUE);
}

static void
free_row (gpointer data)
{
  Row *row = data;

  g_ptr_array_unref (row->cells);
  g_free (row);
}

MlgCardTable *
mlg_card_table_new (const char *name,
                    const char *entity)
{
  MlgCardTable *self = g_new0 (MlgCardTable, 1);

  self->name = g_strdup (name);
  self->entity = entity;
  self->columns = g_ptr_array_new_with_free_func (free_column);
  self->indices = g_hash_table_new (g_str_hash, g_str_equal);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  return self;
}

void
mlg_card_table_free (MlgCardTable *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_hash_table_unref (self->indices);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static guint
add_column (MlgCardTable *self,
            const char   *target,
            const char   *label,
            gboolean      known)
{
  Column *column = g_new0 (Column, 1);

  column->target = g_strdup (target);
  column->label = g_strdup (label);
  column->known = known;
  g_ptr_array_add (self->columns, column);
  g_hash_table_insert (self->indices, column->target, GUINT_TO_POINTER (self->columns->len));
  return self->columns->len - 1;
}

void
mlg_card_table_declare (MlgCardTable *self,
                        const char   *target,
                        const char   *label)
{
  add_column (self, target, label, TRUE);
}

void
mlg_card_table_begin (MlgCardTable *self,
                      guint         line)
{
  Row *row = g_new0 (Row, 1);

  row->line = line;
  row->cells = g_ptr_array_new_with_free_func (free_cell);
  g_ptr_array_add (self->rows, row);
}

static void
append_text (GString    **cell,
             const char  *between,
             const char  *name,
             const char  *text)
{
  if (*cell == NULL)
    *cell = g_string_new (NULL);
  else
    g_string_append (*cell, between);

  if (*name != '\0')
    {
      g_string_append (*cell, name);
      g_string_append (*cell, ": ");
    }
  g_string_append (*cell, text);
}

void
mlg_card_table_set (MlgCardTable *self,
                    const char   *column,
                    const char   *text,
                    const char   *between)
{
  Row *row = g_ptr_array_index (self->rows, self->rows->len - 1);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->indices, column));
  const char *name = "";

  if (text == NULL || *text == '\0')
    return;

  if (index == 0 && self->columns->len >= MAX_COLUMNS)
    {
      name = column;
      column = "+";
      index = GPOINTER_TO_UINT (g_hash_table_lookup (self->indices, column));
    }
  index = index > 0 ? index - 1 : add_column (self, column, *name == '\0' ? column : _("Other"), FALSE);

  if (index >= row->cells->len)
    g_ptr_array_set_size (row->cells, index + 1);
  append_text ((GString **) &row->cells->pdata[index], between, name, text);
  ((Column *) self->columns->pdata[index])->filled = TRUE;
}

const char *
mlg_card_table_get (MlgCardTable *self,
                    const char   *column)
{
  Row *row = g_ptr_array_index (self->rows, self->rows->len - 1);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->indices, column));

  GString *cell = index == 0 || index > row->cells->len ? NULL : row->cells->pdata[index - 1];

  return cell == NULL ? NULL : cell->str;
}

void
mlg_card_table_tear (MlgCardTable *self)
{
  ((Row *) g_ptr_array_index (self->rows, self->rows->len - 1))->torn = TRUE;
}

static void
fill_sheet (MlgCardTable *self,
            MlgSheet     *sheet)
{
  for (guint c = 0; c < self->columns->len; c++)
    {
      Column *column = self->columns->pdata[c];

      if (!column->filled)
        continue;
      mlg_sheet_add (sheet, column->label, -1, MLG_SHEET_TEXT);
      /* The field called note is not the line of the note that a target of this name means. */
      if (strcmp (column->target, "note") != 0)
        mlg_sheet_set_target (sheet, column->label, column->known ? column->target : "note");
    }
  mlg_sheet_end_row (sheet, 1, FALSE);

  for (guint r = 0; r < self->rows->len; r++)
    {
      Row *row = self->rows->pdata[r];

      for (guint c = 0; c < self->columns->len; c++)
        {
          GString *cell = c < row->cells->len ? row->cells->pdata[c] : NULL;

          if (((Column *) self->columns->pdata[c])->filled)
            mlg_sheet_add (sheet, cell == NULL ? NULL : cell->str, cell == NULL ? 0 : (gssize) cell->len, MLG_SHEET_TEXT);
        }
      mlg_sheet_end_row (sheet, row->line, row->torn);
    }
}

void
mlg_card_table_finish (MlgCardTable *self,
                       MlgSource    *source)
{
  MlgSheet *sheet;

  if (self->rows->len == 0)
    return;

  sheet = mlg_sheet_new (self->name);
  mlg_sheet_set_entity (sheet, self->entity);
  mlg_sheet_set_header (sheet, TRUE);
  fill_sheet (self, sheet);
  mlg_source_add_sheet (source, sheet);
}

guint
mlg_card_table_detect (const char        *name,
                       GBytes            *bytes,
                       const char *const *starts,
                       const char *const *suffixes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *start = g_ascii_strup (data == NULL ? "" : data, MIN (length, 200));
  g_autofree char *lower = name == NULL ? NULL : g_ascii_strdown (name, -1);
  const char *p = start;

  if (g_str_has_prefix (p, "\xef\xbb\xbf"))
    p += 3;
  while (g_ascii_isspace (*p))
    p++;
  for (guint i = 0; starts[i] != NULL; i++)
    if (g_str_has_prefix (p, starts[i]))
      return 95;
  for (guint i = 0; lower != NULL && suffixes[i] != NULL; i++)
    if (g_str_has_suffix (lower, suffixes[i]))
      return 80;
  return 0;
}
