/* One sheet of an import: where its table begins, which columns it has, and what they become. */

#include "exchange/mlg-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/mlg-text.h"

#define N_SAMPLES    5
/* Titles above a table are looked for among the first rows only. */
#define HEAD_ROWS    50
/* Characters of a name of a column, or of a sample of what it holds. */
#define MAX_SHOWN    200

static void
clear_column (gpointer data)
{
  MlgImportColumn *column = data;

  g_free (column->name);
  g_strfreev (column->samples);
}

MlgList *
mlg_list_new (MlgImport *import,
              MlgSheet  *sheet)
{
  MlgList *self = g_new0 (MlgList, 1);
  const char *entity = mlg_sheet_get_entity (sheet);

  self->import = import;
  self->project = import->project;
  self->sheet = sheet;
  self->wanted_header = -1;
  self->entity = entity == NULL ? NULL : mlg_schema_find (entity);
  self->keys = g_array_new (FALSE, FALSE, sizeof (MlgKeyPart));
  self->remarks = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
forget_source (MlgList *self)
{
  mlg_list_forget (self);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_ptr_array_set_size (self->remarks, 0);
}

void
mlg_list_free (MlgList *self)
{
  if (self == NULL)
    return;

  forget_source (self);
  g_array_unref (self->keys);
  g_ptr_array_unref (self->remarks);
  g_free (self->key);
  g_free (self);
}

static guint
count_filled (MlgList           *self,
              const MlgSheetRow *row)
{
  const MlgSheetCell *cells = mlg_sheet_get_cells (self->sheet);
  guint n = 0;

  for (guint i = 0; i < row->n_cells; i++)
    n += cells[row->first_cell + i].length > 0;
  return n;
}

static char *
clip (char *text)
{
  char *end;

  if (text == NULL || strlen (text) <= MAX_SHOWN || g_utf8_strlen (text, -1) <= MAX_SHOWN)
    return text;

  end = g_utf8_offset_to_pointer (text, MAX_SHOWN);
  *end = '\0';
  end = g_strconcat (text, "…", NULL);
  g_free (text);
  return end;
}

static char *
dup_shown (const MlgSheetCell *cell)
{
  MlgSheetCell start = cell == NULL ? (MlgSheetCell) { "", 0, 0 } : *cell;

  /* A cell of a hundred megabytes is not copied to be cut. */
  if (start.length > 8 * MAX_SHOWN)
    {
      const char *end = g_utf8_find_prev_char (start.text, start.text + 8 * MAX_SHOWN);

      start.length = end - start.text;
    }
  return clip (mlg_import_dup_clean (&start));
}

/* « Liste des structures au 1er mars;;; » above the table is not the table. */
static void
drop_titles (MlgList *self)
{
  guint widest = 0, first = 0;
  g_autofree char *title = NULL;

  for (guint i = 0; i < MIN (self->rows->len, HEAD_ROWS); i++)
    widest = MAX (widest, count_filled (self, &g_array_index (self->rows, MlgSheetRow, i)));

  if (widest < 3)
    return;

  while (first + 1 < self->rows->len && count_filled (self, &g_array_index (self->rows, MlgSheetRow, first)) * 3 <= widest)
    first++;
  /* « Identité ;; Contact ; » above « Nom ; Sigle ; Courriel ; Téléphone »: the second row names the columns. */
  if (first + 2 < self->rows->len && count_filled (self, &g_array_index (self->rows, MlgSheetRow, first)) < widest &&
      mlg_list_count_known_names (self, first + 1) > MAX (1, mlg_list_count_known_names (self, first)))
    first++;
  if (first == 0 || first >= MIN (self->rows->len, HEAD_ROWS) - 1)
    return;

  for (guint i = 0; i < first && title == NULL; i++)
    for (guint column = 0; title == NULL && column < g_array_index (self->rows, MlgSheetRow, i).n_cells; column++)
      title = dup_shown (mlg_list_get_cell (self, i, column));
  if (title != NULL)
    g_ptr_array_add (self->remarks, g_strdup_printf (_("What stands above the table was left out: “%s”."), title));
  g_array_remove_range (self->rows, 0, first);
}

static void
take_header (MlgList *self)
{
  gboolean known;

  self->header_row = (MlgSheetRow) { 0 };
  if (self->rows->len == 0)
    {
      self->header = FALSE;
      return;
    }

  if (self->wanted_header >= 0)
    self->header = self->wanted_header != 0;
  else if (mlg_sheet_get_header (self->sheet, &known))
    self->header = known;
  else
    self->header = mlg_list_looks_like_header (self, 0);

  if (self->header)
    {
      self->header_row = g_array_index (self->rows, MlgSheetRow, 0);
      g_array_remove_index (self->rows, 0);
    }
}

static char *
name_column (MlgList *self,
             guint    column)
{
  char *name = NULL;

  if (column < self->header_row.n_cells)
    name = dup_shown (mlg_sheet_get_cells (self->sheet) + self->header_row.first_cell + column);
  if (name == NULL)
    return g_strdup_printf (_("Column %u"), column + 1);

  /* « Code\npostal »: a header on two lines is one name. */
  g_strdelimit (name, "\r\n\t", ' ');
  for (char *at = name; (at = strstr (at, "  ")) != NULL;)
    memmove (at, at + 1, strlen (at));
  return name;
}

static void
describe_column (MlgList         *self,
                 guint            index,
                 MlgImportColumn *column)
{
  g_autoptr(GPtrArray) samples = g_ptr_array_new ();

  column->name = name_column (self, index);

  for (guint row = 0; row < self->rows->len; row++)
    {
      const MlgSheetCell *cell = mlg_list_get_cell (self, row, index);

      if (cell == NULL || cell->length == 0)
        continue;

      column->n_filled++;
      if (samples->len < N_SAMPLES)
        {
          g_autofree char *text = dup_shown (cell);

          if (text != NULL && !g_ptr_array_find_with_equal_func (samples, text, g_str_equal, NULL))
            g_ptr_array_add (samples, g_steal_pointer (&text));
        }
    }

  g_ptr_array_add (samples, NULL);
  column->samples = (char **) g_ptr_array_free (g_steal_pointer (&samples), FALSE);
}

static void
describe_columns (MlgList *self)
{
  guint n_columns = self->header_row.n_cells;

  /* Without a header the widest of the first rows tells; a longer row below it is a fault. */
  for (guint i = 0; !self->header && i < MIN (self->rows->len, HEAD_ROWS); i++)
    n_columns = MAX (n_columns, g_array_index (self->rows, MlgSheetRow, i).n_cells);

  self->columns = g_array_new (FALSE, TRUE, sizeof (MlgImportColumn));
  g_array_set_clear_func (self->columns, clear_column);
  g_array_set_size (self->columns, n_columns);

  for (guint i = 0; i < n_columns; i++)
    describe_column (self, i, &g_array_index (self->columns, MlgImportColumn, i));
}

void
mlg_list_read (MlgList *self)
{
  guint n_rows = mlg_sheet_get_n_rows (self->sheet);
  gboolean known;

  forget_source (self);
  self->rows = g_array_sized_new (FALSE, FALSE, sizeof (MlgSheetRow), n_rows);
  for (guint i = 0; i < n_rows; i++)
    {
      const MlgSheetRow *row = mlg_sheet_get_row (self->sheet, i);

      if (count_filled (self, row) > 0)
        g_array_append_vals (self->rows, row, 1);
    }

  if (!mlg_sheet_get_header (self->sheet, &known))
    drop_titles (self);
  if (self->entity == NULL)
    mlg_list_guess_entity (self);
  take_header (self);
  self->used = self->rows->len > 0;
  self->foreign_ids = self->import->reader == &mlg_import_file_reader;
  describe_columns (self);
  if (!mlg_list_recall (self))
    mlg_list_guess_columns (self);
}

/* ---- columns */

void
mlg_list_map (MlgList        *self,
              guint           column,
              MlgColumnUse    use,
              const MlgField *field,
              guint           part)
{
  MlgImportColumn *chosen;

  for (guint i = 0; i < self->columns->len; i++)
    {
      MlgImportColumn *other = &g_array_index (self->columns, MlgImportColumn, i);
      gboolean same = use == MLG_COLUMN_FIELD ? other->use == use && other->field == field && other->part == part &&
                                                !mlg_field_is_multiple (field)
                                              : use == MLG_COLUMN_ID && other->use == use;

      if (i != column && same)
        {
          other->use = MLG_COLUMN_NOTE;
          other->field = NULL;
          other->part = 0;
        }
    }

  chosen = &g_array_index (self->columns, MlgImportColumn, column);
  chosen->use = use;
  chosen->field = field;
  chosen->part = part;
  chosen->guess = MLG_GUESS_CHOSEN;
}

static guint
find_column (MlgList    *self,
             const char *name)
{
  g_autofree char *folded = mlg_fold (name);

  for (guint i = 0; i < self->columns->len; i++)
    {
      if (strcmp (mlg_list_get_column (self, i)->name, name) == 0)
        return i;
    }

  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *other = mlg_fold (mlg_list_get_column (self, i)->name);

      if (strcmp (other, folded) == 0)
        return i;
    }

  return G_MAXUINT;
}

