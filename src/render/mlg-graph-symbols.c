/* The mark of an actor in the graph: its colour says one thing, its form the same or another. */

#include "render/mlg-graph-draw-private.h"
#include "render/mlg-svg-text.h"

#include <math.h>
#include <string.h>

static gboolean
is_unknown_ring (MlgMapSign form)
{
  return form.class == MLG_MAP_UNKNOWN && form.sort == MLG_SPOT_ACTOR;
}

void
mlg_graph_draw_mark (cairo_t      *cr,
                     const MlgInk *ink,
                     MlgMapSign    form,
                     MlgMapSign    colour,
                     double        x,
                     double        y,
                     double        radius)
{
  double rim = MAX (1.2, radius * 0.16) * (ink->line_scale > 1 ? 1.3 : 1);

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  mlg_map_sign_add_shape (cr, form, x, y, radius);
  mlg_ink_set_colour (cr, &ink->paper, 1);
  cairo_set_line_width (cr, 2 * rim);
  cairo_stroke_preserve (cr);

  if (is_unknown_ring (form))
    {
      cairo_fill (cr);
      mlg_ink_add_shape (cr, MLG_SHAPE_RING, x, y, radius * 0.84);
      cairo_set_line_width (cr, radius * 0.36);
      mlg_ink_set_colour (cr, mlg_map_sign_get_colour (ink, colour), 1);
      cairo_stroke (cr);
    }
  else
    {
      mlg_ink_set_colour (cr, mlg_map_sign_get_colour (ink, colour), 1);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}

/* How many actors a group holds, in its middle. */
static void
write_count (cairo_t      *cr,
             const MlgInk *ink,
             guint         n_actors,
             double        x,
             double        y,
             double        radius)
{
  g_autofree char *text = g_strdup_printf ("%u", n_actors);
  double size = MIN (radius * (strlen (text) > 3 ? 0.62 : 0.8), 22);
  double width, height;

  if (size < 6)
    return;
  mlg_graph_draw_text (NULL, text, &ink->paper, 0, 0, size, TRUE, &width, &height);
  mlg_graph_draw_text (cr, text, &ink->paper, x - width / 2, y - height / 2, size, TRUE, NULL, NULL);
}

void
mlg_graph_draw_node (cairo_t            *cr,
                     const MlgSceneNode *node,
                     const MlgInk       *ink,
                     double              x,
                     double              y,
                     double              radius)
{
  mlg_graph_draw_mark (cr, ink, node->form, node->colour, x, y, radius);
  if (node->n_actors > 0)
    write_count (cr, ink, node->n_actors, x, y, radius);
}

void
mlg_graph_draw_node_mark (cairo_t       *cr,
                          const MlgInk  *ink,
                          MlgGraphScene *scene,
                          guint          node,
                          double         x,
                          double         y,
                          double         radius)
{
  const MlgSceneNode *it = &mlg_graph_scene_get_nodes (scene)[node];

  mlg_graph_draw_mark (cr, ink, it->form, it->colour, x, y, radius);
}
