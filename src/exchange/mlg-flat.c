/* Records of JSON as rows of a sheet. */

#include "exchange/mlg-flat.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "exchange/mlg-exchange-error.h"
#include "model/mlg-id.h"

/* More names than any list has: keys that are data. Their values share one column. */
#define MAX_COLUMNS 1000
/* Empty cells of a sheet count too: many rows that each fill a column of their own. */
#define MAX_CELLS   (24u << 20)
#define BAR         " | "

typedef struct
{
  const char *text;         /* of the tree, or of the chunk */
  guint       column;
  guint8      kind;
} Cell;

typedef struct
{
  guint line;
  guint first_cell;
  guint n_cells;
} Row;

struct _MlgFlat
{
  char         *name;
  GStringChunk *chunk;
  GPtrArray    *columns;     /* char *, in order */
  GHashTable   *numbers;     /* column → its number + 1 */
  GHashTable   *targets;     /* column → target */
  GArray       *cells;       /* Cell, row after row */
  GArray       *rows;        /* Row */
  guint         first;       /* cell of the row being filled */
  GString      *leftover;    /* of the row being filled */
  GArray       *filled;      /* for each column: 1 + the cell of the row being filled, 0 when none */
};

MlgFlat *
mlg_flat_new (const char *name)
{
  MlgFlat *self = g_new0 (MlgFlat, 1);

  self->name = g_strdup (name);
  self->chunk = g_string_chunk_new (65536);
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->leftover = g_string_new (NULL);
  self->filled = g_array_new (FALSE, TRUE, sizeof (guint));
  return self;
}

void
mlg_flat_free (MlgFlat *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_string_chunk_free (self->chunk);
  g_hash_table_unref (self->numbers);
  g_hash_table_unref (self->targets);
  g_ptr_array_unref (self->columns);
  g_array_unref (self->cells);
  g_array_unref (self->rows);
  g_array_unref (self->filled);
  g_string_free (self->leftover, TRUE);
  g_free (self);
}

static guint
get_column (MlgFlat    *self,
            const char *name)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, name));

  if (number > 0)
    return number - 1;

  g_ptr_array_add (self->columns, g_strdup (name));
  g_hash_table_insert (self->numbers, g_ptr_array_index (self->columns, self->columns->len - 1),
                       GUINT_TO_POINTER (self->columns->len));
  g_array_set_size (self->filled, self->columns->len);
  return self->columns->len - 1;
}

static Cell *
get_cell (MlgFlat *self,
          guint    column)
{
  guint filled = g_array_index (self->filled, guint, column);

  return filled == 0 ? NULL : &g_array_index (self->cells, Cell, filled - 1);
}

/* What has no column of its own: in one for all, when the row is over. */
static void
set_leftover (MlgFlat    *self,
              const char *name,
              const char *text)
{
  g_string_append_printf (self->leftover, "%s%s: %s", self->leftover->len > 0 ? BAR : "", name, text);
}

static void
set_lent (MlgFlat      *self,
          const char   *name,
          const char   *text,
          MlgSheetKind  kind)
{
  Cell cell = { .text = text, .kind = kind };
  Cell *known;

  if (text == NULL || *text == '\0')
    return;
  if (self->columns->len >= MAX_COLUMNS && strcmp (name, _("Other members")) != 0 && !g_hash_table_contains (self->numbers, name))
    {
      set_leftover (self, name, text);
      return;
    }

  cell.column = get_column (self, name);
  known = get_cell (self, cell.column);
  if (known != NULL && strcmp (known->text, text) != 0)
    {
      g_autofree char *second = g_strconcat (name, " (2)", NULL);
      gboolean is_third = g_str_has_suffix (name, " (2)");

      /* Twice the same name is an accident, ten times is not a table. */
      if (is_third)
        set_leftover (self, name, text);
      else
        set_lent (self, second, text, kind);
      return;
    }
  if (known != NULL)
    return;

  g_array_append_val (self->cells, cell);
  g_array_index (self->filled, guint, cell.column) = self->cells->len;
}

void
mlg_flat_set (MlgFlat      *self,
              const char   *column,
              const char   *text,
              MlgSheetKind  kind)
{
  if (text != NULL && *text != '\0')
    set_lent (self, column, g_string_chunk_insert (self->chunk, text), kind);
}

const char *
mlg_flat_get (MlgFlat    *self,
              const char *column)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, column));
  Cell *cell = number == 0 ? NULL : get_cell (self, number - 1);

  return cell == NULL ? NULL : cell->text;
}

/* ---- text of what has no column */

