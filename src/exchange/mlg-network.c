/* Nodes and links of another program, as they are read. */

#include "exchange/mlg-network-private.h"

#include <string.h>

#include "model/mlg-text.h"

static void
free_item (gpointer data)
{
  MlgNetworkItem *item = data;

  g_free (item->key);
  if (item->values != NULL)
    g_array_unref (item->values);
  g_free (item);
}

static void
free_pair (gpointer data)
{
  MlgNetworkPair *pair = data;

  g_free (pair->key);
  g_free (pair->start);
  g_free (pair->end);
  g_free (pair);
}

MlgNetwork *
mlg_network_new (void)
{
  MlgNetwork *self = g_new0 (MlgNetwork, 1);

  self->chunk = g_string_chunk_new (65536);
  self->nodes = g_ptr_array_new_with_free_func (free_item);
  self->links = g_ptr_array_new_with_free_func (free_item);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_pair);
  self->in_order = g_ptr_array_new ();
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->loops = g_string_new (NULL);
  return self;
}

void
mlg_network_free (MlgNetwork *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->nodes);
  g_ptr_array_unref (self->links);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->pairs);
  g_ptr_array_unref (self->in_order);
  g_hash_table_unref (self->keys);
  g_string_free (self->loops, TRUE);
  g_string_chunk_free (self->chunk);
  g_free (self);
}

static const char *
keep (MlgNetwork *self,
      const char *text)
{
  return text == NULL ? NULL : g_string_chunk_insert (self->chunk, text);
}

MlgNetworkItem *
mlg_network_add_node (MlgNetwork *self,
                      const char *id)
{
  MlgNetworkItem *node = g_new0 (MlgNetworkItem, 1);

  node->id = keep (self, id);
  node->line = self->nodes->len + 1;
  g_ptr_array_add (self->nodes, node);
  if (id != NULL && !g_hash_table_contains (self->by_id, id))
    g_hash_table_insert (self->by_id, (gpointer) node->id, node);
  return node;
}

MlgNetworkItem *
mlg_network_add_link (MlgNetwork *self,
                      const char *id,
                      const char *from,
                      const char *to,
                      gboolean    directed)
{
  MlgNetworkItem *link = g_new0 (MlgNetworkItem, 1);

  link->id = keep (self, id);
  link->from = keep (self, from);
  link->to = keep (self, to);
  link->directed = directed;
  link->line = self->links->len + 1;
  g_ptr_array_add (self->links, link);
  return link;
}

void
mlg_network_turn_link (MlgNetwork     *self,
                       MlgNetworkItem *link)
{
  const char *from = link->from;

  link->from = link->to;
  link->to = from;
  link->directed = TRUE;
}

const char *
mlg_network_get (MlgNetwork     *self,
                 MlgNetworkItem *item,
                 const char     *name)
{
  for (guint i = 0; item->values != NULL && i < item->values->len; i++)
    {
      const MlgNetworkValue *value = &g_array_index (item->values, MlgNetworkValue, i);

      if (strcmp (value->name, name) == 0)
        return value->text;
    }

  return NULL;
}

void
mlg_network_set (MlgNetwork     *self,
                 MlgNetworkItem *item,
                 const char     *name,
                 const char     *text)
{
  MlgNetworkValue value;

  if (text == NULL || *text == '\0' || name == NULL || *name == '\0')
    return;

  if (item->values == NULL)
    item->values = g_array_sized_new (FALSE, FALSE, sizeof (MlgNetworkValue), 4);
  value = (MlgNetworkValue) { g_string_chunk_insert_const (self->chunk, name), g_string_chunk_insert (self->chunk, text) };
  g_array_append_val (item->values, value);
}

void
mlg_network_set_default (MlgNetwork     *self,
                         MlgNetworkItem *item,
                         const char     *name,
                         const char     *text)
{
  if (text == NULL || self->n_default_bytes > MLG_NETWORK_MAX_DEFAULT_BYTES || mlg_network_get (self, item, name) != NULL)
    return;

  self->n_default_bytes += strlen (text) + sizeof (MlgNetworkValue);
  mlg_network_set (self, item, name, text);
}

void
mlg_network_set_ours (MlgNetwork *self)
{
  self->ours = TRUE;
}

/* ---- what the nodes are called */

const char *
mlg_network_get_label (MlgNetwork      *self,
                       MlgNetworkItem  *node,
                       const char     **from)
{
  static const char *const names[] = { "label", "Label", "name", "Name", "nom", "Nom", "NOM", "title", NULL };

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *text = mlg_network_get (self, node, names[i]);

      if (text != NULL && (i == 0 || !self->ours))
        {
          *from = names[i];
          return text;
        }
    }

  *from = "";
  return node->id;
}

static void
claim (GHashTable     *names,
       const char     *name,
       MlgNetworkItem *node)
{
  gpointer known;

  if (name == NULL)
    return;
  if (!g_hash_table_lookup_extended (names, name, NULL, &known))
    g_hash_table_insert (names, g_strdup (name), node);
  else if (known != node)
    g_hash_table_insert (names, g_strdup (name), NULL);
}

/* The id of a node may be the label of another one (1, 2, 3 … beside 0, 1, 2 …), or differ by its case
 * alone, and the sheets know their records by both: such a node gets a name that nobody else has. */
void
mlg_network_name_nodes (MlgNetwork *self)
{
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *from;

  for (guint i = 0; i < self->nodes->len; i++)
    {
      MlgNetworkItem *node = self->nodes->pdata[i];
      const char *label = mlg_network_get_label (self, node, &from);
      g_autofree char *folded_id = node->id == NULL ? NULL : mlg_fold (node->id);
      g_autofree char *folded_label = label == NULL ? NULL : mlg_fold (label);

      if (node->id == NULL || g_hash_table_lookup (self->by_id, node->id) != node)
        continue;
      claim (names, node->id, node);
      claim (names, folded_id, node);
      claim (names, label, node);
      claim (names, folded_label, node);
    }

  for (guint i = 0; i < self->nodes->len; i++)
    {
      MlgNetworkItem *node = self->nodes->pdata[i], *first = node->id == NULL ? NULL : g_hash_table_lookup (self->by_id, node->id);

      if (first == NULL)
        continue;
      if (first != node || g_hash_table_lookup (names, node->id) == node)
        node->key = g_strdup (node->id);
      else
        node->key = g_strdup_printf ("%s #%u", node->id, i + 1);
    }
}
