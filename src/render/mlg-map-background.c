/* What lies under the actors, from the back: sea, countries, départements, borders.
 *
 * Surfaces of one colour are filled as one path, so that no seam shows between them. France is
 * drawn twice: coarsely with its neighbours, to leave no gap along the frontier, then finely.
 */

#include "render/mlg-map-background.h"

#include "render/mlg-map-pack.h"

#define FRANCE 250
#define ZOOM_OF_FINE_COUNTRIES 5.0
#define FIRST_ZOOM_OF_PACK 5.0
#define EDGE 4                      /* pixels beyond the frame that still matter: line widths */

typedef struct
{
  cairo_t           *cr;
  const MlgMapFrame *frame;
  MlgMercatorBox     box;
  guint              detail;
  double             scale, dx, dy;   /* units to pixels */
} Pen;

static Pen
make_pen (cairo_t           *cr,
          const MlgMapFrame *frame)
{
  double scale = mlg_map_frame_get_scale (frame);

  return (Pen) {
    .cr = cr, .frame = frame,
    .box = mlg_map_frame_get_box (frame, EDGE),
    .detail = mlg_outlines_detail (frame->zoom),
    .scale = scale,
    .dx = frame->width / 2 - frame->x * scale,
    .dy = frame->height / 2 - frame->y * scale,
  };
}

static void
line_to (const Pen   *pen,
         MlgMercator  point)
{
  cairo_line_to (pen->cr, point.x * pen->scale + pen->dx, point.y * pen->scale + pen->dy);
}

static void
add_line (const Pen         *pen,
          const MlgPolyline *line,
          gboolean           backwards)
{
  const MlgMercator *points = line->points[pen->detail];
  guint n = line->n[pen->detail];

  for (guint i = 0; i < n; i++)
    line_to (pen, points[backwards ? n - 1 - i : i]);
}

/* Islands too small to be seen. */
static gboolean
is_speck (const Pen            *pen,
          const MlgMercatorBox *box)
{
  return ((double) box->x1 - box->x0) * pen->scale < 1 && ((double) box->y1 - box->y0) * pen->scale < 1;
}

static void
add_country (const Pen        *pen,
             const MlgCountry *country)
{
  for (guint i = 0; i < country->n_rings; i++)
    {
      const MlgPolyline *ring = &country->rings[i];

      if (!mlg_mercator_boxes_meet (&ring->box, &pen->box) || is_speck (pen, &ring->box))
        continue;
      cairo_new_sub_path (pen->cr);
      add_line (pen, ring, FALSE);
      cairo_close_path (pen->cr);
    }
}

/* @with_france: unless something finer is to be drawn over it. */
static void
fill_countries (const Pen          *pen,
                const MlgInk       *ink,
                const MlgCountries *countries,
                gboolean            with_france)
{
  for (guint i = 0; i < countries->n_countries; i++)
    if (countries->countries[i].iso != FRANCE)
      add_country (pen, &countries->countries[i]);
  mlg_ink_set_colour (pen->cr, &ink->neighbour, 1);
  cairo_fill (pen->cr);

  for (guint i = 0; i < countries->n_countries; i++)
    if (with_france && countries->countries[i].iso == FRANCE)
      add_country (pen, &countries->countries[i]);
  mlg_ink_set_colour (pen->cr, &ink->land, 1);
  cairo_fill (pen->cr);
}

static void
stroke_borders (const Pen          *pen,
                const MlgInk       *ink,
                const MlgCountries *countries)
{
  for (guint i = 0; i < countries->n_borders; i++)
    {
      if (!mlg_mercator_boxes_meet (&countries->borders[i].box, &pen->box))
        continue;
      cairo_new_sub_path (pen->cr);
      add_line (pen, &countries->borders[i], FALSE);
    }
  mlg_ink_set_colour (pen->cr, &ink->departement_border, 1);
  cairo_set_line_width (pen->cr, 1 * ink->line_scale);
  cairo_stroke (pen->cr);
}

/* Near France the fine countries, in their box; beyond it, and from far, the coarse world. */
static void
draw_countries (const Pen    *pen,
                const MlgInk *ink,
                gboolean      with_france)
{
  const MlgOutlines *outlines = mlg_outlines_get ();
  const MlgMercatorBox *around = &outlines->around_box;
  double x0 = around->x0 * pen->scale + pen->dx, y0 = around->y0 * pen->scale + pen->dy;
  double x1 = around->x1 * pen->scale + pen->dx, y1 = around->y1 * pen->scale + pen->dy;
  gboolean fine = pen->frame->zoom >= ZOOM_OF_FINE_COUNTRIES && mlg_mercator_boxes_meet (around, &pen->box);
  gboolean inside = fine && x0 <= 0 && y0 <= 0 && x1 >= pen->frame->width && y1 >= pen->frame->height;

  if (!inside)
    {
      fill_countries (pen, ink, &outlines->world, with_france);
      stroke_borders (pen, ink, &outlines->world);
    }
  if (fine)
    {
      cairo_save (pen->cr);
      cairo_rectangle (pen->cr, x0, y0, x1 - x0, y1 - y0);
      cairo_clip (pen->cr);
      mlg_ink_set_colour (pen->cr, &ink->sea, 1);
      cairo_paint (pen->cr);
      fill_countries (pen, ink, &outlines->around, with_france);
      stroke_borders (pen, ink, &outlines->around);
      cairo_restore (pen->cr);
    }
}

