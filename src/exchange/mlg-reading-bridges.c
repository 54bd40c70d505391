/* Without whom, and without which link, a group falls apart: said in plain words. */

#include "exchange/mlg-reading-private.h"

#include <glib/gi18n-lib.h>

#define MAX_PARTS_NAMED 4
#define MAX_BRIDGES     60     /* sentences: each is worked out by a walk; the drawing rings them all */

static char *
say_parts (MlgReader *self,
           guint      node,
           GPtrArray *parts)
{
  g_autoptr(GString) names = g_string_new (NULL);
  const char *name = mlg_reader_get_name (self, node);

  for (guint i = 0; i < MIN (parts->len, MAX_PARTS_NAMED); i++)
    {
      g_autofree char *part = mlg_reader_name_part (self, parts->pdata[i]);

      g_string_append_printf (names, "%s%s", i > 0 ? _(" ; ") : "", part);
    }
  if (parts->len > MAX_PARTS_NAMED)
    g_string_append (names, "…");

  if (parts->len == 2)
    return g_strdup_printf (_("Without %s, the group falls in two: %s"), name, names->str);
  if (parts->len == 3)
    return g_strdup_printf (_("Without %s, the group falls in three: %s"), name, names->str);

  return g_strdup_printf (_("Without %s, the group falls in %u: %s"), name, parts->len, names->str);
}

static void
add_actors (MlgReader   *self,
            MlgMeasures *measures)
{
  for (guint i = 0; i < MIN (measures->articulations->len, MAX_BRIDGES); i++)
    {
      guint node = g_array_index (measures->articulations, MlgArticulation, i).node;
      g_autoptr(GPtrArray) parts = mlg_graph_dup_parts (self->graph, self->layers, node);

      mlg_reader_add_actor (self, mlg_reader_add_line (self, say_parts (self, node, parts)), node);
    }
}

/* A link to somebody who has no other says nothing new: that actor hangs on it. Between two groups, it
 * is the only one.
 */
static void
add_links (MlgReader   *self,
           MlgMeasures *measures)
{
  const MlgGraphEdge *edges = mlg_graph_get_edges (self->graph);
  guint n = 0;

  for (guint i = 0; i < measures->bridges->len && n < MAX_BRIDGES; i++)
    {
      guint index = g_array_index (measures->bridges, guint, i);
      const MlgGraphEdge *edge = &edges[index];
      g_autoptr(GArray) side_a = NULL, side_b = NULL;
      MlgReadingLine *line;
      char *text;

      if (measures->degree[edge->a] < 2 || measures->degree[edge->b] < 2)
        continue;
      mlg_graph_dup_sides (self->graph, self->layers, index, &side_a, &side_b);
      text = g_strdup_printf (_("%s – %s: the only link between a group of %u and a group of %u actors"),
                              mlg_reader_get_name (self, edge->a), mlg_reader_get_name (self, edge->b), side_a->len, side_b->len);
      line = mlg_reader_add_line (self, text);
      mlg_reader_add_actor (self, line, edge->a);
      mlg_reader_add_actor (self, line, edge->b);
      mlg_reader_add_tie (self, line, index);
      n++;
    }
}

void
mlg_reader_bridges (MlgReader *self)
{
  g_autoptr(MlgMeasures) measures = mlg_measures_new (self->graph, self->layers, MLG_MEASURE_BASIC);
  guint n = measures->articulations->len;

  if (n == 0)
    {
      self->reading->sentence = g_strdup (_("No group depends on one actor alone."));
      return;
    }

  self->reading->sentence =
    g_strdup_printf (ngettext ("%u actor without whom a group falls apart.", "%u actors without whom a group falls apart.", n), n);
  add_actors (self, measures);
  add_links (self, measures);
}
