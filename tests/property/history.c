/* One random history of copies written and merged, and the promises it must keep. */

#include "history.h"

#include "oracle.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/random.h>

#define MAX_COPIES    5
#define N_ROWS        6
#define DAY_MS        ((gint64) 86400000)
#define PROBABLY_LAST 900      /* no new event beyond, to stay within MAX_EVENTS */

typedef struct
{
  gint64 sid, txn;
} Command;

typedef struct
{
  MlgStore  *store;
  char      *path;
  gint64     skew;
  gint64     now;
  Knowledge  knows;
  GArray    *commands;    /* Command, its own */
} Copy;

typedef struct
{
  GRand *rand;
  World *world;
  Copy   copies[MAX_COPIES];
  guint  n_copies;
  MlgId  rows[N_ROWS];    /* actors first, then two sections */
  char  *wrong;
} History;

HistoryCounts history_counts;

static char *folder;
static char *template_bytes;
static gsize template_size;
static guint n_files;
static GRand *writer_ids;

static const char *const names[] = { "Ardelaine", "Le Mât", "Œuvre d’Éloyes", "Apeas", "Filature" };
static const char *const paragraphs[] = {
  "Une filature.\n\nUn musée.\n\nUne librairie.", "Une filature rouverte.\n\nUn musée.\n\nUne librairie.",
  "Une filature.\n\nUn musée.\n\nUne librairie et un café.", "Une filature.\n\nDeux musées.\n\nUne librairie.",
  "Rien de tout cela.",
};

/* The writer's id comes from the seed too: a failure can be seen again. */
ssize_t
getrandom (void     *buffer,
           size_t    size,
           unsigned  flags)
{
  guint8 *bytes = buffer;

  for (size_t i = 0; i < size; i++)
    bytes[i] = writer_ids != NULL ? (guint8) g_rand_int_range (writer_ids, 0, 256) : (guint8) g_random_int ();
  return (ssize_t) size;
}

static guint
pick (History *history,
      guint    n)
{
  return (guint) g_rand_int_range (history->rand, 0, (gint32) n);
}

static void G_GNUC_PRINTF (2, 3)
fail (History    *history,
      const char *format,
      ...)
{
  va_list args;

  if (history->wrong != NULL)
    return;
  va_start (args, format);
  history->wrong = g_strdup_vprintf (format, args);
  va_end (args);
}

/* Hours, so that two writers often have the same time and their ids decide. */
static gint64
tell_time (gpointer data)
{
  Copy *copy = data;

  return (copy->now + copy->skew) / 3600000 * 3600000;
}

static gint64
get_last_n (MlgStore *store)
{
  sqlite3_stmt *stmt;
  gint64 n;

  sqlite3_prepare_v2 (mlg_store_get_handle (store), "SELECT coalesce(max(n), 0) FROM op", -1, &stmt, NULL);
  sqlite3_step (stmt);
  n = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  return n;
}

static char *
make_path (void)
{
  g_autofree char *name = g_strdup_printf ("%u.db", n_files++);

  return g_build_filename (folder, name, NULL);
}

static void
write_file (const char *path,
            const char *bytes,
            gsize       size)
{
  FILE *file = g_fopen (path, "w");

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (bytes, 1, size, file), ==, size);
  fclose (file);
}

static MlgStore *
open_file (const char *path)
{
  g_autoptr(GError) error = NULL;
  MlgStore *store = mlg_store_open (path, 0, &error);

  g_assert_no_error (error);
  return store;
}

static void
remove_file (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);

  g_remove (path);
  g_remove (wal);
  g_remove (shm);
}

static void
copy_clear (Copy *copy)
{
  g_clear_pointer (&copy->store, mlg_store_free);
  if (copy->path != NULL)
    remove_file (copy->path);
  g_clear_pointer (&copy->path, g_free);
  g_clear_pointer (&copy->commands, g_array_unref);
}

