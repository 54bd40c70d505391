/* The notes of a monograph, numbered as its pages number them. */

#include "ui/monographs/mlg-note-numbers.h"

#include "exchange/mlg-project-live.h"
#include "ui/monographs/mlg-section-editor.h"

static guint
count_sources (MlgProject  *project,
               const MlgId *id)
{
  g_autoptr(GPtrArray) sources = mlg_project_referring (project, mlg_schema_find ("source_link"), "target", id);
  guint n = 0;

  for (guint i = 0; i < sources->len; i++)
    {
      g_autofree char *source = mlg_id_dup_text (mlg_record_get_id (g_ptr_array_index (sources, i)));
      g_autofree char *note = mlg_project_source_note (project, source);

      n += note != NULL && *note != '\0';
    }
  return n;
}

static guint
ask_file (MlgProject *project,
          const char *address)
{
  g_autofree char *entity_name = NULL;
  g_autofree char *id_text = NULL;
  const MlgEntity *entity;
  MlgId id;

  if (!mlg_record_address_parse (address, &entity_name, &id_text) || (entity = mlg_schema_find (entity_name)) == NULL ||
      !mlg_project_resolve (project, entity, id_text, &id, NULL))
    return 0;
  return count_sources (project, &id);
}

static guint
count_sources_of (MlgProject *project,
                  const char *address,
                  GHashTable *n_sources)
{
  gpointer n;

  if (!g_hash_table_lookup_extended (n_sources, address, NULL, &n))
    {
      n = GUINT_TO_POINTER (ask_file (project, address));
      g_hash_table_insert (n_sources, g_strdup (address), n);
    }
  return GPOINTER_TO_UINT (n);
}

static void
number_section (MlgProject       *project,
                MlgSectionEditor *editor,
                GHashTable       *n_sources,
                GHashTable       *named,
                guint            *number)
{
  g_autoptr(MlgRichText) text = mlg_rich_view_share_text (mlg_section_editor_get_text (editor));
  g_autoptr(GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *id = mlg_id_dup_text (mlg_record_get_id (mlg_section_editor_get_section (editor)));
  g_autofree char *address = mlg_record_address_new ("monograph_section", id);

  for (guint i = 0; i < text->paragraphs->len; i++)
    {
      const MlgParagraph *paragraph = g_ptr_array_index (text->paragraphs, i);

      for (guint k = 0; paragraph->kind != MLG_PARAGRAPH_FIGURE && k < paragraph->runs->len; k++)
        {
          const MlgRun *run = g_ptr_array_index (paragraph->runs, k);

          if (run->note != NULL)
            {
              (*number)++;
              g_array_append_val (numbers, *number);
            }
          else if (run->link != NULL && count_sources_of (project, run->link, n_sources) > 0 &&
                   g_hash_table_add (named, g_strdup (run->link)))
            (*number)++;
        }
    }
  mlg_rich_view_set_note_numbers (mlg_section_editor_get_text (editor), (const guint *) numbers->data, numbers->len);
  *number += count_sources_of (project, address, n_sources);
}

void
mlg_note_numbers_show (MlgProject *project,
                       GPtrArray  *editors,
                       GHashTable *n_sources)
{
  g_autoptr(GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint number = 0;

  for (guint i = 0; i < editors->len; i++)
    number_section (project, g_ptr_array_index (editors, i), n_sources, named, &number);
}
