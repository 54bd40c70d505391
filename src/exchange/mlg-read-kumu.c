/* Kumu: elements and connections, as JSON or as its two separate lists (docs/interchange.md §5.4);
 * lists of links whose columns are called source and target are read in the same way.
 *
 * Elements are actors. All that connects the same two is one partnership, and each connection an
 * axis of it, with its direction. An end that is no element of the file is made one, as Kumu does.
 */

#include "exchange/mlg-flat.h"
#include "exchange/mlg-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-columns.h"
#include "exchange/mlg-import-private.h"
#include "exchange/mlg-kumu-lists.h"
#include "exchange/mlg-network.h"

#define MAX_LISTED 5

static const MlgFlatTarget element_targets[] = {
  { "id", "key" }, { "label", "name" }, { "type", "type_words" }, { "element type", "type_words" }, { "kind", "kind" }, { "description", "description" },
  { "tags", "themes" }, { "url", "website" }, { "website", "website" }, { "email", "contact_email" }, { "phone", "contact_phone" },
  { "latitude", "lat" }, { "longitude", "lon" }, { "location", "street" },
};

static const MlgFlatTarget pair_targets[] = {
  { "key", "key" }, { "a", "a" }, { "b", "b" }, { "state", "state" }, { "description", "description" },
  { "since", "since" }, { "until", "until" },
};

static const MlgFlatTarget position_targets[] = {
  { "id", "key" }, { "placement", "placement" }, { "actor", "actor" }, { "x", "x" }, { "y", "y" }, { "pinned", "pinned" },
};

static const MlgFlatTarget link_targets[] = {
  { "id", "key" }, { "partnership", "partnership" }, { "from", "from" }, { "to", "to" }, { "type", "kind" }, { "connection type", "kind" },
  { "label", "label" }, { "strength", "importance" }, { "weight", "weight" }, { "poids", "weight" }, { "montant", "weight" }, { "montant_eur", "weight" },
  { "amount", "weight" }, { "economy", "economy" }, { "effect", "effect" },
  { "link.key", "key" },
};

/* Two actors and all that connects them. */
typedef struct
{
  char       *key;
  const char *a, *b;
  const char *state, *since, *until;
  const MlgJsonNode *first;      /* connection: what it says of all of them, in files of ours */
  GString    *description;
  guint       line;
} Pair;

typedef struct
{
  MlgSource         *source;
  const MlgJsonNode *elements, *connections, *loops;
  MlgFlat           *actors, *pairs_flat, *links, *positions;
  GHashTable        *loops_of;   /* id or label of an element → what its links with itself say */
  GString           *looped;     /* the names of the first of those */
  guint              n_looped;
  GHashTable        *ids;        /* label or id of an element → what refers to it */
  GHashTable        *pairs;      /* "a\nb\nstate" → Pair */
  GHashTable        *first_pairs;   /* "a\nb" → Pair; lent */
  GPtrArray         *in_order;   /* Pair */
  GHashTable        *keys;       /* keys of links already given */
  gboolean           ours;       /* written by us: fields have our names */
  const char        *kind_name;  /* what the elements call their kind; NULL: "kind" */
  gboolean           lists;      /* connections alone: their ends are elsewhere */
  guint              n_named;    /* ends of links that no element is */
} Reading;

static void
free_string (gpointer data)
{
  g_string_free (data, TRUE);
}

static void
free_pair (gpointer data)
{
  Pair *pair = data;

  g_free (pair->key);
  g_string_free (pair->description, TRUE);
  g_free (pair);
}

/* Older exports keep the fields of a record in an object of their own. */
static const char *
find_text (const MlgJsonNode *record,
           const char        *name)
{
  const char *text = mlg_json_find_text (record, name);

  return text != NULL ? text : mlg_json_find_text (mlg_json_find (record, "attributes"), name);
}

/* Exports of whole projects call it « element type » and « connection type ». */
static const char *
find_type (const MlgJsonNode *record)
{
  static const char *const names[] = { "type", "element type", "connection type" };
  const char *text = NULL;

  for (guint i = 0; text == NULL && i < G_N_ELEMENTS (names); i++)
    text = find_text (record, names[i]);
  return text;
}

static const char *
find_id (const MlgJsonNode *record)
{
  const char *id = find_text (record, "id");

  return id != NULL ? id : find_text (record, "_id");
}

