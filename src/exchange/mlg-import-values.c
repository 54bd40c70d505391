/* A row of a list as canonical values.
 *
 * What a field refuses is not lost: it goes to the note, and the row is accepted with a remark.
 * A row is refused only for what would make a false record of it: no name, digits destroyed by
 * a spreadsheet, a point off the Earth.
 */

#include "exchange/mlg-import-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "exchange/mlg-read-yeswiki.h"
#include "model/mlg-number.h"
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
  MlgList    *list;
  guint      *targets;      /* of each column */
  guint       n_targets;
  guint       note;         /* target; G_MAXUINT: none */
  guint       place, address, siren;
  guint       closed;       /* column of the register: « F » for an establishment, « C » for a legal unit; G_MAXUINT: none */
  gboolean    own_export;   /* lists between bars only */
  gboolean    own_lines;    /* for YesWiki: a list is a line with commas */
  GString    *lines;        /* of the note of this row */
  Parts      *parts;        /* one for each target */
  const MlgEntity *absent;  /* of a record that a cell of this row only names; NULL: none */
};

static guint
find_closed (MlgList *list)
{
  for (guint i = 0; i < list->columns->len; i++)
    {
      g_autofree char *first = NULL, *squeezed = mlg_import_squeeze (mlg_list_get_column (list, i)->name, &first);

      if (mlg_import_is_among ("|etatadministratif|etatadministratifetablissement|etatadministratifunitelegale|", squeezed))
        return i;
    }

  return G_MAXUINT;
}

