/* Map pictures of an area fetched once, to be used without a network: politely (four connections, waiting when
 * the server asks for it), in a file that is taken up where it was left. Main thread; nothing is fetched that
 * the user has not asked for.
 */

#pragma once

#include <gio/gio.h>

#include "territory/mlg-projection.h"

G_BEGIN_DECLS

#define MLG_OFFLINE_MAX_TILES 20000
#define MLG_OFFLINE_TILE_SIZE 18000      /* bytes, about */

typedef struct
{
  char          *address;      /* https://…/{z}/{x}/{y}.png */
  char          *name, *attribution;
  char          *path;         /* of the file to make */
  MlgMercatorBox box;
  guint          first, last;  /* zooms */
} MlgOfflineOrder;

void    mlg_offline_order_clear (MlgOfflineOrder      *order);
guint64 mlg_offline_count       (const MlgMercatorBox *box,
                                 guint                 first,
                                 guint                 last);

typedef enum
{
  MLG_OFFLINE_RUNNING,
  MLG_OFFLINE_PAUSED,          /* by the user, or by what went wrong: see the message */
  MLG_OFFLINE_DONE,
} MlgOfflineState;

typedef struct
{
  MlgOfflineState state;
  guint           n_tiles, n_done;     /* done: fetched, already there, or without picture */
  guint           n_missing;           /* without picture */
  guint64         n_bytes;             /* fetched in this sitting */
  gboolean        waiting;             /* the server asked for some patience */
  const char     *message;             /* why it paused, a sentence; or NULL */
} MlgOfflineProgress;

typedef struct _MlgOfflineDownload MlgOfflineDownload;
typedef void (*MlgOfflineFunc) (const MlgOfflineProgress *progress, gpointer data);

/* Begins at once. @patience: milliseconds of the first wait after a refusal (1000; tests: less). */
MlgOfflineDownload *mlg_offline_download_new    (const MlgOfflineOrder  *order,
                                                 guint                   patience,
                                                 MlgOfflineFunc          func,
                                                 gpointer                data,
                                                 GError                **error);
/* What is there is kept for the next time. */
void                mlg_offline_download_free   (MlgOfflineDownload     *self);
void                mlg_offline_download_pause  (MlgOfflineDownload     *self);
void                mlg_offline_download_resume (MlgOfflineDownload     *self);

G_END_DECLS
