/* Installing a territory from the window: what is wrong is said and nothing is installed; stopped, nothing has
 * changed; built, it is there for the next start.
 */

#include "project-fixture.h"

#include <gtk/gtk.h>


#include "territory/mlg-pack.h"
#include "ui/territory/mlg-territory-assistant.h"

static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A test that never gets there is ended by meson. */
static void
wait_for (GtkWidget  *window,
          const char *text)
{
  while (find_label (window, text) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
check_nothing_installed (void)
{
  g_autofree char *path = mlg_pack_dup_install_path ();

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_wrong (void)
{
  GtkWidget *window = mlg_territory_assistant_open (NULL);
  g_autofree char *folder = fixture_path ("vide"), *file = fixture_path ("faux.pack");

  g_mkdir (folder, 0700);
  g_assert_true (g_file_set_contents (file, "Nom;Commune\n", -1, NULL));
  mlg_territory_assistant_take (window, folder);
  while (find_label (window, "A folder of open data…") == NULL || !gtk_widget_is_sensitive (find_label (window, "A folder of open data…")))
    g_main_context_iteration (NULL, TRUE);
  check_nothing_installed ();

  mlg_territory_assistant_take (window, file);
  while (!gtk_widget_is_sensitive (find_label (window, "A folder of open data…")))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (find_label (window, "Installed"));
  check_nothing_installed ();
  gtk_window_destroy (GTK_WINDOW (window));
}

static char *
find_shared (void)
{
  const char *shared = g_getenv ("MLG_SHARED");
  g_autofree char *folder = shared != NULL ? g_build_filename (shared, "territory", NULL) : NULL;

  return folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR) ? g_steal_pointer (&folder) : NULL;
}

static void
test_closed_while_working (void)
{
  g_autofree char *folder = find_shared ();
  GtkWidget *window;

  if (folder == NULL)
    {
      g_test_skip ("no open data here: set MLG_SHARED");
      return;
    }
  window = mlg_territory_assistant_open (NULL);
  mlg_territory_assistant_take (window, folder);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
  check_nothing_installed ();
}

static void
test_built (void)
{
  g_autofree char *folder = find_shared (), *path = mlg_pack_dup_install_path ();
  g_autoptr(MlgPack) pack = NULL;
  GtkWidget *window;

  if (folder == NULL)
    {
      g_test_skip ("no open data here: set MLG_SHARED");
      return;
    }
  window = mlg_territory_assistant_open (NULL);
  mlg_territory_assistant_take (window, folder);
  wait_for (window, "Installed");
  pack = mlg_pack_open (path, NULL);
  g_assert_nonnull (pack);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  int result;

  if (g_getenv ("DISPLAY") == NULL)
    return 77;

  fixture_begin ();
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/territory-assistant/wrong", test_wrong);
  g_test_add_func ("/territory-assistant/closed-while-working", test_closed_while_working);
  g_test_add_func ("/territory-assistant/built", test_built);
  result = g_test_run ();
  fixture_end ();
  return result;
}
