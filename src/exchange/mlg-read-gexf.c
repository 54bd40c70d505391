/* GEXF 1.1 to 1.3 (docs/interchange.md §5.5): nodes within nodes as if they stood beside them, values that
 * hold for a time only with their dates.
 */

#include "exchange/mlg-network.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ATTRIBUTES 1000u

typedef struct
{
  char     *id, *title, *text;     /* text: default; or NULL */
  gboolean  of_links, is_list;
} Attribute;

typedef struct
{
  MlgNetwork     *network;
  MlgSource      *source;
  GPtrArray      *attributes;      /* Attribute */
  GHashTable     *by_id;           /* "n\nid", "e\nid" → Attribute; lent */
  Attribute      *attribute;       /* being declared; or NULL */
  gboolean        of_links;        /* of the declarations being read */
  GPtrArray      *nodes;           /* MlgNetworkItem: those that are open */
  GPtrArray      *ids;             /* their ids */
  MlgNetworkItem *link;            /* or NULL */
  gboolean        directed, in_meta, in_default, ours;
  char           *others;
  GString        *text;
} Reading;

static void
free_attribute (gpointer data)
{
  Attribute *attribute = data;

  g_free (attribute->id);
  g_free (attribute->title);
  g_free (attribute->text);
  g_free (attribute);
}

static MlgNetworkItem *
get_item (Reading *reading)
{
  if (reading->link != NULL)
    return reading->link;
  return reading->nodes->len == 0 ? NULL : reading->nodes->pdata[reading->nodes->len - 1];
}

/* What XML says of @item in an attribute of its own. */
static void
take (MlgXml         *xml,
      Reading        *reading,
      MlgNetworkItem *item,
      const char     *attribute,
      const char     *name)
{
  g_autofree char *text = mlg_xml_dup_attribute (xml, attribute);

  if (text != NULL)
    mlg_network_set (reading->network, item, name, text);
}

static void
take_dates (MlgXml         *xml,
            Reading        *reading,
            MlgNetworkItem *item)
{
  if (reading->ours)
    return;
  take (xml, reading, item, "start", "start");
  take (xml, reading, item, "startopen", "start");
  take (xml, reading, item, "end", "end");
  take (xml, reading, item, "endopen", "end");
  take (xml, reading, item, "timestamp", "timestamp");
  take (xml, reading, item, "timestamps", "timestamps");
  take (xml, reading, item, "intervals", "intervals");
}

/* ---- declarations */

static void
start_attribute (MlgXml  *xml,
                 Reading *reading)
{
  Attribute *attribute = g_new0 (Attribute, 1);
  g_autofree char *type = NULL;

  attribute->id = mlg_xml_dup_attribute (xml, "id");
  attribute->title = mlg_xml_dup_attribute (xml, "title");
  attribute->of_links = reading->of_links;
  type = mlg_xml_dup_attribute (xml, "type");
  attribute->is_list = type != NULL && g_str_has_prefix (type, "list");
  if (attribute->id == NULL)
    attribute->id = g_strdup ("");
  if (attribute->title == NULL || *attribute->title == '\0')
    {
      g_free (attribute->title);
      attribute->title = g_strdup (attribute->id);
    }
  if (reading->attributes->len >= MAX_ATTRIBUTES)
    mlg_xml_fail (xml, g_error_new_literal (MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE,
                                            _("This file is too large to be a list of records.")));

  g_ptr_array_add (reading->attributes, attribute);
  g_hash_table_replace (reading->by_id, g_strconcat (attribute->of_links ? "e\n" : "n\n", attribute->id, NULL), attribute);
  reading->attribute = attribute;
}

/* « [laine, lien] », as Gephi writes a list. */
static void
strip_brackets (char *text)
{
  gsize length = strlen (text);

  if (length < 2 || *text != '[' || text[length - 1] != ']')
    return;
  memmove (text, text + 1, length - 2);
  text[length - 2] = '\0';
}

static void
add_value (MlgXml  *xml,
           Reading *reading)
{
  MlgNetworkItem *item = get_item (reading);
  g_autofree char *id = mlg_xml_dup_attribute (xml, "for"), *text = mlg_xml_dup_attribute (xml, "value");
  g_autofree char *start = mlg_xml_dup_attribute (xml, "start"), *end = mlg_xml_dup_attribute (xml, "end");
  g_autofree char *name = NULL, *dated = NULL;
  Attribute *attribute;

  if (item == NULL || text == NULL)
    return;
  if (id == NULL)
    id = mlg_xml_dup_attribute (xml, "id");     /* 1.0 */
  name = g_strconcat (reading->link != NULL ? "e\n" : "n\n", id != NULL ? id : "", NULL);
  attribute = g_hash_table_lookup (reading->by_id, name);
  if (attribute != NULL && attribute->is_list)
    strip_brackets (text);
  if (start != NULL || end != NULL)
    dated = g_strdup_printf ("%s (%s – %s)", text, start != NULL ? start : "", end != NULL ? end : "");
  mlg_network_set (reading->network, item, attribute != NULL ? attribute->title : id != NULL ? id : "attvalue", dated != NULL ? dated : text);
}

