/* One page, drawn: the same on screen and on paper. In a PDF the tags make structure and
 * links; elsewhere cairo ignores them.
 */

#include "document/mlg-document-private.h"
#include "document/mlg-document-tints.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* ---- tags */

static void
place_destination (cairo_t    *cr,
                   const char *kind,
                   guint       number)
{
  g_autofree char *attributes = g_strdup_printf ("name='%s-%u'", kind, number);

  cairo_tag_begin (cr, CAIRO_TAG_DEST, attributes);
  cairo_tag_end (cr, CAIRO_TAG_DEST);
}

static void
place_link (cairo_t    *cr,
            double      x,
            double      y,
            double      width,
            double      height,
            const char *target)
{
  g_autofree char *attributes = NULL;

  /* Whole points: cairo 1.16 reads no fraction where the decimal sign is a comma. */
  cairo_user_to_device (cr, &x, &y);
  attributes = g_strdup_printf ("rect=[%d %d %d %d] %s", (int) floor (x), (int) floor (y),
                                (int) ceil (width), (int) ceil (height), target);

  cairo_tag_begin (cr, CAIRO_TAG_LINK, attributes);
  cairo_tag_end (cr, CAIRO_TAG_LINK);
}

static const char *
tag_of (const MlgBlock *block)
{
  switch (block->kind)
    {
    case MLG_BLOCK_CHAPTER:   return "H1";
    case MLG_BLOCK_PART:      return "H2";
    case MLG_BLOCK_QUESTION:  return "H3";
    case MLG_BLOCK_HEADING:   return "H4";
    case MLG_BLOCK_QUOTATION: return "BlockQuote";
    case MLG_BLOCK_FIGURE:    return "Caption";
    case MLG_BLOCK_CONTENTS:  return block->level == 0 ? "H1" : "TOCI";
    default:                  return "P";
    }
}

/* ---- lines */

static void
draw_line (cairo_t           *cr,
           const MlgFlowItem *item,
           guint              line,
           double             x,
           double             y)
{
  cairo_move_to (cr, x, y + item->ascent);
  pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (item->layout, line));
}

static char *
target_of (const MlgRun *run)
{
  g_autofree char *uri = NULL;

  if (run->note != NULL)
    return g_strdup_printf ("dest='note-%u'", mlg_document_note_number (run));
  if (run->link == NULL || !mlg_link_is_safe (run->link))
    return NULL;

  /* cairo reads the address between straight quotes, in ASCII. */
  uri = g_uri_escape_string (run->link, "%:/?#[]@!$&()*+,;=", FALSE);
  return g_strdup_printf ("uri='%s'", uri);
}

/* The links and note calls of some lines of a block. */
static void
place_links (cairo_t           *cr,
             const MlgFlowItem *item,
             guint              line_number,
             double             x,
             double             y)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (item->layout, line_number);
  int line_end = line->start_index + line->length;
  int from = 0;

  for (guint i = 0; i < item->shown->len; i++)
    {
      const MlgRun *run = g_ptr_array_index (item->shown, i);
      int to = from + strlen (run->text);
      g_autofree char *target = run->link != NULL || run->note != NULL ? target_of (run) : NULL;

      if (target != NULL && to > line->start_index && from < line_end)
        {
          int left, right;

          pango_layout_line_index_to_x (line, MAX (from, line->start_index), FALSE, &left);
          pango_layout_line_index_to_x (line, MIN (to, line_end), FALSE, &right);
          place_link (cr, x + pango_units_to_double (left), y,
                      pango_units_to_double (right - left), item->leading, target);
        }
      from = to;
    }
}

/* ---- what stands beside the lines */