static void
set_fields (MlgFlat           *flat,
            const MlgJsonNode *record,
            const char *const *except)
{
  static const char *const always[] = { "attributes", "id", "_id", NULL };

  for (const MlgJsonNode *member = record->first; member != NULL; member = member->next)
    {
      if (!g_strv_contains (always, member->name) && !g_str_has_prefix (member->name, MLG_KUMU_PAIR_PREFIX) &&
          !g_str_has_prefix (member->name, MLG_NETWORK_PLACEMENT_PREFIX) && (except == NULL || !g_strv_contains (except, member->name)))
        mlg_flat_set_node (flat, member->name, member);
    }
  if (mlg_json_is (mlg_json_find (record, "attributes"), MLG_JSON_OBJECT))
    mlg_flat_set_members (flat, mlg_json_find (record, "attributes"), except);
}

/* ---- elements */

static const char *
recognise_kind (const char *type)
{
  static const struct { const char *kind, *words; } kinds[] = {
    { "person", "|person|people|personne|individu|individual|" },
    { "organisation", "|organization|organisation|organisme|structure|association|entreprise|company|collectivite|" },
    { "place", "|place|lieu|location|site|" },
    { "collective", "|collective|collectif|groupe informel|" },
  };
  g_autofree char *lower = type == NULL ? NULL : g_utf8_strdown (type, -1);
  g_autofree char *wanted = lower == NULL ? NULL : g_strconcat ("|", lower, "|", NULL);

  for (guint i = 0; wanted != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      if (strstr (kinds[i].words, wanted) != NULL)
        return kinds[i].kind;
    }

  return NULL;
}

/* "44.96, 3.55" is a point, anything else an address. */
static void
set_location (MlgFlat    *flat,
              const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, ",", 3);
  char *end_of_lat, *end_of_lon;

  if (g_strv_length (parts) == 2)
    {
      g_strstrip (parts[0]);
      g_strstrip (parts[1]);
      g_ascii_strtod (parts[0], &end_of_lat);
      g_ascii_strtod (parts[1], &end_of_lon);
      if (*parts[0] != '\0' && *parts[1] != '\0' && *end_of_lat == '\0' && *end_of_lon == '\0')
        {
          mlg_flat_set (flat, "latitude", parts[0], MLG_SHEET_NUMBER);
          mlg_flat_set (flat, "longitude", parts[1], MLG_SHEET_NUMBER);
          return;
        }
    }

  mlg_flat_set (flat, "location", text, MLG_SHEET_TEXT);
}

/* Where Kumu drew it, in pixels. */
static gboolean
find_position (const MlgJsonNode *element,
               const char       **x,
               const char       **y)
{
  const MlgJsonNode *position = mlg_json_find (element, "position");

  *x = mlg_json_find_text (position, "x");
  *y = mlg_json_find_text (position, "y");
  return *x != NULL && *y != NULL;
}

/* The saved placements, which only we write: « placement.category.x ». */
static void
set_own_positions (Reading           *reading,
                   const MlgJsonNode *element,
                   const char        *name)
{
  static const char *const parts[] = { "x", "y", "position", "pinned" }, *const columns[] = { "x", "y", "id", "pinned" };

  for (const MlgJsonNode *member = reading->ours ? element->first : NULL; member != NULL; member = member->next)
    {
      g_autofree char *placement = NULL;

      if (!g_str_has_prefix (member->name, MLG_NETWORK_PLACEMENT_PREFIX) || !g_str_has_suffix (member->name, ".x"))
        continue;
      placement = g_strndup (member->name + strlen (MLG_NETWORK_PLACEMENT_PREFIX),
                             strlen (member->name) - strlen (MLG_NETWORK_PLACEMENT_PREFIX ".x"));
      mlg_flat_set (reading->positions, "placement", placement, MLG_SHEET_TEXT);
      mlg_flat_set (reading->positions, "actor", name, MLG_SHEET_TEXT);
      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        {
          g_autofree char *full = g_strdup_printf (MLG_NETWORK_PLACEMENT_PREFIX "%s.%s", placement, parts[i]);

          mlg_flat_set (reading->positions, columns[i], mlg_json_find_text (element, full), i < 2 ? MLG_SHEET_NUMBER : MLG_SHEET_TEXT);
        }
      mlg_flat_end_row (reading->positions, element->line);
    }
}

