/* The background and the areas of intervention, in squares drawn by threads.
 *
 * A square is named by its zoom, in hundredths, and its place at that zoom: zooms between two whole
 * ones are drawn sharp too, once the zoom has settled. Until then, and until the squares of a new
 * zoom are there, those of the last complete zoom are shown, stretched.
 */

#include "ui/map/mlg-map-tiles.h"

#include <math.h>

#include "render/mlg-map-background.h"
#include "render/mlg-map-coverage.h"
#include "render/mlg-map-draw.h"
#include "render/mlg-map-layers.h"
#include "ui/map/mlg-map-raster.h"

#define SIDE        512            /* pixels, before the scale of the device */
#define MAX_KEPT    34             /* squares: 1 MB each on an ordinary screen */
#define N_THREADS   2
#define MAX_WAIT    60             /* frames; what has waited longer is probably out of sight */

typedef struct
{
  int zoom, x, y;                  /* zoom in hundredths */
  int device_scale;
} Key;

typedef struct
{
  Key              key;
  cairo_surface_t *picture;        /* NULL until the first is drawn */
  guint            version;        /* of the content shown */
  guint            pending;        /* version being drawn; 0: none */
  guint            last_used;      /* frame */
} Square;

/* Shared with the threads. */
typedef struct
{
  gatomicrefcount ref_count;
  gint            frame;           /* atomic: counts draws */
  gint            closed;          /* atomic */
  MlgMapTiles    *owner;           /* main thread only; NULL when closed */
} Board;

struct _MlgMapTiles
{
  void        (*redraw) (gpointer data);
  gpointer      data;
  GThreadPool  *pool;
  Board        *board;
  GHashTable   *squares;           /* Key → Square */
  const MlgInk *ink;
  MlgMapIndex  *index;
  MlgCoverageMap *coverage;
  MlgMbtiles   *raster;
  double        opacity;
  guint         version;
  int           shown_zoom;        /* the last that covered the frame; 0: none */
};

typedef struct
{
  Board           *board;
  Key              key;
  guint            version;
  gint             wanted;         /* the frame that asked for it */
  const MlgInk    *ink;
  MlgMapIndex     *index;
  MlgCoverageMap  *coverage;
  MlgMbtiles      *raster;
  double           opacity;
  cairo_surface_t *picture;
} Job;

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;

  return (guint) key->zoom * 73856093u ^ (guint) key->x * 19349663u ^ (guint) key->y * 83492791u ^ (guint) key->device_scale;
}

static gboolean
key_equal (gconstpointer a,
           gconstpointer b)
{
  const Key *x = a, *y = b;

  return x->zoom == y->zoom && x->x == y->x && x->y == y->y && x->device_scale == y->device_scale;
}

static void
square_free (gpointer data)
{
  Square *square = data;

  g_clear_pointer (&square->picture, cairo_surface_destroy);
  g_free (square);
}

static void
board_unref (Board *board)
{
  if (g_atomic_ref_count_dec (&board->ref_count))
    g_free (board);
}

static void
job_free (Job *job)
{
  g_clear_pointer (&job->index, mlg_map_index_unref);
  g_clear_pointer (&job->coverage, mlg_coverage_map_unref);
  g_clear_pointer (&job->raster, mlg_mbtiles_unref);
  g_clear_pointer (&job->picture, cairo_surface_destroy);
  board_unref (job->board);
  g_free (job);
}

/* ---- in a thread */

static MlgMapFrame
frame_of (const Key *key)
{
  double zoom = key->zoom / 100.0;
  double units = MLG_MERCATOR_SIZE / (256 * exp2 (zoom));

  return (MlgMapFrame) { .x = (key->x + 0.5) * SIDE * units, .y = (key->y + 0.5) * SIDE * units, .zoom = zoom,
                         .width = SIDE, .height = SIDE };
}

static gboolean
job_done (gpointer data)
{
  Job *job = data;
  MlgMapTiles *self = job->board->owner;
  Square *square = self != NULL ? g_hash_table_lookup (self->squares, &job->key) : NULL;

  if (square != NULL && square->pending == job->version)
    {
      square->pending = 0;
      if (job->picture != NULL)
        {
          g_clear_pointer (&square->picture, cairo_surface_destroy);
          square->picture = g_steal_pointer (&job->picture);
          square->version = job->version;
        }
      /* Also when it was dropped: if it is in sight after all, it will be asked for again. */
      self->redraw (self->data);
    }
  job_free (job);
  return G_SOURCE_REMOVE;
}

