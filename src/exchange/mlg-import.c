/* The import of a list: the source, read whole, and the choices made about it. */

#include "exchange/mlg-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/mlg-text.h"

/* A list of actors is never that large: something else was chosen. */
#define MAX_BYTES    (256u << 20)
#define MAX_COLUMNS  2000
#define N_SAMPLES    5
/* Titles above a table are looked for among the first rows only. */
#define HEAD_ROWS    50

static const struct { char c; } separators[] = { { ';' }, { ',' }, { '\t' }, { '|' } };

static void
clear_column (gpointer data)
{
  MlgImportColumn *column = data;

  g_free (column->name);
  g_strfreev (column->samples);
}

static gboolean
is_trimmed (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xa0 || c == 0x202f || c == 0x2007 || c == 0xfeff || c == 0x200b || c < 0x20;
}

char *
mlg_import_dup_clean (const MlgSourceCell *cell)
{
  const char *from, *to;

  if (cell == NULL || cell->length == 0)
    return NULL;

  from = cell->text;
  to = cell->text + cell->length;

  while (from < to && is_trimmed (g_utf8_get_char (from)))
    from = g_utf8_next_char (from);
  while (to > from)
    {
      const char *last = g_utf8_prev_char (to);

      if (!is_trimmed (g_utf8_get_char (last)))
        break;
      to = last;
    }

  if (from == to)
    return NULL;

  char *text = g_strndup (from, to - from);
  const char *unguarded = *text == '\'' ? mlg_csv_unguard (text) : text;

  if (unguarded != text)
    memmove (text, unguarded, strlen (unguarded) + 1);
  return text;
}

const MlgSourceCell *
mlg_import_get_cell (MlgImport *self,
                     guint      row,
                     guint      column)
{
  const MlgSourceRow *source = &g_array_index (self->rows, MlgSourceRow, row);

  return column < source->n_cells ? &g_array_index (self->cells, MlgSourceCell, source->first_cell + column) : NULL;
}

static guint
count_filled (MlgImport          *self,
              const MlgSourceRow *row)
{
  guint n = 0;

  for (guint i = 0; i < row->n_cells; i++)
    n += g_array_index (self->cells, MlgSourceCell, row->first_cell + i).length > 0;
  return n;
}

static void
read_rows (MlgImport *self)
{
  g_autoptr(MlgCsvReader) reader = mlg_csv_reader_new (self->text, self->length, self->wanted_separator);
  const char *end = self->text + self->length;

  self->separator = mlg_csv_reader_get_separator (reader);
  self->cells = g_array_new (FALSE, FALSE, sizeof (MlgSourceCell));
  self->rows = g_array_new (FALSE, FALSE, sizeof (MlgSourceRow));
  self->chunk = g_string_chunk_new (65536);

  while (mlg_csv_reader_next (reader))
    {
      const MlgCell *cells = mlg_csv_reader_get_cells (reader);
      MlgSourceRow row = {
        .line = mlg_csv_reader_get_line (reader),
        .first_cell = self->cells->len,
        .n_cells = MIN (mlg_csv_reader_get_n_cells (reader), MAX_COLUMNS),
        .torn = mlg_csv_reader_is_torn (reader),
      };

      for (guint i = 0; i < row.n_cells; i++)
        {
          gboolean lasting = cells[i].text >= self->text && cells[i].text <= end;
          MlgSourceCell cell = {
            lasting ? cells[i].text : g_string_chunk_insert_len (self->chunk, cells[i].text, cells[i].length),
            (guint) MIN (cells[i].length, G_MAXUINT),
          };

          g_array_append_val (self->cells, cell);
        }
      g_array_append_val (self->rows, row);
    }
}

/* « Liste des structures au 1er mars;;; » above the table is not the table. */
static void
drop_titles (MlgImport *self)
{
  guint widest = 0, first = 0;

  for (guint i = 0; i < MIN (self->rows->len, HEAD_ROWS); i++)
    widest = MAX (widest, count_filled (self, &g_array_index (self->rows, MlgSourceRow, i)));

  if (widest < 3)
    return;

  while (first + 1 < self->rows->len && count_filled (self, &g_array_index (self->rows, MlgSourceRow, first)) * 3 <= widest)
    first++;
  if (first < MIN (self->rows->len, HEAD_ROWS) - 1)
    g_array_remove_range (self->rows, 0, first);
}

