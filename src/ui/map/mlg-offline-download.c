/* Map pictures of an area fetched once. */

#include "ui/map/mlg-offline-download.h"

#include <glib/gi18n-lib.h>

#include "territory/mlg-mbtiles.h"
#include "territory/mlg-mbtiles-writer.h"
#include "ui/map/mlg-tile-address.h"

#define MAX_FLYING    4
#define MAX_TRIES     6            /* in a row, before it is said that nothing comes */
#define MAX_WAIT      120000       /* milliseconds */
#define MAX_WRONG     8            /* answers in a row that are no pictures */

typedef struct
{
  guint zoom, x, y;
} Tile;

struct _MlgOfflineDownload
{
  MlgOfflineOrder    order;
  MlgMbtilesWriter  *writer;
  SoupSession       *session;
  GCancellable      *cancellable;
  MlgOfflineFunc     func;
  gpointer           data;
  MlgOfflineProgress progress;
  char              *message;

  Tile               next;         /* of those never asked for */
  gboolean           at_end;
  GQueue             again;        /* Tile: refused, to be asked for again */
  guint              n_flying;
  guint              n_refusals, n_wrong;      /* in a row */
  guint              patience;     /* milliseconds */
  guint              wait_source, pump_source;
};

typedef struct
{
  MlgOfflineDownload *owner;       /* gone once it is cancelled */
  GCancellable       *cancellable;
  SoupMessage        *message;
  Tile                tile;
  guint               n_hops;
} Flight;

static void pump_soon (MlgOfflineDownload *self);

/* ---- which tiles */

static void
range (const MlgMercatorBox *box,
       guint                 zoom,
       Tile                 *low,
       Tile                 *high)
{
  guint shift = 30 - zoom, limit = (1u << zoom) - 1;

  *low = (Tile) { zoom, MIN ((guint) MAX (box->x0, 0) >> shift, limit), MIN ((guint) MAX (box->y0, 0) >> shift, limit) };
  *high = (Tile) { zoom, MIN ((guint) MAX (box->x1, 0) >> shift, limit), MIN ((guint) MAX (box->y1, 0) >> shift, limit) };
}

guint64
mlg_offline_count (const MlgMercatorBox *box,
                   guint                 first,
                   guint                 last)
{
  guint64 n = 0;

  for (guint zoom = first; zoom <= last && !mlg_mercator_box_is_empty (box); zoom++)
    {
      Tile low, high;

      range (box, zoom, &low, &high);
      n += (guint64) (high.x - low.x + 1) * (high.y - low.y + 1);
    }
  return n;
}

/* Moves to the tile after this one. */
static void
advance (MlgOfflineDownload *self)
{
  Tile low, high;

  range (&self->order.box, self->next.zoom, &low, &high);
  if (++self->next.x <= high.x)
    return;
  self->next.x = low.x;
  if (++self->next.y <= high.y)
    return;
  if (self->next.zoom == self->order.last)
    {
      self->at_end = TRUE;
      return;
    }
  range (&self->order.box, self->next.zoom + 1, &self->next, &high);
}

static gboolean
refuse (GError     **error,
        const char  *text)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, text);
  return FALSE;
}

/* ---- states */

static void
tell (MlgOfflineDownload *self)
{
  self->progress.message = self->message;
  self->func (&self->progress, self->data);
}

static void
stop_with (MlgOfflineDownload *self,
           const char         *message)
{
  g_free (self->message);
  self->message = g_strdup (message);
  self->progress.state = MLG_OFFLINE_PAUSED;
}

static void
finish (MlgOfflineDownload *self)
{
  g_autoptr(GError) error = NULL;

  if (mlg_mbtiles_writer_finish (self->writer, &error))
    self->progress.state = MLG_OFFLINE_DONE;
  else
    stop_with (self, error->message);
  tell (self);
}

static gboolean
waited_cb (gpointer data)
{
  MlgOfflineDownload *self = data;

  self->wait_source = 0;
  self->progress.waiting = FALSE;
  pump_soon (self);
  return G_SOURCE_REMOVE;
}

/* Everybody waits: what one was refused, the others would be too. */
static void
wait_for_it (MlgOfflineDownload *self,
             guint               milliseconds)
{
  g_clear_handle_id (&self->wait_source, g_source_remove);
  self->progress.waiting = TRUE;
  self->wait_source = g_timeout_add (MIN (milliseconds, MAX_WAIT), waited_cb, self);
}

/* ---- answers */

