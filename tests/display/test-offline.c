/* Map pictures fetched in advance, from a server of this test on 127.0.0.1: refusals are waited out, missing
 * pictures are no failure, what is no picture is never kept, and what was begun is taken up where it was left.
 */

#include "project-fixture.h"

#include <libsoup/soup.h>
#include <sqlite3.h>

#include "territory/mlg-mbtiles.h"
#include "ui/map/mlg-offline-download.h"
#include "ui/map/mlg-tile-address.h"

#define PNG "\x89PNG\r\n\x1a\nsquare"

typedef struct
{
  SoupServer  *server;
  char        *address;
  guint        n_requests;
  guint        n_refused;          /* the first ones get 429 */
  const char  *retry_after;
  gboolean     wrong, broken;
  const char  *sent_to;            /* the first request of each picture is sent there */
  guint        last;               /* zoom */
  GMainLoop   *loop;
  MlgOfflineProgress last_progress;
  guint        stop_at;            /* done: leave the loop; 0: never */
  MlgOfflineDownload *download;
} Fixture;

static void
serve_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           data)
{
  Fixture *f = data;
  guint zoom, x, y;

  f->n_requests++;
  g_assert_cmpint (sscanf (path, "/%u/%u/%u.png", &zoom, &x, &y), ==, 3);
  if (f->n_refused > 0)
    {
      f->n_refused--;
      if (f->retry_after != NULL)
        soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After", f->retry_after);
      soup_server_message_set_status (message, 429, NULL);
    }
  else if (f->sent_to != NULL && (query == NULL || !g_hash_table_contains (query, "again")))
    soup_server_message_set_redirect (message, 302, f->sent_to);
  else if (f->broken)
    {
      g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);

      g_io_stream_close (stream, NULL, NULL);
    }
  else if (zoom == 7 && (x + y) % 5 == 0)
    soup_server_message_set_status (message, 404, NULL);
  else
    {
      g_autofree char *body = f->wrong ? g_strdup ("<html>Connexion au réseau de l’hôtel</html>") : g_strdup_printf (PNG "%u", (x + y) % 3);

      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, f->wrong ? "text/html" : "image/png", SOUP_MEMORY_COPY, body, strlen (body));
    }
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GUri) uri = NULL;
  GSList *uris;

  f->last = 9;
  f->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (f->server, NULL, serve_cb, f, NULL);
  soup_server_listen_local (f->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (f->server);
  f->address = g_strdup_printf ("http://127.0.0.1:%d/{z}/{x}/{y}.png", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  f->loop = g_main_loop_new (NULL, FALSE);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  mlg_offline_download_free (f->download);
  soup_server_disconnect (f->server);
  g_object_unref (f->server);
  g_main_loop_unref (f->loop);
  g_free (f->address);
}

static void
progress_cb (const MlgOfflineProgress *progress,
             gpointer                  data)
{
  Fixture *f = data;

  f->last_progress = *progress;
  f->last_progress.message = NULL;
  if (progress->state == MLG_OFFLINE_PAUSED && progress->message != NULL)
    f->last_progress.message = g_intern_string (progress->message);
  if (progress->state != MLG_OFFLINE_RUNNING || (f->stop_at > 0 && progress->n_done >= f->stop_at))
    g_main_loop_quit (f->loop);
}

static MlgOfflineOrder
make_order (Fixture    *f,
            const char *path)
{
  MlgOfflineOrder order = { f->address, (char *) "Essai", (char *) "© Essai", (char *) path, MLG_MERCATOR_BOX_EMPTY, 6, f->last };

  mlg_mercator_box_add (&order.box, mlg_mercator_project (45.9, 2.9));
  mlg_mercator_box_add (&order.box, mlg_mercator_project (44.2, 5.1));
  return order;
}

/* Until it is done, paused, or at @stop_at. */
static void
fetch (Fixture    *f,
       const char *path)
{
  MlgOfflineOrder order = make_order (f, path);
  g_autoptr(GError) error = NULL;

  f->download = mlg_offline_download_new (&order, 2, progress_cb, f, &error);
  g_assert_no_error (error);
  g_main_loop_run (f->loop);
}

static void
check_file (Fixture    *f,
            const char *path)
{
  MlgOfflineOrder order = make_order (f, path);
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgMbtiles) tiles = mlg_mbtiles_open (path, &error);
  MlgMercator middle = mlg_mercator_project (45, 4);
  guint x = middle.x >> 21, y = middle.y >> 21, found = 0;
  g_autoptr(GBytes) picture = NULL;
  g_autofree char *wal = g_strconcat (path, "-wal", NULL), *part = g_strconcat (path, ".part", NULL), *wanted = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (mlg_mbtiles_get_attribution (tiles), ==, "© Essai");
  picture = mlg_mbtiles_find (tiles, 9, x, y, &found);
  g_assert_cmpuint (found, ==, 9);
  wanted = g_strdup_printf (PNG "%u", (x + y) % 3);
  g_assert_cmpmem (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture), wanted, strlen (wanted));
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (f->last_progress.n_done, ==, mlg_offline_count (&order.box, 6, f->last));
}

