/* The file as linked data in the words of PAIR, which SemApps, Archipelago and their family read
 * (docs/interchange.md §5.8). What PAIR has no word for – the state of a partnership, what goes
 * through it – stands under "maillage:".
 *
 * A partnership is said twice: as a plain relation between two actors when it exists, for programs
 * that know nothing more, and as a thing of its own with its state and axes. One that is wished for
 * is only the latter.
 */

#include "exchange/mlg-write-common.h"

#include <string.h>

#include "exchange/mlg-project-graph.h"
#include "model/mlg-value.h"

#define N_ENTITIES 8

typedef struct
{
  MlgExportRecords  of[N_ENTITIES];
  guint             n;
  MlgJsonWriter    *writer;
  GHashTable       *relations;    /* id text of an actor → GPtrArray of "relation\nid text" */
  GHashTable       *shown;        /* id text of the records that are there */
} Writing;

static const char *const entity_names[N_ENTITIES] = {
  "actor", "territory", "person", "initiative", "network", "membership", "partnership", "partnership_axis",
};

static void
write_link (MlgJsonWriter *writer,
            const char    *id)
{
  g_autofree char *urn = g_strconcat ("urn:uuid:", id, NULL);

  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_string (writer, "@id", urn);
  mlg_json_writer_close (writer);
}

static void
open_node (Writing          *writing,
           MlgExportRecords *records,
           MlgRecord        *record,
           const char       *type)
{
  char id[MLG_ID_TEXT_LENGTH + 1];
  g_autofree char *urn = g_strconcat ("urn:uuid:", mlg_id_write (mlg_record_get_id (record), id), NULL);

  mlg_json_writer_open (writing->writer, '{');
  mlg_json_writer_add_string (writing->writer, "@id", urn);
  mlg_json_writer_add_string (writing->writer, "@type", type);
  /* A place may be a territory or an actor: PAIR has one word for both. */
  mlg_json_writer_add_string (writing->writer, "maillage:record", records->entity->name);
}

static void
write_label (Writing          *writing,
             MlgExportRecords *records,
             MlgRecord        *record)
{
  g_autofree char *label = mlg_write_dup_title (records, record);

  mlg_json_writer_add_string (writing->writer, "pair:label", label);
}

static void
write_text (Writing          *writing,
            MlgExportRecords *records,
            MlgRecord        *record,
            const char       *field,
            const char       *name)
{
  mlg_write_string (writing->writer, name, mlg_write_get (records, record, field));
}

/* A reference, or each of several, to what is there. */
static void
write_references (Writing          *writing,
                  MlgExportRecords *records,
                  MlgRecord        *record,
                  const char       *field,
                  const char       *name)
{
  g_auto(GStrv) ids = mlg_value_split (mlg_write_get (records, record, field));
  gboolean some = FALSE;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const char *colon = strchr (ids[i], ':');
      const char *id = colon == NULL ? ids[i] : colon + 1;

      if (!g_hash_table_contains (writing->shown, id))
        continue;
      if (!some)
        {
          mlg_json_writer_name (writing->writer, name);
          mlg_json_writer_open (writing->writer, '[');
        }
      some = TRUE;
      write_link (writing->writer, id);
    }
  if (some)
    mlg_json_writer_close (writing->writer);
}

/* Themes by their own address: the same theme is the same thing in every file. */
static char *
dup_theme_urn (const char *theme)
{
  g_autofree char *escaped = g_uri_escape_string (theme, NULL, FALSE);

  return g_strconcat ("urn:maillage:theme:", escaped, NULL);
}

