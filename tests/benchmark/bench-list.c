/* The directory of 200 000 actors in its window: from a key to the picture, scrolling, sorting by
 * each column, counting the choices, changing a thousand at once.
 */

#include "../project-fixture.h"

#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "model/mlg-vocabulary.h"
#include "store/mlg-derived.h"
#include "ui/common/mlg-view.h"
#include "ui/directory/mlg-directory-view.h"
#include "ui/table/mlg-record-table.h"
#include "ui/table/mlg-table-commands.h"

#define N_KEYS    120
#define N_FRAMES  150
#define N_CHANGED 1000
#define PAUSE_MS  60      /* between two keys of a fast typist */

static void
report (const char *name,
        double      value,
        const char *unit,
        const char *hold)
{
  g_print ("{\"name\": \"%s\", \"value\": %.3f, \"unit\": \"%s\"", name, value, unit);
  if (hold != NULL)
    g_print (", \"hold\": %s", hold);
  g_print ("}\n");
  fflush (stdout);
}

static double
ms_since (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1000.0;
}

/* Of this process: what a machine with other work to do would not hide. */
static double
processor_ms (void)
{
  return clock () * 1000.0 / CLOCKS_PER_SEC;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
quantile (GArray *values,
          double  q)
{
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, (guint) (q * (values->len - 1)));
}

/* ---- the file */

static const char *const kinds[] = { "Épicerie", "Jardins partagés", "Ressourcerie", "Café associatif", "Atelier",
  "Foyer rural", "Régie de quartier", "Coopérative", "Maison", "Association", "Tiers-lieu", "Recyclerie",
  "Groupement d’employeurs", "Syndicat mixte", "Communauté de communes", "Lycée agricole" };
static const char *const of[] = { "du Cœur", "des Îles", "de l’Œuvre", "d’Ardèche", "du Vercors", "de Crest",
  "solidaire", "de Saint-Pierreville", "des Monts", "de la Drôme", "du Haut-Doubs", "de N’Diaye", "d’Aujourd’hui" };
static const char *const surnames[] = { "Martin", "Lefèvre", "Ménard", "Dubœuf", "Le Goff", "Hérault", "Noël", "Ribière",
  "Château", "Aït-Ali", "Garçon", "Pêcheur", "Brûlé", "Étienne", "Nguyễn", "Haÿ", "Fischer", "Abbadie" };

static const char *
pick_term (GRand      *rand,
           const char *field)
{
  const MlgVocabulary *vocabulary = mlg_vocabulary_find (actor_field (field)->target);

  return vocabulary->terms[g_rand_int_range (rand, 0, (gint) vocabulary->n_terms)].id;
}

static char *
make_name (GRand *rand,
           guint  i)
{
  return g_strdup_printf ("%s %s %s %u", kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))],
                          of[g_rand_int_range (rand, 0, G_N_ELEMENTS (of))],
                          surnames[g_rand_int_range (rand, 0, G_N_ELEMENTS (surnames))], i % 9973);
}

static void
insert (MlgGesture      *gesture,
        const MlgEntity *entity,
        MlgId           *id,
        const char     **values)
{
  g_autoptr(GError) error = NULL;

  mlg_gesture_insert (gesture, entity, id, values, &error);
  g_assert_no_error (error);
}

static void
add_territories (MlgGesture *gesture,
                 GPtrArray  *ids)
{
  const MlgEntity *territory = mlg_schema_find (MLG_ENTITY_TERRITORY);

  for (guint i = 0; i < 500; i++)
    {
      g_autofree const char **values = g_new0 (const char *, territory->n_fields);
      g_autofree char *name = g_strdup_printf ("%s-%u", surnames[i % G_N_ELEMENTS (surnames)], i);
      MlgId id = { { 0 } };

      values[mlg_entity_find_field (territory, "name")->index] = name;
      insert (gesture, territory, &id, values);
      g_ptr_array_add (ids, mlg_id_dup_text (&id));
    }
}

