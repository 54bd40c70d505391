/* Who is missing here: nobody is counted twice, wherever it acts; who is known by a wider area alone
 * is situated nowhere finer; the whole country is nowhere in particular.
 */

#include <time.h>

#include "analysis/mlg-coverage.h"
#include "exchange/mlg-project-coverage.h"
#include "model/mlg-value.h"
#include "tests/project-fixture.h"

/* ---- the count alone */

#define NONE MLG_COVERAGE_NONE

/* Areas 0 and 1 in EPCI 0, area 2 in EPCI 1; 0–2 in département 2; area 3 in département 3. */
static const guint zones[] = {
  0, 2, NONE,
  0, 2, NONE,
  1, 2, NONE,
  NONE, 3, NONE,
};

static const MlgPresence presences[] = {
  { 7, 0, FALSE, TRUE }, { 7, 0, TRUE, FALSE }, { 7, 2, TRUE, FALSE },     /* in 0; acts in its EPCI and its département */
  { 8, 1, FALSE, FALSE }, { 8, 1, FALSE, FALSE }, { 8, 3, FALSE, FALSE },  /* acts in 1, said twice, and in 3 */
  { 9, 0, FALSE, TRUE }, { 9, 0, FALSE, FALSE },                           /* in 0, and acts there */
};

static void
test_nobody_is_counted_twice (void)
{
  MlgCoverageCount counts[4];

  mlg_coverage_count (4, zones, 4, presences, G_N_ELEMENTS (presences), counts);
  g_assert_cmpuint (counts[0].n_situated, ==, 2);
  g_assert_cmpuint (counts[0].n_acting, ==, 2);
  g_assert_cmpuint (counts[1].n_situated, ==, 0);
  g_assert_cmpuint (counts[1].n_acting, ==, 2);
  g_assert_cmpuint (counts[2].n_situated, ==, 0);
  g_assert_cmpuint (counts[2].n_acting, ==, 1);
  g_assert_cmpuint (counts[3].n_situated, ==, 0);
  g_assert_cmpuint (counts[3].n_acting, ==, 1);
}

static void
test_the_list_is_what_was_counted (void)
{
  for (guint area = 0; area < 4; area++)
    for (guint acting = 0; acting < 2; acting++)
      {
        MlgCoverageCount counts[4];
        g_autoptr(GArray) list = mlg_coverage_list (area, zones, presences, G_N_ELEMENTS (presences), acting);

        mlg_coverage_count (4, zones, 4, presences, G_N_ELEMENTS (presences), counts);
        g_assert_cmpuint (list->len, ==, acting ? counts[area].n_acting : counts[area].n_situated);
      }
}

/* By the definition, one area and one actor at a time. */
static gboolean
is_there (guint              actor,
          guint              area,
          const guint       *of,
          const MlgPresence *all,
          guint              n)
{
  for (guint i = 0; i < n; i++)
    {
      if (all[i].actor != actor)
        continue;
      if (!all[i].wide && all[i].where == area)
        return TRUE;
      for (guint z = 0; z < MLG_COVERAGE_ZONES; z++)
        if (all[i].wide && all[i].where == of[area * MLG_COVERAGE_ZONES + z])
          return TRUE;
    }
  return FALSE;
}

static void
test_any_case_is_counted_as_the_definition_says (void)
{
  for (guint round = 0; round < 200; round++)
    {
      guint of[12 * MLG_COVERAGE_ZONES];
      g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (MlgPresence));
      MlgCoverageCount counts[12];

      for (guint i = 0; i < G_N_ELEMENTS (of); i++)
        of[i] = g_test_rand_int_range (0, 4) == 0 ? NONE : (guint) g_test_rand_int_range (0, 3) + 3 * (i % MLG_COVERAGE_ZONES);
      for (guint actor = 0; actor < 8; actor++)
        for (int n = g_test_rand_int_range (0, 5); n > 0; n--)
          {
            gboolean wide = g_test_rand_bit ();
            MlgPresence one = { actor, g_test_rand_int_range (0, wide ? 9 : 12), wide, !wide && g_test_rand_bit () };

            g_array_append_val (all, one);
          }
      mlg_coverage_count (12, of, 9, (const MlgPresence *) all->data, all->len, counts);
      for (guint area = 0; area < 12; area++)
        {
          guint expected = 0;

          for (guint actor = 0; actor < 8; actor++)
            expected += is_there (actor, area, of, (const MlgPresence *) all->data, all->len);
          g_assert_cmpuint (counts[area].n_acting, ==, expected);
        }
    }
}

/* ---- a project */

static MlgProject *project;

