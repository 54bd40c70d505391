/* The web mercator plane. */

#include "territory/mlg-projection.h"

#include <math.h>

#define MAX_LATITUDE 85.0511287798066      /* where the square ends */
#define EARTH_KM     40075.016686
#define MIN_ZOOM     2.0

MlgMercator
mlg_mercator_project (double lat,
                      double lon)
{
  double sine = sin (CLAMP (lat, -MAX_LATITUDE, MAX_LATITUDE) * G_PI / 180);
  double x = (lon + 180) / 360;
  double y = 0.5 - log ((1 + sine) / (1 - sine)) / (4 * G_PI);

  return (MlgMercator) { (gint32) CLAMP (round (x * MLG_MERCATOR_SIZE), 0, MLG_MERCATOR_SIZE),
                         (gint32) CLAMP (round (y * MLG_MERCATOR_SIZE), 0, MLG_MERCATOR_SIZE) };
}

void
mlg_mercator_unproject (MlgMercator point,
                        double     *lat,
                        double     *lon)
{
  double y = 0.5 - (double) point.y / MLG_MERCATOR_SIZE;

  *lon = (double) point.x / MLG_MERCATOR_SIZE * 360 - 180;
  *lat = 90 - 360 * atan (exp (-y * 2 * G_PI)) / G_PI;
}

double
mlg_mercator_per_km (double lat)
{
  return MLG_MERCATOR_SIZE / (EARTH_KM * cos (lat * G_PI / 180));
}

void
mlg_mercator_box_add (MlgMercatorBox *box,
                      MlgMercator     point)
{
  box->x0 = MIN (box->x0, point.x);
  box->y0 = MIN (box->y0, point.y);
  box->x1 = MAX (box->x1, point.x);
  box->y1 = MAX (box->y1, point.y);
}

gboolean
mlg_mercator_box_is_empty (const MlgMercatorBox *box)
{
  return box->x0 > box->x1;
}

gboolean
mlg_mercator_boxes_meet (const MlgMercatorBox *a,
                         const MlgMercatorBox *b)
{
  return a->x0 <= b->x1 && b->x0 <= a->x1 && a->y0 <= b->y1 && b->y0 <= a->y1;
}

double
mlg_map_frame_get_scale (const MlgMapFrame *frame)
{
  return 256 * exp2 (frame->zoom) / MLG_MERCATOR_SIZE;
}

void
mlg_map_frame_to_screen (const MlgMapFrame *frame,
                         MlgMercator        point,
                         double            *x,
                         double            *y)
{
  double scale = mlg_map_frame_get_scale (frame);

  *x = (point.x - frame->x) * scale + frame->width / 2;
  *y = (point.y - frame->y) * scale + frame->height / 2;
}

static gint32
clamp_unit (double value)
{
  return (gint32) CLAMP (round (value), G_MININT32 / 2, G_MAXINT32 / 2);
}

MlgMercator
mlg_map_frame_from_screen (const MlgMapFrame *frame,
                           double             x,
                           double             y)
{
  double scale = mlg_map_frame_get_scale (frame);

  return (MlgMercator) { clamp_unit (frame->x + (x - frame->width / 2) / scale),
                         clamp_unit (frame->y + (y - frame->height / 2) / scale) };
}

MlgMercatorBox
mlg_map_frame_get_box (const MlgMapFrame *frame,
                       double             margin)
{
  MlgMercator from = mlg_map_frame_from_screen (frame, -margin, -margin);
  MlgMercator to = mlg_map_frame_from_screen (frame, frame->width + margin, frame->height + margin);

  return (MlgMercatorBox) { from.x, from.y, to.x, to.y };
}

void
mlg_map_frame_fit (MlgMapFrame          *frame,
                   const MlgMercatorBox *box,
                   double                margin,
                   double                max_zoom)
{
  double width = MAX (frame->width - 2 * margin, 1);
  double height = MAX (frame->height - 2 * margin, 1);
  double scale;

  if (mlg_mercator_box_is_empty (box))
    return;

  scale = MIN (width / MAX ((double) box->x1 - box->x0, 1), height / MAX ((double) box->y1 - box->y0, 1));
  frame->x = ((double) box->x0 + box->x1) / 2;
  frame->y = ((double) box->y0 + box->y1) / 2;
  frame->zoom = CLAMP (log2 (scale * MLG_MERCATOR_SIZE / 256), MIN_ZOOM, max_zoom);
}

double
mlg_map_frame_get_metres_per_pixel (const MlgMapFrame *frame)
{
  MlgMercator middle = { clamp_unit (frame->x), clamp_unit (frame->y) };
  double lat, lon;

  mlg_mercator_unproject (middle, &lat, &lon);
  return 1000 / (mlg_mercator_per_km (lat) * mlg_map_frame_get_scale (frame));
}
