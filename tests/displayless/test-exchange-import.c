/* What is promised of imports: guessed right, shown before, done at once, undone whole, and the
 * second time nothing.
 */

#include "../own-project-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "exchange/mlg-csv.h"
#include "exchange/mlg-export.h"
#include "exchange/mlg-import-json.h"
#include "exchange/mlg-import.h"
#include "model/mlg-value.h"

static MlgImport *
open_list (Fixture    *f,
           const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  MlgImport *import = mlg_import_new_for_bytes (f->project, "liste.csv", bytes, &error);

  g_assert_no_error (error);
  return import;
}

/* "added changed unchanged rejected" */
static char *
compare (MlgImport *import)
{
  g_autoptr(GError) error = NULL;

  mlg_import_compare (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_strdup_printf ("%u %u %u %u", mlg_import_count (import, MLG_ROW_ADDED), mlg_import_count (import, MLG_ROW_CHANGED),
                          mlg_import_count (import, MLG_ROW_UNCHANGED), mlg_import_count (import, MLG_ROW_REJECTED));
}

static void
expect_outcome (Fixture    *f,
                const char *text,
                const char *outcome)
{
  g_autoptr(MlgImport) import = open_list (f, text);
  g_autofree char *found = compare (import);

  g_assert_cmpstr (found, ==, outcome);
}

static void
do_import (Fixture    *f,
           const char *text)
{
  g_autoptr(MlgImport) import = open_list (f, text);
  g_autoptr(GError) error = NULL;

  mlg_import_apply (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static const MlgEntity *
actor (void)
{
  return mlg_schema_find (MLG_ENTITY_ACTOR);
}

static MlgRecord *
find_actor (Fixture    *f,
            const char *name)
{
  g_autoptr(GPtrArray) found = mlg_project_search (f->project, actor (), name, 0);

  g_assert_cmpuint (found->len, ==, 1);
  return g_object_ref (g_ptr_array_index (found, 0));
}

static guint64
count_actors (Fixture *f)
{
  return mlg_project_count (f->project, actor ());
}

/* "name street postal_code …": what each column becomes. */
static char *
show_columns (MlgImport *import)
{
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < mlg_import_get_n_columns (import); i++)
    {
      const MlgImportColumn *column = mlg_import_get_column (import, i);
      const char *name = "-";

      if (column->use == MLG_COLUMN_NOTE)
        name = "note";
      else if (column->use == MLG_COLUMN_ID)
        name = "id";
      else if (column->use == MLG_COLUMN_FIELD)
        name = mlg_field_is_composite (column->field) && column->part != MLG_WHOLE_FIELD ? column->field->parts[column->part].name
                                                                                      : column->field->name;
      g_string_append_printf (shown, "%s%s", i > 0 ? " " : "", name);
    }

  return g_string_free (shown, FALSE);
}

static void
test_columns_are_recognised (Fixture       *f,
                             gconstpointer  data)
{
  static const struct { const char *text, *columns; } cases[] = {
    { "Nom;Adresse;Code postal;Ville;Site web;Courriel;Téléphone\nAtelier;1 rue Basse;26400;Crest;www.exemple.fr;a@exemple.fr;04 75 00 00 00\n",
      "name street postal_code locality website contact_email contact_phone" },
    { "Raison sociale,SIRET,Commune,Code INSEE,Latitude,Longitude\nAtelier,73282932000074,Crest,26108,44.73,5.02\n",
      "name siret locality insee_code lat lon" },
    { "id_lieu;lib_lieu;LAT;LONG\n1;Four à pain;44,1;5,1\n2;Lavoir;44,2;5,2\n", "key name lat lon" },
    { "title\tgeo_Longitude\tgeo_Latitude\nFour\t5.02\t44.73\n", "name lon lat" },
    /* Under each other’s name. */
    { "nom;latitude;longitude\nFour;5,02;44,73\nLavoir;5,03;44,74\n", "name lon lat" },
    /* The name says one thing, the cells another. */
    { "Nom;Precision\nFour;0,94\nLavoir;0,85\n", "name note" },
    /* No header: by content alone. */
    { "Atelier du Roubion;44,73;5,02;atelier@exemple.fr\nFour de Saou;44,64;5,06;four@exemple.fr\n", "name lat lon contact_email" },
    { "Nom;geo_point_2d\nFour;44.73, 5.02\nLavoir;44.74, 5.03\n", "name place" },
    { "Structure;Vide;Couleur\nFour;;bleu\n", "name - note" },
    /* The number of whoever made the list is that of nobody in it. */
    { "nom;idAttribuant\nA;73282932000074\nB;73282932000074\nC;73282932000074\nD;73282932000074\n", "name note" },
    { "Liste des lieux au 1er mars;;\n;;\nNom;Commune;Couleur\nFour;Saou;bleu\n", "name locality note" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(MlgImport) import = open_list (f, cases[i].text);
      g_autofree char *columns = show_columns (import);

      g_assert_cmpstr (columns, ==, cases[i].columns);
    }
}

static void
test_any_guess_may_be_changed (Fixture       *f,
                               gconstpointer  data)
{
  g_autoptr(MlgImport) import = open_list (f, "Couleur;Nom\nbleu;Four\nvert;Lavoir\n");
  g_autoptr(GError) error = NULL;
  g_autofree char *columns = NULL, *outcome = NULL;

  g_assert_true (mlg_import_map_named (import, "Couleur", "name", &error));
  columns = show_columns (import);
  g_assert_cmpstr (columns, ==, "name note");

  g_assert_false (mlg_import_map_named (import, "Odeur", "name", &error));
  g_assert_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (mlg_import_map_named (import, "Nom", "odeur", &error));
  g_assert_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_INVALID);

  mlg_import_set_header (import, FALSE);
  g_assert_cmpuint (mlg_import_get_n_rows (import), ==, 3);
  mlg_import_set_separator (import, ',');
  g_assert_cmpuint (mlg_import_get_n_columns (import), ==, 1);
}

static void
test_nothing_of_the_list_is_lost (Fixture       *f,
                                  gconstpointer  data)
{
  do_import (f, "Nom;Couleur;Site web\nFour banal;bleu;en cours\n");

  g_autoptr(MlgRecord) record = find_actor (f, "Four banal");
  const char *note = mlg_record_get_named (record, "note");

  g_assert_null (mlg_record_get_named (record, "website"));
  g_assert_nonnull (strstr (note, "Couleur\u202f: bleu"));
  g_assert_nonnull (strstr (note, "Site web\u202f: en cours"));
}

static void
test_bad_lines_are_listed_and_the_rest_is_imported (Fixture       *f,
                                                    gconstpointer  data)
{
  const char *text = "Nom;SIRET;Latitude;Longitude\n"
                     "Bon;73282932000074;44,7;5,0\n"
                     "Abîmé;1,23E+13;44,7;5,0\n"
                     ";73282932000074;44,7;5,0\n"
                     "Trop au nord;;144,7;5,0\n"
                     "Retourné;;5,0;44,7\n"
                     "Trop;;44,7;5,0;plein\n"
                     "\"Ouvert;;44,7;5,0\n"
                     "Bon;73282932000074;44,7;5,0\n";
  static const guint lines[] = { 3, 4, 5, 6, 7, 8, 9 };
  g_autoptr(MlgImport) import = open_list (f, text);
  g_autofree char *outcome = compare (import);
  g_autoptr(GBytes) rejects = NULL;
  g_autoptr(GError) error = NULL;
  guint n = 0;

  g_assert_cmpstr (outcome, ==, "1 0 0 7");
  for (guint row = 0; row < mlg_import_get_n_rows (import); row++)
    {
      if (mlg_import_get_outcome (import, row) != MLG_ROW_REJECTED)
        continue;
      g_assert_cmpuint (mlg_import_get_line (import, row), ==, lines[n++]);
      g_assert_cmpstr (mlg_import_get_reason (import, row), !=, "");
    }

  rejects = mlg_import_dup_rejects (import);
  g_assert_nonnull (memmem (g_bytes_get_data (rejects, NULL), g_bytes_get_size (rejects), "1,23E+13", 8));

  g_assert_true (mlg_import_apply (import, NULL, NULL, NULL, &error));
  g_assert_cmpuint (count_actors (f), ==, 1);
}

static void
test_spoiled_codes_are_restored_and_said (Fixture       *f,
                                          gconstpointer  data)
{
  g_autoptr(MlgImport) import = open_list (f, "Nom;Code postal;Code INSEE\nFour;1200;1033\nLavoir;43170.0;43234\nPont;43 170;43234\n");
  g_autoptr(GError) error = NULL;

  g_assert_true (mlg_import_apply (import, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (mlg_import_get_remark (import, 0), "01200"));
  g_assert_nonnull (mlg_import_get_remark (import, 1));
  g_assert_null (mlg_import_get_remark (import, 2));

  g_autoptr(MlgRecord) four = find_actor (f, "Four");
  g_autoptr(MlgRecord) pont = find_actor (f, "Pont");
  g_autofree char *postal_code = mlg_value_dup_part (mlg_record_get_named (four, "address"), 2);
  g_autofree char *insee_code = mlg_value_dup_part (mlg_record_get_named (four, "address"), 4);
  g_autofree char *spaced = mlg_value_dup_part (mlg_record_get_named (pont, "address"), 2);

  g_assert_cmpstr (postal_code, ==, "01200");
  g_assert_cmpstr (insee_code, ==, "01033");
  g_assert_cmpstr (spaced, ==, "43170");
}

static void
test_the_same_list_again_changes_nothing (Fixture       *f,
                                          gconstpointer  data)
{
  static const char *const lists[] = {
    "ID;Nom;Commune;Couleur\n1;Four;Saou;bleu\n2;Lavoir;Crest;vert\n3;Four;Crest;vert\n",
    /* Two branches in one town, nothing to tell them apart but their street. */
    "Nom;Adresse;Commune\nLe Relais;1 rue Basse;Die\nLe Relais;2 rue Haute;Die\n",
    "Nom;Thèmes\nSans lieu;mobilité, énergie\n",
    "Nom;Latitude;Longitude\nFour du haut;44,7;5,0\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr(MlgImport) again = NULL;
      guint64 n;

      do_import (f, lists[i]);
      n = count_actors (f);
      again = open_list (f, lists[i]);
      g_autofree char *outcome = compare (again);
      g_autofree char *expected = g_strdup_printf ("0 0 %u 0", mlg_import_get_n_rows (again));

      g_assert_cmpstr (outcome, ==, expected);
      do_import (f, lists[i]);
      g_assert_cmpuint (count_actors (f), ==, n);
    }
}

static void
test_two_lists_that_count_from_one_stay_apart (Fixture       *f,
                                               gconstpointer  data)
{
  do_import (f, "ID;Nom;Commune\n1;Four;Saou\n2;Lavoir;Crest\n");
  expect_outcome (f, "ID;Nom;Commune\n1;Épicerie;Die\n2;Garage;Aouste\n", "2 0 0 0");
  do_import (f, "ID;Nom;Commune\n1;Épicerie;Die\n2;Garage;Aouste\n");
  expect_outcome (f, "ID;Nom;Commune\n1;Épicerie;Die\n2;Garage;Aouste\n", "0 0 2 0");
  expect_outcome (f, "ID;Nom;Commune\n1;Four;Saou\n2;Lavoir;Crest\n", "0 0 2 0");
}

static void
test_differences_are_shown_before_anything_is_written (Fixture       *f,
                                                       gconstpointer  data)
{
  do_import (f, "ID;Nom;Commune;Site web\n1;Four;Saou;https://avant.exemple.fr\n2;Lavoir;Crest;\n");

  g_autoptr(MlgImport) import = open_list (f, "ID;Nom;Commune;Site web\n1;Four;Saou;https://apres.exemple.fr\n2;Lavoir;Crest;\n3;Pont;Die;\n");
  g_autofree char *outcome = compare (import);
  g_autoptr(GPtrArray) changes = mlg_import_dup_changes (import, 0);
  MlgImportChange *change = g_ptr_array_index (changes, 0);

  g_assert_cmpstr (outcome, ==, "1 1 1 0");
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_cmpstr (change->field->name, ==, "website");
  g_assert_cmpstr (change->before, ==, "https://avant.exemple.fr");
  g_assert_cmpstr (change->after, ==, "https://apres.exemple.fr");
  g_assert_cmpuint (count_actors (f), ==, 2);
}

static void
test_an_empty_cell_erases_nothing (Fixture       *f,
                                   gconstpointer  data)
{
  do_import (f, "Nom;Commune;Site web;Thèmes\nFour;Saou;https://exemple.fr;mobilité\n");
  expect_outcome (f, "Nom;Commune;Site web;Thèmes\nFour;Saou;;\n", "0 0 1 0");

  do_import (f, "Nom;Commune;Site web;Thèmes\nFour;Saou;;énergie\n");

  g_autoptr(MlgRecord) record = find_actor (f, "Four");
  g_auto(GStrv) themes = mlg_value_split (mlg_record_get_named (record, "themes"));

  g_assert_cmpstr (mlg_record_get_named (record, "website"), ==, "https://exemple.fr");
  g_assert_cmpuint (g_strv_length (themes), ==, 2);
}

static void
test_a_chosen_key_decides_alone (Fixture       *f,
                                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  do_import (f, "Nom;SIRET;Commune\nFour;73282932000074;Saou\n");

  g_autoptr(MlgImport) import = open_list (f, "Nom;SIRET;Commune\nBoulangerie;73282932000074;Crest\nFour;35600000000048;Saou\nSans;;Die\nEncore;73282932000074;Die\n");

  g_assert_false (mlg_import_set_key (import, "odeur", &error));
  g_clear_error (&error);
  g_assert_true (mlg_import_set_key (import, "siret", &error));

  g_autofree char *outcome = compare (import);

  g_assert_cmpstr (outcome, ==, "1 1 0 2");
}

static void
test_one_undo_takes_all_of_it_back (Fixture       *f,
                                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) before = NULL, after = NULL;

  do_import (f, "Nom;Commune\nFour;Saou\n");
  before = mlg_export_to_bytes (f->project, MLG_EXPORT_JSON, NULL, MLG_LEVEL_COMPLETE, &error);
  do_import (f, "Nom;Commune;Couleur\nFour;Saou;bleu\nLavoir;Crest;vert\nPont;Die;gris\n");
  g_assert_cmpuint (count_actors (f), ==, 3);

  g_assert_true (mlg_project_undo (f->project, &error));
  g_assert_no_error (error);
  after = mlg_export_to_bytes (f->project, MLG_EXPORT_JSON, NULL, MLG_LEVEL_COMPLETE, &error);
  g_assert_true (g_bytes_equal (before, after));
}

static gboolean
stop_half_way (guint    done,
               guint    total,
               gpointer data)
{
  return done < total / 2;
}

static void
test_a_stopped_import_leaves_no_trace (Fixture       *f,
                                       gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new ("Nom\n");
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "Acteur %u\n", i);

  g_autoptr(MlgImport) import = open_list (f, text->str);

  g_assert_false (mlg_import_apply (import, NULL, stop_half_way, NULL, &error));
  g_assert_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_CANCELLED);
  g_assert_cmpuint (count_actors (f), ==, 0);
}

