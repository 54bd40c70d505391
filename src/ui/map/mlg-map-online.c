/* Map pictures fetched as they are looked at. */

#include "ui/map/mlg-map-online.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "territory/mlg-mbtiles-writer.h"
#include "ui/map/mlg-map-raster.h"
#include "ui/map/mlg-tile-address.h"

#define MAX_FLYING   4
#define MAX_FAILURES 3              /* in a row, before it is said that nothing comes */
#define MAX_CACHE    (256 << 20)    /* bytes; begun anew above */
#define SHOW_EVERY   150            /* milliseconds between two drawings while pictures come */
#define MAX_PATIENCE 600            /* seconds, whatever the server asks for */

typedef struct
{
  guint zoom, x, y;
} Tile;

typedef struct
{
  MlgMapOnline *owner;              /* NULL once it is gone, or no longer wants it */
  GCancellable *cancellable;
  SoupMessage  *message;
  Tile          tile;
  guint         n_hops;
} Flight;

struct _MlgMapOnline
{
  char             *address;
  guint             last, patience;
  MlgMapOnlineFunc  func;
  gpointer          data;
  MlgMbtilesWriter *writer;
  MlgMbtiles       *tiles;
  SoupSession      *session;

  MlgMapFrame       frame;          /* what is looked at */
  int               device_scale;   /* 0: nothing yet */
  GArray           *wanted;         /* Tile, the next at the end */
  GPtrArray        *flights;        /* Flight, of those that are still wanted */
  guint             show_source, rest_source;
  guint             n_failures;     /* in a row */
  char             *trouble;
};

static void ask_more (MlgMapOnline *self);

/* ---- telling */

static gboolean
show_cb (gpointer data)
{
  MlgMapOnline *self = data;

  self->show_source = 0;
  mlg_mbtiles_writer_flush (self->writer);
  self->func (self->data);
  return G_SOURCE_REMOVE;
}

static void
show_soon (MlgMapOnline *self)
{
  if (self->show_source == 0)
    self->show_source = g_timeout_add (SHOW_EVERY, show_cb, self);
}

/* ---- what is wanted */

static double
distance (const Tile *tile,
          double      x,
          double      y)
{
  double dx = tile->x + 0.5 - x, dy = tile->y + 0.5 - y;

  return dx * dx + dy * dy;
}

/* The nearest to the middle at the end. */
static int
compare_tiles (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const double *middle = data;
  double x = distance (a, middle[0], middle[1]), y = distance (b, middle[0], middle[1]);

  return x < y ? 1 : x > y ? -1 : 0;
}

static gboolean
is_flying (MlgMapOnline *self,
           const Tile   *tile)
{
  for (guint i = 0; i < self->flights->len; i++)
    {
      const Flight *flight = self->flights->pdata[i];

      if (flight->tile.zoom == tile->zoom && flight->tile.x == tile->x && flight->tile.y == tile->y)
        return TRUE;
    }
  return FALSE;
}

static void
call_back (MlgMapOnline           *self,
           const MlgMapRasterView *view)
{
  for (guint i = self->flights->len; i-- > 0;)
    {
      Flight *flight = self->flights->pdata[i];
      const Tile *tile = &flight->tile;

      if (view != NULL && tile->zoom == view->zoom && tile->x >= view->x0 && tile->x < view->x1 && tile->y >= view->y0 && tile->y < view->y1)
        continue;
      flight->owner = NULL;
      g_ptr_array_remove_index_fast (self->flights, i);
      g_cancellable_cancel (flight->cancellable);
    }
}

static void
want (MlgMapOnline *self)
{
  MlgMapRasterView view;
  double middle[2];

  mlg_map_raster_look (&view, &self->frame, self->device_scale, self->last);
  call_back (self, &view);
  g_array_set_size (self->wanted, 0);
  for (guint y = view.y0; y < view.y1; y++)
    for (guint x = view.x0; x < view.x1; x++)
      {
        Tile tile = { view.zoom, x, y };

        if (!is_flying (self, &tile) && !mlg_mbtiles_writer_has (self->writer, view.zoom, x, y))
          g_array_append_val (self->wanted, tile);
      }
  middle[0] = (view.left + self->frame.width / 2) / view.side;
  middle[1] = (view.top + self->frame.height / 2) / view.side;
  g_array_sort_with_data (self->wanted, compare_tiles, middle);
}

