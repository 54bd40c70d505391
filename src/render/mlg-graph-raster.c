/* Thousands of links and marks, drawn straight into pixels.
 *
 * Lines are Wu's (1991): along the longer axis, each step lights two pixels by how much the line
 * lies in them. Marks are copied from small pictures, one per category and size.
 */

#include "render/mlg-graph-raster.h"
#include "render/mlg-graph-draw-private.h"

#include <math.h>
#include <string.h>

#define MAX_SPRITE_RADIUS 32      /* pixels */
#define MANY_LINES        20000   /* no eye sees whether one of so many is smooth */
#define DASH              6       /* pixels on, then as many off */

typedef struct
{
  guint32 *pixels;                /* ARGB, premultiplied */
  int      stride;                /* in pixels */
  int      width, height;
} Canvas;

/* ---- Pixels */

/* @colour over what is there, @part of 256 of it. Two channels at a time. */
static inline void
blend (guint32 *pixel,
       guint32  colour,
       guint    part)
{
  guint32 ag = (colour >> 8 & 0x00ff00ff) * part >> 8 & 0x00ff00ff;
  guint32 rb = ((colour & 0x00ff00ff) * part >> 8) & 0x00ff00ff;
  guint left = 255 - (ag >> 16);
  guint32 old_ag = (*pixel >> 8 & 0x00ff00ff) * left;
  guint32 old_rb = (*pixel & 0x00ff00ff) * left;

  old_ag = (old_ag + (old_ag >> 8 & 0x00ff00ff) + 0x00800080) >> 8 & 0x00ff00ff;
  old_rb = (old_rb + (old_rb >> 8 & 0x00ff00ff) + 0x00800080) >> 8 & 0x00ff00ff;
  *pixel = (ag + old_ag) << 8 | (rb + old_rb);
}

static guint32
pack_colour (const MlgColour *colour,
             double           alpha)
{
  guint a = (guint) (alpha * 255 + 0.5);

  return a << 24 | (guint) (colour->r * a + 0.5) << 16 | (guint) (colour->g * a + 0.5) << 8 | (guint) (colour->b * a + 0.5);
}

/* ---- Lines */

#define N_SHADES 16

/* A colour by how much of a pixel it covers, so that a step along a line is two products. */
typedef struct
{
  guint32 ag[N_SHADES + 1], rb[N_SHADES + 1];
  guint32 left[N_SHADES + 1];           /* what stays of the pixel, of 256 */
} Shades;

static void
mix_shades (Shades  *shades,
            guint32  colour)
{
  for (guint i = 0; i <= N_SHADES; i++)
    {
      shades->ag[i] = (colour >> 8 & 0x00ff00ff) * i / N_SHADES & 0x00ff00ff;
      shades->rb[i] = ((colour & 0x00ff00ff) * i / N_SHADES) & 0x00ff00ff;
      shades->left[i] = 256 - (shades->ag[i] >> 16) - (shades->ag[i] >> 16 > 127);
    }
}

static inline void
shade (guint32      *pixel,
       const Shades *shades,
       guint         part)
{
  guint32 left = shades->left[part];
  guint32 old_ag = (*pixel >> 8 & 0x00ff00ff) * left;
  guint32 old_rb = ((*pixel & 0x00ff00ff) * left >> 8) & 0x00ff00ff;

  *pixel = ((shades->ag[part] << 8) + (old_ag & 0xff00ff00)) | (shades->rb[part] + old_rb);
}

/* What of the line lies in the canvas, one pixel from its sides (Liang and Barsky, 1984). */
static gboolean
clip (const Canvas *canvas,
      double       *x0,
      double       *y0,
      double       *x1,
      double       *y1)
{
  double dx = *x1 - *x0;
  double dy = *y1 - *y0;
  const double p[] = { -dx, dx, -dy, dy };
  const double q[] = { *x0 - 1, canvas->width - 2 - *x0, *y0 - 1, canvas->height - 2 - *y0 };
  double from = 0;
  double to = 1;

  for (guint i = 0; i < G_N_ELEMENTS (p); i++)
    {
      if (p[i] == 0 && q[i] < 0)
        return FALSE;
      if (p[i] < 0)
        from = MAX (from, q[i] / p[i]);
      else if (p[i] > 0)
        to = MIN (to, q[i] / p[i]);
    }
  if (from >= to)
    return FALSE;

  *x1 = *x0 + dx * to;
  *y1 = *y0 + dy * to;
  *x0 += dx * from;
  *y0 += dy * from;

  return TRUE;
}

