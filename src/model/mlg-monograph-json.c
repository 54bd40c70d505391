/* A monograph as it is read, as JSON and back: what a frozen version keeps. */

#include "model/mlg-monograph.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "model/mlg-json-depth.h"

#define MAX_LENGTH (256 * 1024 * 1024)
#define MAX_DEPTH  24

/* The texts of a monograph, of a section, of a quotation: name and place. */
typedef struct
{
  const char *name;
  gsize       offset;
} Text;

static const Text front[] = {
  { "title", G_STRUCT_OFFSET (MlgMonograph, title) },
  { "subtitle", G_STRUCT_OFFSET (MlgMonograph, subtitle) },
  { "authors", G_STRUCT_OFFSET (MlgMonograph, authors) },
  { "author_mode", G_STRUCT_OFFSET (MlgMonograph, author_mode) },
  { "licence", G_STRUCT_OFFSET (MlgMonograph, licence) },
  { "date", G_STRUCT_OFFSET (MlgMonograph, date) },
  { "language", G_STRUCT_OFFSET (MlgMonograph, language) },
  { "state", G_STRUCT_OFFSET (MlgMonograph, state) },
};
static const Text of_section[] = {
  { "chapter", G_STRUCT_OFFSET (MlgMonographSection, chapter) },
  { "chapter_front", G_STRUCT_OFFSET (MlgMonographSection, chapter_front) },
  { "heading", G_STRUCT_OFFSET (MlgMonographSection, heading) },
  { "question", G_STRUCT_OFFSET (MlgMonographSection, question) },
  { "body", G_STRUCT_OFFSET (MlgMonographSection, body) },
};
static const Text of_quotation[] = {
  { "id", G_STRUCT_OFFSET (MlgQuotation, id) },
  { "text", G_STRUCT_OFFSET (MlgQuotation, text) },
  { "speaker", G_STRUCT_OFFSET (MlgQuotation, speaker) },
  { "function", G_STRUCT_OFFSET (MlgQuotation, function) },
  { "structure", G_STRUCT_OFFSET (MlgQuotation, structure) },
  { "date", G_STRUCT_OFFSET (MlgQuotation, date) },
};

static char **
text_at (gpointer    of,
         const Text *text)
{
  return (char **) ((char *) of + text->offset);
}

/* ---- writing */

static void
write_texts (JsonBuilder  *json,
             gconstpointer of,
             const Text   *texts,
             guint         n_texts)
{
  for (guint i = 0; i < n_texts; i++)
    {
      const char *text = *text_at ((gpointer) of, &texts[i]);

      if (text == NULL)
        continue;
      json_builder_set_member_name (json, texts[i].name);
      json_builder_add_string_value (json, text);
    }
}

static void
write_list (JsonBuilder     *json,
            const char      *name,
            const GPtrArray *list)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < list->len; i++)
    json_builder_add_string_value (json, g_ptr_array_index (list, i));
  json_builder_end_array (json);
}

/* Sorted, so that two people who freeze the same text write the same content. */
static void
write_table (JsonBuilder *json,
             const char  *name,
             GHashTable  *table,
             gboolean     lives)
{
  g_autoptr(GList) keys = g_list_sort (g_hash_table_get_keys (table), (GCompareFunc) strcmp);

  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  for (GList *it = keys; it != NULL; it = it->next)
    {
      gpointer value = g_hash_table_lookup (table, it->data);
      g_autofree char *live = lives ? mlg_live_to_json (value) : NULL;

      json_builder_set_member_name (json, it->data);
      json_builder_add_string_value (json, lives ? live : value);
    }
  json_builder_end_object (json);
}

