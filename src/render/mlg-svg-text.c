/* Pictures in SVG whose words are text. */

#include "render/mlg-svg-text.h"

#include <cairo-svg.h>
#include <math.h>
#include <string.h>

/* A speck is a square of this size, in a colour nobody else draws in: the first channel says that
 * it is one, the two others which. */
#define SPECK         0.25
#define SPECK_RED     0.123457
#define SPECK_BASE    1000

#define SPACE         0.28     /* of the size of the text: about as wide as a space in most fonts */

typedef struct
{
  PangoLayout    *layout;      /* a copy */
  cairo_matrix_t  matrix;      /* from its units to those of the page; no translation */
  double          dx, dy;      /* from the speck to its top left corner, on the page */
  double          r, g, b, a;
  MlgColour       halo;
  double          halo_alpha, halo_width;      /* 0: none */
} Words;

static const cairo_user_data_key_t sink_key;

static void
words_free (gpointer data)
{
  Words *words = data;

  g_object_unref (words->layout);
  g_free (words);
}

static void
sink_free (void *data)
{
  g_ptr_array_unref (data);
}

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *data,
              unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

cairo_surface_t *
mlg_svg_surface_new (GByteArray *svg,
                     double      width,
                     double      height)
{
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (append_bytes, svg, width, height);

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PT);
  cairo_surface_set_user_data (surface, &sink_key, g_ptr_array_new_with_free_func (words_free), sink_free);

  return surface;
}

/* ---- Noting */

/* A point of the words that is not clipped away; FALSE: all of them are. */
static gboolean
find_visible (cairo_t     *cr,
              PangoLayout *layout,
              double       x,
              double       y,
              double      *at_x,
              double      *at_y)
{
  PangoRectangle ink, logical;
  double left, top, right, bottom, x0, y0, x1, y1;

  pango_layout_get_extents (layout, &ink, &logical);
  x0 = x + (double) logical.x / PANGO_SCALE;
  y0 = y + (double) logical.y / PANGO_SCALE;
  x1 = x0 + (double) logical.width / PANGO_SCALE;
  y1 = y0 + (double) logical.height / PANGO_SCALE;
  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  x0 = MAX (x0, left);
  y0 = MAX (y0, top);
  x1 = MIN (x1, right);
  y1 = MIN (y1, bottom);
  *at_x = (x0 + x1) / 2;
  *at_y = (y0 + y1) / 2;

  return x0 < x1 && y0 < y1;
}

static void
draw_speck (cairo_t *cr,
            guint    number,
            double   x,
            double   y)
{
  cairo_path_t *path = cairo_copy_path (cr);

  cairo_save (cr);
  cairo_user_to_device (cr, &x, &y);
  cairo_identity_matrix (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, x, y, SPECK, SPECK);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  cairo_set_source_rgb (cr, SPECK_RED, (double) (number % SPECK_BASE) / SPECK_BASE, (double) (number / SPECK_BASE) / SPECK_BASE);
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_append_path (cr, path);
  cairo_path_destroy (path);
}

static void
note_words (cairo_t         *cr,
            GPtrArray       *sink,
            PangoLayout     *layout,
            const MlgColour *halo,
            double           halo_alpha,
            double           halo_width)
{
  double x = 0, y = 0, at_x, at_y, left, top;
  Words *words;

  cairo_get_current_point (cr, &x, &y);
  if (!find_visible (cr, layout, x, y, &at_x, &at_y))
    return;

  words = g_new0 (Words, 1);
  words->layout = pango_layout_copy (layout);
  cairo_get_matrix (cr, &words->matrix);
  words->matrix.x0 = words->matrix.y0 = 0;
  left = x - at_x;
  top = y - at_y;
  cairo_matrix_transform_distance (&words->matrix, &left, &top);
  words->dx = left;
  words->dy = top;
  if (cairo_pattern_get_rgba (cairo_get_source (cr), &words->r, &words->g, &words->b, &words->a) != CAIRO_STATUS_SUCCESS)
    words->a = 1;
  if (halo != NULL)
    words->halo = *halo;
  words->halo_alpha = halo_alpha;
  words->halo_width = halo_width;
  draw_speck (cr, sink->len, at_x, at_y);
  g_ptr_array_add (sink, words);
}

