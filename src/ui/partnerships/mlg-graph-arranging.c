/* Who stands where: places for newcomers, tidying up, the walk from the old places to the new. */

#include "ui/partnerships/mlg-partnerships-view-private.h"
#include "ui/common/mlg-task.h"

#include <glib/gi18n-lib.h>

#define TIDY_TIME     (700 * 1000)   /* µs that tidying up takes to be seen */
/* Width to height of the whole: the same in every window, so that a file looks the same everywhere. */
#define ASPECT        1.6
#define TICKS_BEFORE_BAR 4           /* tenths of a second */
#define MAX_WALKERS   1500           /* more would stumble */

/* ---- Moving */

void
mlg_partnerships_view_stop_moving (MlgPartnershipsView *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->to, g_free);
  g_clear_pointer (&self->placements, g_free);
}

static gboolean
move_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  MlgPartnershipsView *self = MLG_PARTNERSHIPS_VIEW (widget);
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (self->canvas);
  double t = (double) (gdk_frame_clock_get_frame_time (clock) - self->start) / TIDY_TIME;
  g_autofree MlgPoint *points = g_new (MlgPoint, self->n_moving + 1);
  MlgExtent tray = mlg_graph_scene_get_tray (scene);

  mlg_layout_mix (self->from, self->to, self->n_moving, t, points);
  mlg_graph_scene_place (scene, points, self->placements, &tray);
  mlg_graph_canvas_refresh (self->canvas);
  if (t < 1)
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  mlg_partnerships_view_stop_moving (self);

  return G_SOURCE_REMOVE;
}

/* From where the actors were (@from, taken) to where they are. */
static void
start_moving (MlgPartnershipsView *self,
              MlgPoint            *from,
              guint                n_nodes)
{
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (self->canvas);
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (scene);
  gboolean animate, projector;

  mlg_partnerships_view_stop_moving (self);
  projector = mlg_focus_is_projector (mlg_view_get_focus (MLG_VIEW (self)));
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animate, NULL);
  if (!animate || projector || n_nodes > MAX_WALKERS || n_nodes != mlg_graph_scene_get_n_nodes (scene) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      g_free (from);
      return;
    }

  self->from = from;
  self->to = g_new (MlgPoint, n_nodes + 1);
  self->placements = g_new (guint8, n_nodes + 1);
  self->n_moving = n_nodes;
  for (guint i = 0; i < n_nodes; i++)
    {
      self->to[i] = nodes[i].at;
      self->placements[i] = nodes[i].in_tray ? MLG_IN_TRAY : nodes[i].pinned ? MLG_PINNED : MLG_PLACED;
    }
  self->start = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (GTK_WIDGET (self)));
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), move_cb, NULL, NULL);
}

static MlgPoint *
dup_places (MlgGraphScene *scene,
            guint         *n_nodes)
{
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (scene);
  MlgPoint *points;

  *n_nodes = mlg_graph_scene_get_n_nodes (scene);
  points = g_new (MlgPoint, *n_nodes + 1);
  for (guint i = 0; i < *n_nodes; i++)
    points[i] = nodes[i].at;

  return points;
}

/* Where those of @scene stood in the scene before it; newcomers are where they are. */
static MlgPoint *
dup_places_of (MlgGraphScene *before,
               MlgGraphScene *scene,
               guint         *n_nodes)
{
  MlgPoint *points = dup_places (scene, n_nodes);
  const MlgGraphNode *nodes = mlg_graph_get_nodes (mlg_graph_scene_get_graph (scene));

  for (guint i = 0; before != NULL && i < *n_nodes; i++)
    {
      guint old = mlg_graph_find (mlg_graph_scene_get_graph (before), &nodes[i].id);

      if (old != G_MAXUINT)
        points[i] = mlg_graph_scene_get_nodes (before)[old].at;
    }

  return points;
}

/* ---- Laying out */