static void
take_header (MlgImport *self)
{
  self->header_row = (MlgSourceRow) { 0 };
  if (self->rows->len == 0)
    {
      self->header = FALSE;
      return;
    }

  self->header = self->wanted_header < 0 ? mlg_import_looks_like_header (self, 0) : self->wanted_header != 0;
  if (self->header)
    {
      self->header_row = g_array_index (self->rows, MlgSourceRow, 0);
      g_array_remove_index (self->rows, 0);
    }
}

static char *
name_column (MlgImport *self,
             guint      column)
{
  char *name = NULL;

  if (column < self->header_row.n_cells)
    name = mlg_import_dup_clean (&g_array_index (self->cells, MlgSourceCell, self->header_row.first_cell + column));

  return name != NULL ? name : g_strdup_printf (_("Column %u"), column + 1);
}

static void
describe_column (MlgImport       *self,
                 guint            index,
                 MlgImportColumn *column)
{
  g_autoptr(GPtrArray) samples = g_ptr_array_new ();

  column->name = name_column (self, index);

  for (guint row = 0; row < self->rows->len; row++)
    {
      const MlgSourceCell *cell = mlg_import_get_cell (self, row, index);

      if (cell == NULL || cell->length == 0)
        continue;

      column->n_filled++;
      if (samples->len < N_SAMPLES)
        {
          g_autofree char *text = mlg_import_dup_clean (cell);

          if (text != NULL && !g_ptr_array_find_with_equal_func (samples, text, g_str_equal, NULL))
            g_ptr_array_add (samples, g_steal_pointer (&text));
        }
    }

  g_ptr_array_add (samples, NULL);
  column->samples = (char **) g_ptr_array_free (g_steal_pointer (&samples), FALSE);
}

static void
describe_columns (MlgImport *self)
{
  guint n_columns = self->header_row.n_cells;

  /* Without a header the widest of the first rows tells; a longer row below it is a fault. */
  for (guint i = 0; !self->header && i < MIN (self->rows->len, HEAD_ROWS); i++)
    n_columns = MAX (n_columns, g_array_index (self->rows, MlgSourceRow, i).n_cells);

  self->columns = g_array_new (FALSE, TRUE, sizeof (MlgImportColumn));
  g_array_set_clear_func (self->columns, clear_column);
  g_array_set_size (self->columns, n_columns);

  for (guint i = 0; i < n_columns; i++)
    describe_column (self, i, &g_array_index (self->columns, MlgImportColumn, i));
}

static void
forget_source (MlgImport *self)
{
  mlg_import_forget (self);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->cells, g_array_unref);
  g_clear_pointer (&self->chunk, g_string_chunk_free);
}

static void
read_source (MlgImport *self)
{
  forget_source (self);
  read_rows (self);
  drop_titles (self);
  take_header (self);
  describe_columns (self);
  mlg_import_guess_columns (self);
}

static void
read_text (MlgImport *self)
{
  gsize length;
  const char *bytes = g_bytes_get_data (self->bytes, &length);

  forget_source (self);
  g_free (self->text);
  self->text = mlg_encoding_to_utf8 (self->encoding, bytes, length, &self->length, &self->n_lost);
  read_source (self);
}

/* One byte in twenty at the beginning is a control character that no text has. UTF-16 has zeros. */
static gboolean
is_binary (const char *bytes,
           gsize       length)
{
  gsize n = MIN (length, 4096), n_odd = 0;

  for (gsize i = 0; i < n; i++)
    if ((guchar) bytes[i] < 0x20 && bytes[i] != '\0' && !g_ascii_isspace (bytes[i]) && bytes[i] != 0x1a)
      n_odd++;

  return n_odd * 20 > n;
}

/* GeoJSON, HTML, XML: a list never begins so. */
static gboolean
is_markup (const char *bytes,
           gsize       length)
{
  gsize at = length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (at < length && g_ascii_isspace (bytes[at]))
    at++;

  return at + 1 < length && (bytes[at] == '{' || (bytes[at] == '<' && (bytes[at + 1] == '?' || bytes[at + 1] == '!' ||
                                                                      g_ascii_isalpha (bytes[at + 1]))));
}

