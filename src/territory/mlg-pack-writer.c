/* Making a territory pack. */

#include "territory/mlg-pack-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "territory/mlg-pack-private.h"
#include "territory/mlg-simplify.h"

struct _MlgPackWriter
{
  char         *path, *part;
  sqlite3      *db;
  gint64        last_area, last_border, last_feature;
  sqlite3_stmt *add_area, *add_border, *add_feature;
  sqlite3_stmt *area_box[MLG_PACK_DETAILS], *border_box[MLG_PACK_DETAILS], *feature_box;
};

static const char schema[] =
  "CREATE TABLE pack (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE area (id INTEGER PRIMARY KEY, detail INTEGER NOT NULL, commune TEXT NOT NULL, epci TEXT NOT NULL,"
  " department TEXT NOT NULL, region TEXT NOT NULL, points BLOB NOT NULL);"
  "CREATE TABLE border (id INTEGER PRIMARY KEY, detail INTEGER NOT NULL, points BLOB NOT NULL);"
  "CREATE TABLE feature (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, rank INTEGER NOT NULL, name TEXT NOT NULL,"
  " closed INTEGER NOT NULL, points0 BLOB NOT NULL, points1 BLOB NOT NULL, points2 BLOB NOT NULL,"
  " points3 BLOB NOT NULL);"
  "CREATE VIRTUAL TABLE feature_box USING rtree_i32 (id, x0, x1, y0, y1);";

static gboolean
fail (MlgPackWriter  *self,
      GError        **error)
{
  g_set_error (error, G_IO_ERROR, sqlite3_errcode (self->db) == SQLITE_FULL ? G_IO_ERROR_NO_SPACE : G_IO_ERROR_FAILED,
               _("The territory pack could not be written: %s."), sqlite3_errmsg (self->db));
  return FALSE;
}

static gboolean
run (MlgPackWriter  *self,
     const char     *sql,
     GError        **error)
{
  return sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK || fail (self, error);
}

static gboolean
prepare (MlgPackWriter  *self,
         const char     *sql,
         sqlite3_stmt  **statement,
         GError        **error)
{
  return sqlite3_prepare_v2 (self->db, sql, -1, statement, NULL) == SQLITE_OK || fail (self, error);
}

static gboolean
prepare_boxes (MlgPackWriter  *self,
               GError        **error)
{
  for (guint i = 0; i < MLG_PACK_DETAILS; i++)
    {
      g_autofree char *tables = g_strdup_printf ("CREATE VIRTUAL TABLE area_box%u USING rtree_i32 (id, x0, x1, y0, y1);"
                                                 "CREATE VIRTUAL TABLE border_box%u USING rtree_i32 (id, x0, x1, y0, y1);",
                                                 i, i);
      g_autofree char *area = g_strdup_printf ("INSERT INTO area_box%u VALUES (?1, ?2, ?3, ?4, ?5)", i);
      g_autofree char *border = g_strdup_printf ("INSERT INTO border_box%u VALUES (?1, ?2, ?3, ?4, ?5)", i);

      if (!run (self, tables, error) ||
          !prepare (self, area, &self->area_box[i], error) ||
          !prepare (self, border, &self->border_box[i], error))
        return FALSE;
    }

  return prepare (self, "INSERT INTO feature_box VALUES (?1, ?2, ?3, ?4, ?5)", &self->feature_box, error);
}

