/* The keyboard on the graph: to the nearest actor in a direction, along the links, and what a key does. */

#include "ui/partnerships/mlg-graph-canvas-private.h"

#include <math.h>

/* ---- Among the actors */

static void
step (MlgGraphCanvas *self,
      double          dx,
      double          dy)
{
  guint at = self->node != G_MAXUINT ? self->node : self->anchor;
  guint from = self->look.link_from != G_MAXUINT && self->look.hovered != G_MAXUINT ? self->look.hovered : at;
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
      mlg_graph_gestures_hover (self, to, NULL);
    }
  else
    {
      g_signal_emit_by_name (self, "chosen", to);
    }
  mlg_graph_canvas_reveal (self, to);
}

/* ---- Along the links of an actor */

typedef struct
{
  guint  edge;
  double angle;       /* as on a clock: from the top, to the right */
} Spoke;

static int
compare_spokes (gconstpointer one,
                gconstpointer other)
{
  const Spoke *a = one;
  const Spoke *b = other;

  return a->angle < b->angle ? -1 : a->angle > b->angle ? 1 : (int) a->edge - (int) b->edge;
}

static guint
get_other_end (const MlgSceneEdge *edge,
               guint               node)
{
  return edge->a == node ? edge->b : edge->a;
}

static GArray *
find_spokes (MlgGraphCanvas *self,
             guint           node)
{
  GArray *spokes = g_array_new (FALSE, FALSE, sizeof (Spoke));
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (self->scene);
  const MlgSceneEdge *edges = mlg_graph_scene_get_edges (self->scene);

  for (guint i = 0; i < mlg_graph_scene_get_n_edges (self->scene); i++)
    if ((edges[i].a == node || edges[i].b == node) && !mlg_graph_marks_hide_edge (self->look.marks, i))
      {
        MlgPoint other = nodes[get_other_end (&edges[i], node)].at;
        double angle = atan2 (other.x - nodes[node].at.x, nodes[node].at.y - other.y);
        Spoke spoke = { i, angle < 0 ? angle + 2 * G_PI : angle };

        g_array_append_val (spokes, spoke);
      }
  g_array_sort (spokes, compare_spokes);

  return spokes;
}

gboolean
mlg_graph_keys_walk (MlgGraphCanvas *self,
                     gboolean        back)
{
  guint node = self->node != G_MAXUINT ? self->node : self->anchor;
  g_autoptr(GArray) spokes = NULL;
  int next;

  if (self->scene == NULL || node == G_MAXUINT || self->look.link_from != G_MAXUINT)
    return FALSE;

  spokes = find_spokes (self, node);
  next = back ? (int) spokes->len : -1;
  for (guint i = 0; i < spokes->len && self->edge != G_MAXUINT; i++)
    if (g_array_index (spokes, Spoke, i).edge == self->edge)
      next = (int) i;
  next += back ? -1 : 1;
  if (next < 0 || next >= (int) spokes->len)
    return FALSE;

  mlg_graph_canvas_select_edge (self, g_array_index (spokes, Spoke, next).edge);
  self->anchor = node;
  mlg_graph_canvas_reveal (self, get_other_end (&mlg_graph_scene_get_edges (self->scene)[self->edge], node));
  g_signal_emit_by_name (self, "walked", self->edge);

  return TRUE;
}

/* To the actor at the other end of the link one is at. */
static gboolean
cross (MlgGraphCanvas *self)
{
  guint to;

  if (self->edge == G_MAXUINT || self->anchor == G_MAXUINT)
    return FALSE;

  to = get_other_end (&mlg_graph_scene_get_edges (self->scene)[self->edge], self->anchor);
  g_signal_emit_by_name (self, "chosen", to);
  mlg_graph_canvas_reveal (self, to);

  return TRUE;
}

/* ---- What a key does */

