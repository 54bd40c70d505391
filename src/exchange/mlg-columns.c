/* A record as other programs see it: flat columns. */

#include "exchange/mlg-columns.h"

#include <string.h>

#include "exchange/mlg-rows.h"
#include "model/mlg-value.h"

struct _MlgKeys
{
  MlgProject *project;
  MlgLevel    level;
  GHashTable *tables;       /* const MlgEntity * → GHashTable (id text → key) */
  GHashTable *leaving;      /* id text → whether it may leave */
};

typedef struct
{
  GHashTable *keys;         /* id text → key */
  GHashTable *owners;       /* key → id text of the first record that has it */
} KeyTable;

GArray *
mlg_columns_new (const MlgEntity *entity)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (MlgColumn));

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];

      if (field->flags & MLG_FIELD_GONE)
        continue;

      if (!mlg_field_is_composite (field))
        {
          MlgColumn column = { field->name, field->label, field, 0 };

          g_array_append_val (columns, column);
          continue;
        }

      for (guint part = 0; part < field->n_parts; part++)
        {
          MlgColumn column = { field->parts[part].name, field->parts[part].label, field, part };

          g_array_append_val (columns, column);
        }
    }

  return columns;
}

MlgKeys *
mlg_keys_new (MlgProject *project,
              MlgLevel    level)
{
  MlgKeys *self = g_new0 (MlgKeys, 1);

  self->project = g_object_ref (project);
  self->level = level;
  self->tables = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  self->leaving = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
mlg_keys_free (MlgKeys *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->tables);
  g_hash_table_unref (self->leaving);
  g_object_unref (self->project);
  g_free (self);
}

/* "p-lafont" tells as much as the name it was made of. */
gboolean
mlg_keys_are_open (MlgKeys *self)
{
  return self->level != MLG_LEVEL_PUBLIC;
}

static void
add_key (const MlgId       *id,
         const char *const *values,
         gpointer           data)
{
  KeyTable *table = data;
  char text[MLG_ID_TEXT_LENGTH + 1];
  const char *owner;

  if (values[0] == NULL)
    return;

  mlg_id_write (id, text);
  owner = g_hash_table_lookup (table->owners, values[0]);

  /* Two records with one key: neither is named by it. */
  if (owner != NULL)
    {
      g_hash_table_remove (table->keys, owner);
      return;
    }

  g_hash_table_insert (table->owners, g_strdup (values[0]), g_strdup (text));
  g_hash_table_insert (table->keys, g_strdup (text), g_strdup (values[0]));
}

static GHashTable *
get_table (MlgKeys         *self,
           const MlgEntity *entity)
{
  GHashTable *keys = g_hash_table_lookup (self->tables, entity);

  if (keys == NULL)
    {
      g_autoptr(GHashTable) owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      KeyTable table = { .owners = owners };

      keys = table.keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      if (mlg_keys_are_open (self))
        mlg_rows_foreach (self->project, entity->name, (const char *[]) { "key", NULL }, add_key, &table);
      g_hash_table_insert (self->tables, (gpointer) entity, keys);
    }

  return keys;
}

static gboolean may_be_named (MlgKeys *self, const MlgEntity *entity, const char *id_text);

/* What a record cannot stand without: a quotation without the person it is about, an axis
 * without its partnership. */
static gboolean
has_what_it_needs (MlgKeys   *self,
                   MlgRecord *record)
{
  const MlgEntity *entity = mlg_record_get_entity (record);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];
      const char *value = mlg_record_get (record, field);
      const char *colon = value == NULL ? NULL : strchr (value, ':');
      const MlgEntity *target = field->target == NULL ? NULL : mlg_schema_find (field->target);
      g_autofree char *prefix = NULL;

      if (value == NULL || !(field->flags & (MLG_FIELD_PARENT | MLG_FIELD_REQUIRED)) ||
          !mlg_field_is_reference (field) || mlg_field_is_multiple (field))
        continue;

      if (field->type == MLG_TYPE_ANY && colon != NULL)
        {
          prefix = g_strndup (value, colon - value);
          target = mlg_schema_find (prefix);
          value = colon + 1;
        }
      if (target == NULL || !may_be_named (self, target, value))
        return FALSE;
    }

  return TRUE;
}

gboolean
mlg_keys_may_leave (MlgKeys   *self,
                    MlgRecord *record)
{
  char text[MLG_ID_TEXT_LENGTH + 1];
  gpointer known;
  gboolean may;

  if (self->level == MLG_LEVEL_COMPLETE)
    return TRUE;

  mlg_id_write (mlg_record_get_id (record), text);
  if (g_hash_table_lookup_extended (self->leaving, text, NULL, &known))
    return GPOINTER_TO_INT (known);

  /* Until it is known: records that need each other in a ring stay at home. */
  g_hash_table_insert (self->leaving, g_strdup (text), GINT_TO_POINTER (FALSE));
  may = mlg_level_allows (self->level, record, NULL) && has_what_it_needs (self, record);
  g_hash_table_insert (self->leaving, g_strdup (text), GINT_TO_POINTER (may));
  return may;
}

