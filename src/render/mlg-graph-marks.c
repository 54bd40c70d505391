/* What a reading of the graph points at, drawn with it. */

#include "render/mlg-graph-marks-draw.h"

#include <math.h>

#define LIGHT_WIDTH  11.0      /* of the band under a link, beyond the link itself */
#define LIGHT_ALPHA  0.55
#define SIGN_RADIUS  7.5
#define SIGNS        (MLG_MARK_NEW | MLG_MARK_GONE | MLG_MARK_CHANGED | MLG_MARK_STRONGER)

MlgGraphMarks *
mlg_graph_marks_new (guint n_nodes,
                     guint n_edges)
{
  MlgGraphMarks *self = g_new0 (MlgGraphMarks, 1);

  self->n_nodes = n_nodes;
  self->n_edges = n_edges;
  self->nodes = g_new0 (guint16, n_nodes + 1);
  self->edges = g_new0 (guint16, n_edges + 1);
  self->ghosts = g_array_new (FALSE, FALSE, sizeof (MlgGhost));

  return self;
}

void
mlg_graph_marks_free (MlgGraphMarks *self)
{
  if (self == NULL)
    return;

  g_free (self->nodes);
  g_free (self->edges);
  g_array_unref (self->ghosts);
  g_free (self);
}

gboolean
mlg_graph_marks_hide_node (const MlgGraphMarks *self,
                           guint                node)
{
  return self != NULL && node < self->n_nodes && (self->nodes[node] & MLG_MARK_HIDDEN);
}

gboolean
mlg_graph_marks_hide_edge (const MlgGraphMarks *self,
                           guint                edge)
{
  return self != NULL && edge < self->n_edges && (self->edges[edge] & MLG_MARK_HIDDEN);
}

gboolean
mlg_graph_marks_light_node (const MlgGraphMarks *self,
                            guint                node)
{
  return self != NULL && node < self->n_nodes && (self->nodes[node] & MLG_MARK_LIT);
}

/* ---- Where things are */

static MlgPoint
locate (MlgGraphScene      *scene,
        const MlgGraphView *view,
        guint               node)
{
  return mlg_graph_view_to_surface (view, mlg_graph_scene_get_nodes (scene)[node].at);
}

static double
get_radius (MlgGraphScene      *scene,
            const MlgGraphView *view,
            guint               node)
{
  return MAX (mlg_graph_scene_get_nodes (scene)[node].radius * view->zoom, 1.6);
}

/* A mark is of the scene it was made for; the scene may have grown since. */
static guint
node_marks (const MlgGraphMarks *marks,
            guint                node)
{
  guint found = node < marks->n_nodes ? marks->nodes[node] : MLG_MARK_NONE;

  return found & MLG_MARK_HIDDEN ? MLG_MARK_NONE : found;
}

static guint
edge_marks (const MlgGraphMarks *marks,
            guint                edge)
{
  guint found = edge < marks->n_edges ? marks->edges[edge] : MLG_MARK_NONE;

  return found & MLG_MARK_HIDDEN ? MLG_MARK_NONE : found;
}

/* ---- Below */

static void
draw_light (cairo_t            *cr,
            const MlgGraphLook *look,
            const MlgSceneEdge *edge,
            MlgPoint            a,
            MlgPoint            b,
            double              zoom)
{
  double width = (edge->width * CLAMP (zoom, 0.6, 1.6) + LIGHT_WIDTH) * look->ink->line_scale;
  double dash[] = { width * 0.9, width * 1.5 };

  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, width);
  /* A step that is only wished for is no more than stones across the water. */
  if (edge->wish)
    cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
  cairo_move_to (cr, a.x, a.y);
  cairo_line_to (cr, b.x, b.y);
  mlg_ink_set_colour (cr, &look->ink->selection, LIGHT_ALPHA);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_ghost (cairo_t            *cr,
            const MlgGraphLook *look,
            MlgPoint            a,
            MlgPoint            b)
{
  cairo_save (cr);
  cairo_move_to (cr, a.x, a.y);
  cairo_line_to (cr, b.x, b.y);
  mlg_ink_set_colour (cr, &look->ink->faint_text, 0.9);
  mlg_ink_stroke (cr, look->ink, MLG_LINE_DOTTED, 1.5);
  cairo_restore (cr);
}

