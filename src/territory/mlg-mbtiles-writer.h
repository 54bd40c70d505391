/* Making a file of map pictures, tile by tile, over several sittings: what is there stays there, whatever ends
 * the program. Equal pictures (sea, fields) are kept once. Thread: one at a time.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  const char *attribution;
  const char *source;          /* the address of the tiles: a file begun with another is begun anew */
  double      south, west, north, east;
  guint       first, last;     /* zooms */
} MlgMbtilesInfo;

typedef struct _MlgMbtilesWriter MlgMbtilesWriter;

/* @path as it will be called; until it is finished it is @path.part, which is taken up where it was left. */
MlgMbtilesWriter *mlg_mbtiles_writer_new    (const char            *path,
                                             const MlgMbtilesInfo  *info,
                                             GError               **error);
/* A cache: under its own name at once, read while it is written (mlg_mbtiles_open_cache). Emptied first when it
 * weighs more than @most bytes. */
MlgMbtilesWriter *mlg_mbtiles_writer_new_cache (const char        *path,
                                             const MlgMbtilesInfo *info,
                                             goffset              most,
                                             GError             **error);
/* What was added can be read from now on. */
void              mlg_mbtiles_writer_flush  (MlgMbtilesWriter      *self);
/* Keeps what is there. */
void              mlg_mbtiles_writer_free   (MlgMbtilesWriter      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMbtilesWriter, mlg_mbtiles_writer_free)

/* Is it there, or known not to exist? @y counted from the north. */
gboolean          mlg_mbtiles_writer_has    (MlgMbtilesWriter      *self,
                                             guint                  zoom,
                                             guint                  x,
                                             guint                  y);
/* @bytes NULL: there is no picture there. */
gboolean          mlg_mbtiles_writer_add    (MlgMbtilesWriter      *self,
                                             guint                  zoom,
                                             guint                  x,
                                             guint                  y,
                                             GBytes                *bytes,
                                             GError               **error);
/* One file, whole, under its name. */
gboolean          mlg_mbtiles_writer_finish (MlgMbtilesWriter      *self,
                                             GError               **error);

G_END_DECLS
