/* The partnership graph as shapes that know where they are. */

#include "render/mlg-graph-scene.h"
#include "render/mlg-short-name.h"

#include <math.h>
#include <string.h>

#define MAX_NAMED   1500        /* nodes whose names the layout makes room for */
#define SAFE        0.96
#define NAME_GAP    3.0         /* between a mark and its name */

struct _MlgGraphScene
{
  MlgGraph     *graph;
  MlgMeasures  *measures;
  guint         n_nodes, n_edges;
  MlgSceneNode *nodes;
  MlgSceneEdge *edges;
  MlgLink      *links;
  MlgBox       *boxes;          /* NULL above MAX_NAMED */
  guint        *order;
  MlgExtent    *names;          /* where they were drawn last */
  MlgExtent     tray;
  MlgGrouping  *colours;        /* or NULL */
  MlgGrouping  *hulls;          /* or NULL */
  GPtrArray    *guides;         /* or NULL */

  GArray       *kept_names;     /* of kept_keys; NULL: none */
  double        kept_keys[MLG_SCENE_N_KEYS];

  PangoLayout  *layout;         /* for measuring */
  char        **abbreviated;    /* per node, or NULL */
  PangoLayout **written;        /* labels, then brief names, as last written, at written_size; NULL: not yet */
  double        written_size;
};

/* ---- Names */

static void
prepare_layout (PangoLayout *layout,
                const char  *name,
                double       text_size)
{
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string ("Sans");

  pango_font_description_set_absolute_size (font, text_size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout,
                          (int) (MLG_SCENE_NAME_WIDTH * text_size / MLG_SCENE_TEXT_SIZE * PANGO_SCALE));
  pango_layout_set_text (layout, name, -1);
}

PangoLayout *
mlg_graph_scene_new_layout (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoLayout *layout = pango_layout_new (context);

  g_object_unref (context);

  return layout;
}

static PangoLayout *
make_layout (void)
{
  PangoLayout *layout = mlg_graph_scene_new_layout ();

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, -3);
  pango_layout_set_line_spacing (layout, 0.92);

  return layout;
}

/* TRUE: cut. */
static gboolean
measure_words (MlgGraphScene *self,
               const char    *words,
               double        *width,
               double        *height)
{
  PangoRectangle extents;

  prepare_layout (self->layout, words, MLG_SCENE_TEXT_SIZE);
  /* Letters are a little wider or narrower at other sizes. */
  pango_layout_set_width (self->layout, (int) (SAFE * MLG_SCENE_NAME_WIDTH * PANGO_SCALE));
  pango_layout_get_extents (self->layout, NULL, &extents);
  *width = (double) extents.width / PANGO_SCALE;
  *height = (double) extents.height / PANGO_SCALE;

  return pango_layout_is_ellipsized (self->layout);
}

/* A name that would be cut is written by its acronym or abbreviated. What is shorter still is kept
 * for where the label finds no room. */
static void
measure_name (MlgGraphScene *self,
              MlgSceneNode  *node)
{
  guint i = (guint) (node - self->nodes);
  const char *acronym = mlg_graph_get_nodes (self->graph)[i].short_name;
  gboolean cut = measure_words (self, node->name, &node->name_width, &node->name_height);

  node->label = node->name;
  g_free (self->abbreviated[i]);
  self->abbreviated[i] = mlg_short_name_new (node->name);
  node->brief = acronym != NULL ? acronym : self->abbreviated[i];
  if (node->brief == NULL)
    return;

  if (cut)
    {
      node->label = node->brief;
      cut = measure_words (self, node->label, &node->name_width, &node->name_height);
    }
  measure_words (self, node->brief, &node->brief_width, &node->brief_height);
  if (node->brief == node->label || node->brief_width * node->brief_height >= node->name_width * node->name_height)
    node->brief = NULL;
}

/* ---- Making */

static double
choose_radius (const MlgGraphNode *node,
               guint               degree,
               guint               n_axes,
               MlgSceneSize        size)
{
  if (node->n_actors > 0)
    return MIN (9 + 2.2 * sqrt (node->n_actors), 60);
  switch (size)
    {
    case MLG_SIZE_BY_HEADCOUNT:
      return MIN (7.5 + 1.4 * sqrt (node->headcount), 24);
    case MLG_SIZE_BY_AXES:
      return MIN (6.5 + 2.2 * sqrt (n_axes), 24);
    case MLG_SIZE_EQUAL:
      return 10;
    case MLG_SIZE_BY_DEGREE:
    case MLG_N_SIZES:
    default:
      return MIN (6.5 + 2.4 * sqrt (degree), 22);
    }
}

