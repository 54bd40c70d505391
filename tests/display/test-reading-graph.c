/* Reading the graph on screen: questions by key, marks in the drawing, the period, two moments, leads noted
 * from another file.
 */

#include "exchange/mlg-demo.h"
#include "model/mlg-date.h"
#include "ui/partnerships/mlg-partnerships-view-private.h"
#include "ui/resources/mlg-lead.h"
#include "ui/time/mlg-range-slider.h"

#include "../project-fixture.h"

#include <math.h>

typedef struct
{
  MlgProject          *project;
  MlgFocus            *focus;
  GtkWidget           *window;
  MlgPartnershipsView *view;
} Fixture;

static void
wait_until (gboolean (*is_true) (Fixture *f),
            Fixture   *f)
{
  gint64 stop = g_get_monotonic_time () + 120 * G_USEC_PER_SEC;

  while (!is_true (f))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, stop);
      g_main_context_iteration (NULL, TRUE);
    }
}

static gboolean
has_scene (Fixture *f)
{
  return mlg_graph_canvas_get_scene (f->view->canvas) != NULL;
}

/* The spinner of the panel turns while an answer is looked for. */
static gboolean
has_answer (Fixture *f)
{
  GtkWidget *spinner = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (f->view->panel), MLG_TYPE_READING_PANEL, "spinner"));

  return !gtk_widget_get_visible (spinner);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *path = fixture_path ("demo.maillage");
  g_autoptr(GError) error = NULL;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  f->project = create_project (path);
  mlg_demo_build (f->project, &error);
  g_assert_no_error (error);
  f->focus = mlg_focus_new (f->project);
  f->view = MLG_PARTNERSHIPS_VIEW (mlg_partnerships_view_new ());
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1200, 760);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->view));
  mlg_view_set_focus (MLG_VIEW (f->view), f->focus);
  gtk_window_present (GTK_WINDOW (f->window));
  wait_until (has_scene, f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (g_main_context_iteration (NULL, FALSE));
  g_clear_object (&f->focus);
  close_project (&f->project);
}

static const MlgGraphMarks *
get_marks (Fixture *f)
{
  return mlg_graph_canvas_get_look (f->view->canvas)->marks;
}

static guint
count_nodes (Fixture *f,
             guint    mark)
{
  guint n = 0;

  for (guint i = 0; i < get_marks (f)->n_nodes; i++)
    n += (get_marks (f)->nodes[i] & mark) != 0;
  return n;
}

static guint
count_edges (Fixture *f,
             guint    mark)
{
  guint n = 0;

  for (guint i = 0; i < get_marks (f)->n_edges; i++)
    n += (get_marks (f)->edges[i] & mark) != 0;
  return n;
}

static MlgId
find (Fixture    *f,
      const char *key)
{
  MlgId id = { { 0 } };

  g_assert_true (mlg_project_resolve (f->project, NULL, key, &id, NULL));
  return id;
}

static void
choose (Fixture    *f,
        const char *key)
{
  MlgId id = find (f, key);

  mlg_focus_select (f->focus, mlg_schema_find (MLG_ENTITY_ACTOR), &id);
}

static void
press (Fixture *f,
       guint    key)
{
  g_assert_true (mlg_partnerships_view_key (f->view, key));
  wait_until (has_answer, f);
}

static const char *
get_sentence (Fixture *f)
{
  return mlg_reading_panel_get_sentence (f->view->panel);
}

/* Story 8: one key shows the isolated, ringed and named; the same key ends it. */
static void
test_isolates (Fixture       *f,
               gconstpointer  data)
{
  press (f, GDK_KEY_s);
  g_assert_cmpstr (get_sentence (f), ==, "9 actors are linked with nobody.");
  g_assert_cmpuint (count_nodes (f, MLG_MARK_RINGED), ==, 9);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (f->view->panel)));

  mlg_focus_set_facts_only (f->focus, TRUE);
  wait_until (has_answer, f);
  g_assert_cmpstr (get_sentence (f), ==, "24 actors are linked with nobody.");

  press (f, GDK_KEY_s);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (f->view->panel)));
  g_assert_cmpuint (count_nodes (f, MLG_MARK_RINGED), ==, 0);
}

static void
test_islands_are_tinted (Fixture       *f,
                         gconstpointer  data)
{
  press (f, GDK_KEY_i);
  g_assert_true (mlg_graph_canvas_get_look (f->view->canvas)->tint_islands);
  press (f, GDK_KEY_Escape);
  g_assert_false (mlg_graph_canvas_get_look (f->view->canvas)->tint_islands);
}

