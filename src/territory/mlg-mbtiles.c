/* A file of map pictures. */

#include "territory/mlg-mbtiles.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct _MlgMbtiles
{
  GMutex         lock;           /* of the statement */
  sqlite3       *db;
  sqlite3_stmt  *find;
  char          *path, *name, *attribution;
  guint          first, last;
  MlgMercatorBox box;
};

MlgPictureKind
mlg_picture_kind (const void *bytes,
                  gsize       length)
{
  const guchar *b = bytes;

  if (length >= 8 && memcmp (b, "\x89PNG\r\n\x1a\n", 8) == 0)
    return MLG_PICTURE_PNG;
  if (length >= 3 && b[0] == 0xff && b[1] == 0xd8 && b[2] == 0xff)
    return MLG_PICTURE_JPEG;
  if (length >= 12 && memcmp (b, "RIFF", 4) == 0 && memcmp (b + 8, "WEBP", 4) == 0)
    return MLG_PICTURE_WEBP;
  if (length >= 2 && b[0] == 0x1f && b[1] == 0x8b)
    return MLG_PICTURE_GZIP;
  return MLG_PICTURE_UNKNOWN;
}

/* ---- opening */

static void
read_bounds (MlgMbtiles *self,
             const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, ",", 5);
  double degrees[4];

  if (g_strv_length (parts) != 4)
    return;
  for (guint i = 0; i < 4; i++)
    {
      degrees[i] = g_ascii_strtod (parts[i], NULL);
      if (!(degrees[i] >= -180.001 && degrees[i] <= 180.001))
        return;
    }
  mlg_mercator_box_add (&self->box, mlg_mercator_project (CLAMP (degrees[1], -85, 85), degrees[0]));
  mlg_mercator_box_add (&self->box, mlg_mercator_project (CLAMP (degrees[3], -85, 85), degrees[2]));
}

/* Never more than a line of plain text, whatever the file holds. */
static char *
clean (const char *text)
{
  char *clean_text = g_utf8_make_valid (text, MIN (strlen (text), 300));

  return g_strstrip (g_strdelimit (clean_text, "\r\n\t<>", ' '));
}

static void
read_metadata (MlgMbtiles *self)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, "SELECT name, value FROM metadata", -1, &statement, NULL) != SQLITE_OK)
    return;
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (statement, 0), *value = (const char *) sqlite3_column_text (statement, 1);

      if (name == NULL || value == NULL || *value == '\0')
        continue;
      if (strcmp (name, "name") == 0 && self->name == NULL)
        self->name = clean (value);
      else if (strcmp (name, "attribution") == 0 && self->attribution == NULL)
        self->attribution = clean (value);
      else if (strcmp (name, "bounds") == 0 && mlg_mercator_box_is_empty (&self->box))
        read_bounds (self, value);
    }
  sqlite3_finalize (statement);
}

/* One row, @columns integers. */
static gboolean
read_numbers (MlgMbtiles *self,
              const char *sql,
              int        *numbers,
              guint       n)
{
  sqlite3_stmt *statement = NULL;
  gboolean done = sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW &&
                  sqlite3_column_type (statement, 0) == SQLITE_INTEGER;

  for (guint i = 0; done && i < n; i++)
    numbers[i] = sqlite3_column_int (statement, (int) i);
  sqlite3_finalize (statement);
  return done;
}

