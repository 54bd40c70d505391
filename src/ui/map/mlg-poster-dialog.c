/* « Affiche et impression ».
 *
 *   choices → sheet → picture of its first page, in a thread
 *                   → file, in a thread, with its progress and a way to stop it
 *                   → printer
 */

#include "ui/map/mlg-poster-dialog.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "render/mlg-graph-export.h"
#include "render/mlg-map-draw.h"
#include "ui/common/mlg-file-dialog.h"
#include "ui/common/mlg-task.h"

#define PREVIEW       440          /* pixels, the longer side */
#define PREVIEW_DELAY 250          /* ms after the last change */

/* What a thread draws or writes; it owns all it points to. */
typedef struct
{
  MlgMapIndex    *index;
  MlgMapSheet     sheet;
  MlgMercatorBox  box;
  char           *path;            /* NULL: a preview */
  int             scale;           /* of the screen */
  gint            done;            /* atomic: of 1000 */
} Job;

struct _MlgPosterDialog
{
  GtkWindow       parent_instance;

  MlgMapIndex    *index;
  MlgMapSheet     given;           /* what the screen shows */
  MlgMercatorBox  box;
  char           *name;
  char           *described;       /* the subtitle of the poster when none is written */

  GtkWidget      *title, *subtitle, *size, *upright, *numbers, *with_index, *blank, *faint, *everything, *note;
  GtkWidget      *preview, *pages;
  GtkWidget      *format, *save, *print, *stop, *progress, *message;
  cairo_surface_t *picture;
  guint           preview_source, progress_source;
  GCancellable   *previewing, *writing;
  Job            *job;             /* being written; lent by its task */
};

G_DEFINE_FINAL_TYPE (MlgPosterDialog, mlg_poster_dialog, GTK_TYPE_WINDOW)

static void
job_free (gpointer data)
{
  Job *job = data;

  mlg_map_index_unref (job->index);
  mlg_coverage_map_unref ((MlgCoverageMap *) job->sheet.coverage);
  g_free ((char *) job->sheet.title);
  g_free ((char *) job->sheet.subtitle);
  g_free ((char *) job->sheet.signature);
  g_free ((char *) job->sheet.licence);
  g_free (job->path);
  g_free (job);
}

static gboolean
is_on (GtkWidget *check)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
}

static Job *
make_job (MlgPosterDialog *self)
{
  static const char *const sizes[][2] = {
    { "A4", "A4-portrait" }, { "A3", "A3-portrait" }, { "A2", "A2-portrait" }, { "A1", "A1-portrait" }, { "A0", "A0-portrait" },
  };
  Job *job = g_new0 (Job, 1);
  const char *subtitle = gtk_editable_get_text (GTK_EDITABLE (self->subtitle));

  job->index = mlg_map_index_ref (self->index);
  job->sheet = self->given;
  job->box = self->box;
  job->sheet.box = is_on (self->everything) ? NULL : &job->box;
  job->sheet.title = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title)));
  job->sheet.subtitle = *subtitle != '\0' && g_strcmp0 (subtitle, self->described) != 0 ? g_strdup (subtitle) : NULL;
  job->sheet.signature = g_strdup (self->given.signature);
  job->sheet.licence = g_strdup (self->given.licence);
  if (self->given.coverage != NULL)
    mlg_coverage_map_ref ((MlgCoverageMap *) self->given.coverage);
  job->sheet.theme = MLG_INK_PRINT;
  job->sheet.numbers = is_on (self->numbers);
  job->sheet.index = is_on (self->with_index);
  job->sheet.blank = is_on (self->blank);
  job->sheet.faint_actors = is_on (self->faint);
  mlg_picture_parse_size (sizes[MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->size)), G_N_ELEMENTS (sizes) - 1)][is_on (self->upright)],
                          &job->sheet.width, &job->sheet.height);
  return job;
}

/* ---- the picture */

static void
preview_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr(MlgMapPoster) poster = mlg_map_poster_new (job->index, &job->sheet);
  double scale = job->scale * PREVIEW / MAX (job->sheet.width, job->sheet.height);
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, MAX (job->sheet.width * scale, 1), MAX (job->sheet.height * scale, 1));
  cairo_t *cr = cairo_create (picture);

  cairo_scale (cr, scale, scale);
  mlg_map_poster_draw_page (poster, cr, 0);
  cairo_destroy (cr);
  cairo_surface_set_device_scale (picture, job->scale, job->scale);
  g_atomic_int_set (&((Job *) data)->done, mlg_map_poster_get_n_pages (poster));
  g_task_return_pointer (task, picture, (GDestroyNotify) cairo_surface_destroy);
}

