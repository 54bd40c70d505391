/* GraphML: plain keys that every program reads, and the block by which yEd draws (docs/interchange.md §5.6). */

#include "exchange/mlg-write-network.h"

#include <string.h>

static void
append_keys (GString    *xml,
             GArray     *columns,
             const char *target,
             char        letter)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const MlgNetworkColumn *column = &g_array_index (columns, MlgNetworkColumn, i);

      if (column->n_filled == 0)
        continue;
      g_string_append_printf (xml, "<key id=\"%c%u\" for=\"%s\" attr.name=\"", letter, i, target);
      mlg_network_append_text (xml, column->name);
      g_string_append_printf (xml, "\" attr.type=\"%s\"/>\n", column->type);
    }
}

static void
append_data (GString    *xml,
             const char *key,
             const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (xml, "<data key=\"%s\">", key);
  mlg_network_append_text (xml, text);
  g_string_append (xml, "</data>\n");
}

static void
append_values (GString        *xml,
               MlgNetworkMark *mark,
               GArray         *columns,
               char            letter)
{
  for (guint i = 0; i < columns->len; i++)
    {
      g_autofree char *key = g_strdup_printf ("%c%u", letter, i);

      append_data (xml, key, mark->values[i]);
    }
}

static const char *
get_shape (const char *kind)
{
  static const struct { const char *kind, *shape; } shapes[] = {
    { "collective", "hexagon" }, { "place", "rectangle" }, { "group", "roundrectangle" }, { "person", "diamond" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (g_strcmp0 (kind, shapes[i].kind) == 0)
      return shapes[i].shape;
  return "ellipse";
}

static void
append_drawn_node (GString        *xml,
                   MlgNetworkMark *node)
{
  const double size = 30;
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (xml, "<data key=\"d0\"><y:ShapeNode><y:Geometry width=\"30\" height=\"30\"");
  if (node->x != NULL)
    g_string_append_printf (xml, " x=\"%s\" y=\"%s\"",
                            g_ascii_formatd (x, sizeof x, "%.10g", g_ascii_strtod (node->x, NULL) - size / 2),
                            g_ascii_formatd (y, sizeof y, "%.10g", g_ascii_strtod (node->y, NULL) - size / 2));
  g_string_append_printf (xml, "/><y:Fill color=\"%s\" transparent=\"false\"/><y:NodeLabel modelName=\"sides\" modelPosition=\"s\">", node->colour);
  mlg_network_append_text (xml, node->label);
  g_string_append_printf (xml, "</y:NodeLabel><y:Shape type=\"%s\"/></y:ShapeNode></data>\n", get_shape (node->kind));
}

static void
append_drawn_link (GString        *xml,
                   MlgNetworkMark *link)
{
  static const char *const strokes[] = { "line", "dashed", "dotted", "line" };

  g_string_append_printf (xml, "<data key=\"d1\"><y:PolyLineEdge><y:LineStyle color=\"%s\" type=\"%s\" width=\"%s\"/>"
                          "<y:Arrows source=\"none\" target=\"%s\"/>",
                          link->colour, strokes[link->stroke], link->stroke == MLG_NETWORK_DOUBLE ? "3.0" : "1.0",
                          link->directed ? "standard" : "none");
  if (link->label != NULL || link->words != NULL)
    {
      g_string_append (xml, "<y:EdgeLabel>");
      mlg_network_append_text (xml, link->label != NULL ? link->label : link->words);
      g_string_append (xml, "</y:EdgeLabel>");
    }
  g_string_append (xml, "</y:PolyLineEdge></data>\n");
}

static void
append_node (GString           *xml,
             MlgNetworkPicture *picture,
             MlgNetworkMark    *node)
{
  g_string_append_printf (xml, "<node id=\"%s\">\n", node->id);
  append_data (xml, "label", node->label);
  append_data (xml, "x", node->x);
  append_data (xml, "y", node->y);
  append_values (xml, node, picture->node_columns, 'n');
  append_drawn_node (xml, node);
  g_string_append (xml, "</node>\n");
}

static void
append_link (GString           *xml,
             MlgNetworkPicture *picture,
             MlgNetworkMark    *link)
{
  g_string_append_printf (xml, "<edge id=\"%s\" source=\"%s\" target=\"%s\">\n", link->id, link->from, link->to);
  append_data (xml, "name", link->label);
  append_values (xml, link, picture->link_columns, 'e');
  append_drawn_link (xml, link);
  g_string_append (xml, "</edge>\n");
}

GBytes *
mlg_write_graphml (MlgProject              *project,
                   const MlgExportOptions  *options,
                   GError                 **error)
{
  g_auto(MlgNetworkPicture) picture = { 0 };
  GString *xml;

  if (!mlg_network_picture_read (&picture, project, options, error))
    return NULL;

  xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:y=\"http://www.yworks.com/xml/graphml\">\n"
                      "<key id=\"generator\" for=\"graph\" attr.name=\"generator\" attr.type=\"string\"/>\n"
                      "<key id=\"records\" for=\"graph\" attr.name=\"records\" attr.type=\"string\"/>\n"
                      "<key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n"
                      "<key id=\"x\" for=\"node\" attr.name=\"x\" attr.type=\"double\"/>\n"
                      "<key id=\"y\" for=\"node\" attr.name=\"y\" attr.type=\"double\"/>\n"
                      "<key id=\"name\" for=\"edge\" attr.name=\"label\" attr.type=\"string\"/>\n");
  append_keys (xml, picture.node_columns, "node", 'n');
  append_keys (xml, picture.link_columns, "edge", 'e');
  g_string_append (xml, "<key id=\"d0\" for=\"node\" yfiles.type=\"nodegraphics\"/>\n"
                        "<key id=\"d1\" for=\"edge\" yfiles.type=\"edgegraphics\"/>\n"
                        "<graph id=\"G\" edgedefault=\"directed\">\n");
  append_data (xml, "generator", "Maillage");
  append_data (xml, "records", picture.others);
  for (guint i = 0; i < picture.nodes->len; i++)
    append_node (xml, &picture, picture.nodes->pdata[i]);
  for (guint i = 0; i < picture.links->len; i++)
    append_link (xml, &picture, picture.links->pdata[i]);
  g_string_append (xml, "</graph>\n</graphml>\n");
  return g_string_free_to_bytes (xml);
}
