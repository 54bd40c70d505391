/* The map without a screen: nobody is lost between zooms, nobody known by an area becomes a pin, and
 * the sheet is drawn with lines and letters, not with pictures.
 */

#include <cairo.h>
#include <math.h>
#include <string.h>
#include <glib/gstdio.h>

#include "render/mlg-map-background.h"
#include "render/mlg-map-draw.h"
#include "render/mlg-map-export.h"

static guint
add_spot (MlgMapScene *scene,
          const char  *name,
          guint        category,
          MlgSpotKind  kind,
          double       lat,
          double       lon,
          const char  *area_kind,
          const char  *area_code,
          const char  *area_name)
{
  MlgSpot spot = { .id = mlg_id_new (), .name = g_strdup (name), .category = category, .kind = kind, .lat = lat, .lon = lon,
                   .area_kind = g_strdup (area_kind), .area_code = g_strdup (area_code), .area_name = g_strdup (area_name) };

  g_array_append_val (scene->spots, spot);
  return scene->spots->len - 1;
}

/* Invented actors in real places. */
static MlgMapScene *
make_scene (void)
{
  MlgMapScene *scene = mlg_map_scene_new ();
  MlgSpotTie ties[] = { { 0, 4, TRUE, 2 }, { 1, 5, FALSE, 1 } };

  add_spot (scene, "Épicerie du Haut-Bréau", 0, MLG_SPOT_EXACT, 44.96, 3.547, "commune", "43234", "Saugues");
  add_spot (scene, "Le Fournil de l’Œuvre", 0, MLG_SPOT_COMMUNE, 45.78, 3.08, "commune", "63113", "Clermont-Ferrand");
  add_spot (scene, "Atelier du même lieu", 2, MLG_SPOT_COMMUNE, 45.78, 3.08, "commune", "63113", "Clermont-Ferrand");
  add_spot (scene, "Tiers du même lieu", G_MAXUINT, MLG_SPOT_COMMUNE, 45.78, 3.08, "commune", "63113", "Clermont-Ferrand");
  add_spot (scene, "Réseau des Volcans", 2, MLG_SPOT_AREA, 45.6, 3.3, "former_region", "83", "Région Auvergne");
  add_spot (scene, "Collectivité des Volcans", 1, MLG_SPOT_AREA, 45.6, 3.3, "former_region", "83", "Région Auvergne");
  add_spot (scene, "Pays sans contour", 1, MLG_SPOT_AREA, 44.96, 3.547, "pays", NULL, "Pays de Saugues");
  add_spot (scene, "Mouvement de partout", 2, MLG_SPOT_NOWHERE, 0, 0, NULL, NULL, NULL);
  g_array_append_vals (scene->ties, ties, G_N_ELEMENTS (ties));
  return scene;
}

static MlgMapScene *
make_random_scene (guint n)
{
  MlgMapScene *scene = mlg_map_scene_new ();

  for (guint i = 0; i < n; i++)
    {
      /* A third in towns, the rest anywhere. */
      gboolean in_town = g_test_rand_int_range (0, 3) == 0;

      add_spot (scene, "x", g_test_rand_int_range (0, 7), MLG_SPOT_EXACT,
                in_town ? 43 + g_test_rand_int_range (0, 7) : g_test_rand_double_range (42.5, 51),
                in_town ? g_test_rand_int_range (-2, 8) : g_test_rand_double_range (-4.5, 8), NULL, NULL, NULL);
    }
  return scene;
}

static MlgMapFrame
frame_of_france (void)
{
  MlgMapFrame frame = { .width = 1000, .height = 700 };

  mlg_map_frame_fit (&frame, &mlg_outlines_find (MLG_PLACE_COUNTRY, "FR")->box, 20, 12);
  return frame;
}

/* ---- index */

typedef struct
{
  guint n_clusters, n_spots;
} Sum;