/* ---- nodes and links */

static void
start_node (MlgXml  *xml,
            Reading *reading)
{
  g_autofree char *id = mlg_xml_dup_attribute (xml, "id"), *parent = mlg_xml_dup_attribute (xml, "pid");
  MlgNetworkItem *node = mlg_network_add_node (reading->network, id);

  take (xml, reading, node, "label", "label");
  take_dates (xml, reading, node);
  if (parent == NULL && reading->ids->len > 0)
    parent = g_strdup (reading->ids->pdata[reading->ids->len - 1]);
  mlg_network_set (reading->network, node, _("Within"), parent);
  g_ptr_array_add (reading->nodes, node);
  g_ptr_array_add (reading->ids, g_steal_pointer (&id));
}

static void
start_edge (MlgXml  *xml,
            Reading *reading)
{
  g_autofree char *id = mlg_xml_dup_attribute (xml, "id");
  g_autofree char *from = mlg_xml_dup_attribute (xml, "source"), *to = mlg_xml_dup_attribute (xml, "target");
  gboolean directed = reading->directed;

  if (mlg_xml_has_value (xml, "type", "directed"))
    directed = TRUE;
  else if (mlg_xml_has_value (xml, "type", "undirected") || mlg_xml_has_value (xml, "type", "mutual"))
    directed = FALSE;

  reading->link = mlg_network_add_link (reading->network, id, from, to, directed);
  take (xml, reading, reading->link, "label", "label");
  if (!reading->ours)
    {
      take (xml, reading, reading->link, "kind", "kind");
      take (xml, reading, reading->link, "weight", "weight");
      take (xml, reading, reading->link, "cardinal", "weight");     /* 1.0 */
    }
  take_dates (xml, reading, reading->link);
}

static void
end_item (Reading *reading,
          gboolean links)
{
  MlgNetworkItem *item = get_item (reading);

  for (guint i = 0; item != NULL && i < reading->attributes->len; i++)
    {
      const Attribute *attribute = reading->attributes->pdata[i];

      if (attribute->text != NULL && attribute->of_links == links)
        mlg_network_set_default (reading->network, item, attribute->title, attribute->text);
    }

  if (links)
    reading->link = NULL;
  else if (reading->nodes->len > 0)
    {
      g_ptr_array_set_size (reading->nodes, reading->nodes->len - 1);
      g_free (g_ptr_array_steal_index (reading->ids, reading->ids->len - 1));
    }
}

/* ---- how they are drawn */

static void
take_colour (MlgXml         *xml,
             Reading        *reading,
             MlgNetworkItem *item)
{
  g_autofree char *hex = mlg_xml_dup_attribute (xml, "hex");
  g_autofree char *alpha = mlg_xml_dup_attribute (xml, "a");
  g_autofree char *text = NULL;

  if (hex != NULL)
    text = g_strconcat (*hex == '#' ? "" : "#", hex, NULL);
  else
    text = g_strdup_printf ("#%02X%02X%02X", MIN (mlg_xml_get_number (xml, "r"), 255u), MIN (mlg_xml_get_number (xml, "g"), 255u),
                            MIN (mlg_xml_get_number (xml, "b"), 255u));
  mlg_network_set (reading->network, item, "color", text);
  if (alpha != NULL && g_ascii_strtod (alpha, NULL) != 1)
    mlg_network_set (reading->network, item, "alpha", alpha);
}

/* There, up is more. */
static void
take_position (MlgXml         *xml,
               Reading        *reading,
               MlgNetworkItem *item)
{
  g_autofree char *y = mlg_xml_dup_attribute (xml, "y"), *z = mlg_xml_dup_attribute (xml, "z");
  g_autofree char *turned = NULL;

  if (y != NULL)
    turned = *y == '-' ? g_strdup (y + 1) : g_ascii_strtod (y, NULL) == 0 ? g_strdup (y) : g_strconcat ("-", y, NULL);
  take (xml, reading, item, "x", "x");
  mlg_network_set (reading->network, item, "y", turned);
  if (z != NULL && g_ascii_strtod (z, NULL) != 0)
    mlg_network_set (reading->network, item, "z", z);
}

