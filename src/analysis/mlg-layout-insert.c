/* A place for newcomers, without moving the others more than needed.
 *
 * A newcomer tries some fifty places about the middle of those it is linked with and takes the
 * one with the least energy. Then its neighbours make room, theirs less, and nobody else
 * moves. Each old node is held to its place by a spring, and answers only to the change of the
 * forces on it, not to the forces themselves: a drawing that somebody arranged by hand is
 * never quite at rest.
 */

#include "analysis/mlg-layout-private.h"

#include <math.h>
#include <string.h>

#define N_RADII          4
#define N_ANGLES         12
#define N_STEPS          60
#define MAX_CLEARED      2000     /* links that a newcomer keeps clear of */
#define COVERING         40.0     /* energy of one square point of covered name */

typedef struct
{
  MlgLayout *layout;
  guint     *first, *others;      /* neighbours */
  double    *mass;
  double     strength;            /* of repulsion in the group at hand */
} Insertion;

static void
list_neighbours (Insertion *self)
{
  const MlgLayout *layout = self->layout;

  self->first = g_new0 (guint, layout->n_nodes + 2);
  self->others = g_new (guint, 2 * layout->n_links + 1);
  self->mass = g_new (double, layout->n_nodes + 1);

  for (guint i = 0; i < layout->n_links; i++)
    {
      self->first[layout->links[i].a + 2]++;
      self->first[layout->links[i].b + 2]++;
    }
  for (guint i = 2; i < layout->n_nodes + 2; i++)
    self->first[i] += self->first[i - 1];
  for (guint i = 0; i < layout->n_links; i++)
    {
      self->others[self->first[layout->links[i].a + 1]++] = layout->links[i].b;
      self->others[self->first[layout->links[i].b + 1]++] = layout->links[i].a;
    }
  for (guint i = 0; i < layout->n_nodes; i++)
    self->mass[i] = sqrt (1 + self->first[i + 1] - self->first[i]);
}

static gboolean
is_placed (const Insertion *self,
           guint            i)
{
  return self->layout->placements[i] == MLG_PLACED || self->layout->placements[i] == MLG_PINNED;
}

/* Placed nodes that are connected with @node through placed ones, @node itself left out. */
static GArray *
find_group (const Insertion *self,
            guint            node)
{
  GArray *group = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint8 *seen = g_new0 (guint8, self->layout->n_nodes);

  seen[node] = TRUE;
  g_array_append_val (group, node);
  for (guint head = 0; head < group->len; head++)
    {
      guint at = g_array_index (group, guint, head);

      for (guint i = self->first[at]; i < self->first[at + 1]; i++)
        {
          guint other = self->others[i];

          if (!seen[other] && is_placed (self, other))
            {
              seen[other] = TRUE;
              g_array_append_val (group, other);
            }
        }
    }
  g_array_remove_index (group, 0);

  return group;
}

/* As strong as it has to be for the links of this group to be as long as they are (virial theorem). */
static double
measure_strength (const Insertion *self,
                  GArray          *group)
{
  const MlgPoint *points = self->layout->points;
  double lengths = 0;
  double sum = 0;
  double squares = 0;
  guint n_links = 0;

  for (guint i = 0; i < group->len; i++)
    {
      guint node = g_array_index (group, guint, i);

      sum += self->mass[node];
      squares += self->mass[node] * self->mass[node];
      for (guint j = self->first[node]; j < self->first[node + 1]; j++)
        {
          guint other = self->others[j];
          double dx = points[other].x - points[node].x;
          double dy = points[other].y - points[node].y;

          if (other > node && is_placed (self, other))
            {
              lengths += dx * dx + dy * dy;
              n_links++;
            }
        }
    }

  /* One alone: a link of the usual length with the newcomer. */
  if (n_links == 0)
    return MLG_LINK_LENGTH * MLG_LINK_LENGTH / 2;

  return lengths / MAX ((sum * sum - squares) / 2, 1e-9);
}

/* ---- Energy of a place */

