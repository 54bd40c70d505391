/* The outline of an area of intervention as closed rings. */

#include "exchange/mlg-area-rings.h"

#include <math.h>

/* ---- of the outlines shipped with the program: départements joined into one */

static void
add_zone (MlgTopology   *topology,
          const MlgZone *zone,
          guint          detail)
{
  const MlgOutlines *outlines = mlg_outlines_get ();
  guint area = mlg_topology_add_area (topology);

  for (guint i = 0; i < zone->n_rings; i++)
    {
      g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (MlgMercator));

      for (guint k = 0; k < zone->rings[i].n; k++)
        {
          int arc = zone->rings[i].arcs[k];
          const MlgPolyline *line = &outlines->arcs[arc >= 0 ? arc : ~arc].line;

          /* Each arc begins where the one before ends. */
          for (guint p = points->len > 0 ? 1 : 0; p < line->n[detail]; p++)
            g_array_append_val (points, line->points[detail][arc >= 0 ? p : line->n[detail] - 1 - p]);
        }
      if (points->len >= 3)
        mlg_topology_add_ring (topology, area, (const MlgMercator *) points->data, points->len, FALSE);
    }
}

static GArray *
join_zones (const MlgOutline *outline,
            guint             detail)
{
  const MlgOutlines *outlines = mlg_outlines_get ();
  g_autoptr(MlgTopology) topology = mlg_topology_new ();
  g_autoptr(MlgPartition) partition = NULL;
  g_autofree guint *groups = g_new0 (guint, outline->n_zones + 1);

  for (guint i = 0; i < outline->n_zones; i++)
    add_zone (topology, &outlines->zones[outline->zones[i]], detail);
  mlg_topology_close (topology);

  partition = mlg_topology_dissolve (topology, groups, 1, 0);
  return g_array_ref (partition->rings[0]);
}

GArray *
mlg_area_rings_new (const MlgArea *area,
                    double         zoom)
{
  if (area->finer != NULL)
    return g_array_ref (area->finer->rings[mlg_pack_get_detail (zoom)]);
  if (area->outline != NULL)
    return join_zones (area->outline, mlg_outlines_detail (zoom));

  return mlg_rings_new ();
}

/* ---- which ring is whose hole */

/* Crossings of a line that goes east from there. */
static gboolean
is_inside (const MlgRing *ring,
           MlgMercator    at)
{
  gboolean inside = FALSE;

  for (guint i = 0, j = ring->n - 1; i < ring->n; j = i++)
    {
      MlgMercator a = ring->points[i], b = ring->points[j];

      if ((a.y > at.y) != (b.y > at.y) &&
          at.x < (double) (b.x - a.x) * ((double) at.y - a.y) / ((double) b.y - a.y) + a.x)
        inside = !inside;
    }

  return inside;
}

/* The smallest surface round @hole, or none. */
static guint
find_surface (GArray        *rings,
              const MlgRing *hole,
              double         sign)
{
  guint best = G_MAXUINT;
  double least = INFINITY;

  for (guint i = 0; i < rings->len; i++)
    {
      const MlgRing *ring = &g_array_index (rings, MlgRing, i);
      double surface = mlg_ring_get_surface (ring->points, ring->n);

      if (surface * sign > 0 && fabs (surface) < least && is_inside (ring, hole->points[0]))
        {
          best = i;
          least = fabs (surface);
        }
    }

  return best;
}

GArray *
mlg_area_rings_find_holes (GArray *rings)
{
  GArray *owners = g_array_new (FALSE, FALSE, sizeof (guint));
  double widest = 0;

  /* The widest ring of all is a surface: those that go its way round are too. */
  for (guint i = 0; i < rings->len; i++)
    {
      const MlgRing *ring = &g_array_index (rings, MlgRing, i);
      double surface = mlg_ring_get_surface (ring->points, ring->n);

      if (fabs (surface) > fabs (widest))
        widest = surface;
    }

  for (guint i = 0; i < rings->len; i++)
    {
      const MlgRing *ring = &g_array_index (rings, MlgRing, i);
      gboolean hole = mlg_ring_get_surface (ring->points, ring->n) * widest < 0;
      guint owner = hole ? find_surface (rings, ring, widest) : G_MAXUINT;

      g_array_append_val (owners, owner);
    }

  return owners;
}
