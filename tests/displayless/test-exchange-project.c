/* What is promised of the views made from a project: graph, map, monograph, exports. Measured on
 * the demonstration territory, whose values are known (docs/domain.md §4.3).
 */

#include "../own-project-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "analysis/mlg-measures.h"
#include "exchange/mlg-duplicates.h"
#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-export.h"
#include "exchange/mlg-import-json.h"
#include "exchange/mlg-project-graph.h"
#include "exchange/mlg-project-map.h"
#include "exchange/mlg-project-matches.h"
#include "exchange/mlg-project-monograph.h"

static MlgProject *
create (Fixture    *f,
        const char *name)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr(GError) error = NULL;
  MlgProject *project = mlg_project_create (path, NULL, &error);

  g_assert_no_error (error);
  return project;
}

static MlgId
resolve (Fixture    *f,
         const char *entity,
         const char *key)
{
  MlgId id = { 0 };

  g_assert_true (mlg_project_resolve (f->project, mlg_schema_find (entity), key, &id, NULL));
  return id;
}

static void
test_the_demonstration_is_one_gesture (Fixture       *f,
                                       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (mlg_project_count (f->project, mlg_schema_find ("actor")), ==, 71);
  g_assert_true (mlg_project_undo (f->project, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (mlg_project_count (f->project, mlg_schema_find ("actor")), ==, 0);
  g_assert_cmpuint (mlg_project_count (f->project, mlg_schema_find ("source_link")), ==, 0);
}

static void
test_two_demonstrations_merge_into_one (Fixture       *f,
                                        gconstpointer  data)
{
  g_autoptr(MlgProject) other = create (f, "autre.maillage");
  g_autofree char *path = g_strdup (mlg_project_get_path (other));
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgMergeReport) report = NULL;

  g_assert_true (mlg_demo_build (other, &error));
  close_project (&other);

  report = mlg_project_merge (f->project, path, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->added, ==, 0);
  g_assert_cmpuint (mlg_project_count (f->project, mlg_schema_find ("actor")), ==, 71);
}

typedef struct
{
  MlgGraphLayers layers;
  guint          n_links, n_isolates;
  const char    *islands;
} Expected;

static void
test_the_graph_has_the_known_islands (Fixture       *f,
                                      gconstpointer  data)
{
  static const Expected cases[] = {
    { MLG_GRAPH_PARTNERSHIPS, 52, 9, "19 8 7 7 4 4 4 3 2 2 2" },
    { MLG_GRAPH_FACTS_ONLY, 35, 24, "8 7 5 4 4 4 4 3 2 2 2 2" },
    { MLG_GRAPH_MEMBERSHIPS, 57, 9, "38 8 7 4 3 2" },
    { MLG_GRAPH_MEMBERSHIPS | MLG_GRAPH_COPRESENCE, 81, 6, "41 8 7 4 3 2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(MlgGraph) graph = mlg_project_graph_new (f->project, cases[i].layers);
      g_autoptr(MlgMeasures) measures = mlg_measures_new (graph, MLG_LAYER_ALL, MLG_MEASURE_BASIC);
      g_autoptr(GString) islands = g_string_new (NULL);

      for (guint j = 0; j < measures->islands->len; j++)
        g_string_append_printf (islands, "%s%u", j > 0 ? " " : "", ((GArray *) g_ptr_array_index (measures->islands, j))->len);

      g_assert_cmpuint (mlg_graph_get_n_nodes (graph), ==, 71);
      g_assert_cmpuint (measures->n_links, ==, cases[i].n_links);
      g_assert_cmpuint (measures->isolates->len, ==, cases[i].n_isolates);
      g_assert_cmpstr (islands->str, ==, cases[i].islands);
    }
}

static void
test_a_bundle_of_axes_is_one_edge (Fixture       *f,
                                   gconstpointer  data)
{
  g_autoptr(MlgGraph) graph = mlg_project_graph_new (f->project, MLG_GRAPH_PARTNERSHIPS);
  MlgId wilo = resolve (f, "actor", "a-wilo"), entraide = resolve (f, "actor", "a-entraide");
  guint a = mlg_graph_find (graph, &wilo), b = mlg_graph_find (graph, &entraide);
  guint n_axes = 0, n_multiple = 0;

  for (guint i = 0; i < mlg_graph_get_n_edges (graph); i++)
    {
      const MlgGraphEdge *edge = &mlg_graph_get_edges (graph)[i];

      n_axes += edge->n_axes;
      n_multiple += edge->n_axes > 1;
      if ((edge->a == a && edge->b == b) || (edge->a == b && edge->b == a))
        {
          g_assert_cmpuint (edge->n_axes, ==, 5);
          g_assert_cmpuint (edge->n_market, ==, 2);
          g_assert_cmpuint (edge->n_non_monetary, ==, 3);
          g_assert_true (edge->established);
          g_assert_cmpstr (edge->status, ==, "privileged");
        }
    }
  g_assert_cmpuint (n_axes, ==, 56);
  g_assert_cmpuint (n_multiple, ==, 1);
}

static const MlgSpot *
find_spot (MlgMapScene *scene,
           const MlgId *id)
{
  for (guint i = 0; i < scene->spots->len; i++)
    {
      const MlgSpot *spot = &g_array_index (scene->spots, MlgSpot, i);

      if (mlg_id_equal (&spot->id, id))
        return spot;
    }

  g_assert_not_reached ();
}

static void
test_the_map_never_pretends_to_know (Fixture       *f,
                                     gconstpointer  data)
{
  static const struct { const char *key; MlgSpotKind kind; const char *area; } cases[] = {
    { "a-cheminements", MLG_SPOT_NOWHERE, "France" },
    { "a-region-cvl", MLG_SPOT_AREA, "Centre Val de Loire" },
    { "a-mesclun", MLG_SPOT_COMMUNE, "Marseille" },
    { "a-polelaine", MLG_SPOT_AREA, "Pays de Saugues" },
    /* A district without a point takes the one of its town. */
    { "a-matdrome", MLG_SPOT_AREA, "Quartier de la Fontbarlettes" },
    /* An employment area and a town: the town says more. */
    { "a-entraide", MLG_SPOT_COMMUNE, "Aubigny-sur-Nère" },
  };
  g_autoptr(MlgMapScene) scene = mlg_project_map_new (f->project, FALSE);
  g_autoptr(MlgMapScene) facts = mlg_project_map_new (f->project, TRUE);

  g_assert_cmpuint (scene->spots->len, ==, 71);
  g_assert_cmpuint (scene->ties->len, ==, 52);
  g_assert_cmpuint (facts->ties->len, ==, 35);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MlgId id = resolve (f, "actor", cases[i].key);
      const MlgSpot *spot = find_spot (scene, &id);
      g_autoptr(MlgRecord) record = mlg_project_get_record (f->project, mlg_schema_find ("actor"), &id);
      MlgSpot alone;

      g_assert_cmpint (spot->kind, ==, cases[i].kind);
      g_assert_cmpstr (spot->area_name, ==, cases[i].area);

      mlg_project_map_spot (f->project, record, &alone);
      g_assert_cmpint (alone.kind, ==, spot->kind);
      g_assert_cmpfloat (alone.lat, ==, spot->lat);
      mlg_project_map_clear_spot (&alone);
    }

  MlgId matdrome = resolve (f, "actor", "a-matdrome");

  g_assert_cmpfloat_with_epsilon (find_spot (scene, &matdrome)->lat, 44.9334, 1e-9);
}

static void
test_an_address_places_in_its_commune (Fixture       *f,
                                       gconstpointer  data)
{
  const MlgEntity *actor = mlg_schema_find ("actor");
  g_autofree const char **values = g_new0 (const char *, actor->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId id = { 0 };

  values[mlg_entity_find_field (actor, "name")->index] = "Four banal";
  values[mlg_entity_find_field (actor, "address")->index] = "\x1f\x1f" "43170\x1f" "Saugues";
  g_assert_true (mlg_project_add (f->project, actor, values, &id, &error));

  g_autoptr(MlgMapScene) scene = mlg_project_map_new (f->project, FALSE);
  const MlgSpot *spot = find_spot (scene, &id);

  g_assert_cmpint (spot->kind, ==, MLG_SPOT_COMMUNE);
  g_assert_cmpstr (spot->area_code, ==, "43234");
  g_assert_cmpfloat_with_epsilon (spot->lat, 44.96, 0.1);
}

static void
count_sections (MlgMonograph *monograph,
                guint        *n_answered,
                guint        *n_to_complete,
                guint        *n_quotations)
{
  *n_answered = *n_to_complete = *n_quotations = 0;
  for (guint i = 0; i < monograph->sections->len; i++)
    {
      const MlgMonographSection *section = g_ptr_array_index (monograph->sections, i);

      *n_answered += section->body != NULL;
      *n_to_complete += section->to_complete->len;
      *n_quotations += section->quotations->len;
    }
}

/* The seven guiding questions; what has only a title of its own stands beside them. */
static guint
count_questions (const MlgMonograph *monograph,
                 guint              *n_answered)
{
  guint n = 0;

  *n_answered = 0;
  for (guint i = 0; i < monograph->sections->len; i++)
    {
      const MlgMonographSection *section = g_ptr_array_index (monograph->sections, i);

      n += section->question != NULL;
      *n_answered += section->question != NULL && section->body != NULL;
    }
  return n;
}

static void
test_monographs_say_what_is_missing (Fixture       *f,
                                     gconstpointer  data)
{
  static const struct { const char *key; guint n_answered, n_to_complete; } cases[] = {
    { "mo-laine", 6, 9 }, { "mo-entraide", 4, 7 }, { "mo-matdrome", 5, 6 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MlgId id = resolve (f, "monograph", cases[i].key);
      g_autoptr(GError) error = NULL;
      g_autoptr(MlgMonograph) draft = mlg_project_monograph_new (f->project, &id, TRUE, &error);
      g_autoptr(MlgMonograph) published = mlg_project_monograph_new (f->project, &id, FALSE, &error);
      guint n_answered, n_to_complete, n_quotations;

      g_assert_no_error (error);
      count_sections (draft, &n_answered, &n_to_complete, &n_quotations);
      g_assert_cmpuint (count_questions (draft, &n_answered), ==, 7);
      g_assert_cmpuint (n_answered, ==, cases[i].n_answered);
      g_assert_cmpuint (n_to_complete, ==, cases[i].n_to_complete);
      g_assert_cmpuint (n_quotations, >, 0);

      count_sections (published, &n_answered, &n_to_complete, &n_quotations);
      g_assert_cmpuint (published->missing->len, ==, 7 - cases[i].n_answered);
      count_questions (published, &n_answered);
      g_assert_cmpuint (n_answered, ==, cases[i].n_answered);
      g_assert_cmpuint (n_to_complete, ==, 0);
    }
}

static void
test_a_new_monograph_asks_the_guiding_questions (Fixture       *f,
                                                 gconstpointer  data)
{
  const MlgEntity *entity = mlg_schema_find ("monograph");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId id = { 0 };

  values[mlg_entity_find_field (entity, "title")->index] = "Le four de Saou";
  g_assert_true (mlg_project_add (f->project, entity, values, &id, &error));

  g_autoptr(MlgMonograph) draft = mlg_project_monograph_new (f->project, &id, TRUE, &error);
  g_autoptr(MlgMonograph) published = mlg_project_monograph_new (f->project, &id, FALSE, &error);
  const MlgMonographSection *first = g_ptr_array_index (draft->sections, 0);

  g_assert_cmpuint (draft->sections->len, ==, 7);
  g_assert_cmpstr (first->heading, ==, "Satisfaction de besoins non-couverts");
  g_assert_cmpuint (published->sections->len, ==, 0);
  g_assert_cmpuint (published->missing->len, ==, 7);
}

static void
test_words_without_consent_are_not_published (Fixture       *f,
                                              gconstpointer  data)
{
  const MlgEntity *verbatim = mlg_schema_find ("verbatim");
  MlgId id = resolve (f, "verbatim", "v-04"), monograph = resolve (f, "monograph", "mo-laine");
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgMonograph) published = NULL, draft = NULL;
  guint n_answered, n_to_complete, n_quotations, n_before;

  draft = mlg_project_monograph_new (f->project, &monograph, TRUE, &error);
  count_sections (draft, &n_answered, &n_to_complete, &n_before);
  g_clear_pointer (&draft, mlg_monograph_free);

  g_assert_true (mlg_project_set (f->project, verbatim, &id, mlg_entity_find_field (verbatim, "consent"), "to_ask", &error));
  published = mlg_project_monograph_new (f->project, &monograph, FALSE, &error);
  g_assert_null (published);
  g_assert_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_CONSENT);
  g_assert_nonnull (strstr (error->message, "LAFONT"));
  g_clear_error (&error);

  draft = mlg_project_monograph_new (f->project, &monograph, TRUE, &error);
  g_assert_no_error (error);
  count_sections (draft, &n_answered, &n_to_complete, &n_quotations);
  g_assert_cmpuint (n_quotations, ==, n_before - 1);
  g_assert_cmpuint (n_to_complete, ==, 10);
}

static void
test_gaps_are_matched_with_what_others_have (Fixture       *f,
                                             gconstpointer  data)
{
  g_autoptr(MlgMatches) matches = mlg_project_matches_new (f->project);

  g_assert_cmpuint (matches->gaps->len, ==, 8);
  g_assert_cmpuint (matches->assets->len, ==, 24);
  g_assert_cmpuint (matches->matches->len, >, 0);
  for (guint i = 0; i < matches->matches->len; i++)
    {
      const MlgAssetMatch *match = &g_array_index (matches->matches, MlgAssetMatch, i);
      const MlgAsset *gap = &g_array_index (matches->gaps, MlgAsset, match->gap);
      const MlgAsset *asset = &g_array_index (matches->assets, MlgAsset, match->asset);

      g_assert_true (match->same_kind || match->n_words > 0);
      g_assert_cmpstr (gap->holder, !=, asset->holder);
    }
}

static void
test_probable_duplicates_are_found (Fixture       *f,
                                    gconstpointer  data)
{
  static const struct { const char *name, *territory; guint n; } cases[] = {
    { "Les Ateliers de la Bruyere", "t-saugues", 1 },
    { "Les Ateliers de la Bruyère", "t-bretagne", 0 },
    { "Ardelaine", "t-ardeche", 1 },
    { "ASSOCIATION ARDELAINE", NULL, 1 },
    { "Cheminements Solidaire", NULL, 1 },
  };
  const MlgEntity *actor = mlg_schema_find ("actor");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree const char **values = g_new0 (const char *, actor->n_fields);
      g_autofree char *territory = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) before = mlg_duplicates_find (f->project), after = NULL;
      MlgId id = { 0 };

      values[mlg_entity_find_field (actor, "name")->index] = cases[i].name;
      if (cases[i].territory != NULL)
        {
          MlgId place = resolve (f, "territory", cases[i].territory);

          territory = mlg_id_dup_text (&place);
          values[mlg_entity_find_field (actor, "territories")->index] = territory;
        }
      g_assert_true (mlg_project_add (f->project, actor, values, &id, &error));
      after = mlg_duplicates_find (f->project);
      g_assert_cmpuint (after->len, ==, before->len + cases[i].n);
      g_assert_true (mlg_project_undo (f->project, &error));
    }
}

