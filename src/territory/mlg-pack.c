/* The territory pack, read. Nothing in the file is believed: every count is checked against what is there. */

#include "territory/mlg-pack.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "territory/mlg-pack-private.h"

struct _MlgPackReader
{
  sqlite3      *db;
  sqlite3_stmt *areas[MLG_PACK_DETAILS], *borders[MLG_PACK_DETAILS], *features[MLG_FEATURE_DETAILS];
  GArray       *ends;          /* guint */
  GArray       *points;        /* MlgMercator */
};

/* ---- opening */

static sqlite3 *
connect_to (const char *uri)
{
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
    {
      sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
      sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
      sqlite3_exec (db, "PRAGMA mmap_size = 67108864; PRAGMA cell_size_check = 1", NULL, NULL, NULL);
      return db;
    }

  sqlite3_close (db);
  return NULL;
}

sqlite3 *
mlg_pack_connect (MlgPack *self)
{
  return connect_to (self->uri);
}

static int
read_pragma (sqlite3    *db,
             const char *sql)
{
  sqlite3_stmt *statement = NULL;
  int value = -1;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW)
    value = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  return value;
}

static gboolean
read_texts (MlgPack *self,
            sqlite3 *db)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, "SELECT key, value FROM pack", -1, &statement, NULL);

  if (code != SQLITE_OK)
    return FALSE;

  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const char *key = (const char *) sqlite3_column_text (statement, 0);
      const char *value = (const char *) sqlite3_column_text (statement, 1);

      if (key != NULL && value != NULL && g_utf8_validate (value, -1, NULL))
        g_hash_table_insert (self->texts, g_strdup (key), g_strdup (value));
    }
  sqlite3_finalize (statement);
  return code == SQLITE_DONE;
}

static gboolean
check (MlgPack     *self,
       const char  *path,
       GError     **error)
{
  sqlite3 *db = mlg_pack_connect (self);
  gboolean ours = db != NULL && read_pragma (db, "PRAGMA application_id") == MLG_PACK_APPLICATION_ID;
  gboolean known = ours && read_pragma (db, "PRAGMA user_version") == MLG_PACK_FORMAT;
  gboolean whole = known && read_texts (self, db) && mlg_pack_get_text (self, "gazetteer") != NULL &&
                   read_pragma (db, "SELECT count (*) FROM (SELECT 1 FROM area LIMIT 1)") >= 0;

  sqlite3_close (db);
  if (whole)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               !ours ? _("« %s » is not a territory pack.")
               : !known ? _("« %s » is a territory pack of another version: build it again.")
                        : _("The territory pack « %s » is damaged: build it again."), path);
  return FALSE;
}

MlgPack *
mlg_pack_open (const char  *path,
               GError     **error)
{
  g_autoptr(MlgPack) self = g_new0 (MlgPack, 1);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = NULL;

  g_mutex_init (&self->lock);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->outlines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) mlg_pack_outline_free);
  if (!g_file_test (absolute, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _("There is no file « %s »."), path);
      return NULL;
    }

  uri = g_filename_to_uri (absolute, NULL, error);
  if (uri == NULL)
    return NULL;

  self->uri = g_strconcat (uri, "?immutable=1", NULL);
  return check (self, path, error) ? g_steal_pointer (&self) : NULL;
}

void
mlg_pack_free (MlgPack *self)
{
  if (self == NULL)
    return;

  g_free (self->uri);
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->outlines);
  g_mutex_clear (&self->lock);
  g_free (self);
}

char *
mlg_pack_dup_install_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "maillage", "territory.pack", NULL);
}

static gpointer
open_installed (gpointer data)
{
  const char *named = g_getenv ("MAILLAGE_TERRITORY");
  g_autofree char *path = named != NULL ? g_strdup (named) : mlg_pack_dup_install_path ();
  g_autoptr(GError) error = NULL;
  MlgPack *pack;

  if (*path == '\0' || (named == NULL && !g_file_test (path, G_FILE_TEST_EXISTS)))
    return NULL;

  pack = mlg_pack_open (path, &error);
  if (pack == NULL)
    g_message ("%s", error->message);
  return pack;
}

MlgPack *
mlg_pack_get_installed (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, open_installed, NULL);
}

