/* Forces of a layout: linked actors attract each other, all repel each other.
 *
 *   attraction along a link: its length      repulsion: mass · mass / distance
 *
 * Speed follows how much nodes swing (ForceAtlas2: Jacomy, Venturini, Heymann and Bastian,
 * 2014). Left alone that never stops, so everything is also cooled to rest.
 */

#include "analysis/mlg-layout-private.h"
#include "analysis/mlg-tree.h"

#include <math.h>
#include <string.h>

#define N_STEPS    300
#define N_PIVOTS   40

/* ---- First places */

typedef struct
{
  guint *first;        /* n + 1 */
  guint *others;
} Neighbours;

static Neighbours
list_neighbours (const MlgIsland *self)
{
  Neighbours result = { g_new0 (guint, self->n + 2), g_new (guint, 2 * self->n_links + 1) };

  for (guint i = 0; i < self->n_links; i++)
    {
      result.first[self->links[i].a + 2]++;
      result.first[self->links[i].b + 2]++;
    }
  for (guint i = 2; i < self->n + 2; i++)
    result.first[i] += result.first[i - 1];
  for (guint i = 0; i < self->n_links; i++)
    {
      result.others[result.first[self->links[i].a + 1]++] = self->links[i].b;
      result.others[result.first[self->links[i].b + 1]++] = self->links[i].a;
    }

  return result;
}

static void
clear_neighbours (Neighbours *self)
{
  g_free (self->first);
  g_free (self->others);
}

/* Steps along links from @start to every node. */
static void
walk (const Neighbours *neighbours,
      guint             n,
      guint             start,
      guint            *queue,
      float            *distance)
{
  guint head = 0;
  guint tail = 0;

  for (guint i = 0; i < n; i++)
    distance[i] = -1;
  distance[start] = 0;
  queue[tail++] = start;

  while (head < tail)
    {
      guint node = queue[head++];

      for (guint i = neighbours->first[node]; i < neighbours->first[node + 1]; i++)
        if (distance[neighbours->others[i]] < 0)
          {
            distance[neighbours->others[i]] = distance[node] + 1;
            queue[tail++] = neighbours->others[i];
          }
    }
}

/* Each pivot is the node farthest from the pivots before it. */
static float *
measure_from_pivots (const MlgIsland *self,
                     guint            n_pivots)
{
  Neighbours neighbours = list_neighbours (self);
  g_autofree guint *queue = g_new (guint, self->n);
  g_autofree float *nearest = g_new (float, self->n);
  float *distances = g_new (float, (gsize) self->n * n_pivots);
  guint pivot = 0;

  for (guint i = 0; i < self->n; i++)
    nearest[i] = G_MAXFLOAT;

  for (guint k = 0; k < n_pivots; k++)
    {
      float *column = distances + (gsize) k * self->n;
      guint farthest = 0;

      walk (&neighbours, self->n, pivot, queue, column);
      for (guint i = 0; i < self->n; i++)
        {
          nearest[i] = MIN (nearest[i], column[i]);
          if (nearest[i] > nearest[farthest])
            farthest = i;
        }
      pivot = farthest;
    }
  clear_neighbours (&neighbours);

  return distances;
}

/* −½ squared distances, with the mean of each row and column taken off. */
static void
centre (float *distances,
        guint  n,
        guint  n_pivots)
{
  g_autofree double *row = g_new0 (double, n);
  g_autofree double *column = g_new0 (double, n_pivots);
  double all = 0;

  for (guint k = 0; k < n_pivots; k++)
    for (guint i = 0; i < n; i++)
      {
        float *d = &distances[(gsize) k * n + i];

        *d *= *d;
        row[i] += *d / n_pivots;
        column[k] += *d / n;
        all += *d / n / n_pivots;
      }
  for (guint k = 0; k < n_pivots; k++)
    for (guint i = 0; i < n; i++)
      distances[(gsize) k * n + i] = -0.5 * (distances[(gsize) k * n + i] - row[i] - column[k] + all);
}

/* The eigenvector of @matrix (symmetric) with the largest value, at right angles to @other. */
static void
find_direction (const double *matrix,
                guint         n,
                const double *other,
                double       *vector)
{
  g_autofree double *next = g_new (double, n);

  for (guint i = 0; i < n; i++)
    vector[i] = 1.0 + (i * 7919 % 101) / 101.0;

  for (guint round = 0; round < 100; round++)
    {
      double along = 0;
      double length = 0;

      for (guint i = 0; other != NULL && i < n; i++)
        along += vector[i] * other[i];
      for (guint i = 0; other != NULL && i < n; i++)
        vector[i] -= along * other[i];
      for (guint i = 0; i < n; i++)
        {
          next[i] = 0;
          for (guint j = 0; j < n; j++)
            next[i] += matrix[i * n + j] * vector[j];
          length += next[i] * next[i];
        }
      length = sqrt (length);
      if (length < 1e-12)
        return;
      for (guint i = 0; i < n; i++)
        vector[i] = next[i] / length;
    }
}