static void
add_one (MlgGesture *gesture,
         GRand      *rand,
         GPtrArray  *territories,
         guint       i)
{
  g_autofree const char **values = g_new0 (const char *, entity_actor ()->n_fields);
  g_autofree char *name = make_name (rand, i);
  g_autofree char *mail = g_strdup_printf ("contact%u@exemple%u.fr", (i * 7919) % 1000003, i % 977);
  g_autofree char *acronym = i % 4 == 0 ? g_strdup_printf ("%c%c%c%u", 'A' + i % 26, 'A' + i / 26 % 26, 'A' + i / 7 % 26, i % 89) : NULL;
  g_autofree char *founded = g_strdup_printf ("%u", 1950 + g_rand_int_range (rand, 0, 75));
  g_autofree char *headcount = g_strdup_printf ("%u", g_rand_int_range (rand, 1, 5000));
  MlgId id = { { 0 } };

  values[actor_field ("name")->index] = name;
  values[actor_field ("acronym")->index] = acronym;
  values[actor_field ("contact_email")->index] = mail;
  values[actor_field ("founded")->index] = founded;
  values[actor_field ("headcount")->index] = headcount;
  values[actor_field ("kind")->index] = pick_term (rand, "kind");
  values[actor_field ("category")->index] = pick_term (rand, "category");
  values[actor_field ("family")->index] = pick_term (rand, "family");
  values[actor_field ("state")->index] = pick_term (rand, "state");
  values[actor_field ("themes")->index] = pick_term (rand, "themes");
  values[actor_field ("territories")->index] = territories->pdata[g_rand_int_range (rand, 0, (gint) territories->len)];
  insert (gesture, entity_actor (), &id, values);
}

static char *
make_file (guint n)
{
  char *path = fixture_path ("mesure.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, "Import", NULL);
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  g_autoptr(GPtrArray) territories = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;

  add_territories (gesture, territories);
  for (guint i = 0; i < n; i++)
    add_one (gesture, rand, territories, i);
  mlg_project_commit (project, g_steal_pointer (&gesture), &error);
  g_assert_no_error (error);
  close_project (&project);
  return path;
}

/* ---- the window */

typedef struct
{
  MlgProject     *project;
  MlgFocus       *focus;
  GtkWidget      *window, *view;
  MlgRecordTable *table;
  gboolean        painted;
  double          paint_start;
  double          paint_ms;
} Shown;

static void
before_paint_cb (Shown *shown)
{
  shown->paint_start = processor_ms ();
}

static void
after_paint_cb (Shown *shown)
{
  shown->painted = TRUE;
  shown->paint_ms = processor_ms () - shown->paint_start;
}

static void
wait_for_paint (Shown *shown)
{
  shown->painted = FALSE;
  gtk_widget_queue_draw (shown->view);
  while (!shown->painted)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
set_true_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run_for (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, set_true_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
find_widget (GtkWidget *parent,
             GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (parent, type))
    return parent;

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static Shown *
show (const char *path)
{
  Shown *shown = g_new0 (Shown, 1);
  GdkFrameClock *clock;

  shown->project = open_project (path);
  shown->focus = mlg_focus_new (shown->project);
  shown->view = g_object_new (mlg_directory_view_get_type (), NULL);
  mlg_view_set_focus (MLG_VIEW (shown->view), shown->focus);
  shown->table = MLG_RECORD_TABLE (find_widget (shown->view, MLG_TYPE_RECORD_TABLE));
  shown->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (shown->window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (shown->window), shown->view);
  gtk_window_present (GTK_WINDOW (shown->window));
  clock = gtk_widget_get_frame_clock (shown->window);
  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (before_paint_cb), shown);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (after_paint_cb), shown);
  wait_for_paint (shown);
  return shown;
}

static void
hide (Shown *shown)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (shown->window), shown);
  gtk_window_destroy (GTK_WINDOW (shown->window));
  while (g_main_context_iteration (NULL, FALSE));
  g_clear_object (&shown->focus);
  close_project (&shown->project);
  g_free (shown);
}

/* ---- measures */

