/* kill -9 at any moment: every acknowledged command is there at restart.
 *
 *   parent ──spawns──► writer: opens the file, adds actors, saves now and then, and says the
 *     ▲                name of each on a pipe once its command is done
 *     └──names─── kills it without warning, starts another, and at the end looks for every name
 *
 * --seed: as GLib's test programs; MLG_COMMANDS, MLG_KILLS: other numbers.
 */

#include "../project-fixture.h"

#include "store/mlg-guard.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_COMMANDS       1000
#define N_SHARED         300
#define N_KILLS          120      /* of three programs on one file */
#define SHORT_LIFE       6
#define N_COPIES         200
#define MAX_LIFE         20       /* commands before a writer is killed */
#define MAX_PATIENCE_MS  60000    /* without a word from a writer: it hangs */

static const char *program;

/* ---- the writer */

static gboolean
say (const char *name)
{
  g_autofree char *line = g_strconcat (name, "\n", NULL);

  return write (STDOUT_FILENO, line, strlen (line)) == (gssize) strlen (line);
}

/* Three commands of four are followed by no save; closing now and then is part of life too. */
static int
run_writer (const char *path,
            const char *prefix)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (g_str_hash (prefix));

  for (guint i = 0; ; )
    {
      g_autoptr(MlgProject) project = open_project (path);
      guint n = g_rand_int_range (rand, 1, 12);

      for (guint c = 0; c < n; c++)
        {
          g_autofree char *name = g_strdup_printf ("%s-%u", prefix, i++);

          add_actor (project, name);
          if (!say (name))
            return 1;
          if (g_rand_int_range (rand, 0, 4) == 0)
            mlg_project_save (project, NULL);
        }
      mlg_project_close (project, NULL);
    }
}

typedef struct
{
  GPid  pid;
  int   fd;
  guint life;                  /* names still to be said before the end */
  GString *rest;               /* of a line */
} Writer;

static void
writer_start (Writer     *writer,
              const char *path,
              guint       max_life,
              guint       number)
{
  g_autofree char *prefix = g_strdup_printf ("écrivain%u", number);
  const char *argv[] = { program, "--writer", path, prefix, NULL };
  g_autoptr(GError) error = NULL;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                            &writer->pid, NULL, &writer->fd, NULL, &error);
  g_assert_no_error (error);
  writer->life = g_test_rand_int_range (1, (int) max_life);
  writer->rest = g_string_new (NULL);
}

/* Names said since, into @names. */
static void
writer_listen (Writer    *writer,
               GPtrArray *names)
{
  char buffer[4096];
  gssize n = read (writer->fd, buffer, sizeof buffer);
  char *end;

  g_assert_cmpint (n, >, 0);
  g_string_append_len (writer->rest, buffer, n);
  while ((end = strchr (writer->rest->str, '\n')) != NULL)
    {
      g_ptr_array_add (names, g_strndup (writer->rest->str, end - writer->rest->str));
      g_string_erase (writer->rest, 0, end - writer->rest->str + 1);
      if (writer->life > 0)
        writer->life--;
    }
}

static void
writer_kill (Writer    *writer,
             GPtrArray *names)
{
  struct pollfd ready = { writer->fd, POLLIN };

  kill (writer->pid, SIGKILL);
  waitpid (writer->pid, NULL, 0);

  /* What it had said before it died was acknowledged all the same. */
  while (poll (&ready, 1, 0) > 0 && (ready.revents & POLLIN))
    writer_listen (writer, names);
  close (writer->fd);
  g_string_free (writer->rest, TRUE);
}

/* ---- the judge */

static gboolean
note_name (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  g_hash_table_add (data, g_strdup (values[actor_field ("name")->index]));
  return TRUE;
}