MlgRowReader *
mlg_row_reader_new (MlgList *list)
{
  MlgRowReader *self = g_new0 (MlgRowReader, 1);

  self->list = list;
  self->n_targets = list->targets->len;
  self->note = mlg_list_find_target (list, "note");
  self->place = mlg_list_find_target (list, "place");
  self->address = mlg_list_find_target (list, "address");
  self->siren = mlg_list_find_target (list, "siren");
  self->closed = find_closed (list);
  self->targets = g_new0 (guint, list->columns->len);
  self->lines = g_string_new (NULL);
  self->parts = g_new0 (Parts, self->n_targets);

  for (guint i = 0; i < list->columns->len; i++)
    {
      const MlgImportColumn *column = mlg_list_get_column (list, i);

      self->own_export |= column->use == MLG_COLUMN_ID;
      self->own_lines |= column->use == MLG_COLUMN_ID && strcmp (column->name, MLG_YESWIKI_ID) == 0;
      self->targets[i] = column->use == MLG_COLUMN_FIELD ? mlg_list_find_target (list, column->field->name) : G_MAXUINT;
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
  g_string_free (self->lines, TRUE);
  for (guint i = 0; i < self->n_targets; i++)
    clear_parts (&self->parts[i]);
  g_free (self->parts);
  g_free (self);
}

static void
append_line (MlgRowReader *self,
             const char   *label,
             const char   *text)
{
  mlg_import_write_line (self->lines, label, text);
}

/* ---- references by key, id or name */

/* "a-miramap": what a list of ours calls a record of another file, no name of anybody. */
static gboolean
is_key (MlgRowReader *self,
        const char   *text)
{
  return self->own_export && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-_/") == strlen (text);
}

/* A record of that name is to be added. */
static gboolean
create_missing (MlgRowReader    *self,
                const MlgField  *field,
                const MlgEntity *entity,
                const char      *text,
                char            *id_text)
{
  MlgMissing missing = { .entity = entity, .list = self->list };

  if (!(field->flags & MLG_FIELD_REQUIRED) || !mlg_import_has_letters (text) || mlg_id_parse (text, &missing.id) || is_key (self, text) ||
      mlg_entity_find_field (entity, "name") == NULL)
    return FALSE;

  self->absent = entity;
  if (!self->list->create_missing)
    return FALSE;
  missing.id = mlg_id_new ();
  missing.name = g_strdup (text);
  g_array_append_val (self->list->import->missing, missing);
  mlg_references_add (self->list->import->references, entity, &missing.id, text);
  mlg_id_write (&missing.id, id_text);
  return TRUE;
}

/* NULL with @sentence: no such record, or several. */
static char *
resolve (MlgRowReader   *self,
         const MlgField *field,
         const char     *text,
         char          **sentence)
{
  const MlgEntity *entity = field->target == NULL ? NULL : mlg_schema_find (field->target);
  char id_text[MLG_ID_TEXT_LENGTH + 1];
  MlgReferenceFound found;

  if (field->type == MLG_TYPE_ANY)
    {
      const char *colon = strchr (text, ':');
      g_autofree char *prefix = colon == NULL ? NULL : g_strndup (text, colon - text);

      entity = prefix == NULL ? NULL : mlg_schema_find (prefix);
      if (entity != NULL)
        text = colon + 1;
      else
        entity = mlg_schema_find (MLG_ENTITY_ACTOR);
    }
  if (entity == NULL)
    return NULL;

  found = mlg_references_find (self->list->import->references, entity, text, id_text);
  if (found == MLG_REFERENCE_NONE && create_missing (self, field, entity, text, id_text))
    found = MLG_REFERENCE_FOUND;
  if (found != MLG_REFERENCE_FOUND)
    {
      if (sentence != NULL)
        *sentence = g_strdup_printf (found == MLG_REFERENCE_NONE ? _("there is no record called “%s”.")
                                                                 : _("several records are called “%s”: the list must say which."), text);
      return NULL;
    }

  return field->type == MLG_TYPE_ANY ? g_strdup_printf ("%s:%s", entity->name, id_text) : g_strdup (id_text);
}

/* ---- cells */

/* « ["mobilité", "logement"] » and « - mobilité\n- logement » hold the same two. */
static const char *
strip_marks (char *piece)
{
  static const char *const bullets[] = { "- ", "* ", "• ", "– ", NULL };
  gsize n;

  g_strstrip (piece);
  for (guint i = 0; bullets[i] != NULL; i++)
    if (g_str_has_prefix (piece, bullets[i]))
      piece += strlen (bullets[i]);

  n = strlen (piece);
  if (n >= 2 && (*piece == '"' || *piece == '\'') && piece[n - 1] == *piece)
    {
      piece[n - 1] = '\0';
      piece++;
    }
  return g_strstrip (piece);
}

/* « "Lait, fromage",Pain » */
static char **
split_line (const char *text)
{
  g_autoptr(MlgCsvReader) reader = mlg_csv_reader_new (text, strlen (text), ',');
  g_autoptr(GPtrArray) pieces = g_ptr_array_new ();

  if (mlg_csv_reader_next (reader))
    {
      const MlgCell *cells = mlg_csv_reader_get_cells (reader);

      for (guint i = 0; i < mlg_csv_reader_get_n_cells (reader); i++)
        g_ptr_array_add (pieces, g_strndup (cells[i].text, cells[i].length));
    }

  g_ptr_array_add (pieces, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&pieces), FALSE);
}

/* The elements of a cell as people and programs write lists. */
static char **
split_elements (MlgRowReader   *self,
                const MlgField *field,
                const char     *text)
{
  const char *bars = strchr (text, '|') != NULL || self->own_export ? "|\x1e" : field->type == MLG_TYPE_WORDS ? ";\n\x1e" : ";\n,\x1e";
  gsize n = strlen (text);
  g_autoptr(GString) cut = NULL;

  if (self->own_lines)
    return split_line (text);
  if (self->own_export)
    return g_strsplit_set (text, bars, -1);
  if (n >= 4 && *text == '[' && text[n - 1] == ']' && (text[1] == '"' || text[1] == '\''))
    {
      g_autofree char *inside = g_strndup (text + 1, n - 2);

      return g_strsplit_set (inside, ",", -1);
    }

  cut = g_string_new (text);
  if (field->type == MLG_TYPE_TERMS)
    g_string_replace (cut, " / ", "\x1e", 0);
  return g_strsplit_set (cut->str, bars, -1);
}

