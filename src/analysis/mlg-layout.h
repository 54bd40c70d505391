/* Where actors stand in the graph. Our own, because none of the layouts of libraries relaxes
 * only the neighbourhood of a change: in a workshop a map that jumps is a map that is lost.
 *
 * Each group of linked actors (an island) is laid out on its own, and the islands are packed;
 * isolated actors stand in rows of their own below (the tray), never dropped, never thrown far away.
 *
 *        o──o           o──o       Names take room too: every node has a box, and no box
 *       /    \          │          covers another.
 *      o──o──o          o
 *      ┌───────────────────┐
 *      │ o   o   o   o   o │  the tray
 *      └───────────────────┘
 *
 * Units: points at the drawing's natural size; a link is about MLG_LINK_LENGTH long. The same
 * input always gives the same output. Thread: any.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLG_LINK_LENGTH 90.0

typedef struct
{
  double x, y;
} MlgPoint;

typedef struct
{
  guint a, b;
} MlgLink;

/* The room a node takes with its name, about its point. */
typedef struct
{
  double half_width, up, down;
} MlgBox;

typedef struct
{
  double x0, y0, x1, y1;        /* empty when x1 <= x0 */
} MlgExtent;

typedef enum
{
  MLG_UNPLACED,                 /* in: find it a place */
  MLG_PLACED,
  MLG_PINNED,                   /* put there by hand: never moves */
  MLG_IN_TRAY,                  /* isolated, in the rows below */
} MlgPlacement;

typedef struct
{
  guint          n_nodes;
  guint          n_links;
  const MlgLink *links;
  const MlgBox  *boxes;         /* per node, or NULL: bare nodes */
  double         aspect;        /* width / height wished for the whole; 0: 1.5 */
  const gint    *cancelled;     /* becomes non-zero (atomically): stop soon; or NULL */

  MlgPoint      *points;        /* in and out */
  guint8        *placements;    /* MlgPlacement, in and out */
  MlgExtent      tray;          /* out; in too for mlg_layout_insert */
  gint          *progress;      /* out: per cent (atomically); or NULL */
} MlgLayout;

/* Everything anew, but what is pinned. FALSE: cancelled, points and placements are not to be used. */
gboolean  mlg_layout_arrange  (MlgLayout    *self);

/* Finds a place for what is unplaced, near what it is linked with; the placed neighbours make
 * a little room (their neighbours less), everybody else stays. Isolated nodes go to the tray,
 * and one in the tray that got a link leaves it. A new link between placed nodes moves nobody. */
void      mlg_layout_insert   (MlgLayout    *self);

/* Half way between two drawings of the same nodes, for animation: @t from 0 to 1, eased. */
void      mlg_layout_mix      (const MlgPoint *from,
                               const MlgPoint *to,
                               guint           n_nodes,
                               double          t,
                               MlgPoint       *points);

G_END_DECLS
