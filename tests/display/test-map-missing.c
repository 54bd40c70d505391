/* « Qui manque ici ? » in a file of many, counted by a thread: the same as counted at once, also when the file
 * changes meanwhile; and the screen may close before it is there.
 */

#include "project-fixture.h"

#include "ui/map/mlg-map-missing-private.h"

#define N_MANY 4100

typedef struct
{
  MlgProject *project;
  MlgFocus   *focus;
  GtkWidget  *window;
  MlgMapView *view;
} Fixture;

static void
add_many (MlgProject *project,
          guint       n,
          const char *address)
{
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  g_autofree const char **values = g_new0 (const char *, actor->n_fields);
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, "Actors", &error);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Acteur %u", i);
      MlgId id = { 0 };

      values[mlg_entity_find_field (actor, "name")->index] = name;
      values[mlg_entity_find_field (actor, "address")->index] = address;
      g_assert_true (mlg_gesture_insert (gesture, actor, &id, values, &error));
    }
  g_assert_true (mlg_project_commit (project, g_steal_pointer (&gesture), &error));
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *path = fixture_path ("carte.maillage");

  f->project = create_project (path);
  add_many (f->project, GPOINTER_TO_UINT (data), "\037\037" "43170\037Saugues\037" "43234");
  add_many (f->project, 7, "\037\037" "75011\037Paris\037" "75111");
  f->focus = mlg_focus_new (f->project);
  f->view = g_object_new (MLG_TYPE_MAP_VIEW, NULL);
  mlg_view_set_focus (MLG_VIEW (f->view), f->focus);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1100, 700);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->view));
  gtk_window_present (GTK_WINDOW (f->window));
  while (!f->view->framed || mlg_map_canvas_get_layout (f->view->canvas) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_object_add_weak_pointer (G_OBJECT (f->view), (gpointer *) &f->view);
  gtk_window_destroy (GTK_WINDOW (f->window));
  /* Threads bring what they found to nobody. */
  while (f->view != NULL)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE));
  g_assert_finalize_object (f->focus);
  close_project (&f->project);
}

static MlgMapMissing *
ask (Fixture *f)
{
  MlgMapMissing *missing = mlg_map_missing_of (f->view);

  /* Départements, which are known without a pack. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (missing->level), 2);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (missing->shown), TRUE);
  return missing;
}

static guint
count_in (MlgMapMissing *missing,
          const char    *code)
{
  const MlgCoverageRow *row = mlg_coverage_map_find (missing->map, code);

  return row != NULL ? row->n_here : 0;
}

static void
wait_counted (MlgMapMissing *missing)
{
  while (missing->map == NULL || missing->working != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_counted (Fixture       *f,
              gconstpointer  data)
{
  MlgMapMissing *missing = ask (f);
  gboolean in_thread = missing->working != NULL;

  g_assert_cmpint (in_thread, ==, GPOINTER_TO_UINT (data) > 4000);
  wait_counted (missing);
  g_assert_cmpuint (count_in (missing, "43"), ==, GPOINTER_TO_UINT (data));
  g_assert_cmpuint (count_in (missing, "75"), ==, 7);
  g_assert_true (gtk_widget_get_visible (missing->sentence));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (missing->shown), FALSE);
  g_assert_null (missing->map);
  g_assert_false (gtk_widget_get_visible (missing->sentence));
}

static void
test_changed_meanwhile (Fixture       *f,
                        gconstpointer  data)
{
  MlgMapMissing *missing = ask (f);

  g_assert_nonnull (missing->working);
  add_many (f->project, 5, "\037\037" "75011\037Paris\037" "75111");
  mlg_map_missing_refresh (f->view);
  g_assert_true (missing->stale);
  wait_counted (missing);
  g_assert_cmpuint (count_in (missing, "75"), ==, 12);
}

static void
test_closed_meanwhile (Fixture       *f,
                       gconstpointer  data)
{
  MlgMapMissing *missing = ask (f);

  g_assert_nonnull (missing->working);
}

int
main (int    argc,
      char **argv)
{
  int result;

  if (g_getenv ("DISPLAY") == NULL)
    return 77;

  fixture_begin ();
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add ("/map-missing/counted-at-once", Fixture, GUINT_TO_POINTER (30), set_up, test_counted, tear_down);
  g_test_add ("/map-missing/counted-by-a-thread", Fixture, GUINT_TO_POINTER (N_MANY), set_up, test_counted, tear_down);
  g_test_add ("/map-missing/changed-meanwhile", Fixture, GUINT_TO_POINTER (N_MANY), set_up, test_changed_meanwhile, tear_down);
  g_test_add ("/map-missing/closed-meanwhile", Fixture, GUINT_TO_POINTER (N_MANY), set_up, test_closed_meanwhile, tear_down);
  result = g_test_run ();
  fixture_end ();
  return result;
}
