/* The partnership graph as shapes that know where they are: what is drawn, how large each
 * name is, what lies under the pointer.
 *
 * A scene belongs to the thread that made it. Lengths are in the units of the layout; a
 * MlgGraphView says how these meet the paper or the screen.
 */

#pragma once

#include "analysis/mlg-arrangement.h"
#include "analysis/mlg-graph.h"
#include "analysis/mlg-layout.h"
#include "analysis/mlg-measures.h"
#include "render/mlg-graph-options.h"
#include "render/mlg-ink.h"
#include "render/mlg-map-signs.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

#define MLG_SCENE_TEXT_SIZE   13.0    /* of a name, in units of the layout */
#define MLG_SCENE_NAME_WIDTH  122.0   /* a longer name takes up to three lines, then is cut */

typedef struct
{
  MlgPoint     at;
  double       radius;
  guint        category;
  MlgMapSign   colour;            /* the class that its colour tells */
  MlgMapSign   form;              /* and its shape: the same, or its kind */
  guint        n_actors;          /* of a group; 0: an actor */
  guint        degree;
  guint        island;            /* G_MAXUINT: isolated */
  guint        n_more;            /* islands more without it; 0: no bridge */
  guint        order;             /* 0: the name that matters most */
  gboolean     in_tray;
  gboolean     pinned;            /* held where it was put by hand */
  const char  *name;
  const char  *label;             /* what is written: the name, or a shorter one when it would be cut */
  double       name_width, name_height;      /* of the label, at MLG_SCENE_TEXT_SIZE */
  const char  *brief;             /* shorter than the label, where that finds no room; NULL: there is none */
  double       brief_width, brief_height;
} MlgSceneNode;

typedef struct
{
  guint        a, b;
  MlgLine      line;
  gboolean     wish;              /* a partnership that is not established */
  double       width;
  guint        n_axes[MLG_N_ECONOMIES];
  guint        n_forth[MLG_N_ECONOMIES];     /* of these, from a to b */
  guint        n_back[MLG_N_ECONOMIES];      /* from b to a */
} MlgSceneEdge;

typedef struct _MlgGraphScene MlgGraphScene;

/* By category. Degrees, islands and bridges are those of @layers. */
MlgGraphScene      *mlg_graph_scene_new           (MlgGraph         *graph,
                                                   MlgLayers         layers,
                                                   MlgSceneSize      size);
MlgGraphScene      *mlg_graph_scene_new_of        (MlgGraph         *graph,
                                                   const MlgSceneOptions *options);
void                mlg_graph_scene_free          (MlgGraphScene    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgGraphScene, mlg_graph_scene_free)

MlgGraph           *mlg_graph_scene_get_graph     (MlgGraphScene    *self);
MlgMeasures        *mlg_graph_scene_get_measures  (MlgGraphScene    *self);
/* What the colours are of; NULL: categories. */
MlgGrouping        *mlg_graph_scene_get_colours   (MlgGraphScene    *self);
/* The networks drawn round their members; NULL: none. */
MlgGrouping        *mlg_graph_scene_get_hulls     (MlgGraphScene    *self);
/* Rings, boxes, axes under the drawing (MlgGuide); taken. NULL: none. */
void                mlg_graph_scene_take_guides   (MlgGraphScene    *self,
                                                   GPtrArray        *guides);
GPtrArray          *mlg_graph_scene_get_guides    (MlgGraphScene    *self);
guint               mlg_graph_scene_get_n_nodes   (MlgGraphScene    *self);
guint               mlg_graph_scene_get_n_edges   (MlgGraphScene    *self);
const MlgSceneNode *mlg_graph_scene_get_nodes     (MlgGraphScene    *self);
const MlgSceneEdge *mlg_graph_scene_get_edges     (MlgGraphScene    *self);
/* Nodes, the name that matters most first. */
const guint        *mlg_graph_scene_get_order     (MlgGraphScene    *self);

/* The room each node takes, for the layout; NULL when there are too many for names to count. */
const MlgBox       *mlg_graph_scene_get_boxes     (MlgGraphScene    *self);
/* The links of the layout: one per edge. */
const MlgLink      *mlg_graph_scene_get_links     (MlgGraphScene    *self);

void                mlg_graph_scene_place         (MlgGraphScene    *self,
                                                   const MlgPoint   *points,
                                                   const guint8     *placements,
                                                   const MlgExtent  *tray);
void                mlg_graph_scene_move_node     (MlgGraphScene    *self,
                                                   guint             node,
                                                   MlgPoint          at);
/* A layout with everything of the scene but points and placements, which the caller owns. */
MlgLayout           mlg_graph_scene_get_layout    (MlgGraphScene    *self,
                                                   MlgPoint         *points,
                                                   guint8           *placements);

/* Everything there is, names included. */
MlgExtent           mlg_graph_scene_get_extent    (MlgGraphScene    *self);
MlgExtent           mlg_graph_scene_get_tray      (MlgGraphScene    *self);

/* A name that the layout makes no room for is only measured when it is to be written. */
void                mlg_graph_scene_measure_name  (MlgGraphScene    *self,
                                                   guint             node);
/* The name of a node, laid out in one to three lines; lent until another size is asked for. */
PangoLayout        *mlg_graph_scene_get_name      (MlgGraphScene    *self,
                                                   guint             node,
                                                   gboolean          brief,
                                                   double            text_size);

/* Where the name of @node was drawn last, for picking; an empty place: it was not. */
void                mlg_graph_scene_note_name     (MlgGraphScene    *self,
                                                   guint             node,
                                                   MlgExtent         place);
void                mlg_graph_scene_forget_names  (MlgGraphScene    *self);

#define MLG_SCENE_N_KEYS 7

/* Where names were found to stand, as long as nobody moved and @keys (of the view) are the same: the
 * pointer may pass over the drawing without all names being placed anew. Lent; NULL: to be found. */
GArray             *mlg_graph_scene_recall_names  (MlgGraphScene    *self,
                                                   const double     *keys);
void                mlg_graph_scene_keep_names    (MlgGraphScene    *self,
                                                   const double     *keys,
                                                   GArray           *names);

/* For measuring other words without a surface. */
PangoLayout        *mlg_graph_scene_new_layout    (void);

/* G_MAXUINT: nothing within @reach. */
guint               mlg_graph_scene_pick_node     (MlgGraphScene    *self,
                                                   MlgPoint          at,
                                                   double            reach);
guint               mlg_graph_scene_pick_edge     (MlgGraphScene    *self,
                                                   MlgPoint          at,
                                                   double            reach);
/* The nearest node from @node towards (dx, dy): for the arrow keys. G_MAXUINT: none. */
guint               mlg_graph_scene_step          (MlgGraphScene    *self,
                                                   guint             node,
                                                   double            dx,
                                                   double            dy);

G_END_DECLS
