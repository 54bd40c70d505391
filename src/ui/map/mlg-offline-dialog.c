/* « Préparer ce territoire hors ligne » : what, where, how fine, how much it weighs; then the bar, with a pause.
 * Closing it stops; what was fetched is taken up the next time.
 */

#include "ui/map/mlg-map-tools.h"
#include "ui/map/mlg-map-layers.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "model/mlg-text.h"
#include "ui/map/mlg-offline-download.h"
#include "ui/map/mlg-tile-address.h"

#define FIRST_ZOOM 6
#define PATIENCE   1000
#define COMFORTABLE 5000       /* pictures: the detail proposed is the finest below */

static const struct { const char *label, *address; } sources[] = {
  { N_("Plan of the IGN"), MLG_TILE_IGN_PLAN },
  { N_("Aerial photographs of the IGN"), MLG_TILE_IGN "&LAYER=ORTHOIMAGERY.ORTHOPHOTOS&FORMAT=image/jpeg" },
  { N_("Another address…"), NULL },
};

static const struct { const char *label; guint zoom; } details[] = {
  { N_("Towns"), 10 }, { N_("Villages"), 12 }, { N_("Hamlets and roads"), 14 }, { N_("Streets"), 16 }, { N_("Buildings"), 17 },
};

typedef struct
{
  MlgMapView         *view;
  GtkWidget          *window, *form, *source, *address, *attribution, *area, *detail, *name, *estimate;
  GtkWidget          *bar, *said, *start, *pause;
  MlgMercatorBox      boxes[2];          /* of the areas offered */
  MlgOfflineDownload *download;
  gboolean            paused;
  char               *path;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *self = data;

  mlg_offline_download_free (self->download);
  g_free (self->path);
  g_free (self);
}

/* ---- what is asked for */

static const char *
get_address (Dialog *self)
{
  const char *address = sources[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->source))].address;

  return address != NULL ? address : gtk_editable_get_text (GTK_EDITABLE (self->address));
}

static guint
get_last (Dialog *self)
{
  return details[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->detail))].zoom;
}

static const MlgMercatorBox *
get_box (Dialog *self)
{
  return &self->boxes[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->area))];
}

/* With its label, which stands before it in the grid. */
static void
show_row (GtkWidget *widget,
          gboolean   shown)
{
  gtk_widget_set_visible (widget, shown);
  gtk_widget_set_visible (gtk_widget_get_prev_sibling (widget), shown);
}

static void
update (Dialog *self)
{
  gboolean other = sources[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->source))].address == NULL;
  guint64 n = mlg_offline_count (get_box (self), FIRST_ZOOM, get_last (self));
  g_autofree char *count = mlg_format_count (n), *most = mlg_format_count (MLG_OFFLINE_MAX_TILES);
  g_autofree char *weight = g_format_size (n * MLG_OFFLINE_TILE_SIZE), *text = NULL;
  g_autoptr(GError) error = NULL;
  gboolean possible = n <= MLG_OFFLINE_MAX_TILES;

  if (!possible)
    text = g_strdup_printf (_("%s pictures: too many (%s at most). Choose a smaller area, or less detail."), count, most);
  else if (other && *get_address (self) != '\0' && !mlg_tile_check_address (get_address (self), &error))
    text = g_strdup (error->message);
  else
    text = g_strdup_printf (ngettext ("%s picture, about %s", "%s pictures, about %s", n), count, weight);
  gtk_label_set_label (GTK_LABEL (self->estimate), text);
  show_row (self->address, other);
  show_row (self->attribution, other);
  gtk_widget_set_sensitive (self->start, possible && error == NULL && *get_address (self) != '\0');
}

static char *
make_path (const char *name)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "maillage", "tiles", NULL);
  g_autofree char *plain = g_strdelimit (g_strdup (name), "/\\:*?\"<>|\n", ' ');
  g_autofree char *file = g_strconcat (g_strstrip (plain), ".mbtiles", NULL);

  g_mkdir_with_parents (folder, 0700);
  return g_build_filename (folder, *file == '.' ? "carte.mbtiles" : file, NULL);
}

