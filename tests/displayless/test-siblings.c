/* Copies that synchronising programs leave beside a file: known by their names, offered for what they hold. */

#include "../project-fixture.h"

#include "store/mlg-siblings.h"

static void
test_names_of_copies_are_known (void)
{
  static const struct { const char *original, *name; gboolean copy; } cases[] = {
    { "pays.maillage", "pays (conflicted copy 2026-03-12 141502).maillage", TRUE },
    { "pays.maillage", "pays_conflict-20260312-141502.maillage", TRUE },
    { "pays.maillage", "pays (Jeanne's conflicted copy 2026-03-12).maillage", TRUE },
    { "pays.maillage", "pays (Copie en conflit de Jeanne 2026-03-12).maillage", TRUE },
    { "pays.maillage", "pays.sync-conflict-20260312-141502-ABCDEFG.maillage", TRUE },
    { "pays.maillage", "pays-PORTABLE-DE-JEANNE.maillage", TRUE },
    { "pays.maillage", "pays (1).maillage", TRUE },
    { "pays.maillage", "pays(2).maillage", TRUE },
    { "pays.maillage", "pays [conflit].maillage", TRUE },
    { "pays.maillage", "pays (copie).maillage", TRUE },
    { "pays.maillage", "pays - Copie.maillage", TRUE },
    { "pays.maillage", "pays - Copie (2).maillage", TRUE },
    { "pays.maillage", "Copie de pays.maillage", TRUE },
    { "pays.maillage", "pays (copie 3).maillage", TRUE },
    { "pays.maillage", "pays 2.maillage", TRUE },
    { "pays.maillage", "pays (SFConflict jeanne@exemple.fr 2026-03-12-14-15-02).maillage", TRUE },
    { "pays.maillage", "pays (conflit de synchronisation).maillage", TRUE },
    { "pays.maillage", "pays (Version de Jeanne).maillage", TRUE },
    { "Pays de l’Été.maillage", "Pays de l’Été (CONFLIT de Zoé).maillage", TRUE },
    { "copie de travail.maillage", "copie de travail (1).maillage", TRUE },

    { "pays.maillage", "pays.maillage", FALSE },
    { "pays.maillage", "pays (1).csv", FALSE },
    { "pays.maillage", "pays 2026 de Saugues.maillage", FALSE },
    { "pays.maillage", "paysage.maillage", FALSE },
    { "pays.maillage", "pays de Saugues.maillage", FALSE },
    { "pays.maillage", "autre (copie).maillage", FALSE },
    { "pays.maillage", "pays.maillage.part", FALSE },
    { "pays.maillage", ".~lock.pays.maillage#", FALSE },
    { "copie de travail.maillage", "copie de travail de Léa.maillage", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (mlg_sibling_is_copy_name (cases[i].original, cases[i].name), ==, cases[i].copy);
    }
}

static void
assert_found (MlgProject *project,
              const char *expected)
{
  g_autofree char *doc_id = mlg_store_dup_meta (mlg_project_get_store (project), "doc_id");
  g_autofree char *database = mlg_store_dup_path (mlg_project_get_store (project));
  g_autoptr(GPtrArray) found = mlg_siblings_find (mlg_project_get_path (project), doc_id, database);

  g_assert_cmpuint (found->len, ==, expected != NULL);
  if (expected != NULL)
    g_assert_cmpstr (g_ptr_array_index (found, 0), ==, expected);
}

/* Only what has something to say: the same document, with changes that are not here. */
static void
test_copies_with_news_are_offered (void)
{
  g_autofree char *folder = fixture_path ("nuage");
  g_autofree char *path = g_build_filename (folder, "pays.maillage", NULL);
  g_autofree char *copy = g_build_filename (folder, "pays (conflicted copy 2026-03-12).maillage", NULL);
  g_autofree char *foreign = g_build_filename (folder, "pays (1).maillage", NULL);
  g_autofree char *garbage = g_build_filename (folder, "pays (copie).maillage", NULL);
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(MlgProject) other = NULL;
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(GError) error = NULL;

  g_mkdir (folder, 0755);
  project = create_project (path);
  other = create_project (foreign);
  close_project (&other);
  g_assert_true (g_file_set_contents (garbage, "rien", 4, NULL));
  mlg_project_share (project, copy, MLG_LEVEL_COMPLETE, &error);
  g_assert_no_error (error);
  assert_found (project, NULL);

  other = open_project (copy);
  add_actor (other, "Ajoutée ailleurs");
  close_project (&other);
  assert_found (project, copy);

  report = mlg_project_merge (project, copy, FALSE, &error);
  g_assert_no_error (error);
  assert_found (project, NULL);
  close_project (&project);
}

static void
test_a_file_changed_elsewhere_is_noticed (void)
{
  g_autofree char *path = fixture_path ("ailleurs.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(MlgProject) other = open_project (path);
  g_autoptr(GError) error = NULL;

  g_assert_false (mlg_project_file_has_changed (project));
  add_actor (other, "De l’autre poste");
  close_project (&other);
  g_assert_true (mlg_project_file_has_changed (project));
  mlg_project_save (project, &error);
  g_assert_no_error (error);
  g_assert_false (mlg_project_file_has_changed (project));
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 1);
  close_project (&project);
}

int
main (int    argc,
      char **argv)
{
  int result;

  fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/siblings/names-of-copies-are-known", test_names_of_copies_are_known);
  g_test_add_func ("/siblings/copies-with-news-are-offered", test_copies_with_news_are_offered);
  g_test_add_func ("/siblings/a-file-changed-elsewhere-is-noticed", test_a_file_changed_elsewhere_is_noticed);

  result = g_test_run ();
  fixture_end ();
  return result;
}
