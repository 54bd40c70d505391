/* Two threads that learn fonts at once both know how wide their letters are. */

#include "render/mlg-font-metrics.h"

#include <pango/pangocairo.h>

#define N_FONTS   400
#define N_THREADS 4

/* How many fonts have letters without width. */
static gpointer
learn_all (gpointer data)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  guint n_empty = 0;

  for (guint i = 0; i < N_FONTS; i++)
    {
      g_autoptr(PangoLayout) layout = pango_layout_new (context);
      g_autoptr(PangoFontDescription) font = pango_font_description_from_string ("Sans");
      PangoFontMetrics *metrics;
      PangoFont *loaded;

      pango_font_description_set_size (font, (8 * PANGO_SCALE) + i * 16);
      pango_layout_set_font_description (layout, font);
      pango_layout_set_text (layout, "Coopérer", -1);
      mlg_font_metrics_learn (layout);

      loaded = pango_context_load_font (context, font);
      metrics = pango_font_get_metrics (loaded, pango_context_get_language (context));
      n_empty += pango_font_metrics_get_approximate_char_width (metrics) <= 0;
      pango_font_metrics_unref (metrics);
      g_object_unref (loaded);

      metrics = mlg_font_metrics_get (context, font);
      n_empty += pango_font_metrics_get_approximate_char_width (metrics) <= 0;
      pango_font_metrics_unref (metrics);
    }
  g_object_unref (context);
  return GUINT_TO_POINTER (n_empty);
}

static void
test_threads (void)
{
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("fonts", learn_all, NULL);
  for (guint i = 0; i < N_THREADS; i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (threads[i])), ==, 0);
}

/* Attributes make other fonts than that of the layout; an empty text has none to learn. */
static void
test_attributes (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr(PangoLayout) layout = pango_layout_new (context);
  PangoAttrList *attributes = pango_attr_list_new ();

  mlg_font_metrics_learn (layout);
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, "Coopérer, مرحبا 🙂", -1);
  mlg_font_metrics_learn (layout);
  g_assert_cmpint (pango_layout_get_line_count (layout), ==, 1);
  g_assert_true (pango_layout_get_attributes (layout) == attributes);
  pango_attr_list_unref (attributes);
  g_object_unref (context);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/font-metrics/threads", test_threads);
  g_test_add_func ("/font-metrics/attributes", test_attributes);
  return g_test_run ();
}
