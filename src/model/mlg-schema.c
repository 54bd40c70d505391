/* The schema: the declarations of every entity, completed once and looked up for ever. */

#include "model/mlg-schema.h"

#include "model/mlg-entities.h"

#include <string.h>

typedef struct
{
  const MlgField *field;
  guint           part;
} NamedPart;

/* What callers hold as a MlgEntity, with the tables that find its fields. */
typedef struct
{
  MlgEntity   entity;
  GHashTable *fields;      /* name → MlgField */
  GHashTable *parts;       /* name → NamedPart */
} KnownEntity;

typedef struct
{
  const MlgEntity **entities;      /* n_entities, then NULL; in sidebar order */
  guint             n_entities;
  GHashTable       *by_name;
  GHashTable       *by_number;
} Schema;

static const MlgField common_fields[] = {
  { MLG_FIELD_KEY, "key", N_("Original identifier"), CODE, HIDDEN, NULL,
    N_("What this record was called in the file or list it comes from.") },
  { MLG_FIELD_FACT_STATUS, "fact_status", N_("Nature of the information"), TERM, FACET, "fact_status",
    N_("A stated fact, a project, a wish, or the reading of the team.") },
  { MLG_FIELD_VISIBILITY, "visibility", N_("Audience"), TERM, FACET, "visibility",
    N_("Who may see this record: everybody, the group, or you alone.") },
  { MLG_FIELD_NOTE, "note", N_("Notes"), MARKDOWN, PERSONAL | SENSITIVE, NULL,
    N_("For you: never on the projector nor in a shared copy.") },
};

static const MlgEntityTheme *const themes[] = {
  &mlg_entities_actors,
  &mlg_entities_initiatives,
  &mlg_entities_cooperation,
  &mlg_entities_workshops,
  &mlg_entities_analysis,
  &mlg_entities_action,
  &mlg_entities_telling,
  &mlg_entities_file,
};

static const struct
{
  const char *alias;
  const char *name;
} aliases[] = {
  { "axis", "partnership_axis" },
  { "section", "monograph_section" },
  { "version", "monograph_version" },
  { "signature", "charter_signature" },
  { "check", "checklist_item" },
  { "question", "workshop_question" },
};

static const MlgPart place_parts[] = {
  { "lat", N_("Latitude") },
  { "lon", N_("Longitude") },
  { "precision", N_("Precision") },
};

static const MlgPart address_parts[] = {
  { "street", N_("Street") },
  { "address_extra", N_("Address, continued") },
  { "postal_code", N_("Postal code") },
  { "locality", N_("Town") },
  { "insee_code", N_("INSEE code of the commune") },
  { "country", N_("Country") },
};

static const MlgPart interval_parts[] = {
  { "from", N_("Since") },
  { "from_text", N_("Since, in words") },
  { "to", N_("Until") },
  { "to_text", N_("Until, in words") },
};

/* "founded", "founded_text", "founded_deduced" */
static const MlgPart *
make_date_parts (const MlgField *field)
{
  MlgPart *parts = g_new0 (MlgPart, 3);

  parts[0] = (MlgPart) { field->name, field->label };
  parts[1] = (MlgPart) { g_strconcat (field->name, "_text", NULL), N_("In words") };
  parts[2] = (MlgPart) { g_strconcat (field->name, "_deduced", NULL), N_("Deduced") };
  return parts;
}

static void
complete_parts (MlgField *field)
{
  if (field->parts != NULL)
    return;

  switch (field->type)
    {
    case MLG_TYPE_DATE:
      field->parts = make_date_parts (field);
      field->n_parts = 3;
      break;
    case MLG_TYPE_INTERVAL:
      field->parts = interval_parts;
      field->n_parts = G_N_ELEMENTS (interval_parts);
      break;
    case MLG_TYPE_PLACE:
      field->parts = place_parts;
      field->n_parts = G_N_ELEMENTS (place_parts);
      break;
    case MLG_TYPE_ADDRESS:
      field->parts = address_parts;
      field->n_parts = G_N_ELEMENTS (address_parts);
      break;
    default:
      break;
    }
}

static void
name_part (KnownEntity    *known,
           const char     *name,
           const MlgField *field,
           guint           part)
{
  NamedPart *named = g_new (NamedPart, 1);

  named->field = field;
  named->part = part;
  g_hash_table_replace (known->parts, (gpointer) name, named);
}

