/* What is printed is the poster: letters, on the paper that was chosen; and the dialog shows it. */

#include <glib/gstdio.h>
#include <string.h>

#include "ui/map/mlg-poster-dialog.h"

static char *folder;

static MlgMapIndex *
make_index (void)
{
  g_autoptr(MlgMapScene) scene = mlg_map_scene_new ();
  static const char *const names[] = { "Épicerie du Haut-Bréau", "Le Fournil", "Atelier du Causse" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      MlgSpot spot = { .id = mlg_id_new (), .name = g_strdup (names[i]), .category = i, .kind = MLG_SPOT_EXACT, .lat = 44.9 + 0.1 * i, .lon = 3.5 + 0.2 * i };

      g_array_append_val (scene->spots, spot);
    }
  return mlg_map_index_new (scene, NULL);
}

static void
test_a_printed_poster_is_made_of_letters (void)
{
  g_autoptr(MlgMapIndex) index = make_index ();
  MlgMapSheet sheet = { .title = "Pays d’épreuve", .theme = MLG_INK_PRINT, .numbers = TRUE, .index = TRUE, .width = 842 * 1.414, .height = 842 };
  g_autoptr(MlgMapPoster) poster = mlg_map_poster_new (index, &sheet);
  g_autofree char *path = g_build_filename (folder, "papier.pdf", NULL), *tool = g_find_program_in_path ("pdftotext"), *text = NULL, *info = NULL, *images = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (mlg_poster_print (poster, sheet.width, sheet.height, "Pays", NULL, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  if (tool == NULL)
    {
      g_test_skip ("pdftotext is missing");
      return;
    }
  g_assert_true (g_spawn_sync (NULL, (char *[]) { tool, path, "-", NULL }, NULL, 0, NULL, NULL, &text, NULL, NULL, NULL));
  g_assert_nonnull (strstr (text, "Pays d’épreuve"));
  g_assert_nonnull (strstr (text, "Épicerie du Haut-Bréau"));
  g_assert_nonnull (strstr (text, "Atelier du Causse"));
  g_assert_true (g_spawn_sync (NULL, (char *[]) { "pdfinfo", path, NULL }, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &info, NULL, NULL, NULL));
  /* A3, lying. */
  g_assert_nonnull (strstr (info, "1190"));
  g_assert_nonnull (strstr (info, "841"));
  g_assert_true (g_spawn_sync (NULL, (char *[]) { "pdfimages", "-list", path, NULL }, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &images, NULL, NULL, NULL));
  g_assert_null (strstr (images, "image"));
}

static gboolean
give_up (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static GtkWidget *
find_label (GtkWidget  *widget,
            const char *words)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), words) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, words);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_the_dialog_says_how_many_pages_there_are (void)
{
  g_autoptr(MlgMapIndex) index = make_index ();
  GtkWidget *parent = gtk_window_new (), *dialog;
  MlgMercatorBox box = mlg_map_index_get_box (index);
  MlgMapSheet sheet = { .title = "Pays", .theme = MLG_INK_PRINT, .box = &box };
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (120, give_up, &late);

  dialog = mlg_poster_dialog_new (GTK_WINDOW (parent), index, &sheet, "Pays");
  gtk_window_present (GTK_WINDOW (dialog));
  while (find_label (dialog, "1 page") == NULL && !late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (source);

  /* What is on the screen and not on the poster is said. */
  g_assert_nonnull (find_label (dialog, "pictures of the ground"));
  g_assert_false (gtk_widget_get_visible (find_label (dialog, "pictures of the ground")));
  mlg_poster_dialog_set_pictured (MLG_POSTER_DIALOG (dialog), TRUE);
  g_assert_true (gtk_widget_get_visible (find_label (dialog, "pictures of the ground")));
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (parent));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int    argc,
      char **argv)
{
  int status;

  if (g_getenv ("DISPLAY") == NULL)
    return 77;

  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("maillage-print-XXXXXX", NULL);
  g_test_add_func ("/poster-print/a-printed-poster-is-made-of-letters", test_a_printed_poster_is_made_of_letters);
  g_test_add_func ("/poster-print/the-dialog-says-how-many-pages-there-are", test_the_dialog_says_how_many_pages_there_are);
  status = g_test_run ();
  {
    g_autofree char *path = g_build_filename (folder, "papier.pdf", NULL);

    g_unlink (path);
    g_rmdir (folder);
    g_free (folder);
  }
  return status;
}
