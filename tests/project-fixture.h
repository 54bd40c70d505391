/* A folder of its own for each test program: files, working copies, caches. Call
 * fixture_begin before anything asks GLib where data live.
 */

#pragma once

#include "store/mlg-project.h"

#include <glib/gstdio.h>
#include <string.h>

static char *fixture_folder;

G_GNUC_UNUSED static void
fixture_remove (const char *path)
{
  g_autoptr(GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      fixture_remove (child);
    }
  g_remove (path);
}

G_GNUC_UNUSED static void
fixture_begin (void)
{
  g_autofree char *data = NULL;
  g_autofree char *cache = NULL;
  g_autofree char *config = NULL;

  fixture_folder = g_dir_make_tmp ("maillage-test-XXXXXX", NULL);
  data = g_build_filename (fixture_folder, "data", NULL);
  cache = g_build_filename (fixture_folder, "cache", NULL);
  config = g_build_filename (fixture_folder, "config", NULL);
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_setenv ("MAILLAGE_AUTHOR", "Épreuve", TRUE);
}

G_GNUC_UNUSED static void
fixture_end (void)
{
  fixture_remove (fixture_folder);
  g_clear_pointer (&fixture_folder, g_free);
}

/* A new name in the folder; free it. */
G_GNUC_UNUSED static char *
fixture_path (const char *name)
{
  static int n;
  g_autofree char *numbered = g_strdup_printf ("%d-%s", ++n, name);

  return g_build_filename (fixture_folder, numbered, NULL);
}

G_GNUC_UNUSED static const MlgEntity *
entity_actor (void)
{
  return mlg_schema_find (MLG_ENTITY_ACTOR);
}

G_GNUC_UNUSED static const MlgField *
actor_field (const char *name)
{
  const MlgField *field = mlg_entity_find_field (entity_actor (), name);

  g_assert_nonnull (field);
  return field;
}

/* One command: a new actor. */
G_GNUC_UNUSED static MlgId
add_actor (MlgProject *project,
           const char *name)
{
  const MlgEntity *actor = entity_actor ();
  g_autofree const char **values = g_new0 (const char *, actor->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId id = { { 0 } };

  values[actor_field ("name")->index] = name;
  mlg_project_add (project, actor, values, &id, &error);
  g_assert_no_error (error);
  return id;
}

G_GNUC_UNUSED static void
set_actor (MlgProject  *project,
           const MlgId *id,
           const char  *field,
           const char  *value)
{
  g_autoptr(GError) error = NULL;

  mlg_project_set (project, entity_actor (), id, actor_field (field), value, &error);
  g_assert_no_error (error);
}

G_GNUC_UNUSED static void
close_project (MlgProject **project)
{
  g_autoptr(GError) error = NULL;

  mlg_project_close (*project, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (*project);
  *project = NULL;
}

/* As a kill would: nothing is published. */
G_GNUC_UNUSED static void
drop_project (MlgProject **project)
{
  g_assert_finalize_object (*project);
  *project = NULL;
}

G_GNUC_UNUSED static MlgProject *
open_project (const char *path)
{
  g_autoptr(GError) error = NULL;
  MlgProject *project = mlg_project_open (path, &error);

  g_assert_no_error (error);
  return project;
}

G_GNUC_UNUSED static MlgProject *
create_project (const char *path)
{
  g_autoptr(GError) error = NULL;
  MlgProject *project = mlg_project_create (path, "Territoire d’épreuve", &error);

  g_assert_no_error (error);
  return project;
}

/* Titles of records, joined by "|". */
G_GNUC_UNUSED static char *
join_titles (GPtrArray *records)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *title = mlg_record_dup_title (records->pdata[i]);

      g_string_append_printf (joined, "%s%s", i > 0 ? "|" : "", title);
    }
  return g_string_free (joined, FALSE);
}
