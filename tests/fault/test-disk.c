/* A full disk, a folder one may not write in, a stick that is gone: the work is kept, and said.
 *
 * Each case runs in a process of its own, because limits and rights cannot be taken back.
 */

#include "../project-fixture.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534

static int
run_apart (void (*func) (const char *),
           const char *path)
{
  pid_t pid = fork ();
  int status;

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      func (path);
      _exit (0);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  return status;
}

static void
limit_files (gsize bytes)
{
  struct rlimit limit = { bytes, RLIM_INFINITY };

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static guint64
size_of (const char *path)
{
  struct stat st;

  g_assert_cmpint (stat (path, &st), ==, 0);
  return st.st_size;
}

/* ---- full while publishing */

static void
save_on_a_full_disk (const char *path)
{
  MlgProject *project = open_project (path);
  g_autoptr(GError) error = NULL;

  add_actor (project, "Dit juste avant");
  limit_files (size_of (path) / 2);
  g_assert_false (mlg_project_save (project, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_FULL);
  g_assert_cmpint (mlg_project_get_save_state (project), ==, MLG_TARGET_FULL);
  g_clear_error (&error);
  g_assert_false (mlg_project_close (project, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_FULL);
}

static void
test_full_disk_keeps_the_old_file_and_the_work (void)
{
  g_autofree char *path = fixture_path ("plein.maillage");
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr(MlgProject) project = create_project (path);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before, n_after;

  close_project (&project);
  g_file_get_contents (path, &before, &n_before, NULL);
  g_assert_cmpint (run_apart (save_on_a_full_disk, path), ==, 0);
  g_file_get_contents (path, &after, &n_after, NULL);
  g_assert_cmpmem (before, n_before, after, n_after);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));

  /* Room again: the next opening finds the work, and publishes it. */
  project = open_project (path);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 1);
  close_project (&project);
}

/* ---- full while entering */

static void
enter_until_full (const char *path)
{
  MlgProject *project = open_project (path);
  g_autofree char *said = g_strconcat (path, ".said", NULL);
  g_autofree char *long_text = g_strnfill (20000, 'x');
  guint n_said = 0;

  limit_files (size_of (path) + 500000);
  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr(MlgGesture) gesture = mlg_project_begin (project, "Add", NULL);
      g_autofree const char **values = g_new0 (const char *, entity_actor ()->n_fields);
      g_autoptr(GError) error = NULL;
      MlgId id = { { 0 } };

      values[actor_field ("name")->index] = "Entré";
      values[actor_field ("description")->index] = long_text;
      if (gesture != NULL &&
          mlg_gesture_insert (gesture, entity_actor (), &id, values, &error) &&
          mlg_project_commit (project, g_steal_pointer (&gesture), &error))
        {
          n_said++;
          continue;
        }

      g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_FULL);
      g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, n_said);
      break;
    }

  g_assert_cmpuint (n_said, >, 0);
  g_assert_cmpuint (n_said, <, 1000);
  {
    g_autofree char *text = g_strdup_printf ("%u", n_said);

    g_assert_true (g_file_set_contents (said, text, -1, NULL));
  }
}

static void
test_full_disk_refuses_a_command_whole (void)
{
  g_autofree char *path = fixture_path ("saisie.maillage");
  g_autofree char *said = g_strconcat (path, ".said", NULL);
  g_autoptr(MlgProject) project = create_project (path);
  g_autofree char *n_said = NULL;

  close_project (&project);
  g_assert_cmpint (run_apart (enter_until_full, path), ==, 0);
  g_assert_true (g_file_get_contents (said, &n_said, NULL, NULL));

  project = open_project (path);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, (guint) atoi (n_said));
  close_project (&project);
}

/* ---- a small disk that is really full */

static void
test_full_stick_keeps_the_work (void)
{
  g_autofree char *folder = fixture_path ("petite-clé");
  g_autofree char *path = g_build_filename (folder, "atelier.maillage", NULL);
  g_autofree char *filler = g_build_filename (folder, "photos", NULL);
  g_autofree char *garbage = g_malloc0 (8 << 20);
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(GError) error = NULL;
  FILE *stream;

  g_mkdir (folder, 0755);
  if (mount ("maillage-test", folder, "tmpfs", 0, "size=6m") != 0)
    {
      g_test_skip ("a small disk cannot be mounted here");
      return;
    }

  project = create_project (path);
  stream = fopen (filler, "w");
  fwrite (garbage, 1, 8 << 20, stream);
  fclose (stream);
  add_actor (project, "Sans place");

  g_assert_false (mlg_project_save (project, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_FULL);
  g_assert_cmpint (mlg_project_get_save_state (project), ==, MLG_TARGET_FULL);
  g_clear_error (&error);

  g_unlink (filler);
  mlg_project_save (project, &error);
  g_assert_no_error (error);
  g_assert_cmpint (mlg_project_get_save_state (project), ==, MLG_SAVED);
  close_project (&project);
  umount (folder);
}

/* ---- read-only */

static void
work_in_a_read_only_folder (const char *path)
{
  MlgProject *project;
  g_autoptr(GError) error = NULL;

  /* Root may write anywhere: be somebody else. */
  if (geteuid () == 0)
    g_assert_true (setegid (NOBODY) == 0 && seteuid (NOBODY) == 0);

  project = open_project (path);
  add_actor (project, "Noté sur une clé protégée");
  g_assert_false (mlg_project_save (project, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_READ_ONLY);
  g_assert_cmpint (mlg_project_get_save_state (project), ==, MLG_TARGET_READ_ONLY);
  mlg_project_close (project, NULL);
  g_object_unref (project);

  project = open_project (path);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 1);
}

static void
give_to_nobody (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      give_to_nobody (child);
    }
  if (chown (path, NOBODY, NOBODY) != 0)
    g_test_message ("%s stays ours", path);
}

