/* What is promised of the JSON of other programs: known by its looks, read whole, nothing wrong in it. */

#include <string.h>

#include "exchange/mlg-source.h"

/* One line a row, cells between bars, "→ target" in the first: all that a sheet is. */
static void
show_sheet (MlgSheet *sheet,
            GString  *text)
{
  g_string_append_printf (text, "%s\n", mlg_sheet_get_entity (sheet) == NULL ? "?" : mlg_sheet_get_entity (sheet));

  for (guint row = 0; row < mlg_sheet_get_n_rows (sheet); row++)
    {
      for (guint i = 0; i < mlg_sheet_get_row (sheet, row)->n_cells; i++)
        {
          const MlgSheetCell *cell = mlg_sheet_get_cell (sheet, row, i);
          g_autofree char *words = g_strndup (cell->text, cell->length);
          const char *target = row == 0 ? mlg_sheet_get_target (sheet, words) : NULL;

          g_assert_true (g_utf8_validate (words, -1, NULL));
          g_string_append_printf (text, "%s%s%s%s", i > 0 ? "¦" : "", words, target == NULL ? "" : "→", target == NULL ? "" : target);
        }
      g_string_append_c (text, '\n');
    }
}

static char *
show (MlgSource *source)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < mlg_source_get_n_sheets (source); i++)
    show_sheet (mlg_source_get_sheet (source, i), text);
  return g_string_free (text, FALSE);
}

static MlgSource *
read_bytes (const char  *format,
            const void  *data,
            gsize        length,
            GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, length);
  const MlgReader *reader = mlg_source_guess_reader ("essai.json", bytes);

  g_assert_nonnull (reader);
  g_assert_cmpstr (reader->name, ==, format);
  return mlg_source_read (reader, bytes, NULL, error);
}

static MlgSource *
read_text (const char *format,
           const char *text)
{
  g_autoptr(GError) error = NULL;
  MlgSource *source = read_bytes (format, text, strlen (text), &error);

  g_assert_no_error (error);
  return source;
}

static void
expect (const char *format,
        const char *text,
        const char *sheets)
{
  g_autoptr(MlgSource) source = read_text (format, text);
  g_autofree char *shown = show (source);

  g_assert_cmpstr (shown, ==, sheets);
}

static void
expect_error (const char *format,
              const char *text,
              const char *words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgSource) source = read_bytes (format, text, strlen (text), &error);

  g_assert_null (source);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, words));
}