static void
round_rectangle (cairo_t *cr,
                 double   x,
                 double   y,
                 double   width,
                 double   height,
                 double   radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
draw_box (cairo_t           *cr,
          const MlgFlowItem *item,
          double             y,
          double             height)
{
  static const double dashes[] = { 3, 2.5 };

  cairo_save (cr);
  round_rectangle (cr, 0.5, y - item->padding, MLG_TEXT_WIDTH - 1, height + 2 * item->padding, 6);
  set_colour (cr, &box);
  cairo_fill_preserve (cr);
  set_colour (cr, &box_edge);
  cairo_set_line_width (cr, 0.8);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_bar (cairo_t *cr,
          double   y,
          double   height)
{
  set_colour (cr, &accent);
  cairo_rectangle (cr, 4, y, 2, height);
  cairo_fill (cr);
}

static void
draw_marker (MlgDocument       *self,
             cairo_t           *cr,
             const MlgFlowItem *item,
             double             y)
{
  double middle = y + item->ascent - 3.6;

  set_colour (cr, &accent);
  if (item->block->number > 0)
    {
      g_autofree char *text = g_strdup_printf ("%u.", item->block->number);
      g_autoptr(PangoLayout) layout = mlg_document_make_layout (self, MLG_SERIF, 11, FALSE, -1, text);
      int width;

      pango_layout_get_size (layout, &width, NULL);
      cairo_move_to (cr, item->indent - 5 - pango_units_to_double (width), y + item->ascent);
      pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (layout, 0));
    }
  else
    {
      cairo_new_path (cr);
      cairo_arc (cr, item->indent - 10, middle, item->block->level == 0 ? 1.9 : 1.5, 0, 2 * G_PI);
      if (item->block->level == 1)
        {
          cairo_set_line_width (cr, 0.8);
          cairo_stroke (cr);
        }
      else
        cairo_fill (cr);
    }
}

static void
draw_figure (cairo_t           *cr,
             const MlgFlowItem *item,
             double             y)
{
  const MlgFigure *figure = item->block->figure;

  begin_tag (cr, "Figure");
  cairo_save (cr);
  cairo_translate (cr, (MLG_TEXT_WIDTH - figure->width) / 2, y - item->above);
  cairo_rectangle (cr, 0, 0, figure->width, figure->height);
  cairo_clip (cr);
  cairo_new_path (cr);
  figure->draw (cr, figure->width, figure->height, figure->data);
  cairo_restore (cr);
  cairo_tag_end (cr, "Figure");
}

static void
draw_rule (cairo_t *cr,
           double   y,
           double   width)
{
  set_colour (cr, &hairline);
  cairo_set_line_width (cr, 0.6);
  cairo_move_to (cr, 0, y);
  cairo_line_to (cr, width, y);
  cairo_stroke (cr);
}

static void
draw_surroundings (MlgDocument       *self,
                   cairo_t           *cr,
                   const MlgFlowItem *item,
                   const MlgFragment *fragment)
{
  double height = fragment->n_lines * item->leading;
  gboolean begins = fragment->first_line == 0;

  switch (item->block->kind)
    {
    case MLG_BLOCK_PART:
      set_colour (cr, &accent);
      cairo_rectangle (cr, 0, fragment->y - 7, 34, 3);
      cairo_fill (cr);
      break;
    case MLG_BLOCK_TO_COMPLETE:
      draw_box (cr, item, fragment->y, height);
      break;
    case MLG_BLOCK_QUOTATION:
    case MLG_BLOCK_ATTRIBUTION:
      draw_bar (cr, fragment->y - (item->block->kind == MLG_BLOCK_ATTRIBUTION ? item->space_before : 0),
                height + (item->block->kind == MLG_BLOCK_ATTRIBUTION ? item->space_before : 0));
      break;
    case MLG_BLOCK_ITEM:
      if (begins)
        draw_marker (self, cr, item, fragment->y);
      break;
    case MLG_BLOCK_FIGURE:
      if (begins)
        draw_figure (cr, item, fragment->y);
      break;
    case MLG_BLOCK_CHAPTER:
      set_colour (cr, &accent);
      cairo_rectangle (cr, 0, fragment->y - 10, 48, 4);
      cairo_fill (cr);
      break;
    case MLG_BLOCK_NOTICE:
      if (begins)
        draw_rule (cr, fragment->y - 10, MLG_TEXT_WIDTH);
      break;
    default:
      break;
    }
}

static const Colour *
colour_of (const MlgBlock *block)
{
  switch (block->kind)
    {
    case MLG_BLOCK_QUESTION:    return &accent;
    case MLG_BLOCK_ATTRIBUTION:
    case MLG_BLOCK_FRONT:
    case MLG_BLOCK_NOTICE:
    case MLG_BLOCK_FIGURE:      return &quiet;
    case MLG_BLOCK_TO_COMPLETE: return &warning;
    default:                    return &ink;
    }
}

/* ---- the text of a page */

static void
draw_row (cairo_t           *cr,
          const MlgFlowItem *item,
          double             y)
{
  const MlgBlock *block = item->block;
  const char *tag = block->level == 0 ? "TH" : "TD";

  cairo_save (cr);
  cairo_translate (cr, 0, y);
  begin_tag (cr, "TR");
  for (guint k = 0; k < block->live->columns->len; k++)
    {
      begin_tag (cr, tag);
      mlg_live_drawing_draw_cell (block->drawing, cr, block->level, k);
      cairo_tag_end (cr, tag);
    }
  cairo_tag_end (cr, "TR");
  mlg_live_drawing_draw_rule (block->drawing, cr, block->level);
  cairo_restore (cr);
}

static void
draw_fragment (MlgDocument       *self,
               cairo_t           *cr,
               const MlgFlowItem *item,
               const MlgFragment *fragment)
{
  const char *tag = tag_of (item->block);

  if (item->block->kind == MLG_BLOCK_ROW && item->block->drawing != NULL)
    {
      draw_row (cr, item, fragment->y);
      return;
    }
  draw_surroundings (self, cr, item, fragment);
  if (fragment->first_line == 0 && item->block->kind != MLG_BLOCK_CONTENTS)
    place_destination (cr, "block", fragment->item);

  begin_tag (cr, tag);
  set_colour (cr, colour_of (item->block));
  for (guint i = 0; i < fragment->n_lines; i++)
    draw_line (cr, item, fragment->first_line + i, item->indent, fragment->y + i * item->leading);
  cairo_tag_end (cr, tag);

  for (guint i = 0; i < fragment->n_lines; i++)
    place_links (cr, item, fragment->first_line + i, item->indent, fragment->y + i * item->leading);
}

/* One line of round dots. */
static void
draw_leaders (cairo_t *cr,
              double   from,
              double   to,
              double   y)
{
  static const double dots[] = { 0, 5 };

  if (from >= to)
    return;
  cairo_save (cr);
  set_colour (cr, &quiet);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, 0.9);
  cairo_set_dash (cr, dots, 2, 0);
  cairo_move_to (cr, from, y);
  cairo_line_to (cr, to, y);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_contents_line (MlgDocument       *self,
                    cairo_t           *cr,
                    const MlgFlowItem *item,
                    const MlgFragment *fragment)
{
  int page = mlg_document_find_page (self, item->block->number);
  g_autofree char *number = g_strdup_printf ("%d", page + 1);
  g_autofree char *target = g_strdup_printf ("dest='block-%u'", item->block->number);
  g_autoptr(PangoLayout) layout = mlg_document_make_layout (self, MLG_SANS, 10, item->block->level == 1, -1, number);
  double baseline = fragment->y + (item->n_lines - 1) * item->leading + item->ascent;
  PangoRectangle last;
  double from, to;
  int width;

  pango_layout_line_get_pixel_extents (pango_layout_get_line_readonly (item->layout, item->n_lines - 1), NULL, &last);
  pango_layout_get_size (layout, &width, NULL);
  from = item->indent + last.width + 6;
  to = MLG_TEXT_WIDTH - pango_units_to_double (width);

  set_colour (cr, &ink);
  cairo_move_to (cr, to, baseline);
  pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (layout, 0));

  /* Leaders stand on one grid, so that they line up from line to line. */
  draw_leaders (cr, ceil (from / 5) * 5, to - 5, baseline - 1);

  place_link (cr, 0, fragment->y, MLG_TEXT_WIDTH, item->n_lines * item->leading, target);
}

