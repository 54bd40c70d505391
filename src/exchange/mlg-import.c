/* The import of a file: the source, read whole, and its sheets. */

#include "exchange/mlg-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-import-json.h"

/* A list of actors is never that large: something else was chosen. */
#define MAX_BYTES    (256u << 20)
#define MAX_CELLS    20000000u
/* What a spreadsheet can hold. */
#define MAX_ROWS     1048576u
#define BYTES_WORTH_A_THREAD (256u << 10)

static const char separators[] = { ';', ',', '\t', '|' };

static gboolean
is_trimmed (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xa0 || c == 0x202f || c == 0x2007 || c == 0xfeff || c == 0x200b || c < 0x20;
}

char *
mlg_import_dup_clean (const MlgSheetCell *cell)
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

/* ---- remarks */

static void
add_remark (MlgImport *self,
            char      *sentence)
{
  g_ptr_array_insert (self->remarks, self->remarks->len - 1, sentence);
}

static void
collect_remarks (MlgImport *self)
{
  const char *const *remarks = self->source == NULL ? NULL : mlg_source_get_remarks (self->source);
  guint n_foreign = self->source == NULL
                  ? mlg_encoding_count_foreign_lines (self->encoding, g_bytes_get_data (self->bytes, NULL), g_bytes_get_size (self->bytes)) : 0;

  g_ptr_array_set_size (self->remarks, 0);
  g_ptr_array_add (self->remarks, NULL);

  for (guint i = 0; remarks != NULL && remarks[i] != NULL; i++)
    add_remark (self, g_strdup (remarks[i]));
  if (n_foreign > 0)
    add_remark (self, g_strdup_printf (ngettext ("%u line of this file is written in another encoding than the others: it was read in its own.",
                                                 "%u lines of this file are written in another encoding than the others: each was read in its own.",
                                                 n_foreign), n_foreign));

  if (self->source == NULL && self->n_restored > 0)
    add_remark (self, g_strdup (_("Accents were spoiled by another program (“Ã©” for “é”): they are restored.")));

  for (guint i = 0; i < self->lists->len; i++)
    {
      MlgList *list = self->lists->pdata[i];
      const char *name = mlg_sheet_get_name (list->sheet);

      if (list->no_table && !list->used && name != NULL)
        add_remark (self, g_strdup_printf (_("The sheet “%s” holds no table: it is left out."), name));
      for (guint j = 0; list->used && j < list->remarks->len; j++)
        {
          const char *sentence = list->remarks->pdata[j];

          add_remark (self, name == NULL || self->lists->len == 1 ? g_strdup (sentence)
                                                                  : g_strdup_printf (_("Sheet “%s”: %s"), name, sentence));
        }
    }
}

/* ---- separated text */

static MlgSheet *
read_csv (MlgImport *self)
{
  g_autoptr(MlgCsvReader) reader = mlg_csv_reader_new (self->text, self->length, self->wanted_separator);
  g_autoptr(MlgSheet) sheet = mlg_sheet_new (NULL);
  const char *end = self->text + self->length;

  self->separator = mlg_csv_reader_get_separator (reader);

  while (mlg_csv_reader_next (reader))
    {
      const MlgCell *cells = mlg_csv_reader_get_cells (reader);
      guint n_cells = mlg_csv_reader_get_n_cells (reader), kept = MIN (n_cells, MLG_COLUMNS_MAX);

      if (mlg_sheet_get_n_cells (sheet) + kept > MAX_CELLS || mlg_sheet_get_n_rows (sheet) > MAX_ROWS)
        return NULL;

      for (guint i = 0; i < kept; i++)
        {
          if (cells[i].text >= self->text && cells[i].text <= end)
            mlg_sheet_add_lent (sheet, cells[i].text, cells[i].length, MLG_SHEET_TEXT);
          else
            mlg_sheet_add (sheet, cells[i].text, cells[i].length, MLG_SHEET_TEXT);
        }
      mlg_sheet_end_row (sheet, mlg_csv_reader_get_line (reader), mlg_csv_reader_is_torn (reader) || kept < n_cells);
    }

  return g_steal_pointer (&sheet);
}

