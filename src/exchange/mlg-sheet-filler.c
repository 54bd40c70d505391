/* What the readers of spreadsheets share. */

#include "exchange/mlg-sheet-filler.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/mlg-columns.h"
#include "exchange/mlg-zip.h"
#include "model/mlg-schema.h"

typedef struct
{
  gsize  start;       /* in the text of the row */
  guint  length;
  guint8 kind;
} FilledCell;

struct _MlgSheetFiller
{
  MlgSheet      *sheet;
  MlgSheetMarks *marks;        /* of the sheet */
  GString       *text;         /* of the row */
  GArray        *cells;        /* FilledCell; the last one is not empty */

  guint          n_merged;     /* of the whole file, as the two below */
  guint64        n_cells;
  guint64        n_bytes;
};

MlgSheetFiller *
mlg_sheet_filler_new (void)
{
  MlgSheetFiller *self = g_new0 (MlgSheetFiller, 1);

  self->text = g_string_new (NULL);
  self->marks = mlg_sheet_marks_new ();
  self->cells = g_array_new (FALSE, TRUE, sizeof (FilledCell));
  return self;
}

void
mlg_sheet_filler_free (MlgSheetFiller *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->sheet, mlg_sheet_free);
  g_string_free (self->text, TRUE);
  mlg_sheet_marks_free (self->marks);
  g_array_unref (self->cells);
  g_free (self);
}

void
mlg_sheet_filler_begin (MlgSheetFiller *self,
                        const char     *name)
{
  g_clear_pointer (&self->sheet, mlg_sheet_free);
  self->sheet = mlg_sheet_new (name);
  g_string_truncate (self->text, 0);
  g_array_set_size (self->cells, 0);
}

static void
set_too_large (GError **error)
{
  g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE,
                       _("This file holds more cells than a list can have. Keep only the sheet of the list, then import it."));
}

gboolean
mlg_sheet_filler_set (MlgSheetFiller  *self,
                      guint            column,
                      const char      *text,
                      gsize            length,
                      MlgSheetKind     kind,
                      GError         **error)
{
  FilledCell *cell;

  if (length == 0)
    return TRUE;

  if (length > MLG_SHEET_MAX_CELL || column >= MLG_SHEET_MAX_COLUMNS)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE,
                           _("A cell of this file holds more text than a list ever has. The file was not read."));
      return FALSE;
    }

  if (column >= self->cells->len)
    g_array_set_size (self->cells, column + 1);
  cell = &g_array_index (self->cells, FilledCell, column);
  *cell = (FilledCell) { self->text->len, (guint) length, kind };
  g_string_append_len (self->text, text, length);

  if (self->text->len > MLG_SHEET_MAX_TEXT)
    set_too_large (error);
  return self->text->len <= MLG_SHEET_MAX_TEXT;
}

gboolean
mlg_sheet_filler_end_row (MlgSheetFiller  *self,
                          guint            line,
                          guint            n_times,
                          GError         **error)
{
  guint n_cells = self->cells->len;
  gsize n_bytes = self->text->len;

  /* A row of no sheet is of no list. */
  if (n_cells == 0 || self->sheet == NULL)
    {
      g_string_truncate (self->text, 0);
      g_array_set_size (self->cells, 0);
      return TRUE;
    }

  self->n_cells += (guint64) n_cells * n_times;
  self->n_bytes += (guint64) n_bytes * n_times;
  if (n_times > MLG_SHEET_MAX_ROWS || self->n_cells > MLG_SHEET_MAX_CELLS || self->n_bytes > MLG_SHEET_MAX_TEXT)
    {
      set_too_large (error);
      return FALSE;
    }

  for (guint n = 0; n < n_times; n++)
    {
      for (guint i = 0; i < n_cells; i++)
        {
          const FilledCell *cell = &g_array_index (self->cells, FilledCell, i);

          mlg_sheet_add (self->sheet, self->text->str + cell->start, cell->length, cell->kind);
        }
      mlg_sheet_end_row (self->sheet, line + n, FALSE);
    }

  g_string_truncate (self->text, 0);
  g_array_set_size (self->cells, 0);
  return TRUE;
}

