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
#include "exchange/mlg-csv.h"
#include "exchange/mlg-encoding.h"

static const MlgFlatTarget element_targets[] = {
  { "id", "key" }, { "label", "name" }, { "type", "type_words" }, { "kind", "kind" }, { "description", "description" },
  { "tags", "themes" }, { "url", "website" }, { "website", "website" }, { "email", "contact_email" }, { "phone", "contact_phone" },
  { "latitude", "lat" }, { "longitude", "lon" }, { "location", "street" },
};

static const MlgFlatTarget pair_targets[] = {
  { "key", "key" }, { "a", "a" }, { "b", "b" }, { "state", "state" }, { "description", "description" },
};

static const MlgFlatTarget link_targets[] = {
  { "id", "key" }, { "partnership", "partnership" }, { "from", "from" }, { "to", "to" }, { "type", "kind" }, { "label", "label" },
  { "strength", "importance" }, { "weight", "weight" }, { "poids", "weight" }, { "montant", "weight" }, { "montant_eur", "weight" },
  { "amount", "weight" }, { "economy", "economy" }, { "effect", "effect" },
};

/* Two actors and all that connects them. */
typedef struct
{
  char       *key;
  const char *a, *b;
  const char *state;
  GString    *description;
  guint       line;
} Pair;

typedef struct
{
  MlgSource         *source;
  const MlgJsonNode *elements, *connections, *loops;
  MlgFlat           *actors, *pairs_flat, *links;
  GHashTable        *ids;        /* label or id of an element → what refers to it */
  GHashTable        *pairs;      /* "a\nb" → Pair */
  GPtrArray         *in_order;   /* Pair */
  GHashTable        *keys;       /* keys of links already given */
  gboolean           ours;       /* written by us: fields have our names */
  const char        *kind_name;  /* what the elements call their kind; NULL: "kind" */
  gboolean           lists;      /* connections alone: their ends are elsewhere */
  guint              n_named;    /* ends of links that no element is */
} Reading;

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
      if (!g_strv_contains (always, member->name) && (except == NULL || !g_strv_contains (except, member->name)))
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
  const char *apart[] = { "location", "kind", NULL, NULL };
  const char *id = find_id (element), *label = find_text (element, "label");
  const char *location = find_text (element, "location"), *kind;

  if (!mlg_json_is (element, MLG_JSON_OBJECT))
    return;

  if (reading->kind_name == NULL && reading->ours)
    reading->kind_name = find_kind_label (element);
  apart[2] = reading->kind_name;
  kind = find_text (element, reading->kind_name != NULL ? reading->kind_name : "kind");
  mlg_flat_set (reading->actors, "id", id, MLG_SHEET_TEXT);
  mlg_flat_set (reading->actors, "label", label, MLG_SHEET_TEXT);
  set_fields (reading->actors, element, apart);
  if (location != NULL)
    set_location (reading->actors, location);
  mlg_flat_set (reading->actors, "kind", kind != NULL ? kind : recognise_kind (find_text (element, "type")), MLG_SHEET_TEXT);
  mlg_flat_end_row (reading->actors, element->line);

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

  mlg_flat_set (reading->actors, "label", end, MLG_SHEET_TEXT);
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
  const char *own = find_text (connection, "partnership");
  g_autofree char *name = own != NULL ? g_strdup (own) : g_strconcat (turned ? to : from, "\n", turned ? from : to, NULL);
  Pair *pair = g_hash_table_lookup (reading->pairs, name);

  if (pair != NULL)
    return pair;

  pair = g_new0 (Pair, 1);
  pair->a = from;
  pair->b = to;
  pair->line = connection->line;
  pair->description = g_string_new (NULL);
  pair->key = own != NULL ? g_strdup (own) : g_strconcat (turned ? to : from, " – ", turned ? from : to, NULL);
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
  g_autofree char *key = id != NULL ? g_strdup (id) : g_strdup_printf ("%s %s", pair->key, find_text (connection, "type") != NULL ? find_text (connection, "type") : "");
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

