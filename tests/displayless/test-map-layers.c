/* Layers of the map: a file of outlines becomes a record, keeps its shapes, holes and names; and what is
 * wrong is a sentence. */

#include "project-fixture.h"

#include <math.h>

#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-map-layers.h"
#include "exchange/mlg-project-map.h"
#include "render/mlg-map-draw.h"

static const char two_surfaces[] =
  "{\"type\":\"FeatureCollection\",\"features\":["
  "{\"type\":\"Feature\",\"properties\":{\"code\":7,\"NOM\":\"Pays \\\"Haut\\\"\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
  "[[[3,45],[4,45],[4,46],[3,46],[3,45]],[[3.4,45.4],[3.6,45.4],[3.6,45.6],[3.4,45.6],[3.4,45.4]]]}},"
  "{\"type\":\"Feature\",\"properties\":{\"code\":8,\"NOM\":\"Voie\"},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[3,45],[5,44]]}},"
  "{\"type\":\"Feature\",\"properties\":{\"code\":9,\"NOM\":\"Gare\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[4.2,44.6]}}]}";

static MlgLayerFile *
read_text (const char  *text,
           GError     **error)
{
  g_autofree char *path = fixture_path ("pays.geojson");

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return mlg_layer_file_read (path, NULL, error);
}

static void
check_surface (const MlgLayerShape *shape)
{
  double lat, lon;

  g_assert_cmpint (shape->kind, ==, MLG_LAYER_SURFACES);
  g_assert_cmpuint (shape->rings->len, ==, 2);
  mlg_mercator_unproject ((MlgMercator) { shape->box.x0, shape->box.y0 }, &lat, &lon);
  g_assert_cmpfloat_with_epsilon (lat, 46, 0.0001);
  g_assert_cmpfloat_with_epsilon (lon, 3, 0.0001);
  /* The hole is in the middle: the name stands beside it. */
  mlg_mercator_unproject (shape->middle, &lat, &lon);
  g_assert_true (lon < 3.4 || lon > 3.6);
}

static void
test_kept_in_the_file (void)
{
  g_autofree char *path = fixture_path ("couches.maillage");
  MlgProject *project = create_project (path);
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgLayerFile) file = read_text (two_surfaces, &error);
  g_autoptr(GPtrArray) layers = NULL, again = NULL;
  const MlgMapLayer *layer;
  MlgId id;

  g_assert_no_error (error);
  g_assert_cmpuint (file->n_shapes, ==, 3);
  g_assert_cmpstr (file->name_field, ==, "nom");
  g_assert_true (mlg_project_add_layer (project, file, &id, &error));

  layers = mlg_project_map_layers (project);
  g_assert_cmpuint (layers->len, ==, 1);
  layer = layers->pdata[0];
  g_assert_cmpuint (layer->shapes->len, ==, 3);
  check_surface (layer->shapes->pdata[0]);
  g_assert_cmpstr (((MlgLayerShape *) layer->shapes->pdata[0])->name, ==, "Pays \"Haut\"");
  g_assert_cmpint (((MlgLayerShape *) layer->shapes->pdata[1])->kind, ==, MLG_LAYER_LINES);
  g_assert_cmpint (((MlgLayerShape *) layer->shapes->pdata[2])->kind, ==, MLG_LAYER_POINTS);

  /* Not read twice. */
  again = mlg_project_map_layers (project);
  g_assert_true (((MlgMapLayer *) again->pdata[0])->shapes == layer->shapes);
  close_project (&project);

  project = mlg_project_open (path, &error);
  g_assert_no_error (error);
  g_ptr_array_unref (again);
  again = mlg_project_map_layers (project);
  g_assert_cmpuint (again->len, ==, 1);
  check_surface (((MlgMapLayer *) again->pdata[0])->shapes->pdata[0]);
  close_project (&project);
}

