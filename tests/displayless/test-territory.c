/* Places are found as people type them, outlines close, and the plane is the plane. */

#include <math.h>
#include <string.h>

#include "territory/mlg-gazetteer.h"
#include "territory/mlg-outlines.h"

static const MlgPlace *
first_found (const char *text)
{
  g_autoptr(GPtrArray) found = mlg_gazetteer_find (text, MLG_PLACES_ALL, 8);

  return found->len > 0 ? g_ptr_array_index (found, 0) : NULL;
}

static void
test_typing_finds_the_place (void)
{
  static const struct { const char *text, *kind, *code; } cases[] = {
    { "saugues", "commune", "43234" },
    { "SAUGUES", "commune", "43234" },
    { "Saugu", "commune", "43234" },
    { "43234", "commune", "43234" },
    { "st flour", "commune", "15187" },
    { "Saint-Flour", "commune", "15187" },
    { "aubigny 18", "commune", "18015" },
    { "aubigny sur nere", "commune", "18015" },
    { "Aubigny-sur-Nère", "commune", "18015" },
    { "l'haÿ", "commune", "94038" },
    { "paris", "commune", "75056" },
    { "Paris 11", "arrondissement", "75111" },
    { "paris 11e", "arrondissement", "75111" },
    { "75", "commune", "75056" },
    { "75011", "arrondissement", "75111" },
    { "marseille 13001", "arrondissement", "13201" },
    { "ardèche", "department", "07" },
    { "occitanie", "region", "76" },
    { "Midi-Pyrénées", "former_region", "73" },
    { "nord pas de calais", "former_region", "31" },
    { "bethune bruay", "epci", "200072460" },
    { "france", "national", "FR" },
    { "œuilly 02", "commune", "02565" },
    { "oeuilly 02", "commune", "02565" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const MlgPlace *place = first_found (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_nonnull (place);
      g_assert_cmpstr (mlg_place_kind_get_id (place->kind), ==, cases[i].kind);
      g_assert_cmpstr (place->code, ==, cases[i].code);
    }
}

static void
test_nonsense_finds_nothing (void)
{
  static const char *const texts[] = { "", " ", "zzzzqx", "99999999", "\t-'", "saugues zzz", "saugues 75", "\xf0\x9f\x90\x91" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GPtrArray) found = mlg_gazetteer_find (texts[i], MLG_PLACES_ALL, 8);

      g_test_message ("“%s”", texts[i]);
      g_assert_cmpuint (found->len, ==, 0);
    }
}

static void
test_a_postal_code_gives_all_its_communes (void)
{
  g_autoptr(GPtrArray) found = mlg_gazetteer_find ("43170", MLG_PLACES_TOWNS, 100);
  g_autoptr(GPtrArray) wider = mlg_gazetteer_find ("4317", MLG_PLACES_TOWNS, 100);
  gboolean has_saugues = FALSE;

  g_assert_cmpuint (found->len, >, 5);
  g_assert_cmpuint (wider->len, >=, found->len);
  for (guint i = 0; i < found->len; i++)
    {
      const MlgPlace *place = g_ptr_array_index (found, i);

      /* One commune has that number for its INSEE code. */
      g_assert_true (strstr (place->postal_codes, "43170") != NULL || strcmp (place->code, "43170") == 0);
      has_saugues |= strcmp (place->code, "43234") == 0;
    }
  g_assert_true (has_saugues);
}

static void
test_a_former_commune_leads_to_that_of_today (void)
{
  const MlgPlace *found = first_found ("arbignieu");

  g_assert_cmpint (found->kind, ==, MLG_PLACE_FORMER_COMMUNE);
  g_assert_cmpstr (found->commune, ==, "01015");
  g_assert_cmpstr (mlg_gazetteer_lookup_commune ("69385")->name, ==, "Lyon 5e Arrondissement");
  g_assert_cmpstr (mlg_gazetteer_lookup_commune ("43234")->name, ==, "Saugues");
  g_assert_null (mlg_gazetteer_lookup_commune ("00000"));
  g_assert_null (mlg_gazetteer_lookup_commune (NULL));
}

static void
test_homonyms_are_not_guessed (void)
{
  guint n;

  g_assert_null (mlg_gazetteer_match ("Valence", NULL, MLG_PLACES_TOWNS, &n));
  g_assert_cmpuint (n, >=, 2);
  g_assert_cmpstr (mlg_gazetteer_match ("VALENCE", "26000", MLG_PLACES_TOWNS, &n)->code, ==, "26362");
  g_assert_cmpstr (mlg_gazetteer_match ("Valence", "Drôme", MLG_PLACES_TOWNS, NULL)->code, ==, "26362");
  g_assert_cmpstr (mlg_gazetteer_match ("St Etienne", "42", 1u << MLG_PLACE_COMMUNE, NULL)->code, ==, "42218");
  g_assert_null (mlg_gazetteer_match ("Saugu", NULL, MLG_PLACES_TOWNS, &n));
  g_assert_cmpuint (n, ==, 0);
}

static void
test_positions_say_how_good_they_are (void)
{
  const MlgPlace *saugues = mlg_gazetteer_lookup (MLG_PLACE_COMMUNE, "43234");
  const MlgPlace *nearest = mlg_gazetteer_nearest (44.961, 3.548);
  guint n, known = 0;
  const MlgPlace *const *towns = mlg_gazetteer_get_towns (&n);

  g_assert_cmpint (saugues->precision, ==, MLG_PRECISION_COMMUNE);
  g_assert_cmpfloat_with_epsilon (saugues->lat, 44.96, 0.02);
  g_assert_cmpfloat_with_epsilon (saugues->lon, 3.547, 0.02);
  g_assert_true (nearest == saugues);
  g_assert_null (mlg_gazetteer_nearest (0, -30));

  g_assert_cmpuint (n, >, 34000);
  g_assert_cmpstr (towns[0]->code, ==, "75056");
  for (guint i = 0; i < n; i++)
    {
      g_assert_false (isnan (towns[i]->lat));
      g_assert_cmpint (towns[i]->precision, !=, MLG_PRECISION_AREA);
      known += towns[i]->precision == MLG_PRECISION_COMMUNE;
    }
  g_assert_cmpuint (known, >, 8000);
}

/* Against the official chief towns, where they are at hand: what is called known is. */
static void
test_known_positions_agree_with_the_official_ones (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MLG_SHARED") ?: "", "territory", "communes.csv", NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  guint n = 0, near = 0, far = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("no communes.csv to compare with (MLG_SHARED)");
      return;
    }

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto(GStrv) columns = g_strsplit (lines[i], ",", 5);
      const MlgPlace *place = columns[0] != NULL ? mlg_gazetteer_lookup (MLG_PLACE_COMMUNE, columns[0]) : NULL;
      double lat, lon, km;

      if (place == NULL || place->precision != MLG_PRECISION_COMMUNE || columns[1][0] == '"')
        continue;
      lat = g_ascii_strtod (columns[2], NULL);
      lon = g_ascii_strtod (columns[3], NULL);
      km = hypot (lat - place->lat, (lon - place->lon) * cos (lat * G_PI / 180)) * 111.2;
      n++;
      near += km < 2;
      far += km > 20;
    }
  g_test_message ("%u compared, %u within 2 km", n, near);
  g_assert_cmpuint (n, >, 8000);
  g_assert_cmpuint (near * 100, >, n * 98);
  g_assert_cmpuint (far, ==, 0);
}