/* The five kinds of the vocabulary, in its order, after "not said". */
static MlgMapSign
sign_of_kind (guint kind)
{
  static const struct { guint class; MlgSpotSort sort; } forms[] = {
    { 0, MLG_SPOT_ACTOR },                     /* not said: a circle */
    { 0, MLG_SPOT_ACTOR },                     /* organisation: a circle */
    { 2, MLG_SPOT_ACTOR },                     /* collective: a hexagon */
    { MLG_MAP_UNKNOWN, MLG_SPOT_PLACE },       /* place: a house */
    { 1, MLG_SPOT_ACTOR },                     /* group: a square */
    { 3, MLG_SPOT_ACTOR },                     /* person: a diamond */
  };
  guint k = MIN (kind, G_N_ELEMENTS (forms) - 1);

  return (MlgMapSign) { MLG_MAP_BY_FAMILY, forms[k].class, forms[k].sort };
}

static void
choose_sign (MlgGraphScene      *self,
             MlgSceneNode       *node,
             const MlgGraphNode *from,
             guint               i,
             MlgSceneForm        form)
{
  guint group = self->colours != NULL ? self->colours->of[i] : from->category;

  if (self->colours == NULL)
    node->colour = (MlgMapSign) { MLG_MAP_BY_CATEGORY, group < MLG_N_CATEGORIES - 1 ? group : MLG_MAP_UNKNOWN, MLG_SPOT_ACTOR };
  else
    node->colour = (MlgMapSign) { MLG_MAP_BY_FAMILY, group == G_MAXUINT ? MLG_MAP_UNKNOWN : MIN (group, MLG_MAP_OTHERS), MLG_SPOT_ACTOR };
  node->form = form == MLG_FORM_BY_KIND ? sign_of_kind (from->kind) : node->colour;
  if (from->n_actors > 0)
    node->form = sign_of_kind (0);
}

static guint *
count_axes (MlgGraph *graph)
{
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);
  guint *axes = g_new0 (guint, mlg_graph_get_n_nodes (graph) + 1);

  for (guint i = 0; i < mlg_graph_get_n_edges (graph); i++)
    if (edges[i].kind == MLG_TIE_PARTNERSHIP)
      {
        axes[edges[i].a] += edges[i].n_axes;
        axes[edges[i].b] += edges[i].n_axes;
      }

  return axes;
}

static void
add_nodes (MlgGraphScene         *self,
           const MlgSceneOptions *options)
{
  const MlgGraphNode *nodes = mlg_graph_get_nodes (self->graph);
  g_autofree guint *axes = count_axes (self->graph);

  for (guint i = 0; i < self->n_nodes; i++)
    {
      MlgSceneNode *node = &self->nodes[i];

      node->category = nodes[i].category;
      node->n_actors = nodes[i].n_actors;
      choose_sign (self, node, &nodes[i], i, options->form);
      node->degree = self->measures->degree[i];
      node->island = self->measures->island[i];
      node->radius = choose_radius (&nodes[i], node->degree, axes[i], options->size);
      node->name = nodes[i].name != NULL ? nodes[i].name : "";
      if (self->n_nodes <= MAX_NAMED)
        measure_name (self, node);
    }
  for (guint i = 0; i < self->measures->articulations->len; i++)
    {
      const MlgArticulation *found = &g_array_index (self->measures->articulations, MlgArticulation, i);

      self->nodes[found->node].n_more = found->n_more;
    }
}

static MlgLine
choose_line (const MlgGraphEdge *edge)
{
  if (edge->kind == MLG_TIE_MEMBERSHIP)
    return MLG_LINE_THIN;
  if (edge->kind == MLG_TIE_COPRESENCE)
    return MLG_LINE_DOTTED;
  if (g_strcmp0 (edge->status, "formalised") == 0)
    return MLG_LINE_DOUBLE;

  return edge->established ? MLG_LINE_SOLID : MLG_LINE_DASHED;
}