static void
write_topics (Writing          *writing,
              MlgExportRecords *records,
              MlgRecord        *record)
{
  g_auto(GStrv) themes = mlg_value_split (mlg_write_get (records, record, "themes"));
  g_auto(GStrv) words = mlg_write_dup_terms (records, record, "themes");

  if (themes[0] == NULL)
    return;

  mlg_json_writer_name (writing->writer, "pair:hasTopic");
  mlg_json_writer_open (writing->writer, '[');
  for (guint i = 0; themes[i] != NULL; i++)
    {
      g_autofree char *urn = dup_theme_urn (themes[i]);

      mlg_json_writer_open (writing->writer, '{');
      mlg_json_writer_add_string (writing->writer, "@id", urn);
      mlg_json_writer_add_string (writing->writer, "@type", "pair:Theme");
      mlg_json_writer_add_string (writing->writer, "pair:label", words[i]);
      mlg_json_writer_close (writing->writer);
    }
  mlg_json_writer_close (writing->writer);
}

static void
write_location (Writing          *writing,
                MlgExportRecords *records,
                MlgRecord        *record)
{
  static const struct { const char *part, *name; } parts[] = {
    { "street", "pair:addressStreet" }, { "postal_code", "pair:addressZipCode" }, { "locality", "pair:addressLocality" },
    { "country", "pair:addressCountry" },
  };
  const MlgField *address = mlg_entity_find_field (records->entity, "address");
  const MlgField *place = mlg_entity_find_field (records->entity, "place");
  const char *value = address == NULL ? NULL : mlg_export_records_get (records, record, address);
  g_autofree char *label = value == NULL ? NULL : mlg_value_to_display (address, value);

  if (value == NULL && (place == NULL || mlg_export_records_get (records, record, place) == NULL))
    return;

  mlg_json_writer_name (writing->writer, "pair:hasLocation");
  mlg_json_writer_open (writing->writer, '{');
  mlg_json_writer_add_string (writing->writer, "@type", "pair:Place");
  mlg_write_string (writing->writer, "pair:label", label);
  mlg_write_place (records, record, writing->writer, "pair:latitude", "pair:longitude");
  if (value != NULL)
    {
      mlg_json_writer_name (writing->writer, "pair:hasPostalAddress");
      mlg_json_writer_open (writing->writer, '{');
      mlg_json_writer_add_string (writing->writer, "@type", "pair:PostalAddress");
      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        {
          g_autofree char *text = mlg_write_dup_part (records, record, parts[i].part);

          mlg_write_string (writing->writer, parts[i].name, text);
        }
      mlg_json_writer_close (writing->writer);
    }
  mlg_json_writer_close (writing->writer);
}

/* Full days only: PAIR has no word for « in the middle of the 80s ». */
static void
write_day (Writing          *writing,
           MlgExportRecords *records,
           MlgRecord        *record,
           const char       *part,
           const char       *name)
{
  g_autofree char *day = mlg_write_dup_part (records, record, part);

  if (day == NULL || strlen (day) != 10)
    return;

  mlg_json_writer_name (writing->writer, name);
  mlg_json_writer_open (writing->writer, '{');
  mlg_json_writer_add_string (writing->writer, "@type", "xsd:date");
  mlg_json_writer_add_string (writing->writer, "@value", day);
  mlg_json_writer_close (writing->writer);
}

/* ---- relations between two actors, collected before they are written */

static void
add_relation (Writing    *writing,
              const char *from,
              const char *relation,
              const char *to)
{
  GPtrArray *list = g_hash_table_lookup (writing->relations, from);
  char *text = g_strconcat (relation, "\n", to, NULL);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (writing->relations, g_strdup (from), list);
    }
  if (g_ptr_array_find_with_equal_func (list, text, g_str_equal, NULL))
    g_free (text);
  else
    g_ptr_array_add (list, text);
}

/* What PAIR calls an axis that goes one way; NULL: nothing it has a word for. */
static const char *
find_relation (const char *axis)
{
  static const struct { const char *axis, *relation; } words[] = {
    { "funding", "pair:supports" }, { "support", "pair:supports" }, { "material_gifts", "pair:supports" },
    { "expertise", "pair:supports" }, { "tools_methods", "pair:supports" }, { "membership", "pair:affiliatedBy" },
    { "carrying", "pair:operates" },
  };

  for (guint i = 0; axis != NULL && i < G_N_ELEMENTS (words); i++)
    {
      if (strcmp (words[i].axis, axis) == 0)
        return words[i].relation;
    }

  return "pair:cooperatesWith";
}

