/* Drawing of the partnership graph: from the ground up, then links, marks, names. */

#include "render/mlg-graph-draw-private.h"
#include "render/mlg-graph-marks-draw.h"
#include "render/mlg-graph-names.h"
#include "render/mlg-graph-raster.h"
#include "render/mlg-svg-text.h"

#include <math.h>

#define THREAD_FROM 9.0     /* between a mark and its name */
#define MANY        1200        /* links or marks; above, a frame of cairo's takes too long */

MlgPoint
mlg_graph_view_to_surface (const MlgGraphView *view,
                           MlgPoint            scene)
{
  return (MlgPoint) { scene.x * view->zoom + view->x, scene.y * view->zoom + view->y };
}

MlgPoint
mlg_graph_view_to_scene (const MlgGraphView *view,
                         MlgPoint            surface)
{
  return (MlgPoint) { (surface.x - view->x) / view->zoom, (surface.y - view->y) / view->zoom };
}

MlgGraphView
mlg_graph_view_fit (MlgGraphScene *scene,
                    double         width,
                    double         height,
                    double         margin,
                    double         max_zoom)
{
  MlgExtent all = mlg_graph_scene_get_extent (scene);
  double w = MAX (all.x1 - all.x0, 1);
  double h = MAX (all.y1 - all.y0, 1);
  double zoom = MIN (MIN ((width - 2 * margin) / w, (height - 2 * margin) / h), max_zoom);

  zoom = MAX (zoom, 0.001);

  return (MlgGraphView) {
    .zoom = zoom,
    .x = width / 2 - (all.x0 + all.x1) / 2 * zoom,
    .y = height / 2 - (all.y0 + all.y1) / 2 * zoom,
    .width = width,
    .height = height,
  };
}

double
mlg_graph_text_size (const MlgInk *ink,
                     double        zoom)
{
  double natural = ink->text_size * 96 / 72;

  return natural * CLAMP (zoom, 0.8, 1.5);
}

/* ---- Words */