static void
add_up (const MlgMapCluster *cluster,
        gpointer             data)
{
  Sum *sum = data;
  guint shares = 0;

  sum->n_clusters++;
  sum->n_spots += cluster->n;
  for (guint i = 0; i < MLG_MAP_CATEGORIES; i++)
    shares += cluster->shares[i];
  g_assert_cmpuint (shares, >, 230);
  g_assert_cmpuint (shares, <=, 255 + MLG_MAP_CATEGORIES);
}

static void
test_nobody_is_lost_between_zooms (void)
{
  const guint n = 3000;
  g_autoptr(MlgMapScene) scene = make_random_scene (n);
  g_autoptr(MlgMapIndex) index = mlg_map_index_new (scene, NULL);
  MlgMercatorBox box = mlg_map_index_get_box (index);
  guint before = 0;

  for (double zoom = 3; zoom <= 15; zoom++)
    {
      guint level = mlg_map_index_level (zoom);
      Sum sum = { 0 };

      mlg_map_index_foreach (index, level, &box, add_up, &sum);
      g_assert_cmpuint (sum.n_spots, ==, n);
      g_assert_cmpuint (sum.n_clusters, >=, before);
      before = sum.n_clusters;

      for (guint spot = 0; spot < n; spot += 97)
        {
          const MlgMapCluster *cluster = mlg_map_index_find (index, level, spot);
          g_autoptr(GArray) list = mlg_map_index_list (index, level, cluster);
          gboolean is_there = FALSE;

          g_assert_cmpuint (list->len, ==, cluster->n);
          for (guint i = 0; i < list->len; i++)
            is_there |= g_array_index (list, guint, i) == spot;
          g_assert_true (is_there);
        }
    }
  g_assert_cmpuint (before, >, n / 2);
}

static void
test_clusters_do_not_reach_farther_than_they_say (void)
{
  g_autoptr(MlgMapScene) scene = make_random_scene (800);
  g_autoptr(MlgMapIndex) index = mlg_map_index_new (scene, NULL);

  for (double zoom = 3; zoom <= 15; zoom += 3)
    for (guint spot = 0; spot < 800; spot++)
      {
        const MlgMapCluster *cluster = mlg_map_index_find (index, mlg_map_index_level (zoom), spot);
        const MlgMercator *point = mlg_map_index_get_point (index, spot);

        g_assert_cmpfloat (hypot ((double) point->x - cluster->at.x, (double) point->y - cluster->at.y), <=, cluster->extent + 20.0);
      }
}

static void
test_hidden_spots_are_nowhere (void)
{
  g_autoptr(MlgMapScene) scene = make_scene ();
  guint8 shown[8] = { 1, 0, 0, 0, 1, 0, 0, 0 };
  g_autoptr(MlgMapIndex) index = mlg_map_index_new (scene, shown);

  g_assert_cmpuint (mlg_map_index_count (index, MLG_SPOT_EXACT), ==, 1);
  g_assert_cmpuint (mlg_map_index_count (index, MLG_SPOT_COMMUNE), ==, 0);
  g_assert_cmpuint (mlg_map_index_count (index, MLG_SPOT_AREA), ==, 1);
  g_assert_cmpuint (mlg_map_index_count (index, MLG_SPOT_NOWHERE), ==, 0);
  g_assert_cmpuint (mlg_map_index_get_groups (index)->len, ==, 1);
  g_assert_null (mlg_map_index_get_point (index, 1));
  g_assert_nonnull (mlg_map_index_get_point (index, 4));
}

static void
test_an_empty_scene_is_a_map_too (void)
{
  g_autoptr(MlgMapScene) scene = mlg_map_scene_new ();
  g_autoptr(MlgMapIndex) index = mlg_map_index_new (scene, NULL);
  MlgMercatorBox box = mlg_map_index_get_box (index);
  MlgMapFrame frame = frame_of_france ();
  g_autoptr(MlgMapLayout) layout = mlg_map_layout_new (index, &frame, mlg_ink_get (MLG_INK_LIGHT));

  g_assert_true (mlg_mercator_box_is_empty (&box));
  g_assert_cmpuint (layout->marks->len, ==, 0);
  g_assert_null (mlg_map_layout_pick (layout, 500, 350, 10));
}