static void
add_edges (MlgGraphScene *self)
{
  const MlgGraphEdge *edges = mlg_graph_get_edges (self->graph);

  for (guint i = 0; i < self->n_edges; i++)
    {
      const MlgGraphEdge *from = &edges[i];
      MlgSceneEdge *edge = &self->edges[i];

      edge->a = from->a;
      edge->b = from->b;
      edge->line = choose_line (from);
      edge->wish = from->kind == MLG_TIE_PARTNERSHIP && !from->established;
      edge->n_axes[MLG_ECONOMY_MARKET] = from->n_market;
      edge->n_axes[MLG_ECONOMY_NON_MARKET] = from->n_non_market;
      edge->n_axes[MLG_ECONOMY_NON_MONETARY] = from->n_non_monetary;
      edge->n_axes[MLG_ECONOMY_UNQUALIFIED] = from->n_unqualified;
      if (from->n_market + from->n_non_market + from->n_non_monetary + from->n_unqualified == 0)
        edge->n_axes[MLG_ECONOMY_UNQUALIFIED] = MAX (from->n_axes, 1);
      for (guint e = 0; e < MLG_N_ECONOMIES; e++)
        {
          edge->n_forth[e] = MIN (from->n_forth[e], edge->n_axes[e]);
          edge->n_back[e] = MIN (from->n_back[e], edge->n_axes[e] - edge->n_forth[e]);
        }
      if (self->nodes[from->a].n_actors > 0)
        edge->width = MIN (1 + 0.9 * log2 (1 + from->n_axes), 9);
      else
        edge->width = from->kind == MLG_TIE_PARTNERSHIP ? MIN (0.8 + 1.2 * MAX (from->n_axes, 1), 10) : 1.4;
      self->links[i] = (MlgLink) { from->a, from->b };
    }
}

static void
measure_boxes (MlgGraphScene *self)
{
  if (self->n_nodes > MAX_NAMED)
    return;

  self->boxes = g_new (MlgBox, self->n_nodes + 1);
  for (guint i = 0; i < self->n_nodes; i++)
    {
      const MlgSceneNode *node = &self->nodes[i];

      self->boxes[i].half_width = MAX (node->radius, node->name_width / 2) + 1;
      self->boxes[i].up = node->radius + 2;
      self->boxes[i].down = node->radius + NAME_GAP + node->name_height + 1;
    }
}

static int
compare_weight (gconstpointer one,
                gconstpointer other,
                gpointer      data)
{
  const MlgSceneNode *nodes = data;
  guint p = *(const guint *) one;
  guint q = *(const guint *) other;

  if (nodes[p].degree != nodes[q].degree)
    return nodes[p].degree > nodes[q].degree ? -1 : 1;

  return p < q ? -1 : p > q;
}

MlgGraphScene *
mlg_graph_scene_new (MlgGraph     *graph,
                     MlgLayers     layers,
                     MlgSceneSize  size)
{
  return mlg_graph_scene_new_of (graph, &(MlgSceneOptions) { .layers = layers, .size = size });
}

MlgGraphScene *
mlg_graph_scene_new_of (MlgGraph              *graph,
                        const MlgSceneOptions *options)
{
  MlgGraphScene *self = g_new0 (MlgGraphScene, 1);

  self->graph = mlg_graph_ref (graph);
  self->measures = mlg_measures_new (graph, options->layers, MLG_MEASURE_BASIC);
  self->colours = options->colours != NULL ? mlg_grouping_ref (options->colours) : NULL;
  self->hulls = options->hulls != NULL ? mlg_grouping_ref (options->hulls) : NULL;
  self->n_nodes = mlg_graph_get_n_nodes (graph);
  self->n_edges = mlg_graph_get_n_edges (graph);
  self->nodes = g_new0 (MlgSceneNode, self->n_nodes + 1);
  self->edges = g_new0 (MlgSceneEdge, self->n_edges + 1);
  self->links = g_new0 (MlgLink, self->n_edges + 1);
  self->names = g_new0 (MlgExtent, self->n_nodes + 1);
  self->written = g_new0 (PangoLayout *, 2 * self->n_nodes + 1);
  self->abbreviated = g_new0 (char *, self->n_nodes + 1);
  self->order = g_new (guint, self->n_nodes + 1);
  self->layout = make_layout ();

  add_nodes (self, options);
  add_edges (self);
  measure_boxes (self);

  for (guint i = 0; i < self->n_nodes; i++)
    self->order[i] = i;
  g_qsort_with_data (self->order, self->n_nodes, sizeof (guint), compare_weight, self->nodes);
  for (guint i = 0; i < self->n_nodes; i++)
    self->nodes[self->order[i]].order = i;

  return self;
}

static void
forget_written (MlgGraphScene *self)
{
  for (guint i = 0; i < 2 * self->n_nodes; i++)
    g_clear_object (&self->written[i]);
}