void
mlg_text_show (cairo_t     *cr,
               PangoLayout *layout)
{
  GPtrArray *sink = cairo_surface_get_user_data (cairo_get_target (cr), &sink_key);

  if (sink != NULL)
    note_words (cr, sink, layout, NULL, 0, 0);
  else
    pango_cairo_show_layout (cr, layout);
}

void
mlg_text_show_on_halo (cairo_t         *cr,
                       PangoLayout     *layout,
                       const MlgColour *halo,
                       double           alpha,
                       double           width)
{
  GPtrArray *sink = cairo_surface_get_user_data (cairo_get_target (cr), &sink_key);
  double x = 0, y = 0;

  if (sink != NULL)
    {
      note_words (cr, sink, layout, halo, alpha, width);
      return;
    }

  cairo_get_current_point (cr, &x, &y);
  cairo_save (cr);
  pango_cairo_layout_path (cr, layout);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 2 * width);
  mlg_ink_set_colour (cr, halo, alpha);
  cairo_stroke (cr);
  cairo_restore (cr);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

/* ---- Writing */

static void
add_number (GString    *svg,
            const char *name,
            double      value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.3f", value);
  g_string_append_printf (svg, " %s=\"%s\"", name, text);
}

static void
add_colour (GString    *svg,
            const char *name,
            double      r,
            double      g,
            double      b,
            double      a)
{
  g_autofree char *opacity = g_strconcat (name, "-opacity", NULL);

  g_string_append_printf (svg, " %s=\"#%02x%02x%02x\"", name, (guint) (r * 255 + 0.5), (guint) (g * 255 + 0.5), (guint) (b * 255 + 0.5));
  if (a < 1)
    add_number (svg, opacity, a);
}

/* What the machine had first, then what was asked for, then any. */
static void
add_font (GString              *svg,
          PangoLayout          *layout,
          PangoFontDescription *font)
{
  const PangoFontDescription *asked = pango_layout_get_font_description (layout);
  const char *family = pango_font_description_get_family (font);
  const char *others = asked != NULL ? pango_font_description_get_family (asked) : NULL;
  g_autofree char *families = g_strdup_printf ("'%s'%s%s, sans-serif", family != NULL ? family : "Sans", others != NULL ? ", " : "",
                                               others != NULL ? others : "");
  g_autofree char *escaped = g_markup_escape_text (families, -1);
  PangoStyle style = pango_font_description_get_style (font);
  int size = pango_font_description_get_size (font);

  g_string_append_printf (svg, " font-family=\"%s\"", escaped);
  add_number (svg, "font-size", (double) size / PANGO_SCALE * (pango_font_description_get_size_is_absolute (font) ? 1 : 96.0 / 72));
  if (pango_font_description_get_weight (font) != PANGO_WEIGHT_NORMAL)
    g_string_append_printf (svg, " font-weight=\"%d\"", (int) pango_font_description_get_weight (font));
  if (style != PANGO_STYLE_NORMAL)
    g_string_append_printf (svg, " font-style=\"%s\"", style == PANGO_STYLE_ITALIC ? "italic" : "oblique");
}

static double
get_letter_spacing (PangoLayout *layout)
{
  PangoAttrList *list = pango_layout_get_attributes (layout);
  g_autoptr(GSList) found = list != NULL ? pango_attr_list_get_attributes (list) : NULL;
  double spacing = 0;

  for (GSList *l = found; l != NULL; l = l->next)
    {
      PangoAttribute *attribute = l->data;

      if (attribute->klass->type == PANGO_ATTR_LETTER_SPACING)
        spacing = (double) ((PangoAttrInt *) attribute)->value / PANGO_SCALE;
      pango_attribute_destroy (attribute);
    }

  return spacing;
}