/* ---- layout */

static void
test_an_area_is_a_plate_never_a_pin (void)
{
  g_autoptr(MlgMapScene) scene = make_scene ();
  g_autoptr(MlgMapIndex) index = mlg_map_index_new (scene, NULL);
  MlgMapFrame frame = frame_of_france ();

  for (double zoom = 4; zoom <= 17; zoom += 0.5)
    {
      g_autoptr(MlgMapLayout) layout = NULL;

      frame.zoom = zoom;
      frame.x = mlg_mercator_project (45.3, 3.4).x;
      frame.y = mlg_mercator_project (45.3, 3.4).y;
      layout = mlg_map_layout_new (index, &frame, mlg_ink_get (MLG_INK_LIGHT));
      for (guint i = 0; i < layout->marks->len; i++)
        {
          const MlgMapMark *mark = &g_array_index (layout->marks, MlgMapMark, i);
          const MlgSpot *spot = &g_array_index (scene->spots, MlgSpot, mark->spot);

          g_assert_cmpint (mark->group != MLG_MAP_NONE, ==, spot->kind == MLG_SPOT_AREA);
          g_assert_cmpint (spot->kind, !=, MLG_SPOT_NOWHERE);
        }
    }
}

static void
test_those_at_one_spot_are_side_by_side (void)
{
  g_autoptr(MlgMapScene) scene = make_scene ();
  g_autoptr(MlgMapIndex) index = mlg_map_index_new (scene, NULL);
  MlgMapFrame frame = { .zoom = 10, .width = 800, .height = 600 };
  g_autoptr(MlgMapLayout) layout = NULL;

  frame.x = mlg_mercator_project (45.78, 3.08).x;
  frame.y = mlg_mercator_project (45.78, 3.08).y;
  layout = mlg_map_layout_new (index, &frame, mlg_ink_get (MLG_INK_LIGHT));

  for (guint a = 1; a <= 3; a++)
    {
      const MlgMapMark *mark = mlg_map_layout_find (layout, a);

      g_assert_nonnull (mark);
      g_assert_cmpint (mark->kind, ==, MLG_MARK_SPOT);
      g_assert_cmpuint (mark->spot, ==, a);
      g_assert_true (mark->hollow);
      g_assert_true (mlg_map_layout_pick (layout, mark->x, mark->y, 3) == mark);
      for (guint b = 1; b < a; b++)
        {
          const MlgMapMark *other = mlg_map_layout_find (layout, b);

          g_assert_cmpfloat (hypot (mark->x - other->x, mark->y - other->y), >=, mark->radius + other->radius - 0.5);
        }
    }
}

