#include "document/mlg-document-canvas.h"

/* Places of notes come after those of blocks. */
#define FIRST_NOTE 0x80000000u

static const double box_dashes[] = { 3, 2.5 };

GHashTable *
mlg_canvas_small_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

void
mlg_canvas_begin (MlgCanvas *self,
                  double     x,
                  double     y)
{
  if (self->page != NULL)
    {
      self->page->x += x;
      self->page->y += y;
      return;
    }
  cairo_save (self->cr);
  cairo_translate (self->cr, x, y);
}

void
mlg_canvas_end (MlgCanvas *self,
                double     x,
                double     y)
{
  if (self->page != NULL)
    {
      self->page->x -= x;
      self->page->y -= y;
      return;
    }
  cairo_restore (self->cr);
}

/* ---- what is what */

void
mlg_canvas_begin_tag (MlgCanvas  *self,
                      const char *tag)
{
  if (self->page != NULL)
    mlg_pdf_page_begin_tag (self->page, tag, NULL);
}

void
mlg_canvas_end_tag (MlgCanvas *self)
{
  if (self->page != NULL)
    mlg_pdf_page_end_tag (self->page);
}

void
mlg_canvas_place_block (MlgCanvas *self,
                        guint      block)
{
  if (self->page != NULL)
    mlg_pdf_page_add_place (self->page, block);
}

void
mlg_canvas_place_note (MlgCanvas *self,
                       guint      note)
{
  if (self->page != NULL)
    mlg_pdf_page_add_place (self->page, FIRST_NOTE + note);
}

void
mlg_canvas_link_to_block (MlgCanvas *self,
                          double     x,
                          double     y,
                          double     width,
                          double     height,
                          guint      block)
{
  if (self->page != NULL)
    mlg_pdf_page_add_link (self->page, x, y, width, height, NULL, block);
}

void
mlg_canvas_link_to_note (MlgCanvas *self,
                         double     x,
                         double     y,
                         double     width,
                         double     height,
                         guint      note)
{
  if (self->page != NULL)
    mlg_pdf_page_add_link (self->page, x, y, width, height, NULL, FIRST_NOTE + note);
}

void
mlg_canvas_link_to_address (MlgCanvas  *self,
                            double      x,
                            double      y,
                            double      width,
                            double      height,
                            const char *address)
{
  if (self->page != NULL)
    mlg_pdf_page_add_link (self->page, x, y, width, height, address, 0);
}

/* ---- for the eye */

void
mlg_canvas_show_line (MlgCanvas       *self,
                      const Colour    *colour,
                      PangoLayoutLine *line,
                      double           x,
                      double           baseline)
{
  if (self->page != NULL)
    {
      mlg_pdf_page_show_line (self->page, colour, line, x, baseline);
      return;
    }
  set_colour (self->cr, colour);
  cairo_move_to (self->cr, x, baseline);
  pango_cairo_show_layout_line (self->cr, line);
}

void
mlg_canvas_fill_rectangle (MlgCanvas    *self,
                           const Colour *colour,
                           double        x,
                           double        y,
                           double        width,
                           double        height)
{
  if (self->page != NULL)
    {
      mlg_pdf_page_begin_shape (self->page, colour, NULL, 0, 0, 0);
      mlg_pdf_page_add_rectangle (self->page, x, y, width, height, 0);
      mlg_pdf_page_end_shape (self->page);
      return;
    }
  set_colour (self->cr, colour);
  cairo_rectangle (self->cr, x, y, width, height);
  cairo_fill (self->cr);
}

void
mlg_canvas_draw_disc (MlgCanvas    *self,
                      const Colour *colour,
                      double        x,
                      double        y,
                      double        radius,
                      double        line_width)
{
  if (self->page != NULL)
    {
      mlg_pdf_page_begin_shape (self->page, line_width > 0 ? NULL : colour, line_width > 0 ? colour : NULL, line_width, 0, 0);
      mlg_pdf_page_add_rectangle (self->page, x - radius, y - radius, 2 * radius, 2 * radius, radius);
      mlg_pdf_page_end_shape (self->page);
      return;
    }
  set_colour (self->cr, colour);
  cairo_new_path (self->cr);
  cairo_arc (self->cr, x, y, radius, 0, 2 * G_PI);
  cairo_set_line_width (self->cr, line_width);
  if (line_width > 0)
    cairo_stroke (self->cr);
  else
    cairo_fill (self->cr);
}

void
mlg_canvas_draw_line (MlgCanvas    *self,
                      const Colour *colour,
                      double        line_width,
                      double        x1,
                      double        y1,
                      double        x2,
                      double        y2)
{
  if (self->page != NULL)
    {
      mlg_pdf_page_begin_shape (self->page, NULL, colour, line_width, 0, 0);
      mlg_pdf_page_add_line (self->page, x1, y1, x2, y2);
      mlg_pdf_page_end_shape (self->page);
      return;
    }
  set_colour (self->cr, colour);
  cairo_set_line_width (self->cr, line_width);
  cairo_move_to (self->cr, x1, y1);
  cairo_line_to (self->cr, x2, y2);
  cairo_stroke (self->cr);
}