static void
test_refused_then_whole (Fixture       *f,
                         gconstpointer  data)
{
  g_autofree char *path = fixture_path ("a.mbtiles");

  f->n_refused = 5;
  f->retry_after = data;
  fetch (f, path);
  g_assert_cmpint (f->last_progress.state, ==, MLG_OFFLINE_DONE);
  g_assert_cmpuint (f->last_progress.n_missing, >, 0);
  g_assert_cmpuint (f->n_requests, ==, f->last_progress.n_done + 5);
  check_file (f, path);
}

static void
test_taken_up (Fixture       *f,
               gconstpointer  data)
{
  g_autofree char *path = fixture_path ("b.mbtiles");
  guint before;

  f->stop_at = 12;
  fetch (f, path);
  g_assert_cmpint (f->last_progress.state, ==, MLG_OFFLINE_RUNNING);
  g_clear_pointer (&f->download, mlg_offline_download_free);
  while (g_main_context_iteration (NULL, FALSE));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  before = f->n_requests;

  f->stop_at = 0;
  fetch (f, path);
  g_assert_cmpint (f->last_progress.state, ==, MLG_OFFLINE_DONE);
  g_assert_cmpuint (f->n_requests - before, <=, f->last_progress.n_done - 12);
  check_file (f, path);
}

static void
test_paused (Fixture       *f,
             gconstpointer  data)
{
  g_autofree char *path = fixture_path ("c.mbtiles");

  f->stop_at = 3;
  fetch (f, path);
  f->stop_at = 0;
  mlg_offline_download_pause (f->download);
  g_assert_cmpint (f->last_progress.state, ==, MLG_OFFLINE_PAUSED);
  mlg_offline_download_resume (f->download);
  g_main_loop_run (f->loop);
  if (f->last_progress.state == MLG_OFFLINE_PAUSED)       /* the quit that the pause had asked for */
    g_main_loop_run (f->loop);
  g_assert_cmpint (f->last_progress.state, ==, MLG_OFFLINE_DONE);
  check_file (f, path);
}

static void
test_cut_then_back (Fixture       *f,
                    gconstpointer  data)
{
  g_autofree char *path = fixture_path ("d.mbtiles");

  f->broken = TRUE;
  fetch (f, path);
  g_assert_cmpint (f->last_progress.state, ==, MLG_OFFLINE_PAUSED);
  g_assert_nonnull (f->last_progress.message);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  f->broken = FALSE;
  mlg_offline_download_resume (f->download);
  g_main_loop_run (f->loop);
  g_assert_cmpint (f->last_progress.state, ==, MLG_OFFLINE_DONE);
  check_file (f, path);
}

static void
test_no_picture_is_kept (Fixture       *f,
                         gconstpointer  data)
{
  g_autofree char *path = fixture_path ("e.mbtiles");

  f->wrong = TRUE;
  fetch (f, path);
  g_assert_cmpint (f->last_progress.state, ==, MLG_OFFLINE_PAUSED);
  g_assert_nonnull (f->last_progress.message);
  g_assert_cmpuint (f->last_progress.n_bytes, ==, 0);
  f->wrong = FALSE;
  mlg_offline_download_resume (f->download);
  g_main_loop_run (f->loop);
  g_assert_cmpint (f->last_progress.state, ==, MLG_OFFLINE_DONE);
  check_file (f, path);
}

static void
test_addresses (void)
{
  static const char *const refused[] = {
    "https://tile.openstreetmap.org/{z}/{x}/{y}.png", "http://A.Tile.OpenStreetMap.org./{z}/{x}/{y}.png", "https://osm.org/{z}/{x}/{y}",
    "https://user@openstreetmap.org:8080/{z}/{x}/{y}", "https://data.geopf.fr/wmts", "ftp://tuiles.fr/{z}/{x}/{y}", "/etc/{z}/{x}/{y}", "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (mlg_tile_check_address (refused[i], &error));
      g_assert_nonnull (error);
    }
  g_assert_true (mlg_tile_check_address ("https://data.geopf.fr/wmts?A={z}&B={y}&C={x}", NULL));
  g_assert_true (mlg_tile_check_address ("https://notopenstreetmap.org.exemple.fr/{z}/{x}/{y}.png", NULL));
}

