/* What pointer and touch do on the graph: choose, frame, move, link, zoom. */

#include "ui/partnerships/mlg-graph-canvas-private.h"

#include <math.h>

#define THRESHOLD    4.0       /* pixels after which a press is a drag */

void
mlg_graph_gestures_hover (MlgGraphCanvas *self,
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

void
mlg_graph_gestures_end_link (MlgGraphCanvas *self)
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

void
mlg_graph_gestures_finish_link (MlgGraphCanvas *self,
                                guint           to)
{
  guint from = self->look.link_from;

  mlg_graph_gestures_end_link (self);
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

/* ---- Several at once */

/* Ctrl and a click: one more, or one less. */
static void
pick_also (MlgGraphCanvas *self,
           guint           node)
{
  g_autoptr(GArray) nodes = mlg_graph_canvas_dup_nodes (self);
  gboolean removed = FALSE;

  for (guint i = 0; i < nodes->len && !removed; i++)
    if (g_array_index (nodes, guint, i) == node)
      {
        g_array_remove_index (nodes, i);
        removed = TRUE;
      }
  if (!removed)
    g_array_append_val (nodes, node);
  g_signal_emit_by_name (self, "picked", nodes);
}

static void
pick_framed (MlgGraphCanvas *self,
             MlgPoint        end)
{
  g_autoptr(GArray) nodes = g_array_new (FALSE, FALSE, sizeof (guint));
  double left = MIN (self->press.x, end.x), right = MAX (self->press.x, end.x);
  double top = MIN (self->press.y, end.y), bottom = MAX (self->press.y, end.y);

  for (guint i = 0; i < mlg_graph_scene_get_n_nodes (self->scene); i++)
    {
      MlgPoint at = mlg_graph_canvas_locate (self, i);

      if (at.x >= left && at.x <= right && at.y >= top && at.y <= bottom && !mlg_graph_marks_hide_node (self->look.marks, i))
        g_array_append_val (nodes, i);
    }
  g_signal_emit_by_name (self, "picked", nodes);
}

void
mlg_graph_gestures_draw (MlgGraphCanvas *self,
                         cairo_t        *cr)
{
  static const double dashes[] = { 5, 4 };

  if (self->hand != MLG_GRAPH_HAND_FRAMING)
    return;

  cairo_save (cr);
  cairo_rectangle (cr, self->press.x, self->press.y, self->pointer.x - self->press.x, self->pointer.y - self->press.y);
  mlg_ink_set_colour (cr, &self->look.ink->text, 0.06);
  cairo_fill_preserve (cr);
  mlg_ink_set_colour (cr, &self->look.ink->text, 0.7);
  cairo_set_line_width (cr, MAX (1, self->look.ink->line_scale));
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* ---- Moving */

static gboolean
moves_several (MlgGraphCanvas *self)
{
  g_autoptr(GArray) nodes = mlg_graph_canvas_dup_nodes (self);

  return nodes->len > 1 && self->selected[self->held];
}

/* The held one, or all that are selected with it, to (dx, dy) of where they were. */
static void
carry (MlgGraphCanvas *self,
       double          dx,
       double          dy)
{
  MlgPoint by = { dx / self->view.zoom - self->carried.x, dy / self->view.zoom - self->carried.y };
  gboolean several = moves_several (self);

  for (guint i = 0; i < mlg_graph_scene_get_n_nodes (self->scene); i++)
    if (i == self->held || (several && self->selected[i]))
      {
        MlgPoint at = mlg_graph_scene_get_nodes (self->scene)[i].at;

        mlg_graph_scene_move_node (self->scene, i, (MlgPoint) { at.x + by.x, at.y + by.y });
      }
  self->carried.x += by.x;
  self->carried.y += by.y;
}

/* Another actor right under the pointer. */
static guint
find_target (MlgGraphCanvas *self,
             double          x,
             double          y)
{
  MlgPoint at = mlg_graph_canvas_to_scene (self, x, y);
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (self->scene);

  for (guint i = 0; i < mlg_graph_scene_get_n_nodes (self->scene); i++)
    if (i != self->held && !mlg_graph_marks_hide_node (self->look.marks, i) &&
        hypot (nodes[i].at.x - at.x, nodes[i].at.y - at.y) < MAX (nodes[i].radius, THRESHOLD / self->view.zoom))
      return i;

  return G_MAXUINT;
}

/* Over another actor it goes back to its place, and the link shows that would be drawn. */
static void
move (MlgGraphCanvas *self,
      double          dx,
      double          dy)
{
  self->target = moves_several (self) ? G_MAXUINT : find_target (self, self->press.x + dx, self->press.y + dy);
  if (self->target != G_MAXUINT)
    {
      carry (self, 0, 0);
      mlg_graph_gestures_start_link (self, self->held);
      self->look.link_to = mlg_graph_canvas_locate (self, self->target);
    }
  else
    {
      self->look.link_from = G_MAXUINT;
      carry (self, dx, dy);
    }
  mlg_graph_gestures_hover (self, self->target, self->target != G_MAXUINT ? "crosshair" : "grabbing");
}

static void
finish_moving (MlgGraphCanvas *self)
{
  MlgPoint at = mlg_graph_scene_get_nodes (self->scene)[self->held].at;

  if (self->target == G_MAXUINT)
    {
      g_signal_emit_by_name (self, "moved", self->held, at.x, at.y);
      return;
    }
  mlg_graph_gestures_finish_link (self, self->target);
  self->target = G_MAXUINT;
}

/* ---- The hand */

static void
click_node (MlgGraphCanvas  *self,
            GdkModifierType  modifiers)
{
  if (!self->linking && (modifiers & GDK_CONTROL_MASK))
    pick_also (self, self->held);
  else if (!self->linking)
    g_signal_emit_by_name (self, "chosen", self->held);
  else if (self->look.link_from == G_MAXUINT)
    mlg_graph_gestures_start_link (self, self->held);
  else
    mlg_graph_gestures_finish_link (self, self->held);
}

static void
click (MlgGraphCanvas  *self,
       double           x,
       double           y,
       GdkModifierType  modifiers)
{
  guint edge;

  if (self->held != G_MAXUINT)
    {
      click_node (self, modifiers);
      return;
    }
  edge = mlg_graph_canvas_pick_edge (self, x, y);
  if (edge != G_MAXUINT)
    g_signal_emit_by_name (self, "edge", edge, x, y);
  else if (self->linking && self->look.link_from != G_MAXUINT)
    {
      guint from = self->look.link_from;

      mlg_graph_gestures_end_link (self);
      g_signal_emit_by_name (self, "linked-out", from, x, y);
    }
  else if (self->n_press == 2)
    g_signal_emit_by_name (self, "empty", x, y);
  else if (!(modifiers & GDK_CONTROL_MASK))
    g_signal_emit_by_name (self, "chosen", G_MAXUINT);
}

static void
begin_drag (MlgGraphCanvas  *self,
            GdkModifierType  modifiers)
{
  gboolean with_key = (modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0;

  if (self->held == G_MAXUINT && with_key)
    {
      self->hand = MLG_GRAPH_HAND_FRAMING;
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "crosshair");
    }
  else if (self->held == G_MAXUINT)
    {
      self->hand = MLG_GRAPH_HAND_PANNING;
      self->fitted = FALSE;
      self->origin = (MlgPoint) { self->view.x, self->view.y };
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
    }
  else if (self->linking || with_key)
    {
      self->hand = MLG_GRAPH_HAND_LINKING;
      mlg_graph_gestures_start_link (self, self->held);
    }
  else
    {
      self->hand = MLG_GRAPH_HAND_MOVING;
      self->fitted = FALSE;
      self->carried = (MlgPoint) { 0, 0 };
    }
}

static GdkModifierType
get_modifiers (GtkGesture *gesture)
{
  return gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
}

static void
drag_begin_cb (MlgGraphCanvas *self,
               double          x,
               double          y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->hand = MLG_GRAPH_HAND_PRESSED;
  self->press = (MlgPoint) { x, y };
  self->held = mlg_graph_canvas_pick_node (self, x, y);
}

static void
drag_update_cb (MlgGraphCanvas *self,
                double          dx,
                double          dy,
                GtkGesture     *gesture)
{
  MlgPoint at = { self->press.x + dx, self->press.y + dy };

  if (self->hand == MLG_GRAPH_HAND_PRESSED && hypot (dx, dy) > THRESHOLD)
    begin_drag (self, get_modifiers (gesture));

  switch (self->hand)
    {
    case MLG_GRAPH_HAND_PANNING:
      self->view.x = self->origin.x + dx;
      self->view.y = self->origin.y + dy;
      break;
    case MLG_GRAPH_HAND_MOVING:
      move (self, dx, dy);
      break;
    case MLG_GRAPH_HAND_LINKING:
      self->look.link_to = at;
      mlg_graph_gestures_hover (self, mlg_graph_canvas_pick_node (self, at.x, at.y), "crosshair");
      break;
    case MLG_GRAPH_HAND_FRAMING:
      self->pointer = at;
      break;
    case MLG_GRAPH_HAND_IDLE:
    case MLG_GRAPH_HAND_PRESSED:
    default:
      return;
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Let go over somebody, or where nobody is: somebody new. */
static void
drop_link (MlgGraphCanvas *self,
           MlgPoint        at)
{
  guint to = mlg_graph_canvas_pick_node (self, at.x, at.y);
  guint from = self->look.link_from;

  if (to != G_MAXUINT)
    {
      mlg_graph_gestures_finish_link (self, to);
      return;
    }
  mlg_graph_gestures_end_link (self);
  if (from != G_MAXUINT)
    g_signal_emit_by_name (self, "linked-out", from, at.x, at.y);
}

static void
drag_end_cb (MlgGraphCanvas *self,
             double          dx,
             double          dy,
             GtkGesture     *gesture)
{
  MlgGraphHand hand = self->hand;
  MlgPoint at = { self->press.x + dx, self->press.y + dy };

  self->hand = MLG_GRAPH_HAND_IDLE;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), NULL);

  switch (hand)
    {
    case MLG_GRAPH_HAND_PRESSED:
      click (self, self->press.x, self->press.y, get_modifiers (gesture));
      break;
    case MLG_GRAPH_HAND_MOVING:
      finish_moving (self);
      break;
    case MLG_GRAPH_HAND_LINKING:
      drop_link (self, at);
      break;
    case MLG_GRAPH_HAND_FRAMING:
      pick_framed (self, at);
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
    {
      carry (self, 0, 0);
      self->look.link_from = self->target = G_MAXUINT;
    }
  if (self->hand == MLG_GRAPH_HAND_LINKING)
    mlg_graph_gestures_end_link (self);
  self->hand = MLG_GRAPH_HAND_IDLE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pressed_cb (MlgGraphCanvas *self,
            int             n_press,
            double          x,
            double          y)
{
  guint node = n_press == 2 && !self->linking ? mlg_graph_canvas_pick_node (self, x, y) : G_MAXUINT;

  self->n_press = n_press;
  if (node != G_MAXUINT)
    g_signal_emit_by_name (self, "opened", node);
}

/* The menu is of what is under the pointer, or of all that are selected. */
static void
menu_pressed_cb (MlgGraphCanvas *self,
                 int             n_press,
                 double          x,
                 double          y)
{
  guint node = mlg_graph_canvas_pick_node (self, x, y);
  guint edge = node == G_MAXUINT ? mlg_graph_canvas_pick_edge (self, x, y) : G_MAXUINT;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->pointer = (MlgPoint) { x, y };
  if (edge != G_MAXUINT)
    mlg_graph_canvas_select_edge (self, edge);
  else if (node == G_MAXUINT || !self->selected[node])
    g_signal_emit_by_name (self, "chosen", node);
  g_signal_emit_by_name (self, "menu", x, y);
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

  node = mlg_graph_canvas_pick_node (self, x, y);
  if (self->look.link_from != G_MAXUINT)
    {
      self->look.link_to = self->pointer;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  mlg_graph_gestures_hover (self, node, self->linking ? "crosshair"
                         : node != G_MAXUINT || mlg_graph_canvas_pick_edge (self, x, y) != G_MAXUINT ? "pointer" : NULL);
}

static void
leave_cb (MlgGraphCanvas *self)
{
  if (self->hand == MLG_GRAPH_HAND_IDLE && self->look.link_from == G_MAXUINT)
    mlg_graph_gestures_hover (self, G_MAXUINT, NULL);
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

/* ---- */

void
mlg_graph_gestures_install (MlgGraphCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *press = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (menu, "pressed", G_CALLBACK (menu_pressed_cb), self);
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
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (menu));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, scroll);
}
