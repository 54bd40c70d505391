/* The ground as the installed territory pack tells it.
 *
 * Surfaces of one colour are one path, filled once: neighbours that share a border leave no seam. Lines are
 * gathered by importance and stroked once each, the most important last.
 */

#include "render/mlg-map-pack.h"

#define EDGE            4          /* pixels beyond the frame that still matter: line widths */
#define FIRST_EPCI      8.5        /* zooms from which borders are drawn */
#define FIRST_COMMUNES  9.5
#define LAST_RIVERS     11.5       /* beyond, lines of a small scale would lie beside the river */

/* Where the drawings of the neighbours are fine (metropolitan France and around). */
#define AROUND_WEST  -11.5
#define AROUND_SOUTH 36.5
#define AROUND_EAST  17.5
#define AROUND_NORTH 59.5

typedef struct
{
  cairo_t       *cr;
  MlgMercatorBox box;
  double         scale, dx, dy;    /* units to pixels */
  guint          wanted, unwanted; /* of borders */
  guint          max_rank;         /* of features */
} Pen;

/* ---- paths */

static Pen
make_pen (cairo_t           *cr,
          const MlgMapFrame *frame)
{
  double scale = mlg_map_frame_get_scale (frame);

  return (Pen) { .cr = cr, .box = mlg_map_frame_get_box (frame, EDGE), .scale = scale,
                 .dx = frame->width / 2 - frame->x * scale, .dy = frame->height / 2 - frame->y * scale,
                 .max_rank = G_MAXUINT };
}

/* Points nearer than half a pixel to the one before do not show. */
static void
add_path (const Pen         *pen,
          const MlgMercator *points,
          guint              n,
          gboolean           closed)
{
  double last_x = 0, last_y = 0;

  cairo_new_sub_path (pen->cr);
  for (guint i = 0; i < n; i++)
    {
      double x = points[i].x * pen->scale + pen->dx, y = points[i].y * pen->scale + pen->dy;

      if (i > 0 && i + 1 < n && ABS (x - last_x) < 0.5 && ABS (y - last_y) < 0.5)
        continue;
      cairo_line_to (pen->cr, x, y);
      last_x = x;
      last_y = y;
    }
  if (closed)
    cairo_close_path (pen->cr);
}

static void
add_shape (const MlgPackShape *shape,
           gpointer            data)
{
  const Pen *pen = data;

  if (shape->rank > pen->max_rank || (pen->wanted != 0 && (!(shape->borders & pen->wanted) || (shape->borders & pen->unwanted))))
    return;

  for (guint i = 0, start = 0; i < shape->n_rings; start = shape->ends[i++])
    add_path (pen, shape->points + start, shape->ends[i] - start, shape->closed);
}

static void
fill_features (Pen             *pen,
               MlgPackReader   *reader,
               MlgFeature       kind,
               guint            detail,
               const MlgColour *colour,
               double           alpha)
{
  mlg_pack_foreach_feature (reader, kind, detail, &pen->box, add_shape, pen);
  mlg_ink_set_colour (pen->cr, colour, alpha);
  cairo_fill (pen->cr);
}

static void
stroke_features (Pen             *pen,
                 MlgPackReader   *reader,
                 MlgFeature       kind,
                 guint            detail,
                 const MlgColour *colour,
                 double           width)
{
  mlg_pack_foreach_feature (reader, kind, detail, &pen->box, add_shape, pen);
  mlg_ink_set_colour (pen->cr, colour, 1);
  cairo_set_line_width (pen->cr, width);
  cairo_stroke (pen->cr);
}

/* ---- borders */

static void
stroke_borders (Pen             *pen,
                MlgPackReader   *reader,
                guint            detail,
                guint            wanted,
                guint            unwanted,
                const MlgColour *colour,
                double           width)
{
  pen->wanted = wanted;
  pen->unwanted = unwanted;
  mlg_pack_foreach_border (reader, detail, &pen->box, add_shape, pen);
  pen->wanted = pen->unwanted = 0;
  mlg_ink_set_colour (pen->cr, colour, 1);
  cairo_set_line_width (pen->cr, width);
  cairo_stroke (pen->cr);
}

