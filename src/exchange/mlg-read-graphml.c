/* GraphML, plain and as yEd writes it (docs/interchange.md §5.6).
 *
 * Graphs within nodes are read as if they stood beside them: each node keeps the name of the one that
 * holds it. A link of more than two nodes is a row that is refused, with what it says.
 */

#include "exchange/mlg-network.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_KEYS 1000u

typedef struct
{
  char *name;                   /* of the column */
  char *text;                   /* default; or NULL */
  char *target;                 /* "node", "edge", "graph", "all" */
} Key;

typedef struct
{
  MlgNetwork     *network;
  MlgSource      *source;
  GPtrArray      *owned;        /* Key: all of them */
  GHashTable     *keys;         /* "node\nid" → Key, the last one declared so */
  GPtrArray      *in_order;     /* Key, of nodes and links, that have a default */
  GPtrArray      *items;        /* MlgNetworkItem: those that are open */
  GPtrArray      *parents;      /* char *: ids of the nodes that are open */
  Key            *key;          /* being declared */
  Key            *data;         /* being filled; or NULL */
  char           *others;       /* records of ours; or NULL */
  char           *hyper;        /* end points so far; NULL: not in such a link */
  gboolean        directed;     /* unless a link says otherwise */
  gboolean        in_text, in_graphics, ours;
  guint           n_faces;      /* of the node being drawn: a folder has two */
  GString        *text;
} Reading;

static void
free_key (gpointer data)
{
  Key *key = data;

  g_free (key->name);
  g_free (key->text);
  g_free (key->target);
  g_free (key);
}

static MlgNetworkItem *
get_item (Reading *reading)
{
  return reading->items->len == 0 ? NULL : reading->items->pdata[reading->items->len - 1];
}

/* ---- declarations */

static void
own_key (MlgXml     *xml,
         Reading    *reading,
         Key        *key,
         const char *id)
{
  if (reading->owned->len >= MAX_KEYS)
    mlg_xml_fail (xml, g_error_new_literal (MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE,
                                            _("This file is too large to be a list of records.")));
  g_ptr_array_add (reading->owned, key);
  g_hash_table_replace (reading->keys, g_strconcat (key->target, "\n", id, NULL), key);
}

static void
start_key (MlgXml  *xml,
           Reading *reading)
{
  g_autofree char *id = mlg_xml_dup_attribute (xml, "id");
  Key *key = g_new0 (Key, 1);

  key->name = mlg_xml_dup_attribute (xml, "attr.name");
  key->target = mlg_xml_dup_attribute (xml, "for");
  if (key->target == NULL)
    key->target = g_strdup ("all");
  /* What yEd draws has no name, and is read by its elements. */
  if (key->name == NULL)
    {
      g_autofree char *drawn = mlg_xml_dup_attribute (xml, "yfiles.type");

      key->name = drawn != NULL ? g_strdup ("") : g_strdup (id != NULL ? id : "");
    }

  own_key (xml, reading, key, id != NULL ? id : "");
  reading->key = key;
}

static Key *
find_key (Reading    *reading,
          const char *target,
          const char *id)
{
  const char *targets[] = { target, "all" };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *name = g_strconcat (targets[i], "\n", id, NULL);
      Key *key = g_hash_table_lookup (reading->keys, name);

      if (key != NULL)
        return key;
    }

  return NULL;
}

static gboolean is_link (Reading *reading, MlgNetworkItem *item);

static void
start_data (MlgXml  *xml,
            Reading *reading)
{
  g_autofree char *id = mlg_xml_dup_attribute (xml, "key");
  MlgNetworkItem *item = get_item (reading);
  const char *target = item == NULL ? "graph" : is_link (reading, item) ? "edge" : "node";
  Key *key = id == NULL ? NULL : find_key (reading, target, id);

  /* A key that is not declared is called as it is. */
  if (key == NULL)
    {
      key = g_new0 (Key, 1);
      key->name = g_strdup (id != NULL ? id : "data");
      key->target = g_strdup (target);
      own_key (xml, reading, key, key->name);
    }
  reading->data = key;
  reading->n_faces = 0;
  g_string_truncate (reading->text, 0);
}

/* ---- nodes and links: the links lie after a NULL on the stack */

static gboolean
is_link (Reading        *reading,
         MlgNetworkItem *item)
{
  return reading->items->len >= 2 && reading->items->pdata[reading->items->len - 2] == NULL;
}

