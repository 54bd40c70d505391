/* Between the files of mlg-pack: how geometries are written.
 *
 * Numbers are LEB128, signed ones zigzag. A blob: n rings, then for each n points and the differences
 * between them, in 2^-26 of the plane (0.6 m at the equator).
 */

#pragma once

#include "territory/mlg-pack.h"

#include <sqlite3.h>

G_BEGIN_DECLS

#define MLG_PACK_APPLICATION_ID 0x4d4c5450      /* "MLTP" */
#define MLG_PACK_FORMAT         1
#define MLG_PACK_SHIFT          4               /* from 2^26 to 2^30 */
#define MLG_FEATURE_DETAILS     4               /* the last is drawn with details 3 and 4 */

struct _MlgPack
{
  char       *uri;
  GHashTable *texts;         /* key → text */
  GMutex      lock;
  GHashTable *outlines;      /* "kind code" → MlgPackOutline; NULL: not known */
};

void     mlg_pack_outline_free   (MlgPackOutline *self);

/* The read-only connection of a thread. */
sqlite3 *mlg_pack_connect        (MlgPack       *self);

/* Appends; FALSE when the blob is not one. */
gboolean mlg_pack_decode         (const guint8  *blob,
                                  gsize          length,
                                  GArray        *ends,
                                  GArray        *points);

G_END_DECLS
