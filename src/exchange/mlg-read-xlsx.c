/* Spreadsheets of Excel, and of those who write as Excel does (ECMA-376, transitional and strict).
 *
 * What a cell shows is what is read: a date as a date, a postal code with the zeros its format gives
 * it, the result a formula had when the file was saved. A number keeps all its figures, however few
 * its cell shows: a SIRET comes out whole.
 */

#include "exchange/mlg-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-number-format.h"
#include "exchange/mlg-sheet-filler.h"
#include "exchange/mlg-zip.h"

#define MAX_STYLES 100000

typedef struct
{
  char         *code;
  MlgNumberLook look;
} Format;

typedef struct
{
  char     *name;
  char     *part;       /* "xl/worksheets/sheet1.xml" */
  gboolean  hidden;
} SheetPart;

typedef struct
{
  MlgZip         *zip;
  GCancellable   *cancellable;

  char           *workbook_part;
  char           *strings_part;
  char           *styles_part;
  GHashTable     *targets;        /* relation id → part */
  GHashTable     *addresses;      /* of the sheet: relation id → address */
  GPtrArray      *sheets;         /* SheetPart */
  gboolean        since_1904;

  GString        *strings;        /* shared strings, one after the other */
  GArray         *string_ends;    /* gsize */
  GHashTable     *codes;          /* number format id → code */
  GPtrArray      *styles;         /* Format, by cell style */
  gboolean        in_cell_styles;
  gboolean        in_text;        /* <t>, outside readings of Asian words */
  guint           phonetic;

  MlgSheetFiller *filler;
  GError         *error;
  GString        *value;          /* <v> or <is> of the cell */
  GString        *decoded;
  gboolean        in_value;
  gboolean        has_formula;
  gboolean        has_result;
  guint           n_unknown;      /* formulas nobody has computed yet */
  char            type;           /* 's'hared, 'i'nline, 'f'ormula text, 'b'oolean, 'e'rror, 'd'ate, 'n'umber */
  guint           style;
  guint           line;
  guint           column;
} Xlsx;

static void
free_format (gpointer data)
{
  Format *format = data;

  g_free (format->code);
  g_free (format);
}

static void
free_sheet_part (gpointer data)
{
  SheetPart *sheet = data;

  g_free (sheet->name);
  g_free (sheet->part);
  g_free (sheet);
}