static gboolean
is_there (Writing    *writing,
          const char *id)
{
  return id != NULL && g_hash_table_contains (writing->shown, id);
}

static void
collect_partnership (Writing          *writing,
                     MlgExportRecords *records,
                     MlgRecord        *record)
{
  const char *a = mlg_write_get (records, record, "a"), *b = mlg_write_get (records, record, "b");

  if (!mlg_partnership_is_established (mlg_write_get (records, record, "state")) || !is_there (writing, a) || !is_there (writing, b))
    return;

  add_relation (writing, a, "pair:partnerOf", b);
  add_relation (writing, b, "pair:partnerOf", a);
}

static void
collect_axis (Writing          *writing,
              MlgExportRecords *records,
              MlgRecord        *record)
{
  const char *from = mlg_write_get (records, record, "from"), *to = mlg_write_get (records, record, "to");
  const char *owner = mlg_write_get (records, record, "partnership");
  const MlgEntity *partnerships = mlg_schema_find (MLG_ENTITY_PARTNERSHIP);
  g_autoptr(MlgRecord) partnership = NULL;
  MlgId id;

  if (!is_there (writing, from) || !is_there (writing, to) || owner == NULL || !mlg_id_parse (owner, &id))
    return;
  partnership = mlg_project_get_record (records->project, partnerships, &id);
  if (partnership != NULL && mlg_partnership_is_established (mlg_record_get (partnership, mlg_entity_find_field (partnerships, "state"))))
    add_relation (writing, from, find_relation (mlg_write_get (records, record, "kind")), to);
}

static int
compare_relations (gconstpointer a,
                   gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
write_relations (Writing    *writing,
                 const char *id)
{
  GPtrArray *list = g_hash_table_lookup (writing->relations, id);
  const char *open = NULL;

  if (list == NULL)
    return;

  g_ptr_array_sort (list, compare_relations);
  for (guint i = 0; i < list->len; i++)
    {
      char *relation = g_ptr_array_index (list, i);
      char *to = strchr (relation, '\n');

      *to++ = '\0';
      if (open == NULL || strcmp (open, relation) != 0)
        {
          if (open != NULL)
            mlg_json_writer_close (writing->writer);
          mlg_json_writer_name (writing->writer, relation);
          mlg_json_writer_open (writing->writer, '[');
        }
      open = relation;
      write_link (writing->writer, to);
    }
  mlg_json_writer_close (writing->writer);
}

/* ---- one kind of record each */

static void
write_actor (Writing          *writing,
             MlgExportRecords *records,
             MlgRecord        *record)
{
  static const struct { const char *kind, *type; } types[] = {
    { "person", "pair:Person" }, { "place", "pair:Place" }, { "group", "pair:Group" }, { "collective", "pair:Group" },
  };
  const char *kind = mlg_write_get (records, record, "kind");
  const char *type = "pair:Organization";
  char id[MLG_ID_TEXT_LENGTH + 1];

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_strcmp0 (kind, types[i].kind) == 0)
        type = types[i].type;
    }

  open_node (writing, records, record, type);
  write_label (writing, records, record);
  write_text (writing, records, record, "kind", "maillage:kind");
  write_text (writing, records, record, "acronym", "pair:alternativeLabel");
  write_text (writing, records, record, "description", "pair:description");
  write_text (writing, records, record, "website", "pair:homePage");
  write_text (writing, records, record, "contact_email", "pair:e-mail");
  write_text (writing, records, record, "contact_phone", "pair:phone");
  write_text (writing, records, record, "siret", "maillage:siret");
  write_day (writing, records, record, "founded", "pair:startDate");
  write_location (writing, records, record);
  write_topics (writing, records, record);
  write_references (writing, records, record, "territories", "maillage:territory");
  write_relations (writing, mlg_id_write (mlg_record_get_id (record), id));
  mlg_json_writer_close (writing->writer);
}