static void
start_inside (MlgXml     *xml,
              const char *name,
              Reading    *reading)
{
  MlgNetworkItem *item = get_item (reading);

  if (item == NULL)
    return;
  if (strcmp (name, "attvalue") == 0)
    add_value (xml, reading);
  else if (strcmp (name, "color") == 0)
    take_colour (xml, reading, item);
  else if (strcmp (name, "position") == 0)
    take_position (xml, reading, item);
  else if (strcmp (name, "size") == 0)
    take (xml, reading, item, "value", "size");
  else if (strcmp (name, "thickness") == 0)
    take (xml, reading, item, "value", "thickness");
  else if (strcmp (name, "shape") == 0)
    {
      take (xml, reading, item, "value", "shape");
      take (xml, reading, item, "uri", "image");
    }
  else if (strcmp (name, "spell") == 0)
    take_dates (xml, reading, item);
  else if (strcmp (name, "parent") == 0)
    take (xml, reading, item, "for", _("Within"));
}

/* ---- elements */

static void
start_cb (MlgXml     *xml,
          const char *name,
          gpointer    data)
{
  Reading *reading = data;

  g_string_truncate (reading->text, 0);
  if (strcmp (name, "meta") == 0)
    reading->in_meta = TRUE;
  else if (strcmp (name, "graph") == 0)
    reading->directed = mlg_xml_has_value (xml, "defaultedgetype", "directed");
  else if (strcmp (name, "attributes") == 0)
    reading->of_links = mlg_xml_has_value (xml, "class", "edge");
  else if (strcmp (name, "attribute") == 0)
    start_attribute (xml, reading);
  else if (strcmp (name, "default") == 0)
    reading->in_default = TRUE;
  else if (strcmp (name, "node") == 0)
    start_node (xml, reading);
  else if (strcmp (name, "edge") == 0)
    start_edge (xml, reading);
  else
    start_inside (xml, name, reading);
}

static void
end_meta (const char *name,
          Reading    *reading)
{
  const char *text = g_strstrip (reading->text->str);

  if (*text == '\0')
    return;
  if (strcmp (name, "creator") == 0 && strcmp (text, "Maillage") == 0)
    {
      mlg_network_set_ours (reading->network);
      reading->ours = TRUE;
    }
  else if (strcmp (name, "records") == 0 && reading->ours)
    {
      g_free (reading->others);
      reading->others = g_strdup (text);
    }
  else if (!reading->ours)
    {
      g_autofree char *sentence = g_strdup_printf (_("About the whole network: %s: %s"), name, text);

      mlg_source_add_remark (reading->source, sentence);
    }
}

static void
end_cb (MlgXml     *xml,
        const char *name,
        gpointer    data)
{
  Reading *reading = data;

  if (strcmp (name, "meta") == 0)
    reading->in_meta = FALSE;
  else if (reading->in_meta)
    end_meta (name, reading);
  else if (strcmp (name, "default") == 0)
    {
      reading->in_default = FALSE;
      if (reading->attribute != NULL)
        {
          g_free (reading->attribute->text);
          reading->attribute->text = g_strdup (reading->text->str);
        }
    }
  else if (strcmp (name, "attribute") == 0)
    reading->attribute = NULL;
  else if (strcmp (name, "node") == 0)
    end_item (reading, FALSE);
  else if (strcmp (name, "edge") == 0)
    end_item (reading, TRUE);
  g_string_truncate (reading->text, 0);
}

static void
text_cb (MlgXml     *xml,
         const char *text,
         gsize       length,
         gpointer    data)
{
  Reading *reading = data;

  if (reading->in_meta || reading->in_default)
    g_string_append_len (reading->text, text, length);
}

static gboolean
read_gexf (MlgSource     *source,
           GBytes        *bytes,
           GCancellable  *cancellable,
           GError       **error)
{
  static const MlgXmlHandler handler = { start_cb, end_cb, text_cb };
  g_autoptr(MlgNetwork) network = mlg_network_new ();
  g_autoptr(GPtrArray) attributes = g_ptr_array_new_with_free_func (free_attribute);
  g_autoptr(GHashTable) by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) nodes = g_ptr_array_new ();
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GString) text = g_string_new (NULL);
  Reading reading = { .network = network, .source = source, .attributes = attributes, .by_id = by_id, .nodes = nodes, .ids = ids, .text = text };
  gboolean read = mlg_network_parse (bytes, &handler, &reading, cancellable, error) &&
                  mlg_network_finish (network, source, reading.others, cancellable, error);

  g_free (reading.others);
  return read;
}

static guint
detect (const char *name,
        GBytes     *bytes)
{
  return mlg_network_detect (bytes, "gexf");
}

const MlgReader mlg_reader_gexf = { "gexf", N_("Network (GEXF)"), detect, read_gexf };
