/* What is promised of messy lists and of files of several sheets: the right record, or a listed
 * reason; never a wrong one in silence.
 */

#include "../own-project-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "exchange/mlg-import.h"
#include "model/mlg-value.h"

static MlgImport *
open_bytes (Fixture    *f,
            const char *data,
            gsize       length)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, length);
  g_autoptr(GError) error = NULL;
  MlgImport *import = mlg_import_new_for_bytes (f->project, "liste.csv", bytes, &error);

  g_assert_no_error (error);
  return import;
}

static MlgImport *
open_list (Fixture    *f,
           const char *text)
{
  return open_bytes (f, text, strlen (text));
}

static void
compare (MlgImport  *import,
         const char *outcome)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *found = NULL;

  mlg_import_compare (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  found = g_strdup_printf ("%u %u %u %u", mlg_import_count (import, MLG_ROW_ADDED), mlg_import_count (import, MLG_ROW_CHANGED),
                           mlg_import_count (import, MLG_ROW_UNCHANGED), mlg_import_count (import, MLG_ROW_REJECTED));
  g_assert_cmpstr (found, ==, outcome);
}

/* "added changed unchanged rejected" */
static void
apply (MlgImport  *import,
       const char *outcome)
{
  g_autoptr(GError) error = NULL;

  compare (import, outcome);
  g_assert_true (mlg_import_apply (import, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
do_import (Fixture    *f,
           const char *text,
           const char *outcome)
{
  g_autoptr(MlgImport) import = open_list (f, text);

  apply (import, outcome);
}

static MlgRecord *
find (Fixture    *f,
      const char *entity,
      const char *name)
{
  g_autoptr(GPtrArray) found = mlg_project_search (f->project, mlg_schema_find (entity), name, 0);

  g_assert_cmpuint (found->len, ==, 1);
  return g_object_ref (found->pdata[0]);
}

static guint64
count (Fixture    *f,
       const char *entity)
{
  return mlg_project_count (f->project, mlg_schema_find (entity));
}

static void
expect_place (Fixture    *f,
              const char *name,
              double      lat,
              double      lon)
{
  g_autoptr(MlgRecord) record = find (f, "actor", name);
  double found_lat, found_lon;

  g_assert_true (mlg_value_get_place (mlg_record_get_named (record, "place"), &found_lat, &found_lon, NULL));
  g_assert_cmpfloat_with_epsilon (found_lat, lat, 1e-6);
  g_assert_cmpfloat_with_epsilon (found_lon, lon, 1e-6);
}

/* ---- grids. What PROJ 9 makes of the same numbers. */

static void
test_grids_agree_with_proj (Fixture       *f,
                            gconstpointer  data)
{
  static const struct { MlgGrid grid; double x, y, lat, lon; } points[] = {
    { MLG_GRID_LAMBERT_93, 801234.5, 6417890.1, 44.85278906, 4.28140117 },
    { MLG_GRID_LAMBERT_93, 1200000, 6050000, 41.38178942, 8.96554710 },
    { MLG_GRID_LAMBERT_93, 150000, 6840000, 48.42673577, -4.44557390 },
    { MLG_GRID_LAMBERT_93, 700000, 6600000, 46.5, 3 },
    { MLG_GRID_LAMBERT_2, 600137, 2428520, 48.85502007, 2.33837149 },
    { MLG_GRID_LAMBERT_2, 950000, 1850000, 43.56524136, 6.66475688 },
    { MLG_GRID_CC45, 1841900, 4221000, 45.17475025, 4.80548282 },
    { MLG_GRID_CC50, 1700000, 9200000, 50, 3 },
    { MLG_GRID_UTM_20N, 640000, 1800000, 16.27677688, -61.68976362 },
    { MLG_GRID_UTM_22N, 350000, 545000, 4.92928714, -52.35285811 },
    { MLG_GRID_UTM_40S, 340000, 7690000, -20.88331869, 55.46181580 },
    { MLG_GRID_UTM_38S, 520000, 8580000, -12.84498093, 45.18431746 },
    { MLG_GRID_WEB_MERCATOR, 390000, 5580000, 44.73564647, 3.50342961 },
  };
  double lat, lon;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      g_assert_true (mlg_grid_to_degrees (points[i].grid, points[i].x, points[i].y, &lat, &lon));
      g_assert_cmpfloat_with_epsilon (lat, points[i].lat, 5e-8);
      g_assert_cmpfloat_with_epsilon (lon, points[i].lon, 5e-8);
      g_assert_cmpstr (mlg_grid_get_label (points[i].grid), !=, "");
    }

  g_assert_false (mlg_grid_to_degrees (MLG_GRID_LAMBERT_93, 1e12, 0, &lat, &lon));
  g_assert_cmpint (mlg_grid_guess (5.02, 44.73), ==, MLG_GRID_DEGREES);
}

static void
test_coordinates_of_any_kind_are_read (Fixture       *f,
                                       gconstpointer  data)
{
  static const struct { const char *list; double lat, lon; } cases[] = {
    { "Nom;X;Y\nFour;801234,5;6417890,1\nPont;802000;6418000\n", 44.85278906, 4.28140117 },
    { "Nom;X;Y\nFour;801 234,5;6 417 890,1\nPont;802 000;6 418 000\n", 44.85278906, 4.28140117 },
    /* Under each other’s name. */
    { "Nom;Y;X\nFour;801234,5;6417890,1\nPont;802000;6418000\n", 44.85278906, 4.28140117 },
    { "Nom;X;Y\nFour;5,02;44,73\nPont;5,03;44,74\n", 44.73, 5.02 },
    { "Nom;X;Y\nFour;44,73;5,02\nPont;44,74;5,03\n", 44.73, 5.02 },
    { "Nom;Latitude;Longitude\nFour;44°57'36\"N;3°33'00\"E\nPont;44°30'N;3°30'E\n", 44.96, 3.55 },
    { "Nom;Latitude;Longitude\nFour;44,96 N;1,55 O\nPont;44,5 N;1,5 O\n", 44.96, -1.55 },
    { "Nom;Coordonnées GPS\nFour;44.96, 3.55\nPont;44.5, 3.5\n", 44.96, 3.55 },
    { "Nom;Coordonnées GPS\nFour;44,96, 3,55\nPont;44,5, 3,5\n", 44.96, 3.55 },
    { "Nom;geom\nFour;POINT(3.55 44.96)\nPont;POINT (3.5 44.5)\n", 44.96, 3.55 },
    { "Nom;geom\nFour;POINT(801234.5 6417890.1)\nPont;POINT (802000 6418000)\n", 44.85278906, 4.28140117 },
    /* The postal code tells the grid of the West Indies from that of before 2000. */
    { "Nom;Code postal;X;Y\nFour;97110;640000;1800000\nPont;97110;641000;1801000\n", 16.27677688, -61.68976362 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      do_import (f, cases[i].list, "2 0 0 0");
      expect_place (f, "Four", cases[i].lat, cases[i].lon);
      g_assert_true (mlg_project_undo (f->project, &error));
    }
}

static void
test_no_point_is_elsewhere_in_silence (Fixture       *f,
                                       gconstpointer  data)
{
  g_autoptr(MlgImport) import = open_list (f, "Nom;Code postal;Latitude;Longitude\nFour;26400;44,73;5,02\nLoin;26400;48,5;-4,9\n"
                                              "Mer;;45;-20\nRetourné;26400;5,02;44,73\nSeul;26400;44,7;\n");
  g_autoptr(MlgImport) odd = open_list (f, "Nom;X;Y\nFour;12345;67890\nPont;12346;67891\n");

  compare (import, "4 0 0 1");
  g_assert_null (mlg_import_get_remark (import, 0));
  g_assert_nonnull (strstr (mlg_import_get_remark (import, 1), "km"));
  g_assert_nonnull (mlg_import_get_remark (import, 2));
  g_assert_nonnull (mlg_import_get_reason (import, 3));
  g_assert_nonnull (mlg_import_get_remark (import, 4));

  /* Metres of no grid: kept, and said. */
  apply (odd, "2 0 0 0");
  g_autoptr(MlgRecord) record = find (f, "actor", "Four");
  g_assert_null (mlg_record_get_named (record, "place"));
  g_assert_nonnull (strstr (mlg_record_get_named (record, "note"), "12345"));
}

/* ---- lines that are not what they seem */

static void
test_titles_totals_and_headers_are_no_records (Fixture       *f,
                                               gconstpointer  data)
{
  static const guint lines[] = { 5, 7, 8 };
  g_autoptr(MlgImport) import = open_list (f, "Liste des lieux;;;\n;;;\nNom;Commune;Places;Couleur\nFour;Saou;3;bleu\nNom;Commune;Places;Couleur\n"
                                              "Lavoir;Crest;4;vert\nTotal;;7;\nSource : INSEE 2019;;;\n");
  guint n = 0;

  apply (import, "2 0 0 3");
  g_assert_nonnull (strstr (mlg_import_get_remarks (import)[0], "Liste des lieux"));
  for (guint row = 0; row < mlg_import_get_n_rows (import); row++)
    if (mlg_import_get_reason (import, row) != NULL)
      g_assert_cmpuint (mlg_import_get_line (import, row), ==, lines[n++]);
  g_assert_cmpuint (n, ==, 3);

  /* A name that only begins so. */
  do_import (f, "Nom;Commune;Places\nTotal Accès;Die;2\nSource vive;Die;3\n", "2 0 0 0");
}

static void
test_a_separator_in_a_text_shifts_nothing (Fixture       *f,
                                           gconstpointer  data)
{
  const char *text = "Nom,Adresse,Code postal,Ville\nFour,1 rue Basse,26400,Crest\nBar, tabac,2 rue Haute,26400,Crest\nA,b,c,d,e,f,g\n"
                     "X,Y,26400,Die,plus\n";
  g_autoptr(MlgImport) import = open_list (f, text);

  apply (import, "2 0 0 2");
  g_assert_nonnull (strstr (mlg_import_get_remark (import, 1), "Bar, tabac"));

  g_autoptr(MlgRecord) record = find (f, "actor", "Bar, tabac");
  g_autofree char *street = mlg_value_dup_part (mlg_record_get_named (record, "address"), 0);

  g_assert_cmpstr (street, ==, "2 rue Haute");
}

static void
test_spoiled_bytes_are_read (Fixture       *f,
                             gconstpointer  data)
{
  static const char mixed[] = "\xef\xbb\xbfNom;\"Code\r\npostal\"\r\n\xc3\x89picerie\0;26400\r\n\xef\xbb\xbfNom;\"Code\r\npostal\"\r\n\xc9" "cole;26400\r\n\r\n;\r\n";
  g_autoptr(MlgImport) import = open_bytes (f, mixed, sizeof mixed - 1);

  g_assert_cmpstr (mlg_import_get_column (import, 1)->name, ==, "Code postal");
  apply (import, "2 0 0 1");
  g_assert_nonnull (mlg_import_get_remarks (import)[0]);
  g_object_unref (find (f, "actor", "Épicerie"));
  g_object_unref (find (f, "actor", "École"));
}

/* ---- values */

static void
test_nothing_of_a_cell_is_lost (Fixture       *f,
                                gconstpointer  data)
{
  const char *text = "Nom,Mail,Téléphone,Site,Création\n"
                     "Four,a@ex.fr ; b@ex.fr,04 75 00 00 00 (Paul),www.a.fr ; www.b.fr,17/05/14\n"
                     "Lavoir,Paul <paul@ex.fr>,475000000,www.b.fr,41776\n"
                     "Pont,c@ex.fr,04 75 11 22 33 / 06 11 22 33 44,www.c.fr,mars 2014\n"
                     "Moulin,d@ex.fr,0475112233,www.d.fr,n.c.\n";
  static const struct { const char *name, *email, *phone, *founded; } cases[] = {
    { "Four", "a@ex.fr", "04 75 00 00 00", "2014-05-17" }, { "Lavoir", "paul@ex.fr", "0475000000", "2014-05-17" },
    { "Pont", "c@ex.fr", "04 75 11 22 33", "2014-03" }, { "Moulin", "d@ex.fr", "0475112233", NULL },
  };
  static const char *const kept[] = { "b@ex.fr", "Paul", "www.b.fr" };
  g_autoptr(MlgImport) import = open_list (f, text);

  apply (import, "4 0 0 0");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(MlgRecord) record = find (f, "actor", cases[i].name);
      const char *founded = mlg_record_get_named (record, "founded");
      g_autofree char *date = founded == NULL ? NULL : mlg_value_dup_part (founded, 0);

      g_assert_cmpstr (mlg_record_get_named (record, "contact_email"), ==, cases[i].email);
      g_assert_cmpstr (mlg_record_get_named (record, "contact_phone"), ==, cases[i].phone);
      g_assert_cmpstr (date, ==, cases[i].founded);
    }

  g_autoptr(MlgRecord) four = find (f, "actor", "Four");

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    g_assert_nonnull (strstr (mlg_record_get_named (four, "note"), kept[i]));
  for (guint row = 0; row < 2; row++)
    g_assert_nonnull (mlg_import_get_remark (import, row));
}

static void
test_a_cell_of_a_million_characters_is_refused (Fixture       *f,
                                                gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new ("Nom;Couleur\nFour;bleu\nLavoir;");

  for (guint i = 0; i < 300000; i++)
    g_string_append (text, "vert ");
  g_string_append (text, "\nPont;gris\n");

  g_autoptr(MlgImport) import = open_list (f, text->str);

  compare (import, "2 0 0 1");
  g_assert_nonnull (mlg_import_get_reason (import, 1));
}

static void
test_what_is_too_large_is_not_read (Fixture       *f,
                                    gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->folder, "immense.csv", NULL);
  g_autoptr(GError) error = NULL;
  int file = g_open (path, O_CREAT | O_WRONLY, 0600);

  /* A file with a hole: a gigabyte that takes no place. */
  g_assert_cmpint (ftruncate (file, G_GINT64_CONSTANT (1) << 30), ==, 0);
  close (file);
  g_assert_null (mlg_import_new (f->project, path, &error));
  g_assert_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE);
}

