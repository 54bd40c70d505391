/* One page, drawn: the same on screen and on paper. */

#include "document/mlg-document-canvas.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

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

/* A text written from right to left begins on the right, as far from the edge as the other from its own:
 * where what stands on the left by @x stands then. */
static gboolean
is_mirrored (const MlgFlowItem *item)
{
  return item->block != NULL && item->block->kind != MLG_BLOCK_CONTENTS && item->n_lines > 0 &&
         pango_layout_get_line_readonly (item->layout, 0)->resolved_dir == PANGO_DIRECTION_RTL;
}

static double
mirror (const MlgFlowItem *item,
        double             x,
        double             width)
{
  return is_mirrored (item) ? MLG_TEXT_WIDTH - x - width : x;
}

static double
line_left (const MlgFlowItem *item,
           PangoLayoutLine   *line)
{
  PangoRectangle logical;

  if (!is_mirrored (item))
    return item->indent;
  pango_layout_line_get_extents (line, NULL, &logical);
  return mirror (item, item->indent, pango_units_to_double (logical.width));
}

static void
draw_line (MlgCanvas         *canvas,
           const Colour      *colour,
           const MlgFlowItem *item,
           guint              line,
           double             y)
{
  PangoLayoutLine *shown = pango_layout_get_line_readonly (item->layout, line);

  mlg_canvas_show_line (canvas, colour, shown, line_left (item, shown), y + item->ascent);
}

/* In ASCII; NULL: leads nowhere. */
static char *
address_of (const MlgRun *run)
{
  return run->link != NULL && mlg_link_is_safe (run->link) ? g_uri_escape_string (run->link, "%:/?#[]@!$&'()*+,;=", FALSE) : NULL;
}

/* The links and note calls of some lines of a block. */
static void
place_links (MlgCanvas         *canvas,
             const MlgFlowItem *item,
             guint              line_number,
             double             y)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (item->layout, line_number);
  int line_end = line->start_index + line->length;
  int from = 0;

  for (guint i = 0; i < item->shown->len; i++)
    {
      const MlgRun *run = g_ptr_array_index (item->shown, i);
      int to = from + strlen (run->text);

      if ((run->link != NULL || run->note != NULL) && to > line->start_index && from < line_end)
        {
          g_autofree char *address = address_of (run);
          int begin, end;
          double left, width;

          pango_layout_line_index_to_x (line, MAX (from, line->start_index), FALSE, &begin);
          pango_layout_line_index_to_x (line, MIN (to, line_end), FALSE, &end);
          left = line_left (item, line) + pango_units_to_double (MIN (begin, end));
          width = pango_units_to_double (ABS (end - begin));
          if (run->note != NULL)
            mlg_canvas_link_to_note (canvas, left, y, width, item->leading, mlg_document_note_number (run));
          else if (address != NULL)
            mlg_canvas_link_to_address (canvas, left, y, width, item->leading, address);
        }
      from = to;
    }
}

/* ---- what stands beside the lines */

static void
draw_marker (MlgCanvas         *canvas,
             const MlgFlowItem *item,
             double             y)
{
  double middle = y + item->ascent - 3.6;

  mlg_canvas_begin_tag (canvas, "Lbl");
  if (item->block->number > 0)
    {
      g_autofree char *text = g_strdup_printf ("%u.", item->block->number);
      g_autoptr(PangoLayout) layout = mlg_document_make_layout (canvas->context, MLG_SERIF, 11, FALSE, -1, text);
      int width;

      pango_layout_get_size (layout, &width, NULL);
      mlg_canvas_show_line (canvas, &accent, pango_layout_get_line_readonly (layout, 0),
                            mirror (item, item->indent - 5 - pango_units_to_double (width), pango_units_to_double (width)), y + item->ascent);
    }
  else
    mlg_canvas_draw_disc (canvas, &accent, mirror (item, item->indent - 10, 0), middle, item->block->level == 0 ? 1.9 : 1.5, item->block->level % 2 == 1 ? 0.8 : 0);
  mlg_canvas_end_tag (canvas);
}

static void
draw_bar (MlgCanvas         *canvas,
          const MlgFlowItem *item,
          double             y,
          double             height)
{
  mlg_canvas_fill_rectangle (canvas, &accent, mirror (item, 4, 2), y, 2, height);
}

