/* The surface on which the partnership graph is seen, moved and linked. */

#include "ui/partnerships/mlg-graph-canvas-private.h"

#define REACH        8.0       /* pixels round a mark or a link that still count */
#define MARGIN       36.0
#define MANY         250       /* links or actors; above, a drawing may take longer than a frame */
#define MAX_FIT      1.35      /* a graph of three actors is not blown up to the whole wall */
#define MIN_ZOOM     0.02
#define MAX_ZOOM     6.0

G_DEFINE_FINAL_TYPE (MlgGraphCanvas, mlg_graph_canvas, GTK_TYPE_WIDGET)

/* ---- The view */

static void
fit_now (MlgGraphCanvas *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->scene == NULL || width <= 0 || height <= 0)
    return;

  self->view = mlg_graph_view_fit (self->scene, width, height, MARGIN * MAX (1, self->look.ink->line_scale),
                                   MAX_FIT * MAX (1, self->look.ink->line_scale));
}

/* As little as needed for @node to be in sight. */
static void
bring_in (MlgGraphCanvas *self,
          guint           node,
          double          width,
          double          height)
{
  MlgPoint at = mlg_graph_canvas_locate (self, node);
  double margin = MIN (70, MIN (width, height) / 4);

  self->view.x += CLAMP (at.x, margin, width - margin) - at.x;
  self->view.y += CLAMP (at.y, margin, height - margin) - at.y;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
mlg_graph_canvas_zoom_at (MlgGraphCanvas *self,
                          double          zoom,
                          double          x,
                          double          y)
{
  MlgPoint fixed = mlg_graph_view_to_scene (&self->view, (MlgPoint) { x, y });

  self->fitted = FALSE;
  self->view.zoom = CLAMP (zoom, MIN_ZOOM, MAX_ZOOM);
  self->view.x = x - fixed.x * self->view.zoom;
  self->view.y = y - fixed.y * self->view.zoom;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- Widget */

/* A sheet of thousands of links is drawn once, then pushed about. */
static void
draw_scene (MlgGraphCanvas *self,
            cairo_t        *cr)
{
  gboolean is_large = mlg_graph_scene_get_n_nodes (self->scene) > MANY || mlg_graph_scene_get_n_edges (self->scene) > MANY;

  if (self->hand == MLG_GRAPH_HAND_PANNING && is_large)
    {
      mlg_graph_picture_draw (self->picture, cr, self->scene, &self->view, &self->look, self->look.raster);
      return;
    }
  mlg_graph_picture_forget (self->picture);
  mlg_graph_draw (cr, self->scene, &self->view, &self->look);
}

static void
mlg_graph_canvas_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  MlgGraphCanvas *self = MLG_GRAPH_CANVAS (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  mlg_ink_set_colour (cr, &self->look.ink->paper, 1);
  cairo_paint (cr);
  if (self->scene != NULL)
    {
      self->view.width = width;
      self->view.height = height;
      self->look.text_size = mlg_graph_text_size (self->look.ink, self->view.zoom / MAX (1, self->look.ink->line_scale));
      self->look.selected = self->selected;
      self->look.raster = gtk_widget_get_scale_factor (widget);
      self->look.selected_edge = self->edge;
      self->look.moving = self->hand == MLG_GRAPH_HAND_MOVING && mlg_graph_scene_get_n_nodes (self->scene) > 400;
      draw_scene (self, cr);
      mlg_graph_gestures_draw (self, cr);
    }
  cairo_destroy (cr);
}

static void
mlg_graph_canvas_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  MlgGraphCanvas *self = MLG_GRAPH_CANVAS (widget);

  /* Popovers hang on the canvas. */
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));

  /* A popover came or went: nobody asked to see anything else. */
  if (width == self->view.width && height == self->view.height)
    return;

  /* The sheet of a selected actor takes room: the drawing keeps its size and shows that actor. */
  if (self->fitted && (self->node == G_MAXUINT || self->view.width <= 0 || width > self->view.width))
    {
      fit_now (self);
      return;
    }
  if (!self->fitted)
    {
      self->view.x += (width - self->view.width) / 2;
      self->view.y += (height - self->view.height) / 2;
    }
  self->view.width = width;
  self->view.height = height;
  if (self->node != G_MAXUINT)
    bring_in (self, self->node, width, height);
}

static gboolean
mlg_graph_canvas_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  MlgGraphCanvas *self = MLG_GRAPH_CANVAS (widget);
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  /* What is open over the drawing keeps the keyboard. */
  if (child != NULL)
    return gtk_widget_child_focus (child, direction);
  if (gtk_widget_is_focus (widget))
    return (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD) &&
           mlg_graph_keys_walk (self, direction == GTK_DIR_TAB_BACKWARD);

  return gtk_widget_grab_focus (widget);
}