static void
test_too_many (Fixture       *f,
               gconstpointer  data)
{
  g_autofree char *path = fixture_path ("f.mbtiles");
  MlgOfflineOrder order = make_order (f, path);
  g_autoptr(GError) error = NULL;

  order.last = 17;
  g_assert_null (mlg_offline_download_new (&order, 2, progress_cb, f, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (f->n_requests, ==, 0);
}

static void
test_sent_elsewhere (Fixture       *f,
                     gconstpointer  data)
{
  g_autofree char *path = fixture_path ("g.mbtiles");

  f->sent_to = "?again=1";
  fetch (f, path);
  g_assert_cmpint (f->last_progress.state, ==, MLG_OFFLINE_DONE);
  g_assert_cmpuint (f->n_requests, ==, 2 * f->last_progress.n_done);
  check_file (f, path);
}

/* To a server that forbids it, to no server, or in a ring: nothing is asked for there, and nothing kept. */
static void
test_sent_where_nobody_may_go (Fixture       *f,
                               gconstpointer  data)
{
  g_autofree char *path = fixture_path ("h.mbtiles");

  f->sent_to = data;
  fetch (f, path);
  g_assert_cmpint (f->last_progress.state, ==, MLG_OFFLINE_PAUSED);
  g_assert_nonnull (f->last_progress.message);
  g_assert_cmpuint (f->last_progress.n_bytes, ==, 0);
  g_assert_cmpuint (f->n_requests, <=, 4 * 4);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  if (strstr (data, "openstreetmap") != NULL)
    g_assert_nonnull (strstr (f->last_progress.message, "OpenStreetMap"));
}

/* ---- killed */

static const char *own_path;

static void
count_whole (const char *path)
{
  g_autoptr(GError) error = NULL;
  sqlite3 *db;
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "PRAGMA integrity_check", -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, "ok");
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT count(*) FROM map LEFT JOIN images USING (tile_id)"
                                           " WHERE tile_id IS NOT NULL AND tile_data IS NULL", -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (statement, 0), ==, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

static void
test_killed (Fixture       *f,
             gconstpointer  data)
{
  g_autofree char *path = fixture_path ("k.mbtiles"), *part = g_strconcat (path, ".part", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) child = NULL;
  guint before;

  f->last = 11;
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, own_path, "--fetch", f->address, path, NULL);
  g_assert_no_error (error);
  while (f->n_requests < 120)
    g_main_context_iteration (NULL, TRUE);
  g_subprocess_force_exit (child);           /* SIGKILL */
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (child));
  while (g_main_context_iteration (NULL, FALSE));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  count_whole (part);
  before = f->n_requests;

  fetch (f, path);
  g_assert_cmpint (f->last_progress.state, ==, MLG_OFFLINE_DONE);
  g_assert_cmpuint (f->n_requests - before, <=, f->last_progress.n_done - 75);
  count_whole (path);
  check_file (f, path);
}

/* What is killed: the same order, in a process of its own. */
static int
fetch_until_killed (char **argv)
{
  Fixture f = { .address = argv[2], .last = 11, .loop = g_main_loop_new (NULL, FALSE) };

  fetch (&f, argv[3]);
  return 0;
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_unsetenv ("http_proxy");
  if (argc == 4 && strcmp (argv[1], "--fetch") == 0)
    return fetch_until_killed (argv);

  own_path = argv[0];
  g_test_init (&argc, &argv, NULL);
  fixture_begin ();
  g_test_add ("/offline/refused-then-whole", Fixture, NULL, set_up, test_refused_then_whole, tear_down);
  g_test_add ("/offline/retry-after", Fixture, "3", set_up, test_refused_then_whole, tear_down);
  g_test_add ("/offline/taken-up", Fixture, NULL, set_up, test_taken_up, tear_down);
  g_test_add ("/offline/paused", Fixture, NULL, set_up, test_paused, tear_down);
  g_test_add ("/offline/cut-then-back", Fixture, NULL, set_up, test_cut_then_back, tear_down);
  g_test_add ("/offline/no-picture-is-kept", Fixture, NULL, set_up, test_no_picture_is_kept, tear_down);
  g_test_add ("/offline/sent-elsewhere", Fixture, NULL, set_up, test_sent_elsewhere, tear_down);
  g_test_add ("/offline/sent-to-openstreetmap", Fixture, "http://tile.openstreetmap.org/1/1/1.png", set_up, test_sent_where_nobody_may_go, tear_down);
  g_test_add ("/offline/sent-to-no-server", Fixture, "file:///etc/passwd", set_up, test_sent_where_nobody_may_go, tear_down);
  g_test_add ("/offline/sent-in-a-ring", Fixture, "?", set_up, test_sent_where_nobody_may_go, tear_down);
  g_test_add ("/offline/killed", Fixture, NULL, set_up, test_killed, tear_down);
  g_test_add_func ("/offline/addresses", test_addresses);
  g_test_add ("/offline/too-many", Fixture, NULL, set_up, test_too_many, tear_down);
  result = g_test_run ();
  fixture_end ();
  return result;
}
