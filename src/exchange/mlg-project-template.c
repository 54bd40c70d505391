/* Outlines of monographs: listed, written from, kept. */

#include "exchange/mlg-project-template.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-project-live.h"
#include "exchange/mlg-rows.h"
#include "model/mlg-value.h"

#define PATH        "/org/maillage/Maillage/monographs/"
#define MAX_CONTENT (1024 * 1024)
#define MAX_SECTIONS 200

extern GResource *mlg_monograph_outlines_get_resource (void);

static const char *const shipped[] = { "mes", "valorisation", "story", "free" };

void
mlg_template_info_free (MlgTemplateInfo *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->description);
  g_free (self);
}

/* ---- reading */

static const char *
text_of (JsonObject *object,
         const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static JsonArray *
array_of (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* The parser owns what is read of it. NULL: no outline. */
static JsonParser *
parse (const char *content)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (content == NULL || strlen (content) > MAX_CONTENT || !json_parser_load_from_data (parser, content, -1, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root) || array_of (json_node_get_object (root), "sections") == NULL)
    return NULL;
  return g_steal_pointer (&parser);
}

static JsonArray *
get_sections (JsonParser *parser)
{
  return array_of (json_node_get_object (json_parser_get_root (parser)), "sections");
}

static JsonObject *
get_section (JsonArray *sections,
             guint      index)
{
  JsonNode *node = index < MIN (json_array_get_length (sections), MAX_SECTIONS) ? json_array_get_element (sections, index) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static char *
dup_shipped (const char *id)
{
  g_autofree char *path = g_strconcat (PATH, id, ".json", NULL);
  g_autoptr(GBytes) bytes = NULL;

  g_resources_register (mlg_monograph_outlines_get_resource ());
  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

char *
mlg_project_template_dup_content (MlgProject *project,
                                  const char *template_id)
{
  const MlgEntity *entity = mlg_schema_find ("monograph_template");
  g_autoptr(MlgRecord) record = NULL;
  MlgId id;

  g_return_val_if_fail (template_id != NULL, NULL);

  if (g_strv_contains ((const char *const []) { "mes", "valorisation", "story", "free", NULL }, template_id))
    return dup_shipped (template_id);
  if (!mlg_project_resolve (project, entity, template_id, &id, NULL))
    return NULL;
  record = mlg_project_get_record (project, entity, &id);
  return record != NULL && !mlg_record_is_deleted (record) ? g_strdup (mlg_record_get_named (record, "content")) : NULL;
}

/* ---- listing */

static void
add_own (const MlgId       *id,
         const char *const *values,
         gpointer           data)
{
  MlgTemplateInfo *info = g_new0 (MlgTemplateInfo, 1);

  info->id = mlg_id_dup_text (id);
  info->title = g_strdup (values[0]);
  info->description = g_strdup (values[1]);
  info->in_file = TRUE;
  g_ptr_array_add (data, info);
}

GPtrArray *
mlg_project_templates_list (MlgProject *project)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_template_info_free);

  g_return_val_if_fail (MLG_IS_PROJECT (project), found);

  mlg_rows_foreach (project, "monograph_template", (const char *[]) { "title", "description", NULL }, add_own, found);
  for (guint i = 0; i < G_N_ELEMENTS (shipped); i++)
    {
      g_autofree char *content = dup_shipped (shipped[i]);
      g_autoptr(JsonParser) parser = parse (content);
      MlgTemplateInfo *info;

      if (parser == NULL)
        continue;
      info = g_new0 (MlgTemplateInfo, 1);
      info->id = g_strdup (shipped[i]);
      info->title = g_strdup (text_of (json_node_get_object (json_parser_get_root (parser)), "title"));
      info->description = g_strdup (text_of (json_node_get_object (json_parser_get_root (parser)), "description"));
      g_ptr_array_add (found, info);
    }
  return found;
}

/* ---- what the file knows */

typedef struct
{
  MlgProject *project;
  MlgGesture *gesture;
  MlgRecord  *initiative;        /* or NULL */
  MlgId       monograph;
  guint       position;
} Writer;

static void
append_paragraph (GString    *body,
                  const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (body, "%s%s", body->len > 0 ? "\n\n" : "", text);
}

static MlgLiveKind
find_kind (const char *name)
{
  guint kind = 0;

  while (kind < MLG_N_LIVE_KINDS && strcmp (mlg_live_kind_get_name (kind), name) != 0)
    kind++;
  return kind;
}

/* Only what has something to show. */
static void
append_live (Writer      *self,
             GString     *body,
             MlgLiveKind  kind)
{
  g_autofree char *id = mlg_id_dup_text (mlg_record_get_id (self->initiative));
  g_autoptr(MlgLiveBlock) block = mlg_live_block_new (kind, id);
  g_autofree char *address = mlg_live_block_dup_address (block);
  g_autoptr(MlgLive) live = mlg_project_live_new (self->project, NULL, address, MLG_LIVE_FOR_GROUP);
  g_autofree char *markdown = NULL;

  if (live->problem != NULL)
    return;
  markdown = g_strdup_printf ("![](<%s>)", address);
  append_paragraph (body, markdown);
}

static char *
escape (const char *text)
{
  GString *escaped = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr ("\\`*_[]<&#>", *p) != NULL)
        g_string_append_c (escaped, '\\');
      g_string_append_c (escaped, *p);
    }
  return g_string_free (escaped, FALSE);
}

