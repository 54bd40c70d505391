/* Partnerships: the graph of actors, its axes, facts and wishes, isolated actors always visible.
 *
 * Everything shown is derived from the project and the focus: a change makes the graph anew,
 * finds places for newcomers and leaves the others where they were.
 */

#include "ui/partnerships/mlg-partnerships-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "exchange/mlg-project-graph.h"
#include "ui/partnerships/mlg-graph-canvas.h"
#include "ui/partnerships/mlg-graph-places.h"
#include "ui/partnerships/mlg-graph-words.h"
#include "ui/partnerships/mlg-isolated-list.h"
#include "ui/partnerships/mlg-link-popover.h"
#include "ui/partnerships/mlg-partnership-popover.h"
#include "ui/partnerships/mlg-partnerships-resources.h"

#define TIDY_TIME     (700 * 1000)   /* µs that tidying up takes to be seen */
/* Width to height of the whole: the same in every window, so that a file looks the same everywhere. */
#define ASPECT        1.6
#define LEGEND_TEXT   12.0
#define MAX_BRIDGES   12             /* sentences; the rings in the graph show all of them */

struct _MlgPartnershipsView
{
  MlgView          parent_instance;

  /* Template */
  GtkWidget       *content;
  GtkWidget       *tools;
  GtkStack        *pages;
  MlgGraphCanvas  *canvas;
  GtkToggleButton *link;
  GtkToggleButton *islands;
  GtkToggleButton *bridges;
  GtkToggleButton *memberships;
  GtkWidget       *spinner;
  GtkWidget       *tidy;
  GtkLabel        *words;
  GtkWidget       *legend;
  GtkWidget       *side;
  GtkWidget       *bridges_box;
  GtkLabel        *bridges_heading;
  GtkListBox      *bridges_list;
  GtkLabel        *isolated_heading;
  GtkWidget       *isolated_hint;
  MlgIsolatedList *isolated;

  /* Owned */
  MlgGraphPlaces  *places;
  MlgGraphScene   *next;             /* waits for its places */
  guint8          *faint;            /* per node */
  GTask           *work;             /* laying out in another thread */
  gint             cancelled;        /* told to that thread */

  /* The actors on their way to their new places */
  MlgPoint        *from, *to;
  guint8          *placements;
  guint            n_moving;
  gint64           start;
  guint            tick;
};

G_DEFINE_FINAL_TYPE (MlgPartnershipsView, mlg_partnerships_view, MLG_TYPE_VIEW)

static void rebuild (MlgPartnershipsView *self);

static gboolean
get_facts_only (MlgPartnershipsView *self)
{
  return mlg_focus_get_facts_only (mlg_view_get_focus (MLG_VIEW (self)));
}

static const MlgGraphNode *
get_nodes (MlgPartnershipsView *self)
{
  return mlg_graph_get_nodes (mlg_graph_scene_get_graph (mlg_graph_canvas_get_scene (self->canvas)));
}

/* ---- Looks */

static MlgInkTheme
choose_theme (MlgPartnershipsView *self)
{
  gboolean dark, projector;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-application-prefer-dark-theme", &dark, NULL);
  g_object_get (mlg_view_get_focus (MLG_VIEW (self)), "projector", &projector, NULL);

  if (projector)
    return dark ? MLG_INK_PROJECTOR_BLACK : MLG_INK_PROJECTOR_WHITE;

  return dark ? MLG_INK_DARK : MLG_INK_LIGHT;
}

static void
find_faint (MlgPartnershipsView *self,
            MlgGraphScene       *scene)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  const MlgGraphNode *nodes = mlg_graph_get_nodes (mlg_graph_scene_get_graph (scene));
  guint n_nodes = mlg_graph_scene_get_n_nodes (scene);

  g_clear_pointer (&self->faint, g_free);
  if (!mlg_focus_has_filters (focus))
    return;

  self->faint = g_new0 (guint8, n_nodes + 1);
  for (guint i = 0; i < n_nodes; i++)
    {
      g_autoptr(MlgRecord) record = mlg_project_get_record (mlg_focus_get_project (focus), actor, &nodes[i].id);

      self->faint[i] = record == NULL || !mlg_focus_accepts (focus, record);
    }
}