/* ---- on its way */

static void
show_state (Dialog                   *self,
            const MlgOfflineProgress *progress)
{
  g_autofree char *done = mlg_format_count (progress->n_done), *all = mlg_format_count (progress->n_tiles);
  g_autofree char *text = g_strdup_printf (_("%s pictures out of %s"), done, all);

  self->paused = progress->state == MLG_OFFLINE_PAUSED;
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), (double) progress->n_done / MAX (progress->n_tiles, 1));
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->bar), text);
  gtk_button_set_label (GTK_BUTTON (self->pause), self->paused ? _("Go on") : _("Pause"));
  gtk_label_set_label (GTK_LABEL (self->said), progress->message != NULL ? progress->message :
                                               progress->waiting ? _("The server asks for a little patience…") : "");
}

static void
progress_cb (const MlgOfflineProgress *progress,
             gpointer                  data)
{
  Dialog *self = data;
  g_autoptr(GError) error = NULL;

  show_state (self, progress);
  if (progress->state != MLG_OFFLINE_DONE)
    return;

  gtk_widget_set_sensitive (self->pause, FALSE);
  if (mlg_map_ground_open (self->view, self->path, &error))
    gtk_label_set_label (GTK_LABEL (self->said), _("Ready: this ground is shown from now on, without a network."));
  else
    gtk_label_set_label (GTK_LABEL (self->said), error->message);
}

static void
pause_cb (Dialog *self)
{
  if (self->paused)
    mlg_offline_download_resume (self->download);
  else
    mlg_offline_download_pause (self->download);
}

static void
start_cb (Dialog *self)
{
  gboolean other = sources[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->source))].address == NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *ign = g_strdup_printf ("© IGN – %d", g_date_time_get_year (now));
  MlgOfflineOrder order = {
    .address = (char *) get_address (self), .name = (char *) gtk_editable_get_text (GTK_EDITABLE (self->name)),
    .attribution = other ? (char *) gtk_editable_get_text (GTK_EDITABLE (self->attribution)) : ign,
    .box = *get_box (self), .first = FIRST_ZOOM, .last = get_last (self),
  };
  g_autoptr(GError) error = NULL;

  g_free (self->path);
  self->path = order.path = make_path (order.name);
  self->download = mlg_offline_download_new (&order, PATIENCE, progress_cb, self, &error);
  if (self->download == NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->said), error->message);
      return;
    }
  gtk_widget_set_sensitive (self->form, FALSE);
  gtk_widget_set_visible (self->start, FALSE);
  gtk_widget_set_visible (self->pause, TRUE);
  gtk_widget_set_visible (self->bar, TRUE);
  gtk_widget_grab_focus (self->pause);
}

/* ---- the window */

static GtkWidget *
attach (Dialog     *self,
        int         at,
        const char *text,
        GtkWidget  *widget)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), widget);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_grid_attach (GTK_GRID (self->form), label, 0, at, 1, 1);
  gtk_grid_attach (GTK_GRID (self->form), widget, 1, at, 1, 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  return widget;
}

static GtkWidget *
make_choice (const char *const *words)
{
  return gtk_drop_down_new_from_strings (words);
}

static GtkWidget *
make_areas (Dialog *self)
{
  MlgMapTools *tools = self->view->tools;
  const MlgArea *area = tools != NULL && tools->has_area ? &tools->area : NULL;
  const char *words[3] = { _("What the map shows now") };
  MlgMapFrame frame;

  mlg_map_canvas_get_frame (self->view->canvas, &frame);
  self->boxes[0] = mlg_map_frame_get_box (&frame, 0);
  if (area != NULL && (area->finer != NULL || area->outline != NULL))
    {
      self->boxes[1] = area->finer != NULL ? area->finer->box : area->outline->box;
      words[1] = tools->area_name != NULL ? tools->area_name : _("The territory that is outlined");
    }
  return make_choice (words);
}

