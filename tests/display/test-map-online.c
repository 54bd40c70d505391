/* The ground that is fetched while it is looked at, from a server of this test on 127.0.0.1: never unasked, never
 * more than four at once, never what is no longer looked at, once only; and what fails is said once.
 */

#include "project-fixture.h"

#include <libsoup/soup.h>

#include "ui/common/mlg-settings.h"
#include "ui/map/mlg-map-layers.h"

typedef struct
{
  MlgProject *project;
  MlgFocus   *focus;
  GtkWidget  *window;
  MlgMapView *view;
  SoupServer *server;
  GBytes     *picture;
  guint       n_requests, n_open, most_open, n_toasts;
  guint       status;              /* answered; 0: the picture */
  gboolean    held;                /* nothing is answered */
  char       *agent;
} Fixture;

/* ---- the server */

static cairo_status_t
write_cb (void                *data,
          const unsigned char *bytes,
          unsigned int         length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
make_picture (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 256, 256);
  cairo_t *cr = cairo_create (surface);
  GByteArray *bytes = g_byte_array_new ();

  cairo_set_source_rgb (cr, 1, 0, 0.5);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, write_cb, bytes);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static void
finished_cb (SoupServerMessage *message,
             Fixture           *f)
{
  f->n_open--;
}

static void
serve_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           data)
{
  Fixture *f = data;
  guint zoom, x, y;

  g_assert_cmpint (sscanf (path, "/%u/%u/%u.png", &zoom, &x, &y), ==, 3);
  g_assert_cmpuint (x, <, 1u << zoom);
  g_assert_cmpuint (y, <, 1u << zoom);
  f->n_requests++;
  f->n_open++;
  f->most_open = MAX (f->most_open, f->n_open);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), f);
  g_free (f->agent);
  f->agent = g_strdup (soup_message_headers_get_one (soup_server_message_get_request_headers (message), "User-Agent"));
  if (f->held)
    soup_server_message_pause (message);
  else if (f->status != 0)
    soup_server_message_set_status (message, f->status, NULL);
  else
    {
      soup_server_message_set_status (message, 200, NULL);
      soup_message_body_append_bytes (soup_server_message_get_response_body (message), f->picture);
    }
}

static void
listen_here (Fixture *f)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *address = NULL;
  GSList *uris;

  f->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (f->server, NULL, serve_cb, f, NULL);
  soup_server_listen_local (f->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (f->server);
  address = g_strdup_printf ("http://127.0.0.1:%d/{z}/{x}/{y}.png", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_setenv ("MAILLAGE_IGN_ADDRESS", address, TRUE);
}

/* ---- the view */

static void
toast_cb (MlgView    *view,
          const char *text,
          Fixture    *f)
{
  f->n_toasts++;
}

static void
open_view (Fixture *f)
{
  f->view = g_object_new (MLG_TYPE_MAP_VIEW, NULL);
  g_signal_connect (f->view, "toast", G_CALLBACK (toast_cb), f);
  mlg_view_set_focus (MLG_VIEW (f->view), f->focus);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1100, 700);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->view));
  gtk_window_present (GTK_WINDOW (f->window));
  while (!f->view->framed || mlg_map_canvas_get_layout (f->view->canvas) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
close_view (Fixture *f)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (g_main_context_iteration (NULL, FALSE));
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *path = fixture_path ("carte.maillage");
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "maillage", "tiles", "plan-ign.mbtiles", NULL);

  g_remove (cache);
  mlg_settings_set_int ("map-online", FALSE);
  f->picture = make_picture ();
  listen_here (f);
  f->project = create_project (path);
  f->focus = mlg_focus_new (f->project);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  open_view (f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  close_view (f);
  g_assert_finalize_object (f->focus);
  close_project (&f->project);
  soup_server_disconnect (f->server);
  while (g_main_context_iteration (NULL, FALSE));
  g_object_unref (f->server);
  g_bytes_unref (f->picture);
  g_free (f->agent);
}