gboolean
mlg_list_map_named (MlgList     *self,
                    const char  *column,
                    const char  *target,
                    GError     **error)
{
  guint index = find_column (self, column);
  const MlgField *field;
  guint part = 0;

  if (index == G_MAXUINT)
    {
      g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_INVALID, _("There is no column “%s” in this list."), column);
      return FALSE;
    }

  if (strcmp (target, "note") == 0)
    mlg_list_map (self, index, MLG_COLUMN_NOTE, NULL, 0);
  else if (strcmp (target, "skip") == 0 || *target == '\0')
    mlg_list_map (self, index, MLG_COLUMN_SKIP, NULL, 0);
  else if (strcmp (target, "id") == 0)
    mlg_list_map (self, index, MLG_COLUMN_ID, NULL, 0);
  else
    {
      gboolean whole = strcmp (target, "place") == 0;

      field = whole ? mlg_entity_find_field (self->entity, target) : mlg_entity_find_part (self->entity, target, &part);
      if (field == NULL || (field->flags & MLG_FIELD_GONE))
        {
          g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_INVALID,
                       _("There is no field “%s” there."), target);
          return FALSE;
        }
      mlg_list_map (self, index, MLG_COLUMN_FIELD, field, whole ? MLG_WHOLE_FIELD : part);
    }

  return TRUE;
}