static void
previewed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      data)
{
  cairo_surface_t *picture = g_task_propagate_pointer (G_TASK (result), NULL);
  MlgPosterDialog *self = MLG_POSTER_DIALOG (object);
  guint n = g_atomic_int_get (&((Job *) g_task_get_task_data (G_TASK (result)))->done);
  g_autofree char *words = NULL;

  if (picture == NULL)
    return;

  g_clear_pointer (&self->picture, cairo_surface_destroy);
  self->picture = picture;
  gtk_widget_queue_draw (self->preview);
  words = g_strdup_printf (ngettext ("%u page", "%u pages", n), n);
  gtk_label_set_label (GTK_LABEL (self->pages), words);
}

static gboolean
preview_cb (gpointer data)
{
  MlgPosterDialog *self = MLG_POSTER_DIALOG (data);
  g_autoptr(GTask) task = NULL;
  Job *job = make_job (self);

  self->preview_source = 0;
  g_cancellable_cancel (self->previewing);
  g_clear_object (&self->previewing);
  self->previewing = g_cancellable_new ();
  job->scale = MAX (gtk_widget_get_scale_factor (GTK_WIDGET (self)), 1);
  task = mlg_task_new (self, self->previewing, previewed_cb, NULL);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, preview_thread);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (MlgPosterDialog *self)
{
  gboolean blank = is_on (self->blank);

  gtk_widget_set_sensitive (self->numbers, !blank);
  gtk_widget_set_sensitive (self->with_index, !blank);
  gtk_widget_set_sensitive (self->faint, blank);
  g_clear_handle_id (&self->preview_source, g_source_remove);
  self->preview_source = g_timeout_add (PREVIEW_DELAY, preview_cb, self);
}

static void
draw_preview_cb (GtkDrawingArea *area,
                 cairo_t        *cr,
                 int             width,
                 int             height,
                 gpointer        data)
{
  MlgPosterDialog *self = data;
  double sx, sy, w, h;

  if (self->picture == NULL)
    return;

  cairo_surface_get_device_scale (self->picture, &sx, &sy);
  w = cairo_image_surface_get_width (self->picture) / sx;
  h = cairo_image_surface_get_height (self->picture) / sy;
  cairo_set_source_surface (cr, self->picture, (int) ((width - w) / 2), (int) ((height - h) / 2));
  cairo_paint (cr);
  /* The edge of the paper. */
  cairo_rectangle (cr, (int) ((width - w) / 2) + 0.5, (int) ((height - h) / 2) + 0.5, w - 1, h - 1);
  cairo_set_source_rgba (cr, 0.5, 0.5, 0.5, 0.6);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/* ---- the file */

static void
say (MlgPosterDialog *self,
     const char      *words)
{
  gtk_label_set_label (GTK_LABEL (self->message), words);
}

static void
show_writing (MlgPosterDialog *self,
              gboolean         writing)
{
  gtk_widget_set_visible (self->progress, writing);
  gtk_widget_set_visible (self->message, !writing);
  gtk_widget_set_visible (self->stop, writing);
  gtk_widget_set_visible (self->save, !writing);
  gtk_widget_set_sensitive (self->print, !writing);
  gtk_widget_set_sensitive (self->format, !writing);
}

static void
note_progress (double   done,
               gpointer data)
{
  g_atomic_int_set (&((Job *) data)->done, (int) (done * 1000));
}

static void
write_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr(MlgMapPoster) poster = mlg_map_poster_new (job->index, &job->sheet);
  GError *error = NULL;

  if (mlg_map_poster_write (poster, job->path, note_progress, job, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
progress_cb (gpointer data)
{
  MlgPosterDialog *self = data;

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), g_atomic_int_get (&self->job->done) / 1000.0);
  return G_SOURCE_CONTINUE;
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  MlgPosterDialog *self = MLG_POSTER_DIALOG (object);
  g_autoptr(GError) error = NULL;
  g_autofree char *shown = g_filename_display_basename (self->job->path);
  g_autofree char *words = NULL;

  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_object (&self->writing);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    words = g_strdup_printf (_("Saved: %s"), shown);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    words = g_strdup (_("Stopped: nothing was written."));
  else
    words = g_strdup (error->message);
  self->job = NULL;
  show_writing (self, FALSE);
  say (self, words);
}

static void
path_chosen (const char *path,
             gpointer    data)
{
  MlgPosterDialog *self = data;
  static const char *const endings[] = { ".pdf", ".svg", ".png" };
  const char *ending = endings[MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->format)), 2)];
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autoptr(GTask) task = NULL;

  if (self->writing != NULL)
    return;

  self->job = make_job (self);
  self->job->path = g_str_has_suffix (lower, ending) ? g_strdup (path) : g_strconcat (path, ending, NULL);
  self->writing = g_cancellable_new ();
  say (self, "");
  show_writing (self, TRUE);
  self->progress_source = g_timeout_add (100, progress_cb, self);
  task = mlg_task_new (self, self->writing, written_cb, NULL);
  g_task_set_task_data (task, self->job, job_free);
  g_task_run_in_thread (task, write_thread);
}

