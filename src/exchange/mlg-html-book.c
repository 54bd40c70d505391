/* What the reading page shows, as rows: titles, values in the words of the screen, links between rows. */

#include "exchange/mlg-html-private.h"

#include <string.h>

#include "model/mlg-value.h"

/* What the program keeps for itself, or shows in another form. */
static const char *const left_out[] = {
  "link", "position", "term", "file_info", "distinct_pair", "map_layer", "handover", "snapshot", "attachment",
  "monograph_version", "monograph_template", "territory_overlap",
};

static gboolean
is_left_out (const MlgEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (left_out); i++)
    {
      if (strcmp (left_out[i], entity->name) == 0)
        return TRUE;
    }

  return FALSE;
}

/* ---- reading */

typedef struct
{
  MlgHtmlTable *table;
  GHashTable   *wanted;      /* MlgId, or NULL: all */
} Reading;

static void
record_free (gpointer data)
{
  MlgHtmlRecord *record = data;

  g_strfreev (record->values);
  g_free (record->title);
  g_free (record);
}

static void
table_free (gpointer data)
{
  MlgHtmlTable *table = data;

  g_array_unref (table->fields);
  g_ptr_array_unref (table->records);
  g_free (table);
}

void
mlg_html_book_clear (MlgHtmlBook *self)
{
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
}

static gboolean
take_row (const MlgId       *id,
          const char *const *values,
          gpointer           data)
{
  Reading *reading = data;
  guint n_fields = reading->table->entity->n_fields;
  MlgHtmlRecord *record;

  if (reading->wanted != NULL && !g_hash_table_contains (reading->wanted, id))
    return TRUE;

  record = g_new0 (MlgHtmlRecord, 1);
  record->id = *id;
  record->values = g_new0 (char *, n_fields + 1);
  for (guint i = 0; i < n_fields; i++)
    record->values[i] = g_strdup (values[i] != NULL ? values[i] : "");

  g_ptr_array_add (reading->table->records, record);
  return TRUE;
}

static int
compare_positions (gconstpointer a,
                   gconstpointer b,
                   gpointer      data)
{
  const MlgHtmlRecord *one = *(MlgHtmlRecord *const *) a, *other = *(MlgHtmlRecord *const *) b;
  const MlgField *position = data;
  gint64 x = g_ascii_strtoll (one->values[position->index], NULL, 10), y = g_ascii_strtoll (other->values[position->index], NULL, 10);

  return (x > y) - (x < y);
}

/* Sections, steps and points stand in the order they were put in. */
static void
order_records (MlgHtmlBook  *self,
               MlgHtmlTable *table)
{
  const MlgField *position = mlg_entity_find_field (table->entity, "position");

  if (position != NULL && position->type == MLG_TYPE_INTEGER)
    g_ptr_array_sort_with_data (table->records, compare_positions, (gpointer) position);

  for (guint r = 0; r < table->records->len; r++)
    {
      MlgHtmlRecord *record = g_ptr_array_index (table->records, r);
      gint64 *place = g_new (gint64, 1);

      *place = (gint64) (self->tables->len - 1) << 32 | r;
      g_hash_table_insert (self->places, mlg_id_copy (&record->id), place);
    }
}

static void
choose_fields (MlgHtmlTable *table)
{
  for (guint i = 0; i < table->entity->n_fields; i++)
    {
      const MlgField *field = &table->entity->fields[i];

      if (field->number == MLG_FIELD_KEY || field->number == MLG_FIELD_VISIBILITY || field->type == MLG_TYPE_PLACE ||
          (field->flags & (MLG_FIELD_GONE | MLG_FIELD_HIDDEN)))
        continue;

      for (guint r = 0; r < table->records->len; r++)
        {
          if (*((MlgHtmlRecord *) g_ptr_array_index (table->records, r))->values[i] == '\0')
            continue;
          g_array_append_val (table->fields, field);
          break;
        }
    }
}

static gboolean
read_table (MlgHtmlBook      *self,
            const MlgEntity  *entity,
            GHashTable       *wanted,
            GError          **error)
{
  Reading reading = { g_new0 (MlgHtmlTable, 1), wanted };

  reading.table->entity = entity;
  reading.table->fields = g_array_new (FALSE, FALSE, sizeof (const MlgField *));
  reading.table->records = g_ptr_array_new_with_free_func (record_free);
  g_ptr_array_add (self->tables, reading.table);
  if (!mlg_store_foreach (mlg_project_get_store (self->project), entity, take_row, &reading, error))
    return FALSE;

  order_records (self, reading.table);
  choose_fields (reading.table);
  return TRUE;
}

