/* Any list of objects in JSON: data·inclusion, the public search of enterprises, Decidim, and what
 * any other program writes (docs/interchange.md §5.9).
 *
 * Each list of objects is a sheet. Lists that are known get their columns named; of enterprises the
 * managers are left out, since nobody asked them.
 */

#include "exchange/mlg-flat.h"
#include "exchange/mlg-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Lists are looked for that deep: GraphQL wraps them four times. */
#define LIST_DEPTH 8
#define MAX_SHEETS 12

typedef struct _Shape Shape;
struct _Shape
{
  const char          *signs[3];     /* members that no other list has together */
  const char          *entity;       /* NULL: guessed like any list */
  const MlgFlatTarget *targets;
  guint                n_targets;
  const char          *except[6];    /* members that are not taken over */
  const char          *remark;       /* N_(), when there were some; or NULL */
};

/* Among the signs of a shape: its title is in several languages. */
static const char translated[] = "title in several languages";

static const MlgFlatTarget inclusion_targets[] = {
  { "id", "key" }, { "nom", "name" }, { "siret", "siret" }, { "commune", "locality" }, { "code_postal", "postal_code" },
  { "code_insee", "insee_code" }, { "adresse", "street" }, { "complement_adresse", "address_extra" }, { "longitude", "lon" },
  { "latitude", "lat" }, { "telephone", "contact_phone" }, { "courriel", "contact_email" }, { "site_web", "website" },
  { "description", "description" }, { "presentation_detail", "description" }, { "horaires_accueil", "opening" },
  { "horaires_ouverture", "opening" }, { "reseaux_porteurs", "type_words" }, { "typologie", "type_words" }, { "rna", "rna" },
  { "date_maj", "last_seen" },
};

static const MlgFlatTarget service_targets[] = {
  { "id", "key" }, { "nom", "label" }, { "structure_id", "actor" },
};

static const MlgFlatTarget enterprise_targets[] = {
  { "siren", "siren" }, { "nom_complet", "name" }, { "nom_raison_sociale", "aliases" }, { "sigle", "acronym" },
  { "siege.siret", "siret" }, { "siege.adresse", "street" }, { "siege.code_postal", "postal_code" },
  { "siege.libelle_commune", "locality" }, { "siege.commune", "insee_code" }, { "siege.latitude", "lat" }, { "siege.longitude", "lon" },
  { "activite_principale", "naf" }, { "activite_principale_naf25", "naf_2025" }, { "date_creation", "founded" },
  { "complements.identifiant_association", "rna" }, { "nature_juridique", "note" },
};

static const MlgFlatTarget decidim_targets[] = {
  { "id", "key" }, { "title", "name" }, { "body", "pitch" }, { "category", "themes" }, { "latitude", "lat" }, { "longitude", "lon" },
};

#define TARGETS(array) array, G_N_ELEMENTS (array)

static const Shape shapes[] = {
  { { "nom_complet", "siege" }, "actor", TARGETS (enterprise_targets), { "dirigeants" },
    N_("The managers that the file names were left out: they did not ask to be in yours.") },
  { { "structure_id", "thematiques" }, "resource", TARGETS (service_targets), { NULL }, NULL },
  { { "nom", "code_insee", "date_maj" }, "actor", TARGETS (inclusion_targets), { NULL }, NULL },
  { { "nom", "source", "date_maj" }, "actor", TARGETS (inclusion_targets), { NULL }, NULL },
  { { "title", "body", "participatory_space" }, "initiative", TARGETS (decidim_targets), { "author", "authors" },
    N_("The authors that the file names were left out: they did not ask to be in yours.") },
  { { "title", "body", translated }, "initiative", TARGETS (decidim_targets), { "author", "authors" },
    N_("The authors that the file names were left out: they did not ask to be in yours.") },
  { { "title", "body", "component" }, "initiative", TARGETS (decidim_targets), { "author", "authors" },
    N_("The authors that the file names were left out: they did not ask to be in yours.") },
};

static const Shape other = { .entity = NULL };

/* ---- texts in several languages: {"fr": "Un jardin", "en": "A garden"} */