static void
set_position (Reading           *reading,
              const MlgJsonNode *element,
              const char        *name)
{
  const char *x, *y;

  if (name == NULL || !find_position (element, &x, &y))
    return;
  mlg_flat_set (reading->positions, "placement", "graph", MLG_SHEET_TEXT);
  mlg_flat_set (reading->positions, "actor", name, MLG_SHEET_TEXT);
  mlg_flat_set (reading->positions, "x", x, MLG_SHEET_NUMBER);
  mlg_flat_set (reading->positions, "y", y, MLG_SHEET_NUMBER);
  mlg_flat_end_row (reading->positions, element->line);
}

/* What its links with itself say, by its id or its label; once. */
static char *
steal_loops (Reading    *reading,
             const char *id,
             const char *label)
{
  const char *names[] = { id, label };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GString *loops = names[i] == NULL ? NULL : g_hash_table_lookup (reading->loops_of, names[i]);

      if (loops != NULL && loops->len > 0)
        {
          char *text = g_strdup (loops->str);

          g_string_truncate (loops, 0);
          return text;
        }
    }

  return NULL;
}

/* In our own exports a member may be called as the screen calls it. NULL: it does not say its kind. */
static const char *
find_kind_label (const MlgJsonNode *element)
{
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  MlgColumn column;

  for (const MlgJsonNode *member = element->first; member != NULL; member = member->next)
    if (mlg_columns_find_label (actor, member->name, &column) && strcmp (column.field->name, "kind") == 0)
      return member->name;

  return NULL;
}

static void
read_element (Reading           *reading,
              const MlgJsonNode *element)
{
  const char *apart[] = { "location", "kind", NULL, NULL, NULL };
  const char *id = find_id (element), *label = find_text (element, "label"), *x, *y;
  const char *location = find_text (element, "location"), *kind;
  g_autofree char *loops = NULL;

  if (!mlg_json_is (element, MLG_JSON_OBJECT))
    return;

  if (reading->kind_name == NULL && reading->ours)
    reading->kind_name = find_kind_label (element);
  apart[2] = find_position (element, &x, &y) ? "position" : reading->kind_name;
  apart[3] = apart[2] == reading->kind_name ? NULL : reading->kind_name;
  kind = find_text (element, reading->kind_name != NULL ? reading->kind_name : "kind");
  mlg_flat_set (reading->actors, "id", id, MLG_SHEET_TEXT);
  mlg_flat_set (reading->actors, "label", label, MLG_SHEET_TEXT);
  set_fields (reading->actors, element, apart);
  loops = steal_loops (reading, id, label);
  if (loops != NULL)
    mlg_flat_set (reading->actors, _("Link with itself"), loops, MLG_SHEET_TEXT);
  if (location != NULL)
    set_location (reading->actors, location);
  mlg_flat_set (reading->actors, "kind", kind != NULL ? kind : recognise_kind (find_type (element)), MLG_SHEET_TEXT);
  mlg_flat_end_row (reading->actors, element->line);

  set_position (reading, element, id != NULL ? id : label);
  set_own_positions (reading, element, id != NULL ? id : label);

  /* By name only while nobody else has it. */
  if (label != NULL && !g_hash_table_contains (reading->ids, label))
    g_hash_table_insert (reading->ids, (gpointer) label, (gpointer) (id != NULL ? id : label));
  if (id != NULL)
    g_hash_table_replace (reading->ids, (gpointer) id, (gpointer) id);
}

/* What an end of a connection is called in the sheet of the actors. */
static const char *
find_end (Reading    *reading,
          const char *end,
          guint       line)
{
  const char *found = g_hash_table_lookup (reading->ids, end);

  if (found != NULL || reading->lists)
    return found != NULL ? found : end;

  {
    g_autofree char *loops = steal_loops (reading, end, NULL);

    mlg_flat_set (reading->actors, "label", end, MLG_SHEET_TEXT);
    mlg_flat_set (reading->actors, _("Link with itself"), loops, MLG_SHEET_TEXT);
  }
  mlg_flat_end_row (reading->actors, line);
  g_hash_table_insert (reading->ids, (gpointer) end, (gpointer) end);
  reading->n_named++;
  return end;
}

/* ---- connections */

