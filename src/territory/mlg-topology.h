/* Areas that share their borders: rings in, arcs out, so that neighbours and neighbouring levels
 * (commune, EPCI, département, région) have one and the same line between them at every zoom.
 *
 *   add areas and rings → mlg_topology_close → mlg_topology_dissolve, once for each level and detail
 *
 * Points that two areas share must be equal to the last bit, as they are in the official files;
 * where they are not, each area keeps its own line. No geometry is computed. Thread: any, one at a time.
 */

#pragma once

#include "territory/mlg-projection.h"

G_BEGIN_DECLS

typedef struct _MlgTopology MlgTopology;

MlgTopology *mlg_topology_new         (void);
void         mlg_topology_free        (MlgTopology       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgTopology, mlg_topology_free)

/* Returns its number, from 0. */
guint        mlg_topology_add_area    (MlgTopology       *self);
/* Of @area; the last point may repeat the first. Rings of under three points are forgotten. */
void         mlg_topology_add_ring    (MlgTopology       *self,
                                       guint              area,
                                       const MlgMercator *points,
                                       guint              n,
                                       gboolean           hole);
/* All rings are there. */
void         mlg_topology_close       (MlgTopology       *self);
guint        mlg_topology_get_n_areas (MlgTopology      *self);

/* A line between two groups. Followed from its first point, @left is on one side and @right on the
 * other; G_MAXUINT: outside of all. */
typedef struct
{
  guint        left, right;
  guint        n;
  MlgMercator *points;
} MlgBorder;

typedef struct
{
  guint        n;
  MlgMercator *points;       /* the last is the first */
} MlgRing;

typedef struct
{
  GArray  *borders;          /* MlgBorder */
  GArray **rings;            /* for each group: of MlgRing, one way round, holes the other way */
  guint    n_groups;
} MlgPartition;

/* @groups: for each area its group, below @n_groups. Borders that meet at a place where nothing else
 * does are one. A ring smaller than @tolerance is dropped unless it is the last of its group. */
MlgPartition *mlg_topology_dissolve   (MlgTopology       *self,
                                       const guint       *groups,
                                       guint              n_groups,
                                       double             tolerance);
void          mlg_partition_free      (MlgPartition      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgPartition, mlg_partition_free)

/* Its sign tells which way round it goes. In square units. */
double        mlg_ring_get_surface    (const MlgMercator *points,
                                       guint              n);
/* Empty, of MlgRing. */
GArray       *mlg_rings_new           (void);
/* Closed rings around the side @inside of these borders; for borders read back from a pack. @sides: for
 * each border 1: inside is its left, 2: its right; 0: leave it out. Array of MlgRing. */
GArray       *mlg_borders_chain       (const MlgBorder   *borders,
                                       const guint8      *sides,
                                       guint              n);

G_END_DECLS
