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
#define MAX_ROUNDS       6       /* of asking anew, while somebody has no place */
#define N_SIDES          8
#define N_TURNS          24      /* places round a mark, farther off */
#define MAX_CLEARED      300     /* links that names keep clear of */
#define NAME_GAP         3.0
#define CROWDED          1.8     /* names to the drawing, when both are 1 at natural size */
#define LINE             16.0    /* of a name, in units of the layout */
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
  double              farthest;  /* lines that a name may stand off its mark */
  guint              *pool;      /* candidates, the heaviest first */
  guint               n_pool;
  Mark               *marks;     /* of the pool */
  guint              *first;     /* mark of each cell; G_MAXUINT: none */
  guint               n_columns, n_rows;
  double              reach;     /* the largest radius */
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

/* How a name may be written when it finds no room: as it is, shorter, or off its mark, by so many
 * lines, with a thread that leads to it. */
static const struct { gboolean brief; double off; } ways[] = {
  { FALSE, 0 }, { TRUE, 0 }, { FALSE, 0.5 }, { TRUE, 0.5 }, { FALSE, 1.2 }, { TRUE, 1.2 }, { TRUE, 2.2 }, { FALSE, 2.2 },
  { TRUE, 3.4 }, { FALSE, 3.4 }, { TRUE, 5 }, { FALSE, 5 }, { TRUE, 6.6 }, { FALSE, 6.6 }, { TRUE, 8.4 }, { FALSE, 8.4 },
};

#define WAY_WHOLE 0
#define WAY_BRIEF 1

/* Farther off: round the mark, a small turn for each. */
static MlgNamePlace
turned_place (MlgPoint     at,
              double       reach,
              guint        turn,
              MlgNamePlace place)
{
  double angle = 2 * G_PI * turn / N_TURNS;

  place.x = at.x + (reach + place.width / 2) * cos (angle) - place.width / 2;
  place.y = at.y + (reach + place.height / 2) * sin (angle) - place.height / 2;

  return place;
}

/* How many sides a name written that @way has. */
static guint
count_sides (guint way)
{
  return ways[way].off > 0.5 ? N_SIDES + N_TURNS : N_SIDES;
}

/* Below, above, right, left, then the four corners; what stands beside is flush with its mark. */
static MlgNamePlace
side_place (const Placing *self,
            guint          node,
            guint          side,
            guint          way)
{
  static const struct { int across, down; double near; } sides[N_SIDES] = {
    { 0, 1, 1 }, { 0, -1, 1 }, { 1, 0, 1 }, { -1, 0, 1 },
    { 1, 1, 0.55 }, { -1, 1, 0.55 }, { 1, -1, 0.55 }, { -1, -1, 0.55 },
  };
  const MlgSceneNode *it = &mlg_graph_scene_get_nodes (self->scene)[node];
  MlgPoint at = mlg_graph_view_to_surface (self->view, it->at);
  double reach = (it->radius * self->view->zoom + NAME_GAP * MIN (self->view->zoom, 1)) * (side < N_SIDES ? sides[side].near : 1);
  gboolean brief = ways[way].brief && it->brief != NULL;
  double width = (brief ? it->brief_width : it->name_width) * self->scale;
  double height = (brief ? it->brief_height : it->name_height) * self->scale;
  MlgNamePlace place = { node, at.x - width / 2, at.y - height / 2, width, height, PANGO_ALIGN_CENTER, brief };

  if (side >= N_SIDES)
    return turned_place (at, reach + ways[way].off * LINE * self->scale, side - N_SIDES, place);
  reach += ways[way].off * LINE * self->scale;

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
           guint          side,
           guint          way)
{
  /* Names in the tray stand in a row, as long as they fit. */
  return side == 0 || ways[way].off > 0 || !mlg_graph_scene_get_nodes (self->scene)[node].in_tray;
}

static double
measure_cost (const Placing      *self,
              const MlgNamePlace *place,
              guint               side)
{
  return measure_marks (self, place) + 0.05 * MIN (side, N_SIDES - 1) + (leaves_surface (self, place) ? 1 : 0) +
         0.3 * MIN (count_links (self, place), 2);
}