/* @from NULL: a new file. */
static void
copy_init (History *history,
           Copy    *copy,
           Copy    *from)
{
  static const gint64 skews[] = { 0, 0, 0, -400, 400, 1 };
  g_autofree char *bytes = NULL;
  gsize size = 0;

  copy->path = make_path ();
  if (from != NULL)
    {
      sqlite3_wal_checkpoint_v2 (mlg_store_get_handle (from->store), NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
      g_assert_true (g_file_get_contents (from->path, &bytes, &size, NULL));
      write_file (copy->path, bytes, size);
    }
  else
    write_file (copy->path, template_bytes, template_size);
  copy->store = open_file (copy->path);
  copy->skew = skews[pick (history, G_N_ELEMENTS (skews))] * DAY_MS;
  copy->now = 1700000000000 + (gint64) pick (history, 4) * 3600000;
  memset (&copy->knows, 0, sizeof copy->knows);
  if (from != NULL)
    copy->knows = from->knows;
  copy->commands = g_array_new (FALSE, FALSE, sizeof (Command));
  mlg_store_set_clock (copy->store, tell_time, copy);
}

static gboolean
row_lives (Copy            *copy,
           const MlgEntity *entity,
           const MlgId     *id)
{
  g_autoptr(MlgRecord) record = mlg_store_read (copy->store, entity, id, NULL);

  return record != NULL && !mlg_record_is_deleted (record);
}

static const MlgEntity *
entity_of (guint row)
{
  return mlg_schema_find (row < N_ROWS - 2 ? "actor" : "section");
}

/* A value somebody types; NULL sometimes. */
static char *
make_value (History        *history,
            const MlgField *field)
{
  GString *joined;

  if (pick (history, 8) == 0)
    return NULL;
  switch (field->type)
    {
    case MLG_TYPE_LONG_TEXT:
    case MLG_TYPE_MARKDOWN:
      return g_strdup (paragraphs[pick (history, G_N_ELEMENTS (paragraphs))]);
    case MLG_TYPE_REFERENCE:
      return mlg_id_dup_text (&history->rows[pick (history, N_ROWS - 2)]);
    case MLG_TYPE_WORDS:
    case MLG_TYPE_REFERENCES:
      joined = g_string_new (NULL);
      for (guint i = 0; i < (field->type == MLG_TYPE_WORDS ? G_N_ELEMENTS (names) : N_ROWS - 2); i++)
        if (pick (history, 2) == 0)
          {
            g_autofree char *element = field->type == MLG_TYPE_WORDS ? g_strdup (names[i])
                                                                     : mlg_id_dup_text (&history->rows[i]);

            g_string_append_printf (joined, "%s%s", joined->len > 0 ? "\x1e" : "", element);
          }
      if (joined->len > 0)
        return g_string_free (joined, FALSE);
      g_string_free (joined, TRUE);
      return NULL;
    default:
      return g_strdup (names[pick (history, G_N_ELEMENTS (names))]);
    }
}

static gboolean
insert_row (History    *history,
            MlgGesture *gesture,
            guint       row,
            GError    **error)
{
  const MlgEntity *entity = entity_of (row);
  char **values = g_new0 (char *, entity->n_fields);
  gboolean done;

  for (guint i = 0; i < entity->n_fields; i++)
    values[i] = make_value (history, &entity->fields[i]);
  done = mlg_gesture_insert (gesture, entity, &history->rows[row], (const char *const *) values, error);
  for (guint i = 0; i < entity->n_fields; i++)
    g_free (values[i]);
  g_free (values);
  return done;
}

/* One thing a person does to a row, as it stands in her copy. */
static gboolean
act (History    *history,
     Copy       *copy,
     MlgGesture *gesture,
     guint       row,
     gboolean    erase,
     GError    **error)
{
  const MlgEntity *entity = entity_of (row);
  const MlgField *field = &entity->fields[pick (history, entity->n_fields)];
  const MlgId *id = &history->rows[row];
  g_autofree char *value = make_value (history, field);
  guint what = pick (history, 40);

  if (!row_lives (copy, entity, id))
    {
      g_autoptr(MlgRecord) record = mlg_store_read (copy->store, entity, id, NULL);

      if (record != NULL && what < 20)
        return mlg_gesture_restore (gesture, entity, id, error);
      return insert_row (history, gesture, row, error);
    }
  if (erase)
    {
      history_counts.n_erased++;
      return mlg_gesture_erase (gesture, entity, id, error);
    }
  if (what < 6)
    {
      history_counts.n_deleted++;
      return mlg_gesture_delete (gesture, entity, id, error);
    }
  if (mlg_field_is_multiple (field) && what < 20)
    {
      g_autofree char *element = field->type == MLG_TYPE_WORDS
                               ? g_strdup (names[pick (history, G_N_ELEMENTS (names))])
                               : mlg_id_dup_text (&history->rows[pick (history, N_ROWS - 2)]);

      return what % 2 ? mlg_gesture_add_element (gesture, entity, id, field, element, error)
                      : mlg_gesture_remove_element (gesture, entity, id, field, element, error);
    }
  return mlg_gesture_set (gesture, entity, id, field, value, error);
}

static void
write_something (History *history,
                 Copy    *copy)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgGesture) gesture = mlg_store_begin (copy->store, "Random", &error);
  gint64 last_n = get_last_n (copy->store), txn = 0;
  guint n_acts = 1 + (pick (history, 4) == 0) * pick (history, 3);
  guint row = pick (history, N_ROWS);
  gboolean erase = pick (history, 20) == 0;

  g_assert_no_error (error);
  /* Alone: what it erases was learnt before. */
  if (erase)
    n_acts = 1;
  for (guint i = 0; i < n_acts; i++)
    {
      /* Refused: what was erased cannot be written again. Nothing of it happened. */
      if (!act (history, copy, gesture, row, erase, &error))
        {
          if (!g_error_matches (error, MLG_STORE_ERROR, MLG_STORE_ERROR_INVALID))
            fail (history, "an act failed: %s", error->message);
          g_clear_error (&error);
        }
      if (pick (history, 2) == 0)
        row = pick (history, N_ROWS);
    }

  if (!mlg_gesture_commit (gesture, &txn, &error))
    fail (history, "a commit failed: %s", error->message);
  world_learn (history->world, copy->store, last_n, FALSE, &copy->knows);
  if (txn != 0)
    {
      Command command = { mlg_store_get_sid (copy->store), txn };

      g_array_append_val (copy->commands, command);
    }
}

