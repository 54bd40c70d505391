/* The text of a section as the editor shows it. */

#include "ui/monographs/mlg-section-text.h"

#include "document/mlg-typing.h"
#include "model/mlg-live-block.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static MlgRecord *
get_record (MlgProject *project,
            const char *address)
{
  g_autofree char *entity_name = NULL;
  g_autofree char *id_text = NULL;
  const MlgEntity *entity;
  MlgRecord *record;
  MlgId id;

  if (address == NULL || !mlg_record_address_parse (address, &entity_name, &id_text))
    return NULL;

  entity = mlg_schema_find (entity_name);
  if (entity == NULL || !mlg_project_resolve (project, entity, id_text, &id, NULL))
    return NULL;

  record = mlg_project_get_record (project, entity, &id);
  if (record != NULL && mlg_record_is_deleted (record))
    g_clear_object (&record);
  return record;
}

static gboolean
is_verbatim (MlgRecord *record)
{
  return mlg_record_get_entity (record) == mlg_schema_find ("verbatim");
}

static char *
dup_speaker (MlgProject *project,
             MlgRecord  *verbatim)
{
  const MlgField *field = mlg_entity_find_field (mlg_record_get_entity (verbatim), "speaker");
  const char *speaker = mlg_record_get (verbatim, field);

  return speaker != NULL ? mlg_project_display (project, field, speaker) : g_strdup (_("somebody without a name"));
}

static char *
dup_name (MlgProject *project,
          MlgRecord  *record)
{
  return is_verbatim (record) ? dup_speaker (project, record) : mlg_record_dup_title (record);
}

/* ---- showing */

static void
follow_names (MlgProject   *project,
              MlgParagraph *paragraph,
              gboolean     *follows)
{
  for (guint i = 0; i < paragraph->runs->len; i++)
    {
      MlgRun *run = g_ptr_array_index (paragraph->runs, i);
      g_autoptr(MlgRecord) record = get_record (project, run->link);
      char *name;

      if (record == NULL)
        continue;
      *follows = TRUE;
      name = dup_name (project, record);
      g_free (run->text);
      run->text = name;
    }
}

/* Who said it, without consent; NULL: the line may be seen. */
static MlgRecord *
get_unconsented (MlgProject         *project,
                 const MlgParagraph *paragraph)
{
  for (guint i = 0; i < paragraph->runs->len; i++)
    {
      MlgRun *run = g_ptr_array_index (paragraph->runs, i);
      g_autoptr(MlgRecord) record = get_record (project, run->link);

      if (record != NULL && is_verbatim (record) && !mlg_verbatim_may_be_quoted (record))
        return g_steal_pointer (&record);
    }
  return NULL;
}

/* The lines of a quotation that ends with somebody who has not agreed. */
static void
hide_quotation (MlgRichText *text,
                guint        last)
{
  guint first = last;
  MlgParagraph *paragraph;

  while (first > 0 && ((MlgParagraph *) g_ptr_array_index (text->paragraphs, first - 1))->kind == MLG_PARAGRAPH_QUOTATION)
    first--;
  g_ptr_array_remove_range (text->paragraphs, first, last - first);
  paragraph = g_ptr_array_index (text->paragraphs, first);
  g_ptr_array_set_size (paragraph->runs, 0);
  mlg_paragraph_add_run (paragraph, _("(words that wait for consent)"), -1, MLG_STYLE_PLAIN, NULL);
}

MlgRichText *
mlg_section_text_read (MlgProject *project,
                       const char *body,
                       gboolean    projector,
                       gboolean   *follows)
{
  MlgRichText *text = mlg_rich_text_from_markdown (body);

  *follows = FALSE;
  if (body == NULL || strstr (body, MLG_LIVE_SCHEME) == NULL)
    return text;

  for (guint i = text->paragraphs->len; i > 0; i--)
    {
      MlgParagraph *paragraph = g_ptr_array_index (text->paragraphs, MIN (i, text->paragraphs->len) - 1);
      g_autoptr(MlgRecord) hidden = projector ? get_unconsented (project, paragraph) : NULL;

      if (paragraph->kind == MLG_PARAGRAPH_FIGURE)
        continue;
      if (hidden != NULL)
        hide_quotation (text, i - 1);
      else
        follow_names (project, paragraph, follows);
    }
  mlg_rich_text_normalise (text);
  return text;
}

/* ---- quoting */

static void
add_field (MlgProject   *project,
           MlgRecord    *verbatim,
           const char   *name,
           MlgParagraph *paragraph)
{
  const MlgField *field = mlg_entity_find_field (mlg_record_get_entity (verbatim), name);
  const char *value = mlg_record_get (verbatim, field);
  g_autofree char *words = value != NULL ? mlg_project_display (project, field, value) : NULL;

  if (words == NULL || *words == '\0')
    return;
  mlg_paragraph_add_run (paragraph, ", ", -1, MLG_STYLE_PLAIN, NULL);
  mlg_paragraph_add_run (paragraph, words, -1, MLG_STYLE_PLAIN, NULL);
}

MlgRichText *
mlg_section_text_quote (MlgProject *project,
                        MlgRecord  *verbatim)
{
  MlgRichText *text = mlg_rich_text_new ();
  const char *words = mlg_record_get_named (verbatim, "text");
  g_autofree char *quoted = g_strdup_printf ("«" MLG_NARROW_SPACE_UTF8 "%s" MLG_NARROW_SPACE_UTF8 "»", words != NULL ? words : "");
  g_autofree char *speaker = dup_speaker (project, verbatim);
  g_autofree char *id = mlg_id_dup_text (mlg_record_get_id (verbatim));
  g_autofree char *address = mlg_record_address_new ("verbatim", id);
  MlgParagraph *paragraph;

  mlg_paragraph_add_run (mlg_rich_text_add_paragraph (text, MLG_PARAGRAPH_QUOTATION, 0), quoted, -1, MLG_STYLE_PLAIN, NULL);
  paragraph = mlg_rich_text_add_paragraph (text, MLG_PARAGRAPH_QUOTATION, 0);
  mlg_paragraph_add_run (paragraph, "— ", -1, MLG_STYLE_PLAIN, NULL);
  mlg_paragraph_add_run (paragraph, speaker, -1, MLG_STYLE_PLAIN, address);
  add_field (project, verbatim, "function", paragraph);
  add_field (project, verbatim, "structure", paragraph);
  add_field (project, verbatim, "date", paragraph);
  mlg_rich_text_normalise (text);
  return text;
}

char *
mlg_verbatim_describe (MlgProject *project,
                       MlgRecord  *verbatim,
                       gboolean    projector)
{
  static const char *const fields[] = { "speaker", "function", "structure", "date", "occasion" };
  const MlgEntity *entity = mlg_record_get_entity (verbatim);
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const MlgField *field = mlg_entity_find_field (entity, fields[i]);
      const char *value = mlg_record_get (verbatim, field);
      g_autofree char *text = NULL;

      if (value == NULL || (projector && (field->flags & MLG_FIELD_PERSONAL) != 0))
        continue;
      text = mlg_project_display (project, field, value);
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", text);
    }
  return g_strdup (words->str);
}