/* A line of separators: refused, whatever its length, and the next one is read. */
static void
test_a_line_of_separators_costs_little (Fixture       *f,
                                        gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new ("Nom;Couleur\nFour;bleu\nLavoir");

  for (guint i = 0; i < 300000; i++)
    g_string_append_c (text, ';');
  g_string_append (text, "vert\nPont;gris\n");

  g_autoptr(MlgImport) import = open_list (f, text->str);

  compare (import, "2 0 0 1");
  g_assert_cmpuint (mlg_import_get_line (import, 2), ==, 4);
}

/* ---- known columns */

static void
expect_columns (Fixture    *f,
                const char *text,
                const char *wanted)
{
  g_autoptr(MlgImport) import = open_list (f, text);
  g_autoptr(GString) shown = g_string_new (NULL);

  for (guint i = 0; i < mlg_import_get_n_columns (import); i++)
    {
      const MlgImportColumn *column = mlg_import_get_column (import, i);
      const char *name = column->use == MLG_COLUMN_NOTE ? "note" : column->use == MLG_COLUMN_ID ? "id" : "-";

      if (column->use == MLG_COLUMN_FIELD)
        name = mlg_field_is_composite (column->field) && column->part != MLG_WHOLE_FIELD ? column->field->parts[column->part].name : column->field->name;
      g_string_append_printf (shown, "%s%s", i > 0 ? " " : "", name);
    }
  g_assert_cmpstr (shown->str, ==, wanted);
}