static void
assert_all_there (const char *path,
                  GPtrArray  *names)
{
  g_autoptr(MlgProject) project = open_project (path);
  g_autoptr(GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_lost = 0;

  g_assert_true (mlg_store_foreach (mlg_project_get_store (project), entity_actor (), note_name, there, NULL));
  for (guint i = 0; i < names->len; i++)
    if (!g_hash_table_contains (there, names->pdata[i]))
      {
        g_test_message ("lost: %s", (char *) names->pdata[i]);
        n_lost++;
      }
  g_assert_cmpuint (n_lost, ==, 0);
  close_project (&project);
}

static void
assert_published_whole (const char *path,
                        GPtrArray  *names)
{
  g_autoptr(GError) error = NULL;

  mlg_guard_check (path, MLG_GUARD_REPLAY, NULL, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%u acknowledged commands, all there", names->len);
}

static guint
get_number (const char *variable,
            guint       otherwise)
{
  const char *text = g_getenv (variable);

  return text != NULL ? (guint) atoi (text) : otherwise;
}

/* Writers on one file until @n_commands are acknowledged and @min_kills were killed, each when its life is over. */
static void
run_writers (const char *path,
             guint       n_writers,
             guint       n_commands,
             guint       min_kills,
             guint       max_life,
             GPtrArray  *names)
{
  g_autofree Writer *writers = g_new0 (Writer, n_writers);
  g_autofree struct pollfd *fds = g_new0 (struct pollfd, n_writers);
  static guint n_started;
  guint n_kills = 0;

  for (guint i = 0; i < n_writers; i++)
    writer_start (&writers[i], path, max_life, n_started++);

  while (names->len < n_commands || n_kills < min_kills)
    {
      for (guint i = 0; i < n_writers; i++)
        fds[i] = (struct pollfd) { writers[i].fd, POLLIN };
      g_assert_cmpint (poll (fds, n_writers, MAX_PATIENCE_MS), >, 0);

      for (guint i = 0; i < n_writers; i++)
        {
          if (fds[i].revents == 0)
            continue;
          writer_listen (&writers[i], names);
          if (writers[i].life > 0)
            continue;

          /* Anywhere within what follows a command: another, a save, an opening. */
          g_usleep (g_test_rand_int_range (0, 8000));
          writer_kill (&writers[i], names);
          n_kills++;
          if (n_writers == 1 && n_kills % 8 == 0)
            assert_all_there (path, names);
          writer_start (&writers[i], path, max_life, n_started++);
        }
    }

  for (guint i = 0; i < n_writers; i++)
    writer_kill (&writers[i], names);
  g_test_message ("%u kills", n_kills + n_writers);
}

static void
test_every_acknowledged_command_is_there (void)
{
  g_autofree char *path = fixture_path ("tué.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  close_project (&project);
  run_writers (path, 1, get_number ("MLG_COMMANDS", N_COMMANDS), 0, MAX_LIFE, names);
  assert_all_there (path, names);
  assert_published_whole (path, names);
}

static void
test_three_programs_lose_nothing (void)
{
  g_autofree char *path = fixture_path ("à-trois.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  close_project (&project);
  run_writers (path, 3, get_number ("MLG_COMMANDS", N_SHARED), get_number ("MLG_KILLS", N_KILLS), SHORT_LIFE, names);
  assert_all_there (path, names);
  assert_published_whole (path, names);
}

/* A synchronising client reads the file whenever it likes: it must never get half of one. */
static void
test_copies_taken_at_any_moment_open (void)
{
  g_autofree char *path = fixture_path ("synchronisé.maillage");
  g_autofree char *copy = fixture_path ("copie.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  Writer writer;
  guint n_copies = 0;

  close_project (&project);
  writer_start (&writer, path, MAX_LIFE, 0);
  writer.life = G_MAXUINT;

  while (n_copies < N_COPIES)
    {
      struct pollfd ready = { writer.fd, POLLIN };
      g_autoptr(GError) error = NULL;
      g_autofree char *content = NULL;
      gsize length;

      g_assert_cmpint (poll (&ready, 1, MAX_PATIENCE_MS), >, 0);
      writer_listen (&writer, names);
      g_usleep (g_test_rand_int_range (0, 4000));

      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      g_assert_true (g_file_set_contents (copy, content, length, NULL));
      mlg_guard_check (copy, MLG_GUARD_REPLAY, NULL, NULL, &error);
      g_assert_no_error (error);
      n_copies++;
    }

  writer_kill (&writer, names);
  assert_all_there (path, names);
}

int
main (int    argc,
      char **argv)
{
  int result;

  if (argc == 4 && g_str_equal (argv[1], "--writer"))
    return run_writer (argv[2], argv[3]);

  program = argv[0];
  fixture_begin ();
  g_test_init (&argc, &argv, NULL);
  /* A writer that is killed leaves a pipe; nothing else may. */
  signal (SIGPIPE, SIG_IGN);

  g_test_add_func ("/kill/every-acknowledged-command-is-there", test_every_acknowledged_command_is_there);
  g_test_add_func ("/kill/three-programs-lose-nothing", test_three_programs_lose_nothing);
  g_test_add_func ("/kill/copies-taken-at-any-moment-open", test_copies_taken_at_any_moment_open);

  result = g_test_run ();
  fixture_end ();
  return result;
}