static void
add_zone (const Pen     *pen,
          const MlgZone *zone)
{
  const MlgOutlines *outlines = mlg_outlines_get ();

  if (!mlg_mercator_boxes_meet (&zone->box, &pen->box))
    return;

  for (guint i = 0; i < zone->n_rings; i++)
    {
      cairo_new_sub_path (pen->cr);
      for (guint k = 0; k < zone->rings[i].n; k++)
        {
          int arc = zone->rings[i].arcs[k];

          add_line (pen, &outlines->arcs[arc >= 0 ? arc : ~arc].line, arc < 0);
        }
      cairo_close_path (pen->cr);
    }
}

/* Borders between départements, then between régions; the coast and the frontier are of regions. */
static void
stroke_arcs (const Pen    *pen,
             const MlgInk *ink)
{
  const MlgOutlines *outlines = mlg_outlines_get ();
  double thinner = CLAMP (0.55 + (pen->frame->zoom - 5) * 0.2, 0.4, 1);

  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_ROUND);
  for (guint regions = 0; regions < 2; regions++)
    {
      for (guint i = 0; i < outlines->n_arcs; i++)
        {
          const MlgArc *arc = &outlines->arcs[i];

          if (arc->n_regions != regions || !mlg_mercator_boxes_meet (&arc->line.box, &pen->box) || is_speck (pen, &arc->line.box))
            continue;
          cairo_new_sub_path (pen->cr);
          add_line (pen, &arc->line, FALSE);
        }
      mlg_ink_set_colour (pen->cr, regions ? &ink->region_border : &ink->departement_border, 1);
      cairo_set_line_width (pen->cr, (regions ? 1.4 : 0.8) * thinner * ink->line_scale);
      cairo_stroke (pen->cr);
    }
}

static void
draw_shipped (const Pen    *pen,
              const MlgInk *ink)
{
  const MlgOutlines *outlines = mlg_outlines_get ();

  draw_countries (pen, ink, TRUE);
  for (guint i = 0; i < outlines->n_zones; i++)
    add_zone (pen, &outlines->zones[i]);
  mlg_ink_set_colour (pen->cr, &ink->land, 1);
  cairo_fill (pen->cr);
  stroke_arcs (pen, ink);
}

void
mlg_map_draw_background (cairo_t           *cr,
                         const MlgInk      *ink,
                         const MlgMapFrame *frame)
{
  MlgPack *pack = frame->zoom >= FIRST_ZOOM_OF_PACK ? mlg_pack_get_installed () : NULL;
  Pen pen = make_pen (cr, frame);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, frame->width, frame->height);
  cairo_clip (cr);
  mlg_ink_set_colour (cr, &ink->sea, 1);
  cairo_paint (cr);

  if (pack == NULL)
    draw_shipped (&pen, ink);
  else
    {
      if (!mlg_map_pack_covers (pack, frame))
        draw_countries (&pen, ink, FALSE);
      mlg_map_draw_pack (cr, ink, frame, pack);
    }
  cairo_restore (cr);
}

void
mlg_map_add_surface (cairo_t           *cr,
                     const MlgOutline  *outline,
                     const MlgMapFrame *frame)
{
  const MlgOutlines *outlines = mlg_outlines_get ();
  Pen pen = make_pen (cr, frame);

  for (guint i = 0; i < outline->n_zones; i++)
    add_zone (&pen, &outlines->zones[outline->zones[i]]);
}

void
mlg_map_add_border (cairo_t           *cr,
                    const MlgOutline  *outline,
                    const MlgMapFrame *frame)
{
  const MlgOutlines *outlines = mlg_outlines_get ();
  Pen pen = make_pen (cr, frame);

  for (guint i = 0; i < outline->n_arcs; i++)
    {
      const MlgPolyline *line = &outlines->arcs[outline->arcs[i]].line;

      if (!mlg_mercator_boxes_meet (&line->box, &pen.box))
        continue;
      cairo_new_sub_path (cr);
      add_line (&pen, line, FALSE);
    }
}
