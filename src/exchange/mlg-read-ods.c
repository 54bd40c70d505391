/* Spreadsheets of LibreOffice (OpenDocument), packed (.ods) or flat (.fods).
 *
 * Rows and cells that repeat are unrolled within bounds; remarks beside cells, drawings and the
 * changes of others are not part of the list.
 */

#include "exchange/mlg-source.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/mlg-sheet-filler.h"
#include "exchange/mlg-zip.h"
#include "model/mlg-date.h"

typedef struct
{
  GBytes         *bytes;          /* of a flat file */
  gsize           position;

  MlgSheetFiller *filler;
  GPtrArray      *shown;
  GPtrArray      *hidden;
  GHashTable     *hidden_styles;  /* names of the styles of hidden sheets */
  char           *style;          /* the one being declared */
  char           *table_style;
  guint           skipped;        /* depth inside what is not read */
  guint           depth_of_table;
  gboolean        in_cell;
  gboolean        covered;

  GString        *text;           /* paragraphs of the cell */
  guint           n_paragraphs;
  gboolean        in_paragraph;
  gboolean        after_space;    /* white space in a row counts once */
  char           *type;           /* office:value-type */
  char           *value;
  guint           n_columns;      /* the cell comes so often */
  guint           n_rows;
  guint           line;
  guint           column;
  GError         *error;
} Ods;

static void
clear_ods (Ods *self)
{
  g_clear_pointer (&self->filler, mlg_sheet_filler_free);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->hidden, g_ptr_array_unref);
  g_clear_pointer (&self->hidden_styles, g_hash_table_unref);
  g_free (self->style);
  g_free (self->table_style);
  g_string_free (self->text, TRUE);
  g_free (self->type);
  g_free (self->value);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ods, clear_ods)

static void
init_ods (Ods *self)
{
  self->filler = mlg_sheet_filler_new ();
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_sheet_free);
  self->hidden = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_sheet_free);
  self->hidden_styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->text = g_string_new (NULL);
}

static void
style_start (Ods        *self,
             MlgXml     *xml,
             const char *name)
{
  if (strcmp (name, "style") == 0)
    {
      g_free (self->style);
      self->style = mlg_xml_dup_attribute (xml, "name");
    }
  else if (strcmp (name, "table-properties") == 0 && self->style != NULL && mlg_xml_has_value (xml, "display", "false"))
    g_hash_table_add (self->hidden_styles, g_strdup (self->style));
}

/* ---- cells */

static gboolean
is_skipped (const char *name)
{
  static const char *const skipped[] = {
    "annotation", "tracked-changes", "shapes", "forms", "frame", "custom-shape", "dde-links", "ruby-text",
    "content-validations", "named-expressions", "database-ranges", "data-pilot-tables", "scripts", "settings", "meta", NULL
  };

  return g_strv_contains (skipped, name);
}

static void
start_table (Ods    *self,
             MlgXml *xml)
{
  g_autofree char *name = mlg_xml_dup_attribute (xml, "name");

  g_free (self->table_style);
  self->table_style = mlg_xml_dup_attribute (xml, "style-name");
  mlg_sheet_filler_begin (self->filler, name == NULL ? "" : name);
  self->line = 1;
}

static void
start_row (Ods    *self,
           MlgXml *xml)
{
  self->n_rows = MAX (1, mlg_xml_get_number (xml, "number-rows-repeated"));
  self->column = 0;
}

/* Of a cell: under several names, the one that its type has. */
static char *
dup_cell_value (MlgXml *xml)
{
  static const char *const names[] = { "value", "date-value", "time-value", "boolean-value", "string-value" };
  char *value = NULL;

  for (guint i = 0; value == NULL && i < G_N_ELEMENTS (names); i++)
    value = mlg_xml_dup_attribute (xml, names[i]);
  return value;
}