static void
set (MlgProject  *project,
     const MlgId *id,
     const char  *field,
     const char  *value)
{
  const MlgEntity *entity = mlg_schema_find ("map_layer");
  g_autoptr(GError) error = NULL;

  mlg_project_set (project, entity, id, mlg_entity_find_field (entity, field), value, &error);
  g_assert_no_error (error);
}

static void
test_order_names_attribution (void)
{
  g_autofree char *path = fixture_path ("ordre.maillage");
  MlgProject *project = create_project (path);
  g_autoptr(MlgLayerFile) file = read_text (two_surfaces, NULL);
  g_autoptr(GPtrArray) layers = NULL, hidden = NULL, lines = NULL;
  g_autoptr(MlgMapScene) scene = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *attribution = NULL;
  MlgMapIndex *index;
  MlgId a, b;

  g_assert_true (mlg_project_add_layer (project, file, &a, NULL));
  g_assert_true (mlg_project_add_layer (project, file, &b, NULL));
  layers = mlg_project_map_layers (project);
  g_assert_true (mlg_id_equal (&((MlgMapLayer *) layers->pdata[1])->id, &b));

  g_assert_true (mlg_project_move_layer (project, &a, TRUE, &error));
  g_assert_false (mlg_project_move_layer (project, &a, TRUE, &error));
  g_assert_no_error (error);
  lines = mlg_project_list_layers (project);
  g_assert_true (mlg_id_equal (&((MlgLayerLine *) lines->pdata[0])->id, &a));
  g_assert_true (mlg_project_undo (project, &error));
  g_clear_pointer (&layers, g_ptr_array_unref);
  layers = mlg_project_map_layers (project);
  g_assert_true (mlg_id_equal (&((MlgMapLayer *) layers->pdata[1])->id, &b));

  set (project, &a, "attribution", "© Pays de l’Est – 2026");
  set (project, &b, "attribution", "© Pays de l’Est – 2026");
  set (project, &a, "name_field", "code");
  scene = mlg_project_map_new (project, FALSE);
  index = mlg_map_index_new (scene, NULL);
  attribution = mlg_map_dup_attribution (index);
  g_assert_true (g_str_has_suffix (attribution, "© Pays de l’Est – 2026"));
  g_assert_true (strstr (attribution, "Pays") == g_strrstr (attribution, "Pays"));
  g_assert_cmpstr (((MlgLayerShape *) ((MlgMapLayer *) scene->layers->pdata[0])->shapes->pdata[0])->name, ==, "7");
  mlg_map_index_unref (index);

  set (project, &a, "shown", "0");
  hidden = mlg_project_map_layers (project);
  g_assert_cmpuint (hidden->len, ==, 1);
  close_project (&project);
}

