/* Where actors stand: islands laid out one by one and packed, isolated actors in rows below. */

#include "analysis/mlg-layout-private.h"

#include <math.h>

#define MAX_EVEN_OUT     200      /* nodes whose distances are all compared */
#define TRAY_HEADING     30.0     /* room for the words above the rows */
#define TRAY_PADDING     14.0
#define TRAY_DISTANCE    46.0     /* from the islands */

/* ---- Islands */

static guint
find_root (guint *parent,
           guint  i)
{
  while (parent[i] != i)
    i = parent[i] = parent[parent[i]];

  return i;
}

static guint *
find_roots (const MlgLayout *self)
{
  guint *parent = g_new (guint, self->n_nodes + 1);

  for (guint i = 0; i < self->n_nodes; i++)
    parent[i] = i;
  for (guint i = 0; i < self->n_links; i++)
    {
      guint a = find_root (parent, self->links[i].a);
      guint b = find_root (parent, self->links[i].b);

      parent[MAX (a, b)] = MIN (a, b);
    }
  for (guint i = 0; i < self->n_nodes; i++)
    parent[i] = find_root (parent, i);

  return parent;
}

static void
island_free (gpointer data)
{
  MlgIsland *self = data;

  g_free (self->nodes);
  g_free (self->links);
  g_free (self->x);
  g_free (self->y);
  g_free (self->mass);
  g_free (self->boxes);
  g_free (self);
}

static MlgIsland *
island_new (guint    n,
            guint    n_links,
            gboolean boxes)
{
  MlgIsland *self = g_new0 (MlgIsland, 1);

  self->nodes = g_new (guint, n);
  self->links = g_new (MlgLink, n_links + 1);
  self->x = g_new0 (double, n);
  self->y = g_new0 (double, n);
  self->mass = g_new0 (double, n);
  if (boxes)
    self->boxes = g_new (MlgBox, n);

  return self;
}

static int
compare_islands (gconstpointer one,
                 gconstpointer other)
{
  const MlgIsland *p = *(MlgIsland *const *) one;
  const MlgIsland *q = *(MlgIsland *const *) other;

  if (p->n != q->n)
    return p->n > q->n ? -1 : 1;

  return p->nodes[0] < q->nodes[0] ? -1 : p->nodes[0] > q->nodes[0];
}

static void
fill_islands (const MlgLayout  *self,
              const guint      *roots,
              MlgIsland       **island_of,
              guint            *number)
{
  for (guint i = 0; i < self->n_nodes; i++)
    if (island_of[roots[i]] != NULL)
      {
        MlgIsland *island = island_of[roots[i]];

        number[i] = island->n;
        island->nodes[island->n] = i;
        if (island->boxes != NULL)
          island->boxes[island->n] = self->boxes[i];
        island->pinned |= self->placements[i] == MLG_PINNED;
        island->n++;
      }
  for (guint i = 0; i < self->n_links; i++)
    if (self->links[i].a != self->links[i].b)
      {
        MlgIsland *island = island_of[roots[self->links[i].a]];
        MlgLink link = { number[self->links[i].a], number[self->links[i].b] };

        island->links[island->n_links++] = link;
        island->mass[link.a]++;
        island->mass[link.b]++;
      }
}

/* The groups of two and more, the largest first. */
static GPtrArray *
find_islands (const MlgLayout *self)
{
  g_autofree guint *roots = find_roots (self);
  g_autofree guint *sizes = g_new0 (guint, self->n_nodes + 1);
  g_autofree guint *n_links = g_new0 (guint, self->n_nodes + 1);
  g_autofree guint *number = g_new0 (guint, self->n_nodes + 1);
  g_autofree MlgIsland **island_of = g_new0 (MlgIsland *, self->n_nodes + 1);
  GPtrArray *islands = g_ptr_array_new_with_free_func (island_free);

  for (guint i = 0; i < self->n_nodes; i++)
    sizes[roots[i]]++;
  for (guint i = 0; i < self->n_links; i++)
    n_links[roots[self->links[i].a]]++;
  for (guint i = 0; i < self->n_nodes; i++)
    if (sizes[i] > 1)
      g_ptr_array_add (islands, island_of[i] = island_new (sizes[i], n_links[i], self->boxes != NULL));

  fill_islands (self, roots, island_of, number);

  for (guint i = 0; i < islands->len; i++)
    {
      MlgIsland *island = g_ptr_array_index (islands, i);

      for (guint j = 0; j < island->n; j++)
        island->mass[j] = sqrt (1 + island->mass[j]);
    }
  g_ptr_array_sort (islands, compare_islands);

  return islands;
}