/* ---- undo */

/* What the cell shows; "" for nothing. */
static char *
read_cell (Copy        *copy,
           const Event *event)
{
  const MlgEntity *entity = mlg_schema_find_number (event->tbl);
  const MlgField *field = mlg_entity_find_number (entity, (guint) event->col);
  g_autoptr(MlgRecord) record = mlg_store_read (copy->store, entity, &event->row, NULL);
  const char *value = record != NULL ? mlg_record_get (record, field) : NULL;

  return g_strdup (value != NULL ? value : "");
}

/* Somebody wrote the cell after this command, or beside it. */
static gboolean
was_changed_since (History     *history,
                   Copy        *copy,
                   const Event *event)
{
  g_autoptr(GArray) heads = find_heads (history->world, &copy->knows, &event->row, event->col);

  for (guint i = 0; i < heads->len; i++)
    {
      const Event *head = g_ptr_array_index (history->world->events, g_array_index (heads, guint, i));

      if (!head->is_undo && !(head->sid == event->sid && head->txn == event->txn))
        return TRUE;
    }
  return FALSE;
}

static void
undo_something (History *history,
                Copy    *copy)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) protected = g_ptr_array_new ();
  g_autoptr(GPtrArray) shown = g_ptr_array_new_with_free_func (g_free);
  gint64 last_n = get_last_n (copy->store), new_txn = 0;
  guint skipped = 0;
  Command command;

  if (copy->commands->len == 0)
    return;
  command = g_array_index (copy->commands, Command, copy->commands->len - 1 - pick (history, MIN (3, copy->commands->len)));
  for (guint i = 0; i < history->world->events->len; i++)
    {
      Event *event = g_ptr_array_index (history->world->events, i);

      if (event->sid == command.sid && event->txn == command.txn && event->tbl != 1 && event->col > 0 &&
          was_changed_since (history, copy, event))
        {
          g_ptr_array_add (protected, event);
          g_ptr_array_add (shown, read_cell (copy, event));
        }
    }

  if (!mlg_store_undo (copy->store, command.sid, command.txn, &skipped, &new_txn, &error))
    {
      if (!g_error_matches (error, MLG_STORE_ERROR, MLG_STORE_ERROR_CHANGED))
        fail (history, "undo failed: %s", error->message);
      return;
    }
  world_learn (history->world, copy->store, last_n, TRUE, &copy->knows);
  history_counts.n_undos++;
  history_counts.n_skipped += skipped;
  for (guint i = 0; i < protected->len; i++)
    {
      g_autofree char *now = read_cell (copy, g_ptr_array_index (protected, i));

      if (strcmp (now, g_ptr_array_index (shown, i)) != 0)
        fail (history, "undo took “%s” away, written since", (char *) g_ptr_array_index (shown, i));
    }
  if (pick (history, 2) == 0)
    {
      Command redo = { mlg_store_get_sid (copy->store), new_txn };

      g_array_append_val (copy->commands, redo);
    }
}

