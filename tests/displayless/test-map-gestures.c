/* What hands do on the map, without a screen: distances and surfaces on the ground, who is near, who stands
 * within a line, which mark is next.
 */

#include <math.h>
#include <string.h>

#include "render/mlg-map-lasso.h"
#include "territory/mlg-ground.h"

static guint
add_spot (MlgMapScene *scene,
          const char  *name,
          MlgSpotKind  kind,
          double       lat,
          double       lon)
{
  MlgSpot spot = { .id = mlg_id_new (), .name = g_strdup (name), .kind = kind, .lat = lat, .lon = lon };

  if (kind == MLG_SPOT_AREA)
    {
      spot.area_kind = g_strdup ("pays");
      spot.area_name = g_strdup (name);
    }
  g_array_append_val (scene->spots, spot);
  return scene->spots->len - 1;
}

static MlgMapIndex *
make_index (void)
{
  g_autoptr(MlgMapScene) scene = mlg_map_scene_new ();

  add_spot (scene, "Saugues", MLG_SPOT_EXACT, 44.960, 3.547);
  add_spot (scene, "Le Puy", MLG_SPOT_COMMUNE, 45.043, 3.885);
  add_spot (scene, "Langeac", MLG_SPOT_EXACT, 45.100, 3.496);
  add_spot (scene, "Pays de Saugues", MLG_SPOT_AREA, 44.960, 3.547);
  add_spot (scene, "Partout", MLG_SPOT_NOWHERE, 0, 0);
  add_spot (scene, "Brest", MLG_SPOT_EXACT, 48.390, -4.486);
  return mlg_map_index_new (scene, NULL);
}

/* ---- the ground */

static void
test_known_distances (void)
{
  /* Paris–Lyon, and a quarter of a meridian. */
  g_assert_cmpfloat_with_epsilon (mlg_ground_distance (48.8566, 2.3522, 45.7640, 4.8357), 391.5, 1);
  g_assert_cmpfloat_with_epsilon (mlg_ground_distance (0, 0, 90, 0), G_PI / 2 * 6371.0088, 0.01);
  g_assert_cmpfloat (mlg_ground_distance (45, 3, 45, 3), ==, 0);
  g_assert_cmpfloat_with_epsilon (mlg_ground_between (mlg_mercator_project (48.8566, 2.3522), mlg_mercator_project (45.7640, 4.8357)), 391.5, 1);
}

static void
test_known_surfaces (void)
{
  MlgMercator square[] = { mlg_mercator_project (0, 0), mlg_mercator_project (0, 1), mlg_mercator_project (1, 1), mlg_mercator_project (1, 0) };
  MlgMercator other_way[] = { square[3], square[2], square[1], square[0] };
  MlgMercator closed[] = { square[0], square[1], square[2], square[3], square[0] };

  /* One degree by one at the equator: R² · π/180 · sin 1°. */
  g_assert_cmpfloat_with_epsilon (mlg_ground_surface (square, 4), 12364, 10);
  g_assert_cmpfloat_with_epsilon (mlg_ground_surface (other_way, 4), 12364, 10);
  g_assert_cmpfloat_with_epsilon (mlg_ground_surface (closed, 5), 12364, 10);
  g_assert_cmpfloat (mlg_ground_surface (square, 2), ==, 0);
}

/* Far from the equator a circle on the ground is no circle of degrees. */
static void
test_a_circle_is_as_far_all_round (void)
{
  static const double lats[] = { -21, 0, 45, 60 };
  MlgMercator ring[36];

  for (guint k = 0; k < G_N_ELEMENTS (lats); k++)
    {
      MlgMercator middle = mlg_mercator_project (lats[k], 3);

      mlg_ground_circle (middle, 80, ring, G_N_ELEMENTS (ring));
      for (guint i = 0; i < G_N_ELEMENTS (ring); i++)
        g_assert_cmpfloat_with_epsilon (mlg_ground_between (middle, ring[i]), 80, 0.1);
    }
}