static void
save_cb (MlgPosterDialog *self)
{
  static const char *const endings[] = { "pdf", "svg", "png" };
  const char *ending = endings[MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->format)), 2)];
  g_autofree char *name = g_strdup_printf ("%s.%s", self->name, ending);
  g_autofree char *pattern = g_strdup_printf ("*.%s", ending);

  mlg_file_dialog_save (GTK_WINDOW (self), _("Save the poster"), name, pattern, path_chosen, self);
}

static void
stop_cb (MlgPosterDialog *self)
{
  g_cancellable_cancel (self->writing);
}

static void
print_cb (MlgPosterDialog *self)
{
  Job *job = make_job (self);
  g_autoptr(MlgMapPoster) poster = mlg_map_poster_new (job->index, &job->sheet);
  g_autoptr(GError) error = NULL;

  say (self, "");
  if (!mlg_poster_print (poster, job->sheet.width, job->sheet.height, self->name, GTK_WINDOW (self), NULL, &error))
    say (self, error->message);
  job_free (job);
}

/* ---- life */

static void
mlg_poster_dialog_dispose (GObject *object)
{
  MlgPosterDialog *self = MLG_POSTER_DIALOG (object);

  g_cancellable_cancel (self->previewing);
  g_cancellable_cancel (self->writing);
  g_clear_object (&self->previewing);
  g_clear_handle_id (&self->preview_source, g_source_remove);
  g_clear_handle_id (&self->progress_source, g_source_remove);

  G_OBJECT_CLASS (mlg_poster_dialog_parent_class)->dispose (object);
}

static void
mlg_poster_dialog_finalize (GObject *object)
{
  MlgPosterDialog *self = MLG_POSTER_DIALOG (object);

  g_clear_object (&self->writing);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  mlg_map_index_unref (self->index);
  mlg_coverage_map_unref ((MlgCoverageMap *) self->given.coverage);
  g_free ((char *) self->given.signature);
  g_free ((char *) self->given.licence);
  g_free (self->name);
  g_free (self->described);

  G_OBJECT_CLASS (mlg_poster_dialog_parent_class)->finalize (object);
}

static gboolean
close_request_cb (MlgPosterDialog *self)
{
  g_cancellable_cancel (self->writing);
  return FALSE;
}

static void
mlg_poster_dialog_class_init (MlgPosterDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_poster_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_poster_dialog_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
add_row (GtkWidget  *grid,
         int         row,
         const char *words,
         GtkWidget  *control)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), control);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_widget_set_hexpand (control, TRUE);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), control, 1, row, 1, 1);
  return control;
}

static GtkWidget *
add_check (MlgPosterDialog *self,
           GtkWidget       *grid,
           int              row,
           const char      *words,
           gboolean         on)
{
  GtkWidget *check = gtk_check_button_new_with_mnemonic (words);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), on);
  gtk_grid_attach (GTK_GRID (grid), check, 0, row, 2, 1);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (changed_cb), self);
  return check;
}

static GtkWidget *
make_choices (MlgPosterDialog *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_widget_set_size_request (grid, 380, -1);
  gtk_widget_set_hexpand (grid, FALSE);
  self->title = add_row (grid, 0, _("_Title"), gtk_entry_new ());
  self->subtitle = add_row (grid, 1, _("Su_btitle"), gtk_entry_new ());
  self->size = add_row (grid, 2, _("_Paper"), gtk_drop_down_new_from_strings ((const char *[]) { "A4", "A3", "A2", "A1", "A0", NULL }));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->size), 1);
  self->upright = add_check (self, grid, 3, _("Up_right"), FALSE);
  self->numbers = add_check (self, grid, 4, _("_Number the actors"), TRUE);
  self->with_index = add_check (self, grid, 5, _("_Index of the numbers: who, and where"), TRUE);
  self->everything = add_check (self, grid, 6, _("Frame _all the actors, not only what the screen shows"), FALSE);
  self->blank = add_check (self, grid, 7, _("Blank _map, to write on by hand"), FALSE);
  self->faint = add_check (self, grid, 8, _("With faint _dots where actors are"), FALSE);
  self->format = add_row (grid, 9, _("F_ile"), gtk_drop_down_new_from_strings ((const char *[]) { _("PDF (to print, to send)"), _("SVG (to be drawn on)"), _("PNG (a picture, 300 dots per inch)"), NULL }));
  self->note = gtk_label_new (_("The pictures of the ground stay on the screen: the poster draws its own, sharp on any paper."));
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->note), 40);
  gtk_label_set_xalign (GTK_LABEL (self->note), 0);
  gtk_widget_add_css_class (self->note, "dim");
  gtk_widget_set_visible (self->note, FALSE);
  gtk_grid_attach (GTK_GRID (grid), self->note, 0, 10, 2, 1);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->title), 30);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->subtitle), 30);
  g_signal_connect_swapped (self->title, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->subtitle, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->size, "notify::selected", G_CALLBACK (changed_cb), self);
  return grid;
}

