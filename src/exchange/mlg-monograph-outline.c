/* The outline of a monograph. */

#include "exchange/mlg-monograph-outline.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "model/mlg-json-depth.h"

#define MAX_CONTENT  (1024 * 1024)
#define MAX_DEPTH    8
#define MAX_SECTIONS 200
#define MAX_LINES    200          /* of one section */

void
mlg_outline_section_free (MlgOutlineSection *self)
{
  g_free (self->heading);
  g_free (self->question);
  g_free (self->title);
  g_ptr_array_unref (self->prefill);
  g_ptr_array_unref (self->ask);
  g_free (self);
}

MlgMonographOutline *
mlg_monograph_outline_new (void)
{
  MlgMonographOutline *self = g_new0 (MlgMonographOutline, 1);

  self->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_outline_section_free);
  return self;
}

void
mlg_monograph_outline_free (MlgMonographOutline *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->description);
  g_ptr_array_unref (self->sections);
  g_free (self);
}

MlgOutlineSection *
mlg_monograph_outline_insert (MlgMonographOutline *self,
                              guint                at)
{
  MlgOutlineSection *section = g_new0 (MlgOutlineSection, 1);

  section->prefill = g_ptr_array_new_with_free_func (g_free);
  section->ask = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_insert (self->sections, (int) MIN (at, self->sections->len), section);
  return section;
}

void
mlg_outline_section_set (char       **field,
                         const char  *text)
{
  char *trimmed = g_strdup (text != NULL ? text : "");

  /* One line, whatever a file of somebody else holds. */
  for (char *p = trimmed; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  g_strstrip (trimmed);
  g_free (*field);
  *field = *trimmed != '\0' ? g_steal_pointer (&trimmed) : NULL;
  g_free (trimmed);
}

/* ---- reading */

static const char *
text_of (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static JsonArray *
array_of (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static void
read_list (JsonObject *object,
           const char *name,
           GPtrArray  *list)
{
  JsonArray *array = array_of (object, name);

  for (guint i = 0; array != NULL && i < json_array_get_length (array) && list->len < MAX_LINES; i++)
    {
      g_autofree char *text = NULL;

      mlg_outline_section_set (&text, text_of (json_array_get_element (array, i)));
      if (text != NULL)
        g_ptr_array_add (list, g_steal_pointer (&text));
    }
}

static void
read_section (MlgMonographOutline *self,
              JsonObject          *object)
{
  MlgOutlineSection *section = mlg_monograph_outline_insert (self, G_MAXUINT);
  JsonNode *optional = json_object_get_member (object, "optional");

  mlg_outline_section_set (&section->heading, text_of (json_object_get_member (object, "heading")));
  mlg_outline_section_set (&section->question, text_of (json_object_get_member (object, "question")));
  mlg_outline_section_set (&section->title, text_of (json_object_get_member (object, "title")));
  section->optional = optional != NULL && JSON_NODE_HOLDS_VALUE (optional) &&
                      json_node_get_value_type (optional) == G_TYPE_BOOLEAN && json_node_get_boolean (optional);
  read_list (object, "prefill", section->prefill);
  read_list (object, "ask", section->ask);
}

MlgMonographOutline *
mlg_monograph_outline_parse (const char *json)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  MlgMonographOutline *self;
  JsonObject *root;
  JsonArray *sections;

  if (json == NULL || strlen (json) > MAX_CONTENT || !mlg_json_is_shallow (json, MAX_DEPTH) ||
      !json_parser_load_from_data (parser, json, -1, NULL) || json_parser_get_root (parser) == NULL ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return NULL;

  root = json_node_get_object (json_parser_get_root (parser));
  sections = array_of (root, "sections");
  if (sections == NULL)
    return NULL;
  self = mlg_monograph_outline_new ();
  mlg_outline_section_set (&self->title, text_of (json_object_get_member (root, "title")));
  mlg_outline_section_set (&self->description, text_of (json_object_get_member (root, "description")));
  for (guint i = 0; i < json_array_get_length (sections) && self->sections->len < MAX_SECTIONS; i++)
    {
      JsonNode *node = json_array_get_element (sections, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        read_section (self, json_node_get_object (node));
    }
  return self;
}

/* ---- writing */

static void
append_string (GString    *out,
               const char *text)
{
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *quoted = NULL;

  if (text == NULL)
    {
      g_string_append (out, "null");
      return;
    }
  node = json_node_init_string (json_node_alloc (), text);
  quoted = json_to_string (node, FALSE);
  g_string_append (out, quoted);
}

static void
append_member (GString    *out,
               const char *name,
               const char *value)
{
  g_string_append_printf (out, "\"%s\": ", name);
  append_string (out, value);
  g_string_append (out, ",\n");
}

static void
append_section (GString                 *out,
                const MlgOutlineSection *section)
{
  g_string_append_c (out, '{');
  append_member (out, "heading", section->heading);
  append_member (out, "question", section->question);
  append_member (out, "title", section->title);
  g_string_append_printf (out, "\"optional\": %s,\n\"prefill\": [", section->optional ? "true" : "false");
  for (guint i = 0; i < section->prefill->len; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      append_string (out, g_ptr_array_index (section->prefill, i));
    }
  g_string_append (out, "],\n\"ask\": [\n");
  for (guint i = 0; i < section->ask->len; i++)
    {
      append_string (out, g_ptr_array_index (section->ask, i));
      g_string_append (out, ",\n");
    }
  g_string_append (out, "null]},\n");
}

static void
append_sections (GString                   *out,
                 const MlgMonographOutline *self)
{
  g_string_append (out, "\"sections\": [\n");
  for (guint i = 0; i < self->sections->len; i++)
    append_section (out, g_ptr_array_index (self->sections, i));
  g_string_append (out, "null]}");
}

char *
mlg_monograph_outline_to_text (const MlgMonographOutline *self)
{
  GString *out = g_string_new ("{");

  g_return_val_if_fail (self != NULL, NULL);

  append_sections (out, self);
  return g_string_free (out, FALSE);
}

char *
mlg_monograph_outline_to_json (const MlgMonographOutline *self)
{
  GString *out = g_string_new ("{\"format\": \"maillage-outline\",\n\"version\": 1,\n");

  g_return_val_if_fail (self != NULL, NULL);

  append_member (out, "title", self->title);
  append_member (out, "description", self->description);
  append_sections (out, self);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}
