/* A territory pack: what neighbours share is one line, at every level; nothing in a damaged file is believed. */

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "exchange/mlg-territory-build.h"
#include "exchange/mlg-shapes.h"
#include "territory/mlg-pack-private.h"
#include "territory/mlg-topology.h"

#define SIDE 4                /* communes on each side of the country of these tests */

static char *
make_folder (void)
{
  return g_dir_make_tmp ("mlg-pack-XXXXXX", NULL);
}

static void
write_file (const char *folder,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* ---- a country of sixteen communes: two EPCI side by side, two départements one above the other,
 * borders that zigzag so that there is something to simplify. */

static void
append_edge (GString *ring,
             int      x0,
             int      y0,
             int      x1,
             int      y1,
             gboolean last)
{
  for (int i = 0; i < 8; i++)
    {
      /* The same bump whichever way the edge is followed. */
      double t = i / 8.0, bump = i > 0 && i % 2 ? 0.004 : 0;
      double x = x0 + (x1 - x0) * t + (y0 != y1 ? bump : 0), y = y0 + (y1 - y0) * t + (x0 != x1 ? bump : 0);

      g_string_append_printf (ring, "%s[%.6f,%.6f]", ring->str[ring->len - 1] == '[' ? "" : ",", 2 + x * 0.1, 45 + y * 0.1);
    }
  if (last)
    g_string_append_printf (ring, ",[%.6f,%.6f]", 2 + x1 * 0.1, 45 + y1 * 0.1);
}

static char *
make_geojson (void)
{
  GString *text = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");

  for (int i = 0; i < SIDE * SIDE; i++)
    {
      int x = i % SIDE, y = i / SIDE;

      g_string_append_printf (text, "%s{\"geometry\":{\"coordinates\":[[", i > 0 ? "," : "");
      append_edge (text, x, y, x + 1, y, FALSE);
      append_edge (text, x + 1, y, x + 1, y + 1, FALSE);
      append_edge (text, x + 1, y + 1, x, y + 1, FALSE);
      append_edge (text, x, y + 1, x, y, TRUE);
      g_string_append_printf (text, "]],\"type\":\"Polygon\"},\"type\":\"Feature\",\"properties\":{\"INSEE_COM\":\"%s%03d\"}}",
                              y < SIDE / 2 ? "43" : "48", i);
    }
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

static char *
make_tables (void)
{
  GString *text = g_string_new ("insee;name;lat;lon;population;postal_codes;epci_siren;departement;region\n");

  for (int i = 0; i < SIDE * SIDE; i++)
    g_string_append_printf (text, "%s%03d;Bourg-l'Étang %d;%.3f;%.3f;%d;43170;%s;%s;84\n", i / SIDE < SIDE / 2 ? "43" : "48", i, i,
                            45.05 + i / SIDE * 0.1, 2.05 + i % SIDE * 0.1, 100 + i,
                            i % SIDE < SIDE / 2 ? "200000001" : "200000002", i / SIDE < SIDE / 2 ? "43" : "48");
  return g_string_free (text, FALSE);
}

static char *
make_country (void)
{
  char *folder = make_folder ();
  g_autofree char *geojson = make_geojson ();
  g_autofree char *communes = make_tables ();

  write_file (folder, "communes.geojson", geojson);
  write_file (folder, "communes.csv", communes);
  write_file (folder, "departements.csv", "code;name;region;chef_lieu\n43;Haute-Loire;84;43000\n48;Lozère;84;48000\n");
  write_file (folder, "regions.csv", "code;name;chef_lieu\n84;Auvergne-Rhône-Alpes;43000\n");
  write_file (folder, "epci.csv", "siren;name;type\n200000001;CC de l'Ouest;CC\n200000002;CC de l'Est;CC\n");
  write_file (folder, "lacs.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
              "{\"nom\":\"Lac bleu\",\"rang\":3},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
              "[[[2.1,45.1],[2.2,45.1],[2.2,45.2],[2.1,45.1]]]}}]}");
  return folder;
}

static MlgPack *
build (const char         *folder,
       MlgTerritoryReport *report)
{
  g_autofree char *path = g_build_filename (folder, "pays.pack", NULL);
  g_autoptr(GError) error = NULL;
  MlgPack *pack;

  mlg_territory_build (folder, path, NULL, NULL, report, &error);
  g_assert_no_error (error);
  pack = mlg_pack_open (path, &error);
  g_assert_no_error (error);
  return pack;
}

static const MlgMercatorBox everything = { 0, 0, G_MAXINT32, G_MAXINT32 };

static void
count_shape (const MlgPackShape *shape,
             gpointer            data)
{
  (*(guint *) data)++;
}

static void
test_folder_becomes_a_pack (void)
{
  g_autofree char *folder = make_country ();
  MlgTerritoryReport report;
  g_autoptr(MlgPack) pack = build (folder, &report);
  g_autoptr(MlgPackReader) reader = mlg_pack_reader_new (pack);
  static const guint n_areas[MLG_PACK_DETAILS] = { 2, 2, 4, 16, 16 };

  g_assert_cmpuint (report.n_communes, ==, 16);
  g_assert_cmpuint (report.n_outlines, ==, 16);
  g_assert_cmpuint (mlg_pack_count (pack, MLG_PLACE_COMMUNE), ==, 16);
  g_assert_cmpuint (mlg_pack_count (pack, MLG_PLACE_EPCI), ==, 2);
  g_assert_cmpuint (mlg_pack_count (pack, MLG_PLACE_DEPARTMENT), ==, 2);
  g_assert_nonnull (strstr (mlg_pack_get_text (pack, "gazetteer"), "\nc\t43000\tBourg-l’Étang 0\t43170\t100\t43\t200000001\t45.05"));

  for (guint i = 0; i < MLG_PACK_DETAILS; i++)
    {
      guint n = 0;

      mlg_pack_foreach_area (reader, i, &everything, count_shape, &n);
      g_assert_cmpuint (n, ==, n_areas[i]);
    }
  {
    guint n = 0;

    mlg_pack_foreach_feature (reader, MLG_FEATURE_LAKE, 4, &everything, count_shape, &n);
    g_assert_cmpuint (n, ==, 1);
  }
}

static void
collect_segments (const MlgPackShape *shape,
                  gpointer            data)
{
  GHashTable *segments = data;

  for (guint r = 0, i = 0; r < shape->n_rings; i = shape->ends[r++])
    for (; i + 1 < shape->ends[r]; i++)
      {
        MlgMercator a = shape->points[i], b = shape->points[i + 1];
        gboolean turn = a.x > b.x || (a.x == b.x && a.y > b.y);
        MlgMercator from = turn ? b : a, to = turn ? a : b;
        char *key = g_strdup_printf ("%d %d %d %d", from.x, from.y, to.x, to.y);
        guint bits = GPOINTER_TO_UINT (g_hash_table_lookup (segments, key));

        g_hash_table_replace (segments, key, GUINT_TO_POINTER (bits | (shape->closed ? 1u << 16 : shape->borders)));
      }
}

/* Every side of every area is a border, and every border the side of an area: neither a gap nor a sliver. */
static void
test_neighbours_share_one_line (void)
{
  g_autofree char *folder = make_country ();
  g_autoptr(MlgPack) pack = build (folder, NULL);
  g_autoptr(MlgPackReader) reader = mlg_pack_reader_new (pack);

  for (guint detail = 0; detail < MLG_PACK_DETAILS; detail++)
    {
      g_autoptr(GHashTable) sides = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr(GHashTable) borders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      GHashTableIter iter;
      gpointer key, bits;

      mlg_pack_foreach_area (reader, detail, &everything, collect_segments, sides);
      mlg_pack_foreach_border (reader, detail, &everything, collect_segments, borders);
      g_assert_cmpuint (g_hash_table_size (sides), >, 0);
      g_assert_cmpuint (g_hash_table_size (sides), ==, g_hash_table_size (borders));
      g_hash_table_iter_init (&iter, borders);
      while (g_hash_table_iter_next (&iter, &key, &bits))
        {
          guint border = GPOINTER_TO_UINT (bits);

          g_assert_true (g_hash_table_contains (sides, key));
          /* What is the border of a wider place is that of a narrower one. */
          if (border & MLG_BORDER_REGION)
            g_assert_true (border & MLG_BORDER_DEPARTMENT);
          if (detail >= 3)
            g_assert_true (border & MLG_BORDER_COMMUNE);
        }
    }
}

static double
get_total (const GArray *rings)
{
  double sum = 0;

  for (guint i = 0; i < rings->len; i++)
    sum += mlg_ring_get_surface (g_array_index (rings, MlgRing, i).points, g_array_index (rings, MlgRing, i).n);
  return sum;
}

static void
test_outline_is_that_of_its_communes (void)
{
  g_autofree char *folder = make_country ();
  g_autoptr(MlgPack) pack = build (folder, NULL);
  const MlgPackOutline *epci = mlg_pack_find_outline (pack, MLG_PLACE_EPCI, "200000001");
  const MlgPackOutline *department = mlg_pack_find_outline (pack, MLG_PLACE_DEPARTMENT, "48");
  const MlgPackOutline *region = mlg_pack_find_outline (pack, MLG_PLACE_REGION, "84");
  const MlgPackOutline *commune = mlg_pack_find_outline (pack, MLG_PLACE_COMMUNE, "43000");

  g_assert_nonnull (epci);
  g_assert_nonnull (department);
  g_assert_nonnull (region);
  g_assert_nonnull (commune);
  g_assert_true (mlg_pack_find_outline (pack, MLG_PLACE_EPCI, "200000001") == epci);
  g_assert_null (mlg_pack_find_outline (pack, MLG_PLACE_COMMUNE, "99999"));

  for (guint i = 0; i < MLG_PACK_DETAILS; i++)
    {
      g_assert_cmpuint (epci->rings[i]->len, ==, 1);
      /* Half of a square country, each way, whatever the zigzag. */
      g_assert_cmpfloat (fabs (get_total (epci->rings[i]) / get_total (region->rings[i]) - 0.5), <, 0.02);
      g_assert_cmpfloat (fabs (get_total (department->rings[i]) / get_total (region->rings[i]) - 0.5), <, 0.02);
    }
  g_assert_cmpfloat (fabs (get_total (commune->rings[4]) / get_total (region->rings[4]) * 16 - 1), <, 0.05);
}

/* A ring within a ring: the hole is nobody's, or the enclave of another. */
static void
test_enclaves_and_holes (void)
{
  static const MlgMercator outer[] = { { 0, 0 }, { 900, 0 }, { 900, 900 }, { 0, 900 } };
  static const MlgMercator inner[] = { { 300, 300 }, { 600, 300 }, { 600, 600 }, { 300, 600 }, { 300, 300 } };
  static const guint apart[] = { 0, 1 }, together[] = { 0, 0 };
  g_autoptr(MlgTopology) topology = mlg_topology_new ();
  g_autoptr(MlgPartition) two = NULL;
  g_autoptr(MlgPartition) one = NULL;

  mlg_topology_add_area (topology);
  mlg_topology_add_area (topology);
  mlg_topology_add_ring (topology, 0, outer, G_N_ELEMENTS (outer), FALSE);
  mlg_topology_add_ring (topology, 0, inner, G_N_ELEMENTS (inner), TRUE);
  mlg_topology_add_ring (topology, 1, inner, G_N_ELEMENTS (inner), FALSE);
  mlg_topology_close (topology);

  two = mlg_topology_dissolve (topology, apart, 2, 0);
  g_assert_cmpuint (two->borders->len, ==, 2);
  g_assert_cmpuint (two->rings[0]->len, ==, 2);
  g_assert_cmpfloat (fabs (get_total (two->rings[0])), ==, 720000);
  g_assert_cmpfloat (fabs (get_total (two->rings[1])), ==, 90000);

  one = mlg_topology_dissolve (topology, together, 1, 0);
  g_assert_cmpuint (one->borders->len, ==, 1);
  g_assert_cmpfloat (fabs (get_total (one->rings[0])), ==, 810000);
}

/* ---- formats */

static gboolean
sum_shape (const MlgShape *shape,
           gpointer        data)
{
  double *sum = data;

  for (guint i = 0; i < shape->rings->len; i++)
    *sum += g_array_index (shape->rings, MlgRing, i).n * (g_array_index (shape->holes, guint8, i) ? 1000 : 1);
  g_assert_cmpstr (g_hash_table_lookup (shape->properties, "codeinsee"), ==, "43234");
  return TRUE;
}

static double
sum_of (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  double sum = 0;

  mlg_shapes_read_bytes (bytes, NULL, sum_shape, &sum, &error);
  g_assert_no_error (error);
  return sum;
}

static void
test_geojson_and_topojson_say_the_same (void)
{
  const char *geojson =
    "{\"features\":[{\"properties\":{\"code_INSEE\":43234},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":"
    "[[[[0,0],[4,0],[4,4],[0,0]],[[1,1],[2,1],[2,2],[1,1]]],[[[10,10],[11,10],[11,11],[10,10]]]]}}],\"type\":\"FeatureCollection\"}";
  const char *topojson =
    "{\"type\":\"Topology\",\"objects\":{\"a\":{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"MultiPolygon\","
    "\"properties\":{\"code_insee\":\"43234\"},\"arcs\":[[[0],[1]],[[-4,2]]]}]}},\"transform\":{\"scale\":[1,1],\"translate\":[0,0]},"
    "\"arcs\":[[[0,0],[4,0],[0,4],[-4,-4]],[[1,1],[1,0],[0,1],[-1,-1]],[[11,11],[-1,-1]],[[11,11],[0,-1],[-1,0]]]}";

  g_assert_cmpfloat (sum_of (geojson), ==, 4 + 4000 + 4);
  g_assert_cmpfloat (sum_of (topojson), ==, 4 + 4000 + 4);
}

/* Where the first point of a file is. */
static gboolean
place_shape (const MlgShape *shape,
             gpointer        data)
{
  double *place = data;

  mlg_mercator_unproject (g_array_index (shape->rings, MlgRing, 0).points[0], &place[0], &place[1]);
  return FALSE;
}

static void
check_place (const char *text,
             double      lat,
             double      lon)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(GError) error = NULL;
  double place[2] = { 0 };

  g_assert_true (mlg_shapes_read_bytes (bytes, NULL, place_shape, place, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (place[0], lat, 0.0002);
  g_assert_cmpfloat_with_epsilon (place[1], lon, 0.0002);
}

static void
check_not_read (const char *text,
                const char *words)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(GError) error = NULL;
  double place[2];

  g_assert_false (mlg_shapes_read_bytes (bytes, NULL, place_shape, place, &error));
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_metres_are_made_degrees (void)
{
  /* Lambert-93 (652000, 6862000) is in Paris; said by the file, or seen by its numbers. */
  check_place ("{\"features\":[{\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[652000,6862000],[652100,6862000]]}}]}", 48.8563, 2.3458);
  check_place ("{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::2154\"}},"
               "\"features\":[{\"geometry\":{\"type\":\"Point\",\"coordinates\":[652000,6862000]}}]}", 48.8563, 2.3458);
  check_place ("{\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3857\"}},"
               "\"features\":[{\"geometry\":{\"type\":\"Point\",\"coordinates\":[261130,6250540]}}]}", 48.8563, 2.3458);
  check_place ("{\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}},"
               "\"features\":[{\"geometry\":{\"type\":\"Point\",\"coordinates\":[3.5,44.9]}}]}", 44.9, 3.5);

  check_not_read ("{\"features\":[{\"geometry\":{\"type\":\"Point\",\"coordinates\":[65200000,68620000]}}]}", "WGS 84");
  check_not_read ("{\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::31370\"}},"
                  "\"features\":[{\"geometry\":{\"type\":\"Point\",\"coordinates\":[150000,170000]}}]}", "31370");
}

static gboolean
count_kinds (const MlgShape *shape,
             gpointer        data)
{
  guint *counts = data;

  counts[shape->kind]++;
  g_assert_cmpstr (g_hash_table_lookup (shape->properties, "insee"), ==, "43234");
  return TRUE;
}

/* What a file may also be: one feature, one geometry, a feature a line; a collection of several kinds. */
static void
test_files_that_are_no_collection (void)
{
  static const char feature[] = "{\"type\":\"Feature\",\"properties\":{\"insee\":[\"43234\"]},\"geometry\":{\"type\":\"GeometryCollection\","
                                "\"geometries\":[{\"type\":\"Polygon\",\"coordinates\":[[[3,45],[4,45],[4,46],[3,45]]]},"
                                "{\"type\":\"Point\",\"coordinates\":[3.5,45.2]}]}}";
  g_autofree char *lines = g_strconcat (feature, "\n", feature, "\n", NULL);
  g_autoptr(GBytes) one = g_bytes_new_static (feature, strlen (feature));
  g_autoptr(GBytes) both = g_bytes_new (lines, strlen (lines));
  g_autoptr(GError) error = NULL;
  guint counts[3] = { 0 };

  g_assert_true (mlg_shapes_read_bytes (one, NULL, count_kinds, counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts[MLG_SHAPE_RINGS], ==, 1);
  g_assert_cmpuint (counts[MLG_SHAPE_POINTS], ==, 1);
  g_assert_true (mlg_shapes_read_bytes (both, NULL, count_kinds, counts, &error));
  g_assert_cmpuint (counts[MLG_SHAPE_RINGS], ==, 3);
  g_assert_cmpuint (counts[MLG_SHAPE_POINTS], ==, 3);

  check_place ("{\"type\":\"Point\",\"coordinates\":[3.5,44.9]}", 44.9, 3.5);
  /* The second line is cut. */
  check_not_read ("{\"type\":\"Feature\",\"geometry\":null,\"properties\":{}}\n{\"type\":\"Feature\",\"geom", "Line 2");
}

static void
test_folder_without_outlines_is_refused (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "pays.pack", NULL);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr(GError) error = NULL;

  write_file (folder, "communes.csv", "insee,name\n43234,Saugues\n");
  g_assert_false (mlg_territory_build (folder, path, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
}

/* The tables of @etalab/decoupage-administratif say as much as the CSV. */
static void
test_official_json_is_read (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *geojson = make_geojson ();
  MlgTerritoryReport report;
  g_autoptr(MlgPack) pack = NULL;

  write_file (folder, "outlines.geojson", geojson);
  write_file (folder, "communes.json", "[{\"code\":\"43000\",\"nom\":\"Le Puy\",\"departement\":\"43\",\"region\":\"84\",\"type\":"
              "\"commune-actuelle\",\"codesPostaux\":[\"43000\",\"43001\"],\"population\":19000},"
              "{\"code\":\"43777\",\"nom\":\"Vieux-Bourg\",\"type\":\"commune-deleguee\",\"chefLieu\":\"43000\"}]");
  write_file (folder, "epci.json", "[{\"code\":\"200000001\",\"nom\":\"CA du Puy\",\"type\":\"CA\",\"membres\":"
              "[{\"siren\":\"1\",\"code\":\"43000\",\"nom\":\"Le Puy\"}]}]");
  write_file (folder, "departements.json", "[{\"code\":\"43\",\"region\":\"84\",\"chefLieu\":\"43000\",\"nom\":\"Haute-Loire\"}]");
  write_file (folder, "regions.json", "[{\"code\":\"84\",\"chefLieu\":\"69123\",\"nom\":\"Auvergne-Rhône-Alpes\"}]");
  pack = build (folder, &report);

  g_assert_cmpuint (report.n_former, ==, 1);
  g_assert_cmpuint (report.n_regions, ==, 1);
  g_assert_nonnull (strstr (mlg_pack_get_text (pack, "gazetteer"), "c\t43000\tLe Puy\t43000 43001\t19000\t43\t200000001\t45.0"));
  g_assert_nonnull (strstr (mlg_pack_get_text (pack, "gazetteer"), "f\t43777\tVieux-Bourg\t43000\t"));
}

/* ---- damage */

static void
test_damaged_packs_neither_crash_nor_hang (void)
{
  g_autofree char *folder = make_country ();
  g_autofree char *path = g_build_filename (folder, "pays.pack", NULL);
  g_autofree char *broken = g_build_filename (folder, "abîmé.pack", NULL);
  g_autofree char *whole = NULL;
  g_autoptr(GRand) rand = g_rand_new_with_seed (20261122);
  gsize length;

  mlg_pack_free (build (folder, NULL));
  g_assert_true (g_file_get_contents (path, &whole, &length, NULL));
  for (guint trial = 0; trial < 200; trial++)
    {
      g_autofree char *copy = g_memdup2 (whole, length);
      g_autoptr(MlgPack) pack = NULL;
      g_autoptr(MlgPackReader) reader = NULL;
      guint n = 0;

      for (guint i = 0; i < 12; i++)
        copy[g_rand_int_range (rand, 200, length)] = g_rand_int (rand);
      g_assert_true (g_file_set_contents (broken, copy, trial % 5 == 0 ? length / 2 : length, NULL));
      pack = mlg_pack_open (broken, NULL);
      reader = pack != NULL ? mlg_pack_reader_new (pack) : NULL;
      for (guint i = 0; reader != NULL && i < MLG_PACK_DETAILS; i++)
        {
          mlg_pack_foreach_area (reader, i, &everything, count_shape, &n);
          mlg_pack_foreach_border (reader, i, &everything, count_shape, &n);
          mlg_pack_foreach_feature (reader, MLG_FEATURE_LAKE, i, &everything, count_shape, &n);
        }
      if (pack != NULL)
        mlg_pack_find_outline (pack, MLG_PLACE_EPCI, "200000001");
    }
}

static void
test_other_files_are_not_packs (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "note.txt", NULL);
  g_autoptr(GError) error = NULL;

  write_file (folder, "note.txt", "ceci n’est pas une base");
  g_assert_null (mlg_pack_open (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pack/folder-becomes-a-pack", test_folder_becomes_a_pack);
  g_test_add_func ("/pack/neighbours-share-one-line", test_neighbours_share_one_line);
  g_test_add_func ("/pack/outline-is-that-of-its-communes", test_outline_is_that_of_its_communes);
  g_test_add_func ("/pack/enclaves-and-holes", test_enclaves_and_holes);
  g_test_add_func ("/pack/geojson-and-topojson-say-the-same", test_geojson_and_topojson_say_the_same);
  g_test_add_func ("/pack/metres-are-made-degrees", test_metres_are_made_degrees);
  g_test_add_func ("/pack/files-that-are-no-collection", test_files_that_are_no_collection);
  g_test_add_func ("/pack/folder-without-outlines-is-refused", test_folder_without_outlines_is_refused);
  g_test_add_func ("/pack/official-json-is-read", test_official_json_is_read);
  g_test_add_func ("/pack/damaged-packs-neither-crash-nor-hang", test_damaged_packs_neither_crash_nor_hang);
  g_test_add_func ("/pack/other-files-are-not-packs", test_other_files_are_not_packs);

  return g_test_run ();
}
