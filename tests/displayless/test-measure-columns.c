/* Measures as columns of a list of actors: what is shown is what is measured, now and at a named moment. */

#include "exchange/mlg-demo.h"
#include "exchange/mlg-measure-columns.h"
#include "store/mlg-derived.h"
#include "store/mlg-moment.h"
#include "store/mlg-record-list.h"

#include "../project-fixture.h"

static MlgProject *project;

static char *
read_value (const char *key,
            const char *name)
{
  const MlgField *field = mlg_derived_find (entity_actor (), name);
  g_autoptr(MlgRecordList) list = mlg_record_list_new (project, entity_actor ());
  g_autoptr(MlgRecord) record = NULL;
  MlgId id = { { 0 } };

  g_assert_nonnull (field);
  g_assert_true (mlg_project_resolve (project, entity_actor (), key, &id, NULL));
  record = mlg_project_get_record (project, entity_actor (), &id);
  return mlg_record_list_dup_text (list, record, field);
}

static void
assert_value (const char *key,
              const char *name,
              const char *expected)
{
  g_autofree char *value = read_value (key, name);

  g_assert_cmpstr (value, ==, expected);
}

/* With memberships (docs/domain.md §4.3): MES has 11 partners and 5 members, one island of 38. */
static void
test_now (void)
{
  assert_value ("a-mes", "_linked", "16");
  assert_value ("a-mes", "_island", "Island 1 (38 actors)");
  assert_value ("a-wilo", "_linked", "1");
  assert_value ("a-wilo", "_island", "Island 6 (2 actors)");
  assert_value ("a-wilo", "_core", "1");
  assert_value ("a-wilo", "_between", "");
  assert_value ("a-wilo", "_cut", "");
  assert_value ("a-incroyables", "_island", "Isolated");
  assert_value ("a-incroyables", "_linked", "");
  /* Le Mat Drôme stands between Ardelaine and the inhabitants: one pair, two parts. */
  assert_value ("a-matdrome", "_between", "1");
  assert_value ("a-matdrome", "_cut", "2");
  /* No moment was named yet. */
  assert_value ("a-mes", "_linked_before", "");
}

/* In the order of their numbers, the isolated last. */
static void
test_order (void)
{
  const MlgField *island = mlg_derived_find (entity_actor (), "_island");

  g_assert_cmpfloat (mlg_derived_order (island, "Island 2 (8 actors)"), <, mlg_derived_order (island, "Island 10 (2 actors)"));
  g_assert_cmpfloat (mlg_derived_order (island, "Island 10 (2 actors)"), <, mlg_derived_order (island, "Isolated"));
}

/* Two dates: the file as it was named, and as it is. */
static void
test_before (void)
{
  const MlgEntity *partnership = mlg_schema_find ("partnership");
  g_autofree const char **values = g_new0 (const char *, partnership->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId snapshot, wilo = { { 0 } }, incroyables = { { 0 } }, id = { { 0 } }, gone = { { 0 } };
  g_autofree char *a = NULL, *b = NULL;

  g_assert_true (mlg_moment_name (project, "Avant l’atelier", NULL, &snapshot, &error));
  g_assert_true (mlg_project_resolve (project, NULL, "a-wilo", &wilo, NULL));
  g_assert_true (mlg_project_resolve (project, NULL, "a-incroyables", &incroyables, NULL));
  g_assert_true (mlg_project_resolve (project, NULL, "pt-01", &gone, NULL));
  a = mlg_id_dup_text (&wilo);
  b = mlg_id_dup_text (&incroyables);
  values[mlg_entity_find_field (partnership, "a")->index] = a;
  values[mlg_entity_find_field (partnership, "b")->index] = b;
  g_assert_true (mlg_project_add (project, partnership, values, &id, &error));
  /* And its former link is taken away. */
  g_assert_true (mlg_project_delete (project, partnership, &gone, &error));

  assert_value ("a-incroyables", "_linked", "1");
  assert_value ("a-incroyables", "_linked_before", "");
  assert_value ("a-incroyables", "_island_before", "Isolated");
  assert_value ("a-wilo", "_linked", "1");
  assert_value ("a-wilo", "_linked_before", "1");
  assert_value ("a-entraide", "_linked", "");
  assert_value ("a-entraide", "_linked_before", "1");
  assert_value ("a-entraide", "_island_before", "Island 6 (2 actors)");
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  int result;

  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  fixture_begin ();
  g_test_init (&argc, &argv, NULL);
  mlg_measure_columns_install ();
  path = fixture_path ("demo.maillage");
  project = create_project (path);
  mlg_demo_build (project, &error);
  g_assert_no_error (error);

  g_test_add_func ("/measure-columns/now", test_now);
  g_test_add_func ("/measure-columns/order", test_order);
  g_test_add_func ("/measure-columns/before", test_before);

  result = g_test_run ();
  close_project (&project);
  fixture_end ();
  return result;
}