static void
test_the_plane_goes_there_and_back (void)
{
  static const double points[][2] = { { 44.96, 3.547 }, { 0, 0 }, { -21.1, 55.5 }, { 85, -179.9 } };
  MlgMapFrame frame = { .zoom = 6, .width = 800, .height = 600 };
  MlgMercatorBox box = MLG_MERCATOR_BOX_EMPTY;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      MlgMercator point = mlg_mercator_project (points[i][0], points[i][1]);
      double lat, lon, x, y;

      mlg_mercator_unproject (point, &lat, &lon);
      g_assert_cmpfloat_with_epsilon (lat, points[i][0], 1e-6);
      g_assert_cmpfloat_with_epsilon (lon, points[i][1], 1e-6);

      frame.x = point.x;
      frame.y = point.y;
      mlg_map_frame_to_screen (&frame, point, &x, &y);
      g_assert_cmpfloat_with_epsilon (x, 400, 1e-6);
      g_assert_cmpfloat_with_epsilon (y, 300, 1e-6);
      g_assert_cmpint (mlg_map_frame_from_screen (&frame, x, y).x, ==, point.x);
    }

  /* Paris is at tile 518/352 of zoom 10. */
  g_assert_cmpint (mlg_mercator_project (48.8566, 2.3522).x >> 20, ==, 518);
  g_assert_cmpint (mlg_mercator_project (48.8566, 2.3522).y >> 20, ==, 352);

  mlg_mercator_box_add (&box, mlg_mercator_project (41, -5));
  mlg_mercator_box_add (&box, mlg_mercator_project (51, 9));
  mlg_map_frame_fit (&frame, &box, 10, 12);
  g_assert_true (mlg_mercator_boxes_meet (&box, & (MlgMercatorBox) { box.x0, box.y0, box.x0, box.y0 }));
  box = mlg_map_frame_get_box (&frame, 0);
  g_assert_cmpint (box.x0, <=, mlg_mercator_project (41, -5).x);
  g_assert_cmpint (box.y1, >=, mlg_mercator_project (41, -5).y);
}

