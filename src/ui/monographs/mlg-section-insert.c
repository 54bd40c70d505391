/* What « Insérer » chose, put in a section. */

#include "ui/monographs/mlg-section-insert.h"

#include "model/mlg-live-block.h"

static MlgRecord *
get_record (MlgProject *project,
            const char *entity,
            const char *id_text)
{
  MlgId id;

  return mlg_id_parse (id_text, &id) ? mlg_project_get_record (project, mlg_schema_find (entity), &id) : NULL;
}

static void
insert_figure (MlgSectionEditor *editor,
               const char       *address)
{
  g_autoptr(MlgRichText) text = mlg_rich_text_new ();

  mlg_paragraph_add_run (mlg_rich_text_add_paragraph (text, MLG_PARAGRAPH_FIGURE, 0), MLG_LIVE_NO_ALT, -1, MLG_STYLE_PLAIN, address);
  mlg_section_editor_insert (editor, text);
}

/* In the line, where the caret is. */
static void
insert_words (MlgSectionEditor *editor,
              const char       *words,
              const char       *link)
{
  g_autoptr(MlgRichText) text = mlg_rich_text_new ();

  mlg_paragraph_add_run (mlg_rich_text_add_paragraph (text, MLG_PARAGRAPH_TEXT, 0), words, -1, MLG_STYLE_PLAIN, link);
  mlg_rich_view_insert_text (mlg_section_editor_get_text (editor), text);
  gtk_widget_grab_focus (GTK_WIDGET (mlg_section_editor_get_text (editor)));
}

static void
insert_note (MlgSectionEditor *editor,
             const char       *words)
{
  mlg_rich_view_insert_note (mlg_section_editor_get_text (editor), words);
  gtk_widget_grab_focus (GTK_WIDGET (mlg_section_editor_get_text (editor)));
}

static void
insert_record (MlgSectionEditor *editor,
               MlgProject       *project,
               const char       *address)
{
  g_autofree char *entity = NULL;
  g_autofree char *id = NULL;
  g_autofree char *title = NULL;
  g_autoptr(MlgRecord) record = NULL;

  if (mlg_record_address_parse (address, &entity, &id))
    record = get_record (project, entity, id);
  if (record != NULL && (title = mlg_record_dup_title (record)) != NULL)
    insert_words (editor, title, address);
}

/* The section rests on the document from now on. */
static gboolean
insert_document (MlgSectionEditor  *editor,
                 MlgProject        *project,
                 const char        *document,
                 GError           **error)
{
  const MlgEntity *entity = mlg_schema_find ("source_link");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autofree char *section = mlg_id_dup_text (mlg_record_get_id (mlg_section_editor_get_section (editor)));
  g_autofree char *target = g_strconcat ("monograph_section:", section, NULL);
  g_autofree char *address = NULL;
  g_autofree char *made = NULL;
  MlgId id = { { 0 } };

  values[mlg_entity_find_field (entity, "target")->index] = target;
  values[mlg_entity_find_field (entity, "document")->index] = document;
  if (!mlg_project_add (project, entity, values, &id, error))
    return FALSE;

  made = mlg_id_dup_text (&id);
  address = mlg_record_address_new ("source_link", made);
  insert_note (editor, address);
  return TRUE;
}

typedef struct
{
  const MlgEntity *entity;
  char            *target;
  char            *address;
} SourceOf;

static gboolean
find_source_cb (const MlgId       *id,
                const char *const *values,
                gpointer           data)
{
  SourceOf *source = data;
  char text[MLG_ID_TEXT_LENGTH + 1];

  if (g_strcmp0 (values[mlg_entity_find_field (source->entity, "target")->index], source->target) != 0)
    return TRUE;
  source->address = mlg_record_address_new ("source_link", mlg_id_write (id, text));
  return FALSE;
}

/* « Plus de 30 structures (2019) », with the note of its source. */
static void
insert_data (MlgSectionEditor *editor,
             MlgProject       *project,
             const char       *id_text)
{
  g_autoptr(MlgRecord) data = get_record (project, "data_item", id_text);
  g_autoptr(GString) words = g_string_new (NULL);
  static const char *const parts[] = { "operator", "value", "unit" };
  SourceOf source = { mlg_schema_find ("source_link"), g_strconcat ("data_item:", id_text, NULL), NULL };
  g_autofree char *target = source.target;
  g_autofree char *address = NULL;

  if (data == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const MlgField *field = mlg_entity_find_field (mlg_record_get_entity (data), parts[i]);
      const char *value = mlg_record_get (data, field);
      g_autofree char *shown = value != NULL ? mlg_project_display (project, field, value) : NULL;

      if (shown != NULL)
        g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", shown);
    }
  if (words->len == 0)
    g_string_append (words, mlg_record_get_named (data, "body") != NULL ? mlg_record_get_named (data, "body") : mlg_record_get_named (data, "title"));

  insert_words (editor, words->str, NULL);
  mlg_store_foreach (mlg_project_get_store (project), source.entity, find_source_cb, &source, NULL);
  address = source.address;
  if (address != NULL)
    insert_note (editor, address);
}

gboolean
mlg_section_insert (MlgSectionEditor  *editor,
                    MlgProject        *project,
                    MlgInsertKind      kind,
                    const char        *what,
                    GError           **error)
{
  g_autoptr(MlgRecord) verbatim = NULL;

  switch (kind)
    {
    case MLG_INSERT_FIGURE:
    case MLG_INSERT_PHOTO:
      insert_figure (editor, what);
      return TRUE;
    case MLG_INSERT_VERBATIM:
      verbatim = get_record (project, "verbatim", what);
      if (verbatim != NULL)
        mlg_section_editor_quote (editor, verbatim);
      return TRUE;
    case MLG_INSERT_NOTE:
      insert_note (editor, what);
      return TRUE;
    case MLG_INSERT_LINK:
      mlg_rich_view_set_link (mlg_section_editor_get_text (editor), *what != '\0' ? what : NULL);
      gtk_widget_grab_focus (GTK_WIDGET (mlg_section_editor_get_text (editor)));
      return TRUE;
    case MLG_INSERT_RECORD:
      insert_record (editor, project, what);
      return TRUE;
    case MLG_INSERT_SOURCE:
      insert_note (editor, what);
      return TRUE;
    case MLG_INSERT_DOCUMENT:
      return insert_document (editor, project, what, error);
    case MLG_INSERT_DATA:
    default:
      insert_data (editor, project, what);
      return TRUE;
    }
}