static void
test_public_lists_are_recognised (Fixture       *f,
                                  gconstpointer  data)
{
  /* RNA: what is about the person who declared it stays out. */
  expect_columns (f, "id;siret;date_creat;titre;titre_court;objet;adrs_numvoie;adrs_typevoie;adrs_libvoie;adrs_codeinsee;adrs_codepostal;adrs_libcommune;adrg_declarant;dir_civilite;siteweb\n"
                     "W263001234;73282932000074;1998-05-12;LES AMIS DU FOUR;ADF;Cuire le pain;12;RUE;BASSE;26108;26400;CREST;M DUPONT;PM;www.four.fr\n"
                     "W263001235;55208131766522;1999-05-12;LE LAVOIR;LL;Laver;13;RUE;BASSE;26108;26400;CREST;M DURAND;PM;www.lavoir.fr\n",
                  "rna siret founded name acronym description street street street insee_code postal_code locality - - website");
  expect_columns (f, "siret;denominationUniteLegale;numeroVoieEtablissement;typeVoieEtablissement;libelleVoieEtablissement;codePostalEtablissement;libelleCommuneEtablissement;codeCommuneEtablissement;activitePrincipaleEtablissement;activitePrincipaleNAF25Etablissement;coordonneeLambertAbscisseEtablissement;coordonneeLambertOrdonneeEtablissement;prenomUsuelUniteLegale\n"
                     "73282932000074;FOUR;12;RUE;BASSE;26400;CREST;26108;94.99Z;94.99Y;857012.3;6403015.2;PAUL\n",
                  "siret name street street street postal_code locality insee_code naf naf_2025 lon lat -");
  expect_columns (f, "id,nom,date_maj,siret,commune,code_postal,code_insee,adresse,complement_adresse,longitude,latitude,telephone,courriel,site_web,horaires_accueil\n"
                     "a--1,Four,2024-01-02,73282932000074,Crest,26400,26108,1 rue Basse,Bât. A,5.02,44.73,+33475000000,a@ex.fr,https://four.fr,Mo-Fr 09:00-12:00\n"
                     "a--2,Lavoir,2024-01-03,55208131766522,Crest,26400,26108,2 rue Basse,Bât. B,5.03,44.74,+33475000001,b@ex.fr,https://lavoir.fr,Mo-Fr 09:00-12:00\n",
                  "key name last_seen siret locality postal_code insee_code street address_extra lon lat contact_phone contact_email website opening");
  expect_columns (f, "nom;adresse;latitude;longitude;result_score;result_type;result_citycode;result_postcode;result_city\n"
                     "Four;1 rue Basse;44.7289;5.0222;0.93;housenumber;26108;26400;Crest\n",
                  "name street lat lon note precision insee_code postal_code locality");
  expect_columns (f, "lat,lon,name,description\n44.73,5.02,Four,du pain\n", "lat lon name description");
  expect_columns (f, "bf_titre,bf_mail,bf_adresse,bf_code_postal,bf_ville,bf_site_internet,bf_latitude,bf_longitude\nFour,a@ex.fr,1 rue Basse,26400,Crest,www.four.fr,44.73,5.02\n",
                  "name contact_email street postal_code locality website lat lon");
  expect_columns (f, "Structure;Adresse;Ville;Nom;Prénom\nFour;1 rue Basse;Crest;Duval;Anne\nLavoir;2 rue Basse;Crest;Petit;Luc\n",
                  "name street locality contact_name note");
}

