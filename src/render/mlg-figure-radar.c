/* The levels of an evaluation around a point, two dates at most; no total, no score. A criterion of
 * which nothing is told has a broken spoke and no corner. */

#include "render/mlg-figure-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "render/mlg-figure-text.h"

#define N_RINGS  4

typedef struct
{
  double x, y, radius;
  double label_width;
} Dial;

static double
top_level (const MlgLive *live)
{
  return MAX (1, (double) (live->levels->len > 0 ? live->levels->len - 1 : N_RINGS));
}

static Dial
make_dial (MlgLiveDrawing *self,
           double          width)
{
  Dial dial = { .x = width / 2, .label_width = MIN (width * 0.27, self->text_size * 13) };

  dial.radius = MIN (width / 2 - dial.label_width - self->text_size, self->text_size * 12);
  dial.y = dial.radius + self->text_size * 4.4;
  return dial;
}

static char *
dup_levels (const MlgLive *live)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < live->levels->len; i++)
    g_string_append_printf (text, "%s%u\xc2\xa0%s", i > 0 ? " · " : "", i, (const char *) g_ptr_array_index (live->levels, i));
  return g_string_free (text, FALSE);
}

static double
angle_of (const MlgLive *live,
          guint          criterion)
{
  return -G_PI_2 + 2 * G_PI * criterion / live->criteria->len;
}

double
mlg_figure_radar_measure (MlgLiveDrawing *self,
                          double          width)
{
  Dial dial = make_dial (self, width);
  g_autofree char *levels = dup_levels (self->live);

  return dial.y + dial.radius + self->text_size * 4.6 + self->text_size * 1.7 * (self->live->series->len > 1 ? self->live->series->len : 0) +
         mlg_figure_text_height (levels, self->text_size * 0.9, FALSE, width);
}

static void
draw_dial (MlgLiveDrawing *self,
           cairo_t        *cr,
           const Dial     *dial)
{
  const MlgLive *live = self->live;
  double top = top_level (live);

  cairo_set_line_width (cr, 0.6);
  mlg_ink_set_colour (cr, &self->ink->hairline, 1);
  for (double level = 1; level <= top; level++)
    {
      for (guint i = 0; i < live->criteria->len; i++)
        cairo_line_to (cr, dial->x + cos (angle_of (live, i)) * dial->radius * level / top,
                       dial->y + sin (angle_of (live, i)) * dial->radius * level / top);
      cairo_close_path (cr);
      cairo_stroke (cr);
    }
  for (guint i = 0; i < live->criteria->len; i++)
    {
      cairo_move_to (cr, dial->x, dial->y);
      cairo_line_to (cr, dial->x + cos (angle_of (live, i)) * dial->radius, dial->y + sin (angle_of (live, i)) * dial->radius);
      cairo_stroke (cr);
    }
  for (guint level = 1; level <= (guint) top; level++)
    {
      g_autofree char *text = g_strdup_printf ("%u", level);

      mlg_ink_set_colour (cr, &self->ink->faint_text, 1);
      mlg_figure_text_draw (cr, text, self->text_size * 0.8, FALSE, dial->x + 2, dial->y - dial->radius * level / top, -1);
    }
}

/* Outside the dial, on the side it is on. */
static void
draw_labels (MlgLiveDrawing *self,
             cairo_t        *cr,
             const Dial     *dial)
{
  mlg_ink_set_colour (cr, &self->ink->text, 1);
  for (guint i = 0; i < self->live->criteria->len; i++)
    {
      const char *text = g_ptr_array_index (self->live->criteria, i);
      double c = cos (angle_of (self->live, i)), s = sin (angle_of (self->live, i));
      double x = dial->x + c * (dial->radius + self->text_size * 0.7), y = dial->y + s * (dial->radius + self->text_size * 0.7);
      double height = mlg_figure_text_height (text, self->text_size, FALSE, dial->label_width);

      if (fabs (c) < 0.2)
        mlg_figure_text_centre (cr, text, self->text_size, FALSE, dial->x, s < 0 ? y - height : y, dial->label_width * 1.4);
      else if (c > 0)
        mlg_figure_text_draw (cr, text, self->text_size, FALSE, x, y - height / 2, dial->label_width);
      else
        mlg_figure_text_draw (cr, text, self->text_size, FALSE,
                              x - MIN (dial->label_width, mlg_figure_text_width (text, self->text_size, FALSE)), y - height / 2, dial->label_width);
    }
}

