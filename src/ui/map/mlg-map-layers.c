/* The panel « Couches ». */

#include "ui/map/mlg-map-layers.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "ui/common/mlg-file-dialog.h"
#include "ui/common/mlg-task.h"

#define WIDTH        340
#define LIST_HEIGHT  300
#define PATTERNS     "*.geojson;*.geojsonl;*.json;*.topojson;*.gpkg"
#define READING_DELAY 400          /* ms before it is said that a file is being read */

/* ---- a file becomes a layer */

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  MlgLayerFile *file = mlg_layer_file_read (data, cancellable, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) mlg_layer_file_free);
  else
    g_task_return_error (task, error);
}

void
mlg_map_layers_look_at (MlgMapView  *self,
                        const MlgId *id)
{
  g_autoptr(GPtrArray) layers = mlg_project_map_layers (mlg_view_get_project (MLG_VIEW (self)));

  for (guint i = 0; i < layers->len; i++)
    {
      const MlgMapLayer *layer = layers->pdata[i];
      MlgMercatorBox box = mlg_map_layer_get_box (layer);

      if (mlg_id_equal (&layer->id, id) && !mlg_mercator_box_is_empty (&box))
        mlg_map_canvas_fit (self->canvas, &box, 14, TRUE);
    }
}

static void
closed_cb (GCancellable *view,
           gpointer      reading)
{
  g_cancellable_cancel (reading);
}

/* While a long file is read: which, and a way to stop it. */
typedef struct
{
  char         *path;
  GCancellable *cancellable;
  gulong        view_closed;       /* handler of the view's own cancellable */
  GtkWidget    *overlay;           /* weak */
  GtkWidget    *card;              /* weak; NULL: not yet */
  guint         source;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_handle_id (&reading->source, g_source_remove);
  if (reading->card != NULL && reading->overlay != NULL)
    gtk_overlay_remove_overlay (GTK_OVERLAY (reading->overlay), reading->card);
  g_clear_weak_pointer (&reading->card);
  g_clear_weak_pointer (&reading->overlay);
  g_object_unref (reading->cancellable);
  g_free (reading->path);
  g_free (reading);
}

static gboolean
show_reading_cb (gpointer data)
{
  Reading *reading = data;
  g_autofree char *name = g_filename_display_basename (reading->path);
  g_autofree char *words = g_strdup_printf (_("Reading “%s”…"), name);
  GtkWidget *card, *spinner = gtk_spinner_new (), *label = gtk_label_new (words), *stop = gtk_button_new_with_label (_("Stop"));

  reading->source = 0;
  if (reading->overlay == NULL)
    return G_SOURCE_REMOVE;

  card = g_object_new (GTK_TYPE_BOX, "spacing", 12, "halign", GTK_ALIGN_CENTER, "valign", GTK_ALIGN_END, NULL);
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  g_signal_connect_object (stop, "clicked", G_CALLBACK (g_cancellable_cancel), reading->cancellable, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (card), spinner);
  gtk_box_append (GTK_BOX (card), label);
  gtk_box_append (GTK_BOX (card), stop);
  gtk_widget_add_css_class (card, "floating");
  gtk_widget_add_css_class (card, "doing");
  g_set_weak_pointer (&reading->card, card);
  gtk_overlay_add_overlay (GTK_OVERLAY (reading->overlay), card);
  return G_SOURCE_REMOVE;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  MlgMapView *self = MLG_MAP_VIEW (object);
  Reading *reading = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgLayerFile) file = g_task_propagate_pointer (G_TASK (result), &error);
  MlgId id;

  if (self->layers != NULL)
    g_cancellable_disconnect (self->layers->reading, reading->view_closed);
  reading_free (reading);
  if (self->layers == NULL || (file == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    return;
  if (file == NULL || !mlg_project_add_layer (mlg_view_get_project (MLG_VIEW (self)), file, &id, &error))
    {
      mlg_view_report (MLG_VIEW (self), error);
      return;
    }
  mlg_map_layers_look_at (self, &id);
}

void
mlg_map_layers_add_file (MlgMapView *self,
                         const char *path)
{
  Reading *reading = g_new0 (Reading, 1);
  g_autoptr(GTask) task = NULL;

  reading->path = g_strdup (path);
  reading->cancellable = g_cancellable_new ();
  reading->view_closed = g_cancellable_connect (self->layers->reading, G_CALLBACK (closed_cb), g_object_ref (reading->cancellable), g_object_unref);
  g_set_weak_pointer (&reading->overlay, self->overlay);
  reading->source = g_timeout_add (READING_DELAY, show_reading_cb, reading);
  task = mlg_task_new (self, reading->cancellable, read_cb, reading);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, read_thread);
}

static void
chosen_cb (const char *path,
           gpointer    data)
{
  mlg_map_layers_add_file (data, path);
}

static void
add_cb (GtkButton  *button,
        MlgMapView *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->layers->button));
  mlg_file_dialog_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Add a layer of outlines"), PATTERNS, chosen_cb, self);
}