static void
test_other_files_are_refused_in_words (Fixture       *f,
                                       gconstpointer  data)
{
  static const struct { const char *bytes; gsize length; } cases[] = {
    { "PK\x03\x04rest of a spreadsheet", 20 },
    { "SQLite format 3\0", 16 },
    { "%PDF-1.7", 8 },
    { "", 0 },
    { "\n\n", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].length);
      g_autoptr(GError) error = NULL;

      g_assert_null (mlg_import_new_for_bytes (f->project, "x", bytes, &error));
      g_assert_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT);
    }
}

/* The list as it is and as French Excel saves it; what they hold is compared with what came. */
static void
test_a_real_list_comes_whole (Fixture       *f,
                              gconstpointer  data)
{
  const char *shared = g_getenv ("MLG_SHARED");
  g_autofree char *path = g_build_filename (shared == NULL ? "" : shared, "samples", "csv", data, NULL);
  g_autofree char *plain_path = g_build_filename (shared == NULL ? "" : shared, "samples", "csv", "tiers-lieux-cget-2019.csv", NULL);
  g_autofree char *plain = NULL, *outcome = NULL, *again_outcome = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgImport) import = NULL, again = NULL;
  g_autoptr(MlgCsvReader) reader = NULL;
  gsize length;
  guint n = 0;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no real list here (MLG_SHARED)");
      return;
    }

  import = mlg_import_new (f->project, path, &error);
  g_assert_no_error (error);
  outcome = compare (import);
  g_assert_cmpstr (outcome, ==, "1512 0 0 0");
  g_assert_true (mlg_import_apply (import, NULL, NULL, NULL, &error));
  g_assert_cmpuint (count_actors (f), ==, 1512);

  again = mlg_import_new (f->project, path, &error);
  again_outcome = compare (again);
  g_assert_cmpstr (again_outcome, ==, "0 0 1512 0");

  g_assert_true (g_file_get_contents (plain_path, &plain, &length, &error));
  reader = mlg_csv_reader_new (plain, length, ',');
  g_assert_true (mlg_csv_reader_next (reader));
  while (mlg_csv_reader_next (reader))
    {
      const MlgCell *cells = mlg_csv_reader_get_cells (reader);
      g_autofree char *key = g_strndup (cells[0].text, cells[0].length);
      g_autofree char *name = g_strstrip (g_strndup (cells[1].text, cells[1].length));
      g_autofree char *wanted_lat = g_strndup (cells[11].text, cells[11].length);
      g_autofree char *wanted_lon = g_strndup (cells[12].text, cells[12].length);
      g_autoptr(MlgRecord) record = NULL;
      double lat, lon;
      MlgId id;

      g_assert_true (mlg_project_resolve (f->project, actor (), key, &id, NULL));
      record = mlg_project_get_record (f->project, actor (), &id);
      while (g_str_has_suffix (name, "\u00a0") || g_str_has_suffix (name, " "))
        name[strlen (name) - (g_str_has_suffix (name, " ") ? 1 : 2)] = '\0';
      g_assert_cmpstr (mlg_record_get_named (record, "name"), ==, name);
      if (mlg_value_get_place (mlg_record_get_named (record, "place"), &lat, &lon, NULL))
        {
          g_assert_cmpfloat (lat, ==, g_ascii_strtod (wanted_lat, NULL));
          g_assert_cmpfloat (lon, ==, g_ascii_strtod (wanted_lon, NULL));
        }
      else
        g_assert_true (*wanted_lat == '\0' || *wanted_lon == '\0');
      n++;
    }
  g_assert_cmpuint (n, ==, 1512);

  g_assert_true (mlg_project_undo (f->project, &error));
  g_assert_cmpuint (count_actors (f), ==, 0);
}