/* Tidying up is a command: the places of all linked actors go into the file. */
static void
save_places (MlgPartnershipsView *self,
             MlgPlacesJob        *job,
             MlgGraphScene       *scene)
{
  g_autoptr(GArray) nodes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *placement = mlg_partnerships_view_dup_placement (self);
  g_autoptr(GError) error = NULL;
  guint n_nodes;
  MlgPoint *from = dup_places (scene, &n_nodes);

  for (guint i = 0; i < job->layout.n_nodes; i++)
    if (job->layout.placements[i] == MLG_PLACED)
      g_array_append_val (nodes, i);

  if (!mlg_project_positions_write (mlg_view_get_project (MLG_VIEW (self)), N_("Tidy up the graph"), placement,
                                    mlg_graph_scene_get_graph (scene), nodes,
                                    job->layout.points, job->layout.placements, &error))
    {
      mlg_view_report (MLG_VIEW (self), error);
      g_free (from);
      return;
    }
  start_moving (self, from, n_nodes);
}

typedef struct
{
  MlgPlacesJob *job;
  gboolean      tidy;
  const gint   *cancelled;
  gint         *progress;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  mlg_places_job_free (work->job);
  g_free (work);
}

/* Groups are in no file: nothing to save, nothing to undo. */
static void
tidy_groups (MlgPartnershipsView *self,
             MlgPlacesJob        *job)
{
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (self->canvas);
  guint n_nodes;
  MlgPoint *from = dup_places (scene, &n_nodes);

  mlg_graph_places_take (self->places, job, scene);
  mlg_graph_canvas_refresh (self->canvas);
  start_moving (self, from, n_nodes);
}

static void
finish_work (MlgPartnershipsView *self,
             Work                *work)
{
  if (work->tidy && mlg_graph_lens_has_groups (self->lens))
    {
      tidy_groups (self, work->job);
      return;
    }
  if (work->tidy)
    {
      save_places (self, work->job, mlg_graph_canvas_get_scene (self->canvas));
      return;
    }
  mlg_graph_places_take (self->places, work->job, self->next);
  if (self->walking)
    {
      guint n_nodes;
      MlgPoint *from = dup_places_of (mlg_graph_canvas_get_scene (self->canvas), self->next, &n_nodes);

      self->walking = FALSE;
      mlg_partnerships_view_show (self, g_steal_pointer (&self->next));
      mlg_graph_canvas_fit (self->canvas);
      start_moving (self, from, n_nodes);
      return;
    }
  mlg_partnerships_view_show (self, g_steal_pointer (&self->next));
}

static void
work_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Work *work = data;

  g_task_return_boolean (task, mlg_places_job_run (work->job, work->cancelled, work->progress));
}

static gboolean
progress_cb (gpointer data)
{
  MlgPartnershipsView *self = data;

  gtk_progress_bar_set_fraction (self->progress_bar, g_atomic_int_get (&self->progress) / 100.0);
  /* What is soon done is not worth moving the tools for. */
  if (++self->n_ticks >= TICKS_BEFORE_BAR)
    gtk_widget_set_visible (self->working, TRUE);

  return G_SOURCE_CONTINUE;
}

static void
show_working (MlgPartnershipsView *self,
              gboolean             working)
{
  g_clear_handle_id (&self->progress_timer, g_source_remove);
  gtk_widget_set_visible (self->working, working && mlg_graph_canvas_get_scene (self->canvas) == NULL);
  self->n_ticks = 0;
  if (!working)
    return;
  g_atomic_int_set (&self->progress, 0);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  self->progress_timer = g_timeout_add (100, progress_cb, self);
}

void
mlg_partnerships_view_give_up (MlgPartnershipsView *self)
{
  if (self->work == NULL)
    return;
  self->given_up = TRUE;
  g_atomic_int_set (&self->cancelled, 1);
}

/* To what was seen before; when that was nothing, to the groups. */
static void
go_back (MlgPartnershipsView *self)
{
  self->given_up = FALSE;
  g_clear_pointer (&self->next, mlg_graph_scene_free);
  mlg_graph_lens_group_again (self->lens);
}