static Pair *
get_pair (Reading           *reading,
          const MlgJsonNode *connection,
          const char        *from,
          const char        *to)
{
  gboolean turned = strcmp (from, to) > 0;
  const char *own = find_text (connection, "partnership"), *state = find_text (connection, "state");
  g_autofree char *ends = g_strconcat (turned ? to : from, "\n", turned ? from : to, NULL);
  /* What exists and what is wished for are two partnerships of the same two. */
  g_autofree char *name = own != NULL ? g_strdup (own) : state != NULL ? g_strconcat (ends, "\n", state, NULL) : g_strdup (ends);
  Pair *pair = g_hash_table_lookup (reading->pairs, name);
  gboolean first_of_two = own != NULL || !g_hash_table_contains (reading->first_pairs, ends);

  if (pair == NULL && own == NULL && state == NULL)
    pair = g_hash_table_lookup (reading->first_pairs, ends);
  if (pair != NULL)
    return pair;

  pair = g_new0 (Pair, 1);
  pair->a = from;
  pair->b = to;
  pair->line = connection->line;
  pair->first = connection;
  pair->description = g_string_new (NULL);
  pair->key = own != NULL ? g_strdup (own)
              : g_strconcat (turned ? to : from, " – ", turned ? from : to, first_of_two ? NULL : " · ", state, NULL);
  if (own == NULL && first_of_two)
    g_hash_table_insert (reading->first_pairs, g_steal_pointer (&ends), pair);
  g_hash_table_insert (reading->pairs, g_steal_pointer (&name), pair);
  g_ptr_array_add (reading->in_order, pair);
  return pair;
}

/* Two links of the same kind between the same two are told apart by their number. */
static void
set_link_key (Reading           *reading,
              const MlgJsonNode *connection,
              Pair              *pair,
              gboolean           one_of_several)
{
  const char *id = one_of_several ? NULL : find_id (connection);
  g_autofree char *key = id != NULL ? g_strdup (id) : g_strdup_printf ("%s %s", pair->key, find_type (connection) != NULL ? find_type (connection) : "");
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (reading->keys, g_strstrip (key)));

  g_hash_table_insert (reading->keys, g_strdup (key), GUINT_TO_POINTER (n + 1));
  if (n > 0)
    {
      g_autofree char *numbered = g_strdup_printf ("%s (%u)", key, n + 1);

      mlg_flat_set (reading->links, "id", numbered, MLG_SHEET_TEXT);
      return;
    }
  mlg_flat_set (reading->links, "id", key, MLG_SHEET_TEXT);
}

/* Gephi says in « Type » which way a link goes; a French list in « Sens » or « Orienté ». */
static const char *
find_direction (const MlgJsonNode *connection,
                gboolean          *in_type)
{
  static const struct { const char *direction, *words; } ways[] = {
    { "mutual", "|mutual|undirected|nonoriente|nondirige|non|no|false|deuxsens|lesdeuxsens|reciproque|lesdeux|" },
    { "directed", "|directed|oriente|dirige|oui|yes|true|" },
  };
  const char *texts[] = { find_text (connection, "direction"), find_type (connection) };

  *in_type = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint j = 0; texts[i] != NULL && j < G_N_ELEMENTS (ways); j++)
      {
        g_autofree char *first = NULL, *squeezed = mlg_import_squeeze (texts[i], &first);

        /* « oui » is no kind of link. */
        if (!mlg_import_is_among (ways[j].words, squeezed) || (i == 1 && strlen (squeezed) < 6))
          continue;
        *in_type = i == 1;
        return ways[j].direction;
      }

  return texts[0];
}

/* A date that the partnership has no room for stays with the link. */
static void
set_date (Reading     *reading,
          const char **date,
          const char  *column,
          const char  *text)
{
  if (text == NULL)
    return;
  if (*date == NULL)
    *date = text;
  else if (strcmp (*date, text) != 0)
    mlg_flat_set (reading->links, column, text, MLG_SHEET_TEXT);
}