/* ---- round trips */

static GBytes *
export (Fixture         *f,
        MlgExportFormat  format,
        const char      *entity)
{
  g_autoptr(GError) error = NULL;
  GBytes *bytes = mlg_export_to_bytes (f->project, format, entity == NULL ? NULL : mlg_schema_find (entity), MLG_LEVEL_COMPLETE, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
start_again (Fixture *f)
{
  g_autoptr(GError) error = NULL;

  mlg_project_close (f->project, &error);
  g_assert_no_error (error);
  g_clear_object (&f->project);

  g_autofree char *path = g_build_filename (f->folder, "autre.maillage", NULL);

  f->project = mlg_project_create (path, "Essai", &error);
  g_assert_no_error (error);
}

static void
test_csv_out_and_in_is_the_same (Fixture       *f,
                                 gconstpointer  data)
{
  static const MlgExportFormat formats[] = { MLG_EXPORT_CSV, MLG_EXPORT_CSV_PLAIN };
  MlgExportFormat format = formats[GPOINTER_TO_UINT (data)];
  const MlgEntity *entity = actor ();
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId id = { 0 };

#define SET(name, text) values[mlg_entity_find_field (entity, name)->index] = text
  SET ("name", "=Épicerie « L’Œuf »; \"suite\"");
  SET ("description", "-un\n\ndeux | trois");
  SET ("aliases", "@alias;un\x1e" "alias deux");
  SET ("themes", "mobility\x1e" "urban_farming");
  SET ("headcount", "12");
  SET ("renewed", "1");
  SET ("founded", "1985\x1fvers 1985\x1f" "1");
  SET ("place", "44.96\x1f-1.5\x1f" "commune");
  SET ("address", "1 rue Basse\x1f\x1f" "01200\x1f" "Die\x1f\x1f" "France");
  SET ("contact_phone", "+33 4 75 00 00 00");
  SET ("note", "- Couleur\u202f: bleu\n\nUn **mot**.");
#undef SET
  g_assert_true (mlg_project_add (f->project, entity, values, &id, &error));
  g_assert_no_error (error);

  g_autoptr(GBytes) first = export (f, format, "actor");

  start_again (f);

  g_autoptr(MlgImport) import = mlg_import_new_for_bytes (f->project, "x.csv", first, &error);

  g_assert_true (mlg_import_apply (import, NULL, NULL, NULL, &error));
  g_assert_no_error (error);

  g_autoptr(GBytes) second = export (f, format, "actor");

  g_assert_cmpmem (g_bytes_get_data (first, NULL), g_bytes_get_size (first),
                   g_bytes_get_data (second, NULL), g_bytes_get_size (second));
}

static void
test_foreign_json_is_refused (Fixture       *f,
                              gconstpointer  data)
{
  static const char *const cases[] = {
    "{}", "[]", "{\"records\":{\"actor\":[{\"name\":\"x\"}]}}", "{\"format\":\"maillage\",\"records\":{\"actor\":[{\"name\":\"x\"}", "null",
    "{\"format\":\"maillage\",\"records\":[]}", "{\"format\":\"maillage\",\"records\":{\"actor\":{}}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (cases[i], strlen (cases[i]));
      g_autoptr(GError) error = NULL;

      g_assert_null (mlg_import_json (f->project, bytes, "Import", FALSE, &error));
      g_assert_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT);
      g_assert_cmpuint (count_actors (f), ==, 0);
    }
}

static void
test_json_says_what_it_left_out (Fixture       *f,
                                 gconstpointer  data)
{
  const char *text = "{\"format\":\"maillage\",\"records\":{\"actor\":[\n"
                     "{\"key\":\"a\",\"name\":\"Four\",\"odeur\":\"pain\"},\n"
                     "{\"key\":\"b\"},\n"
                     "{\"key\":\"c\",\"name\":\"Lavoir\",\"territories\":[\"nulle-part\"]},\n"
                     "{\"key\":\"a\",\"name\":\"Encore\"}],\n"
                     "\"partnership\":[{\"a\":\"a\",\"b\":\"c\",\"state\":\"active\"}]}}";
  static const guint lines[] = { 2, 3, 4, 5 };
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgJsonReport) dry = mlg_import_json (f->project, bytes, "Import", TRUE, &error);

  g_assert_cmpuint (dry->added, ==, 3);
  g_assert_cmpuint (count_actors (f), ==, 0);

  g_autoptr(MlgJsonReport) report = mlg_import_json (f->project, bytes, "Import", FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->added, ==, 3);
  g_assert_cmpuint (report->rejections->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (((MlgJsonRejection *) g_ptr_array_index (report->rejections, i))->line, ==, lines[i]);
  g_assert_cmpuint (count_actors (f), ==, 2);
}

static void
test_damaged_lists_are_imported_without_harm (Fixture       *f,
                                              gconstpointer  data)
{
  const char *whole = "ID;Nom;Code postal;Commune;Latitude;Longitude;SIRET;Site web\n1;\"Four \"\"banal\"\"\";26400;Crest;44,73;5,02;73282932000074;www.exemple.fr\n"
                      "2;Lavoir;1200;Die;44,75;5,37;;\n3;Pont;26150;Die;44,70;5,30;;\n";
  guint32 seed = g_test_rand_int ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);

  for (guint round = 0; round < 1500; round++)
    {
      gsize length = strlen (whole);
      g_autofree char *text = g_strdup (whole);
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(MlgImport) import = NULL;

      for (gint n = g_rand_int_range (rand, 1, 12); n > 0; n--)
        text[g_rand_int_range (rand, 0, length)] = "\"\";,\n\r\t|E+0'\xe9\xc3="[g_rand_int_range (rand, 0, 15)];
      length = g_rand_int_range (rand, 0, length + 1);
      bytes = g_bytes_new (text, length);
      import = mlg_import_new_for_bytes (f->project, "x.csv", bytes, NULL);
      if (import == NULL)
        continue;

      g_assert_true (mlg_import_compare (import, NULL, NULL, NULL, NULL));
      g_assert_cmpuint (mlg_import_count (import, MLG_ROW_ADDED) + mlg_import_count (import, MLG_ROW_CHANGED) +
                        mlg_import_count (import, MLG_ROW_UNCHANGED) + mlg_import_count (import, MLG_ROW_REJECTED),
                        ==, mlg_import_get_n_rows (import));
    }
}

