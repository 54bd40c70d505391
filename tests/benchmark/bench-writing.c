/* Writing in a monograph of 100 000 words, in a real window drawn by software, spelling on: from
 * the key to its picture. In thirty sections, as people write; and in one, as nobody should.
 *
 * Skipped without a display, unless xvfb-run gives one.
 */

#include "project-fixture.h"

#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "ui/monographs/mlg-monograph-commands.h"
#include "ui/monographs/mlg-monographs-view.h"
#include "ui/monographs/mlg-section-editor.h"
#include "ui/monographs/mlg-spelling.h"

#define N_WORDS   100000
#define N_KEYS    240
#define FRAME_MS  16.0

static void
print_figure (const char *name,
              const char *which,
              double      value,
              double      hold)
{
  if (hold > 0)
    printf ("{\"name\": \"%s, %s\", \"value\": %.3f, \"unit\": \"ms\", \"hold\": %g}\n", name, which, value, hold);
  else
    printf ("{\"name\": \"%s, %s\", \"value\": %.3f, \"unit\": \"ms\"}\n", name, which, value);
  fflush (stdout);
}

/* Invented words, some of them in no dictionary. */
static char *
make_body (GRand *random,
           guint  n_words)
{
  static const char *const words[] = {
    "coopération", "territoire", "laine", "atelier", "œuvre", "l’épicerie", "habitants", "de", "la", "et", "partenariat",
    "aujourd’hui", "manœuvre", "élus", "à", "reconfiguration", "jardin", "**essentiel**", "_parfois_", "partagé", "zorglubé",
  };
  GString *body = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    {
      if (i > 0)
        g_string_append (body, i % 60 == 0 ? (i % 300 == 0 ? "\n\n- " : "\n\n") : " ");
      g_string_append (body, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
    }
  return g_string_free (body, FALSE);
}

static void
fill (MlgProject  *project,
      const MlgId *monograph,
      guint        n_sections)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (5);
  g_autoptr(GPtrArray) sections = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 7; i < n_sections; i++)
    g_assert_true (mlg_monograph_add_optional (project, monograph, "Une partie de plus", &error));
  sections = mlg_monograph_dup_sections (project, monograph);
  for (guint i = 0; i < n_sections; i++)
    {
      g_autofree char *body = make_body (random, N_WORDS / n_sections);

      g_assert_true (mlg_monograph_write (project, mlg_record_get_id (g_ptr_array_index (sections, i)), body, &error));
    }
}

static GtkWidget *
find (GtkWidget *parent,
      GType      type,
      guint     *skip)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (parent, type) && (*skip)-- == 0)
    return parent;
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, skip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
painted_cb (GdkFrameClock *clock,
            gpointer       data)
{
  *(gboolean *) data = TRUE;
}

/* Of this thread: what a loaded machine cannot blur. */
static double
processor_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1000.0 + now.tv_nsec / 1e6;
}

/* One key, until the picture that shows it. */
static double
press (GtkWidget     *text,
       const char    *letter,
       gboolean      *painted,
       double        *processor)
{
  double before = processor_ms ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  gint64 start = g_get_monotonic_time ();

  *painted = FALSE;
  gtk_text_buffer_insert_interactive_at_cursor (buffer, letter, -1, TRUE);
  while (!*painted)
    g_main_context_iteration (NULL, TRUE);
  *processor = processor_ms () - before;
  return (g_get_monotonic_time () - start) / 1000.0;
}

static int
compare (const void *a,
         const void *b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static void
wait_ms (guint ms)
{
  gint64 until = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static void
measure (const char *which,
         guint       n_sections)
{
  static const char phrase[] = "les habitants du quartier ont dit oui ; ";
  g_autofree char *path = fixture_path ("long.maillage");
  g_autoptr(GError) error = NULL;
  MlgProject *project = mlg_project_create (path, NULL, &error);
  MlgFocus *focus = mlg_focus_new (project);
  GtkWidget *window = gtk_window_new (), *view = mlg_monographs_view_new (), *text;
  double times[N_KEYS], processor[N_KEYS], opening;
  gboolean painted = FALSE;
  gint64 start;
  guint skip = n_sections / 2;
  GtkTextIter iter;
  GtkTextBuffer *buffer;
  MlgId monograph;

  g_assert_true (mlg_monograph_create (project, NULL, &monograph, &error));
  fill (project, &monograph, n_sections);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 760);
  gtk_window_set_child (GTK_WINDOW (window), view);
  start = g_get_monotonic_time ();
  mlg_view_set_focus (MLG_VIEW (view), focus);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (window))), "after-paint", G_CALLBACK (painted_cb), &painted);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  opening = (g_get_monotonic_time () - start) / 1000.0;

  text = find (view, MLG_TYPE_RICH_VIEW, &skip);
  g_assert_nonnull (text);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  gtk_text_buffer_get_iter_at_line (buffer, &iter, gtk_text_buffer_get_line_count (buffer) / 2);
  gtk_text_iter_forward_to_line_end (&iter);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_widget_grab_focus (text);
  wait_ms (4000);       /* lines wrapped, words checked */

  for (guint i = 0; i < N_KEYS; i++)
    {
      char letter[2] = { phrase[i % (sizeof phrase - 1)], '\0' };

      times[i] = press (text, letter, &painted, &processor[i]);
      wait_ms (25);
    }
  qsort (times, N_KEYS, sizeof times[0], compare);
  qsort (processor, N_KEYS, sizeof processor[0], compare);
  print_figure ("monograph of 100 000 words, opened", which, opening, 0);
  print_figure ("key to picture, spelling on, median", which, times[N_KEYS / 2], 0);
  print_figure ("key to picture, spelling on, p95", which, times[N_KEYS * 95 / 100], FRAME_MS);
  print_figure ("key to picture, spelling on, slowest", which, times[N_KEYS - 1], 0);
  print_figure ("processor for a key, median", which, processor[N_KEYS / 2], 0);
  print_figure ("processor for a key, p95", which, processor[N_KEYS * 95 / 100], FRAME_MS);

  gtk_window_destroy (GTK_WINDOW (window));
  wait_ms (50);
  g_clear_object (&focus);
  mlg_project_close (project, NULL);
  g_object_unref (project);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *xvfb = NULL;

  if (g_getenv ("DISPLAY") == NULL && g_getenv ("WAYLAND_DISPLAY") == NULL)
    {
      xvfb = g_find_program_in_path ("xvfb-run");
      if (xvfb == NULL)
        return 77;
      execl (xvfb, xvfb, "-a", "-s", "-screen 0 1280x800x24", argv[0], argc > 1 ? argv[1] : NULL, (char *) NULL);
      return 77;
    }

  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  fixture_begin ();
  if (!gtk_init_check ())
    return 77;

  if (!mlg_spelling_is_available ())
    fprintf (stderr, "no French dictionary: spelling is not measured\n");
  if (argc < 2 || g_str_equal (argv[1], "30"))
    measure ("30 sections", 30);
  if (argc < 2 || g_str_equal (argv[1], "1"))
    measure ("1 section", 1);
  fixture_end ();
  return 0;
}
