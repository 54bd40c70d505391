/* A folder and a project of its own for each test of a program: `g_test_add (path, Fixture, NULL, set_up, test, tear_down)`,
 * or set_up_demo for the demonstration territory.
 */

#pragma once

#include "project-fixture.h"

#include "exchange/mlg-demo.h"

typedef struct
{
  char       *folder;
  MlgProject *project;
} Fixture;

static void
start_fixture (Fixture    *f,
               const char *name)
{
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;

  f->folder = g_dir_make_tmp ("maillage-test-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("XDG_DATA_HOME", f->folder, TRUE);
  g_setenv ("XDG_CACHE_HOME", f->folder, TRUE);
  path = g_build_filename (f->folder, name, NULL);
  f->project = mlg_project_create (path, "Essai", &error);
  g_assert_no_error (error);
}

G_GNUC_UNUSED static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  start_fixture (f, "essai.maillage");
}

G_GNUC_UNUSED static void
set_up_demo (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  start_fixture (f, "demo.maillage");
  mlg_demo_build (f->project, &error);
  g_assert_no_error (error);
}

G_GNUC_UNUSED static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  close_project (&f->project);
  fixture_remove (f->folder);
  g_free (f->folder);
}
