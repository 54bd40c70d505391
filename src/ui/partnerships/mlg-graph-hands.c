/* What the hand asked for: to enter, move, link, open, name, pin, delete. Each is one command. */

#include "ui/partnerships/mlg-graph-hands.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "ui/partnerships/mlg-actor-popover.h"
#include "ui/partnerships/mlg-partnership-commands.h"
#include "ui/partnerships/mlg-partnership-popover.h"

#define ROOM     56.0    /* pixels from others that a new actor gets */
#define EDGE     60.0    /* and from the edge of the drawing */
#define PER_TURN 8       /* places tried around the wanted one… */
#define TURNS    6       /* … each turn farther away */

static MlgGraph *
get_graph (MlgPartnershipsView *self)
{
  return mlg_graph_scene_get_graph (mlg_graph_canvas_get_scene (self->canvas));
}

static const MlgGraphEdge *
get_edge (MlgPartnershipsView *self,
          guint                edge)
{
  return &mlg_graph_get_edges (get_graph (self))[edge];
}

/* Of many actors drawn as one: it is no record, and nothing is done to it. */
static gboolean
is_group (MlgPartnershipsView *self,
          guint                node)
{
  return mlg_partnerships_view_get_nodes (self)[node].n_actors > 0;
}

/* The actor whose sheet is shown; G_MAXUINT: none. */
static guint
get_actor (MlgPartnershipsView *self)
{
  guint node = mlg_graph_canvas_get_node (self->canvas);

  return node != G_MAXUINT && is_group (self, node) ? G_MAXUINT : node;
}

static GdkRectangle
rectangle_at (double x,
              double y)
{
  return (GdkRectangle) { (int) x, (int) y, 1, 1 };
}

static GdkRectangle
rectangle_of (MlgPartnershipsView *self,
              guint                node)
{
  MlgPoint at = mlg_graph_canvas_locate (self->canvas, node);

  return rectangle_at (at.x, at.y);
}

static GArray *
dup_selected_ids (MlgPartnershipsView *self)
{
  g_autoptr(GArray) nodes = mlg_graph_canvas_dup_nodes (self->canvas);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (MlgId));

  for (guint i = 0; i < nodes->len; i++)
    if (!is_group (self, g_array_index (nodes, guint, i)))
      g_array_append_val (ids, mlg_partnerships_view_get_nodes (self)[g_array_index (nodes, guint, i)].id);

  return ids;
}

/* ---- Opening */

static void
show_partnership (MlgPartnershipsView *self,
                  const MlgId         *id,
                  GdkRectangle         at,
                  gboolean             fresh)
{
  mlg_partnership_popover_show (MLG_VIEW (self), GTK_WIDGET (self->canvas), &at, id, fresh);
}

void
mlg_graph_hands_open_edge (MlgPartnershipsView *self,
                           guint                edge,
                           double               x,
                           double               y)
{
  MlgId id = get_edge (self, edge)->id;

  mlg_graph_canvas_select_edge (self->canvas, edge);
  if (get_edge (self, edge)->kind == MLG_TIE_PARTNERSHIP && !mlg_graph_lens_has_groups (self->lens))
    show_partnership (self, &id, rectangle_at (x, y), FALSE);
}

/* Between the two, once the line is there; @a and @b: actors. */
static void
show_between (MlgPartnershipsView *self,
              const MlgId         *partnership,
              const MlgId         *a,
              const MlgId         *b,
              gboolean             fresh)
{
  guint one = mlg_graph_find (get_graph (self), a);
  guint other = mlg_graph_find (get_graph (self), b);
  MlgPoint from, to;

  if (one == G_MAXUINT || other == G_MAXUINT)
    return;

  from = mlg_graph_canvas_locate (self->canvas, one);
  to = mlg_graph_canvas_locate (self->canvas, other);
  mlg_partnerships_view_choose_edge (self, partnership);
  show_partnership (self, partnership, rectangle_at ((from.x + to.x) / 2, (from.y + to.y) / 2), fresh);
}