/* The elements of a cell that holds several, each parsed; what cannot be goes to @refused. */
static char *
parse_elements (MlgRowReader   *self,
                const MlgField *field,
                const char     *text,
                GString        *refused)
{
  g_auto(GStrv) pieces = split_elements (self, field, text);
  g_autoptr(GPtrArray) elements = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      const char *piece = self->own_export ? g_strstrip (pieces[i]) : strip_marks (pieces[i]);
      g_autofree char *marked = g_strdup_printf ("%s%c", piece, MLG_ELEMENT_SEPARATOR);
      char *element = NULL;

      if (*piece == '\0')
        continue;
      if (mlg_field_is_reference (field))
        element = resolve (self, field, piece, NULL);
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
  return mlg_value_join ((const char *const *) elements->pdata);
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
parse_cell (MlgRowReader    *self,
            const MlgField  *field,
            const char      *text,
            char           **value,
            GError         **error)
{
  char *parsed = NULL;

  if (field->type == MLG_TYPE_REFERENCE || field->type == MLG_TYPE_ANY)
    {
      g_autofree char *sentence = NULL;

      parsed = resolve (self, field, text, &sentence);
      if (parsed == NULL)
        {
          g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_NOT_FOUND, sentence != NULL ? sentence : "");
          return FALSE;
        }
    }
  else if (field->type == MLG_TYPE_TEXT && mlg_value_is_valid (field, text))
    parsed = g_strdup (text);
  else if (!mlg_value_parse (field, text, &parsed, error))
    return FALSE;

  g_free (*value);
  *value = parsed;
  return TRUE;
}

static void
set_part (Parts *parts,
          guint  part,
          char  *text)
{
  g_free (parts->parts[part]);
  parts->parts[part] = text;
  parts->used = TRUE;
}

/* What stands in most cells is canonical already: nothing to parse. */
static const MlgField plain_text = { .name = "text", .type = MLG_TYPE_TEXT };
static const MlgField plain_number = { .name = "number", .type = MLG_TYPE_NUMBER };

static gboolean
is_settled_part (const MlgField *field,
                 guint           part,
                 const char     *text)
{
  if (field->type == MLG_TYPE_ADDRESS)
    return mlg_value_is_valid (&plain_text, text);
  if (field->type == MLG_TYPE_PLACE && part < 2)
    return mlg_value_is_valid (&plain_number, text) && fabs (g_ascii_strtod (text, NULL)) <= (part == 0 ? 90 : 180);

  return FALSE;
}

/* Kept apart until the row is read: joined once, not taken apart again for each part. */
static gboolean
parse_part (const MlgImportColumn  *column,
            const char             *text,
            Parts                  *parts,
            GError                **error)
{
  g_autofree char *value = NULL;

  if (parts->parts[column->part] == NULL && is_settled_part (column->field, column->part, text))
    {
      set_part (parts, column->part, g_strdup (text));
      return TRUE;
    }
  if (!mlg_value_parse_part (column->field, column->part, NULL, text, &value, error))
    return FALSE;

  /* A fuzzy date fills its words too; of others only this part is there. */
  for (guint i = column->part; i < column->field->n_parts; i++)
    {
      char *part = mlg_value_dup_part (value, i);

      if (part == NULL)
        continue;
      /* « 12 », « rue », « Basse » in columns of their own. */
      if (column->field->type == MLG_TYPE_ADDRESS && i == 0 && parts->parts[0] != NULL)
        {
          char *street = g_strconcat (parts->parts[0], " ", part, NULL);

          g_free (part);
          part = street;
        }
      set_part (parts, i, part);
    }

  return TRUE;
}

/* Degrees as they stand, or written with marks and letters; metres wait for each other. */
static gboolean
parse_axis (MlgRowReader           *self,
            const MlgImportColumn  *column,
            const char             *text,
            Parts                  *parts,
            GError                **error)
{
  double degrees;
  char axis;

  if (self->list->grid != MLG_GRID_DEGREES && mlg_place_read_degrees (text, &degrees, &axis))
    {
      set_part (parts, column->part, g_strdup (text));
      return TRUE;
    }
  if (parse_part (column, text, parts, error))
    return TRUE;
  if (!mlg_place_read_degrees (text, &degrees, &axis) || fabs (degrees) > (axis == 'N' || column->part == 0 ? 90 : 180))
    return FALSE;

  g_clear_error (error);
  set_part (parts, axis == 'N' ? 0 : axis == 'E' ? 1 : column->part, mlg_place_dup_number (degrees));
  return TRUE;
}

