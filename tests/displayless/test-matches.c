/* What is missing and what could fill it: the nearest first, in this file and in another one opened beside. */

#include "exchange/mlg-project-matches.h"
#include "model/mlg-value.h"

#include "../project-fixture.h"

#include <math.h>

static MlgId
add_row (MlgProject *project,
         const char *entity_name,
         const char *first_field,
         ...)
{
  const MlgEntity *entity = mlg_schema_find (entity_name);
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId id = { { 0 } };
  va_list arguments;

  va_start (arguments, first_field);
  for (const char *field = first_field; field != NULL; field = va_arg (arguments, const char *))
    values[mlg_entity_find_field (entity, field)->index] = va_arg (arguments, const char *);
  va_end (arguments);
  mlg_project_add (project, entity, values, &id, &error);
  g_assert_no_error (error);
  return id;
}

static char *
add_territory (MlgProject *project,
               const char *name,
               const char *kind,
               const char *place)
{
  MlgId id = add_row (project, "territory", "name", name, "kind", kind, "place", place, NULL);

  return mlg_id_dup_text (&id);
}

static char *
add_initiative (MlgProject *project,
                const char *name,
                const char *territory)
{
  MlgId id = add_row (project, "initiative", "name", name, "territories", territory, NULL);

  return mlg_id_dup_text (&id);
}

static void
add_resource (MlgProject *project,
              const char *label,
              const char *direction,
              const char *initiative)
{
  add_row (project, "resource", "label", label, "kind", "skill", "direction", direction, "initiative", initiative, NULL);
}

static const MlgAssetMatch *
nth (MlgMatches *matches,
     guint       n)
{
  g_assert_cmpuint (n, <, matches->matches->len);
  return &g_array_index (matches->matches, MlgAssetMatch, n);
}

static const char *
label_of (MlgMatches *matches,
          guint       n)
{
  return g_array_index (matches->assets, MlgAsset, nth (matches, n)->asset).label;
}

/* Saugues and Langeac are 16 km apart as the crow flies, in one département; Nantes is far; one of them said
 * nothing of where it is. */
static void
test_nearest_first (void)
{
  g_autofree char *path = fixture_path ("proche.maillage");
  MlgProject *project = create_project (path);
  g_autofree char *country = add_territory (project, "France", "national", "46.5\x1f" "2.5\x1f" "area");
  g_autofree char *loire = add_territory (project, "Haute-Loire", "department", "45.1\x1f" "3.8\x1f" "area");
  g_autofree char *saugues = add_territory (project, "Saugues", "commune", "44.9603\x1f" "3.5472\x1f" "commune");
  g_autofree char *langeac = add_territory (project, "Langeac", "commune", "45.1\x1f" "3.4939\x1f" "commune");
  g_autofree char *nantes = add_territory (project, "Nantes", "commune", "47.2184\x1f" "-1.5536\x1f" "commune");
  g_autofree char *gap = add_initiative (project, "Pôle Laine", saugues);
  g_autofree char *near = add_initiative (project, "Tissage", langeac);
  g_autofree char *far = add_initiative (project, "Chantier", nantes);
  g_autofree char *nowhere = add_initiative (project, "Réseau", country);
  g_autofree char *same = add_initiative (project, "Musée", saugues);
  g_autoptr(MlgMatches) matches = NULL;

  add_row (project, "territory_overlap", "parent", loire, "child", saugues, "kind", "contains", NULL);
  add_row (project, "territory_overlap", "parent", loire, "child", langeac, "kind", "contains", NULL);
  add_row (project, "territory_overlap", "parent", country, "child", loire, "kind", "contains", NULL);
  add_row (project, "territory_overlap", "parent", country, "child", nantes, "kind", "contains", NULL);
  add_resource (project, "méthodologie d’essaimage", "missing", gap);
  add_resource (project, "méthodologie d’essaimage", "mobilisable", nowhere);
  add_resource (project, "animation de réseau", "mobilisable", far);
  add_resource (project, "conduite de projet", "mobilisable", near);
  add_resource (project, "muséographie", "mobilisable", same);

  matches = mlg_project_matches_new (project);
  g_assert_cmpuint (matches->matches->len, ==, 4);
  g_assert_cmpstr (label_of (matches, 0), ==, "muséographie");
  g_assert_cmpstr (nth (matches, 0)->territory, ==, "Saugues");
  g_assert_cmpfloat (nth (matches, 0)->km, <, 0.1);
  g_assert_cmpstr (label_of (matches, 1), ==, "conduite de projet");
  g_assert_cmpstr (nth (matches, 1)->territory, ==, "Haute-Loire");
  g_assert_cmpfloat_with_epsilon (nth (matches, 1)->km, 16.1, 0.5);
  g_assert_cmpstr (label_of (matches, 2), ==, "animation de réseau");
  g_assert_null (nth (matches, 2)->territory);
  g_assert_cmpfloat_with_epsilon (nth (matches, 2)->km, 466, 10);
  /* « France » is no place: the words in common do not make it near. */
  g_assert_cmpstr (label_of (matches, 3), ==, "méthodologie d’essaimage");
  g_assert_true (isnan (nth (matches, 3)->km));
  close_project (&project);
}