static void
give_titles (MlgHtmlBook *self)
{
  for (guint t = 0; t < self->tables->len; t++)
    {
      MlgHtmlTable *table = g_ptr_array_index (self->tables, t);

      for (guint r = 0; r < table->records->len; r++)
        {
          MlgHtmlRecord *record = g_ptr_array_index (table->records, r);

          record->title = mlg_project_dup_title (self->project, table->entity, &record->id);
        }
    }
}

gboolean
mlg_html_book_read (MlgHtmlBook      *self,
                    MlgProject       *project,
                    const MlgEntity  *entity,
                    GArray           *ids,
                    GError          **error)
{
  g_autoptr(GHashTable) wanted = ids == NULL ? NULL : g_hash_table_new (mlg_id_hash, mlg_id_equal);
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  self->project = project;
  self->tables = g_ptr_array_new_with_free_func (table_free);
  self->places = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, g_free);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_hash_table_add (wanted, &g_array_index (ids, MlgId, i));

  if (!read_table (self, actor, entity == actor || entity == NULL ? wanted : NULL, error))
    return FALSE;
  for (guint i = 0; i < n_entities; i++)
    {
      if (entities[i] != actor && !is_left_out (entities[i]) &&
          !read_table (self, entities[i], entities[i] == entity ? wanted : NULL, error))
        return FALSE;
    }

  give_titles (self);
  return TRUE;
}

MlgHtmlTable *
mlg_html_book_get_actors (MlgHtmlBook *self)
{
  return g_ptr_array_index (self->tables, 0);
}

gboolean
mlg_html_book_find (MlgHtmlBook *self,
                    const char  *id,
                    guint       *table,
                    guint       *record)
{
  const char *colon = id == NULL ? NULL : strchr (id, ':');
  const gint64 *place;
  MlgId parsed;

  if (id == NULL || !mlg_id_parse (colon != NULL ? colon + 1 : id, &parsed))
    return FALSE;
  place = g_hash_table_lookup (self->places, &parsed);
  if (place == NULL)
    return FALSE;

  *table = (guint) (*place >> 32);
  *record = (guint) (*place & 0xffffffff);
  return TRUE;
}

const char *
mlg_html_table_get (MlgHtmlTable *table,
                    guint         record,
                    const char   *name)
{
  const MlgField *field = mlg_entity_find_field (table->entity, name);
  MlgHtmlRecord *row = g_ptr_array_index (table->records, record);

  return field == NULL || *row->values[field->index] == '\0' ? NULL : row->values[field->index];
}

/* ---- writing */

void
mlg_html_append_text (GString    *json,
                      const char *text)
{
  g_string_append_c (json, '"');
  for (const char *at = text; *at != '\0'; at++)
    {
      guchar c = (guchar) *at;

      if (c == '"' || c == '\\')
        g_string_append_printf (json, "\\%c", c);
      else if (c == '\n')
        g_string_append (json, "\\n");
      else if (c < 0x20 || c == '<')
        g_string_append_printf (json, "\\u%04x", c);
      else if (g_str_has_prefix (at, "\xe2\x80\xa8") || g_str_has_prefix (at, "\xe2\x80\xa9"))
        {
          g_string_append_printf (json, "\\u20%02x", (guchar) at[2] - 0x80);
          at += 2;
        }
      else
        g_string_append_c (json, (char) c);
    }
  g_string_append_c (json, '"');
}

/* Pairs of table and record; nothing for what is not in the book. */
static void
append_links (MlgHtmlBook    *self,
              const char     *value,
              GString        *json)
{
  g_auto(GStrv) ids = mlg_value_split (value);

  g_string_append_c (json, '[');
  for (guint i = 0; ids[i] != NULL; i++)
    {
      guint table, record;

      if (!mlg_html_book_find (self, ids[i], &table, &record))
        continue;
      if (json->str[json->len - 1] != '[')
        g_string_append_c (json, ',');
      g_string_append_printf (json, "%u,%u", table, record);
    }
  g_string_append_c (json, ']');
}

static void
append_words (MlgHtmlBook    *self,
              const MlgField *field,
              const char     *value,
              GString        *json)
{
  g_auto(GStrv) elements = mlg_value_split (value);

  g_string_append_c (json, '[');
  for (guint i = 0; elements[i] != NULL; i++)
    {
      g_autofree char *words = mlg_project_display (self->project, field, elements[i]);

      if (i > 0)
        g_string_append_c (json, ',');
      mlg_html_append_text (json, words);
    }
  g_string_append_c (json, ']');
}

