#include "document/mlg-pdf-page.h"

#include <math.h>
#include <string.h>

/* Of a circle drawn with four curves. */
#define ROUND 0.5522847498

/* Letters stand where Pango put them to a fiftieth of a point. */
#define CLOSE_ENOUGH 0.02

void
mlg_pdf_page_init (MlgPdfPage  *self,
                   MlgPdfFonts *fonts,
                   GHashTable  *known,
                   double       height)
{
  *self = (MlgPdfPage) { .fonts = fonts, .known = known, .height = height, .element = -1, .colour = { -1, -1, -1 } };
  self->content = g_string_sized_new (16 * 1024);
  self->elements = g_array_new (FALSE, FALSE, sizeof (MlgElement));
  self->links = g_array_new (FALSE, FALSE, sizeof (MlgPdfLink));
  self->places = g_array_new (FALSE, FALSE, sizeof (MlgPdfPlace));
  self->forms = g_array_new (FALSE, FALSE, sizeof (guint));
  self->strangers = g_array_new (FALSE, FALSE, sizeof (MlgPdfStranger));
  self->owners = g_array_new (FALSE, FALSE, sizeof (guint));
}

void
mlg_pdf_page_clear (MlgPdfPage *self)
{
  for (guint i = 0; i < self->elements->len; i++)
    {
      g_array_unref (g_array_index (self->elements, MlgElement, i).kids);
      g_free (g_array_index (self->elements, MlgElement, i).alternative);
    }
  for (guint i = 0; i < self->links->len; i++)
    g_free (g_array_index (self->links, MlgPdfLink, i).address);
  for (guint i = 0; i < self->strangers->len; i++)
    pango_layout_line_unref (g_array_index (self->strangers, MlgPdfStranger, i).line);
  g_array_unref (self->elements);
  g_array_unref (self->links);
  g_array_unref (self->places);
  g_array_unref (self->forms);
  g_array_unref (self->strangers);
  g_array_unref (self->owners);
  g_string_free (self->content, TRUE);
}

/* ---- what is what */

static void
unmark (MlgPdfPage *self)
{
  if (self->marked != MLG_UNMARKED)
    g_string_append (self->content, "EMC\n");
  self->marked = MLG_UNMARKED;
}

static void
mark_artifact (MlgPdfPage *self)
{
  if (self->marked == MLG_MARKED_ARTIFACT)
    return;
  unmark (self);
  g_string_append (self->content, "/Artifact BMC\n");
  self->marked = MLG_MARKED_ARTIFACT;
}

static void
mark_element (MlgPdfPage *self)
{
  MlgKid kid = { MLG_KID_CONTENT, self->n_marked };
  MlgElement *element;
  guint owner = self->element;

  if (self->element < 0)
    {
      mark_artifact (self);
      return;
    }
  if (self->marked == MLG_MARKED_ELEMENT)
    return;
  unmark (self);
  element = &g_array_index (self->elements, MlgElement, self->element);
  g_array_append_val (element->kids, kid);
  g_array_append_val (self->owners, owner);
  g_string_append_printf (self->content, "/%s <</MCID %u>> BDC\n", element->tag, self->n_marked++);
  self->marked = MLG_MARKED_ELEMENT;
}

void
mlg_pdf_page_begin_tag (MlgPdfPage *self,
                        const char *tag,
                        const char *alternative)
{
  MlgElement element = { .tag = tag, .alternative = g_strdup (alternative), .parent = self->element };
  MlgKid kid = { MLG_KID_ELEMENT, self->elements->len };

  unmark (self);
  element.kids = g_array_new (FALSE, FALSE, sizeof (MlgKid));
  if (self->element >= 0)
    g_array_append_val (g_array_index (self->elements, MlgElement, self->element).kids, kid);
  g_array_append_val (self->elements, element);
  self->element = kid.number;
}

void
mlg_pdf_page_end_tag (MlgPdfPage *self)
{
  g_return_if_fail (self->element >= 0);

  unmark (self);
  self->element = g_array_index (self->elements, MlgElement, self->element).parent;
}

void
mlg_pdf_page_end (MlgPdfPage *self)
{
  unmark (self);
}

void
mlg_pdf_page_add_place (MlgPdfPage *self,
                        guint       place)
{
  MlgPdfPlace it = { place, self->x, self->height - self->y };

  g_array_append_val (self->places, it);
}

void
mlg_pdf_page_add_link (MlgPdfPage *self,
                       double      x,
                       double      y,
                       double      width,
                       double      height,
                       const char *address,
                       guint       place)
{
  MlgPdfLink link = { self->x + x, self->height - self->y - y, self->x + x + width, self->height - self->y - y - height, g_strdup (address), place };
  MlgKid kid = { MLG_KID_LINK, self->links->len };

  mlg_pdf_page_begin_tag (self, "Link", NULL);
  link.element = self->element;
  g_array_append_val (g_array_index (self->elements, MlgElement, self->element).kids, kid);
  g_array_append_val (self->links, link);
  mlg_pdf_page_end_tag (self);
}