static void
fill_form (Dialog *self)
{
  const char *source_words[G_N_ELEMENTS (sources) + 1] = { NULL }, *detail_words[G_N_ELEMENTS (details) + 1] = { NULL };
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self->view));

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    source_words[i] = _(sources[i].label);
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    detail_words[i] = _(details[i].label);
  self->source = attach (self, 0, _("Pictures"), make_choice (source_words));
  self->address = attach (self, 1, _("Address"), gtk_entry_new ());
  self->attribution = attach (self, 2, _("Attribution"), gtk_entry_new ());
  self->area = attach (self, 3, _("Area"), make_areas (self));
  self->detail = attach (self, 4, _("Down to"), make_choice (detail_words));
  self->name = attach (self, 5, _("Name"), gtk_entry_new ());
  for (guint i = 0; i < G_N_ELEMENTS (details) && mlg_offline_count (get_box (self), FIRST_ZOOM, details[i].zoom) <= COMFORTABLE; i++)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->detail), i);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->address), "https://…/{z}/{x}/{y}.png");
  gtk_editable_set_text (GTK_EDITABLE (self->name), project != NULL ? mlg_project_get_title (project) : "");
  for (GtkWidget **choice = (GtkWidget *[]) { self->source, self->area, self->detail, NULL }; *choice != NULL; choice++)
    g_signal_connect_swapped (*choice, "notify::selected", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->address, "changed", G_CALLBACK (update), self);
}

static GtkWidget *
make_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 50);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  g_object_set (label, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  return label;
}

static GtkWidget *
make_buttons (Dialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *close = gtk_button_new_with_label (_("Close"));

  self->start = gtk_button_new_with_label (_("Prepare"));
  self->pause = gtk_button_new_with_label (_("Pause"));
  gtk_widget_set_visible (self->pause, FALSE);
  gtk_widget_add_css_class (self->start, "suggested-action");
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (gtk_window_close), self->window);
  g_signal_connect_swapped (self->start, "clicked", G_CALLBACK (start_cb), self);
  g_signal_connect_swapped (self->pause, "clicked", G_CALLBACK (pause_cb), self);
  gtk_box_append (GTK_BOX (box), close);
  gtk_box_append (GTK_BOX (box), self->pause);
  gtk_box_append (GTK_BOX (box), self->start);
  return box;
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
fill_window (Dialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *intro = make_label ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_label_set_label (GTK_LABEL (intro), _("The pictures are fetched now, once; afterwards the map shows them without a network."));
  self->form = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->form), 6);
  gtk_grid_set_column_spacing (GTK_GRID (self->form), 12);
  self->estimate = make_label ();
  self->said = make_label ();
  self->bar = gtk_progress_bar_new ();
  gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (self->bar), TRUE);
  gtk_widget_set_visible (self->bar, FALSE);
  gtk_box_append (GTK_BOX (box), intro);
  gtk_box_append (GTK_BOX (box), self->form);
  gtk_box_append (GTK_BOX (box), self->estimate);
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), self->said);
  gtk_box_append (GTK_BOX (box), make_buttons (self));
  fill_form (self);
  update (self);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_window_set_child (GTK_WINDOW (self->window), box);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (self->window, keys);
}

void
mlg_offline_dialog_open (MlgMapView *view)
{
  Dialog *self = g_new0 (Dialog, 1);

  self->view = view;
  self->window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (self->window), _("Prepare this territory offline"));
  gtk_window_set_transient_for (GTK_WINDOW (self->window), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (view))));
  gtk_widget_add_css_class (self->window, "map-dialog");
  gtk_window_set_modal (GTK_WINDOW (self->window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self->window), TRUE);
  gtk_window_set_resizable (GTK_WINDOW (self->window), FALSE);
  g_object_set_data_full (G_OBJECT (self->window), "dialog", self, dialog_free);
  fill_window (self);
  gtk_window_present (GTK_WINDOW (self->window));
}
