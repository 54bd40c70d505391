/* Linked data in the words of PAIR, ours (mlg-write-json-ld.c) and those of SemApps and its family. Each kind
 * of thing is a sheet. What ours says twice – a partnership, also as a relation between two actors – is
 * read once; what a foreign file says in words of its own stays in the note.
 */

#include "exchange/mlg-flat.h"
#include "exchange/mlg-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define URN   "urn:uuid:"
#define THEME "urn:maillage:theme:"

typedef struct { const char *member, *column; } Word;

/* What a record is called when it does not say it, and the words it has a column for. */
static const Word actor_words[] = {
  { "pair:label", "name" }, { "pair:alternativeLabel", "acronym" }, { "pair:description", "description" }, { "pair:homePage", "website" },
  { "pair:e-mail", "contact_email" }, { "pair:phone", "contact_phone" }, { "maillage:siret", "siret" }, { "pair:startDate", "founded" },
  { "maillage:kind", "kind" }, { "maillage:territory", "territories" }, { "pair:hasTopic", "themes" }, { NULL, NULL },
};
static const Word territory_words[] = {
  { "pair:label", "name" }, { "maillage:insee", "insee_code" }, { "pair:latitude", "lat" }, { "pair:longitude", "lon" }, { NULL, NULL },
};
static const Word person_words[] = {
  { "maillage:displayName", "display_name" }, { "pair:firstName", "first_name" }, { "pair:lastName", "last_name" }, { "pair:e-mail", "contact_email" },
  { "pair:phone", "contact_phone" }, { "pair:affiliatedBy", "actor" }, { "pair:hasTopic", "themes" }, { NULL, NULL },
};
static const Word initiative_words[] = {
  { "pair:label", "name" }, { "pair:description", "pitch" }, { "pair:homePage", "website" }, { "pair:operatedBy", "carriers" },
  { "pair:supportedBy", "supporters" }, { "maillage:territory", "territories" }, { "pair:hasTopic", "themes" }, { NULL, NULL },
};
static const Word network_words[] = {
  { "pair:label", "name" }, { "pair:description", "description" }, { "maillage:territory", "territories" }, { "pair:hasTopic", "themes" },
  { NULL, NULL },
};
static const Word membership_words[] = {
  { "pair:membershipActor", "member" }, { "pair:membershipOrganization", "network" }, { "pair:membershipRole", "role" }, { NULL, NULL },
};
static const Word partnership_words[] = {
  { "maillage:a", "a" }, { "maillage:b", "b" }, { "maillage:state", "state" }, { "pair:description", "description" },
  { "pair:startDate", "since" }, { "pair:endDate", "until" }, { NULL, NULL },
};
static const Word axis_words[] = {
  { "maillage:partnership", "partnership" }, { "pair:label", "label" }, { "maillage:kind", "kind" }, { "maillage:economy", "economy" },
  { "maillage:from", "from" }, { "maillage:to", "to" }, { NULL, NULL },
};

/* In the order in which they refer to one another. */
static const struct { const char *entity; const Word *words; } kinds[] = {
  { "territory", territory_words }, { "actor", actor_words }, { "person", person_words }, { "initiative", initiative_words },
  { "network", network_words }, { "membership", membership_words }, { "partnership", partnership_words },
  { "partnership_axis", axis_words },
};
#define N_KINDS G_N_ELEMENTS (kinds)

typedef struct
{
  MlgFlat    *flats[N_KINDS];
  GHashTable *of;           /* "@id" → entity + 1 */
  gboolean    ours;
  guint       n_others;     /* things that are no record of ours */
} Reading;

static gboolean
is_type (const MlgJsonNode *node,
         const char        *type)
{
  const MlgJsonNode *types = mlg_json_find (node, "@type");
  gboolean found = g_strcmp0 (mlg_json_get_text (types), type) == 0;

  for (const MlgJsonNode *one = mlg_json_is (types, MLG_JSON_ARRAY) ? types->first : NULL; one != NULL && !found; one = one->next)
    found = g_strcmp0 (mlg_json_get_text (one), type) == 0;
  return found;
}