static gboolean
is_language (const char *name)
{
  return g_ascii_islower (name[0]) && g_ascii_islower (name[1]) &&
         (name[2] == '\0' || ((name[2] == '-' || name[2] == '_') && g_ascii_isalpha (name[3]) && g_ascii_isalpha (name[4]) && name[5] == '\0'));
}

static gboolean
is_translated (const MlgJsonNode *node)
{
  const MlgJsonNode *list = mlg_json_find (node, "translations");

  if (list != NULL)
    return mlg_json_is (list, MLG_JSON_ARRAY);
  if (!mlg_json_is (node, MLG_JSON_OBJECT) || node->first == NULL)
    return FALSE;

  for (const MlgJsonNode *member = node->first; member != NULL; member = member->next)
    {
      if (!is_language (member->name) || (member->kind != MLG_JSON_STRING && member->kind != MLG_JSON_NULL))
        return FALSE;
    }

  return TRUE;
}

static gboolean
fits (const Shape       *shape,
      const MlgJsonNode *record)
{
  for (guint i = 0; i < G_N_ELEMENTS (shape->signs) && shape->signs[i] != NULL; i++)
    {
      if (shape->signs[i] == translated ? !is_translated (mlg_json_find (record, "title"))
                                                        : mlg_json_find (record, shape->signs[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}

static const Shape *
find_shape (const MlgJsonNode *record)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      if (fits (&shapes[i], record))
        return &shapes[i];
    }

  return &other;
}

/* [{"locale": "fr", "text": "Un jardin"}, …] */
static void
set_translations (MlgFlat           *flat,
                  const char        *column,
                  const MlgJsonNode *list)
{
  const MlgJsonNode *chosen = list->first;

  for (const MlgJsonNode *node = list->first; node != NULL; node = node->next)
    {
      if (g_strcmp0 (mlg_json_find_text (node, "locale"), "fr") == 0)
        chosen = node;
    }

  for (const MlgJsonNode *node = list->first; node != NULL; node = node->next)
    {
      const char *locale = mlg_json_find_text (node, "locale");
      g_autofree char *name = g_strconcat (column, ".", locale == NULL ? "" : locale, NULL);

      mlg_flat_set_node (flat, node == chosen ? column : name, mlg_json_find (node, "text"));
    }
}

/* French in the column, the other languages beside it. */
static void
set_translated (MlgFlat           *flat,
                const char        *column,
                const MlgJsonNode *node)
{
  const MlgJsonNode *chosen = mlg_json_find (node, "fr"), *list = mlg_json_find (node, "translations");

  if (list != NULL)
    {
      set_translations (flat, column, list);
      return;
    }

  for (const MlgJsonNode *member = node->first; mlg_json_get_text (chosen) == NULL && member != NULL; member = member->next)
    chosen = member;
  mlg_flat_set_node (flat, column, chosen);

  for (const MlgJsonNode *member = node->first; member != NULL; member = member->next)
    {
      g_autofree char *name = g_strconcat (column, ".", member->name, NULL);

      if (member != chosen)
        mlg_flat_set_node (flat, name, member);
    }
}

/* ---- enterprises: one text says what others say again */

/* « 1 RUE DU LAC 07000 PRIVAS » beside the postal code and the town. */
static void
set_street (MlgFlat           *flat,
            const MlgJsonNode *seat)
{
  const char *address = mlg_json_find_text (seat, "adresse"), *code = mlg_json_find_text (seat, "code_postal");
  const char *town = mlg_json_find_text (seat, "libelle_commune");
  g_autofree char *end = code == NULL || town == NULL ? NULL : g_strconcat (" ", code, " ", town, NULL);
  g_autofree char *street = address == NULL ? NULL : g_strdup (address);

  if (street != NULL && end != NULL && g_str_has_suffix (street, end))
    street[strlen (street) - strlen (end)] = '\0';
  mlg_flat_set (flat, "siege.adresse", street, MLG_SHEET_TEXT);
}

static gboolean
set_enterprise (MlgFlat           *flat,
                const MlgJsonNode *record,
                const MlgJsonNode *member)
{
  if (strcmp (member->name, "nom_raison_sociale") == 0)
    {
      if (g_strcmp0 (mlg_json_get_text (member), mlg_json_find_text (record, "nom_complet")) != 0)
        mlg_flat_set_node (flat, member->name, member);
      return TRUE;
    }
  if (strcmp (member->name, "siege") != 0 || !mlg_json_is (member, MLG_JSON_OBJECT))
    return FALSE;

  set_street (flat, member);
  for (const MlgJsonNode *part = member->first; part != NULL; part = part->next)
    {
      g_autofree char *name = g_strconcat ("siege.", part->name, NULL);

      if (strcmp (part->name, "adresse") != 0)
        mlg_flat_set_node (flat, name, part);
    }
  return TRUE;
}

/* ---- one list */

static gboolean
is_day (const char *name)
{
  return strcmp (name, "date_maj") == 0 || strcmp (name, "date_creation") == 0;
}

static void
set_member (MlgFlat           *flat,
            const MlgJsonNode *member)
{
  const MlgJsonNode *name = mlg_json_find (member, "name");

  if (is_translated (member))
    set_translated (flat, member->name, member);
  else if (is_day (member->name) && member->kind == MLG_JSON_STRING)
    mlg_flat_set_day (flat, member->name, member->text);
  else if (strcmp (member->name, "category") == 0 && is_translated (name))
    {
      set_translated (flat, member->name, name);
      mlg_flat_set_node (flat, "category.id", mlg_json_find (member, "id"));
    }
  else
    mlg_flat_set_node (flat, member->name, member);
}

/* TRUE: something was left out on purpose. */
static gboolean
read_record (MlgFlat           *flat,
             const Shape       *shape,
             const MlgJsonNode *record)
{
  gboolean left_out = FALSE;

  for (const MlgJsonNode *member = record->first; member != NULL; member = member->next)
    {
      gboolean is_left_out = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (shape->except) && shape->except[i] != NULL; i++)
        is_left_out |= strcmp (member->name, shape->except[i]) == 0;
      if (is_left_out)
        left_out |= mlg_json_get_text (member) != NULL || member->first != NULL;
      else if (shape->targets != enterprise_targets || !set_enterprise (flat, record, member))
        set_member (flat, member);
    }

  /* A list of named things: {"ardelaine": {…}, "le-mat": {…}}. */
  if (record->name != NULL && strcmp (record->name, "node") != 0 && mlg_json_find (record, "id") == NULL)
    mlg_flat_set (flat, "id", record->name, MLG_SHEET_TEXT);
  mlg_flat_end_row (flat, record->line);
  return left_out;
}

static gboolean
read_list (MlgSource          *source,
           const MlgJsonNode  *list,
           const char         *name,
           GError            **error)
{
  g_autoptr(MlgFlat) flat = mlg_flat_new (name);
  const Shape *shape = NULL;
  gboolean left_out = FALSE;
  MlgSheet *sheet;

  for (const MlgJsonNode *record = list->first; record != NULL; record = record->next)
    {
      /* GraphQL wraps each in one more object. */
      const MlgJsonNode *node = mlg_json_find (record, "node");
      const MlgJsonNode *bare = mlg_json_is (node, MLG_JSON_OBJECT) ? node : record;

      if (!mlg_json_is (bare, MLG_JSON_OBJECT))
        continue;
      if (shape == NULL)
        shape = find_shape (bare);
      left_out |= read_record (flat, shape, bare);
    }

  if (shape->targets != NULL)
    mlg_flat_set_targets (flat, shape->targets, shape->n_targets);
  sheet = mlg_flat_finish (g_steal_pointer (&flat), shape->entity, error);
  if (sheet == NULL)
    return FALSE;

  mlg_source_add_sheet (source, sheet);
  if (left_out)
    mlg_source_add_remark (source, _(shape->remark));
  return TRUE;
}

/* ---- the lists of a file */

/* Objects only; a stray null is not what the list is about. */
static gboolean
is_list (const MlgJsonNode *node)
{
  guint n = 0;

  if (!mlg_json_is (node, MLG_JSON_ARRAY) && !mlg_json_is (node, MLG_JSON_OBJECT))
    return FALSE;

  for (const MlgJsonNode *child = node->first; child != NULL; child = child->next)
    {
      if (mlg_json_is (child, MLG_JSON_OBJECT) && child->first != NULL)
        n++;
      else if (child->kind != MLG_JSON_NULL)
        return FALSE;
    }

  return mlg_json_is (node, MLG_JSON_ARRAY) ? n > 0 : n > 1;
}

/* Named objects that are alike are records; those that differ are parts of one thing. */
static gboolean
is_alike (const MlgJsonNode *object)
{
  const MlgJsonNode *first = object->first;
  guint n = 0, n_alike = 0;

  while (first != NULL && !mlg_json_is (first, MLG_JSON_OBJECT))
    first = first->next;
  for (const MlgJsonNode *child = first == NULL ? NULL : first->next; child != NULL; child = child->next)
    {
      n++;
      n_alike += child->first != NULL && first->first != NULL && mlg_json_find (child, first->first->name) != NULL;
    }

  return n > 0 && n_alike * 10 >= n * 9;
}

/* Objects that say nothing themselves are only the way to what does. */
static gboolean
says_something (const MlgJsonNode *list)
{
  for (const MlgJsonNode *record = list->first; record != NULL; record = record->next)
    {
      for (const MlgJsonNode *member = record->first; member != NULL; member = member->next)
        {
          if (member->kind != MLG_JSON_ARRAY && member->kind != MLG_JSON_NULL &&
              (member->kind != MLG_JSON_OBJECT || strcmp (member->name, "node") == 0 || is_translated (member)))
            return TRUE;
        }
    }

  return FALSE;
}

static void
find_lists (const MlgJsonNode *node,
            guint              depth,
            GPtrArray         *lists)
{
  if (lists->len >= MAX_SHEETS || depth > LIST_DEPTH)
    return;
  if (is_list (node) && says_something (node) && (mlg_json_is (node, MLG_JSON_ARRAY) || is_alike (node)))
    {
      g_ptr_array_add (lists, (gpointer) node);
      return;
    }

  for (const MlgJsonNode *child = node->first; child != NULL; child = child->next)
    find_lists (child, depth + 1, lists);
}

/* One record alone: it has a name, and no list that it would be the envelope of. */
static gboolean
is_record (const MlgJsonNode *root)
{
  static const char *const names[] = { "name", "nom", "title", "titre", "label", "nom_complet", "denomination", NULL };

  if (find_shape (root) != &other)
    return TRUE;
  for (const MlgJsonNode *member = root->first; member != NULL; member = member->next)
    {
      if (mlg_json_is (member, MLG_JSON_ARRAY) && is_list (member))
        return FALSE;
    }

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (mlg_json_find (root, names[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
read_records (MlgSource     *source,
              GBytes        *bytes,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr(MlgJsonTree) tree = mlg_json_tree_read (bytes, cancellable, error);
  g_autoptr(GPtrArray) lists = g_ptr_array_new ();
  MlgJsonNode *root, one;

  if (tree == NULL)
    return FALSE;

  root = mlg_json_tree_get_root (tree);
  if (mlg_json_is (root, MLG_JSON_OBJECT) && is_record (root))
    {
      one = (MlgJsonNode) { .kind = MLG_JSON_ARRAY, .first = root, .line = root->line };
      g_ptr_array_add (lists, &one);
    }
  else
    find_lists (root, 0, lists);

  if (lists->len == 0)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, _("This file holds no list that could be read."));
      return FALSE;
    }

  for (guint i = 0; i < lists->len; i++)
    {
      const MlgJsonNode *list = g_ptr_array_index (lists, i);

      if (!read_list (source, list, list->name, error))
        return FALSE;
    }
  return TRUE;
}

/* The last resort for what begins like JSON, and is not ours. */
static guint
detect (const char *name,
        GBytes     *bytes)
{
  g_autofree char *head = mlg_json_dup_head (bytes);

  if (head == NULL)
    return 0;
  /* Brackets without an object: no list of ours, and yet nothing but this reader can say why. */
  if (strchr (head, '{') == NULL)
    return (name != NULL && g_str_has_suffix (name, ".json")) || g_str_has_prefix (head, "[[") ? 10 : 0;
  if (strstr (head, "\"format\"") != NULL && strstr (head, "\"maillage\"") != NULL)
    return 0;
  if (strstr (head, "\"nom_complet\"") != NULL || strstr (head, "\"code_insee\"") != NULL)
    return 60;
  return strchr (head, ':') == NULL ? 0 : 20;
}

const MlgReader mlg_reader_records = { "records", N_("Records (JSON)"), detect, read_records };
