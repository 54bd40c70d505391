/* 5 000 damaged files: none crashes, none hangs, none is opened with other words than were
 * written in it. Each is judged in a process of its own, with little time.
 *
 * MLG_DAMAGED changes the number; --seed repeats a run; MLG_KEEP names where to keep a file that
 * was wrongly accepted.
 */

#include "../project-fixture.h"

#include "model/mlg-value.h"
#include "store/mlg-guard.h"
#include "store/mlg-rescue.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_FILES         5000
#define N_JUDGES        2
#define N_SECONDS       20     /* for one file; the slowest takes a hundredth of it */

#define EXIT_REFUSED    10
#define EXIT_SAME       11
#define EXIT_CHANGED    12

/* ---- a file worth damaging */

static char *
make_file (void)
{
  static const char *const words[] = { "Épicerie", "Jardins", "Atelier", "Ressourcerie", "Cœur", "L’Œuvre", "Île" };
  char *path = fixture_path ("sain.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  MlgId first = { { 0 } };

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s n° %u", words[i % G_N_ELEMENTS (words)], i);
      g_autofree char *place = g_strdup_printf ("44.%u1%c4.%u1%ccommune", 100 + i, MLG_PART_SEPARATOR, 200 + i,
                                                MLG_PART_SEPARATOR);
      MlgId id = add_actor (project, name);

      set_actor (project, &id, "place", place);
      set_actor (project, &id, "description", "Un lieu où l’on répare, où l’on troque, où l’on apprend.");
      if (i % 5 == 0)
        set_actor (project, &id, "aliases", "Autre nom\x1e" "Ancien nom");
      if (i == 0)
        first = id;
    }
  mlg_project_delete (project, entity_actor (), &first, NULL);
  close_project (&project);
  return path;
}