gboolean
mlg_list_set_key (MlgList     *self,
                  const char  *key,
                  GError     **error)
{
  g_auto(GStrv) names = g_strsplit (key == NULL ? "" : key, "+", -1);
  g_autoptr(GArray) parts = g_array_new (FALSE, FALSE, sizeof (MlgKeyPart));

  for (guint i = 0; names[i] != NULL && g_strcmp0 (key, "id") != 0; i++)
    {
      MlgKeyPart part = { 0 };

      part.field = mlg_entity_find_part (self->entity, g_strstrip (names[i]), &part.part);
      if (part.field == NULL)
        {
          g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_INVALID, _("There is no field “%s” there."), names[i]);
          return FALSE;
        }
      g_array_append_val (parts, part);
    }

  g_free (self->key);
  self->key = g_strdup (key);
  self->by_id = g_strcmp0 (key, "id") == 0;
  g_array_unref (self->keys);
  self->keys = g_steal_pointer (&parts);
  return TRUE;
}

guint
mlg_list_find_target (MlgList    *self,
                      const char *field)
{
  for (guint i = 0; i < self->targets->len; i++)
    {
      if (strcmp (((const MlgField *) g_ptr_array_index (self->targets, i))->name, field) == 0)
        return i;
    }

  return G_MAXUINT;
}

/* ---- what compare found */

static void
clear_result (MlgRowResult *result,
              guint         n_targets)
{
  for (guint t = 0; t < n_targets; t++)
    {
      if (result->values != NULL)
        g_free (result->values[t]);
      if (result->before != NULL)
        g_free (result->before[t]);
    }

  g_free (result->values);
  g_free (result->before);
  g_free (result->states);
  g_free (result->reason);
  g_free (result->remark);
}

void
mlg_list_forget (MlgList *self)
{
  for (guint i = 0; self->results != NULL && i < self->results->len; i++)
    clear_result (&g_array_index (self->results, MlgRowResult, i), self->targets->len);

  g_clear_pointer (&self->results, g_array_unref);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  memset (self->counts, 0, sizeof self->counts);
  self->n_absent = 0;
}