/* ---- shapes */

static void
append_numbers (MlgPdfPage   *self,
                const double *numbers,
                guint         n,
                const char   *operator)
{
  for (guint i = 0; i < n; i++)
    {
      mlg_pdf_append_number (self->content, numbers[i]);
      g_string_append_c (self->content, ' ');
    }
  g_string_append (self->content, operator);
}

static void
set_fill (MlgPdfPage   *self,
          const Colour *colour)
{
  if (self->colour.r == colour->r && self->colour.g == colour->g && self->colour.b == colour->b)
    return;
  self->colour = *colour;
  append_numbers (self, (double[]) { colour->r, colour->g, colour->b }, 3, "rg\n");
}

void
mlg_pdf_page_begin_shape (MlgPdfPage   *self,
                          const Colour *fill,
                          const Colour *stroke,
                          double        line_width,
                          double        dash,
                          double        gap)
{
  mark_artifact (self);
  if (fill != NULL)
    set_fill (self, fill);
  g_string_append (self->content, "q\n");
  if (stroke != NULL)
    {
      append_numbers (self, (double[]) { stroke->r, stroke->g, stroke->b }, 3, "RG\n");
      append_numbers (self, &line_width, 1, "w\n");
    }
  if (stroke != NULL && gap > 0)
    {
      g_string_append (self->content, dash > 0 ? "[" : "1 J [");
      append_numbers (self, (double[]) { dash, gap }, 2, "] 0 d\n");
    }
  self->paint = fill != NULL && stroke != NULL ? "B\nQ\n" : fill != NULL ? "f\nQ\n" : "S\nQ\n";
}

void
mlg_pdf_page_end_shape (MlgPdfPage *self)
{
  g_string_append (self->content, self->paint);
}

static void
add_curve (MlgPdfPage *self,
           double      x1,
           double      y1,
           double      x2,
           double      y2,
           double      x3,
           double      y3)
{
  append_numbers (self, (double[]) { x1, y1, x2, y2, x3, y3 }, 6, "c\n");
}

void
mlg_pdf_page_add_rectangle (MlgPdfPage *self,
                            double      x,
                            double      y,
                            double      width,
                            double      height,
                            double      radius)
{
  double left = self->x + x, top = self->height - self->y - y, right = left + width, bottom = top - height;
  double k = radius * (1 - ROUND);

  if (radius <= 0)
    {
      append_numbers (self, (double[]) { left, bottom, width, height }, 4, "re\n");
      return;
    }
  append_numbers (self, (double[]) { left + radius, top }, 2, "m\n");
  append_numbers (self, (double[]) { right - radius, top }, 2, "l\n");
  add_curve (self, right - k, top, right, top - k, right, top - radius);
  append_numbers (self, (double[]) { right, bottom + radius }, 2, "l\n");
  add_curve (self, right, bottom + k, right - k, bottom, right - radius, bottom);
  append_numbers (self, (double[]) { left + radius, bottom }, 2, "l\n");
  add_curve (self, left + k, bottom, left, bottom + k, left, bottom + radius);
  append_numbers (self, (double[]) { left, top - radius }, 2, "l\n");
  add_curve (self, left, top - k, left + k, top, left + radius, top);
  g_string_append (self->content, "h\n");
}

void
mlg_pdf_page_add_line (MlgPdfPage *self,
                       double      x1,
                       double      y1,
                       double      x2,
                       double      y2)
{
  append_numbers (self, (double[]) { self->x + x1, self->height - self->y - y1 }, 2, "m\n");
  append_numbers (self, (double[]) { self->x + x2, self->height - self->y - y2 }, 2, "l\n");
}

/* ---- forms */

static void
show_form (MlgPdfPage *self,
           char        kind,
           guint       number,
           double      x,
           double      y,
           double      height)
{
  mark_element (self);
  g_string_append (self->content, "q 1 0 0 1 ");
  append_numbers (self, (double[]) { self->x + x, self->height - self->y - y - height }, 2, "cm");
  g_string_append_printf (self->content, " /%c%u Do Q\n", kind, number);
}

void
mlg_pdf_page_show_form (MlgPdfPage *self,
                        guint       form,
                        double      x,
                        double      y,
                        double      height)
{
  g_array_append_val (self->forms, form);
  show_form (self, 'X', form, x, y, height);
}

