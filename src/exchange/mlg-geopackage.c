/* A GeoPackage made in memory. */

#include "exchange/mlg-geopackage.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>

#include "exchange/mlg-area-rings.h"
#include "exchange/mlg-exchange-error.h"
#include "model/mlg-text.h"

#define WGS_84      4326
#define HEADER_SIZE 8           /* of a shape, before its envelope */
#define GEOMETRY    "geom"
#define ROW_NUMBER  "fid"

struct _MlgGeopackage
{
  sqlite3      *handle;
  sqlite3_stmt *insert;
  GHashTable   *names;          /* of tables, lower case */
  GHashTable   *titles;
  char         *table;          /* that rows go to; NULL: none yet */
  guint         n_columns;
  GPtrArray    *types;          /* const char *, one a column */
  gboolean      has_shapes;
  double        west, south, east, north;
};

/* Clauses 1.1.1 to 1.1.3, 2.1.5 and the extension "schema" (F.9). */
static const char schema[] =
  "PRAGMA application_id = 0x47504B47;"
  "PRAGMA user_version = 10300;"
  "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,"
  " organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);"
  "INSERT INTO gpkg_spatial_ref_sys VALUES"
  " ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),"
  " ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),"
  " ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,"
  "AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],"
  "UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],AXIS[\"Latitude\",NORTH],AXIS[\"Longitude\",EAST],"
  "AUTHORITY[\"EPSG\",\"4326\"]]', 'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');"
  "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,"
  " description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),"
  " min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,"
  " CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));"
  "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,"
  " srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,"
  " CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),"
  " CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),"
  " CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));"
  "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,"
  " scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));"
  "INSERT INTO gpkg_extensions VALUES"
  " ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write'),"
  " ('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write');"
  "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,"
  " mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),"
  " CONSTRAINT gdc_tn UNIQUE (table_name, name));"
  "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT,"
  " min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,"
  " CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));";

static gboolean
fail (MlgGeopackage  *self,
      GError        **error)
{
  g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, "GeoPackage: %s", sqlite3_errmsg (self->handle));
  return FALSE;
}

/* @texts: bound in order, NULL-terminated. */
static gboolean
run (MlgGeopackage      *self,
     const char         *sql,
     const char *const  *texts,
     GError            **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean done;

  if (sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL) != SQLITE_OK)
    return fail (self, error);
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    sqlite3_bind_text (statement, (int) i + 1, texts[i], -1, SQLITE_TRANSIENT);

  done = sqlite3_step (statement) == SQLITE_DONE;
  sqlite3_finalize (statement);
  return done || fail (self, error);
}

