/* Where the actors of the graph stand while the window is open. */

#include "ui/partnerships/mlg-graph-places.h"

#include <string.h>

#define MAX_AT_ONCE   300     /* nodes laid out while the user waits: some 20 ms */

typedef struct
{
  MlgPoint point;
  guint8   placement;
} Place;

struct _MlgGraphPlaces
{
  GHashTable *found;          /* MlgId → Place */
  char       *found_for;      /* the placement they are of */
  MlgExtent   tray;
};

MlgGraphPlaces *
mlg_graph_places_new (void)
{
  MlgGraphPlaces *self = g_new0 (MlgGraphPlaces, 1);

  self->found = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, g_free);

  return self;
}

void
mlg_graph_places_free (MlgGraphPlaces *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->found);
  g_free (self->found_for);
  g_free (self);
}

/* ---- The job */

static MlgPlacesJob *
job_new (MlgGraphScene *scene)
{
  MlgPlacesJob *job = g_new0 (MlgPlacesJob, 1);
  guint n_nodes = mlg_graph_scene_get_n_nodes (scene);
  guint n_edges = mlg_graph_scene_get_n_edges (scene);
  const MlgBox *boxes = mlg_graph_scene_get_boxes (scene);

  job->layout = mlg_graph_scene_get_layout (scene, g_new0 (MlgPoint, n_nodes + 1), g_new0 (guint8, n_nodes + 1));
  job->layout.links = g_memdup2 (mlg_graph_scene_get_links (scene), (n_edges + 1) * sizeof (MlgLink));
  job->layout.boxes = boxes != NULL ? g_memdup2 (boxes, (n_nodes + 1) * sizeof (MlgBox)) : NULL;

  return job;
}

void
mlg_places_job_free (MlgPlacesJob *job)
{
  if (job == NULL)
    return;

  g_free ((MlgLink *) job->layout.links);
  g_free ((MlgBox *) job->layout.boxes);
  g_free (job->layout.points);
  g_free (job->layout.placements);
  g_free (job->saved_points);
  g_free (job->saved_placements);
  mlg_arrangement_free (job->arrangement);
  g_clear_pointer (&job->guides, g_ptr_array_unref);
  g_free (job);
}

gboolean
mlg_places_job_is_long (MlgPlacesJob *job)
{
  return job->anew && job->layout.n_nodes > MAX_AT_ONCE;
}

gboolean
mlg_places_job_run (MlgPlacesJob *job,
                    const gint   *cancelled,
                    gint         *progress)
{
  job->layout.cancelled = cancelled;
  job->layout.progress = progress;
  if (job->arrangement->kind != MLG_ARRANGE_FREE)
    return mlg_arrangement_arrange (job->arrangement, &job->layout, &job->guides);
  if (job->anew)
    return mlg_layout_arrange (&job->layout);
  mlg_layout_insert (&job->layout);

  return TRUE;
}

/* ---- Planning */

static guint
count_linked (const MlgLayout *layout,
              guint8          *linked)
{
  guint n = 0;

  for (guint i = 0; i < layout->n_links; i++)
    linked[layout->links[i].a] = linked[layout->links[i].b] = TRUE;
  for (guint i = 0; i < layout->n_nodes; i++)
    n += linked[i];

  return n;
}

/* What is remembered; returns how many linked nodes have no place yet. */
static guint
recall (MlgGraphPlaces *self,
        MlgGraph       *graph,
        MlgPlacesJob   *job,
        const guint8   *linked)
{
  const MlgGraphNode *nodes = mlg_graph_get_nodes (graph);
  guint n_missing = 0;

  for (guint i = 0; i < job->layout.n_nodes; i++)
    {
      const Place *place = g_hash_table_lookup (self->found, &nodes[i].id);

      if (place != NULL)
        {
          job->layout.points[i] = place->point;
          job->layout.placements[i] = place->placement;
        }
      n_missing += place == NULL && linked[i];
    }

  return n_missing;
}

static void
put_saved (MlgPlacesJob *job)
{
  for (guint i = 0; job->saved_points != NULL && i < job->layout.n_nodes; i++)
    if (job->saved_placements[i] != MLG_UNPLACED)
      {
        job->layout.points[i] = job->saved_points[i];
        job->layout.placements[i] = job->saved_placements[i];
      }
}