static void
read_link (Reading           *reading,
           const MlgJsonNode *connection,
           const char        *from,
           const char        *to,
           gboolean           one_of_several)
{
  static const char *const apart[] = { "from", "to", "source", "target", "partnership", "state", "label", "description", "direction",
                                       NULL };
  const char *direction = find_text (connection, "direction");
  const char *type = find_text (connection, "type"), *label = find_text (connection, "label");
  const char *description = find_text (connection, "description"), *state = find_text (connection, "state");
  Pair *pair = get_pair (reading, connection, from, to);
  gboolean both_ways = direction != NULL && (g_ascii_strcasecmp (direction, "mutual") == 0 || g_ascii_strcasecmp (direction, "undirected") == 0);

  if (pair->state == NULL)
    pair->state = state;
  if (description != NULL && strstr (pair->description->str, description) == NULL)
    g_string_append_printf (pair->description, "%s%s", pair->description->len > 0 ? "\n" : "", description);

  /* As we write a partnership of which nothing more is said. */
  if (g_strcmp0 (find_id (connection), pair->key) == 0)
    return;

  set_link_key (reading, connection, pair, one_of_several);
  mlg_flat_set (reading->links, "partnership", pair->key, MLG_SHEET_TEXT);
  mlg_flat_set (reading->links, "from", both_ways ? NULL : from, MLG_SHEET_TEXT);
  mlg_flat_set (reading->links, "to", both_ways ? NULL : to, MLG_SHEET_TEXT);
  mlg_flat_set (reading->links, "label", label != NULL ? label : type, MLG_SHEET_TEXT);
  /* « mutual » and « directed » are in the ends. */
  if (direction != NULL && g_ascii_strcasecmp (direction, "mutual") != 0 && g_ascii_strcasecmp (direction, "directed") != 0 && !reading->ours)
    mlg_flat_set (reading->links, "direction", direction, MLG_SHEET_TEXT);
  set_fields (reading->links, connection, apart);
  mlg_flat_end_row (reading->links, connection->line);
}

/* Several targets stand in one cell, with bars between them. */
static void
read_connection (Reading           *reading,
                 MlgJsonTree       *tree,
                 const MlgJsonNode *connection)
{
  const char *from = find_text (connection, "from"), *to = find_text (connection, "to");
  g_auto(GStrv) targets = NULL;

  if (from == NULL)
    from = find_text (connection, "source");
  if (to == NULL)
    to = find_text (connection, "target");
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
      !add_sheet (reading, &reading->links, "partnership_axis", link_targets, G_N_ELEMENTS (link_targets), error))
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
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) in_order = g_ptr_array_new ();
  const MlgJsonNode *root = mlg_json_tree_get_root (tree);
  Reading reading = {
    .source = source,
    .elements = mlg_json_find (root, "elements"),
    .connections = mlg_json_find (root, "connections"),
    .loops = mlg_json_find (root, "loops"),
    .actors = mlg_flat_new (_("Elements")),
    .pairs_flat = mlg_flat_new (_("Partnerships")),
    .links = mlg_flat_new (_("Connections")),
    .ids = ids, .pairs = pairs, .in_order = in_order, .keys = keys,
    .ours = g_strcmp0 (mlg_json_find_text (root, "generator"), "Maillage") == 0,
    .lists = lists,
  };
  gboolean done = read_map (&reading, tree, error);

  mlg_flat_free (reading.actors);
  mlg_flat_free (reading.pairs_flat);
  mlg_flat_free (reading.links);
  return done;
}

/* ---- the two lists: made into the JSON that they are another writing of */

static void
append_quoted (GString    *json,
               const char *text,
               gsize       length)
{
  g_string_append_c (json, '"');
  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) text[i];

      if (c < 0x20)
        g_string_append_printf (json, "\\u%04x", c);
      else
        {
          if (c == '"' || c == '\\')
            g_string_append_c (json, '\\');
          g_string_append_c (json, (char) c);
        }
    }
  g_string_append_c (json, '"');
}

/* Names that mean something to us are written small there; those of the user as they stand. */
static char *
dup_member_name (const MlgCell *cell)
{
  static const char *const known[] = { "id", "label", "type", "from", "to", "source", "target", "direction", "description", "tags",
                                       "image", "url", "email", "location", "strength", "weight", "state", "kind", NULL };
  g_autofree char *name = g_strstrip (g_strndup (cell->text, cell->length));
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_strdup (g_strv_contains (known, lower) ? lower : name);
}

static gboolean
is_connections (MlgCsvReader *reader)
{
  const MlgCell *cells = mlg_csv_reader_get_cells (reader);
  gboolean from = FALSE, to = FALSE;

  for (guint i = 0; i < mlg_csv_reader_get_n_cells (reader); i++)
    {
      g_autofree char *name = dup_member_name (&cells[i]);

      from |= strcmp (name, "from") == 0 || strcmp (name, "source") == 0;
      to |= strcmp (name, "to") == 0 || strcmp (name, "target") == 0;
    }

  return from && to;
}

