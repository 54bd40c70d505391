/* maillage-cli --self-test: the main job on a file of its own, in a temporary folder. For whoever
 * installs the program, and for the one who answers when it does not work.
 */

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "analysis/mlg-measures.h"
#include "cli/mlg-cli.h"
#include "exchange/mlg-demo.h"
#include "exchange/mlg-export.h"
#include "exchange/mlg-import.h"
#include "exchange/mlg-project-graph.h"

/* What the demonstration territory holds (data/demo/demo.json). */
#define N_ACTORS        71
#define N_PARTNERSHIPS  52
#define N_ISOLATES      9

static gboolean
expect (gboolean      held,
        const char   *what,
        GError      **error)
{
  return held || mlg_cli_fail (error, MLG_CLI_ERROR_FAILED, _("The self-test failed: %s."), what);
}

static guint64
count_actors (MlgProject *project)
{
  return mlg_project_count (project, mlg_schema_find (MLG_ENTITY_ACTOR));
}

static gboolean
test_graph (MlgProject  *project,
            GError     **error)
{
  g_autoptr(MlgGraph) graph = mlg_project_graph_new (project, MLG_GRAPH_PARTNERSHIPS);
  g_autoptr(MlgMeasures) measures = mlg_measures_new (graph, MLG_LAYER_ALL, MLG_MEASURE_BASIC);

  return expect (measures->n_links == N_PARTNERSHIPS, _("partnerships"), error) &&
         expect (measures->isolates->len == N_ISOLATES, _("isolated actors"), error);
}

static gboolean
test_import_and_undo (MlgProject  *project,
                      GError     **error)
{
  static const char list[] = "Nom;Commune;Latitude;Longitude\nAtelier d’essai;Saugues;44,96;3,55\n";
  g_autoptr(GBytes) bytes = g_bytes_new_static (list, strlen (list));
  g_autoptr(MlgImport) import = mlg_import_new_for_bytes (project, "list.csv", bytes, error);

  return import != NULL && mlg_import_apply (import, NULL, NULL, NULL, error) &&
         expect (count_actors (project) == N_ACTORS + 1, _("import"), error) &&
         mlg_project_undo (project, error) &&
         expect (count_actors (project) == N_ACTORS, _("undo"), error);
}

static gboolean
test_export (MlgProject  *project,
             GError     **error)
{
  g_autoptr(GBytes) csv = mlg_export_to_bytes (project, MLG_EXPORT_CSV, NULL, MLG_LEVEL_PUBLIC, error);
  g_autoptr(GBytes) json = csv == NULL ? NULL : mlg_export_to_bytes (project, MLG_EXPORT_JSON, NULL, MLG_LEVEL_COMPLETE, error);

  return json != NULL && expect (g_bytes_get_size (csv) > 1000 && g_bytes_get_size (json) > 10000, _("export"), error);
}

static gboolean
test_merge (MlgProject  *project,
            const char  *folder,
            GError     **error)
{
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  const MlgField *name = mlg_entity_find_field (actor, "name");
  g_autofree const char **values = g_new0 (const char *, actor->n_fields);
  g_autofree char *copy_path = g_build_filename (folder, "copy.maillage", NULL);
  g_autoptr(MlgProject) copy = NULL;
  g_autoptr(MlgMergeReport) report = NULL;
  MlgId id = { 0 };

  if (!mlg_project_share (project, copy_path, MLG_LEVEL_COMPLETE, error))
    return FALSE;

  copy = mlg_project_open (copy_path, error);
  values[name->index] = "Atelier d’une collègue";
  if (copy == NULL || !mlg_project_add (copy, actor, values, &id, error) || !mlg_project_close (copy, error))
    return FALSE;

  report = mlg_project_merge (project, copy_path, FALSE, error);
  return report != NULL && expect (count_actors (project) == N_ACTORS + 1, _("merge"), error);
}

static gboolean
test_all (const char  *folder,
          GError     **error)
{
  g_autofree char *path = g_build_filename (folder, "self-test.maillage", NULL);
  g_autoptr(MlgProject) project = mlg_project_create (path, NULL, error);
  g_autoptr(GPtrArray) problems = NULL;

  if (project == NULL || !mlg_demo_build (project, error) ||
      !expect (count_actors (project) == N_ACTORS, _("demonstration territory"), error) ||
      !test_graph (project, error) || !test_import_and_undo (project, error) ||
      !test_export (project, error) || !test_merge (project, folder, error))
    return FALSE;

  problems = mlg_store_check (mlg_project_get_store (project), FALSE, NULL, error);
  return problems != NULL && expect (problems->len == 0, _("check"), error) && mlg_project_close (project, error);
}

static void
remove_folder (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

gboolean
mlg_cli_self_test (GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("maillage-XXXXXX", error);
  gboolean done;

  if (folder == NULL)
    return FALSE;

  /* Working copies and caches there too: nothing of the user's is touched. */
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  done = test_all (folder, error);
  remove_folder (folder);

  if (done)
    mlg_cli_print ("%s", _("Everything works: ok."));
  return done;
}