static void
draw_borders (Pen               *pen,
              MlgPackReader     *reader,
              const MlgInk      *ink,
              const MlgMapFrame *frame,
              guint              detail)
{
  double thinner = CLAMP (0.55 + (frame->zoom - 5) * 0.2, 0.4, 1) * ink->line_scale;

  if (frame->zoom >= FIRST_COMMUNES)
    stroke_borders (pen, reader, detail, MLG_BORDER_COMMUNE, MLG_BORDER_EPCI | MLG_BORDER_DEPARTMENT | MLG_BORDER_REGION,
                    &ink->commune_border, 0.6 * ink->line_scale);
  if (frame->zoom >= FIRST_EPCI)
    stroke_borders (pen, reader, detail, MLG_BORDER_EPCI, MLG_BORDER_DEPARTMENT | MLG_BORDER_REGION,
                    &ink->departement_border, 0.7 * ink->line_scale);
  stroke_borders (pen, reader, detail, MLG_BORDER_DEPARTMENT, MLG_BORDER_REGION, &ink->departement_border,
                  (frame->zoom >= FIRST_EPCI ? 1.3 : 0.8) * thinner);
  stroke_borders (pen, reader, detail, MLG_BORDER_REGION, 0, &ink->region_border, 1.4 * thinner);
}

/* ---- the whole */

gboolean
mlg_map_pack_covers (MlgPack           *pack,
                     const MlgMapFrame *frame)
{
  MlgMercatorBox box = mlg_map_frame_get_box (frame, 0);
  MlgMercator north_west = mlg_mercator_project (AROUND_NORTH, AROUND_WEST);
  MlgMercator south_east = mlg_mercator_project (AROUND_SOUTH, AROUND_EAST);

  return box.x0 >= north_west.x && box.y0 >= north_west.y && box.x1 <= south_east.x && box.y1 <= south_east.y;
}

static void
draw_water (Pen               *pen,
            MlgPackReader     *reader,
            const MlgInk      *ink,
            const MlgMapFrame *frame,
            guint              detail)
{
  double zoom = frame->zoom;

  fill_features (pen, reader, MLG_FEATURE_ESTUARY, detail, &ink->sea, 1);
  if (zoom < LAST_RIVERS)
    {
      /* Natural Earth ranks: 0 to 12, the Rhône being 4 or so. */
      pen->max_rank = zoom < 6 ? 4 : zoom < 7 ? 6 : zoom < 8 ? 8 : 20;
      stroke_features (pen, reader, MLG_FEATURE_RIVER, detail, &ink->water, CLAMP (0.5 + (zoom - 5) * 0.25, 0.5, 1.6) * ink->line_scale);
      pen->max_rank = G_MAXUINT;
    }
  fill_features (pen, reader, MLG_FEATURE_LAKE, detail, &ink->water, 1);
}

void
mlg_map_draw_pack (cairo_t           *cr,
                   const MlgInk      *ink,
                   const MlgMapFrame *frame,
                   MlgPack           *pack)
{
  MlgPackReader *reader = mlg_pack_get_reader (pack);
  guint detail = mlg_pack_get_detail (frame->zoom);
  Pen pen = make_pen (cr, frame);

  if (reader == NULL)
    return;

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  fill_features (&pen, reader, MLG_FEATURE_LAND, detail, &ink->neighbour, 1);
  stroke_features (&pen, reader, MLG_FEATURE_BORDER, detail, &ink->departement_border, 1 * ink->line_scale);

  mlg_pack_foreach_area (reader, detail, &pen.box, add_shape, &pen);
  mlg_ink_set_colour (cr, &ink->land, 1);
  cairo_fill (cr);
  if (frame->zoom >= 7)
    fill_features (&pen, reader, MLG_FEATURE_DENSE, detail, &ink->text, 0.07);
  draw_water (&pen, reader, ink, frame, detail);
  draw_borders (&pen, reader, ink, frame, detail);
  cairo_restore (cr);
}

void
mlg_map_add_outline (cairo_t              *cr,
                     const MlgPackOutline *outline,
                     const MlgMapFrame    *frame)
{
  const GArray *rings = outline->rings[mlg_pack_get_detail (frame->zoom)];
  Pen pen = make_pen (cr, frame);

  for (guint i = 0; i < rings->len; i++)
    add_path (&pen, g_array_index (rings, MlgRing, i).points, g_array_index (rings, MlgRing, i).n, TRUE);
}
