/* The poster: everyone who is on it is in its index, and nothing on it is a picture. */

#include <cairo.h>
#include <math.h>
#include <string.h>
#include <glib/gstdio.h>

#include "render/mlg-graph-export.h"
#include "render/mlg-map-export.h"

static char *folder;

static void
add_spot (MlgMapScene *scene,
          const char  *name,
          MlgSpotKind  kind,
          double       lat,
          double       lon,
          const char  *area_kind,
          const char  *area_code,
          const char  *area_name)
{
  MlgSpot spot = { .id = mlg_id_new (), .name = g_strdup (name), .category = scene->spots->len % 5, .kind = kind, .lat = lat, .lon = lon,
                   .area_kind = g_strdup (area_kind), .area_code = g_strdup (area_code), .area_name = g_strdup (area_name) };

  g_array_append_val (scene->spots, spot);
}

/* @n in towns of a square, thirty of them in one place; two by their area, one nowhere, one overseas. */
static MlgMapIndex *
make_index (guint n)
{
  g_autoptr(MlgMapScene) scene = mlg_map_scene_new ();
  MlgSpotTie tie = { .a = 0, .b = 1, .established = TRUE, .n_axes = 2 };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Atelier%03u", i);
      gboolean together = i < 30;

      add_spot (scene, name, MLG_SPOT_EXACT, together ? 45.04 : 44.6 + 0.003 * (i * 7 % 331), together ? 3.88 : 3 + 0.004 * (i * 13 % 337),
                "commune", "43234", "Saugues");
    }
  add_spot (scene, "Réseau des Volcans", MLG_SPOT_AREA, 45.6, 3.3, "former_region", "83", "Région Auvergne");
  add_spot (scene, "Collectivité des Volcans", MLG_SPOT_AREA, 45.6, 3.3, "former_region", "83", "Région Auvergne");
  add_spot (scene, "Mouvement de partout", MLG_SPOT_NOWHERE, 0, 0, NULL, NULL, NULL);
  add_spot (scene, "Association des îles", MLG_SPOT_EXACT, -21.1, 55.5, NULL, NULL, NULL);
  g_array_append_val (scene->ties, tie);
  return mlg_map_index_new (scene, NULL);
}

static char *
run (const char *const *argv)
{
  char *out = NULL;
  int status;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL, &status, NULL) ||
      !g_spawn_check_wait_status (status, NULL))
    g_clear_pointer (&out, g_free);
  return out;
}

