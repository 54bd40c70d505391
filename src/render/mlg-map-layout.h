/* Where each mark stands in a frame, and what is under the pointer.
 *
 *   ●        one actor, at an address          ○   known to the commune only: hollow
 *   ●●       a few at one spot: side by side   ⑫  more, or too near each other: a disc with a count
 *   [⬢ ●3]  a plate: those known only by an area of intervention, at its reference point
 */

#pragma once

#include "render/mlg-ink.h"
#include "render/mlg-map-signs.h"
#include "territory/mlg-map-index.h"
#include "territory/mlg-projection.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_MARK_SPOT,           /* one actor; also on a plate */
  MLG_MARK_CLUSTER,
  MLG_MARK_MANY,           /* those of one category on a plate */
} MlgMarkKind;

typedef struct
{
  MlgMarkKind          kind;
  double               x, y, radius;
  guint                spot;         /* MLG_MARK_SPOT: whom; else one of them */
  MlgMapSign           sign;
  guint                n;
  const MlgMapCluster *cluster;      /* NULL on a plate */
  guint                group;        /* MLG_MAP_NONE unless on a plate */
  gboolean             hollow;       /* known to the commune only */
  gboolean             approximate;  /* and that commune is only about there */
  double               anchor_x, anchor_y;   /* the spot itself, when the mark stands beside it */
} MlgMapMark;

typedef struct
{
  guint  group;
  double x, y, width, height;        /* top left corner */
  double anchor_x, anchor_y;         /* the reference point of the area */
  guint  first_mark, n_marks;
} MlgMapPlate;

typedef struct
{
  MlgMapFrame  frame;
  double       unit;                 /* 1 on screen, larger on a projector */
  double       text_unit;            /* the same for what holds a number */
  guint        level;
  MlgMapIndex *index;
  GArray      *marks;                /* MlgMapMark */
  GArray      *plates;               /* MlgMapPlate */
  GHashTable  *of_cluster;           /* cluster → mark + 1, the first of its marks */
  GHashTable  *of_spot;              /* spot + 1 → mark + 1, of fans and plates */
} MlgMapLayout;

MlgMapLayout     *mlg_map_layout_new        (MlgMapIndex       *index,
                                             const MlgMapFrame *frame,
                                             const MlgInk      *ink);
void              mlg_map_layout_free       (MlgMapLayout      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMapLayout, mlg_map_layout_free)

/* The same marks, seen in @frame: panned, or stretched to another zoom. */
void              mlg_map_layout_move       (MlgMapLayout      *self,
                                             const MlgMapFrame *frame);

/* The mark under a point, within @slack pixels; NULL if none. */
const MlgMapMark *mlg_map_layout_pick       (MlgMapLayout      *self,
                                             double             x,
                                             double             y,
                                             double             slack);
/* The plate under a point, beside its marks. */
const MlgMapPlate *mlg_map_layout_pick_plate (MlgMapLayout     *self,
                                             double             x,
                                             double             y);
/* Everyone a mark stands for. Array of guint. */
GArray           *mlg_map_layout_list       (MlgMapLayout      *self,
                                             const MlgMapMark  *mark);
/* The mark that shows @spot; NULL: not in sight. */
const MlgMapMark *mlg_map_layout_find       (MlgMapLayout      *self,
                                             guint              spot);
/* Where @spot is, in sight or not. FALSE: nowhere. */
gboolean          mlg_map_layout_locate     (MlgMapLayout      *self,
                                             guint              spot,
                                             double            *x,
                                             double            *y);

G_END_DECLS