static void
show_stranger (MlgPdfPage      *self,
               const Colour    *colour,
               PangoLayoutLine *line,
               double           x,
               double           baseline)
{
  PangoRectangle inked, logical;
  MlgPdfStranger stranger = { .line = pango_layout_line_ref (line), .colour = *colour };
  int left, top;

  pango_layout_line_get_extents (line, &inked, &logical);
  left = MIN (inked.x, logical.x);
  top = MIN (inked.y, logical.y);
  stranger.x = -pango_units_to_double (left);
  stranger.y = -pango_units_to_double (top);
  stranger.width = pango_units_to_double (MAX (inked.x + inked.width, logical.x + logical.width) - left);
  stranger.height = pango_units_to_double (MAX (inked.y + inked.height, logical.y + logical.height) - top);
  if (stranger.width > 0 && stranger.height > 0)
    show_form (self, 'S', self->strangers->len, x - stranger.x, baseline - stranger.y, stranger.height);
  g_array_append_val (self->strangers, stranger);
}

/* ---- text */

typedef struct
{
  MlgPdfFont *font;      /* NULL: only cairo draws it */
  double      size;
} KnownFont;

/* What is being shown: positions are where a reader of the file has come to. */
typedef struct
{
  MlgPdfPage *page;
  MlgPdfFont *font;
  double      size, x, y;
  gboolean    in_array, in_string, placed;
} Writing;

GHashTable *
mlg_pdf_known_fonts_new (void)
{
  return g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
}

static const KnownFont *
find_font (MlgPdfPage *self,
           PangoFont  *font)
{
  KnownFont *known = g_hash_table_lookup (self->known, font);
  int x_scale, y_scale;

  if (known != NULL)
    return known;

  known = g_new0 (KnownFont, 1);
  known->font = mlg_pdf_fonts_find (self->fonts, font);
  hb_font_get_scale (pango_font_get_hb_font (font), &x_scale, &y_scale);
  known->size = pango_units_to_double (x_scale);
  g_hash_table_insert (self->known, g_object_ref (font), known);
  return known;
}

static gboolean
is_plain (MlgPdfPage            *self,
          const PangoLayoutLine *line)
{
  for (const GSList *l = line->runs; l != NULL; l = l->next)
    {
      const PangoGlyphItem *run = l->data;
      PangoFont *font = run->item->analysis.font;

      if (run->item->analysis.flags & PANGO_ANALYSIS_FLAG_CENTERED_BASELINE)
        return FALSE;
      if (font == NULL || find_font (self, font)->font == NULL)
        return FALSE;
      for (int i = 0; i < run->glyphs->num_glyphs; i++)
        if (run->glyphs->glyphs[i].glyph != PANGO_GLYPH_EMPTY && run->glyphs->glyphs[i].glyph > G_MAXUINT16)
          return FALSE;
    }
  return TRUE;
}

static void
end_string (Writing *writing)
{
  if (writing->in_string)
    g_string_append_c (writing->page->content, ')');
  writing->in_string = FALSE;
}

static void
end_array (Writing *writing)
{
  end_string (writing);
  if (writing->in_array)
    g_string_append (writing->page->content, "]TJ\n");
  writing->in_array = FALSE;
}

static void
begin_array (Writing *writing)
{
  if (!writing->in_array)
    g_string_append_c (writing->page->content, '[');
  writing->in_array = TRUE;
}

static void
append_byte (GString *out,
             guint8   byte)
{
  if (byte == '(' || byte == ')' || byte == '\\')
    g_string_append_c (out, '\\');
  if (byte == '\r')
    g_string_append (out, "\\r");
  else
    g_string_append_c (out, byte);
}

/* Goes where the glyph stands, if who reads is not there yet. */
static void
move_to (Writing *writing,
         double   x,
         double   y)
{
  double away = x - writing->x;

  if (!writing->placed || fabs (y - writing->y) > CLOSE_ENOUGH / 2)
    {
      end_array (writing);
      g_string_append (writing->page->content, "1 0 0 1 ");
      append_numbers (writing->page, (double[]) { x, y }, 2, "Tm\n");
      writing->x = x;
      writing->y = y;
      writing->placed = TRUE;
    }
  else if (fabs (away) > CLOSE_ENOUGH)
    {
      int thousandths = (int) lround (-away * 1000 / writing->size);

      begin_array (writing);
      end_string (writing);
      append_numbers (writing->page, (double[]) { thousandths }, 1, "");
      writing->x -= thousandths * writing->size / 1000;
    }
}

static void
show_glyph (Writing *writing,
            guint    glyph)
{
  GString *out = writing->page->content;

  begin_array (writing);
  if (!writing->in_string)
    g_string_append_c (out, '(');
  writing->in_string = TRUE;
  append_byte (out, glyph >> 8);
  append_byte (out, glyph & 0xff);
  writing->x += mlg_pdf_font_get_width (writing->font, glyph) * writing->size / 1000;
}

