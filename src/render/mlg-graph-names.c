/* Which names are written, and where. Greedy, in two tiers: measured against annealing it writes
 * a tenth fewer names in a hundredth of the time, and the important ones.
 */

#include "render/mlg-graph-names.h"
#include "render/mlg-graph-draw-private.h"

#include <math.h>
#include <string.h>

#define MAX_CANDIDATES   600
#define MAX_NAMES        160
#define N_HEAVY          30      /* these may cover marks of others, where many names compete */
#define N_SIDES          8
#define MAX_CLEARED      300     /* links that names keep clear of */
#define NAME_GAP         3.0
#define CELL             48.0    /* of the grid of marks, on the surface */

typedef struct
{
  double x, y, radius;           /* on the surface */
  guint  next;                   /* in the same cell; G_MAXUINT: none */
} Mark;

typedef struct
{
  MlgGraphScene      *scene;
  const MlgGraphView *view;
  double              scale;     /* of names, surface / natural */
  guint              *pool;      /* candidates, the heaviest first */
  guint               n_pool;
  Mark               *marks;     /* of the pool */
  guint              *first;     /* mark of each cell; G_MAXUINT: none */
  guint               n_columns, n_rows;
  double              reach;     /* the largest radius */
  guint              *homeless;  /* names without room so far */
  guint               n_edges;   /* to keep clear of; 0 when there are too many */
  GArray             *taken;     /* MlgNamePlace: headings of the placement */
  GArray             *placed;
} Placing;

static gboolean
boxes_touch (const MlgNamePlace *a,
             const MlgNamePlace *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width &&
         a->y < b->y + b->height && b->y < a->y + a->height;
}

/* Below, above, right, left, then the four corners; what stands beside is flush with its mark. */
static MlgNamePlace
side_place (const Placing *self,
            guint          node,
            guint          side)
{
  static const struct { int across, down; double near; } sides[N_SIDES] = {
    { 0, 1, 1 }, { 0, -1, 1 }, { 1, 0, 1 }, { -1, 0, 1 },
    { 1, 1, 0.55 }, { -1, 1, 0.55 }, { 1, -1, 0.55 }, { -1, -1, 0.55 },
  };
  const MlgSceneNode *it = &mlg_graph_scene_get_nodes (self->scene)[node];
  MlgPoint at = mlg_graph_view_to_surface (self->view, it->at);
  double reach = (it->radius * self->view->zoom + NAME_GAP * MIN (self->view->zoom, 1)) * sides[side].near;
  double width = it->name_width * self->scale;
  double height = it->name_height * self->scale;
  MlgNamePlace place = { node, at.x - width / 2, at.y - height / 2, width, height, PANGO_ALIGN_CENTER };

  if (sides[side].across != 0)
    {
      place.x = sides[side].across > 0 ? at.x + reach + 2 : at.x - reach - width - 2;
      place.align = sides[side].across > 0 ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT;
    }
  if (sides[side].down != 0)
    place.y = sides[side].down > 0 ? at.y + reach : at.y - reach - height;

  return place;
}

/* Marks by the cell they stand in, so that only those near a name are looked at. */
static void
sort_marks (Placing *self)
{
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (self->scene);

  self->n_columns = (guint) (MAX (self->view->width, 1) / CELL) + 4;
  self->n_rows = (guint) (MAX (self->view->height, 1) / CELL) + 4;
  self->first = g_new (guint, self->n_columns * self->n_rows);
  self->marks = g_new (Mark, self->n_pool + 1);
  memset (self->first, 0xff, self->n_columns * self->n_rows * sizeof (guint));

  for (guint i = 0; i < self->n_pool; i++)
    {
      MlgPoint at = mlg_graph_view_to_surface (self->view, nodes[self->pool[i]].at);
      guint column = (guint) CLAMP (at.x / CELL + 2, 0, self->n_columns - 1);
      guint row = (guint) CLAMP (at.y / CELL + 2, 0, self->n_rows - 1);
      guint *first = &self->first[row * self->n_columns + column];

      self->marks[i] = (Mark) { at.x, at.y, nodes[self->pool[i]].radius * self->view->zoom, *first };
      self->reach = MAX (self->reach, self->marks[i].radius);
      *first = i;
    }
}

static double
measure_cell (const Placing      *self,
              guint               cell,
              const MlgNamePlace *place)
{
  double cost = 0;

  for (guint i = self->first[cell]; i != G_MAXUINT; i = self->marks[i].next)
    {
      const Mark *mark = &self->marks[i];

      if (self->pool[i] != place->node &&
          mark->x + mark->radius > place->x && mark->x - mark->radius < place->x + place->width &&
          mark->y + mark->radius > place->y && mark->y - mark->radius < place->y + place->height)
        cost += i < N_HEAVY ? 10 : 1;
    }

  return cost;
}