static MlgId
add (const char *entity_name,
     ...)
{
  const MlgEntity *entity = mlg_schema_find (entity_name);
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(GError) error = NULL;
  const char *field;
  va_list arguments;
  MlgId id = { { 0 } };

  va_start (arguments, entity_name);
  while ((field = va_arg (arguments, const char *)) != NULL)
    values[mlg_entity_find_field (entity, field)->index] = va_arg (arguments, const char *);
  va_end (arguments);
  mlg_project_add (project, entity, values, &id, &error);
  g_assert_no_error (error);
  return id;
}

static char *
address_of (const char *insee_code)
{
  return mlg_value_join_parts ((const char *[]) { NULL, NULL, NULL, NULL, insee_code }, 5);
}

/* Saugues is in Haute-Loire (43), as Le Puy-en-Velay; Mende is in Lozère (48). */
static void
make_project (void)
{
  g_autofree char *path = fixture_path ("manque.maillage");
  g_autofree char *saugues = address_of ("43234"), *puy = address_of ("43157"), *mende = address_of ("48095");
  g_autofree char *department = NULL, *country = NULL;
  g_autoptr(GError) error = NULL;
  MlgId haute_loire, france;

  project = mlg_project_create (path, "Pays", &error);
  g_assert_no_error (error);
  haute_loire = add ("territory", "name", "Haute-Loire", "kind", "department", "insee_code", "43", NULL);
  france = add ("territory", "name", "France", "kind", "national", NULL);
  department = mlg_id_dup_text (&haute_loire);
  country = mlg_id_dup_text (&france);
  add ("actor", "name", "Épicerie", "address", saugues, "themes", "health", "territories", department, NULL);
  add ("actor", "name", "Maison de santé", "address", puy, "themes", "health", NULL);
  add ("actor", "name", "Covoiturage", "address", mende, "themes", "carpooling", NULL);
  add ("actor", "name", "Réseau du département", "themes", "health", "territories", department, NULL);
  add ("actor", "name", "Mouvement de partout", "themes", "health", "territories", country, NULL);
}

static const MlgPlace *
department (const char *code)
{
  return mlg_gazetteer_lookup (MLG_PLACE_DEPARTMENT, code);
}

static void
test_a_commune_has_who_is_situated_there (void)
{
  g_autoptr(MlgProjectCoverage) coverage = mlg_project_coverage_new (project);
  MlgCoverageChoice choice = { .by = MLG_COVERAGE_BY_THEME, .term = "health", .level = MLG_PLACE_COMMUNE, .perimeter = department ("43") };
  g_autoptr(MlgCoverageMap) map = mlg_project_coverage_count (coverage, &choice);
  g_autofree char *sentence = mlg_coverage_map_describe (map);

  /* Two towns have one; the network and the movement have no commune. */
  g_assert_cmpuint (map->rows->len, ==, 257);
  g_assert_cmpuint (map->n_missing, ==, 255);
  g_assert_cmpuint (map->n_unplaced, ==, 2);
  g_assert_cmpuint (mlg_coverage_map_find (map, "43234")->n_here, ==, 1);
  g_assert_cmpuint (mlg_coverage_map_find (map, "43234")->n_acting, ==, 2);
  g_assert_cmpuint (mlg_coverage_map_find (map, "43157")->n_here, ==, 1);
  g_assert_cmpuint (mlg_coverage_map_find (map, "43157")->n_acting, ==, 3);
  g_assert_null (mlg_coverage_map_find (map, "48095"));
  g_assert_nonnull (strstr (sentence, "255 communes out of 257: Agnat, Aiguilhe"));
  g_assert_null (strstr (sentence, "Saugues"));
}

static void
test_who_intervenes_in_a_departement_is_in_each_of_its_communes (void)
{
  g_autoptr(MlgProjectCoverage) coverage = mlg_project_coverage_new (project);
  MlgCoverageChoice choice = { .by = MLG_COVERAGE_BY_THEME, .term = "health", .level = MLG_PLACE_COMMUNE, .perimeter = department ("43"), .acting = TRUE };
  g_autoptr(MlgCoverageMap) map = mlg_project_coverage_count (coverage, &choice);
  g_autoptr(GArray) there = mlg_project_coverage_list (coverage, &choice, "43157");
  g_autofree char *sentence = mlg_coverage_map_describe (map);

  g_assert_cmpuint (map->n_missing, ==, 0);
  g_assert_cmpuint (there->len, ==, 3);
  g_assert_nonnull (strstr (sentence, "at least one"));
}

static void
test_a_departement_has_all_of_its_communes (void)
{
  g_autoptr(MlgProjectCoverage) coverage = mlg_project_coverage_new (project);
  MlgCoverageChoice choice = { .level = MLG_PLACE_DEPARTMENT, .perimeter = mlg_gazetteer_lookup (MLG_PLACE_COUNTRY, "FR") };
  g_autoptr(MlgCoverageMap) map = mlg_project_coverage_count (coverage, &choice);

  g_assert_cmpuint (mlg_coverage_map_find (map, "43")->n_here, ==, 2);
  g_assert_cmpuint (mlg_coverage_map_find (map, "43")->n_acting, ==, 3);
  g_assert_cmpuint (mlg_coverage_map_find (map, "48")->n_here, ==, 1);
  g_assert_cmpuint (mlg_coverage_map_find (map, "2A")->n_acting, ==, 0);
  g_assert_cmpuint (map->n_missing, ==, map->rows->len - 2);
}

