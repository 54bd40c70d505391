/* Placements of the actors of a graph that say something by themselves. */

#include "analysis/mlg-arrangement.h"
#include "analysis/mlg-layout-private.h"

#include <math.h>
#include <string.h>

#define HEADING       32.0     /* of a box: room for its words */
#define PADDING       16.0
#define BOX_GAP       26.0
#define BOX_ASPECT    1.3
#define LETTER        8.8      /* about as wide as one of a heading */
#define RING_GAP      104.0    /* between two rings */
#define RING_SLOT     104.0    /* along a ring, for each */
#define GRID_LEVELS   5
#define MAX_WIDER     1.7
#define MIN_CELL      120.0

MlgArrangement *
mlg_arrangement_new (MlgArrangementKind kind)
{
  MlgArrangement *self = g_new0 (MlgArrangement, 1);

  self->kind = kind;

  return self;
}

void
mlg_arrangement_free (MlgArrangement *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->groups, mlg_grouping_unref);
  g_free (self->where);
  g_free (self->known);
  g_free (self->across);
  g_free (self->up);
  for (guint i = 0; i < G_N_ELEMENTS (self->corners); i++)
    g_free (self->corners[i]);
  g_free (self->rest);
  g_free (self);
}

static void
guide_free (gpointer data)
{
  MlgGuide *guide = data;

  g_free (guide->text);
  g_free (guide);
}

static void
add_guide (GPtrArray    *guides,
           MlgGuideKind  kind,
           MlgExtent     at,
           const char   *text)
{
  MlgGuide guide = { kind, at, g_strdup (text) };

  g_ptr_array_add (guides, g_memdup2 (&guide, sizeof guide));
}

/* ---- Rows of slots */

typedef struct
{
  double width, height, up;    /* of a slot; from its top to its node */
} Slot;

static Slot
measure_slot (const MlgLayout *layout,
              GArray          *nodes)
{
  Slot slot = { 0, 0, 0 };
  double down = 0;

  for (guint i = 0; i < nodes->len; i++)
    {
      MlgBox box = mlg_box_of (layout->boxes, g_array_index (nodes, guint, i));

      slot.width = MAX (slot.width, 2 * box.half_width);
      slot.up = MAX (slot.up, box.up);
      down = MAX (down, box.down);
    }
  slot.width += 14;
  slot.height = slot.up + down + 8;

  return slot;
}

/* In rows of @n_columns, centred in the width, from the top left corner. */
static void
put_in_rows (MlgLayout *layout,
             GArray    *nodes,
             Slot       slot,
             guint      n_columns,
             double     x,
             double     y,
             double     width)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      guint node = g_array_index (nodes, guint, i);
      guint row = i / n_columns;
      guint n_here = MIN (n_columns, nodes->len - row * n_columns);

      if (layout->placements[node] == MLG_PINNED)
        continue;
      layout->points[node].x = x + width / 2 + (i % n_columns - (n_here - 1) / 2.0) * slot.width;
      layout->points[node].y = y + row * slot.height + slot.up;
      layout->placements[node] = MLG_PLACED;
    }
}

/* ---- Boxes */

typedef struct
{
  GArray   *nodes;             /* guint */
  MlgPoint *points;            /* per node of the box, about its own origin */
  MlgExtent extent;            /* of the nodes with their names */
  double    x, y;              /* of the box */
  char     *name;              /* lent */
} Box;

static void
clear_box (gpointer data)
{
  Box *box = data;

  g_array_unref (box->nodes);
  g_free (box->points);
}