/* The text of a run, or … where the layout cut it. */
static char *
dup_run (PangoLayout    *layout,
         PangoLayoutRun *run,
         gboolean       *cut)
{
  const char *text = pango_layout_get_text (layout);
  PangoItem *item = run->item;

  if (item->analysis.flags & PANGO_ANALYSIS_FLAG_IS_ELLIPSIS)
    {
      *cut = TRUE;
      return g_strdup ("…");
    }

  return g_strndup (text + item->offset, item->length);
}

static void
add_span (GString              *svg,
          PangoLayout          *layout,
          PangoFontDescription *font,
          const char           *text,
          const char           *anchor,
          double                x,
          double                y)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (svg, "<tspan");
  add_number (svg, "x", x);
  add_number (svg, "y", y);
  if (anchor != NULL)
    g_string_append_printf (svg, " text-anchor=\"%s\"", anchor);
  add_font (svg, layout, font);
  g_string_append_printf (svg, ">%s</tspan>", escaped);
}

static double
measure_run (PangoLayoutRun *run)
{
  PangoRectangle extents;

  pango_glyph_string_extents (run->glyphs, run->item->analysis.font, NULL, &extents);

  return (double) extents.width / PANGO_SCALE;
}

/* A line in one font is one span that stays centred (or flush right) in whatever font the reader
 * has; else each stretch of one font stands where it was. */
static void
add_line (GString         *svg,
          PangoLayout     *layout,
          PangoLayoutLine *line,
          PangoRectangle  *extents,
          double           baseline,
          gboolean        *cut)
{
  PangoAlignment align = pango_layout_get_alignment (layout);
  double left = (double) extents->x / PANGO_SCALE;
  double width = (double) extents->width / PANGO_SCALE;
  g_autoptr(GString) text = g_string_new (NULL);
  PangoFontDescription *font = NULL;
  gboolean mixed = FALSE;
  double x = left;
  double space = 0;

  for (GSList *l = line->runs; l != NULL; l = l->next)
    {
      PangoLayoutRun *run = l->data;
      PangoFontDescription *own = pango_font_describe (run->item->analysis.font);
      g_autofree char *words = dup_run (layout, run, cut);

      if (font != NULL && !pango_font_description_equal (font, own))
        {
          add_span (svg, layout, font, text->str, NULL, x, baseline);
          g_string_truncate (text, 0);
          x = left;
          for (GSList *before = line->runs; before != l; before = before->next)
            x += measure_run (before->data);
          mixed = TRUE;
        }
      g_string_append (text, words);
      g_clear_pointer (&font, pango_font_description_free);
      font = own;
    }

  if (font == NULL)
    return;
  /* The space at which a line was broken is kept, so that words stay apart when they are copied. */
  if (g_str_has_suffix (text->str, " "))
    space = SPACE * pango_font_description_get_size (font) / PANGO_SCALE;
  if (mixed || align == PANGO_ALIGN_LEFT)
    add_span (svg, layout, font, text->str, NULL, x, baseline);
  else if (align == PANGO_ALIGN_CENTER)
    add_span (svg, layout, font, text->str, "middle", left + width / 2 + space / 2, baseline);
  else
    add_span (svg, layout, font, text->str, "end", left + width + space, baseline);
  pango_font_description_free (font);
}