static void
draw_notes (MlgDocument   *self,
            cairo_t       *cr,
            const MlgPage *page)
{
  double top = MLG_TEXT_HEIGHT - page->notes_height;

  if (page->notes->len == 0)
    return;

  draw_rule (cr, top - MLG_NOTES_GAP / 2, 90);
  for (guint i = 0; i < page->notes->len; i++)
    {
      const MlgFragment *fragment = &g_array_index (page->notes, MlgFragment, i);
      const MlgFlowItem *item = &g_array_index (self->note_flow, MlgFlowItem, fragment->item);

      if (fragment->first_line == 0)
        place_destination (cr, "note", fragment->item + 1);
      begin_tag (cr, "Note");
      set_colour (cr, &ink);
      if (fragment->first_line == 0)
        {
          g_autofree char *number = g_strdup_printf ("%u", fragment->item + 1);
          g_autoptr(PangoLayout) layout = mlg_document_make_layout (self, MLG_SANS, 7, TRUE, -1, number);

          cairo_move_to (cr, 0, top + fragment->y + item->ascent - 1);
          pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (layout, 0));
        }
      for (guint k = 0; k < fragment->n_lines; k++)
        draw_line (cr, item, fragment->first_line + k, item->indent, top + fragment->y + k * item->leading);
      cairo_tag_end (cr, "Note");
    }
}

