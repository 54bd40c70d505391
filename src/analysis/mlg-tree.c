/* Sums over all other points in n·log n (Barnes and Hut, 1986). */

#include "analysis/mlg-tree.h"

#include <math.h>

#define LEAF_SIZE   8        /* points that are no longer divided */
#define MAX_DEPTH   16       /* of a square: 16 bits of each coordinate */
#define OPENING     1.2f     /* a square is taken whole when it looks smaller than this (error 1 %) */
#define TOO_CLOSE   1e-9f    /* added to squared distances */

typedef struct
{
  float x, y, mass;          /* of the whole square, in its centre of mass */
  float width;
  float middle_x, middle_y;  /* of the smallest box round its points */
  float radius;              /* of the circle round that box */
  guint first, last;         /* its points */
  guint skip;                /* where the walk goes on */
  gboolean leaf;
} Square;

struct _MlgTree
{
  guint    n;
  guint    n_squares;
  Square  *squares;
  guint32 *codes, *spare_codes;
  guint   *order, *spare_order;      /* points along the curve */
  float   *x, *y, *mass;             /* in that order */
  float   *list_x, *list_y, *list_mass;
};

MlgTree *
mlg_tree_new (guint n_points)
{
  MlgTree *self = g_new0 (MlgTree, 1);
  guint n = MAX (n_points, 1);

  self->n = n_points;
  self->squares = g_new (Square, 2 * n + MAX_DEPTH * (n / LEAF_SIZE + 1) + 1);
  self->codes = g_new (guint32, n);
  self->spare_codes = g_new (guint32, n);
  self->order = g_new (guint, n);
  self->spare_order = g_new (guint, n);
  self->x = g_new (float, n);
  self->y = g_new (float, n);
  self->mass = g_new (float, n);
  self->list_x = g_new (float, n);
  self->list_y = g_new (float, n);
  self->list_mass = g_new (float, n);

  return self;
}

void
mlg_tree_free (MlgTree *self)
{
  if (self == NULL)
    return;

  g_free (self->squares);
  g_free (self->codes);
  g_free (self->spare_codes);
  g_free (self->order);
  g_free (self->spare_order);
  g_free (self->x);
  g_free (self->y);
  g_free (self->mass);
  g_free (self->list_x);
  g_free (self->list_y);
  g_free (self->list_mass);
  g_free (self);
}

/* 0b0000abcd → 0b0a0b0c0d */
static guint32
spread_bits (guint32 v)
{
  v = (v | v << 8) & 0x00ff00ff;
  v = (v | v << 4) & 0x0f0f0f0f;
  v = (v | v << 2) & 0x33333333;

  return (v | v << 1) & 0x55555555;
}

static void
sort_by_code (MlgTree *self)
{
  for (guint shift = 0; shift < 32; shift += 8)
    {
      guint start[257] = { 0 };
      guint32 *codes = self->codes;
      guint *order = self->order;

      for (guint i = 0; i < self->n; i++)
        start[(codes[i] >> shift & 0xff) + 1]++;
      for (guint i = 1; i < 257; i++)
        start[i] += start[i - 1];
      for (guint i = 0; i < self->n; i++)
        {
          guint to = start[codes[i] >> shift & 0xff]++;

          self->spare_codes[to] = codes[i];
          self->spare_order[to] = order[i];
        }

      self->codes = self->spare_codes;
      self->spare_codes = codes;
      self->order = self->spare_order;
      self->spare_order = order;
    }
}

static void
sort_points (MlgTree      *self,
             const double *x,
             const double *y,
             const double *mass)
{
  double x0 = G_MAXDOUBLE, y0 = G_MAXDOUBLE, x1 = -G_MAXDOUBLE, y1 = -G_MAXDOUBLE;
  double scale;

  for (guint i = 0; i < self->n; i++)
    {
      x0 = MIN (x0, x[i]);
      y0 = MIN (y0, y[i]);
      x1 = MAX (x1, x[i]);
      y1 = MAX (y1, y[i]);
    }
  scale = 65535.0 / MAX (MAX (x1 - x0, y1 - y0), 1e-12);

  for (guint i = 0; i < self->n; i++)
    {
      self->codes[i] = spread_bits ((guint32) ((x[i] - x0) * scale)) |
                       spread_bits ((guint32) ((y[i] - y0) * scale)) << 1;
      self->order[i] = i;
    }
  sort_by_code (self);

  for (guint i = 0; i < self->n; i++)
    {
      self->x[i] = x[self->order[i]];
      self->y[i] = y[self->order[i]];
      self->mass[i] = mass[self->order[i]];
    }
}