/* @major, @minor: how far apart two pixels are along and across, in the array. */
static void
walk (guint32 *pixels,
      int      major,
      int      minor,
      double   from,
      double   to,
      double   across,
      double   slope,
      const Shades *shades,
      gboolean dashed,
      gboolean plain)
{
  int first = (int) ceil (from);
  int last = (int) floor (to);
  int position = (int) ((across + (first - from) * slope) * 65536);
  int step = (int) (slope * 65536);
  guint32 *column = pixels + (gssize) first * major;

  for (int i = first; i <= last; i++, position += step, column += major)
    {
      guint32 *pixel = column + (gssize) (position >> 16) * minor;
      guint part = position >> 12 & 0xf;

      if (dashed && (i / DASH & 1))
        continue;
      if (plain)
        {
          shade (part < N_SHADES / 2 ? pixel : pixel + minor, shades, N_SHADES);
          continue;
        }
      shade (pixel, shades, N_SHADES - part);
      shade (pixel + minor, shades, part);
    }
}

static void
draw_line (const Canvas *canvas,
           double        x0,
           double        y0,
           double        x1,
           double        y1,
           const Shades *shades,
           gboolean      dashed,
           gboolean      plain)
{
  if (!clip (canvas, &x0, &y0, &x1, &y1))
    return;

  if (fabs (x1 - x0) >= fabs (y1 - y0))
    {
      if (x0 > x1)
        walk (canvas->pixels, 1, canvas->stride, x1, x0, y1, (y0 - y1) / (x0 - x1), shades, dashed, plain);
      else if (x1 > x0)
        walk (canvas->pixels, 1, canvas->stride, x0, x1, y0, (y1 - y0) / (x1 - x0), shades, dashed, plain);
    }
  else if (y0 > y1)
    walk (canvas->pixels, canvas->stride, 1, y1, y0, x1, (x0 - x1) / (y0 - y1), shades, dashed, plain);
  else
    walk (canvas->pixels, canvas->stride, 1, y0, y1, x0, (x1 - x0) / (y1 - y0), shades, dashed, plain);
}

static MlgEconomy
main_economy (const MlgSceneEdge *edge)
{
  guint best = 0;

  for (guint e = 1; e < MLG_N_ECONOMIES; e++)
    if (edge->n_axes[e] > edge->n_axes[best])
      best = e;

  return best;
}

static gboolean
is_faint (const MlgGraphLook *look,
          const MlgSceneEdge *edge)
{
  return (look->facts_only && edge->wish) ||
         (look->faint != NULL && (look->faint[edge->a] || look->faint[edge->b]));
}

static void
draw_links (const Canvas       *canvas,
            MlgGraphScene      *scene,
            const MlgGraphView *view,
            const MlgGraphLook *look,
            double              scale)
{
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (scene);
  const MlgSceneEdge *edges = mlg_graph_scene_get_edges (scene);
  double zoom = view->zoom * scale;
  double x = view->x * scale;
  double y = view->y * scale;
  gboolean plain = mlg_graph_scene_get_n_edges (scene) > MANY_LINES;
  Shades shades[MLG_N_ECONOMIES][2];      /* as it is, and faint */

  for (guint e = 0; e < MLG_N_ECONOMIES; e++)
    {
      mix_shades (&shades[e][0], pack_colour (&look->ink->economies[e], 0.6));
      mix_shades (&shades[e][1], pack_colour (&look->ink->economies[e], 0.1));
    }

  for (guint i = 0; i < mlg_graph_scene_get_n_edges (scene); i++)
    {
      const MlgSceneEdge *edge = &edges[i];
      MlgPoint a = { nodes[edge->a].at.x * zoom + x, nodes[edge->a].at.y * zoom + y };
      MlgPoint b = { nodes[edge->b].at.x * zoom + x, nodes[edge->b].at.y * zoom + y };
      const Shades *mixed;

      /* Hidden by the marks at its ends. */
      if (fabs (b.x - a.x) + fabs (b.y - a.y) < 4 || mlg_graph_marks_hide_edge (look->marks, i))
        continue;
      mixed = &shades[main_economy (edge)][is_faint (look, edge)];
      draw_line (canvas, a.x, a.y, b.x, b.y, mixed, edge->line == MLG_LINE_DASHED, plain);
      if (edge->width > 3)
        draw_line (canvas, a.x + 1, a.y + 1, b.x + 1, b.y + 1, mixed, edge->line == MLG_LINE_DASHED, plain);
    }
}

/* ---- Marks */

#define N_FORMS (MLG_MAP_CATEGORIES + 1)      /* and the house of places */

/* Small pictures of the marks, made when they are first needed. */
typedef struct
{
  cairo_surface_t *pictures[MLG_MAP_CATEGORIES][N_FORMS][MAX_SPRITE_RADIUS + 1];
} Sprites;

static cairo_surface_t *
make_sprite (const MlgGraphLook *look,
             const MlgSceneNode *node,
             int                 radius)
{
  int size = 4 * radius + 6;
  cairo_surface_t *sprite = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size, size);
  cairo_t *cr = cairo_create (sprite);

  mlg_graph_draw_mark (cr, look->ink, node->form, node->colour, size / 2.0, size / 2.0, radius);
  cairo_destroy (cr);
  cairo_surface_flush (sprite);

  return sprite;
}