static void
test_json_out_and_in_is_the_same (Fixture       *f,
                                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) first = mlg_export_to_bytes (f->project, MLG_EXPORT_JSON, NULL, MLG_LEVEL_COMPLETE, &error), second = NULL;
  g_autoptr(MlgProject) other = create (f, "autre.maillage");
  g_autoptr(MlgJsonReport) report = mlg_import_json (other, first, "Import", FALSE, &error), again = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (report->rejections->len, ==, 0);
  second = mlg_export_to_bytes (other, MLG_EXPORT_JSON, NULL, MLG_LEVEL_COMPLETE, &error);
  g_assert_cmpmem (g_bytes_get_data (first, NULL), g_bytes_get_size (first),
                   g_bytes_get_data (second, NULL), g_bytes_get_size (second));

  again = mlg_import_json (other, first, "Import", FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->added + again->changed, ==, 0);
  close_project (&other);
}

static void
test_a_public_export_names_nobody (Fixture       *f,
                                   gconstpointer  data)
{
  static const char *const secrets[] = { "LAFONT", "p-lafont", "secret@exemple.fr", "très privé" };
  static const MlgExportFormat formats[] = { MLG_EXPORT_CSV, MLG_EXPORT_GEOJSON, MLG_EXPORT_JSON };
  const MlgEntity *actor = mlg_schema_find ("actor");
  MlgId id = resolve (f, "actor", "a-ardelaine");
  g_autoptr(GError) error = NULL;

  g_assert_true (mlg_project_set (f->project, actor, &id, mlg_entity_find_field (actor, "contact_email"), "secret@exemple.fr", &error));
  g_assert_true (mlg_project_set (f->project, actor, &id, mlg_entity_find_field (actor, "note"), "très privé", &error));

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr(GBytes) bytes = mlg_export_to_bytes (f->project, formats[i], NULL, MLG_LEVEL_PUBLIC, &error);
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      g_assert_no_error (error);
      g_assert_nonnull (strstr (text, "Ardelaine"));
      for (guint s = 0; s < G_N_ELEMENTS (secrets); s++)
        g_assert_null (strstr (text, secrets[s]));
    }
}