/* The surface, in square kilometres, of a group of départements, from its rings. */
static double
surface (const MlgOutline *outline)
{
  const MlgOutlines *outlines = mlg_outlines_get ();
  double sum = 0;

  for (guint z = 0; z < outline->n_zones; z++)
    {
      const MlgZone *zone = &outlines->zones[outline->zones[z]];

      for (guint r = 0; r < zone->n_rings; r++)
        {
          MlgMercator last = { 0, 0 }, first = { 0, 0 };
          gboolean started = FALSE;

          for (guint a = 0; a < zone->rings[r].n; a++)
            {
              int ref = zone->rings[r].arcs[a];
              const MlgPolyline *line = &outlines->arcs[ref >= 0 ? ref : ~ref].line;
              guint n = line->n[MLG_N_DETAILS - 1];

              for (guint i = 0; i < n; i++)
                {
                  MlgMercator point = line->points[MLG_N_DETAILS - 1][ref >= 0 ? i : n - 1 - i];
                  double lat, lon, unit;

                  if (!started)
                    first = last = point;
                  started = TRUE;
                  /* An arc begins where the one before ended. */
                  if (i == 0)
                    {
                      g_assert_cmpint (point.x, ==, last.x);
                      g_assert_cmpint (point.y, ==, last.y);
                    }
                  mlg_mercator_unproject (point, &lat, &lon);
                  unit = mlg_mercator_per_km (lat);
                  sum += ((double) last.x * point.y - (double) point.x * last.y) / 2 / (unit * unit);
                  last = point;
                }
            }
          g_assert_cmpint (last.x, ==, first.x);
          g_assert_cmpint (last.y, ==, first.y);
        }
    }
  return fabs (sum);
}

