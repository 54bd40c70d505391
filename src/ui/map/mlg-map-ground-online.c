/* The plan of the IGN as the ground, fetched while it is looked at: only when asked for, and at the next start
 * only if that was asked for too. Where nothing comes, the drawn map is there. */

#include "ui/map/mlg-map-layers.h"

#include <glib/gi18n-lib.h>

#include "ui/common/mlg-settings.h"
#include "ui/map/mlg-map-online.h"
#include "ui/map/mlg-tile-address.h"

#define KEEP       "map-online"      /* key of the settings */
#define ADDRESS    "MAILLAGE_IGN_ADDRESS"    /* of the environment: another server, for tests and intranets */
#define PLAN_LAST  19
#define PATIENCE   30000             /* milliseconds */
#define SETTLED    220               /* milliseconds without a change of view */

static void
show_trouble (MlgMapView *self)
{
  const char *trouble = self->layers->online != NULL ? mlg_map_online_get_trouble (self->layers->online) : NULL;

  gtk_label_set_label (GTK_LABEL (self->layers->online_trouble), trouble != NULL ? trouble : "");
  gtk_widget_set_visible (self->layers->online_trouble, trouble != NULL);
  if (trouble != NULL && !self->layers->told)
    mlg_view_toast (MLG_VIEW (self), trouble);
  self->layers->told = trouble != NULL;
}

static void
came_cb (gpointer data)
{
  MlgMapView *self = data;

  show_trouble (self);
  mlg_map_ground_apply (self);
}

static gboolean
look_cb (gpointer data)
{
  MlgMapView *self = data;
  MlgMapFrame frame;
  gboolean was_whole = mlg_map_online_is_whole (self->layers->online);

  self->layers->look_source = 0;
  mlg_map_canvas_get_frame (self->canvas, &frame);
  if (frame.width < 1 || frame.height < 1 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;

  mlg_map_online_look (self->layers->online, &frame, gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  if (mlg_map_online_is_whole (self->layers->online) != was_whole)
    mlg_map_ground_apply (self);
  return G_SOURCE_REMOVE;
}

static void
look_soon (MlgMapView *self)
{
  if (self->layers->online == NULL)
    return;

  g_clear_handle_id (&self->layers->look_source, g_source_remove);
  self->layers->look_source = g_timeout_add (SETTLED, look_cb, self);
}

static MlgMapOnline *
make_online (MlgMapView  *self,
             GError     **error)
{
  const char *address = g_getenv (ADDRESS);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *attribution = g_strdup_printf ("© IGN – %d", g_date_time_get_year (now));
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "maillage", "tiles", "plan-ign.mbtiles", NULL);
  MlgMapOnlineOrder order = { address != NULL ? address : MLG_TILE_IGN_PLAN, _("Plan of the IGN"), attribution, cache, PLAN_LAST, PATIENCE };

  return mlg_map_online_new (&order, came_cb, self, error);
}

gboolean
mlg_map_ground_go_online (MlgMapView  *self,
                          GError     **error)
{
  if (self->layers->online != NULL)
    return TRUE;

  self->layers->online = make_online (self, error);
  if (self->layers->online == NULL)
    return FALSE;

  mlg_map_ground_take (self, mlg_mbtiles_ref (mlg_map_online_get_tiles (self->layers->online)));
  gtk_widget_set_visible (self->layers->online_box, TRUE);
  look_soon (self);
  return TRUE;
}

void
mlg_map_ground_leave_online (MlgMapView *self)
{
  if (self->layers->online == NULL)
    return;

  g_clear_handle_id (&self->layers->look_source, g_source_remove);
  g_clear_pointer (&self->layers->online, mlg_map_online_free);
  self->layers->told = FALSE;
  gtk_widget_set_visible (self->layers->online_box, FALSE);
  /* Who leaves it does not want it at the next start either. */
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->layers->keep_online), FALSE);
}

static void
keep_cb (GtkCheckButton *check,
         MlgMapView     *self)
{
  mlg_settings_set_int (KEEP, gtk_check_button_get_active (check));
}

static GtkWidget *
make_words (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

GtkWidget *
mlg_map_ground_make_online (MlgMapView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *words = make_words (_("The server sees which area is looked at; nothing of your data is sent."));

  self->layers->online_trouble = make_words (NULL);
  self->layers->keep_online = gtk_check_button_new_with_label (_("Come back to it at the next start"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->layers->keep_online), mlg_settings_get_int (KEEP, FALSE));
  gtk_widget_add_css_class (words, "dim");
  gtk_widget_add_css_class (self->layers->online_trouble, "warning");
  gtk_widget_set_visible (self->layers->online_trouble, FALSE);
  gtk_widget_set_margin_start (box, 24);
  gtk_box_append (GTK_BOX (box), self->layers->online_trouble);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), self->layers->keep_online);
  gtk_widget_set_visible (box, FALSE);
  self->layers->online_box = box;

  g_signal_connect (self->layers->keep_online, "toggled", G_CALLBACK (keep_cb), self);
  g_signal_connect_object (shumate_map_get_viewport (self->map), "notify", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "sized", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
  return box;
}

gboolean
mlg_map_ground_wants_online (void)
{
  return mlg_settings_get_int (KEEP, FALSE);
}