/* ---- Entering and linking */

/* The line is drawn at once, a fact; what passes between the two is said after. Two actors have one
 * partnership: the one that is there is shown. */
void
mlg_graph_hands_link (MlgPartnershipsView *self,
                      guint                a,
                      guint                b)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  MlgId id_a = mlg_partnerships_view_get_nodes (self)[a].id;
  MlgId id_b = mlg_partnerships_view_get_nodes (self)[b].id;
  g_autoptr(GError) error = NULL;
  gboolean known;
  MlgId id;

  if (is_group (self, a) || is_group (self, b))
    return;
  if (mlg_graph_lens_has_groups (self->lens))
    return;
  known = mlg_partnership_find (project, &id_a, &id_b, &id);
  if (known || mlg_partnership_add (project, &id_a, &id_b, TRUE, NULL, &id, &error))
    show_between (self, &id, &id_a, &id_b, !known);
  else
    mlg_view_report (MLG_VIEW (self), error);
}

static void
entered_cb (MlgPartnershipsView *self,
            const MlgId         *actor,
            const MlgId         *partnership,
            GObject             *popover)
{
  const MlgId *partner = g_object_get_data (popover, "partner");
  guint node;

  if (mlg_id_is_null (actor))
    return;

  node = mlg_graph_find (get_graph (self), actor);
  if (node != G_MAXUINT)
    {
      mlg_partnerships_view_choose (self, node);
      mlg_graph_canvas_reveal (self->canvas, node);
    }
  if (!mlg_id_is_null (partnership) && partner != NULL)
    show_between (self, partnership, partner, actor, TRUE);
}

static void
ask_name (MlgPartnershipsView *self,
          GdkRectangle         at,
          guint                partner,
          const MlgPoint      *place)
{
  MlgId id = partner != G_MAXUINT ? mlg_partnerships_view_get_nodes (self)[partner].id : (MlgId) { { 0 } };
  GtkWidget *popover = mlg_actor_popover_show (MLG_VIEW (self), GTK_WIDGET (self->canvas), &at,
                                               partner != G_MAXUINT ? &id : NULL, place);

  if (partner != G_MAXUINT)
    g_object_set_data_full (G_OBJECT (popover), "partner", mlg_id_copy (&id), g_free);
  g_signal_connect_object (popover, "entered", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
}

void
mlg_graph_hands_enter_at (MlgPartnershipsView *self,
                          double               x,
                          double               y,
                          guint                partner)
{
  MlgPoint place = mlg_graph_canvas_to_scene (self->canvas, x, y);
  g_autofree char *drawing = mlg_partnerships_view_dup_placement (self);

  /* Only the free placement has a place for whoever is entered there. */
  ask_name (self, rectangle_at (x, y), partner, strcmp (drawing, MLG_PLACEMENT_FREE) == 0 ? &place : NULL);
}

static gboolean
is_free (MlgPartnershipsView *self,
         double               x,
         double               y)
{
  guint n_nodes = mlg_graph_get_n_nodes (get_graph (self));

  for (guint i = 0; i < n_nodes; i++)
    {
      MlgPoint at = mlg_graph_canvas_locate (self->canvas, i);

      if (hypot (at.x - x, at.y - y) < ROOM)
        return FALSE;
    }

  return TRUE;
}

/* Beside the selected one, or in the middle, where nobody stands. */
static void
enter_beside (MlgPartnershipsView *self)
{
  guint node = mlg_graph_canvas_get_node (self->canvas);
  double width = gtk_widget_get_width (GTK_WIDGET (self->canvas));
  double height = gtk_widget_get_height (GTK_WIDGET (self->canvas));
  MlgPoint start = { width / 2, height / 2 };
  MlgPoint at;

  if (mlg_graph_canvas_get_scene (self->canvas) == NULL)
    return;
  if (node != G_MAXUINT)
    start = mlg_graph_canvas_locate (self->canvas, node);
  at = start;
  for (guint i = 0; i < PER_TURN * TURNS && !is_free (self, at.x, at.y); i++)
    {
      double angle = i * 2 * G_PI / PER_TURN;
      double away = ROOM * (1 + i / PER_TURN);

      at.x = CLAMP (start.x + away * sin (angle), EDGE, MAX (width - EDGE, EDGE));
      at.y = CLAMP (start.y - away * cos (angle), EDGE, MAX (height - EDGE, EDGE));
    }
  mlg_graph_hands_enter_at (self, at.x, at.y, G_MAXUINT);
}

static gboolean
enter_shown_cb (GtkWidget     *canvas,
                GdkFrameClock *clock,
                gpointer       data)
{
  if (gtk_widget_get_width (canvas) == 0)
    return G_SOURCE_CONTINUE;
  gtk_widget_grab_focus (canvas);
  enter_beside (data);

  return G_SOURCE_REMOVE;
}

/* The first actor of all: the sheet to draw on comes first. */
void
mlg_graph_hands_enter (MlgPartnershipsView *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "graph") == 0)
    {
      enter_beside (self);
      return;
    }
  gtk_stack_set_visible_child_name (self->pages, "graph");
  gtk_widget_add_tick_callback (GTK_WIDGET (self->canvas), enter_shown_cb, g_object_ref (self), g_object_unref);
}

