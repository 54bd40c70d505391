/* Outlines of monographs: listed, written from, kept. */

#include "exchange/mlg-project-template.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-project-live.h"
#include "exchange/mlg-rows.h"
#include "model/mlg-value.h"

#define PATH     "/org/maillage/Maillage/monographs/"
#define MAX_FILE (1024 * 1024)

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

static char *
dup_shipped (const char *id)
{
  g_autofree char *path = g_strconcat (PATH, id, ".json", NULL);
  g_autoptr(GBytes) bytes = NULL;

  g_resources_register (mlg_monograph_outlines_get_resource ());
  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

static MlgMonographOutline *
read_shipped (const char *id)
{
  g_autofree char *content = dup_shipped (id);

  return mlg_monograph_outline_parse (content);
}

static gboolean
is_shipped (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (shipped); i++)
    if (strcmp (shipped[i], id) == 0)
      return TRUE;
  return FALSE;
}

static MlgRecord *
find_kept (MlgProject *project,
           const char *template_id)
{
  const MlgEntity *entity = mlg_schema_find ("monograph_template");
  g_autoptr(MlgRecord) record = NULL;
  MlgId id;

  if (mlg_project_resolve (project, entity, template_id, &id, NULL))
    record = mlg_project_get_record (project, entity, &id);
  return record != NULL && !mlg_record_is_deleted (record) ? g_steal_pointer (&record) : NULL;
}

MlgMonographOutline *
mlg_project_template_read (MlgProject  *project,
                           const char  *template_id,
                           GError     **error)
{
  g_autoptr(MlgRecord) record = NULL;
  MlgMonographOutline *outline = NULL;

  g_return_val_if_fail (MLG_IS_PROJECT (project) && template_id != NULL, NULL);

  if (is_shipped (template_id))
    return read_shipped (template_id);

  record = find_kept (project, template_id);
  if (record == NULL)
    {
      g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_NOT_FOUND, _("There is no outline “%s”."), template_id);
      return NULL;
    }
  outline = mlg_monograph_outline_parse (mlg_record_get_named (record, "content"));
  if (outline == NULL)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, _("This outline cannot be read. Its history holds what it was before."));
      return NULL;
    }
  mlg_outline_section_set (&outline->title, mlg_record_get_named (record, "title"));
  mlg_outline_section_set (&outline->description, mlg_record_get_named (record, "description"));
  return outline;
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
      g_autoptr(MlgMonographOutline) outline = read_shipped (shipped[i]);
      MlgTemplateInfo *info;

      if (outline == NULL)
        continue;
      info = g_new0 (MlgTemplateInfo, 1);
      info->id = g_strdup (shipped[i]);
      info->title = g_steal_pointer (&outline->title);
      info->description = g_steal_pointer (&outline->description);
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

