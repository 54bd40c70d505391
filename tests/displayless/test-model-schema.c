/* The schema: what every declaration holds to, and the permanent numbers. */

#include "model/mlg-privacy.h"
#include "model/mlg-schema.h"
#include "model/mlg-vocabulary.h"

#include <string.h>

static void
test_entities (void)
{
  g_autoptr(GHashTable) numbers = g_hash_table_new (NULL, NULL);
  guint n;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n);

  g_assert_null (entities[n]);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (mlg_schema_find (entities[i]->name) == entities[i]);
      g_assert_true (mlg_schema_find_number (entities[i]->number) == entities[i]);
      if (!g_hash_table_add (numbers, GUINT_TO_POINTER (entities[i]->number)))
        g_error ("%s: number %u is taken", entities[i]->name, entities[i]->number);
      g_assert_true (i == 0 || entities[i - 1]->stage <= entities[i]->stage);
      g_assert_cmpuint (strlen (entities[i]->label), >, 0);
      g_assert_cmpuint (strlen (entities[i]->plural), >, 0);
    }
  g_assert_null (mlg_schema_find ("nothing"));
  g_assert_null (mlg_schema_find (NULL));
  g_assert_true (mlg_schema_find ("axis") == mlg_schema_find (MLG_ENTITY_AXIS));
  g_assert_true (mlg_schema_find ("section") == mlg_schema_find ("monograph_section"));
  g_assert_nonnull (mlg_schema_find (MLG_ENTITY_LINK));
}

/* Columns that every table has besides its fields. */
static gboolean
is_reserved (const char *name)
{
  static const char *const reserved[] = {
    "id", "uuid", "created_at", "updated_at", "deleted_at", "entity", "rowid", NULL
  };

  return g_strv_contains (reserved, name);
}

static gboolean
is_plain_name (const char *name)
{
  return name[0] != '\0' && name[strspn (name, "abcdefghijklmnopqrstuvwxyz_0123456789")] == '\0';
}

static void
check_target (const MlgEntity *entity,
              const MlgField  *field)
{
  gboolean ok;

  switch (field->type)
    {
    case MLG_TYPE_TERM:
    case MLG_TYPE_TERMS:
      ok = mlg_vocabulary_find (field->target) != NULL;
      break;
    case MLG_TYPE_REFERENCE:
    case MLG_TYPE_REFERENCES:
      ok = mlg_schema_find (field->target) != NULL
        && g_strcmp0 (mlg_schema_find (field->target)->name, field->target) == 0;
      break;
    default:
      ok = field->target == NULL;
      break;
    }
  if (!ok)
    g_error ("%s.%s: the target “%s” does not exist", entity->name, field->name, field->target);
}

static void
check_parts (const MlgEntity *entity,
             const MlgField  *field)
{
  guint part;

  g_assert_cmpint (field->n_parts > 0, ==, mlg_field_is_composite (field));
  for (guint p = 0; p < field->n_parts; p++)
    {
      g_assert_true (is_plain_name (field->parts[p].name));
      g_assert_false (is_reserved (field->parts[p].name));
      g_assert_nonnull (field->parts[p].label);
      g_assert_true (mlg_entity_find_part (entity, field->parts[p].name, &part) == field);
      g_assert_cmpuint (part, ==, p);
    }
}

static void
check_field (const MlgEntity *entity,
             const MlgField  *field,
             GHashTable      *names,
             GHashTable      *numbers)
{
  guint part = 9;

  if (!is_plain_name (field->name) || is_reserved (field->name) || !g_hash_table_add (names, (gpointer) field->name))
    g_error ("%s.%s: not a name, or taken", entity->name, field->name);
  for (guint p = 0; p < field->n_parts; p++)
    if (strcmp (field->parts[p].name, field->name) != 0
        && !g_hash_table_add (names, (gpointer) field->parts[p].name))
      g_error ("%s.%s: the part “%s” is taken", entity->name, field->name, field->parts[p].name);
  if (field->number == 0 || !g_hash_table_add (numbers, GUINT_TO_POINTER (field->number)))
    g_error ("%s.%s: number %u is taken", entity->name, field->name, field->number);

  g_assert_cmpuint (strlen (field->label), >, 0);
  g_assert_true (mlg_entity_find_field (entity, field->name) == field);
  g_assert_true (mlg_entity_find_number (entity, field->number) == field);
  g_assert_true (mlg_entity_find_part (entity, field->name, &part) == field);
  g_assert_cmpuint (part, ==, 0);
  if (field->flags & MLG_FIELD_PARENT)
    g_assert_true (mlg_field_is_reference (field) && !mlg_field_is_multiple (field));
  if (field->type == MLG_TYPE_EMAIL || field->type == MLG_TYPE_PHONE)
    g_assert_true (field->flags & MLG_FIELD_PERSONAL);

  check_target (entity, field);
  check_parts (entity, field);
}

static void
test_fields (void)
{
  guint n;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr(GHashTable) numbers = g_hash_table_new (NULL, NULL);
      gboolean has_title = FALSE;

      for (guint f = 0; f < entities[i]->n_fields; f++)
        {
          const MlgField *field = &entities[i]->fields[f];

          g_assert_cmpuint (field->index, ==, f);
          g_assert_true (f < 4 ? field->number == f + 1 : field->number >= 20);
          check_field (entities[i], field, names, numbers);
          has_title = has_title || (field->flags & MLG_FIELD_TITLE) != 0;
        }
      if (!has_title)
        g_error ("%s has no title", entities[i]->name);
      g_assert_cmpstr (entities[i]->fields[0].name, ==, "key");
      g_assert_cmpstr (entities[i]->fields[3].name, ==, "note");
      g_assert_null (mlg_entity_find_field (entities[i], "nothing"));
      g_assert_null (mlg_entity_find_part (entities[i], "nothing", NULL));
    }
}