static void
draw_legend (GtkDrawingArea *area,
             cairo_t        *cr,
             int             width,
             int             height,
             gpointer        data)
{
  MlgPartnershipsView *self = data;
  MlgGraphLook *look = mlg_graph_canvas_get_look (self->canvas);

  if (mlg_graph_canvas_get_scene (self->canvas) != NULL)
    mlg_graph_draw_legend (cr, mlg_graph_canvas_get_scene (self->canvas), look, 0, 0,
                           LEGEND_TEXT * MAX (1, look->ink->line_scale), NULL, NULL);
}

static void
update_legend (MlgPartnershipsView *self)
{
  MlgGraphLook *look = mlg_graph_canvas_get_look (self->canvas);
  double width, height;

  mlg_graph_draw_legend (NULL, mlg_graph_canvas_get_scene (self->canvas), look, 0, 0,
                         LEGEND_TEXT * MAX (1, look->ink->line_scale), &width, &height);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->legend), (int) ceil (width));
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->legend), (int) ceil (height));
  gtk_widget_queue_draw (self->legend);
}

static void
apply_looks (MlgPartnershipsView *self)
{
  MlgGraphLook *look = mlg_graph_canvas_get_look (self->canvas);

  look->ink = mlg_ink_get (choose_theme (self));
  gtk_widget_set_visible (self->tools, look->ink->line_scale <= 1);
  look->facts_only = get_facts_only (self);
  look->tint_islands = gtk_toggle_button_get_active (self->islands);
  look->show_bridges = gtk_toggle_button_get_active (self->bridges);
  look->faint = self->faint;
  mlg_graph_canvas_refresh (self->canvas);
}

/* ---- Words */

static void
add_bridge (MlgPartnershipsView *self,
            MlgGraphScene       *scene,
            guint                node)
{
  g_autofree char *sentence = mlg_graph_words_bridge (scene, node, get_facts_only (self));
  GtkWidget *label = gtk_label_new (sentence);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  g_object_set_data (G_OBJECT (row), "node", GUINT_TO_POINTER (node));
  gtk_list_box_append (self->bridges_list, row);
}

static void
update_bridges (MlgPartnershipsView *self)
{
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (self->canvas);
  GArray *found = mlg_graph_scene_get_measures (scene)->articulations;
  gboolean shown = gtk_toggle_button_get_active (self->bridges);
  g_autofree char *heading = g_strdup_printf (_("Bridges (%u)"), found->len);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->bridges_list))) != NULL)
    gtk_list_box_remove (self->bridges_list, row);
  for (guint i = 0; shown && i < MIN (found->len, MAX_BRIDGES); i++)
    add_bridge (self, scene, g_array_index (found, MlgArticulation, i).node);

  gtk_label_set_text (self->bridges_heading, heading);
  gtk_widget_set_visible (self->bridges_box, shown);
  gtk_widget_set_visible (self->legend, !shown);
}

static void
update_words (MlgPartnershipsView *self)
{
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (self->canvas);
  MlgMeasures *measures = mlg_graph_scene_get_measures (scene);
  g_autofree char *summary = mlg_graph_words_summary (scene, get_facts_only (self));
  g_autofree char *isolated = g_strdup_printf (_("Isolated actors (%u)"), measures->isolates->len);

  gtk_label_set_text (self->words, summary);
  if (get_facts_only (self))
    gtk_widget_add_css_class (GTK_WIDGET (self->words), "notice");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->words), "notice");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary, -1);
  gtk_label_set_text (self->isolated_heading, isolated);
  gtk_widget_set_visible (self->isolated_hint, measures->isolates->len > 0 &&
                          mlg_graph_canvas_get_look (self->canvas)->ink->line_scale <= 1);
  gtk_stack_set_visible_child_name (self->pages, measures->n_nodes > 0 ? "graph" : "empty");
  gtk_widget_set_sensitive (self->tidy, measures->n_links > 0);
}

/* ---- Selection */

static void
follow_focus (MlgPartnershipsView *self,
              gboolean             reveal)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (self->canvas);
  const MlgEntity *entity = mlg_focus_get_entity (focus);
  const MlgId *id = mlg_focus_get_id (focus);
  guint node = G_MAXUINT;

  if (scene == NULL)
    return;
  if (id != NULL && entity == mlg_schema_find (MLG_ENTITY_ACTOR))
    node = mlg_graph_find (mlg_graph_scene_get_graph (scene), id);

  mlg_graph_canvas_select_node (self->canvas, node);
  mlg_isolated_list_select (self->isolated, node);
  if (node != G_MAXUINT && reveal)
    mlg_graph_canvas_reveal (self->canvas, node);
}

