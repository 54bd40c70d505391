/* Lines that are not what they seem: the header once more, a total, a note below the table, a
 * text cut by a separator that was in it. And what is said of a row while it is read.
 */

#include "exchange/mlg-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/mlg-text.h"
#include "model/mlg-value.h"

/* Notes stand below the table only. */
#define FOOT_ROWS 6
/* A text with more separators in it was not cut: the line is something else. */
#define MAX_CUTS  3

void
mlg_row_values_clear (MlgRowValues *values,
                      guint         n_targets)
{
  for (guint i = 0; values->values != NULL && i < n_targets; i++)
    g_free (values->values[i]);
  g_clear_pointer (&values->values, g_free);
  g_clear_pointer (&values->reason, g_free);
  g_clear_pointer (&values->pending, g_array_unref);
  if (values->remark != NULL)
    g_string_free (g_steal_pointer (&values->remark), TRUE);
}

void
mlg_row_values_refuse (MlgRowValues *values,
                       const char   *column,
                       const char   *sentence)
{
  if (values->reason == NULL)
    values->reason = column == NULL ? g_strdup (sentence) : g_strdup_printf (_("Column “%s”: %s"), column, sentence);
}

void
mlg_row_values_remark (MlgRowValues *values,
                       const char   *column,
                       const char   *sentence)
{
  if (values->remark == NULL)
    values->remark = g_string_new (NULL);
  else
    g_string_append_c (values->remark, ' ');
  if (column == NULL)
    g_string_append (values->remark, sentence);
  else
    g_string_append_printf (values->remark, _("Column “%s”: %s"), column, sentence);
}

/* One line for one column: it is found again by its label. */
void
mlg_import_write_line (GString    *lines,
                       const char *label,
                       const char *text)
{
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  g_string_append (lines, MLG_NOTE_START);
  g_string_append (lines, label);
  g_string_append (lines, MLG_NOTE_MIDDLE);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\r')
        continue;
      if (*p == '\n')
        g_string_append (lines, " / ");
      else
        g_string_append_c (lines, *p);
    }
}

void
mlg_row_values_keep (MlgRowValues *values,
                     guint         note,
                     const char   *label,
                     const char   *text)
{
  g_autoptr(GString) line = g_string_new (NULL);
  char *joined;

  if (note == G_MAXUINT)
    return;

  mlg_import_write_line (line, label, text);
  joined = mlg_import_join_notes (values->values[note], line->str);
  g_free (values->values[note]);
  values->values[note] = joined;
}

/* ---- no records */

static char *
dup_text (MlgList *self,
          guint    row,
          guint    column)
{
  const MlgSheetCell *cell = mlg_list_get_cell (self, row, column);

  return cell == NULL || cell->length > 2000 ? NULL : mlg_import_dup_clean (cell);
}

static gboolean
is_header_again (MlgList *self,
                 guint    row)
{
  const MlgSheetRow *source = &g_array_index (self->rows, MlgSheetRow, row);
  const MlgSheetCell *cells = mlg_sheet_get_cells (self->sheet);
  guint n_same = 0;

  for (guint i = 0; i < source->n_cells; i++)
    {
      const MlgSheetCell *cell = cells + source->first_cell + i, *name = cells + self->header_row.first_cell + i;
      g_autofree char *text = NULL, *header = NULL;

      /* Of nearly every row the first cell tells. */
      if (cell->length == 0)
        continue;
      if (i >= self->header_row.n_cells || cell->length > name->length + 8 || name->length > cell->length + 8)
        return FALSE;
      text = mlg_import_dup_clean (cell);
      header = mlg_import_dup_clean (name);
      if (text == NULL)
        continue;
      if (header == NULL || g_ascii_strcasecmp (text, header) != 0)
        return FALSE;
      n_same++;
    }

  return n_same > 1 || (n_same == 1 && self->columns->len == 1);
}