static MlgPictureKind
peek (MlgMbtiles *self)
{
  sqlite3_stmt *statement = NULL;
  MlgPictureKind kind = MLG_PICTURE_UNKNOWN;

  if (sqlite3_prepare_v2 (self->db, "SELECT tile_data FROM tiles WHERE length(tile_data) > 0 LIMIT 1", -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    kind = mlg_picture_kind (sqlite3_column_blob (statement, 0), sqlite3_column_bytes (statement, 0));
  sqlite3_finalize (statement);
  return kind;
}

static gboolean
prepare_find (MlgMbtiles *self)
{
  return sqlite3_prepare_v2 (self->db, "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?",
                             -1, &self->find, NULL) == SQLITE_OK;
}

/* What cannot be shown is said, by what it is. */
static gboolean
check (MlgMbtiles  *self,
       GError     **error)
{
  const char *trouble = NULL;
  int zooms[2];

  if (!read_numbers (self, "SELECT min(zoom_level), max(zoom_level) FROM tiles", zooms, 2) || !prepare_find (self))
    trouble = N_("There is no map picture in this file, or it is damaged.");
  else if (peek (self) == MLG_PICTURE_GZIP)
    trouble = N_("This file holds vector tiles. Maillage shows files of pictures (PNG or JPEG): export it as raster tiles.");
  else if (peek (self) == MLG_PICTURE_WEBP)
    trouble = N_("The pictures of this file are WebP, which is not read here: export it again as PNG or JPEG.");
  else if (peek (self) == MLG_PICTURE_UNKNOWN)
    trouble = N_("What this file holds is neither PNG nor JPEG, or it is damaged.");
  if (trouble != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _(trouble));
      return FALSE;
    }

  self->first = CLAMP (zooms[0], 0, MLG_MBTILES_MAX_ZOOM);
  self->last = CLAMP (zooms[1], (int) self->first, MLG_MBTILES_MAX_ZOOM);
  return TRUE;
}

/* @access: of the address for SQLite. */
static MlgMbtiles *
open_db (const char  *path,
         const char  *access,
         GError     **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *plain_uri = g_filename_to_uri (absolute, NULL, error);
  g_autofree char *uri = plain_uri != NULL ? g_strconcat (plain_uri, access, NULL) : NULL;
  g_autoptr(MlgMbtiles) self = NULL;

  if (uri == NULL)
    return NULL;
  if (!g_file_test (absolute, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("The file %s is no longer there."), path);
      return NULL;
    }

  self = g_atomic_rc_box_new0 (MlgMbtiles);
  g_mutex_init (&self->lock);
  self->box = MLG_MERCATOR_BOX_EMPTY;
  self->path = g_steal_pointer (&absolute);
  if (sqlite3_open_v2 (uri, &self->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("There is no map picture in this file, or it is damaged."));
      return NULL;
    }
  sqlite3_exec (self->db, "PRAGMA trusted_schema = OFF", NULL, NULL, NULL);
  read_metadata (self);
  if (self->name == NULL)
    self->name = g_filename_display_basename (path);
  return g_steal_pointer (&self);
}

MlgMbtiles *
mlg_mbtiles_open (const char  *path,
                  GError     **error)
{
  g_autoptr(MlgMbtiles) self = open_db (path, "?mode=ro&immutable=1", error);

  return self != NULL && check (self, error) ? g_steal_pointer (&self) : NULL;
}

MlgMbtiles *
mlg_mbtiles_open_cache (const char  *path,
                        GError     **error)
{
  g_autoptr(MlgMbtiles) self = open_db (path, "?mode=ro", error);
  int zooms[2];

  if (self == NULL)
    return NULL;
  if (!prepare_find (self) ||
      !read_numbers (self, "SELECT CAST(max(CASE name WHEN 'minzoom' THEN value END) AS INTEGER),"
                           " CAST(max(CASE name WHEN 'maxzoom' THEN value END) AS INTEGER) FROM metadata", zooms, 2))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("There is no map picture in this file, or it is damaged."));
      return NULL;
    }
  self->first = CLAMP (zooms[0], 0, MLG_MBTILES_MAX_ZOOM);
  self->last = CLAMP (zooms[1], (int) self->first, MLG_MBTILES_MAX_ZOOM);
  return g_steal_pointer (&self);
}

MlgMbtiles *
mlg_mbtiles_ref (MlgMbtiles *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_mbtiles (gpointer data)
{
  MlgMbtiles *self = data;

  sqlite3_finalize (self->find);
  sqlite3_close (self->db);
  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self->name);
  g_free (self->attribution);
}

void
mlg_mbtiles_unref (MlgMbtiles *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_mbtiles);
}

const char *
mlg_mbtiles_get_path (MlgMbtiles *self)
{
  return self->path;
}

const char *
mlg_mbtiles_get_name (MlgMbtiles *self)
{
  return self->name;
}

const char *
mlg_mbtiles_get_attribution (MlgMbtiles *self)
{
  return self->attribution;
}

void
mlg_mbtiles_get_zooms (MlgMbtiles *self,
                       guint      *first,
                       guint      *last)
{
  *first = self->first;
  *last = self->last;
}

/* ---- reading */

/* Rows are counted from the south in the file. What is not a picture is as if it were not there. */
static GBytes *
read_tile (MlgMbtiles *self,
           guint       zoom,
           guint       x,
           guint       y)
{
  GBytes *bytes = NULL;

  sqlite3_bind_int (self->find, 1, (int) zoom);
  sqlite3_bind_int (self->find, 2, (int) x);
  sqlite3_bind_int (self->find, 3, (int) ((1u << zoom) - 1 - y));
  if (sqlite3_step (self->find) == SQLITE_ROW)
    {
      const void *blob = sqlite3_column_blob (self->find, 0);
      int length = sqlite3_column_bytes (self->find, 0);

      if (blob != NULL && mlg_picture_kind (blob, length) != MLG_PICTURE_UNKNOWN)
        bytes = g_bytes_new (blob, length);
    }
  sqlite3_reset (self->find);
  return bytes;
}

GBytes *
mlg_mbtiles_find (MlgMbtiles *self,
                  guint       zoom,
                  guint       x,
                  guint       y,
                  guint      *found)
{
  GBytes *bytes = NULL;
  guint up = zoom > self->last ? zoom - self->last : 0;

  g_mutex_lock (&self->lock);
  for (; bytes == NULL && up + self->first <= zoom; up++)
    {
      bytes = read_tile (self, zoom - up, x >> up, y >> up);
      *found = zoom - up;
    }
  g_mutex_unlock (&self->lock);
  return bytes;
}