/* Only pins bind an arrangement made anew. */
static void
keep_pins (MlgPlacesJob *job)
{
  for (guint i = 0; i < job->layout.n_nodes; i++)
    {
      gboolean pinned = job->saved_placements[i] == MLG_PINNED;

      job->layout.placements[i] = pinned ? MLG_PINNED : MLG_UNPLACED;
      if (pinned)
        job->layout.points[i] = job->saved_points[i];
    }
}

/* Places found for another part of the graph are of no use here. */
static void
remember_for (MlgGraphPlaces *self,
              const char     *placement)
{
  if (g_strcmp0 (self->found_for, placement) == 0)
    return;

  g_free (self->found_for);
  self->found_for = g_strdup (placement);
  g_hash_table_remove_all (self->found);
  self->tray = (MlgExtent) { 0, 0, 0, 0 };
}

MlgPlacesJob *
mlg_graph_places_plan (MlgGraphPlaces *self,
                       MlgProject     *project,
                       MlgGraphScene  *scene,
                       const MlgPlacementChoice *choice,
                       const char     *placement,
                       double          aspect,
                       gboolean        tidy)
{
  MlgGraph *graph = mlg_graph_scene_get_graph (scene);
  MlgPlacesJob *job = job_new (scene);
  guint n_nodes = job->layout.n_nodes;
  g_autofree guint8 *linked = g_new0 (guint8, n_nodes + 1);
  guint n_linked = count_linked (&job->layout, linked);
  guint n_missing, n_saved;

  if (choice->kind == MLG_ARRANGE_FREE)
    remember_for (self, placement);
  job->layout.aspect = aspect;
  job->layout.tray = self->tray;
  job->saved_points = g_new0 (MlgPoint, n_nodes + 1);
  job->saved_placements = g_new0 (guint8, n_nodes + 1);
  job->arrangement = mlg_project_arrangement_new (project, graph, choice);
  n_saved = mlg_project_positions_read (project, placement, graph, job->saved_points, job->saved_placements);

  if (tidy || choice->kind != MLG_ARRANGE_FREE)
    {
      keep_pins (job);
      job->anew = TRUE;
      return job;
    }

  n_missing = recall (self, graph, job, linked);
  if (g_hash_table_size (self->found) > 0)
    {
      /* A long list that was just imported is better laid out whole than one by one. */
      job->anew = n_missing > MAX (40, n_linked / 2);
      if (!job->anew)
        put_saved (job);
      else
        memset (job->layout.placements, MLG_UNPLACED, n_nodes);
    }
  else if (2 * n_saved >= n_linked && n_saved > 0)
    {
      put_saved (job);
    }
  else
    {
      job->anew = TRUE;
    }

  return job;
}

/* ---- Taking */

void
mlg_graph_places_take (MlgGraphPlaces *self,
                       MlgPlacesJob   *job,
                       MlgGraphScene  *scene)
{
  const MlgGraphNode *nodes = mlg_graph_get_nodes (mlg_graph_scene_get_graph (scene));

  /* A place from the file is not remembered here: undone, the found one comes back. */
  for (guint i = 0; i < job->layout.n_nodes && job->arrangement->kind == MLG_ARRANGE_FREE; i++)
    {
      Place place = { job->layout.points[i], job->layout.placements[i] };
      gboolean from_file = job->saved_placements[i] != MLG_UNPLACED && !job->anew;

      if (!from_file || !g_hash_table_contains (self->found, &nodes[i].id))
        {
          if (place.placement == MLG_PINNED)
            place.placement = MLG_PLACED;
          g_hash_table_replace (self->found, mlg_id_copy (&nodes[i].id), g_memdup2 (&place, sizeof place));
        }
    }
  if (job->arrangement->kind == MLG_ARRANGE_FREE)
    self->tray = job->layout.tray;

  put_saved (job);
  mlg_graph_scene_take_guides (scene, g_steal_pointer (&job->guides));
  mlg_graph_scene_place (scene, job->layout.points, job->layout.placements, &job->layout.tray);
}
