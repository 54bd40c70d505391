/* The web mercator plane: the Earth as a square, cut into 2^30 units on each side, and a
 * rectangle of it shown at some zoom. Thread: any.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLG_MERCATOR_SIZE (1 << 30)      /* 3.7 cm at the equator */

typedef struct
{
  gint32 x, y;               /* y grows to the south */
} MlgMercator;

typedef struct
{
  gint32 x0, y0, x1, y1;     /* x0 <= x1, y0 <= y1; empty: x0 > x1 */
} MlgMercatorBox;

#define MLG_MERCATOR_BOX_EMPTY ((MlgMercatorBox) { G_MAXINT32, G_MAXINT32, G_MININT32, G_MININT32 })

MlgMercator    mlg_mercator_project     (double                lat,
                                         double                lon);
void           mlg_mercator_unproject   (MlgMercator           point,
                                         double               *lat,
                                         double               *lon);
/* Units of the plane for one kilometre there. */
double         mlg_mercator_per_km      (double                lat);

void           mlg_mercator_box_add     (MlgMercatorBox       *box,
                                         MlgMercator           point);
gboolean       mlg_mercator_box_is_empty (const MlgMercatorBox *box);
gboolean       mlg_mercator_boxes_meet  (const MlgMercatorBox *a,
                                         const MlgMercatorBox *b);

/* What is shown: @zoom as everywhere on the web (the Earth is 256 · 2^zoom pixels wide). */
typedef struct
{
  double x, y;               /* the middle, in units */
  double zoom;
  double width, height;      /* pixels, or points on paper */
} MlgMapFrame;

double         mlg_map_frame_get_scale  (const MlgMapFrame    *frame);       /* pixels per unit */
void           mlg_map_frame_to_screen  (const MlgMapFrame    *frame,
                                         MlgMercator           point,
                                         double               *x,
                                         double               *y);
MlgMercator    mlg_map_frame_from_screen (const MlgMapFrame   *frame,
                                         double                x,
                                         double                y);
/* What is in sight, and @margin pixels around. */
MlgMercatorBox mlg_map_frame_get_box    (const MlgMapFrame    *frame,
                                         double                margin);
/* Moves and zooms so that @box is in sight, @margin pixels from the edges, no nearer than @max_zoom. */
void           mlg_map_frame_fit        (MlgMapFrame          *frame,
                                         const MlgMercatorBox *box,
                                         double                margin,
                                         double                max_zoom);
/* On the ground, in the middle of the frame. */
double         mlg_map_frame_get_metres_per_pixel (const MlgMapFrame *frame);

G_END_DECLS