/* What a person sees: the living rows and their values. */
typedef struct
{
  const MlgEntity *entity;
  GString         *text;
} Picture;

static gboolean
append_row (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  Picture *picture = data;
  char text[MLG_ID_TEXT_LENGTH + 1];

  g_string_append (picture->text, mlg_id_write (id, text));
  for (guint i = 0; i < picture->entity->n_fields; i++)
    g_string_append_printf (picture->text, "|%s", values[i] != NULL ? values[i] : "");
  return TRUE;
}

static char *
see (MlgStore *store)
{
  Picture picture = { .text = g_string_new (NULL) };

  for (guint i = 0; i < 2; i++)
    {
      picture.entity = mlg_schema_find (i == 0 ? "actor" : "section");
      mlg_store_foreach (store, picture.entity, append_row, &picture, NULL);
    }
  return g_string_free (picture.text, FALSE);
}

/* Somebody writes, and takes it back at once: what she sees is what she saw. */
static void
hesitate (History *history,
          Copy    *copy)
{
  g_autofree char *before = see (copy->store);
  guint n_conflicts = mlg_store_count_conflicts (copy->store);
  guint n_commands = copy->commands->len, n_erased = history_counts.n_erased, skipped = 0;
  gint64 last_n;
  Command *command;

  write_something (history, copy);
  /* Undoing a decision brings its value back, not the disagreement; nothing undoes an erasure. */
  if (history->wrong != NULL || n_conflicts > 0 || n_erased != history_counts.n_erased || copy->commands->len == n_commands)
    return;

  last_n = get_last_n (copy->store);
  command = &g_array_index (copy->commands, Command, n_commands);
  if (!mlg_store_undo (copy->store, command->sid, command->txn, &skipped, NULL, NULL) || skipped > 0)
    fail (history, "what was just done cannot be undone");
  else
    {
      g_autofree char *after = see (copy->store);

      if (strcmp (before, after) != 0)
        fail (history, "undone at once, “%s” became “%s”", before, after);
    }
  world_learn (history->world, copy->store, last_n, TRUE, &copy->knows);
}

/* ---- dumps and merges */