/* ---- one record, several lines */

static void
test_lines_of_one_actor_are_read_together (Fixture       *f,
                                           gconstpointer  data)
{
  const char *text = "Nom;SIRET;Objet;Montant\nAsso Four;73282932000074;Fournil;1000\nAsso Four;73282932000074;Fournil;2000\n"
                     "Lavoir;73282932000074;Eau;3\nMoulin;55208131766522;Farine;4\n";
  g_autoptr(MlgImport) import = open_list (f, text);

  apply (import, "3 0 1 0");
  g_assert_cmpuint (count (f, "actor"), ==, 3);
  g_assert_nonnull (mlg_import_get_remark (import, 1));
  /* Two names under one number: never in silence. */
  g_assert_nonnull (mlg_import_get_remark (import, 2));

  g_autoptr(MlgRecord) four = find (f, "actor", "Asso Four");
  g_assert_nonnull (strstr (mlg_record_get_named (four, "note"), "1000"));
  g_assert_nonnull (strstr (mlg_record_get_named (four, "note"), "2000"));
  do_import (f, text, "0 0 4 0");
}

static void
test_a_key_of_several_fields_decides (Fixture       *f,
                                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  do_import (f, "Nom;Commune;Site web\nFour;Saou;https://a.fr\nFour;Crest;https://b.fr\n", "2 0 0 0");

  g_autoptr(MlgImport) import = open_list (f, "Nom;Commune;Site web\nFour;Crest;https://c.fr\nFour;Die;https://d.fr\n");

  g_assert_true (mlg_import_set_key (import, "name+locality", &error));
  apply (import, "1 1 0 0");
  g_assert_false (mlg_import_set_key (import, "name+odeur", &error));
}