/* Every value of every table, in one fingerprint. */
static char *
fingerprint (const char *path)
{
  g_autofree char *uri = g_strdup_printf ("file:%s?mode=ro&immutable=1", path);
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3 *handle = NULL;
  sqlite3_stmt *tables = NULL;

  sqlite3_open_v2 (uri, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
  sqlite3_prepare_v2 (handle, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", -1, &tables, NULL);
  while (sqlite3_step (tables) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (tables, 0);
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY 1, 2", name);
      sqlite3_stmt *rows = NULL;

      g_checksum_update (sum, (const guchar *) name, -1);
      sqlite3_prepare_v2 (handle, sql, -1, &rows, NULL);
      while (sqlite3_step (rows) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count (rows); i++)
          {
            gint32 head[2] = { sqlite3_column_type (rows, i), sqlite3_column_bytes (rows, i) };

            g_checksum_update (sum, (const guchar *) head, sizeof head);
            if (head[1] > 0)
              g_checksum_update (sum, sqlite3_column_blob (rows, i), head[1]);
          }
      sqlite3_finalize (rows);
    }
  sqlite3_finalize (tables);
  sqlite3_close (handle);

  return g_strdup (g_checksum_get_string (sum));
}

/* ---- ways to damage it */

typedef struct
{
  guint8 *bytes;
  gsize   length;
  gsize   page;
} Patient;

/* Half of a young file is the empty pages of tables nobody used: aim where something is. */
static gsize
choose_place (Patient *patient,
              GRand   *rand,
              gsize    room)
{
  gsize at = 0;

  for (guint i = 0; i < 12; i++)
    {
      at = g_rand_int_range (rand, 0, patient->length - room);
      if (patient->bytes[at] != 0)
        break;
    }
  return at;
}

static void
truncate_it (Patient *patient,
             GRand   *rand)
{
  patient->length = g_rand_int_range (rand, 0, patient->length);
}

static void
flip_a_bit (Patient *patient,
            GRand   *rand)
{
  patient->bytes[choose_place (patient, rand, 0)] ^= 1 << g_rand_int_range (rand, 0, 8);
}

static void
scatter (Patient *patient,
         GRand   *rand,
         guint    n)
{
  gsize at = choose_place (patient, rand, n);

  for (guint i = 0; i < n; i++)
    patient->bytes[at + i] = g_rand_int_range (rand, 0, 256);
}

static void
write_16_bytes (Patient *patient,
                GRand   *rand)
{
  scatter (patient, rand, 16);
}

static void
write_512_bytes (Patient *patient,
                 GRand   *rand)
{
  scatter (patient, rand, 512);
}

static gsize
choose_page (Patient *patient,
             GRand   *rand)
{
  return choose_place (patient, rand, 0) / patient->page * patient->page;
}

static void
zero_a_page (Patient *patient,
             GRand   *rand)
{
  memset (patient->bytes + choose_page (patient, rand), 0, patient->page);
}

static void
swap_pages (Patient *patient,
            GRand   *rand)
{
  g_autofree guint8 *kept = g_malloc (patient->page);
  guint8 *a = patient->bytes + choose_page (patient, rand);
  guint8 *b = patient->bytes + choose_page (patient, rand);

  memcpy (kept, a, patient->page);
  memmove (a, b, patient->page);
  memcpy (b, kept, patient->page);
}

static void
change_the_header (Patient *patient,
                   GRand   *rand)
{
  patient->bytes[g_rand_int_range (rand, 0, 100)] = g_rand_int_range (rand, 0, 256);
}

static void
repeat_a_page (Patient *patient,
               GRand   *rand)
{
  gsize from = choose_page (patient, rand);

  memmove (patient->bytes + choose_page (patient, rand), patient->bytes + from, patient->page);
}

static const struct { const char *name; void (*damage) (Patient *, GRand *); } ways[] = {
  { "truncated", truncate_it },
  { "one bit", flip_a_bit },
  { "16 bytes", write_16_bytes },
  { "512 bytes", write_512_bytes },
  { "page of zeros", zero_a_page },
  { "pages swapped", swap_pages },
  { "header byte", change_the_header },
  { "page repeated", repeat_a_page },
};

/* ---- the judge */

static void
say_nothing (const char     *domain,
             GLogLevelFlags  level,
             const char     *message,
             gpointer        data)
{
}

static int
judge (const char *path,
       const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *found = NULL;

  alarm (N_SECONDS);
  if (!mlg_guard_check (path, MLG_GUARD_REPLAY, NULL, NULL, &error))
    return error->domain == MLG_STORE_ERROR && error->message[0] != '\0' ? EXIT_REFUSED : EXIT_FAILURE;

  found = fingerprint (path);
  return g_str_equal (found, expected) ? EXIT_SAME : EXIT_CHANGED;
}

typedef struct
{
  pid_t pid;
  guint way;
  guint number;
  char *path;
} Case;

typedef struct
{
  guint refused, same, changed, broken;
} Verdict;

static void
wait_for (Case    *one,
          Verdict *verdicts)
{
  Verdict *verdict = &verdicts[one->way];
  int status;

  g_assert_cmpint (waitpid (one->pid, &status, 0), ==, one->pid);
  if (WIFEXITED (status) && WEXITSTATUS (status) == EXIT_REFUSED)
    verdict->refused++;
  else if (WIFEXITED (status) && WEXITSTATUS (status) == EXIT_SAME)
    verdict->same++;
  else if (WIFEXITED (status) && WEXITSTATUS (status) == EXIT_CHANGED)
    verdict->changed++;
  else
    verdict->broken++;

  if (!WIFEXITED (status) || WEXITSTATUS (status) < EXIT_REFUSED || WEXITSTATUS (status) == EXIT_CHANGED)
    g_printerr ("file %u (%s): status %x; the same --seed makes it again\n", one->number,
                ways[one->way].name, status);
  if (WIFEXITED (status) && WEXITSTATUS (status) == EXIT_CHANGED && g_getenv ("MLG_KEEP") != NULL)
    g_rename (one->path, g_getenv ("MLG_KEEP"));
  g_unlink (one->path);
  g_clear_pointer (&one->path, g_free);
}

static void
begin (Case         *one,
       const guint8 *sound,
       gsize         length,
       const char   *expected)
{
  Patient patient = { g_memdup2 (sound, length), length };
  g_autoptr(GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autofree char *name = g_strdup_printf ("abimé-%u.maillage", one->number);

  patient.page = sound[16] << 8 | sound[17];
  one->way = one->number % G_N_ELEMENTS (ways);
  ways[one->way].damage (&patient, rand);
  one->path = g_build_filename (fixture_folder, name, NULL);
  g_assert_true (g_file_set_contents_full (one->path, (char *) patient.bytes, patient.length,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_free (patient.bytes);

  one->pid = fork ();
  g_assert_cmpint (one->pid, >=, 0);
  if (one->pid == 0)
    {
      g_log_set_default_handler (say_nothing, NULL);
      _exit (judge (one->path, expected));
    }
}

static void
test_damaged_files_are_refused_or_unchanged (void)
{
  g_autofree char *path = make_file ();
  g_autofree char *expected = fingerprint (path);
  const char *text = g_getenv ("MLG_DAMAGED");
  guint n_files = text != NULL ? (guint) atoi (text) : N_FILES;
  Verdict verdicts[G_N_ELEMENTS (ways)] = { 0 };
  Case cases[N_JUDGES] = { 0 };
  g_autofree char *sound = NULL;
  gsize length;
  guint n_wrong = 0;

  /* The sound one is accepted; and what is read only once is read before the forks. */
  g_assert_cmpint (judge (path, expected), ==, EXIT_SAME);
  alarm (0);
  g_assert_true (g_file_get_contents (path, &sound, &length, NULL));
  if (g_getenv ("MLG_KEEP") != NULL)
    {
      g_autofree char *kept = g_strconcat (g_getenv ("MLG_KEEP"), ".sound", NULL);

      g_file_set_contents (kept, sound, length, NULL);
    }

  for (guint i = 0; i < n_files; i++)
    {
      Case *one = &cases[i % N_JUDGES];

      if (one->path != NULL)
        wait_for (one, verdicts);
      one->number = i;
      begin (one, (const guint8 *) sound, length, expected);
    }
  for (guint i = 0; i < N_JUDGES; i++)
    if (cases[i].path != NULL)
      wait_for (&cases[i], verdicts);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      Verdict *verdict = &verdicts[i];

      g_test_message ("%-14s refused %4u  accepted unchanged %4u  changed %u  broken %u", ways[i].name,
                      verdict->refused, verdict->same, verdict->changed, verdict->broken);
      n_wrong += verdict->changed + verdict->broken;
    }
  g_assert_cmpuint (n_wrong, ==, 0);
}

/* ---- a file made on purpose */

static void
test_hostile_schemas_are_refused (void)
{
  static const char *const attacks[] = {
    "CREATE TRIGGER t AFTER INSERT ON actor BEGIN DELETE FROM op; END",
    "CREATE VIEW v AS SELECT * FROM actor",
    "CREATE TABLE extra (x)",
    "CREATE VIRTUAL TABLE f USING fts5 (x)",
    "CREATE INDEX i ON actor (abs (_rid))",
    "ALTER TABLE actor ADD COLUMN g AS (upper (name))",
    "DROP INDEX op_cell",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace (sql, 'TEXT', 'TEXT ') WHERE name = 'actor'",
  };
  g_autofree char *sound = make_file ();

  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_autofree char *path = fixture_path ("hostile.maillage");
      g_autofree char *content = NULL;
      g_autoptr(GError) error = NULL;
      sqlite3 *handle = NULL;
      gsize length;

      g_file_get_contents (sound, &content, &length, NULL);
      g_file_set_contents (path, content, length, NULL);
      g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (handle, attacks[i], NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (handle);

      g_assert_null (mlg_project_open (path, &error));
      g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_DAMAGED);
    }
}

/* Sound pages, sound schema, and a table that is not what its journal says. */
static void
test_silent_edits_are_refused (void)
{
  static const char *const edits[] = {
    "UPDATE actor SET name = 'Autre' WHERE _rid = 7",
    "DELETE FROM actor WHERE _rid = 9",
    "UPDATE op SET val = 'Autre' WHERE n = (SELECT max (n) FROM op)",
    "UPDATE op SET hlc = hlc + 1 WHERE n = 12",
    "DELETE FROM site",
    "DELETE FROM meta WHERE k = 'doc_id'",
    "UPDATE site SET author = 'Une autre'",
    "UPDATE actor SET name = CAST (name AS BLOB) WHERE _rid = 7",
    "UPDATE op SET cmd = CAST (cmd AS BLOB) WHERE cmd NOT NULL",
    "UPDATE op SET sup = x'' WHERE sup = 0",
    "DELETE FROM conflict; UPDATE op SET sup = 1 - sup WHERE n = 20",
    "INSERT INTO actor (_id, _del, _made, _hlc, _sid, name) VALUES (randomblob (16), 0, 0, 0, 0, 'Clandestin')",
  };
  g_autofree char *sound = make_file ();

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *path = fixture_path ("retouché.maillage");
      g_autofree char *content = NULL;
      g_autoptr(GError) error = NULL;
      sqlite3 *handle = NULL;
      gsize length;

      g_file_get_contents (sound, &content, &length, NULL);
      g_file_set_contents (path, content, length, NULL);
      sqlite3_open (path, &handle);
      g_assert_cmpint (sqlite3_exec (handle, edits[i], NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (handle);

      g_test_message ("%s", edits[i]);
      g_assert_false (mlg_guard_check (path, MLG_GUARD_REPLAY, NULL, NULL, &error));
      g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_DAMAGED);
    }
}

/* ---- what can be saved */

static guint32
root_page_of (const char *path,
              const char *table)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  guint32 page;

  sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL);
  sqlite3_prepare_v2 (handle, "SELECT rootpage FROM sqlite_schema WHERE name = ?1", -1, &statement, NULL);
  sqlite3_bind_text (statement, 1, table, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  page = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return page;
}

static void
test_journal_rescues_the_tables (void)
{
  g_autofree char *path = make_file ();
  g_autofree char *saved = fixture_path ("sauvé.maillage");
  g_autofree char *content = NULL;
  g_autofree char *untouched = NULL;
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(GError) error = NULL;
  guint32 page = root_page_of (path, "actor");
  g_autofree char *doc_id = NULL;
  g_autofree char *same = NULL;
  guint64 n_saved, n_lost;
  gsize length, n_untouched;

  project = mlg_project_open_read_only (path, &error);
  g_assert_no_error (error);
  doc_id = mlg_store_dup_meta (mlg_project_get_store (project), "doc_id");
  close_project (&project);

  g_file_get_contents (path, &content, &length, NULL);
  memset (content + (page - 1) * 4096, 0, 4096);
  g_file_set_contents (path, content, length, NULL);
  g_assert_null (mlg_project_open (path, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_DAMAGED);
  g_clear_error (&error);

  mlg_rescue (path, saved, &n_saved, &n_lost, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_lost, ==, 0);
  g_assert_cmpuint (n_saved, >, 180);
  project = open_project (saved);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 59);
  same = mlg_store_dup_meta (mlg_project_get_store (project), "doc_id");
  g_assert_cmpstr (same, ==, doc_id);
  close_project (&project);

  g_file_get_contents (path, &untouched, &n_untouched, NULL);
  g_assert_cmpmem (content, length, untouched, n_untouched);
}

/* Whatever was hit: a sound file with part of the words, or a refusal. */
static void
test_rescued_files_are_sound (void)
{
  g_autofree char *sound = make_file ();
  g_autofree char *content = NULL;
  gsize length;
  guint n_rescued = 0;

  g_file_get_contents (sound, &content, &length, NULL);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *path = fixture_path ("abimé.maillage");
      g_autofree char *saved = fixture_path ("sauvé.maillage");
      g_autoptr(GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
      g_autoptr(GError) error = NULL;
      Patient patient = { g_memdup2 (content, length), length, 4096 };

      ways[i % G_N_ELEMENTS (ways)].damage (&patient, rand);
      g_file_set_contents (path, (char *) patient.bytes, patient.length, NULL);
      g_free (patient.bytes);

      if (mlg_rescue (path, saved, NULL, NULL, &error))
        {
          mlg_guard_check (saved, MLG_GUARD_REPLAY, NULL, NULL, &error);
          g_assert_no_error (error);
          n_rescued++;
        }
      else
        {
          g_assert_true (error->domain == MLG_STORE_ERROR);
          g_assert_false (g_file_test (saved, G_FILE_TEST_EXISTS));
        }
      g_unlink (path);
      g_unlink (saved);
    }
  g_test_message ("%u of 40 rescued", n_rescued);
  g_assert_cmpuint (n_rescued, >=, 10);
}

/* What a full disk or a synchronisation leaves is said to be what it is, and left. */
static void
test_an_unfinished_copy_is_said_to_be_one (void)
{
  static const struct { const char *name, *content, *said; MlgStoreError code; } cases[] = {
    { "vide.maillage", "", "is empty", MLG_STORE_ERROR_DAMAGED },
    { "texte.maillage", "bonjour", "is not a Maillage file", MLG_STORE_ERROR_NOT_OURS },
    { "court.maillage", "SQLite format 3", "is damaged", MLG_STORE_ERROR_DAMAGED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = fixture_path (cases[i].name);
      g_autofree char *after = NULL;
      g_autoptr(MlgProject) project = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_true (g_file_set_contents (path, cases[i].content, -1, NULL));
      project = mlg_project_open (path, &error);
      g_assert_null (project);
      g_assert_error (error, MLG_STORE_ERROR, (int) cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].said));
      g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
      g_assert_cmpstr (after, ==, cases[i].content);
    }
}

int
main (int    argc,
      char **argv)
{
  int result;

  fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/damage/an-unfinished-copy-is-said-to-be-one", test_an_unfinished_copy_is_said_to_be_one);
  g_test_add_func ("/damage/hostile-schemas-are-refused", test_hostile_schemas_are_refused);
  g_test_add_func ("/damage/silent-edits-are-refused", test_silent_edits_are_refused);
  g_test_add_func ("/damage/journal-rescues-the-tables", test_journal_rescues_the_tables);
  g_test_add_func ("/damage/rescued-files-are-sound", test_rescued_files_are_sound);
  g_test_add_func ("/damage/damaged-files-are-refused-or-unchanged", test_damaged_files_are_refused_or_unchanged);

  result = g_test_run ();
  fixture_end ();
  return result;
}
