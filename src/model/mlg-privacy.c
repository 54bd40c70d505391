/* What is confidential without anybody having to say so. */

#include "model/mlg-privacy.h"

#include <string.h>

static const struct
{
  const char *entity;
  const char *field;      /* NULL: every record of this entity */
  const char *term;
} private_records[] = {
  { "friction", NULL, NULL },
  { "involvement", "degree", "hidden" },
  { "person", "degree", "hidden" },
  { "axis_entry", "axis", "axis4" },
};

static const struct
{
  const char *entity;
  const char *field;
  const char *term;
} private_values[] = {
  { "actor", "market_anchoring", "informal" },
};

const char *
mlg_privacy_of_record (const MlgEntity *entity,
                       MlgFieldGetter   get,
                       gpointer         record)
{
  const char *chosen = get (record, mlg_entity_find_number (entity, MLG_FIELD_VISIBILITY));

  /* Whatever the file chose before, this person has said no since. */
  if (strcmp (entity->name, "person") == 0 && g_strcmp0 (get (record, mlg_entity_find_field (entity, "opposition")), "1") == 0)
    return "private";
  if (chosen != NULL)
    return chosen;

  /* An actor who is a person: the name is the person's. */
  if (strcmp (entity->name, MLG_ENTITY_ACTOR) == 0 && g_strcmp0 (get (record, mlg_entity_find_field (entity, "kind")), "person") == 0)
    return "group";

  for (guint i = 0; i < G_N_ELEMENTS (private_records); i++)
    {
      const MlgField *field;

      if (strcmp (private_records[i].entity, entity->name) != 0)
        continue;
      if (private_records[i].field == NULL)
        return "private";

      field = mlg_entity_find_field (entity, private_records[i].field);
      if (g_strcmp0 (get (record, field), private_records[i].term) == 0)
        return "private";
    }
  return "public";
}

gboolean
mlg_privacy_holds_back (const MlgEntity *entity,
                        const MlgField  *field,
                        const char      *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (private_values); i++)
    if (strcmp (private_values[i].entity, entity->name) == 0
        && strcmp (private_values[i].field, field->name) == 0
        && g_strcmp0 (private_values[i].term, value) == 0)
      return TRUE;
  return FALSE;
}

gboolean
mlg_privacy_key_tells (const MlgEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];

      if (!(field->flags & MLG_FIELD_TITLE))
        continue;
      if ((field->flags & MLG_FIELD_PERSONAL) || field->type == MLG_TYPE_ANY || g_strcmp0 (field->target, "person") == 0)
        return TRUE;
    }
  return FALSE;
}

/* ---- the shared screen */

static gint screen_is_shared;       /* atomic */

void
mlg_privacy_share_screen (gboolean shared)
{
  g_atomic_int_set (&screen_is_shared, shared);
}

gboolean
mlg_privacy_is_screen_shared (void)
{
  return g_atomic_int_get (&screen_is_shared);
}

gboolean
mlg_privacy_masks (const MlgField *field)
{
  return (field->flags & (MLG_FIELD_PERSONAL | MLG_FIELD_SENSITIVE)) != 0 && mlg_privacy_is_screen_shared ();
}