/* ---- an old list again */

static void
set_website (Fixture    *f,
             const char *website)
{
  g_autoptr(MlgRecord) record = find (f, "actor", "Four");
  const MlgEntity *actor = mlg_schema_find ("actor");
  g_autoptr(GError) error = NULL;

  g_assert_true (mlg_project_set (f->project, actor, mlg_record_get_id (record), mlg_entity_find_field (actor, "website"), website, &error));
}

static void
expect_website (Fixture    *f,
                const char *website)
{
  g_autoptr(MlgRecord) record = find (f, "actor", "Four");

  g_assert_cmpstr (mlg_record_get_named (record, "website"), ==, website);
}

static void
test_what_was_corrected_by_hand_stays (Fixture       *f,
                                       gconstpointer  data)
{
  const char *old = "Nom;Commune;Site web;Thèmes\nFour;Saou;https://avant.fr;mobilité\n";
  const char *new = "Nom;Commune;Site web;Thèmes\nFour;Saou;https://apres.fr;mobilité\n";

  do_import (f, old, "1 0 0 0");
  set_website (f, "https://main.fr");
  do_import (f, old, "0 0 1 0");
  expect_website (f, "https://main.fr");

  /* Both changed: told, and the user decides. */
  g_autoptr(MlgImport) import = open_list (f, new);

  compare (import, "0 0 1 0");
  g_assert_nonnull (mlg_import_get_remark (import, 0));

  g_autoptr(GPtrArray) changes = mlg_import_dup_changes (import, 0);
  MlgImportChange *change = changes->pdata[0];
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_true (change->contested && change->left);
  mlg_import_leave (import, 0, change->field, FALSE);
  g_assert_cmpuint (mlg_import_count (import, MLG_ROW_CHANGED), ==, 1);
  g_assert_true (mlg_import_apply (import, NULL, NULL, NULL, &error));
  expect_website (f, "https://apres.fr");

  /* Not touched since: the list goes on. */
  do_import (f, old, "0 1 0 0");
  expect_website (f, "https://avant.fr");

  /* What was taken away by hand does not come back. */
  set_website (f, NULL);
  do_import (f, old, "0 0 1 0");
  expect_website (f, NULL);
}

