/* Who sits around the table, on the demonstration territory: what docs/domain.md §3.3 (stories 2
 * and 16) says one must find.
 */

#include "exchange/mlg-demo.h"
#include "exchange/mlg-project-matches.h"
#include "exchange/mlg-project-stakeholders.h"
#include "tests/project-fixture.h"

static MlgProject *project;

static MlgId
find (const char *entity,
      const char *key)
{
  MlgId id = { { 0 } };

  g_assert_true (mlg_project_resolve (project, mlg_schema_find (entity), key, &id, NULL));
  return id;
}

static gboolean
holds (GPtrArray  *terms,
       const char *term)
{
  return g_ptr_array_find_with_equal_func (terms, term, g_str_equal, NULL);
}

static MlgId
add_row (const MlgId *initiative,
         const char  *family,
         const char  *state,
         const char  *who)
{
  const MlgEntity *entity = mlg_schema_find ("involvement");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autofree char *reference = mlg_id_dup_text (initiative);
  g_autoptr(GError) error = NULL;
  MlgId id = { { 0 } };

  values[mlg_entity_find_field (entity, "initiative")->index] = reference;
  values[mlg_entity_find_field (entity, "family")->index] = family;
  values[mlg_entity_find_field (entity, "state")->index] = state;
  values[mlg_entity_find_field (entity, "stakeholder")->index] = who;
  mlg_project_add (project, entity, values, &id, &error);
  g_assert_no_error (error);
  return id;
}

static void
set (const char  *entity_name,
     const MlgId *id,
     const char  *field,
     const char  *value)
{
  const MlgEntity *entity = mlg_schema_find (entity_name);
  g_autoptr(GError) error = NULL;

  mlg_project_set (project, entity, id, mlg_entity_find_field (entity, field), value, &error);
  g_assert_no_error (error);
}

static void
test_families_of_the_wool_centre (void)
{
  static const char *const present[] = { "inhabitants", "volunteers", "researchers", "students", "farmers",
                                         "ess_enterprises", "local_authority", "elected", "funder" };
  MlgId initiative = find ("initiative", "i-polelaine");
  g_autoptr(MlgRoundTable) table = mlg_round_table_new (project, &initiative);

  g_assert_cmpuint (table->rows->len, ==, 4);
  g_assert_cmpuint (table->present->len, ==, G_N_ELEMENTS (present));
  for (guint i = 0; i < G_N_ELEMENTS (present); i++)
    if (!holds (table->present, present[i]))
      g_error ("%s should be present", present[i]);

  g_assert_true (holds (table->empty, "consular_chambers"));
  g_assert_true (holds (table->empty, "companies"));
  g_assert_false (table->declared);
  g_assert_cmpuint (table->relevant->len, ==, 20);
  g_assert_cmpuint (table->n_mixed, ==, 9);
  g_assert_cmpuint (table->empty->len, ==, 11);
}

static void
test_postures_not_held (void)
{
  MlgId initiative = find ("initiative", "i-polelaine");
  g_autoptr(MlgRoundTable) table = mlg_round_table_new (project, &initiative);

  g_assert_cmpuint (table->free_postures->len, ==, 6);
  g_assert_false (holds (table->free_postures, "trigger"));
  g_assert_true (holds (table->free_postures, "peer"));
}

static void
test_declared_families_alone_count (void)
{
  MlgId initiative = find ("initiative", "i-polelaine");

  set ("initiative", &initiative, "declared_families", "companies\x1e" "elected\x1e" "funder\x1e" "consular_chambers");

  g_autoptr(MlgRoundTable) table = mlg_round_table_new (project, &initiative);

  g_assert_true (table->declared);
  g_assert_cmpuint (table->relevant->len, ==, 4);
  g_assert_cmpuint (table->n_mixed, ==, 2);
  g_assert_cmpuint (table->empty->len, ==, 2);
}

static void
test_a_call_is_not_a_presence (void)
{
  MlgId initiative = find ("initiative", "i-incroyables");
  g_autoptr(MlgRoundTable) before = mlg_round_table_new (project, &initiative);

  g_assert_true (holds (before->empty, "companies"));
  add_row (&initiative, "companies", "to_mobilise", NULL);

  g_autoptr(MlgRoundTable) called = mlg_round_table_new (project, &initiative);

  g_assert_false (holds (called->empty, "companies"));
  g_assert_true (holds (called->called, "companies"));
  g_assert_cmpuint (called->n_mixed, ==, before->n_mixed);

  MlgId wilo = find ("actor", "a-wilo");
  g_autofree char *text = mlg_id_dup_text (&wilo);
  g_autofree char *who = g_strconcat ("actor:", text, NULL);
  MlgId row = add_row (&initiative, NULL, "present", who);
  g_autoptr(MlgRoundTable) there = mlg_round_table_new (project, &initiative);

  g_assert_true (holds (there->present, "companies"));
  g_assert_cmpuint (there->n_mixed, ==, before->n_mixed + 1);

  set ("involvement", &row, "state", "left");
  g_autoptr(MlgRoundTable) left = mlg_round_table_new (project, &initiative);

  g_assert_false (holds (left->present, "companies"));
}

