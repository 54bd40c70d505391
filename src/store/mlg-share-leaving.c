/* Which records leave, and what is held back and why. */

#include "store/mlg-share-private.h"

#include <string.h>

typedef struct
{
  MlgLevel         level;
  GHashTable      *leaving;     /* MlgId */
  GArray          *held;        /* MlgHeldRecord, or NULL */
  MlgShareSummary *summary;
  MlgShareCount   *count;       /* of the entity being read */
  MlgShareField   *fields;      /* of the entity being read */
  const MlgEntity *entity;
  gboolean         changed;     /* a round took a record out */
} Search;

gboolean
mlg_share_skips (const MlgEntity *entity)
{
  /* Elements of multiple fields are made with their owners. */
  return g_str_equal (entity->name, MLG_ENTITY_LINK);
}

gboolean
mlg_share_reference_leaves (GHashTable     *leaving,
                            const MlgField *field,
                            const char     *value)
{
  const char *colon = field->type == MLG_TYPE_ANY ? strchr (value, ':') : NULL;
  MlgId id;

  return mlg_id_parse (colon != NULL ? colon + 1 : value, &id) && g_hash_table_contains (leaving, &id);
}

static void
hold (Search        *search,
      const MlgId   *id,
      MlgHeldReason  reason)
{
  MlgHeldRecord held = { search->entity, *id, reason };

  if (search->held != NULL)
    g_array_append_val (search->held, held);
}

static gboolean
note_leaving (const MlgId       *id,
              const char *const *values,
              gpointer           data)
{
  Search *search = data;
  MlgHeldReason reason = mlg_level_judge_row (search->level, search->entity, values);

  if (reason == MLG_HELD_NOT)
    g_hash_table_add (search->leaving, mlg_id_copy (id));
  else
    hold (search, id, reason);
  return TRUE;
}

/* What cannot stand without a record that stays at home stays there too. */
static gboolean
drop_orphan (const MlgId       *id,
             const char *const *values,
             gpointer           data)
{
  Search *search = data;

  if (!g_hash_table_contains (search->leaving, id))
    return TRUE;

  for (guint i = 0; i < search->entity->n_fields; i++)
    {
      const MlgField *field = &search->entity->fields[i];

      if ((field->flags & (MLG_FIELD_PARENT | MLG_FIELD_REQUIRED)) && mlg_field_is_reference (field) &&
          !mlg_field_is_multiple (field) && values[i] != NULL &&
          !mlg_share_reference_leaves (search->leaving, field, values[i]))
        {
          search->changed = g_hash_table_remove (search->leaving, id);
          hold (search, id, MLG_HELD_DEPENDENT);
          return TRUE;
        }
    }

  return TRUE;
}

static gboolean
for_every_entity (Search      *search,
                  MlgStore    *store,
                  MlgRowFunc   func,
                  GError     **error)
{
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  for (guint i = 0; i < n_entities; i++)
    {
      search->entity = entities[i];
      if (!mlg_share_skips (entities[i]) && !mlg_store_foreach (store, entities[i], func, search, error))
        return FALSE;
    }

  return TRUE;
}

GHashTable *
mlg_share_find_leaving (MlgStore  *store,
                        MlgLevel   level,
                        GArray    *held,
                        GError   **error)
{
  g_autoptr(GHashTable) leaving = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  Search search = { .level = level, .leaving = leaving, .held = held };

  if (!for_every_entity (&search, store, note_leaving, error))
    return NULL;

  /* In a complete copy a reference to nobody leaves as it is. */
  while (level != MLG_LEVEL_COMPLETE)
    {
      search.changed = FALSE;
      if (!for_every_entity (&search, store, drop_orphan, error))
        return NULL;
      if (!search.changed)
        break;
    }

  return g_steal_pointer (&leaving);
}

/* ---- the summary */

static void
count_values (Search            *search,
              const char *const *values)
{
  for (guint i = 0; i < search->entity->n_fields; i++)
    {
      const MlgField *field = &search->entity->fields[i];
      gboolean leaves;

      if (values[i] == NULL || (field->flags & MLG_FIELD_GONE))
        continue;

      leaves = mlg_level_allows_value (search->level, search->entity, values, field);
      if (leaves && !(field->flags & (MLG_FIELD_PERSONAL | MLG_FIELD_SENSITIVE)))
        continue;

      search->fields[i].entity = search->entity;
      search->fields[i].field = field;
      search->fields[i].n_leaving += leaves;
      search->fields[i].n_held += !leaves;
      search->summary->n_values_held += !leaves;
    }
}

static gboolean
count_row (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  Search *search = data;

  if (!g_hash_table_contains (search->leaving, id))
    {
      search->count->n_held++;
      return TRUE;
    }

  search->count->n_leaving++;
  count_values (search, values);
  return TRUE;
}

static gboolean
count_entity (Search     *search,
              MlgStore   *store,
              GError    **error)
{
  g_autofree MlgShareField *fields = g_new0 (MlgShareField, search->entity->n_fields);
  MlgShareCount count = { search->entity, 0, 0 };

  search->count = &count;
  search->fields = fields;
  if (!mlg_store_foreach (store, search->entity, count_row, search, error))
    return FALSE;

  for (guint i = 0; i < search->entity->n_fields; i++)
    if (fields[i].field != NULL)
      g_array_append_val (search->summary->fields, fields[i]);
  if (count.n_leaving + count.n_held > 0)
    g_array_append_val (search->summary->counts, count);
  search->summary->n_leaving += count.n_leaving;
  search->summary->n_held += count.n_held;
  return TRUE;
}

MlgShareSummary *
mlg_share_summarize (MlgProject  *project,
                     MlgLevel     level,
                     GError     **error)
{
  g_autoptr(MlgShareSummary) summary = g_new0 (MlgShareSummary, 1);
  MlgStore *store = mlg_project_get_store (project);
  g_autoptr(GHashTable) leaving = NULL;
  Search search = { .level = level, .summary = summary };
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  summary->level = level;
  summary->counts = g_array_new (FALSE, FALSE, sizeof (MlgShareCount));
  summary->held = g_array_new (FALSE, FALSE, sizeof (MlgHeldRecord));
  summary->fields = g_array_new (FALSE, FALSE, sizeof (MlgShareField));
  leaving = mlg_share_find_leaving (store, level, summary->held, error);
  if (leaving == NULL)
    return NULL;

  search.leaving = leaving;
  for (guint i = 0; i < n_entities; i++)
    {
      search.entity = entities[i];
      if (!mlg_share_skips (entities[i]) && !count_entity (&search, store, error))
        return NULL;
    }

  return g_steal_pointer (&summary);
}

void
mlg_share_summary_free (MlgShareSummary *summary)
{
  if (summary == NULL)
    return;

  g_clear_pointer (&summary->counts, g_array_unref);
  g_clear_pointer (&summary->held, g_array_unref);
  g_clear_pointer (&summary->fields, g_array_unref);
  g_free (summary);
}
