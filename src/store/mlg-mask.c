/* What a shared screen does not show: confidential records, and what hangs on one. Few, as a rule: they are
 * read once, and followed.
 */

#include "store/mlg-share-private.h"

#include "model/mlg-privacy.h"

#include <string.h>

typedef struct
{
  GHashTable      *hidden;
  const MlgEntity *entity;
  gboolean         grown;
} Search;

static gboolean
note_confidential (const MlgId       *id,
                   const char *const *values,
                   gpointer           data)
{
  Search *search = data;

  if (mlg_level_judge_row (MLG_LEVEL_PARTNERS, search->entity, values) != MLG_HELD_NOT)
    g_hash_table_add (search->hidden, mlg_id_copy (id));
  return TRUE;
}

static gboolean
hangs_on_hidden (GHashTable        *hidden,
                 const MlgEntity   *entity,
                 const char *const *values)
{
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];
      const char *colon;
      MlgId id;

      if (values[i] == NULL || !(field->flags & (MLG_FIELD_PARENT | MLG_FIELD_REQUIRED)) || !mlg_field_is_reference (field) ||
          mlg_field_is_multiple (field))
        continue;
      colon = strchr (values[i], ':');
      if (mlg_id_parse (colon != NULL ? colon + 1 : values[i], &id) && g_hash_table_contains (hidden, &id))
        return TRUE;
    }

  return FALSE;
}

static gboolean
note_orphan (const MlgId       *id,
             const char *const *values,
             gpointer           data)
{
  Search *search = data;

  if (!g_hash_table_contains (search->hidden, id) && hangs_on_hidden (search->hidden, search->entity, values))
    search->grown |= g_hash_table_add (search->hidden, mlg_id_copy (id));
  return TRUE;
}

static void
walk (MlgProject *self,
      Search     *search,
      MlgRowFunc  func)
{
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  for (guint i = 0; i < n_entities; i++)
    {
      search->entity = entities[i];
      if (!g_str_equal (entities[i]->name, MLG_ENTITY_LINK))
        mlg_store_foreach (self->store, entities[i], func, search, NULL);
    }
}

GHashTable *
mlg_project_get_hidden (MlgProject *self)
{
  Search search = { 0 };

  if (!mlg_privacy_is_screen_shared () || self->store == NULL)
    return NULL;
  if (self->hidden != NULL)
    return self->hidden;

  search.hidden = self->hidden = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  walk (self, &search, note_confidential);
  do
    {
      search.grown = FALSE;
      if (g_hash_table_size (search.hidden) > 0)
        walk (self, &search, note_orphan);
    }
  while (search.grown);

  return self->hidden;
}

/* A command that hides nothing and shows nothing again, as nearly all, leaves the others as they are. */
void
mlg_project_follow_hidden (MlgProject *self,
                           MlgChanges *changes)
{
  GHashTableIter iter;
  gpointer id, entity;

  if (self->hidden == NULL)
    return;
  if (changes->everything)
    {
      g_clear_pointer (&self->hidden, g_hash_table_unref);
      return;
    }

  g_hash_table_iter_init (&iter, changes->rows);
  while (g_hash_table_iter_next (&iter, &id, &entity))
    {
      g_autoptr(MlgRecord) record = mlg_store_read (self->store, entity, id, NULL);
      g_autofree const char **values = g_new0 (const char *, ((const MlgEntity *) entity)->n_fields);
      gboolean hides;

      for (guint i = 0; record != NULL && i < ((const MlgEntity *) entity)->n_fields; i++)
        values[i] = mlg_record_get (record, &((const MlgEntity *) entity)->fields[i]);
      hides = record != NULL && (mlg_level_judge_row (MLG_LEVEL_PARTNERS, entity, values) != MLG_HELD_NOT ||
                                 hangs_on_hidden (self->hidden, entity, values));
      if (hides != g_hash_table_contains (self->hidden, id))
        {
          g_clear_pointer (&self->hidden, g_hash_table_unref);
          return;
        }
    }
}

gboolean
mlg_project_hides (MlgProject  *self,
                   const MlgId *id)
{
  GHashTable *hidden;

  g_return_val_if_fail (MLG_IS_PROJECT (self), FALSE);

  hidden = mlg_project_get_hidden (self);
  return hidden != NULL && g_hash_table_contains (hidden, id);
}

void
mlg_project_share_screen (MlgProject *self,
                          gboolean    shared)
{
  g_autoptr(GHashTable) rows = g_hash_table_new (mlg_id_hash, mlg_id_equal);
  MlgChanges changes = { .everything = TRUE, .rows = rows };

  g_return_if_fail (MLG_IS_PROJECT (self));

  if (shared == mlg_privacy_is_screen_shared ())
    return;

  mlg_privacy_share_screen (shared);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  if (self->titles != NULL)
    mlg_titles_clear (self->titles);
  if (self->store != NULL)
    g_signal_emit_by_name (self, "changed", &changes);
}