static char *
write_poster (MlgMapIndex       *index,
              const MlgMapSheet *sheet,
              const char        *name)
{
  g_autoptr(MlgMapPoster) poster = mlg_map_poster_new (index, sheet);
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (mlg_map_poster_write (poster, path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  return path;
}

static gboolean
has_tools (void)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");

  if (tool == NULL)
    g_test_skip ("pdftotext is missing");
  return tool != NULL;
}

static void
test_everyone_is_in_the_index (void)
{
  static const char *const sizes[] = { "A4", "A4-portrait", "A3", "A3-portrait", "A2", "A2-portrait", "A0" };
  g_autoptr(MlgMapIndex) index = make_index (60);

  if (!has_tools ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      MlgMapSheet sheet = { .title = "Pays d’épreuve", .signature = "Structure d’essai", .licence = "CC BY-SA 4.0", .theme = MLG_INK_PRINT, .numbers = TRUE, .index = TRUE };
      g_autofree char *path = NULL, *text = NULL, *images = NULL, *info = NULL;

      g_assert_true (mlg_picture_parse_size (sizes[i], &sheet.width, &sheet.height));
      path = write_poster (index, &sheet, "affiche.pdf");
      text = run ((const char *[]) { "pdftotext", "-layout", path, "-", NULL });
      images = run ((const char *[]) { "pdfimages", "-list", path, NULL });
      g_assert_nonnull (text);
      for (guint k = 0; k < 60; k++)
        {
          g_autofree char *name = g_strdup_printf ("Atelier%03u", k);

          g_assert_nonnull (strstr (text, name));
        }
      g_assert_nonnull (strstr (text, "Réseau des Volcans"));
      g_assert_nonnull (strstr (text, "Mouvement de partout"));
      g_assert_nonnull (strstr (text, "Association des îles"));
      g_assert_nonnull (strstr (text, "Structure d’essai"));
      g_assert_nonnull (strstr (text, "CC BY-SA 4.0"));
      g_assert_nonnull (strstr (text, "Natural Earth"));
      g_assert_nonnull (strstr (text, "Legend"));
      /* Thirty in one place: a letter, spelt out. */
      g_assert_nonnull (strstr (text, "A = "));
      g_assert_null (strstr (images, "image"));
    }
}

static void
test_a_long_index_takes_more_pages (void)
{
  g_autoptr(MlgMapIndex) index = make_index (900);
  MlgMapSheet sheet = { .title = "Pays", .theme = MLG_INK_PRINT, .numbers = TRUE, .index = TRUE };
  g_autoptr(MlgMapPoster) poster = mlg_map_poster_new (index, &sheet);
  g_autofree char *path = g_build_filename (folder, "long.svg", NULL), *second = g_build_filename (folder, "long-2.svg", NULL);
  g_autofree char *pdf = NULL, *text = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (mlg_map_poster_get_n_pages (poster), >, 2);
  g_assert_true (mlg_map_poster_write (poster, path, NULL, NULL, NULL, &error));
  g_assert_true (g_file_test (second, G_FILE_TEST_EXISTS));

  if (!has_tools ())
    return;
  pdf = write_poster (index, &sheet, "long.pdf");
  text = run ((const char *[]) { "pdftotext", "-layout", pdf, "-", NULL });
  for (guint k = 0; k < 900; k++)
    {
      g_autofree char *name = g_strdup_printf ("Atelier%03u", k);

      g_assert_nonnull (strstr (text, name));
    }
}

static void
test_a_blank_map_names_towns_and_nobody (void)
{
  g_autoptr(MlgMapIndex) index = make_index (20);
  MlgMapSheet sheet = { .theme = MLG_INK_PRINT, .blank = TRUE, .width = 1190, .height = 842 };
  g_autofree char *path = NULL, *text = NULL, *images = NULL;
  MlgArea area;

  g_assert_true (mlg_area_resolve ("department", "43", NULL, NAN, NAN, &area));
  sheet.territory = &area;
  if (!has_tools ())
    return;
  path = write_poster (index, &sheet, "vierge.pdf");
  text = run ((const char *[]) { "pdftotext", "-layout", path, "-", NULL });
  images = run ((const char *[]) { "pdfimages", "-list", path, NULL });
  g_assert_nonnull (strstr (text, "Saugues"));
  g_assert_nonnull (strstr (text, "Le Puy-en-Velay"));
  g_assert_nonnull (strstr (text, "Title"));
  g_assert_null (strstr (text, "Atelier"));
  g_assert_null (strstr (text, "Volcans"));
  g_assert_null (strstr (images, "image"));
}

static MlgCoverageMap *
make_coverage (void)
{
  static const struct { const char *code; guint n; } departments[] = { { "43", 9 }, { "63", 0 }, { "15", 2 }, { "48", 5 }, { "07", 1 } };
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (MlgCoverageRow));

  for (guint i = 0; i < G_N_ELEMENTS (departments); i++)
    {
      MlgCoverageRow row = { mlg_gazetteer_lookup (MLG_PLACE_DEPARTMENT, departments[i].code), departments[i].n, departments[i].n };

      g_array_append_val (rows, row);
    }
  return mlg_coverage_map_new (MLG_PLACE_DEPARTMENT, FALSE, g_strdup ("Santé"), rows);
}

static void
test_who_is_missing_is_shaded_with_lines (void)
{
  g_autoptr(MlgMapIndex) index = make_index (20);
  g_autoptr(MlgCoverageMap) coverage = make_coverage ();
  MlgMapSheet sheet = { .title = "Santé", .theme = MLG_INK_PRINT, .coverage = coverage };
  g_autofree char *path = NULL, *text = NULL, *images = NULL;

  if (!has_tools ())
    return;
  path = write_poster (index, &sheet, "manque.pdf");
  text = run ((const char *[]) { "pdftotext", "-layout", path, "-", NULL });
  images = run ((const char *[]) { "pdfimages", "-list", path, NULL });
  g_assert_nonnull (strstr (text, "Who is situated here: Santé"));
  g_assert_nonnull (strstr (text, "Nobody"));
  g_assert_null (strstr (images, "image"));
}

/* Without its colours each shade of the layer stays darker than the one before. */
static double
grey_at (cairo_surface_t *surface,
         double           lat,
         double           lon,
         const MlgMapFrame *frame)
{
  double x, y, sum = 0;

  mlg_map_frame_to_screen (frame, mlg_mercator_project (lat, lon), &x, &y);
  cairo_surface_flush (surface);
  for (int dy = -7; dy < 7; dy++)
    for (int dx = -7; dx < 7; dx++)
      {
        guint32 pixel = ((const guint32 *) (cairo_image_surface_get_data (surface) + ((int) y + dy) * cairo_image_surface_get_stride (surface)))[(int) x + dx];

        sum += 0.299 * (pixel >> 16 & 255) + 0.587 * (pixel >> 8 & 255) + 0.114 * (pixel & 255);
      }
  return sum / 196;
}

