/* What the hand asked for: to move, link, open, delete. Each is one command. */

#include "ui/partnerships/mlg-partnerships-view-private.h"

#include <glib/gi18n-lib.h>

#include "ui/partnerships/mlg-partnership-commands.h"
#include "ui/partnerships/mlg-partnership-popover.h"

static void
moved_cb (MlgPartnershipsView *self,
          guint                node,
          double               x,
          double               y)
{
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (self->canvas);
  guint n_nodes = mlg_graph_scene_get_n_nodes (scene);
  g_autofree MlgPoint *points = g_new0 (MlgPoint, n_nodes + 1);
  g_autofree guint8 *placements = g_new0 (guint8, n_nodes + 1);
  g_autoptr(GArray) nodes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GError) error = NULL;

  points[node] = (MlgPoint) { x, y };
  placements[node] = MLG_PINNED;
  g_array_append_val (nodes, node);
  if (!mlg_project_positions_write (mlg_view_get_project (MLG_VIEW (self)), N_("Move an actor in the graph"), MLG_PLACEMENT_FREE,
                                    mlg_graph_scene_get_graph (scene), nodes, points, placements, &error))
    {
      mlg_view_report (MLG_VIEW (self), error);
      mlg_partnerships_view_rebuild (self);
    }
}

static void
edge_cb (MlgPartnershipsView *self,
         guint                edge,
         double               x,
         double               y)
{
  const MlgGraphEdge *it = &mlg_graph_get_edges (mlg_graph_scene_get_graph (mlg_graph_canvas_get_scene (self->canvas)))[edge];
  GdkRectangle at = { (int) x, (int) y, 1, 1 };

  mlg_graph_canvas_select_edge (self->canvas, edge);
  if (it->kind == MLG_TIE_PARTNERSHIP)
    mlg_partnership_popover_show (MLG_VIEW (self), GTK_WIDGET (self->canvas), &at, &it->id, FALSE);
}

/* The line is drawn at once, a fact; what passes between the two is said after. Two actors have one
 * partnership: the one that is there is shown. */
static void
linked_cb (MlgPartnershipsView *self,
           guint                a,
           guint                b)
{
  MlgPoint from = mlg_graph_canvas_locate (self->canvas, a);
  MlgPoint to = mlg_graph_canvas_locate (self->canvas, b);
  GdkRectangle at = { (int) (from.x + to.x) / 2, (int) (from.y + to.y) / 2, 1, 1 };
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  MlgId id_a = mlg_partnerships_view_get_nodes (self)[a].id;
  MlgId id_b = mlg_partnerships_view_get_nodes (self)[b].id;
  g_autoptr(GError) error = NULL;
  gboolean known;
  MlgId id;

  known = mlg_partnership_find (project, &id_a, &id_b, &id);
  if (!known && !mlg_partnership_add (project, &id_a, &id_b, TRUE, NULL, &id, &error))
    {
      mlg_view_report (MLG_VIEW (self), error);
      return;
    }
  mlg_partnership_popover_show (MLG_VIEW (self), GTK_WIDGET (self->canvas), &at, &id, !known);
}

static void
removed_cb (MlgPartnershipsView *self)
{
  guint node = mlg_graph_canvas_get_node (self->canvas);
  guint edge = mlg_graph_canvas_get_edge (self->canvas);
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  g_autoptr(GError) error = NULL;
  gboolean done = TRUE;

  if (node != G_MAXUINT)
    {
      MlgId id = mlg_partnerships_view_get_nodes (self)[node].id;

      done = mlg_project_delete (project, mlg_schema_find (MLG_ENTITY_ACTOR), &id, &error);
    }
  else if (edge != G_MAXUINT)
    {
      MlgGraphEdge it = mlg_graph_get_edges (mlg_graph_scene_get_graph (mlg_graph_canvas_get_scene (self->canvas)))[edge];

      if (it.kind == MLG_TIE_PARTNERSHIP)
        done = mlg_project_delete (project, mlg_schema_find (MLG_ENTITY_PARTNERSHIP), &it.id, &error);
    }
  if (!done)
    mlg_view_report (MLG_VIEW (self), error);
}

static void
opened_cb (MlgPartnershipsView *self,
           guint                node)
{
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
