/* What is drawn of a gesture, over everything else. */

#include "ui/map/mlg-map-tools.h"

#include <math.h>

#define RING_POINTS  90
#define EDGE         7.0         /* pixels around the edge that still are the edge */
#define HANDLE       5.0         /* radius */
#define DASH         ((const double[]) { 6, 4 })

static void
add_points (cairo_t           *cr,
            const MlgMapFrame *frame,
            const MlgMercator *points,
            guint              n)
{
  cairo_new_path (cr);
  for (guint i = 0; i < n; i++)
    {
      double x, y;

      mlg_map_frame_to_screen (frame, points[i], &x, &y);
      cairo_line_to (cr, x, y);
    }
}

/* On a halo of paper, so that it stands on any ground. */
static void
stroke (cairo_t      *cr,
        const MlgInk *ink,
        double        width)
{
  mlg_ink_set_colour (cr, &ink->paper, 0.85);
  cairo_set_line_width (cr, (width + 3) * ink->line_scale);
  cairo_stroke_preserve (cr);
  mlg_ink_set_colour (cr, &ink->selection, 1);
  cairo_set_line_width (cr, width * ink->line_scale);
  cairo_stroke (cr);
}

static void
draw_handle (cairo_t      *cr,
             const MlgInk *ink,
             double        x,
             double        y)
{
  cairo_new_path (cr);
  cairo_arc (cr, x, y, HANDLE * ink->line_scale, 0, 2 * G_PI);
  mlg_ink_set_colour (cr, &ink->paper, 1);
  cairo_fill_preserve (cr);
  mlg_ink_set_colour (cr, &ink->selection, 1);
  cairo_set_line_width (cr, 2 * ink->line_scale);
  cairo_stroke (cr);
}

static void
write_at (MlgMapTools       *tools,
          cairo_t           *cr,
          const MlgMapFrame *frame,
          const char        *text,
          double             x,
          double             y)
{
  double width, height;

  mlg_map_text_measure (tools->text, MLG_HAND_ACTOR_CHOSEN, text, &width, &height);
  mlg_map_text_draw (tools->text, cr, MLG_HAND_ACTOR_CHOSEN, text, CLAMP (x, 4, MAX (frame->width - width - 4, 4)),
                     CLAMP (y - height / 2, 4, MAX (frame->height - height - 4, 4)));
}

/* ---- the lasso */

static void
draw_lasso (MlgMapTools       *tools,
            cairo_t           *cr,
            const MlgInk      *ink,
            const MlgMapFrame *frame)
{
  cairo_new_path (cr);
  if (tools->circle > 0)
    cairo_arc (cr, frame->width / 2, frame->height / 2, tools->circle, 0, 2 * G_PI);
  for (guint i = 0; i < tools->lasso->len; i++)
    cairo_line_to (cr, g_array_index (tools->lasso, MlgMapPoint, i).x, g_array_index (tools->lasso, MlgMapPoint, i).y);
  if (!cairo_has_current_point (cr))
    return;

  cairo_close_path (cr);
  mlg_ink_set_colour (cr, &ink->selection, 0.15);
  cairo_fill_preserve (cr);
  stroke (cr, ink, 1.5);
}

/* ---- the measure */

static void
draw_cross (cairo_t           *cr,
            const MlgInk      *ink,
            const MlgMapFrame *frame)
{
  double x = round (frame->width / 2) + 0.5, y = round (frame->height / 2) + 0.5;

  cairo_new_path (cr);
  cairo_move_to (cr, x - 9, y);
  cairo_line_to (cr, x + 9, y);
  cairo_move_to (cr, x, y - 9);
  cairo_line_to (cr, x, y + 9);
  stroke (cr, ink, 1.2);
}