static void
start_node (MlgXml  *xml,
            Reading *reading)
{
  g_autofree char *id = mlg_xml_dup_attribute (xml, "id");
  MlgNetworkItem *node = mlg_network_add_node (reading->network, id);

  if (reading->parents->len > 0)
    mlg_network_set (reading->network, node, _("Within"), reading->parents->pdata[reading->parents->len - 1]);
  g_ptr_array_add (reading->items, node);
  g_ptr_array_add (reading->parents, g_steal_pointer (&id));
}

static void
start_edge (MlgXml  *xml,
            Reading *reading)
{
  g_autofree char *id = mlg_xml_dup_attribute (xml, "id");
  g_autofree char *from = mlg_xml_dup_attribute (xml, "source");
  g_autofree char *to = mlg_xml_dup_attribute (xml, "target");
  g_autofree char *from_port = mlg_xml_dup_attribute (xml, "sourceport");
  g_autofree char *to_port = mlg_xml_dup_attribute (xml, "targetport");
  gboolean directed = reading->directed;
  MlgNetworkItem *link;

  if (mlg_xml_has_value (xml, "directed", "true") || mlg_xml_has_value (xml, "directed", "1"))
    directed = TRUE;
  else if (mlg_xml_has_value (xml, "directed", "false") || mlg_xml_has_value (xml, "directed", "0"))
    directed = FALSE;

  link = mlg_network_add_link (reading->network, id, from, to, directed);
  mlg_network_set (reading->network, link, "sourceport", from_port);
  mlg_network_set (reading->network, link, "targetport", to_port);
  g_ptr_array_add (reading->items, NULL);
  g_ptr_array_add (reading->items, link);
}

static void
start_hyper (MlgXml  *xml,
             Reading *reading)
{
  g_autofree char *id = mlg_xml_dup_attribute (xml, "id");

  g_ptr_array_add (reading->items, NULL);
  g_ptr_array_add (reading->items, mlg_network_add_link (reading->network, id, NULL, NULL, FALSE));
  g_free (reading->hyper);
  reading->hyper = g_strdup ("");
}

static void
add_end_point (MlgXml  *xml,
               Reading *reading)
{
  g_autofree char *node = mlg_xml_dup_attribute (xml, "node");
  g_autofree char *before = reading->hyper;

  reading->hyper = before == NULL || strlen (before) > 10000 ? g_strdup (before)
                   : g_strconcat (before, *before != '\0' ? " | " : "", node != NULL ? node : "", NULL);
}

static void
end_link (Reading *reading)
{
  MlgNetworkItem *link = get_item (reading);

  if (link == NULL || !is_link (reading, link))
    return;
  mlg_network_set (reading->network, link, _("Links together"), reading->hyper);
  g_clear_pointer (&reading->hyper, g_free);
  g_ptr_array_set_size (reading->items, reading->items->len - 2);
}

static void
end_node (Reading *reading)
{
  if (reading->items->len == 0)
    return;
  g_ptr_array_set_size (reading->items, reading->items->len - 1);
  g_free (g_ptr_array_steal_index (reading->parents, reading->parents->len - 1));
}

/* ---- what yEd draws */