/* ---- reading */

static guint
count_known_columns (MlgList *list)
{
  guint n = 0;

  for (guint i = 0; i < list->columns->len; i++)
    n += mlg_list_get_column (list, i)->use == MLG_COLUMN_FIELD || mlg_list_get_column (list, i)->use == MLG_COLUMN_ID;
  return n;
}

static guint
count_filled_columns (MlgList *list)
{
  guint n = 0;

  for (guint i = 0; i < list->columns->len; i++)
    n += mlg_list_get_column (list, i)->n_filled > 0;
  return n;
}

/* « Lisez-moi », « Mode d’emploi »: one column of sentences beside sheets that are tables. */
static void
leave_words_aside (MlgImport *self)
{
  gboolean has_table = FALSE;

  for (guint i = 0; i < self->lists->len; i++)
    has_table |= count_known_columns (self->lists->pdata[i]) > 1;

  for (guint i = 0; has_table && i < self->lists->len; i++)
    {
      MlgList *list = self->lists->pdata[i];

      if (mlg_sheet_get_entity (list->sheet) != NULL || list->rows->len == 0 || list->header || count_filled_columns (list) > 1)
        continue;
      list->no_table = TRUE;
      list->used = FALSE;
    }
}

static void
set_lists (MlgImport *self)
{
  guint n = self->source == NULL ? 1 : mlg_source_get_n_sheets (self->source);

  mlg_import_forget (self);
  g_ptr_array_set_size (self->lists, 0);
  self->current = 0;
  for (guint i = 0; i < n; i++)
    {
      MlgList *list = mlg_list_new (self, self->source == NULL ? self->csv : mlg_source_get_sheet (self->source, i));

      g_ptr_array_add (self->lists, list);
      mlg_list_read (list);
    }
  leave_words_aside (self);

  while (self->current + 1 < n && !mlg_import_get_list (self)->used)
    self->current++;
  if (!mlg_import_get_list (self)->used)
    self->current = 0;
  collect_remarks (self);
}

static gboolean
read_text (MlgImport  *self,
           GError    **error)
{
  MlgSheet *sheet = read_csv (self);

  if (sheet == NULL)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE,
                           _("This file is too large to be a list of actors."));
      return FALSE;
    }

  g_ptr_array_set_size (self->lists, 0);
  g_clear_pointer (&self->csv, mlg_sheet_free);
  g_clear_pointer (&self->source, mlg_source_free);
  self->csv = sheet;
  self->reader = NULL;
  set_lists (self);
  return TRUE;
}

static void
decode (MlgImport *self)
{
  gsize length = g_bytes_get_size (self->bytes);

  g_free (self->text);
  self->text = mlg_encoding_to_utf8 (self->encoding, length == 0 ? "" : g_bytes_get_data (self->bytes, NULL), length,
                                     &self->length, &self->n_lost);
  self->n_restored = mlg_encoding_restore_twice_encoded (&self->text, &self->length);
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

/* HTML, XML, JSON of no reader: a list never begins so. */
static gboolean
is_markup (const char *bytes,
           gsize       length)
{
  gsize at = length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (at < length && g_ascii_isspace (bytes[at]))
    at++;

  /* A list of objects or of lists, as programs write them: [{, [[ */
  if (at < length && bytes[at] == '[')
    {
      at++;
      while (at < length && g_ascii_isspace (bytes[at]))
        at++;
      return at < length && (bytes[at] == '{' || bytes[at] == '[');
    }

  return at + 1 < length && (bytes[at] == '{' || (bytes[at] == '<' && (bytes[at + 1] == '?' || bytes[at + 1] == '!' ||
                                                                      g_ascii_isalpha (bytes[at + 1]))));
}

/* Files that are not lists at all, told by their first bytes: the sentence says what to do. */
static const char *
find_foreign (const char *bytes,
              gsize       length)
{
  if (length >= 4 && memcmp (bytes, "PK\x03\x04", 4) == 0)
    return _("This is a spreadsheet or a compressed file that cannot be read: save it as CSV, and import that.");
  if (length >= 8 && memcmp (bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0)
    return _("This is a spreadsheet of an old kind: save it as CSV, and import that.");
  if (length >= 15 && memcmp (bytes, "SQLite format 3", 15) == 0)
    return _("This is a database, not a list.");
  if (length >= 4 && memcmp (bytes, "%PDF", 4) == 0)
    return _("This is a PDF document, not a list.");
  if (is_markup (bytes, length))
    return _("This is a page or a file of another program, not a list: export it as CSV, and import that.");
  if (is_binary (bytes, length))
    return _("This is not a list: the file holds something else than text.");
  return NULL;
}

static gboolean
read_separated (MlgImport  *self,
                GError    **error)
{
  gsize length;
  const char *data = g_bytes_get_data (self->bytes, &length), *foreign = data == NULL ? NULL : find_foreign (data, length);

  if (foreign != NULL)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, foreign);
      return FALSE;
    }

  if (self->text == NULL)
    {
      self->encoding = length == 0 ? MLG_ENCODING_UTF8 : mlg_encoding_guess (data, length);
      decode (self);
    }
  return read_text (self, error);
}