static void
selection_changed_cb (MlgPartnershipsView *self)
{
  follow_focus (self, TRUE);
}

static void
chosen_cb (MlgPartnershipsView *self,
           guint                node)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));

  if (node == G_MAXUINT)
    mlg_focus_select (focus, NULL, NULL);
  else
    mlg_focus_select (focus, mlg_schema_find (MLG_ENTITY_ACTOR), &get_nodes (self)[node].id);

  /* The focus says nothing when it is what it was; a selected link is let go all the same. */
  follow_focus (self, FALSE);
}

static void
bridge_activated_cb (MlgPartnershipsView *self,
                     GtkListBoxRow       *row)
{
  chosen_cb (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "node")));
}

/* ---- Showing a scene */

static void
show_scene (MlgPartnershipsView *self,
            MlgGraphScene       *scene)
{
  find_faint (self, scene);
  mlg_graph_canvas_set_scene (self->canvas, scene);
  apply_looks (self);
  mlg_isolated_list_fill (self->isolated, scene, mlg_graph_canvas_get_look (self->canvas)->ink);
  update_words (self);
  update_bridges (self);
  update_legend (self);
  follow_focus (self, FALSE);
}

static void
stop_moving (MlgPartnershipsView *self)
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
  stop_moving (self);

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
  gboolean animate;

  stop_moving (self);
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animate, NULL);
  if (!animate || n_nodes != mlg_graph_scene_get_n_nodes (scene) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
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
      self->placements[i] = nodes[i].in_tray ? MLG_IN_TRAY : MLG_PLACED;
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

/* ---- Laying out */

/* Tidying up is a command: the places of all linked actors go into the file. */
static void
save_places (MlgPartnershipsView *self,
             MlgPlacesJob        *job,
             MlgGraphScene       *scene)
{
  g_autoptr(GArray) nodes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GError) error = NULL;
  guint n_nodes;
  MlgPoint *from = dup_places (scene, &n_nodes);

  for (guint i = 0; i < job->layout.n_nodes; i++)
    if (job->layout.placements[i] == MLG_PLACED)
      g_array_append_val (nodes, i);

  if (!mlg_project_positions_write (mlg_view_get_project (MLG_VIEW (self)), N_("Tidy up the graph"),
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
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  mlg_places_job_free (work->job);
  g_free (work);
}

static void
finish_work (MlgPartnershipsView *self,
             Work                *work)
{
  if (work->tidy)
    {
      save_places (self, work->job, mlg_graph_canvas_get_scene (self->canvas));
      return;
    }
  mlg_graph_places_take (self->places, work->job, self->next);
  show_scene (self, g_steal_pointer (&self->next));
}

static void
work_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Work *work = data;

  g_task_return_boolean (task, mlg_places_job_run (work->job, work->cancelled));
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
      gtk_widget_set_visible (self->spinner, FALSE);
      gtk_spinner_stop (GTK_SPINNER (self->spinner));
      if (g_task_propagate_boolean (G_TASK (result), NULL) && !g_atomic_int_get (&self->cancelled))
        finish_work (self, g_task_get_task_data (G_TASK (result)));
      else if (self->next != NULL)
        rebuild (self);
    }
}

static void
start_work (MlgPartnershipsView *self,
            MlgPlacesJob        *job,
            gboolean             tidy)
{
  Work *work = g_new0 (Work, 1);

  *work = (Work) { job, tidy, &self->cancelled };
  if (!mlg_places_job_is_long (job))
    {
      mlg_places_job_run (job, NULL);
      finish_work (self, work);
      work_free (work);
      return;
    }

  g_atomic_int_set (&self->cancelled, 0);
  gtk_widget_set_visible (self->spinner, TRUE);
  gtk_spinner_start (GTK_SPINNER (self->spinner));
  self->work = g_task_new (self, NULL, work_done_cb, NULL);
  g_task_set_task_data (self->work, work, work_free);
  g_task_run_in_thread (self->work, work_thread);
}