static void
work_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  MlgPartnershipsView *self = MLG_PARTNERSHIPS_VIEW (source);
  gboolean current = self->work == G_TASK (result);

  if (current)
    {
      g_clear_object (&self->work);
      show_working (self, FALSE);
      if (g_task_propagate_boolean (G_TASK (result), NULL) && !g_atomic_int_get (&self->cancelled))
        finish_work (self, g_task_get_task_data (G_TASK (result)));
      else if (self->given_up)
        go_back (self);
      else if (self->stale)
        mlg_partnerships_view_rebuild (self);
    }
}

static void
start_work (MlgPartnershipsView *self,
            MlgPlacesJob        *job,
            gboolean             tidy)
{
  Work *work = g_new0 (Work, 1);

  *work = (Work) { job, tidy, &self->cancelled, &self->progress };
  if (!mlg_places_job_is_long (job))
    {
      mlg_places_job_run (job, NULL, NULL);
      finish_work (self, work);
      work_free (work);
      return;
    }

  g_atomic_int_set (&self->cancelled, 0);
  show_working (self, TRUE);
  self->work = mlg_task_new (self, NULL, work_done_cb, NULL);
  g_task_set_task_data (self->work, work, work_free);
  g_task_run_in_thread (self->work, work_thread);
}

/* ---- What there is to draw */

/* What of the file is wanted, then what was found: with a store of its own the work may run in a thread. */
typedef struct
{
  char           *database;       /* NULL: not in a thread */
  MlgGraphLayers  layers;
  gboolean        hulls;
  MlgGroupBy      colour;
  MlgLensJob     *lens;
  MlgGraph       *graph;          /* as the lens shows it */
  MlgGrouping    *networks, *colours;
} Sight;

static void
sight_free (gpointer data)
{
  Sight *sight = data;

  g_free (sight->database);
  mlg_lens_job_free (sight->lens);
  g_clear_pointer (&sight->graph, mlg_graph_unref);
  g_clear_pointer (&sight->networks, mlg_grouping_unref);
  g_clear_pointer (&sight->colours, mlg_grouping_unref);
  g_free (sight);
}

static Sight *
sight_new (MlgPartnershipsView *self)
{
  gboolean memberships = gtk_toggle_button_get_active (self->memberships);
  Sight *sight = g_new0 (Sight, 1);

  sight->hulls = memberships && mlg_graph_choices_get_hulls (self->choices);
  sight->layers = memberships && !sight->hulls ? MLG_GRAPH_MEMBERSHIPS : MLG_GRAPH_PARTNERSHIPS;
  sight->colour = mlg_graph_choices_get_colour (self->choices);
  sight->lens = mlg_graph_lens_plan (self->lens);

  return sight;
}

static void
look (Sight    *sight,
      MlgStore *store)
{
  g_autoptr(MlgGraph) whole = mlg_store_graph_new (store, sight->layers);

  mlg_lens_job_run (sight->lens, store, whole);
  sight->graph = mlg_graph_ref (mlg_lens_job_get_shown (sight->lens));
  if (sight->hulls)
    sight->networks = mlg_store_grouping_new (store, sight->graph, MLG_GROUP_BY_NETWORK, NULL, 0);
  if (sight->colour != MLG_GROUP_BY_CATEGORY)
    sight->colours = mlg_store_grouping_new (store, sight->graph, sight->colour, NULL, MLG_MAP_CLASSES);
}

static MlgGraphScene *
make_scene (MlgPartnershipsView *self,
            Sight               *sight)
{
  g_autoptr(MlgGraph) graph = mlg_graph_lens_take (self->lens, sight->lens);

  return mlg_graph_scene_new_of (graph, &(MlgSceneOptions) {
    .layers = MLG_LAYER_ALL | (mlg_partnerships_view_facts_only (self) ? MLG_LAYER_FACTS_ONLY : 0),
    .size = mlg_graph_choices_get_size (self->choices),
    .form = mlg_graph_choices_get_form (self->choices),
    .colours = sight->colours, .hulls = sight->networks,
  });
}