/* Each in one box: the first of its groups. */
static GArray *
list_boxes (const MlgArrangement *self,
            const MlgLayout      *layout)
{
  GArray *boxes = g_array_new (FALSE, TRUE, sizeof (Box));
  guint n_boxes = self->groups->n + 1;

  g_array_set_clear_func (boxes, clear_box);
  g_array_set_size (boxes, n_boxes);
  for (guint i = 0; i < n_boxes; i++)
    {
      Box *box = &g_array_index (boxes, Box, i);

      box->nodes = g_array_new (FALSE, FALSE, sizeof (guint));
      box->name = i < self->groups->n ? self->groups->names[i] : self->groups->none;
    }
  for (guint i = 0; i < layout->n_nodes; i++)
    g_array_append_val (g_array_index (boxes, Box, MIN (self->groups->of[i], n_boxes - 1)).nodes, i);
  for (guint i = n_boxes; i > 0; i--)
    if (g_array_index (boxes, Box, i - 1).nodes->len == 0)
      g_array_remove_index (boxes, i - 1);

  return boxes;
}

/* Those without a link within the box, in rows under the others, as wide as these. */
static void
put_alone (MlgLayout *own,
           MlgExtent  above)
{
  g_autoptr(GArray) alone = g_array_new (FALSE, FALSE, sizeof (guint));
  double width = above.x1 - above.x0;
  guint n_columns;
  Slot slot;

  for (guint i = 0; i < own->n_nodes; i++)
    if (own->placements[i] == MLG_IN_TRAY)
      g_array_append_val (alone, i);
  if (alone->len == 0)
    return;

  slot = measure_slot (own, alone);
  n_columns = MAX ((guint) (width / slot.width), (guint) ceil (sqrt (alone->len * slot.height * BOX_ASPECT / slot.width)));
  n_columns = CLAMP (n_columns, 1, alone->len);
  put_in_rows (own, alone, slot, n_columns, (above.x0 + above.x1) / 2 - n_columns * slot.width / 2,
               above.y1 + (width > 0 ? 14 : 0), n_columns * slot.width);
}

static MlgExtent
measure_box (const MlgLayout *own,
             const MlgBox    *rooms,
             gboolean         alone)
{
  MlgExtent all = { 0, 0, 0, 0 };
  gboolean first = TRUE;

  for (guint i = 0; i < own->n_nodes; i++)
    if (alone || own->placements[i] != MLG_IN_TRAY)
      {
        MlgExtent room = { own->points[i].x - rooms[i].half_width, own->points[i].y - rooms[i].up,
                           own->points[i].x + rooms[i].half_width, own->points[i].y + rooms[i].down };

        all = first ? room : (MlgExtent) { MIN (all.x0, room.x0), MIN (all.y0, room.y0), MAX (all.x1, room.x1), MAX (all.y1, room.y1) };
        first = FALSE;
      }

  return all;
}

/* The links within the box say who stands beside whom there. */
static gboolean
arrange_box (const MlgLayout *layout,
             Box             *box,
             const guint     *box_of,
             const guint     *number)
{
  guint n = box->nodes->len;
  guint first = box_of[g_array_index (box->nodes, guint, 0)];
  g_autoptr(GArray) links = g_array_new (FALSE, FALSE, sizeof (MlgLink));
  g_autofree MlgBox *rooms = g_new (MlgBox, n + 1);
  g_autofree guint8 *placements = g_new0 (guint8, n + 1);
  MlgLayout own = { .n_nodes = n, .aspect = BOX_ASPECT, .cancelled = layout->cancelled, .placements = placements };

  box->points = g_new0 (MlgPoint, n + 1);
  for (guint i = 0; i < n; i++)
    rooms[i] = mlg_box_of (layout->boxes, g_array_index (box->nodes, guint, i));
  for (guint i = 0; i < layout->n_links; i++)
    if (box_of[layout->links[i].a] == first && box_of[layout->links[i].b] == first)
      {
        MlgLink link = { number[layout->links[i].a], number[layout->links[i].b] };

        g_array_append_val (links, link);
      }
  own.links = (const MlgLink *) (gpointer) links->data;
  own.n_links = links->len;
  own.boxes = layout->boxes != NULL ? rooms : NULL;
  own.points = box->points;
  if (!mlg_layout_arrange (&own))
    return FALSE;

  put_alone (&own, measure_box (&own, rooms, FALSE));
  box->extent = measure_box (&own, rooms, TRUE);

  return TRUE;
}

