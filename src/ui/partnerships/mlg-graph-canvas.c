/* The surface on which the partnership graph is seen, moved and linked. */

#include "ui/partnerships/mlg-graph-canvas.h"

#include <math.h>

#define REACH        8.0       /* pixels round a mark or a link that still count */
#define MARGIN       36.0
#define MAX_FIT      1.35      /* a graph of three actors is not blown up to the whole wall */
#define MIN_ZOOM     0.02
#define MAX_ZOOM     6.0
#define ZOOM_STEP    1.2
#define THRESHOLD    4.0       /* pixels after which a press is a drag */

typedef enum
{
  HAND_IDLE,
  HAND_PRESSED,                /* not yet a drag */
  HAND_PANNING,
  HAND_MOVING,                 /* an actor */
  HAND_LINKING,
} Hand;

struct _MlgGraphCanvas
{
  GtkWidget      parent_instance;

  /* Owned */
  MlgGraphScene *scene;
  guint8        *selected;     /* per node */

  MlgGraphView   view;
  MlgGraphLook   look;
  guint          node, edge;   /* selected; G_MAXUINT: none */
  gboolean       fitted;       /* follows the size of the window until the hand zooms or pans */
  gboolean       linking;

  Hand           hand;
  guint          held;         /* the node pressed on; G_MAXUINT: none */
  MlgPoint       press;        /* in the widget */
  MlgPoint       origin;       /* of the view or of the held node when the drag began */
  MlgPoint       pointer;
  double         pinch;        /* zoom when a pinch began */
};

G_DEFINE_FINAL_TYPE (MlgGraphCanvas, mlg_graph_canvas, GTK_TYPE_WIDGET)

enum { CHOSEN, OPENED, EDGE, MOVED, LINKED, REMOVED, LINKING_ENDED, N_SIGNALS };
static guint signals[N_SIGNALS];

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

static void
zoom_at (MlgGraphCanvas *self,
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

static guint
pick_node (MlgGraphCanvas *self,
           double          x,
           double          y)
{
  if (self->scene == NULL)
    return G_MAXUINT;

  return mlg_graph_scene_pick_node (self->scene, mlg_graph_view_to_scene (&self->view, (MlgPoint) { x, y }),
                                    REACH / self->view.zoom);
}

static guint
pick_edge (MlgGraphCanvas *self,
           double          x,
           double          y)
{
  if (self->scene == NULL)
    return G_MAXUINT;

  return mlg_graph_scene_pick_edge (self->scene, mlg_graph_view_to_scene (&self->view, (MlgPoint) { x, y }),
                                    REACH / self->view.zoom);
}

static void
set_hovered (MlgGraphCanvas *self,
             guint           node,
             const char     *cursor)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor);
  if (self->look.hovered != node)
    {
      self->look.hovered = node;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
}

/* ---- Linking */

static void
end_linking (MlgGraphCanvas *self)
{
  self->hand = HAND_IDLE;
  self->look.link_from = G_MAXUINT;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->linking)
    {
      self->linking = FALSE;
      g_signal_emit (self, signals[LINKING_ENDED], 0);
    }
}

static void
finish_link (MlgGraphCanvas *self,
             guint           to)
{
  guint from = self->look.link_from;

  end_linking (self);
  if (from != G_MAXUINT && to != G_MAXUINT && from != to)
    g_signal_emit (self, signals[LINKED], 0, from, to);
}

