/* Room for names: islands are turned to lie flat, boxes are pushed off each other, and islands
 * are packed like pieces of a puzzle, by the cells they really cover.
 */

#include "analysis/mlg-layout-private.h"

#include <math.h>
#include <string.h>

#define GAP                8.0     /* between two boxes */
#define ISLAND_GAP         20.0    /* between two islands */
#define MAX_NAMED          150     /* in one island; above, names are not all shown anyway: marks alone are spread */
#define MAX_SPREAD         1500
#define MAX_COVERED        0.3     /* of all names: what pushing can mend without spoiling the drawing */
#define MAX_TURN           400
#define MAX_PUZZLE         60      /* islands; the smaller ones stand in rows below */
#define MAX_CELLS          260     /* on a side */

MlgExtent
mlg_island_get_extent (const MlgIsland *self)
{
  MlgExtent extent = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };

  for (guint i = 0; i < self->n; i++)
    {
      MlgBox box = mlg_box_of (self->boxes, i);

      extent.x0 = MIN (extent.x0, self->x[i] - box.half_width);
      extent.x1 = MAX (extent.x1, self->x[i] + box.half_width);
      extent.y0 = MIN (extent.y0, self->y[i] - box.up);
      extent.y1 = MAX (extent.y1, self->y[i] + box.down);
    }

  return extent;
}

/* ---- Turning */

/* By how much two boxes cover each other, on both axes; FALSE: they do not. */
static gboolean
measure_overlap (const MlgIsland *self,
                 guint            i,
                 guint            j,
                 double           gap,
                 double          *over_x,
                 double          *over_y)
{
  MlgBox p = mlg_box_of (self->boxes, i);
  MlgBox q = mlg_box_of (self->boxes, j);

  *over_x = p.half_width + q.half_width + gap - fabs (self->x[i] - self->x[j]);
  *over_y = (self->y[i] < self->y[j] ? p.down + q.up - (self->y[j] - self->y[i])
                                     : q.down + p.up - (self->y[i] - self->y[j])) + gap;

  return *over_x > 0 && *over_y > 0;
}

static double
measure_covered (const MlgIsland *self)
{
  double covered = 0;
  double over_x, over_y;

  for (guint i = 0; i < self->n; i++)
    for (guint j = i + 1; j < self->n; j++)
      if (measure_overlap (self, i, j, GAP, &over_x, &over_y))
        covered += over_x * over_y;

  return covered;
}

static void
rotate (MlgIsland *self,
        double     angle)
{
  double c = cos (angle);
  double s = sin (angle);

  for (guint i = 0; i < self->n; i++)
    {
      double x = self->x[i];

      self->x[i] = c * x - s * self->y[i];
      self->y[i] = s * x + c * self->y[i];
    }
}

void
mlg_island_turn (MlgIsland *self)
{
  double best = G_MAXDOUBLE;
  double best_angle = 0;
  const guint n_angles = 36;

  if (self->n > MAX_TURN)
    return;

  for (guint k = 0; k < n_angles; k++)
    {
      MlgExtent extent = mlg_island_get_extent (self);
      double width = extent.x1 - extent.x0;
      double height = extent.y1 - extent.y0;
      double cost = width * height * (1 + MAX (0, height / width - 0.8)) + 4 * measure_covered (self);

      if (cost < best - 1e-6)
        {
          best = cost;
          best_angle = G_PI * k / n_angles;
        }
      rotate (self, G_PI / n_angles);
    }
  rotate (self, best_angle - G_PI);
}

/* ---- Spreading */

static int
compare_left (gconstpointer one,
              gconstpointer other,
              gpointer      data)
{
  const MlgIsland *self = data;
  guint p = *(const guint *) one;
  guint q = *(const guint *) other;
  double a = self->x[p] - mlg_box_of (self->boxes, p).half_width;
  double b = self->x[q] - mlg_box_of (self->boxes, q).half_width;

  if (a != b)
    return a < b ? -1 : 1;

  return p < q ? -1 : p > q;
}

/* Half the way each, along the shorter way out. */
static void
push_apart (MlgIsland *self,
            guint      i,
            guint      j,
            double     over_x,
            double     over_y)
{
  if (over_x < over_y)
    {
      double way = (self->x[i] < self->x[j] || (self->x[i] == self->x[j] && i < j) ? -0.5 : 0.5) * over_x;

      self->x[i] += way;
      self->x[j] -= way;
    }
  else
    {
      double way = (self->y[i] < self->y[j] || (self->y[i] == self->y[j] && i < j) ? -0.5 : 0.5) * over_y;

      self->y[i] += way;
      self->y[j] -= way;
    }
}

