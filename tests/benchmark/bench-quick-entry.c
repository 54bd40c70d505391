/* Typing an actor, key after key, in a file of 200 000: from the key to what the line says of it.
 * One JSON object a line: what, how much, unit, what is to hold (DESIGN §9).
 */

#include "../project-fixture.h"

#include <math.h>
#include <stdio.h>

#include "exchange/mlg-quick-entry.h"

#define N_ACTORS 200000

static const char *const kinds[] = { "Épicerie", "Jardins partagés", "Ressourcerie", "Café associatif", "Atelier",
  "Foyer rural", "Régie de quartier", "Coopérative", "Maison", "Association", "Tiers-lieu", "Recyclerie",
  "Groupement d’employeurs", "Syndicat mixte", "Communauté de communes", "Lycée agricole" };
static const char *const of[] = { "du Cœur", "des Îles", "de l’Œuvre", "d’Ardèche", "du Vercors", "de Crest",
  "solidaire", "de Saint-Pierreville", "des Monts", "de la Drôme", "du Haut-Doubs", "de N’Diaye", "d’Aujourd’hui" };
static const char *const surnames[] = { "Martin", "Lefèvre", "Ménard", "Dubœuf", "Le Goff", "Hérault", "Noël", "Ribière",
  "Château", "Aït-Ali", "Garçon", "Pêcheur", "Brûlé", "Étienne", "Nguyễn", "Haÿ", "Fischer", "Abbadie" };

/* Known, new, with slips, with all there is to say. */
static const char *const lines[] = {
  "Épicerie solidaire Martin", "Atelliers du Cœur Noël", "Laine et compagnie, Saugues #laine", "Xylophones réunis",
  "Moulinage de Chirols, 07380 #1 → Foyer rural des Monts", "une vingtaine de maraîchers @ Sauges",
  "Recylcerie de la Drôme Haÿ", "Association des amis du Vercors (AAV), Aubigny",
};

static MlgProject *
make_project (void)
{
  g_autofree char *path = fixture_path ("mesure.maillage");
  MlgProject *project = create_project (path);
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, "Import", NULL);
  g_autofree const char **values = g_new0 (const char *, entity_actor ()->n_fields);
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < N_ACTORS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s %s %s %u", kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))],
                                               of[g_rand_int_range (rand, 0, G_N_ELEMENTS (of))],
                                               surnames[g_rand_int_range (rand, 0, G_N_ELEMENTS (surnames))], i % 9973);
      MlgId id = { { 0 } };

      values[actor_field ("name")->index] = name;
      if (!mlg_gesture_insert (gesture, entity_actor (), &id, values, &error))
        g_error ("%s", error->message);
    }
  if (!mlg_project_commit (project, g_steal_pointer (&gesture), &error))
    g_error ("%s", error->message);
  return project;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  MlgProject *project;

  fixture_begin ();
  project = make_project ();
  for (guint round = 0; round < 2; round++)        /* the first warms what is read once */
    {
      g_array_set_size (times, 0);
      for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
        for (const char *end = lines[i]; *end != '\0'; end = g_utf8_next_char (end))
          {
            g_autofree char *typed = g_strndup (lines[i], g_utf8_next_char (end) - lines[i]);
            gint64 start = g_get_monotonic_time ();
            g_autoptr(MlgQuickEntry) entry = mlg_quick_entry_read (project, typed, 45.2, 3.9);
            double ms = (g_get_monotonic_time () - start) / 1000.0;

            if (g_getenv ("BENCH_VERBOSE") != NULL && ms > 8)
              fprintf (stderr, "%.1f ms  %s\n", ms, typed);
            g_array_append_val (times, ms);
          }
    }

  g_array_sort (times, compare_numbers);
  printf ("{\"name\": \"quick entry, 200 000 actors: a key, p95\", \"value\": %.2f, \"unit\": \"ms\", \"hold\": 16}\n",
          g_array_index (times, double, times->len * 95 / 100));
  printf ("{\"name\": \"quick entry, 200 000 actors: the slowest key\", \"value\": %.2f, \"unit\": \"ms\", \"hold\": null}\n",
          g_array_index (times, double, times->len - 1));

  drop_project (&project);
  fixture_end ();
  return 0;
}
