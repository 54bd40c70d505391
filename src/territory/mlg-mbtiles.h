/* A file of map pictures (MBTiles 1.3, raster): reading by place and zoom. Bytes come out as they are; who
 * draws decodes them. Thread: any, all at once.
 */

#pragma once

#include <gio/gio.h>

#include "territory/mlg-projection.h"

G_BEGIN_DECLS

#define MLG_MBTILES_MAX_ZOOM 22

typedef enum
{
  MLG_PICTURE_UNKNOWN,
  MLG_PICTURE_PNG,
  MLG_PICTURE_JPEG,
  MLG_PICTURE_WEBP,
  MLG_PICTURE_GZIP,          /* vector tiles, which are no pictures */
} MlgPictureKind;

typedef struct _MlgMbtiles MlgMbtiles;

/* Errors: G_IO_ERROR with a sentence. The file is not written to and must not be while it is open. */
MlgMbtiles    *mlg_mbtiles_open            (const char        *path,
                                            GError           **error);
/* Of a cache that is being written, and may be empty still: its zooms are what it says. */
MlgMbtiles    *mlg_mbtiles_open_cache      (const char        *path,
                                            GError           **error);
MlgMbtiles    *mlg_mbtiles_ref             (MlgMbtiles        *self);
void           mlg_mbtiles_unref           (MlgMbtiles        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMbtiles, mlg_mbtiles_unref)

const char    *mlg_mbtiles_get_path        (MlgMbtiles        *self);
const char    *mlg_mbtiles_get_name        (MlgMbtiles        *self);      /* never NULL */
const char    *mlg_mbtiles_get_attribution (MlgMbtiles        *self);      /* NULL: none */
void           mlg_mbtiles_get_zooms       (MlgMbtiles        *self,
                                            guint             *first,
                                            guint             *last);

/* The picture there (@y counted from the north), or of the nearest zoom above that has one, told in @found:
 * its place is @x and @y shifted right by @zoom − @found. NULL: nothing there at any zoom. */
GBytes        *mlg_mbtiles_find            (MlgMbtiles        *self,
                                            guint              zoom,
                                            guint              x,
                                            guint              y,
                                            guint             *found);

/* By the first bytes, whatever the name. */
MlgPictureKind mlg_picture_kind            (const void        *bytes,
                                            gsize              length);

G_END_DECLS
