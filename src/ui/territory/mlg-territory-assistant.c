/* « Installer un fond de territoire… » */

#include "ui/territory/mlg-territory-assistant.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "exchange/mlg-territory-build.h"
#include "model/mlg-text.h"
#include "territory/mlg-pack.h"
#include "ui/common/mlg-file-dialog.h"

#define LOOK_EVERY 100         /* milliseconds */

/* Shared with the thread that works. */
typedef struct
{
  GMutex             lock;
  char              *path;     /* a folder, or a pack */
  char              *what;     /* being done */
  double             share;
  gint               stopped;  /* atomic */
  gboolean           is_folder;
  MlgTerritoryReport report;
} Work;

typedef struct
{
  GtkWidget *window, *folder, *file, *bar, *said, *stop;
  Work      *work;             /* NULL: nothing is being done */
  guint      look_source;
} Assistant;

static void
clear_work (gpointer data)
{
  Work *work = data;

  g_mutex_clear (&work->lock);
  g_free (work->path);
  g_free (work->what);
}

static void
work_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_work);
}

static void
assistant_free (gpointer data)
{
  Assistant *self = data;

  g_clear_handle_id (&self->look_source, g_source_remove);
  if (self->work != NULL)
    g_atomic_int_set (&self->work->stopped, TRUE);
  g_clear_pointer (&self->work, work_unref);
  g_free (self);
}

/* ---- in the thread */

static gboolean
progress_cb (const char *what,
             double      share,
             gpointer    data)
{
  Work *work = data;

  g_mutex_lock (&work->lock);
  g_free (work->what);
  work->what = g_strdup (what);
  work->share = share;
  g_mutex_unlock (&work->lock);
  return !g_atomic_int_get (&work->stopped);
}

static gboolean
build_and_install (Work    *work,
                   GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "maillage", NULL);
  g_autofree char *built = g_build_filename (folder, "territory-building.pack", NULL);
  gboolean done;

  g_mkdir_with_parents (folder, 0700);
  done = mlg_territory_build (work->path, built, progress_cb, work, &work->report, error) &&
         !g_atomic_int_get (&work->stopped) && mlg_pack_install (built, error);
  g_unlink (built);
  return done;
}

static void
work_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;

  if (work->is_folder ? build_and_install (work, &error) : mlg_pack_install (work->path, &error))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
}

/* ---- in the window */

static void
set_working (Assistant *self,
             gboolean   working)
{
  gtk_widget_set_sensitive (self->folder, !working);
  gtk_widget_set_sensitive (self->file, !working);
  gtk_widget_set_visible (self->bar, working);
  gtk_widget_set_visible (self->stop, working);
  if (working)
    gtk_widget_grab_focus (self->stop);
  else
    gtk_widget_grab_focus (self->folder);
}

static gboolean
look_cb (gpointer data)
{
  Assistant *self = data;

  g_mutex_lock (&self->work->lock);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), CLAMP (self->work->share, 0, 1));
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->bar), self->work->what != NULL ? self->work->what : "");
  g_mutex_unlock (&self->work->lock);
  return G_SOURCE_CONTINUE;
}

static char *
describe (const Work *work)
{
  const MlgTerritoryReport *report = &work->report;
  g_autofree char *communes = mlg_format_count (report->n_outlines), *epci = mlg_format_count (report->n_epci);
  g_autofree char *counts = NULL;

  if (!work->is_folder)
    return g_strdup (_("Installed: Maillage uses it from its next start."));
  counts = g_strdup_printf (_("%s communes, %s EPCI, %u départements, %u régions"), communes, epci, report->n_departments, report->n_regions);
  return g_strdup_printf ("%s\n%s", counts, _("Installed: Maillage uses it from its next start."));
}

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(GObject) window = data;
  Assistant *self = g_object_get_data (window, "assistant");
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (self == NULL || self->work == NULL)
    return;

  g_clear_handle_id (&self->look_source, g_source_remove);
  set_working (self, FALSE);
  if (done)
    text = describe (self->work);
  else if (g_atomic_int_get (&self->work->stopped))
    text = g_strdup (_("Stopped: nothing has changed."));
  else
    text = g_strdup (error->message);
  gtk_label_set_label (GTK_LABEL (self->said), text);
  g_clear_pointer (&self->work, work_unref);
}

