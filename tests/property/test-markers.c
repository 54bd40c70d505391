/* Nothing personal and nothing confidential leaves in a copy for everybody; what is erased is nowhere
 * any more. Looked for byte by byte.
 */

#include "../project-fixture.h"

#include <glib/gi18n.h>

#include "exchange/mlg-export.h"
#include "markers.h"

static gboolean
is_public (const Marker *marker)
{
  return marker->public;
}

static gboolean
is_for_partners (const Marker *marker)
{
  return marker->partners;
}

static void
assert_none (GArray      *markers,
             const void  *bytes,
             gsize        length,
             gboolean   (*may_pass) (const Marker *),
             const char  *where)
{
  const Marker *found = markers_find (markers, bytes, length, may_pass);

  if (found != NULL)
    {
      g_autofree char *id = mlg_id_dup_text (&found->record);

      g_printerr ("%s: %s, field %s of %s %s\n", where, found->text, found->field == NULL ? "(id)" : found->field->name,
                  found->entity->name, id);
    }
  g_assert_null (found);
}

static void
assert_none_in_file (GArray      *markers,
                     const char  *path,
                     gboolean   (*may_pass) (const Marker *))
{
  g_autofree char *content = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  assert_none (markers, content, length, may_pass, path);
}

/* How many of the markers that may pass are there: a copy that holds nothing would keep every secret. */
static guint
count_there (GArray     *markers,
             const char *path,
             gboolean  (*may_pass) (const Marker *))
{
  g_autofree char *content = NULL;
  gsize length;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  for (guint i = 0; i < markers->len; i++)
    {
      const Marker *marker = &g_array_index (markers, Marker, i);

      if (may_pass (marker) && memmem (content, length, marker->text, strlen (marker->text)) != NULL)
        n++;
    }
  return n;
}

static void
test_copies_hold_no_secret (void)
{
  g_autofree char *path = fixture_path ("entier.maillage");
  g_autofree char *public = fixture_path ("public.maillage");
  g_autofree char *partners = fixture_path ("partenaires.maillage");
  GArray *markers;
  g_autoptr(MlgProject) project = markers_make (path, &markers);
  g_autoptr(GError) error = NULL;

  mlg_project_share (project, public, MLG_LEVEL_PUBLIC, &error);
  g_assert_no_error (error);
  assert_none_in_file (markers, public, is_public);
  g_assert_cmpuint (count_there (markers, public, is_public), >, 40);

  mlg_project_share (project, partners, MLG_LEVEL_PARTNERS, &error);
  g_assert_no_error (error);
  assert_none_in_file (markers, partners, is_for_partners);
  g_assert_cmpuint (count_there (markers, partners, is_for_partners), >, 300);

  close_project (&project);
  markers_free (markers);
}

static void
export_all (MlgProject        *project,
            const MlgExporter *exporter,
            const MlgEntity   *entity,
            MlgLevel           level,
            GArray            *markers)
{
  for (gboolean labels = FALSE; labels <= (exporter->table ? TRUE : FALSE); labels++)
    {
      MlgExportOptions options = { .format = exporter->format, .level = level, .entity = entity, .labels = labels };
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = mlg_export_with_options_to_bytes (project, &options, &error);
      g_autofree char *where = g_strdup_printf ("%s of %s", exporter->name, entity == NULL ? "all" : entity->name);
      gsize length;
      const void *data;

      g_assert_no_error (error);
      data = g_bytes_get_data (bytes, &length);
      assert_none (markers, data, length, level == MLG_LEVEL_PUBLIC ? is_public : is_for_partners, where);
    }
}

