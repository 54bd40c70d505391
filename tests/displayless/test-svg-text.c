/* Pictures in SVG: their words are text, where they were drawn, under and over what they were. */

#include "render/mlg-svg-text.h"

#include <math.h>
#include <string.h>

/* ---- Reading it back */

typedef struct
{
  GString   *order;            /* "P" for a shape, "T" for words */
  GPtrArray *texts;            /* the words of each <text> */
  GPtrArray *attributes;       /* its attributes: GHashTable */
  GString   *title, *desc;
  GString   *now;
} Picture;

static void
start_element (GMarkupParseContext  *context,
               const char           *name,
               const char          **names,
               const char          **values,
               gpointer              data,
               GError              **error)
{
  Picture *picture = data;

  if (strcmp (name, "path") == 0)
    g_string_append_c (picture->order, 'P');
  else if (strcmp (name, "title") == 0)
    picture->now = picture->title;
  else if (strcmp (name, "desc") == 0)
    picture->now = picture->desc;
  if (strcmp (name, "text") != 0 && strcmp (name, "tspan") != 0)
    return;

  if (strcmp (name, "text") == 0)
    {
      g_string_append_c (picture->order, 'T');
      picture->now = g_string_new (NULL);
      g_ptr_array_add (picture->texts, picture->now);
      g_ptr_array_add (picture->attributes, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free));
    }
  for (guint i = 0; names[i] != NULL; i++)
    g_hash_table_replace (g_ptr_array_index (picture->attributes, picture->attributes->len - 1), g_strdup (names[i]), g_strdup (values[i]));
}

static void
end_element (GMarkupParseContext  *context,
             const char           *name,
             gpointer              data,
             GError              **error)
{
  if (strcmp (name, "tspan") != 0)
    ((Picture *) data)->now = NULL;
}

static void
read_text (GMarkupParseContext  *context,
           const char           *text,
           gsize                 length,
           gpointer              data,
           GError              **error)
{
  Picture *picture = data;

  if (picture->now != NULL)
    g_string_append_len (picture->now, text, length);
}

static void
free_string (gpointer data)
{
  g_string_free (data, TRUE);
}

static Picture *
read_picture (GByteArray *svg)
{
  static const GMarkupParser parser = { start_element, end_element, read_text, NULL, NULL };
  Picture *picture = g_new0 (Picture, 1);
  g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, picture, NULL);
  g_autoptr(GError) error = NULL;

  picture->order = g_string_new (NULL);
  picture->title = g_string_new (NULL);
  picture->desc = g_string_new (NULL);
  picture->texts = g_ptr_array_new_with_free_func (free_string);
  picture->attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  g_markup_parse_context_parse (context, (const char *) svg->data, svg->len, &error);
  g_assert_no_error (error);
  g_assert_true (g_markup_parse_context_end_parse (context, NULL));

  return picture;
}

static void
picture_free (Picture *picture)
{
  g_string_free (picture->order, TRUE);
  g_string_free (picture->title, TRUE);
  g_string_free (picture->desc, TRUE);
  g_ptr_array_unref (picture->texts);
  g_ptr_array_unref (picture->attributes);
  g_free (picture);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Picture, picture_free)

static const char *
get_text (Picture *picture,
          guint    i)
{
  g_assert_cmpuint (i, <, picture->texts->len);

  return ((GString *) g_ptr_array_index (picture->texts, i))->str;
}

static const char *
get_attribute (Picture    *picture,
               guint       i,
               const char *name)
{
  return g_hash_table_lookup (g_ptr_array_index (picture->attributes, i), name);
}

/* ---- Drawing */

static void
write_at (cairo_t    *cr,
          double      x,
          double      y,
          double      width,
          const char *text)
{
  g_autoptr(PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string ("Sans");

  pango_font_description_set_absolute_size (font, 12 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  if (width > 0)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, x, y);
  mlg_text_show (cr, layout);
}

static void
fill_square (cairo_t *cr,
             double   x,
             double   y)
{
  cairo_rectangle (cr, x, y, 20, 20);
  cairo_fill (cr);
}

static Picture *
draw (void (*draw_it) (cairo_t *cr))
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = mlg_svg_surface_new (bytes, 400, 300);
  cairo_t *cr = cairo_create (surface);

  draw_it (cr);
  cairo_destroy (cr);
  g_assert_cmpint (mlg_svg_surface_finish (surface, bytes, "L’Œuvre & Cie", "<dessin>"), ==, CAIRO_STATUS_SUCCESS);
  g_assert_null (g_strstr_len ((const char *) bytes->data, bytes->len, "glyph"));

  return read_picture (bytes);
}

static void
draw_between (cairo_t *cr)
{
  cairo_set_source_rgb (cr, 1, 0, 0);
  fill_square (cr, 10, 10);
  cairo_set_source_rgb (cr, 0, 0, 0.2);
  write_at (cr, 12, 12, 0, "Mûr & <Chêne> “à côté”");
  cairo_set_source_rgb (cr, 0, 1, 0);
  fill_square (cr, 15, 15);
}

static void
test_words_stay_between_what_they_were_drawn_between (void)
{
  g_autoptr(Picture) picture = draw (draw_between);

  g_assert_cmpstr (picture->order->str, ==, "PTP");
  g_assert_cmpstr (get_text (picture, 0), ==, "Mûr & <Chêne> “à côté”");
  g_assert_cmpstr (get_attribute (picture, 0, "fill"), ==, "#000033");
  g_assert_cmpstr (picture->title->str, ==, "L’Œuvre & Cie");
  g_assert_cmpstr (picture->desc->str, ==, "<dessin>");
}