/* ---- answers */

static gboolean
rested_cb (gpointer data)
{
  MlgMapOnline *self = data;

  self->rest_source = 0;
  self->n_failures = 0;
  want (self);
  ask_more (self);
  return G_SOURCE_REMOVE;
}

/* Nothing more is asked for a while; the user is told once, until something comes again. */
static void
rest (MlgMapOnline *self,
      const char   *why,
      guint         milliseconds)
{
  gboolean is_news = self->trouble == NULL;

  call_back (self, NULL);
  if (self->rest_source == 0)
    self->rest_source = g_timeout_add (milliseconds, rested_cb, self);
  if (is_news)
    {
      self->trouble = g_strdup (why);
      self->func (self->data);
    }
}

static guint
get_patience (MlgMapOnline *self,
              SoupMessage  *message)
{
  const char *asked = soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After");
  guint64 seconds = asked != NULL ? g_ascii_strtoull (asked, NULL, 10) : 0;

  return MAX (self->patience, (guint) MIN (seconds, MAX_PATIENCE) * 1000);
}

static void
keep (MlgMapOnline *self,
      const Flight *flight,
      GBytes       *bytes)
{
  g_autoptr(GError) error = NULL;

  self->n_failures = 0;
  g_clear_pointer (&self->trouble, g_free);
  /* On a disk that is full the next pictures would not be kept either. */
  if (!mlg_mbtiles_writer_add (self->writer, flight->tile.zoom, flight->tile.x, flight->tile.y, bytes, &error))
    rest (self, error->message, self->patience);
  else
    show_soon (self);
}

static void
fail (MlgMapOnline *self,
      const Flight *flight,
      const char   *why,
      gboolean      at_once)
{
  if (++self->n_failures >= MAX_FAILURES || at_once)
    rest (self, why, get_patience (self, flight->message));
  else
    g_array_append_val (self->wanted, flight->tile);
}

static void
take (MlgMapOnline *self,
      const Flight *flight,
      GBytes       *bytes)
{
  guint status = soup_message_get_status (flight->message);
  gsize length = bytes != NULL ? g_bytes_get_size (bytes) : 0;
  MlgPictureKind kind = length > 0 && length <= MLG_TILE_MAX_SIZE ? mlg_picture_kind (g_bytes_get_data (bytes, NULL), length) : MLG_PICTURE_UNKNOWN;

  if (bytes == NULL)
    fail (self, flight, _("No network: the drawn map stays."), FALSE);
  else if (status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE || status == SOUP_STATUS_NO_CONTENT)
    keep (self, flight, NULL);
  else if (status == SOUP_STATUS_OK && (kind == MLG_PICTURE_PNG || kind == MLG_PICTURE_JPEG))
    keep (self, flight, bytes);
  else
    fail (self, flight, _("The server of the map pictures does not give them: the drawn map stays."),
          status == 429 || status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN);
}

/* ---- requests */

static void
flight_free (Flight *flight)
{
  g_object_unref (flight->message);
  g_object_unref (flight->cancellable);
  g_free (flight);
}

static void answered_cb (GObject *object, GAsyncResult *result, gpointer data);

static void
send (MlgMapOnline *self,
      Flight       *flight)
{
  soup_session_send_and_read_async (self->session, flight->message, G_PRIORITY_LOW, flight->cancellable, answered_cb, flight);
}

