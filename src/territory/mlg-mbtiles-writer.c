/* Making a file of map pictures. */

#include "territory/mlg-mbtiles-writer.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "territory/mlg-mbtiles.h"

#define PER_COMMIT 25
#define PATIENCE   200           /* milliseconds */

static const char schema[] =
  "PRAGMA application_id = 1297105496;"          /* MPBX */
  "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
  "CREATE TABLE IF NOT EXISTS metadata (name TEXT PRIMARY KEY, value TEXT);"
  "CREATE TABLE IF NOT EXISTS images (tile_id TEXT PRIMARY KEY, tile_data BLOB NOT NULL);"
  "CREATE TABLE IF NOT EXISTS map (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_id TEXT,"
  " PRIMARY KEY (zoom_level, tile_column, tile_row)) WITHOUT ROWID;"
  "CREATE VIEW IF NOT EXISTS tiles AS SELECT zoom_level, tile_column, tile_row, tile_data FROM map JOIN images USING (tile_id);";

struct _MlgMbtilesWriter
{
  char         *path, *part;      /* a cache: the same twice */
  sqlite3      *db;
  sqlite3_stmt *has, *add_image, *add_tile;
  guint         n_waiting;        /* since the last commit */
  MlgPictureKind kind;
};

static gboolean
fail (MlgMbtilesWriter  *self,
      GError           **error)
{
  int code = self->db != NULL ? sqlite3_errcode (self->db) : SQLITE_CANTOPEN;

  g_set_error (error, G_IO_ERROR, code == SQLITE_FULL ? G_IO_ERROR_NO_SPACE : G_IO_ERROR_FAILED,
               code == SQLITE_FULL ? _("There is no room left for the map pictures.") : _("The file of map pictures cannot be written: %s."),
               sqlite3_errstr (code));
  return FALSE;
}

static gboolean
run (MlgMbtilesWriter *self,
     const char       *sql)
{
  return sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static void
put (MlgMbtilesWriter *self,
     const char       *name,
     const char       *value)
{
  sqlite3_stmt *statement = NULL;

  if (value == NULL || sqlite3_prepare_v2 (self->db, "INSERT OR REPLACE INTO metadata VALUES (?, ?)", -1, &statement, NULL) != SQLITE_OK)
    return;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, value, -1, SQLITE_TRANSIENT);
  sqlite3_step (statement);
  sqlite3_finalize (statement);
}

static gboolean
is_of (MlgMbtilesWriter *self,
       const char       *source)
{
  sqlite3_stmt *statement = NULL;
  gboolean other = FALSE;

  if (sqlite3_prepare_v2 (self->db, "SELECT value FROM metadata WHERE name = 'source'", -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    other = g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), source) != 0;
  sqlite3_finalize (statement);
  return !other;
}

static void
describe (MlgMbtilesWriter     *self,
          const MlgMbtilesInfo *info)
{
  char degrees[4][G_ASCII_DTOSTR_BUF_SIZE];
  const double values[] = { info->west, info->south, info->east, info->north };
  g_autofree char *bounds = NULL, *first = g_strdup_printf ("%u", info->first), *last = g_strdup_printf ("%u", info->last);

  for (guint i = 0; i < 4; i++)
    g_ascii_formatd (degrees[i], sizeof degrees[i], "%.5f", values[i]);
  bounds = g_strdup_printf ("%s,%s,%s,%s", degrees[0], degrees[1], degrees[2], degrees[3]);
  put (self, "name", info->name);
  put (self, "attribution", info->attribution);
  put (self, "source", info->source);
  put (self, "type", "baselayer");
  put (self, "version", "1.3");
  put (self, "bounds", bounds);
  put (self, "minzoom", first);
  put (self, "maxzoom", last);
}

static void
close_db (MlgMbtilesWriter *self)
{
  g_clear_pointer (&self->has, sqlite3_finalize);
  g_clear_pointer (&self->add_image, sqlite3_finalize);
  g_clear_pointer (&self->add_tile, sqlite3_finalize);
  g_clear_pointer (&self->db, sqlite3_close);
}

static gboolean
open_db (MlgMbtilesWriter *self)
{
  return sqlite3_open (self->part, &self->db) == SQLITE_OK && run (self, schema) &&
         sqlite3_prepare_v2 (self->db, "SELECT 1 FROM map WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?", -1, &self->has, NULL) == SQLITE_OK &&
         sqlite3_prepare_v2 (self->db, "INSERT OR IGNORE INTO images VALUES (?, ?)", -1, &self->add_image, NULL) == SQLITE_OK &&
         sqlite3_prepare_v2 (self->db, "INSERT OR REPLACE INTO map VALUES (?, ?, ?, ?)", -1, &self->add_tile, NULL) == SQLITE_OK;
}