static void
try_again (MlgOfflineDownload *self,
           const Flight       *flight,
           const char         *why)
{
  const char *asked = soup_message_headers_get_one (soup_message_get_response_headers (flight->message), "Retry-After");
  guint64 seconds = asked != NULL ? g_ascii_strtoull (asked, NULL, 10) : 0;
  guint wait = self->patience << MIN (self->n_refusals, 6);

  g_queue_push_tail (&self->again, g_memdup2 (&flight->tile, sizeof (Tile)));
  self->n_refusals++;
  if (self->n_refusals > MAX_TRIES)
    stop_with (self, why);
  else
    wait_for_it (self, (guint) MAX (wait, MIN (seconds, MAX_WAIT / 1000) * self->patience));
}

static void
keep (MlgOfflineDownload *self,
      const Flight       *flight,
      GBytes             *bytes)
{
  g_autoptr(GError) error = NULL;

  self->n_refusals = 0;
  self->n_wrong = 0;
  if (!mlg_mbtiles_writer_add (self->writer, flight->tile.zoom, flight->tile.x, flight->tile.y, bytes, &error))
    {
      stop_with (self, error->message);
      return;
    }
  self->progress.n_done++;
  self->progress.n_missing += bytes == NULL;
  self->progress.n_bytes += bytes != NULL ? g_bytes_get_size (bytes) : 0;
}

/* A page of a hotel's network, an error dressed as a success: never stored as a picture. */
static void
take_wrong (MlgOfflineDownload *self,
            const Flight       *flight)
{
  g_queue_push_tail (&self->again, g_memdup2 (&flight->tile, sizeof (Tile)));
  if (++self->n_wrong >= MAX_WRONG)
    stop_with (self, _("What this address answers is not map pictures (PNG or JPEG). Check the address, or the network."));
}

static void
take (MlgOfflineDownload *self,
      const Flight       *flight,
      GBytes             *bytes)
{
  guint status = soup_message_get_status (flight->message);
  gsize length = bytes != NULL ? g_bytes_get_size (bytes) : 0;
  MlgPictureKind kind = length > 0 && length <= MLG_TILE_MAX_SIZE ? mlg_picture_kind (g_bytes_get_data (bytes, NULL), length) : MLG_PICTURE_UNKNOWN;

  if (bytes == NULL)
    try_again (self, flight, _("No network: what was fetched is kept, go on when it is back."));
  else if (status == 429 || status >= 500)
    try_again (self, flight, _("The server does not answer any more: what was fetched is kept, go on later."));
  else if (status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE || status == SOUP_STATUS_NO_CONTENT)
    keep (self, flight, NULL);
  else if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN)
    {
      g_queue_push_tail (&self->again, g_memdup2 (&flight->tile, sizeof (Tile)));
      stop_with (self, _("The server refuses to give these pictures."));
    }
  else if (status == SOUP_STATUS_OK && (kind == MLG_PICTURE_PNG || kind == MLG_PICTURE_JPEG))
    keep (self, flight, bytes);
  else
    take_wrong (self, flight);
}

static void answered_cb (GObject *object, GAsyncResult *result, gpointer data);

static void
ask (MlgOfflineDownload *self,
     Flight             *flight)
{
  soup_session_send_and_read_async (self->session, flight->message, G_PRIORITY_DEFAULT, self->cancellable, answered_cb, flight);
}

/* Sent elsewhere: flies on, or there is no use in it. FALSE: it has landed. */
static gboolean
fly_on (MlgOfflineDownload *self,
        Flight             *flight)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SoupMessage) next = mlg_tile_message_next (flight->message, &error);

  if (next == NULL && error == NULL)
    return FALSE;
  if (next != NULL && flight->n_hops++ < MLG_TILE_MAX_HOPS)
    {
      g_set_object (&flight->message, next);
      ask (self, flight);
      return TRUE;
    }

  g_queue_push_tail (&self->again, g_memdup2 (&flight->tile, sizeof (Tile)));
  stop_with (self, error != NULL ? error->message : _("This server sends from one address to the next, without end."));
  return TRUE;
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  Flight *flight = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = soup_session_send_and_read_finish (SOUP_SESSION (object), result, &error);
  MlgOfflineDownload *self = flight->owner;
  SoupMessage *asked = flight->message;

  if (!g_cancellable_is_cancelled (flight->cancellable))
    {
      if (bytes == NULL || !fly_on (self, flight))
        take (self, flight, bytes);
      if (flight->message != asked)
        return;
      self->n_flying--;
      tell (self);
      pump_soon (self);
    }
  g_object_unref (flight->message);
  g_object_unref (flight->cancellable);
  g_free (flight);
}

/* ---- requests */

