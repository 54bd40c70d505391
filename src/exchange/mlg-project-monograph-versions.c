/* Versions of a monograph: frozen, read again, put back.
 *
 * The content is one JSON object: the monograph as it was read (a draft, so that nothing is lost),
 * figures included, and the rows of its sections as they were stored:
 *
 *   {"format": "maillage-monograph", "version": 1, "monograph": {…}, "rows": [{"id": …, "body": …}, …]}
 */

#include "exchange/mlg-project-monograph.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-monograph-progress.h"
#include "model/mlg-value.h"
#include "model/mlg-vocabulary.h"

#define FORMAT  "maillage-monograph"

static const char *const row_fields[] = { "position", "heading", "question", "title", "body", "verbatims", "to_complete", "optional" };

static MlgRecord *
get_record (MlgProject   *project,
            const char   *entity,
            const MlgId  *id,
            GError      **error)
{
  g_autoptr(MlgRecord) record = mlg_project_get_record (project, mlg_schema_find (entity), id);

  if (record == NULL || mlg_record_is_deleted (record))
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_NOT_FOUND, _("There is no such monograph."));
      return NULL;
    }
  return g_steal_pointer (&record);
}

static GPtrArray *
get_sections (MlgProject  *project,
              const MlgId *monograph)
{
  GPtrArray *sections = mlg_project_referring (project, mlg_schema_find ("monograph_section"), "monograph", monograph);

  g_ptr_array_sort (sections, mlg_record_compare_positions);
  return sections;
}

/* ---- photographs: kept once in the file, whatever the number of versions that show them */

static void
leave_photographs (MlgMonograph *monograph)
{
  GHashTableIter iter;
  gpointer live;

  g_hash_table_iter_init (&iter, monograph->lives);
  while (g_hash_table_iter_next (&iter, NULL, &live))
    g_clear_pointer (&((MlgLive *) live)->image, g_bytes_unref);
}

/* Those deleted since are still told by their row. */
static void
find_photographs (MlgProject   *project,
                  MlgMonograph *monograph)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, monograph->lives);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      MlgLive *live = value;
      g_autoptr(MlgLiveBlock) block = live->kind == MLG_LIVE_PHOTO ? mlg_live_block_parse (live->address) : NULL;
      const MlgEntity *entity = mlg_schema_find ("attachment");
      g_autoptr(MlgRecord) record = NULL;
      const char *content;
      gsize length;
      guchar *bytes;
      MlgId id;

      if (block == NULL || live->image != NULL ||
          !(mlg_id_parse (block->id, &id) || mlg_project_resolve (project, entity, block->id, &id, NULL)))
        continue;
      record = mlg_store_read (mlg_project_get_store (project), entity, &id, NULL);
      content = record != NULL ? mlg_record_get_named (record, "content") : NULL;
      if (content == NULL)
        continue;
      bytes = g_base64_decode (content, &length);
      live->image = g_bytes_new_take (bytes, length);
    }
}

/* ---- freezing */

static char *
rows_to_json (GPtrArray *sections)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;

  json_builder_begin_array (json);
  for (guint i = 0; i < sections->len; i++)
    {
      g_autofree char *id = mlg_id_dup_text (mlg_record_get_id (sections->pdata[i]));

      json_builder_begin_object (json);
      json_builder_set_member_name (json, "id");
      json_builder_add_string_value (json, id);
      for (guint k = 0; k < G_N_ELEMENTS (row_fields); k++)
        {
          const char *value = mlg_record_get_named (sections->pdata[i], row_fields[k]);

          if (value == NULL)
            continue;
          json_builder_set_member_name (json, row_fields[k]);
          json_builder_add_string_value (json, value);
        }
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  root = json_builder_get_root (json);
  return json_to_string (root, FALSE);
}