/* Whatever tells about a person or a conflict stays out of public copies. */
static void
test_privacy (void)
{
  static const char *const personal[] = {
    "person.first_name", "person.last_name", "person.display_name", "person.contact_email",
    "person.contact_phone", "person.address", "person.consent", "actor.contact_name", "actor.contact_email",
    "actor.contact_phone", "verbatim.speaker", "verbatim.consent", "sticky.author", "attendance.person",
    "friction.between", "friction.about", "friction.regulation", "friction.outcome", "actor.note",
  };

  for (guint i = 0; i < G_N_ELEMENTS (personal); i++)
    {
      g_auto(GStrv) pieces = g_strsplit (personal[i], ".", 2);
      const MlgField *field = mlg_entity_find_field (mlg_schema_find (pieces[0]), pieces[1]);

      g_assert_nonnull (field);
      if (!(field->flags & MLG_FIELD_PERSONAL))
        g_error ("%s is not marked personal", personal[i]);
    }
}

static const char *
get_value (gpointer        record,
           const MlgField *field)
{
  return g_hash_table_lookup (record, field->name);
}

static void
assert_privacy (const char *entity,
                const char *field,
                const char *value,
                const char *expected)
{
  g_autoptr(GHashTable) record = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (record, (gpointer) field, (gpointer) value);
  g_assert_cmpstr (mlg_privacy_of_record (mlg_schema_find (entity), get_value, record), ==, expected);

  g_hash_table_insert (record, (gpointer) "visibility", (gpointer) "group");
  g_assert_cmpstr (mlg_privacy_of_record (mlg_schema_find (entity), get_value, record), ==, "group");
}

/* Confidential without being told, and open when somebody says so. */
static void
test_privacy_by_default (void)
{
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  const MlgField *anchoring = mlg_entity_find_field (actor, "market_anchoring");

  assert_privacy ("friction", "about", "les horaires", "private");
  assert_privacy ("involvement", "degree", "hidden", "private");
  assert_privacy ("involvement", "degree", "origin", "public");
  assert_privacy ("person", "degree", "hidden", "private");
  assert_privacy ("axis_entry", "axis", "axis4", "private");
  assert_privacy ("axis_entry", "axis", "axis5", "public");
  assert_privacy ("actor", "market_anchoring", "informal", "public");
  g_assert_true (mlg_privacy_holds_back (actor, anchoring, "informal"));
  g_assert_false (mlg_privacy_holds_back (actor, anchoring, "territorialised"));
  g_assert_false (mlg_privacy_holds_back (actor, anchoring, NULL));
}

/* "actor 12" and "actor.name 20 text", one line each, as they were the first time. */
static char *
describe_numbers (void)
{
  static const char *const types[] = {
    "text", "long-text", "markdown", "integer", "number", "money", "yes-no", "date", "interval", "place",
    "address", "term", "terms", "reference", "references", "words", "url", "email", "phone", "code", "any",
  };
  GString *text = g_string_new (NULL);
  guint n;

  mlg_schema_get_entities (&n);
  for (guint number = 1, found = 0; found < n; number++)
    {
      const MlgEntity *entity = mlg_schema_find_number (number);

      if (entity == NULL)
        continue;
      found++;
      g_string_append_printf (text, "%s %u\n", entity->name, entity->number);
      for (guint f = 4; f < entity->n_fields; f++)
        g_string_append_printf (text, "%s.%s %u %s\n", entity->name, entity->fields[f].name,
                                entity->fields[f].number, types[entity->fields[f].type]);
    }
  return g_string_free (text, FALSE);
}

/* The journal of every file names entities and fields by number: a line of the list never
 * changes nor goes. MLG_WRITE_NUMBERS adds the lines of new declarations.
 */
static void
test_permanent_numbers (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "displayless", "schema-numbers.txt", NULL);
  g_autofree char *now = describe_numbers ();
  g_autofree char *then = NULL;
  g_auto(GStrv) frozen = NULL;
  g_autofree char *all = g_strconcat ("\n", now, NULL);

  if (g_getenv ("MLG_WRITE_NUMBERS") != NULL && !g_file_test (path, G_FILE_TEST_EXISTS))
    g_assert_true (g_file_set_contents (path, now, -1, NULL));

  g_assert_true (g_file_get_contents (path, &then, NULL, NULL));
  frozen = g_strsplit (then, "\n", -1);
  for (char **line = frozen; *line != NULL; line++)
    {
      g_autofree char *whole = g_strconcat ("\n", *line, "\n", NULL);

      if (**line != '\0' && strstr (all, whole) == NULL)
        g_error ("“%s” changed: files already written name it by that number", *line);
    }

  if (g_getenv ("MLG_WRITE_NUMBERS") != NULL)
    g_assert_true (g_file_set_contents (path, now, -1, NULL));
  else if (strlen (now) != strlen (then))
    g_error ("A declaration is not in schema-numbers.txt: run this test once with MLG_WRITE_NUMBERS=1");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/schema/entities", test_entities);
  g_test_add_func ("/model/schema/fields", test_fields);
  g_test_add_func ("/model/schema/privacy", test_privacy);
  g_test_add_func ("/model/schema/privacy-by-default", test_privacy_by_default);
  g_test_add_func ("/model/schema/permanent-numbers", test_permanent_numbers);
  return g_test_run ();
}