static void
test_a_row_may_be_left_out (Fixture       *f,
                            gconstpointer  data)
{
  g_autoptr(MlgImport) import = open_list (f, "Nom;Commune\nFour;Saou\nLavoir;Crest\n");
  g_autoptr(GError) error = NULL;

  compare (import, "2 0 0 0");
  mlg_import_leave (import, 0, NULL, TRUE);
  g_assert_cmpuint (mlg_import_count (import, MLG_ROW_ADDED), ==, 1);
  g_assert_true (mlg_import_apply (import, NULL, NULL, NULL, &error));
  g_assert_cmpuint (count (f, "actor"), ==, 1);
}

/* ---- sheets and references */

static void
test_partnerships_name_their_actors (Fixture       *f,
                                     gconstpointer  data)
{
  const char *text = "Structure A;Structure B;État\nFour;Lavoir;active\nFour;FOUR;active\nFour;Pont;active\nLavoir;Four;active\n";
  g_autoptr(MlgImport) import = open_list (f, text);

  g_assert_cmpstr (mlg_import_get_entity (import)->name, ==, "partnership");
  /* Nobody of the list is known: its actors come with it, unless it is said otherwise. */
  compare (import, "2 0 1 1");
  g_assert_true (mlg_import_get_create_missing (import));
  mlg_import_set_create_missing (import, FALSE);
  compare (import, "0 0 0 4");
  g_assert_nonnull (strstr (mlg_import_get_reason (import, 0), "Four"));

  mlg_import_set_create_missing (import, TRUE);
  apply (import, "2 0 1 1");
  g_assert_cmpuint (mlg_import_get_n_missing (import), ==, 3);
  g_assert_cmpuint (count (f, "actor"), ==, 3);
  g_assert_cmpuint (count (f, "partnership"), ==, 2);
  do_import (f, text, "0 0 3 1");

  g_autoptr(GError) error = NULL;

  g_assert_true (mlg_project_undo (f->project, &error));
  g_assert_cmpuint (count (f, "actor"), ==, 0);
}