static void
start_cell (Ods      *self,
            MlgXml   *xml,
            gboolean  covered)
{
  self->in_cell = TRUE;
  self->covered = covered;
  self->n_columns = MAX (1, mlg_xml_get_number (xml, "number-columns-repeated"));
  g_free (self->type);
  self->type = mlg_xml_dup_attribute (xml, "value-type");
  g_free (self->value);
  self->value = dup_cell_value (xml);
  self->n_paragraphs = 0;
  g_string_truncate (self->text, 0);
  mlg_sheet_marks_merge (mlg_sheet_filler_get_marks (self->filler), self->column, self->line,
                         self->line + MIN (mlg_xml_get_number (xml, "number-rows-spanned"), MLG_SHEET_MAX_ROWS) - 1);
}

static void
start_in_cell (Ods        *self,
               MlgXml     *xml,
               const char *name)
{
  if (strcmp (name, "p") == 0 || strcmp (name, "h") == 0)
    {
      if (self->n_paragraphs++ > 0)
        g_string_append_c (self->text, '\n');
      self->in_paragraph = TRUE;
      self->after_space = TRUE;
    }
  else if (strcmp (name, "s") == 0)
    {
      for (guint n = CLAMP (mlg_xml_get_number (xml, "c"), 1, 1000); n > 0 && self->text->len <= MLG_SHEET_MAX_CELL; n--)
        g_string_append_c (self->text, ' ');
    }
  else if (strcmp (name, "a") == 0)
    {
      g_autofree char *address = mlg_xml_dup_attribute (xml, "href");

      if (address != NULL && *address != '#')
        mlg_sheet_marks_link (mlg_sheet_filler_get_marks (self->filler), self->column, self->line, address);
    }
  else if (strcmp (name, "tab") == 0)
    g_string_append_c (self->text, '\t');
  else if (strcmp (name, "line-break") == 0)
    g_string_append_c (self->text, '\n');
}

static void
start_cb (MlgXml     *xml,
          const char *name,
          gpointer    data)
{
  Ods *self = data;

  if (self->skipped > 0 || is_skipped (name))
    {
      self->skipped++;
      return;
    }

  if (self->in_cell)
    {
      start_in_cell (self, xml, name);
      self->depth_of_table += strcmp (name, "table") == 0;
      return;
    }

  if (strcmp (name, "table-cell") == 0)
    start_cell (self, xml, FALSE);
  else if (strcmp (name, "covered-table-cell") == 0)
    start_cell (self, xml, TRUE);
  else if (strcmp (name, "table-row") == 0)
    start_row (self, xml);
  else if (strcmp (name, "table") == 0)
    start_table (self, xml);
  else
    style_start (self, xml, name);
}

/* "1200" shown as "01200", or as "00 12 00": the cell as it is shown. */
static gboolean
is_shown_with_zeros (const char *shown,
                     const char *number)
{
  g_autoptr(GString) digits = g_string_new (NULL);
  gsize n_zeros;

  if (strspn (number, "0123456789") != strlen (number))
    return FALSE;

  for (const char *p = shown; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        g_string_append_c (digits, *p);
      else if (strchr (" -\302\240\342\200\257", *p) == NULL)
        return FALSE;
    }

  n_zeros = strspn (digits->str, "0");
  return n_zeros > 0 && digits->len > strlen (number) && strcmp (digits->str + n_zeros, strcmp (number, "0") == 0 ? "" : number) == 0;
}

/* "PT18H30M00S" → "18:30". */
static char *
dup_time (const char *value)
{
  guint hours, minutes, seconds;

  if (sscanf (value, "PT%uH%uM%uS", &hours, &minutes, &seconds) != 3 || hours > 99999 || minutes > 59 || seconds > 59)
    return NULL;
  return seconds == 0 ? g_strdup_printf ("%02u:%02u", hours, minutes) : g_strdup_printf ("%02u:%02u:%02u", hours, minutes, seconds);
}