/* Other marks under the name; the heavy ones weigh much more. */
static double
measure_marks (const Placing      *self,
               const MlgNamePlace *place)
{
  guint left = (guint) CLAMP ((place->x - self->reach) / CELL + 2, 0, self->n_columns - 1);
  guint right = (guint) CLAMP ((place->x + place->width + self->reach) / CELL + 2, 0, self->n_columns - 1);
  guint top = (guint) CLAMP ((place->y - self->reach) / CELL + 2, 0, self->n_rows - 1);
  guint bottom = (guint) CLAMP ((place->y + place->height + self->reach) / CELL + 2, 0, self->n_rows - 1);
  double cost = 0;

  for (guint row = top; row <= bottom; row++)
    for (guint column = left; column <= right; column++)
      cost += measure_cell (self, row * self->n_columns + column, place);

  return cost;
}

/* Does a link run through the name? Cut by the four sides in turn (Liang and Barsky, 1984). */
static gboolean
link_crosses (const MlgNamePlace *place,
              MlgPoint            a,
              MlgPoint            b)
{
  const double p[] = { a.x - b.x, b.x - a.x, a.y - b.y, b.y - a.y };
  const double q[] = { a.x - place->x, place->x + place->width - a.x, a.y - place->y, place->y + place->height - a.y };
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

  return from < to;
}

static guint
count_links (const Placing      *self,
             const MlgNamePlace *place)
{
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (self->scene);
  const MlgSceneEdge *edges = mlg_graph_scene_get_edges (self->scene);
  guint n = 0;

  for (guint i = 0; i < self->n_edges; i++)
    n += link_crosses (place, mlg_graph_view_to_surface (self->view, nodes[edges[i].a].at),
                       mlg_graph_view_to_surface (self->view, nodes[edges[i].b].at));

  return n;
}

static gboolean
is_free (const Placing      *self,
         const MlgNamePlace *place)
{
  for (guint i = 0; i < self->placed->len; i++)
    if (boxes_touch (place, &g_array_index (self->placed, MlgNamePlace, i)))
      return FALSE;
  for (guint i = 0; i < self->taken->len; i++)
    if (boxes_touch (place, &g_array_index (self->taken, MlgNamePlace, i)))
      return FALSE;

  return TRUE;
}

static gboolean
leaves_surface (const Placing      *self,
                const MlgNamePlace *place)
{
  return place->x < 2 || place->y < 2 || place->x + place->width > self->view->width - 2 ||
         place->y + place->height > self->view->height - 2;
}

static gboolean
may_stand (const Placing *self,
           guint          node,
           guint          side)
{
  /* Names in the tray stand in a row. */
  return side == 0 || !mlg_graph_scene_get_nodes (self->scene)[node].in_tray;
}

static double
measure_cost (const Placing      *self,
              const MlgNamePlace *place,
              guint               side)
{
  return measure_marks (self, place) + 0.05 * side + (leaves_surface (self, place) ? 1 : 0) +
         0.3 * MIN (count_links (self, place), 2);
}

/* The best free side; its cost is G_MAXDOUBLE when there is none. */
static double
find_side (const Placing *self,
           guint          node,
           MlgNamePlace  *best)
{
  double least = G_MAXDOUBLE;

  for (guint side = 0; side < N_SIDES && may_stand (self, node, side); side++)
    {
      MlgNamePlace place = side_place (self, node, side);
      double cost;

      if (!is_free (self, &place))
        continue;
      cost = measure_cost (self, &place, side);
      if (cost < least)
        {
          least = cost;
          *best = place;
        }
    }

  return least;
}

static gboolean
place_name (Placing *self,
            guint    node,
            gboolean heavy)
{
  MlgNamePlace best;

  if (find_side (self, node, &best) >= (heavy ? G_MAXDOUBLE : 1))
    return FALSE;
  g_array_append_val (self->placed, best);

  return TRUE;
}

/* The only name in the way; G_MAXUINT: none, or several. */
static guint
find_blocker (const Placing      *self,
              const MlgNamePlace *place)
{
  guint blocker = G_MAXUINT;

  for (guint i = 0; i < self->placed->len; i++)
    if (boxes_touch (place, &g_array_index (self->placed, MlgNamePlace, i)))
      {
        if (blocker != G_MAXUINT)
          return G_MAXUINT;
        blocker = i;
      }

  return blocker;
}