static void
test_outlines_close_and_have_their_size (void)
{
  /* Square kilometres; the unit changes along a ring, hence the generous tolerance. */
  static const struct { MlgPlaceKind kind; const char *code; double lat, lon; guint n_zones; } cases[] = {
    { MLG_PLACE_DEPARTMENT, "07", 44.7, 4.4, 1 },
    { MLG_PLACE_DEPARTMENT, "974", -21.1, 55.5, 1 },
    { MLG_PLACE_REGION, "76", 43.7, 2.1, 13 },
    { MLG_PLACE_REGION, "11", 48.7, 2.5, 8 },
    { MLG_PLACE_FORMER_REGION, "83", 45.6, 3.3, 4 },
    { MLG_PLACE_FORMER_REGION, "31", 50.5, 2.8, 2 },
    { MLG_PLACE_FORMER_REGION, "73", 43.9, 1.5, 8 },
    { MLG_PLACE_COUNTRY, "FR", 46.6, 2.5, 96 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const MlgOutline *outline = mlg_outlines_find (cases[i].kind, cases[i].code);
      MlgMercator inside = mlg_mercator_project (cases[i].lat, cases[i].lon);

      g_test_message ("%s", cases[i].code);
      g_assert_nonnull (outline);
      g_assert_cmpuint (outline->n_zones, ==, cases[i].n_zones);
      g_assert_cmpuint (outline->n_arcs, >, 0);
      g_assert_true (mlg_mercator_boxes_meet (&outline->box, & (MlgMercatorBox) { inside.x, inside.y, inside.x, inside.y }));
      g_assert_cmpfloat (surface (outline), >, 500);
    }
  g_assert_null (mlg_outlines_find (MLG_PLACE_COMMUNE, "43234"));
}

/* Going round a group along its border only: each end of an arc is met an even number of times. */
static void
test_the_border_of_a_former_region_is_a_loop (void)
{
  const MlgOutlines *outlines = mlg_outlines_get ();
  const MlgOutline *auvergne = mlg_outlines_find (MLG_PLACE_FORMER_REGION, "83");
  g_autoptr(GHashTable) ends = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer count;

  for (guint i = 0; i < auvergne->n_arcs; i++)
    {
      const MlgPolyline *line = &outlines->arcs[auvergne->arcs[i]].line;
      MlgMercator both[2] = { line->points[0][0], line->points[0][line->n[0] - 1] };

      for (guint k = 0; k < 2; k++)
        {
          gint64 *key = g_new (gint64, 1);

          *key = (gint64) both[k].x << 32 | (guint32) both[k].y;
          count = g_hash_table_lookup (ends, key);
          g_hash_table_insert (ends, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
        }
    }

  g_assert_cmpuint (g_hash_table_size (ends), >, 4);
  g_hash_table_iter_init (&iter, ends);
  while (g_hash_table_iter_next (&iter, NULL, &count))
    g_assert_cmpuint (GPOINTER_TO_UINT (count) % 2, ==, 0);
}

static void
test_areas_are_resolved_as_people_write_them (void)
{
  MlgArea area;

  g_assert_true (mlg_area_resolve ("former_region", "83", "Région Auvergne", 45.6, 3.3, &area));
  g_assert_cmpstr (area.outline->place->name, ==, "Auvergne");
  g_assert_true (mlg_area_resolve ("former_region", NULL, "ex-région Midi-Pyrénées", NAN, NAN, &area));
  g_assert_cmpstr (area.outline->place->code, ==, "73");
  g_assert_true (mlg_area_resolve ("region", NULL, "Île de France", NAN, NAN, &area));
  g_assert_cmpstr (area.outline->place->code, ==, "11");
  g_assert_true (mlg_area_resolve ("pays", NULL, "Pays de Saugues", 44.96, 3.547, &area));
  g_assert_null (area.outline);
  g_assert_cmpfloat (area.reach, >, 5);
  g_assert_true (mlg_area_resolve ("agglomeration", "200072460", "Béthune", 50.53, 2.64, &area));
  g_assert_null (area.outline);
  g_assert_cmpfloat (area.reach, >, 8);
  g_assert_cmpfloat (area.reach, <, 40);
  g_assert_true (mlg_area_resolve ("national", NULL, "France", 46.6, 2.5, &area));
  g_assert_true (area.everywhere);
  g_assert_false (mlg_area_resolve ("pays", NULL, "Pays de nulle part", NAN, NAN, &area));
  g_assert_false (mlg_area_resolve (NULL, NULL, NULL, NAN, NAN, &area));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/territory/typing-finds-the-place", test_typing_finds_the_place);
  g_test_add_func ("/territory/nonsense-finds-nothing", test_nonsense_finds_nothing);
  g_test_add_func ("/territory/a-postal-code-gives-all-its-communes", test_a_postal_code_gives_all_its_communes);
  g_test_add_func ("/territory/a-former-commune-leads-to-that-of-today", test_a_former_commune_leads_to_that_of_today);
  g_test_add_func ("/territory/homonyms-are-not-guessed", test_homonyms_are_not_guessed);
  g_test_add_func ("/territory/positions-say-how-good-they-are", test_positions_say_how_good_they_are);
  g_test_add_func ("/territory/known-positions-agree-with-the-official-ones", test_known_positions_agree_with_the_official_ones);
  g_test_add_func ("/territory/the-plane-goes-there-and-back", test_the_plane_goes_there_and_back);
  g_test_add_func ("/territory/outlines-close-and-have-their-size", test_outlines_close_and_have_their_size);
  g_test_add_func ("/territory/the-border-of-a-former-region-is-a-loop", test_the_border_of_a_former_region_is_a_loop);
  g_test_add_func ("/territory/areas-are-resolved-as-people-write-them", test_areas_are_resolved_as_people_write_them);
  return g_test_run ();
}