static double
measure_cover (const Insertion *self,
               guint            node,
               MlgPoint         at)
{
  const MlgLayout *layout = self->layout;
  MlgBox own = mlg_box_of (layout->boxes, node);
  const MlgExtent *tray = &layout->tray;
  double covered = 0;

  for (guint i = 0; i < layout->n_nodes; i++)
    {
      MlgBox box = mlg_box_of (layout->boxes, i);
      double over_x = own.half_width + box.half_width + 6 - fabs (at.x - layout->points[i].x);
      double over_y = (at.y < layout->points[i].y ? own.down + box.up : own.up + box.down) + 6 -
                      fabs (at.y - layout->points[i].y);

      if (i != node && is_placed (self, i) && over_x > 0 && over_y > 0)
        covered += over_x * over_y;
    }
  if (tray->x1 > tray->x0 && at.x + own.half_width > tray->x0 && at.x - own.half_width < tray->x1 &&
      at.y + own.down > tray->y0 && at.y - own.up < tray->y1)
    covered += 2 * own.half_width * (own.up + own.down);

  return covered;
}

/* How many links of others run under the box. */
static guint
count_links_under (const Insertion *self,
                   guint            node,
                   MlgPoint         at)
{
  const MlgLayout *layout = self->layout;
  MlgBox box = mlg_box_of (layout->boxes, node);
  guint n = 0;

  for (guint l = 0; l < layout->n_links && layout->n_links <= MAX_CLEARED; l++)
    {
      guint a = layout->links[l].a;
      guint b = layout->links[l].b;
      MlgPoint p = layout->points[a];
      MlgPoint q = layout->points[b];
      double length = MAX (hypot (q.x - p.x, q.y - p.y), 1);
      double ux = (q.x - p.x) / length;
      double uy = (q.y - p.y) / length;
      double cx = at.x - p.x;
      double cy = at.y + (box.down - box.up) / 2 - p.y;
      double along = cx * ux + cy * uy;
      double beside = fabs (cx * uy - cy * ux);

      if (a != node && b != node && is_placed (self, a) && is_placed (self, b) &&
          along > 0 && along < length &&
          beside < box.half_width * fabs (uy) + (box.up + box.down) / 2 * fabs (ux))
        n++;
    }

  return n;
}

static double
measure_energy (const Insertion *self,
                GArray          *group,
                guint            node,
                MlgPoint         at)
{
  const MlgPoint *points = self->layout->points;
  double pull = 0;
  double push = 0;

  for (guint i = self->first[node]; i < self->first[node + 1]; i++)
    if (is_placed (self, self->others[i]))
      {
        double dx = at.x - points[self->others[i]].x;
        double dy = at.y - points[self->others[i]].y;

        pull += (dx * dx + dy * dy) / 2;
      }
  for (guint i = 0; i < group->len; i++)
    {
      guint other = g_array_index (group, guint, i);
      double dx = at.x - points[other].x;
      double dy = at.y - points[other].y;

      push += self->mass[other] * 0.5 * log (dx * dx + dy * dy + 1);
    }

  return pull - self->strength * self->mass[node] * push +
         COVERING * measure_cover (self, node, at) +
         2000.0 * count_links_under (self, node, at);
}

static MlgPoint
find_middle (const Insertion *self,
             guint            node)
{
  MlgPoint middle = { 0, 0 };
  guint n = 0;

  for (guint i = self->first[node]; i < self->first[node + 1]; i++)
    if (is_placed (self, self->others[i]))
      {
        middle.x += self->layout->points[self->others[i]].x;
        middle.y += self->layout->points[self->others[i]].y;
        n++;
      }

  return (MlgPoint) { middle.x / MAX (n, 1), middle.y / MAX (n, 1) };
}

static MlgPoint
choose_place (const Insertion *self,
              GArray          *group,
              guint            node)
{
  static const double radii[N_RADII] = { 0.6, 1.0, 1.5, 2.2 };
  MlgPoint middle = find_middle (self, node);
  MlgPoint best = middle;
  double least = measure_energy (self, group, node, middle);

  for (guint r = 0; r < N_RADII; r++)
    for (guint k = 0; k < N_ANGLES; k++)
      {
        double angle = 2 * G_PI * (k + 0.5 * (r % 2)) / N_ANGLES;
        MlgPoint at = { middle.x + radii[r] * MLG_LINK_LENGTH * cos (angle),
                        middle.y + radii[r] * MLG_LINK_LENGTH * sin (angle) };
        double energy = measure_energy (self, group, node, at);

        if (energy < least)
          {
            least = energy;
            best = at;
          }
      }

  return best;
}

