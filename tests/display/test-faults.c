/* Every fault of the file is said in the window, with what to do about it; and the screens of sharing and of
 * going back do what they say.
 */

#include "project-fixture.h"

#include <gtk/gtk.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ui/common/mlg-view.h"
#include "ui/history/mlg-history-view.h"
#include "ui/sharing/mlg-share-view.h"
#include "ui/window/mlg-banner.h"
#include "ui/window/mlg-theme.h"
#include "ui/window/mlg-window.h"

#define NOBODY 65534

typedef struct
{
  MlgWindow *window;
  char      *folder, *path;
} Fixture;

static void
run_until_idle (void)
{
  while (g_main_context_iteration (NULL, FALSE));
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  MlgProject *project;

  f->folder = fixture_path ("clé");
  g_mkdir (f->folder, 0755);
  f->path = g_build_filename (f->folder, "pays.maillage", NULL);
  project = create_project (f->path);
  add_actor (project, "Ateliers de la Bruyère");
  close_project (&project);

  f->window = mlg_window_new (NULL);
  gtk_window_present (GTK_WINDOW (f->window));
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  run_until_idle ();
  g_free (f->path);
  g_free (f->folder);
}

static GtkWidget *
find_label (GtkWidget  *parent,
            const char *words)
{
  if (GTK_IS_LABEL (parent) && gtk_widget_get_mapped (parent) && strstr (gtk_label_get_label (GTK_LABEL (parent)), words) != NULL)
    return parent;

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, words);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
says (Fixture    *f,
      const char *words)
{
  run_until_idle ();
  return find_label (GTK_WIDGET (f->window), words) != NULL;
}

static MlgProject *
get_project (Fixture *f)
{
  return mlg_focus_get_project (mlg_window_get_focus (f->window));
}

static void
save (Fixture *f)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "save", NULL);
  run_until_idle ();
}

static void
test_a_stick_pulled_out_is_said_and_forgiven (Fixture       *f,
                                              gconstpointer  data)
{
  g_autofree char *away = g_strconcat (f->folder, "-retirée", NULL);

  g_assert_true (mlg_window_open (f->window, f->path));
  add_actor (get_project (f), "Saisi clé retirée");
  g_rename (f->folder, away);
  save (f);
  g_assert_true (says (f, "stick unplugged"));

  g_rename (away, f->folder);
  save (f);
  g_assert_true (says (f, "Saved"));
  g_assert_false (says (f, "kept on this computer"));
}

static void
test_a_full_disk_is_said (Fixture       *f,
                          gconstpointer  data)
{
  struct rlimit before, small;

  g_assert_true (mlg_window_open (f->window, f->path));
  add_actor (get_project (f), "Sans place");
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  small = before;
  small.rlim_cur = 100000;
  setrlimit (RLIMIT_FSIZE, &small);
  save (f);
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_true (says (f, "disk full"));

  save (f);
  g_assert_true (says (f, "Saved"));
}

static void
test_a_protected_place_is_said (Fixture       *f,
                                gconstpointer  data)
{
  g_assert_true (mlg_window_open (f->window, f->path));
  add_actor (get_project (f), "Sur une clé protégée");
  g_chmod (f->folder, 0555);
  /* Root may write anywhere: be somebody else for a moment. */
  if (geteuid () == 0)
    g_assert_true (seteuid (NOBODY) == 0);
  save (f);
  if (getuid () == 0)
    g_assert_true (seteuid (0) == 0);
  g_chmod (f->folder, 0755);
  g_assert_true (says (f, "file protected"));
}

static void
test_a_damaged_file_shows_the_way_out (Fixture       *f,
                                       gconstpointer  data)
{
  g_autofree char *content = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (f->path, &content, &length, &error));
  memset (content + length / 2, 0x55, 8192);
  g_assert_true (g_file_set_contents (f->path, content, length, &error));
  g_assert_false (mlg_window_open (f->window, f->path));
  g_assert_true (says (f, "is damaged"));
  g_assert_true (says (f, "Recover…"));
}

static void
test_news_does_not_hide_a_fault (void)
{
  MlgBanner *banner = g_object_ref_sink (g_object_new (MLG_TYPE_BANNER, NULL));
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (banner));
  gtk_window_present (GTK_WINDOW (window));
  mlg_banner_say (banner, MLG_BANNER_STATE, "The disk is full", NULL, NULL);
  mlg_banner_say (banner, MLG_BANNER_NOTICE, "A copy lies beside", NULL, NULL);
  run_until_idle ();
  g_assert_nonnull (find_label (GTK_WIDGET (banner), "The disk is full"));
  mlg_banner_unsay (banner, MLG_BANNER_STATE);
  run_until_idle ();
  g_assert_nonnull (find_label (GTK_WIDGET (banner), "A copy lies beside"));
  mlg_banner_unsay (banner, MLG_BANNER_NOTICE);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (banner)));
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (banner);
  run_until_idle ();
}

static void
test_a_copy_given_is_listed (Fixture       *f,
                             gconstpointer  data)
{
  g_autofree char *out = g_build_filename (f->folder, "pour les partenaires.maillage", NULL);
  GtkWidget *view;

  g_assert_true (mlg_window_open (f->window, f->path));
  mlg_window_show_screen (f->window, "share");
  g_assert_true (says (f, "What leaves, what stays"));
  view = gtk_widget_get_ancestor (find_label (GTK_WIDGET (f->window), "What leaves, what stays"), MLG_TYPE_SHARE_VIEW);
  g_assert_nonnull (view);
  g_assert_true (mlg_share_view_give (MLG_SHARE_VIEW (view), out));
  g_assert_true (g_file_test (out, G_FILE_TEST_EXISTS));
  g_assert_true (says (f, "pour les partenaires.maillage"));
  g_assert_cmpuint (mlg_project_count (get_project (f), mlg_schema_find ("handover")), ==, 1);
}

static void
test_history_shows_what_changed (Fixture       *f,
                                 gconstpointer  data)
{
  g_assert_true (mlg_window_open (f->window, f->path));
  mlg_window_show_screen (f->window, "history");
  while (!says (f, "Ateliers de la Bruyère"))
    g_main_context_iteration (NULL, TRUE);
  add_actor (get_project (f), "Venue après");
  while (!says (f, "Venue après"))
    g_main_context_iteration (NULL, TRUE);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_setenv ("GTK_A11Y", "test", TRUE);
  fixture_begin ();
  if (!gtk_init_check ())
    return 77;      /* no display */
  g_test_init (&argc, &argv, NULL);
  mlg_theme_start ("light");

#define ADD(name) g_test_add ("/faults/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (a_stick_pulled_out_is_said_and_forgiven);
  ADD (a_full_disk_is_said);
  ADD (a_protected_place_is_said);
  ADD (a_damaged_file_shows_the_way_out);
  ADD (a_copy_given_is_listed);
  ADD (history_shows_what_changed);
#undef ADD
  g_test_add_func ("/faults/news_does_not_hide_a_fault", test_news_does_not_hide_a_fault);

  result = g_test_run ();
  fixture_end ();
  return result;
}
