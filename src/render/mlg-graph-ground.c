/* What lies under the links of a graph: guides of the placement, tints of islands and networks, the tray. */

#include "render/mlg-graph-draw-private.h"
#include "render/mlg-svg-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define TINT    0.13

/* ---- Islands and the tray */

/* Opaque, so that strokes may cover each other: a layer of transparency is heavy on paper. */
static MlgColour
mix_tint (const MlgInk *ink,
          guint         island,
          double        strength)
{
  const MlgColour *tint = &ink->islands[island % G_N_ELEMENTS (ink->islands)];
  double part = strength * (ink->theme == MLG_INK_PROJECTOR_BLACK || ink->theme == MLG_INK_DARK ? 2 * TINT : TINT);

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
  MlgColour colour = mix_tint (look->ink, island, 1);

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

/* ---- Networks round their members */

/* The shortest set of ways that joins the members outside of the tray (Prim): pairs of nodes. */
static GArray *
join_members (const MlgSceneNode *nodes,
              GArray             *members)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (MlgLink));
  g_autofree double *distance = g_new (double, members->len + 1);
  g_autofree guint *nearest = g_new0 (guint, members->len + 1);
  guint joined = G_MAXUINT;

  for (guint i = 0; i < members->len; i++)
    distance[i] = nodes[g_array_index (members, guint, i)].in_tray ? -1 : G_MAXDOUBLE;
  for (guint round = 0; round < members->len; round++)
    {
      guint best = G_MAXUINT;

      for (guint i = 0; i < members->len; i++)
        if (distance[i] >= 0 && (best == G_MAXUINT || distance[i] < distance[best]))
          best = i;
      if (best == G_MAXUINT)
        break;
      if (joined != G_MAXUINT)
        {
          MlgLink pair = { g_array_index (members, guint, best), g_array_index (members, guint, nearest[best]) };

          g_array_append_val (pairs, pair);
        }
      joined = best;
      distance[best] = -1;
      for (guint i = 0; i < members->len; i++)
        if (distance[i] >= 0)
          {
            MlgPoint p = nodes[g_array_index (members, guint, i)].at;
            MlgPoint q = nodes[g_array_index (members, guint, best)].at;
            double d = hypot (p.x - q.x, p.y - q.y);

            if (d < distance[i])
              {
                distance[i] = d;
                nearest[i] = best;
              }
          }
    }

  return pairs;
}

static void
cover_members (cairo_t            *cr,
               const MlgSceneNode *nodes,
               const MlgGraphView *view,
               GArray             *members,
               GArray             *pairs,
               double              more)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      const MlgLink *pair = &g_array_index (pairs, MlgLink, i);
      MlgPoint a = mlg_graph_view_to_surface (view, nodes[pair->a].at);
      MlgPoint b = mlg_graph_view_to_surface (view, nodes[pair->b].at);

      cairo_move_to (cr, a.x, a.y);
      cairo_line_to (cr, b.x, b.y);
    }
  cairo_set_line_width (cr, 16 * view->zoom + 2 * more);
  cairo_stroke (cr);
  for (guint i = 0; i < members->len; i++)
    {
      const MlgSceneNode *node = &nodes[g_array_index (members, guint, i)];
      MlgPoint at = mlg_graph_view_to_surface (view, node->at);

      cairo_new_sub_path (cr);
      cairo_arc (cr, at.x, at.y, (node->radius + 14) * view->zoom + more, 0, 2 * G_PI);
    }
  cairo_fill (cr);
}

/* Narrow ways between round places: who stands between two members is not drawn into the network. */
static void
draw_network (cairo_t            *cr,
              MlgGraphScene      *scene,
              const MlgGraphView *view,
              const MlgGraphLook *look,
              guint               network)
{
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (scene);
  GArray *members = g_ptr_array_index (mlg_graph_scene_get_hulls (scene)->members, network);
  g_autoptr(GArray) pairs = join_members (nodes, members);
  MlgColour rim = mix_tint (look->ink, network, 3.4);
  MlgColour tint = mix_tint (look->ink, network, 1.2);

  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  mlg_ink_set_colour (cr, &rim, 1);
  cover_members (cr, nodes, view, members, pairs, 1.2 * look->ink->line_scale);
  mlg_ink_set_colour (cr, &tint, 1);
  cover_members (cr, nodes, view, members, pairs, 0);
  cairo_restore (cr);
}