/* The best free side; its cost is G_MAXDOUBLE when there is none. */
static double
find_side (const Placing *self,
           guint          node,
           guint          way,
           MlgNamePlace  *best)
{
  double least = G_MAXDOUBLE;

  for (guint side = 0; side < count_sides (way) && may_stand (self, node, side, way); side++)
    {
      MlgNamePlace place = side_place (self, node, side, way);
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
            guint    way,
            gboolean heavy)
{
  MlgNamePlace best;

  if (find_side (self, node, way, &best) >= (heavy ? G_MAXDOUBLE : 1))
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

  for (guint i = 0; i < self->taken->len; i++)
    if (boxes_touch (place, &g_array_index (self->taken, MlgNamePlace, i)))
      return G_MAXUINT;
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
           guint    node,
           guint    way)
{
  for (guint side = 0; side < count_sides (way) && may_stand (self, node, side, way); side++)
    {
      MlgNamePlace place = side_place (self, node, side, way);
      guint blocker = find_blocker (self, &place);
      MlgNamePlace old, other;

      if (blocker == G_MAXUINT || measure_cost (self, &place, side) >= 1)
        continue;

      /* The newcomer stands in the blocker's stead while that looks for another side. */
      old = g_array_index (self->placed, MlgNamePlace, blocker);
      g_array_index (self->placed, MlgNamePlace, blocker) = place;
      if (find_side (self, old.node, WAY_WHOLE, &other) < 1 || find_side (self, old.node, WAY_BRIEF, &other) < 1)
        {
          g_array_append_val (self->placed, other);
          return TRUE;
        }
      g_array_index (self->placed, MlgNamePlace, blocker) = old;
    }

  return FALSE;
}

/* Shorter before farther; others step aside before it does. */
static gboolean
find_home (Placing *self,
           guint    node)
{
  gboolean brief = mlg_graph_scene_get_nodes (self->scene)[node].brief != NULL;

  for (guint way = 0; way < G_N_ELEMENTS (ways); way++)
    {
      if ((ways[way].brief && !brief) || ways[way].off > self->farthest)
        continue;
      if (place_name (self, node, way, FALSE) || make_room (self, node, way))
        return TRUE;
    }

  /* Rather over one small mark than not at all. */
  for (guint way = 0; way < G_N_ELEMENTS (ways); way++)
    {
      MlgNamePlace best;

      if ((brief || !ways[way].brief) && ways[way].off <= self->farthest && find_side (self, node, way, &best) < 2 && !leaves_surface (self, &best))
        {
          g_array_append_val (self->placed, best);
          return TRUE;
        }
    }

  return FALSE;
}

/* @order: of the candidates; the first @n_first had no place in the round before. Those without a place come to the front of it, for the next round;
 * returns how many. */
static guint
place_round (Placing *self,
             guint   *order,
             guint    n_first,
             guint    n)
{
  g_autofree guint *homeless = g_new (guint, n + 1);
  g_autofree guint *housed = g_new (guint, n + 1);
  guint n_homeless = 0, n_housed = 0, n_left = 0;

  g_array_set_size (self->placed, 0);
  for (guint i = 0; i < n; i++)
    if (i < n_first ? !find_home (self, order[i]) : !place_name (self, order[i], WAY_WHOLE, FALSE))
      homeless[n_homeless++] = order[i];
    else
      housed[n_housed++] = order[i];
  for (guint i = 0; i < n_homeless; i++)
    if (find_home (self, homeless[i]))
      housed[n_housed++] = homeless[i];
    else
      order[n_left++] = homeless[i];
  memcpy (order + n_left, housed, n_housed * sizeof (guint));

  return n_left;
}

/* All of them, if need be by asking those first that found no place before. */
static void
place_all (Placing *self)
{
  g_autofree guint *order = g_memdup2 (self->pool, (self->n_pool + 1) * sizeof (guint));
  g_autoptr(GArray) best = NULL;
  guint least = G_MAXUINT;
  guint n_left = 0;

  /* When many have no room it is not the order that is wrong. */
  for (guint round = 0; round < MAX_ROUNDS && least > 0 && n_left <= self->n_pool / 20; round++)
    {
      n_left = place_round (self, order, n_left, self->n_pool);
      if (n_left < least)
        {
          least = n_left;
          g_clear_pointer (&best, g_array_unref);
          best = g_array_copy (self->placed);
        }
    }
  g_array_unref (self->placed);
  self->placed = g_steal_pointer (&best);
}

/* The heaviest, whatever they cover; the rest where there is room. */
static void
place_some (Placing *self,
            guint    n)
{
  for (guint i = 0; i < n && self->placed->len < MAX_NAMES; i++)
    {
      /* A name that was never measured has no size yet. */
      mlg_graph_scene_measure_name (self->scene, self->pool[i]);
      place_name (self, self->pool[i], WAY_WHOLE, i < N_HEAVY && self->n_pool > MAX_NAMES);
    }
}

static void
collect_pool (Placing            *self,
              const MlgGraphLook *look)
{
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (self->scene);
  const guint *order = mlg_graph_scene_get_order (self->scene);
  guint n_nodes = mlg_graph_scene_get_n_nodes (self->scene);

  self->pool = g_new (guint, MAX_CANDIDATES + 1);
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

/* Few enough that all are tried, whoever is chosen or hidden. */
static gboolean
may_keep (MlgGraphScene      *scene,
          const MlgGraphLook *look)
{
  return mlg_graph_scene_get_n_nodes (scene) <= MAX_NAMES && look->marks == NULL && !look->moving;
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
    /* Names much larger than the drawing, as on the projector: threads all over it would hide it. */
    .farthest = look->text_size / MLG_SCENE_TEXT_SIZE > CROWDED * view->zoom ? 1.2 : 100,
    .n_edges = mlg_graph_scene_get_n_edges (scene) <= MAX_CLEARED && !look->moving ? mlg_graph_scene_get_n_edges (scene) : 0,
    .taken = list_headings (scene, view, look),
    .placed = g_array_new (FALSE, FALSE, sizeof (MlgNamePlace)),
  };
  const double keys[MLG_SCENE_N_KEYS] = { view->zoom, view->x, view->y, view->width, view->height, look->text_size, look->ink->line_scale };
  GArray *kept = may_keep (scene, look) ? mlg_graph_scene_recall_names (scene, keys) : NULL;

  if (kept != NULL)
    {
      g_array_unref (placing.taken);
      g_array_unref (placing.placed);
      return g_array_ref (kept);
    }

  collect_pool (&placing, look);
  sort_marks (&placing);
  if (look->moving || placing.n_pool > MAX_NAMES)
    {
      place_some (&placing, look->moving ? MIN (placing.n_pool, N_HEAVY) : placing.n_pool);
    }
  else
    {
      for (guint i = 0; i < placing.n_pool; i++)
        mlg_graph_scene_measure_name (scene, placing.pool[i]);
      place_all (&placing);
    }
  g_array_unref (placing.taken);
  g_free (placing.marks);
  g_free (placing.first);
  g_free (placing.pool);

  /* Where some found no room, it depends on who is chosen. */
  if (may_keep (scene, look) && placing.placed->len == placing.n_pool)
    mlg_graph_scene_keep_names (scene, keys, placing.placed);

  return placing.placed;
}