static void
test_plates_do_not_hide_each_other (void)
{
  static const char *const regions[] = { "11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93" };
  g_autoptr(MlgMapScene) scene = mlg_map_scene_new ();
  g_autoptr(MlgMapIndex) index = NULL;
  g_autoptr(MlgMapLayout) layout = NULL;
  MlgMapFrame frame = frame_of_france ();

  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    for (guint k = 0; k <= i; k++)
      {
        const MlgPlace *place = mlg_gazetteer_lookup (MLG_PLACE_REGION, regions[i]);

        add_spot (scene, "x", k % 6, MLG_SPOT_AREA, place->lat, place->lon, "region", regions[i], place->name);
        /* And one of the département nearby. */
        add_spot (scene, "y", k % 6, MLG_SPOT_AREA, place->lat + 0.1, place->lon, "pays", NULL, place->name);
      }
  index = mlg_map_index_new (scene, NULL);
  layout = mlg_map_layout_new (index, &frame, mlg_ink_get (MLG_INK_LIGHT));

  g_assert_cmpuint (layout->plates->len, ==, 2 * G_N_ELEMENTS (regions));
  for (guint i = 0; i < layout->plates->len; i++)
    for (guint k = 0; k < i; k++)
      {
        const MlgMapPlate *a = &g_array_index (layout->plates, MlgMapPlate, i);
        const MlgMapPlate *b = &g_array_index (layout->plates, MlgMapPlate, k);
        double over_x = MIN (a->x + a->width, b->x + b->width) - MAX (a->x, b->x);
        double over_y = MIN (a->y + a->height, b->y + b->height) - MAX (a->y, b->y);

        /* A hair's breadth is allowed: they are pushed apart by halves. */
        g_assert_true (over_x < 3 || over_y < 3);
      }
  for (guint i = 0; i < scene->spots->len; i++)
    g_assert_nonnull (mlg_map_layout_find (layout, i));
}

/* ---- drawing */

static guint
count_pixels_unlike (cairo_surface_t *a,
                     cairo_surface_t *b)
{
  guint n = 0;

  cairo_surface_flush (a);
  cairo_surface_flush (b);
  for (int i = 0; i < cairo_image_surface_get_stride (a) / 4 * cairo_image_surface_get_height (a); i++)
    n += (((guint32 *) cairo_image_surface_get_data (a))[i] & 0xffffff) != (((guint32 *) cairo_image_surface_get_data (b))[i] & 0xffffff);
  return n;
}

static cairo_surface_t *
draw (MlgMapIndex *index,
      MlgInkTheme  theme,
      gboolean     cache,
      const guint *selected,
      guint        n_selected)
{
  MlgMapFrame frame = frame_of_france ();
  const MlgInk *ink = mlg_ink_get (theme);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, frame.width, frame.height);
  cairo_t *cr = cairo_create (surface);

  mlg_map_draw_background (cr, ink, &frame);
  if (index != NULL)
    {
      g_autoptr(MlgMapLayout) layout = mlg_map_layout_new (index, &frame, ink);
      g_autoptr(MlgMapText) text = mlg_map_text_new (ink, cache, 1);
      g_autoptr(MlgMapChosen) chosen = mlg_map_chosen_new (index, selected, n_selected);
      MlgMapLook look = { .ink = ink, .text = text, .show_ties = TRUE, .show_names = TRUE, .chosen = chosen,
                          .hovered = MLG_MAP_NONE, .hovered_group = MLG_MAP_NONE };

      mlg_map_draw_areas (cr, ink, &frame, index);
      mlg_map_draw_records (cr, layout, &look);
    }
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  return surface;
}

static guint32
pixel_at (cairo_surface_t *surface,
          double           lat,
          double           lon)
{
  MlgMapFrame frame = frame_of_france ();
  double x, y;

  mlg_map_frame_to_screen (&frame, mlg_mercator_project (lat, lon), &x, &y);
  cairo_surface_flush (surface);
  return ((guint32 *) (cairo_image_surface_get_data (surface) + (int) y * cairo_image_surface_get_stride (surface)))[(int) x] & 0xffffff;
}

static void
test_land_is_land_and_sea_is_sea (void)
{
  cairo_surface_t *surface = draw (NULL, MLG_INK_LIGHT, FALSE, NULL, 0);

  g_assert_cmphex (pixel_at (surface, 46.2, -4.5), ==, 0xDCE8F1);     /* Atlantic */
  g_assert_cmphex (pixel_at (surface, 46.1, 2.05), ==, 0xF8F6F1);     /* Creuse */
  g_assert_cmphex (pixel_at (surface, 48.6, 9.5), ==, 0xECE8DF);      /* Germany */
  cairo_surface_destroy (surface);
}