void
mlg_graph_draw_hull_sample (cairo_t      *cr,
                            const MlgInk *ink,
                            guint         network,
                            double        x,
                            double        y,
                            double        radius)
{
  MlgColour rim = mix_tint (ink, network, 3.4);
  MlgColour tint = mix_tint (ink, network, 1.2);

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  mlg_ink_set_colour (cr, &tint, 1);
  cairo_fill_preserve (cr);
  mlg_ink_set_colour (cr, &rim, 1);
  cairo_set_line_width (cr, 1.4 * ink->line_scale);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* ---- Guides */

double
mlg_graph_guide_text_size (const MlgGraphView *view,
                           const MlgGraphLook *look)
{
  return MIN (look->text_size * 1.08, 20 * view->zoom);
}

static void
write_guide (cairo_t            *cr,
             const MlgGraphView *view,
             const MlgGraphLook *look,
             const MlgGuide     *guide)
{
  MlgPoint from = mlg_graph_view_to_surface (view, (MlgPoint) { guide->at.x0, guide->at.y0 });
  MlgPoint to = mlg_graph_view_to_surface (view, (MlgPoint) { guide->at.x1, guide->at.y1 });
  double size = mlg_graph_guide_text_size (view, look);
  double width, height;
  gboolean turned = guide->kind == MLG_GUIDE_WORDS && to.y - from.y > 3 * (to.x - from.x);

  if (guide->text == NULL || size < 3)
    return;
  mlg_graph_draw_text (NULL, guide->text, &look->ink->faint_text, 0, 0, size, TRUE, &width, &height);
  cairo_save (cr);
  if (guide->kind == MLG_GUIDE_BOX)
    cairo_translate (cr, from.x + 12 * view->zoom, from.y + 7 * view->zoom);
  else
    cairo_translate (cr, (from.x + to.x) / 2, guide->kind == MLG_GUIDE_RING ? from.y + 4 * view->zoom + height / 2 : (from.y + to.y) / 2);
  if (turned)
    cairo_rotate (cr, -G_PI / 2);
  if (guide->kind == MLG_GUIDE_RING)
    {
      mlg_graph_add_rounded (cr, -width / 2 - 5, -height / 2, width + 10, height, height / 3);
      mlg_ink_set_colour (cr, &look->ink->paper, 0.85);
      cairo_fill (cr);
    }
  mlg_graph_draw_text (cr, guide->text, &look->ink->faint_text, guide->kind == MLG_GUIDE_BOX ? 0 : -width / 2,
                       guide->kind == MLG_GUIDE_BOX ? 0 : -height / 2, size, TRUE, NULL, NULL);
  cairo_restore (cr);
}

static void
draw_guide (cairo_t            *cr,
            const MlgGraphView *view,
            const MlgGraphLook *look,
            const MlgGuide     *guide)
{
  MlgPoint from = mlg_graph_view_to_surface (view, (MlgPoint) { guide->at.x0, guide->at.y0 });
  MlgPoint to = mlg_graph_view_to_surface (view, (MlgPoint) { guide->at.x1, guide->at.y1 });

  cairo_save (cr);
  cairo_new_path (cr);
  if (guide->kind == MLG_GUIDE_BOX)
    mlg_graph_add_rounded (cr, from.x, from.y, to.x - from.x, to.y - from.y, MIN (10 * MIN (view->zoom, 1), (to.y - from.y) / 2));
  else if (guide->kind == MLG_GUIDE_RING)
    cairo_arc (cr, (from.x + to.x) / 2, (from.y + to.y) / 2, (to.x - from.x) / 2, 0, 2 * G_PI);
  else if (guide->kind == MLG_GUIDE_LINE)
    {
      cairo_move_to (cr, from.x, from.y);
      cairo_line_to (cr, to.x, to.y);
    }
  if (guide->kind == MLG_GUIDE_BOX || guide->kind == MLG_GUIDE_RING)
    {
      mlg_ink_set_colour (cr, &look->ink->faint_text, 0.045);
      cairo_fill_preserve (cr);
    }
  mlg_ink_set_colour (cr, &look->ink->hairline, 1);
  cairo_set_line_width (cr, MIN (1.4, 1.4 * view->zoom + 0.4) * look->ink->line_scale);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* ---- The tray */

/* What those in the tray have in common, when it is not that they are isolated. */
static const char *
find_rest (MlgGraphScene *scene)
{
  GPtrArray *guides = mlg_graph_scene_get_guides (scene);

  for (guint i = 0; guides != NULL && i < guides->len; i++)
    {
      const MlgGuide *guide = g_ptr_array_index (guides, i);

      if (guide->kind == MLG_GUIDE_TRAY)
        return guide->text;
    }

  return NULL;
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
  const char *rest = find_rest (scene);
  MlgPoint from, to;

  if (tray.x1 <= tray.x0)
    return;

  for (guint i = 0; i < mlg_graph_scene_get_n_nodes (scene); i++)
    n += mlg_graph_scene_get_nodes (scene)[i].in_tray;
  from = mlg_graph_view_to_surface (view, (MlgPoint) { tray.x0, tray.y0 });
  to = mlg_graph_view_to_surface (view, (MlgPoint) { tray.x1, tray.y1 });

  cairo_save (cr);
  mlg_graph_add_rounded (cr, from.x, from.y, to.x - from.x, to.y - from.y, MIN (8, (to.y - from.y) / 2));
  mlg_ink_set_colour (cr, &look->ink->faint_text, 0.05);
  cairo_fill_preserve (cr);
  mlg_ink_set_colour (cr, &look->ink->hairline, 1);
  cairo_set_line_width (cr, MIN (1, view->zoom) * look->ink->line_scale);
  cairo_stroke (cr);
  cairo_restore (cr);

  /* Looking at facts alone isolates more actors than stand in the tray. */
  if (mlg_graph_scene_get_n_nodes (scene) > 0 && mlg_graph_scene_get_nodes (scene)[0].n_actors > 0)
    rest = _("Groups without a link");
  words = rest != NULL ? g_strdup_printf ("%s (%u)", rest, n)
          : look->facts_only ? g_strdup (_("Isolated actors"))
                           : g_strdup_printf (ngettext ("Isolated actor (%u)", "Isolated actors (%u)", n), n);
  mlg_graph_draw_text (cr, words, &look->ink->faint_text, from.x + 12 * view->zoom, from.y + 6 * view->zoom,
             MIN (look->text_size, 17 * view->zoom), TRUE, NULL, NULL);
}

void
mlg_graph_draw_ground (cairo_t            *cr,
                       MlgGraphScene      *scene,
                       const MlgGraphView *view,
                       const MlgGraphLook *look)
{
  GPtrArray *guides = mlg_graph_scene_get_guides (scene);
  MlgGrouping *hulls = mlg_graph_scene_get_hulls (scene);

  for (guint i = 0; guides != NULL && i < guides->len; i++)
    draw_guide (cr, view, look, g_ptr_array_index (guides, i));
  for (guint i = 0; look->tint_islands && i < mlg_graph_scene_get_measures (scene)->islands->len; i++)
    tint_island (cr, scene, view, look, i);
  draw_tray (cr, scene, view, look);
  for (guint i = 0; hulls != NULL && i < hulls->n; i++)
    draw_network (cr, scene, view, look, i);
  for (guint i = 0; guides != NULL && i < guides->len; i++)
    if (((const MlgGuide *) g_ptr_array_index (guides, i))->kind != MLG_GUIDE_TRAY)
      write_guide (cr, view, look, g_ptr_array_index (guides, i));
}