static void
measure_square (MlgTree *self,
                Square  *square)
{
  float x0 = G_MAXFLOAT, y0 = G_MAXFLOAT, x1 = -G_MAXFLOAT, y1 = -G_MAXFLOAT;
  float x = 0, y = 0, mass = 0;

  for (guint i = square->first; i < square->last; i++)
    {
      x0 = MIN (x0, self->x[i]);
      y0 = MIN (y0, self->y[i]);
      x1 = MAX (x1, self->x[i]);
      y1 = MAX (y1, self->y[i]);
      x += self->x[i] * self->mass[i];
      y += self->y[i] * self->mass[i];
      mass += self->mass[i];
    }

  square->x = x / mass;
  square->y = y / mass;
  square->mass = mass;
  square->width = MAX (x1 - x0, y1 - y0);
  square->middle_x = (x0 + x1) / 2;
  square->middle_y = (y0 + y1) / 2;
  square->radius = hypotf (x1 - x0, y1 - y0) / 2;
}

static void
add_square (MlgTree *self,
            guint    first,
            guint    last,
            guint    depth)
{
  guint index = self->n_squares++;
  Square *square = &self->squares[index];

  square->first = first;
  square->last = last;
  square->leaf = last - first <= LEAF_SIZE || depth == MAX_DEPTH;
  measure_square (self, square);

  if (!square->leaf)
    {
      guint shift = 30 - 2 * depth;
      guint from = first;

      while (from < last)
        {
          guint32 quarter = self->codes[from] >> shift;
          guint to = from + 1;

          while (to < last && self->codes[to] >> shift == quarter)
            to++;

          /* A square with all its points in one quarter adds nothing: its quarter stands for it. */
          if (from == first && to == last)
            self->n_squares--;
          add_square (self, from, to, depth + 1);
          from = to;
        }
      square = &self->squares[index];
    }

  square->skip = self->n_squares;
}

void
mlg_tree_build (MlgTree      *self,
                const double *x,
                const double *y,
                const double *mass)
{
  self->n_squares = 0;
  if (self->n == 0)
    return;

  sort_points (self, x, y, mass);
  add_square (self, 0, self->n, 0);
}

/* What acts on everything within @radius of (x, y): far squares as one, near points singly. */
static guint
list_sources (MlgTree *self,
              float    x,
              float    y,
              float    radius)
{
  guint n = 0;

  for (guint i = 0; i < self->n_squares;)
    {
      const Square *square = &self->squares[i];
      float distance = hypotf (square->x - x, square->y - y) - radius;

      if (square->width < OPENING * distance)
        {
          self->list_x[n] = square->x;
          self->list_y[n] = square->y;
          self->list_mass[n++] = square->mass;
          i = square->skip;
        }
      else if (square->leaf)
        {
          for (guint j = square->first; j < square->last; j++, n++)
            {
              self->list_x[n] = self->x[j];
              self->list_y[n] = self->y[j];
              self->list_mass[n] = self->mass[j];
            }
          i = square->skip;
        }
      else
        {
          i++;
        }
    }

  return n;
}

static void
sum_list (const MlgTree *self,
          guint          n,
          float          x,
          float          y,
          double        *push_x,
          double        *push_y)
{
  const float *list_x = self->list_x;
  const float *list_y = self->list_y;
  const float *list_mass = self->list_mass;
  float sum_x = 0;
  float sum_y = 0;

#pragma omp simd reduction(+:sum_x, sum_y)
  for (guint i = 0; i < n; i++)
    {
      float dx = x - list_x[i];
      float dy = y - list_y[i];
      float pull = list_mass[i] / (dx * dx + dy * dy + TOO_CLOSE);

      sum_x += dx * pull;
      sum_y += dy * pull;
    }

  *push_x = sum_x;
  *push_y = sum_y;
}

void
mlg_tree_repel_all (MlgTree *self,
                    double  *push_x,
                    double  *push_y)
{
  for (guint i = 0; i < self->n_squares; i++)
    {
      const Square *square = &self->squares[i];
      guint n;

      if (!square->leaf)
        continue;

      n = list_sources (self, square->middle_x, square->middle_y, square->radius);
      for (guint j = square->first; j < square->last; j++)
        sum_list (self, n, self->x[j], self->y[j], &push_x[self->order[j]], &push_y[self->order[j]]);
    }
}