static void
clear_xlsx (Xlsx *self)
{
  g_clear_pointer (&self->zip, mlg_zip_free);
  g_free (self->workbook_part);
  g_free (self->strings_part);
  g_free (self->styles_part);
  g_clear_pointer (&self->targets, g_hash_table_unref);
  g_clear_pointer (&self->addresses, g_hash_table_unref);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_string_free (self->strings, TRUE);
  g_array_unref (self->string_ends);
  g_clear_pointer (&self->codes, g_hash_table_unref);
  g_clear_pointer (&self->styles, g_ptr_array_unref);
  g_clear_pointer (&self->filler, mlg_sheet_filler_free);
  g_string_free (self->value, TRUE);
  g_string_free (self->decoded, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Xlsx, clear_xlsx)

static void
init_xlsx (Xlsx *self)
{
  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->sheets = g_ptr_array_new_with_free_func (free_sheet_part);
  self->strings = g_string_new (NULL);
  self->string_ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->styles = g_ptr_array_new_with_free_func (free_format);
  self->filler = mlg_sheet_filler_new ();
  self->value = g_string_new (NULL);
  self->decoded = g_string_new (NULL);
}

static gboolean
parse_part (Xlsx                 *self,
            const char           *part,
            const MlgXmlHandler  *handler,
            GError              **error)
{
  return mlg_zip_parse (self->zip, part, handler, self, self->cancellable, error);
}

/* ---- where the parts are */

/* "worksheets/sheet1.xml" beside "xl/workbook.xml"; "/xl/…" from the root; "../" understood. */
static char *
dup_part_name (const char *base,
               const char *target)
{
  g_autofree char *folder = g_path_get_dirname (base);
  g_autofree char *joined = NULL;
  g_autofree char *clean = NULL;

  joined = *target == '/' || strcmp (folder, ".") == 0 ? g_strdup (target) : g_strconcat ("/", folder, "/", target, NULL);
  clean = g_canonicalize_filename (joined, "/");
  return g_strdup (clean + 1);
}

static void
relation_start (MlgXml     *xml,
                const char *name,
                gpointer    data)
{
  Xlsx *self = data;
  g_autofree char *id = NULL, *type = NULL, *target = NULL, *part = NULL;
  const char *kind;

  if (strcmp (name, "Relationship") != 0)
    return;

  id = mlg_xml_dup_attribute (xml, "Id");
  type = mlg_xml_dup_attribute (xml, "Type");
  target = mlg_xml_dup_attribute (xml, "Target");
  if (id == NULL || target == NULL || mlg_xml_has_value (xml, "TargetMode", "External"))
    return;

  part = dup_part_name (self->workbook_part == NULL ? "" : self->workbook_part, target);
  kind = type == NULL || strrchr (type, '/') == NULL ? "" : strrchr (type, '/');
  if (self->workbook_part == NULL && strcmp (kind, "/officeDocument") == 0)
    {
      self->workbook_part = g_steal_pointer (&part);
      return;
    }

  if (strcmp (kind, "/sharedStrings") == 0 && self->strings_part == NULL)
    self->strings_part = g_strdup (part);
  else if (strcmp (kind, "/styles") == 0 && self->styles_part == NULL)
    self->styles_part = g_strdup (part);
  g_hash_table_replace (self->targets, g_steal_pointer (&id), g_steal_pointer (&part));
}

static void
workbook_start (MlgXml     *xml,
                const char *name,
                gpointer    data)
{
  Xlsx *self = data;

  if (strcmp (name, "workbookPr") == 0)
    self->since_1904 = mlg_xml_has_value (xml, "date1904", "1") || mlg_xml_has_value (xml, "date1904", "true");
  else if (strcmp (name, "sheet") == 0 && self->sheets->len < MLG_SHEET_MAX_SHEETS)
    {
      SheetPart *sheet = g_new0 (SheetPart, 1);
      g_autofree char *id = mlg_xml_dup_attribute (xml, "id");
      const char *part = id == NULL ? NULL : g_hash_table_lookup (self->targets, id);

      sheet->name = mlg_xml_dup_attribute (xml, "name");
      sheet->part = part != NULL ? g_strdup (part) : g_strdup_printf ("xl/worksheets/sheet%u.xml", self->sheets->len + 1);
      sheet->hidden = mlg_xml_has_value (xml, "state", "hidden") || mlg_xml_has_value (xml, "state", "veryHidden");
      g_ptr_array_add (self->sheets, sheet);
    }
}

/* ---- strings */

/* What <t> holds: several in a rich text; not the readings of Asian words beside it. */
static void
string_start (MlgXml     *xml,
              const char *name,
              gpointer    data)
{
  Xlsx *self = data;

  if (strcmp (name, "t") == 0)
    self->in_text = self->phonetic == 0;
  else if (strcmp (name, "rPh") == 0)
    self->phonetic++;
}

static void
string_end (MlgXml     *xml,
            const char *name,
            gpointer    data)
{
  Xlsx *self = data;

  if (strcmp (name, "t") == 0)
    self->in_text = FALSE;
  else if (strcmp (name, "rPh") == 0 && self->phonetic > 0)
    self->phonetic--;
  else if (strcmp (name, "si") == 0)
    g_array_append_val (self->string_ends, self->strings->len);
}

static void
fail_too_large (MlgXml *xml)
{
  mlg_xml_fail (xml, g_error_new_literal (MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE,
                                          _("A cell of this file holds more text than a list ever has. The file was not read.")));
}

static void
string_text (MlgXml     *xml,
             const char *text,
             gsize       length,
             gpointer    data)
{
  Xlsx *self = data;

  if (!self->in_text)
    return;

  g_string_append_len (self->strings, text, length);
  if (self->strings->len > MLG_SHEET_MAX_TEXT)
    fail_too_large (xml);
}

static const char *
get_string (Xlsx  *self,
            guint  i,
            gsize *length)
{
  gsize start;

  *length = 0;
  if (i >= self->string_ends->len)
    return "";

  start = i == 0 ? 0 : g_array_index (self->string_ends, gsize, i - 1);
  *length = g_array_index (self->string_ends, gsize, i) - start;
  return self->strings->str + start;
}

/* ---- formats */

static void
add_style (Xlsx   *self,
           MlgXml *xml)
{
  Format *format = g_new0 (Format, 1);
  guint id = mlg_xml_get_number (xml, "numFmtId");
  const char *code = g_hash_table_lookup (self->codes, GUINT_TO_POINTER (id));
  int builtin = mlg_number_format_builtin (id);

  if (code != NULL)
    {
      format->code = g_strdup (code);
      format->look = mlg_number_format_look (code);
    }
  else
    format->look = builtin < 0 ? MLG_NUMBER_PLAIN : (MlgNumberLook) builtin;
  g_ptr_array_add (self->styles, format);
}

static void
style_start (MlgXml     *xml,
             const char *name,
             gpointer    data)
{
  Xlsx *self = data;

  if (strcmp (name, "numFmt") == 0)
    {
      char *code = mlg_xml_dup_attribute (xml, "formatCode");

      if (code != NULL)
        g_hash_table_replace (self->codes, GUINT_TO_POINTER (mlg_xml_get_number (xml, "numFmtId")), code);
    }
  else if (strcmp (name, "cellXfs") == 0)
    self->in_cell_styles = TRUE;
  else if (strcmp (name, "xf") == 0 && self->in_cell_styles && self->styles->len < MAX_STYLES)
    add_style (self, xml);
}

static void
style_end (MlgXml     *xml,
           const char *name,
           gpointer    data)
{
  if (strcmp (name, "cellXfs") == 0)
    ((Xlsx *) data)->in_cell_styles = FALSE;
}

/* ---- cells */

/* "_x000D_" is how a sign that XML cannot hold is written, and "_x005F_x000D_" the letters themselves. */
static const char *
decode (Xlsx       *self,
        const char *text,
        gsize      *length)
{
  const char *end = text + *length;
  const char *p = g_strstr_len (text, *length, "_x");

  if (p == NULL)
    return text;

  g_string_truncate (self->decoded, 0);
  g_string_append_len (self->decoded, text, p - text);
  while (p < end)
    {
      gunichar c = 0;
      guint i;

      for (i = 2; end - p >= 7 && p[0] == '_' && p[1] == 'x' && i < 6 && g_ascii_isxdigit (p[i]); i++)
        c = c * 16 + g_ascii_xdigit_value (p[i]);
      if (i == 6 && p[6] == '_' && c != 0 && g_unichar_validate (c))
        {
          g_string_append_unichar (self->decoded, c);
          p += 7;
        }
      else
        g_string_append_c (self->decoded, *p++);
    }

  *length = self->decoded->len;
  return self->decoded->str;
}

/* "C5" → 3; 0 if there is none. *@end: where the letters end. */
static guint
parse_column (const char  *name,
              gsize        length,
              gsize       *end)
{
  guint column = 0;

  for (*end = 0; *end < length && g_ascii_isalpha (name[*end]) && column <= MLG_SHEET_MAX_COLUMNS; (*end)++)
    column = column * 26 + (g_ascii_toupper (name[*end]) - 'A' + 1);
  return column;
}

/* From 0; the one after the last if there is none. */
static guint
read_column (Xlsx   *self,
             MlgXml *xml)
{
  gsize length, end;
  const char *name = mlg_xml_get_attribute (xml, "r", &length);
  guint column = name == NULL ? 0 : parse_column (name, length, &end);

  return column == 0 ? self->column + 1 : column - 1;
}

/* "A2:A6", "C5": the first column from 0, and the lines. */
static gboolean
read_range (MlgXml *xml,
            guint  *column,
            guint  *first,
            guint  *last)
{
  g_autofree char *range = mlg_xml_dup_attribute (xml, "ref");
  const char *colon = range != NULL ? strchr (range, ':') : NULL;
  gsize end;

  *column = range != NULL ? parse_column (range, strlen (range), &end) : 0;
  if (*column == 0)
    return FALSE;

  *column -= 1;
  *first = *last = (guint) CLAMP (g_ascii_strtoull (range + end, NULL, 10), 1, MLG_SHEET_MAX_ROWS);
  if (colon != NULL)
    {
      parse_column (colon + 1, strlen (colon + 1), &end);
      *last = (guint) CLAMP (g_ascii_strtoull (colon + 1 + end, NULL, 10), 1, MLG_SHEET_MAX_ROWS);
    }
  return TRUE;
}

/* After the cells: what is said of them. */
static void
read_mark (Xlsx       *self,
           MlgXml     *xml,
           gboolean    merged)
{
  MlgSheetMarks *marks = mlg_sheet_filler_get_marks (self->filler);
  g_autofree char *id = NULL;
  const char *address;
  guint column, first, last;

  if (!read_range (xml, &column, &first, &last))
    return;

  if (merged)
    {
      mlg_sheet_marks_merge (marks, column, first, last);
      return;
    }

  id = mlg_xml_dup_attribute (xml, "id");
  address = id != NULL ? g_hash_table_lookup (self->addresses, id) : NULL;
  if (address != NULL)
    mlg_sheet_marks_link (marks, column, first, address);
}

static char
read_type (MlgXml *xml)
{
  gsize length;
  const char *type = mlg_xml_get_attribute (xml, "t", &length);

  if (length == 0)
    return 'n';
  if (length == 3)
    return 'f';
  if (length == 9)
    return 'i';
  return strchr ("sbedn", *type) != NULL ? *type : 'n';
}

static void
sheet_start (MlgXml     *xml,
             const char *name,
             gpointer    data)
{
  Xlsx *self = data;

  if (strcmp (name, "c") == 0)
    {
      self->column = read_column (self, xml);
      self->type = read_type (xml);
      self->style = mlg_xml_get_number (xml, "s");
      self->has_formula = self->has_result = FALSE;
      g_string_truncate (self->value, 0);
    }
  else if (strcmp (name, "v") == 0)
    self->in_value = self->has_result = TRUE;
  else if (strcmp (name, "f") == 0)
    self->has_formula = TRUE;
  else if (strcmp (name, "t") == 0)
    self->in_value = self->phonetic == 0;
  else if (strcmp (name, "rPh") == 0)
    self->phonetic++;
  else if (strcmp (name, "row") == 0)
    {
      guint line = mlg_xml_get_number (xml, "r");

      self->line = line > 0 ? line : self->line + 1;
      self->column = G_MAXUINT;
    }
  else if (strcmp (name, "mergeCell") == 0 || strcmp (name, "hyperlink") == 0)
    read_mark (self, xml, *name == 'm');
}

/* The number of the cell, as it is shown. */
static gboolean
add_number (Xlsx *self)
{
  g_autofree char *number = mlg_sheet_dup_number (self->value->str, self->value->len);
  g_autofree char *shown = NULL;
  const Format *format = self->style < self->styles->len ? self->styles->pdata[self->style] : NULL;
  MlgSheetKind kind = MLG_SHEET_NUMBER;

  if (number == NULL)
    return mlg_sheet_filler_set (self->filler, self->column, self->value->str, self->value->len, MLG_SHEET_TEXT, &self->error);

  if (format != NULL)
    shown = mlg_number_format_show (format->look, format->code, self->since_1904, number, &kind);
  if (shown == NULL)
    shown = g_steal_pointer (&number);
  return mlg_sheet_filler_set (self->filler, self->column, shown, strlen (shown), kind, &self->error);
}

/* A date written as one: "2014-05-17T00:00:00.000". */
static gboolean
add_date (Xlsx *self)
{
  gsize length = self->value->len;

  if (length > 10 && g_str_has_prefix (self->value->str + 10, "T00:00"))
    length = 10;
  else if (length > 16)
    length = g_str_has_prefix (self->value->str + 16, ":00") || length < 19 ? 16 : 19;
  return mlg_sheet_filler_set (self->filler, self->column, self->value->str, length, MLG_SHEET_DATE, &self->error);
}

static gboolean
add_cell (Xlsx *self)
{
  const char *text = self->value->str;
  gsize length = self->value->len;

  switch (self->type)
    {
    case 'n':
      return add_number (self);
    case 'd':
      return add_date (self);
    case 'b':
      return mlg_sheet_filler_set (self->filler, self->column, *text == '1' || *text == 't' ? "1" : "0", 1, MLG_SHEET_YES_NO, &self->error);
    case 'e':
      return mlg_sheet_filler_set (self->filler, self->column, text, length, MLG_SHEET_ERROR, &self->error);
    case 's':
      text = get_string (self, (guint) MIN (g_ascii_strtoull (text, NULL, 10), G_MAXUINT), &length);
      break;
    default:
      break;
    }

  text = decode (self, text, &length);
  return mlg_sheet_filler_set (self->filler, self->column, text, length, MLG_SHEET_TEXT, &self->error);
}

static void
sheet_end (MlgXml     *xml,
           const char *name,
           gpointer    data)
{
  Xlsx *self = data;
  gboolean done = TRUE;

  if (strcmp (name, "c") == 0)
    {
      done = self->value->len == 0 || add_cell (self);
      self->n_unknown += self->has_formula && !self->has_result;
    }
  else if (strcmp (name, "v") == 0 || strcmp (name, "t") == 0)
    self->in_value = FALSE;
  else if (strcmp (name, "rPh") == 0 && self->phonetic > 0)
    self->phonetic--;
  else if (strcmp (name, "row") == 0)
    done = mlg_sheet_filler_end_row (self->filler, self->line, 1, &self->error);

  if (!done)
    mlg_xml_fail (xml, g_steal_pointer (&self->error));
}

static void
sheet_text (MlgXml     *xml,
            const char *text,
            gsize       length,
            gpointer    data)
{
  Xlsx *self = data;

  if (!self->in_value)
    return;

  g_string_append_len (self->value, text, length);
  if (self->value->len > MLG_SHEET_MAX_CELL)
    fail_too_large (xml);
}

/* ---- the file */

static gboolean
read_workbook (Xlsx    *self,
               GError **error)
{
  static const MlgXmlHandler relations = { relation_start };
  static const MlgXmlHandler workbook = { workbook_start };
  static const MlgXmlHandler strings = { string_start, string_end, string_text };
  static const MlgXmlHandler styles = { style_start, style_end };
  g_autofree char *folder = NULL, *name = NULL, *part = NULL;

  if (mlg_zip_has (self->zip, "_rels/.rels") && !parse_part (self, "_rels/.rels", &relations, error))
    return FALSE;
  if (self->workbook_part == NULL)
    self->workbook_part = g_strdup ("xl/workbook.xml");

  folder = g_path_get_dirname (self->workbook_part);
  name = g_path_get_basename (self->workbook_part);
  part = g_strdup_printf ("%s/_rels/%s.rels", folder, name);
  if (mlg_zip_has (self->zip, part) && !parse_part (self, part, &relations, error))
    return FALSE;

  if (g_str_has_suffix (self->workbook_part, ".bin"))
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT,
                           _("This is a binary workbook (.xlsb). Save it as “Excel workbook (.xlsx)”, then import it."));
      return FALSE;
    }
  if (!parse_part (self, self->workbook_part, &workbook, error))
    return FALSE;

  if (self->strings_part == NULL)
    self->strings_part = g_strdup ("xl/sharedStrings.xml");
  if (self->styles_part == NULL)
    self->styles_part = g_strdup ("xl/styles.xml");
  return (!mlg_zip_has (self->zip, self->strings_part) || parse_part (self, self->strings_part, &strings, error)) &&
         (!mlg_zip_has (self->zip, self->styles_part) || parse_part (self, self->styles_part, &styles, error));
}