static void
append_link (GString    *body,
             const char *name,
             const char *url)
{
  g_autofree char *escaped = NULL;

  if (url == NULL)
    return;
  escaped = escape (name);
  g_string_append_printf (body, "%s- [%s](<%s>)", body->len == 0 ? "" : "\n", escaped, url);
}

static void
append_links (Writer  *self,
              GString *body)
{
  g_autoptr(GPtrArray) items = mlg_project_referring (self->project, mlg_schema_find ("data_item"), "initiative",
                                                      mlg_record_get_id (self->initiative));
  g_autoptr(GString) list = g_string_new (NULL);
  g_autofree char *name = mlg_record_dup_title (self->initiative);

  append_link (list, name, mlg_record_get_named (self->initiative, "website"));
  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *title = mlg_record_dup_title (items->pdata[i]);

      append_link (list, title, mlg_record_get_named (items->pdata[i], "url"));
    }
  append_paragraph (body, list->str);
}

/* Words of the initiative's own, as they are; terms of a list, named after their field. */
static void
append_field (Writer     *self,
              GString    *body,
              const char *name)
{
  const MlgField *field = mlg_entity_find_field (mlg_record_get_entity (self->initiative), name);
  const char *value = field != NULL ? mlg_record_get (self->initiative, field) : NULL;
  g_autofree char *shown = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *named = NULL;

  if (value == NULL)
    return;
  shown = mlg_project_display (self->project, field, value);
  escaped = escape (shown);
  if (field->type == MLG_TYPE_LONG_TEXT || field->type == MLG_TYPE_TEXT)
    append_paragraph (body, escaped);
  else
    {
      named = g_strdup_printf (C_("field and value", "%s: %s."), _(field->label), escaped);
      append_paragraph (body, named);
    }
}

static char *
make_body (Writer     *self,
           JsonObject *section)
{
  JsonArray *prefill = array_of (section, "prefill");
  GString *body = g_string_new (NULL);

  for (guint i = 0; self->initiative != NULL && prefill != NULL && i < json_array_get_length (prefill); i++)
    {
      JsonNode *node = json_array_get_element (prefill, i);
      const char *name = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";

      if (find_kind (name) < MLG_N_LIVE_KINDS && find_kind (name) != MLG_LIVE_PHOTO)
        append_live (self, body, find_kind (name));
      else if (strcmp (name, "links") == 0)
        append_links (self, body);
      else
        append_field (self, body, name);
    }
  return g_string_free (body, body->len == 0);
}