#define ADD(name, data, func) g_test_add ("/import/" name, Fixture, data, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("columns-are-recognised", NULL, test_columns_are_recognised);
  ADD ("any-guess-may-be-changed", NULL, test_any_guess_may_be_changed);
  ADD ("nothing-of-the-list-is-lost", NULL, test_nothing_of_the_list_is_lost);
  ADD ("bad-lines-are-listed-and-the-rest-is-imported", NULL, test_bad_lines_are_listed_and_the_rest_is_imported);
  ADD ("spoiled-codes-are-restored-and-said", NULL, test_spoiled_codes_are_restored_and_said);
  ADD ("the-same-list-again-changes-nothing", NULL, test_the_same_list_again_changes_nothing);
  ADD ("two-lists-that-count-from-one-stay-apart", NULL, test_two_lists_that_count_from_one_stay_apart);
  ADD ("differences-are-shown-before-anything-is-written", NULL, test_differences_are_shown_before_anything_is_written);
  ADD ("an-empty-cell-erases-nothing", NULL, test_an_empty_cell_erases_nothing);
  ADD ("a-chosen-key-decides-alone", NULL, test_a_chosen_key_decides_alone);
  ADD ("one-undo-takes-all-of-it-back", NULL, test_one_undo_takes_all_of_it_back);
  ADD ("a-stopped-import-leaves-no-trace", NULL, test_a_stopped_import_leaves_no_trace);
  ADD ("other-files-are-refused-in-words", NULL, test_other_files_are_refused_in_words);
  ADD ("a-real-list-comes-whole", "tiers-lieux-cget-2019.csv", test_a_real_list_comes_whole);
  ADD ("a-real-list-from-excel-comes-whole", "tiers-lieux-cget-2019.excel-fr.csv", test_a_real_list_comes_whole);
  ADD ("csv-out-and-in-is-the-same", GUINT_TO_POINTER (0), test_csv_out_and_in_is_the_same);
  ADD ("plain-csv-out-and-in-is-the-same", GUINT_TO_POINTER (1), test_csv_out_and_in_is_the_same);
  ADD ("foreign-json-is-refused", NULL, test_foreign_json_is_refused);
  ADD ("json-says-what-it-left-out", NULL, test_json_says_what_it_left_out);
  ADD ("damaged-lists-are-imported-without-harm", NULL, test_damaged_lists_are_imported_without_harm);
  return g_test_run ();
}
