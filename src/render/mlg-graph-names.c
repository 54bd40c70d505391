/* Which names are written, and where. Greedy, in two tiers: measured against annealing it writes
 * a tenth fewer names in a hundredth of the time, and the important ones.
 */

#include "render/mlg-graph-names.h"

#include <math.h>

#define MAX_CANDIDATES   600
#define MAX_NAMES        160
#define N_HEAVY          30      /* these may cover marks of others */
#define N_SIDES          4
#define MAX_CLEARED      1000    /* links that names keep clear of */
#define NAME_GAP         3.0

typedef struct
{
  MlgGraphScene      *scene;
  const MlgGraphView *view;
  double              scale;     /* of names, surface / natural */
  guint              *pool;      /* candidates, the heaviest first */
  guint               n_pool;
  guint               n_edges;   /* to keep clear of; 0 when there are too many */
  GArray             *placed;
} Placing;

static gboolean
boxes_touch (const MlgNamePlace *a,
             const MlgNamePlace *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width &&
         a->y < b->y + b->height && b->y < a->y + a->height;
}

static MlgNamePlace
side_place (const Placing *self,
            guint          node,
            guint          side)
{
  const MlgSceneNode *it = &mlg_graph_scene_get_nodes (self->scene)[node];
  MlgPoint at = mlg_graph_view_to_surface (self->view, it->at);
  double radius = it->radius * self->view->zoom + NAME_GAP * MIN (self->view->zoom, 1);
  double width = it->name_width * self->scale;
  double height = it->name_height * self->scale;
  MlgNamePlace place = { node, at.x - width / 2, at.y + radius, width, height };

  if (side == 1)
    place.y = at.y - radius - height;
  else if (side == 2)
    place = (MlgNamePlace) { node, at.x + radius + 2, at.y - height / 2, width, height };
  else if (side == 3)
    place = (MlgNamePlace) { node, at.x - radius - width - 2, at.y - height / 2, width, height };

  return place;
}

/* Area of other marks under the name; the heavy ones weigh much more. */
static double
measure_marks (const Placing      *self,
               const MlgNamePlace *place)
{
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (self->scene);
  double cost = 0;

  for (guint i = 0; i < self->n_pool; i++)
    {
      guint other = self->pool[i];
      MlgPoint at = mlg_graph_view_to_surface (self->view, nodes[other].at);
      double radius = nodes[other].radius * self->view->zoom;

      if (other != place->node &&
          at.x + radius > place->x && at.x - radius < place->x + place->width &&
          at.y + radius > place->y && at.y - radius < place->y + place->height)
        cost += i < N_HEAVY ? 10 : 1;
    }

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

  return TRUE;
}

static void
place_name (Placing *self,
            guint    node,
            gboolean heavy)
{
  MlgNamePlace best = { 0 };
  double least = G_MAXDOUBLE;

  for (guint side = 0; side < N_SIDES; side++)
    {
      MlgNamePlace place = side_place (self, node, side);
      double cost;

      if (!is_free (self, &place))
        continue;
      cost = measure_marks (self, &place) + 0.1 * side + 0.3 * MIN (count_links (self, &place), 2);
      if (cost < least)
        {
          least = cost;
          best = place;
        }
    }
  if (least < (heavy ? G_MAXDOUBLE : 1))
    g_array_append_val (self->placed, best);
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
        gboolean first = order[i] == look->hovered || (look->selected != NULL && look->selected[order[i]]);

        if (first == (pass == 0) &&
            at.x > -80 && at.y > -40 && at.x < self->view->width + 80 && at.y < self->view->height + 40)
          self->pool[self->n_pool++] = order[i];
      }
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
    .placed = g_array_new (FALSE, FALSE, sizeof (MlgNamePlace)),
  };
  guint last;

  collect_pool (&placing, look);
  last = look->moving ? MIN (placing.n_pool, N_HEAVY) : placing.n_pool;

  for (guint i = 0; i < last && placing.placed->len < MAX_NAMES; i++)
    {
      /* A name that was never measured has no size yet. */
      mlg_graph_scene_get_name (scene, placing.pool[i], look->text_size);
      place_name (&placing, placing.pool[i], i < N_HEAVY);
    }
  g_free (placing.pool);

  return placing.placed;
}
