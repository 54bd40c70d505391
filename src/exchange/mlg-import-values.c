/* A row of a list as canonical values.
 *
 * What a field refuses is not lost: it goes to the note, and the row is accepted with a remark.
 * A row is refused only for what would make a false record of it: no name, digits destroyed by
 * a spreadsheet, a point off the Earth.
 */

#include "exchange/mlg-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-rows.h"
#include "model/mlg-number.h"
#include "model/mlg-text.h"
#include "model/mlg-value.h"

/* The parts of a composite field of the row being read. */
#define MAX_PARTS 6
typedef struct
{
  gboolean  used;
  char     *parts[MAX_PARTS];
} Parts;

struct _MlgRowReader
{
  MlgImport  *import;
  guint      *targets;      /* of each column */
  guint       n_targets;
  guint       note;         /* target; G_MAXUINT: none */
  guint       place;
  gboolean    own_export;   /* lists between bars only */
  GHashTable *names;        /* const MlgEntity * → GHashTable (key or folded title → id text; "" for several) */
  GString    *lines;        /* of the note of this row */
  Parts      *parts;        /* one for each target */
};

guint
mlg_import_find_target (MlgImport  *self,
                        const char *field)
{
  for (guint i = 0; i < self->targets->len; i++)
    {
      if (strcmp (((const MlgField *) g_ptr_array_index (self->targets, i))->name, field) == 0)
        return i;
    }

  return G_MAXUINT;
}

MlgRowReader *
mlg_row_reader_new (MlgImport *import)
{
  MlgRowReader *self = g_new0 (MlgRowReader, 1);

  self->import = import;
  self->n_targets = import->targets->len;
  self->note = mlg_import_find_target (import, "note");
  self->place = mlg_import_find_target (import, "place");
  self->targets = g_new0 (guint, import->columns->len);
  self->names = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  self->lines = g_string_new (NULL);
  self->parts = g_new0 (Parts, self->n_targets);

  for (guint i = 0; i < import->columns->len; i++)
    {
      const MlgImportColumn *column = mlg_import_get_column (import, i);

      self->own_export |= column->use == MLG_COLUMN_ID;
      self->targets[i] = column->use == MLG_COLUMN_FIELD ? mlg_import_find_target (import, column->field->name) : G_MAXUINT;
    }

  return self;
}

static void
clear_parts (Parts *parts)
{
  for (guint i = 0; i < MAX_PARTS; i++)
    g_clear_pointer (&parts->parts[i], g_free);
  parts->used = FALSE;
}

void
mlg_row_reader_free (MlgRowReader *self)
{
  if (self == NULL)
    return;

  g_free (self->targets);
  g_hash_table_unref (self->names);
  g_string_free (self->lines, TRUE);
  for (guint i = 0; i < self->n_targets; i++)
    clear_parts (&self->parts[i]);
  g_free (self->parts);
  g_free (self);
}

void
mlg_row_values_clear (MlgRowValues *values,
                      guint         n_targets)
{
  for (guint i = 0; values->values != NULL && i < n_targets; i++)
    g_free (values->values[i]);
  g_clear_pointer (&values->values, g_free);
  g_clear_pointer (&values->reason, g_free);
  if (values->remark != NULL)
    g_string_free (g_steal_pointer (&values->remark), TRUE);
}

static void
refuse (MlgRowValues *values,
        const char   *column,
        const char   *sentence)
{
  if (values->reason == NULL)
    values->reason = column == NULL ? g_strdup (sentence) : g_strdup_printf (_("Column “%s”: %s"), column, sentence);
}

static void
add_remark (MlgRowValues *values,
            const char   *column,
            const char   *sentence)
{
  if (values->remark == NULL)
    values->remark = g_string_new (NULL);
  else
    g_string_append_c (values->remark, ' ');
  g_string_append_printf (values->remark, _("Column “%s”: %s"), column, sentence);
}

static void
append_line (MlgRowReader *self,
             const char   *label,
             const char   *text)
{
  if (self->lines->len > 0)
    g_string_append_c (self->lines, '\n');
  g_string_append (self->lines, MLG_NOTE_START);
  g_string_append (self->lines, label);
  g_string_append (self->lines, MLG_NOTE_MIDDLE);

  /* One line for one column: it is found again by its label. */
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\r')
        continue;
      g_string_append (self->lines, *p == '\n' ? " / " : (char[]) { *p, '\0' });
    }
}

/* ---- references by key, id or name */

static void
add_name (GHashTable  *names,
          const char  *name,
          const char  *id)
{
  const char *known;

  if (name == NULL || *name == '\0')
    return;

  known = g_hash_table_lookup (names, name);
  if (known == NULL)
    g_hash_table_insert (names, g_strdup (name), g_strdup (id));
  else if (strcmp (known, id) != 0)
    g_hash_table_insert (names, g_strdup (name), g_strdup (""));
}