void
mlg_graph_scene_free (MlgGraphScene *self)
{
  if (self == NULL)
    return;

  mlg_graph_unref (self->graph);
  mlg_measures_free (self->measures);
  g_clear_pointer (&self->colours, mlg_grouping_unref);
  g_clear_pointer (&self->hulls, mlg_grouping_unref);
  g_clear_pointer (&self->guides, g_ptr_array_unref);
  g_free (self->nodes);
  g_free (self->edges);
  g_free (self->links);
  g_free (self->boxes);
  forget_written (self);
  g_clear_pointer (&self->kept_names, g_array_unref);
  g_free (self->written);
  for (guint i = 0; i < self->n_nodes; i++)
    g_free (self->abbreviated[i]);
  g_free (self->abbreviated);
  g_free (self->names);
  g_free (self->order);
  g_object_unref (self->layout);
  g_free (self);
}

/* ---- Reading */

MlgGraph *
mlg_graph_scene_get_graph (MlgGraphScene *self)
{
  return self->graph;
}

MlgMeasures *
mlg_graph_scene_get_measures (MlgGraphScene *self)
{
  return self->measures;
}

MlgGrouping *
mlg_graph_scene_get_colours (MlgGraphScene *self)
{
  return self->colours;
}

MlgGrouping *
mlg_graph_scene_get_hulls (MlgGraphScene *self)
{
  return self->hulls;
}

void
mlg_graph_scene_take_guides (MlgGraphScene *self,
                             GPtrArray     *guides)
{
  g_clear_pointer (&self->guides, g_ptr_array_unref);
  self->guides = guides;
}

GPtrArray *
mlg_graph_scene_get_guides (MlgGraphScene *self)
{
  return self->guides;
}

guint
mlg_graph_scene_get_n_nodes (MlgGraphScene *self)
{
  return self->n_nodes;
}

guint
mlg_graph_scene_get_n_edges (MlgGraphScene *self)
{
  return self->n_edges;
}

const MlgSceneNode *
mlg_graph_scene_get_nodes (MlgGraphScene *self)
{
  return self->nodes;
}

const MlgSceneEdge *
mlg_graph_scene_get_edges (MlgGraphScene *self)
{
  return self->edges;
}

const guint *
mlg_graph_scene_get_order (MlgGraphScene *self)
{
  return self->order;
}

const MlgBox *
mlg_graph_scene_get_boxes (MlgGraphScene *self)
{
  return self->boxes;
}

const MlgLink *
mlg_graph_scene_get_links (MlgGraphScene *self)
{
  return self->links;
}

PangoLayout *
mlg_graph_scene_get_name (MlgGraphScene *self,
                          guint          node,
                          gboolean       brief,
                          double         text_size)
{
  guint i = brief ? self->n_nodes + node : node;

  if (self->written_size != text_size)
    {
      forget_written (self);
      self->written_size = text_size;
    }
  if (self->written[i] == NULL)
    {
      const MlgSceneNode *it = &self->nodes[node];

      self->written[i] = make_layout ();
      prepare_layout (self->written[i], brief ? it->brief : it->label != NULL ? it->label : it->name, text_size);
    }

  return self->written[i];
}

void
mlg_graph_scene_measure_name (MlgGraphScene *self,
                              guint          node)
{
  if (self->nodes[node].name_height <= 0)
    measure_name (self, &self->nodes[node]);
}

/* ---- Places */

MlgLayout
mlg_graph_scene_get_layout (MlgGraphScene *self,
                            MlgPoint      *points,
                            guint8        *placements)
{
  return (MlgLayout) {
    .n_nodes = self->n_nodes,
    .n_links = self->n_edges,
    .links = self->links,
    .boxes = self->boxes,
    .points = points,
    .placements = placements,
    .tray = self->tray,
  };
}

void
mlg_graph_scene_place (MlgGraphScene   *self,
                       const MlgPoint  *points,
                       const guint8    *placements,
                       const MlgExtent *tray)
{
  g_clear_pointer (&self->kept_names, g_array_unref);
  for (guint i = 0; i < self->n_nodes; i++)
    {
      self->nodes[i].at = points[i];
      self->nodes[i].in_tray = placements[i] == MLG_IN_TRAY;
      self->nodes[i].pinned = placements[i] == MLG_PINNED;
    }
  self->tray = *tray;
}

void
mlg_graph_scene_move_node (MlgGraphScene *self,
                           guint          node,
                           MlgPoint       at)
{
  self->nodes[node].at = at;
  g_clear_pointer (&self->kept_names, g_array_unref);
}

MlgExtent
mlg_graph_scene_get_tray (MlgGraphScene *self)
{
  return self->tray;
}

