/* Drawing of the partnership graph: from the ground up, island tints, the tray, links, marks, names. */

#include "render/mlg-graph-draw.h"
#include "render/mlg-graph-marks-draw.h"
#include "render/mlg-graph-names.h"
#include "render/mlg-graph-raster.h"
#include "render/mlg-svg-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define FAINT   0.16        /* opacity of what is only wished when facts are looked at */
#define TINT    0.13
#define MANY    1200        /* links or marks; above, a frame of cairo's takes too long */

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

/* ---- Islands and the tray */

/* Opaque, so that strokes may cover each other: a layer of transparency is heavy on paper. */
static MlgColour
mix_tint (const MlgInk *ink,
          guint         island)
{
  const MlgColour *tint = &ink->islands[island % G_N_ELEMENTS (ink->islands)];
  double part = ink->theme == MLG_INK_PROJECTOR_BLACK || ink->theme == MLG_INK_DARK ? 2 * TINT : TINT;

  return (MlgColour) { ink->paper.r + (tint->r - ink->paper.r) * part,
                       ink->paper.g + (tint->g - ink->paper.g) * part,
                       ink->paper.b + (tint->b - ink->paper.b) * part };
}

static void
tint_island (cairo_t            *cr,
             MlgGraphScene      *scene,
             const MlgGraphView *view,
             const MlgGraphLook *look,
             guint               island)
{
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (scene);
  const MlgSceneEdge *edges = mlg_graph_scene_get_edges (scene);
  GArray *members = g_ptr_array_index (mlg_graph_scene_get_measures (scene)->islands, island);
  MlgColour colour = mix_tint (look->ink, island);

  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  mlg_ink_set_colour (cr, &colour, 1);

  for (guint i = 0; i < mlg_graph_scene_get_n_edges (scene); i++)
    if (nodes[edges[i].a].island == island && nodes[edges[i].b].island == island)
      {
        MlgPoint a = mlg_graph_view_to_surface (view, nodes[edges[i].a].at);
        MlgPoint b = mlg_graph_view_to_surface (view, nodes[edges[i].b].at);

        cairo_move_to (cr, a.x, a.y);
        cairo_line_to (cr, b.x, b.y);
      }
  cairo_set_line_width (cr, 46 * view->zoom);
  cairo_stroke (cr);

  for (guint i = 0; i < members->len; i++)
    {
      const MlgSceneNode *node = &nodes[g_array_index (members, guint, i)];
      MlgPoint at = mlg_graph_view_to_surface (view, node->at);

      cairo_new_sub_path (cr);
      cairo_arc (cr, at.x, at.y, (node->radius + 20) * view->zoom, 0, 2 * G_PI);
    }
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
add_rounded (cairo_t *cr,
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

static void
draw_text (cairo_t         *cr,
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

static void
draw_tray (cairo_t            *cr,
           MlgGraphScene      *scene,
           const MlgGraphView *view,
           const MlgGraphLook *look)
{
  MlgExtent tray = mlg_graph_scene_get_tray (scene);
  guint n = 0;
  g_autofree char *words = NULL;
  MlgPoint from, to;

  if (tray.x1 <= tray.x0)
    return;

  for (guint i = 0; i < mlg_graph_scene_get_n_nodes (scene); i++)
    n += mlg_graph_scene_get_nodes (scene)[i].in_tray;
  from = mlg_graph_view_to_surface (view, (MlgPoint) { tray.x0, tray.y0 });
  to = mlg_graph_view_to_surface (view, (MlgPoint) { tray.x1, tray.y1 });

  cairo_save (cr);
  add_rounded (cr, from.x, from.y, to.x - from.x, to.y - from.y, MIN (8, (to.y - from.y) / 2));
  mlg_ink_set_colour (cr, &look->ink->faint_text, 0.05);
  cairo_fill_preserve (cr);
  mlg_ink_set_colour (cr, &look->ink->hairline, 1);
  cairo_set_line_width (cr, MIN (1, view->zoom) * look->ink->line_scale);
  cairo_stroke (cr);
  cairo_restore (cr);

  /* Looking at facts alone isolates more actors than stand in the tray. */
  words = look->facts_only ? g_strdup (_("Isolated actors"))
                           : g_strdup_printf (ngettext ("Isolated actor (%u)", "Isolated actors (%u)", n), n);
  draw_text (cr, words, &look->ink->faint_text, from.x + 12 * view->zoom, from.y + 6 * view->zoom,
             MIN (look->text_size, 17 * view->zoom), TRUE, NULL, NULL);
}

/* ---- Links */

static gboolean
is_faint (const MlgGraphLook *look,
          guint               node)
{
  return look->faint != NULL && look->faint[node];
}

static double
edge_alpha (const MlgGraphLook *look,
            const MlgSceneEdge *edge)
{
  return (look->facts_only && edge->wish) || is_faint (look, edge->a) || is_faint (look, edge->b)
           ? FAINT : edge->line == MLG_LINE_THIN ? 0.75 : 1;
}

static void
stroke_strand (cairo_t            *cr,
               const MlgGraphLook *look,
               const MlgSceneEdge *edge,
               MlgPoint            a,
               MlgPoint            b,
               MlgEconomy          economy,
               double              width)
{
  cairo_move_to (cr, a.x, a.y);
  cairo_line_to (cr, b.x, b.y);
  mlg_ink_set_colour (cr, &look->ink->economies[economy], edge_alpha (look, edge));
  mlg_ink_stroke (cr, look->ink, edge->line, width);
}

/* Several economies run side by side, each as wide as its share of the axes. */
static void
draw_edge (cairo_t            *cr,
           MlgGraphScene      *scene,
           const MlgGraphView *view,
           const MlgGraphLook *look,
           guint               index)
{
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (scene);
  const MlgSceneEdge *edge = &mlg_graph_scene_get_edges (scene)[index];
  MlgPoint a = mlg_graph_view_to_surface (view, nodes[edge->a].at);
  MlgPoint b = mlg_graph_view_to_surface (view, nodes[edge->b].at);
  double length = MAX (hypot (b.x - a.x, b.y - a.y), 1e-6);
  double nx = -(b.y - a.y) / length;
  double ny = (b.x - a.x) / length;
  double width = edge->width * CLAMP (view->zoom, 0.6, 1.6);
  double offset = -width / 2 * look->ink->line_scale;
  guint total = 0;

  for (guint e = 0; e < MLG_N_ECONOMIES; e++)
    total += edge->n_axes[e];

  if (index == look->selected_edge)
    {
      cairo_save (cr);
      cairo_move_to (cr, a.x, a.y);
      cairo_line_to (cr, b.x, b.y);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      cairo_set_line_width (cr, width * look->ink->line_scale + 8);
      mlg_ink_set_colour (cr, &look->ink->selection, 0.8);
      cairo_stroke (cr);
      cairo_restore (cr);
    }
  for (guint e = 0; e < MLG_N_ECONOMIES; e++)
    if (edge->n_axes[e] > 0)
      {
        double share = width * edge->n_axes[e] / total;
        double middle = offset + share * look->ink->line_scale / 2;

        stroke_strand (cr, look, edge, (MlgPoint) { a.x + nx * middle, a.y + ny * middle },
                       (MlgPoint) { b.x + nx * middle, b.y + ny * middle }, e, share);
        offset += share * look->ink->line_scale;
      }
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
    mlg_ink_draw_selection (cr, look->ink, nodes[i].category, at.x, at.y, radius);
  if (is_faint (look, i))
    cairo_push_group (cr);
  mlg_ink_draw_mark (cr, look->ink, nodes[i].category, at.x, at.y, radius);
  if (is_faint (look, i))
    {
      cairo_pop_group_to_source (cr);
      cairo_paint_with_alpha (cr, 1.6 * FAINT);
    }
  if (i == look->hovered)
    {
      mlg_ink_add_shape (cr, mlg_ink_get_shape (nodes[i].category), at.x, at.y, radius);
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
  PangoLayout *layout = mlg_graph_scene_get_name (scene, place->node, look->text_size);
  PangoRectangle extents;
  gboolean strong = is_selected (look, place->node);
  double plate = look->tint_islands ? 0.35 : 0.78;

  pango_layout_set_alignment (layout, place->align);
  pango_cairo_update_layout (cr, layout);
  pango_layout_get_extents (layout, NULL, &extents);

  add_rounded (cr, place->x - 2, place->y, place->width + 4, place->height, MIN (4, place->height / 2));
  mlg_ink_set_colour (cr, strong ? &look->ink->selection : &look->ink->paper,
                      strong ? 1 : mlg_graph_scene_get_nodes (scene)[place->node].in_tray ? 0 : plate);
  cairo_fill (cr);

  if (strong)
    cairo_set_source_rgb (cr, 0, 0, 0);
  else
    mlg_ink_set_colour (cr, &look->ink->text, is_faint (look, place->node) ? 0.45 : 1);
  cairo_move_to (cr, place->x - (double) extents.x / PANGO_SCALE +
                     (place->width - (double) extents.width / PANGO_SCALE) / 2, place->y);
  mlg_text_show (cr, layout);
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
      draw_edge (cr, scene, view, look, i);
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
    draw_edge (cr, scene, view, look, look->selected_edge);
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
  for (guint i = 0; look->tint_islands && i < mlg_graph_scene_get_measures (scene)->islands->len; i++)
    tint_island (cr, scene, view, look, i);
  draw_tray (cr, scene, view, look);
  mlg_graph_marks_draw_under (cr, scene, view, look);
  if (look->raster > 0 && (mlg_graph_scene_get_n_edges (scene) > MANY || mlg_graph_scene_get_n_nodes (scene) > MANY))
    draw_many (cr, scene, view, look);
  else
    draw_few (cr, scene, view, look);
  mlg_graph_marks_draw_over (cr, scene, view, look);

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

/* ---- Legend */

typedef struct
{
  cairo_t            *cr;
  const MlgGraphLook *look;
  double              x, y, text_size;
  double              width;
} Legend;

static void
add_heading (Legend     *self,
             const char *text)
{
  double width, height;

  draw_text (self->cr, text, &self->look->ink->faint_text, self->x, self->y, self->text_size, TRUE, &width, &height);
  self->y += height * 1.25;
  self->width = MAX (self->width, width);
}

static void
add_words (Legend     *self,
           const char *text)
{
  double indent = self->text_size * 2.6;
  double width, height;

  draw_text (self->cr, text, &self->look->ink->text, self->x + indent, self->y, self->text_size, FALSE, &width, &height);
  self->y += height * 1.2;
  self->width = MAX (self->width, indent + width);
}

static void
add_mark (Legend     *self,
          guint       category,
          const char *text)
{
  if (self->cr != NULL)
    mlg_ink_draw_mark (self->cr, self->look->ink, category, self->x + self->text_size, self->y + self->text_size * 0.66,
                       self->text_size * 0.5);
  add_words (self, text);
}

static void
add_line (Legend          *self,
          MlgLine          line,
          const MlgColour *colour,
          double           width,
          const char      *text)
{
  double y = self->y + self->text_size * 0.66;

  if (self->cr != NULL)
    {
      cairo_move_to (self->cr, self->x, y);
      cairo_line_to (self->cr, self->x + self->text_size * 2, y);
      mlg_ink_set_colour (self->cr, colour, 1);
      mlg_ink_stroke (self->cr, self->look->ink, line, width);
    }
  add_words (self, text);
}

static void
add_categories (Legend        *self,
                MlgGraphScene *scene)
{
  const char *labels[MLG_N_CATEGORIES] = {
    _("Project bearers"), _("Local authorities"), _("Networks and groupings"),
    _("Study and research"), _("State and local services"), _("To be qualified"),
  };
  gboolean there[MLG_N_CATEGORIES] = { FALSE };

  for (guint i = 0; i < mlg_graph_scene_get_n_nodes (scene); i++)
    there[MIN (mlg_graph_scene_get_nodes (scene)[i].category, MLG_N_CATEGORIES - 1)] = TRUE;

  add_heading (self, _("Actors"));
  for (guint i = 0; i < MLG_N_CATEGORIES; i++)
    if (there[i])
      add_mark (self, i, labels[i]);
}

static void
add_lines (Legend        *self,
           MlgGraphScene *scene)
{
  const MlgInk *ink = self->look->ink;
  const char *economies[MLG_N_ECONOMIES] = {
    _("Market"), _("Non-market"), _("Non-monetary"), _("Economy to be qualified"),
  };
  gboolean economy[MLG_N_ECONOMIES] = { FALSE };
  gboolean line[MLG_LINE_THIN + 1] = { FALSE };

  for (guint i = 0; i < mlg_graph_scene_get_n_edges (scene); i++)
    {
      const MlgSceneEdge *edge = &mlg_graph_scene_get_edges (scene)[i];

      line[edge->line] = TRUE;
      for (guint e = 0; e < MLG_N_ECONOMIES; e++)
        economy[e] |= edge->n_axes[e] > 0 && edge->line != MLG_LINE_THIN && edge->line != MLG_LINE_DOTTED;
    }

  add_heading (self, _("Partnerships"));
  if (line[MLG_LINE_SOLID])
    add_line (self, MLG_LINE_SOLID, &ink->text, 2, _("Established"));
  if (line[MLG_LINE_DOUBLE])
    add_line (self, MLG_LINE_DOUBLE, &ink->text, 2, _("Formalised"));
  if (line[MLG_LINE_DASHED])
    add_line (self, MLG_LINE_DASHED, &ink->text, 2, _("Wished for"));
  if (line[MLG_LINE_THIN])
    add_line (self, MLG_LINE_THIN, &ink->text, 1.6, _("Membership"));
  if (line[MLG_LINE_DOTTED])
    add_line (self, MLG_LINE_DOTTED, &ink->text, 2, _("Met at a workshop"));
  for (guint e = 0; e < MLG_N_ECONOMIES; e++)
    if (economy[e])
      add_line (self, MLG_LINE_SOLID, &ink->economies[e], 3.5, economies[e]);
}

void
mlg_graph_draw_legend (cairo_t            *cr,
                       MlgGraphScene      *scene,
                       const MlgGraphLook *look,
                       double              x,
                       double              y,
                       double              text_size,
                       double             *width,
                       double             *height)
{
  Legend legend = { cr, look, x, y, text_size, 0 };

  add_categories (&legend, scene);
  if (mlg_graph_scene_get_n_edges (scene) > 0)
    {
      legend.y += text_size * 0.6;
      add_lines (&legend, scene);
    }

  if (width != NULL)
    *width = legend.width;
  if (height != NULL)
    *height = legend.y - y;
}