static void
draw_surroundings (MlgCanvas         *canvas,
                   const MlgFlowItem *item,
                   const MlgFragment *fragment)
{
  double height = fragment->n_lines * item->leading, y = fragment->y;
  gboolean begins = fragment->first_line == 0;

  switch (item->block->kind)
    {
    case MLG_BLOCK_PART:
      mlg_canvas_fill_rectangle (canvas, &accent, 0, y - 7, 34, 3);
      break;
    case MLG_BLOCK_TO_COMPLETE:
      mlg_canvas_draw_box (canvas, 0.5, y - item->padding, MLG_TEXT_WIDTH - 1, height + 2 * item->padding);
      break;
    case MLG_BLOCK_QUOTATION:
      draw_bar (canvas, item, y, height);
      break;
    case MLG_BLOCK_ATTRIBUTION:
      draw_bar (canvas, item, y - item->space_before, height + item->space_before);
      break;
    case MLG_BLOCK_FIGURE:
      if (begins)
        mlg_canvas_draw_figure (canvas, item->block, (MLG_TEXT_WIDTH - item->block->figure->width) / 2, y - item->above);
      break;
    case MLG_BLOCK_CHAPTER:
      mlg_canvas_fill_rectangle (canvas, &accent, 0, y - 10, 48, 4);
      break;
    case MLG_BLOCK_NOTICE:
      if (begins)
        mlg_canvas_draw_line (canvas, &hairline, 0.6, 0, y - 10, MLG_TEXT_WIDTH, y - 10);
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
draw_row (MlgCanvas         *canvas,
          const MlgFlowItem *item,
          double             y)
{
  mlg_canvas_begin_tag (canvas, "TR");
  for (guint k = 0; k < item->block->live->columns->len; k++)
    mlg_canvas_draw_cell (canvas, item->block, k, y);
  mlg_canvas_end_tag (canvas);
  mlg_canvas_draw_row_rule (canvas, item->block, y);
}

/* A line of the contents: what leads from its end to the number of the page. */
static void
draw_contents_line (MlgDocument       *self,
                    MlgCanvas         *canvas,
                    const MlgFlowItem *item,
                    const MlgFragment *fragment)
{
  int page = mlg_document_find_page (self, item->block->number);
  g_autofree char *number = g_strdup_printf ("%d", page + 1);
  g_autoptr(PangoLayout) layout = mlg_document_make_layout (canvas->context, MLG_SANS, 10, item->block->level == 1, -1, number);
  double baseline = fragment->y + (item->n_lines - 1) * item->leading + item->ascent;
  PangoRectangle last;
  double from, to;
  int width;

  pango_layout_line_get_pixel_extents (pango_layout_get_line_readonly (item->layout, item->n_lines - 1), NULL, &last);
  pango_layout_get_size (layout, &width, NULL);
  from = item->indent + last.width + 6;
  to = MLG_TEXT_WIDTH - pango_units_to_double (width);

  mlg_canvas_show_line (canvas, &ink, pango_layout_get_line_readonly (layout, 0), to, baseline);
  /* Leaders stand on one grid, so that they line up from line to line. */
  mlg_canvas_draw_dots (canvas, &quiet, ceil (from / 5) * 5, to - 5, baseline - 1);
  mlg_canvas_link_to_block (canvas, 0, fragment->y, MLG_TEXT_WIDTH, item->n_lines * item->leading, item->block->number);
}

static void
draw_fragment (MlgDocument       *self,
               MlgCanvas         *canvas,
               const MlgFlowItem *item,
               const MlgFragment *fragment)
{
  const Colour *colour = colour_of (item->block);

  if (item->block->kind == MLG_BLOCK_ROW && item->block->drawing != NULL)
    {
      draw_row (canvas, item, fragment->y);
      return;
    }
  draw_surroundings (canvas, item, fragment);
  if (fragment->first_line == 0 && item->block->kind != MLG_BLOCK_CONTENTS)
    {
      mlg_canvas_begin (canvas, 0, fragment->y - 12);
      mlg_canvas_place_block (canvas, fragment->item);
      mlg_canvas_end (canvas, 0, fragment->y - 12);
    }

  mlg_canvas_begin_tag (canvas, tag_of (item->block));
  for (guint i = 0; i < fragment->n_lines; i++)
    draw_line (canvas, colour, item, fragment->first_line + i, fragment->y + i * item->leading);
  for (guint i = 0; i < fragment->n_lines; i++)
    place_links (canvas, item, fragment->first_line + i, fragment->y + i * item->leading);
  if (item->block->kind == MLG_BLOCK_CONTENTS && item->block->level > 0)
    draw_contents_line (self, canvas, item, fragment);
  mlg_canvas_end_tag (canvas);
}

static void
draw_note (MlgCanvas         *canvas,
           const MlgFlowItem *item,
           const MlgFragment *fragment,
           double             y)
{
  mlg_canvas_begin_tag (canvas, "Note");
  if (fragment->first_line == 0)
    {
      g_autofree char *number = g_strdup_printf ("%u", fragment->item + 1);
      g_autoptr(PangoLayout) layout = mlg_document_make_layout (canvas->context, MLG_SANS, 7, TRUE, -1, number);

      mlg_canvas_begin (canvas, 0, y - 4);
      mlg_canvas_place_note (canvas, fragment->item + 1);
      mlg_canvas_end (canvas, 0, y - 4);
      mlg_canvas_begin_tag (canvas, "Lbl");
      mlg_canvas_show_line (canvas, &ink, pango_layout_get_line_readonly (layout, 0), 0, y + item->ascent - 1);
      mlg_canvas_end_tag (canvas);
    }
  for (guint k = 0; k < fragment->n_lines; k++)
    draw_line (canvas, &ink, item, fragment->first_line + k, y + k * item->leading);
  mlg_canvas_end_tag (canvas);
}

static void
draw_notes (MlgDocument   *self,
            MlgCanvas     *canvas,
            const MlgPage *page)
{
  double top = MLG_TEXT_HEIGHT - page->notes_height;

  if (page->notes->len == 0)
    return;

  mlg_canvas_draw_line (canvas, &hairline, 0.6, 0, top - MLG_NOTES_GAP / 2, 90, top - MLG_NOTES_GAP / 2);
  for (guint i = 0; i < page->notes->len; i++)
    {
      const MlgFragment *fragment = &g_array_index (page->notes, MlgFragment, i);

      draw_note (canvas, &g_array_index (self->note_flow, MlgFlowItem, fragment->item), fragment, top + fragment->y);
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
           MlgCanvas         *canvas,
           const MlgFlowItem *item,
           const MlgFragment *fragment)
{
  mlg_canvas_begin_tag (canvas, "LI");
  if (fragment->first_line == 0)
    draw_marker (canvas, item, fragment->y);
  mlg_canvas_begin_tag (canvas, "LBody");
  draw_fragment (self, canvas, item, fragment);
  mlg_canvas_end_tag (canvas);
  mlg_canvas_end_tag (canvas);
}

static void
draw_text (MlgDocument   *self,
           MlgCanvas     *canvas,
           const GArray  *flow,
           const MlgPage *page)
{
  double left = mlg_document_get_left (self);
  const char *container = NULL;

  mlg_canvas_begin (canvas, left, MLG_TEXT_TOP);
  for (guint i = 0; i < page->fragments->len; i++)
    {
      const MlgFragment *fragment = &g_array_index (page->fragments, MlgFragment, i);
      const MlgFlowItem *item = &g_array_index (flow, MlgFlowItem, fragment->item);
      const char *needed = container_of (item->block);

      if (container != NULL && g_strcmp0 (container, needed) != 0)
        mlg_canvas_end_tag (canvas);
      if (needed != NULL && g_strcmp0 (container, needed) != 0)
        mlg_canvas_begin_tag (canvas, needed);
      container = needed;

      if (item->block->kind == MLG_BLOCK_ITEM)
        draw_item (self, canvas, item, fragment);
      else
        draw_fragment (self, canvas, item, fragment);
    }
  if (container != NULL)
    mlg_canvas_end_tag (canvas);

  mlg_document_draw_questions (self, canvas, flow, page);
  draw_notes (self, canvas, page);
  mlg_canvas_end (canvas, left, MLG_TEXT_TOP);
}

/* ---- around the text */

/* Lent. */
static PangoLayout *
get_small (MlgCanvas  *canvas,
           const char *text)
{
  PangoLayout *layout = g_hash_table_lookup (canvas->small, text);

  if (layout == NULL)
    {
      layout = mlg_document_make_layout (canvas->context, MLG_SANS, 8.5, FALSE, -1, text);
      g_hash_table_insert (canvas->small, g_strdup (text), layout);
    }
  return layout;
}

static double
small_width (MlgCanvas  *canvas,
             const char *text)
{
  int width;

  pango_layout_get_size (get_small (canvas, text), &width, NULL);
  return pango_units_to_double (width);
}

/* One line that ends, or begins, at @x; what has no room is cut. */
static void
draw_small (MlgCanvas  *canvas,
            const char *text,
            double      x,
            double      baseline,
            gboolean    to_the_right)
{
  double width = small_width (canvas, text);
  PangoLayout *layout = get_small (canvas, text);
  g_autoptr(PangoLayout) cut = NULL;

  if (width > MLG_TEXT_WIDTH)
    {
      cut = mlg_document_make_layout (canvas->context, MLG_SANS, 8.5, FALSE, MLG_TEXT_WIDTH, text);
      pango_layout_set_ellipsize (cut, PANGO_ELLIPSIZE_END);
      layout = cut;
      width = MLG_TEXT_WIDTH;
    }
  mlg_canvas_show_line (canvas, &quiet, pango_layout_get_line_readonly (layout, 0), to_the_right ? x - width : x, baseline);
}

/* The title is whole or not there: half a title is no title. */
static void
draw_running_head (MlgDocument *self,
                   MlgCanvas   *canvas,
                   const char  *part)
{
  double room = MLG_TEXT_WIDTH - 18;
  double title = small_width (canvas, self->title), other = part != NULL ? small_width (canvas, part) : 0;

  if (title + other <= room)
    draw_small (canvas, self->title, 0, 54, FALSE);
  if (part != NULL)
    draw_small (canvas, part, MLG_TEXT_WIDTH, 54, TRUE);
}

static void
draw_margins (MlgDocument *self,
              MlgCanvas   *canvas,
              guint        number,
              const char  *part)
{
  g_autofree char *text = g_strdup_printf ("%u", number + 1);

  mlg_canvas_begin (canvas, mlg_document_get_left (self), 0);
  draw_running_head (self, canvas, part);
  mlg_canvas_draw_line (canvas, &hairline, 0.6, 0, 62, MLG_TEXT_WIDTH, 62);

  draw_small (canvas, text, MLG_TEXT_WIDTH, MLG_PAGE_HEIGHT - 46, TRUE);
  if (self->draft)
    draw_small (canvas, _("Working version"), 0, MLG_PAGE_HEIGHT - 46, FALSE);
  mlg_canvas_end (canvas, mlg_document_get_left (self), 0);
}

/* ---- public */

void
mlg_document_draw_content (MlgDocument *self,
                           guint        page,
                           MlgCanvas   *canvas)
{
  const MlgPage *content;

  if (page == 0)
    {
      mlg_document_draw_cover (self, canvas);
      return;
    }

  if (page - 1 < self->contents_pages->len)
    {
      content = g_ptr_array_index (self->contents_pages, page - 1);
      draw_margins (self, canvas, page, NULL);
      draw_text (self, canvas, self->contents_flow, content);
      return;
    }

  content = g_ptr_array_index (self->pages, page - 1 - self->contents_pages->len);
  draw_margins (self, canvas, page, content->part);
  draw_text (self, canvas, self->flow, content);
}

void
mlg_document_draw_page (MlgDocument *self,
                        guint        page,
                        cairo_t     *cr)
{
  MlgCanvas canvas = { .cr = cr };

  g_return_if_fail (self != NULL);
  g_return_if_fail (page < mlg_document_get_n_pages (self));

  canvas.context = self->context;
  canvas.small = self->small;
  cairo_save (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, MLG_PAGE_WIDTH, MLG_PAGE_HEIGHT);
  cairo_fill (cr);
  mlg_document_draw_content (self, page, &canvas);
  cairo_restore (cr);
}