static gboolean
parse_pair (const MlgImportColumn  *column,
            const char             *text,
            Parts                  *parts,
            GError                **error)
{
  g_autofree char *value = NULL;
  double lat, lon;

  if (mlg_value_parse (column->field, text, &value, NULL) && mlg_value_get_place (value, &lat, &lon, NULL))
    {
      set_part (parts, 0, mlg_value_dup_part (value, 0));
      set_part (parts, 1, mlg_value_dup_part (value, 1));
      return TRUE;
    }
  if (mlg_place_read_pair (text, &lat, &lon))
    {
      set_part (parts, 0, mlg_place_dup_number (lat));
      set_part (parts, 1, mlg_place_dup_number (lon));
      return TRUE;
    }

  g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_INVALID, _("“%s” is not a pair of coordinates."), text);
  return FALSE;
}

/* Metres that are nowhere leave nothing but a reason. */
static void
settle_metres (MlgRowReader *self,
               Parts        *parts,
               MlgRowValues *values)
{
  char *lat = NULL, *lon = NULL;

  if (self->list->grid == MLG_GRID_DEGREES)
    return;

  if (parts->parts[0] != NULL && parts->parts[1] != NULL && strspn (parts->parts[0], "0., ") != strlen (parts->parts[0]) &&
      !mlg_place_from_grid (self->list, parts->parts[1], parts->parts[0], &lat, &lon))
    {
      g_autofree char *sentence = g_strdup_printf (_("“%s, %s” is no point of the grid %s."), parts->parts[1], parts->parts[0],
                                                   mlg_grid_get_label (self->list->grid));

      mlg_row_values_refuse (values, NULL, sentence);
    }
  else if (lat == NULL && (parts->parts[0] != NULL) != (parts->parts[1] != NULL))
    append_line (self, parts->parts[0] != NULL ? _("Latitude") : _("Longitude"), parts->parts[0] != NULL ? parts->parts[0] : parts->parts[1]);

  set_part (parts, 0, lat);
  set_part (parts, 1, lon);
}

static void
join_parts (MlgRowReader *self,
            MlgRowValues *values)
{
  for (guint i = 0; i < self->n_targets; i++)
    {
      const MlgField *field = g_ptr_array_index (self->list->targets, i);

      if (!self->parts[i].used)
        continue;

      if (i == self->place)
        settle_metres (self, &self->parts[i], values);
      g_free (values->values[i]);
      values->values[i] = mlg_value_join_parts ((const char *const *) self->parts[i].parts, field->n_parts);
      clear_parts (&self->parts[i]);
    }
}

static void
read_elements (MlgRowReader          *self,
               const MlgImportColumn *column,
               const char            *text,
               char                 **value,
               MlgRowValues          *values)
{
  g_autoptr(GString) refused = g_string_new (NULL);
  g_autofree char *elements = parse_elements (self, column->field, text, refused);
  char *merged = mlg_import_merge_value (column->field, *value, elements);

  g_free (*value);
  *value = merged;
  if (refused->len == 0)
    return;

  append_line (self, column->name, refused->str);
  if (mlg_field_is_reference (column->field))
    {
      g_autofree char *sentence = g_strdup_printf (_("no record, or several, for “%s”: kept in the note."), refused->str);

      mlg_row_values_remark (values, column->name, sentence);
    }
}

/* The nine figures of the structure, in the column of its establishments. */
static gboolean
is_siren (MlgRowReader   *self,
          const MlgField *field,
          const char     *text)
{
  guint n = 0;

  if (self->siren == G_MAXUINT || field->type != MLG_TYPE_CODE || strcmp (field->name, "siret") != 0)
    return FALSE;

  for (; *text != '\0'; text++)
    {
      if (g_ascii_isdigit (*text))
        n++;
      else if (*text != ' ' && *text != '.' && (guchar) *text < 0x80)
        return FALSE;
    }
  return n == 9;
}

static gboolean
is_of_this_list (MlgRowReader   *self,
                 const MlgField *field)
{
  return field->type == MLG_TYPE_REFERENCE && field->target != NULL && strcmp (field->target, self->list->entity->name) == 0;
}

