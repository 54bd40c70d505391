/* Probable duplicates: all of them, and who one candidate would be, among 10 000 and 200 000 actors.
 * One JSON object a line: what, how much, unit, what is to hold.
 */

#include "../project-fixture.h"

#include "exchange/mlg-duplicates.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define N_ASKED 60

static void
report (const char *name,
        double      value,
        const char *hold)
{
  printf ("{\"name\": \"%s\", \"value\": %.2f, \"unit\": \"ms\", \"hold\": %s}\n", name, value, hold);
  fflush (stdout);
}

static double
ms_since (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1000.0;
}

static const char *const kinds[] = { "Épicerie", "Jardins partagés", "Ressourcerie", "Café associatif", "Atelier",
  "Foyer rural", "Régie de quartier", "Coopérative", "Maison", "Association", "Recyclerie", "Lycée agricole" };

static const char *const syllables[] = { "ba", "cho", "du", "fé", "gri", "lan", "mo", "né", "pra", "ro", "sau", "tou", "vi", "vel" };

static void
append_word (GString *name,
             GRand   *random)
{
  g_string_append_c (name, ' ');
  for (int n = g_rand_int_range (random, 2, 5); n > 0; n--)
    g_string_append (name, syllables[g_rand_int_range (random, 0, G_N_ELEMENTS (syllables))]);
}

/* One in fifty is written a second time, in capitals. */
static char *
make_name (guint i)
{
  guint n = i % 50 == 1 ? i - 1 : i;
  g_autoptr(GRand) random = g_rand_new_with_seed (n);
  g_autoptr(GString) name = g_string_new (kinds[n % G_N_ELEMENTS (kinds)]);

  append_word (name, random);
  append_word (name, random);
  return n == i ? g_strdup (name->str) : g_utf8_strup (name->str, -1);
}

static MlgProject *
make_project (guint n)
{
  g_autofree char *path = fixture_path ("doublons.maillage");
  MlgProject *project = create_project (path);
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, "Import", NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree const char **values = g_new0 (const char *, entity_actor ()->n_fields);
      g_autofree char *name = make_name (i);
      g_autofree char *place = g_strdup_printf ("4%u.%05u1%c%u.%05u1%cexact", i / 2 % 9, i / 2 % 99991, 0x1f, i / 2 % 7, i / 2 % 9973, 0x1f);
      MlgId id = { { 0 } };

      values[actor_field ("name")->index] = name;
      values[actor_field ("place")->index] = place;
      mlg_gesture_insert (gesture, entity_actor (), &id, values, &error);
      g_assert_no_error (error);
    }
  mlg_project_commit (project, g_steal_pointer (&gesture), &error);
  g_assert_no_error (error);
  return project;
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
measure (guint       n,
         const char *hold_all)
{
  MlgProject *project = make_project (n);
  g_autofree const char **values = g_new0 (const char *, entity_actor ()->n_fields);
  g_autofree char *all = g_strdup_printf ("duplicates of %u actors", n);
  g_autofree char *one = g_strdup_printf ("duplicates of a name typed, %u actors, p95", n);
  g_autoptr(GPtrArray) found = NULL;
  g_autofree char *work = g_strdup_printf ("processor for a name typed, %u actors, mean", n);
  double times[N_ASKED];
  clock_t used = 0;
  gint64 start = g_get_monotonic_time ();

  found = mlg_duplicates_find (project);
  report (all, ms_since (start), hold_all);
  g_assert_cmpuint (found->len, >, n / 60);

  for (guint i = 0; i < N_ASKED; i++)
    {
      g_autofree char *name = make_name (i * 97);
      g_autoptr(GPtrArray) known = NULL;

      values[actor_field ("name")->index] = name;
      start = g_get_monotonic_time ();
      known = mlg_duplicates_find_for (project, entity_actor (), values, NULL);
      times[i] = ms_since (start);
      if (i == 0)
        {
          g_printerr ("  the first, which reads the project: %.0f ms\n", times[i]);
          used = clock ();
        }
      g_assert_cmpuint (known->len, >, 0);
    }
  /* The first reads the project. */
  qsort (times + 1, N_ASKED - 1, sizeof *times, compare_doubles);
  report (work, (clock () - used) * 1000.0 / CLOCKS_PER_SEC / (N_ASKED - 1), "null");
  report (one, times[1 + (N_ASKED - 1) * 95 / 100], "16");
  close_project (&project);
}

int
main (void)
{
  fixture_begin ();
  measure (10000, "300");
  measure (200000, "5000");
  fixture_end ();
  return 0;
}