static guint
next_number (MlgProject  *project,
             const MlgId *monograph)
{
  g_autoptr(GPtrArray) versions = mlg_project_referring (project, mlg_schema_find ("monograph_version"), "monograph", monograph);
  guint number = 0;

  for (guint i = 0; i < versions->len; i++)
    {
      const char *n = mlg_record_get_named (versions->pdata[i], "n");

      number = MAX (number, n != NULL ? (guint) g_ascii_strtoull (n, NULL, 10) : 0);
    }
  return number + 1;
}

static void
set (const char **values,
     const char  *field,
     const char  *value)
{
  values[mlg_entity_find_field (mlg_schema_find ("monograph_version"), field)->index] = value != NULL && *value != '\0' ? value : NULL;
}

gboolean
mlg_project_monograph_freeze (MlgProject   *project,
                              const MlgId  *monograph_id,
                              const char   *message,
                              const char   *by,
                              MlgId        *version,
                              GError      **error)
{
  const MlgEntity *entity = mlg_schema_find ("monograph_version");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields + 1);
  g_autoptr(MlgMonograph) monograph = NULL;
  g_autoptr(GPtrArray) sections = NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *number = NULL;
  g_autofree char *read = NULL;
  g_autofree char *rows = NULL;
  g_autofree char *content = NULL;
  g_autoptr(MlgGesture) gesture = NULL;
  char id_text[MLG_ID_TEXT_LENGTH + 1];
  MlgId id = { 0 };

  g_return_val_if_fail (MLG_IS_PROJECT (project) && monograph_id != NULL, FALSE);

  monograph = mlg_project_monograph_new (project, monograph_id, TRUE, error);
  if (monograph == NULL)
    return FALSE;
  sections = get_sections (project, monograph_id);
  leave_photographs (monograph);
  read = mlg_monograph_to_json (monograph);
  rows = rows_to_json (sections);
  content = g_strdup_printf ("{\"format\":\"" FORMAT "\",\"version\":1,\"monograph\":%s,\"rows\":%s}", read, rows);
  number = g_strdup_printf ("%u", next_number (project, monograph_id));

  set (values, "monograph", mlg_id_write (monograph_id, id_text));
  set (values, "n", number);
  set (values, "date", today);
  set (values, "by", by);
  set (values, "message", message);
  set (values, "content", content);
  gesture = mlg_project_begin (project, N_("Freeze a version"), error);
  if (gesture == NULL || !mlg_gesture_insert (gesture, entity, &id, values, error))
    return FALSE;
  if (version != NULL)
    *version = id;
  return mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

/* ---- reading again */

static JsonParser *
parse_content (MlgProject   *project,
               const MlgId  *version,
               MlgId        *monograph,
               GError      **error)
{
  g_autoptr(MlgRecord) record = get_record (project, "monograph_version", version, error);
  g_autoptr(JsonParser) parser = json_parser_new ();
  const char *content, *parent;
  JsonNode *root;

  if (record == NULL)
    return NULL;
  content = mlg_record_get_named (record, "content");
  parent = mlg_record_get_named (record, "monograph");
  if (content == NULL || !g_str_has_prefix (content, "{\"format\":\"" FORMAT "\"") ||
      !json_parser_load_from_data (parser, content, -1, NULL) || (root = json_parser_get_root (parser)) == NULL ||
      !JSON_NODE_HOLDS_OBJECT (root) || parent == NULL || !mlg_id_parse (parent, monograph))
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, _("This version holds no text that can be read."));
      return NULL;
    }
  return g_steal_pointer (&parser);
}