/* TRUE: it flies on. */
static gboolean
fly_on (MlgMapOnline *self,
        Flight       *flight)
{
  g_autoptr(SoupMessage) next = mlg_tile_message_next (flight->message, NULL);

  if (next == NULL || flight->n_hops++ >= MLG_TILE_MAX_HOPS)
    return FALSE;

  g_set_object (&flight->message, next);
  send (self, flight);
  return TRUE;
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  Flight *flight = data;
  g_autoptr(GBytes) bytes = soup_session_send_and_read_finish (SOUP_SESSION (object), result, NULL);
  MlgMapOnline *self = flight->owner;

  if (self != NULL)
    {
      if (bytes != NULL && fly_on (self, flight))
        return;
      g_ptr_array_remove_fast (self->flights, flight);
      take (self, flight, bytes);
      ask_more (self);
    }
  flight_free (flight);
}

static void
ask_more (MlgMapOnline *self)
{
  while (self->rest_source == 0 && self->flights->len < MAX_FLYING && self->wanted->len > 0)
    {
      Tile tile = g_array_index (self->wanted, Tile, self->wanted->len - 1);
      Flight *flight = g_new0 (Flight, 1);

      g_array_set_size (self->wanted, self->wanted->len - 1);
      flight->owner = self;
      flight->tile = tile;
      flight->cancellable = g_cancellable_new ();
      flight->message = mlg_tile_message_new (self->address, tile.zoom, tile.x, tile.y);
      g_ptr_array_add (self->flights, flight);
      send (self, flight);
    }
}

/* ---- life */

static gboolean
open_cache (MlgMapOnline             *self,
            const MlgMapOnlineOrder  *order,
            GError                  **error)
{
  g_autofree char *source = g_strdup_printf ("%s %s", order->address, order->attribution);
  g_autofree char *folder = g_path_get_dirname (order->cache);
  MlgMbtilesInfo info = { order->name, order->attribution, source, -85, -180, 85, 180, 0, order->last };

  g_mkdir_with_parents (folder, 0700);
  self->writer = mlg_mbtiles_writer_new_cache (order->cache, &info, MAX_CACHE, error);
  self->tiles = self->writer != NULL ? mlg_mbtiles_open_cache (order->cache, error) : NULL;
  return self->tiles != NULL;
}

MlgMapOnline *
mlg_map_online_new (const MlgMapOnlineOrder  *order,
                    MlgMapOnlineFunc          func,
                    gpointer                  data,
                    GError                  **error)
{
  MlgMapOnline *self;

  if (!mlg_tile_check_address (order->address, error))
    return NULL;

  self = g_new0 (MlgMapOnline, 1);
  self->address = g_strdup (order->address);
  self->last = order->last;
  self->patience = order->patience;
  self->func = func;
  self->data = data;
  self->wanted = g_array_new (FALSE, FALSE, sizeof (Tile));
  self->flights = g_ptr_array_new ();
  if (!open_cache (self, order, error))
    {
      mlg_map_online_free (self);
      return NULL;
    }
  self->session = mlg_tile_session_new ();
  return self;
}

void
mlg_map_online_free (MlgMapOnline *self)
{
  if (self == NULL)
    return;

  call_back (self, NULL);
  g_clear_handle_id (&self->show_source, g_source_remove);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->tiles, mlg_mbtiles_unref);
  g_clear_pointer (&self->writer, mlg_mbtiles_writer_free);
  g_array_unref (self->wanted);
  g_ptr_array_unref (self->flights);
  g_free (self->trouble);
  g_free (self->address);
  g_free (self);
}

MlgMbtiles *
mlg_map_online_get_tiles (MlgMapOnline *self)
{
  return self->tiles;
}

void
mlg_map_online_look (MlgMapOnline      *self,
                     const MlgMapFrame *frame,
                     int                device_scale)
{
  self->frame = *frame;
  /* As the ground is drawn. */
  self->frame.zoom = (int) (frame->zoom * 100 + 0.5) / 100.0;
  self->device_scale = device_scale;
  want (self);
  ask_more (self);
}

gboolean
mlg_map_online_is_whole (MlgMapOnline *self)
{
  return self->device_scale > 0 && self->wanted->len == 0 && self->flights->len == 0 && self->trouble == NULL;
}

const char *
mlg_map_online_get_trouble (MlgMapOnline *self)
{
  return self->trouble;
}