/* A free placement is found once and stays; the others are made for the room there is. */
static double
choose_aspect (MlgPartnershipsView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->canvas));
  int height = gtk_widget_get_height (GTK_WIDGET (self->canvas));

  if (mlg_graph_choices_get_placement (self->choices)->kind == MLG_ARRANGE_FREE || width < 200 || height < 200)
    return ASPECT;

  return (double) width / height;
}

static void
place_sight (MlgPartnershipsView *self,
             Sight               *sight)
{
  g_autofree char *placement = NULL;

  g_clear_pointer (&self->next, mlg_graph_scene_free);
  self->next = make_scene (self, sight);
  placement = mlg_partnerships_view_dup_placement (self);
  start_work (self, mlg_graph_places_plan (self->places, mlg_view_get_project (MLG_VIEW (self)), self->next,
                                           mlg_graph_choices_get_placement (self->choices), placement, choose_aspect (self), FALSE), FALSE);
}

static void
look_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Sight *sight = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgStore) beside = mlg_store_open (sight->database, MLG_STORE_BESIDE, &error);

  if (beside == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  look (sight, beside);
  g_task_return_boolean (task, TRUE);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  MlgPartnershipsView *self = MLG_PARTNERSHIPS_VIEW (source);
  g_autoptr(GError) error = NULL;
  gboolean current = self->work == G_TASK (result);
  gboolean seen = g_task_propagate_boolean (G_TASK (result), &error);

  if (!current)
    return;
  g_clear_object (&self->work);
  show_working (self, FALSE);
  if (self->given_up)
    self->given_up = FALSE;
  else if (g_atomic_int_get (&self->cancelled))
    mlg_partnerships_view_rebuild (self);
  else if (seen)
    place_sight (self, g_task_get_task_data (G_TASK (result)));
  else
    mlg_view_report (MLG_VIEW (self), error);
}

void
mlg_partnerships_view_rebuild (MlgPartnershipsView *self)
{
  MlgStore *store = mlg_project_get_store (mlg_view_get_project (MLG_VIEW (self)));
  Sight *sight;

  mlg_partnerships_view_stop_moving (self);
  /* The thread at work stops soon, and then this is done again. */
  if (self->work != NULL)
    {
      self->given_up = FALSE;
      g_atomic_int_set (&self->cancelled, 1);
      self->stale = TRUE;
      return;
    }

  self->stale = FALSE;
  sight = sight_new (self);
  if (mlg_store_count (store, mlg_schema_find (MLG_ENTITY_ACTOR)) <= MLG_LENS_LIMIT)
    {
      look (sight, store);
      place_sight (self, sight);
      sight_free (sight);
      return;
    }

  sight->database = mlg_store_dup_path (store);
  g_atomic_int_set (&self->cancelled, 0);
  show_working (self, TRUE);
  self->work = mlg_task_new (self, NULL, looked_cb, NULL);
  g_task_set_task_data (self->work, sight, sight_free);
  g_task_run_in_thread (self->work, look_thread);
}

void
mlg_partnerships_view_tidy (MlgPartnershipsView *self)
{
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (self->canvas);
  g_autofree char *placement = mlg_partnerships_view_dup_placement (self);

  if (scene == NULL || self->work != NULL)
    return;
  /* Elsewhere the placement itself says who stands where. */
  if (mlg_graph_choices_get_placement (self->choices)->kind != MLG_ARRANGE_FREE)
    {
      mlg_partnerships_view_unpin_all (self);
      return;
    }
  mlg_partnerships_view_stop_moving (self);
  start_work (self, mlg_graph_places_plan (self->places, mlg_view_get_project (MLG_VIEW (self)), scene,
                                           mlg_graph_choices_get_placement (self->choices), placement, ASPECT, TRUE), TRUE);
}