static void
write_section (JsonBuilder               *json,
               const MlgMonographSection *section)
{
  json_builder_begin_object (json);
  write_texts (json, section, of_section, G_N_ELEMENTS (of_section));
  write_list (json, "notes", section->notes);
  write_list (json, "to_complete", section->to_complete);
  json_builder_set_member_name (json, "optional");
  json_builder_add_boolean_value (json, section->optional);
  json_builder_set_member_name (json, "quotations");
  json_builder_begin_array (json);
  for (guint i = 0; i < section->quotations->len; i++)
    {
      json_builder_begin_object (json);
      write_texts (json, g_ptr_array_index (section->quotations, i), of_quotation, G_N_ELEMENTS (of_quotation));
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
}

char *
mlg_monograph_to_json (const MlgMonograph *self)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  json_builder_begin_object (json);
  write_texts (json, self, front, G_N_ELEMENTS (front));
  json_builder_set_member_name (json, "draft");
  json_builder_add_boolean_value (json, self->draft);
  json_builder_set_member_name (json, "sections");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->sections->len; i++)
    write_section (json, g_ptr_array_index (self->sections, i));
  json_builder_end_array (json);
  write_list (json, "credits", self->credits);
  write_list (json, "missing", self->missing);
  write_table (json, "lives", self->lives, TRUE);
  write_table (json, "names", self->names, FALSE);
  write_table (json, "source_notes", self->source_notes, FALSE);
  write_table (json, "withheld", self->withheld, FALSE);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  return json_to_string (root, FALSE);
}

/* ---- reading */

static const char *
text_of (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static void
read_texts (JsonObject *object,
            gpointer    of,
            const Text *texts,
            guint       n_texts)
{
  for (guint i = 0; i < n_texts; i++)
    {
      char **place = text_at (of, &texts[i]);

      g_free (*place);
      *place = g_strdup (text_of (json_object_get_member (object, texts[i].name)));
    }
}

static gboolean
read_flag (JsonObject *object,
           const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
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

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *text = text_of (json_array_get_element (array, i));

      if (text != NULL)
        g_ptr_array_add (list, g_strdup (text));
    }
}

static void
read_table (JsonObject *object,
            const char *name,
            GHashTable *table,
            gboolean    lives)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonObjectIter iter;
  const char *key;
  JsonNode *member;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &key, &member))
    {
      gpointer value = text_of (member) == NULL ? NULL : lives ? (gpointer) mlg_live_from_json (text_of (member))
                                                               : (gpointer) g_strdup (text_of (member));

      if (value != NULL)
        g_hash_table_insert (table, g_strdup (key), value);
    }
}

static void
read_section (JsonObject          *object,
              MlgMonographSection *section)
{
  JsonArray *quotations = array_of (object, "quotations");

  read_texts (object, section, of_section, G_N_ELEMENTS (of_section));
  read_list (object, "notes", section->notes);
  read_list (object, "to_complete", section->to_complete);
  section->optional = read_flag (object, "optional");
  for (guint i = 0; quotations != NULL && i < json_array_get_length (quotations); i++)
    {
      JsonNode *node = json_array_get_element (quotations, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        read_texts (json_node_get_object (node), mlg_monograph_add_quotation (section), of_quotation, G_N_ELEMENTS (of_quotation));
    }
}

MlgMonograph *
mlg_monograph_from_json (const char *json)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonObject *object;
  JsonArray *sections;
  MlgMonograph *self;

  if (json == NULL || strlen (json) > MAX_LENGTH || !mlg_json_is_shallow (json, MAX_DEPTH) || !json_parser_load_from_data (parser, json, -1, NULL) ||
      json_parser_get_root (parser) == NULL || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return NULL;

  object = json_node_get_object (json_parser_get_root (parser));
  sections = array_of (object, "sections");
  if (sections == NULL)
    return NULL;
  self = mlg_monograph_new ();
  read_texts (object, self, front, G_N_ELEMENTS (front));
  self->draft = read_flag (object, "draft");
  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      JsonNode *node = json_array_get_element (sections, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        read_section (json_node_get_object (node), mlg_monograph_add_section (self));
    }
  read_list (object, "credits", self->credits);
  read_list (object, "missing", self->missing);
  read_table (object, "lives", self->lives, TRUE);
  read_table (object, "names", self->names, FALSE);
  read_table (object, "source_notes", self->source_notes, FALSE);
  read_table (object, "withheld", self->withheld, FALSE);
  return self;
}