/* Everything but the local order of arrival. */
static GString *
dump (MlgStore *store)
{
  static const char *const queries[] = {
    "SELECT sid, seq, hlc, txn, tbl, row, col, st, sup, sum, cmd, par, val FROM op ORDER BY sid, seq",
    "SELECT sid, author, app, started, sum FROM site ORDER BY sid",
    "SELECT row, col, tbl, kind FROM conflict ORDER BY row, col",
    "SELECT _id, _del, _made, _hlc, _sid, owner, owner_entity, field, value, position FROM link ORDER BY _id",
    "SELECT _id, _del, _made, _hlc, _sid, key, name, acronym, aliases, description, territories FROM actor ORDER BY _id",
    "SELECT _id, _del, _made, _hlc, _sid, actor, body FROM section ORDER BY _id",
  };
  GString *text = g_string_new (NULL);

  for (guint q = 0; q < G_N_ELEMENTS (queries); q++)
    {
      sqlite3_stmt *stmt;

      if (sqlite3_prepare_v2 (mlg_store_get_handle (store), queries[q], -1, &stmt, NULL) != SQLITE_OK)
        g_error ("%s: %s", queries[q], sqlite3_errmsg (mlg_store_get_handle (store)));
      while (sqlite3_step (stmt) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count (stmt); i++)
          {
            const guint8 *bytes = sqlite3_column_blob (stmt, i);
            int size = sqlite3_column_bytes (stmt, i);

            g_string_append_printf (text, "%d:%d:", sqlite3_column_type (stmt, i), size);
            if (size > 0)
              g_string_append_len (text, (const char *) bytes, size);
            g_string_append_c (text, '\n');
          }
      sqlite3_finalize (stmt);
    }
  return text;
}

static gboolean
same_bytes (MlgStore *a,
            MlgStore *b)
{
  g_autoptr(GString) x = dump (a);
  g_autoptr(GString) y = dump (b);

  return g_string_equal (x, y);
}

static void
merge (History *history,
       Copy    *into,
       Copy    *from)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgMergeReport) report = mlg_store_merge (into->store, from->store, FALSE, NULL, &error);

  history_counts.n_merges++;
  if (report == NULL)
    {
      fail (history, "a merge failed: %s", error->message);
      return;
    }
  history_counts.n_conflicts += report->conflicts;
  know_too (&into->knows, &from->knows);
}

static void
check (History    *history,
       Copy       *copy,
       const char *when)
{
  g_autofree char *wrong = NULL;

  if (history->wrong != NULL)
    return;
  wrong = oracle_check (history->world, &copy->knows, copy->store);
  if (wrong != NULL)
    fail (history, "%s: %s", when, wrong);
}

static void
check_tables (History *history,
              Copy    *copy)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) problems = mlg_store_check (copy->store, FALSE, NULL, &error);

  if (problems == NULL)
    fail (history, "the check failed: %s", error->message);
  else if (problems->len > 0)
    fail (history, "the check says: %s", (char *) g_ptr_array_index (problems, 0));
}

/* A random copy is closed and opened again, or thrown away for a copy of another. */
static void
move_a_file (History *history,
             Copy    *copy)
{
  Copy *from = &history->copies[pick (history, history->n_copies)];
  Copy moved;

  copy_init (history, &moved, from);
  copy_clear (copy);
  *copy = moved;
  mlg_store_set_clock (copy->store, tell_time, copy);
}

static void
live (History *history,
      guint    n_steps)
{
  for (guint step = 0; step < n_steps && history->wrong == NULL; step++)
    {
      Copy *copy = &history->copies[pick (history, history->n_copies)];
      guint what = pick (history, 20);

      copy->now += (gint64) pick (history, 3) * 3600000;
      if (what < 12 && history->world->events->len < PROBABLY_LAST)
        write_something (history, copy);
      else if (what < 14 && history->world->events->len < PROBABLY_LAST)
        undo_something (history, copy);
      else if (what == 14 && history->world->events->len < PROBABLY_LAST)
        hesitate (history, copy);
      else if (what == 19)
        move_a_file (history, copy);
      else if (what > 14)
        {
          Copy *from = &history->copies[pick (history, history->n_copies)];

          if (from == copy)
            continue;
          merge (history, copy, from);
          check (history, copy, "after a merge");
        }
    }
}