static double
box_width (const Box *box)
{
  double words = box->name != NULL ? g_utf8_strlen (box->name, -1) * LETTER + 2 * PADDING : 0;

  return MAX (box->extent.x1 - box->extent.x0 + 2 * PADDING, words);
}

static double
box_height (const Box *box)
{
  return box->extent.y1 - box->extent.y0 + 2 * PADDING + HEADING;
}

static gboolean
is_room (GArray *boxes,
         guint   n_placed,
         double  x,
         double  y,
         double  width,
         double  height,
         double *below)
{
  for (guint i = 0; i < n_placed; i++)
    {
      const Box *other = &g_array_index (boxes, Box, i);

      if (x < other->x + box_width (other) + BOX_GAP && other->x < x + width + BOX_GAP &&
          y < other->y + box_height (other) + BOX_GAP && other->y < y + height + BOX_GAP)
        {
          *below = other->y + box_height (other) + BOX_GAP;
          return FALSE;
        }
    }

  return TRUE;
}

/* Each as high as it can, within @width; returns how high the whole is, and how wide in @used. */
static double
shelve (GArray *boxes,
        double  width,
        double *used)
{
  double height = 0;

  *used = 0;
  for (guint i = 0; i < boxes->len; i++)
    {
      Box *box = &g_array_index (boxes, Box, i);
      double w = box_width (box), h = box_height (box);
      double best_x = 0, best_y = G_MAXDOUBLE;

      for (guint k = 0; k <= i; k++)
        {
          const Box *left = k > 0 ? &g_array_index (boxes, Box, k - 1) : NULL;
          double x = left != NULL ? left->x + box_width (left) + BOX_GAP : 0, y = 0;

          if (k > 0 && x + w > width)
            continue;
          while (!is_room (boxes, i, x, y, w, h, &y))
            ;
          if (y < best_y || (y <= best_y && x < best_x))
            {
              best_x = x;
              best_y = y;
            }
        }
      box->x = best_x;
      box->y = best_y;
      *used = MAX (*used, best_x + w);
      height = MAX (height, best_y + h);
    }

  return height;
}

static int
compare_boxes (gconstpointer a,
               gconstpointer b)
{
  double p = box_height (a), q = box_height (b);

  return p > q ? -1 : p < q;
}

/* The shelves that come nearest to the shape wished for. */
static void
shelve_best (GArray *boxes,
             double  aspect)
{
  double area = 0, widest = 0, best = 0, least = G_MAXDOUBLE, used;

  for (guint i = 0; i < boxes->len; i++)
    {
      const Box *box = &g_array_index (boxes, Box, i);

      area += (box_width (box) + BOX_GAP) * (box_height (box) + BOX_GAP);
      widest = MAX (widest, box_width (box));
    }
  for (guint k = 0; k < 24; k++)
    {
      double width = MAX (widest, sqrt (area * aspect) * (0.7 + 0.05 * k));
      double height = shelve (boxes, width, &used);
      double cost = MAX (used / aspect, height);

      if (cost < least)
        {
          least = cost;
          best = width;
        }
    }
  shelve (boxes, best, &used);
}

static void
keep_box (MlgLayout *layout,
          const Box *box)
{
  for (guint i = 0; i < box->nodes->len; i++)
    {
      guint node = g_array_index (box->nodes, guint, i);

      if (layout->placements[node] == MLG_PINNED)
        continue;
      layout->points[node].x = box->points[i].x - (box->extent.x0 + box->extent.x1) / 2 + box->x + box_width (box) / 2;
      layout->points[node].y = box->points[i].y - box->extent.y0 + box->y + PADDING + HEADING;
      layout->placements[node] = MLG_PLACED;
    }
}