static void
test_text_for_a_spreadsheet (void)
{
  const MlgEntity *entity = mlg_schema_find ("involvement");
  const MlgField *columns[] = { mlg_entity_find_field (entity, "trades"), mlg_entity_find_field (entity, "stakeholder"),
                                mlg_entity_find_field (entity, "influence"), NULL };
  MlgId initiative = find ("initiative", "i-polelaine");
  g_autoptr(MlgRoundTable) table = mlg_round_table_new (project, &initiative);
  g_autofree char *text = mlg_round_table_dup_text (table, project, columns, FALSE);
  g_autofree char *projected = mlg_round_table_dup_text (table, project, columns, TRUE);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto(GStrv) heading = g_strsplit (lines[0], "\t", -1), shown = g_strsplit (projected, "\t", 3);

  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 4 + 1);
  g_assert_cmpuint (g_strv_length (heading), ==, 3);
  g_assert_nonnull (strstr (text, "éleveurs de chèvres"));
  g_assert_nonnull (strchr (shown[1], '\n'));     /* two columns: the sensitive one is left out */
}

typedef struct { guint with[4]; } Dimensions;

static gboolean
count_need (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  Dimensions *counts = data;
  g_autoptr(MlgRecord) need = mlg_project_get_record (project, mlg_schema_find ("need"), id);

  counts->with[mlg_need_count_dimensions (need)]++;
  return TRUE;
}

static void
test_dimensions_of_needs (void)
{
  Dimensions counts = { { 0 } };

  mlg_store_foreach (mlg_project_get_store (project), mlg_schema_find ("need"), count_need, &counts, NULL);
  g_assert_cmpuint (counts.with[0], ==, 0);
  g_assert_cmpuint (counts.with[1], ==, 7);
  g_assert_cmpuint (counts.with[2], ==, 4);
  g_assert_cmpuint (counts.with[3], ==, 0);
}

static void
test_state_of_a_need (void)
{
  const MlgEntity *entity = mlg_schema_find ("need");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId id = { { 0 } };

  values[mlg_entity_find_field (entity, "label")->index] = "se déplacer sans voiture";
  values[mlg_entity_find_field (entity, "thematic")->index] = "mobilité";
  mlg_project_add (project, entity, values, &id, &error);
  g_assert_no_error (error);

  g_autoptr(MlgRecord) need = mlg_project_get_record (project, entity, &id);

  g_assert_cmpstr (mlg_need_find_state (project, need), ==, "spotted");
  set ("need", &id, "cross_cutting", "santé");
  set ("need", &id, "territorial", "vallées sans train");
  g_assert_cmpstr (mlg_need_find_state (project, need), ==, "qualified");
  set ("need", &id, "state", "covered");
  g_assert_cmpstr (mlg_need_find_state (project, need), ==, "covered");
}

/* Story 11: what is missing to the RRL has four leads of the same kind elsewhere. */
static void
test_leads_for_a_gap (void)
{
  g_autoptr(MlgMatches) matches = mlg_project_matches_new (project);
  guint n = 0;
  gboolean apes = FALSE;

  for (guint i = 0; i < matches->matches->len; i++)
    {
      MlgAssetMatch *match = &g_array_index (matches->matches, MlgAssetMatch, i);
      MlgAsset *gap = &g_array_index (matches->gaps, MlgAsset, match->gap);
      MlgAsset *asset = &g_array_index (matches->assets, MlgAsset, match->asset);

      if (strstr (gap->label, "essaimage") == NULL || !match->same_kind)
        continue;
      n++;
      apes |= strstr (asset->label, "outillage et méthode d’animation") != NULL;
    }
  g_assert_cmpuint (n, ==, 4);
  g_assert_true (apes);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture_begin ();
  path = fixture_path ("demo.maillage");
  project = create_project (path);
  if (!mlg_demo_build (project, &error))
    g_error ("%s", error->message);

  g_test_add_func ("/stakeholders/families-of-the-wool-centre", test_families_of_the_wool_centre);
  g_test_add_func ("/stakeholders/postures-not-held", test_postures_not_held);
  g_test_add_func ("/stakeholders/declared-families-alone-count", test_declared_families_alone_count);
  g_test_add_func ("/stakeholders/a-call-is-not-a-presence", test_a_call_is_not_a_presence);
  g_test_add_func ("/stakeholders/text-for-a-spreadsheet", test_text_for_a_spreadsheet);
  g_test_add_func ("/needs/dimensions", test_dimensions_of_needs);
  g_test_add_func ("/needs/state", test_state_of_a_need);
  g_test_add_func ("/resources/leads-for-a-gap", test_leads_for_a_gap);
  status = g_test_run ();

  close_project (&project);
  fixture_end ();
  return status;
}
