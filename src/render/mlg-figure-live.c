/* Live blocks, drawn: which figure, how high. */

#include "render/mlg-figure-private.h"

#include "render/mlg-figure-ring.h"
#include "render/mlg-figure-text.h"

MlgLiveDrawing *
mlg_live_drawing_new (const MlgLive *live,
                      MlgInkTheme    theme,
                      double         text_size)
{
  MlgLiveDrawing *self;

  g_return_val_if_fail (live != NULL, NULL);

  self = g_new0 (MlgLiveDrawing, 1);
  self->live = live;
  self->ink = mlg_ink_get (theme);
  self->text_size = text_size > 0 ? text_size : self->ink->text_size;
  return self;
}

void
mlg_live_drawing_free (MlgLiveDrawing *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->scene, mlg_graph_scene_free);
  g_clear_pointer (&self->index, mlg_map_index_unref);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->heights, g_array_unref);
  g_free (self);
}

/* ---- a sentence, where there is nothing to show */

static double
measure_problem (MlgLiveDrawing *self,
                 double          width)
{
  return mlg_figure_text_height (self->live->problem, self->text_size, FALSE, width - 2 * self->text_size) + 2 * self->text_size;
}

static void
draw_problem (MlgLiveDrawing *self,
              cairo_t        *cr)
{
  static const double dashes[] = { 3, 3 };

  cairo_save (cr);
  cairo_rectangle (cr, 0.5, 0.5, self->width - 1, self->height - 1);
  mlg_ink_set_colour (cr, &self->ink->hairline, 1);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_stroke (cr);
  cairo_restore (cr);
  mlg_ink_set_colour (cr, &self->ink->faint_text, 1);
  mlg_figure_text_draw (cr, self->live->problem, self->text_size, FALSE, self->text_size, self->text_size,
                        self->width - 2 * self->text_size);
}

/* ---- the ring */

static MlgEconomyRing
ring_of (const MlgLive *live)
{
  MlgEconomyRing ring = { .no_legend = FALSE };

  for (guint i = 0; i < MLG_N_ECONOMIES; i++)
    {
      ring.counts[i] = live->counts[i];
      ring.amounts[i] = live->amounts[i];
    }
  return ring;
}

/* ---- public */

double
mlg_live_drawing_measure (MlgLiveDrawing *self,
                          double          width)
{
  MlgEconomyRing ring;

  g_return_val_if_fail (self != NULL, 0);

  if (self->height > 0 && self->width == width)
    return self->height;

  self->width = width;
  if (self->live->problem != NULL)
    return self->height = measure_problem (self, width);

  switch (self->live->kind)
    {
    case MLG_LIVE_MAP:      self->height = mlg_figure_map_measure (self, width); break;
    case MLG_LIVE_GRAPH:    self->height = mlg_figure_graph_measure (self, width); break;
    case MLG_LIVE_TIMELINE: self->height = mlg_figure_timeline_measure (self, width); break;
    case MLG_LIVE_RADAR:    self->height = mlg_figure_radar_measure (self, width); break;
    case MLG_LIVE_PHOTO:    self->height = mlg_figure_photo_measure (self, width); break;
    case MLG_LIVE_RING:
      ring = ring_of (self->live);
      self->height = mlg_ring_measure (&ring, width, self->text_size);
      break;
    default:                self->height = mlg_figure_table_measure (self, width); break;
    }
  return self->height;
}

static void
draw_table (MlgLiveDrawing *self,
            cairo_t        *cr)
{
  for (guint i = 0; i < self->heights->len; i++)
    {
      mlg_figure_table_draw_row (self, cr, i);
      cairo_translate (cr, 0, g_array_index (self->heights, double, i));
    }
}

void
mlg_live_drawing_draw (MlgLiveDrawing *self,
                       cairo_t        *cr)
{
  MlgEconomyRing ring;

  g_return_if_fail (self != NULL && cr != NULL && self->height > 0);

  cairo_save (cr);
  cairo_new_path (cr);
  if (self->live->problem != NULL)
    draw_problem (self, cr);
  else
    switch (self->live->kind)
      {
      case MLG_LIVE_MAP:      mlg_figure_map_draw (self, cr); break;
      case MLG_LIVE_GRAPH:    mlg_figure_graph_draw (self, cr); break;
      case MLG_LIVE_TIMELINE: mlg_figure_timeline_draw (self, cr); break;
      case MLG_LIVE_RADAR:    mlg_figure_radar_draw (self, cr); break;
      case MLG_LIVE_PHOTO:    mlg_figure_photo_draw (self, cr); break;
      case MLG_LIVE_RING:
        ring = ring_of (self->live);
        mlg_ring_draw (cr, &ring, self->ink, self->width, self->height, self->text_size);
        break;
      default:                draw_table (self, cr); break;
      }
  cairo_new_path (cr);
  cairo_restore (cr);
}

guint
mlg_live_drawing_get_n_rows (MlgLiveDrawing *self)
{
  return self->live->problem == NULL && mlg_live_is_table (self->live) && self->heights != NULL ? self->heights->len : 0;
}

double
mlg_live_drawing_get_row_height (MlgLiveDrawing *self,
                                 guint           row)
{
  g_return_val_if_fail (row < mlg_live_drawing_get_n_rows (self), 0);
  return g_array_index (self->heights, double, row);
}

void
mlg_live_drawing_draw_cell (MlgLiveDrawing *self,
                            cairo_t        *cr,
                            guint           row,
                            guint           column)
{
  g_return_if_fail (row < mlg_live_drawing_get_n_rows (self) && column < self->columns->len);
  mlg_figure_table_draw_cell (self, cr, row, column);
}