/* "2014-05-17T00:00:00.000" without what it does not tell; « mai 2014 », kept as its first day, is a month. */
static char *
dup_date (const char *value,
          const char *shown)
{
  gsize length = strlen (value);
  MlgDate date;

  if (length >= 10 && g_str_has_prefix (value + 8, "01") && mlg_date_parse (shown, &date) && date.day == 0 &&
      date.year == atoi (value) && (date.month > 0 || g_str_has_prefix (value + 5, "01")))
    return mlg_date_to_iso (&date);

  if (length > 16 && strstr (value, "T00:00:00") == value + 10)
    return g_strndup (value, 10);
  if (length > 16)
    return g_strndup (value, length < 19 || g_str_has_prefix (value + 16, ":00") ? 16 : 19);
  return g_strdup (value);
}

/* The cell as text, and what it is. */
static char *
dup_cell (Ods          *self,
          MlgSheetKind *kind)
{
  const char *type = self->type == NULL ? "string" : self->type;
  g_autofree char *number = NULL;
  char *text = NULL;

  *kind = MLG_SHEET_TEXT;
  if (self->value == NULL || strcmp (type, "string") == 0)
    {
      if (self->n_paragraphs == 0 && self->value != NULL)
        return g_strdup (self->value);
      if (self->text->str[0] == '#' && self->type != NULL && strcmp (type, "string") == 0 && self->value != NULL)
        *kind = MLG_SHEET_ERROR;
      return g_strndup (self->text->str, self->text->len);
    }

  if (strcmp (type, "boolean") == 0)
    {
      *kind = MLG_SHEET_YES_NO;
      return g_strdup (strcmp (self->value, "true") == 0 ? "1" : "0");
    }
  if (strcmp (type, "date") == 0)
    {
      *kind = MLG_SHEET_DATE;
      return dup_date (self->value, self->text->str);
    }
  if (strcmp (type, "time") == 0)
    {
      text = dup_time (self->value);
      return text != NULL ? text : g_strdup (self->value);
    }

  number = mlg_sheet_dup_number (self->value, strlen (self->value));
  if (number == NULL)
    return g_strdup (self->value);
  if (is_shown_with_zeros (self->text->str, number))
    return g_strndup (self->text->str, self->text->len);

  *kind = MLG_SHEET_NUMBER;
  return g_steal_pointer (&number);
}

static gboolean
end_cell (Ods *self)
{
  MlgSheetKind kind;
  g_autofree char *text = dup_cell (self, &kind);
  gsize length = strlen (text);
  guint n = self->n_columns;
  gboolean done = TRUE;

  self->in_cell = FALSE;
  if (!self->covered && length > 0)
    {
      for (guint i = 0; done && i < n; i++)
        done = mlg_sheet_filler_set (self->filler, self->column + i, text, length, kind, &self->error);
    }

  self->column = (guint) MIN ((guint64) self->column + n, G_MAXUINT - 1);
  return done;
}

static void
end_table (Ods *self)
{
  MlgSheet *sheet = mlg_sheet_filler_take (self->filler);
  gboolean hidden = self->table_style != NULL && g_hash_table_contains (self->hidden_styles, self->table_style);

  if (sheet != NULL)
    g_ptr_array_add (hidden ? self->hidden : self->shown, sheet);
}

static void
end_cb (MlgXml     *xml,
        const char *name,
        gpointer    data)
{
  Ods *self = data;
  gboolean done = TRUE;

  if (self->skipped > 0)
    {
      self->skipped--;
      return;
    }

  if (strcmp (name, "p") == 0 || strcmp (name, "h") == 0)
    self->in_paragraph = FALSE;
  else if (self->depth_of_table > 0)
    self->depth_of_table -= strcmp (name, "table") == 0;
  else if (strcmp (name, "table-cell") == 0 || strcmp (name, "covered-table-cell") == 0)
    done = end_cell (self);
  else if (strcmp (name, "table-row") == 0)
    {
      done = mlg_sheet_filler_end_row (self->filler, self->line, self->n_rows, &self->error);
      self->line = (guint) MIN ((guint64) self->line + self->n_rows, G_MAXUINT - 1);
    }
  else if (strcmp (name, "table") == 0)
    end_table (self);

  if (!done)
    mlg_xml_fail (xml, g_steal_pointer (&self->error));
}