static char *
join_questions (JsonObject *section)
{
  JsonArray *ask = array_of (section, "ask");
  g_autoptr(GPtrArray) questions = g_ptr_array_new ();

  for (guint i = 0; ask != NULL && i < json_array_get_length (ask); i++)
    {
      JsonNode *node = json_array_get_element (ask, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_ptr_array_add (questions, (gpointer) json_node_get_string (node));
    }
  g_ptr_array_add (questions, NULL);
  return mlg_value_join ((const char *const *) questions->pdata);
}

/* ---- writing */

static void
set (const MlgEntity  *entity,
     const char      **values,
     const char       *field,
     const char       *value)
{
  values[mlg_entity_find_field (entity, field)->index] = value != NULL && *value != '\0' ? value : NULL;
}

static gboolean
write_section (Writer      *self,
               JsonObject  *section,
               GError     **error)
{
  const MlgEntity *entity = mlg_schema_find ("monograph_section");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields + 1);
  g_autofree char *body = make_body (self, section);
  g_autofree char *questions = join_questions (section);
  g_autofree char *position = g_strdup_printf ("%u", self->position++);
  JsonNode *optional = json_object_get_member (section, "optional");
  char parent[MLG_ID_TEXT_LENGTH + 1];
  MlgId id = { 0 };

  set (entity, values, "monograph", mlg_id_write (&self->monograph, parent));
  set (entity, values, "position", position);
  set (entity, values, "heading", text_of (section, "heading"));
  set (entity, values, "question", text_of (section, "question"));
  set (entity, values, "title", text_of (section, "title"));
  set (entity, values, "body", body);
  set (entity, values, "to_complete", questions);
  if (optional != NULL && JSON_NODE_HOLDS_VALUE (optional) && json_node_get_boolean (optional))
    set (entity, values, "optional", "1");
  return mlg_gesture_insert (self->gesture, entity, &id, values, error);
}

static gboolean
is_there (GPtrArray  *present,
          JsonObject *section)
{
  const char *question = text_of (section, "question"), *title = text_of (section, "title");

  for (guint i = 0; i < present->len; i++)
    if ((question != NULL && g_strcmp0 (mlg_record_get_named (present->pdata[i], "question"), question) == 0) ||
        (question == NULL && title != NULL && g_strcmp0 (mlg_record_get_named (present->pdata[i], "title"), title) == 0))
      return TRUE;
  return FALSE;
}

static gboolean
write_sections (Writer      *self,
                JsonParser  *parser,
                GPtrArray   *present,
                GError     **error)
{
  JsonArray *sections = get_sections (parser);
  JsonObject *section;

  for (guint i = 0; (section = get_section (sections, i)) != NULL; i++)
    if (!is_there (present, section) && !write_section (self, section, error))
      return FALSE;
  return TRUE;
}

/* The parser of an outline, or a sentence. */
static JsonParser *
open_template (MlgProject  *project,
               const char  *template_id,
               GError     **error)
{
  g_autofree char *content = mlg_project_template_dup_content (project, template_id);
  JsonParser *parser = parse (content);

  if (parser == NULL)
    g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_NOT_FOUND, _("There is no outline “%s”."), template_id);
  return parser;
}

static gboolean
insert_monograph (Writer      *self,
                  const char  *title,
                  GError     **error)
{
  const MlgEntity *entity = mlg_schema_find ("monograph");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields + 1);
  g_autofree char *own = self->initiative != NULL ? mlg_record_dup_title (self->initiative) : g_strdup (_("New monograph"));
  g_autofree char *initiative = self->initiative != NULL ? mlg_id_dup_text (mlg_record_get_id (self->initiative)) : NULL;

  set (entity, values, "title", title != NULL && *title != '\0' ? title : own);
  set (entity, values, "state", "draft");
  set (entity, values, "language", "fr");
  if (self->initiative != NULL)
    {
      set (entity, values, "initiative", initiative);
      set (entity, values, "territories", mlg_record_get_named (self->initiative, "territories"));
      set (entity, values, "actors", mlg_record_get_named (self->initiative, "carriers"));
    }
  return mlg_gesture_insert (self->gesture, entity, &self->monograph, values, error);
}