MlgGeopackage *
mlg_geopackage_new (GError **error)
{
  g_autoptr(MlgGeopackage) self = g_new0 (MlgGeopackage, 1);

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->types = g_ptr_array_new ();
  if (sqlite3_open_v2 (":memory:", &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK ||
      sqlite3_exec (self->handle, schema, NULL, NULL, NULL) != SQLITE_OK ||
      sqlite3_exec (self->handle, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
    {
      fail (self, error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
mlg_geopackage_free (MlgGeopackage *self)
{
  if (self == NULL)
    return;

  sqlite3_finalize (self->insert);
  sqlite3_close (self->handle);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->titles);
  g_ptr_array_unref (self->types);
  g_free (self->table);
  g_free (self);
}

/* ---- tables */

char *
mlg_geopackage_dup_name (const char *words)
{
  g_autofree char *folded = mlg_fold (words);
  GString *name = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at++)
    {
      if (g_ascii_isalnum (*at))
        g_string_append_c (name, *at);
      else if (name->len > 0 && name->str[name->len - 1] != '_')
        g_string_append_c (name, '_');
    }
  while (name->len > 0 && name->str[name->len - 1] == '_')
    g_string_truncate (name, name->len - 1);
  if (name->len == 0 || g_ascii_isdigit (name->str[0]) || g_str_has_prefix (name->str, "gpkg") || g_str_has_prefix (name->str, "sqlite"))
    g_string_prepend (name, "t_");

  return g_string_free (name, FALSE);
}

/* @text, or @text, @separator and a number. Kept in @taken. */
static char *
dup_free (GHashTable *taken,
          const char *text,
          const char *separator)
{
  char *name = g_strdup (text);

  for (guint n = 2; g_hash_table_contains (taken, name); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s%s%u", text, separator, n);
    }
  g_hash_table_add (taken, g_strdup (name));
  return name;
}

static void
append_quoted (GString    *sql,
               const char *name)
{
  g_auto(GStrv) pieces = g_strsplit (name, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", pieces);

  g_string_append_printf (sql, "\"%s\"", doubled);
}

/* How wide everything in the table is. */
static gboolean
end_table (MlgGeopackage  *self,
           GError        **error)
{
  char numbers[4][G_ASCII_DTOSTR_BUF_SIZE];
  const double bounds[] = { self->west, self->south, self->east, self->north };

  g_clear_pointer (&self->insert, sqlite3_finalize);
  if (self->table == NULL || !self->has_shapes || self->west > self->east)
    return TRUE;

  for (guint i = 0; i < 4; i++)
    g_ascii_dtostr (numbers[i], sizeof numbers[i], bounds[i]);
  return run (self, "UPDATE gpkg_contents SET min_x = CAST(?2 AS REAL), min_y = CAST(?3 AS REAL), max_x = CAST(?4 AS REAL),"
                    " max_y = CAST(?5 AS REAL) WHERE table_name = ?1",
              (const char *[]) { self->table, numbers[0], numbers[1], numbers[2], numbers[3], NULL }, error);
}

static gboolean
create_table (MlgGeopackage              *self,
              const MlgGeopackageColumn  *columns,
              guint                       n_columns,
              const char                 *geometry,
              GError                    **error)
{
  g_autoptr(GString) sql = g_string_new ("CREATE TABLE ");
  g_autoptr(GString) insert = g_string_new ("INSERT INTO ");

  append_quoted (sql, self->table);
  append_quoted (insert, self->table);
  g_string_append (sql, " (" ROW_NUMBER " INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL");
  g_string_append (insert, " VALUES (NULL");
  if (geometry != NULL)
    {
      g_string_append_printf (sql, ", " GEOMETRY " %s", geometry);
      g_string_append (insert, ", ?");
    }

  for (guint i = 0; i < n_columns; i++)
    {
      g_string_append (sql, ", ");
      append_quoted (sql, columns[i].name);
      g_string_append_printf (sql, " %s", columns[i].type);
      g_string_append (insert, ", ?");
      g_ptr_array_add (self->types, (gpointer) columns[i].type);
    }
  g_string_append_c (sql, ')');
  g_string_append_c (insert, ')');

  return run (self, sql->str, NULL, error) &&
         (sqlite3_prepare_v2 (self->handle, insert->str, -1, &self->insert, NULL) == SQLITE_OK || fail (self, error));
}

static gboolean
describe_columns (MlgGeopackage              *self,
                  const MlgGeopackageColumn  *columns,
                  guint                       n_columns,
                  GError                    **error)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *words = NULL;

      if (columns[i].words == NULL || strcmp (columns[i].words, columns[i].name) == 0)
        continue;
      words = dup_free (taken, columns[i].words, " ");
      if (!run (self, "INSERT INTO gpkg_data_columns (table_name, column_name, name, title) VALUES (?1, ?2, ?3, ?3)",
                (const char *[]) { self->table, columns[i].name, words, NULL }, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
mlg_geopackage_begin (MlgGeopackage              *self,
                      const char                 *name,
                      const char                 *title,
                      const MlgGeopackageColumn  *columns,
                      guint                       n_columns,
                      const char                 *geometry,
                      GError                    **error)
{
  g_autofree char *identifier = dup_free (self->titles, title, " ");

  if (!end_table (self, error))
    return FALSE;

  g_free (self->table);
  self->table = dup_free (self->names, name, "_");
  self->n_columns = n_columns;
  self->has_shapes = geometry != NULL;
  self->west = self->south = INFINITY;
  self->east = self->north = -INFINITY;
  g_ptr_array_set_size (self->types, 0);

  if (!create_table (self, columns, n_columns, geometry, error) ||
      !run (self, geometry != NULL ? "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?1, 'features', ?2, 4326)"
                                   : "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES (?1, 'attributes', ?2)",
            (const char *[]) { self->table, identifier, NULL }, error))
    return FALSE;

  return (geometry == NULL ||
          run (self, "INSERT INTO gpkg_geometry_columns VALUES (?1, '" GEOMETRY "', ?2, 4326, 0, 0)",
               (const char *[]) { self->table, geometry, NULL }, error)) &&
         describe_columns (self, columns, n_columns, error);
}

/* ---- rows */

static void
bind_value (MlgGeopackage *self,
            int            at,
            guint          column,
            const char    *value)
{
  const char *type = g_ptr_array_index (self->types, column);

  if (value == NULL)
    sqlite3_bind_null (self->insert, at);
  else if (strcmp (type, "TEXT") == 0)
    sqlite3_bind_text (self->insert, at, value, -1, SQLITE_TRANSIENT);
  else if (strcmp (type, "DOUBLE") == 0)
    sqlite3_bind_double (self->insert, at, g_ascii_strtod (value, NULL));
  else
    sqlite3_bind_int64 (self->insert, at, g_ascii_strtoll (value, NULL, 10));
}

/* The envelope of a shape, or the only point of one. */
static void
note_bounds (MlgGeopackage *self,
             GByteArray    *shape)
{
  double box[4];

  if (shape->data[3] & 2)
    memcpy (box, shape->data + HEADER_SIZE, sizeof box);
  else
    {
      memcpy (&box[0], shape->data + HEADER_SIZE + 5, sizeof (double));
      memcpy (&box[2], shape->data + HEADER_SIZE + 13, sizeof (double));
      box[1] = box[0];
      box[3] = box[2];
    }

  self->west = MIN (self->west, box[0]);
  self->east = MAX (self->east, box[1]);
  self->south = MIN (self->south, box[2]);
  self->north = MAX (self->north, box[3]);
}

gboolean
mlg_geopackage_add_row (MlgGeopackage      *self,
                        const char *const  *values,
                        GByteArray         *shape,
                        GError            **error)
{
  g_autoptr(GByteArray) owned = shape;
  int at = 1;

  g_return_val_if_fail (self->insert != NULL, FALSE);

  sqlite3_reset (self->insert);
  sqlite3_clear_bindings (self->insert);
  if (self->has_shapes && shape != NULL)
    {
      sqlite3_bind_blob (self->insert, at, shape->data, (int) shape->len, SQLITE_TRANSIENT);
      note_bounds (self, shape);
    }
  at += self->has_shapes;
  for (guint i = 0; i < self->n_columns; i++)
    bind_value (self, at++, i, values[i]);

  return sqlite3_step (self->insert) == SQLITE_DONE || fail (self, error);
}

GBytes *
mlg_geopackage_finish (MlgGeopackage  *self,
                       GError        **error)
{
  sqlite3_int64 length;
  unsigned char *data;
  GBytes *bytes;

  if (!end_table (self, error))
    return NULL;
  if (sqlite3_exec (self->handle, "COMMIT", NULL, NULL, NULL) != SQLITE_OK ||
      (data = sqlite3_serialize (self->handle, "main", &length, 0)) == NULL)
    {
      fail (self, error);
      return NULL;
    }

  bytes = g_bytes_new (data, (gsize) length);
  sqlite3_free (data);
  return bytes;
}

/* ---- shapes: a header, an envelope but for points, then well-known binary; the low byte first */

static void
append_int (GByteArray *shape,
            guint32     number)
{
  guint32 little = GUINT32_TO_LE (number);

  g_byte_array_append (shape, (const guint8 *) &little, sizeof little);
}

static void
append_double (GByteArray *shape,
               double      number)
{
  guint64 bits;

  memcpy (&bits, &number, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  g_byte_array_append (shape, (const guint8 *) &bits, sizeof bits);
}

static void
append_kind (GByteArray *shape,
             guint32     kind)
{
  g_byte_array_append (shape, (const guint8 *) "\1", 1);
  append_int (shape, kind);
}

/* @box: west, east, south, north; NULL: none. */
static GByteArray *
shape_new (const double *box)
{
  GByteArray *shape = g_byte_array_new ();
  const guint8 header[] = { 'G', 'P', 0, box != NULL ? 3 : 1 };

  g_byte_array_append (shape, header, sizeof header);
  append_int (shape, WGS_84);
  for (guint i = 0; box != NULL && i < 4; i++)
    append_double (shape, box[i]);
  return shape;
}

GByteArray *
mlg_shape_point (double lat,
                 double lon)
{
  GByteArray *shape = shape_new (NULL);

  append_kind (shape, 1);
  append_double (shape, lon);
  append_double (shape, lat);
  return shape;
}

GByteArray *
mlg_shape_line (double lat,
                double lon,
                double other_lat,
                double other_lon)
{
  const double box[] = { MIN (lon, other_lon), MAX (lon, other_lon), MIN (lat, other_lat), MAX (lat, other_lat) };
  GByteArray *shape = shape_new (box);

  append_kind (shape, 2);
  append_int (shape, 2);
  append_double (shape, lon);
  append_double (shape, lat);
  append_double (shape, other_lon);
  append_double (shape, other_lat);
  return shape;
}

static void
append_ring (GByteArray    *shape,
             const MlgRing *ring)
{
  gboolean closed = ring->n > 0 && ring->points[0].x == ring->points[ring->n - 1].x && ring->points[0].y == ring->points[ring->n - 1].y;
  guint n = ring->n + (closed ? 0 : 1);

  append_int (shape, n);
  for (guint i = 0; i < n; i++)
    {
      double lat, lon;

      mlg_mercator_unproject (ring->points[i % ring->n], &lat, &lon);
      append_double (shape, lon);
      append_double (shape, lat);
    }
}

static void
append_polygon (GByteArray *shape,
                GArray     *rings,
                GArray     *owners,
                guint       surface)
{
  guint n_rings = 1;

  for (guint i = 0; i < rings->len; i++)
    n_rings += g_array_index (owners, guint, i) == surface;

  append_kind (shape, 3);
  append_int (shape, n_rings);
  append_ring (shape, &g_array_index (rings, MlgRing, surface));
  for (guint i = 0; i < rings->len; i++)
    {
      if (g_array_index (owners, guint, i) == surface)
        append_ring (shape, &g_array_index (rings, MlgRing, i));
    }
}

GByteArray *
mlg_shape_surface (GArray *rings)
{
  g_autoptr(GArray) owners = mlg_area_rings_find_holes (rings);
  double box[] = { INFINITY, -INFINITY, INFINITY, -INFINITY };
  GByteArray *shape;
  guint n_surfaces = 0;

  for (guint i = 0; i < rings->len; i++)
    {
      const MlgRing *ring = &g_array_index (rings, MlgRing, i);

      n_surfaces += g_array_index (owners, guint, i) == G_MAXUINT;
      for (guint p = 0; p < ring->n; p++)
        {
          double lat, lon;

          mlg_mercator_unproject (ring->points[p], &lat, &lon);
          box[0] = MIN (box[0], lon);
          box[1] = MAX (box[1], lon);
          box[2] = MIN (box[2], lat);
          box[3] = MAX (box[3], lat);
        }
    }
  if (n_surfaces == 0)
    return NULL;

  shape = shape_new (box);
  append_kind (shape, 6);
  append_int (shape, n_surfaces);
  for (guint i = 0; i < rings->len; i++)
    {
      if (g_array_index (owners, guint, i) == G_MAXUINT)
        append_polygon (shape, rings, owners, i);
    }
  return shape;
}