typedef struct
{
  GHashTable      *names;
  const MlgEntity *entity;
} NameTable;

static gboolean
add_record_names (const MlgId       *id,
                  const char *const *values,
                  gpointer           data)
{
  NameTable *table = data;
  char text[MLG_ID_TEXT_LENGTH + 1];

  mlg_id_write (id, text);
  for (guint i = 0; i < table->entity->n_fields; i++)
    {
      const MlgField *field = &table->entity->fields[i];
      g_autofree char *folded = NULL;

      if (values[i] == NULL)
        continue;
      if (field->number == MLG_FIELD_KEY)
        add_name (table->names, values[i], text);
      else if (field->flags & MLG_FIELD_TITLE)
        {
          folded = mlg_fold (values[i]);
          add_name (table->names, folded, text);
        }
    }

  return TRUE;
}

static GHashTable *
get_names (MlgRowReader    *self,
           const MlgEntity *entity)
{
  NameTable table = { g_hash_table_lookup (self->names, entity), entity };

  if (table.names == NULL)
    {
      table.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      mlg_store_foreach (mlg_project_get_store (self->import->project), entity, add_record_names, &table, NULL);
      g_hash_table_insert (self->names, (gpointer) entity, table.names);
    }

  return table.names;
}

/* NULL: no such record, or several. */
static char *
resolve (MlgRowReader   *self,
         const MlgField *field,
         const char     *text)
{
  const MlgEntity *entity = field->target == NULL ? NULL : mlg_schema_find (field->target);
  g_autofree char *prefix = NULL, *folded = NULL;
  const char *colon = strchr (text, ':');
  const char *found;
  MlgId id;

  if (field->type == MLG_TYPE_ANY && colon != NULL)
    {
      prefix = g_strndup (text, colon - text);
      entity = mlg_schema_find (prefix);
      text = colon + 1;
    }
  if (entity == NULL)
    return NULL;

  if (mlg_id_parse (text, &id))
    found = text;
  else
    {
      found = g_hash_table_lookup (get_names (self, entity), text);
      if (found == NULL)
        {
          folded = mlg_fold (text);
          found = g_hash_table_lookup (get_names (self, entity), folded);
        }
    }

  if (found == NULL || *found == '\0')
    return NULL;
  return prefix != NULL ? g_strdup_printf ("%s:%s", prefix, found) : g_strdup (found);
}

/* ---- numbers that programs spoil */

static gboolean
is_luhn (const char *digits)
{
  guint sum = 0;
  gsize n = strlen (digits);

  for (gsize i = 0; i < n; i++)
    {
      guint d = (guint) g_ascii_digit_value (digits[n - 1 - i]);

      if (i % 2 == 1)
        d = d * 2 > 9 ? d * 2 - 9 : d * 2;
      sum += d;
    }

  return sum % 10 == 0;
}

static char *
keep_digits (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (g_ascii_isdigit (*text))
        g_string_append_c (digits, *text);
    }

  return g_string_free (digits, FALSE);
}

/* "43170.0", "43170,00": a code that went through a column of numbers. */
static gboolean
drop_decimals (char *text)
{
  gsize n = strspn (text, "0123456789");

  if (n == 0 || (text[n] != '.' && text[n] != ',') || text[n + 1] == '\0' || strspn (text + n + 1, "0") != strlen (text + n + 1))
    return FALSE;

  text[n] = '\0';
  return TRUE;
}

/* The text of a code as it was before a spreadsheet took it for a number. */
static char *
restore_code (const char   *name,
              const char   *text,
              const char   *column,
              MlgRowValues *values)
{
  char *code = g_strdup (text);
  g_autofree char *digits = NULL;
  gboolean restored = drop_decimals (code);
  gboolean is_siret = strcmp (name, "siret") == 0;

  digits = keep_digits (code);

  if ((strcmp (name, "postal_code") == 0 || strcmp (name, "insee_code") == 0) && strlen (code) == 4 && strlen (digits) == 4)
    {
      g_free (code);
      code = g_strconcat ("0", digits, NULL);
      restored = TRUE;
    }
  else if (strcmp (name, "postal_code") == 0 && strlen (digits) == 5 && strlen (code) > 5 && strspn (code, "0123456789 ") == strlen (code))
    {
      g_free (code);
      code = g_steal_pointer (&digits);
    }
  else if (is_siret && (strlen (digits) == 14 || strlen (digits) == 9))
    {
      g_free (code);
      code = g_steal_pointer (&digits);
    }
  else if (is_siret && strlen (digits) == 13)
    {
      g_autofree char *longer = g_strconcat ("0", digits, NULL);

      if (is_luhn (longer))
        {
          g_free (code);
          code = g_steal_pointer (&longer);
          restored = TRUE;
        }
    }

  if (restored)
    {
      g_autofree char *sentence = g_strdup_printf (_("“%s” was spoiled by a spreadsheet, read as “%s”."), text, code);

      add_remark (values, column, sentence);
    }
  return code;
}