static gboolean
spread_once (MlgIsland *self,
             guint     *order)
{
  gboolean moved = FALSE;

  g_qsort_with_data (order, self->n, sizeof (guint), compare_left, self);
  for (guint a = 0; a < self->n; a++)
    {
      guint i = order[a];
      double right = self->x[i] + mlg_box_of (self->boxes, i).half_width + GAP;

      for (guint b = a + 1; b < self->n; b++)
        {
          guint j = order[b];
          double over_x, over_y;

          if (self->x[j] - mlg_box_of (self->boxes, j).half_width > right + GAP)
            break;
          if (measure_overlap (self, i, j, GAP, &over_x, &over_y))
            {
              push_apart (self, i, j, over_x * 0.7 + 0.1, over_y * 0.7 + 0.1);
              moved = TRUE;
            }
        }
    }

  return moved;
}

/* A link that runs through the mark or the name of a third actor says something false: that
 * actor steps aside.
 */
static gboolean
clear_links_once (MlgIsland *self)
{
  gboolean moved = FALSE;

  for (guint l = 0; l < self->n_links; l++)
    {
      guint a = self->links[l].a;
      guint b = self->links[l].b;
      double dx = self->x[b] - self->x[a];
      double dy = self->y[b] - self->y[a];
      double length = MAX (hypot (dx, dy), 1);

      for (guint i = 0; i < self->n; i++)
        {
          MlgBox box = mlg_box_of (self->boxes, i);
          double middle = (box.down - box.up) / 2;
          double px = self->x[i] - self->x[a];
          double py = self->y[i] + middle - self->y[a];
          double along = (px * dx + py * dy) / length;
          double beside = (px * dy - py * dx) / length;
          /* How far the box reaches across the link. */
          double reach = (box.half_width * fabs (dy) + (box.up + box.down) / 2 * fabs (dx)) / length;
          double step = (reach + 2 - fabs (beside)) * 0.3;

          if (i == a || i == b || along < 4 || along > length - 4 || step <= 0)
            continue;
          step = MIN (step, 8) * (beside >= 0 ? 1 : -1);
          self->x[i] += dy / length * step;
          self->y[i] -= dx / length * step;
          moved = TRUE;
        }
    }

  return moved;
}

/* Larger as a whole first: that keeps the shape. */
static void
grow (MlgIsland *self)
{
  double all = 0;

  for (guint i = 0; i < self->n; i++)
    {
      MlgBox box = mlg_box_of (self->boxes, i);

      all += 2 * box.half_width * (box.up + box.down);
    }

  for (guint round = 0; round < 10 && measure_covered (self) > MAX_COVERED * all; round++)
    for (guint i = 0; i < self->n; i++)
      {
        self->x[i] *= 1.08;
        self->y[i] *= 1.08;
      }
}

static MlgBox *
dup_bare_boxes (const MlgIsland *self)
{
  MlgBox *boxes = g_new (MlgBox, self->n);

  for (guint i = 0; i < self->n; i++)
    {
      double radius = mlg_box_of (self->boxes, i).up;

      boxes[i] = (MlgBox) { radius, radius, radius };
    }

  return boxes;
}

void
mlg_island_spread (MlgIsland *self)
{
  g_autofree guint *order = NULL;

  if (self->n > MAX_SPREAD)
    return;

  order = g_new (guint, self->n);
  for (guint i = 0; i < self->n; i++)
    order[i] = i;

  if (self->n > MAX_NAMED)
    {
      g_autofree MlgBox *bare = dup_bare_boxes (self);
      MlgBox *boxes = self->boxes;

      self->boxes = bare;
      for (guint round = 0; round < 40 && spread_once (self, order); round++)
        ;
      self->boxes = boxes;
      return;
    }

  grow (self);
  for (guint round = 0; self->n <= 80 && self->n_links < 1.6 * self->n && round < 60; round++)
    {
      gboolean moved = clear_links_once (self);

      if (!spread_once (self, order) && !moved)
        return;
    }
  for (guint round = 0; round < 300 && spread_once (self, order); round++)
    ;
}

/* ---- Packing */