static void
address_start (MlgXml     *xml,
               const char *name,
               gpointer    data)
{
  Xlsx *self = data;
  g_autofree char *id = NULL, *target = NULL;

  if (strcmp (name, "Relationship") != 0 || !mlg_xml_has_value (xml, "TargetMode", "External"))
    return;

  id = mlg_xml_dup_attribute (xml, "Id");
  target = mlg_xml_dup_attribute (xml, "Target");
  if (id != NULL && target != NULL)
    g_hash_table_replace (self->addresses, g_steal_pointer (&id), g_steal_pointer (&target));
}

static gboolean
read_addresses (Xlsx             *self,
                const SheetPart  *sheet,
                GError          **error)
{
  static const MlgXmlHandler relations = { address_start };
  g_autofree char *folder = g_path_get_dirname (sheet->part), *name = g_path_get_basename (sheet->part);
  g_autofree char *part = g_strdup_printf ("%s/_rels/%s.rels", folder, name);

  g_hash_table_remove_all (self->addresses);
  return !mlg_zip_has (self->zip, part) || parse_part (self, part, &relations, error);
}

static gboolean
read_sheets (Xlsx       *self,
             MlgSource  *source,
             GError    **error)
{
  static const MlgXmlHandler cells = { sheet_start, sheet_end, sheet_text };
  g_autoptr(GPtrArray) shown = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_sheet_free);
  g_autoptr(GPtrArray) hidden = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_sheet_free);

  for (guint i = 0; i < self->sheets->len; i++)
    {
      SheetPart *sheet = self->sheets->pdata[i];

      /* Charts and dialogues have names beside the sheets, and nothing in them to read. */
      if (strstr (sheet->part, "chartsheet") != NULL || strstr (sheet->part, "dialogsheet") != NULL)
        continue;

      mlg_sheet_filler_begin (self->filler, sheet->name == NULL ? "" : sheet->name);
      self->line = 0;
      self->in_value = FALSE;
      self->phonetic = 0;
      if (!read_addresses (self, sheet, error) || !parse_part (self, sheet->part, &cells, error))
        return FALSE;
      g_ptr_array_add (sheet->hidden ? hidden : shown, mlg_sheet_filler_take (self->filler));
    }

  mlg_source_add_sheets (source, shown, hidden);
  mlg_sheet_filler_add_remarks (self->filler, source);
  if (self->n_unknown > 0)
    {
      g_autofree char *sentence =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u formula has no result in this file: its cell is empty. Open and save it in the spreadsheet.",
                                      "%u formulas have no result in this file: their cells are empty. Open and save it in the spreadsheet.",
                                      self->n_unknown), self->n_unknown);

      mlg_source_add_remark (source, sentence);
    }
  return TRUE;
}