/* ---- dropped on the map */

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         MlgMapView    *self)
{
  GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;
  g_autofree char *folded = path != NULL ? g_ascii_strdown (path, -1) : NULL;

  if (path == NULL)
    return FALSE;

  if (g_str_has_suffix (folded, ".geojson") || g_str_has_suffix (folded, ".topojson") || g_str_has_suffix (folded, ".gpkg"))
    mlg_map_layers_add_file (self, path);
  else if (g_str_has_suffix (folded, ".mbtiles"))
    mlg_map_ground_open_or_report (self, path);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.import-path", "s", path);
  return TRUE;
}

/* ---- the panel */

static GtkWidget *
make_heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  return label;
}

static void
fill_list (MlgMapView *self)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  g_autoptr(GPtrArray) lines = project != NULL ? mlg_project_list_layers (project) : g_ptr_array_new ();
  GtkWidget *list = self->layers->list, *child;

  while ((child = gtk_widget_get_first_child (list)) != NULL)
    gtk_box_remove (GTK_BOX (list), child);
  for (guint i = 0; i < lines->len; i++)
    gtk_box_append (GTK_BOX (list), mlg_map_layer_row_new (self, lines->pdata[i], i == 0, i + 1 == lines->len));
  gtk_widget_set_visible (self->layers->none, lines->len == 0);
  gtk_widget_set_visible (gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW), lines->len > 0);
}

static void
opened_cb (MlgMapView *self)
{
  fill_list (self);
}

void
mlg_map_layers_follow (MlgMapView *self)
{
  const char *pictures = self->layers->tiles != NULL ? mlg_mbtiles_get_attribution (self->layers->tiles) : NULL;
  g_autofree char *attribution = mlg_map_dup_attribution (mlg_map_canvas_get_index (self->canvas));
  g_autofree char *brief = mlg_map_dup_brief_attribution (mlg_map_canvas_get_index (self->canvas));
  g_autofree char *all = g_strconcat (pictures != NULL ? pictures : "", pictures != NULL ? " – " : "", attribution, NULL);
  g_autofree char *few = g_strconcat (pictures != NULL ? pictures : "", pictures != NULL ? " · " : "", brief, NULL);

  gtk_label_set_label (GTK_LABEL (self->attribution), few);
  gtk_label_set_label (GTK_LABEL (self->sources), all);
  if (gtk_widget_get_mapped (self->layers->popover))
    fill_list (self);
}

static GtkWidget *
make_layers (MlgMapView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *add = gtk_button_new_with_label (_("Add a layer…"));

  self->layers->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->layers->none = gtk_label_new (_("Outlines of a file (a Pays, a park, a bassin de vie) are kept in this project and drawn under its actors."));
  gtk_label_set_wrap (GTK_LABEL (self->layers->none), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->layers->none), 40);
  gtk_label_set_xalign (GTK_LABEL (self->layers->none), 0);
  gtk_widget_add_css_class (self->layers->none, "dim");

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->layers->list);
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (add, _("GeoJSON, TopoJSON or GeoPackage, in degrees (WGS 84)"));
  g_signal_connect (add, "clicked", G_CALLBACK (add_cb), self);

  gtk_box_append (GTK_BOX (box), make_heading (_("Layers of this project")));
  gtk_box_append (GTK_BOX (box), self->layers->none);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), add);
  return box;
}

static void
make_button (MlgMapView *self)
{
  GtkWidget *tools = gtk_widget_get_parent (self->go_to);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->layers->button = gtk_menu_button_new ();
  self->layers->popover = gtk_popover_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->layers->button), _("Layers"));
  gtk_widget_set_tooltip_text (self->layers->button, _("What lies under the actors: the ground, outlines of your own"));
  gtk_widget_set_size_request (box, WIDTH, -1);
  self->layers->ground_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (box), self->layers->ground_box);
  gtk_box_append (GTK_BOX (box), make_layers (self));
  gtk_popover_set_child (GTK_POPOVER (self->layers->popover), box);
  gtk_widget_add_css_class (self->layers->popover, "layers");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->layers->button), self->layers->popover);
  gtk_box_insert_child_after (GTK_BOX (tools), self->layers->button, self->go_to);
  g_signal_connect_swapped (self->layers->popover, "map", G_CALLBACK (opened_cb), self);
}

void
mlg_map_layers_attach (MlgMapView *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->layers = g_new0 (MlgMapLayers, 1);
  self->layers->view = self;
  self->layers->reading = g_cancellable_new ();
  make_button (self);
  mlg_map_ground_attach (self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (target));
}

void
mlg_map_layers_detach (MlgMapView *self)
{
  if (self->layers == NULL)
    return;

  g_cancellable_cancel (self->layers->reading);
  g_clear_object (&self->layers->reading);
  g_clear_handle_id (&self->layers->fill_source, g_source_remove);
  g_clear_handle_id (&self->layers->look_source, g_source_remove);
  g_clear_pointer (&self->layers->online, mlg_map_online_free);
  g_clear_pointer (&self->layers->tiles, mlg_mbtiles_unref);
  g_signal_handlers_disconnect_by_data (self->layers->popover, self);
  g_clear_pointer (&self->layers, g_free);
}