gboolean
mlg_project_template_write (MlgProject   *project,
                            const char   *template_id,
                            const char   *title,
                            const MlgId  *initiative,
                            MlgId        *id,
                            GError      **error)
{
  g_autoptr(JsonParser) parser = open_template (project, template_id, error);
  g_autoptr(MlgRecord) record = initiative != NULL ? mlg_project_get_record (project, mlg_schema_find ("initiative"), initiative) : NULL;
  g_autoptr(GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr(MlgGesture) gesture = NULL;
  Writer writer = { .project = project, .initiative = record };

  if (parser == NULL || (gesture = mlg_project_begin (project, N_("Add monograph"), error)) == NULL)
    return FALSE;
  writer.gesture = gesture;
  if (!insert_monograph (&writer, title, error) || !write_sections (&writer, parser, nothing, error))
    return FALSE;
  if (id != NULL)
    *id = writer.monograph;
  return mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

gboolean
mlg_project_template_apply (MlgProject   *project,
                            const char   *template_id,
                            const MlgId  *monograph,
                            GError      **error)
{
  g_autoptr(JsonParser) parser = open_template (project, template_id, error);
  g_autoptr(MlgRecord) record = mlg_project_get_record (project, mlg_schema_find ("monograph"), monograph);
  g_autoptr(MlgRecord) initiative = NULL;
  g_autoptr(GPtrArray) present = NULL;
  g_autoptr(MlgGesture) gesture = NULL;
  Writer writer = { .project = project, .monograph = *monograph };
  MlgId id;

  if (parser == NULL || record == NULL)
    return FALSE;
  if (mlg_record_get_named (record, "initiative") != NULL && mlg_id_parse (mlg_record_get_named (record, "initiative"), &id))
    initiative = mlg_project_get_record (project, mlg_schema_find ("initiative"), &id);
  present = mlg_project_referring (project, mlg_schema_find ("monograph_section"), "monograph", monograph);
  for (guint i = 0; i < present->len; i++)
    {
      const char *position = mlg_record_get_named (present->pdata[i], "position");

      writer.position = MAX (writer.position, position != NULL ? (guint) g_ascii_strtoull (position, NULL, 10) + 1 : 0);
    }
  gesture = mlg_project_begin (project, N_("Add the sections of an outline"), error);
  if (gesture == NULL)
    return FALSE;
  writer.gesture = gesture;
  writer.initiative = initiative;
  return write_sections (&writer, parser, present, error) && mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

/* ---- keeping */

static gboolean
add_template (MlgProject   *project,
              const char   *title,
              const char   *description,
              const char   *content,
              MlgId        *id,
              GError      **error)
{
  const MlgEntity *entity = mlg_schema_find ("monograph_template");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields + 1);
  g_autofree char *trimmed = g_strstrip (g_strdup (content));
  MlgId made = { 0 };

  set (entity, values, "title", title);
  set (entity, values, "description", description);
  set (entity, values, "content", trimmed);
  if (!mlg_project_add (project, entity, values, &made, error))
    return FALSE;
  if (id != NULL)
    *id = made;
  return TRUE;
}

gboolean
mlg_project_template_copy (MlgProject   *project,
                           const char   *template_id,
                           const char   *title,
                           MlgId        *id,
                           GError      **error)
{
  g_autofree char *content = mlg_project_template_dup_content (project, template_id);
  g_autoptr(JsonParser) parser = open_template (project, template_id, error);
  JsonObject *root;

  if (parser == NULL)
    return FALSE;
  root = json_node_get_object (json_parser_get_root (parser));
  return add_template (project, title != NULL ? title : text_of (root, "title"), text_of (root, "description"), content, id, error);
}

static void
write_member (JsonBuilder *json,
              const char  *name,
              const char  *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, value);
}

static int
compare_positions (gconstpointer a,
                   gconstpointer b)
{
  const char *x = mlg_record_get_named (*(MlgRecord **) a, "position");
  const char *y = mlg_record_get_named (*(MlgRecord **) b, "position");
  gint64 p = x != NULL ? g_ascii_strtoll (x, NULL, 10) : G_MAXINT;
  gint64 q = y != NULL ? g_ascii_strtoll (y, NULL, 10) : G_MAXINT;

  return p < q ? -1 : p > q;
}

gboolean
mlg_project_template_keep (MlgProject   *project,
                           const MlgId  *monograph,
                           const char   *title,
                           MlgId        *id,
                           GError      **error)
{
  g_autoptr(GPtrArray) sections = mlg_project_referring (project, mlg_schema_find ("monograph_section"), "monograph", monograph);
  g_autoptr(JsonBuilder) json = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *content = NULL;

  g_ptr_array_sort (sections, compare_positions);
  json_builder_begin_object (json);
  write_member (json, "title", title);
  json_builder_set_member_name (json, "sections");
  json_builder_begin_array (json);
  for (guint i = 0; i < sections->len; i++)
    {
      json_builder_begin_object (json);
      write_member (json, "heading", mlg_record_get_named (sections->pdata[i], "heading"));
      write_member (json, "question", mlg_record_get_named (sections->pdata[i], "question"));
      write_member (json, "title", mlg_record_get_named (sections->pdata[i], "title"));
      json_builder_set_member_name (json, "optional");
      json_builder_add_boolean_value (json, g_strcmp0 (mlg_record_get_named (sections->pdata[i], "optional"), "1") == 0);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  content = json_to_string (root, TRUE);
  return add_template (project, title, NULL, content, id, error);
}
