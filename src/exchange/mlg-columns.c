/* A record as other programs see it: flat columns. */

#include "exchange/mlg-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-rows.h"
#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "model/mlg-vocabulary.h"

struct _MlgKeys
{
  MlgProject *project;
  MlgLevel    level;
  GHashTable *tables;       /* const MlgEntity * → GHashTable (id text → key) */
  GHashTable *leaving;      /* id text → whether it may leave */
  GHashTable *names;        /* const MlgEntity * → GHashTable (key or folded title → id text; "" for several) */
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

/* "Founded (in words)", or "Street" where no other column is called so. */
static char *
dup_long_label (const MlgColumn *column)
{
  const char *field = g_dgettext (GETTEXT_PACKAGE, column->field->label);
  const char *label = g_dgettext (GETTEXT_PACKAGE, column->label);

  return column->label == column->field->label ? g_strdup (field) : g_strdup_printf ("%s (%s)", field, label);
}

/* How many columns are called so. */
static void
count_label (GHashTable *counts,
             const char *label)
{
  char *folded = mlg_fold (label);

  g_hash_table_insert (counts, folded, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, folded)) + 1));
}

static gboolean
is_one (GHashTable *counts,
        const char *label)
{
  g_autofree char *folded = mlg_fold (label);

  return GPOINTER_TO_UINT (g_hash_table_lookup (counts, folded)) == 1;
}

/* One for each of @columns, which are all those of an entity. */
static char **
dup_labels (GArray *columns)
{
  g_autoptr(GHashTable) shorts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) longs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char **labels = g_new0 (char *, columns->len + 1);

  for (guint i = 0; i < columns->len; i++)
    {
      const MlgColumn *column = &g_array_index (columns, MlgColumn, i);
      g_autofree char *longer = dup_long_label (column);

      count_label (shorts, g_dgettext (GETTEXT_PACKAGE, column->label));
      count_label (longs, longer);
    }

  for (guint i = 0; i < columns->len; i++)
    {
      const MlgColumn *column = &g_array_index (columns, MlgColumn, i);
      const char *label = g_dgettext (GETTEXT_PACKAGE, column->label);
      g_autofree char *longer = dup_long_label (column);

      if (is_one (shorts, label))
        labels[i] = g_strdup (label);
      else if (is_one (longs, longer))
        labels[i] = g_steal_pointer (&longer);
      else
        labels[i] = g_strdup_printf ("%s (%s)", longer, column->name);
    }

  return labels;
}

char *
mlg_column_dup_label (const MlgColumn *column,
                      const MlgEntity *entity)
{
  g_autoptr(GArray) columns = mlg_columns_new (entity);
  g_auto(GStrv) labels = dup_labels (columns);

  for (guint i = 0; i < columns->len; i++)
    {
      const MlgColumn *other = &g_array_index (columns, MlgColumn, i);

      if (other->field == column->field && other->part == column->part)
        return g_strdup (labels[i]);
    }

  g_return_val_if_reached (g_strdup (column->name));
}

/* Folded label → MlgColumn. */
static GHashTable *
index_labels (const MlgEntity *entity)
{
  g_autoptr(GArray) columns = mlg_columns_new (entity);
  g_auto(GStrv) labels = dup_labels (columns);
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = columns->len; i > 0; i--)
    g_hash_table_replace (index, mlg_fold (labels[i - 1]), g_memdup2 (&g_array_index (columns, MlgColumn, i - 1), sizeof (MlgColumn)));
  return index;
}

gboolean
mlg_columns_find_label (const MlgEntity *entity,
                        const char      *label,
                        MlgColumn       *found)
{
  /* Made once for each entity and language: a list of sixteen thousand columns asks as often. */
  static GMutex mutex;
  static GHashTable *indexes;
  g_autofree char *wanted = mlg_fold (label), *name = g_strdup_printf ("%s %s", entity->name, g_dgettext (GETTEXT_PACKAGE, entity->plural));
  const MlgColumn *column;
  GHashTable *index;

  g_mutex_lock (&mutex);
  if (indexes == NULL)
    indexes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  index = g_hash_table_lookup (indexes, name);
  if (index == NULL)
    g_hash_table_insert (indexes, g_steal_pointer (&name), index = index_labels (entity));
  column = g_hash_table_lookup (index, wanted);
  if (column != NULL)
    *found = *column;
  g_mutex_unlock (&mutex);
  return column != NULL;
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
  self->names = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  return self;
}

void
mlg_keys_free (MlgKeys *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->tables);
  g_hash_table_unref (self->leaving);
  g_hash_table_unref (self->names);
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

/* ---- references by title: only where whoever reads the title again finds the same record */

static void
add_name (GHashTable *names,
          const char *name,
          const char *id)
{
  const char *known = g_hash_table_lookup (names, name);

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

      if (values[i] != NULL && (field->number == MLG_FIELD_KEY || (field->flags & MLG_FIELD_TITLE)))
        {
          g_autofree char *folded = mlg_fold (values[i]);

          add_name (table->names, folded, text);
          add_name (table->names, values[i], text);
        }
    }

  return TRUE;
}

