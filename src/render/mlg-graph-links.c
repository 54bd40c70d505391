/* Partnerships as lines: a strand for each economy and each direction of the axes, as wide as their
 * number, with an arrowhead where it goes one way.
 *
 *        ━━━━━━━━━▶   what A brings to B
 *    A   ◀━━━━━━━━━   what B brings to A      B
 *        ━━━━━━━━━━   what they do together
 */

#include "render/mlg-graph-draw-private.h"

#include <math.h>

#define MIN_ARROW_ZOOM 0.3        /* smaller, an arrowhead is a dot */
#define MANY_ARROWS    300         /* seen from afar they are only noise */
#define MAX_ARROW_AXES 12          /* more is a link between groups: its directions say nothing */

typedef enum
{
  WAY_FORTH,
  WAY_BACK,
  WAY_BOTH,
  N_WAYS,
} Way;

typedef struct
{
  cairo_t            *cr;
  const MlgGraphLook *look;
  const MlgSceneEdge *edge;
  MlgPoint            a, b;        /* on the surface, in the middle of the marks */
  double              from, to;    /* along the line: where it leaves the mark of a, where it meets that of b */
  double              ux, uy;      /* along, from a to b */
  double              length;
  double              unit;        /* width of one axis */
  double              alpha;
  gboolean            arrows;
  double              scale;       /* of arrowheads: smaller from far away */
} Strands;

static double
edge_alpha (const MlgGraphLook *look,
            const MlgSceneEdge *edge,
            guint               aside)
{
  /* Those that a placement leaves aside are not what it is about. */
  return aside == 2 ? MLG_GRAPH_FAINT : aside == 1 ? 0.4 :
         (look->facts_only && edge->wish) || mlg_graph_is_faint (look, edge->a) || mlg_graph_is_faint (look, edge->b)
           ? MLG_GRAPH_FAINT : edge->line == MLG_LINE_THIN ? 0.75 : 1;
}

static guint
count_axes (const MlgSceneEdge *edge,
            MlgEconomy          economy,
            Way                 way)
{
  return way == WAY_FORTH ? edge->n_forth[economy] : way == WAY_BACK ? edge->n_back[economy]
           : edge->n_axes[economy] - edge->n_forth[economy] - edge->n_back[economy];
}

/* @along: where its tip is; @turn: 1 towards b, −1 towards a. */
static void
draw_arrowhead (const Strands *self,
                double         along,
                double         across,
                double         size,
                double         turn)
{
  double nx = -self->uy, ny = self->ux;
  double tip_x = self->a.x + self->ux * along + nx * across;
  double tip_y = self->a.y + self->uy * along + ny * across;
  double back_x = tip_x - self->ux * size * turn;
  double back_y = tip_y - self->uy * size * turn;

  cairo_move_to (self->cr, tip_x, tip_y);
  cairo_line_to (self->cr, back_x + nx * size * 0.46, back_y + ny * size * 0.46);
  cairo_line_to (self->cr, back_x - nx * size * 0.46, back_y - ny * size * 0.46);
  cairo_close_path (self->cr);
  cairo_fill (self->cr);
}

static void
draw_strand (const Strands *self,
             MlgEconomy     economy,
             Way            way,
             double         across,
             double         width)
{
  const MlgInk *ink = self->look->ink;
  double nx = -self->uy, ny = self->ux;
  double head = self->arrows && way != WAY_BOTH ? MIN (6 + 1.3 * width, 14) * MIN (ink->line_scale, 1.6) * self->scale : 0;
  double start = way == WAY_BACK && head > 0 ? self->from + head * 0.8 : 0;
  double end = way == WAY_FORTH && head > 0 ? self->to - head * 0.8 : self->length;

  /* A double line is wider than its axes ask for. */
  mlg_ink_set_colour (self->cr, &ink->economies[economy], self->alpha);
  cairo_move_to (self->cr, self->a.x + self->ux * start + nx * across, self->a.y + self->uy * start + ny * across);
  cairo_line_to (self->cr, self->a.x + self->ux * end + nx * across, self->a.y + self->uy * end + ny * across);
  mlg_ink_stroke (self->cr, ink, self->edge->line, width);
  if (head > 0)
    draw_arrowhead (self, way == WAY_FORTH ? self->to : self->from, across, head, way == WAY_FORTH ? 1 : -1);
}

static void
draw_strands (const Strands *self,
              double         width)
{
  double scale = self->look->ink->line_scale;
  double across = -width / 2 * scale;

  for (guint e = 0; e < MLG_N_ECONOMIES; e++)
    for (Way way = 0; way < N_WAYS; way++)
      {
        double share = self->unit * count_axes (self->edge, e, way);

        if (share > 0)
          draw_strand (self, e, way, across + share * scale / 2, share);
        across += share * scale;
      }
}

static void
draw_chosen (const Strands *self,
             double         width)
{
  cairo_save (self->cr);
  cairo_move_to (self->cr, self->a.x, self->a.y);
  cairo_line_to (self->cr, self->b.x, self->b.y);
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (self->cr, width * self->look->ink->line_scale + 8);
  mlg_ink_set_colour (self->cr, &self->look->ink->selection, 0.8);
  cairo_stroke (self->cr);
  cairo_restore (self->cr);
}

void
mlg_graph_draw_edge (cairo_t            *cr,
                     MlgGraphScene      *scene,
                     const MlgGraphView *view,
                     const MlgGraphLook *look,
                     guint               index)
{
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (scene);
  const MlgSceneEdge *edge = &mlg_graph_scene_get_edges (scene)[index];
  Strands self = { cr, look, edge, mlg_graph_view_to_surface (view, nodes[edge->a].at), mlg_graph_view_to_surface (view, nodes[edge->b].at) };
  double width = edge->width * CLAMP (view->zoom, 0.6, 1.6);
  double gap = 3 * MIN (view->zoom, 1);
  guint total = 0;

  for (guint e = 0; e < MLG_N_ECONOMIES; e++)
    total += edge->n_axes[e];
  if (total == 0)
    return;

  self.length = MAX (hypot (self.b.x - self.a.x, self.b.y - self.a.y), 1e-6);
  self.ux = (self.b.x - self.a.x) / self.length;
  self.uy = (self.b.y - self.a.y) / self.length;
  self.unit = width / total;
  self.alpha = edge_alpha (look, edge, mlg_graph_scene_get_guides (scene) != NULL ? nodes[edge->a].in_tray + nodes[edge->b].in_tray : 0);
  self.scale = CLAMP (view->zoom, 0.5, 1);
  self.from = nodes[edge->a].radius * view->zoom * 1.15 + gap;
  self.to = self.length - nodes[edge->b].radius * view->zoom * 1.15 - gap;
  self.arrows = view->zoom >= (mlg_graph_scene_get_n_edges (scene) > MANY_ARROWS ? 0.9 : MIN_ARROW_ZOOM) && total <= MAX_ARROW_AXES && self.to - self.from > 24 && edge->line != MLG_LINE_THIN;

  if (index == look->selected_edge)
    draw_chosen (&self, width);
  draw_strands (&self, width);
}
