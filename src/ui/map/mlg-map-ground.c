/* The ground of the map: drawn, or pictures over it, of a file or fetched. Which one is this person's choice, remembered
 * from one start to the next; a file that has gone is simply not there. */

#include "ui/map/mlg-map-layers.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "ui/common/mlg-file-dialog.h"
#include "ui/common/mlg-settings.h"

#define RECENT      "map-tiles"          /* keys of the settings */
#define CURRENT     "map-tiles-current"
#define OPACITY     "map-tiles-opacity"
#define MAX_RECENT  5
#define PATTERNS    "*.mbtiles"

#define NAMED       0.3              /* strength from which the names on the pictures are read */

void
mlg_map_ground_apply (MlgMapView *self)
{
  double opacity = mlg_settings_get_int (OPACITY, 100) / 100.0;
  /* Of what is fetched there may be nothing yet: then our names stay. */
  gboolean is_there = self->layers->online == NULL || mlg_map_online_is_whole (self->layers->online);

  mlg_map_canvas_set_raster (self->canvas, self->layers->tiles, opacity, is_there && opacity > NAMED);
  gtk_widget_set_visible (gtk_widget_get_parent (self->layers->opacity), self->layers->tiles != NULL);
  mlg_map_layers_follow (self);
}

void
mlg_map_ground_take (MlgMapView *self,
                     MlgMbtiles *tiles)
{
  g_clear_pointer (&self->layers->tiles, mlg_mbtiles_unref);
  self->layers->tiles = tiles;
  mlg_map_ground_apply (self);
  mlg_map_ground_fill (self);
}

static char **
list_recent (void)
{
  g_autofree char *text = mlg_settings_dup_text (RECENT);
  g_auto(GStrv) paths = g_strsplit (text != NULL ? text : "", "\n", -1);
  g_autoptr(GStrvBuilder) found = g_strv_builder_new ();

  for (guint i = 0, n = 0; paths[i] != NULL && n < MAX_RECENT; i++)
    if (*paths[i] != '\0' && g_file_test (paths[i], G_FILE_TEST_IS_REGULAR))
      {
        g_strv_builder_add (found, paths[i]);
        n++;
      }
  return g_strv_builder_end (found);
}

static void
remember (const char *path)
{
  g_auto(GStrv) before = list_recent ();
  GString *text = g_string_new (path);

  for (guint i = 0; before[i] != NULL; i++)
    if (strcmp (before[i], path) != 0)
      g_string_append_printf (text, "\n%s", before[i]);
  mlg_settings_set_text (RECENT, text->str);
  g_string_free (text, TRUE);
}

gboolean
mlg_map_ground_open (MlgMapView  *self,
                     const char  *path,
                     GError     **error)
{
  MlgMbtiles *tiles = mlg_mbtiles_open (path, error);

  if (tiles == NULL)
    return FALSE;

  mlg_map_ground_leave_online (self);
  remember (mlg_mbtiles_get_path (tiles));
  mlg_settings_set_text (CURRENT, mlg_mbtiles_get_path (tiles));
  mlg_map_ground_take (self, tiles);
  return TRUE;
}

void
mlg_map_ground_open_or_report (MlgMapView *self,
                               const char *path)
{
  g_autoptr(GError) error = NULL;

  if (mlg_map_ground_open (self, path, &error))
    return;
  mlg_map_ground_fill (self);
  mlg_view_report (MLG_VIEW (self), error);
}

static void
close_tiles (MlgMapView *self)
{
  mlg_map_ground_leave_online (self);
  mlg_settings_set_text (CURRENT, "");
  mlg_map_ground_take (self, NULL);
}

static void
go_online (MlgMapView *self)
{
  g_autoptr(GError) error = NULL;

  if (mlg_map_ground_go_online (self, &error))
    return;
  mlg_map_ground_fill (self);
  mlg_view_report (MLG_VIEW (self), error);
}

/* ---- the choice */

static void
chosen_cb (const char *path,
           gpointer    data)
{
  mlg_map_ground_open_or_report (data, path);
}

static void
open_cb (GtkButton  *button,
         MlgMapView *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->layers->button));
  mlg_file_dialog_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Open a file of map pictures"), PATTERNS, chosen_cb, self);
}

static void
prepare_cb (GtkButton  *button,
            MlgMapView *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->layers->button));
  mlg_offline_dialog_open (self);
}

static void
choice_cb (GtkCheckButton *check,
           MlgMapView     *self)
{
  const char *path = g_object_get_data (G_OBJECT (check), "path");

  if (self->layers->filling || !gtk_check_button_get_active (check))
    return;
  if (g_object_get_data (G_OBJECT (check), "online") != NULL)
    go_online (self);
  else if (path == NULL)
    close_tiles (self);
  else
    mlg_map_ground_open_or_report (self, path);
}