/* Files of before 2007, and files under a password, are in an envelope of their own. */
static gboolean
is_envelope (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length > 8 && memcmp (data, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0;
}

static gboolean
refuse_envelope (GBytes  *bytes,
                 GError **error)
{
  static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (memmem (data, length, encrypted, sizeof encrypted - 1) != NULL)
    g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT,
                         _("This file is protected by a password. Save it without the password, then import it."));
  else
    g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT,
                         _("This file is in the format of Excel before 2007 (.xls). Save it as “Excel workbook (.xlsx)”, then import it."));
  return FALSE;
}

static gboolean
read_xlsx (MlgSource     *source,
           GBytes        *bytes,
           GCancellable  *cancellable,
           GError       **error)
{
  g_auto(Xlsx) self = { .cancellable = cancellable };

  init_xlsx (&self);
  if (is_envelope (bytes))
    return refuse_envelope (bytes, error);

  self.zip = mlg_zip_open (bytes, error);
  return self.zip != NULL && read_workbook (&self, error) && read_sheets (&self, source, error);
}

static guint
detect_xlsx (const char *name,
             GBytes     *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *lower = name == NULL ? NULL : g_ascii_strdown (name, -1);

  if (is_envelope (bytes))
    return 90;
  if (length < 4 || memcmp (data, "PK\3\4", 4) != 0)
    return 0;
  if (memmem (data, length, "xl/workbook.", 12) != NULL)
    return 95;
  return lower != NULL && (g_str_has_suffix (lower, ".xlsx") || g_str_has_suffix (lower, ".xlsm")) ? 80 : 0;
}

const MlgReader mlg_reader_xlsx = { "xlsx", N_("Excel workbook"), detect_xlsx, read_xlsx };
