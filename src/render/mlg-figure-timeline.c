/* What happened, from the first to the last, along a line; what nobody can date stands at the end
 * on a broken line. Long silences are longer, within reason. */

#include "render/mlg-figure-private.h"

#include <math.h>

#include "render/mlg-figure-text.h"

#define MAX_SILENCE 2.4      /* × the size of words */

typedef struct
{
  double when_width, what_x, what_width;
} Columns;

static Columns
make_columns (MlgLiveDrawing *self,
              double          width)
{
  Columns columns = { 0 };

  for (guint i = 0; i < self->live->moments->len; i++)
    {
      const MlgLiveMoment *moment = &g_array_index (self->live->moments, MlgLiveMoment, i);

      if (moment->when != NULL)
        columns.when_width = MAX (columns.when_width, mlg_figure_text_width (moment->when, self->text_size, TRUE));
    }
  columns.when_width = MIN (columns.when_width + 1, width * 0.36);
  columns.what_x = columns.when_width + self->text_size * 3;
  columns.what_width = MAX (width - columns.what_x, width * 0.3);
  return columns;
}

static double
moment_height (MlgLiveDrawing      *self,
               const MlgLiveMoment *moment,
               const Columns       *columns)
{
  double what = mlg_figure_text_height (moment->what, self->text_size, FALSE, columns->what_width);
  double when = moment->when != NULL ? mlg_figure_text_height (moment->when, self->text_size, TRUE, columns->when_width) : 0;

  return MAX (what, when) + self->text_size * 0.9;
}

/* The room before a moment: the years since the one before. */
static double
silence_before (MlgLiveDrawing *self,
                guint           index)
{
  const MlgLiveMoment *moment = &g_array_index (self->live->moments, MlgLiveMoment, index);
  const MlgLiveMoment *before = index > 0 ? moment - 1 : NULL;
  double years = before == NULL || isnan (moment->from) || isnan (before->from) ? 0 : MAX (0, moment->from - before->from);

  return self->text_size * MAX_SILENCE * (1 - exp (-years / 12));
}

double
mlg_figure_timeline_measure (MlgLiveDrawing *self,
                             double          width)
{
  Columns columns = make_columns (self, width);
  double height = self->text_size * 0.4;

  for (guint i = 0; i < self->live->moments->len; i++)
    height += silence_before (self, i) + moment_height (self, &g_array_index (self->live->moments, MlgLiveMoment, i), &columns);
  return height;
}

static void
draw_mark (MlgLiveDrawing      *self,
           cairo_t             *cr,
           const MlgLiveMoment *moment,
           double               x,
           double               y)
{
  gboolean sure = !isnan (moment->from) && !moment->wish;

  cairo_new_path (cr);
  cairo_arc (cr, x, y, self->text_size * 0.36, 0, 2 * G_PI);
  mlg_ink_set_colour (cr, sure ? &self->ink->categories[1] : &self->ink->paper, 1);
  cairo_fill_preserve (cr);
  mlg_ink_set_colour (cr, &self->ink->categories[1], 1);
  cairo_set_line_width (cr, 1.2 * self->ink->line_scale);
  cairo_stroke (cr);
}

static void
draw_line (MlgLiveDrawing *self,
           cairo_t        *cr,
           double          x,
           double          from,
           double          to,
           gboolean        sure)
{
  static const double dashes[] = { 2.5, 2.5 };

  cairo_save (cr);
  cairo_move_to (cr, x, from);
  cairo_line_to (cr, x, to);
  mlg_ink_set_colour (cr, &self->ink->faint_text, 0.7);
  cairo_set_line_width (cr, 1.2 * self->ink->line_scale);
  if (!sure)
    cairo_set_dash (cr, dashes, 2, 0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
mlg_figure_timeline_draw (MlgLiveDrawing *self,
                          cairo_t        *cr)
{
  Columns columns = make_columns (self, self->width);
  double x = columns.when_width + self->text_size * 1.5, y = self->text_size * 0.4, before = -1;

  for (guint i = 0; i < self->live->moments->len; i++)
    {
      const MlgLiveMoment *moment = &g_array_index (self->live->moments, MlgLiveMoment, i);
      double middle;

      y += silence_before (self, i);
      middle = y + self->text_size * 0.65;
      if (before >= 0)
        draw_line (self, cr, x, before + self->text_size * 0.5, middle - self->text_size * 0.5, !isnan (moment->from));
      draw_mark (self, cr, moment, x, middle);
      mlg_ink_set_colour (cr, &self->ink->text, 1);
      if (moment->when != NULL)
        mlg_figure_text_draw (cr, moment->when, self->text_size, TRUE, 0, y, columns.when_width);
      mlg_figure_text_draw (cr, moment->what, self->text_size, FALSE, columns.what_x, y, columns.what_width);
      y += moment_height (self, moment, &columns);
      before = middle;
    }
}