MlgPackWriter *
mlg_pack_writer_new (const char  *path,
                     GError     **error)
{
  g_autoptr(MlgPackWriter) self = g_new0 (MlgPackWriter, 1);
  g_autofree char *pragmas = g_strdup_printf ("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                                              "PRAGMA application_id = %d; PRAGMA user_version = %d; BEGIN;",
                                              MLG_PACK_APPLICATION_ID, MLG_PACK_FORMAT);

  self->path = g_strdup (path);
  self->part = g_strconcat (path, ".part", NULL);
  g_unlink (self->part);
  if (sqlite3_open_v2 (self->part, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
    {
      fail (self, error);
      return NULL;
    }

  if (!run (self, pragmas, error) || !run (self, schema, error) || !prepare_boxes (self, error) ||
      !prepare (self, "INSERT INTO area VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", &self->add_area, error) ||
      !prepare (self, "INSERT INTO border VALUES (?1, ?2, ?3)", &self->add_border, error) ||
      !prepare (self, "INSERT INTO feature VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", &self->add_feature, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
close_db (MlgPackWriter *self)
{
  g_clear_pointer (&self->add_area, sqlite3_finalize);
  g_clear_pointer (&self->add_border, sqlite3_finalize);
  g_clear_pointer (&self->add_feature, sqlite3_finalize);
  g_clear_pointer (&self->feature_box, sqlite3_finalize);
  for (guint i = 0; i < MLG_PACK_DETAILS; i++)
    {
      g_clear_pointer (&self->area_box[i], sqlite3_finalize);
      g_clear_pointer (&self->border_box[i], sqlite3_finalize);
    }
  g_clear_pointer (&self->db, sqlite3_close);
}

void
mlg_pack_writer_free (MlgPackWriter *self)
{
  if (self == NULL)
    return;

  close_db (self);
  if (self->part != NULL)
    g_unlink (self->part);
  g_free (self->path);
  g_free (self->part);
  g_free (self);
}

/* ---- texts */

gboolean
mlg_pack_writer_set_text (MlgPackWriter  *self,
                          const char     *key,
                          const char     *text,
                          GError        **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean done;

  if (!prepare (self, "INSERT OR REPLACE INTO pack VALUES (?1, ?2)", &statement, error))
    return FALSE;

  sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, text, -1, SQLITE_STATIC);
  done = sqlite3_step (statement) == SQLITE_DONE || fail (self, error);
  sqlite3_finalize (statement);
  return done;
}

gboolean
mlg_pack_writer_set_count (MlgPackWriter  *self,
                           MlgPlaceKind    kind,
                           guint           n,
                           GError        **error)
{
  g_autofree char *key = g_strdup_printf ("count-%s", mlg_place_kind_get_id (kind));
  g_autofree char *text = g_strdup_printf ("%u", n);

  return mlg_pack_writer_set_text (self, key, text, error);
}

/* ---- geometries */

static void
add_number (GByteArray *blob,
            guint64     value)
{
  do
    {
      guint8 byte = (value & 127) | (value > 127 ? 128 : 0);

      g_byte_array_append (blob, &byte, 1);
      value >>= 7;
    }
  while (value > 0);
}

static void
add_signed (GByteArray *blob,
            gint64      value)
{
  add_number (blob, value < 0 ? ((guint64) ~value << 1) | 1 : (guint64) value << 1);
}

/* Differences go on from one line of a blob to the next. */
typedef struct
{
  gint64 x, y;
} Pen;

static void
add_line (GByteArray        *blob,
          const MlgMercator *points,
          guint              n,
          Pen               *pen,
          MlgMercatorBox    *box)
{
  add_number (blob, n);
  for (guint i = 0; i < n; i++)
    {
      gint64 x = points[i].x >> MLG_PACK_SHIFT, y = points[i].y >> MLG_PACK_SHIFT;

      add_signed (blob, x - pen->x);
      add_signed (blob, y - pen->y);
      *pen = (Pen) { x, y };
      mlg_mercator_box_add (box, points[i]);
    }
}

static GByteArray *
encode (GArray         *rings,
        double          tolerance,
        gboolean        closed,
        MlgMercatorBox *box)
{
  GByteArray *blob = g_byte_array_new ();
  g_autoptr(GByteArray) lines = g_byte_array_new ();
  Pen pen = { 0, 0 };
  guint n_kept = 0;

  *box = MLG_MERCATOR_BOX_EMPTY;
  for (guint i = 0; i < rings->len; i++)
    {
      const MlgRing *ring = &g_array_index (rings, MlgRing, i);
      guint n = ring->n;
      g_autofree MlgMercator *simple = tolerance > 0 && n > 0 ? mlg_simplify_line (ring->points, n, tolerance, &n) : NULL;

      if (n < (closed ? 4 : 2))
        continue;
      add_line (lines, simple != NULL ? simple : ring->points, n, &pen, box);
      n_kept++;
    }
  add_number (blob, n_kept);
  g_byte_array_append (blob, lines->data, lines->len);
  return blob;
}

static gboolean
add_row (MlgPackWriter  *self,
         sqlite3_stmt   *row,
         sqlite3_stmt   *box_row,
         gint64          id,
         MlgMercatorBox  box,
         GError        **error)
{
  gint32 sides[] = { box.x0, box.x1, box.y0, box.y1 };
  gboolean done;

  sqlite3_bind_int64 (row, 1, id);
  sqlite3_bind_int64 (box_row, 1, id);
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    sqlite3_bind_int (box_row, i + 2, sides[i]);

  done = sqlite3_step (row) == SQLITE_DONE && sqlite3_step (box_row) == SQLITE_DONE;
  if (!done)
    fail (self, error);
  sqlite3_reset (row);
  sqlite3_reset (box_row);
  return done;
}

static gboolean
add_area (MlgPackWriter       *self,
          guint                detail,
          gint64               id,
          const MlgPackCodes  *codes,
          GArray              *rings,
          GError             **error)
{
  MlgMercatorBox box;
  g_autoptr(GByteArray) blob = encode (rings, 0, TRUE, &box);

  if (mlg_mercator_box_is_empty (&box))
    return TRUE;

  sqlite3_bind_int (self->add_area, 2, detail);
  sqlite3_bind_text (self->add_area, 3, codes->commune, -1, SQLITE_STATIC);
  sqlite3_bind_text (self->add_area, 4, codes->epci, -1, SQLITE_STATIC);
  sqlite3_bind_text (self->add_area, 5, codes->department, -1, SQLITE_STATIC);
  sqlite3_bind_text (self->add_area, 6, codes->region, -1, SQLITE_STATIC);
  sqlite3_bind_blob (self->add_area, 7, blob->data, blob->len, SQLITE_STATIC);
  return add_row (self, self->add_area, self->area_box[detail], id, box, error);
}

static guint
compare_sides (const MlgPackCodes *left,
               const MlgPackCodes *right)
{
  if (left == NULL || right == NULL)
    return MLG_BORDER_OUTSIDE | MLG_BORDER_REGION | MLG_BORDER_DEPARTMENT | MLG_BORDER_EPCI | MLG_BORDER_COMMUNE;

  return (strcmp (left->region, right->region) != 0 ? MLG_BORDER_REGION : 0) |
         (strcmp (left->department, right->department) != 0 ? MLG_BORDER_DEPARTMENT : 0) |
         (strcmp (left->epci, right->epci) != 0 ? MLG_BORDER_EPCI : 0) |
         (strcmp (left->commune, right->commune) != 0 ? MLG_BORDER_COMMUNE : 0);
}

/* Borders that start near each other are one row: a hundred thousand rows would weigh more than what
 * they hold. */
typedef struct
{
  guint64 cell;
  guint   border;
} Start;

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  const Start *x = a, *y = b;

  return x->cell != y->cell ? (x->cell < y->cell ? -1 : 1) : (int) x->border - (int) y->border;
}

static GArray *
sort_by_cell (const MlgPartition *partition,
              guint               detail)
{
  /* As wide as a tile at zoom 6, 7, 9, 10, 12. */
  static const guint shifts[MLG_PACK_DETAILS] = { 24, 23, 21, 20, 18 };
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (Start));

  for (guint i = 0; i < partition->borders->len; i++)
    {
      const MlgBorder *border = &g_array_index (partition->borders, MlgBorder, i);
      Start start = { (guint64) (border->points[0].x >> shifts[detail]) << 32 |
                      (guint32) (border->points[0].y >> shifts[detail]), i };

      g_array_append_val (starts, start);
    }
  g_array_sort (starts, compare_starts);
  return starts;
}

static gboolean
add_borders (MlgPackWriter       *self,
             guint                detail,
             const MlgPartition  *partition,
             const MlgPackCodes  *codes,
             const Start         *starts,
             guint                n,
             GError             **error)
{
  g_autoptr(GByteArray) blob = g_byte_array_new ();
  MlgMercatorBox box = MLG_MERCATOR_BOX_EMPTY;
  Pen pen = { 0, 0 };

  add_number (blob, n);
  for (guint i = 0; i < n; i++)
    {
      const MlgBorder *border = &g_array_index (partition->borders, MlgBorder, starts[i].border);

      add_number (blob, compare_sides (border->left == G_MAXUINT ? NULL : &codes[border->left],
                                       border->right == G_MAXUINT ? NULL : &codes[border->right]));
      add_line (blob, border->points, border->n, &pen, &box);
    }
  sqlite3_bind_int (self->add_border, 2, detail);
  sqlite3_bind_blob (self->add_border, 3, blob->data, blob->len, SQLITE_STATIC);
  return add_row (self, self->add_border, self->border_box[detail], ++self->last_border, box, error);
}

gboolean
mlg_pack_writer_add_partition (MlgPackWriter       *self,
                               guint                detail,
                               const MlgPartition  *partition,
                               const MlgPackCodes  *codes,
                               GError             **error)
{
  g_autoptr(GArray) starts = NULL;

  g_return_val_if_fail (detail < MLG_PACK_DETAILS, FALSE);

  for (guint g = 0; g < partition->n_groups; g++)
    if (!add_area (self, detail, ++self->last_area, &codes[g], partition->rings[g], error))
      return FALSE;

  starts = sort_by_cell (partition, detail);
  for (guint i = 0, next; i < starts->len; i = next)
    {
      const Start *first = &g_array_index (starts, Start, i);

      for (next = i; next < starts->len && g_array_index (starts, Start, next).cell == first->cell; next++)
        ;
      if (!add_borders (self, detail, partition, codes, first, next - i, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
mlg_pack_writer_add_feature (MlgPackWriter  *self,
                             MlgFeature      kind,
                             guint           rank,
                             const char     *name,
                             gboolean        closed,
                             GArray         *rings,
                             GError        **error)
{
  /* Half a pixel where the next level takes over. */
  static const double tolerances[MLG_FEATURE_DETAILS] = { 1 << 15, 1 << 13, 1 << 12, 0 };
  GByteArray *blobs[MLG_FEATURE_DETAILS];
  MlgMercatorBox box;
  gboolean done = TRUE;

  for (guint i = 0; i < MLG_FEATURE_DETAILS; i++)
    blobs[i] = encode (rings, tolerances[i], closed, &box);

  if (!mlg_mercator_box_is_empty (&box))
    {
      sqlite3_bind_int (self->add_feature, 2, kind);
      sqlite3_bind_int (self->add_feature, 3, rank);
      sqlite3_bind_text (self->add_feature, 4, name, -1, SQLITE_STATIC);
      sqlite3_bind_int (self->add_feature, 5, closed);
      for (guint i = 0; i < MLG_FEATURE_DETAILS; i++)
        sqlite3_bind_blob (self->add_feature, 6 + i, blobs[i]->data, blobs[i]->len, SQLITE_STATIC);
      done = add_row (self, self->add_feature, self->feature_box, ++self->last_feature, box, error);
    }
  for (guint i = 0; i < MLG_FEATURE_DETAILS; i++)
    g_byte_array_unref (blobs[i]);
  return done;
}

static gboolean
sync_and_rename (MlgPackWriter  *self,
                 GError        **error)
{
  int fd = g_open (self->part, O_RDONLY, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  if (done && g_rename (self->part, self->path) == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("The territory pack could not be written: %s."),
               g_strerror (errno));
  return FALSE;
}

gboolean
mlg_pack_writer_finish (MlgPackWriter  *self,
                        GError        **error)
{
  if (!run (self, "CREATE INDEX area_commune ON area (commune, detail) WHERE commune != '';"
                  "CREATE INDEX area_epci ON area (epci, detail) WHERE epci != '';"
                  "CREATE INDEX area_department ON area (department, detail) WHERE detail < 3; COMMIT;", error))
    return FALSE;

  close_db (self);
  return sync_and_rename (self, error);
}