static MlgGraphScene *
make_scene (MlgPartnershipsView *self)
{
  gboolean memberships = gtk_toggle_button_get_active (self->memberships);
  g_autoptr(MlgGraph) graph = mlg_project_graph_new (mlg_view_get_project (MLG_VIEW (self)),
                                                     memberships ? MLG_GRAPH_MEMBERSHIPS : MLG_GRAPH_PARTNERSHIPS);

  return mlg_graph_scene_new (graph, MLG_LAYER_ALL | (get_facts_only (self) ? MLG_LAYER_FACTS_ONLY : 0),
                              MLG_SIZE_BY_DEGREE);
}

static void
rebuild (MlgPartnershipsView *self)
{
  stop_moving (self);
  g_clear_pointer (&self->next, mlg_graph_scene_free);
  self->next = make_scene (self);

  /* The thread at work stops soon, and then this is done again. */
  if (self->work != NULL)
    {
      g_atomic_int_set (&self->cancelled, 1);
      return;
    }
  start_work (self, mlg_graph_places_plan (self->places, mlg_view_get_project (MLG_VIEW (self)), self->next,
                                           ASPECT, FALSE), FALSE);
}

/* ---- What the hand asked for */

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
  if (!mlg_project_positions_write (mlg_view_get_project (MLG_VIEW (self)), N_("Move an actor in the graph"),
                                    mlg_graph_scene_get_graph (scene), nodes, points, placements, &error))
    {
      mlg_view_report (MLG_VIEW (self), error);
      rebuild (self);
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
    mlg_partnership_popover_show (MLG_VIEW (self), GTK_WIDGET (self->canvas), &at, &it->id);
}

static void
linked_cb (MlgPartnershipsView *self,
           guint                a,
           guint                b)
{
  MlgGraph *graph = mlg_graph_scene_get_graph (mlg_graph_canvas_get_scene (self->canvas));
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);
  MlgPoint from = mlg_graph_canvas_locate (self->canvas, a);
  MlgPoint to = mlg_graph_canvas_locate (self->canvas, b);
  GdkRectangle at = { (int) (from.x + to.x) / 2, (int) (from.y + to.y) / 2, 1, 1 };

  /* Two actors have one partnership: the line that is there is shown, to add an axis. */
  for (guint i = 0; i < mlg_graph_get_n_edges (graph); i++)
    if (edges[i].kind == MLG_TIE_PARTNERSHIP &&
        ((edges[i].a == a && edges[i].b == b) || (edges[i].a == b && edges[i].b == a)))
      {
        edge_cb (self, i, at.x, at.y);
        return;
      }

  mlg_link_popover_show (MLG_VIEW (self), GTK_WIDGET (self->canvas), &at, &get_nodes (self)[a].id, &get_nodes (self)[b].id);
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
      MlgId id = get_nodes (self)[node].id;

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
  chosen_cb (self, node);
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

static void
tidy_clicked_cb (MlgPartnershipsView *self)
{
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (self->canvas);

  if (scene == NULL || self->work != NULL)
    return;
  stop_moving (self);
  start_work (self, mlg_graph_places_plan (self->places, mlg_view_get_project (MLG_VIEW (self)), scene,
                                           ASPECT, TRUE), TRUE);
}

static void
looks_changed_cb (MlgPartnershipsView *self)
{
  if (mlg_graph_canvas_get_scene (self->canvas) == NULL)
    return;
  apply_looks (self);
  update_bridges (self);
}

static void
graph_changed_cb (MlgPartnershipsView *self)
{
  if (mlg_view_get_focus (MLG_VIEW (self)) != NULL)
    rebuild (self);
}

static void
theme_changed_cb (MlgPartnershipsView *self)
{
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (self->canvas);

  if (scene == NULL)
    return;
  apply_looks (self);
  mlg_isolated_list_fill (self->isolated, scene, mlg_graph_canvas_get_look (self->canvas)->ink);
  update_words (self);
  update_legend (self);
  follow_focus (self, FALSE);
}

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