/* For one that is linked with nobody who stands somewhere: free room, as near to the middle as there is. */
static MlgPoint
find_free_room (const Insertion *self,
                guint            node)
{
  const MlgLayout *layout = self->layout;
  MlgPoint middle = { 0, 0 };
  guint n = 0;

  for (guint i = 0; i < layout->n_nodes; i++)
    if (is_placed (self, i))
      {
        middle.x += layout->points[i].x;
        middle.y += layout->points[i].y;
        n++;
      }
  middle = (MlgPoint) { middle.x / MAX (n, 1), middle.y / MAX (n, 1) };

  for (guint ring = 0; ring < 4096; ring++)
    for (guint k = 0; k < 6 * ring + 1; k++)
      {
        double angle = 2 * G_PI * k / (6 * ring + 1);
        MlgPoint at = { middle.x + 0.7 * ring * MLG_LINK_LENGTH * cos (angle),
                        middle.y + 0.5 * ring * MLG_LINK_LENGTH * sin (angle) };

        if (measure_cover (self, node, at) <= 0 && count_links_under (self, node, at) == 0)
          return at;
      }

  return middle;
}

/* ---- Making room */

typedef struct
{
  guint    node;
  double   mobility;
  MlgPoint home;
  MlgPoint rest;             /* force on it before the newcomer was there */
} Mover;

static MlgPoint
sum_forces (const Insertion *self,
            GArray          *group,
            guint            node,
            guint            newcomer,
            gboolean         with_newcomer)
{
  const MlgPoint *points = self->layout->points;
  MlgPoint at = points[node];
  MlgPoint force = { 0, 0 };

  for (guint i = self->first[node]; i < self->first[node + 1]; i++)
    if (is_placed (self, self->others[i]) && (with_newcomer || self->others[i] != newcomer))
      {
        double dx = points[self->others[i]].x - at.x;
        double dy = points[self->others[i]].y - at.y;
        double length = hypot (dx, dy);
        /* A newcomer that joins two far ends of the map does not pull them together. */
        double scale = node != newcomer && length > MLG_LINK_LENGTH ? MLG_LINK_LENGTH / length : 1;

        force.x += dx * scale;
        force.y += dy * scale;
      }
  for (guint i = 0; i <= group->len; i++)
    {
      guint other = i < group->len ? g_array_index (group, guint, i) : newcomer;
      double dx = at.x - points[other].x;
      double dy = at.y - points[other].y;
      double push;

      if (other == node || (other == newcomer && !with_newcomer))
        continue;
      push = self->strength * self->mass[node] * self->mass[other] / (dx * dx + dy * dy + 1);
      force.x += dx * push;
      force.y += dy * push;
    }

  return force;
}

static void
add_mover (GArray  *movers,
           guint8  *seen,
           const Insertion *self,
           guint    node,
           double   mobility)
{
  Mover mover = { node, mobility, self->layout->points[node], { 0, 0 } };

  if (seen[node] || self->layout->placements[node] != MLG_PLACED)
    return;
  seen[node] = TRUE;
  g_array_append_val (movers, mover);
}

/* The newcomer, its neighbours, and theirs: each less free to move. */
static GArray *
find_movers (const Insertion *self,
             guint            newcomer)
{
  GArray *movers = g_array_new (FALSE, FALSE, sizeof (Mover));
  g_autofree guint8 *seen = g_new0 (guint8, self->layout->n_nodes);
  guint n_near;

  add_mover (movers, seen, self, newcomer, 1);
  for (guint i = self->first[newcomer]; i < self->first[newcomer + 1]; i++)
    {
      guint near = self->others[i];

      add_mover (movers, seen, self, near,
                 0.6 / (1 + 0.05 * (self->first[near + 1] - self->first[near])));
    }
  n_near = movers->len;
  for (guint i = 1; i < n_near; i++)
    {
      guint near = g_array_index (movers, Mover, i).node;

      for (guint j = self->first[near]; j < self->first[near + 1]; j++)
        add_mover (movers, seen, self, self->others[j], 0.15);
    }

  return movers;
}

