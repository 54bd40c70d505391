/* The demonstration territory as a file: each value of data/demo/demo.json is read back from it. */

#include "../project-fixture.h"

#include "exchange/mlg-demo.h"
#include "model/mlg-value.h"

#include <json-glib/json-glib.h>

static JsonParser *
parse_demo (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "demo", "demo.json", NULL);
  g_autoptr(GError) error = NULL;
  JsonParser *parser = json_parser_new_immutable ();

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return parser;
}

static char *
node_to_text (JsonNode *node)
{
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "1" : "0");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strstrip (g_strdup (json_node_get_string (node)));
  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    {
      char digits[G_ASCII_DTOSTR_BUF_SIZE];

      return g_strdup (g_ascii_formatd (digits, sizeof digits, "%.8g", json_node_get_double (node)));
    }
  return json_to_string (node, FALSE);
}

/* A reference of the data, by key, as the file must hold it. */
static char *
resolve (MlgProject     *project,
         const MlgField *field,
         const char     *text)
{
  const char *colon = field->type == MLG_TYPE_ANY ? strchr (text, ':') : NULL;
  g_autofree char *name = colon != NULL ? g_strndup (text, colon - text) : g_strdup (field->target);
  g_autofree char *id_text = NULL;
  MlgId id;

  if (!mlg_project_resolve (project, mlg_schema_find (name), colon != NULL ? colon + 1 : text, &id, NULL))
    g_error ("%s: “%s” is not in the file", field->name, text);
  id_text = mlg_id_dup_text (&id);
  return colon != NULL ? g_strconcat (name, ":", id_text, NULL) : g_steal_pointer (&id_text);
}

static char *
expected_element (MlgProject     *project,
                  const MlgField *field,
                  JsonNode       *node)
{
  g_autofree char *text = node_to_text (node);

  return mlg_field_is_reference (field) ? resolve (project, field, text) : g_steal_pointer (&text);
}

/* Elements may come in any order: they are a set. */
static void
check_elements (MlgProject     *project,
                const MlgField *field,
                const char     *value,
                JsonArray      *array)
{
  g_auto(GStrv) elements = mlg_value_split (value);

  g_assert_cmpuint (g_strv_length (elements), ==, json_array_get_length (array));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *expected = expected_element (project, field, json_array_get_element (array, i));

      if (!g_strv_contains ((const char *const *) elements, expected))
        g_error ("%s: “%s” is not there", field->name, expected);
    }
}

static void
check_member (MlgProject *project,
              MlgRecord  *record,
              const char *name,
              JsonNode   *node)
{
  guint part;
  const MlgField *field = mlg_entity_find_part (mlg_record_get_entity (record), name, &part);
  const char *value = mlg_record_get (record, field);

  if (JSON_NODE_HOLDS_ARRAY (node))
    check_elements (project, field, value, json_node_get_array (node));
  else
    {
      g_autofree char *kept = mlg_field_is_composite (field) ? mlg_value_dup_part (value, part) : g_strdup (value);
      g_autofree char *expected = expected_element (project, field, node);

      g_assert_cmpstr (kept, ==, expected);
    }
}

static void
check_records (MlgProject      *project,
               const MlgEntity *entity,
               JsonArray       *rows)
{
  g_assert_cmpuint (mlg_project_count (project, entity), ==, json_array_get_length (rows));
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      g_autoptr(MlgRecord) record = NULL;
      JsonObjectIter iter;
      const char *name;
      JsonNode *node;
      MlgId id;

      if (!mlg_project_resolve (project, entity, json_object_get_string_member (row, "key"), &id, NULL))
        g_error ("%s “%s” is not in the file", entity->name, json_object_get_string_member (row, "key"));
      record = mlg_project_get_record (project, entity, &id);
      json_object_iter_init (&iter, row);
      while (json_object_iter_next (&iter, &name, &node))
        check_member (project, record, name, node);
    }
}

static void
test_everything_is_there (void)
{
  g_autofree char *path = fixture_path ("demonstration.maillage");
  g_autoptr(JsonParser) parser = parse_demo ();
  JsonObject *records = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), "records");
  g_autoptr(GList) entities = json_object_get_members (records);
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgProject) project = mlg_project_create (path, NULL, &error);

  g_assert_no_error (error);
  mlg_demo_build (project, &error);      /* a value refused is a warning, hence the end of this test */
  g_assert_no_error (error);
  g_assert_cmpstr (mlg_project_get_title (project), ==,
                   json_object_get_string_member (json_node_get_object (json_parser_get_root (parser)), "title"));

  for (GList *each = entities; each != NULL; each = each->next)
    check_records (project, mlg_schema_find (each->data), json_object_get_array_member (records, each->data));
  close_project (&project);
}

/* Two people who make it have the same records. */
static void
test_ids_are_the_same_everywhere (void)
{
  MlgId ids[2];

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = fixture_path ("demonstration.maillage");
      g_autoptr(GError) error = NULL;
      g_autoptr(MlgProject) project = mlg_project_create (path, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (mlg_demo_build (project, &error));
      g_assert_true (mlg_project_resolve (project, mlg_schema_find ("need"), "i-polelaine/need-1", &ids[i], NULL));
      close_project (&project);
    }
  g_assert_true (mlg_id_equal (&ids[0], &ids[1]));
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  fixture_begin ();

  g_test_add_func ("/demo/everything-is-there", test_everything_is_there);
  g_test_add_func ("/demo/ids-are-the-same-everywhere", test_ids_are_the_same_everywhere);
  result = g_test_run ();
  fixture_end ();
  return result;
}