static void
draw_square (gpointer data,
             gpointer user_data)
{
  Job *job = data;

  if (!g_atomic_int_get (&job->board->closed) && g_atomic_int_get (&job->board->frame) - job->wanted <= MAX_WAIT)
    {
      MlgMapFrame frame = frame_of (&job->key);
      int side = SIDE * job->key.device_scale;
      cairo_t *cr;

      job->picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, side, side);
      cairo_surface_set_device_scale (job->picture, job->key.device_scale, job->key.device_scale);
      cr = cairo_create (job->picture);
      mlg_map_draw_background (cr, job->ink, &frame);
      if (job->raster != NULL)
        mlg_map_raster_draw (cr, job->raster, &frame, job->key.device_scale, job->opacity);
      if (job->coverage != NULL)
        mlg_map_draw_coverage (cr, job->ink, &frame, job->coverage);
      if (job->coverage != NULL && job->index != NULL)
        mlg_map_draw_layers (cr, job->ink, &frame, mlg_map_index_get_scene (job->index)->layers);
      else if (job->index != NULL)
        mlg_map_draw_areas (cr, job->ink, &frame, job->index);
      cairo_destroy (cr);
      cairo_surface_flush (job->picture);
    }
  g_idle_add_full (G_PRIORITY_DEFAULT, job_done, job, NULL);
}

/* The newest request first: it is what is in sight. */
static int
compare_jobs (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  const Job *x = a, *y = b;

  return y->wanted - x->wanted;
}

/* ---- in the main thread */

MlgMapTiles *
mlg_map_tiles_new (void     (*redraw) (gpointer data),
                   gpointer   data)
{
  MlgMapTiles *self = g_new0 (MlgMapTiles, 1);

  self->redraw = redraw;
  self->data = data;
  self->board = g_new0 (Board, 1);
  g_atomic_ref_count_init (&self->board->ref_count);
  self->board->owner = self;
  self->squares = g_hash_table_new_full (key_hash, key_equal, NULL, square_free);
  self->pool = g_thread_pool_new (draw_square, NULL, N_THREADS, FALSE, NULL);
  g_thread_pool_set_sort_function (self->pool, compare_jobs, NULL);
  self->version = 1;
  return self;
}

void
mlg_map_tiles_free (MlgMapTiles *self)
{
  if (self == NULL)
    return;

  g_atomic_int_set (&self->board->closed, TRUE);
  self->board->owner = NULL;
  g_thread_pool_free (self->pool, FALSE, FALSE);
  board_unref (self->board);
  g_hash_table_unref (self->squares);
  g_clear_pointer (&self->index, mlg_map_index_unref);
  g_clear_pointer (&self->coverage, mlg_coverage_map_unref);
  g_clear_pointer (&self->raster, mlg_mbtiles_unref);
  g_free (self);
}

void
mlg_map_tiles_set_content (MlgMapTiles  *self,
                           const MlgInk *ink,
                           MlgMapIndex  *index,
                           const MlgCoverageMap *coverage)
{
  if (self->ink == ink && self->index == index && self->coverage == coverage)
    return;

  g_clear_pointer (&self->coverage, mlg_coverage_map_unref);
  self->coverage = coverage != NULL ? mlg_coverage_map_ref ((MlgCoverageMap *) coverage) : NULL;
  self->ink = ink;
  g_clear_pointer (&self->index, mlg_map_index_unref);
  self->index = index != NULL ? mlg_map_index_ref (index) : NULL;
  self->version++;
}

void
mlg_map_tiles_set_raster (MlgMapTiles *self,
                          MlgMbtiles  *raster,
                          double       opacity)
{
  MlgMbtiles *taken = raster != NULL ? mlg_mbtiles_ref (raster) : NULL;

  g_clear_pointer (&self->raster, mlg_mbtiles_unref);
  self->raster = taken;
  self->opacity = opacity;
  self->version++;
}