static gboolean
has_remark (MlgSource  *source,
            const char *words)
{
  const char *const *remarks = mlg_source_get_remarks (source);

  for (guint i = 0; remarks[i] != NULL; i++)
    {
      if (strstr (remarks[i], words) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* ---- GoGoCarto */

static void
test_gogocarto_full (void)
{
  g_autoptr(MlgSource) source = NULL;
  g_autofree char *shown = NULL;

  source = read_text ("gogocarto",
    "{\"ontology\":\"gogofull\",\"data\":["
    "{\"id\":\"a1\",\"status\":1,\"name\":\"La Fab\\u0072ique\",\"geo\":{\"latitude\":44.20374,\"longitude\":-1.27852},"
    " \"address\":{\"streetAddress\":\"7 rue du Puits\",\"postalCode\":\"07000\",\"addressLocality\":\"Privas\"},"
    " \"createdAt\":\"02/05/2018\",\"categories\":[12,[\"13\",\"le jeudi\"],{\"id\":14,\"name\":\"Laine\"}],"
    " \"openHours\":{\"Mo\":\"09:00-12:00\",\"Tu\":\"14:00-18:00\"},\"notre champ\":\"à nous\",\"website\":\"http:\\\\/\\\\/fab.fr\","
    " \"commitment\":\"Pr\\\\u00eat\"},"
    "{\"id\":\"a2\",\"status\":-4,\"name\":\"Supprimée\"}],"
    "\"taxonomy\":{\"name\":\"Tout\",\"options\":[{\"id\":12,\"name\":\"Bois\",\"subcategories\":[{\"name\":\"x\",\"options\":[{\"id\":13,\"name\":\"Scierie\"}]}]}]}}");
  shown = show (source);
  g_assert_cmpstr (shown, ==,
    "actor\n"
    "id→key¦name→name¦status¦geo.latitude→lat¦geo.longitude→lon¦address.streetAddress→street¦address.postalCode→postal_code¦"
    "address.addressLocality→locality¦notre champ¦website→website¦commitment¦categoriesDescriptions¦categories→themes¦openHours→opening¦createdAt\n"
    "a1¦La Fabrique¦1¦44.20374¦-1.27852¦7 rue du Puits¦07000¦Privas¦à nous¦http://fab.fr¦Prêt¦Scierie: le jeudi¦Bois | Scierie | Laine¦"
    "Monday 09:00-12:00; Tuesday 14:00-18:00¦2018-05-02\n");
  g_assert_true (has_remark (source, "1 element"));
  g_assert_false (has_remark (source, "by number"));
}

static void
test_gogocarto_compact (void)
{
  g_autoptr(MlgSource) source = read_text ("gogocarto",
    "{\"ontology\":\"gogocompact\",\"data\":[[\"a1\",\"Le Mat\",44.5,4.25,[12,13]],[\"a2\",\"En attente\",44,4,[12],0],"
    "[\"a3\",[\"Ardelaine\"],\"44.75\",\"4.5\",[\"Laine\"],1,0]]}");
  g_autofree char *shown = show (source);

  g_assert_cmpstr (shown, ==,
    "actor\nid→key¦name→name¦latitude→lat¦longitude→lon¦categories→themes¦status¦moderationState\n"
    "a1¦Le Mat¦44.5¦4.25¦12 | 13\na3¦Ardelaine¦44.75¦4.5¦Laine¦1¦0\n");
  g_assert_true (has_remark (source, "1 element"));
  g_assert_true (has_remark (source, "by number"));
}

static void
test_gogocarto_taxonomy (void)
{
  expect ("gogocarto-taxonomy",
          "{\"name\":\"Tout\",\"options\":[{\"id\":1,\"name\":\"Manger\",\"color\":\"#fff\",\"subcategories\":[{\"name\":\"Type\",\"options\":["
          "{\"id\":2,\"name\":\"Marché\",\"textHelper\":\"Marchés paysans\"}]}]}]}",
          "term\nid→key¦code→code¦vocabulary→vocabulary¦name→label¦position→position¦color¦textHelper→definition¦Inside\n"
          "1¦1¦theme¦Manger¦0¦#fff\n2¦2¦theme¦Marché¦1¦¦Marchés paysans¦Manger\n");
}

/* ---- YesWiki */

static void
test_yeswiki (void)
{
  expect ("yeswiki",
          "{\"LaFab\":{\"id_fiche\":\"LaFab\",\"id_typeannonce\":\"1\",\"bf_titre\":\"La Fab\",\"carte_google\":\"44.5|4.25\","
          "\"listeDomaine\":\"1\",\"date_maj_fiche\":\"2024-05-17 10:11:12\"},"
          "\"LeMat\":{\"id_fiche\":\"LeMat\",\"id_typeannonce\":\"1\",\"bf_titre\":\"Le Mat\",\"bf_latitude\":\"44.75\",\"bf_longitude\":\"4.5\","
          "\"geolocation\":{\"bf_latitude\":\"44.75\",\"bf_longitude\":\"4.5\"}}}",
          "actor\nid_fiche→key¦id_typeannonce¦bf_titre→name¦listeDomaine¦bf_latitude→lat¦bf_longitude→lon¦date_maj_fiche¦date_maj_fiche (2)→last_seen\n"
          "LaFab¦1¦La Fab¦1¦44.5¦4.25¦2024-05-17 10:11:12¦2024-05-17\n"
          "LeMat¦1¦Le Mat¦¦44.75¦4.5\n");
  expect ("yeswiki",
          "[{\"id_fiche\":\"Fete\",\"bf_titre\":\"Fête\",\"bf_date_debut_evenement\":\"2024-05-17T18:30:00+02:00\","
          "\"bf_date_fin_evenement\":\"2024-05-18\"}]",
          "event\nid_fiche→key¦bf_titre→title¦start→start¦start_time→start_time¦end→end\nFete¦Fête¦2024-05-17¦18:30¦2024-05-18\n");
  expect ("yeswiki",
          "datetime_create,datetime_latest,\"Nom de la structure *\",Domaines\n"
          "17/05/2024 10:11:12,18/05/2024 10:11:12,La Fab,\"\"\"Lait, fromage\"\",Pain\"\n",
          "actor\ndatetime_create→note¦datetime_latest→last_seen¦Nom de la structure¦Domaines\n"
          "17/05/2024 10:11:12¦2024-05-18¦La Fab¦Lait, fromage | Pain\n");
}

/* ---- Kumu */

static void
test_kumu (void)
{
  g_autoptr(MlgSource) source = read_text ("kumu",
    "{\"elements\":[{\"id\":\"e1\",\"label\":\"La Fab\",\"type\":\"Organisation\",\"tags\":[\"laine\",\"bois\"]},{\"id\":\"e2\",\"label\":\"Le Mat\"}],"
    "\"connections\":[{\"id\":\"c1\",\"from\":\"La Fab\",\"to\":\"e2\",\"direction\":\"directed\",\"type\":\"Achat\",\"Force\":3},"
    "{\"id\":\"c2\",\"from\":\"e2\",\"to\":\"e1\",\"direction\":\"mutual\"},{\"id\":\"c3\",\"from\":\"e1\",\"to\":\"Inconnue|Le Mat\"}],"
    "\"loops\":[{\"label\":\"Cercle\"}]}");
  g_autofree char *shown = show (source);

  g_assert_cmpstr (shown, ==,
    "actor\nid→key¦label→name¦type→type_words¦tags→themes¦kind→kind\n"
    "e1¦La Fab¦Organisation¦laine | bois¦organisation\ne2¦Le Mat\n¦Inconnue\n"
    "partnership\nkey→key¦a→a¦b→b\ne1 – e2¦e1¦e2\nInconnue – e1¦e1¦Inconnue\n"
    "partnership_axis\nid→key¦partnership→partnership¦from→from¦to→to¦label→label¦type→kind¦Force\n"
    "c1¦e1 – e2¦e1¦e2¦Achat¦Achat¦3\nc2¦e1 – e2\nInconnue – e1¦Inconnue – e1¦e1¦Inconnue\ne1 – e2¦e1 – e2¦e1¦e2\n");
  g_assert_true (has_remark (source, "Cercle"));
}

static void
test_kumu_lists (void)
{
  expect ("kumu", "Label,Type,Tags\nLa Fab,Lieu,laine|bois\n",
          "actor\nlabel→name¦type→type_words¦tags→themes¦kind→kind\nLa Fab¦Lieu¦laine|bois¦place\n");
  expect ("kumu", "From;To;Type\nA;B;achat\nA;B;achat\nB;C|D;\n",
          "partnership\nkey→key¦a→a¦b→b\nA – B¦A¦B\nB – C¦B¦C\nB – D¦B¦D\n"
          "partnership_axis\nid→key¦partnership→partnership¦from→from¦to→to¦label→label¦type→kind\n"
          "A – B achat¦A – B¦A¦B¦achat¦achat\nA – B achat (2)¦A – B¦A¦B¦achat¦achat\nB – C¦B – C¦B¦C\nB – D¦B – D¦B¦D\n");
}

/* ---- GeoJSON */

static void
test_geojson (void)
{
  g_autoptr(MlgSource) source = read_text ("geojson",
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"id\":7,\"geometry\":{\"type\":\"Point\",\"coordinates\":[\"4.250\",\"44.50\",12]},\"properties\":{\"nom\":\"A\",\"adr\":{\"cp\":\"07000\"}}},"
    "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"nom\":\"B\",\"siret\":42345678900011,\"ok\":true}},"
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[4,44],[5,44],[5,45],[4,45],[4,44]]]},\"properties\":{\"nom\":\"C\"}}]}");
  g_autofree char *shown = show (source);

  g_assert_cmpstr (shown, ==,
    "?\nid→key¦lat→lat¦lon→lon¦nom¦adr.cp¦siret¦ok¦geometry¦geometry.precision→precision\n"
    "7¦44.50¦4.250¦A¦07000\n¦¦¦B¦¦42345678900011¦1\n¦44.5000000¦4.5000000¦C¦¦¦¦Polygon¦area\n");
  g_assert_true (has_remark (source, "1 line or area"));
}