static void
draw_measure (MlgMapTools       *tools,
              cairo_t           *cr,
              const MlgInk      *ink,
              const MlgMapFrame *frame)
{
  const MlgMercator *points = (const MlgMercator *) tools->measured->data;
  guint n = tools->measured->len;
  gboolean to_tip = tools->has_tip && !tools->is_closed && n > 0;
  double km = 0, x, y;

  draw_cross (cr, ink, frame);
  if (n == 0)
    return;

  add_points (cr, frame, points, n);
  if (tools->is_closed)
    {
      cairo_close_path (cr);
      mlg_ink_set_colour (cr, &ink->selection, 0.15);
      cairo_fill_preserve (cr);
    }
  stroke (cr, ink, 2);
  if (to_tip)
    {
      MlgMercator last[2] = { points[n - 1], tools->tip };

      add_points (cr, frame, last, 2);
      cairo_save (cr);
      cairo_set_dash (cr, DASH, 2, 0);
      stroke (cr, ink, 1.5);
      cairo_restore (cr);
    }

  for (guint i = 0; i < n + to_tip; i++)
    {
      MlgMercator at = i < n ? points[i] : tools->tip;
      g_autofree char *length = NULL;

      km += i > 0 ? mlg_ground_between (points[i - 1], at) : 0;
      mlg_map_frame_to_screen (frame, at, &x, &y);
      if (i < n)
        draw_handle (cr, ink, x, y);
      if (i == 0)
        continue;
      length = mlg_map_dup_length (km);
      write_at (tools, cr, frame, length, x + 10, y - 12);
    }
}

/* ---- who is near */

static void
draw_near (MlgMapTools       *tools,
           cairo_t           *cr,
           const MlgInk      *ink,
           const MlgMapFrame *frame)
{
  g_autofree char *length = mlg_map_dup_length (tools->km);
  MlgMercator ring[RING_POINTS];
  double x, y;

  mlg_ground_circle (tools->middle, tools->km, ring, RING_POINTS);
  add_points (cr, frame, ring, RING_POINTS);
  cairo_close_path (cr);
  mlg_ink_set_colour (cr, &ink->selection, 0.08);
  cairo_fill_preserve (cr);
  stroke (cr, ink, 2);

  mlg_map_frame_to_screen (frame, tools->middle, &x, &y);
  draw_handle (cr, ink, x, y);
  mlg_map_frame_to_screen (frame, ring[RING_POINTS / 4], &x, &y);
  draw_handle (cr, ink, x, y);
  write_at (tools, cr, frame, length, x + 10, y);
}

MlgGrip
mlg_map_overlay_pick (MlgMapView *self,
                      double      x,
                      double      y)
{
  MlgMapTools *tools = self->tools;
  MlgMercator edge;
  MlgMapFrame frame;
  double middle_x, middle_y, edge_x, edge_y, radius;

  if (tools->tool != MLG_MAP_TOOL_NEAR || !tools->has_middle)
    return MLG_GRIP_NONE;

  mlg_map_canvas_get_frame (self->canvas, &frame);
  mlg_ground_circle (tools->middle, tools->km, &edge, 1);
  mlg_map_frame_to_screen (&frame, tools->middle, &middle_x, &middle_y);
  mlg_map_frame_to_screen (&frame, edge, &edge_x, &edge_y);
  radius = hypot (edge_x - middle_x, edge_y - middle_y);
  if (fabs (hypot (x - middle_x, y - middle_y) - radius) <= EDGE)
    return MLG_GRIP_RING;

  return hypot (x - middle_x, y - middle_y) <= HANDLE + 3 ? MLG_GRIP_MIDDLE : MLG_GRIP_NONE;
}

/* ---- all */

void
mlg_map_overlay_draw (cairo_t           *cr,
                      const MlgMapFrame *frame,
                      gpointer           view)
{
  MlgMapView *self = view;
  MlgMapTools *tools = self->tools;
  const MlgInk *ink = mlg_map_canvas_get_ink (self->canvas);

  if (tools->text == NULL || tools->text_theme != ink->theme)
    {
      g_clear_pointer (&tools->text, mlg_map_text_free);
      /* Lengths change with each step of the pointer: nothing to keep. */
      tools->text = mlg_map_text_new (ink, FALSE, 1);
      tools->text_theme = ink->theme;
    }

  mlg_map_outline_draw (self, cr, frame);
  draw_lasso (tools, cr, ink, frame);
  if (tools->tool == MLG_MAP_TOOL_MEASURE)
    draw_measure (tools, cr, ink, frame);
  if (tools->tool == MLG_MAP_TOOL_NEAR && tools->has_middle)
    draw_near (tools, cr, ink, frame);
}