/* Takes @source. */
static gboolean
set_source (MlgImport        *self,
            const MlgReader  *reader,
            MlgSource        *source,
            GError          **error)
{
  if (source == NULL)
    return FALSE;
  if (mlg_source_get_n_sheets (source) == 0)
    {
      mlg_source_free (source);
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, _("This file is empty."));
      return FALSE;
    }

  g_ptr_array_set_size (self->lists, 0);
  g_clear_pointer (&self->source, mlg_source_free);
  self->source = source;
  self->reader = reader;
  set_lists (self);
  return TRUE;
}

static gboolean
is_project (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return data != NULL && length >= 16 && memcmp (data, "SQLite format 3", 16) == 0;
}

static MlgSource *
read_other_file (MlgImport  *self,
                 GError    **error)
{
  g_autoptr(GFile) ours = g_file_new_for_path (mlg_project_get_path (self->project));
  g_autoptr(GFile) theirs = g_file_new_for_path (self->path);
  if (g_file_equal (ours, theirs))
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, _("This is the file that is open: there is nothing to import from it."));
      return NULL;
    }

  return mlg_import_read_project (self->project, self->path, error);
}

static gboolean
is_empty (MlgImport *self)
{
  for (guint i = 0; i < self->lists->len; i++)
    {
      MlgList *list = self->lists->pdata[i];

      if (list->rows->len > 0 || list->header)
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_whole (MlgImport  *self,
            GError    **error)
{
  const MlgReader *reader = mlg_source_guess_reader (self->name, self->bytes);
  gboolean done;

  if (is_project (self->bytes) && self->path != NULL)
    done = set_source (self, &mlg_import_file_reader, read_other_file (self, error), error);
  else if (reader != NULL)
    done = set_source (self, reader, mlg_source_read (reader, self->bytes, NULL, error), error);
  else
    done = read_separated (self, error);

  if (done && is_empty (self))
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, _("This file is empty."));
      return FALSE;
    }
  return done;
}

static MlgImport *
import_new (MlgProject  *project,
            const char  *name,
            const char  *path,
            GBytes      *bytes,
            GError     **error)
{
  g_autoptr(MlgImport) self = NULL;

  if (g_bytes_get_size (bytes) > MAX_BYTES)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE,
                           _("This file is too large to be a list of actors."));
      return NULL;
    }

  if (g_bytes_get_size (bytes) > BYTES_WORTH_A_THREAD)
    mlg_place_prepare ();

  self = g_new0 (MlgImport, 1);
  self->project = g_object_ref (project);
  self->name = g_strdup (name);
  self->path = g_strdup (path);
  self->bytes = g_bytes_ref (bytes);
  self->remarks = g_ptr_array_new_with_free_func (g_free);
  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_list_free);

  return read_whole (self, error) ? g_steal_pointer (&self) : NULL;
}

