/* Actors held where they were put by hand, and let go. */

#include "ui/partnerships/mlg-partnerships-view-private.h"

#include <glib/gi18n-lib.h>

char *
mlg_partnerships_view_dup_placement (MlgPartnershipsView *self)
{
  const MlgPlacementChoice *choice = mlg_graph_choices_get_placement (self->choices);

  return choice->kind == MLG_ARRANGE_FREE ? mlg_graph_lens_dup_name (self->lens) : mlg_placement_dup_text (choice);
}

guint8
mlg_partnerships_view_get_freed (MlgPartnershipsView *self)
{
  return mlg_graph_choices_get_placement (self->choices)->kind == MLG_ARRANGE_FREE ? MLG_PLACED : MLG_UNPLACED;
}

void
mlg_partnerships_view_unpin_all (MlgPartnershipsView *self)
{
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (self->canvas);
  g_autofree char *placement = mlg_partnerships_view_dup_placement (self);
  g_autoptr(GArray) nodes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GError) error = NULL;
  g_autofree MlgPoint *points = NULL;
  g_autofree guint8 *placements = NULL;
  guint n_nodes;

  if (scene == NULL)
    return;

  n_nodes = mlg_graph_scene_get_n_nodes (scene);
  points = g_new0 (MlgPoint, n_nodes + 1);
  placements = g_new0 (guint8, n_nodes + 1);
  for (guint i = 0; i < n_nodes; i++)
    {
      const MlgSceneNode *node = &mlg_graph_scene_get_nodes (scene)[i];

      points[i] = node->at;
      placements[i] = mlg_partnerships_view_get_freed (self);
      if (node->pinned)
        g_array_append_val (nodes, i);
    }

  if (nodes->len > 0 &&
      !mlg_project_positions_write (mlg_view_get_project (MLG_VIEW (self)), N_("Let go of all actors in the graph"), placement,
                                    mlg_graph_scene_get_graph (scene), nodes, points, placements, &error))
    mlg_view_report (MLG_VIEW (self), error);
}