static gboolean
arrange_boxes (const MlgArrangement *self,
               MlgLayout            *layout,
               GPtrArray            *guides)
{
  g_autoptr(GArray) boxes = list_boxes (self, layout);
  g_autofree guint *box_of = g_new0 (guint, layout->n_nodes + 1);
  g_autofree guint *number = g_new0 (guint, layout->n_nodes + 1);

  for (guint i = 0; i < boxes->len; i++)
    for (guint k = 0; k < g_array_index (boxes, Box, i).nodes->len; k++)
      {
        guint node = g_array_index (g_array_index (boxes, Box, i).nodes, guint, k);

        box_of[node] = i;
        number[node] = k;
      }
  for (guint i = 0; i < boxes->len; i++)
    if (!arrange_box (layout, &g_array_index (boxes, Box, i), box_of, number))
      return FALSE;

  g_array_sort (boxes, compare_boxes);
  shelve_best (boxes, layout->aspect > 0 ? layout->aspect : 1.5);
  for (guint i = 0; i < boxes->len; i++)
    {
      const Box *box = &g_array_index (boxes, Box, i);

      keep_box (layout, box);
      add_guide (guides, MLG_GUIDE_BOX, (MlgExtent) { box->x, box->y, box->x + box_width (box), box->y + box_height (box) }, box->name);
    }

  return TRUE;
}

/* ---- Columns */

static void
arrange_columns (const MlgArrangement *self,
                 MlgLayout            *layout,
                 GPtrArray            *guides)
{
  guint rows = 1;
  double x = 0, height = 0;

  for (guint i = 0; i < self->groups->n; i++)
    rows = MAX (rows, ((GArray *) g_ptr_array_index (self->groups->members, i))->len);
  rows = MIN (rows, (guint) MAX (6, sqrt (layout->n_nodes)));

  for (guint i = 0; i < self->groups->n; i++)
    {
      GArray *nodes = g_ptr_array_index (self->groups->members, i);
      Slot slot = measure_slot (layout, nodes);

      height = MAX (height, MIN (rows, nodes->len) * (slot.height + 18));
    }
  for (guint i = 0; i < self->groups->n; i++)
    {
      GArray *nodes = g_ptr_array_index (self->groups->members, i);
      Slot slot = measure_slot (layout, nodes);
      guint n_columns = (nodes->len + rows - 1) / rows;
      double width = MAX (n_columns * slot.width, MAX (MIN_CELL, g_utf8_strlen (self->groups->names[i], -1) * LETTER));

      slot.height += 18;
      put_in_rows (layout, nodes, slot, n_columns, x + PADDING, HEADING + PADDING, width);
      add_guide (guides, MLG_GUIDE_BOX, (MlgExtent) { x, 0, x + width + 2 * PADDING, height + HEADING + 2 * PADDING }, self->groups->names[i]);
      x += width + 2 * PADDING + BOX_GAP;
    }
}

/* ---- Rings */

typedef struct
{
  double angle;
  guint  node;
} Spoke;

static int
compare_spokes (gconstpointer a,
                gconstpointer b)
{
  const Spoke *p = a, *q = b;

  if (p->angle != q->angle)
    return p->angle < q->angle ? -1 : 1;

  return p->node < q->node ? -1 : p->node > q->node;
}

/* On the side where those stand that it is linked with, as far as they stand already. */
static double
find_angle (const MlgLayout *layout,
            guint            node,
            const guint8    *placed,
            double           otherwise)
{
  double x = 0, y = 0;

  for (guint i = 0; i < layout->n_links; i++)
    {
      const MlgLink *link = &layout->links[i];
      guint other = link->a == node ? link->b : link->b == node ? link->a : G_MAXUINT;

      if (other != G_MAXUINT && placed[other])
        {
          x += layout->points[other].x;
          y += layout->points[other].y;
        }
    }

  return fabs (x) + fabs (y) > 1 ? atan2 (y, x) : otherwise;
}

