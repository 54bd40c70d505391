/* What is worth bringing home from another file. */

#include "exchange/mlg-project-beside.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-rows.h"
#include "model/mlg-text.h"

static const char *const brought[] = { "initiative", "actor", "resource" };

gboolean
mlg_beside_can_copy (const MlgEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (brought); i++)
    {
      if (g_str_equal (brought[i], entity->name))
        return TRUE;
    }

  return FALSE;
}

/* ---- looking */

typedef struct
{
  const MlgEntity *entity;
  MlgProject      *project;
  GPtrArray       *records;
} Listing;

static gboolean
take_record (const MlgId       *id,
             const char *const *values,
             gpointer           data)
{
  Listing *listing = data;
  g_autoptr(MlgRecord) record = mlg_project_get_record (listing->project, listing->entity, id);

  if (record != NULL && mlg_level_allows (MLG_LEVEL_PARTNERS, record, NULL))
    g_ptr_array_add (listing->records, g_steal_pointer (&record));
  return TRUE;
}

static int
compare_titles (gconstpointer a,
                gconstpointer b)
{
  g_autofree char *title = mlg_record_dup_title (*(MlgRecord *const *) a);
  g_autofree char *other = mlg_record_dup_title (*(MlgRecord *const *) b);
  g_autofree char *key = mlg_sort_key (title);
  g_autofree char *other_key = mlg_sort_key (other);

  return strcmp (key, other_key);
}

static GPtrArray *
list_all (MlgProject      *other,
          const MlgEntity *entity)
{
  Listing listing = { entity, other, g_ptr_array_new_with_free_func (g_object_unref) };

  mlg_store_foreach (mlg_project_get_store (other), entity, take_record, &listing, NULL);
  g_ptr_array_sort (listing.records, compare_titles);
  return listing.records;
}

static void
add_wanted (GPtrArray *from,
            GPtrArray *to,
            guint      limit)
{
  for (guint i = 0; from != NULL && i < from->len && to->len < limit; i++)
    {
      MlgRecord *record = g_ptr_array_index (from, i);

      if (mlg_beside_can_copy (mlg_record_get_entity (record)) && mlg_level_allows (MLG_LEVEL_PARTNERS, record, NULL) &&
          !g_ptr_array_find (to, record, NULL))
        g_ptr_array_add (to, g_object_ref (record));
    }
}

GPtrArray *
mlg_beside_search (MlgProject      *other,
                   const MlgEntity *entity,
                   const char      *text,
                   guint            limit)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (MLG_IS_PROJECT (other), found);

  for (guint i = 0; i < G_N_ELEMENTS (brought); i++)
    {
      const MlgEntity *one = mlg_schema_find (brought[i]);
      g_autoptr(GPtrArray) records = NULL;

      if (entity != NULL && entity != one)
        continue;
      records = *text == '\0' ? list_all (other, one) : mlg_project_search (other, one, text, limit);
      add_wanted (records, found, limit);
    }

  /* What is written inside, when no name answers. */
  if (*text != '\0' && found->len < limit)
    {
      g_autoptr(GPtrArray) written = mlg_project_search_text (other, text, 4 * limit);

      for (guint i = written->len; entity != NULL && i-- > 0;)
        {
          if (mlg_record_get_entity (g_ptr_array_index (written, i)) != entity)
            g_ptr_array_remove_index (written, i);
        }
      add_wanted (written, found, limit);
    }
  return found;
}

char *
mlg_beside_dup_quote (MlgProject *other,
                      MlgRecord  *record)
{
  static const char *const own[] = { "pitch", "description", "purpose", "label" };
  g_autoptr(GPtrArray) sources = mlg_project_referring (other, mlg_schema_find ("source_link"), "target", mlg_record_get_id (record));

  for (guint i = 0; i < sources->len; i++)
    {
      const char *quote = mlg_record_get_named (g_ptr_array_index (sources, i), "quote");

      if (quote != NULL && mlg_level_allows (MLG_LEVEL_PARTNERS, g_ptr_array_index (sources, i), NULL))
        return g_strdup (quote);
    }
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      const char *said = mlg_record_get_named (record, own[i]);

      if (said != NULL)
        return g_strdup (said);
    }

  return NULL;
}

/* ---- bringing */

typedef struct
{
  const char *title, *file;
  MlgId       id;
  gboolean    found;
} Document;