static GtkWidget *
add_button (MlgPosterDialog *self,
            GtkWidget       *box,
            const char      *words,
            GCallback        func)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (words);

  g_signal_connect_swapped (button, "clicked", func, self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
make_foot (MlgPosterDialog *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->message = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->message), 0);
  gtk_widget_set_hexpand (self->message, TRUE);
  self->progress = gtk_progress_bar_new ();
  gtk_widget_set_hexpand (self->progress, TRUE);
  gtk_widget_set_valign (self->progress, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Saving the poster"), -1);
  gtk_box_append (GTK_BOX (foot), self->message);
  gtk_box_append (GTK_BOX (foot), self->progress);
  add_button (self, foot, _("_Close"), G_CALLBACK (gtk_window_close));
  self->print = add_button (self, foot, _("P_rint…"), G_CALLBACK (print_cb));
  self->stop = add_button (self, foot, _("_Stop"), G_CALLBACK (stop_cb));
  self->save = add_button (self, foot, _("_Save…"), G_CALLBACK (save_cb));
  gtk_widget_add_css_class (self->save, "suggested-action");
  show_writing (self, FALSE);
  return foot;
}

static void
mlg_poster_dialog_init (MlgPosterDialog *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *both = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_set_margin_top (all, 18);
  gtk_widget_set_margin_bottom (all, 18);
  gtk_widget_set_margin_start (all, 18);
  gtk_widget_set_margin_end (all, 18);
  self->preview = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->preview), PREVIEW);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->preview), PREVIEW);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->preview), draw_preview_cb, self, NULL);
  gtk_widget_set_hexpand (self->preview, TRUE);
  gtk_widget_set_vexpand (self->preview, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->preview), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Picture of the poster"), -1);
  self->pages = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->pages, "dim");
  gtk_box_append (GTK_BOX (right), self->preview);
  gtk_box_append (GTK_BOX (right), self->pages);
  gtk_box_append (GTK_BOX (both), make_choices (self));
  gtk_box_append (GTK_BOX (both), right);
  gtk_box_append (GTK_BOX (all), both);
  gtk_box_append (GTK_BOX (all), make_foot (self));
  gtk_window_set_child (GTK_WINDOW (self), all);
  gtk_widget_add_css_class (GTK_WIDGET (self), "map-dialog");
  gtk_window_set_title (GTK_WINDOW (self), _("Poster and printing"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_resizable (GTK_WINDOW (self), FALSE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
}

GtkWidget *
mlg_poster_dialog_new (GtkWindow         *parent,
                       MlgMapIndex       *index,
                       const MlgMapSheet *sheet,
                       const char        *name)
{
  MlgPosterDialog *self = g_object_new (MLG_TYPE_POSTER_DIALOG, "transient-for", parent, NULL);
  g_autofree char *described = mlg_map_describe (index);

  self->index = mlg_map_index_ref (index);
  self->given = *sheet;
  self->box = *sheet->box;
  self->given.signature = g_strdup (sheet->signature);
  self->given.licence = g_strdup (sheet->licence);
  self->given.title = self->given.subtitle = NULL;
  if (sheet->coverage != NULL)
    mlg_coverage_map_ref ((MlgCoverageMap *) sheet->coverage);
  self->name = g_strdup (name);
  g_strdelimit (self->name, "/\\:", '-');
  gtk_editable_set_text (GTK_EDITABLE (self->title), sheet->title != NULL ? sheet->title : "");
  self->described = g_steal_pointer (&described);
  gtk_editable_set_text (GTK_EDITABLE (self->subtitle), sheet->subtitle != NULL ? sheet->subtitle : self->described);
  changed_cb (self);
  return GTK_WIDGET (self);
}

void
mlg_poster_dialog_set_pictured (MlgPosterDialog *self,
                                gboolean         pictured)
{
  gtk_widget_set_visible (self->note, pictured);
}
