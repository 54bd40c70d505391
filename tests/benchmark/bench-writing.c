/* Writing in a monograph of 100 000 words, in a real window drawn by software, spelling on: from
 * the key to its picture. In thirty sections, as people write; in one; in one whose paragraphs
 * have 2 000 words, as nobody should; in one full of notes and links.
 *
 * Skipped without a display, unless xvfb-run gives one. "bench-writing 30" measures one of them.
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
#define N_TIMES   12        /* of what is rarer than a key */
#define FRAME_MS  16.0

typedef struct
{
  const char *argument;
  const char *name;
  guint       n_sections;
  guint       n_paragraph;    /* words in each */
  guint       n_objects;      /* notes and links */
} Case;

static const Case cases[] = {
  { "30", "30 sections", 30, 60, 0 },
  { "1", "1 section", 1, 60, 0 },
  { "long", "1 section, paragraphs of 2 000 words", 1, 2000, 0 },
  { "rich", "1 section, 60 notes and links", 1, 60, 60 },
};

typedef struct
{
  const Case *which;
  MlgProject *project;
  GtkWidget  *window;
  GtkWidget  *text;
  gboolean    painted;
} Bench;

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
make_body (GRand      *random,
           const Case *which)
{
  static const char *const words[] = {
    "coopération", "territoire", "laine", "atelier", "œuvre", "l’épicerie", "habitants", "de", "la", "et", "partenariat",
    "aujourd’hui", "manœuvre", "élus", "à", "reconfiguration", "jardin", "**essentiel**", "_parfois_", "partagé", "zorglubé",
  };
  guint n_words = N_WORDS / which->n_sections;
  guint each = which->n_objects > 0 ? n_words / which->n_objects : 0;
  GString *body = g_string_new (NULL);
  GString *notes = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    {
      if (i > 0)
        g_string_append (body, i % which->n_paragraph == 0 ? (i % (5 * which->n_paragraph) == 0 ? "\n\n- " : "\n\n") : " ");
      g_string_append (body, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
      if (each > 0 && i % each == 7)
        {
          g_string_append_printf (body, "[^%u] [un lien](https://exemple.fr/page-%u)", i / each + 1, i);
          g_string_append_printf (notes, "\n\n[^%u]: Une note, la %ue.", i / each + 1, i / each + 1);
        }
    }
  g_string_append (body, notes->str);
  g_string_free (notes, TRUE);
  return g_string_free (body, FALSE);
}

static void
fill (MlgProject  *project,
      const MlgId *monograph,
      const Case  *which)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (5);
  g_autoptr(GPtrArray) sections = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 7; i < which->n_sections; i++)
    g_assert_true (mlg_monograph_add_optional (project, monograph, "Une partie de plus", &error));
  sections = mlg_monograph_dup_sections (project, monograph);
  for (guint i = 0; i < which->n_sections; i++)
    {
      g_autofree char *body = make_body (random, which);

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
  ((Bench *) data)->painted = TRUE;
}

/* Of this thread: what a loaded machine cannot blur. */
static double
processor_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1000.0 + now.tv_nsec / 1e6;
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
wait_for_picture (Bench *bench)
{
  bench->painted = FALSE;
  gtk_widget_queue_draw (bench->text);
  while (!bench->painted)
    g_main_context_iteration (NULL, TRUE);
}

/* ---- what is done, once */

typedef void (*Action) (Bench *bench, guint i);

static GtkTextBuffer *
buffer_of (Bench *bench)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (bench->text));
}

static void
type_letter (Bench *bench,
             guint  i)
{
  static const char phrase[] = "les habitants du quartier ont dit oui ; ";
  char letter[2] = { phrase[i % (sizeof phrase - 1)], '\0' };

  gtk_text_buffer_insert_interactive_at_cursor (buffer_of (bench), letter, -1, TRUE);
}

static void
press_enter (Bench *bench,
             guint  i)
{
  gtk_text_buffer_insert_interactive_at_cursor (buffer_of (bench), "\n", -1, TRUE);
}

static void
press_backspace (Bench *bench,
                 guint  i)
{
  g_signal_emit_by_name (bench->text, "backspace");
}

static void
make_bold (Bench *bench,
           guint  i)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_mark (buffer_of (bench), &end, gtk_text_buffer_get_insert (buffer_of (bench)));
  start = end;
  gtk_text_iter_backward_chars (&start, 8);
  gtk_text_buffer_select_range (buffer_of (bench), &end, &start);
  mlg_rich_view_toggle_style (MLG_RICH_VIEW (bench->text), MLG_STYLE_BOLD);
  gtk_text_buffer_place_cursor (buffer_of (bench), &end);
}

static void
put_thousand_words (Bench *bench,
                    guint  i)
{
  g_autoptr(MlgRichText) text = mlg_rich_text_new ();

  for (guint k = 0; k < 20; k++)
    {
      MlgParagraph *paragraph = mlg_rich_text_add_paragraph (text, MLG_PARAGRAPH_TEXT, 0);

      for (guint w = 0; w < 50; w++)
        mlg_paragraph_add_run (paragraph, "un mot ", -1, w % 9 == 0 ? MLG_STYLE_BOLD : MLG_STYLE_PLAIN, NULL);
    }
  mlg_rich_view_insert_text (MLG_RICH_VIEW (bench->text), text);
}

static void
take_back (Bench *bench,
           guint  i)
{
  gtk_widget_activate_action (bench->text, "typing.undo", NULL);
}