static void
test_shades_stay_in_order_in_grey (void)
{
  g_autoptr(MlgCoverageMap) coverage = make_coverage ();
  MlgMapFrame frame = { .width = 900, .height = 900 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 900, 900);
  cairo_t *cr = cairo_create (surface);
  MlgMercatorBox box = MLG_MERCATOR_BOX_EMPTY;

  mlg_mercator_box_add (&box, mlg_mercator_project (46.5, 2));
  mlg_mercator_box_add (&box, mlg_mercator_project (44, 5));
  mlg_map_frame_fit (&frame, &box, 0, 12);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  mlg_map_draw_coverage (cr, mlg_ink_get (MLG_INK_PRINT), &frame, coverage);
  cairo_destroy (cr);

  /* 9 in Haute-Loire, 5 in Lozère, 2 in Cantal, 1 in Ardèche. */
  g_assert_cmpfloat (grey_at (surface, 45.1, 3.8, &frame) + 12, <, grey_at (surface, 44.5, 3.5, &frame));
  g_assert_cmpfloat (grey_at (surface, 44.5, 3.5, &frame) + 12, <, grey_at (surface, 45.05, 2.7, &frame));
  g_assert_cmpfloat (grey_at (surface, 45.05, 2.7, &frame) + 12, <, grey_at (surface, 44.75, 4.4, &frame));
  g_assert_cmpfloat (grey_at (surface, 44.75, 4.4, &frame), <, 253);
  /* Nobody in Puy-de-Dôme: hatched, neither white nor full. */
  g_assert_cmpfloat (grey_at (surface, 45.77, 3.1, &frame), <, 250);
  cairo_surface_destroy (surface);
}

static void
stop_at_once (double   done,
              gpointer data)
{
  g_cancellable_cancel (data);
}

/* Without colours, one economy is still another shade than the next. */
static void
test_economies_differ_in_grey (void)
{
  const MlgInk *ink = mlg_ink_get (MLG_INK_PRINT);
  double last = 0;

  for (guint i = 0; i < MLG_N_ECONOMIES; i++)
    {
      const MlgColour *colour = &ink->economies[i];
      double grey = 0.299 * colour->r + 0.587 * colour->g + 0.114 * colour->b;

      g_assert_cmpfloat (grey - last, >, 0.06);
      last = grey;
    }
  /* The palest is still seen on paper. */
  g_assert_cmpfloat (last, <, 0.6);
}

static void
test_what_is_stopped_leaves_the_old_file_alone (void)
{
  g_autoptr(MlgMapIndex) index = make_index (20);
  MlgMapSheet sheet = { .title = "Pays", .theme = MLG_INK_PRINT };
  g_autoptr(MlgMapPoster) poster = mlg_map_poster_new (index, &sheet);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = g_build_filename (folder, "hier.png", NULL), *kept = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "yesterday", -1, NULL));
  g_assert_false (mlg_map_poster_write (poster, path, stop_at_once, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "yesterday");
}

static void
note_done (double   done,
           gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (done, >=, *last);
  *last = done;
}

static void
test_a_picture_has_three_hundred_dots_an_inch (void)
{
  g_autoptr(MlgMapIndex) index = make_index (20);
  MlgMapSheet sheet = { .title = "Pays", .theme = MLG_INK_PRINT };
  g_autoptr(MlgMapPoster) poster = mlg_map_poster_new (index, &sheet);
  g_autofree char *path = g_build_filename (folder, "points.png", NULL);
  g_autoptr(GError) error = NULL;
  cairo_surface_t *picture;
  double last = 0;

  g_assert_true (mlg_map_poster_write (poster, path, note_done, &last, NULL, &error));
  g_assert_cmpfloat (last, ==, 1);
  picture = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_image_surface_get_width (picture), ==, 3508);
  g_assert_cmpint (cairo_image_surface_get_height (picture), ==, 2480);
  cairo_surface_destroy (picture);
}

static void
test_a_drawing_says_its_words (void)
{
  g_autoptr(MlgMapIndex) index = make_index (20);
  MlgMapSheet sheet = { .title = "Pays & <voisins>", .theme = MLG_INK_PRINT, .numbers = TRUE, .index = TRUE };
  g_autofree char *path = write_poster (index, &sheet, "dessin.svg"), *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, "<title>Pays &amp; &lt;voisins&gt;</title>"));
  g_assert_nonnull (strstr (content, "<desc>24 actors"));
  g_assert_null (strstr (content, "<image"));
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("maillage-poster-XXXXXX", NULL);
  g_test_add_func ("/poster/everyone-is-in-the-index", test_everyone_is_in_the_index);
  g_test_add_func ("/poster/a-long-index-takes-more-pages", test_a_long_index_takes_more_pages);
  g_test_add_func ("/poster/a-blank-map-names-towns-and-nobody", test_a_blank_map_names_towns_and_nobody);
  g_test_add_func ("/poster/who-is-missing-is-shaded-with-lines", test_who_is_missing_is_shaded_with_lines);
  g_test_add_func ("/poster/shades-stay-in-order-in-grey", test_shades_stay_in_order_in_grey);
  g_test_add_func ("/poster/economies-differ-in-grey", test_economies_differ_in_grey);
  g_test_add_func ("/poster/what-is-stopped-leaves-the-old-file-alone", test_what_is_stopped_leaves_the_old_file_alone);
  g_test_add_func ("/poster/a-picture-has-three-hundred-dots-an-inch", test_a_picture_has_three_hundred_dots_an_inch);
  g_test_add_func ("/poster/a-drawing-says-its-words", test_a_drawing_says_its_words);
  status = g_test_run ();
  {
    g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
      }
    g_rmdir (folder);
    g_free (folder);
  }
  return status;
}