static void
project (const float  *table,
         guint         n,
         guint         n_pivots,
         const double *direction,
         double       *out)
{
  memset (out, 0, n * sizeof (double));
  for (guint k = 0; k < n_pivots; k++)
    for (guint i = 0; i < n; i++)
      out[i] += table[(gsize) k * n + i] * direction[k];
}

/* Nodes of one place (the leaves of a star are all at the same distances) would never part. */
static void
shake (MlgIsland *self)
{
  double size = 1e-9;

  for (guint i = 0; i < self->n; i++)
    size = MAX (size, MAX (fabs (self->x[i]), fabs (self->y[i])));
  for (guint i = 0; i < self->n; i++)
    {
      double angle = i * 2.399963229728653;     /* the golden angle: never twice the same */

      self->x[i] = self->x[i] / size + 0.05 * cos (angle) * (1 + (i % 7) / 7.0);
      self->y[i] = self->y[i] / size + 0.05 * sin (angle) * (1 + (i % 7) / 7.0);
    }
}

void
mlg_island_start (MlgIsland *self)
{
  guint n_pivots = MIN (self->n, N_PIVOTS);
  g_autofree float *table = measure_from_pivots (self, n_pivots);
  g_autofree double *matrix = g_new0 (double, n_pivots * n_pivots);
  g_autofree double *first = g_new0 (double, n_pivots);
  g_autofree double *second = g_new0 (double, n_pivots);

  centre (table, self->n, n_pivots);
  for (guint k = 0; k < n_pivots; k++)
    for (guint l = k; l < n_pivots; l++)
      {
        const float *p = table + (gsize) k * self->n;
        const float *q = table + (gsize) l * self->n;
        float sum = 0;

#pragma omp simd reduction(+:sum)
        for (guint i = 0; i < self->n; i++)
          sum += p[i] * q[i];
        matrix[k * n_pivots + l] = matrix[l * n_pivots + k] = sum;
      }

  find_direction (matrix, n_pivots, NULL, first);
  find_direction (matrix, n_pivots, first, second);
  project (table, self->n, n_pivots, first, self->x);
  project (table, self->n, n_pivots, second, self->y);
  shake (self);
}

/* ---- Forces */

typedef struct
{
  double *fx, *fy;             /* now */
  double *old_fx, *old_fy;     /* at the step before */
} Forces;

static Forces
forces_new (guint n)
{
  return (Forces) { g_new0 (double, n), g_new0 (double, n), g_new0 (double, n), g_new0 (double, n) };
}

static void
forces_clear (Forces *self)
{
  g_free (self->fx);
  g_free (self->fy);
  g_free (self->old_fx);
  g_free (self->old_fy);
}

static void
sum_forces (const MlgIsland *self,
            MlgTree         *tree,
            Forces          *forces)
{
  mlg_tree_build (tree, self->x, self->y, self->mass);
  mlg_tree_repel_all (tree, forces->fx, forces->fy);
  for (guint i = 0; i < self->n; i++)
    {
      forces->fx[i] *= self->mass[i];
      forces->fy[i] *= self->mass[i];
    }
  for (guint i = 0; i < self->n_links; i++)
    {
      guint a = self->links[i].a;
      guint b = self->links[i].b;
      double dx = self->x[b] - self->x[a];
      double dy = self->y[b] - self->y[a];

      forces->fx[a] += dx;
      forces->fy[a] += dy;
      forces->fx[b] -= dx;
      forces->fy[b] -= dy;
    }
}

/* How fast everything may go: as long as it pulls one way more than it swings. */
static double
choose_speed (const MlgIsland *self,
              const Forces    *forces,
              double           speed)
{
  double swing = 0;
  double pull = 0;
  double jitter = sqrt (self->n) * 0.05;
  double wanted;

  for (guint i = 0; i < self->n; i++)
    {
      swing += self->mass[i] * hypot (forces->fx[i] - forces->old_fx[i], forces->fy[i] - forces->old_fy[i]);
      pull += self->mass[i] * 0.5 * hypot (forces->fx[i] + forces->old_fx[i], forces->fy[i] + forces->old_fy[i]);
    }
  wanted = CLAMP (jitter, 0.5, 4) * pull / MAX (swing, 1e-12);

  return MIN (wanted, speed * 1.5);
}