MlgImport *
mlg_import_new_for_bytes (MlgProject  *project,
                          const char  *name,
                          GBytes      *bytes,
                          GError     **error)
{
  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  return import_new (project, name, NULL, bytes, error);
}

MlgImport *
mlg_import_new (MlgProject  *project,
                const char  *path,
                GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                 G_FILE_QUERY_INFO_NONE, NULL, error);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr(GBytes) bytes = NULL;

  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);

  if (info == NULL)
    return NULL;
  /* Before anything is read of it: what a device holds has no end. */
  if (g_file_info_get_size (info) > MAX_BYTES || g_file_info_get_file_type (info) == G_FILE_TYPE_SPECIAL)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE,
                           _("This file is too large to be a list of actors."));
      return NULL;
    }

  bytes = g_file_load_bytes (file, NULL, NULL, error);
  return bytes == NULL ? NULL : import_new (project, name, path, bytes, error);
}

void
mlg_import_free (MlgImport *self)
{
  if (self == NULL)
    return;

  mlg_import_forget (self);
  g_ptr_array_unref (self->lists);
  g_clear_pointer (&self->csv, mlg_sheet_free);
  g_clear_pointer (&self->source, mlg_source_free);
  g_ptr_array_unref (self->remarks);
  g_clear_object (&self->project);
  g_bytes_unref (self->bytes);
  g_free (self->name);
  g_free (self->path);
  g_free (self->text);
  g_free (self);
}

/* ---- format and sheets */

const MlgReader *
mlg_import_get_format (MlgImport *self)
{
  return self->reader;
}

gboolean
mlg_import_set_format (MlgImport        *self,
                       const MlgReader  *reader,
                       GError          **error)
{
  if (reader == NULL)
    return self->csv != NULL && self->source == NULL ? TRUE : read_separated (self, error);
  if (reader == self->reader)
    return TRUE;

  return set_source (self, reader, mlg_source_read (reader, self->bytes, NULL, error), error);
}

const char *const *
mlg_import_get_remarks (MlgImport *self)
{
  return (const char *const *) self->remarks->pdata;
}

guint
mlg_import_get_n_sheets (MlgImport *self)
{
  return self->lists->len;
}

const char *
mlg_import_get_sheet_name (MlgImport *self,
                           guint      sheet)
{
  g_return_val_if_fail (sheet < self->lists->len, NULL);

  return mlg_sheet_get_name (((MlgList *) self->lists->pdata[sheet])->sheet);
}

gboolean
mlg_import_get_sheet_used (MlgImport *self,
                           guint      sheet)
{
  g_return_val_if_fail (sheet < self->lists->len, FALSE);

  return ((MlgList *) self->lists->pdata[sheet])->used;
}

void
mlg_import_set_sheet_used (MlgImport *self,
                           guint      sheet,
                           gboolean   used)
{
  g_return_if_fail (sheet < self->lists->len);

  ((MlgList *) self->lists->pdata[sheet])->used = used;
  mlg_import_forget (self);
  collect_remarks (self);
}

guint
mlg_import_get_sheet (MlgImport *self)
{
  return self->current;
}

void
mlg_import_set_sheet (MlgImport *self,
                      guint      sheet)
{
  g_return_if_fail (sheet < self->lists->len);

  self->current = sheet;
}

/* ---- separated text: its choices */

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

  if (self->encoding == encoding || self->source != NULL)
    return;

  g_ptr_array_set_size (self->lists, 0);
  self->encoding = encoding;
  decode (self);
  if (!read_text (self, NULL))
    {
      self->csv = mlg_sheet_new (NULL);
      set_lists (self);
    }
}

guint
mlg_import_get_n_lost (MlgImport *self)
{
  return self->source == NULL ? self->n_lost : 0;
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
  g_return_if_fail (separator != '\0' && memchr (separators, separator, sizeof separators) != NULL);

  if (self->separator == separator || self->source != NULL)
    return;

  self->wanted_separator = separator;
  read_text (self, NULL);
}

/* ---- the current sheet */

gboolean
mlg_import_get_header (MlgImport *self)
{
  return mlg_import_get_list (self)->header;
}