static gboolean
is_code (const char *name)
{
  return strcmp (name, "postal_code") == 0 || strcmp (name, "insee_code") == 0 || strcmp (name, "siret") == 0;
}

/* ---- cells */

/* The elements of a cell that holds several, each parsed; what cannot be goes to @refused. */
static char *
parse_elements (MlgRowReader   *self,
                const MlgField *field,
                const char     *text,
                GString        *refused)
{
  const char *bars = strchr (text, '|') != NULL || self->own_export ? "|" : field->type == MLG_TYPE_WORDS ? ";\n" : ";\n,";
  g_auto(GStrv) pieces = g_strsplit_set (text, bars, -1);
  g_autoptr(GPtrArray) elements = g_ptr_array_new_with_free_func (g_free);
  char *joined;

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      const char *piece = g_strstrip (pieces[i]);
      g_autofree char *marked = g_strdup_printf ("%s%c", piece, MLG_ELEMENT_SEPARATOR);
      char *element = NULL;

      if (*piece == '\0')
        continue;
      if (mlg_field_is_reference (field))
        element = resolve (self, field, piece);
      else if (!mlg_value_parse (field, marked, &element, NULL))
        element = NULL;

      if (element != NULL && !g_ptr_array_find_with_equal_func (elements, element, g_str_equal, NULL))
        g_ptr_array_add (elements, element);
      else if (element != NULL)
        g_free (element);
      else
        g_string_append_printf (refused, "%s%s", refused->len > 0 ? ", " : "", piece);
    }

  g_ptr_array_add (elements, NULL);
  joined = mlg_value_join ((const char *const *) elements->pdata);
  return joined;
}

static gboolean
is_grave (const MlgField *field,
          const char     *text)
{
  if (mlg_number_is_damaged (text))
    return TRUE;
  if (field->flags & MLG_FIELD_REQUIRED)
    return TRUE;

  return field->type == MLG_TYPE_PLACE && strpbrk (text, "0123456789") != NULL;
}

static gboolean
parse_cell (MlgRowReader           *self,
            const MlgImportColumn  *column,
            const char             *text,
            char                  **value,
            GError                **error)
{
  const MlgField *field = column->field;
  char *parsed = NULL;

  if (field->type == MLG_TYPE_REFERENCE || field->type == MLG_TYPE_ANY)
    {
      parsed = resolve (self, field, text);
      if (parsed == NULL)
        {
          g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_NOT_FOUND,
                       _("there is no record called “%s”, or several."), text);
          return FALSE;
        }
    }
  else if (!mlg_value_parse (field, text, &parsed, error))
    return FALSE;

  g_free (*value);
  *value = parsed;
  return TRUE;
}

/* Kept apart until the row is read: joined once, not taken apart again for each part. */
static gboolean
parse_part (const MlgImportColumn  *column,
            const char             *text,
            Parts                  *parts,
            GError                **error)
{
  g_autofree char *value = NULL;

  if (!mlg_value_parse_part (column->field, column->part, NULL, text, &value, error))
    return FALSE;

  /* A fuzzy date fills its words too; of others only this part is there. */
  for (guint i = column->part; i < column->field->n_parts; i++)
    {
      char *part = mlg_value_dup_part (value, i);

      if (part == NULL)
        continue;
      g_free (parts->parts[i]);
      parts->parts[i] = part;
      parts->used = TRUE;
    }

  return TRUE;
}

static void
join_parts (MlgRowReader *self,
            MlgRowValues *values)
{
  for (guint i = 0; i < self->n_targets; i++)
    {
      const MlgField *field = g_ptr_array_index (self->import->targets, i);

      if (!self->parts[i].used)
        continue;

      g_free (values->values[i]);
      values->values[i] = mlg_value_join_parts ((const char *const *) self->parts[i].parts, field->n_parts);
      clear_parts (&self->parts[i]);
    }
}

static void
read_field_cell (MlgRowReader          *self,
                 const MlgImportColumn *column,
                 const char            *cell,
                 guint                  target,
                 MlgRowValues          *values)
{
  const MlgField *field = column->field;
  char **value = &values->values[target];
  gboolean is_part = mlg_field_is_composite (field) && column->part != MLG_WHOLE_FIELD;
  const char *name = is_part ? field->parts[column->part].name : field->name;
  g_autofree char *text = is_code (name) ? restore_code (name, cell, column->name, values) : g_strdup (cell);
  g_autoptr(GError) error = NULL;

  if (mlg_field_is_multiple (field))
    {
      g_autoptr(GString) refused = g_string_new (NULL);
      g_autofree char *elements = parse_elements (self, field, text, refused);
      char *merged = mlg_import_merge_value (field, *value, elements);

      g_free (*value);
      *value = merged;
      if (refused->len > 0)
        append_line (self, column->name, refused->str);
      return;
    }

  if (is_part ? parse_part (column, text, &self->parts[target], &error) : parse_cell (self, column, text, value, &error))
    return;

  if (is_grave (field, text))
    {
      refuse (values, column->name, error->message);
      return;
    }

  append_line (self, column->name, cell);
  add_remark (values, column->name, error->message);
}