static void
append_text (GString           *text,
             const MlgJsonNode *node)
{
  gsize start = text->len;

  switch (node->kind)
    {
    case MLG_JSON_STRING:
    case MLG_JSON_NUMBER:
      g_string_append (text, node->text);
      break;
    case MLG_JSON_TRUE:
      g_string_append (text, _("yes"));
      break;
    case MLG_JSON_FALSE:
      g_string_append (text, _("no"));
      break;
    default:
      for (const MlgJsonNode *child = node->first; child != NULL; child = child->next)
        {
          g_autoptr(GString) part = g_string_new (NULL);

          append_text (part, child);
          if (part->len == 0)
            continue;
          if (text->len > start)
            g_string_append (text, node->kind == MLG_JSON_OBJECT ? "; " : BAR);
          if (child->name != NULL)
            g_string_append_printf (text, "%s: ", child->name);
          g_string_append_len (text, part->str, part->len);
        }
    }
}

char *
mlg_flat_dup_text (const MlgJsonNode *node)
{
  GString *text;

  if (node == NULL)
    return NULL;

  text = g_string_new (NULL);
  append_text (text, node);
  return g_string_free (text, text->len == 0);
}

static void
set_number (MlgFlat    *self,
            const char *column,
            const char *written)
{
  g_autofree char *number = NULL;

  if (strpbrk (written, "eE") == NULL)
    {
      set_lent (self, column, written, MLG_SHEET_NUMBER);
      return;
    }

  number = mlg_json_dup_number (written);
  mlg_flat_set (self, column, number, MLG_SHEET_NUMBER);
}

static void
set_object (MlgFlat           *self,
            const char        *column,
            const MlgJsonNode *object)
{
  for (const MlgJsonNode *member = object->first; member != NULL; member = member->next)
    {
      g_autofree char *name = g_strconcat (column, ".", member->name, NULL);

      mlg_flat_set_node (self, name, member);
    }
}

void
mlg_flat_set_node (MlgFlat           *self,
                   const char        *column,
                   const MlgJsonNode *node)
{
  g_autofree char *text = NULL;

  switch (node == NULL ? MLG_JSON_NULL : node->kind)
    {
    case MLG_JSON_STRING:
      set_lent (self, column, node->text, MLG_SHEET_TEXT);
      break;
    case MLG_JSON_NUMBER:
      set_number (self, column, node->text);
      break;
    case MLG_JSON_TRUE:
    case MLG_JSON_FALSE:
      set_lent (self, column, node->kind == MLG_JSON_TRUE ? "1" : "0", MLG_SHEET_YES_NO);
      break;
    case MLG_JSON_OBJECT:
      set_object (self, column, node);
      break;
    case MLG_JSON_ARRAY:
      text = mlg_flat_dup_text (node);
      mlg_flat_set (self, column, text, MLG_SHEET_TEXT);
      break;
    default:
      break;
    }
}

void
mlg_flat_set_members (MlgFlat           *self,
                      const MlgJsonNode *object,
                      const char *const *except)
{
  for (const MlgJsonNode *member = object == NULL ? NULL : object->first; member != NULL; member = member->next)
    {
      if (except == NULL || !g_strv_contains (except, member->name))
        mlg_flat_set_node (self, member->name, member);
    }
}

void
mlg_flat_set_target (MlgFlat    *self,
                     const char *column,
                     const char *target)
{
  g_hash_table_replace (self->targets, g_strdup (column), g_strdup (target));
}

void
mlg_flat_end_row (MlgFlat *self,
                  guint    line)
{
  Row row = { line, self->first };

  mlg_flat_set (self, _("Other members"), self->leftover->str, MLG_SHEET_TEXT);
  g_string_truncate (self->leftover, 0);
  row.n_cells = self->cells->len - self->first;
  g_array_append_val (self->rows, row);
  for (guint i = self->first; i < self->cells->len; i++)
    g_array_index (self->filled, guint, g_array_index (self->cells, Cell, i).column) = 0;
  self->first = self->cells->len;
}

void
mlg_flat_drop_row (MlgFlat *self)
{
  for (guint i = self->first; i < self->cells->len; i++)
    g_array_index (self->filled, guint, g_array_index (self->cells, Cell, i).column) = 0;
  g_array_set_size (self->cells, self->first);
  g_string_truncate (self->leftover, 0);
}

guint
mlg_flat_get_n_rows (MlgFlat *self)
{
  return self->rows->len;
}

/* ---- dates */