/* ---- Pins: the island is moved and turned to fit those of its nodes that stay. */
static void
fit_to_pins (const MlgLayout *self,
             MlgIsland       *island)
{
  MlgPoint from = { 0, 0 };
  MlgPoint to = { 0, 0 };
  double dot = 0;
  double cross = 0;
  double angle;
  guint n = 0;

  for (guint i = 0; i < island->n; i++)
    if (self->placements[island->nodes[i]] == MLG_PINNED)
      {
        from.x += island->x[i];
        from.y += island->y[i];
        to.x += self->points[island->nodes[i]].x;
        to.y += self->points[island->nodes[i]].y;
        n++;
      }
  from = (MlgPoint) { from.x / n, from.y / n };
  to = (MlgPoint) { to.x / n, to.y / n };

  for (guint i = 0; i < island->n; i++)
    if (self->placements[island->nodes[i]] == MLG_PINNED)
      {
        MlgPoint p = { island->x[i] - from.x, island->y[i] - from.y };
        MlgPoint q = { self->points[island->nodes[i]].x - to.x, self->points[island->nodes[i]].y - to.y };

        dot += p.x * q.x + p.y * q.y;
        cross += p.x * q.y - p.y * q.x;
      }
  angle = n > 1 ? atan2 (cross, dot) : 0;

  for (guint i = 0; i < island->n; i++)
    {
      double x = island->x[i] - from.x;
      double y = island->y[i] - from.y;

      island->x[i] = to.x + x * cos (angle) - y * sin (angle);
      island->y[i] = to.y + x * sin (angle) + y * cos (angle);
      if (self->placements[island->nodes[i]] == MLG_PINNED)
        {
          island->x[i] = self->points[island->nodes[i]].x;
          island->y[i] = self->points[island->nodes[i]].y;
        }
    }
}

static gboolean
arrange_island (const MlgLayout *self,
                MlgIsland       *island)
{
  mlg_island_start (island);
  if (!mlg_island_relax (island, self->cancelled, island->n > self->n_nodes / 4 ? self->progress : NULL))
    return FALSE;
  if (island->n <= MAX_EVEN_OUT)
    mlg_island_even_out (island);
  if (!island->pinned)
    mlg_island_turn (island);
  mlg_island_spread (island);
  if (island->pinned)
    fit_to_pins (self, island);

  return TRUE;
}

/* ---- The tray */

typedef struct
{
  double width, height;        /* of a slot */
  double up;                   /* from its top to the node */
  guint  n_columns;
} Slots;

static MlgExtent
measure_islands (const MlgLayout *self)
{
  MlgExtent all = { 0, 0, 0, 0 };
  gboolean first = TRUE;

  for (guint i = 0; i < self->n_nodes; i++)
    if (self->placements[i] == MLG_PLACED || self->placements[i] == MLG_PINNED)
      {
        MlgBox box = mlg_box_of (self->boxes, i);
        MlgExtent own = { self->points[i].x - box.half_width, self->points[i].y - box.up,
                          self->points[i].x + box.half_width, self->points[i].y + box.down };

        all = first ? own : (MlgExtent) { MIN (all.x0, own.x0), MIN (all.y0, own.y0),
                                          MAX (all.x1, own.x1), MAX (all.y1, own.y1) };
        first = FALSE;
      }

  return all;
}

static Slots
measure_slots (const MlgLayout *self,
               double           width)
{
  Slots slots = { 0 };
  double down = 0;

  /* Nodes are known by the size of the largest name there is, so that a new one fits. */
  for (guint i = 0; i < self->n_nodes; i++)
    {
      MlgBox box = mlg_box_of (self->boxes, i);

      slots.width = MAX (slots.width, 2 * box.half_width);
      slots.up = MAX (slots.up, box.up);
      down = MAX (down, box.down);
    }
  slots.width += 30;
  slots.height = slots.up + down + 8;
  slots.n_columns = MAX (1, (guint) ((width - 2 * TRAY_PADDING) / slots.width + 1e-6));

  return slots;
}

static MlgPoint
slot_place (const MlgExtent *tray,
            const Slots     *slots,
            guint            slot)
{
  return (MlgPoint) {
    tray->x0 + TRAY_PADDING + (slot % slots->n_columns + 0.5) * slots->width,
    tray->y0 + TRAY_HEADING + slot / slots->n_columns * slots->height + slots->up,
  };
}

static gboolean
slot_is_taken (const MlgLayout *self,
               const guint8    *waiting,
               MlgPoint         place,
               const Slots     *slots)
{
  for (guint i = 0; i < self->n_nodes; i++)
    if (self->placements[i] == MLG_IN_TRAY && !waiting[i] &&
        fabs (self->points[i].x - place.x) < slots->width * 0.6 &&
        fabs (self->points[i].y - place.y) < slots->height * 0.6)
      return TRUE;

  return FALSE;
}