static char *
dup_lines (PangoLayout *layout,
           gboolean    *cut)
{
  GString *svg = g_string_new (NULL);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  do
    {
      PangoRectangle extents;

      pango_layout_iter_get_line_extents (iter, NULL, &extents);
      add_line (svg, layout, pango_layout_iter_get_line_readonly (iter), &extents,
                (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE, cut);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);

  return g_string_free (svg, FALSE);
}

static void
write_words (GString     *svg,
             const Words *words,
             double       x,
             double       y)
{
  char numbers[6][G_ASCII_DTOSTR_BUF_SIZE];
  const double matrix[] = { words->matrix.xx, words->matrix.yx, words->matrix.xy, words->matrix.yy, x + words->dx, y + words->dy };
  gboolean cut = pango_layout_get_line_count (words->layout) > 1;
  g_autofree char *lines = dup_lines (words->layout, &cut);
  double spacing = get_letter_spacing (words->layout);

  for (guint i = 0; i < G_N_ELEMENTS (matrix); i++)
    g_ascii_formatd (numbers[i], sizeof numbers[i], i < 4 ? "%.6g" : "%.3f", matrix[i]);
  g_string_append_printf (svg, "<text xml:space=\"preserve\" transform=\"matrix(%s %s %s %s %s %s)\"",
                          numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
  add_colour (svg, "fill", words->r, words->g, words->b, words->a);
  if (words->halo_width > 0)
    {
      add_colour (svg, "stroke", words->halo.r, words->halo.g, words->halo.b, words->halo_alpha);
      add_number (svg, "stroke-width", 2 * words->halo_width);
      g_string_append (svg, " stroke-linejoin=\"round\" paint-order=\"stroke\"");
    }
  if (spacing != 0)
    add_number (svg, "letter-spacing", spacing);
  if (cut)
    {
      g_autofree char *whole = g_markup_escape_text (pango_layout_get_text (words->layout), -1);

      g_string_append_printf (svg, " aria-label=\"%s\"", whole);
    }
  g_string_append_printf (svg, ">%s</text>", lines);
}

/* "<path style=… fill:rgb(12.3457%,…%,…%) … d="M x y …"/>": the words and where; NULL: another element. */
static const Words *
read_speck (GPtrArray  *sink,
            const char *element,
            const char *end,
            double     *x,
            double     *y)
{
  const char *fill = g_strstr_len (element, end - element, "fill:rgb(12.345");
  const char *path = g_strstr_len (element, end - element, " d=\"M ");
  char *next;
  double green, blue;
  guint number;

  if (fill == NULL || path == NULL)
    return NULL;

  fill = strchr (fill, ',');
  green = g_ascii_strtod (fill + 1, &next);
  blue = *next == '%' && next[1] == ',' ? g_ascii_strtod (next + 2, NULL) : -1;
  number = (guint) (green / 100 * SPECK_BASE + 0.5) + (guint) (MAX (blue, 0) / 100 * SPECK_BASE + 0.5) * SPECK_BASE;
  *x = g_ascii_strtod (path + strlen (" d=\"M "), &next);
  *y = g_ascii_strtod (next, NULL);

  return blue >= 0 && number < sink->len ? g_ptr_array_index (sink, number) : NULL;
}

static void
add_element (GString    *svg,
             const char *name,
             const char *text)
{
  g_autofree char *escaped = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  if (text != NULL)
    g_string_append_printf (svg, "\n<%s>%s</%s>", name, escaped, name);
}

static GString *
put_words (GPtrArray  *sink,
           const char *data,
           gsize       length,
           const char *title,
           const char *described)
{
  GString *svg = g_string_sized_new (length + 512 * sink->len);
  const char *end = data + length;
  gboolean opened = FALSE;

  while (data < end)
    {
      const char *close = memchr (data, '>', end - data);
      const Words *words = NULL;
      double x, y;

      close = close != NULL ? close + 1 : end;
      if (g_str_has_prefix (data, "<path") || g_str_has_prefix (data, "\n<path"))
        words = read_speck (sink, data, close, &x, &y);
      if (words != NULL)
        write_words (svg, words, x, y);
      else
        g_string_append_len (svg, data, close - data);
      if (!opened && g_strstr_len (data, close - data, "<svg") != NULL)
        {
          add_element (svg, "title", title);
          add_element (svg, "desc", described);
          opened = TRUE;
        }
      data = close;
    }

  return svg;
}

cairo_status_t
mlg_svg_surface_finish (cairo_surface_t *surface,
                        GByteArray      *svg,
                        const char      *title,
                        const char      *described)
{
  GPtrArray *sink = cairo_surface_get_user_data (surface, &sink_key);
  cairo_status_t status;
  GString *text;

  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    {
      /* What follows is read as a string. */
      g_byte_array_append (svg, (const guint8 *) "", 1);
      text = put_words (sink, (const char *) svg->data, svg->len - 1, title, described);
      g_byte_array_set_size (svg, 0);
      g_byte_array_append (svg, (const guint8 *) text->str, (guint) text->len);
      g_string_free (text, TRUE);
    }
  cairo_surface_destroy (surface);

  return status;
}