static void
measure_keys (Shown *shown)
{
  GtkEditable *search = GTK_EDITABLE (find_widget (shown->view, GTK_TYPE_SEARCH_ENTRY));
  g_autoptr(GRand) rand = g_rand_new_with_seed (11);
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) work = g_array_new (FALSE, FALSE, sizeof (double));

  while (times->len < N_KEYS)
    {
      g_autofree char *name = make_name (rand, g_rand_int (rand));

      for (const char *c = g_utf8_next_char (name); c - name <= 14 && times->len < N_KEYS; c = g_utf8_next_char (c))
        {
          g_autofree char *typed = g_strndup (name, c - name);
          gint64 start = g_get_monotonic_time ();
          double work_start = processor_ms (), wall, ms;

          gtk_editable_set_text (search, typed);
          wait_for_paint (shown);
          wall = ms_since (start);
          g_array_append_val (times, wall);
          ms = processor_ms () - work_start;
          g_array_append_val (work, ms);
          if (g_getenv ("MLG_ONLY") != NULL)
            g_printerr ("  %s: %u rows, %.1f ms, of processor %.1f, of which the picture %.1f\n", typed,
                        g_list_model_get_n_items (G_LIST_MODEL (mlg_record_table_get_list (shown->table))),
                        wall, ms, shown->paint_ms);
          run_for (PAUSE_MS);
          if (*c == '\0')
            break;
        }
    }
  gtk_editable_set_text (search, "");
  wait_for_paint (shown);
  report ("window: key to redrawn list, 200 000 actors, p50", quantile (times, 0.5), "ms", NULL);
  report ("window: processor from a key to the redrawn list, 200 000 actors, p50", quantile (work, 0.5), "ms", NULL);
  report ("window: processor from a key to the redrawn list, 200 000 actors, p95", quantile (work, 0.95), "ms", NULL);
  report ("window: key to redrawn list, 200 000 actors, p95", quantile (times, 0.95), "ms", "16");
}

static void
measure_scrolling (Shown *shown)
{
  GtkAdjustment *place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (mlg_record_table_get_view (shown->table)));
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_FRAMES; i++)
    {
      /* A wheel that turns, then the bar that is pulled. */
      double start = processor_ms (), ms;

      gtk_adjustment_set_value (place, gtk_adjustment_get_value (place) + (i < N_FRAMES * 2 / 3 ? 90 : 21000));
      ms = processor_ms () - start;
      wait_for_paint (shown);
      ms += shown->paint_ms;
      g_array_append_val (times, ms);
    }
  gtk_adjustment_set_value (place, 0);
  wait_for_paint (shown);
  report ("window: processor per frame while scrolling, 200 000 actors, p95", quantile (times, 0.95), "ms", "16.7");
}

static void
measure_sorts (Shown *shown)
{
  static const char *const names[] = { "acronym", "contact_email", "founded", "headcount", "category", "themes",
                                       "territories", "_partnerships", "_updated", "_author", "_freshness" };
  double worst = 0, worst_again = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(MlgRecordList) list = mlg_record_list_new (shown->project, entity_actor ());
      const MlgField *field = mlg_derived_find (entity_actor (), names[i]);
      gint64 start = g_get_monotonic_time ();
      double first, again;

      mlg_record_list_set_sort (list, field, FALSE);
      first = ms_since (start);
      start = g_get_monotonic_time ();
      mlg_record_list_set_sort (list, field, TRUE);
      again = ms_since (start);
      worst = MAX (worst, first);
      worst_again = MAX (worst_again, again);
      g_printerr ("  sort by %s: %.0f ms, the other way %.0f ms\n", names[i], first, again);
    }
  report ("sort by a column nobody looked at, the slowest of 11, 200 000 actors", worst, "ms", "300");
  report ("sort by a column once read, the slowest of 11, 200 000 actors", worst_again, "ms", "300");
}

static void
measure_facets (Shown *shown)
{
  const MlgField *fields[] = { actor_field ("category"), actor_field ("family"), actor_field ("kind"),
                               actor_field ("themes"), actor_field ("state"), actor_field ("territories") };
  const char *const wanted[] = { "organisation", "place", NULL };
  MlgRecordList *list = mlg_record_table_get_list (shown->table);
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  mlg_focus_set_terms (shown->focus, "kind", wanted);
  for (guint i = 0; i < 20; i++)
    {
      gint64 start = g_get_monotonic_time ();
      double ms;

      g_ptr_array_unref (mlg_record_list_count_facets (list, fields, G_N_ELEMENTS (fields)));
      ms = ms_since (start);
      g_array_append_val (times, ms);
    }
  report ("counts of 6 facets, one narrowed, 200 000 actors, p95", quantile (times, 0.95), "ms", "50");
  mlg_focus_clear_filters (shown->focus);
  wait_for_paint (shown);
}