/* Story 3: from whom to whom is chosen in the drawing; the wished step is told. */
static void
test_path (Fixture       *f,
           gconstpointer  data)
{
  choose (f, "a-rtes");
  press (f, GDK_KEY_c);
  choose (f, "a-generateur");
  wait_until (has_answer, f);
  g_assert_cmpstr (get_sentence (f), ==,
                   "From RTES to Générateur Bourgogne Franche-Comté in 3 steps, of which 1 is only wished for.");
  g_assert_cmpuint (count_edges (f, MLG_MARK_LIT), ==, 3);
  g_assert_cmpuint (count_nodes (f, MLG_MARK_END), ==, 2);
  g_assert_nonnull (mlg_graph_canvas_get_look (f->view->canvas)->faint);

  choose (f, "a-incroyables");
  wait_until (has_answer, f);
  g_assert_cmpstr (get_sentence (f), ==, "No way from RTES to Incroyables Comestibles de Clermont-Ferrand.");
  g_assert_cmpuint (count_edges (f, MLG_MARK_LIT), ==, 0);
}

/* F54: what is of another time is not drawn, the undated is marked, nobody moves. */
static void
test_period (Fixture       *f,
             gconstpointer  data)
{
  MlgDate date = { 1990, 0, 0 };
  MlgDayRange range = { mlg_date_first_day (&date), mlg_date_last_day (&date) };
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (f->view->canvas);
  MlgId rrl_id = find (f, "a-rrl"), mes_id = find (f, "a-mes");
  guint rrl = mlg_graph_find (mlg_graph_scene_get_graph (scene), &rrl_id);
  guint mes = mlg_graph_find (mlg_graph_scene_get_graph (scene), &mes_id);
  MlgPoint before = mlg_graph_scene_get_nodes (scene)[mes].at;

  mlg_focus_set_period (f->focus, &range);
  g_assert_true (mlg_graph_canvas_get_scene (f->view->canvas) == scene);
  g_assert_true (mlg_graph_marks_hide_node (get_marks (f), rrl));
  g_assert_false (mlg_graph_marks_hide_node (get_marks (f), mes));
  g_assert_cmpuint (get_marks (f)->nodes[mes] & MLG_MARK_UNDATED, !=, 0);
  g_assert_cmpfloat (mlg_graph_scene_get_nodes (scene)[mes].at.x, ==, before.x);
  g_assert_nonnull (strstr (gtk_label_get_text (f->view->words), "70 actors · 47 partnerships"));

  mlg_focus_clear_filters (f->focus);
  g_assert_cmpuint (count_nodes (f, MLG_MARK_HIDDEN), ==, 0);
}

static gboolean
is_later (Fixture *f)
{
  return mlg_focus_get_comparison (f->focus) != NULL;
}

/* Before the workshop, after it: told and drawn, the link that is gone too. */
static void
test_comparison (Fixture       *f,
                 gconstpointer  data)
{
  const MlgEntity *partnership = mlg_schema_find (MLG_ENTITY_PARTNERSHIP);
  MlgId wilo = find (f, "pt-01"), ardelaine = find (f, "pt-02"), snapshot;
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgRecord) record = NULL;
  g_autoptr(MlgMoment) moment = NULL;

  g_assert_true (mlg_moment_name (f->project, "Avant", NULL, &snapshot, &error));
  record = mlg_project_get_record (f->project, mlg_schema_find ("snapshot"), &snapshot);
  moment = mlg_moment_read (record);
  add_actor (f->project, "Biocoop");
  mlg_project_set (f->project, partnership, &wilo, mlg_entity_find_field (partnership, "state"), "formalised", &error);
  g_assert_no_error (error);
  mlg_project_delete (f->project, partnership, &ardelaine, &error);
  g_assert_no_error (error);

  press (f, GDK_KEY_j);
  mlg_focus_compare_moments (f->focus, moment, NULL);
  wait_until (is_later, f);
  wait_until (has_answer, f);
  g_assert_cmpstr (get_sentence (f), ==, "1 new actor, 1 stronger partnership, 1 gone partnership.");
  g_assert_cmpuint (count_nodes (f, MLG_MARK_NEW), ==, 1);
  g_assert_cmpuint (count_edges (f, MLG_MARK_STRONGER), ==, 1);
  g_assert_cmpuint (get_marks (f)->ghosts->len, ==, 1);

  /* What is undone since is no news any more. */
  g_assert_true (mlg_project_undo (f->project, &error));
  g_assert_true (mlg_project_undo (f->project, &error));
  while (strcmp (get_sentence (f), "1 new actor.") != 0)
    g_main_context_iteration (NULL, TRUE);

  press (f, GDK_KEY_j);
  g_assert_false (mlg_focus_is_comparing (f->focus));
  g_assert_cmpuint (count_nodes (f, MLG_MARK_NEW), ==, 0);
}