/* « Total », « Sous-total », « TOTAL GÉNÉRAL : » */
static gboolean
is_total (const char *text)
{
  static const char *const words[] = { "total", "totaux", "sous", "general", "generale", "du", "de", "la", "colonne", "liste", "lignes", "nombre", NULL };
  g_autofree char *folded = strlen (text) > 60 ? NULL : mlg_fold (text);
  g_auto(GStrv) pieces = NULL;
  gboolean found = FALSE;

  if (folded == NULL || strstr (folded, "tota") == NULL)
    return FALSE;

  pieces = g_strsplit_set (folded, " :=()0123456789.,", -1);
  for (guint i = 0; pieces[i] != NULL; i++)
    {
      if (*pieces[i] != '\0' && !g_strv_contains (words, pieces[i]))
        return FALSE;
      found |= strcmp (pieces[i], "total") == 0 || strcmp (pieces[i], "totaux") == 0;
    }

  return found;
}

static gboolean
is_foot_note (const char *text)
{
  static const char *const beginnings[] = {
    "source", "note", "nota", "legende", "mise a jour", "maj ", "donnees", "licence", "extraction", "champ", "lecture", "edite le",
    "liste ", "fichier ", "*", "(1)", "(*)", "nb ", "nb:", "document ", "page ",
  };
  g_autofree char *folded = mlg_fold (text);

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_has_prefix (folded, beginnings[i]) || g_str_has_prefix (text, beginnings[i]))
      return TRUE;

  return FALSE;
}

static char *
dup_no_record (MlgList *self,
               guint    row)
{
  const MlgSheetRow *source = &g_array_index (self->rows, MlgSheetRow, row);
  const MlgSheetCell *cells = mlg_sheet_get_cells (self->sheet) + source->first_cell;
  g_autofree char *first = NULL;
  guint n_filled = 0, index = 0;

  for (guint i = 0; i < source->n_cells; i++)
    {
      if (cells[i].length > 0 && n_filled++ == 0)
        index = i;
    }

  if (n_filled == 0)
    return NULL;
  if (cells[index].length > 0 && strchr ("tTsSnN", cells[index].text[0]) != NULL)
    {
      first = dup_text (self, row, index);
      if (first != NULL && is_total (first) && (n_filled > 1 || row + FOOT_ROWS >= self->rows->len))
        return g_strdup (_("This line is a total, not a record."));
    }

  if (n_filled == 1 && self->columns->len >= 3 && row + FOOT_ROWS >= self->rows->len && row > 0)
    {
      g_autofree char *text = dup_text (self, row, index);

      if (text != NULL && is_foot_note (text))
        return g_strdup (_("This line is a note below the table, not a record."));
    }
  return NULL;
}

char *
mlg_list_dup_fault (MlgList *self,
                    guint    row)
{
  const MlgSheetRow *source = &g_array_index (self->rows, MlgSheetRow, row);

  if (source->torn && self->import->source == NULL && source->n_cells >= MLG_COLUMNS_MAX)
    return g_strdup (_("This line has more cells than a spreadsheet has columns."));
  if (source->torn)
    return g_strdup (self->import->source == NULL ? _("A quotation mark is opened on this line and never closed.")
                                                  : _("This line cannot be read."));
  if (self->header && is_header_again (self, row))
    return g_strdup (_("This line repeats the names of the columns."));

  return dup_no_record (self, row);
}

/* ---- a separator inside a text */

/* Empty cells at the end are no cells. */
static guint
count_cells (MlgList *self,
             guint    row)
{
  guint n = g_array_index (self->rows, MlgSheetRow, row).n_cells;

  while (n > 0)
    {
      const MlgSheetCell *cell = mlg_list_get_cell (self, row, n - 1);
      g_autofree char *text = cell->length == 0 ? NULL : dup_text (self, row, n - 1);

      if (text != NULL || cell->length > 2000)
        break;
      n--;
    }

  return n;
}

gboolean
mlg_list_has_cells_too_many (MlgList *self,
                             guint    row)
{
  return g_array_index (self->rows, MlgSheetRow, row).n_cells > self->columns->len && count_cells (self, row) > self->columns->len;
}