static gboolean
key_cb (MlgPartnershipsView *self,
        guint                key,
        guint                code,
        GdkModifierType      modifiers)
{
  GtkToggleButton *toggle = NULL;

  if (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;

  switch (gdk_keyval_to_lower (key))
    {
    case GDK_KEY_l: toggle = self->link; break;
    case GDK_KEY_i: toggle = self->islands; break;
    case GDK_KEY_p: toggle = self->bridges; break;
    case GDK_KEY_m: toggle = self->memberships; break;
    case GDK_KEY_f:
      mlg_focus_set_facts_only (mlg_view_get_focus (MLG_VIEW (self)), !get_facts_only (self));
      return TRUE;
    default: return FALSE;
    }
  gtk_toggle_button_set_active (toggle, !gtk_toggle_button_get_active (toggle));

  return TRUE;
}

/* ---- Life */

static void
mlg_partnerships_view_focus_set (MlgView *view)
{
  MlgPartnershipsView *self = MLG_PARTNERSHIPS_VIEW (view);
  MlgFocus *focus = mlg_view_get_focus (view);

  g_signal_connect_object (mlg_view_get_project (view), "changed", G_CALLBACK (graph_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "filter-changed", G_CALLBACK (graph_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "notify::facts-only", G_CALLBACK (graph_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "notify::projector", G_CALLBACK (theme_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-application-prefer-dark-theme",
                           G_CALLBACK (theme_changed_cb), self, G_CONNECT_SWAPPED);
  rebuild (self);
}

static void
mlg_partnerships_view_dispose (GObject *object)
{
  MlgPartnershipsView *self = MLG_PARTNERSHIPS_VIEW (object);

  stop_moving (self);
  g_atomic_int_set (&self->cancelled, 1);
  g_clear_object (&self->work);
  g_clear_pointer (&self->next, mlg_graph_scene_free);
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_partnerships_view_parent_class)->dispose (object);
}

static void
mlg_partnerships_view_finalize (GObject *object)
{
  MlgPartnershipsView *self = MLG_PARTNERSHIPS_VIEW (object);

  mlg_graph_places_free (self->places);
  g_free (self->faint);

  G_OBJECT_CLASS (mlg_partnerships_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, MlgPartnershipsView, name)
  CHILD (content);
  CHILD (tools);
  CHILD (pages);
  CHILD (canvas);
  CHILD (link);
  CHILD (islands);
  CHILD (bridges);
  CHILD (memberships);
  CHILD (spinner);
  CHILD (tidy);
  CHILD (words);
  CHILD (legend);
  CHILD (side);
  CHILD (bridges_box);
  CHILD (bridges_heading);
  CHILD (bridges_list);
  CHILD (isolated_heading);
  CHILD (isolated_hint);
  CHILD (isolated);
#undef CHILD
#define CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)
  CALLBACK (link_toggled_cb);
  CALLBACK (looks_changed_cb);
  CALLBACK (graph_changed_cb);
  CALLBACK (tidy_clicked_cb);
  CALLBACK (chosen_cb);
  CALLBACK (opened_cb);
  CALLBACK (edge_cb);
  CALLBACK (moved_cb);
  CALLBACK (linked_cb);
  CALLBACK (removed_cb);
  CALLBACK (linking_ended_cb);
  CALLBACK (bridge_activated_cb);
  CALLBACK (zoom_in_cb);
  CALLBACK (zoom_out_cb);
  CALLBACK (zoom_fit_cb);
#undef CALLBACK
}

static void
mlg_partnerships_view_class_init (MlgPartnershipsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /* Named here, so that a static library keeps it. */
  mlg_partnerships_get_resource ();
  g_type_ensure (MLG_TYPE_GRAPH_CANVAS);
  g_type_ensure (MLG_TYPE_ISOLATED_LIST);

  G_OBJECT_CLASS (klass)->dispose = mlg_partnerships_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_partnerships_view_finalize;
  MLG_VIEW_CLASS (klass)->focus_set = mlg_partnerships_view_focus_set;

  gtk_widget_class_set_css_name (widget_class, "partnershipsview");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/maillage/Maillage/partnerships/mlg-partnerships-view.ui");
  bind_template (widget_class);
}

/* The keys of the graph work as soon as the screen is shown. */
static void
mapped_cb (MlgPartnershipsView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
mlg_partnerships_view_init (MlgPartnershipsView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->places = mlg_graph_places_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->legend), draw_legend, self, NULL);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
mlg_partnerships_view_new (void)
{
  return g_object_new (MLG_TYPE_PARTNERSHIPS_VIEW, NULL);
}
