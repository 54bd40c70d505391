/* Outlines in a GeoPackage: every feature table, its geometries as "GP" headers before WKB
 * (OGC 12-128r18 §2.1.3; OGC 06-103r4).
 */

#include "exchange/mlg-shapes-private.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#include "exchange/mlg-exchange-error.h"

typedef struct
{
  const guint8 *at, *end;
  gboolean      little;
  MlgGrid       grid;
} Blob;

static gboolean
take (Blob   *blob,
      gsize   n,
      guint8 *bytes)
{
  if ((gsize) (blob->end - blob->at) < n)
    return FALSE;

  for (gsize i = 0; i < n; i++)
    bytes[blob->little == (G_BYTE_ORDER == G_LITTLE_ENDIAN) ? i : n - 1 - i] = blob->at[i];
  blob->at += n;
  return TRUE;
}

static gboolean
take_count (Blob    *blob,
            guint32 *count)
{
  return take (blob, 4, (guint8 *) count);
}

static gboolean
skip_header (Blob *blob)
{
  static const guint envelopes[] = { 0, 32, 48, 48, 64 };
  guint flags;

  if (blob->end - blob->at < 8 || blob->at[0] != 'G' || blob->at[1] != 'P')
    return FALSE;

  flags = blob->at[3];
  if ((flags >> 1 & 7) >= G_N_ELEMENTS (envelopes) || (gsize) (blob->end - blob->at) < 8 + envelopes[flags >> 1 & 7])
    return FALSE;

  blob->at += 8 + envelopes[flags >> 1 & 7];
  return TRUE;
}

static gboolean
take_line (Blob      *blob,
           guint      n,
           guint      n_dimensions,
           gboolean   hole,
           MlgShape  *shape,
           GError   **error)
{
  g_autoptr(GArray) points = NULL;

  if (n > (gsize) (blob->end - blob->at) / (8 * n_dimensions))
    return FALSE;

  points = g_array_sized_new (FALSE, FALSE, sizeof (MlgMercator), n);
  for (guint i = 0; i < n; i++)
    {
      double place[4];
      MlgMercator point;

      for (guint d = 0; d < n_dimensions; d++)
        if (!take (blob, 8, (guint8 *) &place[d]))
          return FALSE;
      if (!mlg_shapes_project (blob->grid, place[0], place[1], &point, error))
        return FALSE;
      g_array_append_val (points, point);
    }
  mlg_shape_take_ring (shape, g_steal_pointer (&points), hole);
  return TRUE;
}