/* A name that found no room gets some if one neighbour can step to another side. */
static gboolean
make_room (Placing *self,
           guint    node)
{
  for (guint side = 0; side < N_SIDES && may_stand (self, node, side); side++)
    {
      MlgNamePlace place = side_place (self, node, side);
      guint blocker = find_blocker (self, &place);
      MlgNamePlace old, other;

      if (blocker == G_MAXUINT || measure_cost (self, &place, side) >= 1)
        continue;

      /* The newcomer stands in the blocker's stead while that looks for another side. */
      old = g_array_index (self->placed, MlgNamePlace, blocker);
      g_array_index (self->placed, MlgNamePlace, blocker) = place;
      if (find_side (self, old.node, &other) < 1)
        {
          g_array_append_val (self->placed, other);
          return TRUE;
        }
      g_array_index (self->placed, MlgNamePlace, blocker) = old;
    }

  return FALSE;
}

static void
collect_pool (Placing            *self,
              const MlgGraphLook *look)
{
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (self->scene);
  const guint *order = mlg_graph_scene_get_order (self->scene);
  guint n_nodes = mlg_graph_scene_get_n_nodes (self->scene);

  self->pool = g_new (guint, MAX_CANDIDATES + 1);
  self->homeless = g_new (guint, MAX_CANDIDATES + 1);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n_nodes && self->n_pool < MAX_CANDIDATES; i++)
      {
        MlgPoint at = mlg_graph_view_to_surface (self->view, nodes[order[i]].at);
        gboolean first = order[i] == look->hovered || (look->selected != NULL && look->selected[order[i]]) ||
                         mlg_graph_marks_light_node (look->marks, order[i]);

        if (first == (pass == 0) && !mlg_graph_marks_hide_node (look->marks, order[i]) &&
            at.x > -80 && at.y > -40 && at.x < self->view->width + 80 && at.y < self->view->height + 40)
          self->pool[self->n_pool++] = order[i];
      }
}

/* Headings of boxes are written where no name may stand. */
static GArray *
list_headings (MlgGraphScene      *scene,
               const MlgGraphView *view,
               const MlgGraphLook *look)
{
  GPtrArray *guides = mlg_graph_scene_get_guides (scene);
  GArray *taken = g_array_new (FALSE, FALSE, sizeof (MlgNamePlace));

  for (guint i = 0; guides != NULL && i < guides->len; i++)
    {
      const MlgGuide *guide = g_ptr_array_index (guides, i);
      MlgPoint corner = mlg_graph_view_to_surface (view, (MlgPoint) { guide->at.x0 + 12, guide->at.y0 + 7 });
      double size = mlg_graph_guide_text_size (view, look);
      MlgNamePlace place = { G_MAXUINT, corner.x, corner.y, 0, size * 1.3, PANGO_ALIGN_LEFT };

      if (guide->kind != MLG_GUIDE_BOX || guide->text == NULL)
        continue;
      place.width = g_utf8_strlen (guide->text, -1) * size * 0.66;
      g_array_append_val (taken, place);
    }

  return taken;
}

GArray *
mlg_graph_place_names (MlgGraphScene      *scene,
                       const MlgGraphView *view,
                       const MlgGraphLook *look)
{
  Placing placing = {
    .scene = scene,
    .view = view,
    .scale = look->text_size / MLG_SCENE_TEXT_SIZE,
    .n_edges = mlg_graph_scene_get_n_edges (scene) <= MAX_CLEARED && !look->moving ? mlg_graph_scene_get_n_edges (scene) : 0,
    .taken = list_headings (scene, view, look),
    .placed = g_array_new (FALSE, FALSE, sizeof (MlgNamePlace)),
  };
  guint last;
  guint n_homeless = 0;

  collect_pool (&placing, look);
  sort_marks (&placing);
  last = look->moving ? MIN (placing.n_pool, N_HEAVY) : placing.n_pool;

  for (guint i = 0; i < last && placing.placed->len < MAX_NAMES; i++)
    {
      /* A name that was never measured has no size yet. */
      mlg_graph_scene_measure_name (scene, placing.pool[i]);
      if (!place_name (&placing, placing.pool[i], i < N_HEAVY && placing.n_pool > MAX_NAMES) && placing.n_pool <= MAX_NAMES)
        placing.homeless[n_homeless++] = placing.pool[i];
    }
  for (guint i = 0; i < n_homeless; i++)
    if (!place_name (&placing, placing.homeless[i], FALSE))
      make_room (&placing, placing.homeless[i]);
  g_array_unref (placing.taken);
  g_free (placing.homeless);
  g_free (placing.marks);
  g_free (placing.first);
  g_free (placing.pool);

  return placing.placed;
}