/* ---- the place: both numbers or none, and not under each other's name */

static void
check_place (MlgRowReader *self,
             MlgRowValues *values)
{
  char **place = &values->values[self->place];
  double lat, lon;

  if (*place == NULL)
    return;

  if (!mlg_value_get_place (*place, &lat, &lon, NULL))
    {
      g_autofree char *north = mlg_value_dup_part (*place, 0);
      g_autofree char *east = mlg_value_dup_part (*place, 1);

      if (north != NULL || east != NULL)
        append_line (self, north != NULL ? _("Latitude") : _("Longitude"), north != NULL ? north : east);
      g_clear_pointer (place, g_free);
      return;
    }

  /* The corner of the map where missing coordinates meet, off the coast of Africa. */
  if (lat == 0 && lon == 0)
    g_clear_pointer (place, g_free);
  else if (lat > -5.5 && lat < 10 && lon > 41 && lon < 51.5)
    refuse (values, NULL, _("Latitude and longitude are under each other’s name: once swapped, the place is in France."));
}

static void
check_required (MlgRowReader *self,
                MlgRowValues *values)
{
  const MlgEntity *entity = self->import->entity;

  for (guint i = 0; i < entity->n_fields && values->reason == NULL; i++)
    {
      const MlgField *field = &entity->fields[i];
      guint target;

      if (!(field->flags & MLG_FIELD_REQUIRED))
        continue;
      target = mlg_import_find_target (self->import, field->name);
      if (target == G_MAXUINT || values->values[target] == NULL)
        {
          g_autofree char *sentence = g_strdup_printf (_("“%s” is missing."), g_dgettext (GETTEXT_PACKAGE, field->label));

          refuse (values, NULL, sentence);
        }
    }
}

static gboolean
has_cells_too_many (MlgRowReader *self,
                    guint         row)
{
  const MlgSourceRow *source = &g_array_index (self->import->rows, MlgSourceRow, row);

  for (guint i = self->import->columns->len; i < source->n_cells; i++)
    {
      g_autofree char *text = mlg_import_dup_clean (mlg_import_get_cell (self->import, row, i));

      if (text != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
read_cell (MlgRowReader *self,
           guint         row,
           guint         index,
           MlgRowValues *values)
{
  const MlgImportColumn *column = mlg_import_get_column (self->import, index);
  g_autofree char *text = column->use == MLG_COLUMN_SKIP ? NULL : mlg_import_dup_clean (mlg_import_get_cell (self->import, row, index));

  if (text == NULL)
    return;
  if (mlg_import_is_nothing (text) && !(column->use == MLG_COLUMN_FIELD && (column->field->flags & MLG_FIELD_TITLE)))
    return;

  if (column->use == MLG_COLUMN_NOTE)
    append_line (self, column->name, text);
  else if (column->use == MLG_COLUMN_FIELD)
    read_field_cell (self, column, text, self->targets[index], values);
  else if (mlg_id_parse (text, &values->id))
    values->has_id = TRUE;
  else
    refuse (values, column->name, _("this is not the identifier of a record."));
}

void
mlg_row_reader_read (MlgRowReader *self,
                     guint         row,
                     MlgRowValues *values)
{
  const MlgSourceRow *source = &g_array_index (self->import->rows, MlgSourceRow, row);

  *values = (MlgRowValues) { .values = g_new0 (char *, self->n_targets) };
  g_string_truncate (self->lines, 0);

  if (source->torn)
    {
      refuse (values, NULL, _("A quotation mark is opened on this line and never closed."));
      return;
    }
  if (has_cells_too_many (self, row))
    {
      refuse (values, NULL, _("This line has more cells than there are columns: a separator may stand inside a text."));
      return;
    }

  for (guint i = 0; i < self->import->columns->len; i++)
    read_cell (self, row, i, values);
  join_parts (self, values);

  if (self->place != G_MAXUINT)
    check_place (self, values);
  check_required (self, values);

  if (self->lines->len > 0 && self->note != G_MAXUINT)
    {
      char *note = mlg_import_merge_note (values->values[self->note], self->lines->str);

      g_free (values->values[self->note]);
      values->values[self->note] = note;
    }
}
