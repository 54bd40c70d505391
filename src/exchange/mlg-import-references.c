/* Which record a cell means: by our own id, by the key it had in its source, by its name.
 *
 * The records of the source go before those of the project: "12" in a list of links is line 12
 * of the list beside it, whatever another list called so once. A name that two records have
 * names neither.
 */

#include "exchange/mlg-import-private.h"

#include <string.h>

#include "model/mlg-text.h"
#include "model/mlg-value.h"

/* Names of one entity. */
typedef struct
{
  GHashTable *ours;         /* key or folded title → id text; "" for several */
  GHashTable *others;       /* folded acronyms and aliases */
  GHashTable *source;
} Names;

struct _MlgReferences
{
  MlgProject *project;
  GHashTable *names;        /* const MlgEntity * → Names */
};

static void
free_names (gpointer data)
{
  Names *names = data;

  g_hash_table_unref (names->ours);
  g_hash_table_unref (names->others);
  g_hash_table_unref (names->source);
  g_free (names);
}

MlgReferences *
mlg_references_new (MlgProject *project)
{
  MlgReferences *self = g_new0 (MlgReferences, 1);

  self->project = g_object_ref (project);
  self->names = g_hash_table_new_full (NULL, NULL, NULL, free_names);
  return self;
}

void
mlg_references_free (MlgReferences *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->names);
  g_object_unref (self->project);
  g_free (self);
}

static void
add_name (GHashTable *names,
          const char *name,
          const char *id)
{
  const char *known;

  if (name == NULL || *name == '\0')
    return;

  known = g_hash_table_lookup (names, name);
  if (known == NULL)
    g_hash_table_insert (names, g_strdup (name), g_strdup (id));
  else if (strcmp (known, id) != 0)
    g_hash_table_insert (names, g_strdup (name), g_strdup (""));
}

static void
add_folded (GHashTable *names,
            const char *name,
            const char *id)
{
  g_autofree char *folded = mlg_fold (name);

  add_name (names, folded, id);
}

typedef struct
{
  Names           *names;
  const MlgEntity *entity;
  const MlgField  *acronym, *aliases;
} Reading;

static gboolean
add_record (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  Reading *reading = data;
  char text[MLG_ID_TEXT_LENGTH + 1];

  mlg_id_write (id, text);
  for (guint i = 0; i < reading->entity->n_fields; i++)
    {
      const MlgField *field = &reading->entity->fields[i];

      if (values[i] == NULL)
        continue;
      if (field->number == MLG_FIELD_KEY)
        add_name (reading->names->ours, values[i], text);
      else if ((field->flags & MLG_FIELD_TITLE) && !mlg_field_is_reference (field))
        add_folded (reading->names->ours, values[i], text);
      else if (field == reading->acronym)
        add_folded (reading->names->others, values[i], text);
      else if (field == reading->aliases)
        {
          g_auto(GStrv) aliases = mlg_value_split (values[i]);

          for (guint j = 0; aliases[j] != NULL; j++)
            add_folded (reading->names->others, aliases[j], text);
        }
    }

  return TRUE;
}

static Names *
get_names (MlgReferences   *self,
           const MlgEntity *entity)
{
  Names *names = g_hash_table_lookup (self->names, entity);

  if (names == NULL)
    {
      Reading reading = { NULL, entity, mlg_entity_find_field (entity, "acronym"), mlg_entity_find_field (entity, "aliases") };

      names = g_new0 (Names, 1);
      names->ours = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      names->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      names->source = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      reading.names = names;
      mlg_store_foreach (mlg_project_get_store (self->project), entity, add_record, &reading, NULL);
      g_hash_table_insert (self->names, (gpointer) entity, names);
    }

  return names;
}

void
mlg_references_add (MlgReferences   *self,
                    const MlgEntity *entity,
                    const MlgId     *id,
                    const char      *name)
{
  Names *names = get_names (self, entity);
  char text[MLG_ID_TEXT_LENGTH + 1];
  g_autofree char *folded = NULL;

  if (name == NULL)
    return;

  mlg_id_write (id, text);
  folded = mlg_fold (name);
  add_name (names->source, name, text);
  if (strcmp (folded, name) != 0)
    add_name (names->source, folded, text);
}

MlgReferenceFound
mlg_references_find (MlgReferences   *self,
                     const MlgEntity *entity,
                     const char      *text,
                     char            *id_text)
{
  Names *names;
  g_autofree char *folded = NULL;
  const char *found;
  MlgId id;

  names = get_names (self, entity);
  if (mlg_id_parse (text, &id))
    {
      /* The record of another file may be here under an id of ours. */
      found = g_hash_table_lookup (names->source, text);
      g_strlcpy (id_text, found != NULL && *found != '\0' ? found : text, MLG_ID_TEXT_LENGTH + 1);
      return MLG_REFERENCE_FOUND;
    }

  folded = mlg_fold (text);
  found = g_hash_table_lookup (names->source, text);
  if (found == NULL)
    found = g_hash_table_lookup (names->source, folded);
  if (found == NULL)
    found = g_hash_table_lookup (names->ours, text);
  if (found == NULL)
    found = g_hash_table_lookup (names->ours, folded);
  if (found == NULL)
    found = g_hash_table_lookup (names->others, folded);

  if (found == NULL)
    return MLG_REFERENCE_NONE;
  if (*found == '\0')
    return MLG_REFERENCE_SEVERAL;

  g_strlcpy (id_text, found, MLG_ID_TEXT_LENGTH + 1);
  return MLG_REFERENCE_FOUND;
}