static void
put_on_ring (MlgLayout *layout,
             GArray    *nodes,
             double     radius,
             guint8    *placed)
{
  g_autofree Spoke *spokes = g_new (Spoke, nodes->len + 1);

  for (guint i = 0; i < nodes->len; i++)
    {
      guint node = g_array_index (nodes, guint, i);

      spokes[i] = (Spoke) { find_angle (layout, node, placed, 2 * G_PI * i / nodes->len - G_PI), node };
    }
  qsort (spokes, nodes->len, sizeof (Spoke), compare_spokes);

  /* A quarter of a step off, so that a name does not stand on the words of the ring. */
  for (guint i = 0; i < nodes->len; i++)
    {
      double angle = 2 * G_PI * (i + 0.5) / nodes->len - G_PI / 2;
      guint node = spokes[i].node;

      placed[node] = TRUE;
      if (layout->placements[node] == MLG_PINNED)
        continue;
      layout->points[node] = (MlgPoint) { radius * cos (angle), radius * sin (angle) };
      layout->placements[node] = MLG_PLACED;
    }
}

static void
arrange_rings (const MlgArrangement *self,
               MlgLayout            *layout,
               GPtrArray            *guides)
{
  g_autofree guint8 *placed = g_new0 (guint8, layout->n_nodes + 1);
  g_autoptr(GArray) edges = g_array_new (FALSE, FALSE, sizeof (double));
  double inner = 0;

  for (guint i = 0; i < self->groups->n; i++)
    {
      GArray *nodes = g_ptr_array_index (self->groups->members, i);
      double around = nodes->len * RING_SLOT / (2 * G_PI);
      double radius = i == 0 && nodes->len == 1 ? 0 : MAX (inner + (i > 0 ? RING_GAP / 2 : 0), around);
      double edge = radius + RING_GAP / 2 + 8;

      put_on_ring (layout, nodes, radius, placed);
      g_array_append_val (edges, edge);
      inner = edge + 8;
    }

  /* The outermost under the others. */
  for (guint i = self->groups->n; i > 0; i--)
    {
      double edge = g_array_index (edges, double, i - 1);

      add_guide (guides, MLG_GUIDE_RING, (MlgExtent) { -edge, -edge, edge, edge }, self->groups->names[i - 1]);
    }
}

/* ---- The grid */

static GPtrArray *
list_cells (const MlgArrangement *self,
            const MlgLayout      *layout)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < GRID_LEVELS * GRID_LEVELS; i++)
    g_ptr_array_add (cells, g_array_new (FALSE, FALSE, sizeof (guint)));
  for (guint i = 0; i < layout->n_nodes; i++)
    if (self->known[i])
      {
        guint column = (guint) (CLAMP (self->where[i].x, 1, GRID_LEVELS) - 0.5);
        guint row = GRID_LEVELS - 1 - (guint) (CLAMP (self->where[i].y, 1, GRID_LEVELS) - 0.5);

        g_array_append_val ((GArray *) g_ptr_array_index (cells, row * GRID_LEVELS + column), i);
      }

  return cells;
}

static guint
count_columns (const GArray *cell)
{
  return MAX (1, (guint) ceil (sqrt (cell->len * 0.7)));
}