static void
press_enter (MlgGraphCanvas *self)
{
  MlgPoint at;

  if (self->look.link_from != G_MAXUINT)
    {
      mlg_graph_gestures_finish_link (self, self->look.hovered);
      return;
    }
  if (self->node != G_MAXUINT)
    {
      g_signal_emit_by_name (self, "opened", self->node);
      return;
    }
  if (self->edge == G_MAXUINT)
    return;
  at = mlg_graph_canvas_locate_edge (self, self->edge);
  g_signal_emit_by_name (self, "edge", self->edge, at.x, at.y);
}

/* Back from a link to its actor, then to nothing. */
static gboolean
press_escape (MlgGraphCanvas *self)
{
  if (self->linking || self->look.link_from != G_MAXUINT)
    mlg_graph_gestures_end_link (self);
  else if (self->edge != G_MAXUINT && self->anchor != G_MAXUINT)
    g_signal_emit_by_name (self, "chosen", self->anchor);
  else if (self->node != G_MAXUINT || self->edge != G_MAXUINT)
    g_signal_emit_by_name (self, "chosen", G_MAXUINT);
  else
    return FALSE;

  return TRUE;
}

static void
ask_menu (MlgGraphCanvas *self)
{
  MlgPoint at = { gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, gtk_widget_get_height (GTK_WIDGET (self)) / 2.0 };

  if (self->node != G_MAXUINT)
    at = mlg_graph_canvas_locate (self, self->node);
  else if (self->edge != G_MAXUINT)
    at = mlg_graph_canvas_locate_edge (self, self->edge);
  g_signal_emit_by_name (self, "menu", at.x, at.y);
}

static void
pick_all (MlgGraphCanvas *self)
{
  g_autoptr(GArray) nodes = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; self->scene != NULL && i < mlg_graph_scene_get_n_nodes (self->scene); i++)
    if (!mlg_graph_marks_hide_node (self->look.marks, i))
      g_array_append_val (nodes, i);
  g_signal_emit_by_name (self, "picked", nodes);
}

static gboolean
press_with_key (MlgGraphCanvas  *self,
                guint            key,
                GdkModifierType  modifiers)
{
  if ((modifiers & GDK_CONTROL_MASK) && gdk_keyval_to_lower (key) == GDK_KEY_a)
    {
      pick_all (self);
      return TRUE;
    }

  return FALSE;
}

static gboolean
key_cb (MlgGraphCanvas  *self,
        guint            key,
        guint            code,
        GdkModifierType  modifiers)
{
  /* What is open over the drawing has keys of its own. */
  if (!gtk_widget_is_focus (GTK_WIDGET (self)))
    return FALSE;
  if (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return press_with_key (self, key, modifiers);

  switch (key)
    {
    case GDK_KEY_Left:   step (self, -1, 0); return TRUE;
    case GDK_KEY_Right:  step (self, 1, 0); return TRUE;
    case GDK_KEY_Up:     step (self, 0, -1); return TRUE;
    case GDK_KEY_Down:   step (self, 0, 1); return TRUE;
    case GDK_KEY_space:  return cross (self);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter: press_enter (self); return TRUE;
    case GDK_KEY_Escape: return press_escape (self);
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete: g_signal_emit_by_name (self, "removed"); return TRUE;
    case GDK_KEY_Menu:   ask_menu (self); return TRUE;
    case GDK_KEY_F10:
      if (!(modifiers & GDK_SHIFT_MASK))
        return FALSE;
      ask_menu (self);
      return TRUE;
    case GDK_KEY_plus:
    case GDK_KEY_equal:          /* the same key without Shift */
    case GDK_KEY_KP_Add: mlg_graph_canvas_zoom (self, MLG_ZOOM_STEP); return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract: mlg_graph_canvas_zoom (self, 1 / MLG_ZOOM_STEP); return TRUE;
    case GDK_KEY_0:
    case GDK_KEY_agrave:         /* the key 0 of a French keyboard */
    case GDK_KEY_KP_0: mlg_graph_canvas_fit (self); return TRUE;
    default: return FALSE;
    }
}

void
mlg_graph_keys_install (MlgGraphCanvas *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
