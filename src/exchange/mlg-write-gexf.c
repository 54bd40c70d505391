/* GEXF 1.3, for Gephi (docs/interchange.md §5.5). */

#include "exchange/mlg-write-network.h"

#include <string.h>

static void
append_attributes (GString    *xml,
                   GArray     *columns,
                   const char *class)
{
  g_string_append_printf (xml, "<attributes class=\"%s\">\n", class);
  for (guint i = 0; i < columns->len; i++)
    {
      const MlgNetworkColumn *column = &g_array_index (columns, MlgNetworkColumn, i);

      if (column->n_filled == 0)
        continue;
      g_string_append_printf (xml, "<attribute id=\"%u\"", i);
      mlg_network_append_attribute (xml, "title", column->name);
      g_string_append_printf (xml, " type=\"%s\"/>\n", column->type);
    }
  g_string_append (xml, "</attributes>\n");
}

static void
append_values (GString        *xml,
               MlgNetworkMark *mark,
               GArray         *columns)
{
  gboolean some = FALSE;

  for (guint i = 0; i < columns->len; i++)
    {
      if (*mark->values[i] == '\0')
        continue;
      if (!some)
        g_string_append (xml, "<attvalues>\n");
      some = TRUE;
      g_string_append_printf (xml, "<attvalue for=\"%u\"", i);
      mlg_network_append_attribute (xml, "value", mark->values[i]);
      g_string_append (xml, "/>\n");
    }
  if (some)
    g_string_append (xml, "</attvalues>\n");
}

static void
append_colour (GString    *xml,
               const char *colour)
{
  guint rgb = (guint) g_ascii_strtoull (colour + 1, NULL, 16);

  g_string_append_printf (xml, "<viz:color r=\"%u\" g=\"%u\" b=\"%u\"/>\n", rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
}

static const char *
get_shape (const char *kind)
{
  static const struct { const char *kind, *shape; } shapes[] = {
    { "collective", "triangle" }, { "place", "square" }, { "group", "square" }, { "person", "diamond" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (g_strcmp0 (kind, shapes[i].kind) == 0)
      return shapes[i].shape;
  return "disc";
}

static void
append_node (GString           *xml,
             MlgNetworkPicture *picture,
             MlgNetworkMark    *node)
{
  g_string_append_printf (xml, "<node id=\"%s\"", node->id);
  mlg_network_append_attribute (xml, "label", node->label);
  g_string_append (xml, ">\n");
  append_values (xml, node, picture->node_columns);
  append_colour (xml, node->colour);
  if (node->x != NULL)
    {
      /* There, up is more. */
      const char *sign = *node->y == '-' || g_ascii_strtod (node->y, NULL) == 0 ? "" : "-";

      g_string_append_printf (xml, "<viz:position x=\"%s\" y=\"%s%s\" z=\"0.0\"/>\n", node->x, sign, *node->y == '-' ? node->y + 1 : node->y);
    }
  g_string_append_printf (xml, "<viz:size value=\"10.0\"/>\n<viz:shape value=\"%s\"/>\n</node>\n", get_shape (node->kind));
}

static void
append_link (GString           *xml,
             MlgNetworkPicture *picture,
             MlgNetworkMark    *link)
{
  static const char *const strokes[] = { "solid", "dashed", "dotted", "double" };

  g_string_append_printf (xml, "<edge id=\"%s\" source=\"%s\" target=\"%s\"", link->id, link->from, link->to);
  mlg_network_append_attribute (xml, "label", link->label);
  mlg_network_append_attribute (xml, "kind", link->words);
  mlg_network_append_attribute (xml, "weight", link->weight);
  mlg_network_append_attribute (xml, "start", link->start);
  mlg_network_append_attribute (xml, "end", link->end);
  g_string_append (xml, ">\n");
  append_values (xml, link, picture->link_columns);
  append_colour (xml, link->colour);
  g_string_append_printf (xml, "<viz:thickness value=\"1.0\"/>\n<viz:shape value=\"%s\"/>\n</edge>\n", strokes[link->stroke]);
}

GBytes *
mlg_write_gexf (MlgProject              *project,
                const MlgExportOptions  *options,
                GError                 **error)
{
  g_auto(MlgNetworkPicture) picture = { 0 };
  GString *xml;

  if (!mlg_network_picture_read (&picture, project, options, error))
    return NULL;

  xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n"
                      "<meta>\n<creator>Maillage</creator>\n");
  if (picture.others != NULL)
    {
      g_string_append (xml, "<records>");
      mlg_network_append_text (xml, picture.others);
      g_string_append (xml, "</records>\n");
    }
  g_string_append_printf (xml, "</meta>\n<graph defaultedgetype=\"directed\" idtype=\"string\" mode=\"%s\"%s>\n",
                          picture.dated ? "dynamic" : "static", picture.dated ? " timeformat=\"date\" timerepresentation=\"interval\"" : "");
  append_attributes (xml, picture.node_columns, "node");
  append_attributes (xml, picture.link_columns, "edge");
  g_string_append (xml, "<nodes>\n");
  for (guint i = 0; i < picture.nodes->len; i++)
    append_node (xml, &picture, picture.nodes->pdata[i]);
  g_string_append (xml, "</nodes>\n<edges>\n");
  for (guint i = 0; i < picture.links->len; i++)
    append_link (xml, &picture, picture.links->pdata[i]);
  g_string_append (xml, "</edges>\n</graph>\n</gexf>\n");
  return g_string_free_to_bytes (xml);
}
