/* Map pictures fetched as they are looked at, once the user has asked for it: those of the view that are missing,
 * nearest to its middle first, into a cache that is read like any file of pictures. What is no longer looked at
 * is no longer asked for. Main thread.
 */

#pragma once

#include "territory/mlg-mbtiles.h"
#include "territory/mlg-projection.h"

G_BEGIN_DECLS

typedef struct _MlgMapOnline MlgMapOnline;

/* Something came, or is in trouble, or no longer is. */
typedef void (*MlgMapOnlineFunc) (gpointer data);

typedef struct
{
  const char *address;         /* https://…/{z}/{x}/{y}.png */
  const char *name;
  const char *attribution;     /* the cache is begun anew when it changes: it says the year */
  const char *cache;           /* path */
  guint       last;            /* the finest zoom */
  guint       patience;        /* milliseconds before a server that failed is asked again */
} MlgMapOnlineOrder;

MlgMapOnline *mlg_map_online_new         (const MlgMapOnlineOrder *order,
                                          MlgMapOnlineFunc         func,
                                          gpointer                 data,
                                          GError                 **error);
void          mlg_map_online_free        (MlgMapOnline            *self);

MlgMbtiles   *mlg_map_online_get_tiles   (MlgMapOnline            *self);
/* What the user looks at now: fetches what is missing there and nothing else. */
void          mlg_map_online_look        (MlgMapOnline            *self,
                                          const MlgMapFrame       *frame,
                                          int                      device_scale);
/* All of what is looked at is there. */
gboolean      mlg_map_online_is_whole    (MlgMapOnline            *self);
/* Why nothing comes, a sentence; NULL: all is well. */
const char   *mlg_map_online_get_trouble (MlgMapOnline            *self);

G_END_DECLS