static void
match_document (const MlgId       *id,
                const char *const *values,
                gpointer           data)
{
  Document *document = data;

  if (g_strcmp0 (values[0], document->title) == 0 && g_strcmp0 (values[1], document->file) == 0)
    {
      document->id = *id;
      document->found = TRUE;
    }
}

/* The other file, as a document of this one; one for all that is brought from it. */
static gboolean
ensure_document (MlgGesture  *gesture,
                 MlgProject  *project,
                 MlgProject  *other,
                 MlgId       *id,
                 GError     **error)
{
  const MlgEntity *entity = mlg_schema_find ("document");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autofree char *file = g_path_get_basename (mlg_project_get_path (other));
  Document document = { mlg_project_get_title (other), file, { { 0 } }, FALSE };

  if (document.title == NULL || *document.title == '\0')
    document.title = file;
  mlg_rows_foreach (project, "document", (const char *[]) { "title", "file", NULL }, match_document, &document);
  *id = document.id;
  if (document.found)
    return TRUE;

  values[mlg_entity_find_field (entity, "title")->index] = document.title;
  values[mlg_entity_find_field (entity, "file")->index] = file;
  return mlg_gesture_insert (gesture, entity, id, values, error);
}

static gboolean
may_be_brought (const MlgField *field)
{
  return field->number != MLG_FIELD_KEY && field->number != MLG_FIELD_VISIBILITY && !mlg_field_is_reference (field) &&
         !(field->flags & (MLG_FIELD_PERSONAL | MLG_FIELD_SENSITIVE | MLG_FIELD_HIDDEN | MLG_FIELD_GONE));
}

static gboolean
insert_copy (MlgGesture  *gesture,
             MlgRecord   *record,
             MlgId       *copy,
             GError     **error)
{
  const MlgEntity *entity = mlg_record_get_entity (record);
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  const MlgField *provenance = mlg_entity_find_field (entity, "provenance");

  for (guint i = 0; i < entity->n_fields; i++)
    {
      if (may_be_brought (&entity->fields[i]))
        values[i] = mlg_record_get (record, &entity->fields[i]);
    }
  if (provenance != NULL)
    values[provenance->index] = "elsewhere";

  return mlg_gesture_insert (gesture, entity, copy, values, error);
}

static gboolean
insert_source (MlgGesture       *gesture,
               const MlgEntity  *target_entity,
               const MlgId      *target,
               const MlgId      *document,
               const char       *quote,
               GError          **error)
{
  const MlgEntity *entity = mlg_schema_find ("source_link");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autofree char *target_text = mlg_id_dup_text (target);
  g_autofree char *about = g_strconcat (target_entity->name, ":", target_text, NULL);
  g_autofree char *document_text = mlg_id_dup_text (document);
  MlgId id = { { 0 } };

  values[mlg_entity_find_field (entity, "target")->index] = about;
  values[mlg_entity_find_field (entity, "document")->index] = document_text;
  values[mlg_entity_find_field (entity, "quote")->index] = quote;
  return mlg_gesture_insert (gesture, entity, &id, values, error);
}

gboolean
mlg_beside_add_source (MlgGesture   *gesture,
                       MlgProject   *project,
                       MlgProject   *other,
                       MlgRecord    *record,
                       const MlgId  *copy,
                       GError      **error)
{
  g_autofree char *quote = mlg_beside_dup_quote (other, record);
  MlgId document;

  return ensure_document (gesture, project, other, &document, error) &&
         insert_source (gesture, mlg_record_get_entity (record), copy, &document, quote, error);
}

gboolean
mlg_beside_copy (MlgProject  *project,
                 MlgProject  *other,
                 MlgRecord   *record,
                 MlgId       *copy,
                 GError     **error)
{
  g_autoptr(MlgGesture) gesture = NULL;
  MlgId made = { { 0 } };

  g_return_val_if_fail (MLG_IS_PROJECT (project) && MLG_IS_PROJECT (other), FALSE);
  g_return_val_if_fail (mlg_beside_can_copy (mlg_record_get_entity (record)), FALSE);

  gesture = mlg_project_begin (project, N_("Copy from another file"), error);
  if (gesture == NULL || !insert_copy (gesture, record, &made, error) ||
      !mlg_beside_add_source (gesture, project, other, record, &made, error) ||
      !mlg_project_commit (project, g_steal_pointer (&gesture), error))
    return FALSE;

  if (copy != NULL)
    *copy = made;
  return TRUE;
}