static void
add_grid_guides (const MlgArrangement *self,
                 GPtrArray            *guides,
                 const double         *xs,
                 const double         *ys)
{
  double width = xs[GRID_LEVELS], height = ys[GRID_LEVELS];
  double middle_x = (xs[2] + xs[3]) / 2, middle_y = (ys[2] + ys[3]) / 2;
  const MlgExtent corners[] = {
    { 0, 0, middle_x, 26 }, { middle_x, 0, width, 26 },
    { 0, height - 26, middle_x, height }, { middle_x, height - 26, width, height },
  };

  add_guide (guides, MLG_GUIDE_BOX, (MlgExtent) { 0, 0, width, height }, NULL);
  add_guide (guides, MLG_GUIDE_LINE, (MlgExtent) { middle_x, 0, middle_x, height }, NULL);
  add_guide (guides, MLG_GUIDE_LINE, (MlgExtent) { 0, middle_y, width, middle_y }, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    add_guide (guides, MLG_GUIDE_WORDS, corners[i], self->corners[i]);
  add_guide (guides, MLG_GUIDE_WORDS, (MlgExtent) { 0, height + 6, width, height + 28 }, self->across);
  add_guide (guides, MLG_GUIDE_WORDS, (MlgExtent) { -30, 0, -6, height }, self->up);
}

static void
arrange_grid (const MlgArrangement *self,
              MlgLayout            *layout,
              GPtrArray            *guides)
{
  g_autoptr(GPtrArray) cells = list_cells (self, layout);
  double xs[GRID_LEVELS + 1] = { 0 }, ys[GRID_LEVELS + 1] = { 0 };
  double widths[GRID_LEVELS], heights[GRID_LEVELS];

  for (guint i = 0; i < GRID_LEVELS; i++)
    widths[i] = heights[i] = MIN_CELL;
  for (guint i = 0; i < cells->len; i++)
    {
      GArray *cell = g_ptr_array_index (cells, i);
      Slot slot = measure_slot (layout, cell);
      guint n_columns = count_columns (cell);

      widths[i % GRID_LEVELS] = MAX (widths[i % GRID_LEVELS], n_columns * slot.width + 12);
      heights[i / GRID_LEVELS] = MAX (heights[i / GRID_LEVELS], (cell->len + n_columns - 1) / n_columns * slot.height + 12);
    }
  heights[0] += 26;
  heights[GRID_LEVELS - 1] += 26;
  for (guint i = 0; i < GRID_LEVELS; i++)
    {
      xs[i + 1] = xs[i] + widths[i];
      ys[i + 1] = ys[i] + heights[i];
    }
  for (guint i = 0; i < cells->len; i++)
    {
      GArray *cell = g_ptr_array_index (cells, i);
      Slot slot = measure_slot (layout, cell);
      guint n_columns = count_columns (cell), row = i / GRID_LEVELS;
      double n_rows = (cell->len + n_columns - 1) / n_columns;
      double top = ys[row] + (row == 0 ? 26 : 0);
      double room = heights[row] - (row == 0 || row == GRID_LEVELS - 1 ? 26 : 0);

      put_in_rows (layout, cell, slot, n_columns, xs[i % GRID_LEVELS], top + (room - n_rows * slot.height) / 2, widths[i % GRID_LEVELS]);
    }
  add_grid_guides (self, guides, xs, ys);
}

/* ---- The map */

static gboolean
is_overseas (MlgPoint where)
{
  return where.x < -7 || where.x > 12 || where.y < 40 || where.y > 52;
}

/* As on the map of the screen (Mercator), in the units of the layout. */
static void
project_places (const MlgArrangement *self,
                MlgLayout            *layout,
                GArray               *nodes)
{
  double x0 = G_MAXDOUBLE, y0 = G_MAXDOUBLE, x1 = -G_MAXDOUBLE, y1 = -G_MAXDOUBLE, span, wider;

  for (guint i = 0; i < nodes->len; i++)
    {
      guint node = g_array_index (nodes, guint, i);
      double x = self->where[node].x * G_PI / 180;
      double y = -log (tan (G_PI / 4 + CLAMP (self->where[node].y, -85, 85) * G_PI / 360));

      layout->points[node] = (MlgPoint) { x, y };
      x0 = MIN (x0, x);
      x1 = MAX (x1, x);
      y0 = MIN (y0, y);
      y1 = MAX (y1, y);
    }
  span = MAX (hypot (x1 - x0, y1 - y0), 1e-9);
  /* Names are wide: the map is drawn a little wider than it is, as far as the paper asks for it. */
  wider = CLAMP (0.8 * layout->aspect * (y1 - y0) / MAX (x1 - x0, 1e-9), 1, MAX_WIDER);
  for (guint i = 0; i < nodes->len; i++)
    {
      MlgPoint *at = &layout->points[g_array_index (nodes, guint, i)];
      double scale = MLG_LINK_LENGTH * (3 + 1.5 * sqrt (nodes->len)) / span;

      *at = (MlgPoint) { (at->x - x0) * scale * wider, (at->y - y0) * scale };
    }
}

/* Those at one place make room for each other: north stays north as far as names allow. */
static void
spread_places (MlgLayout *layout,
               GArray    *nodes)
{
  guint n = nodes->len;
  g_autofree double *x = g_new (double, n + 1);
  g_autofree double *y = g_new (double, n + 1);
  g_autofree MlgBox *boxes = g_new (MlgBox, n + 1);
  MlgIsland island = { .n = n, .x = x, .y = y, .boxes = boxes };

  for (guint i = 0; i < n; i++)
    {
      guint node = g_array_index (nodes, guint, i);

      /* Two at the very same point could not be pushed apart. */
      x[i] = layout->points[node].x + 0.6 * cos (i * 2.399963);
      y[i] = layout->points[node].y + 0.6 * sin (i * 2.399963);
      boxes[i] = mlg_box_of (layout->boxes, node);
    }
  mlg_island_spread (&island);
  for (guint i = 0; i < n; i++)
    layout->points[g_array_index (nodes, guint, i)] = (MlgPoint) { x[i], y[i] };
}

static void
arrange_geographic (const MlgArrangement *self,
                    MlgLayout            *layout,
                    GPtrArray            *guides)
{
  g_autoptr(GArray) here = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) overseas = g_array_new (FALSE, FALSE, sizeof (guint));
  MlgExtent all = { 0, 0, 0, 0 };

  for (guint i = 0; i < layout->n_nodes; i++)
    if (self->known[i] && layout->placements[i] != MLG_PINNED)
      g_array_append_val (is_overseas (self->where[i]) ? overseas : here, i);
  /* A file of one overseas territory is a map of its own. */
  if (here->len == 0)
    {
      g_array_append_vals (here, overseas->data, overseas->len);
      g_array_set_size (overseas, 0);
    }
  if (here->len == 0)
    return;

  project_places (self, layout, here);
  spread_places (layout, here);
  for (guint i = 0; i < here->len; i++)
    {
      guint node = g_array_index (here, guint, i);
      MlgPoint at = layout->points[node];

      layout->placements[node] = MLG_PLACED;
      all = i == 0 ? (MlgExtent) { at.x, at.y, at.x, at.y } : (MlgExtent) { MIN (all.x0, at.x), MIN (all.y0, at.y), MAX (all.x1, at.x), MAX (all.y1, at.y) };
    }
  if (overseas->len > 0)
    {
      Slot slot = measure_slot (layout, overseas);
      guint n_columns = MAX (1, (guint) ceil (sqrt (overseas->len / 2.0)));
      double width = n_columns * slot.width, height = (overseas->len + n_columns - 1) / n_columns * slot.height;
      MlgExtent box = { all.x0 - width - 2 * PADDING - 90, all.y1 - height - HEADING, all.x0 - 90, all.y1 + 2 * PADDING };

      put_in_rows (layout, overseas, slot, n_columns, box.x0 + PADDING, box.y0 + HEADING + PADDING, width);
      add_guide (guides, MLG_GUIDE_BOX, box, self->across);
    }
}

