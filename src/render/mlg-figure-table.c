/* Tables: columns as wide as their words ask, lines between rows. */

#include "render/mlg-figure-private.h"

#include "render/mlg-figure-text.h"

#define GUTTER  1.2      /* × the size of words */
#define PADDING 0.42

static const char *
cell_text (const MlgLive *live,
           guint          row,
           guint          column)
{
  const GPtrArray *cells = row == 0 ? live->columns : g_ptr_array_index (live->rows, row - 1);

  return column < cells->len ? g_ptr_array_index (cells, column) : "";
}

/* The widest word of a column must not be cut, the rest is shared by how much there is to say. */
static void
share_width (MlgLiveDrawing *self,
             double          width)
{
  const MlgLive *live = self->live;
  guint n = live->columns->len;
  double left = width - (n - 1) * GUTTER * self->text_size;
  g_autofree double *least = g_new0 (double, n);
  g_autofree double *wanted = g_new0 (double, n);
  double sum_least = 0, sum_wanted = 0;

  for (guint k = 0; k < n; k++)
    {
      for (guint i = 0; i <= live->rows->len; i++)
        {
          const char *text = cell_text (live, i, k);
          g_auto(GStrv) words = g_strsplit_set (text, " \n", -1);

          wanted[k] = MAX (wanted[k], mlg_figure_text_width (text, self->text_size, i == 0));
          for (guint w = 0; words[w] != NULL; w++)
            least[k] = MAX (least[k], mlg_figure_text_width (words[w], self->text_size, i == 0));
        }
      least[k] = MIN (least[k] + 2, left / n * 1.6);
      wanted[k] = MAX (least[k], MIN (wanted[k] + 2, left * 0.7));
      sum_least += least[k];
      sum_wanted += wanted[k];
    }

  self->columns = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint k = 0; k < n; k++)
    {
      double share = sum_least >= left ? least[k] * left / sum_least
                   : sum_wanted <= left ? wanted[k] + (left - sum_wanted) / n
                   : least[k] + (left - sum_least) * (wanted[k] - least[k]) / MAX (1, sum_wanted - sum_least);

      g_array_append_val (self->columns, share);
    }
}

double
mlg_figure_table_measure (MlgLiveDrawing *self,
                          double          width)
{
  double total = 0;

  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->heights, g_array_unref);
  share_width (self, width);
  self->heights = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i <= self->live->rows->len; i++)
    {
      double height = self->text_size;

      for (guint k = 0; k < self->columns->len; k++)
        height = MAX (height, mlg_figure_text_height (cell_text (self->live, i, k), self->text_size, i == 0,
                                                      g_array_index (self->columns, double, k)));
      height += 2 * PADDING * self->text_size;
      g_array_append_val (self->heights, height);
      total += height;
    }
  return total;
}

void
mlg_figure_table_draw_cell (MlgLiveDrawing *self,
                            cairo_t        *cr,
                            guint           row,
                            guint           column)
{
  double x = 0;

  for (guint k = 0; k < column; k++)
    x += g_array_index (self->columns, double, k) + GUTTER * self->text_size;
  mlg_ink_set_colour (cr, row == 0 ? &self->ink->faint_text : &self->ink->text, 1);
  mlg_figure_text_draw (cr, cell_text (self->live, row, column), self->text_size, row == 0, x, PADDING * self->text_size,
                        g_array_index (self->columns, double, column));
}

void
mlg_figure_table_draw_rule (MlgLiveDrawing *self,
                            cairo_t        *cr,
                            guint           row)
{
  double height = g_array_index (self->heights, double, row);

  cairo_move_to (cr, 0, height);
  cairo_line_to (cr, self->width, height);
  mlg_ink_set_colour (cr, row == 0 ? &self->ink->faint_text : &self->ink->hairline, 1);
  cairo_set_line_width (cr, row == 0 ? 1 : 0.6);
  cairo_stroke (cr);
}

void
mlg_figure_table_draw_row (MlgLiveDrawing *self,
                           cairo_t        *cr,
                           guint           row)
{
  for (guint k = 0; k < self->columns->len; k++)
    mlg_figure_table_draw_cell (self, cr, row, k);
  mlg_figure_table_draw_rule (self, cr, row);
}