void
mlg_graph_hands_link_selected (MlgPartnershipsView *self)
{
  guint node = get_actor (self);

  if (node != G_MAXUINT)
    ask_name (self, rectangle_of (self, node), node, NULL);
}

void
mlg_graph_hands_rename (MlgPartnershipsView *self)
{
  guint node = get_actor (self);
  GdkRectangle at;

  if (node == G_MAXUINT)
    return;

  at = rectangle_of (self, node);
  mlg_rename_popover_show (MLG_VIEW (self), GTK_WIDGET (self->canvas), &at, &mlg_partnerships_view_get_nodes (self)[node].id);
}

/* ---- Places */

/* @nodes go into the file where they stand in the scene. */
static void
write_places (MlgPartnershipsView *self,
              const char          *label,
              GArray              *nodes,
              guint8               placement)
{
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (self->canvas);
  guint n_nodes = mlg_graph_scene_get_n_nodes (scene);
  g_autofree MlgPoint *points = g_new0 (MlgPoint, n_nodes + 1);
  g_autofree guint8 *placements = g_new0 (guint8, n_nodes + 1);
  g_autofree char *drawing = mlg_partnerships_view_dup_placement (self);
  g_autoptr(GError) error = NULL;

  /* Groups are made anew each time: their places are not kept. */
  if (mlg_graph_lens_has_groups (self->lens))
    return;
  for (guint i = 0; i < nodes->len; i++)
    {
      guint node = g_array_index (nodes, guint, i);

      points[node] = mlg_graph_scene_get_nodes (scene)[node].at;
      placements[node] = placement;
    }
  if (!mlg_project_positions_write (mlg_view_get_project (MLG_VIEW (self)), label, drawing,
                                    mlg_graph_scene_get_graph (scene), nodes, points, placements, &error))
    {
      mlg_view_report (MLG_VIEW (self), error);
      mlg_partnerships_view_rebuild (self);
    }
}

static void
moved_cb (MlgPartnershipsView *self,
          guint                node,
          double               x,
          double               y)
{
  g_autoptr(GArray) nodes = mlg_graph_canvas_dup_nodes (self->canvas);
  gboolean among = FALSE;

  for (guint i = 0; i < nodes->len; i++)
    among |= g_array_index (nodes, guint, i) == node;
  mlg_graph_scene_move_node (mlg_graph_canvas_get_scene (self->canvas), node, (MlgPoint) { x, y });
  if (is_group (self, node))
    return;
  if (!among || nodes->len == 1)
    {
      g_array_set_size (nodes, 0);
      g_array_append_val (nodes, node);
    }
  write_places (self, nodes->len > 1 ? N_("Move actors in the graph") : N_("Move an actor in the graph"), nodes, MLG_PINNED);
}