void
mlg_graph_marks_draw_under (cairo_t            *cr,
                            MlgGraphScene      *scene,
                            const MlgGraphView *view,
                            const MlgGraphLook *look)
{
  const MlgGraphMarks *marks = look->marks;
  const MlgSceneEdge *edges = mlg_graph_scene_get_edges (scene);

  if (marks == NULL)
    return;

  for (guint i = 0; i < mlg_graph_scene_get_n_edges (scene); i++)
    if (edge_marks (marks, i) & MLG_MARK_LIT)
      draw_light (cr, look, &edges[i], locate (scene, view, edges[i].a), locate (scene, view, edges[i].b), view->zoom);

  for (guint i = 0; i < marks->ghosts->len; i++)
    {
      const MlgGhost *ghost = &g_array_index (marks->ghosts, MlgGhost, i);

      if (MAX (ghost->a, ghost->b) < mlg_graph_scene_get_n_nodes (scene))
        draw_ghost (cr, look, locate (scene, view, ghost->a), locate (scene, view, ghost->b));
    }

  for (guint i = 0; i < mlg_graph_scene_get_n_nodes (scene); i++)
    if (node_marks (marks, i) & MLG_MARK_LIT)
      {
        MlgPoint at = locate (scene, view, i);

        cairo_new_sub_path (cr);
        cairo_arc (cr, at.x, at.y, get_radius (scene, view, i) + LIGHT_WIDTH / 2 * look->ink->line_scale, 0, 2 * G_PI);
        mlg_ink_set_colour (cr, &look->ink->selection, LIGHT_ALPHA);
        cairo_fill (cr);
      }
}

/* ---- Above */

static void
add_plus (cairo_t *cr,
          double   r)
{
  cairo_move_to (cr, -r, 0);
  cairo_line_to (cr, r, 0);
  cairo_move_to (cr, 0, -r);
  cairo_line_to (cr, 0, r);
}

static void
add_chevrons (cairo_t *cr,
              double   r)
{
  for (int i = 0; i < 2; i++)
    {
      double y = (i == 0 ? 0.15 : 1.0) * r;

      cairo_move_to (cr, -r, y);
      cairo_line_to (cr, 0, y - r);
      cairo_line_to (cr, r, y);
    }
}

/* One shape for each, in one colour each: read in grey too. */
void
mlg_mark_draw_sign (cairo_t      *cr,
                    const MlgInk *ink,
                    guint         marks,
                    double        x,
                    double        y)
{
  double scale = MAX (1, ink->line_scale), r = SIGN_RADIUS * scale;
  const MlgColour *colour = marks & MLG_MARK_NEW ? &ink->economies[MLG_ECONOMY_NON_MARKET]
                          : marks & MLG_MARK_STRONGER ? &ink->economies[MLG_ECONOMY_MARKET]
                          : marks & MLG_MARK_GONE ? &ink->economies[MLG_ECONOMY_NON_MONETARY] : &ink->faint_text;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0, 0, r, 0, 2 * G_PI);
  mlg_ink_set_colour (cr, colour, 1);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, 1.5 * scale);
  mlg_ink_set_colour (cr, &ink->paper, 1);
  cairo_stroke (cr);

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 1.9 * scale);
  if (marks & MLG_MARK_GONE)
    cairo_rotate (cr, G_PI / 4);
  if (marks & (MLG_MARK_NEW | MLG_MARK_GONE))
    add_plus (cr, r * 0.52);
  else if (marks & MLG_MARK_STRONGER)
    add_chevrons (cr, r * 0.42);
  else
    cairo_arc (cr, 0, 0, r * 0.2, 0, 2 * G_PI);
  mlg_ink_set_colour (cr, &ink->paper, 1);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