/* Somebody may have taken their words back since. */
static void
list_unconsenting (MlgProject         *project,
                   const MlgMonograph *monograph,
                   GPtrArray          *names)
{
  GHashTableIter iter;
  gpointer address;

  g_hash_table_iter_init (&iter, monograph->withheld);
  while (g_hash_table_iter_next (&iter, &address, NULL))
    {
      const char *name = g_hash_table_lookup (monograph->names, address);

      g_ptr_array_add (names, g_strdup (name != NULL ? name : _("somebody without a name")));
    }

  for (guint i = 0; i < monograph->sections->len; i++)
    {
      const MlgMonographSection *section = g_ptr_array_index (monograph->sections, i);

      for (guint k = 0; k < section->quotations->len; k++)
        {
          const MlgQuotation *quotation = g_ptr_array_index (section->quotations, k);
          g_autoptr(MlgRecord) verbatim = NULL;
          MlgId id;

          if (quotation->id == NULL || !mlg_id_parse (quotation->id, &id))
            continue;
          verbatim = mlg_project_get_record (project, mlg_schema_find ("verbatim"), &id);
          if (verbatim == NULL || mlg_record_is_deleted (verbatim) || !mlg_verbatim_may_be_quoted (verbatim))
            g_ptr_array_add (names, g_strdup (quotation->speaker != NULL ? quotation->speaker : _("somebody without a name")));
        }
    }
}

/* What a draft says that readers are not told. */
static void
make_published (MlgMonograph *monograph)
{
  monograph->draft = FALSE;
  for (guint i = 0; i < monograph->sections->len;)
    {
      MlgMonographSection *section = g_ptr_array_index (monograph->sections, i);

      g_ptr_array_set_size (section->to_complete, 0);
      if (section->body == NULL && section->question != NULL)
        g_ptr_array_add (monograph->missing, g_strdup (section->question));
      if (section->body == NULL && section->quotations->len == 0)
        g_ptr_array_remove_index (monograph->sections, i);
      else
        i++;
    }
}

MlgMonograph *
mlg_project_version_read (MlgProject   *project,
                          const MlgId  *version,
                          gboolean      draft,
                          GError      **error)
{
  MlgId parent;
  g_autoptr(JsonParser) parser = parse_content (project, version, &parent, error);
  g_autoptr(MlgMonograph) monograph = NULL;
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  JsonObject *object;

  if (parser == NULL)
    return NULL;
  object = json_node_get_object (json_parser_get_root (parser));
  if (json_object_has_member (object, "monograph"))
    {
      g_autofree char *json = json_to_string (json_object_get_member (object, "monograph"), FALSE);

      monograph = mlg_monograph_from_json (json);
    }
  if (monograph == NULL)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, _("This version holds no text that can be read."));
      return NULL;
    }
  find_photographs (project, monograph);
  if (draft)
    return g_steal_pointer (&monograph);

  list_unconsenting (project, monograph, names);
  if (names->len > 0)
    {
      g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_CONSENT,
                   _("%s has not agreed to be quoted: ask, or take these words out before publishing."),
                   (const char *) g_ptr_array_index (names, 0));
      return NULL;
    }
  make_published (monograph);
  return g_steal_pointer (&monograph);
}

/* ---- comparing */

static void
clear_text (gpointer data)
{
  MlgVersionText *text = data;

  g_free (text->title);
  g_free (text->body);
}

static char *
make_title (const char *heading,
            const char *question,
            const char *title)
{
  const MlgVocabulary *questions = mlg_vocabulary_find ("monograph_question"), *headings = mlg_vocabulary_find ("monograph_heading");
  const MlgTerm *term = question != NULL && questions != NULL ? mlg_vocabulary_term (questions, question) : NULL;

  if (term == NULL && question == NULL && title == NULL && heading != NULL && headings != NULL)
    term = mlg_vocabulary_term (headings, heading);
  return g_strdup (term != NULL ? term->ui_label : question != NULL ? question : title != NULL ? title : heading != NULL ? heading : "");
}

static GArray *
texts_new (void)
{
  GArray *texts = g_array_new (FALSE, TRUE, sizeof (MlgVersionText));

  g_array_set_clear_func (texts, clear_text);
  return texts;
}