static void
text_cb (MlgXml     *xml,
         const char *text,
         gsize       length,
         gpointer    data)
{
  Ods *self = data;

  if (!self->in_cell || !self->in_paragraph || self->skipped > 0)
    return;

  for (gsize i = 0; i < length; i++)
    {
      gboolean space = text[i] == ' ' || text[i] == '\t' || text[i] == '\n' || text[i] == '\r';

      if (!space)
        g_string_append_c (self->text, text[i]);
      else if (!self->after_space)
        g_string_append_c (self->text, ' ');
      self->after_space = space;
    }

  if (self->text->len > MLG_SHEET_MAX_CELL)
    mlg_xml_fail (xml, g_error_new_literal (MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE,
                                            _("A cell of this file holds more text than a list ever has. The file was not read.")));
}

/* ---- the file */

static gssize
read_flat (gpointer  source,
           char     *buffer,
           gsize     length,
           GError  **error)
{
  Ods *self = source;
  gsize total;
  const char *data = g_bytes_get_data (self->bytes, &total);
  gsize n = MIN (length, total - self->position);

  memcpy (buffer, data + self->position, n);
  self->position += n;
  return (gssize) n;
}

static gboolean
is_archive (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length >= 4 && memcmp (data, "PK\3\4", 4) == 0;
}

static void
manifest_start (MlgXml     *xml,
                const char *name,
                gpointer    data)
{
  if (strcmp (name, "encryption-data") == 0)
    mlg_xml_fail (xml, g_error_new_literal (MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT,
                                            _("This file is protected by a password. Save it without the password, then import it.")));
}

static gboolean
read_ods (MlgSource     *source,
          GBytes        *bytes,
          GCancellable  *cancellable,
          GError       **error)
{
  static const MlgXmlHandler content = { start_cb, end_cb, text_cb };
  static const MlgXmlHandler manifest = { manifest_start };
  g_auto(Ods) self = { .bytes = bytes };

  init_ods (&self);
  if (!is_archive (bytes))
    {
      if (!mlg_xml_parse (read_flat, &self, &content, &self, cancellable, error))
        return FALSE;
    }
  else
    {
      g_autoptr(MlgZip) zip = mlg_zip_open (bytes, error);

      if (zip == NULL ||
          (mlg_zip_has (zip, "META-INF/manifest.xml") &&
           !mlg_zip_parse (zip, "META-INF/manifest.xml", &manifest, &self, cancellable, error)) ||
          !mlg_zip_parse (zip, "content.xml", &content, &self, cancellable, error))
        return FALSE;
    }

  mlg_source_add_sheets (source, self.shown, self.hidden);
  mlg_sheet_filler_add_remarks (self.filler, source);
  return TRUE;
}

static guint
detect_ods (const char *name,
            GBytes     *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *lower = name == NULL ? NULL : g_ascii_strdown (name, -1);

  if (data == NULL)
    return 0;
  if (is_archive (bytes))
    {
      if (memmem (data, MIN (length, 200), "opendocument.spreadsheet", 24) != NULL)
        return 95;
      return lower != NULL && g_str_has_suffix (lower, ".ods") ? 80 : 0;
    }

  return memmem (data, MIN (length, 4096), "office:document", 15) != NULL &&
         memmem (data, MIN (length, 4096), "opendocument.spreadsheet", 24) != NULL ? 95 : 0;
}

const MlgReader mlg_reader_ods = { "ods", N_("LibreOffice spreadsheet"), detect_ods, read_ods };