static void
read_link (Reading           *reading,
           const MlgJsonNode *connection,
           const char        *from,
           const char        *to,
           gboolean           one_of_several)
{
  static const char *const apart[] = { "from", "to", "source", "target", "partnership", "state", "label", "description", "direction",
                                       "since", "until", NULL };
  static const char *const apart_with_type[] = { "from", "to", "source", "target", "partnership", "state", "label", "description",
                                                 "direction", "since", "until", "type", NULL };
  gboolean in_type;
  const char *direction = find_direction (connection, &in_type);
  const char *type = in_type ? NULL : find_type (connection), *label = find_text (connection, "label");
  const char *description = find_text (connection, "description"), *state = find_text (connection, "state");
  Pair *pair = get_pair (reading, connection, from, to);
  gboolean both_ways = g_strcmp0 (direction, "mutual") == 0;

  if (pair->state == NULL)
    pair->state = state;
  if (description != NULL && strstr (pair->description->str, description) == NULL)
    g_string_append_printf (pair->description, "%s%s", pair->description->len > 0 ? "\n" : "", description);

  /* As we write a partnership of which nothing more is said. */
  if (g_strcmp0 (find_id (connection), pair->key) == 0)
    {
      set_date (reading, &pair->since, "since", find_text (connection, "since"));
      set_date (reading, &pair->until, "until", find_text (connection, "until"));
      return;
    }

  set_link_key (reading, connection, pair, one_of_several);
  mlg_flat_set (reading->links, "partnership", pair->key, MLG_SHEET_TEXT);
  mlg_flat_set (reading->links, "from", both_ways ? NULL : from, MLG_SHEET_TEXT);
  mlg_flat_set (reading->links, "to", both_ways ? NULL : to, MLG_SHEET_TEXT);
  mlg_flat_set (reading->links, "label", label != NULL ? label : type, MLG_SHEET_TEXT);
  /* Which way it goes is in the ends. */
  if (direction != NULL && !both_ways && strcmp (direction, "directed") != 0 && !reading->ours)
    mlg_flat_set (reading->links, "direction", direction, MLG_SHEET_TEXT);
  set_date (reading, &pair->since, "since", find_text (connection, "since"));
  set_date (reading, &pair->until, "until", find_text (connection, "until"));
  set_fields (reading->links, connection, in_type ? apart_with_type : apart);
  mlg_flat_end_row (reading->links, connection->line);
}

/* ---- links of an element with itself: no partnership, but something that was said of it */

static const char *
find_from (const MlgJsonNode *connection)
{
  const char *from = find_text (connection, "from");

  return from != NULL ? from : find_text (connection, "source");
}

static const char *
find_to (const MlgJsonNode *connection)
{
  const char *to = find_text (connection, "to");

  return to != NULL ? to : find_text (connection, "target");
}

static gboolean
is_loop (const MlgJsonNode *connection)
{
  return find_from (connection) != NULL && g_strcmp0 (find_from (connection), find_to (connection)) == 0;
}

/* Before the elements are read: their notes hold them. Lists have no elements at hand. */
static void
note_loops (Reading *reading)
{
  for (const MlgJsonNode *node = reading->connections == NULL || reading->lists ? NULL : reading->connections->first; node != NULL; node = node->next)
    {
      g_autofree char *words = NULL;
      GString *text;

      if (!mlg_json_is (node, MLG_JSON_OBJECT) || !is_loop (node))
        continue;
      text = g_hash_table_lookup (reading->loops_of, find_from (node));
      if (text == NULL)
        {
          text = g_string_new (NULL);
          g_hash_table_insert (reading->loops_of, (gpointer) find_from (node), text);
        }
      words = mlg_flat_dup_text (node);
      g_string_append_printf (text, "%s%s", text->len > 0 ? " | " : "", words != NULL ? words : _("yes"));
      if (reading->n_looped++ < MAX_LISTED)
        g_string_append_printf (reading->looped, "%s%s", reading->looped->len > 0 ? ", " : "", find_from (node));
    }
}

/* Several targets stand in one cell, with bars between them. */
static void
read_connection (Reading           *reading,
                 MlgJsonTree       *tree,
                 const MlgJsonNode *connection)
{
  const char *from = find_from (connection), *to = find_to (connection);
  g_auto(GStrv) targets = NULL;

  if (is_loop (connection) && !reading->lists)
    {
      /* Of an element that stands nowhere else. */
      find_end (reading, from, connection->line);
      return;
    }
  if (from == NULL || to == NULL)
    {
      set_fields (reading->links, connection, NULL);
      mlg_flat_end_row (reading->links, connection->line);
      return;
    }

  from = find_end (reading, from, connection->line);
  targets = g_hash_table_contains (reading->ids, to) ? NULL : g_strsplit (to, "|", -1);
  if (targets == NULL || targets[1] == NULL)
    {
      read_link (reading, connection, from, find_end (reading, to, connection->line), FALSE);
      return;
    }

  for (guint i = 0; targets[i] != NULL; i++)
    {
      if (*g_strstrip (targets[i]) != '\0')
        read_link (reading, connection, from, find_end (reading, mlg_json_tree_keep (tree, targets[i]), connection->line), TRUE);
    }
}