static void
test_who_is_near (void)
{
  g_autoptr(MlgMapIndex) index = make_index ();
  MlgMercator saugues = mlg_mercator_project (44.960, 3.547);
  g_autoptr(GArray) near = mlg_ground_list_near (index, saugues, 20);
  g_autoptr(GArray) nearer = mlg_ground_list_near (index, saugues, 5);
  g_autoptr(GArray) all = mlg_ground_list_near (index, saugues, 2000);

  /* The nearest first; neither an area nor who is nowhere has a distance. */
  g_assert_cmpuint (near->len, ==, 2);
  g_assert_cmpuint (g_array_index (near, MlgNearby, 0).spot, ==, 0);
  g_assert_cmpuint (g_array_index (near, MlgNearby, 1).spot, ==, 2);
  g_assert_cmpfloat_with_epsilon (g_array_index (near, MlgNearby, 1).km, 16.1, 0.3);
  g_assert_cmpuint (nearer->len, ==, 1);
  g_assert_cmpuint (all->len, ==, 4);
  g_assert_cmpuint (g_array_index (all, MlgNearby, 3).spot, ==, 5);
}

/* The same as asking each of them. */
static void
test_who_is_near_among_many (void)
{
  g_autoptr(MlgMapScene) scene = mlg_map_scene_new ();
  g_autoptr(MlgMapIndex) index = NULL;

  for (guint i = 0; i < 2000; i++)
    add_spot (scene, "x", MLG_SPOT_EXACT, g_test_rand_double_range (42.5, 51), g_test_rand_double_range (-4.5, 8));
  index = mlg_map_index_new (scene, NULL);
  for (guint k = 0; k < 20; k++)
    {
      double lat = g_test_rand_double_range (43, 50), lon = g_test_rand_double_range (-4, 7), km = g_test_rand_double_range (1, 300);
      g_autoptr(GArray) near = mlg_ground_list_near (index, mlg_mercator_project (lat, lon), km);
      guint expected = 0;

      for (guint i = 0; i < scene->spots->len; i++)
        {
          const MlgSpot *spot = &g_array_index (scene->spots, MlgSpot, i);

          expected += mlg_ground_distance (lat, lon, spot->lat, spot->lon) <= km;
        }
      g_assert_cmpuint (ABS ((int) near->len - (int) expected), <=, 1);
      for (guint i = 1; i < near->len; i++)
        g_assert_cmpfloat (g_array_index (near, MlgNearby, i - 1).km, <=, g_array_index (near, MlgNearby, i).km);
    }
}

/* Without a pack the nearest, and it is said. */
static void
test_in_which_town (void)
{
  gboolean is_sure = TRUE;
  const MlgPlace *town = mlg_ground_find_town (44.9603, 3.5473, &is_sure);

  g_assert_nonnull (town);
  g_assert_cmpstr (town->code, ==, "43234");
  g_assert_cmpint (is_sure, ==, mlg_pack_get_installed () != NULL);
  g_assert_null (mlg_ground_find_town (47, -30, &is_sure));
  g_assert_false (is_sure);
}

/* ---- marks */

static MlgMapLayout *
lay (MlgMapIndex *index,
     double       zoom)
{
  MlgMercator middle = mlg_mercator_project (45.03, 3.65);
  MlgMapFrame frame = { .x = middle.x, .y = middle.y, .zoom = zoom, .width = 1000, .height = 700 };

  return mlg_map_layout_new (index, &frame, mlg_ink_get (MLG_INK_LIGHT));
}

static gboolean
has (GArray *spots,
     guint   spot)
{
  for (guint i = 0; i < spots->len; i++)
    if (g_array_index (spots, guint, i) == spot)
      return TRUE;
  return FALSE;
}