/* « From » and « To » come first, or after « ID »: further on they may be the dates of any list, or our own. */
static gboolean
begins_with_from_and_to (MlgCsvReader *reader)
{
  const MlgCell *cells = mlg_csv_reader_get_cells (reader);
  guint n = mlg_csv_reader_get_n_cells (reader);

  for (guint i = 0; i < 2 && i + 1 < n; i++)
    {
      g_autofree char *from = dup_member_name (&cells[i]), *to = dup_member_name (&cells[i + 1]);

      if ((strcmp (from, "from") == 0 && strcmp (to, "to") == 0) || (strcmp (from, "source") == 0 && strcmp (to, "target") == 0))
        return TRUE;
    }

  return FALSE;
}

static GBytes *
make_json (MlgCsvReader *reader)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const MlgCell *cells = mlg_csv_reader_get_cells (reader);
  GString *json = g_string_new (is_connections (reader) ? "{\"connections\":[" : "{\"elements\":[");
  guint line = 1, n_rows = 0;

  for (guint i = 0; i < mlg_csv_reader_get_n_cells (reader); i++)
    g_ptr_array_add (names, dup_member_name (&cells[i]));

  while (mlg_csv_reader_next (reader))
    {
      guint n = mlg_csv_reader_get_n_cells (reader);

      cells = mlg_csv_reader_get_cells (reader);
      g_string_append (json, n_rows++ > 0 ? "," : "");
      /* Each record on the line it has in the list, so that remarks about it are right. */
      for (; line < mlg_csv_reader_get_line (reader); line++)
        g_string_append_c (json, '\n');
      g_string_append_c (json, '{');
      for (guint i = 0; i < n; i++)
        {
          const char *name = i < names->len ? g_ptr_array_index (names, i) : "";

          g_string_append (json, i > 0 ? "," : "");
          append_quoted (json, name, strlen (name));
          g_string_append_c (json, ':');
          append_quoted (json, cells[i].text, cells[i].length);
        }
      g_string_append_c (json, '}');
    }

  g_string_append (json, "]}");
  return g_string_free_to_bytes (json);
}

static char *
dup_utf8 (GBytes *bytes,
          gsize   limit,
          gsize  *length)
{
  const char *data = g_bytes_get_data (bytes, length);

  *length = MIN (*length, limit);
  if (*length == 0)
    return g_strdup ("");
  return mlg_encoding_to_utf8 (mlg_encoding_guess (data, *length), data, *length, length, NULL);
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
    {
      gsize length;
      g_autofree char *text = dup_utf8 (bytes, G_MAXSIZE, &length);
      g_autoptr(MlgCsvReader) reader = mlg_csv_reader_new (text, length, 0);

      if (mlg_csv_reader_next (reader))
        json = make_json (reader);
    }

  tree = mlg_json_tree_read (json != NULL ? json : bytes, cancellable, error);
  return tree != NULL && read_tree (source, tree, json != NULL, error);
}

/* « Label, Type, Description » or « From, To »: by the names that Kumu asks for. */
static guint
detect_list (GBytes *bytes)
{
  static const char *const others[] = { "type", "description", "tags", "image", "direction", NULL };
  gsize length;
  g_autofree char *text = dup_utf8 (bytes, 4096, &length);
  g_autoptr(MlgCsvReader) reader = mlg_csv_reader_new (text, length, 0);
  const MlgCell *cells;
  gboolean label = FALSE;
  guint n_others = 0;

  if (!mlg_csv_reader_next (reader))
    return 0;
  if (begins_with_from_and_to (reader))
    return 60;

  cells = mlg_csv_reader_get_cells (reader);
  for (guint i = 0; i < mlg_csv_reader_get_n_cells (reader); i++)
    {
      g_autofree char *name = dup_member_name (&cells[i]);

      label |= i < 2 && cells[i].length == 5 && memcmp (cells[i].text, "Label", 5) == 0;
      n_others += g_strv_contains (others, name);
    }
  return label && n_others > 0 ? 55 : 0;
}

static guint
detect (const char *name,
        GBytes     *bytes)
{
  g_autofree char *head = mlg_json_dup_head (bytes);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (head == NULL)
    return length == 0 || memchr (data, '\0', MIN (length, 512)) != NULL ? 0 : detect_list (bytes);
  if (strstr (head, "\"elements\"") == NULL || *head != '{')
    return 0;
  /* The connections may come long after the first elements. */
  if (g_strstr_len (data, length, "\"connections\"") != NULL)
    return 85;
  return strstr (head, "\"label\"") != NULL ? 60 : 0;
}

const MlgReader mlg_reader_kumu = { "kumu", N_("Kumu map"), detect, read_kumu };