/* N_KINDS: none. */
static guint
find_kind (const MlgJsonNode *node)
{
  static const struct { const char *type, *entity; } types[] = {
    { "pair:Organization", "actor" }, { "pair:Group", "actor" }, { "pair:Place", "actor" }, { "pair:Person", "person" },
    { "pair:Project", "initiative" }, { "pair:MembershipAssociation", "membership" }, { "maillage:Partnership", "partnership" },
    { "maillage:Axis", "partnership_axis" },
  };
  const char *entity = mlg_json_find_text (node, "maillage:record");

  for (guint i = 0; i < G_N_ELEMENTS (types) && entity == NULL; i++)
    entity = is_type (node, types[i].type) ? types[i].entity : NULL;
  for (guint i = 0; i < N_KINDS; i++)
    if (g_strcmp0 (kinds[i].entity, entity) == 0)
      return i;

  return N_KINDS;
}

/* A text, a date with its type, something that is elsewhere in the file. */
static char *
dup_one (Reading           *reading,
         const MlgJsonNode *node)
{
  const char *id = mlg_json_find_text (node, "@id"), *value = mlg_json_find_text (node, "@value"), *text = mlg_json_get_text (node);

  if (text == NULL)
    text = value != NULL ? value : id == NULL ? mlg_json_find_text (node, "pair:label") : NULL;
  if (text == NULL && id != NULL && g_str_has_prefix (id, THEME))
    return g_uri_unescape_string (id + strlen (THEME), NULL);
  if (text == NULL && id != NULL && !g_str_has_prefix (id, URN) && !g_hash_table_contains (reading->of, id))
    text = mlg_json_find_text (node, "pair:label") != NULL ? mlg_json_find_text (node, "pair:label") : id;
  if (text == NULL && id != NULL)
    text = g_str_has_prefix (id, URN) ? id + strlen (URN) : id;
  return g_strdup (text);
}

static char *
dup_value (Reading           *reading,
           const MlgJsonNode *node)
{
  g_autoptr(GString) joined = g_string_new (NULL);

  if (!mlg_json_is (node, MLG_JSON_ARRAY))
    return dup_one (reading, node);
  for (const MlgJsonNode *one = node->first; one != NULL; one = one->next)
    {
      g_autofree char *text = dup_one (reading, one);

      if (text != NULL)
        g_string_append_printf (joined, "%s%s", joined->len > 0 ? "|" : "", text);
    }

  return joined->len > 0 ? g_strdup (joined->str) : NULL;
}

static void
set_location (MlgFlat           *flat,
              const MlgJsonNode *location)
{
  static const Word parts[] = {
    { "pair:addressStreet", "street" }, { "pair:addressZipCode", "postal_code" }, { "pair:addressLocality", "locality" },
    { "pair:addressCountry", "country" }, { NULL, NULL },
  };
  const MlgJsonNode *address = mlg_json_find (location, "pair:hasPostalAddress");

  mlg_flat_set (flat, "lat", mlg_json_find_text (location, "pair:latitude"), MLG_SHEET_NUMBER);
  mlg_flat_set (flat, "lon", mlg_json_find_text (location, "pair:longitude"), MLG_SHEET_NUMBER);
  for (guint i = 0; parts[i].member != NULL; i++)
    mlg_flat_set (flat, parts[i].column, mlg_json_find_text (address, parts[i].member), MLG_SHEET_TEXT);
}

static const char *
find_column (const Word *words,
             const char *member)
{
  for (; words->member != NULL; words++)
    if (strcmp (words->member, member) == 0)
      return words->column;

  return NULL;
}

/* @id of another file is what that file calls it, no id of ours. */
static void
set_id (MlgFlat    *flat,
        const char *id)
{
  if (id != NULL && g_str_has_prefix (id, URN))
    mlg_flat_set (flat, "id", id + strlen (URN), MLG_SHEET_TEXT);
  else
    mlg_flat_set (flat, "key", id, MLG_SHEET_TEXT);
}

static void
read_node (Reading           *reading,
           const MlgJsonNode *node,
           guint              kind)
{
  MlgFlat *flat = reading->flats[kind];
  gboolean is_person = strcmp (kinds[kind].entity, "person") == 0;

  set_id (flat, mlg_json_find_text (node, "@id"));
  for (const MlgJsonNode *member = node->first; member != NULL; member = member->next)
    {
      const char *column = find_column (kinds[kind].words, member->name);
      g_autofree char *text = column == NULL ? NULL : dup_value (reading, member);

      if (strcmp (member->name, "pair:hasLocation") == 0)
        set_location (flat, member);
      else if (is_person && strcmp (member->name, "pair:label") == 0)
        {
          if (!reading->ours && mlg_json_find (node, "pair:lastName") == NULL && mlg_json_find (node, "pair:firstName") == NULL)
            mlg_flat_set (flat, "display_name", mlg_json_get_text (member), MLG_SHEET_TEXT);
        }
      else if (text != NULL && strcmp (column, "member") == 0 && !strchr (text, '|'))
        {
          guint of = GPOINTER_TO_UINT (g_hash_table_lookup (reading->of, mlg_json_find_text (mlg_json_is (member, MLG_JSON_ARRAY) ? member->first : member, "@id")));
          g_autofree char *named = of == 0 ? g_strdup (text) : g_strdup_printf ("%s:%s", kinds[of - 1].entity, text);

          mlg_flat_set (flat, column, named, MLG_SHEET_TEXT);
        }
      else if (text != NULL)
        mlg_flat_set (flat, column, text, MLG_SHEET_TEXT);
      else if (column == NULL && !reading->ours && member->name[0] != '@')
        mlg_flat_set_node (flat, member->name, member);
    }
  mlg_flat_end_row (flat, node->line);
}

