/* Words on figures. */

#include "render/mlg-figure-text.h"
#include "render/mlg-font-metrics.h"
#include "render/mlg-svg-text.h"

#include <pango/pangocairo.h>

#include "render/mlg-map-text.h"

#define MAX_MEASURED 512

static void
release (gpointer context)
{
  g_object_unref (context);
}

/* Where nothing is hinted: a drawing has one size on screen and on paper. One a thread, as its fonts. */
static PangoContext *
get_context (void)
{
  static GPrivate kept = G_PRIVATE_INIT (release);
  PangoContext *context = g_private_get (&kept);
  cairo_font_options_t *options;

  if (context != NULL)
    return context;

  context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  options = cairo_font_options_create ();
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  cairo_font_options_destroy (options);
  g_private_set (&kept, context);
  return context;
}

static PangoLayout *
make_layout (const char *text,
             double      size,
             gboolean    bold,
             double      width)
{
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string (MLG_MAP_FONT);
  PangoLayout *layout = pango_layout_new (get_context ());

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  if (width > 0)
    {
      pango_layout_set_width (layout, width * PANGO_SCALE);
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      mlg_font_metrics_learn (layout);
    }
  return layout;
}

/* The same words are measured for every figure of a kind, and again as each is drawn. One a thread. */
static GHashTable *
get_measured (void)
{
  static GPrivate kept = G_PRIVATE_INIT ((GDestroyNotify) g_hash_table_unref);
  GHashTable *measured = g_private_get (&kept);

  if (measured == NULL)
    {
      measured = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_private_set (&kept, measured);
    }
  if (g_hash_table_size (measured) >= MAX_MEASURED)
    g_hash_table_remove_all (measured);
  return measured;
}

double
mlg_figure_text_width (const char *text,
                       double      size,
                       gboolean    bold)
{
  g_autofree char *key = g_strdup_printf ("%d %d %s", (int) (size * PANGO_SCALE), bold, text);
  GHashTable *measured = get_measured ();
  gpointer known;
  int width;

  if (!g_hash_table_lookup_extended (measured, key, NULL, &known))
    {
      g_autoptr(PangoLayout) layout = make_layout (text, size, bold, 0);

      pango_layout_get_size (layout, &width, NULL);
      known = GINT_TO_POINTER (width);
      g_hash_table_insert (measured, g_steal_pointer (&key), known);
    }
  return pango_units_to_double (GPOINTER_TO_INT (known));
}

double
mlg_figure_text_height (const char *text,
                        double      size,
                        gboolean    bold,
                        double      width)
{
  g_autoptr(PangoLayout) layout = make_layout (text, size, bold, width);
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return pango_units_to_double (height);
}

static double
show (cairo_t     *cr,
      PangoLayout *layout,
      double       x,
      double       y)
{
  int height;

  cairo_move_to (cr, x, y);
  mlg_text_show (cr, layout);
  cairo_new_path (cr);
  pango_layout_get_size (layout, NULL, &height);
  return pango_units_to_double (height);
}

double
mlg_figure_text_draw (cairo_t    *cr,
                      const char *text,
                      double      size,
                      gboolean    bold,
                      double      x,
                      double      y,
                      double      width)
{
  g_autoptr(PangoLayout) layout = make_layout (text, size, bold, width);

  return show (cr, layout, x, y);
}

double
mlg_figure_text_centre (cairo_t    *cr,
                        const char *text,
                        double      size,
                        gboolean    bold,
                        double      x,
                        double      y,
                        double      width)
{
  g_autoptr(PangoLayout) layout = make_layout (text, size, bold, width);

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  return show (cr, layout, x - width / 2, y);
}