static void
test_umap (void)
{
  expect ("geojson",
          "{\"type\":\"umap\",\"properties\":{\"name\":\"Carte\"},\"layers\":[{\"type\":\"FeatureCollection\",\"_umap_options\":{\"name\":\"Amap\"},"
          "\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[4.25,44.5]},"
          "\"properties\":{\"name\":\"La Fab\",\"_umap_options\":{\"color\":\"red\"}}}]}]}",
          "?\nlat→lat¦lon→lon¦name¦layer→type_words\n44.5¦4.25¦La Fab¦Amap\n");
}

/* ---- records */

static void
test_records (void)
{
  g_autoptr(MlgSource) source = read_text ("records",
    "{\"results\":[{\"siren\":\"423456789\",\"nom_complet\":\"LA FAB\",\"siege\":{\"siret\":\"42345678900011\",\"commune\":\"01004\"},"
    "\"dirigeants\":[{\"nom\":\"SECRET\"}]}],\"total_results\":1}");
  g_autofree char *shown = show (source);

  g_assert_cmpstr (shown, ==, "actor\nsiren→siren¦nom_complet→name¦siege.siret→siret¦siege.commune→insee_code\n"
                              "423456789¦LA FAB¦42345678900011¦01004\n");
  g_assert_true (has_remark (source, "managers"));

  expect ("records", "[{\"id\":3,\"title\":{\"fr\":\"Un jardin\",\"en\":\"A garden\"},\"body\":{\"en\":\"Green\"},\"component\":{\"id\":4},\"author\":{\"name\":\"X\"}}]",
          "initiative\nid→key¦title→name¦title.en¦body→pitch¦component.id\n3¦Un jardin¦A garden¦Green¦4\n");
  expect ("records", "{\"data\":{\"spaces\":[{\"proposals\":{\"edges\":[{\"node\":{\"id\":\"1\",\"title\":{\"translations\":["
          "{\"locale\":\"en\",\"text\":\"A garden\"},{\"locale\":\"fr\",\"text\":\"Un jardin\"}]},\"body\":{\"translations\":[]}}}]}}]}}",
          "initiative\nid→key¦title.en¦title→name\n1¦A garden¦Un jardin\n");
  expect ("records", "{\"nom\":\"A\",\"n\":1}\n{\"nom\":\"B\",\"n\":NaN}\n", "?\nnom¦n\nA¦1\nB\n");
  expect ("records", "{\"fab\":{\"nom\":\"A\"},\"mat\":{\"nom\":\"B\"}}", "?\nnom¦id\nA¦fab\nB¦mat\n");
  expect ("records", "[{\"nom\":\"A\",\"nom\":\"B\",\"l\":[{\"x\":1,\"y\":[true,null]},2]}]", "?\nnom¦nom (2)¦l\nA¦B¦x: 1; y: yes | 2\n");
  expect ("records", "[{\"n\":1.5e3,\"m\":-25e-3,\"s\":12345678901234567890}]", "?\nn¦m¦s\n1500¦-0.025¦12345678901234567890\n");
}