static void
write_territory (Writing          *writing,
                 MlgExportRecords *records,
                 MlgRecord        *record)
{
  open_node (writing, records, record, "pair:Place");
  write_label (writing, records, record);
  write_text (writing, records, record, "insee_code", "maillage:insee");
  mlg_write_place (records, record, writing->writer, "pair:latitude", "pair:longitude");
  mlg_json_writer_close (writing->writer);
}

static void
write_person (Writing          *writing,
              MlgExportRecords *records,
              MlgRecord        *record)
{
  open_node (writing, records, record, "pair:Person");
  write_label (writing, records, record);
  write_text (writing, records, record, "display_name", "maillage:displayName");
  write_text (writing, records, record, "first_name", "pair:firstName");
  write_text (writing, records, record, "last_name", "pair:lastName");
  write_text (writing, records, record, "contact_email", "pair:e-mail");
  write_text (writing, records, record, "contact_phone", "pair:phone");
  write_references (writing, records, record, "actor", "pair:affiliatedBy");
  write_topics (writing, records, record);
  mlg_json_writer_close (writing->writer);
}

static void
write_initiative (Writing          *writing,
                  MlgExportRecords *records,
                  MlgRecord        *record)
{
  open_node (writing, records, record, "pair:Project");
  write_label (writing, records, record);
  write_text (writing, records, record, "pitch", "pair:description");
  write_text (writing, records, record, "website", "pair:homePage");
  write_location (writing, records, record);
  write_references (writing, records, record, "carriers", "pair:operatedBy");
  write_references (writing, records, record, "supporters", "pair:supportedBy");
  write_references (writing, records, record, "territories", "maillage:territory");
  write_topics (writing, records, record);
  mlg_json_writer_close (writing->writer);
}

static void
write_network (Writing          *writing,
               MlgExportRecords *records,
               MlgRecord        *record)
{
  open_node (writing, records, record, "pair:Group");
  write_label (writing, records, record);
  write_text (writing, records, record, "description", "pair:description");
  write_references (writing, records, record, "territories", "maillage:territory");
  write_topics (writing, records, record);
  mlg_json_writer_close (writing->writer);
}

static void
write_membership (Writing          *writing,
                  MlgExportRecords *records,
                  MlgRecord        *record)
{
  const char *role = mlg_write_get (records, record, "role");

  open_node (writing, records, record, "pair:MembershipAssociation");
  write_references (writing, records, record, "member", "pair:membershipActor");
  write_references (writing, records, record, "network", "pair:membershipOrganization");
  if (role != NULL)
    {
      mlg_json_writer_name (writing->writer, "pair:membershipRole");
      mlg_json_writer_open (writing->writer, '{');
      mlg_json_writer_add_string (writing->writer, "@type", "pair:MembershipRole");
      mlg_json_writer_add_string (writing->writer, "pair:label", role);
      mlg_json_writer_close (writing->writer);
    }
  mlg_json_writer_close (writing->writer);
}

static void
write_partnership (Writing          *writing,
                   MlgExportRecords *records,
                   MlgRecord        *record)
{
  if (!is_there (writing, mlg_write_get (records, record, "a")) || !is_there (writing, mlg_write_get (records, record, "b")))
    return;

  open_node (writing, records, record, "maillage:Partnership");
  write_references (writing, records, record, "a", "maillage:a");
  write_references (writing, records, record, "b", "maillage:b");
  write_text (writing, records, record, "state", "maillage:state");
  write_text (writing, records, record, "description", "pair:description");
  write_day (writing, records, record, "since", "pair:startDate");
  write_day (writing, records, record, "until", "pair:endDate");
  mlg_json_writer_close (writing->writer);
}

static void
write_axis (Writing          *writing,
            MlgExportRecords *records,
            MlgRecord        *record)
{
  if (!is_there (writing, mlg_write_get (records, record, "partnership")))
    return;

  open_node (writing, records, record, "maillage:Axis");
  write_references (writing, records, record, "partnership", "maillage:partnership");
  write_text (writing, records, record, "label", "pair:label");
  write_text (writing, records, record, "kind", "maillage:kind");
  write_text (writing, records, record, "economy", "maillage:economy");
  write_references (writing, records, record, "from", "maillage:from");
  write_references (writing, records, record, "to", "maillage:to");
  mlg_json_writer_close (writing->writer);
}

