/* May this leave the file at this level? The one rule, used by shared copies and by every export. */

#include "store/mlg-share-private.h"

#include "model/mlg-privacy.h"

#include <string.h>

/* What the file notes for itself: who got a copy, which moments were named, how monographs read before. They mean
 * something only where the history is; and a version frozen quotes people by their names, as text. */
static const char *const own_entities[] = { "handover", "snapshot", "monograph_version" };

typedef struct
{
  const MlgEntity *entity;
  MlgFieldGetter   get;
  gpointer         holder;
} Subject;

static const char *
get_named (const Subject *subject,
           const char    *name)
{
  const MlgField *field = mlg_entity_find_field (subject->entity, name);

  return field != NULL ? subject->get (subject->holder, field) : NULL;
}

/* A quotation leaves the file only with the agreement of who said it; none asked is none given. */
static gboolean
has_consent (const Subject *subject)
{
  const char *consent = get_named (subject, "consent");

  return consent != NULL && (g_str_equal (consent, "given") || g_str_equal (consent, "published"));
}

/* All that names such a record is personal: without it nothing would be left to show. */
static gboolean
entity_is_personal (const MlgEntity *entity)
{
  gboolean has_title = FALSE;

  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & MLG_FIELD_TITLE)
      {
        if (!(entity->fields[i].flags & MLG_FIELD_PERSONAL))
          return FALSE;
        has_title = TRUE;
      }

  return has_title;
}

static gboolean
entity_is_own (const MlgEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (own_entities); i++)
    if (g_str_equal (entity->name, own_entities[i]))
      return TRUE;

  return FALSE;
}

static MlgHeldReason
judge (MlgLevel       level,
       const Subject *subject)
{
  const char *visibility;

  if (level == MLG_LEVEL_COMPLETE)
    return MLG_HELD_NOT;
  if (entity_is_own (subject->entity))
    return MLG_HELD_OWN;

  visibility = mlg_privacy_of_record (subject->entity, subject->get, subject->holder);
  if (g_strcmp0 (visibility, "private") == 0)
    return MLG_HELD_PRIVATE;
  if (g_str_equal (subject->entity->name, "verbatim") && !has_consent (subject))
    return MLG_HELD_CONSENT;
  if (level == MLG_LEVEL_PARTNERS)
    return MLG_HELD_NOT;
  if (g_strcmp0 (visibility, "group") == 0)
    return MLG_HELD_GROUP;

  return entity_is_personal (subject->entity) ? MLG_HELD_PERSONAL : MLG_HELD_NOT;
}

static gboolean
allows_value (MlgLevel        level,
              const Subject  *subject,
              const MlgField *field)
{
  if (level == MLG_LEVEL_COMPLETE)
    return TRUE;
  if (field->flags & MLG_FIELD_SENSITIVE)
    return FALSE;
  if (level == MLG_LEVEL_PARTNERS)
    return TRUE;
  if (field->flags & MLG_FIELD_PERSONAL)
    return FALSE;
  if (subject == NULL)
    return TRUE;

  return !(field->number == MLG_FIELD_KEY && mlg_privacy_key_tells (subject->entity)) &&
         !(get_named (subject, "visibility") == NULL &&
           mlg_privacy_holds_back (subject->entity, field, subject->get (subject->holder, field)));
}

gboolean
mlg_level_allows (MlgLevel        level,
                  MlgRecord      *record,
                  const MlgField *field)
{
  Subject subject;

  if (record == NULL)
    return field == NULL || allows_value (level, NULL, field);

  subject = (Subject) { mlg_record_get_entity (record), (MlgFieldGetter) mlg_record_get, record };
  return judge (level, &subject) == MLG_HELD_NOT && (field == NULL || allows_value (level, &subject, field));
}

/* ---- the same, from the values of a row */

static const char *
get_of_row (gpointer        values,
            const MlgField *field)
{
  return ((const char *const *) values)[field->index];
}

MlgHeldReason
mlg_level_judge_row (MlgLevel           level,
                     const MlgEntity   *entity,
                     const char *const *values)
{
  Subject subject = { entity, get_of_row, (gpointer) values };

  return judge (level, &subject);
}

gboolean
mlg_level_allows_value (MlgLevel           level,
                        const MlgEntity   *entity,
                        const char *const *values,
                        const MlgField    *field)
{
  Subject subject = { entity, get_of_row, (gpointer) values };

  return allows_value (level, &subject, field);
}