/* Items stand in a list, rows in a table, lines of contents in theirs. */
static const char *
container_of (const MlgBlock *block)
{
  switch (block->kind)
    {
    case MLG_BLOCK_ITEM:     return "L";
    case MLG_BLOCK_ROW:      return block->drawing != NULL ? "Table" : NULL;
    case MLG_BLOCK_CONTENTS: return block->level > 0 ? "TOC" : NULL;
    default:                 return NULL;
    }
}

static void
draw_item (MlgDocument       *self,
           cairo_t           *cr,
           const MlgFlowItem *item,
           const MlgFragment *fragment)
{
  begin_tag (cr, "LI");
  begin_tag (cr, "LBody");
  draw_fragment (self, cr, item, fragment);
  cairo_tag_end (cr, "LBody");
  cairo_tag_end (cr, "LI");
}

static void
draw_text (MlgDocument   *self,
           cairo_t       *cr,
           const GArray  *flow,
           const MlgPage *page)
{
  const char *container = NULL;

  cairo_save (cr);
  cairo_translate (cr, mlg_document_get_left (self), MLG_TEXT_TOP);

  for (guint i = 0; i < page->fragments->len; i++)
    {
      const MlgFragment *fragment = &g_array_index (page->fragments, MlgFragment, i);
      const MlgFlowItem *item = &g_array_index (flow, MlgFlowItem, fragment->item);
      const char *needed = container_of (item->block);

      if (container != NULL && g_strcmp0 (container, needed) != 0)
        cairo_tag_end (cr, container);
      if (needed != NULL && g_strcmp0 (container, needed) != 0)
        begin_tag (cr, needed);
      container = needed;

      if (item->block->kind == MLG_BLOCK_ITEM)
        draw_item (self, cr, item, fragment);
      else
        draw_fragment (self, cr, item, fragment);
      if (item->block->kind == MLG_BLOCK_CONTENTS && item->block->level > 0)
        draw_contents_line (self, cr, item, fragment);
    }
  if (container != NULL)
    cairo_tag_end (cr, container);

  mlg_document_draw_questions (self, cr, flow, page);
  draw_notes (self, cr, page);
  cairo_restore (cr);
}