static void
move_nodes (MlgIsland    *self,
            const Forces *forces,
            double        speed,
            double        longest)
{
  for (guint i = 0; i < self->n; i++)
    {
      double swing = hypot (forces->fx[i] - forces->old_fx[i], forces->fy[i] - forces->old_fy[i]) * self->mass[i];
      double factor = speed / (1 + sqrt (speed * swing));
      double length = hypot (forces->fx[i], forces->fy[i]) * factor;

      if (length > longest)
        factor *= longest / length;
      self->x[i] += forces->fx[i] * factor;
      self->y[i] += forces->fy[i] * factor;
    }
}

/* At rest, the sum of squared lengths of links is the sum of all products of masses (virial
 * theorem). The start is scaled to that, so that no time goes into growing.
 */
static double
scale_to_rest (MlgIsland *self)
{
  double sum = 0;
  double squares = 0;
  double lengths = 0;
  double scale;

  for (guint i = 0; i < self->n; i++)
    {
      sum += self->mass[i];
      squares += self->mass[i] * self->mass[i];
    }
  for (guint i = 0; i < self->n_links; i++)
    {
      double dx = self->x[self->links[i].b] - self->x[self->links[i].a];
      double dy = self->y[self->links[i].b] - self->y[self->links[i].a];

      lengths += dx * dx + dy * dy;
    }
  scale = sqrt ((sum * sum - squares) / 2 / MAX (lengths, 1e-12));

  for (guint i = 0; i < self->n; i++)
    {
      self->x[i] *= scale;
      self->y[i] *= scale;
    }

  return sqrt ((sum * sum - squares) / 2 / self->n_links);
}

static int
compare_lengths (gconstpointer one,
                 gconstpointer other)
{
  double p = *(const double *) one;
  double q = *(const double *) other;

  return p < q ? -1 : p > q;
}

static void
scale_to_link_length (MlgIsland *self)
{
  g_autofree double *lengths = g_new (double, self->n_links);
  double scale;

  for (guint i = 0; i < self->n_links; i++)
    lengths[i] = hypot (self->x[self->links[i].b] - self->x[self->links[i].a],
                        self->y[self->links[i].b] - self->y[self->links[i].a]);
  qsort (lengths, self->n_links, sizeof (double), compare_lengths);
  scale = MLG_LINK_LENGTH / MAX (lengths[self->n_links / 2], 1e-9);

  for (guint i = 0; i < self->n; i++)
    {
      self->x[i] *= scale;
      self->y[i] *= scale;
    }
}

gboolean
mlg_island_relax (MlgIsland  *self,
                  const gint *cancelled,
                  gint       *progress)
{
  g_autoptr(MlgTree) tree = mlg_tree_new (self->n);
  Forces forces = forces_new (self->n);
  double length = scale_to_rest (self);
  double speed = 1;
  gboolean stopped = FALSE;

  for (guint step = 0; step < N_STEPS && !stopped; step++)
    {
      Forces last = forces;
      double left = 1 - (double) step / N_STEPS;

      forces = (Forces) { last.old_fx, last.old_fy, last.fx, last.fy };
      sum_forces (self, tree, &forces);
      speed = choose_speed (self, &forces, speed);
      move_nodes (self, &forces, speed, length * 2 * left * left);
      if (progress != NULL)
        g_atomic_int_set (progress, (gint) (100 * (step + 1) / N_STEPS));
      stopped = cancelled != NULL && g_atomic_int_get (cancelled);
    }

  forces_clear (&forces);
  scale_to_link_length (self);

  return !stopped;
}

/* ---- Small islands: all distances count */

/* One round of stress majorisation, node by node: each goes where its ideal distances to all
 * the others put it, near ones counting more.
 */
static void
even_out_once (MlgIsland   *self,
               const float *distances)
{
  for (guint i = 0; i < self->n; i++)
    {
      double x = 0, y = 0, weights = 0;

      for (guint j = 0; j < self->n; j++)
        {
          double ideal = MAX (distances[i * self->n + j], 1) * MLG_LINK_LENGTH;
          double dx = self->x[i] - self->x[j];
          double dy = self->y[i] - self->y[j];
          double length = MAX (hypot (dx, dy), 1e-6);
          double weight = i != j ? 1 / (ideal * ideal) : 0;

          x += weight * (self->x[j] + dx * ideal / length);
          y += weight * (self->y[j] + dy * ideal / length);
          weights += weight;
        }
      self->x[i] = x / weights;
      self->y[i] = y / weights;
    }
}

void
mlg_island_even_out (MlgIsland *self)
{
  Neighbours neighbours = list_neighbours (self);
  g_autofree float *distances = g_new (float, (gsize) self->n * self->n);
  g_autofree guint *queue = g_new (guint, self->n);

  for (guint i = 0; i < self->n; i++)
    walk (&neighbours, self->n, i, queue, distances + (gsize) i * self->n);
  for (guint round = 0; round < 120; round++)
    even_out_once (self, distances);

  clear_neighbours (&neighbours);
}