static gboolean
parse_any (MlgRowReader           *self,
           const MlgImportColumn  *column,
           const MlgField         *field,
           guint                   target,
           const char             *text,
           MlgRowValues           *values,
           GError                **error)
{
  if (field->type == MLG_TYPE_PLACE && column->part == MLG_WHOLE_FIELD)
    return parse_pair (column, text, &self->parts[target], error);
  if (field->type == MLG_TYPE_PLACE && column->part < 2)
    return parse_axis (self, column, text, &self->parts[target], error);
  if (mlg_field_is_composite (field) && column->part != MLG_WHOLE_FIELD)
    return parse_part (column, text, &self->parts[target], error);

  return parse_cell (self, field, text, &values->values[target], error);
}

/* One value: repaired, read, and what cannot be said in its words. */
static void
read_value (MlgRowReader       *self,
            guint               index,
            const MlgSheetCell *source,
            const char         *text,
            MlgRowValues       *values)
{
  const MlgImportColumn *column = mlg_list_get_column (self->list, index);
  guint target = is_siren (self, column->field, text) ? self->siren : self->targets[index];
  const MlgField *field = g_ptr_array_index (self->list->targets, target);
  MlgRepair repair = mlg_import_repair (self->list->entity, field, column->part, source, text);
  const char *read = repair.text != NULL ? repair.text : text;
  g_autoptr(GError) error = NULL;

  if (repair.remark != NULL)
    mlg_row_values_remark (values, column->name, repair.remark);
  if (repair.rest != NULL)
    append_line (self, column->name, repair.rest);
  if (*read != '\0' && !(field != column->field && values->values[target] != NULL))
    parse_any (self, column, field, target, read, values, &error);

  if (error != NULL && is_grave (field, text))
    mlg_row_values_refuse (values, column->name, error->message);
  else if (error != NULL)
    {
      if (repair.rest == NULL)
        append_line (self, column->name, text);
      mlg_row_values_remark (values, column->name, error->message);
    }
  mlg_repair_clear (&repair);
}

static void
read_field_cell (MlgRowReader       *self,
                 guint               index,
                 const MlgSheetCell *source,
                 const char         *text,
                 MlgRowValues       *values)
{
  const MlgImportColumn *column = mlg_list_get_column (self->list, index);

  if (is_of_this_list (self, column->field))
    {
      if (values->pending == NULL)
        values->pending = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val (values->pending, index);
    }
  else if (mlg_field_is_multiple (column->field))
    read_elements (self, column, text, &values->values[self->targets[index]], values);
  else
    read_value (self, index, source, text, values);
}

static void
check_required (MlgRowReader *self,
                MlgRowValues *values)
{
  const MlgEntity *entity = self->list->entity;

  for (guint i = 0; i < entity->n_fields && values->reason == NULL; i++)
    {
      const MlgField *field = &entity->fields[i];
      guint target;

      if (!(field->flags & MLG_FIELD_REQUIRED))
        continue;
      target = mlg_list_find_target (self->list, field->name);
      if (target == G_MAXUINT || values->values[target] == NULL)
        {
          g_autofree char *sentence = g_strdup_printf (_("“%s” is missing."), g_dgettext (GETTEXT_PACKAGE, field->label));

          mlg_row_values_refuse (values, NULL, sentence);
        }
    }
}

/* An association may be called NA; none is called [ND]. */
static gboolean
may_be_a_name (const char *text)
{
  return g_ascii_isalpha (text[0]) && g_ascii_isalpha (text[1]) && g_ascii_strcasecmp (text, "null") != 0 && strcmp (text, "nan") != 0 &&
         strcmp (text, "NaN") != 0;
}