/* Only what has something to show. It is about the monograph, and follows what that tells. */
static void
append_live (Writer      *self,
             GString     *body,
             MlgLiveKind  kind)
{
  g_autofree char *id = mlg_id_dup_text (mlg_record_get_id (self->initiative));
  g_autoptr(MlgLiveBlock) block = mlg_live_block_new (kind, id);
  g_autoptr(MlgLiveBlock) written = mlg_live_block_new (kind, "");
  g_autofree char *address = mlg_live_block_dup_address (block);
  g_autofree char *written_address = mlg_live_block_dup_address (written);
  g_autoptr(MlgLive) live = mlg_project_live_new (self->project, NULL, address, MLG_LIVE_FOR_GROUP);
  g_autofree char *markdown = NULL;

  if (live->problem != NULL)
    return;
  markdown = g_strdup_printf ("![](<%s>)", written_address);
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

/* Several: a list under the name of their field. */
static void
append_list (MlgProject     *project,
             GString        *body,
             const MlgField *field,
             const char     *value)
{
  g_auto(GStrv) elements = mlg_value_split (value);
  g_autoptr(GString) list = g_string_new (NULL);

  g_string_append_printf (list, C_("field and its list", "%s:"), _(field->label));
  g_string_append_c (list, '\n');
  for (guint i = 0; elements[i] != NULL; i++)
    {
      g_autofree char *shown = mlg_project_display (project, field, elements[i]);
      g_autofree char *escaped = escape (shown);

      g_string_append_printf (list, "\n- %s", escaped);
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
  g_auto(GStrv) elements = value != NULL && mlg_field_is_multiple (field) ? mlg_value_split (value) : NULL;
  g_autofree char *shown = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *named = NULL;

  if (value == NULL)
    return;
  if (elements != NULL && g_strv_length (elements) > 1)
    {
      append_list (self->project, body, field, value);
      return;
    }
  shown = mlg_project_display (self->project, field, value);
  escaped = escape (shown);
  if (field->type == MLG_TYPE_LONG_TEXT || field->type == MLG_TYPE_TEXT)
    append_paragraph (body, escaped);
  else
    {
      named = g_strdup_printf (C_("field and value", "%s: %s"), _(field->label), escaped);
      append_paragraph (body, named);
    }
}

static char *
make_body (Writer                  *self,
           const MlgOutlineSection *section)
{
  GString *body = g_string_new (NULL);

  for (guint i = 0; self->initiative != NULL && i < section->prefill->len; i++)
    {
      const char *name = g_ptr_array_index (section->prefill, i);

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
join_questions (const MlgOutlineSection *section)
{
  g_autoptr(GPtrArray) questions = g_ptr_array_new ();

  for (guint i = 0; i < section->ask->len; i++)
    g_ptr_array_add (questions, g_ptr_array_index (section->ask, i));
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
write_section (Writer                   *self,
               const MlgOutlineSection  *section,
               GError                  **error)
{
  const MlgEntity *entity = mlg_schema_find ("monograph_section");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields + 1);
  g_autofree char *body = make_body (self, section);
  g_autofree char *questions = join_questions (section);
  g_autofree char *position = g_strdup_printf ("%u", self->position++);
  char parent[MLG_ID_TEXT_LENGTH + 1];
  MlgId id = { 0 };

  set (entity, values, "monograph", mlg_id_write (&self->monograph, parent));
  set (entity, values, "position", position);
  set (entity, values, "heading", section->heading);
  set (entity, values, "question", section->question);
  set (entity, values, "title", section->title);
  set (entity, values, "body", body);
  set (entity, values, "to_complete", questions);
  if (section->optional)
    set (entity, values, "optional", "1");
  return mlg_gesture_insert (self->gesture, entity, &id, values, error);
}

static gboolean
is_there (GPtrArray               *present,
          const MlgOutlineSection *section)
{
  for (guint i = 0; i < present->len; i++)
    if ((section->question != NULL && g_strcmp0 (mlg_record_get_named (present->pdata[i], "question"), section->question) == 0) ||
        (section->question == NULL && section->title != NULL &&
         g_strcmp0 (mlg_record_get_named (present->pdata[i], "title"), section->title) == 0))
      return TRUE;
  return FALSE;
}

static gboolean
write_sections (Writer                     *self,
                const MlgMonographOutline  *outline,
                GPtrArray                  *present,
                GError                    **error)
{
  for (guint i = 0; i < outline->sections->len; i++)
    {
      const MlgOutlineSection *section = g_ptr_array_index (outline->sections, i);

      if (!is_there (present, section) && !write_section (self, section, error))
        return FALSE;
    }
  return TRUE;
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
  g_autoptr(MlgMonographOutline) outline = mlg_project_template_read (project, template_id, error);
  g_autoptr(MlgRecord) record = initiative != NULL ? mlg_project_get_record (project, mlg_schema_find ("initiative"), initiative) : NULL;
  g_autoptr(GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr(MlgGesture) gesture = NULL;
  Writer writer = { .project = project, .initiative = record };

  if (outline == NULL || (gesture = mlg_project_begin (project, N_("Add monograph"), error)) == NULL)
    return FALSE;
  writer.gesture = gesture;
  if (!insert_monograph (&writer, title, error) || !write_sections (&writer, outline, nothing, error))
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
  g_autoptr(MlgMonographOutline) outline = mlg_project_template_read (project, template_id, error);
  g_autoptr(MlgRecord) record = mlg_project_get_record (project, mlg_schema_find ("monograph"), monograph);
  g_autoptr(MlgRecord) initiative = NULL;
  g_autoptr(GPtrArray) present = NULL;
  g_autoptr(MlgGesture) gesture = NULL;
  Writer writer = { .project = project, .monograph = *monograph };
  MlgId id;

  if (outline == NULL || record == NULL)
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
  return write_sections (&writer, outline, present, error) && mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

/* ---- keeping */

/* @id null: a new one. */
static gboolean
write_template (MlgProject                *project,
                const MlgMonographOutline *outline,
                const char                *label,
                MlgId                     *id,
                GError                   **error)
{
  static const char *const fields[] = { "title", "description", "content" };
  const MlgEntity *entity = mlg_schema_find ("monograph_template");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields + 1);
  g_autofree char *content = mlg_monograph_outline_to_text (outline);
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, label, error);
  g_autoptr(MlgRecord) record = NULL;

  if (gesture == NULL)
    return FALSE;
  set (entity, values, "title", outline->title != NULL ? outline->title : _("Outline without a name"));
  set (entity, values, "description", outline->description);
  set (entity, values, "content", content);
  if (mlg_id_is_null (id))
    return mlg_gesture_insert (gesture, entity, id, values, error) && mlg_project_commit (project, g_steal_pointer (&gesture), error);

  record = mlg_project_get_record (project, entity, id);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const MlgField *field = mlg_entity_find_field (entity, fields[i]);

      if ((record == NULL || g_strcmp0 (mlg_record_get (record, field), values[field->index]) != 0) &&
          !mlg_gesture_set (gesture, entity, id, field, values[field->index], error))
        return FALSE;
    }
  return mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

static gboolean
add_template (MlgProject                *project,
              const MlgMonographOutline *outline,
              MlgId                     *id,
              GError                   **error)
{
  MlgId made = { 0 };

  if (!write_template (project, outline, N_("Keep an outline"), &made, error))
    return FALSE;
  if (id != NULL)
    *id = made;
  return TRUE;
}

gboolean
mlg_project_template_change (MlgProject                *project,
                             const MlgId               *id,
                             const MlgMonographOutline *outline,
                             GError                   **error)
{
  MlgId own = *id;

  g_return_val_if_fail (!mlg_id_is_null (id), FALSE);

  return write_template (project, outline, N_("Change an outline"), &own, error);
}

gboolean
mlg_project_template_copy (MlgProject   *project,
                           const char   *template_id,
                           const char   *title,
                           MlgId        *id,
                           GError      **error)
{
  g_autoptr(MlgMonographOutline) outline = mlg_project_template_read (project, template_id, error);

  if (outline == NULL)
    return FALSE;
  if (title != NULL)
    mlg_outline_section_set (&outline->title, title);
  return add_template (project, outline, id, error);
}

/* What is still to be asked stays: it will be asked again. */
gboolean
mlg_project_template_keep (MlgProject   *project,
                           const MlgId  *monograph,
                           const char   *title,
                           MlgId        *id,
                           GError      **error)
{
  g_autoptr(GPtrArray) sections = mlg_project_referring (project, mlg_schema_find ("monograph_section"), "monograph", monograph);
  g_autoptr(MlgMonographOutline) outline = mlg_monograph_outline_new ();

  g_ptr_array_sort (sections, mlg_record_compare_positions);
  mlg_outline_section_set (&outline->title, title);
  for (guint i = 0; i < sections->len; i++)
    {
      MlgOutlineSection *section = mlg_monograph_outline_insert (outline, i);
      g_auto(GStrv) ask = mlg_value_split (mlg_record_get_named (sections->pdata[i], "to_complete"));

      mlg_outline_section_set (&section->heading, mlg_record_get_named (sections->pdata[i], "heading"));
      mlg_outline_section_set (&section->question, mlg_record_get_named (sections->pdata[i], "question"));
      mlg_outline_section_set (&section->title, mlg_record_get_named (sections->pdata[i], "title"));
      section->optional = g_strcmp0 (mlg_record_get_named (sections->pdata[i], "optional"), "1") == 0;
      for (guint k = 0; ask[k] != NULL; k++)
        g_ptr_array_add (section->ask, g_strdup (ask[k]));
    }
  return add_template (project, outline, id, error);
}

/* ---- from one file to another */

gboolean
mlg_project_template_export (MlgProject   *project,
                             const char   *template_id,
                             const char   *path,
                             GError      **error)
{
  g_autoptr(MlgMonographOutline) outline = mlg_project_template_read (project, template_id, error);
  g_autofree char *json = outline != NULL ? mlg_monograph_outline_to_json (outline) : NULL;

  return json != NULL && g_file_set_contents (path, json, -1, error);
}

static MlgMonographOutline *
read_file (const char  *path,
           GError     **error)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  g_autofree char *json = NULL;
  MlgMonographOutline *outline;

  if (file == NULL)
    return NULL;
  if (g_mapped_file_get_length (file) > 0 && g_mapped_file_get_length (file) <= MAX_FILE)
    json = g_strndup (g_mapped_file_get_contents (file), g_mapped_file_get_length (file));
  outline = json != NULL && g_utf8_validate (json, -1, NULL) ? mlg_monograph_outline_parse (json) : NULL;
  if (outline == NULL)
    g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT,
                         _("This file holds no outline of a monograph. Choose one that Maillage exported; nothing was changed."));
  return outline;
}

gboolean
mlg_project_template_import (MlgProject   *project,
                             const char   *path,
                             MlgId        *id,
                             GError      **error)
{
  g_autoptr(MlgMonographOutline) outline = read_file (path, error);

  if (outline == NULL)
    return FALSE;
  if (outline->title == NULL)
    {
      g_autofree char *name = g_path_get_basename (path);

      mlg_outline_section_set (&outline->title, name);
    }
  return add_template (project, outline, id, error);
}