static void
draw_lines (cairo_t *cr)
{
  write_at (cr, 20, 20, 90, "Réseau des Relais Locaux de l’Économie Solidaire");
}

static void
test_broken_lines_read_as_one_name (void)
{
  g_autoptr(Picture) picture = draw (draw_lines);

  g_assert_cmpstr (get_text (picture, 0), ==, "Réseau des Relais Locaux de l’Économie Solidaire");
  g_assert_cmpstr (get_attribute (picture, 0, "aria-label"), ==, "Réseau des Relais Locaux de l’Économie Solidaire");
  g_assert_cmpstr (get_attribute (picture, 0, "text-anchor"), ==, "middle");
  g_assert_cmpstr (get_attribute (picture, 0, "font-size"), ==, "12.000");
}

static void
draw_turned (cairo_t *cr)
{
  cairo_translate (cr, 200, 150);
  cairo_rotate (cr, G_PI / 2);
  cairo_scale (cr, 2, 2);
  write_at (cr, 10, 0, 0, "vertical");
}

static void
test_turned_words_are_turned (void)
{
  g_autoptr(Picture) picture = draw (draw_turned);
  const char *matrix = get_attribute (picture, 0, "transform");
  double m[6];
  char *next;

  g_assert_true (g_str_has_prefix (matrix, "matrix("));
  next = (char *) matrix + strlen ("matrix(");
  for (guint i = 0; i < 6; i++)
    m[i] = g_ascii_strtod (next, &next);
  g_assert_cmpfloat_with_epsilon (m[0], 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (m[1], 2, 1e-6);
  g_assert_cmpfloat_with_epsilon (m[2], -2, 1e-6);
  g_assert_cmpfloat_with_epsilon (m[3], 0, 1e-6);
  /* 10 to the right of the origin is 20 below it. */
  g_assert_cmpfloat_with_epsilon (m[4], 200, 0.1);
  g_assert_cmpfloat_with_epsilon (m[5], 170, 0.1);
}

static void
draw_clipped (cairo_t *cr)
{
  cairo_rectangle (cr, 0, 0, 100, 100);
  cairo_clip (cr);
  write_at (cr, 92, 20, 0, "half of it");
  write_at (cr, 150, 20, 0, "nothing of it");
}

G_GNUC_UNUSED static void
draw_group (cairo_t *cr)
{
  cairo_push_group (cr);
  write_at (cr, 20, 60, 0, "in a group");
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, 0.4);
}

static void
test_what_is_out_of_sight_is_not_written (void)
{
  g_autoptr(Picture) picture = draw (draw_clipped);

  g_assert_cmpuint (picture->texts->len, ==, 1);
  g_assert_cmpstr (get_text (picture, 0), ==, "half of it");
}

static void
test_words_in_a_group_are_written (void)
{
#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("cairo 1.16 itself loses what a group on an SVG surface needs");
#else
  g_autoptr(Picture) picture = draw (draw_group);

  g_assert_cmpuint (picture->texts->len, ==, 1);
  g_assert_cmpstr (get_text (picture, 0), ==, "in a group");
#endif
}

static void
draw_on_halo (cairo_t *cr)
{
  const MlgColour paper = { 1, 1, 1 };
  g_autoptr(PangoLayout) layout = pango_cairo_create_layout (cr);

  pango_layout_set_text (layout, "Brioude", -1);
  cairo_move_to (cr, 30, 30);
  mlg_text_show_on_halo (cr, layout, &paper, 0.8, 2);
}

static void
test_a_halo_is_under_its_letters (void)
{
  g_autoptr(Picture) picture = draw (draw_on_halo);

  g_assert_cmpstr (picture->order->str, ==, "T");
  g_assert_cmpstr (get_attribute (picture, 0, "stroke"), ==, "#ffffff");
  g_assert_cmpstr (get_attribute (picture, 0, "stroke-width"), ==, "4.000");
  g_assert_cmpstr (get_attribute (picture, 0, "paint-order"), ==, "stroke");
}

static void
draw_many (cairo_t *cr)
{
  for (guint i = 0; i < 2345; i++)
    {
      g_autofree char *text = g_strdup_printf ("n° %u", i);

      write_at (cr, 5 + i % 40 * 9, 5 + i / 40 * 4.5, 0, text);
    }
}

static void
test_thousands_of_words_keep_their_order (void)
{
  g_autoptr(Picture) picture = draw (draw_many);

  g_assert_cmpuint (picture->texts->len, ==, 2345);
  for (guint i = 0; i < picture->texts->len; i++)
    {
      g_autofree char *text = g_strdup_printf ("n° %u", i);

      g_assert_cmpstr (get_text (picture, i), ==, text);
    }
}

static void
test_other_surfaces_show_at_once (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 200, 40);
  cairo_t *cr = cairo_create (surface);
  gboolean found = FALSE;

  write_at (cr, 5, 5, 0, "Saugues");
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int i = 0; i < cairo_image_surface_get_stride (surface) * 40; i++)
    found |= cairo_image_surface_get_data (surface)[i] != 0;
  g_assert_true (found);
  cairo_surface_destroy (surface);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define TEST(name) g_test_add_func ("/svg-text/" #name, test_##name)
  TEST (words_stay_between_what_they_were_drawn_between);
  TEST (broken_lines_read_as_one_name);
  TEST (turned_words_are_turned);
  TEST (what_is_out_of_sight_is_not_written);
  TEST (words_in_a_group_are_written);
  TEST (a_halo_is_under_its_letters);
  TEST (thousands_of_words_keep_their_order);
  TEST (other_surfaces_show_at_once);
#undef TEST

  return g_test_run ();
}