MlgExtent
mlg_graph_scene_get_extent (MlgGraphScene *self)
{
  MlgExtent all = self->tray;

  for (guint i = 0; self->guides != NULL && i < self->guides->len; i++)
    {
      MlgExtent at = ((const MlgGuide *) g_ptr_array_index (self->guides, i))->at;

      if (at.x1 > at.x0)
        all = all.x1 <= all.x0 ? at : (MlgExtent) { MIN (all.x0, at.x0), MIN (all.y0, at.y0), MAX (all.x1, at.x1), MAX (all.y1, at.y1) };
    }
  for (guint i = 0; i < self->n_nodes; i++)
    {
      const MlgSceneNode *node = &self->nodes[i];
      MlgBox box = self->boxes != NULL ? self->boxes[i] : (MlgBox) { node->radius, node->radius, node->radius };
      MlgExtent own = { node->at.x - box.half_width, node->at.y - box.up,
                        node->at.x + box.half_width, node->at.y + box.down };

      all = all.x1 <= all.x0 ? own : (MlgExtent) { MIN (all.x0, own.x0), MIN (all.y0, own.y0),
                                                  MAX (all.x1, own.x1), MAX (all.y1, own.y1) };
    }

  return all;
}

/* ---- Names that were placed */

GArray *
mlg_graph_scene_recall_names (MlgGraphScene *self,
                              const double  *keys)
{
  return self->kept_names != NULL && memcmp (self->kept_keys, keys, sizeof self->kept_keys) == 0 ? self->kept_names : NULL;
}

void
mlg_graph_scene_keep_names (MlgGraphScene *self,
                            const double  *keys,
                            GArray        *names)
{
  g_clear_pointer (&self->kept_names, g_array_unref);
  self->kept_names = g_array_ref (names);
  memcpy (self->kept_keys, keys, sizeof self->kept_keys);
}

/* ---- Under the pointer */

void
mlg_graph_scene_note_name (MlgGraphScene *self,
                           guint          node,
                           MlgExtent      place)
{
  self->names[node] = place;
}

void
mlg_graph_scene_forget_names (MlgGraphScene *self)
{
  memset (self->names, 0, self->n_nodes * sizeof (MlgExtent));
}

guint
mlg_graph_scene_pick_node (MlgGraphScene *self,
                           MlgPoint       at,
                           double         reach)
{
  guint best = G_MAXUINT;
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < self->n_nodes; i++)
    {
      const MlgSceneNode *node = &self->nodes[i];
      double distance = hypot (node->at.x - at.x, node->at.y - at.y) - node->radius;

      if (distance <= reach && distance < least)
        {
          least = distance;
          best = i;
        }
    }

  /* A name counts as its actor. */
  for (guint i = 0; best == G_MAXUINT && i < self->n_nodes; i++)
    {
      const MlgExtent *name = &self->names[i];

      if (at.x >= name->x0 && at.x <= name->x1 && at.y >= name->y0 && at.y <= name->y1 && name->x1 > name->x0)
        best = i;
    }

  return best;
}

static double
distance_to_edge (const MlgSceneNode *nodes,
                  const MlgSceneEdge *edge,
                  MlgPoint            at)
{
  MlgPoint p = nodes[edge->a].at;
  MlgPoint q = nodes[edge->b].at;
  double dx = q.x - p.x;
  double dy = q.y - p.y;
  double t = ((at.x - p.x) * dx + (at.y - p.y) * dy) / MAX (dx * dx + dy * dy, 1e-9);

  t = CLAMP (t, 0, 1);

  return hypot (p.x + t * dx - at.x, p.y + t * dy - at.y);
}

guint
mlg_graph_scene_pick_edge (MlgGraphScene *self,
                           MlgPoint       at,
                           double         reach)
{
  guint best = G_MAXUINT;
  double least = reach;

  for (guint i = 0; i < self->n_edges; i++)
    {
      double distance = distance_to_edge (self->nodes, &self->edges[i], at) - self->edges[i].width / 2;

      if (distance <= least)
        {
          least = distance;
          best = i;
        }
    }

  return best;
}

guint
mlg_graph_scene_step (MlgGraphScene *self,
                      guint          node,
                      double         dx,
                      double         dy)
{
  guint best = G_MAXUINT;
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < self->n_nodes; i++)
    {
      double px = self->nodes[i].at.x - self->nodes[node].at.x;
      double py = self->nodes[i].at.y - self->nodes[node].at.y;
      double along = px * dx + py * dy;
      double beside = fabs (px * dy - py * dx);
      double cost = along + 2 * beside;

      /* Within 60° of the way asked for; straight ahead costs less than aside. */
      if (i != node && along > 0 && beside < 1.8 * along && cost < least)
        {
          least = cost;
          best = i;
        }
    }

  return best;
}