#define ADD(name, func) g_test_add ("/views/" name, Fixture, NULL, set_up_demo, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-demonstration-is-one-gesture", test_the_demonstration_is_one_gesture);
  ADD ("two-demonstrations-merge-into-one", test_two_demonstrations_merge_into_one);
  ADD ("the-graph-has-the-known-islands", test_the_graph_has_the_known_islands);
  ADD ("a-bundle-of-axes-is-one-edge", test_a_bundle_of_axes_is_one_edge);
  ADD ("the-map-never-pretends-to-know", test_the_map_never_pretends_to_know);
  ADD ("an-address-places-in-its-commune", test_an_address_places_in_its_commune);
  ADD ("monographs-say-what-is-missing", test_monographs_say_what_is_missing);
  ADD ("a-new-monograph-asks-the-guiding-questions", test_a_new_monograph_asks_the_guiding_questions);
  ADD ("words-without-consent-are-not-published", test_words_without_consent_are_not_published);
  ADD ("gaps-are-matched-with-what-others-have", test_gaps_are_matched_with_what_others_have);
  ADD ("probable-duplicates-are-found", test_probable_duplicates_are_found);
  ADD ("json-out-and-in-is-the-same", test_json_out_and_in_is_the_same);
  ADD ("a-public-export-names-nobody", test_a_public_export_names_nobody);
  return g_test_run ();
}
