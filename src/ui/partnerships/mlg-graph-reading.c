/* Reading the graph: one question at a time. */

#include "ui/partnerships/mlg-graph-reading-private.h"

#include <glib/gi18n-lib.h>

#include "exchange/mlg-comparison-words.h"
#include "ui/time/mlg-moment-chooser.h"

static const MlgReadingChoice choices[] = {
  { MLG_READING_ISOLATES, N_("Isolated actors"), N_("Who is linked with nobody"), "S" },
  { MLG_READING_ISLANDS, N_("Islands"), N_("Groups that no tie joins to the others"), "I" },
  { MLG_READING_BRIDGES, N_("Bridges"), N_("Without whom a group falls apart"), "P" },
  { MLG_READING_RELAYS, N_("Relays"), N_("Through whom most of the ways go"), "R" },
  { MLG_READING_PATH, N_("Way between two actors"), N_("The shortest way, step by step"), "C" },
  { MLG_READING_AROUND, N_("Around an actor"), N_("Those within a few steps of the chosen actor"), "V" },
  { MLG_READING_STRANGERS, N_("Who could meet"), N_("The same theme in the same place, and no tie yet"), "T" },
  { MLG_READING_ECONOMY, N_("Hybridation"), N_("The economies of what links the chosen actors"), "H" },
};

const MlgReadingChoice *
mlg_reading_choices (guint *n)
{
  *n = G_N_ELEMENTS (choices);

  return choices;
}

static const MlgReadingChoice *
find_choice (MlgReadingKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i].kind == kind)
      return &choices[i];

  return NULL;
}

static MlgFocus *
get_focus (MlgGraphReading *self)
{
  return mlg_view_get_focus (MLG_VIEW (self->view));
}

static const MlgInk *
get_ink (MlgGraphReading *self)
{
  return mlg_graph_canvas_get_look (self->view->canvas)->ink;
}

/* ---- asking, in a thread */

typedef struct
{
  MlgGraphLayers      layers;
  char               *database;
  MlgReadingQuestion  question;
  MlgDayRange        *period;
  GArray             *chosen;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_free (self->database);
  g_free (self->period);
  g_clear_pointer (&self->chosen, g_array_unref);
  g_free (self);
}

static void
answer_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Question *question = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgStore) beside = mlg_store_open (question->database, MLG_STORE_BESIDE, &error);
  g_autoptr(MlgGraph) graph = NULL;

  if (beside == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  graph = mlg_store_graph_new (beside, question->layers);
  g_task_return_pointer (task, mlg_reading_new (graph, beside, &question->question), (GDestroyNotify) mlg_reading_free);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GError) error = NULL;
  MlgReading *answer = g_task_propagate_pointer (G_TASK (result), &error);
  MlgGraphReading *self = data;

  /* Another question was asked since, or the view is no more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->asking);
  if (answer == NULL)
    {
      mlg_view_report (MLG_VIEW (self->view), error);
      return;
    }

  g_clear_pointer (&self->answer, mlg_reading_free);
  self->answer = answer;
  self->line = G_MAXUINT;
  mlg_reading_panel_show (self->panel, answer, get_ink (self));
  mlg_partnerships_view_update_looks (self->view);
}

static void
stop_asking (MlgGraphReading *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

/* Ways go through networks, and those who met know each other, whatever is drawn. */
static MlgGraphLayers
choose_layers (MlgGraphReading *self)
{
  MlgGraphLayers layers = gtk_toggle_button_get_active (self->view->memberships) ? MLG_GRAPH_MEMBERSHIPS : MLG_GRAPH_PARTNERSHIPS;

  if (self->kind == MLG_READING_PATH)
    layers |= MLG_GRAPH_MEMBERSHIPS;
  if (self->kind == MLG_READING_STRANGERS)
    layers |= MLG_GRAPH_MEMBERSHIPS | MLG_GRAPH_COPRESENCE;

  return layers;
}

static GArray *
dup_chosen (MlgGraphReading *self)
{
  MlgFocus *focus = get_focus (self);

  if (mlg_focus_get_entity (focus) != mlg_schema_find (MLG_ENTITY_ACTOR))
    return NULL;

  return mlg_focus_dup_selection (focus);
}