/* A node stands where its middle is. */
static void
read_geometry (MlgXml         *xml,
               Reading        *reading,
               MlgNetworkItem *item)
{
  static const char *const names[] = { "x", "y", "width", "height" };
  char *texts[G_N_ELEMENTS (names)];
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    texts[i] = mlg_xml_dup_attribute (xml, names[i]);

  for (guint i = 0; i < 2; i++)
    {
      double start = texts[i] == NULL ? 0 : g_ascii_strtod (texts[i], NULL);
      double size = texts[i + 2] == NULL ? 0 : g_ascii_strtod (texts[i + 2], NULL);

      if (texts[i] != NULL)
        mlg_network_set_default (reading->network, item, names[i], g_ascii_formatd (number, sizeof number, "%.10g", start + size / 2));
      mlg_network_set_default (reading->network, item, names[i + 2], texts[i + 2]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (texts[i]);
}

/* yEd writes every link as directed; its arrows say whether it is. */
static void
read_arrows (MlgXml         *xml,
             Reading        *reading,
             MlgNetworkItem *link)
{
  gboolean at_source = !mlg_xml_has_value (xml, "source", "none"), at_target = !mlg_xml_has_value (xml, "target", "none");

  if (at_source && !at_target)
    mlg_network_turn_link (reading->network, link);
  else if (at_source == at_target)
    mlg_network_set_default (reading->network, link, "direction", at_source ? "mutual" : "undirected");
}

static void
start_graphics (MlgXml     *xml,
                const char *name,
                Reading    *reading)
{
  MlgNetworkItem *item = get_item (reading);
  static const struct { const char *element, *attribute, *column, *usual; } looks[] = {
    { "Fill", "color", "color", "" },
    { "Shape", "type", "shape", "" },
    { "LineStyle", "color", "color", "#000000" },
    { "LineStyle", "type", "shape", "line" },
    { "LineStyle", "width", "thickness", "1.0" },
  };
  gboolean link = item != NULL && is_link (reading, item);

  if (item == NULL)
    return;
  if (strcmp (name, "GroupNode") == 0 || strcmp (name, "GenericGroupNode") == 0)
    reading->n_faces++;
  if (strcmp (name, "Arrows") == 0 && link)
    read_arrows (xml, reading, item);
  else if (strcmp (name, "Geometry") == 0 && !link)
    read_geometry (xml, reading, item);
  else if (strcmp (name, "NodeLabel") == 0 || strcmp (name, "EdgeLabel") == 0)
    {
      reading->in_text = TRUE;
      g_string_truncate (reading->text, 0);
    }

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *text = strcmp (name, looks[i].element) == 0 ? mlg_xml_dup_attribute (xml, looks[i].attribute) : NULL;

      if (text != NULL && strcmp (text, looks[i].usual) != 0)
        mlg_network_set_default (reading->network, item, looks[i].column, text);
    }
}

/* « <html><b>Le Mat</b><br>Drôme &amp; Cie</html> », as yEd lets labels be written: the words alone. */
static char *
dup_words (const char *text)
{
  static const struct { const char *entity, *text; } entities[] = {
    { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&#39;", "'" }, { "&nbsp;", " " }, { "&amp;", "&" },
  };
  g_autoptr(GString) words = g_string_new (NULL);

  if (g_ascii_strncasecmp (text, "<html>", strlen ("<html>")) != 0)
    return g_strdup (text);

  for (const char *p = text; *p != '\0'; p++)
    {
      const char *end = *p == '<' ? strchr (p, '>') : NULL;

      if (end == NULL)
        {
          g_string_append_c (words, *p);
          continue;
        }
      /* Lines and paragraphs stay apart; letters in bold do not. */
      if (words->len > 0 && (g_ascii_strncasecmp (p, "<br", 3) == 0 || g_ascii_strncasecmp (p, "<p", 2) == 0 ||
                             g_ascii_strncasecmp (p, "<li", 3) == 0 || g_ascii_strncasecmp (p, "<div", 4) == 0))
        g_string_append_c (words, ' ');
      p = end;
    }
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    g_string_replace (words, entities[i].entity, entities[i].text, 0);
  g_strstrip (words->str);

  return g_strdup (words->str);
}

/* A node has one name; what else is written on it is kept under names of its own. A folder of yEd has a face
 * for when it is open and one for when it is closed: they say the same, or nothing (« Folder 1 »). */
static void
end_label (Reading *reading)
{
  MlgNetworkItem *item = get_item (reading);
  g_autofree char *label = NULL;
  const char *known;

  reading->in_text = FALSE;
  label = dup_words (g_strstrip (reading->text->str));
  if (item == NULL || *label == '\0')
    return;

  known = mlg_network_get (reading->network, item, "label");
  if (known == NULL)
    mlg_network_set_default (reading->network, item, "label", label);
  else if (strcmp (known, label) != 0 && reading->n_faces < 2)
    mlg_network_set (reading->network, item, _("Also written on it"), label);
}

/* ---- elements */

static void
start_cb (MlgXml     *xml,
          const char *name,
          gpointer    data)
{
  Reading *reading = data;

  if (reading->in_graphics || (reading->data != NULL && *reading->data->name == '\0'))
    {
      reading->in_graphics = TRUE;
      if (!reading->ours)
        start_graphics (xml, name, reading);
    }
  else if (strcmp (name, "key") == 0)
    start_key (xml, reading);
  else if (strcmp (name, "default") == 0)
    g_string_truncate (reading->text, 0);
  else if (strcmp (name, "graph") == 0)
    reading->directed = mlg_xml_has_value (xml, "edgedefault", "directed");
  else if (strcmp (name, "node") == 0)
    start_node (xml, reading);
  else if (strcmp (name, "edge") == 0)
    start_edge (xml, reading);
  else if (strcmp (name, "hyperedge") == 0)
    start_hyper (xml, reading);
  else if (strcmp (name, "endpoint") == 0)
    add_end_point (xml, reading);
  else if (strcmp (name, "data") == 0)
    start_data (xml, reading);
}

static void
end_data (Reading *reading)
{
  MlgNetworkItem *item = get_item (reading);
  Key *key = g_steal_pointer (&reading->data);

  reading->in_graphics = FALSE;
  if (key == NULL || *key->name == '\0')
    return;
  if (item != NULL)
    mlg_network_set (reading->network, item, key->name, reading->text->str);
  else if (strcmp (key->name, "generator") == 0 && strcmp (reading->text->str, "Maillage") == 0)
    {
      mlg_network_set_ours (reading->network);
      reading->ours = TRUE;
    }
  else if (reading->ours && strcmp (key->name, "records") == 0)
    {
      g_free (reading->others);
      reading->others = g_strdup (reading->text->str);
    }
  else if (*g_strstrip (reading->text->str) != '\0')
    {
      g_autofree char *sentence = g_strdup_printf (_("About the whole network: %s: %s"), key->name, reading->text->str);

      mlg_source_add_remark (reading->source, sentence);
    }
}

static void
end_cb (MlgXml     *xml,
        const char *name,
        gpointer    data)
{
  Reading *reading = data;

  if (reading->in_text && (strcmp (name, "NodeLabel") == 0 || strcmp (name, "EdgeLabel") == 0))
    end_label (reading);
  else if (strcmp (name, "data") == 0)
    end_data (reading);
  else if (reading->in_graphics)
    return;
  else if (strcmp (name, "default") == 0 && reading->key != NULL)
    {
      g_free (reading->key->text);
      reading->key->text = g_strdup (reading->text->str);
    }
  else if (strcmp (name, "key") == 0)
    {
      if (reading->key != NULL && reading->key->text != NULL)
        g_ptr_array_add (reading->in_order, reading->key);
      reading->key = NULL;
    }
  else if (strcmp (name, "node") == 0 || strcmp (name, "edge") == 0 || strcmp (name, "hyperedge") == 0)
    {
      gboolean node = strcmp (name, "node") == 0;
      MlgNetworkItem *item = get_item (reading);

      for (guint i = 0; item != NULL && i < reading->in_order->len; i++)
        {
          const Key *key = reading->in_order->pdata[i];

          if (strcmp (key->target, "all") == 0 || strcmp (key->target, node ? "node" : "edge") == 0)
            mlg_network_set_default (reading->network, item, key->name, key->text);
        }
      if (node)
        end_node (reading);
      else
        end_link (reading);
    }
}

static void
text_cb (MlgXml     *xml,
         const char *text,
         gsize       length,
         gpointer    data)
{
  Reading *reading = data;

  if (!reading->in_graphics || reading->in_text)
    g_string_append_len (reading->text, text, length);
}

static gboolean
read_graphml (MlgSource     *source,
              GBytes        *bytes,
              GCancellable  *cancellable,
              GError       **error)
{
  static const MlgXmlHandler handler = { start_cb, end_cb, text_cb };
  g_autoptr(MlgNetwork) network = mlg_network_new ();
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func (free_key);
  g_autoptr(GPtrArray) in_order = g_ptr_array_new ();
  g_autoptr(GPtrArray) items = g_ptr_array_new ();
  g_autoptr(GPtrArray) parents = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GString) text = g_string_new (NULL);
  Reading reading = {
    .network = network, .source = source, .owned = owned, .keys = keys, .in_order = in_order, .items = items, .parents = parents, .text = text,
  };
  gboolean read = mlg_network_parse (bytes, &handler, &reading, cancellable, error);

  read = read && mlg_network_finish (network, source, reading.others, cancellable, error);
  g_free (reading.hyper);
  g_free (reading.others);
  return read;
}

static guint
detect (const char *name,
        GBytes     *bytes)
{
  return mlg_network_detect (bytes, "graphml");
}

const MlgReader mlg_reader_graphml = { "graphml", N_("Network (GraphML)"), detect, read_graphml };