/* A quarter without a point stands where the town that holds it does. */
static void
test_point_of_the_parent (void)
{
  g_autofree char *path = fixture_path ("quartier.maillage");
  MlgProject *project = create_project (path);
  g_autofree char *valence = add_territory (project, "Valence", "commune", "44.9334\x1f" "4.8924\x1f" "commune");
  g_autofree char *quarter = add_territory (project, "Fontbarlettes", "district", NULL);
  g_autofree char *gap = add_initiative (project, "Jardins", quarter);
  g_autofree char *has = add_initiative (project, "Atelier", valence);
  g_autoptr(MlgMatches) matches = NULL;

  add_row (project, "territory_overlap", "parent", valence, "child", quarter, "kind", "contains", NULL);
  add_resource (project, "outils", "missing", gap);
  add_resource (project, "hangar", "mobilisable", has);
  matches = mlg_project_matches_new (project);
  g_assert_cmpuint (matches->matches->len, ==, 1);
  g_assert_cmpfloat (nth (matches, 0)->km, <, 0.1);
  g_assert_cmpstr (nth (matches, 0)->territory, ==, "Valence");
  close_project (&project);
}

/* Two files: the gaps of one, what the other has; the same territory has another id there. */
static void
test_another_file (void)
{
  g_autofree char *path = fixture_path ("ici.maillage"), *there = fixture_path ("ailleurs.maillage");
  MlgProject *project = create_project (path), *other = create_project (there);
  g_autofree char *here_town = add_territory (project, "Saugues", "commune", "44.9603\x1f" "3.5472\x1f" "commune");
  g_autofree char *there_town = add_territory (other, "SAUGUES", "commune", "44.9603\x1f" "3.5472\x1f" "commune");
  g_autofree char *gap = add_initiative (project, "Pôle Laine", here_town);
  g_autofree char *has = add_initiative (other, "Musée", there_town);
  g_autoptr(MlgMatches) matches = NULL;

  add_resource (project, "relais en région", "missing", gap);
  add_resource (project, "muséographie", "mobilisable", gap);
  add_resource (other, "réseau existant", "mobilisable", has);
  add_resource (other, "bénévoles", "missing", has);
  add_row (other, "resource", "label", "entre nous", "kind", "skill", "direction", "mobilisable", "visibility", "private", NULL);

  matches = mlg_project_matches_between (project, other);
  g_assert_cmpuint (matches->gaps->len, ==, 1);
  g_assert_cmpuint (matches->assets->len, ==, 1);
  g_assert_cmpuint (matches->matches->len, ==, 1);
  g_assert_cmpstr (label_of (matches, 0), ==, "réseau existant");
  g_assert_cmpstr (nth (matches, 0)->territory, ==, "Saugues");
  close_project (&project);
  close_project (&other);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  fixture_begin ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matches/nearest-first", test_nearest_first);
  g_test_add_func ("/matches/point-of-the-parent", test_point_of_the_parent);
  g_test_add_func ("/matches/another-file", test_another_file);
  result = g_test_run ();
  fixture_end ();
  return result;
}