/* ---- */

static void
widen (MlgExtent *all,
       MlgExtent  own)
{
  if (own.x1 <= own.x0)
    return;
  *all = all->x1 <= all->x0 ? own : (MlgExtent) { MIN (all->x0, own.x0), MIN (all->y0, own.y0), MAX (all->x1, own.x1), MAX (all->y1, own.y1) };
}

static MlgExtent
measure_all (const MlgLayout *layout,
             GPtrArray       *guides)
{
  MlgExtent all = { 0, 0, 0, 0 };

  for (guint i = 0; i < guides->len; i++)
    widen (&all, ((const MlgGuide *) g_ptr_array_index (guides, i))->at);
  for (guint i = 0; i < layout->n_nodes; i++)
    if (layout->placements[i] != MLG_UNPLACED)
      {
        MlgBox box = mlg_box_of (layout->boxes, i);

        widen (&all, (MlgExtent) { layout->points[i].x - box.half_width, layout->points[i].y - box.up,
                                   layout->points[i].x + box.half_width, layout->points[i].y + box.down });
      }

  return all;
}

/* As many columns as bring the whole nearest to the shape wished for. */
static guint
choose_columns (const MlgLayout *layout,
                MlgExtent        above,
                Slot             slot,
                guint            n)
{
  double aspect = layout->aspect > 0 ? layout->aspect : 1.5, least = G_MAXDOUBLE;
  guint best = 1;

  for (guint columns = 1; columns <= n; columns++)
    {
      double width = MAX (columns * slot.width + 2 * PADDING, above.x1 - above.x0);
      double height = above.y1 - above.y0 + BOX_GAP + HEADING + (n + columns - 1) / columns * slot.height;
      double cost = MAX (width / aspect, height) + 0.001 * columns;

      if (cost < least)
        {
          least = cost;
          best = columns;
        }
    }

  return best;
}