void
mlg_graph_hands_pin (MlgPartnershipsView *self,
                     gboolean             pin)
{
  g_autoptr(GArray) nodes = mlg_graph_canvas_dup_nodes (self->canvas);

  if (nodes->len > 0 && get_actor (self) != G_MAXUINT)
    write_places (self, pin ? N_("Pin in the graph") : N_("Unpin in the graph"), nodes,
                  pin ? MLG_PINNED : mlg_partnerships_view_get_freed (self));
}

gboolean
mlg_graph_hands_is_pinned (MlgPartnershipsView *self)
{
  guint node = mlg_graph_canvas_get_node (self->canvas);

  return node != G_MAXUINT && mlg_graph_scene_get_nodes (mlg_graph_canvas_get_scene (self->canvas))[node].pinned;
}

/* ---- Taking away */

void
mlg_graph_hands_delete (MlgPartnershipsView *self)
{
  guint edge = mlg_graph_canvas_get_edge (self->canvas);
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  g_autoptr(GArray) ids = dup_selected_ids (self);
  g_autoptr(GError) error = NULL;
  gboolean done = TRUE;

  /* Groups are made for the eye: there is nothing to delete. */
  if (mlg_graph_lens_has_groups (self->lens))
    return;
  if (ids->len > 0)
    done = mlg_actors_delete (project, ids, &error);
  else if (edge != G_MAXUINT && get_edge (self, edge)->kind == MLG_TIE_PARTNERSHIP)
    {
      MlgId id = get_edge (self, edge)->id;

      done = mlg_project_delete (project, mlg_schema_find (MLG_ENTITY_PARTNERSHIP), &id, &error);
    }
  if (!done)
    mlg_view_report (MLG_VIEW (self), error);
}

void
mlg_graph_hands_set_fact (MlgPartnershipsView *self,
                          gboolean             fact)
{
  guint edge = mlg_graph_canvas_get_edge (self->canvas);
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  g_autoptr(MlgRecord) partnership = NULL;
  g_autoptr(GError) error = NULL;

  if (edge == G_MAXUINT)
    return;
  partnership = mlg_project_get_record (project, mlg_schema_find (MLG_ENTITY_PARTNERSHIP), &get_edge (self, edge)->id);
  if (partnership != NULL && !mlg_partnership_set_fact (project, partnership, fact, &error))
    mlg_view_report (MLG_VIEW (self), error);
}

/* ---- What the canvas tells */

static void
picked_cb (MlgPartnershipsView *self,
           GArray              *nodes)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));

  for (guint i = 0; i < nodes->len; i++)
    if (!is_group (self, g_array_index (nodes, guint, i)))
      g_array_append_val (ids, mlg_partnerships_view_get_nodes (self)[g_array_index (nodes, guint, i)].id);
  if (ids->len == 0)
    mlg_partnerships_view_choose (self, G_MAXUINT);
  else
    mlg_focus_select_many (mlg_view_get_focus (MLG_VIEW (self)), mlg_schema_find (MLG_ENTITY_ACTOR), ids);
}

static void
edge_cb (MlgPartnershipsView *self,
         guint                edge,
         double               x,
         double               y)
{
  mlg_graph_hands_open_edge (self, edge, x, y);
}

static void
linked_cb (MlgPartnershipsView *self,
           guint                a,
           guint                b)
{
  mlg_graph_hands_link (self, a, b);
}

static void
linked_out_cb (MlgPartnershipsView *self,
               guint                a,
               double               x,
               double               y)
{
  mlg_graph_hands_enter_at (self, x, y, is_group (self, a) ? G_MAXUINT : a);
}