typedef struct
{
  int     width, height;       /* of the grid, in cells; its middle is the origin */
  double  cell;
  guint8 *taken;
  int     x0, y0, x1, y1;      /* what is taken, about the origin */
} Grid;

typedef struct
{
  GArray *cells;               /* int pairs, about the island's own origin */
  int     x0, y0, x1, y1;
} Piece;

static void
take_box (GHashTable *seen,
          Piece      *piece,
          double      x0,
          double      y0,
          double      x1,
          double      y1,
          double      cell)
{
  for (int y = (int) floor (y0 / cell); y <= (int) floor (y1 / cell); y++)
    for (int x = (int) floor (x0 / cell); x <= (int) floor (x1 / cell); x++)
      {
        int pair[2] = { x, y };

        if (!g_hash_table_add (seen, GINT_TO_POINTER ((y + 16384) * 32768 + x + 16384)))
          continue;
        g_array_append_val (piece->cells, pair);
        piece->x0 = MIN (piece->x0, x);
        piece->y0 = MIN (piece->y0, y);
        piece->x1 = MAX (piece->x1, x);
        piece->y1 = MAX (piece->y1, y);
      }
}

static Piece
cut_piece (const MlgIsland *island,
           double           cell)
{
  Piece piece = { g_array_new (FALSE, FALSE, 2 * sizeof (int)), G_MAXINT, G_MAXINT, G_MININT, G_MININT };
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  const double half = ISLAND_GAP / 2;

  for (guint i = 0; i < island->n; i++)
    {
      MlgBox box = mlg_box_of (island->boxes, i);

      take_box (seen, &piece, island->x[i] - box.half_width - half, island->y[i] - box.up - half,
                island->x[i] + box.half_width + half, island->y[i] + box.down + half, cell);
    }
  for (guint l = 0; l < island->n_links; l++)
    {
      guint a = island->links[l].a;
      guint b = island->links[l].b;
      double dx = island->x[b] - island->x[a];
      double dy = island->y[b] - island->y[a];
      guint n_steps = 1 + (guint) (hypot (dx, dy) / cell * 2);

      for (guint step = 1; step < n_steps; step++)
        {
          double x = island->x[a] + dx * step / n_steps;
          double y = island->y[a] + dy * step / n_steps;

          take_box (seen, &piece, x - half, y - half, x + half, y + half, cell);
        }
    }

  return piece;
}

static gboolean
fits (const Grid  *grid,
      const Piece *piece,
      int          dx,
      int          dy)
{
  for (guint i = 0; i < piece->cells->len; i++)
    {
      const int *pair = &((const int *) (gpointer) piece->cells->data)[2 * i];
      int x = pair[0] + dx + grid->width / 2;
      int y = pair[1] + dy + grid->height / 2;

      if (x < 0 || y < 0 || x >= grid->width || y >= grid->height || grid->taken[y * grid->width + x])
        return FALSE;
    }

  return TRUE;
}

static void
put_piece (Grid        *grid,
           const Piece *piece,
           int          dx,
           int          dy)
{
  for (guint i = 0; i < piece->cells->len; i++)
    {
      const int *pair = &((const int *) (gpointer) piece->cells->data)[2 * i];
      int x = pair[0] + dx + grid->width / 2;
      int y = pair[1] + dy + grid->height / 2;

      if (x >= 0 && y >= 0 && x < grid->width && y < grid->height)
        grid->taken[y * grid->width + x] = 1;
    }
  grid->x0 = MIN (grid->x0, piece->x0 + dx);
  grid->y0 = MIN (grid->y0, piece->y0 + dy);
  grid->x1 = MAX (grid->x1, piece->x1 + dx);
  grid->y1 = MAX (grid->y1, piece->y1 + dy);
}

