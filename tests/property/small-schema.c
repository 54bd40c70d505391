/* Three entities instead of sixty, so that thousands of files are made in a minute. They have
 * every kind of cell: words, long texts, elements in order and as a set, a reference to a parent.
 */

#include "model/mlg-schema.h"

#include <string.h>

static MlgField link_fields[] = {
  { 20, "owner", "Record", MLG_TYPE_CODE, MLG_FIELD_TITLE },
  { 21, "owner_entity", "Kind of record", MLG_TYPE_INTEGER },
  { 22, "field", "Field", MLG_TYPE_INTEGER },
  { 23, "value", "Value", MLG_TYPE_TEXT },
  { 24, "position", "Position", MLG_TYPE_TEXT },
};

static MlgField actor_fields[] = {
  { 1, "key", "Key", MLG_TYPE_CODE },
  { 20, "name", "Name", MLG_TYPE_TEXT, MLG_FIELD_TITLE },
  { 21, "acronym", "Acronym", MLG_TYPE_TEXT },
  { 22, "aliases", "Other names", MLG_TYPE_WORDS },
  { 37, "description", "Presentation", MLG_TYPE_LONG_TEXT },
  { 46, "territories", "Areas", MLG_TYPE_REFERENCES, MLG_FIELD_PLAIN, "actor" },
};

static MlgField section_fields[] = {
  { 20, "actor", "Actor", MLG_TYPE_REFERENCE, MLG_FIELD_PARENT, "actor" },
  { 21, "body", "Text", MLG_TYPE_MARKDOWN },
};

static MlgEntity link_entity = { 1, "link", "Link", "Links", MLG_STAGE_INSIDE, link_fields, G_N_ELEMENTS (link_fields) };
static MlgEntity actor_entity = { 10, "actor", "Actor", "Actors", MLG_STAGE_COLLECT, actor_fields, G_N_ELEMENTS (actor_fields) };
static MlgEntity section_entity = { 11, "section", "Section", "Sections", MLG_STAGE_TELL, section_fields, G_N_ELEMENTS (section_fields) };

static const MlgEntity *const entities[] = { &link_entity, &actor_entity, &section_entity, NULL };

static void __attribute__((constructor))
number_fields (void)
{
  for (guint e = 0; entities[e] != NULL; e++)
    for (guint i = 0; i < entities[e]->n_fields; i++)
      ((MlgField *) entities[e]->fields)[i].index = i;
}

const MlgEntity *const *
mlg_schema_get_entities (guint *n_entities)
{
  if (n_entities != NULL)
    *n_entities = G_N_ELEMENTS (entities) - 1;
  return entities;
}

const MlgEntity *
mlg_schema_find (const char *name)
{
  for (guint e = 0; entities[e] != NULL; e++)
    if (strcmp (entities[e]->name, name) == 0)
      return entities[e];
  return NULL;
}

const MlgEntity *
mlg_schema_find_number (guint number)
{
  for (guint e = 0; entities[e] != NULL; e++)
    if (entities[e]->number == number)
      return entities[e];
  return NULL;
}

const MlgField *
mlg_entity_find_field (const MlgEntity *entity,
                       const char      *name)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (strcmp (entity->fields[i].name, name) == 0)
      return &entity->fields[i];
  return NULL;
}

const MlgField *
mlg_entity_find_number (const MlgEntity *entity,
                        guint            number)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].number == number)
      return &entity->fields[i];
  return NULL;
}

const MlgField *
mlg_entity_find_part (const MlgEntity *entity,
                      const char      *name,
                      guint           *part)
{
  if (part != NULL)
    *part = 0;
  return mlg_entity_find_field (entity, name);
}

gboolean
mlg_field_is_multiple (const MlgField *field)
{
  return field->type == MLG_TYPE_TERMS || field->type == MLG_TYPE_REFERENCES || field->type == MLG_TYPE_WORDS;
}

gboolean
mlg_field_is_composite (const MlgField *field)
{
  return FALSE;
}

gboolean
mlg_field_is_reference (const MlgField *field)
{
  return field->type == MLG_TYPE_REFERENCE || field->type == MLG_TYPE_REFERENCES || field->type == MLG_TYPE_ANY;
}