static void
test_an_area_tints_its_outline_and_no_more (void)
{
  g_autoptr(MlgMapScene) scene = make_scene ();
  g_autoptr(MlgMapIndex) index = mlg_map_index_new (scene, NULL);
  cairo_surface_t *bare = draw (NULL, MLG_INK_LIGHT, FALSE, NULL, 0);
  cairo_surface_t *drawn = draw (index, MLG_INK_LIGHT, FALSE, NULL, 0);

  g_assert_cmphex (pixel_at (bare, 46.35, 2.75), ==, pixel_at (bare, 46.1, 2.05));      /* Allier and Creuse are both land */
  g_assert_cmphex (pixel_at (drawn, 46.35, 2.75), !=, pixel_at (bare, 46.35, 2.75));    /* Allier is in Auvergne */
  g_assert_cmphex (pixel_at (drawn, 46.1, 2.05), ==, pixel_at (bare, 46.1, 2.05));      /* Creuse is not */
  cairo_surface_destroy (bare);
  cairo_surface_destroy (drawn);
}

static void
test_selection_shows_in_every_theme (void)
{
  g_autoptr(MlgMapScene) scene = make_scene ();
  g_autoptr(MlgMapIndex) index = mlg_map_index_new (scene, NULL);

  for (guint theme = MLG_INK_LIGHT; theme <= MLG_INK_PRINT; theme++)
    for (guint spot = 0; spot < 7; spot++)
      {
        cairo_surface_t *without = draw (index, theme, TRUE, NULL, 0);
        cairo_surface_t *with = draw (index, theme, TRUE, &spot, 1);

        g_assert_cmpuint (count_pixels_unlike (without, with), >, 60);
        cairo_surface_destroy (without);
        cairo_surface_destroy (with);
      }
}

/* ---- the sheet */

static char *folder;

static gboolean
run (const char *const *argv,
     char             **out)
{
  int status;

  return g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, out, NULL, &status, NULL) &&
         g_spawn_check_wait_status (status, NULL);
}

static void
test_the_sheet_is_made_of_lines_and_letters (void)
{
  g_autoptr(MlgMapScene) scene = make_scene ();
  g_autofree char *path = g_build_filename (folder, "carte.pdf", NULL);
  g_autofree char *images = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  MlgMapSheet sheet = { .title = "Territoire d’épreuve", .theme = MLG_INK_PRINT };

  g_assert_true (mlg_map_export (scene, &sheet, path, &error));
  g_assert_no_error (error);
  if (!run ((const char *[]) { "pdfimages", "-list", path, NULL }, &images) ||
      !run ((const char *[]) { "pdftotext", "-layout", path, "-", NULL }, &text))
    {
      g_test_skip ("pdfimages or pdftotext is missing");
      return;
    }

  g_assert_null (strstr (images, "image"));
  g_assert_nonnull (strstr (text, "Territoire d’épreuve"));
  g_assert_nonnull (strstr (text, "Mouvement de partout"));      /* in the margin */
  g_assert_nonnull (strstr (text, "Pays de Saugues"));           /* an area */
  g_assert_nonnull (strstr (text, "Natural Earth"));
  g_assert_nonnull (strstr (text, "GeoNames"));
}

