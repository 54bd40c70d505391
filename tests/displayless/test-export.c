/* What is promised of exports: what leaves as a table comes back as it was, whatever is in it. */

#include "../project-fixture.h"

#include <libintl.h>
#include <locale.h>

#include "exchange/mlg-columns.h"
#include "exchange/mlg-csv.h"
#include "exchange/mlg-demo.h"
#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-export.h"
#include "exchange/mlg-import.h"
#include "exchange/mlg-template.h"
#include "model/mlg-privacy.h"

typedef struct
{
  MlgProject *project;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *path = fixture_path ("territoire.maillage");
  g_autoptr(GError) error = NULL;

  f->project = create_project (path);
  g_assert_true (mlg_demo_build (f->project, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  close_project (&f->project);
}

static GBytes *
export (Fixture                *f,
        const MlgExportOptions *options)
{
  g_autoptr(GError) error = NULL;
  GBytes *bytes = mlg_export_with_options_to_bytes (f->project, options, &error);

  g_assert_no_error (error);
  return bytes;
}

static GBytes *
export_all (Fixture         *f,
            const MlgEntity *entity)
{
  MlgExportOptions options = { .format = MLG_EXPORT_JSON, .entity = entity };

  return export (f, &options);
}

static void
assert_same (GBytes *a,
             GBytes *b)
{
  g_assert_cmpstr (g_bytes_get_data (a, NULL), ==, g_bytes_get_data (b, NULL));
}

/* "added changed unchanged rejected" and the first thing that went wrong. */
static char *
read_back (Fixture         *f,
           const MlgEntity *entity,
           GBytes          *bytes,
           gboolean         apply)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgImport) import = mlg_import_new_for_bytes (f->project, "liste.csv", bytes, &error);
  GString *shown = g_string_new (NULL);

  g_assert_no_error (error);
  mlg_import_set_entity (import, entity);
  mlg_import_compare (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  if (apply)
    mlg_import_apply (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  g_string_printf (shown, "%s: %u added %u changed %u rejected", entity->name, mlg_import_count (import, MLG_ROW_ADDED),
                   mlg_import_count (import, MLG_ROW_CHANGED), mlg_import_count (import, MLG_ROW_REJECTED));
  for (guint row = 0; row < mlg_import_get_n_rows (import); row++)
    {
      const char *reason = mlg_import_get_reason (import, row);

      g_autoptr(GPtrArray) changes = mlg_import_get_outcome (import, row) == MLG_ROW_CHANGED ? mlg_import_dup_changes (import, row) : NULL;

      if (strchr (shown->str, '\n') != NULL)
        continue;
      if (reason != NULL)
        g_string_append_printf (shown, "\n%s", reason);
      else if (changes != NULL && changes->len > 0)
        {
          const MlgImportChange *change = g_ptr_array_index (changes, 0);

          g_string_append_printf (shown, "\n%s: %s → %s", change->field->name, change->before, change->after);
        }
    }

  return g_string_free (shown, FALSE);
}

static const MlgEntity *const *
get_entities (void)
{
  guint n;

  return mlg_schema_get_entities (&n);
}

static gboolean
is_link (const MlgEntity *entity)
{
  return strcmp (entity->name, MLG_ENTITY_LINK) == 0;
}

static const struct { MlgExportFormat format; gboolean labels; } tables[] = {
  { MLG_EXPORT_CSV, FALSE },
  { MLG_EXPORT_CSV, TRUE },
  { MLG_EXPORT_CSV_PLAIN, FALSE },
  { MLG_EXPORT_CSV_PLAIN, TRUE },
  { MLG_EXPORT_XLSX, FALSE },
  { MLG_EXPORT_XLSX, TRUE },
  { MLG_EXPORT_ODS, FALSE },
  { MLG_EXPORT_ODS, TRUE },
};

static const struct { MlgExportFormat format; gboolean labels; } wholes[] = {
  { MLG_EXPORT_XLSX, FALSE },
  { MLG_EXPORT_XLSX, TRUE },
  { MLG_EXPORT_ODS, FALSE },
  { MLG_EXPORT_ODS, TRUE },
  { MLG_EXPORT_GOGOCARTO, FALSE },
};

static void
test_out_and_in_changes_nothing (Fixture       *f,
                                 gconstpointer  data)
{
  MlgExportOptions options = { .format = tables[GPOINTER_TO_UINT (data)].format, .labels = tables[GPOINTER_TO_UINT (data)].labels };
  const MlgEntity *const *entities = get_entities ();
  g_autoptr(GBytes) before = export_all (f, NULL);

  for (; *entities != NULL; entities++)
    {
      g_autoptr(GBytes) bytes = NULL;
      g_autofree char *outcome = NULL, *wanted = g_strdup_printf ("%s: 0 added 0 changed 0 rejected", (*entities)->name);

      if (is_link (*entities) || mlg_project_count (f->project, *entities) == 0)
        continue;
      options.entity = *entities;
      bytes = export (f, &options);
      outcome = read_back (f, *entities, bytes, TRUE);
      g_assert_cmpstr (outcome, ==, wanted);
    }

  g_autoptr(GBytes) after = export_all (f, NULL);

  assert_same (before, after);
}

/* The whole file as one workbook, or in the words of another tool. */
static void
test_whole_file_out_and_in_changes_nothing (Fixture       *f,
                                            gconstpointer  data)
{
  MlgExportOptions options = { .format = wholes[GPOINTER_TO_UINT (data)].format, .labels = wholes[GPOINTER_TO_UINT (data)].labels };
  g_autofree char *name = g_strconcat ("territoire", mlg_export_find_exporter (options.format)->ending, NULL);
  g_autoptr(GBytes) before = export_all (f, NULL), bytes = export (f, &options);
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgImport) import = mlg_import_new_for_bytes (f->project, name, bytes, &error);

  g_assert_no_error (error);
  g_assert_true (mlg_import_compare (import, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  for (guint sheet = 0; sheet < mlg_import_get_n_sheets (import); sheet++)
    {
      mlg_import_set_sheet (import, sheet);
      for (guint row = 0; row < mlg_import_get_n_rows (import); row++)
        {
          g_autoptr(GPtrArray) changes = mlg_import_dup_changes (import, row);

          for (guint i = 0; changes != NULL && i < changes->len; i++)
            {
              const MlgImportChange *change = g_ptr_array_index (changes, i);

              g_test_message ("%s: %s → %s", change->field->name, change->before, change->after);
            }
        }
    }
  g_assert_cmpuint (mlg_import_count (import, MLG_ROW_ADDED), ==, 0);
  g_assert_cmpuint (mlg_import_count (import, MLG_ROW_CHANGED), ==, 0);
  g_assert_cmpuint (mlg_import_count (import, MLG_ROW_REJECTED), ==, 0);
  g_assert_cmpuint (mlg_import_count (import, MLG_ROW_UNCHANGED), >=, 71);
  g_assert_true (mlg_import_apply (import, NULL, NULL, NULL, &error));
  g_assert_no_error (error);

  g_autoptr(GBytes) after = export_all (f, NULL);

  assert_same (before, after);
}

/* A table to fill in imports as it is: three lines, every column recognised. */
static void
test_templates_import_as_they_are (Fixture       *f,
                                   gconstpointer  data)
{
  const MlgEntity *const *entities = get_entities ();

  for (; *entities != NULL; entities++)
    {
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(MlgImport) import = NULL;
      g_autoptr(GError) error = NULL;

      if (!mlg_template_exists (*entities))
        continue;
      bytes = mlg_template_new (*entities);
      import = mlg_import_new_for_bytes (f->project, "modele.csv", bytes, &error);
      g_assert_no_error (error);
      mlg_import_set_entity (import, *entities);
      mlg_import_set_create_missing (import, TRUE);
      mlg_import_compare (import, NULL, NULL, NULL, &error);
      g_assert_no_error (error);

      for (guint i = 0; i < mlg_import_get_n_columns (import); i++)
        if (mlg_import_get_column (import, i)->use != MLG_COLUMN_FIELD && mlg_import_get_column (import, i)->n_filled > 0)
          g_error ("%s: the column “%s” is not recognised", (*entities)->name, mlg_import_get_column (import, i)->name);
      g_assert_cmpuint (mlg_import_get_n_rows (import), ==, 3);
      for (guint row = 0; row < 3; row++)
        if (mlg_import_get_reason (import, row) != NULL)
          g_error ("%s: %s", (*entities)->name, mlg_import_get_reason (import, row));
    }
}

static gboolean
collect_id (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  g_array_append_val ((GArray *) data, *id);
  return TRUE;
}

/* All that a record can stand without. */
static void
empty_records (Fixture         *f,
               const MlgEntity *entity)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  g_autoptr(MlgGesture) gesture = NULL;

  mlg_store_foreach (mlg_project_get_store (f->project), entity, collect_id, ids, &error);
  g_assert_no_error (error);
  gesture = mlg_project_begin (f->project, "Empty", &error);
  g_assert_no_error (error);

  for (guint i = 0; i < ids->len; i++)
    {
      for (guint n = 0; n < entity->n_fields; n++)
        {
          const MlgField *field = &entity->fields[n];

          if (field->number == MLG_FIELD_KEY || (field->flags & (MLG_FIELD_TITLE | MLG_FIELD_REQUIRED | MLG_FIELD_PARENT)))
            continue;
          mlg_gesture_set (gesture, entity, &g_array_index (ids, MlgId, i), field, NULL, &error);
          g_assert_no_error (error);
        }
    }

  mlg_project_commit (f->project, g_steal_pointer (&gesture), &error);
  g_assert_no_error (error);
}

/* Nothing of a record is kept by chance: emptied, it is filled again from the table alone. */
static void
test_emptied_records_are_filled_again (Fixture       *f,
                                       gconstpointer  data)
{
  MlgExportOptions options = { .format = tables[GPOINTER_TO_UINT (data)].format, .labels = tables[GPOINTER_TO_UINT (data)].labels };
  const MlgEntity *const *entities = get_entities ();

  for (; *entities != NULL; entities++)
    {
      g_autoptr(GBytes) bytes = NULL, before = NULL, after = NULL;
      g_autofree char *outcome = NULL;

      /* What the import of the initiatives wrote and a hand emptied since is left so. */
      if (is_link (*entities) || mlg_project_count (f->project, *entities) == 0 || strcmp ((*entities)->name, "stage_history") == 0)
        continue;
      options.entity = *entities;
      bytes = export (f, &options);
      before = export_all (f, *entities);
      empty_records (f, *entities);
      outcome = read_back (f, *entities, bytes, TRUE);
      g_test_message ("%s", outcome);
      after = export_all (f, *entities);
      assert_same (before, after);
    }
}

/* ---- somebody waits */

typedef struct
{
  guint    n_told;
  gboolean was_shared;
  gboolean goes_on;
} Waiting;

static gboolean
told_cb (guint    done,
         guint    total,
         gpointer data)
{
  Waiting *waiting = data;

  waiting->n_told++;
  waiting->was_shared |= mlg_privacy_is_screen_shared ();
  g_assert_cmpuint (done, <=, total);
  return waiting->goes_on;
}

static void
test_cancelling_writes_nothing (Fixture       *f,
                                gconstpointer  data)
{
  guint n;
  const MlgExporter *exporters = mlg_export_get_exporters (&n);

  for (guint i = 0; i < n; i++)
    {
      Waiting waiting = { 0 };
      MlgExportWork work = { .func = told_cb, .data = &waiting };
      MlgExportOptions options = { .format = exporters[i].format, .work = &work };
      g_autofree char *path = fixture_path ("sortie");
      g_autoptr(GError) error = NULL;

      /* What is written from a copy made for others is as quick, whoever waits. */
      if (exporters[i].format == MLG_EXPORT_HTML || exporters[i].format == MLG_EXPORT_GEOPACKAGE || exporters[i].format == MLG_EXPORT_ICALENDAR)
        continue;
      g_assert_false (mlg_export_with_options_to_file (f->project, path, &options, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (waiting.n_told, ==, 1);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

/* What leaves is judged by its level; what is drawn while one waits is still seen by the room. */
static void
test_waiting_keeps_the_screen_shared (Fixture       *f,
                                      gconstpointer  data)
{
  Waiting waiting = { .goes_on = TRUE };
  MlgExportWork work = { .func = told_cb, .data = &waiting };
  MlgExportOptions options = { .format = MLG_EXPORT_CSV, .work = &work };
  g_autoptr(GBytes) alone = NULL, waited = NULL;
  g_autoptr(GError) error = NULL;

  mlg_privacy_share_screen (TRUE);
  waited = mlg_export_with_options_to_bytes (f->project, &options, &error);
  g_assert_no_error (error);
  g_assert_true (mlg_privacy_is_screen_shared ());
  mlg_privacy_share_screen (FALSE);
  g_assert_cmpuint (waiting.n_told, >=, 1);
  g_assert_true (waiting.was_shared);

  options.work = NULL;
  alone = export (f, &options);
  g_assert_true (g_bytes_equal (alone, waited));
}

static void
test_headers_are_told_apart (Fixture       *f,
                             gconstpointer  data)
{
  const MlgEntity *const *entities = get_entities ();

  for (; *entities != NULL; entities++)
    {
      g_autoptr(GArray) columns = mlg_columns_new (*entities);

      for (guint i = 0; i < columns->len; i++)
        {
          const MlgColumn *column = &g_array_index (columns, MlgColumn, i);
          g_autofree char *label = mlg_column_dup_label (column, *entities);
          MlgColumn found;

          g_assert_true (mlg_columns_find_label (*entities, label, &found));
          if (found.field != column->field || found.part != column->part)
            g_error ("%s: “%s” is “%s” and “%s”", (*entities)->name, label, column->name, found.name);
        }
    }
}

/* In one column of text: "id" is never among those that were asked for, unless it is. */
static void
test_only_what_was_asked_for_leaves (Fixture       *f,
                                     gconstpointer  data)
{
  static const char *const columns[] = { "address", "name", "lat", NULL };
  static const char *const wrong[] = { "name", "odeur", NULL };
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  MlgExportOptions options = { .entity = entity_actor (), .ids = ids, .columns = columns };
  g_autoptr(GError) error = NULL;
  MlgId id = add_actor (f->project, "=Four"), other = add_actor (f->project, "Lavoir");

  add_actor (f->project, "Pont");
  set_actor (f->project, &id, "place", "44.5\x1f" "5");
  set_actor (f->project, &other, "address", "1 rue Basse\x1f\x1f" "01200\x1f" "Die");
  g_array_append_val (ids, other);
  g_array_append_val (ids, id);

  g_autoptr(GBytes) bytes = export (f, &options);

  g_assert_cmpstr (g_bytes_get_data (bytes, NULL), ==,
                   "\xef\xbb\xbfstreet;address_extra;postal_code;locality;insee_code;country;name;lat\r\n"
                   "1 rue Basse;;01200;Die;;;Lavoir;\r\n;;;;;;'=Four;44.5\r\n");

  options.columns = wrong;
  g_assert_null (mlg_export_with_options_to_bytes (f->project, &options, &error));
  g_assert_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_INVALID);
}

static void
test_cells_say_what_they_are (Fixture       *f,
                              gconstpointer  data)
{
  static const char *const columns[] = { "name", "founded", "headcount", "renewed", "postal_code", "lat", NULL };
  static const MlgSheetKind kinds[] = { MLG_SHEET_TEXT, MLG_SHEET_DATE, MLG_SHEET_NUMBER, MLG_SHEET_YES_NO, MLG_SHEET_TEXT, MLG_SHEET_NUMBER };
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  MlgExportOptions options = { .entity = entity_actor (), .ids = ids, .columns = columns, .labels = TRUE };
  g_autoptr(MlgSheet) sheet = NULL;
  g_autoptr(GError) error = NULL;
  MlgId id = add_actor (f->project, "12");

  set_actor (f->project, &id, "founded", "2014-05-17");
  set_actor (f->project, &id, "headcount", "12");
  set_actor (f->project, &id, "renewed", "1");
  set_actor (f->project, &id, "address", "\x1f\x1f" "01200");
  set_actor (f->project, &id, "place", "44.5\x1f" "5");
  g_array_append_val (ids, id);

  sheet = mlg_export_sheet (f->project, &options, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mlg_sheet_get_n_rows (sheet), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpuint (mlg_sheet_get_cell (sheet, 1, i)->kind, ==, kinds[i]);

  set_actor (f->project, &id, "founded", "2014");
  g_clear_pointer (&sheet, mlg_sheet_free);
  sheet = mlg_export_sheet (f->project, &options, &error);
  g_assert_cmpuint (mlg_sheet_get_cell (sheet, 1, 1)->kind, ==, MLG_SHEET_TEXT);
}

/* No cell runs anything in a spreadsheet, and none comes back changed. */
static void
test_formulas_are_tamed (Fixture       *f,
                         gconstpointer  data)
{
  static const char *const texts[] = {
    "=HYPERLINK(\"http://exemple.fr\")", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "'=deux", "''=trois", "-12,5", "+33 4 75 00 00 00", "'seul", "-", "=",
  };
  guint n_tamed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *guarded = mlg_csv_guard (texts[i]);
      const char *cell = guarded == NULL ? texts[i] : guarded;

      n_tamed += guarded != NULL;
      g_assert_cmpstr (mlg_csv_unguard (cell), ==, texts[i]);
      g_assert_true (strchr ("=@\t\r", *cell) == NULL);
      if (*cell == '+' || *cell == '-')
        g_assert_cmpuint (strspn (cell + 1, "0123456789 .,()"), ==, strlen (cell + 1));
    }

  g_assert_cmpuint (n_tamed, ==, 8);
}

#define ADD(name, data, func) g_test_add ("/export/" name, Fixture, data, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  const char *words = g_getenv ("MAILLAGE_LOCALEDIR");
  int status;

  /* The words of the screen are read again in any language. */
  if (words != NULL)
    {
      setlocale (LC_ALL, "");
      bindtextdomain (GETTEXT_PACKAGE, words);
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
    }

  g_test_init (&argc, &argv, NULL);
  fixture_begin ();

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *same = g_strdup_printf ("/export/out-and-in-changes-nothing/%u", i);
      g_autofree char *filled = g_strdup_printf ("/export/emptied-records-are-filled-again/%u", i);

      g_test_add (same, Fixture, GUINT_TO_POINTER (i), set_up, test_out_and_in_changes_nothing, tear_down);
      g_test_add (filled, Fixture, GUINT_TO_POINTER (i), set_up, test_emptied_records_are_filled_again, tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wholes); i++)
    {
      g_autofree char *whole = g_strdup_printf ("/export/whole-file-out-and-in-changes-nothing/%u", i);

      g_test_add (whole, Fixture, GUINT_TO_POINTER (i), set_up, test_whole_file_out_and_in_changes_nothing, tear_down);
    }
  ADD ("templates-import-as-they-are", NULL, test_templates_import_as_they_are);
  ADD ("headers-are-told-apart", NULL, test_headers_are_told_apart);
  ADD ("cancelling-writes-nothing", NULL, test_cancelling_writes_nothing);
  ADD ("waiting-keeps-the-screen-shared", NULL, test_waiting_keeps_the_screen_shared);
  ADD ("only-what-was-asked-for-leaves", NULL, test_only_what_was_asked_for_leaves);
  ADD ("cells-say-what-they-are", NULL, test_cells_say_what_they_are);
  ADD ("formulas-are-tamed", NULL, test_formulas_are_tamed);

  status = g_test_run ();
  fixture_end ();
  return status;
}