static void
read_cell (MlgRowReader       *self,
           const MlgSheetCell *cell,
           guint               index,
           MlgRowValues       *values)
{
  const MlgImportColumn *column = mlg_list_get_column (self->list, index);
  g_autofree char *text = NULL;

  if (cell == NULL || column->use == MLG_COLUMN_SKIP || cell->length == 0)
    return;
  if (cell->length > MLG_CELL_MAX)
    {
      mlg_row_values_refuse (values, column->name, _("this cell holds more than a million characters."));
      return;
    }

  text = mlg_import_dup_clean (cell);
  if (text == NULL)
    return;
  if (cell->kind == MLG_SHEET_ERROR)
    {
      g_autofree char *sentence = g_strdup_printf (_("the spreadsheet could not work it out (%s)."), text);

      mlg_row_values_remark (values, column->name, sentence);
      return;
    }
  if (mlg_import_is_nothing (text) &&
      !(column->use == MLG_COLUMN_FIELD && (column->field->flags & MLG_FIELD_TITLE) && may_be_a_name (text)))
    return;

  if (index == self->closed && (strcmp (text, "F") == 0 || strcmp (text, "C") == 0))
    mlg_row_values_remark (values, column->name, _("the register says that it is closed."));
  if (column->use == MLG_COLUMN_NOTE)
    append_line (self, column->name, cell->kind != MLG_SHEET_YES_NO ? text : *text == '1' ? _("yes") : _("no"));
  else if (column->use == MLG_COLUMN_FIELD)
    read_field_cell (self, index, cell, text, values);
  else if (mlg_id_parse (text, &values->id))
    values->has_id = TRUE;
  else
    mlg_row_values_refuse (values, column->name, _("this is not the identifier of a record."));
}

static void
finish_row (MlgRowReader *self,
            MlgRowValues *values)
{
  if (self->lines->len > 0 && self->note != G_MAXUINT)
    {
      char *note = mlg_import_join_notes (values->values[self->note], self->lines->str);

      g_free (values->values[self->note]);
      values->values[self->note] = note;
      g_string_truncate (self->lines, 0);
    }
  if (values->pending == NULL || values->settled)
    check_required (self, values);
}

static gboolean
find_cells (MlgRowReader  *self,
            guint          row,
            GArray       **rejoined,
            char         **joined,
            MlgRowValues  *values)
{
  g_autofree char *fault = mlg_list_dup_fault (self->list, row);

  if (fault == NULL && mlg_list_has_cells_too_many (self->list, row))
    {
      *rejoined = mlg_list_rejoin_row (self->list, row, joined);
      if (*rejoined == NULL)
        fault = g_strdup (_("This line has more cells than there are columns: a separator may stand inside a text."));
      else
        {
          g_autofree char *sentence = g_strdup_printf (_("A separator stood inside a text, read as “%s”."), *joined);

          mlg_row_values_remark (values, NULL, sentence);
        }
    }
  if (fault != NULL)
    mlg_row_values_refuse (values, NULL, fault);
  return fault == NULL;
}

void
mlg_row_reader_read (MlgRowReader *self,
                     guint         row,
                     MlgRowValues *values)
{
  g_autoptr(GArray) rejoined = NULL;
  g_autofree char *joined = NULL;

  *values = (MlgRowValues) { .values = g_new0 (char *, self->n_targets), .leader = row };
  self->absent = NULL;
  g_string_truncate (self->lines, 0);
  if (!find_cells (self, row, &rejoined, &joined, values))
    return;

  for (guint i = 0; i < self->list->columns->len; i++)
    read_cell (self, rejoined != NULL ? &g_array_index (rejoined, MlgSheetCell, i) : mlg_list_get_cell (self->list, row, i), i, values);
  join_parts (self, values);

  if (self->place != G_MAXUINT)
    mlg_place_check (self->list, values, self->place, self->address, self->note);
  finish_row (self, values);
  values->absent = self->absent;
}

void
mlg_row_reader_settle (MlgRowReader *self,
                       guint         row,
                       MlgRowValues *values)
{
  g_string_truncate (self->lines, 0);
  self->absent = NULL;
  values->settled = TRUE;
  for (guint i = 0; i < values->pending->len; i++)
    {
      guint index = g_array_index (values->pending, guint, i);
      const MlgImportColumn *column = mlg_list_get_column (self->list, index);
      g_autofree char *text = mlg_import_dup_clean (mlg_list_get_cell (self->list, row, index));
      g_autoptr(GError) error = NULL;

      if (text == NULL || parse_cell (self, column->field, text, &values->values[self->targets[index]], &error))
        continue;
      if (is_grave (column->field, text))
        mlg_row_values_refuse (values, column->name, error->message);
      else
        {
          append_line (self, column->name, text);
          mlg_row_values_remark (values, column->name, error->message);
        }
    }
  finish_row (self, values);
  values->absent = self->absent;
}