void
mlg_territory_assistant_take (GtkWidget  *assistant,
                              const char *path)
{
  Assistant *self = g_object_get_data (G_OBJECT (assistant), "assistant");
  g_autoptr(GTask) task = NULL;

  if (self->work != NULL)
    return;

  self->work = g_atomic_rc_box_new0 (Work);
  g_mutex_init (&self->work->lock);
  self->work->path = g_strdup (path);
  self->work->is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  gtk_label_set_label (GTK_LABEL (self->said), "");
  set_working (self, TRUE);
  self->look_source = g_timeout_add (LOOK_EVERY, look_cb, self);
  task = g_task_new (NULL, NULL, done_cb, g_object_ref (assistant));
  g_task_set_task_data (task, g_atomic_rc_box_acquire (self->work), work_unref);
  g_task_run_in_thread (task, work_thread);
}

static void
chosen_cb (const char *path,
           gpointer    data)
{
  mlg_territory_assistant_take (((Assistant *) data)->window, path);
}

static void
folder_cb (Assistant *self)
{
  mlg_file_dialog_folder (GTK_WINDOW (self->window), _("Folder of open data"), chosen_cb, self);
}

static void
file_cb (Assistant *self)
{
  mlg_file_dialog_open (GTK_WINDOW (self->window), _("Territory pack"), "*.pack", chosen_cb, self);
}

static void
stop_cb (Assistant *self)
{
  if (self->work != NULL)
    g_atomic_int_set (&self->work->stopped, TRUE);
}

/* It stays alive until the thread has let go: what it holds goes with the window as it is seen. */
static gboolean
close_request_cb (GtkWindow *window,
                  gpointer   data)
{
  g_object_set_data (G_OBJECT (window), "assistant", NULL);
  return FALSE;
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

/* ---- making it */

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "max-width-chars", 56, "xalign", 0.0,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);

  return label;
}

static GtkWidget *
make_button (Assistant  *self,
             GtkWidget  *box,
             const char *text,
             void      (*callback) (Assistant *))
{
  GtkWidget *button = gtk_button_new_with_label (text);

  g_signal_connect_swapped (button, "clicked", G_CALLBACK (callback), self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
close_cb (Assistant *self)
{
  gtk_window_close (GTK_WINDOW (self->window));
}

static void
fill (Assistant *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  MlgPack *pack = mlg_pack_get_installed ();
  g_autofree char *communes = pack != NULL ? mlg_format_count (mlg_pack_count (pack, MLG_PLACE_COMMUNE)) : NULL;
  g_autofree char *now = pack != NULL ? g_strdup_printf (_("In use: the outlines of %s communes."), communes)
                                      : g_strdup (_("In use: outlines of départements and régions only."));

  gtk_box_append (GTK_BOX (box), make_label (_("Outlines of communes and EPCI come from official open data (INSEE, DGCL, IGN), downloaded beforehand "
                                               "in one folder, or from a territory pack that a colleague made.")));
  gtk_box_append (GTK_BOX (box), make_label (now));
  self->bar = gtk_progress_bar_new ();
  gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (self->bar), TRUE);
  gtk_box_append (GTK_BOX (box), self->bar);
  self->said = make_label ("");
  gtk_box_append (GTK_BOX (box), self->said);
  gtk_widget_set_halign (acts, GTK_ALIGN_END);
  self->stop = make_button (self, acts, _("Stop"), stop_cb);
  make_button (self, acts, _("Close"), close_cb);
  self->file = make_button (self, acts, _("A ready pack…"), file_cb);
  self->folder = make_button (self, acts, _("A folder of open data…"), folder_cb);
  gtk_widget_add_css_class (self->folder, "suggested-action");
  gtk_box_append (GTK_BOX (box), acts);
  g_object_set (box, "margin-top", 18, "margin-bottom", 18, "margin-start", 18, "margin-end", 18, NULL);
  gtk_window_set_child (GTK_WINDOW (self->window), box);
}

GtkWidget *
mlg_territory_assistant_open (GtkWindow *parent)
{
  Assistant *self = g_new0 (Assistant, 1);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->window = g_object_new (GTK_TYPE_WINDOW, "title", _("Install a territory"), "transient-for", parent, "modal", TRUE,
                               "destroy-with-parent", TRUE, "resizable", FALSE, NULL);
  g_object_set_data_full (G_OBJECT (self->window), "assistant", self, assistant_free);
  fill (self);
  set_working (self, FALSE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (self->window, keys);
  g_signal_connect (self->window, "close-request", G_CALLBACK (close_request_cb), NULL);
  gtk_window_present (GTK_WINDOW (self->window));
  return self->window;
}