static void
test_only_those_who_pass_the_filters_count (void)
{
  g_autoptr(MlgProjectCoverage) coverage = mlg_project_coverage_new (project);
  g_autoptr(GHashTable) nobody = g_hash_table_new (mlg_id_hash, mlg_id_equal);
  MlgCoverageChoice choice = { .level = MLG_PLACE_COMMUNE, .perimeter = department ("43"), .shown = nobody };
  g_autoptr(MlgCoverageMap) map = mlg_project_coverage_count (coverage, &choice);

  g_assert_cmpuint (map->n_missing, ==, 257);
  g_assert_cmpuint (map->n_unplaced, ==, 0);
}

static void
test_terms_are_those_of_the_actors (void)
{
  g_autoptr(MlgProjectCoverage) coverage = mlg_project_coverage_new (project);
  GArray *themes = mlg_project_coverage_get_terms (coverage, MLG_COVERAGE_BY_THEME);

  g_assert_cmpuint (themes->len, ==, 2);
  g_assert_cmpstr (g_array_index (themes, MlgCoverageTerm, 0).term, ==, "health");
  g_assert_cmpuint (g_array_index (themes, MlgCoverageTerm, 0).n, ==, 4);
  g_assert_cmpuint (mlg_project_coverage_get_terms (coverage, MLG_COVERAGE_BY_FAMILY)->len, ==, 0);
}

/* Ten thousand actors in all the communes of the country, a third of them acting in a whole région. */
static void
test_ten_thousand_are_counted_at_once (void)
{
  guint n_towns, n_areas = 35000, n_zones = 1500;
  g_autofree guint *of = g_new (guint, n_areas * MLG_COVERAGE_ZONES);
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (MlgPresence));
  g_autofree MlgCoverageCount *counts = g_new (MlgCoverageCount, n_areas);
  gint64 best = G_MAXINT64;

  mlg_gazetteer_get_towns (&n_towns);
  for (guint i = 0; i < n_areas; i++)
    {
      of[3 * i] = i / 28;
      of[3 * i + 1] = 1300 + i / 360;
      of[3 * i + 2] = 1400 + i / 2000;
    }
  for (guint actor = 0; actor < 10000; actor++)
    {
      MlgPresence seat = { actor, g_test_rand_int_range (0, n_areas), FALSE, TRUE };
      MlgPresence region = { actor, 1400 + g_test_rand_int_range (0, 18), TRUE, FALSE };

      g_array_append_val (all, seat);
      if (actor % 3 == 0)
        g_array_append_val (all, region);
    }
  for (guint i = 0; i < 5; i++)
    {
      clock_t start = clock ();

      mlg_coverage_count (n_areas, of, n_zones, (const MlgPresence *) all->data, all->len, counts);
      best = MIN (best, (gint64) (clock () - start) * G_USEC_PER_SEC / CLOCKS_PER_SEC);
    }
  g_test_minimized_result (best / 1000.0, "10 000 actors in 35 000 communes: %.1f ms", best / 1000.0);
  g_assert_cmpint (best, <, 50000);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture_begin ();
  make_project ();
  g_test_add_func ("/coverage/nobody-is-counted-twice", test_nobody_is_counted_twice);
  g_test_add_func ("/coverage/the-list-is-what-was-counted", test_the_list_is_what_was_counted);
  g_test_add_func ("/coverage/any-case-is-counted-as-the-definition-says", test_any_case_is_counted_as_the_definition_says);
  g_test_add_func ("/coverage/a-commune-has-who-is-situated-there", test_a_commune_has_who_is_situated_there);
  g_test_add_func ("/coverage/who-intervenes-in-a-departement-is-in-each-of-its-communes", test_who_intervenes_in_a_departement_is_in_each_of_its_communes);
  g_test_add_func ("/coverage/a-departement-has-all-of-its-communes", test_a_departement_has_all_of_its_communes);
  g_test_add_func ("/coverage/only-those-who-pass-the-filters-count", test_only_those_who_pass_the_filters_count);
  g_test_add_func ("/coverage/terms-are-those-of-the-actors", test_terms_are_those_of_the_actors);
  g_test_add_func ("/coverage/ten-thousand-are-counted-at-once", test_ten_thousand_are_counted_at_once);
  status = g_test_run ();
  g_clear_object (&project);
  fixture_end ();
  return status;
}