static void
ask (MlgGraphReading *self)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self->view));
  const MlgDayRange *period = mlg_focus_get_period (get_focus (self));
  g_autoptr(GTask) task = NULL;
  Question *question;
  MlgId centre = mlg_reading_panel_get_from (self->panel);

  stop_asking (self);
  if (self->kind == MLG_READING_NONE)
    return;

  question = g_new0 (Question, 1);
  question->layers = choose_layers (self);
  question->database = mlg_store_dup_path (mlg_project_get_store (project));
  question->period = mlg_day_range_copy (period);
  question->chosen = dup_chosen (self);
  question->question = (MlgReadingQuestion) {
    .kind = self->kind,
    .layers = MLG_LAYER_ALL | (mlg_partnerships_view_facts_only (self->view) && self->kind != MLG_READING_STRANGERS ? MLG_LAYER_FACTS_ONLY : 0),
    .period = question->period,
    .from = centre,
    .to = mlg_reading_panel_get_to (self->panel),
    .n_steps = mlg_reading_panel_get_steps (self->panel),
    .chosen = question->chosen,
  };

  mlg_reading_panel_show (self->panel, NULL, get_ink (self));
  self->asking = g_cancellable_new ();
  task = g_task_new (NULL, self->asking, answered_cb, self);
  g_task_set_check_cancellable (task, TRUE);
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, answer_thread);
}

/* ---- following */

MlgGraph *
mlg_graph_reading_dup_graph_of_then (MlgGraphReading *self)
{
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (self->view->canvas);

  return self->slice != NULL && scene != NULL ? mlg_time_slice_cut (self->slice, mlg_graph_scene_get_graph (scene)) : NULL;
}

void
mlg_graph_reading_renew (MlgGraphReading *self)
{
  const MlgDayRange *period = mlg_focus_get_period (get_focus (self));

  g_clear_pointer (&self->slice, mlg_time_slice_free);
  if (period != NULL && self->timeline == NULL)
    self->timeline = mlg_timeline_new (mlg_project_get_store (mlg_view_get_project (MLG_VIEW (self->view))));
  if (period != NULL)
    self->slice = mlg_timeline_slice (self->timeline, period);
  ask (self);
}

void
mlg_graph_reading_forget (MlgGraphReading *self)
{
  g_clear_pointer (&self->timeline, mlg_timeline_free);
}

void
mlg_graph_reading_follow (MlgGraphReading *self)
{
  g_autoptr(GArray) chosen = dup_chosen (self);
  MlgId from = mlg_reading_panel_get_from (self->panel), to = mlg_reading_panel_get_to (self->panel), last;

  if (self->choosing || chosen == NULL || chosen->len == 0)
    return;

  last = g_array_index (chosen, MlgId, chosen->len - 1);
  if (self->kind == MLG_READING_AROUND || (self->kind == MLG_READING_PATH && mlg_id_is_null (&from)))
    from = last;
  else if (self->kind == MLG_READING_PATH && !mlg_id_equal (&last, &from))
    to = last;
  else if (self->kind != MLG_READING_ECONOMY)
    return;
  mlg_reading_panel_set_ends (self->panel, &from, &to);
  ask (self);
}

static void
asked_cb (MlgReadingPanel *panel,
          MlgGraphReading *self)
{
  ask (self);
}

static void
choose (MlgGraphReading *self,
        const MlgId     *actor)
{
  self->choosing = TRUE;
  mlg_focus_select (get_focus (self), mlg_schema_find (MLG_ENTITY_ACTOR), actor);
  self->choosing = FALSE;
}

static void
line_cb (MlgReadingPanel *panel,
         guint            index,
         MlgGraphReading *self)
{
  const MlgReadingLine *line;

  if (self->answer == NULL || index >= self->answer->lines->len)
    return;

  line = self->answer->lines->pdata[index];
  self->line = self->line == index ? G_MAXUINT : index;
  if (!line->lists && line->actors->len > 0)
    choose (self, &g_array_index (line->actors, MlgId, 0));
  mlg_partnerships_view_update_looks (self->view);
}

static void
actor_cb (MlgReadingPanel *panel,
          const MlgId     *actor,
          MlgGraphReading *self)
{
  choose (self, actor);
}

static void
closed_cb (MlgReadingPanel *panel,
           MlgGraphReading *self)
{
  mlg_graph_reading_close (self);
}

/* ---- opening and closing */

static void
begin (MlgGraphReading *self)
{
  static const MlgId none;
  g_autoptr(GArray) chosen = dup_chosen (self);
  const MlgId *from = chosen != NULL && chosen->len > 0 ? &g_array_index (chosen, MlgId, 0) : &none;
  const MlgId *to = self->kind == MLG_READING_PATH && chosen != NULL && chosen->len > 1 ? &g_array_index (chosen, MlgId, 1) : &none;

  mlg_reading_panel_set_ends (self->panel, from, to);
}

/* A way through a network is only seen when memberships are drawn. */
static void
draw_memberships (MlgGraphReading *self)
{
  gboolean drawn = gtk_toggle_button_get_active (self->view->memberships);

  if (self->kind == MLG_READING_PATH && !drawn)
    {
      self->drew_memberships = TRUE;
      gtk_toggle_button_set_active (self->view->memberships, TRUE);
    }
  else if (self->kind != MLG_READING_PATH && self->drew_memberships)
    {
      self->drew_memberships = FALSE;
      gtk_toggle_button_set_active (self->view->memberships, FALSE);
    }
}