static gboolean
take_geometry (Blob      *blob,
               guint      depth,
               MlgShape  *shape,
               GError   **error)
{
  guint32 type, n = 1, n_points;
  guint n_dimensions, kind;

  if (depth > 4 || blob->at >= blob->end)
    return FALSE;

  blob->little = *blob->at++ == 1;
  if (!take_count (blob, &type))
    return FALSE;
  /* ISO: 1000 and 2000 add Z and M; the older flags do too. */
  n_dimensions = 2 + ((type & 0x80000000u) != 0) + ((type & 0x40000000u) != 0) +
                 (type % 10000 / 1000 == 3 ? 2 : type % 10000 / 1000 != 0 && type < 10000 ? 1 : 0);
  n_dimensions = MIN (n_dimensions, 4);
  kind = (type & 0x0fffffff) % 1000;

  if (kind != 1 && !take_count (blob, &n))
    return FALSE;
  shape->kind = kind == 3 || kind == 6 ? MLG_SHAPE_RINGS : kind == 1 || kind == 4 ? MLG_SHAPE_POINTS : MLG_SHAPE_LINES;
  switch (kind)
    {
    case 1:
    case 2:
      return take_line (blob, n, n_dimensions, FALSE, shape, error);
    case 3:
      for (guint i = 0; i < n; i++)
        if (!take_count (blob, &n_points) || !take_line (blob, n_points, n_dimensions, i > 0, shape, error))
          return FALSE;
      return TRUE;
    case 4:
    case 5:
    case 6:
    case 7:
      for (guint i = 0; i < n; i++)
        if (!take_geometry (blob, depth + 1, shape, error))
          return FALSE;
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
tell_row (sqlite3_stmt  *row,
          const char    *table,
          const char    *geometry_column,
          MlgGrid        grid,
          MlgShapeFunc   func,
          gpointer       data,
          gboolean      *stopped,
          GError       **error)
{
  MlgShape shape;
  gboolean good = TRUE;

  mlg_shape_init (&shape);
  shape.layer = table;
  for (int i = 0; i < sqlite3_column_count (row); i++)
    {
      const char *name = sqlite3_column_name (row, i);
      const guint8 *bytes = sqlite3_column_type (row, i) == SQLITE_BLOB ? sqlite3_column_blob (row, i) : NULL;

      if (g_ascii_strcasecmp (name, geometry_column) == 0 && bytes != NULL)
        {
          Blob blob = { bytes, bytes + sqlite3_column_bytes (row, i), TRUE, grid };

          good = skip_header (&blob) && (take_geometry (&blob, 0, &shape, error) || *error == NULL);
        }
      else if (sqlite3_column_type (row, i) != SQLITE_NULL && bytes == NULL)
        g_hash_table_replace (shape.properties, mlg_shapes_fold_name (name),
                              g_strdup ((const char *) sqlite3_column_text (row, i)));
    }
  if (*error == NULL && good && shape.rings->len > 0)
    *stopped = !func (&shape, data);
  mlg_shape_clear (&shape);
  return *error == NULL;
}

/* Undefined systems are taken for degrees; when they are not, the first point says so. */
static gboolean
find_grid (int          srs,
           const char  *name,
           const char  *table,
           MlgGrid     *grid,
           GError     **error)
{
  g_autofree char *code = g_strdup_printf ("%d", srs);

  *grid = MLG_GRID_DEGREES;
  if (srs <= 0 || mlg_grid_find_named (code, grid))
    return TRUE;

  /* The IGN has numbers of its own. */
  *grid = MLG_GRID_LAMBERT_93;
  if (name != NULL && (strstr (name, "Lambert-93") != NULL || strstr (name, "Lambert 93") != NULL || strstr (name, "LAMB93") != NULL))
    return TRUE;

  g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT,
               _("The layer « %s » is projected (EPSG %d): export it again in WGS 84."), table, srs);
  return FALSE;
}

static gboolean
read_table (sqlite3       *db,
            const char    *table,
            const char    *column,
            MlgGrid        grid,
            GCancellable  *cancellable,
            MlgShapeFunc   func,
            gpointer       data,
            gboolean      *stopped,
            GError       **error)
{
  char *sql = sqlite3_mprintf ("SELECT * FROM \"%w\"", table);
  sqlite3_stmt *row = NULL;
  GError *trouble = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &row, NULL) == SQLITE_OK)
    while (trouble == NULL && !*stopped && sqlite3_step (row) == SQLITE_ROW)
      if (tell_row (row, table, column, grid, func, data, stopped, &trouble))
        g_cancellable_set_error_if_cancelled (cancellable, &trouble);
  sqlite3_finalize (row);
  sqlite3_free (sql);

  if (trouble != NULL)
    g_propagate_error (error, trouble);
  return trouble == NULL;
}

gboolean
mlg_shapes_read_geopackage (const char    *path,
                            GCancellable  *cancellable,
                            MlgShapeFunc   func,
                            gpointer       data,
                            GError       **error)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *layers = NULL;
  gboolean stopped = FALSE, done = TRUE;
  guint n = 0;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK)
    {
      sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
      sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
      if (sqlite3_prepare_v2 (db, "SELECT g.table_name, g.column_name, coalesce(s.organization_coordsys_id, g.srs_id), s.srs_name "
                                  "FROM gpkg_geometry_columns g LEFT JOIN gpkg_spatial_ref_sys s USING (srs_id)", -1, &layers, NULL) != SQLITE_OK)
        sqlite3_prepare_v2 (db, "SELECT table_name, column_name, srs_id, NULL FROM gpkg_geometry_columns", -1, &layers, NULL);
    }
  for (; done && !stopped && layers != NULL && sqlite3_step (layers) == SQLITE_ROW; n++)
    {
      const char *table = (const char *) sqlite3_column_text (layers, 0);
      const char *column = (const char *) sqlite3_column_text (layers, 1);

      MlgGrid grid;

      done = table != NULL && column != NULL && find_grid (sqlite3_column_int (layers, 2), (const char *) sqlite3_column_text (layers, 3), table, &grid, error) &&
             read_table (db, table, column, grid, cancellable, func, data, &stopped, error);
    }
  sqlite3_finalize (layers);
  sqlite3_close (db);

  if (n == 0)
    {
      g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, _("This database is not a GeoPackage."));
      return FALSE;
    }
  return done;
}