/* NULL: no title, or one that may not leave, or that several records have. */
static char *
dup_title (MlgKeys         *self,
           const MlgEntity *entity,
           const char      *id_text)
{
  g_autoptr(MlgRecord) record = NULL;
  NameTable table = { g_hash_table_lookup (self->names, entity), entity };
  MlgId id;

  if (!mlg_id_parse (id_text, &id) || (record = mlg_project_get_record (self->project, entity, &id)) == NULL)
    return NULL;

  if (table.names == NULL)
    {
      table.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      mlg_store_foreach (mlg_project_get_store (self->project), entity, add_record_names, &table, NULL);
      g_hash_table_insert (self->names, (gpointer) entity, table.names);
    }

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];
      const char *title = field->flags & MLG_FIELD_TITLE ? mlg_record_get (record, field) : NULL;
      g_autofree char *folded = title == NULL ? NULL : mlg_fold (title);

      if (title == NULL)
        continue;
      if (mlg_field_is_reference (field) || !mlg_level_allows (self->level, record, field) || strpbrk (title, "|;\n:") != NULL ||
          g_strcmp0 (g_hash_table_lookup (table.names, folded), id_text) != 0)
        return NULL;
      return g_strdup (title);
    }

  return NULL;
}

/* One element of a reference field, written for outside. */
static char *
name_reference (const MlgField *field,
                const char     *value,
                MlgKeys        *keys,
                gboolean        words)
{
  const char *colon;

  if (field->type != MLG_TYPE_ANY)
    {
      const MlgEntity *target = mlg_schema_find (field->target);
      const char *name = mlg_keys_name (keys, target, value);
      char *title = name == NULL || !words ? NULL : dup_title (keys, target, value);

      return title != NULL ? title : g_strdup (name);
    }

  colon = strchr (value, ':');
  if (colon == NULL)
    return NULL;

  g_autofree char *entity_name = g_strndup (value, colon - value);
  const char *name = mlg_keys_name (keys, mlg_schema_find (entity_name), colon + 1);

  return name == NULL ? NULL : g_strdup_printf ("%s:%s", entity_name, name);
}

static const MlgVocabulary *
find_vocabulary (const MlgColumn *column)
{
  if (column->field->type == MLG_TYPE_PLACE)
    return column->part == 2 ? mlg_vocabulary_find ("precision") : NULL;
  return column->field->type == MLG_TYPE_TERM || column->field->type == MLG_TYPE_TERMS ? mlg_vocabulary_find (column->field->target) : NULL;
}

/* The words of a term, where they mean no other. */
static char *
name_term (const MlgColumn *column,
           const char      *id)
{
  const MlgVocabulary *vocabulary = find_vocabulary (column);
  const MlgTerm *term = vocabulary == NULL ? NULL : mlg_vocabulary_term (vocabulary, id);

  if (term == NULL || strchr (term->ui_label, '|') != NULL || mlg_vocabulary_match (vocabulary, term->ui_label) != term)
    return g_strdup (id);
  return g_strdup (term->ui_label);
}

/* The elements of @value as they are to be written; never NULL. */
static char **
dup_elements (const MlgColumn *column,
              const char      *value,
              MlgKeys         *keys,
              gboolean         words)
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
      char *element = mlg_field_is_reference (field) ? name_reference (field, elements[i], keys, words)
                      : words ? name_term (column, elements[i]) : g_strdup (elements[i]);

      if (element != NULL)
        g_ptr_array_add (written, element);
    }

  g_ptr_array_add (written, NULL);
  return (char **) g_ptr_array_free (written, FALSE);
}

static char *
dup_cell (const MlgColumn *column,
          const char      *value,
          MlgKeys         *keys,
          gboolean         words)
{
  g_auto(GStrv) elements = NULL;

  if (value == NULL)
    return NULL;

  elements = dup_elements (column, value, keys, words);
  return elements[0] == NULL ? NULL : g_strjoinv ("|", elements);
}

char *
mlg_column_dup_text (const MlgColumn *column,
                     const char      *value,
                     MlgKeys         *keys)
{
  return dup_cell (column, value, keys, FALSE);
}

char *
mlg_column_dup_words (const MlgColumn *column,
                      const char      *value,
                      MlgKeys         *keys)
{
  return dup_cell (column, value, keys, TRUE);
}

gboolean
mlg_column_is_number (const MlgColumn *column)
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

gboolean
mlg_column_is_yes_no (const MlgColumn *column)
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

  elements = dup_elements (column, value, keys, FALSE);
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
  else if (mlg_column_is_yes_no (column))
    mlg_json_writer_bool (writer, strcmp (elements[0], "1") == 0);
  else if (mlg_column_is_number (column) && mlg_json_is_number (elements[0]))
    mlg_json_writer_number (writer, elements[0]);
  else
    mlg_json_writer_string (writer, elements[0]);
}
