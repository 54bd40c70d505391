/* What pointer, touch and keys do on the graph: choose, move, link, zoom. */

#include "ui/partnerships/mlg-graph-canvas-private.h"

#include <math.h>

#define REACH        8.0       /* pixels round a mark or a link that still count */
#define THRESHOLD    4.0       /* pixels after which a press is a drag */

static guint
pick_node (MlgGraphCanvas *self,
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

static guint
pick_edge (MlgGraphCanvas *self,
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
  self->hand = MLG_GRAPH_HAND_IDLE;
  self->look.link_from = G_MAXUINT;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->linking)
    {
      self->linking = FALSE;
      g_signal_emit_by_name (self, "linking-ended");
    }
}

static void
finish_link (MlgGraphCanvas *self,
             guint           to)
{
  guint from = self->look.link_from;

  end_linking (self);
  if (from != G_MAXUINT && to != G_MAXUINT && from != to)
    g_signal_emit_by_name (self, "linked", from, to);
}

void
mlg_graph_gestures_start_link (MlgGraphCanvas *self,
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
        mlg_graph_gestures_start_link (self, self->held);
      else
        finish_link (self, self->held);
      return;
    }

  if (self->held != G_MAXUINT)
    {
      g_signal_emit_by_name (self, "chosen", self->held);
      return;
    }
  edge = pick_edge (self, x, y);
  if (edge != G_MAXUINT)
    g_signal_emit_by_name (self, "edge", edge, x, y);
  else
    g_signal_emit_by_name (self, "chosen", G_MAXUINT);
}

static void
begin_drag (MlgGraphCanvas  *self,
            GdkModifierType  modifiers)
{
  gboolean link = self->linking || (modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0;

  if (self->held == G_MAXUINT)
    {
      self->hand = MLG_GRAPH_HAND_PANNING;
      self->fitted = FALSE;
      self->origin = (MlgPoint) { self->view.x, self->view.y };
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
    }
  else if (link)
    {
      self->hand = MLG_GRAPH_HAND_LINKING;
      mlg_graph_gestures_start_link (self, self->held);
    }
  else
    {
      self->hand = MLG_GRAPH_HAND_MOVING;
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
  self->hand = MLG_GRAPH_HAND_PRESSED;
  self->press = (MlgPoint) { x, y };
  self->held = pick_node (self, x, y);
}

static void
drag_update_cb (MlgGraphCanvas *self,
                double          dx,
                double          dy,
                GtkGesture     *gesture)
{
  if (self->hand == MLG_GRAPH_HAND_PRESSED && hypot (dx, dy) > THRESHOLD)
    begin_drag (self, gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)));

  switch (self->hand)
    {
    case MLG_GRAPH_HAND_PANNING:
      self->view.x = self->origin.x + dx;
      self->view.y = self->origin.y + dy;
      break;
    case MLG_GRAPH_HAND_MOVING:
      mlg_graph_scene_move_node (self->scene, self->held,
                                 (MlgPoint) { self->origin.x + dx / self->view.zoom,
                                              self->origin.y + dy / self->view.zoom });
      break;
    case MLG_GRAPH_HAND_LINKING:
      self->look.link_to = (MlgPoint) { self->press.x + dx, self->press.y + dy };
      set_hovered (self, pick_node (self, self->look.link_to.x, self->look.link_to.y), "crosshair");
      break;
    case MLG_GRAPH_HAND_IDLE:
    case MLG_GRAPH_HAND_PRESSED:
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
  MlgGraphHand hand = self->hand;
  MlgPoint at;

  self->hand = MLG_GRAPH_HAND_IDLE;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), NULL);

  switch (hand)
    {
    case MLG_GRAPH_HAND_PRESSED:
      click (self, self->press.x, self->press.y);
      break;
    case MLG_GRAPH_HAND_MOVING:
      at = mlg_graph_scene_get_nodes (self->scene)[self->held].at;
      g_signal_emit_by_name (self, "moved", self->held, at.x, at.y);
      break;
    case MLG_GRAPH_HAND_LINKING:
      finish_link (self, pick_node (self, self->press.x + dx, self->press.y + dy));
      break;
    case MLG_GRAPH_HAND_IDLE:
    case MLG_GRAPH_HAND_PANNING:
    default:
      break;
    }
}

static void
drag_cancel_cb (MlgGraphCanvas *self)
{
  if (self->hand == MLG_GRAPH_HAND_MOVING)
    mlg_graph_scene_move_node (self->scene, self->held, self->origin);
  if (self->hand == MLG_GRAPH_HAND_LINKING)
    end_linking (self);
  self->hand = MLG_GRAPH_HAND_IDLE;
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
    g_signal_emit_by_name (self, "opened", node);
}

static void
motion_cb (MlgGraphCanvas *self,
           double          x,
           double          y)
{
  guint node;

  self->pointer = (MlgPoint) { x, y };
  if (self->hand != MLG_GRAPH_HAND_IDLE)
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
  if (self->hand == MLG_GRAPH_HAND_IDLE && self->look.link_from == G_MAXUINT)
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

  mlg_graph_canvas_zoom_at (self, self->view.zoom * pow (MLG_ZOOM_STEP, -dy), self->pointer.x, self->pointer.y);

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
  mlg_graph_canvas_zoom_at (self, self->pinch * scale, x, y);
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
      g_signal_emit_by_name (self, "chosen", to);
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
      g_signal_emit_by_name (self, "opened", self->node);
      return;
    }
  if (self->edge == G_MAXUINT)
    return;
  at = mlg_graph_view_to_surface (&self->view,
         mlg_graph_scene_get_nodes (self->scene)[mlg_graph_scene_get_edges (self->scene)[self->edge].a].at);
  g_signal_emit_by_name (self, "edge", self->edge, at.x, at.y);
}

static gboolean
press_escape (MlgGraphCanvas *self)
{
  if (self->linking || self->look.link_from != G_MAXUINT)
    end_linking (self);
  else if (self->node != G_MAXUINT || self->edge != G_MAXUINT)
    g_signal_emit_by_name (self, "chosen", G_MAXUINT);
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
    case GDK_KEY_KP_Delete: g_signal_emit_by_name (self, "removed"); return TRUE;
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add: mlg_graph_canvas_zoom (self, MLG_ZOOM_STEP); return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract: mlg_graph_canvas_zoom (self, 1 / MLG_ZOOM_STEP); return TRUE;
    case GDK_KEY_0:
    case GDK_KEY_agrave:         /* the key 0 of a French keyboard */
    case GDK_KEY_KP_0: mlg_graph_canvas_fit (self); return TRUE;
    default: return FALSE;
    }
}

/* ---- */

void
mlg_graph_gestures_install (MlgGraphCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *press = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
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
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);

  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (press));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, keys);
}