void
mlg_graph_add_rounded (cairo_t *cr,
                       double   x,
                       double   y,
                       double   width,
                       double   height,
                       double   radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

void
mlg_graph_draw_text (cairo_t         *cr,
           const char      *text,
           const MlgColour *colour,
           double           x,
           double           y,
           double           size,
           gboolean         bold,
           double          *width,
           double          *height)
{
  g_autoptr(PangoLayout) layout = NULL;
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string (bold ? "Sans Semi-Bold" : "Sans");
  PangoRectangle extents;

  if (cr != NULL)
    layout = pango_cairo_create_layout (cr);
  else
    layout = mlg_graph_scene_new_layout ();
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_extents (layout, NULL, &extents);
  if (width != NULL)
    *width = (double) extents.width / PANGO_SCALE;
  if (height != NULL)
    *height = (double) extents.height / PANGO_SCALE;
  if (cr == NULL)
    return;

  mlg_ink_set_colour (cr, colour, 1);
  cairo_move_to (cr, x, y);
  mlg_text_show (cr, layout);
}

static gboolean
edge_is_visible (MlgGraphScene      *scene,
                 const MlgGraphView *view,
                 const MlgGraphLook *look,
                 guint               index)
{
  const MlgSceneEdge *edge = &mlg_graph_scene_get_edges (scene)[index];
  MlgPoint a = mlg_graph_view_to_surface (view, mlg_graph_scene_get_nodes (scene)[edge->a].at);
  MlgPoint b = mlg_graph_view_to_surface (view, mlg_graph_scene_get_nodes (scene)[edge->b].at);

  if (mlg_graph_marks_hide_edge (look->marks, index))
    return FALSE;
  return MAX (a.x, b.x) >= 0 && MIN (a.x, b.x) <= view->width &&
         MAX (a.y, b.y) >= 0 && MIN (a.y, b.y) <= view->height;
}

/* ---- Marks and names */

static gboolean
is_selected (const MlgGraphLook *look,
             guint               node)
{
  return look->selected != NULL && look->selected[node];
}

static void
draw_bridge (cairo_t            *cr,
             const MlgGraphLook *look,
             MlgPoint            at,
             double              radius)
{
  double dash = MAX (2, radius * 0.3);

  cairo_save (cr);
  cairo_new_sub_path (cr);
  cairo_arc (cr, at.x, at.y, radius + 5 * MIN (1, radius / 8), 0, 2 * G_PI);
  cairo_set_dash (cr, &dash, 1, 0);
  cairo_set_line_width (cr, 2 * look->ink->line_scale);
  mlg_ink_set_colour (cr, &look->ink->text, 0.85);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Who is held where it was put, on screen only. */
static void
draw_pin (cairo_t            *cr,
          const MlgGraphLook *look,
          MlgPoint            at,
          double              radius)
{
  double size = 3.2 * look->ink->line_scale;
  double x = at.x + radius * 0.85 + size * 0.6, y = at.y - radius * 0.85 - size * 0.6;

  cairo_save (cr);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x - size * 1.3, y + size * 1.6);
  mlg_ink_set_colour (cr, &look->ink->text, 0.8);
  cairo_set_line_width (cr, look->ink->line_scale);
  cairo_stroke (cr);
  cairo_arc (cr, x, y, size * 0.75, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
draw_node (cairo_t            *cr,
           const MlgSceneNode *nodes,
           const MlgGraphView *view,
           const MlgGraphLook *look,
           guint               i)
{
  MlgPoint at = mlg_graph_view_to_surface (view, nodes[i].at);
  double radius = MAX (nodes[i].radius * view->zoom, 1.6);

  if (mlg_graph_marks_hide_node (look->marks, i) || at.x < -radius * 2 || at.y < -radius * 2 ||
      at.x > view->width + radius * 2 || at.y > view->height + radius * 2)
    return;

  if (is_selected (look, i) && look->glow > 0)
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, at.x, at.y, radius + 18 * look->glow, 0, 2 * G_PI);
      mlg_ink_set_colour (cr, &look->ink->selection, 0.35 * look->glow);
      cairo_fill (cr);
    }
  if (look->show_bridges && nodes[i].n_more > 0)
    draw_bridge (cr, look, at, radius);
  if (is_selected (look, i))
    mlg_map_sign_draw_selection (cr, look->ink, nodes[i].form, at.x, at.y, radius);
  if (mlg_graph_is_faint (look, i))
    cairo_push_group (cr);
  mlg_graph_draw_node (cr, &nodes[i], look->ink, at.x, at.y, radius);
  if (mlg_graph_is_faint (look, i))
    {
      cairo_pop_group_to_source (cr);
      cairo_paint_with_alpha (cr, 1.6 * MLG_GRAPH_FAINT);
    }
  if (nodes[i].pinned && look->raster > 0)
    draw_pin (cr, look, at, radius);
  if (i == look->hovered)
    {
      mlg_map_sign_add_shape (cr, nodes[i].form, at.x, at.y, radius);
      mlg_ink_set_colour (cr, &look->ink->paper, 0.28);
      cairo_fill (cr);
    }
}

/* A plate of paper under the name instead of an outline of its letters: a hundred times faster. */
static void
draw_name (cairo_t            *cr,
           MlgGraphScene      *scene,
           const MlgGraphLook *look,
           const MlgNamePlace *place)
{
  PangoLayout *layout = mlg_graph_scene_get_name (scene, place->node, place->brief, look->text_size);
  PangoRectangle extents;
  gboolean strong = is_selected (look, place->node);
  double plate = look->tint_islands ? 0.35 : 0.78;

  pango_layout_set_alignment (layout, place->align);
  pango_cairo_update_layout (cr, layout);
  pango_layout_get_extents (layout, NULL, &extents);

  mlg_graph_add_rounded (cr, place->x - 2, place->y, place->width + 4, place->height, MIN (4, place->height / 2));
  mlg_ink_set_colour (cr, strong ? &look->ink->selection : &look->ink->paper,
                      strong ? 1 : mlg_graph_scene_get_nodes (scene)[place->node].in_tray ? 0 : plate);
  cairo_fill (cr);

  if (strong)
    cairo_set_source_rgb (cr, 0, 0, 0);
  else
    mlg_ink_set_colour (cr, &look->ink->text, mlg_graph_is_faint (look, place->node) ? 0.45 : 1);
  cairo_move_to (cr, place->x - (double) extents.x / PANGO_SCALE +
                     (place->width - (double) extents.width / PANGO_SCALE) / 2, place->y);
  mlg_text_show (cr, layout);
}

/* From a mark to its name, when that found room only farther off. */
static void
draw_thread (cairo_t            *cr,
             MlgGraphScene      *scene,
             const MlgGraphView *view,
             const MlgGraphLook *look,
             const MlgNamePlace *place)
{
  const MlgSceneNode *node = &mlg_graph_scene_get_nodes (scene)[place->node];
  MlgPoint at = mlg_graph_view_to_surface (view, node->at);
  double x = CLAMP (at.x, place->x, place->x + place->width);
  double y = CLAMP (at.y, place->y, place->y + place->height);
  double distance = hypot (x - at.x, y - at.y);
  double radius = node->radius * view->zoom;

  if (distance < radius + THREAD_FROM)
    return;

  cairo_save (cr);
  cairo_move_to (cr, at.x + (x - at.x) / distance * radius, at.y + (y - at.y) / distance * radius);
  cairo_line_to (cr, x, y);
  mlg_ink_set_colour (cr, &look->ink->faint_text, 0.75);
  cairo_set_line_width (cr, 0.8 * look->ink->line_scale);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_link_in_hand (cairo_t            *cr,
                   MlgGraphScene      *scene,
                   const MlgGraphView *view,
                   const MlgGraphLook *look)
{
  MlgPoint from;

  if (look->link_from == G_MAXUINT)
    return;

  from = mlg_graph_view_to_surface (view, mlg_graph_scene_get_nodes (scene)[look->link_from].at);
  cairo_move_to (cr, from.x, from.y);
  cairo_line_to (cr, look->link_to.x, look->link_to.y);
  mlg_ink_set_colour (cr, &look->ink->selection, 1);
  mlg_ink_stroke (cr, look->ink, MLG_LINE_SOLID, 3);
}

static void
draw_few (cairo_t            *cr,
          MlgGraphScene      *scene,
          const MlgGraphView *view,
          const MlgGraphLook *look)
{
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (scene);
  const guint *order = mlg_graph_scene_get_order (scene);

  for (guint i = 0; i < mlg_graph_scene_get_n_edges (scene); i++)
    if (edge_is_visible (scene, view, look, i))
      mlg_graph_draw_edge (cr, scene, view, look, i);
  draw_link_in_hand (cr, scene, view, look);

  /* The heaviest on top. */
  for (guint i = mlg_graph_scene_get_n_nodes (scene); i > 0; i--)
    draw_node (cr, nodes, view, look, order[i - 1]);
}

/* What is chosen is drawn with care over the rest. */
static void
draw_many (cairo_t            *cr,
           MlgGraphScene      *scene,
           const MlgGraphView *view,
           const MlgGraphLook *look)
{
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (scene);

  mlg_graph_raster_draw (cr, scene, view, look, look->raster);
  if (look->selected_edge != G_MAXUINT)
    mlg_graph_draw_edge (cr, scene, view, look, look->selected_edge);
  draw_link_in_hand (cr, scene, view, look);
  for (guint i = 0; i < mlg_graph_scene_get_n_nodes (scene); i++)
    if (is_selected (look, i) || i == look->hovered || (look->show_bridges && nodes[i].n_more > 0))
      draw_node (cr, nodes, view, look, i);
}

void
mlg_graph_draw (cairo_t            *cr,
                MlgGraphScene      *scene,
                const MlgGraphView *view,
                const MlgGraphLook *look)
{
  g_autoptr(GArray) names = mlg_graph_place_names (scene, view, look);

  cairo_save (cr);
  mlg_graph_draw_ground (cr, scene, view, look);
  mlg_graph_marks_draw_under (cr, scene, view, look);
  if (look->raster > 0 && (mlg_graph_scene_get_n_edges (scene) > MANY || mlg_graph_scene_get_n_nodes (scene) > MANY))
    draw_many (cr, scene, view, look);
  else
    draw_few (cr, scene, view, look);
  mlg_graph_marks_draw_over (cr, scene, view, look);

  for (guint i = 0; i < names->len; i++)
    draw_thread (cr, scene, view, look, &g_array_index (names, MlgNamePlace, i));
  mlg_graph_scene_forget_names (scene);
  for (guint i = names->len; i > 0; i--)
    {
      const MlgNamePlace *place = &g_array_index (names, MlgNamePlace, i - 1);
      MlgPoint from = mlg_graph_view_to_scene (view, (MlgPoint) { place->x, place->y });
      MlgPoint to = mlg_graph_view_to_scene (view, (MlgPoint) { place->x + place->width, place->y + place->height });

      draw_name (cr, scene, look, place);
      mlg_graph_scene_note_name (scene, place->node, (MlgExtent) { from.x, from.y, to.x, to.y });
    }
  cairo_restore (cr);
}