/* ---- the file */

static const MlgJsonNode *
find_graph (const MlgJsonNode *root)
{
  const MlgJsonNode *graph = mlg_json_find (root, "@graph");

  return graph != NULL ? graph : root;
}

static void
read_graph (Reading           *reading,
            const MlgJsonNode *graph)
{
  gboolean is_list = mlg_json_is (graph, MLG_JSON_ARRAY);

  for (guint pass = 0; pass < 2; pass++)
    for (const MlgJsonNode *node = is_list ? graph->first : graph; node != NULL; node = is_list ? node->next : NULL)
      {
        const char *id = mlg_json_find_text (node, "@id");
        guint kind = mlg_json_is (node, MLG_JSON_OBJECT) ? find_kind (node) : N_KINDS;

        if (kind == N_KINDS)
          reading->n_others += pass;
        else if (pass == 1)
          read_node (reading, node, kind);
        else if (id != NULL)
          g_hash_table_insert (reading->of, (gpointer) id, GUINT_TO_POINTER (kind + 1));
      }
}

static gboolean
add_sheets (Reading    *reading,
            MlgSource  *source,
            GError    **error)
{
  guint n = 0;

  for (guint i = 0; i < N_KINDS; i++)
    {
      g_autoptr(MlgFlat) flat = g_steal_pointer (&reading->flats[i]);
      MlgSheet *sheet;

      if (mlg_flat_get_n_rows (flat) == 0)
        continue;
      mlg_flat_set_own_targets (flat, mlg_schema_find (kinds[i].entity));
      mlg_flat_set_target (flat, "id", "id");
      sheet = mlg_flat_finish (g_steal_pointer (&flat), kinds[i].entity, error);
      if (sheet == NULL)
        return FALSE;
      mlg_source_add_sheet (source, sheet);
      n++;
    }

  if (n == 0)
    g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, _("This file holds no list that could be read."));
  return n > 0;
}

static gboolean
read_pair (MlgSource     *source,
           GBytes        *bytes,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(MlgJsonTree) tree = mlg_json_tree_read (bytes, cancellable, error);
  g_autoptr(GHashTable) of = g_hash_table_new (g_str_hash, g_str_equal);
  Reading reading = { .of = of };
  gboolean done;

  if (tree == NULL)
    return FALSE;

  reading.ours = mlg_json_find_text (mlg_json_find (mlg_json_tree_get_root (tree), "@context"), "maillage") != NULL;
  for (guint i = 0; i < N_KINDS; i++)
    reading.flats[i] = mlg_flat_new (_(mlg_schema_find (kinds[i].entity)->plural));
  read_graph (&reading, find_graph (mlg_json_tree_get_root (tree)));
  done = add_sheets (&reading, source, error);
  for (guint i = 0; i < N_KINDS; i++)
    g_clear_pointer (&reading.flats[i], mlg_flat_free);

  if (done && reading.n_others > 0)
    {
      g_autofree char *sentence = g_strdup_printf (ngettext ("%u thing of this file is of a kind that is not read: it was left out.",
                                                             "%u things of this file are of kinds that are not read: they were left out.",
                                                             reading.n_others), reading.n_others);

      mlg_source_add_remark (source, sentence);
    }
  return done;
}

static guint
detect (const char *name,
        GBytes     *bytes)
{
  g_autofree char *head = mlg_json_dup_head (bytes);

  if (head == NULL || strstr (head, "\"@context\"") == NULL)
    return 0;
  return strstr (head, "virtual-assembly.org/ontologies/pair") != NULL || strstr (head, "\"pair:") != NULL ? 95 : 0;
}

const MlgReader mlg_reader_pair = { "json-ld", N_("Linked data (PAIR)"), detect, read_pair };