/* Files that are not lists at all, told by their first bytes: the sentence says what to do. */
static const char *
find_foreign (const char *bytes,
              gsize       length)
{
  if (length >= 4 && memcmp (bytes, "PK\x03\x04", 4) == 0)
    return _("This is a spreadsheet or a compressed file: save it as CSV, and import that.");
  if (length >= 8 && memcmp (bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0)
    return _("This is a spreadsheet of an old kind: save it as CSV, and import that.");
  if (length >= 15 && memcmp (bytes, "SQLite format 3", 15) == 0)
    return _("This is a database, not a list: a Maillage file is merged, not imported.");
  if (length >= 4 && memcmp (bytes, "%PDF", 4) == 0)
    return _("This is a PDF document, not a list.");
  if (is_markup (bytes, length))
    return _("This is a page or a file of another program, not a list: export it as CSV, and import that.");
  if (is_binary (bytes, length))
    return _("This is not a list: the file holds something else than text.");
  return NULL;
}

MlgImport *
mlg_import_new_for_bytes (MlgProject  *project,
                          const char  *name,
                          GBytes      *bytes,
                          GError     **error)
{
  MlgImport *self;
  gsize length;
  const char *data, *foreign;

  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  foreign = data == NULL ? NULL : find_foreign (data, length);
  if (foreign != NULL)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, foreign);
      return NULL;
    }
  if (length > MAX_BYTES)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE,
                           _("This file is too large to be a list of actors."));
      return NULL;
    }

  self = g_new0 (MlgImport, 1);
  self->project = g_object_ref (project);
  self->name = g_strdup (name);
  self->bytes = data == NULL ? g_bytes_new_static ("", 0) : g_bytes_ref (bytes);
  self->entity = mlg_schema_find (MLG_ENTITY_ACTOR);
  self->wanted_header = -1;
  self->encoding = length == 0 ? MLG_ENCODING_UTF8 : mlg_encoding_guess (data, length);
  read_text (self);

  if (self->rows->len == 0 && !self->header)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, _("This file is empty."));
      mlg_import_free (self);
      return NULL;
    }

  return self;
}

MlgImport *
mlg_import_new (MlgProject  *project,
                const char  *path,
                GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, error);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr(GBytes) bytes = NULL;

  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > MAX_BYTES)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE,
                           _("This file is too large to be a list of actors."));
      return NULL;
    }

  bytes = g_file_load_bytes (file, NULL, NULL, error);
  return bytes == NULL ? NULL : mlg_import_new_for_bytes (project, name, bytes, error);
}

void
mlg_import_free (MlgImport *self)
{
  if (self == NULL)
    return;

  forget_source (self);
  g_clear_object (&self->project);
  g_bytes_unref (self->bytes);
  g_free (self->name);
  g_free (self->key);
  g_free (self->text);
  g_free (self);
}

MlgEncoding
mlg_import_get_encoding (MlgImport *self)
{
  return self->encoding;
}

void
mlg_import_set_encoding (MlgImport   *self,
                         MlgEncoding  encoding)
{
  g_return_if_fail (encoding < MLG_N_ENCODINGS);

  if (self->encoding == encoding)
    return;

  self->encoding = encoding;
  read_text (self);
}

guint
mlg_import_get_n_lost (MlgImport *self)
{
  return self->n_lost;
}

char
mlg_import_get_separator (MlgImport *self)
{
  return self->separator;
}

void
mlg_import_set_separator (MlgImport *self,
                          char       separator)
{
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    known |= separators[i].c == separator;
  g_return_if_fail (known);

  if (self->separator == separator)
    return;

  self->wanted_separator = separator;
  read_source (self);
}

gboolean
mlg_import_get_header (MlgImport *self)
{
  return self->header;
}

void
mlg_import_set_header (MlgImport *self,
                       gboolean   header)
{
  if (self->header == !!header)
    return;

  self->wanted_header = !!header;
  read_source (self);
}

const MlgEntity *
mlg_import_get_entity (MlgImport *self)
{
  return self->entity;
}

void
mlg_import_set_entity (MlgImport       *self,
                       const MlgEntity *entity)
{
  g_return_if_fail (entity != NULL);

  if (self->entity == entity)
    return;

  self->entity = entity;
  g_clear_pointer (&self->key, g_free);
  mlg_import_forget (self);
  mlg_import_guess_columns (self);
}

guint
mlg_import_get_n_rows (MlgImport *self)
{
  return self->rows->len;
}

guint
mlg_import_get_line (MlgImport *self,
                     guint      row)
{
  g_return_val_if_fail (row < self->rows->len, 0);

  return g_array_index (self->rows, MlgSourceRow, row).line;
}