/* The place where the whole stays smallest, in the shape wished for; the nearest to the middle of those. */
static void
find_place (const Grid  *grid,
            const Piece *piece,
            double       aspect,
            int         *best_dx,
            int         *best_dy)
{
  double best = G_MAXDOUBLE;
  int width = piece->x1 - piece->x0 + 1;
  int height = piece->y1 - piece->y0 + 1;

  for (int dy = grid->y0 - height - piece->y0; dy <= grid->y1 + 1 - piece->y0; dy++)
    for (int dx = grid->x0 - width - piece->x0; dx <= grid->x1 + 1 - piece->x0; dx++)
      {
        int w = MAX (grid->x1, piece->x1 + dx) - MIN (grid->x0, piece->x0 + dx) + 1;
        int h = MAX (grid->y1, piece->y1 + dy) - MIN (grid->y0, piece->y0 + dy) + 1;
        double cx = dx + (piece->x0 + piece->x1) / 2.0;
        double cy = dy + (piece->y0 + piece->y1) / 2.0;
        double cost = MAX (w / aspect, h) + 0.2 * MIN (w / aspect, h) + 0.02 * hypot (cx / aspect, cy);

        if (cost < best && fits (grid, piece, dx, dy))
          {
            best = cost;
            *best_dx = dx;
            *best_dy = dy;
          }
      }
}

static void
shift (MlgIsland *island,
       double     dx,
       double     dy)
{
  for (guint i = 0; i < island->n; i++)
    {
      island->x[i] += dx;
      island->y[i] += dy;
    }
}

/* Rows below, as wide as what stands above. */
static void
pack_rows (GPtrArray *islands,
           guint      first,
           MlgExtent  above)
{
  double x = above.x0;
  double y = above.y1 + ISLAND_GAP;
  double row = 0;

  for (guint i = first; i < islands->len; i++)
    {
      MlgIsland *island = g_ptr_array_index (islands, i);
      MlgExtent extent = mlg_island_get_extent (island);

      if (island->pinned)
        continue;
      if (x > above.x0 && x + extent.x1 - extent.x0 > above.x1)
        {
          x = above.x0;
          y += row + ISLAND_GAP;
          row = 0;
        }
      shift (island, x - extent.x0, y - extent.y0);
      x += extent.x1 - extent.x0 + ISLAND_GAP;
      row = MAX (row, extent.y1 - extent.y0);
    }
}

static MlgExtent
join_extents (GPtrArray *islands,
              guint      n)
{
  MlgExtent all = { 0, 0, 1, 1 };

  for (guint i = 0; i < MIN (n, islands->len); i++)
    {
      MlgExtent extent = mlg_island_get_extent (g_ptr_array_index (islands, i));

      if (i == 0)
        all = extent;
      all = (MlgExtent) { MIN (all.x0, extent.x0), MIN (all.y0, extent.y0),
                          MAX (all.x1, extent.x1), MAX (all.y1, extent.y1) };
    }

  return all;
}

static void
place_piece (Grid      *grid,
             MlgIsland *island,
             double     aspect,
             gboolean   first)
{
  Piece piece = cut_piece (island, grid->cell);
  int dx = -(piece.x0 + piece.x1) / 2;
  int dy = -(piece.y0 + piece.y1) / 2;

  if (island->pinned)
    dx = dy = 0;
  else if (!first)
    find_place (grid, &piece, aspect, &dx, &dy);

  put_piece (grid, &piece, dx, dy);
  shift (island, dx * grid->cell, dy * grid->cell);
  g_array_unref (piece.cells);
}

void
mlg_islands_pack (GPtrArray *islands,
                  double     aspect)
{
  guint n_puzzle = MIN (islands->len, MAX_PUZZLE);
  double span = 0;
  Grid grid = { 0 };
  gboolean first = TRUE;

  for (guint i = 0; i < n_puzzle; i++)
    {
      MlgExtent extent = mlg_island_get_extent (g_ptr_array_index (islands, i));

      span += extent.x1 - extent.x0 + extent.y1 - extent.y0 + 4 * ISLAND_GAP;
      if (((MlgIsland *) g_ptr_array_index (islands, i))->pinned)
        span += fabs (extent.x0) + fabs (extent.y0);
    }
  grid.cell = MAX (12, span / (2 * MAX_CELLS));
  grid.width = grid.height = 2 * (int) (span / grid.cell + 4);
  grid.taken = g_malloc0 ((gsize) grid.width * grid.height);

  /* What is pinned stands where it stands; the rest finds room around it. */
  for (guint pinned = 0; pinned < 2; pinned++)
    for (guint i = 0; i < n_puzzle; i++)
      {
        MlgIsland *island = g_ptr_array_index (islands, i);

        if (island->pinned != (pinned == 0))
          continue;
        place_piece (&grid, island, aspect, first);
        first = FALSE;
      }
  g_free (grid.taken);

  pack_rows (islands, n_puzzle, join_extents (islands, n_puzzle));
}