gboolean
mlg_pack_install (const char  *path,
                  GError     **error)
{
  g_autofree char *target = mlg_pack_dup_install_path ();
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *part = g_strconcat (target, ".part", NULL);
  g_autoptr(MlgPack) pack = mlg_pack_open (path, error);
  g_autoptr(GFile) from = g_file_new_for_path (path);
  g_autoptr(GFile) beside = g_file_new_for_path (part);

  if (pack == NULL)
    return FALSE;

  g_mkdir_with_parents (folder, 0700);
  if (!g_file_copy (from, beside, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, error))
    return FALSE;
  if (g_rename (part, target) == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s", g_strerror (errno));
  g_unlink (part);
  return FALSE;
}

const char *
mlg_pack_get_text (MlgPack    *self,
                   const char *key)
{
  return g_hash_table_lookup (self->texts, key);
}

guint
mlg_pack_count (MlgPack      *self,
                MlgPlaceKind  kind)
{
  g_autofree char *key = g_strdup_printf ("count-%s", mlg_place_kind_get_id (kind));
  const char *text = mlg_pack_get_text (self, key);

  return text != NULL ? strtoul (text, NULL, 10) : 0;
}

guint
mlg_pack_get_detail (double zoom)
{
  return zoom < 6.5 ? 0 : zoom < 8.5 ? 1 : zoom < 9.5 ? 2 : zoom < 11.5 ? 3 : 4;
}

/* ---- geometries */

static gboolean
take_number (const guint8 **at,
             const guint8  *end,
             guint64       *value)
{
  *value = 0;
  for (guint shift = 0; *at < end && shift < 63; shift += 7)
    {
      guint8 byte = *(*at)++;

      *value |= (guint64) (byte & 127) << shift;
      if (byte < 128)
        return TRUE;
    }
  return FALSE;
}

static gboolean
take_signed (const guint8 **at,
             const guint8  *end,
             gint64        *sum)
{
  guint64 value;

  if (!take_number (at, end, &value))
    return FALSE;

  *sum += value & 1 ? ~(gint64) (value >> 1) : (gint64) (value >> 1);
  return *sum >= G_MININT32 >> MLG_PACK_SHIFT && *sum <= G_MAXINT32 >> MLG_PACK_SHIFT;
}

/* One line after the other from @at on; differences go on from line to line. */
typedef struct
{
  const guint8 *at, *end;
  gint64        x, y;
} Pen;

static gboolean
take_line (Pen    *pen,
           GArray *points)
{
  guint64 n;

  /* A point takes two bytes at least. */
  if (!take_number (&pen->at, pen->end, &n) || n > (gsize) (pen->end - pen->at) / 2)
    return FALSE;

  for (guint64 i = 0; i < n; i++)
    {
      MlgMercator point;

      if (!take_signed (&pen->at, pen->end, &pen->x) || !take_signed (&pen->at, pen->end, &pen->y))
        return FALSE;
      point = (MlgMercator) { (gint32) (pen->x * (1 << MLG_PACK_SHIFT)), (gint32) (pen->y * (1 << MLG_PACK_SHIFT)) };
      g_array_append_val (points, point);
    }
  return TRUE;
}

gboolean
mlg_pack_decode (const guint8 *blob,
                 gsize         length,
                 GArray       *ends,
                 GArray       *points)
{
  Pen pen = { blob, blob + length, 0, 0 };
  guint64 n_rings;

  if (length == 0 || !take_number (&pen.at, pen.end, &n_rings) || n_rings > length)
    return FALSE;

  for (guint64 r = 0; r < n_rings; r++)
    {
      if (!take_line (&pen, points))
        return FALSE;
      g_array_append_val (ends, points->len);
    }
  return TRUE;
}

static gboolean
prepare (sqlite3       *db,
         sqlite3_stmt **statement,
         const char    *format,
         ...)
{
  g_autofree char *sql = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL) == SQLITE_OK;
}

#define WITHIN "b.x1 >= ?1 AND b.x0 <= ?2 AND b.y1 >= ?3 AND b.y0 <= ?4"

static gboolean
prepare_all (MlgPackReader *self)
{
  gboolean done = TRUE;

  for (guint i = 0; i < MLG_PACK_DETAILS; i++)
    done = done &&
           prepare (self->db, &self->areas[i], "SELECT points, commune, epci, department, region FROM area_box%u b"
                    " JOIN area ON area.id = b.id WHERE " WITHIN, i) &&
           prepare (self->db, &self->borders[i], "SELECT points FROM border_box%u b"
                    " JOIN border ON border.id = b.id WHERE " WITHIN, i);
  for (guint i = 0; i < MLG_FEATURE_DETAILS; i++)
    done = done &&
           prepare (self->db, &self->features[i], "SELECT points%u, rank, name, closed FROM feature_box b"
                    " JOIN feature f ON f.id = b.id WHERE " WITHIN " AND f.kind = ?5 ORDER BY rank, f.id", i);
  return done;
}

MlgPackReader *
mlg_pack_reader_new (MlgPack *pack)
{
  g_autoptr(MlgPackReader) self = g_new0 (MlgPackReader, 1);

  self->db = mlg_pack_connect (pack);
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint));
  self->points = g_array_new (FALSE, FALSE, sizeof (MlgMercator));

  return self->db != NULL && prepare_all (self) ? g_steal_pointer (&self) : NULL;
}

void
mlg_pack_reader_free (MlgPackReader *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < MLG_PACK_DETAILS; i++)
    {
      sqlite3_finalize (self->areas[i]);
      sqlite3_finalize (self->borders[i]);
    }
  for (guint i = 0; i < MLG_FEATURE_DETAILS; i++)
    sqlite3_finalize (self->features[i]);
  sqlite3_close (self->db);
  g_array_unref (self->ends);
  g_array_unref (self->points);
  g_free (self);
}