static void
test_a_name_that_two_have_is_refused (Fixture       *f,
                                      gconstpointer  data)
{
  do_import (f, "Nom;Commune\nFour;Saou\nFour;Crest\nLavoir;Die\n", "3 0 0 0");

  g_autoptr(MlgImport) import = open_list (f, "Structure A;Structure B\nFour;Lavoir\n");

  mlg_import_set_create_missing (import, TRUE);
  compare (import, "0 0 0 1");
}

static void
test_another_file_is_imported (Fixture       *f,
                               gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->folder, "autre.maillage", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgProject) other = mlg_project_create (path, "Autre", &error);
  g_autoptr(GBytes) actors = g_bytes_new_static ("Nom;SIRET;Commune;Site web\nFour;73282932000074;Saou;https://four.fr\nLavoir;;Crest;\n", 80);
  g_autoptr(GBytes) links = g_bytes_new_static ("Structure A;Structure B;État\nFour;Lavoir;active\n", 48 + 2);
  g_autoptr(MlgImport) first = mlg_import_new_for_bytes (other, "a.csv", actors, &error), second = NULL;

  apply (first, "2 0 0 0");
  second = mlg_import_new_for_bytes (other, "b.csv", links, &error);
  apply (second, "1 0 0 0");
  g_assert_true (mlg_project_close (other, &error));
  g_clear_pointer (&first, mlg_import_free);
  g_clear_pointer (&second, mlg_import_free);

  /* Known here under another id: recognised, and the partnership refers to ours. */
  do_import (f, "Nom;SIRET;Commune\nFour;73282932000074;Saou\n", "1 0 0 0");

  g_autoptr(MlgImport) import = mlg_import_new (f->project, path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (mlg_import_get_n_sheets (import), >=, 2);
  g_assert_true (mlg_import_apply (import, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (f, "actor"), ==, 2);
  g_assert_cmpuint (count (f, "partnership"), ==, 1);

  g_autoptr(MlgRecord) four = find (f, "actor", "Four");
  g_autoptr(GPtrArray) partnerships = mlg_project_referring (f->project, mlg_schema_find ("partnership"), "a", mlg_record_get_id (four));

  g_assert_cmpstr (mlg_record_get_named (four, "website"), ==, "https://four.fr");
  g_assert_cmpuint (partnerships->len, ==, 1);

  g_autoptr(MlgImport) again = mlg_import_new (f->project, path, &error);

  g_assert_true (mlg_import_compare (again, NULL, NULL, NULL, &error));
  g_assert_cmpuint (mlg_import_count (again, MLG_ROW_ADDED) + mlg_import_count (again, MLG_ROW_CHANGED), ==, 0);

  g_autofree char *own = g_build_filename (f->folder, "essai.maillage", NULL);

  g_assert_null (mlg_import_new (f->project, own, &error));
  g_assert_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT);
}

/* ---- memory */

static void
test_choices_are_remembered_for_the_next_list (Fixture       *f,
                                               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgImport) first = open_list (f, "Bidule;Truc\nFour;bleu\nLavoir;vert\n");

  g_assert_true (mlg_import_map_named (first, "Truc", "acronym", &error));
  apply (first, "2 0 0 0");

  g_autoptr(MlgImport) next = open_list (f, "Bidule;Truc\nPont;gris\nMoulin;noir\n");
  const MlgImportColumn *column = mlg_import_get_column (next, 1);

  g_assert_cmpint (column->guess, ==, MLG_GUESS_MEMORY);
  g_assert_cmpstr (column->field->name, ==, "acronym");

  /* Other columns: nothing to remember. */
  g_autoptr(MlgImport) other = open_list (f, "Bidule;Machin\nPont;gris\n");

  g_assert_cmpint (mlg_import_get_column (other, 1)->guess, !=, MLG_GUESS_MEMORY);

  /* A spoiled memory is none. */
  g_autofree char *path = g_build_filename (f->folder, "maillage", "imports.json", NULL);

  g_assert_true (g_file_set_contents (path, "{\"lists\": [1, {\"signature\": 3}, {}]", -1, &error));
  g_autoptr(MlgImport) last = open_list (f, "Bidule;Truc\nPont;gris\n");
  g_assert_cmpint (mlg_import_get_column (last, 1)->guess, !=, MLG_GUESS_MEMORY);
}