/* Every format, of everything and of each entity it can hold. */
static void
test_exports_hold_no_secret (void)
{
  g_autofree char *path = fixture_path ("entier.maillage");
  GArray *markers;
  g_autoptr(MlgProject) project = markers_make (path, &markers);
  guint n_exporters, n_entities;
  const MlgExporter *exporters = mlg_export_get_exporters (&n_exporters);
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  for (guint i = 0; i < n_exporters; i++)
    {
      for (MlgLevel level = MLG_LEVEL_PARTNERS; level <= MLG_LEVEL_PUBLIC; level++)
        {
          if (exporters[i].many)
            export_all (project, &exporters[i], NULL, level, markers);
          for (guint e = 0; e < n_entities; e++)
            {
              if (strcmp (entities[e]->name, MLG_ENTITY_LINK) != 0 && mlg_exporter_can_hold (&exporters[i], entities[e]))
                export_all (project, &exporters[i], entities[e], level, markers);
            }
        }
    }

  close_project (&project);
  markers_free (markers);
}

/* ---- erasure */

static const MlgEntity *erased;
static MlgId erased_id;

/* All of a record is erased with it; what only names it by its id may stay. */
static gboolean
is_left (const Marker *marker)
{
  return marker->field == NULL || marker->entity != erased || !mlg_id_equal (&marker->record, &erased_id);
}

static void
assert_nowhere (GArray     *markers,
                const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  if (dir == NULL)
    {
      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        assert_none_in_file (markers, path, is_left);
      return;
    }

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      assert_none (markers, name, strlen (name), is_left, child);
      assert_nowhere (markers, child);
    }
}

static void
assert_erased (GArray     *markers,
               const char *folder)
{
  assert_nowhere (markers, folder);
  assert_nowhere (markers, g_get_user_data_dir ());
  assert_nowhere (markers, g_get_user_cache_dir ());
  assert_nowhere (markers, g_get_user_config_dir ());
}

/* One record of each entity that can hold something personal, each in its turn, in one file. */
static void
test_what_is_erased_is_nowhere (void)
{
  static const char *const names[] = { "attachment", "handover", "sticky", "attendance", "review_remark", "person_function",
                                       "friction", "verbatim", "person", "actor" };
  g_autofree char *folder = fixture_path ("effacement");
  g_autofree char *path = g_build_filename (folder, "a.maillage", NULL);
  g_autofree char *old = g_build_filename (fixture_folder, "ancienne-copie", NULL);
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(GError) error = NULL;
  GArray *markers;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  project = markers_make (path, &markers);
  mlg_project_save (project, &error);
  g_assert_no_error (error);
  mlg_project_share (project, old, MLG_LEVEL_COMPLETE, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(MlgMergeReport) report = NULL;

      erased = mlg_schema_find (names[i]);
      for (guint m = 0; m < markers->len; m++)
        {
          const Marker *marker = &g_array_index (markers, Marker, m);

          if (marker->entity == erased && marker->field == NULL)
            erased_id = marker->record;
        }

      /* Its words are in the search and in the memory of what was last looked at. */
      g_ptr_array_unref (mlg_project_search_text (project, "zq", 50));
      mlg_project_set (project, erased, &erased_id, mlg_entity_find_number (erased, MLG_FIELD_NOTE), "Autre note", &error);
      g_assert_no_error (error);

      mlg_project_erase (project, erased, &erased_id, &error);
      g_assert_no_error (error);
      assert_erased (markers, folder);

      /* A colleague's old copy does not bring it back, nor anything of it. */
      report = mlg_project_merge (project, old, FALSE, &error);
      g_assert_no_error (error);
      g_assert_null (mlg_project_get_record (project, erased, &erased_id));
      mlg_project_save (project, &error);
      g_assert_no_error (error);
      assert_erased (markers, folder);
    }

  close_project (&project);
  assert_erased (markers, folder);
  markers_free (markers);
}

int
main (int    argc,
      char **argv)
{
  int result;

  fixture_begin ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markers/copies-hold-no-secret", test_copies_hold_no_secret);
  g_test_add_func ("/markers/exports-hold-no-secret", test_exports_hold_no_secret);
  g_test_add_func ("/markers/what-is-erased-is-nowhere", test_what_is_erased_is_nowhere);
  result = g_test_run ();
  fixture_end ();
  return result;
}