static void
empty_cb (MlgPartnershipsView *self,
          double               x,
          double               y)
{
  mlg_graph_hands_enter_at (self, x, y, G_MAXUINT);
}

static void
removed_cb (MlgPartnershipsView *self)
{
  mlg_graph_hands_delete (self);
}

static void
opened_cb (MlgPartnershipsView *self,
           guint                node)
{
  if (mlg_partnerships_view_get_nodes (self)[node].n_actors > 0)
    mlg_graph_lens_open (self->lens, node);
  else
    mlg_partnerships_view_choose (self, node);
}

static void
linking_ended_cb (MlgPartnershipsView *self)
{
  gtk_toggle_button_set_active (self->link, FALSE);
}

static void
link_toggled_cb (MlgPartnershipsView *self)
{
  mlg_graph_canvas_set_linking (self->canvas, gtk_toggle_button_get_active (self->link));
  if (gtk_toggle_button_get_active (self->link))
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

/* ---- Nearer, farther */

static void
zoom_in_cb (MlgPartnershipsView *self)
{
  mlg_graph_canvas_zoom (self->canvas, 1.25);
}

static void
zoom_out_cb (MlgPartnershipsView *self)
{
  mlg_graph_canvas_zoom (self->canvas, 1 / 1.25);
}

static void
zoom_fit_cb (MlgPartnershipsView *self)
{
  mlg_graph_canvas_fit (self->canvas);
}

/* ---- */

/* Is the keyboard on a line of the list? What is chosen there is chosen in the drawing. */
static gboolean
has_list (MlgPartnershipsView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list));
}

gboolean
mlg_graph_hands_key (MlgPartnershipsView *self,
                     guint                key)
{
  gboolean selected = get_actor (self) != G_MAXUINT;

  gboolean is_empty = g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "graph") != 0;

  if (is_empty && gdk_keyval_to_lower (key) == GDK_KEY_n)
    {
      mlg_graph_hands_enter (self);
      return TRUE;
    }
  if (is_empty || (!gtk_widget_is_focus (GTK_WIDGET (self->canvas)) && !has_list (self)))
    return FALSE;

  switch (gdk_keyval_to_lower (key))
    {
    case GDK_KEY_n:
      mlg_graph_hands_enter (self);
      return TRUE;
    case GDK_KEY_l:
      if (!selected)
        return FALSE;
      mlg_graph_hands_link_selected (self);
      return TRUE;
    case GDK_KEY_F2:
      mlg_graph_hands_rename (self);
      return selected;
    case GDK_KEY_e:
      if (selected)
        mlg_graph_hands_pin (self, !mlg_graph_hands_is_pinned (self));
      return selected;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      mlg_graph_hands_delete (self);
      return TRUE;
    default:
      return FALSE;
    }
}

void
mlg_graph_hands_attach (MlgPartnershipsView *self)
{
  g_signal_connect_swapped (self->canvas, "picked", G_CALLBACK (picked_cb), self);
  g_signal_connect_swapped (self->canvas, "linked-out", G_CALLBACK (linked_out_cb), self);
  g_signal_connect_swapped (self->canvas, "empty", G_CALLBACK (empty_cb), self);
}

void
mlg_graph_hands_bind (GtkWidgetClass *klass)
{
#define CALLBACK(name) gtk_widget_class_bind_template_callback (klass, name)
  CALLBACK (link_toggled_cb);
  CALLBACK (opened_cb);
  CALLBACK (edge_cb);
  CALLBACK (moved_cb);
  CALLBACK (linked_cb);
  CALLBACK (removed_cb);
  CALLBACK (linking_ended_cb);
  CALLBACK (zoom_in_cb);
  CALLBACK (zoom_out_cb);
  CALLBACK (zoom_fit_cb);
#undef CALLBACK
}
