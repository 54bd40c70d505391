/* How long the store takes: a command, an import, a merge. One JSON object per line: what was
 * measured, and the figure to hold (DESIGN §9). */

#include "store/mlg-store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>

#define N_ROWS     50000
#define N_COMMANDS 1000

/* Sixteen fields somebody fills in a list of actors. */
static const char *const fields[] = {
  "key", "name", "acronym", "headcount", "legal_form", "description", "website", "contact_name",
  "contact_email", "contact_phone", "address", "place", "state", "siret", "type_words", "opening",
};

static const MlgEntity *actor;
static char *folder;

static void
print_figure (const char *name,
              double      value,
              const char *unit,
              double      hold)
{
  char number[2][G_ASCII_DTOSTR_BUF_SIZE];

  g_print ("{\"name\": \"%s\", \"value\": %s, \"unit\": \"%s\", \"hold\": %s}\n", name,
           g_ascii_formatd (number[0], sizeof number[0], "%.3f", value), unit,
           g_ascii_formatd (number[1], sizeof number[1], "%g", hold));
}

static char *
make_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static MlgStore *
open_store (const char    *name,
            MlgStoreFlags  flags)
{
  g_autofree char *path = make_path (name);
  g_autoptr(GError) error = NULL;
  MlgStore *store = mlg_store_open (path, flags, &error);

  g_assert_no_error (error);
  return store;
}

static MlgStore *
copy_store (MlgStore   *store,
            const char *name)
{
  g_autofree char *path = make_path (name);
  g_autofree char *sql = g_strdup_printf ("VACUUM INTO '%s'", path);

  g_assert_cmpint (sqlite3_exec (mlg_store_get_handle (store), sql, NULL, NULL, NULL), ==, SQLITE_OK);
  return open_store (name, 0);
}

/* A row as a list has it: name, town, numbers, a sentence. */
static void
fill_row (const char **values,
          char         texts[][96],
          guint        n)
{
  static const char *const formats[] = {
    "liste-%06u", "Association d’essai n° %06u", "AE%u", "%u", "association",
    "Une description d’une ligne ou deux, avec des accents : été, œuvre, à Éloyes, %u.",
    "https://exemple.fr/%u", "Prénom Nom %u", "contact%u@exemple.fr", "04 75 00 %02u 00",
    "%u rue du Port\x1f\x1f" "07190\x1fSaint-Pierreville", "44.%u1\x1f" "4.5\x1f" "commune", "spotted",
    "3483%010u", "Type %u", "Du lundi au vendredi, %u h",
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const MlgField *field = mlg_entity_find_field (actor, fields[i]);

      g_assert_nonnull (field);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_snprintf (texts[i], sizeof texts[i], formats[i], i == 9 || i == 11 ? 11 + n % 80 : n + 1);
#pragma GCC diagnostic pop
      values[field->index] = texts[i];
    }
}

static void
import_rows (MlgStore *store,
             GArray   *ids)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgGesture) gesture = mlg_store_begin (store, "Import", &error);
  g_autofree const char **values = g_new0 (const char *, actor->n_fields);
  char texts[G_N_ELEMENTS (fields)][96];

  for (guint n = 0; n < N_ROWS; n++)
    {
      MlgId id = { 0 };

      fill_row (values, texts, n);
      if (!mlg_gesture_insert (gesture, actor, &id, values, &error))
        g_error ("%s", error->message);
      g_array_append_val (ids, id);
    }
  if (!mlg_gesture_commit (gesture, NULL, &error))
    g_error ("%s", error->message);
}

/* One field of one row in ten, the same rows on both sides now and then. */
static void
change_rows (MlgStore *store,
             GArray   *ids,
             guint     start,
             guint     step,
             const char *value)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgGesture) gesture = mlg_store_begin (store, "Change", &error);
  const MlgField *field = mlg_entity_find_field (actor, "acronym");

  for (guint n = start; n < ids->len; n += step)
    if (!mlg_gesture_set (gesture, actor, &g_array_index (ids, MlgId, n), field, value, &error))
      g_error ("%s", error->message);
  if (!mlg_gesture_commit (gesture, NULL, &error))
    g_error ("%s", error->message);
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
measure_commands (MlgStore *store,
                  GArray   *ids)
{
  g_autofree double *times = g_new (double, N_COMMANDS);
  const MlgField *field = mlg_entity_find_field (actor, "opening");

  for (guint i = 0; i < N_COMMANDS; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *value = g_strdup_printf ("Le mardi %u", i);
      gint64 start = g_get_monotonic_time ();
      g_autoptr(MlgGesture) gesture = mlg_store_begin (store, "Set", &error);

      if (!mlg_gesture_set (gesture, actor, &g_array_index (ids, MlgId, (i * 7919) % ids->len), field, value, &error) ||
          !mlg_gesture_commit (gesture, NULL, &error))
        g_error ("%s", error->message);
      times[i] = (double) (g_get_monotonic_time () - start) / 1000;
    }
  qsort (times, N_COMMANDS, sizeof (double), compare_doubles);
  print_figure ("command, durable, p50", times[N_COMMANDS / 2], "ms", 5);
  print_figure ("command, durable, p95", times[N_COMMANDS * 95 / 100], "ms", 5);
}

static double
merge (MlgStore *into,
       MlgStore *from)
{
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr(MlgMergeReport) report = mlg_store_merge (into, from, FALSE, NULL, &error);

  if (report == NULL)
    g_error ("%s", error->message);
  return (double) (g_get_monotonic_time () - start) / 1000000;
}

static void
measure (void)
{
  g_autoptr(MlgStore) store = open_store ("a.db", MLG_STORE_CREATE);
  g_autoptr(MlgStore) empty = open_store ("empty.db", MLG_STORE_CREATE);
  g_autoptr(MlgStore) other = NULL;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  g_autoptr(GPtrArray) problems = NULL;
  gint64 start = g_get_monotonic_time ();

  import_rows (store, ids);
  print_figure ("import of 50 000 rows of 16 fields, journaled", (double) (g_get_monotonic_time () - start) / 1e6, "s", 1);
  measure_commands (store, ids);

  other = copy_store (store, "b.db");
  change_rows (store, ids, 0, 10, "mien");
  change_rows (other, ids, 0, 19, "sien");
  change_rows (other, ids, 1, 20, "sien");
  print_figure ("merge of two copies of 50 000 rows, 10 % changed on each side", merge (store, other), "s", 0.5);
  print_figure ("the same merge again", merge (store, other), "s", 0.5);
  print_figure ("merge of 50 000 rows into an empty file", merge (empty, store), "s", 2);

  start = g_get_monotonic_time ();
  problems = mlg_store_check (store, FALSE, NULL, NULL);
  g_assert_cmpuint (problems->len, ==, 0);
  print_figure ("check of 50 000 rows, journal against tables", (double) (g_get_monotonic_time () - start) / 1e6, "s", 3);
}

int
main (int    argc,
      char **argv)
{
  static const char *const names[] = { "a.db", "b.db", "empty.db" };

  folder = g_dir_make_tmp ("maillage-bench-XXXXXX", NULL);
  actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  measure ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = make_path (names[i]);

      g_remove (path);
    }
  g_rmdir (folder);
  g_free (folder);
  return 0;
}