/* Those without a place, in rows under all the rest. */
static void
put_in_tray (MlgLayout *layout,
             GPtrArray *guides)
{
  g_autoptr(GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint));
  MlgExtent above = measure_all (layout, guides);
  guint n_columns, n_rows;
  double left;
  Slot slot;

  layout->tray = (MlgExtent) { 0, 0, 0, 0 };
  for (guint i = 0; i < layout->n_nodes; i++)
    if (layout->placements[i] == MLG_UNPLACED)
      g_array_append_val (waiting, i);
  if (waiting->len == 0)
    return;

  slot = measure_slot (layout, waiting);
  n_columns = choose_columns (layout, above, slot, waiting->len);
  n_rows = (waiting->len + n_columns - 1) / n_columns;
  left = (above.x0 + above.x1 - n_columns * slot.width) / 2 - PADDING;
  layout->tray = (MlgExtent) { left, above.y1 + BOX_GAP, left + n_columns * slot.width + 2 * PADDING,
                               above.y1 + BOX_GAP + HEADING + n_rows * slot.height + PADDING };
  put_in_rows (layout, waiting, slot, n_columns, left + PADDING, layout->tray.y0 + HEADING, n_columns * slot.width);
  for (guint i = 0; i < waiting->len; i++)
    layout->placements[g_array_index (waiting, guint, i)] = MLG_IN_TRAY;
}

gboolean
mlg_arrangement_arrange (const MlgArrangement *self,
                         MlgLayout            *layout,
                         GPtrArray           **guides)
{
  g_autoptr(GPtrArray) own = g_ptr_array_new_with_free_func (guide_free);

  for (guint i = 0; i < layout->n_nodes && self->kind != MLG_ARRANGE_FREE; i++)
    if (layout->placements[i] != MLG_PINNED)
      layout->placements[i] = MLG_UNPLACED;

  switch (self->kind)
    {
    case MLG_ARRANGE_CATEGORY:
    case MLG_ARRANGE_TERRITORY:
    case MLG_ARRANGE_NETWORK:
      if (!arrange_boxes (self, layout, own))
        return FALSE;
      break;
    case MLG_ARRANGE_STAGE:
      arrange_columns (self, layout, own);
      break;
    case MLG_ARRANGE_ONION:
      arrange_rings (self, layout, own);
      break;
    case MLG_ARRANGE_GRID:
      arrange_grid (self, layout, own);
      break;
    case MLG_ARRANGE_GEOGRAPHIC:
      arrange_geographic (self, layout, own);
      break;
    case MLG_ARRANGE_FREE:
    case MLG_N_ARRANGEMENTS:
    default:
      *guides = NULL;
      return mlg_layout_arrange (layout);
    }

  put_in_tray (layout, own);
  add_guide (own, MLG_GUIDE_TRAY, layout->tray, self->rest);
  *guides = g_steal_pointer (&own);

  return TRUE;
}
