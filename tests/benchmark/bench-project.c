/* Opening, searching and memory, with the demonstration's size, 10 000 and 200 000 actors.
 * One JSON object a line: what, how much, unit, what is to hold (DESIGN §9).
 */

#include "../project-fixture.h"

#include "store/mlg-record-list.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define N_KEYS 400

static void
report (const char *name,
        double      value,
        const char *unit,
        const char *hold)
{
  g_autofree char *quoted = hold != NULL ? g_strdup_printf ("%s", hold) : g_strdup ("null");

  printf ("{\"name\": \"%s\", \"value\": %.2f, \"unit\": \"%s\", \"hold\": %s}\n", name, value, unit, quoted);
  fflush (stdout);
}

static double
ms_since (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1000.0;
}

static const char *const kinds[] = { "Épicerie", "Jardins partagés", "Ressourcerie", "Café associatif", "Atelier",
  "Foyer rural", "Régie de quartier", "Coopérative", "Maison", "Association", "Tiers-lieu", "Recyclerie",
  "Groupement d’employeurs", "Syndicat mixte", "Communauté de communes", "Lycée agricole" };
static const char *const of[] = { "du Cœur", "des Îles", "de l’Œuvre", "d’Ardèche", "du Vercors", "de Crest",
  "solidaire", "de Saint-Pierreville", "des Monts", "de la Drôme", "du Haut-Doubs", "de N’Diaye", "d’Aujourd’hui" };
static const char *const surnames[] = { "Martin", "Lefèvre", "Ménard", "Dubœuf", "Le Goff", "Hérault", "Noël", "Ribière",
  "Château", "Aït-Ali", "Garçon", "Pêcheur", "Brûlé", "Étienne", "Nguyễn", "Haÿ", "Fischer", "Abbadie" };
static const char *const categories[] = { "organisation", "collective", "place", "group", "person" };

static char *
make_name (GRand *rand,
           guint  i)
{
  return g_strdup_printf ("%s %s %s %u", kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))],
                          of[g_rand_int_range (rand, 0, G_N_ELEMENTS (of))],
                          surnames[g_rand_int_range (rand, 0, G_N_ELEMENTS (surnames))], i % 9973);
}

static char *
make_file (guint n)
{
  char *path = fixture_path ("mesure.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, "Import", NULL);
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree const char **values = g_new0 (const char *, entity_actor ()->n_fields);
      g_autofree char *name = make_name (rand, i);
      g_autofree char *place = g_strdup_printf ("4%u.%02u1%c%u.%02u1%ccommune", i % 10, i % 100, 0x1f, i % 8, i % 97, 0x1f);
      MlgId id = { { 0 } };

      values[actor_field ("name")->index] = name;
      values[actor_field ("kind")->index] = categories[i % G_N_ELEMENTS (categories)];
      values[actor_field ("place")->index] = place;
      mlg_gesture_insert (gesture, entity_actor (), &id, values, &error);
      g_assert_no_error (error);
    }
  mlg_project_commit (project, g_steal_pointer (&gesture), &error);
  g_assert_no_error (error);
  close_project (&project);
  return path;
}

static double
measure_open (const char *path,
              gboolean    with_list)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr(MlgProject) project = open_project (path);
  double ms;

  if (with_list)
    {
      g_autoptr(MlgRecordList) list = mlg_record_list_new (project, entity_actor ());

      for (guint i = 0; i < 60 && i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
        g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), i));
    }
  ms = ms_since (start);
  close_project (&project);
  return ms;
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