static gboolean
may_be_named (MlgKeys         *self,
              const MlgEntity *entity,
              const char      *id_text)
{
  g_autoptr(MlgRecord) record = NULL;
  MlgId id;

  if (self->level == MLG_LEVEL_COMPLETE)
    return TRUE;
  if (!mlg_id_parse (id_text, &id))
    return FALSE;

  record = mlg_project_get_record (self->project, entity, &id);
  return record != NULL && !mlg_record_is_deleted (record) && mlg_keys_may_leave (self, record);
}

const char *
mlg_keys_name (MlgKeys         *self,
               const MlgEntity *entity,
               const char      *id_text)
{
  const char *key;

  if (entity == NULL || !may_be_named (self, entity, id_text))
    return NULL;

  key = g_hash_table_lookup (get_table (self, entity), id_text);
  return key != NULL ? key : id_text;
}

/* One element of a reference field, written for outside. */
static char *
name_reference (const MlgField *field,
                const char     *value,
                MlgKeys        *keys)
{
  const char *colon;

  if (field->type != MLG_TYPE_ANY)
    return g_strdup (mlg_keys_name (keys, mlg_schema_find (field->target), value));

  colon = strchr (value, ':');
  if (colon == NULL)
    return NULL;

  g_autofree char *entity_name = g_strndup (value, colon - value);
  const char *name = mlg_keys_name (keys, mlg_schema_find (entity_name), colon + 1);

  return name == NULL ? NULL : g_strdup_printf ("%s:%s", entity_name, name);
}

/* The elements of @value as they are to be written; never NULL. */
static char **
dup_elements (const MlgColumn *column,
              const char      *value,
              MlgKeys         *keys)
{
  const MlgField *field = column->field;
  g_auto(GStrv) elements = NULL;
  GPtrArray *written = g_ptr_array_new ();

  if (mlg_field_is_multiple (field))
    elements = mlg_value_split (value);
  else
    {
      elements = g_new0 (char *, 2);
      elements[0] = mlg_field_is_composite (field) ? mlg_value_dup_part (value, column->part) : g_strdup (value);
    }

  for (guint i = 0; elements[i] != NULL; i++)
    {
      char *element = mlg_field_is_reference (field) ? name_reference (field, elements[i], keys) : g_strdup (elements[i]);

      if (element != NULL)
        g_ptr_array_add (written, element);
    }

  g_ptr_array_add (written, NULL);
  return (char **) g_ptr_array_free (written, FALSE);
}

char *
mlg_column_dup_text (const MlgColumn *column,
                     const char      *value,
                     MlgKeys         *keys)
{
  g_auto(GStrv) elements = NULL;

  if (value == NULL)
    return NULL;

  elements = dup_elements (column, value, keys);
  return elements[0] == NULL ? NULL : g_strjoinv ("|", elements);
}

static gboolean
is_numeric (const MlgColumn *column)
{
  switch (column->field->type)
    {
    case MLG_TYPE_INTEGER:
    case MLG_TYPE_NUMBER:
    case MLG_TYPE_MONEY:
      return TRUE;
    case MLG_TYPE_PLACE:
      return column->part < 2;
    default:
      return FALSE;
    }
}

static gboolean
is_yes_no (const MlgColumn *column)
{
  return column->field->type == MLG_TYPE_YES_NO || (column->field->type == MLG_TYPE_DATE && column->part == 2);
}

void
mlg_column_write (const MlgColumn *column,
                  const char      *value,
                  MlgKeys         *keys,
                  MlgJsonWriter   *writer)
{
  g_auto(GStrv) elements = NULL;

  if (value == NULL)
    return;

  elements = dup_elements (column, value, keys);
  if (elements[0] == NULL)
    return;

  mlg_json_writer_name (writer, column->name);

  if (mlg_field_is_multiple (column->field))
    {
      mlg_json_writer_open (writer, '[');
      for (guint i = 0; elements[i] != NULL; i++)
        mlg_json_writer_string (writer, elements[i]);
      mlg_json_writer_close (writer);
    }
  else if (is_yes_no (column))
    mlg_json_writer_bool (writer, strcmp (elements[0], "1") == 0);
  else if (is_numeric (column) && mlg_json_is_number (elements[0]))
    mlg_json_writer_number (writer, elements[0]);
  else
    mlg_json_writer_string (writer, elements[0]);
}