static void
test_all_in_the_window (void)
{
  g_autoptr(MlgMapIndex) index = make_index ();
  MlgMapPoint window[] = { { 0, 0 }, { 1000, 0 }, { 1000, 700 }, { 0, 700 } };

  /* At any zoom: discs count all they stand for. Brest is far away, and nobody is nowhere. */
  for (double zoom = 7; zoom <= 10; zoom += 0.5)
    {
      g_autoptr(MlgMapLayout) layout = lay (index, zoom);
      g_autoptr(GArray) spots = mlg_map_lasso_list (layout, window, 4);

      for (guint i = 0; i < 4; i++)
        g_assert_true (has (spots, i));
      g_assert_false (has (spots, 4));
      g_assert_false (has (spots, 5));
    }
}

static void
test_only_those_inside (void)
{
  g_autoptr(MlgMapIndex) index = make_index ();
  g_autoptr(MlgMapLayout) layout = lay (index, 10);
  const MlgMapMark *mark = mlg_map_layout_find (layout, 1);
  MlgMapPoint around[24], notch[6];
  g_autoptr(GArray) one = NULL;
  g_autoptr(GArray) none = NULL;
  g_autoptr(GArray) nothing = NULL;

  g_assert_nonnull (mark);
  for (guint i = 0; i < G_N_ELEMENTS (around); i++)
    around[i] = (MlgMapPoint) { mark->x + 15 * cos (i * G_PI / 12), mark->y + 15 * sin (i * G_PI / 12) };
  one = mlg_map_lasso_list (layout, around, G_N_ELEMENTS (around));
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_true (has (one, 1));

  /* A line that goes round it without holding it. */
  notch[0] = (MlgMapPoint) { mark->x - 40, mark->y - 40 };
  notch[1] = (MlgMapPoint) { mark->x + 40, mark->y - 40 };
  notch[2] = (MlgMapPoint) { mark->x + 40, mark->y - 30 };
  notch[3] = (MlgMapPoint) { mark->x - 30, mark->y - 30 };
  notch[4] = (MlgMapPoint) { mark->x - 30, mark->y + 40 };
  notch[5] = (MlgMapPoint) { mark->x - 40, mark->y + 40 };
  none = mlg_map_lasso_list (layout, notch, G_N_ELEMENTS (notch));
  g_assert_false (has (none, 1));

  nothing = mlg_map_lasso_list (layout, around, 2);
  g_assert_cmpuint (nothing->len, ==, 0);
}

static void
test_the_next_mark_that_way (void)
{
  g_autoptr(MlgMapIndex) index = make_index ();
  g_autoptr(MlgMapLayout) layout = lay (index, 10);
  const MlgMapMark *west = mlg_map_layout_find (layout, 2), *east = mlg_map_layout_find (layout, 1);
  guint at = west - &g_array_index (layout->marks, MlgMapMark, 0), next;

  next = mlg_map_lasso_step (layout, west->x, west->y, 1, 0, at);
  g_assert_cmpuint (next, !=, MLG_MAP_NONE);
  g_assert_true (&g_array_index (layout->marks, MlgMapMark, next) == east);
  /* Nobody is farther north. */
  g_assert_cmpuint (mlg_map_lasso_step (layout, west->x, west->y, 0, -1, at), ==, MLG_MAP_NONE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-gestures/known-distances", test_known_distances);
  g_test_add_func ("/map-gestures/known-surfaces", test_known_surfaces);
  g_test_add_func ("/map-gestures/a-circle-is-as-far-all-round", test_a_circle_is_as_far_all_round);
  g_test_add_func ("/map-gestures/who-is-near", test_who_is_near);
  g_test_add_func ("/map-gestures/who-is-near-among-many", test_who_is_near_among_many);
  g_test_add_func ("/map-gestures/in-which-town", test_in_which_town);
  g_test_add_func ("/map-gestures/all-in-the-window", test_all_in_the_window);
  g_test_add_func ("/map-gestures/only-those-inside", test_only_those_inside);
  g_test_add_func ("/map-gestures/the-next-mark-that-way", test_the_next_mark_that_way);
  return g_test_run ();
}