static void
start_link (MlgGraphCanvas *self,
            guint           from)
{
  self->look.link_from = from;
  self->look.link_to = from != G_MAXUINT ? mlg_graph_canvas_locate (self, from) : self->pointer;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- The hand */

static void
click (MlgGraphCanvas *self,
       double          x,
       double          y)
{
  guint edge;

  if (self->linking && self->held != G_MAXUINT)
    {
      if (self->look.link_from == G_MAXUINT)
        start_link (self, self->held);
      else
        finish_link (self, self->held);
      return;
    }

  if (self->held != G_MAXUINT)
    {
      g_signal_emit (self, signals[CHOSEN], 0, self->held);
      return;
    }
  edge = pick_edge (self, x, y);
  if (edge != G_MAXUINT)
    g_signal_emit (self, signals[EDGE], 0, edge, x, y);
  else
    g_signal_emit (self, signals[CHOSEN], 0, G_MAXUINT);
}

static void
begin_drag (MlgGraphCanvas  *self,
            GdkModifierType  modifiers)
{
  gboolean link = self->linking || (modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0;

  if (self->held == G_MAXUINT)
    {
      self->hand = HAND_PANNING;
      self->fitted = FALSE;
      self->origin = (MlgPoint) { self->view.x, self->view.y };
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
    }
  else if (link)
    {
      self->hand = HAND_LINKING;
      start_link (self, self->held);
    }
  else
    {
      self->hand = HAND_MOVING;
      self->fitted = FALSE;
      self->origin = mlg_graph_scene_get_nodes (self->scene)[self->held].at;
    }
}

static void
drag_begin_cb (MlgGraphCanvas *self,
               double          x,
               double          y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->hand = HAND_PRESSED;
  self->press = (MlgPoint) { x, y };
  self->held = pick_node (self, x, y);
}

static void
drag_update_cb (MlgGraphCanvas *self,
                double          dx,
                double          dy,
                GtkGesture     *gesture)
{
  if (self->hand == HAND_PRESSED && hypot (dx, dy) > THRESHOLD)
    begin_drag (self, gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)));

  switch (self->hand)
    {
    case HAND_PANNING:
      self->view.x = self->origin.x + dx;
      self->view.y = self->origin.y + dy;
      break;
    case HAND_MOVING:
      mlg_graph_scene_move_node (self->scene, self->held,
                                 (MlgPoint) { self->origin.x + dx / self->view.zoom,
                                              self->origin.y + dy / self->view.zoom });
      break;
    case HAND_LINKING:
      self->look.link_to = (MlgPoint) { self->press.x + dx, self->press.y + dy };
      set_hovered (self, pick_node (self, self->look.link_to.x, self->look.link_to.y), "crosshair");
      break;
    case HAND_IDLE:
    case HAND_PRESSED:
    default:
      return;
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (MlgGraphCanvas *self,
             double          dx,
             double          dy)
{
  Hand hand = self->hand;
  MlgPoint at;

  self->hand = HAND_IDLE;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), NULL);

  switch (hand)
    {
    case HAND_PRESSED:
      click (self, self->press.x, self->press.y);
      break;
    case HAND_MOVING:
      at = mlg_graph_scene_get_nodes (self->scene)[self->held].at;
      g_signal_emit (self, signals[MOVED], 0, self->held, at.x, at.y);
      break;
    case HAND_LINKING:
      finish_link (self, pick_node (self, self->press.x + dx, self->press.y + dy));
      break;
    case HAND_IDLE:
    case HAND_PANNING:
    default:
      break;
    }
}