/* ---- any file */

static void
test_encodings (void)
{
  static const char windows[] = "[{\"nom\":\"Caf\xe9 associatif\"}]";
  static const char bom[] = "\xef\xbb\xbf[{\"nom\":\"Café associatif\"}]";
  static const char utf16[] = "\xff\xfe[\0{\0\"\0n\0o\0m\0\"\0:\0\"\0C\0a\0f\0\xe9\0 \0a\0s\0s\0o\0c\0i\0a\0t\0i\0f\0\"\0}\0]\0";
  static const struct { const char *text; gsize length; } files[] = {
    { windows, sizeof windows - 1 }, { bom, sizeof bom - 1 }, { utf16, sizeof utf16 - 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(MlgSource) source = read_bytes ("records", files[i].text, files[i].length, &error);
      g_autofree char *shown = NULL;

      g_assert_no_error (error);
      shown = show (source);
      g_assert_cmpstr (shown, ==, "?\nnom\nCafé associatif\n");
    }
}

static void
test_refused (void)
{
  g_autoptr(GString) deep = g_string_new ("{\"a\":");

  for (guint i = 0; i < 200000; i++)
    g_string_append_c (deep, '[');
  expect_error ("records", deep->str, "nested too deeply");
  expect_error ("records", "[{\"nom\":\"A\"},\n]", "Line 2");
  expect_error ("records", "[{\"nom\":\"A\",}]", "nothing comes after");
  expect_error ("records", "[{\"nom\":\"A\"", "damaged or incomplete");
  expect_error ("records", "{\"nombre\":3}", "no list");
  g_string_assign (deep, "");
  for (guint i = 0; i < 200000; i++)
    g_string_append_c (deep, '[');
  expect_error ("records", deep->str, "nested too deeply");
  expect_error ("gogocarto", "{\"ontology\":\"gogofull\",\"data\":[]}", "no list");
}

/* Keys that are data make a million columns: they share one. */
static void
test_many_names (void)
{
  g_autoptr(GString) text = g_string_new ("[{\"nom\":\"A\"");
  g_autoptr(MlgSource) source = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, ",\"k%u\":%u", i, i);
  g_string_append (text, "}]");
  source = read_text ("records", text->str);

  g_assert_cmpuint (mlg_sheet_get_row (mlg_source_get_sheet (source, 0), 0)->n_cells, <=, 1001);
  {
    g_autofree char *shown = show (source);

    g_assert_nonnull (strstr (shown, "k4999: 4999"));
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/gogocarto/full", test_gogocarto_full);
  g_test_add_func ("/formats/gogocarto/compact", test_gogocarto_compact);
  g_test_add_func ("/formats/gogocarto/taxonomy", test_gogocarto_taxonomy);
  g_test_add_func ("/formats/yeswiki", test_yeswiki);
  g_test_add_func ("/formats/kumu/json", test_kumu);
  g_test_add_func ("/formats/kumu/lists", test_kumu_lists);
  g_test_add_func ("/formats/geojson", test_geojson);
  g_test_add_func ("/formats/umap", test_umap);
  g_test_add_func ("/formats/records", test_records);
  g_test_add_func ("/formats/encodings", test_encodings);
  g_test_add_func ("/formats/refused", test_refused);
  g_test_add_func ("/formats/many-names", test_many_names);

  return g_test_run ();
}