static void
set_own_pair (Reading    *reading,
              const Pair *pair)
{
  for (const MlgJsonNode *member = reading->ours ? pair->first->first : NULL; member != NULL; member = member->next)
    {
      const char *column = member->name + strlen (MLG_KUMU_PAIR_PREFIX);

      if (!g_str_has_prefix (member->name, MLG_KUMU_PAIR_PREFIX))
        continue;
      mlg_flat_set_node (reading->pairs_flat, strcmp (column, "key") == 0 ? "own_key" : column, member);
    }
  mlg_flat_set_target (reading->pairs_flat, "own_key", "key");
}

static void
add_pairs (Reading *reading)
{
  for (guint i = 0; i < reading->in_order->len; i++)
    {
      const Pair *pair = g_ptr_array_index (reading->in_order, i);

      mlg_flat_set (reading->pairs_flat, "key", pair->key, MLG_SHEET_TEXT);
      mlg_flat_set (reading->pairs_flat, "a", pair->a, MLG_SHEET_TEXT);
      mlg_flat_set (reading->pairs_flat, "b", pair->b, MLG_SHEET_TEXT);
      mlg_flat_set (reading->pairs_flat, "state", pair->state, MLG_SHEET_TEXT);
      mlg_flat_set (reading->pairs_flat, "description", pair->description->str, MLG_SHEET_TEXT);
      mlg_flat_set_day (reading->pairs_flat, "since", pair->since);
      mlg_flat_set_day (reading->pairs_flat, "until", pair->until);
      set_own_pair (reading, pair);
      mlg_flat_end_row (reading->pairs_flat, pair->line);
    }
}

/* ---- the sheets */

static gboolean
add_sheet (Reading             *reading,
           MlgFlat            **flat,
           const char          *entity,
           const MlgFlatTarget *targets,
           guint                n_targets,
           GError             **error)
{
  MlgSheet *sheet;

  if (mlg_flat_get_n_rows (*flat) == 0)
    return TRUE;

  mlg_flat_set_targets (*flat, targets, n_targets);
  if (reading->ours)
    mlg_flat_set_own_targets (*flat, mlg_schema_find (entity));
  sheet = mlg_flat_finish (g_steal_pointer (flat), entity, error);
  if (sheet == NULL)
    return FALSE;

  mlg_source_add_sheet (reading->source, sheet);
  return TRUE;
}

static void
add_remarks (Reading *reading)
{
  gboolean some = FALSE, all = TRUE;
  guint n_loops = mlg_json_count (reading->loops);

  for (guint i = 0; i < reading->in_order->len; i++)
    {
      some = TRUE;
      all &= ((const Pair *) g_ptr_array_index (reading->in_order, i))->state != NULL;
    }
  if (some && !all)
    mlg_source_add_remark (reading->source, _("This file does not say which partnerships exist and which are wished for: their state stays empty."));
  if (reading->n_named > 0)
    {
      g_autofree char *sentence = g_strdup_printf (ngettext ("%u actor stands in the links only: it is added with what they call it.",
                                                             "%u actors stand in the links only: they are added with what these call them.",
                                                             reading->n_named), reading->n_named);

      mlg_source_add_remark (reading->source, sentence);
    }
  if (reading->n_looped > 0)
    {
      g_autofree char *sentence = g_strdup_printf (ngettext ("%u link goes from an actor to itself: it is kept in the note of %s%s.",
                                                             "%u links go from an actor to itself: they are kept in the notes of %s%s.", reading->n_looped),
                                                   reading->n_looped, reading->looped->str, reading->n_looped > MAX_LISTED ? "…" : "");

      mlg_source_add_remark (reading->source, sentence);
    }
  if (n_loops > 0)
    {
      g_autofree char *words = mlg_flat_dup_text (reading->loops);
      g_autofree char *sentence = g_strdup_printf (ngettext ("%u loop drawn in the file was not taken over: %s",
                                                             "%u loops drawn in the file were not taken over: %s", n_loops),
                                                   n_loops, words != NULL ? words : "");

      mlg_source_add_remark (reading->source, sentence);
    }
}