static GtkWidget *
add_choice (MlgMapView *self,
            GtkWidget  *group,
            const char *label,
            gboolean    is_current)
{
  GtkWidget *check = gtk_check_button_new_with_label (label);

  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (group));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_current);
  g_signal_connect (check, "toggled", G_CALLBACK (choice_cb), self);
  gtk_box_append (GTK_BOX (self->layers->grounds), check);
  return check;
}

static void
add_file (MlgMapView *self,
          GtkWidget  *group,
          const char *path)
{
  const char *current = self->layers->tiles != NULL ? mlg_mbtiles_get_path (self->layers->tiles) : NULL;
  g_autofree char *name = g_filename_display_basename (path);
  GtkWidget *check = add_choice (self, group, name, g_strcmp0 (current, path) == 0);

  g_object_set_data_full (G_OBJECT (check), "path", g_strdup (path), g_free);
  gtk_widget_set_tooltip_text (check, path);
}

/* Not while one of the choices is still speaking: it would be taken away under its own feet. */
static gboolean
fill_cb (gpointer data)
{
  MlgMapView *self = data;
  g_auto(GStrv) recent = list_recent ();
  GtkWidget *child, *first, *online;

  self->layers->fill_source = 0;
  self->layers->filling = TRUE;
  while ((child = gtk_widget_get_first_child (self->layers->grounds)) != NULL)
    gtk_box_remove (GTK_BOX (self->layers->grounds), child);
  first = add_choice (self, NULL, _("Drawn map, always there"), self->layers->tiles == NULL);
  for (guint i = 0; recent[i] != NULL; i++)
    add_file (self, first, recent[i]);
  online = add_choice (self, first, _("Plan of the IGN, by the Internet"), self->layers->online != NULL);
  g_object_set_data (G_OBJECT (online), "online", self);
  self->layers->filling = FALSE;
  return G_SOURCE_REMOVE;
}

void
mlg_map_ground_fill (MlgMapView *self)
{
  if (self->layers->fill_source == 0)
    self->layers->fill_source = g_idle_add (fill_cb, self);
}

static void
opacity_cb (GtkRange   *range,
            MlgMapView *self)
{
  mlg_settings_set_int (OPACITY, (int) gtk_range_get_value (range));
  mlg_map_ground_apply (self);
}

/* ---- the box */

static GtkWidget *
make_opacity (MlgMapView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *label = gtk_label_new (_("Strength of the pictures"));

  self->layers->opacity = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 10, 100, 10);
  gtk_range_set_value (GTK_RANGE (self->layers->opacity), CLAMP (mlg_settings_get_int (OPACITY, 100), 10, 100));
  gtk_widget_set_hexpand (self->layers->opacity, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->layers->opacity), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  g_signal_connect (self->layers->opacity, "value-changed", G_CALLBACK (opacity_cb), self);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->layers->opacity);
  return box;
}

static GtkWidget *
make_install (MlgMapView *self)
{
  GtkWidget *install = gtk_button_new_with_label (_("Install outlines of communes…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (install), "win.install-territory");
  gtk_widget_set_halign (install, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (install, _("Communes and EPCI, from a folder of open data or a ready pack"));
  g_signal_connect_swapped (install, "clicked", G_CALLBACK (gtk_menu_button_popdown), self->layers->button);
  return install;
}

void
mlg_map_ground_attach (MlgMapView *self)
{
  GtkWidget *box = self->layers->ground_box, *heading = gtk_label_new (_("Ground"));
  GtkWidget *open = gtk_button_new_with_label (_("Open map pictures…")), *prepare = gtk_button_new_with_label (_("Prepare offline…"));
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *current = mlg_settings_dup_text (CURRENT);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  self->layers->grounds = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_tooltip_text (open, _("A file of tiles (MBTiles) prepared beforehand: it needs no network"));
  g_signal_connect (open, "clicked", G_CALLBACK (open_cb), self);
  gtk_widget_set_tooltip_text (prepare, _("Fetch the pictures of an area once, to have them without a network"));
  g_signal_connect (prepare, "clicked", G_CALLBACK (prepare_cb), self);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), self->layers->grounds);
  gtk_box_append (GTK_BOX (box), mlg_map_ground_make_online (self));
  gtk_box_append (GTK_BOX (box), make_opacity (self));
  gtk_box_append (GTK_BOX (acts), open);
  gtk_box_append (GTK_BOX (acts), prepare);
  gtk_box_append (GTK_BOX (box), acts);
  gtk_box_append (GTK_BOX (box), make_install (self));

  if (mlg_map_ground_wants_online () && mlg_map_ground_go_online (self, NULL))
    return;
  mlg_map_ground_take (self, current != NULL && *current != '\0' ? mlg_mbtiles_open (current, NULL) : NULL);
}