static void
draw_series (MlgLiveDrawing      *self,
             cairo_t             *cr,
             const Dial          *dial,
             const MlgLiveSeries *series,
             gboolean             last)
{
  static const double dashes[] = { 4, 3 };
  const MlgColour *colour = &self->ink->economies[last ? 0 : 2];
  double top = top_level (self->live);
  guint n_told = 0;

  cairo_save (cr);
  cairo_new_path (cr);
  for (guint i = 0; i < series->levels->len; i++)
    {
      int level = g_array_index (series->levels, int, i);

      if (level < 0)
        continue;
      cairo_line_to (cr, dial->x + cos (angle_of (self->live, i)) * dial->radius * MIN (level, top) / top,
                     dial->y + sin (angle_of (self->live, i)) * dial->radius * MIN (level, top) / top);
      n_told++;
    }
  if (n_told > 2)
    cairo_close_path (cr);
  if (last)
    {
      mlg_ink_set_colour (cr, colour, 0.14);
      cairo_fill_preserve (cr);
    }
  else
    cairo_set_dash (cr, dashes, 2, 0);
  mlg_ink_set_colour (cr, colour, 1);
  cairo_set_line_width (cr, 1.8 * self->ink->line_scale);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);

  for (guint i = 0; i < series->levels->len; i++)
    {
      int level = g_array_index (series->levels, int, i);

      if (level < 0)
        continue;
      cairo_new_path (cr);
      mlg_ink_add_shape (cr, last ? MLG_SHAPE_CIRCLE : MLG_SHAPE_SQUARE,
                         dial->x + cos (angle_of (self->live, i)) * dial->radius * MIN (level, top) / top,
                         dial->y + sin (angle_of (self->live, i)) * dial->radius * MIN (level, top) / top, 2.8 * self->ink->line_scale);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}

void
mlg_figure_radar_draw (MlgLiveDrawing *self,
                       cairo_t        *cr)
{
  Dial dial = make_dial (self, self->width);
  g_autofree char *levels = dup_levels (self->live);
  double y = dial.y + dial.radius + self->text_size * 4.2;

  draw_dial (self, cr, &dial);
  for (guint i = 0; i < self->live->series->len; i++)
    draw_series (self, cr, &dial, &g_array_index (self->live->series, MlgLiveSeries, i), i + 1 == self->live->series->len);
  draw_labels (self, cr, &dial);

  for (guint i = 0; i < self->live->series->len && self->live->series->len > 1; i++, y += self->text_size * 1.7)
    {
      const MlgLiveSeries *series = &g_array_index (self->live->series, MlgLiveSeries, i);
      gboolean last = i + 1 == self->live->series->len;

      cairo_new_path (cr);
      mlg_ink_add_shape (cr, last ? MLG_SHAPE_CIRCLE : MLG_SHAPE_SQUARE, self->text_size * 0.6, y + self->text_size * 0.65, self->text_size * 0.36);
      mlg_ink_set_colour (cr, &self->ink->economies[last ? 0 : 2], 1);
      cairo_fill (cr);
      mlg_ink_set_colour (cr, &self->ink->text, 1);
      mlg_figure_text_draw (cr, series->label != NULL ? series->label : "", self->text_size, FALSE, self->text_size * 1.6, y, -1);
    }
  mlg_ink_set_colour (cr, &self->ink->faint_text, 1);
  mlg_figure_text_draw (cr, levels, self->text_size * 0.9, FALSE, 0, y, self->width);
}