char *
mlg_import_dup_cell (MlgImport *self,
                     guint      row,
                     guint      column)
{
  char *text;

  g_return_val_if_fail (row < self->rows->len, g_strdup (""));

  text = mlg_import_dup_clean (mlg_import_get_cell (self, row, column));
  return text != NULL ? text : g_strdup ("");
}

guint
mlg_import_get_n_columns (MlgImport *self)
{
  return self->columns->len;
}

const MlgImportColumn *
mlg_import_get_column (MlgImport *self,
                       guint      column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);

  return &g_array_index (self->columns, MlgImportColumn, column);
}

void
mlg_import_map (MlgImport      *self,
                guint           column,
                MlgColumnUse    use,
                const MlgField *field,
                guint           part)
{
  MlgImportColumn *chosen;

  g_return_if_fail (column < self->columns->len);
  g_return_if_fail ((use == MLG_COLUMN_FIELD) == (field != NULL));

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
  mlg_import_forget (self);
}

static guint
find_column (MlgImport  *self,
             const char *name)
{
  g_autofree char *folded = mlg_fold (name);

  for (guint i = 0; i < self->columns->len; i++)
    {
      if (strcmp (g_array_index (self->columns, MlgImportColumn, i).name, name) == 0)
        return i;
    }

  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *other = mlg_fold (g_array_index (self->columns, MlgImportColumn, i).name);

      if (strcmp (other, folded) == 0)
        return i;
    }

  return G_MAXUINT;
}

gboolean
mlg_import_map_named (MlgImport   *self,
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
    mlg_import_map (self, index, MLG_COLUMN_NOTE, NULL, 0);
  else if (strcmp (target, "skip") == 0 || *target == '\0')
    mlg_import_map (self, index, MLG_COLUMN_SKIP, NULL, 0);
  else if (strcmp (target, "id") == 0)
    mlg_import_map (self, index, MLG_COLUMN_ID, NULL, 0);
  else
    {
      field = mlg_entity_find_part (self->entity, target, &part);
      if (field == NULL)
        {
          g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_INVALID,
                       _("There is no field “%s” there."), target);
          return FALSE;
        }
      mlg_import_map (self, index, MLG_COLUMN_FIELD, field, part);
    }

  return TRUE;
}

gboolean
mlg_import_set_key (MlgImport   *self,
                    const char  *field,
                    GError     **error)
{
  if (field != NULL && strcmp (field, "id") != 0 && mlg_entity_find_part (self->entity, field, NULL) == NULL)
    {
      g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_INVALID, _("There is no field “%s” there."), field);
      return FALSE;
    }

  g_free (self->key);
  self->key = g_strdup (field);
  mlg_import_forget (self);
  return TRUE;
}

const char *
mlg_import_get_key (MlgImport *self)
{
  return self->key;
}

const MlgReader *
mlg_import_get_format (MlgImport *self)
{
  return NULL;
}

gboolean
mlg_import_set_format (MlgImport        *self,
                       const MlgReader  *reader,
                       GError          **error)
{
  return TRUE;
}

const char *const *
mlg_import_get_remarks (MlgImport *self)
{
  static const char *const none[] = { NULL };

  return none;
}

guint
mlg_import_get_n_sheets (MlgImport *self)
{
  return 1;
}

const char *
mlg_import_get_sheet_name (MlgImport *self,
                           guint      sheet)
{
  return NULL;
}

gboolean
mlg_import_get_sheet_used (MlgImport *self,
                           guint      sheet)
{
  return TRUE;
}

void
mlg_import_set_sheet_used (MlgImport *self,
                           guint      sheet,
                           gboolean   used)
{
}

guint
mlg_import_get_sheet (MlgImport *self)
{
  return 0;
}

void
mlg_import_set_sheet (MlgImport *self,
                      guint      sheet)
{
}

MlgGrid
mlg_import_get_grid (MlgImport *self)
{
  return MLG_GRID_DEGREES;
}

void
mlg_import_set_grid (MlgImport *self,
                     MlgGrid    grid)
{
}

gboolean
mlg_import_get_create_missing (MlgImport *self)
{
  return FALSE;
}

void
mlg_import_set_create_missing (MlgImport *self,
                               gboolean   create)
{
}

guint
mlg_import_count_sheet (MlgImport     *self,
                        MlgRowOutcome  outcome)
{
  return mlg_import_count (self, outcome);
}

guint
mlg_import_get_n_missing (MlgImport *self)
{
  return 0;
}

void
mlg_import_leave (MlgImport      *self,
                  guint           row,
                  const MlgField *field,
                  gboolean        left)
{
}