/* A column whose cells look like nothing else. */
static gboolean
is_strict (const MlgImportColumn *column)
{
  static const char *const names[] = { "lat", "lon", "postal_code", "insee_code", NULL };
  const MlgField *field = column->field;

  if (column->use == MLG_COLUMN_ID)
    return TRUE;
  if (column->use != MLG_COLUMN_FIELD)
    return FALSE;
  if (mlg_field_is_composite (field))
    return column->part == MLG_WHOLE_FIELD || field->type == MLG_TYPE_DATE || g_strv_contains (names, field->parts[column->part].name);

  switch (field->type)
    {
    case MLG_TYPE_CODE:
    case MLG_TYPE_URL:
    case MLG_TYPE_EMAIL:
    case MLG_TYPE_PHONE:
    case MLG_TYPE_INTEGER:
    case MLG_TYPE_NUMBER:
    case MLG_TYPE_MONEY:
    case MLG_TYPE_YES_NO:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
fits_column (MlgList *self,
             guint    row,
             guint    cell,
             guint    index)
{
  const MlgImportColumn *column = mlg_list_get_column (self, index);
  g_autofree char *text = NULL;
  const char *name;
  MlgId id;

  if (!is_strict (column))
    return TRUE;

  text = dup_text (self, row, cell);
  if (text == NULL || mlg_import_is_nothing (text))
    return TRUE;
  if (column->use == MLG_COLUMN_ID)
    return mlg_id_parse (text, &id);

  name = mlg_field_is_composite (column->field) && column->part != MLG_WHOLE_FIELD ? column->field->parts[column->part].name : column->field->name;
  return mlg_import_cell_fits (column->field, column->part, name, text);
}

static char *
join_cells (MlgList *self,
            guint    row,
            guint    at,
            guint    n_cuts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i <= n_cuts; i++)
    {
      const MlgSheetCell *cell = mlg_list_get_cell (self, row, at + i);

      if (i > 0)
        g_string_append_c (text, self->import->separator);
      g_string_append_len (text, cell->text, cell->length);
    }

  return g_string_free (text, FALSE);
}

/* The @n_cuts + 1 cells from @at on were one. */
static gboolean
fits_when_joined (MlgList *self,
                  guint    row,
                  guint    at,
                  guint    n_cuts)
{
  const MlgImportColumn *column = mlg_list_get_column (self, at);

  /* « 44,96 ; 3,55 » is the only number with a separator in it. */
  if (is_strict (column))
    {
      g_autofree char *joined = join_cells (self, row, at, n_cuts);
      double lat, lon;

      if (column->use != MLG_COLUMN_FIELD || column->field->type != MLG_TYPE_PLACE || column->part != MLG_WHOLE_FIELD ||
          !mlg_place_read_pair (g_strstrip (joined), &lat, &lon))
        return FALSE;
    }

  for (guint i = 0; i < self->columns->len; i++)
    {
      if (i != at && !fits_column (self, row, i > at ? i + n_cuts : i, i))
        return FALSE;
    }

  return TRUE;
}

/* « Bar, tabac »: after the separator of a sentence there is a space. */
static gboolean
is_cut_at_spaces (MlgList *self,
                  guint    row,
                  guint    at,
                  guint    n_cuts)
{
  for (guint i = 1; i <= n_cuts; i++)
    {
      const MlgSheetCell *cell = mlg_list_get_cell (self, row, at + i);

      if (cell->length == 0 || cell->text[0] != ' ')
        return FALSE;
    }

  return TRUE;
}

GArray *
mlg_list_rejoin_row (MlgList  *self,
                     guint     row,
                     char    **joined)
{
  guint n_cells = count_cells (self, row), n_cuts = n_cells - self->columns->len;
  guint n_fit = 0, n_spaced = 0, fit = 0, spaced = 0;
  GArray *cells;

  if (self->import->source != NULL || n_cuts > MAX_CUTS || self->columns->len < 2)
    return NULL;

  for (guint at = 0; at < self->columns->len; at++)
    {
      if (!fits_when_joined (self, row, at, n_cuts))
        continue;
      n_fit++;
      fit = at;
      if (is_cut_at_spaces (self, row, at, n_cuts))
        {
          n_spaced++;
          spaced = at;
        }
    }

  /* One cell too many at the end may be anything. */
  if (n_spaced != 1 && (n_fit != 1 || fit + 1 == self->columns->len))
    return NULL;
  if (n_spaced == 1)
    fit = spaced;

  *joined = join_cells (self, row, fit, n_cuts);
  cells = g_array_new (FALSE, FALSE, sizeof (MlgSheetCell));
  for (guint i = 0; i < self->columns->len; i++)
    {
      MlgSheetCell cell = i == fit ? (MlgSheetCell) { *joined, strlen (*joined), MLG_SHEET_TEXT }
                                   : *mlg_list_get_cell (self, row, i > fit ? i + n_cuts : i);

      g_array_append_val (cells, cell);
    }
  return cells;
}