mlg_mark_draw_undated (cairo_t      *cr,
                       const MlgInk *ink,
                       double        x,
                       double        y)
{
  double r = 2.6 * MAX (1, ink->line_scale);

  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, r, 0, 2 * G_PI);
  mlg_ink_set_colour (cr, &ink->paper, 1);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, 1.2 * ink->line_scale);
  mlg_ink_set_colour (cr, &ink->faint_text, 1);
  cairo_stroke (cr);
}

static void
draw_sign (cairo_t            *cr,
           const MlgGraphLook *look,
           guint               marks,
           MlgPoint            at)
{
  mlg_mark_draw_sign (cr, look->ink, marks, at.x, at.y);
}

static void
draw_undated (cairo_t            *cr,
              const MlgGraphLook *look,
              MlgPoint            at)
{
  mlg_mark_draw_undated (cr, look->ink, at.x, at.y);
}

static void
draw_ring (cairo_t            *cr,
           const MlgGraphLook *look,
           MlgPoint            at,
           double              radius,
           double              dash)
{
  cairo_save (cr);
  cairo_new_sub_path (cr);
  cairo_arc (cr, at.x, at.y, radius, 0, 2 * G_PI);
  if (dash > 0)
    cairo_set_dash (cr, &dash, 1, 0);
  cairo_set_line_width (cr, 2 * look->ink->line_scale);
  mlg_ink_set_colour (cr, &look->ink->text, 0.9);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_node_marks (cairo_t            *cr,
                 MlgGraphScene      *scene,
                 const MlgGraphView *view,
                 const MlgGraphLook *look,
                 guint               node,
                 guint               marks)
{
  MlgPoint at = locate (scene, view, node);
  double radius = get_radius (scene, view, node), scale = look->ink->line_scale;
  MlgPoint corner = { at.x + radius * 0.75, at.y - radius * 0.75 };

  if (marks & MLG_MARK_RINGED)
    draw_ring (cr, look, at, radius + 4.5 * scale, 3 * scale);
  if (marks & (MLG_MARK_RELAY | MLG_MARK_END))
    draw_ring (cr, look, at, radius + 4 * scale, 0);
  if (marks & MLG_MARK_RELAY)
    draw_ring (cr, look, at, radius + 8 * scale, 0);
  if (marks & SIGNS)
    draw_sign (cr, look, marks, corner);
  else if (marks & MLG_MARK_UNDATED)
    draw_undated (cr, look, corner);
}

static MlgPoint
find_middle (MlgGraphScene      *scene,
             const MlgGraphView *view,
             guint               a,
             guint               b)
{
  MlgPoint p = locate (scene, view, a), q = locate (scene, view, b);

  return (MlgPoint) { (p.x + q.x) / 2, (p.y + q.y) / 2 };
}

void
mlg_graph_marks_draw_over (cairo_t            *cr,
                           MlgGraphScene      *scene,
                           const MlgGraphView *view,
                           const MlgGraphLook *look)
{
  const MlgGraphMarks *marks = look->marks;
  const MlgSceneEdge *edges = mlg_graph_scene_get_edges (scene);

  if (marks == NULL)
    return;

  for (guint i = 0; i < mlg_graph_scene_get_n_edges (scene); i++)
    {
      guint found = edge_marks (marks, i);

      if (found & SIGNS)
        draw_sign (cr, look, found, find_middle (scene, view, edges[i].a, edges[i].b));
      else if (found & MLG_MARK_UNDATED)
        draw_undated (cr, look, find_middle (scene, view, edges[i].a, edges[i].b));
    }
  for (guint i = 0; i < marks->ghosts->len; i++)
    {
      const MlgGhost *ghost = &g_array_index (marks->ghosts, MlgGhost, i);

      if (MAX (ghost->a, ghost->b) < mlg_graph_scene_get_n_nodes (scene))
        draw_sign (cr, look, MLG_MARK_GONE, find_middle (scene, view, ghost->a, ghost->b));
    }
  for (guint i = 0; i < mlg_graph_scene_get_n_nodes (scene); i++)
    {
      guint found = node_marks (marks, i);

      if (found != MLG_MARK_NONE)
        draw_node_marks (cr, scene, view, look, i, found);
    }
}