static void
mlg_graph_canvas_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (mlg_graph_canvas_parent_class)->dispose (object);
}

static void
mlg_graph_canvas_finalize (GObject *object)
{
  MlgGraphCanvas *self = MLG_GRAPH_CANVAS (object);

  g_clear_pointer (&self->scene, mlg_graph_scene_free);
  g_free (self->selected);
  mlg_graph_picture_free (self->picture);

  G_OBJECT_CLASS (mlg_graph_canvas_parent_class)->finalize (object);
}

static void
mlg_graph_canvas_class_init (MlgGraphCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mlg_graph_canvas_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_graph_canvas_finalize;
  widget_class->snapshot = mlg_graph_canvas_snapshot;
  widget_class->size_allocate = mlg_graph_canvas_size_allocate;
  widget_class->focus = mlg_graph_canvas_focus;
  gtk_widget_class_set_css_name (widget_class, "graphcanvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

#define SIGNAL(name, n, ...) \
  g_signal_new (name, MLG_TYPE_GRAPH_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n, ##__VA_ARGS__)
  SIGNAL ("chosen", 1, G_TYPE_UINT);
  SIGNAL ("opened", 1, G_TYPE_UINT);
  SIGNAL ("edge", 3, G_TYPE_UINT, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  SIGNAL ("moved", 3, G_TYPE_UINT, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  SIGNAL ("linked", 2, G_TYPE_UINT, G_TYPE_UINT);
  SIGNAL ("picked", 1, G_TYPE_POINTER);
  SIGNAL ("walked", 1, G_TYPE_UINT);
  SIGNAL ("linked-out", 3, G_TYPE_UINT, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  SIGNAL ("empty", 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  SIGNAL ("menu", 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  SIGNAL ("removed", 0);
  SIGNAL ("linking-ended", 0);
#undef SIGNAL
}

static void
mlg_graph_canvas_init (MlgGraphCanvas *self)
{
  self->picture = mlg_graph_picture_new ();
  self->look = (MlgGraphLook) MLG_GRAPH_LOOK_INIT;
  self->look.ink = mlg_ink_get (MLG_INK_LIGHT);
  self->view.zoom = 1;
  self->node = self->edge = self->held = self->anchor = self->target = G_MAXUINT;
  self->fitted = TRUE;

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  mlg_graph_gestures_install (self);
  mlg_graph_keys_install (self);
}

/* ---- */

void
mlg_graph_canvas_set_scene (MlgGraphCanvas *self,
                            MlgGraphScene  *scene)
{
  g_return_if_fail (MLG_IS_GRAPH_CANVAS (self));

  mlg_graph_picture_forget (self->picture);
  g_clear_pointer (&self->scene, mlg_graph_scene_free);
  g_free (self->selected);
  self->scene = scene;
  self->selected = g_new0 (guint8, mlg_graph_scene_get_n_nodes (scene) + 1);
  self->look.faint = NULL;
  self->look.marks = NULL;
  self->look.hovered = self->look.link_from = G_MAXUINT;
  self->node = self->edge = self->held = self->anchor = self->target = G_MAXUINT;
  self->hand = MLG_GRAPH_HAND_IDLE;
  mlg_graph_canvas_refresh (self);
}

MlgGraphScene *
mlg_graph_canvas_get_scene (MlgGraphCanvas *self)
{
  return self->scene;
}

static gboolean
sees_everything (MlgGraphCanvas *self)
{
  MlgExtent extent = mlg_graph_scene_get_extent (self->scene);
  MlgPoint start = mlg_graph_view_to_surface (&self->view, (MlgPoint) { extent.x0, extent.y0 });
  MlgPoint end = mlg_graph_view_to_surface (&self->view, (MlgPoint) { extent.x1, extent.y1 });

  return self->view.width > 0 && start.x >= 0 && start.y >= 0 && end.x <= self->view.width && end.y <= self->view.height;
}

/* One actor more does not make all the others move on the wall. */
void
mlg_graph_canvas_refresh (MlgGraphCanvas *self)
{
  mlg_graph_picture_forget (self->picture);
  if (self->fitted && self->node == G_MAXUINT && self->edge == G_MAXUINT && !sees_everything (self))
    fit_now (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

MlgGraphLook *
mlg_graph_canvas_get_look (MlgGraphCanvas *self)
{
  return &self->look;
}

void
mlg_graph_canvas_select_nodes (MlgGraphCanvas *self,
                               GArray         *nodes)
{
  guint n_nodes = self->scene != NULL ? mlg_graph_scene_get_n_nodes (self->scene) : 0;
  gboolean let_go = self->node != G_MAXUINT && nodes->len == 0;

  g_return_if_fail (MLG_IS_GRAPH_CANVAS (self));

  if (self->selected != NULL)
    memset (self->selected, FALSE, n_nodes);
  self->node = self->edge = self->anchor = G_MAXUINT;
  for (guint i = 0; i < nodes->len; i++)
    {
      self->node = g_array_index (nodes, guint, i);
      self->selected[self->node] = TRUE;
    }
  if (let_go)
    mlg_graph_canvas_refresh (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
mlg_graph_canvas_select_node (MlgGraphCanvas *self,
                              guint           node)
{
  g_autoptr(GArray) nodes = g_array_new (FALSE, FALSE, sizeof (guint));

  if (node != G_MAXUINT)
    g_array_append_val (nodes, node);
  mlg_graph_canvas_select_nodes (self, nodes);
}

GArray *
mlg_graph_canvas_dup_nodes (MlgGraphCanvas *self)
{
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; self->scene != NULL && i < mlg_graph_scene_get_n_nodes (self->scene); i++)
    if (self->selected[i])
      g_array_append_val (nodes, i);

  return nodes;
}

void
mlg_graph_canvas_select_edge (MlgGraphCanvas *self,
                              guint           edge)
{
  g_return_if_fail (MLG_IS_GRAPH_CANVAS (self));

  /* The drawing stays where it is: the line is under the pointer. */
  if (self->selected != NULL)
    memset (self->selected, FALSE, mlg_graph_scene_get_n_nodes (self->scene));
  self->node = G_MAXUINT;
  self->edge = edge;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
mlg_graph_canvas_get_node (MlgGraphCanvas *self)
{
  return self->node;
}

guint
mlg_graph_canvas_get_edge (MlgGraphCanvas *self)
{
  return self->edge;
}

MlgPoint
mlg_graph_canvas_locate (MlgGraphCanvas *self,
                         guint           node)
{
  return mlg_graph_view_to_surface (&self->view, mlg_graph_scene_get_nodes (self->scene)[node].at);
}

MlgPoint
mlg_graph_canvas_locate_edge (MlgGraphCanvas *self,
                              guint           edge)
{
  const MlgSceneEdge *it = &mlg_graph_scene_get_edges (self->scene)[edge];
  MlgPoint a = mlg_graph_canvas_locate (self, it->a);
  MlgPoint b = mlg_graph_canvas_locate (self, it->b);

  return (MlgPoint) { (a.x + b.x) / 2, (a.y + b.y) / 2 };
}

MlgPoint
mlg_graph_canvas_to_scene (MlgGraphCanvas *self,
                           double          x,
                           double          y)
{
  return mlg_graph_view_to_scene (&self->view, (MlgPoint) { x, y });
}

void
mlg_graph_canvas_reveal (MlgGraphCanvas *self,
                         guint           node)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (width > 0 && height > 0)
    bring_in (self, node, width, height);
}

void
mlg_graph_canvas_set_linking (MlgGraphCanvas *self,
                              gboolean        linking)
{
  if (self->linking == linking)
    return;

  self->linking = linking;
  if (!linking)
    self->look.link_from = G_MAXUINT;
  else if (self->node != G_MAXUINT)
    mlg_graph_gestures_start_link (self, self->node);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
mlg_graph_canvas_zoom (MlgGraphCanvas *self,
                       double          factor)
{
  mlg_graph_canvas_zoom_at (self, self->view.zoom * factor, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
           gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

void
mlg_graph_canvas_fit (MlgGraphCanvas *self)
{
  self->fitted = TRUE;
  fit_now (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
mlg_graph_canvas_pick_node (MlgGraphCanvas *self,
                            double          x,
                            double          y)
{
  guint node;

  if (self->scene == NULL)
    return G_MAXUINT;

  node = mlg_graph_scene_pick_node (self->scene, mlg_graph_view_to_scene (&self->view, (MlgPoint) { x, y }),
                                    REACH / self->view.zoom);
  return mlg_graph_marks_hide_node (self->look.marks, node) ? G_MAXUINT : node;
}

guint
mlg_graph_canvas_pick_edge (MlgGraphCanvas *self,
                            double          x,
                            double          y)
{
  guint edge;

  if (self->scene == NULL)
    return G_MAXUINT;

  edge = mlg_graph_scene_pick_edge (self->scene, mlg_graph_view_to_scene (&self->view, (MlgPoint) { x, y }),
                                    REACH / self->view.zoom);
  return mlg_graph_marks_hide_edge (self->look.marks, edge) ? G_MAXUINT : edge;
}
