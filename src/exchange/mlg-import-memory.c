/* What the user chose for a list is proposed again for the next list with the same columns: per
 * person, on this computer, names of columns only.
 */

#include "exchange/mlg-import-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "model/mlg-text.h"

/* The newest lists; older ones are forgotten. */
#define MAX_LISTS 100

/* Before the name of a field that is also the name of a use. */
#define FIELD_MARK '='

static gboolean remembers = TRUE;

void
mlg_import_set_remembers (gboolean remember)
{
  remembers = remember;
}

static char *
dup_path (void)
{
  /* Asked each time: tests move it. */
  const char *base = g_getenv ("XDG_DATA_HOME");

  return g_build_filename (base != NULL && *base != '\0' ? base : g_get_user_data_dir (), "maillage", "imports.json", NULL);
}

/* The names of the columns in their order: no value ever. */
static char *
dup_signature (MlgList *self)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *format = self->import->reader == NULL ? "csv" : self->import->reader->name;

  g_checksum_update (checksum, (const guchar *) format, -1);
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *folded = mlg_fold (mlg_list_get_column (self, i)->name);

      g_checksum_update (checksum, (const guchar *) "\x1f", 1);
      g_checksum_update (checksum, (const guchar *) folded, -1);
    }

  return g_strdup (g_checksum_get_string (checksum));
}

static JsonArray *
read_lists (const char *path)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (!json_parser_load_from_file (parser, path, NULL))
    return json_array_new ();

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root) || !json_object_has_member (json_node_get_object (root), "lists") ||
      !JSON_NODE_HOLDS_ARRAY (json_object_get_member (json_node_get_object (root), "lists")))
    return json_array_new ();

  return json_array_ref (json_object_get_array_member (json_node_get_object (root), "lists"));
}

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static JsonObject *
find_list (JsonArray  *lists,
           const char *signature,
           guint      *index)
{
  for (guint i = 0; i < json_array_get_length (lists); i++)
    {
      JsonNode *node = json_array_get_element (lists, i);
      JsonObject *list = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (list != NULL && g_strcmp0 (get_text (list, "signature"), signature) == 0)
        {
          *index = i;
          return list;
        }
    }

  return NULL;
}

static gboolean
recall_columns (MlgList   *self,
                JsonArray *targets)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      JsonNode *node = json_array_get_element (targets, i);
      MlgImportColumn *column = &g_array_index (self->columns, MlgImportColumn, i);
      const char *target = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      guint part = 0;
      const MlgField *field;

      if (target == NULL)
        return FALSE;

      column->field = NULL;
      column->part = 0;
      column->guess = MLG_GUESS_MEMORY;
      column->use = *target == FIELD_MARK ? MLG_COLUMN_SKIP : strcmp (target, "note") == 0 ? MLG_COLUMN_NOTE : strcmp (target, "id") == 0 ? MLG_COLUMN_ID : MLG_COLUMN_SKIP;
      if (column->use != MLG_COLUMN_SKIP || strcmp (target, "skip") == 0)
        continue;
      if (*target == FIELD_MARK)
        target++;

      field = strcmp (target, "place") == 0 ? mlg_entity_find_field (self->entity, target)
                                            : mlg_entity_find_part (self->entity, target, &part);
      if (field == NULL || (field->flags & MLG_FIELD_GONE))
        return FALSE;
      column->use = MLG_COLUMN_FIELD;
      column->field = field;
      column->part = strcmp (target, "place") == 0 ? MLG_WHOLE_FIELD : part;
    }

  return TRUE;
}

gboolean
mlg_list_recall (MlgList *self)
{
  g_autofree char *path = dup_path (), *signature = NULL;
  g_autoptr(JsonArray) lists = NULL;
  const MlgEntity *before = self->entity;
  JsonObject *list;
  guint index;

  /* Formats that say what they hold need none. */
  if (!remembers || !self->header || mlg_sheet_get_entity (self->sheet) != NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;

  signature = dup_signature (self);
  lists = read_lists (path);
  list = find_list (lists, signature, &index);
  if (list == NULL || !json_object_has_member (list, "columns") || !JSON_NODE_HOLDS_ARRAY (json_object_get_member (list, "columns")) ||
      json_array_get_length (json_object_get_array_member (list, "columns")) != self->columns->len)
    return FALSE;

  self->entity = get_text (list, "entity") == NULL ? NULL : mlg_schema_find (get_text (list, "entity"));
  if (self->entity == NULL || !recall_columns (self, json_object_get_array_member (list, "columns")) ||
      (get_text (list, "key") != NULL && !mlg_list_set_key (self, get_text (list, "key"), NULL)))
    {
      self->entity = before;
      return FALSE;
    }

  mlg_list_guess_places (self);
  return TRUE;
}

static JsonArray *
write_columns (MlgList *self)
{
  JsonArray *targets = json_array_new ();

  for (guint i = 0; i < self->columns->len; i++)
    {
      const MlgImportColumn *column = mlg_list_get_column (self, i);

      if (column->use == MLG_COLUMN_FIELD && column->field->number == MLG_FIELD_NOTE)
        json_array_add_string_element (targets, (char[]) { FIELD_MARK, 'n', 'o', 't', 'e', '\0' });
      else if (column->use == MLG_COLUMN_FIELD)
        json_array_add_string_element (targets, mlg_field_is_composite (column->field) && column->part != MLG_WHOLE_FIELD
                                                ? column->field->parts[column->part].name : column->field->name);
      else
        json_array_add_string_element (targets, column->use == MLG_COLUMN_NOTE ? "note" : column->use == MLG_COLUMN_ID ? "id" : "skip");
    }

  return targets;
}

void
mlg_list_remember (MlgList *self)
{
  g_autofree char *path = dup_path (), *folder = g_path_get_dirname (path), *signature = NULL, *text = NULL;
  g_autoptr(JsonArray) lists = NULL;
  g_autoptr(JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *list, *object;
  guint index;

  if (!remembers || !self->chosen || !self->header || mlg_sheet_get_entity (self->sheet) != NULL)
    return;

  signature = dup_signature (self);
  lists = read_lists (path);
  if (find_list (lists, signature, &index) != NULL)
    json_array_remove_element (lists, index);
  while (json_array_get_length (lists) >= MAX_LISTS)
    json_array_remove_element (lists, 0);

  list = json_object_new ();
  json_object_set_string_member (list, "signature", signature);
  json_object_set_string_member (list, "entity", self->entity->name);
  if (self->key != NULL)
    json_object_set_string_member (list, "key", self->key);
  json_object_set_array_member (list, "columns", write_columns (self));
  json_array_add_object_element (lists, list);

  object = json_object_new ();
  json_object_set_array_member (object, "lists", g_steal_pointer (&lists));
  json_node_take_object (root, object);
  text = json_to_string (root, TRUE);

  /* A convenience: not worth an error. */
  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (path, text, -1, NULL);
}