MlgSheet *
mlg_sheet_filler_take (MlgSheetFiller *self)
{
  guint n_merged;

  if (self->sheet == NULL)
    return NULL;

  self->sheet = mlg_sheet_marks_apply (self->marks, self->sheet, &n_merged);
  self->n_merged += n_merged;
  return g_steal_pointer (&self->sheet);
}

MlgSheetMarks *
mlg_sheet_filler_get_marks (MlgSheetFiller *self)
{
  return self->marks;
}

void
mlg_sheet_filler_add_remarks (MlgSheetFiller *self,
                              MlgSource      *source)
{
  g_autofree char *sentence = NULL;

  if (self->n_merged == 0)
    return;

  sentence = g_strdup_printf (ngettext ("%u cell was empty because it is merged with the one above: it has the value of that one.",
                                        "%u cells were empty because they are merged with the one above: they have the value of that one.",
                                        self->n_merged), self->n_merged);
  mlg_source_add_remark (source, sentence);
}

static gboolean
cell_is (MlgSheet   *sheet,
         guint       column,
         const char *word)
{
  const MlgSheetCell *cell = mlg_sheet_get_n_rows (sheet) == 0 ? NULL : mlg_sheet_get_cell (sheet, 0, column);

  return cell != NULL && cell->length == strlen (word) && memcmp (cell->text, word, cell->length) == 0;
}

/* Columns named by the field, or by its words on the screen: nothing is left to guess. */
static void
name_targets (MlgSheet        *sheet,
              const MlgEntity *entity)
{
  for (guint c = 1; c < mlg_sheet_get_row (sheet, 0)->n_cells; c++)
    {
      const MlgSheetCell *cell = mlg_sheet_get_cell (sheet, 0, c);
      g_autofree char *name = g_strndup (cell->text, cell->length);
      MlgColumn column;
      guint part;

      /* "note" as a target means a line of it. */
      if (mlg_entity_find_part (entity, name, &part) != NULL)
        {
          if (strcmp (name, "note") != 0)
            mlg_sheet_set_target (sheet, name, name);
        }
      else if (mlg_columns_find_label (entity, name, &column) && column.field->number != MLG_FIELD_NOTE)
        mlg_sheet_set_target (sheet, name, column.name);
    }
}

void
mlg_sheet_recognise_own (MlgSheet *sheet)
{
  const char *name = mlg_sheet_get_name (sheet);
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  if (!cell_is (sheet, 0, "id"))
    return;

  for (guint i = 0; i < n_entities; i++)
    {
      if (g_strcmp0 (name, entities[i]->name) == 0 || g_strcmp0 (name, _(entities[i]->plural)) == 0 ||
          g_strcmp0 (name, entities[i]->plural) == 0)
        {
          mlg_sheet_set_entity (sheet, entities[i]->name);
          mlg_sheet_set_header (sheet, TRUE);
          name_targets (sheet, entities[i]);
          return;
        }
    }
}

static gboolean
holds_entity (GPtrArray  *sheets,
              const char *entity)
{
  for (guint i = 0; i < sheets->len; i++)
    if (g_strcmp0 (mlg_sheet_get_entity (sheets->pdata[i]), entity) == 0)
      return TRUE;

  return FALSE;
}

/* How much the records of @sheet need those of the sheets that still wait: what they cannot stand
 * without weighs more than what they may lack. */
static guint
weigh_needs (GPtrArray *waiting,
             MlgSheet  *sheet)
{
  const MlgEntity *entity = mlg_schema_find (mlg_sheet_get_entity (sheet));
  guint weight = 0;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];
      gboolean needed = (field->flags & (MLG_FIELD_REQUIRED | MLG_FIELD_PARENT)) != 0;

      if (!mlg_field_is_reference (field))
        continue;
      if (field->type == MLG_TYPE_ANY)
        weight += needed ? 100 : 1;
      else if (strcmp (field->target, entity->name) != 0 && holds_entity (waiting, field->target))
        weight += needed ? 10000 : 1;
    }

  return weight;
}