static const char *
member_text (JsonObject *object,
             const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/* The row at @index; NULL: past the end. One that is no row has no id. */
static JsonObject *
get_row (JsonParser *parser,
         guint       index,
         MlgId      *id)
{
  JsonObject *object = json_node_get_object (json_parser_get_root (parser));
  JsonNode *rows = json_object_get_member (object, "rows");
  JsonNode *row;

  memset (id, 0, sizeof *id);
  if (rows == NULL || !JSON_NODE_HOLDS_ARRAY (rows) || index >= json_array_get_length (json_node_get_array (rows)))
    return NULL;
  row = json_array_get_element (json_node_get_array (rows), index);
  if (!JSON_NODE_HOLDS_OBJECT (row))
    return NULL;
  if (member_text (json_node_get_object (row), "id") == NULL || !mlg_id_parse (member_text (json_node_get_object (row), "id"), id))
    return NULL;
  return json_node_get_object (row);
}

GArray *
mlg_project_version_get_texts (MlgProject   *project,
                               const MlgId  *version,
                               GError      **error)
{
  MlgId parent, id;
  g_autoptr(JsonParser) parser = parse_content (project, version, &parent, error);
  GArray *texts;
  JsonObject *row;

  if (parser == NULL)
    return NULL;
  texts = texts_new ();
  for (guint i = 0; (row = get_row (parser, i, &id)) != NULL; i++)
    {
      MlgVersionText text = { id, make_title (member_text (row, "heading"), member_text (row, "question"), member_text (row, "title")),
                              g_strdup (member_text (row, "body")) };

      g_array_append_val (texts, text);
    }
  return texts;
}

GArray *
mlg_project_monograph_get_texts (MlgProject  *project,
                                 const MlgId *monograph)
{
  g_autoptr(GPtrArray) sections = get_sections (project, monograph);
  GArray *texts = texts_new ();

  for (guint i = 0; i < sections->len; i++)
    {
      MlgRecord *section = sections->pdata[i];
      MlgVersionText text = { *mlg_record_get_id (section),
                              make_title (mlg_record_get_named (section, "heading"), mlg_record_get_named (section, "question"),
                                          mlg_record_get_named (section, "title")),
                              g_strdup (mlg_record_get_named (section, "body")) };

      g_array_append_val (texts, text);
    }
  return texts;
}

/* ---- putting back */

static gboolean
restore_row (MlgProject   *project,
             MlgGesture   *gesture,
             const MlgId  *parent,
             const MlgId  *id,
             JsonObject   *row,
             GError      **error)
{
  const MlgEntity *entity = mlg_schema_find ("monograph_section");
  g_autoptr(MlgRecord) record = mlg_store_read (mlg_project_get_store (project), entity, id, NULL);
  char text[MLG_ID_TEXT_LENGTH + 1];

  if (record != NULL && mlg_record_is_deleted (record) && !mlg_gesture_restore (gesture, entity, id, error))
    return FALSE;
  if (record == NULL)
    {
      g_autofree const char **values = g_new0 (const char *, entity->n_fields + 1);
      MlgId made = *id;

      values[mlg_entity_find_field (entity, "monograph")->index] = mlg_id_write (parent, text);
      if (!mlg_gesture_insert (gesture, entity, &made, values, error))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (row_fields); i++)
    {
      const MlgField *field = mlg_entity_find_field (entity, row_fields[i]);
      const char *value = member_text (row, row_fields[i]);

      if ((value == NULL || mlg_value_is_valid (field, value)) && !mlg_gesture_set (gesture, entity, id, field, value, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
mlg_project_version_restore (MlgProject   *project,
                             const MlgId  *version,
                             GError      **error)
{
  MlgId parent, id;
  g_autoptr(JsonParser) parser = parse_content (project, version, &parent, error);
  g_autoptr(MlgGesture) gesture = NULL;
  JsonObject *row;

  if (parser == NULL)
    return FALSE;
  gesture = mlg_project_begin (project, N_("Restore a version"), error);
  if (gesture == NULL)
    return FALSE;
  for (guint i = 0; (row = get_row (parser, i, &id)) != NULL; i++)
    if (!restore_row (project, gesture, &parent, &id, row, error))
      return FALSE;
  return mlg_project_commit (project, g_steal_pointer (&gesture), error);
}