static gboolean
timed_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Longer than a view needs to settle. */
static void
let_it_settle (void)
{
  gboolean done = FALSE;

  g_timeout_add (500, timed_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
go_online (Fixture *f)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (mlg_map_ground_go_online (f->view, &error));
  g_assert_no_error (error);
}

static void
wait_whole (Fixture *f)
{
  while (!mlg_map_online_is_whole (f->view->layers->online))
    g_main_context_iteration (NULL, TRUE);
  let_it_settle ();
}

static void
look_elsewhere (Fixture *f)
{
  MlgMapFrame frame;

  mlg_map_canvas_get_frame (f->view->canvas, &frame);
  frame.zoom = 12;
  frame.x = mlg_mercator_project (44.96, 3.547).x;
  frame.y = mlg_mercator_project (44.96, 3.547).y;
  mlg_map_canvas_look_at (f->view->canvas, &frame, FALSE);
}

/* ---- the tests */

static void
test_never_unasked (Fixture       *f,
                    gconstpointer  data)
{
  look_elsewhere (f);
  let_it_settle ();
  g_assert_null (f->view->layers->online);
  g_assert_cmpuint (f->n_requests, ==, 0);

  /* Asked for once is not asked for at the next start. */
  go_online (f);
  wait_whole (f);
  g_assert_cmpuint (f->n_requests, >, 0);
  close_view (f);
  open_view (f);
  g_assert_null (f->view->layers->online);
}

static void
test_fetched_once (Fixture       *f,
                   gconstpointer  data)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *attribution = g_strdup_printf ("© IGN – %d", g_date_time_get_year (now));
  guint first, again, found = 0;
  MlgMercator saugues = mlg_mercator_project (44.96, 3.547);
  g_autoptr(GBytes) picture = NULL;

  look_elsewhere (f);
  go_online (f);
  wait_whole (f);
  first = f->n_requests;
  g_assert_cmpuint (first, >=, 15);
  g_assert_cmpuint (f->most_open, <=, 4);
  g_assert_true (g_str_has_prefix (f->agent, "Maillage/"));
  g_assert_true (g_str_has_prefix (gtk_label_get_label (GTK_LABEL (f->view->attribution)), attribution));
  picture = mlg_mbtiles_find (f->view->layers->tiles, 12, (guint) saugues.x >> 18, (guint) saugues.y >> 18, &found);
  g_assert_nonnull (picture);
  g_assert_cmpuint (found, ==, 12);

  /* Kept, and asked for: the next start comes back to it, and needs nobody for what was seen. */
  gtk_check_button_set_active (GTK_CHECK_BUTTON (f->view->layers->keep_online), TRUE);
  close_view (f);
  open_view (f);
  g_assert_nonnull (f->view->layers->online);
  wait_whole (f);
  again = f->n_requests;
  look_elsewhere (f);
  let_it_settle ();
  wait_whole (f);
  g_assert_cmpuint (f->n_requests, ==, again);
}

static void
test_left (Fixture       *f,
           gconstpointer  data)
{
  guint n;

  go_online (f);
  wait_whole (f);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (f->view->layers->keep_online), TRUE);
  mlg_map_ground_leave_online (f->view);
  mlg_map_ground_take (f->view, NULL);
  n = f->n_requests;
  look_elsewhere (f);
  let_it_settle ();
  g_assert_cmpuint (f->n_requests, ==, n);
  g_assert_null (strstr (gtk_label_get_label (GTK_LABEL (f->view->attribution)), "© IGN – "));
  g_assert_false (mlg_map_ground_wants_online ());
}