static void
test_read_only_folder_keeps_the_work (void)
{
  g_autofree char *folder = fixture_path ("clé-protégée");
  g_autofree char *path = g_build_filename (folder, "atelier.maillage", NULL);
  g_autoptr(MlgProject) project = NULL;

  g_mkdir (folder, 0755);
  project = create_project (path);
  close_project (&project);

  if (geteuid () == 0)
    give_to_nobody (fixture_folder);
  g_chmod (path, 0444);
  g_chmod (folder, 0555);
  g_assert_cmpint (run_apart (work_in_a_read_only_folder, path), ==, 0);
  g_chmod (folder, 0755);

  project = open_project (path);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 1);
  close_project (&project);
}

/* ---- gone in the middle of publishing */

static void
test_folder_put_back_later_gets_everything (void)
{
  g_autofree char *folder = fixture_path ("clé");
  g_autofree char *away = fixture_path ("clé-retirée");
  g_autofree char *path = g_build_filename (folder, "atelier.maillage", NULL);
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(GError) error = NULL;

  g_mkdir (folder, 0755);
  project = create_project (path);
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *name = g_strdup_printf ("Acteur %u", i);

      add_actor (project, name);
      if (i % 2 == 0)
        {
          g_rename (folder, away);
          g_assert_false (mlg_project_save (project, NULL));
          g_assert_cmpint (mlg_project_get_save_state (project), ==, MLG_TARGET_GONE);
          g_rename (away, folder);
        }
    }
  mlg_project_save (project, &error);
  g_assert_no_error (error);
  close_project (&project);

  project = mlg_project_open_read_only (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 10);
  close_project (&project);
}

/* A synchronising program puts half a file, nothing, or another file where ours was: what is typed is kept,
 * told, and saved as soon as ours is back. */
static void
test_another_thing_in_its_place_keeps_the_work (void)
{
  g_autofree char *path = fixture_path ("remplacé.maillage");
  g_autofree char *elsewhere = fixture_path ("autre.maillage");
  g_autofree char *ours = NULL, *other = NULL, *after = NULL;
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(MlgProject) another = create_project (elsewhere);
  gsize size, other_size;
  struct { const char *content; gsize size; } things[3];

  add_actor (project, "Avant");
  g_assert_true (mlg_project_save (project, NULL));
  close_project (&another);
  g_assert_true (g_file_get_contents (path, &ours, &size, NULL));
  g_assert_true (g_file_get_contents (elsewhere, &other, &other_size, NULL));
  things[0].content = "", things[0].size = 0;
  things[1].content = ours, things[1].size = size / 2;
  things[2].content = other, things[2].size = other_size;

  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    {
      g_autoptr(GError) error = NULL;
      gsize left;

      g_assert_true (g_file_set_contents (path, things[i].content, (gssize) things[i].size, NULL));
      add_actor (project, "Pendant");
      g_assert_false (mlg_project_save (project, &error));
      g_assert_nonnull (strstr (error->message, "another name"));
      g_assert_cmpint (mlg_project_get_save_state (project), ==, MLG_TARGET_REPLACED);

      /* Left as it is: it may be somebody's. */
      g_clear_pointer (&after, g_free);
      g_assert_true (g_file_get_contents (path, &after, &left, NULL));
      g_assert_cmpmem (after, left, things[i].content, things[i].size);
    }

  g_assert_true (g_file_set_contents (path, ours, (gssize) size, NULL));
  g_assert_true (mlg_project_save (project, NULL));
  g_assert_cmpint (mlg_project_get_save_state (project), ==, MLG_SAVED);
  close_project (&project);
  project = open_project (path);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 1 + G_N_ELEMENTS (things));
  close_project (&project);
}

int
main (int    argc,
      char **argv)
{
  int result;

  fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/disk/full-disk-keeps-the-old-file-and-the-work", test_full_disk_keeps_the_old_file_and_the_work);
  g_test_add_func ("/disk/full-disk-refuses-a-command-whole", test_full_disk_refuses_a_command_whole);
  g_test_add_func ("/disk/full-stick-keeps-the-work", test_full_stick_keeps_the_work);
  g_test_add_func ("/disk/read-only-folder-keeps-the-work", test_read_only_folder_keeps_the_work);
  g_test_add_func ("/disk/another-thing-in-its-place-keeps-the-work", test_another_thing_in_its_place_keeps_the_work);
  g_test_add_func ("/disk/folder-put-back-later-gets-everything", test_folder_put_back_later_gets_everything);

  result = g_test_run ();
  fixture_end ();
  return result;
}
