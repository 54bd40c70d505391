/* Text twice as large, in French, on the screen of a laptop: nothing is pushed out of it. */

#include "project-fixture.h"
#include "screens.h"

#include <gtk/gtk.h>

#include "exchange/mlg-demo.h"
#include "store/mlg-record-list.h"
#include "ui/common/mlg-text-scale.h"
#include "ui/common/mlg-view.h"
#include "ui/records/mlg-record-form.h"
#include "ui/window/mlg-application.h"
#include "ui/window/mlg-theme.h"
#include "ui/window/mlg-window.h"

#define LAPTOP_WIDTH  1280
#define LAPTOP_HEIGHT 800
/* What it is worth to name when something is too wide. */
#define WIDE          300
#define MOST_DEPTH    24

typedef struct
{
  MlgWindow *window;
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
  g_autofree char *path = fixture_path ("pays.maillage");
  MlgProject *project = create_project (path);

  g_assert_true (mlg_demo_build (project, NULL));
  close_project (&project);

  mlg_text_scale_set (200);
  f->window = mlg_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (f->window), LAPTOP_WIDTH, LAPTOP_HEIGHT);
  gtk_window_present (GTK_WINDOW (f->window));
  g_assert_true (mlg_window_open (f->window, path));
  run_until_idle ();
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  mlg_text_scale_set (0);
  run_until_idle ();
}

/* The wide parts of a window that is too wide, for who has to mend it. */
static void
name_wide_parts (GtkWidget *widget,
                 int        depth,
                 GString   *words)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  if (!gtk_widget_get_visible (widget) || (MLG_IS_VIEW (widget) && !gtk_widget_get_child_visible (widget)) || width < WIDE || depth > MOST_DEPTH)
    return;

  g_string_append_printf (words, "\n%*s%s %s %d", depth + 1, "", G_OBJECT_TYPE_NAME (widget),
                          gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), width);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    name_wide_parts (child, depth + 1, words);
}

/* A sheet scrolls down, never aside. */
static void
name_cut_sheet (GtkWidget  *widget,
                const char *screen,
                GString    *words)
{
  int width;

  if (!gtk_widget_get_mapped (widget))
    return;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  if (GTK_IS_VIEWPORT (widget) && gtk_widget_get_ancestor (widget, MLG_TYPE_RECORD_FORM) != NULL && width > gtk_widget_get_width (widget))
    {
      g_string_append_printf (words, "\n%s: a sheet of %d in %d", screen, width, gtk_widget_get_width (widget));
      name_wide_parts (widget, 0, words);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    name_cut_sheet (child, screen, words);
}

/* A record of the screen, an actor where it is none of an entity. */
static void
select_first (Fixture    *f,
              const char *screen)
{
  MlgFocus *focus = mlg_window_get_focus (f->window);
  const MlgEntity *entity = mlg_schema_find (screen);
  g_autoptr(MlgRecordList) list = mlg_record_list_new (mlg_focus_get_project (focus), entity != NULL ? entity : entity_actor ());
  g_autoptr(MlgRecord) record = g_list_model_get_item (G_LIST_MODEL (list), 0);

  if (record != NULL)
    mlg_focus_select (focus, mlg_record_get_entity (record), mlg_record_get_id (record));
}

static void
look_at_every_screen (Fixture  *f,
                      gboolean  with_sheet)
{
  g_autoptr(GPtrArray) screens = list_screens ();
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < screens->len; i++)
    {
      int width, height;

      mlg_window_show_screen (f->window, screens->pdata[i]);
      if (with_sheet)
        select_first (f, screens->pdata[i]);
      run_until_idle ();
      gtk_widget_measure (GTK_WIDGET (f->window), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      gtk_widget_measure (GTK_WIDGET (f->window), GTK_ORIENTATION_VERTICAL, MAX (width, LAPTOP_WIDTH), &height, NULL, NULL, NULL);
      name_cut_sheet (GTK_WIDGET (f->window), screens->pdata[i], words);
      if (width <= LAPTOP_WIDTH && height <= LAPTOP_HEIGHT)
        continue;
      g_string_append_printf (words, "\n%s: %d × %d", (const char *) screens->pdata[i], width, height);
      if (width > LAPTOP_WIDTH)
        name_wide_parts (GTK_WIDGET (f->window), 0, words);
    }
  if (words->len > 0)
    g_error ("cut, or larger than %d × %d:%s", LAPTOP_WIDTH, LAPTOP_HEIGHT, words->str);
}

static void
test_every_screen_fits (Fixture       *f,
                        gconstpointer  data)
{
  look_at_every_screen (f, FALSE);
}

static void
test_every_screen_fits_beside_a_sheet (Fixture       *f,
                                       gconstpointer  data)
{
  look_at_every_screen (f, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *config = NULL, *words = NULL;
  int result;

  g_setenv ("GTK_A11Y", "test", TRUE);
  fixture_begin ();
  config = g_build_filename (fixture_folder, "config", NULL);
  words = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "..", "po", NULL);
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_setenv ("LANGUAGE", "fr", TRUE);
  g_setenv ("MAILLAGE_LOCALEDIR", words, TRUE);
  mlg_application_init_locale ();
  if (!gtk_init_check ())
    return 77;      /* no display */
  g_test_init (&argc, &argv, NULL);
  mlg_theme_start ("light");

#define ADD(name) g_test_add ("/large-text/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (every_screen_fits);
  ADD (every_screen_fits_beside_a_sheet);

  result = g_test_run ();
  fixture_end ();
  return result;
}
