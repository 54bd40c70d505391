/* Areas of intervention: an outline where it is known, else a dashed circle. */

#include "render/mlg-map-draw-private.h"

#include <math.h>

#include "render/mlg-map-background.h"
#include "render/mlg-map-layers.h"
#include "render/mlg-map-pack.h"

#define MIN_CIRCLE      14        /* pixels; a smaller circle would look like a mark */
#define WIDE_AREA       1000      /* pixels */

/* Seen from within, an area is all there is to see: then hardly a tint. @reach: its width, in pixels. */
static double
tint_of (double reach)
{
  return 0.12 * CLAMP (WIDE_AREA / MAX (reach, 1), 0.35, 1);
}

static void
draw_outline (cairo_t           *cr,
              const MlgMapFrame *frame,
              const MlgInk      *ink,
              const MlgArea     *area,
              MlgMapSign         sign,
              gboolean           lit)
{
  const MlgColour *colour = mlg_map_sign_get_colour (ink, sign);
  const MlgMercatorBox *box = area->finer != NULL ? &area->finer->box : &area->outline->box;

  cairo_new_path (cr);
  if (area->finer != NULL)
    mlg_map_add_outline (cr, area->finer, frame);
  else
    mlg_map_add_surface (cr, area->outline, frame);
  mlg_ink_set_colour (cr, colour, tint_of (((double) box->x1 - box->x0) * mlg_map_frame_get_scale (frame)));
  if (area->finer != NULL)
    cairo_fill_preserve (cr);
  else
    {
      cairo_fill (cr);
      mlg_map_add_border (cr, area->outline, frame);
    }
  mlg_ink_set_colour (cr, colour, lit ? 1 : 0.65);
  cairo_set_line_width (cr, (lit ? 2.2 : 1.3) * ink->line_scale);
  cairo_stroke (cr);
}

/* Nobody knows its outline: a circle, dashed so that nobody takes it for one. */
static void
draw_circle (cairo_t           *cr,
             const MlgMapFrame *frame,
             const MlgInk      *ink,
             const MlgArea     *area,
             MlgMapSign         sign,
             gboolean           lit)
{
  const MlgColour *colour = mlg_map_sign_get_colour (ink, sign);
  double lat, lon, radius, x, y;

  mlg_mercator_unproject (area->centre, &lat, &lon);
  radius = area->reach * mlg_mercator_per_km (lat) * mlg_map_frame_get_scale (frame);
  mlg_map_frame_to_screen (frame, area->centre, &x, &y);
  if (radius < MIN_CIRCLE || x + radius < 0 || y + radius < 0 || x - radius > frame->width || y - radius > frame->height)
    return;

  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  mlg_ink_set_colour (cr, colour, tint_of (2 * radius));
  cairo_fill_preserve (cr);
  mlg_ink_set_colour (cr, colour, lit ? 1 : 0.65);
  cairo_save (cr);
  cairo_set_dash (cr, (const double[]) { 5, 4 }, 2, 0);
  cairo_set_line_width (cr, (lit ? 2 : 1.2) * ink->line_scale);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_area (cairo_t           *cr,
           const MlgMapFrame *frame,
           const MlgInk      *ink,
           const MlgArea     *area,
           MlgMapSign         sign,
           gboolean           lit)
{
  MlgMercatorBox box = mlg_map_frame_get_box (frame, 0);

  if (area->outline == NULL && area->finer == NULL)
    draw_circle (cr, frame, ink, area, sign, lit);
  else if (mlg_mercator_boxes_meet (area->finer != NULL ? &area->finer->box : &area->outline->box, &box))
    draw_outline (cr, frame, ink, area, sign, lit);
}

void
mlg_map_draw_areas (cairo_t           *cr,
                    const MlgInk      *ink,
                    const MlgMapFrame *frame,
                    MlgMapIndex       *index)
{
  GPtrArray *groups = mlg_map_index_get_groups (index);

  mlg_map_draw_layers (cr, ink, frame, mlg_map_index_get_scene (index)->layers);
  for (guint i = 0; i < groups->len; i++)
    {
      const MlgMapGroup *group = g_ptr_array_index (groups, i);

      draw_area (cr, frame, ink, &group->area, mlg_map_sign_of_class (mlg_map_index_get_scene (index), group->category), FALSE);
    }
}

MlgMapSign
mlg_map_sign_of_group (MlgMapLayout *layout,
                       guint         group)
{
  const MlgMapGroup *asked = g_ptr_array_index (mlg_map_index_get_groups (layout->index), group);

  return mlg_map_sign_of_class (mlg_map_index_get_scene (layout->index), asked->category);
}

/* What is chosen or under the pointer, over the others, so that nothing covers its border. */
void
mlg_map_light_areas (cairo_t          *cr,
                     MlgMapLayout     *layout,
                     const MlgMapLook *look)
{
  GPtrArray *groups = mlg_map_index_get_groups (layout->index);

  for (guint i = 0; i < groups->len; i++)
    if (i == look->hovered_group || mlg_map_chosen_has_group (look->chosen, i))
      draw_area (cr, &layout->frame, look->ink, &((const MlgMapGroup *) g_ptr_array_index (groups, i))->area,
                 mlg_map_sign_of_group (layout, i), TRUE);
  for (guint i = 0; i < look->n_lit; i++)
    draw_area (cr, &layout->frame, look->ink, &look->lit[i].area, look->lit[i].sign, TRUE);
}