/* ---- the slider */

static void
test_slider (void)
{
  GtkWidget *window = gtk_window_new (), *slider = mlg_range_slider_new ();
  MlgRangeSlider *range = MLG_RANGE_SLIDER (slider);

  gtk_window_set_child (GTK_WINDOW (window), slider);
  mlg_range_slider_set_steps (range, 27);
  mlg_range_slider_set_values (range, 3, 20);
  g_assert_cmpuint (mlg_range_slider_get_first (range), ==, 3);
  g_assert_cmpuint (mlg_range_slider_get_last (range), ==, 20);
  /* Fewer steps: the handles stay on the line. */
  mlg_range_slider_set_steps (range, 10);
  g_assert_cmpuint (mlg_range_slider_get_last (range), ==, 9);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_replay (Fixture       *f,
             gconstpointer  data)
{
  MlgDate end = { 1987, 0, 0 };

  press (f, GDK_KEY_q);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (f->view->period)));
  while (g_main_context_iteration (NULL, FALSE));
  mlg_period_bar_play (f->view->period);
  g_assert_true (mlg_period_bar_is_playing (f->view->period));
  g_assert_cmpint (mlg_focus_get_period (f->focus)->last, ==, mlg_date_last_day (&end));
  mlg_period_bar_step (f->view->period, 1);
  end.year = 2011;
  g_assert_cmpint (mlg_focus_get_period (f->focus)->last, ==, mlg_date_last_day (&end));
  mlg_period_bar_play (f->view->period);
  g_assert_false (mlg_period_bar_is_playing (f->view->period));

  press (f, GDK_KEY_q);
  g_assert_null (mlg_focus_get_period (f->focus));
}

/* ---- leads */

/* Story 25: what another file has becomes a resource « à mobiliser ailleurs » here, in one command. */
static void
test_lead_from_another_file (void)
{
  g_autofree char *path = fixture_path ("ici.maillage"), *there = fixture_path ("ailleurs.maillage");
  MlgProject *project = create_project (path), *other = create_project (there);
  const MlgEntity *resource = mlg_schema_find ("resource");
  g_autofree const char **values = g_new0 (const char *, resource->n_fields);
  g_autoptr(MlgMatches) matches = NULL;
  g_autoptr(GPtrArray) leads = NULL;
  g_autoptr(GPtrArray) kept = NULL;
  g_autoptr(GError) error = NULL;
  MlgLeadScope scope = { .project = project, .other = other, .within = NAN };
  MlgId gap = { { 0 } }, has = { { 0 } };

  values[mlg_entity_find_field (resource, "label")->index] = "relais en région";
  values[mlg_entity_find_field (resource, "kind")->index] = "network";
  values[mlg_entity_find_field (resource, "direction")->index] = "missing";
  g_assert_true (mlg_project_add (project, resource, values, &gap, &error));
  values[mlg_entity_find_field (resource, "label")->index] = "réseau existant";
  values[mlg_entity_find_field (resource, "direction")->index] = "mobilisable";
  g_assert_true (mlg_project_add (other, resource, values, &has, &error));

  matches = mlg_project_matches_between (project, other);
  leads = mlg_leads_find (&scope, matches, 0);
  g_assert_cmpuint (leads->len, ==, 1);
  g_assert_true (mlg_lead_note (leads->pdata[0], project, other, &error));
  g_assert_no_error (error);

  g_assert_cmpuint (mlg_project_count (project, resource), ==, 2);
  g_assert_cmpuint (mlg_project_count (project, mlg_schema_find ("source_link")), ==, 1);
  kept = mlg_project_referring (project, mlg_schema_find ("resource_match"), "gap", &gap);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpstr (mlg_record_get_named (kept->pdata[0], "state"), ==, "discussed");
  g_assert_cmpuint (mlg_project_count (other, resource), ==, 1);

  /* One command: one undo takes both back. */
  g_assert_true (mlg_project_undo (project, &error));
  g_assert_cmpuint (mlg_project_count (project, resource), ==, 1);
  g_clear_pointer (&kept, g_ptr_array_unref);
  close_project (&project);
  close_project (&other);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  fixture_begin ();
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);

#define READING(name, function) g_test_add ("/reading-graph/" name, Fixture, NULL, set_up, function, tear_down)
  READING ("isolates", test_isolates);
  READING ("islands", test_islands_are_tinted);
  READING ("path", test_path);
  READING ("period", test_period);
  READING ("comparison", test_comparison);
  READING ("replay", test_replay);
#undef READING
  g_test_add_func ("/reading-graph/slider", test_slider);
  g_test_add_func ("/reading-graph/lead-from-another-file", test_lead_from_another_file);

  result = g_test_run ();
  fixture_end ();
  return result;
}