static void
request (MlgMapTiles *self,
         Square      *square)
{
  Job *job = g_new0 (Job, 1);

  square->pending = self->version;
  job->board = self->board;
  g_atomic_ref_count_inc (&self->board->ref_count);
  job->key = square->key;
  job->version = self->version;
  job->wanted = g_atomic_int_get (&self->board->frame);
  job->ink = self->ink;
  job->index = self->index != NULL ? mlg_map_index_ref (self->index) : NULL;
  job->coverage = self->coverage != NULL ? mlg_coverage_map_ref (self->coverage) : NULL;
  job->raster = self->raster != NULL ? mlg_mbtiles_ref (self->raster) : NULL;
  job->opacity = self->opacity;
  g_thread_pool_push (self->pool, job, NULL);
}

static Square *
find_or_request (MlgMapTiles *self,
                 const Key   *key,
                 gboolean     may_request)
{
  Square *square = g_hash_table_lookup (self->squares, key);

  if (square == NULL && may_request)
    {
      square = g_new0 (Square, 1);
      square->key = *key;
      g_hash_table_insert (self->squares, &square->key, square);
    }
  if (square == NULL)
    return NULL;

  square->last_used = g_atomic_int_get (&self->board->frame);
  if (may_request && square->version != self->version && square->pending == 0)
    request (self, square);
  return square;
}

static void
paint_square (cairo_t      *cr,
              const Square *square,
              double        x,
              double        y,
              double        stretch)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, stretch, stretch);
  cairo_set_source_surface (cr, square->picture, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  if (stretch != 1)
    cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_rectangle (cr, 0, 0, SIDE, SIDE);
  cairo_fill (cr);
  cairo_restore (cr);
}

/* Squares of @zoom over the frame; @cr NULL: only look. TRUE: they cover it. */
static gboolean
draw_zoom (MlgMapTiles       *self,
           cairo_t           *cr,
           const MlgMapFrame *frame,
           int                zoom,
           int                device_scale,
           gboolean           may_request)
{
  double stretch = exp2 (frame->zoom - zoom / 100.0);
  double units = MLG_MERCATOR_SIZE / (256 * exp2 (frame->zoom));     /* of a pixel of the frame */
  double side = SIDE * stretch;
  double left = frame->x / units - frame->width / 2, top = frame->y / units - frame->height / 2;
  int limit = (int) ceil (256 * exp2 (zoom / 100.0) / SIDE);
  int x0 = (int) floor (left / side), x1 = (int) floor ((left + frame->width) / side);
  int y0 = (int) floor (top / side), y1 = (int) floor ((top + frame->height) / side);
  gboolean complete = TRUE;

  for (int y = MAX (y0, 0); y <= MIN (y1, limit - 1); y++)
    for (int x = MAX (x0, 0); x <= MIN (x1, limit - 1); x++)
      {
        Key key = { zoom, x, y, device_scale };
        Square *square = find_or_request (self, &key, may_request);

        if (square == NULL || square->picture == NULL)
          {
            complete = FALSE;
            continue;
          }
        if (cr != NULL)
          paint_square (cr, square, x * side - left, y * side - top, stretch);
      }
  return complete;
}

static void
forget_old (MlgMapTiles *self)
{
  while (g_hash_table_size (self->squares) > MAX_KEPT)
    {
      Square *oldest = NULL;
      GHashTableIter iter;
      gpointer value;

      g_hash_table_iter_init (&iter, self->squares);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          Square *square = value;

          if (square->pending == 0 && (oldest == NULL || square->last_used < oldest->last_used))
            oldest = square;
        }
      /* What is in sight stays, however large the screen. */
      if (oldest == NULL || oldest->last_used + 2 >= (guint) g_atomic_int_get (&self->board->frame))
        return;
      g_hash_table_remove (self->squares, &oldest->key);
    }
}

void
mlg_map_tiles_draw (MlgMapTiles       *self,
                    cairo_t           *cr,
                    const MlgMapFrame *frame,
                    int                device_scale,
                    gboolean           settled)
{
  int zoom = (int) round (frame->zoom * 100);
  MlgMapFrame exact = *frame;

  g_atomic_int_inc (&self->board->frame);
  exact.zoom = zoom / 100.0;

  if (!draw_zoom (self, NULL, &exact, zoom, device_scale, FALSE))
    {
      mlg_ink_set_colour (cr, &self->ink->sea, 1);
      cairo_paint (cr);
      if (self->shown_zoom != 0 && self->shown_zoom != zoom)
        draw_zoom (self, cr, frame, self->shown_zoom, device_scale, FALSE);
    }
  if (draw_zoom (self, cr, &exact, zoom, device_scale, settled || self->shown_zoom == 0))
    self->shown_zoom = zoom;
  forget_old (self);
}
