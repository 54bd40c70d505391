/* A stick formatted for every computer (exFAT, FAT) is a poor disk: it cannot force a folder nor keep rights, knows
 * no links, dates files to two seconds, and gives them other numbers each time it is plugged in. A network folder
 * may know no locks besides. The system's functions are replaced here by poorer ones, for the files of one folder.
 */

#include "../project-fixture.h"

#include "store/mlg-guard.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static char *stick;              /* the folder; NULL: every disk is a good one */
static guint plugged;            /* how often it was plugged in */
static gboolean has_locks = TRUE;
static guint n_refused;          /* what a good disk would have done */

static gboolean
is_on_stick (const char *path)
{
  return stick != NULL && g_str_has_prefix (path, stick);
}

static gboolean
fd_is_on_stick (int fd)
{
  char link[64], path[4096];
  gssize n;

  if (stick == NULL)
    return FALSE;
  g_snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  n = readlink (link, path, sizeof path - 1);
  if (n <= 0)
    return FALSE;
  path[n] = '\0';
  return is_on_stick (path);
}

static gboolean
is_folder (int fd)
{
  return syscall (SYS_lseek, fd, 0, SEEK_CUR) >= 0 && (fcntl (fd, F_GETFL) & O_DIRECTORY) != 0;
}

static int
refuse (int errsv)
{
  n_refused++;
  errno = errsv;
  return -1;
}

int
fsync (int fd)
{
  if (fd_is_on_stick (fd) && is_folder (fd))
    return refuse (EINVAL);
  return (int) syscall (SYS_fsync, fd);
}

int
fchmod (int    fd,
        mode_t mode)
{
  return fd_is_on_stick (fd) ? refuse (EPERM) : (int) syscall (SYS_fchmod, fd, mode);
}

int
link (const char *from,
      const char *to)
{
  return is_on_stick (to) ? refuse (EPERM) : (int) syscall (SYS_link, from, to);
}

int
flock (int fd,
       int operation)
{
  return !has_locks && fd_is_on_stick (fd) ? refuse (ENOLCK) : (int) syscall (SYS_flock, fd, operation);
}

static void
make_poorer (struct stat *st)
{
  st->st_mtim.tv_sec -= st->st_mtim.tv_sec % 2;
  st->st_mtim.tv_nsec = 0;
  st->st_ino = st->st_ino * 31 + plugged;
  st->st_mode |= 0777;
}

int
fstat (int          fd,
       struct stat *st)
{
  int result = (int) syscall (SYS_newfstatat, fd, "", st, 0x1000 /* AT_EMPTY_PATH */);

  if (result == 0 && fd_is_on_stick (fd))
    make_poorer (st);
  return result;
}

int
stat (const char  *path,
      struct stat *st)
{
  int result = (int) syscall (SYS_newfstatat, AT_FDCWD, path, st, 0);

  if (result == 0 && is_on_stick (path))
    make_poorer (st);
  return result;
}

static char *
plug_in (const char *name)
{
  g_autofree char *folder = fixture_path (name);

  g_mkdir (folder, 0755);
  g_free (stick);
  stick = g_canonicalize_filename (folder, NULL);
  return g_build_filename (stick, "atelier.maillage", NULL);
}

static void
save (MlgProject *project)
{
  g_autoptr(GError) error = NULL;

  mlg_project_save (project, &error);
  g_assert_no_error (error);
  g_assert_cmpint (mlg_project_get_save_state (project), ==, MLG_SAVED);
}

static void
assert_published (const char *path,
                  guint       n_actors)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgProject) project = NULL;

  mlg_guard_check (path, MLG_GUARD_REPLAY, NULL, NULL, &error);
  g_assert_no_error (error);
  project = mlg_project_open_read_only (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, n_actors);
  close_project (&project);
}

static void
test_a_poor_stick_is_written_and_read (void)
{
  g_autofree char *path = plug_in ("clé-exfat");
  g_autoptr(MlgProject) project = create_project (path);

  n_refused = 0;
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("Acteur %u", i);

      add_actor (project, name);
      save (project);
      assert_published (path, i + 1);
    }
  /* The functions above are those that were called. */
  g_assert_cmpuint (n_refused, >, 0);
  close_project (&project);
}

/* Two laptops, one stick, within the same two seconds and of the same size: the dates do not tell. */
static void
test_two_versions_of_one_date_are_told_apart (void)
{
  g_autofree char *path = plug_in ("clé-à-deux");
  g_autoptr(MlgProject) here = create_project (path);
  g_autoptr(MlgProject) there = open_project (path);

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("Acteur %u", i);

      add_actor (i % 2 == 0 ? here : there, name);
      save (i % 2 == 0 ? here : there);
    }
  save (here);
  assert_published (path, 6);
  g_assert_cmpuint (mlg_project_count (here, entity_actor ()), ==, 6);
  close_project (&here);
  close_project (&there);
}

/* Pulled out and plugged in again, its files have other numbers: nothing is lost, nothing is there twice. */
static void
test_plugged_in_again_nothing_is_lost_nor_doubled (void)
{
  g_autofree char *path = plug_in ("clé-rebranchée");
  g_autoptr(MlgProject) project = create_project (path);

  add_actor (project, "Avant");
  save (project);
  add_actor (project, "Pas encore écrit");
  drop_project (&project);

  plugged++;
  project = open_project (path);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 2);
  save (project);
  plugged++;
  add_actor (project, "Après");
  save (project);
  close_project (&project);
  assert_published (path, 3);
}

static void
test_a_folder_without_locks_is_written_all_the_same (void)
{
  g_autofree char *path = plug_in ("réseau");
  g_autoptr(MlgProject) here = NULL;
  g_autoptr(MlgProject) there = NULL;

  has_locks = FALSE;
  here = create_project (path);
  there = open_project (path);
  add_actor (here, "D’ici");
  save (here);
  add_actor (there, "De là");
  save (there);
  assert_published (path, 2);
  close_project (&here);
  close_project (&there);
  has_locks = TRUE;
}

int
main (int    argc,
      char **argv)
{
  int result;

  fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stick/a-poor-stick-is-written-and-read", test_a_poor_stick_is_written_and_read);
  g_test_add_func ("/stick/two-versions-of-one-date-are-told-apart", test_two_versions_of_one_date_are_told_apart);
  g_test_add_func ("/stick/plugged-in-again-nothing-is-lost-nor-doubled", test_plugged_in_again_nothing_is_lost_nor_doubled);
  g_test_add_func ("/stick/a-folder-without-locks-is-written-all-the-same", test_a_folder_without_locks_is_written_all_the_same);

  result = g_test_run ();
  fixture_end ();
  g_clear_pointer (&stick, g_free);
  return result;
}
