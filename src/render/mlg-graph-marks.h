/* What a reading of the graph points at, drawn with it: a light under a way, rings, and what is new,
 * gone or stronger told by a sign as well as by its colour (docs/look.md: colour is never alone).
 */

#pragma once

#include "render/mlg-graph-scene.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_MARK_NONE     = 0,
  MLG_MARK_LIT      = 1 << 0,     /* pointed at: a light under it */
  MLG_MARK_RINGED   = 1 << 1,     /* a dotted ring: it stands alone */
  MLG_MARK_RELAY    = 1 << 2,     /* two rings: it stands between the others */
  MLG_MARK_END      = 1 << 3,     /* where a way starts or ends */
  MLG_MARK_NEW      = 1 << 4,     /* a plus */
  MLG_MARK_GONE     = 1 << 5,     /* a cross */
  MLG_MARK_CHANGED  = 1 << 6,     /* a point */
  MLG_MARK_STRONGER = 1 << 7,     /* two chevrons upwards */
  MLG_MARK_UNDATED  = 1 << 8,     /* a small question mark: shown at all times because nobody dated it */
  MLG_MARK_HIDDEN   = 1 << 9,     /* not of the time looked at: not drawn; the links of a hidden actor are hidden too */
} MlgMark;

/* A link that is no more, between two actors that are. */
typedef struct
{
  guint a, b;
} MlgGhost;

typedef struct
{
  guint    n_nodes, n_edges;
  guint16 *nodes, *edges;         /* MlgMark each */
  GArray  *ghosts;                /* MlgGhost */
  gboolean dims;                  /* what is not lit is faint */
} MlgGraphMarks;

MlgGraphMarks *mlg_graph_marks_new        (guint                n_nodes,
                                           guint                n_edges);
void           mlg_graph_marks_free       (MlgGraphMarks       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgGraphMarks, mlg_graph_marks_free)

/* The signs alone, around a point: one shape for each, in one colour each. */
void           mlg_mark_draw_sign         (cairo_t             *cr,
                                           const MlgInk        *ink,
                                           guint                marks,
                                           double               x,
                                           double               y);
void           mlg_mark_draw_undated      (cairo_t             *cr,
                                           const MlgInk        *ink,
                                           double               x,
                                           double               y);

/* @self may be NULL: nothing is marked. */
gboolean       mlg_graph_marks_hide_node  (const MlgGraphMarks *self, guint node);
gboolean       mlg_graph_marks_hide_edge  (const MlgGraphMarks *self, guint edge);
gboolean       mlg_graph_marks_light_node (const MlgGraphMarks *self, guint node);

G_END_DECLS