/* Of a workbook of ours: what others refer to comes before them. */
static void
sort_by_need (GPtrArray *sheets)
{
  g_autoptr(GPtrArray) waiting = g_ptr_array_new ();
  guint n = 0;

  for (guint i = 0; i < sheets->len; i++)
    {
      if (mlg_sheet_get_entity (sheets->pdata[i]) == NULL)
        return;
      g_ptr_array_add (waiting, sheets->pdata[i]);
    }

  while (waiting->len > 0)
    {
      guint best = 0, least = G_MAXUINT;

      for (guint i = 0; i < waiting->len; i++)
        {
          guint weight = weigh_needs (waiting, waiting->pdata[i]);

          if (weight < least)
            {
              best = i;
              least = weight;
            }
        }
      sheets->pdata[n++] = g_ptr_array_remove_index (waiting, best);
    }
}

static guint
add_filled (MlgSource *source,
            GPtrArray *sheets)
{
  guint n = 0;

  for (guint i = 0; i < sheets->len; i++)
    if (mlg_sheet_get_n_rows (sheets->pdata[i]) > 0)
      mlg_sheet_recognise_own (sheets->pdata[i]);
  sort_by_need (sheets);

  while (sheets->len > 0)
    {
      MlgSheet *sheet = g_ptr_array_steal_index (sheets, 0);

      if (mlg_sheet_get_n_rows (sheet) == 0)
        {
          mlg_sheet_free (sheet);
          continue;
        }
      mlg_source_add_sheet (source, sheet);
      n++;
    }

  return n;
}

void
mlg_source_add_sheets (MlgSource *source,
                       GPtrArray *shown,
                       GPtrArray *hidden)
{
  if (add_filled (source, shown) == 0)
    {
      add_filled (source, hidden);
      return;
    }

  for (guint i = 0; i < hidden->len; i++)
    {
      g_autofree char *sentence = NULL;

      if (mlg_sheet_get_n_rows (hidden->pdata[i]) == 0)
        continue;
      sentence = g_strdup_printf (_("The sheet “%s” is hidden in the spreadsheet: it was left out. Show it there to import it."),
                                  mlg_sheet_get_name (hidden->pdata[i]));
      mlg_source_add_remark (source, sentence);
    }
}

/* "-1.25e-7" → "-0.000000125". */
static char *
dup_without_exponent (const char *text)
{
  const char *e = strpbrk (text, "eE");
  int exponent = e == NULL ? 0 : atoi (e + 1);
  g_autoptr(GString) digits = g_string_new (NULL);
  GString *plain = g_string_new (*text == '-' ? "-" : NULL);
  int point = -1;

  for (const char *p = text; *p != '\0' && p != e; p++)
    {
      if (*p == '.')
        point = (int) digits->len;
      else if (g_ascii_isdigit (*p))
        g_string_append_c (digits, *p);
    }

  point = (point < 0 ? (int) digits->len : point) + exponent;
  if (point <= 0)
    g_string_append (plain, "0.");
  for (int i = point; i < 0; i++)
    g_string_append_c (plain, '0');
  for (int i = 0; i < MAX ((int) digits->len, point); i++)
    {
      if (i == point && i > 0)
        g_string_append_c (plain, '.');
      g_string_append_c (plain, i < (int) digits->len ? digits->str[i] : '0');
    }

  return g_string_free (plain, FALSE);
}

char *
mlg_sheet_dup_number (const char *text,
                      gsize       length)
{
  g_autofree char *number = g_strndup (text, MIN (length, 400));
  char shortest[G_ASCII_DTOSTR_BUF_SIZE];
  gsize n_digits;
  char *end;
  double value;

  g_strstrip (number);
  n_digits = strspn (number + (*number == '-'), "0123456789");
  if (n_digits > 0 && number[n_digits + (*number == '-')] == '\0')
    return g_steal_pointer (&number);

  if (strspn (number, "+-0123456789.eE") != strlen (number))
    return NULL;
  value = g_ascii_strtod (number, &end);
  if (end == number || *end != '\0' || !isfinite (value))
    return NULL;

  for (int precision = 15; precision <= 17; precision++)
    {
      char format[8] = { '%', '.', '1', '0' + precision - 10, 'g' };

      g_ascii_formatd (shortest, sizeof shortest, format, value);
      if (g_ascii_strtod (shortest, NULL) == value)
        break;
    }

  return strpbrk (shortest, "eE") == NULL ? g_strdup (shortest) : dup_without_exponent (shortest);
}