static void
test_rejects_come_back_corrected (Fixture       *f,
                                  gconstpointer  data)
{
  g_autoptr(MlgImport) import = open_list (f, "Nom;SIRET\nFour;73282932000074\n;55208131766522\n");
  g_autoptr(GBytes) rejects = NULL;
  g_autofree char *text = NULL, *corrected = NULL;

  apply (import, "1 0 0 1");
  rejects = mlg_import_dup_rejects (import);
  text = g_strndup (g_bytes_get_data (rejects, NULL), g_bytes_get_size (rejects));
  g_assert_null (strstr (text, "73282932000074"));
  g_assert_nonnull (strstr (text, ";;55208131766522"));

  g_autoptr(GString) again = g_string_new (text);

  g_string_replace (again, ";;55208131766522", ";Lavoir;55208131766522", 1);
  do_import (f, again->str, "1 0 0 0");
  g_object_unref (find (f, "actor", "Lavoir"));
}

#define ADD(name, func) g_test_add ("/sources/" name, Fixture, NULL, set_up, func, tear_down)

/* The file knows Ardelaine without a commune; the list says where it is: one actor, and a word about it. */
static void
test_name_alone_is_one_actor_and_said (Fixture       *f,
                                       gconstpointer  data)
{
  g_autoptr(MlgImport) first = open_list (f, "Nom\nArdelaine\n");
  g_autoptr(MlgImport) second = NULL;
  g_autoptr(MlgImport) third = NULL;
  g_autoptr(GError) error = NULL;

  compare (first, "1 0 0 0");
  g_assert_true (mlg_import_apply (first, NULL, NULL, NULL, &error));
  second = open_list (f, "Nom;Commune;Code postal\nArdelaine;Saint-Pierreville;07190\n");
  compare (second, "0 1 0 0");
  g_assert_nonnull (mlg_import_get_remark (second, 0));
  g_assert_true (mlg_import_apply (second, NULL, NULL, NULL, &error));
  /* Now that both say where they are, another commune is another actor. */
  third = open_list (f, "Nom;Commune;Code postal\nArdelaine;Valence;26000\n");
  compare (third, "1 0 0 0");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("grids-agree-with-proj", test_grids_agree_with_proj);
  ADD ("coordinates-of-any-kind-are-read", test_coordinates_of_any_kind_are_read);
  ADD ("no-point-is-elsewhere-in-silence", test_no_point_is_elsewhere_in_silence);
  ADD ("titles-totals-and-headers-are-no-records", test_titles_totals_and_headers_are_no_records);
  ADD ("a-separator-in-a-text-shifts-nothing", test_a_separator_in_a_text_shifts_nothing);
  ADD ("spoiled-bytes-are-read", test_spoiled_bytes_are_read);
  ADD ("nothing-of-a-cell-is-lost", test_nothing_of_a_cell_is_lost);
  ADD ("a-cell-of-a-million-characters-is-refused", test_a_cell_of_a_million_characters_is_refused);
  ADD ("what-is-too-large-is-not-read", test_what_is_too_large_is_not_read);
  ADD ("a-line-of-separators-costs-little", test_a_line_of_separators_costs_little);
  ADD ("public-lists-are-recognised", test_public_lists_are_recognised);
  ADD ("lines-of-one-actor-are-read-together", test_lines_of_one_actor_are_read_together);
  ADD ("a-key-of-several-fields-decides", test_a_key_of_several_fields_decides);
  ADD ("what-was-corrected-by-hand-stays", test_what_was_corrected_by_hand_stays);
  ADD ("a-row-may-be-left-out", test_a_row_may_be_left_out);
  ADD ("partnerships-name-their-actors", test_partnerships_name_their_actors);
  ADD ("a-name-that-two-have-is-refused", test_a_name_that_two_have_is_refused);
  ADD ("another-file-is-imported", test_another_file_is_imported);
  ADD ("choices-are-remembered-for-the-next-list", test_choices_are_remembered_for_the_next_list);
  ADD ("rejects-come-back-corrected", test_rejects_come_back_corrected);
  ADD ("name-alone-is-one-actor-and-said", test_name_alone_is_one_actor_and_said);
  return g_test_run ();
}