void
mlg_canvas_draw_dots (MlgCanvas    *self,
                      const Colour *colour,
                      double        from,
                      double        to,
                      double        y)
{
  static const double dots[] = { 0, 5 };

  if (from >= to)
    return;
  if (self->page != NULL)
    {
      mlg_pdf_page_begin_shape (self->page, NULL, colour, 0.9, dots[0], dots[1]);
      mlg_pdf_page_add_line (self->page, from, y, to, y);
      mlg_pdf_page_end_shape (self->page);
      return;
    }
  cairo_save (self->cr);
  set_colour (self->cr, colour);
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (self->cr, 0.9);
  cairo_set_dash (self->cr, dots, 2, 0);
  cairo_move_to (self->cr, from, y);
  cairo_line_to (self->cr, to, y);
  cairo_stroke (self->cr);
  cairo_restore (self->cr);
}

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

void
mlg_canvas_draw_box (MlgCanvas *self,
                     double     x,
                     double     y,
                     double     width,
                     double     height)
{
  if (self->page != NULL)
    {
      mlg_pdf_page_begin_shape (self->page, &box, &box_edge, 0.8, box_dashes[0], box_dashes[1]);
      mlg_pdf_page_add_rectangle (self->page, x, y, width, height, 6);
      mlg_pdf_page_end_shape (self->page);
      return;
    }
  cairo_save (self->cr);
  round_rectangle (self->cr, x, y, width, height, 6);
  set_colour (self->cr, &box);
  cairo_fill_preserve (self->cr);
  set_colour (self->cr, &box_edge);
  cairo_set_line_width (self->cr, 0.8);
  cairo_set_dash (self->cr, box_dashes, 2, 0);
  cairo_stroke (self->cr);
  cairo_restore (self->cr);
}

/* ---- what draws itself */

guint
mlg_canvas_count_forms (const MlgBlock *block)
{
  if (block->figure != NULL)
    return 1;
  return block->kind == MLG_BLOCK_ROW && block->drawing != NULL ? block->live->columns->len : 0;
}

void
mlg_canvas_get_form_size (const MlgBlock *block,
                          double         *width,
                          double         *height)
{
  *width = block->figure != NULL ? block->figure->width : MLG_TEXT_WIDTH;
  *height = block->figure != NULL ? block->figure->height : mlg_live_drawing_get_row_height (block->drawing, block->level);
}

void
mlg_canvas_draw_form (const MlgBlock *block,
                      guint           number,
                      cairo_t        *cr)
{
  if (block->figure != NULL)
    block->figure->draw (cr, block->figure->width, block->figure->height, block->figure->data);
  else
    mlg_live_drawing_draw_cell (block->drawing, cr, block->level, number);
}

static void
show_form (MlgCanvas      *self,
           const MlgBlock *block,
           guint           number,
           double          x,
           double          y)
{
  guint first = self->forms != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->forms, block)) : 0;
  double width, height;

  mlg_canvas_get_form_size (block, &width, &height);
  if (self->page != NULL && first > 0)
    mlg_pdf_page_show_form (self->page, first - 1 + number, x, y, height);
  if (self->page != NULL)
    return;
  cairo_save (self->cr);
  cairo_translate (self->cr, x, y);
  cairo_rectangle (self->cr, 0, 0, width, height);
  cairo_clip (self->cr);
  cairo_new_path (self->cr);
  mlg_canvas_draw_form (block, number, self->cr);
  cairo_restore (self->cr);
}

void
mlg_canvas_draw_figure (MlgCanvas      *self,
                        const MlgBlock *block,
                        double          x,
                        double          y)
{
  g_autofree char *said = NULL;

  if (self->page != NULL)
    {
      said = block->figure->alternative != NULL ? g_strdup (block->figure->alternative) : mlg_block_dup_text (block);
      mlg_pdf_page_begin_tag (self->page, "Figure", said);
    }
  show_form (self, block, 0, x, y);
  mlg_canvas_end_tag (self);
}

void
mlg_canvas_draw_cell (MlgCanvas      *self,
                      const MlgBlock *block,
                      guint           column,
                      double          y)
{
  mlg_canvas_begin_tag (self, block->level == 0 ? "TH" : "TD");
  show_form (self, block, column, 0, y);
  mlg_canvas_end_tag (self);
}

void
mlg_canvas_draw_row_rule (MlgCanvas      *self,
                          const MlgBlock *block,
                          double          y)
{
  double bottom = y + mlg_live_drawing_get_row_height (block->drawing, block->level);

  if (block->level == 0)
    mlg_canvas_draw_line (self, &quiet, 1, 0, bottom, MLG_TEXT_WIDTH, bottom);
  else
    mlg_canvas_draw_line (self, &hairline, 0.6, 0, bottom, MLG_TEXT_WIDTH, bottom);
}