static gboolean
write_target (const GMatchInfo *match,
              GString          *text,
              gpointer          data)
{
  g_autofree char *id = g_match_info_fetch (match, 1);
  guint table, record;

  if (mlg_html_book_find (data, id, &table, &record))
    g_string_append_printf (text, "](#%s/%u)",
                            ((MlgHtmlTable *) g_ptr_array_index (((MlgHtmlBook *) data)->tables, table))->entity->name, record);
  else
    g_string_append (text, "]()");
  return FALSE;
}

/* "[La Passerelle](acteur:…)": to the sheet of the page, or to nothing. */
static char *
aim_links (MlgHtmlBook *self,
           const char  *text)
{
  static GRegex *regex;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new ("\\]\\([a-z_]+:([0-9a-f]{8}-[0-9a-f-]{27})[^)]*\\)", G_REGEX_OPTIMIZE, 0, NULL));

  return g_regex_replace_eval (regex, text, -1, 0, 0, write_target, self, NULL);
}

static void
append_value (MlgHtmlBook    *self,
              const MlgField *field,
              const char     *value,
              GString        *json)
{
  if (mlg_field_is_reference (field))
    append_links (self, value, json);
  else if (mlg_field_is_multiple (field))
    append_words (self, field, value, json);
  else
    {
      g_autofree char *words = field->type == MLG_TYPE_MARKDOWN ? aim_links (self, value)
                                                                : mlg_project_display (self->project, field, value);

      mlg_html_append_text (json, words);
    }
}

/* [title, field, value, field, value…] */
static void
append_record (MlgHtmlBook   *self,
               MlgHtmlTable  *table,
               MlgHtmlRecord *record,
               GString       *json)
{
  g_string_append_c (json, '[');
  mlg_html_append_text (json, record->title);

  for (guint f = 0; f < table->fields->len; f++)
    {
      const MlgField *field = g_array_index (table->fields, const MlgField *, f);
      const char *value = record->values[field->index];

      if (*value == '\0')
        continue;
      g_string_append_printf (json, ",%u,", f);
      append_value (self, field, value, json);
    }
  g_string_append_c (json, ']');
}

static void
append_fields (MlgHtmlTable *table,
               GString      *json)
{
  g_string_append (json, "\"fields\":[");
  for (guint f = 0; f < table->fields->len; f++)
    {
      const MlgField *field = g_array_index (table->fields, const MlgField *, f);

      if (f > 0)
        g_string_append_c (json, ',');
      g_string_append (json, "{\"name\":");
      mlg_html_append_text (json, field->name);
      g_string_append (json, ",\"label\":");
      mlg_html_append_text (json, g_dgettext (GETTEXT_PACKAGE, field->label));
      g_string_append_printf (json, ",\"title\":%d,\"parent\":%d,\"facet\":%d,\"markdown\":%d,\"url\":%d}",
                              (field->flags & MLG_FIELD_TITLE) != 0, (field->flags & MLG_FIELD_PARENT) != 0,
                              (field->flags & MLG_FIELD_FACET) != 0 && (field->type == MLG_TYPE_TERM || mlg_field_is_multiple (field)),
                              field->type == MLG_TYPE_MARKDOWN, field->type == MLG_TYPE_URL);
    }
  g_string_append (json, "],");
}

void
mlg_html_write_tables (MlgHtmlBook *self,
                       GString     *json)
{
  g_string_append (json, "\"tables\":[");
  for (guint t = 0; t < self->tables->len; t++)
    {
      MlgHtmlTable *table = g_ptr_array_index (self->tables, t);

      if (t > 0)
        g_string_append_c (json, ',');
      g_string_append (json, "{\"name\":");
      mlg_html_append_text (json, table->entity->name);
      g_string_append (json, ",\"label\":");
      mlg_html_append_text (json, g_dgettext (GETTEXT_PACKAGE, table->entity->label));
      g_string_append (json, ",\"plural\":");
      mlg_html_append_text (json, g_dgettext (GETTEXT_PACKAGE, table->entity->plural));
      g_string_append_printf (json, ",\"inside\":%d,", table->entity->stage == MLG_STAGE_INSIDE);
      append_fields (table, json);

      g_string_append (json, "\"rows\":[");
      for (guint r = 0; r < table->records->len; r++)
        {
          if (r > 0)
            g_string_append (json, ",\n");
          append_record (self, table, g_ptr_array_index (table->records, r), json);
        }
      g_string_append (json, "]}");
    }
  g_string_append (json, "],\n");
}
