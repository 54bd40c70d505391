/* The steps of a layout. analysis only. */

#pragma once

#include "analysis/mlg-layout.h"

G_BEGIN_DECLS

/* An island: nodes of one connected group, numbered from 0. */
typedef struct
{
  guint    n;
  guint    n_links;
  guint   *nodes;               /* their numbers in the layout */
  MlgLink *links;               /* in their own numbers */
  double  *x, *y;
  double  *mass;                /* grows with the number of links: hubs keep others off */
  MlgBox  *boxes;               /* or NULL */
  gboolean pinned;              /* some of its nodes are */
} MlgIsland;

/* ---- mlg-layout-forces.c */
/* First places: distances from a few far apart nodes, flattened (Brandes and Pich, 2007). */
void      mlg_island_start        (MlgIsland *self);
/* Attraction and repulsion until everything rests (Jacomy and others, 2014); then links are
 * MLG_LINK_LENGTH long, the median one. FALSE: cancelled. */
gboolean  mlg_island_relax        (MlgIsland *self, const gint *cancelled, gint *progress);
/* Distances in the drawing come near to distances along links (Gansner, Koren and North, 2004). For small ones. */
void      mlg_island_even_out     (MlgIsland *self);

/* ---- mlg-layout-boxes.c */
void      mlg_island_turn         (MlgIsland *self);   /* so that it lies flat, as names do */
/* Nodes with their names no longer cover each other. */
void      mlg_island_spread       (MlgIsland *self);
MlgExtent mlg_island_get_extent   (const MlgIsland *self);
void      mlg_islands_pack        (GPtrArray *islands, double aspect);

/* ---- mlg-layout-insert.c */
/* Places what is unplaced and not @isolated. */
void      mlg_layout_insert_linked (MlgLayout *self, const guint8 *isolated);

static inline MlgBox
mlg_box_of (const MlgBox *boxes,
            guint         i)
{
  static const MlgBox bare = { 10, 10, 10 };

  return boxes != NULL ? boxes[i] : bare;
}

G_END_DECLS
