/* Partnerships of a few actors, laid out for themselves, with what the lines mean under them. */

#include "render/mlg-figure-private.h"

#include <string.h>

#define MAX_ZOOM  0.78
#define ASPECT    1.7

/* The scene knows actors by id: here a number is one. */
static MlgId
id_of (guint number)
{
  MlgId id;

  memset (&id, 0, sizeof id);
  memcpy (&id, &number, sizeof number);
  return id;
}

static MlgGraph *
make_graph (const MlgLive *live)
{
  GArray *nodes = g_array_new (FALSE, TRUE, sizeof (MlgGraphNode));
  GArray *edges = g_array_new (FALSE, TRUE, sizeof (MlgGraphEdge));

  for (guint i = 0; i < live->nodes->len; i++)
    {
      const MlgLiveNode *from = &g_array_index (live->nodes, MlgLiveNode, i);
      MlgGraphNode node = { .id = id_of (i + 1), .name = g_strdup (from->name), .category = from->category, .headcount = from->headcount };

      g_array_append_val (nodes, node);
    }
  for (guint i = 0; i < live->edges->len; i++)
    {
      const MlgLiveEdge *from = &g_array_index (live->edges, MlgLiveEdge, i);
      guint n_axes = from->n_economies[0] + from->n_economies[1] + from->n_economies[2] + from->n_economies[3];
      MlgGraphEdge edge = { .id = id_of (live->nodes->len + i + 1), .a = from->a, .b = from->b, .kind = from->kind,
                            .established = from->established, .status = g_strdup (from->status), .n_axes = MAX (n_axes, 1),
                            .n_market = from->n_economies[0], .n_non_market = from->n_economies[1],
                            .n_non_monetary = from->n_economies[2], .n_unqualified = from->n_economies[3] };

      g_array_append_val (edges, edge);
    }
  return mlg_graph_new (nodes, edges);
}

static void
make_scene (MlgLiveDrawing *self)
{
  g_autoptr(MlgGraph) graph = make_graph (self->live);
  guint n = mlg_graph_get_n_nodes (graph);
  g_autofree MlgPoint *points = g_new0 (MlgPoint, n + 1);
  g_autofree guint8 *placements = g_new0 (guint8, n + 1);
  MlgLayout layout;

  self->scene = mlg_graph_scene_new (graph, 0, MLG_SIZE_BY_DEGREE);
  layout = mlg_graph_scene_get_layout (self->scene, points, placements);
  layout.aspect = ASPECT;
  mlg_layout_arrange (&layout);
  mlg_graph_scene_place (self->scene, points, placements, &layout.tray);
}

static double
legend_height (MlgLiveDrawing *self,
               double         *width)
{
  MlgGraphLook look = MLG_GRAPH_LOOK_INIT;
  double height;

  look.ink = self->ink;
  mlg_graph_draw_legend (NULL, self->scene, &look, 0, 0, self->text_size * 0.95, width, &height);
  /* Words are a little wider where they are set in points of a screen. */
  *width = *width * 1.08 + 4;
  return height;
}

/* The legend stands beside a drawing that leaves it room. */
static gboolean
legend_beside (double width,
               double legend_width)
{
  return legend_width < width * 0.45;
}

static double
drawing_width (MlgLiveDrawing *self,
               double          width,
               double         *legend_width,
               double         *height)
{
  *height = legend_height (self, legend_width);
  return legend_beside (width, *legend_width) ? width - *legend_width - self->text_size * 1.6 : width;
}

double
mlg_figure_graph_measure (MlgLiveDrawing *self,
                          double          width)
{
  MlgExtent extent;
  double legend, below, room, height;

  if (self->scene == NULL)
    make_scene (self);
  extent = mlg_graph_scene_get_extent (self->scene);
  room = drawing_width (self, width, &legend, &below);
  height = MAX (extent.y1 - extent.y0, 40) * MIN (MAX_ZOOM, (room - 8) / MAX (extent.x1 - extent.x0, 40)) + 12;
  return legend_beside (width, legend) ? MAX (height, below) : height + self->text_size + below;
}

void
mlg_figure_graph_draw (MlgLiveDrawing *self,
                       cairo_t        *cr)
{
  MlgGraphLook look = MLG_GRAPH_LOOK_INIT;
  MlgGraphView view;
  double legend, below, room, height;
  gboolean beside;

  room = drawing_width (self, self->width, &legend, &below);
  beside = legend_beside (self->width, legend);
  height = beside ? self->height : self->height - below - self->text_size;
  look.ink = self->ink;
  view = mlg_graph_view_fit (self->scene, room, height, 4, MAX_ZOOM);
  look.text_size = MAX (MLG_SCENE_TEXT_SIZE * view.zoom, 5);
  mlg_graph_draw (cr, self->scene, &view, &look);
  cairo_new_path (cr);
  mlg_graph_draw_legend (cr, self->scene, &look, beside ? room + self->text_size * 1.6 : 0,
                         beside ? 0 : height + self->text_size, self->text_size * 0.95, NULL, NULL);
}