/* ---- around the text */

/* Lent. */
static PangoLayout *
get_small (MlgDocument *self,
           const char  *text)
{
  PangoLayout *layout = g_hash_table_lookup (self->small, text);

  if (layout == NULL)
    {
      layout = mlg_document_make_layout (self, MLG_SANS, 8.5, FALSE, -1, text);
      g_hash_table_insert (self->small, g_strdup (text), layout);
    }
  return layout;
}

static double
small_width (MlgDocument *self,
             const char  *text)
{
  int width;

  pango_layout_get_size (get_small (self, text), &width, NULL);
  return pango_units_to_double (width);
}

/* One line that ends, or begins, at @x; what has no room is cut. */
static void
draw_small (MlgDocument *self,
            cairo_t     *cr,
            const char  *text,
            double       x,
            double       baseline,
            gboolean     to_the_right)
{
  double width = small_width (self, text);
  PangoLayout *layout = get_small (self, text);
  g_autoptr(PangoLayout) cut = NULL;

  if (width > MLG_TEXT_WIDTH)
    {
      cut = mlg_document_make_layout (self, MLG_SANS, 8.5, FALSE, MLG_TEXT_WIDTH, text);
      pango_layout_set_ellipsize (cut, PANGO_ELLIPSIZE_END);
      layout = cut;
      width = MLG_TEXT_WIDTH;
    }
  cairo_move_to (cr, to_the_right ? x - width : x, baseline);
  set_colour (cr, &quiet);
  pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (layout, 0));
}

/* The title is whole or not there: half a title is no title. */
static void
draw_running_head (MlgDocument *self,
                   cairo_t     *cr,
                   const char  *part)
{
  double room = MLG_TEXT_WIDTH - 18;
  double title = small_width (self, self->title), other = part != NULL ? small_width (self, part) : 0;

  if (title + other <= room)
    draw_small (self, cr, self->title, 0, 54, FALSE);
  if (part != NULL)
    draw_small (self, cr, part, MLG_TEXT_WIDTH, 54, TRUE);
}

static void
draw_margins (MlgDocument *self,
              cairo_t     *cr,
              guint        number,
              const char  *part)
{
  g_autofree char *text = g_strdup_printf ("%u", number + 1);

  cairo_save (cr);
  cairo_translate (cr, mlg_document_get_left (self), 0);
  draw_running_head (self, cr, part);
  draw_rule (cr, 62, MLG_TEXT_WIDTH);

  draw_small (self, cr, text, MLG_TEXT_WIDTH, MLG_PAGE_HEIGHT - 46, TRUE);
  if (self->draft)
    draw_small (self, cr, _("Working version"), 0, MLG_PAGE_HEIGHT - 46, FALSE);
  cairo_restore (cr);
}

/* ---- public */

void
mlg_document_draw_content (MlgDocument *self,
                           guint        page,
                           cairo_t     *cr)
{
  const MlgPage *content;

  if (page == 0)
    {
      mlg_document_draw_cover (self, cr);
      return;
    }

  if (page - 1 < self->contents_pages->len)
    {
      content = g_ptr_array_index (self->contents_pages, page - 1);
      draw_margins (self, cr, page, NULL);
      draw_text (self, cr, self->contents_flow, content);
      return;
    }

  content = g_ptr_array_index (self->pages, page - 1 - self->contents_pages->len);
  draw_margins (self, cr, page, content->part);
  draw_text (self, cr, self->flow, content);
}

void
mlg_document_draw_page (MlgDocument *self,
                        guint        page,
                        cairo_t     *cr)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (page < mlg_document_get_n_pages (self));

  cairo_save (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, MLG_PAGE_WIDTH, MLG_PAGE_HEIGHT);
  cairo_fill (cr);
  mlg_document_draw_content (self, page, cr);
  cairo_restore (cr);
}