static void
scroll_down (Bench *bench,
             guint  i)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (bench->text, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *vertical = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  gtk_adjustment_set_value (vertical, gtk_adjustment_get_value (vertical) + 600);
  gtk_widget_queue_draw (bench->text);
}

/* ---- how long it takes until the picture that shows it */

static void
measure (Bench      *bench,
         const char *name,
         Action      act,
         guint       n,
         double      hold)
{
  g_autofree double *times = g_new (double, n);
  g_autofree double *processor = g_new (double, n);
  g_autofree char *wall = g_strdup_printf ("%s to picture, spelling on, p95", name);
  g_autofree char *own = g_strdup_printf ("processor for %s, p95", name);

  for (guint i = 0; i < n; i++)
    {
      double before = processor_ms ();
      gint64 start = g_get_monotonic_time ();

      bench->painted = FALSE;
      act (bench, i);
      while (!bench->painted)
        g_main_context_iteration (NULL, TRUE);
      processor[i] = processor_ms () - before;
      times[i] = (g_get_monotonic_time () - start) / 1000.0;
      wait_ms (25);
    }
  qsort (times, n, sizeof times[0], compare);
  qsort (processor, n, sizeof processor[0], compare);
  /* A paragraph is wrapped whole at each key, by GTK: one of 2 000 words is a measure, not a promise. */
  if (bench->which->n_paragraph > 1000)
    hold = 0;
  print_figure (wall, bench->which->name, times[n * 95 / 100], hold);
  print_figure (own, bench->which->name, processor[n * 95 / 100], hold);
}

static void
go_to (Bench  *bench,
       double  where)
{
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_line (buffer_of (bench), &at, where * (gtk_text_buffer_get_line_count (buffer_of (bench)) - 1));
  if (!gtk_text_iter_ends_line (&at))
    gtk_text_iter_forward_to_line_end (&at);
  gtk_text_buffer_place_cursor (buffer_of (bench), &at);
  gtk_widget_grab_focus (bench->text);
  wait_ms (400);
}

static void
measure_writing (Bench *bench)
{
  go_to (bench, 0.5);
  measure (bench, "key", type_letter, N_KEYS, FRAME_MS);
  go_to (bench, 0);
  measure (bench, "key at the start", type_letter, N_KEYS / 4, FRAME_MS);
  go_to (bench, 1);
  measure (bench, "key at the end", type_letter, N_KEYS / 4, FRAME_MS);
  go_to (bench, 0.6);
  measure (bench, "Enter", press_enter, N_TIMES, FRAME_MS);
  measure (bench, "Backspace", press_backspace, N_TIMES, FRAME_MS);
  go_to (bench, 0.7);
  measure (bench, "bold", make_bold, N_TIMES, FRAME_MS);
  measure (bench, "a screen scrolled", scroll_down, N_TIMES * 2, FRAME_MS);
  go_to (bench, 0.5);
  measure (bench, "1 000 words pasted", put_thousand_words, N_TIMES, 0);
  measure (bench, "Ctrl+Z", take_back, N_TIMES, 0);
}

/* What typing leaves to the pause after it. */
static void
measure_keeping (Bench *bench)
{
  GtkWidget *editor = gtk_widget_get_ancestor (bench->text, MLG_TYPE_SECTION_EDITOR);
  gint64 start;

  type_letter (bench, 0);
  start = g_get_monotonic_time ();
  mlg_section_editor_commit (MLG_SECTION_EDITOR (editor));
  wait_for_picture (bench);
  print_figure ("what was typed kept in the file", bench->which->name, (g_get_monotonic_time () - start) / 1000.0, 0);
}

static void
run (const Case *which)
{
  g_autofree char *path = fixture_path ("long.maillage");
  g_autoptr(GError) error = NULL;
  Bench bench = { which, mlg_project_create (path, NULL, &error), gtk_window_new (), NULL, FALSE };
  MlgFocus *focus = mlg_focus_new (bench.project);
  GtkWidget *view = mlg_monographs_view_new ();
  guint skip = which->n_sections / 2;
  MlgId monograph;
  gint64 start;

  g_assert_true (mlg_monograph_create (bench.project, NULL, &monograph, &error));
  fill (bench.project, &monograph, which);
  gtk_window_set_default_size (GTK_WINDOW (bench.window), 1200, 760);
  gtk_window_set_child (GTK_WINDOW (bench.window), view);
  start = g_get_monotonic_time ();
  mlg_view_set_focus (MLG_VIEW (view), focus);
  gtk_window_present (GTK_WINDOW (bench.window));
  g_signal_connect (gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (bench.window))), "after-paint",
                    G_CALLBACK (painted_cb), &bench);
  bench.text = find (view, MLG_TYPE_RICH_VIEW, &skip);
  g_assert_nonnull (bench.text);
  wait_for_picture (&bench);
  print_figure ("monograph of 100 000 words, opened", which->name, (g_get_monotonic_time () - start) / 1000.0, 0);
  wait_ms (4000);       /* lines wrapped, words checked */

  measure_writing (&bench);
  measure_keeping (&bench);
  gtk_window_destroy (GTK_WINDOW (bench.window));
  wait_ms (50);
  g_clear_object (&focus);
  mlg_project_close (bench.project, NULL);
  g_object_unref (bench.project);
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
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (argc < 2 || g_str_equal (argv[1], cases[i].argument))
      run (&cases[i]);
  fixture_end ();
  return 0;
}