static void
set_kind (MlgGraphReading *self,
          MlgReadingKind   kind)
{
  const MlgReadingChoice *choice = find_choice (kind);

  stop_asking (self);
  g_clear_pointer (&self->answer, mlg_reading_free);
  self->line = G_MAXUINT;
  self->kind = kind;
  draw_memberships (self);
  if (self->compares)
    mlg_focus_compare_not (get_focus (self));
  self->compares = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->panel), choice != NULL);
  mlg_graph_side_give_way (self->view, choice != NULL);
  if (choice == NULL)
    return;

  mlg_reading_panel_open (self->panel, kind, _(choice->label));
  begin (self);
  ask (self);
}

void
mlg_graph_reading_toggle (MlgGraphReading *self,
                          MlgReadingKind   kind)
{
  set_kind (self, self->kind == kind ? MLG_READING_NONE : kind);
  mlg_partnerships_view_update_looks (self->view);
}

void
mlg_graph_reading_compare (MlgGraphReading *self)
{
  gboolean opens = !self->compares;

  set_kind (self, MLG_READING_NONE);
  if (opens)
    {
      self->compares = TRUE;
      gtk_widget_set_visible (GTK_WIDGET (self->panel), TRUE);
      mlg_graph_side_give_way (self->view, TRUE);
      mlg_reading_panel_open (self->panel, MLG_READING_NONE, _("Before and after"));
      mlg_reading_panel_show (self->panel, NULL, get_ink (self));
      mlg_reading_panel_set_controls (self->panel, mlg_moment_chooser_new (get_focus (self)));
    }
  mlg_partnerships_view_update_looks (self->view);
}

void
mlg_graph_reading_close (MlgGraphReading *self)
{
  set_kind (self, MLG_READING_NONE);
  mlg_partnerships_view_update_looks (self->view);
  gtk_widget_grab_focus (GTK_WIDGET (self->view->canvas));
}

gboolean
mlg_graph_reading_key (MlgGraphReading *self,
                       guint            key)
{
  if (key == GDK_KEY_Escape && (self->kind != MLG_READING_NONE || self->compares))
    {
      mlg_graph_reading_close (self);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (gdk_keyval_to_upper (key) == (guint) choices[i].key[0])
      {
        mlg_graph_reading_toggle (self, choices[i].kind);
        return TRUE;
      }

  return FALSE;
}

/* ---- life */

static void
comparison_changed_cb (MlgPartnershipsView *view)
{
  MlgGraphReading *self = view->reading;
  MlgComparison *comparison = mlg_focus_get_comparison (mlg_view_get_focus (MLG_VIEW (view)));

  /* The view is on its way out. */
  if (self == NULL)
    return;

  if (self->compares && comparison != NULL)
    {
      g_clear_pointer (&self->answer, mlg_reading_free);
      self->answer = mlg_comparison_tell (comparison, mlg_view_get_project (MLG_VIEW (view)));
      self->line = G_MAXUINT;
      mlg_reading_panel_show (self->panel, self->answer, get_ink (self));
    }
  mlg_partnerships_view_update_looks (view);
}

MlgGraphReading *
mlg_graph_reading_new (MlgPartnershipsView *view)
{
  MlgGraphReading *self = g_new0 (MlgGraphReading, 1);

  self->view = view;
  self->panel = view->panel;
  self->line = G_MAXUINT;
  g_signal_connect (self->panel, "asked", G_CALLBACK (asked_cb), self);
  g_signal_connect (self->panel, "line", G_CALLBACK (line_cb), self);
  g_signal_connect (self->panel, "actor", G_CALLBACK (actor_cb), self);
  g_signal_connect (self->panel, "closed", G_CALLBACK (closed_cb), self);

  return self;
}

void
mlg_graph_reading_attach (MlgGraphReading *self)
{
  mlg_reading_panel_set_focus (self->panel, get_focus (self));
  g_signal_connect_object (get_focus (self), "comparison-changed", G_CALLBACK (comparison_changed_cb), self->view, G_CONNECT_SWAPPED);
}

void
mlg_graph_reading_free (MlgGraphReading *self)
{
  if (self == NULL)
    return;

  stop_asking (self);
  g_clear_pointer (&self->answer, mlg_reading_free);
  g_clear_pointer (&self->timeline, mlg_timeline_free);
  g_clear_pointer (&self->slice, mlg_time_slice_free);
  g_clear_pointer (&self->marks, mlg_graph_marks_free);
  g_free (self->faint);
  g_free (self);
}
