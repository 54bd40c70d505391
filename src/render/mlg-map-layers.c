/* The layers of other people's outlines. */

#include "render/mlg-map-layers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EDGE       4           /* pixels beyond the frame that still matter: line widths */
#define TINT       0.10        /* of the surfaces */
#define LINE_WIDTH 1.8
#define POINT      3.5
#define LEAST_SURFACE_FOR_NAME 14.0  /* pixels across */

void
mlg_map_get_layer_colour (const MlgInk      *ink,
                          const MlgMapLayer *layer,
                          MlgColour         *colour)
{
  const char *text = layer->colour;
  gboolean dark = ink->paper.r + ink->paper.g + ink->paper.b < 1.5;
  gboolean is_colour = text != NULL && strlen (text) == 7 && text[0] == '#' && strspn (text + 1, "0123456789abcdefABCDEF") == 6;
  unsigned long rgb = is_colour ? strtoul (text + 1, NULL, 16) : 0x7b4a9c;
  double lift = dark ? 0.45 : 0;

  *colour = (MlgColour) { (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0, (rgb & 0xff) / 255.0 };
  colour->r += (1 - colour->r) * lift;
  colour->g += (1 - colour->g) * lift;
  colour->b += (1 - colour->b) * lift;
}

static void
add_rings (cairo_t             *cr,
           const MlgLayerShape *shape,
           double               scale,
           double               dx,
           double               dy)
{
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const MlgRing *ring = &g_array_index (shape->rings, MlgRing, i);
      double last_x = 0, last_y = 0;

      cairo_new_sub_path (cr);
      for (guint k = 0; k < ring->n; k++)
        {
          double x = ring->points[k].x * scale + dx, y = ring->points[k].y * scale + dy;

          /* Points nearer than half a pixel to the one before do not show. */
          if (k > 0 && k + 1 < ring->n && ABS (x - last_x) < 0.5 && ABS (y - last_y) < 0.5)
            continue;
          cairo_line_to (cr, x, y);
          last_x = x;
          last_y = y;
        }
      if (shape->kind == MLG_LAYER_SURFACES)
        cairo_close_path (cr);
    }
}

static void
draw_points (cairo_t             *cr,
             const MlgInk        *ink,
             const MlgColour     *colour,
             const MlgLayerShape *shape,
             double               scale,
             double               dx,
             double               dy)
{
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const MlgRing *ring = &g_array_index (shape->rings, MlgRing, i);

      for (guint k = 0; k < ring->n; k++)
        {
          cairo_new_sub_path (cr);
          cairo_arc (cr, ring->points[k].x * scale + dx, ring->points[k].y * scale + dy, POINT * ink->line_scale, 0, 2 * G_PI);
        }
    }
  mlg_ink_set_colour (cr, colour, 0.9);
  cairo_fill_preserve (cr);
  mlg_ink_set_colour (cr, &ink->paper, 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
draw_layer (cairo_t           *cr,
            const MlgInk      *ink,
            const MlgMapFrame *frame,
            const MlgMapLayer *layer)
{
  double scale = mlg_map_frame_get_scale (frame);
  double dx = frame->width / 2 - frame->x * scale, dy = frame->height / 2 - frame->y * scale;
  MlgMercatorBox box = mlg_map_frame_get_box (frame, EDGE * ink->line_scale + POINT);
  MlgColour colour;

  mlg_map_get_layer_colour (ink, layer, &colour);
  for (guint i = 0; i < layer->shapes->len; i++)
    {
      const MlgLayerShape *shape = layer->shapes->pdata[i];

      if (!mlg_mercator_boxes_meet (&shape->box, &box))
        continue;
      if (shape->kind == MLG_LAYER_POINTS)
        {
          draw_points (cr, ink, &colour, shape, scale, dx, dy);
          continue;
        }
      add_rings (cr, shape, scale, dx, dy);
      if (shape->kind == MLG_LAYER_SURFACES)
        {
          mlg_ink_set_colour (cr, &colour, TINT);
          cairo_fill_preserve (cr);
        }
      mlg_ink_set_colour (cr, &colour, 0.9);
      cairo_set_line_width (cr, LINE_WIDTH * ink->line_scale);
      cairo_stroke (cr);
    }
}

void
mlg_map_draw_layers (cairo_t           *cr,
                     const MlgInk      *ink,
                     const MlgMapFrame *frame,
                     GPtrArray         *layers)
{
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  for (guint i = 0; i < layers->len; i++)
    draw_layer (cr, ink, frame, layers->pdata[i]);
  cairo_restore (cr);
}

/* A surface is named when it is about as wide as its name. */
static gboolean
has_room (const MlgLayerShape *shape,
          double               scale,
          double               width)
{
  double across = ((double) shape->box.x1 - shape->box.x0) * scale;

  return shape->kind != MLG_LAYER_SURFACES || (across >= LEAST_SURFACE_FOR_NAME && across >= width * 0.8);
}

void
mlg_map_draw_layer_names (cairo_t           *cr,
                          MlgMapText        *text,
                          const MlgInk      *ink,
                          const MlgMapFrame *frame,
                          GPtrArray         *layers,
                          MlgMapRoom        *room)
{
  double scale = mlg_map_frame_get_scale (frame);
  MlgMercatorBox box = mlg_map_frame_get_box (frame, 0);

  for (guint i = layers->len; i > 0; i--)
    {
      const MlgMapLayer *layer = layers->pdata[i - 1];

      for (guint k = 0; k < layer->shapes->len; k++)
        {
          const MlgLayerShape *shape = layer->shapes->pdata[k];
          double x, y, width, height;

          if (shape->name == NULL || !mlg_mercator_boxes_meet (&shape->box, &box))
            continue;
          mlg_map_text_measure (text, MLG_HAND_AREA, shape->name, &width, &height);
          mlg_map_frame_to_screen (frame, shape->middle, &x, &y);
          if (shape->kind == MLG_LAYER_POINTS)
            y += POINT + height / 2 + 2;
          if (has_room (shape, scale, width) && mlg_map_room_take (room, x - width / 2 - 2, y - height / 2, width + 4, height))
            mlg_map_text_draw (text, cr, MLG_HAND_AREA, shape->name, x - width / 2, y - height / 2);
        }
    }
}