void
mlg_import_set_header (MlgImport *self,
                       gboolean   header)
{
  MlgList *list = mlg_import_get_list (self);

  if (list->header == !!header)
    return;

  list->wanted_header = !!header;
  mlg_import_forget (self);
  mlg_list_read (list);
  collect_remarks (self);
}

const MlgEntity *
mlg_import_get_entity (MlgImport *self)
{
  return mlg_import_get_list (self)->entity;
}

void
mlg_import_set_entity (MlgImport       *self,
                       const MlgEntity *entity)
{
  MlgList *list = mlg_import_get_list (self);

  g_return_if_fail (entity != NULL);

  if (list->entity == entity)
    return;

  list->entity = entity;
  list->chosen = TRUE;
  mlg_list_set_key (list, NULL, NULL);
  mlg_import_forget (self);
  mlg_list_guess_columns (list);
}

guint
mlg_import_get_n_rows (MlgImport *self)
{
  return mlg_import_get_list (self)->rows->len;
}

guint
mlg_import_get_line (MlgImport *self,
                     guint      row)
{
  MlgList *list = mlg_import_get_list (self);

  g_return_val_if_fail (row < list->rows->len, 0);

  return g_array_index (list->rows, MlgSheetRow, row).line;
}

char *
mlg_import_dup_cell (MlgImport *self,
                     guint      row,
                     guint      column)
{
  MlgList *list = mlg_import_get_list (self);
  char *text;

  g_return_val_if_fail (row < list->rows->len, g_strdup (""));

  text = mlg_import_dup_clean (mlg_list_get_cell (list, row, column));
  return text != NULL ? text : g_strdup ("");
}

guint
mlg_import_get_n_columns (MlgImport *self)
{
  return mlg_import_get_list (self)->columns->len;
}

const MlgImportColumn *
mlg_import_get_column (MlgImport *self,
                       guint      column)
{
  MlgList *list = mlg_import_get_list (self);

  g_return_val_if_fail (column < list->columns->len, NULL);

  return mlg_list_get_column (list, column);
}

void
mlg_import_map (MlgImport      *self,
                guint           column,
                MlgColumnUse    use,
                const MlgField *field,
                guint           part)
{
  MlgList *list = mlg_import_get_list (self);

  g_return_if_fail (column < list->columns->len);
  g_return_if_fail ((use == MLG_COLUMN_FIELD) == (field != NULL));

  list->chosen = TRUE;
  mlg_list_map (list, column, use, field, part);
  mlg_import_forget (self);
}

gboolean
mlg_import_map_named (MlgImport   *self,
                      const char  *column,
                      const char  *target,
                      GError     **error)
{
  MlgList *list = mlg_import_get_list (self);

  if (!mlg_list_map_named (list, column, target, error))
    return FALSE;

  list->chosen = TRUE;
  mlg_import_forget (self);
  return TRUE;
}

MlgGrid
mlg_import_get_grid (MlgImport *self)
{
  return mlg_import_get_list (self)->grid;
}

void
mlg_import_set_grid (MlgImport *self,
                     MlgGrid    grid)
{
  g_return_if_fail (grid < MLG_N_GRIDS);

  mlg_import_get_list (self)->grid = grid;
  mlg_import_forget (self);
}

gboolean
mlg_import_set_key (MlgImport   *self,
                    const char  *field,
                    GError     **error)
{
  MlgList *list = mlg_import_get_list (self);

  if (!mlg_list_set_key (list, field, error))
    return FALSE;

  list->chosen = TRUE;
  mlg_import_forget (self);
  return TRUE;
}

const char *
mlg_import_get_key (MlgImport *self)
{
  return mlg_import_get_list (self)->key;
}

gboolean
mlg_import_get_create_missing (MlgImport *self)
{
  return mlg_import_get_list (self)->create_missing;
}

void
mlg_import_set_create_missing (MlgImport *self,
                               gboolean   create)
{
  mlg_import_get_list (self)->create_missing = create;
  mlg_import_get_list (self)->missing_chosen = TRUE;
  mlg_import_forget (self);
}