/* A ∪ B = B ∪ A, (A ∪ B) ∪ C = A ∪ (B ∪ C), and once more changes nothing. */
static void
check_laws (History *history)
{
  Copy *a = &history->copies[0], *b = &history->copies[1], *c = &history->copies[2 % history->n_copies];
  Copy ab, ba, bc, ab_c, a_bc;

  copy_init (history, &ab, a);
  copy_init (history, &ba, b);
  merge (history, &ab, b);
  merge (history, &ba, a);
  if (history->wrong == NULL && !same_bytes (ab.store, ba.store))
    fail (history, "A ∪ B differs from B ∪ A");
  check (history, &ab, "A ∪ B");

  copy_init (history, &bc, b);
  copy_init (history, &ab_c, &ab);
  copy_init (history, &a_bc, a);
  merge (history, &bc, c);
  merge (history, &ab_c, c);
  merge (history, &a_bc, &bc);
  if (history->wrong == NULL && !same_bytes (ab_c.store, a_bc.store))
    fail (history, "(A ∪ B) ∪ C differs from A ∪ (B ∪ C)");
  check (history, &a_bc, "A ∪ (B ∪ C)");

  merge (history, &a_bc, &ab);
  merge (history, &a_bc, c);
  if (history->wrong == NULL && !same_bytes (ab_c.store, a_bc.store))
    fail (history, "merging again changed something");
  if (history->wrong == NULL)
    check_tables (history, &a_bc);

  copy_clear (&ab);
  copy_clear (&ba);
  copy_clear (&bc);
  copy_clear (&ab_c);
  copy_clear (&a_bc);
}

/* Everybody meets, in two random orders. */
static void
check_orders (History *history)
{
  Copy ends[2];

  for (guint e = 0; e < 2; e++)
    {
      guint start = pick (history, history->n_copies);

      copy_init (history, &ends[e], &history->copies[start]);
      for (guint i = 0; i < history->n_copies; i++)
        merge (history, &ends[e], &history->copies[(e == 0 ? start + i : start + history->n_copies - i) % history->n_copies]);
    }
  if (history->wrong == NULL && !same_bytes (ends[0].store, ends[1].store))
    fail (history, "two orders of merging end differently");
  check (history, &ends[0], "at the end");
  if (history->wrong == NULL)
    check_tables (history, &ends[1]);

  copy_clear (&ends[0]);
  copy_clear (&ends[1]);
}

static MlgId
make_id (History *history)
{
  MlgId id;

  for (guint i = 0; i < sizeof id.bytes; i++)
    id.bytes[i] = (guint8) g_rand_int_range (history->rand, 0, 256);
  return id;
}

char *
history_run (guint64 seed)
{
  History history = { .rand = g_rand_new_with_seed ((guint32) seed), .world = world_new () };

  writer_ids = g_rand_new_with_seed ((guint32) (seed ^ 0x5eed));
  for (guint i = 0; i < N_ROWS; i++)
    history.rows[i] = make_id (&history);
  history.n_copies = 2 + pick (&history, MAX_COPIES - 1);
  for (guint i = 0; i < history.n_copies; i++)
    {
      copy_init (&history, &history.copies[i], NULL);
      mlg_store_set_clock (history.copies[i].store, tell_time, &history.copies[i]);
    }

  live (&history, 8 + pick (&history, 26));
  if (history.wrong == NULL)
    check_laws (&history);
  if (history.wrong == NULL)
    check_orders (&history);

  history_counts.n_operations += history.world->events->len;
  for (guint i = 0; i < history.n_copies; i++)
    copy_clear (&history.copies[i]);
  world_free (history.world);
  g_rand_free (history.rand);
  g_clear_pointer (&writer_ids, g_rand_free);
  return history.wrong;
}

void
history_set_up (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *pattern = g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR) && g_access ("/dev/shm", 7) == 0
                           ? g_strdup ("/dev/shm/maillage-XXXXXX")
                           : g_build_filename (g_get_tmp_dir (), "maillage-XXXXXX", NULL);
  g_autofree char *path = NULL;
  MlgStore *store;

  folder = g_mkdtemp (g_steal_pointer (&pattern));
  g_assert_nonnull (folder);
  path = make_path ();
  store = mlg_store_open (path, MLG_STORE_CREATE, &error);
  g_assert_no_error (error);
  mlg_store_free (store);
  g_assert_true (g_file_get_contents (path, &template_bytes, &template_size, NULL));
  remove_file (path);
}

void
history_tear_down (void)
{
  g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
  g_clear_pointer (&template_bytes, g_free);
}