static void
forget (MlgMbtilesWriter *self)
{
  g_autofree char *wal = g_strconcat (self->part, "-wal", NULL), *shm = g_strconcat (self->part, "-shm", NULL);

  close_db (self);
  g_unlink (self->part);
  g_unlink (wal);
  g_unlink (shm);
}

/* Takes @path and @part. */
static MlgMbtilesWriter *
open_writer (char                  *path,
             char                  *part,
             const MlgMbtilesInfo  *info,
             GError               **error)
{
  g_autoptr(MlgMbtilesWriter) self = g_new0 (MlgMbtilesWriter, 1);

  self->path = path;
  self->part = part;
  /* What was left by something else, or is damaged, is of no use. */
  if (!open_db (self) || !is_of (self, info->source))
    {
      forget (self);
      if (!open_db (self))
        {
          fail (self, error);
          return NULL;
        }
    }
  describe (self, info);
  return g_steal_pointer (&self);
}

MlgMbtilesWriter *
mlg_mbtiles_writer_new (const char            *path,
                        const MlgMbtilesInfo  *info,
                        GError               **error)
{
  return open_writer (g_strdup (path), g_strconcat (path, ".part", NULL), info, error);
}

MlgMbtilesWriter *
mlg_mbtiles_writer_new_cache (const char            *path,
                              const MlgMbtilesInfo  *info,
                              goffset                most,
                              GError               **error)
{
  MlgMbtilesWriter *self = open_writer (g_strdup (path), g_strdup (path), info, error);
  GStatBuf status;

  if (self == NULL)
    return NULL;

  /* Another window may be writing to the same. */
  sqlite3_busy_timeout (self->db, PATIENCE);
  if (g_stat (path, &status) == 0 && status.st_size > most)
    run (self, "DELETE FROM map; DELETE FROM images; VACUUM");
  return self;
}

static void
commit (MlgMbtilesWriter *self)
{
  if (self->n_waiting > 0)
    run (self, "COMMIT");
  self->n_waiting = 0;
}

void
mlg_mbtiles_writer_flush (MlgMbtilesWriter *self)
{
  commit (self);
}

void
mlg_mbtiles_writer_free (MlgMbtilesWriter *self)
{
  if (self == NULL)
    return;

  if (self->db != NULL)
    commit (self);
  close_db (self);
  g_free (self->path);
  g_free (self->part);
  g_free (self);
}

static void
bind_tile (sqlite3_stmt *statement,
           guint         zoom,
           guint         x,
           guint         y)
{
  sqlite3_bind_int (statement, 1, (int) zoom);
  sqlite3_bind_int (statement, 2, (int) x);
  sqlite3_bind_int (statement, 3, (int) ((1u << zoom) - 1 - y));
}

gboolean
mlg_mbtiles_writer_has (MlgMbtilesWriter *self,
                        guint             zoom,
                        guint             x,
                        guint             y)
{
  gboolean has;

  bind_tile (self->has, zoom, x, y);
  has = sqlite3_step (self->has) == SQLITE_ROW;
  sqlite3_reset (self->has);
  return has;
}

static gboolean
step (sqlite3_stmt *statement)
{
  gboolean done = sqlite3_step (statement) == SQLITE_DONE;

  return sqlite3_reset (statement) == SQLITE_OK && done;
}

gboolean
mlg_mbtiles_writer_add (MlgMbtilesWriter  *self,
                        guint              zoom,
                        guint              x,
                        guint              y,
                        GBytes            *bytes,
                        GError           **error)
{
  g_autofree char *id = bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA1, bytes) : NULL;

  if (self->n_waiting == 0 && !run (self, "BEGIN"))
    return fail (self, error);
  self->n_waiting++;

  if (bytes != NULL)
    {
      self->kind = mlg_picture_kind (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      sqlite3_bind_text (self->add_image, 1, id, -1, SQLITE_STATIC);
      sqlite3_bind_blob64 (self->add_image, 2, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), SQLITE_STATIC);
      if (!step (self->add_image))
        return fail (self, error);
    }
  bind_tile (self->add_tile, zoom, x, y);
  sqlite3_bind_text (self->add_tile, 4, id, -1, SQLITE_STATIC);
  if (!step (self->add_tile))
    return fail (self, error);

  if (self->n_waiting >= PER_COMMIT)
    commit (self);
  return TRUE;
}

gboolean
mlg_mbtiles_writer_finish (MlgMbtilesWriter  *self,
                           GError           **error)
{
  if (self->kind != MLG_PICTURE_UNKNOWN)
    put (self, "format", self->kind == MLG_PICTURE_JPEG ? "jpg" : "png");
  commit (self);
  if (!run (self, "PRAGMA wal_checkpoint(TRUNCATE)") || !run (self, "PRAGMA journal_mode = DELETE"))
    return fail (self, error);

  close_db (self);
  if (g_rename (self->part, self->path) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The file of map pictures cannot be written: %s."), self->path);
      return FALSE;
    }
  return TRUE;
}