static cairo_surface_t *
find_sprite (Sprites            *sprites,
             const MlgGraphLook *look,
             const MlgSceneNode *node,
             int                 radius)
{
  guint form = node->form.sort == MLG_SPOT_PLACE ? MLG_MAP_CATEGORIES : node->form.class;
  cairo_surface_t **sprite = &sprites->pictures[node->colour.class][form][radius];

  if (*sprite == NULL)
    *sprite = make_sprite (look, node, radius);

  return *sprite;
}

static void
sprites_free (Sprites *sprites)
{
  cairo_surface_t **all = &sprites->pictures[0][0][0];

  for (gsize i = 0; i < sizeof sprites->pictures / sizeof *all; i++)
    g_clear_pointer (&all[i], cairo_surface_destroy);
  g_free (sprites);
}

static void
copy_sprite (const Canvas    *canvas,
             cairo_surface_t *sprite,
             int              left,
             int              top,
             guint            part)
{
  const guint32 *from = (const guint32 *) (gpointer) cairo_image_surface_get_data (sprite);
  int stride = cairo_image_surface_get_stride (sprite) / 4;
  int size = cairo_image_surface_get_width (sprite);
  int x0 = MAX (0, -left);
  int x1 = MIN (size, canvas->width - left);

  for (int y = MAX (0, -top); y < MIN (size, canvas->height - top); y++)
    for (int x = x0; x < x1; x++)
      if (from[y * stride + x] != 0)
        blend (&canvas->pixels[(top + y) * canvas->stride + left + x], from[y * stride + x], part);
}

/* All marks together cover at most a tenth of the drawing, or nothing but marks is seen. */
static double
shrink_marks (const Canvas       *canvas,
              MlgGraphScene      *scene,
              const MlgGraphView *view,
              double              scale)
{
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (scene);
  MlgExtent all = mlg_graph_scene_get_extent (scene);
  double zoom = view->zoom * scale;
  double area = (all.x1 - all.x0) * (all.y1 - all.y0) * zoom * zoom;
  double covered = 0;

  for (guint i = 0; i < mlg_graph_scene_get_n_nodes (scene); i++)
    covered += G_PI * nodes[i].radius * nodes[i].radius * zoom * zoom;

  return MIN (1, sqrt (0.1 * area / MAX (covered, 1)));
}

static void
draw_marks (const Canvas       *canvas,
            MlgGraphScene      *scene,
            const MlgGraphView *view,
            const MlgGraphLook *look,
            double              scale)
{
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (scene);
  const guint *order = mlg_graph_scene_get_order (scene);
  double shrink = shrink_marks (canvas, scene, view, scale);
  Sprites *sprites = g_new0 (Sprites, 1);

  for (guint k = mlg_graph_scene_get_n_nodes (scene); k > 0; k--)
    {
      const MlgSceneNode *node = &nodes[order[k - 1]];
      double x = (node->at.x * view->zoom + view->x) * scale;
      double y = (node->at.y * view->zoom + view->y) * scale;
      int radius = (int) CLAMP (node->radius * view->zoom * scale * shrink + 0.5, 2, MAX_SPRITE_RADIUS);
      int half = 2 * radius + 3;
      gboolean faint = look->faint != NULL && look->faint[order[k - 1]];

      if (x < -half || y < -half || x > canvas->width + half || y > canvas->height + half ||
          mlg_graph_marks_hide_node (look->marks, order[k - 1]))
        continue;
      copy_sprite (canvas, find_sprite (sprites, look, node, radius), (int) floor (x + 0.5) - half, (int) floor (y + 0.5) - half,
                   faint ? 64 : 256);
    }
  sprites_free (sprites);
}

void
mlg_graph_raster_draw (cairo_t            *cr,
                       MlgGraphScene      *scene,
                       const MlgGraphView *view,
                       const MlgGraphLook *look,
                       double              scale)
{
  int width = (int) ceil (view->width * scale);
  int height = (int) ceil (view->height * scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  Canvas canvas;

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS || width < 4 || height < 4)
    {
      cairo_surface_destroy (surface);
      return;
    }

  cairo_surface_flush (surface);
  canvas = (Canvas) { (guint32 *) (gpointer) cairo_image_surface_get_data (surface),
                      cairo_image_surface_get_stride (surface) / 4, width, height };
  draw_links (&canvas, scene, view, look, scale);
  draw_marks (&canvas, scene, view, look, scale);
  cairo_surface_mark_dirty (surface);

  cairo_save (cr);
  cairo_scale (cr, 1 / scale, 1 / scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}
