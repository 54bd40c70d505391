/* The cover, and what a reading copy asks in its margin. */

#include "document/mlg-document-canvas.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A small mesh in the colours of the five categories: who is linked with whom. */
static void
draw_mesh (MlgCanvas *canvas)
{
  static const Colour colours[] = {
    { 0.784, 0.314, 0.039 }, { 0.043, 0.416, 0.682 }, { 0.043, 0.541, 0.400 }, { 0.604, 0.298, 0.525 }, { 0.541, 0.416, 0.000 },
  };
  static const struct { double x, y, radius; guint colour; } dots[] = {
    { 452, 96, 9, 1 },  { 508, 62, 5, 0 },  { 548, 118, 7, 2 }, { 492, 158, 6, 3 }, { 424, 168, 5, 0 },
    { 536, 196, 9, 0 }, { 470, 228, 8, 2 }, { 402, 112, 4, 4 }, { 560, 262, 5, 1 }, { 512, 284, 6, 4 },
    { 578, 170, 4, 3 }, { 444, 46, 4, 2 },  { 560, 60, 6, 4 },
  };
  static const guint8 edges[][2] = {
    { 0, 1 }, { 0, 3 }, { 0, 4 }, { 0, 7 }, { 1, 2 }, { 2, 3 }, { 3, 5 }, { 3, 6 }, { 4, 6 }, { 5, 6 },
    { 5, 8 }, { 6, 9 }, { 8, 9 }, { 5, 10 }, { 2, 10 }, { 0, 11 }, { 1, 12 }, { 2, 12 }, { 3, 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    mlg_canvas_draw_line (canvas, &hairline, 1, dots[edges[i][0]].x, dots[edges[i][0]].y, dots[edges[i][1]].x, dots[edges[i][1]].y);
  for (guint i = 0; i < G_N_ELEMENTS (dots); i++)
    mlg_canvas_draw_disc (canvas, &colours[dots[i].colour], dots[i].x, dots[i].y, dots[i].radius, 0);
}

/* Lines of one size from @y down; returns where they end. */
static double
draw_paragraph (MlgCanvas    *canvas,
                const char   *tag,
                const char   *family,
                double        size,
                gboolean      bold,
                const Colour *colour,
                double        y,
                const char   *text)
{
  g_autoptr(PangoLayout) layout = NULL;
  double leading = size * 1.28;
  int n_lines;

  if (text == NULL)
    return y;

  layout = mlg_document_make_layout (canvas->context, family, size, bold, MLG_TEXT_WIDTH, text);
  n_lines = pango_layout_get_line_count (layout);
  mlg_canvas_begin_tag (canvas, tag);
  for (int i = 0; i < n_lines; i++)
    mlg_canvas_show_line (canvas, colour, pango_layout_get_line_readonly (layout, i), MLG_TEXT_LEFT, y + size + i * leading);
  mlg_canvas_end_tag (canvas);
  return y + n_lines * leading;
}

/* A very long title is set smaller rather than cut. */
static double
title_size (const char *title)
{
  glong length = g_utf8_strlen (title, -1);

  return length < 60 ? 32 : length < 140 ? 26 : length < 300 ? 20 : 13;
}

void
mlg_document_draw_cover (MlgDocument *self,
                         MlgCanvas   *canvas)
{
  double y = 330;

  draw_mesh (canvas);
  mlg_canvas_fill_rectangle (canvas, &accent, MLG_TEXT_LEFT, y - 24, 48, 4);

  y = draw_paragraph (canvas, "P", MLG_SANS, 10.5, TRUE, &accent, y - 4, self->dossier ? _("Monographs") : _("Monograph")) + 8;
  y = draw_paragraph (canvas, "H1", MLG_SERIF, title_size (self->title), TRUE, &ink, y, self->title) + 12;
  y = draw_paragraph (canvas, "P", MLG_SANS, 12.5, FALSE, &quiet, y, self->subtitle) + 30;
  y = draw_paragraph (canvas, "P", MLG_SERIF, 12, FALSE, &ink, y, self->authors) + 4;
  draw_paragraph (canvas, "P", MLG_SANS, 10, FALSE, &quiet, y, self->author_mode);

  y = MLG_PAGE_HEIGHT - 108;
  if (self->draft)
    draw_paragraph (canvas, "P", MLG_SANS, 10, TRUE, &warning, y - 18, _("Working version"));
  y = draw_paragraph (canvas, "P", MLG_SANS, 9.5, FALSE, &quiet, y, self->date) + 2;
  draw_paragraph (canvas, "P", MLG_SANS, 9.5, FALSE, &quiet, y, self->licence);
}

/* ---- a reading copy */

/* In the margin of a reading copy: what to look at, and lines to write on, down to what comes next. */
static void
draw_ask (MlgCanvas         *canvas,
          const MlgFlowItem *item,
          double             y,
          double             room)
{
  double width = MLG_PAGE_WIDTH - MLG_READING_LEFT - MLG_TEXT_WIDTH - 20 - 34, top = y, left = MLG_TEXT_WIDTH + 20;

  for (guint i = 0; i < item->block->ask->len; i++)
    {
      g_autoptr(PangoLayout) layout = mlg_document_make_layout (canvas->context, MLG_SANS, 8, FALSE, width, g_ptr_array_index (item->block->ask, i));
      int n_lines = pango_layout_get_line_count (layout), height;

      pango_layout_get_size (layout, NULL, &height);
      if (i > 0 && y + pango_units_to_double (height) > top + room)
        break;
      mlg_canvas_begin_tag (canvas, "Note");
      for (int k = 0; k < n_lines; k++)
        mlg_canvas_show_line (canvas, &quiet, pango_layout_get_line_readonly (layout, k), left,
                              y + pango_units_to_double (pango_layout_get_baseline (layout)) + k * pango_units_to_double (height) / n_lines);
      mlg_canvas_end_tag (canvas);
      y += pango_units_to_double (height) + 5;
    }
  for (y += 12; y < top + MAX (room, 40) && y < MLG_TEXT_HEIGHT; y += 17)
    mlg_canvas_draw_line (canvas, &hairline, 0.6, left, y, left + width, y);
}

/* From one thing asked to the next on the page. */
void
mlg_document_draw_questions (MlgDocument   *self,
                             MlgCanvas     *canvas,
                             const GArray  *flow,
                             const MlgPage *page)
{
  for (guint i = 0; i < page->fragments->len; i++)
    {
      const MlgFragment *fragment = &g_array_index (page->fragments, MlgFragment, i);
      const MlgFlowItem *item = &g_array_index (flow, MlgFlowItem, fragment->item);
      double end = MLG_TEXT_HEIGHT;

      if (item->block->ask == NULL || fragment->first_line > 0)
        continue;
      for (guint k = i + 1; k < page->fragments->len; k++)
        {
          const MlgFragment *next = &g_array_index (page->fragments, MlgFragment, k);

          if (g_array_index (flow, MlgFlowItem, next->item).block->ask != NULL)
            {
              end = next->y - 12;
              break;
            }
        }
      draw_ask (canvas, item, fragment->y + 2, end - fragment->y);
    }
}