/* Each key typed: the search of the list, and the sixty rows a screen shows. */
static void
measure_keys (const char *path)
{
  g_autoptr(MlgProject) project = open_project (path);
  g_autoptr(MlgRecordList) list = mlg_record_list_new (project, entity_actor ());
  g_autoptr(GRand) rand = g_rand_new_with_seed (11);
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) finds = g_array_new (FALSE, FALSE, sizeof (double));

  while (keys->len < N_KEYS)
    {
      g_autofree char *name = make_name (rand, g_rand_int (rand));

      for (const char *c = g_utf8_next_char (name); c - name <= 14 && keys->len < N_KEYS; c = g_utf8_next_char (c))
        {
          g_autofree char *typed = g_strndup (name, c - name);
          gint64 start = g_get_monotonic_time ();
          double ms;

          mlg_record_list_set_search (list, typed);
          for (guint i = 0; i < 60 && i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
            g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), i));
          ms = ms_since (start);
          g_array_append_val (keys, ms);

          start = g_get_monotonic_time ();
          g_ptr_array_unref (mlg_project_search (project, NULL, typed, 20));
          ms = ms_since (start);
          g_array_append_val (finds, ms);
          if (*c == '\0')
            break;
        }
    }

  report ("key to list, 200 000 actors, p50", quantile (keys, 0.5), "ms", NULL);
  report ("key to list, 200 000 actors, p95", quantile (keys, 0.95), "ms", "16");
  report ("key to list, 200 000 actors, max", quantile (keys, 1), "ms", NULL);
  report ("global search, 200 000 actors, p95", quantile (finds, 0.95), "ms", "16");

  {
    gint64 start = g_get_monotonic_time ();

    mlg_record_list_set_search (list, NULL);
    g_hash_table_unref (mlg_record_list_count_facet (list, actor_field ("kind")));
    report ("facet counted the first time, 200 000 actors", ms_since (start), "ms", NULL);
    start = g_get_monotonic_time ();
    g_hash_table_unref (mlg_record_list_count_facet (list, actor_field ("kind")));
    report ("facet counted again, 200 000 actors", ms_since (start), "ms", "16");
    start = g_get_monotonic_time ();
    mlg_record_list_set_sort (list, actor_field ("kind"), FALSE);
    report ("sorted by another column, 200 000 actors", ms_since (start), "ms", NULL);
    start = g_get_monotonic_time ();
    g_free (mlg_project_suggest (project, "ressoursserie"));
    report ("spelling suggestion, 200 000 actors", ms_since (start), "ms", "50");
  }
  g_clear_object (&list);
  close_project (&project);
}

/* One durable command, with the list of all actors following it. */
static void
measure_commands (const char *path,
                  guint       n,
                  const char *name,
                  const char *hold)
{
  g_autoptr(MlgProject) project = open_project (path);
  g_autoptr(MlgRecordList) list = mlg_record_list_new (project, entity_actor ());
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *median = NULL;
  g_autofree char *tail = NULL;

  for (guint i = 0; i < n; i++)
    {
      gint64 start = g_get_monotonic_time ();
      double ms;

      add_actor (project, "Nouvel acteur saisi en atelier");
      ms = ms_since (start);
      g_array_append_val (times, ms);
    }
  median = g_strconcat (name, ", p50", NULL);
  tail = g_strconcat (name, ", p95", NULL);
  report (median, quantile (times, 0.5), "ms", NULL);
  report (tail, quantile (times, 0.95), "ms", hold);
  g_clear_object (&list);
  close_project (&project);
}

static double
resident_mb (void)
{
  g_autofree char *text = NULL;
  long pages = 0, resident = 0;

  g_file_get_contents ("/proc/self/statm", &text, NULL, NULL);
  sscanf (text, "%ld %ld", &pages, &resident);
  return resident * (double) sysconf (_SC_PAGESIZE) / (1 << 20);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *small = NULL;
  g_autofree char *medium = NULL;
  g_autofree char *large = NULL;

  fixture_begin ();

  medium = make_file (10000);
  malloc_trim (0);
  {
    g_autoptr(MlgProject) project = open_project (medium);
    g_autoptr(MlgRecordList) list = mlg_record_list_new (project, entity_actor ());

    g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), 0));
    report ("memory of the store and its list, 10 000 actors", resident_mb (), "MB", "150");
    g_clear_object (&list);
    close_project (&project);
  }
  measure_commands (medium, 100, "one command, durable, list following, 10 000 actors", "5");

  small = make_file (71);
  measure_open (small, TRUE);
  report ("open and list, 71 actors", measure_open (small, TRUE), "ms", "500");
  {
    gint64 start = g_get_monotonic_time ();
    g_autofree char *content = NULL;
    gsize length;

    /* The same file, come from elsewhere: nothing is known of it. */
    g_file_get_contents (small, &content, &length, NULL);
    g_file_set_contents (small, content, length, NULL);
    start = g_get_monotonic_time ();
    measure_open (small, TRUE);
    report ("first opening of a file from elsewhere, 71 actors", ms_since (start), "ms", "500");
    report ("size of the file, 71 actors", length / 1024.0, "kB", NULL);
  }

  {
    gint64 start = g_get_monotonic_time ();

    large = make_file (g_getenv ("MLG_ACTORS") != NULL ? atoi (g_getenv ("MLG_ACTORS")) : 200000);
    report ("make a file of 200 000 actors and publish it", ms_since (start), "ms", NULL);
    start = g_get_monotonic_time ();
    measure_open (large, TRUE);
    report ("first opening with the index to make, 200 000 actors", ms_since (start), "ms", NULL);
  }
  report ("open and list, 200 000 actors", measure_open (large, TRUE), "ms", "1000");
  measure_keys (large);
  measure_commands (large, 30, "one command, durable, list following, 200 000 actors", NULL);

  fixture_end ();
  return 0;
}