static void
measure_change (Shown *shown)
{
  g_autoptr(GArray) ids = mlg_record_table_dup_ids (shown->table);
  g_autoptr(GError) error = NULL;
  double work;
  gint64 start;

  g_array_set_size (ids, N_CHANGED);
  start = g_get_monotonic_time ();
  mlg_focus_select_many (shown->focus, entity_actor (), ids);
  wait_for_paint (shown);
  report ("window: 1 000 rows chosen, 200 000 actors", ms_since (start), "ms", NULL);

  start = g_get_monotonic_time ();
  work = processor_ms ();
  mlg_table_command_set (shown->project, entity_actor (), ids, actor_field ("state"), MLG_CHANGE_REPLACE, "qualified", &error);
  g_assert_no_error (error);
  g_printerr ("  committed and followed after %.0f ms\n", ms_since (start));
  wait_for_paint (shown);
  report ("window: processor for 1 000 rows changed at once and redrawn, 200 000 actors", processor_ms () - work, "ms", NULL);
  report ("window: 1 000 rows changed at once and redrawn, 200 000 actors", ms_since (start), "ms", "300");
  start = g_get_monotonic_time ();
  mlg_project_undo (shown->project, &error);
  g_assert_no_error (error);
  wait_for_paint (shown);
  report ("window: and undone", ms_since (start), "ms", NULL);
}

static void
measure_suggestion (Shown *shown)
{
  MlgRecordList *list = mlg_record_table_get_list (shown->table);
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  static const char *const typed[] = { "ressoursserie", "epicreie", "coperative du vercor", "syndicta mixte" };

  for (guint i = 0; i < 20; i++)
    {
      gint64 start;
      double ms;

      mlg_record_list_set_search (list, typed[i % G_N_ELEMENTS (typed)]);
      start = g_get_monotonic_time ();
      g_free (mlg_record_list_suggest (list));
      ms = ms_since (start);
      g_array_append_val (times, ms);
    }
  mlg_record_list_set_search (list, NULL);
  report ("did you mean, 200 000 actors, p95", quantile (times, 0.95), "ms", "10");
}

/* Alone, it makes itself a screen. */
static void
find_screen (char **argv)
{
  g_autofree char *xvfb = g_find_program_in_path ("xvfb-run");

  g_setenv ("GDK_BACKEND", "x11", TRUE);
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  g_setenv ("GDK_DEBUG", "gl-disable", TRUE);
  if (g_getenv ("DISPLAY") == NULL && xvfb != NULL)
    execl (xvfb, xvfb, "-a", "-s", "-screen 0 1280x800x24", argv[0], NULL);
}

static const struct { const char *name; void (*measure) (Shown *shown); } measures[] = {
  { "keys", measure_keys },
  { "scrolling", measure_scrolling },
  { "facets", measure_facets },
  { "suggestion", measure_suggestion },
  { "sorts", measure_sorts },
  { "change", measure_change },
};

/* MLG_MADE names a file that is kept from one measure to the next, MLG_ONLY the only measure: to look for what
 * takes the time. */
static char *
find_file (void)
{
  const char *n = g_getenv ("MLG_ACTORS"), *made = g_getenv ("MLG_MADE");
  g_autofree char *path = NULL, *content = NULL;
  gsize length;

  if (made != NULL && g_file_test (made, G_FILE_TEST_EXISTS))
    return g_strdup (made);

  path = make_file (n != NULL ? (guint) atoi (n) : 200000);
  if (made != NULL && g_file_get_contents (path, &content, &length, NULL))
    g_file_set_contents (made, content, (gssize) length, NULL);
  return g_steal_pointer (&path);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *path = NULL;
  Shown *shown;
  gint64 start;

  find_screen (argv);
  if (!gtk_init_check ())
    return 77;

  fixture_begin ();
  path = find_file ();
  start = g_get_monotonic_time ();
  hide (show (path));
  report ("window: first opening, with the index to make, 200 000 actors", ms_since (start), "ms", NULL);
  start = g_get_monotonic_time ();
  shown = show (path);
  report ("window: opening to the first picture, 200 000 actors", ms_since (start), "ms", "1000");
  run_for (3000);

  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    if (g_getenv ("MLG_ONLY") == NULL || g_str_equal (g_getenv ("MLG_ONLY"), measures[i].name))
      measures[i].measure (shown);
  hide (shown);

  fixture_end ();
  return 0;
}