/* Four are asked for and never answered; the user looks elsewhere: four others are, since the first are let go. */
static void
test_let_go (Fixture       *f,
             gconstpointer  data)
{
  f->held = TRUE;
  go_online (f);
  while (f->n_requests < 4)
    g_main_context_iteration (NULL, TRUE);
  let_it_settle ();
  g_assert_cmpuint (f->n_requests, ==, 4);

  look_elsewhere (f);
  while (f->n_requests < 8)
    g_main_context_iteration (NULL, TRUE);
  let_it_settle ();
  g_assert_cmpuint (f->n_requests, ==, 8);
}

static void
test_said_once (Fixture       *f,
                gconstpointer  data)
{
  f->status = GPOINTER_TO_UINT (data);
  go_online (f);
  while (mlg_map_online_get_trouble (f->view->layers->online) == NULL)
    g_main_context_iteration (NULL, TRUE);
  let_it_settle ();
  look_elsewhere (f);
  let_it_settle ();
  g_assert_cmpuint (f->n_toasts, ==, 1);
  g_assert_cmpuint (f->n_requests, <=, 7);
  g_assert_true (gtk_widget_get_visible (f->view->layers->online_trouble));
}

static void
painted_cb (GdkFrameClock *clock,
            gboolean      *painted)
{
  *painted = TRUE;
}

static void
paint (Fixture *f)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (f->window);
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gtk_widget_queue_draw (GTK_WIDGET (f->view->canvas));
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

/* Zoomed two hundred times and panned while pictures come, are refused and held; ground after ground. */
static void
test_rough_hands (Fixture       *f,
                  gconstpointer  data)
{
  go_online (f);
  for (guint i = 0; i < 200; i++)
    {
      f->status = i % 50 == 30 ? 503 : 0;
      mlg_map_canvas_zoom_by (f->view->canvas, (i / 10) % 2 == 0 ? 0.7 : -0.7, 100 + i * 4, 80 + i * 2);
      mlg_map_canvas_pan_by (f->view->canvas, i % 60 < 30 ? 70 : -70, i % 80 < 40 ? 50 : -50);
      if (i % 25 == 24)
        {
          mlg_map_ground_leave_online (f->view);
          mlg_map_ground_take (f->view, NULL);
          paint (f);
          go_online (f);
        }
      if (i % 40 == 0)
        let_it_settle ();
      paint (f);
    }
  g_assert_cmpuint (f->most_open, <=, 4 + 4);      /* those let go of are still open for a moment */
}

static void
test_closed_while_pictures_come (Fixture       *f,
                                 gconstpointer  data)
{
  f->held = TRUE;
  for (guint i = 0; i < 6; i++)
    {
      guint before = f->n_requests;

      go_online (f);
      look_elsewhere (f);
      while (f->n_requests == before)
        g_main_context_iteration (NULL, TRUE);
      close_view (f);
      open_view (f);
    }
}

int
main (int    argc,
      char **argv)
{
  int result;

  if (g_getenv ("DISPLAY") == NULL)
    return 77;

  fixture_begin ();
  g_unsetenv ("http_proxy");
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/map-online/never-unasked", Fixture, NULL, set_up, test_never_unasked, tear_down);
  g_test_add ("/map-online/fetched-once", Fixture, NULL, set_up, test_fetched_once, tear_down);
  g_test_add ("/map-online/left", Fixture, NULL, set_up, test_left, tear_down);
  g_test_add ("/map-online/let-go", Fixture, NULL, set_up, test_let_go, tear_down);
  g_test_add ("/map-online/rough-hands", Fixture, NULL, set_up, test_rough_hands, tear_down);
  g_test_add ("/map-online/closed-while-pictures-come", Fixture, NULL, set_up, test_closed_while_pictures_come, tear_down);
  g_test_add ("/map-online/said-once-when-broken", Fixture, GUINT_TO_POINTER (500), set_up, test_said_once, tear_down);
  g_test_add ("/map-online/said-once-when-refused", Fixture, GUINT_TO_POINTER (403), set_up, test_said_once, tear_down);
  result = g_test_run ();
  fixture_end ();
  return result;
}