static gboolean
pick (MlgOfflineDownload *self,
      Tile               *tile)
{
  g_autofree Tile *again = g_queue_pop_head (&self->again);

  if (again != NULL)
    {
      *tile = *again;
      return TRUE;
    }
  while (!self->at_end)
    {
      *tile = self->next;
      advance (self);
      if (!mlg_mbtiles_writer_has (self->writer, tile->zoom, tile->x, tile->y))
        return TRUE;
      self->progress.n_done++;
    }
  return FALSE;
}

static void
send (MlgOfflineDownload *self,
      const Tile         *tile)
{
  Flight *flight = g_new0 (Flight, 1);

  flight->owner = self;
  flight->cancellable = g_object_ref (self->cancellable);
  flight->tile = *tile;
  flight->message = mlg_tile_message_new (self->order.address, tile->zoom, tile->x, tile->y);
  self->n_flying++;
  ask (self, flight);
}

static gboolean
pump_cb (gpointer data)
{
  MlgOfflineDownload *self = data;
  Tile tile;

  self->pump_source = 0;
  while (self->progress.state == MLG_OFFLINE_RUNNING && !self->progress.waiting && self->n_flying < MAX_FLYING && pick (self, &tile))
    send (self, &tile);
  if (self->progress.state == MLG_OFFLINE_RUNNING && self->n_flying == 0 && self->at_end && g_queue_is_empty (&self->again))
    finish (self);
  return G_SOURCE_REMOVE;
}

static void
pump_soon (MlgOfflineDownload *self)
{
  if (self->pump_source == 0)
    self->pump_source = g_idle_add (pump_cb, self);
}

/* ---- life */

void
mlg_offline_order_clear (MlgOfflineOrder *order)
{
  g_clear_pointer (&order->address, g_free);
  g_clear_pointer (&order->name, g_free);
  g_clear_pointer (&order->attribution, g_free);
  g_clear_pointer (&order->path, g_free);
}

static gboolean
open_writer (MlgOfflineDownload  *self,
             GError             **error)
{
  const MlgOfflineOrder *order = &self->order;
  MlgMbtilesInfo info = { order->name, order->attribution, order->address, .first = order->first, .last = order->last };

  mlg_mercator_unproject ((MlgMercator) { order->box.x0, order->box.y0 }, &info.north, &info.west);
  mlg_mercator_unproject ((MlgMercator) { order->box.x1, order->box.y1 }, &info.south, &info.east);
  self->writer = mlg_mbtiles_writer_new (order->path, &info, error);
  return self->writer != NULL;
}

MlgOfflineDownload *
mlg_offline_download_new (const MlgOfflineOrder  *order,
                          guint                   patience,
                          MlgOfflineFunc          func,
                          gpointer                data,
                          GError                **error)
{
  guint64 n = mlg_offline_count (&order->box, order->first, order->last);
  MlgOfflineDownload *self;
  Tile high;

  if (!mlg_tile_check_address (order->address, error))
    return NULL;
  if (n == 0 || n > MLG_OFFLINE_MAX_TILES || order->last > MLG_MBTILES_MAX_ZOOM)
    {
      refuse (error, _("This area is too wide at this detail: choose a smaller one, or less detail."));
      return NULL;
    }

  self = g_new0 (MlgOfflineDownload, 1);
  self->order = *order;
  self->order.address = g_strdup (order->address);
  self->order.name = g_strdup (order->name);
  self->order.attribution = g_strdup (order->attribution);
  self->order.path = g_strdup (order->path);
  self->patience = patience;
  self->func = func;
  self->data = data;
  self->progress.n_tiles = (guint) n;
  g_queue_init (&self->again);
  self->cancellable = g_cancellable_new ();
  if (!open_writer (self, error))
    {
      mlg_offline_download_free (self);
      return NULL;
    }

  range (&self->order.box, self->order.first, &self->next, &high);
  self->session = mlg_tile_session_new ();
  pump_soon (self);
  return self;
}

void
mlg_offline_download_free (MlgOfflineDownload *self)
{
  if (self == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->wait_source, g_source_remove);
  g_clear_handle_id (&self->pump_source, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->writer, mlg_mbtiles_writer_free);
  g_queue_clear_full (&self->again, g_free);
  mlg_offline_order_clear (&self->order);
  g_free (self->message);
  g_free (self);
}

void
mlg_offline_download_pause (MlgOfflineDownload *self)
{
  if (self->progress.state != MLG_OFFLINE_RUNNING)
    return;

  self->progress.state = MLG_OFFLINE_PAUSED;
  tell (self);
}

void
mlg_offline_download_resume (MlgOfflineDownload *self)
{
  if (self->progress.state != MLG_OFFLINE_PAUSED)
    return;

  g_clear_pointer (&self->message, g_free);
  self->n_refusals = self->n_wrong = 0;
  self->progress.state = MLG_OFFLINE_RUNNING;
  tell (self);
  pump_soon (self);
}