static void
drag_cancel_cb (MlgGraphCanvas *self)
{
  if (self->hand == HAND_MOVING)
    mlg_graph_scene_move_node (self->scene, self->held, self->origin);
  if (self->hand == HAND_LINKING)
    end_linking (self);
  self->hand = HAND_IDLE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pressed_cb (MlgGraphCanvas *self,
            int             n_press,
            double          x,
            double          y)
{
  guint node = n_press == 2 ? pick_node (self, x, y) : G_MAXUINT;

  if (node != G_MAXUINT)
    g_signal_emit (self, signals[OPENED], 0, node);
}

static void
motion_cb (MlgGraphCanvas *self,
           double          x,
           double          y)
{
  guint node;

  self->pointer = (MlgPoint) { x, y };
  if (self->hand != HAND_IDLE)
    return;

  node = pick_node (self, x, y);
  if (self->look.link_from != G_MAXUINT)
    {
      self->look.link_to = self->pointer;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  set_hovered (self, node, self->linking ? "crosshair"
                         : node != G_MAXUINT || pick_edge (self, x, y) != G_MAXUINT ? "pointer" : NULL);
}

static void
leave_cb (MlgGraphCanvas *self)
{
  if (self->hand == HAND_IDLE && self->look.link_from == G_MAXUINT)
    set_hovered (self, G_MAXUINT, NULL);
}

static gboolean
scroll_cb (MlgGraphCanvas *self,
           double          dx,
           double          dy,
           GtkEventController *controller)
{
  if (gtk_event_controller_get_current_event_state (controller) & GDK_SHIFT_MASK)
    {
      self->fitted = FALSE;
      self->view.x -= (dx + dy) * 40;
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return TRUE;
    }

  zoom_at (self, self->view.zoom * pow (ZOOM_STEP, -dy), self->pointer.x, self->pointer.y);

  return TRUE;
}

static void
pinch_begin_cb (MlgGraphCanvas *self)
{
  drag_cancel_cb (self);
  self->pinch = self->view.zoom;
}

static void
pinch_cb (MlgGraphCanvas *self,
          double          scale,
          GtkGesture     *gesture)
{
  double x = self->pointer.x;
  double y = self->pointer.y;

  gtk_gesture_get_bounding_box_center (gesture, &x, &y);
  zoom_at (self, self->pinch * scale, x, y);
}

/* ---- Keys */

static void
step (MlgGraphCanvas *self,
      double          dx,
      double          dy)
{
  guint from = self->look.link_from != G_MAXUINT && self->look.hovered != G_MAXUINT ? self->look.hovered : self->node;
  guint to;

  if (self->scene == NULL || mlg_graph_scene_get_n_nodes (self->scene) == 0)
    return;
  to = from == G_MAXUINT ? mlg_graph_scene_get_order (self->scene)[0]
                         : mlg_graph_scene_step (self->scene, from, dx, dy);
  if (to == G_MAXUINT)
    return;

  /* While a link is drawn the arrows choose its other end. */
  if (self->look.link_from != G_MAXUINT)
    {
      self->look.link_to = mlg_graph_canvas_locate (self, to);
      set_hovered (self, to, NULL);
    }
  else
    {
      g_signal_emit (self, signals[CHOSEN], 0, to);
    }
  mlg_graph_canvas_reveal (self, to);
}

static void
press_enter (MlgGraphCanvas *self)
{
  MlgPoint at;

  if (self->look.link_from != G_MAXUINT)
    {
      finish_link (self, self->look.hovered);
      return;
    }
  if (self->node != G_MAXUINT)
    {
      g_signal_emit (self, signals[OPENED], 0, self->node);
      return;
    }
  if (self->edge == G_MAXUINT)
    return;
  at = mlg_graph_view_to_surface (&self->view,
         mlg_graph_scene_get_nodes (self->scene)[mlg_graph_scene_get_edges (self->scene)[self->edge].a].at);
  g_signal_emit (self, signals[EDGE], 0, self->edge, at.x, at.y);
}

static gboolean
press_escape (MlgGraphCanvas *self)
{
  if (self->linking || self->look.link_from != G_MAXUINT)
    end_linking (self);
  else if (self->node != G_MAXUINT || self->edge != G_MAXUINT)
    g_signal_emit (self, signals[CHOSEN], 0, G_MAXUINT);
  else
    return FALSE;

  return TRUE;
}

static gboolean
key_cb (MlgGraphCanvas  *self,
        guint            key,
        guint            code,
        GdkModifierType  modifiers)
{
  if (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Left:   step (self, -1, 0); return TRUE;
    case GDK_KEY_Right:  step (self, 1, 0); return TRUE;
    case GDK_KEY_Up:     step (self, 0, -1); return TRUE;
    case GDK_KEY_Down:   step (self, 0, 1); return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter: press_enter (self); return TRUE;
    case GDK_KEY_Escape: return press_escape (self);
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete: g_signal_emit (self, signals[REMOVED], 0); return TRUE;
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add: mlg_graph_canvas_zoom (self, ZOOM_STEP); return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract: mlg_graph_canvas_zoom (self, 1 / ZOOM_STEP); return TRUE;
    case GDK_KEY_0:
    case GDK_KEY_agrave:         /* the key 0 of a French keyboard */
    case GDK_KEY_KP_0: mlg_graph_canvas_fit (self); return TRUE;
    default: return FALSE;
    }
}

/* ---- Widget */

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
      self->look.moving = self->hand == HAND_MOVING && mlg_graph_scene_get_n_nodes (self->scene) > 400;
      mlg_graph_draw (cr, self->scene, &self->view, &self->look);
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
  gtk_widget_class_set_css_name (widget_class, "graphcanvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

#define SIGNAL(name, n, ...) \
  g_signal_new (name, MLG_TYPE_GRAPH_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n, ##__VA_ARGS__)
  signals[CHOSEN] = SIGNAL ("chosen", 1, G_TYPE_UINT);
  signals[OPENED] = SIGNAL ("opened", 1, G_TYPE_UINT);
  signals[EDGE] = SIGNAL ("edge", 3, G_TYPE_UINT, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[MOVED] = SIGNAL ("moved", 3, G_TYPE_UINT, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[LINKED] = SIGNAL ("linked", 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[REMOVED] = SIGNAL ("removed", 0);
  signals[LINKING_ENDED] = SIGNAL ("linking-ended", 0);
#undef SIGNAL
}

static void
add_pointer_controllers (MlgGraphCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *press = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);

  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (press));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, scroll);
}

static void
mlg_graph_canvas_init (MlgGraphCanvas *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->look = (MlgGraphLook) MLG_GRAPH_LOOK_INIT;
  self->look.ink = mlg_ink_get (MLG_INK_LIGHT);
  self->view.zoom = 1;
  self->node = self->edge = self->held = G_MAXUINT;
  self->fitted = TRUE;

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  add_pointer_controllers (self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* ---- */

void
mlg_graph_canvas_set_scene (MlgGraphCanvas *self,
                            MlgGraphScene  *scene)
{
  g_return_if_fail (MLG_IS_GRAPH_CANVAS (self));

  g_clear_pointer (&self->scene, mlg_graph_scene_free);
  g_free (self->selected);
  self->scene = scene;
  self->selected = g_new0 (guint8, mlg_graph_scene_get_n_nodes (scene) + 1);
  self->look.faint = NULL;
  self->look.hovered = self->look.link_from = G_MAXUINT;
  self->node = self->edge = self->held = G_MAXUINT;
  self->hand = HAND_IDLE;
  mlg_graph_canvas_refresh (self);
}

MlgGraphScene *
mlg_graph_canvas_get_scene (MlgGraphCanvas *self)
{
  return self->scene;
}

void
mlg_graph_canvas_refresh (MlgGraphCanvas *self)
{
  if (self->fitted && self->node == G_MAXUINT)
    fit_now (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

MlgGraphLook *
mlg_graph_canvas_get_look (MlgGraphCanvas *self)
{
  return &self->look;
}

void
mlg_graph_canvas_select_node (MlgGraphCanvas *self,
                              guint           node)
{
  g_return_if_fail (MLG_IS_GRAPH_CANVAS (self));

  if (self->node != G_MAXUINT)
    self->selected[self->node] = FALSE;
  if (node == G_MAXUINT && self->node != G_MAXUINT && self->fitted)
    {
      self->node = node;
      mlg_graph_canvas_refresh (self);
    }
  self->node = node;
  self->edge = G_MAXUINT;
  if (node != G_MAXUINT)
    self->selected[node] = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
mlg_graph_canvas_select_edge (MlgGraphCanvas *self,
                              guint           edge)
{
  mlg_graph_canvas_select_node (self, G_MAXUINT);
  self->edge = edge;
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
    start_link (self, self->node);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
mlg_graph_canvas_zoom (MlgGraphCanvas *self,
                       double          factor)
{
  zoom_at (self, self->view.zoom * factor, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
           gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

void
mlg_graph_canvas_fit (MlgGraphCanvas *self)
{
  self->fitted = TRUE;
  fit_now (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