static KnownEntity *
known_entity_new (const MlgEntity *declared)
{
  KnownEntity *known = g_new0 (KnownEntity, 1);
  guint n_common = G_N_ELEMENTS (common_fields);
  guint n_fields = n_common + declared->n_fields;
  MlgField *fields = g_new0 (MlgField, n_fields);

  memcpy (fields, common_fields, sizeof common_fields);
  memcpy (fields + n_common, declared->fields, declared->n_fields * sizeof (MlgField));

  known->entity = *declared;
  known->entity.fields = fields;
  known->entity.n_fields = n_fields;
  known->fields = g_hash_table_new (g_str_hash, g_str_equal);
  known->parts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < n_fields; i++)
    {
      fields[i].index = i;
      complete_parts (&fields[i]);
      g_hash_table_insert (known->fields, (gpointer) fields[i].name, &fields[i]);
      name_part (known, fields[i].name, &fields[i], 0);
    }
  /* After every plain name: a part called like a field wins ("founded" is both). */
  for (guint i = 0; i < n_fields; i++)
    for (guint part = 0; part < fields[i].n_parts; part++)
      name_part (known, fields[i].parts[part].name, &fields[i], part);

  return known;
}

/* By stage, and within a stage as declared. */
static void
sort_by_stage (Schema    *schema,
               GPtrArray *known)
{
  schema->entities = g_new0 (const MlgEntity *, known->len + 1);
  for (guint stage = MLG_STAGE_COLLECT; stage <= MLG_STAGE_INSIDE; stage++)
    for (guint i = 0; i < known->len; i++)
      {
        const MlgEntity *entity = g_ptr_array_index (known, i);

        if (entity->stage == stage)
          schema->entities[schema->n_entities++] = entity;
      }
  g_assert (schema->n_entities == known->len);
}

static Schema *
schema_new (void)
{
  Schema *schema = g_new0 (Schema, 1);
  g_autoptr(GPtrArray) known = g_ptr_array_new ();

  schema->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  schema->by_number = g_hash_table_new (NULL, NULL);

  for (guint t = 0; t < G_N_ELEMENTS (themes); t++)
    for (guint e = 0; e < themes[t]->n_entities; e++)
      {
        KnownEntity *entity = known_entity_new (&themes[t]->entities[e]);

        g_ptr_array_add (known, entity);
        g_hash_table_insert (schema->by_name, (gpointer) entity->entity.name, entity);
        g_hash_table_insert (schema->by_number, GUINT_TO_POINTER (entity->entity.number), entity);
      }

  for (guint a = 0; a < G_N_ELEMENTS (aliases); a++)
    {
      gpointer entity = g_hash_table_lookup (schema->by_name, aliases[a].name);

      if (entity != NULL)
        g_hash_table_insert (schema->by_name, (gpointer) aliases[a].alias, entity);
    }

  sort_by_stage (schema, known);
  return schema;
}

/* Built at the first call, never freed: everything in it is constant from then on. */
static const Schema *
get_schema (void)
{
  static const Schema *schema;

  if (g_once_init_enter (&schema))
    g_once_init_leave (&schema, schema_new ());
  return schema;
}

const MlgEntity *const *
mlg_schema_get_entities (guint *n_entities)
{
  const Schema *schema = get_schema ();

  if (n_entities != NULL)
    *n_entities = schema->n_entities;
  return schema->entities;
}

const MlgEntity *
mlg_schema_find (const char *name)
{
  return name != NULL ? g_hash_table_lookup (get_schema ()->by_name, name) : NULL;
}

const MlgEntity *
mlg_schema_find_number (guint number)
{
  return g_hash_table_lookup (get_schema ()->by_number, GUINT_TO_POINTER (number));
}

const MlgField *
mlg_entity_find_field (const MlgEntity *entity,
                       const char      *name)
{
  g_return_val_if_fail (entity != NULL, NULL);

  return name != NULL ? g_hash_table_lookup (((const KnownEntity *) entity)->fields, name) : NULL;
}

const MlgField *
mlg_entity_find_number (const MlgEntity *entity,
                        guint            number)
{
  g_return_val_if_fail (entity != NULL, NULL);

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
  const NamedPart *named;

  g_return_val_if_fail (entity != NULL, NULL);

  named = name != NULL ? g_hash_table_lookup (((const KnownEntity *) entity)->parts, name) : NULL;
  if (part != NULL)
    *part = named != NULL ? named->part : 0;
  return named != NULL ? named->field : NULL;
}

gboolean
mlg_field_is_multiple (const MlgField *field)
{
  return field->type == MLG_TYPE_TERMS
      || field->type == MLG_TYPE_REFERENCES
      || field->type == MLG_TYPE_WORDS;
}

gboolean
mlg_field_is_composite (const MlgField *field)
{
  return field->type == MLG_TYPE_DATE
      || field->type == MLG_TYPE_INTERVAL
      || field->type == MLG_TYPE_PLACE
      || field->type == MLG_TYPE_ADDRESS;
}

gboolean
mlg_field_is_reference (const MlgField *field)
{
  return field->type == MLG_TYPE_REFERENCE
      || field->type == MLG_TYPE_REFERENCES
      || field->type == MLG_TYPE_ANY;
}