static void
set_font (Writing         *writing,
          const KnownFont *known)
{
  if (writing->font == known->font && writing->size == known->size)
    return;
  end_array (writing);
  writing->font = known->font;
  writing->size = known->size;
  g_string_append_printf (writing->page->content, "/F%u ", mlg_pdf_font_get_id (known->font));
  append_numbers (writing->page, &known->size, 1, "Tf\n");
}

/* What stands between here and its end says @text. */
static void
begin_actual_text (MlgPdfPage *self,
                   const char *text,
                   gsize       length)
{
  g_autofree char *spoken = g_strndup (text, length);

  g_string_append (self->content, "/Span <</ActualText ");
  mlg_pdf_append_text (self->content, spoken);
  g_string_append (self->content, ">> BDC\n");
}

/* Where the letters of the cluster at glyph @i end: the next beginning in the text, whichever way it runs. */
static int
end_of_cluster (const PangoGlyphItem *run,
                int                   from,
                int                   to)
{
  const int *clusters = run->glyphs->log_clusters;

  if (run->item->analysis.level % 2 == 0)
    return to < run->glyphs->num_glyphs ? clusters[to] : run->item->length;
  return from > 0 ? clusters[from - 1] : run->item->length;
}

/* The glyphs @from to @to say one thing together. Returns how far they go. */
static int
show_cluster (Writing              *writing,
              const PangoGlyphItem *run,
              const char           *text,
              int                   from,
              int                   to,
              int                   x,
              double                left,
              double                y)
{
  const PangoGlyphInfo *glyphs = run->glyphs->glyphs;
  int begin = run->glyphs->log_clusters[from], end = end_of_cluster (run, from, to);
  gboolean said = TRUE;
  guint n_shown = 0;

  for (int i = from; i < to; i++)
    if (glyphs[i].glyph != PANGO_GLYPH_EMPTY)
      {
        said = mlg_pdf_font_use (writing->font, glyphs[i].glyph, text + begin, MAX (end - begin, 0)) && n_shown == 0;
        n_shown++;
      }
  if (!said && end > begin)
    {
      end_array (writing);
      begin_actual_text (writing->page, text + begin, end - begin);
    }
  for (int i = from; i < to; i++)
    {
      if (glyphs[i].glyph != PANGO_GLYPH_EMPTY)
        {
          move_to (writing, left + pango_units_to_double (x + glyphs[i].geometry.x_offset), y - pango_units_to_double (glyphs[i].geometry.y_offset));
          show_glyph (writing, glyphs[i].glyph);
        }
      x += glyphs[i].geometry.width;
    }
  if (!said && end > begin)
    {
      end_array (writing);
      g_string_append (writing->page->content, "EMC\n");
    }
  return x;
}

static Colour
colour_of (const PangoGlyphItem *run,
           const Colour         *colour)
{
  for (const GSList *l = run->item->analysis.extra_attrs; l != NULL; l = l->next)
    {
      const PangoAttribute *attribute = l->data;

      if (attribute->klass->type == PANGO_ATTR_FOREGROUND)
        {
          const PangoColor *own = &((const PangoAttrColor *) attribute)->color;

          return (Colour) { own->red / 65535.0, own->green / 65535.0, own->blue / 65535.0 };
        }
    }
  return *colour;
}

void
mlg_pdf_page_show_line (MlgPdfPage      *self,
                        const Colour    *colour,
                        PangoLayoutLine *line,
                        double           x,
                        double           baseline)
{
  Writing writing = { .page = self };
  double left = self->x + x, y = self->height - self->y - baseline;
  const char *text = pango_layout_get_text (line->layout);
  int at = 0;

  if (line->runs == NULL)
    return;
  if (!is_plain (self, line))
    {
      show_stranger (self, colour, line, x, baseline);
      return;
    }

  mark_element (self);
  g_string_append (self->content, "BT\n");
  for (const GSList *l = line->runs; l != NULL; l = l->next)
    {
      const PangoGlyphItem *run = l->data;
      const int *clusters = run->glyphs->log_clusters;
      int n = run->glyphs->num_glyphs;
      Colour own = colour_of (run, colour);

      set_font (&writing, find_font (self, run->item->analysis.font));
      if (own.r != self->colour.r || own.g != self->colour.g || own.b != self->colour.b)
        end_array (&writing);
      set_fill (self, &own);
      at += run->start_x_offset;
      for (int from = 0, to; from < n; from = to)
        {
          for (to = from + 1; to < n && clusters[to] == clusters[from]; to++)
            ;
          at = show_cluster (&writing, run, text + run->item->offset, from, to, at, left, y + pango_units_to_double (run->y_offset));
        }
      at += run->end_x_offset;
    }
  end_array (&writing);
  g_string_append (self->content, "ET\n");
}