static void
open_tray (MlgLayout *self,
           guint      n_waiting)
{
  MlgExtent above = measure_islands (self);
  double aspect = self->aspect > 0 ? self->aspect : 1.5;
  Slots slots = measure_slots (self, 0);
  double width = above.x1 - above.x0;
  guint n_columns, n_rows;

  /* Alone, or under a few: a block in the shape wished for. Rows are filled evenly. */
  if (width < 3 * slots.width)
    n_columns = MAX (3, (guint) ceil (sqrt (n_waiting * slots.height * aspect / slots.width)));
  else
    n_columns = (guint) ((width - 2 * TRAY_PADDING) / slots.width);
  n_columns = MAX (n_columns, 1);
  n_rows = (n_waiting + n_columns - 1) / n_columns;
  n_columns = MIN (MAX ((n_waiting + n_rows - 1) / n_rows, 3), MAX (n_columns, 3));
  width = n_columns * slots.width + 2 * TRAY_PADDING;

  self->tray.x0 = (above.x0 + above.x1 - width) / 2;
  self->tray.x1 = self->tray.x0 + width;
  self->tray.y0 = above.y1 + (above.y1 > above.y0 ? TRAY_DISTANCE : 0);
  self->tray.y1 = self->tray.y0;
}

/* Free slots are taken in order; who already has one keeps it. */
static void
fill_tray (MlgLayout    *self,
           const guint8 *waiting)
{
  guint n_waiting = 0;
  guint n_there = 0;
  guint slot = 0;
  Slots slots;

  for (guint i = 0; i < self->n_nodes; i++)
    {
      n_waiting += waiting[i];
      n_there += self->placements[i] == MLG_IN_TRAY && !waiting[i];
    }
  if (n_waiting + n_there == 0)
    {
      self->tray = (MlgExtent) { 0, 0, 0, 0 };
      return;
    }
  if (n_there == 0)
    open_tray (self, n_waiting);
  slots = measure_slots (self, self->tray.x1 - self->tray.x0);
  slots.width = (self->tray.x1 - self->tray.x0 - 2 * TRAY_PADDING) / slots.n_columns;

  for (guint i = 0; i < self->n_nodes; i++)
    if (waiting[i])
      {
        while (n_there > 0 && slot_is_taken (self, waiting, slot_place (&self->tray, &slots, slot), &slots))
          slot++;
        self->points[i] = slot_place (&self->tray, &slots, slot++);
        self->placements[i] = MLG_IN_TRAY;
      }
  for (guint i = 0; i < self->n_nodes; i++)
    if (self->placements[i] == MLG_IN_TRAY)
      self->tray.y1 = MAX (self->tray.y1, self->points[i].y - slots.up + slots.height + TRAY_PADDING - 8);
}

/* ---- */

static guint8 *
find_isolated (const MlgLayout *self)
{
  guint8 *isolated = g_new (guint8, self->n_nodes + 1);

  for (guint i = 0; i < self->n_nodes; i++)
    isolated[i] = self->placements[i] != MLG_PINNED;
  for (guint i = 0; i < self->n_links; i++)
    if (self->links[i].a != self->links[i].b)
      isolated[self->links[i].a] = isolated[self->links[i].b] = FALSE;

  return isolated;
}

gboolean
mlg_layout_arrange (MlgLayout *self)
{
  g_autoptr(GPtrArray) islands = find_islands (self);
  g_autofree guint8 *isolated = find_isolated (self);

  for (guint i = 0; i < islands->len; i++)
    if (!arrange_island (self, g_ptr_array_index (islands, i)))
      return FALSE;

  mlg_islands_pack (islands, self->aspect > 0 ? self->aspect : 1.5);

  for (guint i = 0; i < islands->len; i++)
    {
      MlgIsland *island = g_ptr_array_index (islands, i);

      for (guint j = 0; j < island->n; j++)
        if (self->placements[island->nodes[j]] != MLG_PINNED)
          {
            self->points[island->nodes[j]] = (MlgPoint) { island->x[j], island->y[j] };
            self->placements[island->nodes[j]] = MLG_PLACED;
          }
    }
  for (guint i = 0; i < self->n_nodes; i++)
    if (isolated[i])
      self->placements[i] = MLG_UNPLACED;
  fill_tray (self, isolated);

  return TRUE;
}

void
mlg_layout_insert (MlgLayout *self)
{
  g_autofree guint8 *waiting = find_isolated (self);

  /* Who is in the tray and still alone keeps its slot; who got a link leaves. */
  for (guint i = 0; i < self->n_nodes; i++)
    {
      if (self->placements[i] == MLG_IN_TRAY && !waiting[i])
        self->placements[i] = MLG_UNPLACED;
      else if (self->placements[i] == MLG_IN_TRAY)
        waiting[i] = FALSE;
      else if (waiting[i])
        self->placements[i] = MLG_UNPLACED;
    }

  mlg_layout_insert_linked (self, waiting);
  fill_tray (self, waiting);
}

void
mlg_layout_mix (const MlgPoint *from,
                const MlgPoint *to,
                guint           n_nodes,
                double          t,
                MlgPoint       *points)
{
  double eased = t <= 0 ? 0 : t >= 1 ? 1 : 1 - pow (1 - t, 3);

  for (guint i = 0; i < n_nodes; i++)
    points[i] = (MlgPoint) { from[i].x + (to[i].x - from[i].x) * eased,
                             from[i].y + (to[i].y - from[i].y) * eased };
}