typedef struct
{
  MlgPack       *pack;
  MlgPackReader *reader;
} Own;

static void
free_own (gpointer data)
{
  Own *own = data;

  mlg_pack_reader_free (own->reader);
  g_free (own);
}

static GPrivate own_reader = G_PRIVATE_INIT (free_own);

MlgPackReader *
mlg_pack_get_reader (MlgPack *pack)
{
  Own *own = g_private_get (&own_reader);

  if (own == NULL || own->pack != pack)
    {
      own = g_new (Own, 1);
      *own = (Own) { pack, mlg_pack_reader_new (pack) };
      g_private_replace (&own_reader, own);
    }
  return own->reader;
}

static void
bind_box (sqlite3_stmt         *statement,
          const MlgMercatorBox *box)
{
  sqlite3_bind_int (statement, 1, box->x0);
  sqlite3_bind_int (statement, 2, box->x1);
  sqlite3_bind_int (statement, 3, box->y0);
  sqlite3_bind_int (statement, 4, box->y1);
}

static const char *
get_text (sqlite3_stmt *statement,
          int           column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL ? text : "";
}

/* The geometry of the row the statement is on. FALSE: damaged, to be passed over. */
static gboolean
take_shape (MlgPackReader *self,
            sqlite3_stmt  *statement,
            MlgPackShape  *shape)
{
  const guint8 *blob = sqlite3_column_blob (statement, 0);

  g_array_set_size (self->ends, 0);
  g_array_set_size (self->points, 0);
  if (!mlg_pack_decode (blob, sqlite3_column_bytes (statement, 0), self->ends, self->points))
    return FALSE;

  *shape = (MlgPackShape) { .name = "", .commune = "", .epci = "", .department = "", .region = "",
                            .n_rings = self->ends->len, .ends = (const guint *) self->ends->data,
                            .points = (const MlgMercator *) self->points->data };
  return TRUE;
}

void
mlg_pack_foreach_area (MlgPackReader        *self,
                       guint                 detail,
                       const MlgMercatorBox *box,
                       MlgPackFunc           func,
                       gpointer              data)
{
  sqlite3_stmt *statement = self->areas[MIN (detail, MLG_PACK_DETAILS - 1)];
  MlgPackShape shape;

  bind_box (statement, box);
  while (sqlite3_step (statement) == SQLITE_ROW)
    if (take_shape (self, statement, &shape))
      {
        shape.closed = TRUE;
        shape.commune = get_text (statement, 1);
        shape.epci = get_text (statement, 2);
        shape.department = get_text (statement, 3);
        shape.region = get_text (statement, 4);
        func (&shape, data);
      }
  sqlite3_reset (statement);
}

static void
tell_borders (MlgPackReader *self,
              const guint8  *blob,
              gsize          length,
              MlgPackFunc    func,
              gpointer       data)
{
  Pen pen = { blob, blob + length, 0, 0 };
  MlgPackShape shape = { .name = "", .commune = "", .epci = "", .department = "", .region = "", .n_rings = 1 };
  guint64 n, bits;
  guint end;

  if (length == 0 || !take_number (&pen.at, pen.end, &n))
    return;

  for (; n > 0; n--)
    {
      g_array_set_size (self->points, 0);
      if (!take_number (&pen.at, pen.end, &bits) || !take_line (&pen, self->points))
        return;
      end = self->points->len;
      shape.borders = bits;
      shape.ends = &end;
      shape.points = (const MlgMercator *) self->points->data;
      func (&shape, data);
    }
}

void
mlg_pack_foreach_border (MlgPackReader        *self,
                         guint                 detail,
                         const MlgMercatorBox *box,
                         MlgPackFunc           func,
                         gpointer              data)
{
  sqlite3_stmt *statement = self->borders[MIN (detail, MLG_PACK_DETAILS - 1)];

  bind_box (statement, box);
  while (sqlite3_step (statement) == SQLITE_ROW)
    tell_borders (self, sqlite3_column_blob (statement, 0), sqlite3_column_bytes (statement, 0), func, data);
  sqlite3_reset (statement);
}

void
mlg_pack_foreach_feature (MlgPackReader        *self,
                          MlgFeature            kind,
                          guint                 detail,
                          const MlgMercatorBox *box,
                          MlgPackFunc           func,
                          gpointer              data)
{
  sqlite3_stmt *statement = self->features[MIN (detail, MLG_FEATURE_DETAILS - 1)];
  MlgPackShape shape;

  bind_box (statement, box);
  sqlite3_bind_int (statement, 5, kind);
  while (sqlite3_step (statement) == SQLITE_ROW)
    if (take_shape (self, statement, &shape))
      {
        shape.rank = sqlite3_column_int (statement, 1);
        shape.name = get_text (statement, 2);
        shape.closed = sqlite3_column_int (statement, 3);
        func (&shape, data);
      }
  sqlite3_reset (statement);
}
