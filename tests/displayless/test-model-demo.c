/* The demonstration territory: every value is one that its field takes, every reference is to a record. */

#include "model/mlg-id.h"
#include "model/mlg-value.h"

#include <json-glib/json-glib.h>

#include <string.h>

typedef struct
{
  JsonParser *parser;
  JsonObject *records;
  GHashTable *known;      /* "entity:key" */
} Demo;

static void
demo_open (Demo          *demo,
           gconstpointer  data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "demo", "demo.json", NULL);
  g_autoptr(GList) entities = NULL;
  g_autoptr(GError) error = NULL;

  demo->parser = json_parser_new_immutable ();
  json_parser_load_from_file (demo->parser, path, &error);
  g_assert_no_error (error);
  demo->records = json_object_get_object_member (json_node_get_object (json_parser_get_root (demo->parser)), "records");
  demo->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  entities = json_object_get_members (demo->records);
  for (GList *each = entities; each != NULL; each = each->next)
    {
      JsonArray *rows = json_object_get_array_member (demo->records, each->data);

      g_assert_nonnull (mlg_schema_find (each->data));
      for (guint i = 0; i < json_array_get_length (rows); i++)
        {
          JsonObject *row = json_array_get_object_element (rows, i);

          g_assert_true (g_hash_table_add (demo->known, g_strconcat (each->data, ":",
                                                                     json_object_get_string_member (row, "key"), NULL)));
        }
    }
}

static void
demo_close (Demo          *demo,
            gconstpointer  data)
{
  g_object_unref (demo->parser);
  g_hash_table_unref (demo->known);
}

static char *
node_to_text (JsonNode *node)
{
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    {
      char digits[G_ASCII_DTOSTR_BUF_SIZE];

      return g_strdup (g_ascii_formatd (digits, sizeof digits, "%.8g", json_node_get_double (node)));
    }
  return json_to_string (node, FALSE);
}

/* A reference of the data, by key, as the id that the file will hold. */
static char *
resolve (Demo           *demo,
         const MlgField *field,
         const char     *text)
{
  static const MlgId space = { { 0 } };
  g_autofree char *name = field->type == MLG_TYPE_ANY ? g_strdup (text) : g_strconcat (field->target, ":", text, NULL);
  g_autofree char *id = NULL;
  MlgId derived;

  if (!g_hash_table_contains (demo->known, name))
    g_error ("%s: “%s” is not a record", field->name, name);

  derived = mlg_id_derive (&space, name, -1);
  id = mlg_id_dup_text (&derived);
  if (field->type != MLG_TYPE_ANY)
    return g_steal_pointer (&id);
  *strchr (name, ':') = '\0';
  return g_strconcat (name, ":", id, NULL);
}

static char *
member_to_input (Demo           *demo,
                 const MlgField *field,
                 JsonNode       *node)
{
  GString *input;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      g_autofree char *text = node_to_text (node);

      g_assert_false (mlg_field_is_multiple (field));
      return mlg_field_is_reference (field) ? resolve (demo, field, text) : g_steal_pointer (&text);
    }

  g_assert_true (mlg_field_is_multiple (field));
  input = g_string_new (NULL);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      g_autofree char *text = node_to_text (json_array_get_element (json_node_get_array (node), i));
      g_autofree char *element = mlg_field_is_reference (field) ? resolve (demo, field, text) : g_strdup (text);

      g_string_append_printf (input, "%s%c", element, MLG_ELEMENT_SEPARATOR);
    }
  return g_string_free (input, FALSE);
}

static void
check_member (Demo            *demo,
              const MlgEntity *entity,
              const char      *name,
              JsonNode        *node)
{
  guint part;
  const MlgField *field = mlg_entity_find_part (entity, name, &part);
  g_autoptr(GError) error = NULL;
  g_autofree char *input = NULL;
  g_autofree char *value = NULL;

  if (field == NULL)
    g_error ("%s has no field “%s”", entity->name, name);

  input = member_to_input (demo, field, node);
  if (!mlg_value_parse_part (field, part, NULL, input, &value, &error))
    g_error ("%s.%s: %s", entity->name, name, error->message);
  g_assert_nonnull (value);
  g_assert_true (mlg_value_is_valid (field, value));
  /* A text is kept to the letter. */
  if (field->type == MLG_TYPE_TEXT || field->type == MLG_TYPE_LONG_TEXT || field->type == MLG_TYPE_MARKDOWN
      || field->type == MLG_TYPE_TERM || field->type == MLG_TYPE_CODE)
    g_assert_cmpstr (value, ==, g_strstrip (input));
}

static void
test_values (Demo          *demo,
             gconstpointer  data)
{
  g_autoptr(GList) entities = json_object_get_members (demo->records);
  guint n_values = 0;

  for (GList *each = entities; each != NULL; each = each->next)
    {
      const MlgEntity *entity = mlg_schema_find (each->data);
      JsonArray *rows = json_object_get_array_member (demo->records, each->data);

      for (guint i = 0; i < json_array_get_length (rows); i++)
        {
          JsonObjectIter iter;
          const char *name;
          JsonNode *node;

          json_object_iter_init (&iter, json_array_get_object_element (rows, i));
          while (json_object_iter_next (&iter, &name, &node))
            {
              check_member (demo, entity, name, node);
              n_values++;
            }
        }
    }
  g_assert_cmpuint (n_values, >, 4000);
}

static void
test_required (Demo          *demo,
               gconstpointer  data)
{
  g_autoptr(GList) entities = json_object_get_members (demo->records);

  for (GList *each = entities; each != NULL; each = each->next)
    {
      const MlgEntity *entity = mlg_schema_find (each->data);
      JsonArray *rows = json_object_get_array_member (demo->records, each->data);

      for (guint f = 0; f < entity->n_fields; f++)
        for (guint i = 0; (entity->fields[f].flags & MLG_FIELD_REQUIRED) && i < json_array_get_length (rows); i++)
          if (!json_object_has_member (json_array_get_object_element (rows, i), entity->fields[f].name))
            g_error ("%s %u has no %s", entity->name, i, entity->fields[f].name);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/model/demo/values", Demo, NULL, demo_open, test_values, demo_close);
  g_test_add ("/model/demo/required", Demo, NULL, demo_open, test_required, demo_close);
  return g_test_run ();
}
