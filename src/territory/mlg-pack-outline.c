/* The outline of one place: the areas it is made of, without the borders between them. */

#include <string.h>

#include "territory/mlg-pack-private.h"

/* The first level that knows places of this kind. */
static guint
get_first_detail (MlgPlaceKind kind)
{
  return kind == MLG_PLACE_COMMUNE ? 3 : kind == MLG_PLACE_EPCI ? 2 : 0;
}

/* Wide places are never shown so near that the communes on their border can be told from a simplified one. */
static guint
get_last_detail (MlgPlaceKind kind)
{
  return kind == MLG_PLACE_COMMUNE || kind == MLG_PLACE_EPCI ? MLG_PACK_DETAILS - 1 : 2;
}

static const char *
get_column (MlgPlaceKind kind)
{
  switch (kind)
    {
    case MLG_PLACE_COMMUNE:
      return "commune";
    case MLG_PLACE_EPCI:
      return "epci";
    case MLG_PLACE_DEPARTMENT:
      return "department";
    case MLG_PLACE_REGION:
      return "region";
    default:
      return NULL;
    }
}

static void
add_area (MlgTopology  *topology,
          sqlite3_stmt *row)
{
  g_autoptr(GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (MlgMercator));
  const MlgMercator *all;
  guint area;

  if (!mlg_pack_decode (sqlite3_column_blob (row, 0), sqlite3_column_bytes (row, 0), ends, points))
    return;

  area = mlg_topology_add_area (topology);
  all = (const MlgMercator *) points->data;
  for (guint i = 0, start = 0; i < ends->len; start = g_array_index (ends, guint, i++))
    {
      guint n = g_array_index (ends, guint, i) - start;

      /* The pack keeps outer rings one way round, holes the other. */
      mlg_topology_add_ring (topology, area, all + start, n, mlg_ring_get_surface (all + start, n) < 0);
    }
}

static void
collect_areas (sqlite3     *db,
               guint        detail,
               const char  *column,
               const char  *code,
               MlgTopology *topology)
{
  g_autofree char *sql = g_strdup_printf ("SELECT points FROM area WHERE detail = %u AND %s = ?1%s", detail, column,
                                          detail < 3 ? " AND detail < 3" : "");
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK)
    {
      sqlite3_bind_text (statement, 1, code, -1, SQLITE_STATIC);
      while (sqlite3_step (statement) == SQLITE_ROW)
        add_area (topology, statement);
    }
  sqlite3_finalize (statement);
}

/* A former région is several départements. */
static void
collect (sqlite3      *db,
         guint         detail,
         MlgPlaceKind  kind,
         const char   *code,
         MlgTopology  *topology)
{
  const MlgPlace *place = kind == MLG_PLACE_FORMER_REGION ? mlg_gazetteer_lookup (kind, code) : NULL;
  g_auto(GStrv) members = place != NULL ? g_strsplit (place->members, " ", -1) : NULL;

  if (get_column (kind) != NULL)
    collect_areas (db, detail, get_column (kind), code, topology);
  for (guint i = 0; members != NULL && members[i] != NULL; i++)
    collect_areas (db, detail, "department", members[i], topology);
}

static GArray *
read_rings (sqlite3      *db,
            guint         detail,
            MlgPlaceKind  kind,
            const char   *code)
{
  g_autoptr(MlgTopology) topology = mlg_topology_new ();
  g_autoptr(MlgPartition) partition = NULL;
  g_autofree guint *groups = NULL;

  collect (db, detail, kind, code, topology);
  mlg_topology_close (topology);
  groups = g_new0 (guint, MAX (mlg_topology_get_n_areas (topology), 1));
  partition = mlg_topology_dissolve (topology, groups, 1, 0);
  return g_array_ref (partition->rings[0]);
}

static void
measure (MlgPackOutline *outline)
{
  const GArray *rings = outline->rings[MLG_PACK_DETAILS - 1];

  outline->box = MLG_MERCATOR_BOX_EMPTY;
  for (guint r = 0; r < rings->len; r++)
    for (guint i = 0; i < g_array_index (rings, MlgRing, r).n; i++)
      mlg_mercator_box_add (&outline->box, g_array_index (rings, MlgRing, r).points[i]);
}

void
mlg_pack_outline_free (MlgPackOutline *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < MLG_PACK_DETAILS; i++)
    g_clear_pointer (&self->rings[i], g_array_unref);
  g_free (self);
}

static MlgPackOutline *
make_outline (MlgPack      *pack,
              MlgPlaceKind  kind,
              const char   *code)
{
  MlgPackOutline *outline = g_new0 (MlgPackOutline, 1);
  sqlite3 *db = mlg_pack_connect (pack);
  guint first = get_first_detail (kind), last = get_last_detail (kind);

  if (db == NULL)
    {
      g_free (outline);
      return NULL;
    }

  for (guint i = first; i <= last; i++)
    outline->rings[i] = read_rings (db, i, kind, code);
  for (guint i = first; i-- > 0;)
    outline->rings[i] = g_array_ref (outline->rings[first]);
  for (guint i = last + 1; i < MLG_PACK_DETAILS; i++)
    outline->rings[i] = g_array_ref (outline->rings[last]);
  sqlite3_close (db);

  if (outline->rings[last]->len == 0)
    {
      mlg_pack_outline_free (outline);
      return NULL;
    }
  measure (outline);
  return outline;
}

const MlgPackOutline *
mlg_pack_find_outline (MlgPack      *self,
                       MlgPlaceKind  kind,
                       const char   *code)
{
  g_autofree char *key = g_strdup_printf ("%u %s", kind, code);
  gpointer found = NULL;

  g_mutex_lock (&self->lock);
  if (!g_hash_table_lookup_extended (self->outlines, key, NULL, &found))
    {
      found = make_outline (self, kind, code);
      g_hash_table_insert (self->outlines, g_steal_pointer (&key), found);
    }
  g_mutex_unlock (&self->lock);
  return found;
}