static void
test_simplified (void)
{
  GString *text = g_string_new ("{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[");
  g_autoptr(MlgLayerFile) file = NULL;
  g_autoptr(GError) error = NULL;
  const guint n = 3 * MLG_LAYER_MAX_POINTS;

  for (guint i = 0; i <= n; i++)
    g_string_append_printf (text, "%s[%.7f,%.7f]", i > 0 ? "," : "", 4 + cos (i % n * 2 * G_PI / n) * (1 + 1e-6 * (i % 7)),
                            45 + sin (i % n * 2 * G_PI / n));
  g_string_append (text, "]]}}");
  g_string_prepend (text, "{\"type\":\"FeatureCollection\",\"features\":[");
  g_string_append (text, "]}");
  file = read_text (text->str, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (file->n_points_read, >, MLG_LAYER_MAX_POINTS);
  g_assert_cmpuint (file->n_points, <=, MLG_LAYER_MAX_POINTS);
  g_assert_cmpuint (file->n_points, >, 100);
  g_assert_cmpuint (strlen (file->content), <, 2 * 1024 * 1024);
  g_string_free (text, TRUE);
}

static void
check_refused (const char *text,
               int         code)
{
  g_autoptr(GError) error = NULL;
  MlgLayerFile *file = read_text (text, &error);

  g_assert_null (file);
  g_assert_error (error, MLG_EXCHANGE_ERROR, code);
  g_assert_cmpuint (strlen (error->message), >, 20);
}

static void
test_refused (void)
{
  GString *many = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");

  check_refused ("{\"type\":\"FeatureCollection\",\"features\":[]}", MLG_EXCHANGE_ERROR_FORMAT);
  check_refused ("Nom;Commune\nÉpicerie;Saugues\n", MLG_EXCHANGE_ERROR_FORMAT);
  check_refused ("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\","
                 "\"coordinates\":[72000000,64200000]}}]}", MLG_EXCHANGE_ERROR_FORMAT);

  for (guint i = 0; i <= MLG_LAYER_MAX_SHAPES; i++)
    g_string_append_printf (many, "%s{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[4,45]}}", i > 0 ? "," : "");
  g_string_append (many, "]}");
  check_refused (many->str, MLG_EXCHANGE_ERROR_TOO_LARGE);
  g_string_free (many, TRUE);
}

/* Nulls and empty rings, as some programs write them, are nothing; the rest is kept. */
static void
test_nothing_in_some (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgLayerFile) file = read_text (
    "{\"type\":\"FeatureCollection\",\"features\":[null,"
    "{\"type\":\"Feature\",\"geometry\":null,\"properties\":null},"
    "{\"type\":\"Feature\",\"bbox\":[3,45,4,46],\"properties\":{\"nom\":null}},"
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[3]],[[3,45],[4,45],[4,46],[3,45]]]}},"
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[]]]}},"
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[]}},"
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"MultiPoint\",\"coordinates\":[[3,45,120],[4,46]]},\"properties\":{\"nom\":\"Gares\"}}]}", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (file->n_shapes, ==, 2);
  g_assert_cmpuint (file->n_points, ==, 6);
}

static guint
count_painted (cairo_surface_t *surface)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      n += data[y * cairo_image_surface_get_stride (surface) + 4 * x + 3] != 0;
  return n;
}

/* The surface is tinted, its hole is not. */
static void
test_drawn (void)
{
  g_autofree char *path = fixture_path ("dessin.maillage");
  MlgProject *project = create_project (path);
  g_autoptr(MlgLayerFile) file = read_text (two_surfaces, NULL);
  g_autoptr(MlgMapScene) scene = NULL;
  MlgMercator middle = mlg_mercator_project (45.5, 3.5);
  MlgMapFrame frame = { middle.x, middle.y, 9, 300, 300 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 300, 300);
  cairo_t *cr = cairo_create (surface);
  MlgMapIndex *index;
  const guchar *data;
  MlgId id;

  g_assert_true (mlg_project_add_layer (project, file, &id, NULL));
  scene = mlg_project_map_new (project, FALSE);
  index = mlg_map_index_new (scene, NULL);
  mlg_map_draw_areas (cr, mlg_ink_get (MLG_INK_PRINT), &frame, index);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  g_assert_cmpuint (count_painted (surface), >, 300 * 300 / 3);
  g_assert_cmpuint (data[150 * cairo_image_surface_get_stride (surface) + 4 * 150 + 3], ==, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  mlg_map_index_unref (index);
  close_project (&project);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  fixture_begin ();
  g_test_add_func ("/map-layers/kept-in-the-file", test_kept_in_the_file);
  g_test_add_func ("/map-layers/order-names-attribution", test_order_names_attribution);
  g_test_add_func ("/map-layers/simplified", test_simplified);
  g_test_add_func ("/map-layers/refused", test_refused);
  g_test_add_func ("/map-layers/nothing-in-some", test_nothing_in_some);
  g_test_add_func ("/map-layers/drawn", test_drawn);
  result = g_test_run ();
  fixture_end ();
  return result;
}