static void
test_every_kind_of_sheet_is_what_its_name_says (void)
{
  static const struct { const char *name, *magic; } kinds[] = {
    { "a.pdf", "%PDF-1" }, { "a.svg", "<?xml" }, { "a.PNG", "\x89PNG" },
  };
  g_autoptr(MlgMapScene) scene = make_scene ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_build_filename (folder, kinds[i].name, NULL);
      g_autofree char *bytes = NULL;
      g_autoptr(GError) error = NULL;
      gsize length;
      MlgMapSheet sheet = { .width = 400, .height = 300, .theme = MLG_INK_PRINT };

      g_assert_true (mlg_map_export (scene, &sheet, path, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_assert_cmpuint (length, >, 5000);
      g_assert_cmpint (strncmp (bytes, kinds[i].magic, strlen (kinds[i].magic)), ==, 0);
      if (!g_str_has_suffix (path, ".svg"))
        continue;
      /* Words are words. */
      g_assert_null (g_strstr_len (bytes, length, "<image"));
      g_assert_nonnull (g_strstr_len (bytes, length, ">Pays de Saugues</tspan>"));
      g_assert_null (g_strstr_len (bytes, length, "<glyph"));
    }
}

static void
test_a_failed_sheet_leaves_the_old_one_alone (void)
{
  g_autoptr(MlgMapScene) scene = make_scene ();
  g_autofree char *path = g_build_filename (folder, "no-such-folder", "carte.pdf", NULL);
  g_autofree char *odd = g_build_filename (folder, "carte.docx", NULL);
  g_autofree char *kept = NULL;
  g_autoptr(GError) error = NULL;
  MlgMapSheet sheet = { .theme = MLG_INK_PRINT };

  g_assert_false (mlg_map_export (scene, &sheet, path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (odd, "yesterday", -1, NULL));
  g_assert_false (mlg_map_export (scene, &sheet, odd, &error));
  g_assert_error (error, G_CONVERT_ERROR, G_CONVERT_ERROR_NO_CONVERSION);
  g_assert_true (g_file_get_contents (odd, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "yesterday");
}

static void
test_the_sentence_counts_everyone (void)
{
  g_autoptr(MlgMapScene) scene = make_scene ();
  g_autoptr(MlgMapIndex) index = mlg_map_index_new (scene, NULL);
  g_autofree char *sentence = mlg_map_describe (index);

  g_assert_cmpstr (sentence, ==, "8 actors: 4 placed, 3 by area of intervention, 1 without a precise place");
}

static void
remove_folder (void)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_remove (folder);
  g_free (folder);
}

/* Whoever is chosen, each mark says so at every zoom, as counting them one by one does. */
static void
test_who_is_chosen (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (77);
  g_autoptr(MlgMapScene) scene = mlg_map_scene_new ();
  g_autoptr(MlgMapIndex) index = NULL;
  g_autoptr(GArray) spots = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(MlgMapChosen) chosen = NULL;
  guint n_marked = 0;

  for (guint i = 0; i < 2000; i++)
    {
      MlgSpot spot = { .id = mlg_id_new (), .name = g_strdup_printf ("%u", i), .category = i % 7,
                       .kind = i % 5 == 0 ? MLG_SPOT_AREA : MLG_SPOT_EXACT,
                       .lat = g_rand_double_range (rand, 43, 50), .lon = g_rand_double_range (rand, -2, 7) };

      if (spot.kind == MLG_SPOT_AREA)
        {
          spot.area_kind = g_strdup ("département");
          spot.area_name = g_strdup_printf ("Aire %u", i % 11);
          spot.lat = 44 + i % 11 * 0.4;
          spot.lon = 3;
        }
      if (g_rand_int_range (rand, 0, 60) == 0)
        g_array_append_val (spots, i);
      g_array_append_val (scene->spots, spot);
    }
  index = mlg_map_index_new (scene, NULL);
  chosen = mlg_map_chosen_new (index, (const guint *) spots->data, spots->len);
  g_assert_null (mlg_map_chosen_new (index, NULL, 0));
  g_assert_false (mlg_map_chosen_has (NULL, 0));

  for (double zoom = 5; zoom < 14; zoom += 1)
    {
      MlgMapFrame frame = frame_of_france ();
      g_autoptr(MlgMapLayout) layout = NULL;

      frame.zoom = zoom;
      layout = mlg_map_layout_new (index, &frame, mlg_ink_get (MLG_INK_LIGHT));
      for (guint i = 0; i < layout->marks->len; i++)
        {
          const MlgMapMark *mark = &g_array_index (layout->marks, MlgMapMark, i);
          g_autoptr(GArray) held = mlg_map_layout_list (layout, mark);
          gboolean any = FALSE;

          for (guint k = 0; k < held->len; k++)
            any |= mlg_map_chosen_has (chosen, g_array_index (held, guint, k));
          n_marked += any;
          if (mark->kind == MLG_MARK_CLUSTER)
            g_assert_cmpint (mlg_map_chosen_has_in (chosen, mark->cluster), ==, any);
          else if (mark->kind == MLG_MARK_MANY)
            g_assert_cmpint (mlg_map_chosen_has_class (chosen, mark->group, mark->sign.class), ==, any);
        }
    }
  g_assert_cmpuint (n_marked, >, 50);
}

/* Numbers without end, as a long zoom brings them: what is lent stays until the picture is done, and no picture is
 * as wide as another number. */
static void
test_numbers_without_end (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 100, 40);
  cairo_t *cr = cairo_create (surface);
  MlgMapText *text = mlg_map_text_new (mlg_ink_get (MLG_INK_LIGHT), TRUE, 1);
  double one, width, height;

  mlg_map_text_measure (text, MLG_HAND_COUNT, "8", &one, &height);
  for (guint round = 0; round < 3; round++)
    {
      mlg_map_text_begin (text, 9 + round);
      for (guint i = 1; i <= 3500; i++)
        {
          const char *number = mlg_map_text_get_count (text, i);

          mlg_map_text_measure (text, MLG_HAND_COUNT, number, &width, &height);
          mlg_map_text_draw (text, cr, MLG_HAND_COUNT, number, 10, 10);
          g_assert_cmpfloat (width, >, 0.6 * (i < 10 ? 1 : i < 100 ? 2 : i < 1000 ? 3 : 4) * one);
          g_assert_cmpfloat (width, <, 6 * one);
        }
    }
  mlg_map_text_free (text);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("maillage-map-XXXXXX", NULL);
  g_test_add_func ("/map/who-is-chosen", test_who_is_chosen);
  g_test_add_func ("/map/nobody-is-lost-between-zooms", test_nobody_is_lost_between_zooms);
  g_test_add_func ("/map/clusters-do-not-reach-farther-than-they-say", test_clusters_do_not_reach_farther_than_they_say);
  g_test_add_func ("/map/hidden-spots-are-nowhere", test_hidden_spots_are_nowhere);
  g_test_add_func ("/map/an-empty-scene-is-a-map-too", test_an_empty_scene_is_a_map_too);
  g_test_add_func ("/map/an-area-is-a-plate-never-a-pin", test_an_area_is_a_plate_never_a_pin);
  g_test_add_func ("/map/those-at-one-spot-are-side-by-side", test_those_at_one_spot_are_side_by_side);
  g_test_add_func ("/map/plates-do-not-hide-each-other", test_plates_do_not_hide_each_other);
  g_test_add_func ("/map/land-is-land-and-sea-is-sea", test_land_is_land_and_sea_is_sea);
  g_test_add_func ("/map/an-area-tints-its-outline-and-no-more", test_an_area_tints_its_outline_and_no_more);
  g_test_add_func ("/map/selection-shows-in-every-theme", test_selection_shows_in_every_theme);
  g_test_add_func ("/map/the-sheet-is-made-of-lines-and-letters", test_the_sheet_is_made_of_lines_and_letters);
  g_test_add_func ("/map/every-kind-of-sheet-is-what-its-name-says", test_every_kind_of_sheet_is_what_its_name_says);
  g_test_add_func ("/map/a-failed-sheet-leaves-the-old-one-alone", test_a_failed_sheet_leaves_the_old_one_alone);
  g_test_add_func ("/map/the-sentence-counts-everyone", test_the_sentence_counts_everyone);
  g_test_add_func ("/map/numbers-without-end", test_numbers_without_end);
  result = g_test_run ();
  remove_folder ();
  return result;
}