/* "02/05/2018", "2018-05-02 10:00:00", "2018-05-02T10:00:00+02:00" → "2018-05-02"; NULL for anything else. */
char *
mlg_flat_dup_day (const char *text)
{
  guint year, month, day;

  if (text == NULL)
    return NULL;
  if (strlen (text) >= 10 && text[4] == '-' && sscanf (text, "%4u-%2u-%2u", &year, &month, &day) == 3 &&
      strchr (" T", text[10]) != NULL)
    return g_date_valid_dmy (day, month, year) ? g_strndup (text, 10) : NULL;
  if (sscanf (text, "%2u/%2u/%4u", &day, &month, &year) == 3 && year > 999 && g_date_valid_dmy (day, month, year))
    return g_strdup_printf ("%04u-%02u-%02u", year, month, day);
  return NULL;
}

void
mlg_flat_set_day (MlgFlat    *self,
                  const char *column,
                  const char *text)
{
  g_autofree char *day = mlg_flat_dup_day (text);

  mlg_flat_set (self, column, day != NULL ? day : text, day != NULL ? MLG_SHEET_DATE : MLG_SHEET_TEXT);
}

void
mlg_flat_set_targets (MlgFlat             *self,
                      const MlgFlatTarget *targets,
                      guint                n_targets)
{
  for (guint i = 0; i < n_targets; i++)
    mlg_flat_set_target (self, targets[i].column, targets[i].target);
}

void
mlg_flat_set_own_targets (MlgFlat         *self,
                          const MlgEntity *entity)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const char *column = g_ptr_array_index (self->columns, i);
      guint part;

      /* As a target "note" is a line of it; the guess knows the field by its name. */
      if (strcmp (column, "note") != 0 && mlg_entity_find_part (entity, column, &part) != NULL && !g_hash_table_contains (self->targets, column))
        mlg_flat_set_target (self, column, column);
    }
}

/* ---- the sheet */

/* Are all the ids of this column ours? Else they are what the source calls its records. */
static gboolean
holds_our_ids (MlgFlat *self,
               guint    column)
{
  guint n = 0;

  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);
      MlgId id;

      if (cell->column != column)
        continue;
      if (!mlg_id_parse (cell->text, &id))
        return FALSE;
      n++;
    }

  return n > 0;
}

static void
set_targets (MlgFlat  *self,
             MlgSheet *sheet)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const char *column = g_ptr_array_index (self->columns, i);
      const char *target = g_hash_table_lookup (self->targets, column);

      if (target != NULL && strcmp (target, "key") == 0 && holds_our_ids (self, i))
        target = "id";
      if (target != NULL)
        mlg_sheet_set_target (sheet, column, target);
    }
}

/* Cells come in the order of the columns, with empty ones between them. */
static void
add_row (MlgFlat      *self,
         MlgSheet     *sheet,
         const Row    *row,
         const Cell  **by_column)
{
  guint n_columns = 0;

  for (guint i = 0; i < row->n_cells; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, row->first_cell + i);

      by_column[cell->column] = cell;
      n_columns = MAX (n_columns, cell->column + 1);
    }

  for (guint i = 0; i < n_columns; i++)
    {
      if (by_column[i] == NULL)
        mlg_sheet_add (sheet, NULL, -1, MLG_SHEET_TEXT);
      else
        mlg_sheet_add (sheet, by_column[i]->text, -1, by_column[i]->kind);
      by_column[i] = NULL;
    }
  mlg_sheet_end_row (sheet, row->line, FALSE);
}

MlgSheet *
mlg_flat_finish (MlgFlat     *self,
                 const char  *entity,
                 GError     **error)
{
  g_autoptr(MlgFlat) owned = self;
  g_autoptr(MlgSheet) sheet = mlg_sheet_new (self->name);
  g_autofree const Cell **by_column = g_new0 (const Cell *, self->columns->len + 1);

  if ((guint64) self->rows->len * self->columns->len > MAX_CELLS)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE,
                           _("This file is too large to be a list of records."));
      return NULL;
    }

  for (guint i = 0; i < self->columns->len; i++)
    mlg_sheet_add (sheet, g_ptr_array_index (self->columns, i), -1, MLG_SHEET_TEXT);
  mlg_sheet_end_row (sheet, 1, FALSE);
  for (guint i = 0; i < self->rows->len; i++)
    add_row (self, sheet, &g_array_index (self->rows, Row, i), by_column);

  mlg_sheet_set_header (sheet, TRUE);
  mlg_sheet_set_entity (sheet, entity);
  set_targets (self, sheet);
  return g_steal_pointer (&sheet);
}