static gboolean
read_map (Reading      *reading,
          MlgJsonTree  *tree,
          GError      **error)
{
  note_loops (reading);
  for (const MlgJsonNode *node = reading->elements == NULL ? NULL : reading->elements->first; node != NULL; node = node->next)
    read_element (reading, node);
  for (const MlgJsonNode *node = reading->connections == NULL ? NULL : reading->connections->first; node != NULL; node = node->next)
    {
      if (mlg_json_is (node, MLG_JSON_OBJECT))
        read_connection (reading, tree, node);
    }
  add_pairs (reading);

  if (mlg_flat_get_n_rows (reading->actors) + mlg_flat_get_n_rows (reading->links) == 0)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, _("This file holds no list that could be read."));
      return FALSE;
    }
  if (!add_sheet (reading, &reading->actors, "actor", element_targets, G_N_ELEMENTS (element_targets), error) ||
      !add_sheet (reading, &reading->pairs_flat, "partnership", pair_targets, G_N_ELEMENTS (pair_targets), error) ||
      !add_sheet (reading, &reading->links, "partnership_axis", link_targets, G_N_ELEMENTS (link_targets), error) ||
      !add_sheet (reading, &reading->positions, "position", position_targets, G_N_ELEMENTS (position_targets), error))
    return FALSE;

  add_remarks (reading);
  return TRUE;
}

static gboolean
read_tree (MlgSource    *source,
           MlgJsonTree  *tree,
           gboolean      lists,
           GError      **error)
{
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_pair);
  g_autoptr(GHashTable) first_pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) loops_of = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_string);
  g_autoptr(GPtrArray) in_order = g_ptr_array_new ();
  g_autoptr(GString) looped = g_string_new (NULL);
  const MlgJsonNode *root = mlg_json_tree_get_root (tree);
  Reading reading = {
    .source = source,
    .elements = mlg_json_find (root, "elements"),
    .connections = mlg_json_find (root, "connections"),
    .loops = mlg_json_find (root, "loops"),
    .actors = mlg_flat_new (_("Elements")),
    .pairs_flat = mlg_flat_new (_("Partnerships")),
    .links = mlg_flat_new (_("Connections")),
    .positions = mlg_flat_new (_("Positions")),
    .loops_of = loops_of, .looped = looped,
    .ids = ids, .pairs = pairs, .first_pairs = first_pairs, .in_order = in_order, .keys = keys,
    .ours = g_strcmp0 (mlg_json_find_text (root, "generator"), "Maillage") == 0,
    .lists = lists,
  };
  gboolean done = read_map (&reading, tree, error);

  mlg_flat_free (reading.actors);
  mlg_flat_free (reading.pairs_flat);
  mlg_flat_free (reading.links);
  mlg_flat_free (reading.positions);
  return done;
}

static gboolean
read_kumu (MlgSource     *source,
           GBytes        *bytes,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *head = mlg_json_dup_head (bytes);
  g_autoptr(MlgJsonTree) tree = NULL;
  g_autoptr(GBytes) json = NULL;

  if (head == NULL)
    json = mlg_kumu_list_to_json (bytes);

  tree = mlg_json_tree_read (json != NULL ? json : bytes, cancellable, error);
  return tree != NULL && read_tree (source, tree, json != NULL, error);
}

static guint
detect (const char *name,
        GBytes     *bytes)
{
  g_autofree char *head = mlg_json_dup_head (bytes);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (head == NULL)
    return length == 0 || memchr (data, '\0', MIN (length, 512)) != NULL ? 0 : mlg_kumu_list_detect (bytes);
  if (strstr (head, "\"elements\"") == NULL || *head != '{')
    return 0;
  /* The connections may come long after the first elements. */
  if (g_strstr_len (data, length, "\"connections\"") != NULL)
    return 85;
  return strstr (head, "\"label\"") != NULL ? 60 : 0;
}

const MlgReader mlg_reader_kumu = { "kumu", N_("Kumu map"), detect, read_kumu };