/* ---- the file */

typedef void (*RecordFunc) (Writing *writing, MlgExportRecords *records, MlgRecord *record);

static const RecordFunc writers[N_ENTITIES] = {
  write_actor, write_territory, write_person, write_initiative, write_network, write_membership, write_partnership, write_axis,
};

static void
foreach_record (Writing    *writing,
                guint       entity,
                RecordFunc  func)
{
  MlgExportRecords *records = &writing->of[entity];

  for (guint i = 0; i < records->records->len; i++)
    func (writing, records, g_ptr_array_index (records->records, i));
}

static void
know_record (Writing          *writing,
             MlgExportRecords *records,
             MlgRecord        *record)
{
  /* Nor its axes where it is not written itself. */
  if (strcmp (records->entity->name, MLG_ENTITY_PARTNERSHIP) == 0 &&
      !(is_there (writing, mlg_write_get (records, record, "a")) && is_there (writing, mlg_write_get (records, record, "b"))))
    return;
  g_hash_table_add (writing->shown, mlg_id_dup_text (mlg_record_get_id (record)));
}

/* The records asked for; without a choice, all of every kind that PAIR knows. */
static gboolean
read_all (Writing                 *writing,
          MlgProject              *project,
          const MlgExportOptions  *options,
          GError                 **error)
{
  static GArray *none;
  MlgExportOptions others = { .format = options->format, .level = options->level, .work = options->work };

  if (g_once_init_enter (&none))
    g_once_init_leave (&none, g_array_new (FALSE, FALSE, sizeof (MlgId)));

  for (guint i = 0; i < N_ENTITIES; i++)
    {
      const MlgEntity *entity = mlg_schema_find (entity_names[i]);
      gboolean chosen = options->entity == entity || (options->entity == NULL && i == 0);
      MlgExportOptions these = chosen ? *options : others;

      /* Relations between those who are there come with them. */
      if (options->entity != NULL && !chosen && i < 6)
        these.ids = none;
      these.columns = NULL;
      if (!mlg_export_records_read (&writing->of[i], project, &these, entity, i == 0 ? NULL : writing->of[0].keys, error))
        return FALSE;
    }

  return TRUE;
}

static void
write_context (MlgJsonWriter *writer)
{
  mlg_json_writer_name (writer, "@context");
  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_string (writer, "pair", "http://virtual-assembly.org/ontologies/pair#");
  mlg_json_writer_add_string (writer, "xsd", "http://www.w3.org/2001/XMLSchema#");
  mlg_json_writer_add_string (writer, "maillage", "urn:maillage:");
  mlg_json_writer_close (writer);
}

static void
write_graph (Writing *writing)
{
  for (guint i = 0; i < N_ENTITIES; i++)
    foreach_record (writing, i, know_record);
  foreach_record (writing, 6, collect_partnership);
  foreach_record (writing, 7, collect_axis);

  mlg_json_writer_open (writing->writer, '{');
  write_context (writing->writer);
  mlg_json_writer_name (writing->writer, "@graph");
  mlg_json_writer_open (writing->writer, '[');
  for (guint i = 0; i < N_ENTITIES; i++)
    foreach_record (writing, i, writers[i]);
  mlg_json_writer_close (writing->writer);
  mlg_json_writer_close (writing->writer);
}

GBytes *
mlg_write_json_ld (MlgProject              *project,
                   const MlgExportOptions  *options,
                   GError                 **error)
{
  g_autoptr(GHashTable) relations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr(GHashTable) shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();
  Writing writing = { .writer = writer, .relations = relations, .shown = shown };
  gboolean read = read_all (&writing, project, options, error);

  if (read)
    write_graph (&writing);
  /* The keys belong to the first. */
  for (guint i = N_ENTITIES; i-- > 0;)
    mlg_export_records_clear (&writing.of[i]);
  return read ? mlg_write_finish (writer) : NULL;
}