static void
move_once (Insertion *self,
           Mover     *mover,
           MlgPoint   force,
           gboolean   is_new,
           double     longest)
{
  MlgPoint *at = &self->layout->points[mover->node];
  double links = self->first[mover->node + 1] - self->first[mover->node];
  double hold = is_new ? 0 : 2 * self->mass[mover->node];
  /* How firmly it is held: by its links, by those it keeps off and, if old, by its home. */
  double stiffness = 2 * links + (is_new ? 0 : hold + 2);
  double x = (force.x - mover->rest.x + hold * (mover->home.x - at->x)) * mover->mobility / stiffness;
  double y = (force.y - mover->rest.y + hold * (mover->home.y - at->y)) * mover->mobility / stiffness;
  double scale = MIN (1, longest / MAX (hypot (x, y), 1e-12));

  at->x += x * scale;
  at->y += y * scale;
}

/* An old node only answers to what changed, and only movers change: the others need not be summed. */
static void
make_room (Insertion *self,
           GArray    *group,
           guint      newcomer)
{
  g_autoptr(GArray) movers = find_movers (self, newcomer);
  g_autoptr(GArray) among = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < movers->len; i++)
    if (g_array_index (movers, Mover, i).node != newcomer)
      g_array_append_val (among, g_array_index (movers, Mover, i).node);
  for (guint i = 0; i < movers->len; i++)
    {
      Mover *mover = &g_array_index (movers, Mover, i);

      if (mover->node != newcomer)
        mover->rest = sum_forces (self, among, mover->node, newcomer, FALSE);
    }

  for (guint step = 0; step < N_STEPS; step++)
    for (guint i = 0; i < movers->len; i++)
      {
        Mover *mover = &g_array_index (movers, Mover, i);
        gboolean is_new = mover->node == newcomer;

        move_once (self, mover, sum_forces (self, is_new ? group : among, mover->node, newcomer, TRUE),
                   is_new, 0.12 * MLG_LINK_LENGTH * (1 - (double) step / N_STEPS));
      }
}

/* The newcomer steps off the names it came to stand on, where it can. */
static void
step_aside (Insertion *self,
            GArray    *group,
            guint      newcomer)
{
  MlgPoint *at = &self->layout->points[newcomer];
  MlgPoint start = *at;
  MlgPoint best = start;
  double least = COVERING * measure_cover (self, newcomer, start) + 2000.0 * count_links_under (self, newcomer, start);

  for (guint ring = 1; ring < 8 && least > 0; ring++)
    for (guint k = 0; k < 16; k++)
      {
        double way = ring * 14.0;
        MlgPoint place = { start.x + way * cos (G_PI * k / 8), start.y + way * sin (G_PI * k / 8) };
        double cost = COVERING * measure_cover (self, newcomer, place) +
                      2000.0 * count_links_under (self, newcomer, place) + way * 10;

        if (cost < least)
          {
            least = cost;
            best = place;
          }
      }
  *at = best;
}

/* ---- */

static guint
count_placed_neighbours (const Insertion *self,
                         guint            node)
{
  guint n = 0;

  for (guint i = self->first[node]; i < self->first[node + 1]; i++)
    n += is_placed (self, self->others[i]);

  return n;
}

/* Who knows most of those already there comes first. */
static guint
choose_next (const Insertion *self,
             const guint8    *isolated)
{
  guint best = G_MAXUINT;
  guint most = 0;

  for (guint i = 0; i < self->layout->n_nodes; i++)
    if (self->layout->placements[i] == MLG_UNPLACED && !isolated[i])
      {
        guint n = count_placed_neighbours (self, i);

        if (best == G_MAXUINT || n > most)
          {
            best = i;
            most = n;
          }
      }

  return best;
}

static void
place_one (Insertion *self,
           guint      node)
{
  MlgLayout *layout = self->layout;
  g_autoptr(GArray) group = NULL;

  if (count_placed_neighbours (self, node) == 0)
    {
      layout->points[node] = find_free_room (self, node);
      layout->placements[node] = MLG_PLACED;
      return;
    }

  group = find_group (self, node);
  self->strength = measure_strength (self, group);
  layout->points[node] = choose_place (self, group, node);
  layout->placements[node] = MLG_PLACED;
  make_room (self, group, node);
  step_aside (self, group, node);
}

void
mlg_layout_insert_linked (MlgLayout    *self,
                          const guint8 *isolated)
{
  Insertion insertion = { .layout = self };

  list_neighbours (&insertion);
  for (guint node; (node = choose_next (&insertion, isolated)) != G_MAXUINT;)
    place_one (&insertion, node);

  g_free (insertion.first);
  g_free (insertion.others);
  g_free (insertion.mass);
}
